//! A classification as a tree of amounts: 类, 款, 项. Shared by the treemap and the spine.
#![allow(clippy::float_arithmetic)] // amounts become areas here

use super::geometry::length;
use super::{Figure, Words};

/// A row of a classification with the rows under it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Node {
    /// Code as printed, `2010301`; its first three digits choose the tone.
    pub code: String,
    /// Name of the row.
    pub label: String,
    /// Amount of the row.
    pub figure: Figure,
    /// Share of the whole as printed, `62.2%`, or nothing.
    pub share: String,
    /// Rows under it; at most three levels are drawn.
    pub children: Vec<Self>,
}

impl Node {
    /// What the row takes in a picture: its amount, or the sum of its rows where that is more (a document may print
    /// parts that exceed their total). Negative amounts take nothing.
    pub(super) fn weight(&self) -> f64 {
        let parts: f64 = self.children.iter().map(Self::weight).sum();
        length(self.figure.amount).max(0.0).max(parts)
    }

    /// The rows under it, largest first; equal ones by code.
    pub(super) fn ordered(&self) -> Vec<&Self> {
        ordered(&self.children)
    }

    /// What is said of the row: name, code, value, unit, share.
    pub(super) fn statement(&self, words: &Words, unit: &str) -> String {
        let name = format!("{}{}", self.label, words.aside(&self.code));
        words.fact(&name, &self.figure.text, unit, &self.share)
    }
}

/// Rows, largest first; equal ones by code.
pub(super) fn ordered(nodes: &[Node]) -> Vec<&Node> {
    let mut out: Vec<&Node> = nodes.iter().collect();
    out.sort_by(|a, b| (b.figure.amount.cmp(&a.figure.amount)).then_with(|| a.code.cmp(&b.code)));
    out
}
