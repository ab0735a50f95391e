//! Tables beside each other on a page, with what stands above each: captions on one line are two lines, and the left
//! half is read before the right one.
#![allow(clippy::float_arithmetic)] // geometry

use super::aligned::UNIT;
use super::lattice::Lattice;
use super::page::{Glyph, Rule, Seen};
use super::table::Item;
use super::text::{self, Line, say};
use crate::document::clean;

/// How many lines above two tables may be their captions.
const REACH: usize = 6;

/// How far apart, in sizes of type, lines are that belong together.
const NEAR: f32 = 3.0;

/// Two tables beside each other: where the white between them lies, and what height they have in common.
#[derive(Debug, Clone, Copy)]
struct Pair {
    between: (f32, f32),
    top: f32,
    bottom: f32,
}

/// The pairs of tables beside each other.
fn pairs(lattices: &[Lattice]) -> Vec<Pair> {
    let frames: Vec<_> = lattices.iter().map(Lattice::frame).collect();
    let mut pairs = Vec::new();
    for (_, top, right, bottom) in &frames {
        let beside = frames.iter().filter(|(x0, y0, _, y1)| {
            let common = bottom.min(*y1) - top.max(*y0);
            x0 >= right && common > 0.5 * (bottom - top).min(y1 - y0)
        });
        let nearest = beside.min_by(|a, b| a.0.total_cmp(&b.0));
        pairs.extend(nearest.map(|(x0, y0, _, y1)| Pair {
            between: (*right, *x0),
            top: top.min(*y0),
            bottom: bottom.max(*y1),
        }));
    }
    pairs
}

/// Cuts the lines above tables beside each other between the two. Gives back the stretches of the page, from the first
/// such line to the end of the tables, that are to be read in halves.
pub(super) fn cut<'g>(lines: Vec<Line<'g>>, lattices: &[Lattice]) -> (Vec<Line<'g>>, Vec<Stretch>) {
    let (mut lines, mut stretches) = (lines, Vec::new());
    // Three tables in a row, or more, are laid out for the eye alone.
    let pairs = pairs(lattices);
    let [pair] = pairs.as_slice() else { return (lines, stretches) };
    let above = lines.partition_point(|line| line.height().0 < pair.top);
    let mut from = pair.top;
    let mut at = above;
    while at > above.saturating_sub(REACH) && at > 0 {
        let line = &lines[at - 1];
        if from - line.height().1 > NEAR * line.size {
            break;
        }
        let Some(halves) = line.parted(pair.between) else { break };
        from = line.height().0;
        at -= 1;
        lines.splice(at..=at, halves);
    }
    if at < above {
        stretches.push(Stretch { from, to: pair.bottom, between: (pair.between.0 + pair.between.1) / 2.0 });
    }
    (lines, stretches)
}

/// A stretch of a page that is read in halves.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    from: f32,
    to: f32,
    between: f32,
}

/// Puts what stands in the left half of each stretch before what stands in the right one. Items come from top to bottom.
pub(super) fn order(items: &mut [Item], stretches: &[Stretch]) {
    for stretch in stretches {
        let first = items.partition_point(|item| item.top() < stretch.from);
        let last = items.partition_point(|item| item.top() < stretch.to).max(first);
        items[first..last].sort_by_key(|item| item.left() >= stretch.between);
    }
}

/// A page on which two captions with their units stand on one line, taken apart: what stands above, the left half, the
/// right half, and what stands below. None for other pages.
pub(super) fn split(seen: &Seen) -> Option<[Seen; 4]> {
    let lines = text::lines(seen.glyphs.iter());
    captioned(seen, &lines).or_else(|| two_up(seen, &lines))
}

