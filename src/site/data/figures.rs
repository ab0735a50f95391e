//! Figures told back from the rows of `facts.csv`, for the archive.

use std::collections::BTreeMap;

use super::super::{Drawer, Rows};
use super::schema::{Column, FILES, Type};
use crate::archive::Figure;
use crate::error::{Error, Result};
use crate::model::Status;

/// The place of a column.
fn column(file: &str, name: &str) -> usize {
    let file = FILES.iter().find(|one| one.name == file);
    file.and_then(|file| file.columns.iter().position(|column| column.name == name)).unwrap_or(usize::MAX)
}

/// The text of a cell, as it was before spreadsheets were thought of.
pub(super) fn plain<'t>(text: &'t str, column: &Column) -> &'t str {
    text.strip_prefix('\'').filter(|_| column.kind == Type::Text).unwrap_or(text)
}

/// The cells of rows, as they were before spreadsheets were thought of.
pub(super) fn cells(file: &'static str, rows: &Rows) -> impl Iterator<Item = Result<Vec<String>>> {
    let columns = FILES.iter().find(|one| one.name == file).map_or(&[][..], |file| file.columns);
    let reader =
        csv::ReaderBuilder::new().has_headers(false).from_reader(std::io::Cursor::new(rows.bytes.clone()));
    reader.into_records().map(move |row| {
        let row = row.map_err(|error| Error::Broken(format!("{file}: {error}")))?;
        Ok(row.iter().zip(columns).map(|(text, column)| plain(text, column).to_owned()).collect())
    })
}

/// The figures of `facts.csv` that are printed, with the reasons of corrections.
pub(crate) fn figures<'d>(
    rows: &'d dyn Drawer,
    hashes: &'d BTreeMap<&'d str, &'d str>,
) -> Result<impl Iterator<Item = Result<Figure>> + 'd> {
    let (id, reason) = (column("corrections", "fact"), column("corrections", "reason"));
    let mut reasons: BTreeMap<String, String> = BTreeMap::new();
    for own in rows.rows("corrections") {
        for row in cells("corrections", &own?) {
            let row = row?;
            if let (Some(id), Some(reason)) = (row.get(id), row.get(reason)) {
                reasons.insert(id.clone(), reason.clone());
            }
        }
    }
    let all = rows.rows("facts").flat_map(|own| match own {
        Ok(own) => cells("facts", &own).collect::<Vec<_>>(),
        Err(error) => vec![Err(error)],
    });
    let printed = |row: &Vec<String>| {
        let status = row.get(column("facts", "status"));
        status.is_some_and(|status| status != Status::Derived.id() && status != Status::Unreadable.id())
    };
    Ok(all.filter(move |row| row.as_ref().map_or(true, printed)).map(move |row| {
        let row = row?;
        let cell = |name: &str| row.get(column("facts", name)).cloned().unwrap_or_default();
        let (fact, document) = (cell("id"), cell("document"));
        Ok(Figure {
            department: cell("department"),
            fiscal_year: cell("fiscal_year").parse().unwrap_or_default(),
            sha256: hashes.get(document.as_str()).map_or_else(String::new, |hash| (*hash).to_owned()),
            table: cell("table"),
            name: cell("name"),
            amount: cell("amount"),
            unit: cell("unit"),
            status: cell("status"),
            reason: reasons.get(&fact).cloned().unwrap_or_default(),
            fact,
            document,
        })
    }))
}
