//! Limits: a document that is larger than any disclosure is cut at a counted place, told of, and takes nothing from the others.
#![allow(clippy::disallowed_methods)]

use crate::hostile;
use crate::hostile::Folder;
use mingzhang::config::{Config, Limits};
use mingzhang::diagnostic::Code;
use mingzhang::model::Scheme;
use mingzhang::pipeline;
use mingzhang::source::{self, OWN_ADDRESSES};

const HEAD: &str = "2024年青溪市南岸区档案馆部门预算\n\n";

/// The kinds of too much that a text can hold.
fn too_much() -> [(&'static str, String); 5] {
    let table = "支出总表\n单位：万元\n项目\t预算数\n";
    [
        ("rows", format!("{table}{}", "档案事务\t1.00\n".repeat(300))),
        ("cells", format!("{table}{}\n", "1.00\t".repeat(700)).repeat(2)),
        ("lines", "说明\n".repeat(300)),
        ("sentences", "支出1.00万元，比上年增加2.00万元。\n".repeat(80)),
        ("text", format!("{}\n{}\n", "说明".repeat(120_000), "说明".repeat(120_000))),
    ]
}

#[test]
fn too_much_of_one_document_is_cut_and_told() {
    let folder = Folder::with_good_files();
    for (name, text) in too_much() {
        folder.put(&format!("{name}.txt"), format!("{HEAD}{text}").as_bytes());
    }
    let mut config = Config::default();
    config.paths.content = folder.path().to_owned();
    config.paths.register = folder.path().join("departments.toml");
    let whole = pipeline::run(&config).expect("it runs");
    // Every figure of the good disclosures stays below these limits.
    config.read.limits = Limits { lines: 250, cells: 1_200, numbers: 150, text: 1 };
    let cut = pipeline::run(&config).expect("it runs");
    for (name, _) in too_much() {
        let told = |outcome: &pipeline::Outcome| {
            let record = outcome.ledger.record(&format!("{name}.txt")).expect("known");
            record.diagnostics.iter().any(|one| {
                one.code == Code::LeftOut
                    && one.message.contains("larger than is read")
                    && !one.help.is_empty()
            })
        };
        assert!(told(&cut), "{name}: the limit was not told");
        assert!(!told(&whole), "{name}: the defaults are no limit for it");
        let lines = |outcome: &pipeline::Outcome| {
            outcome.ledger.record(&format!("{name}.txt")).expect("known").document.source.len()
        };
        assert!(lines(&cut) < lines(&whole), "{name}: nothing was cut");
    }
    let again = pipeline::run(&config).expect("it runs");
    for record in &cut.ledger.documents {
        let same = again.ledger.record(&record.path).expect("known");
        assert_eq!(record.document, same.document, "{}: cut at another place", record.path);
    }
}

/// The rows of a summary are asked once for what they are, not each for all.
#[test]
fn rows_of_a_summary_are_classified_together() {
    let head = "收支总表\n单位：万元\n项目\t预算数\n";
    let rows: String = (0..3_000).map(|at| format!("一般公共服务支出{at}\t1.00\n")).collect();
    let text = format!("{HEAD}{head}基本支出\t10.00\n{rows}合计\t3010.00\n");
    let entrant = hostile::understand("a.txt", text.into_bytes());
    let facts = &entrant.record.disclosure.facts;
    assert!(facts.len() > 3_000, "{}", facts.len());
    // One row by nature makes a table by nature of all of them.
    let own = || facts.iter().filter(|fact| fact.subject.name.starts_with("一般公共服务支出"));
    assert_eq!(own().count(), 3_000);
    let other = own().find(|fact| fact.subject.scheme != Scheme::Nature);
    assert!(other.is_none(), "{other:?}");
}

#[test]
fn bad_sidecars_name_their_line_and_stop_nothing() {
    let bad = [
        ("division", "note = \"x\"\ndivision = \"../../etc\"\n", "line 2"),
        ("nul", "body = \"a\\u0000b\"\n", "line 1"),
        ("day", "published_on = \"2024-13-45\"\n", "line 1"),
        ("kind", "\nkind = \"nonsense\"\n", "line 2"),
        ("edition", "edition = \"weird\"\n", "line 1"),
        ("address", "source_url = \"javascript:alert(1)\"\n", "line 1"),
        ("long", &format!("body = \"{}\"\n", "甲".repeat(9_999)), "line 1"),
        ("syntax", "note = \"x\"\n= = =\n", "line 2"),
    ];
    let folder = Folder::with_good_files();
    for (name, sidecar, _) in bad {
        folder.put(&format!("{name}.txt"), format!("{HEAD}部门预算支出1.00万元。\n").as_bytes());
        folder.put(&format!("{name}.txt.toml"), sidecar.as_bytes());
    }
    let build = folder.build();
    let content = source::walk(folder.path()).expect("walked");
    for (name, _, line) in bad {
        let path = format!("{name}.txt");
        let of =
            |one: &&mingzhang::diagnostic::Diagnostic| *one.document == *path && one.code == Code::BadSidecar;
        let told =
            &content.diagnostics.iter().find(of).unwrap_or_else(|| panic!("{name}: nothing told")).message;
        assert!(told.contains(line) && told.chars().count() < 300, "{name}: {told}");
        build.is_listed(&path);
    }
    for good in hostile::GOOD {
        build.is_listed(good);
    }
}

#[test]
fn rows_of_a_bad_list_name_their_line() {
    let folder = Folder::with_good_files();
    folder.put("sources.csv", "file,division,note\na.txt,440303,fine\nb.txt,../x,bad\n".as_bytes());
    let content = source::walk(folder.path()).expect("walked");
    let told: Vec<&str> = content.diagnostics.iter().map(|one| one.message.as_str()).collect();
    assert!(
        told.iter().any(|message| message.contains("line 3") && message.contains("division")),
        "{told:?}"
    );
    assert_eq!(told.len(), 1, "{told:?}");
}

#[test]
fn pages_without_an_address_of_their_own_are_told_and_the_site_stands() {
    let folder = Folder::with_good_files();
    let names = ["index", ".x", "a b<c>", "documents/a", "Data", "good"];
    for name in names {
        folder.put(&format!("pages/{name}.md"), "# 说明\n\n\u{202E}反\u{FFFE}\n".as_bytes());
    }
    let build = folder.build();
    assert!(build.files.contains_key("good.html"), "the good page is there");
    assert!(!build.text("good.html").contains(['\u{202E}', '\u{FFFE}']));
    let content = source::walk(folder.path()).expect("walked");
    let refused: Vec<&str> = content
        .diagnostics
        .iter()
        .filter(|one| one.code == Code::PageFailed)
        .map(|one| &*one.document)
        .collect();
    assert_eq!(refused, ["pages/Data.md", "pages/a b<c>.md", "pages/documents/a.md", "pages/index.md"]);
    // Whatever the site has at its top is known as its own.
    for path in build.files.keys().filter(|path| *path != "good.html") {
        let first = path.split(['/', '.']).next().unwrap_or_default();
        assert!(first.is_empty() || OWN_ADDRESSES.contains(&first), "{path}");
    }
}

#[test]
fn text_that_turns_around_is_read_as_it_stands() {
    let text =
        format!("{HEAD}支出总表\n单位：万元\n项目\t预算数\n档案\u{202E}事务\t1.00\n合计\u{2066}\t1.00\n");
    let entrant = hostile::understand("a.txt", text.into_bytes());
    let document = &entrant.record.document;
    assert!(document.source.iter().all(|line| !line.contains(['\u{202E}', '\u{2066}'])));
    assert!(entrant.record.disclosure.facts.iter().any(|fact| &*fact.subject.name == "档案事务"));
}

#[test]
fn what_a_file_unfolds_to_is_bounded_by_its_own_size() {
    let limits = Limits::default();
    assert_eq!(limits.cells_of(510), 100_127, "one cell repeated a million times");
    assert_eq!(limits.cells_of(4 << 20), limits.cells, "a hundred thousand rows as text");
    let strict = Limits { cells: 1_200, ..limits };
    assert_eq!(strict.cells_of(4 << 20), 1_200, "what is configured holds");
}
