//! Rows of a ruled table between which no line was drawn: the amounts of their columns stand one above the other in one
//! cell, line by line at the same height.
#![allow(clippy::float_arithmetic)] // geometry

use super::lattice::Lattice;
use super::page::Glyph;
use super::text;
use crate::document::{clean, parse_cell};

/// Lines whose middles are nearer than this part of their type stand in one row.
const SAME_ROW: f32 = 0.6;

/// Columns that must hold amounts one above the other, and how many amounts each.
const FEWEST: usize = 2;

/// The most cells of a table.
const MOST_CELLS: usize = 60_000;

/// A line of a cell.
struct Printed {
    middle: f32,
    size: f32,
    amount: bool,
    nothing: bool,
}

/// Draws the lines that are missing; says whether there were any.
pub(super) fn part(lattices: &mut [Lattice], held: &[Vec<Vec<&Glyph>>]) -> bool {
    let mut found = false;
    for (lattice, cells) in lattices.iter_mut().zip(held) {
        // From below, so that the rows above keep their numbers.
        for row in (0..lattice.rows()).rev() {
            if let Some(borders) = borders(lattice, cells, row) {
                *lattice = lattice.with_borders(row, &borders);
                found = true;
            }
        }
    }
    found
}

/// The borders that part a row; `None` where its lines do not stand in rows of their own beyond doubt.
fn borders(lattice: &Lattice, held: &[Vec<&Glyph>], row: usize) -> Option<Vec<f32>> {
    let own = lattice.cells.iter().zip(held).filter(|(cell, _)| cell.row == row && cell.rows == 1);
    let columns: Vec<Vec<Printed>> = own.map(|(_, glyphs)| printed(glyphs)).collect();
    let amounts = |column: &[Printed]| column.iter().filter(|line| line.amount).count();
    let stacked: Vec<&Vec<Printed>> = columns.iter().filter(|column| amounts(column) >= FEWEST).collect();
    let pure = |column: &&Vec<Printed>| {
        column.iter().skip_while(|line| !line.amount).all(|line| line.amount || line.nothing)
    };
    if stacked.len() < FEWEST || !stacked.iter().all(pure) {
        return None;
    }
    let mut middles: Vec<(f32, f32)> = Vec::new();
    for line in stacked.iter().flat_map(|column| column.iter().skip_while(|line| !line.amount)) {
        if !middles.iter().any(|(at, size)| (at - line.middle).abs() < SAME_ROW * size) {
            middles.push((line.middle, line.size));
        }
    }
    middles.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (first, size) = *middles.first()?;
    let is_head = |line: &&Printed| line.middle < first - SAME_ROW * size;
    let mut body = columns.iter().flatten().filter(|line| !is_head(line));
    let stands = |line: &Printed| middles.iter().any(|(at, size)| (at - line.middle).abs() < SAME_ROW * size);
    if !body.all(stands) {
        return None;
    }
    let head = columns.iter().flatten().filter(is_head).map(|line| line.middle).reduce(f32::max);
    if lattice.cells.len() + middles.len() * lattice.columns() > MOST_CELLS {
        return None;
    }
    let all: Vec<f32> = head.into_iter().chain(middles.iter().map(|(at, _)| *at)).collect();
    Some(all.windows(2).map(|pair| (pair[0] + pair[1]) / 2.0).collect())
}

/// The lines of a cell.
fn printed(glyphs: &[&Glyph]) -> Vec<Printed> {
    let lines = text::lines(glyphs.iter().copied().filter(|glyph| !glyph.text.is_blank()));
    let line = |line: &text::Line<'_>| {
        let text = clean(&line.text());
        Printed {
            middle: line.middle,
            size: line.size,
            amount: is_whole_amount(&text),
            nothing: text.chars().all(|c| "-—－–/".contains(c)),
        }
    };
    lines.iter().map(line).collect()
}

/// Whether a line is an amount with its decimals, and not the piece of one that is broken over two lines.
fn is_whole_amount(text: &str) -> bool {
    let decimals = text.rsplit_once('.').map_or("", |(_, behind)| behind);
    decimals.len() >= 2 && decimals.bytes().all(|b| b.is_ascii_digit()) && parse_cell(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_no_amounts() {
        for (text, whole) in [
            ("2,357.60", true),
            ("0.00", true),
            ("2,357.", false),
            ("60", false),
            ("1.5", false),
            ("1.2.30", false),
        ] {
            assert_eq!(is_whole_amount(text), whole, "{text}");
        }
    }
}
