//! Columns of economic classes that no heading of 基本支出 or 项目支出 spans: they split all money of a row, by the classes of
//! departments or by those of the government.

use std::collections::BTreeMap;

use crate::model::{Measure, Statement};
use crate::taxonomy::{EconomicPart, Whole};

use super::columns::{part_of_all, role_of_part};
use super::grid::{Column, Grid, Role};

/// One class alone may be a 其中.
const FEWEST: usize = 2;

/// Names the columns of economic classes of a table whose title says what is split.
pub(super) fn settle(grid: &mut Grid, statement: Option<Statement>) {
    let parts: Vec<(usize, EconomicPart)> = grid
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.role == Role::Unknown)
        .filter_map(|(at, column)| Some((at, part_of_all(&column.path)?)))
        .collect();
    // Beside 基本支出 or 项目支出 they may be the classes of one of the two.
    let of_kind = |column: &Column| matches!(column.role, Role::Amount(meaning) if matches!(meaning.measure, Measure::Basic | Measure::Project));
    let mixed = statement != Some(Statement::Project) && grid.columns.iter().any(of_kind);
    if parts.len() < FEWEST || mixed {
        return;
    }
    let of_government = parts.iter().any(|(_, part)| part.is_of_government());
    let whole = match statement {
        Some(Statement::BasicByEconomic) => Whole::Basic,
        Some(Statement::Project) => Whole::Project,
        Some(
            Statement::ExpenditureDetail
            | Statement::GeneralByFunction
            | Statement::GeneralByEconomic
            | Statement::GovFund
            | Statement::StateCapital
            | Statement::FiscalAccount,
        ) => {
            if of_government {
                Whole::Government
            } else {
                Whole::All
            }
        }
        _ => return,
    };
    // Of columns that would mean the same none is named.
    let mut named: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, part) in parts {
        named.entry(part.measure(whole)).or_default().push(at);
    }
    for (at, measure) in
        named.into_iter().filter(|(_, at)| at.len() == 1).map(|(measure, at)| (at[0], measure))
    {
        let part = measure.and_then(|_| part_of_all(&grid.columns[at].path));
        if let Some(part) = part {
            grid.columns[at].role = role_of_part(part, whole, &grid.columns[at].path);
        }
    }
}
