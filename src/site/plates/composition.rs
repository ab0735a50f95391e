//! Plate: spending by function as areas, with the whole classification as a table.

use crate::chart::Node;
use crate::chart::composition::Composition;
use crate::messages::say;
use crate::model::{Fact, Statement};

use super::super::account::{Account, Branch, Functions};
use super::super::desk::{Desk, trace};
use super::super::routes;
use super::super::stated::Said;
use super::super::table::{Cell, Table};
use super::{Plate, year_phase};
use crate::model::How;

pub(super) fn plate<'l>(desk: &Desk<'l>, account: &Account<'l>) -> Option<Plate<'l>> {
    let functions = account.functions(account.phase())?;
    let folded = folded(desk, &functions);
    let functions = functions.folded();
    let largest =
        leaves(&functions.classes).into_iter().max_by_key(|branch| branch.total.amount.comparable())?;
    let share = desk.share(largest.total, functions.total);
    Some(Plate {
        foot: Default::default(),
        brief: None,
        kind: "composition",
        title: say!(desk.locale, "plate-largest", name = desk.subject(largest.total), share = share),
        subtitle: say!(
            desk.locale,
            "plate-areas",
            basis = subtitle(desk, account, &functions),
            folded = folded
        ),
        chart: Box::new(Composition {
            name: say!(desk.locale, "plate-by-function", basis = subtitle(desk, account, &functions)),
            unit: say!(desk.locale, "unit-wan"),
            phase: account.phase(),
            classes: nodes(desk, &functions),
        }),
        table: table(desk, &functions),
        facts: facts(&functions),
        says: says(desk, account, largest.total, functions.total).into_iter().collect(),
        stated: desk.share_fig(&[largest.total], functions.total).into_iter().collect(),
        says_not: vec![say!(desk.locale, "not-add-levels")],
    })
}

fn says(desk: &Desk<'_>, account: &Account<'_>, largest: &Fact, whole: &Fact) -> Option<Said> {
    let phase = year_phase(desk.locale, account.year, account.phase());
    let (own, all, share) = (desk.fig(largest), desk.fig(whole), desk.share_fig(&[largest], whole)?);
    let text = say!(
        desk.locale,
        "says-largest",
        when = phase,
        name = desk.subject(largest),
        figure = own.text.as_str(),
        whole = all.text.as_str(),
        share = share.text.as_str()
    );
    Some(Said { text, figs: vec![own, all, share] })
}

/// Year and phase, and the fund where the table covers only one.
pub(super) fn subtitle(desk: &Desk<'_>, account: &Account<'_>, functions: &Functions<'_>) -> String {
    let phase = year_phase(desk.locale, account.year, account.phase());
    if functions.statement == Statement::GeneralByFunction {
        say!(desk.locale, "basis-general", phase = phase)
    } else {
        phase
    }
}

/// The classification as nodes of a chart.
pub(super) fn nodes(desk: &Desk<'_>, functions: &Functions<'_>) -> Vec<Node> {
    functions.classes.iter().map(|branch| node(desk, branch, functions.total)).collect()
}

/// What is said where the picture shows less than the document.
pub(super) fn folded(desk: &Desk<'_>, functions: &Functions<'_>) -> String {
    if functions.is_long() { say!(desk.locale, "small-folded") } else { String::new() }
}

fn node(desk: &Desk<'_>, branch: &Branch<'_>, whole: &Fact) -> Node {
    Node {
        code: branch.total.subject.code.clone(),
        label: short(&desk.subject(branch.total)),
        figure: desk.chart_figure(branch.total).traced(&trace(How::Share, &[branch.total, whole])),
        share: desk.share(branch.total, whole),
        children: branch.children.iter().map(|child| node(desk, child, whole)).collect(),
    }
}

/// A class without the 支出 that all of them carry.
pub(super) fn short(name: &str) -> String {
    match name.strip_suffix("支出") {
        Some(stem) if stem.chars().count() >= 4 && !stem.starts_with("其他") => stem.to_owned(),
        _ => name.to_owned(),
    }
}

/// The rows without rows below.
pub(super) fn leaves<'b, 'l>(branches: &'b [Branch<'l>]) -> Vec<&'b Branch<'l>> {
    let mut flat = Vec::new();
    Branch::flat(branches, 0, &mut flat);
    flat.into_iter().map(|(_, branch)| branch).filter(|branch| branch.children.is_empty()).collect()
}

pub(super) fn facts<'l>(functions: &Functions<'l>) -> Vec<&'l Fact> {
    let mut flat = Vec::new();
    Branch::flat(&functions.classes, 0, &mut flat);
    flat.into_iter()
        .flat_map(|(_, branch)| [Some(branch.total), branch.basic, branch.project])
        .flatten()
        .chain([functions.total])
        .collect()
}

/// The whole classification, parents first.
pub(super) fn table(desk: &Desk<'_>, functions: &Functions<'_>) -> Table {
    let mut flat = Vec::new();
    Branch::flat(&functions.classes, 0, &mut flat);
    let split = flat.iter().any(|(_, branch)| branch.basic.is_some());
    let heads = say!(desk.locale, "columns-of-classes");
    let mut columns: Vec<&str> = heads.split('|').collect();
    columns.truncate(if split { 6 } else { 4 });
    let mut table = Table::new(say!(desk.locale, "table-by-function"), &columns);
    for (depth, branch) in flat {
        let share = desk.share_fig(&[branch.total], functions.total);
        let mut cells = vec![
            Cell::text(desk.subject(branch.total)),
            super::class_cell(desk, &branch.total.subject.code, routes::function),
            Cell::fig(&desk.fig(branch.total)),
            Cell::maybe(share.as_ref(), ""),
        ];
        if split {
            for part in [branch.basic, branch.project] {
                cells.push(Cell::maybe(part.map(|fact| desk.fig(fact)).as_ref(), "—"));
            }
        }
        table.row(cells).level = depth;
    }
    let mut cells = vec![
        Cell::text(super::super::words::total_name(desk.locale, functions.total)),
        Cell::text(""),
        Cell::fig(&desk.fig(functions.total)),
        Cell::text("100%"),
    ];
    if split {
        cells.extend([Cell::text(""), Cell::text("")]);
    }
    table.row(cells).total = true;
    table
}
