//! XLSX: the parts of the package, read for what the sheets show.
//!
//! Read by us rather than by `calamine`, which says nothing of hidden rows and columns, of values that a formula
//! lacks and of a switch that hides zeros, allocates the whole extent of a sheet, and opens no package without its
//! directory.

use std::collections::BTreeMap;

use super::super::markup::{Markup, Step, Tag};
use super::super::package::{Loss, Package};
use super::format::Format;
use super::ink::{self, Font, Paper, Rich, Written};
use super::look::{self, Habits, Look};
use super::number;
use super::sheet::{Area, Book, MAX_COLUMNS, MAX_ROWS, is_nothing};

/// The part that lists the sheets.
pub(super) const WORKBOOK: &str = "xl/workbook.xml";

/// What a text stands for that is lost.
const LOST: &str = "\u{FFFD}";

/// The most shared texts.
const MOST: usize = 1_000_000;

/// The most sheets.
const MOST_SHEETS: usize = 1_000;

/// Reads a workbook.
pub(super) fn read(package: &mut Package) -> Book {
    let mut book = Book::default();
    let list = list(package, &mut book);
    let texts = if package.has("xl/sharedStrings.xml") {
        let part = text_of(package, "xl/sharedStrings.xml", &mut book);
        shared(&part)
    } else {
        Vec::new()
    };
    let styles = if package.has("xl/styles.xml") {
        text_of(package, "xl/styles.xml", &mut book)
    } else {
        String::new()
    };
    let shared = Shared { texts, looks: looks(&styles), since_1904: list.since_1904 };
    for one in list.sheets {
        let xml = text_of(package, &one.part, &mut book);
        book.sheet(&one.name);
        if !SheetReading::new(&shared, &mut book).read(&xml) && !xml.is_empty() {
            book.damage.push(format!("sheet {} breaks off: its last row was not read", one.name));
        }
    }
    book
}

/// The text of a part; what is wrong with it is noted.
fn text_of(package: &mut Package, name: &str, book: &mut Book) -> String {
    let part = package.part(name);
    if let Some(loss) = part.loss {
        book.damage.push(format!("{name} {}", loss.words()));
    }
    part.text
}

/// The sheets that a workbook lists.
#[derive(Debug, Default)]
struct List {
    sheets: Vec<Listed>,
    since_1904: bool,
}

#[derive(Debug)]
struct Listed {
    name: String,
    part: String,
}

fn list(package: &mut Package, book: &mut Book) -> List {
    let mut list = List::default();
    let workbook = text_of(package, WORKBOOK, book);
    let relations = package.relations(WORKBOOK);
    for (_, part) in &relations.targets {
        // What a cell shows hangs on these two.
        if (part.ends_with("/styles.xml") || part.ends_with("/sharedStrings.xml")) && !package.has(part) {
            book.damage.push(format!("{part} {}", Loss::Absent.words()));
        }
    }
    if let Some(loss) = relations.loss {
        book.damage.push(format!("the list of the workbook's parts {}", loss.words()));
    }
    let targets = relations.targets;
    let mut markup = Markup::new(&workbook);
    while let Some(tag) = markup.next_tag() {
        match tag.name() {
            "workbookPr" => {
                list.since_1904 = tag.attribute("date1904").is_some_and(|v| v == "1" || v == "true")
            }
            "sheet" if list.sheets.len() + book.hidden.len() < MOST_SHEETS => {
                let name = tag.attribute("name").unwrap_or_default();
                let id = tag.attribute("id").unwrap_or_default();
                if tag.attribute("state").is_some_and(|state| state != "visible") {
                    book.hidden.push(name);
                } else if let Some((_, part)) = targets.iter().find(|(one, _)| *one == id)
                    && part.contains("worksheets/")
                {
                    list.sheets.push(Listed { name, part: part.clone() });
                }
            }
            _ => {}
        }
    }
    if list.sheets.is_empty() && book.hidden.is_empty() {
        // The list is lost. What sheets there are is known by the names of their parts; which are hidden is not.
        let parts =
            package.names().filter(|name| name.starts_with("xl/worksheets/") && name.ends_with(".xml"));
        list.sheets = parts
            .map(|part| Listed {
                name: part.trim_start_matches("xl/worksheets/").trim_end_matches(".xml").to_owned(),
                part: part.to_owned(),
            })
            .take(MOST_SHEETS)
            .collect();
        book.damage.push("the list of sheets is lost: the sheets go by the names of their parts".to_owned());
    }
    list
}

