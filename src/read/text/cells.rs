//! Layout (a): one cell per line behind a tab. A lone tab is a blank cell; an empty line ends the row, but stands
//! inside long cells too, whose further lines have no tab.

use super::line_number;
use crate::document::{Cell, Locator, Row, Shape, Span, Table, clean, is_blank, parse_cell};

/// Whether a line is one cell: a leading tab and none inside the text.
pub(super) fn is_cell(line: &str) -> bool {
    line.strip_prefix('\t').is_some_and(|rest| !rest.trim_end().contains('\t'))
}

/// A blank cell is one tab and nothing else; several tabs without text are white space between tables.
fn is_blank_cell(line: &str) -> bool {
    line.strip_prefix('\t').is_some_and(|rest| !rest.contains('\t') && rest.trim().is_empty())
}

/// More blank lines than this end a cell and the table with it.
const MAX_GAP_IN_CELL: usize = 1;

/// Reads the rows from `start` on. Returns the table and the index of the first line behind it.
pub(super) fn table(lines: &[String], start: usize, gap: u32) -> (Table, usize) {
    let mut rows = Vec::new();
    let mut cells: Vec<Cell> = Vec::new();
    let mut at = start;
    let mut blank = 0;
    while at < lines.len() {
        let line = &lines[at];
        if line.trim().is_empty() && !is_blank_cell(line) {
            blank += 1;
            at += 1;
        } else if line.contains('\t') {
            if blank > 0 {
                end_row(&mut rows, &mut cells);
            }
            blank = 0;
            let (cell, next) = cell(lines, at);
            cells.push(cell);
            at = next;
        } else {
            break;
        }
    }
    end_row(&mut rows, &mut cells);
    (Table { shape: Shape::Collapsed, gap, rows }, at)
}

fn end_row(rows: &mut Vec<Row>, cells: &mut Vec<Cell>) {
    if cells.iter().any(|c| !c.text.is_empty()) {
        let first = cells.first().map_or(0, |c| c.locator.line());
        let last = cells.last().map_or(first, |c| c.locator.last_line());
        rows.push(Row { span: Span::new(first, last), cells: std::mem::take(cells) });
    } else {
        cells.clear();
    }
}

/// A cell with its continuation lines. Only running text continues: a number or a blank cell never does, nor does
/// a line that looks like the title of what comes next.
fn cell(lines: &[String], start: usize) -> (Cell, usize) {
    // A row that lost its line breaks keeps its text; its tabs are layout here.
    let mut raw = lines[start].strip_prefix('\t').unwrap_or(&lines[start]).trim_end().replace('\t', " ");
    let mut end = start;
    let text = clean(&raw);
    if !is_blank(&text) && parse_cell(&text).is_none() {
        let mut at = start + 1;
        let mut blank = 0;
        while at < lines.len() {
            let line = &lines[at];
            if line.trim().is_empty() {
                blank += 1;
                if blank > MAX_GAP_IN_CELL {
                    break;
                }
            } else if line.contains('\t') || looks_like_title(line) {
                break;
            } else {
                raw.push('\n');
                raw.push_str(line);
                end = at;
                blank = 0;
            }
            at += 1;
        }
    }
    let first = line_number(start);
    let last = line_number(end);
    let locator = if first == last { Locator::Line(first) } else { Locator::Lines(first, last) };
    (Cell::new(&raw, locator), end + 1)
}

/// Whether a line starts a new part of the document rather than continuing a cell.
fn looks_like_title(line: &str) -> bool {
    let text: String = clean(line).chars().filter(|c| !c.is_whitespace()).collect();
    let numbered = ["表", "附表", "附件", "第"].iter().any(|prefix| {
        text.strip_prefix(prefix).is_some_and(|rest| {
            rest.trim_start_matches(['.', '．', ' ', '-', '—'])
                .starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
        })
    });
    numbered && text.chars().count() <= 40 || text.ends_with('表') && text.chars().count() <= 40
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Table, usize) {
        let lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
        table(&lines, 0, 0)
    }

    #[test]
    fn blank_cells_and_rows() {
        let (table, _) = read("\t项  目\n\t2020 年预算数\n\n\t财政专项资金拨款\n\t\n\n\n\n表.2\n收入预算表");
        assert_eq!(table.rows.len(), 2);
        assert_eq!(table.rows[1].cells.len(), 2);
        assert!(table.rows[1].cells[1].is_blank());
        assert_eq!(table.rows[1].cells[0].locator, Locator::Line(4));
    }

    #[test]
    fn empty_lines_stand_inside_long_cells() {
        let (table, next) =
            read("\t目标\n\t目标1：做好甲\n\n目标2：做好乙\n\n\t年度绩效指标\n\n\t\n表.14\n尾");
        assert_eq!(table.rows.len(), 2);
        assert_eq!(table.rows[0].cells[1].locator, Locator::Lines(2, 4));
        assert_eq!(table.rows[0].cells[1].quote, "目标1：做好甲目标2：做好乙");
        assert_eq!(next, 8);
    }

    #[test]
    fn a_number_never_continues() {
        let (table, next) = read("\t合计\n\t6,207.88\n\n后面的话");
        assert_eq!(table.rows[0].cells[1].text, "6,207.88");
        assert_eq!(next, 3);
    }
}
