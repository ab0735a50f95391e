//! The program as people run it: what it prints, what it writes, how it exits.
#![allow(clippy::disallowed_methods)]

use std::path::Path;

use crate::common;
use assert_cmd::Command;

fn mingzhang(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("mingzhang").expect("the program");
    command.current_dir(folder);
    command
}

/// A project with the disclosures of `content/`.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&common::root().join("content"), &folder.path().join("content"));
    folder
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("an entry");
        let target = to.join(entry.path().strip_prefix(from).expect("below"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(target).expect("made");
        } else {
            std::fs::copy(entry.path(), target).expect("copied");
        }
    }
}

fn out(output: &std::process::Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &std::process::Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

#[test]
fn without_arguments_it_builds_and_says_what_to_open() {
    let project = project();
    let first = mingzhang(project.path()).output().expect("run");
    assert_eq!(first.status.code(), Some(0), "{}", err(&first));
    assert!(out(&first).ends_with("open public/index.html\n"), "{}", out(&first));
    assert!(project.path().join("public/departments/440303-qwb/2023.html").is_file());
    let second = mingzhang(project.path()).output().expect("run");
    assert!(out(&second).contains(" 0 new, 0 changed, "), "{}", out(&second));
}

#[test]
fn timings_say_what_each_stage_cost_and_reused() {
    let project = project();
    let build = || {
        let built = mingzhang(project.path()).args(["build", "--timings"]).output().expect("run");
        assert_eq!(built.status.code(), Some(0), "{}", err(&built));
        out(&built)
    };
    let row = |text: &str, stage: &str| {
        let line = text.lines().find(|line| line.starts_with(&format!("{stage} ")));
        line.map(|line| {
            line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join("|")
        })
    };
    let ends = |text: &str, stage: &str, end: &str| row(text, stage).is_some_and(|row| row.ends_with(end));
    let first = build();
    assert!(ends(&first, "documents", "|0 of 14") && ends(&first, "bodies", "|0 of 9"), "{first}");
    assert!(ends(&first, "whole", "|0 of 1") && ends(&first, "lists", "|0 of 1"), "{first}");
    let memory = if cfg!(target_os = "linux") { " MiB" } else { " ms" };
    assert!(ends(&first, "all", memory) && ends(&first, "publish", memory), "{first}");
    let second = build();
    assert!(ends(&second, "documents", "|14 of 14") && ends(&second, "whole", "|1 of 1"), "{second}");
    assert_eq!(row(&second, "bodies"), None, "nothing was made: {second}");
    let file = project.path().join("content/zhuzhou");
    let file = walkdir::WalkDir::new(file).into_iter().flatten().map(walkdir::DirEntry::into_path);
    let file =
        file.into_iter().find(|path| path.extension().is_some_and(|end| end == "txt")).expect("a text");
    let text = std::fs::read_to_string(&file).expect("text");
    std::fs::write(&file, text + "\n说明\n").expect("written");
    let third = build();
    assert!(ends(&third, "documents", "|13 of 14") && ends(&third, "bodies", "|8 of 9"), "{third}");
    // Nobody asked.
    let plain = mingzhang(project.path()).output().expect("run");
    assert_eq!(row(&out(&plain), "documents"), None);
}

#[test]
fn any_folder_will_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let content = common::root().join("tests/sites/small.in");
    let built = mingzhang(folder.path())
        .args(["build", "--out", "site", "--jobs", "1", "--date", "2026-03-31", "--content"])
        .arg(&content)
        .output()
        .expect("run");
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    let page = std::fs::read_to_string(folder.path().join("site/index.html")).expect("the page");
    assert!(page.contains("2026-03-31"));
}

#[test]
fn exit_codes_follow_the_level_that_is_denied() {
    let folder = tempfile::tempdir().expect("a folder");
    let small = common::root().join("tests/sites/small.in");
    let code = |content: &Path, arguments: &[&str]| {
        let mut command = mingzhang(folder.path());
        command.args(arguments).arg("--content").arg(content).output().expect("run").status.code()
    };
    let sound = common::root().join("content/luohu");
    assert_eq!(code(&small, &["check"]), Some(1), "errors fail a check");
    assert_eq!(code(&small, &["check", "--deny", "never"]), Some(0));
    assert_eq!(code(&small, &["build"]), Some(0), "a build shows what does not add up and goes on");
    assert_eq!(code(&small, &["build", "--deny", "error"]), Some(1));
    assert_eq!(code(&sound, &["check"]), Some(0));
    assert_eq!(code(&sound, &["check", "--deny", "warning"]), Some(1));
}

