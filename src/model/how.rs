//! How a figure comes from others: the operations that rules reckon with and that pages and data name.

use rust_decimal::Decimal;

/// How a figure comes from its operands: what `data-how` says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// It is what stands at its place.
    #[default]
    Printed,
    /// All operands added.
    Sum,
    /// The first operand less the others.
    Difference,
    /// The last operand out of which the others are a part, in percent.
    Share,
    /// The first operand against the sum of the others, in percent.
    Change,
    /// The first operand out of what the second was before it, in percent: a change and what it led to.
    Growth,
    /// The first operand times the second, the latter in percent.
    Product,
    /// The first operand for each of the second: money per head.
    Quotient,
    /// Reckoned by a rule, whose note says how.
    Rule,
}

impl How {
    /// The word in the attribute; empty for what is printed.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Printed => "",
            Self::Sum => "sum",
            Self::Difference => "difference",
            Self::Share => "share",
            Self::Change => "change",
            Self::Growth => "growth",
            Self::Product => "product",
            Self::Quotient => "quotient",
            Self::Rule => "rule",
        }
    }

    /// What the operands give; `None` where that is not defined.
    pub fn reckon(self, operands: &[Decimal]) -> Option<Decimal> {
        let (first, rest) = operands.split_first()?;
        let others: Decimal = rest.iter().sum();
        let percent = |part: Decimal, whole| part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole);
        match self {
            Self::Printed => rest.is_empty().then_some(*first),
            Self::Sum => first.checked_add(others),
            Self::Difference => first.checked_sub(others),
            Self::Share => {
                let (whole, parts) = operands.split_last()?;
                percent(parts.iter().sum(), *whole)
            }
            Self::Change => percent(first.checked_sub(others)?, others),
            Self::Growth => percent(*first, others.checked_sub(*first)?),
            Self::Product => first.checked_mul(others)?.checked_div(Decimal::ONE_HUNDRED),
            Self::Quotient => first.checked_div(others),
            Self::Rule => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_give_what_their_names_say() {
        let numbers =
            |texts: &[&str]| -> Vec<Decimal> { texts.iter().map(|text| text.parse().unwrap()).collect() };
        for (how, operands, expected) in [
            (How::Printed, &["120"][..], Some("120")),
            (How::Sum, &["120", "30"], Some("150")),
            (How::Difference, &["120", "100"], Some("20")),
            (How::Share, &["30", "120"], Some("25")),
            (How::Change, &["120", "100"], Some("20")),
            (How::Growth, &["20", "120"], Some("20")),
            (How::Product, &["10", "97.5"], Some("9.75")),
            (How::Quotient, &["120", "48"], Some("2.5")),
            (How::Share, &["30", "0"], None),
            (How::Quotient, &["30", "0"], None),
            (How::Growth, &["120", "120"], None),
            (How::Rule, &["1", "2"], None),
        ] {
            let expected = expected.map(|text| text.parse().unwrap());
            assert_eq!(how.reckon(&numbers(operands)), expected, "{how:?} {operands:?}");
        }
    }
}
