//! `scores`: one row per project: what was spent, how far the budget was used, and the score on a track from 0 to 100
//! that is never cut, with the grade bands behind it. Scores crowd near the top; the execution rate is the news.
#![allow(clippy::float_arithmetic)] // this is geometry

use super::canvas::{Canvas, Heading, Label, Of, count, text_height};
use super::dress::line_step;
use super::geometry::{Rect, length, spread};
use super::marks::{ValueLine, describe, nothing, unknown};
use super::palette::Tone;
use super::sheet::Look;
use super::text::{ASCENT, Weight, plain, text_width};
use super::wrap::wrap_all;
use super::{Chart, Frame, Svg, Trace, Value};

/// The chart's name in addresses, ids and classes.
pub const KIND: &str = "scores";

/// Self-evaluations of projects, drawn in the order given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scores {
    /// What is shown, for readers who do not see it.
    pub name: String,
    /// Unit of the executed amounts.
    pub unit: String,
    /// The projects.
    pub rows: Vec<Project>,
}

/// A project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// Its name as printed.
    pub label: String,
    /// Address of its page, or nothing.
    pub href: Option<String>,
    /// Short notes beside the name: `年初 0`.
    pub notes: Vec<Note>,
    /// What was spent in the year.
    pub executed: Value,
    /// Execution rate in percent.
    pub rate: Value,
    /// Score out of 100.
    pub score: Value,
}

/// A note beside a project's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its words.
    pub text: String,
    /// Whether it is 待核对: drawn in amber with the mark ▲.
    pub check: bool,
    /// Where its numbers come from.
    pub trace: Trace,
}

/// Upper ends of the grade bands: 差, 中, 良, 优.
const BANDS: [f64; 4] = [60.0, 80.0, 90.0, 100.0];
const BAR: f64 = 12.0;
/// The rate axis reaches this far at most, so that one extreme rate does not flatten the others.
const MOST_RATE: f64 = 200.0;

impl Chart for Scores {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn draw(&self, frame: &Frame<'_>) -> Svg {
        if self.rows.is_empty() {
            return nothing(frame, self.kind(), &self.name);
        }
        let statements = self.rows.iter().map(|row| self.statement(frame, row));
        let heading = Heading {
            kind: self.kind(),
            name: self.name.clone(),
            description: describe(frame.words, "", statements),
            trace: Trace::default(),
        };
        let layout = Layout::new(frame, self);
        let height = layout.height();
        let canvas = Canvas::open(frame, heading, height);
        layout.draw(&canvas, self);
        canvas.finish(height)
    }
}

impl Scores {
    fn statement(&self, frame: &Frame<'_>, row: &Project) -> String {
        let words = frame.words;
        let mut out = words.fact(&row.label, row.executed.text(), &self.unit, "");
        words.add(&mut out, &format!("{} {}", words.rate, row.rate.text()));
        words.add(&mut out, &format!("{} {}", words.score_of_100, row.score.text()));
        for note in &row.notes {
            words.add(&mut out, &note.text);
        }
        out
    }
}

/// Left edge and width of a column of bars, and the right end of its values.
#[derive(Clone, Copy)]
struct Column {
    x: f64,
    width: f64,
    end: f64,
}

struct Layout {
    /// Width of the names.
    names: f64,
    executed: Column,
    rate: Column,
    score: Column,
    head: f64,
    rows: Vec<Row>,
    most_executed: f64,
    most_rate: f64,
}

/// The text of a row.
struct Row {
    name: Vec<String>,
    /// The notes with their places, relative to the first baseline.
    notes: Vec<(Note, f64, f64)>,
    lines: f64,
    tall: f64,
}

