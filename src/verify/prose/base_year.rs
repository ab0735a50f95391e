//! C21: what a budget says it is compared with is of a year before its own.

use std::collections::BTreeMap;

use super::{Passage, called, side};
use crate::model::{Arg, Measure, Phase, Severity, Verdict, message};
use crate::verify::bench::Case;
use crate::verify::{Bench, Book, Rule};

/// C21: 比较的年度.
pub(in crate::verify) static BASE_YEAR: Rule = Rule { id: "C21", severity: Severity::Error, check };

fn check(book: &Book<'_>, out: &mut Bench<'_>) {
    for prose in &book.prose {
        let compared = || {
            prose.figures().filter(|(passage, at)| {
                let fact = passage.fact(*at);
                let change = matches!(fact.measure, Measure::ChangeAmount | Measure::ChangePct);
                change && fact.phase == Some(Phase::Budget) && against(passage, *at).is_some()
            })
        };
        let earlier = |(passage, at): &(&Passage<'_>, usize)| {
            against(passage, *at).is_some_and(|year| year < passage.fact(*at).fiscal_year)
        };
        let some_earlier = compared().any(|found| earlier(&found));
        // One slip of the pen goes through a text: it is told where it is certain first, with the places that follow.
        let certain = |year: i32| {
            compared().find(|(passage, at)| {
                some_earlier && against(passage, *at) == Some(year) && names_twice(passage, *at)
            })
        };
        let mut causes: BTreeMap<i32, Option<(u32, u32)>> = BTreeMap::new();
        let place = |(passage, at): (&Passage<'_>, usize)| {
            passage.said(at).map_or((0, 0), |said| (said.paragraph, said.start))
        };
        for (passage, at) in compared() {
            let fact = passage.fact(at);
            let Some(year) = against(passage, at) else { continue };
            let words = passage.words(
                message!("side-comparison"),
                passage.sentence_start(passage.figures[at].start),
                passage.figures[at].end,
            );
            let own = Arg::Year(fact.fiscal_year);
            let message = message!("base-year", figure = called(fact));
            let case = Case::new(passage.record, message, side(fact), words);
            if earlier(&(passage, at)) {
                out.judge(case, Verdict::Pass);
                continue;
            }
            let case = case.noted([message!("base-year-not-earlier", year = own, base = Arg::Year(year))]);
            let cause = *causes.entry(year).or_insert_with(|| certain(year).map(place));
            match cause {
                None => out.judge(case, Verdict::InsufficientData),
                Some(first) if first == place((passage, at)) => {
                    let follows = compared()
                        .filter(|(other, nth)| against(other, *nth) == Some(year))
                        .filter(|(other, nth)| place((*other, *nth)) != first && !earlier(&(*other, *nth)));
                    let listed = follows.map(|(other, nth)| {
                        let fact = other.fact(nth);
                        (fact, message!("base-year", figure = called(fact)))
                    });
                    out.judge(case.causing(listed.collect::<Vec<_>>()), Verdict::Mismatch);
                }
                // It is listed with the first.
                Some(_) => {}
            }
        }
    }
}

/// The year that a change is said to be measured from.
fn against(passage: &Passage<'_>, at: usize) -> Option<i32> {
    passage.fact(at).said.as_ref()?.against_year
}

/// Whether the sentence names a year as its own before it compares with that very year.
fn names_twice(passage: &Passage<'_>, at: usize) -> bool {
    passage.near(at).is_some_and(|near| near.base_twice)
}
