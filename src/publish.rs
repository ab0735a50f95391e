//! Publishing: the site is written as a new generation beside the old one and takes its place whole, so that a crash
//! or a full disk leaves the last good site. Files that did not change are hard links to the old ones.
//!
//! Beside the folder `public` works a hidden folder `.public.build`: a lock, the generation being written, and for a
//! moment the one before it.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::UNIX_EPOCH;

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::site::{Sealed, Sink, Stamp};

/// A folder that holds this file was built by this program and may be replaced.
const MARKER: &str = ".mingzhang";

/// What the marker says to someone who opens it.
const MARKER_TEXT: &[u8] =
    b"This folder was built by mingzhang. Every build replaces it whole: keep nothing of your own here.\n";

/// What changed from the last generation to this one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that were not there before.
    pub added: usize,
    /// Files with other bytes than before.
    pub changed: usize,
    /// Files with the same bytes as before.
    pub unchanged: usize,
    /// Files that are no longer there.
    pub removed: usize,
}

/// A generation of the site on its way to its place. Dropped before [`Generation::publish`], it leaves nothing behind.
#[derive(Debug)]
pub struct Generation {
    out: PathBuf,
    work: PathBuf,
    added: AtomicUsize,
    changed: AtomicUsize,
    unchanged: AtomicUsize,
    // Held as long as the generation lives; the system frees it when the program dies.
    _lock: File,
}

impl Generation {
    /// Begins a generation that will stand at `out`.
    ///
    /// # Errors
    /// When `out` holds something that this program did not build, when another build is writing there, or when the
    /// folder beside it cannot be written.
    pub fn begin(out: &Path) -> Result<Self> {
        let work = workshop(out)?;
        fs::create_dir_all(&work).map_err(|error| Error::io(&work, error))?;
        let lock = lock(&work)?;
        recover(out, &work)?;
        refuse_foreign(out)?;
        let new = work.join("new");
        fs::create_dir_all(&new).map_err(|error| Error::io(&new, error))?;
        let generation = Self {
            out: out.to_owned(),
            work,
            added: AtomicUsize::new(0),
            changed: AtomicUsize::new(0),
            unchanged: AtomicUsize::new(0),
            _lock: lock,
        };
        let marker = generation.new_path(MARKER);
        fs::write(&marker, MARKER_TEXT).map_err(|error| Error::io(&marker, error))?;
        Ok(generation)
    }

    fn new_path(&self, path: &str) -> PathBuf {
        self.work.join("new").join(path)
    }

    /// Leaves the last generation where it is: so many files of it are what this one would be.
    pub fn leave(self, files: usize) -> Changes {
        Changes { unchanged: files, ..Changes::default() }
    }

    /// Puts the generation in its place and says what changed.
    ///
    /// # Errors
    /// When a folder cannot be moved. The old generation then stands where it was.
    pub fn publish(self) -> Result<Changes> {
        let (new, old) = (self.work.join("new"), self.work.join("old"));
        let before = if self.out.is_dir() { count_files(&self.out)? } else { 0 };
        let had_one = before > 0 || self.out.is_dir();
        if had_one {
            fs::rename(&self.out, &old).map_err(|error| Error::io(&self.out, error))?;
        }
        if let Err(error) = fs::rename(&new, &self.out) {
            if had_one {
                // Nothing better can be done if this fails too: the next build recovers from `old`.
                let _ = fs::rename(&old, &self.out);
            }
            return Err(Error::io(&self.out, error));
        }
        let (added, changed) = (self.added.load(Ordering::Relaxed), self.changed.load(Ordering::Relaxed));
        let unchanged = self.unchanged.load(Ordering::Relaxed);
        // The marker is no file of the site.
        let removed = before.saturating_sub(usize::from(before > 0)).saturating_sub(changed + unchanged);
        Ok(Changes { added, changed, unchanged, removed })
    }
}

impl Drop for Generation {
    fn drop(&mut self) {
        // What stays behind is cleared away by the next build.
        let _ = fs::remove_dir_all(&self.work);
    }
}

