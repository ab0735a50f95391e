//! B01–B03, B10: the total of 三公 and of its cars, and what was spent against what was planned. A blank cell counts as nothing only where the identity proves it.

use super::bench::{Case, Side};
use super::tables::Table;
use super::tolerance::{Interval, against, at_most, percentage};
use super::{Bench, Book, Comparison, Rule, compare};
use crate::model::{Arg, Fact, How, Measure, Message, Phase, Severity, Statement, Verdict, message};

/// Checks a total against its items. With an item missing, equality proves the blank; anything else proves nothing.
fn check_items(table: &Table<'_>, measure: Measure, items: Items, out: &mut Bench<'_>) {
    let column = table.column(measure);
    let find = |code: &str| column.iter().copied().find(|fact| fact.subject.code == code);
    let Some(whole) = find(items.total) else { return };
    let parts: Vec<&Fact> = items.parts.iter().filter_map(|code| find(code)).collect();
    if parts.is_empty() {
        return;
    }
    let compared: Comparison = compare(&[whole], &parts);
    let complete = parts.len() == items.parts.len() && !table.damaged;
    let verdict = match compared.verdict {
        Verdict::Mismatch if !complete => Verdict::InsufficientData,
        verdict => verdict,
    };
    let message = if measure == Measure::ChangeAmount { items.changes } else { items.message };
    out.record(
        Case::within(
            table,
            message(Arg::Year(table.year), in_phase(table.phase).into()),
            Side::named(whole),
            Side::of(message!("side-sum-of-parts"), &parts),
        ),
        Comparison { verdict, ..compared },
    );
}

/// A total and its items.
#[derive(Clone, Copy)]
struct Items {
    total: &'static str,
    parts: &'static [&'static str],
    /// What is compared, in a year and a phase.
    message: fn(Arg, Arg) -> Message,
    /// The same of a column of changes.
    changes: fn(Arg, Arg) -> Message,
}

const ALL: Items = Items {
    total: "all",
    parts: &["outbound", "vehicle", "reception"],
    message: |year, phase| message!("three-public-total", year = year, phase = phase),
    changes: |year, phase| message!("three-public-total-change", year = year, phase = phase),
};
const CARS: Items = Items {
    total: "vehicle",
    parts: &["vehicle_purchase", "vehicle_running"],
    message: |year, phase| message!("three-public-vehicles", year = year, phase = phase),
    changes: |year, phase| message!("three-public-vehicles-change", year = year, phase = phase),
};

/// The columns of changes of 三公 tables, for B06.
pub(super) fn changes(book: &Book<'_>, out: &mut Bench<'_>) {
    for table in book.tables.iter().filter(|table| table.statement == Statement::ThreePublic) {
        check_items(table, Measure::ChangeAmount, ALL, out);
        check_items(table, Measure::ChangeAmount, CARS, out);
        check_changes(book, table, out);
    }
}

/// The columns of changes of a table against its own columns of amounts: this year, and the year before.
fn check_changes(book: &Book<'_>, table: &Table<'_>, out: &mut Bench<'_>) {
    let before = |other: &&Table<'_>| {
        other.statement == table.statement
            && other.record.path == table.record.path
            && other.title == table.title
            && other.entity == table.entity
            && other.phase == table.phase
            && other.year == table.year - 1
    };
    let Some(before) = book.tables.iter().find(before) else { return };
    let old = before.column(Measure::Total);
    for now in table.column(Measure::Total) {
        let same =
            |fact: &&Fact| fact.subject.code == now.subject.code && fact.amount.unit == now.amount.unit;
        let Some(base) = old.iter().copied().find(same) else { continue };
        let name = &now.subject.name;
        let own = |measure: Measure| {
            table.column(measure).into_iter().find(|fact| fact.subject.code == now.subject.code)
        };
        let (from, to) = (Interval::of(base), Interval::of(now));
        if let Some(change) = own(Measure::ChangeAmount) {
            let difference = to.minus(from);
            let case = Case::within(
                table,
                message!("change-column-amount", year = Arg::Year(table.year), name = Arg::name(name)),
                Side::of(message!("side-change"), &[change]),
                Side::computed(
                    message!("side-year-minus-prior"),
                    How::Difference,
                    difference.value,
                    &[now, base],
                ),
            )
            .with(before);
            out.record(case, against(Interval::of(change), difference));
        }
        if let Some(rate) = own(Measure::ChangePct)
            && let Some(compared) = percentage(rate, to.minus(from), from)
        {
            let case = Case::within(
                table,
                message!("change-column-rate", year = Arg::Year(table.year), name = Arg::name(name)),
                Side::of(message!("side-change-rate"), &[rate]),
                Side::computed(message!("side-change-over-prior"), How::Change, compared.right, &[now, base]),
            )
            .with(before);
            out.record(case, compared);
        }
    }
}

