//! Horizontal bars under one scale, each with its value behind it: shared by `ranked` and `execution`.
#![allow(clippy::float_arithmetic)] // this is geometry

use std::ops::Range;

use super::canvas::{Canvas, Plot};
use super::geometry::{Rect, length};
use super::marks::ValueLine;
use super::palette::Tone;
use super::sheet::Look;
use super::text::Weight;
use super::{Frame, Value};

/// Room between a bar and its value.
const GAP: f64 = 8.0;

/// The scale of a run of bars: values grow to the right, negative ones reach to the left of the zero line.
pub(super) struct Bars {
    left: f64,
    room: f64,
    thick: f64,
    range: Range<f64>,
}

impl Bars {
    /// A scale for values. On the wide layout the bars begin right of the labels and leave room for the widest value;
    /// on the narrow one they take the whole width and the value stands above.
    pub(super) fn new<'v>(
        frame: &Frame<'_>,
        labels: f64,
        thick: f64,
        values: impl Iterator<Item = (&'v Value, f64)>,
    ) -> Self {
        let (mut least, mut most, mut widest) = (0.0f64, 0.0f64, 0.0f64);
        for (value, width) in values {
            let amount = value.known().map_or(0.0, |figure| length(figure.amount));
            (least, most, widest) = (least.min(amount), most.max(amount), widest.max(width));
        }
        let range = least..if most > least { most } else { least + 1.0 };
        let (left, room) = if frame.narrow() {
            (0.0, frame.units())
        } else {
            (labels, (frame.units() - labels - widest - GAP).max(60.0))
        };
        Self { left, room, thick, range }
    }

    /// The box of a bar of full length.
    pub(super) fn rect(&self, top: f64) -> Rect {
        Rect::new(self.left, top, self.room, self.thick)
    }

    /// The area of a bar.
    pub(super) fn plot(&self, canvas: &Canvas<'_>, top: f64) -> Plot {
        canvas.plot(self.rect(top), self.range.clone(), 0.0..1.0)
    }

    /// Where zero is.
    pub(super) fn zero(&self) -> f64 {
        self.left + self.extent(-self.range.start)
    }

    /// The length of an amount.
    pub(super) fn extent(&self, amount: f64) -> f64 {
        amount / (self.range.end - self.range.start) * self.room
    }

    /// Writes a value behind its bar, or at the right end of the line above it on the narrow layout.
    pub(super) fn value(
        &self,
        canvas: &Canvas<'_>,
        value: &Value,
        share: &str,
        weight: Weight,
        baseline: f64,
    ) {
        let line = ValueLine::new(value, share, weight);
        if canvas.frame.narrow() {
            line.draw_end(canvas, canvas.frame.units(), baseline);
            return;
        }
        let end = self.left + self.room;
        // Behind hatching where the value is not known.
        let to = value.known().map_or(end, |known| self.zero() + self.extent(length(known.amount).max(0.0)));
        line.draw(canvas, to.min(end) + GAP, baseline);
    }

    /// The zero line through all rows; on the narrow layout it would cross the names.
    pub(super) fn zero_line(&self, canvas: &Canvas<'_>, y: Range<f64>) {
        if !canvas.frame.narrow() {
            let x = self.zero();
            canvas.line(&[(x, y.start), (x, y.end)], Look::line(Tone::INK_2, 100));
        }
    }

    /// The zero line at one bar of the narrow layout, where bars reach to both sides of it.
    pub(super) fn zero_tick(&self, canvas: &Canvas<'_>, top: f64) {
        if canvas.frame.narrow() && self.range.start < 0.0 {
            let x = self.zero();
            canvas.line(&[(x, top - 2.0), (x, top + self.thick + 2.0)], Look::line(Tone::INK_2, 100));
        }
    }
}
