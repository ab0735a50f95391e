//! Publishing: the site is written as a new generation beside the old one and takes its place whole, so that a crash
//! or a full disk leaves the last good site. Files that did not change are hard links to the old ones; files of others that
//! stand beside the site come along.
//!
//! Beside the folder `public` works a hidden folder `.public.build`: a lock, the generation being written, and for a
//! moment the one before it.
#![allow(clippy::disallowed_methods)]

mod manifest;
mod place;
mod swap;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::site::{MakeAt, Sealed, Sink, Stamp, title_of};
use manifest::Manifest;
use swap::Moves;

/// The files of a site that this program wrote.
pub fn files(out: &Path) -> BTreeSet<String> {
    match Manifest::of(out) {
        Manifest::Listed(files) => files,
        Manifest::None | Manifest::All => BTreeSet::new(),
    }
}

/// The title of a page of a site, without the name of the site; empty for what is no page.
pub fn title(out: &Path, path: &str) -> String {
    const MOST: u64 = 8 << 10;
    // The title of a chart is what it states, which goes when it goes.
    if !path.ends_with(".html") || ["charts/", "embed/", "archive/"].iter().any(|own| path.starts_with(own)) {
        return String::new();
    }
    let mut head = Vec::new();
    let read = File::open(out.join(path)).and_then(|file| file.take(MOST).read_to_end(&mut head));
    let head = String::from_utf8_lossy(if read.is_ok() { &head } else { &[] }).into_owned();
    title_of(&head)
}

/// What stands in a file of a site.
///
/// # Errors
/// When it cannot be read.
pub fn bytes(out: &Path, path: &str) -> Result<Vec<u8>> {
    let file = out.join(path);
    fs::read(&file).map_err(|error| Error::io(&file, error))
}

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
    /// Which files of the last generation are ours.
    before: Manifest,
    /// The files of this one.
    files: Mutex<BTreeSet<String>>,
    added: AtomicUsize,
    changed: AtomicUsize,
    unchanged: AtomicUsize,
    moves: Moves,
    /// Whether it stands in its place.
    swapped: bool,
    // Held as long as the generation lives; the system frees it when the program dies.
    _lock: File,
}

impl Generation {
    /// Begins a generation that will stand at `out`.
    ///
    /// # Errors
    /// When `out` holds something that this program did not build or cannot be replaced whole, when another build is writing
    /// there, or when the folder beside it cannot be written.
    pub fn begin(out: &Path) -> Result<Self> {
        Self::begin_with(out, Moves::SYSTEM)
    }

    fn begin_with(out: &Path, moves: Moves) -> Result<Self> {
        let out = place::real(out)?;
        let work = place::workshop(&out)?;
        let lock = place::lock(&work)?;
        swap::recover(&out, &work)?;
        place::refuse_foreign(&out)?;
        let new = work.join("new");
        fs::create_dir_all(&new).map_err(|error| Error::io(&new, error))?;
        swap::remember(&work).map_err(|error| Error::io(&work, error))?;
        let generation = Self {
            before: Manifest::of(&out),
            out,
            work,
            files: Mutex::default(),
            added: AtomicUsize::new(0),
            changed: AtomicUsize::new(0),
            unchanged: AtomicUsize::new(0),
            moves,
            swapped: false,
            _lock: lock,
        };
        manifest::begin(&new).map_err(|error| Error::io(&new, error))?;
        Ok(generation)
    }

    fn new_path(&self, path: &str) -> PathBuf {
        self.work.join("new").join(path)
    }

    /// Takes the name of a file.
    fn names(&self, path: &str) -> Result<()> {
        if !is_plain(path) || path == manifest::MARKER {
            return Err(Error::Broken(format!("`{path}` is no address inside the site")));
        }
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
        Ok(())
    }

