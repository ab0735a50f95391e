//! Tables of one page with what their cells say, and the lines of text around them.
#![allow(clippy::float_arithmetic)] // geometry

use super::aligned::{self, Aligned};
use super::halves;
use super::lattice::{self, Lattice, Region};
use super::ongoing::{self, Ongoing};
use super::page::{Glyph, Seen};
use super::painted;
use super::sideways::{self, Sideways};
use super::stacked;
use super::text::{self, Line};
use super::watermark::Watermarks;
use crate::document::{Frame, clean, parse_cell};

/// What stands on a page, from top to bottom.
#[derive(Debug)]
pub(super) enum Item {
    /// A line of text: its upper edge, its height and what it says.
    Line(PageLine),
    /// A table, or the part of one that stands on this page.
    Table(Part),
}

impl Item {
    pub(super) fn top(&self) -> f32 {
        match self {
            Item::Line(line) => line.top,
            Item::Table(part) => part.lattice.y[0],
        }
    }

    pub(super) fn left(&self) -> f32 {
        match self {
            Item::Line(line) => line.ends.0,
            Item::Table(part) => part.lattice.frame().0,
        }
    }
}

/// A line of text on a page.
#[derive(Debug, Clone)]
pub(super) struct PageLine {
    /// Its number on the page, from 1.
    pub(super) number: u32,
    /// Upper edge.
    pub(super) top: f32,
    /// Lower edge.
    pub(super) bottom: f32,
    /// Left and right edge.
    pub(super) ends: (f32, f32),
    /// Its largest size of type.
    pub(super) size: f32,
    /// What it says.
    pub(super) text: String,
}

/// A table's part on one page.
#[derive(Debug)]
pub(super) struct Part {
    /// Its number on the page, from 1.
    pub(super) number: u32,
    /// Where its cells are.
    pub(super) lattice: Lattice,
    /// What its cells say, in the order of the lattice's cells.
    pub(super) texts: Vec<String>,
    /// The room behind the last line of each cell, in sizes of its type; empty where nobody knows.
    pub(super) room: Vec<f32>,
}

/// Characters of a page that were taken or left for what they are.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told {
    /// Those of watermarks, which are left out.
    pub(super) watermarks: usize,
    /// Those that stand sideways in cells, which are read.
    pub(super) sideways: usize,
}

/// Takes a page apart, and counts the characters of watermarks, which are left out. A table without lines that goes on is
/// handed from page to page.
pub(super) fn items(seen: &Seen, ongoing: &mut Option<Ongoing>) -> (Vec<Item>, Told) {
    let (mut items, told) = match halves::split(seen) {
        Some(parts) => {
            let apart = |part: &Seen| items_of(part, &mut None);
            let (items, marks): (Vec<_>, Vec<_>) = parts.iter().map(apart).unzip();
            *ongoing = None;
            let told = marks.into_iter().fold(Told::default(), |sum, one| Told {
                watermarks: sum.watermarks + one.watermarks,
                sideways: sum.sideways + one.sideways,
            });
            (items.into_iter().flatten().collect(), told)
        }
        None => items_of(seen, ongoing),
    };
    let (mut lines, mut tables) = (0, 0);
    for item in &mut items {
        match item {
            Item::Line(line) => {
                lines += 1;
                line.number = lines;
            }
            Item::Table(part) => {
                tables += 1;
                part.number = tables;
            }
        }
    }
    (items, told)
}

