//! D09: words that say a thing was late or not done, while its score is full.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Form, forms};
use crate::document::Locator;
use crate::ledger::Record;
use crate::model::{Arg, Claim, Edition, Fact, Message, Remark, Says, Severity, Statement, Verdict, message};
use crate::taxonomy::says;
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book, Rule};

/// D09: 文字与得分.
pub(in crate::verify) static REMARKS: Rule = Rule { id: "D09", severity: Severity::Warning, check: remarks };

fn remarks(book: &Book<'_>, out: &mut Bench<'_>) {
    let late: BTreeMap<(&str, &Locator), &str> = book.published().flat_map(late_rows).collect();
    for form in forms(book) {
        if form.record.edition() == Edition::Abridged {
            continue;
        }
        for (row, points) in form.scored_rows() {
            let full = points.weight.is_some_and(|w| {
                w.amount.value > Decimal::ZERO && w.amount.value == points.score.amount.value
            });
            let words = format!("{} {}", row.actual, row.note).trim().to_owned();
            if !full {
                continue;
            }
            if form.statement == Statement::Scorecard {
                against_text(&form, points.score, out);
                continue;
            }
            if words.is_empty() {
                continue;
            }
            let found = late.get(&(&*form.record.path, &row.locator)).copied();
            let verdict = if found.is_some() { form.guard(Verdict::Mismatch) } else { Verdict::Pass };
            let note = found.map(|word| message!("remark-admits", word = Arg::quote(word)));
            out.judge(
                Case::new(
                    form.record,
                    message!(
                        "remark-and-score",
                        form = form.title(),
                        name = Arg::name(&points.score.subject.name)
                    ),
                    Side::of(message!("side-score"), &[points.score]),
                    Side::words(message!("side-remark"), Locator::Line(row.locator.line()), words),
                )
                .noted(note),
                verdict,
            );
        }
    }
}

/// The rows that say of themselves that they were late, by document and place, with the word.
fn late_rows(record: &Record) -> impl Iterator<Item = ((&str, &Locator), &str)> {
    record.remarks.iter().filter_map(|remark| match &remark.says {
        Says::Late(word) => Some(((&*record.path, &remark.locator), word.as_str())),
        _ => None,
    })
}

/// In a scorecard: a row about finishing in time or about clear goals, and what the text says of it.
fn against_text(form: &Form<'_>, score: &Fact, out: &mut Bench<'_>) {
    let Some(question) = QUESTIONS.iter().find(|question| says(question.row, &score.subject.name)) else {
        return;
    };
    let Some((remark, admits)) = question.answer(form.record) else { return };
    let verdict = if admits { form.guard(Verdict::Mismatch) } else { Verdict::Pass };
    let note = admits.then(|| message!("text-admits", what = question.admitted.clone()));
    out.judge(
        Case::new(
            form.record,
            message!(
                "text-and-score",
                table = Arg::title(&form.table),
                name = Arg::name(&score.subject.name)
            ),
            Side::of(message!("side-score"), &[score]),
            Side::words(message!("side-text"), remark.locator.clone(), remark.quote.as_str()),
        )
        .noted(note),
        verdict,
    );
}

/// What a row of a scorecard asks, and what a text may say of it.
struct Question {
    /// The class of words in the name of the row.
    row: &'static str,
    /// What is admitted, in a few words.
    admitted: Message,
    /// What admits it.
    admits: Claim,
    /// What says the contrary.
    denies: Claim,
}

const QUESTIONS: &[Question] = &[
    Question {
        row: "asks_in_time",
        admitted: message!("admitted-late"),
        admits: Claim::Late,
        denies: Claim::InTime,
    },
    Question {
        row: "asks_clear",
        admitted: message!("admitted-vague"),
        admits: Claim::Vague,
        denies: Claim::Clear,
    },
];

impl Question {
    /// The sentence that admits it, or else the first that denies it.
    fn answer<'r>(&self, record: &'r Record) -> Option<(&'r Remark, bool)> {
        let first =
            |wanted: Claim| record.remarks.iter().find(move |remark| remark.says == Says::Claim(wanted));
        first(self.admits).map(|remark| (remark, true)).or_else(|| Some((first(self.denies)?, false)))
    }
}
