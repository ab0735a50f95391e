//! Where the files of a site go: what a sink is, and one that keeps everything in memory.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::source;

/// Writes a file at a place on the disk and gives nothing; where there is no place, gives the bytes.
pub type MakeAt<'m> = dyn FnMut(Option<&Path>) -> Result<Vec<u8>> + 'm;

/// Where the files of the site go.
pub trait Sink: Sync {
    /// Takes a file: its path below the root of the site, and its bytes.
    ///
    /// # Errors
    /// When the file cannot be written.
    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<()>;

    /// Takes a file piece by piece, which may be larger than memory. Gives its size and SHA-256.
    ///
    /// # Errors
    /// When a piece cannot be made, or the file cannot be written.
    fn put_pieces(&self, path: &str, pieces: &mut dyn Iterator<Item = Result<Vec<u8>>>) -> Result<Sealed> {
        let mut bytes = Vec::new();
        for piece in pieces {
            bytes.extend(piece?);
        }
        let sealed = Sealed::of(&bytes);
        self.put(path, bytes)?;
        Ok(sealed)
    }

    /// Takes a file that whoever makes it can only write to a place on the disk. Gives its size and SHA-256.
    ///
    /// # Errors
    /// When it cannot be made, or the file cannot be written.
    fn put_at(&self, path: &str, make: &mut MakeAt<'_>) -> Result<Sealed> {
        let bytes = make(None)?;
        let sealed = Sealed::of(&bytes);
        self.put(path, bytes)?;
        Ok(sealed)
    }

    /// The bytes of a file that was put.
    ///
    /// # Errors
    /// When it is not there.
    fn bytes(&self, path: &str) -> Result<Vec<u8>>;

    /// A name for the kind of sink and its place: stamps of one are nothing to another.
    fn name(&self) -> String;

    /// The stamp of a file that was put.
    fn stamp(&self, path: &str) -> Option<Stamp>;

    /// Whether what was there before is these files and no others, each what its stamp says: then nothing need be made.
    fn stands(&self, files: &BTreeMap<String, Stamp>) -> bool;

    /// Takes files over from what was there before, all or none of them: only if each is what its stamp says.
    ///
    /// # Errors
    /// When a file that is there cannot be taken over.
    fn reuse(&self, files: &BTreeMap<String, Stamp>) -> Result<bool>;
}

/// What tells a file that was written from one that has been changed since, to the sink that wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Its size.
    pub bytes: u64,
    /// When it was written, or its hash.
    pub mark: String,
}

/// Size and hash of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sealed {
    /// Its size.
    pub bytes: usize,
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
}

impl Sealed {
    /// Those of a file in memory.
    pub fn of(bytes: &[u8]) -> Self {
        Self { bytes: bytes.len(), sha256: source::sha256(bytes) }
    }
}

/// A sink that keeps everything in memory, for tests and previews.
#[derive(Debug, Default)]
pub struct Files {
    files: Mutex<BTreeMap<String, Shared>>,
    before: BTreeMap<String, Shared>,
}

/// A file in memory, which several builds may have. Its stamp is made once, when it is first asked for.
#[derive(Debug, Clone)]
pub struct Shared(Arc<(Vec<u8>, OnceLock<Stamp>)>);

impl Shared {
    /// A file of these bytes.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Arc::new((bytes, OnceLock::new())))
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0.0
    }

    /// What tells it from another file.
    pub fn stamp(&self) -> &Stamp {
        let (bytes, stamp) = &*self.0;
        stamp.get_or_init(|| Stamp { bytes: bytes.len() as u64, mark: source::sha256(bytes) })
    }
}

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        self.bytes()
    }
}

impl Files {
    /// A sink that takes over what did not change of files that were made before.
    pub fn after(before: BTreeMap<String, Shared>) -> Self {
        Self { files: Mutex::default(), before }
    }

    /// The files by their paths.
    pub fn into_inner(self) -> BTreeMap<String, Vec<u8>> {
        self.into_shared().into_iter().map(|(path, file)| (path, file.bytes().to_vec())).collect()
    }

    /// The files by their paths, not copied.
    pub fn into_shared(self) -> BTreeMap<String, Shared> {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self) -> MutexGuard<'_, BTreeMap<String, Shared>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether these files were there before, each as its stamp says.
    fn had(&self, files: &BTreeMap<String, Stamp>) -> bool {
        files.iter().all(|(path, stamp)| self.before.get(path).is_some_and(|file| file.stamp() == stamp))
    }
}

impl Sink for Files {
    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<()> {
        self.open().insert(path.to_owned(), Shared::new(bytes));
        Ok(())
    }

    fn bytes(&self, path: &str) -> Result<Vec<u8>> {
        let file = self.open().get(path).map(|file| file.bytes().to_vec());
        file.ok_or_else(|| Error::Broken(format!("`{path}` was not made")))
    }

    fn name(&self) -> String {
        "memory".to_owned()
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        let file = self.open().get(path).cloned()?;
        Some(file.stamp().clone())
    }

    fn stands(&self, files: &BTreeMap<String, Stamp>) -> bool {
        self.before.len() == files.len() && self.had(files)
    }

    fn reuse(&self, files: &BTreeMap<String, Stamp>) -> Result<bool> {
        if !self.had(files) {
            return Ok(false);
        }
        let mut open = self.open();
        open.extend(files.keys().filter_map(|path| Some((path.clone(), self.before.get(path)?.clone()))));
        Ok(true)
    }
}