/// What stands on a page, or in a part of one, without numbers.
fn items_of(seen: &Seen, ongoing: &mut Option<Ongoing>) -> (Vec<Item>, Told) {
    let mut lattices = lattice::tables(&seen.across, &seen.down);
    lattices.extend(painted::tables(&seen.cells, &lattices));
    let (mut held, mut loose) = sort_out(&seen.glyphs, &lattices);
    if stacked::part(&mut lattices, &held) {
        (held, loose) = sort_out(&seen.glyphs, &lattices);
    }
    let mut told = Told { watermarks: drop_watermarks(seen, &mut held, &mut loose), sideways: 0 };
    keep_zeros(seen, &lattices, &mut held);
    // Lines that rule no text are a picture.
    let filled: Vec<bool> = held.iter().map(|cells| cells.iter().any(|cell| !cell.is_empty())).collect();
    let (lines, halved) = halves::cut(text::lines(loose.into_iter()), &lattices);
    let mut items: Vec<Item> = Vec::new();
    for (at, lattice) in lattices.into_iter().enumerate().filter(|(at, _)| filled[*at]) {
        let (texts, room) = lattice
            .cells
            .iter()
            .zip(&mut held[at])
            .map(|(cell, glyphs)| {
                let (left, top, right, bottom) = lattice.edges(*cell);
                let here = |(x, y): (f32, f32)| left <= x && x < right && top <= y && y < bottom;
                let turned: Vec<&Sideways> = seen.sideways.iter().filter(|one| here(one.at)).collect();
                if turned.is_empty() || glyphs.iter().any(|glyph| !glyph.text.is_blank()) {
                    return text::cell(glyphs, right);
                }
                told.sideways += turned.len();
                (sideways::say(&turned), f32::INFINITY)
            })
            .unzip();
        items.push(Item::Table(Part { number: 0, lattice, texts, room }));
    }
    let mut next = 0;
    let free = items.is_empty();
    let found = aligned_tables(&lines, ongoing.take().filter(|_| free).as_ref());
    *ongoing = found.last().filter(|_| free).and_then(|table| ongoing::at_foot(&lines, table));
    for Aligned { from, to, lattice, texts, .. } in found {
        items.extend(lines[next..from].iter().map(|line| Item::Line(page_line(line))));
        items.push(Item::Table(Part { number: 0, lattice, texts, room: Vec::new() }));
        next = to;
    }
    items.extend(lines[next..].iter().map(|line| Item::Line(page_line(line))));
    items.sort_by(|a, b| a.top().total_cmp(&b.top()));
    halves::order(&mut items, &halved);
    (items, told)
}

/// The tables without lines, the first of which may go on with that of the page before.
fn aligned_tables(lines: &[Line<'_>], ongoing: Option<&Ongoing>) -> Vec<Aligned> {
    let found = aligned::tables(lines, 0);
    let Some(rest) = ongoing.and_then(|ongoing| ongoing::at_head(lines, ongoing)) else { return found };
    // What a caption names as a table is one, unless it has the same rows below the same header.
    let headed = |rest: &Aligned| !aligned::is_row(&aligned::parts(&lines[rest.from]));
    if found.first().is_some_and(|table| table.from < rest.to && (table.to != rest.to || !headed(&rest))) {
        return found;
    }
    let behind = aligned::tables(lines, rest.to);
    std::iter::once(rest).chain(behind).collect()
}

/// A zero that is printed in the colour of its cell, so that the cell looks empty, is a zero: an empty cell would say the
/// same. Any other figure that nobody sees is none.
fn keep_zeros<'g>(seen: &'g Seen, lattices: &[Lattice], held: &mut [Vec<Vec<&'g Glyph>>]) {
    let (unseen, _) = sort_out(&seen.unseen, lattices);
    for (cells, unseen) in held.iter_mut().zip(unseen) {
        for (cell, unseen) in cells.iter_mut().zip(unseen) {
            let is_zero = || {
                let text = clean(&text::cell(&unseen, f32::INFINITY).0);
                parse_cell(&text).is_some_and(|printed| printed.value.is_zero())
            };
            if cell.iter().all(|glyph| glyph.text.is_blank()) && !unseen.is_empty() && is_zero() {
                *cell = unseen;
            }
        }
    }
}

fn drop_watermarks<'g>(seen: &Seen, held: &mut [Vec<Vec<&'g Glyph>>], loose: &mut Vec<&'g Glyph>) -> usize {
    if seen.glyphs.iter().all(|glyph| glyph.pale.is_none()) {
        return 0;
    }
    let mut marks = Watermarks::find(&seen.glyphs);
    held.iter().flatten().for_each(|cell| marks.learn(cell));
    held.iter_mut().flatten().for_each(|cell| cell.retain(|glyph| !marks.holds(glyph)));
    loose.retain(|glyph| !marks.holds(glyph));
    seen.glyphs.iter().filter(|glyph| marks.holds(glyph)).count()
}

