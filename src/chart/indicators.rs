//! `indicators`: the indicators of one project, each a row with its weight and its score on one scale, points lost
//! visible as the empty end of the bar.
#![allow(clippy::float_arithmetic)] // this is geometry

use super::canvas::{Canvas, Heading, Label, count, text_height};
use super::dress::line_step;
use super::geometry::{Rect, length};
use super::legend::Legend;
use super::marks::{OUTLINE, describe, nothing, unknown};
use super::palette::Tone;
use super::points::{BAR, Points};
use super::sheet::Look;
use super::text::{ASCENT, Weight, plain, width_of};
use super::wrap::wrap_all;
use super::{Chart, Figure, Frame, Svg, Trace};

/// The chart's name in addresses, ids and classes.
pub const KIND: &str = "indicators";

/// The indicators of one project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Indicators {
    /// What is shown, for readers who do not see it.
    pub name: String,
    /// The rows, in the order of the form.
    pub rows: Vec<IndicatorRow>,
}

/// An indicator, or the row for the execution rate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndicatorRow {
    /// The heading it stands under: `产出指标`; a new one begins with the first row that carries it.
    pub group: String,
    /// Its kind: `数量指标`; may be empty.
    pub kind: String,
    /// Its name; empty where it was lost in the source.
    pub label: String,
    /// Target and result as printed, or nothing: `100% → 99.87%`.
    pub detail: String,
    /// Where name, target and result are printed.
    pub said: Trace,
    /// Its weight, if known.
    pub weight: Option<Figure>,
    /// Its score, if known.
    pub score: Option<Figure>,
}

impl Chart for Indicators {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn draw(&self, frame: &Frame<'_>) -> Svg {
        if self.rows.is_empty() {
            return nothing(frame, self.kind(), &self.name);
        }
        let statements = self.rows.iter().map(|row| row.statement(frame));
        let heading = Heading {
            kind: self.kind(),
            name: self.name.clone(),
            description: describe(frame.words, "", statements),
            trace: Trace::default(),
        };
        let layout = Layout::new(frame, self);
        let canvas = Canvas::open(frame, heading, layout.height);
        layout.draw(&canvas, self);
        canvas.finish(layout.height)
    }
}

impl IndicatorRow {
    fn points(&self) -> Points<'_> {
        Points { weight: self.weight.as_ref(), score: self.score.as_ref() }
    }

    fn title(&self, frame: &Frame<'_>) -> String {
        let label = plain(&self.label);
        if label.is_empty() { frame.words.no_name.clone().into_owned() } else { label }
    }

    fn statement(&self, frame: &Frame<'_>) -> String {
        let (score, weight) = self.points().text(frame);
        let mut out = frame.words.pair(&self.title(frame), &format!("{score}{weight}"));
        if let Some(lost) = self.points().lost() {
            frame.words.add(&mut out, &format!("{} {lost}", frame.words.lost_points));
        }
        frame.words.add(&mut out, &self.detail);
        out
    }

    /// Kind and detail, as far as there are any.
    fn note(&self) -> String {
        let parts: Vec<String> =
            [plain(&self.kind), plain(&self.detail)].into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("　")
    }
}

struct Row {
    /// The heading of a group that begins here.
    heading: Vec<String>,
    name: Vec<String>,
    note: Vec<String>,
    tall: f64,
}

struct Layout {
    legend: Legend,
    rows: Vec<Row>,
    bars: (f64, f64),
    most: f64,
    height: f64,
}

const HEADING: f64 = 22.0;

impl Layout {
    fn new(frame: &Frame<'_>, chart: &Indicators) -> Self {
        let values = chart.rows.iter().map(|row| row.points().text_width(frame)).fold(0.0, f64::max);
        let lost = chart.rows.iter().map(|row| row.points().lost_width(frame)).fold(0.0, f64::max);
        let weights = chart.rows.iter().filter_map(|row| row.weight.as_ref());
        let most = weights.map(|figure| length(figure.amount)).fold(1e-9, f64::max);
        // No wider than the longest name: bars stand near what they belong to.
        let widest = chart.rows.iter().map(|row| {
            let name = width_of(&row.title(frame), frame.text(), Weight::Regular);
            name.max(width_of(&row.note(), frame.small(), Weight::Regular))
        });
        let names = if frame.narrow() { frame.units() } else { widest.fold(200.0, f64::max).min(372.0) };
        let bars = if frame.narrow() {
            (0.0, frame.units() - lost - 8.0)
        } else {
            (names + 16.0, (frame.units() - names - 16.0 - values - lost - 28.0).max(60.0))
        };
        let mut group = String::new();
        let mut rows = Vec::with_capacity(chart.rows.len());
        for row in &chart.rows {
            let next = plain(&row.group);
            let begins = next != group && !next.is_empty();
            rows.push(Row::new(frame, row, names, if begins { &next } else { "" }));
            group = next;
        }
        let legend = legend(frame, chart);
        let height = legend.height() + rows.iter().map(|row| row.tall).sum::<f64>() + 2.0;
        Self { legend, rows, bars, most, height }
    }

