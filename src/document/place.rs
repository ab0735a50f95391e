//! Places: what the lines of a transcript are in the original, so that a [`Locator`] can be named the way a reader of
//! the original finds it: `L1644`, `p12:t3:r5:c2`, `Sheet1!C5`, `t3:r5:c2`.

use std::sync::Arc;

use super::{Locator, Span};

/// What one line of a transcript is in the original. All counts are from 1.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Place {
    /// A line of a text, or a paragraph of a document without pages: it is named by its number in the transcript.
    Line,
    /// A line of text on a page.
    PageLine {
        /// The page.
        page: u32,
        /// The line on the page, rows of tables not counted.
        line: u32,
    },
    /// A row of a table on a page.
    PageRow {
        /// The page.
        page: u32,
        /// The table on the page.
        table: u32,
        /// The row of the table's part on this page.
        row: u32,
    },
    /// A row of a table in a document without pages.
    Row {
        /// The table in the document.
        table: u32,
        /// The row.
        row: u32,
    },
    /// A row of a sheet.
    SheetRow {
        /// The sheet's name.
        sheet: Arc<str>,
        /// The row.
        row: u32,
    },
    /// A line of a file that is attached to the document.
    Attached {
        /// The file's name.
        file: Arc<str>,
        /// What the line is in that file.
        place: Box<Place>,
        /// The number of the line in the transcript of that file.
        line: u32,
    },
}

impl Place {
    /// What the line is in the file that it stands in, attached or not.
    pub fn inner(&self) -> &Place {
        match self {
            Place::Attached { place, .. } => place,
            place => place,
        }
    }

    /// `p12:t3:r5` and its kind; `None` where the transcript's own number is the name.
    fn name(&self) -> Option<String> {
        match self {
            Place::Line => None,
            Place::PageLine { page, line } => Some(format!("p{page}:l{line}")),
            Place::PageRow { page, table, row } => Some(format!("p{page}:t{table}:r{row}")),
            Place::Row { table, row } => Some(format!("t{table}:r{row}")),
            Place::SheetRow { sheet, row } => Some(format!("{sheet}!{row}")),
            Place::Attached { file, place, line } => {
                let inner = place.name().unwrap_or_else(|| format!("L{line}"));
                Some(format!("attachment:{file}!{inner}"))
            }
        }
    }

    fn cell(&self, column: u32) -> Option<String> {
        match self {
            Place::SheetRow { sheet, row } => Some(format!("{sheet}!{}{row}", letters(column))),
            Place::Attached { file, place, line } => {
                let inner = place.cell(column).unwrap_or_else(|| format!("L{line}:c{column}"));
                Some(format!("attachment:{file}!{inner}"))
            }
            _ => self.name().map(|name| format!("{name}:c{column}")),
        }
    }

    fn words(&self) -> Option<String> {
        match self {
            Place::Line => None,
            Place::PageLine { page, line } => Some(format!("第{page}页第{line}行")),
            Place::PageRow { page, table, row } => Some(format!("第{page}页表{table}第{row}行")),
            Place::Row { table, row } => Some(format!("表{table}第{row}行")),
            Place::SheetRow { sheet, row } => Some(format!("工作表{sheet}第{row}行")),
            Place::Attached { file, place, line } => {
                let inner = place.words().unwrap_or_else(|| format!("第{line}行"));
                Some(format!("附件{file}{inner}"))
            }
        }
    }
}

/// The letters of a column of a sheet: 1 is `A`, 27 is `AA`.
pub fn letters(column: u32) -> String {
    let mut rest = column.max(1);
    let mut out = Vec::new();
    while rest > 0 {
        rest -= 1;
        out.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    out.iter().rev().collect()
}

/// The names of the places of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Places {
    /// What each line of the transcript is; empty where all are [`Place::Line`].
    lines: Vec<Place>,
}

impl Places {
    /// The places of a transcript, one per line.
    pub fn new(lines: Vec<Place>) -> Self {
        Self { lines }
    }

    /// Adds the places of lines behind the first `lines`.
    pub(super) fn extend(&mut self, lines: usize, places: impl Iterator<Item = Place>) {
        self.lines.resize(lines, Place::Line);
        self.lines.extend(places);
    }

    /// What a line of the transcript is.
    pub fn of_line(&self, line: u32) -> &Place {
        let at = (line as usize).checked_sub(1);
        at.and_then(|at| self.lines.get(at)).unwrap_or(&Place::Line)
    }

    /// What the lines are, as far as any is something else than a line.
    pub fn lines(&self) -> impl Iterator<Item = &Place> {
        self.lines.iter()
    }

    /// A place as the data contract names it.
    pub fn name(&self, locator: &Locator) -> String {
        let place = self.of_line(locator.line());
        let named = match *locator {
            Locator::Line(_) => place.name(),
            Locator::Cell(_, cell) => place.cell(cell),
            Locator::Number(_, nth) => place.name().map(|name| format!("{name}@{nth}")),
            Locator::Lines(_, last) => {
                let end = self.of_line(last).name().unwrap_or_else(|| format!("L{last}"));
                place.name().map(|name| format!("{name}-{end}"))
            }
        };
        named.unwrap_or_else(|| locator.to_string())
    }

