//! Word documents as one XML file: Word 2003, and the parts of a DOCX in one piece (Flat OPC). Both write the body as a DOCX does.

use super::super::encoding;
use super::body;
use super::ink::Inks;
use super::numbering::Numbering;
use super::{SAVE_AGAIN, left_out, write};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, Transcript};
use crate::model::Severity;
use crate::source::Source;

/// The names that the two give their kinds, near their beginnings.
const KINDS: [&str; 2] = [
    "http://schemas.microsoft.com/office/word/2003/wordml",
    "http://schemas.microsoft.com/office/2006/xmlPackage",
];

/// How far the beginning reaches.
const OPENING: usize = 8192;

/// Whether bytes are a document of this kind.
pub(super) fn is_document(bytes: &[u8]) -> bool {
    let opening = String::from_utf8_lossy(&bytes[..bytes.len().min(OPENING)]);
    let text = opening.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    text.starts_with("<?xml")
        && !text.contains("<html")
        && KINDS.iter().any(|kind| text.contains(kind))
        && (text.contains("wordDocument") || text.contains("/word/") || text.contains("Word.Document"))
}

/// Reads a document.
pub(super) fn read(source: &Source, sink: &mut Vec<Diagnostic>) -> Document {
    let decoded = match encoding::decode(&source.bytes, encoding::declared(&source.bytes)) {
        Ok(decoded) => decoded,
        Err(unreadable) => {
            sink.push(unreadable.diagnostic(source));
            return Document::default();
        }
    };
    let mut report = |code, severity, message: String, help: &str| {
        sink.push(Diagnostic::new(code, severity, &source.path, message).help(help));
    };
    let text = &decoded.text;
    let mut numbering = Numbering::default();
    numbering.read_lists(part(text, "numbering"));
    numbering.read_styles(part(text, "styles"));
    let inks = Inks::read(part(text, "styles"));
    let body = body::read(part(text, "body"), &mut numbering, &inks);
    let mut transcript = Transcript::default();
    write(&body, &mut 0, &mut transcript);
    if body.broken {
        let message = "the text of the file is no well-formed XML; what stands before was read".to_owned();
        report(Code::Damaged, Severity::Warning, message, SAVE_AGAIN);
    }
    left_out(&body, transcript.is_full(), &mut report);
    let document = transcript.finish();
    if document.blocks.is_empty() {
        let help = "expected a disclosure; put the published file here or delete this one";
        report(Code::Empty, Severity::Error, "the file holds no text".to_owned(), help);
    }
    document
}

/// The part of the text in an element, tags included; to the end where it does not close.
fn part<'t>(text: &'t str, name: &str) -> &'t str {
    let Some(start) = text.find(&format!("<w:{name}>")).or_else(|| text.find(&format!("<w:{name} "))) else {
        return "";
    };
    let close = format!("</w:{name}>");
    let end = text[start..].find(&close).map_or(text.len(), |at| start + at + close.len());
    &text[start..end]
}
