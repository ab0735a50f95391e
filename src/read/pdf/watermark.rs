//! Watermarks and tracing digits: pale characters that lie over others, or stand in one cell with figures. They belong to
//! no cell and no line.
#![allow(clippy::float_arithmetic)] // geometry

use std::collections::BTreeSet;

use super::marks::Colour;
use super::page::Glyph;

/// The most comparisons of a page.
const MOST_STEPS: usize = 20_000_000;

/// Characters of a watermark are of one colour and size.
type Kind = (Colour, i32);

/// The watermarks of a page.
#[derive(Debug, Default)]
pub(super) struct Watermarks {
    kinds: BTreeSet<Kind>,
}

fn kind(glyph: &Glyph) -> Option<Kind> {
    glyph.pale.map(|colour| (colour, whole(glyph.size)))
}

#[allow(clippy::cast_possible_truncation)] // sizes of type
fn whole(size: f32) -> i32 {
    (size * 2.0).round() as i32
}

impl Watermarks {
    /// The kinds of pale characters that lie over others.
    pub(super) fn find(glyphs: &[Glyph]) -> Self {
        let mut found = Self::default();
        let pale: Vec<&Glyph> =
            glyphs.iter().filter(|glyph| kind(glyph).is_some() && !glyph.text.is_blank()).collect();
        let plain: Vec<&Glyph> =
            glyphs.iter().filter(|glyph| glyph.pale.is_none() && !glyph.text.is_blank()).collect();
        if pale.len().saturating_mul(plain.len()) > MOST_STEPS {
            return found;
        }
        for one in pale {
            if plain.iter().any(|other| lie_over(one, other)) {
                found.kinds.extend(kind(one));
            }
        }
        found
    }

    /// Learns from the characters of one cell or line: pale ones beside figures.
    pub(super) fn learn(&mut self, glyphs: &[&Glyph]) {
        let digit = |glyph: &&&Glyph| glyph.text.first().is_some_and(|c| c.is_ascii_digit());
        if glyphs.iter().filter(|glyph| glyph.pale.is_none()).any(|glyph| digit(&glyph)) {
            self.kinds
                .extend(glyphs.iter().filter(|glyph| !glyph.text.is_blank()).filter_map(|glyph| kind(glyph)));
        }
    }

    /// Whether a character belongs to one.
    pub(super) fn holds(&self, glyph: &Glyph) -> bool {
        kind(glyph).is_some_and(|kind| self.kinds.contains(&kind))
    }
}

/// Whether the bodies of two characters lie over each other.
fn lie_over(one: &Glyph, other: &Glyph) -> bool {
    let across = one.x1.min(other.x1) - one.x0.max(other.x0);
    let down = one.base.min(other.base) - (one.base - 0.7 * one.size).max(other.base - 0.7 * other.size);
    across > 0.2 * other.size.min(one.size) && down > 0.2 * other.size.min(one.size)
}

#[cfg(test)]
mod tests {
    use super::super::page::Text;
    use super::*;

    fn glyph(c: char, x0: f32, base: f32, size: f32, pale: bool) -> Glyph {
        let pale = pale.then_some([217; 3]);
        Glyph { text: Text::One(c), x0, x1: x0 + size / 2.0, base, size, run: 1, pale, red: false }
    }

    #[test]
    fn pale_characters_over_others_are_a_watermark_wherever_they_stand() {
        let all = [
            glyph('5', 10.0, 20.0, 9.0, false),
            glyph('公', 8.0, 24.0, 26.0, true),
            glyph('开', 90.0, 400.0, 26.0, true),
        ];
        let marks = Watermarks::find(&all);
        assert!(!marks.holds(&all[0]) && marks.holds(&all[1]) && marks.holds(&all[2]));
    }

    #[test]
    fn pale_digits_beside_figures_are_a_watermark() {
        let all = [glyph('5', 10.0, 20.0, 9.0, false), glyph('2', 30.0, 20.0, 9.0, true)];
        let mut marks = Watermarks::find(&all);
        assert!(!marks.holds(&all[1]));
        marks.learn(&all.iter().collect::<Vec<_>>());
        assert!(marks.holds(&all[1]));
    }

    #[test]
    fn pale_text_of_its_own_is_text() {
        let all = [glyph('计', 10.0, 20.0, 9.0, false), glyph('0', 90.0, 20.0, 9.0, true)];
        let mut marks = Watermarks::find(&all);
        marks.learn(&[&all[1]]);
        marks.learn(&all.iter().collect::<Vec<_>>());
        assert!(!marks.holds(&all[1]));
    }
}
