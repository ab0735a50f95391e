//! XLS (BIFF8 of Excel 97 and later, BIFF5 of Excel 5 and 95) and ET, which is the same: records in a stream of a compound file.
//!
//! Read by us, because `calamine` gives neither number formats nor hidden rows and columns of these files, and allocates
//! the whole extent of a sheet.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::super::cfb::Compound;
use super::format::Format;
use super::ink::{self, Colour, Font, Paper, Written};
use super::letters::Letters;
use super::look::{self, Habits, Look};
use super::number;
use super::sheet::{Area, Book, MAX_COLUMNS};
use super::xls_text::{characters, short_text, text, texts};

/// The names of the stream that holds the sheets, new and old.
pub(super) const STREAMS: [&str; 2] = ["Workbook", "Book"];

/// The most sheets that are read.
const MOST_SHEETS: usize = 200;

/// Why a workbook is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is locked with a password.
    Locked,
    /// It is older than Excel 5, or its beginning is lost.
    TooOld,
}

/// A record: its kind and its bytes.
#[derive(Debug, Clone, Copy)]
struct Record<'b> {
    kind: u16,
    bytes: &'b [u8],
}

/// Records from a place on; they end where the stream breaks.
struct Records<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Iterator for Records<'b> {
    type Item = Record<'b>;

    fn next(&mut self) -> Option<Record<'b>> {
        let kind = short(self.bytes, self.at)?;
        let length = usize::from(short(self.bytes, self.at + 2)?);
        let start = self.at + 4;
        let bytes = self.bytes.get(start..start + length)?;
        self.at = start + length;
        Some(Record { kind, bytes })
    }
}

pub(super) fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).map(|b| u16::from_le_bytes([b[0], b[1]]))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

fn double(bytes: &[u8], at: usize) -> Option<f64> {
    let bytes: [u8; 8] = bytes.get(at..at + 8)?.try_into().ok()?;
    Some(f64::from_le_bytes(bytes))
}

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const CONTINUE: u16 = 0x003C;
/// A text in a cell, and one of several fonts.
const LABEL: u16 = 0x0204;
const RICH_LABEL: u16 = 0x00D6;

/// How many bytes of texts show in which encoding an old file is written.
const SAMPLE: usize = 65_536;

/// Reads a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Book, Refusal> {
    let file = Compound::open(bytes).ok_or(Refusal::TooOld)?;
    let stream = STREAMS.iter().find_map(|name| file.stream(name)).ok_or(Refusal::TooOld)?;
    let mut book = of_stream(&stream.bytes)?;
    if !stream.whole {
        book.damage.insert(0, "the workbook ends too early; sheets or rows may be missing".to_owned());
    }
    Ok(book)
}

/// Reads the stream that holds the sheets.
pub(super) fn of_stream(bytes: &[u8]) -> Result<Book, Refusal> {
    let mut book = Book::default();
    let shared = Shared::read(bytes)?;
    let mut starts = BTreeSet::new();
    for sheet in &shared.sheets {
        if sheet.hidden {
            book.hidden.push(sheet.name.clone());
            continue;
        }
        // A hostile list names the same records again and again.
        if !starts.insert(sheet.start) || starts.len() > MOST_SHEETS {
            continue;
        }
        book.sheet(&sheet.name);
        if !read_sheet(bytes, sheet.start, &shared, &mut book) {
            book.damage.push(format!("sheet {} breaks off: its last row was not read", sheet.name));
        }
    }
    Ok(book)
}

/// What all sheets share.
#[derive(Debug, Default)]
struct Shared {
    sheets: Vec<Listed>,
    texts: Vec<Written>,
    looks: Vec<Look>,
    since_1904: bool,
    letters: Letters,
}

#[derive(Debug)]
struct Listed {
    name: String,
    start: usize,
    hidden: bool,
}