/// What all sheets share.
struct Shared {
    texts: Vec<Written>,
    looks: Vec<Look>,
    since_1904: bool,
}

/// The shared texts. Readings of characters are left out.
fn shared(xml: &str) -> Vec<Written> {
    let mut markup = Markup::new(xml);
    let mut all = Vec::new();
    let mut rich = Rich::default();
    let mut inside = false;
    loop {
        match markup.step() {
            Step::Open(tag) => match tag.name() {
                "si" => rich = Rich::default(),
                "r" => rich.piece(),
                "t" => inside = true,
                "rPh" | "phoneticPr" if !markup.skip() => return all,
                _ => rich.take(&tag),
            },
            Step::Text(piece) if inside => rich.push(&piece),
            Step::Close(name) => match name.as_str() {
                "t" => inside = false,
                "r" => rich.piece(),
                "si" if all.len() < MOST => all.push(escapes_read(rich.written())),
                _ => {}
            },
            Step::Text(_) => {}
            Step::End | Step::Broken => return all,
        }
    }
}

/// A text of several fonts without them.
fn escapes_read(written: Written) -> Written {
    Written { text: unescaped(&written.text), own: unescaped(&written.own) }
}

/// A text without the `_x000D_` that stands for characters XML cannot hold.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let found = code.filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()));
        match found.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(c) => {
                if c != '\r' {
                    out.push(c);
                }
                rest = &rest[at + 7..];
            }
            None => {
                out.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The looks that cells name by number.
fn looks(xml: &str) -> Vec<Look> {
    let mut markup = Markup::new(xml);
    let mut own: BTreeMap<u32, String> = BTreeMap::new();
    let mut formats: BTreeMap<u32, Format> = BTreeMap::new();
    let mut all: Vec<Look> = Vec::new();
    let mut fonts: Vec<Font> = Vec::new();
    let mut fills: Vec<Paper> = Vec::new();
    let mut solid = false;
    let mut inside = false;
    let mut part = String::new();
    loop {
        match markup.step() {
            Step::Open(tag) => match tag.name() {
                "numFmt" if own.len() < 10_000 => {
                    if let (Some(id), Some(code)) = (tag.number("numFmtId"), tag.attribute("formatCode")) {
                        own.entry(id).or_insert(code);
                    }
                }
                name @ ("fonts" | "fills" | "dxfs" | "borders") => name.clone_into(&mut part),
                "font" if part == "fonts" && fonts.len() < 100_000 => fonts.push(Font::default()),
                "fill" if part == "fills" && fills.len() < 100_000 => fills.push(Paper::Sheet),
                "patternFill" if part == "fills" => {
                    solid = tag.attribute("patternType").is_some_and(|kind| kind == "solid");
                    let plain = tag.attribute("patternType").is_none_or(|kind| kind == "none");
                    if let Some(fill) = fills.last_mut().filter(|_| !plain) {
                        *fill = Paper::Unknown;
                    }
                }
                "fgColor" if part == "fills" && solid => {
                    if let (Some(fill), Some(colour)) = (fills.last_mut(), ink::colour(&tag)) {
                        *fill = Paper::Colour(colour);
                    }
                }
                "gradientFill" if part == "fills" => {
                    if let Some(fill) = fills.last_mut() {
                        *fill = Paper::Unknown;
                    }
                }
                "cellXfs" => inside = true,
                "xf" if inside && all.len() < 100_000 => {
                    let id = tag.number("numFmtId").unwrap_or(0);
                    let format = formats.entry(id).or_insert_with(|| {
                        own.get(&id).map_or_else(|| Format::built_in(id), |code| Format::read(code))
                    });
                    let format = format.clone();
                    let at = |name: &str| tag.number::<usize>(name);
                    let font = at("fontId").and_then(|id| fonts.get(id)).cloned().unwrap_or_default();
                    let paper = at("fillId").and_then(|id| fills.get(id)).cloned().unwrap_or_default();
                    let faint = font.is_faint(&paper);
                    all.push(Look { format, indent: 0, struck: font.struck, faint });
                }
                "alignment" if inside => {
                    if let Some(look) = all.last_mut() {
                        look.indent = tag.number("indent").unwrap_or(0).min(250);
                    }
                }
                _ if part == "fonts" => {
                    if let Some(font) = fonts.last_mut() {
                        font.take(&tag);
                    }
                }
                _ => {}
            },
            Step::Close(name) if name == "cellXfs" => inside = false,
            Step::Close(name) if name == part => part.clear(),
            Step::Close(_) | Step::Text(_) => {}
            Step::End | Step::Broken => return all,
        }
    }
}

/// A sheet being read.
struct SheetReading<'s> {
    shared: &'s Shared,
    book: &'s mut Book,
    row: u32,
    column: u32,
    cell: Cell,
    /// The text of which tag is being read.
    inside: Option<Inside>,
    habits: Habits,
}

