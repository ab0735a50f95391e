//! Side by side, without a script: two years of a body, and the bodies of a division in one year. Only figures of one phase
//! and scope stand beside each other; what has no like on the other side is shown alone.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::account::{Account, Pair, Section, ThreeYear, years};
use super::super::desk::Desk;
use super::super::format;
use super::super::frame::Frame;
use super::super::html::{Fig, escape};
use super::super::names;
use super::super::plates::year_phase;
use super::super::routes;
use super::super::table::{Cell, Row, Table};
use super::super::words::{direction, plan_or_account, scope_words};
use super::super::{Gleaned, House, Job, Site, theme};
use super::split::{Group, by_initial};
use super::{List, grouped, order};
use crate::error::Result;
use crate::messages::say;
use crate::model::{Department, Fact, How, Phase, Scope};

pub(super) const LIST: List = List { glean, jobs };

/// How far apart two years may be to stand side by side. Which pairs have a page follows from the years alone, so that a page
/// stays when other years come.
const FURTHEST: i32 = 3;

/// The pairs of years of a body that have a page.
pub(super) fn pairs(site: &Site<'_>, department: &Department) -> Vec<(i32, i32)> {
    that(site, department, |_, _| true)
}

/// Those of one year.
pub(super) fn pairs_with(site: &Site<'_>, department: &Department, year: i32) -> Vec<(i32, i32)> {
    that(site, department, |before, after| before == year || after == year)
}

fn that(site: &Site<'_>, department: &Department, wanted: impl Fn(i32, i32) -> bool) -> Vec<(i32, i32)> {
    let held = years(site.ledger, &department.id);
    let all = held.iter().flat_map(|before| held.iter().map(move |after| (*before, *after)));
    all.filter(|(before, after)| {
        (1..=FURTHEST).contains(&after.saturating_sub(*before)) && wanted(*before, *after)
    })
    .filter(|(before, after)| Pair::of(site.ledger, department, *before, *after).scope.is_some())
    .collect()
}

/// Links to the pages of some pairs.
pub(super) fn links(desk: &Desk<'_>, department: &Department, pairs: &[(i32, i32)]) -> Vec<Value> {
    let link = |(before, after): &(i32, i32)| json!({ "href": desk.to(&routes::compared(&department.id, *before, *after)), "before": before, "after": after });
    pairs.iter().map(link).collect()
}

pub(super) fn of_bodies<'s>(site: &'s Site<'s>) -> Vec<Job<'s>> {
    let of = |department: &'s Department| {
        pairs(site, department).into_iter().map(move |(before, after)| {
            let path = routes::compared(&department.id, before, after);
            Job::new(path.clone(), move || two_years(site, department, &path, before, after))
        })
    };
    site.ledger.departments.iter().flat_map(of).collect()
}