impl Shared {
    fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        let mut shared = Self::default();
        let mut formats: BTreeMap<u16, String> = BTreeMap::new();
        let mut looks: Vec<Style> = Vec::new();
        let mut fonts: Vec<Font> = Vec::new();
        let mut palette = Palette::default();
        let mut records = Records { bytes, at: 0 }.peekable();
        let first = records.next().ok_or(Refusal::TooOld)?;
        shared.letters = match short(first.bytes, 0).filter(|_| first.kind == BOF) {
            Some(0x0600) => Letters::Unicode,
            Some(0x0500) => old_letters(bytes),
            _ => return Err(Refusal::TooOld),
        };
        let letters = shared.letters;
        while let Some(record) = records.next() {
            let body = record.bytes;
            match record.kind {
                EOF => break,
                0x002F => return Err(Refusal::Locked),
                0x0022 => shared.since_1904 = short(body, 0) == Some(1),
                0x0085 => shared.sheets.extend(listed(body, letters)),
                0x041E => {
                    if let (Some(id), Some(code)) =
                        (short(body, 0), body.get(2..).and_then(|rest| short_text(rest, letters)))
                    {
                        formats.insert(id, code);
                    }
                }
                0x00E0 => looks.push(Style::read(body, letters)),
                0x0031 => fonts.push(font(body)),
                0x0092 => palette = Palette::read(body),
                0x00FC => {
                    let mut pieces = vec![body];
                    while let Some(next) = records.next_if(|next| next.kind == CONTINUE) {
                        pieces.push(next.bytes);
                    }
                    let fonts: Vec<Font> = fonts.iter().map(|font| palette.of_font(font)).collect();
                    shared.texts = texts(pieces, &fonts);
                }
                _ => {}
            }
        }
        let look = |style: &Style| {
            let font = fonts.get(place_of_font(style.font)).map(|font| palette.of_font(font));
            let font = font.unwrap_or_default();
            let id = style.format;
            Look {
                format: formats
                    .get(&id)
                    .map_or_else(|| Format::built_in(id.into()), |code| Format::read(code)),
                indent: style.indent,
                struck: font.struck,
                faint: font.is_faint(&palette.of_paper(&style.paper)),
            }
        };
        shared.looks = looks.iter().map(look).collect();
        Ok(shared)
    }
}

/// What a cell names by number: how it is shown.
#[derive(Debug, Default)]
struct Style {
    font: u16,
    format: u16,
    indent: usize,
    paper: Paper,
}

impl Style {
    fn read(body: &[u8], letters: Letters) -> Self {
        let new = letters == Letters::Unicode;
        let indent = body.get(8).filter(|_| new).map_or(0, |bits| usize::from(bits & 0x0F));
        // Of the fill: its pattern, of which 0 is none and 1 full, and its colour.
        let fill = if new {
            long(body, 14).zip(short(body, 18)).map(|(bits, colour)| (bits >> 26, u32::from(colour) & 0x7F))
        } else {
            long(body, 8).map(|bits| (bits >> 16 & 0x3F, bits & 0x7F))
        };
        let paper = match fill {
            None | Some((0, _)) => Paper::Sheet,
            Some((1, colour)) => Paper::Colour(ink::indexed(colour)),
            Some(_) => Paper::Unknown,
        };
        Self { font: short(body, 0).unwrap_or(0), format: short(body, 2).unwrap_or(0), indent, paper }
    }
}

/// The place of a font in the list: there is no font 4, the numbers skip it.
pub(super) fn place_of_font(number: u16) -> usize {
    usize::from(number) - usize::from(number > 4)
}

fn font(body: &[u8]) -> Font {
    Font {
        struck: short(body, 2).is_some_and(|bits| bits & 0x0008 != 0),
        raised: short(body, 8).is_some_and(|kind| kind != 0),
        colour: short(body, 4).filter(|colour| *colour != 0x7FFF).map(|colour| ink::indexed(colour.into())),
    }
}

/// Colours that a file has of its own, for the numbers from 8 on.
#[derive(Debug, Default)]
struct Palette(Vec<[u8; 3]>);

impl Palette {
    fn read(body: &[u8]) -> Self {
        let colours = body.get(2..).unwrap_or_default().chunks_exact(4).take(56);
        Self(colours.map(|colour| [colour[0], colour[1], colour[2]]).collect())
    }

    fn of(&self, colour: &Colour) -> Colour {
        let number = match colour {
            Colour::Named(name) => name.strip_prefix("indexed ").and_then(|number| number.parse().ok()),
            _ => None,
        };
        let own = number.and_then(|number: usize| self.0.get(number.checked_sub(8)?));
        own.map_or_else(|| colour.clone(), |own| Colour::Of(*own))
    }