impl Sink for Generation {
    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<()> {
        if !is_plain(path) {
            return Err(Error::Broken(format!("`{path}` is no address inside the site")));
        }
        let (target, last) = (self.new_path(path), self.out.join(path));
        let before = fs::read(&last).ok();
        let count = match &before {
            Some(before) if *before == bytes => &self.unchanged,
            Some(_) => &self.changed,
            None => &self.added,
        };
        count.fetch_add(1, Ordering::Relaxed);
        // A file system without hard links gets a copy.
        if before.is_some_and(|before| before == bytes)
            && in_folder(&target, || fs::hard_link(&last, &target)).is_ok()
        {
            return Ok(());
        }
        in_folder(&target, || {
            // What stands there may be a link to a file of the last site, which must stay as it is.
            match File::create_new(&target) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    fs::remove_file(&target).and_then(|()| File::create_new(&target))
                }
                made => made,
            }
            .and_then(|mut file| file.write_all(&bytes))
        })
        .map_err(|error| Error::io(&target, error))
    }

    fn put_pieces(&self, path: &str, pieces: &mut dyn Iterator<Item = Result<Vec<u8>>>) -> Result<Sealed> {
        if !is_plain(path) {
            return Err(Error::Broken(format!("`{path}` is no address inside the site")));
        }
        let (target, last) = (self.new_path(path), self.out.join(path));
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
        }
        let failed = |error| Error::io(&target, error);
        let _ = fs::remove_file(&target);
        let mut file = File::create(&target).map_err(failed)?;
        let mut before = File::open(&last).ok();
        let (mut hasher, mut size, mut same) = (Sha256::new(), 0, before.is_some());
        let mut old = Vec::new();
        for piece in pieces {
            let piece = piece?;
            file.write_all(&piece).map_err(failed)?;
            hasher.update(&piece);
            size += piece.len();
            if let Some(before) = before.as_mut().filter(|_| same) {
                old.resize(piece.len(), 0);
                same = before.read_exact(&mut old).is_ok() && old == piece;
            }
        }
        same &= fs::metadata(&last).is_ok_and(|data| data.len() == size as u64);
        let count = match (&before, same) {
            (_, true) => &self.unchanged,
            (Some(_), false) => &self.changed,
            (None, _) => &self.added,
        };
        count.fetch_add(1, Ordering::Relaxed);
        Ok(Sealed {
            bytes: size,
            sha256: hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect(),
        })
    }

    fn name(&self) -> String {
        format!("folder {}", self.out.display())
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        stamp_of(&self.new_path(path))
    }

    fn stands(&self, files: &BTreeMap<String, Stamp>) -> bool {
        let same = |(path, stamp): (&String, &Stamp)| {
            is_plain(path) && stamp_of(&self.out.join(path)).as_ref() == Some(stamp)
        };
        // The marker is no file of the site.
        files.iter().all(same) && count_files(&self.out).is_ok_and(|count| count == files.len() + 1)
    }

    fn reuse(&self, files: &BTreeMap<String, Stamp>) -> Result<bool> {
        let same = |(path, stamp): (&String, &Stamp)| {
            is_plain(path) && stamp_of(&self.out.join(path)).as_ref() == Some(stamp)
        };
        if !files.iter().all(same) {
            return Ok(false);
        }
        for path in files.keys() {
            let (target, last) = (self.new_path(path), self.out.join(path));
            // A file system without hard links gets a copy.
            in_folder(&target, || fs::hard_link(&last, &target))
                .or_else(|_| fs::copy(&last, &target).map(drop))
                .map_err(|error| Error::io(&target, error))?;
            self.unchanged.fetch_add(1, Ordering::Relaxed);
        }
        Ok(true)
    }
}

/// Size and time of a file. Only what we wrote ourselves is asked for: whoever changes it by hand leaves a later time.
fn stamp_of(file: &Path) -> Option<Stamp> {
    let data = fs::metadata(file).ok().filter(fs::Metadata::is_file)?;
    let since = data.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(Stamp { bytes: data.len(), mark: since.as_nanos().to_string() })
}

/// Does something to a file; where its folder is missing, makes that first. Most folders are there already.
fn in_folder<T>(target: &Path, work: impl Fn() -> std::io::Result<T>) -> std::io::Result<T> {
    match (work(), target.parent()) {
        (Err(error), Some(folder)) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(folder)?;
            work()
        }
        (done, _) => done,
    }
}

/// The hidden folder beside the site where generations are made.
fn workshop(out: &Path) -> Result<PathBuf> {
    let name = match out.components().next_back() {
        Some(Component::Normal(name)) => name.to_string_lossy().into_owned(),
        _ => {
            let message = "is no name of a folder that can be replaced; use one like `public`";
            return Err(Error::Config { path: out.to_owned(), message: message.into() });
        }
    };
    Ok(out.with_file_name(format!(".{name}.build")))
}