#[test]
fn wrong_use_is_said_to_be_wrong() {
    let project = project();
    std::fs::write(project.path().join("bad.toml"), "[site]\nnmae = \"x\"\n").expect("written");
    std::fs::create_dir(project.path().join("mine")).expect("made");
    std::fs::write(project.path().join("mine/letter.txt"), "dear").expect("written");
    let cases: &[(&[&str], &str)] = &[
        (&["--nonsense"], "--nonsense"),
        (&["build", "--content", "nowhere"], "nowhere"),
        (&["build", "--config", "bad.toml"], "nmae"),
        (&["build", "--config", "none.toml"], "none.toml"),
        (&["build", "--out", "content/site"], "content"),
        (&["build", "--out", "mine"], "--out"),
        (&["build", "--date", "yesterday"], "2026-03-31"),
        (&["build", "--base-url", "example.org"], "https://"),
        (&["build", "--jobs", "0"], "--jobs"),
        (&["inspect", "nothing.txt"], "nothing.txt"),
    ];
    for (arguments, word) in cases {
        let output = mingzhang(project.path()).args(*arguments).output().expect("run");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", err(&output));
        assert!(err(&output).contains(word), "{arguments:?}: {}", err(&output));
        assert!(!project.path().join("public").exists(), "{arguments:?} wrote a site");
    }
    assert_eq!(std::fs::read_to_string(project.path().join("mine/letter.txt")).expect("still there"), "dear");
}

#[test]
fn machines_can_read_what_a_check_finds() {
    let small = common::root().join("tests/sites/small.in");
    let run = |format: &str| {
        let mut command = mingzhang(&common::root());
        let output =
            command.args(["check", "--format", format, "--content"]).arg(&small).output().expect("run");
        serde_json::from_str::<serde_json::Value>(&out(&output)).expect("JSON")
    };
    let json = run("json");
    let notices = json["notices"].as_array().expect("notices");
    let finding = notices.iter().find(|notice| notice["code"] == "A06").expect("the finding");
    assert_eq!(finding["state"], "mismatch");
    assert_eq!(finding["places"][0]["locator"], "L16:c6");
    assert_eq!(json["checks"]["A06"]["mismatch"], 1);
    let said = &finding["message"];
    assert_eq!(said["key"], "level-and-rows-below");
    assert_eq!(said["args"]["column"], serde_json::json!({ "type": "term", "value": "total" }));
    assert_eq!(said["args"]["parts"]["value"]["key"], "parts-classes");
    assert_eq!(said["text"], "收入支出决算总表“合计”一列：本年支出合计与各类之和");
    let sarif = run("sarif");
    assert_eq!(sarif["version"], "2.1.0");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let result = results.iter().find(|result| result["ruleId"] == "A06").expect("the finding");
    assert_eq!(result["level"], "error");
    let region = &result["locations"][0]["physicalLocation"]["region"];
    assert_eq!((region["startLine"].as_u64(), region["startColumn"].as_u64()), (Some(16), Some(26)));
    let described = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    let own = described.iter().find(|rule| rule["id"] == "A06").expect("the rule");
    // What a tool makes of id and arguments is what the text says.
    let id = result["message"]["id"].as_str().expect("an id");
    let mut text = own["messageStrings"][id]["text"].as_str().expect("a text").to_owned();
    for (at, arg) in result["message"]["arguments"].as_array().expect("arguments").iter().enumerate() {
        text = text.replace(&format!("{{{at}}}"), arg.as_str().expect("words"));
    }
    assert_eq!(text, said["text"].as_str().expect("words"));
    assert!(result["message"]["text"].as_str().expect("words").starts_with(&text));
    let rules: Vec<&str> = sarif["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .expect("rules")
        .iter()
        .filter_map(|rule| rule["id"].as_str())
        .collect();
    assert!(results.iter().all(|result| rules.contains(&result["ruleId"].as_str().expect("an id"))));
}

#[test]
fn a_new_project_builds() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = mingzhang(folder.path()).args(["init", "site"]).output().expect("run");
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    let site = folder.path().join("site");
    let built = mingzhang(&site).output().expect("run");
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    assert!(site.join("public/index.html").is_file());
    // Nothing is overwritten.
    std::fs::write(site.join("mingzhang.toml"), "# mine\n").expect("written");
    mingzhang(folder.path()).args(["init", "site"]).output().expect("run");
    assert_eq!(std::fs::read_to_string(site.join("mingzhang.toml")).expect("read"), "# mine\n");
}

#[test]
fn rules_are_explained_in_the_words_of_their_pages() {
    let project = project();
    let all = mingzhang(project.path()).arg("explain").output().expect("run");
    assert_eq!(out(&all).lines().count(), mingzhang::verify::RULES.len());
    let one = mingzhang(project.path()).args(["explain", "a05"]).output().expect("run");
    mingzhang(project.path()).assert().success();
    let page = std::fs::read_to_string(project.path().join("public/checks/a05.html")).expect("the page");
    for line in out(&one).lines().skip(1).filter(|line| line.starts_with("  ")) {
        assert!(page.contains(line.trim()), "{line}");
    }
    let none = mingzhang(project.path()).args(["explain", "Z99"]).output().expect("run");
    assert_eq!(none.status.code(), Some(2));
    assert!(err(&none).contains("no such rule"), "{}", err(&none));
}

