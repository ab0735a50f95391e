//! The whole site: a golden directory, and what must hold for every file of every site, whatever stands in it.
#![allow(clippy::disallowed_methods)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::common;
use mingzhang::config::Config;
use mingzhang::pipeline::{self, Outcome};
use mingzhang::site::{Files, STATICS, TEMPLATES, Theme};
use regex::Regex;

type Tree = BTreeMap<String, Vec<u8>>;

fn config(content: &Path) -> Config {
    let mut config = Config::default();
    config.paths.content = content.to_owned();
    config.paths.register = content.join("departments.toml");
    // Whatever a site can have is looked at.
    config.output.embeds = Some(true);
    config
}

fn outcome(content: &Path) -> Outcome {
    pipeline::run(&config(content)).expect("the pipeline runs")
}

fn tree(outcome: &Outcome, settings: &mingzhang::config::Site) -> Tree {
    let files = Files::default();
    outcome.site(settings, &Theme::built_in().expect("the theme"), &files).expect("the site is built");
    files.into_inner()
}

fn build(content: &Path) -> Tree {
    tree(&outcome(content), &config(content).site)
}

/// The same with the pages in English, for what must hold in both languages.
fn in_both_languages(content: &Path) -> Tree {
    let mut config = config(content);
    config.output.languages = mingzhang::config::Languages::ENGLISH;
    tree(&pipeline::run(&config).expect("the pipeline runs"), &config.site)
}

fn content() -> PathBuf {
    common::root().join("content")
}

fn text<'t>(tree: &'t Tree, path: &str) -> &'t str {
    std::str::from_utf8(tree.get(path).unwrap_or_else(|| panic!("{path} is there"))).expect("UTF-8")
}

fn pages(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    tree.keys().filter(|path| path.ends_with(".html")).map(|path| (path.as_str(), text(tree, path)))
}

fn csv_rows(tree: &Tree, path: &str) -> Vec<BTreeMap<String, String>> {
    let bytes = tree[path].strip_prefix(b"\xEF\xBB\xBF").expect("a byte order mark");
    csv::Reader::from_reader(bytes).deserialize().collect::<Result<_, _>>().expect("a CSV file")
}

/// Whether a file is no text.
fn is_binary(path: &str) -> bool {
    [".parquet", ".sqlite", ".xlsx"].iter().any(|ending| path.ends_with(ending))
}

/// `UPDATE=1 cargo test --test all site::` writes the golden files anew; read the difference before you commit it.
#[test]
fn a_small_site_is_what_it_was() {
    let golden = common::root().join("tests/sites/small.out");
    let built = build(&common::root().join("tests/sites/small.in"));
    // The stylesheet stands in `static/` already, and once more inside 404.html.
    let style = Regex::new(r"(?s)<style>.*?</style>").expect("valid");
    let built: Tree = built
        .into_iter()
        .filter(|(path, _)| !path.starts_with("static/"))
        .map(|(path, bytes)| {
            if is_binary(&path) {
                return (path, bytes);
            }
            let text = String::from_utf8(bytes).expect("UTF-8");
            (path, style.replace_all(&text, "<style></style>").into_owned().into_bytes())
        })
        .collect();
    if std::env::var_os("UPDATE").is_some() {
        let _ = std::fs::remove_dir_all(&golden);
        for (path, bytes) in &built {
            let file = golden.join(path);
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
            std::fs::write(file, bytes).expect("written");
        }
    }
    let mut expected = Tree::new();
    for entry in walkdir::WalkDir::new(&golden).into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() {
            let path =
                entry.path().strip_prefix(&golden).expect("below").to_string_lossy().replace('\\', "/");
            expected.insert(path, std::fs::read(entry.path()).expect("read"));
        }
    }
    let names = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&built), names(&expected), "the list of files");
    for (path, bytes) in &built {
        assert!(!is_binary(path) || *bytes == expected[path], "{path}: UPDATE=1 if this is meant");
        let (is, was) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&expected[path]));
        if let Some((line, (a, b))) =
            is.lines().zip(was.lines()).zip(1..).find_map(|((a, b), n)| (a != b).then_some((n, (a, b))))
        {
            panic!("{path}:{line}\n  is  {a}\n  was {b}\nUPDATE=1 if this is meant");
        }
        assert_eq!(is, was, "{path}");
    }
}

