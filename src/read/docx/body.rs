//! The body of a Word document: paragraphs and tables in reading order, as the page shows them. Deleted and hidden
//! text is left out, inserted text kept, fields are their results, and a text box stands behind its paragraph, once.

use super::super::markup::{Markup, Step, Tag};
use super::super::notes;
use super::frame::{self, Held, Holder, Shown};
use super::ink::{Ink, Inks};
use super::numbering::{Mark, Numbering};
use super::symbol::{is_figure, shades, symbol};
use crate::document::reddened;

/// Tables stand in tables no deeper than this.
const MAX_NESTING: usize = 12;

/// The most cells of a document.
const MAX_CELLS: usize = 600_000;

/// The most columns that a cell is taken to span; Word itself has 63.
const MAX_SPAN: usize = 100;

/// A part of the body, in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// A line; empty for an empty paragraph.
    Line(String),
    /// A table: its rows with a cell for every column.
    Table(Vec<Vec<String>>),
    /// A part of the package in a format of its own that stands here, by the id of its relation.
    Chunk(String),
}

/// What was read of a body, and what was not.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// Lines and tables.
    pub(super) pieces: Vec<Piece>,
    /// Whether the text breaks before its end. What is complete before the break is kept.
    pub(super) broken: bool,
    /// Whether tables nest too deep, or there are too many cells; what is beyond is left out.
    pub(super) beyond: bool,
    /// Pictures.
    pub(super) pictures: usize,
    /// Pieces of text that are white on white.
    pub(super) unseen: usize,
    /// Embedded documents, which show only a picture of themselves.
    pub(super) embedded: usize,
    /// Parts of the text in a format that nobody reads.
    pub(super) unread: usize,
}

/// A paragraph being read.
#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    /// How the run being read is written, by itself and by its style.
    ink: Ink,
    run_style: Option<String>,
    /// Whether the run being read, or its paragraph, stands on a colour.
    shaded: (bool, bool),
    /// Whether the end of this paragraph is deleted: the next one goes on in it.
    unended: bool,
    style: String,
    mark: Mark,
    behind: Vec<Piece>,
}

#[derive(Debug, Default)]
struct TableRead {
    rows: Vec<Vec<String>>,
    row: RowRead,
    cell: CellRead,
    /// What stands in its cells besides text.
    held: Vec<Held>,
}

#[derive(Debug, Default)]
struct RowRead {
    cells: Vec<String>,
    after: usize,
    deleted: bool,
}

#[derive(Debug, Default)]
struct CellRead {
    span: usize,
    continues: bool,
    deleted: bool,
    /// Whether it has a colour of its own.
    shaded: bool,
    /// Whether some of its text is red, and whether some is not.
    red: (bool, bool),
}

/// Properties that are being read, rather than content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Properties {
    Paragraph,
    /// The mark at the end of a paragraph.
    End,
    Run,
    Row,
    Cell,
}

/// Reads a body, or notes at the foot of pages, which are built the same way.
pub(super) fn read(xml: &str, numbering: &mut Numbering, inks: &Inks) -> Body {
    let mut reading = Reading {
        holders: vec![Holder::default()],
        paragraphs: Vec::new(),
        tables: Vec::new(),
        properties: Vec::new(),
        in_text: false,
        fields: Vec::new(),
        choices: Vec::new(),
        texts: 0,
        cells: 0,
        numbering,
        inks,
        body: Body::default(),
    };
    let mut markup = Markup::new(xml);
    loop {
        match markup.step() {
            Step::Open(tag) => {
                if reading.skips(&tag) {
                    if !markup.skip() {
                        reading.body.broken = true;
                        break;
                    }
                } else {
                    reading.open(&tag);
                }
            }
            Step::Close(name) => reading.close(&name),
            Step::Text(text) => reading.text(&text),
            Step::End => break,
            Step::Broken => {
                reading.body.broken = true;
                break;
            }
        }
    }
    reading.finish()
}

struct Reading<'n> {
    holders: Vec<Holder>,
    paragraphs: Vec<Paragraph>,
    tables: Vec<TableRead>,
    properties: Vec<Properties>,
    in_text: bool,
    /// Of the fields that are open, whether each has come to its result. What stands before is how it is made.
    fields: Vec<bool>,
    /// Of the choices between two ways of drawing, how many texts stood before each.
    choices: Vec<usize>,
    texts: usize,
    cells: usize,
    numbering: &'n mut Numbering,
    inks: &'n Inks,
    body: Body,
}

