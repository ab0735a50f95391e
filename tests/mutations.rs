//! Any figure of a table with redundancy can be changed, and the change is noticed: a made-up disclosure that adds up is
//! printed, one figure of it is changed by more than rounding, the text is read again, and a mismatch must name the
//! figure. A figure has redundancy when a check of the unchanged disclosure agrees on it.
//!
//! `MINGZHANG_MUTATIONS=100` changes a hundred figures of every disclosure, `cargo test --test mutations --
//! --nocapture` shows the counts.
#![allow(dead_code, clippy::disallowed_methods, clippy::print_stdout)]

#[path = "synthetic/budgets.rs"]
mod budgets;
#[path = "synthetic/final_account.rs"]
mod final_account;
#[path = "synthetic/flow_budget.rs"]
mod flow_budget;
#[path = "synthetic/model.rs"]
mod model;
#[path = "synthetic/page.rs"]
mod page;
#[path = "synthetic/reading.rs"]
mod reading;
#[path = "synthetic/tables.rs"]
mod tables;

use std::collections::BTreeMap;
use std::ops::Range;

use mingzhang::ledger::Ledger;
use mingzhang::messages::Locale;
use mingzhang::model::{Fact, Finding, Unit, Verdict};
use mingzhang::verify::Report;
use rust_decimal::Decimal;

use model::{Seeded, World};
use page::{Layout, Page};
use reading::{checked, recognise};

/// A figure to change.
struct Target {
    place: String,
    meaning: String,
    unit: Unit,
    /// The widest envelope of the checks that it takes part in, in its own unit.
    tolerance: Decimal,
    rules: Vec<&'static str>,
}

fn names(finding: &Finding, fact: &Fact) -> bool {
    let sides = [Some(&finding.left), finding.right.as_ref()];
    sides.into_iter().flatten().any(|side| side.facts.contains(&fact.id))
}

/// The figures that a check agrees on.
fn targets(ledger: &Ledger, report: &Report) -> Vec<Target> {
    let agreed: Vec<&Finding> = report
        .checks
        .iter()
        .filter(|finding| matches!(finding.verdict, Verdict::Pass | Verdict::Rounding))
        .collect();
    let target = |fact: &Fact| {
        let own: Vec<&&Finding> = agreed.iter().filter(|finding| names(finding, fact)).collect();
        let alike = |unit: Unit| unit == fact.amount.unit || unit.is_money() && fact.amount.unit.is_money();
        let widest = own
            .iter()
            .filter(|finding| finding.unit.is_some_and(alike))
            .map(|finding| finding.tolerance)
            .max()
            .unwrap_or_default();
        let in_own_unit = if fact.amount.unit == Unit::Yuan { Decimal::from(10_000) } else { Decimal::ONE };
        let mut rules: Vec<&'static str> = own.iter().map(|finding| finding.rule).collect();
        rules.dedup();
        (!own.is_empty()).then(|| Target {
            place: fact.locator.to_string(),
            meaning: format!("{} {}", fact.statement, fact.measure),
            unit: fact.amount.unit,
            tolerance: widest * in_own_unit,
            rules,
        })
    };
    ledger.facts.iter().filter(|fact| fact.amount.unit != Unit::Count).filter_map(target).collect()
}

/// Another number of the same length: one of its whole digits is 3 less or 6 more, the last one that makes a
/// difference beyond the tolerance. Where none does, a digit is put before it.
fn another(number: &str, tolerance: Decimal, upwards: bool) -> String {
    let value = |text: &str| text.replace(',', "").parse::<Decimal>().expect("a number");
    let whole = number.find('.').unwrap_or(number.len());
    for at in (0..whole).rev().filter(|at| number.as_bytes()[*at].is_ascii_digit()) {
        let digit = number.as_bytes()[at] - b'0';
        let changed = match digit {
            0..=3 => digit + 6,
            4..=6 if upwards => digit + 3,
            7..=9 if upwards && at == 0 => digit - 6,
            _ => digit - 3,
        };
        let text = format!("{}{changed}{}", &number[..at], &number[at + 1..]);
        if (value(&text) - value(number)).abs() > tolerance {
            return text;
        }
    }
    format!("6{number}")
}

/// The text with another number at a place; `None` where no number stands there by itself.
fn changed(text: &str, target: &Target, upwards: bool) -> Option<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let place = target.place.strip_prefix('L')?;
    let new = |number: &str| another(number, target.tolerance, upwards);
    let within = |text: &str, nth: usize| {
        let token = mingzhang::document::numbers(text).into_iter().nth(nth)?;
        Some(format!("{}{}{}", &text[..token.start], new(&text[token.start..token.end]), &text[token.end..]))
    };
    if let Some((line, nth)) = place.split_once(":c") {
        let line = lines.get_mut(line.parse::<usize>().ok()? - 1)?;
        let mut cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let cell = cells.get_mut(nth.parse::<usize>().ok()? - 1)?;
        *cell = within(cell, 0)?;
        *line = cells.join("\t");
    } else if let Some((line, nth)) = place.split_once('@') {
        let line = lines.get_mut(line.parse::<usize>().ok()? - 1)?;
        *line = within(line, nth.parse::<usize>().ok()? - 1)?;
    } else if let Some((first, last)) = place.split_once('-') {
        // Pieces of one number: whole lines, with an empty one between two.
        let pieces = first.parse::<usize>().ok()? - 1..last.parse::<usize>().ok()?;
        let joined = lines[pieces.clone()].concat();
        let number = new(&joined);
        // What is put before stands in the first piece.
        let mut rest = number.as_str();
        let mut more = number.len() - joined.len();
        for line in &mut lines[pieces] {
            let (own, behind) = rest.split_at(line.len() + if line.is_empty() { 0 } else { more });
            if !line.is_empty() {
                more = 0;
            }
            *line = own.to_owned();
            rest = behind;
        }
    } else {
        let line = lines.get_mut(place.parse::<usize>().ok()? - 1)?;
        *line = within(line, 0)?;
    }
    Some(lines.join("\n"))
}

