//! C06 and C07: changes against the figures that they lie between, and changes from nothing.

use rust_decimal::Decimal;

use super::bind::{agreed, is_of_basic, is_whole_budget, other_units, restriction, same_subject, settled};
use super::meanings::cells;
use super::{Passage, Prose, called, open, side};
use crate::model::{Amount, Arg, Base, Fact, How, Measure, Message, Phase, Severity, Verdict, message};
use crate::verify::bench::{Case, Side, reckoned};
use crate::verify::tolerance::{Interval, against, percentage};
use crate::verify::{Bench, Book, Rule, compare};

/// C06: change = current − prior; percent = change ÷ prior.
pub(in crate::verify) static CHANGE: Rule = Rule { id: "C06", severity: Severity::Error, check: change };

/// C07: no percentage of nothing.
pub(in crate::verify) static ZERO_BASE: Rule =
    Rule { id: "C07", severity: Severity::Error, check: zero_base };

/// Whether a figure is a change of money with a subject of its own.
pub(super) fn is_change(fact: &Fact) -> bool {
    matches!(fact.measure, Measure::ChangeAmount | Measure::ChangePct)
        && !matches!(fact.subject.code.as_str(), "other" | "score" | "assets" | "execution")
        && (fact.measure == Measure::ChangePct || fact.amount.unit.is_money())
}

/// The phase and year that a change is measured from.
pub(super) fn origin(fact: &Fact) -> Option<(Phase, i32)> {
    Some(match fact.base? {
        Base::PriorFinal => (Phase::Final, fact.fiscal_year - 1),
        Base::PriorBudget => (Phase::Budget, fact.fiscal_year - 1),
        Base::Initial => (Phase::Budget, fact.fiscal_year),
        Base::Adjusted => (Phase::Adjusted, fact.fiscal_year),
        Base::Total => return None,
    })
}

/// Whether a figure is of the year and stage that a change says it is measured from. A sentence may name several bases,
/// one behind the other; an execution is the latest that is known of a year whose account is not yet closed.
fn is_base_of(change: &Fact, base: &Fact) -> bool {
    let Some((phase, year)) = origin(change) else { return false };
    let executed = phase == Phase::Final && base.phase == Some(Phase::Execution);
    base.fiscal_year == year && (base.phase == Some(phase) || executed) && same_subject(base, change)
}

fn is_total(fact: &Fact) -> bool {
    fact.measure == Measure::Total && fact.amount.unit.is_money()
}

/// What a change lies between.
pub(super) struct Span<'l> {
    /// The amount that changed, in the same sentence.
    pub(super) current: Option<&'l Fact>,
    /// The amount it changed from, and whether that is stated in the same sentence or by a table.
    pub(super) prior: Option<&'l Fact>,
}

/// The figures around a change.
pub(super) fn span<'l>(book: &Book<'l>, prose: &Prose<'l>, passage: &Passage<'l>, at: usize) -> Span<'l> {
    let fact = passage.fact(at);
    let here = |phase: Option<Phase>, year: i32| {
        let fits = |other: &Fact| {
            is_total(other) && same_subject(other, fact) && other.phase == phase && other.fiscal_year == year
        };
        let said = (0..at).filter(|before| passage.together(*before, at) && fits(passage.fact(*before)));
        let said: Vec<&Fact> = said.map(|before| passage.fact(before)).collect();
        // Several amounts of one kind, or of other units: which one changed is not certain.
        agreed(&said).filter(|_| !other_units(passage, at))
    };
    let own = |fact: &&Fact| is_total(fact) && !other_units(passage, at);
    let links = fact.said.as_ref();
    let of = links
        .and_then(|said| passage.linked(said.of))
        .filter(own)
        .filter(|of| same_subject(of, fact) && of.phase == fact.phase && of.fiscal_year == fact.fiscal_year);
    // What the sentence itself names as the base comes before what its words would lead to elsewhere.
    let against = links.and_then(|said| passage.linked(said.against)).filter(own);
    let against = against.filter(|base| is_base_of(fact, base));
    let current = here(fact.phase, fact.fiscal_year).or(of);
    let prior = against.or_else(|| {
        origin(fact).and_then(|(phase, year)| {
            here(Some(phase), year).or_else(|| {
                let restricted = restriction(passage, at);
                let tables = cells(book, fact, restricted, is_of_basic(passage, at), Some(phase), year);
                agreed(&tables).or_else(|| {
                    let weak = is_whole_budget(fact) || !restricted.is_empty();
                    settled(prose, fact, Some(phase), year).filter(|_| tables.is_empty() && !weak)
                })
            })
        })
    });
    Span { current, prior }
}

