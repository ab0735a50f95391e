//! C04: the same indicator stated more than once.

use std::collections::{BTreeMap, BTreeSet};

use super::bind::{half, is_detail, is_qualified, is_three_public, other_units, restriction};
use super::meanings::is_item_code;
use super::{Passage, called, is_aside, is_class, is_stated, side};
use crate::document::squeeze;
use crate::model::{Base, Fact, Measure, Money, Phase, Severity, Verdict, message};
use crate::taxonomy::said_words;
use crate::verify::bench::Case;
use crate::verify::{Bench, Book, Rule, compare};

/// C04: repeats agree.
pub(in crate::verify) static REPEATS: Rule = Rule { id: "C04", severity: Severity::Error, check: repeats };

/// Subjects that mean one thing wherever they are written.
const CLOSED: &[&str] = &[
    "budget_income",
    "budget_expenditure",
    "total_income",
    "total_expenditure",
    "year_income",
    "fiscal_income",
    "fiscal_expenditure",
    "general_public",
    "gov_fund",
    "state_capital",
    "basic",
    "project",
    "personnel",
    "public",
    "daily_public",
    "three_public",
    "outbound",
    "vehicle",
    "vehicle_purchase",
    "vehicle_running",
    "reception",
    "running_cost",
    "procurement",
    "procurement_goods",
    "procurement_works",
    "procurement_services",
];

/// A name without the words that do not change its meaning.
fn bare(name: &str) -> String {
    let mut bare = squeeze(name);
    for word in said_words("no_part_of_name").iter().flat_map(|row| &row.words) {
        bare = bare.replace(word, "");
    }
    bare
}

type Same<'l> = (String, Measure, Option<Base>, Option<Phase>, i32, &'static str, &'l [Money]);

fn place<'l>(passage: &Passage<'l>, at: usize) -> Same<'l> {
    let fact = passage.fact(at);
    (
        fact.subject.code.clone(),
        fact.measure,
        fact.base,
        fact.phase,
        fact.fiscal_year,
        half(fact),
        restriction(passage, at),
    )
}

/// A figure that is stated again.
struct Again<'l> {
    known: &'l Passage<'l>,
    before: usize,
    passage: &'l Passage<'l>,
    at: usize,
}

impl Again<'_> {
    fn facts(&self) -> (&Fact, &Fact) {
        (self.known.fact(self.before), self.passage.fact(self.at))
    }

    fn differs(&self) -> bool {
        let (first, later) = self.facts();
        compare(&[first], &[later]).verdict == Verdict::Mismatch
    }

    /// Which two paragraphs it is of.
    fn pair(&self) -> (u32, u32) {
        (self.known.nth, self.passage.nth)
    }
}

/// Two paragraphs that state several amounts of one set differently speak of two things (an area and its own level); a misprint
/// is of one.
fn of_two_things(all: &[Again<'_>]) -> BTreeSet<(u32, u32)> {
    let mut codes: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
    let amounts = |again: &&Again<'_>| {
        again.facts().0.measure == Measure::Total && again.known.nth != again.passage.nth && again.differs()
    };
    for again in all.iter().filter(amounts) {
        codes.entry(again.pair()).or_default().insert(&again.facts().0.subject.code);
    }
    codes.into_iter().filter(|(_, codes)| codes.len() > 1).map(|(pair, _)| pair).collect()
}

fn repeats(book: &Book<'_>, out: &mut Bench<'_>) {
    for prose in &book.prose {
        let mut all: Vec<Again<'_>> = Vec::new();
        let mut first: BTreeMap<Same<'_>, (&Passage<'_>, usize)> = BTreeMap::new();
        let mut items: BTreeMap<Same<'_>, (&Passage<'_>, usize)> = BTreeMap::new();
        for (passage, at) in prose.figures() {
            let fact = passage.fact(at);
            let kind = matches!(
                fact.measure,
                Measure::Total | Measure::ChangeAmount | Measure::ChangePct | Measure::ExecutionRate
            );
            let item = is_class(fact) && is_item_code(&fact.subject.code) && fact.certain && is_stated(fact);
            let closed = item || CLOSED.contains(&fact.subject.code.as_str());
            if !kind || !closed || is_aside(fact) || is_detail(passage, at) {
                continue;
            }
            // An item of the classification is one within its own paragraph; elsewhere it may be of another fund or unit.
            if item {
                let own = items.get(&place(passage, at)).copied();
                match own.filter(|(known, _)| std::ptr::eq(*known, passage)) {
                    Some((known, before)) => all.push(Again { known, before, passage, at }),
                    None => drop(items.insert(place(passage, at), (passage, at))),
                }
                continue;
            }
            match first.get(&place(passage, at)) {
                None => {
                    first.insert(place(passage, at), (passage, at));
                }
                Some((known, before)) => all.push(Again { known, before: *before, passage, at }),
            }
        }
        let two = of_two_things(&all);
        all.iter().for_each(|again| judge(again, two.contains(&again.pair()), out));
    }
}

fn judge(again: &Again<'_>, of_two: bool, out: &mut Bench<'_>) {
    let Again { known, before, passage, at } = *again;
    let (first, later) = again.facts();
    let mut compared = compare(&[first], &[later]);
    let mut note = None;
    if compared.verdict == Verdict::Mismatch {
        let part = is_qualified(known, before) || is_qualified(passage, at);
        let names =
            is_three_public(&first.subject.code) || bare(&first.subject.name) == bare(&later.subject.name);
        let units = other_units(known, before) || other_units(passage, at);
        let one_sentence = std::ptr::eq(known, passage) && passage.together(before, at);
        if !names || part || units || one_sentence || of_two {
            compared.verdict = Verdict::InsufficientData;
            note = Some(message!("perhaps-not-the-same"));
        }
    }
    let message = message!("said-twice", figure = called(first));
    let case = Case::new(passage.record, message, side(first), side(later)).noted(note);
    out.record(case, compared);
}
