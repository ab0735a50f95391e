//! `three-public` and `trend`: what one body plans and spends over the years. Every year has fixed slots for budget, adjusted
//! budget and final account, every column stacks its items, the execution rate stands above the final column. Slots of
//! which nothing is known are hatched; a dotted line with words stands where name or scope changes. Many years run on in
//! further bands under the same scale.
#![allow(clippy::float_arithmetic)] // this is geometry

mod columns;

use crate::model::Phase;

use super::canvas::{Canvas, Heading, Label, Of, count, text_height};
use super::geometry::{Rect, length, tick_text, ticks};
use super::legend::Legend;
use super::marks::{derived_height, describe, nothing, phase_look, unknown};
use super::palette::Tone;
use super::sheet::Look;
use super::text::{ASCENT, Weight, plain, text_width, width_of};
use super::wrap::wrap_all;
use super::{Chart, Figure, Frame, Hue, Svg, Trace};

use columns::Painter;

/// The chart of “三公”经费 in addresses, ids and classes.
pub const THREE_PUBLIC: &str = "three-public";

/// The chart of total expenditure in addresses, ids and classes.
pub const TREND: &str = "trend";

/// Columns of one body over the years.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stacked {
    /// The chart's name in addresses, ids and classes.
    pub kind: &'static str,
    /// What is shown, for readers who do not see it.
    pub name: String,
    /// Unit of all amounts.
    pub unit: String,
    /// What columns are made of, from their foot upwards.
    pub items: Vec<Item>,
    /// The years, without gaps: a year of which nothing is known has unknown slots.
    pub years: Vec<Year>,
    /// Places where name or scope changes.
    pub breaks: Vec<Break>,
}

/// What a column is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its tone on the whole site.
    pub hue: Hue,
    /// Its name.
    pub word: String,
    /// Its name inside a column.
    pub short: String,
}

/// A year with its slots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Year {
    /// The year: `2023`.
    pub label: String,
    /// 年初预算.
    pub budget: Slot,
    /// 全年（调整）预算.
    pub adjusted: Slot,
    /// 决算.
    pub spent: Slot,
    /// The execution rate with its denominator: `完成全年预算 59.6%`; or nothing.
    pub rate: String,
    /// Where the rate comes from.
    pub rate_trace: Trace,
}

/// What stands in a slot.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(clippy::large_enum_variant)] // a chart holds a few dozen
pub enum Slot {
    /// No such figure is to be expected: the slot stays empty.
    #[default]
    NotDue,
    /// The figure is not known, with the word for it: 未收录, 未公开. Hatched.
    Unknown(String),
    /// The figure is known.
    Known(Column),
}

/// A known column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    /// The total.
    pub total: Figure,
    /// Its items, in the order of [`Stacked::items`]; `None` where the source leaves one blank.
    pub items: Vec<Option<Figure>>,
}

/// A change of name or scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// The first year after the change, as in [`Year::label`].
    pub before: String,
    /// What changes.
    pub text: String,
}

impl Item {
    fn new(hue: Hue, word: &super::words::Word, short: &super::words::Word) -> Self {
        Self { hue, word: word.clone().into_owned(), short: short.clone().into_owned() }
    }

    /// The three of “三公”经费.
    pub fn three_public(words: &super::Words) -> Vec<Self> {
        vec![
            Self::new(Hue::Outbound, &words.outbound, &words.outbound_short),
            Self::new(Hue::Vehicle, &words.vehicle, &words.vehicle_short),
            Self::new(Hue::Reception, &words.reception, &words.reception_short),
        ]
    }

    /// Basic and project expenditure.
    pub fn nature(words: &super::Words) -> Vec<Self> {
        vec![
            Self::new(Hue::Basic, &words.basic, &words.basic_short),
            Self::new(Hue::Project, &words.projects, &words.projects_short),
        ]
    }
}

