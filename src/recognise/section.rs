//! Sections: cutting a document into disclosed tables with their titles, captions and notes, and the prose between.
//!
//! A table that page breaks cut into pieces becomes one again. In a broken PDF flow a table has no cells yet: its
//! lines are kept together for [`super::flow`].

use std::sync::{Arc, LazyLock};

use regex::Regex;

use crate::document::{Block, Document, Line, Place, Row, Shape, Span, key};
use crate::model::{Statement, Unit};
use crate::taxonomy::{self, SaidUnit};

use super::behind::{holds_sentences, opens_prose};
use super::caption::{BROKEN, NUMBERING, broken_title, may_stand_in_caption};
pub(crate) use super::caption::{Caption, clean_title};
use super::contents::LIST;
use super::lines::{
    beside_title, is_label_row, is_note, is_page_number, is_placeholder, labelled, names_project, title_row,
};

/// A disclosed table with what stands around it.
#[derive(Debug, Clone)]
pub(crate) struct Section {
    /// The statement that its title names, if it does. Summaries are named by their income half.
    pub(crate) statement: Option<Statement>,
    /// The printed title without numbering; empty where there is none.
    pub(crate) title: String,
    /// From the title (or the first row) to the last row.
    pub(crate) span: Span,
    /// What the lines between title and table say.
    pub(crate) caption: Caption,
    /// The table itself.
    pub(crate) body: Body,
    /// The lines behind the table that explain it.
    pub(crate) notes: String,
    /// The name of its sheet.
    pub(crate) sheet: Option<Arc<str>>,
}

/// What a section holds.
#[derive(Debug, Clone)]
pub(crate) enum Body {
    /// Rows of cells.
    Rows(Shape, Vec<Row>),
    /// The lines of a broken PDF flow.
    Flow(Vec<Line>),
    /// Nothing, or a word in place of a table.
    Nothing(Vec<Line>),
}

/// A document cut into tables and prose.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    /// The tables, in document order.
    pub(crate) sections: Vec<Section>,
    /// All lines that belong to no table.
    pub(crate) prose: Vec<Line>,
}

/// How many lines may stand between a title and its table or caption.
pub(crate) const TITLE_REACH: usize = 8;

/// How many lines above a table whose title is its own first row may be its caption.
const CAPTION_REACH: usize = 2;

/// Cuts a document into parts.
pub(crate) fn cut(document: &Document) -> Parts {
    let mut cutter = Cutter { parts: Parts::default(), open: None, recent: Vec::new(), sheet: None };
    for (at, block) in document.blocks.iter().enumerate() {
        match block {
            Block::Line(line) => {
                cutter.turn_to(document.places.of_line(line.number));
                cutter.line(line, &document.blocks[at + 1..]);
            }
            Block::Table(table) => {
                cutter.turn_to(document.places.of_line(table.span().first));
                cutter.table(table.shape, &table.rows);
            }
        }
    }
    cutter.close();
    let mut parts = cutter.parts;
    parts.sections.retain(|section| !is_empty_shell(section));
    parts
}

/// A caption without a table or title is nothing.
fn is_empty_shell(section: &Section) -> bool {
    matches!(&section.body, Body::Rows(_, rows) if rows.is_empty())
        || (matches!(section.body, Body::Nothing(_)) && section.statement.is_none())
}

struct Cutter {
    parts: Parts,
    open: Option<Section>,
    /// Lines since the last table, for finding a title.
    recent: Vec<Line>,
    /// The sheet that is being read.
    sheet: Option<Arc<str>>,
}

impl Cutter {
    fn close(&mut self) {
        if let Some(mut section) = self.open.take() {
            section.sheet.clone_from(&self.sheet);
            // Lines behind a caption that never became a table are prose, unless they stand for one.
            if let Body::Flow(lines) = &section.body
                && !super::flow::looks_tabular(lines)
            {
                let lines = lines.clone();
                let (word, rest) = lines.split_at(lines.len().min(1));
                if word.iter().any(is_placeholder) {
                    section.body = Body::Nothing(word.to_vec());
                    self.parts.prose.extend_from_slice(rest);
                } else {
                    // What looks like figures in them is no sentence, and the table is not empty.
                    let strange = lines.iter().filter(|line| super::figures::has_strange(&line.text));
                    section.body = Body::Nothing(strange.cloned().collect());
                    self.parts.prose.extend(lines);
                }
            }
            self.parts.sections.push(section);
        }
    }

