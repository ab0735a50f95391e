//! Tables with their items across: header words in one or two levels, and below them a line of amounts for each year. Which
//! amount belongs to which word is proved by what 三公 adds up to, unless there is one word for each.

use rust_decimal::Decimal;

use crate::document::{Cell, Locator, Row, Span, key, parse_cell, squeeze};
use crate::taxonomy::three_public_item;

use super::pieces::Piece;
use super::rows::is_sum;

/// A header has no more words than this.
const MOST: usize = 16;
/// A table has no more columns than this.
const WIDEST: usize = 9;

/// A column: the word above it and what it means.
#[derive(Debug, Clone)]
struct Column<'p> {
    word: &'p Piece,
    code: &'static str,
}

/// The header and the rows of amounts, with the piece that the table begins with and the one behind it.
pub(super) fn read(pieces: &[Piece]) -> Option<(Vec<Row>, usize, usize)> {
    let value = |at: usize| pieces.get(at).is_some_and(|piece| piece.is_amount() || piece.is_blank());
    let amounts = |at: usize| {
        (at..pieces.len()).take_while(|at| value(*at)).filter(|at| pieces[*at].is_amount()).count()
    };
    let first = (0..pieces.len()).find(|at| pieces[*at].is_amount() && amounts(*at) >= 3)?;
    // The label of the first row stands before its amounts.
    let label = first.checked_sub(1).filter(|at| is_row_label(&pieces[*at]));
    let upto = label.unwrap_or(first);
    let head = header_start(&pieces[..upto])?;
    let candidates = columns(&pieces[head..upto]);
    let mut rows = Vec::new();
    let mut at = upto;
    let mut chosen: Option<Vec<Column<'_>>> = None;
    while at < pieces.len() {
        let label = Some(at).filter(|at| is_row_label(&pieces[*at]));
        let from = at + usize::from(label.is_some());
        let run: Vec<&Piece> =
            (from..pieces.len()).take_while(|at| value(*at)).map(|at| &pieces[at]).collect();
        let numbers: Vec<&Piece> = run.iter().copied().filter(|piece| piece.is_amount()).collect();
        if numbers.len() < 3 {
            break;
        }
        let (columns, cells) = candidates
            .iter()
            .filter(|columns| chosen.as_ref().is_none_or(|chosen| chosen.len() == columns.len()))
            .find_map(|columns| {
                place(columns, &numbers, candidates.len() == 1).map(|cells| (columns, cells))
            })?;
        chosen = Some(columns.clone());
        rows.push(row_of(label.map(|at| &pieces[at]), &numbers, cells));
        at = from + run.len();
    }
    let columns = chosen?;
    rows.insert(0, header_row(&columns, pieces[head].line));
    Some((rows, head, at))
}

/// 2015年, 本年预算数: what a row is of.
fn is_row_label(piece: &Piece) -> bool {
    let key = key(&piece.text);
    piece.is_words()
        && three_public_item(&key).is_none()
        && !is_sum(&key)
        && key.chars().count() <= 16
        && (key.contains('年') || key.contains("预算数") || key.contains("决算数"))
}

/// Where the header begins that ends before the amounts: with the words that name items or their sum.
fn header_start(pieces: &[Piece]) -> Option<usize> {
    let names = |piece: &Piece| {
        piece.is_words()
            && piece.text.chars().count() <= 20
            && (is_sum(&piece.text) || three_public_item(&piece.text).is_some())
    };
    let from = pieces.len().saturating_sub(3 * MOST);
    let mut head = pieces.len();
    for at in (from..pieces.len()).rev() {
        if names(&pieces[at]) {
            head = at;
        } else if !pieces[at].is_blank() {
            break;
        }
    }
    let codes: Vec<&str> = pieces[head..]
        .iter()
        .filter(|piece| piece.is_words())
        .filter_map(|piece| three_public_item(&piece.text))
        .collect();
    // A label with blank cells behind it is that of a row: above columns the next word stands beside it.
    let is_row = |at: usize| {
        let blanks = pieces[at + 1..].iter().take_while(|piece| piece.barred && piece.is_blank());
        is_sum(&pieces[at].text) && blanks.count() >= 2
    };
    if (head..pieces.len()).any(is_row) {
        return None;
    }
    let both = ["outbound", "reception"].iter().all(|code| codes.contains(code));
    both.then_some(head)
}

