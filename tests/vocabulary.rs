//! The publisher's vocabulary from end to end: what `inspect` prints, added to `content/vocabulary.csv`, makes figures of
//! what was lost; rows that are wrong are named by their lines and take nothing along.
#![allow(clippy::disallowed_methods)]

use std::path::Path;

use assert_cmd::Command;

/// A table of 三公 of which title, unit, both headers and one row are words that nobody has seen.
const STRANGE: &str = "青溪市南岸区档案馆 2022 年度部门决算

2022年度公务往来花费一览

单位：万圆

名目	花销
一、因公出国（境）费	1.00
二、公务招呼费	2.00
三、公务用车购置及运行维护费	3.00
";

/// A known table with a unit and a column that nobody has seen.
const HALF_KNOWN: &str = "青溪市南岸区档案馆 2021 年度部门决算

支出决算表

单位：圆整

科目编码	科目名称	本年支出合计	基本支出	项目类开支
201	一般公共服务支出	70.50	40.50	30.00
221	住房保障支出	29.50	29.50	0.00
";

/// A form whose rate nobody has seen, and a body whose name ends like none.
const NAMELESS: &str = "青溪市南岸区云雾驿 2023 年度部门决算

支出决算表

单位：万元

科目编码	科目名称	本年支出合计
201	一般公共服务支出	70.50
";

fn run(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::cargo_bin("mingzhang").expect("the program");
    let output = command.current_dir(folder).args(arguments).output().expect("run");
    assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}: {output:?}");
    let mut text = String::from_utf8(output.stdout).expect("UTF-8");
    text.push_str(&String::from_utf8(output.stderr).expect("UTF-8"));
    text
}

fn project(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join("content").join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    folder
}

/// The lines that `inspect` prints for the vocabulary, its header first.
fn lessons(text: &str) -> Vec<&str> {
    let lines = text.lines().skip_while(|line| *line != "kind,words,meaning,scope,note");
    lines
        .take_while(|line| line.is_empty() || line.matches(',').count() == 4)
        .filter(|line| !line.is_empty())
        .collect()
}

fn facts(text: &str) -> Vec<&str> {
    text.lines().filter(|line| line.split('\t').count() == 11 && !line.starts_with("place")).collect()
}

#[test]
fn the_printed_lines_make_figures_of_what_was_lost() {
    let folder = project(&[("2022/strange.txt", STRANGE)]);
    let file = "content/2022/strange.txt";
    let before = run(folder.path(), &["inspect", file, "--facts"]);
    assert_eq!(facts(&before), Vec::<&str>::new(), "{before}");
    let lines = lessons(&before);
    let kinds: Vec<&str> = lines.iter().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(kinds, ["title", "unit", "column", "column", "row"], "{before}");
    std::fs::write(folder.path().join("content/vocabulary.csv"), lines.join("\n")).expect("written");
    let after = run(folder.path(), &["inspect", file, "--facts"]);
    let found = facts(&after);
    assert_eq!(found.len(), 3, "{after}");
    for (fact, code) in found.iter().zip(["outbound", "reception", "vehicle"]) {
        assert!(fact.contains("three_public\ttotal") && fact.contains(code), "{fact}");
        assert!(fact.contains("\twan_yuan\t"), "{fact}");
    }
    assert_eq!(lessons(&after), Vec::<&str>::new(), "nothing is left to teach: {after}");
    assert!(!after.contains("R041") && !run(folder.path(), &["check"]).contains("R041"));
}

#[test]
fn an_open_meaning_is_filled_in_by_the_publisher() {
    let folder = project(&[("half.txt", HALF_KNOWN)]);
    let before = run(folder.path(), &["inspect", "content/half.txt"]);
    let lines = lessons(&before).join("\n");
    assert!(lines.contains("unit,圆整,yuan,") && lines.contains("column,项目类开支,"), "{before}");
    // As it is printed, an open meaning is refused and named, and the unit holds.
    let open = lines.replace("column,项目类开支,project,", "column,项目类开支,<column meaning>,");
    std::fs::write(folder.path().join("content/vocabulary.csv"), &open).expect("written");
    let half = run(folder.path(), &["inspect", "content/half.txt", "--facts"]);
    assert!(half.contains("R041") && half.contains("is no meaning of a column"), "{half}");
    assert_eq!(facts(&half).len(), 4, "{half}");
    let filled = open.replace("<column meaning>", "project");
    std::fs::write(folder.path().join("content/vocabulary.csv"), filled).expect("written");
    let whole = run(folder.path(), &["inspect", "content/half.txt", "--facts"]);
    assert_eq!(facts(&whole).iter().filter(|fact| fact.contains("\tproject\t")).count(), 2, "{whole}");
}

#[test]
fn a_name_and_a_scope_hold_where_they_are_meant_to() {
    let folder = project(&[
        ("a/nameless.txt", NAMELESS),
        (
            "vocabulary.csv",
            "kind,words,meaning,scope,note\norganisation,驿,ending,document:a/*.txt,post stations\n",
        ),
    ]);
    let taught = run(folder.path(), &["inspect", "content/a/nameless.txt"]);
    assert!(taught.contains("body      青溪市南岸区云雾驿"), "{taught}");
    std::fs::create_dir(folder.path().join("content/b")).expect("made");
    std::fs::rename(
        folder.path().join("content/a/nameless.txt"),
        folder.path().join("content/b/nameless.txt"),
    )
    .expect("moved");
    let untaught = run(folder.path(), &["inspect", "content/b/nameless.txt"]);
    assert!(!untaught.contains("body      青溪市南岸区云雾驿"), "{untaught}");
    assert!(
        run(folder.path(), &["check"]).contains("its words stand in no document"),
        "and is said to be idle"
    );
}

#[test]
fn a_scope_of_body_and_year_holds_once_they_are_known() {
    let row = |scope: &str| format!("kind,words,meaning,scope,note\nunit,圆整,yuan,{scope},\n");
    let folder = project(&[("half.txt", HALF_KNOWN)]);
    let figures = |scope: &str| {
        std::fs::write(folder.path().join("content/vocabulary.csv"), row(scope)).expect("written");
        facts(&run(folder.path(), &["inspect", "content/half.txt", "--facts"])).len()
    };
    assert_eq!(figures("body:青溪市南岸区档案馆 year:2020-2021"), 4);
    assert_eq!(figures("year:2022"), 0);
    assert_eq!(figures("body:另一局"), 0);
}

#[test]
fn a_hostile_vocabulary_brings_nothing_down() {
    let folder = project(&[("half.txt", HALF_KNOWN)]);
    let path = folder.path().join("content/vocabulary.csv");
    let hostile: [Vec<u8>; 4] = [
        b"\0\xFF\xFE".to_vec(),
        b"kind,words,meaning,scope,note\ncolumn,\0,total,,\ncolumn,=1+1,total,,\n".to_vec(),
        [&b"kind,words,meaning\n"[..], &b"column,\"x".repeat(200_000)].concat(),
        vec![b','; 2 << 20],
    ];
    for bytes in hostile {
        std::fs::write(&path, bytes).expect("written");
        let text = run(folder.path(), &["check"]);
        assert!(text.contains("R041"), "{text}");
        assert!(text.contains("half.txt"), "the documents are read all the same: {text}");
    }
}
