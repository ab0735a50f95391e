//! B06 and B08: changes of the 三公 items against the change of their total, and vehicles by kind.

use rust_decimal::Decimal;

use super::bind::{agreed, is_qualified, other_units, stated};
use super::changes::origin;
use super::direction::stays_level;
use super::meanings::cells;
use super::{Passage, Prose, called, open, side};
use crate::model::{
    Arg, Base, Fact, How, Measure, Message, Scheme, Severity, Subject, Unit, Verdict, message,
};
use crate::taxonomy::says;
use crate::verify::bench::{Case, Side, reckoned};
use crate::verify::tolerance::{Interval, against};
use crate::verify::{Bench, Book, Rule, compare, three_public};

/// B06: changes of items = change of the total.
pub(in crate::verify) static CHANGES_OF_ITEMS: Rule =
    Rule { id: "B06", severity: Severity::Error, check: changes_of_items };

/// B08: vehicles by kind.
pub(in crate::verify) static KINDS_OF_VEHICLES: Rule =
    Rule { id: "B08", severity: Severity::Warning, check: kinds_of_vehicles };

/// How the change of an item is known.
struct Change<'l> {
    value: Interval,
    facts: Vec<&'l Fact>,
    words: Message,
}

fn changes_of_items(book: &Book<'_>, out: &mut Bench<'_>) {
    three_public::changes(book, out);
    for prose in &book.prose {
        let mut seen: Vec<Base> = Vec::new();
        for (passage, at) in prose.figures() {
            let fact = passage.fact(at);
            let total = fact.subject.code == "three_public" && fact.measure == Measure::ChangeAmount;
            let Some(base) = fact.base.filter(|base| total && !seen.contains(base)) else { continue };
            seen.push(base);
            sum_of_items(book, prose, passage, fact, out);
        }
    }
}

fn sum_of_items<'l>(
    book: &Book<'l>,
    prose: &Prose<'l>,
    passage: &Passage<'l>,
    total: &'l Fact,
    out: &mut Bench<'_>,
) {
    let find = |code: &str| item(book, prose, total, code);
    let cars = find("vehicle").or_else(|| {
        let (bought, run) = (find("vehicle_purchase")?, find("vehicle_running")?);
        Some(Change {
            value: bought.value.plus(run.value),
            facts: bought.facts.into_iter().chain(run.facts).collect(),
            words: message!("two-items", first = bought.words, second = run.words),
        })
    });
    let items: Vec<Option<Change<'l>>> = vec![find("outbound"), cars, find("reception")];
    let missing = items.iter().filter(|item| item.is_none()).count();
    let known: Vec<Change<'l>> = items.into_iter().flatten().collect();
    // Without a single change in words there is nothing to add.
    if !known.iter().any(|change| change.facts.iter().any(|fact| fact.measure == Measure::ChangeAmount)) {
        return;
    }
    let nothing = Interval { value: Decimal::ZERO, within: Decimal::ZERO };
    let sum = known.iter().map(|change| change.value).fold(nothing, Interval::plus);
    let mut compared = against(Interval::of(total), sum);
    let facts: Vec<&Fact> = known.iter().flat_map(|change| change.facts.iter().copied()).collect();
    let mut notes = vec![
        message!("items-listed", items = Arg::list(known.iter().map(|item| item.words.clone().into()))),
        message!("items-come-to", sum = reckoned(sum.value, &facts)),
    ];
    if missing > 0 {
        notes.push(message!("items-without-change", count = missing));
        if compared.verdict == Verdict::Mismatch {
            compared.verdict = Verdict::InsufficientData;
        }
    }
    let case = Case::new(
        passage.record,
        message!("changes-of-items", figure = called(total)),
        side(total),
        Side::computed(message!("side-sum-of-changes"), How::Rule, sum.value, &facts),
    );
    out.record(case.noted(notes), compared);
}

