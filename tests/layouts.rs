//! Layouts of tables in reductions of our own: every file of `fixtures/layouts` is a page in short and the figures that it
//! means. A new layout is a new file; `UPDATE=1` writes what is read now, to be looked at by hand.
#![allow(clippy::disallowed_methods)]

use std::fmt::Write as _;
use std::path::PathBuf;

use crate::common;
use crate::synthetic::short::page;
use mingzhang::model::Disclosure;

/// What was read, a line a figure, an indicator, or a number that could not be placed.
fn read(short: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.html");
    std::fs::write(&path, page(short)).expect("written");
    let (_, disclosure, _) = common::read_and_told(&path);
    lines(&disclosure)
}

fn lines(disclosure: &Disclosure) -> String {
    let mut out = String::new();
    for fact in disclosure.facts.iter().filter(|fact| fact.statement.id() != "narrative") {
        let subject = &fact.subject;
        let _ = writeln!(
            out,
            "{} {} {} {} {}:{} {} {} {} @{}",
            fact.fiscal_year,
            fact.phase.map_or("-", |phase| phase.id()),
            fact.statement.id(),
            fact.measure.id(),
            subject.scheme.id(),
            if subject.code.is_empty() { "-" } else { &subject.code },
            if subject.name.is_empty() { "-" } else { &subject.name },
            fact.amount.value,
            fact.amount.unit.id(),
            fact.entity,
        );
    }
    for one in disclosure.indicators.iter().filter(|one| one.row_kind.id() == "indicator") {
        let levels = [&one.level1, &one.level2, &one.level3].map(String::as_str).join(" / ");
        let _ = writeln!(out, "indicator {levels} | {} | {}", one.target, one.actual);
    }
    for one in &disclosure.unreadable {
        let _ = writeln!(out, "unplaced {} {}", one.locator, one.quote);
    }
    out
}

fn fixtures() -> Vec<PathBuf> {
    let folder = common::root().join("tests/fixtures/layouts");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    files
}

#[test]
fn every_layout_means_what_it_means() {
    let files = fixtures();
    assert!(files.len() > 10, "{} layouts", files.len());
    for file in files {
        let text = std::fs::read_to_string(&file).expect("read");
        let (short, expected) = text.split_once("\n---\n").expect("a page and what it means");
        let found = read(short);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&file, format!("{short}\n---\n{found}")).expect("written");
        } else {
            assert_eq!(found, expected, "{}", file.display());
        }
    }
}
