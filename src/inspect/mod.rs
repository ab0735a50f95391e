//! Inspecting: what was seen in one document, what each part of it was taken for and why, what was lost, and what would
//! help. For publishers with a layout that nobody has seen, and for writers of layouts.
//!
//! - `fate`: what became of each cell and line; `advice`: what would help, `teach`: the words to add;
//! - `account`: the sum of what became of all numbers;
//! - `evidence`: what speaks for who, where, when and what;
//! - `text`: the answer on the command line; `report`: the visual report, with `page` for pages as drawn and
//!   `grid` for formats without pages; `line` marks the figures of a line.
//!
//! Nothing that is withheld leaves this room, for it never came in: a document has lost it when it is read.

mod account;
mod advice;
mod evidence;
mod fate;
mod grid;
mod line;
mod page;
mod report;
mod teach;
mod text;

use std::collections::{BTreeMap, BTreeSet};

pub use advice::Advice;
pub use evidence::evidence;
pub use report::report;
pub use teach::Lesson;
pub use text::tables;

use crate::document::{Block, Document, Locator, Place};
use crate::ledger::Record;
use crate::model::{Disclosure, Reason, Statement, StatementRecord, TableTrail, Unreadable};
use crate::taxonomy::vocabulary::{self, Words};
use crate::taxonomy::{Vocabulary, Who};

/// One document with everything that is known of how it was understood.
#[derive(Debug)]
pub struct Inspection<'i> {
    /// The document in the ledger.
    pub record: &'i Record,
    /// As understood, before the ledger took what can be published.
    pub disclosure: &'i Disclosure,
    /// What was seen.
    pub seen: Seen,
    /// Its tables, in document order.
    pub tables: Vec<TableView<'i>>,
    /// The publisher's words that held for it.
    pub words: Words,
}

/// How much was seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seen {
    /// Pages with anything on them; 0 for formats without.
    pub pages: usize,
    /// Sheets; 0 for formats without.
    pub sheets: usize,
    /// Tables; one that goes on over pages counts once.
    pub tables: usize,
    /// Rows of tables.
    pub rows: usize,
    /// Cells of tables that print something.
    pub cells: usize,
    /// Lines of text outside tables.
    pub lines: usize,
}

/// A table with what came of it.
#[derive(Debug)]
pub struct TableView<'i> {
    /// How it was understood.
    pub trail: &'i TableTrail,
    /// The statements that it gave.
    pub statements: Vec<&'i StatementRecord>,
    /// How many figures were read from it.
    pub facts: usize,
    /// How many rows of performance indicators.
    pub indicators: usize,
    /// Numbers that could not be placed, by reason.
    pub unreadable: BTreeMap<Reason, Vec<&'i Unreadable>>,
    /// Why it fits no statement, where it does not.
    pub unrecognised: Option<Reason>,
}

impl TableView<'_> {
    /// The layouts that read it or not, with their scores; those that do not fit at all go without saying.
    fn scores(&self, chosen: bool, rest: &str) -> String {
        let own = |(id, _): &&(&'static str, u32)| (self.trail.layout == Some(*id)) == chosen;
        let (fit, unfit): (Vec<_>, Vec<_>) =
            self.trail.scores.iter().filter(own).partition(|(_, score)| *score > 0);
        let mut words: Vec<String> = fit.iter().map(|(id, score)| format!("{id} {score}")).collect();
        if !unfit.is_empty() {
            words.push(format!("{rest} 0"));
        }
        words.join(", ")
    }

    /// Its title, or its first words.
    pub fn name(&self) -> &str {
        if self.trail.title.is_empty() { &self.trail.opening } else { &self.trail.title }
    }
}

impl<'i> Inspection<'i> {
    /// Gathers what is known of a document.
    pub fn new(record: &'i Record, disclosure: &'i Disclosure) -> Self {
        let tables = disclosure.trail.tables.iter().map(|trail| view(trail, disclosure)).collect();
        Self { record, disclosure, seen: Seen::of(&record.document), tables, words: Words::default() }
    }

    /// The same with the publisher's words, which it was recognised by.
    pub fn with_words(self, vocabulary: &Vocabulary) -> Self {
        let identity = &self.disclosure.identity;
        let who = Who { division: &identity.division, body: &identity.body, year: identity.fiscal_year };
        Self { words: vocabulary.for_document(&self.record.path, &who), ..self }
    }

    /// What would help to read more of it, the most telling first.
    pub fn advice(&self) -> Vec<Advice> {
        advice::all(self)
    }

    /// The lines of the publisher's vocabulary that would help to read more of it.
    pub fn lessons(&self) -> Vec<Lesson> {
        vocabulary::with(self.words.clone(), || teach::lessons(self)).0
    }

    fn document(&self) -> &'i Document {
        &self.record.document
    }
}

fn view<'i>(trail: &'i TableTrail, disclosure: &'i Disclosure) -> TableView<'i> {
    let within = |locator: &Locator| trail.span.contains(locator.line());
    let mut unreadable: BTreeMap<Reason, Vec<&Unreadable>> = BTreeMap::new();
    let own = |one: &&Unreadable| one.statement != Some(Statement::Narrative) && within(&one.locator);
    for one in disclosure.unreadable.iter().filter(own) {
        unreadable.entry(one.reason).or_default().push(one);
    }
    let facts = disclosure.facts.iter().filter(|fact| fact.statement != Statement::Narrative);
    let statements = disclosure.statements.iter();
    TableView {
        trail,
        statements: statements.filter(|one| one.locator.as_ref().is_some_and(within)).collect(),
        facts: facts.filter(|fact| within(&fact.locator)).count(),
        indicators: disclosure.indicators.iter().filter(|row| within(&row.locator)).count(),
        unreadable,
        unrecognised: disclosure
            .unrecognised
            .iter()
            .find(|one| one.span.first == trail.span.first)
            .map(|one| one.reason),
    }
}

impl Seen {
    fn of(document: &Document) -> Self {
        let mut seen = Self::default();
        for block in &document.blocks {
            match block {
                Block::Line(_) => seen.lines += 1,
                Block::Table(table) => {
                    seen.tables += 1;
                    seen.rows += table.rows.len();
                    seen.cells += table.rows.iter().map(|row| row.texts().count()).sum::<usize>();
                }
            }
        }
        let (mut pages, mut sheets) = (BTreeSet::new(), BTreeSet::new());
        for (_, line) in document.source.iter().zip(1_u32..) {
            match document.places.of_line(line).inner() {
                Place::PageLine { page, .. } | Place::PageRow { page, .. } => {
                    pages.insert(*page);
                }
                Place::SheetRow { sheet, .. } => {
                    sheets.insert(sheet.clone());
                }
                Place::Line | Place::Row { .. } | Place::Attached { .. } => {}
            }
        }
        Self { pages: pages.len(), sheets: sheets.len(), ..seen }
    }
}
