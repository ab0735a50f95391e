//! Performance of all bodies: self-evaluated projects and scorecards, each body's year in one row. One page while the list
//! is short, else a page per division. The charts stand on the body's own page.

use std::sync::Arc;

use serde_json::{Value, json};

use super::super::account::{Account, years};
use super::super::desk::Desk;
use super::super::frame::Frame;
use super::super::names;
use super::super::routes;
use super::super::words::range;
use super::super::{Gleaned, House, Job, Site};
use super::split::{Cut, Group, cut};
use super::{List, grouped, order};
use crate::error::Result;
use crate::ledger::Project;
use crate::messages::say;
use crate::model::{Fact, Grade};

pub(super) const LIST: List = List { glean, jobs };

fn glean(site: &Site<'_>, gleaned: &mut Gleaned) {
    let desk = site.desk(routes::ANYWHERE, &[]);
    for department in site.ledger.bodies() {
        for year in years(site.ledger, &department.id) {
            let Some(account) = Account::new(site.ledger, department, year) else { continue };
            if let Some(row) = row(&desk, &account) {
                // The newest first.
                let place = format!("{}\u{1F}{:05}", order(department), 99_999 - year.clamp(0, 99_999));
                gleaned.add("performance", place, grouped(site.locale, department, row));
            }
        }
    }
    let nine = rust_decimal::Decimal::from(90);
    for project in &site.ledger.projects {
        gleaned.count("projects", 1);
        if let Some(grade) = project.grade {
            gleaned.count(&format!("grade:{}", grade.id()), 1);
        }
        let score = project.score.as_ref().and_then(|id| site.ledger.fact(id)).map(|fact| fact.amount.value);
        gleaned.count("top", usize::from(score.is_some_and(|score| score >= nine)));
    }
}

/// What a body's year has to show.
fn row(desk: &Desk<'_>, account: &Account<'_>) -> Option<Value> {
    let projects = account.projects();
    let card = account.scorecard();
    if projects.is_empty() && card.is_none() {
        return None;
    }
    let of = |pick: fn(&Project) -> &Option<Arc<str>>| -> Vec<&Fact> {
        projects.iter().filter_map(|p| pick(p).as_ref()).filter_map(|id| desk.ledger.fact(id)).collect()
    };
    let words = |facts: &[&Fact], unit: &str| range(desk, facts, unit).map(|range| range.html());
    Some(json!({
        "name": names::shown(desk.locale, &account.department.name),
        "year": account.year,
        "href": format!("{}#performance", desk.to(&routes::department_year(&account.department.id, account.year))),
        "projects": projects.len(),
        "score": words(&of(|project| &project.score), &say!(desk.locale, "points-word")),
        "rate": words(&of(|project| &project.rate), "%"),
        "card": desk.card_score(card.as_ref()).map(|score| score.html()),
    }))
}

fn jobs<'h>(house: &'h House<'h>) -> Vec<Job<'h>> {
    let mut jobs = vec![Job::new(routes::PERFORMANCE, || page(house))];
    if let Cut::Long(groups) = cut(house.gathered.list("performance")) {
        let of_group = |group: Group<'h>| {
            let path = routes::group(routes::PERFORMANCE, &group.key);
            Job::new(path.clone(), move || group_page(house, &path, &group))
        };
        jobs.extend(groups.into_iter().map(of_group));
    }
    jobs
}

fn page(house: &House<'_>) -> Result<Vec<u8>> {
    let (groups, index): (Vec<Value>, Vec<Value>) = match cut(house.gathered.list("performance")) {
        Cut::Short(groups) => (groups.iter().map(listed).collect(), Vec::new()),
        Cut::Long(groups) => (Vec::new(), groups.iter().map(counted).collect()),
    };
    let grade = |grade: &Grade| {
        let count = house.gathered.number(&format!("grade:{}", grade.id()));
        json!({ "label": house.locale.word("grade", grade.id(), grade.label()), "count": count })
    };
    let it = json!({
        "group": "",
        "projects": house.gathered.number("projects"),
        "top": house.gathered.number("top"),
        "grades": Grade::ALL.iter().map(grade).collect::<Vec<_>>(),
        "groups": groups,
        "index": index,
    });
    let frame = Frame::new(routes::PERFORMANCE, say!(house.locale, "performance"), routes::PERFORMANCE)
        .described(say!(house.locale, "performance-described"));
    house.show("performance.html", frame, it)
}

/// What the bodies of a division have to show.
fn group_page(house: &House<'_>, path: &str, group: &Group<'_>) -> Result<Vec<u8>> {
    let projects: u64 = group.pieces.iter().filter_map(|piece| piece["projects"].as_u64()).sum();
    let it = json!({
        "group": group.name,
        "projects": projects,
        "top": 0,
        "grades": [],
        "groups": [listed(group)],
        "index": [],
    });
    let frame = Frame::new(
        path,
        say!(house.locale, "performance-group", name = group.name.as_str()),
        routes::PERFORMANCE,
    )
    .under(routes::INDEX, say!(house.locale, "overview"))
    .under(routes::PERFORMANCE, say!(house.locale, "nav-performance"));
    house.show("performance.html", frame, it)
}

/// A group with its rows.
fn listed(group: &Group<'_>) -> Value {
    json!({ "name": group.name, "rows": group.pieces })
}

/// A group as a line that leads to its page.
fn counted(group: &Group<'_>) -> Value {
    let href = routes::group(routes::PERFORMANCE, &group.key);
    json!({ "name": group.name, "href": href, "count": group.pieces.len() })
}
