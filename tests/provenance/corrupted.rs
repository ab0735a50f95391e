//! The walk itself is tested: one number is changed in a copy of a file, at every kind of place that prints numbers, and
//! the walk must report it.

use regex::Regex;

use super::numerals::{self, Found};
use super::{WALK, Walk, data, regex};

/// A kind of place: its name, the pages that have it, and where the number stands (the first group).
struct Place {
    name: &'static str,
    pages: &'static str,
    pattern: &'static str,
}

const PLACES: &[Place] = &[
    Place {
        name: "label of a mark",
        pages: r"^charts/.*composition\.html$",
        pattern: r#"(?s)<g class="mark[^>]*data-of="[^"]*">(?:<a[^>]*>)?<title>[^<]*</title>(?:<(?:rect|path|text)[^>]*>(?:[^<\d]*</text>)?)*<text[^>]*>([\d,]+\.\d+)</text>"#,
    },
    Place {
        name: "amount in the title of a mark",
        pages: r"^charts/.*(?:composition|three-public|split)\.html$",
        pattern: r#"data-of="[^"]*">(?:<a[^>]*>)?<title>[^<]*?：([\d,]+\.\d+)"#,
    },
    Place {
        name: "share in the title of a mark",
        pages: r"^charts/.*(?:composition|split|functions)\.html$",
        pattern: r#"data-of="[^"]*">(?:<a[^>]*>)?<title>[^<]*，([\d,]+\.\d+)%"#,
    },
    Place {
        name: "points lost",
        pages: r"^departments/.*/\d{4}/.*\.html$",
        pattern: r#"<title>[^<]*失分 ([\d.]+)"#,
    },
    Place {
        name: "value over a column",
        pages: r"^three-public\.html$",
        pattern: r#"<g data-of="[^"]*"><text[^>]*>([\d,]+\.\d+)</text></g>"#,
    },
    Place {
        name: "rate over a column",
        pages: r"^departments/[^/]*(?:/\d{4})?\.html$",
        pattern: r#"<g data-of="share [^"]*"><text[^>]*>[^<]*?([\d.]+)%"#,
    },
    Place {
        name: "label in a picture file",
        pages: r"^charts/.*composition\.svg$",
        pattern: r#"<title>[^<]*：([\d,]+\.\d+)"#,
    },
    Place {
        name: "headline of a picture file",
        pages: r"^charts/.*(?:split|composition)\.svg$",
        pattern: r#"<g data-of="[^"]*"><text[^>]*font-weight="600"[^>]*>[^<]*?(\d+\.\d+)"#,
    },
    Place {
        name: "what a picture file leaves out",
        pages: r"^charts/.*composition\.svg$",
        pattern: r#"图中写不下：[^<]*?([\d,]+\.\d+)"#,
    },
    Place {
        name: "description of a picture",
        pages: r"^charts/.*composition\.(?:html|svg)$",
        pattern: r#"<desc[^>]*>[^<]*?([\d,]+\.\d+)"#,
    },
    Place {
        name: "label left out of a picture",
        pages: r"^charts/.*composition\.html$",
        pattern: r#"图中写不下：<a[^>]*>[^<]*? ([\d,]+\.\d+)</a>"#,
    },
    Place {
        name: "heading of a page",
        pages: r"^charts/.*composition\.html$",
        pattern: r#"<h1>[^<]*(?:<wbr>[^<]*)*<span data-of="[^"]*"[^>]*>([\d.,]+)</span>"#,
    },
    Place {
        name: "heading of a chart",
        pages: r"^departments/.*\d\d\d\d\.html$",
        pattern: r#"<h3><a[^>]*>[^<]*(?:<wbr>[^<]*)*<span data-of="[^"]*"[^>]*>([\d.,]+)</span>"#,
    },
    Place {
        name: "title of a page",
        pages: r"^charts/.*composition\.html$",
        pattern: r"<title>[^<]*?(\d+\.\d+)%",
    },
    Place {
        name: "description for search engines",
        pages: r"^departments/[^/]+/\d{4}\.html$",
        pattern: r#"<meta name="description"[^>]* content="[^"]*?(\d+\.\d+)%"#,
    },
    Place {
        name: "citation",
        pages: r"^charts/.*composition\.html$",
        pattern: r"<blockquote>[^<]*?(\d+\.\d+)%",
    },
    Place {
        name: "code to embed",
        pages: r"^charts/.*composition\.html$",
        pattern: r"&lt;iframe[^<]*?(\d+\.\d+)%",
    },
    Place {
        name: "what may be said",
        pages: r"^charts/.*composition\.html$",
        pattern: r#"<li>[^<]*<span data-of="[^"]*"[^>]*>([\d.,]+)</span>"#,
    },
    Place {
        name: "lead",
        pages: r"^departments/.*\d\d\d\d\.html$",
        pattern: r#"<p class="lead">[^<]*<b><a class="fig"[^>]*>([\d.,]+)</a>"#,
    },
    Place {
        name: "share in a lead",
        pages: r"^departments/.*\d\d\d\d\.html$",
        pattern: r#"每 100 元中，<span data-of="[^"]*" data-how="share">(\d+)</span>"#,
    },
    Place {
        name: "cell of a table",
        pages: r"^charts/.*composition\.html$",
        pattern: r#"<td class="n"><a class="fig"[^>]*>([\d.,]+)</a>"#,
    },
    Place {
        name: "computed cell of a table",
        pages: r"^charts/.*composition\.html$",
        pattern: r#"<td class="n"><i class="f"[^>]*data-how="share"[^>]*>([\d.,]+)%</i>"#,
    },
    Place {
        name: "cell beside a link of its row",
        pages: r"^charts/.*three-public\.html$",
        pattern: r#"<td class="n"><i class="f" data-of="[^" ]*">([\d.,]+)</i>"#,
    },
    Place {
        name: "target in a table",
        pages: r"^departments/.*/\d{4}/.*\.html$",
        pattern: r#"<td><span data-src="[^"]*">[^<\d]*(\d+\.\d+)"#,
    },
    Place {
        name: "note in the margin",
        pages: r"^departments/.*\d\d\d\d\.html$",
        pattern: r#"<dd>[^<]*<span data-of="[^"]*">([\d.,]+)</span></dd>"#,
    },
    Place { name: "message of a finding", pages: r"\.html$", pattern: r#"<h3 data-n="check">[^<]*?(\d+)"# },
    Place {
        name: "difference of a finding",
        pages: r"^checks\.html$",
        pattern: r#"相差(?:<wbr>| )*([\d,]+\.\d+)"#,
    },
    Place {
        name: "operand of a finding",
        pages: r"^checks\.html$",
        pattern: r#"<dd><a class="fig"[^>]*>([\d,]+\.\d+)"#,
    },
    Place { name: "count", pages: r"^index\.html$", pattern: r#"<span data-n="count">([\d,]{4,})</span>"# },
    Place {
        name: "line of a document",
        pages: r"^documents/.*\.html$",
        pattern: r#"<p id="L\d+"[^>]*>[^\n]*?<i id="[^>]*>([\d,]+\.\d+)</i>"#,
    },
    Place { name: "size of a file", pages: r"^data\.html$", pattern: r#"<span data-n="size">(\d+\.\d+) MB"# },
];

/// The same number with another digit in it.
fn other(number: &str) -> String {
    let at = number.rfind(|c: char| c.is_ascii_digit()).expect("a digit");
    let digit = number[at..].chars().next().and_then(|c| c.to_digit(10)).expect("a digit");
    format!("{}{}{}", &number[..at], (digit + 3) % 10, &number[at + 1..])
}

/// The first file of a kind in which a number stands at a place, with that number changed.
fn corrupt(walk: &Walk, pages: &Regex, pattern: &Regex) -> Option<(String, String, String)> {
    walk.pages().chain(walk.pictures()).filter(|(path, _)| pages.is_match(path)).find_map(|(path, page)| {
        let number = pattern.captures(page)?.get(1)?;
        let wrong = other(number.as_str());
        let text = format!("{}{wrong}{}", &page[..number.start()], &page[number.end()..]);
        Some((path.to_owned(), wrong, text))
    })
}

fn trouble(walk: &Walk, path: &str, page: &str) -> Vec<String> {
    let mut found = Found::default();
    numerals::look(walk, path, page, &mut found);
    found.trouble
}

#[test]
fn a_wrong_number_is_reported_wherever_it_stands() {
    let walk = &*WALK;
    let mut missed = Vec::new();
    for place in PLACES {
        match corrupt(walk, &regex(place.pages), &regex(place.pattern)) {
            None => missed.push(format!("{}: no such place", place.name)),
            Some((path, wrong, page)) if trouble(walk, &path, &page).is_empty() => {
                missed.push(format!("{}: {wrong} on {path} was not seen", place.name));
            }
            Some(_) => {}
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    println!("{} kinds of places", PLACES.len());
}

#[test]
fn a_number_without_a_figure_is_reported() {
    let walk = &*WALK;
    let (path, page) = walk
        .pages()
        .find(|(path, _)| regex(r"^departments/.*\d\d\d\d\.html$").is_match(path))
        .expect("a page");
    for (from, to) in [
        ("<p class=\"lead\">", "<p class=\"lead\">另有 1,234.56 万元，"),
        ("<p class=\"lead\">", "<p class=\"lead\">另有 567 万元，"),
        ("<h1>", "<h1>3 辆 "),
        ("<p class=\"lead\">", "<p class=\"lead\" title=\"98.7\">"),
        ("<p class=\"lead\">", "<p class=\"lead\"><span data-n=\"figure\">5.00</span>"),
        ("<p class=\"lead\">", "<p class=\"lead\"><span data-of=\"f0\">5.00</span>"),
        ("<p class=\"lead\">", "<p class=\"lead\"><span data-n=\"count\">7654321</span>"),
    ] {
        assert!(page.contains(from));
        assert!(!trouble(walk, path, &page.replacen(from, to, 1)).is_empty(), "{to}");
    }
}

#[test]
fn a_figure_of_another_fact_is_reported() {
    let walk = &*WALK;
    let (path, page) = walk.pages().find(|(path, _)| path.ends_with("composition.html")).expect("a page");
    let mark = regex(r#"<g class="mark[^"]*" data-of="([^";]+);"#);
    let id = mark.captures(page).expect("a mark").get(1).expect("an id");
    let amount = &walk.facts[id.as_str()]["amount"];
    let stranger = walk
        .facts
        .values()
        .find(|fact| fact["amount"] != *amount && fact["status"] == "printed")
        .expect("a fact");
    let page = format!("{}{}{}", &page[..id.start()], stranger["id"], &page[id.end()..]);
    assert!(!trouble(walk, path, &page).is_empty());
}

#[test]
fn a_wrong_amount_in_a_data_file_is_reported() {
    let walk = &*WALK;
    // Behind the id of a figure stands its amount.
    let amount = regex(r#"\["f[0-9a-f]{16}","([\d.]+)""#);
    let cell = regex(r#"\n[^,\n]+,[^,\n]*,([\d]+\.\d+)"#);
    let file = |pages: &str| {
        let pages = regex(pages);
        walk.files.keys().find(|path| pages.is_match(path)).expect("a file").clone()
    };
    let wrong = |path: &str, pattern: &Regex| {
        let text = walk.text(path);
        let number = pattern.captures(text).expect("a number").get(1).expect("a group");
        format!("{}{}{}", &text[..number.start()], other(number.as_str()), &text[number.end()..]).into_bytes()
    };
    let path = file(r"^charts/.*composition\.json$");
    assert!(!data::chart(walk, &path, &wrong(&path, &amount)).1.is_empty());
    let path = file(r"^charts/.*composition\.csv$");
    assert!(!data::chart_table(walk, &path, &wrong(&path, &cell)).1.is_empty());
    let path = file(r"^data/departments/.*\.json$");
    let amount = regex(r#""([\d]+\.\d+)","wan_yuan""#);
    assert!(!data::department(walk, &path, &wrong(&path, &amount)).1.is_empty());
}
