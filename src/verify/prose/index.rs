//! What a text states of each subject, looked up by subject, phase and year: a rule asks for every figure, so nothing may
//! walk over the whole text for an answer.

use std::collections::{BTreeMap, BTreeSet};

use super::Passage;
use super::bind::{agreed, is_detail, is_qualified, other_units, subject_key};
use super::changes::is_change;
use crate::model::{Fact, Measure, Phase};

/// A subject, the phase and the year.
type Key = ((String, String, &'static str), Option<Phase>, i32);

/// Everything that a text says of one subject for one phase and year.
#[derive(Debug)]
struct Said<'l> {
    facts: Vec<&'l Fact>,
    /// The only value that they agree on.
    agreed: Option<&'l Fact>,
}

/// What a text states.
#[derive(Debug, Default)]
pub(super) struct Index<'l> {
    stated: BTreeMap<Key, Said<'l>>,
    /// Whether it names spending of another nature than basic and project.
    pub(super) other_natures: bool,
    /// The chapters that give a reason for something.
    pub(super) reasoned: BTreeSet<u32>,
    /// Whether any change is explained.
    pub(super) gives_reasons: bool,
}

impl<'l> Index<'l> {
    /// Walks over the paragraphs once.
    pub(super) fn of(passages: &[Passage<'l>]) -> Self {
        let mut index = Self::default();
        let mut stated: BTreeMap<Key, Vec<&'l Fact>> = BTreeMap::new();
        for passage in passages {
            let reasoned = passage.gives_reason();
            if reasoned {
                index.reasoned.insert(passage.shape().chapter);
            }
            for at in 0..passage.figures.len() {
                let fact = passage.fact(at);
                index.gives_reasons |= reasoned && is_change(fact);
                index.other_natures |= is_other_nature(fact);
                if is_stated_amount(passage, at) {
                    let key = (subject_key(fact), fact.phase, fact.fiscal_year);
                    stated.entry(key).or_default().push(fact);
                }
            }
        }
        let settle = |(key, facts): (Key, Vec<&'l Fact>)| (key, Said { agreed: agreed(&facts), facts });
        index.stated = stated.into_iter().map(settle).collect();
        index
    }

    fn said(&self, like: &Fact, phase: Option<Phase>, year: i32) -> Option<&Said<'l>> {
        self.stated.get(&(subject_key(like), phase, year))
    }

    /// Every place that states the amount of a subject for a phase and year.
    pub(super) fn stated(&self, like: &Fact, phase: Option<Phase>, year: i32) -> &[&'l Fact] {
        self.said(like, phase, year).map_or(&[], |said| said.facts.as_slice())
    }

    /// The only value that those places agree on.
    pub(super) fn settled(&self, like: &Fact, phase: Option<Phase>, year: i32) -> Option<&'l Fact> {
        self.said(like, phase, year)?.agreed
    }
}

/// Whether a figure is the amount of its subject, whole and of the document's own units.
fn is_stated_amount(passage: &Passage<'_>, at: usize) -> bool {
    let fact = passage.fact(at);
    fact.measure == Measure::Total
        && fact.amount.unit.is_money()
        && !other_units(passage, at)
        && !is_detail(passage, at)
        && !is_qualified(passage, at)
}

fn is_other_nature(fact: &Fact) -> bool {
    matches!(fact.subject.code.as_str(), "to_superior" | "operating" | "to_affiliated")
        && !fact.amount.value.is_zero()
}
