//! Whether the work was done: self-evaluated projects and the scorecard of the whole department.

use crate::ledger::{Project, Record};
use crate::model::{Indicator, RowKind, Statement};

use super::Account;

/// A scorecard: its rows in the order of the form.
pub(crate) struct Card<'l> {
    pub(crate) record: &'l Record,
    pub(crate) rows: Vec<&'l Indicator>,
}

impl<'l> Card<'l> {
    /// The printed total.
    pub(crate) fn total(&self) -> Option<&'l Indicator> {
        self.rows.iter().copied().find(|row| row.row_kind == RowKind::Total)
    }
}

impl<'l> Account<'l> {
    /// Self-evaluated projects of the year, those with the most money first.
    pub(crate) fn projects(&self) -> Vec<&'l Project> {
        let mut projects: Vec<&Project> = self
            .ledger
            .projects_of(&self.department.id)
            .filter(|project| project.fiscal_year == self.year)
            .collect();
        let spent = |project: &Project| {
            let fact = project.executed.as_ref().and_then(|id| self.ledger.fact(id));
            fact.map(|fact| fact.amount.comparable())
        };
        projects.sort_by(|a, b| spent(b).cmp(&spent(a)).then_with(|| a.slug.cmp(&b.slug)));
        projects
    }

    /// The scorecard of the whole department, if the year has one.
    pub(crate) fn scorecard(&self) -> Option<Card<'l>> {
        self.records.iter().find_map(|record| {
            let rows: Vec<&Indicator> = self
                .ledger
                .indicators_in(&record.path)
                .filter(|row| row.statement == Statement::Scorecard)
                .collect();
            (!rows.is_empty()).then_some(Card { record, rows })
        })
    }
}
