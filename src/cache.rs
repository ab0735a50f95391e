//! The cache: what was made before, by what it was made from. It may be deleted at any time: whatever is missing, broken
//! or of another program is made again. Entries that no build asked for make room when it grows too large.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use lz4_flex::frame::{FrameDecoder, FrameEncoder, FrameInfo};
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

/// What an entry depends on, as one name.
#[derive(Clone, Default)]
pub struct Key(Sha256);

impl Key {
    /// A key of this program: another build of it makes everything again.
    pub fn new() -> Self {
        Self::default().with(env!("MINGZHANG_SOURCE"))
    }

    /// The key with something more that the entry depends on. Each part is told from the next.
    #[must_use]
    pub fn with(mut self, part: impl AsRef<[u8]>) -> Self {
        let part = part.as_ref();
        self.0.update(part.len().to_le_bytes());
        self.0.update(part);
        self
    }

    /// The name.
    pub fn name(self) -> String {
        let digest = self.0.finalize();
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// A folder of entries.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// Removed with all it holds when the cache is closed.
    passing: bool,
    used: Mutex<BTreeSet<String>>,
    /// Numbers files that are being written.
    next: AtomicU64,
}

impl Cache {
    /// The most bytes that a cache may have when a build ends, but for what the build itself asked for.
    pub const MOST: u64 = 4 << 30;

    /// Opens the cache in a folder, which is made where it is missing.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn open(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
        Ok(Self {
            folder: folder.to_owned(),
            passing: false,
            used: Mutex::default(),
            next: AtomicU64::new(u64::from(std::process::id()) << 32),
        })
    }

    /// A cache for one build, removed when that ends.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn passing(folder: &Path) -> Result<Self> {
        let mut cache = Self::open(folder)?;
        cache.passing = true;
        Ok(cache)
    }

    fn path(&self, kind: &str, key: &str) -> PathBuf {
        self.folder.join(kind).join(key.get(..2).unwrap_or_default()).join(key)
    }

    /// An entry, if it is there and whole.
    pub fn get(&self, kind: &str, key: &str) -> Option<Vec<u8>> {
        let path = self.path(kind, key);
        let bytes = fs::read(&path).ok()?;
        let content = unpacked(&bytes);
        match content {
            Some(_) => self.mark(kind, key),
            // What is broken is made again.
            None => drop(fs::remove_file(&path)),
        }
        content
    }

    /// Whether an entry is there; its content is looked at only when it is asked for.
    pub fn has(&self, kind: &str, key: &str) -> bool {
        let there = self.path(kind, key).is_file();
        if there {
            self.mark(kind, key);
        }
        there
    }

    /// Keeps an entry.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put(&self, kind: &str, key: &str, content: &[u8]) -> Result<()> {
        let path = self.path(kind, key);
        let folder = path.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
        // Written beside and moved, so that no reader sees half of it.
        let beside = folder.join(format!("new-{}", self.next.fetch_add(1, Ordering::Relaxed)));
        packed(content)
            .and_then(|bytes| fs::write(&beside, bytes))
            .map_err(|error| Error::io(&beside, error))?;
        fs::rename(&beside, &path).map_err(|error| Error::io(&path, error))?;
        self.mark(kind, key);
        Ok(())
    }

    fn mark(&self, kind: &str, key: &str) {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.insert(format!("{kind}/{key}"));
    }

    /// Removes all that is kept, but for what a build is writing now.
    ///
    /// # Errors
    /// When something cannot be removed.
    pub fn clear(&self) -> Result<()> {
        let failed = |path: &Path, error| Error::io(path, error);
        for entry in fs::read_dir(&self.folder).map_err(|error| failed(&self.folder, error))? {
            let path = entry.map_err(|error| failed(&self.folder, error))?.path();
            let removed = if path.is_dir() && !path.is_symlink() {
                fs::remove_dir_all(&path)
            } else {
                fs::remove_file(&path)
            };
            removed.map_err(|error| failed(&path, error))?;
        }
        Ok(())
    }

    /// Makes room: of what was not asked for, the oldest goes until the rest has no more than so many bytes.
    pub fn trim(&self, most: u64) {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let mut idle = Vec::new();
        let mut all = 0;
        for entry in walkdir::WalkDir::new(&self.folder).min_depth(3).max_depth(3).into_iter().flatten() {
            let Ok(data) = entry.metadata() else { continue };
            all += data.len();
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = entry.path().ancestors().nth(2).and_then(Path::file_name);
            let kind = kind.map_or_else(String::new, |kind| kind.to_string_lossy().into_owned());
            if !used.contains(&format!("{kind}/{name}")) {
                idle.push((data.modified().ok(), entry.into_path(), data.len()));
            }
        }
        idle.sort();
        for (_, path, bytes) in idle {
            if all <= most {
                return;
            }
            if fs::remove_file(path).is_ok() {
                all -= bytes;
            }
        }
    }
}

