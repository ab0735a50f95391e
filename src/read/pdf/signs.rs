//! Signs that a page draws instead of setting them: a stroke or a small shape before a figure may be its minus. What is found
//! becomes a mark in the text, which says that nobody knows the sign; whoever knows the table's sums may know better.
#![allow(clippy::float_arithmetic)] // geometry

use super::page::{Glyph, Rule, Seen, Text};
use crate::document::NO_SIGN;

/// Comparisons of strokes with characters of a page; beyond it no sign is looked for.
const MOST_STEPS: usize = 20_000_000;

/// A minus is so long, in sizes of the type beside it: half a digit to a full-width dash.
const LENGTH: (f32, f32) = (0.15, 1.3);

/// It stands so high above the line of its figure, in sizes of the type.
const HEIGHT: (f32, f32) = (0.15, 0.55);

/// It stands so near to its figure, in sizes of the type; a little of it may lie under the first digit.
const GAP: (f32, f32) = (-0.15, 0.9);

/// Characters of one figure stand nearer to each other than this part of their size.
const TOGETHER: f32 = 0.3;

/// What ends this near to a stroke, in points, goes on from it: it is part of a border, an axis or a dashed line.
const JOINT: f32 = 1.2;

/// What is drawn and may be a sign: where it stands, and whether it is a stroke. Other shapes are bullets as often.
#[derive(Debug, Clone, Copy)]
struct Drawn {
    from: f32,
    to: f32,
    at: f32,
    stroke: bool,
}

/// Something drawn beside a figure.
#[derive(Debug, Clone, Copy)]
struct Found {
    /// The first character of the figure.
    glyph: usize,
    /// Which of the strokes and shapes it is.
    nth: usize,
    drawn: Drawn,
    /// Whether it stands behind the figure.
    behind: bool,
}

/// Puts the marks of signs that are drawn among the characters; the strokes rule no table.
pub(super) fn mark(seen: &mut Seen) {
    let mut taken = vec![false; seen.across.len()];
    for of_one in find(seen).chunk_by(|a, b| a.glyph == b.glyph) {
        // Between two dashes stands the number of a page.
        if of_one.iter().any(|one| one.behind) && of_one.iter().any(|one| !one.behind) {
            continue;
        }
        for one in of_one {
            if let Some(taken) = taken.get_mut(one.nth) {
                *taken = true;
            }
        }
        let (glyph, drawn) = (seen.glyphs[of_one[0].glyph].clone(), of_one[0].drawn);
        // The mark stands before the figure, on whichever side the sign does.
        let x1 = drawn.to.min(glyph.x0);
        let x0 = drawn.from.min(x1 - 0.1 * glyph.size);
        let text = Text::Several(NO_SIGN.into());
        seen.glyphs.push(Glyph { text, x0, x1, run: u32::MAX, pale: None, ..glyph });
    }
    let mut at = 0;
    seen.across.retain(|_| {
        at += 1;
        !taken[at - 1]
    });
}

/// All that is drawn beside figures and may be their signs, figure by figure.
fn find(seen: &Seen) -> Vec<Found> {
    let tallest = seen.glyphs.iter().map(|glyph| glyph.size).fold(0.0, f32::max);
    let mut order: Vec<usize> = (0..seen.glyphs.len()).collect();
    order.retain(|at| !seen.glyphs[*at].text.is_blank());
    order.sort_by(|a, b| seen.glyphs[*a].base.total_cmp(&seen.glyphs[*b].base));
    let strokes =
        seen.across.iter().map(|rule| Drawn { from: rule.from, to: rule.to, at: rule.at, stroke: true });
    let shapes = seen.shapes.iter().map(|(left, top, right, bottom)| Drawn {
        from: *left,
        to: *right,
        at: (top + bottom) / 2.0,
        stroke: false,
    });
    let mut found = Vec::new();
    let mut steps = 0;
    for (nth, drawn) in strokes.chain(shapes).enumerate() {
        if drawn.to - drawn.from > LENGTH.1 * tallest {
            continue;
        }
        let from = order.partition_point(|at| seen.glyphs[*at].base < drawn.at);
        let reach = drawn.at + HEIGHT.1 * tallest;
        let to = order.partition_point(|at| seen.glyphs[*at].base <= reach).max(from);
        steps += to - from;
        if steps > MOST_STEPS {
            break;
        }
        let line = order[from..to].iter().map(|at| (*at, &seen.glyphs[*at])).collect();
        let Some((glyph, first)) = signed(line, &drawn) else { continue };
        steps += seen.across.len() + seen.down.len();
        if (!drawn.stroke || is_apart(&drawn, seen)) && !is_parted(&drawn, first, &seen.down) {
            found.push(Found { glyph, nth, drawn, behind: drawn.from > first.x0 });
        }
    }
    found.sort_by_key(|one| one.glyph);
    found
}

