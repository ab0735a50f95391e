//! Privacy: names, telephones and other data of people are taken out of a document before anything is made of it, so that
//! no later stage can let them out. They are known by the label before them, the header above them, or their own form.
//!
//! - `labels`: the words (`labels.csv`); `names`: what looks like a name (`surnames.txt`);
//! - `forms`: numbers and addresses by plan and checksum; `sentences`: values behind labels in text;
//! - `tables`: values beside labels and below headers; `cover`: where all that stands in the lines as printed;
//! - `redactions`: what a publisher had taken out of a site that stood already.

mod cover;
mod forms;
mod labels;
mod names;
mod redactions;
mod sentences;
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Block, Cell, Document, Line, Locator, Private, Table, Withheld, clean};

pub use redactions::{Redaction, Redactions, Sought};

use cover::{Ranges, Texts, merged, without};
use forms::Spot;

/// The most different texts of a document that are looked for in all of it. A disclosure names a hundredth of it.
const MOST_SPREAD: usize = 20_000;

/// Takes personal data out of a document. What is returned takes the same texts out of what else was said of it.
pub(crate) fn withhold(document: &mut Document) -> Veil {
    let mut work = Work::default();
    let mut blocks = std::mem::take(&mut document.blocks);
    let mut above = None;
    for block in &mut blocks {
        match block {
            Block::Line(line) => work.line(line, &mut above, &document.source),
            Block::Table(table) => {
                above = None;
                work.table(table, &document.source);
            }
        }
    }
    for (at, ranges) in std::mem::take(&mut work.ranges) {
        if let Some(line) = document.source.get_mut(at) {
            *line = without(line, &merged(ranges));
        }
    }
    document.blocks = blocks;
    let spread: Vec<String> = std::mem::take(&mut work.spread).into_iter().take(MOST_SPREAD).collect();
    let veil = Veil(Texts::everywhere(&spread));
    veil.over_document(document);
    let counts = work.counts.into_iter().map(|((line, kind), count)| Withheld { line, kind, count });
    document.withheld.extend(counts);
    document.withheld.sort_unstable();
    veil
}

/// Takes texts that are personal out of others.
pub(crate) struct Veil(Option<Texts>);

impl Veil {
    /// A text without them.
    pub(crate) fn over(&self, text: &mut String) {
        if let Some(texts) = &self.0 {
            texts.cover(text);
        }
    }

    fn over_document(&self, document: &mut Document) {
        let Some(texts) = &self.0 else { return };
        let found = texts.find(document.source.iter().map(String::as_str));
        for (at, ranges) in found {
            document.source[at] = without(&document.source[at], &ranges);
        }
        for block in &mut document.blocks {
            match block {
                Block::Line(line) => texts.cover(&mut line.text),
                Block::Table(table) => {
                    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                        texts.cover(&mut cell.text);
                        texts.cover(&mut cell.quote);
                    }
                }
            }
        }
        document.about.titles.iter_mut().chain(&mut document.about.path).for_each(|text| texts.cover(text));
    }
}

/// What was found so far.
#[derive(Default)]
struct Work {
    /// Bytes of the lines as printed, by line from 0.
    ranges: Ranges,
    counts: BTreeMap<(u32, Private), u32>,
    /// Texts that are personal wherever they stand.
    spread: BTreeSet<String>,
}

impl Work {
    fn line(&mut self, line: &mut Line, above: &mut Option<labels::Label>, source: &[String]) {
        let mut spots = sentences::find(&line.text);
        spots.extend(forms::find(&line.text, true));
        if let Some(label) = above.take().filter(|_| labels::of_cell(&line.text).is_none()) {
            // A label that has a line for itself, and its value the next.
            let text = line.text.trim_start_matches([':', '：', ' ']);
            let from = line.text.len() - text.len();
            let own = sentences::of_value(text, labels::Label { strong: false, ..label });
            spots.extend(own.into_iter().map(|spot| Spot {
                start: from + spot.start,
                end: from + spot.end,
                ..spot
            }));
        }
        *above = labels::of_cell(&line.text);
        if spots.is_empty() {
            return;
        }
        let own = self.note(&line.text, &spots, line.number);
        self.cover(&own, line.number, line.number, source);
        line.text = replaced(&line.text, &spots);
    }

    fn table(&mut self, table: &mut Table, source: &[String]) {
        for ((row, nth), spots) in tables::find(table) {
            let cell = &mut table.rows[row].cells[nth];
            let own = self.note(&cell.text, &spots, cell.locator.line());
            if let Some(texts) = Texts::here(&own) {
                texts.cover(&mut cell.quote);
            }
            self.cover_cell(&own, cell, source);
            cell.text = replaced(&cell.text, &spots);
        }
    }

    /// Remembers what was found in a text, and returns it as it is looked for: without spaces.
    fn note(&mut self, text: &str, spots: &[Spot], line: u32) -> Vec<String> {
        let mut seen = BTreeSet::new();
        for spot in spots {
            let own = clean(&text[spot.start..spot.end]);
            let own: String = own.chars().filter(|c| !c.is_whitespace()).collect();
            if !own.is_empty() && seen.insert(own.clone()) {
                *self.counts.entry((line, spot.kind)).or_default() += 1;
                if spot.sure && spreads(&own, spot.kind) {
                    self.spread.insert(own);
                }
            }
        }
        seen.into_iter().collect()
    }

    fn cover_cell(&mut self, own: &[String], cell: &Cell, source: &[String]) {
        let line = cell.locator.line();
        let raw = source.get((line as usize).wrapping_sub(1));
        let range = match cell.locator {
            Locator::Cell(..) => raw.and_then(|raw| Some((raw, cell.locator.range_in(raw)?))),
            _ => None,
        };
        let found = range.and_then(|(raw, (from, to))| {
            let found = Texts::here(own)?.find(std::iter::once(raw.get(from..to)?)).remove(&0)?;
            Some(found.into_iter().map(|(start, end)| (from + start, from + end)).collect::<Vec<_>>())
        });
        match found {
            Some(found) => self.ranges.entry(line as usize - 1).or_default().extend(found),
            None => self.cover(own, line, cell.locator.last_line(), source),
        }
    }

    fn cover(&mut self, own: &[String], first: u32, last: u32, source: &[String]) {
        let from = (first as usize).saturating_sub(1);
        let lines = source.get(from..(last as usize).min(source.len())).unwrap_or_default();
        let Some(texts) = Texts::here(own) else { return };
        for (at, ranges) in texts.find(lines.iter().map(String::as_str)) {
            self.ranges.entry(from + at).or_default().extend(ranges);
        }
    }
}

/// Whether a text is personal wherever it stands, and not only at its place. A name that is a word too, or the name of an
/// office, would take words out of sentences.
fn spreads(text: &str, kind: Private) -> bool {
    match kind {
        Private::Name => names::is_plain_name(names::untitled(text)) || names::may_be_latin(text),
        Private::Phone => forms::digits(text).len() >= 7,
        _ => text.len() >= 6,
    }
}

/// A text with what was found in it replaced.
fn replaced(text: &str, spots: &[Spot]) -> String {
    without(text, &merged(spots.iter().map(|spot| (spot.start, spot.end)).collect()))
}
