//! A walk over the whole built site: every figure that is printed leads to a place that holds it, every figure that is
//! computed names its operands and follows from them, and no other number stands on a page, in a picture or in a data
//! file. `corrupted.rs` shows that a wrong one is reported, wherever it stands.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

mod corrupted;
mod counts;
mod data;
mod figure;
mod kinds;
mod markup;
mod numerals;
mod page;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use mingzhang::config::Config;
use mingzhang::document::{Locator, clean};
use mingzhang::messages::Locale;
use mingzhang::pipeline::{self, Outcome};
use mingzhang::site::{Files, Theme};
use regex::Regex;
use rust_decimal::Decimal;

use crate::common;
use figure::{is_form, number, reckon, rounded};
use markup::plain;
use numerals::Found;

type Row = BTreeMap<String, String>;

/// Built once for all tests, of what is text in the example: there a place is a line, and what stands on a page can be
/// held against the lines without asking the program where they are.
static WALK: LazyLock<Walk> = LazyLock::new(|| {
    let (content, folder) = (common::root().join("content"), tempfile::tempdir().expect("a folder"));
    let is_native = |path: &Path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        [".docx", ".html", ".pdf", ".xlsx"]
            .iter()
            .any(|ending| name.trim_end_matches(".toml").ends_with(ending))
    };
    for entry in walkdir::WalkDir::new(&content) {
        let entry = entry.expect("an entry");
        let to = folder.path().join(entry.path().strip_prefix(&content).expect("inside"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(to).expect("made");
        } else if !is_native(entry.path()) {
            std::fs::copy(entry.path(), to).expect("copied");
        }
    }
    Walk::of(folder.path())
});

/// The site with everything that figures are held against.
struct Walk {
    outcome: Outcome,
    files: BTreeMap<String, Vec<u8>>,
    facts: BTreeMap<String, Row>,
    /// Page of a document -> its path in the content folder.
    documents: BTreeMap<String, String>,
    /// Path of a document -> its text without spaces.
    sources: BTreeMap<String, Source>,
    findings: BTreeMap<String, Row>,
    checks: Vec<Row>,
    corrections: Vec<Row>,
    /// What rules and findings say in general.
    rules: BTreeSet<String>,
    /// Names and titles that hold digits, the longest first.
    names: Vec<String>,
    hashes: Vec<String>,
    /// Codes of projects, and addresses as they are printed.
    codes: BTreeSet<String>,
    divisions: BTreeSet<String>,
    /// `18/20`: what a document holds of what it must hold.
    completeness: BTreeSet<String>,
    years: BTreeSet<i64>,
    /// What the program counts, counted again from the data files.
    counts: BTreeSet<Decimal>,
    /// Amounts of corrections and changes.
    changed: BTreeSet<Decimal>,
}

/// A document's text, line by line, raw and cleaned, and as a whole; all without spaces.
struct Source {
    lines: Vec<String>,
    cleaned: Vec<String>,
    whole: String,
}

/// A figure as a page shows it.
#[derive(Debug)]
struct Shown {
    text: String,
    href: String,
    of: Vec<String>,
    how: String,
    /// For a figure without a link of its own: the links of its row, one of which must lead to its line.
    row: Option<Vec<String>>,
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("valid")
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn rows(files: &BTreeMap<String, Vec<u8>>, path: &str) -> Vec<Row> {
    let bytes = files[path].strip_prefix(b"\xEF\xBB\xBF").expect("a byte order mark");
    csv::Reader::from_reader(bytes).deserialize().collect::<Result<_, _>>().expect("a CSV file")
}

impl Walk {
    /// The site of a content folder.
    fn of(content: &Path) -> Self {
        let mut config = Config::default();
        config.paths.content = content.to_owned();
        config.paths.register = config.paths.content.join("departments.toml");
        // Only a site with an address offers code to others, with figures in it.
        config.site.base_url = "https://example.org/".into();
        let outcome = pipeline::run(&config).expect("the pipeline runs");
        let sink = Files::default();
        outcome.site(&config.site, &Theme::built_in().expect("the theme"), &sink).expect("the site is built");
        let files = sink.into_inner();
        let facts = rows(&files, "data/facts.csv").into_iter().map(|row| (row["id"].clone(), row)).collect();
        let documents = rows(&files, "data/documents.csv")
            .into_iter()
            .map(|row| (format!("documents/{}.html", row["id"]), row["document"].clone()))
            .collect();
        let mut walk = Self {
            outcome,
            files,
            facts,
            documents,
            sources: BTreeMap::new(),
            findings: BTreeMap::new(),
            checks: Vec::new(),
            corrections: Vec::new(),
            rules: BTreeSet::new(),
            names: Vec::new(),
            hashes: Vec::new(),
            codes: BTreeSet::new(),
            divisions: BTreeSet::new(),
            completeness: BTreeSet::new(),
            years: BTreeSet::new(),
            counts: BTreeSet::new(),
            changed: BTreeSet::new(),
        };
        walk.gather();
        walk
    }

