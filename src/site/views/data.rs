//! The data page and the data files.

use serde_json::{Value, json};

use super::super::data::package::Written;
use super::super::data::schema::FILES;
use super::super::data::{self};
use super::super::desk::Desk;
use super::super::frame::Frame;
use super::super::routes;
use super::super::theme;
use super::super::{Job, Site};
use crate::error::Result;

pub(super) fn jobs<'s>(site: &'s Site<'s>) -> Vec<Job<'s>> {
    let tables = Job::several(routes::DATA, move |tray| {
        let written = data::write(site, tray)?;
        tray.put(routes::DATA, || page(site, &written))
    });
    let bodies = site.ledger.departments.iter().map(|department| {
        Job::new(data::of_department(&department.id), move || Ok(data::department(site, department)))
    });
    let statics = site
        .theme
        .statics
        .iter()
        .map(|(name, bytes)| Job::new(format!("{}/{name}", theme::FOLDER), move || Ok(bytes.clone())));
    std::iter::once(tables).chain(bodies).chain(statics).collect()
}

fn page(site: &Site<'_>, written: &[Written]) -> Result<Vec<u8>> {
    let desk = Desk::new(site.ledger, site.report, routes::DATA, &[]);
    let files: Vec<Value> = FILES
        .iter()
        .map(|file| {
            let path = format!("data/{}.csv", file.name);
            let (bytes, rows) =
                written.iter().find(|one| one.name == file.name).map_or((0, 0), |one| (one.bytes, one.rows));
            let columns: Vec<Value> = file
                .columns
                .iter()
                .map(|column| json!({ "name": column.name, "title": column.title }))
                .collect();
            json!({
                "name": format!("{}.csv", file.name),
                "id": file.name,
                "href": desk.to(&path),
                "title": file.title,
                "description": file.description,
                "rows": rows,
                "size": size(bytes),
                "columns": columns,
            })
        })
        .collect();
    let departments: Vec<Value> = site
        .ledger
        .departments
        .iter()
        .map(|d| json!({ "name": d.name, "href": desk.to(&data::of_department(&d.id)) }))
        .collect();
    let it = json!({
        "files": files,
        "package": desk.to("data/datapackage.json"),
        "departments": departments,
        "facts": site.ledger.facts.len(),
    });
    let frame = Frame::new(routes::DATA, "数据", routes::DATA)
        .described("本站全部数字的 CSV 与 JSON：每行带文件、行号、原文。");
    site.page("data.html", frame, &it)
}

/// A size for people.
fn size(bytes: usize) -> String {
    match bytes {
        0..=1023 => format!("{bytes} 字节"),
        1024..=1_048_575 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{}.{} MB", bytes >> 20, ((bytes & 0xF_FFFF) * 10) >> 20),
    }
}
