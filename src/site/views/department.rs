//! One body over the years: what is held, the totals of every year and phase, 三公, its documents, its names.

use serde_json::{Value, json};

use super::super::account::{Account, ThreeYear, years};
use super::super::citation;
use super::super::coverage;
use super::super::data;
use super::super::desk::Desk;
use super::super::format;
use super::super::frame::Frame;
use super::super::html::Fig;
use super::super::names;
use super::super::plates::{self, Home, year_phase};
use super::super::routes;
use super::super::table::{Cell, Table};
use super::super::words::lead::{headline, unit_of};
use super::super::{Job, Site};
use super::compare;
use crate::error::Result;
use crate::ledger::Record;
use crate::messages::say;
use crate::model::How;
use crate::model::{Department, Fact, Measure, Phase, Scope, Statement};

pub(super) fn jobs<'s>(site: &'s Site<'s>) -> Vec<Job<'s>> {
    let page = |department: &'s Department| {
        Job::new(routes::department(&department.id), move || page(site, department))
    };
    site.ledger.departments.iter().map(page).collect()
}

fn page(site: &Site<'_>, department: &Department) -> Result<Vec<u8>> {
    let path = routes::department(&department.id);
    let mut records: Vec<&Record> = site.ledger.records_of(&department.id).collect();
    records.sort_by_key(|record| (std::cmp::Reverse(record.identity.fiscal_year), record.path.clone()));
    let desk = site.desk(path.as_str(), &records);
    let span = coverage::span(&desk, department);
    let held = years(site.ledger, &department.id);
    let figures = figures(&desk, department, &span);
    let mut card = None;
    let plates: Vec<Value> = plates::DEPARTMENT
        .iter()
        .filter_map(|(kind, build)| {
            let plate = build(&desk, department)?;
            let shown = plate.show(&desk, &Home::chart(&department.id, None, kind));
            card.get_or_insert_with(|| Home::chart(&department.id, None, kind).file("png"));
            Some(json!({ "question": plates::asked(site.locale, kind), "plate": shown }))
        })
        .collect();
    let names: Vec<Value> = department
        .names
        .iter()
        .map(|name| json!({ "name": name.name, "from": name.from, "to": name.to }))
        .collect();
    let years: Vec<Value> = held
        .iter()
        .rev()
        .map(|year| {
            let tally = site.tally(&department.id, *year);
            json!({
                "year": year,
                "href": desk.to(&routes::department_year(&department.id, *year)),
                "mismatches": tally.contradictions(),
                "ran": tally.ran(),
            })
        })
        .collect();
    let parent = &department.parent_name;
    let title = names::shown(site.locale, &department.title());
    let it = json!({
        "name": title,
        "region": department.is_region(),
        "id": &*department.id,
        "division": names::shown(site.locale, &department.division_name),
        "parent": (!parent.is_empty())
            .then(|| json!({ "name": names::shown(site.locale, parent), "href": desk.to(&routes::department(&department.parent)) })),
        "registered": department.registered,
        "lead": lead(&desk, department, &held),
        "coverage": coverage::matrix(&desk, department, &span),
        // What every department must publish, a region's summary need not contain.
        "missing": if department.is_region() { Vec::new() } else { coverage::missing(&desk, department, &span) },
        "rail": coverage::rail(&desk, department, 0),
        "years": years,
        "figures": figures,
        "plates": plates,
        "compared": compare::links(&desk, department, &compare::pairs(site, department)),
        "no_trend": plates::trend::instead(&desk, department),
        "names": names,
        "documents": records.iter().map(|record| citation::listed(&desk, record)).collect::<Vec<_>>(),
        "json": desk.to(&data::of_department(&department.id)),
        "workbook": match site.output.has_workbooks() {
            true => desk.to(&data::workbook_of(&department.id)),
            false => String::new(),
        },
        "feed": if site.config.base_url.is_empty() {
            String::new()
        } else {
            desk.to(&routes::department_feed(&department.id))
        },
        "citation": citation::citation(site, &path, &title, &records),
        "abridged": records.iter().any(|record| record.edition() == crate::model::Edition::Abridged),
    });
    let frame = Frame::new(path, title, routes::DEPARTMENTS)
        .fed(department)
        .under(routes::INDEX, say!(site.locale, "overview"))
        .under(routes::DEPARTMENTS, say!(site.locale, "nav-departments"))
        .described(say!(
            site.locale,
            "department-described",
            name = names::shown(site.locale, &department.name)
        ))
        .carded(card.unwrap_or_default());
    site.page("department.html", frame, &it)
}

