//! What a page paints beside characters, in the order of painting: ruling lines, areas of colour, patches over what was
//! painted before. From the areas follows on what colour a character stands, and so whether anybody sees it.
#![allow(clippy::float_arithmetic)] // geometry

use std::ops::RangeInclusive;

use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect};
use hayro_interpret::{BlendMode, Paint};

use super::page::{MOST, Rule, narrow};

/// A rule is a line or a filled rectangle at most this thick, in points.
const THICK: f64 = 3.0;

/// Width and height of what is drawn and may stand for a character, in points.
const SHAPE: RangeInclusive<f64> = 1.5..=20.0;

/// The most areas of a page that are kept. Tables with a colour for every cell have a thousand.
const MOST_AREAS: usize = 4_000;

/// Colours nearer than this in each part are one to the eye.
const SAME: u8 = 6;

/// A character is pale where it is nearer than this to the colour behind it: nobody prints figures so, but watermarks are.
const PALE: u8 = 90;

/// Paint less opaque than this leaves what is under it to be seen.
const OPAQUE: f32 = 0.95;

/// A colour in red, green and blue.
pub(super) type Colour = [u8; 3];

const WHITE: Colour = [255; 3];

/// What an operation paints with: a colour, if it is one, and how opaque it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ink {
    colour: Option<Colour>,
    opacity: f32,
    /// Whether it lies over what is there instead of mixing with it.
    lies_over: bool,
}

/// How a character stands out from what is behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sight {
    /// Not at all.
    Unseen,
    /// A little.
    Pale(Colour),
    /// Well.
    Plain,
}

/// An area of one colour.
#[derive(Debug, Clone, Copy)]
struct Area {
    rect: Rect,
    /// None where it is no plain colour.
    colour: Option<Colour>,
}

/// What was painted so far.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Horizontal rules.
    pub(super) across: Vec<Rule>,
    /// Vertical rules.
    pub(super) down: Vec<Rule>,
    /// Coloured areas of the size of cells: left, upper, right and lower edge.
    pub(super) cells: Vec<(f32, f32, f32, f32)>,
    /// Shapes of the size of a character: left, upper, right and lower edge.
    pub(super) shapes: Vec<(f32, f32, f32, f32)>,
    /// Whether there was more than is kept.
    pub(super) cut: bool,
    areas: Vec<Area>,
}

impl Ink {
    /// What a paint is, in a group of some opacity.
    pub(super) fn of(paint: &Paint<'_>, blend: BlendMode, masked: bool, group: f32) -> Self {
        let lies_over = blend == BlendMode::Normal && !masked;
        match paint {
            Paint::Color(color) => {
                let [red, green, blue, alpha] = color.to_rgba().to_rgba8();
                Self {
                    colour: Some([red, green, blue]),
                    opacity: f32::from(alpha) / 255.0 * group,
                    lies_over,
                }
            }
            Paint::Pattern(_) => Self { colour: None, opacity: group, lies_over },
        }
    }

    /// Whether it is a red.
    pub(super) fn is_red(&self) -> bool {
        self.colour.is_some_and(crate::document::is_red)
    }

