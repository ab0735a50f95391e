//! C11, C12 and B09: reasons for changes: their amounts, whether there are any, and whether the figures allow them.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::changes::{companion, is_change, span};
use super::{Passage, Prose, called, is_stated, side};
use crate::model::{
    Arg, Fact, How, Measure, Message, Phase, Remark, Says, Scheme, Scope, Severity, Statement, Verdict,
    message,
};
use crate::verify::bench::{Case, Side, reckoned};
use crate::verify::tolerance::{Interval, against};
use crate::verify::{Bench, Book, Rule};

/// B09: a new car as a reason, without money or number for one.
pub(in crate::verify) static NEW_CAR: Rule = Rule { id: "B09", severity: Severity::Warning, check: new_car };

/// C11: amounts of reasons = change.
pub(in crate::verify) static REASONS_ADD_UP: Rule =
    Rule { id: "C11", severity: Severity::Info, check: reasons_add_up };

/// C12: large changes have a reason.
pub(in crate::verify) static REASON_MISSING: Rule =
    Rule { id: "C12", severity: Severity::Info, check: reason_missing };

fn new_car(book: &Book<'_>, out: &mut Bench<'_>) {
    for prose in &book.prose {
        let bought = |passage: &'_ &Passage<'_>| {
            passage.remarks.iter().filter(|one| one.says == Says::NewCars).count()
        };
        let told: usize = prose.passages.iter().map(|passage| bought(&passage)).sum();
        let first = prose.passages.iter().find_map(|passage| {
            Some((passage, *passage.remarks.iter().find(|one| one.says == Says::NewCars)?))
        });
        // The same reason in every chapter is one cause.
        if let Some((passage, remark)) = first {
            judge_car(book, prose, passage, remark, told - 1, out);
        }
    }
}

fn judge_car<'l>(
    book: &Book<'l>,
    prose: &Prose<'l>,
    passage: &Passage<'l>,
    remark: &Remark,
    others: usize,
    out: &mut Bench<'_>,
) {
    let record = passage.record;
    let year = record.identity.fiscal_year;
    let phase = match record.kind() {
        Some(crate::model::Kind::Budget) => Phase::Budget,
        _ => Phase::Final,
    };
    let fits = |fact: &Fact, code: &str, measure: Measure| {
        fact.subject.code == code
            && fact.measure == measure
            && fact.fiscal_year == year
            && fact.phase == Some(phase)
    };
    let in_prose = |code: &'static str, measure: Measure| {
        let all = prose.figures().map(|(passage, at)| passage.fact(at));
        all.filter(move |fact| fits(fact, code, measure)).collect::<Vec<_>>()
    };
    let mut money = in_prose("vehicle_purchase", Measure::Total);
    let own = book
        .tables
        .iter()
        .filter(|table| table.record.path == record.path && table.statement == Statement::ThreePublic);
    money.extend(own.flat_map(|table| {
        table.facts.iter().copied().filter(|fact| fits(fact, "vehicle_purchase", Measure::Total))
    }));
    let count = in_prose("vehicles_purchased", Measure::Count);
    let nothing = |facts: &[&Fact]| facts.iter().all(|fact| fact.amount.value.is_zero());
    let (verdict, note) = if money.is_empty() {
        (Verdict::InsufficientData, Some(message!("purchase-not-published")))
    } else if nothing(&money) && nothing(&count) {
        let note = if count.is_empty() {
            message!("no-money-for-new-cars", year = Arg::Year(year))
        } else {
            message!("no-money-and-no-new-cars", year = Arg::Year(year))
        };
        (Verdict::Mismatch, Some(note))
    } else {
        (Verdict::Pass, None)
    };
    let again =
        note.is_some().then(|| message!("same-reason-elsewhere", count = others)).filter(|_| others > 0);
    // The table's figure, where there is one, says it best; the note has the count.
    let right =
        money.last().map_or_else(Side::default, |fact| Side::of(message!("side-vehicle-purchase"), &[fact]));
    let message = message!("new-cars-as-reason", line = remark.locator.line() as usize);
    let Some(words) = passage.remarked(message!("side-reason-in-text"), remark) else { return };
    let case = Case::new(record, message, words, right);
    out.judge(case.noted(note).noted(again), verdict);
}

fn reasons_add_up(book: &Book<'_>, out: &mut Bench<'_>) {
    for prose in &book.prose {
        for passage in &prose.passages {
            let reasons = |says: &'_ Says| match says {
                Says::Reasons { change, amounts, all } => Some((*change, amounts.clone(), *all)),
                _ => None,
            };
            for (_, (change, amounts, all)) in passage.says(reasons) {
                let facts: Vec<&Fact> =
                    amounts.iter().filter_map(|start| passage.linked(Some(*start))).collect();
                if let Some(change) = passage.linked(Some(change)).filter(|change| is_change(change)) {
                    add_up(passage, change, &facts, all && facts.len() == amounts.len(), out);
                }
            }
        }
    }
}

