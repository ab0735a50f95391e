//! C18 and C19: people in sentences: those in post against the posts, and money for retirees where there are none.

use rust_decimal::Decimal;

use super::bind::other_units;
use super::{Passage, Prose, side};
use crate::model::{Arg, Fact, Measure, Says, Severity, Verdict, message};
use crate::taxonomy::says;
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book, Comparison, Rule, compare};

/// C18: no more people in post than posts.
pub(in crate::verify) static POSTS: Rule = Rule { id: "C18", severity: Severity::Warning, check: posts };

/// C19: money for retirees, and retirees.
pub(in crate::verify) static RETIREES: Rule =
    Rule { id: "C19", severity: Severity::Warning, check: retirees };

fn posts(book: &Book<'_>, out: &mut Bench<'_>) {
    for prose in &book.prose {
        for passage in &prose.passages {
            let counts = |says: &Says| match says {
                Says::Posts { posts, staff, one_kind } => Some((*posts, *staff, *one_kind)),
                _ => None,
            };
            for (_, (posts, staff, one_kind)) in passage.says(counts) {
                let both = passage.linked(Some(posts)).zip(passage.linked(Some(staff)));
                if let Some((posts, staff)) = both {
                    in_post(passage, posts, staff, one_kind, out);
                }
            }
        }
    }
}

fn in_post<'l>(passage: &Passage<'l>, posts: &'l Fact, staff: &'l Fact, one_kind: bool, out: &mut Bench<'_>) {
    let compared = compare(&[staff], &[posts]);
    // People are counted, not rounded.
    let (verdict, note) = if compared.difference <= Decimal::ZERO {
        (Verdict::Pass, None)
    } else if !says("on_posts", &staff.subject.name) {
        (Verdict::InsufficientData, Some(message!("staff-not-on-posts")))
    } else if !one_kind {
        (Verdict::InsufficientData, Some(message!("staff-of-several-kinds")))
    } else {
        (Verdict::Mismatch, None)
    };
    let message = message!(
        "staff-and-posts",
        staff = Arg::name(&staff.subject.name),
        posts = Arg::name(&posts.subject.name)
    );
    let case = Case::new(passage.record, message, Side::named(staff), Side::named(posts)).noted(note);
    out.record(case, Comparison { tolerance: Decimal::ZERO, verdict, ..compared });
}

fn retirees(book: &Book<'_>, out: &mut Bench<'_>) {
    for prose in &book.prose {
        // Of a part of the units nothing follows for the whole.
        let counts: Vec<&Fact> = prose
            .figures()
            .filter(|(passage, at)| !other_units(passage, *at))
            .map(|(passage, at)| passage.fact(at))
            .filter(|fact| fact.subject.code == "retirees" && fact.measure == Measure::Count)
            .collect();
        let Some(first) =
            counts.iter().copied().find(|fact| !fact.amount.value.is_zero()).or(counts.first().copied())
        else {
            continue;
        };
        for remark in &prose.record.remarks {
            let (Says::ForRetirees(start), Some(within)) = (&remark.says, remark.within) else { continue };
            let amount =
                prose.passages.get(within.paragraph as usize).and_then(|one| one.linked(Some(*start)));
            if let Some(amount) = amount {
                judge(prose, amount, first, &counts, out);
            }
        }
    }
}

fn judge<'l>(prose: &Prose<'l>, amount: &'l Fact, first: &'l Fact, counts: &[&Fact], out: &mut Bench<'_>) {
    let named = |class: &str| counts.iter().any(|fact| says(class, &fact.subject.name));
    let both = named("retired_of_both") || named("retired_of_first") && named("retired_of_second");
    let verdict = match (first.amount.value.is_zero(), both) {
        (false, _) => Verdict::Pass,
        (true, true) => Verdict::Mismatch,
        (true, false) => Verdict::InsufficientData,
    };
    let note = match verdict {
        Verdict::Mismatch => Some(message!("no-retirees")),
        Verdict::InsufficientData => Some(message!("retirees-not-all-told")),
        _ => None,
    };
    let case = Case::new(
        prose.record,
        message!("money-for-retirees", name = Arg::name(&amount.subject.name)),
        side(amount),
        Side::of(message!("side-number-of", name = Arg::name(&first.subject.name)), &[first]),
    );
    out.judge(case.noted(note), verdict);
}