fn two_years(
    site: &Site<'_>,
    department: &Department,
    path: &str,
    before: i32,
    after: i32,
) -> Result<Vec<u8>> {
    let mut records: Vec<_> = site
        .ledger
        .records_of(&department.id)
        .filter(|record| record.is_published() && [before, after].contains(&record.identity.fiscal_year))
        .collect();
    records.sort_by_key(|record| (record.identity.fiscal_year, record.path.clone()));
    let desk = site.desk(path, &records);
    let pair = Pair::of(site.ledger, department, before, after);
    let phases: Vec<Value> = [Phase::Final, Phase::Adjusted, Phase::Budget]
        .into_iter()
        .filter_map(|phase| {
            let tables: Vec<Table> = pair
                .sections(site.locale, phase)
                .into_iter()
                .map(|(section, lines)| {
                    let columns = [
                        say!(site.locale, "item-column"),
                        format!("#{}", say!(site.locale, "year-words", year = before)),
                        format!("#{}", say!(site.locale, "year-words", year = after)),
                        format!("#{}", say!(site.locale, "change-column")),
                    ];
                    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
                    let mut table =
                        Table::new(say!(site.locale, "in-wan", name = section.words(site.locale)), &columns);
                    for line in lines {
                        let mut cells = vec![Cell::text(line.label)];
                        cells.extend(compared(&desk, line.before, line.after));
                        table.row(cells).level = line.level;
                    }
                    table
                })
                .collect();
            (!tables.is_empty()).then(|| json!({ "name": site.locale.arg(&phase.into()), "tables": tables }))
        })
        .collect();
    let title =
        say!(site.locale, "compare-pair-title", name = department.title(), before = before, after = after);
    let it = json!({
        "name": department.title(),
        "href": desk.to(&routes::department(&department.id)),
        "before": json!({ "year": before, "href": desk.to(&routes::department_year(&department.id, before)) }),
        "after": json!({ "year": after, "href": desk.to(&routes::department_year(&department.id, after)) }),
        "lead": lead(&desk, &pair, before, after),
        "scope": pair.scope.map(|scope| scope_words(site.locale, scope)),
        "staff": staff(&desk, &pair, before, after),
        "phases": phases,
        "others": links(&desk, department, &pairs(site, department).into_iter().filter(|own| *own != (before, after)).collect::<Vec<_>>()),
    });
    let frame = Frame::new(path, title.as_str(), routes::DEPARTMENTS)
        .under(routes::INDEX, say!(site.locale, "overview"))
        .under(routes::COMPARE, say!(site.locale, "nav-compare"))
        .under(routes::department(&department.id), department.title());
    site.page(
        "compare-years.html",
        frame.described(say!(site.locale, "compare-pair-described", title = title.as_str())),
        &it,
    )
}

/// Both sides, and where both are printed the change in amount and percent.
fn compared(desk: &Desk<'_>, before: Option<&Fact>, after: Option<&Fact>) -> [Cell; 3] {
    let cell = |fact: Option<&Fact>| Cell::maybe(fact.map(|fact| desk.fig(fact)).as_ref(), "—");
    let both = before.zip(after);
    let change = both.map(|(before, after)| desk.difference(before, after));
    let percent = both.and_then(|(before, after)| desk.change(before, after));
    let change = match (change, percent) {
        (Some(change), Some(percent)) => Cell::with_below(&change, &percent),
        (change, _) => Cell::maybe(change.as_ref(), "—"),
    };
    [cell(before), cell(after), change]
}

fn lead(desk: &Desk<'_>, pair: &Pair<'_>, before: i32, after: i32) -> String {
    let totals = [Phase::Final, Phase::Budget].into_iter().find_map(|phase| {
        let sections = pair.sections(desk.locale, phase);
        let (_, lines) = sections.into_iter().find(|(section, _)| *section == Section::Totals)?;
        let line = lines.into_iter().next()?;
        Some((phase, line.before?, line.after?))
    });
    let Some((phase, old, new)) = totals else {
        return say!(desk.locale, "compare-no-lead");
    };
    let word = plan_or_account(desk.locale, phase);
    let change = new.amount.comparable() - old.amount.comparable();
    let (_, mark, said) = direction(desk.locale, change);
    let (old_figure, new_figure) = (desk.fig(old).html(), desk.fig(new).html());
    if change.is_zero() {
        return say!(
            desk.locale,
            "compare-lead-same",
            phase = word,
            before = before,
            old = old_figure,
            after = after,
            new = new_figure
        );
    }
    let amount = Fig { text: format::wan(desk.locale, change.abs()), ..desk.difference(old, new) };
    let percent = desk.change(old, new).map_or_else(String::new, |percent| {
        let text = percent.text.trim_start_matches(['−', '-']).to_owned();
        say!(desk.locale, "in-brackets", text = Fig { text, ..percent }.html())
    });
    say!(
        desk.locale,
        "compare-lead-change",
        phase = word,
        before = before,
        old = old_figure,
        after = after,
        new = new_figure,
        mark = mark,
        word = said,
        amount = amount.html(),
        percent = percent
    )
}

