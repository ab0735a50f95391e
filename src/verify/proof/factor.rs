//! A factor: twice the other side, where a total was added to itself, or ten thousand times it, where the unit of a
//! table may be another one than was read.
//!
//! A power of ten is no charitable reading where each figure prints its own unit: there a misplaced point is the
//! contradiction. The unit of a table stands once for all of its cells, above it, and may have been read amiss.

use rust_decimal::Decimal;

use super::{Dispute, Evidence, Reading};
use crate::model::{Message, Statement, message};

/// One side is a round multiple of the other.
pub(super) static FACTOR: Reading = Reading { id: "factor", title: message!("reading-factor"), explains };

/// Rules that look for such a factor themselves.
const LOOKS_FOR_IT: &[&str] = &["C13"];

fn explains(dispute: &Dispute<'_>, _: &Evidence<'_>) -> Option<Message> {
    if !dispute.is_sum() || LOOKS_FOR_IT.contains(&dispute.rule) {
        return None;
    }
    let (left, right) = (dispute.left.value.abs(), dispute.right.value.abs());
    let (less, more) = if left < right { (left, right) } else { (right, left) };
    let is = |factor: Decimal| {
        less.checked_mul(factor).is_some_and(|product| {
            !less.is_zero() && (product - more).abs() <= dispute.tolerance * (factor.min(Decimal::TEN))
        })
    };
    if is(Decimal::TWO) {
        return Some(message!("reading-twice"));
    }
    let of_table = dispute.facts().any(|fact| fact.statement != Statement::Narrative);
    (of_table && is(Decimal::from(10_000))).then(|| message!("reading-ten-thousand"))
}
