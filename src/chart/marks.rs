//! What all charts draw alike: the code for phases, values at the end of a bar, 推算 in its box, the empty picture.
#![allow(clippy::float_arithmetic)] // this is geometry

use crate::model::Phase;

use super::canvas::{Canvas, Heading, Label, text_height};
use super::geometry::Rect;
use super::palette::Tone;
use super::sheet::Look;
use super::text::{ASCENT, Weight, is_wide, plain, text_width, width_of};
use super::{Figure, Frame, Svg, Trace, Value, Words};

/// Stroke of an outlined bar, in hundredths.
pub(super) const OUTLINE: u32 = 125;
/// Entries of a description; a longer list is in the table beside the chart.
const MOST_STATED: usize = 120;

/// The look of an amount: outline, tint with outline, solid.
pub(super) fn phase_look(phase: Phase, tone: Tone) -> Look {
    match phase {
        Phase::Budget => Look::fill(Tone::PAPER).outlined(tone.as_line(), OUTLINE),
        Phase::Adjusted | Phase::Execution => Look::fill(Tone::B100).outlined(tone.as_line(), OUTLINE),
        Phase::Final => Look::fill(tone),
    }
}

/// What is written on an amount of a phase: the colour that its tone carries, or ink on an outline or a tint.
pub(super) fn phase_ink(phase: Phase, tone: Tone) -> Tone {
    if phase == Phase::Final { tone.on() } else { Tone::INK }
}

/// A box drawn in the code of its phase, so that an outline stays within the box. A box that is too thin for an outline
/// is a line of its tone.
pub(super) fn phase_box(rect: Rect, phase: Phase, tone: Tone) -> (Rect, Look) {
    let stroke = f64::from(OUTLINE) / 100.0;
    if phase == Phase::Final {
        (rect, Look::fill(tone))
    } else if rect.w.min(rect.h) < 2.0 * stroke {
        (rect, Look::fill(tone.as_line()))
    } else {
        (rect.inset(stroke / 2.0), phase_look(phase, tone))
    }
}

/// The class of a mark of a phase.
pub(super) fn phase_class(phase: Phase) -> &'static str {
    match phase {
        Phase::Budget => "mark-budget",
        Phase::Adjusted | Phase::Execution => "mark-adjusted",
        Phase::Final => "mark-final",
    }
}

/// The look of what is unknown.
pub(super) fn unknown() -> Look {
    Look::fill(Tone::HATCH)
}

/// Joins what is stated into a description of bounded length.
pub(super) fn describe(words: &Words, lead: &str, statements: impl IntoIterator<Item = String>) -> String {
    let mut parts: Vec<String> = statements.into_iter().take(MOST_STATED + 1).collect();
    if parts.len() > MOST_STATED {
        parts.truncate(MOST_STATED);
        parts.push(words.more.clone().into_owned());
    }
    let body = parts.join(&words.semicolon);
    if lead.is_empty() { body } else { format!("{lead}{}{body}", words.colon) }
}

/// A picture that says that there is nothing to draw.
pub(super) fn nothing(frame: &Frame<'_>, kind: &'static str, name: &str) -> Svg {
    let text = frame.words.nothing.clone().into_owned();
    let heading = Heading { kind, name: name.to_owned(), description: text.clone(), trace: Trace::default() };
    let canvas = Canvas::open(frame, heading, 34.0);
    canvas.put(&Label::new(&text, frame.text(), 0.0, 22.0).tone(Tone::INK_3));
    canvas.finish(34.0)
}

/// A value with what follows it on the same line: 推算 in a box, a share. Where the value is not known, the word.
pub(super) struct ValueLine<'v> {
    content: Result<&'v Figure, &'v str>,
    share: &'v str,
    weight: Weight,
}

impl<'v> ValueLine<'v> {
    /// The line of a value.
    pub(super) fn new(value: &'v Value, share: &'v str, weight: Weight) -> Self {
        match value {
            Value::Known(figure) => Self { content: Ok(figure), share, weight },
            Value::Unknown(word) => Self { content: Err(word), share: "", weight },
        }
    }

