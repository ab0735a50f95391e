//! `spine`: 类, 款 and 项 as slim columns with straight leaders to a ruled list. For long names: a row of 0.3 % gets a
//! full-size label. On a phone the list stands alone, with a bar under every row.
#![allow(clippy::float_arithmetic)] // this is geometry

use crate::model::Phase;

use super::canvas::{Canvas, Heading, Label, Of, count, text_height};
use super::dress::line_step;
use super::geometry::{Rect, length, spread};
use super::marks::{ValueLine, describe, nothing, phase_box};
use super::palette::Tone;
use super::sheet::Look;
use super::text::{ASCENT, Weight, plain, text_width, width_of};
use super::tree::{Node, ordered};
use super::wrap::wrap_all;
use super::{Chart, Frame, Svg, Trace, Words};

/// The chart's name in addresses, ids and classes.
pub const KIND: &str = "spine";

/// Spending by function as columns and a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spine {
    /// What is shown, for readers who do not see it.
    pub name: String,
    /// Unit of all amounts.
    pub unit: String,
    /// The phase that all amounts belong to.
    pub phase: Phase,
    /// The classes (类), each with its 款, and these with their 项.
    pub classes: Vec<Node>,
}

/// Room above the first row for the heads of the columns.
const HEAD: f64 = 28.0;
/// Right edge of the class labels.
const LABELS: f64 = 112.0;
/// Left edges and widths of the three columns.
const COLUMNS: [(f64, f64); 3] = [(132.0, 52.0), (186.0, 24.0), (212.0, 24.0)];
/// Left edge of the list.
const LIST: f64 = 300.0;
/// Least room of the amounts at the right end of the list.
const AMOUNTS: f64 = 92.0;
/// Space above and below the text of a row.
const PAD: f64 = 7.0;
/// The least height of a segment and length of a bar that is not zero.
const LEAST: f64 = 1.0;
/// Half of the space between two segments of a column.
const SEAM: f64 = 0.25;

impl Chart for Spine {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn draw(&self, frame: &Frame<'_>) -> Svg {
        let rows = rows(&self.classes);
        if rows.is_empty() {
            return nothing(frame, self.kind(), &self.name);
        }
        let description =
            describe(frame.words, "", rows.iter().map(|row| row.statement(frame.words, &self.unit)));
        let heading =
            Heading { kind: self.kind(), name: self.name.clone(), description, trace: Trace::default() };
        if frame.narrow() { self.narrow(frame, heading) } else { self.wide(frame, heading, &rows) }
    }
}

/// A row of the list with the rows above it.
struct Row<'n> {
    class: &'n Node,
    group: Option<&'n Node>,
    node: &'n Node,
}

impl Row<'_> {
    fn statement(&self, words: &Words, unit: &str) -> String {
        let group = self.group.map_or(String::new(), |group| format!("{} / ", group.label));
        format!("{} / {group}{}", self.class.label, self.node.statement(words, unit))
    }

    /// The name of the group, where it says more than the row itself.
    fn note(&self) -> String {
        self.group
            .filter(|group| group.label != self.node.label)
            .map_or(String::new(), |group| plain(&group.label))
    }
}

/// The rows of the list: the lowest level of every branch, largest branch first.
fn rows(classes: &[Node]) -> Vec<Row<'_>> {
    let mut out = Vec::new();
    for class in ordered(classes) {
        if class.children.is_empty() {
            out.push(Row { class, group: None, node: class });
        }
        for child in class.ordered() {
            if child.children.is_empty() {
                out.push(Row { class, group: None, node: child });
            }
            for node in child.ordered() {
                out.push(Row { class, group: Some(child), node });
            }
        }
    }
    out
}

/// The text of a row in the list: name lines, and the group behind or under the name.
struct Text {
    name: Vec<String>,
    note: Vec<String>,
    /// Whether the note stands on the line of the name.
    beside: bool,
}

impl Text {
    fn new(frame: &Frame<'_>, row: &Row<'_>, width: f64) -> Self {
        let name = wrap_all(&plain(&row.node.label), frame.text(), Weight::Regular, width);
        let note = row.note();
        let wide = |text: &str, size| text_width(text, size);
        let beside = name.len() == 1
            && wide(&name[0], frame.text()) + 10.0 + wide(&note, frame.small()) <= width
            && !frame.narrow();
        let note = if beside { vec![note] } else { wrap_all(&note, frame.small(), Weight::Regular, width) };
        Self { name, note, beside }
    }

