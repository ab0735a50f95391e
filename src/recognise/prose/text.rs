//! Paragraphs as the reader of prose sees them: one width, one script, no quotation marks, no spaces of the layout, each
//! number one piece; with a way back to every byte as printed.

use std::ops::Range;

use crate::document::{Found, Paragraph};

/// A paragraph made plain.
#[derive(Debug, Default)]
pub(super) struct Plain {
    /// The text.
    pub(super) text: String,
    /// For each byte of it, the byte of the paragraph that it comes from, and one more for the end.
    from: Vec<u32>,
    /// Numbers: where they start and end in `text`, and which number of the paragraph they are.
    pub(super) numbers: Vec<(usize, usize, usize)>,
}

impl Plain {
    /// Makes a part of a paragraph plain.
    pub(super) fn of(paragraph: &Paragraph, found: &[Found], part: Range<usize>) -> Self {
        let mut plain = Self::default();
        // Numbers stand in the order of the text.
        let first = found.partition_point(|number| number.start < part.start);
        let mut numbers =
            found.iter().enumerate().skip(first).take_while(|(_, number)| number.start < part.end).peekable();
        let raw = paragraph.text.as_str();
        let (first, end) = (part.start, part.end);
        let mut chars = raw[first..end].char_indices().map(|(at, c)| (first + at, c)).peekable();
        while let Some((at, c)) = chars.next() {
            if let Some((nth, number)) = numbers.next_if(|(_, number)| number.start == at) {
                let start = plain.text.len();
                for (offset, digit) in raw[number.start..number.end].char_indices() {
                    if digit != ' ' && digit != ',' {
                        plain.push(digit, number.start + offset);
                    }
                }
                plain.numbers.push((start, plain.text.len(), nth));
                while chars.next_if(|(at, _)| *at < number.end).is_some() {}
                continue;
            }
            if c.is_whitespace() {
                // Runs of letters and digits stay apart; every other space is the layout's.
                let next = chars.peek().is_some_and(|(_, c)| c.is_ascii_alphanumeric());
                if next && plain.text.ends_with(|c: char| c.is_ascii_alphanumeric()) {
                    plain.push(' ', at);
                }
                continue;
            }
            if let Some(c) = fold(c) {
                plain.push(c, at);
            }
        }
        plain.from.push(u32::try_from(end).unwrap_or(u32::MAX));
        plain
    }

    fn push(&mut self, c: char, at: usize) {
        self.text.push(c);
        self.from.resize(self.text.len(), u32::try_from(at).unwrap_or(u32::MAX));
    }

    /// The byte of the paragraph that a byte of the plain text comes from.
    pub(super) fn origin(&self, at: usize) -> usize {
        self.from.get(at).or(self.from.last()).map_or(0, |at| *at as usize)
    }
}

/// One form for marks that come in several, the simplified for a traditional character, nothing for quotation marks.
fn fold(c: char) -> Option<char> {
    Some(match c {
        '“' | '”' | '"' | '‘' | '’' | '\'' | '「' | '」' | '『' | '』' | '*' | '＂' => {
            return None;
        }
        '，' => ',',
        '；' => ';',
        '：' => ':',
        '（' | '〔' | '【' | '[' | '［' => '(',
        '）' | '〕' | '】' | ']' | '］' => ')',
        '！' => '!',
        '？' => '?',
        '％' => '%',
        '－' | '−' | '–' => '-',
        c => crate::document::simplified(c),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Line, paragraphs};

    fn plain(text: &str) -> Plain {
        let paragraph = paragraphs(&[Line::new(1, 1, text)]).remove(0);
        Plain::of(&paragraph, &paragraph.numbers(), 0..paragraph.text.len())
    }

    #[test]
    fn one_width_and_whole_numbers() {
        assert_eq!(plain("“三公”经费（含会议费）1, 537. 4 万元，").text, "三公经费(含会议费)1537.4万元,");
        assert_eq!(plain("三 公 经 费預算").text, "三公经费预算");
    }

    #[test]
    fn every_byte_leads_back() {
        let text = "“三公” 经费 29 万元";
        let plain = plain(text);
        let at = plain.text.find("29").unwrap();
        assert!(text[plain.origin(at)..].starts_with("29"));
    }
}
