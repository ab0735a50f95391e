//! The account: what became of every number that was seen. It is drawn up when all else is done, from the document as read
//! and from what recognisers say that they took, and trusts none of them: a number set aside must look like what is set
//! aside, and one that nobody knows of is named.
//!
//! - `cell`: numbers in cells of tables;
//! - `words`: numbers in sentences, titles and labels.

mod cell;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Code;
use crate::document::{Block, Document, Line, Locator, Span, clean, doubted, is_cjk, key, numbers};
use crate::model::{
    Account, Became, Fact, Indicator, Passage, Reason, Silent, Statement, TableForm, TableState, TableTrail,
    Unreadable, Unrecognised,
};

use super::output::{Context, Output};

/// What the recognisers left.
pub(super) struct Books<'b> {
    pub(super) document: &'b Document,
    pub(super) facts: &'b [Fact],
    pub(super) unreadable: &'b [Unreadable],
    pub(super) indicators: &'b [Indicator],
    pub(super) unrecognised: &'b [Unrecognised],
    pub(super) tables: &'b [TableTrail],
    /// The paragraphs that figures were looked for in.
    pub(super) prose: &'b [Passage],
    /// Cells that recognisers say are none.
    pub(super) aside: &'b BTreeSet<Locator>,
}

/// Draws up the account of a document.
pub(super) fn draw_up(books: &Books<'_>) -> (Account, Vec<Silent>) {
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
    for one in books.document.withheld.iter().filter(|one| one.kind.is_number()) {
        clerk.account.seen += one.count as usize;
        clerk.account.enter(Locator::Line(one.line), Became::Withheld, one.count as usize);
    }
    // What readers took for page numbers and running heads is in no block.
    for (raw, line) in books.document.source.iter().zip(1_u32..) {
        if !covered.contains(&line) {
            let count = numbers(&clean(raw)).len();
            clerk.account.seen += count;
            clerk.account.enter(Locator::Line(line), Became::Furniture, count);
        }
    }
    (clerk.account, clerk.unsaid)
}

/// Takes back the figures of tables in broken lines of which numbers are left over: what stands in which column is proved
/// by the order of the numbers alone, and where some have no place the others may be in the wrong one. Says whether there
/// were any.
pub(super) fn withdraw(account: &Account, out: &mut Output) -> bool {
    let broken: Vec<Span> = out
        .trail
        .iter()
        .filter(|table| table.form == TableForm::Flow && !cell::is_form(table))
        .map(|table| table.span)
        .filter(|span| account.silent.iter().any(|one| span.contains(one.locator.line())))
        .collect();
    if broken.is_empty() {
        return false;
    }
    // The spans of tables are in order, and apart.
    let span_at = |locator: &Locator| {
        let at = broken.partition_point(|span| span.first <= locator.line()).checked_sub(1)?;
        broken[at].contains(locator.line()).then_some(at)
    };
    let within = |locator: &Locator| span_at(locator).is_some();
    let (lost, kept): (Vec<Fact>, Vec<Fact>) = std::mem::take(&mut out.facts)
        .into_iter()
        .partition(|fact| fact.statement != Statement::Narrative && within(&fact.locator));
    out.facts = kept;
    let mut named: BTreeMap<usize, (Statement, Arc<str>)> = BTreeMap::new();
    for fact in &lost {
        if let Some(at) = span_at(&fact.locator) {
            named.entry(at).or_insert_with(|| (fact.statement, fact.table.clone()));
        }
    }
    let of_fact = |fact: Fact| Unreadable {
        statement: Some(fact.statement),
        table: fact.table,
        locator: fact.locator,
        quote: fact.quote,
        reason: Reason::HalfUncertain,
    };
    let rest = account.silent.iter().filter_map(|one| {
        let table = named.get(&span_at(&one.locator)?);
        Some(Unreadable {
            statement: table.map(|(statement, _)| *statement),
            table: table.map_or_else(Default::default, |(_, title)| title.clone()),
            locator: one.locator.clone(),
            quote: one.quote.clone(),
            reason: Reason::HalfUncertain,
        })
    });
    out.unreadable.extend(rest);
    out.unreadable.extend(lost.into_iter().map(of_fact));
    out.unreadable.sort_by_key(|one| one.locator.order());
    for record in out.statements.iter_mut().filter(|one| one.locator.as_ref().is_some_and(within)) {
        (record.facts, record.state) = (0, TableState::Unreadable);
    }
    true
}

