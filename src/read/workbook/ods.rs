//! ODS: the file itself says what each cell shows, so that is what is read.

use std::collections::BTreeSet;

use super::super::markup::{Markup, Step, Tag};
use super::super::package::Package;
use super::sheet::{Area, Book, MAX_COLUMNS, MAX_ROWS};

/// The part that holds the sheets.
const CONTENT: &str = "content.xml";

/// Whether a package is a spreadsheet of this kind.
pub(super) fn is_sheet(package: &mut Package) -> bool {
    // A text document (ODT) has the same parts; what is left of a damaged file may not say its kind.
    let kind = package.part("mimetype").text;
    package.has(CONTENT) && (kind.is_empty() || kind.contains("spreadsheet"))
}

/// Reads a workbook.
pub(super) fn read(package: &mut Package) -> Book {
    let part = package.part(CONTENT);
    let mut reading = SheetReading::default();
    let whole = reading.read(&part.text);
    let mut book = reading.book;
    if let Some(loss) = part.loss {
        book.damage.push(format!("{CONTENT} {}", loss.words()));
    } else if !whole {
        book.damage.push(format!("{CONTENT} is no well-formed XML; its last row was not read"));
    }
    book
}

#[derive(Debug, Default)]
struct SheetReading {
    book: Book,
    /// Table styles that hide their sheet.
    hiding: BTreeSet<String>,
    style: String,
    /// The row and how often it stands.
    row: u32,
    rows: u32,
    column: u32,
    cell: Cell,
    /// Whether a paragraph of the cell is being read.
    inside: bool,
}

#[derive(Debug, Default)]
struct Cell {
    columns: u32,
    lines: Vec<String>,
    formula: bool,
    value: bool,
    span: (u32, u32),
}

impl SheetReading {
    /// Whether all could be read. Where it breaks off, the row being read is dropped.
    fn read(&mut self, xml: &str) -> bool {
        let mut markup = Markup::new(xml);
        let mut in_sheet = false;
        let mut in_cell = false;
        loop {
            match markup.step() {
                Step::Open(tag) => {
                    let whole = match tag.name() {
                        "table" if !in_sheet => {
                            in_sheet = self.open_sheet(&tag);
                            in_sheet || markup.skip()
                        }
                        // Comments, drawings with their own texts, tables in cells, and what tracked changes took away.
                        "annotation" | "shapes" | "frame" | "table" | "tracked-changes" | "ruby-text" => {
                            markup.skip()
                        }
                        "table-cell" | "covered-table-cell" if in_sheet => {
                            in_cell = true;
                            self.open_cell(&tag);
                            true
                        }
                        _ => {
                            self.open(&tag, in_cell);
                            true
                        }
                    };
                    if !whole {
                        break;
                    }
                }
                Step::Text(text) if self.inside => self.push(&text),
                Step::Text(_) => {}
                Step::Close(name) => match name.as_str() {
                    "p" | "h" => self.inside = false,
                    "table-cell" | "covered-table-cell" => {
                        in_cell = false;
                        self.end_cell();
                    }
                    "table-row" => self.row = self.row.saturating_add(self.rows - 1),
                    "table" => in_sheet = false,
                    _ => {}
                },
                Step::End => return true,
                Step::Broken => break,
            }
        }
        self.book.drop_row(self.row);
        false
    }

    /// Begins a sheet; `false` where it is hidden.
    fn open_sheet(&mut self, tag: &Tag) -> bool {
        let name = tag.attribute("name").unwrap_or_default();
        if tag.attribute("style-name").is_some_and(|style| self.hiding.contains(&style)) {
            self.book.hidden.push(name);
            return false;
        }
        self.book.sheet(&name);
        (self.row, self.column) = (0, 0);
        true
    }

    fn open(&mut self, tag: &Tag, in_cell: bool) {
        let hidden = || tag.attribute("visibility").is_some_and(|value| value != "visible");
        match tag.name() {
            "style" => self.style = tag.attribute("name").unwrap_or_default(),
            "table-properties" if tag.attribute("display").is_some_and(|value| value == "false") => {
                self.hiding.insert(std::mem::take(&mut self.style));
            }
            "table-column" => {
                let first = self.column.saturating_add(1);
                self.column = self.column.saturating_add(repeated(tag, "number-columns-repeated"));
                if hidden() {
                    self.book.hide_columns(first, self.column.min(MAX_COLUMNS));
                }
            }
            "table-row" => {
                self.row = self.row.saturating_add(1);
                self.rows = repeated(tag, "number-rows-repeated");
                self.column = 0;
                if hidden() {
                    self.book.hide_rows(self.row, self.row.saturating_add(self.rows - 1));
                }
            }
            "p" | "h" if in_cell => {
                self.inside = true;
                self.cell.lines.push(String::new());
            }
            "s" if self.inside => {
                let count: usize = tag.number("c").unwrap_or(1).min(1000);
                self.push(&" ".repeat(count));
            }
            "tab" if self.inside => self.push("\t"),
            "line-break" if self.inside => self.push("\n"),
            _ => {}
        }
    }

    fn open_cell(&mut self, tag: &Tag) {
        self.column = self.column.saturating_add(1);
        let span = |name: &str| tag.number::<u32>(name).unwrap_or(1).max(1);
        self.cell = Cell {
            columns: repeated(tag, "number-columns-repeated"),
            formula: tag.attribute("formula").is_some(),
            value: tag.attribute("value-type").is_some(),
            span: (span("number-rows-spanned"), span("number-columns-spanned")),
            lines: Vec::new(),
        };
        // Covered cells keep a text of their own, which the cell that covers them hides.
        if tag.name() == "covered-table-cell" {
            self.cell.formula = false;
            self.cell.span = (0, 0);
        }
    }

    fn end_cell(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        let first = self.column;
        self.column = self.column.saturating_add(cell.columns - 1);
        if cell.span == (0, 0) {
            return;
        }
        if cell.span != (1, 1) {
            let last = (self.row.saturating_add(cell.span.0 - 1), first.saturating_add(cell.span.1 - 1));
            self.book.merge(Area { first: (self.row, first), last });
        }
        let text = cell.lines.join("\n");
        let nothing = cell.formula && !cell.value && text.is_empty();
        if text.trim().is_empty() && !nothing {
            return;
        }
        for row in self.row..self.row.saturating_add(self.rows).min(MAX_ROWS + 1) {
            for column in first..=self.column.min(MAX_COLUMNS + 1) {
                let room = if nothing {
                    self.book.put_not_calculated(row, column)
                } else {
                    self.book.put(row, column, text.clone())
                };
                if !room {
                    return;
                }
            }
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(line) = self.cell.lines.last_mut() {
            line.push_str(text);
        }
    }
}

fn repeated(tag: &Tag, name: &str) -> u32 {
    tag.number::<u32>(name).unwrap_or(1).max(1)
}
