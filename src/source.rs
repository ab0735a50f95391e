//! Sources: walking the content folder, sniffing what each file is, hashing it and reading its sidecars.
//!
//! This is the only stage that reads the disk.
#![allow(clippy::disallowed_methods)]

mod companions;
mod entries;
mod sidecar;
mod walk;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::diagnostic::{Code, Diagnostic};
use crate::error::{Error, Result};
use crate::model::Severity;

pub use companions::Companions;
use companions::{ENDINGS, with_ending};
pub use entries::{AtLine, entries};
pub use sidecar::Sidecar;
use sidecar::sources_csv;
pub use walk::OWN_ADDRESSES;
use walk::Walk;

/// Names that belong to the content folder itself and are never disclosures.
const RESERVED: &[&str] =
    &["departments.toml", "redactions.toml", "sources.csv", VOCABULARY, "mingzhang.toml"];

/// The publisher's words, at the top of the content folder.
const VOCABULARY: &str = "vocabulary.csv";

/// Markdown pages of the site live in this folder of the content folder.
pub const PAGES: &str = "pages";

/// Files above this size are reported and not read.
pub const MAX_BYTES: u64 = 32 << 20;

/// Sidecars, lists and pages above this size are reported and not read. A thousand documents have a list of a tenth of it.
const MAX_BESIDE: u64 = 4 << 20;

/// Folders are walked this deep; what lies deeper is reported.
const MAX_DEPTH: usize = 16;

/// Why a file could not be taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trouble {
    /// It is larger than the limit; its size in bytes.
    TooLarge(u64),
    /// The system would not open it, and said this.
    Unopened(String),
}

/// A file of the content folder with all that is known beside its text.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// Path relative to the content folder, with forward slashes.
    pub path: Arc<str>,
    /// Lower-case extension without the dot.
    pub extension: String,
    /// The bytes; none where there is trouble.
    pub bytes: Vec<u8>,
    /// Why the bytes are not here.
    pub trouble: Option<Trouble>,
    /// SHA-256 of the bytes, lower-case hexadecimal.
    pub sha256: String,
    /// What the publisher added.
    pub sidecar: Sidecar,
    /// Corrections and replies beside it.
    pub companions: Companions,
}

impl Source {
    /// The same file with its bytes, which are read now.
    pub fn opened(&self, root: &Path) -> Self {
        if self.trouble.is_some() {
            return self.clone();
        }
        self.opened_from(&root.join(&*self.path))
    }

    /// The same file without its bytes, as it is kept while others are read.
    pub fn closed(mut self) -> Self {
        self.bytes = Vec::new();
        self
    }

    fn opened_from(&self, file: &Path) -> Self {
        let (bytes, trouble) = open(file);
        let sha256 = sha256(&bytes);
        Self { bytes, trouble, sha256, ..self.clone() }
    }
}

/// The content folder, walked.
#[derive(Debug, Default)]
pub struct Content {
    /// The folder.
    pub root: PathBuf,
    /// Disclosures, sorted by path.
    pub sources: Vec<Source>,
    /// Markdown pages: stem and text, sorted.
    pub pages: BTreeMap<String, String>,
    /// The publisher's vocabulary, as it stands in its file.
    pub vocabulary: Vec<u8>,
    /// Trouble with sidecars.
    pub diagnostics: Vec<Diagnostic>,
}

/// Walks a content folder and opens all its files. Files in folders or with names that start with a dot are left out.
///
/// # Errors
/// When the folder itself, a list or a page in it cannot be read. Trouble with a disclosure stays with the disclosure.
pub fn walk(root: &Path) -> Result<Content> {
    let mut content = list(root)?;
    content.sources.iter_mut().for_each(|source| *source = source.opened(root));
    Ok(content)
}

/// Walks a content folder without opening its disclosures: [`Source::opened`] does that, one at a time.
///
/// # Errors
/// When the folder itself, a list or a page in it cannot be read.
pub fn list(root: &Path) -> Result<Content> {
    let mut walk = Walk::new(root);
    walk.below(root)?;
    Ok(walk.end())
}

/// What stands in a content folder beside its disclosures: pages and the publisher's vocabulary.
///
/// # Errors
/// When a list or a page cannot be read.
pub fn surroundings(root: &Path) -> Result<Content> {
    let mut walk = Walk::new(root);
    let pages = root.join(PAGES);
    if pages.is_dir() {
        walk.below(&pages)?;
    }
    Ok(Content { sources: Vec::new(), ..walk.end() })
}

/// Some files and folders of a content folder, as walking the whole of it would list them.
///
/// # Errors
/// When one of them is not there or does not lie in the folder, or a list cannot be read.
pub fn some(root: &Path, parts: &[PathBuf]) -> Result<Content> {
    let mut walk = Walk::new(root);
    for part in parts {
        walk.part(part)?;
    }
    Ok(walk.end())
}

