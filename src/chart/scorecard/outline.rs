//! The tree of a scorecard as an outline: one entry per criterion, and one for points that no row accounts for.
#![allow(clippy::float_arithmetic)] // points become lengths here

use super::super::geometry::length;
use super::super::points::Points;
use super::super::text::plain;
use super::super::words::Words;
use super::super::{Figure, Trace};
use super::{Criterion, SLIGHT, Scorecard};

/// A row of the outline.
pub(super) struct Entry<'c> {
    pub(super) level: usize,
    what: What<'c>,
    /// Whether rows stand under it.
    parent: bool,
    /// What it takes on the scale of points.
    weight: f64,
}

enum What<'c> {
    Criterion(&'c Criterion),
    /// Points of a group that none of its rows accounts for, with where their number comes from.
    Gap(Trace),
}

/// The entries from top to bottom.
pub(super) struct Outline<'c> {
    pub(super) entries: Vec<Entry<'c>>,
}

impl<'c> Outline<'c> {
    pub(super) fn new(chart: &'c Scorecard) -> Self {
        let mut outline = Self { entries: Vec::new() };
        for criterion in &chart.criteria {
            outline.add(criterion, 0);
        }
        let whole = chart.weight.as_ref().map_or(0.0, |figure| length(figure.amount));
        let known: f64 = outline.whole();
        if !outline.entries.is_empty() {
            outline.add_gap(whole - known, 0, left_over(chart.weight.as_ref(), &chart.criteria, 0));
        }
        outline
    }

    /// Adds a criterion with its rows, and what they leave of its weight.
    fn add(&mut self, criterion: &'c Criterion, level: usize) {
        let parent = level < 2 && !criterion.children.is_empty();
        let weight = weight(criterion, level);
        self.entries.push(Entry { level, what: What::Criterion(criterion), parent, weight });
        if parent {
            for child in &criterion.children {
                self.add(child, level + 1);
            }
            let children: f64 = criterion.children.iter().map(|child| self::weight(child, level + 1)).sum();
            let trace = left_over(criterion.weight.as_ref(), &criterion.children, level + 1);
            self.add_gap(weight - children, level + 1, trace);
        }
    }

    fn add_gap(&mut self, weight: f64, level: usize, trace: Trace) {
        if weight > SLIGHT {
            self.entries.push(Entry { level, what: What::Gap(trace), parent: false, weight });
        }
    }

    /// All points of the first level.
    pub(super) fn whole(&self) -> f64 {
        self.entries.iter().filter(|entry| entry.level == 0).map(Entry::weight).sum()
    }

    /// The entries without rows under them: the points themselves.
    pub(super) fn leaves(&self) -> impl Iterator<Item = &Entry<'c>> {
        self.entries.iter().filter(|entry| !entry.parent)
    }
}

/// Where the points that rows leave of a weight come from: the weight less those of the rows.
fn left_over(whole: Option<&Figure>, rows: &[Criterion], level: usize) -> Trace {
    fn parts<'c>(rows: &'c [Criterion], level: usize, out: &mut Vec<&'c Trace>) {
        for row in rows {
            match &row.weight {
                Some(figure) => out.push(&figure.trace),
                None if level < 2 => parts(&row.children, level + 1, out),
                None => {}
            }
        }
    }
    let mut of = Vec::new();
    parts(rows, level, &mut of);
    whole.and_then(|whole| Trace::difference(&whole.trace, of)).unwrap_or_default()
}

/// What a criterion takes on the scale: its weight, or its rows where that is more or where it has none.
fn weight(criterion: &Criterion, level: usize) -> f64 {
    let own = criterion.weight.as_ref().map_or(0.0, |figure| length(figure.amount).max(0.0));
    if level >= 2 {
        return own;
    }
    own.max(criterion.children.iter().map(|child| weight(child, level + 1)).sum())
}

impl Entry<'_> {
    pub(super) fn weight(&self) -> f64 {
        self.weight
    }

    /// Weight and score as printed.
    pub(super) fn points(&self) -> Points<'_> {
        match &self.what {
            What::Criterion(criterion) => {
                Points { weight: criterion.weight.as_ref(), score: criterion.score.as_ref() }
            }
            What::Gap(_) => Points { weight: None, score: None },
        }
    }

    /// Where its numbers come from.
    pub(super) fn trace(&self) -> Trace {
        match &self.what {
            What::Criterion(_) => self.points().trace(),
            What::Gap(trace) => trace.clone(),
        }
    }

    pub(super) fn is_gap(&self) -> bool {
        matches!(self.what, What::Gap(_))
    }

    /// Whether its name was lost in the source.
    pub(super) fn is_lost(&self) -> bool {
        match &self.what {
            What::Criterion(criterion) => plain(&criterion.label).is_empty(),
            What::Gap(_) => true,
        }
    }

    /// Whether weight or score of a row without rows of its own is unknown.
    pub(super) fn is_unknown(&self) -> bool {
        let points = self.points();
        !self.parent && !self.is_gap() && (points.weight.is_none() || points.score.is_none())
    }

    /// Whether rows stand under it.
    pub(super) fn is_parent(&self) -> bool {
        self.parent
    }

    /// The name, or the words for its loss.
    pub(super) fn label(&self, words: &Words) -> String {
        match &self.what {
            What::Criterion(criterion) if !self.is_lost() => plain(&criterion.label),
            What::Criterion(_) => words.no_name.clone().into_owned(),
            What::Gap(_) => words.lost_rows.clone().into_owned(),
        }
    }

    /// The points that no row accounts for, as text.
    pub(super) fn gap_text(&self) -> String {
        let text = format!("{:.2}", self.weight);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// A figure of a group whose rows carry the scores: the weight alone.
    pub(super) fn only_weight(&self) -> Option<&Figure> {
        let points = self.points();
        if self.parent && points.score.is_none() { points.weight } else { None }
    }
}
