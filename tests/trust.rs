//! Corrections, replies and the log of changes: shown, counted, and never dropped silently.
#![allow(clippy::disallowed_methods)]

use std::path::Path;

use crate::common;
use assert_cmd::Command;

/// A project with the small site's disclosure, which has a contradiction in it.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let content = folder.path().join("content");
    std::fs::create_dir(&content).expect("made");
    for name in ["disclosure.txt", "departments.toml"] {
        let from = common::root().join("tests/sites/small.in").join(name);
        std::fs::copy(from, content.join(name)).expect("copied");
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::cargo_bin("mingzhang").expect("the program");
    let output = command.current_dir(folder).args(arguments).output().expect("run");
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).expect("UTF-8"))
}

fn beside(folder: &Path, ending: &str, text: &str) {
    std::fs::write(folder.join(format!("content/disclosure.txt{ending}")), text).expect("written");
}

fn read(folder: &Path, file: &str) -> String {
    std::fs::read_to_string(folder.join("public").join(file)).unwrap_or_else(|e| panic!("{file}: {e}"))
}

/// The only contradiction of a kind: id, place and value of its left side.
fn finding(folder: &Path, rule: &str) -> (String, String, String) {
    let rows = common::rows(&folder.join("public/data/findings.csv"));
    let own: Vec<_> = rows.iter().filter(|row| row["rule"] == rule && row["state"] == "mismatch").collect();
    let [one] = own[..] else { panic!("{rule}: {own:?}") };
    (one["id"].clone(), one["left_locator"].clone(), one["left"].clone())
}

fn correction(place: &str, printed: &str, corrected: &str) -> String {
    format!(
        "[[correction]]\nplace = \"{place}\"\nprinted = \"{printed}\"\ncorrected = \"{corrected}\"\nreason = \"抄录时错了一位\"\nby = \"发布者\"\ndate = \"2026-03-01\"\n"
    )
}

#[test]
fn a_correction_is_applied_and_shown_with_what_is_printed() {
    let project = project();
    let folder = project.path();
    assert_eq!(run(folder, &["build"]).0, Some(0));
    let (id, place, printed) = finding(folder, "A06");
    let row = |folder: &Path| {
        let rows = common::rows(&folder.join("public/data/findings.csv"));
        rows.into_iter().find(|row| row["id"] == id)
    };
    let right = row(folder).expect("it is there")["right"].clone();
    beside(folder, ".corrections.toml", &correction(&place, &printed, &right));
    let (code, text) = run(folder, &["build"]);
    assert_eq!(code, Some(0), "{text}");
    assert!(row(folder).is_none(), "the contradiction is settled");
    let facts = common::rows(&folder.join("public/data/facts.csv"));
    let fact = facts.iter().find(|fact| fact["locator"] == place).expect("the fact");
    assert_eq!((fact["status"].as_str(), &fact["amount"]), ("corrected", &right));
    let number = |text: &str| text.replace(',', "");
    assert_eq!(number(&fact["quote"]), number(&printed), "the quote stays as printed");
    for page in ["changes.html", "departments/qingxi-archive/2022.html"] {
        assert!(read(folder, page).contains("抄录时错了一位"), "{page}");
    }
    assert!(read(folder, "departments/qingxi-archive/2022.html").contains(">更正</span>"));
    assert_eq!(common::rows(&folder.join("public/data/corrections.csv")).len(), 1);
}

#[test]
fn a_correction_that_no_longer_fits_is_an_error() {
    let project = project();
    let folder = project.path();
    run(folder, &["build"]);
    let (_, place, printed) = finding(folder, "A06");
    for (name, wrong) in [
        ("another number stands there", correction(&place, "12.34", "1.00")),
        ("nothing was read there", correction("L9999:c1", &printed, "1.00")),
        ("it is no number", correction(&place, &printed, "many")),
        ("twice", correction(&place, &printed, &printed).repeat(2)),
    ] {
        beside(folder, ".corrections.toml", &wrong);
        let (code, text) = run(folder, &["check"]);
        assert!(code == Some(1) && text.contains("error[R019]"), "{name}: {text}");
    }
    for wrong in [
        "[[correction]]\nplace = \"L1\"\n".to_owned(),
        correction(&place, &printed, "1.00").replace("2026-03-01", "yesterday"),
    ] {
        beside(folder, ".corrections.toml", &wrong);
        let (code, text) = run(folder, &["check"]);
        assert!(code == Some(1) && text.contains("error[R018]"), "{text}");
    }
    // Nothing of it was used.
    run(folder, &["build"]);
    finding(folder, "A06");
}

