//! Disclosures as pages: lines and tables whose merged cells are known. This is what the office program is given.

use std::collections::BTreeMap;

use mingzhang::document::{Block, Document, Row, Shape, key, parse_cell};

/// A part of a page.
#[derive(Debug, Clone)]
pub(crate) enum Part {
    /// A paragraph.
    Line(String),
    /// A table.
    Table(Table),
}

/// A table with its merged cells.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    /// Its rows.
    pub(crate) rows: Vec<Vec<Cell>>,
    /// How many of them are header and repeat on every page.
    pub(crate) head: usize,
    /// How many columns it has.
    pub(crate) width: usize,
}

/// A cell; one that another covers is not written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    /// What it prints.
    pub(crate) text: String,
    /// Its column, from 0.
    pub(crate) column: usize,
    /// How many columns it covers.
    pub(crate) across: usize,
    /// How many rows it covers.
    pub(crate) down: usize,
}

/// The page of a document whose tables have rows. What a page break cut is one table again.
pub(crate) fn of(document: &Document) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut blocks = document.blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        match block {
            Block::Line(line) => parts.push(Part::Line(line.text.clone())),
            Block::Table(table) => {
                let mut rows: Vec<&Row> = table.rows.iter().collect();
                let head = header(&rows);
                let repeated: Vec<String> = rows[head.clone()].iter().map(|row| words(row)).collect();
                while let Some(Block::Table(next)) = blocks.next_if(|next| matches!(next, Block::Table(_))) {
                    rows.extend(next.rows.iter().filter(|row| !repeated.contains(&words(row))));
                }
                let table = match table.shape {
                    Shape::Collapsed => unfold(&rows, head.start, head.end),
                    _ => square(&rows, head.start, head.end),
                };
                parts.push(Part::Table(table));
            }
        }
    }
    parts
}

/// A table whose header is given as the words above each column, the outermost first, and whose rows are all there.
pub(crate) fn with_header(paths: &[Vec<&str>], rows: Vec<Vec<String>>) -> Table {
    let depth = paths.iter().map(Vec::len).max().unwrap_or(0);
    let mut all: Vec<Vec<String>> = vec![vec![String::new(); paths.len()]; depth];
    for (column, path) in paths.iter().enumerate() {
        for (level, word) in path.iter().enumerate() {
            let continues = column > 0 && paths[column - 1].get(..=level) == path.get(..=level);
            all[level][column] = if continues { String::new() } else { (*word).to_owned() };
        }
    }
    all.extend(rows);
    merge(&all, 0, depth)
}

fn widest(rows: &[&Row]) -> usize {
    rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
}

fn words(row: &Row) -> String {
    row.cells.iter().map(|cell| key(&cell.text)).collect::<Vec<_>>().join("\t")
}

/// Which rows are header: those behind the caption, down to the first that states a figure or counts the columns.
fn header(rows: &[&Row]) -> std::ops::Range<usize> {
    let is_caption =
        |row: &&&Row| row.texts().any(|text| key(text).starts_with("单位")) && row.texts().count() <= 2;
    let start = rows.iter().take_while(is_caption).count();
    let is_data = |row: &&Row| row.texts().any(|text| parse_cell(text).is_some());
    let end = rows[start..].iter().position(is_data).map_or(start, |at| start + at);
    start..if end - start <= 5 { end } else { start }
}

/// A table whose rows have a cell for every column.
fn square(rows: &[&Row], start: usize, end: usize) -> Table {
    let width = widest(rows);
    let texts: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let mut texts: Vec<String> = row.cells.iter().map(printed).collect();
            texts.resize(width, String::new());
            texts
        })
        .collect();
    merge(&texts, start, end)
}

/// The text of a cell with its indent.
fn printed(cell: &mingzhang::document::Cell) -> String {
    "\u{3000}".repeat(cell.indent as usize) + &cell.text
}

/// Merges the blanks of header rows with the cells that they continue: the one to the left where all above the two
/// is one cell, else the one above.
fn merge(texts: &[Vec<String>], start: usize, end: usize) -> Table {
    let width = texts.iter().map(Vec::len).max().unwrap_or(0);
    let mut owner: BTreeMap<(usize, usize), (usize, usize)> = BTreeMap::new();
    for row in start..end {
        for column in 0..width {
            let place = (row, column);
            let one_above =
                (start..row).all(|up| column > 0 && owner[&(up, column)] == owner[&(up, column - 1)]);
            let own = if !texts[row][column].is_empty() {
                place
            } else if column > 0
                && one_above
                && (row == start || !texts[row][..column].iter().all(String::is_empty))
            {
                owner[&(row, column - 1)]
            } else if row > start {
                owner[&(row - 1, column)]
            } else {
                place
            };
            owner.insert(place, own);
        }
    }
    let mut table = Table { rows: Vec::new(), head: end, width };
    for (row, texts) in texts.iter().enumerate() {
        let cell = |(column, text): (usize, &String)| {
            let place = (row, column);
            let mine = |place: &(usize, usize)| owner.get(place) == Some(&(row, column));
            if !(start..end).contains(&row) {
                return Some(Cell { text: text.clone(), column, across: 1, down: 1 });
            }
            mine(&place).then(|| Cell {
                text: text.clone(),
                column,
                across: (column..width).take_while(|to| mine(&(row, *to))).count(),
                down: (row..end).take_while(|to| mine(&(*to, column))).count(),
            })
        };
        table.rows.push(texts.iter().enumerate().filter_map(cell).collect());
    }
    table
}

/// A table in which a cell that covers columns stands once. The lowest header row has a cell for every column; a cell
/// above a blank goes on in it, one above words covers those that belong together.
fn unfold(rows: &[&Row], start: usize, end: usize) -> Table {
    let width = widest(rows);
    // For every header row from the lowest up, how many columns its cells cover.
    let mut spans: Vec<Vec<usize>> = Vec::new();
    for row in rows[start..end].iter().rev() {
        let Some(below) = spans.last() else {
            spans.push(vec![1; row.cells.len()]);
            continue;
        };
        let under = &rows[end - spans.len()].cells;
        let mut at = 0;
        let mut own = Vec::new();
        for nth in 0..row.cells.len() {
            let left = row.cells.len() - nth - 1;
            let mut seen = Vec::new();
            let first = at;
            while at < below.len() && (first == at || below.len() - at > left) {
                let word = key(&under[at].text);
                let opens = at > first && (word == "小计" || word == "合计" || seen.contains(&word));
                if at > first && (word.is_empty() || opens) {
                    break;
                }
                at += 1;
                if word.is_empty() {
                    break;
                }
                seen.push(word);
            }
            own.push(below[first..at].iter().sum());
        }
        spans.push(own);
    }
    spans.reverse();
    let mut texts: Vec<Vec<String>> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let mut own: Vec<String> = Vec::new();
        for (nth, cell) in row.cells.iter().enumerate() {
            own.push(printed(cell));
            let across = at.checked_sub(start).and_then(|at| spans.get(at)).map_or(1, |spans| spans[nth]);
            own.extend((1..across).map(|_| String::new()));
        }
        own.resize(width, String::new());
        texts.push(own);
    }
    let mut table = merge(&texts, start, end);
    // The last cell of a short row covers what is left.
    for (row, own) in rows
        .iter()
        .zip(&mut table.rows)
        .enumerate()
        .filter(|(at, _)| !(start..end).contains(at))
        .map(|(_, both)| both)
    {
        if row.cells.len() < width {
            own.truncate(row.cells.len());
            if let Some(last) = own.last_mut() {
                last.across = width - last.column;
            }
        }
    }
    table
}
