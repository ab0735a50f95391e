//! One page as the content stream draws it: glyphs with their boxes, ruling lines, how much of it is pictures. The
//! only file that knows the PDF library's drawing interface.
//!
//! Coordinates are points from the upper left corner of the page as it is turned for reading.
#![allow(clippy::float_arithmetic)] // geometry

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape as _};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::page::Page;

use super::fields;
use super::fonts::Fonts;
use super::marks::{Colour, Ink, Marks, Sight};
use super::sideways::Sideways;
use super::signs;
use super::struck;

/// The most glyphs and ruling lines of a page that are kept. No printed page has a tenth of it.
pub(super) const MOST: usize = 200_000;

/// The most drawing operations of a page. Forms that draw themselves over and over reach it.
const MOST_WORK: usize = 1_000_000;

/// The most drawing operations of a file, however large.
const MOST_WORK_OF_FILE: usize = 5_000_000;

/// Drawing operations that any file may have, however small.
const AMPLE_WORK: usize = 500_000;

/// Drawing operations for each byte of a file. Disclosures have 2.8 at most, and two hundred thousand in all.
const WORK_PER_BYTE: usize = 3;

/// Crossings of rules that cost as much as one drawing operation.
pub(super) const CROSSINGS: usize = 8;

/// The most drawing operations of a file of so many bytes: pages may share their content, which costs the file next to nothing
/// and its readers as much as any other page.
pub(super) fn work_of(bytes: usize) -> usize {
    MOST_WORK_OF_FILE.min(AMPLE_WORK.saturating_add(bytes.saturating_mul(WORK_PER_BYTE)))
}

/// A printed character.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    /// What it says: usually one character, more for a ligature; U+FFFD where the font does not tell.
    pub(super) text: Text,
    /// Left edge.
    pub(super) x0: f32,
    /// Right edge: where the next character of its run starts.
    pub(super) x1: f32,
    /// The line that it stands on.
    pub(super) base: f32,
    /// Size of the type.
    pub(super) size: f32,
    /// Which drawing operation printed it. Characters of one operation belong together.
    pub(super) run: u32,
    /// Its colour, where that is little darker or lighter than what is behind it.
    pub(super) pale: Option<Colour>,
    /// Whether it is red.
    pub(super) red: bool,
}

/// The characters of a glyph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Text {
    /// One character.
    One(char),
    /// Several.
    Several(Box<str>),
}

impl Text {
    pub(super) fn push_to(&self, out: &mut String) {
        match self {
            Text::One(c) => out.push(*c),
            Text::Several(text) => out.push_str(text),
        }
    }

    /// Whether nothing is printed.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Text::One(c) => c.is_whitespace() || c.is_control() || *c == '\u{200B}' || *c == '\u{FEFF}',
            Text::Several(text) => text.trim().is_empty(),
        }
    }

    /// The last character.
    pub(super) fn last(&self) -> Option<char> {
        match self {
            Text::One(c) => Some(*c),
            Text::Several(text) => text.chars().next_back(),
        }
    }

    /// The first character.
    pub(super) fn first(&self) -> Option<char> {
        match self {
            Text::One(c) => Some(*c),
            Text::Several(text) => text.chars().next(),
        }
    }
}

impl Glyph {
    /// Upper edge of the type's body.
    pub(super) fn top(&self) -> f32 {
        self.base - 0.86 * self.size
    }

    /// Lower edge of the type's body.
    pub(super) fn bottom(&self) -> f32 {
        self.base + 0.14 * self.size
    }

    /// The middle of the box.
    pub(super) fn middle(&self) -> (f32, f32) {
        ((self.x0 + self.x1) / 2.0, self.base - 0.36 * self.size)
    }
}

