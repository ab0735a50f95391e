//! Generations that are published, die, fail and meet what others put there.

use super::*;

const EXDEV: i32 = 18;

fn build_with(out: &Path, files: &[(&str, &str)], moves: Moves) -> Result<Changes> {
    let generation = Generation::begin_with(out, moves)?;
    for (path, text) in files {
        generation.put(path, text.as_bytes().to_vec())?;
    }
    generation.publish()
}

fn build(out: &Path, files: &[(&str, &str)]) -> Result<Changes> {
    build_with(out, files, Moves::SYSTEM)
}

fn read(out: &Path, path: &str) -> Option<String> {
    fs::read_to_string(out.join(path)).ok()
}

fn no_exchange(_: &Path, _: &Path) -> std::io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

fn other_device(_: &Path, _: &Path) -> std::io::Result<()> {
    Err(std::io::Error::from_raw_os_error(EXDEV))
}

/// A folder for a site, and one in which a first site stands.
fn standing() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("public");
    build(&out, &[("index.html", "good"), ("a/b.html", "2")]).expect("built");
    (folder, out)
}

#[test]
fn a_generation_replaces_the_last_one_whole() {
    for moves in [Moves::SYSTEM, Moves { exchange: no_exchange, ..Moves::SYSTEM }] {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("public");
        let files = [("index.html", "1"), ("a/b.html", "2"), ("c.html", "3")];
        let first = build_with(&out, &files, moves).expect("built");
        assert_eq!(first, Changes { added: 3, ..Changes::default() });
        let second = build_with(&out, &[("index.html", "1"), ("a/b.html", "22")], moves).expect("built");
        assert_eq!(second, Changes { added: 0, changed: 1, unchanged: 1, removed: 1 });
        assert_eq!(read(&out, "a/b.html").as_deref(), Some("22"));
        assert_eq!(read(&out, "c.html"), None);
        assert!(!folder.path().join(".public.build").exists(), "nothing is left behind");
    }
}

#[test]
fn a_build_that_fails_leaves_the_last_site() {
    let (_folder, out) = standing();
    let generation = Generation::begin(&out).expect("begun");
    generation.put("index.html", b"half".to_vec()).expect("written");
    let second = Generation::begin(&out).expect_err("a second build at the same time is refused").to_string();
    assert!(second.contains("another build"), "{second}");
    drop(generation);
    assert_eq!(read(&out, "index.html").as_deref(), Some("good"));
    build(&out, &[("index.html", "next")]).expect("the next build goes on");
}

#[test]
fn many_builds_at_once_take_turns_or_are_refused() {
    let (folder, out) = standing();
    let one = |number: usize| {
        (0..40).filter(|round| build(&out, &[("index.html", &format!("{number} {round}"))]).is_ok()).count()
    };
    let done: usize = std::thread::scope(|scope| {
        let all: Vec<_> = (0..4).map(|number| scope.spawn(move || one(number))).collect();
        all.into_iter().map(|one| one.join().expect("no panic")).sum()
    });
    assert!(done > 0);
    assert!(read(&out, "index.html").is_some_and(|text| text != "good"));
    assert_eq!(fs::read_dir(&out).expect("a folder").count(), 2, "the page and the marker");
    drop(Generation::begin(&out).expect("nobody holds it any more"));
    assert!(!folder.path().join(".public.build").exists(), "nothing is left behind");
}

#[test]
fn a_build_that_died_at_any_step_is_recovered() {
    // Before the swap, between its two moves, and after it, with and without an exchange.
    for step in 0..4 {
        let (folder, out) = standing();
        fs::write(out.join("CNAME"), "example.org").expect("written");
        let work = folder.path().join(".public.build");
        let generation = Generation::begin(&out).expect("begun");
        generation.put("index.html", b"next".to_vec()).expect("written");
        if step > 0 {
            swap::carry(&out, &generation.before, &work.join("new")).expect("carried");
            manifest::end(&work.join("new"), &generation.files.lock().expect("a list").clone())
                .expect("ended");
        }
        match step {
            2 => fs::rename(&out, work.join("old")).expect("moved"),
            3 => (Moves::SYSTEM.exchange)(&work.join("new"), &out).expect("exchanged"),
            _ => {}
        }
        // It dies: nothing is cleared away, and the system frees the lock.
        let _ = generation._lock.unlock();
        std::mem::forget(generation);
        if cfg!(target_os = "linux") || step < 3 {
            drop(Generation::begin(&out).expect("begun"));
            let expected = if step == 3 { "next" } else { "good" };
            assert_eq!(read(&out, "index.html").as_deref(), Some(expected), "step {step}");
            assert_eq!(read(&out, "CNAME").as_deref(), Some("example.org"), "step {step}");
            assert!(!work.exists(), "step {step}: nothing is left behind");
        }
    }
}

#[test]
fn where_nothing_can_be_moved_nothing_is_removed() {
    // The second move fails, and so does the one back.
    fn once(from: &Path, to: &Path) -> std::io::Result<()> {
        if to.ends_with("old") { fs::rename(from, to) } else { other_device(from, to) }
    }
    let (folder, out) = standing();
    fs::write(out.join("CNAME"), "example.org").expect("written");
    for rename in [other_device as fn(&Path, &Path) -> std::io::Result<()>, once] {
        let error = build_with(&out, &[("index.html", "next")], Moves { rename, exchange: other_device });
        let error = error.expect_err("it cannot be moved").to_string();
        let old = folder.path().join(".public.build/old");
        let stands = if out.exists() { &out } else { &old };
        assert_eq!(read(stands, "index.html").as_deref(), Some("good"), "{error}");
        assert_eq!(read(stands, "CNAME").as_deref(), Some("example.org"));
        assert!(out.exists() || error.contains("old"), "it says where the site is: {error}");
        drop(Generation::begin(&out).expect("begun"));
        assert_eq!(read(&out, "index.html").as_deref(), Some("good"), "it is back");
        assert_eq!(read(&out, "CNAME").as_deref(), Some("example.org"));
    }
}

