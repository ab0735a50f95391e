//! Any figure of a table with redundancy can be changed, and the change is noticed: a made-up disclosure that adds up is
//! printed, one figure of it is changed by more than rounding, the text is read again, and a mismatch must name the
//! figure. A figure has redundancy when a check of the unchanged disclosure agrees on it.
//!
//! `MINGZHANG_MUTATIONS=100` changes a hundred figures of every disclosure, `cargo test --test all mutations:: --
//! --nocapture` shows the counts.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::ops::Range;

use mingzhang::messages::Locale;
use mingzhang::model::{Finding, Verdict};

use crate::synthetic::budgets;
use crate::synthetic::change::{Target, changed, names, targets};
use crate::synthetic::final_account;
use crate::synthetic::flow_budget;
use crate::synthetic::model::{Seeded, World};
use crate::synthetic::page::{Layout, Page};
use crate::synthetic::reading::{checked, recognise};

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
