//! Word documents (DOCX): the body of the package, then its notes. Headers and footers are no part of the
//! text, and kept beside it.

mod body;
mod flat;
mod frame;
mod ink;
mod numbering;
mod symbol;
#[cfg(test)]
mod tests;

use super::cfb::{is_compound, is_locked};
use super::package::{Loss, Package, is_package};
use super::text::ruled;
use super::{Reader, locked, unlock};
use crate::config::Reading;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Block, Cell, Document, Place, Row, Transcript, reddened};
use crate::model::Severity;
use crate::source::Source;

use body::{Body, Piece};
use ink::Inks;
use numbering::Numbering;
pub(super) use numbering::numeral;

/// The part that holds the text.
const DOCUMENT: &str = "word/document.xml";

/// What to do with a broken file.
const SAVE_AGAIN: &str =
    "expected a whole Word file; fetch it again, or open it in Word or WPS and save it as .docx";

/// Reader of DOCX.
pub(super) struct Docx;

impl Reader for Docx {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn accepts(&self, bytes: &[u8], extension: &str) -> bool {
        let word = || Package::open(bytes).names().any(|name| name.starts_with("word/"));
        is_package(bytes) && word()
            || flat::is_document(bytes)
            || matches!(extension, "docx" | "doc") && is_locked(bytes)
    }

    fn read(&self, source: &Source, helpers: &Reading, sink: &mut Vec<Diagnostic>) -> Document {
        if flat::is_document(&source.bytes) {
            return flat::read(source, sink);
        }
        if !is_compound(&source.bytes) {
            return document(&source.bytes, source, helpers, sink);
        }
        match unlock::opened(&source.bytes) {
            Some(bytes) => document(&bytes, source, helpers, sink),
            None => {
                sink.push(locked(source));
                Document::default()
            }
        }
    }
}

/// Reads the bytes of a DOCX, which need not be the source's own: an old Word file is read from its conversion.
pub(super) fn document(
    bytes: &[u8],
    source: &Source,
    helpers: &Reading,
    sink: &mut Vec<Diagnostic>,
) -> Document {
    let mut package = Package::open(bytes);
    let mut inner = Vec::new();
    let mut report = |code, severity, message: String, help: &str| {
        sink.push(Diagnostic::new(code, severity, &source.path, message).help(help));
    };
    let main = package.part(DOCUMENT);
    if let Some(loss) = main.loss {
        let severity = if main.text.is_empty() { Severity::Error } else { Severity::Warning };
        let code = if loss == Loss::Encrypted { Code::Encrypted } else { Code::Damaged };
        report(code, severity, format!("{DOCUMENT}, the text of the file, {}", loss.words()), SAVE_AGAIN);
    } else if !package.whole {
        let message = "the end of the file is missing; the text in it is whole".to_owned();
        report(Code::Damaged, Severity::Warning, message, SAVE_AGAIN);
    }
    let lost = lost_parts(&mut package);
    if !lost.is_empty() {
        let message = format!("numbers of headings or notes may be missing: {}", lost.join("; "));
        report(Code::Damaged, Severity::Warning, message, SAVE_AGAIN);
    }
    let mut numbering = Numbering::default();
    numbering.read_lists(&package.part("word/numbering.xml").text);
    let styles = package.part("word/styles.xml").text;
    numbering.read_styles(&styles);
    let inks = Inks::read(&styles);
    let mut body = body::read(&main.text, &mut numbering, &inks);
    body.read_chunks(&mut package, |name, bytes| super::within(source, name, bytes, helpers, &mut inner));
    let mut transcript = Transcript::default();
    let mut tables = 0;
    write(&body, &mut tables, &mut transcript);
    if main.loss.is_none() && body.broken {
        let lines = transcript.lines();
        let message = format!("{DOCUMENT} is no well-formed XML behind line {lines} of what was read");
        report(Code::Damaged, Severity::Warning, message, SAVE_AGAIN);
    }
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        let part = package.part(notes);
        let notes = body::read(&part.text, &mut numbering, &inks);
        transcript.gap();
        write(&notes, &mut tables, &mut transcript);
    }
    left_out(&body, transcript.is_full(), &mut report);
    let mut document = transcript.finish();
    document.about.running = running(&mut package, &inks);
    if document.blocks.is_empty() && main.loss.is_none() {
        let (what, help) = if body.pictures > 0 {
            (
                "the file holds pictures and no text",
                "expected text; publish the document itself, not pictures of it",
            )
        } else {
            (
                "the file holds no text",
                "expected a disclosure; put the published file here or delete this one",
            )
        };
        report(Code::Empty, Severity::Error, what.to_owned(), help);
    }
    sink.append(&mut inner);
    document
}

/// The lines at the head and foot of the pages, each once.
fn running(package: &mut Package, inks: &Inks) -> Vec<String> {
    let targets = package.relations(DOCUMENT).targets;
    let is_running = |part: &&String| {
        let name = part.rsplit('/').next().unwrap_or_default();
        name.ends_with(".xml") && (name.starts_with("header") || name.starts_with("footer"))
    };
    let mut lines: Vec<String> = Vec::new();
    for part in targets.iter().map(|(_, part)| part).filter(is_running).take(MOST_RUNNING) {
        let text = package.part(part).text;
        for piece in body::read(&text, &mut Numbering::default(), inks).pieces {
            let texts = match piece {
                Piece::Line(line) => vec![line],
                Piece::Table(rows) => rows.into_iter().flatten().collect(),
                Piece::Chunk(_) => Vec::new(),
            };
            lines.extend(texts.into_iter().filter(|text| !text.trim().is_empty()));
        }
    }
    lines.sort();
    lines.dedup();
    lines.truncate(MOST_RUNNING);
    lines
}

