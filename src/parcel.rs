//! Parcels: what one document gives, in a file of its own, so that another machine can make it and this one can build a site
//! of it. A parcel holds the record, what the publisher put beside the file, what was odd about that, and, where a
//! site publishes copies, the file itself.
//!
//! It lies below `records/` under a name made of the document's path: folders of parcels are put together by copying,
//! and the same document extracted again takes the place of what was there.
#![allow(clippy::disallowed_methods)]

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::cache::{packed, unpacked};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::model::Record;
use crate::source::{self, Companions, Sidecar, Source, Trouble};

/// The folder of parcels, and the ending of their names.
const FOLDER: &str = "records";
const ENDING: &str = "record";

/// The first bytes of every parcel; the layout of the rest and that of its record follow, each as four bytes.
const MAGIC: &[u8] = b"mingzhang record\n";
const VERSION: u32 = 1;
/// Bytes of a checksum.
const CHECKSUM: usize = 64;

/// Files above this size are no parcels.
const MOST: u64 = 512 << 20;

/// What one document gives, with all that a site needs of its file.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Beside {
    path: String,
    extension: String,
    trouble: Option<Trouble>,
    sha256: String,
    sidecar: Sidecar,
    companions: Companions,
    told: Vec<Diagnostic>,
    vocabulary: String,
    program: String,
    original: Option<Vec<u8>>,
}

/// What one document gives, with all that a site needs of its file.
#[derive(Debug, Default)]
pub struct Parcel {
    /// The file, without its bytes.
    pub source: Source,
    /// What was odd about what stands beside it.
    pub told: Vec<Diagnostic>,
    /// The fingerprint of the publisher's vocabulary that it was understood with.
    pub vocabulary: String,
    /// Which build of the program made it.
    pub program: String,
    /// What the document gave.
    pub record: Record,
    /// The file itself, where it was asked for.
    pub original: Option<Vec<u8>>,
}

/// Why a file is no parcel that can be used.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    /// It could not be opened.
    #[error("it cannot be opened: {0}")]
    Unopened(String),
    /// It is something else.
    #[error("it is no record of a document")]
    Other,
    /// Another version of the program wrote it.
    #[error("it is of version {found}, this program reads {own}")]
    OtherVersion {
        /// Layout of the parcel and of its record.
        found: String,
        /// Those that this program reads.
        own: String,
    },
    /// It has not come through whole.
    #[error("it is damaged: its checksum is wrong")]
    Damaged,
    /// It was made before something in it was redacted.
    #[error("it holds what was redacted since")]
    Redacted,
    /// Its bytes are whole and mean nothing.
    #[error("its content cannot be understood")]
    Unclear,
}

/// The build of the program that runs.
pub const PROGRAM: &str = env!("MINGZHANG_SOURCE");

impl Parcel {
    /// The parcel as bytes.
    ///
    /// # Errors
    /// When a value cannot be written, which no parcel of this program holds.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let broken = |error: &dyn std::fmt::Display| Error::Broken(error.to_string());
        let Source { path, extension, bytes: _, trouble, sha256, sidecar, companions } = self.source.clone();
        let beside = Beside {
            path: path.to_string(),
            extension,
            trouble,
            sha256,
            sidecar,
            companions,
            told: self.told.clone(),
            vocabulary: self.vocabulary.clone(),
            program: self.program.clone(),
            original: self.original.clone(),
        };
        let mut content = postcard::to_stdvec(&beside).map_err(|error| broken(&error))?;
        content.extend(self.record.to_bytes().map_err(|error| broken(&error))?);
        let content = packed(&content).map_err(|error| broken(&error))?;
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(Record::VERSION.to_le_bytes());
        bytes.extend(source::sha256(&content).as_bytes());
        bytes.extend(content);
        Ok(bytes)
    }

    /// A parcel from bytes.
    ///
    /// # Errors
    /// When they are damaged, of another version, or something else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Unfit> {
        let content = unpacked(checked(bytes)?).ok_or(Unfit::Unclear)?;
        let (beside, rest) = postcard::take_from_bytes::<Beside>(&content).map_err(|_| Unfit::Unclear)?;
        let record = Record::from_bytes(rest).map_err(|_| Unfit::Unclear)?;
        let Beside { path, extension, trouble, sha256, sidecar, companions, .. } = beside;
        if !lies_below(&path) || *record.path != *path || record.sha256 != sha256 {
            return Err(Unfit::Unclear);
        }
        // One text for the path, as when the file itself was listed.
        let path = record.path.clone();
        Ok(Self {
            source: Source { path, extension, bytes: Vec::new(), trouble, sha256, sidecar, companions },
            told: beside.told,
            vocabulary: beside.vocabulary,
            program: beside.program,
            record,
            original: beside.original,
        })
    }
}

/// The checksum of a parcel, by which one is told from another, once it is known to be right.
///
/// # Errors
/// When the bytes are damaged, of another version, or something else.
pub fn checksum(bytes: &[u8]) -> Result<&str, Unfit> {
    let content = checked(bytes)?;
    let (head, _) = bytes.split_at(bytes.len() - content.len());
    std::str::from_utf8(&head[head.len() - CHECKSUM..]).map_err(|_| Unfit::Other)
}

