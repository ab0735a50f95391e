//! The data files: everything on the site as tables, for spreadsheets and programs, and for each body a small file of
//! its figures and its checks.

pub(crate) mod package;
pub(crate) mod schema;
pub(crate) mod tables;

use serde_json::{Map, Value};

use sha2::{Digest, Sha256};

use super::{Site, Tray};
use crate::error::Result;
use crate::model::{Department, Verdict};
use package::Written;
use schema::{FILES, File};

/// Writes all tables, one at a time, and says what was written.
///
/// # Errors
/// When a file cannot be written.
pub(crate) fn write(site: &Site<'_>, tray: &Tray<'_>) -> Result<Vec<Written>> {
    let mut written = Vec::new();
    for file in FILES {
        let rows = tables::rows(file.name, site.ledger, site.report, site.history);
        let bytes = tables::csv(file, &rows);
        let rows = rows.len();
        let digest = Sha256::digest(&bytes);
        let sha256 = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        written.push(Written { name: file.name, bytes: bytes.len(), sha256, rows });
        tray.put(&format!("data/{}.csv", file.name), || Ok(bytes))?;
    }
    tray.put("data/datapackage.json", || {
        let mut bytes =
            serde_json::to_vec_pretty(&package::package(site.config, &written)).unwrap_or_default();
        bytes.push(b'\n');
        Ok(bytes)
    })?;
    Ok(written)
}

/// The address of the file of a body.
pub(crate) fn of_department(id: &str) -> String {
    format!("data/departments/{id}.json")
}

/// What the file of a body says of a figure. Everything else stands once, in `facts.csv`.
pub(crate) const LEAN: &[&str] =
    &["id", "fiscal_year", "phase", "statement", "measure", "name", "amount", "unit"];

/// The figures of a body and what was checked about them, with the columns of the tables.
pub(crate) fn department(site: &Site<'_>, department: &Department) -> Vec<u8> {
    let (ledger, report) = (site.ledger, site.report);
    let records = || ledger.records_of(&department.id);
    let facts = records().flat_map(|record| ledger.facts_in(&record.path));
    let findings = records().flat_map(|record| report.checks_in(&record.path));
    let findings = findings.filter(|finding| finding.verdict != Verdict::Pass && !finding.withheld);
    let mut object = Map::new();
    let mut put = |name: &str, rows: &mut dyn Iterator<Item = Vec<String>>, only: Option<&[&str]>| {
        if let Some(file) = FILES.iter().find(|file| file.name == name) {
            let rows = rows.map(|row| object_of(file, &row, only)).collect();
            object.insert(name.into(), Value::Array(rows));
        }
    };
    put("departments", &mut std::iter::once(tables::department_row(department)), None);
    put("documents", &mut records().map(|record| tables::document_row(ledger, record)), None);
    put("facts", &mut facts.map(|fact| tables::fact_row(ledger, fact, &[])), Some(LEAN));
    put("findings", &mut findings.map(|finding| tables::finding_row(ledger, finding)), None);
    let mut bytes = serde_json::to_vec(&Value::Object(object)).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// A row as an object. Numbers stay text: JSON numbers would lose printed zeros.
fn object_of(file: &File, row: &[String], only: Option<&[&str]>) -> Value {
    let cells = file
        .columns
        .iter()
        .zip(row)
        .filter(|(column, text)| !text.is_empty() && only.is_none_or(|only| only.contains(&column.name)));
    Value::Object(cells.map(|(column, text)| (column.name.to_owned(), Value::String(text.clone()))).collect())
}