/// The amount of change that a percentage stands beside.
pub(super) fn companion<'l>(passage: &Passage<'l>, at: usize) -> Option<&'l Fact> {
    let fact = passage.fact(at);
    let other = passage.fact(at.checked_sub(1)?);
    let beside = passage.together(at - 1, at)
        && other.measure == Measure::ChangeAmount
        && same_subject(other, fact)
        && other.base == fact.base;
    beside.then_some(other)
}

fn change(book: &Book<'_>, out: &mut Bench<'_>) {
    for prose in &book.prose {
        for (passage, at) in prose.figures().filter(|(passage, at)| is_change(passage.fact(*at))) {
            let between = span(book, prose, passage, at);
            if passage.fact(at).measure == Measure::ChangeAmount {
                change_amount(passage, at, &between, out);
            } else {
                change_percent(passage, at, &between, out);
            }
        }
    }
}

fn change_amount<'l>(passage: &Passage<'l>, at: usize, between: &Span<'l>, out: &mut Bench<'_>) {
    let fact = passage.fact(at);
    let message = message!("change", figure = called(fact));
    let Some(prior) = between.prior else {
        if let Some(current) = between.current {
            less_than_nothing(passage, fact, current, message, out);
        }
        return;
    };
    let Some(current) = between.current else {
        let why = message!("current-elsewhere");
        open(out, passage, message, side(fact), side(prior), [why]);
        return;
    };
    let computed = Interval::of(current).minus(Interval::of(prior));
    let note = message!(
        "change-reckoned",
        current = current.amount,
        prior = prior.amount,
        change = reckoned(computed.value, &[current, prior])
    );
    let right = Side::computed(
        message!("side-current-minus-prior"),
        How::Difference,
        computed.value,
        &[current, prior],
    );
    let case = Case::new(passage.record, message, side(fact), right).noted([note]);
    out.record(case, against(Interval::of(fact), computed));
}

/// What grew by more than there is would have been less than nothing before.
fn less_than_nothing<'l>(
    passage: &Passage<'l>,
    fact: &'l Fact,
    current: &'l Fact,
    message: Message,
    out: &mut Bench<'_>,
) {
    let prior = Interval::of(current).minus(Interval::of(fact));
    if prior.value + prior.within >= Decimal::ZERO {
        return;
    }
    let mut compared = compare(&[fact], &[current]);
    compared.verdict = Verdict::Mismatch;
    let note = message!("prior-below-zero", current = current.amount, change = fact.amount);
    out.record(Case::new(passage.record, message, side(fact), side(current)).noted([note]), compared);
}

