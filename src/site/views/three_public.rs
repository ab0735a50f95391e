//! 三公 of all bodies: under one scale, and every item in one table per body. One page while the list is short, else a page
//! per division, each with a scale of its own.

use serde::Deserialize;
use serde_json::{Value, json};

use super::super::account::ThreeYear;
use super::super::desk::Desk;
use super::super::frame::{Frame, settle};
use super::super::names;
use super::super::plates::multiples::{self, MOST, Part};
use super::super::plates::{Bearings, DEPARTMENT, Home, Plate, Shown};
use super::super::routes;
use super::super::table::Table;
use super::super::{Gleaned, House, Job, Site};
use super::split::{Cut, Group, cut};
use super::{List, grouped, order};
use crate::error::Result;
use crate::messages::{Locale, say};
use crate::model::Department;

pub(super) const LIST: List = List { glean, jobs };

fn glean(site: &Site<'_>, gleaned: &mut Gleaned) {
    let desk = site.desk(routes::ANYWHERE, &[]);
    for department in site.ledger.bodies() {
        if let Some(shown) = body(&desk, department) {
            gleaned.add("three-public", order(department), grouped(site.locale, department, shown));
        }
        if ThreeYear::all(site.ledger, department).is_empty() {
            let href = desk.to(&routes::department(&department.id));
            let without = json!({ "name": names::shown(desk.locale, &department.name), "href": href });
            gleaned.add("first:without-three-public", order(department), without);
            gleaned.count("without-three-public", 1);
        }
    }
}

/// A body with its table, and its part of the picture.
fn body(desk: &Desk<'_>, department: &Department) -> Option<Value> {
    let (kind, build) = DEPARTMENT.iter().find(|(kind, _)| *kind == "three-public")?;
    let plate = build(desk, department)?;
    let home = Home::chart(&department.id, None, kind);
    let title = plate.heading(&plate.title);
    let table: Table = plate.table;
    Some(json!({
        "name": names::shown(desk.locale, &department.name),
        "href": desk.to(&routes::department(&department.id)),
        "chart": desk.to(&home.file("html")),
        "title": title,
        "table": table,
        "part": multiples::part(desk, department),
    }))
}

/// The picture of some bodies for a page, if there are not too many.
pub(super) fn picture<'v>(
    locale: Locale,
    pieces: impl Iterator<Item = &'v Value>,
    page: &str,
) -> Option<Plate<'static>> {
    let part = |piece: &Value| {
        let mut part = piece["part"].clone();
        settle(&mut part, page);
        Part::deserialize(part).ok()
    };
    multiples::plate(locale, pieces.filter_map(part).take(MOST + 1).collect())
}

fn jobs<'h>(house: &'h House<'h>) -> Vec<Job<'h>> {
    let of_page = |path: String, group: Option<Group<'h>>| {
        Job::several(path.clone(), move |tray| {
            let (desk, home) = (Desk::bare(house.locale, &path), Home::page(&path));
            let plate = match &group {
                Some(group) => picture(house.locale, group.pieces.iter().copied(), &path),
                None => picture(house.locale, house.gathered.list("three-public"), &path),
            };
            if let Some(plate) = &plate {
                let who = group
                    .as_ref()
                    .map_or_else(|| say!(house.locale, "all-departments"), |group| group.name.clone());
                plate.siblings(tray, &desk, &home, &Bearings::of(house, &path, &who, None))?;
            }
            let shown = plate.map(|plate| plate.show(&desk, &home));
            tray.put(&path, || match &group {
                Some(group) => group_page(house, &path, group, shown),
                None => page(house, shown),
            })
        })
    };
    let mut jobs = vec![of_page(routes::THREE_PUBLIC.to_owned(), None)];
    if let Cut::Long(groups) = cut(house.gathered.list("three-public")) {
        jobs.extend(
            groups
                .into_iter()
                .map(|group| of_page(routes::group(routes::THREE_PUBLIC, &group.key), Some(group))),
        );
    }
    jobs
}

fn page(house: &House<'_>, plate: Option<Shown>) -> Result<Vec<u8>> {
    let all = || house.gathered.list("three-public");
    let (bodies, index): (Vec<Value>, Vec<Value>) = match cut(all()) {
        Cut::Short(groups) => {
            (groups.into_iter().flat_map(|group| group.pieces).map(listed).collect(), Vec::new())
        }
        Cut::Long(groups) => (Vec::new(), groups.iter().map(counted).collect()),
    };
    let without: Vec<&Value> = house.gathered.list("first:without-three-public").collect();
    let it = json!({
        "group": "",
        "plate": plate,
        "bodies": bodies,
        "index": index,
        "without": without,
        "without_more": house.gathered.number("without-three-public") - without.len(),
        "glossary": format!("{}#three-public", routes::GLOSSARY),
    });
    let frame = Frame::new(routes::THREE_PUBLIC, say!(house.locale, "three-public"), routes::THREE_PUBLIC)
        .described(say!(house.locale, "three-public-described"));
    house.show("three-public.html", frame, it)
}

/// The bodies of a division.
fn group_page(house: &House<'_>, path: &str, group: &Group<'_>, plate: Option<Shown>) -> Result<Vec<u8>> {
    let it = json!({
        "group": group.name,
        "plate": plate,
        "bodies": group.pieces.iter().map(|piece| listed(piece)).collect::<Vec<_>>(),
        "index": [],
        "without": [],
        "without_more": 0,
        "glossary": routes::relative(path, &format!("{}#three-public", routes::GLOSSARY)),
    });
    let frame = Frame::new(
        path,
        say!(house.locale, "three-public-group", name = group.name.as_str()),
        routes::THREE_PUBLIC,
    )
    .under(routes::INDEX, say!(house.locale, "overview"))
    .under(routes::THREE_PUBLIC, say!(house.locale, "nav-three-public"));
    house.show("three-public.html", frame, it)
}

/// A body without its part of the picture.
fn listed(piece: &Value) -> Value {
    let mut listed = piece.clone();
    listed["part"] = Value::Null;
    listed
}

/// A group as a line that leads to its page.
fn counted(group: &Group<'_>) -> Value {
    let href = routes::group(routes::THREE_PUBLIC, &group.key);
    json!({ "name": group.name, "href": href, "count": group.pieces.len() })
}