/// A ruling line, horizontal or vertical.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    /// Where it lies: y of a horizontal, x of a vertical one.
    pub(super) at: f32,
    /// Where it begins: left or upper end.
    pub(super) from: f32,
    /// Where it ends.
    pub(super) to: f32,
}

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Width in points.
    pub(super) width: f32,
    /// Height in points.
    pub(super) height: f32,
    /// Characters in the order of drawing.
    pub(super) glyphs: Vec<Glyph>,
    /// Characters that stand sideways.
    pub(super) sideways: Vec<Sideways>,
    /// Horizontal rules.
    pub(super) across: Vec<Rule>,
    /// Vertical rules.
    pub(super) down: Vec<Rule>,
    /// Coloured areas of the size of cells: left, upper, right and lower edge.
    pub(super) cells: Vec<(f32, f32, f32, f32)>,
    /// Shapes of the size of a character: left, upper, right and lower edge.
    pub(super) shapes: Vec<(f32, f32, f32, f32)>,
    /// Part of the page covered by pictures, 0 to 1 and more where they lie over each other.
    pub(super) pictured: f32,
    /// Characters that the font does not name.
    pub(super) unnamed: usize,
    /// Characters drawn invisibly: the text layer of a scan.
    pub(super) invisible: usize,
    /// Of the characters, those that were named by their codes alone.
    pub(super) by_code: usize,
    /// Characters of the colour behind them.
    pub(super) unseen: Vec<Glyph>,
    /// Characters that nobody sees: of the colour behind them, covered by what was painted later, or drawn invisibly where no
    /// picture shows them.
    pub(super) hidden: usize,
    /// Characters not upright on the page.
    pub(super) turned: usize,
    /// Characters outside of the page.
    pub(super) outside: usize,
    /// Of the sideways ones, characters of lines that run straight up.
    pub(super) upwards: usize,
    /// Of these, characters of lines that run straight down.
    pub(super) downwards: usize,
    /// Whether there was more than is kept.
    pub(super) cut: bool,
}

/// How the text of a page runs where it does not run to the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Not,
    /// It runs upwards: the page is turned clockwise for reading.
    Clockwise,
    /// It runs downwards.
    Counterclockwise,
}

/// Draws a page. Where most of its text stands sideways, the page is turned.
pub(super) fn see<'a>(
    pdf: &'a Pdf,
    page: &Page<'a>,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
    left: &mut usize,
) -> Seen {
    let seen = draw(pdf, page, cache, settings, Turn::Not, left);
    let turn = if seen.upwards >= seen.downwards { Turn::Clockwise } else { Turn::Counterclockwise };
    if seen.upwards.max(seen.downwards) > seen.glyphs.len() {
        draw(pdf, page, cache, settings, turn, left)
    } else {
        seen
    }
}

fn draw<'a>(
    pdf: &'a Pdf,
    page: &Page<'a>,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
    turn: Turn,
    left: &mut usize,
) -> Seen {
    // A page may be measured in larger units than points.
    let unit =
        page.raw().get::<f32>(b"UserUnit").filter(|unit| (1.0..=1_000.0).contains(unit)).unwrap_or(1.0);
    let (width, height) = page.render_dimensions();
    let (width, height) = (width * unit, height * unit);
    let (w, h) = (f64::from(width), f64::from(height));
    let (turned, (width, height)) = match turn {
        Turn::Not => (Affine::IDENTITY, (width, height)),
        Turn::Clockwise => (Affine::new([0.0, 1.0, -1.0, 0.0, h, 0.0]), (height, width)),
        Turn::Counterclockwise => (Affine::new([0.0, -1.0, 1.0, 0.0, 0.0, w]), (height, width)),
    };
    let frame = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let transform =
        turned * Affine::scale(unit.into()) * Affine::new(page.initial_transform(true).as_coeffs());
    let mut context = Context::new(transform, frame, cache, pdf.xref(), settings.clone());
    let mut eye = Eye {
        seen: Seen { width, height, ..Seen::default() },
        fonts: Fonts::of(page),
        clips: vec![frame],
        run: 0,
        marks: Marks::default(),
        groups: Vec::new(),
        veiled: Vec::new(),
        pictures: Vec::new(),
        work: MOST_WORK.saturating_sub(*left),
    };
    let begun = eye.work;
    // The library has no way to stop, so a page without end is stopped by unwinding.
    let done = catch_unwind(AssertUnwindSafe(|| interpret_page(page, &mut context, &mut eye)));
    eye.seen.cut |= done.is_err();
    *left = left.saturating_sub(eye.work - begun);
    let pictured: f64 = eye.pictures.iter().map(Rect::area).sum();
    eye.lift_veil();
    let Eye { mut seen, marks, fonts, .. } = eye;
    seen.by_code = fonts.by_code;
    seen.pictured = narrow(pictured / frame.area().max(1.0));
    seen.cut |= marks.cut;
    (seen.across, seen.down) = (marks.across, marks.down);
    (seen.cells, seen.shapes) = (marks.cells, marks.shapes);
    seen.glyphs.extend(fields::glyphs(page, transform));
    seen.hidden += struck::leave_out(&mut seen, fields::strokes(page, transform));
    signs::mark(&mut seen);
    seen
}

