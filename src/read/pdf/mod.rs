//! PDF: pages as drawn, their tables rebuilt from ruling lines and the places of characters.
//!
//! - [`integrity`]: whether a page has come through whole;
//! - [`page`]: what a page draws, through the PDF library; [`fonts`] helps with characters that it cannot name;
//! - [`lattice`]: tables by their ruling lines; [`aligned`]: tables without them; [`text`]: characters to lines and cells;
//! - [`table`]: the items of a page; [`flow`]: pages put together.

mod aligned;
mod flow;
mod fonts;
mod integrity;
mod lattice;
mod margins;
mod page;
mod table;
mod text;

use hayro_interpret::{InterpreterCache, InterpreterSettings};
use hayro_syntax::object::Dict;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

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
        let (sheets, tally) = look(&pdf);
        if tally.glyphs == 0 && !helpers.ocr.is_empty() {
            return recognised(source, helpers, &tally, sink);
        }
        tally.report(source, sink);
        flow::document(&sheets)
    }
}

/// Reads a PDF without text through the configured program that recognises text on pictures.
fn recognised(source: &Source, helpers: &Reading, tally: &Tally, sink: &mut Vec<Diagnostic>) -> Document {
    let program = external::program(&helpers.ocr);
    let written = external::run(&helpers.ocr, "in.pdf", &source.bytes, Output::File("out.pdf"));
    let pdf = match written.map(|bytes| Pdf::new(bytes).ok()) {
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
    let (sheets, found) = look(&pdf);
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

/// What was met on the pages of a file.
#[derive(Debug, Default)]
struct Tally {
    pages: usize,
    glyphs: usize,
    unnamed: usize,
    invisible: usize,
    turned: usize,
    /// Pages covered by pictures that print no character.
    pictures: usize,
    cut: bool,
    /// Characters outside of their pages.
    outside: usize,
    /// Pages that are not read because what they draw with is broken or too large.
    faulty: Vec<(u32, integrity::Fault)>,
    /// How many pages the file says it has.
    declared: Option<u32>,
}

/// Takes all pages apart.
fn look(pdf: &Pdf) -> (Vec<flow::Sheet>, Tally) {
    let settings = InterpreterSettings::default();
    let cache = InterpreterCache::new();
    let mut tally = Tally { pages: pdf.pages().len(), ..Tally::default() };
    let mut inspector = integrity::Inspector::default();
    tally.declared = declared(pdf);
    let mut sheets = Vec::new();
    for (page, number) in pdf.pages().iter().zip(1_u32..).take(MOST_PAGES) {
        if let Some(fault) = inspector.look(page) {
            tally.faulty.push((number, fault));
            continue;
        }
        let seen = page::see(pdf, page, &cache, &settings);
        tally.glyphs += seen.glyphs.len();
        tally.unnamed += seen.unnamed;
        tally.invisible += seen.invisible;
        tally.turned += seen.turned;
        tally.outside += seen.outside;
        tally.pictures += usize::from(seen.glyphs.len() < 10 && seen.pictured > 0.3);
        tally.cut |= seen.cut;
        let items = table::items(&seen);
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

impl Tally {
    fn report(&self, source: &Source, sink: &mut Vec<Diagnostic>) {
        let mut say = |code, severity, message: String, help: &str| {
            sink.push(Diagnostic::new(code, severity, &source.path, message).help(help));
        };
        let tail = &source.bytes[source.bytes.len().saturating_sub(2048)..];
        if !tail.windows(5).any(|five| five == b"%%EOF") {
            say(
                Code::Damaged,
                Severity::Warning,
                format!("the file has no end mark: it may be cut off; {} pages were found", self.pages),
                "download the file again and compare the number of pages",
            );
        }
        if let Some(declared) = self.declared.filter(|declared| *declared as usize != self.pages) {
            say(
                Code::Damaged,
                Severity::Warning,
                format!("the file says it has {declared} pages; {} were found", self.pages),
                "download the file again and compare the number of pages",
            );
        }
        for fault in [integrity::Fault::Broken, integrity::Fault::TooLarge] {
            let pages: Vec<String> = self
                .faulty
                .iter()
                .filter(|(_, own)| *own == fault)
                .map(|(page, _)| page.to_string())
                .collect();
            if pages.is_empty() {
                continue;
            }
            let what = match fault {
                integrity::Fault::Broken => "broken",
                integrity::Fault::TooLarge => "larger than any printed page",
            };
            say(
                Code::Damaged,
                Severity::Error,
                format!("the content of page {} is {what} and was not read", pages.join(", ")),
                "download the file again; a changed byte may be a changed figure",
            );
        }
        if self.glyphs == 0 {
            let message = if self.pictures > 0 {
                format!("{} of {} pages are pictures, none has text", self.pictures, self.pages)
            } else {
                format!("{} pages, none has text", self.pages)
            };
            say(
                Code::NoText,
                Severity::Error,
                message,
                "publish the file that was printed, not a scan of it; or configure [read] ocr",
            );
        } else if self.pictures > 0 {
            say(
                Code::NoText,
                Severity::Warning,
                format!("{} of {} pages are pictures without text", self.pictures, self.pages),
                "their figures are not read: publish the file that was printed, not a scan of it",
            );
        }
        if self.unnamed > 0 {
            say(
                Code::Unnamed,
                Severity::Warning,
                format!(
                    "{} of {} characters have fonts that do not say what they mean",
                    self.unnamed, self.glyphs
                ),
                "cells with such characters are not read; save the PDF again with embedded Unicode maps",
            );
        }
        if self.invisible * 2 > self.glyphs {
            say(
                Code::ScannedText,
                Severity::Warning,
                "the text is an invisible layer over pictures of pages: it was recognised by a machine"
                    .into(),
                "compare figures with the picture before relying on them",
            );
        }
        if self.turned > 20 {
            say(
                Code::LeftOut,
                Severity::Warning,
                format!("{} characters do not stand upright and were not read", self.turned),
                "turn the pages so that their text stands upright",
            );
        }
        if self.outside > 20 {
            say(
                Code::LeftOut,
                Severity::Info,
                format!("{} characters stand outside of their pages and were not read", self.outside),
                "nobody sees them in print either; look whether the pages have their full size",
            );
        }
        if self.cut {
            say(
                Code::LeftOut,
                Severity::Warning,
                format!("only the first {MOST_PAGES} pages and {} marks of each were read", page::MOST),
                "split the file",
            );
        }
    }
}