/// The first character of the figure that something is drawn before or behind, on its line.
fn signed<'g>(mut line: Vec<(usize, &'g Glyph)>, drawn: &Drawn) -> Option<(usize, &'g Glyph)> {
    line.retain(|(_, glyph)| {
        let above = (glyph.base - drawn.at) / glyph.size;
        let length = (drawn.to - drawn.from) / glyph.size;
        (HEIGHT.0..=HEIGHT.1).contains(&above) && (LENGTH.0..=LENGTH.1).contains(&length)
    });
    line.sort_by(|(_, a), (_, b)| a.x0.total_cmp(&b.x0));
    let glyphs: Vec<&Glyph> = line.iter().map(|(_, glyph)| *glyph).collect();
    // What it goes through is before it or behind it by its middle.
    let middle = (drawn.from + drawn.to) / 2.0;
    let at = glyphs.partition_point(|glyph| glyph.middle().0 < middle);
    let (before, behind) = glyphs.split_at(at);
    let near = |gap: f32, glyph: &Glyph| (GAP.0 * glyph.size..=GAP.1 * glyph.size).contains(&gap);
    let left = before.last().filter(|glyph| near(drawn.from - glyph.x1, glyph));
    let right = behind.first().filter(|glyph| near(glyph.x0 - drawn.to, glyph));
    match (left.is_some_and(|glyph| is_of_figure(glyph)), right) {
        (false, Some(first)) if is_of_figure(first) => {
            Figure::from(behind).stands(drawn, left.copied()).then(|| line[at])
        }
        (true, None) => {
            let goes_on =
                |at: &usize| is_of_figure(glyphs[at - 1]) && are_together(glyphs[at - 1], glyphs[*at]);
            let start = (1..at).rev().take_while(goes_on).last().map_or(at - 1, |at| at - 1);
            let own =
                start.checked_sub(1).map(|at| glyphs[at]).filter(|word| are_together(word, glyphs[start]));
            Figure::from(&glyphs[start..at]).stands(drawn, own).then(|| line[start])
        }
        _ => None,
    }
}

/// A figure as it is printed.
struct Figure<'l, 'g> {
    digits: &'l [&'g Glyph],
    /// The character that stands right behind it.
    next: Option<&'g Glyph>,
}

impl<'l, 'g> Figure<'l, 'g> {
    /// The figure at the beginning of a part of a line.
    fn from(line: &'l [&'g Glyph]) -> Self {
        let mut end = usize::from(!line.is_empty());
        while end < line.len() && is_of_figure(line[end]) && are_together(line[end - 1], line[end]) {
            end += 1;
        }
        let next = line.get(end).copied().filter(|next| end > 0 && are_together(line[end - 1], next));
        Self { digits: &line[..end], next }
    }

    /// Whether a sign stands with it. Figures with decimals or thousands are amounts; years, ordinals and the numbers of
    /// pages have neither, and stand in words or between two strokes.
    fn stands(&self, drawn: &Drawn, before: Option<&Glyph>) -> bool {
        let mark = |glyph: &&Glyph| matches!(glyph.text.first(), Some('.' | ',' | '．' | '，'));
        let is_amount = self.digits.iter().any(mark) && self.digits.len() > 2;
        let is_alone = before.is_none() && self.next.is_none();
        is_amount && (drawn.stroke || is_alone) || drawn.stroke && is_alone
    }
}

fn is_of_figure(glyph: &Glyph) -> bool {
    let of_figure = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９' | '.' | ',' | '．' | '，');
    glyph.text.first().is_some_and(of_figure)
}

fn are_together(left: &Glyph, right: &Glyph) -> bool {
    right.x0 - left.x1 < TOGETHER * left.size.max(right.size)
}

