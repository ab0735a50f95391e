//! "三公" tables: items in columns (one row per year or phase) or in rows.

mod items;

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::document::{Cell, Suffix, is_blank, key, label, squeeze};
use crate::model::{Amount, Base, Kind, Measure, Phase, Reason, Statement, Subject, Unit};
use crate::taxonomy::{
    ColumnWord, RowUnit, column_word, counted_in, is_body_name, same_body, three_public_item,
};

use super::Layout;
use super::columns::phase_and_year;
use super::grid::{Column, Grid, GridRow, HeaderYear, Meaning, Role, unit_above};
use super::matrix::{may_be_figure, report_missing_unit, set_aside_columns};
use super::operations;
use super::output::{Context, Output, TableFacts, scope_of, settle_execution};
use super::panel::{Panel, panels};
use super::row_units;
use super::section::Section;
use super::subject::looks_like_unit;

use items::{
    is_of_three, is_own_measure, item, items_in_columns, items_in_rows, name_column, period_of, says_change,
    subject, subject_total,
};

/// Tables of 因公出国（境）, 公务用车 and 公务接待.
pub(super) struct ThreePublic;

impl Layout for ThreePublic {
    fn id(&self) -> &'static str {
        "three_public"
    }

    fn score(&self, section: &Section, grid: Option<&Grid>) -> u32 {
        let named = section.statement == Some(Statement::ThreePublic);
        let items = grid.is_some_and(|grid| items_in_columns(grid, named) || items_in_rows(grid, named));
        if items { if named { 20 } else { 8 } } else { 0 }
    }

    fn item(&self, column: &Column) -> Option<(&'static str, String)> {
        item(&column.path)
    }

    fn recognise(&self, section: &Section, grid: Option<&Grid>, context: &Context, out: &mut Output) {
        let Some(grid) = grid else { return };
        let before = out.facts.len();
        let table = TableFacts::new(section, Statement::ThreePublic, context);
        if table.unit.is_none() {
            report_missing_unit(section, context, out);
        }
        let reading = Reading { grid, section, table: &table, context };
        let named = section.statement == Some(Statement::ThreePublic);
        if items_in_columns(grid, named) {
            reading.columns(out)
        } else {
            reading.rows(out)
        }
        set_aside_columns(grid, out);
        out.record(Statement::ThreePublic, section, &table.title, before);
        if out.facts[before..].iter().any(|fact| fact.statement == Statement::Procurement) {
            out.record(Statement::Procurement, section, &table.title, before);
        }
    }
}

/// A column of an item: its place, its code, the printed words, and the header above it.
type Item<'g> = (usize, &'static str, String, &'g [String]);

struct Reading<'r> {
    grid: &'r Grid,
    section: &'r Section,
    table: &'r TableFacts,
    context: &'r Context<'r>,
}

/// Whether a label below a header of units can be the name of one, in whatever short form: it says nothing else.
fn may_name_unit(text: &str) -> bool {
    !is_blank(text) && phase_and_year(text) == (None, None) && !key(text).contains("其中")
}

/// What a row of a table with items in columns stands for.
#[derive(Debug, Clone, Copy)]
struct RowMeaning {
    year: i32,
    measure: Measure,
    base: Option<Base>,
    phase: Option<Phase>,
    /// What is counted, where the figure is no money.
    count: Option<Unit>,
    /// What the row says that it is measured in.
    said: Option<RowUnit>,
}

