//! The canvas: what a chart draws with. It turns boxes, labels and values into plotters elements on plotters areas,
//! groups them into marks with titles and links, and remembers what was left out.
#![allow(clippy::float_arithmetic)] // this is geometry

use std::cell::{Cell, RefCell};
use std::convert::Infallible;
use std::ops::Range;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, FontTransform, TextStyle};

use super::dress::{Dress, safe_href};
use super::geometry::Rect;
use super::palette::Tone;
use super::sheet::{Look, Manner, Sheet, escape, px};
use super::text::{ASCENT, DESCENT, LEADING, Weight, plain, width_of};
use super::{Figure, Frame, LeftOut, Svg, Trace, Value};

/// The least length of a bar whose amount is not zero, in units: it must be seen that there is something.
const LEAST: f64 = 1.0;

/// A surface for one chart. Coordinates are chart units from the upper left corner of the drawing.
pub(super) struct Canvas<'a> {
    pub(super) frame: &'a Frame<'a>,
    pub(super) sheet: Rc<RefCell<Sheet>>,
    dress: Dress,
    area: DrawingArea<Sheet, Shift>,
    left_out: RefCell<Vec<LeftOut>>,
    /// Whether a mark that is a link is open: links do not nest.
    inside_link: Cell<bool>,
}

/// What a mark or a label stands for: its address, and where its numbers come from.
#[derive(Default)]
pub(super) struct Of<'f> {
    href: Option<&'f str>,
    trace: Trace,
}

impl<'f> Of<'f> {
    /// Nothing that could be traced.
    pub(super) fn nothing() -> Self {
        Self::default()
    }

    /// A page.
    pub(super) fn page(href: Option<&'f str>) -> Self {
        Self { href, ..Self::default() }
    }

    /// A figure.
    pub(super) fn figure(figure: &'f Figure) -> Self {
        Self { href: figure.href.as_deref(), trace: figure.trace.clone() }
    }

    /// A figure, if it is known.
    pub(super) fn value(value: &'f Value) -> Self {
        value.known().map_or_else(Self::default, Self::figure)
    }

    /// The same, with other numbers beside.
    pub(super) fn and(mut self, trace: &Trace) -> Self {
        self.trace.add(trace);
        self
    }
}

/// What a chart is called and what it states, for readers who do not see it.
pub(super) struct Heading {
    pub(super) kind: &'static str,
    pub(super) name: String,
    pub(super) description: String,
    /// Where the numbers come from that only the description has.
    pub(super) trace: Trace,
}

impl<'a> Canvas<'a> {
    /// Opens a canvas for a drawing of the given height.
    pub(super) fn open(frame: &'a Frame<'a>, heading: Heading, height: f64) -> Self {
        let dress = Dress::new(frame, heading);
        let side = |units: f64| u32::try_from(px(units)).unwrap_or(0);
        let (left, top) = dress.origin;
        let size = (side(frame.units() + 2.0 * left), side(height + top));
        let sheet = Rc::new(RefCell::new(Sheet::new(size, dress.id("hatch"), frame)));
        let area = DrawingArea::from(&sheet).shrink((px(left), px(top)), (px(frame.units()), px(height)));
        Self { frame, sheet, dress, area, left_out: RefCell::default(), inside_link: Cell::new(false) }
    }

    /// Closes the picture.
    pub(super) fn finish(self, height: f64) -> Svg {
        self.dress.finish(self.frame, &self.sheet, height, self.left_out.into_inner())
    }

    /// Draws marks that belong together, with a title of their own, where its numbers come from and, on a page, a link.
    pub(super) fn mark<R>(&self, class: &str, title: &str, of: &Of<'_>, body: impl FnOnce() -> R) -> R {
        let href = self.link(of.href).filter(|_| !self.inside_link.get());
        {
            let mut sheet = self.sheet.borrow_mut();
            sheet.out.push_str("<g class=\"mark ");
            escape(class, &mut sheet.out);
            sheet.out.push('"');
            sheet.trace(&of.trace);
            sheet.out.push('>');
        }
        let opened = href.map(|href| {
            self.open_link(href);
            self.inside_link.set(true);
            self.sheet.borrow().out.len() - 1
        });
        {
            let mut sheet = self.sheet.borrow_mut();
            sheet.out.push_str("<title>");
            escape(&plain(title), &mut sheet.out);
            sheet.out.push_str("</title>");
        }
        let texts = self.sheet.borrow().texts.len();
        let result = body();
        if let Some(at) = opened {
            self.inside_link.set(false);
            let mut sheet = self.sheet.borrow_mut();
            // A mark without words has no room to show that it has the focus. Its link stands in the line of what was
            // left out, and in the table, so the keyboard passes it by.
            if sheet.texts.len() == texts {
                sheet.out.insert_str(at, " tabindex=\"-1\"");
            }
        }
        self.sheet.borrow_mut().out.push_str(if href.is_some() { "</a></g>" } else { "</g>" });
        result
    }

