//! The last good site is safe, with the program as people run it: killed at any moment, with a full disk, in a folder that cannot
//! be written, on file systems of their own, and beside files of others.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::common;

/// A project whose site can be built in two versions, told apart by the name of the site.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let content = folder.path().join("content");
    std::fs::create_dir(&content).expect("made");
    let from = common::root().join("content/zhuzhou/sfqzfb-2020-budget.txt");
    std::fs::copy(from, content.join("a.txt")).expect("copied");
    for version in ["one", "two"] {
        std::fs::write(
            folder.path().join(format!("{version}.toml")),
            format!("[site]\nname = \"{version}\"\n"),
        )
        .expect("written");
    }
    folder
}

fn program() -> std::path::PathBuf {
    assert_cmd::cargo::cargo_bin("mingzhang")
}

fn build(project: &Path, version: &str) -> Command {
    let mut command = Command::new(program());
    command.current_dir(project).args(["build", "--config", &format!("{version}.toml"), "--jobs", "1"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn words(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.clone(), output.stderr.clone()].concat()).into_owned()
}

/// Every file of a folder.
fn all(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("an entry"));
    let files = files.filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(folder).expect("below").display().to_string();
    files.map(|entry| (name(entry.path()), std::fs::read(entry.path()).expect("read"))).collect()
}

/// Both versions of the site, with what somebody put beside them.
fn versions(project: &Path) -> [BTreeMap<String, Vec<u8>>; 2] {
    let public = project.join("public");
    ["one", "two"].map(|version| {
        let built = build(project, version).output().expect("run");
        assert_eq!(built.status.code(), Some(0), "{}", words(&built));
        std::fs::write(public.join("CNAME"), "example.org\n").expect("written");
        std::fs::create_dir_all(public.join(".git/refs")).expect("made");
        std::fs::write(public.join(".git/refs/head"), "abc\n").expect("written");
        all(&public)
    })
}

