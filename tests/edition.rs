//! The English edition: no Chinese stands in it that is not marked as Chinese, what is marked are words of documents and names,
//! and the Chinese pages are what they were.
#![allow(clippy::disallowed_methods)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use crate::common;
use mingzhang::config::{Config, Languages};
use mingzhang::pipeline;
use mingzhang::site::{Files, Theme};
use regex::Regex;

type Tree = BTreeMap<String, Vec<u8>>;

fn build(content: &Path, languages: Languages) -> Tree {
    let mut config = Config::default();
    config.paths.content = content.to_owned();
    config.paths.register = content.join("departments.toml");
    config.output.embeds = Some(true);
    config.output.languages = languages;
    config.site.base_url = "https://example.org/".into();
    let files = Files::default();
    let outcome = pipeline::run(&config).expect("the pipeline runs");
    outcome.site(&config.site, &Theme::built_in().expect("the theme"), &files).expect("the site is built");
    files.into_inner()
}

/// The site of the example in both languages, which takes long.
static BOTH: LazyLock<Tree> = LazyLock::new(|| build(&common::root().join("content"), Languages::ENGLISH));

fn text<'t>(tree: &'t Tree, path: &str) -> &'t str {
    std::str::from_utf8(tree.get(path).unwrap_or_else(|| panic!("{path} is there"))).expect("UTF-8")
}

fn english(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    let own = tree.keys().filter(|path| path.starts_with("en/"));
    own.filter(|path| path.ends_with(".html") || path.ends_with(".svg"))
        .map(|path| (path.as_str(), text(tree, path)))
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{303F}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF60}')
}

/// Elements that take no others into them: their text is marked only where all of it is Chinese.
const PLAIN: [&str; 3] = ["title", "desc", "option"];

