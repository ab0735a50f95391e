//! Drawing a band of years: axis, columns with their items, hatched slots, and labels that keep clear of each other.
#![allow(clippy::float_arithmetic)] // this is geometry

use crate::model::Phase;

use super::super::Figure;
use super::super::canvas::{Canvas, Label, Of, Plot, count, text_height};
use super::super::geometry::{Rect, length, tick_text};
use super::super::marks::{
    boxed, derived_height, derived_width, phase_class, phase_look, unknown, unknown_word,
};
use super::super::palette::Tone;
use super::super::placing::Above;
use super::super::sheet::Look;
use super::super::text::{ASCENT, Weight, extent, is_wide, plain, text_width, width_of};
use super::super::wrap::wrap_all;
use super::{Band, Column, Item, Layout, Slot, Stacked, Year, plot_rect};

pub(super) struct Painter<'p> {
    pub(super) canvas: &'p Canvas<'p>,
    pub(super) chart: &'p Stacked,
    pub(super) layout: &'p Layout,
    pub(super) band: &'p Band,
    /// Upper edge of the band.
    pub(super) top: f64,
}

/// A known column in its place.
struct Placed<'c> {
    year: &'c Year,
    phase: Phase,
    column: &'c Column,
    rect: Rect,
}

impl Painter<'_> {
    pub(super) fn draw(&self) {
        self.axis();
        // Before the labels: these keep clear of the words and cover the line.
        self.breaks();
        let mut blocks = Vec::new();
        let placed = self.slots(&mut blocks);
        let bodies: Vec<Rect> = placed.iter().map(|placed| placed.rect).collect();
        // All totals first: a rate may move, a total should not.
        for column in &placed {
            self.total(column, &bodies);
        }
        for column in placed.iter().filter(|column| column.phase == Phase::Final) {
            self.rate(column, &bodies);
        }
        // Words on hatched slots last: they can stand anywhere in their slot.
        for (rect, word) in blocks {
            unknown_word(self.canvas, rect, word);
        }
    }

    fn area(&self) -> Rect {
        plot_rect(self.canvas.frame, self.layout, self.top + self.band.head)
    }

    /// The scale, and under it the phases and the years.
    fn axis(&self) {
        self.canvas.scale(|| self.draw_axis());
    }

    fn draw_axis(&self) {
        let (canvas, area) = (self.canvas, self.area());
        let plot = canvas.plot(area, 0.0..1.0, 0.0..self.layout.top_value());
        let size = canvas.frame.small();
        for tick in &self.layout.axis {
            let y = area.bottom() - tick / self.layout.top_value() * area.h;
            let tone = if *tick > 0.0 { Tone::RULE } else { Tone::INK_2 };
            plot.line(&[(0.0, *tick), (1.0, *tick)], Look::line(tone, 100));
            let label = Label::new(&tick_text(*tick), size, area.x - 7.0, y + size * 0.36);
            canvas.put(&label.end().tone(Tone::INK_3));
        }
        for (i, year) in self.chart.years[self.band.years.clone()].iter().enumerate() {
            let (x, width) = self.year_span(i);
            let mut y = area.bottom() + 6.0;
            for (place, phase) in self.layout.phases.iter().enumerate() {
                let middle = self.slot_x(x, place) + self.layout.slot / 2.0;
                let word = canvas.frame.words.phase_short(*phase);
                let baseline = y + size * ASCENT;
                let label = if self.layout.upright && word.chars().all(is_wide) {
                    Label::lines(word.chars().map(String::from).collect(), size, middle, baseline)
                } else {
                    Label::new(word, size, middle, baseline)
                };
                if self.layout.upright && !word.chars().all(is_wide) {
                    // No room for a long word: the legend explains the code.
                    continue;
                }
                canvas.put(&label.middle().tone(Tone::INK_3));
            }
            y += text_height(if self.layout.upright { 2 } else { 1 }, size) + 6.0;
            let text = canvas.frame.text();
            canvas.put(&Label::new(&year.label, text, x + width / 2.0, y + text * ASCENT).middle().bold());
        }
    }

    /// Left edge and width of the slots of a year.
    fn year_span(&self, i: usize) -> (f64, f64) {
        let width = self.layout.slot * count(self.layout.phases.len());
        let x = self.layout.left + self.layout.year * count(i) + (self.layout.year - width) / 2.0;
        (x, width)
    }

    fn slot_x(&self, year: f64, place: usize) -> f64 {
        year + self.layout.slot * count(place)
    }

    /// Draws all slots; neighbouring unknown ones of a year become one block, whose word comes later.
    fn slots<'s>(&'s self, blocks: &mut Vec<(Rect, &'s str)>) -> Vec<Placed<'s>> {
        let area = self.area();
        let gap = (self.layout.slot * 0.08).max(1.25);
        let mut placed = Vec::new();
        for (i, year) in self.chart.years[self.band.years.clone()].iter().enumerate() {
            let (x, _) = self.year_span(i);
            let mut place = 0;
            while let Some(phase) = self.layout.phases.get(place) {
                let left = self.slot_x(x, place);
                match year.slot(*phase) {
                    Slot::NotDue => {}
                    Slot::Known(column) => {
                        let rect =
                            self.column(year, *phase, column, left + gap, self.layout.slot - 2.0 * gap);
                        placed.push(Placed { year, phase: *phase, column, rect });
                    }
                    Slot::Unknown(word) => {
                        let from = place;
                        let same = |phase: &Phase| *year.slot(*phase) == Slot::Unknown(word.clone());
                        while self.layout.phases.get(place + 1).is_some_and(same) {
                            place += 1;
                        }
                        let width = self.layout.slot * count(place + 1 - from) - 2.0 * gap;
                        let names = self.layout.phases[from..=place].iter();
                        let names: Vec<&str> =
                            names.map(|phase| self.canvas.frame.words.phase(*phase)).collect();
                        let words = self.canvas.frame.words;
                        let names = format!("{} {}", year.label, names.join(&words.and));
                        let title = words.pair(&names, word);
                        let rect = Rect::new(left + gap, area.y, width, area.h);
                        blocks.push((rect, word));
                        self.canvas.mark("mark-unknown", &title, &Of::nothing(), || {
                            self.canvas.rect(rect, unknown());
                        });
                    }
                }
                place += 1;
            }
        }
        placed
    }

    /// Draws a column and returns its body.
    fn column(&self, year: &Year, phase: Phase, column: &Column, x: f64, width: f64) -> Rect {
        let (canvas, area) = (self.canvas, self.area());
        let frame = canvas.frame;
        let statement = column.statement(frame, self.chart);
        let name = format!("{} {}", year.label, frame.words.phase(phase));
        let title = frame.words.pair(&name, &statement);
        let top = self.layout.top_value();
        canvas.mark(phase_class(phase), &title, &column.of(), || {
            let plot = canvas.plot(Rect::new(x, area.y, width, area.h), 0.0..1.0, 0.0..top);
            let mut from = 0.0;
            for (item, figure) in self.chart.items.iter().zip(&column.items) {
                let Some(figure) = figure else { continue };
                let amount = length(figure.amount).max(0.0);
                if amount > 0.0 {
                    item_segment(&plot, phase, item.hue.tone(), from, from + amount, from > 0.0);
                    let y = area.bottom() - (from + amount) / top * area.h;
                    self.item_label(phase, item, figure, Rect::new(x, y, width, amount / top * area.h));
                }
                from += amount;
            }
            let whole = length(column.total.amount);
            // What the items do not explain, or everything where no item is known.
            if whole - from > whole * 0.001 {
                item_segment(&plot, phase, self.chart.whole(), from, whole, from > 0.0);
            }
        });
        let height = column.height() / top * area.h;
        Rect::new(x, area.bottom() - height, width, height)
    }

    /// Name and amount of an item inside its segment, where it has room for them.
    fn item_label(&self, phase: Phase, item: &Item, figure: &Figure, rect: Rect) {
        let size = self.canvas.frame.small();
        let value = plain(&figure.text);
        let lines = [item.short.clone(), value.clone()];
        let fits = |text: &str| text_width(text, size) + 5.0 <= rect.w;
        let lines: Vec<String> =
            if lines.iter().all(|line| fits(line)) && text_height(2, size) + 6.0 <= rect.h {
                lines.to_vec()
            } else if fits(&value) && text_height(1, size) + 5.0 <= rect.h {
                vec![value]
            } else {
                return;
            };
        let tall = text_height(lines.len(), size);
        let y = rect.y + (rect.h - tall) / 2.0 + size * ASCENT;
        let label = Label::lines(lines, size, rect.x + rect.w / 2.0, y).middle();
        self.canvas.put(&match phase {
            // A middling blue is too light for plain white letters: they get a deeper edge.
            Phase::Final if item.hue.tone() == Tone::VEHICLE => label.tone(Tone::ON_BLUE).halo(Tone::EDGE),
            Phase::Final => label.tone(item.hue.tone().on()),
            _ => label,
        });
    }

    /// The total above its column, with 推算 in a box where it is derived.
    fn total(&self, placed: &Placed<'_>, bodies: &[Rect]) {
        let size = self.canvas.frame.text();
        let figure = &placed.column.total;
        let text = plain(&figure.text);
        let (rise, fall) = extent(&text);
        let shape = (width_of(&text, size, Weight::Bold), size * (rise + fall));
        let phase = self.canvas.frame.words.phase(placed.phase);
        // Room for the dotted line under a link.
        let foot = placed.rect.y - if figure.href.is_some() { 6.0 } else { 4.5 };
        let Some((spot, _)) = self.room(placed, bodies, &[shape], foot) else {
            self.canvas.leave_out(&format!("{} {phase}", placed.year.label), &text, &Of::figure(figure));
            return;
        };
        // A number that stands higher than its neighbours leave room for is led to its column.
        if foot - spot.bottom() > 6.0 {
            self.leader(placed, (spot.bottom() + 4.0, placed.rect.y - 1.0));
        }
        let label = Label::new(&text, size, spot.x + spot.w / 2.0, spot.bottom() - size * fall);
        let title = format!("{} {phase} {text}", placed.year.label);
        self.canvas.mark("mark-total", &title, &Of::figure(figure), || {
            self.canvas.figure(figure, &label.middle().bold().halo(Tone::PAPER));
        });
        if figure.derived {
            self.derived(placed, bodies, spot.y - 5.0);
        }
    }

    fn derived(&self, placed: &Placed<'_>, bodies: &[Rect], bottom: f64) {
        let frame = self.canvas.frame;
        let shape = (derived_width(frame), derived_height(frame));
        if let Some((spot, _)) = self.room(placed, bodies, &[shape], bottom) {
            let baseline = spot.y + 1.5 + frame.small() * ASCENT;
            boxed(self.canvas, &frame.words.derived, spot.x, baseline);
        }
    }

    /// The execution rate above everything that stands on the final column: on one line, or on several where that
    /// keeps it nearer to its column. It never stands over another column, whose number it would seem to explain.
    fn rate(&self, placed: &Placed<'_>, bodies: &[Rect]) {
        let text = plain(&placed.year.rate);
        if text.is_empty() {
            return;
        }
        let frame = self.canvas.frame;
        let size = frame.small();
        let mut bottom = placed.rect.y - text_height(1, frame.text()) - 8.0;
        if placed.column.total.derived {
            bottom -= derived_height(frame) + 5.0;
        }
        let forms =
            [vec![text.clone()], wrap_all(&text, size, Weight::Regular, self.layout.slot.max(size * 4.1))];
        let shape = |lines: &Vec<String>| {
            let width = lines.iter().map(|line| text_width(line, size)).fold(0.0, f64::max);
            (width, text_height(lines.len(), size))
        };
        let others: Vec<Rect> = bodies.iter().map(|body| self.to_the_top(placed.rect, *body)).collect();
        match self.room(placed, &others, &forms.each_ref().map(shape), bottom) {
            Some((spot, form)) => {
                if bottom - spot.bottom() > 6.0 {
                    self.leader(placed, (spot.bottom() + 2.0, bottom));
                }
                let lines = forms[form].clone();
                let label = Label::lines(lines, size, spot.x + spot.w / 2.0, spot.y + size * ASCENT);
                let label = label.middle().tone(Tone::INK_2).halo(Tone::PAPER);
                self.canvas.traced(&placed.year.rate_trace, || self.canvas.put(&label));
            }
            None => {
                let label = format!("{} {}", placed.year.label, frame.words.phase(Phase::Final));
                self.canvas.leave_out(&label, &text, &Of::nothing().and(&placed.year.rate_trace));
            }
        }
    }

    /// A column as high as the picture, if it is another than one's own.
    fn to_the_top(&self, own: Rect, body: Rect) -> Rect {
        if body == own { body } else { Rect::new(body.x, self.top, body.w, body.bottom() - self.top) }
    }

    /// A hairline from a raised label down to what stands on its column, where nothing is in the way.
    fn leader(&self, placed: &Placed<'_>, (from, to): (f64, f64)) {
        let body = placed.rect;
        let free = |x: &f64| self.canvas.is_free(&Rect::new(x - 1.0, from, 2.0, to - from));
        let places = [body.x + body.w / 2.0, body.right() - 2.0, body.x + 2.0];
        if let Some(x) = places.into_iter().find(free) {
            self.canvas.line(&[(x, from), (x, to)], Look::line(Tone::INK_3, 80));
        }
    }

    fn room(
        &self,
        placed: &Placed<'_>,
        bodies: &[Rect],
        shapes: &[(f64, f64)],
        bottom: f64,
    ) -> Option<(Rect, usize)> {
        let (canvas, across) = (self.canvas, (self.area().x, self.canvas.frame.units()));
        let ceiling = self.top + self.words_height();
        Above { canvas, bodies, across, ceiling }.place(placed.rect, shapes, bottom)
    }

    fn words_height(&self) -> f64 {
        let lines = self.band.breaks.iter().map(|words| words.lines.len()).max().unwrap_or(0);
        if lines == 0 { 0.0 } else { text_height(lines, self.canvas.frame.small()) + 4.0 }
    }

    /// Dotted lines with words where name or scope changes.
    fn breaks(&self) {
        let bottom = self.area().bottom() + self.layout.foot - 12.0;
        for words in &self.band.breaks {
            self.canvas.mark("mark-break", &words.text, &Of::nothing(), || {
                self.canvas
                    .line(&[(words.x, self.top), (words.x, bottom)], Look::line(Tone::INK_3, 120).dotted());
                words.draw(self.canvas, self.top);
            });
        }
    }
}

/// A part of a column; a seam of paper keeps solid parts apart.
fn item_segment(plot: &Plot, phase: Phase, tone: Tone, from: f64, to: f64, stacked: bool) {
    plot.bar(0.0..1.0, from..to, phase_look(phase, tone));
    if stacked && phase == Phase::Final {
        plot.line(&[(0.0, from), (1.0, from)], Look::line(Tone::PAPER, 100));
    }
}
