//! All documents: what was understood of each, what was not, and files that could not be read at all. One page while the
//! list is short, else a page per division and year.

use serde_json::{Value, json};

use super::super::citation;
use super::super::desk::Desk;
use super::super::frame::Frame;
use super::super::names;
use super::super::routes;
use super::super::{Gleaned, House, Job, Site};
use super::split::{Cut, Group, cut};
use super::{List, grouped, order};
use crate::error::Result;
use crate::ledger::Record;
use crate::messages::{Locale, say};
use crate::model::{Department, Severity};

pub(super) const LIST: List = List { glean, jobs };

fn glean(site: &Site<'_>, gleaned: &mut Gleaned) {
    let desk = site.desk(routes::ANYWHERE, &[]);
    gleaned.count("documents", site.ledger.documents.len());
    gleaned.count("unreadable", site.ledger.documents.iter().map(|record| record.unreadable.len()).sum());
    gleaned.count("printed", site.ledger.printed());
    for record in &site.ledger.documents {
        let row = row(&desk, record);
        match site.ledger.department(&record.department) {
            Some(body) => {
                let year = record.identity.fiscal_year;
                let place = format!("{}\u{1F}{year}\u{1F}{}", order(body), record.path);
                gleaned.add("documents", place, by_year(site.locale, body, year, row));
            }
            None if record.is_nobodys() => gleaned.add("nobodys", &*record.path, row),
            None => gleaned.add("unread", &*record.path, row),
        }
    }
}

/// A row with its group, which is a division's year.
fn by_year(locale: Locale, body: &Department, year: i32, row: Value) -> Value {
    let mut row = grouped(locale, body, row);
    for (key, own) in
        [("group", format!("-{year}")), ("group_name", say!(locale, "of-year-behind", year = year))]
    {
        row[key] = format!("{}{own}", row[key].as_str().unwrap_or_default()).into();
    }
    row
}

fn jobs<'h>(house: &'h House<'h>) -> Vec<Job<'h>> {
    let mut jobs = vec![Job::new(routes::DOCUMENTS, || page(house))];
    if let Cut::Long(groups) = cut(house.gathered.list("documents")) {
        let of_group = |group: Group<'h>| {
            let path = routes::group(routes::DOCUMENTS, &group.key);
            Job::new(path.clone(), move || group_page(house, &path, &group))
        };
        jobs.extend(groups.into_iter().map(of_group));
    }
    jobs
}

/// The most documents of nobody, and the most that could not be used, that the page lists; the data file has them all.
const MOST: usize = 200;

fn page(house: &House<'_>) -> Result<Vec<u8>> {
    let (read, index): (Vec<&Value>, Vec<Value>) = match cut(house.gathered.list("documents")) {
        Cut::Short(groups) => (groups.into_iter().flat_map(|group| group.pieces).collect(), Vec::new()),
        Cut::Long(groups) => (Vec::new(), groups.iter().map(counted).collect()),
    };
    let first = |list: &'static str| house.gathered.list(list).take(MOST).collect::<Vec<_>>();
    let rest = |list: &'static str| house.gathered.list(list).count().saturating_sub(MOST);
    let it = json!({
        "group": "",
        "count": house.gathered.number("documents"),
        "read": read,
        "index": index,
        "nobodys": first("nobodys"),
        "unread": first("unread"),
        "more": rest("nobodys") + rest("unread"),
        "facts": house.gathered.number("printed"),
        "unreadable": house.gathered.number("unreadable"),
        "csv": "data/documents.csv",
    });
    let frame = Frame::new(routes::DOCUMENTS, say!(house.locale, "nav-documents"), routes::DOCUMENTS)
        .described(say!(house.locale, "documents-described"));
    house.show("documents.html", frame, it)
}

/// The documents of a division and year.
fn group_page(house: &House<'_>, path: &str, group: &Group<'_>) -> Result<Vec<u8>> {
    let sum =
        |key: &str| -> u64 { group.pieces.iter().filter_map(|piece| piece["document"][key].as_u64()).sum() };
    let it = json!({
        "group": group.name,
        "count": group.pieces.len(),
        "read": group.pieces,
        "index": [],
        "nobodys": [],
        "unread": [],
        "more": 0,
        "facts": sum("facts"),
        "unreadable": sum("unreadable"),
        "csv": routes::relative(path, "data/documents.csv"),
    });
    let frame = Frame::new(
        path,
        say!(house.locale, "documents-group", name = group.name.as_str()),
        routes::DOCUMENTS,
    )
    .under(routes::INDEX, say!(house.locale, "overview"))
    .under(routes::DOCUMENTS, say!(house.locale, "nav-documents"));
    house.show("documents.html", frame, it)
}

/// A group as a line that leads to its page.
fn counted(group: &Group<'_>) -> Value {
    let href = routes::group(routes::DOCUMENTS, &group.key);
    json!({ "name": group.name, "href": href, "count": group.pieces.len() })
}

fn row(desk: &Desk<'_>, record: &Record) -> Value {
    let department = desk.ledger.department(&record.department);
    let worst = record.diagnostics.iter().map(|one| one.severity).min();
    let first = record.diagnostics.iter().find(|one| Some(one.severity) == worst);
    json!({
        "document": citation::listed(desk, record),
        "department": department.map_or_else(String::new, |d| names::shown(desk.locale, &d.name)),
        "department_href": department.map_or_else(String::new, |d| desk.to(&routes::department(&d.id))),
        "year": if record.identity.fiscal_year == 0 { String::new() } else { record.identity.fiscal_year.to_string() },
        "aside": record.aside.as_ref().map_or_else(String::new, |aside| desk.locale.word("aside", aside.why.id(), aside.why.badge())),
        "unknown": super::document::unknown(desk.locale, record),
        "settle": record.settling_lines(),
        "notices": record.diagnostics.iter().filter(|one| one.severity != Severity::Info).count(),
        "why": first.map(|one| super::document::words(desk.locale, one)),
        "unrecognised": record.unrecognised.len(),
    })
}
