//! What else the documents of a body print, by year and value: where a charitable reading looks a figure up.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::ledger::Ledger;
use crate::model::{Fact, Finding, Status};

/// The figures of one year of one body, by value.
type Values<'l> = BTreeMap<Decimal, Vec<&'l Fact>>;

/// All printed figures of the bodies whose figures are in dispute.
pub(super) struct Evidence<'l> {
    /// By body and year, money and other figures together.
    values: BTreeMap<(&'l str, i32), Values<'l>>,
    /// Figures of sentences by document and paragraph.
    passages: BTreeMap<(Arc<str>, u32), Vec<&'l Fact>>,
}

/// The body of a figure; where none is known, its document.
fn body(fact: &Fact) -> &str {
    if fact.department.is_empty() { &fact.document } else { &fact.department }
}

impl<'l> Evidence<'l> {
    /// Gathers what is printed by the bodies of some findings.
    pub(super) fn of<'f>(ledger: &'l Ledger, disputed: impl Iterator<Item = &'f Finding>) -> Self {
        let bodies: BTreeSet<&str> =
            disputed.flat_map(Finding::operands).filter_map(|id| ledger.fact(id)).map(body).collect();
        let printed = ledger.facts.iter().filter(|fact| fact.status != Status::Derived);
        Self::gather(printed.filter(|fact| bodies.contains(body(fact))))
    }

    /// Sorts figures by body, year and value.
    pub(super) fn gather(facts: impl Iterator<Item = &'l Fact>) -> Self {
        let mut values: BTreeMap<(&str, i32), Values<'_>> = BTreeMap::new();
        let mut passages: BTreeMap<(Arc<str>, u32), Vec<&Fact>> = BTreeMap::new();
        for fact in facts {
            if let Some(said) = fact.said.as_ref().filter(|said| !said.of_another) {
                passages.entry((fact.document.clone(), said.paragraph)).or_default().push(fact);
            }
            let year = values.entry((body(fact), fact.fiscal_year)).or_default();
            year.entry(fact.amount.comparable()).or_default().push(fact);
        }
        Self { values, passages }
    }

    /// What the paragraph of a figure states.
    pub(super) fn passage_of(&self, fact: &Fact) -> Option<&[&'l Fact]> {
        let said = fact.said.as_ref()?;
        self.passages.get(&(fact.document.clone(), said.paragraph)).map(Vec::as_slice)
    }

    /// What the body of a figure prints for the same year and in a unit of the same kind that may be a value.
    pub(super) fn near(&self, like: &Fact, value: Decimal, within: Decimal) -> Vec<&'l Fact> {
        let unit = like.amount.unit;
        let same = |fact: &&Fact| fact.amount.unit == unit || fact.amount.unit.is_money() && unit.is_money();
        let Some(values) = self.values.get(&(body(like), like.fiscal_year)) else { return Vec::new() };
        let found = values.range(value - within..=value + within);
        found.flat_map(|(_, facts)| facts.iter().copied()).filter(same).collect()
    }
}

/// The significant digits of a value: an amount of one or two stands everywhere.
pub(super) fn digits(value: Decimal) -> usize {
    let mantissa = value.normalize().mantissa().unsigned_abs().to_string();
    mantissa.trim_end_matches('0').len()
}

/// So many digits make a figure that does not stand somewhere by chance.
pub(super) const TELLING: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_at_the_end_say_nothing() {
        for (value, expected) in [("100", 1), ("440.50", 4), ("0.20", 1), ("0", 0), ("887.36", 5), ("-12", 2)]
        {
            assert_eq!(digits(value.parse().unwrap()), expected, "{value}");
        }
    }
}
