//! C10: words of direction against figures: 增加, 减少, 持平, 基本持平, 大于, 小于.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::bind::{agreed, restriction, same_subject, settled};
use super::changes::{companion, is_change, span};
use super::meanings::cells;
use super::{Passage, Prose, called, side};
use crate::model::{
    Arg, Base, Direction, Fact, How, Level, Measure, Money, Phase, Says, Severity, Verdict, message,
};
use crate::verify::bench::{Case, Side, reckoned};
use crate::verify::tolerance::Interval;
use crate::verify::{Bench, Book, Rule};

/// C10: words of direction.
pub(in crate::verify) static DIRECTION: Rule =
    Rule { id: "C10", severity: Severity::Warning, check: direction };

fn direction(book: &Book<'_>, out: &mut Bench<'_>) {
    for prose in &book.prose {
        for (passage, at) in prose.figures() {
            let fact = passage.fact(at);
            if is_change(fact) && !fact.amount.value.is_zero() {
                sign(book, prose, passage, at, out);
                restated(passage, at, out);
            }
            level(book, prose, passage, at, out);
        }
        for remark in &prose.record.remarks {
            let (Says::Spent { more, than, phase, years_before, spent }, Some(within)) =
                (&remark.says, remark.within)
            else {
                continue;
            };
            let Some(passage) = prose.passages.get(within.paragraph as usize) else { continue };
            let words = passage.words(message!("side-text"), within.start as usize, within.end as usize);
            let wanted = if *more { Ordering::Greater } else { Ordering::Less };
            let claim = Claim { wanted, than, phase: *phase, words, at: within.start as usize };
            match passage.linked(*spent) {
                Some(spent) => executed(passage, spent, claim, out),
                None if spent.is_none() => {
                    larger(book, prose, (passage, i32::from(*years_before)), claim, out);
                }
                None => {}
            }
        }
    }
}

/// The sign of a change against the figures it lies between, or against the percentage beside it.
fn sign<'l>(book: &Book<'l>, prose: &Prose<'l>, passage: &Passage<'l>, at: usize, out: &mut Bench<'_>) {
    let fact = passage.fact(at);
    let message = message!("direction", figure = called(fact));
    if let Some(change) = companion(passage, at).filter(|change| !change.amount.value.is_zero()) {
        let same = change.amount.value.is_sign_negative() == fact.amount.value.is_sign_negative();
        let verdict = if same { Verdict::Pass } else { Verdict::Mismatch };
        let case = Case::new(passage.record, message, side(fact), side(change));
        out.judge(case.noted((!same).then(|| message!("change-and-rate-opposed"))), verdict);
        return;
    }
    let between = span(book, prose, passage, at);
    let (Some(current), Some(prior)) = (between.current, between.prior) else { return };
    let difference = Interval::of(current).minus(Interval::of(prior));
    let written = if fact.amount.value.is_sign_negative() {
        message!("written-as-decrease")
    } else {
        message!("written-as-increase")
    };
    let both = message!("current-and-prior", current = current.amount, prior = prior.amount);
    let verdict = if difference.may_be_zero() {
        Verdict::InsufficientData
    } else if difference.value.is_sign_negative() == fact.amount.value.is_sign_negative() {
        Verdict::Pass
    } else {
        Verdict::Mismatch
    };
    let right = Side::computed(
        message!("side-current-minus-prior"),
        How::Difference,
        difference.value,
        &[current, prior],
    );
    out.judge(Case::new(passage.record, message, side(fact), right).noted([written, both]), verdict);
}

/// A reason that only says the change again, the other way round: 减少 2.98%。主要原因是：（the same）经费增加。
fn restated<'l>(passage: &Passage<'l>, at: usize, out: &mut Bench<'_>) {
    let fact = passage.fact(at);
    let Some(again) = passage.said(at).and_then(|said| said.reason) else { return };
    let same = (again.direction == Direction::Down) == fact.amount.value.is_sign_negative();
    let verdict = if same { Verdict::Pass } else { Verdict::Mismatch };
    let words = passage.words(message!("side-reason"), again.start as usize, again.end as usize);
    let message = message!("direction-of-reason", figure = called(fact));
    let case = Case::new(passage.record, message, side(fact), words);
    out.judge(case.noted((!same).then(|| message!("reason-opposed"))), verdict);
}

/// Whether the words behind an amount say that it stayed level: with what, and whether only about.
pub(super) fn stays_level(passage: &Passage<'_>, at: usize) -> Option<Level> {
    passage.said(at)?.level
}

fn level<'l>(book: &Book<'l>, prose: &Prose<'l>, passage: &Passage<'l>, at: usize, out: &mut Bench<'_>) {
    let fact = passage.fact(at);
    let Some(Level { with, about }) = stays_level(passage, at) else { return };
    let (change, current, facts) = match fact.measure {
        Measure::ChangeAmount | Measure::ChangePct if is_change(fact) => {
            let change =
                if fact.measure == Measure::ChangeAmount { Some(fact) } else { companion(passage, at) };
            let Some(change) = change else { return };
            (Interval::of(change), span(book, prose, passage, at).current, vec![change])
        }
        Measure::Total if fact.amount.unit.is_money() => {
            let Some(prior) = origin(book, prose, passage, at, with) else { return };
            (Interval::of(fact).minus(Interval::of(prior)), Some(fact), vec![fact, prior])
        }
        _ => return,
    };
    let message = message!("level", figure = called(fact));
    let prior = current.map(|current| current.amount.comparable() - change.value);
    let percent =
        prior.and_then(|prior| change.value.abs().checked_mul(Decimal::ONE_HUNDRED)?.checked_div(prior));
    let gap = || reckoned(change.value, &facts);
    let (verdict, note) = if change.value.is_zero() {
        (Verdict::Pass, None)
    } else if about {
        match percent {
            Some(percent) if percent.abs() <= Decimal::ONE => {
                (Verdict::Pass, Some(message!("level-nearly", gap = gap(), rate = Arg::percent(percent))))
            }
            Some(percent) => (
                Verdict::Mismatch,
                Some(message!("level-not-even", gap = gap(), rate = Arg::percent(percent))),
            ),
            None => (Verdict::InsufficientData, Some(message!("prior-unknown"))),
        }
    } else if facts.len() > 1 && change.may_be_zero() {
        (Verdict::Rounding, None)
    } else {
        (Verdict::Mismatch, Some(message!("level-not", gap = gap())))
    };
    let how = if facts.len() > 1 { How::Difference } else { How::Printed };
    let right = Side::computed(message!("side-change"), how, change.value, &facts);
    out.judge(Case::new(passage.record, message, side(fact), right).noted(note), verdict);
}

