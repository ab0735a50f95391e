//! Charts: plain values in, semantic SVG out.
//!
//! A chart is an input struct (`Composition`, `ThreePublic`, …) that implements [`Chart`]. Callers fill it with labels,
//! exact amounts, texts as they are to be printed, and addresses; the room knows nothing of documents, pages, files
//! or the ledger. [`draw`] gives the picture in one of two layouts ([`Width`]), for a page or as a file that travels
//! alone ([`Mode`]).
//!
//! # How a chart is drawn
//!
//! 1. [`text`] says how wide a label is, [`wrap`] where it breaks: no font is opened, and plotters never sizes text.
//! 2. The chart's own file lays it out in units of the view box.
//! 3. The canvas hands every mark to plotters: areas with Cartesian coordinates map values to places, rectangles,
//!    paths and texts are plotters elements, and they end on a drawing backend of our own that writes SVG.
//! 4. Colours are tokens of the [`palette`]: the same file follows light, dark and print.
//!
//! # One code for phases
//!
//! Outline is 年初预算, tint with outline is 全年（调整）预算, solid is 决算. Hatching means unknown and nothing else: it
//! fills its slot to the full height, so that it cannot be read as a value, and it is never zero. A value computed
//! from others carries 推算 in a box.
//!
//! # Adding a chart
//!
//! One file with the input struct and its [`Chart`] implementation, one `pub mod` line below.

mod bars;
mod canvas;
pub mod card;
pub mod composition;
mod dress;
pub mod execution;
mod geometry;
pub mod indicators;
mod legend;
mod marks;
pub mod multiples;
pub mod palette;
mod placing;
mod points;
pub mod ranked;
#[cfg(feature = "cards")]
pub mod raster;
pub mod scorecard;
pub mod scores;
mod sheet;
pub mod spine;
pub mod split;
pub mod stacked;
pub mod text;
mod trace;
mod tree;
mod treemap;
pub mod words;
pub mod wrap;

use rust_decimal::Decimal;

pub use dress::{darkened, flatten, stylesheet};
pub use text::text_width;
pub use trace::Trace;
pub use tree::Node;
pub use words::Words;

/// Something that can be drawn.
pub trait Chart {
    /// The chart's name in addresses, ids and classes: `three-public`.
    fn kind(&self) -> &'static str;

    /// Draws the chart into a frame.
    fn draw(&self, frame: &Frame<'_>) -> Svg;
}

/// Draws a chart with the Chinese words.
pub fn draw(chart: &dyn Chart, width: Width, mode: &Mode) -> Svg {
    draw_in(&words::CHINESE, chart, width, mode)
}

/// Draws a chart with the words of a language.
pub fn draw_in(words: &Words, chart: &dyn Chart, width: Width, mode: &Mode) -> Svg {
    chart.draw(&Frame { words, ..Frame::new(width, mode) })
}

/// Which of the two layouts of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Width {
    /// For a column of 660 px and more.
    Wide,
    /// For a phone: on a screen of 320 px the smallest text is still 11 px high. Not to be shown wider than about
    /// 480 px.
    Narrow,
}

impl Width {
    /// Both layouts.
    pub const ALL: [Self; 2] = [Self::Wide, Self::Narrow];

    /// Width of the drawing in units of the view box.
    pub fn units(self) -> f64 {
        match self {
            Self::Wide => 750.0,
            Self::Narrow => 340.0,
        }
    }

    /// Size of labels and figures, in units.
    pub fn text(self) -> f64 {
        match self {
            Self::Wide => 13.5,
            Self::Narrow => 14.0,
        }
    }

    /// Size of notes, in units.
    pub fn small(self) -> f64 {
        match self {
            Self::Wide => 12.5,
            Self::Narrow => 13.0,
        }
    }

    /// The layout's name in ids and classes.
    pub fn id(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }
}

/// Where the picture will stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mode {
    /// Inside a page, which has title, source and style of its own. Marks are links.
    Inline {
        /// Begins every id of the picture; the chart's kind and width follow.
        id_prefix: String,
        /// Whether the wide picture of the same chart stands beside it, of which it then has name and description: they
        /// say the same, however wide it is.
        beside_wide: bool,
    },
    /// A file that travels alone: everything a reader must know stands inside. No links.
    Standalone {
        /// The finding of fact.
        title: String,
        /// Where the numbers of the finding come from.
        trace: Trace,
        /// Unit, year and how to read.
        subtitle: String,
        /// Documents and places.
        source: String,
        /// Address of the chart's page, or nothing.
        address: String,
    },
}

