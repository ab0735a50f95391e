//! The sign: both sides are as large and only one of them is less than nothing. The direction of a change is a word, which
//! may stand farther away than was looked; whether words and figures go the same way is a question of its own (C10).

use super::{Dispute, Evidence, Reading};
use crate::model::{Measure, Message, message};

/// Only the direction differs.
pub(super) static SIGN: Reading = Reading { id: "sign", title: message!("reading-sign"), explains };

fn explains(dispute: &Dispute<'_>, _: &Evidence<'_>) -> Option<Message> {
    let change =
        dispute.facts().any(|fact| matches!(fact.measure, Measure::ChangeAmount | Measure::ChangePct));
    let (left, right) = (dispute.left.value, dispute.right.value);
    let opposite = left.is_sign_negative() != right.is_sign_negative();
    let as_large = (left.abs() - right.abs()).abs() <= dispute.tolerance;
    (change && opposite && as_large).then(|| message!("reading-direction-elsewhere"))
}
