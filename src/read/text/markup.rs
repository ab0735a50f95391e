//! Tables of HTML within Markdown: converters write the tables that Markdown cannot (cells that span) as tags.

use super::line_number;
use super::math::without_math;
use crate::document::{Block, Cell, Line, Locator, Row, Shape, Span, Table, clean};
use crate::read::html;

/// The index of the last line that closes a table; tables are looked for before it.
pub(super) fn last_end(lines: &[String]) -> Option<usize> {
    lines.iter().rposition(|line| count(line, "</table") > 0)
}

/// Reads the tables that start on a line: the blocks, and the index of the first line behind them. `None` where no
/// table starts that ends.
pub(super) fn tables(
    lines: &[String],
    at: usize,
    gap: u32,
    last: Option<usize>,
) -> Option<(Vec<Block>, usize)> {
    let last = last.filter(|last| *last >= at)?;
    if count(&lines[at], "<table") == 0 {
        return None;
    }
    let mut open = 0_usize;
    let mut end = at;
    while end < last {
        open = (open + count(&lines[end], "<table")).saturating_sub(count(&lines[end], "</table"));
        if open == 0 {
            break;
        }
        end += 1;
    }
    let mut gap = gap;
    let mut blocks = Vec::new();
    let outside = |text: &str, number: u32, gap: &mut u32, blocks: &mut Vec<Block>| {
        let text = clean(&html::plain(text)).trim().to_owned();
        if !text.is_empty() {
            blocks.push(Block::Line(Line::new(number, std::mem::take(gap), text)));
        }
    };
    let head = find(&lines[at], "<table").unwrap_or(0);
    outside(&lines[at][..head], line_number(at), &mut gap, &mut blocks);
    // Cells are counted along the line they stand on, whatever tables they belong to.
    let mut counted = (0, 0);
    for rows in html::tables(&lines[at..=end].join("\n")) {
        let rows = rows_at(rows, at, end, &mut counted);
        if !rows.is_empty() {
            blocks.push(Block::Table(Table { shape: Shape::Grid, gap: std::mem::take(&mut gap), rows }));
        }
    }
    let tail = rfind_end(&lines[end]);
    outside(&lines[end][tail..], line_number(end), &mut gap, &mut blocks);
    Some((blocks, end + 1))
}

/// The rows of a table with their places; each comes with its line within the lines from `at` to `end`.
fn rows_at(rows: Vec<(u32, Vec<String>)>, at: usize, end: usize, counted: &mut (u32, u32)) -> Vec<Row> {
    let place = |line: u32| line_number(at).saturating_add(line.saturating_sub(1)).min(line_number(end));
    let lasts: Vec<u32> = rows.iter().skip(1).map(|(line, _)| place(*line)).collect();
    let laid = rows.into_iter().enumerate().map(|(nth, (line, texts))| {
        let line = place(line);
        if counted.0 != line {
            *counted = (line, 0);
        }
        let cells = texts.iter().map(|text| {
            counted.1 += 1;
            Cell::new(&without_math(text), Locator::Cell(line, counted.1))
        });
        let cells: Vec<Cell> = cells.collect();
        let last = lasts.get(nth).map_or(line_number(end), |next| next.saturating_sub(1));
        Row { span: Span::new(line, last.max(line)), cells }
    });
    laid.filter(|row| row.cells.iter().any(|cell| !cell.text.is_empty())).collect()
}

/// How often a tag stands on a line, in either case.
fn count(line: &str, tag: &str) -> usize {
    // Most lines have no tag at all.
    if line.contains('<') { line.to_ascii_lowercase().matches(tag).count() } else { 0 }
}

fn find(line: &str, tag: &str) -> Option<usize> {
    line.to_ascii_lowercase().find(tag)
}

/// Where the text behind the last table of a line starts.
fn rfind_end(line: &str) -> usize {
    let close = line.to_ascii_lowercase().rfind("</table").unwrap_or(line.len());
    line[close..].find('>').map_or(line.len(), |end| close + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
        let (blocks, _) = tables(&lines, 0, 0, last_end(&lines)).expect("a table");
        let mut out = Vec::new();
        for block in blocks {
            match block {
                Block::Line(line) => out.push(format!("L{}={}", line.number, line.text)),
                Block::Table(table) => out.extend(table.rows.iter().map(|row| {
                    row.cells
                        .iter()
                        .map(|c| format!("{}={}", c.locator, c.text))
                        .collect::<Vec<_>>()
                        .join(" ")
                })),
            }
        }
        out
    }

    #[test]
    fn every_cell_has_a_place_of_its_own() {
        assert_eq!(
            read("表一<table><tr><td rowspan=2>甲<td>1.00</tr><tr><td>2.00</table>注"),
            ["L1=表一", "L1:c1=甲 L1:c2=1.00", "L1:c3= L1:c4=2.00", "L1=注"]
        );
        assert_eq!(
            read("<TABLE>\n<tr><td>甲</td>\n<td>1.00</td></tr>\n<tr><td>乙<td>2.00</tr>\n</TABLE>"),
            ["L2:c1=甲 L2:c2=1.00", "L4:c1=乙 L4:c2=2.00"]
        );
        let lines = vec!["<table><tr><td>1.00".to_owned()];
        assert!(tables(&lines, 0, 0, last_end(&lines)).is_none(), "it never ends");
    }
}
