//! Pages to a document: running heads and page numbers apart, tables joined over pages, everything in reading order.
#![allow(clippy::float_arithmetic)] // geometry

use std::collections::{BTreeMap, BTreeSet};

use super::lattice::Region;
use super::margins::Margins;
use super::table::{Item, PageLine, Part};
use super::text::FULL;
use crate::document::{Document, Frame, Place, Seen, Transcript, parse_cell, squeeze};

/// Columns of two pages are the same where their borders differ by less, in points.
const SAME_BORDER: f32 = 4.0;

/// Part of the page's height at its head and foot where running heads stand.
const MARGIN: f32 = 0.12;

/// How many lines above a table may be its title and caption.
const CAPTION: usize = 6;

/// A line with less room behind it, in sizes of its type, may have had none for the next word.
const WORD: f32 = 3.0;

/// A page taken apart.
#[derive(Debug)]
pub(super) struct Sheet {
    /// Its number, from 1.
    pub(super) number: u32,
    /// Its width in points.
    pub(super) width: f32,
    /// Its height in points.
    pub(super) height: f32,
    /// What stands on it.
    pub(super) items: Vec<Item>,
}

/// Puts the pages together.
pub(super) fn document(sheets: &[Sheet]) -> Document {
    let furniture = Furniture::find(sheets);
    let mut flow = Flow {
        out: Transcript::default(),
        open: None,
        caption: Vec::new(),
        bottom: None,
        margins: Margins::default(),
    };
    for sheet in sheets {
        flow.sheet(sheet, &furniture);
    }
    flow.close();
    flow.out.finish()
}

/// Lines that stand at the same place on many pages.
struct Furniture {
    lines: BTreeMap<(i32, String), usize>,
    /// Pages whose outermost line is a number that counts on from page to page.
    numbered: BTreeSet<(u32, u32)>,
    pages: usize,
}

impl Furniture {
    fn find(sheets: &[Sheet]) -> Self {
        let mut lines: BTreeMap<(i32, String), usize> = BTreeMap::new();
        for sheet in sheets {
            for line in sheet.items.iter().filter_map(as_line).filter(|line| in_margin(line, sheet)) {
                *lines.entry(place(line)).or_default() += 1;
            }
        }
        Self { lines, numbered: numbered(sheets), pages: sheets.len() }
    }

    /// Which items of a page are furniture. It is the outermost that stands on a page: below the first line that says
    /// something of its own, and above the last one, a line that many pages repeat is the caption of a table.
    fn of_sheet(&self, sheet: &Sheet) -> Vec<bool> {
        let holds = |item: &Item| as_line(item).is_some_and(|line| self.holds(line, sheet));
        let head = sheet.items.iter().take_while(|item| holds(item)).count();
        let foot = sheet.items[head..].iter().rev().take_while(|item| holds(item)).count();
        let within = head..sheet.items.len() - foot;
        let numbered = |item: &Item| {
            as_line(item).is_some_and(|line| self.numbered.contains(&(sheet.number, line.number)))
        };
        sheet.items.iter().enumerate().map(|(at, item)| !within.contains(&at) || numbered(item)).collect()
    }

    fn holds(&self, line: &PageLine, sheet: &Sheet) -> bool {
        if self.numbered.contains(&(sheet.number, line.number)) {
            return true;
        }
        if !in_margin(line, sheet) {
            return false;
        }
        let (at, words) = place(line);
        let near = |off: i32| self.lines.get(&(at + off, words.clone())).copied().unwrap_or(0);
        let count = near(-1) + near(0) + near(1);
        is_page_number(&line.text) || count >= 3 && count * 5 >= self.pages * 2
    }
}

