//! Amounts: an exact decimal with its unit. There is no floating point between the printed digits and the page.

use rust_decimal::Decimal;

use super::vocabulary::vocabulary;

vocabulary! {
    /// The unit a number is printed in.
    Unit {
        WanYuan => "wan_yuan", "万元";
        Yuan => "yuan", "元";
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
        matches!(self, Unit::WanYuan | Unit::Yuan)
    }
}

/// An exact amount as printed: the scale of `value` is the number of printed decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
        match self.unit {
            Unit::WanYuan => Some(self.value),
            Unit::Yuan => {
                let scale = self.value.scale() + 4;
                let mut wan = self.value;
                // Moving the decimal point keeps every printed digit; division could round.
                if scale <= Decimal::MAX_SCALE && wan.set_scale(scale).is_ok() {
                    Some(wan)
                } else {
                    wan.checked_div(Decimal::from(10_000))
                }
            }
            _ => None,
        }
    }

    /// Half a step of the last printed digit, in the unit of comparison: 万元 for money, else its own unit.
    pub fn half_step(self) -> Decimal {
        let places = match self.unit {
            Unit::Yuan => self.value.scale() + 4,
            _ => self.value.scale(),
        };
        Decimal::new(5, (places + 1).min(Decimal::MAX_SCALE))
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
    fn half_step_follows_the_printed_decimals() {
        assert_eq!(Amount::new(Decimal::new(910, 2), Unit::WanYuan).half_step().to_string(), "0.005");
        assert_eq!(Amount::new(Decimal::new(60, 0), Unit::WanYuan).half_step().to_string(), "0.5");
    }
}