#[test]
fn a_reply_stands_beside_its_finding() {
    let project = project();
    let folder = project.path();
    run(folder, &["build"]);
    let (id, ..) = finding(folder, "A06");
    let reply = |id: &str, more: &str| {
        format!(
            "[[reply]]\nfinding = \"{id}\"\nreply = \"<b>合计</b>含一笔未列出的支出。\"\nby = \"青溪市南岸区档案馆\"\ndate = \"2026-03-02\"\n{more}"
        )
    };
    beside(folder, ".replies.toml", &reply(&id, ""));
    let (_, json) = run(folder, &["check", "--format", "json"]);
    assert!(json.contains(&format!("\"id\": \"{id}\"")), "{json}");
    let (_, text) = run(folder, &["check"]);
    assert!(text.contains(&format!("finding {id}: answer it in disclosure.txt.replies.toml")), "{text}");
    assert!(text.contains("\nA06 (error): 1 due, 1 do not agree\n"), "{text}");
    assert!(text.contains("answered by 青溪市南岸区档案馆 on 2026-03-02"), "{text}");
    run(folder, &["build"]);
    for page in ["checks.html", "checks/a06.html", "departments/qingxi-archive/2022.html"] {
        let page = read(folder, page);
        assert!(
            page.contains("&lt;b&gt;合计&lt;&#x2F;b&gt;含一笔")
                || page.contains("&lt;b&gt;合计&lt;/b&gt;含一笔")
        );
    }
    // Acknowledged findings do not fail a check; they are still there.
    beside(folder, ".replies.toml", &reply(&id, "acknowledged = true\n"));
    let (_, text) = run(folder, &["check"]);
    assert!(text.contains("note[A06]") && text.contains("acknowledged by"), "{text}");
    assert!(!text.contains("error[A06]"), "{text}");
    // A reply to nothing is said to be one.
    beside(folder, ".replies.toml", &reply("0000000000000000", ""));
    assert!(run(folder, &["check"]).1.contains("warning[R020]"));
}

#[test]
fn what_changed_since_it_was_published_is_said_with_its_cause() {
    let project = project();
    let folder = project.path();
    let causes = |folder: &Path| -> Vec<(String, String)> {
        let rows = common::rows(&folder.join("public/data/changes.csv"));
        rows.into_iter().map(|row| (row["date"].clone(), row["cause"].clone())).collect()
    };
    assert_eq!(run(folder, &["build", "--publish"]).0, Some(2), "a publication has a day");
    assert_eq!(run(folder, &["build", "--publish", "--date", "2026-03-01"]).0, Some(0));
    assert!(causes(folder).is_empty());
    run(folder, &["build"]);
    assert!(causes(folder).is_empty(), "nothing changed");

    // The body publishes again: one figure is another.
    let file = folder.join("content/disclosure.txt");
    let text = std::fs::read_to_string(&file).expect("text");
    let (_, place, printed) = finding(folder, "A06");
    let line: usize =
        place.trim_start_matches('L').split(':').next().and_then(|n| n.parse().ok()).expect("a line");
    let changed: Vec<String> = text
        .lines()
        .zip(1..)
        .map(|(one, nth)| if nth == line { one.replacen(&printed, "999.00", 1) } else { one.to_owned() })
        .collect();
    std::fs::write(&file, changed.join("\n")).expect("written");
    run(folder, &["build"]);
    assert_eq!(causes(folder), [(String::new(), "republished".to_owned())]);
    assert!(read(folder, "changes.html").contains("原文件重新公开"));

    // The publisher corrects it back.
    beside(folder, ".corrections.toml", &correction(&place, "999.00", "998.00"));
    run(folder, &["build", "--publish", "--date", "2026-04-01"]);
    assert_eq!(causes(folder), [("2026-04-01".to_owned(), "correction".to_owned())]);
    run(folder, &["build"]);
    assert_eq!(causes(folder).len(), 1, "it is in the log, once");

    // Documents that come and go are one change each.
    std::fs::remove_file(folder.join("content/disclosure.txt.corrections.toml")).expect("removed");
    std::fs::remove_file(&file).expect("removed");
    run(folder, &["build", "--base-url", "https://example.org"]);
    assert_eq!(causes(folder)[0], (String::new(), "document_gone".to_owned()));
    assert!(read(folder, "feed.xml").contains("2026-04-01"));
    assert!(read(folder, "sitemap.xml").contains("https://example.org/changes.html"));
}

#[test]
fn what_is_missing_is_listed_and_told_from_what_was_not_published() {
    let project = project();
    let folder = project.path();
    let register = folder.join("content/departments.toml");
    let text = std::fs::read_to_string(&register).expect("the register");
    run(folder, &["build"]);
    let before = read(folder, "departments/qingxi-archive.html");
    assert!(before.contains("2022 年预算") && !before.contains("未公开："), "{before}");
    let gap =
        "[[department.not_published]]\nyear = 2022\nkind = \"budget\"\nnote = \"查过区财政局公开平台\"\n";
    std::fs::write(&register, format!("{text}\n{gap}")).expect("written");
    run(folder, &["build"]);
    let page = read(folder, "departments/qingxi-archive.html");
    assert!(page.contains("未公开：查过区财政局公开平台"), "{page}");
    std::fs::write(&register, format!("{text}\n{}", gap.replace("budget", "plan"))).expect("written");
    let (code, said) = run(folder, &["build"]);
    // The row is left out and the body keeps its address; nothing is published until it is mended.
    assert!(code == Some(0) && said.contains("R047") && said.contains("kind `plan`"), "{said}");
    assert!(!read(folder, "departments/qingxi-archive.html").contains("未公开："));
    let (code, said) = run(folder, &["build", "--publish", "--date", "2024-01-02"]);
    assert!(code == Some(2) && said.contains("kind `plan`"), "{said}");
}
