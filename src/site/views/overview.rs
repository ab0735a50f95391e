//! The overview: what is held, each body in one row, 三公 under one scale, what does not add up, the data.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::super::account::{Account, years};
use super::super::coverage;
use super::super::data::schema::FILES;
use super::super::desk::Desk;
use super::super::findings;
use super::super::format;
use super::super::frame::Frame;
use super::super::html::Sentence;
use super::super::plates::{self, Home, year_phase};
use super::super::routes;
use super::super::{Job, Site};
use crate::error::Result;
use crate::model::{Department, Fact, Phase, Verdict};

/// The most bodies that the overview lists; the others stand on the page of all bodies.
const MOST: usize = 24;

pub(super) fn jobs<'s>(site: &'s Site<'s>) -> Vec<Job<'s>> {
    vec![Job::new(routes::INDEX, || page(site))]
}

fn page(site: &Site<'_>) -> Result<Vec<u8>> {
    let desk = Desk::new(site.ledger, site.report, routes::INDEX, &[]);
    let ledger = site.ledger;
    let listed: Vec<&Department> = ledger.bodies().take(MOST).collect();
    let latest: Vec<Option<Account<'_>>> = listed.iter().map(|d| latest(&desk, d)).collect();
    let most = latest
        .iter()
        .flatten()
        .filter_map(|account| account.total(account.phase()))
        .map(|fact| fact.amount.comparable())
        .max()
        .unwrap_or_default();
    let spans: Vec<Vec<i32>> = listed.iter().map(|department| coverage::span(&desk, department)).collect();
    let years = spans.iter().flatten();
    let span: Vec<i32> = match (years.clone().min(), years.max()) {
        // All rows under the same years; the last few where there are many.
        (Some(first), Some(last)) => ((*first).max(last - 7)..=*last).collect(),
        _ => Vec::new(),
    };
    let bodies: Vec<Value> = listed
        .iter()
        .zip(&latest)
        .map(|(department, account)| body(&desk, department, account.as_ref(), most, &span, site))
        .collect();
    let mismatches: Vec<findings::Shown> =
        site.report.contradictions().take(8).map(|finding| findings::shown(&desk, finding)).collect();
    let open = site.report.checks.iter().filter(|f| f.verdict == Verdict::InsufficientData).count();
    let span: Vec<i32> = ledger
        .documents
        .iter()
        .filter(|record| record.is_published())
        .map(|record| record.identity.fiscal_year)
        .collect();
    let years = match (span.iter().min(), span.iter().max()) {
        (Some(first), Some(last)) if first != last => format!("{first}—{last}"),
        (Some(one), _) => one.to_string(),
        _ => String::new(),
    };
    let plate =
        plates::multiples::plate(&desk).map(|plate| plate.show(&desk, &Home::page(routes::THREE_PUBLIC)));
    let files: Vec<Value> = FILES
        .iter()
        .map(|file| json!({ "href": format!("data/{}.csv", file.name), "name": format!("{}.csv", file.name), "title": file.title }))
        .collect();
    let it = json!({
        "years": years,
        "departments": ledger.bodies().count(),
        "documents": ledger.documents.len(),
        "lead": lead(&desk, site),
        "questions": questions(&desk),
        "bodies": bodies,
        "more": ledger.bodies().count().saturating_sub(MOST),
        "all": desk.to(routes::DEPARTMENTS),
        "plate": plate,
        "mismatches": mismatches,
        "mismatch_count": site.report.contradictions().count(),
        "open": open,
        "checks": desk.to(routes::CHECKS),
        "three_public": desk.to(routes::THREE_PUBLIC),
        "checked": site.report.checks.len(),
        "files": files,
        "data": desk.to(routes::DATA),
    });
    let description = format!(
        "{} 个部门的 {} 份公开文件：花了多少、花在什么事上、对不对得上，每个数字都能点回原文。",
        ledger.bodies().count(),
        ledger.documents.len()
    );
    site.page("overview.html", Frame::new(routes::INDEX, "", routes::INDEX).described(description), &it)
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

fn lead(desk: &Desk<'_>, site: &Site<'_>) -> String {
    let ledger = site.ledger;
    let lines: usize = ledger.documents.iter().map(|record| record.document.source.len()).sum();
    let mut lead = Sentence::new()
        .text("收录 ")
        .count(ledger.bodies().count())
        .text(" 个部门的 ")
        .count(ledger.documents.len())
        .text(" 份公开文件，共 ")
        .count(lines)
        .text(" 行，读出 ")
        .count(ledger.printed())
        .text(" 个数字");
    let unreadable: usize = ledger.documents.iter().map(|record| record.unreadable.len()).sum();
    if unreadable > 0 {
        lead = lead.text(&format!("，另有 {unreadable} 个"));
        lead = lead.link(&desk.to(routes::DOCUMENTS), "未能读出");
    }
    lead = lead.text("。");
    let mismatches = site.report.contradictions().count();
    let ran = site
        .report
        .checks
        .iter()
        .filter(|f| matches!(f.verdict, Verdict::Pass | Verdict::Rounding | Verdict::Mismatch))
        .count();
    if ran > 0 {
        lead = lead.text("机器核对 ").count(ran);
        lead = match mismatches {
            0 => lead.text(" 处，未见不一致。"),
            _ => lead
                .text(" 处，")
                .link(&desk.to(routes::CHECKS), &format!("{mismatches} 处对不上"))
                .text("，都列了出来。"),
        };
    }
    lead.html()
}

fn questions(desk: &Desk<'_>) -> Value {
    let questions = [
        ("花了多少，花在什么事上?", routes::DEPARTMENTS),
        ("“三公”经费这些年怎么变?", routes::THREE_PUBLIC),
        ("项目办成了没有?", routes::PERFORMANCE),
        ("哪里对不上?", routes::CHECKS),
        ("原件在哪?", routes::DOCUMENTS),
    ];
    questions.iter().map(|(text, address)| json!({ "text": text, "href": desk.to(address) })).collect()
}

fn body(
    desk: &Desk<'_>,
    department: &Department,
    account: Option<&Account<'_>>,
    most: Decimal,
    span: &[i32],
    site: &Site<'_>,
) -> Value {
    let checks: usize =
        site.report.contradictions().filter(|finding| finding.department == department.id).count();
    let href = desk.to(&routes::department(&department.id));
    let headline = account.and_then(|account| headline(desk, account, most));
    json!({
        "name": department.name,
        "href": href,
        "division": department.division_name,
        "documents": desk.ledger.records_of(&department.id).count(),
        "mismatches": checks,
        "checks_href": account.map_or_else(String::new, |a| format!("{}#checked", desk.to(&routes::department_year(&department.id, a.year)))),
        "headline": headline,
        "coverage": coverage::matrix(desk, department, span),
    })
}

/// The latest total of a body with its bar, on one scale for all bodies.
fn headline(desk: &Desk<'_>, account: &Account<'_>, most: Decimal) -> Option<Value> {
    let phase = account.phase();
    let total = account.total(phase)?;
    let percent = |fact: &Fact| {
        let share = (fact.amount.comparable() * Decimal::ONE_HUNDRED).checked_div(most).unwrap_or_default();
        format::rounded(share.max(Decimal::ZERO), 2).to_string()
    };
    let nature = account.nature(phase);
    let parts: Vec<Value> = match &nature {
        Some(nature) => vec![
            json!({ "class": "basic", "width": percent(nature.basic) }),
            json!({ "class": "project", "width": percent(nature.project) }),
        ],
        None => vec![json!({ "class": "plain", "width": percent(total) })],
    };
    let (_, unit) = format::headline(total.amount.comparable());
    let mut note = Sentence::new();
    note = match &nature {
        Some(nature) => note
            .text("基本支出 ")
            .maybe(desk.share_fig(&[nature.basic], total))
            .text("，项目支出 ")
            .maybe(desk.share_fig(&[nature.project], total)),
        None => note.text("未分基本、项目"),
    };
    let year = super::super::account::ThreeYear::of(desk.ledger, account.department, account.year);
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
        "figure": super::super::words::lead::headline(desk, total).html(),
        "unit": unit,
        "when": year_phase(account.year, phase),
        "phase": if phase == Phase::Final { "final" } else { "budget" },
        "href": desk.to(&routes::department_year(&account.department.id, account.year)),
        "parts": parts,
        "note": note.html(),
    }))
}
