//! A small project that is built and published by the program itself, for tests of what readers and machines get of it.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::path::Path;

use assert_cmd::Command;

use crate::common;
use crate::privacy;

pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// A project with one disclosure, `content/a.txt`.
pub(crate) struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    pub(crate) fn new(settings: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("content")).expect("made");
        let base = common::root().join("tests/fixtures/rules/tables/disclosure.txt");
        std::fs::copy(base, folder.path().join("content/a.txt")).expect("copied");
        std::fs::write(folder.path().join("mingzhang.toml"), settings).expect("written");
        Self { folder }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Rewrites a file.
    pub(crate) fn edit(&self, file: &Path, with: impl FnOnce(String) -> String) {
        let path = self.path().join(file);
        let before = std::fs::read_to_string(&path).expect("a file");
        let after = with(before.clone());
        assert_ne!(before, after, "nothing was edited");
        std::fs::write(path, after).expect("written");
    }

    /// Runs the program, which must succeed; gives what it said.
    pub(crate) fn run(&self, arguments: &[&str]) -> String {
        let (code, told) = self.ran(arguments);
        assert_eq!(code, Some(0), "{told}");
        told
    }

    /// Runs the program.
    pub(crate) fn ran(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("mingzhang"));
        let ran = command.current_dir(self.path()).args(arguments).output().expect("it runs");
        (ran.status.code(), String::from_utf8_lossy(&[ran.stdout, ran.stderr].concat()).into_owned())
    }

    /// Builds the site and gives its files.
    pub(crate) fn build(&self, arguments: &[&str]) -> Tree {
        self.run(&[&["build"], arguments].concat());
        self.tree()
    }

    /// The files of the site by their addresses.
    pub(crate) fn tree(&self) -> Tree {
        tree(&self.path().join("public")).into_iter().filter(|(path, _)| path != ".mingzhang").collect()
    }
}

/// The files of a folder by their paths below it.
pub(crate) fn tree(folder: &Path) -> Tree {
    let own = |path: String| {
        Path::new(&path).strip_prefix(folder).expect("below").to_string_lossy().replace('\\', "/")
    };
    privacy::tree(folder).into_iter().map(|(path, bytes)| (own(path), bytes)).collect()
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
