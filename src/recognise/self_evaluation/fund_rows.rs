//! The rows of funds of a self-evaluation: amounts by stage, the rate of execution, its weight and score.

use super::super::funds::{Fund, Funds, STANDARD, proves_standard};
use super::super::matrix::may_be_figure;
use super::super::output::{Output, scope_of, with_base};
use super::Form;
use crate::document::{Cell, Row, squeeze};
use crate::model::{Amount, Base, Measure, Phase, Reason, RowKind, Scheme, Subject, Unit};

impl Form<'_> {
    pub(super) fn fund_row(&mut self, row: &Row, label_at: usize, measure: Measure, out: &mut Output) {
        let total = measure == Measure::Total;
        let below = self.funds.as_ref().and_then(|funds| funds.below(row, self.shape));
        let placed = below.or_else(|| self.in_order(row, label_at, total)).or_else(|| Funds::in_pairs(row));
        let Some(placed) = placed else {
            for cell in row.cells[label_at..].iter().filter(|cell| cell.number().is_some()) {
                out.set_aside(&cell.locator);
                out.cannot_place(&self.table, cell, Reason::FundsUncertain);
            }
            return;
        };
        // Words with a digit among the amounts (见附件3) are no figure, and are not lost either.
        let among = row.cells.iter().skip(label_at + 1);
        for cell in among.filter(|cell| cell.number().is_none() && may_be_figure(&cell.text)) {
            out.set_aside(&cell.locator);
            out.cannot_place(&self.table, cell, Reason::TextInAmounts);
        }
        let mut weight = None;
        let mut score = None;
        let mut rate = None;
        for (cell, column) in placed {
            out.set_aside(&cell.locator);
            match column {
                // What was spent up to a month is no execution of the year.
                Fund::Amount(Phase::Execution) if total => {
                    self.fund_fact(cell, Measure::Cumulative, Phase::Execution, out)
                }
                Fund::Amount(Phase::Execution) => out.cannot_place(&self.table, cell, Reason::NoMeaning),
                Fund::Amount(phase) => self.fund_fact(cell, measure, phase, out),
                Fund::Received | Fund::Other => out.cannot_place(&self.table, cell, Reason::NoMeaning),
                Fund::Rate => {
                    rate = Some(cell);
                    self.rate_fact(cell, out);
                }
                Fund::Weight | Fund::Score if self.executed && !total => {
                    out.cannot_place(&self.table, cell, Reason::FundsUncertain);
                }
                Fund::Weight => weight = Some(cell),
                Fund::Score => score = Some(cell),
            }
        }
        if weight.is_some() || score.is_some() {
            self.executed = true;
            self.points(weight, score, "预算执行率", "", out);
            let mut indicator = self.indicator(RowKind::Execution, row, weight, score);
            indicator.level3 = "预算执行率".to_owned();
            indicator.actual = rate.map_or_else(String::new, |cell| squeeze(&cell.text));
            out.indicators.push(indicator);
        }
    }

    /// The numbers of a row in printed order, where they are as many as the form has columns for them.
    fn in_order<'r>(&self, row: &'r Row, label_at: usize, total: bool) -> Option<Vec<(&'r Cell, Fund)>> {
        let cells: Vec<&Cell> =
            row.cells[label_at + 1..].iter().filter(|cell| cell.number().is_some()).collect();
        let columns: Vec<Fund> = match &self.funds {
            Some(funds) => funds.columns.iter().map(|(_, fund)| *fund).collect(),
            None => STANDARD.to_vec(),
        };
        if columns.contains(&Fund::Other) {
            return None;
        }
        let is_amount = |column: &Fund| matches!(column, Fund::Amount(_) | Fund::Received);
        let wanted = columns.iter().filter(|column| total || is_amount(column)).count();
        let certain = cells.len() == wanted && (!total || self.funds.is_some() || proves_standard(&cells));
        certain.then(|| cells.into_iter().zip(columns).collect())
    }

    fn project_subject(&self) -> Subject {
        Subject::top(Scheme::Project, self.code.to_string(), self.project.to_string())
    }

    fn fund_fact(&self, cell: &Cell, measure: Measure, phase: Phase, out: &mut Output) {
        let (Some(printed), Some(unit)) = (cell.number(), self.unit) else {
            out.cannot_place(&self.table, cell, Reason::NoUnit);
            return;
        };
        let scope = scope_of(&self.table.entity, self.context.identity);
        let amount = Amount::new(printed.value, unit);
        // The money of a whole department by what it is for.
        let (measure, subject) = match measure {
            Measure::Basic | Measure::Project => {
                (Measure::Total, Subject::top(Scheme::Nature, measure.id(), measure.label()))
            }
            measure => (measure, self.project_subject()),
        };
        let mut fact = self.table.fact(measure, subject, amount, cell, scope);
        fact.phase = Some(phase);
        out.facts.push(fact);
    }

    fn rate_fact(&self, cell: &Cell, out: &mut Output) {
        let Some(printed) = cell.number() else { return };
        let scope = scope_of(&self.table.entity, self.context.identity);
        let amount = Amount::new(printed.value, Unit::Percent);
        let fact = self.table.fact(Measure::ExecutionRate, self.project_subject(), amount, cell, scope);
        // A form without 全年预算 measures against the only budget that it prints.
        let adjusted = self.funds.as_ref().is_none_or(Funds::has_adjusted);
        let base = if adjusted { Base::Adjusted } else { Base::Initial };
        out.facts.push(with_base(fact, Some(base)));
    }
}
