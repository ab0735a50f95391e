//! Units of money that a table does not print: stated once for all tables, or proven by the figures that it shares with tables
//! that print theirs.
//!
//! Two tables of one disclosure print the same money in the same digits only where they print it in the same unit. The
//! proof is figures, not place: a table in 元 may stand between two in 万元.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::model::Unit;

use super::grid::Grid;
use super::section::{Body, Parts, Section};
use crate::taxonomy::{self, SaidUnit, Tables};

/// Shared figures that prove a unit, where the largest of the table is among them.
const WITH_TOTAL: usize = 2;

/// Shared figures that prove a unit by themselves.
const WITHOUT_TOTAL: usize = 4;

/// Units that a table may be in.
const MONEY: [Unit; 5] = [Unit::WanYuan, Unit::Yuan, Unit::QianYuan, Unit::BaiWanYuan, Unit::YiYuan];

/// Significant digits below which two figures may be the same by chance.
const TELLING: usize = 4;

/// How many rows at each end of a table may be a line of text in a frame.
const EDGE: usize = 3;

/// Gives tables that print no unit the one that a line states for all of them. Two such lines that contradict each other
/// state none.
pub(crate) fn stated_for_all(parts: &mut Parts) {
    let mut said: Vec<(u32, SaidUnit, Tables)> = Vec::new();
    let mut hear = |line: u32, text: &str| {
        said.extend(taxonomy::unit_of_tables(text).map(|(unit, tables)| (line, unit, tables)));
    };
    parts.prose.iter().for_each(|line| hear(line.number, &line.text));
    for section in &parts.sections {
        section.notes.lines().for_each(|note| hear(section.span.last.saturating_add(1), note));
        let Body::Rows(_, rows) = &section.body else { continue };
        let ends = rows.iter().take(EDGE).chain(rows.iter().skip(EDGE.max(rows.len().saturating_sub(EDGE))));
        for row in ends.filter(|row| row.texts().count() == 1) {
            row.texts().for_each(|text| hear(row.span.first, text));
        }
    }
    for section in parts.sections.iter_mut().filter(|section| !section.caption.says_unit()) {
        let holds = |(line, _, tables): &&(u32, SaidUnit, Tables)| match tables {
            Tables::All => true,
            Tables::Above => section.span.last < *line,
            Tables::Below => *line < section.span.first,
        };
        let mut units = said.iter().filter(holds).map(|(_, unit, _)| *unit);
        if let Some(first @ SaidUnit::Known(_)) = units.next()
            && units.all(|unit| unit == first)
        {
            section.caption.says(Some(first));
        }
    }
}

/// Gives tables without a unit the one that their figures prove.
pub(crate) fn prove(sections: &mut [Section], grids: &[Option<Grid>]) {
    let figures: Vec<BTreeSet<Decimal>> =
        grids.iter().map(|grid| grid.as_ref().map_or_else(BTreeSet::new, telling)).collect();
    let printed = |unit: Unit| -> BTreeSet<Decimal> {
        let with = sections.iter().zip(&figures).filter(|(section, _)| section.caption.unit == Some(unit));
        with.flat_map(|(_, figures)| figures.iter().copied()).collect()
    };
    let known = MONEY.map(|unit| (unit, printed(unit)));
    let silent = sections.iter_mut().zip(&figures).filter(|(section, _)| !section.caption.says_unit());
    for (section, own) in silent {
        let Some(largest) = own.last() else { continue };
        let proven = |(_, others): &&(Unit, BTreeSet<Decimal>)| {
            let shared = own.intersection(others).count();
            shared >= if others.contains(largest) { WITH_TOTAL } else { WITHOUT_TOTAL }
        };
        let any = |(_, others): &&(Unit, BTreeSet<Decimal>)| own.intersection(others).next().is_some();
        if let ([(unit, _)], 1) =
            (known.iter().filter(proven).collect::<Vec<_>>().as_slice(), known.iter().filter(any).count())
        {
            section.caption.unit = Some(*unit);
        }
    }
}

/// The amounts of a table that have digits enough to be known again.
fn telling(grid: &Grid) -> BTreeSet<Decimal> {
    let columns: Vec<usize> = grid.amounts().map(|(at, _)| at).collect();
    let rows = grid.rows.iter().filter(|row| row.fits);
    let cells = rows.flat_map(|row| columns.iter().filter_map(|at| row.cells[*at].number()));
    let values = cells.map(|printed| printed.value.abs());
    values.filter(|value| value.normalize().mantissa().to_string().len() >= TELLING).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Cell, Locator, Row, Shape, Span};
    use crate::model::Statement;

    /// A table with a label and an amount in each row.
    fn table(unit: Option<Unit>, amounts: &[&str]) -> Section {
        let row = |(line, (label, amount)): (u32, (&str, &str))| Row {
            span: Span::new(line, line),
            cells: vec![Cell::new(label, Locator::Cell(line, 1)), Cell::new(amount, Locator::Cell(line, 2))],
        };
        let rows =
            (1..).zip([("项目", "金额")].into_iter().chain(amounts.iter().map(|amount| ("甲", *amount))));
        let rows: Vec<Row> = rows.map(row).collect();
        let mut section = Section::of_rows(Statement::IncomeDetail, String::new(), Span::new(1, 9), rows);
        section.caption.unit = unit;
        section
    }

    fn unit_of_second(first: (Option<Unit>, &[&str]), second: &[&str]) -> Option<Unit> {
        let mut sections = vec![table(first.0, first.1), table(None, second)];
        let grids: Vec<Option<Grid>> = sections
            .iter()
            .map(|section| match &section.body {
                Body::Rows(_, rows) => Grid::build(Shape::Grid, rows),
                _ => None,
            })
            .collect();
        prove(&mut sections, &grids);
        sections[1].caption.unit
    }

    #[test]
    fn shared_figures_prove_a_unit() {
        let wan = (Some(Unit::WanYuan), &["862.67", "759.00", "103.67"][..]);
        assert_eq!(unit_of_second(wan, &["862.67", "103.67", "55.10"]), Some(Unit::WanYuan));
        let yuan = (Some(Unit::Yuan), &["8626700.00", "1036712.31"][..]);
        assert_eq!(unit_of_second(yuan, &["8626700", "1036712.31"]), Some(Unit::Yuan));
    }

    #[test]
    fn chance_and_other_units_prove_none() {
        let wan = (Some(Unit::WanYuan), &["862.67", "759.00", "103.67", "12.5"][..]);
        assert_eq!(unit_of_second(wan, &["8626700.00", "1036700.00"]), None, "the same money in 元");
        assert_eq!(unit_of_second(wan, &["901.22", "103.67", "12.5"]), None, "one figure, and one too short");
        assert_eq!(unit_of_second((None, &["862.67", "103.67"]), &["862.67", "103.67"]), None);
    }
}
