//! E10: two files of one body, year, kind and scope, which should print the same figures.

use super::whole;
use crate::ledger::{Conflict, Record};
use crate::model::{Arg, Message, Severity, Verdict, message};
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book, Rule, compare};

/// E10: 两份文件的同一数字.
pub(in crate::verify) static EDITIONS: Rule =
    Rule { id: "E10", severity: Severity::Warning, check: editions };

fn editions(book: &Book<'_>, out: &mut Bench<'_>) {
    let ledger = book.ledger;
    let mut differing: Vec<&str> = Vec::new();
    for Conflict { left, right, dated } in &ledger.conflicts {
        let Some((left, right)) = ledger.fact(left).zip(ledger.fact(right)) else { continue };
        let Some((record, other)) = ledger.record(&left.document).zip(ledger.record(&right.document)) else {
            continue;
        };
        differing.push(&right.document);
        let case = Case::new(
            record,
            message!("same-figure-in-both", name = Arg::name(&left.subject.name)),
            Side::of(published(record), &[left]),
            Side::of(published(other), &[right]),
        );
        let mut compared = compare(&[left], &[right]);
        if compared.verdict == Verdict::Mismatch && !dated {
            compared.verdict = Verdict::Review;
        }
        out.record(
            case.noted([message!("other-document", title = Arg::title(&other.identity.title))]),
            compared,
        );
    }
    for record in &ledger.documents {
        let by = record.aside.as_ref().map(|aside| &aside.by);
        let other = by.and_then(|id| ledger.documents.iter().find(|other| other.id == *id));
        if let Some(other) = other.filter(|_| !differing.contains(&&*record.path)) {
            let sides = (whole(other, published(other)), whole(record, published(record)));
            out.judge(Case::new(other, message!("same-figures-in-both"), sides.0, sides.1), Verdict::Pass);
        }
    }
}

/// Which of the two files is meant: by its date of publication.
fn published(record: &Record) -> Message {
    match record.sidecar.published_on.as_str() {
        "" => message!("side-undated-document"),
        date => message!("side-document-of-day", day = Arg::day(date)),
    }
}
