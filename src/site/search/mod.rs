//! Search without a server: what can be found ([`Entry`]), under which keys (`keys.rs`), and the files that a browser loads
//! of it (`parts.rs`). A body leaves its entries when its pages are made; the files are made when all addresses are known.
//!
//! A file of the index is a script that hands its text to one function: pages opened from disk may load scripts and nothing
//! else. `static/search.js` is its only reader.

mod entries;
mod keys;
mod parts;

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::frame::navigation;
use super::{Gleaned, House, Job, Site, routes};
use crate::messages::{Locale, say};
use crate::taxonomy::glossary;
use crate::verify::RULES;

pub(crate) use keys::initial;

/// What an entry is. Kinds that stand first here are offered first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Kind {
    Body,
    Class,
    Term,
    Page,
    Rule,
    Project,
}

impl Kind {
    const ALL: [Kind; 6] = [Kind::Body, Kind::Class, Kind::Term, Kind::Page, Kind::Rule, Kind::Project];

    fn words(self, locale: Locale) -> String {
        match self {
            Self::Body => say!(locale, "department-head"),
            Self::Class => say!(locale, "found-class"),
            Self::Term => say!(locale, "found-term"),
            Self::Page => say!(locale, "found-page"),
            Self::Rule => say!(locale, "rule-head"),
            Self::Project => say!(locale, "project-column"),
        }
    }
}

/// Something that can be found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Entry {
    kind: Kind,
    name: String,
    /// Other names: former ones, English ones.
    also: Vec<String>,
    /// What it is found by from its first character on, only.
    code: String,
    /// What stands beside the name: a division, a body.
    beside: String,
    /// A figure with its year, phase and unit.
    figure: String,
    /// The id of that figure.
    of: String,
    /// Its pages; those of years with the year, the first is the one that is opened.
    pages: Vec<(i32, String)>,
    /// The larger are offered first.
    weight: Decimal,
}

/// The list that the entries of bodies wait in.
const LIST: &str = "search";

/// Keeps what can be found of some bodies, one text for each: there may be many.
pub(super) fn glean(site: &Site<'_>, gleaned: &mut Gleaned) {
    if !site.output.search {
        return;
    }
    for department in &site.ledger.departments {
        let entries = entries::of_body(site, department);
        if let Ok(text) = serde_json::to_string(&entries) {
            gleaned.add(LIST, &*department.id, text.into());
        }
    }
}

/// The files of the index.
pub(super) fn jobs<'h>(house: &'h House<'h>, addresses: &BTreeSet<&str>) -> Vec<Job<'h>> {
    if !house.output.search {
        return Vec::new();
    }
    let of_bodies = house.gathered.list(LIST).filter_map(|text| serde_json::from_str(text.as_str()?).ok());
    let (classes, mut entries): (Vec<Entry>, Vec<Entry>) =
        of_bodies.flat_map(|own: Vec<Entry>| own).partition(|entry| entry.kind == Kind::Class);
    entries.extend(merged(house.locale, classes, addresses));
    entries.extend(own_pages(house.locale));
    entries.sort_by(|a, b| (a.kind, b.weight, &a.name, &a.pages).cmp(&(b.kind, a.weight, &b.name, &b.pages)));
    let files = parts::files(house.locale, &entries);
    files.into_iter().map(|(path, bytes)| Job::new(path, move || Ok(bytes.clone()))).collect()
}

/// Classes of all bodies: each once, with its own page where there is one, else with the page of the body that spends most.
fn merged(locale: Locale, classes: Vec<Entry>, addresses: &BTreeSet<&str>) -> Vec<Entry> {
    let mut by_code: BTreeMap<(String, String), (Entry, usize)> = BTreeMap::new();
    for entry in classes {
        // `also` holds the folder of its page.
        let folder = entry.also.first().cloned().unwrap_or_default();
        let held = by_code.entry((folder, entry.code.clone())).or_insert_with(|| (entry.clone(), 0));
        held.1 += 1;
        if (entry.weight, &held.0.pages) > (held.0.weight, &entry.pages) {
            held.0 = entry;
        }
    }
    let one = |((folder, code), (mut entry, bodies)): ((String, String), (Entry, usize))| {
        let own = format!("{folder}/{code}.html");
        if addresses.contains(own.as_str()) {
            entry.pages = vec![(0, own)];
        }
        let scheme = if folder == "functions" {
            say!(locale, "found-function")
        } else {
            say!(locale, "found-economic")
        };
        entry.beside =
            say!(locale, "found-class-beside", scheme = scheme, bodies = bodies, most = entry.beside);
        entry.also.clear();
        // What is above is offered first: the shorter code.
        entry.weight = -Decimal::from(code.len());
        entry
    };
    by_code.into_iter().map(one).collect()
}

/// What is no body's: terms, rules and the pages of the navigation.
fn own_pages(locale: Locale) -> Vec<Entry> {
    let plain = |kind, at: usize, name: &str, also: &str, code: &str, page: String| Entry {
        kind,
        name: name.to_owned(),
        also: Some(also.to_owned()).into_iter().filter(|also| !also.is_empty()).collect(),
        code: code.to_owned(),
        beside: String::new(),
        figure: String::new(),
        of: String::new(),
        pages: vec![(0, page)],
        weight: -Decimal::from(at),
    };
    let terms = glossary().iter().enumerate().map(|(at, term)| {
        let (name, also) =
            if locale == Locale::Chinese { (&term.term, &term.english) } else { (&term.english, &term.term) };
        plain(Kind::Term, at, name, also, "", format!("{}#{}", routes::GLOSSARY, term.id))
    });
    let guide = (routes::GUIDE, say!(locale, "guide-name"));
    let pages = navigation(locale).into_iter().chain([guide]).enumerate();
    let pages = pages.map(|(at, (page, words))| plain(Kind::Page, at, &words, "", "", page.to_owned()));
    let rules = RULES.iter().enumerate().map(|(at, rule)| {
        let title = locale.rule(rule.id).title;
        plain(Kind::Rule, at, &title, "", rule.id, routes::rule(rule.id))
    });
    terms.chain(pages).chain(rules).collect()
}
