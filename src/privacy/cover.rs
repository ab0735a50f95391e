//! Covering: where in lines as printed the texts stand that were found in their cleaned form, whatever spaces and line
//! breaks are in them.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::document::{WITHHELD, clean};

use super::names::is_han;

/// How many digits of a number stand together at least, however it is grouped.
const GROUP: usize = 3;

/// Bytes from and to, by line.
pub(super) type Ranges = BTreeMap<usize, Vec<(usize, usize)>>;

/// Texts that are looked for.
pub(super) struct Texts {
    finder: AhoCorasick,
    /// Short names count only where they stand alone.
    careful: bool,
}

/// Lines as one run of the characters that print something.
#[derive(Default)]
pub(super) struct Flat {
    pub(super) text: String,
    /// For each character: where it stands in the run, its line, and its bytes there.
    places: Vec<(usize, usize, usize, usize)>,
    /// Which of them open a cell or a line.
    opens: Vec<usize>,
}

impl Flat {
    pub(super) fn of<'t>(lines: impl Iterator<Item = &'t str>) -> Self {
        let mut flat = Self::default();
        for (line, raw) in lines.enumerate() {
            flat.open();
            for (at, c) in raw.char_indices() {
                if matches!(c, '\t' | '|') {
                    flat.open();
                }
                let end = at + c.len_utf8();
                let plain = c.is_ascii_graphic() || matches!(c, '\u{4E00}'..='\u{9FFF}');
                if plain {
                    flat.places.push((flat.text.len(), line, at, end));
                    flat.text.push(c);
                    continue;
                }
                let folded = clean(c.encode_utf8(&mut [0; 4]));
                let folded = folded.trim();
                if !folded.is_empty() {
                    flat.places.push((flat.text.len(), line, at, end));
                    flat.text.push_str(folded);
                }
            }
        }
        flat
    }

    /// A cell or a line begins.
    fn open(&mut self) {
        if self.opens.last() != Some(&self.places.len()) {
            self.opens.push(self.places.len());
        }
    }

    /// Whether some characters stand in one cell of one line.
    fn is_one(&self, first: usize, last: usize) -> bool {
        let at = self.opens.partition_point(|open| *open <= first);
        self.opens.get(at).is_none_or(|open| *open > last)
    }

    /// The most characters of a part that stand without a gap.
    fn longest(&self, first: usize, last: usize) -> usize {
        let part = self.places.get(first..=last).unwrap_or_default();
        part.chunk_by(|a, b| a.3 == b.2).map(<[_]>::len).max().unwrap_or(0)
    }

    pub(super) fn at(&self, offset: usize) -> usize {
        self.places.partition_point(|(own, ..)| *own < offset)
    }

    /// The character that touches a place from one side.
    pub(super) fn touching(&self, at: usize, other: Option<usize>) -> Option<char> {
        let other = other?;
        let ((_, line, start, end), (offset, of, from, to)) =
            (*self.places.get(at)?, *self.places.get(other)?);
        let close = line == of && (end == from || to == start);
        self.text.get(offset..).filter(|_| close)?.chars().next()
    }
}

impl Texts {
    /// Looks for texts where they were found.
    pub(super) fn here<T: AsRef<str>>(texts: &[T]) -> Option<Self> {
        Self::new(texts, false)
    }

    /// Looks for texts everywhere else.
    pub(super) fn everywhere<T: AsRef<str>>(texts: &[T]) -> Option<Self> {
        Self::new(texts, true)
    }

