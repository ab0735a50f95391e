//! The archive: the documents and their ids, the figures as they were last published, and the log of what changed
//! between publications. It is the publisher's to keep (`archive/`, committed), for the site itself can be deleted at any time.
#![allow(clippy::disallowed_methods)]

mod frozen;
mod moves;
mod past;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::ledger::{Ledger, Remembered};
use crate::model::{Fact, Status};
pub use frozen::{FOLDER as FROZEN, Frozen, Versions, is_chart};
pub use moves::{Happened, Move, covers, is_address, is_id, is_web};
pub use past::{Address, Fate, Past};

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
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// Its id.
    pub fact: String,
    /// Id of its body; empty where that is not known.
    pub department: String,
    /// The fiscal year it speaks of.
    pub fiscal_year: i32,
    /// Path of its document.
    pub document: String,
    /// SHA-256 of that file.
    pub sha256: String,
    /// The printed title of its table.
    pub table: String,
    /// What it speaks of.
    pub name: String,
    /// The amount.
    pub amount: String,
    /// The unit.
    pub unit: String,
    /// How the amount came to be.
    pub status: String,
    /// The reason of a correction.
    pub reason: String,
}

impl Figure {
    /// Whose it is: a body's, or a document's that is nobody's.
    fn owner(&self) -> &str {
        if self.department.is_empty() { &self.document } else { &self.department }
    }
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

/// What was published before, opened: the figures of each body are read when they are asked for.
#[derive(Debug, Default)]
pub struct Archive {
    figures: Vec<u8>,
    /// Where the figures of whom stand: ranges of bytes.
    owners: BTreeMap<String, Vec<Range<usize>>>,
    /// The documents that figures of whom stood in.
    papers: BTreeMap<String, BTreeSet<String>>,
    /// The documents that had figures, with the hashes of their files.
    documents: BTreeMap<String, String>,
    /// What was published, without the changes that are not published yet.
    pub history: History,
}

/// The documents of now that have figures, with the hashes of their files.
pub type Standing = BTreeMap<String, String>;

impl Archive {
    /// Opens an archive; one that is not there holds nothing.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn open(folder: &Path, past: &Past) -> Result<Self> {
        let file = figures_file(folder);
        let published = file.is_file();
        let findings = read::<Seen>(&findings_file(folder))?.into_iter().map(|seen| seen.finding).collect();
        let history = History { log: read(&log_file(folder))?, pending: Vec::new(), published, findings };
        let mut archive = Self { history, ..Self::default() };
        if published {
            archive.figures = std::fs::read(&file).map_err(|error| Error::io(&file, error))?;
            archive.index(&file, past)?;
        }
        Ok(archive)
    }

    /// Notes where the figures of whom stand.
    fn index(&mut self, file: &Path, past: &Past) -> Result<()> {
        let mut reader = csv::Reader::from_reader(self.figures.as_slice());
        let heads = reader.headers().map_err(|error| unreadable(file, &error))?.clone();
        let mut row = csv::StringRecord::new();
        loop {
            let from = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
            if !reader.read_record(&mut row).map_err(|error| unreadable(file, &error))? {
                return Ok(());
            }
            let to = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
            let figure: Figure = row.deserialize(Some(&heads)).map_err(|error| unreadable(file, &error))?;
            // What was published under an id that was given up is that of its body of today.
            let owner = past.owner(figure.owner()).to_owned();
            let ranges = self.owners.entry(owner.clone()).or_default();
            match ranges.last_mut().filter(|last| last.end == from) {
                Some(last) => last.end = to,
                None => ranges.push(from..to),
            }
            self.papers.entry(owner).or_default().insert(figure.document.clone());
            self.documents.entry(figure.document).or_insert(figure.sha256);
        }
    }

    /// The bytes that say what of somebody was published, which tell one state of it from another.
    pub fn of(&self, owner: &str) -> Vec<u8> {
        let ranges = self.owners.get(owner).into_iter().flatten();
        ranges.filter_map(|range| self.figures.get(range.clone())).collect::<Vec<_>>().concat()
    }

