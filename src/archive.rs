//! The archive: the documents and their ids, the figures as they were last published, and the log of what changed
//! between publications. It is the publisher's to keep (`archive/`, committed), for the site itself can be deleted at any time.
#![allow(clippy::disallowed_methods)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::ledger::{Ledger, Remembered};
use crate::model::{Fact, Status};

/// Why a published figure is no longer what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The body published the document again with other contents.
    Republished,
    /// The publisher corrected the printed figure, or took a correction back.
    Correction,
    /// The document is the same; the program reads it differently.
    Reading,
    /// The document is new here.
    NewDocument,
    /// The document is no longer here.
    DocumentGone,
}

impl Cause {
    /// All causes.
    pub const ALL: &'static [Cause] =
        &[Self::Republished, Self::Correction, Self::Reading, Self::NewDocument, Self::DocumentGone];

    /// The id written to data files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Republished => "republished",
            Self::Correction => "correction",
            Self::Reading => "reading",
            Self::NewDocument => "new_document",
            Self::DocumentGone => "document_gone",
        }
    }

    /// The words on pages.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Republished => "原文件重新公开",
            Self::Correction => "更正",
            Self::Reading => "程序读法改变",
            Self::NewDocument => "新收录文件",
            Self::DocumentGone => "文件不再收录",
        }
    }
}

/// Something that changed. Whole documents that come or go are one change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Day of the publication that brought it; empty while it is not published.
    pub date: String,
    /// Why.
    pub cause: Cause,
    /// Id of the fact; empty for a whole document.
    pub fact: String,
    /// Id of the department.
    pub department: String,
    /// Fiscal year.
    pub fiscal_year: i32,
    /// Path of the document.
    pub document: String,
    /// The printed title of the table.
    pub table: String,
    /// What the figure speaks of.
    pub name: String,
    /// The amount before; empty where there was none.
    pub before: String,
    /// The amount now; empty where there is none.
    pub after: String,
    /// The unit.
    pub unit: String,
    /// The reason of a correction.
    pub note: String,
}

/// A figure as it was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Figure {
    fact: String,
    department: String,
    fiscal_year: i32,
    document: String,
    sha256: String,
    table: String,
    name: String,
    amount: String,
    unit: String,
    status: String,
    reason: String,
}

/// A document as it was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Document {
    id: String,
    sha256: String,
    path: String,
    title: String,
    published_on: String,
}

/// A finding that the public has seen: it can be answered, and no longer held.
#[derive(Debug, Serialize, Deserialize)]
struct Seen {
    finding: String,
}

/// What was published before, and what changed since.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// Changes of earlier publications, oldest first.
    pub log: Vec<Change>,
    /// Changes since the last publication, documents in order.
    pub pending: Vec<Change>,
    /// Whether anything was ever published.
    pub published: bool,
    /// Ids of the findings that the public has seen.
    pub findings: BTreeSet<String>,
}

impl History {
    /// The changes since the last publication become those of a day.
    pub fn publish_on(&mut self, date: &str) {
        self.pending.iter_mut().for_each(|change| change.date = date.to_owned());
        self.published = true;
    }

    /// The public sees these findings now too.
    pub fn publish_findings<'f>(&mut self, ids: impl IntoIterator<Item = &'f str>) {
        self.findings.extend(ids.into_iter().map(str::to_owned));
    }

    /// All changes, the newest first.
    pub fn newest_first(&self) -> impl Iterator<Item = &Change> {
        self.pending.iter().chain(self.log.iter().rev())
    }
}

/// Compares a ledger with what the archive says was published.
///
/// # Errors
/// When the archive is there and cannot be read.
pub fn compare(folder: &Path, ledger: &Ledger) -> Result<History> {
    let before: Vec<Figure> = read(&figures_file(folder))?;
    let log: Vec<Change> = read(&log_file(folder))?;
    let published = figures_file(folder).is_file();
    let pending = if published { changes(&before, &figures(ledger)) } else { Vec::new() };
    let findings = read::<Seen>(&findings_file(folder))?.into_iter().map(|seen| seen.finding).collect();
    Ok(History { log, pending, published, findings })
}

/// Writes what is published now into the archive; the history has its day.
///
/// # Errors
/// When the archive cannot be written.
pub fn publish(folder: &Path, ledger: &Ledger, history: &History) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
    let log: Vec<&Change> = history.log.iter().chain(&history.pending).collect();
    // The log first: if the second file fails, the same changes are only found again.
    write(&log_file(folder), &log)?;
    write(&documents_file(folder), &documents(folder, ledger)?)?;
    let findings: Vec<Seen> =
        history.findings.iter().map(|finding| Seen { finding: finding.clone() }).collect();
    write(&findings_file(folder), &findings)?;
    write(&figures_file(folder), &figures(ledger))
}

fn findings_file(folder: &Path) -> PathBuf {
    folder.join("findings.csv")
}

/// The documents that were ever published, which keep their ids.
///
/// # Errors
/// When the archive is there and cannot be read.
pub fn remembered(folder: &Path) -> Result<Vec<Remembered>> {
    let known: Vec<Document> = read(&documents_file(folder))?;
    let remembered = |Document { id, sha256, path, title, published_on }: Document| Remembered {
        id,
        sha256,
        path,
        title,
        published_on,
    };
    Ok(known.into_iter().map(remembered).collect())
}