#[derive(Debug, Default)]
struct Cell {
    kind: String,
    look: usize,
    value: Option<String>,
    rich: Rich,
    formula: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    Value,
    Text,
}

impl<'s> SheetReading<'s> {
    fn new(shared: &'s Shared, book: &'s mut Book) -> Self {
        Self {
            shared,
            book,
            row: 0,
            column: 0,
            cell: Cell::default(),
            inside: None,
            habits: Habits { since_1904: shared.since_1904, hide_zeros: false },
        }
    }

    /// Reads a sheet into the last one of the book. `false` where it breaks off; the row being read is dropped then,
    /// for nobody knows what else was in it.
    fn read(mut self, xml: &str) -> bool {
        let mut markup = Markup::new(xml);
        loop {
            match markup.step() {
                Step::Open(tag) => {
                    if matches!(tag.name(), "rPh" | "extLst" | "AlternateContent") {
                        if !markup.skip() {
                            return self.broken();
                        }
                    } else {
                        self.open(&tag);
                    }
                }
                _ if self.book.is_full() => return true,
                Step::Text(text) => match self.inside {
                    Some(Inside::Value) => self.cell.value.get_or_insert_default().push_str(&text),
                    Some(Inside::Text) => self.cell.rich.push(&text),
                    None => {}
                },
                Step::Close(name) => match name.as_str() {
                    "v" | "t" => self.inside = None,
                    "r" => self.cell.rich.piece(),
                    "c" => self.end_cell(),
                    _ => {}
                },
                Step::End => return true,
                Step::Broken => return self.broken(),
            }
        }
    }

    fn broken(self) -> bool {
        self.book.drop_row(self.row);
        false
    }

