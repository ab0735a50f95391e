//! The data files: everything on the site as tables, for spreadsheets and programs, and for each body a small file of
//! its figures and its checks.

pub(crate) mod divisions;
pub(crate) mod figures;
pub(crate) mod lines;
pub(crate) mod package;
#[cfg(feature = "parquet")]
pub(crate) mod parquet;
pub(crate) mod schema;
#[cfg(feature = "sqlite")]
mod sqlite;
pub(crate) mod tables;
#[cfg(any(feature = "parquet", feature = "sqlite"))]
mod typed;
#[cfg(feature = "xlsx")]
mod workbook;

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::{Gleaned, House, Rows, RowsOfBody, Sealed, Site, Tray};
use crate::error::Result;
use crate::ledger::Ledger;
use crate::model::Department;
use crate::verify::Report;
use lines::Lines;
use package::Written;
use schema::{FACTS, FILES, File};
use tables::Own;

/// The rows that some bodies give to each data file.
pub(crate) fn glean(site: &Site<'_>, gleaned: &mut Gleaned) {
    for own in Own::all(site.ledger, site.report) {
        let mut files = BTreeMap::new();
        for file in FILES {
            for (part, (count, bytes)) in lines_of(&own, file) {
                gleaned.count(&format!("rows:{}", file.name), count);
                let name =
                    if part.is_empty() { file.name.to_owned() } else { format!("{}/{part}", file.name) };
                gleaned.count(&format!("part:{name}"), count);
                files.insert(name, Rows { count, bytes });
            }
        }
        gleaned.rows.push(RowsOfBody { owner: own.owner().to_owned(), files });
    }
}

/// The lines that a body gives to a data file, by part, with how many there are.
fn lines_of(own: &Own<'_>, file: &File) -> BTreeMap<String, (usize, Vec<u8>)> {
    let mut parts: BTreeMap<String, Lines<'_>> = BTreeMap::new();
    own.rows(file.name, &mut |part, row| {
        if !parts.contains_key(part) {
            parts.insert(part.to_owned(), Lines::new(file));
        }
        if let Some(lines) = parts.get_mut(part) {
            lines.add(&row);
        }
    });
    parts.into_iter().map(|(part, lines)| (part, lines.end())).collect()
}

/// The most rows of `facts.csv`: beyond them it lists its parts.
const MOST_ROWS: usize = 1_000_000;

/// Writes all tables and says what was written. The columns of the facts and the database are made while the tables are: all read all
/// facts.
///
/// # Errors
/// When a file cannot be written.
pub(crate) fn write(house: &House<'_>, tray: &Tray<'_>) -> Result<Vec<Written>> {
    let rows = |file: &File| house.gathered.number(&format!("rows:{}", file.name));
    let ((columnar, database), tables) = rayon::join(
        || rayon::join(|| columns(house, tray, FACTS, rows(FACTS)), || database(house, tray)),
        || FILES.iter().map(|file| table(house, tray, file, rows(file))).collect::<Result<Vec<_>>>(),
    );
    let mut columnar = columnar?;
    let mut written = Vec::new();
    for one in tables? {
        let facts = one.name == FACTS.name;
        written.push(one);
        written.extend(columnar.take_if(|_| facts));
    }
    written.extend(database?);
    tray.put("data/datapackage.json", || {
        let mut bytes =
            serde_json::to_vec_pretty(&package::package(house.config, &written)).unwrap_or_default();
        bytes.push(b'\n');
        Ok(bytes)
    })?;
    Ok(written)
}

/// Writes a table.
fn table(house: &House<'_>, tray: &Tray<'_>, file: &File, rows: usize) -> Result<Written> {
    if file.name == FACTS.name && rows > MOST_ROWS {
        return in_parts(house, tray, file, rows);
    }
    let path = format!("data/{}.csv", file.name);
    let (sealed, rows) = if file.name == "changes" {
        let rows = tables::changes(super::views::changes::changes(house).iter());
        let mut pieces = [lines::head(file), lines::lines(file, &rows)].map(Ok).into_iter();
        (tray.put_pieces(&path, &mut pieces)?, rows.len())
    } else {
        (whole(house, tray, file, file.name, &path)?, rows)
    };
    Ok(Written { name: file.name, ending: "csv", sealed, rows })
}

/// Writes the rows of all bodies as one file.
fn whole(house: &House<'_>, tray: &Tray<'_>, file: &File, rows: &str, path: &str) -> Result<Sealed> {
    let pieces = house.rows.rows(rows).map(|rows| Ok(rows?.bytes));
    tray.put_pieces(path, &mut std::iter::once(Ok(lines::head(file))).chain(pieces))
}

