//! The head of a department's form: how many people and units it has, where its money comes from, and its tasks of the
//! year with their money.

use super::{Form, Output, fund_label};
use super::{FundLabel, is_blank, key, squeeze_text, widen_brackets};
use crate::document::{Cell, Row, Shape};
use crate::model::{Amount, Measure, Reason, Scheme, Subject, Unit};
use crate::recognise::output::scope_of;
use crate::taxonomy::{LabelKind, is_label};

/// What the header words met so far say of the columns below.
#[derive(Debug, Default)]
pub(super) struct Overview {
    /// The column under 收入来源: its labels are all that comes in.
    income: Option<usize>,
    /// The columns of the list of tasks.
    tasks: Option<Tasks>,
}

/// The columns of a list of tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Tasks {
    name: usize,
    amounts: Vec<(usize, Measure)>,
}

impl Overview {
    /// Whether a label in this column is a source of all the money.
    pub(super) fn is_income(&self, column: usize) -> bool {
        self.income == Some(column)
    }

    /// Takes what a row of header words says.
    fn header(&mut self, row: &Row) {
        for (at, pair) in row.cells.windows(2).enumerate() {
            if !is_amount_header(&pair[1]) || pair[0].text.is_empty() {
                continue;
            }
            if is_label(LabelKind::IncomeList, &pair[0].text) {
                self.income = Some(at);
            } else if self.income == Some(at) {
                self.income = None;
            }
        }
        let name = row.cells.iter().position(|cell| is_label(LabelKind::Task, &cell.text));
        let amount = row.cells.iter().position(is_amount_header);
        if let (Some(name), Some(amount)) = (name, amount)
            && name < amount
        {
            self.tasks = Some(Tasks { name, amounts: vec![(amount, Measure::Total)] });
        }
    }

    /// A second header row says what the amounts are of.
    fn second_header(&mut self, row: &Row) {
        let Some(tasks) = self.tasks.as_mut() else { return };
        let first = tasks.amounts.first().map_or(0, |(at, _)| *at);
        let measures =
            row.cells.iter().enumerate().skip(first).filter_map(|(at, cell)| match fund_label(&cell.text) {
                Some(FundLabel::Source(measure)) => Some((at, measure)),
                Some(FundLabel::Total) => Some((at, Measure::Total)),
                _ if matches!(key(&cell.text).as_str(), "总额" | "小计" | "合计") => {
                    Some((at, Measure::Total))
                }
                _ => None,
            });
        let measures: Vec<(usize, Measure)> = measures.collect();
        if measures.len() > 1 {
            tasks.amounts = measures;
        }
    }
}

/// `预算金额（万元）`, `拟投入的资金（万元）`.
fn is_amount_header(cell: &Cell) -> bool {
    let key = key(&cell.text);
    let bare = ["(万元)", "(元)"].iter().fold(key, |key, unit| key.replace(unit, ""));
    is_label(LabelKind::TaskMoney, &bare)
}

/// What a label counts.
fn counted(text: &str) -> Option<(&'static str, Unit)> {
    let kinds = [(LabelKind::Staff, "staff", Unit::Person), (LabelKind::Units, "units", Unit::Count)];
    kinds.into_iter().find(|(kind, ..)| is_label(*kind, text)).map(|(_, code, unit)| (code, unit))
}

impl Form<'_> {
    /// Reads a row of the head. Returns whether it was one.
    pub(super) fn overview(&mut self, row: &Row, out: &mut Output) -> bool {
        let has_number = row.cells.iter().any(|cell| cell.number().is_some());
        if !has_number && matches!(self.shape, Shape::Grid | Shape::Exact) {
            // A label in the first column opens another block; only 其他任务 goes on with the same columns.
            let label = row.cells.first().map_or("", |cell| cell.text.as_str());
            if !label.is_empty() && !label.contains("任务") {
                self.overview.tasks = None;
            }
            self.overview.header(row);
            self.overview.second_header(row);
            return false;
        }
        self.task(row, out) || self.counts(row, out)
    }

    fn counts(&self, row: &Row, out: &mut Output) -> bool {
        let mut found = false;
        let mut label = None;
        for cell in row.cells.iter().filter(|cell| !is_blank(&cell.text)) {
            let Some(printed) = cell.number() else {
                label = counted(&cell.text).map(|counted| (counted, squeeze_text(&cell.text)));
                continue;
            };
            let Some(((code, unit), name)) = label.take() else { continue };
            let subject = Subject::top(Scheme::None, code, name);
            let scope = scope_of(&self.table.entity, self.context.identity);
            let amount = Amount::new(printed.value, unit);
            let mut fact = self.table.fact(Measure::Count, subject, amount, cell, scope);
            fact.phase = None;
            out.facts.push(fact);
            found = true;
        }
        found
    }

    fn task(&self, row: &Row, out: &mut Output) -> bool {
        let Some(tasks) = &self.overview.tasks else { return false };
        let Some(name) =
            row.cells.get(tasks.name).filter(|cell| !is_blank(&cell.text) && cell.number().is_none())
        else {
            return false;
        };
        let all = matches!(key(&name.text).as_str(), "合计" | "总计" | "金额合计");
        let mut found = false;
        for (at, measure) in &tasks.amounts {
            let Some(cell) = row.cells.get(*at) else { continue };
            let Some(printed) = cell.number() else { continue };
            found = true;
            let Some(unit) = self.unit_of(printed) else {
                out.cannot_place(&self.table, cell, Reason::NoUnit);
                continue;
            };
            let subject = if all {
                Subject::top(Scheme::Nature, "all", "资金总额")
            } else {
                Subject::top(Scheme::Project, "", widen_brackets(&squeeze_text(&name.text)))
            };
            let scope = scope_of(&self.table.entity, self.context.identity);
            out.facts.push(self.table.fact(*measure, subject, Amount::new(printed.value, unit), cell, scope));
        }
        found
    }
}