/// What a chart is drawn into: layout, mode and words.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// The layout.
    pub width: Width,
    /// Page or file.
    pub mode: &'a Mode,
    /// The language.
    pub words: &'a Words,
}

impl<'a> Frame<'a> {
    /// A frame with the Chinese words.
    pub fn new(width: Width, mode: &'a Mode) -> Self {
        Self { width, mode, words: &words::CHINESE }
    }

    fn narrow(&self) -> bool {
        self.width == Width::Narrow
    }

    fn units(&self) -> f64 {
        self.width.units()
    }

    fn text(&self) -> f64 {
        self.width.text()
    }

    fn small(&self) -> f64 {
        self.width.small()
    }
}

/// A drawn chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Svg {
    /// The `<svg>` element.
    pub markup: String,
    /// Width of the view box, rounded up to whole units.
    pub width: u32,
    /// Height of the view box, rounded up to whole units.
    pub height: u32,
    /// Labels that found no room, to be printed in a line under the chart.
    pub left_out: Vec<LeftOut>,
}

/// A label that found no room in the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The label.
    pub label: String,
    /// Its value as printed, or nothing.
    pub value_text: String,
    /// Address of the value, if it has one.
    pub href: Option<String>,
    /// Where the value comes from.
    pub trace: Trace,
}

/// An exact amount with its printed form and its address.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Figure {
    /// The amount, in the unit of the chart.
    pub amount: Decimal,
    /// The amount as it is to be printed: `4,272.71`.
    pub text: String,
    /// Address of its place, if it is to be a link.
    pub href: Option<String>,
    /// Whether it was computed from other figures: it is drawn with 推算 in a box.
    pub derived: bool,
    /// Where the amount comes from, and what is said beside it: a share, a rate.
    pub trace: Trace,
}

impl Figure {
    /// A printed figure without a link.
    pub fn new(amount: Decimal, text: impl Into<String>) -> Self {
        Self { amount, text: text.into(), href: None, derived: false, trace: Trace::default() }
    }

    /// The same figure as a link.
    #[must_use]
    pub fn linked(self, href: impl Into<String>) -> Self {
        Self { href: Some(href.into()), ..self }
    }

    /// The same figure with another entry of where it, or what is said beside it, comes from.
    #[must_use]
    pub fn traced(mut self, trace: &Trace) -> Self {
        self.trace.add(trace);
        self
    }

    /// The same figure, computed from others.
    #[must_use]
    pub fn derived(self) -> Self {
        Self { derived: true, ..self }
    }
}

/// A figure, or which of the nothings stands in its place.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Value {
    /// The figure is known.
    Known(Figure),
    /// It is not: 未收录, 未公开, 无法识别. Drawn hatched, never as zero.
    Unknown(String),
}

impl Value {
    /// The figure, if it is known.
    pub fn known(&self) -> Option<&Figure> {
        match self {
            Self::Known(figure) => Some(figure),
            Self::Unknown(_) => None,
        }
    }

    /// The printed text, or the word for the nothing.
    pub fn text(&self) -> &str {
        match self {
            Self::Known(figure) => &figure.text,
            Self::Unknown(word) => word,
        }
    }
}

/// What the parts of a bar are made of; each has its tone on the whole site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hue {
    /// 基本支出.
    Basic,
    /// 项目支出.
    Project,
    /// 人员经费.
    Personnel,
    /// 公用经费.
    Public,
    /// Money as such.
    Plain,
    /// 因公出国（境）.
    Outbound,
    /// 公务用车.
    Vehicle,
    /// 公务接待.
    Reception,
}

impl Hue {
    fn tone(self) -> palette::Tone {
        use palette::Tone;
        match self {
            Self::Basic | Self::Personnel => Tone::B300,
            Self::Public => Tone::B500,
            Self::Project | Self::Plain => Tone::B600,
            Self::Outbound => Tone::OUTBOUND,
            Self::Vehicle => Tone::VEHICLE,
            Self::Reception => Tone::RECEPTION,
        }
    }
}
