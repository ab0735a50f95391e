//! What is said of a document as a whole: its first words, and which budget it prints.

use super::Text;
use crate::document::{Block, Locator};
use crate::model::{Remark, Says};
use crate::taxonomy::{said_pattern, says};

/// Finds both.
pub(super) fn find(text: &Text<'_>, found: &mut Vec<Remark>) {
    let opening = text.document.blocks.iter().find_map(|block| match block {
        Block::Line(line) if !line.text.trim().is_empty() => {
            Some((Locator::Line(line.number), line.text.trim().to_owned()))
        }
        Block::Line(_) => None,
        Block::Table(table) => table
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .find(|cell| !cell.is_blank())
            .map(|cell| (Locator::Line(cell.locator.line()), cell.quote.clone())),
    });
    if let Some((locator, quote)) = opening {
        found.push(Remark { says: Says::Opening, locator, quote, within: None });
    }
    if let Some((locator, quote)) = initial_budget(text) {
        found.push(Remark { says: Says::InitialBudget, locator, quote, within: None });
    }
}

/// The first words that call the printed budget the one of the year's start.
fn initial_budget(text: &Text<'_>) -> Option<(Locator, String)> {
    let word = |text: &str| says("initial_budget", text);
    let words =
        |text: &str| word(text) || said_pattern("initial_budget").is_some_and(|one| one.is_match(text));
    text.document.blocks.iter().find_map(|block| match block {
        Block::Line(line) => {
            words(&line.text).then(|| (Locator::Line(line.number), line.text.trim().to_owned()))
        }
        Block::Table(table) => {
            let mut cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.find(|cell| word(&cell.text)).map(|cell| (cell.locator.clone(), cell.quote.clone()))
        }
    })
}
