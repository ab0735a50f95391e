//! Cells of a table that lost its rows: between bars, one a line, or several in a line with gaps between them.

use crate::document::{Cell, Line, Locator, is_blank, key, numbers, parse_cell, squeeze};
use crate::taxonomy::is_of_class;

/// A cell of the flow.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Its text.
    pub(super) text: String,
    /// The line it stands on.
    pub(super) line: u32,
    /// Its number among those of the line, where it holds one and the line holds others.
    pub(super) nth: Option<u32>,
    /// Whether bars say where cells end: then a blank piece is a blank cell.
    pub(super) barred: bool,
}

impl Piece {
    pub(super) fn is_amount(&self) -> bool {
        parse_cell(&self.text).is_some()
    }

    /// A cell with nothing but a dash, or nothing at all.
    pub(super) fn is_blank(&self) -> bool {
        is_blank(&self.text)
    }

    /// Words that may be a label or a header: no amount, no sentence.
    pub(super) fn is_words(&self) -> bool {
        !self.is_blank() && !self.is_amount() && !self.text.contains(['。', '；', ';'])
    }

    pub(super) fn cell(&self) -> Cell {
        let locator = self.nth.map_or(Locator::Line(self.line), |nth| Locator::Number(self.line, nth));
        Cell::new(&squeeze(&self.text), locator)
    }
}

/// Words that open the header of a table.
pub(super) fn opens_header(text: &str) -> bool {
    is_of_class("label_column", &key(text))
}

/// Cuts lines into cells. Between bars a line break ends nothing; without bars every line is a cell, unless it is a row:
/// a label with amounts behind it, or header words with gaps between them.
pub(super) fn pieces(lines: &[Line]) -> Vec<Piece> {
    let barred = lines.iter().filter(|line| line.text.contains('|')).count() * 2 > lines.len();
    if barred { of_bars(lines) } else { lines.iter().flat_map(of_line).collect() }
}

/// The cells of a line without bars.
fn of_line(line: &Line) -> Vec<Piece> {
    let text = line.text.replace('|', " ");
    let piece = |part: &str, nth: Option<u32>| Piece {
        text: part.trim().to_owned(),
        line: line.number,
        nth,
        barred: false,
    };
    let whole = || if text.trim().is_empty() { Vec::new() } else { vec![piece(&text, None)] };
    if text.contains(['。', '，', '；']) {
        return whole();
    }
    let mut parts: Vec<(usize, &str)> = Vec::new();
    for part in text.split_whitespace() {
        parts.push((part.as_ptr() as usize - text.as_ptr() as usize, part));
    }
    let is_value = |part: &str| parse_cell(part).is_some() || !part.is_empty() && is_blank(part);
    let values = parts.iter().rev().take_while(|(_, part)| is_value(part)).count();
    if values > 0 && values < parts.len() {
        let label_end = parts[parts.len() - values].0;
        let found = numbers(&line.text);
        let mut cells = vec![piece(&text[..label_end], None)];
        cells.extend(parts[parts.len() - values..].iter().map(|(at, part)| {
            let nth = found.iter().find(|one| one.start >= *at && one.start < at + part.len());
            piece(part, nth.map(|one| one.nth))
        }));
        return cells;
    }
    // 项  目 本年决算数: the layout's gaps inside the first word are none between words.
    let mut head = String::new();
    for (nth, (_, part)) in parts.iter().enumerate() {
        head.push_str(part);
        if opens_header(&head) && nth + 1 < parts.len() {
            let rest = parts[nth + 1..].iter().map(|(_, part)| piece(part, None));
            return std::iter::once(piece(&head, None)).chain(rest).collect();
        }
        if head.chars().count() > 4 {
            break;
        }
    }
    whole()
}

fn of_bars(lines: &[Line]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open = false;
    for line in lines {
        let found = numbers(&line.text);
        let several = line.text.matches('|').count() > 1;
        let mut at = 0;
        for (nth, part) in line.text.split('|').enumerate() {
            let start = at;
            at += part.len() + 1;
            let last = at > line.text.len();
            let text = part.trim();
            if nth > 0 {
                open = false;
            }
            // What stands behind the last bar goes on in the next line.
            if last && text.is_empty() && nth > 0 {
                continue;
            }
            let within =
                found.iter().find(|number| number.start >= start && number.start < start + part.len());
            let number = within.filter(|_| several).map(|number| number.nth);
            if let Some(piece) = pieces.last_mut().filter(|_| open && nth == 0) {
                piece.text.push_str(text);
                if piece.text.len() == text.len() {
                    piece.line = line.number;
                }
            } else {
                pieces.push(Piece { text: text.to_owned(), line: line.number, nth: number, barred: true });
            }
            open = last;
        }
        if line.text.trim_end().ends_with('|') {
            open = false;
        }
    }
    pieces
}
