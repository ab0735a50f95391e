//! A16–A20: the same figure in two tables of one document.

use std::collections::BTreeMap;

use super::bench::{Case, Side};
use super::tables::{Table, top, total};
use super::{Bench, Book, Rule, compare};
use crate::document::key;
use crate::model::{
    Arg, Fact, Fund, Kind, Measure, Message, Phase, Scheme, Severity, Statement, Verdict, message,
};
use crate::taxonomy::says;

/// Whether two tables speak of one body, one year and one phase in one document.
fn same_scope(a: &Table<'_>, b: &Table<'_>) -> bool {
    a.record.path == b.record.path && a.phase == b.phase && a.year == b.year && a.entity == b.entity
}

/// The tables of a statement that speak of the same as this one.
fn beside<'b, 'l>(book: &'b Book<'l>, table: &'b Table<'l>, statement: Statement) -> Vec<&'b Table<'l>> {
    let same = |other: &&Table<'l>| other.statement == statement && same_scope(table, other);
    book.tables.iter().filter(same).collect()
}

/// Compares a figure with the candidate that agrees with it, or else with the usual one.
fn against<'c, 'l>(
    tables: (&'c Table<'l>, &'c Table<'l>),
    message: Message,
    candidates: &[&'l Fact],
    figure: &'l Fact,
    out: &mut Bench<'_>,
) {
    let Some(usual) = candidates.first().copied() else { return };
    let agrees = |fact: &&'l Fact| compare(&[fact], &[figure]).verdict == Verdict::Pass;
    let best = candidates.iter().copied().find(agrees).unwrap_or(usual);
    let left = Side::of(in_table(tables.0, best), &[best]);
    let right = Side::of(total_of(tables.1), &[figure]);
    out.sums(Case::within(tables.0, message, left, right).with(tables.1));
}

/// A row of a table.
fn in_table(table: &Table<'_>, row: &Fact) -> Message {
    message!("side-row-of-table", table = Arg::title(&table.title), name = Arg::name(&row.subject.name))
}

/// The total of a table.
fn total_of(table: &Table<'_>) -> Message {
    message!("side-total-of-table", table = Arg::title(&table.title))
}

/// The total of the year and the grand total of a summary, the usual one first: what was carried over may be in the
/// other table or not.
fn totals<'l>(column: &[&'l Fact], scheme: Scheme, year_first: bool) -> Vec<&'l Fact> {
    let own = |code: &str| {
        column.iter().copied().find(|fact| fact.subject.code == code && fact.subject.scheme == scheme)
    };
    let both = if year_first { [own("year"), own("all")] } else { [own("all"), own("year")] };
    both.into_iter().flatten().collect()
}

/// A16: the same total in the summary and in the detailed table.
pub(super) static ACROSS_TABLES: Rule = Rule { id: "A16", severity: Severity::Error, check: across_tables };

fn across_tables(book: &Book<'_>, out: &mut Bench<'_>) {
    for summary in &book.tables {
        let (detail, scheme) = match summary.statement {
            Statement::IncomeSummary => (Statement::IncomeDetail, Scheme::Income),
            Statement::ExpenditureSummary => (Statement::ExpenditureDetail, Scheme::Function),
            _ => continue,
        };
        for table in beside(book, summary, detail) {
            pair(summary, table, scheme, out);
        }
    }
}

fn pair<'b>(summary: &'b Table<'_>, table: &'b Table<'_>, scheme: Scheme, out: &mut Bench<'_>) {
    let Some(detail) = total(&table.column(Measure::Total), "all") else { return };
    let is_final = summary.record.kind() == Some(Kind::Final) || summary.phase == Some(Phase::Final);
    let candidates = totals(&summary.column(Measure::Total), scheme, is_final);
    let Some(first) = candidates.first() else { return };
    let message = message!(
        "summary-and-table",
        table = Arg::title(&summary.title),
        name = Arg::name(&first.subject.name),
        other = Arg::title(&table.title)
    );
    against((summary, table), message, &candidates, detail, out);
}

/// A17: 财政拨款收支总表 against 一般公共预算支出表.
pub(super) static GENERAL_PUBLIC: Rule = Rule { id: "A17", severity: Severity::Error, check: general_public };

