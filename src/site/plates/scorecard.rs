//! Plate: the scorecard of a whole department as a tree of weights.

use crate::chart::Figure;
use crate::chart::scorecard::{Criterion, Scorecard};
use crate::messages::say;
use crate::model::{Fact, Indicator, Measure, RowKind};

use super::super::account::{Account, Card};
use super::super::desk::{Desk, trace};
use super::super::format;
use super::super::routes;
use super::super::table::{Cell, Table};
use super::super::words::score_or_none;
use super::Plate;
use crate::model::How;

pub(super) fn plate<'l>(desk: &Desk<'l>, account: &Account<'l>) -> Option<Plate<'l>> {
    let card = account.scorecard()?;
    let total = card.total();
    let place = |row: &Indicator| desk.to(&routes::place(card.record, &row.locator));
    let lines = card.rows.iter().flat_map(|row| row.locator.line()..=row.locator.last_line());
    let facts = desk.facts_at(card.record, lines);
    let figure = |measure, row: &Indicator| {
        let value = if measure == Measure::Weight { row.weight } else { row.score };
        let own: Vec<&Fact> = Desk::point(&facts, row, measure, value).into_iter().collect();
        let figure = Figure::new(value?, format::thousands(value?)).linked(place(row));
        Some(figure.traced(&trace(How::Printed, &own)))
    };
    let score = total.and_then(|row| figure(Measure::Score, row));
    let own = total.and_then(|row| Desk::point(&facts, row, Measure::Score, row.score));
    let title = match &score {
        Some(score) => say!(desk.locale, "plate-card", score = score.text.as_str()),
        None => say!(desk.locale, "plate-card-none"),
    };
    Some(Plate {
        foot: Default::default(),
        brief: None,
        kind: "scorecard",
        title,
        subtitle: say!(desk.locale, "plate-card-sub", year = account.year),
        chart: Box::new(Scorecard {
            name: say!(desk.locale, "plate-card-name", year = account.year),
            score,
            weight: total.and_then(|row| figure(Measure::Weight, row)),
            criteria: criteria(&card, &figure),
        }),
        table: table(desk, &card, &facts),
        stated: own.map(|fact| desk.fig(fact)).into_iter().collect(),
        facts,
        says: Vec::new(),
        says_not: vec![say!(desk.locale, "not-third-party")],
    })
}

fn criteria(card: &Card<'_>, figure: &dyn Fn(Measure, &Indicator) -> Option<Figure>) -> Vec<Criterion> {
    let mut first: Vec<Criterion> = Vec::new();
    let weight_of = |level: usize, name: &str| {
        let row = card.rows.iter().find(|row| {
            row.row_kind == RowKind::Group
                && match level {
                    1 => row.level1 == name && row.level2.is_empty(),
                    _ => row.level2 == name && row.level3.is_empty(),
                }
        })?;
        figure(Measure::Weight, row)
    };
    for row in card.rows.iter().filter(|row| matches!(row.row_kind, RowKind::Indicator | RowKind::Execution))
    {
        if first.last().is_none_or(|last| last.label != row.level1) {
            first.push(Criterion {
                label: row.level1.clone(),
                weight: weight_of(1, &row.level1),
                ..Criterion::default()
            });
        }
        let leaf = Criterion {
            label: row.level3.clone(),
            weight: figure(Measure::Weight, row),
            score: figure(Measure::Score, row),
            children: Vec::new(),
        };
        let Some(one) = first.last_mut() else { continue };
        if row.level2.is_empty() {
            one.children.push(leaf);
            continue;
        }
        if one.children.last().is_none_or(|last| last.label != row.level2) {
            one.children.push(Criterion {
                label: row.level2.clone(),
                weight: weight_of(2, &row.level2),
                ..Criterion::default()
            });
        }
        if let Some(two) = one.children.last_mut() {
            two.children.push(leaf);
        }
    }
    first
}

fn table<'l>(desk: &Desk<'l>, card: &Card<'l>, facts: &[&'l Fact]) -> Table {
    let heads = say!(desk.locale, "columns-of-card");
    let columns: Vec<&str> = heads.split('|').collect();
    let mut table = Table::new(say!(desk.locale, "table-of-card"), &columns);
    for row in card.rows.iter().filter(|row| row.row_kind != RowKind::Group) {
        let name = match (row.row_kind, row.level3.is_empty()) {
            (RowKind::Total, _) => say!(desk.locale, "score-total"),
            (_, true) => say!(desk.locale, "name-lost"),
            _ => row.level3.clone(),
        };
        let number = |value, measure| score_or_none(desk, value, measure, row, facts);
        let cells = vec![
            Cell::text(row.level1.as_str()),
            Cell::text(row.level2.as_str()),
            Cell::text(name),
            number(row.weight, Measure::Weight),
            number(row.score, Measure::Score),
        ];
        table.row(cells).total = row.row_kind == RowKind::Total;
    }
    table
}
