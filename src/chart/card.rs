//! A card: a chart as a picture of 1200 × 630 that travels alone in previews of links. It says who, what, when, in which unit
//! and from where, whatever is shown beside it, and is drawn for a screen that is always light.
#![allow(clippy::float_arithmetic)] // this is geometry

use std::fmt::Write as _;

use super::palette::Tone;
use super::sheet::escape;
use super::text::{ASCENT, LEADING, Weight, plain, width_of};
use super::words::CHINESE;
use super::wrap::wrap_all;
use super::{Chart, Mode, Svg, Trace, Width, draw, flatten};

/// Width and height, as networks crop pictures of links least.
pub const SIZE: (u32, u32) = (1200, 630);

/// The face that cards are set in. Its file is `face/`.
pub const FACE: &str = "Noto Sans CJK SC";

/// Room at the sides.
const MARGIN: f64 = 48.0;
/// Where the texts begin.
const TOP: f64 = 40.0;
/// The rule above the foot.
const FOOT: f64 = 560.0;
/// The largest and the smallest that a chart is drawn. A taller one is cut off below, and says so.
const SCALES: (f64, f64) = (1.6, 0.7);
/// Width of the column of texts that stands beside a tall chart, and the room between them.
const COLUMN: f64 = 360.0;
const GUTTER: f64 = 32.0;
const SMALL: f64 = 18.0;

/// What stands around the chart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Whose figures they are, and of which year where the chart is of one.
    pub who: String,
    /// The finding of fact.
    pub title: String,
    /// Year, phase, unit and how to read.
    pub subtitle: String,
    /// Documents and places.
    pub source: String,
    /// Address of the chart's page, or nothing.
    pub address: String,
    /// The name of the site.
    pub site: String,
    /// What else a reader of the picture must know, or nothing.
    pub note: String,
}

/// The card of a chart, as SVG without custom properties, classes and links.
pub fn card(chart: &dyn Chart, words: &Words) -> String {
    let text = String::new;
    let mode = Mode::Standalone {
        title: text(),
        trace: Trace::default(),
        subtitle: text(),
        source: text(),
        address: text(),
    };
    let drawn = draw(chart, Width::Wide, &mode);
    let size = (f64::from(drawn.width.max(1)), f64::from(drawn.height.max(1)));
    let whole = f64::from(SIZE.0) - 2.0 * MARGIN;
    // Above the chart or beside it, whichever leaves more room for it.
    let above = Head::new(words, whole, [26.0, 38.0, 20.0], [1, 2, 2]);
    let beside = Head::new(words, COLUMN, [22.0, 33.0, 18.0], [3, 7, 5]);
    let over = Space { x: MARGIN, y: above.bottom + 10.0, width: whole, height: FOOT - 14.0 - above.bottom };
    let left = MARGIN + COLUMN + GUTTER;
    let aside = Space { x: left, y: TOP - 8.0, width: whole - COLUMN - GUTTER, height: FOOT - TOP };
    let (head, space) =
        if aside.scale(size) > over.scale(size) * 1.1 { (beside, aside) } else { (above, over) };

    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" \
         font-family=\"{FACE}\"><rect width=\"{0}\" height=\"{1}\" fill=\"{2}\"/><rect width=\"{0}\" height=\"10\" fill=\"{3}\"/>",
        SIZE.0,
        SIZE.1,
        light(Tone::PAPER),
        light(Tone::B600)
    );
    for line in &head.lines {
        line.write(&mut out);
    }
    let cut = space.place(&drawn, size, &mut out);
    foot(words, cut, whole, &mut out);
    out.push_str("</svg>");
    out
}

fn light(tone: Tone) -> &'static str {
    tone.token().light
}

/// A line of text.
struct Line {
    text: String,
    x: f64,
    y: f64,
    size: f64,
    weight: Weight,
    tone: Tone,
    end: bool,
}

impl Line {
    fn write(&self, out: &mut String) {
        let Self { x, y, size, tone, .. } = self;
        let fill = light(*tone);
        let _ = write!(out, "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size}\" fill=\"{fill}\"");
        // The face has one weight: a heading is thickened by its outline.
        if self.weight == Weight::Bold {
            let _ = write!(out, " stroke=\"{fill}\" stroke-width=\"{:.2}\"", size / 38.0);
        }
        out.push_str(if self.end { " text-anchor=\"end\">" } else { ">" });
        escape(&self.text, out);
        out.push_str("</text>");
    }
}

/// Whose chart it is, what it says, and how to read it.
struct Head {
    lines: Vec<Line>,
    bottom: f64,
}

