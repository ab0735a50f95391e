//! All bodies, by division.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::account::years;
use super::super::desk::Desk;
use super::super::frame::Frame;
use super::super::plates::year_phase;
use super::super::routes;
use super::super::words::lead::{headline, unit_of};
use super::super::{Job, Site};
use crate::error::Result;
use crate::model::{Department, Verdict};

pub(super) fn jobs<'s>(site: &'s Site<'s>) -> Vec<Job<'s>> {
    vec![Job::new(routes::DEPARTMENTS, || page(site))]
}

fn page(site: &Site<'_>) -> Result<Vec<u8>> {
    let desk = Desk::new(site.ledger, site.report, routes::DEPARTMENTS, &[]);
    let mut groups: BTreeMap<(&str, &str), Vec<Value>> = BTreeMap::new();
    for department in site.ledger.bodies() {
        groups
            .entry((&department.division, &department.division_name))
            .or_default()
            .push(row(&desk, department, site));
    }
    let groups: Vec<Value> = groups
        .into_iter()
        .map(|((code, name), rows)| {
            json!({ "code": code, "name": if name.is_empty() { "地区未能确定" } else { name }, "rows": rows })
        })
        .collect();
    let regions = site.ledger.departments.iter().filter(|department| department.is_region());
    let regions: Vec<Value> = regions.map(|region| row(&desk, region, site)).collect();
    let it = json!({ "count": site.ledger.bodies().count(), "groups": groups, "regions": regions });
    site.page("departments.html", Frame::new(routes::DEPARTMENTS, "部门", routes::DEPARTMENTS), &it)
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
            "figure": headline(desk, total).html(),
            "unit": unit_of(total),
            "when": year_phase(account.year, phase),
        }))
    });
    let former: Vec<&str> = department
        .names
        .iter()
        .map(|name| name.name.as_str())
        .filter(|name| *name != department.name)
        .collect();
    json!({
        "name": department.name,
        "former": former,
        "href": desk.to(&routes::department(&department.id)),
        "years": years,
        "documents": desk.ledger.records_of(&department.id).count(),
        "total": total,
        "ran": site.ledger.records_of(&department.id).any(|record| site.report.checks_in(&record.path).iter().any(|check| {
            matches!(check.verdict, Verdict::Pass | Verdict::Rounding | Verdict::Mismatch)
        })),
        "mismatches": site.report.contradictions().filter(|finding| finding.department == department.id).count(),
    })
}
