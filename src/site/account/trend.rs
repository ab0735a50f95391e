//! Total expenditure of a body over the years, in one scope: figures of different scopes are never put beside each other.

use std::collections::BTreeSet;

use crate::ledger::Ledger;
use crate::model::{Department, Fact, Phase, Scope, Statement};

use super::{Account, Nature};

/// One phase of one year.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sums<'l> {
    pub(crate) total: Option<&'l Fact>,
    /// Basic and project expenditure, where they are the whole of the total.
    pub(crate) nature: Option<Nature<'l>>,
}

impl<'l> Sums<'l> {
    fn of(account: &Account<'l>, phase: Phase) -> Self {
        let Some(total) = account.total_or_derived(phase) else { return Self::default() };
        Self { total: Some(total), nature: account.nature(phase) }
    }

    /// The figures that are there.
    pub(crate) fn facts(&self) -> Vec<&'l Fact> {
        let nature = self.nature.map(|nature| [nature.basic, nature.project]);
        self.total.into_iter().chain(nature.into_iter().flatten()).collect()
    }
}

/// One year.
#[derive(Debug, Clone)]
pub(crate) struct TrendYear<'l> {
    pub(crate) year: i32,
    pub(crate) budget: Sums<'l>,
    pub(crate) adjusted: Sums<'l>,
    pub(crate) spent: Sums<'l>,
}

impl<'l> TrendYear<'l> {
    /// The phases in their order.
    pub(crate) fn phases(&self) -> [(Phase, &Sums<'l>); 3] {
        [(Phase::Budget, &self.budget), (Phase::Adjusted, &self.adjusted), (Phase::Final, &self.spent)]
    }

    fn is_empty(&self) -> bool {
        self.phases().iter().all(|(_, sums)| sums.total.is_none())
    }
}

/// The years of a body in the scope in which most is known.
#[derive(Debug, Clone)]
pub(crate) struct Trend<'l> {
    pub(crate) scope: Scope,
    /// From the first to the last year of which a total is known, without gaps.
    pub(crate) years: Vec<TrendYear<'l>>,
    /// The years within these of which a total is known in another scope only.
    pub(crate) elsewhere: Vec<i32>,
}

/// The most years that are looked at: a misread year must not make a page of thousands of columns.
const MOST: i32 = 30;

impl<'l> Trend<'l> {
    /// What is known of a body; `None` where no total is.
    pub(crate) fn of(ledger: &'l Ledger, department: &'l Department) -> Option<Self> {
        let facts = ledger.query().department(&department.id).with_derived().all();
        let has: BTreeSet<(Scope, i32)> = facts.iter().map(|fact| (fact.scope, fact.fiscal_year)).collect();
        let last = facts.iter().map(|fact| fact.fiscal_year).max()?;
        let first = facts.iter().map(|fact| fact.fiscal_year).min()?.max(last - MOST);
        let known = |scope: Scope| -> Vec<TrendYear<'l>> {
            let held = (first..=last).filter(|year| has.contains(&(scope, *year)));
            held.map(|year| year_of(ledger, department, year, scope))
                .filter(|year| !year.is_empty())
                .collect()
        };
        let scopes = [Scope::Department, Scope::Unit, Scope::Region].map(|scope| (scope, known(scope)));
        let figures = |years: &[TrendYear<'_>]| -> usize {
            years.iter().flat_map(TrendYear::phases).filter(|(_, sums)| sums.total.is_some()).count()
        };
        // Of scopes of which as much is known the widest, which stands first.
        let most = scopes.iter().map(|(_, years)| figures(years)).max().filter(|most| *most > 0)?;
        let (scope, own) = scopes.iter().find(|(_, years)| figures(years) == most)?;
        let (first, last) = (own.first()?.year, own.last()?.year);
        let others = scopes.iter().filter(|(other, _)| other != scope).flat_map(|(_, years)| years);
        let mut elsewhere: Vec<i32> = others
            .map(|year| year.year)
            .filter(|year| (first..=last).contains(year) && !own.iter().any(|one| one.year == *year))
            .collect();
        elsewhere.sort_unstable();
        elsewhere.dedup();
        let years = (first..=last).map(|year| {
            let known = own.iter().find(|one| one.year == year).cloned();
            known.unwrap_or(TrendYear {
                year,
                budget: Sums::default(),
                adjusted: Sums::default(),
                spent: Sums::default(),
            })
        });
        Some(Self { scope: *scope, years: years.collect(), elsewhere })
    }

    /// The totals of a phase in the order of their years.
    pub(crate) fn totals(&self, phase: Phase) -> Vec<(i32, &'l Fact)> {
        let total = |year: &TrendYear<'l>| {
            let sums = year.phases().into_iter().find(|(own, _)| *own == phase)?.1;
            Some((year.year, sums.total?))
        };
        self.years.iter().filter_map(total).collect()
    }

    /// Whether a phase is known of two years: then there is something to see.
    pub(crate) fn is_one(&self) -> bool {
        [Phase::Budget, Phase::Final].iter().any(|phase| self.totals(*phase).len() > 1)
    }
}

/// One year of a body in a scope, whatever document prints its figures.
pub(crate) fn year_of<'l>(
    ledger: &'l Ledger,
    department: &'l Department,
    year: i32,
    scope: Scope,
) -> TrendYear<'l> {
    let account = Account { ledger, department, year, records: Vec::new(), scope };
    let sums = |phase| Sums::of(&account, phase);
    TrendYear {
        year,
        budget: sums(Phase::Budget),
        adjusted: sums(Phase::Adjusted),
        spent: sums(Phase::Final),
    }
}

/// Whether a total covers what is carried over to the next year: the foot of a summary does, 本年支出 does not.
pub(crate) fn with_carryover(total: &Fact) -> bool {
    total.statement == Statement::ExpenditureSummary && total.subject.code == "all"
}
