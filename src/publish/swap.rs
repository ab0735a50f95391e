//! The swap of two generations: what others put beside the site comes along, everything is on the disk before, the two change
//! places at once where the system can, and nothing is removed that this program did not write.
#![allow(clippy::disallowed_methods)]

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use walkdir::WalkDir;

use super::manifest::{MARKER, Manifest};
use crate::error::{Error, Result};

/// How folders are moved; tests have moves that fail.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moves {
    /// Moves a folder to a place where nothing is.
    pub(super) rename: fn(&Path, &Path) -> io::Result<()>,
    /// Lets two folders change places at once.
    pub(super) exchange: fn(&Path, &Path) -> io::Result<()>,
}

impl Moves {
    /// Those of the system.
    pub(super) const SYSTEM: Self = Self { rename: |from, to| fs::rename(from, to), exchange };
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Puts the generation `work/new` at `out`. The last one is then at `work/new` or `work/old`.
pub(super) fn swap(out: &Path, work: &Path, moves: Moves) -> Result<()> {
    let (new, old) = (work.join("new"), work.join("old"));
    let failed = |error| Error::io(out, error);
    if !out.exists() {
        (moves.rename)(&new, out).map_err(failed)?;
    } else if (moves.exchange)(&new, out).is_err() {
        // Without an exchange the site is away for a moment; whoever dies in it finds it again at the next build.
        (moves.rename)(out, &old).map_err(failed)?;
        if let Err(error) = (moves.rename)(&new, out) {
            // If this fails too, the site stays in `old`, and nothing removes it there.
            return Err(match (moves.rename)(&old, out) {
                Ok(()) => failed(error),
                Err(_) => {
                    let message = format!(
                        "{error}; the last site is whole at {}: move it back, or build again",
                        old.display()
                    );
                    failed(io::Error::other(message))
                }
            });
        }
    }
    sync_folder(out);
    Ok(())
}

/// Takes along what others put beside the last site: a name for a host of pages, a repository, data. Where it cannot stand
/// beside the new one, the build is refused before anything is moved.
pub(super) fn carry(out: &Path, before: &Manifest, new: &Path) -> Result<()> {
    if !out.is_dir() {
        return Ok(());
    }
    for entry in WalkDir::new(out).min_depth(1) {
        let entry = entry.map_err(|error| Error::io(out, io::Error::other(error)))?;
        let own = relative(out, entry.path());
        let kind = entry.file_type();
        let target = new.join(&own);
        if kind.is_dir() {
            // Empty folders are no files of ours either.
            let empty = fs::read_dir(entry.path()).is_ok_and(|mut inside| inside.next().is_none());
            if empty {
                fs::create_dir_all(&target).map_err(|error| in_the_way(entry.path(), &error))?;
            }
            continue;
        }
        if before.has(&own) {
            continue;
        }
        let folder = target.parent().unwrap_or(new);
        let beside = || {
            fs::create_dir_all(folder)?;
            if target.symlink_metadata().is_ok() {
                return Err(ErrorKind::AlreadyExists.into());
            }
            if kind.is_symlink() {
                link(&fs::read_link(entry.path())?, &target)
            } else if kind.is_file() {
                fs::hard_link(entry.path(), &target).or_else(|_| fs::copy(entry.path(), &target).map(drop))
            } else {
                Err(io::Error::new(ErrorKind::Unsupported, "no regular file"))
            }
        };
        beside().map_err(|error| in_the_way(entry.path(), &error))?;
    }
    Ok(())
}

fn in_the_way(path: &Path, error: &io::Error) -> Error {
    let message = format!(
        "is no file of mingzhang's, and it cannot stand beside the new site ({error}); move it elsewhere, and build again"
    );
    Error::Config { path: path.to_owned(), message }
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(to, at)
}

#[cfg(not(unix))]
fn link(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::new(ErrorKind::Unsupported, "a link"))
}

/// The name of what tells a generation that is being made from the site it changed places with.
const OWN: &str = "own";

/// What no other folder has while this one lives; nothing where the system does not tell.
#[cfg(unix)]
fn identity(folder: &Path) -> String {
    use std::os::unix::fs::MetadataExt;
    folder.symlink_metadata().map_or_else(|_| String::new(), |data| format!("{}:{}", data.dev(), data.ino()))
}

#[cfg(not(unix))]
fn identity(_: &Path) -> String {
    String::new()
}

/// Remembers which folder is the generation that is being made.
pub(super) fn remember(work: &Path) -> io::Result<()> {
    fs::write(work.join(OWN), identity(&work.join("new")))
}

/// Takes that back.
pub(super) fn forget(work: &Path) -> io::Result<()> {
    fs::remove_file(work.join(OWN))
}

