//! `split`: one bar of 100 %, with a label under every part, leaders where a part is narrower than its label, and
//! brackets above for parts that belong together.
#![allow(clippy::float_arithmetic)] // this is geometry

use crate::model::Phase;

use super::canvas::{Canvas, Heading, Label, Of, count, text_height};
use super::dress::line_step;
use super::geometry::{Rect, length, spread};
use super::marks::{describe, nothing, phase_box};
use super::palette::Tone;
use super::sheet::Look;
use super::text::{ASCENT, Weight, plain, text_width, width_of};
use super::wrap::wrap_all;
use super::{Chart, Figure, Frame, Hue, Svg, Trace};

/// The chart's name in addresses, ids and classes.
pub const KIND: &str = "split";

/// A whole and its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// What is shown, for readers who do not see it.
    pub name: String,
    /// Unit of all amounts.
    pub unit: String,
    /// The phase that all amounts belong to.
    pub phase: Phase,
    /// The parts, from left to right.
    pub parts: Vec<Part>,
    /// Brackets above neighbouring parts, from left to right; may be empty.
    pub groups: Vec<Group>,
}

/// A part of the bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name.
    pub label: String,
    /// Its colour.
    pub hue: Hue,
    /// Its amount.
    pub figure: Figure,
    /// Its share as printed.
    pub share: String,
}

/// A bracket above neighbouring parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub label: String,
    /// Its amount.
    pub figure: Figure,
    /// Its share as printed.
    pub share: String,
    /// How many parts it covers, after those of the groups before it.
    pub parts: usize,
}

/// Room between neighbouring labels.
const AIR: f64 = 14.0;
/// Room between neighbouring parts.
const SEAM: f64 = 1.5;
/// The least width of a part that is not zero.
const LEAST: f64 = 1.0;

impl Chart for Split {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn draw(&self, frame: &Frame<'_>) -> Svg {
        let total: f64 = self.parts.iter().map(weight).sum();
        if self.parts.is_empty() {
            return nothing(frame, self.kind(), &self.name);
        }
        let statements = (self.groups.iter())
            .map(|group| frame.words.fact(&group.label, &group.figure.text, &self.unit, &group.share))
            .chain(self.parts.iter().map(|part| self.statement(frame.words, part)));
        let heading = Heading {
            kind: self.kind(),
            name: self.name.clone(),
            description: describe(frame.words, "", statements),
            trace: Trace::default(),
        };
        let layout = Layout::new(frame, self, total);
        let canvas = Canvas::open(frame, heading, layout.height);
        layout.draw(&canvas, self);
        canvas.finish(layout.height)
    }
}

impl Split {
    fn statement(&self, words: &super::Words, part: &Part) -> String {
        words.fact(&part.label, &part.figure.text, &self.unit, &part.share)
    }
}

fn weight(part: &Part) -> f64 {
    length(part.figure.amount).max(0.0)
}

/// The label of a part: its lines and how wide the widest is.
struct Block {
    name: Vec<String>,
    width: f64,
}

/// Where the labels stand: under their parts, or as a list where they would not fit side by side.
enum Labels {
    Under(Vec<f64>),
    List,
}

struct Layout {
    /// Upper edge and height of the bar.
    bar: (f64, f64),
    /// Left edge and width of every part.
    spans: Vec<(f64, f64)>,
    total: f64,
    blocks: Vec<Block>,
    labels: Labels,
    brackets: Vec<Bracket>,
    /// Room between the bar and the labels under it, for leaders.
    drop: f64,
    height: f64,
}

/// A bracket with the text that fits above it.
struct Bracket {
    span: (f64, f64),
    text: Option<String>,
}

