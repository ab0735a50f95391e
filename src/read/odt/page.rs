//! The text of an ODT as markup: paragraphs, tables, notes and text boxes in the order of the page, without what was deleted or
//! is hidden.

use std::fmt::Write as _;

use super::super::markup::{Markup, Step, Tag};
use super::lists::Lists;
use super::styles::Styles;

/// A text document as a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) html: String,
    /// The lines at the head and foot of its pages.
    pub(super) running: Vec<String>,
    /// Whether there is any text.
    pub(super) has_text: bool,
    /// Whether the text breaks before its end.
    pub(super) broken: bool,
    /// Whether it is larger than is read, or nests too deep.
    pub(super) beyond: bool,
    pub(super) pictures: usize,
    pub(super) embedded: usize,
}

/// Paragraphs, tables and text boxes stand no deeper in each other.
const DEPTH: usize = 60;

/// The most bytes that are written, and the most cells.
const MOST: usize = 32 << 20;
const MOST_CELLS: usize = 200_000;

/// The most columns that a cell spans or is repeated over.
const MOST_COLUMNS: usize = 256;

/// The most spaces in a row.
const MOST_SPACES: usize = 1_000;

/// The most lines at the head and foot of pages.
const MOST_RUNNING: usize = 60;

/// What is being written: a paragraph, or what holds paragraphs.
#[derive(Debug, Default)]
struct Frame {
    kind: Kind,
    text: String,
    /// What stands in a paragraph and shows behind it: text boxes.
    behind: String,
    /// How the paragraph is written.
    style: String,
    /// Whether its text has tabs.
    tabbed: bool,
    /// Where the row and the cell being read begin in the text, and how often each stands.
    row: (usize, usize),
    cell: (usize, usize),
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Body,
    Paragraph,
    Table,
    /// A note at the foot of the page.
    Note,
    /// The head or foot of pages.
    Running,
}

#[derive(Debug, Default)]
struct Writer {
    styles: Styles,
    lists: Lists,
    frames: Vec<Frame>,
    /// Of the pieces of text that are open, which are marked.
    spans: Vec<bool>,
    notes: String,
    cells: usize,
    written: usize,
    page: Page,
}

/// Writes the text of a document as a page; `styles` holds the styles with names.
pub(super) fn write(styles: &str, content: &str) -> Page {
    let mut writer = Writer { frames: vec![Frame::default()], ..Writer::default() };
    // Broken styles give those before the break.
    writer.run(styles);
    writer.frames.truncate(1);
    writer.frames[0] = Frame::default();
    writer.spans.clear();
    writer.page.broken = !writer.run(content);
    writer.finish()
}

impl Writer {
    /// Goes through a part; whether all could be read.
    fn run(&mut self, xml: &str) -> bool {
        let mut markup = Markup::new(xml);
        loop {
            match markup.step() {
                Step::Open(tag) => {
                    if self.skips(&tag) {
                        if !markup.skip() {
                            return false;
                        }
                    } else {
                        self.open(&tag);
                    }
                }
                Step::Text(text) => self.text(&text),
                Step::Close(name) => self.close(&name),
                Step::End => return true,
                Step::Broken => return false,
            }
        }
    }

    /// Whether nothing of a tag is on the page.
    fn skips(&mut self, tag: &Tag) -> bool {
        let is = |name: &str, value: &str| tag.attribute(name).is_some_and(|own| own == value);
        let hidden =
            |family: &str| tag.attribute("style-name").is_some_and(|style| self.styles.hides(family, &style));
        let beyond = self.frames.len() > DEPTH || self.written > MOST || self.cells > MOST_CELLS;
        match tag.name() {
            // What was deleted, comments, forms of buttons and fields, what lists of contents are made from.
            "tracked-changes" | "annotation" | "forms" | "scripts" | "script" | "ruby-text"
            | "note-citation" | "covered-table-cell" | "binary-data" => true,
            "meta" => tag.prefix() == "office",
            "title" | "desc" => tag.prefix() == "svg",
            name if name.ends_with("-source") => true,
            "hidden-text" | "hidden-paragraph" => !is("is-hidden", "false"),
            "section" => {
                is("display", "none")
                    || is("display", "condition") && !is("is-hidden", "false")
                    || hidden("section")
            }
            "table" | "p" | "h" if beyond => {
                self.page.beyond = true;
                true
            }
            "table" => hidden("table"),
            "object" | "object-ole" => {
                self.page.embedded += 1;
                true
            }
            "image" => {
                self.page.pictures += 1;
                true
            }
            _ => false,
        }
    }