    /// Everything that numbers which are no figures are held against.
    fn gather(&mut self) {
        for record in &self.outcome.ledger.documents {
            let source = &record.document.source;
            let lines: Vec<String> = source.iter().map(|line| squeezed(line)).collect();
            let cleaned: Vec<String> = source.iter().map(|line| squeezed(&clean(line))).collect();
            let whole = squeezed(&clean(&source.concat()));
            self.sources.insert(record.path.to_string(), Source { lines, cleaned, whole });
        }
        let column = |file: &str, name: &str| -> Vec<String> {
            rows(&self.files, &format!("data/{file}.csv"))
                .into_iter()
                .map(|mut row| row.remove(name).expect("a column"))
                .collect()
        };
        let mut names: BTreeSet<String> = BTreeSet::new();
        let named = [
            ("facts", "name"),
            ("facts", "table"),
            ("facts", "entity"),
            ("facts", "code"),
            ("facts", "parent"),
            ("documents", "title"),
            ("documents", "document"),
            ("departments", "name"),
            ("statements", "table"),
            ("unreadable", "table"),
            ("unreadable", "locator"),
            ("indicators", "level1"),
            ("indicators", "level2"),
            ("indicators", "level3"),
            ("indicators", "project"),
            ("indicators", "project_code"),
            ("projects", "project_code"),
        ];
        for (file, name) in named {
            names.extend(column(file, name).into_iter().map(|name| name.trim_start_matches('\'').to_owned()));
        }
        let mut rules = BTreeSet::new();
        for rule in mingzhang::verify::RULES {
            let words = Locale::Chinese.rule(rule.id);
            rules.insert(format!("{} {}", rule.id, words.title));
            rules.extend([words.title, words.formula, words.source, words.due, words.caution, words.asks]);
        }
        for finding in &self.outcome.public.checks {
            rules.insert(Locale::Chinese.text(&finding.left.label));
            rules.extend(finding.right.as_ref().map(|right| Locale::Chinese.text(&right.label)));
        }
        let mut names: Vec<String> = names
            .into_iter()
            .filter(|name| name.contains(|c: char| c.is_ascii_digit()) && name.parse::<Decimal>().is_err())
            .collect();
        names.sort_by_key(|name| (std::cmp::Reverse(name.len()), name.clone()));
        self.rules = rules;
        self.corrections = rows(&self.files, "data/corrections.csv");
        self.hashes = column("documents", "sha256");
        self.codes = column("projects", "project_code")
            .into_iter()
            .chain(column("indicators", "project_code"))
            .chain(column("facts", "code"))
            // Long digits are marked as text there.
            .map(|code| code.trim_start_matches('\'').to_owned())
            .collect();
        let (found, due) = (column("documents", "items_found"), column("documents", "items_due"));
        let both = found.iter().zip(&due).filter(|(_, due)| !due.is_empty());
        self.completeness = both.map(|(found, due)| format!("{found}/{due}")).collect();
        self.divisions = column("departments", "division").into_iter().collect();
        self.years = column("facts", "fiscal_year").iter().filter_map(|year| year.parse().ok()).collect();
        let findings = rows(&self.files, "data/findings.csv");
        let amounts = [
            ("changes", "before"),
            ("changes", "after"),
            ("corrections", "printed"),
            ("corrections", "corrected"),
        ];
        let changed = amounts
            .iter()
            .flat_map(|(file, name)| column(file, name))
            .filter_map(|text| number(&text))
            .collect();
        self.names = names;
        self.changed = changed;
        self.findings = findings.into_iter().map(|row| (row["id"].clone(), row)).collect();
        self.checks = rows(&self.files, "data/checks.csv");
        self.counts = self.recount();
    }

