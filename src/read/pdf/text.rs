//! Characters to text: which stand on one line, where one word ends, what a cell says.
#![allow(clippy::float_arithmetic)] // geometry

use super::super::notes::{self, Raised};
use super::page::Glyph;
use crate::document::reddened;

/// Characters on one line are apart in height by less than this part of their size: digits of another font often stand
/// a little higher or lower than the words around them.
const SAME_LINE: f32 = 0.5;

/// A gap as wide as this part of the type parts two words of one line for certain.
const WIDE: f32 = 0.9;

/// A line with less room behind it, in sizes of its type, is full: the next character did not fit.
pub(super) const FULL: f32 = 1.2;

/// A mark of a note is smaller than this part of the type before it.
const SMALL: f32 = 0.9;

/// A line of text.
#[derive(Debug, Clone)]
pub(super) struct Line<'g> {
    /// Its characters from left to right, those that print nothing left out.
    pub(super) glyphs: Vec<&'g Glyph>,
    /// The middle of its largest character.
    pub(super) middle: f32,
    /// Its largest size of type.
    pub(super) size: f32,
}

impl<'g> Line<'g> {
    /// Left and right edge.
    pub(super) fn ends(&self) -> (f32, f32) {
        let left = self.glyphs.first().map_or(0.0, |glyph| glyph.x0);
        let right = self.glyphs.iter().map(|glyph| glyph.x1).fold(left, f32::max);
        (left, right)
    }

    /// Upper and lower edge.
    pub(super) fn height(&self) -> (f32, f32) {
        let top = self.glyphs.iter().map(|glyph| glyph.top()).fold(f32::INFINITY, f32::min);
        let bottom = self.glyphs.iter().map(|glyph| glyph.bottom()).fold(f32::NEG_INFINITY, f32::max);
        (top, bottom)
    }

    /// What it says.
    pub(super) fn text(&self) -> String {
        say(&self.glyphs)
    }

    /// Its two halves, where it has a wide gap that takes in a strip of white or what is left of it; itself where it
    /// stands on one side of the strip. None where it goes through.
    pub(super) fn parted(&self, (from, to): (f32, f32)) -> Option<Vec<Self>> {
        let middle = (from + to) / 2.0;
        let at = self.glyphs.partition_point(|glyph| glyph.middle().0 < middle);
        let (left, right) = self.glyphs.split_at(at);
        let end = left.iter().map(|glyph| glyph.x1).fold(f32::NEG_INFINITY, f32::max);
        let gap = right.first().map_or(f32::INFINITY, |glyph| glyph.x0 - end);
        let half = |glyphs: &[&'g Glyph]| Self { glyphs: glyphs.to_vec(), ..*self };
        let halves = [left, right].into_iter().filter(|half| !half.is_empty()).map(half).collect();
        (gap > WIDE * self.size).then_some(halves)
    }

    /// Its parts with wide gaps between them.
    pub(super) fn parts(&self) -> Vec<&[&Glyph]> {
        let mut parts = Vec::new();
        let mut start = 0;
        for at in 1..self.glyphs.len() {
            let size = self.glyphs[at].size.max(self.glyphs[at - 1].size);
            if self.glyphs[at].x0 - self.glyphs[at - 1].x1 > WIDE * size {
                parts.push(&self.glyphs[start..at]);
                start = at;
            }
        }
        if start < self.glyphs.len() {
            parts.push(&self.glyphs[start..]);
        }
        parts
    }
}

/// The characters of a line as text.
pub(super) fn say(glyphs: &[&Glyph]) -> String {
    let mut out = String::with_capacity(glyphs.len() * 3);
    let mut at = 0;
    while let Some(glyph) = glyphs.get(at) {
        let small = if at > 0 { raised(glyphs[at - 1], &glyphs[at..]) } else { 0 };
        if small > 0 {
            let mut text = String::new();
            glyphs[at..at + small].iter().for_each(|glyph| glyph.text.push_to(&mut text));
            if notes::raised(&out, &text) == Raised::Note {
                at += small;
                continue;
            }
        }
        if at > 0 && parted(glyphs[at - 1], glyph) {
            out.push(' ');
        }
        glyph.text.push_to(&mut out);
        at += 1;
    }
    out
}

/// How many characters from the first on are smaller than the one before them and stand off its line.
fn raised(before: &Glyph, behind: &[&Glyph]) -> usize {
    let small = |glyph: &&&Glyph| {
        glyph.size < SMALL * before.size
            && (glyph.base - before.base).abs() > 0.1 * before.size
            && glyph.x0 - before.x1 < 4.0 * before.size
    };
    behind.iter().take_while(small).count()
}

/// Whether a space stands between two neighbours. Numbers and Latin words need one where the page leaves a gap; Chinese
/// text is set without spaces, and only a wide gap means something.
fn parted(left: &Glyph, right: &Glyph) -> bool {
    let size = left.size.max(right.size);
    let gap = right.x0 - left.x1;
    let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic());
    if ascii(left.text.last()) && ascii(right.text.first()) {
        // Within one drawing operation a small even gap is letter spacing.
        gap > 0.6 * size || gap > 0.15 * size && left.run != right.run
    } else {
        gap > WIDE * size
    }
}

