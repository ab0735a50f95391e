//! What changed: corrections of printed figures, and figures that are no longer what was published, with the cause; a
//! page, and a feed where the site has an address.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use super::super::desk::Desk;
use super::super::frame::Frame;
use super::super::html::escape;
use super::super::routes;
use super::super::{Job, Site, citation, format};
use crate::archive::Change;
use crate::error::Result;

pub(super) fn jobs<'s>(site: &'s Site<'s>) -> Vec<Job<'s>> {
    let mut jobs = vec![Job::new(routes::CHANGES, || page(site))];
    if !site.config.base_url.is_empty() {
        jobs.push(Job::new(routes::FEED, || Ok(feed(site).into_bytes())));
    }
    jobs
}

/// The most changes that the page lists; the data file has them all.
const MOST: usize = 300;

fn page(site: &Site<'_>) -> Result<Vec<u8>> {
    let desk = Desk::new(site.ledger, site.report, routes::CHANGES, &[]);
    let corrections: Vec<Value> = site
        .ledger
        .facts
        .iter()
        .filter_map(|fact| Some((fact, fact.correction.as_ref()?)))
        .map(|(fact, correction)| {
            let record = site.ledger.record(&fact.document);
            json!({
                "title": record.map_or_else(String::new, citation::title),
                "place": correction.place,
                "href": desk.place(fact),
                "name": fact.subject.name,
                "printed": correction.printed,
                "corrected": correction.corrected,
                "unit": fact.amount.unit.label(),
                "reason": correction.reason,
                "by": correction.by,
                "date": correction.date,
            })
        })
        .collect();
    let all: Vec<&Change> = site.history.newest_first().collect();
    let mut days: Vec<(String, Vec<Value>)> = Vec::new();
    for change in all.iter().take(MOST) {
        let shown = shown(site, &desk, change);
        match days.last_mut().filter(|(day, _)| *day == change.date) {
            Some((_, list)) => list.push(shown),
            None => days.push((change.date.clone(), vec![shown])),
        }
    }
    let days: Vec<Value> =
        days.into_iter().map(|(date, changes)| json!({ "date": date, "changes": changes })).collect();
    let it = json!({
        "corrections": corrections,
        "days": days,
        "more": all.len().saturating_sub(MOST),
        "published": site.history.published,
        "changes_csv": desk.to("data/changes.csv"),
        "corrections_csv": desk.to("data/corrections.csv"),
        "feed": if site.config.base_url.is_empty() { String::new() } else { desk.to(routes::FEED) },
    });
    let frame = Frame::new(routes::CHANGES, "改动", routes::CHECKS)
        .described("更正过的数字，和发布以后改变过的数字，各写明原因。");
    site.page("changes.html", frame, &it)
}

fn shown(site: &Site<'_>, desk: &Desk<'_>, change: &Change) -> Value {
    let fact = site.ledger.fact(&change.fact);
    let record = site.ledger.record(&change.document);
    let amount =
        |text: &str| text.parse::<rust_decimal::Decimal>().map_or_else(|_| "—".to_owned(), format::thousands);
    json!({
        "cause": change.cause.label(),
        "department": site.ledger.department(&change.department).map_or("", |d| d.name.as_str()),
        "year": change.fiscal_year,
        "title": record.map_or_else(|| change.document.clone(), citation::title),
        "title_href": record.map_or_else(String::new, |record| desk.to(&routes::document(record))),
        "name": change.name,
        "table": change.table,
        "href": fact.map_or_else(String::new, |fact| desk.place(fact)),
        "before": amount(&change.before),
        "after": amount(&change.after),
        "whole": change.fact.is_empty(),
        "unit": crate::model::Unit::ALL.iter().find(|unit| unit.id() == change.unit).map_or("", |unit| unit.label()),
        "note": change.note,
    })
}

/// An Atom feed: one entry per publication that changed something.
fn feed(site: &Site<'_>) -> String {
    let mut days: BTreeMap<&str, usize> = BTreeMap::new();
    for change in &site.history.log {
        *days.entry(&change.date).or_default() += 1;
    }
    let home = escape(&site.absolute(routes::INDEX));
    let page = escape(&site.absolute(routes::CHANGES));
    let newest = days.keys().next_back().copied().unwrap_or(&site.config.date);
    let moment = |day: &str| format!("{}T00:00:00Z", if day.is_empty() { "1970-01-01" } else { day });
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n",
    );
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<title>{} · 改动</title>\n<id>{page}</id>\n<link href=\"{home}\"/>\n<link rel=\"self\" href=\"{}\"/>\n<updated>{}</updated>\n<author><name>{}</name></author>\n",
        escape(&site.config.name),
        escape(&site.absolute(routes::FEED)),
        moment(newest),
        escape(if site.config.operator.is_empty() { &site.config.name } else { &site.config.operator }),
    );
    for (day, count) in days.iter().rev() {
        let _ = writeln!(
            out,
            "<entry><title>{day}：{count} 处改动</title><id>{page}#d-{day}</id><link href=\"{page}#d-{day}\"/><updated>{}</updated></entry>",
            moment(day)
        );
    }
    out.push_str("</feed>\n");
    out
}
