//! Amounts: an exact decimal with its unit. There is no floating point between the printed digits and the page.

use rust_decimal::Decimal;

use super::vocabulary::vocabulary;

vocabulary! {
    /// The unit a number is printed in.
    Unit {
        WanYuan => "wan_yuan", "万元";
        Yuan => "yuan", "元";
        QianYuan => "qian_yuan", "千元";
        BaiWanYuan => "bai_wan_yuan", "百万元";
        YiYuan => "yi_yuan", "亿元";
        Percent => "percent", "%";
        Person => "person", "人";
        Vehicle => "vehicle", "辆";
        Batch => "batch", "批次";
        PersonTime => "person_time", "人次";
        Set => "set", "台（套）";
        SquareMetre => "square_metre", "平方米";
        Count => "count", "个";
        Point => "point", "分";
    }
}

impl Unit {
    /// Whether the unit is money.
    pub const fn is_money(self) -> bool {
        self.places().is_some()
    }

    /// How many places the decimal point moves to the right on the way to 万元; `None` for what is not money.
    const fn places(self) -> Option<i32> {
        match self {
            Unit::WanYuan => Some(0),
            Unit::Yuan => Some(-4),
            Unit::QianYuan => Some(-1),
            Unit::BaiWanYuan => Some(2),
            Unit::YiYuan => Some(4),
            _ => None,
        }
    }
}

/// An exact amount as printed: the scale of `value` is the number of printed decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Amount {
    /// The printed digits, sign included.
    pub value: Decimal,
    /// The unit they are printed in.
    pub unit: Unit,
}

impl Amount {
    /// An amount in a unit.
    pub const fn new(value: Decimal, unit: Unit) -> Self {
        Self { value, unit }
    }

    /// The amount in 万元, exact; `None` where it is not money.
    pub fn wan(self) -> Option<Decimal> {
        let places = self.unit.places()?;
        // Moving the decimal point keeps every printed digit; division could round.
        let scale = i64::from(self.value.scale()) - i64::from(places);
        let mut wan = self.value;
        match u32::try_from(scale) {
            Ok(scale) if scale <= Decimal::MAX_SCALE && wan.set_scale(scale).is_ok() => Some(wan),
            Ok(_) => wan.checked_div(Decimal::from(10_000)),
            // More places than there are printed decimals: 1.5 亿元 is 15000 万元.
            Err(_) => {
                let zeros = u32::try_from(-scale).unwrap_or(0);
                wan.set_scale(0).ok()?;
                wan.checked_mul(Decimal::from(10_i64.checked_pow(zeros)?))
            }
        }
    }

    /// Half a step of the last printed digit, in the unit of comparison: 万元 for money, else its own unit.
    pub fn half_step(self) -> Decimal {
        let places = i64::from(self.value.scale()) - i64::from(self.unit.places().unwrap_or(0));
        match u32::try_from(places) {
            Ok(places) => Decimal::new(5, (places + 1).min(Decimal::MAX_SCALE)),
            // The last printed digit is worth more than one 万元.
            Err(_) => {
                Decimal::new(5, 1) * Decimal::from(10_i64.pow(u32::try_from(-places).unwrap_or(0).min(12)))
            }
        }
    }

    /// A value in the unit of comparison, told in a unit of money. Where the digits would not fit it stays in 万元.
    pub fn of_comparable(value: Decimal, unit: Unit) -> Self {
        let shift = unit.places().and_then(|places| {
            let zeros = 10_i64.checked_pow(places.unsigned_abs())?;
            if places < 0 { value.checked_mul(Decimal::from(zeros)) } else { value.checked_div(zeros.into()) }
        });
        match shift {
            Some(own) => Self::new(own, unit),
            None if unit.is_money() => Self::new(value, Unit::WanYuan),
            None => Self::new(value, unit),
        }
    }

    /// The value in the unit of comparison: 万元 for money, else its own unit.
    pub fn comparable(self) -> Decimal {
        self.wan().unwrap_or(self.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yuan_becomes_wan_without_losing_a_digit() {
        let amount = Amount::new(Decimal::new(74_679_323, 2), Unit::Yuan);
        assert_eq!(amount.wan().map(|w| w.to_string()).as_deref(), Some("74.679323"));
        assert_eq!(amount.half_step().to_string(), "0.0000005");
    }

    #[test]
    fn every_unit_of_money_becomes_wan_exactly() {
        let wan =
            |text: &str, unit: Unit| Amount::new(text.parse().unwrap(), unit).wan().unwrap().to_string();
        assert_eq!(wan("1.5", Unit::YiYuan), "15000");
        assert_eq!(wan("33067.04", Unit::YiYuan), "330670400");
        assert_eq!(wan("0.123456", Unit::YiYuan), "1234.56");
        assert_eq!(wan("12.5", Unit::QianYuan), "1.25");
        assert_eq!(wan("3", Unit::BaiWanYuan), "300");
        assert_eq!(Amount::new("1.5".parse().unwrap(), Unit::YiYuan).half_step().to_string(), "500.0");
        assert_eq!(Amount::new("12.5".parse().unwrap(), Unit::QianYuan).half_step().to_string(), "0.005");
    }

    #[test]
    fn half_step_follows_the_printed_decimals() {
        assert_eq!(Amount::new(Decimal::new(910, 2), Unit::WanYuan).half_step().to_string(), "0.005");
        assert_eq!(Amount::new(Decimal::new(60, 0), Unit::WanYuan).half_step().to_string(), "0.5");
    }
}
