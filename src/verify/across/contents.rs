//! E07: the tables that the contents page names, and those found.

use super::is_mandated;
use crate::document::key;
use crate::model::{Arg, Severity, Statement, StatementRecord, Verdict, message};
use crate::verify::bench::{Case, Side};
use crate::verify::contents::listed;
use crate::verify::{Bench, Book, Rule};

/// E07: 目录与正文.
pub(in crate::verify) static CONTENTS: Rule = Rule { id: "E07", severity: Severity::Info, check: contents };

fn contents(book: &Book<'_>, out: &mut Bench<'_>) {
    for record in book.ledger.documents.iter().filter(|record| is_mandated(record)) {
        // The halves of a summary are one table, named on the contents page by the half of income.
        let mut left: Vec<&StatementRecord> = record
            .statements
            .iter()
            .filter(|one| one.locator.is_some() && !is_other_half(one.statement))
            .collect();
        let entries = listed(record);
        let same_title = |one: &StatementRecord, text: &str| {
            let (title, entry) = (key(&one.table), key(text));
            !title.is_empty() && entry.contains(&title)
        };
        // Tables with the very title first, so that a looser match takes none of them away.
        let mut found: Vec<Option<&StatementRecord>> = entries
            .iter()
            .map(|entry| {
                let at = left.iter().position(|one| same_title(one, entry.text))?;
                Some(left.remove(at))
            })
            .collect();
        for (entry, found) in entries.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
            if let Some(at) = left.iter().position(|one| one.statement == entry.statement) {
                *found = Some(left.remove(at));
            }
        }
        for (entry, found) in entries.iter().zip(found) {
            let place = Side::words(message!("side-listed"), entry.locator.clone(), entry.text);
            let seen =
                found.and_then(|one| one.locator.clone().map(|locator| (locator, one.table.to_string())));
            let (verdict, right) = match seen {
                Some((locator, title)) => {
                    (Verdict::Pass, Side::words(message!("side-seen-in-text"), locator, title))
                }
                None => (Verdict::InsufficientData, Side::default()),
            };
            let note = (verdict != Verdict::Pass).then(|| message!("table-not-found"));
            let case = Case::new(record, message!("listed", title = Arg::title(entry.text)), place, right);
            out.judge(case.noted(note), verdict);
        }
    }
}

fn is_other_half(statement: Statement) -> bool {
    matches!(statement, Statement::ExpenditureSummary | Statement::FiscalExpenditureSummary)
}