impl Reading<'_> {
    /// Whether nothing of this tag is on the page.
    fn skips(&mut self, tag: &Tag) -> bool {
        let inside = self.properties.last();
        match tag.name() {
            // The same text box again, for programs that cannot show the first; where that holds nothing, this is shown.
            "Fallback" => self.choices.last().is_none_or(|before| self.texts > *before),
            "delText" | "instrText" | "delInstrText" | "moveFrom" | "sdtPr" | "sdtEndPr" | "sectPr"
            | "tblPr" | "tblGrid" | "tblPrEx" | "pPrChange" | "rPrChange" | "tcPrChange" | "trPrChange"
            | "sectPrChange" | "tblPrChange" | "rt" => true,
            "del" => inside.is_none(),
            // Separators, not notes.
            "footnote" | "endnote" => tag.attribute("type").is_some_and(|kind| kind != "normal"),
            "tbl" if self.tables.len() >= MAX_NESTING || self.holders.len() > 4 * MAX_NESTING => {
                self.body.beyond = true;
                true
            }
            "txbxContent" if self.holders.len() > 4 * MAX_NESTING => {
                self.body.beyond = true;
                true
            }
            _ => false,
        }
    }

    fn open(&mut self, tag: &Tag) {
        let name = tag.name();
        if let Some(inside) = self.properties.last().copied() {
            self.property(inside, tag);
            return;
        }
        match name {
            "p" if matches!(tag.prefix(), "a" | "v") => {}
            "p" => self.paragraphs.push(Paragraph::default()),
            "r" => self.with_paragraph(|paragraph| {
                (paragraph.ink, paragraph.run_style, paragraph.shaded.0) = (Ink::default(), None, false);
            }),
            "t" => {
                self.in_text = tag.prefix() != "a" && self.fields.iter().all(|shown| *shown);
                self.texts += 1;
            }
            "fldChar" => match tag.attribute("fldCharType").as_deref() {
                Some("begin") if self.fields.len() < MAX_NESTING => self.fields.push(false),
                Some("separate") => self.fields.iter_mut().rev().take(1).for_each(|shown| *shown = true),
                Some("end") => drop(self.fields.pop()),
                _ => {}
            },
            "AlternateContent" if self.choices.len() < MAX_NESTING => self.choices.push(self.texts),
            "tab" | "ptab" => self.mark('\t'),
            "br" if tag.attribute("type").is_some_and(|kind| kind == "page" || kind == "column") => {}
            "br" | "cr" => self.mark('\n'),
            "noBreakHyphen" => self.mark('-'),
            "sym" => {
                if let Some(c) = symbol(tag) {
                    self.mark(c);
                }
            }
            "pPr" => self.properties.push(Properties::Paragraph),
            "rPr" => self.properties.push(Properties::Run),
            "trPr" => self.properties.push(Properties::Row),
            "tcPr" => self.properties.push(Properties::Cell),
            "tbl" => self.tables.push(TableRead::default()),
            "tr" => self.with_table(|table| table.row = RowRead::default()),
            "tc" => {
                self.with_table(|table| table.cell = CellRead { span: 1, ..CellRead::default() });
                self.holders.push(Holder { cell: true, ..Holder::default() });
            }
            "txbxContent" => self.holders.push(Holder::default()),
            "pic" | "imagedata" => self.body.pictures += 1,
            "altChunk" => self.chunk(tag),
            "OLEObject" if tag.attribute("Type").is_none_or(|kind| kind == "Embed") => self.chunk(tag),
            "OLEObject" => self.body.embedded += 1,
            _ => {}
        }
    }

    /// A part in a format of its own. In a cell it stands behind the table, as tables in cells do.
    fn chunk(&mut self, tag: &Tag) {
        if let (Some(id), Some(holder)) = (tag.attribute("id"), self.holders.last_mut()) {
            holder.flush();
            holder.put(Piece::Chunk(id));
        }
    }

    fn property(&mut self, inside: Properties, tag: &Tag) {
        let on = tag.is_on();
        match (inside, tag.name()) {
            (Properties::Paragraph, "rPr") => self.properties.push(Properties::End),
            (Properties::Paragraph, "pStyle") => {
                let style = tag.attribute("val").unwrap_or_default();
                self.with_paragraph(|paragraph| paragraph.style = style);
            }
            (Properties::Paragraph, "shd") => {
                let shades = shades(tag);
                self.with_paragraph(|paragraph| paragraph.shaded.1 = shades);
            }
            (Properties::Paragraph, _) => self.with_paragraph(|paragraph| paragraph.mark.take(tag)),
            (Properties::End, "del" | "moveFrom") => {
                self.with_paragraph(|paragraph| paragraph.unended = true);
            }
            (Properties::Run, "rStyle") => {
                let style = tag.attribute("val");
                self.with_paragraph(|paragraph| paragraph.run_style = style);
            }
            (Properties::Run, "vanish" | "strike" | "dstrike" | "color" | "vertAlign" | "position") => {
                self.with_paragraph(|paragraph| paragraph.ink.take(tag));
            }
            (Properties::Run, "shd" | "highlight") => {
                let shades = tag.name() == "highlight" || shades(tag);
                self.with_paragraph(|paragraph| paragraph.shaded.0 = shades);
            }
            (Properties::Cell, "shd") => {
                let shades = shades(tag);
                self.with_table(|table| table.cell.shaded = shades);
            }
            (Properties::Row, "gridBefore") => {
                let before = span(tag);
                self.with_table(|table| table.row.cells.extend((0..before).map(|_| String::new())));
            }
            (Properties::Row, "gridAfter") => self.with_table(|table| table.row.after = span(tag)),
            (Properties::Row, "del") => self.with_table(|table| table.row.deleted = true),
            (Properties::Row, "hidden") => self.with_table(|table| table.row.deleted |= on),
            (Properties::Cell, "gridSpan") => self.with_table(|table| table.cell.span = span(tag).max(1)),
            (Properties::Cell, "vMerge" | "vmerge" | "hMerge" | "hmerge") => {
                let continues = tag.attribute("val").is_none_or(|value| value != "restart");
                self.with_table(|table| table.cell.continues |= continues);
            }
            (Properties::Cell, "cellDel") => self.with_table(|table| table.cell.deleted = true),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "pPr" | "rPr" | "trPr" | "tcPr" => {
                let which = match name {
                    "pPr" => [Properties::Paragraph; 2],
                    "rPr" => [Properties::Run, Properties::End],
                    "trPr" => [Properties::Row; 2],
                    _ => [Properties::Cell; 2],
                };
                if self.properties.last().is_some_and(|open| which.contains(open)) {
                    self.properties.pop();
                }
            }
            _ if !self.properties.is_empty() => {}
            "t" => self.in_text = false,
            "r" => self.with_paragraph(|paragraph| {
                (paragraph.ink, paragraph.run_style) = (Ink::default(), None);
            }),
            "AlternateContent" => drop(self.choices.pop()),
            "p" => self.end_paragraph(),
            "txbxContent" => self.end_box(),
            "tc" => self.end_cell(),
            "tr" => self.end_row(),
            "tbl" => self.end_table(),
            _ => {}
        }
    }

    /// How the run being read is written.
    fn ink(&self) -> Ink {
        let Some(paragraph) = self.paragraphs.last() else { return Ink::default() };
        let style = paragraph.run_style.as_deref().map(|style| self.inks.of(style)).unwrap_or_default();
        paragraph.ink.or(style).or(self.inks.of(&paragraph.style))
    }

    fn text(&mut self, text: &str) {
        let cell = self.tables.last().is_some_and(|table| table.cell.shaded);
        let ink = self.ink();
        if self.in_text
            && ink.hidden != Some(true)
            && let Some(paragraph) = self.paragraphs.last_mut().filter(|_| ink.struck != Some(true))
        {
            // White words may stand on the colour of a table's style; figures of their own colour hardly do.
            let white = ink.white == Some(true);
            let unseen = white && !cell && paragraph.shaded == (false, false) && is_figure(text);
            let is_red = ink.red == Some(true);
            if let Some(table) = self.tables.last_mut().filter(|_| !unseen && !text.trim().is_empty()) {
                table.cell.red.0 |= is_red;
                table.cell.red.1 |= !is_red;
            }
            if unseen {
                self.body.unseen += 1;
            } else if ink.raised == Some(true) {
                notes::add(&mut paragraph.text, text);
            } else {
                paragraph.text.push_str(text);
            }
        }
    }

    fn mark(&mut self, c: char) {
        let ink = self.ink();
        let shown = ink.hidden != Some(true) && ink.struck != Some(true);
        if shown && self.fields.iter().all(|shown| *shown) {
            self.with_paragraph(|paragraph| paragraph.text.push(c));
        }
    }

    fn with_paragraph(&mut self, change: impl FnOnce(&mut Paragraph)) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            change(paragraph);
        }
    }

    fn with_table(&mut self, change: impl FnOnce(&mut TableRead)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        // How a field is made never runs on over paragraphs, unless its end was lost.
        if self.fields.last() == Some(&false) {
            self.fields.clear();
        }
        let Some(holder) = self.holders.last_mut() else { return };
        let goes_on = !holder.carried.is_empty();
        let text = std::mem::take(&mut holder.carried) + &paragraph.text;
        if paragraph.unended {
            holder.carried = text;
        } else {
            let number =
                if goes_on { String::new() } else { self.numbering.next(&paragraph.mark, &paragraph.style) };
            holder.add(&(number + &text));
        }
        paragraph.behind.into_iter().for_each(|piece| holder.put(piece));
    }

    fn end_box(&mut self) {
        if self.holders.len() <= 1 {
            return;
        }
        let Some(mut holder) = self.holders.pop() else { return };
        holder.flush();
        match (self.paragraphs.last_mut(), self.holders.last_mut()) {
            (Some(paragraph), _) => paragraph.behind.extend(holder.pieces),
            (None, Some(outer)) => holder.pieces.into_iter().for_each(|piece| outer.put(piece)),
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        if !self.holders.last().is_some_and(|holder| holder.cell) {
            return;
        }
        let Some(mut holder) = self.holders.pop() else { return };
        let Some(table) = self.tables.last_mut() else { return };
        holder.flush();
        if !holder.pieces.is_empty() {
            let row = table.rows.len();
            let (pieces, order) = (std::mem::take(&mut holder.pieces), std::mem::take(&mut holder.order));
            table.held.push(Held { row, lines: holder.lines.clone(), pieces, order });
        }
        let cell = std::mem::take(&mut table.cell);
        if cell.deleted {
            return;
        }
        self.cells = self.cells.saturating_add(cell.span);
        if self.cells > MAX_CELLS {
            self.body.beyond = true;
            return;
        }
        // A cell that was merged into the one above shows nothing of its own.
        let text = if cell.continues { String::new() } else { holder.lines.join("\n") };
        table.row.cells.push(reddened(text, cell.red == (true, false)));
        table.row.cells.extend((1..cell.span).map(|_| String::new()));
    }

    fn end_row(&mut self) {
        let full = self.cells > MAX_CELLS;
        let Some(table) = self.tables.last_mut() else { return };
        let mut row = std::mem::take(&mut table.row);
        if !row.deleted && !full {
            row.cells.extend((0..row.after).map(|_| String::new()));
            table.rows.push(row.cells);
        }
    }

    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        let Some(holder) = self.holders.last_mut() else { return };
        holder.flush();
        // A table of one cell within a cell is a frame around its text.
        let alone = holder.cell && holder.lines.iter().all(|line| line.trim().is_empty());
        if let ([row], true, true) = (table.rows.as_slice(), alone, table.held.is_empty())
            && let [text] = row.as_slice()
        {
            holder.add(text);
            return;
        }
        if frame::is_one(&table.rows, &table.held) {
            for shown in frame::contents(table.rows, table.held) {
                match shown {
                    Shown::Text(text) => holder.add(&text),
                    Shown::Piece(piece) => holder.put(piece),
                }
            }
            return;
        }
        if !table.rows.is_empty() {
            holder.put(Piece::Table(table.rows));
        }
        table.held.into_iter().flat_map(|held| held.pieces).for_each(|piece| holder.put(piece));
    }

    /// What is complete, where the text broke: whole paragraphs and whole rows.
    fn finish(mut self) -> Body {
        if self.body.broken {
            // Outer tables first, as they would stand.
            let open = std::mem::take(&mut self.tables);
            self.holders.truncate(1);
            for table in open {
                self.tables = vec![table];
                self.end_table();
            }
        }
        if let Some(mut holder) = self.holders.into_iter().next() {
            holder.flush();
            self.body.pieces = holder.pieces;
        }
        self.body
    }
}

fn span(tag: &Tag) -> usize {
    tag.number::<usize>("val").unwrap_or(0).min(MAX_SPAN)
}
