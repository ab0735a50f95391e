//! One fiscal year of a body: budget, final account and performance together, as answers to questions.

use serde::Serialize;
use serde_json::{Value, json};

use super::super::account::{Account, Explained, ThreeYear, years};
use super::super::citation;
use super::super::coverage;
use super::super::data;
use super::super::desk::Desk;
use super::super::findings;
use super::super::format;
use super::super::frame::Frame;
use super::super::html::Sentence;
use super::super::names;
use super::super::places;
use super::super::plates::{self, Home, Question};
use super::super::routes;
use super::super::table::{Cell, Table};
use super::super::words::{self, gist, lead};
use super::super::{Job, Site};
use super::compare;
use crate::error::Result;
use crate::ledger::Record;
use crate::messages::{Locale, say};
use crate::model::{Department, Edition, Fact, RowKind, Standing, Statement, Verdict};

pub(super) fn jobs<'s>(site: &'s Site<'s>) -> Vec<Job<'s>> {
    let mut jobs = Vec::new();
    for department in &site.ledger.departments {
        for year in years(site.ledger, &department.id) {
            let path = routes::department_year(&department.id, year);
            jobs.push(Job::new(path, move || page(site, department, year)));
        }
    }
    jobs
}

/// A question with its answer.
#[derive(Serialize)]
struct Section {
    id: &'static str,
    question: String,
    gist: Vec<String>,
    plates: Vec<plates::Shown>,
    tables: Vec<Titled>,
    notes: Vec<Note>,
    /// Other pictures of the same figures.
    others: Vec<Value>,
}

/// A table with a name, open or behind its caption.
#[derive(Serialize)]
struct Titled {
    table: Table,
    open: bool,
}

/// A source note in the margin.
#[derive(Serialize)]
struct Note {
    code: String,
    href: String,
    /// Id of the figure.
    of: String,
    what: String,
    title: String,
}

fn page(site: &Site<'_>, department: &Department, year: i32) -> Result<Vec<u8>> {
    let path = routes::department_year(&department.id, year);
    let Some(account) = Account::new(site.ledger, department, year) else { return Ok(Vec::new()) };
    let documents = cited(&account);
    let desk = site.desk(path.as_str(), &documents);
    let tally = site.tally(&department.id, year);
    let mut shown: Vec<&crate::model::Finding> = site
        .checks(&department.id, year)
        .filter(|f| matches!(f.standing(), Standing::Contradiction | Standing::Reminder))
        .collect();
    shown.sort_by_key(|finding| finding.standing());
    let open = || site.checks(&department.id, year).filter(|f| f.standing() == Standing::Open);
    let titled = department.titled(&name_in(department, &account));
    let name = names::shown(site.locale, &titled);
    let title = say!(site.locale, "name-and-year", name = name.as_str(), year = year);
    let description: String = plain(&lead::lead(&desk, &account, &tally));
    let rounding = site.checks(&department.id, year).filter(|f| f.verdict == Verdict::Rounding);
    let sections = sections(&desk, &account);
    let card = sections.iter().flat_map(|section| &section.plates).next().map(|plate| {
        let own = plates::YEAR.iter().any(|(kind, ..)| *kind == plate.kind);
        Home::chart(&department.id, own.then_some(year), plate.kind).file("png")
    });
    let it = json!({
        "name": name,
        "year": year,
        "current_name": if titled == department.title() { String::new() } else { names::shown(site.locale, &department.name) },
        "division": names::shown(site.locale, &department.division_name),
        "kinds": kinds(site.locale, &account),
        "scope": words::scope_words(desk.locale, account.scope),
        "lead": lead::lead(&desk, &account, &tally),
        "keys": lead::keys(&desk, &account),
        "rail": coverage::rail(&desk, department, year),
        "compared": compare::links(&desk, department, &compare::pairs_with(site, department, year)),
        "sections": sections,
        "checked": gist::checked(site.locale, &tally),
        "ran": tally.ran() > 0,
        "findings": shown.iter().map(|f| findings::shown(&desk, f)).collect::<Vec<_>>(),
        "open": findings::brief(&desk, open()),
        "open_count": open().count(),
        "rounding": findings::brief(&desk, rounding),
        "rounding_count": tally.count(Verdict::Rounding),
        "checks_href": desk.to(routes::CHECKS),
        "documents": documents.iter().map(|record| citation::listed(&desk, record)).collect::<Vec<_>>(),
        "abridged": documents.iter().any(|record| record.edition() == Edition::Abridged),
        "unreadable": unreadable(&desk, &account),
        "json": desk.to(&data::of_department(&department.id)),
        "data": desk.to(routes::DATA),
        "department_href": desk.to(&routes::department(&department.id)),
        "citation": citation::citation(site, &path, &say!(site.locale, "accounts-of", title = title.as_str()), &documents),
    });
    let frame = Frame::new(path, title, routes::DEPARTMENTS)
        .fed(department)
        .under(routes::INDEX, say!(site.locale, "overview"))
        .under(routes::DEPARTMENTS, say!(site.locale, "nav-departments"))
        .under(routes::department(&department.id), names::shown(site.locale, &department.name))
        .described(description)
        .carded(card.unwrap_or_default());
    site.page("year.html", frame, &it)
}

