//! Walking: which files of the content folder are disclosures, which are pages, and which are not taken in.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::{
    Content, MAX_BESIDE, MAX_DEPTH, PAGES, RESERVED, Sidecar, is_sidecar, relative, source, sources_csv,
    unopened, vocabulary,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::error::{Error, Result};
use crate::model::Severity;

/// The first names of the site's own addresses: a page of the publisher cannot stand there.
pub const OWN_ADDRESSES: &[&str] = &[
    "404",
    "archive",
    "changes",
    "charts",
    "checks",
    "compare",
    "data",
    "departments",
    "divisions",
    "documents",
    "economics",
    "embed",
    "feed",
    "functions",
    "glossary",
    "guide",
    "index",
    "originals",
    "performance",
    "robots",
    "search",
    "sitemap",
    "static",
    "three-public",
];

/// Why a page cannot have the address that its name asks for.
fn no_address(stem: &str) -> Option<String> {
    let plain = |part: &str| {
        part.starts_with(char::is_alphanumeric)
            && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
    };
    if !stem.split('/').all(plain) {
        return Some(
            "the name of this page is no address: expected letters, digits, `-`, `_` and `.`".to_owned(),
        );
    }
    let first = stem.split('/').next().unwrap_or_default();
    OWN_ADDRESSES
        .contains(&first.to_lowercase().as_str())
        .then(|| format!("`{first}` is an address of the site's own, so this page has none"))
}

/// A walk over a content folder, or over parts of it.
pub(super) struct Walk<'r> {
    root: &'r Path,
    /// The folder without links, when it was asked for.
    real: Option<PathBuf>,
    listed: BTreeMap<String, Sidecar>,
    content: Content,
}

impl<'r> Walk<'r> {
    /// Reads the lists at the top of the folder.
    pub(super) fn new(root: &'r Path) -> Self {
        let mut content = Content { root: root.to_owned(), ..Content::default() };
        let listed = sources_csv(root, &mut content.diagnostics);
        content.vocabulary = vocabulary(root, &mut content.diagnostics);
        Self { root, real: None, listed, content }
    }

    /// What was found, sorted by path, each file once.
    pub(super) fn end(mut self) -> Content {
        self.content.sources.sort_by(|a, b| a.path.cmp(&b.path));
        self.content.sources.dedup_by(|a, b| a.path == b.path);
        self.content
    }

    /// Walks a file or folder that lies in the root, however it was named.
    pub(super) fn part(&mut self, part: &Path) -> Result<()> {
        let real = |path: &Path| path.canonicalize().map_err(|error| Error::io(path, error));
        let root = match &self.real {
            Some(root) => root.clone(),
            None => self.real.insert(real(self.root)?).clone(),
        };
        // The last name is not resolved: a link is reported, as when the whole folder is walked.
        let whole = std::path::absolute(part).map_err(|error| Error::io(part, error))?;
        let whole = match (whole.parent(), whole.file_name()) {
            (Some(above), Some(name)) if !whole.is_dir() || whole.is_symlink() => real(above)?.join(name),
            _ => real(&whole)?,
        };
        if whole.symlink_metadata().is_err() {
            return Err(Error::io(part, std::io::ErrorKind::NotFound.into()));
        }
        let Ok(own) = whole.strip_prefix(&root) else {
            let words =
                format!("does not lie in the content folder {}; name it with --content", self.root.display());
            return Err(Error::Config { path: part.to_owned(), message: words });
        };
        let names: Vec<_> = own.components().collect();
        let hidden = |name: &std::path::Component<'_>| name.as_os_str().to_string_lossy().starts_with('.');
        if names.iter().any(hidden) {
            return Ok(());
        }
        // What lies too deep is what the walk over the whole folder says of it.
        let start = names.iter().take(MAX_DEPTH).fold(self.root.to_owned(), |path, name| path.join(name));
        self.below(&start)
    }

