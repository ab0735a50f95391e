//! The part of D10 about whole bodies: the money that the evaluation of all expenditure is said to cover, against the
//! figures of the same document.

use crate::ledger::Record;
use crate::model::{Arg, Fact, Measure, Phase, Scheme, Statement, Status, Topic, Verdict, message};
use crate::taxonomy::says;
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book, Comparison, compare};

/// Compares the amount with the executed total; one that stands nowhere else in the document asks for a look.
pub(super) fn check<'l>(book: &Book<'l>, record: &'l Record, out: &mut Bench<'_>) {
    let own = || book.ledger.own_facts_in(&record.path).filter(|fact| fact.status != Status::Derived);
    let stated: Vec<&Fact> = own()
        .filter(|fact| {
            fact.statement == Statement::Narrative
                && fact.subject.code == "performance_funds"
                && says("general_budget", &fact.subject.name)
                && fact.fiscal_year == record.identity.fiscal_year
                && fact.amount.unit.is_money()
                && !fact.amount.value.is_zero()
                && speaks_of(fact, Topic::WholeEvaluation)
        })
        .collect();
    let [stated] = stated.as_slice() else { return };
    let spent = book.tables_of(&record.path).iter().find_map(|table| {
        let right = table.statement == Statement::GeneralByFunction
            && table.phase == Some(Phase::Final)
            && table.year == stated.fiscal_year;
        let all = |fact: &&Fact| fact.subject.scheme == Scheme::Function && fact.subject.code == "all";
        let total = table.column(Measure::Total).into_iter().find(all);
        total.filter(|_| right).map(|total| (table, total))
    });
    let Some((table, spent)) = spent else { return };
    let agrees = |fact: &&Fact| compare(&[*stated], &[*fact]).verdict != Verdict::Mismatch;
    let others = |fact: &&Fact| fact.amount.unit.is_money() && fact.locator != stated.locator;
    let elsewhere = own().filter(others).find(agrees);
    // Budgets are often stated in words alone: without one, the amount may be the budget.
    let planned = own().any(|fact| {
        fact.statement == Statement::Narrative
            && matches!(fact.phase, Some(Phase::Adjusted))
            && matches!(fact.subject.code.as_str(), "budget" | "budget_expenditure" | "total_expenditure")
            && speaks_of(fact, Topic::WholeSpending)
    });
    let (other, verdict) = match elsewhere {
        Some(other) => (other, Verdict::Pass),
        None if planned => (spent, Verdict::Mismatch),
        None => (spent, Verdict::InsufficientData),
    };
    let compared = compare(&[*stated], &[other]);
    let note = match verdict {
        Verdict::Mismatch => Some(message!("overall-not-found")),
        Verdict::InsufficientData => Some(message!("overall-budget-unread")),
        _ => None,
    };
    let verdict = if verdict == Verdict::Pass { compared.verdict } else { verdict };
    let case = Case::within(
        table,
        message!("overall-money"),
        Side::of(message!("side-overall-stated"), &[*stated]),
        Side::of(
            message!(
                "side-row-of-table",
                table = Arg::title(&other.table),
                name = Arg::name(&other.subject.name)
            ),
            &[other],
        ),
    );
    out.record(case.noted(note), Comparison { verdict, ..compared });
}

/// Whether the line of a figure speaks of something.
pub(super) fn speaks_of(fact: &Fact, topic: Topic) -> bool {
    fact.said.as_ref().is_some_and(|said| said.about.contains(&topic))
}