/// The documents of the year, and those of other years whose figures stand on the page.
fn cited<'l>(account: &Account<'l>) -> Vec<&'l Record> {
    let mut records = account.records.clone();
    let years = ThreeYear::all(account.ledger, account.department);
    let facts =
        years.iter().flat_map(|year| [&year.budget, &year.adjusted, &year.spent]).flat_map(|i| i.facts());
    let prior = account.prior(account.phase());
    for fact in facts.chain(prior.iter().flat_map(|prior| prior.facts.iter().copied())) {
        if let Some(record) = account.ledger.record(&fact.document)
            && !records.iter().any(|other| other.path == record.path)
        {
            records.push(record);
        }
    }
    records
}

/// The name that the body had in a year: the printed one of its main document.
fn name_in(department: &Department, account: &Account<'_>) -> String {
    let in_year = |name: &&crate::model::DepartmentName| {
        name.from.is_none_or(|from| from <= account.year) && name.to.is_none_or(|to| account.year <= to)
    };
    department.names.iter().find(in_year).map_or_else(|| department.name.clone(), |name| name.name.clone())
}

fn kinds(locale: Locale, account: &Account<'_>) -> String {
    let mut kinds: Vec<String> = Vec::new();
    for kind in account.records.iter().flat_map(|record| &record.identity.kinds) {
        let words = locale.word("kind", kind.id(), kind.label());
        if !kinds.contains(&words) {
            kinds.push(words);
        }
    }
    kinds.join(&say!(locale, "list-separator"))
}

/// Markup without its tags, for descriptions.
fn plain(markup: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in markup.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out.replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
}

fn sections(desk: &Desk<'_>, account: &Account<'_>) -> Vec<Section> {
    let show = |question| -> Vec<(plates::Shown, Vec<Note>)> {
        plates::of_question(question, desk, account)
            .map(|(kind, plate)| {
                let notes = notes(desk, &plate.facts);
                let home = Home::chart(&account.department.id, Some(account.year), kind);
                let mut shown = plate.show(desk, &home);
                shown.table = plate.brief.unwrap_or(shown.table);
                (shown, notes)
            })
            .collect()
    };
    let mut three: Vec<(plates::Shown, Vec<Note>)> = Vec::new();
    if let Some(plate) = plates::three_public_of_year(desk, account.department, account.year) {
        let notes = notes(desk, &plate.facts);
        three.push((plate.show(desk, &Home::chart(&account.department.id, None, "three-public")), notes));
    }
    let work = plates::of_functions(account);
    let why = reasons(desk, account);
    let mut spent = gist::spent(desk, account);
    spent.extend(gist::income(desk, account));
    let mut all = [
        section(
            "spent",
            say!(desk.locale, "section-spent"),
            spent,
            show(Question::Spent),
            income(desk, account),
        ),
        section(
            "why",
            say!(desk.locale, "section-why"),
            gist::why(desk.locale, account, !why.is_empty()),
            Vec::new(),
            why,
        ),
        section(
            "functions",
            say!(desk.locale, "section-functions"),
            gist::functions(desk, account),
            show(Question::Functions),
            Vec::new(),
        ),
        section(
            "people",
            say!(desk.locale, "section-people"),
            gist::people(desk, account),
            show(Question::People),
            projects(desk, account),
        ),
        section(
            "three-public",
            say!(desk.locale, "section-three-public"),
            gist::three_public(desk, account),
            three,
            Vec::new(),
        ),
        section(
            "performance",
            say!(desk.locale, "work-question"),
            gist::performance(desk, account),
            show(Question::Performance),
            targets(desk, account),
        ),
    ];
    all[2].others = others(desk, account, work.get(1..).unwrap_or_default());
    all.into_iter()
        .filter(|section| {
            !(section.gist.is_empty() && section.plates.is_empty() && section.tables.is_empty())
        })
        .collect()
}