/// Whether a stroke stands for itself: nothing that is drawn meets it or goes on from it.
fn is_apart(drawn: &Drawn, seen: &Seen) -> bool {
    let length = drawn.to - drawn.from;
    let goes_on = |rule: &&Rule| {
        (rule.at - drawn.at).abs() < JOINT
            && (rule.from >= drawn.to - 0.1 && rule.from - drawn.to < length.max(JOINT)
                || rule.to <= drawn.from + 0.1 && drawn.from - rule.to < length.max(JOINT))
    };
    let meets = |rule: &&Rule| {
        let beside = drawn.from - JOINT < rule.at && rule.at < drawn.to + JOINT;
        beside && rule.from < drawn.at + JOINT && drawn.at - JOINT < rule.to
    };
    !seen.across.iter().any(|rule| goes_on(&rule)) && !seen.down.iter().any(|rule| meets(&rule))
}

/// Whether a border stands between a stroke and a figure.
fn is_parted(drawn: &Drawn, glyph: &Glyph, down: &[Rule]) -> bool {
    let (left, right) = if drawn.from < glyph.x0 { (drawn.from, glyph.x0) } else { (glyph.x0, drawn.to) };
    down.iter().any(|rule| left < rule.at && rule.at < right && rule.from < drawn.at && drawn.at < rule.to)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a line says when a stroke is drawn beside its figure; figures are five points wide, words ten.
    fn with(text: &str, strokes: &[(f32, f32, f32)], down: &[f32]) -> (String, usize) {
        let mut x = 100.0;
        let mut glyphs = Vec::new();
        for c in text.chars() {
            let width = if c.is_ascii() { 5.0 } else { 10.0 };
            if c != ' ' {
                let text = Text::One(c);
                glyphs.push(Glyph {
                    text,
                    x0: x,
                    x1: x + width,
                    base: 100.0,
                    size: 10.0,
                    run: 1,
                    pale: None,
                    red: false,
                });
            }
            x += width;
        }
        let across = strokes.iter().map(|(at, from, to)| Rule { at: *at, from: *from, to: *to }).collect();
        let down = down.iter().map(|at| Rule { at: *at, from: 80.0, to: 120.0 }).collect();
        let mut seen = Seen { glyphs, across, down, ..Seen::default() };
        mark(&mut seen);
        let mut glyphs: Vec<&Glyph> = seen.glyphs.iter().collect();
        glyphs.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let mut said = String::new();
        glyphs.iter().for_each(|glyph| glyph.text.push_to(&mut said));
        (said.replace(NO_SIGN, "~"), seen.across.len())
    }

    #[test]
    fn a_stroke_beside_a_figure_may_be_its_minus() {
        let said = |text: &str, strokes: &[(f32, f32, f32)]| with(text, strokes, &[]);
        assert_eq!(said("12.50", &[(97.0, 94.0, 99.0)]), ("~12.50".to_owned(), 0));
        assert_eq!(said("12.50", &[(97.0, 126.0, 131.0)]), ("~12.50".to_owned(), 0));
        // Drawn twice to be bold.
        assert_eq!(said("12.50", &[(97.0, 94.0, 99.0), (97.2, 94.1, 99.1)]), ("~12.50".to_owned(), 0));
        assert_eq!(said("7", &[(97.0, 94.0, 99.0)]), ("~7".to_owned(), 0));
        assert_eq!(said("减 1,200%", &[(96.5, 111.0, 114.0)]), ("减~1,200%".to_owned(), 0));
    }

    #[test]
    fn other_strokes_are_none() {
        for (why, text, strokes, down) in [
            ("an underline", "12.50", vec![(101.0, 100.0, 125.0)], vec![]),
            ("too high", "12.50", vec![(92.0, 94.0, 99.0)], vec![]),
            ("too long", "12.50", vec![(97.0, 60.0, 99.0)], vec![]),
            ("too far", "12.50", vec![(97.0, 80.0, 85.0)], vec![]),
            ("behind a border", "12.50", vec![(97.0, 92.0, 96.0)], vec![98.0]),
            ("a tick", "12.50", vec![(97.0, 92.0, 97.0)], vec![92.0]),
            ("a dashed line", "12.50", vec![(97.0, 87.0, 91.0), (97.0, 94.0, 98.0)], vec![]),
            ("a span of years", "2023 2024", vec![(97.0, 121.0, 124.0)], vec![]),
            ("a year in words", "2023年", vec![(97.0, 94.0, 99.0)], vec![]),
            ("the number of a page", "12", vec![(97.0, 92.0, 97.0), (97.0, 113.0, 118.0)], vec![]),
        ] {
            let count = strokes.len();
            assert_eq!(with(text, &strokes, &down), (text.replace(' ', ""), count), "{why}");
        }
    }
}
