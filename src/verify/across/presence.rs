//! E04, E05: the tables and the topics that a budget or a final account must have.

use super::{is_mandated, whole};
use crate::ledger::Record;
use crate::model::{Edition, Message, Presence, Reason, Severity, Verdict, message};
use crate::taxonomy::said_words;
use crate::verify::bench::{Case, Side};
use crate::verify::completeness::{Completeness, Item, Part};
use crate::verify::contents::{is_whole, listed};
use crate::verify::{Bench, Book, Rule};

/// E04: 应有的表.
pub(in crate::verify) static TABLES: Rule = Rule { id: "E04", severity: Severity::Warning, check: tables };

fn tables(book: &Book<'_>, out: &mut Bench<'_>) {
    for record in book.ledger.documents.iter().filter(|record| is_mandated(record)) {
        let whole_contents = contents_prove(record);
        for item in Completeness::of(record, book.ledger).part(Part::Table) {
            let proven = whole_contents && is_unmistakable(record, item.id);
            let (verdict, note) = match item.state {
                Presence::Present => (Verdict::Pass, None),
                Presence::EmptyStated => (Verdict::Pass, Some(message!("table-stated-empty"))),
                Presence::Blank => (Verdict::InsufficientData, Some(message!("table-blank"))),
                Presence::NotRequired => (Verdict::NotApplicable, Some(message!("table-not-due"))),
                Presence::Missing if proven => (Verdict::Mismatch, Some(message!("table-missing"))),
                Presence::Missing => (Verdict::InsufficientData, Some(message!("table-unproven"))),
                Presence::NotCheckable if item.evidence.is_some() => {
                    (Verdict::InsufficientData, Some(message!("table-unreadable")))
                }
                Presence::NotCheckable => (Verdict::InsufficientData, Some(message!("table-perhaps-unread"))),
            };
            judge(record, item, verdict, note, out);
        }
    }
}

/// Whether the document's own contents prove that a table is not there: its list is whole, every table on it was found,
/// and nothing in the document was left unread.
fn contents_prove(record: &Record) -> bool {
    let entries = listed(record);
    let found =
        |statement| record.statements.iter().any(|one| one.statement == statement && one.locator.is_some());
    record.edition() == Edition::Full
        && record.unreadable.iter().all(|one| one.reason == Reason::Unsaid)
        && record.unrecognised.is_empty()
        && is_whole(&entries)
        && entries.iter().all(|entry| found(entry.statement))
}

/// Whether the table goes by one word everywhere, and neither the contents nor a title has it. Other tables go by many
/// names, and one may stand for another.
fn is_unmistakable(record: &Record, id: &str) -> bool {
    let own = |text: &str| {
        let mut rows = said_words("unmistakable").iter().filter(|row| row.stands_for == id);
        rows.any(|row| row.words.iter().any(|word| text.contains(word)))
    };
    if !said_words("unmistakable").iter().any(|row| row.stands_for == id) {
        return false;
    }
    let listed = listed(record).iter().any(|entry| own(entry.text));
    let titled = record.statements.iter().any(|one| own(&one.table));
    !listed && !titled
}

fn judge(record: &Record, item: &Item, verdict: Verdict, note: Option<Message>, out: &mut Bench<'_>) {
    let right = match &item.evidence {
        Some(evidence) => {
            Side::words(message!("side-seen"), evidence.locator.clone(), evidence.quote.clone())
        }
        None => Side::default(),
    };
    let message = message!("mandated", what = item.label.clone());
    let case = Case::new(record, message, whole(record, item.label.clone()), right);
    out.judge(case.noted(note), verdict);
}

/// E05: 应有的说明.
pub(in crate::verify) static NARRATIVE: Rule =
    Rule { id: "E05", severity: Severity::Warning, check: narrative };

fn narrative(book: &Book<'_>, out: &mut Bench<'_>) {
    let full = |record: &&Record| is_mandated(record) && record.edition() == Edition::Full;
    for record in book.ledger.documents.iter().filter(full) {
        for item in Completeness::of(record, book.ledger).part(Part::Narrative) {
            let (verdict, note) = match item.state {
                // Of a document of tables alone nothing is said: its text may be another file.
                Presence::NotRequired | Presence::NotCheckable => continue,
                Presence::Missing => (Verdict::InsufficientData, Some(message!("topic-not-found"))),
                _ => (Verdict::Pass, None),
            };
            judge(record, item, verdict, note, out);
        }
    }
}
