//! Documents: what a reader saw. Blocks, tables and cells with their places, no meaning.

mod attach;
mod bars;
mod capital;
mod clean;
mod clip;
mod date;
mod locator;
mod number;
mod paragraph;
mod place;
mod red;
mod script;
mod scrub;
mod sketch;
mod transcript;
mod withhold;

pub use bars::bar_cells;
pub use clean::{
    clean, is_cjk, key, label, squeeze, squeeze_text, strip_ordinal, widen_brackets, without_leaders,
};
pub use clip::Most;
pub use date::{YEAR_IN_WORDS, is_date, is_one_day, is_year, with_year, year_of};
pub use locator::{Locator, ParseLocatorError, Span};
pub use number::{
    NO_SIGN, NOT_CALCULATED, NOT_UNDERSTOOD, NumberToken, Printed, Suffix, doubted, is_blank, is_failed,
    numbers, parse_cell, parse_digits,
};
pub use paragraph::{Found, Paragraph, bullet, is_too_long, opens_part, paragraphs, sentences};
pub use place::{Place, Places, letters};
pub use red::{RED, is_red, reddened};
pub use script::simplified;
pub use scrub::{is_deceptive, scrub};
pub use sketch::{Drawn, Frame, Sketch};
pub use transcript::{MAX_LINES, Seen, Transcript};
pub use withhold::{Private, WITHHELD, Withheld};

/// What a reader saw of one source.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Document {
    /// Lines and tables in reading order.
    pub blocks: Vec<Block>,
    /// The transcript, for the page that shows the source as read: the raw lines of a text; of any other format its
    /// lines, and the rows of its tables with tabs between the cells.
    pub source: Vec<String>,
    /// What the lines of the transcript are in the original.
    pub places: Places,
    /// How far what was read is what was printed.
    pub fidelity: Fidelity,
    /// Where the lines stand on the pages of the original; empty for formats without pages of their own.
    #[serde(skip)]
    pub sketches: Vec<Sketch>,
    /// What the file says of itself beside its text.
    pub about: About,
    /// Personal data that was taken out of it.
    pub withheld: Vec<Withheld>,
}

/// What a file says of itself beside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct About {
    /// Titles that a page gives itself.
    pub titles: Vec<String>,
    /// The path that leads to the page on its site, from its first page down.
    pub path: Vec<String>,
    /// What stands at the head and foot of all its pages, where that is no part of the text.
    #[serde(skip)]
    pub running: Vec<String>,
}

/// How far a document as read is the document as printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Fidelity {
    /// Nothing speaks against it.
    #[default]
    Whole,
    /// Parts are lost: the file is damaged, hidden, locked or larger than is read. What does not add up may add up
    /// with them.
    Partial,
    /// A machine recognised the text on pictures of pages, and may have misread it.
    Scanned,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Block {
    /// A line of text that belongs to no table.
    Line(Line),
    /// A table.
    Table(Table),
}

/// A line of text.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Line {
    /// Its number in the source, counted from 1.
    pub number: u32,
    /// How many blank lines stood before it.
    pub gap: u32,
    /// The cleaned text.
    pub text: String,
    /// How it hangs together with the line before it, where the page shows it.
    pub joint: Joint,
}

impl Line {
    /// A line of which only the text is known.
    pub fn new(number: u32, gap: u32, text: impl Into<String>) -> Self {
        Self { number, gap, text: text.into(), joint: Joint::Unknown }
    }
}

/// How a line hangs together with the line before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub enum Joint {
    /// The words must tell.
    #[default]
    Unknown,
    /// It opens a paragraph: it is indented or in the middle of the page.
    Opens,
    /// It goes on: the line before it is full, and it begins at the margin.
    Continues,
}

/// How a source writes merged cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Shape {
    /// A cell that spans columns stands once; rows have different lengths. A cell that spans rows continues as a blank.
    Collapsed,
    /// Every row has a cell for every column; merged cells continue as blanks.
    Grid,
    /// As a grid; in addition merged cells say how far they reach, and the table is whole: what comes next is another.
    Exact,
}

/// How far a cell of an exact table reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Reach {
    /// It covers this many columns and rows, itself included.
    Own(u32, u32),
    /// Another cell covers its place.
    Covered,
}

/// A table as it stands in the source.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Table {
    /// How merged cells are written.
    pub shape: Shape,
    /// Blank lines before it.
    pub gap: u32,
    /// The rows.
    pub rows: Vec<Row>,
}

impl Table {
    /// The lines that the table covers.
    pub fn span(&self) -> Span {
        let first = self.rows.first().map_or(0, |r| r.span.first);
        let last = self.rows.last().map_or(first, |r| r.span.last);
        Span::new(first, last)
    }
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Row {
    /// The lines that the row covers.
    pub span: Span,
    /// Its cells, blanks included.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The texts of the cells that hold something.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().filter(|c| !c.text.is_empty()).map(|c| c.text.as_str())
    }
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Cell {
    /// The text without outer white space, cleaned.
    pub text: String,
    /// The printed text without line breaks.
    pub quote: String,
    /// How far the text is indented, in spaces.
    pub indent: u32,
    /// Its place.
    pub locator: Locator,
    /// How far it reaches, where the source says so.
    pub reach: Option<Reach>,
    /// Whether all of it is written in red: in some tables that is the minus.
    pub red: bool,
}

impl Cell {
    /// Makes a cell from the raw text at a place.
    pub fn new(raw: &str, locator: Locator) -> Self {
        let cleaned = clean(raw);
        let trimmed = cleaned.trim_start();
        let indent = cleaned[..cleaned.len() - trimmed.len()].chars().count();
        Self {
            text: trimmed.trim_end().to_owned(),
            quote: one_line(raw),
            indent: u32::try_from(indent).unwrap_or(u32::MAX),
            locator,
            reach: None,
            red: raw.contains(RED),
        }
    }

    /// The same cell with what is known of its reach.
    pub fn reaching(self, reach: Reach) -> Self {
        Self { reach: Some(reach), ..self }
    }

    /// The cell read as one number.
    pub fn number(&self) -> Option<Printed> {
        parse_cell(&self.text)
    }

    /// Whether the cell prints nothing.
    pub fn is_blank(&self) -> bool {
        is_blank(&self.text)
    }
}

/// A text without line breaks and outer white space.
pub fn one_line(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for part in raw.split(['\n', '\r', RED]) {
        let part = part.trim();
        if part.is_empty() {
            continue;
        }
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if latin(out.chars().next_back()) && latin(part.chars().next()) {
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}
