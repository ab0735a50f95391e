//! Verifying takes time in proportion to what a document holds: four times the rows of a table, or four times the prose,
//! take about four times as long. `MINGZHANG_ROWS` and `MINGZHANG_PROSE` (in KB) set other sizes, for measuring by hand.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::fmt::Write;
use std::time::Duration;

use crate::common;
use mingzhang::config::Config;
use mingzhang::pipeline::{self, Outcome};

/// The disclosure of the rules, with so many more rows and so much more prose.
fn disclosure(rows: usize, prose: usize) -> String {
    let base = common::root().join("tests/fixtures/rules/tables/disclosure.txt");
    let base = std::fs::read_to_string(base).expect("the disclosure");
    let row = "2012601\t行政运行\t420.00\t420.00\t0.00\t0.00\t0.00\t0.00\n";
    let mut more = String::new();
    for at in 0..rows {
        let (code, amount) = (format!("2012{:02}{:02}", at / 99 % 80 + 10, at % 99 + 1), at % 900);
        let _ = writeln!(
            more,
            "{code}\t某项事务{at}\t{}.{:02}\t{}.{:02}\t0.00\t0.00\t0.00\t0.00",
            amount / 100 + 1,
            amount % 100,
            amount / 100 + 1,
            amount % 100
        );
    }
    let mut said = String::from("第三部分：情况说明\n");
    let mut at = 0;
    while said.len() < prose {
        let _ = writeln!(
            said,
            "\n（{}）2022 年某项事务{at}支出决算 {}.{:02} 万元，比上年决算数增加 {}.{:02} 万元，增长 {}.5%，主要原因是业务量增加。\n",
            at % 9 + 1,
            at % 977,
            at % 97,
            at % 13,
            at % 89,
            at % 31
        );
        at += 1;
    }
    base.replacen(row, &format!("{row}{more}"), 1).replacen("第三部分：情况说明\n", &said, 1)
}

fn run(rows: usize, prose: usize) -> Outcome {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.txt"), disclosure(rows, prose)).expect("written");
    let mut config = Config::default();
    config.paths.content = folder.path().to_owned();
    let outcome = pipeline::run(&config).expect("it runs");
    let stages: Vec<String> = outcome
        .timings
        .0
        .iter()
        .map(|stage| format!("{} {} ms", stage.name, stage.time.as_millis()))
        .collect();
    println!("{rows} rows, {} KB of prose: {}", prose / 1000, stages.join(", "));
    outcome
}

fn time(outcome: &Outcome, stage: &str) -> Duration {
    outcome.timings.0.iter().filter(|one| one.name == stage).map(|one| one.time).sum()
}

fn size(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

#[test]
fn verifying_a_table_takes_time_in_proportion_to_its_rows() {
    let rows = size("MINGZHANG_ROWS", 4_000);
    let (few, many) = (run(rows / 4, 0), run(rows, 0));
    assert!(many.ledger.facts.len() > 2 * few.ledger.facts.len(), "the rows are read");
    // What takes the square of the rows takes sixteen times as long.
    let (few, many) = (time(&few, "verify"), time(&many, "verify"));
    assert!(many < few * 10 + Duration::from_millis(500), "{few:?} for a quarter, {many:?} for all");
}

#[test]
fn verifying_prose_ends() {
    let prose = size("MINGZHANG_PROSE", 60) * 1000;
    let outcome = run(0, prose);
    assert!(outcome.ledger.facts.len() > 100);
}
