//! Tables of Markdown: cells between bars, below the header a row of dashes. The rows are cut by us and not by
//! a Markdown parser: that one drops cells beyond the header's, takes a note right below the table for a row, and does
//! not know the tables that converters write without the row of dashes.

use super::line_number;
use super::math::without_math;
use crate::document::{Cell, Locator, Row, Shape, Span, Table, bar_cells};
use crate::read::html;

/// Whether a table starts here: a header over its row of dashes, or two rows that open and close with a bar.
pub(super) fn starts(lines: &[String], at: usize) -> bool {
    let Some([first, second]) = lines.get(at..at + 2) else { return false };
    if !may_be_row(first) || !may_be_row(second) || is_dashes(first) && !is_closed(second) {
        return false;
    }
    let (own, next) = (bar_cells(first).len(), bar_cells(second).len());
    is_dashes(second) && own == next || is_closed(first) && is_closed(second) && own >= 2 && next >= 2
}

/// Reads the rows from `start` on. Returns the table and the index of the first line behind it.
pub(super) fn table(lines: &[String], start: usize, gap: u32) -> (Table, usize) {
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
    fn other_text_is_none() {
        for text in ["甲|乙\n丙|丁", "| 甲 |\n乙", "收入\t|1.00|\n支出\t|2.00|", "|", "---\n---", "||\n||"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
