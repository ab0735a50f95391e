//! A dispute: a finding with the figures of both of its sides.

use rust_decimal::Decimal;

use crate::ledger::Ledger;
use crate::model::{Fact, Finding, How, Operand};

/// One side of a dispute.
#[derive(Debug)]
pub(super) struct Party<'l> {
    /// The figures that it is made of.
    pub(super) facts: Vec<&'l Fact>,
    /// What they come to.
    pub(super) value: Decimal,
    /// Whether that is their sum; a share or a change is reckoned otherwise.
    pub(super) summed: bool,
    /// How they come to it.
    pub(super) how: How,
}

impl<'l> Party<'l> {
    fn of(operand: Option<&Operand>, ledger: &'l Ledger) -> Self {
        let ids = operand.into_iter().flat_map(|operand| &operand.facts);
        let facts: Vec<&Fact> = ids.filter_map(|id| ledger.fact(id)).collect();
        let sum: Decimal = facts.iter().map(|fact| fact.amount.comparable()).sum();
        let value = operand.and_then(|operand| operand.value).unwrap_or(sum);
        let how = operand.map_or(How::Printed, |operand| operand.how);
        Self { summed: !facts.is_empty() && value == sum, facts, value, how }
    }

    /// The figure, where the side is a printed one.
    pub(super) fn figure(&self) -> Option<&'l Fact> {
        match self.facts.as_slice() {
            [one] if self.summed => Some(one),
            _ => None,
        }
    }
}

/// A finding and its figures.
#[derive(Debug)]
pub(super) struct Dispute<'l> {
    pub(super) rule: &'static str,
    pub(super) left: Party<'l>,
    pub(super) right: Party<'l>,
    /// Left minus right.
    pub(super) difference: Decimal,
    /// What rounding allows.
    pub(super) tolerance: Decimal,
}

impl<'l> Dispute<'l> {
    pub(super) fn of(finding: &Finding, ledger: &'l Ledger) -> Self {
        Self {
            rule: finding.rule,
            left: Party::of(Some(&finding.left), ledger),
            right: Party::of(finding.right.as_ref(), ledger),
            difference: finding.difference,
            tolerance: finding.tolerance,
        }
    }

    /// All figures, left side first.
    pub(super) fn facts(&self) -> impl Iterator<Item = &'l Fact> {
        self.left.facts.iter().chain(&self.right.facts).copied()
    }

    /// Whether both sides are figures or sums of them.
    pub(super) fn is_sum(&self) -> bool {
        self.left.summed && self.right.summed
    }

    /// Whether a figure takes part.
    pub(super) fn holds(&self, fact: &Fact) -> bool {
        self.facts().any(|own| own.id == fact.id)
    }

    /// Each side with the other one.
    pub(super) fn sides(&self) -> [(&Party<'l>, &Party<'l>); 2] {
        [(&self.left, &self.right), (&self.right, &self.left)]
    }
}
