//! What a browser makes of the built site: `tests/browser/` opens every page of `content/`, as someone would from a
//! folder, on screens of several widths, by day and by night, and on paper. Needs Chromium, Node.js, and the one package
//! that `npm ci` in `tests/browser/` brings.
#![allow(clippy::disallowed_methods)]

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common;
use mingzhang::config::Config;
use mingzhang::pipeline;
use mingzhang::publish::Generation;
use mingzhang::site::Theme;

/// Where the checks are.
pub(crate) fn folder() -> PathBuf {
    common::root().join("tests/browser")
}

/// The browser, if all that a run needs is there. Otherwise says what is not.
pub(crate) fn browser() -> Option<PathBuf> {
    let browser = std::env::var_os("CHROMIUM").map_or_else(|| "/usr/bin/chromium".into(), PathBuf::from);
    let missing = if !browser.is_file() {
        format!("no browser at {} (set CHROMIUM)", browser.display())
    } else if Command::new("node").arg("--version").output().is_err() {
        "no Node.js".to_owned()
    } else if !folder().join("node_modules/playwright-core").is_dir() {
        "no playwright-core (run `npm ci` in tests/browser)".to_owned()
    } else {
        return Some(browser);
    };
    common::skip(&missing);
    None
}

/// Runs one of the scripts to its end; what it prints is why it failed.
pub(crate) fn node(script: &str, arguments: &[&Path]) {
    let mut command = Command::new("node");
    command.arg(folder().join(script)).args(arguments);
    let output = command.output().expect("Node.js runs");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{script}:\n{out}{err}");
}

/// Builds the site of `content/`, as `mingzhang build` does.
pub(crate) fn build(out: &Path) {
    let mut config = Config::default();
    let root = common::root();
    let paths = &mut config.paths;
    for path in [&mut paths.content, &mut paths.register, &mut paths.templates, &mut paths.statics] {
        *path = root.join(&path);
    }
    let theme = Theme::load(&config.paths.templates, &config.paths.statics).expect("a theme");
    let outcome = pipeline::run(&config).expect("readable content");
    let generation = Generation::begin(out).expect("a folder to write to");
    outcome.site(&config.site, &theme, &generation).expect("a site");
    generation.publish().expect("a published site");
}

/// One test, because two browsers at once would only wait for each other.
#[test]
fn every_page_holds_in_a_browser() {
    let Some(browser) = browser() else { return };
    // A check that cannot fail says nothing.
    node("selftest.mjs", &[&browser]);
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("public");
    build(&site);
    node("check.mjs", &[&site, &browser]);
    node("print.mjs", &[&site, &browser]);
}