    /// Draws texts outside any mark whose numbers come from somewhere.
    pub(super) fn traced<R>(&self, trace: &Trace, body: impl FnOnce() -> R) -> R {
        if trace.is_empty() {
            return body();
        }
        {
            let mut sheet = self.sheet.borrow_mut();
            sheet.out.push_str("<g");
            sheet.trace(trace);
            sheet.out.push('>');
        }
        let result = body();
        self.sheet.borrow_mut().out.push_str("</g>");
        result
    }

    /// Draws the numbers of a scale, which are nobody's figures.
    pub(super) fn scale(&self, body: impl FnOnce()) {
        self.sheet.borrow_mut().out.push_str("<g class=\"scale\">");
        body();
        self.sheet.borrow_mut().out.push_str("</g>");
    }

    /// Draws a box.
    pub(super) fn rect(&self, rect: Rect, look: Look) {
        let corners = [(px(rect.x), px(rect.y)), (px(rect.right()), px(rect.bottom()))];
        drawn(self.area.draw(&Rectangle::new(corners, look.style())));
    }

    /// Draws a line through points.
    pub(super) fn line(&self, points: &[(f64, f64)], look: Look) {
        let points: Vec<_> = points.iter().map(|(x, y)| (px(*x), px(*y))).collect();
        drawn(self.area.draw(&PathElement::new(points, look.style())));
    }

    /// Draws a filled shape.
    pub(super) fn polygon(&self, points: &[(f64, f64)], look: Look) {
        let points: Vec<_> = points.iter().map(|(x, y)| (px(*x), px(*y))).collect();
        drawn(self.area.draw(&Polygon::new(points, look.style())));
    }

    /// Draws a horizontal hairline.
    pub(super) fn rule(&self, x: Range<f64>, y: f64, tone: Tone) {
        self.line(&[(x.start, y), (x.end, y)], Look::line(tone, 100));
    }

    /// Draws a label.
    pub(super) fn put(&self, label: &Label) {
        if label.lines.iter().all(String::is_empty) {
            return;
        }
        let bold = if label.weight == Weight::Bold { FontStyle::Bold } else { FontStyle::Normal };
        let mut font = FontDesc::new(FontFamily::SansSerif, label.size, bold);
        if label.turned {
            font = font.transform(FontTransform::Rotate90);
        }
        let color = label.look.style().color.to_backend_color();
        let style = TextStyle { font, color, pos: Pos::new(label.anchor, VPos::Bottom) };
        let text = label.lines.join("\n");
        drawn(self.area.draw(&Text::new(text.as_str(), (px(label.x), px(label.y)), style)));
    }

    /// Draws a figure: its label, underlined with dots where it is a link. Inside a mark that is a link already it
    /// belongs to that link, elsewhere it is one of its own.
    pub(super) fn figure(&self, figure: &Figure, label: &Label) {
        let href = self.link(figure.href.as_deref());
        let own = href.filter(|_| !self.inside_link.get());
        if let Some(href) = own {
            self.open_link(href);
        }
        self.put(label);
        if href.is_some() {
            let bounds = label.bounds();
            let y = bounds.bottom() + label.size * 0.1;
            let tone = if label.look.fill == Tone::INK { Tone::RULE_2 } else { label.look.fill };
            self.line(&[(bounds.x, y), (bounds.right(), y)], Look::line(tone, 100).dotted());
        }
        if own.is_some() {
            self.sheet.borrow_mut().out.push_str("</a>");
        }
    }

    /// An address, if this picture may carry it.
    fn link<'h>(&self, href: Option<&'h str>) -> Option<&'h str> {
        href.filter(|href| self.dress.links && safe_href(href))
    }

    fn open_link(&self, href: &str) {
        let mut sheet = self.sheet.borrow_mut();
        sheet.links += 1;
        sheet.out.push_str("<a href=\"");
        escape(&plain(href), &mut sheet.out);
        sheet.out.push_str("\">");
    }

    /// Whether a box keeps clear of all texts so far.
    pub(super) fn is_free(&self, rect: &Rect) -> bool {
        let (left, top) = self.dress.origin;
        let rect = Rect::new(rect.x + left, rect.y + top, rect.w, rect.h);
        !self.sheet.borrow().texts.iter().any(|text| text.overlaps(&rect))
    }

    /// Remembers a label that found no room.
    pub(super) fn leave_out(&self, label: &str, value: &str, of: &Of<'_>) {
        let entry = LeftOut {
            label: plain(label),
            value_text: plain(value),
            href: of.href.map(str::to_owned),
            trace: of.trace.clone(),
        };
        let mut left_out = self.left_out.borrow_mut();
        if !left_out.contains(&entry) {
            left_out.push(entry);
        }
    }

    /// Opens an area with Cartesian coordinates: plotters maps values to places in it.
    pub(super) fn plot(&self, rect: Rect, x: Range<f64>, y: Range<f64>) -> Plot {
        let (left, top) = self.dress.origin;
        let unit = ((x.end - x.start).abs() / rect.w.max(1.0), (y.end - y.start).abs() / rect.h.max(1.0));
        let across = px(left + rect.x)..px(left + rect.right());
        // Values grow upwards, places downwards.
        let up = px(top + rect.bottom())..px(top + rect.y);
        let area = self.area.clone().apply_coord_spec(Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(
            filled(x),
            filled(y),
            (across, up),
        ));
        Plot { area, unit }
    }
}

