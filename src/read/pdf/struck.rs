//! Characters that a page strikes out or prints too small to be read. Both are taken away before tables are looked for.
#![allow(clippy::float_arithmetic)] // geometry

use super::page::{Glyph, Rule, Seen};

/// Comparisons of lines with characters of a page; beyond it nothing is struck out.
const MOST_STEPS: usize = 20_000_000;

/// A stroke goes through a character between these parts of its size above its line.
const THROUGH: (f32, f32) = (0.15, 0.5);

/// Nobody reads type below this size, in points, on a page whose own type is so many times larger.
const TINY: f32 = 2.5;
const TIMES: f32 = 3.0;

/// Takes away what is struck out by lines of the page or by strokes of `notes`, with the strokes, and what is too small. Says how
/// many characters went.
pub(super) fn leave_out(seen: &mut Seen, notes: Vec<Rule>) -> usize {
    let before = seen.glyphs.len();
    drop_tiny(seen);
    drop_struck(seen, notes);
    before - seen.glyphs.len()
}

fn drop_tiny(seen: &mut Seen) {
    let mut sizes: Vec<f32> = seen.glyphs.iter().map(|glyph| glyph.size).collect();
    sizes.sort_by(f32::total_cmp);
    let Some(middle) = sizes.get(sizes.len() / 2).copied() else { return };
    seen.glyphs.retain(|glyph| glyph.size >= TINY || glyph.size * TIMES >= middle);
}

fn drop_struck(seen: &mut Seen, notes: Vec<Rule>) {
    let drawn = seen.across.len();
    seen.across.extend(notes);
    let mut order: Vec<usize> = (0..seen.glyphs.len()).collect();
    order.sort_by(|a, b| seen.glyphs[*a].base.total_cmp(&seen.glyphs[*b].base));
    let tallest = seen.glyphs.iter().map(|glyph| glyph.size).fold(0.0, f32::max);
    let mut struck = vec![false; seen.glyphs.len()];
    let mut steps = 0;
    let strokes: Vec<bool> = seen
        .across
        .iter()
        .map(|rule| {
            let from = order.partition_point(|at| seen.glyphs[*at].base < rule.at);
            let reach = rule.at + THROUGH.1 * tallest;
            let to = order.partition_point(|at| seen.glyphs[*at].base <= reach).max(from);
            steps += to - from;
            if steps > MOST_STEPS {
                return false;
            }
            let near = order[from..to].iter().copied();
            let under: Vec<usize> = near.filter(|at| goes_through(rule, &seen.glyphs[*at])).collect();
            let found = strikes(rule, under.iter().map(|at| &seen.glyphs[*at]));
            if found {
                under.into_iter().for_each(|at| struck[at] = true);
            }
            found
        })
        .collect();
    let mut at = 0;
    seen.glyphs.retain(|_| {
        at += 1;
        !struck[at - 1]
    });
    let mut at = 0;
    seen.across.retain(|_| {
        at += 1;
        at <= drawn && !strokes[at - 1]
    });
}

/// Whether a rule lies across the middle of a character.
fn goes_through(rule: &Rule, glyph: &Glyph) -> bool {
    let above = (glyph.base - rule.at) / glyph.size;
    let middle = glyph.middle().0;
    (THROUGH.0..=THROUGH.1).contains(&above)
        && rule.from <= middle
        && middle <= rule.to
        && !glyph.text.is_blank()
}

/// Whether a rule is as long as the characters that it goes through. A border of a table is longer.
fn strikes<'g>(rule: &Rule, under: impl Iterator<Item = &'g Glyph>) -> bool {
    let (mut left, mut right, mut size, mut count) = (f32::INFINITY, f32::NEG_INFINITY, 0.0_f32, 0);
    let mut inked = 0.0;
    for glyph in under {
        (left, right, size) = (left.min(glyph.x0), right.max(glyph.x1), size.max(glyph.size));
        inked += glyph.x1 - glyph.x0;
        count += 1;
    }
    // A stroke through one character is as long as that: what is longer is part of something else.
    let slack = if count == 1 { 0.2 * size } else { 0.8 * size };
    count > 0
        && (rule.from - left).abs() <= slack
        && (rule.to - right).abs() <= slack
        && inked >= 0.7 * (rule.to - rule.from)
}

#[cfg(test)]
mod tests {
    use super::super::page::Text;
    use super::*;

    fn seen(size: f32, across: &[(f32, f32, f32)]) -> Seen {
        let glyph = |at: u16, c: char, size: f32| {
            let x0 = 10.0 + 5.0 * f32::from(at);
            Glyph { text: Text::One(c), x0, x1: x0 + 5.0, base: 100.0, size, run: 1, pale: None, red: false }
        };
        let mut glyphs: Vec<Glyph> =
            "55.501260.50".chars().zip(0..).map(|(c, at)| glyph(at, c, 10.0)).collect();
        glyphs.extend("888".chars().zip(20..).map(|(c, at)| glyph(at, c, size)));
        let across = across.iter().map(|(at, from, to)| Rule { at: *at, from: *from, to: *to }).collect();
        Seen { glyphs, across, ..Seen::default() }
    }

    fn left(mut seen: Seen) -> (String, usize) {
        leave_out(&mut seen, Vec::new());
        let mut text = String::new();
        seen.glyphs.iter().for_each(|glyph| glyph.text.push_to(&mut text));
        (text, seen.across.len())
    }

    #[test]
    fn a_stroke_through_a_word_takes_it_away() {
        assert_eq!(left(seen(10.0, &[(97.0, 9.5, 35.5)])), ("1260.50888".to_owned(), 0));
        // One digit that was taken out.
        assert_eq!(left(seen(10.0, &[(97.0, 25.0, 30.0)])), ("55.01260.50888".to_owned(), 0));
        // An underline, and a border that crosses the whole line.
        for rule in [(101.0, 9.5, 35.5), (97.0, 0.0, 300.0), (90.0, 10.0, 35.0)] {
            assert_eq!(left(seen(10.0, &[rule])), ("55.501260.50888".to_owned(), 1), "{rule:?}");
        }
    }

    #[test]
    fn a_note_strikes_out_and_draws_no_border() {
        let note = Rule { at: 97.0, from: 10.0, to: 35.0 };
        let mut struck = seen(10.0, &[]);
        assert_eq!(leave_out(&mut struck, vec![note, Rule { at: 40.0, from: 0.0, to: 300.0 }]), 5);
        assert!(struck.across.is_empty());
    }

    #[test]
    fn tracing_digits_are_no_figures() {
        assert_eq!(left(seen(1.0, &[])).0, "55.501260.50");
        assert_eq!(left(seen(4.0, &[])).0, "55.501260.50888");
    }
}
