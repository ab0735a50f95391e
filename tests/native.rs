//! Native formats: agreement with an independent extractor, and what happens to files that are cut off or changed.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use crate::common;
use mingzhang::diagnostic::Code;
use mingzhang::document::Block;
use mingzhang::source::Source;

/// The native samples, where they are.
fn samples(extensions: &[&str]) -> Vec<PathBuf> {
    let Some(corpus) = common::corpus() else { return Vec::new() };
    let Ok(folder) = std::fs::read_dir(corpus.join("native")) else { return Vec::new() };
    let mut files: Vec<PathBuf> = folder.filter_map(Result::ok).map(|entry| entry.path()).collect();
    let known = |path: &PathBuf| path.extension().is_some_and(|e| extensions.iter().any(|known| *known == e));
    files.retain(known);
    files.sort();
    files
}

fn source(path: &std::path::Path) -> Source {
    mingzhang::source::single(path).expect("a readable file").sources.remove(0)
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Every cell of every table that the reader sees, by file and page: place within the page and text.
fn own_cells(path: &std::path::Path) -> BTreeMap<(String, String), Vec<(String, String)>> {
    let source = source(path);
    let (document, ..) = mingzhang::read::read(&source, &Default::default());
    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
    let mut cells: BTreeMap<(String, String), Vec<(String, String)>> = BTreeMap::new();
    for block in &document.blocks {
        let Block::Table(table) = block else { continue };
        for cell in table.rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.text.is_empty()) {
            let place = document.places.name(&cell.locator);
            let (page, rest) = place.split_once(':').expect("a place on a page");
            cells
                .entry((name.clone(), page.trim_start_matches('p').to_owned()))
                .or_default()
                .push((rest.to_owned(), bare(&cell.quote)));
        }
    }
    cells
}

/// How many cells of the extractor stand at the same place, and how many on the same page, of how many.
#[derive(Default)]
struct Agreement {
    all: usize,
    placed: usize,
    said: usize,
    apart: Vec<String>,
}

impl Agreement {
    fn assert(&self, placed: usize, said: usize) {
        let Self { all, apart, .. } = self;
        let apart = apart.join("\n");
        assert!(self.placed * 100 >= all * placed, "{} of {all}:\n{apart}", self.placed);
        assert!(self.said * 1_000 >= all * said, "{} of {all}:\n{apart}", self.said);
    }
}

/// pdfplumber finds tables by their lines as well, but knows neither white lines nor tables that are open at the top;
/// everything else must be the same: table, row, column and text of every cell. That holds for the samples whose cells were
/// counted by hand (`golden/native-cells.csv`); in other files titles and captions stand inside its tables, which shifts its
/// rows, so there the texts must agree.
#[test]
fn cells_are_those_of_an_independent_extractor() {
    let files = samples(&["pdf"]);
    if files.is_empty() {
        return common::skip("the real disclosures are not here");
    }
    let script = common::root().join("tests/reference/pdf_cells.py");
    let output = Command::new("python3").arg(script).args(&files).output();
    let Some(output) = output.ok().filter(|output| output.status.success()) else {
        if common::without("pdfplumber") {
            return;
        }
        return common::skip("python3 with pdfplumber is not here");
    };
    let mut own = BTreeMap::new();
    for file in &files {
        own.extend(own_cells(file));
    }
    let counted: std::collections::BTreeSet<String> =
        common::rows(&common::root().join("tests/golden/native-cells.csv"))
            .into_iter()
            .map(|row| row["document"].clone())
            .collect();
    let (mut samples, mut others) = (Agreement::default(), Agreement::default());
    for row in csv::Reader::from_reader(output.stdout.as_slice()).deserialize::<BTreeMap<String, String>>() {
        let row = row.expect("a row");
        let text = bare(&row["text"]);
        if text.is_empty() {
            continue;
        }
        let tally = if counted.contains(&row["document"]) { &mut samples } else { &mut others };
        tally.all += 1;
        let cells = own.get(&(row["document"].clone(), row["page"].clone())).map_or(&[][..], Vec::as_slice);
        let place = format!("t{}:r{}:c{}", row["table"], row["row"], row["col"]);
        let here = cells.iter().any(|(at, own)| *at == place && *own == text);
        tally.placed += usize::from(here);
        tally.said += usize::from(here || cells.iter().any(|(_, own)| *own == text));
        if !here {
            tally.apart.push(format!("{} p{}:{place} {text}", row["document"], row["page"]));
        }
    }
    for (name, Agreement { all, placed, said, .. }) in [("samples", &samples), ("others", &others)] {
        println!("{name}: {all} cells of pdfplumber: {placed} at the same place, {said} on the same page");
    }
    assert!(samples.all > 4_000, "{}", samples.all);
    samples.assert(97, 990);
    others.assert(82, 973);
}

