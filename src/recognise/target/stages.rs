//! The funds of a form that watches a project during its year: a header of stages (年初预算数, 1-6月执行数) over rows of money.
//! None of its numbers is the budget only because a form of goals holds it.

use super::{Form, Output};
use crate::document::{Cell, Row};
use crate::model::{Amount, Measure, Phase, Reason, Scheme, Subject, Unit};
use crate::recognise::funds::{Fund, Funds, fund_row};
use crate::recognise::output::scope_of;

impl Form<'_> {
    /// Reads the header of stages, or a row below it. Returns whether the row was one.
    pub(super) fn stages(&mut self, row: &Row, out: &mut Output) -> bool {
        let has_number = row.cells.iter().any(|cell| cell.number().is_some());
        if let Some(stages) = Funds::of_row(row).filter(|funds| !has_number && funds.has_stages()) {
            self.stages = Some(stages);
            return true;
        }
        let (Some(stages), Some((at, measure))) = (&self.stages, fund_row(row).filter(|_| has_number)) else {
            return false;
        };
        match stages.below(row, self.shape) {
            Some(placed) => placed.into_iter().for_each(|(cell, fund)| self.stage(cell, fund, measure, out)),
            None => {
                for cell in row.cells[at..].iter().filter(|cell| cell.number().is_some()) {
                    out.set_aside(&cell.locator);
                    out.cannot_place(&self.table, cell, Reason::FundsUncertain);
                }
            }
        }
        true
    }

    fn stage(&self, cell: &Cell, fund: Fund, measure: Measure, out: &mut Output) {
        let Some(printed) = cell.number() else { return };
        out.set_aside(&cell.locator);
        let (phase, measure, unit) = match fund {
            // What was spent up to a month is no execution of the year, and has no name by sources.
            Fund::Amount(Phase::Execution) if measure == Measure::Total => {
                (Phase::Execution, Measure::Cumulative, self.unit_of(printed))
            }
            Fund::Amount(phase) if phase != Phase::Execution => (phase, measure, self.unit_of(printed)),
            Fund::Rate => (Phase::Execution, Measure::ExecutionRate, Some(Unit::Percent)),
            Fund::Amount(_) | Fund::Received | Fund::Weight | Fund::Score | Fund::Other => {
                out.cannot_place(&self.table, cell, Reason::NoMeaning);
                return;
            }
        };
        let Some(unit) = unit else {
            out.cannot_place(&self.table, cell, Reason::NoUnit);
            return;
        };
        let subject = if self.project.is_empty() {
            Subject::top(Scheme::Nature, "all", "资金总额")
        } else {
            Subject::top(Scheme::Project, "", self.project.clone())
        };
        let scope = scope_of(&self.table.entity, self.context.identity);
        let mut fact = self.table.fact(measure, subject, Amount::new(printed.value, unit), cell, scope);
        fact.phase = Some(phase);
        out.facts.push(fact);
    }
}
