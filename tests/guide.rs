//! What the guides say of the toolchain and of the code: the Rust that they name is the one that every dependency is content
//! with, and the files and lists that `CONTRIBUTING.md` sends people to are there.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::process::Command;

use crate::common;
use regex::Regex;
use serde_json::Value;

/// A version of Rust: `1.92` is `1.92.0`.
type Version = (u32, u32, u32);

fn version(text: &str) -> Version {
    let mut parts = text.split('.').map(|part| part.parse().expect("a number"));
    (parts.next().expect("a version"), parts.next().unwrap_or(0), parts.next().unwrap_or(0))
}

fn text(name: &str) -> String {
    std::fs::read_to_string(common::root().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// What a program prints.
fn printed(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).current_dir(common::root()).output().expect("it runs");
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Everything that is built here, this program and what its tests use among it, with the Rust that each asks for. Nothing is
/// asked of the network.
fn packages() -> BTreeMap<String, Option<Version>> {
    let rustc = printed(&std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into()), &["-vV"]);
    let host = rustc.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    // What other systems need may never have been fetched.
    let all = ["metadata", "--offline", "--locked", "--format-version", "1", "--filter-platform", host];
    let metadata = printed(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()), &all);
    let metadata: Value = serde_json::from_str(&metadata).expect("JSON");
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let built: Vec<Value> =
        list(&metadata["resolve"]["nodes"]).iter().map(|node| node["id"].clone()).collect();
    let named = |one: &Value| {
        let name = format!(
            "{} {}",
            one["name"].as_str().expect("a name"),
            one["version"].as_str().expect("a version")
        );
        (name, one["rust_version"].as_str().map(version))
    };
    list(&metadata["packages"]).iter().filter(|one| built.contains(&one["id"])).map(named).collect()
}

/// The dependencies that ask for a newer Rust than this one.
fn too_new(packages: &BTreeMap<String, Option<Version>>, own: Version) -> Vec<String> {
    let newer = packages.iter().filter(|(_, asked)| asked.is_some_and(|asked| asked > own));
    newer.map(|(name, asked)| format!("{name} asks for Rust {asked:?}")).collect()
}

#[test]
fn the_rust_that_is_named_is_enough_for_every_dependency() {
    let own = version(env!("CARGO_PKG_RUST_VERSION"));
    let packages = packages();
    assert!(packages.len() > 100, "{} packages: the test reads nothing", packages.len());
    let asking = packages.values().flatten().filter(|asked| **asked < own).count();
    assert!(asking > 50, "the test reads no versions");
    let newer = too_new(&packages, own);
    assert!(newer.is_empty(), "rust-version in Cargo.toml is {own:?}, but {newer:#?}");
    let older = too_new(&packages, (1, 60, 0));
    assert!(older.len() > 20, "what asks for more would not be noticed: {older:?}");
}

#[test]
fn every_guide_names_that_rust() {
    let named = Regex::new(r"(?:Rust|toolchain)[^\n]{0,12}?(1\.[0-9]+(?:\.[0-9]+)?) ?(?:or later|或更新)")
        .expect("valid");
    for guide in ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"] {
        let text = text(guide);
        let found: Vec<&str> =
            named.captures_iter(&text).map(|found| found.get(1).expect("a version").as_str()).collect();
        assert!(!found.is_empty(), "{guide} names no Rust");
        assert!(
            found.iter().all(|one| *one == env!("CARGO_PKG_RUST_VERSION")),
            "{guide} names Rust {found:?}"
        );
    }
}

#[test]
fn what_contributing_sends_people_to_is_there() {
    let guide = text("CONTRIBUTING.md");
    let path = Regex::new(r"`((?:src|tests|templates|benches|\.ci)/[^` ]*)`").expect("valid");
    let paths: Vec<&str> =
        path.captures_iter(&guide).map(|found| found.get(1).expect("a path").as_str()).collect();
    assert!(paths.len() > 30, "the test reads nothing: {paths:?}");
    for one in paths {
        // What stands in angle brackets is for the reader to fill in.
        let known = one.split('<').next().unwrap_or_default();
        assert!(common::root().join(known).exists(), "CONTRIBUTING.md names {one}, which is not there");
    }
    let list = Regex::new(r"`((?:fn |enum )?\w+)` in `(src/[\w/]+\.rs)`").expect("valid");
    let lists: Vec<(&str, &str)> =
        list.captures_iter(&guide).map(|found| found.extract::<2>().1.into()).collect();
    assert!(lists.len() >= 12, "the test reads nothing: {lists:?}");
    for (name, file) in lists {
        let here = match name.contains(' ') {
            true => format!(r"\b{name}\b"),
            false => format!(r"\b(?:const|static) {name}\b"),
        };
        let here = Regex::new(&here).expect("valid");
        assert!(here.is_match(&text(file)), "CONTRIBUTING.md names {name}, which is not in {file}");
    }
    for data in Regex::new(r"`(\w+\.(?:csv|ftl))`").expect("valid").captures_iter(&guide) {
        let folders = ["src/taxonomy/data", "src/messages/zh-CN", "src/messages/en"];
        let there = folders.iter().any(|folder| common::root().join(folder).join(&data[1]).is_file());
        assert!(
            there || &data[1] == "vocabulary.csv",
            "CONTRIBUTING.md names {}, which is not there",
            &data[1]
        );
    }
}
