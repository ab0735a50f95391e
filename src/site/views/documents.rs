//! All documents: what was understood of each, what was not, and files that could not be read at all.

use serde_json::{Value, json};

use super::super::citation;
use super::super::desk::Desk;
use super::super::frame::Frame;
use super::super::routes;
use super::super::{Job, Site};
use crate::error::Result;
use crate::ledger::Record;
use crate::model::Severity;

pub(super) fn jobs<'s>(site: &'s Site<'s>) -> Vec<Job<'s>> {
    vec![Job::new(routes::DOCUMENTS, || page(site))]
}

fn page(site: &Site<'_>) -> Result<Vec<u8>> {
    let desk = Desk::new(site.ledger, site.report, routes::DOCUMENTS, &[]);
    let (read, others): (Vec<&Record>, Vec<&Record>) =
        site.ledger.documents.iter().partition(|record| record.is_known());
    let (nobodys, unread): (Vec<&Record>, Vec<&Record>) =
        others.into_iter().partition(|record| record.is_nobodys());
    let rows =
        |records: &[&Record]| -> Vec<Value> { records.iter().map(|record| row(&desk, record)).collect() };
    let unreadable: usize = site.ledger.documents.iter().map(|record| record.unreadable.len()).sum();
    let it = json!({
        "count": site.ledger.documents.len(),
        "read": rows(&read),
        "nobodys": rows(&nobodys),
        "unread": rows(&unread),
        "facts": site.ledger.printed(),
        "unreadable": unreadable,
        "csv": desk.to("data/documents.csv"),
    });
    let frame = Frame::new(routes::DOCUMENTS, "文件", routes::DOCUMENTS)
        .described("本站收录的全部公开文件：识别出什么、没识别出什么、文件指纹。");
    site.page("documents.html", frame, &it)
}

fn row(desk: &Desk<'_>, record: &Record) -> Value {
    let department = desk.ledger.department(&record.department);
    let worst = record.diagnostics.iter().map(|one| one.severity).min();
    let first = record.diagnostics.iter().find(|one| Some(one.severity) == worst);
    json!({
        "document": citation::listed(desk, record),
        "department": department.map_or("", |d| d.name.as_str()),
        "department_href": department.map_or_else(String::new, |d| desk.to(&routes::department(&d.id))),
        "year": if record.identity.fiscal_year == 0 { String::new() } else { record.identity.fiscal_year.to_string() },
        "aside": record.aside.as_ref().map_or("", |aside| aside.why.badge()),
        "unknown": record.unknown(),
        "settle": record.settling_lines(),
        "notices": record.diagnostics.iter().filter(|one| one.severity != Severity::Info).count(),
        "why": first.map(super::document::words),
        "unrecognised": record.unrecognised.len(),
    })
}