impl Layout {
    fn new(frame: &Frame<'_>, chart: &Scores) -> Self {
        let widest = |pick: fn(&Project) -> &Value| {
            let widths = chart.rows.iter().map(|row| line(pick(row)).width(frame));
            widths.fold(text_width("100.00", frame.text()), f64::max)
        };
        let (executed, rate, score) =
            (widest(|row| &row.executed), widest(|row| &row.rate), widest(|row| &row.score));
        let most = |pick: fn(&Project) -> &Value, least: f64| {
            let amounts =
                chart.rows.iter().filter_map(|row| pick(row).known()).map(|known| length(known.amount));
            amounts.fold(least, f64::max)
        };
        let mut layout = if frame.narrow() {
            let half = frame.units() / 2.0;
            let rate = Column { x: 0.0, width: (half - rate - 24.0).max(40.0), end: half - 12.0 };
            let score = Column { x: half + 4.0, width: (half - score - 14.0).max(40.0), end: frame.units() };
            let executed = Column { x: 0.0, width: 0.0, end: frame.units() };
            Self::empty(frame.units(), executed, rate, score)
        } else {
            // The three columns of bars share what the names and the values leave.
            let names = 214.0;
            let bars =
                ((frame.units() - names - executed - rate - score - 3.0 * 8.0 - 3.0 * 18.0) / 3.0).max(30.0);
            let column = |x: f64, value: f64| Column { x, width: bars, end: x + bars + 8.0 + value };
            let first = column(names + 18.0, executed);
            let second = column(first.end + 18.0, rate);
            let third = column(second.end + 18.0, score);
            Self::empty(names, first, second, third)
        };
        layout.most_executed = most(|row| &row.executed, 1e-9);
        layout.most_rate = most(|row| &row.rate, 100.0).min(MOST_RATE);
        layout.head = if frame.narrow() { 24.0 + line_step(frame.small()) } else { 46.0 };
        layout.rows = chart.rows.iter().map(|row| layout.row(frame, row)).collect();
        layout
    }

    fn empty(names: f64, executed: Column, rate: Column, score: Column) -> Self {
        let (most_executed, most_rate) = (1.0, 100.0);
        Self { names, executed, rate, score, head: 0.0, rows: Vec::new(), most_executed, most_rate }
    }

    fn height(&self) -> f64 {
        self.head + self.rows.iter().map(|row| row.tall).sum::<f64>() + 2.0
    }

    fn row(&self, frame: &Frame<'_>, row: &Project) -> Row {
        let (width, weight) = if frame.narrow() {
            (frame.units() - line(&row.executed).width(frame) - 14.0, Weight::Bold)
        } else {
            (self.names, Weight::Regular)
        };
        let name = wrap_all(&plain(&row.label), frame.text(), weight, width);
        let last = name.last().map_or(0.0, |line| super::text::width_of(line, frame.text(), weight));
        // Notes follow the name where they fit on its last line, else they take lines of their own.
        let mut x = last + 9.0;
        let mut line = name.len().max(1) - 1;
        let mut notes = Vec::new();
        for note in &row.notes {
            let note = Note { text: plain(&note.text), ..note.clone() };
            let long = note_width(frame, &note);
            if x > 0.0 && x + long > width {
                (x, line) = (0.0, line + 1);
            }
            notes.push((note, x, line_step(frame.text()) * count(line)));
            x += long + 9.0;
        }
        let lines = text_height(line + 1, frame.text());
        let tall = if frame.narrow() { lines + BAR + 31.0 } else { lines.max(BAR) + 14.0 };
        Row { name, notes, lines, tall }
    }

    fn draw(&self, canvas: &Canvas<'_>, chart: &Scores) {
        self.heads(canvas, chart);
        if !canvas.frame.narrow() {
            self.grounds(canvas);
        }
        let mut y = self.head;
        for (project, row) in chart.rows.iter().zip(&self.rows) {
            let title = chart.statement(canvas.frame, project);
            let figures = [&project.executed, &project.rate, &project.score].into_iter();
            let of = figures.filter_map(Value::known).fold(Of::nothing(), |of, one| of.and(&one.trace));
            let of = project.notes.iter().fold(of, |of, note| of.and(&note.trace));
            canvas.mark("mark-project", &title, &of, || {
                if canvas.frame.narrow() {
                    self.narrow_row(canvas, project, row, y);
                } else {
                    self.wide_row(canvas, project, row, y);
                }
            });
            y += row.tall;
        }
        if !canvas.frame.narrow() {
            // The line of 100 % stands in front of the bars.
            let rect = Rect::new(self.rate.x, self.head - 4.0, self.rate.width, y - self.head + 4.0);
            let plot = canvas.plot(rect, 0.0..self.most_rate, 0.0..1.0);
            plot.line(&[(100.0, 0.0), (100.0, 1.0)], Look::line(Tone::INK_3, 80));
        }
    }

