//! Text documents of OpenDocument (ODT), in a package or as one XML file (FODT): written out as a page, which the reader of pages
//! reads. One pass without recursion.
//!
//! - [`page`]: what stands in the text, and which of it a reader sees;
//! - [`styles`]: what styles hide, strike out and colour;
//! - [`lists`]: automatic numbers.

mod lists;
mod page;
mod styles;
#[cfg(test)]
mod tests;

pub(super) use styles::is_nothing;

use super::package::{Loss, Package, is_package};
use super::{Reader, encoding, html, locked};
use crate::config::Reading;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Document;
use crate::model::Severity;
use crate::source::Source;

/// The part that holds the text, and the one that holds the styles with names.
const CONTENT: &str = "content.xml";
const STYLES: &str = "styles.xml";

/// How files of this kind name it; those of templates and of documents for the web go on behind it.
const KIND: &str = "application/vnd.oasis.opendocument.text";

/// How far the beginning of a file reaches.
const OPENING: usize = 8192;

/// What to do with a broken file.
const SAVE_AGAIN: &str =
    "expected a whole text document; fetch it again, or open it in LibreOffice or WPS and save it as .docx";

/// Reader of ODT.
pub(super) struct Odt;

impl Reader for Odt {
    fn name(&self) -> &'static str {
        "odt"
    }

    fn accepts(&self, bytes: &[u8], _: &str) -> bool {
        is_package(bytes) && is_text(&mut Package::open(bytes)) || is_flat(bytes)
    }

    fn read(&self, source: &Source, helpers: &Reading, sink: &mut Vec<Diagnostic>) -> Document {
        let mut report = |code, severity, message: String| {
            sink.push(Diagnostic::new(code, severity, &source.path, message).help(SAVE_AGAIN));
        };
        let (styles, content) = if is_flat(&source.bytes) {
            match encoding::decode(&source.bytes, encoding::declared(&source.bytes)) {
                Ok(decoded) => (String::new(), decoded.text.into_owned()),
                Err(unreadable) => {
                    sink.push(unreadable.diagnostic(source));
                    return Document::default();
                }
            }
        } else {
            let mut package = Package::open(&source.bytes);
            if is_encrypted(&mut package) {
                sink.push(locked(source));
                return Document::default();
            }
            let content = package.part(CONTENT);
            if let Some(loss) = content.loss {
                let severity = if content.text.is_empty() { Severity::Error } else { Severity::Warning };
                let code = if loss == Loss::Encrypted { Code::Encrypted } else { Code::Damaged };
                report(code, severity, format!("{CONTENT}, the text of the file, {}", loss.words()));
            } else if !package.whole {
                let message = "the end of the file is missing; the text in it is whole".to_owned();
                report(Code::Damaged, Severity::Warning, message);
            }
            let styles = package.part(STYLES);
            if let Some(loss) = styles.loss.filter(|loss| *loss != Loss::Absent) {
                let message = format!("{STYLES}, which says what is hidden, {}", loss.words());
                report(Code::Damaged, Severity::Warning, message);
            }
            (styles.text, content.text)
        };
        let page = page::write(&styles, &content);
        if page.broken && !content.is_empty() {
            let message =
                "the text of the file is no well-formed XML; what stands before was read".to_owned();
            report(Code::Damaged, Severity::Warning, message);
        }
        left_out(&page, source, sink);
        let running = page.running;
        let inner = Source { bytes: page.html.into_bytes(), ..source.clone() };
        let mut document = html::Html.read(&inner, helpers, sink);
        document.about.running = running;
        document
    }
}

/// Whether a package is a text document.
fn is_text(package: &mut Package) -> bool {
    // What is left of a damaged file may not say its kind.
    let kind = package.part("mimetype").text;
    let says = if kind.is_empty() { holds_text(package) } else { kind.trim().starts_with(KIND) };
    says && package.has(CONTENT)
}

/// Whether the content of a package is that of a text document.
pub(super) fn holds_text(package: &mut Package) -> bool {
    package.part(CONTENT).text.contains("<office:text")
}

/// Whether bytes are a text document in one piece of XML.
fn is_flat(bytes: &[u8]) -> bool {
    let opening = String::from_utf8_lossy(&bytes[..bytes.len().min(OPENING)]);
    let text = opening.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    (text.starts_with("<?xml") || text.starts_with("<office:document"))
        && text.contains("<office:document")
        && text.contains(KIND)
}

/// Whether the parts of a package of OpenDocument open only with a password.
pub(super) fn is_encrypted(package: &mut Package) -> bool {
    package.part("META-INF/manifest.xml").text.contains("encryption-data")
}

/// Says what is in the file and not in the document.
fn left_out(page: &page::Page, source: &Source, sink: &mut Vec<Diagnostic>) {
    let mut report = |code, severity, message: String, help: &str| {
        sink.push(Diagnostic::new(code, severity, &source.path, message).help(help));
    };
    if page.beyond {
        let message = "the document is larger than any disclosure, or its parts stand too deep in each other; the rest was left out";
        report(Code::LeftOut, Severity::Warning, message.to_owned(), "split the file into its parts");
    }
    if page.embedded > 0 {
        let message =
            format!("{} embedded objects show as pictures only; what they hold was not read", page.embedded);
        report(Code::LeftOut, Severity::Info, message, "paste embedded sheets as tables of the document");
    }
    if page.pictures > 0 && !page.has_text {
        let message = "the file holds pictures and no text".to_owned();
        let help = "expected text; publish the document itself, not pictures of it";
        report(Code::Pictures, Severity::Error, message, help);
    }
}
