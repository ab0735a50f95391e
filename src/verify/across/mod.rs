//! E01–E11: a document against the others of the same body, and against what its kind must contain.

mod blanks;
mod carryover;
mod contents;
mod deadline;
mod editions;
mod presence;
mod prior;
mod twins;

use std::collections::BTreeSet;

use crate::document::Locator;
use crate::ledger::Record;
use crate::model::{Kind, Message, Says, Scope, Statement, TableState};

use super::bench::Side;

pub(super) use blanks::BLANKS;
pub(super) use carryover::{CARRYOVER, UNSPENT};
pub(super) use contents::CONTENTS;
pub(super) use deadline::DEADLINE;
pub(super) use editions::EDITIONS;
pub(super) use presence::{NARRATIVE, TABLES};
pub(super) use prior::{BUDGET_CITED, PRIOR_YEAR};
pub(super) use twins::TWINS;

/// Budgets and final accounts: the kinds with a list of what they must contain. The summary of a region, the figures of
/// a month and a note that is published apart from its tables are none of them whole.
fn is_mandated(record: &Record) -> bool {
    let tables: BTreeSet<Statement> = record
        .statements
        .iter()
        .filter(|one| one.state != TableState::Missing && one.locator.is_some())
        .map(|one| one.statement)
        .collect();
    record.is_published()
        && matches!(record.kind(), Some(Kind::Budget | Kind::Final))
        && record.scope() != Scope::Region
        && tables.len() >= FEWEST
}

/// A document with fewer kinds of tables than this is no whole budget or account.
const FEWEST: usize = 3;

/// The first words of a document: the place of what is said of the whole of it.
fn whole<'l>(record: &Record, label: Message) -> Side<'l> {
    let first = record.remarks.iter().find(|remark| remark.says == Says::Opening);
    let (locator, quote) =
        first.map_or((Locator::Line(1), ""), |remark| (remark.locator.clone(), remark.quote.as_str()));
    Side::words(label, locator, quote)
}
