//! What paragraphs and tables stand in, and tables that only frame what stands in them: captions and tables in the cells of a
//! table that lays out the page.

use super::body::Piece;

/// What paragraphs and tables stand in: the body, a cell or a text box.
#[derive(Debug, Default)]
pub(super) struct Holder {
    /// Whether it is a cell: its paragraphs are its text, its tables stand behind the outermost table.
    pub(super) cell: bool,
    /// The paragraphs of a cell.
    pub(super) lines: Vec<String>,
    /// What stands in it, in reading order; of a cell, all but its text.
    pub(super) pieces: Vec<Piece>,
    /// Of each piece, how many of the lines stand before it.
    pub(super) order: Vec<usize>,
    /// Text of a paragraph whose end is deleted.
    pub(super) carried: String,
}

impl Holder {
    /// Adds what is no text of its own.
    pub(super) fn put(&mut self, piece: Piece) {
        self.order.push(self.lines.len());
        self.pieces.push(piece);
    }

    /// Adds a paragraph. Its own line breaks are lines outside of cells.
    pub(super) fn add(&mut self, text: &str) {
        if self.cell {
            self.lines.push(text.to_owned());
        } else {
            self.pieces.extend(text.split('\n').map(|line| Piece::Line(line.to_owned())));
        }
    }

    /// Ends a paragraph that nothing continued.
    pub(super) fn flush(&mut self) {
        if !self.carried.is_empty() {
            let text = std::mem::take(&mut self.carried);
            self.add(&text);
        }
    }
}

/// A cell that holds more than text.
#[derive(Debug)]
pub(super) struct Held {
    /// The row that it stands in.
    pub(super) row: usize,
    /// Its text.
    pub(super) lines: Vec<String>,
    /// What stands between its lines.
    pub(super) pieces: Vec<Piece>,
    /// Of each piece, how many of the lines stand before it.
    pub(super) order: Vec<usize>,
}

/// What a frame shows.
pub(super) enum Shown {
    /// A paragraph.
    Text(String),
    /// A table, or what else is no text.
    Piece(Piece),
}

/// Whether a table is a frame around tables: no row has more than one text.
pub(super) fn is_one(rows: &[Vec<String>], held: &[Held]) -> bool {
    let texts = |row: &Vec<String>| row.iter().filter(|text| !text.trim().is_empty()).count();
    held.iter().any(|held| held.pieces.iter().any(|piece| matches!(piece, Piece::Table(_))))
        && rows.iter().all(|row| texts(row) <= 1)
}

/// What a frame holds, in the order of the page.
pub(super) fn contents(rows: Vec<Vec<String>>, held: Vec<Held>) -> Vec<Shown> {
    let mut shown = Vec::new();
    let mut held = held.into_iter().peekable();
    for (at, row) in rows.into_iter().enumerate() {
        // A cell that holds tables tells its text between them.
        let told = held.peek().is_some_and(|one| one.row == at && !one.lines.is_empty());
        if !told {
            shown.extend(row.into_iter().filter(|text| !text.trim().is_empty()).map(Shown::Text));
        }
        while let Some(one) = held.next_if(|one| one.row <= at) {
            let mut lines = one.lines.into_iter();
            let mut before = 0;
            for (piece, order) in one.pieces.into_iter().zip(one.order) {
                shown.extend(lines.by_ref().take(order - before).map(Shown::Text));
                before = order;
                shown.push(Shown::Piece(piece));
            }
            shown.extend(lines.map(Shown::Text));
        }
    }
    shown.extend(held.flat_map(|one| one.pieces).map(Shown::Piece));
    shown
}
