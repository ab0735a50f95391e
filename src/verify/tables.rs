//! Tables as rules see them: the facts of one disclosed table, row by row, for one entity, phase and year.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::ledger::{Ledger, Record};
use crate::model::{Fact, Fund, Measure, Phase, Scheme, Statement, Status};

/// The facts of one table that belong together.
#[derive(Debug)]
pub struct Table<'l> {
    /// The document.
    pub record: &'l Record,
    /// The statement.
    pub statement: Statement,
    /// The printed title.
    pub title: Arc<str>,
    /// The fund that the title names.
    pub fund: Option<Fund>,
    /// The unit.
    pub entity: Arc<str>,
    /// The phase.
    pub phase: Option<Phase>,
    /// The year.
    pub year: i32,
    /// Its facts, in document order.
    pub facts: Vec<&'l Fact>,
    /// Whether the table holds numbers that could not be placed: then sums over it prove nothing.
    pub damaged: bool,
}

impl<'l> Table<'l> {
    /// The facts of one row, told by scheme, code and path.
    pub fn rows(&self) -> Vec<Vec<&'l Fact>> {
        let mut rows: Vec<Vec<&Fact>> = Vec::new();
        for fact in &self.facts {
            match rows.last_mut().filter(|row| same_row(row[0], fact)) {
                Some(row) => row.push(fact),
                None => rows.push(vec![fact]),
            }
        }
        rows
    }

    /// The facts with a measure; of a column that holds money only those that are money.
    pub fn column(&self, measure: Measure) -> Vec<&'l Fact> {
        let own = || self.facts.iter().copied().filter(|fact| fact.measure == measure);
        let money = own().any(|fact| fact.amount.unit.is_money());
        own().filter(|fact| !money || fact.amount.unit.is_money()).collect()
    }

    /// The measures that hold money, in the order of the columns.
    pub fn money_columns(&self) -> Vec<Measure> {
        let mut measures: Vec<Measure> = Vec::new();
        for fact in self.facts.iter().filter(|fact| fact.amount.unit.is_money()) {
            // Prices of different things add up to nothing.
            if fact.measure != Measure::UnitPrice && !measures.contains(&fact.measure) {
                measures.push(fact.measure);
            }
        }
        measures
    }
}

fn same_row(a: &Fact, b: &Fact) -> bool {
    a.subject.scheme == b.subject.scheme
        && a.subject.code == b.subject.code
        && a.subject.name == b.subject.name
        && a.subject.ancestors == b.subject.ancestors
        && a.locator.line().abs_diff(b.locator.line()) <= 80
}

/// Whether a line holds the numbers of the columns (栏次) and no figures: whole numbers, each one more than the last.
fn numbers_columns(line: &[&Fact]) -> bool {
    let whole = |fact: &&Fact| fact.amount.value.scale() == 0 && fact.amount.value < Decimal::ONE_HUNDRED;
    let next = |pair: &[&Fact]| pair[1].amount.value - pair[0].amount.value == Decimal::ONE;
    line.len() >= 3 && line.iter().all(whole) && line.windows(2).all(next)
}

/// Whether two statements stand in one printed table: the halves of a summary do.
fn same_table(a: Statement, b: Statement) -> bool {
    use Statement::{ExpenditureSummary, FiscalExpenditureSummary, FiscalIncomeSummary, IncomeSummary};
    let whole = |statement| match statement {
        ExpenditureSummary => IncomeSummary,
        FiscalExpenditureSummary => FiscalIncomeSummary,
        other => other,
    };
    whole(a) == whole(b)
}

/// The fact of a grand total or year total in a column.
pub(super) fn total<'l>(column: &[&'l Fact], code: &str) -> Option<&'l Fact> {
    column.iter().copied().find(|fact| fact.subject.code == code)
}

/// A row with its position in the column.
type Numbered<'l> = (usize, &'l Fact);

