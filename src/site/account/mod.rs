//! The account of one body in one fiscal year: which of the many printed figures answers which question. Every
//! answer is a fact, so that it can be traced; where two tables could answer, the order here decides.

mod functions;
mod pair;
mod people;
mod performance;
mod reasons;
mod three_public;
mod trend;

use rust_decimal::Decimal;

use crate::ledger::{Ledger, Query, Record};
use crate::model::{Department, Fact, Kind, Measure, Phase, Scheme, Scope, Statement, Verdict};
use crate::verify::compare;

pub(crate) use functions::{Branch, Economic, Functions};
pub(crate) use pair::{Pair, Section};
pub(crate) use performance::Card;
pub(crate) use reasons::Explained;
pub(crate) use three_public::{Items, ThreeYear};
pub(crate) use trend::{Sums, Trend, TrendYear, with_carryover};

/// One body in one fiscal year.
pub(crate) struct Account<'l> {
    pub(crate) ledger: &'l Ledger,
    pub(crate) department: &'l Department,
    pub(crate) year: i32,
    /// The disclosures of the year that count: the final account first, then the budget, then evaluations.
    pub(crate) records: Vec<&'l Record>,
    /// Whether the figures cover the whole department or one unit.
    pub(crate) scope: Scope,
}

/// Basic and project expenditure of one phase.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Nature<'l> {
    pub(crate) basic: &'l Fact,
    pub(crate) project: &'l Fact,
}

/// Where the money comes from.
#[derive(Debug, Clone)]
pub(crate) struct Income<'l> {
    /// Income of the year; the grand total where the table prints no other.
    pub(crate) total: &'l Fact,
    /// The sources that make it up.
    pub(crate) parts: Vec<&'l Fact>,
    /// What was carried over from the year before, outside the total.
    pub(crate) carried: Vec<&'l Fact>,
    /// The grand total with what was carried over.
    pub(crate) all: Option<&'l Fact>,
}

/// The same total a year before, printed or made of derived parts.
#[derive(Debug, Clone)]
pub(crate) struct Prior<'l> {
    pub(crate) amount: Decimal,
    pub(crate) facts: Vec<&'l Fact>,
}

impl<'l> Account<'l> {
    /// The account of a body for a year; `None` where no disclosure of the year is held.
    pub(crate) fn new(ledger: &'l Ledger, department: &'l Department, year: i32) -> Option<Self> {
        let mut records: Vec<&Record> = ledger
            .records_of(&department.id)
            .filter(|record| record.is_published() && record.identity.fiscal_year == year)
            .collect();
        let rank = |record: &&Record| match record.kind() {
            Some(Kind::Final) => 0,
            Some(Kind::Budget) => 1,
            Some(Kind::SelfEvaluation) => 2,
            _ => 3,
        };
        records.sort_by_key(|record| (rank(record), record.path.clone()));
        // The whole department where a disclosure of the year covers it: its figures contain those of the unit.
        let widest = [Scope::Department, Scope::Unit, Scope::Region];
        let held = |scope: &Scope| records.iter().any(|record| record.scope() == *scope);
        let scope = widest.into_iter().find(held).unwrap_or(Scope::Department);
        (!records.is_empty()).then_some(Self { ledger, department, year, records, scope })
    }