/// The publisher's vocabulary at the top of the content folder; empty where there is none.
fn vocabulary(root: &Path, diagnostics: &mut Vec<Diagnostic>) -> Vec<u8> {
    let path = root.join(VOCABULARY);
    if !path.is_file() {
        return Vec::new();
    }
    let mut told = |message| {
        diagnostics.push(Diagnostic::new(Code::BadVocabulary, Severity::Error, &VOCABULARY.into(), message));
        Vec::new()
    };
    let size = std::fs::metadata(&path).map_or(0, |metadata| metadata.len());
    if path.is_symlink() || size > MAX_BYTES {
        return told(format!("it is a link, or larger than {MAX_BYTES} bytes, and was not read"));
    }
    std::fs::read(&path).unwrap_or_else(|error| told(format!("it cannot be opened: {error}")))
}

/// One file as if it were a whole content folder.
///
/// # Errors
/// When the file cannot be read.
pub fn single(path: &Path) -> Result<Content> {
    single_of(path, Path::new(""))
}

/// One file as if it were all of a content folder, for `inspect`: with the publisher's vocabulary, and where the file
/// lies in the folder, with its path there.
///
/// # Errors
/// When the file or the vocabulary cannot be read.
pub fn single_of(path: &Path, folder: &Path) -> Result<Content> {
    let own = || {
        let (folder, path) = (folder.canonicalize().ok()?, path.canonicalize().ok()?);
        path.strip_prefix(&folder).is_ok().then(|| relative(&folder, &path))
    };
    let mut diagnostics = Vec::new();
    let known = !folder.as_os_str().is_empty();
    let vocabulary = if known { vocabulary(folder, &mut diagnostics) } else { Vec::new() };
    let (name, root) = match own().filter(|_| known) {
        Some(name) => (name, folder),
        None => {
            let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
            (name, path.parent().unwrap_or(Path::new("")))
        }
    };
    let source = source(path, name, &BTreeMap::new(), &mut diagnostics).opened_from(path);
    if let Some(Trouble::Unopened(message)) = &source.trouble {
        return Err(Error::io(path, std::io::Error::other(message.clone())));
    }
    let root = root.to_owned();
    Ok(Content { root, sources: vec![source], pages: BTreeMap::new(), vocabulary, diagnostics })
}

fn source(
    file: &Path,
    path: String,
    listed: &BTreeMap<String, Sidecar>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Source {
    let path: Arc<str> = path.into();
    let extension = file.extension().map_or_else(String::new, |e| e.to_string_lossy().to_lowercase());
    let sidecar = sidecar::of_file(file, &path, listed, diagnostics);
    let companions = Companions::beside(file, &path, diagnostics);
    Source { path, extension, sidecar, companions, ..Source::default() }
}

/// Something in the content folder that is reported and not opened.
fn unopened(file: &Path, path: String, words: String) -> Source {
    Source {
        path: path.into(),
        extension: file.extension().map_or_else(String::new, |e| e.to_string_lossy().to_lowercase()),
        bytes: Vec::new(),
        trouble: Some(Trouble::Unopened(words)),
        sha256: hex(&Sha256::digest([])),
        sidecar: Sidecar::default(),
        companions: Companions::default(),
    }
}

/// The text of a file that a publisher wrote beside documents, or why there is none.
fn beside(file: &Path) -> std::result::Result<String, String> {
    let size = std::fs::metadata(file).map_or(0, |metadata| metadata.len());
    if size > MAX_BESIDE {
        return Err(format!("it has {} MiB; the limit is {} MiB", size >> 20, MAX_BESIDE >> 20));
    }
    std::fs::read_to_string(file).map_err(|error| error.to_string())
}

/// The bytes of a file, or why there are none.
fn open(file: &Path) -> (Vec<u8>, Option<Trouble>) {
    let size = std::fs::metadata(file).map_or(0, |metadata| metadata.len());
    if size > MAX_BYTES {
        return (Vec::new(), Some(Trouble::TooLarge(size)));
    }
    match std::fs::read(file) {
        Ok(bytes) => (bytes, None),
        Err(error) => (Vec::new(), Some(Trouble::Unopened(error.to_string()))),
    }
}

/// The bytes of a file that was read before.
///
/// # Errors
/// When it cannot be read any more, or holds something else.
pub fn reread(root: &Path, path: &str, sha256: &str) -> Result<Vec<u8>> {
    let file = if root.is_dir() { root.join(path) } else { root.to_owned() };
    let bytes = std::fs::read(&file).map_err(|e| Error::io(&file, e))?;
    if hex(&Sha256::digest(&bytes)) == sha256 {
        Ok(bytes)
    } else {
        Err(Error::Broken(format!("`{path}` changed while the site was being built; build again")))
    }
}

/// Whether a file is the sidecar (or another companion) of a file beside it.
fn is_sidecar(file: &Path) -> bool {
    let Some(name) = file.file_name().and_then(|n| n.to_str()) else { return false };
    ENDINGS
        .iter()
        .find_map(|suffix| name.strip_suffix(suffix))
        .is_some_and(|owner| file.with_file_name(owner).is_file())
}

fn relative(root: &Path, file: &Path) -> String {
    let path = file.strip_prefix(root).unwrap_or(file);
    path.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The SHA-256 of some bytes, lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(64), |mut out, byte| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}
