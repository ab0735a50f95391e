//! C10: words of direction against figures: 增加, 减少, 持平, 基本持平, 大于, 小于.

use std::cmp::Ordering;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use super::bind::{agreed, restriction, same_subject, settled};
use super::changes::{companion, is_change, span};
use super::meanings::cells;
use super::{Passage, Prose, called, is_stated, side};
use crate::document::squeeze;
use crate::model::{
    Arg, Base, Direction, Fact, How, Level, Measure, Money, Phase, Severity, Verdict, message,
};
use crate::verify::bench::{Case, Side, reckoned};
use crate::verify::tolerance::Interval;
use crate::verify::{Bench, Book, Rule};

/// C10: words of direction.
pub(in crate::verify) static DIRECTION: Rule =
    Rule { id: "C10", severity: Severity::Warning, check: direction };

static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"“三公”\s*经费\s*(?:财政拨款)?\s*支出决算数?\s*(大于|小于)\s*(全年预算数|年初预算数|预算数|上年决算数)")
        .expect("a constant pattern")
});

static EXECUTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:支出)?决算数?\s*(大于|小于)\s*(年初预算|全年预算|调整预算|预算)数?")
        .expect("a constant pattern")
});

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
        for passage in &prose.passages {
            larger(book, prose, passage, out);
            executed(passage, out);
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
    let tables = cells(book, like, restriction, "", Some(phase), year);
    if !tables.is_empty() {
        return agreed(&tables);
    }
    settled(prose, like, Some(phase), year).filter(|_| restriction.is_empty())
}

/// `决算数大于年初预算数的主要原因是`, behind the two amounts of one item in its own paragraph.
fn executed<'l>(passage: &Passage<'l>, out: &mut Bench<'_>) {
    let text = passage.text();
    for found in EXECUTED.captures_iter(text) {
        let Some(whole) = found.get(0) else { continue };
        if COMPARED.find_iter(text).any(|three| three.range().contains(&whole.start())) {
            continue;
        }
        let before = passage.figures.partition_point(|figure| figure.end <= whole.start());
        let facts: Vec<&Fact> = passage.figures[..before].iter().map(|figure| figure.fact).collect();
        let amount_of = |fact: &Fact, phase: Phase| {
            fact.measure == Measure::Total
                && fact.amount.unit.is_money()
                && fact.phase == Some(phase)
                && fact.certain
        };
        let Some(spent) =
            facts.iter().rev().copied().find(|fact| amount_of(fact, Phase::Final) && is_stated(fact))
        else {
            continue;
        };
        // Words of their own before 决算数 speak of something else than the last amount.
        let lead = squeeze(&text[passage.sentence_start(whole.start())..whole.start()]);
        if !(lead.is_empty() || lead.contains(&squeeze(&spent.subject.name))) {
            continue;
        }
        let find = |phase: Phase| {
            let own = |fact: &&Fact| {
                amount_of(fact, phase) && same_subject(fact, spent) && fact.fiscal_year == spent.fiscal_year
            };
            facts.iter().rev().copied().find(own)
        };
        let budgets: Vec<&Fact> = match &found[2] {
            "年初预算" => find(Phase::Budget).into_iter().collect(),
            "预算" => [Phase::Adjusted, Phase::Budget].into_iter().filter_map(find).collect(),
            _ => find(Phase::Adjusted).into_iter().collect(),
        };
        let wanted = if &found[1] == "大于" { Ordering::Greater } else { Ordering::Less };
        let fits = |budget: &&Fact| {
            let difference = Interval::of(spent).minus(Interval::of(budget));
            difference.may_be_zero() || difference.value.cmp(&Decimal::ZERO) == wanted
        };
        // Which budget is meant, the words may leave open: then one that fits is enough.
        let Some(budget) = budgets.iter().copied().find(fits).or(budgets.first().copied()) else { continue };
        let verdict = if fits(&budget) { Verdict::Pass } else { Verdict::Mismatch };
        let message = message!("spent-and-said", budget = Arg::quote(&found[2]), figure = called(spent));
        let words = passage.words(message!("side-text"), whole.start(), passage.sentence_end(whole.end()));
        let right = Side::of(message!("side-spent-and-budget"), &[spent, budget]);
        let case = Case::new(passage.record, message, words, right);
        out.judge(
            case.noted([message!("spent-and-budget", spent = spent.amount, budget = budget.amount)]),
            verdict,
        );
    }
}

/// `“三公”经费支出决算小于预算数的主要情况`.
fn larger<'l>(book: &Book<'l>, prose: &Prose<'l>, passage: &Passage<'l>, out: &mut Bench<'_>) {
    let year = passage.record.identity.fiscal_year;
    for found in COMPARED.captures_iter(passage.text()) {
        let of_three = |fact: &&Fact| {
            fact.subject.code == "three_public"
                && fact.measure == Measure::Total
                && fact.phase == Some(Phase::Final)
                && fact.fiscal_year == year
        };
        let Some(spent) = prose.figures().map(|(passage, at)| passage.fact(at)).find(of_three) else {
            continue;
        };
        let find = |phase: Phase, year: i32| known(book, prose, spent, &[], phase, year);
        let other = match &found[2] {
            "上年决算数" => find(Phase::Final, year - 1),
            "年初预算数" => find(Phase::Budget, year),
            "全年预算数" => find(Phase::Adjusted, year),
            _ => find(Phase::Adjusted, year).or_else(|| find(Phase::Budget, year)),
        };
        let Some(other) = other else { continue };
        let difference = Interval::of(spent).minus(Interval::of(other));
        let wanted = if &found[1] == "大于" { Ordering::Greater } else { Ordering::Less };
        let verdict = if difference.value.cmp(&Decimal::ZERO) == wanted {
            Verdict::Pass
        } else if difference.may_be_zero() && !difference.value.is_zero() {
            Verdict::Rounding
        } else {
            Verdict::Mismatch
        };
        let whole = found.get(0).map_or((0, 0), |found| (found.start(), found.end()));
        let case = Case::new(
            passage.record,
            message!("three-public-and-said", other = Arg::quote(&found[2])),
            passage.words(message!("side-text"), whole.0, whole.1),
            Side::of(called(other), &[other]),
        );
        let note = message!(
            "three-public-and-other",
            spent = spent.amount,
            name = Arg::quote(&found[2]),
            other = other.amount
        );
        out.judge(case.noted([note]), verdict);
    }
}