/// Whether a change was noticed.
enum Notice {
    /// It is a contradiction, proven.
    Proven,
    /// It waits for the publisher: something charitable explains it.
    Waiting,
    /// It was not, and what was said instead.
    Missed(String),
}

fn notice(text: String, target: &Target) -> Notice {
    let (ledger, report) = checked(recognise(text));
    let Some(fact) = ledger.facts.iter().find(|fact| fact.locator.to_string() == target.place) else {
        return Notice::Missed("not read".to_owned());
    };
    let own: Vec<&Finding> = report.checks.iter().filter(|finding| names(finding, fact)).collect();
    let is = |verdict: Verdict| own.iter().any(|finding| finding.verdict == verdict);
    if is(Verdict::Mismatch) {
        return Notice::Proven;
    }
    if is(Verdict::Review) {
        return Notice::Waiting;
    }
    let mut verdicts: Vec<String> =
        own.iter().map(|finding| format!("{} {}", finding.rule, finding.verdict.id())).collect();
    verdicts.sort();
    verdicts.dedup();
    Notice::Missed(verdicts.join(", "))
}

fn run(kind: &str, layout: Layout, print: fn(&World, &mut Page), seeds: Range<u64>) {
    let sample: usize =
        std::env::var("MINGZHANG_MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(SAMPLE);
    let (mut printed, mut redundant, mut tried, mut waiting) = (0, 0, 0, 0);
    let mut misses: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut by_meaning: BTreeMap<String, usize> = BTreeMap::new();
    for seed in seeds {
        let world = World::new(seed);
        let mut page = Page::new(layout, seed);
        print(&world, &mut page);
        let text = page.text();
        let (ledger, report) = checked(recognise(text.clone()));
        let mut targets = targets(&ledger, &report);
        printed += page.meanings.len();
        redundant += targets.len();
        let mut random = Seeded(seed);
        while targets.len() > sample {
            targets.swap_remove(random.below(targets.len()));
        }
        for target in &targets {
            let Some(text) = changed(&text, target, random.chance(50)) else {
                panic!("seed {seed}, {kind}: no number at {}", target.place);
            };
            tried += 1;
            *by_meaning.entry(target.meaning.clone()).or_default() += 1;
            match notice(text, target) {
                Notice::Proven => {}
                Notice::Waiting => waiting += 1,
                Notice::Missed(why) => {
                    let what =
                        format!("seed {seed} {} {:?} ({:?}): {why}", target.place, target.unit, target.rules);
                    misses.entry(target.meaning.clone()).or_default().push(what);
                }
            }
        }
    }
    let missed: usize = misses.values().map(Vec::len).sum();
    let noticed = tried - missed;
    let per_mille = noticed * 1000 / tried.max(1);
    let mut words = format!(
        "{kind}: {noticed} of {tried} changes noticed, {}.{} %, {waiting} of them for review; {redundant} of {printed} printed figures have redundancy",
        per_mille / 10,
        per_mille % 10
    );
    for (meaning, places) in &misses {
        words.push_str(&format!("\n  {meaning}: {} of {} missed", places.len(), by_meaning[meaning]));
        for place in places.iter().take(SHOWN) {
            words.push_str(&format!("\n    {place}"));
        }
    }
    println!("{words}");
    assert!(tried > 100, "{words}");
    assert!(noticed * 100 >= tried * 95, "{words}");
    // What is charitable explains little of what is simply wrong.
    assert!(waiting * 10 <= tried, "{words}");
}

/// Every line of digits in the flow may have a page number before it that stands too close to be told from a piece.
#[test]
fn a_page_number_among_the_pieces_accuses_nobody() {
    for seed in 0..12 {
        let world = World::new(seed);
        let mut page = Page::new(Layout::Flow, seed);
        flow_budget::flow_budget(&world, &mut page);
        let pieces: Vec<usize> = (0..page.lines.len())
            .filter(|at| page.lines[*at].starts_with(|c: char| c.is_ascii_digit() || c == '.'))
            .filter(|at| page.lines[*at].bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')))
            .collect();
        let mut random = Seeded(seed);
        for _ in 0..SAMPLE {
            let mut lines = page.lines.clone();
            let at = *random.pick(&pieces);
            lines.splice(at..at, ["12".to_owned(), String::new()]);
            let (_, report) = checked(recognise(lines.join("\n")));
            let named: Vec<String> = report
                .mismatches()
                .map(|one| {
                    format!("{} {} {:?}", one.rule, Locale::Chinese.text(&one.message), one.left.value)
                })
                .collect();
            assert!(named.is_empty(), "seed {seed}, before L{} `{}`: {named:?}", at + 1, page.lines[at]);
        }
    }
}

const SEEDS: Range<u64> = 0..16;
/// Figures changed in a disclosure.
const SAMPLE: usize = 25;
/// Misses shown of a meaning.
const SHOWN: usize = 4;

#[test]
fn tabbed_final_accounts() {
    run("final account", Layout::Tabs, final_account::final_account, SEEDS);
}

#[test]
fn tabbed_budgets() {
    run("budget of three codes", Layout::Tabs, budgets::budget_of_three_codes, SEEDS);
}

#[test]
fn budgets_with_a_cell_a_line() {
    run("budget", Layout::Cells, budgets::budget, SEEDS);
}

#[test]
fn budgets_in_a_broken_flow() {
    run("flow budget", Layout::Flow, flow_budget::flow_budget, SEEDS);
}
