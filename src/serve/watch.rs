//! What is watched while previewing, and when a burst of changes is over.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::{Event, Publisher};
use crate::error::{Error, Result};

/// A burst is over when nothing has changed for so long: an editor writes, moves and touches within a few milliseconds, and
/// what comes later makes another build, which takes over what the first one made.
const PAUSE: Duration = Duration::from_millis(30);

/// A burst that does not end is built after so long all the same, such as a large folder that is being copied.
const LONGEST: Duration = Duration::from_secs(1);

/// Watches what builds read.
pub(super) struct Lookout {
    watcher: RecommendedWatcher,
    /// The files and folders that a build reads, whether they are there or not.
    wanted: Arc<RwLock<Vec<PathBuf>>>,
    /// What the system watches for us.
    watched: BTreeSet<(PathBuf, bool)>,
}

impl Lookout {
    /// Watches nothing yet; what changes later is heard through the receiver.
    ///
    /// # Errors
    /// When the system watches nothing at all.
    pub(super) fn new() -> Result<(Self, Receiver<()>)> {
        let wanted: Arc<RwLock<Vec<PathBuf>>> = Arc::default();
        let asked = Arc::clone(&wanted);
        // One message is as good as many: that something changed.
        let (sender, changes) = mpsc::sync_channel(1);
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let wanted = asked.read().unwrap_or_else(PoisonError::into_inner);
            if matters(&event, &wanted) {
                let _ = sender.try_send(());
            }
        })
        .map_err(|error| Error::Broken(format!("cannot watch for changes: {error}")))?;
        Ok((Self { watcher, wanted, watched: BTreeSet::new() }, changes))
    }

    /// Watches these files and folders. What is not there yet shows when it is made.
    pub(super) fn follow(&mut self, wanted: &[&Path], publisher: &dyn Publisher) {
        let wanted: Vec<PathBuf> = wanted.iter().map(|path| settled(path)).collect();
        wanted.clone_into(&mut self.wanted.write().unwrap_or_else(PoisonError::into_inner));
        let places: BTreeSet<(PathBuf, bool)> = wanted.iter().filter_map(|path| place(path)).collect();
        for (place, _) in self.watched.difference(&places) {
            // A folder that is gone is no longer watched anyway.
            let _ = self.watcher.unwatch(place);
        }
        let mut watched: BTreeSet<(PathBuf, bool)> = self.watched.intersection(&places).cloned().collect();
        for (place, deep) in places {
            let mode = if deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            if watched.contains(&(place.clone(), deep)) {
                continue;
            }
            match self.watcher.watch(&place, mode) {
                Ok(()) => _ = watched.insert((place, deep)),
                // What cannot be watched only does not show by itself when it changes.
                Err(error) => {
                    publisher.tell(Event::Failed(format!("{} is not watched: {error}", place.display())));
                }
            }
        }
        self.watched = watched;
    }
}

/// A path as the system will report it, also where its end is not there.
fn settled(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = path.ancestors().find_map(|part| Some((part, part.canonicalize().ok()?)));
    match there {
        Some((part, real)) => {
            path.strip_prefix(part).map_or(path.clone(), |rest| match rest.as_os_str().is_empty() {
                true => real,
                false => real.join(rest),
            })
        }
        None => path,
    }
}

/// What has to be watched for a path to show: a folder with all below it, or else the folder that it is in or will be in. A
/// file alone loses its watch when an editor puts a new one in its place.
fn place(path: &Path) -> Option<(PathBuf, bool)> {
    if path.is_dir() {
        return Some((path.to_owned(), true));
    }
    path.ancestors().skip(1).find(|folder| folder.is_dir()).map(|folder| (folder.to_owned(), false))
}

/// Whether an event may mean another site.
fn matters(event: &notify::Result<notify::Event>, wanted: &[PathBuf]) -> bool {
    let Ok(event) = event else { return true };
    // Our own reading is an event too.
    if event.kind.is_access() {
        return false;
    }
    // Where the system lost count, or does not say what changed, anything may have.
    event.need_rescan() || event.paths.is_empty() || event.paths.iter().any(|path| concerns(path, wanted))
}

