//! An address once published answers for ever: through renames, merges and removals, from a plain tree of files, and from a clean
//! clone with nothing but content and archive.
#![allow(clippy::disallowed_methods)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use assert_cmd::Command;

use crate::common;
use crate::privacy;

type Tree = BTreeMap<String, Vec<u8>>;

/// The bodies of the test site, told apart by their names alone.
const NAMES: &[&str] = &["档案馆", "水务局", "民政局", "体育局", "教育局"];

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    run_with(folder, arguments, "")
}

fn run_with(folder: &Path, arguments: &[&str], input: &str) -> (Option<i32>, String) {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("mingzhang"));
    let ran = command.current_dir(folder).args(arguments).write_stdin(input).output().expect("it runs");
    (ran.status.code(), String::from_utf8_lossy(&[ran.stdout, ran.stderr].concat()).into_owned())
}

/// Publishes on a day, and gives the files.
fn publish(folder: &Path, day: &str) -> Tree {
    let (code, told) = run(folder, &["build", "--publish", "--date", day]);
    assert_eq!(code, Some(0), "{told}");
    public(folder)
}

fn public(folder: &Path) -> Tree {
    tree(&folder.join("public")).into_iter().filter(|(path, _)| path != ".mingzhang").collect()
}

/// The files of a folder by their paths below it.
fn tree(folder: &Path) -> Tree {
    let own = |path: String| {
        Path::new(&path).strip_prefix(folder).expect("below").to_string_lossy().replace('\\', "/")
    };
    privacy::tree(folder).into_iter().map(|(path, bytes)| (own(path), bytes)).collect()
}

fn document(folder: &Path, name: &str) -> PathBuf {
    folder.join("content").join(format!("{name}.txt"))
}

/// A project with some bodies, each with one disclosure.
fn project(names: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("content")).expect("made");
    let base = common::root().join("tests/fixtures/rules/tables/disclosure.txt");
    let text = std::fs::read_to_string(base).expect("the disclosure");
    for (name, at) in names.iter().zip(0..) {
        let own = text.replace("档案馆", name).replace("2022", &format!("{}", 2022 - at % 2));
        std::fs::write(document(folder.path(), name), own).expect("written");
    }
    let settings = "[site]\nbase_url = \"https://example.org/zhang/\"\n";
    std::fs::write(folder.path().join("mingzhang.toml"), settings).expect("written");
    folder
}

/// Ids of bodies by the names that they end with.
fn ids(folder: &Path) -> BTreeMap<String, String> {
    let rows = common::rows(&folder.join("public/data/departments.csv"));
    let tail = |name: &str| name.chars().rev().take(3).collect::<Vec<_>>().into_iter().rev().collect();
    rows.iter().map(|row| (tail(&row["name"]), row["id"].clone())).collect()
}

/// The address that a page leads to, as it stands there.
fn refresh(page: &str) -> Option<&str> {
    page.split_once("http-equiv=\"refresh\" content=\"0; url=")?.1.split('"').next()
}

/// Where a redirect leads, from the root of the site.
fn target(path: &str, page: &str) -> Option<String> {
    let to = refresh(page)?;
    let mut at: Vec<&str> = path.split('/').collect();
    at.pop();
    for part in to.split('/') {
        if part == ".." {
            at.pop();
        } else {
            at.push(part);
        }
    }
    Some(at.join("/"))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Every address of earlier builds answers, each in its own format, and every redirect leads at once to what stands.
fn answers(now: &Tree, earlier: &[&Tree]) {
    let all: BTreeSet<&String> = earlier.iter().flat_map(|tree| tree.keys()).collect();
    assert!(all.len() > 50);
    for path in all {
        let bytes = now.get(path).unwrap_or_else(|| panic!("404: {path}"));
        let said = text(bytes);
        match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
            "html" => {
                assert!(said.starts_with("<!doctype html>"), "{path}");
                if let Some(to) = target(path, &said) {
                    let there = now.get(&to).unwrap_or_else(|| panic!("{path} leads to nothing: {to}"));
                    assert_eq!(target(&to, &text(there)), None, "{path} leads to a redirect");
                    assert!(!said.contains("<script") && said.contains("script-src 'none'"), "{path}");
                    assert!(said.contains("noindex") && said.contains("rel=\"canonical\""), "{path}");
                    let link = format!("<a href=\"{}\"", refresh(&said).unwrap_or_default());
                    assert!(said.contains(&link), "{path}: a plain link too");
                }
            }
            "json" => drop(
                serde_json::from_slice::<serde_json::Value>(bytes).unwrap_or_else(|e| panic!("{path}: {e}")),
            ),
            "csv" => {
                let rows = csv::Reader::from_reader(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes))
                    .records()
                    .count();
                assert!(rows > 0 || said.lines().count() == 1, "{path}");
            }
            "xlsx" => assert_eq!(bytes.starts_with(b"PK"), cfg!(feature = "xlsx"), "{path}"),
            "png" => assert_eq!(bytes.starts_with(b"\x89PNG"), cfg!(feature = "cards"), "{path}"),
            "svg" | "xml" => assert!(well_formed(bytes), "{path}"),
            _ => {}
        }
    }
}