    fn text(&self, path: &str) -> &str {
        std::str::from_utf8(&self.files[path]).expect("UTF-8")
    }

    fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.keys().filter(|path| path.ends_with(".html")).map(|path| (path.as_str(), self.text(path)))
    }

    fn pictures(&self) -> impl Iterator<Item = (&str, &str)> {
        let drawn = |path: &&String| path.ends_with(".svg") && !path.starts_with("static/");
        self.files.keys().filter(drawn).map(|path| (path.as_str(), self.text(path)))
    }

    /// The text of some lines of a document as printed, and as cleaned.
    fn lines(&self, document: &str, locator: &Locator) -> String {
        let record = self.outcome.ledger.record(document).expect("the document");
        clean(&record.document.source[locator.line() as usize - 1..locator.last_line() as usize].concat())
    }

    /// An amount in the unit of comparison: money in 万元.
    /// Whether operands give a value, in 万元 or in the unit that all of them are printed in.
    fn gives(&self, how: &str, ids: &[String], value: Decimal) -> bool {
        let same = |own: Decimal| rounded(own, value.scale()).abs() == value.abs();
        let unit = |id: &String| &self.facts[id]["unit"];
        let printed = || {
            let one = ids.iter().all(|id| unit(id) == unit(&ids[0]));
            one.then(|| ids.iter().map(|id| self.facts[id]["amount"].parse().expect("a number")).collect())
        };
        let comparable: Vec<Decimal> = ids.iter().map(|id| self.comparable(id)).collect();
        let of = |operands: &[Decimal]| reckon(how, operands).is_some_and(same);
        of(&comparable) || printed().is_some_and(|operands: Vec<Decimal>| of(&operands))
    }

    fn comparable(&self, id: &str) -> Decimal {
        let fact = &self.facts[id];
        let text = if fact["amount_wan"].is_empty() { &fact["amount"] } else { &fact["amount_wan"] };
        text.parse().expect("a number")
    }
}

/// The elements of a figure: a link, or, beside one in a row of a table, none.
static FIGURE: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"<(?:a class="fig"|i class="f")([^>]*)>([^<]*)</[ai]>"#));

/// How many figures [`figures`] looks at.
fn matched(page: &str) -> usize {
    let found = FIGURE.captures_iter(page);
    found.filter(|found| found[0].starts_with("<a") || found[1].contains(" data-of=")).count()
}

/// The figures of a page that stand alone; labels that found no room in a picture are for `numerals.rs`.
fn figures(page: &str) -> Vec<Shown> {
    let link = regex(r#"<a class="fig" href="([^"]*)""#);
    let links = |at: usize| -> Vec<String> {
        let row = &page[page[..at].rfind("<tr").expect("figures without links stand in rows")..at];
        link.captures_iter(row).map(|found| plain(&found[1])).collect()
    };
    let attribute = |text: &str, name: &str| {
        let value = text.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split('"').next());
        value.map(plain).unwrap_or_default()
    };
    FIGURE
        .captures_iter(page)
        // The figures of a document's own page carry no id: they stand where they are printed.
        .filter(|found| found[0].starts_with("<a") || found[1].contains(" data-of="))
        .map(|found| Shown {
            row: found[0].starts_with("<i").then(|| links(found.get(0).map_or(0, |all| all.start()))),
            text: plain(&found[2]),
            href: attribute(&found[1], "href"),
            of: attribute(&found[1], "data-of").split_whitespace().map(str::to_owned).collect(),
            how: attribute(&found[1], "data-how"),
        })
        .filter(|shown| {
            !shown.of.iter().any(|id| id.contains(';') || !id.contains(|c: char| c.is_ascii_digit()))
        })
        .collect()
}

/// The line of a place: the place without its cell.
fn line(anchor: &str) -> String {
    regex(r"(:c\d+|@\d+|(?P<sheet>!)[A-Z]+)(?P<row>\d*)$").replace(anchor, "$sheet$row").into_owned()
}

