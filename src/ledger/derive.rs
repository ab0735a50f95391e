//! Derived figures: last year's amount from "比上年增加", the budget from "比年初预算数增加". Marked as derived, with
//! their operands; made only where the sentence's own percentage does not speak against it.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::model::{Amount, Base, Fact, Measure, Phase, Statement, Status, Unit};

/// How many lines may lie between an amount and the change that speaks of it.
const REACH: u32 = 6;

/// Derived facts of one document's figures in prose. `facts` are in document order and have their ids.
pub(super) fn derive(facts: &[&Fact]) -> Vec<Fact> {
    let narrative: Vec<&Fact> =
        facts.iter().copied().filter(|f| f.statement == Statement::Narrative).collect();
    let mut derived: Vec<Fact> = Vec::new();
    for (at, change) in narrative.iter().enumerate() {
        if change.measure != Measure::ChangeAmount {
            continue;
        }
        let Some(total) = narrative[..at].iter().rev().find(|fact| belongs(fact, change)) else { continue };
        let Some(base) = change.base else { continue };
        let Some(prior) = prior(total, change) else { continue };
        let percent = narrative[at + 1..].iter().take(2).find(|fact| {
            fact.measure == Measure::ChangePct
                && fact.subject.code == change.subject.code
                && near(fact, change)
        });
        if percent.is_some_and(|percent| contradicts(percent, change, prior)) {
            continue;
        }
        let fact = prior_fact(total, change, base, prior);
        let stated = |other: &Fact| {
            other.measure == Measure::Total
                && other.subject.code == fact.subject.code
                && other.subject.name == fact.subject.name
                && other.fiscal_year == fact.fiscal_year
                && other.phase == fact.phase
        };
        if !narrative.iter().any(|other| stated(other)) && !derived.iter().any(stated) {
            derived.push(fact);
        }
    }
    derived
}

fn near(a: &Fact, b: &Fact) -> bool {
    a.locator.line().abs_diff(b.locator.last_line()) <= REACH
}

/// Whether an amount is the one that a change speaks of.
fn belongs(total: &Fact, change: &Fact) -> bool {
    total.measure == Measure::Total
        && total.subject.code == change.subject.code
        && total.subject.name == change.subject.name
        && total.phase == change.phase
        && total.fiscal_year == change.fiscal_year
        && total.amount.unit == change.amount.unit
        && near(total, change)
        && change.subject.code != "reason"
}

fn prior(total: &Fact, change: &Fact) -> Option<Decimal> {
    let prior = total.amount.value.checked_sub(change.amount.value)?;
    // Less than nothing was never budgeted: then the two figures do not belong together.
    (!prior.is_sign_negative() || prior.is_zero()).then_some(prior)
}

/// Whether the printed percentage lies outside what the amounts allow.
fn contradicts(percent: &Fact, change: &Fact, prior: Decimal) -> bool {
    if prior.is_zero() {
        return !percent.amount.value.is_zero();
    }
    let hundred = Decimal::ONE_HUNDRED;
    let (Some(rate), Some(slack)) = (
        (change.amount.value * hundred).checked_div(prior),
        (change.amount.half_step() * hundred).checked_div(prior),
    ) else {
        return true;
    };
    let allowed = percent.amount.half_step() + slack.abs() * Decimal::from(4) + Decimal::new(1, 6);
    (rate - percent.amount.value).abs() > allowed
}

fn prior_fact(total: &Fact, change: &Fact, base: Base, prior: Decimal) -> Fact {
    let (year, phase) = match base {
        Base::PriorFinal => (total.fiscal_year - 1, Phase::Final),
        Base::PriorBudget => (total.fiscal_year - 1, Phase::Budget),
        Base::Initial => (total.fiscal_year, Phase::Budget),
        Base::Adjusted | Base::Total => (total.fiscal_year, Phase::Adjusted),
    };
    Fact {
        id: Arc::default(),
        fiscal_year: year,
        phase: Some(phase),
        base: None,
        amount: Amount::new(prior, Unit::WanYuan),
        locator: change.locator.clone(),
        quote: change.quote.clone(),
        status: Status::Derived,
        derived_from: vec![total.id.clone(), change.id.clone()],
        correction: None,
        certain: true,
        said: None,
        measure: Measure::Total,
        ..(*total).clone()
    }
}
