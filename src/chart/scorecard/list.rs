//! The list under the strip. Wide: the first level as headings, the second as a column of its own beside its rows.
//! Narrow: one column, levels set in, bars under the names.
#![allow(clippy::float_arithmetic)] // this is geometry

use super::super::Frame;
use super::super::canvas::{Canvas, Label, count, text_height};
use super::super::dress::line_step;
use super::super::geometry::Rect;
use super::super::marks::unknown;
use super::super::palette::Tone;
use super::super::points::BAR;
use super::super::text::{ASCENT, Weight, plain};
use super::super::wrap::wrap_all;
use super::outline::{Entry, Outline};
use super::statement;

/// Width of the column of the second level, left edge and width of the column of its rows, on the wide layout.
const SECOND: f64 = 150.0;
const THIRD: (f64, f64) = (172.0, 214.0);

/// The list, laid out: heights of its rows and places of its columns.
pub(super) struct List {
    rows: Vec<Row>,
    /// Left edge and width of the bars.
    bars: (f64, f64),
    /// Largest weight on the scale of the bars.
    most: f64,
    pub(super) height: f64,
}

/// A row of the list.
struct Row {
    lines: Vec<String>,
    x: f64,
    /// Height it takes; nothing where it stands beside its first row.
    tall: f64,
    /// Whether it stands beside the rows under it.
    beside: bool,
}

impl List {
    pub(super) fn new(frame: &Frame<'_>, outline: &Outline<'_>) -> Self {
        let entries = &outline.entries;
        let texts = entries.iter().map(|entry| value_width(frame, entry));
        let values = texts.fold(0.0, f64::max);
        let lost = entries.iter().map(|entry| entry.points().lost_width(frame)).fold(0.0, f64::max);
        let most = outline.leaves().map(Entry::weight).fold(0.0, f64::max);
        let bars = if frame.narrow() {
            (0.0, frame.units() - lost - 8.0)
        } else {
            let left = THIRD.0 + THIRD.1 + 14.0;
            (left, (frame.units() - left - values - lost - 28.0).max(60.0))
        };
        let mut rows: Vec<Row> = entries.iter().map(|entry| Row::new(frame, entry)).collect();
        make_room(frame, outline, &mut rows);
        let height = rows.iter().map(|row| row.tall).sum::<f64>() + 2.0;
        Self { rows, bars, most, height }
    }

    pub(super) fn draw(&self, canvas: &Canvas<'_>, outline: &Outline<'_>, top: f64) {
        let mut y = top;
        for (entry, row) in outline.entries.iter().zip(&self.rows) {
            let points = entry.points();
            let of = points.of().and(&entry.trace());
            let class = if entry.is_gap() { "mark-lost" } else { "mark-criterion" };
            canvas.mark(class, &statement(canvas.frame, entry), &of, || self.row(canvas, entry, row, y));
            y += row.tall;
        }
        canvas.rule(0.0..canvas.frame.units(), y + 0.5, Tone::INK_2);
    }

    fn row(&self, canvas: &Canvas<'_>, entry: &Entry<'_>, row: &Row, y: f64) {
        let frame = canvas.frame;
        canvas.rule(row.x..frame.units(), y + 0.5, if entry.level == 0 { Tone::INK_2 } else { Tone::RULE });
        let baseline = y + air(entry.level) + frame.text() * ASCENT;
        let label = Label::lines(row.lines.clone(), frame.text(), row.x, baseline);
        let named = if entry.level == 0 { label.bold() } else { label };
        let quiet = frame.narrow() && entry.level == 1 && entry.is_parent();
        canvas.put(&match (entry.is_lost(), quiet) {
            (true, _) => named.tone(Tone::INK_2),
            (_, true) => named.tone(Tone::INK_3),
            _ => named,
        });
        let last = baseline + line_step(frame.text()) * count(row.lines.len().max(1) - 1);
        if row.beside {
            let below = last + line_step(frame.small()) + 1.0;
            canvas.put(&Label::new(&group_text(frame, entry), frame.small(), row.x, below).tone(Tone::INK_3));
            return;
        }
        if entry.is_gap() || entry.only_weight().is_some() {
            let text = Label::new(&group_text(frame, entry), frame.small(), frame.units(), baseline);
            canvas.put(&text.end().tone(Tone::INK_3));
        } else {
            entry.points().write(canvas, frame.units(), baseline);
        }
        if has_bar(frame, entry) {
            let top = if frame.narrow() { last + 9.0 } else { baseline - frame.text() * 0.36 - BAR / 2.0 };
            self.bar(canvas, entry, top);
        }
    }

