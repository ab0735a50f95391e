//! How a page is cited, and which versions of which documents it was made from.

use serde::Serialize;

use super::Shell;
use super::desk::Desk;
use super::places;
use super::routes;
use crate::document::Fidelity;
use crate::ledger::Record;
use crate::messages::{Locale, say};
use crate::model::{Edition, Kind};

/// A document as a page lists it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Listed {
    /// Short code on this page.
    pub(crate) code: String,
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) path: String,
    pub(crate) kinds: String,
    pub(crate) scope: String,
    pub(crate) facts: usize,
    pub(crate) unreadable: usize,
    pub(crate) sha256: String,
    /// First digits of the hash, for reading.
    pub(crate) sha: String,
    pub(crate) extent: usize,
    /// What `extent` counts: 行, 页, 张工作表.
    pub(crate) extent_of: String,
    pub(crate) bytes: usize,
    pub(crate) abridged: bool,
    /// What speaks against relying on what was read; empty where nothing does.
    pub(crate) caution: String,
    pub(crate) note: String,
    pub(crate) source_url: String,
    /// The copy of the file on this site; empty where there is none.
    pub(crate) original: String,
    pub(crate) published_on: String,
    pub(crate) completeness: String,
}

/// A document for a page's list.
pub(crate) fn listed(desk: &Desk<'_>, record: &Record) -> Listed {
    let (found, due) = record.completeness;
    let (extent, extent_of) =
        places::extent(desk.locale, &record.document.places, record.document.source.len());
    Listed {
        code: desk.code(&record.path).to_owned(),
        title: title(record),
        href: desk.to(&routes::document(record)),
        path: record.path.to_string(),
        kinds: kinds(desk.locale, record),
        scope: record
            .identity
            .scope
            .map_or_else(String::new, |scope| desk.locale.word("scope", scope.id(), scope.label())),
        facts: desk
            .ledger
            .facts_in(&record.path)
            .filter(|fact| fact.status != crate::model::Status::Derived)
            .count(),
        unreadable: record.unreadable.len(),
        sha256: record.sha256.clone(),
        sha: record.sha256.chars().take(12).collect(),
        extent,
        extent_of,
        bytes: record.bytes,
        abridged: record.edition() == Edition::Abridged,
        caution: caution(desk.locale, record),
        note: record.sidecar.note.clone(),
        source_url: web(&record.sidecar.source_url),
        original: if record.copied { desk.to(&routes::original(record)) } else { String::new() },
        published_on: record.sidecar.published_on.clone(),
        completeness: if due == 0 { String::new() } else { format!("{found}/{due}") },
    }
}

/// How far the document as read is the document as printed.
pub(crate) fn caution(locale: Locale, record: &Record) -> String {
    match record.document.fidelity {
        // Of a file that gave nothing there is nothing to be careful with.
        _ if record.document.blocks.is_empty() => String::new(),
        Fidelity::Whole => String::new(),
        Fidelity::Partial => say!(locale, "caution-partial"),
        Fidelity::Scanned => say!(locale, "caution-scanned"),
    }
}

/// The printed title; the path where none was read.
pub(crate) fn title(record: &Record) -> String {
    if record.identity.title.is_empty() { record.path.to_string() } else { record.identity.title.clone() }
}

/// `部门预算、绩效目标`.
pub(crate) fn kinds(locale: Locale, record: &Record) -> String {
    let words = |kind: &Kind| locale.word("kind", kind.id(), kind.label());
    record.identity.kinds.iter().map(words).collect::<Vec<_>>().join(&say!(locale, "list-separator"))
}

/// An address of the web, or nothing: what a sidecar says is not trusted to be one.
pub(crate) fn web(address: &str) -> String {
    let lower = address.to_ascii_lowercase();
    if lower.starts_with("https://") || lower.starts_with("http://") {
        address.to_owned()
    } else {
        String::new()
    }
}

/// A citation in the manner of GB/T 7714, one in English, and one for the press. The day of reading is the reader's to
/// fill in: a page that is made once cannot know it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Citation {
    pub(crate) formal: String,
    pub(crate) english: String,
    pub(crate) press: String,
}

/// How a page is cited.
pub(crate) fn citation(site: &Shell<'_>, path: &str, title: &str, records: &[&Record]) -> Citation {
    let address = site.absolute(path);
    let address = if address.is_empty() { path.to_owned() } else { address };
    let (name, date) = (&site.name(), &site.config.date);
    let updated = if date.is_empty() { String::new() } else { format!("({date})") };
    let abridged = records.iter().any(|record| record.edition() == Edition::Abridged);
    let edition = if abridged { say!(site.locale, "cited-abridged") } else { String::new() };
    let formal = say!(
        site.locale,
        "cited-formal",
        name = name.as_str(),
        title = title,
        updated = updated,
        address = address.as_str()
    );
    let updated = if date.is_empty() { String::new() } else { format!(" Updated {date}.") };
    let english = format!("{name}. “{title}.”{updated} Accessed [date]. {address}.");
    let titles: Vec<String> =
        records.iter().map(|record| say!(site.locale, "title-of", title = self::title(record))).collect();
    let press =
        say!(site.locale, "cited-press", titles = titles.join(""), edition = edition, name = name.as_str());
    Citation { formal, english, press }
}
