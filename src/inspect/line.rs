//! One line of the transcript with its figures marked in markup or in a drawing.

use std::fmt::Write;

use super::fate::Fate;
use crate::site::escape;

/// A place on a line.
pub(super) struct Spot {
    /// Its bytes within the line; `None` where nothing stands there.
    pub(super) range: Option<(usize, usize)>,
    pub(super) fate: Fate,
    /// An `id` attribute; empty where the place has one elsewhere.
    pub(super) id: String,
    /// What it was read as, escaped.
    pub(super) tip: String,
}

/// The element that marks a number: `span` in markup, `tspan` in a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Markup,
    Drawing,
}

impl Tag {
    pub(super) fn name(self) -> &'static str {
        match self {
            Tag::Markup => "span",
            Tag::Drawing => "tspan",
        }
    }

    /// An anchor at which nothing stands.
    pub(super) fn anchor(self, id: &str) -> String {
        if id.is_empty() { String::new() } else { format!("<{0}{id}></{0}>", self.name()) }
    }

    /// Tooltips are attributes in markup and elements in drawings.
    fn open(self, spot: &Spot) -> String {
        let (class, id, tip) = (spot.fate.class(), &spot.id, &spot.tip);
        match self {
            Tag::Markup => {
                format!("<span class=\"{class}\"{}{id} title=\"{tip}\">", super::grid::sign(spot.fate))
            }
            Tag::Drawing => format!("<tspan class=\"{class}\"{id}><title>{tip}</title>"),
        }
    }
}

/// A line with its spots marked. A spot on the bytes of another becomes an anchor.
pub(super) fn marked(text: &str, spots: &[Spot], tag: Tag) -> String {
    let mut taken: Vec<(usize, usize, &Spot)> = Vec::new();
    let mut out = String::new();
    for spot in spots {
        let free = |(from, to): &(usize, usize)| taken.iter().all(|part| *to <= part.0 || part.1 <= *from);
        match spot.range.filter(free) {
            Some((from, to)) => taken.push((from, to, spot)),
            None => out.push_str(&tag.anchor(&spot.id)),
        }
    }
    taken.sort_by_key(|part| part.0);
    let mut at = 0;
    for (from, to, spot) in taken {
        out.push_str(&escape(text.get(at..from).unwrap_or_default()));
        let own = escape(text.get(from..to).unwrap_or_default());
        let _ = write!(out, "{}{own}</{}>", tag.open(spot), tag.name());
        at = to;
    }
    out.push_str(&escape(text.get(at..).unwrap_or_default()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_kept() {
        let spot = |range, id: &str| Spot {
            range,
            fate: Fate::Fact,
            id: format!(" id=\"{id}\""),
            tip: "t".to_owned(),
        };
        let spots = [spot(Some((4, 8)), "a"), spot(Some((5, 7)), "b"), spot(None, "c")];
        let line = marked("ab<&1.00", &spots, Tag::Markup);
        assert_eq!(
            line,
            "<span id=\"b\"></span><span id=\"c\"></span>ab&lt;&amp;<span class=\"k-fact\" data-m=\"●\" id=\"a\" title=\"t\">1.00</span>"
        );
    }
}