    /// The name of a line.
    pub fn line(&self, line: u32) -> String {
        self.name(&Locator::Line(line))
    }

    /// The name of a run of lines.
    pub fn span(&self, span: Span) -> String {
        if span.first == span.last {
            self.line(span.first)
        } else {
            self.name(&Locator::Lines(span.first, span.last))
        }
    }

    /// A place in words: `第137行`, `第12页表3第5行`, `Sheet1!C5`.
    pub fn words(&self, locator: &Locator) -> String {
        match (self.of_line(locator.line()), locator) {
            (place @ Place::SheetRow { .. }, Locator::Cell(_, cell)) => place.cell(*cell),
            (place, _) => place.words(),
        }
        .unwrap_or_else(|| format!("第{}行", locator.line()))
    }

    /// A place for a margin: `137`, `12页`, `C5`.
    pub fn short(&self, locator: &Locator) -> String {
        match (self.of_line(locator.line()).inner(), locator) {
            (Place::PageLine { page, .. } | Place::PageRow { page, .. }, _) => format!("{page}页"),
            (Place::SheetRow { row, .. }, Locator::Cell(_, cell)) => format!("{}{row}", letters(*cell)),
            (Place::Row { table, row }, _) => format!("表{table}-{row}"),
            (Place::SheetRow { row, .. }, _) => row.to_string(),
            (Place::Line | Place::Attached { .. }, _) => locator.line().to_string(),
        }
    }

    /// The number that a line carries within its page, table or sheet.
    pub fn count(&self, line: u32) -> String {
        match self.of_line(line).inner() {
            Place::Line | Place::Attached { .. } => line.to_string(),
            Place::PageLine { line, .. } => line.to_string(),
            Place::PageRow { row, .. } | Place::Row { row, .. } | Place::SheetRow { row, .. } => {
                row.to_string()
            }
        }
    }

    /// Where a run of lines stands, in words: `第 168—234 行`, `第 12—14 页`.
    pub fn range(&self, first: u32, last: u32) -> String {
        let range = |what: &str, from: u32, to: u32| {
            if from == to { format!("第 {from} {what}") } else { format!("第 {from}—{to} {what}") }
        };
        match (self.of_line(first), self.of_line(last)) {
            (
                Place::PageLine { page: from, .. } | Place::PageRow { page: from, .. },
                Place::PageLine { page: to, .. } | Place::PageRow { page: to, .. },
            ) => range("页", *from, *to),
            (Place::SheetRow { sheet: from, row: a }, Place::SheetRow { sheet: to, row: b }) => {
                if from == to {
                    format!("工作表 {from} {}", range("行", *a, *b))
                } else {
                    format!("工作表 {from}—{to}")
                }
            }
            (Place::Row { table: from, .. }, Place::Row { table: to, .. }) => range("张表", *from, *to),
            _ => range("行", first, last),
        }
    }

    /// How long the original is: `2918 行`, `25 页`, `3 张工作表`.
    pub fn extent(&self, lines: usize) -> (usize, &'static str) {
        let pages = self.lines.iter().filter_map(|place| match place {
            Place::PageLine { page, .. } | Place::PageRow { page, .. } => Some(*page),
            _ => None,
        });
        let sheets: std::collections::BTreeSet<&str> = self
            .lines
            .iter()
            .filter_map(|place| match place {
                Place::SheetRow { sheet, .. } => Some(&**sheet),
                _ => None,
            })
            .collect();
        match (pages.max(), sheets.len()) {
            (Some(pages), _) => (pages as usize, "页"),
            (None, 0) => (lines, "行"),
            (None, sheets) => (sheets, "张工作表"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_as_the_contract_says() {
        let places = Places::new(vec![
            Place::PageLine { page: 3, line: 12 },
            Place::PageRow { page: 12, table: 3, row: 5 },
            Place::SheetRow { sheet: "Sheet1".into(), row: 5 },
            Place::Row { table: 3, row: 5 },
            Place::Line,
        ]);
        for (locator, name) in [
            (Locator::Line(1), "p3:l12"),
            (Locator::Number(1, 2), "p3:l12@2"),
            (Locator::Cell(2, 2), "p12:t3:r5:c2"),
            (Locator::Cell(3, 3), "Sheet1!C5"),
            (Locator::Cell(3, 28), "Sheet1!AB5"),
            (Locator::Cell(4, 2), "t3:r5:c2"),
            (Locator::Number(5, 1), "L5@1"),
            (Locator::Lines(1, 2), "p3:l12-p12:t3:r5"),
        ] {
            assert_eq!(places.name(&locator), name);
        }
        assert_eq!(Places::default().name(&Locator::Cell(445, 5)), "L445:c5");
        assert_eq!(places.words(&Locator::Cell(2, 2)), "第12页表3第5行");
        assert_eq!(places.range(1, 2), "第 3—12 页");
    }
}