    fn line(&mut self, line: &Line, behind: &[Block]) {
        let keeps_open = match self.open.as_ref().map(|section| &section.body) {
            None => false,
            Some(Body::Rows(..)) => self.line_behind_rows(line),
            Some(_) => self.line_of_flow(line, behind),
        };
        if keeps_open {
            return;
        }
        self.close();
        self.recent.push(line.clone());
        self.parts.prose.push(line.clone());
        let caption = Caption::of_text(&line.text);
        if caption.says_unit()
            && let Some((title, first)) = self.title_above()
        {
            let mut section = Section::new(title, first, line.number);
            section.caption = self.caption_below(first);
            self.open = Some(section);
            self.recent.clear();
        }
    }

    /// A line behind the rows of a table: notes and page numbers leave it open for its next page.
    fn line_behind_rows(&mut self, line: &Line) -> bool {
        let Some(section) = self.open.as_mut() else { return false };
        if is_page_number(&line.text) {
            return true;
        }
        let follows_note = !section.notes.is_empty() && NUMBERED.is_match(&line.text) && line.gap <= 1;
        // A note may go on with what to do with the table: `在本表下方作下述说明：`.
        let speaks_of_table = !section.notes.is_empty() && line.gap <= 1 && line.text.contains("本表");
        // 合计 alone below the header of an empty table is its last row.
        let is_bare_total = || {
            let rows = if let Body::Rows(_, rows) = &section.body { rows.as_slice() } else { &[] };
            let printed = rows.iter().flat_map(|row| &row.cells).any(|cell| cell.number().is_some());
            !printed && super::subject::total_code(&line.text).is_some()
        };
        if section.notes.is_empty() && is_bare_total() {
            return true;
        }
        if is_note(&line.text) || follows_note || speaks_of_table {
            section.notes.push_str(&line.text);
            section.notes.push('\n');
            return true;
        }
        false
    }

    /// A line below a caption: part of the flow until the next title or part of the document.
    fn line_of_flow(&mut self, line: &Line, behind: &[Block]) -> bool {
        let Some(section) = self.open.as_mut() else { return false };
        let caption = Caption::of_text(&line.text);
        if matches!(section.body, Body::Nothing(_)) && (caption.says_unit() || !caption.entity.is_empty()) {
            section.caption.add(caption);
            section.span.last = line.number;
            return true;
        }
        if PART.is_match(&line.text) || starts_next_table(line, behind) {
            return false;
        }
        if !section.statement.is_some_and(holds_sentences) && opens_prose(line, behind) {
            return false;
        }
        section.span.last = line.number;
        match &mut section.body {
            Body::Flow(lines) => lines.push(line.clone()),
            body => *body = Body::Flow(vec![line.clone()]),
        }
        true
    }

    /// No table runs on from one sheet of a workbook to the next.
    fn turn_to(&mut self, place: &Place) {
        let Place::SheetRow { sheet, .. } = place.inner() else { return };
        if self.sheet.as_ref() != Some(sheet) {
            self.close();
            self.recent.clear();
            self.sheet = Some(sheet.clone());
        }
    }

