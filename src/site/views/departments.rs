//! All bodies, by division: one page while the list is short, else a page per division.

use serde_json::{Value, json};

use super::super::account::years;
use super::super::desk::Desk;
use super::super::frame::Frame;
use super::super::names;
use super::super::plates::year_phase;
use super::super::routes;
use super::super::{Gleaned, House, Job, Site};
use super::split::{Cut, Group, cut};
use super::{List, grouped, order};
use crate::error::Result;
use crate::messages::say;
use crate::model::{Department, Verdict};

pub(super) const LIST: List = List { glean, jobs };

fn glean(site: &Site<'_>, gleaned: &mut Gleaned) {
    let desk = site.desk(routes::ANYWHERE, &[]);
    for department in &site.ledger.departments {
        let list = if department.is_region() { "regions" } else { "departments" };
        gleaned.count(list, 1);
        gleaned.add(list, order(department), grouped(site.locale, department, row(&desk, department, site)));
    }
}

fn jobs<'h>(house: &'h House<'h>) -> Vec<Job<'h>> {
    let mut jobs = vec![Job::new(routes::DEPARTMENTS, || page(house))];
    if let Cut::Long(groups) = cut(house.gathered.list("departments")) {
        let of_group = |group: Group<'h>| {
            let path = routes::division(&group.key);
            Job::new(path.clone(), move || division(house, &path, &group))
        };
        jobs.extend(groups.into_iter().map(of_group));
    }
    jobs
}

fn page(house: &House<'_>) -> Result<Vec<u8>> {
    let (groups, index): (Vec<Value>, Vec<Value>) = match cut(house.gathered.list("departments")) {
        Cut::Short(groups) => (groups.iter().map(listed).collect(), Vec::new()),
        Cut::Long(groups) => (Vec::new(), groups.iter().map(counted).collect()),
    };
    let regions: Vec<&Value> = house.gathered.list("regions").collect();
    let count = house.gathered.number("departments");
    let it = json!({ "group": "", "count": count, "groups": groups, "index": index, "regions": regions });
    house.show(
        "departments.html",
        Frame::new(routes::DEPARTMENTS, say!(house.locale, "nav-departments"), routes::DEPARTMENTS),
        it,
    )
}

/// The bodies of a division.
fn division(house: &House<'_>, path: &str, group: &Group<'_>) -> Result<Vec<u8>> {
    let it = json!({
        "group": group.name,
        "count": group.pieces.len(),
        "groups": [listed(group)],
        "index": [],
        "regions": [],
    });
    let frame = Frame::new(
        path,
        say!(house.locale, "departments-group", name = group.name.as_str()),
        routes::DEPARTMENTS,
    )
    .under(routes::INDEX, say!(house.locale, "overview"))
    .under(routes::DEPARTMENTS, say!(house.locale, "nav-departments"));
    house.show("departments.html", frame, it)
}

/// A group with its rows.
fn listed(group: &Group<'_>) -> Value {
    let code = if group.key == "unknown" { "" } else { group.key.as_str() };
    json!({ "code": code, "name": group.name, "rows": group.pieces })
}

/// A group as a line that leads to its page.
fn counted(group: &Group<'_>) -> Value {
    let sum = |key: &str| -> u64 { group.pieces.iter().filter_map(|piece| piece[key].as_u64()).sum() };
    json!({
        "name": group.name,
        "href": routes::division(&group.key),
        "count": group.pieces.len(),
        "documents": sum("documents"),
        "mismatches": sum("mismatches"),
    })
}

fn row(desk: &Desk<'_>, department: &Department, site: &Site<'_>) -> Value {
    let years: Vec<Value> = years(desk.ledger, &department.id)
        .into_iter()
        .map(|year| json!({ "year": year, "href": desk.to(&routes::department_year(&department.id, year)) }))
        .collect();
    let account = super::overview::latest(desk, department);
    let total = account.as_ref().and_then(|account| {
        let phase = account.phase();
        let total = account.total(phase)?;
        Some(json!({
            "figure": desk.fig(total).html(),
            "when": year_phase(desk.locale, account.year, phase),
        }))
    });
    let former: Vec<&str> = department
        .names
        .iter()
        .map(|name| name.name.as_str())
        .filter(|name| *name != department.name)
        .collect();
    json!({
        "name": names::shown(desk.locale, &department.name),
        "former": former,
        "href": desk.to(&routes::department(&department.id)),
        "years": years,
        "documents": desk.ledger.records_of(&department.id).count(),
        "total": total,
        "spark": super::super::plates::spark::html(site.locale, site.ledger, department),
        "ran": site.ledger.records_of(&department.id).any(|record| site.report.checks_in(&record.path).iter().any(|check| {
            matches!(check.verdict, Verdict::Pass | Verdict::Rounding | Verdict::Mismatch)
        })),
        "mismatches": site.report.contradictions().filter(|finding| finding.department == department.id).count(),
    })
}
