//! Around the drawing: the `<svg>` element with role, title and description; for a file that travels alone also its
//! own colours, headline, source and address.
#![allow(clippy::float_arithmetic)] // this is geometry

use std::cell::RefCell;
use std::fmt::Write as _;

use plotters::drawing::DrawingArea;
use plotters::element::{PathElement, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, TextStyle};

use super::canvas::{Heading, drawn, text_height};
use super::palette::{self, Tone};
use super::sheet::{Look, Paint, Sheet, escape, px};
use super::text::{ASCENT, LEADING, Weight, plain};
use super::wrap::{wrap_all, wrap_running};
use super::{Frame, LeftOut, Mode, Svg, Trace, Width};

/// Faces for everything inside a chart.
const SANS: &str = "PingFang SC,Microsoft YaHei,Noto Sans SC,Noto Sans CJK SC,sans-serif";
/// Faces for the headline of a file that travels alone.
const SERIF: &str = "Noto Serif SC,Noto Serif CJK SC,Songti SC,SimSun,serif";
/// Rules that every chart needs, on a page and alone.
const RULES: &str = ".chart text{font-variant-numeric:tabular-nums lining-nums}";
/// Lines of the note on what was left out, inside a file that travels alone.
const MOST_NOTE_LINES: usize = 6;

/// The style sheet for pages that carry charts: the tokens of the palette on `:root`, and how charts fill their column.
pub fn stylesheet() -> String {
    format!(
        "{}{RULES}{}.chart{{display:block;width:100%;height:auto;font-family:{SANS}}}.chart a{{text-decoration:none}}\
         .chart a:hover text,.chart a:focus-visible text{{text-decoration:underline}}",
        palette::stylesheet(":root"),
        super::sheet::rules()
    )
}

/// Replaces every custom property of a chart by its light fallback, for programs that know no custom properties:
/// rasterisers, drawing programs.
pub fn flatten(markup: &str) -> String {
    painted(markup, |property, out| out.push_str(property.split_once(',').map_or("", |(_, light)| light)))
}

/// A file that travels alone as it is on dark ground, whatever the reader's scheme: in plain colours of the palette.
pub fn darkened(markup: &str) -> String {
    let dark = |property: &str, out: &mut String| {
        let name = property.split(',').next().unwrap_or_default();
        out.push_str(palette::tokens().find(|token| token.name == name).map_or("", |token| token.dark));
    };
    // The file's own style gives the properties by scheme; what else stands in it holds on any ground.
    let styled =
        markup.split_once("<style>").and_then(|(head, rest)| Some((head, rest.split_once(RULES)?.1)));
    match styled {
        Some((head, rest)) => painted(&format!("{head}<style>{RULES}{rest}"), dark),
        None => painted(markup, dark),
    }
}

