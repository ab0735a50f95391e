//! Parts of a year: a month, what has come together since its beginning, or some other part. Figures of a part are never
//! figures of the year.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::Measure;
use crate::taxonomy::WordClass;

use super::super::section::regex;
use super::token::{Kind, Measured, Token};

/// Which part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// One month.
    Month,
    /// From the beginning of the year: 1-6月, 上半年, 截至9月底.
    Cumulative,
    /// Any other: 第三季度, 7-12月.
    Other,
}

impl Part {
    /// The part that a word of the vocabulary names.
    pub(super) fn of_word(code: &str) -> Self {
        match code {
            "month" => Self::Month,
            "cumulative" => Self::Cumulative,
            _ => Self::Other,
        }
    }

    /// How an amount of the part is measured; `None` where the contract has no measure for it. What has come together since
    /// the beginning of the year is a total whose stage is the execution: no page sets it beside the year's, and no rule
    /// takes it for certain.
    pub(super) fn measure(self) -> Option<Measure> {
        match self {
            Self::Month => Some(Measure::Month),
            Self::Cumulative => Some(Measure::Total),
            Self::Other => None,
        }
    }
}

/// What joins the first and the last month of a span.
const SPAN: [char; 8] = ['至', '到', '止', '-', '—', '–', '~', '～'];

/// The month that a span begins with, where its joint ends a text.
static FIRST: LazyLock<Regex> = LazyLock::new(|| regex(r"(\d{1,2})月?份?[-—–~～至到]$"));
/// What follows the first of two months: 1至6月.
static MONTHS: LazyLock<Regex> = LazyLock::new(|| regex(r"^月?份?[-—–~～至到](\d{1,2})月(?:份)?"));

/// Two months in one breath, the first of which was just read: how long the second is, and which part they are (`None` for the
/// whole year).
pub(super) fn months(first: &str, rest: &str) -> Option<(usize, Option<Part>)> {
    let found = MONTHS.captures(rest)?;
    let length = found.get(0)?.end();
    let part = match (first, &found[1]) {
        ("1" | "01", "12") => None,
        ("1" | "01", _) => Some(Part::Cumulative),
        _ => Some(Part::Other),
    };
    Some((length, part))
}

/// The part of the year that a month says, from the text before it (or before its year), the month with what belongs to it,
/// and the text behind.
pub(super) fn of_month(before: &str, month: &str, behind: &str) -> Option<Part> {
    // The first month of a span waits for the last one.
    if behind.starts_with(SPAN) {
        return None;
    }
    let month = month.trim();
    let number: u32 = month
        .bytes()
        .take_while(u8::is_ascii_digit)
        .fold(0, |number, digit| (number * 10 + u32::from(digit - b'0')).min(99));
    if month.contains("个月") {
        return before.ends_with('前').then_some(Part::Cumulative);
    }
    let since_first = (number < 12).then_some(Part::Cumulative);
    if let Some(first) = FIRST.captures(before) {
        return if matches!(&first[1], "1" | "01") { since_first } else { Some(Part::Other) };
    }
    let until = before.ends_with(['至', '止', '到']);
    if until || month.ends_with(['底', '末']) {
        return since_first;
    }
    let is_month = month.ends_with(['月', '份']);
    is_month.then_some(Part::Month)
}

/// Whether months say when (`2023年11月，`, `全县1-11月`), and are not a date in passing (`根据2023年3月的方案`).
pub(super) fn opens(tokens: &[Token], start: usize, at: usize) -> bool {
    let joins = |token: &Token| {
        matches!(token.kind, Kind::Mark('-' | '—' | '~') | Kind::Own | Kind::When(_) | Kind::Date)
            || matches!(token.kind, Kind::Number { unit: Measured::None, .. })
            || token.word().is_some_and(|word| matches!(word.class, WordClass::Fill | WordClass::To))
    };
    let before = tokens[start..at].iter().rev().find(|token| !joins(token));
    before.is_none_or(|token| matches!(token.kind, Kind::Mark(',' | ';' | ':' | '(')))
}

/// The part of the year that the words of a heading or title name. A date alone, as on a cover, says nothing of figures.
pub(super) fn of_heading(tokens: &[Token]) -> Option<Part> {
    let about = tokens.iter().filter_map(Token::word).any(|word| {
        matches!(word.class, WordClass::Item | WordClass::Phase | WordClass::Neutral | WordClass::Month)
    });
    if !about {
        return None;
    }
    tokens.iter().rev().find_map(|token| match &token.kind {
        Kind::Month(part) | Kind::Until(_, Some(part)) => Some(*part),
        Kind::Word(word) if word.class == WordClass::Month => Some(Part::of_word(word.code)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_say_which_part_of_the_year() {
        assert_eq!(of_month("2023年1月至", "6月", "，"), Some(Part::Cumulative));
        assert_eq!(of_month("", "1月", "至6月"), None);
        assert_eq!(of_month("截至", "6月底", "，"), Some(Part::Cumulative));
        assert_eq!(of_month("截至", "9月30日", "，"), Some(Part::Cumulative));
        assert_eq!(of_month("截至", "12月31日", "，"), None);
        assert_eq!(of_month("前", "9个月", "，"), Some(Part::Cumulative));
        assert_eq!(of_month("保障", "9个月", "，"), None);
        assert_eq!(of_month("", "9月份", "，"), Some(Part::Month));
        assert_eq!(of_month("", "9月3日", "，"), None);
        assert_eq!(of_month("7至", "9月", "，"), Some(Part::Other));
        assert_eq!(months("1", "-9月"), Some((5, Some(Part::Cumulative))));
        assert_eq!(months("1", "至12月"), Some((8, None)));
        assert_eq!(months("7", "-12月"), Some((6, Some(Part::Other))));
    }
}