impl Head {
    /// The three texts under each other: their sizes, and the most lines of each.
    fn new(words: &Words, width: f64, sizes: [f64; 3], most: [usize; 3]) -> Self {
        let looks = [
            (&words.who, Weight::Regular, Tone::INK_2),
            (&words.title, Weight::Bold, Tone::INK),
            (&words.subtitle, Weight::Regular, Tone::INK_2),
        ];
        let (mut lines, mut y) = (Vec::new(), TOP);
        for ((text, weight, tone), (size, most)) in looks.into_iter().zip(sizes.into_iter().zip(most)) {
            for text in fitted(text, size, weight, width, most) {
                let at = y + size * ASCENT;
                lines.push(Line { text, x: MARGIN, y: at, size, weight, tone, end: false });
                y += size * LEADING;
            }
            y += size * 0.22;
        }
        Self { lines, bottom: y }
    }
}

/// A text in lines; what is beyond the last one is cut off, and the cut is seen.
fn fitted(text: &str, size: f64, weight: Weight, width: f64, most: usize) -> Vec<String> {
    let text = plain(text);
    if text.is_empty() {
        return Vec::new();
    }
    let mut lines = wrap_all(&text, size, weight, width);
    if lines.len() > most {
        let rest = lines.split_off(most.saturating_sub(1)).concat();
        lines.push(cut(&rest, size, weight, width));
    }
    lines.into_iter().map(|line| cut(&line, size, weight, width)).collect()
}

/// A text on one line, with an ellipsis where it is too long.
fn cut(text: &str, size: f64, weight: Weight, width: f64) -> String {
    if width_of(text, size, weight) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut room = width - size;
    for c in text.chars() {
        room -= super::text::advance(c, weight) * size;
        if room < 0.0 {
            break;
        }
        kept.push(c);
    }
    kept + "…"
}

/// Where the chart stands.
#[derive(Clone, Copy)]
struct Space {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl Space {
    /// How large a chart of some size is drawn here when it is shown whole.
    fn scale(self, (width, height): (f64, f64)) -> f64 {
        (self.width / width).min(self.height / height).min(SCALES.0)
    }

    /// Puts the chart here. Gives whether something of it was cut off.
    fn place(self, chart: &Svg, (width, height): (f64, f64), out: &mut String) -> bool {
        let whole = self.scale((width, height));
        // What cannot be shown whole in a size that can be read is shown as wide as it can be.
        let cut = whole < SCALES.1;
        let scale = if cut { (self.width / width).min(1.0) } else { whole };
        let cut = cut && scale * height > self.height;
        let shown = if cut { self.height / scale } else { height };
        let across = width * scale;
        let x = self.x + (self.width - across) / 2.0;
        // A chart that is small for its place stands in its middle.
        let y = self.y + (self.height - shown * scale).max(0.0) / 2.0;
        let markup = flatten(inside(&chart.markup));
        let _ = write!(
            out,
            "<svg x=\"{x:.2}\" y=\"{y:.2}\" width=\"{across:.2}\" height=\"{:.2}\" viewBox=\"0 0 {width} {shown:.2}\">{markup}</svg>",
            shown * scale
        );
        if cut {
            let paper = light(Tone::PAPER);
            let _ = write!(
                out,
                "<defs><linearGradient id=\"fade\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"1\"><stop offset=\"0\" stop-color=\"{paper}\" \
                 stop-opacity=\"0\"/><stop offset=\"1\" stop-color=\"{paper}\"/></linearGradient></defs>\
                 <rect x=\"{:.2}\" y=\"{:.2}\" width=\"{:.2}\" height=\"60\" fill=\"url(#fade)\"/>",
                self.x,
                self.y + self.height - 60.0,
                self.width
            );
        }
        cut
    }
}

/// What stands inside the `<svg>` element of a picture, without its style sheet: all that it says has its value beside it.
fn inside(markup: &str) -> &str {
    let inner = markup.split_once('>').map_or("", |(_, inner)| inner);
    let inner = inner.split_once("</style>").map_or(inner, |(_, drawing)| drawing);
    inner.strip_suffix("</svg>").unwrap_or(inner)
}

/// Where the figures come from, and where the chart is.
fn foot(words: &Words, is_cut: bool, width: f64, out: &mut String) {
    let (rule, end) = (light(Tone::RULE), MARGIN + width);
    let _ = write!(out, "<path d=\"M{MARGIN} {FOOT}H{end}\" stroke=\"{rule}\"/>");
    let says = &CHINESE;
    let source = match plain(&words.source) {
        none if none.is_empty() => none,
        source => format!("{}{source}", says.source),
    };
    let cut_off = if is_cut { &*says.cut_off } else { "" };
    let told: Vec<&str> =
        [cut_off, words.note.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
    let told = told.join("；");
    let site = plain(&words.site);
    let rows = [(source, told), (plain(&words.address), site)];
    for ((left, right), y) in rows.into_iter().zip([FOOT + 26.0, FOOT + 52.0]) {
        let taken = width_of(&right, SMALL, Weight::Regular).min(width / 2.0);
        let line =
            |text, x, end| Line { text, x, y, size: SMALL, weight: Weight::Regular, tone: Tone::INK_2, end };
        line(cut(&left, SMALL, Weight::Regular, width - taken - GUTTER), MARGIN, false).write(out);
        line(cut(&right, SMALL, Weight::Regular, width / 2.0), end, true).write(out);
    }
}