impl Layout {
    fn new(frame: &Frame<'_>, chart: &Split, total: f64) -> Self {
        let mut at = 0.0;
        let spans: Vec<(f64, f64)> = (chart.parts.iter())
            .map(|part| {
                let wide = if total > 0.0 { weight(part) / total * frame.units() } else { 0.0 };
                let span = (at, wide);
                at += wide;
                span
            })
            .collect();
        let most = (frame.units() / count(chart.parts.len().clamp(1, 5)) - AIR).max(70.0);
        let mut blocks: Vec<Block> = chart.parts.iter().map(|part| Block::new(frame, part, most)).collect();
        let wished: Vec<f64> = (spans.iter().zip(&blocks))
            .enumerate()
            .map(|(i, (span, block))| wish(i, *span, block, &spans))
            .collect();
        let sizes: Vec<f64> = blocks.iter().map(|block| block.width + AIR).collect();
        let labels = match spread(&wished, &sizes, -AIR / 2.0, frame.units() + AIR / 2.0) {
            Some(centres) => Labels::Under(centres),
            None => Labels::List,
        };
        // Long leaders need some height to be told apart.
        let far = |centres: &Vec<f64>| {
            (spans.iter().zip(centres))
                .any(|((x, wide), at)| (x + wide / 2.0 - at).abs() > 90.0 && *wide < 60.0)
        };
        let drop = if matches!(&labels, Labels::Under(centres) if far(centres)) { 44.0 } else { 22.0 };
        if matches!(labels, Labels::List) {
            blocks = chart.parts.iter().map(|part| Block::new(frame, part, frame.units() - 170.0)).collect();
        }
        let brackets = brackets(frame, chart, &spans);
        let top = if brackets.is_empty() { 0.0 } else { line_step(frame.text()) + 14.0 };
        let bar = (top, if frame.narrow() { 40.0 } else { 44.0 });
        let below = match &labels {
            Labels::Under(_) => {
                let names = blocks.iter().map(|block| block.name.len()).max().unwrap_or(1);
                drop + text_height(names, frame.text())
                    + line_step(frame.text())
                    + line_step(frame.small())
                    + 4.0
            }
            Labels::List => 12.0 + blocks.iter().map(|block| block.row(frame)).sum::<f64>(),
        };
        let height = bar.0 + bar.1 + below;
        Self { bar, spans, total, blocks, labels, brackets, drop, height }
    }

    fn draw(&self, canvas: &Canvas<'_>, chart: &Split) {
        self.draw_brackets(canvas, chart);
        let (top, tall) = self.bar;
        let whole = Rect::new(0.0, top, canvas.frame.units(), tall);
        if self.total <= 0.0 {
            canvas.rect(whole, Look::line(Tone::RULE_2, 100));
        }
        let mut y = top + tall + 12.0;
        for (i, part) in chart.parts.iter().enumerate() {
            let of = Of::figure(&part.figure);
            canvas.mark("mark-part", &chart.statement(canvas.frame.words, part), &of, || {
                if weight(part) > 0.0 {
                    let (x, wide) = self.spans[i];
                    // A seam of paper keeps neighbours apart.
                    let seam = if x > 0.0 { SEAM.min(wide / 2.0) } else { 0.0 };
                    let rect = Rect::new(x + seam, top, (wide - seam).max(LEAST), tall);
                    let (rect, look) = phase_box(rect, chart.phase, part.hue.tone());
                    canvas.rect(rect, look);
                }
                match &self.labels {
                    Labels::Under(centres) => self.under(canvas, i, part, centres[i]),
                    Labels::List => {
                        self.blocks[i].draw_row(canvas, part, chart.phase, y);
                        y += self.blocks[i].row(canvas.frame);
                    }
                }
            });
        }
    }

    fn draw_brackets(&self, canvas: &Canvas<'_>, chart: &Split) {
        let (top, size) = (self.bar.0, canvas.frame.text());
        for (bracket, group) in self.brackets.iter().zip(&chart.groups) {
            let (x, wide) = bracket.span;
            let title = canvas.frame.words.fact(&group.label, &group.figure.text, &chart.unit, &group.share);
            canvas.mark("mark-group", &title, &Of::figure(&group.figure), || {
                let y = top - 9.0;
                if wide > 2.0 {
                    let (a, b) = (x + 0.5, x + wide - 1.5);
                    let points = [(a, top - 3.0), (a, y), (b, y), (b, top - 3.0)];
                    canvas.line(&points, Look::line(Tone::INK_2, 100));
                }
                if let Some(text) = &bracket.text {
                    let baseline = size * ASCENT;
                    let name = Label::new(text, size, x, baseline);
                    let value = Label::new(&group.figure.text, size, x + name.width() + 8.0, baseline).bold();
                    let share = value.x + value.width() + 8.0;
                    canvas.put(&name);
                    canvas.figure(&group.figure, &value);
                    canvas.put(
                        &Label::new(&group.share, canvas.frame.small(), share, baseline).tone(Tone::INK_3),
                    );
                } else {
                    canvas.leave_out(&group.label, &group.figure.text, &Of::figure(&group.figure));
                }
            });
        }
    }

