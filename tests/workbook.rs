//! The workbooks of bodies: opened by another library and compared cell by cell with `facts.csv`; the same bytes every time; no
//! formula, whatever a document prints.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::path::Path;

use assert_cmd::Command;
use calamine::{Data, Range, Reader, Xlsx, open_workbook};

use crate::common;

fn build(content: &Path, out: &Path, arguments: &[&str]) {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("mingzhang"));
    let content = content.display().to_string();
    let out_ = out.display().to_string();
    let ran = command.current_dir(out.parent().expect("a folder"));
    let ran = ran
        .args(["build", "--no-cache", "--content", &content, "--out", &out_])
        .args(arguments)
        .output()
        .expect("it runs");
    assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
}

fn sheet(file: &Path, name: &str) -> Range<Data> {
    let mut book: Xlsx<_> = open_workbook(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    assert!(book.worksheet_formula(name).expect("a sheet").is_empty(), "{name}: a formula");
    book.worksheet_range(name).expect("a sheet")
}

/// The columns of the facts that are numbers in a workbook; all others are text.
const NUMBERS: &[&str] = &["fiscal_year", "amount", "amount_wan"];

/// Whether a cell is what a row of the CSV says.
fn agrees(column: &str, text: &str, cell: Option<&Data>) -> bool {
    let cell = cell.unwrap_or(&Data::Empty);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    match cell {
        Data::Empty => text.is_empty(),
        // The only digits that a double cannot keep stay text, and so does all that is no number.
        Data::Float(number) => NUMBERS.contains(&column) && digits <= 15 && text.parse() == Ok(*number),
        Data::Int(number) => NUMBERS.contains(&column) && text.parse() == Ok(*number),
        Data::String(said) => said == text && (!NUMBERS.contains(&column) || digits > 15),
        _ => false,
    }
}

/// A text of `facts.csv` as it was before a spreadsheet had to be kept from it.
fn plain<'t>(column: &str, text: &'t str) -> &'t str {
    if NUMBERS.contains(&column) { text } else { text.strip_prefix('\'').unwrap_or(text) }
}

/// Compares the workbooks of a site with its facts. Gives how many cells there were.
fn compared(site: &Path) -> usize {
    let facts = common::rows(&site.join("data/facts.csv"));
    let mut of_body: BTreeMap<&str, Vec<&BTreeMap<String, String>>> = BTreeMap::new();
    for row in &facts {
        of_body.entry(&row["department"]).or_default().push(row);
    }
    let mut cells = 0;
    for (body, rows) in of_body.iter().filter(|(body, _)| !body.is_empty()) {
        let own = sheet(&site.join(format!("data/departments/{body}.xlsx")), "数字");
        let mut lines = own.rows();
        let head: Vec<String> = lines.next().expect("a head").iter().map(ToString::to_string).collect();
        assert_eq!(head.len(), rows[0].len(), "{body}");
        let lines: Vec<&[Data]> = lines.collect();
        assert_eq!(lines.len(), rows.len(), "{body}");
        for (line, row) in lines.iter().zip(rows) {
            for (at, column) in head.iter().enumerate() {
                let text = plain(column, &row[column]);
                assert!(agrees(column, text, line.get(at)), "{body}: {column}: `{text}`, {:?}", line.get(at));
                cells += 1;
            }
        }
    }
    cells
}

#[test]
fn a_workbook_says_what_the_table_says_cell_by_cell() {
    let folder = tempfile::tempdir().expect("a folder");
    let content = folder.path().join("content");
    std::fs::create_dir(&content).expect("made");
    // A body whose documents print what a spreadsheet would run, cut or round.
    let base = common::root().join("tests/fixtures/rules/tables/disclosure.txt");
    let text = std::fs::read_to_string(base).expect("the disclosure");
    let hostile = text
        .replace("南岸区档案馆", "南岸区水务局")
        .replace("\t住房公积金\t", "\t=1+1\t")
        .replace("\t行政运行\t", "\t@SUM(A1)\t");
    std::fs::write(content.join("a.txt"), &hostile).expect("written");
    for name in ["disclosure.txt", "departments.toml"] {
        let from = common::root().join("tests/sites/small.in").join(name);
        std::fs::copy(from, content.join(name)).expect("copied");
    }
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    build(&content, &one, &["--date", "2026-01-01"]);
    assert!(compared(&one) > 2_000);
    let facts = common::rows(&one.join("data/facts.csv"));
    for risky in ["'=1+1", "'@SUM(A1)"] {
        assert!(facts.iter().any(|row| row["name"] == risky), "the test shows nothing of {risky}");
    }
    // Neither the clock nor the day of publication changes a byte.
    build(&content, &two, &["--date", "2026-02-01"]);
    let books = |site: &Path| -> Vec<(String, Vec<u8>)> {
        let all = std::fs::read_dir(site.join("data/departments"))
            .expect("a folder")
            .map(|entry| entry.expect("one").path());
        let mut own: Vec<_> = all
            .filter(|path| path.extension().is_some_and(|ending| ending == "xlsx"))
            .map(|path| {
                (
                    path.file_name().expect("a name").to_string_lossy().into_owned(),
                    std::fs::read(&path).expect("read"),
                )
            })
            .collect();
        own.sort();
        own
    };
    assert!(books(&one).len() >= 2);
    assert_eq!(books(&one), books(&two));
    for (name, _) in books(&one) {
        let told = sheet(&one.join("data/departments").join(&name), "说明");
        let said: Vec<String> = told.rows().flatten().map(ToString::to_string).collect();
        let whole = said.join("\n");
        for words in
            ["CC BY 4.0", "万元", "locator", "status = derived", "status = corrected", "未收录", "blank"]
        {
            assert!(whole.contains(words), "{name}: {words}");
        }
        assert!(sheet(&one.join("data/departments").join(&name), "报表").height() > 1, "{name}");
    }
    let page = std::fs::read_to_string(one.join("data.html")).expect("a page");
    assert!(books(&one).iter().all(|(name, _)| page.contains(&format!("data/departments/{name}"))));
}

