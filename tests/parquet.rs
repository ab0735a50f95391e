//! `facts.parquet`: read back with its own crate and with other programs, every cell is that of `facts.csv`.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::io::Write;
use std::process::Command;

use crate::common;
use mingzhang::config::Config;
use mingzhang::pipeline;
use mingzhang::site::{Files, Theme};
use parquet::data_type::Decimal as Bytes;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use rust_decimal::Decimal;

/// Columns of `facts.csv` that hold numbers; all others but `fiscal_year` are text.
const NUMBERS: &[&str] = &["amount", "amount_wan"];

/// The site of made-up documents of several bodies.
fn site(parquet: bool) -> BTreeMap<String, Vec<u8>> {
    let mut config = Config::default();
    config.paths.content = common::root().join("tests/fixtures/rules");
    config.output.parquet = parquet;
    let outcome = pipeline::run(&config).expect("it runs");
    let files = Files::default();
    outcome.site(&config.site, &Theme::built_in().expect("the theme"), &files).expect("a site");
    files.into_inner()
}

/// The rows of `facts.csv`, without the signs for spreadsheets.
fn facts(site: &BTreeMap<String, Vec<u8>>) -> Vec<BTreeMap<String, String>> {
    let bytes = site["data/facts.csv"].strip_prefix(b"\xEF\xBB\xBF").expect("a mark");
    let mut rows: Vec<BTreeMap<String, String>> =
        csv::Reader::from_reader(bytes).deserialize().collect::<Result<_, _>>().expect("a CSV file");
    for row in &mut rows {
        for (name, text) in row.iter_mut().filter(|(name, _)| !NUMBERS.contains(&name.as_str())) {
            if let Some(plain) = text.strip_prefix('\'') {
                *text = plain.to_owned();
            }
            assert!(name != "fiscal_year" || text.is_empty() || text.len() == 4, "{text}");
        }
    }
    rows
}

fn decimal(value: &Bytes) -> Decimal {
    let bytes: [u8; 16] = value.data().try_into().expect("16 bytes");
    let scale = u32::try_from(value.scale()).expect("a scale");
    Decimal::try_from_i128_with_scale(i128::from_be_bytes(bytes), scale).expect("a number")
}

#[test]
fn every_cell_is_that_of_the_csv_file() {
    let site = site(true);
    let rows = facts(&site);
    assert!(rows.len() > 500, "{}", rows.len());
    let reader = SerializedFileReader::new(file(&site)).expect("a Parquet file");
    let mut read = 0;
    for (row, expected) in reader.get_row_iter(None).expect("rows").zip(&rows) {
        let row = row.expect("a row");
        assert_eq!(row.len(), expected.len() + 1, "the columns of the table and the text of the amount");
        for (name, field) in row.get_column_iter() {
            let text = &expected[if name == "amount_text" { "amount" } else { name }];
            match field {
                Field::Null => assert_eq!(text, "", "{name}"),
                Field::Str(found) => assert_eq!(found, text, "{name}"),
                Field::Int(found) => assert_eq!(&found.to_string(), text, "{name}"),
                Field::Decimal(found) => {
                    assert_eq!(decimal(found), text.parse().expect("a number"), "{name}")
                }
                other => panic!("{name} has a type that nothing was written as: {other:?}"),
            }
            assert_eq!(
                matches!(field, Field::Decimal(_)),
                NUMBERS.contains(&name.as_str()) && !text.is_empty()
            );
        }
        read += 1;
    }
    assert_eq!(read, rows.len());
    assert_eq!(reader.metadata().file_metadata().num_rows(), i64::try_from(rows.len()).expect("few"));
}

/// The file, as its crate reads files.
fn file(site: &BTreeMap<String, Vec<u8>>) -> std::fs::File {
    let mut file = tempfile::tempfile().expect("a file");
    file.write_all(&site["data/facts.parquet"]).expect("written");
    file
}

#[test]
fn the_package_describes_it_and_a_switch_leaves_it_out() {
    let with = site(true);
    let package = |site: &BTreeMap<String, Vec<u8>>| -> serde_json::Value {
        serde_json::from_slice(&site["data/datapackage.json"]).expect("JSON")
    };
    let described = package(&with);
    let one = described["resources"]
        .as_array()
        .and_then(|all| all.iter().find(|one| one["path"] == "facts.parquet"))
        .expect("a resource");
    assert_eq!(one["bytes"], with["data/facts.parquet"].len());
    assert_eq!(one["hash"], format!("sha256:{}", mingzhang::source::sha256(&with["data/facts.parquet"])));
    let page = String::from_utf8_lossy(&with["data.html"]);
    assert!(page.contains("facts.parquet"));
    let without = site(false);
    assert!(!without.contains_key("data/facts.parquet"));
    assert!(!package(&without).to_string().contains("parquet"));
    assert!(!String::from_utf8_lossy(&without["data.html"]).contains("parquet"));
    assert_eq!(with["data/facts.csv"], without["data/facts.csv"]);
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    assert_eq!(site(true)["data/facts.parquet"], site(true)["data/facts.parquet"]);
}

/// What another program reads in `facts.parquet`, as CSV with the columns in the order of the file.
const ELSEWHERE: &[(&str, &str)] = &[
    (
        "pyarrow",
        "import sys, csv, pyarrow.parquet as p\n\
         t = p.read_table(sys.argv[1])\n\
         rows = zip(*(c.to_pylist() for c in t.columns))\n\
         names = t.column_names",
    ),
    (
        "duckdb",
        "import sys, csv, duckdb\n\
         r = duckdb.sql(\"select * from '\" + sys.argv[1] + \"'\")\n\
         names = r.columns\n\
         rows = r.fetchall()",
    ),
];

const PRINT: &str = "\n\
    w = csv.writer(sys.stdout, lineterminator='\\n')\n\
    w.writerow(names)\n\
    for row in rows:\n    \
        w.writerow(['' if c is None else format(c, 'f') if hasattr(c, 'quantize') else c for c in row])\n";

#[test]
fn other_programs_read_what_the_csv_file_says() {
    let site = site(true);
    let rows = facts(&site);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("facts.parquet");
    std::fs::write(&file, &site["data/facts.parquet"]).expect("written");
    for (name, program) in ELSEWHERE {
        let Some(python) = common::python_with(name) else { continue };
        let ran = Command::new(python)
            .env("PYTHONIOENCODING", "utf-8")
            .args(["-c", &format!("{program}{PRINT}")])
            .arg(&file)
            .output()
            .expect("it runs");
        assert!(ran.status.success(), "{name}: {}", String::from_utf8_lossy(&ran.stderr));
        let mut reader = csv::Reader::from_reader(&*ran.stdout);
        let read: Vec<BTreeMap<String, String>> =
            reader.deserialize().collect::<Result<_, _>>().expect("a CSV file");
        assert_eq!(read.len(), rows.len(), "{name}");
        for (found, expected) in read.iter().zip(&rows) {
            for (column, text) in expected {
                if NUMBERS.contains(&column.as_str()) && !text.is_empty() {
                    let number = |text: &str| text.parse::<Decimal>().expect("a number");
                    assert_eq!(number(&found[column]), number(text), "{name}: {column}");
                } else {
                    assert_eq!(&found[column], text, "{name}: {column}");
                }
            }
            assert_eq!(found["amount_text"], expected["amount"], "{name}");
        }
    }
}