impl Chart for Stacked {
    fn kind(&self) -> &'static str {
        self.kind
    }

    fn draw(&self, frame: &Frame<'_>) -> Svg {
        if self.phases().is_empty() {
            return nothing(frame, self.kind(), &self.name);
        }
        let layout = Layout::new(frame, self);
        let heading = Heading {
            kind: self.kind(),
            name: self.name.clone(),
            description: self.describe(frame),
            // A rate may find no room in the picture.
            trace: self.years.iter().fold(Trace::default(), |all, year| all.and(&year.rate_trace)),
        };
        let canvas = Canvas::open(frame, heading, layout.height);
        layout.legend.draw(&canvas, 0.0, 0.0);
        let mut y = layout.legend.height();
        for band in &layout.bands {
            Painter { canvas: &canvas, chart: self, layout: &layout, band, top: y }.draw();
            y += layout.band_height(band);
        }
        canvas.finish(layout.height)
    }
}

impl Year {
    fn slot(&self, phase: Phase) -> &Slot {
        match phase {
            Phase::Budget => &self.budget,
            Phase::Adjusted | Phase::Execution => &self.adjusted,
            Phase::Final => &self.spent,
        }
    }
}

impl Column {
    /// The items that are known.
    fn known(&self) -> impl Iterator<Item = &Figure> {
        self.items.iter().flatten()
    }

    /// Whether any item is known.
    fn itemised(&self) -> bool {
        self.known().next().is_some()
    }

    /// The height it is drawn to: its total, or its items where they are more.
    fn height(&self) -> f64 {
        let sum: f64 = self.known().map(|item| length(item.amount).max(0.0)).sum();
        length(self.total.amount).max(sum).max(0.0)
    }

    /// Its total and its items, with the address of the total.
    fn of(&self) -> Of<'_> {
        self.known().fold(Of::figure(&self.total), |of, item| of.and(&item.trace))
    }

    /// What is said of the column: total and items; blanks are named, never zero.
    fn statement(&self, frame: &Frame<'_>, chart: &Stacked) -> String {
        let words = frame.words;
        let mut out = format!("{} {}", self.total.text, chart.unit);
        if self.total.derived {
            out.push_str(&words.aside(&words.derived));
        }
        if !self.itemised() {
            words.add(&mut out, &words.total_only);
            return out;
        }
        for (item, figure) in chart.items.iter().zip(&self.items) {
            let value = figure.as_ref().map_or(&*words.blank, |figure| figure.text.as_str());
            words.add(&mut out, &format!("{} {value}", item.word));
        }
        out
    }
}

impl Stacked {
    /// The tone of what no item explains: none that an item has.
    fn whole(&self) -> Tone {
        let taken = self.items.iter().any(|item| item.hue.tone() == Tone::B600);
        if taken { Tone::B700 } else { Tone::B600 }
    }

    /// The slots that every year has: those that are due in any.
    fn phases(&self) -> Vec<Phase> {
        let due = |phase: &Phase| self.years.iter().any(|year| *year.slot(*phase) != Slot::NotDue);
        [Phase::Budget, Phase::Adjusted, Phase::Final].into_iter().filter(due).collect()
    }

    /// The width that slots need for their labels where known columns stand side by side; nothing where they are few
    /// and far between.
    fn least_slot(&self, frame: &Frame<'_>, phases: &[Phase]) -> f64 {
        let slots: Vec<&Slot> =
            self.years.iter().flat_map(|year| phases.iter().map(|phase| year.slot(*phase))).collect();
        let known = |slot: &Slot| matches!(slot, Slot::Known(_));
        let neighbours = slots.windows(2).filter(|pair| known(pair[0]) && known(pair[1])).count();
        if neighbours * 3 < slots.len() {
            return 0.0;
        }
        let widths =
            self.columns().map(|column| width_of(&plain(&column.total.text), frame.text(), Weight::Bold));
        widths.fold(0.0, f64::max).min(90.0) * 0.7
    }

    fn columns(&self) -> impl Iterator<Item = &Column> {
        self.years.iter().flat_map(|year| [&year.budget, &year.adjusted, &year.spent]).filter_map(|slot| {
            match slot {
                Slot::Known(column) => Some(column),
                _ => None,
            }
        })
    }

    fn describe(&self, frame: &Frame<'_>) -> String {
        let mut statements = Vec::new();
        for year in &self.years {
            for phase in self.phases() {
                let name = format!("{} {}", year.label, frame.words.phase(phase));
                match year.slot(phase) {
                    Slot::NotDue => {}
                    Slot::Unknown(word) => statements.push(frame.words.pair(&name, word)),
                    Slot::Known(column) => {
                        statements.push(frame.words.pair(&name, &column.statement(frame, self)));
                    }
                }
            }
            if !year.rate.is_empty() {
                statements.push(format!("{} {}", year.label, year.rate));
            }
        }
        statements.extend(self.breaks.iter().map(|place| frame.words.pair(&place.before, &place.text)));
        describe(frame.words, "", statements)
    }