    fn heads(&self, canvas: &Canvas<'_>, chart: &Scores) {
        let (frame, words) = (canvas.frame, canvas.frame.words);
        let size = frame.small();
        let baseline = size * ASCENT + 2.0;
        let put = |text: &str, x: f64, y: f64| canvas.put(&Label::new(text, size, x, y).tone(Tone::INK_3));
        if frame.narrow() {
            put(&words.rate, self.rate.x, baseline + line_step(size));
            let grades = [&*words.poor, &*words.fair, &*words.good, &*words.excellent].concat();
            let bands = format!("{}{}", words.score_of_100, words.aside(&grades));
            put(&bands, self.score.x, baseline + line_step(size));
            put(&words.project, 0.0, baseline);
            let executed = [&*words.executed, &*chart.unit].join(&words.comma);
            canvas.put(&Label::new(&executed, size, frame.units(), baseline).end().tone(Tone::INK_3));
            return;
        }
        put(&words.project, 0.0, baseline);
        put(&[&*words.executed, &*chart.unit].join(&words.comma), self.executed.x, baseline);
        put(&words.rate, self.rate.x, baseline);
        put(&words.score_of_100, self.score.x, baseline);
        let second = baseline + line_step(size) + 2.0;
        let hundred = self.rate.x + 100.0 / self.most_rate * self.rate.width;
        canvas.scale(|| canvas.put(&Label::new("100", size, hundred, second).middle().tone(Tone::INK_3)));
        self.grades(canvas, second);
        canvas.rule(0.0..frame.units(), self.head - 4.5, Tone::INK_2);
    }

    /// The names of the grades above their bands, moved apart where the bands are narrower than the names.
    fn grades(&self, canvas: &Canvas<'_>, baseline: f64) {
        let (size, words) = (canvas.frame.small(), canvas.frame.words);
        let names = [&words.poor, &words.fair, &words.good, &words.excellent];
        let mut from = 0.0;
        let wished = BANDS.map(|band| {
            let middle = self.score.x + (from + band) / 200.0 * self.score.width;
            from = band;
            middle
        });
        let sizes = names.map(|name| text_width(name, size) + 1.0);
        let room = (self.score.x - 4.0, self.score.x + self.score.width + 8.0);
        let Some(centres) = spread(&wished, &sizes, room.0, room.1) else { return };
        for (name, centre) in names.iter().zip(centres) {
            canvas.put(&Label::new(name, size, centre, baseline).middle().tone(Tone::INK_2));
        }
    }

    /// Behind the rows: hairlines, and the grade bands through all rows.
    fn grounds(&self, canvas: &Canvas<'_>) {
        let mut y = self.head;
        for row in &self.rows {
            y += row.tall;
            canvas.rule(0.0..canvas.frame.units(), y, Tone::RULE);
        }
        self.bands(canvas, Rect::new(self.score.x, self.head, self.score.width, y - self.head + 0.5));
    }

    fn bands(&self, canvas: &Canvas<'_>, rect: Rect) {
        let plot = canvas.plot(rect, 0.0..100.0, 0.0..1.0);
        let mut from = 0.0;
        for (band, tone) in BANDS.iter().zip(Tone::GRADES) {
            plot.bar(from..*band, 0.0..1.0, Look::fill(tone));
            from = *band;
        }
    }

    fn wide_row(&self, canvas: &Canvas<'_>, project: &Project, row: &Row, y: f64) {
        let frame = canvas.frame;
        let middle = y + row.tall / 2.0;
        let baseline = middle + frame.text() * 0.36;
        self.name(canvas, project, row, middle - row.lines / 2.0 + frame.text() * ASCENT);
        let top = middle - BAR / 2.0;
        let executed = Look::fill(Tone::B600);
        value_bar(canvas, &project.executed, self.executed, top, self.most_executed, executed, false);
        match project.executed.known() {
            Some(figure) => {
                let long = length(figure.amount).max(0.0) / self.most_executed * self.executed.width;
                line(&project.executed).draw(canvas, self.executed.x + long + 8.0, baseline);
            }
            None => line(&project.executed).draw_end(canvas, self.executed.end, baseline),
        }
        value_bar(canvas, &project.rate, self.rate, top, self.most_rate, Look::fill(Tone::B300), true);
        line(&project.rate).draw_end(canvas, self.rate.end, baseline);
        self.track(canvas, &project.score, y, row.tall, middle);
        line(&project.score).draw_end(canvas, self.score.end, baseline);
    }

