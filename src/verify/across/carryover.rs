//! E03, E09: money carried over, from one year's account to the next, and as the reason why a body spent more than it
//! was granted.

use crate::ledger::Record;
use crate::model::{Arg, Fact, How, Kind, Measure, Severity, Statement, Verdict, message};
use crate::verify::bench::{Case, Side, reckoned};
use crate::verify::{Bench, Book, Comparison, Rule, Table, compare};
use rust_decimal::Decimal;

/// E03: 年末结转(t) = 年初结转(t+1).
pub(in crate::verify) static CARRYOVER: Rule =
    Rule { id: "E03", severity: Severity::Warning, check: carryover };

/// The halves of the summaries, and what they are called.
const SUMMARIES: &[(Statement, Statement, &str)] = &[
    (Statement::IncomeSummary, Statement::ExpenditureSummary, "收支总表"),
    (Statement::FiscalIncomeSummary, Statement::FiscalExpenditureSummary, "财政拨款收支总表"),
];

/// A row at the top of a summary, with its table; `None` where there is none or more than one.
fn row<'b, 'l>(
    book: &'b Book<'l>,
    record: &Record,
    statement: Statement,
    code: &str,
) -> Option<(&'b Table<'l>, &'l Fact)> {
    let mut found = book
        .tables_of(&record.path)
        .iter()
        .filter(|table| table.statement == statement)
        .flat_map(|table| table.facts.iter().map(move |fact| (table, *fact)))
        .filter(|(_, fact)| {
            fact.measure == Measure::Total
                && fact.subject.code == code
                && fact.subject.ancestors.is_empty()
                && fact.subject.parent_code.is_empty()
                && book.ledger.counts(fact)
        });
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn finals<'l>(book: &Book<'l>) -> impl Iterator<Item = &'l Record> {
    book.ledger.documents.iter().filter(|record| record.is_published() && record.kind() == Some(Kind::Final))
}

fn carryover(book: &Book<'_>, out: &mut Bench<'_>) {
    for record in finals(book) {
        let Some(before) = book.ledger.records_of(&record.department).find(|other| {
            other.is_published()
                && other.kind() == Some(Kind::Final)
                && other.scope() == record.scope()
                && other.identity.fiscal_year + 1 == record.identity.fiscal_year
        }) else {
            continue;
        };
        for (income, expenditure, name) in SUMMARIES {
            let Some((table, opening)) = row(book, record, *income, Measure::CarryoverIn.id()) else {
                continue;
            };
            let message = message!("carryover", name = Arg::name(name));
            let left = Side::of(message!("side-opening"), &[opening]);
            match row(book, before, *expenditure, Measure::CarryoverOut.id()) {
                Some((other, closing)) => out.sums(
                    Case::within(table, message, left, Side::of(message!("side-closing"), &[closing]))
                        .with(other),
                ),
                None => out.judge(
                    Case::within(table, message, left, Side::default())
                        .noted([message!("carryover-not-found")]),
                    Verdict::InsufficientData,
                ),
            }
        }
    }
}

/// Whether a summary has other rows of money between the year's total and the grand total: what they mean is not known.
fn has_other_rows(book: &Book<'_>, record: &Record, statement: Statement) -> bool {
    let known =
        [Measure::CarryoverIn, Measure::CarryoverOut, Measure::FundBalanceUsed, Measure::SurplusDistribution];
    book.tables_of(&record.path).iter().filter(|table| table.statement == statement).any(|table| {
        let column = table.column(Measure::Total);
        let behind = column.iter().skip_while(|fact| fact.subject.code != "year").skip(1);
        behind.take_while(|fact| fact.subject.code != "all").any(|fact| {
            fact.subject.ancestors.is_empty()
                && fact.subject.parent_code.is_empty()
                && !fact.amount.value.is_zero()
                && !known.iter().any(|measure| fact.subject.code == measure.id())
        })
    })
}

/// E09: why spending is not what was granted.
pub(in crate::verify) static UNSPENT: Rule = Rule { id: "E09", severity: Severity::Info, check: unspent };

fn unspent(book: &Book<'_>, out: &mut Bench<'_>) {
    use Statement::{ExpenditureSummary, FiscalExpenditureSummary, FiscalIncomeSummary, IncomeSummary};
    for record in finals(book) {
        let find = |statement, code: &str| row(book, record, statement, code);
        let (Some((table, spent)), Some((fiscal, granted))) =
            (find(ExpenditureSummary, "year"), find(FiscalExpenditureSummary, "year"))
        else {
            continue;
        };
        let left = Side::of(message!("side-year-spent"), &[spent]);
        let message = message!("unspent");
        let (carry_in, carry_out) = (Measure::CarryoverIn.id(), Measure::CarryoverOut.id());
        let needed = [
            (find(IncomeSummary, "year"), true),
            (find(FiscalIncomeSummary, "year"), false),
            (find(IncomeSummary, carry_in), true),
            (find(FiscalIncomeSummary, carry_in), false),
            (find(ExpenditureSummary, carry_out), false),
            (find(FiscalExpenditureSummary, carry_out), true),
        ];
        let optional = [
            (find(IncomeSummary, Measure::FundBalanceUsed.id()), true),
            (find(ExpenditureSummary, Measure::SurplusDistribution.id()), false),
        ];
        let case = |right| Case::within(table, message, left, right).with(fiscal);
        let odd = [IncomeSummary, FiscalIncomeSummary, ExpenditureSummary, FiscalExpenditureSummary]
            .into_iter()
            .any(|statement| has_other_rows(book, record, statement));
        if odd || needed.iter().any(|(found, _)| found.is_none()) {
            let note = message!("unspent-unread");
            out.judge(
                case(Side::of(message!("side-granted"), &[granted])).noted([note]),
                Verdict::InsufficientData,
            );
            continue;
        }
        let mut added = vec![granted];
        let mut taken = Vec::new();
        for (found, adds) in needed.into_iter().chain(optional) {
            let Some((_, fact)) = found else { continue };
            if adds { added.push(fact) } else { taken.push(fact) }
        }
        // What is taken away on the right stands on the left for the tolerance.
        let mut whole = vec![spent];
        whole.extend(taken.iter().copied());
        let balance = compare(&whole, &added);
        let gap = spent.amount.comparable() - granted.amount.comparable();
        let explained: Decimal = added.iter().map(|fact| fact.amount.comparable()).sum::<Decimal>()
            - taken.iter().map(|fact| fact.amount.comparable()).sum::<Decimal>();
        let facts: Vec<&Fact> = added.iter().chain(&taken).copied().collect();
        let how = if taken.is_empty() { How::Sum } else { How::Rule };
        let right = Side::computed(message!("side-granted-and-other"), how, explained, &facts);
        let note = message!(
            "unspent-reckoned",
            spent = spent.amount,
            granted = granted.amount,
            gap = reckoned(gap, &[spent, granted]),
            other = reckoned(explained - granted.amount.comparable(), &facts)
        );
        let compared = Comparison { left: spent.amount.comparable(), right: explained, ..balance };
        out.record(case(right).noted([note]), compared);
    }
}