fn general_public(book: &Book<'_>, out: &mut Bench<'_>) {
    for summary in book.tables.iter().filter(|t| t.statement == Statement::FiscalExpenditureSummary) {
        for table in beside(book, summary, Statement::GeneralByFunction) {
            let Some(detail) = total(&table.column(Measure::Total), "all") else { continue };
            let own = summary.column(Measure::GeneralPublic);
            let is_final = summary.phase == Some(Phase::Final);
            let candidates = if !own.is_empty() {
                totals(&own, Scheme::Function, is_final)
            } else if only_general_public(book, summary) {
                totals(&summary.column(Measure::Total), Scheme::Function, is_final)
            } else {
                continue;
            };
            let message = message!(
                "summary-and-general-public",
                table = Arg::title(&summary.title),
                other = Arg::title(&table.title)
            );
            against((summary, table), message, &candidates, detail, out);
        }
    }
}

/// Whether the income half names the general public budget and no other fund with money in it.
fn only_general_public(book: &Book<'_>, summary: &Table<'_>) -> bool {
    let halves = beside(book, summary, Statement::FiscalIncomeSummary);
    let Some(income) = halves.first() else { return false };
    let amounts = |code: &str| {
        let column = income.column(Measure::Total);
        column.into_iter().filter(|fact| fact.subject.code == code).collect::<Vec<_>>()
    };
    let empty = |code: &str| amounts(code).iter().all(|fact| fact.amount.value.is_zero());
    !amounts("general_public").is_empty()
        && ["gov_fund", "state_capital", "fiscal_account"].into_iter().all(empty)
}

/// A18: the basic expenditure of 一般公共预算支出表 against 基本支出表.
pub(super) static BASIC: Rule = Rule { id: "A18", severity: Severity::Error, check: basic };

fn basic(book: &Book<'_>, out: &mut Bench<'_>) {
    for table in book.tables.iter().filter(|t| t.statement == Statement::GeneralByFunction) {
        let Some(basic) = total(&table.column(Measure::Basic), "all") else { continue };
        for other in beside(book, table, Statement::BasicByEconomic) {
            let own = other.column(Measure::GeneralPublic);
            let column = if !own.is_empty() {
                own
            } else if other.fund == Some(Fund::GeneralPublic) || says("general_budget", &other.title) {
                other.column(Measure::Basic)
            } else {
                continue;
            };
            let parts = whole(&column);
            if parts.is_empty() {
                continue;
            }
            out.sums(
                Case::within(
                    table,
                    message!(
                        "basic-and-table",
                        table = Arg::title(&table.title),
                        other = Arg::title(&other.title)
                    ),
                    Side::of(message!("side-basic-of-table", table = Arg::title(&table.title)), &[basic]),
                    Side::of(total_of(other), &parts),
                )
                .with(other),
            );
        }
    }
}

/// The grand total of a column by economic class, or the personnel and public halves that make it up.
fn whole<'l>(column: &[&'l Fact]) -> Vec<&'l Fact> {
    if let Some(all) = total(column, "all") {
        return vec![all];
    }
    let nature = |code: &str| {
        column.iter().copied().find(|fact| fact.subject.scheme == Scheme::Nature && fact.subject.code == code)
    };
    match (nature("personnel"), nature("public")) {
        (Some(personnel), Some(public)) => vec![personnel, public],
        _ => Vec::new(),
    }
}

/// A19: the same class in the summary and in the detailed table.
pub(super) static CLASSES: Rule = Rule { id: "A19", severity: Severity::Error, check: classes };

fn classes(book: &Book<'_>, out: &mut Bench<'_>) {
    const PAIRS: &[(Statement, Measure, Statement)] = &[
        (Statement::ExpenditureSummary, Measure::Total, Statement::ExpenditureDetail),
        (Statement::FiscalExpenditureSummary, Measure::GeneralPublic, Statement::GeneralByFunction),
    ];
    for summary in &book.tables {
        for (statement, measure, detail) in PAIRS {
            if summary.statement != *statement {
                continue;
            }
            for table in beside(book, summary, *detail) {
                let theirs = Classes::of(&top(&table.column(Measure::Total), Scheme::Function));
                for own in top(&summary.column(*measure), Scheme::Function) {
                    let Some(other) = theirs.same(own) else { continue };
                    let message = message!(
                        "class-in-both-tables",
                        name = Arg::name(&own.subject.name),
                        table = Arg::title(&summary.title),
                        other = Arg::title(&table.title)
                    );
                    let left = Side::of(message!("side-table", table = Arg::title(&summary.title)), &[own]);
                    let right = Side::of(message!("side-table", table = Arg::title(&table.title)), &[other]);
                    out.sums(Case::within(summary, message, left, right).with(table));
                }
            }
        }
    }
}