    fn height(&self, frame: &Frame<'_>) -> f64 {
        let name = line_step(frame.text()) * count(self.name.len().max(1));
        let below = if self.beside { 0.0 } else { line_step(frame.small()) * count(self.note.len()) };
        name + below
    }

    fn draw(&self, canvas: &Canvas<'_>, x: f64, baseline: f64) {
        let frame = canvas.frame;
        let name = Label::lines(self.name.clone(), frame.text(), x, baseline);
        let (nx, ny) = if self.beside {
            (x + name.width() + 10.0, baseline)
        } else {
            (x, baseline + name.height() - text_height(1, frame.text()) + line_step(frame.small()) + 1.0)
        };
        canvas.put(&name);
        canvas.put(&Label::lines(self.note.clone(), frame.small(), nx, ny).tone(Tone::INK_3));
    }
}

impl Spine {
    fn wide(&self, frame: &Frame<'_>, heading: Heading, rows: &[Row<'_>]) -> Svg {
        let amounts = rows.iter().map(|row| line(row.node).width(frame) + 16.0).fold(AMOUNTS, f64::max);
        let texts: Vec<Text> = rows
            .iter()
            .map(|row| Text::new(frame, row, (frame.units() - LIST - amounts).max(120.0)))
            .collect();
        let classes: Vec<ClassLabel<'_>> =
            ordered(&self.classes).into_iter().map(|class| ClassLabel::new(frame, class)).collect();
        let listed: f64 = texts.iter().map(|text| text.height(frame) + 2.0 * PAD).sum();
        let labelled: f64 = classes.iter().map(|class| class.height(frame)).sum();
        // Rows grow where the class labels need more room than the list.
        let more = (labelled - listed).max(0.0) / count(rows.len().max(1));
        let height = listed.max(labelled);
        let canvas = Canvas::open(frame, heading, HEAD + height + 1.0);
        let painter = Wide { canvas: &canvas, frame, spine: self, height };
        painter.heads();
        painter.classes(&classes);
        let mut y = HEAD;
        let mut cursor = 0.0;
        for (row, text) in rows.iter().zip(&texts) {
            let tall = text.height(frame) + 2.0 * PAD + more;
            painter.row(row, text, y, tall, &mut cursor);
            y += tall;
        }
        canvas.finish(HEAD + height + 1.0)
    }

    fn narrow(&self, frame: &Frame<'_>, heading: Heading) -> Svg {
        let classes = ordered(&self.classes);
        let all = rows(&self.classes);
        let largest = all.iter().map(|row| length(row.node.figure.amount)).fold(0.0, f64::max);
        let value_width = |node: &Node| line(node).width(frame) + 12.0;
        let texts: Vec<Text> =
            all.iter().map(|row| Text::new(frame, row, frame.units() - value_width(row.node))).collect();
        let heads: Vec<Vec<String>> = classes
            .iter()
            .map(|class| {
                let width = frame.units() - value_width(class) - 20.0;
                wrap_all(&plain(&class.label), frame.text(), Weight::Bold, width)
            })
            .collect();
        let bar = 13.0;
        let head = |lines: &Vec<String>| text_height(lines.len(), frame.text()) + 16.0;
        let tall = |text: &Text| text.height(frame) + bar + 9.0;
        let height = heads.iter().map(head).sum::<f64>() + texts.iter().map(tall).sum::<f64>();
        let canvas = Canvas::open(frame, heading, height);
        let mut y = 0.0;
        let mut remaining = all.iter().zip(&texts).peekable();
        for (class, lines) in classes.iter().zip(&heads) {
            let tone = Tone::of_class(&class.code);
            let baseline = y + 10.0 + frame.text() * ASCENT;
            canvas.rule(0.0..frame.units(), y + 1.0, Tone::INK_2);
            canvas.mark(
                "mark-class",
                &class.statement(frame.words, &self.unit),
                &Of::figure(&class.figure),
                || {
                    let (swatch, look) =
                        phase_box(Rect::new(0.0, baseline - 10.5, 12.0, 12.0), self.phase, tone);
                    canvas.rect(swatch, look);
                    let name = Label::lines(lines.clone(), frame.text(), 20.0, baseline).bold();
                    let share = Label::new(&class.share, frame.small(), 28.0 + name.width(), baseline);
                    if lines.len() == 1 && share.x + share.width() + value_width(class) <= frame.units() {
                        canvas.put(&share.tone(Tone::INK_3));
                    }
                    canvas.put(&name);
                    line(class).draw_end(&canvas, frame.units(), baseline);
                },
            );
            y += head(lines);
            while let Some((row, text)) = remaining.next_if(|(row, _)| std::ptr::eq(row.class, *class)) {
                let baseline = y + 2.0 + frame.text() * ASCENT;
                let figure = &row.node.figure;
                canvas.mark(
                    "mark-item",
                    &row.statement(frame.words, &self.unit),
                    &Of::figure(figure),
                    || {
                        text.draw(&canvas, 0.0, baseline);
                        line(row.node).draw_end(&canvas, frame.units(), baseline);
                        let top = y + text.height(frame) + 4.0;
                        let amount = length(figure.amount).max(0.0);
                        if amount > 0.0 {
                            let long = (amount / largest.max(1e-9) * frame.units()).max(LEAST);
                            let (bar, look) = phase_box(Rect::new(0.0, top, long, 6.0), self.phase, tone);
                            canvas.rect(bar, look);
                        }
                    },
                );
                y += tall(text);
            }
        }
        canvas.finish(height)
    }
}

