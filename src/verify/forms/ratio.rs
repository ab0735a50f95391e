//! The interval test: a quotient of two printed figures lies somewhere between bounds, because both were rounded.

use rust_decimal::Decimal;

use crate::model::{Fact, Verdict};
use crate::verify::Comparison;

/// A quotient in percent, with its bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ratio {
    /// Of the figures as printed.
    pub(super) value: Decimal,
    low: Decimal,
    high: Decimal,
}

impl Ratio {
    /// `part ÷ whole` in percent; `None` where the whole is not certainly more than nothing.
    pub(super) fn percent(part: &Fact, whole: &Fact) -> Option<Self> {
        let ends = |fact: &Fact| {
            let (value, half) = (fact.amount.comparable(), fact.amount.half_step());
            [value - half, value + half]
        };
        let whole_ends = ends(whole);
        if whole_ends[0] <= Decimal::ZERO {
            return None;
        }
        let divide =
            |a: Decimal, b: Decimal| a.checked_div(b).and_then(|q| q.checked_mul(Decimal::ONE_HUNDRED));
        let value = divide(part.amount.comparable(), whole.amount.comparable())?;
        let mut corners = Vec::with_capacity(4);
        for a in ends(part) {
            for b in whole_ends {
                corners.push(divide(a, b)?);
            }
        }
        let low = corners.iter().copied().min()?;
        let high = corners.iter().copied().max()?;
        Some(Self { value, low, high })
    }

    /// A printed percentage, with the bounds of its rounding.
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

    /// Compares a printed number with the quotient: right as rounded, within the bounds, or outside them.
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
        Comparison { left: printed, right: self.value, difference, tolerance, verdict }
    }
}
