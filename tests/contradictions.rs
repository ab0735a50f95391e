//! The oracle: what a reader with pencil and paper found in the five real disclosures, against what the rules find.
//! `golden/contradictions.csv` lists figures that cannot both hold, tails of rounding and what cannot be decided, each
//! with its lines and the rule that should find it, or why none does; `golden/traps.csv` lists what looks wrong and
//! is right. Nothing that is listed may be lost, nothing that is not listed may be accused.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::collections::{BTreeMap, BTreeSet};

use crate::common;
use mingzhang::config::Config;
use mingzhang::model::{Finding, Verdict};
use mingzhang::pipeline::{self, Outcome};

type Row = BTreeMap<String, String>;

/// Why a contradiction that a reader sees is not found by a rule.
const REASONS: &[(&str, &str)] = &[
    ("free_text", "what is compared is said in free words, which no rule understands"),
    ("not_printed", "one of the figures is not printed, or cannot be read"),
    ("blank_cells", "a blank cell, of which nothing is concluded"),
    ("not_counted", "the place is not due under any rule: labels of tables, repeats at another precision"),
    ("no_rule", "no rule of the catalogue compares these"),
    ("across_sentences", "nothing printed says that the two sentences speak of the same total"),
    ("both_right", "each figure is right with the operands of its own place"),
];

fn outcome() -> Option<Outcome> {
    outcome_of("text")
}

fn outcome_of(folder: &str) -> Option<Outcome> {
    let Some(corpus) = common::corpus() else {
        common::skip("the real disclosures are not here");
        return None;
    };
    let mut config = Config::default();
    config.paths.content = corpus.join(folder);
    config.paths.register = common::root().join("content/departments.toml");
    Some(pipeline::run(&config).expect("the pipeline runs"))
}

fn golden(name: &str) -> Vec<Row> {
    common::rows(&common::root().join("tests/golden").join(name))
}

/// A finding with every line that one of its operands stands on, or one of the places that it lists because they follow
/// from the same figure.
struct Found<'o> {
    finding: &'o Finding,
    rule: &'static str,
    document: &'o str,
    lines: BTreeSet<u32>,
}

impl Found<'_> {
    fn is(&self, document: &str, rule: &str) -> bool {
        self.document.starts_with(document) && self.rule == rule
    }
}

fn found(outcome: &Outcome) -> Vec<Found<'_>> {
    let places = |finding: &Finding| {
        let mut lines = BTreeSet::new();
        for operand in [Some(&finding.left), finding.right.as_ref()].into_iter().flatten() {
            lines.extend(operand.locator.line()..=operand.locator.last_line());
            for fact in operand.facts.iter().filter_map(|id| outcome.ledger.fact(id)) {
                lines.extend(fact.locator.line()..=fact.locator.last_line());
            }
        }
        lines
    };
    let checks = outcome.report.checks.iter();
    checks
        .flat_map(|finding| {
            let own =
                Found { finding, rule: finding.rule, document: &finding.document, lines: places(finding) };
            let listed = finding.places.iter().map(move |place| Found {
                finding,
                rule: place.rule,
                document: &place.document,
                lines: (place.locator.line()..=place.locator.last_line()).collect(),
            });
            std::iter::once(own).chain(listed)
        })
        .collect()
}

/// `5;7-9`: single lines and ranges. Places in other documents are left out.
fn lines(text: &str) -> Vec<u32> {
    let number = |text: &str| text.trim().parse::<u32>().expect("a line");
    text.split(';')
        .filter(|part| !part.contains(':'))
        .flat_map(|part| match part.split_once('-') {
            Some((first, last)) => (number(first)..=number(last)).collect::<Vec<_>>(),
            None => vec![number(part)],
        })
        .collect()
}

#[test]
fn what_a_reader_found_is_found() {
    let Some(outcome) = outcome() else { return };
    let found = found(&outcome);
    let listed = golden("contradictions.csv");
    let ids: BTreeSet<&str> = listed.iter().map(|row| row["id"].as_str()).collect();
    assert_eq!(ids.len(), listed.len(), "ids are unique");
    let mut tally: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut lost = Vec::new();
    for row in &listed {
        let verdict = *Verdict::ALL.iter().find(|verdict| verdict.id() == row["verdict"]).expect("a verdict");
        let hit = |line: &u32| {
            found.iter().any(|one| {
                one.is(&row["document"], &row["rule"])
                    && one.finding.verdict == verdict
                    && one.lines.contains(line)
            })
        };
        let count = tally.entry(row["verdict"].as_str()).or_default();
        count.0 += 1;
        match row["why_not"].as_str() {
            "" if lines(&row["lines"]).iter().all(hit) => count.1 += 1,
            "" => lost.push(format!("{row:?}")),
            reason => match reason.strip_prefix("same_root:") {
                Some(root) => assert!(ids.contains(root), "{row:?}"),
                None => assert!(REASONS.iter().any(|(id, _)| *id == reason), "{row:?}"),
            },
        }
    }
    for (verdict, (all, own)) in &tally {
        println!("{verdict}: {own} of {all} found");
    }
    assert!(lost.is_empty(), "{} are no longer found:\n{}", lost.len(), lost.join("\n"));
}