fn change_percent<'l>(passage: &Passage<'l>, at: usize, between: &Span<'l>, out: &mut Bench<'_>) {
    let fact = passage.fact(at);
    let message = message!("change-rate", figure = called(fact));
    let beside = companion(passage, at);
    let (part, whole, facts, how, told) = match (between.current, beside, between.prior) {
        (Some(current), Some(change), _) => {
            let whole = Interval::of(current).minus(Interval::of(change));
            let told = message!(
                "prior-reckoned",
                current = current.amount,
                change = change.amount,
                prior = reckoned(whole.value, &[current, change])
            );
            (Interval::of(change), whole, vec![change, current], How::Growth, told)
        }
        (Some(current), None, Some(prior)) => {
            let whole = Interval::of(prior);
            let told = message!("current-and-prior", current = current.amount, prior = prior.amount);
            (Interval::of(current).minus(whole), whole, vec![current, prior], How::Change, told)
        }
        // 与预算相比增加…: what it was measured from stands in a table, and the amount itself nowhere near.
        (None, Some(change), Some(prior)) => {
            let told = message!("change-and-prior", change = change.amount, prior = prior.amount);
            (Interval::of(change), Interval::of(prior), vec![change, prior], How::Share, told)
        }
        _ => {
            let why = message!("current-or-prior-elsewhere");
            open(out, passage, message, side(fact), Side::default(), [why]);
            return;
        }
    };
    if whole.value.is_zero() {
        // C07 says what may be written there.
        return;
    }
    let Some(compared) = percentage(fact, part, whole).filter(|_| whole.value > Decimal::ZERO) else {
        open(out, passage, message, side(fact), Side::default(), [told, message!("prior-perhaps-zero")]);
        return;
    };
    let rate = message!(
        "rate-reckoned",
        part = reckoned(part.value, &facts),
        whole = reckoned(whole.value, &facts),
        rate = Arg::percent(compared.right)
    );
    let right = Side::computed(message!("side-change-over-base"), how, compared.right, &facts);
    out.record(Case::new(passage.record, message, side(fact), right).noted([told, rate]), compared);
}

fn zero_base(book: &Book<'_>, out: &mut Bench<'_>) {
    for prose in &book.prose {
        for (passage, at) in prose.figures() {
            let fact = passage.fact(at);
            if !is_change(fact) {
                continue;
            }
            let between = span(book, prose, passage, at);
            let Some(current) = between.current else { continue };
            match fact.measure {
                Measure::ChangeAmount => {
                    let next = passage.figures.get(at + 1).map(|_| at + 1);
                    let percent = next.filter(|next| {
                        passage.fact(*next).measure == Measure::ChangePct
                            && companion(passage, *next).is_some()
                    });
                    if fact.amount.comparable() == current.amount.comparable()
                        && percent.is_none()
                        && !fact.amount.value.is_zero()
                    {
                        let message = message!("prior-zero", figure = called(fact));
                        let case = Case::new(passage.record, message, side(fact), side(current));
                        out.judge(case.noted([message!("no-rate-written")]), Verdict::Pass);
                    }
                }
                _ => percent_of_nothing(passage, at, current, between.prior, out),
            }
        }
    }
}

fn percent_of_nothing<'l>(
    passage: &Passage<'l>,
    at: usize,
    current: &'l Fact,
    prior: Option<&'l Fact>,
    out: &mut Bench<'_>,
) {
    let fact = passage.fact(at);
    let change = companion(passage, at);
    let whole = match (change, prior) {
        (Some(change), _) => Interval::of(current).minus(Interval::of(change)),
        (None, Some(prior)) => Interval::of(prior),
        (None, None) => return,
    };
    if !whole.value.is_zero() {
        return;
    }
    let message = message!("rate-of-zero", figure = called(fact));
    let right = change.or(prior).map_or_else(Side::default, side);
    let case = Case::new(passage.record, message, side(fact), right);
    let percent = fact.amount.value.abs();
    let written = Amount::new(percent, fact.amount.unit);
    if current.amount.value.is_zero() {
        let verdict = if percent.is_zero() { Verdict::Pass } else { Verdict::Mismatch };
        out.judge(case.noted([message!("both-zero", rate = written)]), verdict);
        return;
    }
    // Bodies write a hundred percent for what was not there before: no figure is wrong.
    if percent == Decimal::ONE_HUNDRED {
        out.judge(case.noted([message!("all-is-new")]), Verdict::Pass);
        return;
    }
    // Any base that rounds to nothing is at most so large; the change is at least so many times that.
    let least = (current.amount.comparable().abs() - current.amount.half_step()) * Decimal::ONE_HUNDRED;
    let note = message!("rate-written", current = current.amount, rate = written);
    let possible =
        least.checked_div(whole.within).is_none_or(|least| percent + fact.amount.half_step() >= least);
    let verdict = if possible { Verdict::InsufficientData } else { Verdict::Mismatch };
    out.judge(case.noted([note]), verdict);
}
