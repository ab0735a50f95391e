//! A disclosure: one document understood.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::account::Account;
use super::evidence::Evidence;
use super::fact::{Fact, Unreadable};
use super::indicator::Indicator;
use super::passage::Passage;
use super::remark::Remark;
use super::statement::Statement;
use super::terms::{Kind, Scope, TableState};
use super::trail::Trail;
use crate::diagnostic::Diagnostic;
use crate::document::{Locator, Span};

/// Who, which year and what a document is, read from its own text.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Identity {
    /// The body's name without （本级）.
    pub body: String,
    /// The name as the document prints it for itself.
    pub printed_name: String,
    /// Fiscal year; 0 where none could be read.
    pub fiscal_year: i32,
    /// What the document is, main kind first.
    pub kinds: Vec<Kind>,
    /// Whole department, one unit, or a whole area.
    pub scope: Option<Scope>,
    /// Printed title, or one made from the parts.
    pub title: String,
    /// GB/T 2260 code of the division; empty where it is not certain.
    pub division: String,
    /// Names that stand where a body's name stands but do not look like one: only a register can tell.
    pub candidates: Vec<String>,
    /// What speaks for all of this.
    pub evidence: Vec<Evidence>,
}

impl Identity {
    /// Whether enough was read to publish figures under a body and a year.
    pub fn is_complete(&self) -> bool {
        !self.body.is_empty() && self.fiscal_year != 0 && !self.kinds.is_empty()
    }
}

/// What was found of one disclosed table.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct StatementRecord {
    /// The meaning of the table.
    pub statement: Statement,
    /// Its printed title.
    pub table: Arc<str>,
    /// Where its title (or first row) stands; `None` for a missing table.
    pub locator: Option<Locator>,
    /// What was found.
    pub state: TableState,
    /// How many facts it gave.
    pub facts: usize,
}

/// A project that evaluated itself.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ProjectRecord {
    /// Printed name.
    pub name: Arc<str>,
    /// Printed code.
    pub code: Arc<str>,
    /// 实施单位 as printed.
    pub entity: Arc<str>,
    /// Place of the project's name.
    pub locator: Locator,
}

/// A table or line that holds figures but fits no statement.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Unrecognised {
    /// Where it starts and ends.
    pub span: Span,
    /// What it looks like: its title or first words.
    pub label: String,
    /// Why it was not recognised.
    pub reason: super::reason::Reason,
}

/// One document understood.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Disclosure {
    /// Path of the document relative to the content folder.
    pub document: Arc<str>,
    /// Who, when, what.
    pub identity: Identity,
    /// The tables found.
    pub statements: Vec<StatementRecord>,
    /// All figures, in document order.
    pub facts: Vec<Fact>,
    /// The paragraphs that figures were looked for in: all prose but definitions of words.
    pub prose: Vec<Passage>,
    /// What it says in words that no figure carries.
    pub remarks: Vec<Remark>,
    /// Numbers that could not be placed for certain, in document order.
    pub unreadable: Vec<Unreadable>,
    /// All rows of performance tables, in document order.
    pub indicators: Vec<Indicator>,
    /// Projects with self-evaluations, in document order.
    pub projects: Vec<ProjectRecord>,
    /// What could not be recognised.
    pub unrecognised: Vec<Unrecognised>,
    /// What the publisher should know.
    pub diagnostics: Vec<Diagnostic>,
    /// How it was understood.
    #[serde(skip)]
    pub trail: Trail,
    /// What became of every number that was seen.
    pub account: Account,
    /// The lines of the publisher's vocabulary whose words stand in it.
    pub met: BTreeSet<u32>,
}
