//! Properties of checks on documents that add up, tables and sentences alike. One figure that a check agrees on is changed:
//! that is reported, and nothing is accused that has nothing to do with it. Sentences are said in other words and in
//! another order: nothing is found that was not there before.
//!
//! `MINGZHANG_MUTATIONS=100` changes a hundred figures of every document.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mingzhang::ledger::{Entrant, Ledger, Register};
use mingzhang::messages::Locale;
use mingzhang::model::{Finding, Severity, Verdict};
use mingzhang::source::{Companions, Sidecar, Source};
use mingzhang::verify::Report;
use mingzhang::{pipeline, read, verify};
use rust_decimal::Decimal;

use crate::common;
use crate::synthetic::change::{Target, another, changed, names, targets};
use crate::synthetic::short::page;

/// Figures changed in a document.
const SAMPLE: usize = 24;

/// Made-up documents that add up: of every family of rules, of every kind.
const DOCUMENTS: &[&str] = &[
    "tables/disclosure.txt",
    "tables/budget.txt",
    "prose/disclosure.txt",
    "prose/careful.txt",
    "forms/disclosure.txt",
    "notes/final.txt",
    "across/a-budget-2021.txt",
    "across/c-final-2021.txt",
    "twins/department.txt",
];

fn text_of(name: &str) -> String {
    let path = common::root().join("tests/fixtures/rules").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The ledger of one document, and all checks.
fn checked(path: &str, bytes: Vec<u8>) -> (Ledger, Report) {
    let extension = Path::new(path).extension().map_or("txt", |one| one.to_str().unwrap_or("txt"));
    let source = Source {
        path: path.into(),
        extension: extension.to_owned(),
        sha256: "0".repeat(64),
        bytes,
        trouble: None,
        sidecar: Sidecar::default(),
        companions: Companions::default(),
    };
    let record = pipeline::record(&source, read::read(&source, &Default::default()), &Default::default());
    let ledger = Ledger::link(vec![Entrant::new(source, record)], &Register::default(), &[]);
    let report = verify::verify(&ledger);
    (ledger, report)
}

/// What is accused; that a page in short lacks chapters, or that all points are full, is no accusation of a figure.
fn accusations(report: &Report) -> Vec<&Finding> {
    let own = |finding: &&Finding| {
        finding.verdict == Verdict::Mismatch && finding.rule != "E04" && finding.severity != Severity::Info
    };
    report.checks.iter().filter(own).collect()
}

fn told(finding: &Finding) -> String {
    format!("{} {}", finding.rule, Locale::Chinese.text(&finding.message))
}

/// Whether a finding has to do with the figure at a place: it is an operand, stands in the places that follow, or shares
/// its row or sentence with one of them.
fn concerns(finding: &Finding, ledger: &Ledger, place: &str) -> bool {
    let Some(fact) = ledger.facts.iter().find(|fact| fact.locator.to_string() == place) else { return true };
    let line = fact.locator.line();
    names(finding, fact)
        || finding.places.iter().any(|one| one.locator.line() == line)
        || finding.left.locator.line() == line
        || finding.right.as_ref().is_some_and(|side| side.locator.line() == line)
        || finding.operands().filter_map(|id| ledger.fact(id)).any(|other| other.locator.line() == line)
}

/// So many of them, spread evenly.
fn some_of(all: Vec<&Target>, sample: usize) -> Vec<&Target> {
    let step = all.len().div_ceil(sample).max(1);
    all.into_iter().step_by(step).collect()
}

#[test]
fn a_changed_figure_is_reported_and_nothing_else_is_accused() {
    let sample: usize =
        std::env::var("MINGZHANG_MUTATIONS").ok().and_then(|number| number.parse().ok()).unwrap_or(SAMPLE);
    let (mut tried, mut missed, mut in_sentences) = (0, Vec::new(), 0);
    let mut astray = Vec::new();
    for name in DOCUMENTS {
        let text = text_of(name);
        let (ledger, report) = checked(name, text.clone().into_bytes());
        let before: BTreeSet<String> = accusations(&report).into_iter().map(told).collect();
        assert!(before.is_empty(), "{name} adds up: {before:?}");
        let all = targets(&ledger, &report);
        // Sentences have fewer figures than tables: of each as many as of the other.
        let (said, printed): (Vec<_>, Vec<_>) =
            all.iter().partition(|target| target.meaning.starts_with("narrative"));
        for (nth, target) in some_of(said, sample).into_iter().chain(some_of(printed, sample)).enumerate() {
            let Some(text) = changed(&text, target, nth % 2 == 0) else { continue };
            let (ledger, report) = checked(name, text.into_bytes());
            tried += 1;
            in_sentences += usize::from(target.meaning.starts_with("narrative"));
            let noticed = report.checks.iter().any(|finding| {
                matches!(finding.verdict, Verdict::Mismatch | Verdict::Review)
                    && concerns(finding, &ledger, &target.place)
            });
            if !noticed {
                missed.push(format!("{name} {} {} {:?}", target.place, target.meaning, target.rules));
            }
            let others = accusations(&report);
            let others = others.into_iter().filter(|finding| !concerns(finding, &ledger, &target.place));
            astray.extend(others.map(|finding| format!("{name} {}: {}", target.place, told(finding))));
        }
    }
    println!(
        "{tried} figures changed, {in_sentences} of sentences, {} not noticed: {missed:#?}",
        missed.len()
    );
    assert!(tried > 100 && in_sentences > 20, "{tried} figures, {in_sentences} of sentences");
    assert!(astray.is_empty(), "accused without a cause: {astray:#?}");
    assert!(missed.len() * 20 <= tried, "{} of {tried} not noticed: {missed:#?}", missed.len());
}

/// Words that say the same.
const SYNONYMS: &[(&str, &str)] = &[
    ("比上年决算数", "较上年决算数"),
    ("比上年决算数", "与上年决算数相比"),
    ("比上年预算", "较上年预算"),
    ("比 2022 年预算", "较 2022 年预算"),
    ("增加", "增长"),
    ("减少", "下降"),
    ("下降", "减少"),
    ("增长", "上升"),
    ("主要原因是", "主要是因为"),
    ("主要原因是", "原因是"),
    ("其中：", "其中，"),
    ("包括", "其中"),
    ("与上年持平", "和上年持平"),
    ("持平", "一致"),
    ("万元、", "万元，"),
    ("万元；", "万元，"),
    ("万元，", "万元；"),
    (" 万元", "万元"),
    ("支出决算为", "决算支出"),
    ("完成全年预算", "为全年预算"),
    ("支出总额", "支出"),
    ("年初预算为", "年初预算数为"),
    ("公务接待费", "公务接待费用"),
    ("因公出国（境）费", "因公出国（境）费用"),
];

#[test]
fn other_words_for_the_same_find_nothing_new() {
    let mut tried = 0;
    let mut new = Vec::new();
    for name in DOCUMENTS {
        let text = text_of(name);
        for (word, other) in SYNONYMS {
            let said = |line: &str| line.contains('。') && line.contains(word);
            if !text.lines().any(said) {
                continue;
            }
            let lines: Vec<String> = text
                .lines()
                .map(|line| if said(line) { line.replace(word, other) } else { line.to_owned() })
                .collect();
            tried += 1;
            let (_, report) = checked(name, lines.join("\n").into_bytes());
            new.extend(
                accusations(&report).into_iter().map(|one| format!("{name} {word} → {other}: {}", told(one))),
            );
        }
    }
    println!("{tried} rewritings");
    assert!(tried > 30, "{tried} rewritings");
    assert!(new.is_empty(), "{new:#?}");
}

/// The sentences of a line in another order of their parts: what is listed behind 其中 comes back to front, and a rate
/// stands before the amount that it belongs to.
fn reordered(line: &str) -> Vec<String> {
    let mut all = Vec::new();
    for mark in ['、', '；'] {
        if let Some((head, list)) = line.rsplit_once("其中：") {
            let (list, tail) = list.split_once('。').map_or((list, ""), |(list, tail)| (list, tail));
            let mut parts: Vec<&str> = list.split(mark).collect();
            if parts.len() > 1 && !list.contains("其中") {
                parts.reverse();
                all.push(format!("{head}其中：{}。{tail}", parts.join(&mark.to_string())));
            }
        }
    }
    let clauses: Vec<&str> = line.split('，').collect();
    for at in 1..clauses.len() {
        let swaps = clauses[at].starts_with("增长 ") && clauses[at - 1].contains("增加 ")
            || clauses[at].starts_with("下降 ") && clauses[at - 1].contains("减少 ");
        if let Some((lead, amount)) = clauses[at - 1].split_once(['增', '减']).filter(|_| swaps) {
            let word = if clauses[at].starts_with("增长") { "增" } else { "减" };
            // The percentage may end its sentence: then the amount does.
            let (rate, rest) = clauses[at].split_once('%').unwrap_or((clauses[at], ""));
            let mut swapped: Vec<String> = clauses.iter().map(|one| (*one).to_owned()).collect();
            swapped[at - 1] = format!("{lead}{rate}%");
            swapped[at] = format!("{word}{amount}{rest}");
            all.push(swapped.join("，"));
        }
    }
    all
}

#[test]
fn another_order_of_clauses_finds_nothing_new() {
    let mut tried = 0;
    let mut new = Vec::new();
    for name in DOCUMENTS {
        let text = text_of(name);
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.contains('。')) {
            for other in reordered(line) {
                let mut lines = lines.clone();
                lines[at] = &other;
                tried += 1;
                let (_, report) = checked(name, lines.join("\n").into_bytes());
                new.extend(
                    accusations(&report).into_iter().map(|one| format!("{name}: {other}: {}", told(one))),
                );
            }
        }
    }
    println!("{tried} orders");
    assert!(tried > 10, "{tried} orders");
    assert!(new.is_empty(), "{new:#?}");
}

