//! 三公 of all bodies: under one scale, and every item in one table.

use serde_json::{Value, json};

use super::super::account::ThreeYear;
use super::super::desk::Desk;
use super::super::frame::Frame;
use super::super::plates::multiples::plate;
use super::super::plates::{DEPARTMENT, Home, Shown};
use super::super::routes;
use super::super::table::Table;
use super::super::{Job, Site};
use crate::error::Result;
use crate::model::Department;

pub(super) fn jobs<'s>(site: &'s Site<'s>) -> Vec<Job<'s>> {
    vec![Job::several(routes::THREE_PUBLIC, move |tray| {
        let desk = Desk::new(site.ledger, site.report, routes::THREE_PUBLIC, &[]);
        let (plate, home) = (plate(&desk), Home::page(routes::THREE_PUBLIC));
        if let Some(plate) = &plate {
            plate.siblings(tray, &desk, &home, &site.absolute(routes::THREE_PUBLIC))?;
        }
        let shown = plate.map(|plate| plate.show(&desk, &home));
        tray.put(routes::THREE_PUBLIC, || page(site, &desk, shown))
    })]
}

fn page(site: &Site<'_>, desk: &Desk<'_>, shown: Option<Shown>) -> Result<Vec<u8>> {
    let bodies: Vec<Value> = site.ledger.bodies().filter_map(|d| body(desk, d)).collect();
    let without: Vec<Value> = site
        .ledger
        .bodies()
        .filter(|department| ThreeYear::all(site.ledger, department).is_empty())
        .map(|d| json!({ "name": d.name, "href": desk.to(&routes::department(&d.id)) }))
        .collect();
    let it = json!({
        "plate": shown,
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
