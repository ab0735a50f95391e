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
pub(super) mod ruled;
mod tabbed;

use super::{Reader, encoding, is_container};
use crate::config::Reading;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Block, Document, Line, MAX_LINES, clean};
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
        let (text, cut) = within_limits(&decoded.text);
        if cut {
            sink.push(
                Diagnostic::new(
                    Code::LeftOut,
                    Severity::Warning,
                    &source.path,
                    "the text is larger than any disclosure: too many lines, or too many cells or characters in one; the rest was left out",
                )
                .help("split the file into its parts"),
            );
        }
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

/// The most lines of a text, the most cells of all of them, and the most bytes of one.
const MOST_LINES: usize = MAX_LINES;
const MOST_CELLS: usize = 600_000;
const LONGEST: usize = 1 << 20;

/// The text up to what is more than a disclosure has, and whether there is more.
fn within_limits(text: &str) -> (&str, bool) {
    let is_end = |byte: u8| matches!(byte, b'\n' | b'\r');
    let (mut lines, mut cells, mut start) = (0_usize, 0_usize, 0_usize);
    for (at, byte) in text.bytes().enumerate() {
        let alone = byte == b'\r' && text.as_bytes().get(at + 1) != Some(&b'\n');
        lines += usize::from(byte == b'\n' || alone);
        cells += usize::from(matches!(byte, b'\t' | b'|'));
        if is_end(byte) {
            start = at + 1;
        }
        if lines >= MOST_LINES || cells >= MOST_CELLS || at.saturating_sub(start) >= LONGEST {
            let boundary = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let cut = if start > 0 { start } else { boundary };
            return (&text[..cut], cut < text.len());
        }
    }
    (text, false)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_more_than_a_disclosure_is_cut_at_a_line() {
        assert_eq!(within_limits("甲\n乙"), ("甲\n乙", false));
        let many = "1\n".repeat(MOST_LINES + 5);
        assert_eq!(within_limits(&many).0.lines().count(), MOST_LINES);
        let wide = format!("甲\n{}", "1\t".repeat(MOST_CELLS));
        assert_eq!(within_limits(&wide), ("甲\n", true));
        let long = "甲".repeat(LONGEST);
        let (text, cut) = within_limits(&long);
        assert!(cut && text.len() <= LONGEST && text.ends_with('甲'));
    }
}