    fn table(&mut self, shape: Shape, rows: &[Row]) {
        if let Some(parts) = super::beside::apart(rows) {
            parts.iter().for_each(|part| self.table(shape, part));
            return;
        }
        // The title may stand in the table's own first row, or between two pieces that nothing else separates.
        let mut start = 0;
        for (at, row) in rows.iter().enumerate() {
            if let Some((title, statement)) = title_row(row)
                && !self.heads_a_part(statement, &rows[start..at], &rows[at + 1..])
            {
                let mut section = Section::new((title, Some(statement)), row.span.first, row.span.last);
                let above = &rows[start..at];
                if self.open.is_none() && above.iter().all(is_label_row) {
                    // The number of the form and the like belong to the title below.
                    for text in above.iter().flat_map(|row| row.texts()) {
                        section.caption.add(Caption::of_text(text));
                    }
                    // So does a caption that stands above the table's frame.
                    for line in self.recent.iter().rev().take(CAPTION_REACH) {
                        section.caption.add(Caption::of_text(&line.text));
                    }
                } else {
                    self.rows(shape, above);
                }
                self.close();
                beside_title(row).into_iter().for_each(|caption| section.caption.add(caption));
                section.body = Body::Rows(shape, Vec::new());
                self.open = Some(section);
                start = at + 1;
            }
        }
        self.rows(shape, &rows[start..]);
        self.recent.clear();
    }

    /// Whether a title within a form heads a part of it: the form has named its project, and the part names none.
    fn heads_a_part(&self, statement: Statement, above: &[Row], below: &[Row]) -> bool {
        let is_form = matches!(statement, Statement::PerformanceTarget | Statement::SelfEvaluation);
        let same = self.open.as_ref().is_some_and(|section| section.statement == Some(statement));
        let of_part = below.iter().take_while(|row| title_row(row).is_none());
        is_form && same && above.iter().any(names_project) && !of_part.into_iter().any(names_project)
    }

    /// Lines that opened as a flow, and behind which a table follows: they stand between its caption and itself, unless
    /// they are the rows of a table, or name one of their own.
    fn settle_flow(&mut self) {
        let Some(section) = self.open.as_mut() else { return };
        let Body::Flow(lines) = &section.body else { return };
        if super::flow::looks_tabular(lines) {
            return;
        }
        let lines = lines.clone();
        let names_table = |line: &Line| {
            clean_title(&line.text).is_some_and(|title| taxonomy::statement_of(&title).is_some())
        };
        // A second line of units heads another table, whose title stands before it.
        let heads_another =
            section.caption.says_unit() && lines.iter().any(|line| Caption::of_text(&line.text).says_unit());
        if heads_another || lines.iter().any(names_table) {
            self.close();
            self.recent = lines;
        } else if lines.len() <= TITLE_REACH && lines.iter().all(may_stand_in_caption) {
            for line in &lines {
                section.caption.add(Caption::of_text(&line.text));
            }
            section.body = Body::Nothing(Vec::new());
            self.parts.prose.extend(lines);
        }
    }

    fn rows(&mut self, shape: Shape, rows: &[Row]) {
        let Some(last) = rows.last() else { return };
        let first = rows[0].span.first;
        self.settle_flow();
        let joins = |section: &Section| match &section.body {
            // An exact table is whole: its reader has joined its pages.
            Body::Rows(_, above) => above.is_empty() || shape != Shape::Exact,
            Body::Nothing(_) => true,
            Body::Flow(_) => false,
        };
        if !self.open.as_ref().is_some_and(joins) {
            self.close();
            let (title, top) =
                self.title_above().unwrap_or_else(|| (self.title_of_sheet(), self.top_of_sheet(first)));
            let untitled = title.0.is_empty();
            let mut section = Section::new(title, top, last.span.last);
            section.caption = self.caption_below(if untitled { self.caption_above(first) } else { top });
            self.open = Some(section);
        }
        let Some(section) = self.open.as_mut() else { return };
        section.span.last = last.span.last;
        let taken = match &mut section.body {
            Body::Rows(_, all) => {
                all.extend_from_slice(rows);
                return;
            }
            _ => rows.to_vec(),
        };
        section.body = Body::Rows(shape, taken);
    }

    /// The nearest line above that names a statement, with its line number. Numbering alone belongs to the title.
    fn title_above(&self) -> Option<((String, Option<Statement>), u32)> {
        let near = self.recent.iter().rev().take(TITLE_REACH);
        let above = self.recent.iter().rev().skip(1).map(Some).chain([None]);
        for (line, above) in near.zip(above) {
            if self.is_listed(line.number) {
                return None;
            }
            let own = clean_title(&line.text)
                .and_then(|title| taxonomy::statement_of(&title).map(|statement| (title, statement)));
            let whole = above.and_then(|above| broken_title(above, line, own.as_ref()));
            if let (Some(above), Some((title, statement))) = (above, whole) {
                return Some(((title, Some(statement)), above.number));
            }
            if let Some((title, statement)) = own {
                return Some(((title, Some(statement)), line.number));
            }
            if line.text.contains('。') {
                break;
            }
        }
        None
    }

