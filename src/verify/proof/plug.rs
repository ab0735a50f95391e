//! A share that was set so that all of them make a hundred: it carries the rounding of the others, and is no error.

use rust_decimal::Decimal;

use super::{Dispute, Evidence, Reading};
use crate::model::{Fact, Measure, Message, Unit, message};

/// Shares beside this one make a hundred with it.
pub(super) static PLUG: Reading = Reading { id: "plug", title: message!("reading-plug"), explains };

/// Shares further apart than this belong to other lists.
const LINES: u32 = 60;

fn explains(dispute: &Dispute<'_>, evidence: &Evidence<'_>) -> Option<Message> {
    let share = dispute.left.figure()?;
    if share.measure != Measure::Share || share.amount.unit != Unit::Percent {
        return None;
    }
    let beside = |fact: &&Fact| {
        fact.document == share.document
            && fact.measure == Measure::Share
            && fact.base == share.base
            && fact.phase == share.phase
            && match (&fact.said, &share.said) {
                (Some(a), Some(b)) => a.paragraph == b.paragraph,
                _ => fact.locator.line().abs_diff(share.locator.line()) <= LINES,
            }
    };
    let all: Vec<&Fact> =
        evidence.near(share, Decimal::ZERO, Decimal::ONE_HUNDRED).into_iter().filter(beside).collect();
    let sum: Decimal = all.iter().map(|fact| fact.amount.value).sum();
    let slack = all.iter().map(|fact| fact.amount.half_step() * Decimal::TWO).sum::<Decimal>();
    let plugged = all.len() > 1 && sum == Decimal::ONE_HUNDRED && dispute.difference.abs() <= slack;
    plugged.then(|| message!("reading-plugged"))
}
