//! A06–A08: classes against totals, 款 against 类, 项 against 款.

use super::bench::{Case, Side};
use super::tables::{Families, Table, top, total};
use super::{Bench, Book, Comparison, Rule};
use crate::document::key;
use crate::model::{Arg, Fact, Measure, Message, Scheme, Severity, Statement, Verdict, message};
use crate::taxonomy::function_classes;

fn is_classified(statement: Statement) -> bool {
    matches!(
        statement,
        Statement::IncomeDetail
            | Statement::ExpenditureDetail
            | Statement::ExpenditureSummary
            | Statement::FiscalExpenditureSummary
            | Statement::GeneralByFunction
            | Statement::GovFund
            | Statement::StateCapital
    )
}

/// A06: Σ类 = 合计.
pub(super) static CLASS_TOTALS: Rule = Rule { id: "A06", severity: Severity::Error, check: class_totals };

fn class_totals(book: &Book<'_>, out: &mut Bench<'_>) {
    for table in book.tables.iter().filter(|table| is_classified(table.statement)) {
        for measure in table.money_columns() {
            let column = table.column(measure);
            let functional: Vec<&Fact> =
                column.iter().copied().filter(|f| f.subject.scheme == Scheme::Function).collect();
            let classes = top(&functional, Scheme::Function);
            let Some(sum) = total(&functional, "year").or_else(|| total(&functional, "all")) else {
                continue;
            };
            if classes.is_empty() {
                continue;
            }
            let case = Case::within(
                table,
                message!(
                    "level-and-rows-below",
                    table = Arg::title(&table.title),
                    column = measure,
                    name = Arg::name(&sum.subject.name),
                    parts = message!("parts-classes")
                ),
                Side::named(sum),
                Side::of(message!("side-sum-of", parts = message!("parts-classes")), &classes),
            );
            let compared = case.compared();
            let verdict = match compared.verdict {
                // Rows of units and of sources are no classes, and the total of one of them is not that of the table.
                Verdict::Mismatch if has_unplaced(&classes) || !is_named_total(sum) => {
                    Verdict::InsufficientData
                }
                verdict => verdict,
            };
            out.record(case, Comparison { verdict, ..compared });
        }
    }
}

/// Whether a total goes by the name of one, or by none, and not by the name of a unit.
fn is_named_total(sum: &Fact) -> bool {
    sum.subject.name.is_empty() || sum.subject.name.contains('计')
}

/// Whether rows stand among the classes that are none, without a code or a parent: their level is not known, and the sum
/// may count them twice.
fn has_unplaced(top: &[&Fact]) -> bool {
    let is_class = |fact: &Fact| {
        let key = key(&fact.subject.name);
        fact.subject.code.len() == 3
            || function_classes().contains_key(key.strip_suffix("支出").unwrap_or(&key))
    };
    top.iter().any(|fact| !is_class(fact))
}

/// Checks the rows of one level against the rows below them.
fn check_level(book: &Book<'_>, level: usize, words: &Message, out: &mut Bench<'_>) {
    for table in book.tables.iter().filter(|table| is_classified(table.statement)) {
        for measure in table.money_columns() {
            let column = table.column(measure);
            let families = Families::of(&column);
            for parent in column.iter().filter(|fact| is_level(fact, level)) {
                let below = families.below(parent);
                let sound = !has_stray(&column, parent);
                check_parent(table, measure, parent, (&below, sound), words, out);
            }
        }
    }
}

/// The level of a functional class: by its code, or by its depth where no code is known.
fn is_level(fact: &Fact, level: usize) -> bool {
    if fact.subject.scheme != Scheme::Function || fact.subject.is_total() {
        return false;
    }
    match fact.subject.code.len() {
        0 => fact.subject.ancestors.len() == level,
        length => length == 3 + 2 * level,
    }
}

/// Whether a row stands among those of a class whose code belongs to another, or to none: a code that was not read as it
/// is printed may be one of the parts.
fn has_stray(column: &[&Fact], parent: &Fact) -> bool {
    let code = parent.subject.code.as_str();
    if code.is_empty() {
        return false;
    }
    let own = |fact: &&&Fact| fact.subject.scheme == Scheme::Function && !fact.subject.code.is_empty();
    let behind = column.iter().skip_while(|fact| fact.locator != parent.locator).skip(1).filter(own);
    behind
        .take_while(|fact| fact.subject.code.len() > code.len())
        .any(|fact| !fact.subject.code.starts_with(code))
}

fn check_parent(
    table: &Table<'_>,
    column: Measure,
    parent: &Fact,
    (parts, sound): (&[&Fact], bool),
    words: &Message,
    out: &mut Bench<'_>,
) {
    if parts.is_empty() {
        return;
    }
    let case = Case::within(
        table,
        message!(
            "level-and-rows-below",
            table = Arg::title(&table.title),
            column = column,
            name = Arg::name(&parent.subject.name),
            parts = words.clone()
        ),
        Side::named(parent),
        Side::of(message!("side-sum-of", parts = words.clone()), parts),
    );
    let compared = case.compared();
    match compared.verdict {
        Verdict::Mismatch if !sound => {
            out.record(case, Comparison { verdict: Verdict::InsufficientData, ..compared });
        }
        _ => out.sums(case),
    }
}

/// A07: 类 = Σ款.
pub(super) static SECOND_LEVEL: Rule = Rule { id: "A07", severity: Severity::Error, check: second_level };

fn second_level(book: &Book<'_>, out: &mut Bench<'_>) {
    check_level(book, 0, &message!("parts-second-level"), out);
}

/// A08: 款 = Σ项.
pub(super) static THIRD_LEVEL: Rule = Rule { id: "A08", severity: Severity::Error, check: third_level };

fn third_level(book: &Book<'_>, out: &mut Bench<'_>) {
    check_level(book, 1, &message!("parts-third-level"), out);
}