/// Page numbers: the last or the first lines of pages, where they count on from one page to the next.
fn numbered(sheets: &[Sheet]) -> BTreeSet<(u32, u32)> {
    let value = |line: &PageLine| -> Option<u32> {
        is_page_number(&line.text).then(|| {
            let digits: String = line.text.chars().filter(char::is_ascii_digit).collect();
            digits.parse().ok()
        })?
    };
    let mut found = BTreeSet::new();
    for last in [true, false] {
        let outer: Vec<Option<(u32, u32, u32)>> = sheets
            .iter()
            .map(|sheet| {
                let item = if last { sheet.items.last() } else { sheet.items.first() };
                let line = item.and_then(as_line)?;
                Some((sheet.number, line.number, value(line)?))
            })
            .collect();
        for pair in outer.windows(2) {
            if let [Some(one), Some(next)] = pair
                && next.2 == one.2 + 1
            {
                found.insert((one.0, one.1));
                found.insert((next.0, next.1));
            }
        }
    }
    found
}

/// Where a page opens with a table that goes on with none before it, what stands right above is its caption, on however
/// many pages it stands.
fn release_captions(items: &mut [(&Item, bool)]) {
    let Some(table) = items.iter().position(|(item, _)| matches!(item, Item::Table(_))) else { return };
    if items[..table].iter().all(|(_, furniture)| *furniture) {
        for (item, furniture) in &mut items[..table] {
            *furniture = as_line(item).is_some_and(|line| is_page_number(&line.text));
        }
    }
}

fn as_line(item: &Item) -> Option<&PageLine> {
    match item {
        Item::Line(line) => Some(line),
        Item::Table(_) => None,
    }
}

fn in_margin(line: &PageLine, sheet: &Sheet) -> bool {
    line.bottom < sheet.height * MARGIN || line.top > sheet.height * (1.0 - MARGIN)
}

/// Where a line stands, in steps of three points, and what it says but for the digits.
#[allow(clippy::cast_possible_truncation)]
fn place(line: &PageLine) -> (i32, String) {
    let words = squeeze(&line.text).chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
    ((line.top / 3.0) as i32, words)
}

/// `12`, `- 12 -`, `第 12 页`, `12 / 25`, `第 3 页 共 25 页`.
fn is_page_number(text: &str) -> bool {
    let words: String = squeeze(text)
        .chars()
        .filter(|c| !matches!(c, '-' | '—' | '–' | '－' | '~' | '/' | '第' | '页' | '共' | '，' | ','))
        .collect();
    !words.is_empty() && words.len() <= 8 && words.bytes().all(|b| b.is_ascii_digit())
}

/// A line that says nothing, kept until the table is written that it stands in the middle of.
struct Aside {
    page: u32,
    place: Place,
    text: String,
    frame: Frame,
}

/// A table over one or more pages.
struct Joined<'s> {
    parts: Vec<(u32, &'s Part)>,
    /// Borders of all columns of all parts.
    borders: Vec<f32>,
    /// The lines above its first part.
    caption: Vec<String>,
    /// Lines between its parts that say nothing.
    asides: Vec<Aside>,
}

/// The document being put together.
struct Flow<'s> {
    out: Transcript,
    open: Option<Joined<'s>>,
    /// The last lines before here.
    caption: Vec<String>,
    /// Lower edge and height of the last line on this page.
    bottom: Option<(f32, f32)>,
    /// Which lines belong together.
    margins: Margins,
}

