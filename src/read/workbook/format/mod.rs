//! Number formats: what a cell shows of the number it holds. `0.00%` shows 1 as `100.00%`, `#,##0` shows 1234.5 as
//! `1,235`, `0!.0,` shows 12605000 as `1260.5`. The sign is that of the number: red, brackets and triangles are read as a
//! minus. A format that is not understood is said to be none, and its number is no figure.
//!
//! Ours, because `ssfmt` 0.1.2 takes `!` and `[红色]` for letters, drops the sign with the latter and rounds 1.005 to 1.00.

mod dates;
mod digits;
#[cfg(test)]
mod tests;
mod tokens;

use std::ops::RangeInclusive;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::number::{general, moment};
use crate::document::NOT_UNDERSTOOD;
use dates::{DatePart, date, dates};
use digits::Digits;
use tokens::{Condition, Token, split};

/// No format is longer than this.
const LONGEST: usize = 300;

/// A format, read.
#[derive(Debug, Clone, Default)]
pub(super) struct Format {
    sections: Arc<[Section]>,
}

/// A section: which numbers it is for, and what it shows of them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Section {
    when: Option<Condition>,
    shows: Shows,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Shows {
    /// Digits with what stands around them.
    Number(Digits),
    /// As without a format, with what stands around it; whether it is for text.
    General(String, String, bool),
    /// A date or a time.
    Date(Vec<DatePart>),
    /// So many digits and a power of ten.
    Power(usize),
    /// A whole number and a fraction, with the denominators that there is room for.
    Fraction(RangeInclusive<u32>),
    /// Only these words.
    Words(String),
    /// Nothing that we know.
    Unknown,
}

impl Format {
    /// Reads a format.
    pub(super) fn read(code: &str) -> Self {
        let unknown = || Self { sections: [Section { when: None, shows: Shows::Unknown }].into() };
        if code.len() > LONGEST {
            return unknown();
        }
        if code.trim().is_empty() {
            return Self::default();
        }
        let sections: Vec<Section> = split(code).iter().map(|tokens| Section::read(tokens)).collect();
        if sections.len() > 4 { unknown() } else { Self { sections: sections.into() } }
    }

    /// The format that a file names by number only, as programs in Chinese show it.
    pub(super) fn built_in(id: u32) -> Self {
        let code = match id {
            1 => "0",
            2 => "0.00",
            3 | 37 | 38 => "#,##0",
            4 | 39 | 40 => "#,##0.00",
            9 => "0%",
            10 => "0.00%",
            11 => "0.00E+00",
            12 => "# ?/?",
            13 => "# ??/??",
            14 => "yyyy/m/d",
            15 => "yyyy/mm/dd",
            18 | 20 => "h:mm",
            19 | 21 => "h:mm:ss",
            22 => "yyyy/m/d h:mm",
            27 | 36 | 50 | 52 | 57 => "yyyy\"年\"m\"月\"",
            28 | 29 | 51 | 53 | 54 | 58 => "m\"月\"d\"日\"",
            30 => "m-d-yy",
            31 => "yyyy\"年\"m\"月\"d\"日\"",
            32 => "h\"时\"mm\"分\"",
            33 => "h\"时\"mm\"分\"ss\"秒\"",
            41 | 42 => "#,##0;-#,##0;\"-\"",
            43 | 44 => "#,##0.00;-#,##0.00;\"-\"",
            45 | 47 => "mm:ss",
            46 => "[h]:mm:ss",
            48 => "##0.0E+0",
            _ => "General",
        };
        Self::read(code)
    }

    /// What a cell with this number shows.
    pub(super) fn show(&self, value: Decimal, since_1904: bool) -> String {
        if self.sections.is_empty() {
            return general(value);
        }
        let shown = self.section(value).and_then(|section| section.show(value, since_1904));
        shown.unwrap_or_else(|| format!("{NOT_UNDERSTOOD}{}", general(value)))
    }

    /// The section for a number; `None` where none is for it.
    fn section(&self, value: Decimal) -> Option<&Section> {
        // A last section for text is for no number.
        let is_text = |section: &Section| matches!(section.shows, Shows::General(_, _, true));
        let count = match &*self.sections {
            [_, .., last] if is_text(last) => self.sections.len() - 1,
            all => all.len().min(3),
        };
        let numbers = self.sections.get(..count)?;
        if numbers.iter().any(|section| section.when.is_some()) {
            let (last, before) = numbers.split_last()?;
            let takes = |section: &&Section| section.when.is_some_and(|when| when.holds(value));
            return before
                .iter()
                .find(takes)
                .or_else(|| last.when.is_none_or(|when| when.holds(value)).then_some(last));
        }
        match numbers {
            [_, negative, ..] if value.is_sign_negative() && !value.is_zero() => Some(negative),
            [_, _, zero, ..] if value.is_zero() => Some(zero),
            [positive, ..] => Some(positive),
            [] => None,
        }
    }

