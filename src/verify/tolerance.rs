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