    /// Walks a folder: the root, or one that lies in it.
    pub(super) fn below(&mut self, start: &Path) -> Result<()> {
        let above = start.strip_prefix(self.root).map_or(0, |own| own.components().count());
        let visible = |entry: &DirEntry| {
            entry.depth() == 0 || !entry.file_name().to_str().is_some_and(|name| name.starts_with('.'))
        };
        let walker = WalkDir::new(start)
            .follow_links(false)
            .follow_root_links(above == 0)
            .max_depth(MAX_DEPTH.saturating_sub(above))
            .sort_by_file_name();
        for entry in walker.into_iter().filter_entry(visible) {
            match entry {
                Ok(entry) => self.entry(&entry, above),
                Err(error) => {
                    let path = error.path().unwrap_or(start).to_owned();
                    let error = error.into_io_error().unwrap_or_else(|| std::io::Error::other("link loop"));
                    if path == start {
                        return Err(Error::io(path, error));
                    }
                    let own = relative(self.root, &path);
                    self.content.sources.push(unopened(&path, own, error.to_string()));
                }
            }
        }
        Ok(())
    }

    /// Takes what lies in the folder.
    fn entry(&mut self, entry: &DirEntry, above: usize) {
        let path = relative(self.root, entry.path());
        if entry.file_type().is_dir() {
            if entry.depth() + above == MAX_DEPTH {
                let words = format!("folders are walked {MAX_DEPTH} deep, and it lies deeper");
                self.content.sources.push(unopened(entry.path(), path, words));
            }
            return;
        }
        let name = path.rsplit('/').next().unwrap_or(&path);
        if let Some(page) = path.strip_prefix(PAGES).and_then(|page| page.strip_prefix('/')) {
            let stem = page.strip_suffix(".md").map(str::to_owned);
            if let Some(stem) = stem {
                self.page(entry, path, stem);
            }
            return;
        }
        if RESERVED.contains(&name) || is_sidecar(entry.path()) {
            return;
        }
        let found = if entry.file_type().is_file() {
            source(entry.path(), path, &self.listed, &mut self.content.diagnostics)
        } else {
            // It may lead out of the content folder, round in a circle, or never end.
            let words = "it is a link or no regular file, and those are not followed".into();
            unopened(entry.path(), path, words)
        };
        self.content.sources.push(found);
    }

    /// Takes a page of the publisher.
    fn page(&mut self, entry: &DirEntry, path: String, stem: String) {
        if !entry.file_type().is_file() {
            let words = "it is a link or no regular file, and those are not followed".into();
            self.content.sources.push(unopened(entry.path(), path, words));
            return;
        }
        let size = entry.metadata().map_or(0, |metadata| metadata.len());
        if size > MAX_BESIDE {
            let words = format!("it has {} MiB; the limit of a page is {} MiB", size >> 20, MAX_BESIDE >> 20);
            self.content.sources.push(unopened(entry.path(), path, words));
            return;
        }
        if let Some(why) = no_address(&stem) {
            let said = Diagnostic::new(Code::PageFailed, Severity::Error, &path.into(), why);
            self.content
                .diagnostics
                .push(said.help("give the file another name; the other pages are published"));
            return;
        }
        let path: Arc<str> = path.into();
        let mut told = |message: String, help: &str| {
            let said = Diagnostic::new(Code::PageFailed, Severity::Error, &path, message);
            self.content.diagnostics.push(said.help(help));
        };
        let bytes = match std::fs::read(entry.path()) {
            Ok(bytes) => bytes,
            Err(error) => {
                told(format!("this page cannot be opened: {error}"), "the other pages are published");
                return;
            }
        };
        if let Err(error) = std::str::from_utf8(&bytes) {
            let line = bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count() + 1;
            told(format!("line {line}: a character is no UTF-8 and was replaced"), "save the page as UTF-8");
        }
        self.content.pages.insert(stem, String::from_utf8_lossy(&bytes).into_owned());
    }
}