fn staff(desk: &Desk<'_>, pair: &Pair<'_>, before: i32, after: i32) -> Option<String> {
    let (old, new) = pair.staff()?;
    Some(say!(
        desk.locale,
        "compare-staff",
        name = escape(&new.subject.name),
        before = before,
        old = desk.fig(old).html(),
        after = after,
        new = desk.fig(new).html()
    ))
}

/// A body's year in the page of its division.
#[derive(Deserialize)]
struct Side {
    year: i32,
    phase: String,
    scope: String,
    /// In 万元.
    amount: Decimal,
    row: Row,
}

const PHASES: [Phase; 2] = [Phase::Final, Phase::Budget];
const SCOPES: [Scope; 2] = [Scope::Department, Scope::Unit];

fn glean(site: &Site<'_>, gleaned: &mut Gleaned) {
    let desk = site.desk(routes::ANYWHERE, &[]);
    for department in site.ledger.bodies().filter(|department| !department.division.is_empty()) {
        for year in years(site.ledger, &department.id) {
            let Some(account) = Account::new(site.ledger, department, year) else { continue };
            for phase in PHASES {
                let Some(total) = account.total(phase) else { continue };
                let piece = json!({
                    "year": year,
                    "phase": phase.id(),
                    "scope": account.scope.id(),
                    "amount": total.amount.comparable(),
                    "row": row(&desk, &account, phase, total),
                });
                let place = format!("{}\u{1F}{year:05}\u{1F}{}", order(department), phase.id());
                gleaned.add("compare", place, grouped(site.locale, department, piece));
            }
        }
    }
}

/// Stands where a body has no figure.
const NOTHING: &str = "—";

fn row(desk: &Desk<'_>, account: &Account<'_>, phase: Phase, total: &Fact) -> Row {
    let three = ThreeYear::of(desk.ledger, account.department, account.year);
    let items = if phase == Phase::Final { &three.spent } else { &three.budget };
    let three = items.total.filter(|total| total.scope == account.scope && !items.contradicts());
    let project = account.nature(phase).and_then(|nature| desk.share_fig(&[nature.project], total));
    let each = account.per_head(phase).map(|(each, operands)| {
        desk.computed(
            format::wan(desk.locale, each),
            &operands,
            How::Quotient,
            &say!(desk.locale, "how-per-head"),
        )
    });
    let href = desk.to(&routes::department_year(&account.department.id, account.year));
    let mut table = Table::default();
    table.row(vec![
        Cell::link(&href, &names::shown(desk.locale, &account.department.name)),
        Cell::fig(&desk.fig(total)),
        Cell::text(""),
        Cell::maybe(project.as_ref(), NOTHING),
        Cell::maybe(three.map(|fact| desk.fig(fact)).as_ref(), NOTHING),
        Cell::maybe(each.as_ref(), NOTHING),
    ]);
    table.rows.remove(0)
}

fn jobs<'h>(house: &'h House<'h>) -> Vec<Job<'h>> {
    let mut groups: BTreeMap<(&str, Reverse<i64>), Group<'h>> = BTreeMap::new();
    for piece in house.gathered.list("compare") {
        let text = |key: &str| piece[key].as_str().unwrap_or_default();
        let year = piece["year"].as_i64().unwrap_or_default();
        let group = groups.entry((text("group"), Reverse(year))).or_insert_with(|| Group {
            key: format!("{}/{year}", text("group")),
            name: say!(house.locale, "compare-group", name = text("group_name"), year = year),
            pieces: Vec::new(),
        });
        group.pieces.push(piece);
    }
    groups.retain(|_, group| bodies(group) > 1);
    let index: Vec<Value> = groups.values().map(|group| counted(routes::COMPARE, group)).collect();
    let mut jobs = vec![Job::new(routes::COMPARE, move || all(house, &index))];
    for group in groups.into_values() {
        let path = format!("compare/{}.html", group.key);
        let parts = by_initial(group.clone());
        let several = parts.len() > 1;
        for part in parts.iter().filter(|_| several).cloned() {
            let path = format!("compare/{}.html", part.key);
            jobs.push(Job::new(path.clone(), move || division(house, &path, &part, &[])));
        }
        let pages: Vec<Value> = parts.iter().filter(|_| several).map(|part| counted(&path, part)).collect();
        jobs.push(Job::new(path.clone(), move || division(house, &path, &group, &pages)));
    }
    jobs
}