/// The rows of a column by the row above them, so that each is looked at once.
pub(crate) struct Families<'l> {
    /// By scheme and the code of the row above.
    by_code: BTreeMap<(Scheme, &'l str), Vec<Numbered<'l>>>,
    /// By scheme and the names of the rows above.
    by_path: BTreeMap<(Scheme, &'l [Arc<str>]), Vec<Numbered<'l>>>,
}

impl<'l> Families<'l> {
    /// The families of a column.
    pub(crate) fn of(column: &[&'l Fact]) -> Self {
        let mut families = Self { by_code: BTreeMap::new(), by_path: BTreeMap::new() };
        for (at, fact) in column.iter().copied().enumerate().filter(|(_, fact)| !fact.subject.is_total()) {
            let subject = &fact.subject;
            if !subject.parent_code.is_empty() {
                families.by_code.entry((subject.scheme, &subject.parent_code)).or_default().push((at, fact));
            }
            if !subject.ancestors.is_empty() {
                families.by_path.entry((subject.scheme, &subject.ancestors)).or_default().push((at, fact));
            }
        }
        families
    }

    /// The rows directly below a row, in their order: by its code where both have one, else by its path.
    pub(crate) fn below(&self, parent: &Fact) -> Vec<&'l Fact> {
        let own = &parent.subject;
        let mut path = own.ancestors.clone();
        path.push(own.name.as_str().into());
        let by_code = self.by_code.get(&(own.scheme, own.code.as_str())).filter(|_| !own.code.is_empty());
        // Where both sides have a code, the code decides.
        let coded = |fact: &Fact| !fact.subject.parent_code.is_empty() && !own.code.is_empty();
        let by_path = self.by_path.get(&(own.scheme, path.as_slice()));
        let by_path = by_path.into_iter().flatten().filter(|(_, fact)| !coded(fact));
        let mut below: Vec<(usize, &Fact)> = by_code.into_iter().flatten().chain(by_path).copied().collect();
        below.sort_unstable_by_key(|(at, _)| *at);
        below.into_iter().map(|(_, fact)| fact).collect()
    }
}

/// The rows at the top of a column: no parent, no total.
pub(crate) fn top<'l>(column: &[&'l Fact], scheme: Scheme) -> Vec<&'l Fact> {
    let is_top = |fact: &&&Fact| {
        fact.subject.scheme == scheme
            && fact.subject.ancestors.is_empty()
            && fact.subject.parent_code.is_empty()
            && !fact.subject.is_total()
    };
    column.iter().filter(is_top).copied().collect()
}

/// All tables of a ledger, documents in order. Prose and older copies of a disclosure are left out.
pub fn tables(ledger: &Ledger) -> Vec<Table<'_>> {
    of_records(ledger, &ledger.documents.iter().collect::<Vec<_>>())
}

/// The tables of some documents, in their order.
pub(super) fn of_records<'l>(ledger: &'l Ledger, records: &[&'l Record]) -> Vec<Table<'l>> {
    let published = records.iter().copied().filter(|record| record.is_published());
    published.flat_map(|record| of_record(ledger, record)).collect()
}

fn of_record<'l>(ledger: &'l Ledger, record: &'l Record) -> Vec<Table<'l>> {
    let mut tables: Vec<Table<'l>> = Vec::new();
    let lost: BTreeSet<(&str, Option<Statement>)> =
        record.unreadable.iter().map(|one| (&*one.table, one.statement)).collect();
    let printed = ledger
        .own_facts_in(&record.path)
        .filter(|fact| fact.statement != Statement::Narrative && fact.status != Status::Derived);
    let printed: Vec<&Fact> = printed.collect();
    let lines = printed.chunk_by(|a, b| a.locator.line() == b.locator.line());
    for fact in lines.filter(|line| !numbers_columns(line)).flatten().copied() {
        let same = |table: &&mut Table| {
            table.statement == fact.statement
                && table.title == fact.table
                && table.entity == fact.entity
                && table.phase == fact.phase
                && table.year == fact.fiscal_year
        };
        match tables.iter_mut().rev().take(64).find(same) {
            Some(table) => table.facts.push(fact),
            None => tables.push(Table {
                record,
                statement: fact.statement,
                title: fact.table.clone(),
                fund: fact.fund,
                entity: fact.entity.clone(),
                phase: fact.phase,
                year: fact.fiscal_year,
                facts: vec![fact],
                damaged: lost.iter().any(|(table, statement)| {
                    **table == *fact.table && statement.is_none_or(|s| same_table(s, fact.statement))
                }),
            }),
        }
    }
    tables
}
