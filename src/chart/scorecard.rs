//! `scorecard`: a weighted tree of criteria. On top all points as one strip, a width for every weight, filled as far as
//! scored; below the tree as a ruled list with a bar for every criterion on one scale. Points that no row of the
//! source accounts for are hatched, and said to be so.
#![allow(clippy::float_arithmetic)] // this is geometry

mod list;
mod outline;

use super::canvas::{Canvas, Heading, Label, Of, text_height};
use super::geometry::{Rect, length};
use super::legend::Legend;
use super::marks::{OUTLINE, describe, nothing, unknown};
use super::palette::Tone;
use super::points::Points;
use super::sheet::Look;
use super::text::{ASCENT, Weight, plain, width_of};
use super::{Chart, Figure, Frame, Svg, Trace};

use list::List;
use outline::{Entry, Outline};

/// The chart's name in addresses, ids and classes.
pub const KIND: &str = "scorecard";

/// A scorecard.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scorecard {
    /// What is shown, for readers who do not see it.
    pub name: String,
    /// The total score, if the source prints one.
    pub score: Option<Figure>,
    /// The total weight, if the source prints one.
    pub weight: Option<Figure>,
    /// The criteria of the first level; at most three levels are drawn.
    pub criteria: Vec<Criterion>,
}

/// A criterion of any level.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Criterion {
    /// Its name; empty where it was lost in the source.
    pub label: String,
    /// Its weight, if known.
    pub weight: Option<Figure>,
    /// Its score, if known. Groups often print none.
    pub score: Option<Figure>,
    /// The criteria under it.
    pub children: Vec<Self>,
}

/// Height of the strip of all points.
const STRIP: f64 = 26.0;
/// Points below this are a matter of rounding, not a lost row.
const SLIGHT: f64 = 0.005;

impl Chart for Scorecard {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn draw(&self, frame: &Frame<'_>) -> Svg {
        let outline = Outline::new(self);
        if outline.entries.is_empty() {
            return nothing(frame, self.kind(), &self.name);
        }
        let statements = outline.entries.iter().map(|entry| statement(frame, entry));
        let lead = self
            .score
            .as_ref()
            .map_or(String::new(), |score| format!("{} {}", frame.words.total, score.text));
        let description = describe(frame.words, &lead, statements);
        let heading =
            Heading { kind: self.kind(), name: self.name.clone(), description, trace: Trace::default() };
        let list = List::new(frame, &outline);
        let legend = legend(frame, &outline);
        let top = legend.height() + strip_height(frame);
        let height = top + list.height;
        let canvas = Canvas::open(frame, heading, height);
        legend.draw(&canvas, 0.0, 0.0);
        draw_strip(&canvas, self, &outline, legend.height());
        list.draw(&canvas, &outline, top);
        canvas.finish(height)
    }
}

/// What is said of a criterion.
fn statement(frame: &Frame<'_>, entry: &Entry<'_>) -> String {
    let words = frame.words;
    let (score, weight) = entry.points().text(frame);
    let points = if entry.is_gap() { entry.gap_text() } else { format!("{score}{weight}") };
    words.pair(&entry.label(words), &points)
}

fn legend(frame: &Frame<'_>, outline: &Outline<'_>) -> Legend {
    let words = frame.words;
    let mut entries = vec![
        (Look::fill(Tone::B600), words.score.clone().into_owned()),
        (Look::fill(Tone::PAPER).outlined(Tone::B600, OUTLINE), words.lost_points.clone().into_owned()),
    ];
    if outline.entries.iter().any(|entry| entry.is_gap() || entry.is_unknown()) {
        entries.push((unknown(), words.unknown.clone().into_owned()));
    }
    Legend::new(frame, frame.units(), entries)
}

fn strip_height(frame: &Frame<'_>) -> f64 {
    // Total above, names of the first level, the strip, air.
    text_height(1, frame.text()) + 10.0 + text_height(1, frame.small()) + 6.0 + STRIP + 22.0
}

/// All points as one strip, with the first level above it.
fn draw_strip(canvas: &Canvas<'_>, chart: &Scorecard, outline: &Outline<'_>, y: f64) {
    let frame = canvas.frame;
    let baseline = y + frame.text() * ASCENT;
    if chart.score.is_some() || chart.weight.is_some() {
        let total = Points { weight: chart.weight.as_ref(), score: chart.score.as_ref() };
        let title = format!("{} {}", frame.words.total, total.text(frame).0);
        canvas.mark("mark-total", &title, &total.of(), || {
            let label = Label::new(&frame.words.total, frame.text(), 0.0, baseline).bold();
            let end = label.width() + 10.0 + total.text_width(frame);
            canvas.put(&label);
            total.write(canvas, end, baseline);
        });
    }
    let names = y + text_height(1, frame.text()) + 10.0;
    let rect = Rect::new(0.0, names + text_height(1, frame.small()) + 6.0, frame.units(), STRIP);
    let whole = outline.whole().max(1e-9);
    let plot = canvas.plot(rect, 0.0..whole, 0.0..1.0);
    let mut from = 0.0;
    for entry in outline.leaves() {
        let weight = entry.weight();
        canvas.mark("mark-criterion", &statement(frame, entry), &Of::nothing().and(&entry.trace()), || {
            let score = entry.points().score.map(|figure| length(figure.amount).clamp(0.0, weight));
            match score {
                Some(score) if !entry.is_gap() => {
                    let empty = Look::fill(Tone::PAPER).outlined(Tone::B600, 80);
                    plot.bar(from..from + weight, 0.0..1.0, empty);
                    plot.bar(from..from + score, 0.0..1.0, Look::fill(Tone::B600).outlined(Tone::PAPER, 60));
                }
                _ => plot.bar(from..from + weight, 0.0..1.0, unknown().outlined(Tone::RULE_2, 80)),
            }
        });
        from += weight;
    }
    strip_names(canvas, outline, rect, whole, names + frame.small() * ASCENT);
}

/// Names and weights of the first level above the strip, each where it begins.
fn strip_names(canvas: &Canvas<'_>, outline: &Outline<'_>, strip: Rect, whole: f64, baseline: f64) {
    let (frame, size) = (canvas.frame, canvas.frame.small());
    let mut from = 0.0;
    for entry in outline.entries.iter().filter(|entry| entry.level == 0) {
        let (x, room) = (from / whole * strip.w, entry.weight() / whole * strip.w);
        let weight = entry.points().weight.map_or(String::new(), |figure| plain(&figure.text));
        let name = entry.label(frame.words);
        let long = width_of(&name, size, Weight::Regular) + 6.0 + width_of(&weight, size, Weight::Bold);
        canvas.line(&[(x, strip.y - 18.0), (x, strip.bottom() + 4.0)], Look::line(Tone::INK_2, 100));
        // A name that does not fit stands in the list below.
        if long + 10.0 <= room {
            let label = Label::new(&name, size, x + 5.0, baseline);
            canvas.traced(&entry.trace(), || {
                canvas.put(&Label::new(&weight, size, x + 11.0 + label.width(), baseline).bold());
                canvas.put(&label);
            });
        }
        from += entry.weight();
    }
}
