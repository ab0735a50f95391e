//! Sentences whose numbers carry their provenance although they are plain text elsewhere: headlines and statements,
//! which also stand in titles, citations and pictures.

use std::fmt::Write;

use super::html::{Fig, escape};

/// Plain words with the figures whose numbers stand in them, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) text: String,
    pub(crate) figs: Vec<Fig>,
}

impl Said {
    /// Words without numbers of figures.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), figs: Vec::new() }
    }

    /// More words.
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.text.push_str(text);
        self
    }

    /// The number of a figure.
    pub(crate) fn fig(mut self, fig: Fig) -> Self {
        self.text.push_str(&fig.text);
        self.figs.push(fig);
        self
    }

    /// The words as markup.
    pub(crate) fn html(&self) -> String {
        Stating::new(&self.figs).markup(&self.text)
    }
}

/// Writes words piece by piece and gives each number that a figure reads as its provenance. Numbers that read alike
/// take their figures in turn.
pub(crate) struct Stating<'f> {
    figs: &'f [Fig],
    used: Vec<bool>,
}

impl<'f> Stating<'f> {
    pub(crate) fn new(figs: &'f [Fig]) -> Self {
        Self { figs, used: vec![false; figs.len()] }
    }

    /// The next piece as markup.
    pub(crate) fn markup(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 64 * self.figs.len());
        // `rest` is not written yet, and its first bytes hold no number of a figure.
        let (mut rest, mut plain) = (text, 0);
        while plain < rest.len() {
            let (before, from) = rest.split_at(plain);
            let word = before.ends_with(|c: char| c.is_ascii_alphanumeric());
            let (number, after) = from.split_at(if word { 0 } else { numeral(from) });
            if let Some(fig) = self.take(number, after.starts_with('%')) {
                let _ = write!(out, "{}<span{}>{number}</span>", escape(before), fig.data());
                (rest, plain) = (after, 0);
            } else {
                plain += number.len().max(from.chars().next().map_or(1, char::len_utf8));
            }
        }
        out.push_str(&escape(rest));
        out
    }

    /// The figure that a number reads as: a percentage for a percentage, and one that has not been written before.
    fn take(&mut self, number: &str, percent: bool) -> Option<&'f Fig> {
        let alike = |fig: &Fig| !number.is_empty() && fig.text.trim_end_matches('%') == number;
        let at = (0..self.figs.len())
            .filter(|at| alike(&self.figs[*at]))
            .min_by_key(|at| (self.figs[*at].text.ends_with('%') != percent, self.used[*at]))?;
        self.used[at] = true;
        self.figs.get(at)
    }
}

/// How long the number is that a text begins with: sign, digits with separators, decimals.
fn numeral(text: &str) -> usize {
    let sign = text.chars().next().filter(|c| matches!(c, '−' | '-')).map_or(0, char::len_utf8);
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = sign;
    while digit(end) || (end > sign && matches!(bytes.get(end), Some(b',' | b'.')) && digit(end + 1)) {
        end += 1;
    }
    if end > sign { end } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fig(text: &str, of: &str) -> Fig {
        Fig { text: text.into(), of: vec![of.into()], ..Fig::default() }
    }

    #[test]
    fn numbers_take_their_figures_in_turn() {
        let said = Said::new("2023 年 ").fig(fig("9.10", "a")).text("，").fig(fig("9.10%", "b")).text(" <1");
        assert_eq!(said.text, "2023 年 9.10，9.10% <1");
        assert_eq!(
            said.html(),
            "2023 年 <span data-of=\"a\">9.10</span>，<span data-of=\"b\">9.10</span>% &lt;1"
        );
        let figs = [fig("5", "a"), fig("5", "b")];
        let mut stating = Stating::new(&figs);
        assert_eq!(stating.markup("5 "), "<span data-of=\"a\">5</span> ");
        assert_eq!(stating.markup("x5 5"), "x5 <span data-of=\"b\">5</span>");
        assert_eq!(stating.markup("55 −1,0.5"), "55 −1,0.5");
    }
}
