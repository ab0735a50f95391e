//! Figures that were cut, not rounded: then a printed figure stands for everything up to the next step, and the bounds
//! of both sides are those of XBRL Calculations 1.1, twice as wide as for rounded ones. A last digit is no error either.

use rust_decimal::Decimal;

use super::{Dispute, Evidence, Reading};
use crate::model::{Message, Unit, message};

/// The values that cut figures may come from meet.
pub(super) static CUT: Reading = Reading { id: "cut", title: message!("reading-cut"), explains };

fn explains(dispute: &Dispute<'_>, _: &Evidence<'_>) -> Option<Message> {
    let step = dispute.facts().map(|fact| fact.amount.half_step()).max()? * Decimal::TWO;
    let gap = dispute.difference.abs();
    let meets = gap <= dispute.tolerance * Decimal::TWO;
    // The step of a figure says nothing of a share that is reckoned from it.
    let last = dispute.is_sum() && gap <= step || last_digit_of_rate(dispute);
    (meets || last).then(|| message!("reading-cut-off"))
}

/// Whether a printed percentage and the one that is reckoned, told with as many digits, differ by one in the last.
fn last_digit_of_rate(dispute: &Dispute<'_>) -> bool {
    let Some(printed) = dispute.left.figure().filter(|fact| fact.amount.unit == Unit::Percent) else {
        return false;
    };
    let told = dispute.right.value.round_dp(printed.amount.value.scale());
    let step = printed.amount.half_step() * Decimal::TWO;
    !dispute.right.summed && (printed.amount.value - told).abs() <= step
}