    fn narrow_row(&self, canvas: &Canvas<'_>, project: &Project, row: &Row, y: f64) {
        let frame = canvas.frame;
        canvas.rule(0.0..frame.units(), y + 0.5, Tone::RULE);
        let first = y + 10.0 + frame.text() * ASCENT;
        self.name(canvas, project, row, first);
        line(&project.executed).draw_end(canvas, frame.units(), first);
        let top = y + 10.0 + row.lines + 8.0;
        let baseline = top + BAR / 2.0 + frame.text() * 0.36;
        value_bar(canvas, &project.rate, self.rate, top, self.most_rate, Look::fill(Tone::B300), true);
        let x = self.rate.x + 100.0 / self.most_rate * self.rate.width;
        canvas.line(&[(x, top - 3.0), (x, top + BAR + 3.0)], Look::line(Tone::INK_3, 80));
        line(&project.rate).draw_end(canvas, self.rate.end, baseline);
        self.bands(canvas, Rect::new(self.score.x, top - 3.0, self.score.width, BAR + 6.0));
        self.track(canvas, &project.score, top - 3.0, BAR + 6.0, top + BAR / 2.0);
        line(&project.score).draw_end(canvas, self.score.end, baseline);
    }

    /// The project's name, linked to its page, and its notes.
    fn name(&self, canvas: &Canvas<'_>, project: &Project, row: &Row, baseline: f64) {
        let frame = canvas.frame;
        canvas.mark("mark-name", &project.label, &Of::page(project.href.as_deref()), || {
            let label = Label::lines(row.name.clone(), frame.text(), 0.0, baseline);
            canvas.put(&if frame.narrow() { label.bold() } else { label });
        });
        for (note, x, dy) in &row.notes {
            let (tone, x) = if note.check {
                let size = frame.small();
                check_mark(canvas, *x, baseline + dy, size);
                (Tone::AMBER, x + size * 0.8 + 4.0)
            } else {
                (Tone::INK_3, *x)
            };
            canvas.put(&Label::new(&note.text, frame.small(), x, baseline + dy).tone(tone));
        }
    }

    /// The score as a bar with a tick at its end; the bands are behind it. A score that is not known covers them.
    fn track(&self, canvas: &Canvas<'_>, score: &Value, y: f64, tall: f64, middle: f64) {
        let rect = Rect::new(self.score.x, y, self.score.width, tall);
        let Some(figure) = score.known() else {
            canvas.rect(rect, Look::fill(Tone::PAPER));
            canvas.rect(Rect::new(rect.x, middle - BAR / 2.0, rect.w, BAR), unknown());
            return;
        };
        let amount = length(figure.amount).clamp(0.0, 100.0);
        let track = canvas.plot(Rect::new(rect.x, middle - 2.5, rect.w, 5.0), 0.0..100.0, 0.0..1.0);
        if amount > 0.0 {
            track.bar(0.0..amount, 0.0..1.0, Look::fill(Tone::B700));
        }
        let x = rect.x + amount / 100.0 * rect.w;
        canvas.line(&[(x, middle - 7.0), (x, middle + 7.0)], Look::line(Tone::B700, 200));
    }
}

/// Draws the bar of a value in a column, on a quiet ground if asked, hatched where the value is not known. A bar
/// beyond the axis ends there.
fn value_bar(
    canvas: &Canvas<'_>,
    value: &Value,
    column: Column,
    top: f64,
    most: f64,
    look: Look,
    ground: bool,
) {
    let rect = Rect::new(column.x, top, column.width, BAR);
    let Some(figure) = value.known() else {
        canvas.rect(rect, unknown());
        return;
    };
    if ground {
        canvas.rect(rect, Look::fill(Tone::WASH));
    }
    let amount = length(figure.amount).clamp(0.0, most);
    canvas.plot(rect, 0.0..most, 0.0..1.0).bar(0.0..amount, 0.0..1.0, look);
}

fn line(value: &Value) -> ValueLine<'_> {
    ValueLine::new(value, "", Weight::Regular)
}

/// Draws the mark for 待核对: a triangle with an exclamation mark, as wide as 0.8 em.
fn check_mark(canvas: &Canvas<'_>, x: f64, baseline: f64, size: f64) {
    let (foot, middle) = (baseline - 0.5, x + size * 0.4);
    let tip = [(x, foot), (x + size * 0.8, foot), (middle, foot - size * 0.76)];
    canvas.polygon(&tip, Look::fill(Tone::AMBER));
    let stroke = Look::line(Tone::PAPER, 120);
    canvas.line(&[(middle, foot - size * 0.5), (middle, foot - size * 0.25)], stroke);
    canvas.line(&[(middle, foot - size * 0.17), (middle, foot - size * 0.08)], stroke);
}

fn note_width(frame: &Frame<'_>, note: &Note) -> f64 {
    let mark = if note.check { frame.small() * 0.8 + 4.0 } else { 0.0 };
    mark + text_width(&note.text, frame.small())
}
