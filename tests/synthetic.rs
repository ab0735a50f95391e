//! Made-up disclosures of other bodies: generated from a model in the three text layouts, read, and compared with the
//! model. Every printed amount is a fact with the right meaning or is listed as unreadable; there is no other fact;
//! and a disclosure that adds up gets no mismatch.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

pub(crate) mod budgets;
pub(crate) mod change;
pub(crate) mod effort;
pub(crate) mod final_account;
pub(crate) mod flow_budget;
pub(crate) mod model;
pub(crate) mod page;
pub(crate) mod reading;
pub(crate) mod seeded;
pub(crate) mod short;
pub(crate) mod tables;

use std::collections::{BTreeMap, BTreeSet};

use mingzhang::ledger::Entrant;
use mingzhang::messages::Locale;
use mingzhang::model::{Disclosure, Fact};

use model::World;
use page::{Layout, Meaning, Page};
use reading::{checked, recognise};

/// What became of the amounts of one table kind.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Score {
    printed: usize,
    read: usize,
    unreadable: usize,
    lost: usize,
    wrong: usize,
}

type Scores = BTreeMap<(Layout, &'static str, &'static str), Score>;

/// Brackets and spaces of names differ by layout; their text does not.
fn plain(text: &str) -> String {
    text.replace(' ', "").replace('(', "（").replace(')', "）")
}

/// Forms of self-evaluation print 元 and points; all else is 万元.
fn unit(meaning: &Meaning) -> &'static str {
    match (meaning.statement, meaning.measure) {
        ("self_evaluation", "weight" | "score") => "point",
        ("self_evaluation", "execution_rate") => "percent",
        ("self_evaluation", _) => "yuan",
        _ => "wan_yuan",
    }
}

/// How a fact differs from what was printed.
fn differences(fact: &Fact, meaning: &Meaning) -> Vec<String> {
    let code = fact.subject.code.as_str();
    let code_fits = code == meaning.code || code.is_empty() && !meaning.code_printed;
    [
        ("year", fact.fiscal_year.to_string(), meaning.year.to_string()),
        ("phase", fact.phase.map_or("", mingzhang::model::Phase::id).to_owned(), meaning.phase.to_owned()),
        ("statement", fact.statement.id().to_owned(), meaning.statement.to_owned()),
        ("measure", fact.measure.id().to_owned(), meaning.measure.to_owned()),
        ("scheme", fact.subject.scheme.to_string(), meaning.scheme.to_owned()),
        ("code", if code_fits { meaning.code.clone() } else { code.to_owned() }, meaning.code.clone()),
        ("name", plain(&fact.subject.name), plain(&meaning.name)),
        ("amount", fact.amount.value.to_string(), meaning.amount.clone()),
        ("unit", fact.amount.unit.id().to_owned(), unit(meaning).to_owned()),
    ]
    .into_iter()
    .filter(|(_, got, wanted)| got != wanted)
    .map(|(what, got, wanted)| format!("{what} is `{got}`, printed `{wanted}`"))
    .collect()
}

/// Compares what was read of a page with what it prints.
fn compare(
    seed: u64,
    page: &Page,
    kind: &'static str,
    disclosure: &Disclosure,
    scores: &mut Scores,
) -> Vec<String> {
    let mut trouble = Vec::new();
    let facts: BTreeMap<String, &Fact> =
        disclosure.facts.iter().map(|f| (f.locator.to_string(), f)).collect();
    let unreadable: BTreeSet<String> = disclosure.unreadable.iter().map(|u| u.locator.to_string()).collect();
    for (place, meaning) in &page.meanings {
        let score = scores.entry((page.layout, kind, meaning.statement)).or_default();
        score.printed += 1;
        match facts.get(place) {
            Some(fact) => {
                let differences = differences(fact, meaning);
                if differences.is_empty() {
                    score.read += 1;
                } else {
                    score.wrong += 1;
                    let what = format!("{} {}", meaning.statement, meaning.name);
                    trouble.push(format!(
                        "seed {seed}, {kind} {:?}, {place} {what}: {}",
                        page.layout,
                        differences.join("; ")
                    ));
                }
            }
            None if unreadable.contains(place) => score.unreadable += 1,
            None => {
                score.lost += 1;
                let what = format!("{} {}", meaning.statement, meaning.name);
                trouble.push(format!("seed {seed}, {kind} {:?}, {place} {what}: lost", page.layout));
            }
        }
    }
    for (place, fact) in facts.iter().filter(|(place, _)| !page.meanings.contains_key(*place)) {
        trouble.push(format!(
            "seed {seed}, {kind} {:?}, {place}: invented {} {} `{}`",
            page.layout, fact.statement, fact.amount.value, fact.quote
        ));
    }
    trouble
}