/// B01: 合计 = 出国 + 车 + 接待.
pub(super) static TOTAL: Rule = Rule { id: "B01", severity: Severity::Error, check: total };

fn total(book: &Book<'_>, out: &mut Bench<'_>) {
    for table in book.tables.iter().filter(|table| table.statement == Statement::ThreePublic) {
        check_items(table, Measure::Total, ALL, out);
    }
}

/// B02: 小计 = 购置 + 运行.
pub(super) static VEHICLES: Rule = Rule { id: "B02", severity: Severity::Error, check: vehicles };

fn vehicles(book: &Book<'_>, out: &mut Bench<'_>) {
    for table in book.tables.iter().filter(|table| table.statement == Statement::ThreePublic) {
        check_items(table, Measure::Total, CARS, out);
    }
}

/// B03: a total of zero leaves nothing for the items.
pub(super) static NOTHING_IN_TOTAL: Rule =
    Rule { id: "B03", severity: Severity::Error, check: nothing_in_total };

fn nothing_in_total(book: &Book<'_>, out: &mut Bench<'_>) {
    for table in book.tables.iter().filter(|table| table.statement == Statement::ThreePublic) {
        let column = table.column(Measure::Total);
        let all = column.iter().copied().find(|fact| fact.subject.code == "all");
        let Some(all) = all.filter(|all| all.amount.value.is_zero()) else { continue };
        for item in column.iter().copied().filter(|fact| ITEMS.contains(&fact.subject.code.as_str())) {
            out.sums(Case::within(
                table,
                message!(
                    "nothing-in-total",
                    year = Arg::Year(table.year),
                    name = Arg::name(&item.subject.name)
                ),
                Side::named(item),
                Side::named(all),
            ));
        }
    }
}

/// The items that a total is made of, at any depth.
const ITEMS: [&str; 5] = ["outbound", "vehicle", "vehicle_purchase", "vehicle_running", "reception"];

/// B10: more was spent than the year's budget.
pub(super) static OVERSPENT: Rule = Rule { id: "B10", severity: Severity::Warning, check: overspent };

/// The phase of a side, where its table has one.
fn in_phase(phase: Option<Phase>) -> Message {
    phase.map_or_else(Message::default, |phase| message!("side-phase", phase = phase))
}

fn overspent(book: &Book<'_>, out: &mut Bench<'_>) {
    let of_phase = |phase: Phase| {
        let table =
            move |table: &&Table<'_>| table.statement == Statement::ThreePublic && table.phase == Some(phase);
        book.tables.iter().filter(table)
    };
    for spent in of_phase(Phase::Final) {
        let same = |table: &&Table<'_>| {
            table.record.path == spent.record.path && table.year == spent.year && table.entity == spent.entity
        };
        for planned in of_phase(Phase::Adjusted).chain(of_phase(Phase::Budget)).filter(same) {
            for item in spent.column(Measure::Total) {
                let code = item.subject.code.as_str();
                let of_item = |fact: &&Fact| fact.subject.code == code;
                let Some(plan) = planned.column(Measure::Total).into_iter().find(of_item) else { continue };
                let case = Case::within(
                    spent,
                    message!(
                        "spent-and-planned",
                        year = Arg::Year(spent.year),
                        name = Arg::name(&item.subject.name)
                    ),
                    Side::of(message!("side-spent"), &[item]),
                    Side::of(in_phase(planned.phase), &[plan]),
                )
                .with(planned);
                let compared = at_most(case.compared());
                // What the law lets change during the year is no excess.
                let lawful = planned.phase == Some(Phase::Budget);
                let verdict = if lawful { Verdict::NotApplicable } else { compared.verdict };
                out.record(case, Comparison { verdict, ..compared });
            }
        }
    }
}
