//! E01, E02: figures of another year, or of the budget, cited in a document, and the document that first printed them.

use crate::ledger::Record;
use crate::model::{Arg, Fact, Kind, Phase, Says, Severity, Statement, Status, Verdict, message};
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book, Comparison, Rule, compare};

/// E01: 上年数.
pub(in crate::verify) static PRIOR_YEAR: Rule =
    Rule { id: "E01", severity: Severity::Warning, check: prior_year };

fn prior_year(book: &Book<'_>, out: &mut Bench<'_>) {
    let cited = |record: &Record, fact: &Fact| fact.fiscal_year < record.identity.fiscal_year;
    for (record, fact) in cited_facts(book, cited) {
        let kind = match fact.phase {
            Some(Phase::Budget) => Kind::Budget,
            Some(Phase::Final) => Kind::Final,
            _ => continue,
        };
        check(book, record, fact, kind, Cited::PriorYear, out);
    }
}

/// E02: 年初预算.
pub(in crate::verify) static BUDGET_CITED: Rule =
    Rule { id: "E02", severity: Severity::Warning, check: budget_cited };

fn budget_cited(book: &Book<'_>, out: &mut Bench<'_>) {
    let cited = |record: &Record, fact: &Fact| {
        matches!(record.kind(), Some(Kind::Final | Kind::SelfEvaluation))
            && fact.fiscal_year == record.identity.fiscal_year
            && fact.phase == Some(Phase::Budget)
    };
    for (record, fact) in cited_facts(book, cited) {
        check(book, record, fact, Kind::Budget, Cited::Budget, out);
    }
}

/// Printed money in tables that count, of documents that count.
fn cited_facts<'l>(
    book: &Book<'l>,
    cited: impl Fn(&Record, &Fact) -> bool,
) -> impl Iterator<Item = (&'l Record, &'l Fact)> {
    let ledger = book.ledger;
    ledger.facts.iter().filter_map(move |fact| {
        let record = ledger.record(&fact.document).filter(|record| record.is_published())?;
        let of_table = !matches!(
            fact.statement,
            Statement::Narrative | Statement::SelfEvaluation | Statement::PerformanceTarget
        );
        let counts = of_table
            && fact.status != Status::Derived
            && fact.base.is_none()
            && fact.amount.unit.is_money()
            && !fact.subject.code.is_empty();
        (counts && cited(record, fact) && ledger.counts(fact)).then_some((record, fact))
    })
}

/// The tables of the other document that hold the same rows.
fn counterparts(statement: Statement) -> &'static [Statement] {
    match statement {
        Statement::BudgetAdjustment => &[Statement::IncomeSummary, Statement::ExpenditureSummary],
        _ => &[],
    }
}

/// What a document cites.
#[derive(Clone, Copy)]
enum Cited {
    PriorYear,
    Budget,
}

fn check<'l>(
    book: &Book<'l>,
    record: &'l Record,
    fact: &'l Fact,
    kind: Kind,
    cited: Cited,
    out: &mut Bench<'_>,
) {
    let ledger = book.ledger;
    let Some(other) = ledger.records_of(&fact.department).find(|other| {
        other.path != record.path
            && other.is_published()
            && other.identity.fiscal_year == fact.fiscal_year
            && other.kind() == Some(kind)
            && other.scope() == record.scope()
    }) else {
        return;
    };
    let same_table = |statement: Statement| {
        statement == fact.statement || counterparts(fact.statement).contains(&statement)
    };
    let found: Vec<&Fact> = ledger
        .own_facts_in(&other.path)
        .filter(|one| {
            one.status != Status::Derived
                && same_table(one.statement)
                && one.fiscal_year == fact.fiscal_year
                && one.phase == fact.phase
                && one.measure == fact.measure
                && one.base.is_none()
                && one.fund == fact.fund
                && one.subject.scheme == fact.subject.scheme
                && one.subject.code == fact.subject.code
                && one.scope == fact.scope
                && one.amount.unit.is_money()
                && ledger.counts(one)
        })
        .collect();
    let name = &fact.subject.name;
    let (table, name, year) = (Arg::title(&fact.table), Arg::name(name), Arg::Year(fact.fiscal_year));
    let message = match cited {
        Cited::PriorYear => message!("prior-year", table = table, name = name, year = year),
        Cited::Budget => message!("initial-budget", table = table, name = name, year = year),
    };
    let left = Side::of(message!("side-here-printed"), &[fact]);
    let [one] = found.as_slice() else {
        let verdict = Verdict::InsufficientData;
        let note = if found.is_empty() {
            message!("cited-not-found", year = Arg::Year(fact.fiscal_year), kind = kind)
        } else {
            message!("cited-several", year = Arg::Year(fact.fiscal_year), kind = kind, count = found.len())
        };
        out.judge(Case::new(record, message, left, Side::default()).noted([note]), verdict);
        return;
    };
    let compared = compare(&[fact], &[*one]);
    let unsure = fact.phase == Some(Phase::Budget)
        && record.kind() != Some(Kind::Budget)
        && fact.statement != Statement::BudgetAdjustment
        && !names_initial_budget(record);
    let verdict = match compared.verdict {
        Verdict::Mismatch if unsure || is_damaged(book, fact) || is_damaged(book, one) => {
            Verdict::InsufficientData
        }
        verdict => verdict,
    };
    let right = Side::of(message!("side-cited", year = Arg::Year(fact.fiscal_year), kind = kind), &[*one]);
    let case = Case::new(record, message, left, right);
    out.record(case, Comparison { verdict, ..compared });
}

fn is_damaged(book: &Book<'_>, fact: &Fact) -> bool {
    book.tables_of(&fact.document)
        .iter()
        .any(|table| table.damaged && table.statement == fact.statement && table.title == fact.table)
}

/// Whether the document says that the budget it prints is the one of the year's start.
fn names_initial_budget(record: &Record) -> bool {
    record.remarks.iter().any(|remark| remark.says == Says::InitialBudget)
}
