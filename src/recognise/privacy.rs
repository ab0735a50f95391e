//! Privacy: names and telephone numbers of staff who filled in forms. They are found here so that they never leave
//! the program.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Block, Document, Locator, WITHHELD, is_blank, key, squeeze};

use super::section::regex;

/// What must not leave the program.
#[derive(Debug, Default)]
pub(crate) struct Personal {
    /// The texts themselves.
    pub(crate) texts: BTreeSet<String>,
    /// The cells that hold them.
    pub(crate) cells: BTreeSet<Locator>,
}

static IN_LINE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:负责人|填报人|填表人|经办人|联系人|审核人|制表人|责任人)(?:[（(][^）)]{0,8}[)）])?\s*[:：]\s*(\p{Han}[ \u{3000}]+\p{Han}{1,2}|[^\s:：，。；、（()）\d]{2,6})",
    )
});
static TELEPHONE: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?:联系电话|联系方式|电话|手机)(?:[（(][^）)]{0,8}[)）])?\s*[:：]\s*([\d\-—－() （）转]{7,24})")
});
static MOBILE: LazyLock<Regex> = LazyLock::new(|| regex(r"(?:^|\D)(1[3-9]\d{9})(?:\D|$)"));
static LANDLINE: LazyLock<Regex> = LazyLock::new(|| regex(r"(?:^|\D)(0\d{2,3}[-－—]\d{7,8})(?:\D|$)"));

/// Labels whose neighbouring cell names a person or a number.
fn is_personal_label(text: &str) -> bool {
    let key = key(text);
    let key = key.trim_end_matches(':');
    let bare = key.split('(').next().unwrap_or(key);
    [
        "负责人",
        "填报人",
        "填表人",
        "经办人",
        "联系人",
        "审核人",
        "制表人",
        "联系方式",
        "联系电话",
        "电话",
        "手机",
        "责任人",
    ]
    .iter()
    .any(|word| bare.ends_with(word) && bare.chars().count() <= word.chars().count() + 4)
}

/// Finds personal data of staff in a document.
pub(crate) fn find(document: &Document) -> Personal {
    let mut personal = Personal::default();
    for block in &document.blocks {
        match block {
            Block::Line(line) => in_text(&line.text, &mut personal),
            Block::Table(table) => {
                for row in &table.rows {
                    for (at, cell) in row.cells.iter().enumerate() {
                        in_text(&cell.text, &mut personal);
                        if !is_personal_label(&cell.text) {
                            continue;
                        }
                        // A merged label may stand twice before its value.
                        let value = row.cells[at + 1..]
                            .iter()
                            .find(|next| !next.text.is_empty() && !is_personal_label(&next.text));
                        let next_is_value =
                            row.cells[at + 1..].iter().find(|next| !next.text.is_empty()).is_some_and(
                                |next| !is_personal_label(&next.text) || key(&next.text) == key(&cell.text),
                            );
                        if let Some(value) = value.filter(|_| next_is_value) {
                            personal.cells.insert(value.locator.clone());
                            personal.add(&value.text);
                        }
                    }
                }
            }
        }
    }
    personal
}

fn in_text(text: &str, personal: &mut Personal) {
    for pattern in [&IN_LINE, &TELEPHONE, &MOBILE, &LANDLINE] {
        for found in pattern.captures_iter(text) {
            personal.add(&found[1]);
        }
    }
}

impl Personal {
    fn add(&mut self, text: &str) {
        let text = squeeze(text);
        let withheld_already = ["略", "隐去", "*"].iter().any(|word| text.contains(word));
        if !is_blank(&text) && !withheld_already && text.chars().count() >= 2 {
            self.texts.insert(text);
        }
    }
}

/// Replaces personal texts wherever they stand in what recognition found.
pub(crate) fn mask(texts: &BTreeSet<String>, out: &mut super::output::Output) {
    if texts.is_empty() {
        return;
    }
    let hide = |text: &mut String| {
        for personal in texts {
            if text.contains(personal.as_str()) {
                *text = text.replace(personal.as_str(), WITHHELD);
            }
        }
    };
    out.facts.iter_mut().for_each(|fact| hide(&mut fact.quote));
    out.unreadable.iter_mut().for_each(|one| hide(&mut one.quote));
    for indicator in &mut out.indicators {
        for text in [&mut indicator.level3, &mut indicator.target, &mut indicator.actual, &mut indicator.note]
        {
            hide(text);
        }
    }
    out.diagnostics.iter_mut().for_each(|one| hide(&mut one.excerpt));
    out.unrecognised.iter_mut().for_each(|one| hide(&mut one.label));
    for table in &mut out.trail {
        [&mut table.title, &mut table.opening, &mut table.entity].into_iter().for_each(hide);
        table.candidate.iter_mut().for_each(|(_, title)| hide(title));
        for column in &mut table.columns {
            column.path.iter_mut().for_each(hide);
            hide(&mut column.unknown);
        }
    }
}

/// Replaces personal data in the quotes of remarks.
pub(crate) fn mask_remarks(texts: &BTreeSet<String>, remarks: &mut [crate::model::Remark]) {
    for remark in remarks {
        for personal in texts {
            if remark.quote.contains(personal.as_str()) {
                remark.quote = remark.quote.replace(personal.as_str(), WITHHELD);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Cell, Line, Row, Shape, Span, Table};

    #[test]
    fn names_and_numbers_are_found_in_lines_and_cells() {
        let line = |text: &str| Block::Line(Line::new(1, 0, text));
        let cells = ["项目联系人", "项目联系人", "某甲", "联系电话"];
        let cells = cells.iter().zip(1..).map(|(t, n)| Cell::new(t, Locator::Cell(2, n))).collect();
        let table = Table { shape: Shape::Grid, gap: 0, rows: vec![Row { span: Span::new(2, 2), cells }] };
        let document = Document {
            blocks: vec![
                line("单位负责人（签章）：某乙"),
                line("联系电话：0000-1234567"),
                line("填报人：（略）"),
                line("制表人：某 甲乙"),
                Block::Table(table),
            ],
            ..Document::default()
        };
        let personal = find(&document);
        assert_eq!(
            personal.texts.iter().map(String::as_str).collect::<Vec<_>>(),
            ["0000-1234567", "某乙", "某甲", "某甲乙"]
        );
        assert!(personal.cells.contains(&Locator::Cell(2, 3)));
    }
}
