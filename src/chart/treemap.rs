//! Squarified treemap: boxes whose areas are amounts, as square as the order allows.
#![allow(clippy::float_arithmetic)] // this is geometry

use super::geometry::Rect;

/// Divides a box among weights, in their order; the largest should come first. A weight of zero gets an empty box.
pub(super) fn squarify(weights: &[f64], within: Rect) -> Vec<Rect> {
    let total: f64 = weights.iter().sum();
    let area = within.w * within.h;
    if total <= 0.0 || area <= 0.0 {
        return vec![Rect::new(within.x, within.y, 0.0, 0.0); weights.len()];
    }
    let areas: Vec<f64> = weights.iter().map(|weight| weight / total * area).collect();
    let mut out = Vec::with_capacity(weights.len());
    let mut free = within;
    let mut from = 0;
    while from < areas.len() {
        let side = free.w.min(free.h);
        let mut to = from + 1;
        while to < areas.len() && worst(&areas[from..=to], side) <= worst(&areas[from..to], side) {
            to += 1;
        }
        free = lay(&areas[from..to], free, &mut out);
        from = to;
    }
    out
}

/// The worst aspect ratio in a strip of these areas along a side.
fn worst(areas: &[f64], side: f64) -> f64 {
    let sum: f64 = areas.iter().sum();
    let largest = areas.iter().copied().fold(0.0, f64::max);
    let least = areas.iter().copied().fold(f64::INFINITY, f64::min);
    if sum <= 0.0 || least <= 0.0 || side <= 0.0 {
        return f64::INFINITY;
    }
    let (side, sum) = (side * side, sum * sum);
    (side * largest / sum).max(sum / (side * least))
}

/// Lays a strip along the shorter side and returns what is left.
fn lay(areas: &[f64], free: Rect, out: &mut Vec<Rect>) -> Rect {
    let sum: f64 = areas.iter().sum();
    let upright = free.w >= free.h;
    let side = if upright { free.h } else { free.w };
    let depth = if side > 0.0 { sum / side } else { 0.0 };
    let mut at = 0.0;
    for area in areas {
        let along = if depth > 0.0 { area / depth } else { 0.0 };
        out.push(if upright {
            Rect::new(free.x, free.y + at, depth, along)
        } else {
            Rect::new(free.x + at, free.y, along, depth)
        });
        at += along;
    }
    if upright {
        Rect::new(free.x + depth, free.y, (free.w - depth).max(0.0), free.h)
    } else {
        Rect::new(free.x, free.y + depth, free.w, (free.h - depth).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_weights() {
        let weights = [6.0, 6.0, 4.0, 3.0, 2.0, 2.0, 1.0];
        let boxes = squarify(&weights, Rect::new(0.0, 0.0, 6.0, 4.0));
        for (weight, rect) in weights.iter().zip(&boxes) {
            assert!((rect.w * rect.h - weight).abs() < 1e-9, "{rect:?}");
        }
        for (i, a) in boxes.iter().enumerate() {
            assert!(boxes[i + 1..].iter().all(|b| !a.overlaps(b)));
            assert!(a.right() <= 6.0 + 1e-9 && a.bottom() <= 4.0 + 1e-9);
        }
    }

    #[test]
    fn nothing_to_divide_does_no_harm() {
        assert!(squarify(&[], Rect::new(0.0, 0.0, 1.0, 1.0)).is_empty());
        assert_eq!(squarify(&[0.0, 0.0], Rect::new(0.0, 0.0, 1.0, 1.0)).len(), 2);
        assert_eq!(squarify(&[1.0, 0.0], Rect::new(0.0, 0.0, 1.0, 1.0))[1].w, 0.0);
    }
}
