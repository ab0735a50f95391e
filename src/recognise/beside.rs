//! Tables that stand side by side in one frame: each opens with its own title in the same row.

use crate::document::{Reach, Row};
use crate::taxonomy;

use super::caption::clean_title;

/// The tables of a frame whose first row holds two titles or more, cut where the later titles begin; `None` where it
/// holds one table, or where a cell lies across a cut.
pub(crate) fn apart(rows: &[Row]) -> Option<Vec<Vec<Row>>> {
    let (at, first) = rows.iter().enumerate().find(|(_, row)| row.texts().next().is_some())?;
    let mut starts = Vec::new();
    for (column, cell) in first.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()) {
        clean_title(&cell.text)
            .filter(|title| title.contains('表') && taxonomy::statement_of(title).is_some())?;
        starts.push(column);
    }
    if starts.len() < 2 {
        return None;
    }
    // What stands left of the first title belongs to its table.
    starts[0] = 0;
    let ends = starts.iter().skip(1).copied().chain([usize::MAX]);
    let whole = |row: &Row| {
        row.cells.iter().enumerate().all(|(column, cell)| {
            let across = match cell.reach {
                Some(Reach::Own(across, _)) => across as usize,
                _ => 1,
            };
            starts.iter().all(|start| column >= *start || column + across <= *start)
        })
    };
    if !rows[at..].iter().all(whole) {
        return None;
    }
    let part = |(start, end): (&usize, usize)| {
        let cut = |row: &Row| Row {
            cells: row.cells.iter().skip(*start).take(end - start).cloned().collect(),
            ..row.clone()
        };
        rows[at..].iter().map(cut).collect::<Vec<Row>>()
    };
    Some(starts.iter().zip(ends).map(part).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Cell, Locator, Span};

    fn rows(texts: &[&str]) -> Vec<Row> {
        let row = |(line, text): (u32, &&str)| Row {
            span: Span::new(line, line),
            cells: text
                .split('|')
                .zip(1..)
                .map(|(text, nth)| Cell::new(text, Locator::Cell(line, nth)))
                .collect(),
        };
        (1..).zip(texts).map(row).collect()
    }

    #[test]
    fn two_titles_in_a_row_are_two_tables() {
        let rows =
            rows(&["收入预算表|||支出预算表|", "项目|金额||项目|金额", "事业收入|1.00||基本支出|1.00"]);
        let parts = apart(&rows).expect("two");
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[1][2].texts().collect::<Vec<_>>(), ["基本支出", "1.00"]);
        assert_eq!(parts[1][2].cells[1].locator, Locator::Cell(3, 5), "cells keep their places");
    }

    #[test]
    fn one_title_or_a_title_beside_something_else_is_one_table() {
        assert!(apart(&rows(&["收入预算表||", "项目|金额|"])).is_none());
        assert!(apart(&rows(&["收入预算表|单位：万元", "项目|金额"])).is_none());
        assert!(apart(&rows(&["项目|金额|项目|金额"])).is_none());
    }
}
