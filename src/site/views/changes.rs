//! What changed: corrections of printed figures, and figures that are no longer what was published, with the cause.

use serde::Deserialize;
use serde_json::{Value, json};

use super::super::desk::Desk;
use super::super::frame::Frame;
use super::super::names;
use super::super::routes;
use super::super::{Gleaned, House, Job, Site, citation, format};
use super::List;
use crate::archive::Change;
use crate::error::Result;
use crate::messages::say;

pub(super) const LIST: List = List { glean, jobs };

fn glean(site: &Site<'_>, gleaned: &mut Gleaned) {
    let desk = site.desk(routes::CHANGES, &[]);
    for (fact, correction) in
        site.ledger.facts.iter().filter_map(|fact| Some((fact, fact.correction.as_ref()?)))
    {
        let record = site.ledger.record(&fact.document);
        let shown = json!({
            "title": record.map_or_else(String::new, citation::title),
            "place": correction.place,
            "href": desk.place(fact),
            "name": fact.subject.name,
            "printed": correction.printed,
            "corrected": correction.corrected,
            "unit": site.locale.unit(fact.amount.unit),
            "reason": correction.reason,
            "by": correction.by,
            "date": correction.date,
        });
        gleaned.add("corrections", &*fact.document, shown);
    }
    for change in site.pending {
        let told = json!({ "change": change, "shown": shown(&desk, change) });
        gleaned.add("pending", change.document.as_str(), told);
    }
    for (at, change) in site.log.iter().enumerate() {
        let own = site.ledger.fact(&change.fact).is_some() || site.ledger.record(&change.document).is_some();
        if own {
            gleaned.add("log", place_in_log(at), shown(&desk, change));
        }
    }
}

fn place_in_log(at: usize) -> String {
    format!("{at:010}")
}

/// All changes, the newest first.
pub(crate) fn changes(house: &House<'_>) -> Vec<Change> {
    let pending = house.gathered.list("pending").filter_map(|told| Change::deserialize(&told["change"]).ok());
    pending.chain(house.log.iter().rev().cloned()).collect()
}

fn jobs<'h>(house: &'h House<'h>) -> Vec<Job<'h>> {
    vec![Job::new(routes::CHANGES, || page(house))]
}

/// The most changes that the page lists; the data file has them all.
const MOST: usize = 300;

fn page(house: &House<'_>) -> Result<Vec<u8>> {
    let to = |address: &str| routes::relative(routes::CHANGES, address);
    let pending: Vec<(String, Value)> = house
        .gathered
        .list("pending")
        .map(|told| (told["change"]["date"].as_str().unwrap_or_default().to_owned(), told["shown"].clone()))
        .collect();
    let count = pending.len() + house.log.len();
    let log = house.log.iter().enumerate().rev().map(|(at, change)| {
        let known = house.gathered.piece("log", &place_in_log(at)).cloned();
        (change.date.clone(), known.unwrap_or_else(|| gone(house, change)))
    });
    let mut days: Vec<(String, Vec<Value>)> = Vec::new();
    for (date, shown) in pending.into_iter().chain(log).take(MOST) {
        match days.last_mut().filter(|(day, _)| *day == date) {
            Some((_, list)) => list.push(shown),
            None => days.push((date, vec![shown])),
        }
    }
    let days: Vec<Value> =
        days.into_iter().map(|(date, changes)| json!({ "date": date, "changes": changes })).collect();
    let it = json!({
        "corrections": house.gathered.list("corrections").collect::<Vec<_>>(),
        "days": days,
        "more": count.saturating_sub(MOST),
        "published": house.published,
        "changes_csv": to("data/changes.csv"),
        "corrections_csv": to("data/corrections.csv"),
        "feed": if house.config.base_url.is_empty() { String::new() } else { to(routes::FEED) },
    });
    let frame = Frame::new(routes::CHANGES, say!(house.locale, "changes"), routes::CHECKS)
        .described(say!(house.locale, "changes-described"));
    house.page("changes.html", frame, &it)
}

fn shown(desk: &Desk<'_>, change: &Change) -> Value {
    let ledger = desk.ledger;
    let fact = ledger.fact(&change.fact);
    let record = ledger.record(&change.document);
    let amount =
        |text: &str| text.parse::<rust_decimal::Decimal>().map_or_else(|_| "—".to_owned(), format::thousands);
    json!({
        "cause": desk.locale.word("cause", change.cause.id(), change.cause.label()),
        "department": ledger.department(&change.department).map_or_else(String::new, |d| names::shown(desk.locale, &d.name)),
        "year": change.fiscal_year,
        "title": record.map_or_else(|| change.document.clone(), citation::title),
        "title_href": record.map_or_else(String::new, |record| desk.to(&routes::document(record))),
        "name": change.name,
        "table": change.table,
        "href": fact.map_or_else(String::new, |fact| desk.place(fact)),
        "before": amount(&change.before),
        "after": amount(&change.after),
        "whole": change.fact.is_empty(),
        "unit": crate::model::Unit::ALL.iter().find(|unit| unit.id() == change.unit).map_or_else(String::new, |unit| desk.locale.unit(*unit)),
        "note": change.note,
    })
}

/// A change of what is no longer here.
fn gone(house: &House<'_>, change: &Change) -> Value {
    shown(&Desk::bare(house.locale, routes::CHANGES), change)
}
