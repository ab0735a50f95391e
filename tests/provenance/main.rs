//! A walk over the whole built site: every figure that is printed leads to a place that holds it, every figure that is
//! computed names its operands and follows from them, and no other number stands on a page, in a picture or in a data
//! file. `corrupted.rs` shows that a wrong one is reported, wherever it stands.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

#[path = "../common/mod.rs"]
mod common;
mod corrupted;
mod data;
mod markup;
mod numerals;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use mingzhang::config::Config;
use mingzhang::document::{Locator, clean};
use mingzhang::model::{Finding, Operand, Verdict};
use mingzhang::pipeline::{self, Outcome};
use mingzhang::site::{self, Files, Theme};
use regex::Regex;
use rust_decimal::{Decimal, RoundingStrategy};

use markup::plain;
use numerals::Found;

type Row = BTreeMap<String, String>;

/// Built once for all tests.
static WALK: LazyLock<Walk> = LazyLock::new(|| Walk::of(&common::root().join("content")));

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
        let outcome = pipeline::run(&config).expect("the pipeline runs");
        let sink = Files::default();
        site::build(&outcome, &config.site, &Theme::built_in().expect("the theme"), &sink)
            .expect("the site is built");
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
            names.extend(column(file, name));
        }
        let mut rules = BTreeSet::new();
        for rule in mingzhang::verify::RULES {
            rules.extend(
                [rule.title, rule.formula, rule.source, rule.due, rule.caution, rule.asks].map(str::to_owned),
            );
            rules.insert(format!("{} {}", rule.id, rule.title));
        }
        for finding in &self.outcome.report.checks {
            rules.insert(finding.left.label.clone());
            rules.extend(finding.right.as_ref().map(|right| right.label.clone()));
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
            .collect();
        self.completeness =
            column("documents", "completeness").into_iter().filter(|text| !text.is_empty()).collect();
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

    /// How many checks of each chart and of each project came out right: passes stand in no data file.
    fn passed(&self, projects: &[Row], indicators: &[Row]) -> Vec<usize> {
        let checks = &self.outcome.report.checks;
        let sides = |check: &'_ Finding| -> Vec<Operand> {
            std::iter::once(&check.left).chain(&check.right).cloned().collect()
        };
        let charts =
            self.files.iter().filter(|(path, _)| path.ends_with(".json") && !path.starts_with("data/"));
        let mut out: Vec<usize> = charts
            .map(|(_, bytes)| {
                let file: serde_json::Value = serde_json::from_slice(bytes).expect("JSON");
                let figures = file["figures"].as_array().expect("figures").iter();
                let ids: BTreeSet<&str> = figures.filter_map(|figure| figure["fact"].as_str()).collect();
                let own = |check: &&Finding| {
                    sides(check).iter().any(|side| side.facts.iter().any(|id| ids.contains(&**id)))
                };
                checks.iter().filter(|check| check.verdict == Verdict::Pass).filter(own).count()
            })
            .collect();
        let line = |row: &Row| row["locator"].parse::<Locator>().expect("a place").line();
        for project in projects {
            let same = |row: &&Row| row["document"] == project["document"];
            let rows = indicators.iter().filter(same);
            let lines: BTreeSet<u32> = rows
                .filter(|row| {
                    row["project"] == project["project"] && row["project_code"] == project["project_code"]
                })
                .map(line)
                .collect();
            let facts = self.facts.values().filter(same).filter(|fact| {
                fact["statement"] == "self_evaluation"
                    && fact["scheme"] == "project"
                    && fact["name"] == project["project"]
                    && fact["code"] == project["project_code"]
            });
            let ids: BTreeSet<&str> = facts.map(|fact| fact["id"].as_str()).collect();
            let own = |check: &&Finding| {
                *check.document == *project["document"]
                    && sides(check).iter().any(|side| {
                        side.facts.iter().any(|id| ids.contains(&**id))
                            || lines.contains(&side.locator.line())
                    })
            };
            let right = |check: &&Finding| matches!(check.verdict, Verdict::Pass | Verdict::Rounding);
            out.push(checks.iter().filter(right).filter(own).count());
        }
        out
    }

    /// How many checks of the whole, of a rule, a body, a body's year and a document have which verdict.
    fn tallied(&self, documents: &[Row]) -> Vec<usize> {
        let of: BTreeMap<&str, &Row> = documents.iter().map(|row| (row["document"].as_str(), row)).collect();
        let groups = |row: &Row| {
            let own = of[row["document"].as_str()];
            let (body, year) = (&own["department"], &own["fiscal_year"]);
            [
                String::new(),
                row["rule"].clone(),
                body.clone(),
                format!("{body} {year}"),
                row["document"].clone(),
            ]
        };
        let mut sums: BTreeMap<(String, &str), usize> = BTreeMap::new();
        for row in &self.checks {
            for group in groups(row) {
                for column in ["due", "passed", "rounding", "mismatch", "insufficient"] {
                    let value: usize = row[column].parse().expect("a count");
                    *sums.entry((group.clone(), column)).or_default() += value;
                    if ["passed", "rounding", "mismatch"].contains(&column) {
                        *sums.entry((group.clone(), "ran")).or_default() += value;
                    }
                }
            }
        }
        for row in self.findings.values().filter(|row| row["state"] == "mismatch") {
            for group in groups(row) {
                let kind = if row["severity"] == "error" { "contradictions" } else { "reminders" };
                *sums.entry((group, kind)).or_default() += 1;
            }
        }
        sums.into_values().collect()
    }

    /// A cell of a tally: how many checks are due, passed, rounding, contradictions, reminders and insufficient, of the
    /// rule, the body or the document that the row leads to.
    fn tally(&self, path: &str, href: &str, cell: usize) -> Option<usize> {
        let target = resolve(path, href);
        let rule = |page: &str| {
            page.strip_prefix("checks/").and_then(|id| id.strip_suffix(".html")).map(str::to_uppercase)
        };
        let body = target.strip_prefix("departments/").and_then(|id| id.strip_suffix(".html"));
        let (rule, document) = (rule(&target).or_else(|| rule(path)), self.documents.get(&target));
        let own = |row: &Row| {
            rule.as_ref().is_none_or(|rule| row["rule"] == *rule)
                && document.is_none_or(|document| row["document"] == *document)
                && body.is_none_or(|body| self.body(&row["document"]) == body)
        };
        let sum = |column: &str| {
            self.checks
                .iter()
                .filter(|row| own(row))
                .map(|row| row[column].parse::<usize>().expect("a count"))
                .sum::<usize>()
        };
        let mismatches = |error: bool| {
            let open = self
                .findings
                .values()
                .filter(|row| row["state"] == "mismatch" && (row["severity"] == "error") == error);
            open.filter(|row| own(row)).count()
        };
        Some(match cell {
            0 => sum("due"),
            1 => sum("passed"),
            2 => sum("rounding"),
            3 => mismatches(true),
            4 => mismatches(false),
            5 => sum("insufficient"),
            _ => return None,
        })
    }

    /// The body of a document.
    fn body(&self, document: &str) -> &str {
        self.outcome.ledger.record(document).map_or("", |record| &record.department)
    }

    /// What pages count: departments, documents, and of each document and of all lines, figures and places not read;
    /// projects, those with 90 points and more, and the checks that ran.
    fn recount(&self) -> BTreeSet<Decimal> {
        let file = |name: &str| rows(&self.files, &format!("data/{name}.csv"));
        let sum = |rows: &[Row], column: &str| {
            rows.iter().filter_map(|row| row[column].parse::<usize>().ok()).sum::<usize>()
        };
        let documents = file("documents");
        let projects = file("projects");
        let top = projects
            .iter()
            .filter(|row| row["score"].parse::<Decimal>().is_ok_and(|score| score >= Decimal::from(90)));
        let checks = file("checks");
        let mut counts = vec![
            file("departments").len(),
            documents.len(),
            projects.len(),
            top.count(),
            file("unreadable").len(),
            self.facts.values().filter(|fact| fact["status"] != "unreadable").count(),
            sum(&documents, "facts"),
            self.sources.values().map(|source| source.lines.len()).sum(),
            ["passed", "rounding", "mismatch"].iter().map(|state| sum(&checks, state)).sum(),
        ];
        for row in &documents {
            counts
                .extend(["facts", "unreadable"].map(|column| row[column].parse::<usize>().expect("a count")));
            counts.push(row["bytes"].parse().expect("a count"));
            counts.push(self.sources[&row["document"]].lines.len());
        }
        for row in file("statements") {
            counts.push(row["facts"].parse().expect("a count"));
        }
        for grade in projects.iter().map(|row| &row["grade"]).collect::<BTreeSet<_>>() {
            counts.extend([0, projects.iter().filter(|row| row["grade"] == *grade).count()]);
        }
        for department in file("departments") {
            counts.push(documents.iter().filter(|row| row["department"] == department["id"]).count());
        }
        counts.extend(self.tallied(&documents));
        counts.extend(self.passed(&projects, &file("indicators")));
        counts.extend(self.findings.values().map(|row| row["facts"].split(';').count().saturating_sub(12)));
        let tables = self.files.keys().filter(|path| path.starts_with("data/") && path.ends_with(".csv"));
        counts.extend(tables.map(|path| rows(&self.files, path).len()));
        counts.into_iter().map(Decimal::from).collect()
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
    fn comparable(&self, id: &str) -> Decimal {
        let fact = &self.facts[id];
        let text = if fact["amount_wan"].is_empty() { &fact["amount"] } else { &fact["amount_wan"] };
        text.parse().expect("a number")
    }
}

