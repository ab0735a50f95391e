//! Sections of digits: the places that a number fills from its point outwards, with words before, between and behind.

use rust_decimal::Decimal;

use super::super::number::rounded;
use super::tokens::Token;

/// A section of digits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Digits {
    before: String,
    behind: String,
    /// The places before the point, left to right, with the words between them.
    whole: Vec<Place>,
    /// The places behind it.
    fraction: Vec<Place>,
    grouped: bool,
    percent: u32,
    thousands: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    /// A digit, written even as a zero or not.
    Digit(bool),
    Words(String),
}

/// Marks that say below zero, and what may stand beside them without saying more.
const MARKS: &str = "-−－–—‐()（）[]〔〕【】△▲▽▼∆Δ▵▴负負减減";

impl Digits {
    /// Reads a section; `None` where it is not understood.
    pub(super) fn read(tokens: &[Token]) -> Option<Self> {
        let place = |token: &Token| matches!(token, Token::Sign('0' | '#' | '?'));
        let (first, last) = (tokens.iter().position(place)?, tokens.iter().rposition(place)?);
        // A point or a comma at the edge of the digits belongs to them.
        let starts = if first > 0 && tokens[first - 1] == Token::Sign('.') { first - 1 } else { first };
        let mut ends = last + 1;
        while matches!(tokens.get(ends), Some(Token::Sign(',' | '.'))) {
            ends += 1;
        }
        let mut out = Digits::default();
        out.read_places(&tokens[starts..ends])?;
        for (at, token) in tokens.iter().enumerate().filter(|(at, _)| !(starts..ends).contains(at)) {
            let side = if at < starts { &mut out.before } else { &mut out.behind };
            match token {
                Token::Words(words) => side.push_str(words),
                Token::Sign('%') => {
                    out.percent += 1;
                    side.push('%');
                }
                Token::Condition(_) => {}
                _ => return None,
            }
        }
        (out.percent <= 2 && out.thousands <= 4 && out.fraction.len() <= 20 && out.whole.len() <= 40)
            .then_some(out)
    }

    fn read_places(&mut self, tokens: &[Token]) -> Option<()> {
        let mut decimals = false;
        for (at, token) in tokens.iter().enumerate() {
            let places = if decimals { &mut self.fraction } else { &mut self.whole };
            match token {
                Token::Sign('.') if !decimals => decimals = true,
                // Commas behind the last digit of a side divide by a thousand, others part thousands.
                Token::Sign(',') => {
                    let next = tokens[at..].iter().find(|token| **token != Token::Sign(','));
                    if next.is_none_or(|next| *next == Token::Sign('.')) {
                        self.thousands += 1;
                    } else if decimals {
                        return None;
                    } else {
                        self.grouped = true;
                    }
                }
                Token::Sign('0') => places.push(Place::Digit(true)),
                // Behind a zero every place of the whole is written.
                Token::Sign('#' | '?') => {
                    let written = !decimals && places.contains(&Place::Digit(true));
                    places.push(Place::Digit(written));
                }
                Token::Words(words) => places.push(Place::Words(words.clone())),
                _ => return None,
            }
        }
        Some(())
    }

    /// What is shown of a number. The sign is that of the number, whatever mark or colour the format gives it. `None` where
    /// the format marks a number above zero like one below, or cannot show it.
    pub(super) fn write(&self, value: Decimal) -> Option<String> {
        let up = Decimal::from(10_u64.checked_pow(2 * self.percent)?);
        let down = Decimal::from(10_u64.checked_pow(3 * self.thousands)?);
        let decimals = self.fraction.iter().filter(|place| matches!(place, Place::Digit(_))).count();
        let size = rounded(value.abs().checked_mul(up)?.checked_div(down)?, u32::try_from(decimals).ok()?);
        let text = size.to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let number = self.number(if whole == "0" { "" } else { whole }, fraction)?;
        if number.is_empty() {
            // A zero that is shown as the words around it.
            return Some(format!("{}{}", self.before, self.behind));
        }
        let marked =
            self.before.contains(|c| MARKS.contains(c)) || self.behind.contains(|c| MARKS.contains(c));
        let named = [&self.before, &self.behind]
            .iter()
            .any(|words| words.chars().any(|c| c.is_alphanumeric() && !MARKS.contains(c)));
        let below = value.is_sign_negative() && !size.is_zero();
        if marked && !named && !below && !value.is_sign_negative() && !size.is_zero() {
            return None;
        }
        let plain = |words: &str| -> String {
            if marked && (!named || below) {
                words.chars().filter(|c| !MARKS.contains(*c)).collect()
            } else {
                words.to_owned()
            }
        };
        let sign = if below { "-" } else { "" };
        Some(format!("{sign}{}{number}{}", plain(&self.before), plain(&self.behind)))
    }

    /// The digits in their places. Words between them that stand for a point or part thousands are read as such:
    /// `0!.0,` shows 12605000 as 1260.5.
    fn number(&self, digits: &str, fraction: &str) -> Option<String> {
        let mut left: Vec<char> = digits.chars().collect();
        let between = self.whole.iter().any(|place| matches!(place, Place::Words(_)));
        let mut whole: Vec<String> = Vec::new();
        for place in self.whole.iter().rev() {
            match place {
                Place::Words(words) => whole.push(words.clone()),
                Place::Digit(written) => match left.pop() {
                    Some(digit) => whole.push(digit.to_string()),
                    None if *written => whole.push("0".to_owned()),
                    None => {}
                },
            }
        }
        whole.extend(left.iter().rev().map(char::to_string));
        whole.reverse();
        let mut whole = whole.concat();
        if between {
            if self.grouped {
                return None;
            }
            whole = as_number(&whole, self.fraction.is_empty());
        } else if self.grouped {
            whole = grouped(&whole);
        }
        let fraction = self.decimals(fraction);
        if fraction.is_empty() {
            return Some(whole);
        }
        let whole = if whole.is_empty() { "0".to_owned() } else { whole };
        Some(format!("{whole}.{fraction}"))
    }

    fn decimals(&self, fraction: &str) -> String {
        let mut digits = fraction.trim_end_matches('0').chars();
        let mut out = String::new();
        for place in &self.fraction {
            match place {
                Place::Words(words) => out.push_str(words),
                Place::Digit(written) => match digits.next() {
                    Some(digit) => out.push(digit),
                    None if *written => out.push('0'),
                    None => {}
                },
            }
        }
        out
    }
}

/// Digits with words between them as a number, where one word stands for a point and the others part thousands; as they are
/// where the words are of another kind, as in `000-0000`.
fn as_number(shown: &str, may_point: bool) -> String {
    let is_point = |c: char| matches!(c, '.' | '．' | '。' | '·');
    let is_gap = |c: char| matches!(c, ',' | '，' | '\'' | ' ');
    let points = shown.chars().filter(|c| is_point(*c)).count();
    let known = shown.chars().all(|c| c.is_ascii_digit() || is_point(c) || is_gap(c));
    if !known || points > usize::from(may_point) {
        return shown.to_owned();
    }
    let number: String =
        shown.chars().filter(|c| !is_gap(*c)).map(|c| if is_point(c) { '.' } else { c }).collect();
    if number.starts_with('.') { format!("0{number}") } else { number }
}

/// Thousands apart.
fn grouped(whole: &str) -> String {
    let mut out = String::new();
    for (at, c) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}