fn add_up<'l>(passage: &Passage<'l>, change: &'l Fact, facts: &[&'l Fact], all: bool, out: &mut Bench<'_>) {
    if facts.len() < 2 {
        return;
    }
    // An amount without a direction works in the direction of the change.
    let signed = |fact: &Fact| {
        let interval = Interval::of(fact);
        let turn = fact.measure == Measure::Total && change.amount.value.is_sign_negative();
        if turn { Interval { value: -interval.value, ..interval } } else { interval }
    };
    let turned =
        change.amount.value.is_sign_negative() && facts.iter().any(|fact| fact.measure == Measure::Total);
    let how = if turned { How::Rule } else { How::Sum };
    let sum = facts
        .iter()
        .map(|fact| signed(fact))
        .fold(Interval { value: Decimal::ZERO, within: Decimal::ZERO }, Interval::plus);
    let mut compared = against(Interval::of(change), sum);
    let mut notes = vec![message!("reasons-come-to", count = facts.len(), sum = reckoned(sum.value, facts))];
    if compared.verdict == Verdict::Mismatch && !all {
        compared.verdict = Verdict::InsufficientData;
        notes.push(message!("reasons-perhaps-not-all"));
    }
    let right = Side::computed(message!("side-sum-of-reasons"), how, sum.value, facts);
    let message = message!("amounts-of-reasons", figure = called(change));
    out.record(Case::new(passage.record, message, side(change), right).noted(notes), compared);
}

/// A large change that the rule is due for.
struct Large<'p, 'l> {
    passage: &'p Passage<'l>,
    fact: &'l Fact,
    percent: Decimal,
}

/// How far a change goes, in percent; `None` where the percentage beside it says so, or nothing does.
fn extent<'l>(book: &Book<'l>, prose: &Prose<'l>, passage: &Passage<'l>, at: usize) -> Option<Decimal> {
    let fact = passage.fact(at);
    if fact.measure == Measure::ChangePct {
        return Some(fact.amount.value.abs());
    }
    let percent_beside = passage.figures.len() > at + 1
        && companion(passage, at + 1).is_some()
        && passage.fact(at + 1).measure == Measure::ChangePct;
    if percent_beside {
        return None;
    }
    let current = span(book, prose, passage, at).current?;
    let prior = current.amount.comparable() - fact.amount.comparable();
    let change = fact.amount.comparable().abs().checked_mul(Decimal::ONE_HUNDRED)?;
    change.checked_div(prior).filter(|percent| percent.is_sign_positive())
}

fn reason_missing(book: &Book<'_>, out: &mut Bench<'_>) {
    for prose in &book.prose {
        // A region's summary gives no account of each item, and a note of one paragraph gives none of anything.
        if prose.record.identity.scope == Some(Scope::Region) || !prose.index.gives_reasons {
            continue;
        }
        let mut chapters: BTreeMap<u32, Vec<Large<'_, '_>>> = BTreeMap::new();
        for (passage, at) in prose.figures() {
            let fact = passage.fact(at);
            // A list of classes says how much went where; what it adds up to has its reasons above or below.
            let listed = fact.subject.scheme != Scheme::None;
            if !is_change(fact) || !is_stated(fact) || listed || fact.amount.value.is_zero() {
                continue;
            }
            let percent = extent(book, prose, passage, at).filter(|percent| *percent >= Decimal::TEN);
            if let Some(percent) = percent {
                chapters.entry(passage.shape().chapter).or_default().push(Large { passage, fact, percent });
            }
        }
        chapters.values().for_each(|changes| reason_of_chapter(prose, changes, out));
    }
}

/// One finding for what a chapter does not explain, at its largest change.
fn reason_of_chapter(prose: &Prose<'_>, changes: &[Large<'_, '_>], out: &mut Bench<'_>) {
    let mut unexplained: Vec<&Large<'_, '_>> = Vec::new();
    for large in changes {
        let (verdict, note) = explained(prose, large);
        if verdict == Verdict::Mismatch {
            unexplained.push(large);
        } else {
            record_reason(large, verdict, note, out);
        }
    }
    let Some(largest) = unexplained.iter().max_by_key(|large| large.percent) else { return };
    let others = unexplained.len() - 1;
    let more = (others > 0).then(|| message!("no-reason-elsewhere", count = others));
    let notes = std::iter::once(message!("no-reason-in-chapter")).chain(more);
    record_reason(largest, Verdict::Mismatch, notes, out);
}

fn record_reason(
    large: &Large<'_, '_>,
    verdict: Verdict,
    notes: impl IntoIterator<Item = Message>,
    out: &mut Bench<'_>,
) {
    let fact = large.fact;
    let message = message!("reason-of-change", figure = called(fact), change = fact.amount);
    let extent = message!("changed-about", rate = Arg::percent(large.percent.round_dp(1)));
    let case = Case::new(large.passage.record, message, side(fact), Side::default());
    out.judge(case.noted([extent]).noted(notes), verdict);
}

/// Whether the paragraph, or else its chapter, gives a reason; or an item is itself the reason given for a total.
fn explained(prose: &Prose<'_>, large: &Large<'_, '_>) -> (Verdict, Option<Message>) {
    let passage = large.passage;
    if passage.gives_reason() {
        return (Verdict::Pass, None);
    }
    if large.fact.said.as_ref().is_some_and(|said| said.near.is_reason) {
        return (Verdict::Pass, Some(message!("is-the-reason")));
    }
    let elsewhere = prose.index.reasoned.contains(&passage.shape().chapter);
    let whole = passage.shape().closed;
    match (elsewhere, whole) {
        (true, _) => (Verdict::Pass, Some(message!("reason-in-chapter"))),
        (false, true) if large.fact.said.as_ref().is_some_and(|said| said.near.words_behind) => {
            (Verdict::InsufficientData, Some(message!("perhaps-in-other-words")))
        }
        (false, true) => (Verdict::Mismatch, None),
        (false, false) => (Verdict::InsufficientData, Some(message!("paragraph-perhaps-cut"))),
    }
}