fn well_formed(bytes: &[u8]) -> bool {
    let mut reader = quick_xml::Reader::from_reader(bytes);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return true,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

/// The ids of the figures of a body.
fn figures(folder: &Path, department: &str) -> BTreeSet<String> {
    let rows = common::rows(&folder.join("public/data/facts.csv"));
    rows.into_iter().filter(|row| row["department"] == department).map(|row| row["id"].clone()).collect()
}

#[test]
fn no_address_of_an_earlier_build_is_lost() {
    let project = project(NAMES);
    let folder = project.path();
    let first = publish(folder, "2026-01-01");
    let id = ids(folder);
    let (renamed, host, guest, deleted) = (&id["档案馆"], &id["民政局"], &id["水务局"], &id["体育局"]);
    let (before, of_guest) = (figures(folder, renamed), format!("departments/{guest}/2021.html"));
    assert!(before.len() > 20 && first.contains_key(&of_guest));

    // One is deleted: nothing is published before somebody says what became of it.
    std::fs::remove_file(document(folder, "体育局")).expect("removed");
    let (code, told) = run(folder, &["build", "--publish", "--date", "2026-02-01"]);
    assert_eq!(code, Some(2), "{told}");
    for way in [
        "mingzhang rename",
        "mingzhang tombstone",
        "ADDRESS",
        &format!("departments/{deleted}.html"),
        "addresses.csv",
    ] {
        assert!(told.contains(way), "{way}: {told}");
    }
    assert_eq!(public(folder), first, "the last site stands");
    let (code, told) = run(folder, &["build", "--out", "draft"]);
    assert!(code == Some(0) && told.contains("R048"), "a draft is built, and says so: {told}");

    // A body is renamed, another taken in, the third is gone.
    for (arguments, said) in [
        (vec!["rename", renamed, "nanan-dag"], "keep their ids"),
        (vec!["rename", guest, host], "belong to that body"),
        (vec!["tombstone", deleted, "--why", "原单位要求撤下 2022 年的文件"], "will say why"),
    ] {
        let (code, told) = run(folder, &[&arguments[..], &["--date", "2026-02-01"]].concat());
        assert!(code == Some(0) && told.contains(said), "{arguments:?}: {told}");
    }
    let second = publish(folder, "2026-02-01");
    answers(&second, &[&first]);
    assert_eq!(figures(folder, "nanan-dag"), before, "its figures have the ids that were cited");
    assert_eq!(
        target(
            &format!("departments/{renamed}.html"),
            &text(&second[&format!("departments/{renamed}.html")])
        )
        .as_deref(),
        Some("departments/nanan-dag.html")
    );
    assert_eq!(target(&of_guest, &text(&second[&of_guest])), Some(format!("departments/{host}/2021.html")));
    let own_document =
        first.keys().find(|path| path.starts_with(&format!("documents/{renamed}"))).expect("one");
    assert_eq!(target(own_document, &text(&second[own_document])), None, "a document keeps its address");
    let guests = first.keys().find(|path| path.starts_with(&format!("documents/{guest}"))).expect("one");
    assert!(target(guests, &text(&second[guests])).is_some_and(|to| to.contains(&host[..])), "{guests}");
    let stone = text(&second[&format!("departments/{deleted}.html")]);
    for words in ["原单位要求撤下", "2026-01-01", "2026-02-01", "体育局", "departments.html", "noindex"]
    {
        assert!(stone.contains(words), "{words}: {stone}");
    }
    // A figure that was withdrawn stands nowhere any more, not even in the words of its tombstone.
    let binary = |path: &str| path.ends_with(".xlsx") || path.ends_with(".png");
    let stones = second.iter().filter(|(path, _)| path.contains(&deleted[..]) && !binary(path));
    for (path, bytes) in stones {
        let said = text(bytes);
        assert!(
            said.contains("原单位要求撤下") && !said.contains("975.00") && !said.contains('%'),
            "{path}: {said}"
        );
    }
    let log = common::rows(&folder.join("public/data/changes.csv"));
    let of_renamed =
        log.iter().filter(|row| row["department"] == "nanan-dag" || row["department"] == renamed[..]);
    assert_eq!(of_renamed.count(), 0, "nothing of a renamed body changed");
    assert!(log.iter().any(|row| row["cause"] == "document_gone"), "or the log shows nothing");
    let picture = first
        .keys()
        .find(|path| path.starts_with(&format!("charts/{renamed}")) && path.ends_with(".svg"))
        .expect("one");
    assert_eq!(
        second[picture],
        second[&picture.replace(renamed, "nanan-dag")],
        "pictures answer with what they are now"
    );
    let redirects = text(&second["_redirects"]);
    assert!(
        redirects
            .contains(&format!("/zhang/departments/{renamed}.html /zhang/departments/nanan-dag.html 301\n")),
        "{redirects}"
    );
    assert!(text(&second["gone.map"]).contains(&format!("\"/zhang/departments/{deleted}.html\" 1;")));
    let sitemap = text(&second["sitemap.xml"]);
    // Documents keep their addresses, pages of bodies do not.
    assert!(sitemap.contains("departments/nanan-dag.html") && !sitemap.contains(&deleted[..]));
    assert!(!sitemap.contains(&format!("departments/{renamed}")), "{sitemap}");

    // It is renamed again: what led to it leads on at once. And nothing is answered twice.
    let (code, told) = run(folder, &["rename", "nanan-dag", "dag", "--date", "2026-03-01"]);
    assert_eq!(code, Some(0), "{told}");
    let third = publish(folder, "2026-03-01");
    answers(&third, &[&first, &second]);
    assert_eq!(figures(folder, "dag"), before);
    assert_eq!(
        target(&format!("departments/{renamed}.html"), &text(&third[&format!("departments/{renamed}.html")]))
            .as_deref(),
        Some("departments/dag.html")
    );
    for (arguments, said) in [
        (["rename", "dag", &renamed[..]], "leads"),
        (["rename", "nanan-dag", "x"], "already"),
        (["rename", "nobody", "x"], "nothing was ever published"),
        (["rename", "dag", "../x"], "expected ids"),
        (["rename", "dag", "440303"], "digits"),
    ] {
        let (code, told) = run(folder, &arguments);
        assert!(code == Some(2) && told.contains(said), "{arguments:?}: {told}");
    }

    // A clean clone has no site and no cache, and gives the same.
    let clone = tempfile::tempdir().expect("a folder");
    for (path, bytes) in tree(folder).into_iter().filter(|(path, _)| {
        ["content/", "archive/", "mingzhang.toml"].iter().any(|own| path.starts_with(own))
    }) {
        let to = clone.path().join(path);
        std::fs::create_dir_all(to.parent().expect("a folder")).expect("made");
        std::fs::write(to, bytes).expect("written");
    }
    let again = publish(clone.path(), "2026-03-01");
    let names = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&again), names(&third));
    answers(&again, &[&first, &second, &third]);
    for path in
        [format!("departments/{renamed}.html"), format!("departments/{deleted}.html"), picture.clone()]
    {
        assert_eq!(again[&path], third[&path], "{path}");
    }
}

