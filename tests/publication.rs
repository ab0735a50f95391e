//! What the public sees of findings: candidates leave nothing behind but a count, lines of the publisher decide, and what
//! was once published can no longer be held back.
#![allow(clippy::disallowed_methods)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::common;
use assert_cmd::Command;
use mingzhang::config::Config;
use mingzhang::model::{Finding, Publish, Verdict};
use mingzhang::pipeline::{self, Outcome};
use mingzhang::site::{Files, Theme};
use mingzhang::{review, verify};

/// A total of 三公 that is more than its items by what cutting explains, and by what nothing does.
const CUT: &str = "14.43";
const WRONG: &str = "14.90";

/// A content folder with the printed total, and the lines of the publisher beside it.
fn content(folder: &Path, total: &str, replies: &str) -> Config {
    let base = common::root().join("tests/fixtures/rules/tables/disclosure.txt");
    let text = std::fs::read_to_string(base).expect("the disclosure");
    let edited = text.replace("\t14.40\t2.00\t", &format!("\t{total}\t2.00\t"));
    assert_ne!(text, edited, "the total stands where it stood");
    let content = folder.join("content");
    std::fs::create_dir_all(&content).expect("a folder");
    std::fs::write(content.join("a.txt"), edited).expect("written");
    if !replies.is_empty() {
        std::fs::write(content.join("a.txt.replies.toml"), replies).expect("written");
    }
    let mut config = Config::default();
    config.paths.content = content;
    config.paths.out = folder.join("public");
    config.paths.archive = folder.join("archive");
    config
}

fn files(outcome: &Outcome, config: &Config) -> BTreeMap<String, Vec<u8>> {
    let files = Files::default();
    outcome.site(&config.site, &Theme::built_in().expect("the theme"), &files).expect("a site");
    files.into_inner()
}

/// Where a text stands in the whole site.
fn found_in(files: &BTreeMap<String, Vec<u8>>, text: &str) -> Vec<String> {
    let holds = |bytes: &[u8]| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    files.iter().filter(|(_, bytes)| holds(bytes)).map(|(path, _)| path.clone()).collect()
}

/// The finding about the total.
fn total(outcome: &Outcome, verdict: Verdict) -> &Finding {
    let own = |finding: &&Finding| finding.rule == "B01" && finding.verdict == verdict;
    outcome.report.checks.iter().find(own).unwrap_or_else(|| panic!("no B01 with {verdict}"))
}

fn line(finding: &str, words: &str) -> String {
    format!("[[reply]]\nfinding = \"{finding}\"\n{words}\nby = \"发布者\"\ndate = \"2026-03-31\"\n")
}

#[test]
fn a_candidate_reaches_no_file_of_the_site_but_as_a_count() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = content(folder.path(), CUT, "");
    let outcome = pipeline::run(&config).expect("it runs");
    let candidate = total(&outcome, Verdict::Review);
    assert_eq!(candidate.reading, Some("cut"));
    let files = files(&outcome, &config);
    assert!(files.len() > 20);
    for finding in outcome.report.candidates() {
        assert_eq!(found_in(&files, &finding.id), Vec::<String>::new(), "{}", finding.id);
    }
    assert!(!found_in(&files, "checks.html").is_empty(), "the search finds what is there");
    let tally = |report: &verify::Report, verdict| -> usize {
        report.tallies.values().map(|tally| tally.count(verdict)).sum()
    };
    let waiting = tally(&outcome.report, Verdict::Review);
    assert!(waiting > 0);
    assert_eq!(tally(&outcome.public, Verdict::Review), 0);
    assert_eq!(
        tally(&outcome.public, Verdict::InsufficientData),
        tally(&outcome.report, Verdict::InsufficientData) + waiting
    );
}