    /// Whether a line is one of a list of titles: it stands for a table somewhere else.
    fn is_listed(&self, number: u32) -> bool {
        let Some(at) = self.recent.iter().position(|line| line.number == number) else { return false };
        let names = |line: &Line| clean_title(&line.text).and_then(|title| taxonomy::statement_of(&title));
        let run: Vec<Option<Statement>> = self.recent[..=at].iter().rev().take(LIST).map(names).collect();
        // A heading, the title below it and the number of the form name one table.
        let different = run.windows(2).all(|pair| pair[0] != pair[1]);
        run.len() == LIST && run.iter().all(Option::is_some) && different
    }

    /// The name of the sheet, where it names a statement: a sheet often has no other title.
    fn title_of_sheet(&self) -> (String, Option<Statement>) {
        let title = self.sheet.as_ref().and_then(|sheet| clean_title(sheet));
        let named = title.and_then(|title| taxonomy::statement_of(&title).map(|one| (title, Some(one))));
        named.unwrap_or_default()
    }

    /// The first of the lines near above on this sheet, where the name of the sheet stands for a title.
    fn top_of_sheet(&self, first: u32) -> u32 {
        let near = self.recent.get(self.recent.len().saturating_sub(TITLE_REACH)..).and_then(<[Line]>::first);
        near.filter(|_| self.sheet.is_some()).map_or(first, |line| line.number)
    }

    /// Where the caption of a table without a title begins: the last lines above it that are no sentence.
    fn caption_above(&self, first: u32) -> u32 {
        let near = self.recent.iter().rev().take(CAPTION_REACH);
        near.take_while(|line| may_stand_in_caption(line)).last().map_or(first, |line| line.number)
    }

    /// What the lines from the title down to here say.
    fn caption_below(&self, first: u32) -> Caption {
        let mut caption = Caption::default();
        let lines: Vec<&Line> = self.recent.iter().filter(|line| line.number >= first).collect();
        for line in &lines {
            caption.add(Caption::of_text(&line.text));
            if !caption.says_unit() {
                caption.says(taxonomy::bare_unit(&line.text));
            }
        }
        // In a narrow frame the words are broken over lines: `单位：万` and `元`.
        for pair in lines.windows(2).filter(|pair| pair[1].text.trim().chars().count() <= BROKEN) {
            let whole = Caption::of_text(&format!("{}{}", pair[0].text.trim(), pair[1].text.trim()));
            if !caption.says_unit() && whole.says_unit() {
                caption.add(whole);
            }
        }
        caption
    }
}

impl Section {
    fn new((title, statement): (String, Option<Statement>), first: u32, last: u32) -> Self {
        Self {
            statement,
            title,
            span: Span::new(first, last),
            caption: Caption::default(),
            body: Body::Nothing(Vec::new()),
            notes: String::new(),
            sheet: None,
        }
    }

    /// A table whose rows were put together again.
    pub(super) fn of_rows(statement: Statement, title: String, span: Span, rows: Vec<Row>) -> Self {
        let mut section = Self::new((title, Some(statement)), span.first, span.last);
        section.body = Body::Rows(Shape::Grid, rows);
        section
    }

