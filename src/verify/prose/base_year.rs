//! C21: what a budget says it is compared with is of a year before its own.

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
        let mut told = None;
        for (passage, at) in compared() {
            let fact = passage.fact(at);
            let Some(year) = against(passage, at) else { continue };
            let verdict = if earlier(&(passage, at)) {
                Verdict::Pass
            } else if some_earlier && names_twice(passage, at, year) {
                Verdict::Mismatch
            } else {
                Verdict::InsufficientData
            };
            // One slip of the pen goes through a paragraph: it is told where it begins.
            let place = (std::ptr::from_ref(passage.paragraph), year);
            if verdict == Verdict::Mismatch && told.replace(place) == Some(place) {
                continue;
            }
            let words = passage.words(
                message!("side-comparison"),
                passage.sentence_start(passage.figures[at].start),
                passage.figures[at].end,
            );
            let case =
                Case::new(passage.record, message!("base-year", figure = called(fact)), side(fact), words);
            let own = Arg::Year(fact.fiscal_year);
            let note = (verdict != Verdict::Pass)
                .then(|| message!("base-year-not-earlier", year = own, base = Arg::Year(year)));
            out.judge(case.noted(note), verdict);
        }
    }
}

/// The year that a change is said to be measured from.
fn against(passage: &Passage<'_>, at: usize) -> Option<i32> {
    passage.fact(at).said.as_ref()?.against_year
}

/// Whether the sentence names a year as its own before it compares with that very year.
fn names_twice(passage: &Passage<'_>, at: usize, year: i32) -> bool {
    passage.before(at).matches(&year.to_string()).count() >= 2
}
