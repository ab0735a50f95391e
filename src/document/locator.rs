//! Locators: names for places in a source, each naming exactly one printed number, row or line.

use std::fmt;
use std::str::FromStr;

use super::bars::bar_cells;
use super::number::numbers;

/// A place in a source document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Locator {
    /// `L1644`: a line that holds one cell.
    Line(u32),
    /// `L661-663`: a number or row broken over lines.
    Lines(u32, u32),
    /// `L445:c5`: the fifth cell of a line, counted from 1; tabs hold cells apart, or the bars of Markdown.
    Cell(u32, u32),
    /// `L505@3`: the third number printed on a line, counted from 1.
    Number(u32, u32),
}

impl Locator {
    /// The first line of the place.
    pub const fn line(&self) -> u32 {
        match *self {
            Locator::Line(line)
            | Locator::Lines(line, _)
            | Locator::Cell(line, _)
            | Locator::Number(line, _) => line,
        }
    }

    /// The last line of the place.
    pub const fn last_line(&self) -> u32 {
        match *self {
            Locator::Lines(_, last) => last,
            Locator::Line(line) | Locator::Cell(line, _) | Locator::Number(line, _) => line,
        }
    }

    /// Sort key: line, then position within the line.
    pub const fn order(&self) -> (u32, u32) {
        match *self {
            Locator::Line(line) => (line, 0),
            Locator::Lines(line, _) => (line, 0),
            Locator::Cell(line, cell) => (line, cell),
            Locator::Number(line, nth) => (line, nth),
        }
    }

    /// The bytes of the place within the text of its line; `None` where nothing stands there.
    pub fn range_in(&self, text: &str) -> Option<(usize, usize)> {
        let trimmed = |from: usize, part: &str| {
            let lead = part.len() - part.trim_start().len();
            let body = part.trim();
            (!body.is_empty()).then(|| (from + lead, from + lead + body.len()))
        };
        match self {
            Locator::Line(_) => trimmed(0, text),
            Locator::Lines(..) => None,
            Locator::Cell(_, nth) if text.contains('|') && !text.contains('\t') => {
                let at = usize::try_from(*nth).ok()?.checked_sub(1)?;
                bar_cells(text).get(at).and_then(|(from, to)| trimmed(*from, text.get(*from..*to)?))
            }
            Locator::Cell(_, nth) => {
                let mut from = 0;
                for (cell, at) in text.split('\t').zip(1..) {
                    if at == *nth {
                        return trimmed(from, cell);
                    }
                    from += cell.len() + 1;
                }
                None
            }
            Locator::Number(_, nth) => numbers(text)
                .into_iter()
                .find(|number| number.nth == *nth)
                .map(|number| (number.start, number.end)),
        }
    }
}

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Locator::Line(line) => write!(f, "L{line}"),
            Locator::Lines(first, last) => write!(f, "L{first}-{last}"),
            Locator::Cell(line, cell) => write!(f, "L{line}:c{cell}"),
            Locator::Number(line, nth) => write!(f, "L{line}@{nth}"),
        }
    }
}

/// A locator that does not follow the grammar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a place; expected a form like L1644, L661-663, L445:c5 or L505@3")]
pub struct ParseLocatorError(pub String);

impl FromStr for Locator {
    type Err = ParseLocatorError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fail = || ParseLocatorError(text.to_owned());
        let number = |s: &str| s.parse::<u32>().map_err(|_| fail());
        let rest = text.strip_prefix('L').ok_or_else(fail)?;
        if let Some((line, cell)) = rest.split_once(":c") {
            Ok(Locator::Cell(number(line)?, number(cell)?))
        } else if let Some((line, nth)) = rest.split_once('@') {
            Ok(Locator::Number(number(line)?, number(nth)?))
        } else if let Some((first, last)) = rest.split_once('-') {
            Ok(Locator::Lines(number(first)?, number(last)?))
        } else {
            Ok(Locator::Line(number(rest)?))
        }
    }
}

impl<'de> serde::Deserialize<'de> for Locator {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl serde::Serialize for Locator {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A run of lines, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Span {
    /// First line, counted from 1.
    pub first: u32,
    /// Last line.
    pub last: u32,
}

impl Span {
    /// A span from one line to another.
    pub const fn new(first: u32, last: u32) -> Self {
        Self { first, last }
    }

    /// Whether a line lies within.
    pub const fn contains(self, line: u32) -> bool {
        self.first <= line && line <= self.last
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(f, "L{}", self.first)
        } else {
            write!(f, "L{}-{}", self.first, self.last)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_survives_a_round_trip() {
        for text in ["L1644", "L661-663", "L445:c5", "L505@3"] {
            assert_eq!(text.parse::<Locator>().map(|l| l.to_string()).as_deref(), Ok(text));
        }
        for text in ["", "L", "1644", "L1:5", "Lx", "L1-"] {
            assert!(text.parse::<Locator>().is_err(), "{text}");
        }
    }
}
