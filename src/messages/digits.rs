//! How many digits of a figure are told. All of them are kept in the model.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::model::{Amount, Unit};

/// The decimals that money is told with at least where it is printed with them.
const CENTS: u32 = 2;

/// What a division leaves behind is no information beyond these decimals.
const MOST: u32 = 6;

/// Digits with thousands separators, as many decimals as the value has.
pub fn grouped(value: Decimal) -> String {
    let text = value.abs().to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let mut out = String::with_capacity(text.len() + text.len() / 3 + 1);
    if value.is_sign_negative() && !value.is_zero() {
        out.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A printed number: its digits as they stand, without the zeros that a spreadsheet adds behind the second decimal.
pub(super) fn printed(value: Decimal) -> String {
    grouped(trimmed(value))
}

fn trimmed(value: Decimal) -> Decimal {
    if value.scale() <= CENTS {
        return value;
    }
    let mut shown = value.normalize();
    if shown.scale() < CENTS {
        shown.rescale(CENTS);
    }
    shown
}

/// A figure that was reckoned, as it is told: a rate to its second decimal, anything else as if it were printed.
pub fn told(amount: Amount) -> Amount {
    let places = if amount.unit == Unit::Percent { CENTS } else { MOST };
    let value = amount.value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    // What is not nothing is not told as nothing.
    let value = if value.is_zero() { amount.value.round_sf(1).unwrap_or(value) } else { value };
    let value = if amount.unit == Unit::Percent { value.normalize() } else { trimmed(value) };
    Amount { value, ..amount }
}

/// What rounding allows, as it is told: three digits say how little it is.
pub fn allowed(amount: Amount) -> Amount {
    let value = amount.value.round_sf(3).unwrap_or(amount.value);
    Amount { value: value.normalize(), ..amount }
}

/// The digits of a figure that was reckoned.
pub(super) fn reckoned(amount: Amount) -> String {
    grouped(told(amount).value)
}

/// A bare number.
pub(super) fn number(value: Decimal) -> String {
    grouped(value.round_dp(MOST).normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn a_printed_number_keeps_its_digits_and_loses_only_what_a_spreadsheet_added() {
        for (value, shown) in [
            ("12.00", "12.00"),
            ("12.5", "12.5"),
            ("12", "12"),
            ("-193.490000", "−193.49"),
            ("33722800.00", "33,722,800.00"),
            ("0.000000", "0.00"),
            ("5.123456", "5.123456"),
            ("7.100", "7.10"),
        ] {
            assert_eq!(printed(dec(value)), shown);
        }
    }

    #[test]
    fn what_rounding_allows_is_told_in_three_digits() {
        let shown = |text: &str| allowed(Amount::new(dec(text), Unit::WanYuan)).value.to_string();
        assert_eq!(shown("0.0050005"), "0.005");
        assert_eq!(shown("0.00505"), "0.00505");
        assert_eq!(shown("0.500001"), "0.5");
        assert_eq!(shown("0.135"), "0.135");
        assert_eq!(shown("0"), "0");
    }

    #[test]
    fn a_reckoned_figure_has_no_more_digits_than_a_reader_needs() {
        let percent = |text: &str| reckoned(Amount::new(dec(text), Unit::Percent));
        let money = |text: &str| reckoned(Amount::new(dec(text), Unit::WanYuan));
        assert_eq!(percent("-5.426317"), "−5.43");
        assert_eq!(percent("12.003683"), "12");
        assert_eq!(percent("100.00"), "100");
        assert_eq!(percent("0.0012"), "0.001");
        assert_eq!(percent("0.00"), "0");
        assert_eq!(money("-193.490000"), "−193.49");
        assert_eq!(money("100.00"), "100.00");
        assert_eq!(money("120.0000"), "120.00");
        assert_eq!(money("0.333333333333333333"), "0.333333");
        assert_eq!(number(dec("12.0")), "12");
    }
}
