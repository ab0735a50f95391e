//! `examples/spark/` in local mode: shares that Spark's tasks extracted give the site of the files, and its answer is what the
//! site's own data say.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use crate::common;
use rust_decimal::Decimal;

/// Documents of several bodies.
const FAMILIES: &[&str] = &["across", "editions", "forms", "tables"];

fn ran(command: &mut Command) -> Output {
    let output = command.output().expect("it starts");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mingzhang"));
    command.current_dir(folder);
    command
}

/// The files of a site.
fn site(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files =
        walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned();
            (path, std::fs::read(entry.path()).expect("read"))
        })
        .collect()
}

/// How many figures, and how much in all, by division and year.
type Sums = BTreeMap<(String, String), (usize, Decimal)>;

fn expected(folder: &Path) -> Sums {
    let divisions: BTreeMap<String, String> = common::rows(&folder.join("data/departments.csv"))
        .into_iter()
        .map(|row| (row["id"].clone(), row["division"].clone()))
        .collect();
    let documents: BTreeMap<String, (String, String)> = common::rows(&folder.join("data/documents.csv"))
        .into_iter()
        .map(|row| {
            let division = divisions.get(&row["department"]).cloned().unwrap_or_default();
            (row["document"].clone(), (division, row["fiscal_year"].clone()))
        })
        .collect();
    let mut sums = Sums::new();
    for row in common::rows(&folder.join("data/facts.csv")) {
        let sum = sums.entry(documents[&row["document"]].clone()).or_default();
        sum.0 += 1;
        sum.1 += row["amount_wan"].parse().unwrap_or(Decimal::ZERO);
    }
    sums
}

#[test]
fn tasks_of_spark_give_what_one_machine_gives() {
    let Some(python) = common::python_with("pyspark") else { return };
    if !Command::new("java").arg("-version").output().is_ok_and(|ran| ran.status.success()) {
        if !common::without("java") {
            common::skip("java is not here");
        }
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    for family in FAMILIES {
        let from = common::root().join("tests/fixtures/rules").join(family);
        std::fs::create_dir_all(folder.join("content").join(family)).expect("made");
        for entry in walkdir::WalkDir::new(&from).into_iter().flatten() {
            if entry.path().extension().is_some_and(|ending| ending == "txt") {
                let to = folder.join("content").join(family).join(entry.file_name());
                std::fs::copy(entry.path(), to).expect("copied");
            }
        }
    }
    let spark = ran(Command::new(&python)
        .arg(common::root().join("examples/spark/extract.py"))
        .args(["--content", "content", "--out", "extracted", "--per-task", "7"])
        .args(["--program", env!("CARGO_BIN_EXE_mingzhang")])
        .env("SPARK_LOCAL_IP", "127.0.0.1")
        .env("PYSPARK_PYTHON", &python)
        .env("PYSPARK_SUBMIT_ARGS", "--master local[2] --conf spark.ui.enabled=false pyspark-shell")
        .current_dir(folder));
    ran(program(folder).args(["build", "--out", "public", "--no-cache"]));
    ran(program(folder).args(["build", "--from", "extracted", "--out", "again", "--no-cache"]));
    let (files, records) = (site(&folder.join("public")), site(&folder.join("again")));
    assert!(files.len() > 50, "{}", files.len());
    let differs = |path: &&String| files.get(*path) != records.get(*path);
    let all: Vec<&String> = files.keys().chain(records.keys()).filter(differs).collect();
    assert!(all.is_empty(), "{all:?}");

    let mut sums = Sums::new();
    for row in csv::Reader::from_reader(&*spark.stdout).deserialize::<BTreeMap<String, String>>() {
        let row = row.expect("a row");
        let amount = row["amount_wan"].parse().unwrap_or(Decimal::ZERO);
        sums.insert(
            (row["division"].clone(), row["year"].clone()),
            (row["facts"].parse().expect("a count"), amount),
        );
    }
    let expected = expected(&folder.join("public"));
    assert!(expected.len() > 1, "{expected:?}");
    assert_eq!(sums, expected);
}
