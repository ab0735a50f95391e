//! A01–A04: the two sides of a summary against each other, and each against its parts.

use super::bench::{Case, Side};
use super::columns;
use super::tables::{Table, top, total};
use super::{Bench, Book, Rule};
use crate::model::{Arg, Fact, Measure, Message, Scheme, Severity, Statement, message};

const INCOME_TOTAL: Message = message!("side-income-total");
const EXPENDITURE_TOTAL: Message = message!("side-expenditure-total");

fn is_income(statement: Statement) -> bool {
    matches!(statement, Statement::IncomeSummary | Statement::FiscalIncomeSummary)
}

fn is_expenditure(statement: Statement) -> bool {
    matches!(statement, Statement::ExpenditureSummary | Statement::FiscalExpenditureSummary)
}

/// The other half of a summary.
fn expenditure_half<'b, 'l>(book: &'b Book<'l>, income: &Table<'l>) -> Option<&'b Table<'l>> {
    let wanted = match income.statement {
        Statement::IncomeSummary => Statement::ExpenditureSummary,
        _ => Statement::FiscalExpenditureSummary,
    };
    book.tables.iter().find(|table| {
        table.statement == wanted
            && table.record.path == income.record.path
            && table.title == income.title
            && table.phase == income.phase
            && table.year == income.year
            && table.entity == income.entity
    })
}

/// A01: 收入总计 = 支出总计.
pub(super) static INCOME_EQUALS_EXPENDITURE: Rule =
    Rule { id: "A01", severity: Severity::Error, check: income_equals_expenditure };

fn income_equals_expenditure(book: &Book<'_>, out: &mut Bench<'_>) {
    for table in book.tables.iter().filter(|table| is_income(table.statement)) {
        let Some(other) = expenditure_half(book, table) else { continue };
        let income = table.column(Measure::Total);
        let expenditure = other.column(Measure::Total);
        // A third panel (by nature) repeats the total; the one by function is the balance.
        let spent = expenditure
            .iter()
            .copied()
            .find(|f| f.subject.code == "all" && f.subject.scheme == Scheme::Function);
        let (Some(left), Some(right)) = (total(&income, "all"), spent.or_else(|| total(&expenditure, "all")))
        else {
            continue;
        };
        out.sums(Case::within(
            table,
            message!("balance", table = Arg::title(&table.title)),
            Side::of(INCOME_TOTAL.clone(), &[left]),
            Side::of(EXPENDITURE_TOTAL.clone(), &[right]),
        ));
    }
}

/// The rows of a summary that stand between the year's total and the grand total.
fn around_year<'l>(table: &Table<'l>, code: Scheme) -> Option<(&'l Fact, &'l Fact, Vec<&'l Fact>)> {
    let column = table.column(Measure::Total);
    let all = column.iter().copied().find(|f| f.subject.code == "all" && f.subject.scheme == code)?;
    let year = column.iter().copied().find(|f| f.subject.code == "year" && f.subject.scheme == code)?;
    let position = |fact: &Fact| column.iter().position(|other| other.locator == fact.locator);
    let (from, to) = (position(year)?, position(all)?);
    if from > to {
        return None;
    }
    let between = column[from + 1..to]
        .iter()
        .copied()
        .filter(|fact| {
            fact.subject.ancestors.is_empty()
                && fact.subject.parent_code.is_empty()
                && !fact.subject.is_total()
        })
        .collect();
    Some((all, year, between))
}

fn check_around(
    table: &Table<'_>,
    scheme: Scheme,
    message: fn(Arg) -> Message,
    label: &Message,
    out: &mut Bench<'_>,
) {
    let Some((all, year, between)) = around_year(table, scheme) else { return };
    let mut parts = vec![year];
    parts.extend(between);
    out.sums(Case::within(
        table,
        message(Arg::title(&table.title)),
        Side::of(label.clone(), &[all]),
        Side::of(message!("side-sum-of-parts"), &parts),
    ));
}

/// A02: 本年收入 + 使用结余 + 年初结转 = 总计.
pub(super) static INCOME_SIDE: Rule = Rule { id: "A02", severity: Severity::Error, check: income_side };

fn income_side(book: &Book<'_>, out: &mut Bench<'_>) {
    for table in book.tables.iter().filter(|table| is_income(table.statement)) {
        check_around(
            table,
            Scheme::Income,
            |table| message!("balance-income", table = table),
            &INCOME_TOTAL,
            out,
        );
    }
}

/// A03: 本年支出 + 结余分配 + 年末结转 = 总计.
pub(super) static EXPENDITURE_SIDE: Rule =
    Rule { id: "A03", severity: Severity::Error, check: expenditure_side };

fn expenditure_side(book: &Book<'_>, out: &mut Bench<'_>) {
    for table in book.tables.iter().filter(|table| is_expenditure(table.statement)) {
        check_around(
            table,
            Scheme::Function,
            |table| message!("balance-expenditure", table = table),
            &EXPENDITURE_TOTAL,
            out,
        );
    }
}

/// A04: 本年收入 = 各来源之和.
pub(super) static INCOME_PARTS: Rule = Rule { id: "A04", severity: Severity::Error, check: income_parts };

fn income_parts(book: &Book<'_>, out: &mut Bench<'_>) {
    for table in &book.tables {
        if is_income(table.statement) {
            source_rows(table, out);
        } else if table.statement == Statement::IncomeDetail {
            columns::income_parts(table, out);
        }
    }
}

/// In a summary the sources are the rows above the year's total.
fn source_rows(table: &Table<'_>, out: &mut Bench<'_>) {
    let column = table.column(Measure::Total);
    let Some(year) = total(&column, "year").or_else(|| total(&column, "all")) else { return };
    let above: Vec<&Fact> = column.iter().copied().take_while(|fact| fact.locator != year.locator).collect();
    let parts = top(&above, Scheme::Income);
    if parts.is_empty() {
        return;
    }
    out.sums(Case::within(
        table,
        message!("income-sources", table = Arg::title(&table.title), name = Arg::name(&year.subject.name)),
        Side::named(year),
        Side::of(message!("side-sum-of-sources"), &parts),
    ));
}
