//! B01–B02: the total of 三公 and of its cars. A blank cell counts as nothing only where the identity proves it.

use super::bench::{Case, Side};
use super::rule::OWN;
use super::tables::Table;
use super::{Bench, Book, Comparison, Rule, compare};
use crate::model::{Fact, Measure, Severity, Statement, Verdict};

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
    let kind = if measure == Measure::ChangeAmount { "增减额：" } else { "" };
    let phase = table.phase.map_or("", |phase| phase.label());
    out.record(
        Case::within(
            table,
            format!("{}年{phase}{kind}{}", table.year, items.message),
            Side::of(whole.subject.name.clone(), &[whole]),
            Side::of("各项之和", &parts),
        ),
        Comparison { verdict, ..compared },
    );
}

/// A total and its items.
#[derive(Clone, Copy)]
struct Items {
    total: &'static str,
    parts: &'static [&'static str],
    message: &'static str,
}

const ALL: Items =
    Items {
        total: "all", parts: &["outbound", "vehicle", "reception"], message: "“三公”经费合计与三项之和"
    };
const CARS: Items = Items {
    total: "vehicle",
    parts: &["vehicle_purchase", "vehicle_running"],
    message: "公务用车小计与购置、运行之和",
};

/// The columns of changes of 三公 tables, for B06.
pub(super) fn changes(book: &Book<'_>, out: &mut Bench<'_>) {
    for table in book.tables.iter().filter(|table| table.statement == Statement::ThreePublic) {
        check_items(table, Measure::ChangeAmount, ALL, out);
        check_items(table, Measure::ChangeAmount, CARS, out);
    }
}

/// B01: 合计 = 出国 + 车 + 接待.
pub(super) static TOTAL: Rule = Rule {
    id: "B01",
    title: "“三公”经费合计",
    formula: "“三公”经费合计 = 因公出国（境）费 + 公务用车购置及运行维护费 + 公务接待费",
    severity: Severity::Error,
    source: OWN,
    due: "每一张“三公”经费表的每一年、每一阶段：合计和各项都有的",
    caution: "某一项为空时，只有等式成立才把空当作零；否则不下结论。",
    check: total,
};

fn total(book: &Book<'_>, out: &mut Bench<'_>) {
    for table in book.tables.iter().filter(|table| table.statement == Statement::ThreePublic) {
        check_items(table, Measure::Total, ALL, out);
    }
}

/// B02: 小计 = 购置 + 运行.
pub(super) static VEHICLES: Rule = Rule {
    id: "B02",
    title: "公务用车小计",
    formula: "公务用车购置及运行维护费 = 购置费 + 运行维护费",
    severity: Severity::Error,
    source: OWN,
    due: "每一张“三公”经费表的每一年、每一阶段：公务用车小计和购置、运行都有的",
    caution: "某一项为空时，只有等式成立才把空当作零；否则不下结论。",
    check: vehicles,
};

fn vehicles(book: &Book<'_>, out: &mut Bench<'_>) {
    for table in book.tables.iter().filter(|table| table.statement == Statement::ThreePublic) {
        check_items(table, Measure::Total, CARS, out);
    }
}
