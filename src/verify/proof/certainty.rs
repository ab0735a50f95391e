//! Certainty: a figure accuses only where its whole subject is understood and both sides speak of one body in one scope
//! and one fund.

use std::collections::BTreeSet;

use super::{Dispute, Evidence, Reading};
use crate::document::key;
use crate::model::{Arg, Fact, Fund, Message, Scheme, Statement, message};
use crate::taxonomy::{economic, function, same_body};

/// One of the two readings is not certain.
pub(super) static CERTAINTY: Reading =
    Reading { id: "certainty", title: message!("reading-certainty"), explains };

fn explains(dispute: &Dispute<'_>, _: &Evidence<'_>) -> Option<Message> {
    if let Some(fact) = dispute.facts().find(|fact| !fact.certain) {
        return Some(message!("reading-name-unsure", name = Arg::name(&fact.subject.name)));
    }
    if let Some(fact) = dispute.facts().find(|fact| !name_fits_code(fact)) {
        return Some(message!(
            "reading-code-unlike-name",
            code = Arg::code(&fact.subject.code),
            name = Arg::name(&fact.subject.name)
        ));
    }
    let scopes: BTreeSet<_> = dispute.facts().map(|fact| fact.scope).collect();
    if scopes.len() > 1 {
        return Some(message!("reading-other-scope"));
    }
    let first = entities(dispute).next().unwrap_or_default();
    if let Some(other) = entities(dispute).find(|other| *other != first && !same_body(first, other)) {
        return Some(message!("reading-other-units", left = Arg::name(first), right = Arg::name(other)));
    }
    let bodies: BTreeSet<&str> = dispute.facts().map(|fact| &*fact.department).collect();
    if bodies.len() > 1 {
        return Some(message!("reading-other-departments"));
    }
    other_funds(dispute).then(|| message!("reading-other-funds"))
}

/// The units that tables name for their rows.
fn entities<'l>(dispute: &'l Dispute<'_>) -> impl Iterator<Item = &'l str> {
    dispute
        .facts()
        .filter(|fact| fact.statement != Statement::Narrative && !fact.entity.is_empty())
        .map(|fact| &*fact.entity)
}

/// Whether the two sides are paid from two funds, by the titles of their tables.
fn other_funds(dispute: &Dispute<'_>) -> bool {
    let funds = |facts: &[&Fact]| -> BTreeSet<Fund> {
        facts.iter().filter_map(|fact| fact.fund).filter(|fund| *fund != Fund::All).collect()
    };
    let (left, right) = (funds(&dispute.left.facts), funds(&dispute.right.facts));
    // A sum over funds names several; only one against one is told for certain.
    left.len() == 1 && right.len() == 1 && left != right
}

/// Whether a printed name may be that of its printed code. Names differ over the years and are cut short, so any two
/// characters in common will do; a code whose name is not known says nothing.
fn name_fits_code(fact: &Fact) -> bool {
    let known = match fact.subject.scheme {
        Scheme::Function => function(&fact.subject.code),
        Scheme::Economic => economic(&fact.subject.code),
        _ => None,
    };
    let Some(class) = known else { return true };
    let (printed, usual) = (key(&fact.subject.name), key(&class.name));
    if printed.is_empty() {
        return true;
    }
    let chars: Vec<char> = printed.chars().collect();
    chars.windows(2).any(|two| usual.contains(&two.iter().collect::<String>()))
        || usual.contains(&printed)
        || printed.contains(&usual)
}
