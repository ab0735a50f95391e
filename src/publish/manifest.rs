//! The marker of a site: the list of the files that this program put there. Whatever else stands beside them is somebody's and
//! is kept.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// A folder that holds this file was built by this program and may be replaced.
pub(super) const MARKER: &str = ".mingzhang";

/// What the marker says to someone who opens it.
const TEXT: &str = "This folder was built by mingzhang, and every build replaces the files listed here. Other files are kept.\n";

/// Stands before the list.
const HEAD: &str = "files:";

/// Which files of a folder are ours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Manifest {
    /// Nobody knows: there is no marker.
    #[default]
    None,
    /// All of them: a generation that was never finished, or one from before there were lists. What is hidden, and the file by
    /// which a host of pages knows its name, were never ours.
    All,
    /// These.
    Listed(BTreeSet<String>),
}

impl Manifest {
    /// That of a folder.
    pub(super) fn of(folder: &Path) -> Self {
        let marker = folder.join(MARKER);
        if !marker.is_file() {
            return Self::None;
        }
        let text =
            fs::read(&marker).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
        match text.split_once(&format!("\n{HEAD}\n")) {
            Some((_, list)) => Self::Listed(list.lines().map(str::to_owned).collect()),
            None => Self::All,
        }
    }

    /// Whether a file at this path, from the folder on, is ours.
    pub(super) fn has(&self, path: &str) -> bool {
        match self {
            Self::None => false,
            Self::All => {
                let first = path.split('/').next().unwrap_or_default();
                path == MARKER || !(first.starts_with('.') || first == "CNAME")
            }
            Self::Listed(files) => path == MARKER || files.contains(path),
        }
    }

    /// How many files, where that is known.
    pub(super) fn len(&self) -> Option<usize> {
        match self {
            Self::Listed(files) => Some(files.len()),
            _ => None,
        }
    }
}

/// Marks a folder as a generation that is being made.
pub(super) fn begin(folder: &Path) -> io::Result<()> {
    fs::write(folder.join(MARKER), TEXT)
}

/// Marks a folder as a whole generation of these files.
pub(super) fn end(folder: &Path, files: &BTreeSet<String>) -> io::Result<()> {
    let list: String = files.iter().map(|file| format!("{file}\n")).collect();
    let marker = folder.join(MARKER);
    // It may be a link to that of the last site.
    fs::remove_file(&marker)?;
    fs::write(&marker, format!("{TEXT}{HEAD}\n{list}"))
}
