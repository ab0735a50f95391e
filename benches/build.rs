//! Time per stage of the pipeline, over `content/` and, where they are there, over the real disclosures.
//!
//! `cargo bench --bench build` prints both; whole-process timings and what they were compared with stand in `BENCHMARKS.md`.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

#[path = "../tests/common/mod.rs"]
#[allow(dead_code, reason = "tests use more of it")]
mod common;

use std::path::{Path, PathBuf};

use divan::{Bencher, black_box};
use mingzhang::config::Config;
use mingzhang::document::Document;
use mingzhang::ledger::{Entrant, Ledger, Register};
use mingzhang::model::Disclosure;
use mingzhang::publish::Generation;
use mingzhang::site::{Files, Theme};
use mingzhang::source::{self, Source};
use mingzhang::{pipeline, read, recognise, verify};

fn main() {
    divan::main();
}

/// The folders to run over, by name.
fn folders() -> Vec<&'static str> {
    if common::corpus().is_some() { vec!["content", "corpus"] } else { vec!["content"] }
}

fn folder(name: &str) -> PathBuf {
    match name {
        "corpus" => common::corpus().unwrap().join("text"),
        own => common::root().join(own),
    }
}

/// The configuration of a build over a folder into another.
fn config(name: &str, out: &Path) -> Config {
    let mut config = Config::default();
    config.paths.content = folder(name);
    config.paths.register = common::root().join("content/departments.toml");
    config.paths.out = out.to_owned();
    config
}

fn sources(name: &str) -> Vec<Source> {
    source::walk(&folder(name)).unwrap().sources
}

fn documents(sources: &[Source]) -> Vec<Document> {
    sources.iter().map(|source| read::read(source, &Default::default()).0).collect()
}

fn disclosures(sources: &[Source], documents: &[Document]) -> Vec<Disclosure> {
    sources.iter().zip(documents).map(|(source, document)| recognise::recognise(document, source)).collect()
}

fn entrants(name: &str) -> Vec<Entrant> {
    let given = |source: Source| {
        let record = pipeline::record(&source, read::read(&source, &Default::default()), &Default::default());
        Entrant::new(source, record)
    };
    sources(name).into_iter().map(given).collect()
}

fn register() -> Register {
    Register::read(&std::fs::read_to_string(common::root().join("content/departments.toml")).unwrap())
}

#[divan::bench(args = folders())]
fn stage_1_walk(bencher: Bencher<'_, '_>, name: &str) {
    let folder = folder(name);
    bencher.bench(|| source::walk(black_box(&folder)).unwrap());
}

/// On one thread; a build does the documents in parallel.
#[divan::bench(args = folders())]
fn stage_2_read(bencher: Bencher<'_, '_>, name: &str) {
    let sources = sources(name);
    bencher.bench(|| documents(black_box(&sources)));
}

/// On one thread; a build does the documents in parallel.
#[divan::bench(args = folders())]
fn stage_3_recognise(bencher: Bencher<'_, '_>, name: &str) {
    let sources = sources(name);
    let documents = documents(&sources);
    bencher.bench(|| disclosures(black_box(&sources), black_box(&documents)));
}

#[divan::bench(args = folders(), sample_count = 30)]
fn stage_4_link(bencher: Bencher<'_, '_>, name: &str) {
    let register = register();
    bencher.with_inputs(|| entrants(name)).bench_values(|entrants| Ledger::link(entrants, &register, &[]));
}

#[divan::bench(args = folders())]
fn stage_5_verify(bencher: Bencher<'_, '_>, name: &str) {
    let ledger = Ledger::link(entrants(name), &register(), &[]);
    bencher.bench(|| verify::verify(black_box(&ledger)));
}

/// All pages, charts and data files, in memory.
#[divan::bench(args = folders(), sample_count = 20)]
fn stage_6_site(bencher: Bencher<'_, '_>, name: &str) {
    let config = config(name, Path::new("public"));
    let outcome = pipeline::run(&config).unwrap();
    let theme = Theme::load(Path::new("templates"), Path::new("static")).unwrap();
    bencher.bench(|| {
        let files = Files::default();
        outcome.site(&config.site, &theme, &files).unwrap();
        files
    });
}

/// Everything that `mingzhang build` does in a project that was built before.
#[divan::bench(args = folders(), sample_count = 20)]
fn whole_build(bencher: Bencher<'_, '_>, name: &str) {
    let home = tempfile::tempdir().unwrap();
    let config = config(name, &home.path().join("public"));
    bencher.bench(|| {
        let generation = Generation::begin(&config.paths.out).unwrap();
        let theme = Theme::load(Path::new("templates"), Path::new("static")).unwrap();
        let outcome = pipeline::run(&config).unwrap();
        outcome.site(&config.site, &theme, &generation).unwrap();
        generation.publish().unwrap()
    });
}
