//! Bad input through the whole pipeline and the site: every file is named with a diagnostic and a way out, the others
//! do not notice it, nothing from a document reaches a page as markup, and nothing panics.
#![allow(clippy::disallowed_methods)]

mod common;
mod hostile;

use std::sync::LazyLock;

use mingzhang::diagnostic::Code;
use mingzhang::model::Severity;

use hostile::{Build, CONTENT, Folder, GOOD, Seeded, content, damage, escaped, survives};

/// 预算公开 in GBK.
const GBK: &[u8] = b"\xD4\xA4\xCB\xE3\xB9\xAB\xBF\xAA\n\xD4\xA4\xCB\xE3";

const POEM: &str = "静夜思\n\n床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n";

const STRANGE_TABLE: &str = "2021年部门预算\n\n食堂采购清单\n\n单位：万元\n\n\
菜名\t斤两\t单价\n白菜\t12.00\t3.40\n萝卜\t15.00\t2.10\n合计\t27.00\t5.50\n";

/// The good files alone.
static CLEAN: LazyLock<Build> = LazyLock::new(|| Folder::with_good_files().build());

/// The good files with every bad one beside them. Each file is bad in one way.
static BESIDE: LazyLock<Build> = LazyLock::new(|| {
    let folder = Folder::with_good_files();
    let mut random = Seeded(7);
    let noise: Vec<u8> = (0..4096).map(|_| u8::try_from(random.below(256)).expect("a byte")).collect();
    folder.put("bad/empty.txt", b"");
    folder.put("bad/empty-too.txt", b"");
    folder.put("bad/blank.txt", b" \n\t\n\r\n\x0C\n");
    folder.put("bad/noise.txt", &noise);
    folder.put("bad/elf.txt", b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3E\0\x01\0\0\0");
    folder.put("bad/pdf.txt", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n");
    folder.put("bad/gbk.txt", GBK);
    folder.put("bad/broken-tail.txt", &[POEM.as_bytes(), b"\xE4\xB8"].concat());
    let wide: Vec<u16> = POEM.encode_utf16().collect();
    folder.put(
        "bad/utf16le.txt",
        &[&b"\xFF\xFE"[..], &wide.iter().flat_map(|c| c.to_le_bytes()).collect::<Vec<_>>()].concat(),
    );
    folder.put(
        "bad/utf16be.txt",
        &[&b"\xFE\xFF"[..], &wide.iter().flat_map(|c| c.to_be_bytes()).collect::<Vec<_>>()].concat(),
    );
    folder.put("bad/strange-table.txt", STRANGE_TABLE.as_bytes());
    folder.put("bad/poem.txt", POEM.as_bytes());
    folder.put("bad/table.csv", "部门,金额\n甲局,1.00\n".as_bytes());
    folder.put("bad/comma.txt", "部门,金额\n甲局,1.00\n乙局,2.00\n".as_bytes());
    folder.put("bad/no-extension", "部门预算".as_bytes());
    folder.put("bad/inside.txt/poem.txt", POEM.as_bytes());
    folder.put(
        "bad/escapes.txt",
        format!("\u{1B}[31m{POEM}\u{1B}[0m\u{7}\u{8}\n{POEM}{POEM}{POEM}{POEM}{POEM}{POEM}").as_bytes(),
    );
    folder.put("bad/<img src=x onerror=alert(3)>&'\".txt", b"");
    folder.put("bad/broken-sidecar.txt", POEM.as_bytes());
    folder.put("bad/broken-sidecar.txt.toml", b"source_url = [\n");
    folder.put("bad/unknown-field.txt", POEM.as_bytes());
    folder.put("bad/unknown-field.txt.toml", b"sauce_url = \"x\"\n");
    folder.put("bad/binary-sidecar.txt", POEM.as_bytes());
    folder.put("bad/binary-sidecar.txt.toml", b"\xFF\xFE\0");
    folder.put("bad/lonely.txt.toml", b"note = \"nobody's\"\n");
    folder.put(".hidden.txt", POEM.as_bytes());
    folder.put("bad/linked-sidecar.txt", POEM.as_bytes());
    folder.put("sources.csv", "file,source_url\nbad/poem.txt,https://example.org/poem\nonly-one-field\na,b,c,d,e\nbad/comma.txt,https://example.org/comma\n".as_bytes());
    let large = std::fs::File::create(folder.path().join("bad/large.txt")).expect("a file");
    large.set_len(mingzhang::source::MAX_BYTES + 1).expect("a sparse file");
    std::fs::create_dir_all(folder.path().join("deep/".repeat(20))).expect("folders");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("poem.txt", folder.path().join("bad/linked-sidecar.txt.toml"))
            .expect("a link");
        std::os::unix::fs::symlink("..", folder.path().join("bad/loop")).expect("a link");
        std::os::unix::fs::symlink("self.txt", folder.path().join("bad/self.txt")).expect("a link");
    }
    folder.build()
});

#[test]
fn every_bad_file_has_its_code_and_a_line() {
    for (path, code) in [
        ("bad/empty.txt", Code::Empty),
        ("bad/empty-too.txt", Code::Empty),
        ("bad/blank.txt", Code::Empty),
        ("bad/noise.txt", Code::NotText),
        ("bad/elf.txt", Code::NotText),
        ("bad/pdf.txt", Code::Damaged),
        ("bad/gbk.txt", Code::Encoding),
        ("bad/gbk.txt", Code::NoDisclosure),
        ("bad/broken-tail.txt", Code::Encoding),
        ("bad/broken-tail.txt", Code::NoDisclosure),
        ("bad/utf16le.txt", Code::NoDisclosure),
        ("bad/utf16be.txt", Code::NoDisclosure),
        ("bad/strange-table.txt", Code::UnknownTable),
        ("bad/poem.txt", Code::NoDisclosure),
        ("bad/table.csv", Code::NoDisclosure),
        ("bad/comma.txt", Code::NoDisclosure),
        ("bad/no-extension", Code::UnknownFormat),
        ("bad/inside.txt/poem.txt", Code::NoDisclosure),
        ("bad/escapes.txt", Code::NoDisclosure),
        ("bad/large.txt", Code::TooLarge),
        ("bad/<img src=x onerror=alert(3)>&'\".txt", Code::Empty),
    ] {
        BESIDE.expect(path, code);
        BESIDE.is_listed(path);
        let record = BESIDE.outcome.ledger.record(path).expect("in the ledger");
        assert!(!record.is_published(), "{path} is nobody's disclosure");
        assert_eq!(BESIDE.outcome.ledger.facts_in(path).count(), 0, "{path}");
        let page = BESIDE.text(&format!("documents/{}.html", record.id));
        assert!(page.contains(code.id()), "the page of {path} does not say {}", code.id());
    }
    BESIDE.nothing_failed();
}

#[test]
fn a_place_is_named_where_there_is_one() {
    let line = |path, code| BESIDE.expect(path, code).span.map(|span| span.first);
    assert_eq!(line("bad/broken-tail.txt", Code::Encoding), Some(5), "the line of the broken character");
    assert_eq!(line("bad/poem.txt", Code::NoDisclosure), Some(1));
    assert!(line("bad/strange-table.txt", Code::UnknownTable).is_some_and(|line| (3..=7).contains(&line)));
    // Its figures are shown as not understood, all of them.
    let record = BESIDE.outcome.ledger.record("bad/strange-table.txt").expect("in the ledger");
    assert_eq!(record.unreadable.len(), 6, "{:?}", record.unreadable);
}

#[test]
fn other_files_do_not_notice() {
    for path in GOOD {
        let (clean, beside) = (CLEAN.outcome.ledger.record(path), BESIDE.outcome.ledger.record(path));
        assert_eq!(clean.map(|r| (&r.id, &r.sha256)), beside.map(|r| (&r.id, &r.sha256)));
        let ids = |build: &Build| {
            build.outcome.ledger.facts_in(path).map(|fact| fact.id.clone()).collect::<Vec<_>>()
        };
        assert_eq!(ids(&CLEAN), ids(&BESIDE));
    }
    // Lists of everything may grow; what concerns one body may not change.
    let concerns_a_body = |path: &str| {
        ["departments/", "charts/", "embed/", "data/departments/"]
            .iter()
            .any(|folder| path.starts_with(folder))
    };
    let mut compared = 0;
    for (path, bytes) in CLEAN.files.iter().filter(|(path, _)| concerns_a_body(path)) {
        let other = BESIDE.files.get(path).unwrap_or_else(|| panic!("{path} is gone"));
        let (bytes, other) = (without_count(bytes), without_count(other));
        assert!(bytes == other, "{path} changed: {}", first_difference(&bytes, &other));
        compared += 1;
    }
    assert!(compared > 30, "only {compared} files");
    for record in &CLEAN.outcome.ledger.documents {
        let page = format!("documents/{}.html", record.id);
        let of = |build: &Build| build.files.get(&page).map(|bytes| without_count(bytes));
        assert_eq!(of(&CLEAN), of(&BESIDE), "{page} changed");
    }
    let added: Vec<&String> = BESIDE
        .files
        .keys()
        .filter(|path| concerns_a_body(path) && !CLEAN.files.contains_key(*path))
        .collect();
    assert!(added.is_empty(), "bad files made pages of bodies: {added:?}");
}

/// A page without the one thing that may differ: its foot says how many documents the site was made from.
fn without_count(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let Some((before, rest)) = text.split_once("<p>由 ") else { return bytes.to_vec() };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    format!("{before}{rest}").into_bytes()
}

/// What stands where two files part.
fn first_difference(left: &[u8], right: &[u8]) -> String {
    let at = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    let part = |bytes: &[u8]| {
        String::from_utf8_lossy(&bytes[at.saturating_sub(60)..(at + 120).min(bytes.len())]).into_owned()
    };
    format!("`{}` became `{}`", part(left), part(right))
}

#[test]
fn what_is_no_document_is_left_alone() {
    let ledger = &BESIDE.outcome.ledger;
    for path in [".hidden.txt", "sources.csv", "departments.toml", "bad/broken-sidecar.txt.toml"] {
        assert!(ledger.record(path).is_none(), "{path} is no document");
    }
    // A sidecar whose file is not there belongs to nothing; the publisher is told.
    BESIDE.expect("bad/lonely.txt.toml", Code::UnknownFormat);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_not_hidden() {
    for path in ["bad/loop", "bad/self.txt"] {
        BESIDE.expect(path, Code::Unopened);
        BESIDE.is_listed(path);
    }
    let mut of_sidecars = BESIDE.outcome.diagnostics.iter();
    assert!(
        of_sidecars.any(|one| &*one.document == "bad/linked-sidecar.txt" && one.code == Code::BadSidecar)
    );
}

#[test]
fn folders_that_lie_too_deep_are_named() {
    let path = vec!["deep"; 16].join("/");
    BESIDE.expect(&path, Code::Unopened);
    BESIDE.is_listed(&path);
}

#[test]
fn broken_sidecars_and_lists_are_named() {
    let of = |path: &str| {
        BESIDE.outcome.diagnostics.iter().filter(|one| &*one.document == path).collect::<Vec<_>>()
    };
    for path in ["bad/broken-sidecar.txt", "bad/unknown-field.txt", "bad/binary-sidecar.txt"] {
        let [one] = of(path)[..] else { panic!("{path}: {:?}", of(path)) };
        assert_eq!((one.code, one.severity), (Code::BadSidecar, Severity::Error));
        assert!(!one.help.is_empty());
    }
    assert_eq!(of("sources.csv").len(), 2, "{:?}", of("sources.csv"));
    // Rows beside the broken ones count.
    for (path, url) in
        [("bad/poem.txt", "https://example.org/poem"), ("bad/comma.txt", "https://example.org/comma")]
    {
        assert_eq!(BESIDE.outcome.ledger.record(path).map(|r| r.sidecar.source_url.as_str()), Some(url));
    }
}

#[test]
fn file_names_are_escaped() {
    for (path, bytes) in &BESIDE.files {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        if path.ends_with(".html") || path.ends_with(".svg") {
            assert!(!text.contains("<img src=x"), "{path}");
        }
    }
    assert!(BESIDE.text("documents.html").contains(&escaped("<img src=x onerror=alert(3)>")));
}

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
        "body = \"深圳市罗湖区<script>alert(a)</script>局\"\nsource_url = \"javascript:alert(7)\"\nnote = \"<script>alert(8)</script>\""
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

#[test]
fn a_disclosure_under_two_names_counts_once() {
    let alone = Folder::new();
    alone.put("b.txt", &content(GOOD[1]));
    let alone = alone.build();
    let folder = Folder::new();
    folder.put("b.txt", &content(GOOD[1]));
    folder.put("c.txt", &content(GOOD[1]));
    // The same disclosure, re-published with another last line.
    folder.put("d.txt", &[content(GOOD[1]), b"\n".to_vec()].concat());
    let build = folder.build();
    build.nothing_failed();
    let ledger = &build.outcome.ledger;
    let counting = |build: &Build| {
        let ledger = &build.outcome.ledger;
        ledger.facts.iter().filter(|fact| ledger.counts(fact)).count()
    };
    assert_eq!(counting(&alone), counting(&build));
    assert_eq!(ledger.documents.iter().filter(|record| record.is_published()).count(), 1);
    for path in ["b.txt", "c.txt", "d.txt"] {
        build.is_listed(path);
    }
    let ids: std::collections::BTreeSet<_> = ledger.documents.iter().map(|record| &record.id).collect();
    assert_eq!(ids.len(), 3, "every document has its own address");
}

#[test]
fn every_cut_of_every_disclosure_is_read() {
    for path in CONTENT {
        let bytes = content(path);
        for percent in 0..100 {
            survives(&format!("{path} cut at {percent} %"), bytes[..bytes.len() * percent / 100].to_vec());
            // Most cuts fall into a character and make the file no text; the text before that must read as well.
            let text = String::from_utf8_lossy(&bytes[..bytes.len() * percent / 100]).into_owned();
            survives(&format!("{path} cut at {percent} %, mended"), text.into_bytes());
        }
    }
}

#[test]
fn damaged_disclosures_are_read() {
    for (at, path) in CONTENT.iter().enumerate() {
        let text = String::from_utf8(content(path)).expect("UTF-8");
        for seed in 0..60_u64 {
            let mut random = Seeded(seed * 31 + at as u64);
            let (how, bytes) = damage(&text, &mut random);
            survives(&format!("{path}, seed {seed}: {how}"), bytes);
        }
    }
}

#[test]
fn damaged_disclosures_become_a_site() {
    for seed in 0..4_u64 {
        let folder = Folder::new();
        for path in CONTENT {
            let text = String::from_utf8(content(path)).expect("UTF-8");
            let mut random = Seeded(1000 + seed);
            let (_, bytes) = damage(&text, &mut random);
            folder.put(path, &bytes);
        }
        folder.build().nothing_failed();
    }
}

/// A tabbed table of a disclosure with rows that a test makes.
fn function_table(rows: &str) -> String {
    format!(
        "2021年深圳市罗湖区甲局部门决算\n\n一般公共预算财政拨款支出决算表\n\n部门：深圳市罗湖区甲局\n\n单位：万元\n\n\
         功能分类科目编码\t科目名称\t合计\t基本支出\t项目支出\n{rows}"
    )
}

#[test]
fn a_table_of_a_hundred_thousand_lines_ends() {
    let rows: String = (0..100_000)
        .map(|n| format!("{}\t科目{n}\t{n}.00\t{n}.00\t0.00\n", 2_010_000 + n % 10_000))
        .collect();
    let entrant = hostile::understand("x.txt", function_table(&rows).into_bytes());
    assert!(!hostile::failed(&entrant.record.disclosure.diagnostics));
    assert!(entrant.record.disclosure.facts.len() + entrant.record.disclosure.unreadable.len() >= 300_000);
    hostile::follow(entrant);
}

#[test]
fn long_lines_and_deep_tabs_are_read() {
    for (what, text) in [
        ("one line of a megabyte", "预算".repeat(170_000)),
        ("one line of digits", "1234567890".repeat(100_000)),
        ("one line of numbers", "1,234.50 ".repeat(100_000)),
        (
            "one cell of a megabyte",
            function_table(&format!("2010101\t{}\t1.00\t1.00\t0.00\n", "运行".repeat(170_000))),
        ),
        ("a line of tabs", function_table(&format!("{}1.00\n", "\t".repeat(20_000)))),
        ("a header of tabs", format!("单位：万元\n{}合计\n", "合计\t".repeat(5_000))),
        ("stairs of tabs", (0..1_000).map(|n| format!("{}x\n", "\t".repeat(n))).collect()),
        ("brackets", "（".repeat(100_000)),
        (
            "a sentence of numbers",
            format!(
                "2021年深圳市罗湖区甲局部门决算\n{}。",
                "基本支出1,234.50万元，比上年增加5.00万元，".repeat(5_000)
            ),
        ),
        ("blank lines", "\n".repeat(500_000)),
        ("blank cells", "\t\n".repeat(200_000)),
    ] {
        let start = std::time::Instant::now();
        survives(what, text.into_bytes());
        let took = start.elapsed();
        assert!(took.as_secs() < 30, "{what} took {took:?}");
    }
}

#[test]
fn absurd_numbers_are_numbers_or_unreadable() {
    let absurd = [
        "1234567890123456789012345678901234567890.00",
        "99999999999999999999999.9",
        "999999999999999999999999",
        "0.00000000000000000000001",
        "1e308",
        "1,2,3,4,5,6,7,8,9",
        "1,,,,2",
        "999,999,999,999,999,999,999.99",
        "-0.00",
        "--5",
        "NaN",
        "1.2.3",
        "１２３．４５",
        "٣٤",
    ];
    for one in absurd {
        for table in [
            function_table(&format!(
                "\t合计\t{one}\t{one}\t{one}\n201\t一般公共服务支出\t{one}\t{one}\t{one}\n20101\t人大事务\t{one}\t{one}\t{one}\n"
            )),
            String::from_utf8(content(CONTENT[2]))
                .expect("UTF-8")
                .replace("74.68", one)
                .replace("746793.23", one),
            String::from_utf8(content(CONTENT[0]))
                .expect("UTF-8")
                .replace("3,204.53", one)
                .replace("1,553.56", one),
            String::from_utf8(content(CONTENT[3]))
                .expect("UTF-8")
                .replace("2,595.00", one)
                .replace("809.00", one),
        ] {
            survives(one, table.into_bytes());
        }
    }
    // Many of the largest numbers that are still taken must not overflow a sum either.
    let rows: String = (0..5_000).map(|n| format!("2010{n:03}\t科目\t999999999999999999999999\t99999999999999999999999\t9999999999999999999999\n")).collect();
    survives("sums of absurd numbers", function_table(&rows).into_bytes());
}

#[test]
fn a_class_that_never_adds_up_ends() {
    // Without codes the levels are told by arithmetic; a total that nothing reaches must not try every grouping.
    for amount in ["0.00", "1.00"] {
        let rows: String = (0..400).map(|n| format!("第{n}款\t{amount}\n")).collect();
        let text = format!(
            "2021年深圳市罗湖区甲局部门预算\n\n收支预算总表\n\n单位：万元\n\n支出项目\t2021年预算数\n一般公共服务支出\t7.00\n{rows}本年支出合计\t7.00\n"
        );
        let start = std::time::Instant::now();
        survives("a class that never adds up", text.into_bytes());
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }
}

#[test]
fn absurd_years_are_read() {
    for year in ["9999", "0001", "2099", "1000", "20200"] {
        let folder = Folder::new();
        let text = String::from_utf8(content(GOOD[1])).expect("UTF-8").replace("2020", year);
        folder.put("a.txt", text.as_bytes());
        folder.put("b.txt", content(GOOD[0]).as_slice());
        let build = folder.build();
        build.nothing_failed();
        build.is_listed("a.txt");
    }
    for year in [i32::MAX, i32::MIN, -1, 0] {
        let folder = Folder::new();
        folder.put("a.txt", &content(GOOD[1]));
        folder.put("a.txt.toml", format!("fiscal_year = {year}\nkind = \"budget\"").as_bytes());
        folder.build().nothing_failed();
    }
}

/// Thousands of variants of the real disclosures, for a machine with time: set `MINGZHANG_VARIANTS` to how many.
#[test]
#[ignore = "a campaign of many minutes"]
fn campaign_over_the_real_disclosures() {
    let Some(corpus) = common::corpus() else {
        common::skip("the real disclosures are not here");
        return;
    };
    let variants: u64 = std::env::var_os("MINGZHANG_VARIANTS")
        .and_then(|text| text.to_str().and_then(|text| text.parse().ok()))
        .unwrap_or(200);
    let folder = std::fs::read_dir(corpus.join("text")).expect("a folder");
    let mut files: Vec<_> = folder.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.sort();
    let mut trouble = Vec::new();
    for file in &files {
        let text = std::fs::read_to_string(file).expect("UTF-8");
        for seed in 0..variants {
            let mut random = Seeded(seed);
            let mut how = Vec::new();
            let mut bytes = text.clone().into_bytes();
            for _ in 0..1 + random.below(3) {
                let (word, damaged) = damage(&String::from_utf8_lossy(&bytes), &mut random);
                how.push(word);
                bytes = damaged;
            }
            let what = format!("{}, seed {seed}: {}", file.display(), how.join(", "));
            let start = std::time::Instant::now();
            let outcome = std::panic::catch_unwind(|| survives(&what, bytes));
            let took = start.elapsed();
            if outcome.is_err() || took.as_secs() >= 2 {
                trouble
                    .push(format!("{what} ({took:?}, {})", if outcome.is_ok() { "slow" } else { "failed" }));
            }
        }
    }
    assert!(trouble.is_empty(), "{} cases:\n{}", trouble.len(), trouble.join("\n"));
}

/// The diagnostics of made-up files, read without building a site.
fn read(files: &[(&str, String)]) -> mingzhang::pipeline::Outcome {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    let mut config = mingzhang::config::Config::default();
    config.paths.content = folder.path().to_owned();
    mingzhang::pipeline::run(&config).expect("it runs")
}

fn budget(body: &str) -> String {
    format!(
        "{body} 2021 年部门预算\n\n收支预算总表\n\n单位：万元\n\n收入\t\t支出\t\n项 目\t2021 年预算数\t项 目\t2021 年预算数\n\
         一、一般公共预算拨款\t900.00\t一、农林水支出\t900.00\n收入总计\t900.00\t支出总计\t900.00\n\n第三部分 情况说明\n"
    )
}

#[test]
fn a_line_without_end_is_no_prose_and_is_reported() {
    let long = "2021 年工作顺利，".repeat(1000);
    let outcome = read(&[("long.txt", format!("{}\n{long}\n", budget("深圳市罗湖区水务局")))]);
    let record = outcome.ledger.record("long.txt").expect("in the ledger");
    let found = record.diagnostics.iter().find(|one| one.code == Code::LongLine).expect("a diagnostic");
    assert_eq!(found.span.map(|span| span.first), Some(14));
    assert!(found.excerpt.chars().count() <= 81);
}

#[test]
fn bodies_that_sound_alike_are_told_apart_in_any_order() {
    let (a, b) = (budget("深圳市罗湖区体育局"), budget("深圳市罗湖区体域局"));
    let ids = |files: &[(&str, String)]| {
        let outcome = read(files);
        let documents = &outcome.ledger.documents;
        assert!(documents.iter().all(|one| one.diagnostics.iter().any(|d| d.code == Code::SharedId)));
        let body =
            |record: &mingzhang::ledger::Record| (record.identity.body.clone(), record.department.clone());
        documents.iter().map(body).collect::<std::collections::BTreeMap<_, _>>()
    };
    let forth = ids(&[("1.txt", a.clone()), ("2.txt", b.clone())]);
    assert_eq!(forth.values().collect::<std::collections::BTreeSet<_>>().len(), 2, "{forth:?}");
    assert_eq!(forth, ids(&[("1.txt", b), ("2.txt", a)]));
}
