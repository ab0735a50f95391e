//! One self-evaluated project: its money, its indicators, what does not add up.

use std::collections::BTreeSet;

use serde_json::json;

use super::super::citation;
use super::super::desk::Desk;
use super::super::findings;
use super::super::format;
use super::super::frame::Frame;
use super::super::names;
use super::super::plates::indicators::plate;
use super::super::plates::{Bearings, Home, Shown};
use super::super::routes;
use super::super::table::{Cell, Table};
use super::super::{Job, Site};
use crate::error::Result;
use crate::ledger::{Project, Record};
use crate::messages::say;
use crate::model::How;
use crate::model::{Edition, Fact, Measure, Phase, Statement, Status, Verdict};

pub(super) fn jobs<'s>(site: &'s Site<'s>) -> Vec<Job<'s>> {
    let held = |project: &'s Project| Some((project, site.ledger.record(&project.document)?));
    let all = site.ledger.projects.iter().filter_map(held);
    all.map(|(project, record)| {
        let path = routes::project(project);
        Job::several(path.clone(), move |tray| {
            let desk = site.desk(path.as_str(), &[record]);
            // The page's chart and its data share its stem.
            let (plate, home) = (plate(&desk, project), Home::page(&path));
            if let Some(plate) = &plate {
                let body = site.ledger.department(&project.department);
                let body = body.map_or_else(String::new, |one| names::shown(site.locale, &one.name));
                let who = say!(site.locale, "name-and-title", name = body, title = &*project.name);
                plate.siblings(tray, &desk, &home, &Bearings::of(site, &path, &who, None))?;
            }
            let shown = plate.map(|plate| plate.show(&desk, &home));
            tray.put(&path, || page(site, &desk, project, record, shown))
        })
    })
    .collect()
}

fn page(
    site: &Site<'_>,
    desk: &Desk<'_>,
    project: &Project,
    record: &Record,
    shown: Option<Shown>,
) -> Result<Vec<u8>> {
    let path = desk.page.clone();
    let facts = facts(desk, project);
    let ids: BTreeSet<&str> = facts.iter().map(|fact| &*fact.id).collect();
    let rows = super::super::plates::indicators::rows(desk, project);
    let lines: BTreeSet<u32> = rows.iter().map(|row| row.locator.line()).collect();
    let concerns = |finding: &&crate::model::Finding| {
        let own = |operand: &crate::model::Operand| {
            operand.facts.iter().any(|id| ids.contains(&**id)) || lines.contains(&operand.locator.line())
        };
        finding.document == project.document
            && (own(&finding.left) || finding.right.as_ref().is_some_and(own))
    };
    let checks: Vec<&crate::model::Finding> =
        site.checks(&project.department, record.identity.fiscal_year).filter(concerns).collect();
    let passed = checks.iter().filter(|f| matches!(f.verdict, Verdict::Pass | Verdict::Rounding)).count();
    let open: Vec<findings::Shown> = checks
        .iter()
        .filter(|f| {
            !matches!(f.verdict, Verdict::Pass | Verdict::Rounding | Verdict::NotApplicable) && !f.withheld
        })
        .map(|finding| findings::shown(desk, finding))
        .collect();
    let department = site.ledger.department(&project.department);
    let department = department.map_or_else(String::new, |one| names::shown(site.locale, &one.name));
    let department = department.as_str();
    let title = project.name.to_string();
    let it = json!({
        "name": title,
        "code": &*project.code,
        "entity": &*project.entity,
        "department": department,
        "department_href": desk.to(&routes::department(&project.department)),
        "year": project.fiscal_year,
        "year_href": desk.to(&routes::department_year(&project.department, project.fiscal_year)),
        "lead": lead(desk, project),
        "funds": funds(desk, project, &facts),
        "plate": shown,
        "findings": open,
        "passed": passed,
        "documents": [citation::listed(desk, record)],
        "abridged": record.edition() == Edition::Abridged,
        "citation": citation::citation(site, &path, &say!(site.locale, "project-cited", title = title.as_str(), department = department, year = project.fiscal_year), &[record]),
    });
    let frame = Frame::new(path, title, routes::PERFORMANCE)
        .under(routes::INDEX, say!(site.locale, "overview"))
        .under(routes::department(&project.department), department)
        .under(
            routes::department_year(&project.department, project.fiscal_year),
            say!(site.locale, "year-words", year = project.fiscal_year),
        )
        .described(say!(
            site.locale,
            "project-described",
            department = department,
            year = project.fiscal_year,
            name = &*project.name
        ));
    site.page("project.html", frame, &it)
}

