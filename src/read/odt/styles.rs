//! Styles of ODT: what of them decides whether a text is seen, written for the reader of pages.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::super::markup::Tag;

/// How deep styles lean on each other.
const DEPTH: usize = 16;

/// The most styles.
const MOST: usize = 100_000;

/// The longest value that is taken over.
const LONGEST: usize = 40;

/// The styles of a file by family and name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: BTreeMap<(String, String), Style>,
    /// The one being read.
    open: Option<(String, String)>,
}

/// What a style says; what it does not say, its parent does.
#[derive(Debug, Clone, Default)]
struct Style {
    parent: String,
    colour: Option<String>,
    paper: Option<String>,
    size: Option<String>,
    struck: Option<bool>,
    raised: Option<bool>,
    hidden: Option<bool>,
}

impl Styles {
    /// Takes a tag of the styles.
    pub(super) fn take(&mut self, tag: &Tag) {
        match tag.name() {
            "style" => {
                let name = tag.attribute("name").unwrap_or_default();
                let key = (tag.attribute("family").unwrap_or_default(), name);
                self.open = None;
                if self.all.len() < MOST {
                    let parent = tag.attribute("parent-style-name").unwrap_or_default();
                    self.all.insert(key.clone(), Style { parent, ..Style::default() });
                    self.open = Some(key);
                }
            }
            "default-style" => self.open = None,
            "text-properties" => self.with(|style| style.take_text(tag)),
            "paragraph-properties" | "table-cell-properties" => self.with(|style| {
                style.paper = value(tag, "background-color").or(style.paper.take());
            }),
            // A row without height and a column without width show nothing.
            "table-row-properties" => self.with(|style| style.hides_when_nothing(tag, "row-height")),
            "table-column-properties" => self.with(|style| style.hides_when_nothing(tag, "column-width")),
            "table-properties" | "section-properties" => self.with(|style| {
                let display = tag.attribute("display");
                style.hidden = display.map(|value| matches!(value.as_str(), "false" | "none"));
            }),
            _ => {}
        }
    }

    fn with(&mut self, change: impl FnOnce(&mut Style)) {
        if let Some(style) = self.open.as_ref().and_then(|key| self.all.get_mut(key)) {
            change(style);
        }
    }

    fn whole(&self, family: &str, name: &str) -> Style {
        let mut whole = Style::default();
        let mut next = name.to_owned();
        for _ in 0..DEPTH {
            let Some(style) = self.all.get(&(family.to_owned(), next.clone())) else { break };
            whole.colour = whole.colour.or_else(|| style.colour.clone());
            whole.paper = whole.paper.or_else(|| style.paper.clone());
            whole.size = whole.size.or_else(|| style.size.clone());
            whole.struck = whole.struck.or(style.struck);
            whole.raised = whole.raised.or(style.raised);
            whole.hidden = whole.hidden.or(style.hidden);
            next.clone_from(&style.parent);
        }
        whole
    }

    /// Whether a style hides what it is of.
    pub(super) fn hides(&self, family: &str, name: &str) -> bool {
        self.whole(family, name).hidden == Some(true)
    }

    /// A style as the attribute of an element; empty where it says nothing.
    pub(super) fn attribute(&self, family: &str, name: &str) -> String {
        let style = self.whole(family, name);
        let mut css = String::new();
        for (property, value) in
            [("color", style.colour), ("background-color", style.paper), ("font-size", style.size)]
        {
            if let Some(value) = value {
                let _ = write!(css, "{property}:{value};");
            }
        }
        for (says, text) in [
            (style.struck, "text-decoration:line-through;"),
            (style.raised, "vertical-align:super;"),
            (style.hidden, "display:none;"),
        ] {
            if says == Some(true) {
                css.push_str(text);
            }
        }
        if css.is_empty() { css } else { format!(" style=\"{css}\"") }
    }
}

impl Style {
    fn take_text(&mut self, tag: &Tag) {
        let line = |name: &str| tag.attribute(name).map(|value| value != "none");
        self.struck = line("text-line-through-style").or(line("text-line-through-type")).or(self.struck);
        self.raised = tag
            .attribute("text-position")
            .map(|value| value.starts_with("su") || is_moved(&value))
            .or(self.raised);
        self.hidden = tag.attribute("display").map(|value| value == "none").or(self.hidden);
        self.paper = value(tag, "background-color").or(self.paper.take());
        self.size = value(tag, "font-size").or(self.size.take());
        // The colour of the window is black on white and white on black.
        let of_window = tag.attribute("use-window-font-color").is_some_and(|value| value == "true");
        let own = if of_window { Some("#000000".to_owned()) } else { value(tag, "color") };
        self.colour = own.or(self.colour.take());
    }

    fn hides_when_nothing(&mut self, tag: &Tag, name: &str) {
        self.hidden = tag.attribute(name).map(|size| is_nothing(&size)).or(self.hidden);
    }
}

/// Whether a size such as `0cm` is none.
pub(in super::super) fn is_nothing(size: &str) -> bool {
    let number = size.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    !number.is_empty() && number.chars().all(|c| matches!(c, '0' | '.'))
}

/// The value of an attribute, where it is one that a style may hold.
fn value(tag: &Tag, name: &str) -> Option<String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '#' | '.' | '%');
    tag.attribute(name).filter(|value| value.len() <= LONGEST && value.chars().all(is_plain))
}

/// Whether a position such as `33% 58%` lies off the line.
fn is_moved(position: &str) -> bool {
    position.split_whitespace().next().is_some_and(|first| !first.trim_matches(['0', '%', '-']).is_empty())
}
