//! D01–D16: forms in which a project, or a whole department, evaluates itself. One [`Form`] is read once from the
//! ledger: its funds, weights, scores, targets, actual values and remarks. The rules only look at it.

mod aims;
mod carried;
mod codes;
mod cost;
mod coverage;
mod funds;
mod grade;
mod overall;
mod points;
mod remarks;
mod targets;
mod wording;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::Book;
use crate::ledger::Record;
use crate::model::{
    Arg, Fact, Indicator, Measure, Phase, RowKind, Scheme, Statement, Status, Unreadable, Verdict, message,
};

pub(super) use aims::AIMS;
pub(super) use carried::CARRIED;
pub(super) use codes::CODES;
pub(super) use cost::COST;
pub(super) use coverage::COVERAGE;
pub(super) use funds::{EXECUTION_RATE, EXECUTION_SCORE, FUNDS};
pub(super) use grade::GRADE;
pub(super) use points::{ALL_FULL, CAPS, TOTAL_SCORE, WEIGHTS};
pub(super) use remarks::REMARKS;
pub(super) use targets::TARGETS;
pub(super) use wording::WORDING;

/// One form: a self-evaluation of one project, or a scorecard.
struct Form<'l> {
    record: &'l Record,
    statement: Statement,
    /// The printed title of the table.
    table: Arc<str>,
    /// The project; empty in a scorecard.
    name: String,
    /// The project's code as printed.
    code: String,
    /// All figures, in document order.
    facts: Vec<&'l Fact>,
    /// All rows, in document order.
    rows: Vec<&'l Indicator>,
    /// Numbers in it could not be placed: then sums and missing words prove nothing.
    damaged: bool,
}

/// A score with the weight of its row.
struct Points<'l> {
    score: &'l Fact,
    weight: Option<&'l Fact>,
}

/// All forms of all documents, in order.
fn forms<'l>(book: &Book<'l>) -> Vec<Form<'l>> {
    book.published().flat_map(|record| forms_in(book, record)).collect()
}

fn is_form(statement: Statement) -> bool {
    matches!(statement, Statement::SelfEvaluation | Statement::Scorecard)
}

/// Cuts the figures of a document into forms: each ends with its total row, or where another project begins.
fn forms_in<'l>(book: &Book<'l>, record: &'l Record) -> Vec<Form<'l>> {
    let rows: Vec<&Indicator> =
        book.ledger.indicators_in(&record.path).filter(|row| is_form(row.statement)).collect();
    let projects: BTreeMap<u32, (&str, &str)> =
        rows.iter().map(|row| (row.locator.line(), (&*row.project, &*row.project_code))).collect();
    let mut facts: Vec<&Fact> = book
        .ledger
        .own_facts_in(&record.path)
        .filter(|fact| is_form(fact.statement) && fact.status != Status::Derived)
        .collect();
    facts.sort_by_key(|fact| fact.locator.order());
    let mut forms: Vec<Form> = Vec::new();
    let mut closed = true;
    for fact in facts {
        let project = match fact.subject.scheme {
            Scheme::Project => Some((fact.subject.name.as_str(), fact.subject.code.as_str())),
            _ => projects.get(&fact.locator.line()).copied(),
        };
        let (name, code) = project.unwrap_or_default();
        let same = |form: &&mut Form| {
            form.statement == fact.statement
                && form.table == fact.table
                && (project.is_none() || form.name == name && form.code == code)
        };
        let form = match forms.last_mut().filter(|_| !closed).filter(same) {
            Some(form) => form,
            None => {
                forms.push(Form {
                    record,
                    statement: fact.statement,
                    table: fact.table.clone(),
                    name: name.to_owned(),
                    code: code.to_owned(),
                    facts: Vec::new(),
                    rows: Vec::new(),
                    damaged: false,
                });
                let Some(form) = forms.last_mut() else { continue };
                form
            }
        };
        form.facts.push(fact);
        closed = fact.subject.scheme == Scheme::Indicator
            && fact.measure == Measure::Score
            && fact.subject.code == "all";
    }
    mark_damaged(&mut forms, record);
    for form in &mut forms {
        let (first, last) = form.lines();
        form.rows = rows
            .iter()
            .copied()
            .filter(|row| row.statement == form.statement && (first..=last).contains(&row.locator.line()))
            .collect();
    }
    forms
}

