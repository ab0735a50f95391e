//! Tokens of a broken flow: words and fragments of numbers with the lines they stand on.

use crate::document::{Cell, Line, Locator, numbers};

/// A piece of a line between white space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// The text.
    pub(super) text: String,
    /// Whether it consists of digits, commas and points only.
    pub(super) fragment: bool,
    /// Line number.
    pub(super) line: u32,
    /// Position of its number among the numbers of the line.
    pub(super) nth: u32,
    /// Whether it opens its line.
    pub(super) opens_line: bool,
    /// Blank lines before its line.
    pub(super) gap: u32,
}

/// Cuts lines into tokens. Lines that are page numbers give none.
pub(super) fn tokens(lines: &[Line]) -> Vec<Token> {
    let mut tokens = Vec::new();
    for line in lines.iter().filter(|line| !is_page_number(line)) {
        let numbers = numbers(&line.text);
        let mut offset = 0;
        for piece in line.text.split(is_gap).filter(|piece| !piece.is_empty()) {
            let start = line.text[offset..].find(piece).map_or(offset, |at| offset + at);
            offset = start + piece.len();
            let fragment = is_fragment(piece);
            let nth = numbers.iter().find(|n| n.start >= start && n.start < offset).map_or(0, |n| n.nth);
            let opens_line = line.text[..start].trim().is_empty();
            tokens.push(Token {
                text: piece.to_owned(),
                fragment,
                line: line.number,
                nth,
                opens_line,
                gap: line.gap,
            });
        }
    }
    tokens
}

/// White space, and the bars that some texts print between their cells.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '|' | '│' | '｜')
}

fn is_fragment(piece: &str) -> bool {
    let body = piece.strip_prefix('-').unwrap_or(piece);
    body.bytes().any(|b| b.is_ascii_digit())
        && body.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'))
}

/// A page number stands alone, away from the lines around it; the rest of a number follows at once.
pub(super) fn is_page_number(line: &Line) -> bool {
    let text = line.text.trim().trim_matches(['-', '—', ' ']);
    line.gap >= 2 && !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit())
}

/// A number put together from fragments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// The digits.
    pub(super) text: String,
    /// Its place.
    pub(super) locator: Locator,
    /// Whether it was broken over lines.
    pub(super) broken: bool,
    /// Whether its pieces can be read in one way only: none of them may be a page number among the others.
    pub(super) certain: bool,
}

impl Number {
    /// The number as a cell.
    pub(super) fn cell(&self) -> Cell {
        Cell::new(&self.text, self.locator.clone())
    }
}

/// Joins fragments into numbers by the grammar of the table: every number has the same count of decimals.
#[derive(Debug)]
pub(super) struct Joiner {
    decimals: usize,
    parts: Vec<Token>,
}

impl Joiner {
    /// A joiner for numbers with this many decimals.
    pub(super) fn new(decimals: usize) -> Self {
        Self { decimals, parts: Vec::new() }
    }

    /// Takes the next fragment; gives the number that it completes.
    pub(super) fn push(&mut self, token: &Token) -> Option<Number> {
        self.parts.push(token.clone());
        let text: String = self.parts.iter().map(|part| part.text.as_str()).collect();
        if !is_complete(&text, self.decimals) {
            return None;
        }
        let parts = std::mem::take(&mut self.parts);
        let (first, last) = (&parts[0], &parts[parts.len() - 1]);
        let locator = match parts.len() {
            1 => Locator::Number(first.line, first.nth),
            _ => Locator::Lines(first.line, last.line),
        };
        let certain = !has_leading_zero(&text) && !may_hold_page_number(&parts, self.decimals);
        Some(Number { text, locator, broken: parts.len() > 1, certain })
    }

    /// Gives up the fragments that made no number.
    pub(super) fn drain(&mut self) -> Vec<Token> {
        std::mem::take(&mut self.parts)
    }
}

/// Whether the pieces without one that could be a page number are a number too.
fn may_hold_page_number(parts: &[Token], decimals: usize) -> bool {
    let without = |left: usize| -> String {
        let others = parts.iter().enumerate().filter(|(at, _)| *at != left);
        others.map(|(_, part)| part.text.as_str()).collect()
    };
    let like_page_number =
        |part: &Token| part.text.len() <= 3 && part.text.bytes().all(|b| b.is_ascii_digit());
    (0..parts.len()).any(|at| like_page_number(&parts[at]) && is_complete(&without(at), decimals))
}

/// A number that starts with a zero before other digits has lost its first ones.
fn has_leading_zero(text: &str) -> bool {
    text.strip_prefix('0').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == ','))
}

/// How many decimals the numbers of a table have: two, unless it prints whole numbers only.
pub(super) fn decimals(tokens: &[Token]) -> usize {
    let fragments = || tokens.iter().filter(|token| token.fragment);
    let of = |text: &str| text.rsplit_once('.').map(|(_, fraction)| fraction.len());
    if fragments().any(|t| of(&t.text) == Some(2)) || fragments().any(|t| matches!(of(&t.text), Some(0 | 1)))
    {
        2
    } else {
        0
    }
}

/// Whether digits form a whole number of the grammar: thousands groups of three, and all decimals.
fn is_complete(text: &str, decimals: usize) -> bool {
    let body = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match body.split_once('.') {
        Some((whole, fraction)) => (whole, fraction),
        None => (body, ""),
    };
    if fraction.len() != decimals || !fraction.bytes().all(|b| b.is_ascii_digit()) || whole.is_empty() {
        return false;
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    digits(first) && (rest.is_empty() || first.len() <= 3) && rest.iter().all(|g| g.len() == 3 && digits(g))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(number: u32, gap: u32, text: &str) -> Line {
        Line::new(number, gap, text)
    }

    #[test]
    fn fragments_join_by_the_grammar() {
        let tokens = tokens(&[
            line(1, 1, "1,94"),
            line(3, 1, "9.00"),
            line(5, 1, "0.0"),
            line(7, 1, "0"),
            line(9, 1, "4.10 0.00"),
        ]);
        let mut joiner = Joiner::new(2);
        let found: Vec<Number> = tokens.iter().filter_map(|token| joiner.push(token)).collect();
        let texts: Vec<(&str, String)> =
            found.iter().map(|n| (n.text.as_str(), n.locator.to_string())).collect();
        assert_eq!(
            texts,
            [
                ("1,949.00", "L1-3".to_owned()),
                ("0.00", "L5-7".to_owned()),
                ("4.10", "L9@1".to_owned()),
                ("0.00", "L9@2".to_owned())
            ]
        );
    }

    #[test]
    fn a_page_number_may_hide_in_a_number() {
        let certain = |pieces: &[&str]| {
            let mut joiner = Joiner::new(2);
            let lines: Vec<Line> = pieces.iter().zip(1..).map(|(piece, at)| line(2 * at, 1, piece)).collect();
            tokens(&lines)
                .iter()
                .filter_map(|token| joiner.push(token))
                .map(|n| n.certain)
                .collect::<Vec<_>>()
        };
        assert_eq!(certain(&["3,020", ".16"]), [true]);
        assert_eq!(certain(&["302", ".16", "4.00"]), [true, true]);
        assert_eq!(certain(&["12", "3,020", ".16"]), [false]);
        assert_eq!(certain(&["020", ".16"]), [false]);
    }

    #[test]
    fn page_numbers_stand_apart() {
        assert!(is_page_number(&line(9, 3, "18")) && !is_page_number(&line(9, 1, "0")));
    }
}
