//! Performance of all bodies: self-evaluated projects and scorecards, year by year.

use serde_json::{Value, json};

use super::super::account::{Account, years};
use super::super::desk::Desk;
use super::super::frame::Frame;
use super::super::plates::{self, Home};
use super::super::routes;
use super::super::words::range;
use super::super::{Job, Site};
use crate::error::Result;
use crate::model::{Fact, Grade};

pub(super) fn jobs<'s>(site: &'s Site<'s>) -> Vec<Job<'s>> {
    vec![Job::new(routes::PERFORMANCE, || page(site))]
}

fn page(site: &Site<'_>) -> Result<Vec<u8>> {
    let desk = Desk::new(site.ledger, site.report, routes::PERFORMANCE, &[]);
    let mut groups = Vec::new();
    for department in site.ledger.bodies() {
        for year in years(site.ledger, &department.id).into_iter().rev() {
            let Some(account) = Account::new(site.ledger, department, year) else { continue };
            groups.extend(group(&desk, &account));
        }
    }
    let projects = site.ledger.projects.len();
    let grades: Vec<Value> = Grade::ALL
        .iter()
        .map(|grade| {
            let count = site.ledger.projects.iter().filter(|p| p.grade == Some(*grade)).count();
            json!({ "label": grade.label(), "count": count })
        })
        .collect();
    let nine = rust_decimal::Decimal::from(90);
    let score =
        |project: &crate::ledger::Project| Some(site.ledger.fact(project.score.as_ref()?)?.amount.value);
    let top = site.ledger.projects.iter().filter(|p| score(p).is_some_and(|score| score >= nine)).count();
    let it = json!({ "projects": projects, "top": top, "grades": grades, "groups": groups });
    let frame = Frame::new(routes::PERFORMANCE, "绩效自评", routes::PERFORMANCE)
        .described("各部门项目支出绩效自评和整体支出评分：得分、执行率、每一行指标。");
    site.page("performance.html", frame, &it)
}

fn group(desk: &Desk<'_>, account: &Account<'_>) -> Option<Value> {
    let projects = account.projects();
    let card = account.scorecard();
    if projects.is_empty() && card.is_none() {
        return None;
    }
    let of = |pick: fn(&crate::ledger::Project) -> &Option<std::sync::Arc<str>>| -> Vec<&Fact> {
        projects.iter().filter_map(|p| pick(p).as_ref()).filter_map(|id| desk.ledger.fact(id)).collect()
    };
    let mut words: Vec<String> = Vec::new();
    if !projects.is_empty() {
        words.push(format!("{} 个项目自评", projects.len()));
        let score = range(desk, &of(|p| &p.score), "分");
        let rate = range(desk, &of(|p| &p.rate), "%");
        words.extend(score.map(|range| format!("得分 {}", range.html())));
        words.extend(rate.map(|range| format!("执行率 {}", range.html())));
    }
    if let Some(score) = desk.card_score(card.as_ref()) {
        words.push(format!("整体自评 {} 分", score.unlinked()));
    }
    // Ids must not repeat on a page with several bodies, so the charts of each carry its name.
    let prefix = format!("{}-{}", account.department.id, account.year);
    let shown: Vec<plates::Shown> = ["scores", "scorecard"]
        .into_iter()
        .filter_map(|kind| {
            let plate = plates::of_year(kind, desk, account)?;
            let home = Home::chart(&account.department.id, Some(account.year), kind);
            Some(plate.show_as(desk, &home, &format!("{prefix}-{kind}")))
        })
        .collect();
    Some(json!({
        "name": account.department.name,
        "year": account.year,
        "href": format!("{}#performance", desk.to(&routes::department_year(&account.department.id, account.year))),
        "words": words.join("，"),
        "plates": shown,
    }))
}
