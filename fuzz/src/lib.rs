//! What the fuzz targets do: any bytes go in, and what must always hold is asserted. The targets of `cargo fuzz` call these, and so
//! does the test suite over damaged seeds (`tests/fuzzing.rs`).
#![allow(clippy::missing_panics_doc, dead_code, missing_docs, unreachable_pub)]

use std::io::Write;

use mingzhang::archive::Past;
use mingzhang::config::{Config, Reading};
use mingzhang::diagnostic::{Code, Diagnostic};
use mingzhang::ledger::{Entrant, Ledger, Register};
use mingzhang::messages::Locale;
use mingzhang::pipeline;
use mingzhang::site::{self, Bodies, Files, Shell, Theme};
use mingzhang::source::Source;

/// What a target is called, and what it does.
pub type Target = (&'static str, fn(&[u8]));

/// All targets: a file of `fuzz_targets/` each.
pub const TARGETS: &[Target] = &[
    ("read_text", |data| read("txt", data)),
    ("read_html", |data| read("html", data)),
    ("read_mht", |data| read("mht", data)),
    ("read_pdf", |data| read("pdf", data)),
    ("read_docx", |data| read("docx", data)),
    ("read_doc", |data| read("doc", data)),
    ("read_xlsx", |data| read("xlsx", data)),
    ("read_xls", |data| read("xls", data)),
    ("read_ods", |data| read("ods", data)),
    ("read_odt", |data| read("odt", data)),
    ("read_xml2003", |data| read("xml", data)),
    ("read_csv", |data| read("csv", data)),
    ("docx_body", |data| read("docx", &docx(data))),
    ("xlsx_sheet", |data| read("xlsx", &xlsx(data))),
    ("ods_content", |data| read("ods", &ods(data))),
    ("odt_content", |data| read("odt", &odt(data))),
    ("recognise", recognise),
    ("whole_build", build),
];

/// Does what a target does.
pub fn run(name: &str, data: &[u8]) {
    let (_, body) = TARGETS.iter().find(|(own, _)| *own == name).expect("a target");
    body(data);
}

fn source(extension: &str, data: &[u8]) -> Source {
    Source {
        path: format!("a.{extension}").into(),
        extension: extension.to_owned(),
        bytes: data.to_vec(),
        sha256: mingzhang::source::sha256(data),
        ..Source::default()
    }
}

/// A fence that had to hold hides a defect.
fn nothing_failed(told: &[Diagnostic]) {
    let failed =
        told.iter().find(|one| matches!(one.code, Code::ReaderFailed | Code::RuleFailed | Code::PageFailed));
    assert!(failed.is_none(), "{failed:?}");
}

/// Reading: whatever the bytes, no fault, and no more than the limits say.
pub fn read(extension: &str, data: &[u8]) {
    let reading = Reading::default();
    let (document, _, told) = mingzhang::read::read(&source(extension, data), &reading);
    nothing_failed(&told);
    assert!(
        document.source.len() <= reading.limits.lines.saturating_add(1),
        "{} lines",
        document.source.len()
    );
}

/// Recognising: every number that was seen has an account.
pub fn recognise(data: &[u8]) {
    let source = source("txt", data);
    let read = mingzhang::read::read(&source, &Reading::default());
    let record = pipeline::record(&source, read, &Default::default());
    nothing_failed(&record.disclosure.diagnostics);
    let account = &record.disclosure.account;
    assert!(account.is_balanced(), "{} seen, {:?}", account.seen, account.counts);
}

/// The whole of it: the document has a page, and no rule and no page fails.
pub fn build(data: &[u8]) {
    let source = source("txt", data);
    let read = mingzhang::read::read(&source, &Reading::default());
    let record = pipeline::record(&source, read, &Default::default());
    let ledger = Ledger::link(vec![Entrant::new(source, record)], &Register::default(), &[]);
    let report = mingzhang::verify::verify(&ledger);
    assert!(report.failures.is_empty(), "{:?}", report.failures);
    let config = Config::default();
    let theme = Theme::built_in().expect("the theme");
    let (pages, files) = (Default::default(), Files::default());
    let publicity = mingzhang::verify::public(
        report.checks.iter().cloned(),
        &ledger,
        config.findings.publish,
        &Default::default(),
    );
    let shell = Shell {
        config: &config.site,
        output: config.output,
        locale: Locale::Chinese,
        theme: &theme,
        pages: &pages,
        originals: &|_, _| Ok(Vec::new()),
        log: &[],
        published: false,
        past: &Past::default(),
        freezes: false,
    };
    let bodies = Bodies { ledger: &ledger, report: &publicity.report, pending: &[] };
    let built = site::build(&shell, &bodies, &files).expect("a site");
    assert!(built.failed.is_empty(), "{:?}", built.failed);
    let page = format!("documents/{}.html", ledger.documents[0].id);
    assert!(files.into_inner().contains_key(&page), "{page}");
}

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let whole = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(*name, whole).expect("a part");
        writer.write_all(bytes).expect("in memory");
    }
    writer.finish().expect("whole").into_inner()
}

/// A package around a damaged part: its checksums are right, so the damage is seen where it is meant to be.
fn docx(body: &[u8]) -> Vec<u8> {
    package(&[("word/document.xml", body)])
}

fn xlsx(sheet: &[u8]) -> Vec<u8> {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let book = format!(
        "<workbook xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let links = format!(
        "<Relationships><Relationship Id=\"r1\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/s.xml\"/></Relationships>"
    );
    package(&[
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/worksheets/s.xml", sheet),
    ])
}

fn ods(content: &[u8]) -> Vec<u8> {
    package(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content)])
}

fn odt(content: &[u8]) -> Vec<u8> {
    package(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content)])
}