    fn new<T: AsRef<str>>(texts: &[T], careful: bool) -> Option<Self> {
        let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).filter(|text| !text.is_empty()).collect();
        if texts.is_empty() {
            return None;
        }
        let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(texts).ok()?;
        Some(Self { finder, careful })
    }

    /// Where they stand in some lines.
    pub(super) fn find<'t>(&self, lines: impl Iterator<Item = &'t str>) -> Ranges {
        let flat = Flat::of(lines);
        let mut ranges = Ranges::new();
        for found in self.finder.find_iter(&flat.text) {
            let (first, end) = (flat.at(found.start()), flat.at(found.end()));
            if first >= end || !self.is_whole(&flat, &flat.text[found.range()], first, end - 1) {
                continue;
            }
            for (_, line, start, end) in &flat.places[first..end] {
                ranges.entry(*line).or_default().push((*start, *end));
            }
        }
        ranges.values_mut().for_each(|own| *own = merged(std::mem::take(own)));
        ranges
    }

    /// Whether a text that was found is no part of a longer number or word.
    fn is_whole(&self, flat: &Flat, text: &str, first: usize, last: usize) -> bool {
        // Cells beside each other make no number together, nor do 1 2 3 4 5 6 7.
        let number = text.bytes().all(|byte| !byte.is_ascii_alphabetic()) && text.is_ascii();
        if self.careful && !(flat.is_one(first, last) && (!number || flat.longest(first, last) >= GROUP)) {
            return false;
        }
        let left = flat.touching(first, first.checked_sub(1));
        let right = flat.touching(last, Some(last + 1));
        let is = |c: Option<char>, holds: fn(char) -> bool| c.is_some_and(holds);
        if text.starts_with(|c: char| c.is_ascii_digit())
            && is(left, |c| c.is_ascii_digit() || matches!(c, '.' | ','))
        {
            return false;
        }
        if text.ends_with(|c: char| c.is_ascii_digit()) && is(right, |c| c.is_ascii_digit()) {
            return false;
        }
        if text.ends_with(|c: char| c.is_ascii_digit()) && is(right, |c| matches!(c, '.' | ',')) {
            // The end of a sentence is no point of a number.
            let next = flat.touching(last + 1, Some(last + 2));
            if is(next, |c| c.is_ascii_digit()) {
                return false;
            }
        }
        if self.careful && text.is_ascii() {
            return !is(left, |c| c.is_ascii_alphanumeric()) && !is(right, |c| c.is_ascii_alphanumeric());
        }
        !self.careful || text.chars().count() > 2 || !is(left, is_han) && !is(right, is_han)
    }

    /// A text of its own without them.
    pub(super) fn cover(&self, text: &mut String) {
        if let Some(own) = self.find(std::iter::once(text.as_str())).remove(&0) {
            *text = without(text, &own);
        }
    }
}

/// Ranges put in order, those that touch joined.
pub(super) fn merged(mut ranges: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    ranges.sort_unstable();
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (from, to) in ranges {
        match out.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => out.push((from, to)),
        }
    }
    out
}

/// A line with some of its bytes replaced. Parts with nothing but spaces between them are one.
pub(super) fn without(line: &str, ranges: &[(usize, usize)]) -> String {
    let mut out = String::with_capacity(line.len());
    let mut at = 0;
    for (from, to) in ranges {
        let between = line.get(at..*from).unwrap_or_default();
        if at == 0 || !between.chars().all(|c| c == ' ' || c == '\u{3000}') {
            out.push_str(between);
            out.push_str(WITHHELD);
        }
        at = *to;
    }
    out.push_str(line.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_across_spaces_and_lines() {
        let source = ["负责人：王 小", "明 电话 ０755-2566", "8888 共 3 人"];
        let texts = Texts::here(&["王小明", "0755-25668888"]).expect("some");
        let found = texts.find(source.into_iter());
        let line = |at: usize| without(source[at], &found[&at]);
        assert_eq!(line(0), "负责人：（已隐去）");
        assert_eq!(line(1), "（已隐去） 电话 （已隐去）");
        assert_eq!(line(2), "（已隐去） 共 3 人");
    }

    #[test]
    fn parts_of_numbers_and_words_are_not() {
        let texts = Texts::everywhere(&["张三", "82661234"]).expect("some");
        let covered = |text: &str| {
            let mut text = text.to_owned();
            texts.cover(&mut text);
            text
        };
        for same in [
            "82661234.56",
            "182661234",
            "1,82661234",
            "纸张三箱",
            "82\t66\t12\t34",
            "8 2 6 6 1 2 3 4",
            "8266\t1234",
            "张\t三",
        ] {
            assert_eq!(covered(same), same);
        }
        assert_eq!(covered("张三，82661234。"), "（已隐去），（已隐去）。");
    }
}