/// The ways to other pictures of the same figures.
fn others(desk: &Desk<'_>, account: &Account<'_>, kinds: &[&str]) -> Vec<Value> {
    let home = |kind: &str| Home::chart(&account.department.id, Some(account.year), kind).file("html");
    kinds
        .iter()
        .map(|kind| json!({ "name": plates::manner(desk.locale, kind), "href": desk.to(&home(kind)) }))
        .collect()
}

fn section(
    id: &'static str,
    question: String,
    gist: Vec<String>,
    plates: Vec<(plates::Shown, Vec<Note>)>,
    tables: Vec<Titled>,
) -> Section {
    let mut notes: Vec<Note> = Vec::new();
    let mut shown = Vec::new();
    for (plate, own) in plates {
        shown.push(plate);
        for note in own {
            if !notes.iter().any(|other| other.code == note.code) {
                notes.push(note);
            }
        }
    }
    notes.truncate(10);
    Section { id, question, gist, plates: shown, tables, notes, others: Vec::new() }
}

/// The places of the first figures of a chart, for the margin.
fn notes(desk: &Desk<'_>, facts: &[&Fact]) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    let mut largest: Vec<&&Fact> = facts.iter().collect();
    largest.sort_by_key(|fact| std::cmp::Reverse((fact.amount.unit.is_money(), fact.amount.comparable())));
    for fact in largest {
        let code = desk.line_code(fact);
        if code.is_empty() || notes.iter().any(|note| note.code == code) {
            continue;
        }
        let name = if fact.subject.is_total() {
            words::total_name(desk.locale, fact)
        } else {
            fact.subject.name.clone()
        };
        notes.push(Note {
            code,
            href: desk.place(fact),
            of: fact.id.to_string(),
            what: Sentence::new()
                .text(&format!("{} ", crate::diagnostic::shorten(&name, 14)))
                .unlinked(&desk.fig(fact))
                .html(),
            title: desk.title(fact),
        });
        if notes.len() == 5 {
            break;
        }
    }
    notes
}

/// Sources of income, where there is more than one.
fn income(desk: &Desk<'_>, account: &Account<'_>) -> Vec<Titled> {
    let Some(income) = account.income(account.phase()) else { return Vec::new() };
    let (total, parts) = (income.total, &income.parts);
    if parts.len() < 2 {
        return Vec::new();
    }
    let mut table = Table::new(
        say!(desk.locale, "income-caption"),
        &[
            &say!(desk.locale, "source-column"),
            &format!("#{}", say!(desk.locale, "amount-column")),
            &format!("#{}", say!(desk.locale, "share-column")),
            &say!(desk.locale, "bar-column"),
        ],
    );
    let most = parts.iter().map(|fact| fact.amount.comparable()).max().unwrap_or_default();
    for fact in parts {
        let width = format::share(fact.amount.comparable(), most).unwrap_or_default();
        table.row(vec![
            Cell::text(fact.subject.name.as_str()),
            Cell::fig(&desk.fig(fact)),
            Cell::maybe(desk.share_fig(&[fact], total).as_ref(), ""),
            Cell::bar(&width.replace(',', ""), account.phase().id()),
        ]);
    }
    let row = vec![
        Cell::text(total.subject.name.as_str()),
        Cell::fig(&desk.fig(total)),
        Cell::text("100%"),
        Cell::text(""),
    ];
    table.row(row).total = true;
    for (fact, last) in
        income.carried.iter().map(|fact| (fact, false)).chain(income.all.iter().map(|fact| (fact, true)))
    {
        let row = vec![
            Cell::text(fact.subject.name.as_str()),
            Cell::fig(&desk.fig(fact)),
            Cell::text(""),
            Cell::text(""),
        ];
        table.row(row).total = last;
    }
    vec![Titled { table, open: true }]
}

