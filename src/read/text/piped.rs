//! Tables of Markdown: cells between bars, below the header a row of dashes. The rows are cut by us and not by
//! a Markdown parser: that one drops cells beyond the header's, takes a note right below the table for a row, and does
//! not know the tables that converters write without the row of dashes.

use super::line_number;
use super::math::without_math;
use crate::document::{Cell, Locator, Row, Shape, Span, Table, bar_cells, parse_cell};
use crate::read::html;

/// Whether a table starts here: a header over its row of dashes, or two rows that open and close with a bar.
pub(super) fn starts(lines: &[String], at: usize) -> bool {
    let Some([first, second]) = lines.get(at..at + 2) else { return false };
    if !may_be_row(first) || !may_be_row(second) || is_dashes(first) && !is_closed(second) {
        return false;
    }
    let (own, next) = (bar_cells(first).len(), bar_cells(second).len());
    is_dashes(second) && own == next
        || is_closed(first) && is_closed(second) && own >= 2 && next >= 2
        || ended(lines, at).is_some()
}

/// The fewest rows of a table whose rows only end with a bar.
const FEWEST: usize = 3;

/// Rows as saved pages have them: a bar behind every cell and as many in each row, so that one that begins with a bar has a blank
/// cell first. How many there are from a line on. Where a cell of the header went over several rows or columns, what stands
/// below is shifted and no longer shows of which column it is: that is no table for us.
fn ended(lines: &[String], at: usize) -> Option<usize> {
    let width = bars(&lines[at]);
    let is_row = |line: &&String| line.trim_end().ends_with('|') && may_be_row(line) && bars(line) == width;
    // What was no table from its first row on is none from the next.
    if at.checked_sub(1).is_some_and(|before| is_row(&&lines[before])) {
        return None;
    }
    let rows = lines[at..].iter().take_while(is_row).count();
    let opens_blank = lines[at].trim_start().starts_with('|');
    if width < 2 || rows < FEWEST || opens_blank || lines[at..at + rows].iter().all(|line| is_closed(line)) {
        return None;
    }
    let cells =
        |line: &String| line.split('|').take(width).map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let words = |cells: &[String]| {
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        (filled > 1).then(|| cells.iter().all(|cell| parse_cell(cell).is_none()))
    };
    let mut heads = lines[at..at + rows].iter().map(cells).filter_map(|cells| Some((words(&cells)?, cells)));
    let (is_head, head) = heads.next()?;
    let second = heads.next().filter(|(is_head, _)| *is_head);
    let whole = |cells: &[String]| cells.iter().all(|cell| !cell.is_empty());
    (is_head && whole(&head) && second.is_none_or(|(_, cells)| !cells.last().is_some_and(String::is_empty)))
        .then_some(rows)
}

fn bars(line: &str) -> usize {
    line.matches('|').count()
}

/// Reads the rows from `start` on. Returns the table and the index of the first line behind it.
pub(super) fn table(lines: &[String], start: usize, gap: u32) -> (Table, usize) {
    if let Some(count) = ended(lines, start) {
        let rows = lines[start..start + count].iter().zip(start..);
        let rows = rows.map(|(line, at)| ended_row(line, line_number(at))).collect();
        return (Table { shape: Shape::Grid, gap, rows }, start + count);
    }
    let opens = |line: &str| line.trim_start().starts_with('|');
    let barred = opens(&lines[start]);
    let mut rows = Vec::new();
    let mut at = start;
    while at < lines.len() && may_be_row(&lines[at]) && (!barred || opens(&lines[at])) {
        if !is_dashes(&lines[at]) {
            rows.push(row(&lines[at], line_number(at)));
        }
        at += 1;
    }
    (Table { shape: Shape::Grid, gap, rows }, at)
}

fn row(line: &str, number: u32) -> Row {
    let cells = bar_cells(line)
        .into_iter()
        .zip(1..)
        .map(|((from, to), nth)| Cell::new(&plain(&line[from..to]), Locator::Cell(number, nth)))
        .collect();
    Row { span: Span::new(number, number), cells }
}

/// A row with a bar behind each of its cells. Places are counted as `bar_cells` does, for which a first bar opens the first cell.
fn ended_row(line: &str, number: u32) -> Row {
    let opens = line.trim_start().starts_with('|');
    let cells = bar_cells(line).into_iter().map(|(from, to)| plain(&line[from..to])).zip(1..);
    let blank = opens.then(|| (String::new(), 0));
    let cells = blank.into_iter().chain(cells);
    let cells = cells.map(|(text, nth)| Cell::new(text.trim(), Locator::Cell(number, nth))).collect();
    Row { span: Span::new(number, number), cells }
}

/// A line with a bar. Lines with tabs have a layout of their own.
fn may_be_row(line: &str) -> bool {
    line.contains('|') && !line.contains('\t')
}