/// A range that has a length, which plotters needs to map anything at all.
fn filled(range: Range<f64>) -> Range<f64> {
    let sound = range.start.is_finite() && range.end.is_finite() && range.start < range.end;
    if sound { range } else { 0.0..1.0 }
}

/// Takes note that an element was drawn. The backend cannot fail ([`Infallible`]), and the canvas never draws while
/// it holds the sheet.
pub(super) fn drawn(result: Result<(), DrawingAreaErrorKind<Infallible>>) {
    debug_assert!(result.is_ok(), "drawing on a sheet cannot fail");
}

/// An area in which plotters maps values to places.
pub(super) struct Plot {
    area: DrawingArea<Sheet, Cartesian2d<RangedCoordf64, RangedCoordf64>>,
    /// Values per chart unit, across and up.
    unit: (f64, f64),
}

impl Plot {
    /// Draws a bar between two values; one that is not empty is never invisible.
    pub(super) fn bar(&self, x: Range<f64>, y: Range<f64>, look: Look) {
        let x = at_least(x, self.unit.0 * LEAST);
        let y = at_least(y, self.unit.1 * LEAST);
        drawn(self.area.draw(&Rectangle::new([(x.start, y.start), (x.end, y.end)], look.style())));
    }

    /// Draws a line through values.
    pub(super) fn line(&self, points: &[(f64, f64)], look: Look) {
        drawn(self.area.draw(&PathElement::new(points.to_vec(), look.style())));
    }
}

fn at_least(range: Range<f64>, least: f64) -> Range<f64> {
    let length = range.end - range.start;
    #[allow(clippy::float_cmp)] // an empty bar is exactly empty
    if length == 0.0 || length.abs() >= least {
        return range;
    }
    range.start..range.start + least.copysign(length)
}

/// A text with its place: `x` by its anchor, `y` the baseline of the first line.
#[derive(Clone)]
pub(super) struct Label {
    pub(super) lines: Vec<String>,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    weight: Weight,
    anchor: HPos,
    look: Look,
    turned: bool,
}

impl Label {
    /// A label of one line, left-aligned, in ink.
    pub(super) fn new(text: &str, size: f64, x: f64, y: f64) -> Self {
        Self::lines(vec![plain(text)], size, x, y)
    }

    /// A label of lines that were broken before.
    pub(super) fn lines(lines: Vec<String>, size: f64, x: f64, y: f64) -> Self {
        let (weight, anchor) = (Weight::Regular, HPos::Left);
        Self { lines, x, y, size, weight, anchor, look: Look::fill(Tone::INK), turned: false }
    }

    /// The same label elsewhere.
    pub(super) fn at(self, x: f64, y: f64) -> Self {
        Self { x, y, ..self }
    }

    pub(super) fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    pub(super) fn weight(self, weight: Weight) -> Self {
        Self { weight, ..self }
    }

    pub(super) fn tone(self, tone: Tone) -> Self {
        Self { look: Look { fill: tone, ..self.look }, ..self }
    }

    /// Centred on `x`.
    pub(super) fn middle(self) -> Self {
        Self { anchor: HPos::Center, ..self }
    }

    /// Ending at `x`.
    pub(super) fn end(self) -> Self {
        Self { anchor: HPos::Right, ..self }
    }

    /// With a halo, for labels over marks.
    pub(super) fn halo(self, tone: Tone) -> Self {
        Self { look: Look { stroke: tone, manner: Manner::Halo, ..self.look }, ..self }
    }

    /// Turned by a right angle, reading downwards.
    pub(super) fn turned(self) -> Self {
        Self { turned: true, ..self }
    }

    /// Width of the longest line.
    pub(super) fn width(&self) -> f64 {
        self.lines.iter().map(|line| width_of(line, self.size, self.weight)).fold(0.0, f64::max)
    }

    /// Height of all lines.
    pub(super) fn height(&self) -> f64 {
        text_height(self.lines.len(), self.size)
    }

    /// The room that the letters take.
    pub(super) fn bounds(&self) -> Rect {
        let width = self.width();
        let x = match self.anchor {
            HPos::Left => self.x,
            HPos::Center => self.x - width / 2.0,
            HPos::Right => self.x - width,
        };
        Rect::new(x, self.y - self.size * ASCENT, width, self.height())
    }
}

/// Height of the letters of a label of so many lines.
pub(super) fn text_height(lines: usize, size: f64) -> f64 {
    size * (ASCENT + DESCENT) + size * LEADING * count(lines.saturating_sub(1))
}

/// A count as a length.
pub(super) fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}