fn page_line(line: &Line<'_>) -> PageLine {
    let (top, bottom) = line.height();
    PageLine { number: 0, top, bottom, ends: line.ends(), size: line.size, text: line.text() }
}

/// The glyphs of every cell of every table, and those outside.
fn sort_out<'g>(glyphs: &'g [Glyph], lattices: &[Lattice]) -> (Vec<Vec<Vec<&'g Glyph>>>, Vec<&'g Glyph>) {
    let mut held: Vec<Vec<Vec<&Glyph>>> =
        lattices.iter().map(|lattice| vec![Vec::new(); lattice.cells.len()]).collect();
    let mut loose = Vec::new();
    for word in words(glyphs) {
        let middle = middle_of(word);
        // Of tables within tables the innermost is the smallest.
        let home = lattices
            .iter()
            .enumerate()
            .filter(|(_, lattice)| lattice.contains(middle))
            .min_by(|(_, a), (_, b)| area(a).total_cmp(&area(b)));
        let Some((at, lattice)) = home else {
            loose.extend(word);
            continue;
        };
        // A number is never cut in two: a border that crosses it was drawn too near.
        let whole = is_number(word);
        for glyph in word {
            let cell = lattice.at(if whole { middle } else { glyph.middle() });
            held[at][cell].push(glyph);
        }
    }
    (held, loose)
}

fn area(lattice: &Lattice) -> f32 {
    let (left, top, right, bottom) = lattice.frame();
    (right - left) * (bottom - top)
}

fn middle_of(word: &[Glyph]) -> (f32, f32) {
    let (first, last) = (&word[0], &word[word.len() - 1]);
    ((first.x0 + last.x1) / 2.0, first.middle().1)
}

fn is_number(word: &[Glyph]) -> bool {
    word.len() > 1
        && word.iter().all(|glyph| {
            glyph.text.first().is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '%'))
        })
}

/// Characters that one drawing operation sets without a gap.
fn words(glyphs: &[Glyph]) -> impl Iterator<Item = &[Glyph]> {
    glyphs.chunk_by(|a, b| {
        a.run == b.run
            && (a.base - b.base).abs() < 0.1
            && b.x0 - a.x1 < 0.3 * a.size
            && b.x0 - a.x1 > -0.3 * a.size
            && !a.text.is_blank()
            && !b.text.is_blank()
    })
}

impl PageLine {
    /// Where it stands.
    pub(super) fn frame(&self) -> Frame {
        frame((self.ends.0, self.top, self.ends.1, self.bottom))
    }
}

/// A rectangle by its left, upper, right and lower edge.
fn frame((left, top, right, bottom): (f32, f32, f32, f32)) -> Frame {
    Frame { left, top, width: (right - left).max(0.0), height: (bottom - top).max(0.0) }
}

impl Part {
    /// Where a cell stands.
    pub(super) fn frame(&self, cell: Region) -> Frame {
        frame(self.lattice.edges(cell))
    }

    /// The cells that begin in a row, with their texts and the room behind their last lines.
    pub(super) fn row(&self, row: usize) -> impl Iterator<Item = (Region, &str, f32)> {
        let all = self.lattice.cells.iter().zip(&self.texts).enumerate();
        all.filter(move |(_, (cell, _))| cell.row == row).map(|(at, (cell, text))| {
            (*cell, text.as_str(), self.room.get(at).copied().unwrap_or(f32::INFINITY))
        })
    }
}
