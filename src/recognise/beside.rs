//! Tables that stand side by side in one frame: each opens with its own title in the same row. Rows of words may stand above
//! the titles.

use crate::document::{Reach, Row};
use crate::taxonomy;

use super::caption::clean_title;

/// How many rows of words may stand above the titles.
const ABOVE: usize = 3;

/// Where the titles of a row begin that holds two or more and nothing else.
fn titles(row: &Row) -> Option<Vec<usize>> {
    let mut starts = Vec::new();
    for (column, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()) {
        clean_title(&cell.text)
            .filter(|title| title.contains('表') && taxonomy::statement_of(title).is_some())?;
        starts.push(column);
    }
    (starts.len() >= 2).then_some(starts)
}

/// The tables of a frame of which a row at the head holds two titles or more, cut where the later titles begin; `None` where it
/// holds one table, or where a cell lies across a cut.
pub(crate) fn apart(rows: &[Row]) -> Option<Vec<Vec<Row>>> {
    let words = |row: &&Row| row.cells.iter().all(|cell| cell.number().is_none());
    let mut head = rows.iter().take_while(words).enumerate();
    let mut above = head.by_ref().filter(|(_, row)| row.texts().next().is_some()).take(ABOVE + 1);
    let (at, mut starts) = above.find_map(|(at, row)| Some((at, titles(row)?)))?;
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
        // What stands above the titles belongs to none; the first table has it as its caption.
        let from = if *start == 0 { 0 } else { at };
        rows[from..].iter().map(cut).collect::<Vec<Row>>()
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
    fn a_row_of_words_may_stand_above_the_titles() {
        let own = ["收入预算表|||支出预算表|", "项目|金额||项目|金额", "事业收入|1.00||基本支出|1.00"];
        let with = |above: &str| apart(&rows(&[&[above], &own[..]].concat()));
        for above in ["甲局2024年预算||||", "甲局2024年预算|||甲局2024年预算|", "||||"] {
            let parts = with(above).expect("two");
            assert_eq!((parts[0].len(), parts[1].len()), (4, 3), "{above}");
        }
        assert!(with("合计|1.00|||").is_none(), "a table of its own");
    }

    #[test]
    fn one_title_or_a_title_beside_something_else_is_one_table() {
        assert!(apart(&rows(&["收入预算表||", "项目|金额|"])).is_none());
        assert!(apart(&rows(&["收入预算表|单位：万元", "项目|金额"])).is_none());
        assert!(apart(&rows(&["项目|金额|项目|金额"])).is_none());
    }
}