/// Whether a path is one of those, lies below one, or is a folder above one. Names below that start with a dot are not read.
fn concerns(path: &Path, wanted: &[PathBuf]) -> bool {
    let visible = |part: Component<'_>| !part.as_os_str().to_string_lossy().starts_with('.');
    wanted.iter().any(|one| match path.strip_prefix(one) {
        Ok(below) => below.components().all(visible),
        Err(_) => one.starts_with(path),
    })
}

/// Waits for a change and until the burst that it began is over. False when there can be none any more.
pub(super) fn burst(changes: &Receiver<()>) -> bool {
    burst_within(changes, PAUSE, LONGEST)
}

fn burst_within(changes: &Receiver<()>, pause: Duration, longest: Duration) -> bool {
    if changes.recv().is_err() {
        return false;
    }
    let start = Instant::now();
    while start.elapsed() < longest {
        match changes.recv_timeout(pause) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use notify::EventKind;
    use notify::event::{AccessKind, CreateKind, Flag};

    use super::*;

    #[test]
    fn only_what_a_build_reads_makes_one() {
        let wanted = ["/p/content", "/p/mingzhang.toml", "/p/theme/templates"].map(PathBuf::from);
        for path in [
            "/p/content/a.txt",
            "/p/content",
            "/p/content/b/c.pdf.toml",
            "/p/mingzhang.toml",
            "/p/theme",
            "/p",
        ] {
            assert!(concerns(Path::new(path), &wanted), "{path}");
        }
        for path in [
            "/p/public/index.html",
            "/p/.mingzhang/cache/a",
            "/p/mingzhang.toml~",
            "/p/content/.a.txt.swp",
            "/p/content/.git/index",
            "/p/contents/a.txt",
            "/p/theme/other",
        ] {
            assert!(!concerns(Path::new(path), &wanted), "{path}");
        }
    }

    #[test]
    fn reading_is_no_change_and_a_lost_event_is_one() {
        let wanted = [PathBuf::from("/p/content")];
        let event = |kind| notify::Event::new(kind).add_path("/p/content/a.txt".into());
        assert!(!matters(&Ok(event(EventKind::Access(AccessKind::Read))), &wanted));
        assert!(matters(&Ok(event(EventKind::Create(CreateKind::File))), &wanted));
        assert!(matters(&Ok(notify::Event::new(EventKind::Other).set_flag(Flag::Rescan)), &wanted));
        assert!(matters(&Err(notify::Error::generic("lost")), &wanted));
    }

    #[test]
    fn a_burst_is_one_and_ends() {
        let (ages, moment) = (Duration::from_secs(60), Duration::from_millis(50));
        // It is over when it is quiet, however long it might have taken.
        let (sender, changes) = mpsc::sync_channel(1);
        sender.send(()).expect("heard");
        let start = Instant::now();
        assert!(burst_within(&changes, moment, ages));
        assert!(start.elapsed() >= moment && start.elapsed() < ages, "{:?}", start.elapsed());
        // It is over when it has taken long enough, though it is never quiet.
        let more = std::thread::spawn(move || while sender.send(()).is_ok() {});
        let start = Instant::now();
        assert!(burst_within(&changes, ages, moment));
        assert!(start.elapsed() >= moment && start.elapsed() < ages, "{:?}", start.elapsed());
        drop(changes);
        more.join().expect("ended");
        let (_, changes) = mpsc::sync_channel(1);
        assert!(!burst(&changes), "nobody can say any more");
    }

    #[test]
    fn what_is_missing_is_watched_where_it_will_be() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().canonicalize().expect("its path");
        assert_eq!(place(&settled(&root)), Some((root.clone(), true)));
        assert_eq!(place(&settled(&root.join("templates"))), Some((root.clone(), false)));
        assert_eq!(place(&settled(&root.join("a/b/c.toml"))), Some((root.clone(), false)));
    }
}
