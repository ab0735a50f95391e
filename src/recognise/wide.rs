//! Tables too wide for a page: the right page prints the other columns of the same rows, without their labels.

use rust_decimal::Decimal;

use crate::document::{Row, Shape};
use crate::model::Measure;

use super::codebook::joined_code;
use super::continued::title_of;
use super::grid::{Grid, GridRow, Role};
use super::panel::{Panel, panels};
use super::section::{Body, Parts, Section};
use super::subject::total_code;

/// Rows below which two tables may have as many by chance.
const FEWEST: usize = 4;

/// Puts right pages beside their left ones.
pub(crate) fn join(parts: &mut Parts) {
    let mut at = 1;
    while at < parts.sections.len() {
        match beside(&parts.sections[at - 1], &parts.sections[at]) {
            Some(rows) => {
                let right = parts.sections.remove(at);
                let left = &mut parts.sections[at - 1];
                left.span.last = left.span.last.max(right.span.last);
                left.body = Body::Rows(Shape::Exact, rows);
            }
            None => at += 1,
        }
    }
}

/// The rows of both pages together, where their own sums prove that they are the same rows.
fn beside(left: &Section, right: &Section) -> Option<Vec<Row>> {
    let (Body::Rows(Shape::Exact, one), Body::Rows(Shape::Exact, other)) = (&left.body, &right.body) else {
        return None;
    };
    let continues = left.statement.is_some()
        && (right.statement.is_none() || title_of(&right.title) == title_of(&left.title));
    if !continues || one.len() != other.len() || one.len() < FEWEST {
        return None;
    }
    let width = one.iter().map(|row| row.cells.len()).max()?;
    if one.iter().any(|row| row.cells.len() != width) {
        return None;
    }
    let join = |(left, right): (&Row, &Row)| Row {
        cells: left.cells.iter().chain(&right.cells).cloned().collect(),
        ..left.clone()
    };
    let rows: Vec<Row> = one.iter().zip(other).map(join).collect();
    let grid = Grid::build(Shape::Exact, &rows)?;
    let of_right: Vec<usize> = (width..grid.columns.len()).collect();
    let labelled = |at: &usize| !matches!(grid.columns[*at].role, Role::Amount(_) | Role::Unknown);
    if of_right.iter().any(labelled) {
        return None;
    }
    let panels = panels(&grid);
    let [panel] = panels.as_slice() else { return None };
    (sums_prove(&grid, panel, &of_right) || rows_prove(&grid, width)).then_some(rows)
}

/// Whether the row that the left page calls the total holds, on the right page, the sums of the rows that the left page
/// has at the top: in every column with figures, and in one with two of them at least.
fn sums_prove(grid: &Grid, panel: &Panel, columns: &[usize]) -> bool {
    let is_total = |at: &usize| {
        let row = &grid.rows[*at];
        let in_code = panel.codes.iter().any(|code| total_code(&row.cells[*code].text).is_some());
        in_code || panel.label(row).is_some_and(|cell| total_code(&cell.text) == Some("all"))
    };
    let rows: Vec<usize> = (0..grid.rows.len()).filter(|at| grid.rows[*at].fits).collect();
    let Some(total) = rows.iter().copied().find(is_total) else { return false };
    let code = |at: usize| joined_code(&grid.rows[at], &panel.codes);
    let coded = rows.iter().any(|at| code(*at).len() == 3);
    let top = |at: &usize| *at != total && (!coded || code(*at).len() == 3);
    let value = |at: usize, column: usize| grid.rows[at].cells[column].number().map(|printed| printed.value);
    let mut telling = false;
    for column in columns.iter().copied() {
        let parts: Vec<Decimal> =
            rows.iter().copied().filter(top).filter_map(|at| value(at, column)).collect();
        let sum: Decimal = parts.iter().sum();
        if value(total, column).unwrap_or_default() != sum {
            return false;
        }
        telling |= parts.iter().filter(|part| !part.is_zero()).count() > 1;
    }
    telling
}

