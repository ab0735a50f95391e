//! The twin's scope: the figure of the other side is printed for the same subject, but for the whole body instead of one
//! unit of it, or the other way round.

use super::{Dispute, Evidence, Reading};
use crate::model::{Arg, Fact, Message, Statement, message};

/// One side may be of another scope.
pub(super) static TWIN: Reading = Reading { id: "twin", title: message!("reading-twin"), explains };

fn explains(dispute: &Dispute<'_>, evidence: &Evidence<'_>) -> Option<Message> {
    // Within one table each row says whose it is.
    let first = dispute.facts().next()?;
    let one_table = |fact: &Fact| {
        fact.statement != Statement::Narrative && fact.document == first.document && fact.table == first.table
    };
    if dispute.facts().all(one_table) {
        return None;
    }
    dispute.sides().into_iter().find_map(|(own, other)| {
        let figure = own.figure()?;
        let of_twin = |fact: &&Fact| {
            let apart = fact.scope != figure.scope || fact.entity != figure.entity;
            apart
                && fact.measure == figure.measure
                && fact.subject.scheme == figure.subject.scheme
                && fact.subject.code == figure.subject.code
                && fact.subject.name == figure.subject.name
                && fact.phase == figure.phase
                && !dispute.holds(fact)
        };
        let found = evidence.near(figure, other.value, dispute.tolerance).into_iter().find(of_twin)?;
        let whose = if found.entity.is_empty() { found.scope.into() } else { Arg::name(&found.entity) };
        Some(message!("reading-twin-scope", name = Arg::name(&figure.subject.name), whose = whose))
    })
}
