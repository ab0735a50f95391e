//! How numbers are written for people: thousands separators, two decimals, 亿元 in headlines. The exact value is
//! always at hand beside it.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::messages::{Locale, grouped};
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

/// An amount of money given in 万元, in the unit of a language: 万元, or million yuan.
pub(crate) fn money(locale: Locale, wan_yuan: Decimal) -> Decimal {
    match locale {
        Locale::Chinese => wan_yuan,
        Locale::English => wan_yuan.checked_div(Decimal::ONE_HUNDRED).unwrap_or(wan_yuan),
    }
}

/// The same, written: in 万元 with two decimals (`4,272.71`), in million yuan with two, and with three digits that say something
/// where it is less than one (`42.73`, `0.0353`).
pub(crate) fn wan(locale: Locale, value: Decimal) -> String {
    let value = money(locale, value);
    let enough = |decimals: &u32| {
        let one = Decimal::ONE_HUNDRED.checked_div(Decimal::from(10_u64.pow(*decimals)));
        value.is_zero() || one.is_none_or(|least| value.abs() >= least)
    };
    let decimals = match locale {
        Locale::Chinese => 2,
        Locale::English => (2..6).find(enough).unwrap_or(6),
    };
    thousands(rounded(value, decimals))
}

/// An amount of any unit: money as [`wan`] has it, percentages and points as printed, counts whole.
pub(crate) fn amount(locale: Locale, amount: Amount) -> String {
    match amount.unit {
        unit if unit.is_money() => wan(locale, amount.comparable()),
        Unit::Percent => format!("{}%", thousands(amount.value)),
        _ => thousands(amount.value),
    }
}

/// The unit of a headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scale {
    /// 万元, million yuan.
    Wan,
    /// 亿元, billion yuan.
    Yi,
}

/// A headline amount: from 1 亿元 on in 亿元 with two decimals, below in 万元; from a billion on in billion yuan, below in million.
/// Returns digits and unit.
pub(crate) fn headline(locale: Locale, wan_yuan: Decimal) -> (String, Scale) {
    let large = match locale {
        Locale::Chinese => Decimal::from(10_000),
        Locale::English => Decimal::from(100_000),
    };
    if wan_yuan.abs() >= large {
        let value = wan_yuan.checked_div(large).unwrap_or(wan_yuan);
        (thousands(rounded(value, 2)), Scale::Yi)
    } else {
        (wan(locale, wan_yuan), Scale::Wan)
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
        let shown =
            |value: &str, unit: Unit| amount(Locale::Chinese, Amount::new(value.parse().unwrap(), unit));
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
        assert_eq!(wan(Locale::Chinese, dec("74.679323")), "74.68");
        assert_eq!(wan(Locale::Chinese, dec("0.005")), "0.01");
        assert_eq!(headline(Locale::Chinese, dec("12345.67")), ("1.23".into(), Scale::Yi));
        assert_eq!(headline(Locale::Chinese, dec("4272.71")), ("4,272.71".into(), Scale::Wan));
        let million = |text: &str| wan(Locale::English, dec(text));
        assert_eq!(
            ["4272.71", "-100", "74.679323", "3.53", "0.0001", "0"].map(million),
            ["42.73", "−1.00", "0.747", "0.0353", "0.000001", "0.00"]
        );
        assert_eq!(headline(Locale::English, dec("12345.67")), ("123.46".into(), Scale::Wan));
        assert_eq!(headline(Locale::English, dec("123456.78")), ("1.23".into(), Scale::Yi));
        assert_eq!(share(dec("1"), dec("3")).as_deref(), Some("33.3"));
        assert_eq!(share(dec("1"), dec("0")), None);
    }
}