#[test]
fn any_number_of_threads_builds_the_same_bytes() {
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| build(&content()))
    };
    let one = on(1);
    assert!(one == on(1), "two builds differ");
    assert!(one == on(7), "seven threads build something else than one");
}

#[test]
fn file_names_change_nothing_but_the_document_column() {
    let folder = tempfile::tempdir().expect("a folder");
    for (at, entry) in walkdir::WalkDir::new(content()).sort_by_file_name().into_iter().enumerate() {
        let entry = entry.expect("an entry");
        let name = entry.file_name().to_string_lossy().into_owned();
        if !entry.file_type().is_file() {
            continue;
        }
        let sidecar = entry.path().with_file_name(format!("{name}.toml"));
        if sidecar.is_file() {
            let format = name.rsplit('.').next().expect("an ending");
            let to = folder.path().join(format!("{}.{format}", 900 - at));
            std::fs::copy(entry.path(), &to).expect("copied");
            std::fs::copy(sidecar, folder.path().join(format!("{}.{format}.toml", 900 - at)))
                .expect("copied");
        } else if name == "departments.toml" {
            std::fs::copy(entry.path(), folder.path().join(name)).expect("copied");
        }
    }
    let rows = |tree: &Tree, file: &str| -> BTreeSet<Vec<(String, String)>> {
        csv_rows(tree, file)
            .into_iter()
            .map(|row| row.into_iter().filter(|(column, _)| column != "document").collect())
            .collect()
    };
    let (before, after) = (build(&content()), build(folder.path()));
    for file in [
        "data/facts.csv",
        "data/indicators.csv",
        "data/projects.csv",
        "data/findings.csv",
        "data/departments.csv",
        "data/documents.csv",
    ] {
        let (was, is) = (rows(&before, file), rows(&after, file));
        assert_eq!(was.difference(&is).next(), None, "{file}");
        assert_eq!(is.difference(&was).next(), None, "{file}");
    }
    let addresses =
        |tree: &Tree| tree.keys().filter(|path| *path != "about.html").cloned().collect::<Vec<_>>();
    assert_eq!(addresses(&before), addresses(&after), "addresses are made of what a document is");
}

/// Ids and links of a page. The pages are ours, so two expressions read them.
struct Anchors {
    ids: BTreeSet<String>,
    links: Vec<String>,
}

