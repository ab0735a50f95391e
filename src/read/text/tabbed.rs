//! Layout (b): one row per line, cells separated by tabs. Page breaks leave blank lines between rows, which is for
//! recognition to judge; here a table ends at the first line that is no row.

use super::line_number;
use super::ruled::unquoted;
use crate::document::{Cell, Locator, Row, Shape, Span, Table};

/// Reads the rows from `start` on, over the rules of a drawn table. Returns the table and the index of the first line behind it.
pub(super) fn table(lines: &[String], rules: &[bool], start: usize, gap: u32) -> (Table, usize) {
    let mut rows = Vec::new();
    let mut at = start;
    while at < lines.len() {
        if lines[at].contains('\t') && !lines[at].trim().is_empty() {
            rows.push(row(&lines[at], line_number(at)));
        } else if !rules.get(at).is_some_and(|rule| *rule) {
            break;
        }
        at += 1;
    }
    (Table { shape: Shape::Grid, gap, rows }, at)
}

fn row(line: &str, number: u32) -> Row {
    // Spreadsheets put marks around a value with commas.
    let cells = line.split('\t').zip(1..);
    let cells = cells.map(|(raw, nth)| Cell::new(&unquoted(raw), Locator::Cell(number, nth))).collect();
    Row { span: Span::new(number, number), cells }
}
