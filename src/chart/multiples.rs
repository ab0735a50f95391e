//! `multiples`: the same small picture for several bodies under one scale: totals per year, budget beside final
//! account, unknown years hatched.
#![allow(clippy::float_arithmetic)] // this is geometry

use crate::model::Phase;

use super::canvas::{Canvas, Heading, Label, Of, count, text_height};
use super::geometry::{Rect, length, tick_text, ticks};
use super::legend::Legend;
use super::marks::{describe, nothing, phase_class, phase_look, unknown, unknown_word};
use super::palette::Tone;
use super::placing::Above;
use super::sheet::Look;
use super::text::{ASCENT, Weight, extent, plain, text_width, width_of};
use super::wrap::wrap_all;
use super::{Chart, Figure, Frame, Svg, Trace, Value};

/// The chart's name in addresses, ids and classes.
pub const KIND: &str = "multiples";

/// Totals of several bodies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Multiples {
    /// What is shown, for readers who do not see it.
    pub name: String,
    /// Unit of all amounts.
    pub unit: String,
    /// The years, the same for all bodies.
    pub years: Vec<String>,
    /// The bodies.
    pub panels: Vec<Panel>,
}

/// A body.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Panel {
    /// Its name.
    pub label: String,
    /// Address of its page, or nothing.
    pub href: Option<String>,
    /// Its figures, in the order of the years; years beyond the list are not drawn.
    pub years: Vec<Pair>,
}

/// Budget and final account of a year.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Pair {
    /// The budget.
    pub budget: Value,
    /// Whether the budget is 年初预算 (outline) or 全年（调整）预算 (tint).
    pub phase: Phase,
    /// The final account.
    pub spent: Value,
}

/// Height of the columns' area.
const PLOT: f64 = 110.0;
/// Space under the legend.
const AIR: f64 = 8.0;
/// Space between panels.
const GAP: f64 = 28.0;
/// Room between the names and the columns, for values on top of the highest.
const HEADROOM: f64 = 24.0;

impl Chart for Multiples {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn draw(&self, frame: &Frame<'_>) -> Svg {
        if self.panels.is_empty() || self.years.is_empty() {
            return nothing(frame, self.kind(), &self.name);
        }
        let heading = Heading {
            kind: self.kind(),
            name: self.name.clone(),
            description: self.describe(frame),
            trace: Trace::default(),
        };
        let layout = Layout::new(frame, self);
        let canvas = Canvas::open(frame, heading, layout.height);
        layout.draw(&canvas, self);
        canvas.finish(layout.height)
    }
}

impl Multiples {
    fn figures(&self) -> impl Iterator<Item = &Figure> {
        let pairs = self.panels.iter().flat_map(|panel| panel.years.iter().take(self.years.len()));
        pairs.flat_map(|pair| [pair.budget.known(), pair.spent.known()]).flatten()
    }

    fn describe(&self, frame: &Frame<'_>) -> String {
        let statements = self.panels.iter().map(|panel| {
            let years = self.years.iter().zip(&panel.years).flat_map(|(year, pair)| {
                [(pair.phase, &pair.budget), (Phase::Final, &pair.spent)]
                    .map(|(phase, value)| format!("{year} {} {}", frame.words.phase(phase), value.text()))
            });
            frame.words.pair(&panel.label, &years.collect::<Vec<_>>().join(&frame.words.comma))
        });
        describe(frame.words, &self.unit, statements)
    }

    fn legend(&self, frame: &Frame<'_>) -> Legend {
        let pairs = || self.panels.iter().flat_map(|panel| &panel.years);
        let adjusted = pairs().any(|pair| pair.phase == Phase::Adjusted && pair.budget.known().is_some());
        let mut phases = vec![Phase::Budget, Phase::Final];
        if adjusted {
            phases.insert(1, Phase::Adjusted);
        }
        let mut entries: Vec<(Look, String)> = phases
            .into_iter()
            .map(|phase| (phase_look(phase, Tone::B600), frame.words.phase(phase).to_owned()))
            .collect();
        if pairs().any(|pair| pair.budget.known().is_none() || pair.spent.known().is_none()) {
            entries.push((unknown(), frame.words.unknown.clone().into_owned()));
        }
        Legend::new(frame, frame.units(), entries)
    }
}

struct Layout {
    legend: Legend,
    axis: Vec<f64>,
    /// Room for the axis at the left end of every row of panels.
    left: f64,
    columns: usize,
    /// Width of a panel.
    width: f64,
    names: Vec<Vec<String>>,
    /// Height of the names of every row of panels.
    heads: Vec<f64>,
    foot: f64,
    height: f64,
}

