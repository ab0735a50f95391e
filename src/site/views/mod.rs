//! The kinds of pages. A view lists the files of its kind; a new one is a file and a line in [`OF_BODIES`] or [`LISTS`].

pub(crate) mod changes;
mod chart;
mod checks;
mod chosen;
mod classes;
mod compare;
mod data;
mod department;
mod departments;
mod document;
mod documents;
mod feeds;
mod glossary;
mod guide;
mod not_found;
mod overview;
mod performance;
mod project;
mod search;
mod split;
mod text;
mod three_public;
mod year;

use super::{Gleaned, House, Job, Site};
use crate::messages::{Locale, say};

/// A kind of page that each body, or each of its documents, has.
type OfBody = for<'s> fn(&'s Site<'s>) -> Vec<Job<'s>>;

/// A kind of page over all bodies: what it keeps of some bodies, and its files.
struct List {
    glean: fn(&Site<'_>, &mut Gleaned),
    jobs: for<'h> fn(&'h House<'h>) -> Vec<Job<'h>>,
}

const OF_BODIES: &[OfBody] = &[
    // The longest work begins first.
    department::jobs,
    year::jobs,
    project::jobs,
    chart::jobs,
    compare::of_bodies,
    chosen::of_bodies,
    document::jobs,
    data::of_bodies,
    feeds::of_bodies,
];

const LISTS: &[List] = &[
    data::LIST,
    overview::LIST,
    departments::LIST,
    classes::FUNCTIONS,
    classes::ECONOMICS,
    compare::LIST,
    chosen::LIST,
    three_public::LIST,
    performance::LIST,
    documents::LIST,
    checks::LIST,
    changes::LIST,
    feeds::LIST,
    glossary::LIST,
    guide::LIST,
    search::LIST,
    text::LIST,
    not_found::LIST,
];

/// The files of some bodies.
pub(super) fn of_bodies<'s>(site: &'s Site<'s>) -> Vec<Job<'s>> {
    OF_BODIES.iter().flat_map(|view| view(site)).collect()
}

/// What lists keep of some bodies.
pub(super) fn glean(site: &Site<'_>, gleaned: &mut Gleaned) {
    LISTS.iter().for_each(|list| (list.glean)(site, gleaned));
}

/// The files over all bodies.
pub(super) fn of_house<'h>(house: &'h House<'h>) -> Vec<Job<'h>> {
    LISTS.iter().flat_map(|list| (list.jobs)(house)).collect()
}

/// A list that needs nothing of bodies.
fn nothing(_: &Site<'_>, _: &mut Gleaned) {}

/// Where a body stands among the others: by division, then by id.
fn order(department: &crate::model::Department) -> String {
    format!("{}\u{1F}{}", department.division, department.id)
}

/// What pieces of a list over bodies say of where they belong: `group`, `group_name`, `body`.
fn grouped(
    locale: Locale,
    department: &crate::model::Department,
    mut piece: serde_json::Value,
) -> serde_json::Value {
    let (code, name) = (&department.division, &department.division_name);
    piece["group"] = if code.is_empty() { "unknown".into() } else { code.as_str().into() };
    piece["group_name"] = if name.is_empty() {
        say!(locale, "region-unknown").into()
    } else {
        super::names::shown(locale, name).into()
    };
    piece["body"] = (&*department.id).into();
    piece
}
