//! The data files: everything on the site as tables, for spreadsheets and programs.

pub(crate) mod package;
pub(crate) mod schema;
pub(crate) mod tables;

use serde_json::Value;
use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::archive::History;
use crate::config::Site;
use crate::ledger::Ledger;
use crate::verify::Report;
use package::Written;
use schema::FILES;
use tables::Rows;

/// A file of the site: its path and its bytes.
pub(crate) type Output = (String, Vec<u8>);

/// All data files.
pub(crate) fn files(ledger: &Ledger, report: &Report, history: &History, site: &Site) -> Vec<Output> {
    let all: Vec<(&schema::File, Rows)> =
        FILES.iter().map(|file| (file, tables::rows(file.name, ledger, report, history))).collect();
    let mut outputs = Vec::new();
    let mut written = Vec::new();
    for (file, rows) in &all {
        let bytes = tables::csv(file, rows);
        let digest = Sha256::digest(&bytes);
        let sha256 = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        written.push(Written { name: file.name, bytes: bytes.len(), sha256, rows: rows.len() });
        outputs.push((format!("data/{}.csv", file.name), bytes));
    }
    outputs.push(("data/datapackage.json".into(), pretty(&package::package(site, &written))));
    outputs.extend(departments(&all));
    outputs
}

/// The rows of all files that concern one department, as one JSON file per department.
fn departments(all: &[(&schema::File, Rows)]) -> Vec<Output> {
    let mut objects: BTreeMap<&str, serde_json::Map<String, Value>> = BTreeMap::new();
    for (file, rows) in all {
        let key = if file.name == "departments" { "id" } else { "department" };
        let Some(at) = file.columns.iter().position(|column| column.name == key) else { continue };
        for row in rows.iter().filter(|row| !row[at].is_empty()) {
            let object = objects.entry(&row[at]).or_default();
            let list = object.entry(file.name).or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(list) = list {
                list.push(row_json(file, row));
            }
        }
    }
    objects
        .into_iter()
        .map(|(id, object)| (format!("data/departments/{id}.json"), pretty(&Value::Object(object))))
        .collect()
}

fn pretty(value: &Value) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// A row as an object. Numbers stay text: JSON numbers would lose printed zeros.
fn row_json(file: &schema::File, row: &[String]) -> Value {
    let cells = file.columns.iter().zip(row).filter(|(_, text)| !text.is_empty());
    Value::Object(cells.map(|(column, text)| (column.name.to_owned(), Value::String(text.clone()))).collect())
}
