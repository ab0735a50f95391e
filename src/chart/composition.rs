//! `composition`: spending by function as a treemap. Area is amount, the tone is fixed per class.
//!
//! Groups (款) are not drawn apart: their rows lie side by side in their class, largest first. Every class has a
//! strip with its name; since strips take room from the cells, classes are sized so that the *cells* are in
//! proportion to their amounts across the whole picture. A cell whose label does not fit is drawn without one and
//! its label is left out.
#![allow(clippy::float_arithmetic)] // this is geometry

use crate::model::Phase;

use super::canvas::{Canvas, Heading, Label, Of, count, text_height};
use super::dress::line_step;
use super::geometry::Rect;
use super::marks::{OUTLINE, describe, nothing, phase_box, phase_ink};
use super::palette::Tone;
use super::sheet::Look;
use super::text::{ASCENT, Weight, plain, width_of};
use super::tree::{Node, ordered};
use super::treemap::squarify;
use super::wrap::wrap;
use super::{Chart, Figure, Frame, Svg, Trace};

/// The chart's name in addresses, ids and classes.
pub const KIND: &str = "composition";

/// Spending by function, two or three levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composition {
    /// What is shown, for readers who do not see it: `2023 年支出决算，按功能分类`.
    pub name: String,
    /// Unit of all amounts: `万元`.
    pub unit: String,
    /// The phase that all amounts belong to.
    pub phase: Phase,
    /// The classes (类), each with its 款 or 项, and 款 with their 项.
    pub classes: Vec<Node>,
}

/// Space between classes and between cells.
const GAPS: [f64; 2] = [4.0, 1.0];
/// Part of a class that its rows must leave unexplained before it is drawn as a cell of its own.
const REST: f64 = 0.005;
/// Rounds of fitting class sizes to their cells.
const ROUNDS: usize = 24;

impl Chart for Composition {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn draw(&self, frame: &Frame<'_>) -> Svg {
        let classes: Vec<&Node> = ordered(&self.classes);
        let drawn: Vec<&Node> = classes.iter().copied().filter(|class| class.weight() > 0.0).collect();
        if drawn.is_empty() {
            return nothing(frame, self.kind(), &self.name);
        }
        let height = if frame.narrow() { 480.0 } else { 410.0 };
        let heading = Heading {
            kind: self.kind(),
            name: self.name.clone(),
            description: self.describe(frame),
            trace: self.groups(),
        };
        let canvas = Canvas::open(frame, heading, height);
        let painter = Painter { canvas: &canvas, frame, unit: &self.unit, phase: self.phase };
        // Classes keep their gaps between each other, not to the edge.
        let whole = Rect::new(0.0, 0.0, frame.units(), height).inset(-GAPS[0] / 2.0);
        for (class, rect) in drawn.iter().zip(painter.fit(&drawn, whole)) {
            painter.class(class, rect);
        }
        for class in classes.iter().filter(|class| class.weight() <= 0.0) {
            painter.leave_out(class);
            for cell in cells(class) {
                if let Cell::Row(row) = cell {
                    painter.leave_out(row);
                }
            }
        }
        canvas.finish(height)
    }
}

impl Composition {
    /// Where the amounts of classes and groups come from: of a small class and of every group only the rows are drawn.
    fn groups(&self) -> Trace {
        let groups = self.classes.iter().flat_map(|class| &class.children);
        let parents = self.classes.iter().chain(groups).filter(|node| !node.children.is_empty());
        parents.fold(Trace::default(), |all, node| all.and(&node.figure.trace))
    }

    fn describe(&self, frame: &Frame<'_>) -> String {
        let mut statements = Vec::new();
        for class in ordered(&self.classes) {
            statements.push(class.statement(frame.words, &self.unit));
            for child in class.ordered() {
                statements.push(child.statement(frame.words, &self.unit));
                statements.extend(child.ordered().iter().map(|item| item.statement(frame.words, &self.unit)));
            }
        }
        describe(frame.words, "", statements)
    }
}

struct Painter<'p> {
    canvas: &'p Canvas<'p>,
    frame: &'p Frame<'p>,
    unit: &'p str,
    phase: Phase,
}