/// How many bodies a group has.
fn bodies(group: &Group<'_>) -> usize {
    group.pieces.iter().filter_map(|piece| piece["body"].as_str()).collect::<BTreeSet<_>>().len()
}

/// A group as a line that leads to its page.
fn counted(from: &str, group: &Group<'_>) -> Value {
    let href = routes::relative(from, &format!("compare/{}.html", group.key));
    json!({ "name": group.name, "href": href, "count": bodies(group) })
}

fn all(house: &House<'_>, index: &[Value]) -> Result<Vec<u8>> {
    let it = json!({ "groups": index, "departments": routes::DEPARTMENTS, "script": format!("{}/compare.js", theme::FOLDER) });
    let frame = Frame::new(routes::COMPARE, say!(house.locale, "nav-compare"), routes::COMPARE)
        .under(routes::INDEX, say!(house.locale, "overview"))
        .described(say!(house.locale, "compare-described"));
    house.show("compare.html", frame, it)
}

fn division(house: &House<'_>, path: &str, group: &Group<'_>, pages: &[Value]) -> Result<Vec<u8>> {
    let sides: Vec<Side> = if pages.is_empty() {
        group.pieces.iter().filter_map(|piece| Side::deserialize(*piece).ok()).collect()
    } else {
        Vec::new()
    };
    let mut tables = Vec::new();
    for (phase, scope) in PHASES.into_iter().flat_map(|phase| SCOPES.map(|scope| (phase, scope))) {
        let mut own: Vec<&Side> =
            sides.iter().filter(|side| side.phase == phase.id() && side.scope == scope.id()).collect();
        own.sort_by_key(|side| Reverse(side.amount));
        let Some(most) = own.first() else { continue };
        let (title, scope) = (year_phase(house.locale, most.year, phase), scope_words(house.locale, scope));
        let words = say!(house.locale, "scope-after-phase", phase = title.as_str(), scope = scope.as_str());
        let per_head = say!(house.locale, "per-head");
        let mut table = Table::new(
            say!(house.locale, "in-wan", name = words),
            &[
                &say!(house.locale, "department-head"),
                &format!("#{}", say!(house.locale, "total-column")),
                "",
                &format!("#{}", say!(house.locale, "projects-share")),
                &format!("#{}", say!(house.locale, "three-public-column")),
                &format!("#{per_head}"),
            ],
        );
        let class = if phase == Phase::Final { "final" } else { "budget" };
        for side in &own {
            let mut row = side.row.clone();
            if own.len() > 1 && row.cells.len() > 2 {
                row.cells[2] = Cell::bar(&format::width(side.amount, most.amount), class);
            }
            table.rows.push(row);
        }
        table.keep_known();
        let each = table.columns.iter().any(|head| head.text == per_head);
        tables.push(json!({ "each": each, "title": title, "words": scope, "n": own.len(), "table": table }));
    }
    let it = json!({ "name": group.name, "tables": tables, "pages": pages });
    let frame = Frame::new(
        path,
        say!(house.locale, "compare-group-title", name = group.name.as_str()),
        routes::COMPARE,
    )
    .under(routes::INDEX, say!(house.locale, "overview"))
    .under(routes::COMPARE, say!(house.locale, "nav-compare"));
    house.show("compare-bodies.html", frame, it)
}
