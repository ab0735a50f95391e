//! The driver: bodies made one by one, from the cache or afresh, on one thread or several, give the same site as all bodies at
//! once. What changed is made again, and nothing else.
#![allow(clippy::disallowed_methods)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::common;
use mingzhang::cache::Cache;
use mingzhang::config::Config;
use mingzhang::pipeline::{self, Done, Workshop};
use mingzhang::publish::Generation;
use mingzhang::site::{Files, Shared, Sink, Theme};

type Site = BTreeMap<String, Arc<[u8]>>;

/// A project in a folder of its own, with made-up documents of several bodies.
struct Project(tempfile::TempDir);

impl Project {
    fn new() -> Self {
        let project = Self(tempfile::tempdir().expect("a folder"));
        for family in ["across", "editions", "forms", "tables"] {
            let folder = common::root().join("tests/fixtures/rules").join(family);
            for entry in walkdir::WalkDir::new(&folder).sort_by_file_name().into_iter().flatten() {
                if entry.path().extension().is_some_and(|ending| ending == "txt") {
                    let text = std::fs::read_to_string(entry.path()).expect("text");
                    project.put(&format!("content/{family}/{}", entry.file_name().to_string_lossy()), &text);
                }
            }
        }
        project.put("content/nobody.txt", "收入 12.30 万元\n");
        project.put("content/pages/about.md", "# 说明\n\n本站是测试。\n");
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn put(&self, name: &str, text: &str) {
        let file = self.path(name);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        std::fs::write(file, text).expect("written");
    }

    fn config(&self) -> Config {
        let mut config = Config::default();
        config.paths.content = self.path("content");
        config.paths.archive = self.path("archive");
        config.paths.cache = self.path("cache");
        config.paths.out = self.path("public");
        config.site.date = "2026-01-01".into();
        config.site.base_url = "https://example.org/".into();
        config
    }

    fn build(&self, sink: &dyn Sink, publish: bool) -> Done {
        self.told(sink, publish, true)
    }

    fn told(&self, sink: &dyn Sink, publish: bool, thorough: bool) -> Done {
        let config = self.config();
        let cache = Cache::open(&config.paths.cache).expect("a cache");
        let theme = Theme::built_in().expect("the theme");
        let shop =
            Workshop { config: &config, theme: &theme, sink, cache: &cache, publish, thorough, watch: &() };
        let done = pipeline::build(&shop).expect("built");
        if publish {
            // What became of addresses is for `addresses.rs`: these folders come and go as they like.
            pipeline::publish(&config, &cache, &done, &BTreeSet::new(), |_| String::new(), &|_| {
                Ok(Vec::new())
            })
            .expect("kept");
        }
        done
    }

    /// Builds with the cache, over what was built before.
    fn again(&self, before: &Site) -> (Site, Done) {
        let before = before.iter().map(|(path, bytes)| (path.clone(), Shared::new(bytes.to_vec())));
        let files = Files::after(before.collect());
        let done = self.build(&files, false);
        (files.into_inner().into_iter().map(|(path, bytes)| (path, bytes.into())).collect(), done)
    }

    /// Builds with nothing at hand, all bodies at once.
    fn afresh(&self) -> BTreeMap<String, Vec<u8>> {
        let outcome = pipeline::run(&self.config()).expect("it runs");
        let files = Files::default();
        outcome.site(&self.config().site, &Theme::built_in().expect("the theme"), &files).expect("a site");
        files.into_inner()
    }

    fn documents(&self) -> Vec<PathBuf> {
        let all = walkdir::WalkDir::new(self.path("content")).sort_by_file_name().into_iter().flatten();
        all.map(walkdir::DirEntry::into_path)
            .filter(|path| path.extension().is_some_and(|e| e == "txt"))
            .collect()
    }
}

#[track_caller]
fn same(one: &Site, other: &BTreeMap<String, Vec<u8>>, what: &str) {
    let names = |keys: Vec<&String>| keys.into_iter().cloned().collect::<Vec<_>>();
    assert_eq!(names(one.keys().collect()), names(other.keys().collect()), "{what}: which files there are");
    for (path, bytes) in one {
        let other = &other[path];
        if **bytes != **other {
            let (a, b) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(other));
            let at = a.lines().zip(b.lines()).position(|(a, b)| a != b).unwrap_or_default();
            panic!("{what}: {path}:{at}\n  is  {:?}\n  and {:?}", a.lines().nth(at), b.lines().nth(at));
        }
    }
}

