//! C01 and C13: amounts of sentences against the cells of tables that mean the same.

use rust_decimal::Decimal;

use super::bind::{agreed, is_detail, other_units};
use super::meanings::in_tables;
use super::{Passage, called, is_aside, open, side};
use crate::model::{Arg, Fact, Severity, Unit, Verdict, message};
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book, Rule, Table, compare};

/// C01: prose = table.
pub(in crate::verify) static PROSE_AND_TABLE: Rule =
    Rule { id: "C01", severity: Severity::Error, check: prose_and_table };

/// C13: 元 and 万元.
pub(in crate::verify) static UNIT_SLIP: Rule =
    Rule { id: "C13", severity: Severity::Error, check: unit_slip };

/// An amount of a sentence with the cell that its table counterparts agree on.
struct Pair<'p, 'l> {
    passage: &'p Passage<'l>,
    at: usize,
    cells: Vec<&'l Fact>,
}

impl<'p, 'l> Pair<'p, 'l> {
    fn stated(&self) -> &'l Fact {
        self.passage.fact(self.at)
    }

    /// The cell, where the amount is bound for certain and all cells agree.
    fn cell(&self) -> Option<&'l Fact> {
        agreed(&self.cells).filter(|_| !other_units(self.passage, self.at))
    }

    /// Whether both sides print the same digits in units of which one is ten thousand times the other.
    fn slipped(&self, cell: &Fact) -> bool {
        let (a, b) = (self.stated().amount, cell.amount);
        let (small, large) = if a.comparable().abs() < b.comparable().abs() {
            (a.comparable(), b.comparable())
        } else {
            (b.comparable(), a.comparable())
        };
        let step = Decimal::from(10_000);
        let within = (a.half_step() + b.half_step()) * step;
        !small.is_zero() && (small * step - large).abs() <= within.min(large.abs() / Decimal::ONE_THOUSAND)
    }

    fn tables<'b>(&self, book: &'b Book<'l>) -> Vec<&'b Table<'l>> {
        let holds = |table: &&Table<'_>| {
            self.cells.iter().any(|cell| {
                cell.document == table.record.path
                    && cell.table == table.title
                    && cell.statement == table.statement
            })
        };
        book.tables.iter().filter(holds).collect()
    }
}

fn pairs<'p, 'l>(book: &'p Book<'l>) -> impl Iterator<Item = Pair<'p, 'l>> {
    // The details of a subject have no cell of their own.
    let figures = book.prose.iter().flat_map(|prose| prose.figures());
    let own = |passage: &Passage<'_>, at: usize| !is_detail(passage, at) && !is_aside(passage.fact(at));
    figures.filter(move |(passage, at)| own(passage, *at)).filter_map(|(passage, at)| {
        let cells = in_tables(book, passage, at);
        (!cells.is_empty()).then_some(Pair { passage, at, cells })
    })
}

fn place(cell: &Fact) -> Side<'_> {
    let label =
        message!("side-row-of-table", table = Arg::title(&cell.table), name = Arg::name(&cell.subject.name));
    Side::of(label, &[cell])
}

fn prose_and_table(book: &Book<'_>, out: &mut Bench<'_>) {
    for pair in pairs(book) {
        let stated = pair.stated();
        let message = message!("text-and-table", figure = called(stated));
        let Some(cell) = pair.cell() else {
            let why = if agreed(&pair.cells).is_none() {
                let values = pair.cells.iter().map(|cell| Arg::from(cell.amount));
                message!("several-cells", values = Arg::list(values))
            } else {
                message!("sentence-of-other-units")
            };
            open(out, pair.passage, message, side(stated), place(pair.cells[0]), [why]);
            continue;
        };
        let mut compared = compare(&[stated], &[cell]);
        let mut case = Case::new(pair.passage.record, message, side(stated), place(cell));
        case = pair.tables(book).into_iter().fold(case, Case::with);
        if compared.verdict == Verdict::Mismatch && stated.subject.code == "evaluated_expenditure" {
            compared.verdict = Verdict::InsufficientData;
            case = case.noted([message!("phase-not-said")]);
        } else if compared.verdict == Verdict::Mismatch && pair.slipped(cell) {
            compared.verdict = Verdict::InsufficientData;
            case = case.noted([message!("same-digits-other-unit", rule = Arg::Rule(UNIT_SLIP.id))]);
        } else if compared.verdict == Verdict::Mismatch && is_cut_off(stated, cell) {
            compared.verdict = Verdict::Rounding;
            case = case.noted([message!("text-cut-off")]);
        }
        out.record(case, compared);
    }
}

/// Whether the sentence prints the first digits of what the table prints with more: 268.77万元 for 2,687,760.00元.
fn is_cut_off(stated: &Fact, cell: &Fact) -> bool {
    let printed = stated.amount.comparable();
    let places = if stated.amount.unit == Unit::Yuan { printed.scale() } else { stated.amount.value.scale() };
    places >= 2 && cell.amount.comparable().trunc_with_scale(places) == printed
}

fn unit_slip(book: &Book<'_>, out: &mut Bench<'_>) {
    for pair in pairs(book) {
        let stated = pair.stated();
        if stated.amount.value.is_zero() || pair.cells.iter().all(|cell| cell.amount.value.is_zero()) {
            continue;
        }
        let message = message!("unit-of-figure", figure = called(stated));
        let Some(cell) = pair.cell() else {
            let why = message!("cell-unsure");
            open(out, pair.passage, message, side(stated), place(pair.cells[0]), [why]);
            continue;
        };
        let case = Case::new(pair.passage.record, message, side(stated), place(cell));
        if pair.slipped(cell) {
            let note = message!("text-and-table-print", said = stated.amount, printed = cell.amount);
            let mut compared = compare(&[stated], &[cell]);
            compared.verdict = Verdict::Mismatch;
            let case = pair.tables(book).into_iter().fold(case.noted([note]), Case::with);
            out.record(case, compared);
        } else {
            out.judge(case, Verdict::Pass);
        }
    }
}
