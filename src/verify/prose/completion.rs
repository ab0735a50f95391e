//! C08 and C09: rates of completion with the denominator that the words name.

use super::bind::{agreed, is_whole_budget, other_units, same_subject, settled};
use super::{Passage, Prose, called, open, side};
use crate::model::{Arg, Base, Fact, How, Measure, Phase, Severity, Verdict, message};
use crate::verify::bench::{Case, Side};
use crate::verify::tolerance::{Interval, percentage};
use crate::verify::{Bench, Book, Comparison, Rule};

/// C08: nothing of nothing.
pub(in crate::verify) static ZERO_BUDGET: Rule =
    Rule { id: "C08", severity: Severity::Error, check: zero_budget };

/// C09: rate = executed ÷ the denominator named.
pub(in crate::verify) static COMPLETION: Rule =
    Rule { id: "C09", severity: Severity::Error, check: completion };

/// A rate with what it may be reckoned from.
struct Rate<'l> {
    executed: Option<&'l Fact>,
    /// Whether the executed amount stands in the same paragraph.
    near: bool,
    /// Denominators: phase, amount, and whether it stands in the same paragraph.
    budgets: Vec<(Phase, &'l Fact, bool)>,
    /// The denominator that the words name.
    named: Option<Phase>,
}

fn subject(other: &Fact, fact: &Fact) -> bool {
    let total = other.measure == Measure::Total && other.amount.unit.is_money();
    let whole = fact.subject.code == "execution" && is_whole_budget(other);
    total && other.fiscal_year == fact.fiscal_year && (whole || same_subject(other, fact))
}

fn rate<'l>(prose: &Prose<'l>, passage: &Passage<'l>, at: usize) -> Rate<'l> {
    let fact = passage.fact(at);
    // Nearest first: the same sentence, then the paragraph so far; the whole document only where it agrees.
    let find = |phase: Phase| {
        let fits = |other: &Fact| subject(other, fact) && other.phase == Some(phase);
        let said: Vec<usize> = (0..at).filter(|before| fits(passage.fact(*before))).collect();
        let sentence: Vec<&Fact> =
            said.iter().filter(|before| passage.together(**before, at)).map(|at| passage.fact(*at)).collect();
        let all: Vec<&Fact> = said.iter().map(|at| passage.fact(*at)).collect();
        let near = if sentence.is_empty() { all } else { sentence };
        // Several amounts of one kind: which one is meant is not certain.
        let certain = agreed(&near).is_some() && !other_units(passage, at);
        near.last().map(|other| (*other, certain)).or_else(|| {
            let closed = fact.subject.code != "execution";
            let elsewhere = settled(prose, fact, Some(phase), fact.fiscal_year);
            elsewhere.filter(|_| closed).map(|other| (other, false))
        })
    };
    let executed = find(Phase::Final);
    let budgets = [Phase::Adjusted, Phase::Budget]
        .into_iter()
        .filter_map(|phase| find(phase).map(|(other, near)| (phase, other, near)))
        .collect();
    let named =
        passage.near(at).filter(|near| near.budget_named).and(fact.base).and_then(|base| match base {
            Base::Adjusted => Some(Phase::Adjusted),
            Base::Initial => Some(Phase::Budget),
            _ => None,
        });
    Rate {
        executed: executed.map(|(fact, _)| fact),
        near: executed.is_some_and(|(_, near)| near),
        budgets,
        named,
    }
}

/// Rates of money: the rate of posts filled has no budget.
fn rates<'p, 'l>(prose: &'p Prose<'l>) -> impl Iterator<Item = (&'p Passage<'l>, usize)> {
    prose.figures().filter(|(passage, at)| {
        let fact = passage.fact(*at);
        fact.measure == Measure::ExecutionRate && fact.phase.is_some()
    })
}