    fn draw(&self, canvas: &Canvas<'_>, chart: &Indicators) {
        let frame = canvas.frame;
        self.legend.draw(canvas, 0.0, 0.0);
        let mut y = self.legend.height();
        for (row, text) in chart.rows.iter().zip(&self.rows) {
            let mut top = y;
            if !text.heading.is_empty() {
                canvas.rule(0.0..frame.units(), top + 0.5, Tone::INK_2);
                let baseline = top + 10.0 + frame.text() * ASCENT;
                canvas.put(&Label::lines(text.heading.clone(), frame.text(), 0.0, baseline).bold());
                top += heading_height(frame, &text.heading);
            }
            canvas.rule(0.0..frame.units(), top + 0.5, Tone::RULE);
            let points = row.points();
            let of = points.of().and(&row.said);
            canvas.mark("mark-indicator", &row.statement(frame), &of, || self.row(canvas, row, text, top));
            y += text.tall;
        }
        canvas.rule(0.0..frame.units(), y + 0.5, Tone::INK_2);
    }

    fn row(&self, canvas: &Canvas<'_>, row: &IndicatorRow, text: &Row, y: f64) {
        let frame = canvas.frame;
        let baseline = y + 8.0 + frame.text() * ASCENT;
        canvas.put(&Label::lines(text.name.clone(), frame.text(), 0.0, baseline));
        let below =
            baseline + line_step(frame.text()) * count(text.name.len().max(1) - 1) + line_step(frame.small());
        canvas.put(&Label::lines(text.note.clone(), frame.small(), 0.0, below + 1.0).tone(Tone::INK_3));
        row.points().write(canvas, frame.units(), baseline);
        let (left, width) = self.bars;
        let top = if frame.narrow() {
            below + line_step(frame.small()) * (count(text.note.len()) - 1.0) + 8.0
        } else {
            baseline - frame.text() * 0.36 - BAR / 2.0
        };
        row.points().draw(canvas, Rect::new(left, top, width, BAR), self.most);
        let weight = row.weight.as_ref().map_or(0.0, |figure| length(figure.amount).max(0.0));
        let after = left + weight / self.most * width + 6.0;
        row.points().write_lost(canvas, after, top + BAR / 2.0 + frame.small() * 0.36);
    }
}

fn heading_height(frame: &Frame<'_>, lines: &[String]) -> f64 {
    text_height(lines.len(), frame.text()) + HEADING
}

fn legend(frame: &Frame<'_>, chart: &Indicators) -> Legend {
    let words = frame.words;
    let mut entries = vec![
        (Look::fill(Tone::B600), words.score.clone().into_owned()),
        (Look::fill(Tone::PAPER).outlined(Tone::B600, OUTLINE), words.lost_points.clone().into_owned()),
    ];
    if chart.rows.iter().any(|row| row.weight.is_none() || row.score.is_none()) {
        entries.push((unknown(), words.unknown.clone().into_owned()));
    }
    Legend::new(frame, frame.units(), entries)
}

impl Row {
    fn new(frame: &Frame<'_>, row: &IndicatorRow, names: f64, heading: &str) -> Self {
        let width = if frame.narrow() { names - row.points().text_width(frame) - 12.0 } else { names };
        let name = wrap_all(&row.title(frame), frame.text(), Weight::Regular, width.max(80.0));
        let note = wrap_all(&row.note(), frame.small(), Weight::Regular, names);
        let heading = wrap_all(heading, frame.text(), Weight::Bold, frame.units());
        let text = text_height(name.len(), frame.text()) + line_step(frame.small()) * count(note.len());
        let bar = if frame.narrow() { BAR + 9.0 } else { 0.0 };
        let mut tall = text.max(BAR) + bar + 17.0;
        if !heading.is_empty() {
            tall += heading_height(frame, &heading);
        }
        debug_assert!(
            name.iter().all(|line| width_of(line, frame.text(), Weight::Regular) < frame.units() + 1.0)
        );
        Self { heading, name, note, tall }
    }
}
