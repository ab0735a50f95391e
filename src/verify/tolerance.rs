//! The one tolerance model: half a step of the last printed digit per operand, summed over all operands.

use rust_decimal::Decimal;

use crate::model::{Fact, Verdict};

/// A comparison of two sides made of printed figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// Left side, in the unit of comparison.
    pub left: Decimal,
    /// Right side.
    pub right: Decimal,
    /// Left minus right.
    pub difference: Decimal,
    /// The envelope of rounding over all operands.
    pub tolerance: Decimal,
    /// What follows.
    pub verdict: Verdict,
}

/// Compares the sums of two sides, every operand with its own half step.
pub fn compare(left: &[&Fact], right: &[&Fact]) -> Comparison {
    let sum = |side: &[&Fact]| side.iter().map(|fact| fact.amount.comparable()).sum::<Decimal>();
    let tolerance: Decimal = left.iter().chain(right).map(|fact| fact.amount.half_step()).sum();
    let (left, right) = (sum(left), sum(right));
    let difference = left - right;
    let verdict = if difference.is_zero() {
        Verdict::Pass
    } else if difference.abs() <= tolerance {
        Verdict::Rounding
    } else {
        Verdict::Mismatch
    };
    Comparison { left, right, difference, tolerance, verdict }
}

/// The same comparison where the left side may be less than the right.
pub(super) fn at_most(compared: Comparison) -> Comparison {
    let verdict = if compared.difference.is_sign_negative() { Verdict::Pass } else { compared.verdict };
    Comparison { verdict, ..compared }
}

/// What a printed figure may stand for: every value that rounds to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Interval {
    /// The printed value, or what was reckoned from printed values.
    pub(super) value: Decimal,
    /// How far the truth may lie from it.
    pub(super) within: Decimal,
}

impl Interval {
    /// The values that round to a printed figure.
    pub(super) fn of(fact: &Fact) -> Self {
        Self { value: fact.amount.comparable(), within: fact.amount.half_step() }
    }

    /// The sum of two.
    pub(super) fn plus(self, other: Self) -> Self {
        Self { value: self.value + other.value, within: self.within + other.within }
    }

    /// The difference of two.
    pub(super) fn minus(self, other: Self) -> Self {
        Self { value: self.value - other.value, within: self.within + other.within }
    }

    /// Whether it may be nothing.
    pub(super) fn may_be_zero(self) -> bool {
        self.value.abs() <= self.within
    }

    fn ends(self) -> [Decimal; 2] {
        [self.value - self.within, self.value + self.within]
    }
}

/// A number reckoned from printed ones, with the bounds that their rounding leaves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ratio {
    /// Of the figures as printed.
    pub(super) value: Decimal,
    low: Decimal,
    high: Decimal,
}

impl Ratio {
    /// `part ÷ whole` in percent, over all values that round to the printed ones. `None` where the whole may be nothing:
    /// then there is no range.
    pub(super) fn percent(part: Interval, whole: Interval) -> Option<Self> {
        if whole.may_be_zero() {
            return None;
        }
        let divide = |part: Decimal, whole: Decimal| {
            Some(part.checked_div(whole)?.checked_mul(Decimal::ONE_HUNDRED)?.round_dp(6))
        };
        let value = divide(part.value, whole.value)?;
        let mut ratio = Self { value, low: value, high: value };
        for a in part.ends() {
            for b in whole.ends() {
                let corner = divide(a, b)?;
                ratio = Self { low: ratio.low.min(corner), high: ratio.high.max(corner), ..ratio };
            }
        }
        Some(ratio)
    }

    /// A printed percentage.
    pub(super) fn printed(fact: &Fact) -> Self {
        let (value, half) = (fact.amount.value, fact.amount.half_step());
        Self { value, low: value - half, high: value + half }
    }