/// Whether the total on the left page is, in every row, the sum of all other amounts of both pages, of which the right page
/// holds some in more than one row.
fn rows_prove(grid: &Grid, width: usize) -> bool {
    let amounts: Vec<(usize, Measure)> = grid.amounts().map(|(at, meaning)| (at, meaning.measure)).collect();
    let (totals, parts): (Vec<_>, Vec<_>) =
        amounts.into_iter().partition(|(_, measure)| *measure == Measure::Total);
    let [(total, _)] = totals.as_slice() else { return false };
    let value =
        |row: &GridRow, at: usize| row.cells[at].number().map(|printed| printed.value).unwrap_or_default();
    let sum = |row: &GridRow, from: usize| -> Decimal {
        parts.iter().filter(|(at, _)| *at >= from).map(|(at, _)| value(row, *at)).sum()
    };
    let rows = || grid.rows.iter().filter(|row| row.fits);
    *total < width
        && rows().all(|row| sum(row, 0) == value(row, *total))
        && rows().filter(|row| !sum(row, width).is_zero()).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Cell, Locator, Reach, Span};
    use crate::model::Statement;

    fn section(first: u32, statement: Option<Statement>, texts: &[&str]) -> Section {
        let row = |(line, text): (u32, &&str)| Row {
            span: Span::new(line, line),
            cells: text
                .split('|')
                .zip(1..)
                .map(|(text, nth)| Cell::new(text, Locator::Cell(line, nth)).reaching(Reach::Own(1, 1)))
                .collect(),
        };
        let rows: Vec<Row> = (first..).zip(texts).map(row).collect();
        let mut section =
            Section::of_rows(Statement::IncomeDetail, String::new(), Span::new(first, first + 9), rows);
        if let Body::Rows(shape, _) = &mut section.body {
            *shape = Shape::Exact;
        }
        section.statement = statement;
        section
    }

    fn joined(right: &[&str]) -> usize {
        let left = ["科目编码|科目名称|合计", "205|教育支出|7.00", "221|住房保障支出|3.00", "|合计|10.00"];
        let sections = vec![section(1, Some(Statement::IncomeDetail), &left), section(21, None, right)];
        let mut parts = Parts { sections, ..Parts::default() };
        join(&mut parts);
        parts.sections.len()
    }

    #[test]
    fn a_right_page_whose_sums_are_those_of_the_left_rows_is_joined() {
        assert_eq!(joined(&["财政拨款收入|事业收入", "5.00|2.00", "3.00|", "8.00|2.00"]), 1);
    }

    #[test]
    fn rows_that_add_up_over_both_pages_are_joined() {
        let joined = |right: [&str; 4]| {
            // One class alone: the total of the table says nothing of which row is which.
            let left = [
                "科目编码|科目名称|合计|基本支出",
                "|合计|9.00|4.00",
                "205|教育支出|9.00|4.00",
                "20502|普通教育|9.00|4.00",
            ];
            let sections =
                vec![section(1, Some(Statement::ExpenditureDetail), &left), section(21, None, &right)];
            let mut parts = Parts { sections, ..Parts::default() };
            join(&mut parts);
            parts.sections.len()
        };
        assert_eq!(joined(["项目支出|经营支出", "3.00|2.00", "3.00|2.00", "3.00|2.00"]), 1);
        assert_eq!(joined(["项目支出|经营支出", "3.00|2.00", "3.00|2.00", "3.00|1.00"]), 2);
    }

    #[test]
    fn a_right_page_may_say_that_it_goes_on() {
        let left = ["科目编码|科目名称|合计", "205|教育支出|7.00", "221|住房保障支出|3.00", "|合计|10.00"];
        let right = ["财政拨款收入|事业收入", "5.00|2.00", "3.00|", "8.00|2.00"];
        for (title, tables) in [("收入预算总表（续）", 1), ("收入预算总表续表", 1), ("收入明细表", 2)]
        {
            let mut sections = vec![
                section(1, Some(Statement::IncomeDetail), &left),
                section(21, Some(Statement::IncomeDetail), &right),
            ];
            (sections[0].title, sections[1].title) = ("收入预算总表".to_owned(), title.to_owned());
            let mut parts = Parts { sections, ..Parts::default() };
            join(&mut parts);
            assert_eq!(parts.sections.len(), tables, "{title}");
        }
    }

    #[test]
    fn other_rows_are_another_table() {
        assert_eq!(joined(&["财政拨款收入|事业收入", "5.00|2.00", "3.00|", "9.00|2.00"]), 2, "no sum");
        assert_eq!(joined(&["财政拨款收入|事业收入", "5.00|2.00", "8.00|2.00"]), 2, "a row less");
        assert_eq!(joined(&["项目|金额", "甲|2.00", "乙|3.00", "合计|5.00"]), 2, "labels of its own");
        assert_eq!(joined(&["财政拨款收入|事业收入", "|2.00", "|", "|2.00"]), 2, "one figure proves no sum");
    }
}
