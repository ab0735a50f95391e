//! How a cell is shown: its number format and its indentation.

use rust_decimal::Decimal;

use super::format::Format;
use super::number;

/// How a cell is shown.
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    /// Its number format.
    pub(super) format: Format,
    /// How far its text is indented.
    pub(super) indent: usize,
}

/// What a whole sheet does to its cells.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Habits {
    /// Days are counted from 1904.
    pub(super) since_1904: bool,
    /// Zeros are not shown.
    pub(super) hide_zeros: bool,
}

/// What a cell with text shows.
pub(super) fn text(look: Option<&Look>, text: &str) -> String {
    match look {
        Some(look) => {
            let shown = look.format.show_text(text);
            if shown.is_empty() { shown } else { " ".repeat(look.indent) + &shown }
        }
        None => text.to_owned(),
    }
}

/// What a cell with a number shows.
pub(super) fn number(look: Option<&Look>, value: Decimal, habits: Habits) -> String {
    match look {
        _ if value.is_zero() && habits.hide_zeros => String::new(),
        Some(look) => look.format.show(value, habits.since_1904),
        None => number::general(value),
    }
}