    fn of_font(&self, font: &Font) -> Font {
        Font { colour: font.colour.as_ref().map(|colour| self.of(colour)), ..font.clone() }
    }

    fn of_paper(&self, paper: &Paper) -> Paper {
        match paper {
            Paper::Colour(colour) => Paper::Colour(self.of(colour)),
            paper => paper.clone(),
        }
    }
}

/// How texts of an old file are written, by its code page and by the bytes of its texts.
fn old_letters(bytes: &[u8]) -> Letters {
    let mut code_page = None;
    let mut texts: Vec<u8> = Vec::new();
    for record in (Records { bytes, at: 0 }) {
        match record.kind {
            0x0042 => code_page = short(record.bytes, 0),
            LABEL | RICH_LABEL => texts.extend_from_slice(record.bytes.get(8..).unwrap_or_default()),
            _ => {}
        }
        if texts.len() > SAMPLE {
            break;
        }
    }
    Letters::of_old(code_page, &texts)
}

/// A sheet in the list of sheets; `None` for charts and macros.
fn listed(body: &[u8], letters: Letters) -> Option<Listed> {
    let (start, state, kind) = (long(body, 0)?, body.get(4)?, body.get(5)?);
    let count = usize::from(*body.get(6)?);
    let name = match letters {
        Letters::Unicode => characters(body.get(8..)?, count, body.get(7)? & 0x01 != 0)?,
        Letters::Bytes(encoding) => Letters::decode(encoding, body.get(7..7 + count)?),
    };
    (*kind == 0).then_some(Listed { name, start: start as usize, hidden: state & 0x03 != 0 })
}

/// Reads a sheet into the last one of the book. `false` where it breaks off.
fn read_sheet(bytes: &[u8], start: usize, shared: &Shared, book: &mut Book) -> bool {
    let mut sheet = SheetReading { shared, book, habits: Habits::default(), row: 0, waiting: None };
    sheet.habits = Habits { since_1904: shared.since_1904, hide_zeros: hides_zeros(bytes, start) };
    // Charts in a sheet are streams within the stream.
    let mut depth = 0_usize;
    for record in (Records { bytes, at: start }) {
        match record.kind {
            _ if sheet.book.is_full() => return true,
            BOF => depth += 1,
            EOF if depth <= 1 => return true,
            EOF => depth -= 1,
            _ if depth == 1 => {
                let _ = sheet.record(record);
            }
            // What should be a sheet is none.
            _ if depth == 0 => return false,
            _ => {}
        }
    }
    let row = sheet.row;
    book.drop_row(row);
    false
}

/// Whether a sheet shows zeros as blanks; said behind its cells.
fn hides_zeros(bytes: &[u8], start: usize) -> bool {
    let window =
        (Records { bytes, at: start }).take_while(|record| record.kind != EOF).find(|r| r.kind == 0x023E);
    window.and_then(|record| short(record.bytes, 0)).is_some_and(|bits| bits & 0x0010 == 0)
}

struct SheetReading<'s> {
    shared: &'s Shared,
    book: &'s mut Book,
    habits: Habits,
    row: u32,
    /// A formula whose text stands in the next record.
    waiting: Option<(u32, u32)>,
}