/// Pairs of figures that the program says cannot both be right.
fn mismatches(seed: u64, entrant: Entrant) -> Vec<String> {
    let (_, report) = checked(entrant);
    let all = report.mismatches();
    all.map(|one| {
        let right = one
            .right
            .as_ref()
            .map(|right| (Locale::Chinese.text(&right.label), right.value, right.locator.to_string()));
        format!(
            "seed {seed}: {} {}: {} {:?} against {right:?}",
            one.rule,
            Locale::Chinese.text(&one.message),
            one.left.locator,
            one.left.value
        )
    })
    .collect()
}

fn run(kind: &'static str, layout: Layout, print: fn(&World, &mut Page), seeds: std::ops::Range<u64>) {
    let mut scores = Scores::new();
    let mut trouble = Vec::new();
    for seed in seeds {
        let world = World::new(seed);
        let mut page = Page::new(layout, seed);
        print(&world, &mut page);
        let entrant = recognise(page.text());
        if let Some(folder) = std::env::var_os("MINGZHANG_KEEP") {
            let file = std::path::Path::new(&folder).join(format!("{kind}-{seed}.txt"));
            std::fs::write(file, page.text()).expect("a file");
        }
        let identity = &entrant.record.disclosure.identity;
        if (plain(&identity.body), identity.fiscal_year) != (plain(&world.body), world.year) {
            trouble.push(format!(
                "seed {seed}, {kind}: identity is {} {}, printed {} {}",
                identity.body, identity.fiscal_year, world.body, world.year
            ));
        }
        trouble.extend(compare(seed, &page, kind, &entrant.record.disclosure, &mut scores));
        trouble.extend(mismatches(seed, entrant));
    }
    let table: Vec<String> = scores.iter().map(|(key, score)| format!("{key:?}: {score:?}")).collect();
    println!("{}", table.join("\n"));
    let most = trouble.len().min(60);
    assert!(
        trouble.is_empty(),
        "{} differences:\n{}\n{}",
        trouble.len(),
        trouble[..most].join("\n"),
        table.join("\n")
    );
    // What cannot be read for certain may be left out, but most must be read.
    for (key, score) in &scores {
        assert!(score.unreadable * 10 <= score.printed, "{key:?}: {score:?}");
    }
}

const SEEDS: u64 = 60;

#[test]
fn tabbed_final_accounts() {
    run("final", Layout::Tabs, final_account::final_account, 0..SEEDS);
}

#[test]
fn tabbed_budgets() {
    run("budget of three codes", Layout::Tabs, budgets::budget_of_three_codes, 0..SEEDS);
}

#[test]
fn budgets_with_a_cell_a_line() {
    run("budget", Layout::Cells, budgets::budget, 0..SEEDS);
}

#[test]
fn budgets_in_a_broken_flow() {
    run("flow budget", Layout::Flow, flow_budget::flow_budget, 0..SEEDS);
}

#[test]
fn a_changed_amount_is_noticed() {
    // The comparison itself: one amount of the text is another than the model's.
    for (layout, print) in [
        (Layout::Tabs, final_account::final_account as fn(&World, &mut Page)),
        (Layout::Cells, budgets::budget),
        (Layout::Flow, flow_budget::flow_budget),
    ] {
        let world = World { blanks: false, ..World::new(2) };
        let mut page = Page::new(layout, 2);
        print(&world, &mut page);
        let total = page::printed(world.spending());
        assert!(world.spending() > 100 && page.text().contains(&total));
        let changed = page.text().replacen(&total, "9,999,999.99", 1);
        let entrant = recognise(changed);
        let trouble = compare(2, &page, "changed", &entrant.record.disclosure, &mut Scores::new());
        assert!(!trouble.is_empty(), "{layout:?}");
        assert!(!mismatches(2, entrant).is_empty(), "{layout:?}");
    }
}