    /// Takes caption rows (单位名称 … 单位：万元) off the head of the table and reads them.
    pub(crate) fn take_caption_rows(&mut self) {
        let Body::Rows(_, rows) = &mut self.body else { return };
        let words = |row: &Row| row.texts().map(key).collect::<Vec<_>>();
        let mut taken = 0;
        for row in rows.iter().take(3) {
            let mut caption = Caption::default();
            for text in labelled(row) {
                caption.add(Caption::of_text(&text));
            }
            // A header may say the unit in brackets over one of its columns.
            let header =
                row.texts().filter(|text| super::columns::header_meaning(text).is_some()).count() > 1;
            if header {
                break;
            }
            // `单位名称` and the name may stand in two cells; a header row has more than that.
            if !(caption.says_unit() || !caption.entity.is_empty() && row.texts().count() <= 2) {
                break;
            }
            self.caption.add(caption);
            taken += 1;
        }
        let captions: Vec<Vec<String>> = rows.drain(..taken).map(|row| words(&row)).collect();
        // They stand there again where the header is repeated on the next page.
        rows.retain(|row| !captions.contains(&words(row)));
    }

    /// Takes the unit from where it is stated when nothing above the rows does: a row below them, the notes, brackets in
    /// the title or in the name of the sheet.
    pub(crate) fn look_for_unit(&mut self) {
        if self.caption.says_unit() {
            return;
        }
        if let Body::Rows(_, rows) = &mut self.body
            && let Some(unit) = rows
                .last()
                .filter(|last| last.texts().count() == 1)
                .and_then(|last| last.texts().find_map(taxonomy::stated_unit))
        {
            rows.pop();
            self.caption.says(Some(unit));
            return;
        }
        if let Some(unit) = self.unit_of_labels() {
            self.caption.unit = Some(unit);
            return;
        }
        let notes = self.notes.lines().find_map(taxonomy::stated_unit);
        let beside = || {
            [Some(&*self.title), self.sheet.as_deref()]
                .into_iter()
                .flatten()
                .find_map(taxonomy::bracketed_unit)
        };
        let unit = notes.or_else(beside);
        self.caption.says(unit);
    }

    /// The unit of money that every label of a row of numbers has in brackets.
    fn unit_of_labels(&self) -> Option<Unit> {
        let Body::Rows(_, rows) = &self.body else { return None };
        let mut units = rows
            .iter()
            .filter(|row| row.cells.iter().any(|cell| cell.number().is_some()))
            .map(|row| row.texts().next().and_then(taxonomy::bracketed_unit));
        let first @ Some(SaidUnit::Known(unit)) = units.next()? else { return None };
        let mut others = units.peekable();
        (others.peek().is_some() && others.all(|other| other == first)).then_some(unit)
    }

    /// Says what a table without a title is, where its header does: a list of projects with their money and goals.
    pub(crate) fn name_by_header(&mut self) {
        let Body::Rows(_, rows) = &self.body else { return };
        if self.statement.is_some() {
            return;
        }
        let words: Vec<String> = rows.iter().take(2).flat_map(Row::texts).map(key).collect();
        let has = |word: &str| words.iter().any(|text| text.starts_with(word));
        if has("项目名称") && (has("预算数") || has("预算金额")) && has("绩效目标") {
            self.statement = Some(Statement::PerformanceProject);
        }
    }
}

static NUMBERED: LazyLock<Regex> = LazyLock::new(|| regex(r"^\s*\d+\s*[.．、]"));
static PART: LazyLock<Regex> = LazyLock::new(|| regex(r"^\s*第\s*[一二三四五六七八九十]+\s*部\s*分"));

pub(crate) fn regex(pattern: &str) -> Regex {
    // Patterns are constants; a test compiles each of them.
    Regex::new(pattern).unwrap_or_else(|error| panic!("pattern {pattern}: {error}"))
}

/// Whether a line of a flow is the title of the next table: it names a statement and is numbered, or a caption
/// with a unit follows.
fn starts_next_table(line: &Line, behind: &[Block]) -> bool {
    let Some(title) = clean_title(&line.text) else { return false };
    if taxonomy::statement_of(&title).is_none() {
        return false;
    }
    let numbered = NUMBERING.is_match(&line.text) && title.contains('表');
    numbered
        || behind.iter().take(3).any(|block| match block {
            Block::Line(next) => Caption::of_text(&next.text).says_unit(),
            Block::Table(_) => false,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        for pattern in [&NUMBERED, &PART] {
            assert!(!pattern.as_str().is_empty());
        }
    }
}
