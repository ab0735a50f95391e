//! `execution`: the bars of one body under one scale, from last year's account to this year's: 上年决算, 年初预算,
//! 全年预算, 决算, each in the code of its phase.
#![allow(clippy::float_arithmetic)] // this is geometry

use crate::model::Phase;

use super::bars::Bars;
use super::canvas::{Canvas, Heading, Label, Of, count, text_height};
use super::dress::line_step;
use super::geometry::length;
use super::legend::Legend;
use super::marks::{ValueLine, describe, nothing, phase_class, phase_look, unknown};
use super::palette::Tone;
use super::sheet::Look;
use super::text::{ASCENT, Weight, plain, text_width, width_of};
use super::wrap::wrap_all;
use super::{Chart, Frame, Svg, Trace, Value};

/// The chart's name in addresses, ids and classes.
pub const KIND: &str = "execution";

/// A comparison of amounts of one body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Execution {
    /// What is shown, for readers who do not see it.
    pub name: String,
    /// Unit of all amounts.
    pub unit: String,
    /// The bars, from top to bottom.
    pub rows: Vec<Bar>,
}

/// A bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What it is: `2023 全年预算`.
    pub label: String,
    /// A note under the label: `年中调整后`, or nothing.
    pub note: String,
    /// Its phase.
    pub phase: Phase,
    /// Its amount.
    pub value: Value,
    /// Words inside the bar, or nothing: `为全年预算的 94.8%`.
    pub inside: String,
    /// Whether label and value are set bold.
    pub strong: bool,
}

const BAR: f64 = 24.0;
/// Widest column of labels.
const LABELS: f64 = 150.0;
/// Room between labels and bars.
const GAP: f64 = 14.0;