/// Characters in lines, top to bottom.
pub(super) fn lines<'g>(glyphs: impl Iterator<Item = &'g Glyph>) -> Vec<Line<'g>> {
    let mut sorted: Vec<&Glyph> = glyphs.filter(|glyph| !glyph.text.is_blank()).collect();
    sorted.sort_by(|a, b| a.middle().1.total_cmp(&b.middle().1));
    let mut lines: Vec<Line<'g>> = Vec::new();
    for glyph in sorted {
        let middle = glyph.middle().1;
        match lines.last_mut() {
            Some(line) if middle - line.middle < SAME_LINE * line.size.max(glyph.size) => {
                if glyph.size > line.size {
                    (line.middle, line.size) = (middle, glyph.size);
                }
                line.glyphs.push(glyph);
            }
            _ => lines.push(Line { glyphs: vec![glyph], middle, size: glyph.size }),
        }
    }
    for line in &mut lines {
        line.glyphs.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        // Bold type is often the same characters printed twice, a hair apart.
        line.glyphs.dedup_by(|b, a| a.text == b.text && (b.x0 - a.x0).abs() < 0.15 * a.size);
    }
    lines
}

/// What a cell says: its lines with line breaks between them, and the room behind the last of them in sizes of its
/// type. `right` is the cell's right edge: a number or a hyphen that reaches it goes on in the next line. Spaces at the
/// very start are an indent.
pub(super) fn cell(glyphs: &[&Glyph], right: f32) -> (String, f32) {
    let mut out = String::new();
    let mut before: Option<Line<'_>> = None;
    let room = |line: &Line<'_>| (right - line.ends().1) / line.size;
    for line in lines(glyphs.iter().copied()) {
        if before.is_none() {
            out.extend(indent(glyphs, &line));
        }
        if let Some(before) = &before {
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c == '.' || c == ',');
            let last = before.glyphs.last().and_then(|glyph| glyph.text.last());
            let first = line.glyphs.first().and_then(|glyph| glyph.text.first());
            let hyphen = last == Some('-') && first.is_some_and(|c| c.is_ascii_alphanumeric());
            if !((digit(last) && digit(first) || hyphen) && room(before) < FULL) {
                out.push('\n');
            }
        }
        out.push_str(&line.text());
        before = Some(line);
    }
    let red = glyphs.iter().filter(|glyph| !glyph.text.is_blank()).all(|glyph| glyph.red);
    (reddened(out, red), before.map_or(f32::INFINITY, |line| room(&line)))
}

/// The wide spaces that are set before the words of a line.
fn indent(glyphs: &[&Glyph], line: &Line<'_>) -> impl Iterator<Item = char> {
    let left = line.ends().0;
    let (middle, size) = (line.middle, line.size);
    let before = move |glyph: &&&Glyph| {
        glyph.text.last() == Some('\u{3000}')
            && glyph.middle().0 < left
            && (glyph.middle().1 - middle).abs() < SAME_LINE * size
    };
    std::iter::repeat_n('\u{3000}', glyphs.iter().filter(before).count())
}

#[cfg(test)]
mod tests {
    use super::super::page::Text;
    use super::*;

    fn glyphs(text: &str, x: f32, base: f32, step: f32, run: u32) -> Vec<Glyph> {
        text.chars()
            .zip(0_u16..)
            .map(|(c, at)| {
                let x0 = x + step * f32::from(at);
                Glyph { text: Text::One(c), x0, x1: x0 + step, base, size: 10.0, run, pale: None, red: false }
            })
            .collect()
    }

    #[test]
    fn digits_of_another_font_stay_in_their_line() {
        let mut all = glyphs("收入", 0.0, 100.0, 10.0, 1);
        all.extend(glyphs("603.14", 20.0, 96.5, 5.0, 2));
        all.extend(glyphs("万元", 50.0, 100.0, 10.0, 3));
        let lines = lines(all.iter());
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].text(), "收入603.14万元");
    }

    #[test]
    fn small_marks_off_the_line_are_notes() {
        let mut all = glyphs("830.20", 0.0, 100.0, 5.0, 1);
        let mark = |base: f32, size: f32| {
            let glyph = glyphs("1", 30.0, base, 3.0, 2).remove(0);
            Glyph { size, ..glyph }
        };
        for (base, size, text) in
            [(96.0, 6.0, "830.20"), (103.0, 6.0, "830.20"), (100.0, 6.0, "830.201"), (96.0, 10.0, "830.201")]
        {
            all.truncate(6);
            all.push(mark(base, size));
            assert_eq!(lines(all.iter())[0].text(), text, "{base} {size}");
        }
    }

    #[test]
    fn bold_by_printing_twice_is_printed_once() {
        let mut all = glyphs("合计", 0.0, 10.0, 10.0, 1);
        all.extend(glyphs("合计", 0.3, 10.0, 10.0, 2));
        assert_eq!(lines(all.iter())[0].text(), "合计");
    }

    #[test]
    fn a_number_broken_in_a_narrow_cell_is_one_number() {
        let mut all = glyphs("1,234,", 0.0, 10.0, 5.0, 1);
        all.extend(glyphs("567.00", 0.0, 24.0, 5.0, 2));
        let refs: Vec<&Glyph> = all.iter().collect();
        assert_eq!(cell(&refs, 32.0).0, "1,234,567.00");
        assert_eq!(cell(&refs, 80.0).0, "1,234,\n567.00");
        assert!(cell(&refs, 32.0).1 < FULL && cell(&refs, 80.0).1 > FULL);
    }

    #[test]
    fn wide_spaces_before_the_words_are_an_indent() {
        let all = glyphs("\u{3000}\u{3000}甲\u{3000}乙", 0.0, 10.0, 10.0, 1);
        let refs: Vec<&Glyph> = all.iter().collect();
        assert_eq!(cell(&refs, 200.0).0, "\u{3000}\u{3000}甲 乙");
    }

    #[test]
    fn neighbours_in_other_columns_stay_apart() {
        let mut all = glyphs("1.00", 0.0, 10.0, 5.0, 1);
        all.extend(glyphs("2.00", 40.0, 10.0, 5.0, 2));
        let lines = lines(all.iter());
        assert_eq!(lines[0].text(), "1.00 2.00");
        assert_eq!(lines[0].parts().len(), 2);
    }
}
