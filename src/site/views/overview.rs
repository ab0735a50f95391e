//! The overview: what is held, each body in one row, 三公 under one scale, what does not add up, the data.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::super::account::{Account, ThreeYear, years};
use super::super::coverage::{self, Coverage};
use super::super::data::schema::FILES;
use super::super::desk::Desk;
use super::super::format;
use super::super::frame::Frame;
use super::super::html::Sentence;
use super::super::plates::{Home, year_phase};
use super::super::routes;
use super::super::{Gleaned, House, Job, Site};
use super::{List, checks, order, three_public};
use crate::error::Result;
use crate::model::{Department, Phase, Standing, Verdict};

pub(super) const LIST: List = List { glean, jobs };

/// The most bodies that the overview lists; the others stand on the page of all bodies.
const MOST: usize = 12;

/// The most findings.
const FINDINGS: usize = 8;

fn glean(site: &Site<'_>, gleaned: &mut Gleaned) {
    let desk = Desk::new(site.ledger, site.report, routes::ANYWHERE, &[]);
    for department in site.ledger.bodies() {
        gleaned.add("first:overview", order(department), body(&desk, department, site));
    }
    let lines = site.ledger.documents.iter().map(|record| record.document.source.len()).sum();
    gleaned.count("lines", lines);
    for record in site.ledger.documents.iter().filter(|record| record.is_published()) {
        gleaned.count(&format!("year:{:05}", record.identity.fiscal_year), 1);
    }
}

fn jobs<'h>(house: &'h House<'h>) -> Vec<Job<'h>> {
    vec![Job::new(routes::INDEX, || page(house))]
}

fn page(house: &House<'_>) -> Result<Vec<u8>> {
    let all = house.gathered;
    let mut bodies: Vec<Value> = all.list("first:overview").take(MOST).cloned().collect();
    let scale = on_one_scale(&mut bodies);
    under_the_same_years(&mut bodies);
    let count = all.number("departments");
    let years: Vec<&str> = all.numbers("year:").map(|(year, _)| year.trim_start_matches('0')).collect();
    let years = match (years.first(), years.last()) {
        (Some(first), Some(last)) if first != last => format!("{first}—{last}"),
        (Some(one), _) => (*one).to_owned(),
        _ => String::new(),
    };
    let desk = Desk::bare(routes::INDEX);
    let plate = three_public::picture(all.list("three-public"), routes::INDEX)
        .map(|plate| plate.show(&desk, &Home::page(routes::THREE_PUBLIC)));
    let files: Vec<Value> = FILES
        .iter()
        .map(|file| json!({ "href": format!("data/{}.csv", file.name), "name": format!("{}.csv", file.name), "title": file.title }))
        .collect();
    let tally = checks::gathered(all, "");
    let it = json!({
        "years": years,
        "departments": count,
        "documents": all.number("documents"),
        "lead": introduction(house),
        "questions": questions(),
        "bodies": bodies,
        "scale": scale,
        "more": count.saturating_sub(MOST),
        "all": routes::DEPARTMENTS,
        "plate": plate,
        "mismatches": all.list("first:contradictions").take(FINDINGS).collect::<Vec<_>>(),
        "mismatch_count": tally["contradictions"],
        "open": tally[Verdict::InsufficientData.id()],
        "checks": routes::CHECKS,
        "three_public": routes::THREE_PUBLIC,
        "checked": tally["due"],
        "files": files,
        "data": routes::DATA,
    });
    let description = format!(
        "{count} 个部门的 {} 份公开文件：花了多少、花在什么事上、对不对得上，每个数字都能点回原文。",
        all.number("documents")
    );
    house.show("overview.html", Frame::new(routes::INDEX, "", routes::INDEX).described(description), it)
}

/// The latest year of a body that has a total; else the latest year.
pub(super) fn latest<'l>(desk: &Desk<'l>, department: &'l Department) -> Option<Account<'l>> {
    let accounts: Vec<Account<'_>> = years(desk.ledger, &department.id)
        .into_iter()
        .rev()
        .filter_map(|year| Account::new(desk.ledger, department, year))
        .collect();
    let best = accounts.iter().position(|account| account.total(account.phase()).is_some()).unwrap_or(0);
    accounts.into_iter().nth(best)
}

