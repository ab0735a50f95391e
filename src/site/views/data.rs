//! The data page and the data files.

use serde_json::{Value, json};

use super::super::data::schema::FILES;
use super::super::data::{self, Output};
use super::super::desk::Desk;
use super::super::frame::Frame;
use super::super::routes;
use super::super::theme;
use super::super::{Job, Site};
use crate::error::Result;

pub(super) fn jobs<'s>(site: &'s Site<'s>) -> Vec<Job<'s>> {
    let outputs = data::files(site.ledger, site.report, site.history, site.config);
    let sizes: Vec<(String, usize, usize)> = outputs
        .iter()
        .map(|(path, bytes)| (path.clone(), bytes.len(), bytes.iter().filter(|byte| **byte == b'\n').count()))
        .collect();
    let mut jobs = vec![Job::new(routes::DATA, move || page(site, &sizes))];
    for output in outputs {
        let (path, bytes): Output = output;
        jobs.push(Job::new(path, move || Ok(bytes.clone())));
    }
    for (name, bytes) in &site.theme.statics {
        jobs.push(Job::new(format!("{}/{name}", theme::FOLDER), move || Ok(bytes.clone())));
    }
    jobs
}

fn page(site: &Site<'_>, sizes: &[(String, usize, usize)]) -> Result<Vec<u8>> {
    let desk = Desk::new(site.ledger, site.report, routes::DATA, &[]);
    let files: Vec<Value> = FILES
        .iter()
        .map(|file| {
            let path = format!("data/{}.csv", file.name);
            let (bytes, rows) = sizes
                .iter()
                .find(|(p, ..)| *p == path)
                .map_or((0, 0), |(_, bytes, lines)| (*bytes, lines.saturating_sub(1)));
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
        .map(|d| json!({ "name": d.name, "href": desk.to(&format!("data/departments/{}.json", d.id)) }))
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
