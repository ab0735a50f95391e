//! Which cells of a workbook nobody reads as figures: struck out, or of the colour behind them.

use super::super::markup::Tag;
use super::super::notes;

/// A colour: in red, green and blue, or as the file names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Colour {
    /// Red, green and blue.
    Of([u8; 3]),
    /// By a name that only the file resolves, such as a place in its theme.
    Named(String),
}

/// Colours nearer than this in each part are one to the eye.
const SAME: u8 = 6;

/// White.
pub(super) const WHITE: Colour = Colour::Of([255; 3]);

impl Colour {
    /// Six hexadecimal digits, or eight of which the first two say how opaque it is.
    pub(super) fn hex(text: &str) -> Option<Self> {
        let digits = text.trim().trim_start_matches('#');
        let digits = if digits.len() == 8 { digits.get(2..)? } else { digits };
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        (digits.len() == 6).then_some(())?;
        Some(Colour::Of([part(0)?, part(2)?, part(4)?]))
    }

    fn is(&self, other: &Colour) -> bool {
        match (self, other) {
            (Colour::Of(one), Colour::Of(other)) => {
                one.iter().zip(other).all(|(a, b)| a.abs_diff(*b) <= SAME)
            }
            (one, other) => one == other,
        }
    }
}

/// What a cell is written on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Paper {
    /// The white of the sheet.
    #[default]
    Sheet,
    /// A colour of its own.
    Colour(Colour),
    /// A pattern, or a colour that we do not know.
    Unknown,
}

/// How a font writes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Font {
    /// It strikes its text out.
    pub(super) struck: bool,
    /// It raises its text above the line, or lowers it.
    pub(super) raised: bool,
    /// Its colour, where it is said.
    pub(super) colour: Option<Colour>,
}

impl Font {
    /// Takes a property of a font.
    pub(super) fn take(&mut self, tag: &Tag) {
        match tag.name() {
            "strike" => self.struck = tag.is_on(),
            "vertAlign" => self.raised = tag.attribute("val").is_some_and(|value| value != "baseline"),
            "color" => self.colour = colour(tag),
            _ => {}
        }
    }

    /// Whether what it writes is of the colour behind it.
    pub(super) fn is_faint(&self, paper: &Paper) -> bool {
        match (&self.colour, paper) {
            (Some(ink), Paper::Sheet) => ink.is(&WHITE),
            (Some(ink), Paper::Colour(paper)) => ink.is(paper),
            _ => false,
        }
    }
}

/// The colour that a tag names, in the ways of XLSX.
pub(super) fn colour(tag: &Tag) -> Option<Colour> {
    if let Some(rgb) = tag.attribute("rgb") {
        return Colour::hex(&rgb);
    }
    if let Some(index) = tag.number::<u32>("indexed") {
        return Some(indexed(index));
    }
    let theme = tag.attribute("theme")?;
    let tint = tag.attribute("tint").unwrap_or_default();
    let plain = tint.trim_matches(['0', '.', '-']).is_empty();
    Some(match theme.as_str() {
        "0" if plain => WHITE,
        "1" if plain => Colour::Of([0; 3]),
        _ => Colour::Named(format!("theme {theme} {tint}")),
    })
}

/// A colour by its number: the black and white ones are the same in every file.
pub(super) fn indexed(index: u32) -> Colour {
    match index {
        0 | 8 | 64 => Colour::Of([0; 3]),
        1 | 9 | 65 => WHITE,
        _ => Colour::Named(format!("indexed {index}")),
    }
}

/// A text of several fonts: pieces that are struck out are left away, and so are marks of notes behind amounts.
#[derive(Debug, Clone, Default)]
pub(super) struct Rich {
    font: Font,
    /// Whether the piece has a font of its own, or that of its cell.
    is_own: bool,
    text: String,
    own: String,
}

/// A text of several fonts as it is seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Written {
    /// All of it.
    pub(super) text: String,
    /// What is written in fonts of its own: all that is seen where the font of the cell strikes out the rest.
    pub(super) own: String,
}

impl Rich {
    /// Begins a piece with a font of its own.
    pub(super) fn piece(&mut self) {
        (self.font, self.is_own) = (Font::default(), false);
    }

    /// Takes a property of the piece's font.
    pub(super) fn take(&mut self, tag: &Tag) {
        self.is_own |= tag.name() == "rPr";
        self.font.take(tag);
    }

    /// Begins a piece in a font.
    pub(super) fn with(&mut self, font: Font) {
        (self.font, self.is_own) = (font, true);
    }

    /// Adds text of the piece.
    pub(super) fn push(&mut self, text: &str) {
        let own = if self.is_own { Some(&mut self.own) } else { None };
        for into in std::iter::once(&mut self.text).chain(own) {
            if self.font.raised {
                notes::add(into, text);
            } else if !self.font.struck {
                into.push_str(text);
            }
        }
    }

    /// The text so far, and starts anew.
    pub(super) fn end(&mut self) -> String {
        self.written().text
    }

    /// The text so far with what of it has fonts of its own, and starts anew.
    pub(super) fn written(&mut self) -> Written {
        let Self { text, own, .. } = std::mem::take(self);
        Written { text, own }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ink_of_the_colour_of_its_paper_is_faint() {
        let font = |colour: &str| Font { colour: Colour::hex(colour), ..Font::default() };
        let on = |paper: &str| Paper::Colour(Colour::hex(paper).expect("a colour"));
        assert!(font("FFFFFFFF").is_faint(&Paper::Sheet) && font("#FEFEFE").is_faint(&Paper::Sheet));
        assert!(font("D9D9D9").is_faint(&on("FFD9D9D9")));
        assert!(!font("FFFFFF").is_faint(&on("003366")) && !font("FFFFFF").is_faint(&Paper::Unknown));
        assert!(!Font::default().is_faint(&Paper::Sheet) && !font("red").is_faint(&Paper::Sheet));
        assert_eq!(indexed(65), WHITE);
    }

    #[test]
    fn struck_pieces_and_marks_are_left_away() {
        let mut rich = Rich::default();
        rich.with(Font { struck: true, ..Font::default() });
        rich.push("55.50");
        rich.piece();
        rich.push("1,260.50");
        rich.with(Font { raised: true, ..Font::default() });
        rich.push("1");
        assert_eq!((rich.end().as_str(), rich.end().as_str()), ("1,260.50", ""));
    }
}