/// The classes of a column by code and by name: where one side prints no code, the name tells.
struct Classes<'l> {
    by_code: BTreeMap<&'l str, (usize, &'l Fact)>,
    by_name: BTreeMap<String, (usize, &'l Fact)>,
    /// Those without a code alone.
    uncoded: BTreeMap<String, (usize, &'l Fact)>,
}

impl<'l> Classes<'l> {
    fn of(classes: &[&'l Fact]) -> Self {
        let mut own = Self { by_code: BTreeMap::new(), by_name: BTreeMap::new(), uncoded: BTreeMap::new() };
        for (at, class) in classes.iter().copied().enumerate() {
            let name = key(&class.subject.name);
            if class.subject.code.is_empty() {
                own.uncoded.entry(name.clone()).or_insert((at, class));
            } else {
                own.by_code.entry(&class.subject.code).or_insert((at, class));
            }
            own.by_name.entry(name).or_insert((at, class));
        }
        own
    }

    /// The first class that is the same as another table's.
    fn same(&self, other: &Fact) -> Option<&'l Fact> {
        let name = key(&other.subject.name);
        if other.subject.code.is_empty() {
            return self.by_name.get(&name).map(|(_, class)| *class);
        }
        let found = [self.by_code.get(other.subject.code.as_str()), self.uncoded.get(&name)];
        found.into_iter().flatten().min_by_key(|(at, _)| *at).map(|(_, class)| *class)
    }
}

/// A20: spending by function against spending by nature.
pub(super) static TWO_WAYS: Rule = Rule { id: "A20", severity: Severity::Error, check: two_ways };

fn two_ways(book: &Book<'_>, out: &mut Bench<'_>) {
    for table in &book.tables {
        let within = matches!(
            table.statement,
            Statement::ExpenditureSummary | Statement::FiscalExpenditureSummary | Statement::BudgetAdjustment
        );
        let by_function = spent(table, Scheme::Function);
        if !within || by_function.is_empty() {
            continue;
        }
        for other in beside(book, table, table.statement) {
            // Halves of one printed table share the title; those of an adjustment have a table each.
            if table.statement != Statement::BudgetAdjustment && other.title != table.title {
                continue;
            }
            let by_nature = spent(other, Scheme::Nature);
            // Below the year's total stand rows of another nature: 结余分配, 结转.
            if !other.facts.iter().any(|fact| fact.subject.code == "basic") || by_nature.is_empty() {
                continue;
            }
            let mut right = by_function.clone();
            let mut note = None;
            if compare(&by_nature, &right).verdict == Verdict::Mismatch {
                let with: Vec<&Fact> = right.iter().copied().chain(government_fund(book, table)).collect();
                if with.len() > right.len() && compare(&by_nature, &with).verdict != Verdict::Mismatch {
                    right = with;
                    note = Some(message!("two-ways-with-fund"));
                }
            }
            let message = message!("two-ways", table = Arg::title(&table.title));
            let left = Side::of(message!("side-total-by-nature"), &by_nature);
            let right = Side::of(message!("side-total-by-function"), &right);
            let case = Case::within(table, message, left, right);
            out.sums(case.with(other).noted(note));
        }
    }
}

/// What was spent, by one scheme: the printed total, or all rows at the top.
fn spent<'l>(table: &Table<'l>, scheme: Scheme) -> Vec<&'l Fact> {
    let column = table.column(Measure::Total);
    let of_scheme: Vec<&Fact> = column.into_iter().filter(|fact| fact.subject.scheme == scheme).collect();
    let printed = total(&of_scheme, "year").or_else(|| total(&of_scheme, "all"));
    printed.map_or_else(|| top(&of_scheme, scheme), |all| vec![all])
}

fn government_fund<'l>(book: &Book<'l>, table: &Table<'l>) -> Vec<&'l Fact> {
    let beside = beside(book, table, table.statement);
    let income = beside.iter().flat_map(|other| other.column(Measure::Total));
    income.filter(|fact| fact.subject.scheme == Scheme::Income && fact.subject.code == "gov_fund").collect()
}
