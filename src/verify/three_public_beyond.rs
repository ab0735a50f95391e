//! B04, B05, B07: 三公 against what stands elsewhere in the same document: basic expenditure by economic class, forms of
//! projects for trips abroad, and the counts that go with the money, with the trips that are listed (in `prose::trips`).

use super::bench::{Case, Side};
use super::tables::Table;
use super::tolerance::at_most;
use super::{Bench, Book, Rule, prose};
use crate::model::{
    Arg, Edition, Fact, Measure, Message, Phase, Scheme, Severity, Statement, Verdict, message,
};
use crate::taxonomy::says;

/// The item of a 三公 table with a code.
fn item<'l>(table: &Table<'l>, code: &str) -> Option<&'l Fact> {
    table.column(Measure::Total).into_iter().find(|fact| fact.subject.code == code)
}

/// A row of a table.
fn in_table(table: &Table<'_>, row: &Fact) -> Message {
    message!("side-row-of-table", table = Arg::title(&table.title), name = Arg::name(&row.subject.name))
}

/// The 三公 tables of a document for its own year: what was planned in a budget, what was spent in a final account.
fn own_tables<'b, 'l>(book: &'b Book<'l>) -> impl Iterator<Item = &'b Table<'l>> {
    book.tables.iter().filter(|table| {
        let last =
            if table.record.kind() == Some(crate::model::Kind::Final) { Phase::Final } else { Phase::Budget };
        table.statement == Statement::ThreePublic
            && table.phase == Some(last)
            && table.year == table.record.identity.fiscal_year
    })
}

/// B04: what basic expenditure pays for an item is not more than the item.
pub(super) static IN_BASIC: Rule = Rule { id: "B04", severity: Severity::Error, check: in_basic };

fn in_basic(book: &Book<'_>, out: &mut Bench<'_>) {
    const SAME: [(&str, &str); 4] = [
        ("30212", "outbound"),
        ("30217", "reception"),
        ("30231", "vehicle_running"),
        ("31013", "vehicle_purchase"),
    ];
    for table in own_tables(book) {
        let beside = |other: &&Table<'_>| {
            other.statement == Statement::BasicByEconomic
                && other.record.path == table.record.path
                && other.phase == table.phase
                && other.year == table.year
                && other.entity == table.entity
        };
        for basic in book.tables.iter().filter(beside) {
            let own = basic.column(Measure::GeneralPublic);
            let column = if own.is_empty() && says("general_budget", &basic.title) {
                basic.column(Measure::Basic)
            } else {
                own
            };
            for (code, item_code) in SAME {
                let of_code =
                    |fact: &&Fact| fact.subject.scheme == Scheme::Economic && fact.subject.code == code;
                let Some(paid) = column.iter().copied().find(of_code) else { continue };
                let Some(whole) = item(table, item_code) else { continue };
                let case = Case::within(
                    table,
                    message!("basic-and-three-public", name = Arg::name(&whole.subject.name)),
                    Side::of(in_table(basic, paid), &[paid]),
                    Side::of(in_table(table, whole), &[whole]),
                )
                .with(basic)
                .noted([message!("basic-is-not-more")]);
                let compared = case.compared();
                out.record(case, at_most(compared));
            }
        }
    }
}

/// B05: the form of a project for trips abroad against the item.
pub(super) static OUTBOUND_PROJECT: Rule =
    Rule { id: "B05", severity: Severity::Warning, check: outbound_project };

fn outbound_project(book: &Book<'_>, out: &mut Bench<'_>) {
    for table in own_tables(book).filter(|table| table.phase == Some(Phase::Final)) {
        let Some(whole) = item(table, "outbound") else { continue };
        let forms = book.tables.iter().filter(|other| {
            other.statement == Statement::SelfEvaluation
                && other.record.path == table.record.path
                && other.phase == Some(Phase::Final)
                && other.year == table.year
        });
        let named = |fact: &&Fact| {
            let name = &fact.subject.name;
            fact.subject.scheme == Scheme::Project && says("outbound_name", name)
        };
        let forms: Vec<&Table<'_>> = forms.collect();
        let of = |measure: Measure| -> Vec<&Fact> {
            forms.iter().flat_map(|form| form.column(measure)).filter(named).collect()
        };
        let (appropriation, total) = (of(Measure::FiscalAppropriation), of(Measure::Total));
        let spent = if appropriation.is_empty() { total } else { appropriation };
        if spent.is_empty() {
            continue;
        }
        let case = Case::within(
            table,
            message!("outbound-projects"),
            Side::of(message!("side-projects-spent"), &spent),
            Side::of(in_table(table, whole), &[whole]),
        );
        let compared = case.compared();
        out.record(case, at_most(compared));
    }
}

/// B07: money and counts go together.
pub(super) static COUNTS: Rule = Rule { id: "B07", severity: Severity::Warning, check: counts };

fn counts(book: &Book<'_>, out: &mut Bench<'_>) {
    prose::trips(book, out);
    const PAIRS: [(&str, &str, Message); 3] = [
        ("outbound", "delegations", message!("count-delegations")),
        ("vehicle_purchase", "vehicles_purchased", message!("count-vehicles-purchased")),
        ("reception", "receptions", message!("count-receptions")),
    ];
    for table in own_tables(book).filter(|table| table.phase == Some(Phase::Final)) {
        if table.record.edition() == Edition::Abridged {
            continue;
        }
        for (code, count, words) in PAIRS {
            let Some(money) = item(table, code) else { continue };
            let stated: Vec<&Fact> = book
                .ledger
                .own_facts_in(&table.record.path)
                .filter(|fact| {
                    fact.statement == Statement::Narrative
                        && fact.measure == Measure::Count
                        && fact.subject.code == count
                        && fact.fiscal_year == table.year
                })
                .collect();
            // Several counts (at home, of foreign guests) are not to be told apart here: any of them will do.
            let Some(first) = stated.first().copied() else { continue };
            let number = stated.iter().copied().find(|fact| !fact.amount.value.is_zero()).unwrap_or(first);
            let case = Case::within(
                table,
                message!("money-and-count", name = Arg::name(&money.subject.name), count = words.clone()),
                Side::named(money),
                Side::of(words, &[number]),
            );
            let both = money.amount.value.is_zero() == number.amount.value.is_zero();
            // A little money rounds to nothing.
            let tiny = money.amount.value.is_zero() && !number.amount.value.is_zero();
            let verdict = match (both, tiny) {
                (true, _) => Verdict::Pass,
                (false, true) => Verdict::InsufficientData,
                (false, false) => Verdict::Mismatch,
            };
            out.judge(case, verdict);
        }
    }
}