    fn frame(&mut self) -> Option<&mut Frame> {
        self.frames.last_mut()
    }

    fn open(&mut self, tag: &Tag) {
        let style = |styles: &Styles, family: &str| {
            tag.attribute("style-name").map(|name| styles.attribute(family, &name)).unwrap_or_default()
        };
        match tag.name() {
            "p" | "h" => {
                let number = if tag.name() == "h" { self.lists.heading(tag) } else { String::new() };
                let number = if number.is_empty() { self.lists.next() } else { number };
                let style = style(&self.styles, "paragraph");
                self.frames.push(Frame { kind: Kind::Paragraph, style, ..Frame::default() });
                self.put(&number);
            }
            "span" => {
                let style = style(&self.styles, "text");
                self.spans.push(!style.is_empty());
                if !style.is_empty() {
                    self.raw(&format!("<span{style}>"));
                }
            }
            "s" => self.put(&"\u{A0}".repeat(tag.number("c").unwrap_or(1).min(MOST_SPACES))),
            "tab" => {
                if let Some(frame) = self.frame() {
                    frame.tabbed = true;
                }
                self.put("\t");
            }
            "line-break" => self.raw("<br>"),
            "list" => self.lists.open(tag),
            "list-item" => self.lists.item(tag),
            "table" => self.frames.push(Frame { kind: Kind::Table, ..Frame::default() }),
            "table-column" | "table-row" | "table-cell" => self.open_table(tag),
            "note-body" => self.frames.push(Frame { kind: Kind::Note, ..Frame::default() }),
            "header" | "footer" | "header-first" | "footer-first" | "header-left" | "footer-left"
                if tag.prefix() == "style" =>
            {
                self.frames.push(Frame { kind: Kind::Running, ..Frame::default() });
            }
            _ => {
                self.styles.take(tag);
                self.lists.take(tag);
            }
        }
    }

    fn open_table(&mut self, tag: &Tag) {
        let often = |name: &str, most: usize| tag.number::<usize>(name).unwrap_or(1).clamp(1, most);
        let unseen = |styles: &Styles, family: &str| {
            tag.attribute("visibility").is_some_and(|value| value != "visible")
                || tag.attribute("style-name").is_some_and(|style| styles.hides(family, &style))
        };
        let mut piece = String::new();
        let (name, columns) = (tag.name(), often("number-columns-repeated", MOST_COLUMNS));
        match name {
            "table-column" => {
                let look = if unseen(&self.styles, name) { " style=\"visibility:collapse\"" } else { "" };
                let _ = write!(piece, "<col span=\"{columns}\"{look}>");
            }
            "table-row" => {
                let look = if unseen(&self.styles, name) { " style=\"display:none\"" } else { "" };
                let _ = write!(piece, "<tr{look}>");
            }
            _ => {
                let span = |name: &str, most: usize| often(name, most);
                let (across, down) =
                    (span("number-columns-spanned", MOST_COLUMNS), span("number-rows-spanned", MOST_CELLS));
                let look = tag.attribute("style-name").map(|style| self.styles.attribute(name, &style));
                let look = look.unwrap_or_default();
                let _ = write!(piece, "<td colspan=\"{across}\" rowspan=\"{down}\"{look}>");
            }
        }
        let rows = often("number-rows-repeated", MOST_CELLS);
        let Some(frame) = self.frames.last_mut().filter(|frame| frame.kind == Kind::Table) else { return };
        match name {
            "table-row" => frame.row = (frame.text.len(), rows),
            "table-cell" => frame.cell = (frame.text.len(), columns),
            _ => {}
        }
        self.raw(&piece);
    }

