//! How a cell is shown: its number format, its indentation, and whether its text is seen at all.

use rust_decimal::Decimal;

use super::format::Format;
use super::ink::Written;
use super::number;
use crate::document::parse_cell;

/// How a cell is shown.
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    /// Its number format.
    pub(super) format: Format,
    /// How far its text is indented.
    pub(super) indent: usize,
    /// Whether it is struck out.
    pub(super) struck: bool,
    /// Whether it is of the colour behind it.
    pub(super) faint: bool,
}

impl Look {
    /// Whether nobody reads what is shown. White words may stand on the colour of a table's style, and a zero that is made to
    /// look like an empty cell says what an empty cell would: both are read.
    pub(super) fn hides(&self, shown: &str) -> bool {
        let is_figure = || parse_cell(shown).is_some_and(|printed| !printed.value.is_zero());
        self.struck || self.faint && is_figure()
    }
}

/// What a whole sheet does to its cells.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Habits {
    /// Days are counted from 1904.
    pub(super) since_1904: bool,
    /// Zeros are not shown.
    pub(super) hide_zeros: bool,
}

/// Whether a look makes a figure unseen.
pub(super) fn is_unseen(look: Option<&Look>, value: Decimal) -> bool {
    look.is_some_and(|look| look.hides(&number::general(value)))
}

/// What a cell with text shows.
pub(super) fn text(look: Option<&Look>, text: &str) -> String {
    match look {
        Some(look) if look.hides(text) => String::new(),
        Some(look) => {
            let shown = look.format.show_text(text);
            if shown.is_empty() { shown } else { " ".repeat(look.indent) + &shown }
        }
        None => text.to_owned(),
    }
}

/// What a cell with a text of several fonts shows: a font of a piece's own is stronger than that of the cell.
pub(super) fn written(look: Option<&Look>, written: &Written) -> String {
    match look {
        Some(look) if look.struck && !written.own.is_empty() => {
            text(Some(&Look { struck: false, ..look.clone() }), &written.own)
        }
        look => text(look, &written.text),
    }
}

/// What a cell with a number shows.
pub(super) fn number(look: Option<&Look>, value: Decimal, habits: Habits) -> String {
    match look {
        _ if value.is_zero() && habits.hide_zeros => String::new(),
        Some(look) => {
            let shown = look.format.show(value, habits.since_1904);
            if look.hides(&shown) { String::new() } else { shown }
        }
        None => number::general(value),
    }
}