/// The tables of all layouts: none accuses anybody as it stands, and where a check agrees on a figure, changing it is
/// reported, and nothing else is.
#[test]
fn tables_of_every_layout_hold_and_notice() {
    let folder = common::root().join("tests/fixtures/layouts");
    let mut files: Vec<_> =
        std::fs::read_dir(&folder).expect("the layouts").map(|one| one.expect("a file").path()).collect();
    files.sort();
    let (mut tried, mut missed, mut wrong) = (0, Vec::new(), Vec::new());
    let mut agreed: BTreeMap<String, usize> = BTreeMap::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|one| one == "txt")) {
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(file).expect("a page");
        let (short, _) = text.split_once("\n---\n").expect("a page and what it means");
        let path = format!("{name}.html");
        let (ledger, report) = checked(&path, page(short).into_bytes());
        wrong.extend(accusations(&report).into_iter().map(|one| format!("{name}: {}", told(one))));
        // Where a cell was not read, it could explain any difference, and nothing is concluded.
        let whole = ledger.documents.iter().all(|record| record.unreadable.is_empty());
        let quote = |target: &Target| {
            let fact = ledger.facts.iter().find(|fact| fact.locator.to_string() == target.place)?;
            // A number that stands once in the page is changed where it stands.
            (short.matches(fact.quote.as_str()).count() == 1).then(|| fact.quote.clone())
        };
        let all = targets(&ledger, &report);
        let all: Vec<(&Target, String)> = all.iter().filter_map(|one| Some((one, quote(one)?))).collect();
        let step = all.len().div_ceil(6).max(1);
        for (target, quote) in all.iter().step_by(step) {
            let number = quote.trim_start_matches(['-', '−']).trim_end_matches('%');
            if number.parse::<Decimal>().is_err() {
                continue;
            }
            let other = quote.replacen(number, &another(number, target.tolerance, true), 1);
            let (ledger, report) =
                checked(&path, page(&short.replacen(quote.as_str(), &other, 1)).into_bytes());
            tried += 1;
            *agreed.entry(name.clone()).or_default() += 1;
            let is = |finding: &&Finding| matches!(finding.verdict, Verdict::Mismatch | Verdict::Review);
            let found: Vec<&Finding> = report.checks.iter().filter(is).collect();
            if whole && !found.iter().any(|finding| concerns(finding, &ledger, &target.place)) {
                missed.push(format!("{name} {} {quote} → {other} {:?}", target.meaning, target.rules));
            }
            let others = accusations(&report);
            let others = others.into_iter().filter(|finding| !concerns(finding, &ledger, &target.place));
            wrong.extend(others.map(|finding| format!("{name} {}: {}", target.place, told(finding))));
        }
    }
    println!("{tried} figures of {} layouts changed, {} not noticed", agreed.len(), missed.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(tried > 20, "{tried} figures of {agreed:?}");
    // Sums with a blank cell or an item of no class are never concluded, whatever they come to.
    assert!(missed.len() * 4 <= tried, "{missed:#?}");
}