impl SheetReading<'_> {
    /// Reads a record; one that is too short says nothing.
    fn record(&mut self, record: Record) -> Option<()> {
        let body = record.bytes;
        match record.kind {
            0x0208 if short(body, 12)? & 0x20 != 0 || short(body, 6)? == 0 => {
                let row = u32::from(short(body, 0)?) + 1;
                self.book.hide_rows(row, row);
            }
            0x007D if short(body, 8)? & 0x01 != 0 || short(body, 4)? == 0 => {
                let (first, last) = (u32::from(short(body, 0)?) + 1, u32::from(short(body, 2)?) + 1);
                self.book.hide_columns(first, last.min(MAX_COLUMNS));
            }
            0x00E5 => {
                for area in body.get(2..)?.chunks_exact(8).take(usize::from(short(body, 0)?)) {
                    let at = |offset| short(area, offset).map(|n| u32::from(n) + 1);
                    self.book.merge(Area { first: (at(0)?, at(4)?), last: (at(2)?, at(6)?) });
                }
            }
            0x00BD => {
                let (row, mut column) = place(body)?;
                for cell in body.get(4..body.len().checked_sub(2)?)?.chunks_exact(6) {
                    let look = self.shared.looks.get(usize::from(short(cell, 0)?));
                    self.number(row, column, look, packed(long(cell, 2)?));
                    column += 1;
                }
            }
            0x0207 => {
                if let Some((row, column)) = self.waiting.take() {
                    self.put(row, column, text(body, self.shared.letters)?);
                }
            }
            0x00FD | LABEL | RICH_LABEL | 0x0203 | 0x027E | 0x0006 | 0x0205 => self.cell(record)?,
            _ => {}
        }
        Some(())
    }

    fn cell(&mut self, record: Record) -> Option<()> {
        let body = record.bytes;
        let (row, column) = place(body)?;
        let look = self.shared.looks.get(usize::from(short(body, 4)?));
        match record.kind {
            0x00FD => {
                let found = self.shared.texts.get(long(body, 6)? as usize);
                let shown =
                    found.map_or_else(|| look::text(look, "\u{FFFD}"), |text| look::written(look, text));
                self.put(row, column, shown);
            }
            LABEL | RICH_LABEL => {
                let words = text(body.get(6..)?, self.shared.letters)?;
                self.put(row, column, look::text(look, &words));
            }
            0x0203 => self.number(row, column, look, number::decimal(double(body, 6)?)),
            0x027E => self.number(row, column, look, packed(long(body, 6)?)),
            0x0205 => self.put(row, column, truth(*body.get(6)?, *body.get(7)? != 0)),
            _ if short(body, 12)? == 0xFFFF => match body.get(6)? {
                0 => self.waiting = Some((row, column)),
                kind @ (1 | 2) => self.put(row, column, truth(*body.get(8)?, *kind == 2)),
                _ => {}
            },
            _ => self.number(row, column, look, number::decimal(double(body, 6)?)),
        }
        Some(())
    }

    fn number(&mut self, row: u32, column: u32, look: Option<&Look>, value: Option<Decimal>) {
        self.book.unseen += usize::from(value.is_some_and(|value| look::is_unseen(look, value)));
        let shown =
            value.map_or_else(|| "\u{FFFD}".to_owned(), |value| look::number(look, value, self.habits));
        self.put(row, column, shown);
    }

    fn put(&mut self, row: u32, column: u32, shown: String) {
        self.row = row;
        self.book.put(row, column, shown);
    }
}

fn place(body: &[u8]) -> Option<(u32, u32)> {
    Some((u32::from(short(body, 0)?) + 1, u32::from(short(body, 2)?) + 1))
}

/// A number packed into four bytes: an integer or the upper half of a float, perhaps in hundredths.
fn packed(bits: u32) -> Option<Decimal> {
    let hundredths = bits & 0x01 != 0;
    let value = if bits & 0x02 != 0 {
        Decimal::from(bits.cast_signed() >> 2)
    } else {
        number::decimal(f64::from_bits(u64::from(bits & !0x03) << 32))?
    };
    Some(if hundredths { value.checked_div(Decimal::ONE_HUNDRED)?.normalize() } else { value })
}

/// A truth value or an error, as shown.
fn truth(code: u8, error: bool) -> String {
    match (error, code) {
        (false, 0) => "FALSE",
        (false, _) => "TRUE",
        (true, 0x00) => "#NULL!",
        (true, 0x07) => "#DIV/0!",
        (true, 0x0F) => "#VALUE!",
        (true, 0x17) => "#REF!",
        (true, 0x1D) => "#NAME?",
        (true, 0x24) => "#NUM!",
        (true, _) => "#N/A",
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers() {
        let of = |bits: u32| packed(bits).expect("a number").to_string();
        assert_eq!(of((1234 << 2) | 0x03), "12.34");
        assert_eq!(of(0xFFFF_FFFE), "-1");
        assert_eq!(of(0x3FF0_0000), "1");
        assert_eq!(of(0x4059_0001), "1");
    }
}