#[test]
fn a_body_that_comes_into_the_register_keeps_its_old_address() {
    let project = project(&NAMES[..2]);
    let folder = project.path();
    let first = publish(folder, "2026-01-01");
    let id = ids(folder)["档案馆"].clone();
    let before = figures(folder, &id);
    let name = common::rows(&folder.join("public/data/departments.csv"))
        .into_iter()
        .find(|row| row["id"] == id)
        .expect("it")["name"]
        .clone();
    std::fs::write(
        folder.join("content/departments.toml"),
        format!("[[department]]\nid = \"nanan-dag\"\nnames = [{{ name = \"{name}\" }}]\n"),
    )
    .expect("written");
    let second = publish(folder, "2026-02-01");
    answers(&second, &[&first]);
    assert_eq!(figures(folder, "nanan-dag"), before);
    let moves = std::fs::read_to_string(folder.join("archive/moves.csv")).expect("kept");
    assert!(moves.contains(&format!("registered,{id},nanan-dag,2026-02-01")), "{moves}");
    // What was recorded holds when the name is gone from the register.
    let text_ = format!(
        "[[department]]\nid = \"nanan-dag\"\nnames = [{{ name = \"{name}\" }}, {{ name = \"南岸区史志馆\" }}]\n"
    );
    std::fs::write(folder.join("content/departments.toml"), text_).expect("written");
    answers(&publish(folder, "2026-03-01"), &[&first, &second]);
}

