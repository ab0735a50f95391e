//! C02 and C03: parts that a sentence or a list names, against their total.

use std::collections::BTreeMap;

use super::bind::{EXPENDITURE, INCOME, half, is_qualified, other_units, settled};
use super::{Passage, Prose, called, kind_of, side};
use crate::document::key;
use crate::model::{Fact, Measure, Message, Says, Scheme, Severity, Subject, Verdict, message};
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book, Rule, compare};

/// C02: parts behind 其中 = the total before it.
pub(in crate::verify) static PARTS: Rule = Rule { id: "C02", severity: Severity::Error, check: parts };

/// C03: the projects of a list = 项目支出.
pub(in crate::verify) static PROJECTS: Rule = Rule { id: "C03", severity: Severity::Error, check: projects };

const NATURES: &[&str] = &[
    "basic",
    "project",
    "personnel",
    "public",
    "daily_public",
    "individual",
    "wages",
    "goods",
    "to_superior",
    "operating",
    "to_affiliated",
];
const FUNDS: &[&str] = &["general_public", "gov_fund", "state_capital"];

/// The codes that can be parts of a total.
fn children(code: &str) -> Option<Vec<&'static str>> {
    let one = |codes: &[&'static str]| Some(codes.to_vec());
    match code {
        "three_public" => one(&["outbound", "vehicle", "vehicle_purchase", "vehicle_running", "reception"]),
        "vehicle" => one(&["vehicle_purchase", "vehicle_running"]),
        "budget_expenditure" | "year_expenditure" => Some([NATURES, &["function_class"]].concat()),
        "performance_funds" => one(&["basic", "project"]),
        "basic" => one(&["personnel", "public", "daily_public", "wages", "goods", "individual"]),
        "fiscal_income" | "fiscal_expenditure" => Some(FUNDS.to_vec()),
        "budget_income" | "year_income" => Some(
            [
                FUNDS,
                &[
                    "fiscal_appropriation",
                    "fiscal_income",
                    "fiscal_account",
                    "business_income",
                    "operating_income",
                    "superior_subsidy",
                    "affiliated_income",
                    "other_income",
                    "carryover_in",
                ],
            ]
            .concat(),
        ),
        _ => None,
    }
}

/// Codes that are parts of another code found beside them, so that they must not be added again.
fn contained(code: &str, found: &dyn Fn(&str) -> bool) -> bool {
    match code {
        "personnel" | "public" | "daily_public" => found("basic"),
        "individual" | "wages" | "goods" => found("basic") || code != "individual" && found("personnel"),
        "vehicle_purchase" | "vehicle_running" => found("vehicle"),
        "general_public" | "gov_fund" | "state_capital" => {
            found("fiscal_income") || found("fiscal_appropriation")
        }
        "function_class" => NATURES.iter().any(|nature| found(nature)),
        _ => false,
    }
}

/// Whether these parts are all that the total can have.
fn exhaustive(code: &str, found: &dyn Fn(&str) -> bool) -> bool {
    match code {
        "three_public" => {
            let cars = found("vehicle") || found("vehicle_purchase") && found("vehicle_running");
            found("outbound") && found("reception") && cars
        }
        "vehicle" => found("vehicle_purchase") && found("vehicle_running"),
        "budget_expenditure" | "year_expenditure" | "performance_funds" => {
            found("project")
                && (found("basic") || found("personnel") && found("public") && found("individual"))
        }
        "fiscal_income" | "fiscal_expenditure" => FUNDS.iter().all(|fund| found(fund)),
        _ => false,
    }
}

fn is_amount(fact: &Fact) -> bool {
    fact.measure == Measure::Total && fact.amount.unit.is_money()
}

/// The parts of a total in a paragraph, by code; and what else stands between them.
struct Parts<'l> {
    facts: Vec<&'l Fact>,
    /// Amounts that are neither a part nor of another phase.
    strangers: bool,
    /// A part stated twice with different figures.
    twice: bool,
    /// Whether a part may speak of another unit.
    others: bool,
    /// Whether the words behind the last part say that there are more.
    more: bool,
}

