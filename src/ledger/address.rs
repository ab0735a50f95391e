//! Ids of documents: body, year, kind and scope, and a number for a second one of the same. A corrected file keeps its
//! id, and with it its address; what the archive remembers decides, then the date of publication.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Record;

/// A document as the archive remembers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// Its id.
    pub id: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Path relative to the content folder.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Date of publication; empty where it was not known.
    pub published_on: String,
}

/// What all documents of one body, year, kind and scope have in common.
fn stem(record: &Record) -> String {
    let identity = &record.identity;
    let kind = record.kind().map(|kind| kind.id().replace('_', "-"));
    if record.is_known() {
        let kind = kind.unwrap_or_default();
        return format!("{}-{}-{kind}-{}", record.department, identity.fiscal_year, record.scope().id());
    }
    match (identity.fiscal_year, kind) {
        (0, None) => "unread".to_owned(),
        (0, Some(kind)) => format!("unknown-undated-{kind}"),
        (year, kind) => format!("unknown-{year}-{}", kind.as_deref().unwrap_or("document")),
    }
}

/// The id with a number. The first document of a known body has none.
fn numbered(stem: &str, number: u32, known: bool) -> String {
    if known && number == 1 { stem.to_owned() } else { format!("{stem}-{number}") }
}

/// The number in an id of this stem.
fn number_of(id: &str, stem: &str) -> Option<u32> {
    let rest = id.strip_prefix(stem)?;
    if rest.is_empty() {
        return Some(1);
    }
    rest.strip_prefix('-')?.parse().ok().filter(|number| *number > 0)
}

/// Sets the ids of all documents. An id that the archive has given is never given to another document.
pub(super) fn assign(documents: &mut [Record], remembered: &[Remembered]) {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, record) in documents.iter().enumerate() {
        groups.entry(stem(record)).or_default().push(at);
    }
    for (stem, mut group) in groups {
        let known = documents[group[0]].is_known();
        // Nothing but the path tells files with the same bytes apart.
        group.sort_by_cached_key(|at| {
            let record = &documents[*at];
            let date = record.sidecar.published_on.clone();
            (date.is_empty(), date, record.identity.title.clone(), record.sha256.clone(), record.path.clone())
        });
        let old: Vec<(u32, &Remembered)> =
            remembered.iter().filter_map(|one| Some((number_of(&one.id, &stem)?, one))).collect();
        let given = recall(documents, &group, &old);
        let mut used: BTreeSet<u32> = old.iter().map(|(number, _)| *number).collect();
        for at in group {
            let number = given.get(&at).copied().unwrap_or_else(|| {
                let free = (1..).find(|number| !used.contains(number)).unwrap_or(u32::MAX);
                used.insert(free);
                free
            });
            documents[at].id = Arc::from(numbered(&stem, number, known));
        }
    }
}

/// Which documents the archive knows: by their bytes, then by their path, then by title and date of publication.
fn recall(documents: &[Record], group: &[usize], old: &[(u32, &Remembered)]) -> BTreeMap<usize, u32> {
    type Same = fn(&Record, &Remembered) -> bool;
    const SAME: &[Same] = &[
        |record, one| record.sha256 == one.sha256 && *record.path == *one.path,
        |record, one| record.sha256 == one.sha256,
        |record, one| *record.path == *one.path,
        |record, one| {
            !one.title.is_empty()
                && record.identity.title == one.title
                && record.sidecar.published_on == one.published_on
        },
    ];
    let mut given: BTreeMap<usize, u32> = BTreeMap::new();
    for same in SAME {
        for (number, one) in old {
            if given.values().any(|taken| taken == number) {
                continue;
            }
            let found = group.iter().find(|at| !given.contains_key(at) && same(&documents[**at], one));
            if let Some(at) = found {
                given.insert(*at, *number);
            }
        }
    }
    given
}