fn anchors(page: &str) -> Anchors {
    let id = Regex::new(r#"\sid="([^"]*)""#).expect("valid");
    let link = Regex::new(r#"\s(?:xlink:)?(?:href|src)="([^"]*)""#).expect("valid");
    // What is shown to be copied is no link.
    let page = Regex::new(r"(?s)<code>.*?</code>").expect("valid").replace_all(page, "");
    let plain = |text: &str| text.replace("&amp;", "&").replace("&quot;", "\"").replace("&#39;", "'");
    Anchors {
        ids: id.captures_iter(&page).map(|found| plain(&found[1])).collect(),
        links: link.captures_iter(&page).map(|found| plain(&found[1])).collect(),
    }
}

/// A relative address seen from a page.
fn resolve(page: &str, address: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop().expect("no link leaves the site");
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn every_link_leads_somewhere() {
    let tree = in_both_languages(&content());
    let all: BTreeMap<&str, Anchors> = pages(&tree).map(|(path, page)| (path, anchors(page))).collect();
    let mut followed = 0;
    for (page, own) in &all {
        for link in &own.links {
            if link.starts_with("https://") || link.starts_with("mailto:") {
                continue;
            }
            let (address, fragment) = link.split_once('#').unwrap_or((link, ""));
            let target = match address {
                "" => (*page).to_owned(),
                // The one page whose links begin at the root.
                _ if *page == "404.html" => address.trim_start_matches('/').to_owned(),
                _ => resolve(page, address),
            };
            assert!(tree.contains_key(&target), "{page}: {link} leads to {target}, which is not there");
            if !fragment.is_empty() {
                let ids = &all[target.as_str()].ids;
                assert!(ids.contains(fragment), "{page}: {link}: {target} has no #{fragment}");
            }
            followed += 1;
        }
    }
    assert!(followed > 20_000, "only {followed} links were followed");
}

#[test]
fn pictures_and_embeds_link_to_places_that_exist() {
    let tree = in_both_languages(&content());
    let all: BTreeMap<&str, Anchors> = pages(&tree).map(|(path, page)| (path, anchors(page))).collect();
    for path in tree.keys().filter(|path| path.ends_with(".svg") && !path.starts_with("static/")) {
        for link in anchors(text(&tree, path)).links {
            // A picture travels alone: without a base address it has nowhere to link to.
            assert!(link.starts_with('#') || link.starts_with("https://"), "{path}: {link}");
        }
    }
    assert!(all.keys().any(|path| path.starts_with("embed/")));
}

#[test]
fn pages_run_their_own_scripts_and_ask_nobody() {
    let tree = build(&content());
    let own = Regex::new(r#"<script src="(?:\.\./)*/?static/(compare|search)\.js" defer></script>"#)
        .expect("valid");
    let sources: BTreeSet<String> =
        csv_rows(&tree, "data/documents.csv").into_iter().map(|row| row["source_url"].clone()).collect();
    for (path, page) in pages(&tree) {
        assert!(page.starts_with("<!doctype html>\n<html lang=\"zh-CN\">"), "{path}");
        // Scripts are files of the site, two of them: nothing is written into a page, nothing comes from elsewhere. A page made
        // for frames runs nothing at all.
        let bare = path.starts_with("embed/");
        let scripts: Vec<&str> = own.captures_iter(page).map(|found| found.extract::<1>().1[0]).collect();
        let wanted: &[&str] = match path {
            "compare.html" => &["compare", "search"],
            _ if bare => &[],
            _ => &["search"],
        };
        assert!(scripts.iter().all(|script| wanted.contains(script)), "{path} runs {scripts:?}");
        // A block of data is not run, whatever the policy: it describes the page to machines.
        let blocks = page.matches("<script type=\"application/ld+json\">").count();
        assert!(blocks <= 1 && (blocks == 0 || path.starts_with("charts/") || path == "data.html"), "{path}");
        assert_eq!(page.matches("<script").count(), scripts.len() + blocks, "{path} runs a script");
        let policy = if bare { "script-src 'none'" } else { "script-src 'self'" };
        assert!(page.contains(&format!("content=\"{policy}; object-src 'none'")), "{path}");
        for link in anchors(page).links.iter().filter(|link| link.contains("://")) {
            let known = link.starts_with("https://creativecommons.org/") || sources.contains(link);
            assert!(known, "{path} names {link}");
        }
        assert!(page.contains("非官方"), "{path} does not say that it is not official");
        let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let distinct: BTreeSet<&&str> = ids.iter().collect();
        assert_eq!(ids.len(), distinct.len(), "{path} uses an id twice");
    }
}

#[test]
fn abridged_editions_say_so_on_every_page_that_rests_on_them() {
    let tree = build(&content());
    let rest =
        |path: &str| ["departments/", "charts/", "documents/"].iter().any(|folder| path.starts_with(folder));
    for (path, page) in pages(&tree).filter(|(path, _)| rest(path)) {
        assert!(page.contains("节录版"), "{path}");
    }
}

#[test]
fn a_site_that_knows_its_address_says_it() {
    let mut settings = config(&content()).site;
    settings.base_url = "https://example.org/zhang/".into();
    let tree = tree(&outcome(&content()), &settings);
    for (path, page) in pages(&tree) {
        let canonical = format!("<link rel=\"canonical\" href=\"https://example.org/zhang/{path}\">");
        assert!(page.contains(&canonical) || path == "404.html", "{path}");
    }
    assert!(text(&tree, "404.html").contains("href=\"/zhang/index.html\""));
}

#[test]
fn a_chart_is_offered_to_others_only_with_its_address() {
    let mut usual = config(&content());
    usual.output.embeds = None;
    let mut settings = usual.site.clone();
    let outcome = pipeline::run(&usual).expect("the pipeline runs");
    let offers = |settings: &mingzhang::config::Site| {
        let tree = tree(&outcome, settings);
        let known = !settings.base_url.is_empty();
        assert_eq!(pages(&tree).any(|(path, _)| path.starts_with("embed/")), known);
        assert_eq!(pages(&tree).any(|(_, page)| page.contains("/embed/")), known, "no link leads nowhere");
        let charts = pages(&tree).filter(|(path, _)| path.starts_with("charts/"));
        let codes =
            charts.map(|(_, page)| page.matches("&lt;iframe").count() + page.matches("&lt;img").count());
        codes.collect::<Vec<_>>()
    };
    assert!(offers(&settings).iter().all(|count| *count == 0), "an address that nobody has helps nobody");
    settings.base_url = "https://example.org/zhang/".into();
    let with = offers(&settings);
    assert!(!with.is_empty() && with.iter().all(|count| *count == 2), "{with:?}");
}

#[test]
fn feeds_tell_what_came_of_all_and_of_each() {
    let folder = tempfile::tempdir().expect("a folder");
    let input = folder.path().to_owned();
    for name in ["departments.toml", "disclosure.txt"] {
        let file = common::root().join("tests/sites/small.in").join(name);
        std::fs::copy(file, input.join(name)).expect("copied");
    }
    std::fs::write(input.join("disclosure.txt.toml"), "published_on = \"2023-09-15\"\n").expect("written");
    let mut settings = config(&input).site;
    let feeds = |tree: &BTreeMap<String, Vec<u8>>| tree.keys().filter(|path| path.ends_with(".xml")).count();
    assert_eq!(feeds(&tree(&outcome(&input), &settings)), 0);
    settings.base_url = "https://example.org/".into();
    let tree = tree(&outcome(&input), &settings);
    let entry = "<updated>2023-09-15T00:00:00Z</updated></entry>";
    for path in ["feed.xml", "departments/qingxi-archive.xml"] {
        assert!(text(&tree, path).contains(entry), "{path}: {}", text(&tree, path));
    }
    let page = text(&tree, "departments/qingxi-archive/2022.html");
    assert!(page.contains("href=\"../qingxi-archive.xml\""), "a page leads to the feed of its body");
    assert!(text(&tree, "robots.txt").contains("https://example.org/sitemap.xml"));
}

/// The columns of DESIGN §4, which others build on.
#[test]
fn data_files_keep_their_contract() {
    let contract: &[(&str, &str)] = &[
        (
            "facts",
            "id,document,department,entity,scope,fiscal_year,phase,statement,table,measure,base,fund,scheme,code,code_source,name,parent,amount,unit,amount_wan,locator,quote,status,counts,derived_from,findings",
        ),
        (
            "indicators",
            "document,department,fiscal_year,row_kind,project,project_code,level1,level2,level3,target,actual,weight,score,note,locator",
        ),
        (
            "documents",
            "document,id,department,fiscal_year,kinds,scope,edition,title,division,format,bytes,sha256,facts,unreadable,items_found,items_due,source_url,published_on",
        ),
        ("statements", "document,statement,table,locator,state,facts"),
        ("unreadable", "document,statement,table,locator,quote,reason"),
        ("departments", "id,name,names,type,division,division_name,parent"),
        (
            "projects",
            "department,fiscal_year,project,project_code,document,budget,adjusted,final,rate,score,grade,grade_status,locator",
        ),
        (
            "findings",
            "id,rule,severity,state,department,fiscal_year,document,message,left,left_unit,left_quote,left_locator,right,right_unit,right_quote,right_locator,difference,tolerance,places,facts",
        ),
        ("checks", "document,rule,due,passed,rounding,mismatch,insufficient"),
    ];
    let tree = build(&content());
    let package: serde_json::Value =
        serde_json::from_str(text(&tree, "data/datapackage.json")).expect("JSON");
    let resources = package["resources"].as_array().expect("resources");
    for (file, columns) in contract {
        let path = format!("data/{file}.csv");
        let header = text(&tree, &path).trim_start_matches('\u{FEFF}').lines().next().expect("a header");
        assert_eq!(header, *columns, "{file}");
        let resource =
            resources.iter().find(|r| r["name"] == *file).unwrap_or_else(|| panic!("{file} is described"));
        let described: Vec<&str> = resource["schema"]["fields"]
            .as_array()
            .expect("fields")
            .iter()
            .filter_map(|field| field["name"].as_str())
            .collect();
        assert_eq!(described.join(","), *columns, "{file}");
        assert_eq!(resource["bytes"], tree[&path].len(), "{file}");
    }
    for resource in resources {
        let path = format!("data/{}", resource["path"].as_str().expect("a path"));
        assert!(tree.contains_key(&path), "{path}");
    }
}

/// What `datapackage.json` says of the data files holds for every cell: types, required columns, closed lists, keys and
/// references to other files.
#[test]
fn data_files_validate_against_their_own_schema() {
    for tree in [build(&content()), build(&common::root().join("tests/sites/small.in"))] {
        let trouble = invalid(&tree);
        assert!(trouble.is_empty(), "{}:\n{}", trouble.len(), trouble[..trouble.len().min(20)].join("\n"));
    }
    // A file that does not hold what it should is noticed.
    let mut broken = build(&common::root().join("tests/sites/small.in"));
    let facts = text(&broken, "data/facts.csv");
    let (before, after) = (",printed,yes,", ",printed,maybe,");
    assert!(facts.contains(before));
    let worse = facts
        .replacen(before, after, 1)
        .replacen("qingxi-archive", "nobody", 1)
        .replacen(",2022,", ",MMXXII,", 1);
    broken.insert("data/facts.csv".into(), worse.into_bytes());
    let kinds = ["is no word of", "is no row of departments", "is no integer"];
    let trouble = invalid(&broken).join("\n");
    assert!(kinds.iter().all(|kind| trouble.contains(kind)), "{trouble}");
}

/// What does not fit the schema, cell by cell.
fn invalid(tree: &Tree) -> Vec<String> {
    let package: serde_json::Value = serde_json::from_str(text(tree, "data/datapackage.json")).expect("JSON");
    // What Parquet holds is held to the CSV file, cell by cell, elsewhere.
    let resources = package["resources"].as_array().expect("resources");
    let resources: Vec<&serde_json::Value> = resources.iter().filter(|one| one["format"] == "csv").collect();
    let rows: BTreeMap<&str, Vec<BTreeMap<String, String>>> = resources
        .iter()
        .map(|one| {
            let path = format!("data/{}", one["path"].as_str().expect("a path"));
            (one["name"].as_str().expect("a name"), csv_rows(tree, &path))
        })
        .collect();
    let words = |value: &serde_json::Value| -> Vec<String> {
        let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
        list.iter().filter_map(|word| word.as_str().map(str::to_owned)).collect()
    };
    let mut trouble = Vec::new();
    for resource in resources {
        let file = resource["name"].as_str().expect("a name");
        let schema = &resource["schema"];
        for field in schema["fields"].as_array().expect("fields") {
            let name = field["name"].as_str().expect("a name");
            let listed = words(&field["constraints"]["enum"]);
            let required = field["constraints"]["required"] == true;
            for row in &rows[file] {
                let cell = row[name].as_str();
                let whole = cell.parse::<i64>().is_ok();
                let number = cell.parse::<rust_decimal::Decimal>().is_ok();
                let wrong = match field["type"].as_str() {
                    _ if cell.is_empty() => required.then_some("is empty"),
                    Some("integer") if !whole => Some("is no integer"),
                    Some("number") if !number => Some("is no number"),
                    _ if !listed.is_empty() && !listed.iter().any(|word| word == cell) => {
                        Some("is no word of the list")
                    }
                    _ => None,
                };
                trouble.extend(wrong.map(|wrong| format!("{file}.{name}: `{cell}` {wrong}")));
            }
        }
        let key = match &schema["primaryKey"] {
            serde_json::Value::Array(_) => words(&schema["primaryKey"]),
            _ => Vec::new(),
        };
        let mut seen = BTreeSet::new();
        for row in rows[file].iter().filter(|_| !key.is_empty()) {
            let own: Vec<&str> = key.iter().map(|column| row[column].as_str()).collect();
            if !seen.insert(own.clone()) {
                trouble.push(format!("{file}: {own:?} stands twice"));
            }
        }
        for foreign in schema["foreignKeys"].as_array().map(Vec::as_slice).unwrap_or_default() {
            let column = foreign["fields"][0].as_str().expect("a column");
            let (there, id) = (&foreign["reference"]["resource"], &foreign["reference"]["fields"][0]);
            let (there, id) = (there.as_str().expect("a file"), id.as_str().expect("a column"));
            let known: BTreeSet<&str> = rows[there].iter().map(|row| row[id].as_str()).collect();
            let cells = rows[file].iter().map(|row| row[column].as_str());
            let lost = cells.filter(|cell| !cell.is_empty() && !known.contains(cell));
            trouble.extend(lost.map(|cell| format!("{file}.{column}: `{cell}` is no row of {there}")));
        }
    }
    trouble
}

#[test]
fn every_figure_stands_where_it_says() {
    let outcome = outcome(&content());
    let tree = tree(&outcome, &config(&content()).site);
    let facts = csv_rows(&tree, "data/facts.csv");
    let ids: BTreeSet<&str> = facts.iter().map(|row| row["id"].as_str()).collect();
    assert_eq!(ids.len(), facts.len(), "ids are unique");
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let wholes: BTreeMap<&str, String> = outcome
        .ledger
        .documents
        .iter()
        .map(|record| {
            let raw = record.document.source.concat();
            (&*record.path, squeezed(&raw) + &squeezed(&mingzhang::document::clean(&raw)))
        })
        .collect();
    let places: BTreeMap<&str, _> =
        outcome.ledger.facts.iter().map(|fact| (&*fact.id, &fact.locator)).collect();
    for fact in &facts {
        if fact["status"] == "derived" {
            let operands: Vec<&str> = fact["derived_from"].split(';').collect();
            assert!(operands.len() >= 2 && operands.iter().all(|id| ids.contains(id)), "{fact:?}");
            continue;
        }
        let record = outcome.ledger.record(&fact["document"]).expect("the document");
        let Some(locator) = places.get(fact["id"].as_str()) else {
            // What could not be read has a place and a quote, and no amount.
            assert!(fact["status"] == "unreadable" && fact["amount"].is_empty(), "{fact:?}");
            assert!(wholes[&*record.path].contains(&squeezed(&fact["quote"])), "{fact:?}");
            continue;
        };
        assert_eq!(fact["locator"], record.document.places.name(locator), "{fact:?}");
        let lines = &record.document.source[locator.line() as usize - 1..locator.last_line() as usize];
        let amount = digits(&fact["amount"]);
        let amount = amount.trim_start_matches('0');
        // The amount stands at its place and in its quote; a quote may begin on the line before.
        assert!(digits(&mingzhang::document::clean(&lines.concat())).contains(amount), "{fact:?}");
        assert!(digits(&fact["quote"]).contains(amount), "{fact:?}");
        assert!(wholes[&*record.path].contains(&squeezed(&fact["quote"])), "{fact:?}");
    }
}

#[test]
fn names_and_telephones_reach_no_file() {
    let mut folders = vec![content(), common::root().join("tests/sites/small.in")];
    match common::corpus() {
        Some(corpus) => folders.push(corpus.join("text")),
        None => common::skip("the corpus is not there"),
    }
    let mut withheld = 0;
    for folder in folders {
        let outcome = outcome(&folder);
        withheld +=
            outcome.ledger.documents.iter().map(|record| record.document.withheld.len()).sum::<usize>();
        for (path, bytes) in tree(&outcome, &config(&folder).site) {
            let file = mingzhang::document::squeeze(&String::from_utf8_lossy(&bytes));
            // What stands behind these labels in the made-up disclosures; `tests/privacy.rs` has all other ways.
            for text in ["某甲乙", "联系电话:1234567"] {
                assert!(!file.contains(text), "{path} holds {text}");
            }
        }
    }
    assert!(withheld >= 2, "nothing was withheld: the test looked at nothing");
}

#[test]
fn what_cannot_be_used_is_listed() {
    let tree = build(&common::root().join("tests/sites/small.in"));
    let page = text(&tree, "documents.html");
    for (file, why) in [("empty.txt", "文件是空的"), ("poem.txt", "不像预算、决算或绩效公开文件")]
    {
        assert!(page.contains(file) && page.contains(why), "{file}");
    }
}

#[test]
fn the_theme_is_what_the_folders_hold() {
    let listed =
        |files: &[(&str, &[u8])]| files.iter().map(|(name, _)| (*name).to_owned()).collect::<BTreeSet<_>>();
    let held = |folder: &str| -> BTreeSet<String> {
        std::fs::read_dir(common::root().join(folder))
            .expect("the folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect()
    };
    assert_eq!(listed(TEMPLATES), held("templates"));
    assert_eq!(listed(STATICS), held("static"));
}

#[test]
fn a_project_overrides_any_file_of_the_theme() {
    let folder = tempfile::tempdir().expect("a folder");
    let (templates, statics) = (folder.path().join("templates"), folder.path().join("static"));
    std::fs::create_dir_all(&templates).expect("made");
    std::fs::create_dir_all(statics.join("img")).expect("made");
    std::fs::write(templates.join("404.html"), "<!doctype html>\n<p>{{ site.name }}: none</p>")
        .expect("written");
    std::fs::write(statics.join("img/own.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .expect("written");
    let theme = Theme::load(&templates, &statics).expect("loaded");
    let files = Files::default();
    outcome(&content()).site(&config(&content()).site, &theme, &files).expect("built");
    let tree = files.into_inner();
    assert_eq!(text(&tree, "404.html"), "<!doctype html>\n<p>明账: none</p>");
    assert!(tree.contains_key("static/img/own.svg"));
    std::fs::write(templates.join("404.html"), "{% if %}").expect("written");
    let error = Theme::load(&templates, &statics).err().expect("refused").to_string();
    assert!(error.contains("404.html"), "{error}");
}

#[test]
fn what_hosts_want_stands_at_the_root_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    };
    let wanted = [
        ("CNAME", "example.org\n"),
        (".nojekyll", ""),
        ("proof-1234.html", "<p>1234.56</p>"),
        (".well-known/security.txt", "Contact: x"),
    ];
    wanted.iter().for_each(|(name, text)| put(name, text));
    put(".git/config", "[core]");
    let rooted = |theme: Theme| theme.with_root(folder.path()).expect("read");
    let theme = rooted(Theme::built_in().expect("a theme"));
    assert_ne!(theme.fingerprint(), Theme::built_in().expect("a theme").fingerprint(), "it is made again");
    let files = Files::default();
    let built = outcome(&content()).site(&config(&content()).site, &theme, &files).expect("built");
    assert!(built.failed.is_empty(), "{:?}", built.failed);
    let tree = files.into_inner();
    for (name, text) in wanted {
        assert_eq!(tree.get(name).map(Vec::as_slice), Some(text.as_bytes()), "{name}");
    }
    assert!(!tree.contains_key(".git/config"));
    // It takes no page's place.
    put("index.html", "mine");
    let theme = rooted(Theme::built_in().expect("a theme"));
    let refused = outcome(&content()).site(&config(&content()).site, &theme, &Files::default());
    assert!(refused.expect_err("refused").to_string().contains("index.html"));
}

#[test]
fn a_figure_that_leads_nowhere_costs_its_page() {
    let outcome = outcome(&common::root().join("tests/sites/small.in"));
    let folder = tempfile::tempdir().expect("a folder");
    let templates = folder.path().join("templates");
    std::fs::create_dir(&templates).expect("a folder");
    let page = templates.join("glossary.html");
    let config = Config::default();
    let build = |body: &str| {
        std::fs::write(
            &page,
            format!("{{% extends \"base.html\" %}}{{% block main %}}{body}{{% endblock %}}"),
        )
        .expect("written");
        let theme = Theme::load(&templates, &folder.path().join("static")).expect("a theme");
        let files = Files::default();
        let built = outcome.site(&config.site, &theme, &files).expect("the others are built");
        (built.failed, files.into_inner())
    };
    for sound in ["<p>2023 年，3 个部门</p>", "<p data-n=\"words\">12.5</p>"] {
        let (failed, tree) = build(sound);
        assert!(failed.is_empty() && text(&tree, "glossary.html").contains(sound));
    }
    for (body, figure) in [
        ("<p>支出 1,234.50 万元</p>", "1,234.50"),
        ("<p>占 45%</p>", "45"),
        ("<svg><g class=\"mark\"><title>甲：7.50 万元</title></g></svg>", "7.50"),
        ("<span class=\"fig\">7</span>", "a figure"),
    ] {
        let (failed, tree) = build(body);
        assert_eq!(failed.len(), 1, "{failed:?}");
        assert!(failed[0].path == "glossary.html" && failed[0].why.contains(figure), "{failed:?}");
        let page = text(&tree, "glossary.html");
        assert!(page.contains("这一页没有发布") && !page.contains(body), "{page}");
        assert!(tree.contains_key("index.html"));
    }
}

#[test]
fn names_may_hold_any_number() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["disclosure.txt", "departments.toml"] {
        let text =
            std::fs::read_to_string(common::root().join("tests/sites/small.in").join(name)).expect("read");
        let text = text
            .replace("馆藏档案数字化", "1.5级库房3,000件45%数字化")
            .replace("住房保障支出", "住房2.25保障支出")
            .replace("扫描页数", "≥99.5%扫描")
            .replace("南岸区档案馆", "南岸3.5区档案馆");
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    let tree = build(folder.path());
    assert!(pages(&tree).any(|(_, page)| page.contains("1.5级库房")));
}
