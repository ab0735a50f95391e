//! One share of a large folder: some documents read and understood, each put into a parcel; their figures as Parquet, by
//! division and year. It knows nothing of other shares, so that any number of them run beside each other, on any machines.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::{Watch, record};
use crate::config::Config;
use crate::error::Result;
use crate::ledger::{Entrant, Head, Ledger, Plan, Register};
use crate::parcel::{self, Parcel};
use crate::site::{self, Rows};
use crate::source::{self, Content, Source};
use crate::taxonomy::Vocabulary;
use crate::{error::Error, read};

/// What is to be extracted, and how.
pub struct Errand<'e> {
    /// The settings, the content folder among them, in which all files lie.
    pub config: &'e Config,
    /// Files and folders.
    pub parts: &'e [PathBuf],
    /// The folder for what is made; other errands may write to it at the same time.
    pub out: &'e Path,
    /// Whether the files go into their parcels too, for a site that publishes copies.
    pub originals: bool,
    /// Is told of each document.
    pub watch: &'e dyn Watch,
}

/// What was extracted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extracted {
    /// Documents.
    pub documents: usize,
    /// Bytes of parcels.
    pub records: usize,
    /// Rows of figures.
    pub facts: usize,
    /// Bytes of Parquet.
    pub columns: usize,
}

/// A document whose parcel is written.
struct Done {
    file: PathBuf,
    bytes: usize,
    /// Numbers that have rows.
    rows: usize,
    head: Head,
}

/// Extracts.
///
/// # Errors
/// When a file does not lie in the content folder, the register cannot be read, or something cannot be written. Trouble in
/// documents stands in their records.
pub fn extract(errand: &Errand<'_>) -> Result<Extracted> {
    let config = errand.config.with_redactions()?;
    let errand = &Errand { config: &config, ..*errand };
    let register = errand.config.register()?;
    let content = source::some(&errand.config.paths.content, errand.parts)?;
    let (vocabulary, _) = Vocabulary::read(&content.vocabulary);
    errand.watch.begins("documents", content.sources.len());
    let one = |source: &Source| one(errand, &content, source, &vocabulary);
    let done = content.sources.par_iter().map(one).collect::<Result<Vec<Done>>>()?;
    let (facts, columns) = if cfg!(feature = "parquet") { facts(errand, &register, &done)? } else { (0, 0) };
    let records = done.iter().map(|one| one.bytes).sum();
    Ok(Extracted { documents: done.len(), records, facts, columns })
}

/// Reads a document, understands it and puts it into its parcel.
fn one(errand: &Errand<'_>, content: &Content, source: &Source, vocabulary: &Vocabulary) -> Result<Done> {
    let source = source.opened(&content.root);
    let record = record(&source, read::read(&source, &errand.config.read), vocabulary);
    let told = content.diagnostics.iter().filter(|told| told.document == source.path).cloned().collect();
    let head = Head::of(&record, &source.sidecar);
    let rows = record.disclosure.facts.len() + record.disclosure.unreadable.len();
    // A file that is never copied needs not travel, least of all with what is personal in it.
    let copied = errand.originals && record.document.withheld.is_empty();
    let original = copied.then(|| source.bytes.clone());
    let parcel = Parcel {
        source: source.closed(),
        told,
        vocabulary: vocabulary.fingerprint().to_owned(),
        program: parcel::PROGRAM.to_owned(),
        record,
        original,
    };
    let (file, bytes) = parcel::put(errand.out, &parcel)?;
    errand.watch.step();
    Ok(Done { file, bytes, rows, head })
}

/// Writes the figures of all documents, a file for each division and year: how many rows and bytes.
fn facts(errand: &Errand<'_>, register: &Register, done: &[Done]) -> Result<(usize, usize)> {
    // The share has its name from the documents in it: done again, it writes the same files.
    let paths: Vec<&str> = done.iter().map(|one| &*one.head.path).collect();
    let name = source::sha256(paths.join("\n").as_bytes());
    let mut shelves: BTreeMap<(String, i32), Vec<&Done>> = BTreeMap::new();
    for one in done.iter().filter(|one| one.rows > 0) {
        let plan = Plan::new(std::slice::from_ref(&one.head), register, &[]);
        let division = plan.departments.first().map_or_else(String::new, |body| body.division.clone());
        shelves.entry((division, one.head.identity.fiscal_year)).or_default().push(one);
    }
    let (all, bytes) = (AtomicUsize::new(0), AtomicUsize::new(0));
    shelves.par_iter().try_for_each(|((division, year), own)| {
        let known = |text: String, known: bool| if known { text } else { UNKNOWN.to_owned() };
        let division = known(division.clone(), !division.is_empty());
        let year = known(year.to_string(), source::Sidecar::YEARS.contains(year));
        let folder =
            errand.out.join("facts").join(format!("division={division}")).join(format!("year={year}"));
        let rows = own.iter().map(|one| {
            let rows = rows(one, register)?;
            all.fetch_add(rows.count, Ordering::Relaxed);
            Ok(rows)
        });
        let size = write(&folder.join(format!("part-{}.parquet", &name[..16])), rows)?;
        bytes.fetch_add(size, Ordering::Relaxed);
        Ok(())
    })?;
    Ok((all.into_inner(), bytes.into_inner()))
}

/// What engines take for a part that is not known.
const UNKNOWN: &str = "__HIVE_DEFAULT_PARTITION__";

#[cfg(feature = "parquet")]
fn write(file: &Path, rows: impl Iterator<Item = Result<Rows>>) -> Result<usize> {
    parcel::write(file, &mut site::parquet(rows)?)
}

#[cfg(not(feature = "parquet"))]
fn write(_: &Path, _: impl Iterator<Item = Result<Rows>>) -> Result<usize> {
    Ok(0)
}

/// The figures of a document as far as it alone tells them.
fn rows(one: &Done, register: &Register) -> Result<Rows> {
    let unfit = |why: parcel::Unfit| Error::Broken(format!("{}: {why}", one.file.display()));
    let Parcel { source, record, .. } =
        Parcel::from_bytes(&parcel::open(&one.file).map_err(unfit)?).map_err(unfit)?;
    let ledger = Ledger::link(vec![Entrant::new(source, record)], register, &[]);
    Ok(site::facts_of(&ledger))
}