/// Where the package keeps embedded objects.
const OBJECTS: &str = "embeddings/";

/// The most heads and feet of pages, and the most lines of them.
const MOST_RUNNING: usize = 60;

impl Body {
    /// Puts what stands in parts of other formats where those parts stand. What cannot be read is counted.
    fn read_chunks(
        &mut self,
        package: &mut Package,
        mut read: impl FnMut(&str, Vec<u8>) -> Option<Document>,
    ) {
        if !self.pieces.iter().any(|piece| matches!(piece, Piece::Chunk(_))) {
            return;
        }
        let targets = package.relations(DOCUMENT).targets;
        for piece in std::mem::take(&mut self.pieces) {
            let Piece::Chunk(id) = piece else {
                self.pieces.push(piece);
                continue;
            };
            let part = targets.iter().find(|(one, _)| *one == id).map(|(_, part)| part);
            let bytes = part.and_then(|part| Some((part, package.bytes(part)?)));
            let document = bytes.and_then(|(part, bytes)| read(part, bytes));
            match document.filter(|document| !document.blocks.is_empty()) {
                Some(document) => self.pieces.extend(pieces_of(&document)),
                // An object shows as a picture; any other part is the text itself.
                None if part.is_some_and(|part| part.contains(OBJECTS)) => self.embedded += 1,
                None => self.unread += 1,
            }
        }
    }
}

/// The lines and tables of a document.
fn pieces_of(document: &Document) -> impl Iterator<Item = Piece> {
    document.blocks.iter().map(|block| match block {
        Block::Line(line) => Piece::Line(line.text.clone()),
        Block::Table(table) => {
            let cell = |cell: &Cell| reddened(cell.text.clone(), cell.red);
            let cells = |row: &Row| row.cells.iter().map(cell).collect();
            Piece::Table(table.rows.iter().map(cells).collect())
        }
    })
}

/// What is wrong with the parts that the text leans on.
fn lost_parts(package: &mut Package) -> Vec<String> {
    let relations = package.relations(DOCUMENT);
    let mut lost = Vec::new();
    let kinds = ["numbering.xml", "styles.xml", "footnotes.xml", "endnotes.xml"];
    for (_, part) in &relations.targets {
        if kinds.iter().any(|kind| part.ends_with(kind)) {
            lost.extend(package.part(part).loss.map(|loss| format!("{part} {}", loss.words())));
        }
    }
    // A document that leans on nothing has no list.
    let loss = relations.loss.filter(|loss| *loss != Loss::Absent || !package.whole);
    lost.extend(loss.map(|loss| format!("the list of the document's parts {}", loss.words())));
    lost
}

/// Says what is in the file and not in the document.
fn left_out(body: &Body, full: bool, report: &mut impl FnMut(Code, Severity, String, &str)) {
    if body.beyond || full {
        let message = "the document is larger than any disclosure: too many cells, or tables nested too deep; the rest was left out";
        report(Code::LeftOut, Severity::Warning, message.to_owned(), "split the file into its parts");
    }
    if body.unseen > 0 {
        let message = format!("{} figures that are white on white were not read", body.unseen);
        report(Code::LeftOut, Severity::Info, message, "what is not seen is not disclosed");
    }
    if body.unread > 0 {
        let message = format!("{} parts of the text are in a format that is not read", body.unread);
        report(Code::LeftOut, Severity::Warning, message, SAVE_AGAIN);
    }
    if body.embedded > 0 {
        let message =
            format!("{} embedded objects show as pictures only; what they hold was not read", body.embedded);
        report(Code::LeftOut, Severity::Info, message, "paste embedded sheets as tables of the document");
    }
}

fn write(body: &Body, tables: &mut u32, transcript: &mut Transcript) {
    // Lines that stand together may draw a table.
    let mut lines = Vec::new();
    for piece in &body.pieces {
        match piece {
            Piece::Line(text) if !text.trim().is_empty() => lines.push(text.clone()),
            // A chunk within notes; Word has none.
            Piece::Chunk(_) => {}
            Piece::Line(text) => {
                write_lines(std::mem::take(&mut lines), tables, transcript);
                transcript.line(Place::Line, text);
            }
            Piece::Table(rows) => {
                write_lines(std::mem::take(&mut lines), tables, transcript);
                write_table(rows, tables, transcript);
            }
        }
    }
    write_lines(lines, tables, transcript);
}

fn write_lines(lines: Vec<String>, tables: &mut u32, transcript: &mut Transcript) {
    for part in ruled::parts(lines) {
        match part {
            ruled::Part::Line(text) => transcript.line(Place::Line, &text),
            ruled::Part::Table(rows) => write_table(&rows, tables, transcript),
        }
    }
}

fn write_table(rows: &[Vec<String>], tables: &mut u32, transcript: &mut Transcript) {
    transcript.end_table();
    *tables += 1;
    for (row, nth) in rows.iter().zip(1..) {
        transcript.row(Place::Row { table: *tables, row: nth }, row);
    }
    transcript.end_table();
}