impl Reading<'_> {
    fn columns(&self, out: &mut Output) {
        let items: Vec<Item> = self
            .grid
            .columns
            .iter()
            .enumerate()
            .filter_map(|(at, column)| {
                item(&column.path).map(|(code, name)| (at, code, name, column.path.as_slice()))
            })
            .collect();
        let codes: Vec<&str> = items.iter().map(|(_, code, ..)| *code).collect();
        let mut entity = self.table.entity.clone();
        for row in &self.grid.rows {
            let Some(meaning) = self.row_meaning(row, &mut entity, out) else { continue };
            let total = self.total_code(row, &items);
            for (at, code, name, path) in &items {
                let meaning = match self.grid.columns[*at].role {
                    Role::Amount(own) if is_own_measure(own.measure) => self.column_meaning(own),
                    _ if says_change(path) => match self.change(row, *at, code, &items) {
                        Some(change) => change,
                        None => {
                            self.unknown_item(&row.cells[*at], out);
                            continue;
                        }
                    },
                    _ => meaning,
                };
                let counted = path.iter().rev().find_map(|word| counted_in(word));
                let meaning = RowMeaning { count: counted.or(meaning.count), ..meaning };
                let code = if *code == "all" && !is_of_three(path) { total } else { code };
                let subject = subject(code, name, &codes);
                self.fact(&row.cells[*at], subject, path, &meaning, &entity, out);
            }
        }
    }

    /// The year of a row: its year column, or the table's.
    fn row_meaning(&self, row: &GridRow, entity: &mut Arc<str>, out: &mut Output) -> Option<RowMeaning> {
        if !row.fits {
            for cell in row.cells.iter().filter(|cell| cell.number().is_some()) {
                out.cannot_place(self.table, cell, Reason::OtherLength);
                out.set_aside(&cell.locator);
            }
            return None;
        }
        let filled = |role: Role| {
            self.grid.position(role).map(|at| row.cells[at].text.as_str()).filter(|text| !is_blank(text))
        };
        if let Some(name) = filled(Role::Entity) {
            *entity = squeeze(name).into();
        }
        let text = self.row_label(row);
        if !self.understands(text) {
            self.unknown_items(row, out);
            return None;
        }
        self.turn_to_unit(text, entity);
        let change = key(text).contains("增减");
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let year = digits.get(..4).and_then(|year| year.parse().ok()).filter(|y| (2000..2100).contains(y));
        let measure = match change {
            true if key(text).contains(['率', '%']) => Measure::ChangePct,
            true => Measure::ChangeAmount,
            false => period_of(text),
        };
        let base = change.then_some(if self.table.phase == Some(Phase::Final) {
            Base::PriorFinal
        } else {
            Base::PriorBudget
        });
        let phase = phase_and_year(text).0.filter(|_| !change);
        Some(RowMeaning {
            year: year.unwrap_or(self.table.year),
            measure,
            base,
            phase,
            count: None,
            said: None,
        })
    }

    /// What stands at the head of a row: in the column of years or names, or in one of which nothing is known.
    fn row_label<'r>(&self, row: &'r GridRow) -> &'r str {
        let of = |role: Role| {
            let at = self.grid.columns.iter().position(|column| column.role == role)?;
            row.cells.get(at).map(|cell| cell.text.as_str()).filter(|text| !is_blank(text))
        };
        let unknown = || {
            let mut columns = self.grid.columns.iter().zip(&row.cells);
            columns
                .find(|(column, cell)| {
                    column.role == Role::Unknown && item(&column.path).is_none() && cell.number().is_none()
                })
                .map(|(_, cell)| cell.text.as_str())
        };
        of(Role::Year).or_else(|| of(Role::Name)).or_else(unknown).unwrap_or_default()
    }

    /// Whether the label of a row says what its figures are: when, whose, or all of them. In a table of one row it
    /// need not.
    fn understands(&self, text: &str) -> bool {
        let rows = self.grid.rows.iter().filter(|row| row.fits && !self.row_label(row).is_empty()).count();
        let key = key(text);
        let dated =
            phase_and_year(text) != (None, None) || key.contains("20") || period_of(text) != Measure::Total;
        rows < 2
            || is_blank(text)
            || dated
            || key.contains("增减")
            || subject_total(text)
            || three_public_item(text) == Some("all")
            || is_body_name(text)
            || self.names_unit(text)
            || self.grid.position(Role::Name).is_some_and(|at| self.heads_units(at))
    }

    /// Whether the label of a row is the name of a unit of the body.
    fn names_unit(&self, text: &str) -> bool {
        let body = &self.context.identity.body;
        !same_body(text, body) && looks_like_unit(text, body) || crate::taxonomy::names_unit(text)
    }

    /// Whether the header of a column says that units stand below.
    fn heads_units(&self, column: usize) -> bool {
        let word = self.grid.columns[column].path.last();
        word.is_some_and(|word| column_word(word) == Some(ColumnWord::Entity))
    }

    /// What a figure below 增减变化 is: a rate where it is printed in percent, an amount where the two years before it
    /// prove that it is their difference.
    fn change(&self, row: &GridRow, at: usize, code: &str, items: &[Item]) -> Option<RowMeaning> {
        let measured = |measure| RowMeaning {
            measure,
            base: Some(if self.table.phase == Some(Phase::Final) {
                Base::PriorFinal
            } else {
                Base::PriorBudget
            }),
            year: self.table.year,
            phase: None,
            count: None,
            said: None,
        };
        let own = row.cells[at].number()?;
        if own.suffix == Suffix::Percent {
            return Some(measured(Measure::ChangePct));
        }
        // The same item in the groups before, in the order of their columns.
        let nested = |path: &[String]| path.iter().skip(1).map(|word| key(word)).collect::<Vec<_>>();
        let words = nested(items.iter().find(|(column, ..)| *column == at)?.3);
        let before = items.iter().filter(|(column, other, _, path)| {
            *column < at && *other == code && !says_change(path) && nested(path) == words
        });
        let values: Vec<Decimal> = before
            .map(|(column, ..)| row.cells[*column].number().map_or(Decimal::ZERO, |n| n.value))
            .collect();
        let [.., last, this] = values.as_slice() else { return None };
        (*this - *last == own.value).then(|| measured(Measure::ChangeAmount))
    }

    /// A figure of which nobody knows what it counts.
    fn unknown_item(&self, cell: &Cell, out: &mut Output) {
        if may_be_figure(&cell.text) {
            out.cannot_place(self.table, cell, Reason::NoItem);
            out.set_aside(&cell.locator);
        }
    }

    /// The figures of a row whose label is not understood.
    fn unknown_items(&self, row: &GridRow, out: &mut Output) {
        let items =
            self.grid.columns.iter().zip(&row.cells).filter(|(column, _)| item(&column.path).is_some());
        items.for_each(|(_, cell)| self.unknown_item(cell, out));
    }

    /// The rows of a summary are bodies: below a header that says unit, or with the name of one.
    fn turn_to_unit(&self, text: &str, entity: &mut Arc<str>) {
        let says_unit = self.grid.position(Role::Name).is_some_and(|at| self.heads_units(at));
        if subject_total(text) {
            entity.clone_from(&self.table.entity);
        } else if says_unit && may_name_unit(text) || self.names_unit(text) {
            *entity = squeeze(text).into();
        }
    }

    /// Where 会议费 and 培训费 stand beside the three items, the arithmetic says whether the total includes them.
    fn total_code(&self, row: &GridRow, items: &[Item]) -> &'static str {
        let value = |code: &str| -> Option<Decimal> {
            let (at, ..) = items.iter().find(|(_, c, ..)| *c == code)?;
            row.cells[*at].number().map(|printed| printed.value)
        };
        let sum = |codes: &[&str]| codes.iter().filter_map(|code| value(code)).sum::<Decimal>();
        let has = |wanted: &[&str]| items.iter().any(|(_, code, ..)| wanted.contains(code));
        // A subtotal of the three leaves the total of all to the others.
        let subtotal = items.iter().any(|(_, code, _, path)| *code == "all" && is_of_three(path));
        if subtotal && has(&["meeting", "training", "meeting_and_training"]) {
            return "three_public_and_meetings";
        }
        let (Some(total), Some(extra)) = (value("all"), value("meeting").or(value("training"))) else {
            return "all";
        };
        let meetings = sum(&["meeting", "training"]);
        let vehicles =
            if has(&["vehicle"]) { &["vehicle"][..] } else { &["vehicle_purchase", "vehicle_running"] };
        let three = sum(&["outbound", "reception"]) + sum(vehicles);
        if !extra.is_zero() && total == three + meetings && total != three {
            "three_public_and_meetings"
        } else {
            "all"
        }
    }

    /// Items in rows: each side of the table has labels and amounts of its own.
    fn rows(&self, out: &mut Output) {
        let Some(name) = name_column(self.grid) else { return };
        let sides = panels(self.grid);
        let one = [Panel { names: vec![name], amounts: self.grid.amounts().collect(), ..Panel::default() }];
        let labelled = sides.len() > 1 && sides.iter().all(|side| !side.names.is_empty());
        let sides = if labelled { sides.as_slice() } else { &one };
        let bodies = self.bodies_in_columns();
        let label_of = |side: &Panel, row: &GridRow| {
            side.names.last().map_or_else(String::new, |at| row.cells[*at].text.clone())
        };
        let rows = || self.grid.rows.iter().filter(|row| row.fits);
        let labels: Vec<String> =
            sides.iter().flat_map(|side| rows().map(move |row| label_of(side, row))).collect();
        let codes: Vec<&str> = labels.iter().filter_map(|text| three_public_item(text)).collect();
        // 合计 above a 三公 subtotal covers more than the three items.
        let subtotal = sides.iter().any(|side| {
            let printed =
                |row: &&GridRow| side.amounts.iter().any(|(at, _)| row.cells[*at].number().is_some());
            rows().filter(printed).any(|row| key(&label_of(side, row)).contains("三公"))
        });
        for side in sides {
            rows().for_each(|row| self.row_of_side(row, side, &label_of(side, row), &codes, subtotal, out));
        }
        for row in rows().filter(|_| !bodies.is_empty()) {
            let text = &row.cells[name].text;
            let Some(code) = three_public_item(text).filter(|_| counted_in(text).is_none()) else { continue };
            for (at, entity) in &bodies {
                let meaning = self.column_meaning(self.plain());
                let subject = subject(code, &label(text), &codes);
                self.fact(&row.cells[*at], subject, &[], &meaning, entity, out);
            }
        }
    }

    /// Columns of bodies: a summary of a region that prints its items in rows.
    fn bodies_in_columns(&self) -> Vec<(usize, Arc<str>)> {
        let columns = self.grid.columns.iter().enumerate();
        let of_body = columns.filter(|(_, column)| column.role == Role::Unknown && column.path.len() == 1);
        let named = of_body.filter_map(|(at, column)| Some((at, column.path.last()?.as_str())));
        named.filter(|(_, word)| is_body_name(word)).map(|(at, word)| (at, squeeze(word).into())).collect()
    }

    /// The meaning of a column that says nothing but whose money it is.
    fn plain(&self) -> Meaning {
        Meaning { measure: Measure::Total, phase: None, year: None, base: None }
    }

    fn row_of_side(
        &self,
        row: &GridRow,
        side: &Panel,
        printed_label: &str,
        codes: &[&str],
        subtotal: bool,
        out: &mut Output,
    ) {
        // 合计（万元）: the unit is no part of what a row is.
        let bare = crate::taxonomy::without_unit(printed_label);
        let text = if counted_in(printed_label).is_none() { bare.as_str() } else { printed_label };
        let counted = counted_in(text);
        let code = match three_public_item(text) {
            // A total by its own word.
            None if subject_total(&label(text)) => "all",
            Some("all") if subtotal && !key(text).contains("三公") => "three_public_and_meetings",
            Some(code) => code,
            None if operations::row(self.section, row, text, &side.amounts, self.context, out) => return,
            None => {
                side.amounts.iter().for_each(|(at, _)| self.unknown_item(&row.cells[*at], out));
                return;
            }
        };
        let subject = subject(code, &label(text), codes);
        let entity = self.table.entity.clone();
        let said = row_units::of_row(self.grid, row, printed_label).filter(|_| counted.is_none());
        for (at, column) in &side.amounts {
            let meaning = self.column_meaning(*column);
            let meaning =
                RowMeaning { count: counted.filter(|_| meaning.measure == Measure::Total), said, ..meaning };
            let path = self.grid.columns[*at].path.as_slice();
            self.fact(&row.cells[*at], subject.clone(), path, &meaning, &entity, out);
        }
    }

    /// What a column of a table with items in rows stands for: a change and its rate say so in their headers.
    fn column_meaning(&self, column: Meaning) -> RowMeaning {
        let changes = matches!(column.measure, Measure::ChangeAmount | Measure::ChangePct);
        RowMeaning {
            year: self.table.year,
            phase: None,
            count: None,
            said: None,
            measure: if is_own_measure(column.measure) { column.measure } else { Measure::Total },
            base: column.base.filter(|_| changes).map(|base| match self.table.phase {
                Some(Phase::Final) => Base::PriorFinal,
                _ => base,
            }),
        }
    }

    fn fact(
        &self,
        cell: &Cell,
        subject: Subject,
        path: &[String],
        row: &RowMeaning,
        entity: &Arc<str>,
        out: &mut Output,
    ) {
        let Some(printed) = cell.number() else {
            if may_be_figure(&cell.text) {
                out.cannot_place(self.table, cell, Reason::TextInAmounts);
                out.set_aside(&cell.locator);
            }
            return;
        };
        out.set_aside(&cell.locator);
        let counted = row.count.filter(|_| printed.suffix == Suffix::None);
        let said = row.said.filter(|_| printed.suffix == Suffix::None);
        let own = || said.and_then(RowUnit::money);
        let Some(unit) = counted.or_else(|| self.table.unit_of(printed, row.measure, path)).or_else(own)
        else {
            out.cannot_place(self.table, cell, Reason::NoUnit);
            return;
        };
        let Some(unit) = row_units::settled(said, unit, unit_above(path)) else {
            out.cannot_place(self.table, cell, Reason::NoMeaning);
            return;
        };
        let scope = scope_of(entity, self.context.identity);
        let amount = Amount::new(printed.value, unit);
        let measure = if counted.is_some() { Measure::Count } else { row.measure };
        let mut fact = self.table.fact(measure, subject, amount, cell, scope);
        fact.entity = entity.clone();
        fact.base = row.base;
        fact.fiscal_year = row.year;
        if let Some(phase) = row.phase {
            fact.phase = Some(phase);
        }
        for word in path.iter().rev() {
            let (phase, year) = phase_and_year(word);
            if let Some(phase) = phase {
                fact.phase = Some(self.phase(word, phase));
            }
            match year {
                Some(HeaderYear::Absolute(year)) => fact.fiscal_year = year,
                Some(HeaderYear::Prior) => fact.fiscal_year -= 1,
                None => {}
            }
        }
        settle_execution(&mut fact, self.context.identity);
        out.facts.push(fact);
    }

    /// The 预算数 half of a final account is the 全年 budget where the document says so.
    fn phase(&self, word: &str, phase: Phase) -> Phase {
        let explicit = key(word).contains("年初");
        let is_final = self.context.identity.kinds.first() == Some(&Kind::Final);
        if phase == Phase::Budget && is_final && !explicit && self.context.adjusted_three_public {
            Phase::Adjusted
        } else {
            phase
        }
    }
}
