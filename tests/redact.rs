//! What a publisher redacts is gone from everything that was published, in every format, and stays away; nothing else goes with it.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeSet;
use std::path::Path;

use assert_cmd::Command;

use crate::privacy::{Parts, leaks, tree};

/// What no rule of the program takes for personal: a name in a tale, and a mark of letters and digits.
const NAME: &str = "阿翀鹮";
const MARK: &str = "ZX-4471-QK";

fn run(folder: &Path, arguments: &[&str], input: &str) -> (Option<i32>, String) {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("mingzhang"));
    let ran = command.current_dir(folder).args(arguments).write_stdin(input).output().expect("it runs");
    (ran.status.code(), String::from_utf8_lossy(&[ran.stdout, ran.stderr].concat()).into_owned())
}

/// A project in which both stand in a document of every format.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let content = folder.path().join("content");
    std::fs::create_dir(&content).expect("made");
    let told = [format!("本年资助了{NAME}的店铺，档号{MARK}，共1家。")];
    let listed = [vec![
        ["店铺", "档号", "备注"].map(str::to_owned).to_vec(),
        [format!("{NAME}店"), MARK.to_owned(), "无".to_owned()].to_vec(),
    ]];
    for (number, (ending, bytes)) in Parts::new(&told, &listed).files().into_iter().enumerate() {
        std::fs::write(content.join(format!("第{number}区.{ending}")), bytes).expect("written");
    }
    folder
}

fn texts() -> BTreeSet<String> {
    [NAME, MARK, "ZX4471QK"].map(str::to_owned).into()
}

/// In which files of a folder they stand.
fn found(folder: &Path) -> Vec<String> {
    let texts = texts();
    tree(folder)
        .into_iter()
        .filter(|(_, bytes)| !leaks(bytes, &texts).is_empty())
        .map(|(path, _)| path)
        .collect()
}

fn figures(folder: &Path) -> usize {
    let facts = std::fs::read_to_string(folder.join("public/data/facts.csv")).expect("facts");
    facts.lines().count()
}

#[test]
fn what_is_redacted_is_gone_from_everything_and_stays_away() {
    let project = project();
    let (path, public, archive) =
        (project.path(), project.path().join("public"), project.path().join("archive"));
    let (code, told) = run(path, &["build", "--publish", "--date", "2026-01-01"], "");
    assert_eq!(code, Some(0), "{told}");
    for number in 0..6 {
        // Every format shows it, or the test shows nothing.
        let own = format!("content/第{number}区");
        let (_, seen) = run(path, &["inspect", &glob(path, &own), "--tables"], "");
        assert!(seen.contains(NAME) || !found(&public).is_empty(), "{own}");
    }
    assert!(found(&public).len() >= 6, "{:?}", found(&public));
    std::fs::write(archive.join("old.csv"), format!("id,name\n1,{NAME}\n2,其他\n")).expect("written");
    let before = figures(path);
    let (code, told) =
        run(path, &["redact", "--date", "2026-02-01", "--reason", "来信"], &format!("{NAME}\n{MARK}\n"));
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("2 texts are withheld"), "{told}");
    assert!(!told.contains(NAME) && !told.contains(MARK), "{told}");
    for folder in [&public, &archive, &path.join(".mingzhang")] {
        assert_eq!(found(folder), Vec::<String>::new());
    }
    assert_eq!(
        std::fs::read_to_string(archive.join("old.csv")).expect("there"),
        "id,name\n1,（已隐去）\n2,其他\n"
    );
    let kept = std::fs::read_to_string(path.join("content/redactions.toml")).expect("a list");
    assert!(
        leaks(kept.as_bytes(), &texts()).is_empty() && kept.matches("[[redaction]]").count() == 2,
        "{kept}"
    );
    assert_eq!(figures(path), before, "no figure went with it");
    // Later builds know it, on this machine and on others, and so do the other commands.
    let (code, _) = run(path, &["build", "--no-cache", "--out", "again"], "");
    assert_eq!((code, found(&path.join("again"))), (Some(0), vec![]));
    for number in 0..6 {
        let file = glob(path, &format!("content/第{number}区"));
        let (_, seen) = run(path, &["inspect", &file, "--tables", "--facts"], "");
        assert!(leaks(seen.as_bytes(), &texts()).is_empty(), "{file}: {seen}");
    }
    assert!(
        run(path, &["check", "--format", "json"], "").1.contains("R015"),
        "it is told that something is withheld"
    );
}

/// The file that begins so.
fn glob(folder: &Path, start: &str) -> String {
    let all = tree(&folder.join("content")).into_iter().map(|(path, _)| path);
    all.into_iter().find(|path| path.contains(start)).expect("a file")
}

#[test]
fn records_that_were_made_before_are_not_used() {
    let project = project();
    let path = project.path();
    let (code, told) = run(path, &["extract", "content", "--content", "content", "--out", "share"], "");
    assert_eq!(code, Some(0), "{told}");
    let (code, told) = run(path, &["redact"], &format!("{NAME}\n"));
    assert_eq!(code, Some(0), "{told}");
    let (code, told) = run(path, &["build", "--from", "share"], "");
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("R046") && told.contains("redacted since"), "{told}");
    assert!(
        tree(&path.join("public")).iter().all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains(NAME))
    );
}

#[test]
fn what_the_publisher_wrote_is_named_and_left_to_the_publisher() {
    let project = project();
    let path = project.path();
    std::fs::create_dir(path.join("content/pages")).expect("made");
    std::fs::write(path.join("content/pages/thanks.md"), format!("# 致谢\n\n{NAME}\n")).expect("written");
    let (code, told) = run(path, &["redact"], &format!("{NAME}\n"));
    assert!(code == Some(1) && told.contains("thanks.html"), "{told}");
}

#[test]
fn a_list_that_cannot_be_understood_publishes_nothing() {
    let project = project();
    let path = project.path();
    for (text, line) in [
        ("[[redaction]]\nsalt = \"a\"\nlength = 3\nsha256 = \"zz\"\n", "line 1"),
        ("[[redaction]]\nsalt = \"a\"\nlength = 3\nsha256 = 3\n", "line 4"),
        ("[[redaction]]\n\n[[redactions]]\n", "line"),
        ("= = =\n", "line 1"),
    ] {
        std::fs::write(path.join("content/redactions.toml"), text).expect("written");
        for arguments in [&["build"][..], &["check"], &["redact"]] {
            let (code, told) = run(path, arguments, NAME);
            assert!(
                code == Some(2) && told.contains("redactions.toml") && told.contains(line),
                "{text}: {told}"
            );
        }
        assert!(!path.join("public").exists());
        assert_eq!(std::fs::read_to_string(path.join("content/redactions.toml")).expect("there"), text);
    }
    std::fs::remove_file(path.join("content/redactions.toml")).expect("removed");
    for wrong in ["", "12.50\n", "王\n"] {
        let (code, told) = run(path, &["redact"], wrong);
        assert!(code == Some(2) && !path.join("content/redactions.toml").exists(), "{wrong}: {told}");
    }
}