/// A cell: a row of the lowest level drawn, or what the rows leave unexplained.
enum Cell<'n> {
    Row(&'n Node),
    Rest(&'n Node),
}

impl Painter<'_> {
    /// Sizes the classes so that their cells are in proportion.
    fn fit(&self, classes: &[&Node], within: Rect) -> Vec<Rect> {
        let target: Vec<f64> = classes.iter().map(|class| class.weight()).collect();
        let mut weights = target.clone();
        let mut best = (f64::INFINITY, Vec::new());
        for _ in 0..ROUNDS {
            let boxes = squarify(&weights, within);
            // Area of the cells per unit of money: the same everywhere in a true picture.
            let density: Vec<f64> = (classes.iter().zip(&boxes).zip(&target))
                .map(|((class, rect), target)| {
                    let inner = self.inner(class, rect.inset(GAPS[0] / 2.0));
                    (inner.w * inner.h).max(0.01) / target
                })
                .collect();
            let sum: f64 = density.iter().zip(&target).map(|(density, target)| density * target).sum();
            let mean = sum / target.iter().sum::<f64>();
            let error = density.iter().map(|density| (density / mean - 1.0).abs()).fold(0.0, f64::max);
            if error < best.0 {
                best = (error, boxes);
            }
            for (weight, density) in weights.iter_mut().zip(&density) {
                *weight *= (mean / density).sqrt().clamp(0.5, 2.0);
            }
        }
        best.1
    }

    /// The strip of a class: its lines of text, or none where it has no room for one.
    fn strip(&self, class: &Node, rect: Rect) -> Vec<StripLine> {
        if class.children.is_empty() {
            return Vec::new();
        }
        let (name, value) = (plain(&class.label), plain(&class.figure.text));
        let room = rect.w - 14.0;
        let size = self.frame.text();
        let wide = |text: &str| width_of(text, size, Weight::Bold);
        let least = 20.0 + text_height(1, size);
        if rect.h < least {
            return Vec::new();
        }
        if wide(&name) + 8.0 + wide(&value) <= room {
            return vec![StripLine { name: Some(name), value: true }];
        }
        let Some(names) = wrap(&name, size, Weight::Bold, room, 2) else { return Vec::new() };
        if rect.h < least + line_step(size) * count(names.len()) * 1.6 || wide(&value) > room {
            return Vec::new();
        }
        let mut lines: Vec<StripLine> =
            names.into_iter().map(|name| StripLine { name: Some(name), value: false }).collect();
        // The amount follows the last line of the name where it fits.
        match lines.last_mut() {
            Some(last) if wide(last.name.as_deref().unwrap_or("")) + 8.0 + wide(&value) <= room => {
                last.value = true
            }
            _ => lines.push(StripLine { name: None, value: true }),
        }
        lines
    }

    fn strip_height(&self, lines: usize) -> f64 {
        if lines == 0 { 0.0 } else { text_height(lines, self.frame.text()) + 9.0 }
    }

    /// The room for cells in the box of a class.
    fn inner(&self, class: &Node, rect: Rect) -> Rect {
        let strip = self.strip_height(self.strip(class, rect).len());
        Rect::new(rect.x, rect.y + strip, rect.w, (rect.h - strip).max(0.0))
    }

    fn class(&self, class: &Node, rect: Rect) {
        let rect = rect.inset(GAPS[0] / 2.0);
        let tone = Tone::of_class(&class.code);
        if class.children.is_empty() {
            self.cell(&Cell::Row(class), rect, tone);
            return;
        }
        let strip = self.strip(class, rect);
        if strip.is_empty() {
            self.leave_out(class);
        } else {
            self.draw_strip(class, &strip, rect, tone);
        }
        let cells = cells(class);
        let weights: Vec<f64> = cells.iter().map(Cell::weight).collect();
        // The outermost cells end where the strip ends: only gaps between cells count.
        let inner = self.inner(class, rect).inset(-GAPS[1] / 2.0);
        for (cell, rect) in cells.iter().zip(squarify(&weights, inner)) {
            self.cell(cell, rect.inset(GAPS[1] / 2.0), tone);
        }
    }

    fn draw_strip(&self, class: &Node, strip: &[StripLine], rect: Rect, tone: Tone) {
        let height = self.strip_height(strip.len());
        let size = self.frame.text();
        let title = class.statement(self.frame.words, self.unit);
        self.canvas.mark("mark-class", &title, &Of::figure(&class.figure), || {
            self.fill(Rect::new(rect.x, rect.y, rect.w, height - GAPS[1]), tone);
            let mut y = rect.y + 4.0 + size * ASCENT;
            for line in strip {
                let mut x = rect.x + 7.0;
                if let Some(name) = &line.name {
                    let label = Label::new(name, size, x, y).bold().tone(phase_ink(self.phase, tone));
                    x += label.width() + 8.0;
                    self.canvas.put(&label);
                }
                if line.value {
                    self.value(&class.figure, size, x, y, tone);
                }
                y += line_step(size);
            }
        });
    }

    /// A box in the code of the phase.
    fn fill(&self, rect: Rect, tone: Tone) {
        let (rect, look) = phase_box(rect, self.phase, tone);
        self.canvas.rect(rect, look);
    }

    fn value(&self, figure: &Figure, size: f64, x: f64, y: f64, tone: Tone) {
        self.canvas
            .figure(figure, &Label::new(&figure.text, size, x, y).bold().tone(phase_ink(self.phase, tone)));
    }

    fn cell(&self, cell: &Cell<'_>, rect: Rect, tone: Tone) {
        match cell {
            Cell::Rest(parent) => {
                let title = self.frame.words.pair(&parent.label, &self.frame.words.rest);
                self.canvas.mark("mark-rest", &title, &Of::nothing(), || {
                    self.canvas.rect(rect, Look::fill(Tone::WASH).outlined(tone, OUTLINE));
                    let label = [&*self.frame.words.rest];
                    if let Some(lines) = self.lines(label[0], rect, 0.0, self.frame.small()) {
                        let y = rect.y + 6.0 + self.frame.small() * ASCENT;
                        let label = Label::lines(lines, self.frame.small(), rect.x + 7.0, y);
                        self.canvas.put(&label.tone(Tone::INK_2));
                    }
                });
            }
            Cell::Row(row) if row.weight() <= 0.0 => self.leave_out(row),
            Cell::Row(row) => {
                let title = row.statement(self.frame.words, self.unit);
                let labelled = self.canvas.mark("mark-cell", &title, &Of::figure(&row.figure), || {
                    self.fill(rect, tone);
                    self.label(row, rect, tone)
                });
                if !labelled {
                    self.leave_out(row);
                }
            }
        }
    }

    /// Writes name and amount into a cell, in the first of a few ways that fits.
    fn label(&self, row: &Node, rect: Rect, tone: Tone) -> bool {
        let (name, value) = (plain(&row.label), plain(&row.figure.text));
        for (size, pad) in [(self.frame.text(), 7.0), (self.frame.small(), 7.0), (self.frame.small(), 4.0)] {
            let wide = width_of(&value, size, Weight::Bold);
            if wide > rect.w - 2.0 * pad {
                continue;
            }
            let (x, y) = (rect.x + pad, rect.y + pad - 1.0 + size * ASCENT);
            if let Some(lines) = self.lines(&name, rect.inset(pad - 7.0), line_step(size), size) {
                let below = y + (text_height(lines.len() + 1, size) - text_height(1, size));
                self.canvas.put(&Label::lines(lines, size, x, y).tone(phase_ink(self.phase, tone)));
                self.value(&row.figure, size, x, below, tone);
                return true;
            }
            let along = width_of(&name, size, Weight::Regular);
            if along + 6.0 + wide <= rect.w - 2.0 * pad && rect.h >= text_height(1, size) + 5.0 {
                let y = y.min(rect.y + rect.h / 2.0 + size * 0.36);
                self.canvas.put(&Label::new(&name, size, x, y).tone(phase_ink(self.phase, tone)));
                self.value(&row.figure, size, x + along + 6.0, y, tone);
                return true;
            }
        }
        false
    }

    /// Lines of a name in a box with the usual padding, above a foot of the given height.
    fn lines(&self, text: &str, rect: Rect, foot: f64, size: f64) -> Option<Vec<String>> {
        let (width, height) = (rect.w - 14.0, rect.h - 13.0 - foot);
        let lines = wrap(text, size, Weight::Regular, width, 6)?;
        (text_height(lines.len(), size) <= height).then_some(lines)
    }

    fn leave_out(&self, row: &Node) {
        self.canvas.leave_out(&row.label, &row.figure.text, &Of::figure(&row.figure));
    }
}