/// Replaces every custom property by a value, which is made of what stands in its brackets.
fn painted(markup: &str, paint: impl Fn(&str, &mut String)) -> String {
    let mut out = String::with_capacity(markup.len());
    let mut rest = markup;
    while let Some((before, inner)) = rest.split_once("var(--") {
        let (property, after) = inner.split_once(')').unwrap_or((inner, ""));
        out.push_str(before);
        paint(property, &mut out);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Whether an address may stand in a link: a relative one, or one of the web.
pub(super) fn safe_href(href: &str) -> bool {
    let scheme_end = href.find([':', '/', '?', '#']).filter(|at| href[*at..].starts_with(':'));
    match scheme_end {
        None => !href.is_empty(),
        Some(at) => matches!(href[..at].to_ascii_lowercase().as_str(), "http" | "https"),
    }
}

/// What stands around the drawing.
pub(super) struct Dress {
    /// Where the drawing begins.
    pub(super) origin: (f64, f64),
    /// Whether marks may be links.
    pub(super) links: bool,
    prefix: String,
    heading: Heading,
    headline: Vec<Line>,
}

/// A line of text outside the drawing.
struct Line {
    text: String,
    size: f64,
    y: f64,
    tone: Tone,
    weight: Weight,
    family: &'static str,
    trace: Trace,
    /// Whether it names documents and lines.
    place: bool,
}

impl Dress {
    pub(super) fn new(frame: &Frame<'_>, heading: Heading) -> Self {
        match frame.mode {
            Mode::Inline { id_prefix, .. } => {
                let prefix = format!("{}-{}-{}", identifier(id_prefix), heading.kind, frame.width.id());
                Self { origin: (0.0, 0.0), links: true, prefix, heading, headline: Vec::new() }
            }
            Mode::Standalone { title, subtitle, trace, .. } => {
                let prefix = format!("{}-{}", heading.kind, frame.width.id());
                let margin = if frame.narrow() { 14.0 } else { 24.0 };
                let size = if frame.narrow() { 18.0 } else { 20.0 };
                let mut block = Block::new(margin + size * ASCENT);
                block.add(title, frame.units(), size, Tone::INK, Weight::Bold, SERIF);
                block.trace(trace);
                block.gap(4.0);
                block.add(subtitle, frame.units(), frame.small(), Tone::INK_2, Weight::Regular, SANS);
                let top = match block.lines.as_slice() {
                    [] => 4.0,
                    _ => block.y - frame.small() * ASCENT + 12.0,
                };
                Self { origin: (margin, top), links: false, prefix, heading, headline: block.lines }
            }
        }
    }

    /// An id of the picture.
    pub(super) fn id(&self, name: &str) -> String {
        format!("{}-{name}", self.prefix)
    }

    /// Writes what stands under the drawing and wraps everything into the `<svg>` element.
    pub(super) fn finish(
        mut self,
        frame: &Frame<'_>,
        sheet: &std::rc::Rc<RefCell<Sheet>>,
        height: f64,
        left_out: Vec<LeftOut>,
    ) -> Svg {
        let (margin, top) = self.origin;
        let mut bottom = top + height;
        let mut foot = None;
        let mut lines = std::mem::take(&mut self.headline);
        if let Mode::Standalone { source, address, .. } = frame.mode {
            let size = frame.small();
            let mut block = Block::new(bottom + 20.0 + size * ASCENT);
            let note = note(frame, &left_out);
            if !note.is_empty() {
                let of = left_out.iter().fold(Trace::default(), |all, one| all.and(&one.trace));
                block.add_lines(note, size, Tone::INK_2, Weight::Regular, SANS);
                block.trace(&of);
                block.gap(6.0);
            }
            let noted = block.lines.len();
            let running = |text: &str| wrap_running(&plain(text), size, Weight::Regular, frame.units());
            if !source.is_empty() {
                let source = running(&format!("{}{source}", frame.words.source));
                block.add_lines(source, size, Tone::INK_3, Weight::Regular, SANS);
            }
            if !address.is_empty() {
                block.add_lines(running(address), size, Tone::INK_3, Weight::Regular, SANS);
            }
            block.places(noted);
            if block.lines.is_empty() {
                bottom += 4.0;
            } else {
                foot = Some(bottom + 10.0);
                bottom = block.y - size * ASCENT + margin;
            }
            lines.append(&mut block.lines);
        }
        // Plotters keeps everything inside the size it is told: tell it of the room around the drawing.
        sheet.borrow_mut().resize(frame.units() + 2.0 * margin, bottom);
        let area = DrawingArea::from(sheet);
        if let Some(y) = foot {
            let ends = vec![(px(margin), px(y)), (px(margin + frame.units()), px(y))];
            drawn(area.draw(&PathElement::new(ends, Look::line(Tone::RULE, 100).style())));
        }
        for line in &lines {
            line.draw(&area, sheet, margin);
        }
        let sheet = sheet.borrow();
        self.write(frame, &sheet, (frame.units() + 2.0 * margin).ceil(), bottom.max(1.0).ceil(), left_out)
    }

    /// Writes what the picture is called and what it states.
    fn name(&self, frame: &Frame<'_>, role: &str, out: &mut String) {
        let borrowed = frame.narrow() && matches!(frame.mode, Mode::Inline { beside_wide: true, .. });
        let of = if borrowed {
            format!("{}{}", self.prefix.trim_end_matches(Width::Narrow.id()), Width::Wide.id())
        } else {
            self.prefix.clone()
        };
        let _ =
            write!(out, " role=\"{role}\" aria-labelledby=\"{of}-title\" aria-describedby=\"{of}-desc\">");
        if borrowed {
            return;
        }
        let _ = write!(out, "<title id=\"{of}-title\">");
        escape(&plain(&self.heading.name), out);
        let _ = write!(out, "</title><desc id=\"{of}-desc\"");
        if !self.heading.trace.is_empty() {
            out.push_str(" data-of=\"");
            escape(&self.heading.trace.to_string(), out);
            out.push('"');
        }
        out.push('>');
        escape(&plain(&self.heading.description), out);
        out.push_str("</desc>");
    }

    fn write(self, frame: &Frame<'_>, sheet: &Sheet, width: f64, height: f64, left_out: Vec<LeftOut>) -> Svg {
        let (width, height) = (whole(width), whole(height));
        let alone = matches!(frame.mode, Mode::Standalone { .. });
        let role = if sheet.links > 0 { "group" } else { "img" };
        let (kind, layout) = (self.heading.kind, frame.width.id());
        let hatch = self.id("hatch");
        let mut out = String::with_capacity(sheet.out.len() + 4096);
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart chart-{kind} chart-{layout}\" \
             viewBox=\"0 0 {width} {height}\""
        );
        if alone {
            let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
        }
        self.name(frame, role, &mut out);
        // The colours of a file that travels alone are those that it uses, so they stand here when all else is written.
        let colours = out.len();
        if sheet.hatched {
            let _ = write!(
                out,
                "<defs><pattern id=\"{hatch}\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" \
                 patternTransform=\"rotate(45)\"><path d=\"M.5 0V7\" stroke=\"{}\" stroke-opacity=\".55\"/></pattern></defs>",
                Paint(Tone::RULE_2, !alone)
            );
        }
        if alone {
            let paper = Paint(Tone::PAPER, false);
            let _ = write!(out, "<rect width=\"{width}\" height=\"{height}\" fill=\"{paper}\"/>");
        }
        let _ = write!(
            out,
            "<g{} font-size=\"{}\" fill=\"{}\">{}</g></svg>",
            // A page says the faces of all its pictures once.
            if alone { format!(" font-family=\"{SANS}\"") } else { String::new() },
            frame.text(),
            Paint(Tone::INK, !alone),
            sheet.out
        );
        if alone {
            let used = palette::used(out.get(colours..).unwrap_or_default());
            let style = format!("<style>{}{RULES}</style>", palette::stylesheet_of(".chart", &used));
            out.insert_str(colours, &style);
        }
        Svg { markup: out, width, height, left_out }
    }
}

/// Lines under each other.
struct Block {
    lines: Vec<Line>,
    /// Baseline of the next line.
    y: f64,
}

impl Block {
    fn new(y: f64) -> Self {
        Self { lines: Vec::new(), y }
    }

    fn gap(&mut self, units: f64) {
        self.y += units;
    }

    /// Says where the numbers of the lines so far come from.
    fn trace(&mut self, trace: &Trace) {
        for line in &mut self.lines {
            line.trace.add(trace);
        }
    }

    /// Says that the lines after the first few name documents and lines.
    fn places(&mut self, first: usize) {
        for line in self.lines.iter_mut().skip(first) {
            line.place = true;
        }
    }

    fn add(&mut self, text: &str, width: f64, size: f64, tone: Tone, weight: Weight, family: &'static str) {
        if text.is_empty() {
            return;
        }
        self.add_lines(wrap_all(&plain(text), size, weight, width), size, tone, weight, family);
    }

    fn add_lines(&mut self, texts: Vec<String>, size: f64, tone: Tone, weight: Weight, family: &'static str) {
        for text in texts {
            let trace = Trace::default();
            self.lines.push(Line { text, size, y: self.y, tone, weight, family, trace, place: false });
            self.y += text_height(2, size) - text_height(1, size);
        }
    }
}

impl Line {
    fn draw(&self, area: &DrawingArea<Sheet, plotters::coord::Shift>, sheet: &RefCell<Sheet>, x: f64) {
        let bold = if self.weight == Weight::Bold { FontStyle::Bold } else { FontStyle::Normal };
        // Inside the group the sans faces are already set.
        let family = if self.family == SANS { FontFamily::SansSerif } else { FontFamily::Name(self.family) };
        let style = TextStyle {
            font: FontDesc::new(family, self.size, bold),
            color: Look::fill(self.tone).style().color.to_backend_color(),
            pos: Pos::new(HPos::Left, VPos::Bottom),
        };
        let grouped = self.place || !self.trace.is_empty();
        if grouped {
            let mut sheet = sheet.borrow_mut();
            sheet.out.push_str(if self.place { "<g data-n=\"place\"" } else { "<g" });
            sheet.trace(&self.trace);
            sheet.out.push('>');
        }
        drawn(area.draw(&Text::new(self.text.as_str(), (px(x), px(self.y)), style)));
        if grouped {
            sheet.borrow_mut().out.push_str("</g>");
        }
    }
}

/// The note on what found no room, in lines; shortened where it would outgrow the picture.
fn note(frame: &Frame<'_>, left_out: &[LeftOut]) -> Vec<String> {
    if left_out.is_empty() {
        return Vec::new();
    }
    let words = frame.words;
    let entries: Vec<String> = left_out
        .iter()
        .map(|entry| format!("{} {}", entry.label, entry.value_text).trim().to_owned())
        .collect();
    let text = format!("{}{}", words.left_out, entries.join(&words.semicolon));
    let mut lines = wrap_running(&text, frame.small(), Weight::Regular, frame.units());
    if lines.len() > MOST_NOTE_LINES {
        lines.truncate(MOST_NOTE_LINES - 1);
        lines.push(words.more.clone().into_owned());
    }
    lines
}

/// A prefix as an id may carry it.
fn identifier(prefix: &str) -> String {
    let id: String = prefix
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '-' })
        .collect();
    if id.starts_with(|c: char| c.is_ascii_alphabetic()) { id } else { format!("c{id}") }
}

