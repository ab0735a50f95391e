//! Plate: “三公”经费 of many bodies under one scale, made of the pieces that each of them left.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::chart::Value;
use crate::chart::multiples::{Multiples, Pair, Panel};
use crate::model::{Department, Fact, Phase};

use super::super::account::{Items, ThreeYear};
use super::super::desk::Desk;
use super::super::names;
use super::super::routes;
use super::super::table::{Cell, Row, Table};
use super::{Foot, Plate};
use crate::messages::{Locale, say};

/// The most bodies of one picture.
pub(crate) const MOST: usize = 12;

/// The “三公”经费 of a body: one panel, its rows of the table, its foot.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Part {
    name: String,
    href: String,
    years: BTreeMap<i32, Pair>,
    rows: Vec<Row>,
    foot: Foot,
}

/// What a body has for the picture; `None` where nothing is known.
pub(crate) fn part(desk: &Desk<'_>, department: &Department) -> Option<Part> {
    let years = ThreeYear::all(desk.ledger, department);
    let href = desk.to(&routes::department(&department.id));
    let name = names::shown(desk.locale, &department.name);
    let mut facts: Vec<&Fact> = Vec::new();
    let mut table = Table::default();
    let mut pairs = BTreeMap::new();
    for year in &years {
        let (phase, planned) = year.planned();
        let spent = &year.spent;
        pairs.insert(year.year, Pair { budget: value(desk, planned), phase, spent: value(desk, spent) });
        let (plan, done) = (planned.total, spent.total);
        if plan.is_some() || done.is_some() {
            facts.extend(plan.into_iter().chain(done));
            table.row(vec![
                Cell::link(&href, &name),
                Cell::text(year.year.to_string()),
                Cell::maybe(plan.map(|fact| desk.fig(fact)).as_ref(), &say!(desk.locale, "held-not")),
                Cell::text(if plan.is_some() {
                    desk.locale.word("phase", phase.id(), phase.label())
                } else {
                    String::new()
                }),
                Cell::maybe(done.map(|fact| desk.fig(fact)).as_ref(), &say!(desk.locale, "held-not")),
            ]);
        }
    }
    let foot = Foot::of(desk, &facts);
    (!years.is_empty()).then_some(Part { name, href, years: pairs, rows: table.rows, foot })
}

/// The picture of some bodies, if there are not too many for one.
pub(crate) fn plate(locale: Locale, parts: Vec<Part>) -> Option<Plate<'static>> {
    if parts.len() > MOST {
        return None;
    }
    let years = || parts.iter().flat_map(|part| part.years.keys().copied());
    let (first, last) = (years().min()?, years().max()?);
    let span: Vec<i32> = (first..=last).collect();
    let heads = say!(locale, "columns-of-multiples");
    let columns: Vec<&str> = heads.split('|').collect();
    let mut table = Table::new(say!(locale, "table-of-multiples"), &columns);
    let mut panels = Vec::new();
    let mut foot = Foot::default();
    for mut part in parts {
        let none = || Value::Unknown(say!(locale, "held-not"));
        let unknown = || Pair { budget: none(), phase: Phase::Budget, spent: none() };
        let pairs = span.iter().map(|year| part.years.remove(year).unwrap_or_else(unknown)).collect();
        panels.push(Panel { label: part.name, href: Some(part.href), years: pairs });
        table.rows.append(&mut part.rows);
        foot.add(part.foot);
    }
    Some(Plate {
        kind: "multiples",
        brief: None,
        title: say!(locale, "plate-multiples"),
        subtitle: say!(locale, "plate-multiples-sub", first = first, last = last),
        chart: Box::new(Multiples {
            name: say!(locale, "plate-multiples-name", first = first, last = last),
            unit: say!(locale, "unit-wan"),
            years: span.iter().map(ToString::to_string).collect(),
            panels,
        }),
        table,
        facts: Vec::new(),
        stated: Vec::new(),
        says: Vec::new(),
        says_not: vec![say!(locale, "not-rank")],
        foot: foot.into(),
    })
}

fn value(desk: &Desk<'_>, items: &Items<'_>) -> Value {
    match items.total {
        Some(_) if items.contradicts() => Value::Unknown(say!(desk.locale, "verdict-mismatch")),
        Some(total) => Value::Known(desk.chart_figure(total)),
        None => Value::Unknown(say!(desk.locale, "held-not")),
    }
}