fn parts_of<'l>(passage: &Passage<'l>, total: usize, codes: &[&str]) -> Option<Parts<'l>> {
    let whole = passage.fact(total);
    // The items of 三公 keep their meaning to the end of a paragraph, others to the end of the sentence.
    let wide = matches!(whole.subject.code.as_str(), "three_public" | "vehicle");
    let mut found: BTreeMap<(String, String), &Fact> = BTreeMap::new();
    let mut order = Vec::new();
    let (mut strangers, mut twice, mut others) = (false, false, false);
    let mut more = passage.near(total).is_some_and(|near| near.and_more);
    for at in total + 1..passage.figures.len() {
        let fact = passage.fact(at);
        if !is_amount(fact) {
            continue;
        }
        let again = fact.subject.code == whole.subject.code
            && fact.phase == whole.phase
            && fact.fiscal_year == whole.fiscal_year;
        if !(wide || passage.together(total, at)) || again {
            break;
        }
        if fact.phase != whole.phase || fact.fiscal_year != whole.fiscal_year {
            continue;
        }
        let income = matches!(whole.subject.code.as_str(), "budget_income" | "year_income" | "fiscal_income");
        if half(fact) == if income { EXPENDITURE } else { INCOME } || is_qualified(passage, at) {
            strangers = true;
            continue;
        }
        if !codes.contains(&kind_of(fact)) {
            strangers |= fact.said.as_ref().is_none_or(|said| said.role != crate::model::Role::Reason);
            continue;
        }
        if order.is_empty() {
            let announced = passage.said(at).and_then(|said| said.parts_from);
            if announced.is_none_or(|from| (from as usize) < passage.figures[total].end) {
                return None;
            }
        }
        let name = if kind_of(fact) == "function_class" { key(&fact.subject.name) } else { String::new() };
        let place = (fact.subject.code.clone(), name);
        match found.get(&place) {
            Some(known) => twice |= known.amount.comparable() != fact.amount.comparable(),
            None => {
                found.insert(place, fact);
                order.push(fact);
                others |= other_units(passage, at);
                more = passage.near(at).is_some_and(|near| near.and_more);
            }
        }
    }
    (!order.is_empty()).then_some(Parts { facts: order, strangers, twice, others, more })
}

fn parts(book: &Book<'_>, out: &mut Bench<'_>) {
    for prose in &book.prose {
        prose.passages.iter().for_each(|passage| assets(passage, out));
        for (passage, at) in prose.figures() {
            let whole = passage.fact(at);
            let Some(codes) = children(&whole.subject.code).filter(|_| is_amount(whole)) else { continue };
            if let Some(parts) = parts_of(passage, at, &codes) {
                add_up(prose, passage, at, parts, out);
            }
        }
    }
}

/// Assets: current and other ones make up the total, liabilities and net assets as well.
fn assets(passage: &Passage<'_>, out: &mut Bench<'_>) {
    let find = |name: &str| {
        passage
            .figures
            .iter()
            .map(|figure| figure.fact)
            .find(|fact| is_amount(fact) && fact.subject.name == name)
    };
    let Some(total) = find("资产合计") else { return };
    let sides = [
        (["流动资产", "非流动资产"], message!("parts-current-and-other-assets")),
        (["负债合计", "净资产合计"], message!("parts-liabilities-and-net-assets")),
    ];
    for (names, label) in sides {
        let parts: Vec<&Fact> = names.iter().filter_map(|name| find(name)).collect();
        if parts.len() == names.len() {
            let message = message!("assets-and-parts", parts = label.clone());
            out.sums(Case::new(
                passage.record,
                message,
                side(total),
                Side::of(message!("side-sum-of", parts = label), &parts),
            ));
        }
    }
}

/// The readings that the words allow: carry-over is counted in or not, and so is 对个人和家庭的补助, which some bodies
/// count among 人员经费.
fn readings<'l>(facts: &[&'l Fact]) -> Vec<(Vec<&'l Fact>, Option<Message>)> {
    let without = |codes: &[&str]| -> Vec<&'l Fact> {
        facts.iter().copied().filter(|fact| !codes.contains(&kind_of(fact))).collect()
    };
    let has = |code: &str| facts.iter().any(|fact| fact.subject.code == code);
    let mut readings = vec![(facts.to_vec(), None)];
    if has("carryover_in") && facts.len() > 1 {
        readings.push((without(&["carryover_in"]), Some(message!("without-carryover"))));
    }
    if has("individual") && has("personnel") {
        readings.push((without(&["individual"]), Some(message!("subsidies-in-personnel"))));
    }
    readings
}

fn add_up<'l>(prose: &Prose<'l>, passage: &Passage<'l>, at: usize, parts: Parts<'l>, out: &mut Bench<'_>) {
    let whole = passage.fact(at);
    let all = &parts.facts;
    let found = |code: &str| all.iter().any(|fact| fact.subject.code == code);
    let own: Vec<&Fact> = all.iter().copied().filter(|fact| !contained(kind_of(fact), &found)).collect();
    let readings = readings(&own);
    let fits = |facts: &[&Fact]| compare(&[whole], facts).verdict != Verdict::Mismatch;
    let chosen = readings.iter().find(|(facts, _)| fits(facts)).unwrap_or(&readings[0]);
    let (facts, mut note) = (chosen.0.clone(), chosen.1.clone());
    let mut compared = compare(&[whole], &facts);
    if compared.verdict == Verdict::Mismatch {
        let complete = exhaustive(&whole.subject.code, &found)
            && !parts.strangers
            && !parts.more
            && !prose.index.other_natures;
        let side_of = |facts: &[&Fact]| compare(&[whole], facts).difference.is_sign_negative();
        // All readings have to be off in the same direction.
        let too_much = readings.iter().all(|(facts, _)| side_of(facts));
        let too_little = readings.iter().all(|(facts, _)| !side_of(facts));
        let units = other_units(passage, at) || parts.others;
        if parts.twice || units || !(too_much || complete && too_little) {
            compared.verdict = Verdict::InsufficientData;
            note = Some(message!("parts-perhaps-not-all"));
        }
    }
    let case = Case::new(
        passage.record,
        message!("parts-in-sentence", figure = called(whole)),
        side(whole),
        Side::of(message!("side-sum-of-parts"), &facts),
    );
    out.record(case.noted(note), compared);
}

