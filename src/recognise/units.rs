//! Units of money that a table does not print: stated once for all tables, or proven by the figures that it shares with tables
//! that print theirs.
//!
//! Two tables of one disclosure print the same money in the same digits only where they print it in the same unit. The
//! proof is figures, not place: a table in 元 may stand between two in 万元.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::document::{Document, Line, NumberToken, numbers, parse_cell, parse_digits};
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

/// The most characters of a line that says a unit and nothing else.
const ALONE: usize = 16;

/// How many lines behind a table its unit may stand, and the next table may not.
const BEHIND: u32 = 3;

/// How many rows at each end of a table may be a line of text in a frame.
const EDGE: usize = 3;

/// Gives tables that print no unit the one that a line states for all of them. Two such lines that contradict each other
/// state none.
pub(crate) fn stated_for_all(document: &Document, parts: &mut Parts) {
    stated_below_each(parts);
    // The title of a document may state it, too: that of a table is none of its first line.
    let title = parts.prose.first().filter(|line| !line.text.contains('表'));
    let of_title = title.and_then(|title| Some((title.number, taxonomy::stated_unit(&title.text)?)));
    let mut said: Vec<(u32, SaidUnit, Tables)> =
        of_title.into_iter().map(|(line, unit)| (line, unit, Tables::All)).collect();
    let mut hear = |line: u32, text: &str| {
        said.extend(taxonomy::unit_of_tables(text).map(|(unit, tables)| (line, unit, tables)));
    };
    parts.prose.iter().for_each(|line| hear(line.number, &line.text));
    // What stands on every page holds for what stands on them.
    let running = document.about.running.iter().filter_map(|text| taxonomy::stated_unit(text));
    said.extend(running.map(|unit| (0, unit, Tables::All)));
    let mut hear = |line: u32, text: &str| {
        said.extend(taxonomy::unit_of_tables(text).map(|(unit, tables)| (line, unit, tables)));
    };
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
    stated_below(parts);
}

/// A line that says the unit of its table and nothing else: `单位：万元`, `（万元）`, `注：单位为万元`.
pub(super) fn unit_alone(text: &str) -> Option<SaidUnit> {
    let text = text.trim().trim_matches(['|', ' ', '\t']);
    if text.chars().count() > ALONE || parse_cell(text).is_some() {
        return None;
    }
    taxonomy::bare_unit(text).or_else(|| taxonomy::stated_unit(text))
}

/// Gives tables that print no unit the one of a line right behind them that says nothing else, where no other table
/// begins there.
fn stated_below(parts: &mut Parts) {
    let starts: Vec<u32> = parts.sections.iter().map(|section| section.span.first).collect();
    for section in parts.sections.iter_mut().filter(|section| !section.caption.says_unit()) {
        let last = section.span.last;
        let behind = parts.prose.iter().find(|line| line.number > last && !line.text.trim().is_empty());
        let Some(line) = behind.filter(|line| line.number <= last.saturating_add(BEHIND)) else { continue };
        let next = starts.iter().filter(|first| **first > last).min();
        if next.is_none_or(|first| *first > line.number.saturating_add(BEHIND)) {
            section.caption.says(unit_alone(&line.text));
        }
    }
}

/// Gives tables the unit that stands right below them, where it does below every table that prints none above: the last of
/// them shows that the lines between two tables belong to the upper one.
fn stated_below_each(parts: &mut Parts) {
    let is_silent = |section: &&Section| {
        !section.caption.says_unit()
            && matches!(&section.body, Body::Rows(_, rows) if rows.iter().any(|row| row.texts().count() > 1))
    };
    let below = |section: &Section| {
        let next = section.span.last.saturating_add(1);
        let line = parts.prose.iter().find(|line| line.number == next)?;
        unit_alone(&line.text)
    };
    let found: Option<Vec<SaidUnit>> = parts.sections.iter().filter(is_silent).map(below).collect();
    let Some(found) = found.filter(|found| !found.is_empty()) else { return };
    let mut units = found.into_iter();
    for section in parts.sections.iter_mut().filter(|section| is_silent(&&**section)) {
        section.caption.says(units.next());
    }
}

/// The amounts of sentences that print a unit behind them.
fn of_sentences(prose: &[Line]) -> Vec<(Unit, Decimal)> {
    let amounts = |line: &Line| -> Vec<(Unit, Decimal)> {
        let text = line.text.as_str();
        let amount = |found: NumberToken| {
            let unit = taxonomy::leading_unit(text[found.end..].trim_start())?;
            Some((unit, parse_digits(&text[found.start..found.end])?))
        };
        numbers(text).into_iter().filter_map(amount).collect()
    };
    prose.iter().flat_map(amounts).filter(|(_, value)| is_telling(*value)).collect()
}

/// Gives tables without a unit the one that their figures prove.
pub(crate) fn prove(parts: &mut Parts, grids: &[Option<Grid>]) {
    let said = of_sentences(&parts.prose);
    let sections = &mut parts.sections;
    let figures: Vec<BTreeSet<Decimal>> =
        grids.iter().map(|grid| grid.as_ref().map_or_else(BTreeSet::new, telling)).collect();
    let printed = |unit: Unit| -> BTreeSet<Decimal> {
        let with = sections.iter().zip(&figures).filter(|(section, _)| section.caption.unit == Some(unit));
        let sentences = said.iter().filter(|(own, _)| *own == unit).map(|(_, value)| *value);
        with.flat_map(|(_, figures)| figures.iter().copied()).chain(sentences).collect()
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
    values.filter(|value| is_telling(*value)).collect()
}

fn is_telling(value: Decimal) -> bool {
    value.normalize().mantissa().to_string().len() >= TELLING
}

#[cfg(test)]
mod tests {
    use super::super::section::Section;
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
        unit_beside(first, second, "")
    }

    fn unit_beside(first: (Option<Unit>, &[&str]), second: &[&str], sentence: &str) -> Option<Unit> {
        let sections = vec![table(first.0, first.1), table(None, second)];
        let mut parts = Parts { sections, prose: vec![Line::new(20, 0, sentence)] };
        let grids: Vec<Option<Grid>> = parts
            .sections
            .iter()
            .map(|section| match &section.body {
                Body::Rows(_, rows) => Grid::build(Shape::Grid, rows),
                _ => None,
            })
            .collect();
        prove(&mut parts, &grids);
        parts.sections[1].caption.unit
    }

    #[test]
    fn sentences_prove_a_unit_too() {
        let none = (None, &["1.00"][..]);
        let own = ["862.67", "759.00", "103.67"];
        let of = |sentence: &str| unit_beside(none, &own, sentence);
        assert_eq!(of("支出862.67万元，其中基本支出759.00万元，项目支出103.67万元。"), Some(Unit::WanYuan));
        assert_eq!(of("支出862.67万元，增长5.00%。"), None, "one figure");
        assert_eq!(of("支出8626700.00元，其中项目支出1036700.00元。"), None, "the same money in 元");
        assert_eq!(of("支出862.67万元，收入862.67元，项目支出103.67万元。"), None, "two units");
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
