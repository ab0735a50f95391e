//! A12, A13: spending by economic class: classes against their items, and 人员经费, 公用经费 against classes.

use super::bench::{Case, Side};
use super::tables::{Families, Table, top, total};
use super::{Bench, Book, Comparison, Rule};
use crate::model::{Arg, Fact, Measure, Message, Scheme, Severity, Statement, Verdict, message};

fn is_economic(table: &&Table<'_>) -> bool {
    matches!(table.statement, Statement::BasicByEconomic | Statement::GeneralByEconomic)
}

/// The rows of a column by economic class.
fn economic<'l>(column: &[&'l Fact]) -> Vec<&'l Fact> {
    column.iter().copied().filter(|fact| fact.subject.scheme == Scheme::Economic).collect()
}

/// A12: 人员经费 = 301 + 303; 公用经费 = the rest.
pub(super) static PERSONNEL_AND_PUBLIC: Rule =
    Rule { id: "A12", severity: Severity::Error, check: personnel_and_public };

fn personnel_and_public(book: &Book<'_>, out: &mut Bench<'_>) {
    for table in book.tables.iter().filter(is_economic) {
        for measure in table.money_columns() {
            let column = table.column(measure);
            let classes = top(&economic(&column), Scheme::Economic);
            if classes.is_empty() || classes.iter().any(|class| class.subject.code.len() != 3) {
                continue;
            }
            let (personnel, public): (Vec<&Fact>, Vec<&Fact>) =
                classes.iter().partition(|class| matches!(class.subject.code.as_str(), "301" | "303"));
            for (code, parts, words) in [
                ("personnel", personnel, message!("side-sum-of-wages-and-subsidies")),
                ("public", public, message!("side-sum-of-other-classes")),
            ] {
                let nature =
                    |fact: &&&Fact| fact.subject.scheme == Scheme::Nature && fact.subject.code == code;
                let Some(half) = column.iter().find(nature).copied().filter(|_| !parts.is_empty()) else {
                    continue;
                };
                out.sums(Case::within(
                    table,
                    message!(
                        "half-and-classes",
                        table = Arg::title(&table.title),
                        name = Arg::name(&half.subject.name),
                        parts = words.clone()
                    ),
                    Side::named(half),
                    Side::of(words, &parts),
                ));
            }
        }
    }
}

/// A13: 3xx = Σ3xxyy, and the total = Σ3xx.
pub(super) static ECONOMIC_SUMS: Rule = Rule { id: "A13", severity: Severity::Error, check: economic_sums };

fn economic_sums(book: &Book<'_>, out: &mut Bench<'_>) {
    for table in book.tables.iter().filter(is_economic) {
        for measure in table.money_columns() {
            let column = economic(&table.column(measure));
            let classes = top(&column, Scheme::Economic);
            if let Some(all) = total(&column, "all").filter(|_| !classes.is_empty()) {
                check(table, measure, all, message!("parts-classes"), &classes, out);
            }
            let families = Families::of(&column);
            for class in &classes {
                let below = families.below(class);
                if !below.is_empty() {
                    check(table, measure, class, message!("parts-items-below"), &below, out);
                }
            }
        }
    }
}

fn check<'l>(
    table: &Table<'l>,
    column: Measure,
    whole: &'l Fact,
    words: Message,
    parts: &[&'l Fact],
    out: &mut Bench<'_>,
) {
    let message = message!(
        "level-and-rows-below",
        table = Arg::title(&table.title),
        column = column,
        name = Arg::name(&whole.subject.name),
        parts = words.clone()
    );
    let sum = Side::of(message!("side-sum-of", parts = words), parts);
    let case = Case::within(table, message, Side::named(whole), sum);
    let compared = case.compared();
    // Blank cells of rows below: the column says less than the table, so a shortfall proves nothing.
    let blank = || {
        table.rows().iter().any(|row| {
            row.first().is_some_and(|first| first.subject.parent_code == whole.subject.code)
                && !row.iter().any(|fact| fact.measure == whole.measure)
        })
    };
    let verdict = match compared.verdict {
        Verdict::Mismatch if blank() => Verdict::InsufficientData,
        verdict => verdict,
    };
    out.record(case, Comparison { verdict, ..compared });
}
