//! Plate: what basic expenditure bought, by economic classification.

use crate::chart::ranked::{Key, Ranked, Row};
use crate::chart::{Hue, Value};
use crate::messages::say;
use crate::model::Fact;

use super::super::account::{Account, Branch, Economic};
use super::super::desk::Desk;
use super::super::format;
use super::super::routes;
use super::super::table::{Cell, Table};
use super::{Plate, year_phase};

/// How many items the picture shows; the table has them all.
const MOST: usize = 12;

pub(super) fn plate<'l>(desk: &Desk<'l>, account: &Account<'l>) -> Option<Plate<'l>> {
    let phase = account.phase();
    let economic = account.economic(phase)?;
    let mut items: Vec<(&Branch<'l>, &Branch<'l>)> = economic
        .classes
        .iter()
        .flat_map(|class| own_items(class).into_iter().map(move |item| (class, item)))
        .collect();
    items.sort_by_key(|(_, item)| std::cmp::Reverse(item.total.amount.comparable()));
    if items.len() < 3 {
        return None;
    }
    let rows: Vec<Row> = items.iter().take(MOST).map(|(class, item)| row(desk, class, item)).collect();
    let largest = items.first()?.1.total;
    let shown = if items.len() > MOST {
        say!(desk.locale, "shown-largest", most = MOST)
    } else {
        say!(desk.locale, "shown-all")
    };
    let when = year_phase(desk.locale, account.year, phase);
    Some(Plate {
        foot: Default::default(),
        brief: None,
        kind: "economics",
        title: say!(
            desk.locale,
            "plate-largest-basic",
            name = desk.subject(largest),
            share = desk.share(largest, economic.total)
        ),
        subtitle: say!(desk.locale, "plate-economic", when = when.as_str(), shown = shown),
        chart: Box::new(Ranked {
            name: say!(desk.locale, "plate-economic-name", when = when),
            unit: say!(desk.locale, "unit-wan"),
            phase,
            keys: vec![
                Key { label: say!(desk.locale, "personnel"), hue: Hue::Personnel },
                Key { label: say!(desk.locale, "public-funds"), hue: Hue::Public },
            ],
            rows,
        }),
        facts: facts(&economic),
        table: table(desk, &economic),
        stated: desk.share_fig(&[largest], economic.total).into_iter().collect(),
        says: Vec::new(),
        says_not: vec![say!(desk.locale, "not-income-per-head")],
    })
}

/// The items of a class, or the class itself where it has none.
fn own_items<'b, 'l>(class: &'b Branch<'l>) -> Vec<&'b Branch<'l>> {
    if class.children.is_empty() { vec![class] } else { class.children.iter().collect() }
}

fn row(desk: &Desk<'_>, class: &Branch<'_>, item: &Branch<'_>) -> Row {
    let amount = format::money(desk.locale, item.total.amount.comparable());
    Row {
        label: desk.subject(item.total),
        value: Value::Known(desk.chart_figure(item.total)),
        share: String::new(),
        parts: if is_personnel(class.total) { vec![Some(amount), None] } else { vec![None, Some(amount)] },
        code: String::new(),
    }
}

/// Wages and allowances, and what goes to individuals and families, are personnel; the rest of basic expenditure is
/// public. That is how the tables of 基本支出 define 人员经费 and 公用经费.
fn is_personnel(class: &Fact) -> bool {
    let code = class.subject.code.as_str();
    if code.is_empty() {
        let name = class.subject.name.as_str();
        return name.contains("工资福利") || name.contains("个人和家庭");
    }
    matches!(code, "301" | "303" | "501" | "509")
}

fn facts<'l>(economic: &Economic<'l>) -> Vec<&'l Fact> {
    let mut flat = Vec::new();
    Branch::flat(&economic.classes, 0, &mut flat);
    flat.into_iter().map(|(_, branch)| branch.total).chain([economic.total]).collect()
}

fn table(desk: &Desk<'_>, economic: &Economic<'_>) -> Table {
    let heads = say!(desk.locale, "columns-of-economics");
    let columns: Vec<&str> = heads.split('|').collect();
    let mut table = Table::new(say!(desk.locale, "table-by-economic"), &columns);
    let mut flat = Vec::new();
    Branch::flat(&economic.classes, 0, &mut flat);
    for (depth, branch) in flat {
        let share = desk.share_fig(&[branch.total], economic.total);
        table
            .row(vec![
                Cell::text(desk.subject(branch.total)),
                super::class_cell(desk, &branch.total.subject.code, routes::economic),
                Cell::fig(&desk.fig(branch.total)),
                Cell::maybe(share.as_ref(), ""),
            ])
            .level = depth;
    }
    let cells = vec![
        Cell::text(say!(desk.locale, "basic-total")),
        Cell::text(""),
        Cell::fig(&desk.fig(economic.total)),
        Cell::text("100%"),
    ];
    table.row(cells).total = true;
    table
}
