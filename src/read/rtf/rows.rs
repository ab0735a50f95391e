//! Paragraphs and tables as markup. A cell says where it ends on the page; the edges of all rows of a table are its columns.

use std::collections::BTreeSet;
use std::fmt::Write as _;

/// How far apart two edges are that are one, in twentieths of a point: rows are drawn one by one.
const NEAR: i32 = 20;

/// A row has no more cells whose edges count.
const WIDEST: usize = 1_024;

/// How a cell is bound to others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Edge {
    /// Where it ends.
    at: i32,
    /// It goes on with the cell before it, or with the one above it.
    goes_on: bool,
    below: bool,
    /// Others below go on with it.
    opens: bool,
}

/// A row: the texts of its cells, and their edges.
type Row = (Vec<String>, Vec<Edge>);

/// What has been written.
#[derive(Debug, Default)]
pub(super) struct Rows {
    out: String,
    /// The paragraph or cell at hand.
    text: String,
    colour: Option<[u8; 3]>,
    in_table: bool,
    cells: Vec<String>,
    /// The edges that the next row has, and the marks of the cell whose edge comes next.
    edges: Vec<Edge>,
    next: Edge,
    rows: Vec<Row>,
}

impl Rows {
    pub(super) fn letter(&mut self, c: char, colour: Option<[u8; 3]>) {
        if colour != self.colour {
            self.end_colour();
            if let Some([red, green, blue]) = colour {
                let _ = write!(self.text, "<span style=\"color:#{red:02x}{green:02x}{blue:02x}\">");
            }
            self.colour = colour;
        }
        match c {
            '<' => self.text.push_str("&lt;"),
            '>' => self.text.push_str("&gt;"),
            '&' => self.text.push_str("&amp;"),
            c if c.is_control() => self.text.push(' '),
            c => self.text.push(c),
        }
    }

    fn end_colour(&mut self) {
        if self.colour.take().is_some() {
            self.text.push_str("</span>");
        }
    }

    pub(super) fn line(&mut self) {
        self.end_colour();
        self.text.push_str("<br>");
    }

    /// A word that begins or ends paragraphs, cells and rows.
    pub(super) fn word(&mut self, word: &str, number: Option<i32>) {
        match word {
            "pard" => self.in_table = false,
            "intbl" => self.in_table = true,
            "par" | "sect" | "page" if self.in_table => self.line(),
            "par" | "sect" | "page" => self.paragraph(),
            "trowd" => (self.edges, self.next) = (Vec::new(), Edge::default()),
            "clmrg" => self.next.goes_on = true,
            "clvmrg" => self.next.below = true,
            "clvmgf" => self.next.opens = true,
            "cellx" => {
                let edge = Edge { at: number.unwrap_or(0), ..self.next };
                if self.edges.len() < WIDEST {
                    self.edges.push(edge);
                }
                self.next = Edge::default();
            }
            "cell" => {
                self.end_colour();
                self.cells.push(std::mem::take(&mut self.text));
            }
            "row" => {
                // What stands behind the last cell is no cell of the row; it is not lost.
                let rest = std::mem::take(&mut self.text);
                let cells = std::mem::take(&mut self.cells);
                if !cells.is_empty() {
                    self.rows.push((cells, self.edges.clone()));
                }
                self.text = rest;
            }
            _ => {}
        }
    }

    fn paragraph(&mut self) {
        self.end_colour();
        self.table();
        let text = std::mem::take(&mut self.text);
        let _ = write!(self.out, "<p>{text}</p>");
    }

    pub(super) fn finish(mut self) -> String {
        self.end_colour();
        // A row that the file does not end: its cells one by one.
        if !self.cells.is_empty() {
            self.word("row", None);
        }
        self.paragraph();
        self.out
    }

    /// Writes the table at hand.
    fn table(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return;
        }
        let columns = columns(&rows);
        self.out.push_str("<table>");
        // The columns in which a cell above reaches down to the row.
        let mut reaching: BTreeSet<usize> = BTreeSet::new();
        for (at, (cells, edges)) in rows.iter().enumerate() {
            self.out.push_str("<tr>");
            let mut from = 0;
            let above = std::mem::take(&mut reaching);
            for (nth, cell) in cells.iter().enumerate() {
                let edge = edges.get(nth).copied().unwrap_or_default();
                let to = edges.get(nth).map_or(from + 1, |edge| place(&columns, edge.at)).max(from);
                // A cell without width of its own has its column where no edges are known.
                let span = if edges.len() < cells.len() { 1 } else { to - from };
                from = to;
                // It is a part of another cell; one with words of its own is none, so that they are not lost.
                let is_blank = cell.trim().is_empty();
                let column = place(&columns, edge.at);
                let covered = is_blank && edge.below && !edge.opens && above.contains(&column);
                if edge.opens || covered {
                    reaching.insert(column);
                }
                if covered || is_blank && edge.goes_on && nth > 0 {
                    continue;
                }
                let span = span + merged(cells, edges, nth, &columns);
                let down = if edge.opens { depth(&rows, at, edge) } else { 1 };
                let _ = write!(self.out, "<td colspan=\"{}\" rowspan=\"{down}\">{cell}</td>", span.max(1));
            }
            self.out.push_str("</tr>");
        }
        self.out.push_str("</table>");
    }
}

/// The columns of a table: the edges of all its rows, those that are nearly one as one.
fn columns(rows: &[Row]) -> Vec<i32> {
    let all: BTreeSet<i32> = rows.iter().flat_map(|(_, edges)| edges).map(|edge| edge.at).collect();
    let mut columns: Vec<i32> = Vec::new();
    for edge in all {
        if columns.last().is_none_or(|last| edge.saturating_sub(*last) > NEAR) {
            columns.push(edge);
        }
    }
    columns
}

/// How many columns end at an edge or before it.
fn place(columns: &[i32], edge: i32) -> usize {
    columns.partition_point(|column| *column <= edge)
}

/// How many columns more a cell has by those that go on with it.
fn merged(cells: &[String], edges: &[Edge], nth: usize, columns: &[i32]) -> usize {
    let Some(own) = edges.get(nth) else { return 0 };
    let goes_on = |at: &usize| {
        edges.get(*at).is_some_and(|edge| edge.goes_on)
            && cells.get(*at).is_some_and(|text| text.trim().is_empty())
    };
    let last = (nth + 1..edges.len()).take_while(goes_on).last().and_then(|last| edges.get(last));
    last.map_or(0, |last| place(columns, last.at).saturating_sub(place(columns, own.at)))
}

/// The cell of a row with the same edge, and whether it is blank.
fn beside(row: &Row, edge: Edge) -> Option<(Edge, bool)> {
    let nth = row.1.iter().position(|other| other.at.abs_diff(edge.at) <= NEAR.unsigned_abs())?;
    Some((row.1[nth], row.0.get(nth).is_none_or(|text| text.trim().is_empty())))
}

/// How many rows a cell reaches down.
fn depth(rows: &[Row], at: usize, edge: Edge) -> usize {
    // One that others go on with begins anew, so that no row is counted for two above it.
    let goes_on =
        |row: &&Row| beside(row, edge).is_some_and(|(cell, blank)| cell.below && !cell.opens && blank);
    1 + rows[at + 1..].iter().take_while(goes_on).count()
}
