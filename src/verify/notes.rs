//! C20: a note that says that the table above it is empty, under figures.

use crate::document::Span;
use crate::ledger::Record;
use crate::model::{Arg, Fact, Fund, Remark, Says, Severity, Unreadable, Verdict, message};

use super::bench::{Case, Side};
use super::{Bench, Book, Rule};

/// C20: 注明无数据的表.
pub(in crate::verify) static EMPTY_NOTES: Rule = Rule { id: "C20", severity: Severity::Error, check };

fn check(book: &Book<'_>, out: &mut Bench<'_>) {
    for record in book.published() {
        let figures = figures(book, record);
        for Note { remark, table, .. } in notes(record) {
            let inside_it = |line: u32| (table.first..=table.last).contains(&line);
            let own = |fact: &&Fact| inside_it(fact.locator.line());
            let from = figures.partition_point(|fact| fact.locator.line() < table.first);
            let inside: Vec<&Fact> = figures[from..].iter().copied().take_while(own).collect();
            let unread = record.unreadable.iter().find(|number| {
                inside_it(number.locator.line()) && number.quote.contains(|c: char| ('1'..='9').contains(&c))
            });
            judge(record, remark, &inside, unread, out);
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

/// A note that calls a table empty.
pub(super) struct Note<'l> {
    /// Its words and their place.
    pub(super) remark: &'l Remark,
    /// The lines of the table right above.
    pub(super) table: Span,
    /// The funds that it names.
    pub(super) funds: &'l [Fund],
}

/// The notes that call a table empty.
pub(super) fn notes(record: &Record) -> Vec<Note<'_>> {
    let notes = record.remarks.iter().filter_map(|remark| match &remark.says {
        Says::EmptyNote { table, funds } => Some(Note { remark, table: *table, funds }),
        _ => None,
    });
    notes.collect()
}

fn judge(record: &Record, note: &Remark, inside: &[&Fact], unread: Option<&Unreadable>, out: &mut Bench<'_>) {
    let largest = inside
        .iter()
        .copied()
        .filter(|fact| !fact.amount.value.is_zero())
        .max_by_key(|fact| fact.amount.comparable().abs());
    let said = Side::words(message!("side-note-below"), note.locator.clone(), note.quote.as_str());
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