    /// The legend names the items, phases and unknowns that occur.
    fn legend(&self, frame: &Frame<'_>, phases: &[Phase]) -> Legend {
        let occurs =
            |place: usize| self.columns().any(|column| column.items.get(place).is_some_and(Option::is_some));
        let own = self.items.iter().enumerate().filter(|(place, _)| occurs(*place));
        let mut items: Vec<(Look, String)> =
            own.map(|(_, item)| (Look::fill(item.hue.tone()), item.word.clone())).collect();
        if self.columns().any(|column| !column.itemised()) {
            items.push((Look::fill(self.whole()), frame.words.total_only.clone().into_owned()));
        }
        let phase = |phase: &Phase| (phase_look(*phase, Tone::B600), frame.words.phase(*phase).to_owned());
        let mut code: Vec<(Look, String)> = phases.iter().map(phase).collect();
        let hatched = |year: &Year| phases.iter().any(|phase| matches!(year.slot(*phase), Slot::Unknown(_)));
        if self.years.iter().any(hatched) {
            code.push((unknown(), frame.words.unknown.clone().into_owned()));
        }
        Legend::of_groups(frame, frame.units(), [items, code])
    }
}

/// A run of years that stand side by side.
struct Band {
    years: std::ops::Range<usize>,
    /// Words at the changes of name and scope inside the band.
    breaks: Vec<Words>,
    /// Room for these words and for the labels above the columns.
    head: f64,
}

/// The words at a change, laid out.
struct Words {
    /// Where the line stands.
    x: f64,
    lines: Vec<String>,
    /// Whether the words stand left of the line.
    left: bool,
    text: String,
}

struct Layout {
    legend: Legend,
    phases: Vec<Phase>,
    axis: Vec<f64>,
    /// Left edge of the columns.
    left: f64,
    year: f64,
    slot: f64,
    /// Height of the columns' area.
    plot: f64,
    /// Room under it.
    foot: f64,
    /// Whether the words under the slots stand upright.
    upright: bool,
    bands: Vec<Band>,
    height: f64,
}

impl Layout {
    fn new(frame: &Frame<'_>, chart: &Stacked) -> Self {
        let phases = chart.phases();
        let plot = if frame.narrow() { 220.0 } else { 250.0 };
        let highest = chart.columns().map(Column::height).fold(0.0, f64::max);
        let axis = ticks(highest, 4.0);
        let left =
            axis.iter().map(|tick| text_width(&tick_text(*tick), frame.small())).fold(0.0, f64::max) + 10.0;
        let slots = count(phases.len());
        let (least, gap) = if frame.narrow() { (16.0, 6.0) } else { (36.0, 14.0) };
        let least = chart.least_slot(frame, &phases).max(least);
        let room = frame.units() - left - margin(frame);
        let mut most = 1;
        while most < chart.years.len() && (slots * least + gap) * count(most + 1) <= room {
            most += 1;
        }
        // Bands of equal length rather than a full one and a rest.
        let bands = chart.years.len().div_ceil(most);
        let per_band = chart.years.len().div_ceil(bands.max(1));
        let year = room / count(per_band);
        let slot = ((year - gap) / slots).min(if frame.narrow() { 40.0 } else { 62.0 });
        let words = |phase: &Phase| text_width(frame.words.phase_short(*phase), frame.small());
        let upright = phases.iter().map(words).fold(0.0, f64::max) + 3.0 > slot;
        let lines = if upright { 2 } else { 1 };
        let foot = 6.0 + text_height(lines, frame.small()) + 6.0 + text_height(1, frame.text()) + 12.0;
        let legend = chart.legend(frame, &phases);
        let mut layout = Self {
            legend,
            phases,
            axis,
            left,
            year,
            slot,
            plot,
            foot,
            upright,
            bands: Vec::new(),
            height: 0.0,
        };
        for first in (0..chart.years.len()).step_by(per_band) {
            let years = first..(first + per_band).min(chart.years.len());
            layout.bands.push(layout.band(frame, chart, years));
        }
        layout.height =
            layout.legend.height() + layout.bands.iter().map(|band| layout.band_height(band)).sum::<f64>();
        layout
    }