    /// The label under a part; a leader where the part is not wide enough to stand above it.
    fn under(&self, canvas: &Canvas<'_>, i: usize, part: &Part, centre: f64) {
        let frame = canvas.frame;
        let (block, (x, wide)) = (&self.blocks[i], self.spans[i]);
        let bottom = self.bar.0 + self.bar.1;
        let (left, right) = (centre - block.width / 2.0, centre + block.width / 2.0);
        let baseline = bottom + self.drop + frame.text() * ASCENT;
        if left < x - 0.5 || right > x + wide + 0.5 {
            let from = x + wide / 2.0;
            let to = from.clamp(left + 2.0, (right - 2.0).max(left + 2.0));
            let top = bottom + self.drop;
            let points = [(from, bottom + 1.0), (from, bottom + 5.0), (to, top - 7.0), (to, top - 3.0)];
            canvas.line(&points, Look::line(Tone::RULE_2, 90));
        }
        let start = i == 0;
        let end = i + 1 == self.blocks.len() && i > 0;
        let align = |label: Label| {
            let y = label.y;
            if start {
                label.at(left, y)
            } else if end {
                label.at(right, y).end()
            } else {
                label.at(centre, y).middle()
            }
        };
        canvas.put(&align(Label::lines(block.name.clone(), frame.text(), 0.0, baseline).bold()));
        let value = baseline + line_step(frame.text()) * count(block.name.len());
        canvas.figure(&part.figure, &align(Label::new(&part.figure.text, frame.text(), 0.0, value)));
        let share = value + line_step(frame.small()) + 3.0;
        canvas.put(&align(Label::new(&part.share, frame.small(), 0.0, share).tone(Tone::INK_3)));
    }
}

/// Where a label wants its centre: the first flush left with its part, the last flush right, the others centred.
fn wish(i: usize, (x, wide): (f64, f64), block: &Block, spans: &[(f64, f64)]) -> f64 {
    if i == 0 {
        x + block.width / 2.0
    } else if i + 1 == spans.len() {
        x + wide - block.width / 2.0
    } else {
        x + wide / 2.0
    }
}

fn brackets(frame: &Frame<'_>, chart: &Split, spans: &[(f64, f64)]) -> Vec<Bracket> {
    let mut out: Vec<Bracket> = Vec::new();
    let mut next = 0usize;
    let mut free = 0.0;
    for group in &chart.groups {
        let to = next.saturating_add(group.parts).min(spans.len());
        let (x, right) = match (spans.get(next), spans.get(to.wrapping_sub(1))) {
            (Some(first), Some(last)) if to > next => (first.0, last.0 + last.1),
            _ => (frame.units(), frame.units()),
        };
        let text = plain(&group.label);
        let long = text_width(&text, frame.text())
            + width_of(&plain(&group.figure.text), frame.text(), Weight::Bold)
            + text_width(&plain(&group.share), frame.small())
            + 16.0;
        let fits = x + long <= frame.units() && x >= free && to > next;
        if fits {
            free = x + long + AIR;
        }
        out.push(Bracket { span: (x, right - x), text: fits.then_some(text) });
        next = to;
    }
    out
}

impl Block {
    fn new(frame: &Frame<'_>, part: &Part, most: f64) -> Self {
        let name = wrap_all(&plain(&part.label), frame.text(), Weight::Bold, most);
        let widths = name.iter().map(|line| width_of(line, frame.text(), Weight::Bold));
        let value = text_width(&plain(&part.figure.text), frame.text());
        let share = text_width(&plain(&part.share), frame.small());
        let width = widths.fold(value.max(share), f64::max);
        Self { name, width }
    }

    /// Height of the label as a row of a list.
    fn row(&self, frame: &Frame<'_>) -> f64 {
        text_height(self.name.len(), frame.text()) + 9.0
    }

    fn draw_row(&self, canvas: &Canvas<'_>, part: &Part, phase: Phase, y: f64) {
        let (frame, size) = (canvas.frame, canvas.frame.text());
        let baseline = y + size * ASCENT;
        let (swatch, look) = phase_box(Rect::new(0.0, baseline - 10.5, 12.0, 12.0), phase, part.hue.tone());
        canvas.rect(swatch, look);
        canvas.put(&Label::lines(self.name.clone(), size, 20.0, baseline).bold());
        let share = Label::new(&part.share, frame.small(), frame.units(), baseline).end().tone(Tone::INK_3);
        let x = frame.units() - share.width().max(44.0) - 8.0;
        canvas.put(&share);
        canvas.figure(&part.figure, &Label::new(&part.figure.text, size, x, baseline).end());
    }
}
