//! D07: the word of a grade, where one is printed, and the score it is given for.

use rust_decimal::Decimal;

use super::forms;
use crate::ledger::{Record, grade_of};
use crate::model::{Edition, Fact, Grade, Message, Remark, Says, Severity, Verdict, message};
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book, Rule};

/// D07: 等级.
pub(in crate::verify) static GRADE: Rule = Rule { id: "D07", severity: Severity::Warning, check: grades };

fn grades(book: &Book<'_>, out: &mut Bench<'_>) {
    for form in forms(book) {
        let Some(total) = form.total_score() else { continue };
        let hundred = form.total_weight().is_none_or(|w| w.amount.value == Decimal::ONE_HUNDRED);
        let (first, last) = form.lines();
        // A grade may stand in the row below the total.
        let near = first..=last.saturating_add(1);
        let own = form.record.remarks.iter().find_map(|remark| match &remark.says {
            Says::Grade(grade, None) if near.contains(&remark.locator.line()) => Some((*grade, remark)),
            _ => None,
        });
        let Some((grade, remark)) = own.filter(|_| hundred) else { continue };
        judge(form.record, message!("grade-of-form", form = form.title()), total, (grade, remark), out);
    }
    for record in book.published() {
        if record.edition() == Edition::Abridged {
            continue;
        }
        for remark in &record.remarks {
            let Says::Grade(grade, Some(place)) = &remark.says else { continue };
            let score = book
                .ledger
                .own_facts_in(&record.path)
                .find(|fact| fact.said.is_some() && fact.locator == *place);
            if let Some(score) = score {
                judge(record, message!("grade-in-text"), score, (*grade, remark), out);
            }
        }
    }
}

fn judge(
    record: &Record,
    message: Message,
    score: &Fact,
    (grade, said): (Grade, &Remark),
    out: &mut Bench<'_>,
) {
    let expected = grade_of(score.amount.value);
    // A score that was rounded up to the edge of a band may belong below it.
    let rounded = grade_of(score.amount.value - score.amount.half_step());
    let verdict = if grade == expected || grade == rounded { Verdict::Pass } else { Verdict::Mismatch };
    let note = (verdict == Verdict::Mismatch)
        .then(|| message!("grade-expected", score = score.amount.value, grade = expected));
    let left = Side::of(message!("side-score"), &[score]);
    let right = Side::words(message!("side-grade"), said.locator.clone(), said.quote.as_str());
    out.judge(Case::new(record, message, left, right).noted(note), verdict);
}