/// What is packed in a parcel, once its version and its checksum are known to be right.
fn checked(bytes: &[u8]) -> Result<&[u8], Unfit> {
    let rest = bytes.strip_prefix(MAGIC).ok_or(Unfit::Other)?;
    let (own, rest) = rest.split_first_chunk::<4>().ok_or(Unfit::Damaged)?;
    let (record, rest) = rest.split_first_chunk::<4>().ok_or(Unfit::Damaged)?;
    let (own, record) = (u32::from_le_bytes(*own), u32::from_le_bytes(*record));
    if (own, record) != (VERSION, Record::VERSION) {
        let version = |own: u32, record: u32| format!("{own}.{record}");
        return Err(Unfit::OtherVersion {
            found: version(own, record),
            own: version(VERSION, Record::VERSION),
        });
    }
    let (sum, content) = rest.split_first_chunk::<CHECKSUM>().ok_or(Unfit::Damaged)?;
    if source::sha256(content).as_bytes() == sum { Ok(content) } else { Err(Unfit::Damaged) }
}

/// Whether a path leads into a folder and not out of it.
fn lies_below(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// Puts a parcel into a folder. Gives the file and its size.
///
/// # Errors
/// When it cannot be written.
pub fn put(folder: &Path, parcel: &Parcel) -> Result<(PathBuf, usize)> {
    let name = source::sha256(parcel.source.path.as_bytes());
    let file = folder.join(FOLDER).join(&name[..2]).join(format!("{name}.{ENDING}"));
    let bytes = parcel.to_bytes()?;
    write(&file, &mut std::iter::once(Ok(bytes.clone())))?;
    Ok((file, bytes.len()))
}

/// Writes a file piece by piece, beside its place, and moves it there when it is whole: who reads it never sees half of it,
/// and who is stopped leaves nothing under its name. Gives its size.
///
/// # Errors
/// When a piece cannot be made, or the file cannot be written.
pub fn write(file: &Path, pieces: &mut dyn Iterator<Item = Result<Vec<u8>>>) -> Result<usize> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
    }
    let (beside, mut out) = beside(file)?;
    let mut size = 0;
    let whole = || {
        for piece in pieces {
            let piece = piece?;
            size += piece.len();
            out.write_all(&piece).map_err(|error| Error::io(&beside, error))?;
        }
        fs::rename(&beside, file).map_err(|error| Error::io(file, error))
    };
    let written = whole();
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written.map(|()| size)
}

/// A new file beside a place. Other machines may write to the same folder, so it is taken only if nobody has it.
fn beside(file: &Path) -> Result<(PathBuf, fs::File)> {
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    for number in 0..u32::MAX {
        let path = file.with_file_name(format!(".{name}.{}-{number}", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(out) => return Ok((path, out)),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Error::io(path, error)),
        }
    }
    Err(Error::Broken(format!("{}: no name is free beside it", file.display())))
}

/// All parcels of a folder, in the order of their names.
///
/// # Errors
/// When the folder holds no parcels, or cannot be read.
pub fn list(folder: &Path) -> Result<Vec<PathBuf>> {
    let records = folder.join(FOLDER);
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(&records).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(&records).to_owned();
            let error = error.into_io_error().unwrap_or_else(|| std::io::Error::other("link loop"));
            Error::io(path, error)
        })?;
        if entry.file_type().is_file() && entry.path().extension().is_some_and(|ending| ending == ENDING) {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// The bytes of a parcel.
///
/// # Errors
/// When the file cannot be read, or is too large for one.
pub fn open(file: &Path) -> Result<Vec<u8>, Unfit> {
    let size = fs::metadata(file).map_err(|error| Unfit::Unopened(error.to_string()))?.len();
    if size > MOST {
        return Err(Unfit::Unopened(format!("it has {} MiB; the limit is {} MiB", size >> 20, MOST >> 20)));
    }
    fs::read(file).map_err(|error| Unfit::Unopened(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parcel(path: &str) -> Parcel {
        let record = Record { version: Record::VERSION, path: path.into(), ..Record::default() };
        let source = Source { path: path.into(), ..Source::default() };
        Parcel { source, record, original: Some(b"bytes".to_vec()), ..Parcel::default() }
    }

    #[test]
    fn what_is_not_whole_is_refused() {
        let whole = parcel("a/b.txt").to_bytes().unwrap();
        let back = Parcel::from_bytes(&whole).unwrap();
        assert_eq!((&*back.source.path, back.original), ("a/b.txt", Some(b"bytes".to_vec())));
        assert_eq!(checksum(&whole).unwrap().len(), CHECKSUM);
        for at in 0..whole.len() {
            let mut broken = whole.clone();
            broken[at] ^= 0x15;
            assert!(Parcel::from_bytes(&broken).is_err(), "byte {at}");
            assert!(Parcel::from_bytes(&whole[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn another_version_says_so() {
        let mut bytes = parcel("a").to_bytes().unwrap();
        bytes[MAGIC.len() + 4] ^= 1;
        assert!(matches!(Parcel::from_bytes(&bytes), Err(Unfit::OtherVersion { .. })));
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for path in ["../a", "/a", "a/../../b", "", "."] {
            let bytes = parcel(path).to_bytes().unwrap();
            assert!(matches!(Parcel::from_bytes(&bytes), Err(Unfit::Unclear)), "{path}");
        }
    }

    #[test]
    fn a_file_stands_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x/y.record");
        let mut pieces = [Ok(b"a".to_vec()), Err(Error::Broken("no".into()))].into_iter();
        assert!(write(&file, &mut pieces).is_err());
        assert_eq!(fs::read_dir(folder.path().join("x")).unwrap().count(), 0);
        assert_eq!(write(&file, &mut [Ok(b"ab".to_vec()), Ok(b"c".to_vec())].into_iter()).unwrap(), 3);
        assert_eq!(fs::read(&file).unwrap(), b"abc");
    }
}
