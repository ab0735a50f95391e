//! XML Spreadsheet 2003: a workbook as one XML file, often named `.xls`.

use super::super::markup::{Markup, Step, Tag};
use super::format::Format;
use super::look::{self, Habits, Look};
use super::number;
use super::sheet::{Area, Book, MAX_COLUMNS, MAX_ROWS};

/// The name that the file gives its kind, near its beginning.
const KIND: &str = "urn:schemas-microsoft-com:office:spreadsheet";

/// How far the beginning reaches.
const OPENING: usize = 4096;

/// The most styles and sheets.
const MOST: usize = 10_000;

/// Whether bytes are a workbook of this kind.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    let opening = &bytes[..bytes.len().min(OPENING)];
    // UTF-16 has a zero beside every letter.
    let text = String::from_utf8_lossy(opening).replace('\0', "");
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}' || c == '\u{FFFD}');
    (text.starts_with("<?xml") || text.starts_with("<Workbook") || text.starts_with("<ss:Workbook"))
        && text.contains(KIND)
        && !text.contains("<html")
}

/// Reads a workbook.
pub(super) fn read(xml: &str) -> Book {
    let mut reading = Reading::default();
    let mut markup = Markup::new(xml);
    loop {
        match markup.step() {
            Step::Open(tag) => {
                // Comments of cells, and their text.
                if tag.name() == "Comment" {
                    if !markup.skip() {
                        return reading.broken();
                    }
                } else {
                    reading.open(&tag);
                }
            }
            Step::Text(text) => reading.text(&text),
            Step::Close(name) => reading.close(&name),
            Step::End => return reading.book,
            Step::Broken => return reading.broken(),
        }
    }
}

#[derive(Debug, Default)]
struct Reading {
    book: Book,
    styles: Vec<(String, Look)>,
    /// The name of the sheet being read, and whether it is hidden, which stands behind its cells.
    sheet: String,
    hidden: bool,
    inside: Inside,
    row: u32,
    /// How many rows more the row stands for, and its style.
    more: u32,
    column: u32,
    cell: Cell,
}

/// The text of which tag is being read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Inside {
    #[default]
    Nothing,
    Data,
    Visible,
}

#[derive(Debug, Default)]
struct Cell {
    style: String,
    kind: String,
    text: String,
    formula: bool,
    has_data: bool,
    merged: (u32, u32),
}

impl Reading {
    fn broken(mut self) -> Book {
        self.book.drop_row(self.row);
        self.book.damage.push("the workbook is no well-formed XML; its last row was not read".to_owned());
        self.book
    }

