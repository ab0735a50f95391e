//! Rows: the difference is one row of the table that was added twice, left out, or is a subtotal of others.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::dispute::Party;
use super::evidence::TELLING;
use super::evidence::digits;
use super::{Dispute, Evidence, Reading};
use crate::model::{Arg, CodeSource, Fact, Measure, Message, Scheme, Statement, message};

/// One row or two make the difference.
pub(super) static ROWS: Reading = Reading { id: "rows", title: message!("reading-rows"), explains };

fn explains(dispute: &Dispute<'_>, evidence: &Evidence<'_>) -> Option<Message> {
    if !dispute.is_sum() {
        return None;
    }
    dispute.sides().into_iter().find_map(|(many, other)| {
        if is_listed_for_certain(&many.facts) {
            return None;
        }
        let excess = many.value - other.value;
        if excess.is_sign_positive() {
            too_many(many, excess, dispute.tolerance)
        } else {
            too_few(dispute, many, -excess, evidence)
        }
    })
}

/// Whether no figure of a sum can lie within another one: the columns of one row, the items of 三公, rows whose printed
/// codes are of one level, or scores, which are only added up where the weights of the same rows make the whole.
fn is_listed_for_certain(facts: &[&Fact]) -> bool {
    let Some(first) = facts.first() else { return false };
    let all = |same: &dyn Fn(&&Fact) -> bool| facts.iter().all(same);
    let columns = all(&|fact| fact.subject == first.subject && fact.table == first.table)
        && distinct(facts, |fact| fact.measure.id());
    let items = all(&|fact| fact.subject.scheme == Scheme::ThreePublic)
        && distinct(facts, |fact| fact.subject.code.as_str());
    let level = all(&|fact| {
        fact.subject.code_source == Some(CodeSource::Printed)
            && fact.subject.code.len() == first.subject.code.len()
    }) && distinct(facts, |fact| fact.subject.code.as_str());
    let scores = all(&|fact| fact.subject.scheme == Scheme::Indicator && fact.measure == Measure::Score);
    facts.len() > 1 && (columns || items || level || scores)
}

fn distinct<'f>(facts: &[&'f Fact], word: impl Fn(&'f Fact) -> &'f str) -> bool {
    let words: BTreeSet<&str> = facts.iter().map(|fact| word(fact)).collect();
    words.len() == facts.len()
}

/// A row, or two of them, that make the sum too large.
fn too_many(many: &Party<'_>, excess: Decimal, tolerance: Decimal) -> Option<Message> {
    if many.facts.len() < 2 {
        return None;
    }
    let is = |fact: &&&Fact| (fact.amount.comparable() - excess).abs() <= tolerance;
    if let Some(row) = many.facts.iter().find(is) {
        return Some(message!("reading-row-twice", name = Arg::name(&row.subject.name)));
    }
    let (a, b) = pair(&many.facts, excess)?;
    Some(message!(
        "reading-rows-twice",
        name = Arg::name(&a.subject.name),
        other = Arg::name(&b.subject.name)
    ))
}

/// Two figures with a sum, in one walk. Only exact sums count: of many pairs one is near any number.
fn pair<'l>(facts: &[&'l Fact], sum: Decimal) -> Option<(&'l Fact, &'l Fact)> {
    if digits(sum) < TELLING {
        return None;
    }
    let mut seen: BTreeSet<(Decimal, usize)> = BTreeSet::new();
    for (at, fact) in facts.iter().enumerate() {
        let own = fact.amount.comparable();
        let rest = sum - own;
        if let Some((_, other)) = seen.range((rest, 0)..=(rest, usize::MAX)).next() {
            return Some((facts[*other], *fact));
        }
        if !own.is_zero() {
            seen.insert((own, at));
        }
    }
    None
}

/// A row of the same column that was not added.
fn too_few(
    dispute: &Dispute<'_>,
    many: &Party<'_>,
    lack: Decimal,
    evidence: &Evidence<'_>,
) -> Option<Message> {
    let first = many.facts.first().copied().filter(|first| first.statement != Statement::Narrative)?;
    // A single figure is no sum that a row could be missing from.
    if many.facts.len() < 2 {
        return None;
    }
    let beside = |fact: &&Fact| {
        fact.document == first.document
            && fact.table == first.table
            && fact.measure == first.measure
            && fact.phase == first.phase
            && !fact.subject.is_total()
            && !dispute.holds(fact)
    };
    let row = evidence.near(first, lack, dispute.tolerance).into_iter().find(beside)?;
    Some(message!("reading-row-left-out", name = Arg::name(&row.subject.name)))
}
