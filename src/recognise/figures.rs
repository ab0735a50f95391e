//! Cells that a reader takes for figures and the grammar of numbers does not: `830,20`, `1.2605E+3`, `约120.40`, two numbers in
//! one cell, digits that nobody can name. They are never header and never vanish: what reads them is nobody's guess.

use crate::document::{is_cjk, is_failed, numbers, parse_cell};
use crate::taxonomy::said_words;

/// The most Chinese characters beside an amount that leave it one: 约120.40, 120.40（负）.
const BESIDE: usize = 2;

/// Whether a cell holds several numbers with decimals and no words: an old figure beside a new one, or two cells run
/// together.
pub(super) fn is_made_of_figures(text: &str) -> bool {
    let decimals = numbers(text).iter().filter(|one| text[one.start..one.end].contains('.')).count();
    decimals >= 2 && !text.chars().any(char::is_alphabetic)
}

/// The pieces of a line that look like figures and that no grammar of numbers reads.
pub(super) fn strange(line: &str) -> impl Iterator<Item = &str> {
    line.split_whitespace().filter(|token| parse_cell(token).is_none() && looks_like_figure(token))
}

/// Whether a line has such a piece.
pub(super) fn has_strange(line: &str) -> bool {
    strange(line).next().is_some()
}

/// Whether a cell that is no number looks like an amount: two digits behind a mark of decimals, an exponent, or digits among
/// characters without a name. Header words, dates, ordinals and sums of columns (`3=1+2`) do not.
pub(super) fn looks_like_figure(text: &str) -> bool {
    if is_failed(text) || is_mixed_number(text) {
        return true;
    }
    // A unit of money behind an amount is no word beside it.
    let mut units = said_words("money_behind").iter().flat_map(|row| &row.words);
    let own = units.find_map(|unit| text.trim_end().strip_suffix(unit)).unwrap_or(text);
    let own = if own.ends_with(|c: char| c.is_ascii_digit()) { own } else { text };
    let compact: Vec<char> = own.chars().filter(|c| !c.is_whitespace()).collect();
    let letters = compact.iter().filter(|c| c.is_alphabetic() && !is_unnamed(**c)).count();
    let chinese = compact.iter().filter(|c| c.is_alphabetic() && is_cjk(**c)).count();
    let exponents = (1..compact.len()).filter(|at| is_exponent(&compact, *at)).count();
    if letters - chinese > exponents || chinese > BESIDE || compact.contains(&'=') {
        return false;
    }
    let mark = |c: &char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let garbled = compact.iter().any(|c| is_unnamed(*c)) && compact.iter().any(mark) && chinese == 0;
    let literal = (1..compact.len()).any(|at| is_mark_of_format(&compact, at));
    garbled || literal || exponents > 0 || (1..compact.len()).any(|at| opens_cents(&compact, at))
}

/// A character that no font or encoding gives a meaning.
fn is_unnamed(c: char) -> bool {
    c == '\u{FFFD}' || matches!(c, '\u{E000}'..='\u{F8FF}' | '□' | '■')
}

/// Whether two digits and no third stand behind a mark of decimals, and what stands before it is no year of a date.
fn opens_cents(text: &[char], at: usize) -> bool {
    let digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    let cents = digit(at + 1) && digit(at + 2) && !digit(at + 3);
    if !matches!(text[at], '.' | '．' | ',' | '，' | '·' | '、' | '\'' | '’') || !cents || !digit(at - 1)
    {
        return false;
    }
    // 2023.12 and 01.12.15 are dates and numbers of items.
    let whole: String = text[..at].iter().rev().take_while(|c| c.is_ascii_digit()).collect();
    let year = whole.len() == 4 && (whole.ends_with("02") || whole.ends_with("91"));
    let goes_on = text.get(at + 3).is_some_and(|c| matches!(c, '.' | '．' | '、')) && digit(at + 4);
    !year && !goes_on
}

/// Whether a mark of number formats stands within a number: a program showed what it should have followed (`0!.0,`).
fn is_mark_of_format(text: &[char], at: usize) -> bool {
    let behind = text.get(at + 1).is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    matches!(text[at], '!' | '！' | '\\' | '"' | '#' | '?') && text[at - 1].is_ascii_digit() && behind
}

/// Whether a text is a whole number with a fraction of it: `1260 1/2`.
fn is_mixed_number(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit() || b == b',');
    let parts =
        text.trim().split_once(' ').and_then(|(whole, rest)| Some((whole, rest.trim().split_once('/')?)));
    parts.is_some_and(|(whole, (above, below))| digits(whole) && digits(above) && digits(below))
}

/// Whether the letter of an exponent stands here: `1.2605E+3`.
fn is_exponent(text: &[char], at: usize) -> bool {
    let behind = text.get(at + 1).map(|c| if matches!(c, '+' | '-') { text.get(at + 2) } else { Some(c) });
    matches!(text[at], 'E' | 'e')
        && text[at - 1].is_ascii_digit()
        && behind.flatten().is_some_and(char::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_in_a_strange_hand_is_no_word() {
        for text in [
            "830,20",
            "1 260,50",
            "1.2605E+3",
            "8E2",
            "约120.40",
            "120.40(负)",
            "1、260.50",
            "164431!.5万元",
            "2919757!.0000",
            "12\\.5",
            "1,2\u{FFFD}0.50",
            "□□.50",
            "一20.00",
            "777.77 1,260.50",
            "〔数字格式不明〕8",
            "[20.00]",
            "1.260,50",
            "共1260.50万元",
            "1,260 1/2",
        ] {
            assert!(looks_like_figure(text), "{text}");
        }
        for text in [
            "2023年",
            "1-7月执行数",
            "3=1+2",
            "2023.12",
            "2023.01-2023.12",
            "1.1",
            "1.1.1",
            "年初预算数",
            "A",
            "万元",
            "",
            "—",
            "(1)",
            "预算执行率10.00分",
            "□是 □否",
            "\u{FFFD}\u{FFFD}",
            "第1季度",
            "12,345,67x",
        ] {
            assert!(!looks_like_figure(text), "{text}");
        }
    }
}
