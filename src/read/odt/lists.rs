//! Automatic numbers of ODT: the `一、` that stands on the page but not in the text of a paragraph.

use std::collections::BTreeMap;

use super::super::docx::numeral;
use super::super::markup::Tag;

/// Levels of a list.
const LEVELS: usize = 10;

/// The most styles of lists.
const MOST: usize = 10_000;

/// The style of the numbers of headings, which has no name of its own.
const OUTLINE: &str = "\0";

/// The styles of lists, how far each has counted, and the lists that are open.
#[derive(Debug, Default)]
pub(super) struct Lists {
    styles: BTreeMap<String, Vec<Level>>,
    /// The style being read.
    reading: String,
    counts: BTreeMap<String, [u32; LEVELS]>,
    /// The styles of the lists that are open.
    open: Vec<String>,
    /// Whether the item being read waits for its number, and where it counts anew.
    waits: bool,
    start: Option<u32>,
}

#[derive(Debug, Clone, Default)]
struct Level {
    format: String,
    prefix: String,
    suffix: String,
    start: u32,
    shown: usize,
}

impl Lists {
    /// Takes a tag of the styles.
    pub(super) fn take(&mut self, tag: &Tag) {
        match tag.name() {
            "list-style" => self.reading = tag.attribute("name").unwrap_or_default(),
            "outline-style" => self.reading = OUTLINE.to_owned(),
            "list-level-style-number" | "outline-level-style" if self.styles.len() < MOST => {
                let level = tag.number::<usize>("level").unwrap_or(0);
                let levels = self.styles.entry(self.reading.clone()).or_default();
                levels.resize(LEVELS, Level::default());
                if let Some(own) = level.checked_sub(1).and_then(|at| levels.get_mut(at)) {
                    let text = |name: &str| tag.attribute(name).unwrap_or_default();
                    *own = Level {
                        format: text("num-format"),
                        prefix: text("num-prefix"),
                        suffix: text("num-suffix"),
                        start: tag.number("start-value").unwrap_or(1),
                        shown: tag.number("display-levels").unwrap_or(1),
                    };
                }
            }
            _ => {}
        }
    }

    /// A list opens.
    pub(super) fn open(&mut self, tag: &Tag) {
        let above = self.open.last().cloned();
        let style = tag.attribute("style-name").or(above).unwrap_or_default();
        let goes_on = tag.attribute("continue-numbering").is_some_and(|value| value == "true")
            || tag.attribute("continue-list").is_some();
        if self.open.is_empty() && !goes_on {
            self.counts.remove(&style);
        }
        self.open.push(style);
    }

    /// The innermost list closes.
    pub(super) fn close(&mut self) {
        self.open.pop();
        self.waits = false;
    }

    /// An item opens.
    pub(super) fn item(&mut self, tag: &Tag) {
        self.waits = true;
        self.start = tag.number("start-value");
    }

    /// The number before a paragraph, counted on; empty where it has none. Only the first paragraph of an item has one.
    pub(super) fn next(&mut self) -> String {
        let Some(style) = self.open.last().cloned().filter(|_| std::mem::take(&mut self.waits)) else {
            return String::new();
        };
        self.count(&style, self.open.len())
    }

    /// The number before a heading of a level, where headings have numbers and no list gives one.
    pub(super) fn heading(&mut self, tag: &Tag) -> String {
        let plain = tag.attribute("is-list-header").is_some_and(|value| value == "true");
        if plain || !self.open.is_empty() {
            return String::new();
        }
        let level = tag.number("outline-level").unwrap_or(1);
        self.start = tag.number("start-value");
        self.count(OUTLINE, level)
    }

    fn count(&mut self, style: &str, level: usize) -> String {
        let start = self.start.take();
        let Some(levels) = self.styles.get(style) else { return String::new() };
        let Some(at) = level.checked_sub(1).filter(|at| *at < LEVELS) else { return String::new() };
        let counts = self.counts.entry(style.to_owned()).or_default();
        for above in 0..at {
            // A level above that was never used counts as its first.
            counts[above] = counts[above].max(levels[above].start.max(1));
        }
        counts[at] = match start {
            Some(start) => start,
            None if counts[at] == 0 => levels[at].start.max(1),
            None => counts[at].saturating_add(1),
        };
        counts[at + 1..].fill(0);
        let own = &levels[at];
        if own.format.is_empty() {
            return String::new();
        }
        let first = (at + 1).saturating_sub(own.shown.max(1));
        let numbers = (first..=at).filter(|at| !levels[*at].format.is_empty());
        let numbers: Vec<String> = numbers.map(|at| numeral(kind(&levels[at].format), counts[at])).collect();
        let mut text = format!("{}{}{}", own.prefix, numbers.join("."), own.suffix);
        // Between Latin digits and the text stands white space on the page; behind 、 and ） it does not matter.
        if text.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            text.push(' ');
        }
        text
    }
}

/// A format of numbers as the lists of Word call it.
fn kind(format: &str) -> &'static str {
    match format.chars().next() {
        Some('一') => "chineseCounting",
        Some('①') => "decimalEnclosedCircle",
        Some('A') => "upperLetter",
        Some('a') => "lowerLetter",
        _ => "decimal",
    }
}
