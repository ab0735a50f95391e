//! The documents of a site from parcels that were made before, here or elsewhere, in place of a content folder.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Known, Workshop};
use crate::cache::Key;
use crate::diagnostic::{Code, Diagnostic};
use crate::error::{Error, Result};
use crate::ledger::Head;
use crate::model::{Record, Severity};
use crate::parcel::{self, PROGRAM, Parcel, Unfit};
use crate::source::{Companions, Sidecar, Source, Trouble};
use crate::taxonomy::Vocabulary;

/// A parcel that was opened.
struct Opened {
    known: Known,
    told: Vec<Diagnostic>,
    vocabulary: String,
    program: String,
}

/// The documents of some folders of parcels, in the order of their paths, and what is odd about them. What cannot be used
/// is left out and told.
pub(super) fn documents(
    shop: &Workshop<'_>,
    folders: &[PathBuf],
    vocabulary: &Vocabulary,
) -> Result<(Vec<Known>, Vec<Diagnostic>)> {
    let mut files = Vec::new();
    for folder in folders {
        files.extend(parcel::list(folder)?);
    }
    shop.watch.begins("documents", files.len());
    let one = |file: &PathBuf| {
        let opened = opened(shop, file);
        shop.watch.step();
        opened.map(|opened| opened.map_err(|why| unfit(file, &why)))
    };
    let all = files.par_iter().map(one).collect::<Result<Vec<_>>>()?;
    let mut told = Vec::new();
    let mut opened = Vec::new();
    for one in all {
        match one {
            Ok(one) => opened.push(one),
            Err(diagnostic) => told.push(diagnostic),
        }
    }
    told.extend(strange(&opened, vocabulary.fingerprint()));
    let mut known = Vec::with_capacity(opened.len());
    for one in alone(opened, &mut told) {
        told.extend(one.told);
        known.push(one.known);
    }
    Ok((known, told))
}

/// Opens a parcel. What is odd about the parcel is told; only what keeps the cache from working stops the build.
fn opened(shop: &Workshop<'_>, file: &Path) -> Result<Result<Opened, Unfit>> {
    let bytes = match parcel::open(file) {
        Ok(bytes) => bytes,
        Err(why) => return Ok(Err(why)),
    };
    let key = match parcel::checksum(&bytes) {
        Ok(sum) => {
            let redactions = format!("{:?}", shop.config.read.redactions);
            Key::new().with("parcel").with(sum).with(redactions).name()
        }
        Err(why) => return Ok(Err(why)),
    };
    let kept = shop.cache.get(FRONTS, &key).and_then(|bytes| postcard::from_bytes::<Front>(&bytes).ok());
    let reused = kept.is_some();
    let front = match kept {
        Some(front) => front,
        None => match Parcel::from_bytes(&bytes) {
            Ok(parcel) if shop.config.read.redactions.touch(&parcel.record.document) => {
                return Ok(Err(Unfit::Redacted));
            }
            Ok(parcel) => {
                let front = Front::of(parcel);
                let bytes = postcard::to_stdvec(&front).map_err(|error| Error::Broken(error.to_string()))?;
                shop.cache.put(FRONTS, &key, &bytes)?;
                front
            }
            Err(why) => return Ok(Err(why)),
        },
    };
    Ok(Ok(front.opened(file, key, reused)))
}

/// The kind of entries in the cache.
const FRONTS: &str = "fronts";

/// A parcel without its record, which is all that is asked for while nothing changes.
#[derive(Serialize, Deserialize)]
struct Front {
    head: Head,
    extension: String,
    trouble: Option<Trouble>,
    sidecar: Sidecar,
    companions: Companions,
    told: Vec<Diagnostic>,
    vocabulary: String,
    program: String,
}

impl Front {
    fn of(parcel: Parcel) -> Self {
        let Parcel { source, told, vocabulary, program, record, .. } = parcel;
        let head = Head::of(&record, &source.sidecar);
        let Source { extension, trouble, sidecar, companions, .. } = source;
        Self { head, extension, trouble, sidecar, companions, told, vocabulary, program }
    }