/// Lists the numbers of sentences that nobody took: a figure that cannot be placed is listed, wherever it stands.
pub(super) fn list_unsaid(unsaid: Vec<Silent>, out: &mut Output) {
    out.unreadable.extend(unsaid.into_iter().map(|one| Unreadable {
        statement: Some(Statement::Narrative),
        table: Default::default(),
        // A line of figures without words is what is left of a table.
        reason: if one.quote.contains(is_cjk) { Reason::Unsaid } else { Reason::NoMeaning },
        locator: one.locator,
        quote: one.quote,
    }));
    out.unreadable.sort_by_key(|one| one.locator.order());
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
    /// Numbers of sentences that are figures, and nobody took.
    unsaid: Vec<Silent>,
    facts: BTreeMap<&'b Locator, usize>,
    unreadable: BTreeSet<&'b Locator>,
    /// The lines of figures and unreadable numbers that stretch over lines, and what they became.
    runs: BTreeMap<u32, Became>,
    /// The lines of numbers of sentences that stretch over lines.
    joined: BTreeMap<u32, Became>,
    /// The indicators by the lines of their rows.
    indicators: BTreeMap<u32, Vec<usize>>,
    /// What stands in each indicator.
    held: Vec<cell::Held>,
    /// Where numbers of the prose that was read stand: the paragraph and the bytes.
    prose: BTreeMap<Locator, (usize, usize, usize)>,
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
        let mut indicators: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (at, row) in books.indicators.iter().enumerate() {
            let first = row.locator.line();
            for line in first..=row.locator.last_line().min(first.saturating_add(LONGEST_RUN)) {
                indicators.entry(line).or_default().push(at);
            }
        }
        let mut prose = BTreeMap::new();
        for (at, Passage { paragraph, .. }) in books.prose.iter().enumerate() {
            for found in paragraph.numbers() {
                prose.insert(found.locator, (at, found.start, found.end));
            }
        }
        Self {
            account: Account::default(),
            unsaid: Vec::new(),
            facts,
            unreadable: books.unreadable.iter().map(|one| &one.locator).collect(),
            runs,
            joined,
            indicators,
            held: books.indicators.iter().map(cell::Held::of).collect(),
            prose,
            books,
        }
    }

    /// The table whose lines hold a line.
    fn table_at(&self, line: u32) -> Option<&'b TableTrail> {
        let at = self.books.tables.partition_point(|table| table.span.first <= line);
        self.books.tables[..at].last().filter(|table| table.span.contains(line))
    }

    /// Whether a text stands in an indicator whose row is on a line.
    fn is_of_indicator(&self, line: u32, text: &str) -> bool {
        let rows = self.indicators.get(&line).map_or(&[][..], Vec::as_slice);
        !rows.is_empty() && {
            let own = key(text);
            rows.iter().any(|at| self.held[*at].has(&own, text))
        }
    }

    /// Enters a number of which nothing is known.
    fn silent(&mut self, locator: Locator, quote: &str, numbers: usize, in_table: bool) {
        self.account.enter(locator.clone(), Became::Silent, numbers);
        self.account.silent.push(Silent { locator, quote: quote.to_owned(), in_table });
    }

    /// Numbers whose format or sign is not understood: they are no numbers for anybody, and listed wherever they stand.
    fn doubted(&mut self, locator: Locator, text: &str, quote: &str) {
        let count = doubted(text);
        if count == 0 {
            return;
        }
        self.account.seen += count;
        self.account.enter(locator.clone(), Became::Unreadable, count);
        if !self.unreadable.contains(&locator) {
            self.unsaid.push(Silent { locator, quote: quote.to_owned(), in_table: false });
        }
    }

    /// A line of text: each number by itself.
    fn line(&mut self, line: &Line) {
        self.doubted(Locator::Line(line.number), &line.text, &line.text);
        let found = numbers(&line.text);
        self.account.seen += found.len();
        let table = self.table_at(line.number);
        let heads = table.is_some_and(|table| table.header.contains(&line.number));
        let flow = table.is_some_and(|table| table.form == TableForm::Flow);
        // Below the title of a table that no layout took, numbers in rows of their own are its cells.
        let lost = table.is_some_and(|table| {
            table.layout.is_none() && table.statement.is_some() && !cell::is_form(table)
        });
        let last = found.len();
        for (number, at) in found.into_iter().zip(1..) {
            let locator = Locator::Number(line.number, number.nth);
            // A number over lines is the last of one and the first of the next.
            if let Some(became) = self.joined.get(&line.number).filter(|_| at == 1 || at == last)
                && !flow
                && !self.prose.contains_key(&locator)
            {
                self.account.enter(locator, *became, 1);
                continue;
            }
            // A figure that is named by its line is the only number there.
            let alone = last == 1 && self.facts.contains_key(&Locator::Line(line.number));
            let own = (alone || self.facts.contains_key(&locator)).then_some(Became::Figure);
            let listed = last == 1 && self.unreadable.contains(&Locator::Line(line.number))
                || self.unreadable.contains(&locator);
            let own = own.or_else(|| listed.then_some(Became::Unreadable));
            let became = own.or_else(|| {
                let text = |start, end| words::Spot { text: &line.text, start, end };
                let spot = text(number.start, number.end);
                let here = match () {
                    () if heads => words::Where::Heading,
                    () if lost && words::is_row(spot) => words::Where::Lost,
                    () if self.prose.contains_key(&locator) => words::Where::Prose,
                    () if flow && table.is_some_and(cell::is_form) => words::Where::FormFlow,
                    () if flow => words::Where::Flow,
                    () => words::Where::Beside,
                };
                // A sentence goes on over lines: what stands behind a number may stand on the next.
                let spot = match self.prose.get(&locator) {
                    Some((at, start, end)) => {
                        words::Spot { text: &self.books.prose[*at].paragraph.text, start: *start, end: *end }
                    }
                    None => spot,
                };
                let run = self.runs.get(&line.number).copied();
                let indicator = self.is_of_indicator(line.number, &line.text);
                if indicator { Some(Became::Indicator) } else { words::became(spot, here, run) }
            });
            match became {
                Some(became) => self.account.enter(locator, became, 1),
                None => {
                    let quote = words::clause(&line.text, number.start, number.end);
                    if flow || heads {
                        self.silent(locator, quote, 1, true);
                    } else {
                        self.account.enter(locator.clone(), Became::Unreadable, 1);
                        self.unsaid.push(Silent { locator, quote: quote.to_owned(), in_table: false });
                    }
                }
            }
        }
    }
}

/// The most lines that one figure or indicator stretches over.
const LONGEST_RUN: u32 = 64;
