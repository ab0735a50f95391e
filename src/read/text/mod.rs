//! Plain text: three layouts that text dumps of disclosures come in. Lines are grouped into runs; each run is read
//! by the layout that it is written in.
//!
//! - [`cells`]: one cell per line behind a tab, an empty line ends the row;
//! - [`tabbed`]: one row per line, cells between tabs;
//! - everything else is a [`Line`]: prose, or the broken flow of a PDF, which only meaning can put together again.

mod cells;
mod tabbed;

use super::Reader;
use crate::config::Reading;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Block, Document, Line, Span, clean};
use crate::model::Severity;
use crate::source::Source;

/// Reader of plain text.
pub(super) struct Text;

impl Reader for Text {
    fn name(&self) -> &'static str {
        "txt"
    }

    fn accepts(&self, bytes: &[u8], extension: &str) -> bool {
        matches!(extension, "txt" | "text" | "md" | "markdown" | "tsv") && !bytes.starts_with(b"%PDF-")
    }

    fn read(&self, source: &Source, _: &Reading, sink: &mut Vec<Diagnostic>) -> Document {
        let bytes = source.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&source.bytes);
        let text = match std::str::from_utf8(bytes) {
            Ok(text) if !looks_binary(bytes) => text,
            Ok(_) => {
                sink.push(not_text(source, "the file holds binary data"));
                return Document::default();
            }
            Err(error) => {
                let line = bytes[..error.valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
                let line = u32::try_from(line).unwrap_or(u32::MAX);
                let message = if looks_binary(bytes) {
                    "the file holds binary data".to_owned()
                } else {
                    format!("the text is not UTF-8 (byte {} on line {line})", error.valid_up_to())
                };
                sink.push(not_text(source, &message).at(Span::new(line, line), ""));
                return Document::default();
            }
        };
        let document = document(text);
        if document.blocks.is_empty() {
            sink.push(
                Diagnostic::new(
                    Code::Empty,
                    Severity::Error,
                    &source.path,
                    "the file holds nothing but white space",
                )
                .help("expected a disclosure; put the published file here or delete this one"),
            );
        }
        document
    }
}

fn not_text(source: &Source, message: &str) -> Diagnostic {
    Diagnostic::new(Code::NotText, Severity::Error, &source.path, message)
        .help("expected text in UTF-8; save the document as UTF-8 text, or give the file its real extension")
}

/// Control characters other than tab, line feed, form feed and carriage return mean binary data.
fn looks_binary(bytes: &[u8]) -> bool {
    let odd = bytes.iter().filter(|b| **b < 0x09 || (0x0E..0x20).contains(*b)).count();
    bytes.contains(&0) || odd * 100 > bytes.len()
}

/// The lines of a text, whatever ends them. A form feed is white space.
fn document(text: &str) -> Document {
    let source: Vec<String> =
        text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line).replace('\u{0C}', " ")).collect();
    let mut blocks = Vec::new();
    let mut at = 0;
    let mut gap = 0;
    while at < source.len() {
        let line = &source[at];
        if line.trim().is_empty() {
            // A blank cell cannot open a table, so it is white space here.
            gap += 1;
            at += 1;
        } else if line.contains('\t') {
            let (table, next) = if one_cell_per_line(&source[at..]) {
                cells::table(&source, at, gap)
            } else {
                tabbed::table(&source, at, gap)
            };
            if !table.rows.is_empty() {
                blocks.push(Block::Table(table));
            }
            at = next;
            gap = 0;
        } else {
            blocks.push(Block::Line(Line {
                number: line_number(at),
                gap,
                text: clean(line).trim().to_owned(),
            }));
            gap = 0;
            at += 1;
        }
    }
    let mut source = source;
    if source.last().is_some_and(String::is_empty) {
        source.pop();
    }
    Document { blocks, source, ..Document::default() }
}

/// Which layout the run of tabbed lines at the head of `lines` is written in: the run ends at the first line that
/// is neither blank nor tabbed, and the majority of its lines decides.
fn one_cell_per_line(lines: &[String]) -> bool {
    let mut single = 0_usize;
    let mut several = 0_usize;
    for line in lines.iter().filter(|line| !line.trim().is_empty()).take_while(|line| line.contains('\t')) {
        if cells::is_cell(line) { single += 1 } else { several += 1 }
    }
    single > several
}

/// The number of a line, counted from 1.
fn line_number(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}