impl Layout {
    fn new(frame: &Frame<'_>, chart: &Multiples) -> Self {
        let highest = chart.figures().map(|figure| length(figure.amount)).fold(0.0, f64::max);
        let axis = ticks(highest, 3.0);
        let left =
            axis.iter().map(|tick| text_width(&tick_text(*tick), frame.small())).fold(0.0, f64::max) + 10.0;
        let room = frame.units() - left;
        // A pair of columns needs about the room of a year.
        let least = (count(chart.years.len()) * 26.0).max(140.0);
        let mut columns = 1;
        while columns < 4 && columns < chart.panels.len() && (least + GAP) * count(columns + 1) - GAP <= room
        {
            columns += 1;
        }
        let width = (room - GAP * count(columns - 1)) / count(columns);
        let name = |label: &str| wrap_all(&plain(label), frame.text(), Weight::Bold, width);
        let names: Vec<Vec<String>> = chart.panels.iter().map(|panel| name(&panel.label)).collect();
        let head = |row: &[Vec<String>]| {
            let lines = row.iter().map(Vec::len).max().unwrap_or(1);
            text_height(lines, frame.text()) + HEADROOM
        };
        let heads: Vec<f64> = names.chunks(columns).map(head).collect();
        let foot = text_height(1, frame.small()) + 34.0;
        let legend = chart.legend(frame);
        let height = legend.height() + AIR + heads.iter().map(|head| head + PLOT + foot).sum::<f64>() - 20.0;
        Self { legend, axis, left, columns, width, names, heads, foot, height }
    }

    fn draw(&self, canvas: &Canvas<'_>, chart: &Multiples) {
        self.legend.draw(canvas, 0.0, 0.0);
        let mut y = self.legend.height() + AIR;
        let rows = chart.panels.chunks(self.columns).zip(self.names.chunks(self.columns));
        for ((panels, names), head) in rows.zip(&self.heads) {
            let top = y + head;
            self.axis(canvas, top);
            for (place, (panel, name)) in panels.iter().zip(names).enumerate() {
                let x = self.left + (self.width + GAP) * count(place);
                // Names stand on a common foot, close to their pictures.
                let baseline = top - HEADROOM - text_height(name.len(), canvas.frame.text());
                let area = Rect::new(x, top, self.width, PLOT);
                let painter = Painter { canvas, chart, layout: self, panel, area, ceiling: top - HEADROOM };
                painter.draw(name, baseline + canvas.frame.text() * ASCENT);
            }
            y += head + PLOT + self.foot;
        }
    }

    fn top_value(&self) -> f64 {
        self.axis.last().copied().unwrap_or(1.0)
    }

    fn axis(&self, canvas: &Canvas<'_>, top: f64) {
        let size = canvas.frame.small();
        canvas.scale(|| {
            for tick in &self.axis {
                let y = top + PLOT - tick / self.top_value() * PLOT;
                let label = Label::new(&tick_text(*tick), size, self.left - 7.0, y + size * 0.36);
                canvas.put(&label.end().tone(Tone::INK_3));
            }
        });
    }
}

struct Painter<'p> {
    canvas: &'p Canvas<'p>,
    chart: &'p Multiples,
    layout: &'p Layout,
    panel: &'p Panel,
    area: Rect,
    ceiling: f64,
}

/// A known column in its place.
struct Placed<'p> {
    figure: &'p Figure,
    title: String,
    rect: Rect,
}