/// The change of an item from the same base: stated, or reckoned from both years, or level.
fn item<'l>(book: &Book<'l>, prose: &Prose<'l>, total: &Fact, code: &str) -> Option<Change<'l>> {
    let said: Vec<&Fact> = prose
        .figures()
        .filter(|(passage, at)| !is_qualified(passage, *at) && !other_units(passage, *at))
        .map(|(passage, at)| passage.fact(at))
        .filter(|fact| {
            fact.subject.code == code
                && fact.measure == Measure::ChangeAmount
                && fact.base == total.base
                && fact.fiscal_year == total.fiscal_year
        })
        .collect();
    if !said.is_empty() {
        let fact = agreed(&said)?;
        let words = message!("item-changed", name = Arg::name(&fact.subject.name), change = fact.amount);
        return Some(Change { value: Interval::of(fact), facts: vec![fact], words });
    }
    let (phase, year) = origin(total)?;
    let subject = Subject::top(Scheme::None, code, "");
    let like = Fact { subject, measure: Measure::Total, base: None, ..total.clone() };
    let known = |phase, year| {
        let mut all = stated(prose, &like, Some(phase), year).to_vec();
        all.extend(cells(book, &like, &[], false, Some(phase), year));
        agreed(&all)
    };
    let current = known(total.phase?, total.fiscal_year)?;
    if let Some(prior) = known(phase, year) {
        let value = Interval::of(current).minus(Interval::of(prior));
        let words = message!(
            "item-reckoned",
            name = Arg::name(&current.subject.name),
            current = current.amount,
            prior = prior.amount,
            change = reckoned(value.value, &[current, prior])
        );
        return Some(Change { value, facts: vec![current, prior], words });
    }
    let level = prose.figures().any(|(passage, at)| {
        let fact = passage.fact(at);
        fact.subject.code == code
            && fact.measure == Measure::Total
            && fact.phase == total.phase
            && stays_level(passage, at).is_some_and(|level| !level.about && level.with != Some(Base::Initial))
    });
    level.then(|| Change {
        value: Interval { value: Decimal::ZERO, within: Decimal::ZERO },
        facts: vec![current],
        words: message!("item-level", name = Arg::name(&current.subject.name)),
    })
}

fn is_vehicles(fact: &Fact) -> bool {
    fact.subject.code == "vehicles" && fact.amount.unit == Unit::Vehicle && fact.measure == Measure::Count
}

fn kinds_of_vehicles(book: &Book<'_>, out: &mut Bench<'_>) {
    for prose in &book.prose {
        let mut totals: Vec<&Fact> = Vec::new();
        let mut held: Vec<(&Passage<'_>, &Fact, bool)> = Vec::new();
        for (passage, at) in prose.figures() {
            let fact = passage.fact(at);
            if !is_vehicles(fact) {
                continue;
            }
            if says("vehicles_held", &fact.subject.name) {
                held.push((passage, fact, other_units(passage, at)));
            }
            if kinds(passage, at, out) {
                totals.push(fact);
            }
        }
        for (passage, fact, others) in held {
            let same_year: Vec<&Fact> =
                totals.iter().copied().filter(|total| total.fiscal_year == fact.fiscal_year).collect();
            let Some(total) = agreed(&same_year) else { continue };
            let message = message!("vehicles-held");
            let mut compared = compare(&[fact], &[total]);
            if compared.difference.is_sign_negative() || others && !compared.difference.is_zero() {
                let why = message!("vehicles-held-may-be-fewer");
                open(out, passage, message, side(fact), side(total), [why]);
                continue;
            }
            // Cars are whole: nothing is rounded.
            compared.tolerance = Decimal::ZERO;
            compared.verdict = if compared.difference.is_zero() { Verdict::Pass } else { Verdict::Mismatch };
            out.record(Case::new(passage.record, message, side(fact), side(total)), compared);
        }
    }
}

/// Whether a count is the total of the kinds behind it; then they are added.
fn kinds(passage: &Passage<'_>, at: usize, out: &mut Bench<'_>) -> bool {
    let total = passage.fact(at);
    let Some(next) = passage.figures.get(at + 1) else { return false };
    let announced = passage.said(at + 1).and_then(|said| said.parts_from);
    let listed = announced.is_some_and(|from| from as usize >= passage.figures[at].end);
    let first = (0..at)
        .rev()
        .take_while(|before| passage.together(*before, at))
        .all(|before| !is_vehicles(passage.fact(before)));
    if !listed || !first || !passage.together(at, at + 1) || !is_vehicles(next.fact) {
        return false;
    }
    let end = passage.sentence_end(passage.figures[at].end);
    let parts: Vec<&Fact> = (at + 1..passage.figures.len())
        .take_while(|behind| passage.figures[*behind].start < end && is_vehicles(passage.fact(*behind)))
        .map(|behind| passage.fact(behind))
        .collect();
    let counted = passage.near(at).map_or(0, |near| near.counted_on as usize);
    let mut compared = compare(&[total], &parts);
    compared.tolerance = Decimal::ZERO;
    let all_kinds = parts.iter().any(|part| says("other_kinds", &part.subject.name));
    compared.verdict = if compared.difference.is_zero() {
        Verdict::Pass
    } else if counted > parts.len() + 1 || compared.difference.is_sign_positive() && !all_kinds {
        Verdict::InsufficientData
    } else {
        Verdict::Mismatch
    };
    let sum = Side::of(message!("side-sum-of-vehicles"), &parts);
    let case = Case::new(passage.record, message!("vehicles-of-kinds"), side(total), sum);
    out.record(case, compared);
    true
}