/// The notes in the margin of a page: where a link leads, and the figure that the note says stands there.
fn notes(page: &str) -> Vec<(String, String)> {
    let note = regex(r#"<dt><a href="([^"]*)" title="[^"]*" data-of="([^"]*)">"#);
    note.captures_iter(page).map(|found| (plain(&found[1]), found[2].to_owned())).collect()
}

/// A relative address seen from a page.
fn resolve(page: &str, address: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn every_figure_is_printed_or_recomputes() {
    let walk = &*WALK;
    let (mut printed, mut derived, mut computed, mut by_rule, mut words) = (0, 0, 0, 0, 0);
    let mut trouble: Vec<String> = Vec::new();
    let beside = regex(r#"<i class="f"[^>]* data-of="#);
    let mut seen = 0;
    for (path, page) in walk.pages() {
        assert!(!page.contains("<span class=\"fig\""), "{path}: a figure leads nowhere");
        for (href, id) in notes(page) {
            let (target, anchor) = href.split_once('#').expect("a place");
            let fact = &walk.facts[&id];
            if fact["document"] != walk.documents[&resolve(path, target)] || fact["locator"] != anchor {
                trouble.push(format!("{path}: the note {id} is not at {href}"));
            }
            printed += 1;
        }
        // However few figures a page has, the walk sees each.
        let there = page.matches("<a class=\"fig\"").count() + beside.find_iter(page).count();
        seen += there;
        if matched(page) != there {
            trouble.push(format!("{path}: the walk passes over figures"));
        }
        for mut shown in figures(page) {
            if let Some(links) = shown.row.take() {
                // It stands on the line that a link of its row leads to; then it is held against its own place.
                let Some(fact) = shown.of.first().and_then(|id| walk.facts.get(id)) else {
                    trouble.push(format!("{path}: {shown:?}: no such fact"));
                    continue;
                };
                let leads = |href: &String| {
                    let (target, anchor) = href.split_once('#').unwrap_or((href, ""));
                    walk.documents.get(&resolve(path, target)) == Some(&fact["document"])
                        && line(anchor) == line(&fact["locator"])
                };
                let Some(href) = links.iter().find(|href| leads(href)) else {
                    trouble.push(format!("{path}: {shown:?}: no link of its row leads to {fact:?}"));
                    continue;
                };
                let target = href.split_once('#').map_or("", |(target, _)| target);
                shown.href = format!("{target}#{}", fact["locator"]);
            }
            let (target, anchor) = shown.href.split_once('#').unwrap_or((&shown.href, ""));
            let target = if target.is_empty() { path.to_owned() } else { resolve(path, target) };
            let Some(document) = walk.documents.get(&target) else {
                trouble.push(format!("{path}: {shown:?} leads to no document"));
                continue;
            };
            assert!(anchor.parse::<Locator>().is_ok(), "{path}: {anchor} is no place");
            if !walk.text(&target).contains(&format!(" id=\"{anchor}\"")) {
                trouble.push(format!("{path}: {shown:?}: {target} has no such place"));
            }
            let value = number(&shown.text);
            match (shown.how.as_str(), shown.of.as_slice()) {
                ("", []) | ("rule", []) if shown.text.starts_with('“') => {
                    words += 1;
                    let quote = squeezed(&clean(shown.text.trim_matches(['“', '”'])));
                    let record = walk.outcome.ledger.record(document).expect("the document");
                    let whole = squeezed(&clean(&record.document.source.concat()));
                    if !whole.contains(quote.trim_end_matches('…')) {
                        trouble.push(format!("{path}: {shown:?}: not the words of the document"));
                    }
                }
                ("", [id]) => {
                    let Some(fact) = walk.facts.get(id) else {
                        trouble.push(format!("{path}: {shown:?}: no such fact"));
                        continue;
                    };
                    *(if fact["status"] == "derived" { &mut derived } else { &mut printed }) += 1;
                    let here = fact["document"] == *document && fact["locator"] == anchor;
                    let quoted = shown.text.starts_with('“');
                    if !here || !(quoted || value.is_some_and(|value| is_form(value, fact))) {
                        trouble.push(format!("{path}: {shown:?}: is not {fact:?}"));
                    }
                }
                ("rule", ids) if ids.iter().all(|id| walk.facts.contains_key(id)) => by_rule += 1,
                (how, ids) => {
                    computed += 1;
                    if !value.is_some_and(|value| walk.gives(how, ids, value)) {
                        trouble.push(format!("{path}: {shown:?}: the operands give something else"));
                    }
                }
            }
        }
    }
    println!(
        "printed {printed}, derived {derived}, computed {computed}, by a rule's note {by_rule}, words {words}"
    );
    assert!(trouble.is_empty(), "{} figures:\n{}", trouble.len(), trouble.join("\n"));
    assert!(printed > 3500 && computed > 500 && seen > 4000, "the walk saw too little");
}

#[test]
fn every_numeral_is_accounted_for() {
    let walk = &*WALK;
    let mut found = Found::default();
    for (path, page) in walk.pages().chain(walk.pictures()) {
        numerals::look(walk, path, page, &mut found);
    }
    println!("{} numerals: {:#?}", found.tally.values().sum::<usize>(), found.tally);
    assert!(found.uncounted.is_empty(), "{} counts:\n{}", found.uncounted.len(), found.uncounted.join("\n"));
    assert!(found.trouble.is_empty(), "{} numerals:\n{}", found.trouble.len(), found.trouble.join("\n"));
}

/// A site with a correction and an answer: what is printed, what it was corrected to, and words of the publisher.
#[test]
fn a_corrected_site_is_accounted_for() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["disclosure.txt", "departments.toml"] {
        std::fs::copy(common::root().join("tests/sites/small.in").join(name), folder.path().join(name))
            .expect("copied");
    }
    let before = Walk::of(folder.path());
    let place = |fact: &&Row| fact["quote"] == "101.00";
    let place = before.facts.values().find(place).expect("the wrong total")["locator"].clone();
    let finding =
        before.findings.values().find(|row| row["state"] == "mismatch").expect("a finding")["id"].clone();
    let beside = |ending: &str, text: String| {
        std::fs::write(folder.path().join(format!("disclosure.txt{ending}")), text).expect("written");
    };
    let signed = "by = \"发布者\"\ndate = \"2026-03-01\"\n";
    beside(
        ".replies.toml",
        format!("[[reply]]\nfinding = \"{finding}\"\nreply = \"另有 1.00 万元未列\"\n{signed}"),
    );
    let answered = Walk::of(folder.path());
    beside(
        ".corrections.toml",
        format!(
            "[[correction]]\nplace = \"{place}\"\nprinted = \"101.00\"\ncorrected = \"100.00\"\nreason = \"抄录时多了 1.00\"\n{signed}"
        ),
    );
    std::fs::remove_file(folder.path().join("disclosure.txt.replies.toml")).expect("removed");
    let corrected = Walk::of(folder.path());
    for walk in [&before, &answered, &corrected] {
        let mut found = Found::default();
        walk.pages()
            .chain(walk.pictures())
            .for_each(|(path, page)| numerals::look(walk, path, page, &mut found));
        assert!(found.trouble.is_empty(), "{}", found.trouble.join("\n"));
    }
    assert!(answered.text("checks.html").contains("另有 1.00 万元未列"));
    let [row] = &rows(&corrected.files, "data/corrections.csv")[..] else { panic!("one correction") };
    let fact = &corrected.facts[&row["fact"]];
    assert_eq!(
        (fact["status"].as_str(), &fact["amount"], &fact["locator"]),
        ("corrected", &row["corrected"], &row["locator"])
    );
    let locator: Locator = row["locator"].parse().expect("a place");
    assert!(corrected.lines(&row["document"], &locator).contains(&row["printed"]));
    let changes = corrected.text("changes.html");
    assert!(changes.contains("<s>101.00</s>"));
    let mut found = Found::default();
    numerals::look(
        &corrected,
        "changes.html",
        &changes.replace("<s>101.00</s>", "<s>107.00</s>"),
        &mut found,
    );
    assert_eq!(found.trouble.len(), 1, "{:?}", found.trouble);
}
