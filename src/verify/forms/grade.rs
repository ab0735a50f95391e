//! D07: the word of a grade, where one is printed, and the score it is given for.

use rust_decimal::Decimal;

use super::forms;
use crate::document::{Block, Line, Locator, key, squeeze};
use crate::ledger::{Record, grade_of};
use crate::model::{
    Edition, Fact, Grade, Measure, Message, Severity, Statement, Status, Unit, Verdict, message,
};
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book, Rule};

/// D07: 等级.
pub(in crate::verify) static GRADE: Rule = Rule { id: "D07", severity: Severity::Warning, check: grades };

/// Words for grades; the longer first.
const WORDS: &[(&str, Grade)] = &[
    ("优秀", Grade::Excellent),
    ("良好", Grade::Good),
    ("中等", Grade::Fair),
    ("较差", Grade::Poor),
    ("优", Grade::Excellent),
    ("良", Grade::Good),
    ("中", Grade::Fair),
    ("差", Grade::Poor),
];

/// What announces a grade.
const LABELS: &[&str] =
    &["评价等级", "自评等级", "绩效等级", "评定等级", "评价等次", "自评等次", "等级", "等次"];

fn grades(book: &Book<'_>, out: &mut Bench<'_>) {
    for form in forms(book) {
        let Some(total) = form.total_score() else { continue };
        let hundred = form.total_weight().is_none_or(|w| w.amount.value == Decimal::ONE_HUNDRED);
        let (first, last) = form.lines();
        let Some((place, quote, grade)) = grade_in_table(form.record, first, last).filter(|_| hundred) else {
            continue;
        };
        judge(form.record, message!("grade-of-form", form = form.title()), total, (place, quote, grade), out);
    }
    for record in book.published() {
        if record.edition() == Edition::Abridged {
            continue;
        }
        let scores = book.ledger.facts_in(&record.path).filter(|fact| {
            fact.statement == Statement::Narrative
                && fact.status != Status::Derived
                && fact.measure == Measure::Score
                && fact.amount.unit == Unit::Point
        });
        for score in scores {
            if let Some(found) = grade_in_prose(record, score) {
                judge(record, message!("grade-in-text"), score, found, out);
            }
        }
    }
}

fn judge(
    record: &Record,
    message: Message,
    score: &Fact,
    (place, quote, grade): (Locator, String, Grade),
    out: &mut Bench<'_>,
) {
    let expected = grade_of(score.amount.value);
    // A score that was rounded up to the edge of a band may belong below it.
    let rounded = grade_of(score.amount.value - score.amount.half_step());
    let verdict = if grade == expected || grade == rounded { Verdict::Pass } else { Verdict::Mismatch };
    let note = (verdict == Verdict::Mismatch)
        .then(|| message!("grade-expected", score = score.amount.value, grade = expected));
    let left = Side::of(message!("side-score"), &[score]);
    let case = Case::new(record, message, left, Side::words(message!("side-grade"), place, quote));
    out.judge(case.noted(note), verdict);
}

/// A grade in a form: a label and the word in the next cell that holds something, or both in one cell.
fn grade_in_table(record: &Record, first: u32, last: u32) -> Option<(Locator, String, Grade)> {
    let tables = record.document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Line(_) => None,
    });
    // A grade may stand in the row below the total.
    let near = |line: u32| (first..=last.saturating_add(1)).contains(&line);
    let rows = tables.flat_map(|table| &table.rows).filter(|row| near(row.span.first));
    for row in rows {
        let cells: Vec<_> = row.cells.iter().filter(|cell| !cell.is_blank()).collect();
        for (at, cell) in cells.iter().enumerate() {
            let text = key(&cell.text);
            let Some(label) = LABELS.iter().find(|label| text.starts_with(**label)) else { continue };
            let rest = text[label.len()..].trim_start_matches([':', '：', '为']).to_owned();
            let (word, place) = match cells.get(at + 1).filter(|_| rest.is_empty()) {
                Some(next) => (squeeze(&next.text), &next.locator),
                None => (rest, &cell.locator),
            };
            if let Some((_, grade)) = WORDS.iter().find(|(known, _)| *known == word) {
                return Some((Locator::Line(place.line()), word, *grade));
            }
        }
    }
    None
}

/// A grade in the sentence that states a score.
fn grade_in_prose(record: &Record, score: &Fact) -> Option<(Locator, String, Grade)> {
    let line = record.document.blocks.iter().find_map(|block| match block {
        Block::Line(line @ Line { number, .. }) if *number == score.locator.line() => Some(line),
        _ => None,
    })?;
    let score = format!("{}分", score.amount.value);
    // A sentence that defines bands names a grade that nobody was given.
    let stated =
        |words: &str| words.contains(&score) && !words.contains("分以上") && !words.contains("分以下");
    let sentence = line.text.split(['。', '；']).find(|sentence| stated(&squeeze(sentence)))?;
    let (label, at) = LABELS.iter().find_map(|label| sentence.find(label).map(|at| (label, at)))?;
    let rest = sentence[at + label.len()..].trim_start_matches(['：', ':', '为', '是', '“', '"', ' ', '「']);
    let (word, grade) = WORDS.iter().find(|(word, _)| rest.starts_with(word))?;
    let ends = rest[word.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    ends.then(|| (Locator::Line(line.number), sentence.trim().to_owned(), *grade))
}
