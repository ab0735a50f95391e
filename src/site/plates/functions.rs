//! Plate: classes of spending as ranked bars, split into basic and project expenditure.

use crate::chart::ranked::{Key, Ranked, Row};
use crate::chart::{Hue, Value};

use super::super::account::{Account, Functions};
use super::super::desk::{Desk, trace};
use super::super::table::{Cell, Table};
use super::Plate;
use super::composition::{short, subtitle};
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
    let columns: &[&str] = if split {
        &["类", "#金额", "#占比", "#基本支出", "#项目支出"]
    } else {
        &["类", "#金额", "#占比"]
    };
    let mut table = Table::new("各类支出，万元", columns);
    let mut facts = Vec::new();
    let mut rows = Vec::new();
    for class in &classes {
        let share = desk.share(class.total, functions.total);
        let mut cells = vec![
            Cell::text(class.total.subject.name.as_str()),
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
                parts.push(Some(part.amount.comparable()));
                figure = figure.traced(&trace(How::Printed, &[part]));
                facts.push(part);
            }
        }
        table.row(cells);
        rows.push(Row {
            label: short(&class.total.subject.name),
            value: Value::Known(figure),
            share,
            parts,
            code: if split { String::new() } else { class.total.subject.code.clone() },
        });
    }
    let keys = if split {
        vec![
            Key { label: "基本支出".into(), hue: Hue::Basic },
            Key { label: "项目支出".into(), hue: Hue::Project },
        ]
    } else {
        Vec::new()
    };
    let first = classes.first()?;
    Some(Plate {
        foot: Default::default(),
        brief: None,
        kind: "functions",
        title: format!(
            "{} 类支出，{}占 {}",
            classes.len(),
            short(&first.total.subject.name),
            desk.share(first.total, functions.total)
        ),
        subtitle: format!("{}，万元；百分数为占全部支出的比重", subtitle(desk, account, &functions)),
        chart: Box::new(Ranked {
            name: format!("{}，各类支出", subtitle(desk, account, &functions)),
            unit: "万元".into(),
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
