//! What a publisher wrote wrongly costs what is wrong and nothing else: an entry of the register, a field of a sidecar, a row of
//! a list, a correction, a page. The file and the line are named, and the exit code is the documented one.
#![allow(clippy::disallowed_methods)]

use std::path::Path;

use assert_cmd::Command;

use super::budget;

/// A project with one wrong thing of each kind beside sound ones.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let content = folder.path().join("content");
    std::fs::create_dir_all(content.join("pages")).expect("made");
    let put = |name: &str, text: &[u8]| std::fs::write(content.join(name), text).expect("written");
    for (name, body) in
        [("a.txt", "甲市乙区水务局"), ("b.txt", "甲市乙区林业局"), ("c.txt", "甲市乙区气象局")]
    {
        put(name, budget(body).as_bytes());
    }
    put(
        "departments.toml",
        "[[department]]\nid = \"water\"\nnames = [{ name = \"甲市乙区水务局\" }]\n\n\
         [[department]]\nid = \"Wood!\"\nnames = [{ name = \"甲市乙区林业局\" }]\n\n\
         [[department]]\nid = \"sky\"\nnames = [{ name = \"甲市乙区气象局\" }]\n"
            .as_bytes(),
    );
    put(
        "a.txt.toml",
        b"note = \"kept note\"\nsource_url = \"javascript:alert(1)\"\npublished_on = \"2021-02-03\"\nodd = 1\n",
    );
    put(
        "sources.csv",
        "file,source_url,published_on,fiscal_year\n\
         b.txt,javascript:alert(2),2021-02-04,\n\
         c.txt,https://example.org/c,2021-02-05,soon\n\
         one,two\n"
            .as_bytes(),
    );
    put(
        "a.txt.corrections.toml",
        "[[correction]]\nplace = \"L9:c2\"\nprinted = \"900.00\"\ncorrected = \"901.00\"\nreason = \"\"\nby = \"局\"\ndate = \"2021-03-01\"\n\n\
         [[correction]]\nplace = \"L10:c2\"\nprinted = \"900.00\"\ncorrected = \"901.00\"\nreason = \"印错\"\nby = \"局\"\ndate = \"2021-03-01\"\n"
            .as_bytes(),
    );
    put("pages/about-us.md", "# 关于我们\n\n正文\n".as_bytes());
    put("pages/torn.md", b"# One\n\nTwo \xFF three\n");
    put("pages/index.md", b"# Mine\n");
    folder
}

fn mingzhang(project: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::cargo_bin("mingzhang").expect("the program");
    let ran = command.current_dir(project).args(arguments).output().expect("run");
    let text = [ran.stdout, ran.stderr].concat();
    (ran.status.code(), String::from_utf8(text).expect("UTF-8"))
}

#[test]
fn each_costs_itself_and_names_its_line() {
    let project = project();
    let (code, told) = mingzhang(project.path(), &["build", "--jobs", "1"]);
    assert_eq!(code, Some(0), "{told}");
    for words in [
        "line 5: id `Wood!`",
        "line 2: source_url `javascript:alert(1)`",
        "line 4: unknown field `odd`",
        "line 2: source_url `javascript:alert(2)`",
        "line 3: fiscal_year `soon`",
        "line 4",
        "`.corrections.toml` is not valid: line 1: ",
        "line 3: a character is no UTF-8",
        "`index` is an address of the site's own",
    ] {
        assert!(told.contains(words), "`{words}` is not told: {told}");
    }
    let public = project.path().join("public");
    let page =
        |path: &str| std::fs::read_to_string(public.join(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
    for id in ["water", "sky", "000000-jiashiyiqulinyeju"] {
        page(&format!("departments/{id}.html"));
    }
    let list = page("data/documents.csv");
    assert!(list.contains("2021-02-03") && list.contains("2021-02-04"), "the sound fields count: {list}");
    assert!(list.contains("https://example.org/c"), "{list}");
    page("about-us.html");
    page("torn.html");
    assert!(page("data/facts.csv").contains("corrected"), "the sound correction counts");
    for file in walkdir::WalkDir::new(&public).into_iter().flatten().filter(|one| one.file_type().is_file()) {
        let bytes = std::fs::read(file.path()).expect("read");
        assert!(!String::from_utf8_lossy(&bytes).contains("javascript:"), "{}", file.path().display());
    }
}

#[test]
fn exit_codes_are_the_documented_ones() {
    let project = project();
    assert_eq!(mingzhang(project.path(), &["check"]).0, Some(1), "an error fails a check");
    assert_eq!(mingzhang(project.path(), &["check", "--deny", "never"]).0, Some(0));
    assert_eq!(mingzhang(project.path(), &["build", "--deny", "error"]).0, Some(1));
    // Ids are given for ever: a register with a wrong entry publishes nothing.
    let (code, told) = mingzhang(project.path(), &["build", "--publish", "--date", "2021-04-01"]);
    assert!(code == Some(2) && told.contains("departments.toml: line 5: "), "{told}");
    assert!(!project.path().join("archive").exists());
}

/// Settings say what may be published: a file of them that cannot be understood stops the work, and its line is named.
#[test]
fn settings_that_cannot_be_understood_stop_the_work() {
    let project = project();
    for (text, line) in [
        ("[site]\nname = \"x\"\n\n[findings]\npublish = \"reviewd\"\n", "line 5"),
        ("[site]\nofficial = \"yes\"\n", "line 2"),
        ("[read.limits]\nlines = -1\n", "line 2"),
        ("[site]\nname = [\n", "line 2"),
        ("[site]\n\n\ncolour = \"red\"\n", "line 4"),
    ] {
        std::fs::write(project.path().join("mingzhang.toml"), text).expect("written");
        let (code, told) = mingzhang(project.path(), &["build"]);
        assert!(code == Some(2) && told.contains("mingzhang.toml") && told.contains(line), "{text}: {told}");
        assert!(!project.path().join("public").exists(), "nothing was published");
    }
}

/// A sidecar of which nothing can be understood may have said that the file must not be copied.
#[test]
fn what_a_broken_sidecar_may_have_said_is_kept_to() {
    let project = project();
    std::fs::write(project.path().join("mingzhang.toml"), "[site]\noriginals = true\n").expect("written");
    let copies = || {
        let (code, told) = mingzhang(project.path(), &["build"]);
        assert_eq!(code, Some(0), "{told}");
        walkdir::WalkDir::new(project.path().join("public/originals"))
            .into_iter()
            .flatten()
            .filter(|one| one.file_type().is_file())
            .count()
    };
    assert_eq!(copies(), 3);
    for text in ["withhold = true\n[", "withhold = \"yes\"\n"] {
        std::fs::write(project.path().join("content/a.txt.toml"), text).expect("written");
        assert_eq!(copies(), 2, "{text}");
    }
}

#[cfg(unix)]
#[test]
fn a_template_of_ones_own_that_fails_on_one_page_costs_that_page() {
    let project = project();
    let templates = project.path().join("templates");
    std::fs::create_dir(&templates).expect("made");
    let own = "{% extends \"base.html\" %}{% block main %}{{ it.none.none.none }}{% endblock %}";
    std::fs::write(templates.join("glossary.html"), own).expect("written");
    let (code, told) = mingzhang(project.path(), &["build"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("R045") && told.contains("glossary.html"), "{told}");
    let page = std::fs::read_to_string(project.path().join("public/glossary.html")).expect("it answers");
    assert!(page.contains("这一页没有发布"), "{page}");
    let (code, told) = mingzhang(project.path(), &["build", "--publish", "--date", "2021-04-01"]);
    assert_ne!(code, Some(0), "{told}");
}
