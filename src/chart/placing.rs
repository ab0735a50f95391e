//! Finding room for a label above a column.
#![allow(clippy::float_arithmetic)] // this is geometry

use super::canvas::Canvas;
use super::geometry::Rect;

/// Steps by which a label is raised until it finds room.
const RAISE: f64 = 4.0;
/// Room kept between labels side by side, and between those above each other: links are underlined.
const AIR: (f64, f64) = (2.0, 3.0);

/// Where labels above columns may stand.
pub(super) struct Above<'p> {
    pub(super) canvas: &'p Canvas<'p>,
    /// Bodies of all columns nearby: a label never covers one that is not its own.
    pub(super) bodies: &'p [Rect],
    /// Left and right end of the room.
    pub(super) across: (f64, f64),
    /// Highest place.
    pub(super) ceiling: f64,
}

impl Above<'_> {
    /// The lowest free place for a label above a body, its foot at `bottom` or higher, in the first of its shapes
    /// that fits there: centred, then flush with one of the body's edges, then raised step by step. Returns the place
    /// and which shape.
    pub(super) fn place(&self, body: Rect, shapes: &[(f64, f64)], bottom: f64) -> Option<(Rect, usize)> {
        let (left, right) = self.across;
        let mut foot = bottom;
        while foot > self.ceiling {
            for (shape, (width, height)) in shapes.iter().enumerate() {
                let furthest = right - width;
                if furthest < left || foot - height < self.ceiling {
                    continue;
                }
                for x in [body.x + (body.w - width) / 2.0, body.x, body.right() - width] {
                    let spot = Rect::new(x.clamp(left, furthest), foot - height, *width, *height);
                    if self.is_free(body, spot) {
                        return Some((spot, shape));
                    }
                }
            }
            foot -= RAISE;
        }
        None
    }

    fn is_free(&self, body: Rect, spot: Rect) -> bool {
        let near = Rect::new(spot.x - AIR.0, spot.y - AIR.1, spot.w + 2.0 * AIR.0, spot.h + 2.0 * AIR.1);
        self.canvas.is_free(&near) && !self.bodies.iter().any(|other| *other != body && other.overlaps(&spot))
    }
}