/// Numbers that could not be placed damage the form that they stand in; between two forms they may belong to either.
fn mark_damaged(forms: &mut [Form<'_>], record: &Record) {
    let spans: Vec<(u32, u32)> = forms.iter().map(Form::lines).collect();
    let forms_of = |one: &Unreadable| {
        let line = one.locator.line();
        let above = spans.partition_point(|(first, _)| *first <= line).saturating_sub(1);
        let inside = spans.get(above).is_some_and(|(first, last)| (*first..=*last).contains(&line));
        above..if inside { above + 1 } else { above + 2 }
    };
    for one in &record.unreadable {
        for at in forms_of(one) {
            let Some(form) = forms.get_mut(at) else { continue };
            form.damaged |= one.table == form.table && one.statement.is_none_or(|s| s == form.statement);
        }
    }
}

impl<'l> Form<'l> {
    /// The first and last line that holds a figure.
    fn lines(&self) -> (u32, u32) {
        let first = self.facts.first().map_or(0, |fact| fact.locator.line());
        let last = self.facts.last().map_or(first, |fact| fact.locator.last_line());
        (first, last)
    }

    /// What the form is called in a message.
    fn title(&self) -> Arg {
        if self.name.is_empty() || self.statement == Statement::Scorecard {
            Arg::title(&self.table)
        } else {
            message!("form-of-project", name = Arg::name(&self.name)).into()
        }
    }

    fn points(&self, measure: Measure, total: bool) -> impl Iterator<Item = &'l Fact> {
        self.facts.iter().copied().filter(move |fact| {
            fact.subject.scheme == Scheme::Indicator
                && fact.measure == measure
                && (fact.subject.code == "all") == total
        })
    }

    /// All weights, those of groups too.
    fn weights(&self) -> Vec<&'l Fact> {
        self.points(Measure::Weight, false).collect()
    }

    /// All scores but the total.
    fn scores(&self) -> Vec<&'l Fact> {
        self.points(Measure::Score, false).collect()
    }

    /// The printed sum of the weights.
    fn total_weight(&self) -> Option<&'l Fact> {
        self.points(Measure::Weight, true).last()
    }

    /// The printed total score.
    fn total_score(&self) -> Option<&'l Fact> {
        self.points(Measure::Score, true).last()
    }

    /// The weights that carry scores: of a tree only its leaves. Weights of groups have no score in their row.
    fn leaves(&self) -> Vec<&'l Fact> {
        let scored: BTreeSet<(u32, &str)> = self.scores().into_iter().map(row_of).collect();
        self.weights().into_iter().filter(|weight| scored.contains(&row_of(weight))).collect()
    }

    /// Scores with the weights of their rows.
    fn pairs(&self) -> Vec<Points<'l>> {
        let mut weights: BTreeMap<(u32, &str), &Fact> = BTreeMap::new();
        for weight in self.weights() {
            weights.entry(row_of(weight)).or_insert(weight);
        }
        let weight_of = |score: &'l Fact| weights.get(&row_of(score)).copied();
        self.scores().into_iter().map(|score| Points { score, weight: weight_of(score) }).collect()
    }

    /// Whether the weights of the leaves reach the printed total, or 100.
    fn is_complete(&self) -> bool {
        let sum: Decimal = self.leaves().iter().map(|fact| fact.amount.value).sum();
        sum == self.total_weight().map_or(Decimal::ONE_HUNDRED, |total| total.amount.value)
    }

    /// A figure of the funds block.
    fn fund(&self, measure: Measure, phase: Phase) -> Option<&'l Fact> {
        self.facts.iter().copied().find(|fact| {
            fact.subject.scheme == Scheme::Project && fact.measure == measure && fact.phase == Some(phase)
        })
    }

    /// Weight and score of the budget's execution: they stand in the row of the funds.
    fn execution(&self) -> Option<Points<'l>> {
        let funds = |line: u32| {
            self.facts
                .iter()
                .any(|fact| fact.subject.scheme == Scheme::Project && fact.locator.line() == line)
        };
        self.pairs().into_iter().find(|points| funds(points.score.locator.line()))
    }

    /// The rows of indicators with the facts of their score and weight.
    fn scored_rows(&self) -> Vec<(&'l Indicator, Points<'l>)> {
        let mut by_line: BTreeMap<u32, Points<'_>> = BTreeMap::new();
        for points in self.pairs() {
            by_line.entry(points.score.locator.line()).or_insert(points);
        }
        let of_row = |row: &Indicator| {
            let points = by_line.get(&row.locator.line())?;
            Some(Points { score: points.score, weight: points.weight })
        };
        self.rows
            .iter()
            .copied()
            .filter(|row| row.row_kind == RowKind::Indicator)
            .filter_map(|row| of_row(row).map(|points| (row, points)))
            .collect()
    }

    /// The finest precision that scores are printed with.
    fn score_scale(&self) -> u32 {
        let scale = |fact: &Fact| fact.amount.value.scale();
        self.scores().into_iter().chain(self.total_score()).map(scale).max().unwrap_or(0)
    }

    /// A verdict of this form: nothing is concluded from what was not read whole.
    fn guard(&self, verdict: Verdict) -> Verdict {
        if self.damaged && verdict == Verdict::Mismatch { Verdict::InsufficientData } else { verdict }
    }
}

/// The row of a weight or a score: its line and its name.
fn row_of(fact: &Fact) -> (u32, &str) {
    (fact.locator.line(), &fact.subject.name)
}
