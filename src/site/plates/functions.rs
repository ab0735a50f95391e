//! Plate: classes of spending as ranked bars, split into basic and project expenditure.

use crate::chart::ranked::{Key, Ranked, Row};
use crate::chart::{Hue, Value};

use super::super::account::{Account, Functions};
use super::super::desk::{Desk, trace};
use super::super::format;
use super::super::table::{Cell, Table};
use super::Plate;
use super::composition::{short, subtitle};
use crate::messages::say;
use crate::model::How;

pub(super) fn plate<'l>(desk: &Desk<'l>, account: &Account<'l>) -> Option<Plate<'l>> {
    let phase = account.phase();
    let functions = account.functions(phase)?;
    if !stands(&functions) {
        return None;
    }
    let mut classes: Vec<_> = functions.classes.iter().collect();
    classes.sort_by_key(|class| std::cmp::Reverse(class.total.amount.comparable()));
    let split = classes.iter().all(|class| class.basic.is_some() && class.project.is_some());
    let heads = say!(desk.locale, "columns-of-functions");
    let mut columns: Vec<&str> = heads.split('|').collect();
    columns.truncate(if split { 5 } else { 3 });
    let mut table = Table::new(say!(desk.locale, "table-of-functions"), &columns);
    let mut facts = Vec::new();
    let mut rows = Vec::new();
    for class in &classes {
        let share = desk.share(class.total, functions.total);
        let mut cells = vec![
            Cell::text(desk.subject(class.total)),
            Cell::fig(&desk.fig(class.total)),
            Cell::maybe(desk.share_fig(&[class.total], functions.total).as_ref(), ""),
        ];
        let share_of = trace(How::Share, &[class.total, functions.total]);
        let mut figure = desk.chart_figure(class.total).traced(&share_of);
        let mut parts = Vec::new();
        facts.push(class.total);
        if split {
            for part in [class.basic, class.project].into_iter().flatten() {
                cells.push(Cell::fig(&desk.fig(part)));
                parts.push(Some(format::money(desk.locale, part.amount.comparable())));
                figure = figure.traced(&trace(How::Printed, &[part]));
                facts.push(part);
            }
        }
        table.row(cells);
        rows.push(Row {
            label: short(&desk.subject(class.total)),
            value: Value::Known(figure),
            share,
            parts,
            code: if split { String::new() } else { class.total.subject.code.clone() },
        });
    }
    let keys = if split {
        vec![
            Key { label: say!(desk.locale, "basic-expenditure"), hue: Hue::Basic },
            Key { label: say!(desk.locale, "project-expenditure"), hue: Hue::Project },
        ]
    } else {
        Vec::new()
    };
    let first = classes.first()?;
    Some(Plate {
        foot: Default::default(),
        brief: None,
        kind: "functions",
        title: say!(
            desk.locale,
            "plate-functions",
            count = classes.len(),
            name = short(&desk.subject(first.total)),
            share = desk.share(first.total, functions.total)
        ),
        subtitle: say!(desk.locale, "plate-functions-sub", basis = subtitle(desk, account, &functions)),
        chart: Box::new(Ranked {
            name: say!(desk.locale, "plate-functions-name", basis = subtitle(desk, account, &functions)),
            unit: say!(desk.locale, "unit-wan"),
            phase,
            keys,
            rows,
        }),
        table,
        facts,
        stated: desk.share_fig(&[first.total], functions.total).into_iter().collect(),
        says: Vec::new(),
        says_not: Vec::new(),
    })
}

/// Whether there is something to rank: one bar ranks nothing.
pub(super) fn stands(functions: &Functions<'_>) -> bool {
    functions.classes.len() >= 2
}
