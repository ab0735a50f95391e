//! Every rule against made-up disclosures: one that adds up, one that does not, and one that was not read whole.
//! `fixtures/rules/base.txt` passes every rule; a file per rule says which edits make it fail, and which leave the
//! rule without enough data.
#![allow(clippy::disallowed_methods)]

mod common;

use std::collections::BTreeMap;

use mingzhang::config::Config;
use mingzhang::model::Verdict;
use mingzhang::pipeline;
use mingzhang::verify::{RULES, Report};
use serde::Deserialize;

/// The edits of a rule.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fixture {
    mismatch: Case,
    insufficient: Case,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    edit: Vec<Edit>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    find: String,
    with: String,
}

fn base() -> String {
    std::fs::read_to_string(common::root().join("tests/fixtures/rules/base.txt")).expect("the base")
}

fn fixture(rule: &str) -> Fixture {
    let path = common::root().join(format!("tests/fixtures/rules/{}.toml", rule.to_lowercase()));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn edited(case: &Case) -> String {
    case.edit.iter().fold(base(), |text, edit| {
        assert_eq!(text.matches(&edit.find).count(), 1, "one place for {:?}", edit.find);
        text.replace(&edit.find, &edit.with)
    })
}

fn report(text: &str) -> Report {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("disclosure.txt"), text).expect("written");
    let mut config = Config::default();
    config.paths.content = folder.path().to_owned();
    pipeline::run(&config).expect("it runs").report
}

fn verdicts(report: &Report, rule: &str) -> BTreeMap<Verdict, usize> {
    let mut verdicts = BTreeMap::new();
    for finding in report.checks.iter().filter(|finding| finding.rule == rule) {
        *verdicts.entry(finding.verdict).or_default() += 1;
    }
    verdicts
}

#[test]
fn a_disclosure_that_adds_up_passes_every_rule() {
    let report = report(&base());
    for rule in RULES {
        let verdicts = verdicts(&report, rule.id());
        assert!(verdicts.get(&Verdict::Pass).is_some_and(|count| *count > 0), "{} never ran", rule.id());
        assert_eq!(verdicts.len(), 1, "{}: {verdicts:?}", rule.id());
    }
}

#[test]
fn a_disclosure_that_does_not_add_up_is_found_out_by_its_rule() {
    for rule in RULES {
        let report = report(&edited(&fixture(rule.id()).mismatch));
        let found: Vec<_> = report.mismatches().filter(|finding| finding.rule == rule.id()).collect();
        assert!(!found.is_empty(), "{}: {:?}", rule.id(), verdicts(&report, rule.id()));
        for finding in found {
            assert!(finding.difference.abs() > finding.tolerance, "{}", rule.id());
            assert!(!finding.left.facts.is_empty(), "{} names no figure", rule.id());
            assert!(finding.right.as_ref().is_some_and(|right| !right.facts.is_empty()), "{}", rule.id());
        }
    }
}

#[test]
fn what_was_not_read_whole_accuses_nobody() {
    for rule in RULES {
        let report = report(&edited(&fixture(rule.id()).insufficient));
        let verdicts = verdicts(&report, rule.id());
        assert!(!verdicts.contains_key(&Verdict::Mismatch), "{} accuses: {verdicts:?}", rule.id());
        // A table of one row that cannot be read leaves nothing to compare; the rule is then not due.
        let open = verdicts.contains_key(&Verdict::InsufficientData) || verdicts.is_empty();
        assert!(open, "{}: {verdicts:?}", rule.id());
    }
}

#[test]
fn rounding_is_never_a_mismatch() {
    // Every figure of the total row moves by what rounding can explain: one hundredth.
    let text = base().replace("\t合计\t950.00\t670.00\t280.00", "\t合计\t950.01\t670.00\t280.00");
    let report = report(&text);
    assert_eq!(report.mismatches().count(), 0);
    assert!(report.checks.iter().any(|finding| finding.verdict == Verdict::Rounding));
}

#[test]
fn every_fixture_belongs_to_a_rule() {
    let ids: Vec<String> = RULES.iter().map(|rule| rule.id().to_lowercase()).collect();
    for entry in std::fs::read_dir(common::root().join("tests/fixtures/rules")).expect("the folder") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        if let Some(stem) = name.strip_suffix(".toml") {
            assert!(ids.iter().any(|id| id == stem), "{name} belongs to no rule");
        }
    }
}
