//! Plate: self-evaluations of projects, score beside execution rate.

use crate::chart::scores::{Note, Project as Bar, Scores};
use crate::chart::{Figure, Trace, Value};
use crate::ledger::Project;
use crate::model::{Fact, Standing};

use super::super::account::Account;
use super::super::desk::{Desk, trace};
use super::super::format;
use super::super::routes;
use super::super::table::{Cell, Table};
use super::super::words::range;
use super::Plate;
use crate::model::How;

pub(super) fn plate<'l>(desk: &Desk<'l>, account: &Account<'l>) -> Option<Plate<'l>> {
    let projects = account.projects();
    if projects.is_empty() {
        return None;
    }
    let mut table = Table::new(
        "项目支出绩效自评，金额为万元",
        &["项目", "#年初预算", "#全年预算", "#全年执行", "#执行率", "#自评得分", "等级"],
    );
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
    let words = [("自评", of(|own| own.score), "分"), ("执行率", of(|own| own.rate), "%")]
        .into_iter()
        .filter_map(|(word, facts, unit)| {
            let range = range(desk, &facts, unit)?;
            stated.extend(range.figs);
            Some(format!("{word} {}", range.text))
        })
        .collect::<Vec<_>>()
        .join("，");
    let title = if words.is_empty() {
        format!("{} 个项目的自评", projects.len())
    } else {
        format!("{} 个项目{words}", projects.len())
    };
    Some(Plate {
        foot: Default::default(),
        brief: None,
        kind: "scores",
        title,
        subtitle: format!("{} 年，按全年执行数排序；分数由部门自己评定", account.year),
        chart: Box::new(Scores {
            name: format!("{} 年项目支出绩效自评", account.year),
            unit: "万元".into(),
            rows,
        }),
        table,
        facts,
        stated,
        says: Vec::new(),
        says_not: vec![
            "把自评得分当作第三方评价：分数由部门自己评定。".into(),
            "用自评等级给部门排名：各部门的指标和分值不同。".into(),
        ],
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
    cells.push(Cell::text(project.grade.map_or("", crate::model::Grade::label)));
    cells
}

fn bar(desk: &Desk<'_>, project: &Project, own: &Own<'_>) -> Bar {
    let unknown = || Value::Unknown("原文空白".into());
    let value = |fact: Option<&Fact>| fact.map_or_else(unknown, |fact| Value::Known(desk.chart_figure(fact)));
    let mut notes = Vec::new();
    if own.budget.is_some_and(|fact| fact.amount.value.is_zero()) {
        let budget: Vec<&Fact> = own.budget.into_iter().collect();
        notes.push(Note { text: "年初 0".into(), check: false, trace: trace(How::Printed, &budget) });
    }
    let own_facts: Vec<&Fact> = own.score.iter().chain(own.executed.iter()).copied().collect();
    if desk.checks_of(&own_facts).iter().any(|finding| finding.standing() == Standing::Contradiction) {
        notes.push(Note { text: "待核对".into(), check: true, trace: Trace::default() });
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