    /// What a cell with this text shows.
    pub(super) fn show_text(&self, text: &str) -> String {
        let section = self.sections.get(3).or_else(|| self.sections.last()).map(|section| &section.shows);
        match section {
            Some(Shows::General(before, behind, true)) => format!("{before}{text}{behind}"),
            Some(Shows::Words(words)) if self.sections.len() == 4 => words.clone(),
            _ => text.to_owned(),
        }
    }
}

impl Section {
    fn read(tokens: &[Token]) -> Self {
        let when = tokens.iter().find_map(|token| match token {
            Token::Condition(condition) => Some(*condition),
            _ => None,
        });
        Self { when, shows: shows(tokens) }
    }

    fn show(&self, value: Decimal, since_1904: bool) -> Option<String> {
        let sign = if value.is_sign_negative() && !value.is_zero() { "-" } else { "" };
        match &self.shows {
            Shows::Unknown => None,
            // A number that is not zero and shows as a word says nothing of itself: a format of a program that this one misread.
            Shows::Words(words) if !value.is_zero() && is_words_only(words) => None,
            Shows::Words(words) => Some(words.clone()),
            Shows::Date(parts) => moment(value, since_1904).map(|moment| date(parts, &moment)),
            Shows::General(before, behind, _) => {
                Some(format!("{sign}{before}{}{behind}", general(value.abs())))
            }
            Shows::Number(digits) => digits.write(value),
            // The digits that are left out of a power of ten cannot be told from zeros.
            Shows::Power(places) => {
                let digits = value.normalize().mantissa().to_string();
                let digits = digits.trim_start_matches('-').trim_end_matches('0').len();
                (digits <= *places).then(|| general(value))
            }
            // What lies between the fractions cannot be told from them.
            Shows::Fraction(below) => below
                .clone()
                .take(MOST_PARTS)
                .any(|parts| {
                    value.fract().checked_mul(parts.into()).is_some_and(|rest| rest.fract().is_zero())
                })
                .then(|| general(value)),
        }
    }
}

/// Whether what a number shows is letters without a digit, in Chinese too: 二〇二三年, 星期三.
pub(super) fn is_words_only(text: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十日".contains(c);
    text.chars().any(char::is_alphabetic) && !text.chars().any(is_digit)
}

/// The most parts of a whole that a fraction counts.
const MOST_PARTS: usize = 999;

/// A fraction: behind its stroke stand places for digits, or the number of parts itself.
fn fraction(behind: &[Token]) -> Shows {
    let places = behind.iter().filter(|token| matches!(token, Token::Sign('0' | '#' | '?'))).count();
    let printed: String = behind
        .iter()
        .map(|token| match token {
            Token::Words(words) => words.as_str(),
            Token::Sign('0') => "0",
            _ => "",
        })
        .collect();
    match (printed.trim().parse::<u32>(), u32::try_from(places.min(3))) {
        (Ok(parts), _) if parts > 0 => Shows::Fraction(parts..=parts),
        (_, Ok(places)) if places > 0 => Shows::Fraction(1..=10_u32.pow(places) - 1),
        _ => Shows::Unknown,
    }
}

fn shows(tokens: &[Token]) -> Shows {
    let has = |signs: &str| tokens.iter().any(|token| matches!(token, Token::Sign(c) if signs.contains(*c)));
    let words = |tokens: &[Token]| {
        let word =
            |token: &Token| if let Token::Words(words) = token { words.clone() } else { String::new() };
        tokens.iter().map(word).collect::<String>()
    };
    let general = tokens.iter().position(|token| matches!(token, Token::General | Token::Sign('@')));
    let places = |tokens: &[Token]| {
        tokens.iter().filter(|token| matches!(token, Token::Sign('0' | '#' | '?'))).count()
    };
    if has("ymdhs") {
        dates(tokens).map_or(Shows::Unknown, Shows::Date)
    } else if tokens.contains(&Token::Odd) {
        Shows::Unknown
    } else if let Some(at) = general {
        let is_text = tokens[at] == Token::Sign('@');
        Shows::General(words(&tokens[..at]), words(&tokens[at + 1..]), is_text)
    } else if !has("0#?") {
        let percent = if has("%") { "%" } else { "" };
        Shows::Words(words(tokens) + percent)
    } else if let Some(at) = tokens.iter().position(|token| *token == Token::Sign('e')) {
        Shows::Power(places(&tokens[..at]))
    } else if let Some(at) = tokens.iter().position(|token| *token == Token::Sign('/')) {
        fraction(&tokens[at + 1..])
    } else {
        Digits::read(tokens).map_or(Shows::Unknown, Shows::Number)
    }
}
