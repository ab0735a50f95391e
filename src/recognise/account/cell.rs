//! Numbers in cells: a cell is one figure, or words with numbers in them.

use rust_decimal::Decimal;

use crate::document::{Cell, Locator, Row, is_cjk, is_date, is_year, key, numbers, parse_cell};
use crate::model::{Became, Indicator, Statement, TableTrail};

use super::super::codebook::{plain_code, scheme_of};
use super::super::figures::{is_made_of_figures, looks_like_figure};
use super::super::grid::numbers_columns;
use super::super::levels::is_bare_value;
use super::{Clerk, words};

/// The most digits of a line number or an ordinal.
const ORDINAL: usize = 4;

impl Clerk<'_> {
    /// A row of a table.
    pub(super) fn row(&mut self, row: &Row) {
        let numbering = numbers_columns(row);
        for (at, cell) in row.cells.iter().enumerate() {
            let count = numbers(&cell.text).len();
            if count > 0 {
                self.account.seen += count;
                self.cell(cell, count, numbering, lacks_amount(&row.cells[..at]));
            }
            // A settled sign stands in the cell of its table; what nobody settled is listed.
            let settled = self.facts.contains_key(&cell.locator);
            self.doubted(cell.locator.clone(), if settled { "" } else { &cell.text }, &cell.quote);
        }
    }

    /// `lacks`: whether the cell stands behind a name whose amount is blank.
    fn cell(&mut self, cell: &Cell, count: usize, numbering: bool, lacks: bool) {
        let locator = &cell.locator;
        if let Some(figures) = self.facts.get(locator).copied() {
            // Of a cell that is a number every digit is its own; words around a figure may hold others.
            let own = if cell.number().is_some() { count } else { figures.min(count) };
            self.account.enter(locator.clone(), Became::Figure, own);
            self.account.enter(locator.clone(), Became::Words, count - own);
        } else if self.unreadable.contains(locator) {
            self.account.enter(locator.clone(), Became::Unreadable, count);
        } else {
            match self.other(cell, numbering).filter(|_| !self.holds_another(cell, lacks)) {
                Some(became) => self.account.enter(locator.clone(), became, count),
                None => self.silent(locator.clone(), &cell.quote, count, true),
            }
        }
    }

    /// Whether a name of a table holds an amount of a column beside it that nobody parted.
    fn holds_another(&self, cell: &Cell, lacks: bool) -> bool {
        let table = self.table_at(cell.locator.line());
        table.is_some_and(|table| !is_form(table) && !table.header.contains(&cell.locator.line()))
            && (words::ends_in_amount(&cell.text) || lacks && words::opens_with_amount(&cell.text))
    }

    /// What a cell became that is no figure and not listed; `None` where nobody knows.
    fn other(&self, cell: &Cell, numbering: bool) -> Option<Became> {
        let locator = &cell.locator;
        let line = locator.line();
        // Figures and unreadable numbers of a broken text are named by their lines.
        if let Some(became) = self.runs.get(&line).filter(|_| matches!(locator, Locator::Line(_))) {
            return Some(*became);
        }
        if self.is_of_indicator(line, &cell.text) {
            return Some(Became::Indicator);
        }
        if numbering {
            return Some(Became::Ordinal);
        }
        let aside = self.books.aside.contains(locator);
        // Values of other years beside an indicator are set aside on purpose; short whole numbers may be its ordinal.
        let ordinal = cell.text.len() <= ORDINAL && cell.text.bytes().all(|b| b.is_ascii_digit());
        if aside && !ordinal && self.indicators.contains_key(&line) && parse_cell(&cell.text).is_some() {
            return Some(Became::Indicator);
        }
        let is_number = cell.number().is_some();
        if is_number || is_made_of_figures(&cell.text) || looks_like_figure(&cell.text) {
            return by_shape(&cell.text, aside);
        }
        let table = self.table_at(line);
        if table.is_some_and(|table| table.header.contains(&line)) {
            return Some(Became::Heading);
        }
        let lost = self.books.unrecognised.iter().any(|one| one.span.contains(line));
        let here = match table {
            Some(table) if is_form(table) && says_much(&cell.text) => words::Where::Sentence,
            Some(_) if !aside && !lost => words::Where::Cell,
            _ => words::Where::Label,
        };
        let became = words::of_label(&cell.text, here);
        // In a form a number with its unit is a value of something, and no name.
        let is_value = table.is_some_and(is_form) && !aside && is_bare_value(&cell.text);
        became.filter(|became| !(is_value && *became == Became::Name))
    }
}