/// Two pages that were put on one: white runs down all of it, and on each side a title and a unit are stated.
fn two_up(seen: &Seen, lines: &[Line<'_>]) -> Option<[Seen; 4]> {
    let (mut units, mut titles) = (Vec::new(), Vec::new());
    for part in lines.iter().flat_map(Line::parts) {
        let text = clean(&say(part));
        let place = (part[0].x0, part[part.len() - 1].x1);
        if UNIT.is_match(&text) {
            units.push(place);
        } else if text.ends_with('表') {
            titles.push(place);
        }
    }
    if units.len() < 2 || titles.len() < 2 {
        return None;
    }
    let glyphs = seen.glyphs.iter().map(|glyph| (glyph.x0, glyph.x1));
    let rules =
        seen.across.iter().map(|rule| (rule.from, rule.to)).chain(seen.cells.iter().map(|c| (c.0, c.2)));
    let mut taken: Vec<(f32, f32)> = glyphs.chain(rules).collect();
    taken.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut right = f32::INFINITY;
    let mut gaps = Vec::new();
    for (from, to) in taken {
        if from - right >= GUTTER {
            gaps.push((right, from));
        }
        right = if right.is_finite() { right.max(to) } else { to };
    }
    let both = |all: &[(f32, f32)], gap: &(f32, f32)| {
        all.iter().any(|one| one.1 <= gap.0) && all.iter().any(|one| one.0 >= gap.1)
    };
    let mut whole = gaps.into_iter().filter(|gap| both(&units, gap) && both(&titles, gap));
    let gap = whole.next().filter(|_| whole.next().is_none())?;
    let (middle, all) = ((gap.0 + gap.1) / 2.0, (f32::NEG_INFINITY, f32::INFINITY));
    let nothing = || within(seen, (0.0, 0.0), (0.0, 0.0));
    Some([
        nothing(),
        within(seen, (f32::NEG_INFINITY, middle), all),
        within(seen, (middle, f32::INFINITY), all),
        nothing(),
    ])
}

/// The least width of the white between two pages on one, in points.
const GUTTER: f32 = 12.0;

fn captioned(seen: &Seen, lines: &[Line<'_>]) -> Option<[Seen; 4]> {
    let says_unit = |part: &&[&Glyph]| UNIT.is_match(&clean(&say(part)));
    let (at, from) = lines.iter().enumerate().find_map(|(at, line)| {
        let parts = line.parts();
        let first = parts.iter().position(&says_unit)?;
        let twice = parts[first + 1..].iter().any(&says_unit);
        twice.then(|| (at, parts[first].last().map_or(0.0, |glyph| glyph.x1)))
    })?;
    let between = corridor(&lines[at + 1..], from)?;
    let middle = (between.0 + between.1) / 2.0;
    let stands_apart = |line: &&Line<'_>| line.parted(between).is_some();
    let above = lines[..at].iter().rev().take(REACH).take_while(stands_apart);
    let first = above.last().unwrap_or(&lines[at]);
    let last = lines[at..].iter().take_while(stands_apart).last().unwrap_or(&lines[at]);
    let (top, bottom) = (first.height().0 - 1.0, last.height().1 + 1.0);
    let wide = (f32::NEG_INFINITY, f32::INFINITY);
    Some([
        within(seen, wide, (f32::NEG_INFINITY, top)),
        within(seen, (f32::NEG_INFINITY, middle), (top, bottom)),
        within(seen, (middle, f32::INFINITY), (top, bottom)),
        within(seen, wide, (bottom, f32::INFINITY)),
    ])
}

/// The strip of white to the right of the first unit that runs through most of the lines below, from their first on.
fn corridor(lines: &[Line<'_>], from: f32) -> Option<(f32, f32)> {
    let mut strip = (from, f32::INFINITY);
    let mut rows = 0;
    for line in lines {
        let left = line.glyphs.iter().filter(|glyph| glyph.x0 < from).map(|glyph| glyph.x1);
        let left = left.fold(strip.0, f32::max);
        let right = line.glyphs.iter().filter(|glyph| glyph.x0 >= from).map(|glyph| glyph.x0);
        let right = right.fold(strip.1, f32::min);
        if right - left < 0.5 * line.size {
            break;
        }
        strip = (left, right);
        rows += 1;
    }
    (rows >= FEWEST && strip.1.is_finite()).then_some(strip)
}

/// Two tables beside each other have at least so many rows.
const FEWEST: usize = 3;

/// What stands in a part of a page, with the rules cut at its edges.
fn within(seen: &Seen, across: (f32, f32), down: (f32, f32)) -> Seen {
    let inside = |(x, y): (f32, f32)| across.0 <= x && x < across.1 && down.0 <= y && y < down.1;
    let glyphs = |all: &[Glyph]| all.iter().filter(|glyph| inside(glyph.middle())).cloned().collect();
    let rules = |all: &[Rule], at: (f32, f32), along: (f32, f32)| -> Vec<Rule> {
        let here = all.iter().filter(|rule| at.0 <= rule.at && rule.at < at.1);
        let cut = here.map(|rule| Rule { from: rule.from.max(along.0), to: rule.to.min(along.1), ..*rule });
        cut.filter(|rule| rule.from < rule.to).collect()
    };
    let middle = |(x0, y0, x1, y1): &(f32, f32, f32, f32)| ((x0 + x1) / 2.0, (y0 + y1) / 2.0);
    let cells = seen.cells.iter().filter_map(|cell| {
        let (x0, y0, x1, y1) = *cell;
        // A band over both halves is one over each.
        let own = (x0.max(across.0), y0, x1.min(across.1), y1);
        (own.0 < own.2 && inside(middle(&own))).then_some(own)
    });
    Seen {
        width: seen.width,
        height: seen.height,
        glyphs: glyphs(&seen.glyphs),
        unseen: glyphs(&seen.unseen),
        sideways: seen.sideways.iter().filter(|one| inside(one.at)).cloned().collect(),
        across: rules(&seen.across, down, across),
        down: rules(&seen.down, across, down),
        cells: cells.collect(),
        ..Seen::default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::page::Text;
    use super::*;

    fn write(out: &mut Vec<Glyph>, words: &str, left: f32, base: f32) {
        for (c, at) in words.chars().zip(0_u16..) {
            let x0 = left + 10.0 * f32::from(at);
            out.push(Glyph {
                text: Text::One(c),
                x0,
                x1: x0 + 10.0,
                base,
                size: 10.0,
                run: 1,
                pale: None,
                red: false,
            });
        }
    }

    fn page(second: &str) -> Seen {
        let mut glyphs = Vec::new();
        write(&mut glyphs, "松河市图书馆预算", 200.0, 20.0);
        write(&mut glyphs, "支出表", 60.0, 40.0);
        write(&mut glyphs, "收入表", 360.0, 40.0);
        write(&mut glyphs, "单位：万元", 140.0, 60.0);
        write(&mut glyphs, second, 440.0, 60.0);
        for row in 0..4_u8 {
            let base = 80.0 + 20.0 * f32::from(row);
            write(&mut glyphs, "甲", 50.0, base);
            write(&mut glyphs, "12.50", 140.0, base);
            write(&mut glyphs, "乙", 300.0, base);
            write(&mut glyphs, "8.25", 440.0, base);
        }
        write(&mut glyphs, "本年度支出十二万五千元，与收入相等，各项支出见上表，特此说明。", 50.0, 180.0);
        let across = vec![Rule { at: 90.0, from: 40.0, to: 500.0 }];
        Seen { width: 600.0, height: 800.0, glyphs, across, ..Seen::default() }
    }

    fn says(seen: &Seen) -> String {
        text::lines(seen.glyphs.iter()).iter().map(Line::text).collect::<Vec<_>>().join("/")
    }

    #[test]
    fn two_captions_on_a_line_part_the_page() {
        let parts = split(&page("单位：万元")).expect("two halves");
        assert_eq!(says(&parts[0]), "松河市图书馆预算");
        assert!(says(&parts[1]).starts_with("支出表/单位：万元/甲 12.50/"), "{}", says(&parts[1]));
        assert!(says(&parts[2]).starts_with("收入表/单位：万元/乙 8.25/"), "{}", says(&parts[2]));
        assert!(says(&parts[3]).starts_with("本年度支出"), "{}", says(&parts[3]));
        let rules = |part: &Seen| part.across.iter().map(|rule| (rule.from, rule.to)).collect::<Vec<_>>();
        assert!(rules(&parts[1])[0].1 <= rules(&parts[2])[0].0 && rules(&parts[0]).is_empty());
    }

    #[test]
    fn two_pages_on_one_are_read_one_after_the_other() {
        let half = |glyphs: &mut Vec<Glyph>, title: &str, left: f32, top: f32| {
            write(glyphs, title, left, top);
            write(glyphs, "单位：万元", left + 80.0, top + 20.0);
            write(glyphs, "甲", left, top + 40.0);
            write(glyphs, "12.50", left + 90.0, top + 40.0);
        };
        let mut glyphs = Vec::new();
        half(&mut glyphs, "支出表", 40.0, 20.0);
        half(&mut glyphs, "收入表", 340.0, 33.0);
        let seen = Seen { width: 600.0, height: 800.0, glyphs, ..Seen::default() };
        let parts = split(&seen).expect("two pages");
        assert_eq!(says(&parts[1]), "支出表/单位：万元/甲 12.50");
        assert_eq!(says(&parts[2]), "收入表/单位：万元/甲 12.50");
        // Below each other, a column of white is no end of a page.
        let mut glyphs = Vec::new();
        half(&mut glyphs, "支出表", 40.0, 20.0);
        half(&mut glyphs, "收入表", 40.0, 200.0);
        assert!(split(&Seen { width: 600.0, height: 800.0, glyphs, ..Seen::default() }).is_none());
    }

    #[test]
    fn one_caption_parts_nothing() {
        assert!(split(&page("第一页")).is_none());
    }
}
