//! Another whole: the share is exact against another total of the same document, such as the one that takes in what stands
//! beside 三公 in its table. Which of them is meant is not said.

use rust_decimal::Decimal;

use super::evidence::{TELLING, digits};
use super::{Dispute, Evidence, Reading};
use crate::model::{Arg, Fact, How, Measure, Message, Statement, Unit, message};

/// Shares of what the sentence lists, without what it leaves aside (上年结转): together they make up the whole.
fn of_listed(share: &Fact, part: &Fact, evidence: &Evidence<'_>) -> Option<Message> {
    let own = share.said.as_ref()?;
    let passage = evidence.passage_of(share)?;
    let mut listed = Decimal::ZERO;
    for one in passage.iter().filter(|one| one.measure == Measure::Share) {
        let said = one.said.as_ref().filter(|said| said.sentence == own.sentence)?;
        let of = passage.iter().find(|fact| {
            fact.measure == Measure::Total && fact.said.as_ref().map(|said| said.start) == said.of
        })?;
        listed = listed.checked_add(of.amount.comparable())?;
    }
    let of_all = part.amount.comparable().checked_mul(Decimal::ONE_HUNDRED)?.checked_div(listed)?;
    let fits = (of_all - share.amount.value).abs() <= share.amount.half_step();
    fits.then(|| message!("reading-whole-listed"))
}

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
    let Some(found) = evidence.near(whole, wanted, most - wanted).into_iter().find(fits) else {
        return of_listed(share, part, evidence);
    };
    Some(message!(
        "reading-whole-other",
        whole = Arg::from(found.amount),
        name = Arg::name(&found.subject.name)
    ))
}
