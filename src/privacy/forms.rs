//! Personal numbers and addresses that show by their own form what they are: number plans, checksums.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Private, squeeze};

/// Something personal in a text: its bytes and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Private,
    /// Whether it is personal so surely that it is wherever it stands.
    pub(super) sure: bool,
}

/// A pattern that is written down here; without it nothing would be found, and the tests would say so.
fn pattern(text: &str) -> Option<Regex> {
    Regex::new(text).ok()
}

const GAP: &str = r"[ \u{A0}\u{3000}\-－—–]?";

static MOBILE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:\+?\(?86\)?{GAP})?1[3-9]\d(?:{GAP}\d{{4}}{GAP}\d{{4}}|{GAP}\d{{3}}{GAP}\d{{5}}|{GAP}\d{{2}}{GAP}\d{{3}}{GAP}\d{{3}}|{GAP}\d{{8}})"
    ))
});
static LANDLINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:\+?86{GAP})?[（(]?0(?:10|2\d|[3-9]\d{{2}})[）)]?[ \u{{A0}}\u{{3000}}]?{GAP}[ \u{{A0}}\u{{3000}}]?[2-8]\d{{2,3}}{GAP}\d{{4}}(?:[ ]?(?:转|[-－—])[ ]?\d{{1,5}})?"
    ))
});
static HOTLINE: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r"[48]00[-－—–]\d{3,4}[-－—–]\d{3,4}"));
static IDENTITY: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"[1-9]\d{5}[ \u{A0}\u{3000}\-]?\d{8}[ \u{A0}\u{3000}\-]?\d{3}[\dXx]"));
static CARD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(r"[3-6]\d{3}(?:[ \u{A0}\u{3000}\-]?\d{4}){2,3}(?:[ \u{A0}\u{3000}\-]?\d{1,4})?")
});
static MAIL: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"[A-Za-z0-9][A-Za-z0-9._%+\-]*\s?[@＠]\s?[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+"));

/// Finds what a cleaned text holds. `bare` is whether digits without any sign between them may be personal here: below
/// 金额 or 编码 they are amounts and codes.
pub(super) fn find(text: &str, bare: bool) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::new();
    if text.contains(['@', '＠']) {
        take(&MAIL, text, Private::Mail, &mut spots, |_| true);
    }
    // Nothing of the rest has fewer digits.
    if text.bytes().filter(u8::is_ascii_digit).count() < 10 {
        return spots;
    }
    let split = |found: &str| bare || !found.bytes().all(|byte| byte.is_ascii_digit());
    take(&IDENTITY, text, Private::Identity, &mut spots, |found| split(found) && is_identity(found));
    take(&CARD, text, Private::Account, &mut spots, |found| {
        let digits = digits(found);
        let grouped = digits.len() < found.len();
        (grouped || bare && digits.starts_with("62")) && (16..=19).contains(&digits.len()) && is_card(&digits)
    });
    take(&MOBILE, text, Private::Phone, &mut spots, split);
    take(&LANDLINE, text, Private::Phone, &mut spots, split);
    take(&HOTLINE, text, Private::Phone, &mut spots, |_| true);
    spots
}

fn take(
    pattern: &LazyLock<Option<Regex>>,
    text: &str,
    kind: Private,
    spots: &mut Vec<Spot>,
    holds: impl Fn(&str) -> bool,
) {
    let Some(pattern) = pattern.as_ref() else { return };
    for found in pattern.find_iter(text) {
        let (start, end) = (found.start(), found.end());
        let free = spots.iter().all(|spot| end <= spot.start || spot.end <= start);
        if free && holds(found.as_str()) && (kind == Private::Mail || stands_alone(text, start, end)) {
            spots.push(Spot { start, end, kind, sure: true });
        }
    }
}

/// Whether digits are a whole number by themselves, and no part of an amount or a longer code.
pub(super) fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let (mut before, mut behind) = (text[..start].chars().rev(), text[end..].chars());
    let (left, right) = (before.next(), behind.next());
    let point = |c: Option<char>| matches!(c, Some('.' | ',' | '，' | '．'));
    let number = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let amount = |rest: &str| {
        let rest = rest.trim_start();
        ["元", "万", "亿", "次", "个", "人次", "平方"].iter().any(|unit| rest.starts_with(unit))
    };
    let cut_left = number(left) || point(left) && number(before.next());
    let letter_left = digit(left) && !number(left) && !text[..start].ends_with(['Q', 'q', 'l', 'x', 'X']);
    let cut_right =
        digit(right) || matches!(right, Some('%' | '％')) || point(right) && number(behind.next());
    !(cut_left || letter_left || cut_right || amount(&text[end..]))
}

/// The digits of a text.
pub(super) fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Whether a number is that of an identity card: a day of birth, and the check digit of GB 11643.
fn is_identity(text: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let own: Vec<char> = squeeze(text).chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    let values: Vec<u32> = own.iter().filter_map(|c| c.to_digit(10)).collect();
    if own.len() != 18 || values.len() < 17 {
        return false;
    }
    let number = |from: usize, to: usize| values[from..to].iter().fold(0, |sum, digit| sum * 10 + digit);
    let born = (1880..=2100).contains(&number(6, 10))
        && (1..=12).contains(&number(10, 12))
        && (1..=31).contains(&number(12, 14));
    let sum: u32 = values.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let check = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'][(sum % 11) as usize];
    born && own[17].to_ascii_uppercase() == check
}

/// Whether the check digit of a bank card is right (Luhn).
fn is_card(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, byte)| {
            let value = u32::from(byte - b'0') * if at % 2 == 1 { 2 } else { 1 };
            if value > 9 { value - 9 } else { value }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        find(text, true).into_iter().map(|spot| &text[spot.start..spot.end]).collect()
    }

    #[test]
    fn numbers_are_known_by_their_plan() {
        for (text, own) in [
            ("请拨打13800001234。", "13800001234"),
            ("138 0000 1234", "138 0000 1234"),
            ("+86-138-0000-1234", "+86-138-0000-1234"),
            ("（0755）2566 8888转12", "（0755）2566 8888转12"),
            ("075525668888", "075525668888"),
            ("a.b-c@example.com.cn，", "a.b-c@example.com.cn"),
            ("11010519491231002X", "11010519491231002X"),
            ("6222 0200 0000 0000 001", ""),
            ("6222 0212 3456 7890 128", "6222 0212 3456 7890 128"),
        ] {
            assert_eq!(found(text), if own.is_empty() { vec![] } else { vec![own] }, "{text}");
        }
    }

    #[test]
    fn amounts_and_codes_are_none() {
        for text in [
            "13,800,001,234.00",
            "13800001234.56万元",
            "13800001234元",
            "440303200000000012345",
            "110105194912310021",
            "2130599",
            "91440300MA5EXAMPLE",
            "合计 138000012345",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
        assert!(find("13800001234", false).is_empty());
        assert!(!find("138-0000-1234", false).is_empty());
    }
}