/// The documents of now, and those of before that are gone: their ids are never given again.
fn documents(folder: &Path, ledger: &Ledger) -> Result<Vec<Document>> {
    let mut all: BTreeMap<String, Document> =
        read(&documents_file(folder))?.into_iter().map(|one: Document| (one.id.clone(), one)).collect();
    for record in &ledger.documents {
        let document = Document {
            id: record.id.to_string(),
            sha256: record.sha256.clone(),
            path: record.path.to_string(),
            title: record.identity.title.clone(),
            published_on: record.sidecar.published_on.clone(),
        };
        all.insert(document.id.clone(), document);
    }
    Ok(all.into_values().collect())
}

fn documents_file(folder: &Path) -> PathBuf {
    folder.join("documents.csv")
}

fn figures_file(folder: &Path) -> PathBuf {
    folder.join("figures.csv")
}

fn log_file(folder: &Path) -> PathBuf {
    folder.join("changes.csv")
}

fn figures(ledger: &Ledger) -> Vec<Figure> {
    let printed = ledger.facts.iter().filter(|fact| fact.status != Status::Derived);
    printed
        .map(|fact: &Fact| Figure {
            fact: fact.id.to_string(),
            department: fact.department.to_string(),
            fiscal_year: fact.fiscal_year,
            document: fact.document.to_string(),
            sha256: ledger.record(&fact.document).map_or_else(String::new, |record| record.sha256.clone()),
            table: fact.table.to_string(),
            name: fact.subject.name.clone(),
            amount: fact.amount.value.to_string(),
            unit: fact.amount.unit.id().to_owned(),
            status: fact.status.id().to_owned(),
            reason: fact.correction.as_ref().map_or_else(String::new, |one| one.reason.clone()),
        })
        .collect()
}

fn changes(before: &[Figure], now: &[Figure]) -> Vec<Change> {
    let documents = |figures: &[Figure]| -> BTreeMap<String, String> {
        figures.iter().map(|figure| (figure.document.clone(), figure.sha256.clone())).collect()
    };
    let (old, new) = (documents(before), documents(now));
    let of_old: BTreeMap<&str, &Figure> =
        before.iter().map(|figure| (figure.fact.as_str(), figure)).collect();
    let of_new: BTreeMap<&str, &Figure> = now.iter().map(|figure| (figure.fact.as_str(), figure)).collect();
    let mut changes = Vec::new();
    for figure in now {
        let known = of_old.get(figure.fact.as_str()).copied();
        let same = known.is_some_and(|known| known.amount == figure.amount && known.unit == figure.unit);
        // Figures of a new document are one change, below; a figure that moved to another document is the same one.
        if same || (known.is_none() && !old.contains_key(&figure.document)) {
            continue;
        }
        let corrected = "corrected";
        let cause = if figure.status == corrected || known.is_some_and(|known| known.status == corrected) {
            Cause::Correction
        } else if old.get(&figure.document) == Some(&figure.sha256) {
            Cause::Reading
        } else {
            Cause::Republished
        };
        changes.push(change(cause, figure, known.map_or("", |known| &known.amount), &figure.amount));
    }
    for figure in before.iter().filter(|figure| !of_new.contains_key(figure.fact.as_str())) {
        if let Some(sha256) = new.get(&figure.document) {
            let cause = if *sha256 == figure.sha256 { Cause::Reading } else { Cause::Republished };
            changes.push(change(cause, figure, &figure.amount, ""));
        }
    }
    let whole = |cause, figures: &[Figure], others: &BTreeMap<String, String>, changes: &mut Vec<Change>| {
        let mut seen = BTreeSet::new();
        for figure in figures.iter().filter(|figure| !others.contains_key(&figure.document)) {
            if seen.insert(&figure.document) {
                let count = figures.iter().filter(|other| other.document == figure.document).count();
                let one = change(cause, figure, "", "");
                let name = format!("{count} 个数字");
                changes.push(Change {
                    fact: String::new(),
                    table: String::new(),
                    unit: String::new(),
                    name,
                    ..one
                });
            }
        }
    };
    whole(Cause::NewDocument, now, &old, &mut changes);
    whole(Cause::DocumentGone, before, &new, &mut changes);
    changes
}

fn change(cause: Cause, figure: &Figure, before: &str, after: &str) -> Change {
    Change {
        date: String::new(),
        cause,
        fact: figure.fact.clone(),
        department: figure.department.clone(),
        fiscal_year: figure.fiscal_year,
        document: figure.document.clone(),
        table: figure.table.clone(),
        name: figure.name.clone(),
        before: before.to_owned(),
        after: after.to_owned(),
        unit: figure.unit.clone(),
        note: figure.reason.clone(),
    }
}

fn read<T: for<'de> Deserialize<'de>>(file: &Path) -> Result<Vec<T>> {
    if !file.is_file() {
        return Ok(Vec::new());
    }
    let bytes = std::fs::read(file).map_err(|error| Error::io(file, error))?;
    let rows = csv::Reader::from_reader(bytes.as_slice()).deserialize().collect::<Result<Vec<T>, _>>();
    rows.map_err(|error| Error::Config {
        path: file.to_owned(),
        message: format!(
            "{error}; the archive is written by `build --publish`: restore the last committed version"
        ),
    })
}

fn write<T: Serialize>(file: &Path, rows: &[T]) -> Result<()> {
    let broken = |error: csv::Error| Error::Broken(format!("{}: {error}", file.display()));
    let mut writer = csv::Writer::from_writer(Vec::new());
    rows.iter().try_for_each(|row| writer.serialize(row)).map_err(broken)?;
    let bytes = writer.into_inner().map_err(|error| Error::Broken(error.to_string()))?;
    // Written beside and moved: a crash leaves the old file whole.
    let beside = file.with_extension("csv.new");
    std::fs::write(&beside, bytes).map_err(|error| Error::io(&beside, error))?;
    std::fs::rename(&beside, file).map_err(|error| Error::io(file, error))
}