impl<'s> Flow<'s> {
    fn sheet(&mut self, sheet: &'s Sheet, furniture: &Furniture) {
        self.bottom = None;
        self.out.page(sheet.number, sheet.width, sheet.height);
        let mut items: Vec<(&'s Item, bool)> = sheet.items.iter().zip(furniture.of_sheet(sheet)).collect();
        let continued = self.continued(&items);
        if continued.is_none() {
            release_captions(&mut items);
        }
        let text = items.iter().filter(|(_, furniture)| !furniture).filter_map(|(item, _)| as_line(item));
        self.margins.turn(text);
        for (at, (item, is_furniture)) in items.iter().enumerate() {
            let head = continued.as_ref().filter(|(table, _)| at <= *table);
            match (item, head) {
                (Item::Line(line), head) if *is_furniture || head.is_some() => self.aside(sheet, line),
                (Item::Line(line), _) => self.line(sheet, line),
                (Item::Table(part), Some((_, borders))) => self.go_on(sheet, part, borders),
                (Item::Table(part), None) => self.table(sheet, part),
            }
        }
    }

    /// The table at the head of a page that goes on with the one that is open, and the borders of both together. Above
    /// it stands nothing but furniture and the caption once more.
    fn continued(&self, items: &[(&Item, bool)]) -> Option<(usize, Vec<f32>)> {
        let open = self.open.as_ref()?;
        let (table, part) = items.iter().enumerate().find_map(|(at, (item, _))| match item {
            Item::Table(part) => Some((at, part)),
            Item::Line(_) => None,
        })?;
        let repeats = items[..table].iter().filter(|(_, furniture)| !furniture).all(|(item, _)| {
            as_line(item).is_some_and(|line| {
                let words = squeeze(&line.text).replace("（续）", "").replace("(续)", "").replace("续表", "");
                words.is_empty() || open.caption.contains(&words)
            })
        });
        let borders = merged(&open.borders, &part.lattice.x)?;
        repeats.then_some((table, borders))
    }

    /// A line that says nothing. It is written behind the table that it stands in the middle of.
    fn aside(&mut self, sheet: &Sheet, line: &PageLine) {
        let place = Place::PageLine { page: sheet.number, line: line.number };
        let aside = Aside { page: sheet.number, place, text: line.text.clone(), frame: line.frame() };
        match &mut self.open {
            Some(open) => open.asides.push(aside),
            None => self.write_aside(aside),
        }
    }

    fn write_aside(&mut self, aside: Aside) {
        self.out.aside(aside.place, &aside.text);
        self.out.drawn(aside.page, 0, aside.frame);
    }

    fn line(&mut self, sheet: &Sheet, line: &PageLine) {
        self.close();
        if let Some((bottom, height)) = self.bottom
            && line.top - bottom > height
        {
            self.out.gap();
        }
        self.bottom = Some((line.bottom, line.bottom - line.top));
        let joint = self.margins.joint(line);
        self.out.joined_line(Place::PageLine { page: sheet.number, line: line.number }, &line.text, joint);
        self.out.drawn(sheet.number, 0, line.frame());
        self.caption.push(squeeze(&line.text));
        if self.caption.len() > CAPTION {
            self.caption.remove(0);
        }
    }

    fn go_on(&mut self, sheet: &Sheet, part: &'s Part, borders: &[f32]) {
        self.bottom = None;
        self.margins.interrupt();
        if let Some(open) = &mut self.open {
            open.borders = borders.to_vec();
            open.parts.push((sheet.number, part));
        }
    }

    fn table(&mut self, sheet: &Sheet, part: &'s Part) {
        self.bottom = None;
        self.margins.interrupt();
        self.close();
        self.open = Some(Joined {
            parts: vec![(sheet.number, part)],
            borders: part.lattice.x.clone(),
            caption: std::mem::take(&mut self.caption),
            asides: Vec::new(),
        });
    }

    /// Writes the table that is open.
    fn close(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        let width = open.borders.len() - 1;
        for row in open.rows() {
            let cells: Vec<Seen<'_>> = row.cells.iter().map(RowCell::seen).collect();
            self.out.exact_row(row.place, width, row.own, &cells);
            for cell in &row.cells {
                self.out.drawn(row.page, cell.nth, cell.frame);
            }
        }
        self.out.end_table();
        for aside in open.asides {
            self.write_aside(aside);
        }
    }
}

/// A row of a table over pages.
struct JoinedRow {
    place: Place,
    page: u32,
    /// How many columns the part on this page has.
    own: u32,
    cells: Vec<RowCell>,
}

/// A cell of such a row.
struct RowCell {
    text: String,
    /// The room behind its last line, in sizes of its type.
    room: f32,
    /// Where it stands on its page.
    frame: Frame,
    nth: u32,
    column: usize,
    across: u32,
    down: u32,
}

impl RowCell {
    fn seen(&self) -> Seen<'_> {
        let RowCell { text, nth, column, across, down, .. } = self;
        Seen { text, nth: *nth, column: *column, across: *across, down: *down }
    }

    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

impl Joined<'_> {
    /// All rows. One that a page break cut in two is one again; its second half is an aside.
    fn rows(&mut self) -> Vec<JoinedRow> {
        let mut rows: Vec<JoinedRow> = Vec::new();
        let mut asides: Vec<Aside> = Vec::new();
        for (nth, (page, part)) in self.parts.iter().enumerate() {
            let above = rows.len().checked_sub(1);
            let head = if nth > 0 { repeated(self.parts[0].1, part) } else { 0 };
            for at in 0..part.lattice.rows() {
                let place = Place::PageRow { page: *page, table: part.number, row: count(at + 1) };
                let row = JoinedRow {
                    place,
                    page: *page,
                    own: count(part.lattice.columns()),
                    cells: self.cells(part, at),
                };
                match above.and_then(|above| rows.get_mut(above)) {
                    Some(above) if at == head && row.continues(above) => {
                        let texts: Vec<&str> = row.cells.iter().map(|cell| cell.text.trim()).collect();
                        let text = texts.join(" ");
                        if let Some(first) = row.cells.iter().find(|cell| !cell.is_blank()) {
                            let place = row.place.clone();
                            asides.push(Aside { page: row.page, place, text, frame: first.frame });
                        }
                        above.take(&row);
                    }
                    _ if at == head && above.is_some() => {
                        let mut row = row;
                        asides.extend(mend_labels(&mut rows, &mut row));
                        rows.push(row);
                    }
                    _ => rows.push(row),
                }
            }
        }
        self.asides.extend(asides);
        rows
    }

