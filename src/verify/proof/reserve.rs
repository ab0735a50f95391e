//! A third kind: money that is neither basic nor project expenditure, or that is granted apart, such as a reserve.

use super::{Dispute, Evidence, Reading};
use crate::model::{Arg, Fact, Measure, Message, message};
use crate::taxonomy::stands_apart;

/// The difference is money of a third kind.
pub(super) static RESERVE: Reading = Reading { id: "reserve", title: message!("reading-reserve"), explains };

/// What stands beside basic and project expenditure.
const BESIDE: &[Measure] = &[Measure::ToSuperior, Measure::Operating, Measure::ToAffiliated];

fn is_apart(fact: &Fact) -> bool {
    BESIDE.iter().any(|measure| fact.measure == *measure || fact.subject.code == measure.id())
        || stands_apart(&fact.subject.name)
}

fn explains(dispute: &Dispute<'_>, evidence: &Evidence<'_>) -> Option<Message> {
    if !dispute.is_sum() {
        return None;
    }
    let first = dispute.facts().find(|fact| fact.amount.unit.is_money())?;
    let apart = |fact: &&Fact| fact.phase == first.phase && is_apart(fact) && !dispute.holds(fact);
    let gap = dispute.difference.abs();
    let own =
        evidence.near(first, gap, dispute.tolerance.max(first.amount.half_step())).into_iter().find(apart);
    own.map(|fact| message!("reading-apart", name = Arg::name(&fact.subject.name)))
}