    fn band_height(&self, band: &Band) -> f64 {
        band.head + self.plot + self.foot
    }

    fn top_value(&self) -> f64 {
        self.axis.last().copied().unwrap_or(1.0)
    }

    fn band(&self, frame: &Frame<'_>, chart: &Stacked, years: std::ops::Range<usize>) -> Band {
        let breaks = self.words(frame, chart, &years);
        let lines = breaks.iter().map(|words| words.lines.len()).max().unwrap_or(0);
        let words = if lines == 0 { 0.0 } else { text_height(lines, frame.small()) + 8.0 };
        // Labels above a column may reach above the area of the columns.
        let over = |year: &Year| {
            let stack = |phase: &Phase| match year.slot(*phase) {
                Slot::Known(column) => {
                    let free = self.plot * (1.0 - column.height() / self.top_value());
                    stack_height(frame, column, if *phase == Phase::Final { &year.rate } else { "" }) - free
                }
                _ => 0.0,
            };
            self.phases.iter().map(stack).fold(0.0, f64::max)
        };
        let labels = chart.years[years.clone()].iter().map(over).fold(8.0, f64::max);
        Band { years, breaks, head: words + labels + if frame.narrow() { 16.0 } else { 6.0 } }
    }

    /// Lays out the words at the changes inside a band: right of the line where there is room, else left of it.
    fn words(&self, frame: &Frame<'_>, chart: &Stacked, years: &std::ops::Range<usize>) -> Vec<Words> {
        let mut places: Vec<(f64, &str)> = Vec::new();
        for (i, year) in chart.years[years.clone()].iter().enumerate() {
            for place in chart.breaks.iter().filter(|place| place.before == year.label) {
                places.push((self.left + self.year * count(i) + 1.0, &place.text));
            }
        }
        let mut out: Vec<Words> = Vec::new();
        for (i, (x, text)) in places.iter().enumerate() {
            let text = plain(text);
            let right = places.get(i + 1).map_or(frame.units(), |next| next.0) - x - 12.0;
            let before = out
                .last()
                .map_or(self.left, |last| if last.left { last.x } else { last.x + last.width(frame) });
            let room = x - before - 12.0;
            let wrapped = |width: f64| wrap_all(&text, frame.small(), Weight::Regular, width);
            let (lines, left) = if right >= 130.0 || (right >= room && right >= 70.0) {
                (wrapped(right), false)
            } else if room >= 70.0 {
                (wrapped(room), true)
            } else {
                (Vec::new(), false)
            };
            out.push(Words { x: *x, lines, left, text });
        }
        out
    }
}

impl Words {
    fn width(&self, frame: &Frame<'_>) -> f64 {
        self.lines.iter().map(|line| text_width(line, frame.small())).fold(0.0, f64::max) + 12.0
    }

    fn draw(&self, canvas: &Canvas<'_>, top: f64) {
        if self.lines.is_empty() {
            canvas.leave_out(&self.text, "", &Of::nothing());
            return;
        }
        let size = canvas.frame.small();
        let x = if self.left { self.x - 6.0 } else { self.x + 6.0 };
        let label = Label::lines(self.lines.clone(), size, x, top + size * ASCENT).tone(Tone::INK_2);
        canvas.put(&if self.left { label.end() } else { label });
    }
}

/// Height of the labels above a column.
fn stack_height(frame: &Frame<'_>, column: &Column, rate: &str) -> f64 {
    let mut height = text_height(1, frame.text()) + 6.0;
    if column.total.derived {
        height += derived_height(frame) + 5.0;
    }
    if !rate.is_empty() {
        height += text_height(1, frame.small()) + 5.0;
    }
    height
}

/// Room right of the last column, so that its labels may stand over it when the column is slim.
fn margin(frame: &Frame<'_>) -> f64 {
    if frame.narrow() { 18.0 } else { 0.0 }
}

/// The area of the columns of a band.
fn plot_rect(frame: &Frame<'_>, layout: &Layout, top: f64) -> Rect {
    Rect::new(layout.left, top, frame.units() - layout.left - margin(frame), layout.plot)
}
