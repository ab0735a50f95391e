//! Markup and formulas in a document: no page, picture or spreadsheet runs them.

use crate::hostile::{Build, CONTENT, Folder, content};

/// Names that a page, a picture or a spreadsheet must not run.
const PROJECTS: &[(&str, &str)] = &[
    ("深圳市罗湖区智慧档案馆项目", "</svg><script>alert(1)</script>馆"),
    ("其他管理事务", "=cmd|' /C calc'!A0"),
    ("党政事务", "+1"),
    ("外事事务", "@SUM(A1)"),
];

#[test]
fn markup_and_formulas_in_a_document_stay_text() {
    let folder = Folder::new();
    let mut text = String::from_utf8(content(CONTENT[2])).expect("UTF-8");
    for (name, bad) in PROJECTS {
        assert!(text.contains(name), "{name}");
        text = text.replace(name, bad);
    }
    for (name, bad) in [
        ("中共深圳市罗湖区委办公室", "深圳市罗湖区<script>alert(a)</script>局"),
        ("档案事业发展成效", "<script>alert(2)</script>成效"),
        ("明显提高", "\"><script>alert(3)</script>"),
        ("行政运行", "<img src=x onerror=alert(4)>&amp;"),
        ("事业运行", "@1"),
        ("档案馆\t74.68", "</title></style><script>alert(5)</script>\t74.68"),
        ("注：反映", "注：<!--<script>alert(6)</script> ]]> 反映"),
    ] {
        assert!(text.contains(name), "{name}");
        text = text.replace(name, bad);
    }
    folder.put("a.txt", text.as_bytes());
    folder.put(
        "a.txt.toml",
        "body = \"深圳市罗湖区<script>alert(a)</script>局\"\nsource_url = \"https://example.org/?q=<script>alert(7)</script>\"\nnote = \"<script>alert(8)</script>\""
            .as_bytes(),
    );
    folder.put(
        "pages/about.md",
        "# 关于\n\n<script>alert(9)</script>\n\n[x](javascript:alert(10))\n".as_bytes(),
    );
    let build = folder.build();
    build.nothing_failed();
    assert!(build.outcome.ledger.facts.len() > 1000);
    let mut seen = 0;
    for (path, bytes) in &build.files {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        let kind = path.rsplit('.').next().unwrap_or_default();
        if matches!(kind, "html" | "svg" | "xml") {
            for raw in ["<script>alert", "<img src=x", "</svg><", "href=\"javascript:", "<!--<"] {
                assert!(!text.contains(raw), "{path} holds {raw}: {}", around(text, raw));
            }
            seen += usize::from(text.contains("&lt;script&gt;alert"));
        }
        if kind == "svg" {
            let mut reader = quick_xml::Reader::from_str(text);
            loop {
                match reader.read_event() {
                    Ok(quick_xml::events::Event::Eof) => break,
                    Ok(_) => {}
                    Err(error) => panic!("{path} is not well-formed: {error}"),
                }
            }
        }
        if matches!(kind, "json" | "jsonld") {
            serde_json::from_str::<serde_json::Value>(text).unwrap_or_else(|e| panic!("{path}: {e}"));
        }
        for inline in text.split("<script type=\"application/ld+json\">").skip(1).filter(|_| kind == "html") {
            let inline = inline.split("</script>").next().unwrap_or_default();
            serde_json::from_str::<serde_json::Value>(inline).unwrap_or_else(|e| panic!("{path}: {e}"));
        }
    }
    assert!(seen > 10, "the names are shown, on {seen} pages");
    formulas_are_text(&build);
}

fn around<'t>(text: &'t str, what: &str) -> &'t str {
    let at = text.find(what).unwrap_or(0);
    let start = (0..=at.saturating_sub(80)).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    let end = (at + 80..text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len());
    &text[start..end]
}

/// No cell of a CSV file is run by a spreadsheet: it opens with `'` or is a number.
fn formulas_are_text(build: &Build) {
    let mut quoted = 0;
    for (path, bytes) in build.files.iter().filter(|(path, _)| path.ends_with(".csv")) {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        for record in csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(bytes).records()
        {
            for field in &record.expect("a CSV file") {
                let number = field.parse::<rust_decimal::Decimal>().is_ok();
                let risky = field.starts_with(['=', '+', '-', '@', '\t', '\r']);
                assert!(!risky || number && !field.starts_with('+'), "{path}: {field}");
                quoted += usize::from(field.starts_with("'=cmd") || field == "'+1" || field == "'@1");
            }
        }
    }
    assert!(quoted > 5, "{quoted}");
    let facts = build.text("data/facts.csv").trim_start_matches('\u{FEFF}');
    let mut reader = csv::Reader::from_reader(facts.as_bytes());
    let name = reader.headers().expect("a header").iter().position(|head| head == "name").expect("names");
    let names: Vec<String> = reader.records().map(|row| row.expect("a row")[name].to_owned()).collect();
    assert!(names.iter().any(|name| name == "'@1") && !names.iter().any(|name| name == "@1"));
}
