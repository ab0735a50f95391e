//! Functional and economic classes across bodies: a page per class, group and item. Bodies are ranked and summed only among
//! figures of one year, phase, scope and kind of money; the others stand apart, and it is said which they are. Each body
//! leaves its rows; a page that would grow too long is cut by year and phase, then by division, then by initial.

mod entry;
mod page;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::super::account::{Account, Branch, years};
use super::super::plates::is_class_code;
use super::super::routes;
use super::super::{Gleaned, House, Job, Site};
use super::{List, grouped, order};
use crate::messages::{Locale, say};
use crate::model::{Fact, Phase, Scope, Statement};
use crate::taxonomy::{self, Class};

use entry::{Cover, Entry};

pub(super) const FUNCTIONS: List =
    List { glean: |site, gleaned| glean(&FUNCTION, site, gleaned), jobs: |house| jobs(&FUNCTION, house) };
pub(super) const ECONOMICS: List =
    List { glean: |site, gleaned| glean(&ECONOMIC, site, gleaned), jobs: |house| jobs(&ECONOMIC, house) };

/// A classification.
struct Classification {
    /// Its list, and the page of all its classes.
    list: &'static str,
    page: &'static str,
    /// What it is called.
    name: fn(Locale) -> String,
    /// What it asks.
    question: fn(Locale) -> String,
    /// The page of the other one, and what that is called.
    other: (&'static str, fn(Locale) -> String),
    /// Its catalogue.
    class: fn(&str) -> Option<&'static Class>,
    rows: for<'l> fn(&Account<'l>, Phase) -> Rows<'l>,
}

const FUNCTION: Classification = Classification {
    list: "functions",
    page: routes::FUNCTIONS,
    name: |locale| say!(locale, "functions-name"),
    question: |locale| say!(locale, "functions-question"),
    other: (routes::ECONOMICS, |locale| say!(locale, "economics-name")),
    class: taxonomy::function,
    rows: of_functions,
};

const ECONOMIC: Classification = Classification {
    list: "economics",
    page: routes::ECONOMICS,
    name: |locale| say!(locale, "economics-name"),
    question: |locale| say!(locale, "economics-question"),
    other: (routes::FUNCTIONS, |locale| say!(locale, "functions-name")),
    class: taxonomy::economic,
    rows: of_economics,
};

/// The rows of a body's table, and what they are parts of.
#[derive(Default)]
struct Rows<'l> {
    total: Option<&'l Fact>,
    cover: Cover,
    rows: Vec<&'l Fact>,
}

fn of_functions<'l>(account: &Account<'l>, phase: Phase) -> Rows<'l> {
    let Some(functions) = account.functions(phase) else { return Rows::default() };
    let general = functions.statement == Statement::GeneralByFunction;
    Rows {
        total: Some(functions.total),
        cover: if general { Cover::General } else { Cover::All },
        rows: flat(&functions.classes),
    }
}

fn of_economics<'l>(account: &Account<'l>, phase: Phase) -> Rows<'l> {
    let Some(economic) = account.economic(phase) else { return Rows::default() };
    Rows { total: Some(economic.total), cover: Cover::Basic, rows: flat(&economic.classes) }
}

fn flat<'l>(classes: &[Branch<'l>]) -> Vec<&'l Fact> {
    let mut all = Vec::new();
    Branch::flat(classes, 0, &mut all);
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let rows = all.into_iter().map(|(_, branch)| branch.total);
    rows.filter(|fact| is_class_code(&fact.subject.code) && seen.insert(&fact.subject.code)).collect()
}

fn glean(of: &Classification, site: &Site<'_>, gleaned: &mut Gleaned) {
    let desk = site.desk(routes::ANYWHERE, &[]);
    for department in &site.ledger.departments {
        let mut rows: Vec<String> = Vec::new();
        for year in years(site.ledger, &department.id) {
            let Some(account) = Account::new(site.ledger, department, year) else { continue };
            for phase in [Phase::Final, Phase::Budget] {
                let own = (of.rows)(&account, phase);
                let Some(total) = own.total else { continue };
                rows.extend(own.rows.into_iter().map(|fact| {
                    let official = (of.class)(&fact.subject.code).is_some();
                    entry::pack(&desk, (year, phase, account.scope, own.cover), fact, total, official)
                }));
            }
        }
        if rows.is_empty() {
            gleaned.count(&format!("{}:without", of.list), 1);
            continue;
        }
        let piece = json!({
            "name": department.title(),
            "href": desk.to(&routes::department(&department.id)),
            "rows": rows,
        });
        gleaned.add(of.list, order(department), grouped(site.locale, department, piece));
    }
}

/// All rows of a class.
struct Of<'h> {
    code: &'h str,
    name: String,
    entries: Vec<Entry<'h>>,
    /// The classes above that have a page, from the top.
    above: Vec<(&'h str, String)>,
    /// The classes right below, with how many bodies have them.
    below: Vec<(&'h str, String, usize)>,
}

fn jobs<'h>(of: &'static Classification, house: &'h House<'h>) -> Vec<Job<'h>> {
    let classes = classes(of, house);
    let index: Vec<Value> = classes
        .values()
        .filter(|class| class.code.len() == 3)
        .map(|class| json!({ "code": class.code, "name": class.name, "href": routes::group(of.page, class.code), "bodies": bodies(&class.entries), "below": page::below(of, class, of.page) }))
        .collect();
    let mut jobs = vec![Job::new(of.page, move || page::index(of, house, &index))];
    for class in classes.into_values() {
        jobs.extend(page::of_class(of, house, class));
    }
    jobs
}

fn classes<'h>(of: &Classification, house: &'h House<'h>) -> BTreeMap<&'h str, Of<'h>> {
    let mut classes: BTreeMap<&str, Of<'_>> = BTreeMap::new();
    for piece in house.gathered.list(of.list) {
        let rows = piece["rows"].as_array().into_iter().flatten().filter_map(Value::as_str);
        for entry in rows.filter_map(|row| Entry::unpack(piece, row)) {
            let class = classes.entry(entry.code).or_insert_with(|| {
                let official = (of.class)(entry.code).map(|class| class.name.clone());
                let name = official.unwrap_or_else(|| entry.name.to_owned());
                Of { code: entry.code, name, entries: Vec::new(), above: Vec::new(), below: Vec::new() }
            });
            class.entries.push(entry);
        }
    }
    let all: Vec<(&str, String, usize)> =
        classes.values().map(|class| (class.code, class.name.clone(), bodies(&class.entries))).collect();
    let names: BTreeMap<&str, &str> = all.iter().map(|(code, name, _)| (*code, name.as_str())).collect();
    for class in classes.values_mut() {
        let codes = (3..class.code.len()).step_by(2).filter_map(|end| class.code.get(..end));
        class.above = codes.filter_map(|code| Some((code, (*names.get(code)?).to_owned()))).collect();
    }
    for (code, name, count) in all {
        let parent = code.len().checked_sub(2).and_then(|end| code.get(..end));
        if let Some(class) = parent.and_then(|parent| classes.get_mut(parent)) {
            class.below.push((code, name, count));
        }
    }
    classes
}

/// How many bodies some rows are of.
fn bodies(entries: &[Entry<'_>]) -> usize {
    entries.iter().map(|entry| entry.body).collect::<BTreeSet<_>>().len()
}

/// What makes figures of bodies comparable: year, phase, scope and kind of money.
type Basis = (i32, Phase, Scope, Cover);
