//! Side by side, without a script: two years of a body, and the bodies of a division in one year. Only figures of one phase
//! and scope stand beside each other; what has no like on the other side is shown alone.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::account::{Account, Pair, ThreeYear, years};
use super::super::desk::Desk;
use super::super::format;
use super::super::frame::Frame;
use super::super::html::{Fig, Sentence};
use super::super::plates::year_phase;
use super::super::routes;
use super::super::table::{Cell, Row, Table};
use super::super::words::{direction, plan_or_account, scope_words};
use super::super::{Gleaned, House, Job, Site, theme};
use super::split::{Group, by_initial};
use super::{List, grouped, order};
use crate::error::Result;
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
    let desk = Desk::new(site.ledger, site.report, path, &records);
    let pair = Pair::of(site.ledger, department, before, after);
    let phases: Vec<Value> = [Phase::Final, Phase::Adjusted, Phase::Budget]
        .into_iter()
        .filter_map(|phase| {
            let tables: Vec<Table> = pair
                .sections(phase)
                .into_iter()
                .map(|(name, lines)| {
                    let columns =
                        ["项目".to_owned(), format!("#{before} 年"), format!("#{after} 年"), "#增减".into()];
                    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
                    let mut table = Table::new(format!("{name}，万元"), &columns);
                    for line in lines {
                        let mut cells = vec![Cell::text(line.label)];
                        cells.extend(compared(&desk, line.before, line.after));
                        table.row(cells).level = line.level;
                    }
                    table
                })
                .collect();
            (!tables.is_empty()).then(|| json!({ "name": phase.label(), "tables": tables }))
        })
        .collect();
    let title = format!("{}：{before} 年和 {after} 年", department.title());
    let it = json!({
        "name": department.title(),
        "href": desk.to(&routes::department(&department.id)),
        "before": json!({ "year": before, "href": desk.to(&routes::department_year(&department.id, before)) }),
        "after": json!({ "year": after, "href": desk.to(&routes::department_year(&department.id, after)) }),
        "lead": lead(&desk, &pair, before, after),
        "scope": pair.scope.map(scope_words),
        "staff": staff(&desk, &pair, before, after),
        "phases": phases,
        "others": links(&desk, department, &pairs(site, department).into_iter().filter(|own| *own != (before, after)).collect::<Vec<_>>()),
    });
    let frame = Frame::new(path, title.as_str(), routes::DEPARTMENTS)
        .under(routes::INDEX, "总览")
        .under(routes::COMPARE, "并列")
        .under(routes::department(&department.id), department.title());
    site.page(
        "compare-years.html",
        frame.described(format!("{title}的预算、决算逐项并列，只比同一阶段、同一范围。")),
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
        let sections = pair.sections(phase);
        let (_, lines) = sections.into_iter().find(|(name, _)| *name == "总额")?;
        let line = lines.into_iter().next()?;
        Some((phase, line.before?, line.after?))
    });
    let Some((phase, old, new)) = totals else {
        return Sentence::new().text("两年的支出总额口径不同，没有并列；能并列的列在下面。").html();
    };
    let word = plan_or_account(phase);
    let change = new.amount.comparable() - old.amount.comparable();
    let (_, mark, said) = direction(change);
    let lead = Sentence::new()
        .text(&format!("支出{word}从 {before} 年的 "))
        .big(&desk.fig(old))
        .text(&format!(" 万元到 {after} 年的 "))
        .big(&desk.fig(new))
        .text(" 万元，");
    if change.is_zero() {
        return lead.text("没有变化。").html();
    }
    let amount = Fig { text: format::wan(change.abs()), ..desk.difference(old, new) };
    let lead = lead.text(&format!("{mark} {said} ")).fig(&amount).text(" 万元");
    match desk.change(old, new) {
        Some(percent) => {
            let text = percent.text.trim_start_matches(['−', '-']).to_owned();
            lead.text("（").fig(&Fig { text, ..percent }).text("）。").html()
        }
        None => lead.text("。").html(),
    }
}

fn staff(desk: &Desk<'_>, pair: &Pair<'_>, before: i32, after: i32) -> Option<String> {
    let (old, new) = pair.staff()?;
    let words = Sentence::new()
        .text(&format!("{}：{before} 年 ", new.subject.name))
        .fig(&desk.fig(old))
        .text(&format!(" 人，{after} 年 "))
        .fig(&desk.fig(new))
        .text(" 人。人数由文字说明写出，与支出的范围、时点未必一致。");
    Some(words.html())
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
    let desk = Desk::new(site.ledger, site.report, routes::ANYWHERE, &[]);
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
                gleaned.add("compare", place, grouped(department, piece));
            }
        }
    }
}

/// The column of basic expenditure for each of the staff.
const EACH: &str = "人均基本支出";

/// Stands where a body has no figure.
const NOTHING: &str = "—";

fn row(desk: &Desk<'_>, account: &Account<'_>, phase: Phase, total: &Fact) -> Row {
    let three = ThreeYear::of(desk.ledger, account.department, account.year);
    let items = if phase == Phase::Final { &three.spent } else { &three.budget };
    let three = items.total.filter(|total| total.scope == account.scope && !items.contradicts());
    let project = account.nature(phase).and_then(|nature| desk.share_fig(&[nature.project], total));
    let each = account.per_head(phase).map(|(each, operands)| {
        desk.computed(format::wan(each), &operands, How::Quotient, "基本支出除以人数")
    });
    let href = desk.to(&routes::department_year(&account.department.id, account.year));
    let mut table = Table::default();
    table.row(vec![
        Cell::link(&href, &account.department.name),
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
            name: format!("{}，{year} 年", text("group_name")),
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
    let frame = Frame::new(routes::COMPARE, "并列", routes::COMPARE)
        .under(routes::INDEX, "总览")
        .described("同一地区同一年的部门并列，一个部门的两年并列：只比同一阶段、同一编报范围的数。");
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
        let words = format!("{}，{}", year_phase(most.year, phase), scope_words(scope));
        let mut table = Table::new(
            format!("{words}，万元"),
            &["部门", "#支出总额", "", "#项目支出占", "#“三公”经费", &format!("#{EACH}")],
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
        let each = table.columns.iter().any(|head| head.text == EACH);
        tables.push(json!({ "each": each, "title": year_phase(most.year, phase), "words": scope_words(scope), "n": own.len(), "table": table }));
    }
    let it = json!({ "name": group.name, "tables": tables, "pages": pages });
    let frame = Frame::new(path, format!("{}：部门并列", group.name), routes::COMPARE)
        .under(routes::INDEX, "总览")
        .under(routes::COMPARE, "并列");
    house.show("compare-bodies.html", frame, it)
}
