//! XML Spreadsheet 2003: a workbook as one XML file, often named `.xls`.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::markup::{Markup, Step, Tag};
use super::format::Format;
use super::ink::{Colour, Font, Paper, Rich};
use super::look::{self, Habits, Look};
use super::number;
use super::sheet::{Area, Book, MAX_COLUMNS, MAX_ROWS, is_nothing};

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
            _ if reading.book.is_full() => return reading.book,
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
    styles: BTreeMap<String, Style>,
    /// The style being read.
    style: Option<String>,
    /// The styles of the table, of its columns and of the row being read.
    of_table: String,
    of_columns: BTreeMap<u32, (u32, String)>,
    of_row: String,
    /// How cells are shown in the styles met so far.
    looks: BTreeMap<String, Rc<Look>>,
    /// The name of the sheet being read, and whether it is hidden, which stands behind its cells.
    sheet: String,
    hidden: bool,
    /// Which of its cells hold a zero, and whether zeros are shown, which stands behind them too.
    zeros: Vec<(u32, u32)>,
    no_zeros: bool,
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
    rich: Rich,
    /// Which tags of fonts are open within the text.
    fonts: Vec<Font>,
    formula: bool,
    has_data: bool,
    merged: (u32, u32),
}

/// A style; what it does not say, its parent does.
#[derive(Debug, Clone, Default)]
struct Style {
    parent: String,
    format: Option<Format>,
    indent: Option<usize>,
    font: Option<Font>,
    paper: Option<Paper>,
}

/// How deep styles lean on each other.
const DEPTH: usize = 16;

impl Reading {
    /// How a cell is shown in a style.
    fn look(&self, name: &str) -> Look {
        let mut whole = Style::default();
        let mut next = Some(name).filter(|name| !name.is_empty()).unwrap_or("Default");
        for _ in 0..DEPTH {
            let Some(style) = self.styles.get(next) else { break };
            let style = style.clone();
            whole = Style {
                parent: String::new(),
                format: whole.format.or(style.format),
                indent: whole.indent.or(style.indent),
                font: whole.font.or(style.font),
                paper: whole.paper.or(style.paper),
            };
            next = match self.styles.get(next) {
                Some(style) if !style.parent.is_empty() => &style.parent,
                _ if next != "Default" => "Default",
                _ => break,
            };
        }
        let font = whole.font.unwrap_or_default();
        Look {
            format: whole.format.unwrap_or_default(),
            indent: whole.indent.unwrap_or_default(),
            struck: font.struck,
            faint: font.is_faint(&whole.paper.unwrap_or_default()),
        }
    }

    fn with_style(&mut self, change: impl FnOnce(&mut Style)) {
        if let Some(style) = self.style.as_ref().and_then(|name| self.styles.get_mut(name)) {
            change(style);
        }
    }

    /// Takes a tag of a text of several fonts.
    fn font(&mut self, tag: &Tag) {
        let mut font = self.cell.fonts.last().cloned().unwrap_or_default();
        match tag.name() {
            "S" => font.struck = true,
            "Sup" | "Sub" => font.raised = true,
            _ => {}
        }
        self.cell.rich.with(font.clone());
        self.cell.fonts.push(font);
    }

    fn broken(mut self) -> Book {
        self.book.drop_row(self.row);
        self.book.damage.push("the workbook is no well-formed XML; its last row was not read".to_owned());
        self.book
    }

