//! C14: places of a template that were left as they were.

use super::Prose;
use crate::model::{Gap, Message, Says, Severity, Verdict, Within, message};
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book, Rule};

/// C14: placeholders.
pub(in crate::verify) static PLACEHOLDERS: Rule =
    Rule { id: "C14", severity: Severity::Warning, check: placeholders };

fn words(gap: Gap) -> Message {
    match gap {
        Gap::Crosses => message!("placeholder-crosses"),
        Gap::Choice => message!("placeholder-choice"),
        Gap::Number => message!("placeholder-number"),
        Gap::Reason => message!("placeholder-reason"),
        Gap::Instruction => message!("placeholder-instruction"),
        Gap::Name => message!("side-text"),
    }
}

fn placeholders(book: &Book<'_>, out: &mut Bench<'_>) {
    for prose in &book.prose {
        let gaps: Vec<(Gap, Within)> = prose
            .record
            .remarks
            .iter()
            .filter_map(|remark| match remark.says {
                Says::Gap(gap) => Some((gap, remark.within?)),
                _ => None,
            })
            .collect();
        let (hidden, open): (Vec<_>, Vec<_>) = gaps.into_iter().partition(|(gap, _)| *gap == Gap::Name);
        for (gap, within) in &open {
            let Some(left) = prose.words(words(*gap), *within) else { continue };
            let message = message!("placeholder-left", kind = words(*gap));
            out.judge(Case::new(prose.record, message, left, Side::default()), Verdict::Mismatch);
        }
        if !open.is_empty() {
            continue;
        }
        // Crosses may stand for a name that was hidden, or for one that was never written: no one can tell.
        let crosses = hidden.first().and_then(|(gap, within)| prose.words(words(*gap), *within));
        match crosses {
            Some(left) => {
                let case = Case::new(prose.record, message!("crosses-in-text"), left, Side::default());
                out.judge(case.noted([message!("crosses-may-hide")]), Verdict::InsufficientData);
            }
            None => clean(prose, out),
        }
    }
}

/// Nothing was left open.
fn clean(prose: &Prose<'_>, out: &mut Bench<'_>) {
    let Some(first) = prose.passages.iter().find(|passage| !passage.figures.is_empty()) else { return };
    let left = first.words(message!("side-text"), 0, first.sentence_end(0));
    out.judge(Case::new(prose.record, message!("no-placeholder"), left, Side::default()), Verdict::Pass);
}
