//! Charts as they were on a day, kept for ever: what somebody asked to freeze, in `archive/frozen.csv`, and the files, in
//! `archive/frozen/<hash>/`. A line with a hash stays and its files never change; a line without one is asked for, and the next
//! publication answers it.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{is_address, read, write};
use crate::error::{Error, Result};

/// Files of a frozen version by their names.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// A version of a chart that does not change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Frozen {
    /// The address of the chart's page.
    pub address: String,
    /// What it is told by: the beginning of the hash of its files. Empty where it is only asked for.
    pub hash: String,
    /// The day on which it was published so; empty where it is only asked for.
    pub date: String,
}

impl Frozen {
    /// Something that the next publication is to freeze.
    fn wish(address: &str) -> Self {
        Self { address: address.to_owned(), hash: String::new(), date: String::new() }
    }

    /// Whether it is only asked for.
    pub fn is_wish(&self) -> bool {
        self.hash.is_empty()
    }

    /// The address of its page on the site; with another ending, of what stands beside it.
    pub fn path(&self, ending: &str) -> String {
        let name = self.address.rsplit('/').next().unwrap_or_default();
        let stem = name.split('.').next().unwrap_or_default();
        format!("{FOLDER}/{}/{stem}.{ending}", self.hash)
    }

    /// Whether what a file says of it can be worked with.
    fn is_sound(&self) -> bool {
        let hash = self.hash.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        is_address(&self.address) && is_chart(&self.address) && hash
    }
}

/// The folder of frozen versions on the site.
pub const FOLDER: &str = "archive";

/// Whether an address is that of a chart's own page.
pub fn is_chart(address: &str) -> bool {
    address.starts_with("charts/") && address.ends_with(".html")
}

/// All versions that were frozen, and what is asked for.
#[derive(Debug, Clone, Default)]
pub struct Versions {
    folder: PathBuf,
    /// In the order of addresses, then of days.
    all: Vec<Frozen>,
}

impl Versions {
    /// Opens them; a file that is not there holds none.
    ///
    /// # Errors
    /// When it is there and cannot be read, or a line of it cannot be understood.
    pub(super) fn open(folder: &Path) -> Result<Self> {
        let file = list(folder);
        let all = read::<Frozen>(&file)?;
        if let Some(bad) = all.iter().find(|one| !one.is_sound()) {
            let message =
                format!("`{}` `{}`: expected the address of a chart and a hash", bad.address, bad.hash);
            return Err(Error::Config { path: file, message });
        }
        Ok(Self { folder: folder.to_owned(), all })
    }

    /// What was frozen of the charts below an address, the newest first.
    pub fn of<'v>(&'v self, below: &'v str) -> impl Iterator<Item = &'v Frozen> {
        self.all.iter().rev().filter(move |one| !one.is_wish() && one.address.starts_with(below))
    }

    /// What is asked for.
    pub fn wishes(&self) -> impl Iterator<Item = &Frozen> {
        self.all.iter().filter(|one| one.is_wish())
    }

    /// The files of a frozen version, by their names.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn files(&self, one: &Frozen) -> Result<Files> {
        let folder = self.folder.join("frozen").join(&one.hash);
        let mut files = BTreeMap::new();
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            // What is not there any more is missed where addresses are.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(files),
            Err(error) => return Err(Error::io(&folder, error)),
        };
        for entry in entries {
            let path = entry.map_err(|error| Error::io(&folder, error))?.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if path.is_file() && is_address(&name) {
                files.insert(name, std::fs::read(&path).map_err(|error| Error::io(&path, error))?);
            }
        }
        Ok(files)
    }

    /// Asks for a chart to be frozen as it is published next. Whether that was new.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn ask(&mut self, address: &str) -> Result<bool> {
        if self.wishes().any(|one| one.address == address) {
            return Ok(false);
        }
        self.all.push(Frozen::wish(address));
        self.save()?;
        Ok(true)
    }

    /// Keeps versions that were published now, with their files: `bytes` gives those of the site.
    ///
    /// # Errors
    /// When they cannot be written.
    pub(super) fn keep(&mut self, made: &[Frozen], files: &dyn Fn(&Frozen) -> Result<Files>) -> Result<()> {
        if made.is_empty() {
            return Ok(());
        }
        for one in made {
            let folder = self.folder.join("frozen").join(&one.hash);
            // Files without a line were promised to nobody; those with one are never written again.
            if !self.all.iter().any(|known| known.hash == one.hash) {
                std::fs::create_dir_all(&folder).map_err(|error| Error::io(&folder, error))?;
                for (name, bytes) in files(one)? {
                    let path = folder.join(name);
                    std::fs::write(&path, bytes).map_err(|error| Error::io(&path, error))?;
                }
                self.all.push(one.clone());
            }
            self.all.retain(|known| !known.is_wish() || known.address != one.address);
        }
        self.save()
    }

    fn save(&mut self) -> Result<()> {
        let folder = &self.folder;
        std::fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
        self.all.sort_by(|a, b| (&a.address, &a.date, &a.hash).cmp(&(&b.address, &b.date, &b.hash)));
        write(&list(folder), self.all.iter().map(Ok))
    }
}

fn list(folder: &Path) -> PathBuf {
    folder.join("frozen.csv")
}