impl Drop for Cache {
    fn drop(&mut self) {
        if self.passing {
            // What stays behind is cleared away by the next build.
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// The most bytes that an entry unpacks to.
const MOST_UNPACKED: u64 = 1 << 30;

/// The bytes of an entry: how long its content is, then that, packed, with the checksum by which damage is noticed.
pub(crate) fn packed(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let size = u64::try_from(content.len()).unwrap_or(u64::MAX);
    let frame = FrameInfo::new().content_checksum(true);
    let mut encoder = FrameEncoder::with_frame_info(frame, size.to_le_bytes().to_vec());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

/// The content of an entry; `None` where it is not whole.
pub(crate) fn unpacked(bytes: &[u8]) -> Option<Vec<u8>> {
    let (size, frame) = bytes.split_first_chunk()?;
    let size = u64::from_le_bytes(*size);
    let mut content = Vec::new();
    // No more is unpacked than was promised, and never more than any entry has.
    let most = size.min(MOST_UNPACKED).saturating_add(1);
    FrameDecoder::new(frame).take(most).read_to_end(&mut content).ok()?;
    // A frame that was cut between two blocks reads without an error.
    (u64::try_from(content.len()) == Ok(size)).then_some(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_whole_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(folder.path()).unwrap();
        let key = Key::new().with("a").name();
        assert_eq!(cache.get("records", &key), None);
        cache.put("records", &key, b"content").unwrap();
        assert!(cache.has("records", &key));
        assert_eq!(cache.get("records", &key).as_deref(), Some(&b"content"[..]));
        let path = cache.path("records", &key);
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut broken = whole.clone();
            broken[at] ^= 0x55;
            fs::write(&path, &broken).unwrap();
            let found = cache.get("records", &key);
            assert!(found.is_none() || found.as_deref() == Some(&b"content"[..]), "byte {at}");
            fs::write(&path, &whole[..at]).unwrap();
            let found = cache.get("records", &key);
            assert!(found.is_none() || found.as_deref() == Some(&b"content"[..]), "cut at {at}");
        }
    }

    #[test]
    fn parts_of_a_key_are_told_apart() {
        let key = |parts: &[&str]| parts.iter().fold(Key::new(), |key, part| key.with(part)).name();
        assert_ne!(key(&["ab", "c"]), key(&["a", "bc"]));
        assert_ne!(key(&["ab"]), key(&["ab", ""]));
        assert_eq!(key(&["ab"]), key(&["ab"]));
    }

    #[test]
    fn room_is_made_by_what_nobody_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let old = Cache::open(folder.path()).unwrap();
        let keys: Vec<String> = (0..4).map(|n| Key::new().with(n.to_string()).name()).collect();
        keys.iter().for_each(|key| old.put("records", key, b"content").unwrap());
        let cache = Cache::open(folder.path()).unwrap();
        cache.get("records", &keys[2]).unwrap();
        cache.trim(u64::MAX);
        assert!(keys.iter().all(|key| old.has("records", key)), "nothing goes while there is room");
        cache.trim(0);
        let left: Vec<bool> = keys.iter().map(|key| old.has("records", key)).collect();
        assert_eq!(left, [false, false, true, false]);
    }

    #[test]
    fn a_passing_cache_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("x");
        let cache = Cache::passing(&own).unwrap();
        cache.put("records", "aabb", b"content").unwrap();
        drop(cache);
        assert!(!own.exists());
    }
}