/// Every contradiction of the list is found by a rule; those with the root of another are the same misprint.
#[test]
fn no_contradiction_is_left_to_the_reader() {
    let listed = golden("contradictions.csv");
    let found = |id: &str| listed.iter().any(|row| row["id"] == id && row["why_not"].is_empty());
    // What only reminders find, because words are part of what is compared.
    for id in ["001-29", "001-30", "001-31", "001-33", "001-34", "002-09", "002-10", "002-11", "002-12"] {
        assert!(found(id), "{id} has to be found");
    }
    for row in listed.iter().filter(|row| ["mismatch", "review"].contains(&row["verdict"].as_str())) {
        assert!(row["why_not"].is_empty() || row["why_not"].starts_with("same_root:"), "{row:?}");
    }
}

#[test]
fn nothing_is_accused_that_a_reader_did_not_find() {
    let Some(outcome) = outcome() else { return };
    let listed = golden("contradictions.csv");
    let known = |finding: &Finding| {
        listed.iter().any(|row| {
            ["mismatch", "review"].contains(&row["verdict"].as_str())
                && row["why_not"].is_empty()
                && finding.document.starts_with(row["document"].as_str())
                && finding.rule == row["rule"]
                && lines(&row["lines"]).contains(&finding.left.locator.line())
        })
    };
    let mut accused = 0;
    for finding in outcome.report.mismatches() {
        assert!(known(finding), "nobody found this by hand: {finding:#?}");
        accused += 1;
    }
    println!("{accused} mismatches, reminders included, all listed");
}

#[test]
fn a_tail_of_rounding_is_no_mismatch() {
    let Some(outcome) = outcome() else { return };
    let found = found(&outcome);
    for row in golden("contradictions.csv").iter().filter(|row| row["verdict"] == "rounding") {
        for line in lines(&row["lines"]) {
            let accused = found.iter().find(|one| {
                one.is(&row["document"], &row["rule"])
                    && one.finding.verdict == Verdict::Mismatch
                    && one.lines.contains(&line)
            });
            assert!(accused.is_none(), "{row:?}");
        }
    }
}

/// A trap accuses nobody: not by its own rule, and by no rule that calls two figures a contradiction.
#[test]
fn no_trap_is_walked_into() {
    let Some(outcome) = outcome() else { return };
    let found = found(&outcome);
    let listed = golden("contradictions.csv");
    let known = |finding: &Finding| {
        listed.iter().any(|row| {
            ["mismatch", "review"].contains(&row["verdict"].as_str())
                && finding.document.starts_with(row["document"].as_str())
                && finding.rule == row["rule"]
                && lines(&row["lines"]).contains(&finding.left.locator.line())
        })
    };
    let traps = golden("traps.csv");
    assert!(traps.len() > 80);
    for trap in &traps {
        let places: BTreeSet<u32> = lines(&trap["lines"]).into_iter().collect();
        for one in &found {
            let here = one.finding.document.starts_with(trap["document"].as_str())
                && one.finding.verdict == Verdict::Mismatch
                && !one.lines.is_disjoint(&places);
            assert!(!here || known(one.finding), "a trap: {trap:?} {:#?}", one.finding);
        }
    }
}

/// The native samples: the contradictions that `golden/NATIVE.md` lists, and what a rule of the catalogue finds beside
/// them after re-reading the page (`listed` is `no`), proven or for review. Nothing else may be accused in the files that
/// a reader went through; figures are named by their places.
#[test]
fn native_samples_are_accused_of_what_a_reader_saw() {
    let Some(outcome) = outcome_of("native") else { return };
    let golden = golden("native-findings.csv");
    let read: BTreeSet<&str> = golden.iter().map(|row| row["document"].as_str()).collect();
    let of = |verdict: Verdict| -> BTreeSet<(String, String, String)> {
        let mut places = BTreeSet::new();
        for finding in outcome.report.checks.iter().filter(|finding| finding.verdict == verdict) {
            let own = (finding.rule, &finding.document, &finding.left.locator);
            let listed = finding.places.iter().map(|place| (place.rule, &place.document, &place.locator));
            for (rule, document, locator) in std::iter::once(own).chain(listed) {
                let place = outcome.ledger.place(document, locator);
                places.insert((document.to_string(), rule.to_owned(), place));
            }
        }
        places.retain(|(document, ..)| read.contains(document.as_str()));
        places
    };
    let (accused, waiting) = (of(Verdict::Mismatch), of(Verdict::Review));
    let mut listed = BTreeSet::new();
    for row in &golden {
        let reason = row["why_not"].as_str();
        if reason.is_empty() {
            let own = (row["document"].clone(), row["rule"].clone(), row["place"].clone());
            let found = if row["verdict"] == "review" { &waiting } else { &accused };
            assert!(found.contains(&own), "lost: {row:?}");
            listed.insert(own);
        } else {
            assert!(REASONS.iter().any(|(id, _)| *id == reason), "{row:?}");
        }
    }
    let false_ones: Vec<_> = accused.difference(&listed).collect();
    assert!(false_ones.is_empty(), "not listed: {false_ones:#?}");
}