/// Geometry is kept in single precision: a thousandth of a point is enough.
#[allow(clippy::cast_possible_truncation)]
pub(super) fn narrow(value: f64) -> f32 {
    value as f32
}

/// Writes down what is drawn.
struct Eye<'a> {
    seen: Seen,
    fonts: Fonts<'a>,
    /// What of the page is not clipped away, innermost last.
    clips: Vec<Rect>,
    run: u32,
    /// What was painted so far.
    marks: Marks,
    /// Opacity of the groups that are being painted, and whether they lie over what is there.
    groups: Vec<(f32, bool)>,
    /// Characters drawn invisibly.
    veiled: Vec<Glyph>,
    /// Where pictures lie.
    pictures: Vec<Rect>,
    /// Drawing operations so far.
    work: usize,
}

/// The part of a page that a picture may cover and still be a patch.
const SMALL: f64 = 0.2;

/// Whether a picture hides all that is under it.
fn is_opaque(image: &Image<'_, '_>) -> bool {
    match image {
        Image::Raster(raster) => {
            let dict = raster.stream().dict();
            !dict.contains_key(b"SMask") && !dict.contains_key(b"Mask") && !dict.contains_key(b"SMaskInData")
        }
        Image::Stencil(_) => false,
    }
}

/// A page that draws without end.
struct Endless;

impl Eye<'_> {
    /// Counts a drawing operation.
    fn tick(&mut self) {
        self.work += 1;
        if self.work > MOST_WORK {
            resume_unwind(Box::new(Endless));
        }
    }

    fn clip(&self) -> Rect {
        self.clips.last().copied().unwrap_or(Rect::ZERO)
    }

    fn push_clip(&mut self, rect: Rect) {
        let inner = self.clip().intersect(rect);
        self.clips.push(inner);
    }

    /// What an operation paints with.
    fn ink(&self, props: &DrawProps<'_>) -> Ink {
        let group = self.groups.iter().map(|(opacity, _)| opacity).product();
        let masked = props.soft_mask.is_some() || self.groups.iter().any(|(_, plain)| !plain);
        Ink::of(&props.paint, props.blend_mode, masked, group)
    }

    /// Takes the characters away that lie under a patch.
    fn cover(&mut self, patch: Rect) {
        self.work += self.seen.glyphs.len() / 64;
        let under = |glyph: &Glyph| {
            let (x, _) = glyph.middle();
            let (top, bottom) = (glyph.base - 0.6 * glyph.size, glyph.base - 0.1 * glyph.size);
            patch.contains(Point::new(x.into(), top.into()))
                && patch.contains(Point::new(x.into(), bottom.into()))
        };
        let before = self.seen.glyphs.len();
        self.seen.glyphs.retain(|glyph| !under(glyph));
        self.seen.hidden += before - self.seen.glyphs.len();
    }

    /// Invisible characters are the text of a picture of a page, or of letters that are drawn as shapes. On a page with text
    /// of its own they are nothing where no picture lies.
    fn lift_veil(&mut self) {
        let veiled = std::mem::take(&mut self.veiled);
        let has_text = self.seen.glyphs.len() > veiled.len() / 4;
        let (pictures, seen) = (&self.pictures, &mut self.seen);
        for glyph in veiled {
            let (x, y) = glyph.middle();
            let pictured = pictures.iter().any(|picture| picture.contains(Point::new(x.into(), y.into())));
            if pictured || !has_text {
                seen.invisible += 1;
                seen.glyphs.push(glyph);
            } else {
                seen.hidden += 1;
            }
        }
    }
}

