//! Stable ids of facts. An id says what a fact is, never where it stands or how much it is, so it survives moved lines
//! and a re-publication with corrected amounts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::model::{CodeSource, Fact, Status};

/// What an id needs to know of the document that a fact stands in.
#[derive(Debug, Clone)]
pub(super) struct Home {
    /// Id of the document.
    pub(super) id: Arc<str>,
    /// What stands for its body in ids: the first id that it had, so that a body that is renamed keeps the ids of its figures.
    pub(super) body: Arc<str>,
    /// Its fiscal year.
    pub(super) year: i32,
    /// Whether its figures count.
    pub(super) counts: bool,
}

/// Sets the id of every fact that has none yet. Facts that are the same by meaning are numbered within their document;
/// `homes` are the documents by path.
pub(super) fn assign(facts: &mut [Fact], homes: &BTreeMap<Arc<str>, Home>) {
    let mut taken: BTreeSet<Arc<str>> =
        facts.iter().filter(|fact| !fact.id.is_empty()).map(|fact| fact.id.clone()).collect();
    let mut order: Vec<usize> = (0..facts.len()).filter(|at| facts[*at].id.is_empty()).collect();
    // Where documents of two years print one figure, it belongs first to the document of its year.
    order.sort_by_cached_key(|at| {
        let fact = &facts[*at];
        let home = homes.get(&fact.document);
        let own = home.is_some_and(|home| home.year == fact.fiscal_year);
        // What a document says of other bodies is numbered behind what is its own.
        let place = (home.map(|home| home.id.clone()), fact.is_of_another(), *at);
        (!home.is_some_and(|home| home.counts), !own, place)
    });
    let mut seen: BTreeMap<(Arc<str>, String), u32> = BTreeMap::new();
    for at in order {
        let fact = &facts[at];
        let home = homes.get(&fact.document);
        let document = home.map_or("", |home| &*home.id);
        let meaning = meaning(fact, home.map_or(&fact.department, |home| &home.body));
        let occurrence = seen.entry((fact.document.clone(), meaning.clone())).or_insert(0);
        *occurrence += 1;
        let own = format!("{meaning}\u{1F}{occurrence}");
        let in_document = format!("{own}\u{1F}{document}");
        let alone = home.is_some_and(|home| home.counts);
        let mut id = number(if alone { &own } else { &in_document });
        // Two documents that both count and print the same figure: the second adds its document's id.
        if taken.contains(&id) {
            id = number(&in_document);
        }
        let mut again = 1;
        while taken.contains(&id) {
            again += 1;
            id = number(&format!("{in_document}\u{1F}{again}"));
        }
        taken.insert(id.clone());
        facts[at].id = id;
    }
}

/// A letter before the digits: no spreadsheet takes it for a number.
fn number(text: &str) -> Arc<str> {
    format!("f{}", hash(text)).into()
}

fn meaning(fact: &Fact, body: &str) -> String {
    let mut path: Vec<&str> = fact.subject.ancestors.iter().map(|name| &**name).collect();
    // A printed code is part of the path; one that was found elsewhere may be found or not by the next version.
    if fact.subject.code_source == Some(CodeSource::Printed) {
        path.push(&fact.subject.code);
    }
    path.push(&fact.subject.name);
    let year = fact.fiscal_year.to_string();
    let path = path.join("/");
    let mut parts = vec![
        body,
        fact.scope.id(),
        &year,
        fact.phase.map_or("", crate::model::Phase::id),
        fact.statement.id(),
        &fact.table,
        fact.fund.map_or("", crate::model::Fund::id),
        fact.measure.id(),
        fact.base.map_or("", crate::model::Base::id),
        fact.subject.scheme.id(),
        &path,
    ];
    // A derived figure never takes the id of the printed one that a later document may bring.
    if fact.status == Status::Derived {
        parts.push(Status::Derived.id());
    }
    parts.join("\u{1F}")
}

/// Positions by id. Rules ask for figures by the million: ids are compared as the numbers that they are made of.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// Numbers with positions, sorted.
    sorted: Vec<(u64, usize)>,
}

impl Numbers {
    /// The positions of ids in their order.
    pub(super) fn of<'i>(ids: impl Iterator<Item = &'i str>) -> Self {
        let mut sorted: Vec<(u64, usize)> = ids.enumerate().map(|(at, id)| (digits(id), at)).collect();
        sorted.sort_unstable();
        Self { sorted }
    }

    /// The first position of an id; `id_at` gives the id of a position.
    pub(super) fn find<'i>(&self, id: &str, id_at: impl Fn(usize) -> &'i str) -> Option<usize> {
        let number = digits(id);
        let from = self.sorted.partition_point(|(known, _)| *known < number);
        let alike = self.sorted[from..].iter().take_while(|(known, _)| *known == number);
        alike.map(|(_, at)| *at).find(|at| id_at(*at) == id)
    }
}

/// The number that an id is made of; what is none is told by its own letters when it is looked at.
fn digits(id: &str) -> u64 {
    id.get(1..).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or_default()
}

/// Sixteen hexadecimal digits of a SHA-256.
pub fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_found_where_it_stands_first() {
        let ids = ["f00000000000000ff", "f0000000000000001", "name", "other", "f00000000000000ff"];
        let numbers = Numbers::of(ids.iter().copied());
        let find = |id: &str| numbers.find(id, |at| ids[at]);
        assert_eq!(ids.map(find), [Some(0), Some(1), Some(2), Some(3), Some(0)]);
        assert_eq!(find("f0000000000000002"), None);
        assert_eq!(find("nobody"), None);
    }
}
