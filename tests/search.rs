//! Search without a server, asked in a browser that opened the site from its folder: queries are made of what the data files
//! of the built site name, and what must be found is told from those files, not from the index.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]
#![allow(clippy::float_arithmetic, clippy::cast_precision_loss)] // recall is a share

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use crate::browser;
use crate::synthetic::seeded::Seeded;
use mingzhang::messages::Locale;
use mingzhang::taxonomy::{glossary, reading};

/// Something that a reader may look for, with every way to write it.
#[derive(Debug)]
struct Thing {
    name: String,
    /// Each name as characters with what is read aloud for each.
    names: Vec<(Vec<char>, Vec<Option<String>>)>,
    code: String,
}

fn plain(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

impl Thing {
    fn new(name: &str, others: &[&str], code: &str) -> Self {
        let read = |name: &&str| (plain(name).chars().collect(), reading(&plain(name)));
        let names = std::iter::once(&name).chain(others).map(read).collect();
        Self { name: name.to_owned(), names, code: plain(code) }
    }

    /// Whether it is one of those that a query means.
    fn is_meant(&self, query: &str) -> bool {
        let spoken = |chars: &[char], read: &[Option<String>]| -> String {
            chars.iter().zip(read).map(|(c, read)| read.clone().unwrap_or_else(|| c.to_string())).collect()
        };
        let initials = |chars: &[char], read: &[Option<String>]| -> String {
            let first = |(c, read): (&char, &Option<String>)| {
                read.as_ref().map_or(Some(*c), |read| read.chars().next())
            };
            chars.iter().zip(read).filter_map(first).collect()
        };
        self.code.starts_with(query)
            || self.names.iter().any(|(chars, read)| {
                chars.iter().collect::<String>().contains(query)
                    || (0..chars.len()).filter(|at| read[*at].is_some()).any(|at| {
                        let (chars, read) = (&chars[at..], &read[at..]);
                        spoken(chars, read).starts_with(query) || initials(chars, read).starts_with(query)
                    })
            })
    }
}

fn rows(site: &Path, file: &str) -> Vec<BTreeMap<String, String>> {
    let bytes = std::fs::read(site.join("data").join(file)).expect("a data file");
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").expect("a byte order mark");
    csv::Reader::from_reader(bytes).deserialize().collect::<Result<_, _>>().expect("a CSV file")
}

/// All that the site names.
fn things(site: &Path) -> Vec<Thing> {
    let mut things = Vec::new();
    for row in rows(site, "departments.csv") {
        // `Name(2021-);Older name(-2020)`.
        let others = row["names"].split(';').map(|name| name.split('(').next().unwrap_or_default());
        let others: Vec<&str> = others.filter(|name| *name != row["name"]).collect();
        things.push(Thing::new(&row["name"], &others, ""));
    }
    let mut projects = BTreeMap::new();
    for row in rows(site, "projects.csv") {
        projects
            .entry((row["department"].clone(), row["project"].clone()))
            .or_insert(row["project_code"].clone());
    }
    let mut classes = BTreeMap::new();
    for row in rows(site, "facts.csv") {
        let code = &row["code"];
        let numeric = code.bytes().all(|b| b.is_ascii_digit()) && matches!(code.len(), 3 | 5 | 7);
        if numeric && row["measure"] == "total" && !row["amount_wan"].is_empty() {
            let class = match row["scheme"].as_str() {
                "function" => mingzhang::taxonomy::function(code),
                "economic" => mingzhang::taxonomy::economic(code),
                _ => continue,
            };
            let name = class.map_or_else(|| row["name"].clone(), |class| class.name.clone());
            classes.insert((row["scheme"].clone(), code.clone()), name);
        }
    }
    things.extend(projects.iter().map(|((_, name), code)| Thing::new(name, &[], code)));
    things.extend(classes.iter().map(|((_, code), name)| Thing::new(name, &[], code)));
    things.extend(glossary().iter().map(|term| Thing::new(&term.term, &[], "")));
    for rule in mingzhang::verify::RULES {
        things.push(Thing::new(&Locale::Chinese.rule(rule.id).title, &[], rule.id));
    }
    // What the navigation offers.
    for words in ["总览", "部门", "三公", "绩效", "核对", "文件", "数据", "名词", "怎么看一份预算"]
    {
        things.push(Thing::new(words, &[], ""));
    }
    things
}

/// Queries: whole names, parts of them across any border, what is read aloud, initials, codes.
fn queries(things: &[Thing]) -> BTreeSet<String> {
    let mut random = Seeded(13);
    let mut queries = BTreeSet::new();
    for thing in things {
        let (chars, read) = &thing.names[0];
        let (length, mut from) = (chars.len(), 0);
        let part = |from: usize, until: usize| chars[from..until].iter().collect::<String>();
        queries.insert(part(0, length));
        for _ in 0..2 {
            from = random.below(length.saturating_sub(3) + 1);
            queries.insert(part(from, (from + 2 + random.below(4)).min(length)));
        }
        let spoken: Vec<&str> = read[from..].iter().map_while(|read| read.as_deref()).take(4).collect();
        queries.insert(spoken.concat());
        let initials: String = spoken.iter().filter_map(|one| one.chars().next()).collect();
        queries.insert(if initials.len() > 1 { initials } else { String::new() });
        queries.insert(thing.code.clone());
    }
    queries.remove("");
    queries
}

#[derive(Debug, Deserialize)]
struct Answer {
    query: String,
    fetched: usize,
    took: f64,
    found: Vec<(String, String, String)>,
    errors: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Boxed {
    expanded: String,
    selected: String,
    text: String,
    told: String,
}

#[derive(Debug, Deserialize)]
struct Opened {
    #[serde(rename = "box")]
    state: Boxed,
    opened: String,
}

#[test]
fn what_the_site_names_is_found() {
    let Some(chromium) = browser::browser() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("public");
    browser::build(&site);
    let things = things(&site);
    let queries: Vec<String> = queries(&things).into_iter().collect();
    assert!(queries.len() >= 300, "{} queries", queries.len());
    let list = folder.path().join("queries.json");
    std::fs::write(&list, serde_json::to_vec(&queries).expect("JSON")).expect("written");
    let typed = "档案";
    let mut command = Command::new("node");
    command.arg(browser::folder().join("search.mjs")).args([&site, &list, &chromium]).arg(typed);
    let output = command.output().expect("Node.js runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let (answers, opened) = text.trim_end().rsplit_once('\n').expect("lines");
    let answers: Vec<Answer> =
        answers.lines().map(|line| serde_json::from_str(line).expect("an answer")).collect();
    judge(&site, &things, &answers);
    let opened: Opened = serde_json::from_str(opened).expect("what was opened");
    assert_eq!((&*opened.state.expanded, &*opened.state.selected), ("true", "true"), "{opened:?}");
    assert!(opened.state.text.contains(typed) && opened.state.told.starts_with("找到"), "{opened:?}");
    assert!(site.join(opened.opened.split('#').next().unwrap_or_default()).is_file(), "{opened:?}");
}

fn judge(site: &Path, things: &[Thing], answers: &[Answer]) {
    let (mut recall, mut worst) = (0.0, Vec::new());
    let pages = walkdir::WalkDir::new(site).into_iter().flatten();
    let pages = pages.filter(|entry| entry.path().extension().is_some_and(|e| e == "html")).count();
    for answer in answers {
        assert!(answer.errors.is_empty(), "{answer:?}");
        let meant: Vec<&Thing> = things.iter().filter(|thing| thing.is_meant(&answer.query)).collect();
        assert!(!meant.is_empty(), "{} means nothing", answer.query);
        let names: BTreeSet<&str> = meant.iter().map(|thing| &*thing.name).collect();
        let hit = answer.found.iter().filter(|(name, ..)| names.contains(name.as_str())).count();
        // There is room for ten.
        let one = (hit as f64 / meant.len().min(10) as f64).min(1.0);
        // Who types a whole name wants that one, however many there are.
        let whole = meant.iter().find(|thing| plain(&thing.name) == answer.query);
        let missed = whole.is_some_and(|thing| answer.found.iter().all(|(name, ..)| *name != thing.name));
        let one = if missed { 0.0 } else { one };
        recall += one / answers.len() as f64;
        if one < 1.0 {
            worst.push((&answer.query, &answer.found));
        }
        for (_, page, _) in &answer.found {
            assert!(
                site.join(page.split('#').next().unwrap_or_default()).is_file(),
                "{page} of {}",
                answer.query
            );
        }
        assert!(
            answer.fetched <= 300_000 * pages.div_ceil(1000),
            "{}: {} bytes",
            answer.query,
            answer.fetched
        );
    }
    assert!(recall >= 0.95, "recall at 10 is {recall:.3} over {} queries: {worst:?}", answers.len());
    let most = answers.iter().map(|answer| answer.fetched).max().unwrap_or_default();
    // How long it takes is told and not judged: that is the machine's matter too.
    let mut took: Vec<f64> = answers.iter().map(|answer| answer.took).collect();
    took.sort_by(f64::total_cmp);
    println!(
        "{} queries, recall at 10 {recall:.4}, median {:.1} ms, 99 of 100 within {:.1} ms, at most {most} bytes of {pages} pages",
        answers.len(),
        took[took.len() / 2],
        took[took.len() * 99 / 100],
    );
}
