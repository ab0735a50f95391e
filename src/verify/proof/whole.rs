//! Another whole: the share is exact against another total of the same document, such as the one that takes in what stands
//! beside 三公 in its table. Which of them is meant is not said.

use rust_decimal::Decimal;

use super::evidence::{TELLING, digits};
use super::{Dispute, Evidence, Reading};
use crate::model::{Arg, Fact, How, Measure, Message, Statement, Unit, message};

/// The share may be of another whole.
pub(super) static WHOLE: Reading = Reading { id: "whole", title: message!("reading-whole"), explains };

fn explains(dispute: &Dispute<'_>, evidence: &Evidence<'_>) -> Option<Message> {
    let share = dispute.left.figure()?;
    let value = share.amount.value;
    let half = share.amount.half_step();
    if share.measure != Measure::Share || share.amount.unit != Unit::Percent || value <= half {
        return None;
    }
    let [part, whole] = dispute.right.facts.as_slice() else { return None };
    if dispute.right.how != How::Share {
        return None;
    }
    let of = |share: Decimal| part.amount.comparable().checked_mul(Decimal::ONE_HUNDRED)?.checked_div(share);
    let (wanted, most) = (of(value)?, of(value - half)?);
    let fits = |fact: &&Fact| {
        let near = fact.document == whole.document && fact.phase == whole.phase && !dispute.holds(fact);
        let beside = fact.table == whole.table && whole.statement != Statement::Narrative;
        near && fact.measure == Measure::Total
            && fact.amount.comparable() > part.amount.comparable()
            && digits(fact.amount.comparable()) >= TELLING
            && (beside || fact.subject.is_total() || fact.statement == Statement::Narrative)
    };
    let found = evidence.near(whole, wanted, most - wanted).into_iter().find(fits)?;
    Some(message!(
        "reading-whole-other",
        whole = Arg::from(found.amount),
        name = Arg::name(&found.subject.name)
    ))
}