fn is_item(fact: &Fact) -> bool {
    // An item of a list has a name of its own, which no closed code stands for.
    is_amount(fact) && (fact.subject.code == "other" || fact.subject.scheme == Scheme::Project)
}

fn projects(book: &Book<'_>, out: &mut Bench<'_>) {
    for prose in &book.prose {
        for (at, passage) in prose.passages.iter().enumerate() {
            let opens = passage.shape().announces;
            let total = passage.figures.iter().rev().map(|figure| figure.fact).find(|fact| is_amount(fact));
            let Some(total) = total.filter(|fact| opens && fact.subject.code == "project") else { continue };
            let title = message!("projects-listed", total = total.amount);
            let of =
                List { total, item: is_item, title, label: message!("side-sum-of-projects"), whole: true };
            list(&prose.passages[at..], of, out);
        }
        classes(prose, out);
    }
}

/// Lists by functional class, which follow a line that names their total: `财政拨款支出主要内容如下：`.
fn classes<'l>(prose: &Prose<'l>, out: &mut Bench<'_>) {
    for (at, pair) in prose.passages.windows(2).enumerate() {
        let announces = |says: &'l Says| match says {
            Says::Announces { total, main } => Some((total.as_str(), *main)),
            _ => None,
        };
        let Some((_, (code, main))) = pair[0].says(announces).next() else { continue };
        let first = pair[1].figures.first().map(|figure| figure.fact).filter(|fact| is_class(fact));
        let Some(first) = first.filter(|_| pair[1].shape().ordinal == Some(1)) else { continue };
        // 一般公共预算 has income as well.
        let name = if code == "general_public" { "支出" } else { "" };
        let subject = Subject::top(Scheme::None, code, name);
        let like = Fact { subject, ..first.clone() };
        let Some(total) = settled(prose, &like, first.phase, first.fiscal_year) else { continue };
        let title = message!("classes-listed", total = total.amount);
        let of = List { total, item: is_class, title, label: message!("side-sum-of-parts"), whole: !main };
        list(&prose.passages[at..], of, out);
    }
}

fn is_class(fact: &Fact) -> bool {
    fact.subject.scheme == Scheme::Function && is_amount(fact)
}

/// A list of which every paragraph opens with an item.
struct List<'l> {
    total: &'l Fact,
    item: fn(&Fact) -> bool,
    title: Message,
    label: Message,
    /// Whether the words promise all items; 主要 does not.
    whole: bool,
}

/// Adds up the items behind the first paragraph.
fn list<'l>(passages: &[Passage<'l>], of: List<'l>, out: &mut Bench<'_>) {
    let total = of.total;
    let mut items: Vec<&Fact> = Vec::new();
    let mut ordinals = Vec::new();
    let mut rest = passages[1..].iter();
    let mut behind = None;
    for passage in rest.by_ref() {
        let first = passage.figures.first().map(|figure| figure.fact).filter(|fact| {
            (of.item)(fact) && fact.phase == total.phase && fact.fiscal_year == total.fiscal_year
        });
        let Some(item) = first else {
            behind = Some(passage);
            break;
        };
        items.push(item);
        ordinals.push(passage.shape().ordinal);
    }
    if items.is_empty() {
        return;
    }
    let numbered = ordinals.iter().any(Option::is_some);
    let gapless = !numbered || ordinals.iter().zip(1..).all(|(ordinal, nth)| *ordinal == Some(nth));
    // The line behind the list may be an item that was not read as one.
    let next = u32::try_from(items.len() + 1).unwrap_or(u32::MAX);
    let lost = behind.is_some_and(|passage| {
        let shape = passage.shape();
        shape.names_money && passage.figures.is_empty()
            || numbered && !shape.heading && passage.shape().ordinal == Some(next)
    });
    let mut compared = compare(&[total], &items);
    let mut notes = vec![message!("list-of", count = items.len())];
    if compared.verdict == Verdict::Mismatch && (!gapless || lost) {
        compared.verdict = Verdict::InsufficientData;
        notes.push(message!("list-with-gaps"));
    } else if compared.verdict == Verdict::Mismatch && !of.whole && compared.difference.is_sign_positive() {
        compared.verdict = Verdict::InsufficientData;
        notes.push(message!("list-of-main-items"));
    }
    let case = Case::new(passages[0].record, of.title, side(total), Side::of(of.label, &items));
    out.record(case.noted(notes), compared);
}
