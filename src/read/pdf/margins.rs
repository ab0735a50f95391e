//! The margins of running text: which lines go on from the line before them, and which open a paragraph. Paragraphs
//! begin with an indent, titles stand in the middle, and a full line goes on at the margin, over pages as well.
#![allow(clippy::float_arithmetic)] // geometry

use super::table::PageLine;
use crate::document::Joint;

/// A line that begins further in than this, in characters, is indented.
const INDENT: f32 = 1.2;

/// A line that ends nearer to the right margin than this, in characters, has no room for another word: long numbers
/// are not broken.
const FULL: f32 = 6.0;

/// A sentence that ends nearer to the right margin than this, in characters, says nothing about the paragraph's end.
const TIGHT: f32 = 2.0;

/// Type that is larger or smaller by more than this part is that of another kind of text.
const SIZE: f32 = 0.15;

/// Lines as wide as this part of the widest one of a page show where its margins are.
const WIDE: f32 = 0.7;

/// What is known of the page being read, and of the line before.
#[derive(Debug, Default)]
pub(super) struct Margins {
    /// Left and right margin of this page's text, where enough lines show them.
    body: Option<(f32, f32)>,
    before: Option<Before>,
    /// Whether a table stands between that and the next line: no sentence goes on behind a table.
    interrupted: bool,
}

/// The line before.
#[derive(Debug)]
struct Before {
    /// How far its end is from the right margin, in characters; `None` without margins.
    room: Option<f32>,
    size: f32,
    /// Whether a sentence or clause of a list ends with it.
    ended: bool,
    /// Whether it ends with a colon.
    announces: bool,
    /// Whether its paragraph began with an indent: a list that a colon announces would be indented too.
    indented: bool,
}

impl Margins {
    /// A new page with these lines of text.
    pub(super) fn turn<'l>(&mut self, lines: impl Iterator<Item = &'l PageLine>) {
        let ends: Vec<(f32, f32)> = lines.map(|line| line.ends).collect();
        let widest = ends.iter().map(|(left, right)| right - left).fold(0.0, f32::max);
        let wide: Vec<&(f32, f32)> =
            ends.iter().filter(|(left, right)| right - left >= WIDE * widest).collect();
        self.body = (wide.len() >= 3).then(|| {
            let left = wide.iter().map(|ends| ends.0).fold(f32::INFINITY, f32::min);
            let right = wide.iter().map(|ends| ends.1).fold(f32::NEG_INFINITY, f32::max);
            (left, right)
        });
    }

    /// Something else stands between the last line and the next.
    pub(super) fn interrupt(&mut self) {
        self.before = None;
        self.interrupted = true;
    }

    /// How the next line hangs together with the one before it.
    pub(super) fn joint(&mut self, line: &PageLine) -> Joint {
        let behind_table = std::mem::take(&mut self.interrupted);
        let joint = match self.body {
            _ if behind_table => Joint::Opens,
            Some((left, _)) => self.compare(line, line.ends.0 - left > INDENT * line.size),
            None => Joint::Unknown,
        };
        let text = line.text.trim_end();
        let indented = match joint {
            Joint::Opens => !behind_table,
            _ => self.before.as_ref().is_some_and(|before| before.indented),
        };
        self.before = Some(Before {
            room: self.body.map(|(_, right)| (right - line.ends.1) / line.size.max(1.0)),
            size: line.size,
            ended: text.ends_with(['。', '！', '？', '；', '：', '!', '?', ';', ':']),
            announces: text.ends_with(['：', ':']),
            indented,
        });
        joint
    }

    fn compare(&self, line: &PageLine, indented: bool) -> Joint {
        let Some(before) = &self.before else {
            return if indented { Joint::Opens } else { Joint::Unknown };
        };
        let other_type = (line.size - before.size).abs() > SIZE * before.size.max(line.size);
        let within = |room: f32| before.room.is_some_and(|left| left < room);
        match (indented, before.ended) {
            // The lines of an indented list are full as well.
            (true, false) if within(FULL) => Joint::Unknown,
            (true, _) => Joint::Opens,
            (false, _) if within(TIGHT) && !other_type => Joint::Continues,
            (false, true) if before.announces && before.indented => Joint::Continues,
            (false, false) if other_type && !within(FULL) => Joint::Opens,
            (false, _) => Joint::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(left: f32, right: f32, text: &str) -> PageLine {
        PageLine { number: 0, top: 0.0, bottom: 10.0, ends: (left, right), size: 10.0, text: text.to_owned() }
    }

    #[test]
    fn indents_and_margins_part_paragraphs() {
        let page = [
            (line(200.0, 320.0, "编制说明"), Joint::Opens),
            (line(120.0, 500.0, "收入预算，其中"), Joint::Opens),
            (line(100.0, 495.0, "用于印刷。"), Joint::Continues),
            (line(100.0, 498.0, "上年为"), Joint::Continues),
            (line(100.0, 460.0, "8万元"), Joint::Continues),
            (line(100.0, 300.0, "，减少。"), Joint::Unknown),
            (line(100.0, 500.0, "另一段"), Joint::Unknown),
            (line(100.0, 200.0, "其中："), Joint::Continues),
            (line(100.0, 420.0, "基本支出8万元。"), Joint::Continues),
            (line(100.0, 500.0, "再一段"), Joint::Unknown),
            (line(120.0, 500.0, "列表里的一行"), Joint::Unknown),
        ];
        let mut margins = Margins::default();
        margins.turn(page.iter().map(|(line, _)| line));
        for (line, joint) in &page {
            assert_eq!(margins.joint(line), *joint, "{}", line.text);
        }
    }

    #[test]
    fn a_page_with_little_text_has_no_margins() {
        let mut margins = Margins::default();
        let only = line(120.0, 500.0, "甲");
        margins.turn(std::iter::once(&only));
        assert_eq!(margins.joint(&only), Joint::Unknown);
    }
}
