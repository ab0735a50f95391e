//! Why figures changed, in the words of the documents of the year.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Account;
use crate::document::{Locator, squeeze};
use crate::ledger::Record;
use crate::model::{Fact, Measure, Remark, Says};

/// The most characters of a reason on a page; the rest is a step away.
const LONGEST: usize = 120;

/// A change, and the words that explain it.
pub(crate) struct Explained<'l> {
    pub(crate) change: &'l Fact,
    pub(crate) record: &'l Record,
    /// The clause of the change and its reason as printed; cut where it is long.
    pub(crate) words: String,
    /// Where they begin.
    pub(crate) place: Locator,
}

impl<'l> Account<'l> {
    /// The changes that the documents explain, amounts before percentages, the largest first. Words that stand twice are one.
    pub(crate) fn explained(&self) -> Vec<Explained<'l>> {
        let mut all: Vec<Explained<'l>> =
            self.records.iter().flat_map(|record| self.explained_in(record)).collect();
        let is_rate = |one: &Explained<'_>| one.change.measure != Measure::ChangeAmount;
        all.sort_by_key(|one| (is_rate(one), Reverse(one.change.amount.comparable().abs())));
        let mut seen = BTreeSet::new();
        all.retain(|one| seen.insert(one.words.clone()));
        all
    }

    fn explained_in(&self, record: &'l Record) -> Vec<Explained<'l>> {
        let place_of = |fact: &Fact| fact.said.as_ref().map(|said| (said.paragraph, said.start));
        let changes: BTreeMap<(u32, u32), &Fact> =
            self.ledger.facts_in(&record.path).filter_map(|fact| Some((place_of(fact)?, fact))).collect();
        record.remarks.iter().filter_map(|remark| explained(record, remark, &changes)).collect()
    }
}

fn explained<'l>(
    record: &'l Record,
    remark: &Remark,
    changes: &BTreeMap<(u32, u32), &'l Fact>,
) -> Option<Explained<'l>> {
    let Says::Because { paragraph, change } = remark.says else { return None };
    let within = remark.within?;
    let own = &record.prose.get(within.paragraph as usize)?.paragraph;
    let mut words = squeeze(own.text.get(within.start as usize..within.end as usize)?);
    if words.chars().count() > LONGEST {
        words = words.chars().take(LONGEST).collect::<String>() + "…";
    }
    let change = changes.get(&(paragraph, change))?;
    Some(Explained { change, record, words, place: own.place(within.start as usize) })
}
