//! 三公 of all bodies: under one scale, and every item in one table.

use serde_json::{Value, json};

use super::super::account::ThreeYear;
use super::super::desk::Desk;
use super::super::frame::Frame;
use super::super::plates::multiples::plate;
use super::super::plates::{DEPARTMENT, Home, Plate};
use super::super::routes;
use super::super::table::Table;
use super::super::{Job, Site};
use crate::error::Result;
use crate::model::Department;

pub(super) fn jobs<'s>(site: &'s Site<'s>) -> Vec<Job<'s>> {
    let mut jobs = vec![Job::new(routes::THREE_PUBLIC, || page(site))];
    let home = Home::page(routes::THREE_PUBLIC);
    if plate(&Desk::new(site.ledger, site.report, routes::THREE_PUBLIC, &[])).is_some() {
        let own = move |write: fn(&Plate<'_>, &Desk<'_>, &str) -> Vec<u8>| {
            let desk = Desk::new(site.ledger, site.report, routes::THREE_PUBLIC, &[]);
            let address = site.absolute(routes::THREE_PUBLIC);
            plate(&desk).map_or_else(Vec::new, |plate| write(&plate, &desk, &address))
        };
        jobs.push(Job::new(home.file("svg"), move || Ok(own(|plate, desk, at| plate.picture(desk, at)))));
        jobs.push(Job::new(home.file("csv"), move || Ok(own(|plate, _, _| plate.table.csv()))));
        jobs.push(Job::new(home.file("json"), move || Ok(own(|plate, desk, at| plate.data(desk, at)))));
    }
    jobs
}

fn page(site: &Site<'_>) -> Result<Vec<u8>> {
    let desk = Desk::new(site.ledger, site.report, routes::THREE_PUBLIC, &[]);
    let bodies: Vec<Value> = site.ledger.bodies().filter_map(|d| body(&desk, d)).collect();
    let without: Vec<Value> = site
        .ledger
        .bodies()
        .filter(|department| ThreeYear::all(site.ledger, department).is_empty())
        .map(|d| json!({ "name": d.name, "href": desk.to(&routes::department(&d.id)) }))
        .collect();
    let it = json!({
        "plate": plate(&desk).map(|plate| plate.show(&desk, &Home::page(routes::THREE_PUBLIC))),
        "bodies": bodies,
        "without": without,
        "glossary": desk.to(&format!("{}#three-public", routes::GLOSSARY)),
    });
    let frame = Frame::new(routes::THREE_PUBLIC, "“三公”经费", routes::THREE_PUBLIC)
        .described("各部门因公出国（境）、公务用车、公务接待费用，逐年预算与决算。");
    site.page("three-public.html", frame, &it)
}

fn body(desk: &Desk<'_>, department: &Department) -> Option<Value> {
    let (kind, build) = DEPARTMENT.iter().find(|(kind, _)| *kind == "three-public")?;
    let plate = build(desk, department)?;
    let home = Home::chart(&department.id, None, kind);
    let title = plate.heading(&plate.title);
    let table: Table = plate.table;
    Some(json!({
        "name": department.name,
        "href": desk.to(&routes::department(&department.id)),
        "chart": desk.to(&home.file("html")),
        "title": title,
        "table": table,
    }))
}
