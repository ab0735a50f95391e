//! C20: a note that says that the table above it is empty, under figures.

use crate::document::{Block, Line, Locator, squeeze};
use crate::ledger::Record;
use crate::model::{Arg, Fact, Severity, Unreadable, Verdict, message};
use crate::taxonomy::{says_this_table_is_empty, statement_of};

use super::bench::{Case, Side};
use super::{Bench, Book, Rule};

/// C20: 注明无数据的表.
pub(in crate::verify) static EMPTY_NOTES: Rule = Rule { id: "C20", severity: Severity::Error, check };

/// A note stands this near below the last row of its table, in lines.
const NEAR: u32 = 4;

/// A longer line is no note.
const LONGEST: usize = 200;

fn check(book: &Book<'_>, out: &mut Bench<'_>) {
    for record in book.published() {
        let figures = figures(book, record);
        for (note, span) in notes(record) {
            let own = |fact: &&Fact| (span.0..=span.1).contains(&fact.locator.line());
            let from = figures.partition_point(|fact| fact.locator.line() < span.0);
            let inside: Vec<&Fact> = figures[from..].iter().copied().take_while(own).collect();
            let unread = record.unreadable.iter().find(|number| {
                (span.0..=span.1).contains(&number.locator.line())
                    && number.quote.contains(|c: char| ('1'..='9').contains(&c))
            });
            judge(record, note, &inside, unread, out);
        }
    }
}

/// The money of a document's tables, in the order of lines.
fn figures<'l>(book: &Book<'l>, record: &Record) -> Vec<&'l Fact> {
    let tables = book.tables_of(&record.path).iter().flat_map(|table| table.facts.iter().copied());
    let mut figures: Vec<&Fact> = tables.filter(|fact| fact.amount.unit.is_money()).collect();
    figures.sort_by_key(|fact| fact.locator.order());
    figures
}

/// The notes that call a table empty, with the lines of the table right above.
pub(super) fn notes(record: &Record) -> Vec<(&Line, (u32, u32))> {
    let mut notes = Vec::new();
    let mut above: Option<(u32, u32)> = None;
    for block in &record.document.blocks {
        match block {
            Block::Table(table) => {
                let span = table.span();
                above = Some((span.first, span.last));
            }
            Block::Line(line) => {
                let Some(span) = above else { continue };
                let near = line.number.saturating_sub(span.1) <= NEAR;
                let text = squeeze(&line.text);
                // A title in between opens another table, which may well be empty.
                if statement_of(&text).is_some() && text.ends_with('表') {
                    above = None;
                    continue;
                }
                if near && text.chars().count() <= LONGEST && says_this_table_is_empty(&text) {
                    notes.push((line, span));
                    above = None;
                }
            }
        }
    }
    notes
}

fn judge(record: &Record, note: &Line, inside: &[&Fact], unread: Option<&Unreadable>, out: &mut Bench<'_>) {
    let largest = inside
        .iter()
        .copied()
        .filter(|fact| !fact.amount.value.is_zero())
        .max_by_key(|fact| fact.amount.comparable().abs());
    let said = Side::words(message!("side-note-below"), Locator::Line(note.number), note.text.trim());
    let known = inside.first().map(|fact| fact.table.clone());
    let Some(table) = known.or_else(|| unread.map(|number| number.table.clone())) else { return };
    let message = message!("empty-note", table = Arg::title(&table));
    match (largest, unread) {
        (Some(figure), _) => {
            let left = Side::of(message!("side-in-table", name = Arg::name(&figure.subject.name)), &[figure]);
            let case = Case::new(record, message, left, said);
            out.judge(case.noted([message!("empty-note-but-figures")]), Verdict::Mismatch);
        }
        (None, Some(number)) => {
            let words = message!("side-unread-in-table");
            let left = Side::words(words, number.locator.clone(), number.quote.clone());
            out.judge(Case::new(record, message, left, said), Verdict::InsufficientData);
        }
        (None, None) => {
            let left = Side::of(message!("side-figures-in-table"), inside);
            out.judge(Case::new(record, message, left, said), Verdict::Pass);
        }
    }
}