fn lead(desk: &Desk<'_>, department: &Department, held: &[i32]) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut phases: Vec<Phase> = Vec::new();
    for year in held.iter().rev().take(3) {
        let Some(account) = Account::new(desk.ledger, department, *year) else { continue };
        let phase = account.phase();
        let Some(total) = account.total(phase) else { continue };
        let when = if phase == Phase::Final { phase } else { Phase::Budget };
        phases.push(phase);
        said.push(say!(
            desk.locale,
            "department-lead",
            when = year_phase(desk.locale, *year, when),
            figure = headline(desk, total).html(),
            unit = unit_of(desk, total)
        ));
    }
    let mut lead = said.join(&say!(desk.locale, "clause-separator"));
    if !lead.is_empty() {
        lead += &say!(desk.locale, "full-stop");
        if phases.windows(2).any(|pair| pair[0] != pair[1]) {
            lead += &say!(desk.locale, "phases-differ");
        }
    }
    lead
}

/// The totals of every year and phase, from whatever document prints them.
fn figures(desk: &Desk<'_>, department: &Department, span: &[i32]) -> Table {
    let mut table = Table::new(
        say!(desk.locale, "figures-caption"),
        &[
            &say!(desk.locale, "year-head"),
            &say!(desk.locale, "phase-head"),
            &say!(desk.locale, "scope-head"),
            &format!("#{}", say!(desk.locale, "total-column")),
            &format!("#{}", say!(desk.locale, "basic-expenditure")),
            &format!("#{}", say!(desk.locale, "project-expenditure")),
            &format!("#{}", say!(desk.locale, "three-public-column")),
        ],
    );
    for year in span.iter().rev() {
        let three = ThreeYear::of(desk.ledger, department, *year);
        for phase in [Phase::Final, Phase::Adjusted, Phase::Budget] {
            let items = match phase {
                Phase::Budget => &three.budget,
                Phase::Adjusted | Phase::Execution => &three.adjusted,
                Phase::Final => &three.spent,
            };
            let (scope, total, basic, project) = totals(desk, department, *year, phase);
            if [total, basic, project, items.total].iter().all(Option::is_none) {
                continue;
            }
            let cell = |fact: Option<&Fact>| Cell::maybe(fact.map(|fact| desk.fig(fact)).as_ref(), "—");
            let scope = scope.map_or_else(String::new, |scope| match scope {
                Scope::Department => say!(desk.locale, "scope-short-department"),
                Scope::Unit => say!(desk.locale, "scope-short-unit"),
                Scope::Region => say!(desk.locale, "scope-short-region"),
            });
            table.row(vec![
                Cell::text(year.to_string()),
                Cell::text(desk.locale.arg(&phase.into())),
                Cell::text(scope),
                total
                    .map_or_else(|| added(desk, department, *year, phase), |fact| Cell::fig(&desk.fig(fact))),
                cell(basic),
                cell(project),
                cell(items.total),
            ]);
        }
    }
    table
}

/// The total of a year that no document prints, where the disclosure of the year after gives its parts.
fn added(desk: &Desk<'_>, department: &Department, year: i32, phase: Phase) -> Cell {
    let prior = Account::new(desk.ledger, department, year + 1).and_then(|account| account.prior(phase));
    let Some(prior) = prior else { return Cell::maybe(None, "—") };
    let sum = desk.computed(
        format::wan(desk.locale, prior.amount),
        &prior.facts,
        How::Sum,
        &say!(desk.locale, "how-sum-of-parts"),
    );
    Cell::fig(&Fig { derived: true, ..sum })
}

type Totals<'l> = (Option<Scope>, Option<&'l Fact>, Option<&'l Fact>, Option<&'l Fact>);

fn totals<'l>(desk: &Desk<'l>, department: &'l Department, year: i32, phase: Phase) -> Totals<'l> {
    if let Some(account) = Account::new(desk.ledger, department, year) {
        let nature = account.nature(phase);
        let total = account.total_or_derived(phase);
        let (basic, project) = (nature.map(|n| n.basic), nature.map(|n| n.project));
        if total.is_some() {
            return (Some(account.scope), total, basic, project);
        }
    }
    let derived = desk
        .ledger
        .query()
        .department(&department.id)
        .year(year)
        .phase(phase)
        .measure(Measure::Total)
        .statement(Statement::Narrative)
        .with_derived();
    let total = ["year_expenditure", "budget_expenditure", "budget"]
        .into_iter()
        .find_map(|code| derived.code(code).first());
    let (basic, project) = (derived.code("basic").first(), derived.code("project").first());
    let scope = total.or(basic).map(|fact| fact.scope);
    (scope, total, basic, project)
}
