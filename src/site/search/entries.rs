//! What can be found of a body: itself, its projects, the classes that it spends on. Each with the newest figure that its
//! own pages print, as it stands in the document, with year, phase and unit.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::super::account::{Account, years};
use super::super::desk::class_name;
use super::super::names;
use super::super::plates::year_phase;
use super::super::{Site, format, routes};
use super::{Entry, Kind};
use crate::ledger::Project;
use crate::messages::Locale;
use crate::model::{Department, Fact, Measure, Scheme, Statement};
use crate::taxonomy::{economic, function};

pub(super) fn of_body(site: &Site<'_>, department: &Department) -> Vec<Entry> {
    let accounts: Vec<Account<'_>> = years(site.ledger, &department.id)
        .into_iter()
        .rev()
        .filter_map(|year| Account::new(site.ledger, department, year))
        .collect();
    let mut entries = vec![body(site.locale, department, &accounts)];
    entries.extend(projects(site, department, &accounts));
    entries.extend(classes(site.locale, &accounts));
    entries
}

/// A figure with its year, phase and unit, as printed.
fn told(locale: Locale, fact: &Fact) -> String {
    let when = fact.phase.map_or_else(String::new, |phase| year_phase(locale, fact.fiscal_year, phase));
    format!("{when} {} {}", format::thousands(fact.amount.value), locale.unit(fact.amount.unit))
}

/// An entry with a figure.
fn with(locale: Locale, mut entry: Entry, fact: Option<&Fact>) -> Entry {
    if let Some(fact) = fact.filter(|fact| fact.amount.unit.is_money()) {
        entry.figure = told(locale, fact);
        entry.of = fact.id.to_string();
        entry.weight = fact.amount.comparable();
    }
    entry
}

fn entry(kind: Kind, name: &str, beside: &str) -> Entry {
    Entry {
        kind,
        name: name.to_owned(),
        also: Vec::new(),
        code: String::new(),
        beside: beside.to_owned(),
        figure: String::new(),
        of: String::new(),
        pages: Vec::new(),
        weight: Decimal::ZERO,
    }
}

fn body(locale: Locale, department: &Department, accounts: &[Account<'_>]) -> Entry {
    let total = accounts.iter().find_map(|account| account.total(account.phase()));
    let mut entry = with(
        locale,
        entry(
            Kind::Body,
            &names::shown(locale, &department.name),
            &names::shown(locale, &department.division_name),
        ),
        total,
    );
    let names = department.names.iter().map(|name| &name.name);
    entry.also = names.filter(|name| **name != department.name).cloned().collect();
    entry.pages.push((0, routes::department(&department.id)));
    let of_year =
        |account: &Account<'_>| (account.year, routes::department_year(&department.id, account.year));
    entry.pages.extend(accounts.iter().map(of_year));
    entry
}

/// A project in a year: its name and code, the figure that is told of it, its page.
struct OfYear<'l> {
    name: &'l str,
    code: &'l str,
    fact: Option<&'l Fact>,
    year: i32,
    page: String,
}

/// Projects with pages of their own, and those that only a budget lists; one of several years is one entry.
fn projects(site: &Site<'_>, department: &Department, accounts: &[Account<'_>]) -> Vec<Entry> {
    let mut found: BTreeMap<&str, Entry> = BTreeMap::new();
    let all = accounts.iter().flat_map(|account| projects_of(site, account));
    for OfYear { name, code, fact, year, page } in all.filter(|one| !one.name.is_empty()) {
        let held = found.entry(name).or_insert_with(|| {
            with(site.locale, entry(Kind::Project, name, &names::shown(site.locale, &department.name)), fact)
        });
        if held.code.is_empty() {
            code.clone_into(&mut held.code);
        }
        // The page of a project stands before the list that has it, and newer years before older ones.
        if held.pages.iter().all(|(other, _)| *other != year) {
            held.pages.push((year, page));
        }
    }
    found.into_values().collect()
}

fn projects_of<'l>(site: &Site<'l>, account: &Account<'l>) -> Vec<OfYear<'l>> {
    let (ledger, id, year) = (site.ledger, &*account.department.id, account.year);
    let mut own: Vec<&Project> =
        ledger.projects_of(id).filter(|project| project.fiscal_year == year).collect();
    own.retain(|project| ledger.record(&project.document).is_some());
    own.sort_by(|a, b| a.slug.cmp(&b.slug));
    let evaluated = own.into_iter().map(|project| {
        let ids = [&project.executed, &project.adjusted, &project.budget];
        let fact = ids.into_iter().flatten().find_map(|id| ledger.fact(id));
        OfYear { name: &project.name, code: &project.code, fact, year, page: routes::project(project) }
    });
    let query = account.query().statement(Statement::Project).measure(Measure::Total);
    let page = format!("{}#people", routes::department_year(id, year));
    let listed = query.scheme(Scheme::Project).all().into_iter().filter(|fact| !fact.subject.is_total());
    let listed = listed.map(|fact| OfYear {
        name: &fact.subject.name,
        code: &fact.subject.code,
        fact: Some(fact),
        year,
        page: page.clone(),
    });
    evaluated.chain(listed).collect()
}

/// The classes of the body, each with its newest figure.
fn classes(locale: Locale, accounts: &[Account<'_>]) -> Vec<Entry> {
    let mut found: BTreeMap<(&str, &str), Entry> = BTreeMap::new();
    for account in accounts {
        for (scheme, folder) in [(Scheme::Function, "functions"), (Scheme::Economic, "economics")] {
            let query = account.query().scheme(scheme).phase(account.phase());
            let mut newest: BTreeMap<&str, &Fact> = BTreeMap::new();
            for fact in query.all() {
                let code = &*fact.subject.code;
                if !(is_code(code) && matches!(fact.measure, Measure::Total | Measure::Basic)) {
                    continue;
                }
                let held = newest.entry(code).or_insert(fact);
                if fact.amount.comparable() > held.amount.comparable() {
                    *held = fact;
                }
            }
            for (code, fact) in newest {
                found.entry((folder, code)).or_insert_with(|| class(locale, account, folder, code, fact));
            }
        }
    }
    found.into_values().collect()
}

fn is_code(code: &str) -> bool {
    matches!(code.len(), 3 | 5 | 7) && code.bytes().all(|byte| byte.is_ascii_digit())
}

fn class(locale: Locale, account: &Account<'_>, folder: &str, code: &str, fact: &Fact) -> Entry {
    let official = if folder == "functions" { function(code) } else { economic(code) };
    let name = official.map_or(&*fact.subject.name, |class| &*class.name);
    let name = class_name(locale, fact.subject.scheme, code).unwrap_or(name);
    let mut entry =
        with(locale, entry(Kind::Class, name, &names::shown(locale, &account.department.name)), Some(fact));
    entry.code = code.to_owned();
    entry.also = vec![folder.to_owned()];
    entry.pages.push((0, routes::department_year(&account.department.id, account.year)));
    entry
}