#[test]
fn a_line_publishes_a_candidate_without_the_reason_why_it_waited() {
    let folder = tempfile::tempdir().expect("a folder");
    let id = {
        let outcome = pipeline::run(&content(folder.path(), CUT, "")).expect("it runs");
        total(&outcome, Verdict::Review).id.to_string()
    };
    let config = content(folder.path(), CUT, &line(&id, "publish = true"));
    let outcome = pipeline::run(&config).expect("it runs");
    let shown = outcome.public.mismatches().find(|finding| *finding.id == id).expect("it is public");
    assert_eq!((shown.verdict, shown.remarks().count()), (Verdict::Mismatch, 0));
    assert!(found_in(&files(&outcome, &config), &id).contains(&"data/findings.csv".to_owned()));
}

#[test]
fn what_is_proven_is_public_unless_it_is_held_in_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = content(folder.path(), WRONG, "");
    let outcome = pipeline::run(&config).expect("it runs");
    let id = total(&outcome, Verdict::Mismatch).id.to_string();
    assert!(!found_in(&files(&outcome, &config), &id).is_empty());
    // With `reviewed` it waits for a line like any other.
    let nobody = BTreeSet::new();
    let reviewed =
        verify::public(outcome.report.checks.iter().cloned(), &outcome.ledger, Publish::Reviewed, &nobody);
    assert_eq!(reviewed.report.mismatches().count(), 0);

    let config = content(folder.path(), WRONG, &line(&id, "hold = true\nreply = \"原件待查\""));
    let outcome = pipeline::run(&config).expect("it runs");
    let files = files(&outcome, &config);
    assert_eq!(found_in(&files, &id), Vec::<String>::new());
    assert_eq!(found_in(&files, "原件待查"), Vec::<String>::new());
    // Once the public has seen it, it stays.
    let seen = BTreeSet::from([id.clone()]);
    let late = verify::public(outcome.report.checks.iter().cloned(), &outcome.ledger, Publish::Proven, &seen);
    assert!(late.report.mismatches().any(|finding| *finding.id == id));
    assert_eq!(late.late.iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>(), [id]);
}

#[test]
fn a_line_must_say_what_it_wants() {
    for words in ["", "publish = true\nhold = true\nreply = \"x\"", "hold = true"] {
        let folder = tempfile::tempdir().expect("a folder");
        let config = content(folder.path(), WRONG, &line("f0", words));
        let outcome = pipeline::run(&config).expect("it runs");
        let of_records = outcome.ledger.documents.iter().flat_map(|record| &record.diagnostics);
        let told: Vec<&str> = of_records.chain(&outcome.diagnostics).map(|one| one.code.id()).collect();
        assert!(told.contains(&"R018"), "{words}: {told:?}");
    }
}

#[test]
fn the_private_page_shows_both_places_and_the_lines_that_decide() {
    let folder = tempfile::tempdir().expect("a folder");
    for (total_, verdict) in [(CUT, Verdict::Review), (WRONG, Verdict::Mismatch)] {
        let outcome = pipeline::run(&content(folder.path(), total_, "")).expect("it runs");
        let finding = total(&outcome, verdict);
        let page = review::page(&outcome).html;
        assert!(page.contains(&*finding.id) && page.contains(&format!("<mark>{total_}</mark>")));
        assert!(page.contains("hold = true") && page.contains("a.txt.replies.toml"));
        assert_eq!(page.contains("publish = true\nby"), verdict == Verdict::Review);
    }
}

#[test]
fn the_private_page_is_never_written_into_the_site_or_the_content() {
    let folder = tempfile::tempdir().expect("a folder");
    content(folder.path(), CUT, "");
    let run = |to: &str| {
        let mut command = Command::cargo_bin("mingzhang").expect("the program");
        command.current_dir(folder.path()).args(["review", "--to", to]).assert()
    };
    run("public/review.html").code(2);
    run("content/review.html").code(2);
    run("public/../public/review.html").code(2);
    run("review.html").success();
    assert!(folder.path().join("review.html").is_file());
    assert!(!folder.path().join("public").exists());
}
