//! Columns whose meaning the columns beside them give: 比上年增减, which is an amount where it is the difference of two years in
//! every row, and 上年同期, which is of the same months as the column of this year.

use rust_decimal::Decimal;

use crate::model::{Base, Measure, Phase};
use crate::taxonomy::ColumnWord;

use super::columns::header_meaning;
use super::grid::{Column, GridRow, Meaning, Role};

/// Gives such columns their meaning.
pub(crate) fn settle(columns: &mut [Column], rows: &[GridRow]) {
    same_months(columns);
    for at in 0..columns.len() {
        let says = columns[at].path.iter().any(|word| header_meaning(word) == Some(ColumnWord::Change));
        if says
            && columns[at].role == Role::Unknown
            && let Some(meaning) = difference(columns, rows, at)
        {
            columns[at].role = Role::Amount(meaning);
        }
    }
}

/// The months of this year that a column is of, where all others of months are of the same: then 上年同期 is, too.
fn same_months(columns: &mut [Column]) {
    let period = |column: &Column| match column.role {
        Role::Amount(meaning) if is_period(meaning.measure) => Some(meaning.measure),
        _ => None,
    };
    let mut periods: Vec<Measure> = columns.iter().filter_map(period).collect();
    periods.dedup();
    if periods.is_empty() {
        return;
    }
    let says = |column: &&mut Column| {
        column.path.last().is_some_and(|word| header_meaning(word) == Some(ColumnWord::SamePeriod))
    };
    for column in columns.iter_mut().filter(says) {
        if let Role::Amount(meaning) = column.role
            && meaning.measure == Measure::Total
        {
            column.role = match periods.as_slice() {
                [only] => Role::Amount(Meaning { measure: *only, ..meaning }),
                // Of several spans of months nobody knows which.
                _ => Role::Unknown,
            };
        }
    }
}

fn is_period(measure: Measure) -> bool {
    matches!(measure, Measure::Month | Measure::Quarter | Measure::Cumulative)
}

/// What a column is that holds, in every row, what the amount before it has more or less than another one: at least two rows
/// with a change say so, and none speaks against it.
fn difference(columns: &[Column], rows: &[GridRow], at: usize) -> Option<Meaning> {
    let amounts: Vec<(usize, Meaning)> = (0..at)
        .filter_map(|at| match columns[at].role {
            Role::Amount(meaning) if meaning.measure == Measure::Total => Some((at, meaning)),
            _ => None,
        })
        .collect();
    let [(one, first), (other, second)] = amounts.as_slice() else { return None };
    let value = |row: &GridRow, at: usize| row.cells.get(at)?.number().map(|printed| printed.value);
    let holds = |this: usize, last: usize| {
        let printed = || rows.iter().filter(|row| row.fits && value(row, at).is_some());
        let of = |row: &GridRow, at: usize| value(row, at).unwrap_or(Decimal::ZERO);
        let all = printed().all(|row| of(row, this) - of(row, last) == of(row, at));
        all && printed().filter(|row| !of(row, at).is_zero()).count() > 1
    };
    let this = if holds(*one, *other) {
        first
    } else if holds(*other, *one) {
        second
    } else {
        return None;
    };
    let base = if this.phase == Some(Phase::Final) { Base::PriorFinal } else { Base::PriorBudget };
    let dated = first.year != second.year;
    dated.then_some(Meaning {
        measure: Measure::ChangeAmount,
        phase: this.phase,
        year: this.year,
        base: Some(base),
    })
}
