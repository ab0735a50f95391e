//! What a printed number may read as, and what operands give.

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::{Decimal, RoundingStrategy};

use super::{Row, regex};

/// The number in a printed form: no separators, no unit, a minus sign of either kind.
pub(super) fn number(text: &str) -> Option<Decimal> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| regex(r"[−-]?\d[\d,]*(?:\.\d+)?"));
    let found = NUMBER.find(text)?;
    found.as_str().replace(',', "").replace('−', "-").parse().ok()
}

pub(super) fn rounded(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

/// Whether a printed form is an amount: to the last digit, or rounded to two decimals in 万元 or 亿元.
pub(super) fn is_form(shown: Decimal, fact: &Row) -> bool {
    let amount: Decimal = fact["amount"].parse().expect("a number");
    let exact = |value: Decimal| shown.abs() == value.abs();
    let two = |value: Decimal| shown.scale() == 2 && rounded(value, 2).abs() == shown.abs();
    match fact["amount_wan"].parse::<Decimal>() {
        Ok(wan) => exact(amount) || exact(wan) || two(wan) || two(wan / Decimal::from(10_000)),
        Err(_) => exact(amount),
    }
}

/// What operands give; the meaning of `data-how`.
pub(super) fn reckon(how: &str, operands: &[Decimal]) -> Option<Decimal> {
    let (first, rest) = operands.split_first()?;
    let others: Decimal = rest.iter().sum();
    let percent = |part: Decimal, whole: Decimal| (part * Decimal::ONE_HUNDRED).checked_div(whole);
    match how {
        "sum" => Some(first + others),
        "difference" => Some(first - others),
        "share" => {
            let (whole, parts) = operands.split_last()?;
            percent(parts.iter().sum(), *whole)
        }
        "change" => percent(first - others, others),
        "growth" => percent(*first, others - first),
        "product" => (first * others).checked_div(Decimal::ONE_HUNDRED),
        "quotient" => first.checked_div(others),
        _ => None,
    }
}
