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

use crate::document::{Block, Locator};
use crate::ledger::Record;
use crate::model::{Kind, Message, Scope, Statement, TableState};

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
    let first = record.document.blocks.iter().find_map(|block| match block {
        Block::Line(line) if !line.text.trim().is_empty() => {
            Some((Locator::Line(line.number), line.text.trim().to_owned()))
        }
        Block::Line(_) => None,
        Block::Table(table) => table
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .find(|cell| !cell.is_blank())
            .map(|cell| (Locator::Line(cell.locator.line()), cell.quote.clone())),
    });
    let (locator, quote) = first.unwrap_or((Locator::Line(1), String::new()));
    Side::words(label, locator, quote)
}