#[test]
fn bodies_made_one_by_one_are_all_bodies_at_once() {
    let project = Project::new();
    let (site, done) = project.again(&Site::new());
    assert!(done.numbers.bodies > 3, "{:?}", done.numbers);
    same(&site, &project.afresh(), "afresh");
    let (warm, again) = project.again(&site);
    assert_eq!(again.reused.documents, done.numbers.documents);
    assert!(again.reused.lists, "nothing changed");
    assert_eq!(warm, site);
    assert_eq!(again.notices, done.notices);
    assert_eq!((again.numbers, again.tallies), (done.numbers, done.tallies));
}

#[test]
fn one_thread_makes_what_several_make() {
    let project = Project::new();
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let _ = std::fs::remove_dir_all(project.path("cache"));
        pool.install(|| project.again(&Site::new()))
    };
    let ((one, first), (several, second)) = (on(1), on(7));
    assert_eq!(one, several);
    assert_eq!(first.notices, second.notices);
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % sides.max(1) as u64).expect("small")
    }
}

/// Changes something in the project, and says what.
fn edit(project: &Project, dice: &mut Dice) -> String {
    let documents = project.documents();
    let one = documents[dice.roll(documents.len())].clone();
    let text = std::fs::read_to_string(&one).expect("text");
    let name = one.file_name().expect("a name").to_string_lossy().into_owned();
    match dice.roll(8) {
        0 => {
            let digits: Vec<usize> =
                text.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at).collect();
            let Some(at) = digits.get(dice.roll(digits.len())) else { return "nothing".into() };
            let mut bytes = text.into_bytes();
            bytes[*at] = b'0' + u8::try_from(dice.roll(10)).expect("a digit");
            std::fs::write(&one, bytes).expect("written");
            format!("a digit of {name}")
        }
        1 => {
            std::fs::write(&one, format!("{text}\n附注 {}\n", dice.roll(100))).expect("written");
            format!("a line behind {name}")
        }
        2 if documents.len() > 3 => {
            std::fs::remove_file(&one).expect("removed");
            format!("{name} is gone")
        }
        3 => {
            std::fs::write(one.with_file_name(format!("copy-{}-{name}", dice.roll(9))), text)
                .expect("written");
            format!("a copy of {name}")
        }
        4 => {
            std::fs::rename(&one, one.with_file_name(format!("moved-{name}"))).expect("moved");
            format!("{name} has another name")
        }
        5 => {
            let year = 2015 + dice.roll(9);
            project.put(
                &format!("{}.toml", one.strip_prefix(project.0.path()).expect("below").display()),
                &format!("fiscal_year = {year}\npublished_on = \"{year}-03-01\"\n"),
            );
            format!("{name} is of {year}")
        }
        6 => {
            project.put("content/pages/about.md", &format!("# 说明\n\n第 {} 版。\n", dice.roll(100)));
            "the page".into()
        }
        _ => {
            let cache =
                walkdir::WalkDir::new(project.path("cache")).sort_by_file_name().into_iter().flatten();
            let entries: Vec<PathBuf> =
                cache.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect();
            let entry = &entries[dice.roll(entries.len())];
            let mut bytes = std::fs::read(entry).expect("an entry");
            let at = dice.roll(bytes.len());
            bytes[at] ^= 0x10;
            std::fs::write(entry, bytes).expect("written");
            "an entry of the cache is broken".into()
        }
    }
}

#[test]
fn after_any_edits_an_incremental_build_is_a_clean_one() {
    let project = Project::new();
    let (mut site, _) = project.again(&Site::new());
    let mut dice = Dice(20_260_101);
    let mut reused = 0;
    for round in 0..12 {
        let edits: Vec<String> = (0..=dice.roll(2)).map(|_| edit(&project, &mut dice)).collect();
        let (now, done) = project.again(&site);
        same(&now, &project.afresh(), &format!("round {round}: {edits:?}"));
        reused += done.reused.bodies;
        site = now;
    }
    assert!(reused > 12, "bodies that did not change were made again: {reused}");
}