fn line(node: &Node) -> ValueLine<'_> {
    ValueLine::of(&node.figure, Weight::Bold)
}

/// The label of a class beside the first column: name, amount, and the share beside or under the amount.
struct ClassLabel<'n> {
    class: &'n Node,
    name: Vec<String>,
    beside: bool,
}

impl<'n> ClassLabel<'n> {
    fn new(frame: &Frame<'_>, class: &'n Node) -> Self {
        let size = frame.small();
        let amount = width_of(&plain(&class.figure.text), size, Weight::Bold);
        let beside = amount + 7.0 + text_width(&plain(&class.share), size) <= LABELS;
        Self { class, name: wrap_all(&plain(&class.label), size, Weight::Regular, LABELS), beside }
    }

    /// Height with some air.
    fn height(&self, frame: &Frame<'_>) -> f64 {
        let lines = self.name.len() + if self.beside { 1 } else { 2 };
        line_step(frame.small()) * count(lines) + 8.0
    }

    /// Draws the label, flush right with the column of labels.
    fn draw(&self, canvas: &Canvas<'_>, centre: f64) {
        let (size, class) = (canvas.frame.small(), self.class);
        let top = centre - (self.height(canvas.frame) - 8.0) / 2.0 + size * ASCENT;
        canvas.put(&Label::lines(self.name.clone(), size, LABELS, top).end());
        let amount = top + line_step(size) * count(self.name.len());
        let below = if self.beside { amount } else { amount + line_step(size) };
        let share = Label::new(&class.share, size, LABELS, below).end().tone(Tone::INK_3);
        let x = if self.beside && !class.share.is_empty() { LABELS - share.width() - 7.0 } else { LABELS };
        canvas.put(&share);
        canvas.figure(&class.figure, &Label::new(&class.figure.text, size, x, amount).bold().end());
    }
}

struct Wide<'p> {
    canvas: &'p Canvas<'p>,
    frame: &'p Frame<'p>,
    spine: &'p Spine,
    height: f64,
}

