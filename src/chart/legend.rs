//! Legends: swatches with words, in as many lines as they take.
#![allow(clippy::float_arithmetic)] // this is geometry

use super::Frame;
use super::canvas::{Canvas, Label, count};
use super::geometry::Rect;
use super::palette::Tone;
use super::sheet::Look;
use super::text::{Weight, text_width};
use super::wrap::wrap_all;

const SWATCH: (f64, f64) = (20.0, 11.0);
const GAP: f64 = 18.0;
const STEP: f64 = 21.0;

/// A legend, laid out for a width.
pub(super) struct Legend {
    entries: Vec<Entry>,
    lines: usize,
}

struct Entry {
    look: Look,
    text: Vec<String>,
    x: f64,
    line: usize,
}

impl Legend {
    /// Lays entries out in lines no wider than `width`.
    pub(super) fn new(frame: &Frame<'_>, width: f64, entries: Vec<(Look, String)>) -> Self {
        Self::of_groups(frame, width, [entries])
    }

    /// Lays groups of entries out, each beginning on a line of its own. An entry longer than a line is broken.
    pub(super) fn of_groups(
        frame: &Frame<'_>,
        width: f64,
        groups: impl IntoIterator<Item = Vec<(Look, String)>>,
    ) -> Self {
        let lead = SWATCH.0 + 6.0;
        let mut entries: Vec<Entry> = Vec::new();
        let (mut x, mut line) = (0.0, 0);
        for group in groups {
            for (i, (look, text)) in group.into_iter().enumerate() {
                let text = wrap_all(&text, frame.small(), Weight::Regular, width - lead);
                let long = text
                    .iter()
                    .map(|text| text_width(text, frame.small()))
                    .fold(lead, |a, b| a.max(lead + b));
                if !entries.is_empty() && (i == 0 || x + long > width) {
                    x = 0.0;
                    line =
                        entries.iter().map(|entry| entry.line + entry.text.len().max(1)).max().unwrap_or(0);
                }
                entries.push(Entry { look, text, x, line });
                x += long + GAP;
            }
        }
        let lines = entries.iter().map(|entry| entry.line + entry.text.len().max(1)).max().unwrap_or(0);
        Self { entries, lines }
    }

    /// Height with the space under it.
    pub(super) fn height(&self) -> f64 {
        if self.lines == 0 { 0.0 } else { STEP * count(self.lines) + 5.0 }
    }

    /// Draws the legend with its upper left corner at a place.
    pub(super) fn draw(&self, canvas: &Canvas<'_>, x: f64, y: f64) {
        let size = canvas.frame.small();
        for entry in &self.entries {
            let top = y + STEP * count(entry.line);
            canvas.rect(Rect::new(x + entry.x, top + 2.5, SWATCH.0, SWATCH.1), entry.look);
            let left = x + entry.x + SWATCH.0 + 6.0;
            canvas.put(&Label::lines(entry.text.clone(), size, left, top + size).tone(Tone::INK_2));
        }
    }
}
