//! Sources: walking the content folder, sniffing what each file is, hashing it and reading its sidecars.
//!
//! This is the only stage that reads the disk.
#![allow(clippy::disallowed_methods)]

mod companions;
mod walk;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::diagnostic::{Code, Diagnostic};
use crate::error::{Error, Result};
use crate::model::{Edition, Kind, Severity, is_day};

pub use companions::Companions;
use companions::{ENDINGS, with_ending};
pub use walk::OWN_ADDRESSES;
use walk::Walk;

/// Names that belong to the content folder itself and are never disclosures.
const RESERVED: &[&str] = &["departments.toml", "sources.csv", VOCABULARY, "mingzhang.toml"];

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

/// What a publisher adds beside a document: `<file>.toml`, or a row of `sources.csv`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sidecar {
    /// Where the original was published.
    pub source_url: String,
    /// Date of publication, `YYYY-MM-DD`.
    pub published_on: String,
    /// Date of the finance office's approval, `YYYY-MM-DD`.
    pub approved_on: String,
    /// `full` or `abridged`.
    pub edition: String,
    /// A note for readers about this edition.
    pub note: String,
    /// Whether the original must not be copied.
    pub withhold: bool,
    /// Settles an ambiguous body name.
    pub body: String,
    /// Settles an ambiguous fiscal year.
    pub fiscal_year: Option<i32>,
    /// Settles an ambiguous kind.
    pub kind: String,
    /// Settles an ambiguous division, GB/T 2260.
    pub division: String,
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

impl Sidecar {
    /// Fiscal years that a sidecar may name.
    pub const YEARS: std::ops::RangeInclusive<i32> = 1949..=2999;

    /// Reads a sidecar and checks what its fields hold.
    fn parse(text: &str) -> std::result::Result<Self, String> {
        let line = |at: usize| text[..at.min(text.len())].matches('\n').count() + 1;
        let sidecar: Self = toml::from_str(text).map_err(|error| match error.span() {
            Some(span) if text.is_char_boundary(span.start) => {
                format!("line {}: {}", line(span.start), error.message())
            }
            _ => error.message().to_owned(),
        })?;
        sidecar.checked().map_err(|message| {
            // The message opens with the name of the field.
            let field = message.split_whitespace().next().unwrap_or_default();
            let own = text.lines().position(|line| line.trim_start().starts_with(field));
            own.map_or_else(|| message.clone(), |at| format!("line {}: {message}", at + 1))
        })
    }

    /// Refuses fields that hold what they cannot hold.
    fn checked(self) -> std::result::Result<Self, String> {
        if let Some(year) = self.fiscal_year.filter(|year| !Self::YEARS.contains(year)) {
            return Err(format!("fiscal_year {year} is no year of a budget"));
        }
        if !self.kind.is_empty() && Kind::from_id(&self.kind).is_none() {
            let kinds = Kind::ALL.iter().map(|kind| kind.id()).collect::<Vec<_>>().join(", ");
            return Err(format!("kind `{}`: expected one of {kinds}", shortened(&self.kind)));
        }
        if !self.edition.is_empty() && Edition::from_id(&self.edition).is_none() {
            return Err(format!("edition `{}`: expected full or abridged", shortened(&self.edition)));
        }
        if !self.division.bytes().all(|byte| byte.is_ascii_digit()) || self.division.len() > 12 {
            let own = shortened(&self.division);
            return Err(format!("division `{own}`: expected a code of GB/T 2260, such as 440303"));
        }
        for (name, day) in [("published_on", &self.published_on), ("approved_on", &self.approved_on)] {
            if !day.is_empty() && !is_day(day) {
                return Err(format!("{name} `{}`: expected a day like 2026-03-31", shortened(day)));
            }
        }
        let web = ["https://", "http://"].iter().any(|scheme| self.source_url.starts_with(scheme));
        if !self.source_url.is_empty() && !web {
            return Err(format!(
                "source_url `{}`: expected an address of the web",
                shortened(&self.source_url)
            ));
        }
        let texts =
            [("body", &self.body, 100), ("source_url", &self.source_url, 2_000), ("note", &self.note, 4_000)];
        for (name, text, most) in texts {
            if text.chars().count() > most {
                return Err(format!("{name} has more than {most} characters"));
            }
            let odd = |c: char| {
                c.is_control() && c != '\n' || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
            };
            if text.contains(odd) {
                return Err(format!("{name} holds a character that controls how others are shown"));
            }
        }
        Ok(self)
    }