/// Whether cells end with a name and a blank one.
fn lacks_amount(cells: &[Cell]) -> bool {
    matches!(cells, [.., name, amount] if amount.text.trim().is_empty() && name.text.chars().any(is_cjk))
}

/// Whether a table is a form of performance, whose cells hold sentences.
pub(super) fn is_form(table: &TableTrail) -> bool {
    use Statement::{PerformanceProject, PerformanceTarget, Scorecard, SelfEvaluation};
    let forms = [PerformanceProject, PerformanceTarget, Scorecard, SelfEvaluation];
    table.statement.is_some_and(|statement| forms.contains(&statement))
        || table.layout.is_some_and(|layout| FORMS.contains(&layout))
}

/// The layouts of forms of performance.
const FORMS: &[&str] = &["self_evaluation", "scorecard", "performance_target"];

/// Whether a cell holds more words than go with a figure.
fn says_much(text: &str) -> bool {
    text.chars().filter(|c| is_cjk(*c)).count() >= SENTENCE
}

/// The least characters of a cell that holds a sentence: 12.5万元（含上年结转） is a figure.
const SENTENCE: usize = 8;

/// What a number is by its shape, where no recogniser took it for a figure.
fn by_shape(text: &str, aside: bool) -> Option<Became> {
    let plain = key(text);
    let digits = plain.chars().filter(char::is_ascii_digit).count();
    let whole = plain.chars().all(|c| c.is_ascii_digit());
    if is_year(&plain) {
        return Some(Became::Year);
    }
    if is_date(&plain) {
        return Some(Became::Date);
    }
    if !aside {
        return None;
    }
    if whole {
        return Some(if digits >= 3 && digits != ORDINAL { Became::Code } else { Became::Ordinal });
    }
    if scheme_of(&plain_code(text)).is_some() {
        return Some(Became::Code);
    }
    // 1.1, 2.3.1, (1), 12-3: parts of numbering. An amount has two decimals, or a separator of thousands.
    let numbered = plain
        .split(['.', '-', '(', ')', '、', '/'])
        .filter(|part| !part.is_empty())
        .all(|part| part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit()));
    let amount = plain.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 2);
    (numbered && !amount).then_some(Became::Ordinal)
}

/// What stands in a row of indicators.
pub(super) struct Held {
    /// Its texts as keys.
    texts: Vec<String>,
    /// Its weight and score.
    numbers: [Option<Decimal>; 2],
}

impl Held {
    pub(super) fn of(row: &Indicator) -> Self {
        let fields = [
            &*row.level1,
            &row.level2,
            &row.level3,
            &row.target,
            &row.actual,
            &row.note,
            &row.project,
            &row.project_code,
        ];
        let texts = fields.iter().map(|field| key(field)).filter(|field| !field.is_empty()).collect();
        Self { texts, numbers: [row.weight, row.score] }
    }

    /// Whether a text, with its key, stands in the row: as words, or as a weight or a score.
    pub(super) fn has(&self, own: &str, text: &str) -> bool {
        let number = parse_cell(text).map(|printed| printed.value);
        let scored = number.is_some() && self.numbers.contains(&number);
        // A small number stands in many larger ones.
        let held = |field: &String| field.contains(own) || number.is_none() && own.contains(field.as_str());
        !own.is_empty() && (scored || self.texts.iter().any(held))
    }
}