/// The figures of a page that stand alone; labels that found no room in a picture are for `numerals.rs`.
fn figures(page: &str) -> Vec<Shown> {
    let figure = regex(r#"<a class="fig"([^>]*)>([^<]*)</a>"#);
    let attribute = |text: &str, name: &str| {
        let value = text.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split('"').next());
        value.map(plain).unwrap_or_default()
    };
    figure
        .captures_iter(page)
        .map(|found| Shown {
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

/// The notes in the margin of a page: where a link leads, and the figure that the note says stands there.
fn notes(page: &str) -> Vec<(String, String)> {
    let note = regex(r#"<dt><a href="([^"]*)" title="[^"]*" data-of="([^"]*)">"#);
    note.captures_iter(page).map(|found| (plain(&found[1]), found[2].to_owned())).collect()
}

/// The number in a printed form: no separators, no unit, a minus sign of either kind.
fn number(text: &str) -> Option<Decimal> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| regex(r"[−-]?\d[\d,]*(?:\.\d+)?"));
    let found = NUMBER.find(text)?;
    found.as_str().replace(',', "").replace('−', "-").parse().ok()
}

fn rounded(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

/// Whether a printed form is an amount: to the last digit, or rounded to two decimals in 万元 or 亿元.
fn is_form(shown: Decimal, fact: &Row) -> bool {
    let amount: Decimal = fact["amount"].parse().expect("a number");
    let exact = |value: Decimal| shown.abs() == value.abs();
    let two = |value: Decimal| shown.scale() == 2 && rounded(value, 2).abs() == shown.abs();
    match fact["amount_wan"].parse::<Decimal>() {
        Ok(wan) => exact(amount) || exact(wan) || two(wan) || two(wan / Decimal::from(10_000)),
        Err(_) => exact(amount),
    }
}

/// What operands give; the meaning of `data-how`.
fn reckon(how: &str, operands: &[Decimal]) -> Option<Decimal> {
    let (first, rest) = operands.split_first()?;
    let others: Decimal = rest.iter().sum();
    let percent = |part: Decimal, whole: Decimal| (part * Decimal::ONE_HUNDRED).checked_div(whole);
    match how {
        "sum" => Some(first + others),
        "difference" => Some(first - others),
        "share" => {
            let (whole, parts) = operands.split_last()?;
            percent(parts.iter().sum(), *whole)
        }
        "change" => percent(first - others, others),
        "product" => (first * others).checked_div(Decimal::ONE_HUNDRED),
        _ => None,
    }
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
        for shown in figures(page) {
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
                    let operands: Vec<Decimal> = ids.iter().map(|id| walk.comparable(id)).collect();
                    let own = reckon(how, &operands);
                    let same = own
                        .zip(value)
                        .is_some_and(|(own, value)| rounded(own, value.scale()).abs() == value.abs());
                    if !same {
                        trouble.push(format!("{path}: {shown:?}: operands give {own:?}"));
                    }
                }
            }
        }
    }
    println!(
        "printed {printed}, derived {derived}, computed {computed}, by a rule's note {by_rule}, words {words}"
    );
    assert!(trouble.is_empty(), "{} figures:\n{}", trouble.len(), trouble.join("\n"));
    assert!(printed > 4000 && computed > 500, "the walk saw too little");
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
