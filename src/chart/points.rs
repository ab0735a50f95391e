//! Points on a scale: a bar as wide as its weight, filled as far as its score. What is lost stays visible as the empty
//! end of the outline; what is not known is hatched. Shared by the scorecard and the indicator strip.
#![allow(clippy::float_arithmetic)] // this is geometry

use rust_decimal::Decimal;

use super::canvas::{Canvas, Label, Of};
use super::geometry::{Rect, length};
use super::marks::{OUTLINE, unknown};
use super::palette::Tone;
use super::sheet::Look;
use super::text::{Weight, plain, text_width, width_of};
use super::{Figure, Frame, Trace};

/// Height of a bar of points.
pub(super) const BAR: f64 = 12.0;

/// A weight and a score; either may be unknown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Points<'v> {
    pub(super) weight: Option<&'v Figure>,
    pub(super) score: Option<&'v Figure>,
}

impl Points<'_> {
    /// The points lost, as an exact number; `None` where nothing is lost or something is unknown.
    pub(super) fn lost(&self) -> Option<Decimal> {
        let lost = self.weight?.amount.checked_sub(self.score?.amount)?;
        (lost > Decimal::ZERO).then(|| lost.normalize())
    }

    /// Where weight, score and the points lost come from.
    pub(super) fn trace(&self) -> Trace {
        let mut trace = Trace::default();
        for figure in [self.score, self.weight].into_iter().flatten() {
            trace.add(&figure.trace);
        }
        if let (Some(weight), Some(score), Some(_)) = (self.weight, self.score, self.lost())
            && let Some(lost) = Trace::difference(&weight.trace, [&score.trace])
        {
            trace.add(&lost);
        }
        trace
    }

    /// Score, weight and the points lost, with the score's address.
    pub(super) fn of(&self) -> Of<'_> {
        Of::page(self.score.and_then(|score| score.href.as_deref())).and(&self.trace())
    }

    /// `8.00 / 8`, or the words for what is unknown.
    pub(super) fn text(&self, frame: &Frame<'_>) -> (String, String) {
        let words = frame.words;
        match (self.score, self.weight) {
            (Some(score), Some(weight)) => (plain(&score.text), format!(" / {}", plain(&weight.text))),
            (Some(score), None) => (plain(&score.text), format!(" / {}", words.no_weight)),
            (None, Some(weight)) => (String::new(), format!("{} / {}", words.no_score, plain(&weight.text))),
            (None, None) => (String::new(), words.no_score.clone().into_owned()),
        }
    }

    /// Width of that text.
    pub(super) fn text_width(&self, frame: &Frame<'_>) -> f64 {
        let (score, weight) = self.text(frame);
        width_of(&score, frame.text(), Weight::Bold) + text_width(&weight, frame.small())
    }

    /// Writes that text so that it ends at a place.
    pub(super) fn write(&self, canvas: &Canvas<'_>, end: f64, baseline: f64) {
        let frame = canvas.frame;
        let (score, weight) = self.text(frame);
        let weight = Label::new(&weight, frame.small(), end, baseline).end().tone(Tone::INK_3);
        // A leading space is dropped by XML: keep the two texts apart by hand.
        let x = end - text_width(&self.text(frame).1, frame.small());
        canvas.put(&weight);
        if let Some(figure) = self.score {
            canvas.figure(figure, &Label::new(&score, frame.text(), x, baseline).end().bold());
        }
    }

    /// Draws the bar; the box is as wide as `most` points.
    pub(super) fn draw(&self, canvas: &Canvas<'_>, rect: Rect, most: f64) {
        let plot = canvas.plot(rect, 0.0..most.max(1e-9), 0.0..1.0);
        let Some(weight) = self.weight.map(|figure| length(figure.amount).max(0.0)) else {
            canvas.rect(rect, unknown());
            return;
        };
        match self.score.map(|figure| length(figure.amount)) {
            None => plot.bar(0.0..weight, 0.0..1.0, unknown()),
            Some(score) => {
                let empty = Look::fill(Tone::PAPER).outlined(Tone::B600, OUTLINE);
                plot.bar(0.0..weight, 0.0..1.0, empty);
                plot.bar(0.0..score.clamp(0.0, weight), 0.0..1.0, Look::fill(Tone::B600));
            }
        }
    }

    /// Draws the points lost as text from a place to the right: `−2`.
    pub(super) fn write_lost(&self, canvas: &Canvas<'_>, x: f64, baseline: f64) {
        if let Some(lost) = self.lost() {
            canvas.put(&Label::new(&format!("−{lost}"), canvas.frame.small(), x, baseline).tone(Tone::INK_2));
        }
    }

    /// Width of that text.
    pub(super) fn lost_width(&self, frame: &Frame<'_>) -> f64 {
        self.lost().map_or(0.0, |lost| text_width(&format!("−{lost}"), frame.small()))
    }
}
