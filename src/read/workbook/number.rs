//! Stored numbers: a binary float as the decimal that the spreadsheet works with, and a count of days as a date.
//!
//! The only place of the readers where a float turns into a decimal. Nothing is calculated with floats: a
//! spreadsheet keeps 15 digits, so those are taken from the float's exact value, and the rest is exact.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The most characters of digits and point that a cell without a format shows.
const GENERAL_DIGITS: u32 = 11;

/// A stored number as a decimal of at most 15 digits; what lies too near to zero is zero. `None` where it is too large
/// for money of any kind.
pub(super) fn decimal(stored: f64) -> Option<Decimal> {
    if !stored.is_finite() {
        return None;
    }
    (0..=14).rev().find_map(|digits| {
        let text = format!("{stored:.digits$e}");
        let (mantissa, exponent) = text.split_once('e')?;
        let exponent: i32 = exponent.parse().ok()?;
        if exponent < -24 {
            return Some(Decimal::ZERO);
        }
        let point = i32::try_from(mantissa.trim_end_matches('0').split_once('.').map_or(0, |(_, d)| d.len()));
        let scale = point.ok()? - exponent;
        let whole: i128 = mantissa.trim_end_matches('0').replace('.', "").parse().ok()?;
        let value = if scale >= 0 {
            Decimal::try_from_i128_with_scale(whole, u32::try_from(scale).ok()?).ok()?
        } else {
            let zeros = 10_i128.checked_pow(scale.unsigned_abs())?;
            Decimal::try_from_i128_with_scale(whole.checked_mul(zeros)?, 0).ok()?
        };
        Some(value.normalize())
    })
}

/// A number in a cell without a format: as many digits as such a cell shows. Where a spreadsheet would turn to powers of ten, the
/// digits are written out.
pub(super) fn general(value: Decimal) -> String {
    let whole = value.trunc().abs().to_string().len();
    let room = GENERAL_DIGITS.saturating_sub(u32::try_from(whole + 1).unwrap_or(u32::MAX));
    rounded(value, room).normalize().to_string()
}

/// Rounds half away from zero, as spreadsheets do.
pub(super) fn rounded(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
}

/// A day and a time of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    /// Year.
    pub(super) year: i64,
    /// Month, from 1.
    pub(super) month: i64,
    /// Day, from 1.
    pub(super) day: i64,
    /// Seconds since midnight.
    pub(super) seconds: i64,
}

/// The moment that a count of days stands for. `since_1904` for workbooks that count from that year.
pub(super) fn moment(days: Decimal, since_1904: bool) -> Option<Moment> {
    let seconds = rounded(days.checked_mul(Decimal::from(86_400))?, 0).to_i64()?;
    let (whole, seconds) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    if !(0..3_000_000).contains(&whole) {
        return None;
    }
    // Days from the first of March of the year 0. A day that never was, 29 February 1900, is counted.
    let early = i64::from(!since_1904 && whole < 60);
    let day = whole + early + if since_1904 { 695_361 } else { 693_899 };
    let era = day.div_euclid(146_097);
    let of_era = day.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    Some(Moment {
        year: year_of_era + era * 400 + i64::from(month <= 2),
        month,
        day: of_year - (153 * shifted + 2) / 5 + 1,
        seconds,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_floats_are_the_decimals_that_were_typed() {
        for (stored, text) in [
            (0.300_000_000_000_000_04, "0.3"),
            (82_800.920_000_000_01, "82800.92"),
            (1e15, "1000000000000000"),
            (-12.5, "-12.5"),
            (0.0, "0"),
            (1.0e-300, "0"),
            (1.234_567_890_123_45e-10, "0.000000000123456789012345"),
            (123_456_789_012_345_680.0, "123456789012346000"),
        ] {
            assert_eq!(decimal(stored).expect("a number").to_string(), text);
        }
        assert_eq!(decimal(1e300), None);
        assert_eq!(decimal(f64::NAN), None);
    }

    #[test]
    fn a_cell_without_a_format_shows_eleven_characters() {
        for (text, shown) in [
            ("0.33333333333333", "0.333333333"),
            ("123456.789012", "123456.789"),
            ("12345678901.5", "12345678902"),
            ("123456789012345", "123456789012345"),
            ("2961.68", "2961.68"),
            ("100.50", "100.5"),
        ] {
            assert_eq!(general(text.parse().expect("a number")), shown);
        }
    }

    #[test]
    fn days_are_counted_as_spreadsheets_do() {
        for (days, since_1904, date) in [
            ("1", false, (1900, 1, 1, 0)),
            ("61", false, (1900, 3, 1, 0)),
            ("45292.5", false, (2024, 1, 1, 43_200)),
            ("45351", false, (2024, 2, 29, 0)),
            ("43830", true, (2024, 1, 1, 0)),
        ] {
            let moment = moment(days.parse().expect("a number"), since_1904).expect("a moment");
            assert_eq!((moment.year, moment.month, moment.day, moment.seconds), date, "{days}");
        }
        assert_eq!(moment(Decimal::from(-1), false), None);
        assert_eq!(moment(Decimal::MAX, false), None);
    }
}