/// How many moments the program is killed at; more where they are asked for.
fn moments() -> u32 {
    std::env::var("MINGZHANG_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(40)
}

#[cfg(unix)]
#[test]
fn killed_at_any_moment_a_whole_site_stands() {
    let project = project();
    let public = project.path().join("public");
    let sites = versions(project.path());
    assert_ne!(sites[0], sites[1]);
    // How long a build takes from beginning to end, when it has its records.
    let begun = Instant::now();
    versions(project.path());
    let mut whole = begun.elapsed() / 2;
    let mut killed = 0;
    for moment in 0..moments() {
        let version = ["one", "two"][usize::try_from(moment % 2).expect("small")];
        let begun = Instant::now();
        let mut child = build(project.path(), version).spawn().expect("run");
        std::thread::sleep(whole * moment / moments() + Duration::from_micros(u64::from(moment * 37 % 900)));
        child.kill().expect("kill -9");
        if child.wait().expect("ended").code().is_none() {
            killed += 1;
        } else {
            // It ended before it could be killed: builds are faster now than the first ones were.
            whole = whole.min(begun.elapsed()) * 9 / 10;
        }
        let stands = all(&public);
        assert!(sites.contains(&stands), "moment {moment}: no whole site, {} files", stands.len());
    }
    assert!(killed > moments() / 2, "{killed} of {} builds were killed", moments());
    // What was left behind does not matter.
    assert_eq!(versions(project.path()), sites);
    assert!(!project.path().join(".public.build").exists());
}

/// A shell runs the program with what is asked for around it; `$PROGRAM` is the program.
#[cfg(unix)]
fn shell(project: &Path, script: &str, own: bool) -> Output {
    let (first, rest): (&str, &[&str]) = if own {
        ("unshare", &["--user", "--map-root-user", "--mount", "sh", "-c"])
    } else {
        ("sh", &["-c"])
    };
    Command::new(first)
        .args(rest)
        .arg(script)
        .current_dir(project)
        .env("PROGRAM", program())
        .output()
        .expect("a shell")
}

#[cfg(unix)]
#[test]
fn where_a_file_cannot_be_written_the_last_site_stands() {
    let project = project();
    let sites = versions(project.path());
    std::fs::remove_dir_all(project.path().join(".mingzhang")).expect("no records");
    // Files beyond so many blocks fail to be written, as on a full disk.
    for blocks in [0, 1, 8, 40, 100] {
        let script = format!(
            "trap '' XFSZ; ulimit -f {blocks}; exec \"$PROGRAM\" build --config one.toml --jobs 1 --no-cache"
        );
        let failed = shell(project.path(), &script, false);
        assert_eq!(failed.status.code(), Some(2), "{blocks} blocks: {}", words(&failed));
        assert_eq!(all(&project.path().join("public")), sites[1], "{blocks} blocks");
    }
    assert_eq!(versions(project.path()), sites);
}

/// Whether file systems can be mounted here, in a space of one's own.
#[cfg(target_os = "linux")]
fn mounts(project: &Path) -> bool {
    let able = shell(project, "mkdir -p probe && mount -t tmpfs none probe", true).status.success();
    if !able {
        common::without("mounts");
    }
    able
}

#[cfg(target_os = "linux")]
#[test]
fn with_a_full_disk_the_last_site_stands() {
    let project = project();
    if !mounts(project.path()) {
        return;
    }
    let sites = versions(project.path());
    let bytes: usize = sites[1].values().map(Vec::len).sum();
    // Room for the last site, and for a part of the next one: what did not change takes none.
    let mut failed = 0;
    for part in [0, 1, 2, 4, 7] {
        let room = (bytes + sites[1].len() * 4096) / 1024 * (10 + part) / 10;
        let script = format!(
            "mkdir -p disk && rm -rf kept && mount -t tmpfs -o size={room}k none disk && cp -a public disk/public && \
             \"$PROGRAM\" build --config one.toml --jobs 1 --out disk/public; code=$?; cp -a disk/public kept; exit $code"
        );
        let ran = shell(project.path(), &script, true);
        let stands = all(&project.path().join("kept"));
        match ran.status.code() {
            Some(0) => assert!(stands == sites[0], "room for {part} tenths: the next site is whole"),
            Some(2) => {
                failed += 1;
                assert!(stands == sites[1], "room for {part} tenths: the last site stands: {}", words(&ran));
            }
            code => panic!("room for {part} tenths: {code:?} {}", words(&ran)),
        }
    }
    assert!(failed >= 2, "the disk was full {failed} times");
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_replaced_whole_is_refused_before_the_work() {
    let project = project();
    if !mounts(project.path()) {
        return;
    }
    let sites = versions(project.path());
    for (what, prepare) in [
        (
            "another file system",
            "mkdir disk && mount -t tmpfs none disk && cp -a public/. disk && mount --move disk public",
        ),
        ("the same one, mounted again", "mount --bind public public"),
        ("a folder that cannot be written", "mount --bind . . && cd \"$PWD\" && mount -o remount,bind,ro . "),
        ("a workshop on another file system", "mkdir -p .public.build && mount -t tmpfs none .public.build"),
    ] {
        let script = format!(
            "set -e; {prepare}; set +e; \"$PROGRAM\" build --config one.toml --jobs 1; code=$?; \
             [ -e public/index.html ] && [ -e public/CNAME ] && [ -e public/.git/refs/head ] || exit 9; exit $code"
        );
        let ran = shell(project.path(), &script, true);
        assert_eq!(ran.status.code(), Some(2), "{what}: {}", words(&ran));
        assert!(
            !words(&ran).contains(" documents of "),
            "{what}: it is refused before the work: {}",
            words(&ran)
        );
        assert_eq!(all(&project.path().join("public")), sites[1], "{what}");
        let _ = std::fs::remove_dir_all(project.path().join("disk"));
    }
}

#[test]
fn two_builds_at_once_refuse_politely() {
    let project = project();
    let sites = versions(project.path());
    let running: Vec<_> = (0..4).map(|_| build(project.path(), "one").spawn().expect("run")).collect();
    let ended: Vec<Output> =
        running.into_iter().map(|child| child.wait_with_output().expect("ended")).collect();
    for one in &ended {
        match one.status.code() {
            Some(0) => {}
            Some(2) => assert!(words(one).contains("another build is writing there"), "{}", words(one)),
            code => panic!("{code:?}: {}", words(one)),
        }
    }
    assert!(ended.iter().any(|one| one.status.success()));
    assert_eq!(all(&project.path().join("public")), sites[0]);
}
