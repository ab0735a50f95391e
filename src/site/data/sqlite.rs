//! All data files as one SQLite database, with views and a search over names and texts: for whoever asks in SQL. Rows go in as they
//! come, body by body, so that memory does not follow their number; the same rows give the same bytes.
//!
//! Types are those of Parquet but for numbers, which SQLite keeps in binary: one of more digits than that holds is null, and stands
//! in the column of its text where there is one.

use std::path::Path;

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, MAIN_DB, OpenFlags, params};

use super::super::{House, Rows, Tray};
use super::figures::plain;
use super::lines::{self, exact};
use super::package::{self, Written};
use super::schema::{FILES, File, Type};
use super::tables;
use super::typed::{Target, columns};
use crate::error::{Error, Result};

/// The version of what stands in it: tables and columns that went or changed their meaning. It is the `user_version` of the file.
const VERSION: i64 = 1;

/// Search, indexes and views.
const VIEWS: &str = include_str!("views.sql");

/// Nothing of the machine: pages of one size, no journal beside the file, and sorting that takes to the disk what memory does not hold.
const SETTINGS: &str = "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; \
     PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -16384; PRAGMA temp_store = DEFAULT;";

/// Where a file says how often it was written and by which version, which what was only in memory does not.
const WRITTEN: [usize; 2] = [24, 92];
const WRITTEN_BY: usize = 96;

/// Writes the database, where it is wanted.
///
/// # Errors
/// When rows cannot be read, or the file cannot be written.
pub(super) fn put(house: &House<'_>, tray: &Tray<'_>) -> Result<Option<Written>> {
    if !house.has_database() {
        return Ok(None);
    }
    let sealed = tray.put_at(&format!("data/{}", package::DATABASE), &mut |place| write(house, place))?;
    Ok(Some(Written { name: "mingzhang", ending: "sqlite", sealed, rows: 0 }))
}

/// Writes it at a place, or gives its bytes where there is none.
fn write(house: &House<'_>, place: Option<&Path>) -> Result<Vec<u8>> {
    let made = match place {
        Some(place) => {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
            Connection::open_with_flags(place, flags)
        }
        None => Connection::open_in_memory(),
    };
    let mut database = made.map_err(broken)?;
    database.execute_batch(SETTINGS).map_err(broken)?;
    let within = database.transaction().map_err(broken)?;
    fill(house, &within)?;
    within.commit().map_err(broken)?;
    if place.is_some() {
        database.close().map_err(|(_, error)| broken(error))?;
        return Ok(Vec::new());
    }
    let mut bytes = database.serialize(MAIN_DB).map_err(broken)?.to_vec();
    let once = WRITTEN.map(|at| (at, 1));
    for (at, number) in once.into_iter().chain([(WRITTEN_BY, rusqlite::version_number())]) {
        if let Some(own) = bytes.get_mut(at..at + 4) {
            own.copy_from_slice(&number.to_be_bytes());
        }
    }
    Ok(bytes)
}

fn broken(error: rusqlite::Error) -> Error {
    Error::Broken(format!("data/{}: {error}", package::DATABASE))
}

/// Fills an empty database.
fn fill(house: &House<'_>, database: &Connection) -> Result<()> {
    database.pragma_update(None, "user_version", VERSION).map_err(broken)?;
    for file in FILES {
        create(database, file).map_err(broken)?;
        if file.name == "changes" {
            let rows = tables::changes(super::super::views::changes::changes(house).iter());
            let rows = Rows { count: rows.len(), bytes: lines::lines(file, &rows) };
            insert(database, file, std::iter::once(Ok(rows)))?;
        } else {
            insert(database, file, house.rows.rows(file.name))?;
        }
    }
    explain(house, database).map_err(broken)?;
    database.execute_batch(VIEWS).map_err(broken)
}

/// A table with the columns of a file.
fn create(database: &Connection, file: &File) -> rusqlite::Result<()> {
    let column = |target: Target<'_>| {
        let kind = match target.kind {
            Type::Text => "TEXT",
            Type::Integer => "INTEGER",
            Type::Number => "REAL",
        };
        let required = if target.of.1.required { " NOT NULL" } else { "" };
        format!("\"{}\" {kind}{required}", target.name)
    };
    let columns: Vec<String> = columns(file).map(column).collect();
    database.execute_batch(&format!("CREATE TABLE \"{}\" ({});", file.name, columns.join(", ")))
}

/// Puts rows in, as they come.
fn insert(database: &Connection, file: &File, rows: impl Iterator<Item = Result<Rows>>) -> Result<()> {
    let targets: Vec<Target<'_>> = columns(file).collect();
    let places = vec!["?"; targets.len()].join(", ");
    let statement = database.prepare(&format!("INSERT INTO \"{}\" VALUES ({places})", file.name));
    let mut statement = statement.map_err(broken)?;
    for rows in rows {
        let rows = rows?;
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&*rows.bytes);
        let mut row = csv::StringRecord::new();
        while reader.read_record(&mut row).map_err(|error| Error::Broken(error.to_string()))? {
            for (target, at) in targets.iter().zip(1_usize..) {
                let text = plain(row.get(target.of.0).unwrap_or_default(), target.of.1);
                statement.raw_bind_parameter(at, value(text, target.kind)).map_err(broken)?;
            }
            statement.raw_execute().map_err(broken)?;
        }
    }
    Ok(())
}

/// A cell: what is empty, or no exact number where one belongs, is null.
fn value(text: &str, kind: Type) -> ToSqlOutput<'_> {
    let number = match kind {
        Type::Text if text.is_empty() => Value::Null,
        Type::Text => return ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        Type::Integer => text.parse().map_or(Value::Null, Value::Integer),
        Type::Number => exact(text).map_or(Value::Null, Value::Real),
    };
    ToSqlOutput::Owned(number)
}

/// What it all is: the site, the files, their columns, and the words of closed lists.
fn explain(house: &House<'_>, database: &Connection) -> rusqlite::Result<()> {
    database.execute_batch(
        "CREATE TABLE about (name TEXT NOT NULL, value TEXT NOT NULL);
         CREATE TABLE columns (\"table\" TEXT NOT NULL, \"column\" TEXT NOT NULL, title TEXT NOT NULL, list TEXT);
         CREATE TABLE words (list TEXT NOT NULL, word TEXT NOT NULL, label TEXT NOT NULL);",
    )?;
    let site = house.config;
    let about = [
        ("title", site.name.as_str()),
        ("homepage", &site.base_url),
        ("licence", &site.licence),
        ("licence_url", &site.licence_url),
        ("description", package::OF_DATABASE),
    ];
    let mut one = database.prepare("INSERT INTO about VALUES (?, ?)")?;
    for (name, value) in about.into_iter().filter(|(_, value)| !value.is_empty()) {
        one.execute((name, value))?;
    }
    let mut column = database.prepare("INSERT INTO columns VALUES (?, ?, ?, ?)")?;
    let mut word = database.prepare("INSERT INTO words VALUES (?, ?, ?)")?;
    let mut lists = std::collections::BTreeSet::new();
    for file in FILES {
        for target in columns(file) {
            let own = target.of.1;
            let list = Some(own.list).filter(|list| !list.is_empty());
            column.execute(params![file.name, target.name, own.title, list])?;
            lists.extend(list);
        }
    }
    for list in lists {
        for (value, label) in package::words_of(list) {
            word.execute((list, value, label))?;
        }
    }
    Ok(())
}
