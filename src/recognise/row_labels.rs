//! Labels of rows that do not stand in the column of labels of their panel: merged over it, printed once for two sides, or
//! the name of the unit whose rows follow.

use crate::document::{Cell, Reach, is_cjk, label, parse_cell};
use crate::taxonomy::is_known_name;

use super::codebook::joined_code;
use super::grid::{Grid, GridRow, Role};
use super::panel::Panel;
use super::subject;

/// A label to the left of the first amount that belongs to this panel because it is merged up to it: the cell
/// reaches here, or its words stand in a column of codes. `公用经费合计` covers the columns of the panel before.
pub(crate) fn merged<'r>(grid: &Grid, panel: &Panel, row: &'r GridRow) -> Option<&'r Cell> {
    let first = panel.amounts.iter().map(|(at, _)| *at).find(|at| !row.cells[*at].is_blank())?;
    let (at, cell) = row.cells[..first].iter().enumerate().rev().find(|(_, cell)| !cell.is_blank())?;
    // A total says by its word what it is, wherever it stands before the first amounts of the table.
    let opens = grid.amounts().all(|(column, _)| column > at);
    let of_first = grid.amounts().next().is_some_and(|(column, _)| panel.amounts[0].0 == column);
    if opens && of_first && subject::total_code(&cell.text).is_some() {
        return Some(cell);
    }
    let reaches = match cell.reach {
        Some(Reach::Own(across, _)) => across > 1 && at + across as usize == first,
        _ => matches!(grid.columns[at].role, Role::Code | Role::CodePart(_)),
    };
    (reaches && cell.number().is_none() && cell.text.chars().any(is_cjk)).then_some(cell)
}

/// The column of a cell behind the label of a row in which an amount and words stand together: two cells that nobody could tell
/// apart. Whose the amounts behind it are is not said.
pub(crate) fn glued_before(grid: &Grid, panel: &Panel, row: &GridRow) -> Option<usize> {
    let first = panel.names.first().copied().unwrap_or(0);
    let glued = |at: &usize| {
        let cell = &row.cells[*at];
        grid.columns[*at].role == Role::Unknown && cell.number().is_none() && opens_with_amount(&cell.text)
    };
    (first + 1..row.cells.len()).find(glued)
}

/// Whether words follow an amount with decimals: `1,260.50一、农林水支出`.
fn opens_with_amount(text: &str) -> bool {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.'))).unwrap_or(text.len());
    let (amount, words) = text.split_at(end);
    amount.contains('.') && parse_cell(amount).is_some() && words.chars().filter(|c| is_cjk(*c)).count() > 2
}

/// The label of a total that stands in the panel before, where this panel prints the same amount without a label:
/// a summary with three sides labels the totals of its second half once.
/// The amount may stand here alone; then another side of the row balances it.
pub(crate) fn of_total_beside<'r>(panel: &Panel, row: &'r GridRow) -> Option<&'r Cell> {
    let (first, _) = panel.amounts.first()?;
    let own = row.cells[*first].number().filter(|own| !own.value.is_zero())?;
    let is_own = |cell: &Cell| cell.number().is_some_and(|printed| printed.value == own.value);
    let left = || row.cells[..*first].iter().rev().filter(|cell| !cell.is_blank());
    let total = |cell: &&Cell| subject::total_code(&cell.text).is_some();
    let (next, label) = (left().next()?, left().find(|cell| cell.number().is_none()).filter(total)?);
    let balanced = std::ptr::eq(next, label) && left().any(is_own);
    (is_own(next) || balanced).then_some(label)
}

/// Whether a row opens the rows of a unit: it prints no code among rows that do, its label is no class, and the
/// class of the row below has been printed before or is printed again.
pub(crate) fn opens_unit(grid: &Grid, panel: &Panel, row: &GridRow, text: &str) -> bool {
    if panel.codes.is_empty() || text.is_empty() || is_known_name(&label(text)) {
        return false;
    }
    let codes = |row: &GridRow| joined_code(row, &panel.codes);
    let own = row.cells.first().map(|cell| &cell.locator);
    let at = grid.rows.iter().position(|other| other.cells.first().map(|cell| &cell.locator) == own);
    let below = at.and_then(|at| grid.rows.get(at + 1)).map(codes).unwrap_or_default();
    below.len() == 3 && grid.rows.iter().filter(|other| codes(other) == below).count() > 1
}

#[cfg(test)]
mod tests {
    use super::super::panel::panels;
    use super::*;
    use crate::document::{Locator, Row, Shape, Span};

    fn grid(rows: &[&str]) -> Grid {
        let row = |(line, text): (u32, &&str)| Row {
            span: Span::new(line, line),
            cells: text
                .split('|')
                .zip(1..)
                .map(|(text, nth)| Cell::new(text, Locator::Cell(line, nth)))
                .collect(),
        };
        let rows: Vec<Row> = (1..).zip(rows).map(row).collect();
        Grid::build(Shape::Grid, &rows).expect("a header")
    }

    #[test]
    fn a_label_over_the_panel_before_is_the_label() {
        let grid = grid(&[
            "科目编码|科目名称|决算数|科目编码|科目名称|决算数|科目编码|科目名称|决算数",
            "301|工资福利支出|5.00|302|商品和服务支出|2.00|310|资本性支出|1.00",
            "人员经费合计||5.00|公用经费合计|||||3.00",
        ]);
        let panels = panels(&grid);
        let text = |panel: usize| merged(&grid, &panels[panel], &grid.rows[1]).map(|cell| cell.text.as_str());
        assert_eq!((text(0), text(2)), (Some("人员经费合计"), Some("公用经费合计")));
    }

    #[test]
    fn behind_an_amount_that_touches_words_nobody_knows_whose_amounts_follow() {
        let grid = grid(&[
            "项目|决算数项目|决算数",
            "财政拨款收入|1,260.50一、农林水支出|120.40",
            "其他收入|0.00|1,140.10",
        ]);
        let panels = panels(&grid);
        let glued = |row: usize| glued_before(&grid, &panels[0], &grid.rows[row]);
        assert_eq!((glued(0), glued(1)), (Some(1), None));
    }

    #[test]
    fn a_total_is_labelled_once_where_its_amount_is_printed_twice() {
        let rows = [
            "项目|金额|项目|金额|项目|金额",
            "财政拨款|5.00|教育支出|5.00|基本支出|5.00",
            "收入合计|5.00|支出合计|||5.00",
            "收入合计|5.00|支出合计|||4.00",
        ];
        let grid = grid(&rows);
        let panels = panels(&grid);
        let text = |row: usize| of_total_beside(&panels[2], &grid.rows[row]).map(|cell| cell.text.as_str());
        assert_eq!(text(1), Some("支出合计"));
        assert_eq!(text(2), None, "another amount is another total");
    }

    #[test]
    fn a_name_before_a_class_that_comes_again_is_a_unit() {
        let rows = [
            "科目编码|科目名称|合计|基本支出",
            "|甲中心|5.00|5.00",
            "208|社会保障和就业支出|5.00|5.00",
            "|乙馆|2.00|2.00",
            "208|社会保障和就业支出|2.00|2.00",
        ];
        let grid = grid(&rows);
        let panels = panels(&grid);
        assert!(opens_unit(&grid, &panels[0], &grid.rows[0], "甲中心"));
        assert!(opens_unit(&grid, &panels[0], &grid.rows[2], "乙馆"));
        assert!(!opens_unit(&grid, &panels[0], &grid.rows[3], "社会保障和就业支出"));
    }
}
