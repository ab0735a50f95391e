//! How an office runs: the assets that it uses and what it bought, printed beside or below the items of 三公.

use std::sync::Arc;

use crate::document::{Cell, Suffix, label};
use crate::model::{Amount, Measure, Scheme, Statement, Subject};
use crate::taxonomy::{Operation, operation};

use super::grid::{GridRow, Meaning};
use super::output::{Context, Output, TableFacts, scope_of};
use super::section::Section;

/// Reads a row of assets or purchases. Returns whether it was one: cells that it did not take are left to the caller.
pub(super) fn row(
    section: &Section,
    row: &GridRow,
    text: &str,
    amounts: &[(usize, Meaning)],
    context: &Context,
    out: &mut Output,
) -> bool {
    let Some(operation) = operation(text) else { return false };
    let statement = match operation {
        Operation::Count(..) => Statement::ThreePublic,
        Operation::Procurement(_) => Statement::Procurement,
    };
    let table = TableFacts::new(section, statement, context);
    let mut taken = false;
    for (at, meaning) in amounts {
        let cell = &row.cells[*at];
        let Some(mut fact) = fact_of(&table, cell, text, &operation, context) else { continue };
        fact.phase = meaning.phase.or(fact.phase);
        out.set_aside(&cell.locator);
        out.facts.push(fact);
        taken = true;
    }
    taken
}

fn fact_of(
    table: &TableFacts,
    cell: &Cell,
    text: &str,
    operation: &Operation,
    context: &Context,
) -> Option<crate::model::Fact> {
    let printed = cell.number()?;
    let name = label(text);
    let (measure, unit, subject) = match operation {
        Operation::Count(code, unit) if printed.suffix == Suffix::None => {
            (Measure::Count, *unit, Subject::top(Scheme::None, code.clone(), name))
        }
        Operation::Count(..) => return None,
        Operation::Procurement(measure) => {
            let unit = table.unit_of(printed, *measure, &[])?;
            (*measure, unit, Subject::top(Scheme::Procurement, "all", name))
        }
    };
    let entity: Arc<str> = table.entity.clone();
    let scope = scope_of(&entity, context.identity);
    let mut fact = table.fact(measure, subject, Amount::new(printed.value, unit), cell, scope);
    if measure == Measure::Count {
        // What an office has on a day belongs to no stage of the budget.
        fact.phase = None;
    }
    Some(fact)
}
