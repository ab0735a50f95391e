//! Extracting in shares, anywhere, and building from what they gave: the same site as from the files, byte for byte; what came
//! through broken costs its document and is named; the figures of all shares together are those of `facts.csv`.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::common;
use mingzhang::cache::Cache;
use mingzhang::config::Config;
use mingzhang::notice::Notice;
use mingzhang::pipeline::{self, Done, Errand, Workshop};
use mingzhang::site::{Files, Theme};

type Site = BTreeMap<String, Vec<u8>>;

/// A project with documents of several bodies and everything that may stand beside them.
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
        let beside = [
            ("content/nobody.txt", "收入 12.30 万元\n"),
            ("content/deep/er/strange.bin", "\u{1}\u{2}\u{3}"),
            ("content/.hidden/none.txt", "收入 12.30 万元\n"),
            ("content/pages/about.md", "# 说明\n\n本站是测试。\n"),
            ("content/sources.csv", "file,source_url,note\nnobody.txt,https://example.org/1,一份说明\n"),
            ("content/vocabulary.csv", "kind,words,meaning\n"),
        ];
        beside.iter().for_each(|(name, text)| project.put(name, text));
        let first = project.documents().into_iter().next().expect("a document");
        let named = |ending: &str| format!("content/{}{ending}", first.display());
        project
            .put(&named(".toml"), "source_url = \"https://example.org/2\"\npublished_on = \"2024-02-01\"\n");
        project.put(
            &named(".replies.toml"),
            "[[reply]]\nfinding = \"none\"\nreply = \"无\"\nby = \"办公室\"\ndate = \"2024-03-01\"\n",
        );
        project.put("content/nobody.txt.toml", "published = 1\n");
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

    /// All text files of the content folder that anybody sees, below it.
    fn documents(&self) -> Vec<PathBuf> {
        let root = self.path("content");
        let all = self.files().into_iter().filter(|path| path.extension().is_some_and(|e| e == "txt"));
        let below = all.map(|path| path.strip_prefix(&root).expect("below").to_owned());
        below.filter(|path| !path.starts_with(".hidden")).collect()
    }

    /// Removes a document with what stands beside it, which would be a document without it.
    fn remove(&self, document: &str) {
        for ending in ["", ".toml", ".replies.toml"] {
            let file = self.path(&format!("content/{document}{ending}"));
            assert!(std::fs::remove_file(file).is_ok() || !ending.is_empty(), "{document}");
        }
    }

    /// All files of the content folder, whatever they are.
    fn files(&self) -> Vec<PathBuf> {
        let all = walkdir::WalkDir::new(self.path("content")).sort_by_file_name().into_iter().flatten();
        all.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
    }

    fn config(&self) -> Config {
        let mut config = Config::default();
        config.paths.content = self.path("content");
        config.paths.archive = self.path("archive");
        config.site.date = "2026-01-01".into();
        config.site.base_url = "https://example.org/".into();
        config.site.originals = true;
        config
    }

    fn made(&self, work: impl Fn(&Workshop<'_>) -> mingzhang::error::Result<Done>) -> (Site, Done) {
        let folder = tempfile::tempdir().expect("a folder");
        self.made_with(folder.path(), work)
    }

    fn made_with(
        &self,
        cache: &Path,
        work: impl Fn(&Workshop<'_>) -> mingzhang::error::Result<Done>,
    ) -> (Site, Done) {
        let config = self.config();
        let (theme, files) = (Theme::built_in().expect("the theme"), Files::default());
        let cache = Cache::open(cache).expect("a cache");
        let shop = Workshop {
            config: &config,
            theme: &theme,
            sink: &files,
            cache: &cache,
            publish: false,
            thorough: true,
            watch: &(),
        };
        let done = work(&shop).expect("built");
        (files.into_inner(), done)
    }

    fn site_of_files(&self) -> (Site, Done) {
        self.made(pipeline::build)
    }

    fn site_of_records(&self, folders: &[&str]) -> (Site, Done) {
        let folders: Vec<PathBuf> = folders.iter().map(|name| self.path(name)).collect();
        self.made(|shop| pipeline::build_from(shop, &folders))
    }

    fn extract(&self, parts: &[PathBuf], out: &str) -> pipeline::Extracted {
        let (config, out) = (self.config(), self.path(out));
        let errand = Errand { config: &config, parts, out: &out, originals: true, watch: &() };
        pipeline::extract(&errand).expect("extracted")
    }

    /// Extracts all files in three shares, each into a folder of its own.
    fn in_three(&self) -> usize {
        let files = self.files();
        let share = |nth: usize| files.iter().skip(nth).step_by(3).cloned().collect::<Vec<_>>();
        (0..3).map(|nth| self.extract(&share(nth), &format!("share{nth}")).documents).sum()
    }

    /// The file that holds the record of a document.
    fn record(&self, out: &str, document: &str) -> PathBuf {
        let name = mingzhang::source::sha256(document.as_bytes());
        self.path(out).join("records").join(&name[..2]).join(format!("{name}.record"))
    }
}

const SHARES: [&str; 3] = ["share0", "share1", "share2"];

#[track_caller]
fn same(one: &Site, other: &Site) {
    let only =
        |a: &Site, b: &Site| a.keys().filter(|path| !b.contains_key(*path)).cloned().collect::<Vec<_>>();
    assert_eq!((only(one, other), only(other, one)), (Vec::new(), Vec::new()));
    for (path, bytes) in one {
        assert!(*bytes == other[path], "{path} differs");
    }
}

/// Notices in an order of their own.
fn sorted(notices: &[Notice]) -> Vec<String> {
    let mut all: Vec<String> = notices.iter().map(|notice| format!("{notice:?}")).collect();
    all.sort();
    all
}

#[test]
fn a_site_from_records_is_the_site_from_files() {
    let project = Project::new();
    let (site, done) = project.site_of_files();
    assert!(site.keys().any(|path| path.starts_with("originals/")), "copies are part of the test");
    assert_eq!(project.in_three(), done.numbers.documents);
    let (again, told) = project.site_of_records(&SHARES);
    same(&again, &site);
    assert_eq!(told.numbers, done.numbers);
    assert_eq!(sorted(&told.notices), sorted(&done.notices));
    // In one folder, in other shares, some of them twice.
    let root = project.path("content");
    project.extract(&["across", "editions"].map(|name| root.join(name)), "all");
    project.extract(&[root.join("editions")], "all");
    project.extract(std::slice::from_ref(&root), "all");
    same(&project.site_of_records(&["all"]).0, &site);
    same(&project.site_of_records(&["share1", "all", "share0"]).0, &site);
}

#[test]
fn what_was_made_of_records_is_taken_over() {
    let project = Project::new();
    project.in_three();
    let (cache, folders) = (project.path("cache"), SHARES.map(|name| project.path(name)));
    let make = || project.made_with(&cache, |shop| pipeline::build_from(shop, &folders));
    let (site, first) = make();
    let (again, second) = make();
    same(&again, &site);
    assert_eq!((first.reused.documents, second.reused.documents), (0, second.numbers.documents));
    assert_eq!(second.notices, first.notices);
    // A record of a document that changed takes the place of the old one, and everything that it reaches is made again.
    project.put("content/nobody.txt", "收入 45.60 万元\n");
    for share in SHARES {
        if project.record(share, "nobody.txt").is_file() {
            project.extract(&[project.path("content/nobody.txt")], share);
        }
    }
    let (changed, third) = make();
    assert_eq!(third.reused.documents, third.numbers.documents - 1);
    same(&changed, &project.site_of_files().0);
}

#[test]
fn a_broken_record_costs_its_document_and_is_named() {
    let project = Project::new();
    project.in_three();
    let broken: Vec<String> =
        project.documents().iter().take(3).map(|path| path.to_string_lossy().replace('\\', "/")).collect();
    let mut files = Vec::new();
    for (document, at) in broken.iter().zip([0, 17, 500]) {
        let file = SHARES.iter().map(|out| project.record(out, document)).find(|file| file.is_file());
        let file = file.expect("a record");
        let mut bytes = std::fs::read(&file).expect("read");
        bytes[at] ^= 1;
        std::fs::write(&file, bytes).expect("written");
        files.push(file);
    }
    let (site, done) = project.site_of_records(&SHARES);
    let words = ["no record", "of version", "damaged"];
    for (file, words) in files.iter().zip(words) {
        let named = |one: &&Notice| one.message.contains(&file.display().to_string());
        let told = done.notices.iter().find(named).expect("it is named");
        assert_eq!(told.code, "R046");
        assert!(told.message.contains(words), "{}", told.message);
    }
    // The others give what they give without these.
    for document in &broken {
        project.remove(document);
    }
    same(&site, &project.site_of_files().0);
}

#[test]
fn of_two_different_records_of_a_document_none_is_used() {
    let project = Project::new();
    project.in_three();
    project.put("content/nobody.txt", "收入 45.60 万元\n");
    project.extract(&[project.path("content/nobody.txt")], "later");
    let (site, done) = project.site_of_records(&["share0", "share1", "share2", "later"]);
    let told = done.notices.iter().find(|one| one.code == "R046").expect("it is told");
    assert_eq!(told.document, "nobody.txt");
    project.remove("nobody.txt");
    same(&site, &project.site_of_files().0);
}

#[test]
fn what_lies_elsewhere_is_refused() {
    let project = Project::new();
    project.put("elsewhere.txt", "收入 12.30 万元\n");
    let (config, out) = (project.config(), project.path("out"));
    for part in ["elsewhere.txt", "content/none.txt", "content/../elsewhere.txt"] {
        let parts = [project.path(part)];
        let errand = Errand { config: &config, parts: &parts, out: &out, originals: false, watch: &() };
        assert!(pipeline::extract(&errand).is_err(), "{part}");
    }
    assert!(!out.exists());
}

#[test]
fn a_link_is_reported_and_not_followed() {
    if !cfg!(unix) {
        return;
    }
    let project = Project::new();
    project.put("elsewhere.txt", "收入 12.30 万元\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink(project.path("elsewhere.txt"), project.path("content/link.txt"))
        .expect("made");
    let (site, done) = project.site_of_files();
    let mut files = project.files();
    files.push(project.path("content/link.txt"));
    assert_eq!(project.extract(&files, "all").documents, done.numbers.documents);
    same(&project.site_of_records(&["all"]).0, &site);
}

/// Runs the program in the folder of a project.
fn program(project: &Project, arguments: &[&str], input: &str) -> assert_cmd::assert::Assert {
    assert_cmd::Command::new(env!("CARGO_BIN_EXE_mingzhang"))
        .current_dir(project.path(""))
        .args(arguments)
        .write_stdin(input)
        .assert()
}

#[test]
fn the_commands_do_the_same() {
    let project = Project::new();
    let listed: Vec<String> =
        project.documents().iter().map(|path| format!("content/{}", path.display())).collect();
    program(&project, &["extract", "content/deep", "--files-from", "-", "--out", "made"], &listed.join("\n"))
        .success();
    program(&project, &["build", "--no-cache", "--out", "public"], "").success();
    program(&project, &["build", "--no-cache", "--out", "again", "--from", "made"], "").success();
    let site = |name: &str| -> Site {
        let root = project.path(name);
        let files =
            walkdir::WalkDir::new(&root).into_iter().flatten().filter(|one| one.file_type().is_file());
        let own = |path: &Path| path.strip_prefix(&root).expect("below").to_string_lossy().into_owned();
        files.map(|one| (own(one.path()), std::fs::read(one.path()).expect("read"))).collect()
    };
    same(&site("again"), &site("public"));
    // Wrong use: what lies elsewhere, what would be read as content, nothing to read, no records there.
    project.put("elsewhere.txt", "收入 12.30 万元\n");
    for wrong in [
        &["extract", "elsewhere.txt", "--out", "made"][..],
        &["extract", "content", "--out", "content/made"],
        &["extract", "content", "--out", "public/made"],
        &["extract", "--out", "made"],
        &["build", "--from", "content"],
        &["build", "--from", "public"],
    ] {
        program(&project, wrong, "").code(2);
    }
}

/// Columns that other documents have a say in.
#[cfg(feature = "parquet")]
const ACROSS: &[&str] = &["id", "counts", "derived_from", "findings"];

#[cfg(feature = "parquet")]
#[test]
fn the_figures_of_all_shares_are_those_of_the_site() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    let project = Project::new();
    project.in_three();
    let (site, _) = project.site_of_files();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let csv = text(&site["data/facts.csv"]);
    let mut expected: Vec<BTreeMap<String, String>> =
        csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes())
            .deserialize()
            .collect::<Result<_, _>>()
            .expect("a CSV file");
    for row in &mut expected {
        for text in row.values_mut() {
            *text = text.strip_prefix('\'').unwrap_or(text).to_owned();
        }
    }
    let documents = text(&site["data/documents.csv"]);
    let documents: BTreeMap<String, (String, String)> =
        csv::Reader::from_reader(documents.trim_start_matches('\u{feff}').as_bytes())
            .deserialize::<BTreeMap<String, String>>()
            .map(|row| row.expect("a row"))
            .map(|row| (row["document"].clone(), (row["division"].clone(), row["fiscal_year"].clone())))
            .collect();
    let mut found = Vec::new();
    for share in SHARES {
        for entry in walkdir::WalkDir::new(project.path(share).join("facts")).into_iter().flatten() {
            if !entry.file_type().is_file() {
                continue;
            }
            let folder = folder_of(entry.path());
            let file = std::fs::File::open(entry.path()).expect("opened");
            let reader = SerializedFileReader::new(file).expect("a Parquet file");
            for row in reader.get_row_iter(None).expect("rows") {
                let mut own = BTreeMap::new();
                for (name, field) in row.expect("a row").get_column_iter() {
                    let text = match field {
                        Field::Null => String::new(),
                        Field::Str(text) => text.clone(),
                        Field::Int(year) => year.to_string(),
                        Field::Decimal(_) => continue,
                        other => panic!("{name}: {other:?}"),
                    };
                    own.insert(name.clone(), text);
                }
                let (division, year) = &documents[&own["document"]];
                let part = |text: &str| {
                    if text.is_empty() { "__HIVE_DEFAULT_PARTITION__".to_owned() } else { text.to_owned() }
                };
                let known = !own["department"].is_empty();
                assert_eq!(folder.1, part(year));
                assert_eq!(folder.0, if known { part(division) } else { part("") }, "{}", own["document"]);
                let amount = own.remove("amount_text").expect("the text of the amount");
                own.insert("amount".into(), amount);
                found.push(own);
            }
        }
    }
    let plain = |rows: &mut Vec<BTreeMap<String, String>>| {
        for row in rows.iter_mut() {
            row.retain(|name, _| !ACROSS.contains(&name.as_str()) && name != "amount_wan");
        }
        rows.sort();
    };
    plain(&mut found);
    plain(&mut expected);
    assert!(found.len() > 300, "{}", found.len());
    assert_eq!(found, expected);
}

/// Division and year in the names of the folders of a part.
#[cfg(feature = "parquet")]
fn folder_of(file: &Path) -> (String, String) {
    let names: Vec<&str> =
        file.ancestors().skip(1).take(2).filter_map(|path| path.file_name()?.to_str()).collect();
    let part = |at: usize, key: &str| names[at].strip_prefix(key).expect("a part").to_owned();
    (part(1, "division="), part(0, "year="))
}