impl Wide<'_> {
    /// Heads of the columns and of the list, with the rule under the latter.
    fn heads(&self) {
        let (canvas, frame, words) = (self.canvas, self.frame, self.frame.words);
        let size = frame.small();
        let heads = [&words.class, &words.group, &words.item];
        let wished = COLUMNS.map(|(x, width)| x + width / 2.0);
        let sizes = heads.map(|word| text_width(word, size) + 6.0);
        let centres = spread(&wished, &sizes, 0.0, LIST - 4.0).unwrap_or(wished.to_vec());
        for (word, centre) in heads.iter().zip(centres) {
            canvas.put(&Label::new(word, size, centre, 15.0).middle().tone(Tone::INK_3));
        }
        canvas.put(&Label::new(&words.list, size, LIST, 15.0).tone(Tone::INK_3));
        canvas.put(&Label::new(&self.spine.unit, size, frame.units(), 15.0).end().tone(Tone::INK_3));
        canvas.rule(LIST..frame.units(), HEAD - 0.5, Tone::INK_2);
    }

    /// A segment of a column, from one amount to another.
    fn segment(&self, level: usize, from: f64, to: f64, tone: Tone) {
        if to <= from {
            return;
        }
        let (x, width) = COLUMNS[level];
        let top = self.place(from);
        let rect = Rect::new(x, top, width, (self.place(to) - top).max(LEAST));
        let look = match self.spine.phase {
            Phase::Final => (rect, Look::fill(tone).outlined(Tone::PAPER, 50)),
            // Half a seam apart on each side, as the paper around solid segments does.
            phase => phase_box(rect.inset(SEAM), phase, tone),
        };
        self.canvas.rect(look.0, look.1);
    }

    /// The height at which an amount stands in the columns.
    fn place(&self, amount: f64) -> f64 {
        let total = self.spine.classes.iter().map(Node::weight).sum::<f64>().max(1e-9);
        HEAD + amount / total * self.height
    }

    fn classes(&self, labels: &[ClassLabel<'_>]) {
        let mut from = 0.0;
        let spans: Vec<(f64, f64)> = labels
            .iter()
            .map(|label| {
                let span = (from, from + label.class.weight());
                from = span.1;
                span
            })
            .collect();
        let wished: Vec<f64> = spans.iter().map(|(a, b)| self.place((a + b) / 2.0)).collect();
        let sizes: Vec<f64> = labels.iter().map(|label| label.height(self.frame)).collect();
        let centres = spread(&wished, &sizes, HEAD, HEAD + self.height).unwrap_or(wished.clone());
        for (((label, span), centre), wish) in labels.iter().zip(&spans).zip(&centres).zip(&wished) {
            self.class(label, *span, *centre, *wish);
        }
    }

    fn class(&self, label: &ClassLabel<'_>, (from, to): (f64, f64), centre: f64, wish: f64) {
        let (canvas, class) = (self.canvas, label.class);
        let statement = class.statement(self.frame.words, &self.spine.unit);
        canvas.mark("mark-class", &statement, &Of::figure(&class.figure), || {
            self.segment(0, from, to, Tone::of_class(&class.code));
            label.draw(canvas, centre);
            if to > from {
                let points = [(LABELS + 5.0, centre), (LABELS + 9.0, centre), (COLUMNS[0].0 - 2.0, wish)];
                canvas.line(&points, Look::line(Tone::RULE_2, 80));
            }
        });
        // 款 and 项 stand beside their class; their own marks carry the rows of the list.
        let mut at = from;
        for group in class.ordered() {
            self.segment(1, at, at + group.weight(), Tone::of_class(&class.code));
            at += group.weight();
        }
        if class.children.is_empty() {
            self.segment(1, from, to, Tone::of_class(&class.code));
        }
    }

    /// A row of the list with its segment of the third column and its leader. `cursor` is the amount above it.
    fn row(&self, row: &Row<'_>, text: &Text, y: f64, tall: f64, cursor: &mut f64) {
        let (canvas, frame) = (self.canvas, self.frame);
        let (from, to) = (self.start(row, *cursor), self.start(row, *cursor) + row.node.weight());
        *cursor = to;
        let centre = y + tall / 2.0;
        let figure = &row.node.figure;
        canvas.mark("mark-item", &row.statement(frame.words, &self.spine.unit), &Of::figure(figure), || {
            self.segment(2, from, to, Tone::of_class(&row.class.code));
            let x = COLUMNS[2].0 + COLUMNS[2].1;
            if to > from {
                let middle = self.place((from + to) / 2.0);
                let points =
                    [(x + 2.0, middle), (x + 6.0, middle), (LIST - 28.0, centre), (LIST - 7.0, centre)];
                canvas.line(&points, Look::line(Tone::RULE_2, 80));
            }
            let baseline =
                centre - text.height(frame) / 2.0 + (line_step(frame.text()) + frame.text() * 0.74) / 2.0;
            text.draw(canvas, LIST, baseline);
            line(row.node).draw_end(canvas, frame.units(), baseline);
        });
        canvas.rule(LIST..frame.units(), y + tall, Tone::RULE);
    }

    /// Where the segment of a row begins: behind the row before it, or where its class or group begins, so that
    /// rows that do not add up stay with their own.
    fn start(&self, row: &Row<'_>, cursor: f64) -> f64 {
        let mut at = 0.0;
        for class in ordered(&self.spine.classes) {
            if std::ptr::eq(class, row.class) {
                break;
            }
            at += class.weight();
        }
        if let Some(group) = row.group {
            for other in row.class.ordered() {
                if std::ptr::eq(other, group) {
                    break;
                }
                at += other.weight();
            }
        }
        cursor.max(at)
    }
}