    fn open(&mut self, tag: &Tag) {
        let at = |name: &str| tag.number::<u32>(name);
        let yes = |name: &str| tag.attribute(name).is_some_and(|value| value == "1" || value == "true");
        match tag.name() {
            _ if self.inside == Inside::Data => self.font(tag),
            "Style" if self.styles.len() < MOST => {
                let name = tag.attribute("ID").unwrap_or_default();
                let parent = tag.attribute("Parent").unwrap_or_default();
                self.styles.insert(name.clone(), Style { parent, ..Style::default() });
                self.style = Some(name);
            }
            "NumberFormat" => {
                let format = tag.attribute("Format").map(|code| Format::read(named(&code)));
                self.with_style(|style| style.format = format);
            }
            "Alignment" => {
                let indent = tag.number("Indent").map(|indent: usize| indent.min(250));
                self.with_style(|style| style.indent = indent);
            }
            "Font" => {
                let font = Font {
                    struck: yes("StrikeThrough"),
                    raised: false,
                    colour: tag.attribute("Color").and_then(|colour| Colour::hex(&colour)),
                };
                self.with_style(|style| style.font = Some(font));
            }
            "Interior" => {
                let colour = tag.attribute("Color").and_then(|colour| Colour::hex(&colour));
                let paper = match tag.attribute("Pattern").as_deref() {
                    None | Some("None") => Paper::Sheet,
                    Some("Solid") => colour.map_or(Paper::Unknown, Paper::Colour),
                    Some(_) => Paper::Unknown,
                };
                self.with_style(|style| style.paper = Some(paper));
            }
            "Table" => self.of_table = tag.attribute("StyleID").unwrap_or_default(),
            "Worksheet" if self.book.sheets.len() < MOST => {
                self.sheet = tag.attribute("Name").unwrap_or_default();
                (self.hidden, self.no_zeros) = (false, false);
                self.zeros.clear();
                self.book.sheet(&self.sheet);
                self.of_columns.clear();
                (self.row, self.more, self.column) = (0, 0, 0);
            }
            "Column" => {
                let first = at("Index").unwrap_or(self.column.saturating_add(1)).max(1);
                self.column = first.saturating_add(at("Span").unwrap_or(0)).min(MAX_COLUMNS);
                if (yes("Hidden") || is_nothing(tag, "Width")) && first <= self.column {
                    self.book.hide_columns(first, self.column);
                }
                if let Some(style) = tag.attribute("StyleID") {
                    self.of_columns.insert(first, (self.column, style));
                }
            }
            "Row" => {
                self.row = at("Index").unwrap_or(self.row.saturating_add(self.more + 1)).min(MAX_ROWS + 1);
                self.more = at("Span").unwrap_or(0).min(MAX_ROWS);
                self.column = 0;
                self.of_row = tag.attribute("StyleID").unwrap_or_default();
                if yes("Hidden") || is_nothing(tag, "Height") {
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
            "DoNotDisplayZeros" => self.no_zeros = true,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match self.inside {
            Inside::Data => self.cell.rich.push(text),
            Inside::Visible => self.hidden |= text.trim() != "SheetVisible",
            Inside::Nothing => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "Data" => {
                self.inside = Inside::Nothing;
                self.cell.text = self.cell.rich.end();
            }
            "Visible" => self.inside = Inside::Nothing,
            "Style" => self.style = None,
            _ if self.inside == Inside::Data => {
                self.cell.fonts.pop();
                self.cell.rich.with(self.cell.fonts.last().cloned().unwrap_or_default());
            }
            "Cell" => self.end_cell(),
            "Worksheet" if self.hidden => {
                self.book.sheets.pop();
                self.book.hidden.push(std::mem::take(&mut self.sheet));
            }
            "Worksheet" if self.no_zeros => self.book.blank(&self.zeros),
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
        let of_column = self.of_columns.range(..=column).next_back();
        let of_column = of_column.filter(|(_, (last, _))| *last >= column).map(|(_, (_, style))| style);
        let styles = [&cell.style, &self.of_row].into_iter().chain(of_column).chain([&self.of_table]);
        let style = styles.into_iter().find(|style| !style.is_empty()).map_or("", String::as_str);
        let look = match self.looks.get(style) {
            Some(look) => look.clone(),
            None => {
                let look = Rc::new(self.look(style));
                self.looks.insert(style.to_owned(), look.clone());
                look
            }
        };
        let look = Some(&*look);
        let shown = match cell.kind.as_str() {
            "Number" => match cell.text.trim().parse().ok().and_then(number::decimal) {
                Some(value) => {
                    self.book.unseen += usize::from(look::is_unseen(look, value));
                    if value.is_zero() && !self.book.is_full() {
                        self.zeros.push((row, column));
                    }
                    look::number(look, value, Habits::default())
                }
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
    fn zeros_that_a_sheet_hides_are_not_there() {
        let sheet = |name: &str, options: &str| {
            format!(
                "<Worksheet ss:Name=\"{name}\"><Table><Row><Cell><Data ss:Type=\"Number\">0</Data></Cell>\
                 <Cell><Data ss:Type=\"Number\">10.5</Data></Cell></Row></Table><WorksheetOptions>{options}\
                 </WorksheetOptions></Worksheet>"
            )
        };
        let sheets = sheet("甲", "<DoNotDisplayZeros/>") + &sheet("乙", "<Selected/>");
        assert_eq!(shown(&sheets).0, ["\t10.5", "0\t10.5"]);
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
