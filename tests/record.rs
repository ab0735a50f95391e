//! What one document gives is one plain value: it goes into bytes and comes back equal, and a ledger of what came back is
//! checked to the same findings. The register is asked only when linking, so one record serves any register.
#![allow(clippy::disallowed_methods)]

use std::path::Path;

use crate::common;
use mingzhang::ledger::{Entrant, Ledger, Register};
use mingzhang::model::Record;
use mingzhang::source::Source;
use mingzhang::{pipeline, read, source, verify};

/// The made-up disclosures of the repository: text, tables of rules, layouts, native files, pages.
fn sources() -> Vec<Source> {
    let fixtures = common::root().join("tests/fixtures");
    let walk = |folder: &Path| source::walk(folder).expect("a folder").sources;
    let mut all: Vec<Source> = walk(&fixtures.join("layouts"));
    all.extend(walk(&fixtures.join("native")));
    all.extend(walk(&fixtures.join("web")));
    all.extend(walk(&fixtures.join("rules")));
    all.extend(walk(&common::root().join("content")));
    all
}

fn record(source: &Source) -> Record {
    pipeline::record(source, read::read(source, &Default::default()), &Default::default())
}

/// A record without what explains it on the spot.
fn bare(mut record: Record) -> Record {
    record.disclosure.trail = Default::default();
    record.document.sketches.clear();
    record
}

#[test]
fn a_record_comes_back_from_bytes_as_it_went_in() {
    let mut figures = 0;
    for source in sources() {
        let record = record(&source);
        let bytes = record.to_bytes().expect("bytes");
        let back = Record::from_bytes(&bytes).expect("a record");
        assert_eq!(back.to_bytes().expect("bytes"), bytes, "{}: the same bytes again", source.path);
        figures += record.disclosure.facts.len();
        assert!(back == bare(record), "{}: equal again", source.path);
    }
    assert!(figures > 1000, "{figures} figures went through bytes");
}

/// All that a check says, in words that tell every field.
fn findings(entrants: Vec<Entrant>, register: &Register) -> Vec<String> {
    let ledger = Ledger::link(entrants, register, &[]);
    let report = verify::verify(&ledger);
    assert!(report.failures.is_empty(), "{:?}", report.failures);
    report.checks.iter().map(|finding| format!("{finding:?}")).collect()
}

#[test]
fn what_came_back_is_checked_to_the_same_findings_under_any_register() {
    let text =
        std::fs::read_to_string(common::root().join("content/departments.toml")).expect("the register");
    let registers = [Register::default(), Register::read(&text)];
    let sources = sources();
    let records: Vec<Record> = sources.iter().map(record).collect();
    let bytes: Vec<Vec<u8>> = records.iter().map(|record| record.to_bytes().expect("bytes")).collect();
    for register in &registers {
        let entrants = |records: Vec<Record>| -> Vec<Entrant> {
            sources
                .iter()
                .cloned()
                .zip(records)
                .map(|(source, record)| Entrant::new(source, record))
                .collect()
        };
        let straight = findings(entrants(records.clone()), register);
        let back = bytes.iter().map(|bytes| Record::from_bytes(bytes).expect("a record")).collect();
        assert_eq!(findings(entrants(back), register), straight);
        assert!(straight.len() > 500, "{} checks", straight.len());
    }
}

/// Rules read facts, remarks and roles: what a reader saw may be dropped before they run.
#[test]
fn the_blocks_of_a_document_may_be_dropped_before_it_is_checked() {
    let sources = sources();
    let records: Vec<Record> = sources.iter().map(record).collect();
    let entrants = |records: Vec<Record>| -> Vec<Entrant> {
        sources.iter().cloned().zip(records).map(|(source, record)| Entrant::new(source, record)).collect()
    };
    let whole = findings(entrants(records.clone()), &Register::default());
    let dropped = records.into_iter().map(|mut record| {
        record.document.blocks.clear();
        record.document.source.clear();
        record
    });
    assert_eq!(findings(entrants(dropped.collect()), &Register::default()), whole);
}
