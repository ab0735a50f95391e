//! Summaries whose halves stand one above the other: income down to its total, then expenditure down to its own.

use crate::document::{key, strip_ordinal};
use crate::model::Statement;

use super::grid::Grid;
use super::panel::{Panel, Side};
use super::subject::total_code;

/// The two halves of a summary that has one column of labels, where its own totals say where the first one ends.
pub(crate) fn halves(grid: &Grid, panels: &[Panel], statement: Statement) -> Option<[(Side, Grid); 2]> {
    let ([panel], Statement::IncomeSummary | Statement::FiscalIncomeSummary) = (panels, statement) else {
        return None;
    };
    let total = |at: usize, word: &str| {
        let row = &grid.rows[at];
        let label = row.fits.then(|| panel.label(row)).flatten();
        let named = |text: &str| total_code(strip_ordinal(text)).is_some() && key(text).contains(word);
        label.is_some_and(|cell| named(&cell.text))
    };
    let of = |word: &str| (0..grid.rows.len()).filter(|at| total(*at, word)).collect::<Vec<_>>();
    let (income, expenditure) = (of("收入"), of("支出"));
    let (end, next) = (*income.last()?, *expenditure.first()?);
    // Totals of both halves in turn are the rows of another kind of table.
    if end >= next {
        return None;
    }
    // Totals that lead their halves stand at the head of them.
    let cut = if income == [0] && next > 1 { next } else { end + 1 };
    let (above, below) = grid.rows.split_at(cut);
    let half = |rows: &[super::grid::GridRow]| Grid { columns: grid.columns.clone(), rows: rows.to_vec() };
    Some([(Side::Income, half(above)), (Side::Expenditure, half(below))])
}

#[cfg(test)]
mod tests {
    use super::super::panel::panels;
    use super::*;
    use crate::document::{Cell, Locator, Row, Shape, Span};

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

    fn ends(rows: &[&str]) -> Option<usize> {
        let grid = grid(rows);
        halves(&grid, &panels(&grid), Statement::IncomeSummary).map(|[(_, above), _]| above.rows.len())
    }

    #[test]
    fn the_first_half_ends_with_its_total() {
        let rows = [
            "项目|预算数",
            "一般公共预算|5.00",
            "收入总计|5.00",
            "教育支出|4.00",
            "结转下年|1.00",
            "支出总计|5.00",
        ];
        assert_eq!(ends(&rows), Some(2));
        let with_year = [
            "项目|预算数",
            "事业收入|5.00",
            "本年收入合计|5.00",
            "上年结转|1.00",
            "收入总计|6.00",
            "教育支出|6.00",
            "支出总计|6.00",
        ];
        assert_eq!(ends(&with_year), Some(4));
    }

    #[test]
    fn totals_may_lead_their_halves() {
        let rows = [
            "项目|预算数",
            "一、收入总计|5.00",
            "财政拨款收入|3.00",
            "事业收入|2.00",
            "二、支出总计|5.00",
            "基本支出|4.00",
            "项目支出|1.00",
        ];
        assert_eq!(ends(&rows), Some(3));
    }

    #[test]
    fn without_both_totals_in_turn_nothing_is_cut() {
        assert_eq!(ends(&["项目|预算数", "一般公共预算|5.00", "收入总计|5.00"]), None);
        assert_eq!(ends(&["项目|预算数", "支出总计|5.00", "一般公共预算|5.00", "收入总计|5.00"]), None);
    }
}