    fn cells(&self, part: &Part, row: usize) -> Vec<RowCell> {
        let cell = |(cell, text, room): (Region, &str, f32)| {
            let column = border(&self.borders, part.lattice.x[cell.column]);
            let end = border(&self.borders, part.lattice.x[cell.column + cell.columns]);
            RowCell {
                text: text.to_owned(),
                room,
                frame: part.frame(cell),
                nth: count(cell.column + 1),
                column,
                across: count(end.saturating_sub(column).max(1)),
                down: count(cell.rows),
            }
        };
        part.row(row).map(cell).collect()
    }
}

impl JoinedRow {
    /// Whether this row, the first on its page, is the second half of the one above: each of its cells goes on with
    /// the words of a cell that had no room for the next word, one at least not even for a character, and others have
    /// nothing to add.
    fn continues(&self, above: &JoinedRow) -> bool {
        let printed = |row: &JoinedRow| row.cells.iter().filter(|cell| !cell.is_blank()).count();
        let is_words = |text: &str| parse_cell(&squeeze(text)).is_none();
        let is_sign = |text: &str| matches!(text.trim(), "%" | "％");
        let room = |cell: &RowCell| {
            let same =
                above.cells.iter().find(|one| one.column == cell.column && one.across == cell.across)?;
            let goes_on = if is_words(&cell.text) {
                (is_words(&same.text) || is_sign(&cell.text)) && same.room < WORD
            } else {
                ends_number(&same.text, &cell.text) && same.room < FULL
            };
            (goes_on && cell.down == 1 && !same.is_blank()).then_some(same.room)
        };
        let printed_here = || self.cells.iter().filter(|cell| !cell.is_blank());
        let rooms: Option<Vec<f32>> = printed_here().map(room).collect();
        (1..printed(above)).contains(&printed(self))
            && printed_here().any(|cell| is_words(&cell.text) && !is_sign(&cell.text))
            && rooms.is_some_and(|rooms| rooms.iter().any(|room| *room < FULL))
    }

    fn take(&mut self, rest: &JoinedRow) {
        for cell in rest.cells.iter().filter(|cell| !cell.is_blank()) {
            if let Some(own) = self.cells.iter_mut().find(|own| own.column == cell.column) {
                if !ends_number(&own.text, &cell.text) {
                    own.text.push('\n');
                }
                own.text.push_str(cell.text.trim());
                own.room = cell.room;
            }
        }
    }
}