    fn text(&mut self, text: &str) {
        // White space of the file is a space; tabs have a tag of their own.
        let plain: String =
            text.chars().map(|c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c }).collect();
        self.put(&plain);
    }

    /// Writes text into the paragraph at hand; text outside of paragraphs is none.
    fn put(&mut self, text: &str) {
        if !self.frames.last().is_some_and(|frame| frame.kind == Kind::Paragraph) {
            return;
        }
        self.page.has_text |= !text.trim().is_empty();
        let mut escaped = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '&' => escaped.push_str("&amp;"),
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                c => escaped.push(c),
            }
        }
        self.raw(&escaped);
    }

    fn raw(&mut self, markup: &str) {
        if self.written > MOST {
            self.page.beyond = true;
        } else if let Some(frame) = self.frames.last_mut() {
            self.written += markup.len();
            frame.text.push_str(markup);
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => self.end_paragraph(),
            "span" => {
                let end = if self.spans.pop() == Some(true) { "</span>" } else { "" };
                self.raw(end);
            }
            "list" => self.lists.close(),
            "table-cell" => self.repeat("</td>", |frame| frame.cell),
            "table-row" => self.repeat("</tr>", |frame| frame.row),
            "table" => {
                if let Some(frame) = self.pop(Kind::Table) {
                    self.place(&format!("<table>{}</table>", frame.text));
                }
            }
            "note-body" => {
                if let Some(frame) = self.pop(Kind::Note) {
                    self.notes.push_str(&frame.text);
                }
            }
            "header" | "footer" | "header-first" | "footer-first" | "header-left" | "footer-left" => {
                self.pop(Kind::Running);
            }
            _ => {}
        }
    }

    /// Ends a cell or a row of the table at hand, and writes it again as often as it stands.
    fn repeat(&mut self, end: &str, of: impl Fn(&Frame) -> (usize, usize)) {
        if !self.frames.last().is_some_and(|frame| frame.kind == Kind::Table) {
            return;
        }
        self.raw(end);
        let Some(frame) = self.frames.last_mut() else { return };
        let (start, often) = of(frame);
        let piece = frame.text.get(start..).unwrap_or_default().to_owned();
        let cells = piece.matches("<td").count().max(1);
        for nth in 0..often {
            self.cells = self.cells.saturating_add(cells);
            if self.cells > MOST_CELLS {
                self.page.beyond = true;
                return;
            }
            if nth > 0 {
                self.raw(&piece);
            }
        }
    }

    fn pop(&mut self, kind: Kind) -> Option<Frame> {
        self.frames.last().filter(|frame| frame.kind == kind)?;
        self.frames.pop()
    }

    fn end_paragraph(&mut self) {
        let Some(frame) = self.pop(Kind::Paragraph) else { return };
        let Frame { text, behind, style, tabbed, .. } = frame;
        if self.frames.last().is_some_and(|outer| outer.kind == Kind::Running) {
            let line = super::super::html::plain(&text);
            if !line.trim().is_empty() && self.page.running.len() < MOST_RUNNING {
                self.page.running.push(line.trim().to_owned());
            }
            return;
        }
        let in_cell = self.frames.last().is_some_and(|outer| outer.kind == Kind::Table);
        // Lines with tabs that stand together are the rows of a table.
        let piece = match (tabbed && !in_cell, text.is_empty()) {
            (true, _) => format!("<pre{style}>{text}\n</pre>"),
            (false, true) => "<p><br></p>".to_owned(),
            (false, false) => format!("<p{style}>{text}</p>"),
        };
        self.place(&piece);
        self.place(&behind);
    }

    /// Puts what is whole into what holds it; in a paragraph it shows behind it.
    fn place(&mut self, piece: &str) {
        let Some(outer) = self.frames.last_mut() else { return };
        let into = if outer.kind == Kind::Paragraph { &mut outer.behind } else { &mut outer.text };
        let joined = piece.strip_prefix("<pre>").filter(|_| into.ends_with("</pre>"));
        match joined {
            Some(rest) => {
                into.truncate(into.len() - "</pre>".len());
                into.push_str(rest);
            }
            None => into.push_str(piece),
        }
    }

    /// What is complete: whole paragraphs and whole rows.
    fn finish(mut self) -> Page {
        while self.frames.len() > 1 {
            match self.frames.last().map(|frame| frame.kind) {
                Some(Kind::Table) => {
                    if let Some(frame) = self.pop(Kind::Table) {
                        let whole = frame.text.rfind("</tr>").map_or(0, |at| at + "</tr>".len());
                        self.place(&format!(
                            "<table>{}</table>",
                            frame.text.get(..whole).unwrap_or_default()
                        ));
                    }
                }
                _ => drop(self.frames.pop()),
            }
        }
        let body = self.frames.pop().map(|frame| frame.text).unwrap_or_default();
        self.page.running.sort();
        self.page.running.dedup();
        self.page.html = format!("<html><meta charset=\"utf-8\"><body>{body}{}</body></html>", self.notes);
        self.page
    }
}
