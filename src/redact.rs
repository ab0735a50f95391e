//! Redacting: something personal that was published is taken out of everything. What is to be withheld is remembered by its hash,
//! so that every later build withholds it; what was made before is cleared away or rewritten.
#![allow(clippy::disallowed_methods)]

use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};

use crate::cache::Cache;
use crate::config::{Config, REDACTIONS};
use crate::error::{Error, Result};
use crate::privacy::{Redaction, Sought};

/// What opens the file of redactions.
const HEAD: &str = "# What must not be published, by salted hashes. An entry is one text; whoever removes it publishes the text again.\n";

/// The most bytes of a file of the archive or the site that is looked into.
const MOST: u64 = 1 << 30;

/// Remembers some texts in the content folder.
///
/// # Errors
/// When one of them cannot be redacted, or the file cannot be written. Nothing is remembered then.
pub fn remember(config: &Config, texts: &[String], reason: &str) -> Result<PathBuf> {
    let path = config.paths.content.join(REDACTIONS);
    // What stands there must be understood: it is written again with the new entries.
    config.with_redactions()?;
    let before = if path.exists() {
        fs::read_to_string(&path).map_err(|e| Error::io(&path, e))?
    } else {
        HEAD.to_owned()
    };
    let mut file = before;
    for (at, text) in texts.iter().enumerate() {
        let made = Redaction::of(text, salt()).map_err(|why| {
            // The text itself is not repeated.
            Error::Config {
                path: path.clone(),
                message: format!("text {} cannot be redacted: {why}", at + 1),
            }
        })?;
        let made = Redaction { date: config.site.date.clone(), reason: reason.to_owned(), ..made };
        let entry = toml::to_string(&made).map_err(|error| Error::Broken(error.to_string()))?;
        file.push_str(&format!("\n[[redaction]]\n{entry}"));
    }
    replace(&path, file.as_bytes())?;
    Ok(path)
}

/// Chance: the system seeds every hasher anew.
fn salt() -> String {
    (0..2).map(|_| format!("{:016x}", RandomState::new().hash_one(REDACTIONS))).collect()
}

/// Writes a file beside its place and moves it there, so that nobody sees half of it.
fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    let beside = PathBuf::from(name);
    fs::write(&beside, bytes).map_err(|error| Error::io(&beside, error))?;
    fs::rename(&beside, path).map_err(|error| Error::io(path, error))
}

/// Clears the cache and takes texts out of the archive. Gives how many files of that were rewritten.
///
/// # Errors
/// When something cannot be removed or written.
pub fn clean(config: &Config, texts: &[String]) -> Result<usize> {
    if config.paths.cache.is_dir() {
        Cache::open(&config.paths.cache)?.clear()?;
    }
    let sought = Sought::new(texts);
    let mut rewritten = 0;
    for file in files(&config.paths.archive) {
        let bytes = fs::read(&file).map_err(|error| Error::io(&file, error))?;
        if let Some(clean) = std::str::from_utf8(&bytes).ok().and_then(|text| sought.without(text)) {
            replace(&file, clean.as_bytes())?;
            rewritten += 1;
        }
    }
    Ok(rewritten)
}

/// The files of the site, the archive and the cache in which texts still stand, or whose names hold them.
pub fn left(config: &Config, texts: &[String]) -> Vec<PathBuf> {
    let sought = Sought::new(texts);
    let paths = &config.paths;
    let all = [&paths.out, &paths.archive, &paths.cache]
        .into_iter()
        .flat_map(|folder| files(folder).map(move |file| (folder, file)));
    let holds = |(folder, file): &(&PathBuf, PathBuf)| {
        let own = file.strip_prefix(folder).unwrap_or(file).to_string_lossy().into_owned();
        let text =
            fs::read(file).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
        sought.without(&own).is_some() || sought.without(&text).is_some()
    };
    all.filter(holds).map(|(_, file)| file).collect()
}

fn files(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let all = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    let small = |entry: &walkdir::DirEntry| {
        entry.file_type().is_file() && entry.metadata().is_ok_and(|data| data.len() <= MOST)
    };
    // A repository beside the site is somebody's, and what it remembers is not ours to change.
    all.filter(small)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| !path.components().any(|part| part.as_os_str() == ".git"))
}
