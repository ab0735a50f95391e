//! The same figures whatever the container: the tables of the text disclosures, written by LibreOffice as Word
//! documents, workbooks, web pages and PDF, give the facts that the texts give.
#![allow(clippy::disallowed_methods, clippy::print_stderr)]

mod flow;
mod office;
mod page;
mod write;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use mingzhang::document::{Block, Document};
use mingzhang::model::{Disclosure, Statement};
use mingzhang::source;

use crate::common;
use office::Office;
use page::Part;
use write::Paper;

fn understand(path: &Path) -> (Document, Disclosure) {
    let content = source::single(path).expect("the file is readable");
    let one = &content.sources[0];
    let (document, _, _) = mingzhang::read::read(one, &Default::default());
    let disclosure = mingzhang::recognise::recognise(&document, one);
    (document, disclosure)
}

/// Everything about the figures but where they stand, each with how often it is there. Where pages cut lines, a figure whose
/// subject is not understood may be named by other words around it.
fn facts(disclosure: &Disclosure, narrative: bool, cut: bool) -> BTreeMap<String, usize> {
    let mut all = BTreeMap::new();
    for fact in disclosure.facts.iter().filter(|fact| (fact.statement == Statement::Narrative) == narrative) {
        let subject = &fact.subject;
        let words = format!(
            "{:?} {} {} {:?} {:?} {} {} {} < {} = {} {} {} {} {}",
            fact.phase,
            fact.statement,
            fact.measure,
            fact.base,
            fact.fund,
            subject.scheme,
            subject.code,
            if cut && subject.code == "other" { "" } else { subject.name.as_str() },
            subject.parent(),
            fact.amount.value,
            fact.amount.unit,
            fact.entity,
            fact.scope,
            fact.fiscal_year
        );
        *all.entry(words).or_default() += 1;
    }
    all
}

/// How two sets of figures differ: those that are the same, and a list of the others.
fn compare(wanted: &BTreeMap<String, usize>, found: &BTreeMap<String, usize>) -> (usize, Vec<String>) {
    let mut same = 0;
    let mut other = Vec::new();
    for (words, count) in wanted {
        let there = found.get(words).copied().unwrap_or(0);
        same += there.min(*count);
        other.extend((there..*count).map(|_| format!("- {words}")));
    }
    for (words, count) in found {
        let due = wanted.get(words).copied().unwrap_or(0);
        other.extend((due..*count).map(|_| format!("+ {words}")));
    }
    (same, other)
}

/// The page of a disclosure, whatever layout its text is in.
fn page_of(document: &Document, disclosure: &Disclosure) -> Vec<Part> {
    let has_tables = document.blocks.iter().any(|block| matches!(block, Block::Table(_)));
    if has_tables { page::of(document) } else { flow::page(disclosure) }
}

/// What the names of files on tall paper end with.
const TALLER: &str = "-tall";

/// Paper that holds every table in its width.
const WIDE: Paper = Paper { width: 42, height: 30, letters: 8 };
/// Paper on which cells wrap, and tables and rows break over pages.
const TALL: Paper = Paper { width: 21, height: 30, letters: 9 };

#[test]
fn the_same_facts_whatever_the_container() {
    let Some(corpus) = common::corpus() else { return common::skip("the corpus is not there") };
    let Some(office) = Office::start() else { return common::skip("LibreOffice is not installed") };
    let mut texts: Vec<PathBuf> = std::fs::read_dir(corpus.join("text"))
        .expect("the texts")
        .map(|entry| entry.expect("a file").path())
        .collect();
    texts.sort();
    let mut originals: BTreeMap<String, Disclosure> = BTreeMap::new();
    let (mut wide, mut tall, mut books) = (Vec::new(), Vec::new(), Vec::new());
    for path in &texts {
        let (document, disclosure) = understand(path);
        let page = page_of(&document, &disclosure);
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        wide.push(office.put(&format!("{name}.html"), write::html(&page, WIDE).as_bytes()));
        tall.push(office.put(&format!("{name}{TALLER}.html"), write::html(&page, TALL).as_bytes()));
        books.push(office.put(&format!("{name}.fods"), write::workbook(&page).as_bytes()));
        originals.insert(name, disclosure);
    }
    let writer = Some("HTML (StarWriter)");
    let both: Vec<PathBuf> = wide.iter().chain(&tall).cloned().collect();
    let mut made: Vec<PathBuf> = wide.clone();
    made.extend(office.convert(&wide, "docx", "MS Word 2007 XML", writer));
    made.extend(office.convert(&wide, "odt", "writer8", writer));
    made.extend(office.convert(&both, "pdf", "writer_pdf_Export", writer));
    made.extend(office.convert(&books, "xlsx", "Calc MS Excel 2007 XML", None));
    made.extend(office.convert(&books, "xls", "MS Excel 97", None));
    made.extend(office.convert(&books, "ods", "calc8", None));
    let mut trouble = Vec::new();
    for file in &made {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let stem = file.file_stem().expect("a name").to_string_lossy();
        let is_tall = stem.ends_with(TALLER);
        let original = &originals[stem.trim_end_matches(TALLER)];
        let (_, disclosure) = understand(file);
        for narrative in [false, true] {
            let cut = name.ends_with(".pdf");
            let wanted = facts(original, narrative, cut);
            let (same, other) = compare(&wanted, &facts(&disclosure, narrative, cut));
            let what = if narrative { "sentences" } else { "tables" };
            let total: usize = wanted.values().sum();
            eprintln!("{name} {what}: {same}/{total}, {} other", other.len());
            // Where the lines of sentences end at other words, a clause can lose the date that another line names.
            if !(is_tall && narrative) {
                trouble.extend(other.into_iter().map(|words| format!("{name} {what} {words}")));
            }
        }
    }
    // For looking at what the program wrote and what came of it.
    if let Some(keep) = std::env::var_os("MINGZHANG_KEEP") {
        std::fs::write(PathBuf::from(&keep).join("trouble.txt"), trouble.join("\n")).expect("a file");
        for file in &made {
            std::fs::copy(file, PathBuf::from(&keep).join(file.file_name().expect("a name")))
                .expect("a file");
        }
    }
    assert!(
        trouble.is_empty(),
        "{} differences:\n{}",
        trouble.len(),
        trouble[..trouble.len().min(40)].join("\n")
    );
}