/// Writes the rows of all bodies as Parquet too, where that is wanted.
#[cfg(feature = "parquet")]
fn columns(house: &House<'_>, tray: &Tray<'_>, file: &'static File, rows: usize) -> Result<Option<Written>> {
    if !house.output.parquet {
        return Ok(None);
    }
    let mut pieces = parquet::spliced(file, house.rows)?;
    let sealed = tray.put_pieces(&format!("data/{}.parquet", file.name), &mut pieces)?;
    Ok(Some(Written { name: file.name, ending: "parquet", sealed, rows }))
}

/// Without the feature there is no such file.
#[cfg(not(feature = "parquet"))]
fn columns(_: &House<'_>, _: &Tray<'_>, _: &'static File, _: usize) -> Result<Option<Written>> {
    Ok(None)
}

/// Writes all tables as one database, where that is wanted.
#[cfg(feature = "sqlite")]
fn database(house: &House<'_>, tray: &Tray<'_>) -> Result<Option<Written>> {
    sqlite::put(house, tray)
}

/// Without the feature there is none.
#[cfg(not(feature = "sqlite"))]
fn database(_: &House<'_>, _: &Tray<'_>) -> Result<Option<Written>> {
    Ok(None)
}

/// Writes a file in parts by division and year, and the list of them in its place.
fn in_parts(house: &House<'_>, tray: &Tray<'_>, file: &File, rows: usize) -> Result<Written> {
    let mut list = csv::WriterBuilder::new().from_writer(b"\xEF\xBB\xBF".to_vec());
    // Writing to memory cannot fail.
    let _ = list.write_record(["part", "division", "year", "rows", "sha256"]);
    for (part, count) in house.gathered.numbers(&format!("part:{}/", file.name)) {
        let path = format!("data/{}/{part}.csv", file.name);
        let sealed = whole(house, tray, file, &format!("{}/{part}", file.name), &path)?;
        let (division, year) = part.rsplit_once('-').unwrap_or((part, ""));
        let known = |text: &str| if text == "0" { String::new() } else { text.to_owned() };
        let own = format!("{}/{part}.csv", file.name);
        let _ = list.write_record([own, known(division), known(year), count.to_string(), sealed.sha256]);
    }
    let bytes = list.into_inner().unwrap_or_default();
    let sealed = tray.put_pieces(&format!("data/{}.csv", file.name), &mut std::iter::once(Ok(bytes)))?;
    Ok(Written { name: file.name, ending: "csv", sealed, rows })
}

/// The figures of a ledger as rows of `facts.csv`, with nothing of what was checked.
pub(crate) fn facts_of(ledger: &Ledger) -> Rows {
    let report = Report::default();
    let mut lines = Lines::new(FACTS);
    Own::all(ledger, &report).for_each(|own| own.rows(FACTS.name, &mut |_, row| lines.add(&row)));
    let (count, bytes) = lines.end();
    Rows { count, bytes }
}

/// Rows of `facts.csv` as a Parquet file, piece by piece.
#[cfg(feature = "parquet")]
pub(crate) fn facts_as_parquet<R: Iterator<Item = Result<Rows>>>(rows: R) -> Result<parquet::Pieces<R>> {
    parquet::pieces(FACTS, rows)
}

/// The address of the file of a body.
pub(crate) fn of_department(id: &str) -> String {
    format!("data/departments/{id}.json")
}

/// The address of the workbook of a body.
pub(crate) fn workbook_of(id: &str) -> String {
    format!("data/departments/{id}.xlsx")
}

/// All figures of a body as a workbook, with its documents and what became of their tables.
#[cfg(feature = "xlsx")]
pub(crate) fn workbook(site: &Site<'_>, department: &Department) -> Result<Option<Vec<u8>>> {
    let mut all = Own::all(site.ledger, site.report);
    let Some(own) = all.find(|own| own.owner() == &*department.id) else { return Ok(None) };
    let own = &own;
    let sheet = |name, file: &'static str| {
        let file = FILES.iter().find(|one| one.name == file)?;
        let rows = Box::new(move |take: &mut dyn FnMut(&[String])| {
            own.rows(file.name, &mut |_, row| take(&row));
            Ok(())
        });
        Some(workbook::Sheet { name, file, rows })
    };
    let named =
        [("数字", FACTS.name), ("报表", "statements"), ("文件", "documents"), ("绩效指标", "indicators")];
    let sheets: Vec<_> = named.into_iter().filter_map(|(name, file)| sheet(name, file)).collect();
    let about = workbook::About {
        title: format!("{}：全部公开数字", department.title()),
        address: site.absolute(&super::routes::department(&department.id)),
        site: site.config,
        more: workbook::of_body(department, site.ledger),
    };
    let whole = if own.figures() > workbook::MOST_ROWS as usize {
        None
    } else {
        workbook::workbook(&about, &sheets)?
    };
    // Pages lead to the workbook of every body: where one does not hold all, it says where all of it is.
    whole.map_or_else(
        || elsewhere(&about.title, "全部数字也在本部门的 JSON 文件里。"),
        |whole| Ok(Some(whole)),
    )
}

