//! The drawing backend: what plotters draws on. It writes SVG elements and nothing else.
//!
//! Two conventions make plotters, which thinks in pixels and RGB, write semantic SVG:
//! - **a pixel is a hundredth of a chart unit**, so that every number in the file has at most two decimals and is an
//!   exact integer on the way;
//! - **a colour is a [`Look`]**: its three bytes are the fill tone, the stroke tone and the manner (dotted, halo). The
//!   sheet writes them as custom properties, with fallbacks where no page defines them.
#![allow(clippy::float_arithmetic)] // this is geometry

use std::convert::Infallible;
use std::fmt::Write as _;

use plotters::style::text_anchor::HPos;
use plotters::style::{FontStyle, FontTransform, RGBAColor, ShapeStyle};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use super::geometry::Rect;
use super::palette::Tone;
use super::text::{LEADING, Weight, extent, width_of};
use super::{Frame, Mode, Trace, Width};

/// Plotters pixels in a chart unit.
pub(super) const SCALE: f64 = 100.0;
/// Thickness of the halo around letters over marks, in chart units: half of it shows outside.
const HALO: u32 = 350;

/// Chart units as plotters pixels. What is not a number stands at zero.
#[allow(clippy::cast_possible_truncation)] // `as` saturates, and no chart is two million units wide
pub(super) fn px(units: f64) -> i32 {
    (units * SCALE).round() as i32
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    Plain,
    Dotted,
    Halo,
}

/// Fill, stroke and manner of a shape or a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) fill: Tone,
    pub(super) stroke: Tone,
    pub(super) manner: Manner,
    /// Stroke width in hundredths of a unit.
    pub(super) weight: u32,
}

impl Look {
    /// A filled shape without outline.
    pub(super) fn fill(tone: Tone) -> Self {
        Self { fill: tone, stroke: Tone::NONE, manner: Manner::Plain, weight: 0 }
    }

    /// A line, or the outline of an empty shape.
    pub(super) fn line(tone: Tone, weight: u32) -> Self {
        Self { fill: Tone::NONE, stroke: tone, manner: Manner::Plain, weight }
    }

    /// The same shape with an outline.
    pub(super) fn outlined(self, tone: Tone, weight: u32) -> Self {
        Self { stroke: tone, weight, ..self }
    }

    /// The same line, dotted.
    pub(super) fn dotted(self) -> Self {
        Self { manner: Manner::Dotted, ..self }
    }

    /// The look as a plotters style.
    pub(super) fn style(self) -> ShapeStyle {
        let manner = match self.manner {
            Manner::Plain => 0,
            Manner::Dotted => 1,
            Manner::Halo => 2,
        };
        let color = RGBAColor(self.fill.byte(), self.stroke.byte(), manner, 1.0);
        ShapeStyle { color, filled: true, stroke_width: self.weight }
    }

    fn read(color: BackendColor, weight: u32) -> Self {
        let (fill, stroke, manner) = color.rgb;
        let manner = match manner {
            1 => Manner::Dotted,
            2 => Manner::Halo,
            _ => Manner::Plain,
        };
        Self { fill: Tone::from_byte(fill), stroke: Tone::from_byte(stroke), manner, weight }
    }
}

/// The sheet that plotters draws on.
pub(super) struct Sheet {
    /// The elements written so far.
    pub(super) out: String,
    /// The boxes of all texts so far, in chart units, so that a later label can keep clear of them.
    pub(super) texts: Vec<Rect>,
    /// How many links were written.
    pub(super) links: usize,
    /// Whether the pattern for the unknown was used.
    pub(super) hatched: bool,
    size: (u32, u32),
    /// Id of the pattern for the unknown.
    hatch: String,
    /// Font size that the group around all elements sets, in units.
    text_size: f64,
    /// Size of notes, which has a class of its own on a page.
    note_size: f64,
    /// Whether the picture stands on a page, which has the palette and the classes below; a file that travels alone says
    /// everything itself.
    styled: bool,
}