impl Chart for Execution {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn draw(&self, frame: &Frame<'_>) -> Svg {
        if self.rows.is_empty() {
            return nothing(frame, self.kind(), &self.name);
        }
        let statements = self.rows.iter().map(|row| self.statement(frame.words, row));
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

impl Execution {
    fn statement(&self, words: &super::Words, row: &Bar) -> String {
        let note = if row.inside.is_empty() { &row.note } else { &row.inside };
        words.fact(&row.label, row.value.text(), &self.unit, note)
    }

    /// The legend names the phases that occur, and the hatch where something is unknown.
    fn legend(&self, frame: &Frame<'_>) -> Legend {
        let mut entries: Vec<(Look, String)> = [Phase::Budget, Phase::Adjusted, Phase::Final]
            .into_iter()
            .filter(|phase| self.rows.iter().any(|row| row.phase == *phase))
            .map(|phase| (phase_look(phase, Tone::B600), frame.words.phase(phase).to_owned()))
            .collect();
        if self.rows.iter().any(|row| row.value.known().is_none()) {
            entries.push((unknown(), frame.words.unknown.clone().into_owned()));
        }
        Legend::new(frame, frame.units(), entries)
    }
}

/// The words beside a bar.
struct Words {
    label: Vec<String>,
    note: Vec<String>,
}

impl Words {
    fn new(frame: &Frame<'_>, row: &Bar, width: f64) -> Self {
        let label = wrap_all(&plain(&row.label), frame.text(), row.weight(), width);
        Self { label, note: wrap_all(&plain(&row.note), frame.small(), Weight::Regular, width) }
    }

    fn height(&self, frame: &Frame<'_>) -> f64 {
        text_height(self.label.len().max(1), frame.text()) + line_step(frame.small()) * count(self.note.len())
    }

    fn draw(&self, canvas: &Canvas<'_>, row: &Bar, baseline: f64) {
        let frame = canvas.frame;
        canvas.put(&Label::lines(self.label.clone(), frame.text(), 0.0, baseline).weight(row.weight()));
        let below = baseline + line_step(frame.text()) * count(self.label.len().max(1)) - 1.0;
        canvas.put(&Label::lines(self.note.clone(), frame.small(), 0.0, below).tone(Tone::INK_3));
    }
}

struct Layout {
    legend: Legend,
    bars: Bars,
    words: Vec<Words>,
    rows: Vec<f64>,
    height: f64,
}

impl Layout {
    fn new(frame: &Frame<'_>, chart: &Execution) -> Self {
        let values: Vec<f64> = chart.rows.iter().map(|row| row.line().width(frame)).collect();
        let widest = chart.rows.iter().map(|row| {
            let label = width_of(&plain(&row.label), frame.text(), Weight::Bold);
            label.max(text_width(&plain(&row.note), frame.small()))
        });
        let column = widest.fold(40.0, f64::max).min(LABELS);
        let words = chart.rows.iter().zip(&values).map(|(row, value)| {
            let room = (frame.units() - value - 12.0).max(80.0);
            Words::new(frame, row, if frame.narrow() { room } else { column })
        });
        let words: Vec<Words> = words.collect();
        let tall = |words: &Words| {
            let text = words.height(frame);
            if frame.narrow() { text + BAR + 18.0 } else { text.max(BAR) + 14.0 }
        };
        let rows: Vec<f64> = words.iter().map(tall).collect();
        let legend = chart.legend(frame);
        let pairs = chart.rows.iter().map(|row| &row.value).zip(values);
        let bars = Bars::new(frame, column + GAP, BAR, pairs);
        let height = legend.height() + rows.iter().sum::<f64>() + 2.0;
        Self { legend, bars, words, rows, height }
    }

    fn draw(&self, canvas: &Canvas<'_>, chart: &Execution) {
        self.legend.draw(canvas, 0.0, 0.0);
        let mut y = self.legend.height();
        for ((row, words), tall) in chart.rows.iter().zip(&self.words).zip(&self.rows) {
            let class = if row.value.known().is_some() { phase_class(row.phase) } else { "mark-unknown" };
            canvas.mark(class, &chart.statement(canvas.frame.words, row), &Of::value(&row.value), || {
                self.row(canvas, row, words, y, *tall)
            });
            y += tall;
        }
        self.bars.zero_line(canvas, self.legend.height()..y);
    }

    fn row(&self, canvas: &Canvas<'_>, row: &Bar, words: &Words, y: f64, tall: f64) {
        let (frame, size) = (canvas.frame, canvas.frame.text());
        let text = words.height(frame);
        let (top, first, baseline) = if frame.narrow() {
            let baseline = y + 4.0 + size * ASCENT;
            (y + text + 8.0, baseline, baseline)
        } else {
            let middle = y + tall / 2.0;
            (middle - BAR / 2.0, middle - text / 2.0 + size * ASCENT, middle + size * 0.36)
        };
        words.draw(canvas, row, first);
        self.bar(canvas, row, top);
        self.bars.zero_tick(canvas, top);
        self.bars.value(canvas, &row.value, "", row.weight(), baseline);
    }

    fn bar(&self, canvas: &Canvas<'_>, row: &Bar, top: f64) {
        let Some(figure) = row.value.known() else {
            canvas.rect(self.bars.rect(top), unknown());
            return;
        };
        let amount = length(figure.amount);
        self.bars.plot(canvas, top).bar(0.0..amount, 0.0..1.0, phase_look(row.phase, Tone::B600));
        let (text, size) = (plain(&row.inside), canvas.frame.small());
        if text.is_empty() {
            return;
        }
        if text_width(&text, size) + 16.0 <= self.bars.extent(amount) {
            let tone = if row.phase == Phase::Final { Tone::B600.on() } else { Tone::INK };
            let label = Label::new(&text, size, self.bars.zero() + 9.0, top + BAR / 2.0 + size * 0.36);
            canvas.put(&label.tone(tone));
        } else {
            canvas.leave_out(&row.label, &text, &Of::figure(figure));
        }
    }
}

impl Bar {
    fn weight(&self) -> Weight {
        if self.strong { Weight::Bold } else { Weight::Regular }
    }

    /// The value as wide as it may get.
    fn line(&self) -> ValueLine<'_> {
        ValueLine::new(&self.value, "", Weight::Bold)
    }
}