/// A line of a class's strip.
struct StripLine {
    name: Option<String>,
    value: bool,
}

impl Cell<'_> {
    fn weight(&self) -> f64 {
        match self {
            Cell::Row(row) => row.weight(),
            Cell::Rest(parent) => rest(parent),
        }
    }

    fn code(&self) -> &str {
        match self {
            Cell::Row(row) => &row.code,
            Cell::Rest(_) => "",
        }
    }
}

/// What the rows of a node leave unexplained.
fn rest(node: &Node) -> f64 {
    node.weight() - node.children.iter().map(Node::weight).sum::<f64>()
}

/// The cells of a class: the lowest rows of all its groups, largest first, and what they leave unexplained.
fn cells(class: &Node) -> Vec<Cell<'_>> {
    let mut out = Vec::new();
    for row in &class.children {
        if row.children.is_empty() {
            out.push(Cell::Row(row));
        } else {
            out.extend(row.children.iter().map(Cell::Row));
            out.extend((rest(row) > row.weight() * REST).then_some(Cell::Rest(row)));
        }
    }
    out.extend((rest(class) > class.weight() * REST).then_some(Cell::Rest(class)));
    out.sort_by(|a, b| b.weight().total_cmp(&a.weight()).then_with(|| a.code().cmp(b.code())));
    out
}