/// Whether the digits of one cell are the end of the number in another: its decimals are one short, or its sign of percent
/// stands behind them.
fn ends_number(number: &str, rest: &str) -> bool {
    let (number, rest) = (number.trim(), rest.trim());
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if let Some(rest) = rest.strip_suffix(['%', '％']) {
        return digits(rest) && rest.len() <= 2 && number.ends_with(|c: char| c.is_ascii_digit() || c == '.');
    }
    let short = number.rsplit_once('.').is_some_and(|(whole, decimals)| {
        whole.ends_with(|c: char| c.is_ascii_digit())
            && decimals.bytes().all(|b| b.is_ascii_digit())
            && (1..=2).contains(&rest.len())
            && decimals.len() + rest.len() == 2
    });
    short && digits(rest)
}

/// Gives a label that a page break cut in two its second half back, and says where that stood. It stands beside several
/// rows, so that its rows are whole; what shows the cut is a bracket that opens on one page and closes on the next.
fn mend_labels(rows: &mut [JoinedRow], row: &mut JoinedRow) -> Vec<Aside> {
    let JoinedRow { place, page, cells, .. } = row;
    let mut halves = Vec::new();
    for cell in cells.iter_mut().filter(|cell| closes_bracket(&cell.text)) {
        let stands_above = |other: &&mut RowCell| {
            other.column == cell.column && other.across == cell.across && !other.is_blank()
        };
        let above = rows.iter_mut().rev().find_map(|row| row.cells.iter_mut().find(stands_above));
        let Some(above) = above.filter(|above| opens_bracket(&above.text)) else { continue };
        above.text.push('\n');
        above.text.push_str(cell.text.trim());
        let text = std::mem::take(&mut cell.text);
        halves.push(Aside { page: *page, place: place.clone(), text, frame: cell.frame });
    }
    halves
}

/// Whether a bracket is left open at the end of a text.
fn opens_bracket(text: &str) -> bool {
    text.rfind(['（', '(']).is_some_and(|at| !text[at..].contains(['）', ')']))
}

/// Whether a text closes a bracket before it opens one.
fn closes_bracket(text: &str) -> bool {
    text.find(['）', ')']).is_some_and(|at| !text[..at].contains(['（', '(']))
}

/// How many rows at the head of a part repeat those of the first part.
fn repeated(first: &Part, part: &Part) -> usize {
    let words = |part: &Part, row: usize| part.row(row).map(|(_, text, _)| squeeze(text)).collect::<Vec<_>>();
    let most = first.lattice.rows().min(part.lattice.rows());
    (0..most).take_while(|row| words(first, *row) == words(part, *row)).count()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The border nearest to a place.
fn border(borders: &[f32], at: f32) -> usize {
    let near = |index: &usize| (borders[*index] - at).abs();
    (0..borders.len()).min_by(|a, b| near(a).total_cmp(&near(b))).unwrap_or(0)
}

/// The borders of two parts of one table together; `None` where they are not parts of one. The parts begin and end at
/// the same places, and one has all the borders of the other: cells may be merged on one page, never moved.
fn merged(one: &[f32], other: &[f32]) -> Option<Vec<f32>> {
    let ends = |borders: &[f32]| Some((*borders.first()?, *borders.last()?));
    let ((a, b), (c, d)) = (ends(one)?, ends(other)?);
    if (a - c).abs() >= SAME_BORDER || (b - d).abs() >= SAME_BORDER {
        return None;
    }
    let has = |all: &[f32], at: f32| all.iter().any(|border| (border - at).abs() < SAME_BORDER);
    if other.iter().all(|at| has(one, *at)) {
        Some(one.to_vec())
    } else if one.iter().all(|at| has(other, *at)) {
        Some(other.to_vec())
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_goes_on_where_its_digits_are_short() {
        assert!(ends_number("3,454,000.0", "0") && ends_number("12.", "50"));
        assert!(ends_number("95.6", "2%") && ends_number("10", "0%"));
        assert!(!ends_number("12.50", "3") && !ends_number("12", "50"), "whole numbers of their own");
        assert!(!ends_number("12.5", "1,000.00") && !ends_number("甲", "0"));
    }

    #[test]
    fn brackets_show_a_label_that_was_cut() {
        assert!(opens_bracket("效益指标（30") && closes_bracket("分）"));
        assert!(!opens_bracket("效益指标（30分）") && !closes_bracket("（10分）"));
    }
}