    fn bar(&self, canvas: &Canvas<'_>, entry: &Entry<'_>, top: f64) {
        let (left, width) = self.bars;
        let rect = Rect::new(left, top, width, BAR);
        let most = self.most.max(1e-9);
        if entry.is_gap() {
            canvas.plot(rect, 0.0..most, 0.0..1.0).bar(0.0..entry.weight().min(most), 0.0..1.0, unknown());
            return;
        }
        entry.points().draw(canvas, rect, most);
        let after = left + entry.weight().min(most) / most * width + 6.0;
        let size = canvas.frame.small();
        entry.points().write_lost(canvas, after, top + BAR / 2.0 + size * 0.36);
    }
}

impl Row {
    fn new(frame: &Frame<'_>, entry: &Entry<'_>) -> Self {
        let beside = !frame.narrow() && entry.level == 1 && entry.is_parent();
        let values = value_width(frame, entry) + 12.0;
        let (x, width) = if frame.narrow() {
            // Not set in: all bars begin where their scale begins.
            (0.0, frame.units() - values)
        } else {
            match entry.level {
                0 if entry.is_parent() => (0.0, frame.units() - values),
                0 => (0.0, THIRD.0 + THIRD.1),
                1 => (0.0, if beside { SECOND } else { THIRD.0 + THIRD.1 }),
                _ => THIRD,
            }
        };
        let weight = if entry.level == 0 { Weight::Bold } else { Weight::Regular };
        let lines = wrap_all(&plain(&entry.label(frame.words)), frame.text(), weight, width.max(60.0));
        let text = text_height(lines.len(), frame.text());
        let bar = if frame.narrow() && has_bar(frame, entry) { BAR + 6.0 } else { 0.0 };
        let tall = if beside { 0.0 } else { text.max(BAR) + bar + air(entry.level) + 7.0 };
        Self { lines, x, tall, beside }
    }
}

/// Gives the rows of a group that stands beside them at least the height that the group needs.
fn make_room(frame: &Frame<'_>, outline: &Outline<'_>, rows: &mut [Row]) {
    for i in 0..rows.len() {
        if !rows[i].beside {
            continue;
        }
        let under = outline.entries[i + 1..].iter().take_while(|entry| entry.level > 1).count();
        let have: f64 = rows[i + 1..=i + under].iter().map(|row| row.tall).sum();
        let need = text_height(rows[i].lines.len(), frame.text()) + line_step(frame.small()) + air(1) + 9.0;
        if let Some(last) = rows.get_mut(i + under) {
            last.tall += (need - have).max(0.0);
        }
    }
}

/// Space above the text of a row.
fn air(level: usize) -> f64 {
    if level == 0 { 12.0 } else { 7.0 }
}

/// Groups have no bar of their own beside their rows; on the narrow layout one that prints a score has.
fn has_bar(frame: &Frame<'_>, entry: &Entry<'_>) -> bool {
    !entry.is_parent() || (frame.narrow() && entry.level > 0 && entry.points().score.is_some())
}

/// What is said of a group or a gap: its weight, and its score where it prints one.
fn group_text(frame: &Frame<'_>, entry: &Entry<'_>) -> String {
    let words = frame.words;
    if entry.is_gap() {
        return format!("{} {}", words.weight, entry.gap_text());
    }
    match entry.only_weight() {
        Some(weight) => format!("{} {}", words.weight, plain(&weight.text)),
        None => {
            let (score, weight) = entry.points().text(frame);
            format!("{score}{weight}")
        }
    }
}

/// Width of what stands at the right end of a row.
fn value_width(frame: &Frame<'_>, entry: &Entry<'_>) -> f64 {
    let group = super::super::text::text_width(&group_text(frame, entry), frame.small());
    entry.points().text_width(frame).max(group)
}
