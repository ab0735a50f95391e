//! What the script of the page `compare.html` chooses from: the bodies, and a file per body with the figures of its years. They are
//! scripts and not data to fetch, for a page that was opened from disk may load nothing else.

use serde_json::{Value, json};

use super::super::account::{Account, Branch, ThreeYear, years};
use super::super::desk::Desk;
use super::super::format;
use super::super::names;
use super::super::routes;
use super::super::words::scope_words;
use super::super::{Gleaned, House, Job, Site};
use super::{List, order};
use crate::messages::{Locale, say};
use crate::model::{Department, Fact, Phase};

pub(super) const LIST: List = List { glean, jobs };

/// The file of a body.
fn of_body(id: &str) -> String {
    format!("compare/{id}.js")
}

const BODIES: &str = "compare/bodies.js";

/// A call of a function of the script. What JSON is, JavaScript is, too.
fn call(function: &str, value: &Value) -> Vec<u8> {
    format!("{function}({value});\n").into_bytes()
}

pub(super) fn of_bodies<'s>(site: &'s Site<'s>) -> Vec<Job<'s>> {
    let known = site.ledger.bodies().filter(|department| !years(site.ledger, &department.id).is_empty());
    known
        .map(|department| {
            Job::new(of_body(&department.id), move || Ok(call("chosenBody", &figures(site, department))))
        })
        .collect()
}

/// The figures of a body: for each year and phase its scope, and name, printed form and place of each figure.
fn figures(site: &Site<'_>, department: &Department) -> Value {
    // The page that shows them stands at the root.
    let desk = site.desk(routes::COMPARE, &[]);
    let mut columns = Vec::new();
    for year in years(site.ledger, &department.id).into_iter().rev() {
        let Some(account) = Account::new(site.ledger, department, year) else { continue };
        for phase in [Phase::Final, Phase::Budget] {
            let Some(total) = account.total(phase) else { continue };
            columns.push(json!({
                "year": year,
                "phase": site.locale.word("phase", phase.id(), phase.label()),
                "scope": scope_words(site.locale, account.scope),
                "href": desk.to(&routes::department_year(&department.id, year)),
                "rows": rows(&desk, &account, phase, total),
            }));
        }
    }
    json!({ "id": &*department.id, "name": names::shown(site.locale, &department.name), "columns": columns })
}

fn rows(desk: &Desk<'_>, account: &Account<'_>, phase: Phase, total: &Fact) -> Vec<Value> {
    let row = |label: &str, fact: &Fact| {
        let mut row = json!([label, desk.fig(fact).text, desk.place(fact), &*fact.id]);
        // What is rounded for reading is subtracted exactly.
        if let (Locale::English, Value::Array(cells)) = (desk.locale, &mut row) {
            cells.push(format::money(desk.locale, fact.amount.comparable()).to_string().into());
        }
        row
    };
    let mut rows = vec![row(&say!(desk.locale, "total-column"), total)];
    if let Some(nature) = account.nature(phase) {
        rows.extend([
            row(&say!(desk.locale, "basic-expenditure"), nature.basic),
            row(&say!(desk.locale, "project-expenditure"), nature.project),
        ]);
    }
    let three = ThreeYear::of(desk.ledger, account.department, account.year);
    let items = if phase == Phase::Final { &three.spent } else { &three.budget };
    let own = items.total.filter(|total| total.scope == account.scope && !items.contradicts());
    rows.extend(own.map(|total| row(&say!(desk.locale, "three-public-column"), total)));
    let mut classes = |all: &[Branch<'_>], what: &str| {
        let named = |branch: &Branch<'_>| {
            row(
                &say!(desk.locale, "name-and-title", name = what, title = desk.subject(branch.total)),
                branch.total,
            )
        };
        rows.extend(all.iter().map(named));
    };
    if let Some(functions) = account.functions(phase) {
        classes(&functions.classes, &say!(desk.locale, "chosen-function"));
    }
    if let Some(economic) = account.economic(phase) {
        classes(&economic.classes, &say!(desk.locale, "basic-expenditure"));
    }
    rows
}

fn glean(site: &Site<'_>, gleaned: &mut Gleaned) {
    for department in site.ledger.bodies() {
        if !years(site.ledger, &department.id).is_empty() {
            let entry = json!([
                &*department.id,
                names::shown(site.locale, &department.name),
                names::shown(site.locale, &department.division_name)
            ]);
            gleaned.add("chosen", order(department), entry);
        }
    }
}

fn jobs<'h>(house: &'h House<'h>) -> Vec<Job<'h>> {
    vec![Job::new(BODIES, move || {
        let all: Vec<&Value> = house.gathered.list("chosen").collect();
        Ok(call("chosenBodies", &json!(all)))
    })]
}
