//! What a row of a table is measured in where the row says so itself: in the brackets behind its label (`公务接待费（元）`,
//! `车辆（辆）`, `占比（%）`), or in a column of units beside it. It is nearer to the figure than the caption is.

use crate::document::is_blank;
use crate::model::{Measure, Unit};
use crate::taxonomy::{RowUnit, row_unit, unit_of_label};

use super::grid::{Column, Grid, GridRow, Role};

/// A column below 单位 that holds nothing but units is no column of bodies.
pub(super) fn settle(columns: &mut [Column], rows: &[GridRow]) {
    for (at, column) in columns.iter_mut().enumerate() {
        if column.role == Role::Entity && holds_units(rows, at) {
            column.role = Role::Aside;
        }
    }
}

fn holds_units(rows: &[GridRow], at: usize) -> bool {
    let cells = rows.iter().filter(|row| row.fits).filter_map(|row| row.cells.get(at));
    let mut filled = cells.filter(|cell| !is_blank(&cell.text)).peekable();
    filled.peek().is_some() && filled.all(|cell| row_unit(&cell.text).is_some())
}

/// What a row says that it is measured in. Things that are counted have columns of their own in lists of purchases, and
/// the unit beside them says nothing of their money.
pub(super) fn of_row(grid: &Grid, row: &GridRow, label: &str) -> Option<RowUnit> {
    let counted = |column: &Column| matches!(column.role, Role::Amount(meaning) if matches!(meaning.measure, Measure::Count | Measure::UnitPrice));
    let in_column = || {
        let of_units = |at: &usize| {
            let role = grid.columns[*at].role;
            !matches!(role, Role::Amount(_) | Role::Code | Role::CodePart(_)) && holds_units(&grid.rows, *at)
        };
        // Before the amounts: behind them stand the units of other things.
        let first = grid.amounts().next().map_or(0, |(at, _)| at);
        let at = (0..first).find(of_units)?;
        row.cells.get(at).and_then(|cell| row_unit(&cell.text))
    };
    let said = unit_of_label(label).or_else(in_column);
    said.filter(|unit| *unit != RowUnit::Things || !grid.columns.iter().any(counted))
}

/// The unit of an amount of money in a row that says what it is measured in. `None` where it is no money, or the header of its column
/// says otherwise.
pub(super) fn settled(said: Option<RowUnit>, unit: Unit, above: Option<Unit>) -> Option<Unit> {
    match said {
        Some(_) if !unit.is_money() => Some(unit),
        Some(RowUnit::Money(own)) => Some(own).filter(|own| above.is_none_or(|above| above == *own)),
        Some(RowUnit::Things | RowUnit::Rate) => None,
        None => Some(unit),
    }
}