    /// The colour that is seen where it lies on another.
    fn over(&self, paper: Colour) -> Option<Colour> {
        let own = self.colour.filter(|_| self.lies_over || self.opacity < 0.01)?;
        let mut mixed = [0; 3];
        for (at, part) in mixed.iter_mut().enumerate() {
            let (above, below) = (f32::from(own[at]), f32::from(paper[at]));
            *part = rounded(below + (above - below) * self.opacity);
        }
        Some(mixed)
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 0 and 255
fn rounded(part: f32) -> u8 {
    part.round().clamp(0.0, 255.0) as u8
}

/// The largest difference between the parts of two colours.
fn apart(one: Colour, other: Colour) -> u8 {
    one.iter().zip(other).map(|(a, b)| a.abs_diff(b)).max().unwrap_or(0)
}

impl Marks {
    /// The colour at a place; none where it is no plain colour.
    fn paper(&self, at: Point) -> Option<Colour> {
        self.areas.iter().rev().find(|area| area.rect.contains(at)).map_or(Some(WHITE), |area| area.colour)
    }

    /// How a character at a place is seen.
    pub(super) fn sight(&self, at: Point, ink: &Ink) -> Sight {
        let Some((seen, paper)) = self.paper(at).and_then(|paper| Some((ink.over(paper)?, paper))) else {
            return Sight::Plain;
        };
        match apart(seen, paper) {
            distance if distance <= SAME => Sight::Unseen,
            distance if distance < PALE => Sight::Pale(seen),
            _ => Sight::Plain,
        }
    }

    /// Fills a path: each of its parts is a rule, an area or neither. Gives back the areas that hide what is under them.
    pub(super) fn fill(&mut self, path: &BezPath, transform: Affine, clip: Rect, ink: &Ink) -> Vec<Rect> {
        let mut patches = Vec::new();
        for part in parts(path, transform) {
            let rect = clip.intersect(part.rect);
            if rect.width() <= 0.0 && rect.height() <= 0.0 || !rect.is_finite() {
                continue;
            }
            if self.bar(rect, ink) {
                continue;
            }
            self.shape(rect, ink);
            if part.is_rect && rect.area() > 0.0 {
                self.area(rect, ink);
                if ink.lies_over && ink.opacity >= OPAQUE {
                    patches.push(rect);
                }
            }
        }
        patches
    }

    /// Takes what is as large as a character. What nobody sees is nothing.
    fn shape(&mut self, rect: Rect, ink: &Ink) {
        let is_small = |size: f64| SHAPE.contains(&size);
        if is_small(rect.width())
            && is_small(rect.height())
            && self.sight(rect.center(), ink) != Sight::Unseen
            && self.shapes.len() < MOST_AREAS
        {
            self.picture(rect);
        }
    }

    /// Takes a picture as large as a character.
    pub(super) fn picture(&mut self, rect: Rect) {
        if SHAPE.contains(&rect.width()) && rect.height() <= *SHAPE.end() && self.shapes.len() < MOST_AREAS {
            self.shapes.push((narrow(rect.x0), narrow(rect.y0), narrow(rect.x1), narrow(rect.y1)));
        }
    }

    fn area(&mut self, rect: Rect, ink: &Ink) {
        let colour = match self.paper(rect.center()) {
            Some(paper) => {
                let seen = ink.over(paper);
                let is_cell = rect.width() > 8.0 && rect.height() > 6.0 && rect.height() < 200.0;
                if is_cell
                    && seen.is_some_and(|seen| apart(seen, paper) > SAME)
                    && self.cells.len() < MOST_AREAS
                {
                    self.cells.push((narrow(rect.x0), narrow(rect.y0), narrow(rect.x1), narrow(rect.y1)));
                }
                seen
            }
            None => ink.colour.filter(|_| ink.lies_over && ink.opacity >= OPAQUE),
        };
        if self.areas.len() >= MOST_AREAS {
            self.cut = true;
            return;
        }
        self.areas.push(Area { rect, colour });
    }

    /// Takes a shape as thin as a rule. One of the colour that it lies on rules nothing.
    fn bar(&mut self, rect: Rect, ink: &Ink) -> bool {
        let (width, height) = (rect.width(), rect.height());
        let (across, down) = (height <= THICK && width > height, width <= THICK && height > width);
        if !across && !down {
            return false;
        }
        if ink.opacity < 0.04 || self.sight(rect.center(), ink) == Sight::Unseen {
            return true;
        }
        if across {
            self.rule(false, (rect.y0 + rect.y1) / 2.0, rect.x0, rect.x1);
        } else {
            self.rule(true, (rect.x0 + rect.x1) / 2.0, rect.y0, rect.y1);
        }
        true
    }

    fn rule(&mut self, down: bool, at: f64, from: f64, to: f64) {
        if self.across.len() + self.down.len() >= MOST {
            self.cut = true;
            return;
        }
        let rule = Rule { at: narrow(at), from: narrow(from), to: narrow(to) };
        if down { self.down.push(rule) } else { self.across.push(rule) }
    }

    /// Strokes a path with a line as thick as type, which covers what is under it. Gives back the areas that hide it.
    pub(super) fn band(
        &mut self,
        path: &BezPath,
        transform: Affine,
        width: f32,
        clip: Rect,
        ink: &Ink,
    ) -> Vec<Rect> {
        let half = f64::from(width) * transform.determinant().abs().sqrt() / 2.0;
        if 2.0 * half <= THICK {
            return Vec::new();
        }
        let mut patches = Vec::new();
        let mut at = Point::ZERO;
        for element in path.elements() {
            match element {
                PathEl::LineTo(point) => {
                    let to = transform * *point;
                    let (level, upright) = ((at.y - to.y).abs() <= 0.5, (at.x - to.x).abs() <= 0.5);
                    let (across, down) = (if level { 0.0 } else { half }, if level { half } else { 0.0 });
                    let rect = clip.intersect(Rect::from_points(at, to).inflate(across, down));
                    if level != upright && rect.is_finite() && rect.area() > 0.0 {
                        self.area(rect, ink);
                        if ink.lies_over && ink.opacity >= OPAQUE {
                            patches.push(rect);
                        }
                    }
                    at = to;
                }
                PathEl::MoveTo(point) | PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => {
                    at = transform * *point;
                }
                PathEl::ClosePath => {}
            }
        }
        patches
    }

    /// Strokes a path; slanting lines rule nothing, but may draw a character.
    pub(super) fn stroke(&mut self, path: &BezPath, transform: Affine, clip: Rect, ink: &Ink) {
        for part in parts(path, transform).iter().filter(|part| !part.is_rect) {
            self.shape(clip.intersect(part.rect), ink);
        }
        let (mut start, mut at) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            match element {
                PathEl::MoveTo(point) => {
                    start = transform * *point;
                    at = start;
                }
                PathEl::LineTo(point) => {
                    let to = transform * *point;
                    self.line(at, to, clip, ink);
                    at = to;
                }
                PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => at = transform * *to,
                PathEl::ClosePath => {
                    self.line(at, start, clip, ink);
                    at = start;
                }
            }
        }
    }

    fn line(&mut self, a: Point, b: Point, clip: Rect, ink: &Ink) {
        let half = 0.25;
        let rect = if (a.y - b.y).abs() <= 0.5 && (a.x - b.x).abs() > 0.5 {
            Rect::new(a.x.min(b.x), a.y - half, a.x.max(b.x), a.y + half)
        } else if (a.x - b.x).abs() <= 0.5 && (a.y - b.y).abs() > 0.5 {
            Rect::new(a.x - half, a.y.min(b.y), a.x + half, a.y.max(b.y))
        } else {
            return;
        };
        let rect = clip.intersect(rect);
        if rect.is_finite() && (rect.width() > 0.0 || rect.height() > 0.0) {
            self.bar(rect, ink);
        }
    }
}

/// A part of a path.
struct Shape {
    rect: Rect,
    /// Whether it fills the whole of its box.
    is_rect: bool,
}

/// The parts of a path.
fn parts(path: &BezPath, transform: Affine) -> Vec<Shape> {
    let mut parts: Vec<Vec<Point>> = Vec::new();
    let mut curved = Vec::new();
    for element in path.elements() {
        let (point, curve) = match element {
            PathEl::MoveTo(point) => {
                parts.push(Vec::new());
                curved.push(false);
                (*point, false)
            }
            PathEl::LineTo(point) => (*point, false),
            PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => (*point, true),
            PathEl::ClosePath => continue,
        };
        if let (Some(part), Some(bent)) = (parts.last_mut(), curved.last_mut()) {
            part.push(transform * point);
            *bent |= curve;
        }
    }
    let shape = |(points, curved): (Vec<Point>, bool)| {
        let first = *points.first()?;
        let rect = points.iter().fold(Rect::from_points(first, first), |rect, point| rect.union_pt(*point));
        let near = |a: f64, b: f64| (a - b).abs() <= 0.5;
        let corner = |p: &Point| {
            (near(p.x, rect.x0) || near(p.x, rect.x1)) && (near(p.y, rect.y0) || near(p.y, rect.y1))
        };
        let is_rect = !curved && (4..=5).contains(&points.len()) && points.iter().all(corner);
        Some(Shape { rect, is_rect })
    };
    parts.into_iter().zip(curved).filter_map(shape).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ink(colour: Colour, opacity: f32) -> Ink {
        Ink { colour: Some(colour), opacity, lies_over: true }
    }

    fn fill(marks: &mut Marks, rect: Rect, ink: &Ink) -> usize {
        let path: BezPath = hayro_interpret::kurbo::Shape::to_path(&rect, 0.1);
        marks.fill(&path, Affine::IDENTITY, Rect::new(0.0, 0.0, 600.0, 800.0), ink).len()
    }

    #[test]
    fn ink_is_seen_by_what_it_lies_on() {
        let mut marks = Marks::default();
        let at = Point::new(50.0, 50.0);
        assert_eq!(marks.sight(at, &ink([0; 3], 1.0)), Sight::Plain);
        assert_eq!(marks.sight(at, &ink(WHITE, 1.0)), Sight::Unseen);
        assert_eq!(marks.sight(at, &ink([0; 3], 0.0)), Sight::Unseen);
        assert_eq!(marks.sight(at, &ink([0; 3], 0.2)), Sight::Pale([204; 3]));
        assert_eq!(marks.sight(at, &ink([216; 3], 1.0)), Sight::Pale([216; 3]));
        assert_eq!(fill(&mut marks, Rect::new(0.0, 0.0, 100.0, 100.0), &ink([0, 0, 128], 1.0)), 1);
        assert_eq!(marks.sight(at, &ink(WHITE, 1.0)), Sight::Plain);
        assert_eq!(marks.sight(at, &ink([0, 0, 128], 1.0)), Sight::Unseen);
        assert_eq!(marks.sight(Point::new(150.0, 50.0), &ink(WHITE, 1.0)), Sight::Unseen);
    }

    #[test]
    fn white_lines_rule_on_colour_only() {
        let mut marks = Marks::default();
        let bar = Rect::new(0.0, 50.0, 90.0, 51.0);
        fill(&mut marks, bar, &ink(WHITE, 1.0));
        assert!(marks.across.is_empty());
        fill(&mut marks, Rect::new(0.0, 0.0, 100.0, 100.0), &ink([200, 220, 240], 1.0));
        fill(&mut marks, bar, &ink(WHITE, 1.0));
        assert_eq!((marks.across.len(), marks.cells.len()), (1, 1));
    }

    #[test]
    fn what_is_clear_hides_nothing() {
        let mut marks = Marks::default();
        assert_eq!(fill(&mut marks, Rect::new(0.0, 0.0, 100.0, 100.0), &ink(WHITE, 0.5)), 0);
        assert_eq!(fill(&mut marks, Rect::new(0.0, 0.0, 100.0, 2.0), &ink([0; 3], 1.0)), 0);
        let mixes = Ink { lies_over: false, ..ink([255, 255, 0], 1.0) };
        assert_eq!(fill(&mut marks, Rect::new(0.0, 0.0, 100.0, 100.0), &mixes), 0);
        assert_eq!(marks.sight(Point::new(50.0, 50.0), &ink([0; 3], 1.0)), Sight::Plain);
    }
}
