//! ODS: the file itself says what each cell shows, so that is what is read; the sign is that of the stored number.

use super::super::markup::{Markup, Step, Tag};
use super::super::odt;
use super::super::package::Package;
use super::format::is_words_only;
use super::ink::{Font, Paper, Rich};
use super::look::Look;
use super::ods_settings::Zeros;
use super::ods_styles::Styles;
use super::sheet::{Area, Book, MAX_COLUMNS, MAX_ROWS};
use crate::document::{NOT_UNDERSTOOD, is_blank, parse_cell};

/// The part that holds the sheets.
const CONTENT: &str = "content.xml";

/// Whether a package is a spreadsheet of this kind.
pub(super) fn is_sheet(package: &mut Package) -> bool {
    // A text document (ODT) has the same parts; what is left of a damaged file may not say its kind.
    let kind = package.part("mimetype").text;
    let says = if kind.is_empty() { !odt::holds_text(package) } else { kind.contains("spreadsheet") };
    package.has(CONTENT) && says
}

/// The name that a file of one piece gives its kind.
const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// How far the beginning of a file reaches.
const OPENING: usize = 8192;

/// Whether bytes are a spreadsheet of this kind in one piece of XML.
pub(super) fn is_flat(bytes: &[u8]) -> bool {
    let opening = String::from_utf8_lossy(&bytes[..bytes.len().min(OPENING)]);
    let text = opening.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    (text.starts_with("<?xml") || text.starts_with("<office:document"))
        && text.contains("<office:document")
        && text.contains(KIND)
}

/// Reads a workbook in one piece.
pub(super) fn read_flat(xml: &str) -> Book {
    let mut reading = SheetReading { zeros: Zeros::read(xml), ..SheetReading::default() };
    let whole = reading.read(xml);
    let mut book = reading.book;
    if !whole {
        book.damage.push("the file is no well-formed XML; its last row was not read".to_owned());
    }
    book
}

