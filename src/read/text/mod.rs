//! Plain text: the layouts that text dumps of disclosures come in. Lines are grouped into runs; each run is read
//! by the layout that it is written in.
//!
//! - [`cells`]: one cell per line behind a tab, an empty line ends the row;
//! - [`tabbed`]: one row per line, cells between tabs;
//! - [`ruled`]: tables that are drawn, or held apart by commas or spaces, turned into rows with tabs;
//! - [`piped`] and [`markup`]: tables of Markdown, and of HTML within it, with figures set as formulas ([`math`]);
//! - everything else is a [`Line`]: prose, or the broken flow of a PDF, which only meaning can put together again.

mod cells;
mod markup;
mod math;
mod piped;
mod ruled;
mod tabbed;

use super::{Reader, encoding, is_container};
use crate::config::Reading;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Block, Document, Line, clean};
use crate::model::Severity;
use crate::source::Source;

/// Reader of plain text.
pub(super) struct Text;

impl Reader for Text {
    fn name(&self) -> &'static str {
        "txt"
    }

    fn accepts(&self, bytes: &[u8], extension: &str) -> bool {
        matches!(extension, "txt" | "text" | "md" | "markdown" | "tsv")
            && !is_container(bytes)
            && !super::html::is_page(bytes, extension)
    }

    fn read(&self, source: &Source, _: &Reading, sink: &mut Vec<Diagnostic>) -> Document {
        let decoded = match encoding::decode(&source.bytes, None) {
            Ok(decoded) => decoded,
            Err(unreadable) => {
                sink.push(unreadable.diagnostic(source));
                return Document::default();
            }
        };
        decoded.report(source, true, sink);
        let document = document(&decoded.text);
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

/// The lines of a text, whatever ends them. A form feed is white space.
fn document(text: &str) -> Document {
    // Old programs end lines with a return alone, and some new ones with a sign of Unicode.
    let returns = !text.contains('\n');
    let ends = |c: char| matches!(c, '\n' | '\u{2028}' | '\u{2029}' | '\u{85}') || returns && c == '\r';
    let mut source: Vec<String> =
        text.split(ends).map(|line| line.strip_suffix('\r').unwrap_or(line).replace('\u{0C}', " ")).collect();
    let rules = ruled::rows(&mut source);
    let mut blocks = Vec::new();
    let mut at = 0;
    let mut gap = 0;
    let last_end = markup::last_end(&source);
    while at < source.len() {
        let line = &source[at];
        if let Some((found, next)) = markup::tables(&source, at, gap, last_end) {
            blocks.extend(found);
            at = next;
            gap = 0;
        } else if rules[at] && source.get(at + 1).is_some_and(|next| next.contains('\t')) {
            // The upper edge of a drawn table.
            at += 1;
        } else if piped::starts(&source, at) {
            let (table, next) = piped::table(&source, at, gap);
            blocks.push(Block::Table(table));
            at = next;
            gap = 0;
        } else if line.trim().is_empty() {
            // A blank cell cannot open a table, so it is white space here.
            gap += 1;
            at += 1;
        } else if line.contains('\t') {
            let (table, next) = if one_cell_per_line(&source[at..]) {
                cells::table(&source, at, gap)
            } else {
                tabbed::table(&source, &rules, at, gap)
            };
            if !table.rows.is_empty() {
                blocks.push(Block::Table(table));
            }
            at = next;
            gap = 0;
        } else {
            blocks.push(Block::Line(Line::new(line_number(at), gap, clean(line).trim())));
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
