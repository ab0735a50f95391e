//! Which classification the rows of a matrix belong to.

use super::super::hierarchy::{self, RowLabel};
use super::super::{codebook, subject};
use super::{PanelRow, Reading};
use crate::document::key;
use crate::model::{Measure, Scheme, Statement};
use crate::taxonomy::source_of;

impl Reading<'_> {
    /// The classification that a row belongs to.
    pub(super) fn scheme(&self, row: &PanelRow, rows: &[PanelRow]) -> Scheme {
        if let Some(scheme) = codebook::scheme_of(&row.label.code)
            && self.table.statement != Statement::Procurement
            && !self.is_project_of_class(&row.label)
        {
            return scheme;
        }
        let labelled = self.panel.is_labelled();
        match self.table.statement {
            Statement::IncomeSummary | Statement::FiscalIncomeSummary => Scheme::Income,
            Statement::IncomeDetail if labelled && lists_sources(rows) => Scheme::Income,
            Statement::ExpenditureSummary | Statement::FiscalExpenditureSummary => {
                self.expenditure_scheme(row, rows)
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
            Statement::BudgetAdjustment => self.adjustment_scheme(rows),
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

    fn expenditure_scheme(&self, row: &PanelRow, rows: &[PanelRow]) -> Scheme {
        if subject::outside_function(&row.label.name).is_some() || distributes(row, rows) {
            return Scheme::Nature;
        }
        let named = || rows.iter().filter(|row| !row.label.apart && !row.label.name.is_empty());
        let economic = named().filter(|row| hierarchy::is_economic_class(&row.label.name)).count();
        let functional = named().any(|row| subject::is_function_class(&row.label.name));
        if rows.iter().any(|row| subject::nature_code(&row.label.name, None) == Some("basic")) {
            Scheme::Nature
        } else if economic > 1 && economic * 2 > named().count() {
            Scheme::Economic
        } else if economic == 0 || functional {
            Scheme::Function
        } else if hierarchy::is_economic_class(&row.label.name) {
            Scheme::Economic
        } else {
            // 人员经费和公用经费支出 above the classes that it is made of.
            Scheme::Nature
        }
    }

    fn adjustment_scheme(&self, rows: &[PanelRow]) -> Scheme {
        let names = || rows.iter().filter(|row| !row.label.apart).map(|row| row.label.name.as_str());
        if names().any(|name| subject::nature_code(name, None) == Some("basic")) {
            Scheme::Nature
        } else if names().any(subject::is_function_class) {
            Scheme::Function
        } else {
            Scheme::Income
        }
    }
}

/// Whether a row below 结余分配 says where the surplus went (转入事业基金), and is no class.
fn distributes(row: &PanelRow, rows: &[PanelRow]) -> bool {
    let Some(at) = rows.iter().position(|other| std::ptr::eq(other, row)) else { return false };
    let is_class = |row: &PanelRow| row.label.apart || subject::is_function_class(&row.label.name);
    if is_class(row) {
        return false;
    }
    let above = rows[..at].iter().rev().find(|row| is_class(row));
    above.and_then(|row| subject::outside_function(&row.label.name)) == Some(Measure::SurplusDistribution)
}

/// Whether the rows of a table without codes are where money comes from.
fn lists_sources(rows: &[PanelRow]) -> bool {
    let named = || rows.iter().filter(|row| !row.label.apart && !row.label.name.is_empty());
    let sources = named().filter(|row| source_of(&row.label.name).is_some()).count();
    rows.iter().all(|row| row.label.code.is_empty()) && sources > 0 && sources * 2 >= named().count()
}
