//! Reading: bytes to [`Document`]. A format is one file with a [`Reader`] and one line in [`READERS`].

mod cfb;
#[cfg(test)]
mod damage;
mod doc;
mod docx;
mod encoding;
mod external;
mod html;
mod markup;
mod notes;
mod odt;
mod package;
mod pdf;
mod rtf;
#[cfg(test)]
mod samples;
mod text;
mod unlock;
mod workbook;

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::config::{Limits, Reading};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, Fidelity, Most};
use crate::model::Severity;
use crate::source::{MAX_BYTES, Source, Trouble};

/// A file format.
pub trait Reader: Sync {
    /// The id written to `documents.csv`, such as `txt`.
    fn name(&self) -> &'static str;

    /// Whether this reader takes a file with these bytes and this lower-case extension. What the bytes say wins:
    /// extensions are often wrong.
    fn accepts(&self, bytes: &[u8], extension: &str) -> bool;

    /// Reads the source. Trouble goes to `sink`; broken input gives as much of the document as there is.
    fn read(&self, source: &Source, helpers: &Reading, sink: &mut Vec<Diagnostic>) -> Document;
}

/// All formats. Each takes files that no other takes; the order does not matter.
pub const READERS: &[&dyn Reader] = &[
    &text::Text,
    &html::Html,
    &pdf::PdfFile,
    &docx::Docx,
    &doc::Doc,
    &odt::Odt,
    &rtf::Rtf,
    &workbook::Xlsx,
    &workbook::Xls,
    &workbook::Ods,
    &workbook::Xml2003,
    &workbook::Separated,
];

/// Whether bytes open like a file of another kind: PDF, a ZIP archive (DOCX, XLSX, ODT, ODS), or a compound file (DOC, XLS).
fn is_container(bytes: &[u8]) -> bool {
    [&b"%PDF-"[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0"].iter().any(|magic| bytes.starts_with(magic))
}

/// A file that cannot be opened without its password.
fn locked(source: &Source) -> Diagnostic {
    Diagnostic::new(Code::Encrypted, Severity::Error, &source.path, "the file is locked with a password")
        .help("expected a file that anybody can open; remove the password")
}

/// What the trouble of a reader says about the document it gave.
fn fidelity(trouble: &[Diagnostic]) -> Fidelity {
    let told = |codes: &[Code]| {
        trouble.iter().any(|one| one.severity != Severity::Info && codes.contains(&one.code))
    };
    if told(&[Code::ScannedText]) {
        Fidelity::Scanned
    } else if told(&[
        Code::Damaged,
        Code::LeftOut,
        Code::TooLarge,
        Code::NoText,
        Code::Unnamed,
        Code::Encoding,
        Code::Pictures,
    ]) {
        Fidelity::Partial
    } else {
        Fidelity::Whole
    }
}

/// How a file within a file is told from the file that holds it.
const WITHIN: &str = "!attachment:";

/// How deep files within files are read.
const DEPTH: usize = 2;

/// Reads a file that stands in another: an attachment, or a part of a document in a format of its own. Trouble is told of
/// the file that holds it. `None` where files stand too deep in each other.
fn within(
    outer: &Source,
    name: &str,
    bytes: Vec<u8>,
    helpers: &Reading,
    sink: &mut Vec<Diagnostic>,
) -> Option<Document> {
    if outer.path.matches(WITHIN).count() >= DEPTH {
        return None;
    }
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_lowercase();
    let path = format!("{}{WITHIN}{name}", outer.path).into();
    let inner = Source { path, extension, bytes, ..Source::default() };
    let (document, _, trouble) = read(&inner, helpers);
    sink.extend(trouble.into_iter().map(|one| Diagnostic {
        document: outer.path.clone(),
        message: format!("{name}: {}", one.message),
        span: None,
        excerpt: String::new(),
        ..one
    }));
    Some(document)
}

/// Leaves out what is more than the limits say, and says so.
fn clip(document: &mut Document, source: &Source, limits: Limits, sink: &mut Vec<Diagnostic>) {
    let Limits { lines, numbers, text, .. } = limits;
    let cells = limits.cells_of(source.bytes.len());
    let Some((what, line)) =
        document.clip(Most { lines, cells, numbers, text: text.saturating_mul(1 << 20) })
    else {
        return;
    };
    let message =
        format!("the document is larger than is read ({what}); what stands behind line {line} was left out");
    sink.push(
        Diagnostic::new(Code::LeftOut, Severity::Warning, &source.path, message)
            .help("split the file into its parts, or raise [read.limits] in mingzhang.toml"),
    );
}

/// Reads a source with the reader that accepts it. Never panics and never fails: trouble is a diagnostic.
pub fn read(source: &Source, helpers: &Reading) -> (Document, &'static str, Vec<Diagnostic>) {
    let mut sink = Vec::new();
    let report = |code, message: String, help: &str| {
        Diagnostic::new(code, Severity::Error, &source.path, message).help(help)
    };
    match &source.trouble {
        Some(Trouble::TooLarge(size)) => {
            sink.push(report(
                Code::TooLarge,
                format!("the file has {} MiB; the limit is {} MiB", size >> 20, MAX_BYTES >> 20),
                "split the file, or publish only the part that holds the tables",
            ));
            return (Document::default(), "", sink);
        }
        Some(Trouble::Unopened(message)) => {
            sink.push(report(
                Code::Unopened,
                format!("the file cannot be opened: {message}"),
                "check that the file is there and may be read",
            ));
            return (Document::default(), "", sink);
        }
        None => {}
    }
    if source.bytes.is_empty() {
        sink.push(report(
            Code::Empty,
            "the file is empty".into(),
            "expected a disclosure; put the published file here or delete this one",
        ));
        return (Document::default(), "", sink);
    }
    let Some(reader) = READERS.iter().find(|r| r.accepts(&source.bytes, &source.extension)) else {
        sink.push(report(
            Code::UnknownFormat,
            format!("no reader takes this file (extension `{}`)", source.extension),
            "expected text (.txt, .md), a web page (.html, .mht), PDF, text documents (.docx, .odt) or a workbook (.xlsx, .xls, .ods, .csv); convert the file or remove it from the content folder",
        ));
        return (Document::default(), "", sink);
    };
    // Readers stand on third-party parsers; a panic in one must not take the other files down.
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        crate::fault::here("read", &source.path);
        let mut inner = Vec::new();
        let mut document = reader.read(source, helpers, &mut inner);
        clip(&mut document, source, helpers.limits, &mut inner);
        document.scrub();
        document.fidelity = fidelity(&inner);
        // Nobody behind the readers sees what is personal, whatever becomes of the document.
        let veil = crate::privacy::withhold(&mut document);
        let redacted = helpers.redactions.withhold(&mut document);
        for text in inner.iter_mut().flat_map(|one| [&mut one.excerpt, &mut one.message]) {
            veil.over(text);
            redacted.over(text);
        }
        (document, inner)
    }));
    match outcome {
        Ok((document, inner)) => {
            sink.extend(inner);
            (document, reader.name(), sink)
        }
        Err(_) => {
            sink.push(report(
                Code::ReaderFailed,
                format!("the {} reader failed inside", reader.name()),
                "this is a defect of the program: please report it with the file",
            ));
            (Document::default(), reader.name(), sink)
        }
    }
}
