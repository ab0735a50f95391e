//! What the cells of a table of 三公 that lost its rows are: items, words of columns, values, units. Everything else ends it.

use crate::document::{Cell, Line, Row, is_blank, key, numbers, parse_cell, squeeze};
use crate::taxonomy::{
    SaidUnit, bare_unit, bracketed_unit, counts_something, is_of_class, says, stated_unit, three_public_item,
};

use super::super::columns::{header_meaning, phase_and_year};
use super::super::units::unit_alone;
use super::pieces::{Piece, opens_header};
use super::rows::is_sum;

/// A label has no more characters than this.
const LABEL: usize = 30;
/// Nor a word of a column.
const COLUMN: usize = 16;

/// What a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An item of 三公, their total, or the sum of what stands above it.
    Item(&'static str),
    /// A word of a column.
    Column,
    /// A word above labels: 项目, 序号.
    Corner,
    /// A number, or what stands for none.
    Value,
    /// The unit of money of the whole table.
    Unit(SaidUnit),
}

/// A cell and what it is.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) piece: Piece,
    pub(super) kind: Kind,
    /// Whether it is the first of its line.
    pub(super) opens_line: bool,
    /// Its number among the cells of the table.
    pub(super) place: usize,
    /// The cell, where it is one of a row already.
    cell: Option<Cell>,
}

impl Mark {
    pub(super) fn cell(&self) -> Cell {
        self.cell.clone().unwrap_or_else(|| self.piece.cell())
    }

    /// The label that a total has lost, on the line of its value.
    pub(super) fn total(value: &Self) -> Self {
        let piece = Piece { text: "合计".to_owned(), nth: None, ..value.piece.clone() };
        Self { piece, kind: Kind::Item("all"), opens_line: false, place: 0, cell: None }
    }

    pub(super) fn item(&self) -> Option<&'static str> {
        if let Kind::Item(code) = self.kind { Some(code) } else { None }
    }
}

/// The cells of a line, or nothing where one of them belongs to no such table.
pub(super) fn of_line(line: &Line) -> Option<Vec<Mark>> {
    if line.text.contains(['。', '；', ';', '!', '？']) {
        return None;
    }
    if let Some(unit) = unit_alone(&line.text) {
        let piece = piece(line, &line.text, None);
        return Some(vec![Mark { piece, kind: Kind::Unit(unit), opens_line: true, place: 0, cell: None }]);
    }
    if let Some(kind) = spread(&line.text) {
        let piece = piece(line, &line.text, None);
        return Some(vec![Mark { piece, kind, opens_line: true, place: 0, cell: None }]);
    }
    let found = numbers(&line.text);
    let mut marks: Vec<Mark> = Vec::new();
    for (at, part) in parts(&line.text) {
        let nth = found.iter().find(|one| one.start >= at && one.start < at + part.len());
        let piece = piece(line, part, nth.filter(|_| part.len() < line.text.trim().len()).map(|one| one.nth));
        let kind = kind_of(&piece)?;
        marks.push(Mark { piece, kind, opens_line: marks.is_empty(), place: 0, cell: None });
    }
    Some(marks)
}

/// The cells of a row, or nothing where one of them belongs to no such table.
pub(super) fn of_row(row: &Row) -> Option<Vec<Mark>> {
    let mark = |(at, cell): (usize, &Cell)| {
        let piece = Piece { text: squeeze(&cell.text), line: cell.locator.line(), nth: None, barred: false };
        let kind = kind_of(&piece)?;
        Some(Mark { piece, kind, opens_line: at == 0, place: 0, cell: Some(cell.clone()) })
    };
    row.cells.iter().enumerate().map(mark).collect()
}

/// What a line is whose characters the layout spreads: one item, 公 务 接 待 费.
fn spread(text: &str) -> Option<Kind> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let single = words.iter().filter(|word| word.chars().count() == 1).count();
    if words.len() < 3 || single * 2 < words.len() || words.iter().any(|word| parse_cell(word).is_some()) {
        return None;
    }
    let whole = Piece { text: words.concat(), line: 0, nth: None, barred: false };
    kind_of(&whole).filter(|kind| matches!(kind, Kind::Item(_)))
}

fn piece(line: &Line, part: &str, nth: Option<u32>) -> Piece {
    Piece { text: part.trim().to_owned(), line: line.number, nth, barred: false }
}

/// The parts of a line: between bars, tabs and gaps, and on both sides of a colon before a value. Characters that a layout
/// spreads are one word.
fn parts(text: &str) -> Vec<(usize, &str)> {
    let place = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for cell in text.split(['|', '\t']) {
        let mut open = false;
        for word in cell.split_whitespace() {
            let (at, end) = (place(word), place(word) + word.len());
            let single = word.chars().count() == 1 && parse_cell(word).is_none() && !is_blank(word);
            match parts.last_mut().filter(|_| open && single) {
                Some(last) => last.1 = end,
                None => parts.push((at, end)),
            }
            open = single;
        }
    }
    let mut out = Vec::new();
    for (at, end) in parts {
        let part = &text[at..end];
        // `5.2,0,4.8`: values between commas are no number.
        if part.contains(',') && parse_cell(part).is_none() {
            out.extend(part.split(',').map(|cell| (place(cell), cell)));
            continue;
        }
        match part.split_once(['：', ':']).filter(|(label, value)| {
            !label.is_empty() && (parse_cell(value).is_some() || opens_header(label) && !value.is_empty())
        }) {
            Some((label, value)) => {
                if !opens_header(label) {
                    out.push((at, label));
                }
                out.push((place(value), value));
            }
            None => out.push((at, part)),
        }
    }
    out
}

fn kind_of(piece: &Piece) -> Option<Kind> {
    let text = piece.text.as_str();
    if is_year(text) {
        return Some(Kind::Column);
    }
    if parse_cell(text).is_some() || is_blank(text) {
        return Some(Kind::Value);
    }
    let key = key(text);
    let is_count = counts_something(text);
    if key.chars().count() > LABEL || is_count || says("of_title", &key) {
        return None;
    }
    if opens_header(text) || is_of_class("number_column", &key) {
        return Some(Kind::Corner);
    }
    if let Some(unit) = bare_unit(text).or_else(|| stated_unit(text)) {
        return Some(Kind::Unit(unit));
    }
    // 2021年预算数 is no item, and 三公经费预算数 is one that says its phase.
    let (phase, year) = phase_and_year(text);
    if let Some(code) = three_public_item(&key).filter(|_| year.is_none()) {
        return Some(Kind::Item(code));
    }
    if is_sum(text) && year.is_none() {
        return Some(Kind::Item("all"));
    }
    // What is longer, or speaks of 三公, is the title of a table.
    let short = key.chars().count() <= COLUMN && !key.contains("三公");
    let understood = phase.is_some() || year.is_some() || header_meaning(text).is_some();
    (short && (understood || bracketed_unit(text).is_some() && key.starts_with("金额")))
        .then_some(Kind::Column)
}

/// A bare year.
fn is_year(text: &str) -> bool {
    text.len() == 4 && text.starts_with("20") && text.bytes().all(|b| b.is_ascii_digit())
}