    /// The documents that figures of somebody stood in.
    pub fn documents_of<'a>(&'a self, owner: &str) -> impl Iterator<Item = &'a str> {
        self.papers.get(owner).into_iter().flatten().map(String::as_str)
    }

    fn figures_of(&self, owner: &str) -> Vec<Figure> {
        let bytes = self.of(owner);
        let reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
        // They were understood when the archive was opened.
        reader.into_deserialize().filter_map(std::result::Result::ok).collect()
    }

    /// What changed of the bodies of a ledger. `standing` are the documents of all bodies.
    pub fn changes(&self, ledger: &Ledger, standing: &Standing) -> Vec<Change> {
        if !self.history.published {
            return Vec::new();
        }
        let mut now: BTreeMap<String, Vec<Figure>> = BTreeMap::new();
        for figure in figures(ledger) {
            now.entry(figure.owner().to_owned()).or_default().push(figure);
        }
        let bodies = ledger.departments.iter().map(|body| body.id.to_string());
        let nobodys = ledger.documents.iter().filter(|record| !record.is_known());
        let owners: BTreeSet<String> = bodies.chain(nobodys.map(|record| record.path.to_string())).collect();
        let of_owner = |owner: &String| {
            let own = now.get(owner).map_or(&[][..], Vec::as_slice);
            changes((&self.figures_of(owner), &self.documents), (own, standing))
        };
        owners.iter().flat_map(of_owner).collect()
    }

    /// What changed of those who have no documents any more; `owners` are those who have.
    pub fn gone(&self, owners: &BTreeSet<&str>, standing: &Standing) -> Vec<Change> {
        let gone = self.owners.keys().filter(|owner| !owners.contains(owner.as_str()));
        let of_owner = |owner: &String| changes((&self.figures_of(owner), &self.documents), (&[], standing));
        gone.flat_map(of_owner).collect()
    }
}

/// Compares a whole ledger with what the archive says was published.
///
/// # Errors
/// When the archive is there and cannot be read.
pub fn compare(folder: &Path, past: &Past, ledger: &Ledger) -> Result<History> {
    let mut archive = Archive::open(folder, past)?;
    let standing = figures(ledger).map(|figure| (figure.document, figure.sha256)).collect();
    let bodies = ledger.departments.iter().map(|body| &*body.id);
    let owners = bodies.chain(ledger.documents.iter().map(|record| &*record.path)).collect();
    archive.history.pending = archive.changes(ledger, &standing);
    archive.history.pending.extend(archive.gone(&owners, &standing));
    archive.history.pending.sort_by(|a, b| a.document.cmp(&b.document));
    Ok(archive.history)
}

/// Writes what is published now into the archive; the history has its day. `figures` come body by body.
///
/// # Errors
/// When the archive cannot be written.
pub fn publish(
    folder: &Path,
    documents: impl Iterator<Item = Remembered>,
    figures: impl Iterator<Item = Result<Figure>>,
    history: &History,
) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
    let log = history.log.iter().chain(&history.pending);
    // The log first: if the second file fails, the same changes are only found again.
    write(&log_file(folder), log.map(Ok))?;
    write(&documents_file(folder), all_documents(folder, documents)?.iter().map(Ok))?;
    let findings = history.findings.iter().map(|finding| Seen { finding: finding.clone() });
    write(&findings_file(folder), findings.map(Ok))?;
    write(&figures_file(folder), figures)
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
fn all_documents(folder: &Path, now: impl Iterator<Item = Remembered>) -> Result<Vec<Document>> {
    let mut all: BTreeMap<String, Document> =
        read(&documents_file(folder))?.into_iter().map(|one: Document| (one.id.clone(), one)).collect();
    for Remembered { id, sha256, path, title, published_on } in now {
        all.insert(id.clone(), Document { id, sha256, path, title, published_on });
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

/// The printed figures of a ledger, as they are published.
pub fn figures(ledger: &Ledger) -> impl Iterator<Item = Figure> {
    let printed = ledger.facts.iter().filter(|fact| fact.status != Status::Derived);
    printed.map(|fact: &Fact| Figure {
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
}

/// What changed of somebody's figures. `old` and `new` are the documents of all, before and now.
fn changes((before, old): (&[Figure], &Standing), (now, new): (&[Figure], &Standing)) -> Vec<Change> {
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
    whole(Cause::NewDocument, now, old, &mut changes);
    whole(Cause::DocumentGone, before, new, &mut changes);
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

fn unreadable(file: &Path, error: &csv::Error) -> Error {
    Error::Config {
        path: file.to_owned(),
        message: format!(
            "{error}; the archive is written by `build --publish`: restore the last committed version"
        ),
    }
}

fn read<T: for<'de> Deserialize<'de>>(file: &Path) -> Result<Vec<T>> {
    if !file.is_file() {
        return Ok(Vec::new());
    }
    let bytes = std::fs::read(file).map_err(|error| Error::io(file, error))?;
    let rows = csv::Reader::from_reader(bytes.as_slice()).deserialize().collect::<Result<Vec<T>, _>>();
    rows.map_err(|error| unreadable(file, &error))
}

fn write<T: Serialize>(file: &Path, rows: impl Iterator<Item = Result<T>>) -> Result<()> {
    let broken = |error: csv::Error| Error::Broken(format!("{}: {error}", file.display()));
    // Written beside and moved: a crash leaves the old file whole.
    let beside = file.with_extension("csv.new");
    let mut writer = csv::Writer::from_path(&beside).map_err(broken)?;
    for row in rows {
        writer.serialize(row?).map_err(broken)?;
    }
    writer.flush().map_err(|error| Error::io(&beside, error))?;
    drop(writer);
    std::fs::rename(&beside, file).map_err(|error| Error::io(file, error))
}