/// The amount that 持平 compares with.
fn origin<'l>(
    book: &Book<'l>,
    prose: &Prose<'l>,
    passage: &Passage<'l>,
    at: usize,
    with: Option<Base>,
) -> Option<&'l Fact> {
    let fact = passage.fact(at);
    let (phase, year) = match with? {
        Base::Initial => (Phase::Budget, fact.fiscal_year),
        _ => (fact.phase?, fact.fiscal_year - 1),
    };
    known(book, prose, fact, restriction(passage, at), phase, year)
}

fn known<'l>(
    book: &Book<'l>,
    prose: &Prose<'l>,
    like: &Fact,
    restriction: &[Money],
    phase: Phase,
    year: i32,
) -> Option<&'l Fact> {
    let tables = cells(book, like, restriction, false, Some(phase), year);
    if !tables.is_empty() {
        return agreed(&tables);
    }
    settled(prose, like, Some(phase), year).filter(|_| restriction.is_empty())
}

/// Words that say which of two amounts is the larger.
struct Claim<'l, 'w> {
    /// How what was spent is said to compare.
    wanted: Ordering,
    /// With what, as printed.
    than: &'w str,
    /// The stage of that, where the words say so.
    phase: Option<Phase>,
    /// The words.
    words: Side<'l>,
    /// Where they begin.
    at: usize,
}

/// `决算数大于年初预算数的主要原因是`, behind the two amounts of one item in its own paragraph.
fn executed<'l>(passage: &Passage<'l>, spent: &'l Fact, claim: Claim<'l, '_>, out: &mut Bench<'_>) {
    let before = passage.figures.partition_point(|figure| figure.end <= claim.at);
    let find = |phase: Phase| {
        let own = |fact: &&Fact| {
            fact.measure == Measure::Total
                && fact.amount.unit.is_money()
                && fact.phase == Some(phase)
                && fact.certain
                && same_subject(fact, spent)
                && fact.fiscal_year == spent.fiscal_year
        };
        passage.figures[..before].iter().rev().map(|figure| figure.fact).find(own)
    };
    let stages = claim.phase.map_or_else(|| vec![Phase::Adjusted, Phase::Budget], |phase| vec![phase]);
    let budgets: Vec<&Fact> = stages.into_iter().filter_map(find).collect();
    let fits = |budget: &&Fact| {
        let difference = Interval::of(spent).minus(Interval::of(budget));
        difference.may_be_zero() || difference.value.cmp(&Decimal::ZERO) == claim.wanted
    };
    // Which budget is meant, the words may leave open: then one that fits is enough.
    let Some(budget) = budgets.iter().copied().find(fits).or(budgets.first().copied()) else { return };
    let verdict = if fits(&budget) { Verdict::Pass } else { Verdict::Mismatch };
    let message = message!("spent-and-said", budget = Arg::quote(claim.than), figure = called(spent));
    let right = Side::of(message!("side-spent-and-budget"), &[spent, budget]);
    let note = message!("spent-and-budget", spent = spent.amount, budget = budget.amount);
    out.judge(Case::new(passage.record, message, claim.words, right).noted([note]), verdict);
}

/// `“三公”经费支出决算小于预算数的主要情况`.
fn larger<'l>(
    book: &Book<'l>,
    prose: &Prose<'l>,
    (passage, years_before): (&Passage<'l>, i32),
    claim: Claim<'l, '_>,
    out: &mut Bench<'_>,
) {
    let year = passage.record.identity.fiscal_year;
    let of_three = |fact: &&Fact| {
        fact.subject.code == "three_public"
            && fact.measure == Measure::Total
            && fact.phase == Some(Phase::Final)
            && fact.fiscal_year == year
    };
    let Some(spent) = prose.figures().map(|(passage, at)| passage.fact(at)).find(of_three) else { return };
    let find = |phase: Phase| known(book, prose, spent, &[], phase, year - years_before);
    let other = match claim.phase {
        Some(phase) => find(phase),
        None => find(Phase::Adjusted).or_else(|| find(Phase::Budget)),
    };
    let Some(other) = other else { return };
    let difference = Interval::of(spent).minus(Interval::of(other));
    let verdict = if difference.value.cmp(&Decimal::ZERO) == claim.wanted {
        Verdict::Pass
    } else if difference.may_be_zero() && !difference.value.is_zero() {
        Verdict::Rounding
    } else {
        Verdict::Mismatch
    };
    let message = message!("three-public-and-said", other = Arg::quote(claim.than));
    let case = Case::new(passage.record, message, claim.words, Side::of(called(other), &[other]));
    let note = message!(
        "three-public-and-other",
        spent = spent.amount,
        name = Arg::quote(claim.than),
        other = other.amount
    );
    out.judge(case.noted([note]), verdict);
}