/// The project list of a budget.
fn projects(desk: &Desk<'_>, account: &Account<'_>) -> Vec<Titled> {
    let query = account.query().statement(Statement::Project).measure(crate::model::Measure::Total);
    let rows: Vec<&Fact> = query
        .all()
        .into_iter()
        .filter(|fact| !fact.subject.is_total() && fact.subject.scheme == crate::model::Scheme::Project)
        .filter(|fact| !fact.amount.value.is_zero())
        .collect();
    let mut rows = rows;
    rows.sort_by_key(|fact| std::cmp::Reverse(fact.amount.comparable()));
    let Some(most) = rows.first().map(|fact| fact.amount.comparable()) else { return Vec::new() };
    let mut table = Table::new(
        say!(desk.locale, "project-plan-caption"),
        &[
            &say!(desk.locale, "project-column"),
            &format!("#{}", say!(desk.locale, "amount-column")),
            &say!(desk.locale, "bar-column"),
        ],
    );
    for fact in &rows {
        let width = format::share(fact.amount.comparable(), most).unwrap_or_default();
        let phase = fact.phase.map_or("budget", crate::model::Phase::id);
        table.row(vec![
            Cell::text(fact.subject.name.as_str()),
            Cell::fig(&desk.fig(fact)),
            Cell::bar(&width.replace(',', ""), phase),
        ]);
    }
    if let Some(total) = query.code("all").first() {
        let name = Cell::text(say!(desk.locale, "project-plan-total"));
        table.row(vec![name, Cell::fig(&desk.fig(total)), Cell::text("")]).total = true;
    }
    vec![Titled { table, open: true }]
}

/// The most reasons that stand open.
const OPEN_REASONS: usize = 5;

/// Why figures changed, as the documents say it.
fn reasons(desk: &Desk<'_>, account: &Account<'_>) -> Vec<Titled> {
    let all = account.explained();
    let (first, rest) = all.split_at(all.len().min(OPEN_REASONS));
    let table = |caption: String, rows: &[Explained<'_>]| {
        let mut table = Table::new(
            caption,
            &[
                &say!(desk.locale, "reasons-item"),
                &say!(desk.locale, "reasons-words"),
                &say!(desk.locale, "place-column"),
            ],
        );
        for row in rows {
            let place = desk.to(&routes::place(row.record, &row.place));
            let line = format!(
                "{}{}",
                desk.code(&row.record.path),
                places::short(desk.locale, &row.record.document.places, &row.place)
            );
            let name = words::total_name(desk.locale, row.change);
            table.row(vec![Cell::text(name), Cell::quoted(&row.words), Cell::link(&place, &line)]);
        }
        table
    };
    let tables = [
        (table(say!(desk.locale, "reasons-first"), first), true),
        (table(say!(desk.locale, "reasons-rest"), rest), false),
    ];
    let filled = tables.into_iter().filter(|(table, _)| !table.is_empty());
    filled.map(|(table, open)| Titled { table, open }).collect()
}

/// Performance targets of the year.
fn targets(desk: &Desk<'_>, account: &Account<'_>) -> Vec<Titled> {
    let mut table = Table::new(
        say!(desk.locale, "targets-caption"),
        &[
            &say!(desk.locale, "project-column"),
            &say!(desk.locale, "level-1"),
            &say!(desk.locale, "level-2"),
            &say!(desk.locale, "level-3"),
            &say!(desk.locale, "target-column"),
            &say!(desk.locale, "place-column"),
        ],
    );
    for record in &account.records {
        let rows = desk.ledger.indicators_in(&record.path).filter(|row| {
            row.statement == Statement::PerformanceTarget && row.row_kind == RowKind::Indicator
        });
        for row in rows {
            let place = desk.to(&routes::place(record, &row.locator));
            let line = format!(
                "{}{}",
                desk.code(&record.path),
                places::short(desk.locale, &record.document.places, &row.locator)
            );
            table.row(vec![
                Cell::text(if row.project.is_empty() {
                    say!(desk.locale, "whole-department")
                } else {
                    row.project.to_string()
                }),
                Cell::text(row.level1.as_str()),
                Cell::text(row.level2.as_str()),
                Cell::text(row.level3.as_str()),
                Cell::said(row.target.as_str(), &place),
                Cell::link(&place, &line),
            ]);
        }
    }
    if table.is_empty() { Vec::new() } else { vec![Titled { table, open: false }] }
}

/// Numbers of the year's documents that could not be placed.
fn unreadable(desk: &Desk<'_>, account: &Account<'_>) -> Value {
    let count: usize = account.records.iter().map(|record| record.unreadable.len()).sum();
    let first = account.records.iter().find(|record| !record.unreadable.is_empty());
    match first {
        Some(record) => {
            json!({ "count": count, "href": format!("{}#unreadable", desk.to(&routes::document(record))) })
        }
        None => Value::Null,
    }
}