/// Reads a workbook.
pub(super) fn read(package: &mut Package) -> Book {
    let part = package.part(CONTENT);
    let zeros = Zeros::read(&package.part("settings.xml").text);
    let mut reading = SheetReading { zeros, ..SheetReading::default() };
    // Styles with names stand in a part of their own; without it, nothing is hidden by them.
    let named = package.part("styles.xml").text;
    let mut markup = Markup::new(&named);
    while let Some(tag) = markup.next_tag() {
        reading.styles.take(&tag);
    }
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
    styles: Styles,
    /// Which sheets show no zeros, and whether the one being read does not.
    zeros: Zeros,
    no_zeros: bool,
    /// The styles that cells have by their column, and by their row.
    of_columns: Vec<(u32, String)>,
    of_row: String,
    /// Which pieces of text are open, and whether each is read.
    pieces: Vec<Font>,
    rich: Rich,
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
    style: String,
    formula: bool,
    value: bool,
    /// Whether the stored number is below zero.
    below: bool,
    /// Whether it is zero.
    zero: bool,
    /// The stored number or date, where the cell holds one.
    number: String,
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
                        "annotation" | "shapes" | "frame" | "table" | "tracked-changes" | "ruby-text"
                        | "note" => markup.skip(),
                        "hidden-text" | "hidden-paragraph" if is_hidden(&tag) => markup.skip(),
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
                    "p" | "h" => {
                        self.inside = false;
                        let line = self.rich.end();
                        self.cell.lines.push(line);
                    }
                    "span" if self.inside => {
                        self.pieces.pop();
                        self.rich.with(self.pieces.last().cloned().unwrap_or_default());
                    }
                    "table-cell" | "covered-table-cell" => {
                        in_cell = false;
                        self.end_cell();
                    }
                    "table-row" => self.row = self.row.saturating_add(self.rows.saturating_sub(1)),
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
        if tag.attribute("style-name").is_some_and(|style| self.styles.hides("table", &style)) {
            self.book.hidden.push(name);
            return false;
        }
        self.no_zeros = self.zeros.hides(&name);
        self.book.sheet(&name);
        self.of_columns.clear();
        (self.row, self.column) = (0, 0);
        true
    }

    fn open(&mut self, tag: &Tag, in_cell: bool) {
        let hidden = |styles: &Styles| {
            tag.attribute("visibility").is_some_and(|value| value != "visible")
                || tag.attribute("style-name").is_some_and(|style| styles.hides(tag.name(), &style))
        };
        match tag.name() {
            "table-column" => {
                let first = self.column.saturating_add(1);
                self.column = self.column.saturating_add(repeated(tag, "number-columns-repeated"));
                if hidden(&self.styles) {
                    self.book.hide_columns(first, self.column.min(MAX_COLUMNS));
                }
                if self.of_columns.len() < MAX_COLUMNS as usize {
                    let style = tag.attribute("default-cell-style-name").unwrap_or_default();
                    self.of_columns.push((self.column, style));
                }
            }
            "table-row" => {
                self.row = self.row.saturating_add(1);
                self.rows = repeated(tag, "number-rows-repeated");
                self.column = 0;
                self.of_row = tag.attribute("default-cell-style-name").unwrap_or_default();
                if hidden(&self.styles) {
                    self.book.hide_rows(self.row, self.row.saturating_add(self.rows.saturating_sub(1)));
                }
            }
            "p" | "h" if in_cell => {
                self.inside = true;
                self.rich = Rich::default();
                self.pieces.clear();
            }
            "span" if self.inside => {
                let above = self.pieces.last().cloned().unwrap_or_default();
                let (own, _) = self.styles.look("text", &tag.attribute("style-name").unwrap_or_default());
                let font = Font {
                    struck: own.struck || above.struck,
                    raised: own.raised || above.raised,
                    colour: own.colour.or(above.colour),
                };
                self.rich.with(font.clone());
                self.pieces.push(font);
            }
            "s" if self.inside => {
                let count: usize = tag.number("c").unwrap_or(1).min(1000);
                self.push(&" ".repeat(count));
            }
            "tab" if self.inside => self.push("\t"),
            "line-break" if self.inside => self.push("\n"),
            _ => self.styles.take(tag),
        }
    }

    fn open_cell(&mut self, tag: &Tag) {
        self.column = self.column.saturating_add(1);
        let span = |name: &str| tag.number::<u32>(name).unwrap_or(1).max(1);
        let stored = tag.attribute("value").unwrap_or_default();
        let number = match tag.attribute("value-type").as_deref() {
            Some("float" | "currency" | "percentage") => stored.clone(),
            Some("date") => tag.attribute("date-value").unwrap_or_default(),
            _ => String::new(),
        };
        self.cell = Cell {
            columns: repeated(tag, "number-columns-repeated"),
            style: tag.attribute("style-name").unwrap_or_default(),
            below: stored.trim().starts_with('-'),
            zero: stored.trim().parse().is_ok_and(|value: f64| value == 0.0),
            number,
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
        self.column = self.column.saturating_add(cell.columns.saturating_sub(1));
        if cell.span == (0, 0) {
            return;
        }
        if cell.span != (1, 1) {
            let last = (self.row.saturating_add(cell.span.0 - 1), first.saturating_add(cell.span.1 - 1));
            self.book.merge(Area { first: (self.row, first), last });
        }
        let text = self.shown(&cell, first);
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

    /// What a reader takes from a cell.
    fn shown(&mut self, cell: &Cell, column: u32) -> String {
        if cell.zero && self.no_zeros {
            return String::new();
        }
        let text = cell.lines.join("\n");
        let of_column = self.of_columns.iter().find(|(last, _)| *last >= column).map(|(_, style)| style);
        let styles = [&cell.style, &self.of_row].into_iter().chain(of_column);
        let style = styles.into_iter().find(|style| !style.is_empty()).map_or("Default", String::as_str);
        let (font, paper): (Font, Paper) = self.styles.look("table-cell", style);
        let look = Look { struck: font.struck, faint: font.is_faint(&paper), ..Look::default() };
        if look.hides(&text) {
            self.book.unseen += 1;
            return String::new();
        }
        // An amount in Chinese numerals is none that anybody reads; a year or a day may be.
        let in_words =
            cell.number.contains('.') && !text.is_empty() && !text.contains(|c: char| c.is_ascii_digit());
        if !cell.zero && !cell.number.is_empty() && (is_words_only(&text) || in_words && !is_blank(&text)) {
            return format!("{NOT_UNDERSTOOD}{}", cell.number);
        }
        // Red alone, or a bracket that a format drops, may stand for the sign.
        match parse_cell(&text) {
            Some(printed) if cell.below && printed.value > rust_decimal::Decimal::ZERO => {
                format!("-{}", text.trim())
            }
            _ => text,
        }
    }

    fn push(&mut self, text: &str) {
        self.rich.push(text);
    }
}

/// Whether a text that hangs on a condition is hidden.
fn is_hidden(tag: &Tag) -> bool {
    tag.attribute("is-hidden").is_none_or(|value| value != "false")
}

fn repeated(tag: &Tag, name: &str) -> u32 {
    tag.number::<u32>(name).unwrap_or(1).max(1)
}
