//! Names the program by what it is made from, so that what one build of it kept in its cache is nothing to another; and writes
//! out the words of sentences as an automaton, which is too long a work for every start of the program.
// What a build script tells cargo goes to its output, and what it names it must read.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

// It asks for all words, the program for the first of a row.
#[allow(dead_code)]
#[path = "src/taxonomy/alternatives.rs"]
mod alternatives;

/// Everything that decides what a build of the program does.
const SOURCES: &[&str] = &["src", "templates", "static", "Cargo.toml", "Cargo.lock"];

fn main() {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files = BTreeMap::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        gather(&root, &root.join(source), &mut files);
    }
    let mut hasher = DefaultHasher::new();
    files.hash(&mut hasher);
    println!("cargo::rustc-env=MINGZHANG_SOURCE={:016x}", hasher.finish());
    let rows = fs::read_to_string(root.join("src/taxonomy/data/prose.csv")).expect("the words of sentences");
    let target = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default()).join("prose.fst");
    fs::write(target, automaton(&rows)).expect("the folder for what is built can be written");
}

/// The words of all rows, each with the number of its row; of rows that give one word twice the first counts.
fn automaton(rows: &str) -> Vec<u8> {
    let mut words: BTreeMap<String, u64> = BTreeMap::new();
    for (number, row) in (0..).zip(alternatives::rows(rows)) {
        for word in alternatives::expand(alternatives::pattern_of(row)) {
            words.entry(word).or_insert(number);
        }
    }
    words.remove("");
    let map = fst::Map::from_iter(words).expect("words in their order");
    map.into_fst().into_inner()
}

/// The files of a folder by their names below the root.
fn gather(root: &Path, path: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    if let Ok(entries) = fs::read_dir(path) {
        for entry in entries.flatten() {
            gather(root, &entry.path(), files);
        }
    } else if let Ok(bytes) = fs::read(path) {
        let name = path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
        files.insert(name, bytes);
    }
}