/// The texts of a page in the order of its markup: each with whether an element marked as Chinese holds it, and whether
/// its element can hold no mark.
fn texts(page: &str) -> Vec<(String, bool, bool)> {
    let page = Regex::new(r"(?s)<(script|style)\b.*?</(script|style)>|<!--.*?-->")
        .expect("valid")
        .replace_all(page, "");
    let mut out = Vec::new();
    let mut open: Vec<(String, bool)> = Vec::new();
    let parts = Regex::new(r#"<(/?)([a-zA-Z0-9]+)((?:[^>"]|"[^"]*")*)>|[^<]+"#).expect("valid");
    for part in parts.captures_iter(&page) {
        let Some(name) = part.get(2).map(|name| name.as_str()) else {
            let plain = open.last().is_some_and(|(name, _)| PLAIN.contains(&name.as_str()));
            out.push((part[0].to_owned(), open.iter().any(|(_, zh)| *zh), plain));
            continue;
        };
        let void = ["meta", "link", "br", "img", "input", "wbr", "hr", "base"].contains(&name);
        if &part[1] == "/" {
            let at =
                open.iter().rposition(|(own, _)| own == name).unwrap_or_else(|| panic!("</{name}> is open"));
            open.truncate(at);
        } else if !void && !part[3].ends_with('/') {
            open.push((name.to_owned(), part[3].contains(" lang=\"zh")));
        }
    }
    out
}

#[test]
fn no_chinese_stands_outside_of_what_is_marked_as_chinese() {
    let tree = build(&common::root().join("tests/sites/small.in"), Languages::ENGLISH);
    let mut seen = 0;
    for (path, page) in english(&tree) {
        for (text, marked, plain) in texts(page) {
            let loose = text.contains(is_chinese) && !marked && !plain;
            assert!(!loose, "{path}: {text}");
            seen += usize::from(marked);
        }
        if path.ends_with(".html") {
            assert!(page.contains("<html lang=\"en\">"), "{path}");
        }
    }
    assert!(seen > 500, "only {seen} texts are marked: names and quotations are Chinese");
}

/// A text as it is compared: without spaces, and signs of full width as they are.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// All that documents, register and lists of names say: what else is Chinese was written by the program.
fn theirs(content: &Path, tree: &Tree) -> String {
    let mut all = String::new();
    for name in [
        "data/facts.csv",
        "data/indicators.csv",
        "data/documents.csv",
        "data/statements.csv",
        "data/departments.csv",
        "data/projects.csv",
    ] {
        all += text(tree, name);
    }
    for entry in walkdir::WalkDir::new(content)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
    {
        all += &std::fs::read_to_string(entry.path()).unwrap_or_default();
    }
    let tags = Regex::new("<[^>]*>").expect("valid");
    for (path, page) in
        tree.iter().filter(|(path, _)| path.starts_with("documents/") && path.ends_with(".html"))
    {
        let page = std::str::from_utf8(page).unwrap_or_else(|_| panic!("{path} is UTF-8"));
        let source = page.split_once("class=\"source\"").map_or("", |(_, source)| source);
        all += &tags.replace_all(source, "");
    }
    let data = common::root().join("src/taxonomy/data");
    for name in ["functions.csv", "economics.csv", "divisions.csv", "glossary.csv"] {
        all += &std::fs::read_to_string(data.join(name)).expect("a list");
    }
    // What the English words themselves name in Chinese: the number of a regulation.
    all += &std::fs::read_to_string(common::root().join("src/messages/en/rules.ftl"))
        .expect("the words of rules");
    plain(&all)
}

/// The runs of Chinese in a text: from sign to sign.
fn runs(text: &str) -> Vec<String> {
    let text = text
        .replace("&amp;", "&")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&gt;", ">")
        .replace("&lt;", "<");
    let parts = text.split(|c: char| !is_chinese(c) || "《》（）、，：；。！？“”〔〕".contains(c));
    parts.filter(|part| part.contains(is_chinese)).map(plain).collect()
}

#[test]
fn what_is_chinese_in_english_pages_are_words_of_documents_and_names() {
    let content = common::root().join("content");
    let tree = &*BOTH;
    let theirs = theirs(&content, tree);
    let attribute =
        Regex::new(r#" (?:title|alt|aria-label|content|placeholder|data-[a-z]+)="([^"]*)""#).expect("valid");
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    for (path, page) in english(tree) {
        // The source of a document is the document.
        let page = if path.starts_with("en/documents/") {
            page.split("class=\"source\"").next().unwrap_or(page)
        } else {
            page
        };
        let said = texts(page).into_iter().map(|(text, ..)| text);
        let attributes = attribute.captures_iter(page).map(|found| found[1].to_owned());
        all.extend(said.chain(attributes).flat_map(|text| runs(&text)).map(|run| (run, path.to_owned())));
    }
    let mut strange: BTreeMap<String, String> =
        all.into_iter().filter(|(run, _)| !theirs.contains(run)).collect();
    strange.remove("中文");
    assert!(strange.is_empty(), "the program says in Chinese: {strange:#?}");
}

#[test]
fn chinese_pages_are_what_they_were_but_for_the_way_to_the_other_language() {
    let content = common::root().join("tests/sites/small.in");
    let (off, on) = (build(&content, Languages::default()), build(&content, Languages::ENGLISH));
    assert!(!off.keys().any(|path| path.starts_with("en/") || path.ends_with("/editions.css")));
    let own = |path: &&String| !path.starts_with("en/") && *path != "static/editions.css";
    let names = |tree: &Tree| tree.keys().filter(own).cloned().collect::<BTreeSet<_>>();
    assert_eq!(names(&off), names(&on), "an edition adds its folder, and takes nothing away");
    let way = Regex::new(concat!(
        r#"\n<link rel="alternate" hreflang="(?:zh-CN|en)" href="[^"]*">|\n<link rel="stylesheet" href="[^"]*editions\.css">"#,
        r#"|\n<p class="tongue"><a href="[^"]*" hreflang="en" lang="en">English</a></p>"#,
        r"|<url><loc>https://example\.org/en/[^<]*</loc></url>\n"
    ))
    .expect("valid");
    let mut with = 0;
    for (path, bytes) in &off {
        let now = &on[path];
        if bytes != now {
            let stripped = way.replace_all(std::str::from_utf8(now).expect("a page"), "").into_owned();
            assert_eq!(String::from_utf8_lossy(bytes), stripped, "{path}");
            with += 1;
        }
    }
    let pages = on.keys().filter(|path| path.starts_with("en/") && path.ends_with(".html")).count();
    assert_eq!(
        with,
        pages + 1,
        "each page that stands in English says so, and the list of all pages has them"
    );
}

#[test]
fn each_page_names_its_like_in_the_other_language() {
    let tree = build(&common::root().join("tests/sites/small.in"), Languages::ENGLISH);
    for path in tree.keys().filter(|path| path.starts_with("en/") && path.ends_with(".html")) {
        let other = path.trim_start_matches("en/");
        for page in [path.as_str(), other] {
            let page = text(&tree, page);
            for (tag, address) in [("en", path.as_str()), ("zh-CN", other)] {
                let link = format!(
                    "<link rel=\"alternate\" hreflang=\"{tag}\" href=\"https://example.org/{address}\">"
                );
                assert!(page.contains(&link), "{path}: {link}");
            }
        }
        assert!(
            text(&tree, "sitemap.xml").contains(&format!("https://example.org/{path}<"))
                || other.starts_with("embed/")
        );
    }
    let index = text(&tree, "en/search/index.js");
    assert!(index.contains("Nothing found") && index.contains("\"Department\""), "{index}");
    assert!(!tree.keys().any(|path| path.starts_with("en/data/") || path.starts_with("en/originals/")));
}

#[test]
fn amounts_are_in_million_and_lead_to_what_is_printed() {
    let tree = &*BOTH;
    let page = text(tree, "en/departments/440303-qwb/2023.html");
    let figure = Regex::new(r#"<a class="fig" href="[^"]*" title="[^"]*4,?272\.71[^"]*"[^>]*>42\.73</a>"#)
        .expect("valid");
    assert!(figure.is_match(page), "the printed amount is at hand beside the one in million");
    assert!(page.contains("Luohu Qu") && page.contains("General public services"));
    assert!(text(tree, "departments/440303-qwb/2023.html").contains("4,272.71"));
}