#[test]
fn files_of_others_come_along() {
    for moves in [Moves::SYSTEM, Moves { exchange: no_exchange, ..Moves::SYSTEM }] {
        let (folder, out) = standing();
        fs::create_dir_all(out.join(".git/objects")).expect("made");
        fs::create_dir_all(out.join("a/own")).expect("made");
        let foreign =
            [("CNAME", "example.org"), (".git/objects/1", "x"), ("a/own/data.csv", "1,2"), ("a/b.txt", "y")];
        for (path, text) in foreign {
            fs::write(out.join(path), text).expect("written");
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink("/nowhere", out.join("link")).expect("a link");
        for round in ["one", "two"] {
            build_with(&out, &[("index.html", round), ("c.html", "3")], moves).expect("built");
            for (path, text) in foreign {
                assert_eq!(read(&out, path).as_deref(), Some(text), "{path}");
            }
            assert!(!cfg!(unix) || out.join("link").is_symlink());
            assert_eq!(read(&out, "a/b.html"), None, "what was ours goes");
        }
        assert!(!folder.path().join(".public.build").exists(), "nothing is left behind");
    }
}

#[test]
fn files_of_others_are_never_overwritten() {
    let (_folder, out) = standing();
    for (foreign, ours) in [("c.html", "c.html"), ("d", "d/e.html"), ("f/g", "f")] {
        let path = out.join(foreign);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(&path, "years of work").expect("written");
        let error = build(&out, &[("index.html", "next"), (ours, "3")]).expect_err("refused").to_string();
        assert!(error.contains("move it elsewhere"), "{error}");
        assert_eq!(read(&out, "index.html").as_deref(), Some("good"));
        assert_eq!(read(&out, foreign).as_deref(), Some("years of work"));
        fs::remove_file(&path).expect("removed");
        let _ = fs::remove_dir(out.join("f"));
    }
}

#[test]
fn what_others_put_there_while_a_build_ran_is_not_lost() {
    let (folder, out) = standing();
    let work = folder.path().join(".public.build");
    let generation = Generation::begin(&out).expect("begun");
    generation.put("index.html", b"next".to_vec()).expect("written");
    generation.publish().expect("published");
    // As if it had come after the files of others were taken along.
    fs::create_dir_all(work.join("old/own")).expect("made");
    fs::write(work.join("old/own/late.txt"), "late").expect("written");
    fs::write(work.join("old/.mingzhang"), "This\nfiles:\nindex.html\n").expect("written");
    drop(Generation::begin(&out).expect("begun"));
    assert_eq!(read(&out, "own/late.txt").as_deref(), Some("late"));
    // Where it cannot go back, it stays, and the next build says so.
    fs::create_dir_all(work.join("old/own")).expect("made");
    fs::write(work.join("old/own/late.txt"), "another").expect("written");
    let error = Generation::begin(&out).expect_err("told").to_string();
    assert!(error.contains("late.txt"), "{error}");
    assert_eq!(read(&work, "old/own/late.txt").as_deref(), Some("another"));
    assert_eq!(read(&out, "own/late.txt").as_deref(), Some("late"));
}

#[test]
fn a_site_without_a_list_keeps_what_is_hidden() {
    let (_folder, out) = standing();
    fs::write(out.join(".mingzhang"), "Every build replaces it whole\n").expect("written");
    fs::write(out.join("CNAME"), "example.org").expect("written");
    fs::write(out.join(".nojekyll"), "").expect("written");
    build(&out, &[("index.html", "next")]).expect("built");
    assert_eq!(read(&out, "CNAME").as_deref(), Some("example.org"));
    assert_eq!(read(&out, ".nojekyll").as_deref(), Some(""));
    assert_eq!(read(&out, "a/b.html"), None);
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
    let file = folder.path().join("file");
    fs::write(&file, "years of work").expect("written");
    assert!(build(&file, &[("index.html", "1")]).is_err());
    assert_eq!(read(folder.path(), "file").as_deref(), Some("years of work"));
}

#[cfg(unix)]
#[test]
fn a_link_stays_and_what_it_leads_to_is_replaced() {
    let (folder, out) = standing();
    let link = folder.path().join("site");
    std::os::unix::fs::symlink(&out, &link).expect("a link");
    build(&link, &[("index.html", "next")]).expect("built");
    assert!(link.is_symlink());
    assert_eq!(read(&out, "index.html").as_deref(), Some("next"));
    assert!(!folder.path().join(".site.build").exists() && !folder.path().join(".public.build").exists());
    let nowhere = folder.path().join("nowhere");
    std::os::unix::fs::symlink(folder.path().join("none"), &nowhere).expect("a link");
    assert!(build(&nowhere, &[("index.html", "1")]).is_err());
    let work = folder.path().join(".public.build");
    std::os::unix::fs::symlink(folder.path(), &work).expect("a link");
    assert!(build(&out, &[("index.html", "1")]).is_err(), "a site is made beside its place");
}

#[test]
fn no_file_leaves_the_site() {
    let folder = tempfile::tempdir().expect("a folder");
    let generation = Generation::begin(&folder.path().join("public")).expect("begun");
    for path in ["../evil", "/etc/evil", "a/../../evil", "", "a\nb", ".mingzhang"] {
        assert!(generation.put(path, Vec::new()).is_err(), "{path}");
    }
}