    /// A question about this account.
    pub(crate) fn query(&self) -> Query<'l> {
        self.query_in(self.year)
    }

    /// The same question about another year.
    pub(crate) fn query_in(&self, year: i32) -> Query<'l> {
        self.ledger.query().department(&self.department.id).year(year).scope(self.scope)
    }

    /// The phase that the page speaks of: what was spent, where it is known, else what was planned.
    pub(crate) fn phase(&self) -> Phase {
        if self.total(Phase::Final).is_some() { Phase::Final } else { Phase::Budget }
    }

    /// Total expenditure of a phase, printed.
    pub(crate) fn total(&self, phase: Phase) -> Option<&'l Fact> {
        self.total_in(self.year, phase)
    }

    /// Total expenditure of a phase of any year, printed.
    pub(crate) fn total_in(&self, year: i32, phase: Phase) -> Option<&'l Fact> {
        let query = self.query_in(year).phase(phase).measure(Measure::Total);
        let table = |statement, code| query.statement(statement).code(code).first();
        table(Statement::ExpenditureSummary, "year")
            .or_else(|| table(Statement::ExpenditureDetail, "all"))
            .or_else(|| table(Statement::ExpenditureSummary, "all"))
            .or_else(|| {
                let totals = query.statement(Statement::BudgetAdjustment).code("all");
                totals.scheme(Scheme::Nature).first().or_else(|| totals.scheme(Scheme::Function).first())
            })
            .or_else(|| {
                let stated = ["year_expenditure", "budget_expenditure", "execution", "budget"];
                stated.into_iter().find_map(|code| table(Statement::Narrative, code))
            })
    }

    /// Total expenditure of a phase, printed or derived. Derived ones are taken only where they speak of the same
    /// thing: a derived figure of the general public budget stands for the total only if the document prints both
    /// as equal.
    pub(crate) fn total_or_derived(&self, phase: Phase) -> Option<&'l Fact> {
        self.total(phase).or_else(|| {
            let derived = self.query().phase(phase).measure(Measure::Total).with_derived();
            let narrative = derived.statement(Statement::Narrative);
            narrative.code("budget_expenditure").first().or_else(|| {
                let all_general = self.is_all_general_public();
                let candidates = narrative.code("general_public").all();
                candidates.into_iter().find(|fact| all_general && fact.subject.name.ends_with("支出"))
            })
        })
    }

    /// Whether all expenditure of the year was paid by the general public budget.
    pub(crate) fn is_all_general_public(&self) -> bool {
        let phase = self.phase();
        self.total(phase).is_some_and(|total| {
            self.general_public(phase)
                .is_some_and(|general| general.amount.comparable() == total.amount.comparable())
        })
    }

    /// Expenditure of the general public budget.
    pub(crate) fn general_public(&self, phase: Phase) -> Option<&'l Fact> {
        let query = self.query().phase(phase).measure(Measure::Total);
        query.statement(Statement::GeneralByFunction).code("all").first()
    }

    /// The comparable total of the year before: final against final, budget against budget.
    pub(crate) fn prior(&self, phase: Phase) -> Option<Prior<'l>> {
        let year = self.year - 1;
        if let Some(fact) = self.total_in(year, phase) {
            return Some(Prior { amount: fact.amount.comparable(), facts: vec![fact] });
        }
        let derived = self
            .query_in(year)
            .phase(phase)
            .measure(Measure::Total)
            .statement(Statement::Narrative)
            .with_derived();
        let whole = ["year_expenditure", "budget_expenditure", "budget"];
        if let Some(fact) = whole.into_iter().find_map(|code| derived.code(code).first()) {
            return Some(Prior { amount: fact.amount.comparable(), facts: vec![fact] });
        }
        let parts = vec![derived.code("basic").first()?, derived.code("project").first()?];
        // Both parts must come from one document, and this year's parts must be the whole of this year's total.
        let nature = self.nature(phase)?;
        let total = self.total(phase)?;
        let whole = compare(&[total], &[nature.basic, nature.project]).verdict != Verdict::Mismatch;
        (whole && parts[0].document == parts[1].document)
            .then(|| Prior { amount: parts.iter().map(|fact| fact.amount.comparable()).sum(), facts: parts })
    }

    /// Basic and project expenditure, where they are the whole of the total.
    pub(crate) fn nature(&self, phase: Phase) -> Option<Nature<'l>> {
        let total = self.total(phase)?;
        let query = self.query().phase(phase);
        let columns = |statement| {
            let row = query.statement(statement).code("all");
            Some(Nature {
                basic: row.measure(Measure::Basic).first()?,
                project: row.measure(Measure::Project).first()?,
            })
        };
        let rows = |statement, scheme: Option<Scheme>| {
            let column = query.statement(statement).measure(Measure::Total);
            let column = scheme.map_or(column, |scheme| column.scheme(scheme));
            Some(Nature { basic: column.code("basic").first()?, project: column.code("project").first()? })
        };
        let candidates = [
            columns(Statement::ExpenditureDetail),
            rows(Statement::ExpenditureSummary, Some(Scheme::Nature)),
            columns(Statement::GeneralByFunction),
            rows(Statement::BudgetAdjustment, Some(Scheme::Nature)),
            rows(Statement::Narrative, None),
        ];
        candidates
            .into_iter()
            .flatten()
            .find(|nature| compare(&[total], &[nature.basic, nature.project]).verdict != Verdict::Mismatch)
    }

    /// Sources of income that are not zero, with their total. Rows that are parts of others are left out, and so is
    /// what was carried over where the total is that of the year alone.
    pub(crate) fn income(&self, phase: Phase) -> Option<Income<'l>> {
        let column = self.query().phase(phase).measure(Measure::Total).scheme(Scheme::Income);
        let statement =
            if phase == Phase::Adjusted { Statement::BudgetAdjustment } else { Statement::IncomeSummary };
        let column = column.statement(statement);
        let total = column.code("year").first().or_else(|| column.code("all").first())?;
        let parts: Vec<&Fact> = column
            .all()
            .into_iter()
            .filter(|fact| !fact.subject.is_total() && fact.subject.ancestors.is_empty())
            .filter(|fact| fact.subject.parent_code.is_empty() && !fact.amount.value.is_zero())
            .collect();
        let carried =
            |fact: &&Fact| matches!(fact.subject.code.as_str(), "carryover_in" | "fund_balance_used");
        let (carried, parts): (Vec<&Fact>, Vec<&Fact>) = if total.subject.code == "year" {
            parts.into_iter().partition(carried)
        } else {
            (Vec::new(), parts)
        };
        // Rows that do not make up the total would be a wrong picture of it.
        let whole = compare(&[total], &parts).verdict != Verdict::Mismatch;
        let parts = if whole { parts } else { Vec::new() };
        let all = column.code("all").first().filter(|_| !carried.is_empty());
        Some(Income { total, parts, carried, all })
    }

    /// Execution of the year's budget: spent, out of what, and the printed rate if there is one.
    pub(crate) fn execution(&self) -> Option<(&'l Fact, &'l Fact)> {
        let spent = self.total(Phase::Final)?;
        let adjusted = self.total(Phase::Adjusted).or_else(|| self.total(Phase::Budget))?;
        (!adjusted.amount.value.is_zero()).then_some((spent, adjusted))
    }

    /// A figure stated in prose, by its code.
    pub(crate) fn stated(&self, code: &str, phase: Option<Phase>, measure: Measure) -> Option<&'l Fact> {
        let facts = self.ledger.query().department(&self.department.id).year(self.year).scope(self.scope);
        let facts = facts.statement(Statement::Narrative).measure(measure).all();
        facts.into_iter().find(|fact| fact.subject.code == code && (phase.is_none() || fact.phase == phase))
    }
}

/// The years of a body for which a disclosure is held.
pub(crate) fn years(ledger: &Ledger, department: &str) -> Vec<i32> {
    let mut years: Vec<i32> = ledger
        .records_of(department)
        .filter(|record| record.is_published())
        .map(|record| record.identity.fiscal_year)
        .collect();
    years.sort_unstable();
    years.dedup();
    years
}