/// The money of a project's form.
fn facts<'l>(desk: &Desk<'l>, project: &Project) -> Vec<&'l Fact> {
    desk.ledger
        .facts_in(&project.document)
        .filter(|fact| {
            fact.statement == Statement::SelfEvaluation
                && fact.subject.scheme == crate::model::Scheme::Project
                && *fact.subject.name == *project.name
                && *fact.subject.code == *project.code
        })
        .collect()
}

fn lead(desk: &Desk<'_>, project: &Project) -> String {
    let get = |id: &Option<std::sync::Arc<str>>| id.as_ref().and_then(|id| desk.ledger.fact(id));
    let figure = |id: &Option<std::sync::Arc<str>>| get(id).map(|fact| desk.fig(fact).html());
    let money = [
        figure(&project.budget).map(|figure| say!(desk.locale, "project-planned", figure = figure)),
        figure(&project.adjusted).map(|figure| say!(desk.locale, "project-adjusted", figure = figure)),
        figure(&project.executed).map(|figure| say!(desk.locale, "project-spent", figure = figure)),
        figure(&project.rate).map(|figure| say!(desk.locale, "project-rate", figure = figure)),
    ];
    let money: Vec<String> = money.into_iter().flatten().collect();
    let mut lead = money.join(&say!(desk.locale, "comma"));
    if !lead.is_empty() {
        lead += &say!(desk.locale, "full-stop");
    }
    if let Some(figure) = figure(&project.score) {
        let grade = project.grade.map_or_else(String::new, |grade| {
            let grade = desk.locale.arg(&grade.into());
            let grade = match project.grade_status {
                Status::Derived => say!(desk.locale, "project-grade-derived", grade = grade),
                _ => grade,
            };
            say!(desk.locale, "in-brackets", text = grade)
        });
        lead += &say!(desk.locale, "project-score", figure = figure, grade = grade);
    }
    lead
}

fn funds(desk: &Desk<'_>, project: &Project, facts: &[&Fact]) -> Table {
    let mut table = Table::new(
        say!(desk.locale, "funds-caption"),
        &[
            &say!(desk.locale, "funds-head"),
            &format!("#{}", say!(desk.locale, "planned-head")),
            &format!("#{}", say!(desk.locale, "adjusted-head")),
            &format!("#{}", say!(desk.locale, "spent-head")),
            &format!("#{}", say!(desk.locale, "rate-head")),
        ],
    );
    let lines = [
        (Measure::Total, say!(desk.locale, "funds-total")),
        (Measure::FiscalAppropriation, say!(desk.locale, "funds-appropriation")),
        (Measure::CarryoverIn, say!(desk.locale, "funds-carried")),
        (Measure::OtherFunds, say!(desk.locale, "funds-other")),
    ];
    for (measure, label) in lines {
        let of =
            |phase| facts.iter().copied().find(|fact| fact.measure == measure && fact.phase == Some(phase));
        let all = [of(Phase::Budget), of(Phase::Adjusted), of(Phase::Final)];
        if all.iter().all(Option::is_none) {
            continue;
        }
        let mut cells = vec![Cell::text(label)];
        cells.extend(all.map(|fact| Cell::maybe(fact.map(|fact| desk.fig(fact)).as_ref(), "—")));
        let rate =
            project.rate.as_ref().filter(|_| measure == Measure::Total).and_then(|id| desk.ledger.fact(id));
        cells.push(match (rate, measure) {
            (Some(rate), _) => Cell::fig(&desk.fig(rate)),
            (None, Measure::Total) => Cell::maybe(None, "—"),
            _ => computed_rate(desk, all[1], all[2]),
        });
        table.row(cells).total = measure == Measure::Total;
    }
    table
}

/// The rate of a part, which the form does not print: spent out of the adjusted budget.
fn computed_rate(desk: &Desk<'_>, planned: Option<&Fact>, spent: Option<&Fact>) -> Cell {
    let (Some(planned), Some(spent)) = (planned, spent) else { return Cell::maybe(None, "—") };
    match format::share(spent.amount.comparable(), planned.amount.comparable()) {
        Some(share) => Cell::fig(&desk.computed(
            format!("{share}%"),
            &[spent, planned],
            How::Share,
            &say!(desk.locale, "how-rate"),
        )),
        None => Cell::maybe(None, &say!(desk.locale, "no-denominator")),
    }
}
