//! Money carried over: one side is the year's, the other one includes what was brought forward or is left.

use rust_decimal::Decimal;

use super::{Dispute, Evidence, Reading};
use crate::model::{Arg, Fact, Measure, Message, message};

/// The difference is what was carried over.
pub(super) static CARRIED: Reading = Reading { id: "carried", title: message!("reading-carried"), explains };

/// What stands between a year's own figures and those with what was carried over.
const CARRIED_OVER: &[Measure] =
    &[Measure::CarryoverIn, Measure::CarryoverOut, Measure::FundBalanceUsed, Measure::SurplusDistribution];

fn is_carried(fact: &Fact) -> bool {
    CARRIED_OVER.iter().any(|measure| fact.measure == *measure || fact.subject.code == measure.id())
}

fn explains(dispute: &Dispute<'_>, evidence: &Evidence<'_>) -> Option<Message> {
    if !dispute.is_sum() {
        return None;
    }
    let first = dispute.facts().find(|fact| fact.amount.unit.is_money())?;
    let gap = dispute.difference.abs();
    let carried = |fact: &&Fact| is_carried(fact) && !dispute.holds(fact);
    let money =
        evidence.near(first, gap, dispute.tolerance.max(first.amount.half_step())).into_iter().find(carried);
    let words = |fact: &Fact| message!("reading-carried-row", name = Arg::name(&fact.subject.name));
    money.filter(|fact| fact.amount.value != Decimal::ZERO).map(words)
}