    /// This share of a whole, never more than the whole.
    pub(super) fn of(self, whole: Decimal) -> Option<Self> {
        let part = |percent: Decimal| {
            let part = whole.checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED)?;
            Some(part.min(whole))
        };
        Some(Self { value: part(self.value)?, low: part(self.low)?, high: part(self.high)? })
    }

    /// Compares a printed number with the reckoned one: right as rounded is a pass, ranges that meet are rounding.
    pub(super) fn compare(self, printed: Decimal, half: Decimal) -> Comparison {
        let difference = printed - self.value;
        let slack =
            if difference.is_sign_negative() { self.value - self.low } else { self.high - self.value };
        let tolerance = half + slack;
        let verdict = if difference.abs() <= half {
            Verdict::Pass
        } else if difference.abs() <= tolerance {
            Verdict::Rounding
        } else {
            Verdict::Mismatch
        };
        Comparison { left: printed, right: self.value.normalize(), difference, tolerance, verdict }
    }
}

/// Compares a printed percentage with a part of a whole.
pub(super) fn percentage(printed: &Fact, part: Interval, whole: Interval) -> Option<Comparison> {
    Some(Ratio::percent(part, whole)?.compare(printed.amount.value, printed.amount.half_step()))
}

/// Compares a printed figure with one that was reckoned.
pub(super) fn against(left: Interval, right: Interval) -> Comparison {
    let (difference, tolerance) = (left.value - right.value, left.within + right.within);
    let verdict = if difference.is_zero() {
        Verdict::Pass
    } else if difference.abs() <= tolerance {
        Verdict::Rounding
    } else {
        Verdict::Mismatch
    };
    Comparison { left: left.value, right: right.value, difference, tolerance, verdict }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Locator;
    use crate::model::{Amount, Measure, Scheme, Scope, Statement, Status, Subject, Unit};

    fn fact(printed: &str, unit: Unit) -> Fact {
        Fact {
            id: "".into(),
            document: "".into(),
            department: "".into(),
            entity: "".into(),
            scope: Scope::Department,
            fiscal_year: 2022,
            phase: None,
            statement: Statement::Narrative,
            table: "".into(),
            measure: Measure::Total,
            base: None,
            fund: None,
            subject: Subject::top(Scheme::None, "three_public", ""),
            amount: Amount::new(printed.parse().unwrap(), unit),
            locator: Locator::Line(1),
            quote: String::new(),
            status: Status::Printed,
            derived_from: Vec::new(),
            correction: None,
            certain: true,
            said: None,
        }
    }

    fn percent(printed: &str, part: &str, whole: &str) -> Option<Verdict> {
        let interval = |text| Interval::of(&fact(text, Unit::WanYuan));
        percentage(&fact(printed, Unit::Percent), interval(part), interval(whole)).map(|one| one.verdict)
    }

    #[test]
    fn percentages_are_compared_as_ranges() {
        assert_eq!(percent("59.6", "9.10", "15.27"), Some(Verdict::Pass));
        // 3.65 of 4.4 is 82.95, but a budget of 4.40 lies anywhere from 4.35 to 4.45.
        assert_eq!(percent("82.9", "3.65", "4.4"), Some(Verdict::Rounding));
        assert_eq!(percent("15.31", "15.50", "100.00"), Some(Verdict::Mismatch));
        assert_eq!(percent("-40.39", "-21.69", "53.70"), Some(Verdict::Pass));
        assert_eq!(percent("40.39", "-21.69", "53.70"), Some(Verdict::Mismatch));
    }

    #[test]
    fn a_whole_that_may_be_nothing_has_no_percentage() {
        assert_eq!(percent("0", "0.00", "0.00"), None);
        assert_eq!(percent("100", "4.33", "0.005"), Some(Verdict::Mismatch));
        assert_eq!(percent("100", "4.33", "0"), None);
    }

    #[test]
    fn differences_carry_the_error_of_both_sides() {
        let interval = |text| Interval::of(&fact(text, Unit::WanYuan));
        let change = interval("85.96").minus(interval("120.95"));
        assert_eq!(against(interval("-34.98"), change).verdict, Verdict::Rounding);
        assert_eq!(against(interval("-34.90"), change).verdict, Verdict::Mismatch);
        assert!(interval("1").plus(interval("-1")).may_be_zero());
    }
}
