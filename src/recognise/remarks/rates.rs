//! Rates whose counts stand beside them: 157项任务已完成155项，完成率98.7%.

use regex::Captures;

use super::{Text, within};
use crate::document::{Block, Cell, parse_digits};
use crate::model::{Remark, Says};
use crate::taxonomy::{said_pattern, says};

/// Longer cells are not looked through, in bytes.
const LONGEST_CELL: usize = 16 << 10;

/// Finds them in sentences and in cells.
pub(super) fn find(text: &Text<'_>, found: &mut Vec<Remark>) {
    let Some(pattern) = said_pattern("rate_of_counts") else { return };
    for (at, passage) in text.prose.iter().enumerate() {
        for words in pattern.captures_iter(&passage.paragraph.text) {
            if let (Some(says), Some(whole)) = (rate(&words), words.get(0)) {
                found.push(within(at, passage, (whole.start(), whole.end()), says));
            }
        }
    }
    let tables = text.document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Line(_) => None,
    });
    let cells = tables.flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    // A cell with a rate and its counts holds a sentence.
    for cell in cells.filter(|cell| (12..LONGEST_CELL).contains(&cell.text.len())) {
        let Cell { text, locator, .. } = cell;
        for words in pattern.captures_iter(text) {
            if let (Some(says), Some(whole)) = (rate(&words), words.get(0)) {
                let quote = whole.as_str().to_owned();
                found.push(Remark { says, locator: locator.clone(), quote, within: None });
            }
        }
    }
}

/// The counts and the rate, where they count one thing and the rate is of what was done with it.
fn rate(words: &Captures<'_>) -> Option<Says> {
    let number = |name: &str| parse_digits(words.name(name)?.as_str());
    let (whole, part, percent) = (number("whole")?, number("part")?, number("percent")?);
    let same = words["counted"] == words["again"] && words["done"] == words["rate"];
    // 总体完成率 may be of more than was counted.
    let wide = says("rate_wide", &words["between"]);
    (same && !whole.is_zero() && part <= whole).then_some(Says::Rate { whole, part, percent, wide })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<Says> {
        rate(&said_pattern("rate_of_counts")?.captures(text)?)
    }

    #[test]
    fn a_rate_is_of_the_counts_before_it() {
        for (text, percent) in [
            ("全年计划讲座40场，已完成38场，完成率95.0%", "95.0"),
            ("受理来信 120 件，办结 114 件，办结率达到95%", "95"),
            ("区级重点工作157项任务已完成155项，年度任务完成率 98.7 %", "98.7"),
        ] {
            let Some(Says::Rate { percent: read, .. }) = found(text) else { panic!("{text}") };
            assert_eq!(read.to_string(), percent, "{text}");
        }
    }

    #[test]
    fn other_things_and_other_rates_are_left_alone() {
        for text in [
            "计划培训20期，已完成300人次，完成率100%",
            "受理来信120件，办结114件，满意率99%",
            "计划20场。已完成15场，完成率100%",
            "建成站点5260个，完成率100%",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
        assert!(matches!(
            found("20项任务已完成15项，总体完成率达到90%"),
            Some(Says::Rate { wide: true, .. })
        ));
    }
}
