//! A walk over the whole built site: every figure that is printed leads to a place that holds it, every figure that is
//! computed names its operands and follows from them, and no other number stands on a page.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use mingzhang::config::Config;
use mingzhang::document::{Locator, clean};
use mingzhang::pipeline::{self, Outcome};
use mingzhang::site::{self, Files, Theme};
use regex::Regex;
use rust_decimal::{Decimal, RoundingStrategy};

type Row = BTreeMap<String, String>;

/// Built once for all tests.
static WALK: LazyLock<Walk> = LazyLock::new(Walk::new);

/// The site with everything that figures are held against.
struct Walk {
    outcome: Outcome,
    files: BTreeMap<String, Vec<u8>>,
    facts: BTreeMap<String, Row>,
    /// Page of a document -> its path in the content folder.
    documents: BTreeMap<String, String>,
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

fn plain(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

fn rows(files: &BTreeMap<String, Vec<u8>>, path: &str) -> Vec<Row> {
    let bytes = files[path].strip_prefix(b"\xEF\xBB\xBF").expect("a byte order mark");
    csv::Reader::from_reader(bytes).deserialize().collect::<Result<_, _>>().expect("a CSV file")
}

impl Walk {
    fn new() -> Self {
        let mut config = Config::default();
        config.paths.content = common::root().join("content");
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
        Self { outcome, files, facts, documents }
    }

    fn text(&self, path: &str) -> &str {
        std::str::from_utf8(&self.files[path]).expect("UTF-8")
    }

    fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.keys().filter(|path| path.ends_with(".html")).map(|path| (path.as_str(), self.text(path)))
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

/// The figures of a page.
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
        .collect()
}

/// The notes in the margin of a page: where a link leads, and the figure that the note says stands there.
fn notes(page: &str) -> Vec<(String, String)> {
    let note = regex(r#"<dt><a href="([^"]*)" title="[^"]*">[^<]*</a></dt><dd>([^<]*)</dd>"#);
    note.captures_iter(page).map(|found| (plain(&found[1]), plain(&found[2]))).collect()
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
    let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let (mut printed, mut derived, mut computed, mut by_rule, mut words) = (0, 0, 0, 0, 0);
    let mut trouble: Vec<String> = Vec::new();
    for (path, page) in walk.pages() {
        assert!(!page.contains("<span class=\"fig\""), "{path}: a figure leads nowhere");
        for (href, text) in notes(page) {
            let (target, anchor) = href.split_once('#').expect("a place");
            let document = &walk.documents[&resolve(path, target)];
            let value = text.rsplit(' ').next().and_then(number);
            let here = |fact: &&Row| fact["document"] == *document && fact["locator"] == anchor;
            let held = walk.facts.values().filter(here).any(|fact| value.is_some_and(|v| is_form(v, fact)));
            if !held {
                trouble.push(format!("{path}: the note {text} is not at {href}"));
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
            let locator: Locator = anchor.parse().expect("a place");
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
                // A weight or score of a performance table: it stands in its row.
                ("", []) => {
                    printed += 1;
                    let line = squeezed(&walk.lines(document, &locator));
                    let digits = value.map(|value| value.abs().normalize().to_string());
                    if !digits.is_some_and(|digits| line.contains(&digits)) {
                        trouble.push(format!("{path}: {shown:?}: not in its row"));
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

/// The numbers with decimals or separators in a text, without separators.
fn numbers(text: &str) -> Vec<String> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| regex(r"\d[\d,]*(?:\.\d+)?"));
    NUMBER
        .find_iter(text)
        .map(|found| found.as_str())
        .filter(|text| text.contains(['.', ',']))
        .map(|text| text.trim_end_matches(',').replace(',', ""))
        .filter(|text| text.contains('.') || text.len() > 3)
        .collect()
}

/// The text of a page piece by piece: tag, class, text. Figures, the source as read and what nobody reads are left out.
fn pieces(page: &str) -> Vec<(String, String, String)> {
    let out = regex(
        r#"(?s)<(?:head|style|code|pre)\b.*?</(?:head|style|code|pre)>|<a class="fig"[^>]*>[^<]*</a>|<div class="ln.*?</span></div>"#,
    );
    let page = out.replace_all(page, "<i>");
    let piece = regex(r#"<([a-zA-Z]+)([^>]*)>([^<]*)"#);
    let class = regex(r#"\sclass="([^"]*)""#);
    piece
        .captures_iter(&page)
        .map(|found| {
            let own = class.captures(&found[2]).map_or_else(String::new, |own| own[1].to_owned());
            (found[1].to_owned(), own, plain(&found[3]))
        })
        .filter(|(.., text)| !text.trim().is_empty())
        .collect()
}

/// What may stand on a page without being a figure, each with its reason.
struct Allowed {
    /// Lines, facts and places that were not read, per document and of all: what this program counted itself.
    counts: BTreeSet<String>,
    /// Differences and tolerances of findings: both sides stand beside them, and `findings.csv` is checked apart.
    margins: BTreeSet<String>,
    /// Points lost: weight less score, both in the row beside them.
    lost: BTreeSet<String>,
    /// Words of performance tables that are shown as they stand: targets, results, remarks.
    words: String,
    /// The text of all documents, for quotes.
    sources: String,
}

impl Allowed {
    fn new(walk: &Walk) -> Self {
        let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let mut counts = BTreeSet::new();
        let mut sources = String::new();
        let (mut facts, mut lines, mut unreadable) = (0, 0, 0);
        for record in &walk.outcome.ledger.documents {
            let source = &record.document.source;
            sources += &squeezed(&clean(&source.concat()));
            sources += &squeezed(&source.concat());
            let own = walk
                .facts
                .values()
                .filter(|f| {
                    f["document"] == *record.path && !["derived", "unreadable"].contains(&&*f["status"])
                })
                .count();
            counts.extend([own, source.len(), record.unreadable.len()].map(|count| count.to_string()));
            facts += own;
            lines += source.len();
            unreadable += record.unreadable.len();
        }
        counts
            .extend([facts, lines, unreadable, walk.facts.len() - unreadable].map(|count| count.to_string()));
        let normal = |text: &String| text.parse::<Decimal>().ok().map(|value| value.abs());
        let margins = rows(&walk.files, "data/findings.csv")
            .iter()
            .flat_map(|row| [normal(&row["difference"]), normal(&row["tolerance"])])
            .flatten()
            .flat_map(|value| [value.to_string(), value.normalize().to_string()])
            .collect();
        let mut lost = BTreeSet::new();
        let mut words = String::new();
        for row in rows(&walk.files, "data/indicators.csv") {
            for column in ["level3", "target", "actual", "note", "project"] {
                words += &squeezed(&row[column]);
                words.push('\n');
            }
            if let (Some(weight), Some(score)) = (normal(&row["weight"]), normal(&row["score"])) {
                lost.extend([(weight - score).to_string(), (weight - score).normalize().to_string()]);
            }
        }
        Self { counts, margins, lost, words, sources }
    }

    /// The class of a number that is no figure.
    fn class(&self, path: &str, tag: &str, class: &str, text: &str, number: &str) -> Option<&'static str> {
        let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let bare = squeezed.trim_matches(['“', '”']).trim_end_matches('…');
        let normal = number.parse::<Decimal>().ok()?.normalize().to_string();
        let drawn = ["text", "tspan", "title", "desc", "span"].contains(&tag);
        if text == "CC BY 4.0" {
            return Some("the name of the licence");
        }
        if path == "about.html" || (path == "data.html" && text.contains(" MB")) {
            return Some("words and file sizes");
        }
        if (class == "meta" || class == "lead" || path == "documents.html") && self.counts.contains(number) {
            return Some("counted by this program");
        }
        if tag == "dd" && (self.margins.contains(number) || self.margins.contains(&normal)) {
            return Some("difference and tolerance of a check");
        }
        if drawn && self.lost.contains(&normal) {
            return Some("points lost: weight less score");
        }
        if tag == "q" && self.sources.contains(bare) {
            return Some("words of a document");
        }
        if tag == "td" && self.words.contains(bare) {
            return Some("words of a performance table");
        }
        // A mark names target and result of its row.
        (drawn && self.words.replace(',', "").contains(number)).then_some("words of a performance table")
    }
}

#[test]
fn no_other_number_stands_on_a_page() {
    let walk = &*WALK;
    let allowed = Allowed::new(walk);
    let traced: BTreeMap<&str, BTreeSet<String>> = walk
        .pages()
        .map(|(path, page)| {
            let noted = notes(page).into_iter().flat_map(|(_, text)| numbers(&text));
            (path, figures(page).iter().flat_map(|shown| numbers(&shown.text)).chain(noted).collect())
        })
        .collect();
    let mut tally: BTreeMap<&str, usize> = BTreeMap::new();
    let mut trouble = Vec::new();
    let drawings = walk
        .files
        .keys()
        .filter(|path| path.ends_with(".svg") && !path.starts_with("static/"))
        .map(|path| (path.as_str(), walk.text(path)));
    for (path, page) in walk.pages().chain(drawings) {
        // A picture and a bare page show what their own page traces in its table.
        let home = path.replace("embed/", "charts/").replace(".svg", ".html");
        for (tag, class, text) in pieces(page) {
            for number in numbers(&text) {
                let known = [path, home.as_str()]
                    .iter()
                    .any(|path| traced.get(path).is_some_and(|own| own.contains(&number)));
                match allowed.class(path, &tag, &class, &text, &number) {
                    _ if known => *tally.entry("a figure of the page, repeated").or_default() += 1,
                    Some(class) => *tally.entry(class).or_default() += 1,
                    None => trouble.push(format!("{path}: {number} in <{tag} {class}> {text}")),
                }
            }
        }
    }
    println!("{tally:#?}");
    assert!(trouble.is_empty(), "{} numbers:\n{}", trouble.len(), trouble.join("\n"));
}

#[test]
fn data_files_follow_from_what_is_printed() {
    let walk = &*WALK;
    let parse = |text: &str| text.parse::<Decimal>().ok();
    let ten_thousand = Decimal::from(10_000);
    let (mut printed, mut derived) = (0, 0);
    for fact in walk.facts.values() {
        if fact["status"] == "unreadable" {
            assert_eq!((fact["amount"].as_str(), fact["amount_wan"].as_str()), ("", ""), "{fact:?}");
            continue;
        }
        let amount = parse(&fact["amount"]).expect("an amount");
        match fact["unit"].as_str() {
            "wan_yuan" => assert_eq!(parse(&fact["amount_wan"]), Some(amount), "{fact:?}"),
            "yuan" => {
                assert_eq!(
                    parse(&fact["amount_wan"]).map(|wan| wan * ten_thousand),
                    Some(amount),
                    "{fact:?}"
                );
            }
            _ => assert_eq!(fact["amount_wan"], "", "{fact:?}"),
        }
        if fact["status"] == "derived" {
            derived += 1;
            let of: Vec<Decimal> = fact["derived_from"].split(';').map(|id| walk.comparable(id)).collect();
            assert_eq!(reckon("difference", &of), Some(amount), "{fact:?}");
        } else {
            printed += 1;
            assert!(!fact["locator"].is_empty() && !fact["quote"].is_empty(), "{fact:?}");
        }
    }
    for row in rows(&walk.files, "data/findings.csv") {
        for id in row["facts"].split(';').filter(|id| !id.is_empty()) {
            assert!(walk.facts.contains_key(id), "{row:?}");
        }
        let sides = (parse(&row["left"]), parse(&row["right"]), parse(&row["difference"]));
        if let (Some(left), Some(right), Some(difference)) = sides
            && ["rounding", "mismatch"].contains(&row["state"].as_str())
            && !difference.is_zero()
        {
            assert_eq!(left - right, difference, "{row:?}");
        }
    }
    for row in rows(&walk.files, "data/indicators.csv") {
        let locator: Locator = row["locator"].parse().expect("a place");
        let line: String =
            walk.lines(&row["document"], &locator).chars().filter(|c| !c.is_whitespace()).collect();
        for column in ["weight", "score"] {
            if let Some(value) = parse(&row[column]) {
                assert!(line.contains(&value.normalize().to_string()), "{row:?}: {column}");
            }
        }
    }
    // Amounts of projects, and everything in the file of a chart, are facts of the site or figures of a page.
    for row in rows(&walk.files, "data/projects.csv") {
        for (column, in_wan) in
            [("budget", true), ("adjusted", true), ("final", true), ("rate", false), ("score", false)]
        {
            let Some(value) = parse(&row[column]) else { continue };
            let own = walk.facts.values().any(|fact| {
                let amount = if in_wan { &fact["amount_wan"] } else { &fact["amount"] };
                fact["document"] == row["document"] && parse(amount) == Some(value)
            });
            assert!(own, "{row:?}: {column}");
        }
    }
    let mut files = 0;
    for path in walk.files.keys().filter(|path| path.ends_with(".csv") && !path.starts_with("data/")) {
        let page = path.replace(".csv", ".html");
        let traced: BTreeSet<String> = figures(walk.text(&page))
            .iter()
            .filter_map(|shown| number(&shown.text))
            .map(|value| value.abs().to_string())
            .collect();
        let bytes = walk.files[path].strip_prefix(b"\xEF\xBB\xBF").expect("a byte order mark");
        for record in csv::Reader::from_reader(bytes).records() {
            for cell in record.expect("a record").iter() {
                if let Some(value) = parse(cell).filter(|_| cell.contains('.')) {
                    assert!(traced.contains(&value.abs().to_string()), "{path}: {cell}");
                }
            }
        }
        files += 1;
    }
    println!("{printed} printed and {derived} derived facts, {files} files of charts");
    assert!(files > 10);
}
