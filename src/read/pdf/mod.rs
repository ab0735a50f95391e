//! PDF: pages as drawn, their tables rebuilt from ruling lines and the places of characters.
//!
//! - [`integrity`]: whether a page has come through whole;
//! - [`page`]: what a page draws, through the PDF library, and what of it is seen ([`marks`]); [`fonts`] helps with characters that it cannot name;
//! - [`lattice`]: tables by their ruling lines; [`painted`]: by their areas of colour; [`aligned`]: without either;
//!   [`text`]: characters to lines and cells;
//! - [`struck`]: what is struck out or too small to read; [`signs`]: signs that are drawn and not set; [`fields`]: what is
//!   filled in and not drawn;
//! - [`table`]: the items of a page; [`flow`]: pages put together; [`tally`]: what was met on the way, for the publisher.

mod aligned;
mod attached;
mod fields;
mod flow;
mod fonts;
mod glued;
mod halves;
mod integrity;
mod lattice;
mod margins;
mod marks;
mod ongoing;
mod page;
mod painted;
mod sideways;
mod signs;
mod stacked;
mod struck;
mod table;
mod tally;
mod text;
mod watermark;

use hayro_interpret::{InterpreterCache, InterpreterSettings};
use hayro_syntax::object::Dict;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use tally::Tally;

use super::Reader;
use super::external::{self, Failure, Output};
use crate::config::Reading;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Document;
use crate::model::Severity;
use crate::source::Source;

/// The most pages that are read.
const MOST_PAGES: usize = 3_000;

/// Reader of PDF.
pub(super) struct PdfFile;

impl Reader for PdfFile {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn accepts(&self, bytes: &[u8], extension: &str) -> bool {
        // Mail gateways and download scripts put a few bytes before the header.
        let head = &bytes[..bytes.len().min(1024)];
        let held = extension == "pdf" && head.windows(5).any(|five| five == b"%PDF-");
        let bare =
            extension == "pdf" && !super::is_container(bytes) && !super::html::is_page(bytes, extension);
        bytes.starts_with(b"%PDF-") || held || bare
    }

    fn read(&self, source: &Source, helpers: &Reading, sink: &mut Vec<Diagnostic>) -> Document {
        let report = |code, severity, message: String, help: &str| {
            Diagnostic::new(code, severity, &source.path, message).help(help)
        };
        let pdf = match Pdf::new(source.bytes.clone()) {
            Ok(pdf) => pdf,
            Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)) => {
                sink.push(report(
                    Code::Encrypted,
                    Severity::Error,
                    "the PDF opens only with a password".into(),
                    "publish the file without a password",
                ));
                return Document::default();
            }
            Err(error) => {
                sink.push(report(
                    Code::Damaged,
                    Severity::Error,
                    format!("the PDF cannot be opened ({error:?})"),
                    "download the file again; expected a whole PDF",
                ));
                return Document::default();
            }
        };
        let (sheets, tally) = look(&pdf, source.bytes.len());
        // A damaged file is to be fetched again, not to be guessed at from its pictures.
        if tally.glyphs == 0 && tally.faulty.is_empty() && !helpers.ocr.is_empty() {
            return recognised(source, helpers, &tally, sink);
        }
        let mut document = flow::document(&sheets);
        tally.report(source, sink);
        attach(&pdf, &mut document, source, helpers, sink);
        document
    }
}

/// Reads the files that a PDF carries, behind its pages.
fn attach(
    pdf: &Pdf,
    document: &mut Document,
    source: &Source,
    helpers: &Reading,
    sink: &mut Vec<Diagnostic>,
) {
    for file in attached::files(pdf) {
        let inner = file.bytes.and_then(|bytes| super::within(source, &file.name, bytes, helpers, sink));
        let (severity, message, help) = match &inner {
            Some(inner) if !inner.blocks.is_empty() => (
                Severity::Info,
                "was read with the document",
                "nothing to do if it belongs to the disclosure",
            ),
            _ => {
                (Severity::Warning, "was not read", "put the file into the content folder as one of its own")
            }
        };
        let message = format!("the attached file {} {message}", file.name);
        sink.push(Diagnostic::new(Code::LeftOut, severity, &source.path, message).help(help));
        if let Some(inner) = inner {
            document.attach(&file.name, inner);
        }
    }
}

/// Reads a PDF without text through the configured program that recognises text on pictures.
fn recognised(source: &Source, helpers: &Reading, tally: &Tally, sink: &mut Vec<Diagnostic>) -> Document {
    let program = external::program(&helpers.ocr);
    let written = external::run(&helpers.ocr, "in.pdf", &source.bytes, Output::File("out.pdf"));
    let pdf = match written.map(|bytes| Some((bytes.len(), Pdf::new(bytes).ok()?))) {
        Ok(Some(pdf)) => pdf,
        other => {
            let why = other.err().unwrap_or(Failure::NoOutput(program)).words();
            let message = format!("the pages have no text, and {why}");
            sink.push(
                Diagnostic::new(Code::NeedsProgram, Severity::Error, &source.path, message)
                    .help("check [read] ocr in mingzhang.toml, or publish the file that was printed"),
            );
            tally.report(source, sink);
            return Document::default();
        }
    };
    let (size, pdf) = pdf;
    let (sheets, found) = look(&pdf, size);
    if found.glyphs == 0 {
        tally.report(source, sink);
        return Document::default();
    }
    let message = format!("{} pages without text, read as {program} recognised them", tally.pages);
    sink.push(
        Diagnostic::new(Code::ScannedText, Severity::Warning, &source.path, message).help(
            "compare every figure with the picture before relying on it; the original stays what counts",
        ),
    );
    flow::document(&sheets)
}

/// Takes all pages apart.
fn look(pdf: &Pdf, bytes: usize) -> (Vec<flow::Sheet>, Tally) {
    let settings = InterpreterSettings::default();
    let cache = InterpreterCache::new();
    let mut tally = Tally { pages: pdf.pages().len(), ..Tally::default() };
    let mut inspector = integrity::Inspector::default();
    tally.declared = declared(pdf);
    let mut sheets = Vec::new();
    let mut ongoing = None;
    let mut left = page::work_of(bytes);
    for (page, number) in pdf.pages().iter().zip(1_u32..).take(MOST_PAGES) {
        if left == 0 {
            tally.cut = true;
            break;
        }
        if let Some(fault) = inspector.look(page) {
            tally.faulty.push((number, fault));
            continue;
        }
        let seen = page::see(pdf, page, &cache, &settings, &mut left);
        // Tables are looked for at every crossing of two rules.
        left = left.saturating_sub(seen.across.len().saturating_mul(seen.down.len()) / page::CROSSINGS);
        tally.glyphs += seen.glyphs.len();
        tally.unnamed += seen.unnamed;
        tally.invisible += seen.invisible;
        tally.hidden += seen.hidden;
        tally.by_code += seen.by_code;
        tally.outside += seen.outside;
        tally.pictures += usize::from(seen.glyphs.len() < 10 && seen.pictured > 0.3);
        tally.cut |= seen.cut;
        let (items, told) = table::items(&seen, &mut ongoing);
        tally.watermarks += told.watermarks;
        tally.turned += seen.turned.saturating_sub(told.sideways);
        sheets.push(flow::Sheet { number, width: seen.width, height: seen.height, items });
    }
    tally.cut |= tally.pages > MOST_PAGES;
    (sheets, tally)
}

/// How many pages the root of the page tree counts.
fn declared(pdf: &Pdf) -> Option<u32> {
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    root.get::<Dict<'_>>(b"Pages")?.get::<u32>(b"Count")
}
