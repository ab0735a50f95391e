//! Feeds (Atom) of a site that knows its address: documents that came and figures that changed, one for all bodies and
//! one for each.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use super::super::html::escape;
use super::super::routes;
use super::super::{Gleaned, House, Job, Shell, Site, citation};
use super::List;
use crate::archive::{Cause, Change};
use crate::ledger::Record;

pub(super) const LIST: List = List { glean, jobs };

/// The most entries of a feed: readers ask again and again, and the page of changes has all.
const MOST: usize = 200;

/// What a feed tells of.
struct Entry {
    /// `2026-11-29`.
    day: String,
    title: String,
    /// Where it stands, from the root of the site; what tells it from others of that page.
    path: String,
    anchor: String,
}

fn glean(site: &Site<'_>, gleaned: &mut Gleaned) {
    for entry in documents(site, None) {
        let piece = json!({ "day": entry.day, "title": entry.title, "path": entry.path });
        gleaned.add("feed", entry.path, piece);
    }
}

fn jobs<'h>(house: &'h House<'h>) -> Vec<Job<'h>> {
    if house.config.base_url.is_empty() {
        return Vec::new();
    }
    vec![Job::new(routes::FEED, || {
        let text = |piece: &Value, key: &str| piece[key].as_str().unwrap_or_default().to_owned();
        let came = house.gathered.list("feed").map(|piece| Entry {
            day: text(piece, "day"),
            title: text(piece, "title"),
            path: text(piece, "path"),
            anchor: String::new(),
        });
        let entries = came.chain(changed(house.log.iter(), routes::CHANGES)).collect();
        Ok(atom(house, "新公开的文件和改动", routes::FEED, routes::INDEX, entries))
    })]
}

/// The feeds of some bodies.
pub(super) fn of_bodies<'s>(site: &'s Site<'s>) -> Vec<Job<'s>> {
    if site.config.base_url.is_empty() {
        return Vec::new();
    }
    let of_body = |department: &'s crate::model::Department| {
        let path = routes::department_feed(&department.id);
        Job::new(path.clone(), move || {
            let own = site.log.iter().filter(|change| change.department == *department.id);
            let entries =
                documents(site, Some(&department.id)).chain(changed(own, routes::CHANGES)).collect();
            Ok(atom(site, &department.name, &path, &routes::department(&department.id), entries))
        })
    };
    site.ledger.departments.iter().map(of_body).collect()
}

/// The documents of some bodies, or of one, of which it is known when they came.
fn documents<'s>(site: &'s Site<'s>, of: Option<&'s str>) -> impl Iterator<Item = Entry> + 's {
    let records = site.ledger.documents.iter().filter(|record| !record.department.is_empty());
    let records = records.filter(move |record| of.is_none_or(|of| *record.department == *of));
    records.filter_map(|record| {
        let name = site.ledger.department(&record.department).map_or("", |body| body.name.as_str());
        Some(Entry {
            day: came(site, record)?,
            title: format!("{name}：{}", citation::title(record)),
            path: routes::document(record),
            anchor: String::new(),
        })
    })
}

/// The day on which the body published a document; else the day on which it first stood here.
fn came(site: &Site<'_>, record: &Record) -> Option<String> {
    let stated = Some(&record.sidecar.published_on).filter(|day| is_day(day));
    let here = || {
        let new = |change: &&Change| change.cause == Cause::NewDocument && *change.document == *record.path;
        site.log.iter().find(new).map(|change| &change.date).filter(|day| is_day(day))
    };
    stated.or_else(here).cloned()
}

/// Figures that are no longer what was published, by the day of the publication.
fn changed<'c>(log: impl Iterator<Item = &'c Change>, page: &str) -> impl Iterator<Item = Entry> {
    let mut days: BTreeMap<&str, usize> = BTreeMap::new();
    for change in log.filter(|change| is_day(&change.date)) {
        *days.entry(&change.date).or_default() += 1;
    }
    days.into_iter().map(move |(day, count)| Entry {
        day: day.to_owned(),
        title: format!("{day}：{count} 处改动"),
        path: page.to_owned(),
        anchor: format!("#d-{day}"),
    })
}

/// Whether a text is a day as Atom wants it.
fn is_day(text: &str) -> bool {
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    matches!(parts.as_slice(), [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2))
}

/// The feed, the newest entry first. It was updated when its newest entry was: the same site makes the same bytes.
fn atom(shell: &Shell<'_>, of: &str, path: &str, about: &str, mut entries: Vec<Entry>) -> Vec<u8> {
    entries.sort_by(|a, b| (&b.day, &a.path, &a.anchor).cmp(&(&a.day, &b.path, &b.anchor)));
    entries.truncate(MOST);
    let config = shell.config;
    let at = |path: &str| escape(&shell.absolute(path));
    let moment = |day: &str| format!("{day}T00:00:00Z");
    let newest = entries.first().map_or("1970-01-01", |entry| &entry.day);
    let author = if config.operator.is_empty() { &config.name } else { &config.operator };
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n",
    );
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<title>{} · {}</title>\n<id>{own}</id>\n<link href=\"{}\"/>\n<link rel=\"self\" href=\"{own}\"/>\n<updated>{}</updated>\n<author><name>{}</name></author>\n",
        escape(&config.name),
        escape(of),
        at(about),
        moment(newest),
        escape(author),
        own = at(path),
    );
    for entry in &entries {
        let address = format!("{}{}", at(&entry.path), escape(&entry.anchor));
        // What changed on a day is another thing for one body than for all.
        let id = if entry.anchor.is_empty() {
            address.clone()
        } else {
            format!("{}{}", at(path), escape(&entry.anchor))
        };
        let _ = writeln!(
            out,
            "<entry><title>{}</title><id>{id}</id><link href=\"{address}\"/><updated>{}</updated></entry>",
            escape(&entry.title),
            moment(&entry.day)
        );
    }
    out.push_str("</feed>\n");
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_are_days() {
        assert!(is_day("2026-11-29"));
        for text in ["", "2026", "2026-11", "26-11-29", "2026-11-29T00", "2026/11/29", "２０２６-11-29"] {
            assert!(!is_day(text), "{text}");
        }
    }
}