fn introduction(house: &House<'_>) -> String {
    let all = house.gathered;
    let tally = checks::gathered(all, "");
    let number = |name: &str| tally[name].as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or_default();
    let mut lead = Sentence::new()
        .text("收录 ")
        .count(all.number("departments"))
        .text(" 个部门的 ")
        .count(all.number("documents"))
        .text(" 份公开文件，共 ")
        .count(all.number("lines"))
        .text(" 行，读出 ")
        .count(all.number("printed"))
        .text(" 个数字");
    let unreadable = all.number("unreadable");
    if unreadable > 0 {
        lead = lead.text(&format!("，另有 {unreadable} 个"));
        lead = lead.link(routes::DOCUMENTS, "未能读出");
    }
    lead = lead.text("。");
    let mismatches = number("contradictions");
    let ran: usize = [Verdict::Pass, Verdict::Rounding, Verdict::Mismatch]
        .iter()
        .map(|verdict| number(verdict.id()))
        .sum();
    if ran > 0 {
        lead = lead.text("机器核对 ").count(ran);
        lead = match mismatches {
            0 => lead.text(" 处，未见不一致。"),
            _ => lead
                .text(" 处，")
                .link(routes::CHECKS, &format!("{mismatches} 处对不上"))
                .text("，都列了出来。"),
        };
    }
    lead.html()
}

fn questions() -> Value {
    let questions = [
        ("花了多少，花在什么事上?", routes::DEPARTMENTS),
        ("“三公”经费这些年怎么变?", routes::THREE_PUBLIC),
        ("项目办成了没有?", routes::PERFORMANCE),
        ("哪里对不上?", routes::CHECKS),
        ("原件在哪?", routes::DOCUMENTS),
        ("第一次看? 先读怎么看", routes::GUIDE),
    ];
    questions.iter().map(|(text, address)| json!({ "text": text, "href": address })).collect()
}

fn body(desk: &Desk<'_>, department: &Department, site: &Site<'_>) -> Value {
    let account = latest(desk, department);
    let own = site.report.checks.iter().filter(|finding| finding.department == department.id);
    let mismatches = own.filter(|finding| finding.standing() == Standing::Contradiction).count();
    let span = coverage::span(desk, department);
    json!({
        "name": department.name,
        "href": desk.to(&routes::department(&department.id)),
        "division": department.division_name,
        "documents": desk.ledger.records_of(&department.id).count(),
        "mismatches": mismatches,
        "checks_href": account.as_ref().map_or_else(String::new, |a| format!("{}#checked", desk.to(&routes::department_year(&department.id, a.year)))),
        "headline": account.as_ref().and_then(|account| headline(desk, account)),
        "coverage": coverage::matrix(desk, department, &span),
    })
}

/// The latest total of a body with the amounts of its bar, which [`on_one_scale`] makes widths.
fn headline(desk: &Desk<'_>, account: &Account<'_>) -> Option<Value> {
    let phase = account.phase();
    let total = account.total(phase)?;
    let nature = account.nature(phase);
    let part = |class: &str, amount: Decimal| json!({ "class": class, "amount": amount });
    let parts: Vec<Value> = match &nature {
        Some(nature) => vec![
            part("basic", nature.basic.amount.comparable()),
            part("project", nature.project.amount.comparable()),
        ],
        None => vec![part("plain", total.amount.comparable())],
    };
    let mut note = Sentence::new();
    note = match &nature {
        Some(nature) => note
            .text("基本支出 ")
            .maybe(desk.share_fig(&[nature.basic], total))
            .text("，项目支出 ")
            .maybe(desk.share_fig(&[nature.project], total)),
        None => note.text("未分基本、项目"),
    };
    let year = ThreeYear::of(desk.ledger, account.department, account.year);
    let (word, items) =
        if year.spent.total.is_some() { ("决算", &year.spent) } else { ("预算", year.planned().1) };
    if let Some(three) = items.total {
        note = note.text(&format!(" · “三公”{word} ")).fig(&desk.fig(three));
    }
    let projects = account.projects().len();
    if projects > 0 {
        note = note.text(&format!(" · {projects} 个项目自评"));
    }
    Some(json!({
        "figure": desk.fig(total).html(),
        "total": total.amount.comparable(),
        "when": year_phase(account.year, phase),
        "phase": if phase == Phase::Final { "final" } else { "budget" },
        "href": desk.to(&routes::department_year(&account.department.id, account.year)),
        "parts": parts,
        "note": note.html(),
    }))
}

/// How much larger the largest may be than the smallest for all bars to be seen on one scale.
const SEEN: u8 = 20;