#[test]
fn a_page_with_a_chinese_name_is_answered_for_ever_too() {
    let project = project(&NAMES[..1]);
    let folder = project.path();
    let pages = folder.join("content/pages");
    std::fs::create_dir(&pages).expect("made");
    for name in ["说明", "旧说明"] {
        std::fs::write(pages.join(format!("{name}.md")), format!("# {name}\n\n文字。\n")).expect("written");
    }
    let first = publish(folder, "2026-01-01");
    assert!(first.contains_key("旧说明.html"), "{:?}", first.keys());
    let ledger = std::fs::read_to_string(folder.join("archive/addresses.csv")).expect("a ledger");
    assert!(ledger.contains("\n说明.html,2026-01-01,"), "{ledger}");
    std::fs::remove_file(pages.join("旧说明.md")).expect("removed");
    let (code, told) = run(folder, &["build", "--publish", "--date", "2026-02-01"]);
    assert!(code == Some(2) && told.contains("旧说明.html"), "{told}");
    let (code, told) = run(folder, &["rename", "旧说明.html", "说明.html", "--date", "2026-02-01"]);
    assert_eq!(code, Some(0), "{told}");
    let second = publish(folder, "2026-02-01");
    answers(&second, &[&first]);
    assert_eq!(target("旧说明.html", &text(&second["旧说明.html"])).as_deref(), Some("说明.html"));
    // A header holds ASCII alone; nginx compares what is decoded.
    let line = "/zhang/%E6%97%A7%E8%AF%B4%E6%98%8E.html /zhang/%E8%AF%B4%E6%98%8E.html 301\n";
    assert!(text(&second["_redirects"]).contains(line), "{}", text(&second["_redirects"]));
    assert!(
        text(&second["moved.map"]).contains("\"/zhang/旧说明.html\" \"/zhang/%E8%AF%B4%E6%98%8E.html\";")
    );
}

#[test]
fn the_ledger_is_sorted_and_never_loses_a_line() {
    let project = project(&NAMES[..2]);
    let folder = project.path();
    let lines = || -> Vec<String> {
        let text = std::fs::read_to_string(folder.join("archive/addresses.csv")).expect("a ledger");
        text.lines().skip(1).map(|line| line.split(',').next().unwrap_or_default().to_owned()).collect()
    };
    let first = publish(folder, "2026-01-01");
    let before = lines();
    assert!(before.is_sorted());
    let published: Vec<&String> = first.keys().collect();
    assert_eq!(before.iter().collect::<Vec<_>>(), published);
    let (code, _) = run(folder, &["build", "--date", "2026-01-15"]);
    assert_eq!((code, lines()), (Some(0), before.clone()), "a draft promises nothing");
    std::fs::remove_file(document(folder, "档案馆")).expect("removed");
    let (code, told) = run(folder, &["tombstone", "*", "--why", "撤下"]);
    assert_eq!(code, Some(0), "{told}");
    publish(folder, "2026-02-01");
    assert_eq!(lines(), before);
    // It comes back: its addresses are its own again.
    let base = common::root().join("tests/fixtures/rules/tables/disclosure.txt");
    std::fs::copy(base, document(folder, "档案馆")).expect("copied");
    let third = publish(folder, "2026-03-01");
    let ledger = common::rows(&folder.join("archive/addresses.csv"));
    assert!(ledger.iter().all(|row| row["until"].is_empty() && row["since"] == "2026-01-01"));
    assert_eq!(third.keys().collect::<Vec<_>>(), published);
}

#[test]
fn what_is_redacted_leaves_ledger_and_tombstones_too() {
    let name = "阿翀鹮";
    let project = project(&NAMES[..2]);
    let folder = project.path();
    let id = {
        publish(folder, "2026-01-01");
        ids(folder)["档案馆"].clone()
    };
    std::fs::remove_file(document(folder, "档案馆")).expect("removed");
    let (code, told) = run(folder, &["tombstone", &id, "--why", &format!("应{name}要求撤下")]);
    assert_eq!(code, Some(0), "{told}");
    let ledger = folder.join("archive/addresses.csv");
    let text_ = std::fs::read_to_string(&ledger).expect("a ledger");
    std::fs::write(&ledger, text_.replacen("档案馆", &format!("{name}馆"), 1)).expect("written");
    let second = publish(folder, "2026-02-01");
    assert!(second.values().any(|bytes| text(bytes).contains(name)), "or the test shows nothing");
    let (code, told) = run_with(folder, &["redact", "--date", "2026-02-02"], &format!("{name}\n"));
    assert_eq!(code, Some(0), "{told}");
    for (path, bytes) in tree(folder).into_iter().filter(|(path, _)| !path.starts_with("content/")) {
        assert!(!text(&bytes).contains(name), "{path}");
    }
    assert!(text(&public(folder)[&format!("departments/{id}.html")]).contains("（已隐去）"));
}
