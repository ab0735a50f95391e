//! Lines and rows around tables: titles with what stands beside them, numbers of pages, notes, words in place of a table.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Line, Row, key};
use crate::model::Statement;
use crate::taxonomy::{self, LabelKind, is_label, label_words};

use super::caption::{Caption, clean_title};
use super::section::regex;

static PAGE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^[\s\-—–－(（]*第?\s*\d{1,3}\s*页?\s*(?:(?:[,，/／]\s*(?:共|总计)?|共|总计)\s*\d{1,3}\s*页?)?[\s\-—–－)）]*$",
    )
});

/// What stands beside the title in its row: the unit, the body.
pub(super) fn beside_title(row: &Row) -> Vec<Caption> {
    labelled(row).iter().skip(1).map(|text| Caption::of_text(text)).collect()
}

/// The texts of a row, a label with what stands in the cell beside it: `单位：` and `万元`.
pub(super) fn labelled(row: &Row) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for text in row.texts() {
        match texts.last_mut().filter(|last| last.ends_with(['：', ':'])) {
            Some(label) => label.push_str(text),
            None => texts.push(text.trim_end().to_owned()),
        }
    }
    texts
}

/// A row that holds a title and nothing else but its caption.
pub(super) fn title_row(row: &Row) -> Option<(String, Statement)> {
    let title = clean_title(row.texts().next()?)?;
    let captions = beside_title(row);
    if captions.iter().any(|caption| !caption.says_unit() && caption.entity.is_empty()) {
        return None;
    }
    let statement = taxonomy::statement_of(&title).filter(|_| title.contains('表'))?;
    Some((title, statement))
}

/// Whether a row of a form says which project it is of.
pub(super) fn names_project(row: &Row) -> bool {
    row.texts().any(|text| is_label(LabelKind::Project, text))
}

/// A row of one or two words and no number: nothing that a table has more than one of.
pub(super) fn is_label_row(row: &Row) -> bool {
    row.texts().count() <= 2 && row.cells.iter().all(|cell| cell.number().is_none())
}

/// `- 12 -`, `第12页`, `第 1 页 共 2 页`, `1/2`.
pub(super) fn is_page_number(text: &str) -> bool {
    PAGE.is_match(text)
}

pub(super) fn is_note(text: &str) -> bool {
    let key = key(text);
    label_words(LabelKind::Note).iter().any(|word| key.starts_with(word.as_str()))
}

/// A word in place of a table, such as `[illegible]` or 无.
pub(super) fn is_placeholder(line: &Line) -> bool {
    let text = line.text.trim();
    (text.starts_with('[') && text.ends_with(']')) || is_label(LabelKind::Nothing, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_takes_the_cell_beside_it() {
        let cell = |text: &str| crate::document::Cell::new(text, crate::document::Locator::Cell(1, 1));
        let row = Row {
            span: crate::document::Span::new(1, 1),
            cells: ["部门：甲局", "", "单位：", "万元"].map(cell).into(),
        };
        assert_eq!(labelled(&row), ["部门：甲局", "单位：万元"]);
    }

    #[test]
    fn page_numbers_are_no_text() {
        for text in ["12", "- 12 -", "第12页", "第 1 页 共 2 页", "第1页，共12页", "1/2", "（3）"]
        {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["", "2024", "1.50", "第一页", "12 人", "1 2 3", "12 34"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
