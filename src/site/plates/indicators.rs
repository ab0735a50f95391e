//! Plate: the indicators of one project, points lost visible.

use crate::chart::Figure;
use crate::chart::indicators::{IndicatorRow, Indicators};
use crate::ledger::Project;
use crate::messages::say;
use crate::model::{Fact, Indicator, Measure, RowKind};

use super::super::desk::{Desk, trace};
use super::super::format;
use super::super::routes;
use super::super::table::{Cell, Table};
use super::super::words::score_or_none;
use super::Plate;
use crate::model::How;

/// The rows of a project's form, in its order.
pub(crate) fn rows<'l>(desk: &Desk<'l>, project: &Project) -> Vec<&'l Indicator> {
    desk.ledger
        .indicators_in(&project.document)
        .filter(|row| {
            row.project == project.name
                && row.project_code == project.code
                && row.statement == crate::model::Statement::SelfEvaluation
        })
        .collect()
}

/// The plate of a project's page.
pub(crate) fn plate<'l>(desk: &Desk<'l>, project: &'l Project) -> Option<Plate<'l>> {
    let record = desk.ledger.record(&project.document)?;
    let all = rows(desk, project);
    let shown: Vec<&Indicator> = all.iter().copied().filter(|row| row.row_kind != RowKind::Group).collect();
    let facts =
        desk.facts_at(record, all.iter().flat_map(|row| row.locator.line()..=row.locator.last_line()));
    let bars: Vec<IndicatorRow> = shown
        .iter()
        .filter(|row| matches!(row.row_kind, RowKind::Indicator | RowKind::Execution))
        .map(|row| bar(desk, row, &facts, &desk.to(&routes::place(record, &row.locator))))
        .collect();
    if bars.is_empty() {
        return None;
    }
    let lost = shown
        .iter()
        .filter(|row| row.row_kind != RowKind::Total)
        .filter(|row| matches!((row.score, row.weight), (Some(score), Some(weight)) if score < weight))
        .count();
    let count = bars.len();
    let title = match lost {
        0 => say!(desk.locale, "plate-indicators-full", count = count),
        _ => say!(desk.locale, "plate-indicators", count = count, lost = lost),
    };
    let heads = say!(desk.locale, "columns-of-indicators");
    let columns: Vec<&str> = heads.split('|').collect();
    let mut table = Table::new(say!(desk.locale, "table-of-indicators"), &columns);
    for row in &all {
        table.row(cells(desk, row, &facts, &desk.to(&routes::place(record, &row.locator)))).total =
            row.row_kind == RowKind::Total;
    }
    Some(Plate {
        foot: Default::default(),
        brief: None,
        kind: "indicators",
        title,
        subtitle: say!(desk.locale, "plate-indicators-sub", year = project.fiscal_year),
        chart: Box::new(Indicators {
            name: say!(desk.locale, "plate-indicators-name", name = &*project.name),
            rows: bars,
        }),
        table,
        facts,
        stated: Vec::new(),
        says: Vec::new(),
        says_not: vec![say!(desk.locale, "not-third-party")],
    })
}

fn bar<'l>(desk: &Desk<'l>, row: &Indicator, facts: &[&'l Fact], href: &str) -> IndicatorRow {
    let figure = |value, measure| {
        let own = Desk::point(facts, row, measure, value);
        let figure = Figure::new(value?, format::thousands(value?)).linked(href);
        Some(figure.traced(&trace(How::Printed, &own.into_iter().collect::<Vec<_>>())))
    };
    let detail = match (row.target.as_str(), row.actual.as_str()) {
        ("", actual) => actual.to_owned(),
        (target, "") => target.to_owned(),
        (target, actual) => format!("{target} → {actual}"),
    };
    let execution = row.row_kind == RowKind::Execution;
    IndicatorRow {
        group: if execution && row.level1.is_empty() {
            say!(desk.locale, "indicator-execution")
        } else {
            row.level1.clone()
        },
        kind: row.level2.clone(),
        label: if execution && row.level3.is_empty() {
            say!(desk.locale, "indicator-execution-rate")
        } else {
            row.level3.clone()
        },
        detail: crate::diagnostic::shorten(&detail, 60),
        said: desk.said(row),
        weight: figure(row.weight, Measure::Weight),
        score: figure(row.score, Measure::Score),
    }
}

fn cells<'l>(desk: &Desk<'l>, row: &Indicator, facts: &[&'l Fact], href: &str) -> Vec<Cell> {
    let name = match row.row_kind {
        RowKind::Total => say!(desk.locale, "score-total"),
        RowKind::Execution if row.level3.is_empty() => say!(desk.locale, "indicator-execution-rate"),
        RowKind::Indicator if row.level3.is_empty() => say!(desk.locale, "name-lost"),
        RowKind::Group if row.level3.is_empty() => say!(desk.locale, "subtotal"),
        _ => row.level3.clone(),
    };
    vec![
        Cell::text(row.level1.as_str()),
        Cell::text(row.level2.as_str()),
        Cell::text(name),
        Cell::said(row.target.as_str(), href),
        Cell::said(row.actual.as_str(), href),
        score_or_none(desk, row.weight, Measure::Weight, row, facts),
        score_or_none(desk, row.score, Measure::Score, row, facts),
        Cell::said(row.note.as_str(), href),
    ]
}
