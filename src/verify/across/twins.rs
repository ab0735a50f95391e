//! E11: the disclosures of a department and of one unit of it, for the same year and kind: what the unit has, the
//! department has too.

use std::collections::BTreeMap;

use crate::ledger::Record;
use crate::model::{Arg, Fact, Kind, Measure, Scheme, Scope, Severity, Statement, message};
use crate::verify::bench::{Case, Side};
use crate::verify::tolerance::at_most;
use crate::verify::{Bench, Book, Rule, Table};

/// E11: 部门与所属单位.
pub(in crate::verify) static TWINS: Rule = Rule { id: "E11", severity: Severity::Error, check: twins };

/// What is compared between the two: statement, scheme and code.
type Item<'l> = (Statement, Scheme, &'l str);

fn twins(book: &Book<'_>, out: &mut Bench<'_>) {
    let mut sets: BTreeMap<(&str, i32, Kind), Vec<&Record>> = BTreeMap::new();
    for record in book.published().filter(|record| record.counts()) {
        let Some(kind) = record.kind() else { continue };
        sets.entry((&record.department, record.identity.fiscal_year, kind)).or_default().push(record);
    }
    for records in sets.values() {
        let of = |scope: Scope| records.iter().copied().filter(move |record| record.scope() == scope);
        // Which of two departments of one name a unit belongs to, nobody said.
        let (Some(whole), None) = (of(Scope::Department).next(), of(Scope::Department).nth(1)) else {
            continue;
        };
        let wholes = items(book, whole, Scope::Department);
        for unit in of(Scope::Unit) {
            compare_items(unit, &items(book, unit, Scope::Unit), &wholes, out);
        }
    }
}

/// The totals of a document for its own year, phase and scope. An item that is printed twice with two values is none.
fn items<'l>(book: &Book<'l>, record: &Record, scope: Scope) -> BTreeMap<Item<'l>, &'l Fact> {
    let mut found: BTreeMap<Item<'l>, Option<&'l Fact>> = BTreeMap::new();
    let own = |table: &&Table<'_>| {
        matches!(table.statement, Statement::GeneralByFunction | Statement::ThreePublic)
            && table.year == record.identity.fiscal_year
            && !table.damaged
    };
    for table in book.tables_of(&record.path).iter().filter(own) {
        for fact in table.facts.iter().copied().filter(|fact| {
            fact.measure == Measure::Total
                && fact.scope == scope
                && fact.amount.unit.is_money()
                && !fact.subject.code.is_empty()
        }) {
            let item = (table.statement, fact.subject.scheme, fact.subject.code.as_str());
            let known = found.entry(item).or_insert(Some(fact));
            if known.is_some_and(|known| known.amount.comparable() != fact.amount.comparable()) {
                *known = None;
            }
        }
    }
    found.into_iter().filter_map(|(item, fact)| Some((item, fact?))).collect()
}

fn compare_items<'l>(
    unit: &'l Record,
    own: &BTreeMap<Item<'l>, &'l Fact>,
    wholes: &BTreeMap<Item<'l>, &'l Fact>,
    out: &mut Bench<'_>,
) {
    for (item, fact) in own {
        let Some(whole) = wholes.get(item).filter(|whole| whole.phase == fact.phase) else { continue };
        let case = Case::new(
            unit,
            message!("unit-and-department", name = Arg::name(&fact.subject.name)),
            Side::of(message!("side-unit"), &[*fact]),
            Side::of(message!("side-department"), &[*whole]),
        );
        let compared = at_most(case.compared());
        out.record(case, compared);
    }
}