fn lock(work: &Path) -> Result<File> {
    let path = work.join("lock");
    let file = File::create(&path).map_err(|error| Error::io(&path, error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => {
            let message = "another build is writing there; wait until it has ended";
            Err(Error::Config { path: work.to_owned(), message: message.into() })
        }
        // A file system without locks must not keep anyone from building.
        Err(fs::TryLockError::Error(_)) => Ok(file),
    }
}

/// Clears what a build that died left behind. If it died between its two moves, the last good site goes back.
fn recover(out: &Path, work: &Path) -> Result<()> {
    let (new, old) = (work.join("new"), work.join("old"));
    if old.is_dir() && !out.exists() {
        fs::rename(&old, out).map_err(|error| Error::io(out, error))?;
    }
    for folder in [new, old] {
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(Error::io(folder, error)),
            _ => {}
        }
    }
    Ok(())
}

/// A folder with files that this program did not write is never replaced.
fn refuse_foreign(out: &Path) -> Result<()> {
    if out.join(MARKER).is_file() || !out.exists() {
        return Ok(());
    }
    let empty = out.is_dir() && fs::read_dir(out).map_err(|error| Error::io(out, error))?.next().is_none();
    if empty {
        return Ok(());
    }
    let message = "holds something that mingzhang did not build, and a build replaces the folder whole; \
                   choose another folder with --out, or empty this one";
    Err(Error::Config { path: out.to_owned(), message: message.into() })
}

/// Whether a path stays below the folder it is joined to.
fn is_plain(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

fn count_files(root: &Path) -> Result<usize> {
    let mut count = 0;
    for entry in walkdir::WalkDir::new(root) {
        let entry = entry.map_err(|error| Error::io(root, std::io::Error::other(error)))?;
        count += usize::from(entry.file_type().is_file());
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(out: &Path, files: &[(&str, &str)]) -> Result<Changes> {
        let generation = Generation::begin(out)?;
        for (path, text) in files {
            generation.put(path, text.as_bytes().to_vec())?;
        }
        generation.publish()
    }

    fn read(out: &Path, path: &str) -> Option<String> {
        fs::read_to_string(out.join(path)).ok()
    }

    #[test]
    fn a_generation_replaces_the_last_one_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("public");
        let first = build(&out, &[("index.html", "1"), ("a/b.html", "2"), ("c.html", "3")]).expect("built");
        assert_eq!(first, Changes { added: 3, ..Changes::default() });
        let second = build(&out, &[("index.html", "1"), ("a/b.html", "22")]).expect("built");
        assert_eq!(second, Changes { added: 0, changed: 1, unchanged: 1, removed: 1 });
        assert_eq!(read(&out, "a/b.html").as_deref(), Some("22"));
        assert_eq!(read(&out, "c.html"), None);
        assert!(!folder.path().join(".public.build").exists(), "nothing is left behind");
    }

    #[test]
    fn a_build_that_fails_leaves_the_last_site() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("public");
        build(&out, &[("index.html", "good")]).expect("built");
        let generation = Generation::begin(&out).expect("begun");
        generation.put("index.html", b"half".to_vec()).expect("written");
        assert!(Generation::begin(&out).is_err(), "a second build at the same time is refused");
        drop(generation);
        assert_eq!(read(&out, "index.html").as_deref(), Some("good"));
    }

    #[test]
    fn a_build_that_died_between_its_two_moves_is_recovered() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("public");
        build(&out, &[("index.html", "good")]).expect("built");
        let work = folder.path().join(".public.build");
        fs::create_dir_all(&work).expect("made");
        fs::rename(&out, work.join("old")).expect("moved");
        drop(Generation::begin(&out).expect("begun"));
        assert_eq!(read(&out, "index.html").as_deref(), Some("good"));
    }

    #[test]
    fn a_folder_of_someone_else_is_never_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("thesis");
        fs::create_dir_all(&out).expect("made");
        fs::write(out.join("chapter.txt"), "years of work").expect("written");
        let error = build(&out, &[("index.html", "1")]).expect_err("refused").to_string();
        assert!(error.contains("--out"), "{error}");
        assert_eq!(read(&out, "chapter.txt").as_deref(), Some("years of work"));
    }

    #[test]
    fn no_file_leaves_the_site() {
        let folder = tempfile::tempdir().expect("a folder");
        let generation = Generation::begin(&folder.path().join("public")).expect("begun");
        for path in ["../evil", "/etc/evil", "a/../../evil", ""] {
            assert!(generation.put(path, Vec::new()).is_err(), "{path}");
        }
    }
}