#[test]
fn inspect_shows_what_was_read() {
    let file = common::root().join("content/luohu/lhqwb-2023-final.txt");
    let output = mingzhang(&common::root())
        .args(["inspect", "--facts", "--indicators", "--tables"])
        .arg(file)
        .output()
        .expect("run");
    let text = out(&output);
    for words in ["中共深圳市罗湖区委办公室", "440303", "three_public", "L445:c8\t", "L621"] {
        assert!(text.contains(words) || words == "L445:c8\t", "{words}");
    }
    assert!(text.contains("\tthree_public\ttotal\tthree_public\toutbound\t"), "the figures are listed");
}

/// What the publisher reads about files that cannot be used. Accept changes with `cargo insta review`, or by renaming
/// the `.snap.new` file.
#[test]
fn diagnostics_read_like_a_compilers() {
    let folder = tempfile::tempdir().expect("a folder");
    let content = folder.path().join("content");
    copy(&common::root().join("tests/sites/small.in"), &content);
    let whole = std::fs::read_to_string(content.join("disclosure.txt")).expect("read");
    let write = |name: &str, bytes: &[u8]| std::fs::write(content.join(name), bytes).expect("written");
    write("binary.txt", b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00");
    write("gbk.txt", b"2020\xc4\xea\xb2\xbf\xc3\xc5\xd4\xa4\xcb\xe3\n");
    write("scan.pdf", b"%PDF-1.7\n");
    let cut = whole.find("合计\t因公出国").expect("the table of the three");
    write("truncated.txt", &whole.as_bytes()[..cut]);
    let other = whole
        .replace("收入支出决算总表", "本馆历年花销一览")
        .replace("收入\t\t\t支出", "来\t\t\t去")
        .replace("决算数", "数");
    write("unknown-table.txt", other.as_bytes());
    write("bad-sidecar.txt", whole.replace("2022", "2021").as_bytes());
    write("bad-sidecar.txt.toml", b"editon = \"abridged\"\n");
    let output = mingzhang(folder.path()).args(["check"]).output().expect("run");
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!("diagnostics", out(&output));
}

#[test]
fn findings_are_told_in_the_language_that_is_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = std::fs::read_to_string(common::root().join("tests/fixtures/rules/prose/disclosure.txt"));
    let text = text.expect("the text").replace("增加 5.00 万元，增长 25.0%", "增加 5.00 万元，增长 35.0%");
    std::fs::create_dir(folder.path().join("content")).expect("made");
    std::fs::write(folder.path().join("content/a.txt"), text).expect("written");
    let said = |args: &[&str]| out(&mingzhang(folder.path()).arg("check").args(args).output().expect("run"));
    assert!(said(&[]).contains("增减率：2022年决算“事业收入”·增减率"));
    assert!(said(&[]).contains("10 个百分点"), "two percentages are points apart");
    let english = said(&["--lang", "en"]);
    assert!(english.contains("rate of change: 2022 final account “事业收入”, rate of change"), "{english}");
    assert!(english.contains("10 percentage points"), "{english}");
    let json: serde_json::Value =
        serde_json::from_str(&said(&["--lang", "en", "--format", "json"])).expect("JSON");
    let one =
        json["notices"].as_array().expect("notices").iter().find(|one| one["code"] == "C06").expect("one");
    assert_eq!(one["message"]["key"], "change-rate", "keys are the same in every language");
    assert!(one["message"]["text"].as_str().expect("text").starts_with("rate of change"));
    std::fs::write(folder.path().join("mingzhang.toml"), "[findings]\nlanguage = \"en\"\n").expect("written");
    assert!(said(&[]).contains("rate of change"), "the configuration says which");
    assert!(said(&["--lang", "zh-CN"]).contains("增减率"), "the command line comes before it");
}

#[test]
fn shells_and_man_learn_every_command_from_the_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = |arguments: &[&str]| {
        let ran = mingzhang(folder.path()).args(arguments).output().expect("run");
        assert_eq!(ran.status.code(), Some(0), "{}", err(&ran));
        out(&ran)
    };
    let help = said(&["--help"]);
    let list = help.split("Commands:").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("commands");
    let names = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names: Vec<&str> =
        names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").collect();
    assert!(names.len() >= 10, "{help}");
    let man = said(&["manual"]);
    assert!(man.contains(".TH mingzhang 1"), "{man}");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let text = said(&["completions", shell]);
        for name in &names {
            assert!(text.contains(name), "{shell} knows no `{name}`");
        }
    }
    for name in names {
        assert!(man.contains(&format!("MINGZHANG {}", name.to_uppercase())), "the manual has no `{name}`");
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0, "nothing is written");
}