    /// The edition; full unless said otherwise.
    pub fn edition(&self) -> Edition {
        Edition::from_id(&self.edition).unwrap_or(Edition::Full)
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
    let mut walk = Walk::new(root)?;
    walk.below(root)?;
    Ok(walk.end())
}

/// What stands in a content folder beside its disclosures: pages and the publisher's vocabulary.
///
/// # Errors
/// When a list or a page cannot be read.
pub fn surroundings(root: &Path) -> Result<Content> {
    let mut walk = Walk::new(root)?;
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
    let mut walk = Walk::new(root)?;
    for part in parts {
        walk.part(part)?;
    }
    Ok(walk.end())
}

/// The publisher's vocabulary at the top of the content folder; empty where there is none.
fn vocabulary(root: &Path, diagnostics: &mut Vec<Diagnostic>) -> Result<Vec<u8>> {
    let path = root.join(VOCABULARY);
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let size = std::fs::metadata(&path).map_err(|e| Error::io(&path, e))?.len();
    if path.is_symlink() || size > MAX_BYTES {
        let message = format!("it is a link, or larger than {MAX_BYTES} bytes, and was not read");
        diagnostics.push(Diagnostic::new(Code::BadVocabulary, Severity::Error, &VOCABULARY.into(), message));
        return Ok(Vec::new());
    }
    std::fs::read(&path).map_err(|e| Error::io(&path, e))
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
    let vocabulary = if known { vocabulary(folder, &mut diagnostics)? } else { Vec::new() };
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
    let sidecar_file = with_ending(file, ".toml");
    let mut sidecar = listed.get(&*path).cloned().unwrap_or_default();
    if sidecar_file.is_file() {
        let parsed = if sidecar_file.is_symlink() {
            Err("it is a link, and those are not followed".to_owned())
        } else {
            beside(&sidecar_file).and_then(|text| Sidecar::parse(&text))
        };
        match parsed {
            Ok(parsed) => sidecar = parsed,
            Err(message) => diagnostics.push(bad_sidecar(&path, &message)),
        }
    }
    let companions = Companions::beside(file, &path, diagnostics);
    Source { path, extension, sidecar, companions, ..Source::default() }
}

/// The beginning of what a publisher wrote, for a message.
fn shortened(text: &str) -> String {
    crate::diagnostic::shorten(text, 40).replace(char::is_control, "�")
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

fn bad_sidecar(path: &Arc<str>, message: &str) -> Diagnostic {
    Diagnostic::new(Code::BadSidecar, Severity::Error, path, format!("its sidecar is not valid: {message}")).help(
        "expected the fields source_url, published_on, approved_on, edition, note, withhold, body, fiscal_year, kind, division",
    )
}

/// `sources.csv` at the top of the content folder: a `file` column and the sidecar's fields.
fn sources_csv(root: &Path, diagnostics: &mut Vec<Diagnostic>) -> Result<BTreeMap<String, Sidecar>> {
    #[derive(Deserialize)]
    struct Row {
        file: String,
        #[serde(default)]
        source_url: String,
        #[serde(default)]
        published_on: String,
        #[serde(default)]
        approved_on: String,
        #[serde(default)]
        edition: String,
        #[serde(default)]
        note: String,
        #[serde(default)]
        body: String,
        #[serde(default)]
        fiscal_year: Option<i32>,
        #[serde(default)]
        kind: String,
        #[serde(default)]
        division: String,
    }
    let path = root.join("sources.csv");
    let mut listed = BTreeMap::new();
    if !path.is_file() {
        return Ok(listed);
    }
    let size = std::fs::metadata(&path).map_or(0, |metadata| metadata.len());
    if size > MAX_BESIDE {
        let words = format!("it has {} MiB; the limit is {} MiB", size >> 20, MAX_BESIDE >> 20);
        diagnostics.push(bad_sidecar(&"sources.csv".into(), &words));
        return Ok(listed);
    }
    let bytes = std::fs::read(&path).map_err(|e| Error::io(&path, e))?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
    let headers = reader.headers().cloned().unwrap_or_default();
    for record in reader.records() {
        let line = record.as_ref().ok().and_then(csv::StringRecord::position).map_or(0, csv::Position::line);
        let row = record.and_then(|record| record.deserialize::<Row>(Some(&headers)));
        let row = row.map_err(|error| error.to_string()).and_then(|row| {
            let sidecar = Sidecar {
                source_url: row.source_url,
                published_on: row.published_on,
                approved_on: row.approved_on,
                edition: row.edition,
                note: row.note,
                body: row.body,
                fiscal_year: row.fiscal_year,
                kind: row.kind,
                division: row.division,
                ..Sidecar::default()
            };
            let checked = sidecar.checked().map_err(|message| format!("line {line}: {message}"));
            Ok((row.file, checked?))
        });
        match row {
            Ok((file, sidecar)) => {
                listed.insert(file, sidecar);
            }
            Err(message) => diagnostics.push(bad_sidecar(&"sources.csv".into(), &message)),
        }
    }
    Ok(listed)
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