impl<'a> Device<'a> for Eye<'a> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.tick();
        let (ink, clip) = (self.ink(&props), self.clip());
        let patches = match mode {
            DrawMode::Fill(_) | DrawMode::FillAndStroke(..) => {
                self.marks.fill(path, props.transform, clip, &ink)
            }
            // A line as thick as type is an area.
            DrawMode::Stroke(stroke) => self.marks.band(path, props.transform, stroke.line_width, clip, &ink),
            DrawMode::Invisible => Vec::new(),
        };
        if matches!(mode, DrawMode::Stroke(_) | DrawMode::FillAndStroke(..)) {
            self.marks.stroke(path, props.transform, clip, &ink);
        }
        patches.into_iter().for_each(|patch| self.cover(patch));
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.tick();
        self.push_clip(clip.path.bounding_box());
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.tick();
        self.push_clip(*rect);
    }

    fn pop_clip(&mut self) {
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend: BlendMode) {
        self.groups.push((opacity, mask.is_none() && blend == BlendMode::Normal));
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.run = self.run.saturating_add(1);
        let ink = if matches!(mode, DrawMode::Invisible) { None } else { Some(self.ink(&props)) };
        for positioned in run.glyphs() {
            self.tick();
            if self.seen.glyphs.len() + self.veiled.len() + self.seen.unseen.len() >= MOST {
                self.seen.cut = true;
                return;
            }
            let transform = props.transform * positioned.transform();
            self.glyph(positioned, transform, ink.as_ref());
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.tick();
        let unit = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let place = props.transform.transform_rect_bbox(unit);
        let place = self.clip().intersect(place);
        // A small picture without clear parts hides what is under it; one of a whole page may have its text there.
        let page = self.clips.first().map_or(0.0, Rect::area);
        if is_opaque(&image) && place.area() < SMALL * page {
            self.cover(place);
        }
        self.marks.picture(place);
        if self.pictures.len() < MOST {
            self.pictures.push(place);
        }
    }
}

impl<'a> Eye<'a> {
    /// What a character says.
    fn said(&mut self, drawn: &Drawn<'a>) -> Text {
        match self.fonts.unicode(drawn) {
            Some(BfString::Char(c)) => Text::One(c),
            Some(BfString::String(text)) => Text::Several(text.as_str().into()),
            None => Text::One('\u{FFFD}'),
        }
    }

    /// Takes a character; without ink it is drawn invisibly.
    fn glyph(&mut self, drawn: &Drawn<'a>, transform: Affine, ink: Option<&Ink>) {
        let advance = match drawn {
            Drawn::Outline(outline) => outline.advance_width(),
            Drawn::Type3(glyph) => glyph.advance_width(),
        };
        let [a, b, c, d, ..] = transform.as_coeffs();
        // Upright: the line runs to the right, the letters stand up.
        let upright = a > 0.0 && d < 0.0 && b.abs() <= 0.2 * a && c.abs() <= 0.5 * d.abs();
        let origin = transform * Point::ZERO;
        let end = transform * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0);
        let size = (transform * Point::new(0.0, 1000.0) - origin).hypot();
        let middle = Point::new((origin.x + end.x) / 2.0, origin.y - 0.36 * size);
        let frame = self.clips.first().copied().unwrap_or(Rect::ZERO);
        self.seen.outside += usize::from(!frame.contains(middle));
        if !self.clip().contains(middle) || !origin.is_finite() || size < 0.5 {
            return;
        }
        if !upright {
            self.seen.turned += 1;
            if a.abs() < 0.2 * b.abs() {
                *(if b < 0.0 { &mut self.seen.upwards } else { &mut self.seen.downwards }) += 1;
                // The letters stand to the left of a line that runs up, to the right of one that runs down.
                let upwards = b < 0.0;
                let aside = if upwards { -0.36 * size } else { 0.36 * size };
                let middle = Point::new(origin.x + aside, (origin.y + end.y) / 2.0);
                let sight = ink.map(|ink| self.marks.sight(middle, ink));
                let plain = matches!(sight, Some(Sight::Plain)) && self.seen.sideways.len() < MOST;
                if plain {
                    let at = (narrow(middle.x), narrow(middle.y));
                    let text = self.said(drawn);
                    self.seen.sideways.push(Sideways { text, at, size: narrow(size), upwards });
                }
            }
            return;
        }
        let sight = ink.map(|ink| self.marks.sight(middle, ink));
        let text = self.said(drawn);
        self.seen.unnamed += usize::from(text == Text::One('\u{FFFD}'));
        let glyph = Glyph {
            text,
            x0: narrow(origin.x),
            x1: narrow(end.x.max(origin.x)),
            base: narrow(origin.y),
            size: narrow(size),
            run: self.run,
            pale: if let Some(Sight::Pale(colour)) = sight { Some(colour) } else { None },
            red: ink.is_some_and(Ink::is_red),
        };
        match sight {
            Some(Sight::Unseen) => {
                self.seen.hidden += 1;
                self.seen.unseen.push(glyph);
            }
            Some(_) => self.seen.glyphs.push(glyph),
            None => self.veiled.push(glyph),
        }
    }
}