/// What a variant of a file came to.
struct Outcome {
    facts: Vec<String>,
    told: bool,
    failed: bool,
}

fn outcome(source: &Source) -> Outcome {
    let (document, _, trouble) = mingzhang::read::read(source, &Default::default());
    let disclosure = mingzhang::recognise::recognise(&document, source);
    let mut facts: Vec<String> = disclosure
        .facts
        .iter()
        .map(|fact| {
            format!("{} {} {:?}", document.places.name(&fact.locator), fact.amount.value, fact.subject)
        })
        .collect();
    facts.sort();
    let all = || trouble.iter().chain(&disclosure.diagnostics);
    Outcome { facts, told: all().next().is_some(), failed: all().any(|one| one.code == Code::ReaderFailed) }
}

/// Longer than any file of this size takes on the slowest machine: a reader that is still at it hangs.
const HANGS: Duration = Duration::from_secs(120);

/// Reads a variant in a thread of its own. What is read from a changed file is what the whole file says, or less, or
/// the publisher is told.
fn try_variant(original: &Arc<Outcome>, source: Source, what: &str) -> Option<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let _ = sender.send(outcome(&source));
    });
    let Ok(found) = receiver.recv_timeout(HANGS) else {
        return Some(format!("{what}: hangs or panics"));
    };
    if found.failed {
        Some(format!("{what}: the reader failed inside"))
    } else if !found.told && found.facts != original.facts {
        let changed = found.facts.iter().find(|fact| !original.facts.contains(fact));
        Some(format!(
            "{what}: {} facts of {}, nothing told, {changed:?}",
            found.facts.len(),
            original.facts.len()
        ))
    } else {
        None
    }
}

/// A seeded sequence: the same variants on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % end.max(1)
    }
}

fn variants(source: &Source, flips: usize) -> Vec<(String, Vec<u8>)> {
    let length = source.bytes.len();
    let mut all: Vec<(String, Vec<u8>)> = (0..100)
        .map(|percent| (format!("cut at {percent} %"), source.bytes[..length * percent / 100].to_vec()))
        .collect();
    let mut dice = Dice(length as u64);
    for nth in 0..flips {
        let mut bytes = source.bytes.clone();
        for _ in 0..1 + dice.below(4) {
            let at = dice.below(length);
            bytes[at] ^= u8::try_from(1 + dice.below(255)).expect("a byte");
        }
        all.push((format!("flip {nth}"), bytes));
    }
    all
}

#[test]
fn damaged_files_are_survived_and_told() {
    use rayon::prelude::*;
    let files = samples(&["pdf", "xlsx", "html", "docx"]);
    if files.is_empty() {
        return common::skip("the real disclosures are not here");
    }
    // Everything where everything is required; elsewhere a sample that takes seconds.
    let flips =
        if std::env::var_os("MINGZHANG_REQUIRE_ALL").is_some() { 2_000 / files.len() + 1 } else { 10 };
    let mut trouble = Vec::new();
    let mut count = 0;
    for file in &files {
        let whole = source(file);
        let original = Arc::new(outcome(&whole));
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let all = variants(&whole, flips);
        count += all.len();
        trouble.extend(
            all.into_par_iter()
                .filter_map(|(what, bytes)| {
                    let variant = Source { bytes, ..whole.clone() };
                    try_variant(&original, variant, &format!("{name}, {what}"))
                })
                .collect::<Vec<_>>(),
        );
    }
    println!("{count} damaged variants of {} files", files.len());
    assert!(trouble.is_empty(), "{} of {count}:\n{}", trouble.len(), trouble.join("\n"));
}
