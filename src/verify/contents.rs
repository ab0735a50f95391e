//! The contents page of a document: the tables that it says it holds.

use crate::document::Locator;
use crate::ledger::Record;
use crate::model::{Says, Statement};

/// A table named on the contents page.
#[derive(Debug, Clone)]
pub(super) struct Entry<'l> {
    /// Its place.
    pub(super) locator: &'l Locator,
    /// The printed words.
    pub(super) text: &'l str,
    /// What table it is.
    pub(super) statement: Statement,
    number: u32,
}

/// The tables that the contents page names, in order; empty where there is no such list.
pub(super) fn listed(record: &Record) -> Vec<Entry<'_>> {
    let entries = record.remarks.iter().filter_map(|remark| match remark.says {
        Says::Listed { statement, number } => {
            Some(Entry { locator: &remark.locator, text: &remark.quote, statement, number })
        }
        _ => None,
    });
    entries.collect()
}

/// Whether the numbers of the entries run from one without a gap: then no entry was lost in the text.
pub(super) fn is_whole(entries: &[Entry<'_>]) -> bool {
    let mut expected = 1;
    entries.iter().all(|entry| {
        let fits = entry.number == expected || entry.number == 1;
        expected = entry.number + 1;
        fits
    }) && entries.first().is_some_and(|entry| entry.number == 1)
}
