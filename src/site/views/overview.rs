//! The overview: what is held, each body in one row, 三公 under one scale, what does not add up, the data.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::super::account::{Account, ThreeYear, years};
use super::super::coverage::{self, Coverage};
use super::super::data::schema::FILES;
use super::super::desk::Desk;
use super::super::format;
use super::super::frame::Frame;
use super::super::names;
use super::super::plates::{Home, year_phase};
use super::super::routes;
use super::super::words::plan_or_account;
use super::super::{Gleaned, House, Job, Site};
use super::{List, checks, order, three_public};
use crate::error::Result;
use crate::messages::{Locale, say};
use crate::model::{Department, Fact, Phase, Standing, Verdict};

pub(super) const LIST: List = List { glean, jobs };

/// The most bodies that the overview lists; the others stand on the page of all bodies.
const MOST: usize = 12;

/// The most findings.
const FINDINGS: usize = 8;

fn glean(site: &Site<'_>, gleaned: &mut Gleaned) {
    let desk = site.desk(routes::ANYWHERE, &[]);
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
    let scale = on_one_scale(house.locale, &mut bodies);
    under_the_same_years(house.locale, &mut bodies);
    let count = all.number("departments");
    let years: Vec<&str> = all.numbers("year:").map(|(year, _)| year.trim_start_matches('0')).collect();
    let years = match (years.first(), years.last()) {
        (Some(first), Some(last)) if first != last => format!("{first}—{last}"),
        (Some(one), _) => (*one).to_owned(),
        _ => String::new(),
    };
    let desk = Desk::bare(house.locale, routes::INDEX);
    let plate = three_public::picture(house.locale, all.list("three-public"), routes::INDEX)
        .map(|plate| plate.show(&desk, &Home::page(routes::THREE_PUBLIC)));
    let files: Vec<Value> = FILES
        .iter()
        .map(|file| json!({ "href": format!("data/{}.csv", file.name), "name": format!("{}.csv", file.name), "title": house.locale.word("data", file.name, file.title) }))
        .collect();
    let tally = checks::gathered(all, "");
    let it = json!({
        "years": years,
        "departments": count,
        "documents": all.number("documents"),
        "lead": introduction(house),
        "questions": questions(house.locale),
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
    let description =
        say!(house.locale, "overview-described", bodies = count, documents = all.number("documents"));
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
    let unreadable = match all.number("unreadable") {
        0 => String::new(),
        count => say!(house.locale, "overview-unreadable", count = count, href = routes::DOCUMENTS),
    };
    let lead = say!(
        house.locale,
        "overview-held",
        bodies = all.number("departments"),
        documents = all.number("documents"),
        lines = all.number("lines"),
        figures = all.number("printed"),
        unreadable = unreadable
    );
    let mismatches = number("contradictions");
    let ran: usize = [Verdict::Pass, Verdict::Rounding, Verdict::Mismatch]
        .iter()
        .map(|verdict| number(verdict.id()))
        .sum();
    let checked = match (ran, mismatches) {
        (0, _) => String::new(),
        (_, 0) => say!(house.locale, "overview-ran-clean", ran = ran),
        _ => {
            let href = routes::CHECKS;
            say!(house.locale, "overview-ran", ran = ran, href = href, mismatches = mismatches)
        }
    };
    lead + &checked
}

fn questions(locale: Locale) -> Value {
    let questions = [
        (say!(locale, "ask-spent"), routes::DEPARTMENTS),
        (say!(locale, "ask-three-public"), routes::THREE_PUBLIC),
        (say!(locale, "ask-projects"), routes::PERFORMANCE),
        (say!(locale, "checked-question"), routes::CHECKS),
        (say!(locale, "source-question"), routes::DOCUMENTS),
        (say!(locale, "ask-first"), routes::GUIDE),
    ];
    questions.iter().map(|(text, address)| json!({ "text": text, "href": address })).collect()
}

fn body(desk: &Desk<'_>, department: &Department, site: &Site<'_>) -> Value {
    let account = latest(desk, department);
    let own = site.report.checks.iter().filter(|finding| finding.department == department.id);
    let mismatches = own.filter(|finding| finding.standing() == Standing::Contradiction).count();
    let span = coverage::span(desk, department);
    json!({
        "name": names::shown(desk.locale, &department.name),
        "href": desk.to(&routes::department(&department.id)),
        "division": names::shown(desk.locale, &department.division_name),
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
    let share = |part: &Fact| desk.share_fig(&[part], total).map_or_else(String::new, |share| share.html());
    let mut note = match &nature {
        Some(nature) => {
            let (basic, project) = (share(nature.basic), share(nature.project));
            say!(desk.locale, "overview-nature", basic = basic, project = project)
        }
        None => say!(desk.locale, "overview-no-nature"),
    };
    let year = ThreeYear::of(desk.ledger, account.department, account.year);
    let spent = year.spent.total.is_some();
    let items = if spent { &year.spent } else { year.planned().1 };
    if let Some(three) = items.total {
        let phase = plan_or_account(desk.locale, if spent { Phase::Final } else { Phase::Budget });
        let figure = desk.fig(three).html();
        note += &say!(desk.locale, "overview-three-public", phase = phase, figure = figure);
    }
    let projects = account.projects().len();
    if projects > 0 {
        note += &say!(desk.locale, "overview-projects", count = projects);
    }
    Some(json!({
        "figure": desk.fig(total).html(),
        "total": total.amount.comparable(),
        "when": year_phase(desk.locale, account.year, phase),
        "phase": if phase == Phase::Final { "final" } else { "budget" },
        "href": desk.to(&routes::department_year(&account.department.id, account.year)),
        "parts": parts,
        "note": note,
    }))
}

/// How much larger the largest may be than the smallest for all bars to be seen on one scale.
const SEEN: u8 = 20;

/// The bars of all rows on one scale. Where that would leave slivers of most, a bar is the whole of its own row, and a dot
/// on a scale of which each step is ten times the one before says how large that is. Gives the ends of that scale.
pub(super) fn on_one_scale(locale: Locale, bodies: &mut [Value]) -> Option<Value> {
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
    Some(
        json!({ "from": round(locale, *first), "to": round(locale, *last), "step": format::rounded(step, 2).to_string() }),
    )
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
fn round(locale: Locale, wan: Decimal) -> String {
    // 亿元 is ten thousand times 万元, a billion a thousand times a million.
    let large = if locale == Locale::Chinese { Decimal::from(10_000) } else { Decimal::ONE_THOUSAND };
    let value = format::money(locale, wan);
    match value.checked_div(large).filter(|_| value >= large) {
        Some(value) => say!(locale, "scale-yi", value = value.normalize().to_string()),
        None => say!(locale, "scale-wan", value = value.normalize().to_string()),
    }
}

/// What is held of all rows under the same years; the last few where there are many.
fn under_the_same_years(locale: Locale, bodies: &mut [Value]) {
    let coverages: Vec<Coverage> = bodies
        .iter()
        .map(|body| serde_json::from_value(body["coverage"].clone()).unwrap_or_default())
        .collect();
    let years = || coverages.iter().flat_map(Coverage::years);
    let (Some(first), Some(last)) = (years().min(), years().max()) else { return };
    let span: Vec<i32> = (first.max(last - 7)..=last).collect();
    for (body, coverage) in bodies.iter_mut().zip(coverages) {
        body["coverage"] = json!(coverage.over(locale, &span));
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
        assert_eq!(on_one_scale(Locale::Chinese, &mut bodies), None);
        assert_eq!(bodies[1]["headline"]["parts"][0]["width"], "50.00");
    }

    #[test]
    fn where_they_could_not_dots_stand_on_steps_of_ten() {
        let mut bodies = [body("480000"), body("1212"), body("0"), body("5500")];
        let scale = on_one_scale(Locale::Chinese, &mut bodies).expect("steps");
        assert_eq!((scale["from"].as_str(), scale["to"].as_str()), (Some("1000 万元"), Some("100 亿元")));
        assert_eq!(bodies[1]["headline"]["parts"][0]["width"], "100.00");
        let dots: Vec<&Value> = bodies.iter().map(|body| &body["headline"]["dot"]).collect();
        // 1,212 is little into the first of three steps, 5,500 half, 480,000 in the last.
        assert_eq!(dots, [&json!("80.74"), &json!("0.79"), &Value::Null, &json!("16.67")]);
    }
}
