//! Ids of documents: body, year, kind and scope, and a number for a second one of the same. A corrected file keeps its
//! id, and with it its address; what the archive remembers decides, then the date of publication.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::plan::Head;

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
fn stem(head: &Head, department: &str) -> String {
    let year = head.identity.fiscal_year;
    let kind = head.kind().map(|kind| kind.id().replace('_', "-"));
    if !department.is_empty() {
        let kind = kind.unwrap_or_default();
        return format!("{department}-{year}-{kind}-{}", head.scope().id());
    }
    match (year, kind) {
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

/// The ids of all documents, given with the ids of their bodies. An id that the archive has given is never given to
/// another document.
pub(super) fn assign(heads: &[(&Head, &str)], remembered: &[Remembered]) -> Vec<Arc<str>> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, (head, department)) in heads.iter().enumerate() {
        groups.entry(stem(head, department)).or_default().push(at);
    }
    let by_id: BTreeMap<&str, &Remembered> = remembered.iter().map(|one| (one.id.as_str(), one)).collect();
    let mut ids = vec![Arc::default(); heads.len()];
    for (stem, mut group) in groups {
        let known = !heads[group[0]].1.is_empty();
        // Nothing but the path tells files with the same bytes apart.
        group.sort_by_cached_key(|at| {
            let (head, _) = heads[*at];
            let date = head.published_on.clone();
            (date.is_empty(), date, head.identity.title.clone(), head.sha256.clone(), head.path.clone())
        });
        let alike = by_id.range(stem.as_str()..).take_while(|(id, _)| id.starts_with(&stem));
        let mut old: Vec<(u32, &Remembered)> =
            alike.filter_map(|(id, one)| Some((number_of(id, &stem)?, *one))).collect();
        old.sort_by_key(|(number, _)| *number);
        let given = recall(heads, &group, &old);
        let mut used: BTreeSet<u32> = old.iter().map(|(number, _)| *number).collect();
        for at in group {
            let number = given.get(&at).copied().unwrap_or_else(|| {
                let free = (1..).find(|number| !used.contains(number)).unwrap_or(u32::MAX);
                used.insert(free);
                free
            });
            ids[at] = Arc::from(numbered(&stem, number, known));
        }
    }
    ids
}

/// Which documents the archive knows: by their bytes, then by their path, then by title and date of publication.
fn recall(heads: &[(&Head, &str)], group: &[usize], old: &[(u32, &Remembered)]) -> BTreeMap<usize, u32> {
    type Same = fn(&Head, &Remembered) -> bool;
    const SAME: &[Same] = &[
        |head, one| head.sha256 == one.sha256 && *head.path == *one.path,
        |head, one| head.sha256 == one.sha256,
        |head, one| *head.path == *one.path,
        |head, one| {
            !one.title.is_empty() && head.identity.title == one.title && head.published_on == one.published_on
        },
    ];
    let mut given: BTreeMap<usize, u32> = BTreeMap::new();
    for same in SAME {
        for (number, one) in old {
            if given.values().any(|taken| taken == number) {
                continue;
            }
            let found = group.iter().find(|at| !given.contains_key(at) && same(heads[**at].0, one));
            if let Some(at) = found {
                given.insert(*at, *number);
            }
        }
    }
    given
}