/// A length as whole units.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates
fn whole(units: f64) -> u32 {
    units as u32
}

/// Distance between the baselines of two lines of one label.
pub(super) fn line_step(size: f64) -> f64 {
    size * LEADING
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_become_links() {
        for good in ["a.html", "../x/y.html#L12", "#L1", "?q=a:b", "https://example.org/", "a/b:c"] {
            assert!(safe_href(good), "{good}");
        }
        for bad in ["javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "vbscript:x", ""] {
            assert!(!safe_href(bad), "{bad}");
        }
    }

    #[test]
    fn flattening_leaves_the_fallbacks() {
        assert_eq!(flatten("<a fill=\"var(--b700,#14497F)\"/>"), "<a fill=\"#14497F\"/>");
        assert_eq!(flatten("plain"), "plain");
        assert_eq!(flatten("var(--x"), "");
    }

    #[test]
    fn dark_files_hold_colours_of_the_dark_palette_and_nothing_that_follows_a_scheme() {
        let light = format!(
            "<svg><style>{}{RULES}</style><a fill=\"var(--b700,#14497F)\"/><b fill=\"var(--paper,#FBF9F4)\"/></svg>",
            palette::stylesheet_of(".chart", &palette::used("var(--b700,x)var(--paper,x)"))
        );
        assert_eq!(
            darkened(&light),
            format!("<svg><style>{RULES}</style><a fill=\"#A5CBEE\"/><b fill=\"#15181B\"/></svg>")
        );
    }

    #[test]
    fn prefixes_become_ids() {
        assert_eq!(identifier("a b\"<"), "a-b--");
        assert_eq!(identifier("2023"), "c2023");
    }
}