/// A workbook that says where all of it is, where one does not hold it.
#[cfg(feature = "xlsx")]
fn elsewhere(title: &str, more: &str) -> Result<Option<Vec<u8>>> {
    notice(&[("标题", title), ("说明", &format!("{TOO_MANY}{more}"))])
}

/// What a workbook says in which not all figures find room.
#[cfg(feature = "xlsx")]
const TOO_MANY: &str = "数字太多，一个工作簿放不下。全部数字在本站“数据”页的 facts.csv 里。";

/// A workbook that says what became of another.
#[cfg(feature = "xlsx")]
pub(crate) fn notice(lines: &[(&str, &str)]) -> Result<Option<Vec<u8>>> {
    workbook::notice(lines).map(Some)
}

/// Without the feature there is none.
#[cfg(not(feature = "xlsx"))]
pub(crate) fn notice(_: &[(&str, &str)]) -> Result<Option<Vec<u8>>> {
    Ok(None)
}

/// Without the feature there is none.
#[cfg(not(feature = "xlsx"))]
pub(crate) fn workbook(_: &Site<'_>, _: &Department) -> Result<Option<Vec<u8>>> {
    Ok(None)
}

/// What the file of a body says of a figure. Everything else stands once, in `facts.csv`.
pub(crate) const LEAN: &[&str] =
    &["id", "fiscal_year", "phase", "statement", "measure", "name", "amount", "unit"];

/// Rows under the names of their columns, which stand once.
#[derive(Serialize)]
struct Columns<R> {
    columns: &'static [&'static str],
    rows: R,
}

/// The figures of a body and what was checked about them, with the columns of the tables. Every row is made when it is
/// written: a body may have as many as it likes.
pub(crate) fn department(site: &Site<'_>, department: &Department) -> Vec<u8> {
    let (ledger, report) = (site.ledger, site.report);
    let records = || ledger.records_of(&department.id);
    let findings = || {
        let findings = records().flat_map(|record| report.checks_in(&record.path));
        findings.filter(|finding| finding.is_told()).map(|finding| tables::finding_row(ledger, finding))
    };
    let lean: Vec<usize> =
        LEAN.iter().filter_map(|name| FACTS.columns.iter().position(|column| column.name == *name)).collect();
    let facts = || {
        let facts = records().flat_map(|record| ledger.facts_in(&record.path));
        facts.map(|fact| {
            let mut row = tables::fact_row(ledger, fact, &[]);
            lean.iter().map(|at| std::mem::take(&mut row[*at])).collect::<Vec<_>>()
        })
    };
    let mut bytes = serde_json::to_vec(&OfBody {
        departments: InTurn(|| objects("departments", std::iter::once(tables::department_row(department)))),
        documents: InTurn(|| {
            objects("documents", records().map(|record| tables::document_row(ledger, record)))
        }),
        facts: Columns { columns: LEAN, rows: InTurn(facts) },
        findings: InTurn(|| objects("findings", findings())),
    })
    .unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// The file of a body: the names and columns of the data files.
#[derive(Serialize)]
struct OfBody<D, R, F, J> {
    departments: D,
    documents: R,
    facts: Columns<F>,
    findings: J,
}

/// Rows that are made one by one while they are written.
struct InTurn<F>(F);

impl<I, F> Serialize for InTurn<F>
where
    I: Iterator<Item: Serialize>,
    F: Fn() -> I,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// Rows of a table as objects.
fn objects(table: &str, rows: impl Iterator<Item = Vec<String>>) -> impl Iterator<Item = Value> {
    let file = FILES.iter().find(|file| file.name == table);
    rows.filter_map(move |row| Some(object_of(file?, row)))
}

/// A row as an object. Numbers stay text: JSON numbers would lose printed zeros.
fn object_of(file: &File, row: Vec<String>) -> Value {
    let cells = file.columns.iter().zip(row).filter(|(_, text)| !text.is_empty());
    Value::Object(cells.map(|(column, text)| (column.name.to_owned(), Value::String(text))).collect())
}
