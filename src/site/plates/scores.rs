//! Plate: self-evaluations of projects, score beside execution rate.

use crate::chart::scores::{Note, Project as Bar, Scores};
use crate::chart::{Figure, Trace, Value};
use crate::ledger::Project;
use crate::model::{Fact, Standing};

use super::super::account::Account;
use super::super::desk::{Desk, trace};
use super::super::format;
use super::super::routes;
use super::super::stated::Said;
use super::super::table::{Cell, Table};
use super::super::words::range;
use super::Plate;
use crate::messages::say;
use crate::model::How;

pub(super) fn plate<'l>(desk: &Desk<'l>, account: &Account<'l>) -> Option<Plate<'l>> {
    let projects = account.projects();
    if projects.is_empty() {
        return None;
    }
    let heads = say!(desk.locale, "columns-of-scores");
    let columns: Vec<&str> = heads.split('|').collect();
    let mut table = Table::new(say!(desk.locale, "table-of-scores"), &columns);
    let mut facts: Vec<&Fact> = Vec::new();
    let mut rows = Vec::new();
    for project in &projects {
        let own = Own::of(desk, project);
        facts.extend([own.budget, own.adjusted, own.executed, own.rate, own.score].into_iter().flatten());
        table.row(cells(desk, project, &own));
        rows.push(bar(desk, project, &own));
    }
    let of = |pick: fn(&Own<'l>) -> Option<&'l Fact>| -> Vec<&'l Fact> {
        projects.iter().filter_map(|project| pick(&Own::of(desk, project))).collect()
    };
    let mut stated = Vec::new();
    let points = say!(desk.locale, "points-word");
    let scores = range(desk, &of(|own| own.score), &points);
    let rates = range(desk, &of(|own| own.rate), "%");
    let told = |range: &Option<Said>| range.as_ref().map(|range| range.text.clone());
    let (count, texts) = (projects.len(), (told(&scores), told(&rates)));
    stated.extend(scores.into_iter().chain(rates).flat_map(|range| range.figs));
    let title = match texts {
        (Some(score), Some(rate)) => {
            say!(desk.locale, "plate-scores-rates", count = count, score = score, rate = rate)
        }
        (Some(score), None) => say!(desk.locale, "plate-scores-only", count = count, score = score),
        (None, Some(rate)) => say!(desk.locale, "plate-rates-only", count = count, rate = rate),
        (None, None) => say!(desk.locale, "plate-scores-none", count = count),
    };
    Some(Plate {
        foot: Default::default(),
        brief: None,
        kind: "scores",
        title,
        subtitle: say!(desk.locale, "plate-scores-sub", year = account.year),
        chart: Box::new(Scores {
            name: say!(desk.locale, "plate-scores-name", year = account.year),
            unit: say!(desk.locale, "unit-wan"),
            rows,
        }),
        table,
        facts,
        stated,
        says: Vec::new(),
        says_not: vec![say!(desk.locale, "not-third-party"), say!(desk.locale, "not-rank-grades")],
    })
}

/// The facts of a project.
pub(crate) struct Own<'l> {
    pub(crate) budget: Option<&'l Fact>,
    pub(crate) adjusted: Option<&'l Fact>,
    pub(crate) executed: Option<&'l Fact>,
    pub(crate) rate: Option<&'l Fact>,
    pub(crate) score: Option<&'l Fact>,
}

impl<'l> Own<'l> {
    pub(crate) fn of(desk: &Desk<'l>, project: &'l Project) -> Self {
        let get = |id: &Option<std::sync::Arc<str>>| id.as_ref().and_then(|id| desk.ledger.fact(id));
        Own {
            budget: get(&project.budget),
            adjusted: get(&project.adjusted),
            executed: get(&project.executed),
            rate: get(&project.rate),
            score: get(&project.score),
        }
    }
}

fn cells(desk: &Desk<'_>, project: &Project, own: &Own<'_>) -> Vec<Cell> {
    let mut cells = vec![Cell::link(&desk.to(&routes::project(project)), &project.name)];
    for fact in [own.budget, own.adjusted, own.executed, own.rate, own.score] {
        cells.push(Cell::maybe(fact.map(|fact| desk.fig(fact)).as_ref(), "—"));
    }
    cells.push(Cell::text(
        project.grade.map_or_else(String::new, |grade| desk.locale.word("grade", grade.id(), grade.label())),
    ));
    cells
}

fn bar(desk: &Desk<'_>, project: &Project, own: &Own<'_>) -> Bar {
    let unknown = || Value::Unknown(say!(desk.locale, "blank-in-source"));
    let value = |fact: Option<&Fact>| fact.map_or_else(unknown, |fact| Value::Known(desk.chart_figure(fact)));
    let mut notes = Vec::new();
    if own.budget.is_some_and(|fact| fact.amount.value.is_zero()) {
        let budget: Vec<&Fact> = own.budget.into_iter().collect();
        notes.push(Note {
            text: say!(desk.locale, "note-unplanned"),
            check: false,
            trace: trace(How::Printed, &budget),
        });
    }
    let own_facts: Vec<&Fact> = own.score.iter().chain(own.executed.iter()).copied().collect();
    if desk.checks_of(&own_facts).iter().any(|finding| finding.standing() == Standing::Contradiction) {
        notes.push(Note {
            text: say!(desk.locale, "verdict-mismatch"),
            check: true,
            trace: Trace::default(),
        });
    }
    // A rate is drawn in percent of the plan; its printed form has the sign.
    let rate = own.rate.map_or_else(unknown, |fact| {
        Value::Known(
            Figure::new(fact.amount.value, format::thousands(fact.amount.value))
                .linked(desk.place(fact))
                .traced(&trace(How::Printed, &[fact])),
        )
    });
    Bar {
        label: project.name.to_string(),
        href: Some(desk.to(&routes::project(project))),
        notes,
        executed: value(own.executed),
        rate,
        score: value(own.score),
    }
}
