//! Printing tables in the text layouts that disclosures come in, noting for every amount where it stands and what it
//! means.

use std::collections::BTreeMap;

use super::model::Seeded;

/// How a document writes its tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Layout {
    /// A row a line, cells between tabs.
    Tabs,
    /// A cell a line behind a tab; merged cells stand once; an empty line ends the row.
    Cells,
    /// The flow of a PDF: cells and numbers broken over lines, an empty line behind each.
    Flow,
}

/// What an amount means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Meaning {
    pub(crate) year: i32,
    pub(crate) phase: &'static str,
    pub(crate) statement: &'static str,
    pub(crate) measure: &'static str,
    pub(crate) scheme: &'static str,
    pub(crate) code: String,
    /// Whether the code is printed in this row. One that is not may stay empty.
    pub(crate) code_printed: bool,
    pub(crate) name: String,
    pub(crate) amount: String,
}

/// A cell to print.
#[derive(Debug, Clone)]
pub(crate) enum Cell {
    /// A label, a code, or nothing.
    Text(String),
    /// An amount.
    Amount(String, Meaning),
}

pub(crate) fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

/// 元 as printed in 万元, rounded to hundredths, with separators.
pub(crate) fn printed(yuan: i64) -> String {
    let hundredths = (yuan + 50) / 100;
    let whole = (hundredths / 100).to_string();
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped}.{:02}", hundredths % 100)
}

/// A document being printed.
pub(crate) struct Page {
    pub(crate) layout: Layout,
    pub(crate) lines: Vec<String>,
    pub(crate) meanings: BTreeMap<String, Meaning>,
    pub(crate) random: Seeded,
}

impl Page {
    pub(crate) fn new(layout: Layout, seed: u64) -> Self {
        Self { layout, lines: Vec::new(), meanings: BTreeMap::new(), random: Seeded(seed) }
    }

    /// A line of text with an empty line behind it.
    pub(crate) fn line(&mut self, text: impl Into<String>) {
        self.lines.push(text.into());
        self.lines.push(String::new());
    }

    pub(crate) fn text(&self) -> String {
        self.lines.join("\n")
    }

    /// The number of the next line.
    fn next(&self) -> usize {
        self.lines.len() + 1
    }

    pub(crate) fn end_table(&mut self) {
        self.lines.push(String::new());
        if self.layout == Layout::Cells {
            self.lines.extend([String::new(), String::new()]);
        }
    }

    pub(crate) fn texts(&mut self, cells: &[&str]) {
        self.row(cells.iter().map(|cell| text(*cell)).collect());
    }

    pub(crate) fn row(&mut self, cells: Vec<Cell>) {
        match self.layout {
            Layout::Tabs => self.tabbed(cells),
            Layout::Cells => self.one_by_one(cells),
            Layout::Flow => self.flowing(cells),
        }
    }

    fn tabbed(&mut self, cells: Vec<Cell>) {
        let line = self.next();
        let mut texts = Vec::new();
        for (cell, nth) in cells.into_iter().zip(1..) {
            texts.push(match cell {
                Cell::Text(text) => text,
                Cell::Amount(text, meaning) => {
                    self.meanings.insert(format!("L{line}:c{nth}"), meaning);
                    text
                }
            });
        }
        self.lines.push(texts.join("\t"));
    }

    fn one_by_one(&mut self, cells: Vec<Cell>) {
        for cell in cells {
            let text = match cell {
                Cell::Text(text) => text,
                Cell::Amount(text, meaning) => {
                    self.meanings.insert(format!("L{}", self.next()), meaning);
                    text
                }
            };
            self.lines.push(format!("\t{text}"));
        }
        self.lines.push(String::new());
    }

    /// Labels that are too long for their column and, sometimes, whole rows of numbers are broken.
    fn flowing(&mut self, cells: Vec<Cell>) {
        let mut open = String::new();
        let mut amounts = Vec::new();
        for cell in cells {
            match cell {
                Cell::Text(text) if text.is_empty() => {}
                Cell::Text(text) if text.chars().count() > 13 => {
                    if !open.is_empty() {
                        self.line(std::mem::take(&mut open));
                    }
                    let chars: Vec<char> = text.chars().collect();
                    for piece in chars.chunks(13) {
                        self.line(piece.iter().collect::<String>());
                    }
                }
                Cell::Text(text) => push(&mut open, &text),
                Cell::Amount(text, meaning) => amounts.push((text, meaning)),
            }
        }
        if !amounts.is_empty() && self.random.chance(15) {
            if !open.is_empty() {
                self.line(open);
            }
            for (text, meaning) in amounts {
                self.broken(&text, meaning);
            }
            return;
        }
        let line = self.next();
        for (text, meaning) in amounts {
            push(&mut open, &text);
            let nth = mingzhang::document::numbers(&open).len();
            self.meanings.insert(format!("L{line}@{nth}"), meaning);
        }
        if !open.is_empty() {
            self.line(open);
        }
    }

    /// `3,020` and `.16` on two lines.
    fn broken(&mut self, text: &str, meaning: Meaning) {
        let line = self.next();
        match text.split_once('.').filter(|_| text.len() > 5) {
            Some((whole, rest)) => {
                self.meanings.insert(format!("L{line}-{}", line + 2), meaning);
                self.line(whole);
                self.line(format!(".{rest}"));
            }
            None => {
                self.meanings.insert(format!("L{line}@1"), meaning);
                self.line(text);
            }
        }
    }
}

fn push(open: &mut String, text: &str) {
    if !open.is_empty() {
        open.push(' ');
    }
    open.push_str(text);
}

impl Page {
    /// A line of a flow on which labels and amounts alternate.
    pub(crate) fn row_of_pairs(&mut self, cells: Vec<Cell>) {
        let line = self.next();
        let mut open = String::new();
        for cell in cells {
            match cell {
                Cell::Text(text) => push(&mut open, &text),
                Cell::Amount(text, meaning) => {
                    push(&mut open, &text);
                    let nth = mingzhang::document::numbers(&open).len();
                    self.meanings.insert(format!("L{line}@{nth}"), meaning);
                }
            }
        }
        self.line(open);
    }
}

impl Page {
    /// A row of a table so narrow that every cell is broken where its column ends.
    pub(crate) fn narrow_row(&mut self, label: &str, amounts: Vec<Cell>) {
        let chars: Vec<char> = label.chars().collect();
        for piece in chars.chunks(10) {
            self.line(piece.iter().collect::<String>());
        }
        for cell in amounts {
            let Cell::Amount(text, meaning) = cell else { continue };
            let width = 3 + self.random.below(4);
            let first = self.next();
            let chars: Vec<char> = text.chars().collect();
            let pieces: Vec<String> = chars.chunks(width).map(|piece| piece.iter().collect()).collect();
            let last = first + 2 * (pieces.len() - 1);
            let place = if first == last { format!("L{first}@1") } else { format!("L{first}-{last}") };
            self.meanings.insert(place, meaning);
            for piece in pieces {
                self.line(piece);
            }
        }
    }
}
