//! Where a site stands and where it is made: what cannot be replaced whole is refused before the work begins, with advice.
#![allow(clippy::disallowed_methods)]

use std::fs::{self, File};
use std::path::{Component, Path, PathBuf};

use super::manifest::Manifest;
use crate::error::{Error, Result};

/// A refusal.
fn refused<T>(path: &Path, message: &str) -> Result<T> {
    Err(Error::Config { path: path.to_owned(), message: message.to_owned() })
}

/// The folder that is meant: a link is followed, so that the site is replaced where it is and the link stays.
pub(super) fn real(out: &Path) -> Result<PathBuf> {
    if !out.is_symlink() {
        return Ok(out.to_owned());
    }
    match out.canonicalize() {
        Ok(real) if real.is_dir() => Ok(real),
        _ => refused(out, "is a link that leads to no folder; make the folder, or remove the link"),
    }
}

/// The hidden folder beside the site where generations are made, made where it is missing.
pub(super) fn workshop(out: &Path) -> Result<PathBuf> {
    let name = match out.components().next_back() {
        Some(Component::Normal(name)) => name.to_string_lossy().into_owned(),
        _ => return refused(out, "is no name of a folder that can be replaced; use one like `public`"),
    };
    let work = out.with_file_name(format!(".{name}.build"));
    if work.is_symlink() {
        return refused(&work, "is a link; a site is made beside its place: remove the link");
    }
    fs::create_dir_all(&work).map_err(|error| Error::io(&work, error))?;
    if out.exists() && !out.is_dir() {
        return refused(out, "is a file; choose another folder with --out");
    }
    let advice = "is a file system of its own and cannot be replaced whole; mount the folder above it, or build into a \
                  folder within it with --out";
    if out.exists() && is_mounted(out, &work) {
        return refused(out, advice);
    }
    let above = match out.parent() {
        Some(above) if !above.as_os_str().is_empty() => above,
        _ => Path::new("."),
    };
    if is_mounted(&work, above) {
        return refused(
            &work,
            "is a file system of its own, and the site could not be moved from it: unmount it",
        );
    }
    Ok(work)
}

/// Whether a folder is a file system of its own, or on another one than a folder beside it.
#[cfg(unix)]
fn is_mounted(folder: &Path, beside: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::metadata(path).ok().map(|data| data.dev());
    device(folder) != device(beside) || is_mount_root(folder)
}

#[cfg(not(unix))]
fn is_mounted(_: &Path, _: &Path) -> bool {
    false
}

/// One file system can be mounted twice: only the system knows that.
#[cfg(target_os = "linux")]
fn is_mount_root(folder: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    statx(CWD, folder, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::BASIC_STATS)
        .is_ok_and(|data| data.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(all(unix, not(target_os = "linux")))]
fn is_mount_root(_: &Path) -> bool {
    false
}

/// The lock of a workshop. The system frees it when the program dies.
pub(super) fn lock(work: &Path) -> Result<File> {
    const TRIES: usize = 100;
    let path = work.join("lock");
    for _ in 0..TRIES {
        // Whoever had it may have taken the folder away just now.
        fs::create_dir_all(work).map_err(|error| Error::io(work, error))?;
        let file = match File::options().create(true).append(true).open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(Error::io(&path, error)),
        };
        match file.try_lock() {
            Ok(()) if is_still(&file, &path) => return Ok(file),
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => {
                return refused(work, "another build is writing there; wait until it has ended");
            }
            // A file system without locks must not keep anyone from building.
            Err(fs::TryLockError::Error(_)) => return Ok(file),
        }
    }
    refused(work, "other builds come and go there; try again")
}

/// Whether an open file is the one that stands at its path: else the lock is one that nobody else will ask for.
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let own = |data: fs::Metadata| (data.dev(), data.ino());
    file.metadata().ok().map(own) == fs::metadata(path).ok().map(own)
}

#[cfg(not(unix))]
fn is_still(_: &File, path: &Path) -> bool {
    path.is_file()
}

/// A folder of someone else is never replaced.
pub(super) fn refuse_foreign(out: &Path) -> Result<()> {
    if !out.exists() || Manifest::of(out) != Manifest::None {
        return Ok(());
    }
    let empty = fs::read_dir(out).map_err(|error| Error::io(out, error))?.next().is_none();
    if empty {
        return Ok(());
    }
    refused(
        out,
        "holds something that mingzhang did not build; choose another folder with --out, or empty this one and put back \
         what should stand beside the site after the first build: it is kept from then on",
    )
}