impl Painter<'_> {
    fn draw(&self, name: &[String], baseline: f64) {
        let (canvas, size) = (self.canvas, self.canvas.frame.text());
        canvas.mark("mark-panel", &self.panel.label, &Of::page(self.panel.href.as_deref()), || {
            canvas.put(&Label::lines(name.to_vec(), size, self.area.x, baseline).bold());
        });
        let plot = canvas.plot(self.area, 0.0..1.0, 0.0..self.layout.top_value());
        for tick in &self.layout.axis {
            let tone = if *tick > 0.0 { Tone::RULE } else { Tone::INK_2 };
            plot.line(&[(0.0, *tick), (1.0, *tick)], Look::line(tone, 100));
        }
        canvas.scale(|| self.years());
        let mut blocks = Vec::new();
        let placed = self.slots(&mut blocks);
        let bodies: Vec<Rect> = placed.iter().map(|placed| placed.rect).collect();
        for column in &placed {
            self.value(column, &bodies);
        }
        for (rect, word) in blocks {
            unknown_word(self.canvas, rect, word);
        }
    }

    fn year_width(&self) -> f64 {
        self.area.w / count(self.chart.years.len().max(1))
    }

    fn years(&self) {
        let (size, width) = (self.canvas.frame.small(), self.year_width());
        let y = self.area.bottom() + 5.0 + size * ASCENT;
        for (i, year) in self.chart.years.iter().enumerate() {
            let year = plain(year);
            let short: String = year.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
            let text = if text_width(&year, size) + 4.0 <= width { year } else { short };
            let label = Label::new(&text, size, self.area.x + width * (count(i) + 0.5), y).middle();
            // Where even the short form is too long, every other year carries its name.
            if self.canvas.is_free(&label.bounds()) {
                self.canvas.put(&label.tone(Tone::INK_3));
            }
        }
    }

    /// The slots of all years: budget and final account in turn.
    fn values(&self) -> Vec<(&str, Phase, &Value)> {
        let years = self.chart.years.iter().zip(&self.panel.years);
        years
            .flat_map(|(year, pair)| {
                [(year.as_str(), pair.phase, &pair.budget), (year.as_str(), Phase::Final, &pair.spent)]
            })
            .collect()
    }

    /// Draws all slots; neighbouring unknown ones become one block, whose word comes later.
    fn slots<'s>(&'s self, blocks: &mut Vec<(Rect, &'s str)>) -> Vec<Placed<'s>> {
        let (canvas, frame) = (self.canvas, self.canvas.frame);
        let values = self.values();
        let (year, margin) = (self.year_width(), (self.year_width() * 0.1).min(8.0));
        let slot = (year - 2.0 * margin) / 2.0;
        let left =
            |i: usize| self.area.x + year * count(i / 2) + margin + if i % 2 == 1 { slot } else { 0.0 };
        let mut placed = Vec::new();
        let mut i = 0;
        while let Some((label, phase, value)) = values.get(i) {
            match value {
                Value::Known(figure) => {
                    let title = format!("{} {label} {}", self.panel.label, frame.words.phase(*phase));
                    let rect = self.column(*phase, figure, &title, left(i) + 0.75, slot - 1.5);
                    placed.push(Placed { figure, title, rect });
                }
                Value::Unknown(word) => {
                    let from = i;
                    while values.get(i + 1).is_some_and(|(_, _, next)| *next == *value) {
                        i += 1;
                    }
                    let rect = Rect::new(left(from), self.area.y, left(i) + slot - left(from), self.area.h);
                    let title = frame.words.pair(&format!("{} {label}", self.panel.label), word);
                    canvas.mark("mark-unknown", &title, &Of::nothing(), || canvas.rect(rect, unknown()));
                    blocks.push((rect, word));
                }
            }
            i += 1;
        }
        placed
    }

    fn column(&self, phase: Phase, figure: &Figure, title: &str, x: f64, width: f64) -> Rect {
        let amount = length(figure.amount).max(0.0);
        let rect = Rect::new(x, self.area.y, width.max(1.0), self.area.h);
        let title = self.canvas.frame.words.fact(title, &figure.text, &self.chart.unit, "");
        self.canvas.mark(phase_class(phase), &title, &Of::figure(figure), || {
            let plot = self.canvas.plot(rect, 0.0..1.0, 0.0..self.layout.top_value());
            if amount > 0.0 {
                plot.bar(0.0..1.0, 0.0..amount, phase_look(phase, Tone::B600));
            }
        });
        let height = amount / self.layout.top_value() * self.area.h;
        Rect::new(x, self.area.bottom() - height, width, height)
    }

    /// The value above its column.
    fn value(&self, placed: &Placed<'_>, bodies: &[Rect]) {
        let (canvas, figure) = (self.canvas, placed.figure);
        let size = canvas.frame.small();
        let text = plain(&figure.text);
        let (rise, fall) = extent(&text);
        let shape = (width_of(&text, size, Weight::Bold), size * (rise + fall));
        let right = (self.area.right() + 4.0).min(canvas.frame.units());
        let above = Above { canvas, bodies, across: (self.area.x - 1.0, right), ceiling: self.ceiling };
        match above.place(placed.rect, &[shape], placed.rect.y - 4.0) {
            Some((spot, _)) => {
                let label = Label::new(&text, size, spot.x + spot.w / 2.0, spot.bottom() - size * fall);
                canvas.traced(&figure.trace, || canvas.put(&label.middle().bold().halo(Tone::PAPER)));
            }
            None => canvas.leave_out(&placed.title, &figure.text, &Of::figure(figure)),
        }
    }
}
