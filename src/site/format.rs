//! How numbers are written for people: thousands separators, two decimals, 亿元 in headlines. The exact value is
//! always at hand beside it.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::messages::grouped;
use crate::model::{Amount, Unit};

/// Digits with thousands separators, as many decimals as the value has.
pub(crate) fn thousands(value: Decimal) -> String {
    grouped(value)
}

/// Rounded half up to a number of decimals, which are always written.
pub(crate) fn rounded(value: Decimal, decimals: u32) -> Decimal {
    let mut rounded = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(decimals);
    rounded
}

/// An amount in 万元 with two decimals: `4,272.71`.
pub(crate) fn wan(value: Decimal) -> String {
    thousands(rounded(value, 2))
}

/// An amount of any unit: money in 万元 with two decimals, percentages and points as printed, counts whole.
pub(crate) fn amount(amount: Amount) -> String {
    match amount.unit {
        unit if unit.is_money() => wan(amount.comparable()),
        Unit::Percent => format!("{}%", thousands(amount.value)),
        _ => thousands(amount.value),
    }
}

/// The unit of a headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scale {
    /// 万元.
    Wan,
    /// 亿元.
    Yi,
}

/// A headline amount: from 1 亿元 on in 亿元 with two decimals, below in 万元. Returns digits and unit.
pub(crate) fn headline(wan_yuan: Decimal) -> (String, Scale) {
    let hundred_million = Decimal::from(10_000);
    if wan_yuan.abs() >= hundred_million {
        let value = wan_yuan.checked_div(hundred_million).unwrap_or(wan_yuan);
        (thousands(rounded(value, 2)), Scale::Yi)
    } else {
        (wan(wan_yuan), Scale::Wan)
    }
}

/// A share in percent with one decimal, without the sign; `None` where the whole is zero. A small share gets as many
/// decimals as it needs not to read as nothing, up to three.
pub(crate) fn share(part: Decimal, whole: Decimal) -> Option<String> {
    let percent = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    let decimals = (1..3).find(|decimals| percent.is_zero() || !rounded(percent, *decimals).is_zero());
    Some(thousands(rounded(percent, decimals.unwrap_or(3))))
}

/// The width of a bar in percent of the longest, for a style sheet: two decimals, and nothing below zero.
pub(crate) fn width(amount: Decimal, most: Decimal) -> String {
    let share = amount.checked_mul(Decimal::ONE_HUNDRED).and_then(|all| all.checked_div(most));
    rounded(share.unwrap_or_default().max(Decimal::ZERO), 2).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn money_of_every_unit_is_shown_in_wan() {
        let shown = |value: &str, unit: Unit| amount(Amount::new(value.parse().unwrap(), unit));
        assert_eq!(shown("6.4", Unit::YiYuan), "64,000.00");
        assert_eq!(shown("12000.00", Unit::Yuan), "1.20");
        assert_eq!(shown("12.5", Unit::QianYuan), "1.25");
        assert_eq!(shown("3", Unit::BaiWanYuan), "300.00");
        assert_eq!(shown("3", Unit::Person), "3");
    }

    #[test]
    fn numbers_for_people() {
        assert_eq!(thousands(dec("1234567.80")), "1,234,567.80");
        assert_eq!(thousands(dec("-10.00")), "−10.00");
        assert_eq!(thousands(dec("0.00")), "0.00");
        assert_eq!(wan(dec("74.679323")), "74.68");
        assert_eq!(wan(dec("0.005")), "0.01");
        assert_eq!(headline(dec("12345.67")), ("1.23".into(), Scale::Yi));
        assert_eq!(headline(dec("4272.71")), ("4,272.71".into(), Scale::Wan));
        assert_eq!(share(dec("1"), dec("3")).as_deref(), Some("33.3"));
        assert_eq!(share(dec("1"), dec("0")), None);
    }
}
