//! Figures that were cut, not rounded: then a printed figure stands for everything up to the next step, and the bounds
//! of both sides are those of XBRL Calculations 1.1, twice as wide as for rounded ones. A last digit is no error either.

use rust_decimal::Decimal;

use super::{Dispute, Evidence, Reading};
use crate::model::{Message, message};

/// The values that cut figures may come from meet.
pub(super) static CUT: Reading = Reading { id: "cut", title: message!("reading-cut"), explains };

fn explains(dispute: &Dispute<'_>, _: &Evidence<'_>) -> Option<Message> {
    let step = dispute.facts().map(|fact| fact.amount.half_step()).max()? * Decimal::TWO;
    let gap = dispute.difference.abs();
    let meets = gap <= dispute.tolerance * Decimal::TWO;
    // The step of a figure says nothing of a share that is reckoned from it.
    let last = dispute.is_sum() && gap <= step;
    (meets || last).then(|| message!("reading-cut-off"))
}