/// What looks of many elements are called on pages, and what they are. A rule of a style sheet is stronger than an
/// attribute, so an element has a class only where the class says all of its kind.
const UNDERLINE: (&str, &str) = ("cu", "fill:none;stroke:var(--rule-2);stroke-dasharray:1 2.5");
const BOLD: (&str, &str) = ("cb", "font-weight:600");
const MIDDLE: (&str, &str) = ("cm", "text-anchor:middle");
const END: (&str, &str) = ("ce", "text-anchor:end");
const HALOED: (&str, &str) =
    ("ch", "stroke:var(--paper);stroke-width:3.5px;paint-order:stroke;stroke-linejoin:round");
/// Size of notes: per layout.
const NOTE: &str = "cn";
const INKS: [(Tone, &str); 5] = [
    (Tone::INK_2, "c2"),
    (Tone::INK_3, "c3"),
    (Tone::ON_DEEP, "cd"),
    (Tone::ON_TINT, "ct"),
    (Tone::ON_BLUE, "co"),
];

/// The rules of the classes.
pub(super) fn rules() -> String {
    let mut out = String::new();
    for (class, rule) in [UNDERLINE, BOLD, MIDDLE, END, HALOED] {
        let _ = write!(out, ".chart .{class}{{{rule}}}");
    }
    for width in Width::ALL {
        let _ = write!(out, ".chart-{} .{NOTE}{{font-size:{}px}}", width.id(), width.small());
    }
    for (tone, class) in INKS {
        let _ = write!(out, ".chart .{class}{{fill:var(--{})}}", tone.token().name);
    }
    out
}

impl Sheet {
    pub(super) fn new(size: (u32, u32), hatch: String, frame: &Frame<'_>) -> Self {
        Self {
            out: String::new(),
            texts: Vec::new(),
            links: 0,
            hatched: false,
            size,
            hatch,
            text_size: frame.text(),
            note_size: frame.small(),
            styled: matches!(frame.mode, Mode::Inline { .. }),
        }
    }

    /// Gives the sheet another size, in units.
    pub(super) fn resize(&mut self, width: f64, height: f64) {
        let side = |units: f64| u32::try_from(px(units)).unwrap_or(0);
        self.size = (side(width), side(height));
    }

    /// Writes where the numbers of an element come from.
    pub(super) fn trace(&mut self, trace: &Trace) {
        if !trace.is_empty() {
            self.out.push_str(" data-of=\"");
            escape(&trace.to_string(), &mut self.out);
            self.out.push('"');
        }
    }

    /// Writes ` name="value"` for a tone.
    fn paint(&mut self, name: &str, tone: Tone) {
        if tone == Tone::HATCH {
            self.hatched = true;
            let _ = write!(self.out, " {name}=\"url(#{})\"", self.hatch);
        } else if tone == Tone::NONE {
            let _ = write!(self.out, " {name}=\"none\"");
        } else {
            let _ = write!(self.out, " {name}=\"{}\"", Paint(tone, self.styled));
        }
    }

    fn stroke(&mut self, look: Look) {
        self.paint("stroke", look.stroke);
        if look.weight != 100 {
            let _ = write!(self.out, " stroke-width=\"{}\"", Hundredths(i64::from(look.weight)));
        }
        if look.manner == Manner::Dotted {
            self.out.push_str(" stroke-dasharray=\"1 2.5\"");
        }
    }

