//! How a run of text is written: hidden, struck out, white, raised; by itself and by the styles that it names.

use std::collections::BTreeMap;

use super::super::markup::{Markup, Tag};

/// How deep styles lean on each other.
const DEPTH: usize = 16;

/// A part of a colour from which on it is white to the eye.
const BRIGHT: u8 = 249;

/// How text is written, as far as something says so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Ink {
    /// Nobody sees it, on paper.
    pub(super) hidden: Option<bool>,
    /// It is struck out: the words beside it stand instead.
    pub(super) struck: Option<bool>,
    /// It is white.
    pub(super) white: Option<bool>,
    /// It is red.
    pub(super) red: Option<bool>,
    /// It stands above or below its line.
    pub(super) raised: Option<bool>,
}

impl Ink {
    /// Takes a property of a run.
    pub(super) fn take(&mut self, tag: &Tag) {
        let value = tag.attribute("val").unwrap_or_default();
        match tag.name() {
            "vanish" => self.hidden = Some(tag.is_on()),
            "strike" | "dstrike" => self.struck = Some(tag.is_on() || self.struck == Some(true)),
            "color" => {
                self.white = Some(is_white(&value));
                self.red = Some(parts(&value).is_some_and(crate::document::is_red));
            }
            "vertAlign" => self.raised = Some(value != "baseline"),
            // Half points; fine tuning moves by one or two.
            "position" => self.raised = Some(value.parse().is_ok_and(|points: i32| points.abs() > 3)),
            _ => {}
        }
    }

    /// What this says, and what another says where this says nothing.
    pub(super) fn or(self, other: Ink) -> Ink {
        Ink {
            hidden: self.hidden.or(other.hidden),
            struck: self.struck.or(other.struck),
            white: self.white.or(other.white),
            red: self.red.or(other.red),
            raised: self.raised.or(other.raised),
        }
    }
}

fn is_white(colour: &str) -> bool {
    parts(colour).is_some_and(|parts| parts.iter().all(|part| *part >= BRIGHT))
}

/// A colour in six hexadecimal digits.
fn parts(colour: &str) -> Option<[u8; 3]> {
    let part = |at: usize| u8::from_str_radix(colour.get(at..at + 2)?, 16).ok();
    if colour.len() == 6 { Some([part(0)?, part(2)?, part(4)?]) } else { None }
}

/// The styles of a document that say how text is written.
#[derive(Debug, Default)]
pub(super) struct Inks(BTreeMap<String, (String, Ink)>);

impl Inks {
    /// Reads `styles.xml`.
    pub(super) fn read(xml: &str) -> Self {
        let mut all: BTreeMap<String, (String, Ink)> = BTreeMap::new();
        let mut markup = Markup::new(xml);
        let mut id = String::new();
        while let Some(tag) = markup.next_tag() {
            match tag.name() {
                "style" => {
                    id = tag.attribute("styleId").unwrap_or_default();
                    all.insert(id.clone(), Default::default());
                }
                // What a table style says of its first row is no word on all rows.
                "tblStylePr" if !markup.skip() => break,
                "basedOn" => {
                    if let Some((based_on, _)) = all.get_mut(&id) {
                        *based_on = tag.attribute("val").unwrap_or_default();
                    }
                }
                _ => {
                    if let Some((_, ink)) = all.get_mut(&id) {
                        ink.take(&tag);
                    }
                }
            }
        }
        Self(all)
    }

    /// How a style writes.
    pub(super) fn of(&self, style: &str) -> Ink {
        let mut ink = Ink::default();
        let mut next = style;
        for _ in 0..DEPTH {
            let Some((based_on, own)) = self.0.get(next) else { break };
            ink = ink.or(*own);
            next = based_on;
        }
        ink
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_lean_on_each_other() {
        let inks = Inks::read(
            "<w:styles><w:style w:styleId='a'><w:rPr><w:strike/></w:rPr></w:style>\
             <w:style w:styleId='b'><w:basedOn w:val='a'/><w:rPr><w:color w:val='FEFEFE'/></w:rPr></w:style>\
             <w:style w:styleId='c'><w:basedOn w:val='c'/><w:tblStylePr><w:rPr><w:vanish/></w:rPr></w:tblStylePr></w:style></w:styles>",
        );
        let both = Ink { struck: Some(true), white: Some(true), red: Some(false), ..Ink::default() };
        assert_eq!((inks.of("b"), inks.of("c"), inks.of("d")), (both, Ink::default(), Ink::default()));
        let plain = Ink { struck: Some(false), ..Ink::default() };
        assert_eq!(plain.or(inks.of("a")).struck, Some(false));
    }
}
