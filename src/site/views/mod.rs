//! The kinds of pages. A view lists the files of its kind; a new one is a file and a line in [`VIEWS`].

mod changes;
mod chart;
mod checks;
mod data;
mod department;
mod departments;
mod document;
mod documents;
mod glossary;
mod not_found;
mod overview;
mod performance;
mod project;
mod text;
mod three_public;
mod year;

use super::{Job, Site};

type View = for<'s> fn(&'s Site<'s>) -> Vec<Job<'s>>;

const VIEWS: &[View] = &[
    // The longest work begins first.
    data::jobs,
    overview::jobs,
    departments::jobs,
    department::jobs,
    year::jobs,
    project::jobs,
    three_public::jobs,
    performance::jobs,
    chart::jobs,
    documents::jobs,
    document::jobs,
    checks::jobs,
    changes::jobs,
    glossary::jobs,
    text::jobs,
    not_found::jobs,
];

/// All files of the site.
pub(super) fn jobs<'s>(site: &'s Site<'s>) -> Vec<Job<'s>> {
    VIEWS.iter().flat_map(|view| view(site)).collect()
}