    /// The line of a figure.
    pub(super) fn of(figure: &'v Figure, weight: Weight) -> Self {
        Self { content: Ok(figure), share: "", weight }
    }

    /// Width of the whole line.
    pub(super) fn width(&self, frame: &Frame<'_>) -> f64 {
        let figure = match self.content {
            Ok(figure) => figure,
            Err(word) => return text_width(&plain(word), frame.small()),
        };
        let mut width = width_of(&plain(&figure.text), frame.text(), self.weight);
        if figure.derived {
            width += 6.0 + derived_width(frame);
        }
        if !self.share.is_empty() {
            width += 8.0 + text_width(&plain(self.share), frame.small());
        }
        width
    }

    /// Draws the line from a place to the right.
    pub(super) fn draw(&self, canvas: &Canvas<'_>, x: f64, baseline: f64) {
        let frame = canvas.frame;
        let figure = match self.content {
            Ok(figure) => figure,
            Err(word) => {
                return canvas.put(&Label::new(word, frame.small(), x, baseline).tone(Tone::INK_2));
            }
        };
        let value = Label::new(&figure.text, frame.text(), x, baseline).weight(self.weight);
        let mut at = x + value.width();
        canvas.figure(figure, &value);
        if figure.derived {
            boxed(canvas, &frame.words.derived, at + 6.0, baseline);
            at += 6.0 + derived_width(frame);
        }
        canvas.put(&Label::new(self.share, frame.small(), at + 8.0, baseline).tone(Tone::INK_3));
    }

    /// Draws the line so that it ends at a place.
    pub(super) fn draw_end(&self, canvas: &Canvas<'_>, x: f64, baseline: f64) {
        self.draw(canvas, x - self.width(canvas.frame), baseline);
    }
}

/// Width of 推算 with its box.
pub(super) fn derived_width(frame: &Frame<'_>) -> f64 {
    text_width(&frame.words.derived, frame.small()) + 8.0
}

/// Height of the box around 推算.
pub(super) fn derived_height(frame: &Frame<'_>) -> f64 {
    frame.small() + 5.0
}

/// Draws a short text in a box from a place to the right.
pub(super) fn boxed(canvas: &Canvas<'_>, text: &str, x: f64, baseline: f64) {
    let size = canvas.frame.small();
    let (width, height) = (text_width(text, size) + 8.0, derived_height(canvas.frame));
    let rect = Rect::new(x, baseline - size * ASCENT - 1.5, width, height);
    canvas.rect(rect, Look::fill(Tone::PAPER).outlined(Tone::RULE_2, 90));
    canvas.put(&Label::new(text, size, x + 4.0, baseline).tone(Tone::INK_2));
}

/// Writes the word into a slot of which nothing is known, where it is free of other labels. On a slot narrower than the
/// word a Chinese word stands upright, any other one is turned; a slot without room keeps its hatching and its title.
pub(super) fn unknown_word(canvas: &Canvas<'_>, rect: Rect, word: &str) {
    let word = plain(word);
    let size = canvas.frame.small();
    if rect.w < size * 0.95 {
        return;
    }
    let long = text_width(&word, size);
    let x = rect.x + rect.w / 2.0;
    let upright = long + 8.0 > rect.w;
    let wide = word.chars().all(is_wide);
    let letters: Vec<String> =
        if upright && wide { word.chars().map(String::from).collect() } else { vec![word.clone()] };
    let tall = if upright && !wide { long } else { text_height(letters.len(), size) };
    // From the middle outwards.
    let places = [0.45, 0.3, 0.6, 0.15, 0.75, 0.05, 0.85];
    for place in places {
        let top = rect.y + (rect.h - tall) * place;
        if top < rect.y {
            return;
        }
        let label = if upright && !wide {
            Label::new(&word, size, x - size * 0.36, top).turned()
        } else {
            Label::lines(letters.clone(), size, x, top + size * ASCENT).middle()
        };
        let room = if upright { Rect::new(x - size / 2.0, top, size, tall) } else { label.bounds() };
        if canvas.is_free(&room) {
            canvas.put(&label.tone(Tone::INK_2).halo(Tone::PAPER));
            return;
        }
    }
}
