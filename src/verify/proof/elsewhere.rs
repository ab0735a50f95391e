//! Elsewhere: the figure stands in a table of the body under another subject, so that the sentence, or the table beside,
//! may mean that one. A figure of one or two digits stands everywhere and says nothing.

use super::evidence::{TELLING, digits};
use super::{Dispute, Evidence, Reading};
use crate::model::{Arg, Fact, Measure, Message, Scheme, Statement, message};

/// The figure is another subject's.
pub(super) static ELSEWHERE: Reading =
    Reading { id: "elsewhere", title: message!("reading-elsewhere"), explains };

fn explains(dispute: &Dispute<'_>, evidence: &Evidence<'_>) -> Option<Message> {
    dispute.sides().into_iter().find_map(|(own, other)| {
        let figure = own.figure().filter(|fact| digits(fact.amount.value) >= TELLING)?;
        let found = if figure.statement == Statement::Narrative {
            in_tables(dispute, figure, evidence)
        } else {
            in_the_other_table(dispute, figure, other.figure()?, evidence)
        }?;
        Some(message!(
            "reading-other-subject",
            figure = figure.amount.value,
            table = Arg::title(&found.table),
            name = named(found)
        ))
    })
}

fn named(fact: &Fact) -> Arg {
    let name = Arg::name(&fact.subject.name);
    match (fact.subject.name.is_empty(), fact.measure == Measure::Total) {
        (true, _) => fact.measure.into(),
        (_, true) => name,
        _ => message!("row-and-column", name = name, column = fact.measure).into(),
    }
}

/// A cell of another subject with the figure of a sentence, of the same year and phase.
fn in_tables<'l>(dispute: &Dispute<'_>, figure: &Fact, evidence: &Evidence<'l>) -> Option<&'l Fact> {
    let other_subject = |cell: &&Fact| {
        cell.statement != Statement::Narrative
            && cell.phase == figure.phase
            && !dispute.holds(cell)
            && !means_the_same(figure, cell)
    };
    let half = figure.amount.half_step();
    evidence.near(figure, figure.amount.comparable(), half).into_iter().find(other_subject)
}

/// Whether a cell is what a sentence names: by its code, or as the total of the table of that name.
fn means_the_same(figure: &Fact, cell: &Fact) -> bool {
    let code = figure.subject.code.as_str();
    if cell.subject.code == code || cell.measure.id() == code {
        return true;
    }
    if !cell.subject.is_total() {
        return false;
    }
    let income = matches!(
        cell.statement,
        Statement::IncomeSummary | Statement::IncomeDetail | Statement::FiscalIncomeSummary
    ) || cell.subject.scheme == Scheme::Income;
    match cell.statement {
        Statement::ThreePublic => code == "three_public",
        Statement::Procurement => code.starts_with("procurement"),
        _ => {
            code.contains(if income { "income" } else { "expenditure" }) || cell.statement.id().contains(code)
        }
    }
}

/// Another column or row of the table beside that holds the figure: then the two tables are not about the same.
/// Rows above and below one another may be equal without being confused.
fn in_the_other_table<'l>(
    dispute: &Dispute<'_>,
    figure: &Fact,
    other: &Fact,
    evidence: &Evidence<'l>,
) -> Option<&'l Fact> {
    if figure.table == other.table || other.statement == Statement::Narrative {
        return None;
    }
    let another_column = |cell: &&Fact| {
        cell.document == other.document
            && cell.table == other.table
            && cell.phase == other.phase
            && cell.measure != other.measure
            && cell.subject.code == other.subject.code
            && cell.subject.name == other.subject.name
            && !dispute.holds(cell)
    };
    evidence
        .near(figure, figure.amount.comparable(), figure.amount.half_step())
        .into_iter()
        .find(another_column)
}