    /// The place of a file that is written anew, with nothing there, and that of the last site's.
    fn cleared(&self, path: &str) -> Result<(PathBuf, PathBuf)> {
        self.names(path)?;
        let (target, last) = (self.new_path(path), self.out.join(path));
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
        }
        // What stands there may be a link to a file of the last site.
        let _ = fs::remove_file(&target);
        Ok((target, last))
    }

    /// Counts a file that was written piece by piece.
    fn sealed(&self, compared: Compared, last: &Path) -> Sealed {
        let same = compared.same && fs::metadata(last).is_ok_and(|data| data.len() == compared.bytes as u64);
        let count = match (&compared.before, same) {
            (_, true) => &self.unchanged,
            (Some(_), false) => &self.changed,
            (None, _) => &self.added,
        };
        count.fetch_add(1, Ordering::Relaxed);
        let sha256 = compared.hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Sealed { bytes: compared.bytes, sha256 }
    }

    /// Leaves the last generation where it is: so many files of it are what this one would be.
    pub fn leave(self, files: usize) -> Changes {
        Changes { unchanged: files, ..Changes::default() }
    }

    /// Puts the generation in its place and says what changed.
    ///
    /// # Errors
    /// When a folder cannot be moved, or a file of somebody else's stands in the way. The old generation then stands where it
    /// was.
    pub fn publish(mut self) -> Result<Changes> {
        let new = self.work.join("new");
        let files = std::mem::take(&mut *self.files.lock().unwrap_or_else(PoisonError::into_inner));
        swap::carry(&self.out, &self.before, &new)?;
        let failed = |error| Error::io(&new, error);
        manifest::end(&new, &files).map_err(failed)?;
        swap::sync(&new).map_err(failed)?;
        swap::swap(&self.out, &self.work, self.moves)?;
        self.swapped = true;
        let (added, changed) = (self.added.load(Ordering::Relaxed), self.changed.load(Ordering::Relaxed));
        let unchanged = self.unchanged.load(Ordering::Relaxed);
        let removed = self.before.len().unwrap_or_default().saturating_sub(changed + unchanged);
        Ok(Changes { added, changed, unchanged, removed })
    }
}

/// A file that comes piece by piece, beside what stood there before.
struct Compared {
    before: Option<File>,
    same: bool,
    bytes: usize,
    hasher: Sha256,
    old: Vec<u8>,
}

impl Compared {
    fn with(last: &Path) -> Self {
        let before = File::open(last).ok();
        Self { same: before.is_some(), before, bytes: 0, hasher: Sha256::new(), old: Vec::new() }
    }

    fn take(&mut self, piece: &[u8]) {
        self.hasher.update(piece);
        self.bytes += piece.len();
        if let Some(before) = self.before.as_mut().filter(|_| self.same) {
            self.old.resize(piece.len(), 0);
            self.same = before.read_exact(&mut self.old).is_ok() && self.old == piece;
        }
    }
}

impl Drop for Generation {
    fn drop(&mut self) {
        // What stays behind is cleared away by the next build, or told by it.
        let (new, old) = (self.work.join("new"), self.work.join("old"));
        if self.swapped {
            // The last generation, which may hold what others put there meanwhile.
            let _ = swap::clear(&new, &self.out);
            let _ = swap::clear(&old, &self.out);
        } else {
            let _ = fs::remove_dir_all(&new);
        }
        // Only what is empty goes: a site that could not be moved back stays.
        let _ = swap::forget(&self.work);
        let _ = fs::remove_file(self.work.join("lock"));
        let _ = fs::remove_dir(&self.work);
    }
}

impl Sink for Generation {
    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<()> {
        self.names(path)?;
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
        let (target, last) = self.cleared(path)?;
        let failed = |error| Error::io(&target, error);
        let mut file = File::create(&target).map_err(failed)?;
        let mut compared = Compared::with(&last);
        for piece in pieces {
            let piece = piece?;
            file.write_all(&piece).map_err(failed)?;
            compared.take(&piece);
        }
        Ok(self.sealed(compared, &last))
    }

    fn put_at(&self, path: &str, make: &mut MakeAt<'_>) -> Result<Sealed> {
        let (target, last) = self.cleared(path)?;
        let failed = |error| Error::io(&target, error);
        make(Some(&target))?;
        let mut compared = Compared::with(&last);
        let mut file = File::open(&target).map_err(failed)?;
        let mut piece = vec![0; 1 << 20];
        loop {
            match file.read(&mut piece).map_err(failed)? {
                0 => break,
                read => compared.take(piece.get(..read).unwrap_or_default()),
            }
        }
        Ok(self.sealed(compared, &last))
    }

    fn bytes(&self, path: &str) -> Result<Vec<u8>> {
        let file = self.new_path(path);
        fs::read(&file).map_err(|error| Error::io(&file, error))
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
        // What others put beside the site is not asked for.
        files.iter().all(same) && self.before.len() == Some(files.len())
    }

    fn reuse(&self, files: &BTreeMap<String, Stamp>) -> Result<bool> {
        let same = |(path, stamp): (&String, &Stamp)| {
            is_plain(path) && stamp_of(&self.out.join(path)).as_ref() == Some(stamp)
        };
        if !files.iter().all(same) {
            return Ok(false);
        }
        for path in files.keys() {
            self.names(path)?;
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

/// Whether a path stays below the folder it is joined to, and is a line of the list.
fn is_plain(path: &str) -> bool {
    !path.is_empty()
        && !path.contains('\n')
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}
