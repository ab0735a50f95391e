//! Which cells of a workbook nobody reads as figures: struck out, or white on white.

use super::super::markup::Tag;

/// How a font writes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Font {
    /// It strikes its text out.
    pub(super) struck: bool,
    /// It is white.
    pub(super) white: bool,
}

impl Font {
    /// Takes a property of a font.
    pub(super) fn take(&mut self, tag: &Tag) {
        match tag.name() {
            "strike" => self.struck = tag.is_on(),
            "color" => self.white = is_white(tag),
            _ => {}
        }
    }
}

/// Whether a colour is that of the sheet: white, the window's background, or the first colour of the theme as it is.
pub(super) fn is_white(tag: &Tag) -> bool {
    let is = |name: &str, value: &str| tag.attribute(name).is_some_and(|own| own.eq_ignore_ascii_case(value));
    is("rgb", "FFFFFFFF")
        || is("rgb", "00FFFFFF")
        || is("rgb", "FFFFFF")
        || is("indexed", "65")
        || is("indexed", "9")
        || is("indexed", "1")
        || is("theme", "0")
            && tag.attribute("tint").is_none_or(|tint| tint.trim_matches(['0', '.']).is_empty())
}
