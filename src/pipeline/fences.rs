//! A fault in one unit of work costs that unit: each is put where a unit test can, and all others come through.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::path::Path;

use super::*;
use crate::diagnostic::Code;
use crate::site::Files;

const GOOD: &str = "good.txt";

fn budget(body: &str, total: &str) -> String {
    format!(
        "{body}2021年部门预算\n\n收支预算总表\n\n单位：万元\n\n收入\t\t支出\t\n项 目\t2021年预算数\t项 目\t2021年预算数\n\
         一、一般公共预算拨款\t900.00\t一、农林水支出\t900.00\n收入总计\t{total}\t支出总计\t{total}\n\n第三部分 情况说明\n"
    )
}

fn config(folder: &Path, name: &str, register: &str) -> Config {
    let content = folder.join("content");
    std::fs::create_dir_all(&content).expect("made");
    std::fs::write(content.join(GOOD), budget("甲市乙区水务局", "900.00")).expect("written");
    std::fs::write(content.join(name), budget("甲市乙区林业局", "800.00")).expect("written");
    std::fs::write(content.join("departments.toml"), register).expect("written");
    let mut config = Config::default();
    config.paths.content = content;
    config.paths.archive = folder.join("archive");
    config
}

/// The site, and what the publisher is told.
fn built(config: &Config, folder: &Path) -> (BTreeMap<String, Vec<u8>>, Done) {
    let (files, theme) = (Files::default(), Theme::built_in().expect("the theme"));
    let cache = Cache::open(&folder.join("cache")).expect("a cache");
    let shop = Workshop {
        config,
        theme: &theme,
        sink: &files,
        cache: &cache,
        publish: false,
        thorough: true,
        watch: &(),
    };
    let done = build(&shop).expect("a fault ends no build");
    (files.into_inner(), done)
}

/// Builds with a fault in a file or a body, and looks that the other body has its pages and figures.
fn with_fault(name: &str, register: &str) -> (Outcome, BTreeMap<String, Vec<u8>>, Done) {
    let folder = tempfile::tempdir().expect("a folder");
    let config = config(folder.path(), name, register);
    let outcome = run(&config).expect("a fault ends no check");
    assert!(outcome.ledger.facts_in(GOOD).count() >= 4, "the other file gives its figures");
    let (files, done) = built(&config, folder.path());
    let id = &outcome.ledger.record(GOOD).expect("a record").department;
    for page in [format!("departments/{id}.html"), format!("departments/{id}/2021.html")] {
        let text = String::from_utf8_lossy(files.get(&page).unwrap_or_else(|| panic!("{page}: {files:?}")));
        assert!(!text.contains("这一页没有发布"), "{page}");
    }
    // What failed is not kept: the next build makes it again.
    let (again, second) = built(&config, folder.path());
    assert!(again == files && second.notices == done.notices, "{name}: two builds differ");
    (outcome, files, done)
}

fn said(done: &Done, code: Code) -> usize {
    done.notices.iter().filter(|notice| notice.code == code.id()).count()
}

#[test]
fn a_fault_in_reading_or_recognising_costs_its_document() {
    for name in ["fault-in-read.txt", "fault-in-recognise.txt"] {
        let (outcome, files, done) = with_fault(name, "");
        let record = outcome.ledger.record(name).expect("a record");
        assert_eq!(outcome.ledger.facts_in(name).count(), 0, "{name}");
        assert!(record.diagnostics.iter().any(|one| one.code == Code::ReaderFailed), "{name}");
        assert!(files.contains_key(&format!("documents/{}.html", record.id)), "{name}: it is listed");
        assert_eq!(said(&done, Code::ReaderFailed), 1, "{name}: it is told");
    }
}

#[test]
fn a_fault_in_a_rule_costs_what_it_checks_in_one_document() {
    let sound = with_fault("sound.txt", "").0;
    let rule = sound.report.checks_in("sound.txt").first().expect("something is checked").rule;
    let name = format!("fault-in-{rule}.txt");
    let (outcome, _, done) = with_fault(&name, "");
    let of = |path: &str, own: bool| {
        outcome.report.checks_in(path).iter().filter(|finding| (finding.rule == rule) == own).count()
    };
    assert_eq!(of(&name, true), 0, "{rule} failed there");
    assert!(of(GOOD, true) > 0, "{rule} holds elsewhere");
    let others = sound.report.checks_in("sound.txt").iter().filter(|finding| finding.rule != rule).count();
    assert_eq!(of(&name, false), others, "the other rules were checked");
    assert_eq!(said(&done, Code::RuleFailed), 1);
}

#[test]
fn what_could_not_be_weighed_accuses_nobody() {
    let disputed = |outcome: &Outcome, name: &str| {
        let accuses = |finding: &&crate::model::Finding| finding.verdict == crate::model::Verdict::Mismatch;
        outcome.report.checks_in(name).iter().filter(accuses).filter(|finding| finding.compared).count()
    };
    let (sound, ..) = with_fault("sound.txt", "");
    assert!(disputed(&sound, "sound.txt") > 0, "its sums do not add up");
    let name = "fault-in-proof.txt";
    let (outcome, _, done) = with_fault(name, "");
    assert_eq!(disputed(&outcome, name), 0);
    assert!(said(&done, Code::RuleFailed) > 0);
}

#[test]
fn a_fault_in_a_page_costs_that_page() {
    let register = "[[department]]\nid = \"fault-in-page\"\nnames = [{ name = \"甲市乙区林业局\" }]\n";
    let (_, files, done) = with_fault("other.txt", register);
    let page = files.get("departments/fault-in-page.html").expect("its address answers");
    assert!(String::from_utf8_lossy(page).contains("这一页没有发布"));
    assert!(files.contains_key("data/facts.csv") && said(&done, Code::PageFailed) > 0);
    assert!(done.built.failed.iter().any(|failed| failed.path == "departments/fault-in-page.html"));
}

#[test]
fn a_fault_in_a_body_costs_that_body() {
    let register = "[[department]]\nid = \"fault-in-body\"\nnames = [{ name = \"甲市乙区林业局\" }]\n";
    let (_, files, done) = with_fault("other.txt", register);
    let page = files.get("departments/fault-in-body.html").expect("its address answers");
    assert!(String::from_utf8_lossy(page).contains("这一页没有发布"));
    let facts = String::from_utf8_lossy(&files["data/facts.csv"]).into_owned();
    assert!(facts.contains(GOOD) && !facts.contains("other.txt"), "{facts}");
    assert_eq!(said(&done, Code::PageFailed), 1);
    assert!(!done.built.failed.is_empty(), "which `--publish` refuses");
}