    fn open(&mut self, tag: &Tag) {
        let at = |name: &str| tag.number::<u32>(name);
        let yes = |name: &str| tag.attribute(name).is_some_and(|value| value == "1" || value == "true");
        match tag.name() {
            "Style" if self.styles.len() < MOST => {
                self.styles.push((tag.attribute("ID").unwrap_or_default(), Look::default()));
            }
            "NumberFormat" => {
                if let (Some((_, look)), Some(code)) = (self.styles.last_mut(), tag.attribute("Format")) {
                    look.format = Format::read(named(&code));
                }
            }
            "Alignment" => {
                if let Some((_, look)) = self.styles.last_mut() {
                    look.indent = tag.number("Indent").unwrap_or(0).min(250);
                }
            }
            "Worksheet" if self.book.sheets.len() < MOST => {
                self.sheet = tag.attribute("Name").unwrap_or_default();
                self.hidden = false;
                self.book.sheet(&self.sheet);
                (self.row, self.more, self.column) = (0, 0, 0);
            }
            "Column" => {
                let first = at("Index").unwrap_or(self.column.saturating_add(1)).max(1);
                self.column = first.saturating_add(at("Span").unwrap_or(0)).min(MAX_COLUMNS);
                if yes("Hidden") && first <= self.column {
                    self.book.hide_columns(first, self.column);
                }
            }
            "Row" => {
                self.row = at("Index").unwrap_or(self.row.saturating_add(self.more + 1)).min(MAX_ROWS + 1);
                self.more = at("Span").unwrap_or(0).min(MAX_ROWS);
                self.column = 0;
                if yes("Hidden") {
                    self.book.hide_rows(self.row, self.row.saturating_add(self.more));
                }
            }
            "Cell" => {
                self.column = at("Index").unwrap_or(self.column.saturating_add(1)).min(MAX_COLUMNS + 1);
                self.cell = Cell {
                    style: tag.attribute("StyleID").unwrap_or_default(),
                    formula: tag.attribute("Formula").is_some(),
                    merged: (at("MergeDown").unwrap_or(0), at("MergeAcross").unwrap_or(0)),
                    ..Cell::default()
                };
            }
            "Data" => {
                self.inside = Inside::Data;
                self.cell.has_data = true;
                self.cell.kind = tag.attribute("Type").unwrap_or_default();
            }
            "Visible" => self.inside = Inside::Visible,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match self.inside {
            Inside::Data => self.cell.text.push_str(text),
            Inside::Visible => self.hidden |= text.trim() != "SheetVisible",
            Inside::Nothing => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "Data" | "Visible" => self.inside = Inside::Nothing,
            "Cell" => self.end_cell(),
            "Worksheet" if self.hidden => {
                self.book.sheets.pop();
                self.book.hidden.push(std::mem::take(&mut self.sheet));
            }
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        let (row, column) = (self.row, self.column);
        if cell.merged != (0, 0) {
            let last = (row.saturating_add(cell.merged.0), column.saturating_add(cell.merged.1));
            self.book.merge(Area { first: (row, column), last });
            self.column = last.1.min(MAX_COLUMNS + 1);
        }
        if cell.formula && (!cell.has_data || cell.text.is_empty() && cell.kind == "Number") {
            self.book.put_not_calculated(row, column);
            return;
        }
        let look = self.styles.iter().find(|(id, _)| *id == cell.style).map(|(_, look)| look);
        let shown = match cell.kind.as_str() {
            "Number" => match cell.text.trim().parse().ok().and_then(number::decimal) {
                Some(value) => look::number(look, value, Habits::default()),
                None => cell.text,
            },
            "Boolean" => if cell.text.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            "Error" | "DateTime" => cell.text,
            _ => look::text(look, &cell.text),
        };
        self.book.put(row, column, shown);
    }
}

/// The format that a name stands for.
fn named(code: &str) -> &str {
    match code {
        "General Number" | "General" => "General",
        "Fixed" => "0.00",
        "Standard" | "Currency" | "Euro Currency" => "#,##0.00",
        "Percent" => "0.00%",
        "Scientific" => "0.00E+00",
        "Short Date" => "yyyy/m/d",
        "Long Date" | "Medium Date" | "General Date" => "yyyy\"年\"m\"月\"d\"日\"",
        code => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::samples::source;

    fn shown(sheets: &str) -> (Vec<String>, Vec<String>) {
        let xml = format!(
            "<?xml version=\"1.0\"?><Workbook xmlns=\"{KIND}\" xmlns:ss=\"{KIND}\"><Styles><Style ss:ID=\"s1\">\
             <NumberFormat ss:Format=\"Standard\"/></Style><Style ss:ID=\"s2\"><NumberFormat ss:Format=\"0!.0,\"/></Style>\
             </Styles>{sheets}</Workbook>"
        );
        assert!(is_workbook(xml.as_bytes()));
        let book = read(&xml);
        let hidden = book.hidden.clone();
        (book.finish(&source("a.xls", Vec::new()), &mut Vec::new()).source, hidden)
    }

    #[test]
    fn cells_stand_where_they_stand_and_show_what_they_show() {
        let (lines, _) = shown(
            "<Worksheet ss:Name=\"甲\"><Table><Column ss:Index=\"4\" ss:Hidden=\"1\"/><Row><Cell><Data ss:Type=\"String\">项目</Data></Cell>\
             <Cell ss:Index=\"3\"><Data ss:Type=\"String\">金额</Data></Cell><Cell><Data ss:Type=\"String\">藏</Data></Cell></Row>\
             <Row ss:Index=\"3\"><Cell ss:MergeAcross=\"1\"><Data ss:Type=\"String\">合计</Data></Cell>\
             <Cell ss:StyleID=\"s1\"><Data ss:Type=\"Number\">-1260.5</Data><Comment><Data>9</Data></Comment></Cell></Row>\
             <Row ss:Hidden=\"1\"><Cell><Data ss:Type=\"Number\">7</Data></Cell></Row>\
             <Row><Cell><Data ss:Type=\"String\">乙</Data></Cell><Cell ss:Formula=\"=1\"/><Cell ss:StyleID=\"s2\">\
             <Data ss:Type=\"Number\">12605000</Data></Cell></Row></Table></Worksheet>",
        );
        assert_eq!(lines, ["项目\t\t金额", "\t\t", "合计\t\t-1,260.50", "\t\t", "乙\t[公式未计算]\t1260.5"]);
    }

    #[test]
    fn hidden_sheets_are_named() {
        let (lines, hidden) = shown(
            "<Worksheet ss:Name=\"底稿\"><Table><Row><Cell><Data ss:Type=\"Number\">1</Data></Cell></Row></Table>\
             <WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>\
             <Worksheet ss:Name=\"乙\"><Table><Row><Cell><Data ss:Type=\"Number\">2</Data></Cell></Row></Table></Worksheet>",
        );
        assert_eq!((lines, hidden), (vec!["2".to_owned()], vec!["底稿".to_owned()]));
    }

    #[test]
    fn other_xml_is_none() {
        assert!(!is_workbook(
            b"<?xml version=\"1.0\"?><html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"
        ));
        assert!(!is_workbook(b"<?xml version=\"1.0\"?><a/>"));
        let book = read("<Workbook><Worksheet><Table><Row><Cell><Data ss:Type=\"Number\">1</Data></Cell>");
        assert_eq!(book.damage.len(), 1);
    }
}
