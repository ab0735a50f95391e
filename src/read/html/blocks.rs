//! Tables of blocks that lie beside each other: rows of flexible boxes, of floats, and grids. They are told from cards and lists by
//! figures in the same place of each row.

use super::content::Content;
use super::dom::{Dom, Id};
use super::ink::Ink;
use crate::document::{is_blank, parse_cell};

/// Rows below which blocks are no table.
const FEWEST_ROWS: usize = 3;

/// The most rows and columns that are looked at.
const MOST_ROWS: usize = 20_000;
const MOST_COLUMNS: usize = 64;

/// The blocks that lie in rows from an element on: the rows, where they are a table, and the last of the elements.
pub(super) fn table(dom: &Dom, content: &Content, first: Id) -> Option<(Option<Vec<Vec<String>>>, Id)> {
    let columns = content.lie(first).columns;
    if (2..=MOST_COLUMNS).contains(&columns) {
        let cells = cells(dom, content, first)?;
        if cells.len() > MOST_ROWS * columns {
            return None;
        }
        let rows: Vec<Vec<Id>> = cells.chunks(columns).map(<[Id]>::to_vec).collect();
        return Some((laid(dom, content, &rows), first));
    }
    let own = row(dom, content, first)?;
    let width = own.len();
    let mut rows = vec![own];
    let mut last = first;
    let mut next = dom.behind(first);
    while let Some(id) = next.filter(|_| rows.len() < MOST_ROWS) {
        next = dom.behind(id);
        let nothing = dom.text(id).map_or_else(|| content.leaves_out(id), |text| text.trim().is_empty());
        if nothing {
            continue;
        }
        let Some(cells) = row(dom, content, id).filter(|cells| cells.len() == width) else { break };
        rows.push(cells);
        last = id;
    }
    Some((laid(dom, content, &rows), last))
}

/// The cells of an element that is laid out as a row.
fn row(dom: &Dom, content: &Content, id: Id) -> Option<Vec<Id>> {
    if matches!(content.shape(dom, id), "table" | "tr" | "td" | "th") || dom.text(id).is_some() {
        return None;
    }
    let is_row = content.lie(id).row;
    let cells = cells(dom, content, id)?;
    let beside = || cells.iter().all(|cell| content.lie(*cell).beside);
    ((2..=MOST_COLUMNS).contains(&cells.len()) && (is_row || beside())).then_some(cells)
}

/// The elements in an element; none where text stands between them.
fn cells(dom: &Dom, content: &Content, id: Id) -> Option<Vec<Id>> {
    let mut cells = Vec::new();
    for child in dom.children(id) {
        match dom.text(child) {
            Some(text) if text.trim().is_empty() => {}
            Some(_) => return None,
            None if content.is_unseen(child) => {}
            None => cells.push(child),
        }
    }
    Some(cells)
}

/// The texts of rows; none where the last column holds no figures.
fn laid(dom: &Dom, content: &Content, rows: &[Vec<Id>]) -> Option<Vec<Vec<String>>> {
    let width = rows.first().map(Vec::len).filter(|_| rows.len() >= FEWEST_ROWS)?;
    let of = |row: &Vec<Id>| {
        let cells = row.iter().map(|cell| Ink::of_cell(dom, content, *cell));
        cells.chain(std::iter::repeat(String::new())).take(width).collect::<Vec<_>>()
    };
    let texts: Vec<Vec<String>> = rows.iter().map(of).collect();
    let amounts = |row: &&Vec<String>| {
        row.last().is_some_and(|text| parse_cell(text).is_some() || is_blank(text.trim()))
    };
    let filled = texts[1..].iter().filter(amounts).count();
    let some = texts[1..].iter().any(|row| row.last().is_some_and(|text| parse_cell(text).is_some()));
    (some && filled * 2 > texts.len() - 1).then_some(texts)
}
