//! The texts of XLS files: characters of one byte or two, lengths of one byte or two, texts that run on from record to record,
//! and their pieces in fonts that are not seen.

use super::ink::{Font, Rich, Written};
use super::letters::Letters;
use super::xls::{place_of_font, short};

/// The most shared texts.
const MOST: usize = 1_000_000;

/// A text whose length, in old files, is one byte: a format.
pub(super) fn short_text(bytes: &[u8], letters: Letters) -> Option<String> {
    match letters {
        Letters::Unicode => text(bytes, letters),
        Letters::Bytes(encoding) => {
            let count = usize::from(*bytes.first()?);
            Some(Letters::decode(encoding, bytes.get(1..1 + count)?))
        }
    }
}

/// Characters of one or two bytes.
pub(super) fn characters(bytes: &[u8], count: usize, wide: bool) -> Option<String> {
    if wide {
        let units: Vec<u16> =
            bytes.get(..2 * count)?.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])).collect();
        Some(String::from_utf16_lossy(&units))
    } else {
        Some(bytes.get(..count)?.iter().map(|b| char::from(*b)).collect())
    }
}

/// A text within one record.
pub(super) fn text(bytes: &[u8], letters: Letters) -> Option<String> {
    match letters {
        Letters::Unicode => texts_of(&mut Pieces::new(vec![bytes]), &[]).map(|one| one.text),
        Letters::Bytes(encoding) => {
            let count = usize::from(short(bytes, 0)?);
            let end = (2 + count).min(bytes.len());
            Some(Letters::decode(encoding, bytes.get(2..end)?))
        }
    }
}

/// The shared texts, which run on from record to record.
pub(super) fn texts(pieces: Vec<&[u8]>, fonts: &[Font]) -> Vec<Written> {
    let mut pieces = Pieces::new(pieces);
    if pieces.skip(8).is_none() {
        return Vec::new();
    }
    let mut all = Vec::new();
    while let Some(text) = texts_of(&mut pieces, fonts).filter(|_| all.len() < MOST) {
        all.push(text);
    }
    all
}

/// Bytes that run on over several records.
struct Pieces<'b> {
    pieces: Vec<&'b [u8]>,
    piece: usize,
    at: usize,
}

impl<'b> Pieces<'b> {
    fn new(pieces: Vec<&'b [u8]>) -> Self {
        Self { pieces, piece: 0, at: 0 }
    }

    fn left(&self) -> usize {
        self.pieces.get(self.piece).map_or(0, |piece| piece.len() - self.at)
    }

    /// Goes on to the next record where this one is used up.
    fn advance(&mut self) -> Option<()> {
        while self.left() == 0 {
            self.piece += 1;
            self.at = 0;
            self.pieces.get(self.piece)?;
        }
        Some(())
    }

    fn byte(&mut self) -> Option<u8> {
        self.advance()?;
        let byte = self.pieces[self.piece][self.at];
        self.at += 1;
        Some(byte)
    }

    fn number(&mut self, bytes: usize) -> Option<usize> {
        let mut value = 0;
        for at in 0..bytes {
            value |= usize::from(self.byte()?) << (8 * at);
        }
        Some(value)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            self.advance()?;
            let step = count.min(self.left());
            self.at += step;
            count -= step;
        }
        Some(())
    }
}

/// The next text. Where its characters run on in the next record, that says anew how wide they are.
fn texts_of(pieces: &mut Pieces, fonts: &[Font]) -> Option<Written> {
    let count = pieces.number(2)?;
    let flags = pieces.byte()?;
    let mut wide = flags & 0x01 != 0;
    let runs = if flags & 0x08 != 0 { pieces.number(2)? } else { 0 };
    let extra = if flags & 0x04 != 0 { pieces.number(4)? } else { 0 };
    let mut units: Vec<u16> = Vec::new();
    while units.len() < count {
        if pieces.left() == 0 {
            pieces.advance()?;
            wide = pieces.byte()? & 0x01 != 0;
        }
        units.push(u16::try_from(pieces.number(if wide { 2 } else { 1 })?).ok()?);
    }
    // From which character on which font is written.
    let mut changes = Vec::new();
    for _ in 0..runs {
        changes.push((pieces.number(2)?, u16::try_from(pieces.number(2)?).ok()?));
    }
    pieces.skip(extra)?;
    Some(of_fonts(&units, &changes, fonts))
}

/// A text without the pieces that are struck out, and the marks of notes in it.
fn of_fonts(units: &[u16], changes: &[(usize, u16)], fonts: &[Font]) -> Written {
    if changes.is_empty() {
        return Written { text: String::from_utf16_lossy(units), own: String::new() };
    }
    let mut rich = Rich::default();
    let mut at = 0;
    let ends = changes.iter().map(|(start, _)| *start).chain([units.len()]);
    let own = std::iter::once(None).chain(changes.iter().map(|(_, font)| Some(*font)));
    for (end, font) in ends.zip(own) {
        let piece = units.get(at..end.min(units.len())).unwrap_or_default();
        match font.and_then(|font| fonts.get(place_of_font(font))) {
            Some(font) => rich.with(font.clone()),
            None => rich.piece(),
        }
        rich.push(&String::from_utf16_lossy(piece));
        at = end.min(units.len()).max(at);
    }
    rich.written()
}

#[cfg(test)]
mod tests {
    use super::super::look::{self, Look};
    use super::*;

    #[test]
    fn a_font_of_a_piece_is_stronger_than_that_of_the_cell() {
        let fonts = [Font { struck: true, ..Font::default() }, Font::default()];
        let units: Vec<u16> = "9.9912.50".encode_utf16().collect();
        let of = |changes: &[(usize, u16)]| of_fonts(&units, changes, &fonts);
        // The font of the cell strikes out what has none of its own.
        let written = |text: &str, own: &str| Written { text: text.to_owned(), own: own.to_owned() };
        assert_eq!(of(&[(4, 1)]), written("9.9912.50", "12.50"));
        assert_eq!(of(&[(0, 0), (4, 1)]), written("12.50", "12.50"));
        assert_eq!(of(&[]), written("9.9912.50", ""));
        let struck = Look { struck: true, ..Look::default() };
        assert_eq!(look::written(Some(&struck), &of(&[(4, 1)])), "12.50");
        assert_eq!(look::written(Some(&struck), &of(&[])), "");
        assert_eq!(look::written(None, &of(&[(4, 1)])), "9.9912.50");
    }

    #[test]
    fn texts_run_on_over_records() {
        // Two narrow characters, then the rest wide.
        let first = [1, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, b'a', b'b'];
        let second = [1, 0x32, 0x75, 0x59, 0x4E, 1, 0, 0, b'c'];
        let said = |pieces| texts(pieces, &[]).into_iter().map(|one| one.text).collect::<Vec<_>>();
        assert_eq!(said(vec![&first[..], &second]), ["ab甲乙", "c"]);
        assert_eq!(said(vec![&first[..]]), Vec::<String>::new());
    }
}