/// The columns that the header can mean: parts below 公务用车 stand in its place, with a sum of their own or without.
fn columns<'p>(header: &'p [Piece]) -> Vec<Vec<Column<'p>>> {
    let words: Vec<Column<'p>> = header
        .iter()
        .filter(|piece| piece.is_words())
        .take(MOST)
        .map(|word| {
            let item = three_public_item(&word.text).filter(|code| *code != "all");
            Column { word, code: item.unwrap_or("all") }
        })
        .collect();
    let sum = |column: &Column<'_>| column.code == "all";
    let part = |column: &Column<'_>| matches!(column.code, "vehicle_purchase" | "vehicle_running");
    let sums = words.iter().filter(|column| sum(column)).count();
    // A second sum is the one of the parts.
    let own_sum = words.iter().rposition(sum).filter(|_| sums > 1);
    let parts: Vec<Column<'p>> = words.iter().filter(|column| part(column)).cloned().collect();
    let mut with = Vec::new();
    let mut without = Vec::new();
    for (at, column) in words.iter().enumerate() {
        match column.code {
            _ if Some(at) == own_sum || part(column) => {}
            "vehicle" if !parts.is_empty() => {
                with.push(column.clone());
                with.extend(parts.iter().cloned());
                without.extend(parts.iter().cloned());
            }
            _ => {
                with.push(column.clone());
                without.push(column.clone());
            }
        }
    }
    let mut all = vec![with];
    if own_sum.is_none() && without.len() != all[0].len() {
        all.push(without);
    }
    all.retain(|columns| (3..=WIDEST).contains(&columns.len()));
    all
}

/// Which columns the amounts stand in: one each, or the only choice by which they add up.
fn place(columns: &[Column<'_>], numbers: &[&Piece], alone: bool) -> Option<Vec<Option<usize>>> {
    let (width, count) = (columns.len(), numbers.len());
    if count > width {
        return None;
    }
    let values: Vec<Decimal> =
        numbers.iter().filter_map(|piece| parse_cell(&piece.text)).map(|cell| cell.value).collect();
    let mut fitting = Vec::new();
    for mask in 0_u32..1 << width {
        if mask.count_ones() as usize != count {
            continue;
        }
        let mut next = 0;
        let cells: Vec<Option<usize>> = (0..width)
            .map(|at| {
                (mask >> at & 1 == 1).then(|| {
                    next += 1;
                    next - 1
                })
            })
            .collect();
        if adds_up(columns, &cells, &values) {
            fitting.push(cells);
        }
    }
    match fitting.as_slice() {
        [only] => Some(only.clone()),
        // A misprint, in a header of which only one reading is possible.
        [] if count == width && alone => Some((0..width).map(Some).collect()),
        _ => None,
    }
}

fn adds_up(columns: &[Column<'_>], cells: &[Option<usize>], values: &[Decimal]) -> bool {
    let value = |code: &str| {
        let at = columns.iter().position(|column| column.code == code)?;
        cells[at].and_then(|nth| values.get(nth)).copied()
    };
    // The last digit may be rounded in each of them.
    let close = |left: Decimal, right: Decimal| {
        (left - right).abs() <= Decimal::new(2, 2)
            || (left - right).abs() <= Decimal::ONE && left.scale() == 0
    };
    let parts = [value("vehicle_purchase"), value("vehicle_running")];
    let of_parts =
        parts.iter().any(Option::is_some).then(|| parts.iter().flatten().copied().sum::<Decimal>());
    let vehicle = value("vehicle");
    if let (Some(vehicle), Some(parts)) = (vehicle, of_parts)
        && !close(vehicle, parts)
    {
        return false;
    }
    let Some(total) = value("all") else { return false };
    let sum =
        [value("outbound"), value("reception"), vehicle.or(of_parts)].into_iter().flatten().sum::<Decimal>();
    close(total, sum)
}

fn header_row(columns: &[Column<'_>], line: u32) -> Row {
    let mut cells = vec![Cell::new("年度", Locator::Line(line))];
    cells.extend(columns.iter().map(|column| column.word.cell()));
    let last = cells.iter().map(|cell| cell.locator.last_line()).max().unwrap_or(line);
    Row { span: Span::new(line, last.max(line)), cells }
}

fn row_of(label: Option<&Piece>, numbers: &[&Piece], places: Vec<Option<usize>>) -> Row {
    let line = label.or(numbers.first().copied()).map_or(0, |piece| piece.line);
    let mut cells =
        vec![Cell::new(&label.map_or(String::new(), |piece| squeeze(&piece.text)), Locator::Line(line))];
    cells.extend(places.into_iter().map(|nth| match nth.and_then(|nth| numbers.get(nth)) {
        Some(piece) => piece.cell(),
        None => Cell::new("", Locator::Line(line)),
    }));
    let last = cells.iter().map(|cell| cell.locator.last_line()).max().unwrap_or(line);
    Row { span: Span::new(line, last.max(line)), cells }
}
