//! Dependencies between rooms point one way. One crate gives no compiler check for this, so this test reads the
//! `use` lines of every room against the list of what it may know.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeSet;

use crate::common;
use regex::Regex;

/// What each room may use of the others. The order is the pipeline's.
const MAY_USE: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("document", &[]),
    ("model", &["document", "diagnostic"]),
    ("diagnostic", &["document", "model"]),
    ("messages", &["model"]),
    ("taxonomy", &["document", "model"]),
    ("source", &["diagnostic", "error", "model"]),
    ("privacy", &["document"]),
    ("read", &["config", "diagnostic", "document", "model", "privacy", "source"]),
    ("recognise", &["diagnostic", "document", "model", "source", "taxonomy"]),
    ("ledger", &["diagnostic", "document", "model", "source", "taxonomy"]),
    ("verify", &["document", "ledger", "model", "taxonomy"]),
    ("archive", &["error", "ledger", "model"]),
    ("chart", &["model"]),
    ("config", &["error", "ledger", "messages", "model", "privacy", "source"]),
    ("cache", &["error"]),
    ("parcel", &["cache", "diagnostic", "error", "model", "source"]),
    ("notice", &["diagnostic", "document", "ledger", "messages", "model", "verify"]),
    (
        "site",
        &[
            "archive",
            "chart",
            "config",
            "diagnostic",
            "document",
            "error",
            "ledger",
            "messages",
            "model",
            "recognise",
            "source",
            "taxonomy",
            "verify",
        ],
    ),
    ("publish", &["error", "site"]),
    ("redact", &["cache", "config", "error", "privacy"]),
    (
        "pipeline",
        &[
            "archive",
            "cache",
            "config",
            "diagnostic",
            "document",
            "error",
            "ledger",
            "messages",
            "model",
            "notice",
            "parcel",
            "read",
            "recognise",
            "site",
            "source",
            "taxonomy",
            "verify",
        ],
    ),
    ("inspect", &["diagnostic", "document", "ledger", "model", "recognise", "site", "taxonomy"]),
    ("review", &["document", "ledger", "messages", "model", "pipeline", "site", "verify"]),
    ("serve", &["cache", "config", "error", "pipeline", "site"]),
];

/// `(room, used room, file)` for every use of one room by another.
fn uses() -> BTreeSet<(String, String, String)> {
    let source = common::root().join("src");
    let path = Regex::new(r"crate::(\{[^}]*\}|\w+)").expect("valid");
    let word = Regex::new(r"^\s*(\w+)").expect("valid");
    let mut uses = BTreeSet::new();
    for entry in walkdir::WalkDir::new(&source) {
        let entry = entry.expect("an entry");
        let file = entry.path().strip_prefix(&source).expect("below").to_string_lossy().replace('\\', "/");
        if !file.ends_with(".rs") || file == "lib.rs" || file == "main.rs" || file.starts_with("cli/") {
            continue;
        }
        let room = file.split(['/', '.']).next().expect("a name").to_owned();
        let text = std::fs::read_to_string(entry.path()).expect("read");
        // Tests may look anywhere, and comments may speak of anything.
        let code: String = text
            .split("#[cfg(test)]")
            .next()
            .unwrap_or_default()
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        for found in path.captures_iter(&code) {
            let list = found[1].trim_matches(['{', '}']).to_owned();
            for part in list.split(',') {
                let Some(used) = word.captures(part).map(|w| w[1].to_owned()) else { continue };
                // Faults of tests may be put anywhere.
                if used != room && used != "fault" && used.chars().all(|c| c.is_ascii_lowercase() || c == '_')
                {
                    uses.insert((room.clone(), used, file.clone()));
                }
            }
        }
    }
    uses
}

#[test]
fn every_room_knows_only_what_stands_before_it() {
    let uses = uses();
    assert!(uses.len() > 50, "the test reads nothing");
    let mut wrong = Vec::new();
    for (room, used, file) in &uses {
        let (_, allowed) = MAY_USE
            .iter()
            .find(|(name, _)| name == room)
            .unwrap_or_else(|| panic!("src/{file}: the room `{room}` is not in the list"));
        if !allowed.contains(&used.as_str()) {
            wrong.push(format!("src/{file}: `{room}` must not know `{used}`"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a document gives is read where it is recognised. Rules see facts, remarks, roles and operands; words they only quote.
#[test]
fn rules_read_no_text() {
    let words = Regex::new(r"\.blocks\b|\bBlock::|\.paragraph\.|\bParagraph\b|\.transcript\b|\.source\b")
        .expect("valid");
    let rules = common::root().join("src/verify");
    let mut seen = 0;
    for entry in walkdir::WalkDir::new(&rules) {
        let entry = entry.expect("an entry");
        let name = entry.path().display().to_string();
        if !name.ends_with(".rs") || name.ends_with("quotes.rs") {
            continue;
        }
        seen += 1;
        let text = std::fs::read_to_string(entry.path()).expect("read");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let found = code.lines().find(|line| !line.trim_start().starts_with("//") && words.is_match(line));
        assert!(found.is_none(), "{name} reads a document: {}", found.unwrap_or_default());
    }
    assert!(seen > 50, "the test reads nothing");
}

/// What waits for the network is the preview's, and nobody else waits: other rooms are called and answer.
#[test]
fn only_the_preview_knows_the_network() {
    let network =
        Regex::new(r"\b(tokio|hyper|hyper_util|http_body_util|notify|async|await)\b").expect("valid");
    let mut seen = 0;
    for entry in walkdir::WalkDir::new(common::root().join("src")) {
        let entry = entry.expect("an entry");
        let file =
            entry.path().strip_prefix(common::root()).expect("below").to_string_lossy().replace('\\', "/");
        if !file.ends_with(".rs") {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).expect("read");
        let found = text.lines().find(|line| !line.trim_start().starts_with("//") && network.is_match(line));
        match file.starts_with("src/serve/") {
            true => seen += usize::from(found.is_some()),
            false => assert!(found.is_none(), "{file} knows the network: {}", found.unwrap_or_default()),
        }
    }
    assert!(seen >= 2, "the test reads nothing");
}

#[test]
fn every_file_says_what_it_is_for_and_none_grows_out_of_hand() {
    let roots = ["src", "tests", "benches"];
    for entry in roots.iter().flat_map(|folder| walkdir::WalkDir::new(common::root().join(folder))) {
        let entry = entry.expect("an entry");
        let name = entry.path().display().to_string();
        if !name.ends_with(".rs") {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).expect("read");
        assert!(text.starts_with("//! "), "{name} does not open with what it is for");
        let code = text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let lines = code.lines().count();
        assert!(
            lines <= 520 || name.contains("/tests/"),
            "{name} has {lines} lines: look for the second thing in it"
        );
    }
}