    fn open(&mut self, tag: &Tag) {
        let yes = |name: &str| tag.attribute(name).is_some_and(|value| value == "1" || value == "true");
        match tag.name() {
            "sheetView" => {
                self.habits.hide_zeros =
                    tag.attribute("showZeros").is_some_and(|value| value == "0" || value == "false");
            }
            "col" if yes("hidden") || is_nothing(tag, "width") => {
                let first = tag.number("min").unwrap_or(1);
                let last = tag.number("max").unwrap_or(first).min(MAX_COLUMNS);
                self.book.hide_columns(first, last);
            }
            "row" => {
                self.row = tag.number("r").unwrap_or(self.row.saturating_add(1));
                self.column = 0;
                if yes("hidden") || is_nothing(tag, "ht") {
                    self.book.hide_rows(self.row, self.row);
                }
            }
            "c" => {
                let place = tag.attribute("r").and_then(|name| place(&name));
                (self.row, self.column) = place.unwrap_or((self.row.max(1), self.column.saturating_add(1)));
                self.cell = Cell {
                    kind: tag.attribute("t").unwrap_or_default(),
                    look: tag.number("s").unwrap_or(0),
                    ..Cell::default()
                };
            }
            "v" => {
                self.inside = Some(Inside::Value);
                self.cell.value = Some(String::new());
            }
            "t" => self.inside = Some(Inside::Text),
            "f" => self.cell.formula = true,
            "r" => self.cell.rich.piece(),
            "rPr" | "strike" | "vertAlign" => self.cell.rich.take(tag),
            "mergeCell" => {
                if let Some(area) = tag.attribute("ref").and_then(|name| area(&name)) {
                    self.book.merge(area);
                }
            }
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let mut cell = std::mem::take(&mut self.cell);
        let no_value = cell.value.as_ref().is_none_or(|value| value.is_empty() && cell.kind != "str");
        if cell.formula && no_value && cell.kind != "inlineStr" {
            self.book.put_not_calculated(self.row, self.column);
            return;
        }
        let look = self.shared.looks.get(cell.look);
        let value = cell.value.unwrap_or_default();
        let text = match cell.kind.as_str() {
            "inlineStr" => look::written(look, &escapes_read(cell.rich.written())),
            "s" if value.is_empty() => return,
            "s" => {
                let found = value.trim().parse::<usize>().ok().and_then(|at| self.shared.texts.get(at));
                found.map_or_else(|| look::text(look, LOST), |text| look::written(look, text))
            }
            "str" => look::text(look, &unescaped(&value)),
            "b" => if value == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            "e" | "d" => value,
            _ => {
                let stored = value.trim().parse().ok().and_then(number::decimal);
                self.book.unseen += usize::from(stored.is_some_and(|value| look::is_unseen(look, value)));
                self.number(look, value.trim())
            }
        };
        self.book.put(self.row, self.column, text);
    }

    fn number(&self, look: Option<&Look>, stored: &str) -> String {
        if stored.is_empty() {
            return String::new();
        }
        match stored.parse().ok().and_then(number::decimal) {
            Some(value) => look::number(look, value, self.habits),
            None => stored.to_owned(),
        }
    }
}

/// Row and column of `AB12`; `$` is ignored.
fn place(name: &str) -> Option<(u32, u32)> {
    let name = name.replace('$', "");
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let mut column: u32 = 0;
    for c in name[..digits].chars().map(|c| c.to_ascii_uppercase()) {
        let digit = u32::from(c).checked_sub(u32::from('A')).filter(|digit| *digit < 26)?;
        column = column.checked_mul(26)?.checked_add(digit + 1)?;
    }
    let row = name[digits..].parse().ok()?;
    ((1..=MAX_ROWS).contains(&row) && column > 0).then_some((row, column))
}

fn area(name: &str) -> Option<Area> {
    let (first, last) = name.split_once(':')?;
    Some(Area { first: place(first)?, last: place(last)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read() {
        assert_eq!(place("AB12"), Some((12, 28)));
        assert_eq!(place("$C$5"), Some((5, 3)));
        for bad in ["", "A", "12", "A0", "A99999999", "ZZZZZZZZZZZ1", "é1"] {
            assert_eq!(place(bad), None, "{bad}");
        }
    }

    #[test]
    fn characters_that_xml_cannot_hold() {
        assert_eq!(unescaped("甲_x000D_\n乙_x0041__xZZ"), "甲\n乙A_xZZ");
        assert_eq!(unescaped("_x000"), "_x000");
        assert_eq!(unescaped("_x一二三四_"), "_x一二三四_");
    }
}
