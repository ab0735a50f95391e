//! The account: what became of every number that was seen. It is drawn up when all else is done, from the document as read
//! and from what recognisers say that they took, and trusts none of them: a number set aside must look like what is set
//! aside, and one that nobody knows of is named.
//!
//! - `cell`: numbers in cells of tables;
//! - `words`: numbers in sentences, titles and labels.

mod cell;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Code;
use crate::document::{Block, Document, Line, Locator, Paragraph, Span, clean, hidden, numbers};
use crate::model::{
    Account, Became, Fact, Indicator, Reason, Silent, Statement, TableTrail, Unreadable, Unrecognised,
};

use super::output::{Context, Output};
use super::privacy::Personal;

/// What the recognisers left.
pub(super) struct Books<'b> {
    pub(super) document: &'b Document,
    pub(super) facts: &'b [Fact],
    pub(super) unreadable: &'b [Unreadable],
    pub(super) indicators: &'b [Indicator],
    pub(super) unrecognised: &'b [Unrecognised],
    pub(super) tables: &'b [TableTrail],
    /// The paragraphs that figures were looked for in.
    pub(super) prose: &'b [Paragraph],
    /// Cells that recognisers say are none.
    pub(super) aside: &'b BTreeSet<Locator>,
    pub(super) personal: &'b Personal,
}

/// Draws up the account of a document.
pub(super) fn draw_up(books: &Books<'_>) -> Account {
    let mut clerk = Clerk::new(books);
    let mut covered = BTreeSet::new();
    for block in &books.document.blocks {
        match block {
            Block::Line(line) => {
                covered.insert(line.number);
                clerk.line(line);
            }
            Block::Table(table) => {
                for row in &table.rows {
                    covered.extend(row.span.first..=row.span.last);
                    clerk.row(row);
                }
            }
        }
    }
    // What readers took for page numbers and running heads is in no block.
    for (raw, line) in books.document.source.iter().zip(1_u32..) {
        if !covered.contains(&line) {
            let count = numbers(&clean(raw)).len();
            clerk.account.seen += count;
            clerk.account.enter(Locator::Line(line), Became::Furniture, count);
        }
    }
    clerk.account
}

/// Lists what has no account as unreadable, and says so: nothing that was seen is lost, and the publisher knows.
pub(super) fn list(account: &Account, context: &Context, out: &mut Output) {
    let Some(first) = account.silent.first() else { return };
    for one in &account.silent {
        let table = out.trail.iter().find(|table| table.span.contains(one.locator.line()));
        out.unreadable.push(Unreadable {
            statement: if one.in_table {
                table.and_then(|table| table.statement)
            } else {
                Some(Statement::Narrative)
            },
            table: table
                .filter(|_| one.in_table)
                .map_or_else(Default::default, |table| table.title.as_str().into()),
            locator: one.locator.clone(),
            quote: one.quote.clone(),
            reason: Reason::Unaccounted,
        });
    }
    out.unreadable.sort_by_key(|one| one.locator.order());
    let line = first.locator.line();
    out.report(
        context,
        Code::Unbalanced,
        Span::new(line, line),
        &first.quote,
        format!("{} number(s) were seen and are neither figures nor labels", account.silent.len()),
        "they are listed as unreadable; `mingzhang inspect` shows the whole account",
    );
}

/// Who draws it up.
struct Clerk<'b> {
    books: &'b Books<'b>,
    account: Account,
    facts: BTreeMap<&'b Locator, usize>,
    unreadable: BTreeSet<&'b Locator>,
    /// The lines of figures and unreadable numbers that stretch over lines, and what they became.
    runs: BTreeMap<u32, Became>,
    /// The lines of numbers of sentences that stretch over lines.
    joined: BTreeMap<u32, Became>,
    /// The indicators by the lines of their rows.
    indicators: BTreeMap<u32, Vec<&'b Indicator>>,
    /// Where numbers of the prose that was read stand: the paragraph and the bytes.
    prose: BTreeMap<Locator, (usize, usize, usize)>,
    hidden: BTreeMap<u32, Vec<(usize, usize)>>,
}

