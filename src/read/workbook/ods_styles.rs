//! Styles of ODS: which cells and pieces of text are struck out, raised, or of the colour behind them, and which sheets are hidden.

use std::collections::BTreeMap;

use super::super::markup::Tag;
use super::super::odt::is_nothing;
use super::ink::{Colour, Font, Paper};

/// How deep styles lean on each other.
const DEPTH: usize = 16;

/// The most styles.
const MOST: usize = 100_000;

/// The styles of a file by family and name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: BTreeMap<(String, String), Style>,
    /// The one being read.
    open: Option<(String, String)>,
}

#[derive(Debug, Clone, Default)]
struct Style {
    parent: String,
    struck: Option<bool>,
    raised: Option<bool>,
    colour: Option<Colour>,
    paper: Option<Paper>,
    hides: bool,
}

impl Styles {
    /// Takes a tag of the styles.
    pub(super) fn take(&mut self, tag: &Tag) {
        match tag.name() {
            "style" | "default-style" if self.all.len() < MOST => {
                let name = tag.attribute("name").unwrap_or_default();
                let key = (tag.attribute("family").unwrap_or_default(), name);
                let parent = tag.attribute("parent-style-name").unwrap_or_default();
                self.all.insert(key.clone(), Style { parent, ..Style::default() });
                self.open = Some(key);
            }
            "text-properties" => self.with(|style| {
                let line = |name: &str| tag.attribute(name).map(|value| value != "none");
                style.struck = line("text-line-through-style").or(line("text-line-through-type"));
                style.raised =
                    tag.attribute("text-position").map(|value| value.starts_with("su") || is_moved(&value));
                style.colour = tag.attribute("color").and_then(|value| Colour::hex(&value));
            }),
            "table-cell-properties" => self.with(|style| {
                style.paper = tag.attribute("background-color").map(|value| match value.as_str() {
                    "transparent" => Paper::Sheet,
                    value => Colour::hex(value).map_or(Paper::Unknown, Paper::Colour),
                });
            }),
            // A row without height and a column without width show nothing.
            "table-row-properties" | "table-column-properties" => {
                let size = tag.attribute("row-height").or(tag.attribute("column-width"));
                self.with(|style| style.hides = size.is_some_and(|size| is_nothing(&size)));
            }
            "table-properties" if tag.attribute("display").is_some_and(|value| value == "false") => {
                self.with(|style| style.hides = true);
            }
            _ => {}
        }
    }

    fn with(&mut self, change: impl FnOnce(&mut Style)) {
        if let Some(style) = self.open.as_ref().and_then(|key| self.all.get_mut(key)) {
            change(style);
        }
    }

    /// Whether a style of a family hides its sheet, row or column.
    pub(super) fn hides(&self, family: &str, name: &str) -> bool {
        self.all.get(&(family.to_owned(), name.to_owned())).is_some_and(|style| style.hides)
    }

    /// How a style of a family writes, and on what.
    pub(super) fn look(&self, family: &str, name: &str) -> (Font, Paper) {
        let mut whole = Style::default();
        let mut next = name.to_owned();
        for _ in 0..DEPTH {
            let Some(style) = self.all.get(&(family.to_owned(), next)) else { break };
            whole.struck = whole.struck.or(style.struck);
            whole.raised = whole.raised.or(style.raised);
            whole.colour = whole.colour.or_else(|| style.colour.clone());
            whole.paper = whole.paper.or_else(|| style.paper.clone());
            next = style.parent.clone();
        }
        let font = Font {
            struck: whole.struck.unwrap_or(false),
            raised: whole.raised.unwrap_or(false),
            colour: whole.colour,
        };
        (font, whole.paper.unwrap_or_default())
    }
}

/// Whether a position such as `33% 58%` lies off the line.
fn is_moved(position: &str) -> bool {
    position.split_whitespace().next().is_some_and(|first| !first.trim_matches(['0', '%', '-']).is_empty())
}