fn zero_budget(book: &Book<'_>, out: &mut Bench<'_>) {
    for prose in &book.prose {
        for (passage, at) in rates(prose) {
            let fact = passage.fact(at);
            let rate = rate(prose, passage, at);
            let Some((_, budget, near)) = denominators(&rate).first().copied() else { continue };
            if !budget.amount.value.is_zero() {
                continue;
            }
            let message = message!("rate-of-zero-budget", figure = called(fact));
            let case = Case::new(passage.record, message, side(fact), side(budget));
            let nothing = rate.executed.is_none_or(|executed| executed.amount.value.is_zero());
            let (verdict, note) = match (fact.amount.value.is_zero(), nothing) {
                (true, true) => (Verdict::Pass, message!("zero-of-zero")),
                _ if !near => (Verdict::InsufficientData, message!("budget-elsewhere")),
                (false, _) => (Verdict::Mismatch, message!("budget-zero")),
                (true, false) => (Verdict::InsufficientData, message!("budget-zero-but-spent")),
            };
            out.judge(case.noted([note]), verdict);
        }
    }
}

/// The denominators in the order in which they are tried: the named one alone, or all.
fn denominators<'l>(rate: &Rate<'l>) -> Vec<(Phase, &'l Fact, bool)> {
    match rate.named {
        Some(phase) => rate.budgets.iter().copied().filter(|(of, ..)| *of == phase).collect(),
        None => {
            let some = rate.budgets.iter().any(|(_, budget, _)| !budget.amount.value.is_zero());
            let fits = |budget: &Fact| !some || !budget.amount.value.is_zero();
            rate.budgets.iter().copied().filter(|(_, budget, _)| fits(budget)).collect()
        }
    }
}

fn completion(book: &Book<'_>, out: &mut Bench<'_>) {
    for prose in &book.prose {
        for (passage, at) in rates(prose) {
            judge(passage, at, &rate(prose, passage, at), out);
        }
    }
}

fn judge<'l>(passage: &Passage<'l>, at: usize, rate: &Rate<'l>, out: &mut Bench<'_>) {
    let fact = passage.fact(at);
    let message = message!("completion-rate", figure = called(fact));
    let tried = denominators(rate);
    let (Some(executed), false) = (rate.executed, tried.is_empty()) else {
        let why = message!("spent-or-budget-elsewhere");
        open(out, passage, message, side(fact), Side::default(), [why]);
        return;
    };
    if tried.iter().any(|(_, budget, _)| budget.amount.value.is_zero()) {
        // C08 says what may be written there.
        return;
    }
    let against = |budget: &Fact| -> Option<Comparison> {
        percentage(fact, Interval::of(executed), Interval::of(budget))
    };
    let fits = |budget: &Fact| against(budget).is_some_and(|compared| compared.verdict != Verdict::Mismatch);
    let chosen = tried.iter().copied().find(|(_, budget, _)| fits(budget)).unwrap_or(tried[0]);
    let (phase, budget, near) = chosen;
    let Some(mut compared) = against(budget) else {
        open(out, passage, message, side(fact), side(budget), [message!("budget-perhaps-zero")]);
        return;
    };
    let mut notes = vec![message!(
        "completion-reckoned",
        spent = executed.amount,
        phase = phase,
        budget = budget.amount,
        rate = Arg::percent(compared.right)
    )];
    if compared.verdict == Verdict::Mismatch {
        let other = rate.budgets.iter().find(|(of, budget, _)| *of != phase && fits(budget));
        if let Some((of, budget, _)) = other {
            notes.push(message!("completion-of-other-budget", phase = *of, budget = budget.amount));
        }
        // What stands far apart may speak of different things.
        if !(near && rate.near) {
            compared.verdict = Verdict::InsufficientData;
        }
    }
    let right = Side::computed(
        message!("side-spent-over-phase", phase = phase),
        How::Share,
        compared.right,
        &[executed, budget],
    );
    out.record(Case::new(passage.record, message, side(fact), right).noted(notes), compared);
}
