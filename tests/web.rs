//! Web pages, Markdown and text in other encodings: the same figures as from the same tables in plain text, none from
//! what only looks like a table, a word where there is nothing to read, and no harm from damaged or hostile pages.
#![allow(clippy::disallowed_methods)]

use encoding_rs::GB18030;
use mingzhang::diagnostic::Code;
use mingzhang::document::Block;
use mingzhang::ledger::Entrant;
use mingzhang::read::READERS;

use crate::common;
use crate::hostile::{CONTENT, Seeded, content, failed, understand};
use crate::synthetic::effort::takes_its_share;

fn fixture(name: &str) -> Vec<u8> {
    let path = common::root().join("tests/fixtures/web").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Everything about the figures of a document but where they stand.
fn meaning(entrant: &Entrant) -> Vec<String> {
    let mut facts: Vec<String> = entrant
        .record
        .disclosure
        .facts
        .iter()
        .map(|fact| {
            let subject = &fact.subject;
            format!(
                "{} {:?} {} {} {:?} {:?} {} {} {} {} {} {}",
                fact.fiscal_year,
                fact.phase,
                fact.statement,
                fact.measure,
                fact.base,
                fact.fund,
                subject.scheme,
                subject.code,
                subject.name,
                fact.amount.value,
                fact.amount.unit,
                fact.entity
            )
        })
        .collect();
    facts.sort();
    facts
}

fn assert_same(what: &str, found: &Entrant, wanted: &Entrant) {
    let (found_facts, wanted_facts) = (meaning(found), meaning(wanted));
    let missing: Vec<_> = wanted_facts.iter().filter(|fact| !found_facts.contains(fact)).take(5).collect();
    let extra: Vec<_> = found_facts.iter().filter(|fact| !wanted_facts.contains(fact)).take(5).collect();
    assert_eq!(found_facts, wanted_facts, "{what}: missing {missing:#?}, extra {extra:#?}");
    assert_eq!(found.record.disclosure.unreadable.len(), wanted.record.disclosure.unreadable.len(), "{what}");
    let rows = |entrant: &Entrant| entrant.record.disclosure.indicators.len();
    assert_eq!(rows(found), rows(wanted), "{what}: performance rows");
}

fn has(entrant: &Entrant, code: Code) -> bool {
    entrant.record.disclosure.diagnostics.iter().any(|one| one.code == code)
}

#[test]
fn pages_give_the_figures_of_the_same_text() {
    let plain = understand("plain.txt", fixture("plain.txt"));
    assert!(plain.record.disclosure.facts.len() > 100, "{} figures", plain.record.disclosure.facts.len());
    let page = understand("cms.html", fixture("cms.html"));
    assert_same("a page of a content system", &page, &plain);
    let text = page.record.document.source.join("\n");
    for word in ["9,999.99", "77.77", "首页", "互动交流", "乙局", "微博", "上一篇", "版权所有", "请输入"]
    {
        assert!(!text.contains(word), "{word} is no content");
    }
    assert_eq!(text.matches("2022 年度部门决算\n").count(), 1, "the title is written once: {text}");
    let word = understand("word.doc", fixture("word.doc"));
    assert_same("a page that Word wrote, in GBK, called .doc", &word, &plain);
    assert!(has(&word, Code::Encoding));
    assert!(!word.record.document.source.iter().any(|line| line.contains("88.88")));
    let breaks = understand("breaks.html", fixture("breaks.html"));
    let lines = understand("breaks.txt", fixture("breaks.txt"));
    assert!(lines.record.disclosure.facts.len() >= 5);
    assert_same("one paragraph with breaks", &breaks, &lines);
}

#[test]
fn places_on_a_page_are_tables_rows_and_cells() {
    let page = understand("cms.html", fixture("cms.html"));
    let places = &page.record.document.places;
    let fact = page.record.disclosure.facts.iter().find(|fact| fact.quote == "645.00").expect("a figure");
    assert_eq!(places.name(&fact.locator), "t2:r5:c4");
    let line = &page.record.document.source[fact.locator.line() as usize - 1];
    let (from, to) = fact.locator.range_in(line).expect("it stands on its line");
    assert_eq!(&line[from..to], "645.00");
}

/// The same page saved as one file.
fn archive(page: &[u8]) -> Vec<u8> {
    let quoted: String = page
        .iter()
        .map(|byte| match byte {
            b'\n' => "\r\n".to_owned(),
            b' '..=b'<' | b'>'..=b'~' => char::from(*byte).to_string(),
            other => format!("={other:02X}=\r\n"),
        })
        .collect();
    format!(
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"=_b\"\r\n\r\n--=_b\r\n\
         Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{quoted}\r\n--=_b--\r\n"
    )
    .into_bytes()
}

#[test]
fn encodings_and_archives_change_nothing() {
    let wide =
        |text: &str, order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let plain = understand("plain.txt", fixture("plain.txt"));
    let text = String::from_utf8(fixture("plain.txt")).expect("UTF-8");
    for (what, bytes) in [
        ("GB18030", GB18030.encode(&text).0.into_owned()),
        ("UTF-16LE", wide(&text, u16::to_le_bytes)),
        ("UTF-16BE with a mark", [b"\xFE\xFF".to_vec(), wide(&text, u16::to_be_bytes)].concat()),
    ] {
        let found = understand("plain.txt", bytes);
        assert!(has(&found, Code::Encoding), "{what} is told");
        assert_same(what, &found, &plain);
    }
    assert_same("an archive", &understand("page.mht", archive(&fixture("cms.html"))), &plain);
    for name in ["page.xls", "page.txt", "page.doc", "page"] {
        assert_same(name, &understand(name, fixture("cms.html")), &plain);
    }
}

/// A document of tabbed tables as a page, and as Markdown with tables of bars.
fn rewritten(entrant: &Entrant) -> (String, String) {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let (mut page, mut markdown) = (String::from("<html><body><div>\n"), String::new());
    for block in &entrant.record.document.blocks {
        match block {
            Block::Line(line) => {
                page.push_str(&format!("<p>{}</p>\n", escape(&line.text)));
                markdown.push_str(&format!("{}\n\n", line.text));
            }
            Block::Table(table) => {
                page.push_str("<table>");
                for (at, row) in table.rows.iter().enumerate() {
                    let raw = &entrant.record.document.source[row.span.first as usize - 1];
                    let cells: Vec<&str> = raw.split('\t').collect();
                    page.push_str("<tr>");
                    cells.iter().for_each(|cell| page.push_str(&format!("<td>{}", escape(cell))));
                    let barred: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
                    markdown.push_str(&format!("| {} |\n", barred.join(" | ")));
                    if at == 0 {
                        markdown.push_str(&format!("|{}\n", "---|".repeat(cells.len())));
                    }
                }
                page.push_str("</table>\n");
                markdown.push('\n');
            }
        }
    }
    page.push_str("</div></body></html>");
    (page, markdown)
}

#[test]
fn a_real_disclosure_reads_the_same_as_page_and_as_markdown() {
    let text = understand("a.txt", content(CONTENT[2]));
    assert!(text.record.disclosure.facts.len() > 1000);
    let (page, markdown) = rewritten(&text);
    assert_same("page", &understand("a.html", page.clone().into_bytes()), &text);
    assert_same("page in GBK", &understand("a.htm", GB18030.encode(&page).0.into_owned()), &text);
    let found = understand("a.md", markdown.into_bytes());
    assert_same("Markdown", &found, &text);
    let fact =
        found.record.disclosure.facts.iter().find(|fact| fact.quote == "746793.23" || fact.quote == "74.68");
    let fact = fact.expect("a figure");
    let line = &found.record.document.source[fact.locator.line() as usize - 1];
    let (from, to) = fact.locator.range_in(line).expect("it stands between bars");
    assert_eq!(line[from..to], fact.quote);
    assert!(found.record.document.places.name(&fact.locator).contains(":c"));
}

#[test]
fn tables_of_tags_within_markdown_are_read() {
    let plain = understand("plain.txt", fixture("plain.txt"));
    let page = String::from_utf8(fixture("cms.html")).expect("UTF-8");
    let body = page.split("TRS_Editor\">").nth(1).and_then(|rest| rest.split("<div class=\"bds").next());
    let markdown: String = body
        .expect("the article")
        .replace("\n<t", "<t")
        .replace("\n</t", "</t")
        .lines()
        .map(|line| {
            let line = if line.contains("<table") { line.to_owned() } else { strip(line) };
            format!("{line}\n\n")
        })
        .collect();
    let markdown = format!("# 青溪市南岸区档案馆 2022 年度部门决算\n\n{markdown}");
    assert_same("tags within Markdown", &understand("a.md", markdown.into_bytes()), &plain);
}

fn strip(line: &str) -> String {
    let parts = line.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    parts.collect::<String>().replace("&nbsp;", " ")
}

#[test]
fn pictures_and_links_give_a_word_and_no_figures() {
    let title = "<h1>青溪市南岸区档案馆2022年度部门决算</h1>";
    let pictures = format!(
        "<body><ul class=nav><li><a href=/a>首页</a></ul><div>{title}<p>收入支出决算总表</p><p><img src=/u/1.png></p><p><img src=/u/2.jpg></p></div>"
    );
    let entrant = understand("a.html", pictures.into_bytes());
    assert!(has(&entrant, Code::Pictures) && entrant.record.disclosure.facts.is_empty());
    let landing = format!(
        "<body><div>{title}<ul><li><a href='/d/1.pdf'>部门决算.pdf</a><li><a href='/d?id=2'>附表.xlsx</a></ul></div>"
    );
    let entrant = understand("a.html", landing.into_bytes());
    let one =
        entrant.record.disclosure.diagnostics.iter().find(|one| one.code == Code::LandingPage).expect("told");
    assert!(one.message.contains("2 files"), "{}", one.message);
    assert!(
        entrant.record.document.source.iter().any(|line| line.contains("附表.xlsx")),
        "the links are text"
    );
    assert!(has(&understand("a.html", b"<html><body><script>x</script></body>".to_vec()), Code::Empty));
    let Some(corpus) = common::corpus() else {
        common::skip("the real disclosures are not here");
        return;
    };
    let bytes = std::fs::read(corpus.join("native/swu-2023-budget-landing.html")).expect("a file");
    let entrant = understand("landing.html", bytes);
    assert!(has(&entrant, Code::LandingPage) && entrant.record.disclosure.facts.is_empty());
    let text = entrant.record.document.source.join("\n");
    assert!(text.contains(".pdf") && !text.contains("首") && !text.contains("版权所有"), "{text}");
}

#[test]
fn every_file_has_at_most_one_reader() {
    let kinds: [(&str, Vec<u8>, bool); 12] = [
        ("text", fixture("plain.txt"), false),
        ("page", fixture("cms.html"), true),
        ("page in GBK", fixture("word.doc"), true),
        ("page behind a mark", [b"\xEF\xBB\xBF\n".to_vec(), fixture("cms.html")].concat(), true),
        ("page behind a comment", b"<!-- saved from url -->\r\n<HTML><body>".to_vec(), true),
        ("XHTML", b"<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"x\">".to_vec(), true),
        ("a piece of a page", b"  <table><tr><td>1".to_vec(), true),
        ("archive", archive(b"<html>"), true),
        ("PDF", b"%PDF-1.7\n<html>".to_vec(), false),
        ("ZIP", b"PK\x03\x04<html>".to_vec(), false),
        ("compound file", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1<html>".to_vec(), false),
        ("nothing known", b"\x00\x01\x02\x03".to_vec(), false),
    ];
    let extensions = [
        "txt", "text", "md", "markdown", "tsv", "html", "htm", "mht", "mhtml", "xls", "xlsx", "doc", "docx",
        "wps", "et", "ods", "odt", "pdf", "csv", "",
    ];
    for (kind, bytes, is_page) in &kinds {
        for extension in extensions {
            let takers: Vec<&str> = READERS
                .iter()
                .filter(|reader| reader.accepts(bytes, extension))
                .map(|reader| reader.name())
                .collect();
            assert!(takers.len() <= 1, "{kind} called .{extension} is taken by {takers:?}");
            let markdown = matches!(extension, "md" | "markdown");
            if *is_page && !markdown {
                assert_eq!(takers, ["html"], "{kind} called .{extension}");
            }
        }
    }
    let taker = |bytes: &[u8], extension| {
        READERS.iter().find(|one| one.accepts(bytes, extension)).map(|one| one.name())
    };
    assert_eq!(taker(b"<table>", "md"), Some("txt"));
    assert_eq!(taker(b"<!DOCTYPE HTML>", "md"), Some("html"));
}

/// Damaged input is read without a panic, and where no figure is left, something is said.
fn survives(what: &str, path: &str, bytes: Vec<u8>) {
    let entrant = understand(path, bytes);
    assert!(!failed(&entrant.record.disclosure.diagnostics), "{what}: a panic was hidden");
    let lines = entrant.record.document.source.len();
    for fact in &entrant.record.disclosure.facts {
        assert!((1..=lines).contains(&(fact.locator.last_line() as usize)), "{what}: {}", fact.locator);
    }
    if entrant.record.disclosure.facts.is_empty() {
        assert!(!entrant.record.disclosure.diagnostics.is_empty(), "{what}: nothing is said");
    }
}

#[test]
fn damaged_pages_are_read() {
    let all = [
        ("cms.html", fixture("cms.html")),
        ("word.doc", fixture("word.doc")),
        ("breaks.html", fixture("breaks.html")),
        ("a.mht", archive(&fixture("cms.html"))),
    ];
    for (path, bytes) in &all {
        for percent in 0..100 {
            survives(
                &format!("{path} cut at {percent} %"),
                path,
                bytes[..bytes.len() * percent / 100].to_vec(),
            );
        }
        for seed in 0..100 {
            let mut random = Seeded(seed);
            let mut damaged = bytes.clone();
            for _ in 0..1 + random.below(30) {
                let at = random.below(damaged.len());
                damaged[at] = u8::try_from(random.below(256)).expect("a byte");
            }
            survives(&format!("{path}, seed {seed}"), path, damaged);
        }
    }
}

#[test]
fn a_page_without_end_is_cut_and_that_is_said() {
    for (what, page) in
        [("lines", "<p>甲".repeat(250_000)), ("tags", "<i-x>".repeat(10) + &"<br>".repeat(1_100_000) + "甲")]
    {
        let entrant = understand("a.html", page.into_bytes());
        assert!(has(&entrant, Code::TooLarge) && !failed(&entrant.record.disclosure.diagnostics), "{what}");
    }
}

#[test]
fn hostile_pages_take_their_share() {
    const CELL: &str = "<td rowspan=65534 colspan=65534>1.00";
    // A thousand of each is the whole.
    let all: [(&str, &(dyn Fn(usize) -> String + Sync)); 13] = [
        ("deep blocks", &|n| format!("<body>{}1.00", "<div>".repeat(100 * n))),
        ("deep tables", &|n| format!("<body>{}1.00", "<table><tr><td>".repeat(30 * n))),
        ("deep lists", &|n| "<ul><li>".repeat(50 * n)),
        ("great spans", &|n| format!("<table>{}", format!("<tr>{CELL}{CELL}").repeat(2 * n))),
        ("many tables of great spans", &|n| {
            format!("<table><tr>{}</table>", CELL.repeat(300)).repeat(3 * n / 10)
        }),
        ("looks left open", &|n| {
            (0..20 * n).map(|at| format!("<p><b id={at}><font size={at}>甲</p>")).collect()
        }),
        ("links left open", &|n| "<div><a href=x>甲".repeat(50 * n)),
        ("attributes", &|n| {
            format!("<p {}>甲", (0..100 * n).map(|at| format!("a{at} ")).collect::<String>())
        }),
        ("text outside of cells", &|n| format!("<table>{}", "甲<p>乙".repeat(50 * n))),
        ("white space", &|n| format!("<body>{}", "<div> \n ".repeat(100 * n))),
        ("brackets", &|n| "<".repeat(1_000 * n)),
        ("tables in Markdown that never end", &|n| "<table>\n".repeat(20 * n)),
        ("bars", &|n| "|".repeat(200 * n) + "\n" + &"|-".repeat(100 * n) + "|\n"),
    ];
    for (what, page) in all {
        for path in ["a.html", "a.md"] {
            takes_its_share(&format!("{what} as {path}"), |n| survives(what, path, page(n).into_bytes()));
        }
    }
}
