//! Stable ids of facts and documents. An id says what a fact is, never where it stands or how much it is, so it
//! survives a re-publication with corrected amounts.

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::model::Fact;

/// Sets the id of every fact. Facts that are the same by meaning are numbered in order.
pub(super) fn assign(facts: &mut [Fact]) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for fact in facts {
        let meaning = meaning(fact);
        let occurrence = seen.entry(meaning.clone()).or_insert(0);
        *occurrence += 1;
        fact.id = hash(&format!("{meaning}\u{1F}{occurrence}")).into();
    }
}

fn meaning(fact: &Fact) -> String {
    let mut path: Vec<&str> = fact.subject.ancestors.iter().map(|name| &**name).collect();
    path.push(&fact.subject.name);
    [
        &*fact.department,
        fact.scope.id(),
        &fact.fiscal_year.to_string(),
        fact.phase.map_or("", crate::model::Phase::id),
        fact.statement.id(),
        &fact.table,
        fact.fund.map_or("", crate::model::Fund::id),
        fact.measure.id(),
        fact.base.map_or("", crate::model::Base::id),
        fact.subject.scheme.id(),
        &fact.subject.code,
        &path.join("/"),
    ]
    .join("\u{1F}")
}

/// Sixteen hexadecimal digits of a SHA-256.
pub fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Body, year, kind and a short content hash: `440303-qwb-2023-final-99d1acf3`.
pub(super) fn document(department: &str, year: i32, kind: Option<&str>, sha256: &str) -> Arc<str> {
    let short = sha256.get(..8).unwrap_or(sha256);
    match kind {
        Some(kind) if !department.is_empty() && year != 0 => {
            format!("{department}-{year}-{}-{short}", kind.replace('_', "-")).into()
        }
        _ => format!("unread-{short}").into(),
    }
}
