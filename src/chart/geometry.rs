//! Plain geometry: boxes, spreading labels along a line, round numbers for an axis, shares of a length.
#![allow(clippy::float_arithmetic)] // this is geometry

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A box in chart units, from its upper left corner.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Rect {
    /// Left edge.
    pub(super) x: f64,
    /// Upper edge.
    pub(super) y: f64,
    /// Width.
    pub(super) w: f64,
    /// Height.
    pub(super) h: f64,
}

impl Rect {
    /// A box from its upper left corner and its size.
    pub(super) fn new(x: f64, y: f64, w: f64, h: f64) -> Self {
        Self { x, y, w, h }
    }

    /// Right edge.
    pub(super) fn right(&self) -> f64 {
        self.x + self.w
    }

    /// Lower edge.
    pub(super) fn bottom(&self) -> f64 {
        self.y + self.h
    }

    /// Whether two boxes share more than an edge.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        const TOUCH: f64 = 0.01;
        self.x + TOUCH < other.right()
            && other.x + TOUCH < self.right()
            && self.y + TOUCH < other.bottom()
            && other.y + TOUCH < self.bottom()
    }

    /// The box made smaller on all sides; never turned inside out.
    pub(super) fn inset(&self, by: f64) -> Self {
        let (dx, dy) = (by.min(self.w / 2.0), by.min(self.h / 2.0));
        Self::new(self.x + dx, self.y + dy, self.w - 2.0 * dx, self.h - 2.0 * dy)
    }
}

/// An exact amount as a length to draw. What is too large for a length is drawn at the edge.
pub(super) fn length(amount: Decimal) -> f64 {
    amount.to_f64().filter(|value| value.is_finite()).unwrap_or(0.0)
}

/// Moves intervals so that none overlap and all lie in `from..to`, each as near its wished centre as can be.
/// `None` when they do not fit at all. The order of the wishes is kept.
pub(super) fn spread(wished: &[f64], sizes: &[f64], from: f64, to: f64) -> Option<Vec<f64>> {
    let total: f64 = sizes.iter().sum();
    if total > to - from + 1e-6 {
        return None;
    }
    // Blocks of touching intervals: each block stands at the mean of what its members wish.
    struct Block {
        first: usize,
        len: f64,
        wishes: f64,
        count: f64,
    }
    let start = |block: &Block| (block.wishes / block.count).clamp(from, to - block.len);
    let mut blocks: Vec<Block> = Vec::new();
    for (i, (&wish, &size)) in wished.iter().zip(sizes).enumerate() {
        let mut block = Block { first: i, len: size, wishes: wish - size / 2.0, count: 1.0 };
        while let Some(last) = blocks.last() {
            if start(last) + last.len <= start(&block) + 1e-9 {
                break;
            }
            // The members of the later block wish to begin `last.len` earlier than they say.
            let wishes = last.wishes + block.wishes - block.count * last.len;
            block = Block {
                first: last.first,
                len: last.len + block.len,
                wishes,
                count: last.count + block.count,
            };
            blocks.pop();
        }
        blocks.push(block);
    }
    let mut centres = Vec::with_capacity(sizes.len());
    for (place, block) in blocks.iter().enumerate() {
        let end = blocks.get(place + 1).map_or(sizes.len(), |next| next.first);
        let mut at = start(block);
        for size in &sizes[block.first..end] {
            centres.push(at + size / 2.0);
            at += size;
        }
    }
    Some(centres)
}

/// Round values from zero up to the first one that is not below `max`, about `steps` of them. Computed without
/// logarithms, so that every machine finds the same ones.
pub(super) fn ticks(max: f64, steps: f64) -> Vec<f64> {
    if !max.is_finite() || max <= 0.0 {
        return vec![0.0, 1.0];
    }
    let wanted = max / steps;
    let mut step = 1.0;
    while step < wanted && step < 1e30 {
        step *= 10.0;
    }
    while step / 10.0 >= wanted && step > 1e-9 {
        step /= 10.0;
    }
    if step / 5.0 >= wanted {
        step /= 5.0;
    } else if step / 2.0 >= wanted {
        step /= 2.0;
    }
    let mut out = vec![0.0];
    while out.len() < 20 && out.last().is_some_and(|last| *last < max * (1.0 - 1e-9)) {
        out.push(step * f64::from(u32::try_from(out.len()).unwrap_or(0)));
    }
    out
}

/// A round axis value as text: no needless decimals, thousands separated.
pub(super) fn tick_text(value: f64) -> String {
    let text = if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.2}") };
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    let (whole, rest) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(c);
    }
    if let Some(rest) = rest {
        out.push('.');
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreads_only_what_touches() {
        assert_eq!(spread(&[10.0, 50.0], &[10.0, 10.0], 0.0, 100.0), Some(vec![10.0, 50.0]));
        assert_eq!(spread(&[50.0, 50.0], &[10.0, 10.0], 0.0, 100.0), Some(vec![45.0, 55.0]));
        assert_eq!(spread(&[0.0, 99.0], &[10.0, 10.0], 0.0, 100.0), Some(vec![5.0, 95.0]));
        assert_eq!(spread(&[50.0, 50.0], &[60.0, 60.0], 0.0, 100.0), None);
    }

    #[test]
    fn spread_keeps_order_and_bounds() {
        let wished = [97.0, 98.0, 99.0, 99.5, 100.0];
        let out = spread(&wished, &[12.0; 5], 0.0, 100.0).unwrap();
        assert!(out.windows(2).all(|pair| pair[1] - pair[0] >= 12.0 - 1e-6), "{out:?}");
        assert!(out[4] <= 94.0 + 1e-6);
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(ticks(35.55, 4.0), [0.0, 10.0, 20.0, 30.0, 40.0]);
        assert_eq!(ticks(0.03, 3.0), [0.0, 0.01, 0.02, 0.03]);
        assert_eq!(ticks(0.0, 4.0), [0.0, 1.0]);
        assert_eq!(tick_text(1_000_000.0), "1,000,000");
        assert_eq!(tick_text(0.05), "0.05");
        assert_eq!(tick_text(2.5), "2.5");
    }

    #[test]
    fn touching_boxes_do_not_overlap() {
        let a = Rect::new(0.0, 0.0, 10.0, 10.0);
        assert!(!a.overlaps(&Rect::new(10.0, 0.0, 5.0, 5.0)));
        assert!(a.overlaps(&Rect::new(9.0, 9.0, 5.0, 5.0)));
    }
}