#[test]
fn whoever_wants_no_workbooks_has_none() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("mingzhang.toml"), "[output]\nxlsx = false\n").expect("written");
    let out = folder.path().join("public");
    build(&common::root().join("tests/sites/small.in"), &out, &[]);
    let entries = walkdir::WalkDir::new(&out).into_iter().map(|entry| entry.expect("one"));
    let books: Vec<_> =
        entries.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "xlsx")).collect();
    assert!(books.is_empty(), "{books:?}");
    let page = std::fs::read_to_string(out.join("data.html")).expect("a page");
    assert!(!page.contains("xlsx"), "nothing leads to them");
}

/// A project that asks for workbooks of divisions, with two bodies of one and a body of another.
fn of_divisions(settings: &str) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let content = folder.path().join("content");
    std::fs::create_dir(&content).expect("made");
    std::fs::write(folder.path().join("mingzhang.toml"), settings).expect("written");
    let base = common::root().join("tests/fixtures/rules/tables/disclosure.txt");
    let text = std::fs::read_to_string(base).expect("the disclosure");
    std::fs::write(content.join("a.txt"), &text).expect("written");
    std::fs::write(content.join("b.txt"), text.replace("南岸区档案馆", "南岸区水务局")).expect("written");
    std::fs::write(content.join("c.txt"), text.replace("南岸区档案馆", "罗湖区水务局")).expect("written");
    let body = |id: &str, name: &str, division: &str| {
        format!(
            "[[department]]\nid = \"{id}\"\nnames = [{{ name = \"青溪市{name}\" }}]\ndivision = \"{division}\"\n\n"
        )
    };
    let register = [
        body("naa", "南岸区档案馆", "500108"),
        body("nab", "南岸区水务局", "500108"),
        body("lha", "罗湖区水务局", "440303"),
    ];
    std::fs::write(content.join("departments.toml"), register.concat()).expect("written");
    let out = folder.path().join("public");
    build(&content, &out, &[]);
    (folder, out)
}

#[test]
fn a_division_and_a_year_are_one_workbook_with_everything() {
    let (_folder, out) = of_divisions("[output]\nxlsx_divisions = true\n");
    let (bodies, documents) =
        (common::rows(&out.join("data/departments.csv")), common::rows(&out.join("data/documents.csv")));
    let mut parts: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for row in &documents {
        let body = bodies.iter().find(|body| body["id"] == row["department"]).expect("a body");
        parts.entry((&body["division"], &row["fiscal_year"])).or_default().push(&row["document"]);
    }
    assert_eq!(parts.len(), 2, "{parts:?}");
    let page = std::fs::read_to_string(out.join("data.html")).expect("a page");
    let mut cells = 0;
    for ((division, year), own) in &parts {
        let name = format!("data/divisions/{division}-{year}.xlsx");
        assert!(page.contains(&name), "{name} is named");
        for (sheet_name, table) in [
            ("数字", "facts"),
            ("报表", "statements"),
            ("文件", "documents"),
            ("核对", "findings"),
            ("无法识别", "unreadable"),
        ] {
            let rows = common::rows(&out.join(format!("data/{table}.csv")));
            let rows: Vec<_> = rows.iter().filter(|row| own.contains(&row["document"].as_str())).collect();
            let found = sheet(&out.join(&name), sheet_name);
            let mut lines = found.rows();
            let head: Vec<String> = lines.next().expect("a head").iter().map(ToString::to_string).collect();
            let lines: Vec<&[Data]> = lines.collect();
            assert_eq!(lines.len(), rows.len(), "{name}: {sheet_name}");
            for (line, row) in lines.iter().zip(rows).filter(|_| table == "facts") {
                for (at, column) in head.iter().enumerate() {
                    let text = plain(column, &row[column]);
                    assert!(
                        agrees(column, text, line.get(at)),
                        "{name}: {column}: `{text}`, {:?}",
                        line.get(at)
                    );
                    cells += 1;
                }
            }
        }
        let held = sheet(&out.join(&name), "部门").height() - 1;
        assert_eq!(held, own.len(), "{name}: one document each");
        let told: Vec<String> =
            sheet(&out.join(&name), "说明").rows().flatten().map(ToString::to_string).collect();
        assert!(told.contains(&(*division).to_owned()), "{told:?}");
    }
    assert!(cells > 5_000, "{cells}");
}

#[test]
fn workbooks_of_divisions_come_with_the_first_publication_unless_somebody_says_otherwise() {
    let (_one, without) = of_divisions("");
    assert!(!without.join("data/divisions").exists(), "nothing was published");
    let (_two, none) = of_divisions("[output]\nxlsx_divisions = false\n");
    assert!(!none.join("data/divisions").exists());
    let page = std::fs::read_to_string(none.join("data.html")).expect("a page");
    assert!(!page.contains("data/divisions"));
}
