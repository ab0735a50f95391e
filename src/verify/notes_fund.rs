//! C22: a note that says that there is no money of one fund, under the table of another one.

use crate::document::Locator;
use crate::model::{Arg, Fund, Severity, StatementRecord, Verdict, message};
use crate::taxonomy::only_fund_in;

use super::bench::{Case, Side};
use super::notes::{Note, notes};
use super::{Bench, Book, Rule};

/// C22: 空表说明的资金.
pub(in crate::verify) static FUND_OF_NOTES: Rule = Rule { id: "C22", severity: Severity::Error, check };

fn check(book: &Book<'_>, out: &mut Bench<'_>) {
    for record in book.published() {
        let all = notes(record);
        for note in &all {
            let said = note.funds;
            let title = title_above(&record.statements, note.table.first);
            let Some((title, own)) = title.and_then(|title| Some((title, only_fund_in(title)?))) else {
                continue;
            };
            if said.is_empty() {
                continue;
            }
            let verdict = if said.contains(&own) {
                Verdict::Pass
            } else if said.iter().any(|fund| lacks_note(&record.statements, &all, *fund)) {
                Verdict::InsufficientData
            } else {
                Verdict::Mismatch
            };
            let message = message!("fund-of-note", table = Arg::title(title));
            let left = Side::words(message!("side-title"), Locator::Line(note.table.first), title);
            let right = Side::words(
                message!("side-note-below"),
                note.remark.locator.clone(),
                note.remark.quote.as_str(),
            );
            out.judge(Case::new(record, message, left, right), verdict);
        }
    }
}

/// The title of the last table that begins at or above a line.
fn title_above(statements: &[StatementRecord], line: u32) -> Option<&str> {
    let begins = |one: &&StatementRecord| one.locator.as_ref().is_some_and(|place| place.line() <= line);
    let last = statements.iter().filter(begins).max_by_key(|one| one.locator.as_ref().map(Locator::line))?;
    Some(&last.table)
}

/// Whether the table of a fund stands without a note of its own: then the note in question may be that one's, printed out of
/// place.
fn lacks_note(statements: &[StatementRecord], notes: &[Note<'_>], fund: Fund) -> bool {
    let of_fund = |one: &&StatementRecord| only_fund_in(&one.table) == Some(fund) && one.locator.is_some();
    statements.iter().filter(of_fund).any(|one| {
        let noted = notes.iter().any(|note| title_above(statements, note.table.first) == Some(&*one.table));
        !noted
    })
}
