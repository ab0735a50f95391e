//! Where the text behind a table in broken lines begins.

use crate::document::{Block, Line, numbers};
use crate::model::Statement;
use crate::taxonomy::{leading_unit, says_at_end};

use super::caption::clean_title;

/// The least characters of a sentence.
const SENTENCE: usize = 15;

/// Whether the cells of a table hold sentences.
pub(super) fn holds_sentences(statement: Statement) -> bool {
    use Statement::{PerformanceProject, PerformanceTarget, Scorecard, SelfEvaluation};
    matches!(statement, PerformanceProject | PerformanceTarget | Scorecard | SelfEvaluation)
}

/// Whether a line of a flow heads the text behind its table: an explanation by its name, and a sentence with money below.
pub(super) fn opens_prose(line: &Line, behind: &[Block]) -> bool {
    let explains = |title: &str| says_at_end("explanation", title);
    let is_heading = |line: &Line| clean_title(&line.text).is_some_and(|title| explains(&title));
    let is_sentence = |line: &Line| {
        let text = line.text.trim();
        let money =
            || numbers(text).iter().any(|number| leading_unit(text[number.end..].trim_start()).is_some());
        text.chars().count() >= SENTENCE && text.contains(['，', '。']) && money()
    };
    let mut next = behind.iter().map_while(|block| match block {
        Block::Line(line) => Some(line),
        Block::Table(_) => None,
    });
    is_heading(line) && next.find(|line| !is_heading(line)).is_some_and(is_sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_explanation_behind_a_flow_is_text() {
        let lines = |texts: &[&str]| -> Vec<Block> {
            (1..).zip(texts).map(|(number, text)| Block::Line(Line::new(number, 0, *text))).collect()
        };
        let opens = |texts: &[&str]| {
            let blocks = lines(texts);
            let Block::Line(first) = &blocks[0] else { return false };
            opens_prose(first, &blocks[1..])
        };
        let sentence = "2026年“三公”经费预算数为42.24万元，比2025年预算持平。";
        assert!(opens(&["其他相关情况说明", "一、“三公”经费预算情况说明", sentence]));
        let in_yuan = "2026年接待费预算数为4224元，比2025年预算持平。";
        assert!(opens(&["其他相关情况说明", in_yuan]));
        assert!(!opens(&["其他相关情况说明", "2026年有12人，比2025年多，没有别的变化。"]));
        assert!(!opens(&["其他相关情况说明", "42.24", sentence]));
        assert!(!opens(&["公务接待费", sentence]));
    }
}