    /// A path through points; closed and filled where the look says so.
    fn path(&mut self, points: impl Iterator<Item = BackendCoord>, look: Look, closed: bool) {
        self.out.push_str("<path ");
        let underline = !closed && self.styled && look == Look::line(Tone::RULE_2, 100).dotted();
        if underline {
            let _ = write!(self.out, "class=\"{}\" ", UNDERLINE.0);
        }
        self.out.push_str("d=\"");
        let mut before: Option<BackendCoord> = None;
        for (x, y) in points {
            let (across, down) = (Hundredths(x.into()), Hundredths(y.into()));
            let _ = match before {
                None => write!(self.out, "M{across} {down}"),
                Some((_, same)) if same == y => write!(self.out, "H{across}"),
                Some((same, _)) if same == x => write!(self.out, "V{down}"),
                Some(_) => write!(self.out, "L{across} {down}"),
            };
            before = Some((x, y));
        }
        self.out.push_str(if closed { "Z\"" } else { "\"" });
        if underline {
            return self.out.push_str("/>");
        }
        self.paint("fill", if closed { look.fill } else { Tone::NONE });
        if look.stroke != Tone::NONE {
            self.stroke(look);
        }
        self.out.push_str("/>");
    }

    /// Writes how a text looks: on a page by classes, as far as there are any, else by attributes.
    fn lettering(&mut self, size: f64, bold: bool, family: &str, anchor: HPos, look: Look) {
        let mut classes: Vec<&str> = Vec::new();
        let styled = self.styled;
        let mut classed = |class: &'static str| {
            if styled {
                classes.push(class);
            }
            styled
        };
        let mut attributes = String::new();
        #[allow(clippy::float_cmp)] // sizes are copied from a table, never computed
        if size != self.text_size && !(size == self.note_size && classed(NOTE)) {
            let _ = write!(attributes, " font-size=\"{size}\"");
        }
        if bold && !classed(BOLD.0) {
            attributes.push_str(" font-weight=\"600\"");
        }
        if family != "sans-serif" {
            let _ = write!(attributes, " font-family=\"{family}\"");
        }
        let (word, class) = match anchor {
            HPos::Left => ("", ""),
            HPos::Center => ("middle", MIDDLE.0),
            HPos::Right => ("end", END.0),
        };
        if !word.is_empty() && !classed(class) {
            let _ = write!(attributes, " text-anchor=\"{word}\"");
        }
        let ink = INKS.iter().find(|(tone, _)| *tone == look.fill);
        let inked = look.fill == Tone::INK || ink.is_some_and(|(_, class)| classed(class));
        let halo = look.manner == Manner::Halo;
        let haloed = !halo || (look.stroke == Tone::PAPER && look.weight == HALO && classed(HALOED.0));
        if !classes.is_empty() {
            let _ = write!(self.out, " class=\"{}\"", classes.join(" "));
        }
        self.out.push_str(&attributes);
        if !inked {
            self.paint("fill", look.fill);
        }
        if !haloed {
            self.stroke(look);
            self.out.push_str(" paint-order=\"stroke\" stroke-linejoin=\"round\"");
        }
    }

    /// Notes the room that a text takes, for labels that come later.
    fn occupy(&mut self, lines: &[&str], x: f64, y: f64, size: f64, weight: Weight, anchor: HPos) {
        let width = lines.iter().map(|line| width_of(line, size, weight)).fold(0.0, f64::max);
        let left = match anchor {
            HPos::Left => x,
            HPos::Center => x - width / 2.0,
            HPos::Right => x - width,
        };
        let more = f64::from(u32::try_from(lines.len().saturating_sub(1)).unwrap_or(0));
        let (rise, _) = extent(lines.first().copied().unwrap_or_default());
        let (_, fall) = extent(lines.last().copied().unwrap_or_default());
        let height = size * (rise + fall + LEADING * more);
        self.texts.push(Rect::new(left, y - size * rise, width, height));
    }
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Sheet {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    /// Nothing in this room is made of pixels.
    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, _: bool) -> Drawn {
        let look = Look::read(style.color(), style.stroke_width());
        // An outline lies inside the box: the outer edge is the value.
        let edge = if look.stroke == Tone::NONE { 0 } else { i64::from(look.weight) };
        let (x, y) = (i64::from(a.0.min(b.0)), i64::from(a.1.min(b.1)));
        let (w, h) = (i64::from(a.0.max(b.0)) - x, i64::from(a.1.max(b.1)) - y);
        let edge = edge.min(w).min(h);
        let _ = write!(
            self.out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
            Hundredths(x + edge / 2),
            Hundredths(y + edge / 2),
            Hundredths(w - edge),
            Hundredths(h - edge)
        );
        self.paint("fill", look.fill);
        if look.stroke != Tone::NONE {
            self.stroke(look);
        }
        self.out.push_str("/>");
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.path(path.into_iter(), Look::read(style.color(), style.stroke_width()), false);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> Drawn {
        self.path(points.into_iter(), Look::read(style.color(), style.stroke_width()), true);
        Ok(())
    }

    /// A text of one or more lines; `at` is the baseline of the first. Only the horizontal anchor counts.
    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let (size, look) = (style.size(), Look::read(style.color(), HALO));
        let bold = matches!(style.style(), FontStyle::Bold);
        let anchor = style.anchor().h_pos;
        let lines: Vec<&str> = text.split('\n').collect();
        let (x, y) = (Hundredths(at.0.into()), Hundredths(at.1.into()));
        let _ = write!(self.out, "<text x=\"{x}\" y=\"{y}\"");
        self.lettering(size, bold, style.family().as_str(), anchor, look);
        let weight = if bold { Weight::Bold } else { Weight::Regular };
        if matches!(style.transform(), FontTransform::Rotate90) {
            let _ = write!(self.out, " transform=\"rotate(90 {x} {y})\"");
            let (x, y) = (f64::from(at.0) / SCALE, f64::from(at.1) / SCALE);
            let (rise, fall) = extent(text);
            let room = Rect::new(x - size * fall, y, size * (rise + fall), width_of(text, size, weight));
            self.texts.push(room);
        } else {
            self.occupy(&lines, f64::from(at.0) / SCALE, f64::from(at.1) / SCALE, size, weight, anchor);
        }
        self.out.push('>');
        for (i, line) in lines.iter().enumerate() {
            if i == 0 {
                escape(line, &mut self.out);
            } else {
                let step = Hundredths(px(size * LEADING).into());
                let _ = write!(self.out, "<tspan x=\"{x}\" dy=\"{step}\">");
                escape(line, &mut self.out);
                self.out.push_str("</tspan>");
            }
        }
        self.out.push_str("</text>");
        Ok(())
    }

    /// Asked by nobody in this room, and answered by our own metrics if it ever is.
    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let side = |units: f64| u32::try_from(px(units)).unwrap_or(0);
        Ok((side(width_of(text, style.size(), Weight::Regular)), side(style.size())))
    }
}

