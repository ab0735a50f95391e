//! Text metrics without fonts: how wide a text will stand in any of the faces the site asks for.
//!
//! No font file is opened and no drawing library is asked: the widths are those that PingFang SC, Microsoft YaHei
//! and Noto Sans SC share closely enough to lay labels out. Where they differ the wider one counts, so that a
//! label that fits here fits on the reader's screen.
#![allow(clippy::float_arithmetic)] // widths are geometry

/// Width of a Chinese character, a full-width mark or anything unknown, in em.
const FULL: f64 = 1.0;
/// Width of a tabular digit, in em.
const DIGIT: f64 = 0.556;
/// How much wider a bold Latin letter or digit is than a regular one.
const BOLD: f64 = 1.07;
/// How far a Chinese character rises above the baseline, in em.
pub const ASCENT: f64 = 0.88;
/// How far a Chinese character falls below the baseline, in em.
pub const DESCENT: f64 = 0.14;
/// Distance between two baselines of one label, in em.
pub const LEADING: f64 = 1.26;

/// The weight of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Weight {
    /// Plain text.
    #[default]
    Regular,
    /// Figures and headings.
    Bold,
}

/// Width of a text on one line, in the units of `size` (the height of an em).
pub fn text_width(text: &str, size: f64) -> f64 {
    width_of(text, size, Weight::Regular)
}

/// Width of a text of the given weight on one line, in the units of `size`.
pub fn width_of(text: &str, size: f64, weight: Weight) -> f64 {
    text.chars().map(|c| advance(c, weight)).sum::<f64>() * size
}

/// Width of one character in em.
pub fn advance(c: char, weight: Weight) -> f64 {
    let em = regular(c);
    // Chinese faces keep the em square in every weight; only Latin widens.
    if weight == Weight::Bold && em < FULL { (em * BOLD).min(FULL) } else { em }
}

fn regular(c: char) -> f64 {
    match c {
        '0'..='9' => DIGIT,
        ' ' | ',' | '.' | ':' | ';' | '!' | '\'' | '|' | 'i' | 'j' | 'l' | 'I' => 0.29,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '{' | '}' | '-' | '/' | '\\' | '"' | '`' | '*' => 0.4,
        's' | 'c' | 'z' | 'J' => 0.53,
        'a' | 'b' | 'd' | 'e' | 'g' | 'h' | 'k' | 'n'..='q' | 'u' | 'v' | 'x' | 'y' => 0.61,
        'w' | 'm' | 'M' | 'W' | '%' | '@' | '&' => 0.93,
        'A'..='Z' => 0.73,
        '\u{a0}' | '\u{2009}' | '\u{202f}' => 0.3,
        '\u{21}'..='\u{7e}' => 0.6,
        // Superscripts and accented letters.
        '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{52f}' => 0.75,
        // Combining marks and joiners take no room of their own.
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' => 0.0,
        '\u{ff61}'..='\u{ffdc}' => 0.5,
        // Pictures may be wider than the em in the faces that have them.
        '\u{1f000}'..='\u{1faff}' => 1.4,
        _ => FULL,
    }
}

/// How far the letters of a text rise above and fall below the baseline, in em: figures are less tall than Chinese.
pub fn extent(text: &str) -> (f64, f64) {
    let figures = text.chars().all(|c| c.is_ascii_digit() || " .%+-−".contains(c));
    match (figures, text.contains(',')) {
        (true, _) => (0.75, 0.03),
        (false, true) if text.chars().all(|c| c.is_ascii_digit() || ",.".contains(c)) => (0.75, 0.12),
        _ => (ASCENT, DESCENT),
    }
}

/// Whether a character is set on the em square: Chinese and the marks that go with it.
pub fn is_wide(c: char) -> bool {
    regular(c) >= FULL
}

/// A text from a document made safe to set: one line, no control characters, nothing that turns the direction of
/// writing or takes no room. Letters and signs stay as they are.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => {}
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() || c == '\u{2028}' || c == '\u{2029}' => {
                if !out.ends_with(' ') && !out.is_empty() {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_character_is_one_em() {
        assert_eq!(text_width("一般公共服务", 10.0), 60.0);
        assert_eq!(text_width("（室）", 10.0), 30.0);
    }

    #[test]
    fn digits_are_tabular() {
        assert_eq!(text_width("1111", 10.0), text_width("8888", 10.0));
        assert!((text_width("4,272.71", 10.0) - (6.0 * 5.56 + 2.0 * 2.9)).abs() < 1e-9);
    }

    #[test]
    fn bold_widens_latin_only() {
        assert!(width_of("42", 10.0, Weight::Bold) > width_of("42", 10.0, Weight::Regular));
        assert_eq!(width_of("决算", 10.0, Weight::Bold), 20.0);
    }

    #[test]
    fn hostile_characters_are_dropped_or_become_spaces() {
        assert_eq!(plain("a\u{202e}b\u{0}\u{1}c\n"), "ab c");
        assert_eq!(plain("\u{7}"), "");
    }
}