impl<'b> Clerk<'b> {
    fn new(books: &'b Books<'b>) -> Self {
        let mut facts = BTreeMap::new();
        let mut runs = BTreeMap::new();
        let mut joined = BTreeMap::new();
        let mut run = |locator: &Locator, became: Became| {
            if let Locator::Lines(first, last) = locator {
                joined.insert(*first, became);
                joined.insert(*last, became);
            }
            if let Locator::Line(first) | Locator::Lines(first, _) = locator {
                for line in *first..=locator.last_line().min(first.saturating_add(LONGEST_RUN)) {
                    runs.entry(line).or_insert(became);
                }
            }
        };
        for fact in books.facts {
            *facts.entry(&fact.locator).or_default() += 1;
            run(&fact.locator, Became::Figure);
        }
        for one in books.unreadable {
            run(&one.locator, Became::Unreadable);
        }
        let mut indicators: BTreeMap<u32, Vec<&Indicator>> = BTreeMap::new();
        for row in books.indicators {
            let first = row.locator.line();
            for line in first..=row.locator.last_line().min(first.saturating_add(LONGEST_RUN)) {
                indicators.entry(line).or_default().push(row);
            }
        }
        let mut prose = BTreeMap::new();
        for (at, paragraph) in books.prose.iter().enumerate() {
            for found in paragraph.numbers() {
                prose.insert(found.locator, (at, found.start, found.end));
            }
        }
        let texts: Vec<String> = books.personal.texts.iter().cloned().collect();
        Self {
            account: Account::default(),
            facts,
            unreadable: books.unreadable.iter().map(|one| &one.locator).collect(),
            runs,
            joined,
            indicators,
            prose,
            hidden: hidden(&books.document.source, &texts),
            books,
        }
    }

    /// The table whose lines hold a line.
    fn table_at(&self, line: u32) -> Option<&'b TableTrail> {
        let at = self.books.tables.partition_point(|table| table.span.first <= line);
        self.books.tables[..at].last().filter(|table| table.span.contains(line))
    }

    /// Enters a number of which nothing is known.
    fn silent(&mut self, locator: Locator, quote: &str, numbers: usize, in_table: bool) {
        self.account.enter(locator.clone(), Became::Silent, numbers);
        self.account.silent.push(Silent { locator, quote: quote.to_owned(), in_table });
    }

    /// A line of text: each number by itself.
    fn line(&mut self, line: &Line) {
        let found = numbers(&line.text);
        self.account.seen += found.len();
        let withheld = self.hidden.contains_key(&line.number);
        let table = self.table_at(line.number);
        let last = found.len();
        for (number, at) in found.into_iter().zip(1..) {
            let locator = Locator::Number(line.number, number.nth);
            // A number over lines is the last of one and the first of the next.
            if let Some(became) = self.joined.get(&line.number).filter(|_| at == 1 || at == last)
                && table.is_none()
                && !self.prose.contains_key(&locator)
            {
                self.account.enter(locator, *became, 1);
                continue;
            }
            let own = self.facts.contains_key(&locator).then_some(Became::Figure);
            let own = own.or_else(|| self.unreadable.contains(&locator).then_some(Became::Unreadable));
            let became = own.or_else(|| {
                let text = |start, end| words::Spot { text: &line.text, start, end };
                let spot = text(number.start, number.end);
                let here = match table {
                    Some(table) if table.header.contains(&line.number) => words::Where::Heading,
                    Some(_) => words::Where::Flow,
                    None if self.prose.contains_key(&locator) => words::Where::Prose,
                    None => words::Where::Beside,
                };
                // A sentence goes on over lines: what stands behind a number may stand on the next.
                let spot = match self.prose.get(&locator) {
                    Some((at, start, end)) => {
                        words::Spot { text: &self.books.prose[*at].text, start: *start, end: *end }
                    }
                    None => spot,
                };
                let run = self.runs.get(&line.number).copied();
                let indicator = self
                    .indicators
                    .get(&line.number)
                    .is_some_and(|rows| rows.iter().any(|row| cell::is_of_indicator(&line.text, row)));
                if indicator { Some(Became::Indicator) } else { words::became(spot, here, run) }
            });
            match became {
                Some(_) if withheld && own.is_none() => {
                    self.account.enter(locator, Became::Withheld, 1);
                }
                Some(became) => self.account.enter(locator, became, 1),
                None if withheld => self.account.enter(locator, Became::Withheld, 1),
                None => {
                    let quote = words::clause(&line.text, number.start, number.end);
                    self.silent(locator, quote, 1, table.is_some());
                }
            }
        }
    }
}

/// The most lines that one figure or indicator stretches over.
const LONGEST_RUN: u32 = 64;