    fn opened(self, file: &Path, key: String, reused: bool) -> Opened {
        let Self { head, extension, trouble, sidecar, companions, told, vocabulary, program } = self;
        let source = Source {
            path: head.path.clone(),
            extension,
            bytes: Vec::new(),
            trouble,
            sha256: head.sha256.clone(),
            sidecar,
            companions,
        };
        let known = Known { source, key, head, reused, parcel: Some(file.to_owned()) };
        Opened { known, told, vocabulary, program }
    }
}

/// The record in a parcel that was opened before.
pub(super) fn record(file: &Path, known: &Known) -> Result<Record> {
    let again = |why: String| Error::Broken(format!("{}: {why}; build again", file.display()));
    let bytes = parcel::open(file).map_err(|why| again(why.to_string()))?;
    let parcel = Parcel::from_bytes(&bytes).map_err(|why| again(why.to_string()))?;
    if parcel.record.path != known.source.path || parcel.record.sha256 != known.source.sha256 {
        return Err(again("it changed while the site was being built".into()));
    }
    Ok(parcel.record)
}

/// The file of a document, from its parcel.
pub(super) fn original(known: &Known) -> Result<Vec<u8>> {
    let bytes = known.parcel.as_deref().and_then(|file| parcel::open(file).ok());
    let original = bytes.and_then(|bytes| Parcel::from_bytes(&bytes).ok()?.original);
    original.filter(|bytes| crate::source::sha256(bytes) == known.source.sha256).ok_or_else(|| {
        let path = &known.source.path;
        Error::Broken(format!("the file `{path}` is not in its record; extract it with --originals"))
    })
}

/// Each document once. The same parcel in two folders is one; of two that differ neither is taken, for no order decides.
fn alone(mut opened: Vec<Opened>, told: &mut Vec<Diagnostic>) -> Vec<Opened> {
    opened.sort_by(|a, b| (&a.known.source.path, &a.known.key).cmp(&(&b.known.source.path, &b.known.key)));
    opened.dedup_by(|a, b| (&a.known.source.path, &a.known.key) == (&b.known.source.path, &b.known.key));
    let same = |a: &Opened, b: &Opened| a.known.source.path == b.known.source.path;
    let mut kept = Vec::with_capacity(opened.len());
    let mut rest = opened.into_iter().peekable();
    while let Some(one) = rest.next() {
        let mut rivals = Vec::new();
        while let Some(rival) = rest.next_if(|next| same(&one, next)) {
            rivals.push(rival);
        }
        if rivals.is_empty() {
            kept.push(one);
            continue;
        }
        let files = std::iter::once(&one).chain(&rivals).filter_map(|one| one.known.parcel.as_deref());
        let files: Vec<String> = files.map(|file| file.display().to_string()).collect();
        let message = format!("there are different records of it, and none is used: {}", files.join(", "));
        told.push(
            Diagnostic::new(Code::BadRecord, Severity::Error, &one.known.source.path, message)
                .help("keep the one that is right and remove the others"),
        );
    }
    kept
}

/// What is told of a file that cannot be used.
fn unfit(file: &Path, why: &Unfit) -> Diagnostic {
    Diagnostic::new(Code::BadRecord, Severity::Error, &"".into(), format!("{}: {why}", file.display()))
        .help("its document is left out; extract it again with this program")
}

/// Parcels that this program, with these words, may have understood otherwise.
fn strange(opened: &[Opened], vocabulary: &str) -> Vec<Diagnostic> {
    let tell = |count: usize, what: &str| {
        let message = format!("{count} of {} records were made with {what}", opened.len());
        Diagnostic::new(Code::BadRecord, Severity::Warning, &"".into(), message)
            .help("they are used as they are; extract again to understand all documents alike")
    };
    let programs = opened.iter().filter(|one| one.program != PROGRAM).count();
    let words = opened.iter().filter(|one| one.vocabulary != vocabulary).count();
    let both = [(programs, "another build of this program"), (words, "another vocabulary.csv")];
    both.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| tell(count, what)).collect()
}