/// Whether a line opens and closes with a bar.
fn is_closed(line: &str) -> bool {
    let line = line.trim();
    line.len() > 1 && line.starts_with('|') && line.ends_with('|')
}

/// Whether a line is the row between header and data: `|---|:---:|`.
fn is_dashes(line: &str) -> bool {
    line.contains('|')
        && bar_cells(line).into_iter().all(|(from, to)| {
            let cell = line[from..to].trim_start_matches(':').trim_end_matches(':');
            !cell.is_empty() && cell.bytes().all(|byte| byte == b'-')
        })
}

/// A cell without its markup. What is no markup for certain stays.
fn plain(cell: &str) -> String {
    let mut text = cell.replace("\\|", "|");
    for tag in ["<br>", "<br/>", "<br />", "<BR>"] {
        text = text.replace(tag, "\n");
    }
    for (entity, character) in [("&nbsp;", "\u{A0}"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")] {
        text = text.replace(entity, character);
    }
    text = without_math(&without_struck(&text));
    if text.contains("</") || text.contains("&#") {
        text = html::plain(&text.replace('\n', "<br>"));
    }
    // `***` alone stands for nothing printed; it is no emphasis.
    let strong = text.matches("**").count();
    if strong > 0 && strong.is_multiple_of(2) && !text.contains("***") {
        text = text.replace("**", "");
    }
    for mark in ["__", "`", "*", "_"] {
        let inner = text.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
        if let Some(inner) = inner.filter(|inner| !inner.is_empty() && !inner.contains(mark)) {
            text = inner.to_owned();
        }
    }
    unescaped(&text)
}

/// A text without the backslashes that Markdown puts before its own signs.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' || !chars.peek().is_some_and(char::is_ascii_punctuation) {
            out.push(c);
        }
    }
    out
}

/// A text without what is struck out between two pairs of tildes.
fn without_struck(text: &str) -> String {
    let parts: Vec<&str> = text.split("~~").collect();
    // An odd one is no mark.
    if parts.len() < 3 || parts.len().is_multiple_of(2) {
        return text.to_owned();
    }
    parts.into_iter().step_by(2).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Vec<String>, usize)> {
        let lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
        starts(&lines, 0).then(|| {
            let (table, next) = table(&lines, 0, 0);
            let rows = table.rows.iter().map(|row| {
                row.cells
                    .iter()
                    .map(|cell| format!("{}={}", cell.locator, cell.text))
                    .collect::<Vec<_>>()
                    .join(" ")
            });
            (rows.collect(), next)
        })
    }

    #[test]
    fn rows_are_cut_at_bars() {
        let (rows, next) =
            read("| 项目 | 预算数 |\n|:--|---:|\n| **合计** | `1,234.56` |\n|甲\\|乙<br>丙||\n注：无")
                .expect("a table");
        assert_eq!(rows, ["L1:c1=项目 L1:c2=预算数", "L3:c1=合计 L3:c2=1,234.56", "L4:c1=甲|乙\n丙 L4:c2="]);
        assert_eq!(next, 4);
        assert_eq!(read("a | b\n--- | ---\n1 | 2\n\n3 | 4").expect("a table").0.len(), 2);
        assert_eq!(
            read("| 甲 | \\-1\\.00 |\n| 乙 | 1&#44;000 |").expect("a table").0,
            ["L1:c1=甲 L1:c2=-1.00", "L2:c1=乙 L2:c2=1,000"]
        );
        assert_eq!(read("| 合计 | 1 |\n| 甲 | *** |").expect("a table").0[1], "L2:c1=甲 L2:c2=***");
    }

    #[test]
    fn a_bar_behind_every_cell_is_a_table() {
        let (rows, next) = read(
            "收入 | 预算数 | 支出 | 预算数 |\n拨款收入 | 6.5 | 教育支出 | 5.5 |\n| | 住房保障支出 | 1.0 |\n收入总计 | 6.5 | 支出总计 | 6.5 |\n完",
        )
        .expect("a table");
        assert_eq!(next, 4);
        assert_eq!(rows[1], "L2:c1=拨款收入 L2:c2=6.5 L2:c3=教育支出 L2:c4=5.5");
        assert_eq!(rows[2], "L3:c0= L3:c1= L3:c2=住房保障支出 L3:c3=1.0");
        // A cell over two columns: what stands below it is shifted.
        assert!(read("项目 | 2022年 | 增减 | |\n增减额 | 增减率 | ||\n接待费 | 1 | 2 | 3 |\n").is_none());
        // Labels and what they say, each with its bar.
        assert!(read("文号 | 无 | 日期 | 无 |\n标题 | 说明 |\n").is_none());
    }

    #[test]
    fn other_text_is_none() {
        for text in ["甲|乙\n丙|丁", "| 甲 |\n乙", "收入\t|1.00|\n支出\t|2.00|", "|", "---\n---", "||\n||"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
