//! Notes that call the table above them empty, with the funds that they name.

use super::Text;
use crate::document::{Block, Locator, Span, squeeze};
use crate::model::{Remark, Says};
use crate::taxonomy::{funds_in, says_this_table_is_empty, statement_of};

/// A note stands this near below the last row of its table, in lines.
const NEAR: u32 = 4;

/// A longer line is no note.
const LONGEST: usize = 200;

/// Finds them.
pub(super) fn find(text: &Text<'_>, found: &mut Vec<Remark>) {
    let mut above: Option<Span> = None;
    for block in &text.document.blocks {
        match block {
            Block::Table(table) => above = Some(table.span()),
            Block::Line(line) => {
                let Some(table) = above else { continue };
                let near = line.number.saturating_sub(table.last) <= NEAR;
                let words = squeeze(&line.text);
                // A title in between opens another table, which may well be empty.
                if statement_of(&words).is_some() && words.ends_with('表') {
                    above = None;
                    continue;
                }
                if near && words.chars().count() <= LONGEST && says_this_table_is_empty(&words) {
                    found.push(Remark {
                        says: Says::EmptyNote { table, funds: funds_in(&line.text) },
                        locator: Locator::Line(line.number),
                        quote: line.text.trim().to_owned(),
                        within: None,
                    });
                    above = None;
                }
            }
        }
    }
}
