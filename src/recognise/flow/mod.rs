//! Broken PDF flow: cells, numbers and codes broken over lines, header words one character a line. Rebuilt exactly
//! or not at all: the number grammar says where a number ends, the count of columns where a row ends, and the row's
//! own arithmetic proves it. What fails the proof is unreadable, never guessed.

mod goals;
mod header;
mod matrix;
mod rows;
mod summary;
mod targets;
mod tokens;

use std::collections::BTreeSet;

use crate::document::{Cell, Line, Locator};
use crate::model::{Identity, Reason, Statement};

use super::grid::Grid;
use super::section::{Body, Section};

pub(crate) use goals::cut_out as cut_out_goals;

/// A table rebuilt from a flow.
#[derive(Debug, Default)]
pub(crate) struct Rebuilt {
    /// The table, ready for the layouts. `None` where the header is not certain.
    pub(crate) grid: Option<Grid>,
    /// Indicators with their targets.
    pub(crate) indicators: Vec<FlowIndicator>,
    /// Numbers that could not be placed, with the reason.
    pub(crate) unreadable: Vec<(Cell, Reason)>,
}

/// An indicator read from a flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FlowIndicator {
    /// 一级指标
    pub(crate) level1: String,
    /// 二级指标
    pub(crate) level2: String,
    /// 三级指标
    pub(crate) level3: String,
    /// 目标值
    pub(crate) target: String,
    /// Its lines.
    pub(crate) locator: Locator,
}

/// Rebuilds the table of a section whose body is a flow.
pub(crate) fn rebuild(
    section: &Section,
    identity: &Identity,
    projects: &BTreeSet<String>,
) -> Option<Rebuilt> {
    let Body::Flow(lines) = &section.body else { return None };
    let statement = section.statement?;
    Some(match statement {
        Statement::IncomeSummary | Statement::FiscalIncomeSummary => summary::rebuild(lines),
        Statement::PerformanceTarget => targets::rebuild(lines, projects),
        Statement::PerformanceProject => goals::rebuild(lines),
        Statement::SelfEvaluation | Statement::Scorecard => Rebuilt::default(),
        _ => matrix::rebuild(lines, statement, identity),
    })
}

/// Whether lines below a caption look like the cells of a table rather than prose: short pieces, and numbers.
pub(crate) fn looks_tabular(lines: &[Line]) -> bool {
    let tokens = tokens::tokens(lines);
    let fragments = tokens.iter().filter(|token| token.fragment && token.text.contains('.')).count();
    let sentences = lines.iter().filter(|line| line.text.contains('。')).count();
    fragments >= 2 && sentences * 3 <= lines.len()
}

/// A cell that prints nothing at a line.
fn blank(line: u32) -> Cell {
    Cell::new("", Locator::Line(line))
}

/// A cell with a label put together from lines.
fn text_cell(text: &str, lines: (u32, u32)) -> Cell {
    Cell::new(text, Locator::Lines(lines.0, lines.1))
}