/// A colour as an attribute: on a page the name of its property, in a file that travels alone also its light value.
pub(super) struct Paint(pub(super) Tone, pub(super) bool);

impl std::fmt::Display for Paint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let token = self.0.token();
        if self.1 {
            write!(f, "var(--{})", token.name)
        } else {
            write!(f, "var(--{},{})", token.name, token.light)
        }
    }
}

/// A number of hundredths, written with at most two decimals.
pub(super) struct Hundredths(pub(super) i64);

impl std::fmt::Display for Hundredths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        match (rest, rest % 10) {
            (0, _) => write!(f, "{sign}{whole}"),
            (_, 0) => write!(f, "{sign}{whole}.{}", rest / 10),
            _ => write!(f, "{sign}{whole}.{rest:02}"),
        }
    }
}

/// Appends a text so that nothing in it can become markup. Quotes too: the same text may stand in an attribute.
pub(super) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_at_most_two_decimals() {
        let text = |n: i64| Hundredths(n).to_string();
        assert_eq!(
            [text(0), text(100), text(150), text(105), text(-5), text(-1230)],
            ["0", "1", "1.5", "1.05", "-0.05", "-12.3"]
        );
        assert_eq!(px(f64::NAN), 0);
    }

    #[test]
    fn markup_in_texts_is_dead() {
        let mut out = String::new();
        escape("<script>\"&'", &mut out);
        assert_eq!(out, "&lt;script&gt;&quot;&amp;&#39;");
    }
}