/// Clears what a build that died left behind. If it died between its two moves, the last good site goes back.
pub(super) fn recover(out: &Path, work: &Path) -> Result<()> {
    let (new, old) = (work.join("new"), work.join("old"));
    if old.is_dir() && !out.exists() {
        fs::rename(&old, out).map_err(|error| Error::io(out, error))?;
    }
    if new.is_dir() {
        // A generation that never stood in its place holds nothing of others but copies.
        let own = fs::read_to_string(work.join(OWN)).is_ok_and(|own| own == identity(&new));
        if own {
            fs::remove_dir_all(&new).map_err(|error| Error::io(&new, error))?;
        } else {
            clear(&new, out)?;
        }
    }
    if old.is_dir() {
        clear(&old, out)?;
    }
    Ok(())
}

/// Removes a generation: the files that are ours, and those of others that stand beside the site as well. What others put there
/// while a build ran goes to the site, and where it cannot it stays and is told.
///
/// # Errors
/// When something is left.
pub(super) fn clear(folder: &Path, out: &Path) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    let manifest = Manifest::of(folder);
    let mut left = None;
    for entry in WalkDir::new(folder).min_depth(1).contents_first(true) {
        let entry = entry.map_err(|error| Error::io(folder, io::Error::other(error)))?;
        let (path, own) = (entry.path(), relative(folder, entry.path()));
        if entry.file_type().is_dir() {
            // One that is not empty holds what could not go.
            let _ = fs::remove_dir(path);
            continue;
        }
        if own == MARKER {
            continue;
        }
        let beside = out.join(&own);
        let ours = manifest.has(&own) || is_one(path, &beside);
        let gone = if ours { fs::remove_file(path) } else { hand_over(path, &beside) };
        if let Err(error) = gone {
            left.get_or_insert((path.to_owned(), error));
        }
    }
    match left {
        // The list goes last: whoever dies before finds it again.
        None => fs::remove_dir_all(folder).map_err(|error| Error::io(folder, error)),
        Some((path, error)) => Err(stranded(&path, &error)),
    }
}

fn stranded(path: &Path, error: &io::Error) -> Error {
    let message = format!(
        "is left of the last site, and mingzhang neither wrote it nor can put it back ({error}); move it elsewhere, and build again"
    );
    Error::Config { path: path.to_owned(), message }
}

/// Moves a file of others to where it belongs, if nothing is there.
fn hand_over(from: &Path, to: &Path) -> io::Result<()> {
    if to.symlink_metadata().is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::rename(from, to)
}

/// Whether two paths lead to one file, or to two that hold the same.
fn is_one(one: &Path, other: &Path) -> bool {
    let (Ok(a), Ok(b)) = (one.symlink_metadata(), other.symlink_metadata()) else { return false };
    if a.is_symlink() || b.is_symlink() {
        return fs::read_link(one).ok().is_some_and(|to| fs::read_link(other).ok() == Some(to));
    }
    a.is_file()
        && b.is_file()
        && a.len() == b.len()
        && (same_place(&a, &b) || same_bytes(one, other).unwrap_or(false))
}

#[cfg(unix)]
fn same_place(a: &fs::Metadata, b: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn same_place(_: &fs::Metadata, _: &fs::Metadata) -> bool {
    false
}

fn same_bytes(one: &Path, other: &Path) -> io::Result<bool> {
    let (mut a, mut b) =
        (io::BufReader::new(File::open(one)?).bytes(), io::BufReader::new(File::open(other)?).bytes());
    loop {
        match (a.next().transpose()?, b.next().transpose()?) {
            (None, None) => return Ok(true),
            (left, right) if left == right => {}
            _ => return Ok(false),
        }
    }
}

fn relative(root: &Path, path: &Path) -> String {
    let own = path.strip_prefix(root).unwrap_or(path);
    own.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Has everything of a generation on the disk: a swap must not come before what it shows.
#[cfg(target_os = "linux")]
pub(super) fn sync(new: &Path) -> io::Result<()> {
    // One word to the file system, not one per file.
    Ok(rustix::fs::syncfs(File::open(new)?)?)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn sync(new: &Path) -> io::Result<()> {
    for entry in WalkDir::new(new) {
        let entry = entry.map_err(io::Error::other)?;
        if entry.file_type().is_file() {
            // What others put there may not be ours to write.
            match File::options().append(true).open(entry.path()) {
                Ok(file) => file.sync_all()?,
                Err(error) if error.kind() == ErrorKind::PermissionDenied => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(())
}

/// Has the names in the folder above on the disk. Whoever cannot do that loses nothing but the moment.
fn sync_folder(out: &Path) {
    let above = out.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix) {
        let _ = File::open(above).and_then(|folder| folder.sync_all());
    }
}
