//! `ranked`: horizontal bars under one scale, each optionally split into parts.
#![allow(clippy::float_arithmetic)] // this is geometry

use rust_decimal::Decimal;

use crate::model::Phase;

use super::bars::Bars;
use super::canvas::{Canvas, Heading, Label, Of, text_height};
use super::geometry::length;
use super::legend::Legend;
use super::marks::{ValueLine, describe, nothing, phase_class, phase_look, unknown};
use super::palette::Tone;
use super::sheet::Look;
use super::text::{ASCENT, Weight, plain, text_width};
use super::wrap::wrap_all;
use super::{Chart, Frame, Hue, Svg, Trace, Value, Words};

/// The chart's name in addresses, ids and classes.
pub const KIND: &str = "ranked";

/// A ranking of amounts of one phase. Rows are drawn in the order given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// What is shown, for readers who do not see it.
    pub name: String,
    /// Unit of all amounts.
    pub unit: String,
    /// The phase that all amounts belong to.
    pub phase: Phase,
    /// What the parts of every bar are, in order; empty for plain bars.
    pub keys: Vec<Key>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A part that every bar may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Its name in the legend.
    pub label: String,
    /// Its colour.
    pub hue: Hue,
}

/// A bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Name of the row.
    pub label: String,
    /// The whole bar.
    pub value: Value,
    /// Share of the total as printed, or nothing.
    pub share: String,
    /// Parts in the order of the keys, those that the row has; empty for a plain bar. What they leave of the value is drawn plain.
    pub parts: Vec<Option<Decimal>>,
    /// The tone of a class, from its code; empty for the tone of money.
    pub code: String,
}

const BAR: f64 = 16.0;
/// Widest column of labels.
const LABELS: f64 = 236.0;
/// Room between labels and bars.
const GAP: f64 = 12.0;

impl Chart for Ranked {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn draw(&self, frame: &Frame<'_>) -> Svg {
        if self.rows.is_empty() {
            return nothing(frame, self.kind(), &self.name);
        }
        let statements = self.rows.iter().map(|row| self.statement(frame.words, row));
        let lead = frame.words.phase(self.phase);
        let heading = Heading {
            kind: self.kind(),
            name: self.name.clone(),
            description: describe(frame.words, lead, statements),
            trace: Trace::default(),
        };
        let layout = Layout::new(frame, self);
        let canvas = Canvas::open(frame, heading, layout.height);
        layout.draw(&canvas, self);
        canvas.finish(layout.height)
    }
}

impl Ranked {
    fn statement(&self, words: &Words, row: &Row) -> String {
        let mut out = words.fact(&row.label, row.value.text(), &self.unit, &row.share);
        for (key, part) in self.keys.iter().zip(&row.parts) {
            if let Some(part) = part {
                words.add(&mut out, &format!("{} {part}", key.label));
            }
        }
        out
    }

    fn tone(&self, row: &Row) -> Tone {
        if row.code.is_empty() { Hue::Plain.tone() } else { Tone::of_class(&row.code) }
    }
}

struct Layout {
    legend: Legend,
    bars: Bars,
    /// Lines of the labels, and the right end of their column.
    labels: Vec<Vec<String>>,
    column: f64,
    rows: Vec<f64>,
    height: f64,
}

impl Layout {
    fn new(frame: &Frame<'_>, chart: &Ranked) -> Self {
        let values: Vec<f64> = chart.rows.iter().map(|row| row.line().width(frame)).collect();
        let widest = chart.rows.iter().map(|row| text_width(&plain(&row.label), frame.text()));
        let column = widest.fold(40.0, f64::max).min(LABELS);
        let label = |(row, value): (&Row, &f64)| {
            let room = if frame.narrow() { (frame.units() - value - 12.0).max(80.0) } else { column };
            wrap_all(&plain(&row.label), frame.text(), Weight::Regular, room)
        };
        let labels: Vec<Vec<String>> = chart.rows.iter().zip(&values).map(label).collect();
        let tall = |lines: &Vec<String>| {
            let text = text_height(lines.len(), frame.text());
            if frame.narrow() { text + BAR + 16.0 } else { text.max(BAR) + 10.0 }
        };
        let rows: Vec<f64> = labels.iter().map(tall).collect();
        let key = |key: &Key| (phase_look(chart.phase, key.hue.tone()), plain(&key.label));
        let legend = Legend::new(frame, frame.units(), chart.keys.iter().map(key).collect());
        let pairs = chart.rows.iter().map(|row| &row.value).zip(values);
        let bars = Bars::new(frame, column + GAP, BAR, pairs);
        let height = legend.height() + rows.iter().sum::<f64>() + 4.0;
        Self { legend, bars, labels, column, rows, height }
    }

    fn draw(&self, canvas: &Canvas<'_>, chart: &Ranked) {
        let mut y = self.legend.height();
        self.legend.draw(canvas, 0.0, 0.0);
        for ((row, lines), tall) in chart.rows.iter().zip(&self.labels).zip(&self.rows) {
            let known = row.value.known();
            let class = if known.is_some() { phase_class(chart.phase) } else { "mark-unknown" };
            canvas.mark(class, &chart.statement(canvas.frame.words, row), &Of::value(&row.value), || {
                self.row(canvas, chart, row, lines, y, *tall)
            });
            y += tall;
        }
        self.bars.zero_line(canvas, self.legend.height()..y);
    }

    fn row(&self, canvas: &Canvas<'_>, chart: &Ranked, row: &Row, lines: &[String], y: f64, tall: f64) {
        let (frame, size) = (canvas.frame, canvas.frame.text());
        let text = Label::lines(lines.to_vec(), size, 0.0, y + 4.0 + size * ASCENT);
        let (top, baseline) = if frame.narrow() {
            canvas.put(&text);
            (y + text.height() + 8.0, text.y)
        } else {
            let middle = y + tall / 2.0;
            let first = middle - text.height() / 2.0 + size * ASCENT;
            canvas.put(&text.at(self.column, first).end());
            (middle - BAR / 2.0, middle + size * 0.36)
        };
        self.bar(canvas, chart, row, top);
        self.bars.zero_tick(canvas, top);
        self.bars.value(canvas, &row.value, &row.share, Weight::Bold, baseline);
    }

    fn bar(&self, canvas: &Canvas<'_>, chart: &Ranked, row: &Row, top: f64) {
        let Some(figure) = row.value.known() else {
            canvas.rect(self.bars.rect(top), unknown());
            return;
        };
        let plot = self.bars.plot(canvas, top);
        let amount = length(figure.amount);
        let mut from = 0.0;
        // Parts are drawn only as far as they stay inside the bar.
        for (key, part) in chart.keys.iter().zip(&row.parts) {
            let to = (from + part.map_or(0.0, length).max(0.0)).min(amount.max(0.0));
            if to > from {
                plot.bar(from..to, 0.0..1.0, phase_look(chart.phase, key.hue.tone()));
                // A seam of paper keeps solid neighbours apart.
                if from > 0.0 {
                    plot.line(&[(from, 0.0), (from, 1.0)], Look::line(Tone::PAPER, 100));
                }
            }
            from = to;
        }
        if from < amount || amount < 0.0 {
            plot.bar(from..amount, 0.0..1.0, phase_look(chart.phase, chart.tone(row)));
        }
    }
}

impl Row {
    fn line(&self) -> ValueLine<'_> {
        ValueLine::new(&self.value, &self.share, Weight::Bold)
    }
}
