//! Grades, and what texts and rows of evaluations admit.

use super::Text;
use crate::document::{Block, Line, Locator, key, squeeze};
use crate::model::{Claim, Grade, Measure, Remark, Says, Statement, Unit};
use crate::taxonomy::{said_words, says};

/// Finds grades in tables and sentences, and accounts of the work in sentences.
pub(super) fn find(text: &Text<'_>, found: &mut Vec<Remark>) {
    grades_in_tables(text, found);
    grades_in_sentences(text, found);
    late_rows(text, found);
    for line in text.lines() {
        for sentence in line.text.split(['。', '；']) {
            for account in accounts(sentence) {
                let quote = sentence.trim().to_owned();
                let locator = Locator::Line(line.number);
                found.push(Remark { says: Says::Claim(account), locator, quote, within: None });
            }
        }
    }
}

/// Rows of self-evaluations whose actual value or remark says that they were late or not done.
fn late_rows(text: &Text<'_>, found: &mut Vec<Remark>) {
    for row in text.indicators.iter().filter(|row| row.statement == Statement::SelfEvaluation) {
        let quote = format!("{} {}", row.actual, row.note).trim().to_owned();
        if let Some(word) = late_in(&quote) {
            let says = Says::Late(word.to_owned());
            found.push(Remark { says, locator: row.locator.clone(), quote, within: None });
        }
    }
}

/// The labels that announce a grade.
fn labels() -> impl Iterator<Item = &'static str> {
    said_words("grade_label").iter().flat_map(|row| row.words.iter().copied())
}

/// The grade that a word gives; `whole`: the text is the word, else it opens with it.
fn grade(text: &str, whole: bool) -> Option<(Grade, &'static str)> {
    let words =
        said_words("grade").iter().flat_map(|row| row.words.iter().map(|word| (*word, row.stands_for)));
    // Of two words the longer one is meant.
    let fits = words.filter(|(word, _)| if whole { text == *word } else { text.starts_with(word) });
    let (word, id) = fits.max_by_key(|(word, _)| word.len())?;
    Some((Grade::from_id(id)?, word))
}

/// A label and the word in the next cell that holds something, or both in one cell.
fn grades_in_tables(text: &Text<'_>, found: &mut Vec<Remark>) {
    let tables = text.document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Line(_) => None,
    });
    for row in tables.flat_map(|table| &table.rows) {
        let cells: Vec<_> = row.cells.iter().filter(|cell| !cell.is_blank()).collect();
        for (at, cell) in cells.iter().enumerate() {
            let words = key(&cell.text);
            let Some(label) = labels().find(|label| words.starts_with(label)) else { continue };
            let rest = words[label.len()..].trim_start_matches([':', '：', '为']).to_owned();
            let (word, place) = match cells.get(at + 1).filter(|_| rest.is_empty()) {
                Some(next) => (squeeze(&next.text), &next.locator),
                None => (rest, &cell.locator),
            };
            if let Some((grade, _)) = grade(&word, true) {
                let locator = Locator::Line(place.line());
                found.push(Remark { says: Says::Grade(grade, None), locator, quote: word, within: None });
            }
        }
    }
}

/// A grade in the sentence that states a score.
fn grades_in_sentences(text: &Text<'_>, found: &mut Vec<Remark>) {
    let scores = text.facts.iter().filter(|fact| {
        fact.statement == Statement::Narrative
            && fact.measure == Measure::Score
            && fact.amount.unit == Unit::Point
    });
    for score in scores {
        let number = score.locator.line();
        let Ok(at) = text.document.blocks.binary_search_by_key(&number, first_line) else { continue };
        let Block::Line(Line { text: line, .. }) = &text.document.blocks[at] else { continue };
        let printed = format!("{}分", score.amount.value);
        // A sentence that defines bands names a grade that nobody was given.
        let stated = |words: &str| words.contains(&printed) && !says("grade_band", words);
        let Some(sentence) = line.split(['。', '；']).find(|sentence| stated(&squeeze(sentence))) else {
            continue;
        };
        let Some((label, at)) = labels().find_map(|label| sentence.find(label).map(|at| (label, at))) else {
            continue;
        };
        let rest =
            sentence[at + label.len()..].trim_start_matches(['：', ':', '为', '是', '“', '"', ' ', '「']);
        let Some((grade, word)) = grade(rest, false) else { continue };
        if rest[word.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric()) {
            let says = Says::Grade(grade, Some(score.locator.clone()));
            let quote = sentence.trim().to_owned();
            found.push(Remark { says, locator: Locator::Line(number), quote, within: None });
        }
    }
}

/// The line that a block opens with.
pub(super) fn first_line(block: &Block) -> u32 {
    match block {
        Block::Line(line) => line.number,
        Block::Table(table) => table.span().first,
    }
}

/// What a sentence admits or denies.
fn accounts(sentence: &str) -> Vec<Claim> {
    let mut found = Vec::new();
    let late = late_in(sentence).is_some();
    if late && says("late_some", sentence) {
        found.push(Claim::Late);
    }
    // 未按时完成 holds 按时完成.
    if !late && says("in_time", sentence) {
        found.push(Claim::InTime);
    }
    if says("goal", sentence) && says("vague", sentence) {
        found.push(Claim::Vague);
    }
    if says("clear", sentence) {
        found.push(Claim::Clear);
    }
    found
}

/// How far before words of lateness something may turn them round, in characters.
const DENIED_WITHIN: usize = 6;

/// The words of lateness in a text, where nothing turns them round.
fn late_in(text: &str) -> Option<&'static str> {
    said_words("late").iter().flat_map(|row| row.words.iter().copied()).find(|word| {
        text.match_indices(word).any(|(at, _)| {
            let from = text[..at].char_indices().rev().nth(DENIED_WITHIN - 1).map_or(0, |(from, _)| from);
            let behind = &text[at + word.len()..];
            let mut names = said_words("late_name").iter().flat_map(|row| &row.words);
            !says("late_denied", &text[from..at]) && !names.any(|name| behind.starts_with(name))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_words_of_lateness_count() {
        for late in ["部分图书延期完成", "设备采购未完成", "部分绩效目标未按计划时间完成，如培训"]
        {
            assert!(late_in(late).is_some(), "{late}");
        }
        for not in ["无延期完成情况", "已完成上年未完成的任务", "未完成率为0", "全部完成", "如未完成，扣1分"]
        {
            assert!(late_in(not).is_none(), "{not}");
        }
    }

    #[test]
    fn the_longer_word_for_a_grade_is_meant() {
        assert_eq!(grade("优秀", true), Some((Grade::Excellent, "优秀")));
        assert_eq!(grade("良好，", false), Some((Grade::Good, "良好")));
        assert_eq!(grade("优先", true), None);
    }

    #[test]
    fn sentences_admit_and_deny() {
        assert_eq!(accounts("部分任务未按时完成"), [Claim::Late]);
        assert_eq!(accounts("各项任务按期完成，绩效指标明确"), [Claim::InTime, Claim::Clear]);
        assert_eq!(accounts("三级指标设置不够具体"), [Claim::Vague]);
        assert!(accounts("任务进展顺利").is_empty());
    }
}
