//! How often each rule is right where the truth is known: on the real disclosures that a reader went through with pencil
//! and paper, and on made-up ones with injected contradictions where they are at hand. Prints a table; a rule that
//! accuses falsely in what a reader went through fails.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::common;
use mingzhang::config::Config;
use mingzhang::model::{Finding, Verdict};
use mingzhang::pipeline::{self, Outcome};
use rust_decimal::Decimal;

/// Found and true, waiting for review, found and false.
#[derive(Default, Clone, Copy)]
struct Count {
    right: usize,
    review: usize,
    wrong: usize,
}

fn run(content: &Path) -> Outcome {
    let mut config = Config::default();
    config.paths.content = content.to_owned();
    config.paths.register = common::root().join("content/departments.toml");
    pipeline::run(&config).expect("it runs")
}

fn count(outcome: &Outcome, is_true: impl Fn(&Finding) -> bool) -> BTreeMap<&'static str, Count> {
    let mut counts: BTreeMap<&'static str, Count> = BTreeMap::new();
    for finding in &outcome.report.checks {
        let own = match finding.verdict {
            Verdict::Review => &mut counts.entry(finding.rule).or_default().review,
            Verdict::Mismatch if is_true(finding) => &mut counts.entry(finding.rule).or_default().right,
            Verdict::Mismatch => &mut counts.entry(finding.rule).or_default().wrong,
            _ => continue,
        };
        *own += 1;
    }
    counts
}

fn print(title: &str, counts: &BTreeMap<&'static str, Count>) {
    println!("{title}\nrule  true  review  false");
    for (rule, Count { right, review, wrong }) in counts {
        println!("{rule}  {right:5}  {review:6}  {wrong:5}");
    }
}

/// `5;7-9`: single lines and ranges.
fn lines(text: &str) -> BTreeSet<u32> {
    let number = |text: &str| text.trim().parse::<u32>().ok();
    let range = |part: &str| -> Vec<u32> {
        match part.split_once('-') {
            Some((first, last)) => match (number(first), number(last)) {
                (Some(first), Some(last)) => (first..=last).collect(),
                _ => Vec::new(),
            },
            None => number(part).into_iter().collect(),
        }
    };
    text.split(';').flat_map(range).collect()
}

#[test]
fn rules_are_right_where_a_reader_knows() {
    let Some(corpus) = common::corpus() else {
        common::skip("the real disclosures are not here");
        return;
    };
    let known = common::rows(&common::root().join("tests/golden/contradictions.csv"));
    let outcome = run(&corpus.join("text"));
    let is_true = |finding: &Finding| {
        known.iter().any(|row| {
            ["mismatch", "review"].contains(&row["verdict"].as_str())
                && finding.document.starts_with(row["document"].as_str())
                && lines(&row["lines"]).contains(&finding.left.locator.line())
        })
    };
    let counts = count(&outcome, is_true);
    print("five texts, gone through by hand", &counts);
    for (rule, count) in &counts {
        assert_eq!(count.wrong, 0, "{rule} accuses of what no reader found");
    }
}

/// The made-up documents beside the real ones, with the wrong figure of each injected contradiction. Remarks are not
/// counted: the truth does not list them.
#[test]
fn rules_on_documents_with_injected_contradictions() {
    let zoo = common::corpus().and_then(|corpus| corpus.parent().map(|shared| shared.join("zoo")));
    let Some(zoo) = zoo.filter(|zoo| zoo.join("truth/contradictions.csv").is_file()) else {
        common::skip("the documents with injected contradictions are not here");
        return;
    };
    let known = common::rows(&zoo.join("truth/contradictions.csv"));
    let outcome = run(&zoo.join("docs"));
    let figure = |text: &str| text.replace([',', '%'], "").parse::<Decimal>().ok();
    let is_true = |finding: &Finding| {
        let facts = finding.operands().filter_map(|id| outcome.ledger.fact(id));
        let mut values: Vec<Decimal> = facts.map(|fact| fact.amount.value.abs()).collect();
        values
            .extend(finding.left.value.into_iter().chain(finding.right.iter().filter_map(|side| side.value)));
        known.iter().filter(|row| *finding.document == row["document"]).any(|row| {
            let wrong = figure(&row["left"]).map(|wrong| wrong.abs());
            match row["kind"].as_str() {
                // What has no figure of its own is told by its rule.
                "empty_note" => finding.rule == "C20",
                "placeholder" => ["C10", "C14"].contains(&finding.rule),
                "weights" => ["D01", "D04"].contains(&finding.rule),
                _ => wrong.is_some_and(|wrong| values.iter().any(|value| value.abs() == wrong)),
            }
        })
    };
    let counts = count(&outcome, is_true);
    print("documents with injected contradictions", &counts);
    let wrong: usize =
        counts.iter().filter(|(rule, _)| rule.starts_with(['A', 'B'])).map(|(_, count)| count.wrong).sum();
    assert_eq!(wrong, 0, "a rule of tables accuses falsely");
}
