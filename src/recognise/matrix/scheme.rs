//! Which classification the rows of a matrix belong to.

use std::cell::OnceCell;

use super::super::hierarchy::{self, RowLabel};
use super::super::{codebook, subject};
use super::{PanelRow, Reading};
use crate::document::key;
use crate::model::{Measure, Scheme, Statement};
use crate::taxonomy::source_of;

/// What the rows of a panel tell together. Asked once for all of them: each row asking anew costs the square of their number.
#[derive(Default)]
struct Census {
    /// What the rows of a summary of expenditure are that say nothing by themselves; `None` where each row's own name decides.
    expenditure: OnceCell<Option<Scheme>>,
    adjustment: OnceCell<Scheme>,
    lists_sources: OnceCell<bool>,
    distributes: OnceCell<Vec<bool>>,
}

impl Reading<'_> {
    /// The classification that each row belongs to.
    pub(super) fn schemes(&self, rows: &[PanelRow]) -> Vec<Scheme> {
        let census = Census::default();
        (0..rows.len()).map(|at| self.scheme(at, rows, &census)).collect()
    }

    fn scheme(&self, at: usize, rows: &[PanelRow], census: &Census) -> Scheme {
        let row = &rows[at];
        if let Some(scheme) = codebook::scheme_of(&row.label.code)
            && self.table.statement != Statement::Procurement
            && !self.is_project_of_class(&row.label)
        {
            return scheme;
        }
        let labelled = self.panel.is_labelled();
        match self.table.statement {
            Statement::IncomeSummary | Statement::FiscalIncomeSummary => Scheme::Income,
            Statement::IncomeDetail
                if labelled && *census.lists_sources.get_or_init(|| lists_sources(rows)) =>
            {
                Scheme::Income
            }
            Statement::ExpenditureSummary | Statement::FiscalExpenditureSummary => {
                expenditure_scheme(at, rows, census)
            }
            Statement::BasicByEconomic | Statement::GeneralByEconomic => {
                if subject::nature_code(&row.label.name, None)
                    .is_some_and(|c| matches!(c, "personnel" | "public"))
                {
                    Scheme::Nature
                } else {
                    Scheme::Economic
                }
            }
            Statement::PerformanceTarget
                if matches!(subject::nature_code(&row.label.name, None), Some("basic" | "project")) =>
            {
                Scheme::Nature
            }
            Statement::Project
            | Statement::PerformanceProject
            | Statement::PerformanceTarget
            | Statement::SelfEvaluation => Scheme::Project,
            Statement::Procurement => Scheme::Procurement,
            Statement::BudgetAdjustment => *census.adjustment.get_or_init(|| adjustment_scheme(rows)),
            _ if !labelled => Scheme::None,
            _ if matches!(
                subject::nature_code(&row.label.name, None),
                Some("basic" | "project" | "reserve")
            ) =>
            {
                Scheme::Nature
            }
            _ => Scheme::Function,
        }
    }

    /// Whether a row of a list of projects prints the code of the class that its project belongs to, and the project's name.
    pub(super) fn is_project_of_class(&self, label: &RowLabel) -> bool {
        let class =
            crate::taxonomy::function(&label.code).filter(|_| self.table.statement == Statement::Project);
        class.is_some_and(|class| !label.name.is_empty() && key(&class.name) != key(&label.name))
    }
}

fn expenditure_scheme(at: usize, rows: &[PanelRow], census: &Census) -> Scheme {
    let row = &rows[at];
    let distributes = || census.distributes.get_or_init(|| distributes(rows)).get(at).copied();
    if subject::outside_function(&row.label.name).is_some() || distributes() == Some(true) {
        return Scheme::Nature;
    }
    census.expenditure.get_or_init(|| expenditure_of_all(rows)).unwrap_or_else(|| {
        if hierarchy::is_economic_class(&row.label.name) {
            Scheme::Economic
        } else {
            // 人员经费和公用经费支出 above the classes that it is made of.
            Scheme::Nature
        }
    })
}

fn expenditure_of_all(rows: &[PanelRow]) -> Option<Scheme> {
    let named = || rows.iter().filter(|row| !row.label.apart && !row.label.name.is_empty());
    let economic = named().filter(|row| hierarchy::is_economic_class(&row.label.name)).count();
    let functional = named().any(|row| subject::is_function_class(&row.label.name));
    if rows.iter().any(|row| subject::nature_code(&row.label.name, None) == Some("basic")) {
        Some(Scheme::Nature)
    } else if economic > 1 && economic * 2 > named().count() {
        Some(Scheme::Economic)
    } else if economic == 0 || functional {
        Some(Scheme::Function)
    } else {
        None
    }
}

fn adjustment_scheme(rows: &[PanelRow]) -> Scheme {
    let names = || rows.iter().filter(|row| !row.label.apart).map(|row| row.label.name.as_str());
    if names().any(|name| subject::nature_code(name, None) == Some("basic")) {
        Scheme::Nature
    } else if names().any(subject::is_function_class) {
        Scheme::Function
    } else {
        Scheme::Income
    }
}

/// Which rows below 结余分配 say where the surplus went (转入事业基金), and are no class.
fn distributes(rows: &[PanelRow]) -> Vec<bool> {
    let mut below = false;
    let one = |row: &PanelRow| {
        let class = row.label.apart || subject::is_function_class(&row.label.name);
        if class {
            let measure = subject::outside_function(&row.label.name);
            below = measure == Some(Measure::SurplusDistribution);
        }
        below && !class
    };
    rows.iter().map(one).collect()
}

/// Whether the rows of a table without codes are where money comes from.
fn lists_sources(rows: &[PanelRow]) -> bool {
    let named = || rows.iter().filter(|row| !row.label.apart && !row.label.name.is_empty());
    let sources = named().filter(|row| source_of(&row.label.name).is_some()).count();
    rows.iter().all(|row| row.label.code.is_empty()) && sources > 0 && sources * 2 >= named().count()
}