/// The bars of all rows on one scale. Where that would leave slivers of most, a bar is the whole of its own row, and a dot
/// on a scale of which each step is ten times the one before says how large that is. Gives the ends of that scale.
pub(super) fn on_one_scale(bodies: &mut [Value]) -> Option<Value> {
    let amount =
        |value: &Value| value.as_str().and_then(|text| text.parse::<Decimal>().ok()).unwrap_or_default();
    let totals: Vec<Decimal> = bodies.iter().map(|body| amount(&body["headline"]["total"])).collect();
    let known = || totals.iter().copied().filter(|total| *total > Decimal::ZERO);
    let (most, least) = (known().max().unwrap_or_default(), known().min().unwrap_or_default());
    let steps = (most > least * Decimal::from(SEEN)).then(|| Steps::over(least, most));
    for (body, total) in bodies.iter_mut().zip(&totals) {
        let whole = if steps.is_some() { *total } else { most };
        let parts = body.pointer_mut("/headline/parts").and_then(Value::as_array_mut);
        for part in parts.into_iter().flatten() {
            part["width"] = format::width(amount(&part["amount"]), whole).into();
        }
        if let Some(steps) = steps.as_ref().filter(|_| *total > Decimal::ZERO) {
            body["headline"]["dot"] = format::rounded(steps.place(*total), 2).to_string().into();
        }
    }
    let steps = steps?;
    let (first, last) = (steps.0.first()?, steps.0.last()?);
    let step = Decimal::ONE_HUNDRED.checked_div(Decimal::from(steps.0.len() - 1))?;
    Some(json!({ "from": round(*first), "to": round(*last), "step": format::rounded(step, 2).to_string() }))
}

/// A scale of which each step is ten times the one before.
struct Steps(Vec<Decimal>);

impl Steps {
    /// From the power of ten that is not above the least to the one that is not below the most, in 万元.
    fn over(least: Decimal, most: Decimal) -> Self {
        let ten = Decimal::TEN;
        let mut steps = vec![Decimal::ONE];
        while let Some(next) =
            steps.last().and_then(|last| last.checked_mul(ten)).filter(|_| steps.len() < 16)
        {
            if next <= least {
                steps.clear();
            }
            let enough = steps.last().is_some_and(|last| *last >= most);
            if enough {
                break;
            }
            steps.push(next);
        }
        Self(steps)
    }

    /// The place of an amount, in percent: even within a step.
    fn place(&self, amount: Decimal) -> Decimal {
        let Some(count) = self.0.len().checked_sub(1).filter(|count| *count > 0) else {
            return Decimal::ZERO;
        };
        let at = self.0.iter().take(count).rposition(|step| *step <= amount).unwrap_or(0);
        let within = (amount - self.0[at]).checked_div(self.0[at + 1] - self.0[at]).unwrap_or_default();
        let whole = Decimal::from(at) + within.clamp(Decimal::ZERO, Decimal::ONE);
        (whole * Decimal::ONE_HUNDRED).checked_div(Decimal::from(count)).unwrap_or_default()
    }
}

/// A round amount in words: `1000 万元`, `10 亿元`.
fn round(wan: Decimal) -> String {
    let hundred_million = Decimal::from(10_000);
    match wan.checked_div(hundred_million).filter(|_| wan >= hundred_million) {
        Some(value) => format!("{} 亿元", value.normalize()),
        None => format!("{} 万元", wan.normalize()),
    }
}

/// What is held of all rows under the same years; the last few where there are many.
fn under_the_same_years(bodies: &mut [Value]) {
    let coverages: Vec<Coverage> = bodies
        .iter()
        .map(|body| serde_json::from_value(body["coverage"].clone()).unwrap_or_default())
        .collect();
    let years = || coverages.iter().flat_map(Coverage::years);
    let (Some(first), Some(last)) = (years().min(), years().max()) else { return };
    let span: Vec<i32> = (first.max(last - 7)..=last).collect();
    for (body, coverage) in bodies.iter_mut().zip(coverages) {
        body["coverage"] = json!(coverage.over(&span));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(total: &str) -> Value {
        json!({ "headline": { "total": total, "parts": [{ "class": "plain", "amount": total }] } })
    }

    #[test]
    fn bars_are_on_one_scale_where_all_can_be_seen() {
        let mut bodies = [body("1000"), body("500")];
        assert_eq!(on_one_scale(&mut bodies), None);
        assert_eq!(bodies[1]["headline"]["parts"][0]["width"], "50.00");
    }

    #[test]
    fn where_they_could_not_dots_stand_on_steps_of_ten() {
        let mut bodies = [body("480000"), body("1212"), body("0"), body("5500")];
        let scale = on_one_scale(&mut bodies).expect("steps");
        assert_eq!((scale["from"].as_str(), scale["to"].as_str()), (Some("1000 万元"), Some("100 亿元")));
        assert_eq!(bodies[1]["headline"]["parts"][0]["width"], "100.00");
        let dots: Vec<&Value> = bodies.iter().map(|body| &body["headline"]["dot"]).collect();
        // 1,212 is little into the first of three steps, 5,500 half, 480,000 in the last.
        assert_eq!(dots, [&json!("80.74"), &json!("0.79"), &Value::Null, &json!("16.67")]);
    }
}