#[test]
fn a_site_in_memory_that_stands_is_left_alone() {
    let project = Project::new();
    let first = Files::default();
    project.told(&first, false, false);
    let site = first.into_shared();
    let files = Files::after(site.clone());
    assert!(project.told(&files, false, false).reused.whole);
    assert!(files.into_shared().is_empty(), "nothing is put where nothing changed");
    // One file less, one more, or another one is another site.
    let (path, _) = site.first_key_value().expect("a file");
    for change in 0..3 {
        let mut other = site.clone();
        match change {
            0 => drop(other.remove(path)),
            1 => drop(other.insert("more.html".into(), Shared::new(Vec::new()))),
            _ => drop(other.insert(path.clone(), Shared::new(b"other".to_vec()))),
        }
        let files = Files::after(other);
        assert!(!project.told(&files, false, false).reused.whole, "change {change}");
        let made = files.into_inner();
        assert_eq!(made.len(), site.len(), "change {change}");
        assert!(made.iter().all(|(path, bytes)| site[path].bytes() == bytes), "change {change}");
    }
}

fn folder(root: &Path) -> Site {
    let all = walkdir::WalkDir::new(root).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    all.filter(|entry| entry.file_name() != ".mingzhang")
        .map(|entry| {
            let name = entry.path().strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
            (name, std::fs::read(entry.path()).expect("a file").into())
        })
        .collect()
}

#[test]
fn a_folder_is_built_on_what_stands_there_and_nothing_that_was_changed_by_hand() {
    let project = Project::new();
    let out = project.path("public");
    let build = |publish: bool| {
        let generation = Generation::begin(&out).expect("begun");
        let done = project.build(&generation, publish);
        (generation.publish().expect("published"), done)
    };
    build(false);
    let first = folder(&out);
    let (changes, warm) = build(false);
    assert_eq!((changes.added, changes.changed, changes.removed), (0, 0, 0));
    assert!(warm.reused.lists);
    // Somebody writes into the site: it is made again.
    let page = first.keys().find(|path| path.starts_with("documents/")).expect("a page");
    std::fs::write(out.join(page), "by hand").expect("written");
    let (_, done) = build(false);
    assert!(!done.reused.lists || done.reused.bodies < warm.reused.bodies, "the page was made again");
    assert_eq!(folder(&out), first);
    std::fs::remove_file(out.join("index.html")).expect("removed");
    build(false);
    assert_eq!(folder(&out), first);
}

#[test]
fn a_site_that_stands_is_left_alone() {
    let project = Project::new();
    let out = project.path("public");
    let build = || {
        let generation = Generation::begin(&out).expect("begun");
        let done = project.told(&generation, false, false);
        let changes = match done.reused.whole {
            true => generation.leave(done.built.files),
            false => generation.publish().expect("published"),
        };
        (changes, done)
    };
    let (_, first) = build();
    let site = folder(&out);
    let (changes, again) = build();
    assert!(again.reused.whole && !first.reused.whole);
    assert_eq!((changes.unchanged, changes.removed), (site.len(), 0));
    assert_eq!(
        (again.numbers, &again.tallies, &again.notices),
        (first.numbers, &first.tallies, &first.notices)
    );
    assert_eq!((again.built, folder(&out)), (first.built, site.clone()));
    // A file of somebody else is kept and is nothing to the site; where one of its own is missing, it does not stand.
    std::fs::write(out.join("more.html"), "by hand").expect("written");
    let mut site = site;
    site.insert("more.html".into(), b"by hand".to_vec().into());
    assert!(build().1.reused.whole);
    assert_eq!(folder(&out), site);
    std::fs::remove_file(out.join("checks.html")).expect("removed");
    assert!(!build().1.reused.whole);
    assert_eq!(folder(&out), site);
    assert!(build().1.reused.whole);
}

#[test]
fn what_is_published_is_kept_and_what_changes_is_told() {
    let project = Project::new();
    let out = project.path("public");
    let build = |publish: bool| {
        let generation = Generation::begin(&out).expect("begun");
        let done = project.build(&generation, publish);
        generation.publish().expect("published");
        done
    };
    let done = build(true);
    assert!(done.history.pending.is_empty(), "nothing was published before: {:?}", done.history.pending);
    let again = build(false);
    assert!(again.history.pending.is_empty(), "nothing changed: {:?}", again.history.pending);
    same(&folder(&out), &project.afresh(), "after a publication");
    let documents = project.documents();
    let gone = documents.iter().find(|path| !path.ends_with("nobody.txt")).expect("a document");
    std::fs::remove_file(gone).expect("removed");
    std::fs::write(project.path("content/more.txt"), "某县水务局 2023 年部门决算\n本年支出合计 10.00 万元\n")
        .expect("written");
    let done = build(false);
    assert!(!done.history.pending.is_empty(), "a document is gone");
    same(&folder(&out), &project.afresh(), "with changes");
}
