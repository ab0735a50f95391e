//! Characters and colours of Word documents that are not what they are written as: symbols of fonts with figures of their
//! own, and shading that says something of a cell.

use super::super::markup::Tag;

/// White, as colours are written.
const WHITE: &str = "FFFFFF";

/// Whether shading gives a colour other than white.
pub(super) fn shades(tag: &Tag) -> bool {
    tag.attribute("fill")
        .is_some_and(|fill| !fill.eq_ignore_ascii_case("auto") && !fill.eq_ignore_ascii_case(WHITE))
}

/// Whether a text is made of digits, and no zero: a zero that is made to look like an empty cell says what that would.
pub(super) fn is_figure(text: &str) -> bool {
    let marks = |c: char| c.is_ascii_digit() || c.is_whitespace() || ".,-()%".contains(c);
    text.chars().all(marks) && text.chars().any(|c| c.is_ascii_digit() && c != '0')
}

/// The character of a symbol font that has a name of its own; boxes and ticks in forms.
pub(super) fn symbol(tag: &Tag) -> Option<char> {
    let code = u32::from_str_radix(&tag.attribute("char")?, 16).ok()?;
    let font = tag.attribute("font")?;
    // Symbol fonts have their characters at F000; any other code is the character's own.
    let symbols = ["Wingdings", "Symbol", "Webdings", "Marlett", "MT Extra"];
    let of_symbols = symbols.iter().any(|name| font.starts_with(name));
    if !(0xF000..=0xF0FF).contains(&code) && (code > 0xFF || !of_symbols) {
        return char::from_u32(code);
    }
    let code = code & 0xFF;
    match (font.as_str(), code) {
        ("Wingdings", 0xFC) => Some('✓'),
        ("Wingdings", 0xFE) | ("Wingdings 2", 0x52 | 0x54) => Some('☑'),
        ("Wingdings", 0x6F | 0xA8) | ("Wingdings 2", 0x2A | 0xA3) => Some('□'),
        ("Wingdings", 0x6C) => Some('●'),
        ("Wingdings 3", 0x70 | 0x72) => Some('△'),
        ("Wingdings 3", 0x71 | 0x73) => Some('▽'),
        ("Symbol", 0x2D) => Some('−'),
        ("Symbol", 0x44) => Some('Δ'),
        ("Symbol", 0xB1) => Some('±'),
        // The Symbol font has figures and marks where every font has them.
        ("Symbol", 0x20..=0x3F) => char::from_u32(code),
        ("Symbol", 0xB3) => Some('≥'),
        ("Symbol", 0xA3) => Some('≤'),
        ("Symbol", 0xB4) => Some('×'),
        _ => Some('\u{FFFD}'),
    }
}
