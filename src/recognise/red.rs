//! Figures whose sign is in question: those in red without a sign, and those with a stroke drawn before them. Some tables print
//! what is below zero so, others print red what matters to them.
//!
//! The table's own sums decide: where they hold with a minus before the red figures and fail without it, red is the minus
//! of the table. Where they hold without, or where words are red as the figures beside them, it is a colour. Where
//! neither can be shown, the single red figures among others are listed as unreadable: nobody knows their sign.

use rust_decimal::Decimal;

use super::columns::header_meaning;
use super::section::{Body, Section};
use crate::document::{Cell, NO_SIGN, NOT_UNDERSTOOD, Printed, Row, Shape, parse_cell, squeeze};
use crate::model::Statement;
use crate::taxonomy::{ColumnWord, says, says_at_end};

/// Lines and places of a table beyond which no sums are looked for.
const MOST_LINES: usize = 400;
const MOST_PLACES: usize = 40;

/// The longest run of parts of a sum that is tried, and the widest line in which any two places are.
const LONGEST: usize = 12;
const WIDEST: usize = 16;

/// How often a sum must have held before what it says of the colour counts.
const PROVEN: usize = 2;

/// A column of so many amounts all of which are red stands out as a whole.
const WHOLE: usize = 3;

/// A figure as it stands, and whether it is red without a sign.
#[derive(Debug, Clone, Copy)]
struct Figure {
    value: Decimal,
    red: bool,
}

/// What stands in rows or columns: a figure at some of the places.
type Lines = Vec<Vec<Option<Figure>>>;

/// A place that holds the sum of others.
struct Sum {
    total: usize,
    of: Vec<usize>,
    /// Whether its place says that it is the sum. Of three figures somewhere in a line any may be that of the others, with
    /// one sign or another.
    placed: bool,
}

/// What the colour means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Red {
    Minus,
    Colour,
    Unknown,
}

/// What puts a sign in question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doubt {
    /// Something is drawn where a minus would stand.
    Drawn,
    /// The figure is red.
    Red,
}

/// Gives figures whose sign is in question the sign that the table shows them to have.
pub(super) fn settle(section: &mut Section) {
    let is_form = section.statement.is_some_and(|statement| {
        matches!(statement, Statement::SelfEvaluation | Statement::PerformanceTarget | Statement::Scorecard)
    });
    let Body::Rows(shape, rows) = &mut section.body else { return };
    if !is_form {
        [Doubt::Drawn, Doubt::Red].into_iter().for_each(|doubt| settle_one(doubt, *shape, rows));
    }
}

fn settle_one(doubt: Doubt, shape: Shape, rows: &mut [Row]) {
    let may_be = |cell: &Cell| match doubt {
        Doubt::Drawn => is_drawn(cell),
        Doubt::Red => cell.red,
    };
    if !rows.iter().flat_map(|row| &row.cells).any(may_be) {
        return;
    }
    let amounts = amount_columns(rows);
    let doubtful = |at: usize, cell: &Cell| is_in_question(doubt, cell, amounts.get(at) == Some(&true));
    if !rows.iter().any(|row| row.cells.iter().enumerate().any(|(at, cell)| doubtful(at, cell))) {
        return;
    }
    let mark = match (meaning(doubt, shape, rows, &amounts), doubt) {
        (Red::Colour, Doubt::Red) | (Red::Unknown, Doubt::Drawn) => return,
        (Red::Colour, Doubt::Drawn) => "",
        (Red::Minus, _) => "-",
        (Red::Unknown, Doubt::Red) => NOT_UNDERSTOOD,
    };
    for row in rows.iter_mut() {
        for (at, cell) in row.cells.iter_mut().enumerate() {
            if !doubtful(at, cell) {
                continue;
            }
            match doubt {
                Doubt::Drawn => {
                    cell.text = cell.text.replacen(NO_SIGN, mark, 1);
                    cell.quote = cell.quote.replacen(NO_SIGN, mark, 1);
                }
                Doubt::Red => cell.text.insert_str(0, mark),
            }
        }
    }
}

/// Whether something is drawn where the minus of a cell's figure would stand.
fn is_drawn(cell: &Cell) -> bool {
    cell.text.starts_with(NO_SIGN)
}

/// The figure of a cell without what puts its sign in question.
fn printed(doubt: Doubt, cell: &Cell) -> Option<Printed> {
    let text = cell.text.strip_prefix(NO_SIGN).filter(|_| doubt == Doubt::Drawn);
    text.map_or_else(|| cell.number(), parse_cell)
}

/// Which columns hold amounts: one of their cells prints decimals or thousands, or a header says so. In others a number
/// without them may be a code or an ordinal.
fn amount_columns(rows: &[Row]) -> Vec<bool> {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let of = |at: usize| {
        let mut cells = rows.iter().filter_map(|row| row.cells.get(at));
        let marked = cells.clone().any(|cell| cell.number().is_some() && has_mark(cell));
        let mut heads = cells.by_ref().take_while(|cell| cell.number().is_none());
        marked || heads.any(|cell| is_amount_header(&squeeze(&cell.text)))
    };
    (0..width).map(of).collect()
}

/// Whether a header word stands above amounts.
fn is_amount_header(text: &str) -> bool {
    matches!(header_meaning(text), Some(ColumnWord::Measure(_) | ColumnWord::Subtotal | ColumnWord::Change))
}

/// Whether a cell is an amount in red that prints no sign, or one with a sign that is drawn.
fn is_in_question(doubt: Doubt, cell: &Cell, amounts: bool) -> bool {
    let is_above_zero = || printed(doubt, cell).is_some_and(|printed| printed.value > Decimal::ZERO);
    match doubt {
        Doubt::Drawn => is_drawn(cell) && is_above_zero(),
        Doubt::Red => {
            cell.red && (amounts || has_mark(cell)) && is_above_zero() && !cell.text.starts_with(['+', '＋'])
        }
    }
}

/// Whether a cell prints decimals or thousands: codes and ordinals do not.
fn has_mark(cell: &Cell) -> bool {
    cell.text.contains(['.', '．', ',', '，'])
}

fn meaning(doubt: Doubt, shape: Shape, rows: &[Row], amounts: &[bool]) -> Red {
    let figures = |row: &Row| {
        let is_amount = |at: usize| amounts.get(at) == Some(&true);
        row.cells.iter().enumerate().map(|(at, cell)| figure(doubt, cell, is_amount(at))).collect()
    };
    let lines: Lines = rows.iter().map(figures).collect();
    let width = lines.iter().map(Vec::len).max().unwrap_or(0);
    let texts = |at: usize| rows.iter().filter_map(move |row| row.cells.get(at)).map(|cell| &*cell.text);
    let columns: Vec<bool> = (0..width).map(|at| says_total(texts(at))).collect();
    let (mut minus, mut colour) = votes(&lines, &columns, &[]);
    if shape != Shape::Collapsed {
        let totals: Vec<bool> = rows.iter().map(|row| says_total(row.texts())).collect();
        let (more_minus, more_colour) = votes(&turned(&lines), &totals, &classes(rows));
        (minus, colour) = (minus + more_minus, colour + more_colour);
    }
    match (minus > 0, colour > 0) {
        (true, false) => Red::Minus,
        (false, true) => Red::Colour,
        (false, false) if doubt == Doubt::Red && is_for_show(rows, &lines) => Red::Colour,
        _ => Red::Unknown,
    }
}

/// Whether one of the texts of a row or column is a word for a sum. The text of the first column may be one in any row.
fn says_total<'t>(mut texts: impl Iterator<Item = &'t str>) -> bool {
    texts.any(|text| {
        let plain = squeeze(text);
        plain.chars().count() <= LONGEST_LABEL && says_at_end("sum", &plain)
    })
}

/// The longest label that ends with a word for a sum.
const LONGEST_LABEL: usize = 14;

fn figure(doubt: Doubt, cell: &Cell, amounts: bool) -> Option<Figure> {
    let printed =
        printed(doubt, cell).filter(|printed| amounts || has_mark(cell) || printed.value.is_zero())?;
    Some(Figure { value: printed.value, red: is_in_question(doubt, cell, amounts) })
}

/// Which figures are amounts for sure: those with decimals or, where no figure of the table has any, all.
fn sure(lines: &Lines) -> impl Fn(&Figure) -> bool + use<> {
    let fractions = lines.iter().flatten().flatten().any(|one| one.value.fract() != Decimal::ZERO);
    move |figure| if fractions { figure.value.fract() != Decimal::ZERO } else { !figure.value.is_zero() }
}

fn turned(lines: &Lines) -> Lines {
    let width = lines.iter().map(Vec::len).max().unwrap_or(0);
    (0..width).map(|at| lines.iter().map(|line| line.get(at).copied().flatten()).collect()).collect()
}

/// The sums that codes in the rows name: a class is the sum of what is one level below it.
fn classes(rows: &[Row]) -> Vec<Sum> {
    let code = |row: &Row| -> Option<String> {
        let text = row.cells.iter().map(|cell| cell.text.as_str()).find(|text| !text.is_empty())?;
        let is_code = matches!(text.len(), 3 | 5 | 7) && text.bytes().all(|b| b.is_ascii_digit());
        is_code.then(|| text.to_owned())
    };
    let codes: Vec<Option<String>> = rows.iter().take(MOST_LINES).map(code).collect();
    let below = |above: &str| -> Vec<usize> {
        let is_below = |code: &&String| code.len() == above.len() + 2 && code.starts_with(above);
        (0..codes.len()).filter(|at| codes[*at].as_ref().as_ref().is_some_and(is_below)).collect()
    };
    let sum = |(total, code): (usize, &Option<String>)| {
        let of = below(code.as_ref()?);
        (of.len() > 1).then_some(Sum { total, of, placed: true })
    };
    codes.iter().enumerate().filter_map(sum).collect()
}

/// How many lines show red to be a minus, and how many show it to be none.
fn votes(lines: &Lines, totals: &[bool], named: &[Sum]) -> (usize, usize) {
    let width = lines.iter().map(Vec::len).max().unwrap_or(0);
    if lines.len() > MOST_LINES || width > MOST_LINES || lines.len() > MOST_PLACES && width > MOST_PLACES {
        return (0, 0);
    }
    let sums = runs(width, totals).chain(pairs(width));
    let mut all = (0, 0);
    let mut count = |sum: &Sum| {
        let (minus, colour) = votes_of(lines, sum);
        all = (all.0 + minus, all.1 + colour);
    };
    named.iter().for_each(&mut count);
    sums.for_each(|sum| count(&sum));
    all
}

/// A total before or behind a run of its parts. Of two parts and a total each may be the difference of the others: a word
/// must say which is the total.
fn runs(width: usize, totals: &[bool]) -> impl Iterator<Item = Sum> {
    (0..width).flat_map(move |total| {
        (2..=LONGEST).flat_map(move |length| {
            let behind = (total + length < width).then(|| (total + 1..=total + length).collect());
            let before = (total >= length).then(|| (total - length..total).collect());
            [behind, before].into_iter().flatten().map(move |of: Vec<usize>| Sum {
                total,
                placed: totals.get(total) == Some(&true) || of.len() > 2,
                of,
            })
        })
    })
}

/// A total of any two places of a line that is not wide.
fn pairs(width: usize) -> impl Iterator<Item = Sum> {
    let width = if width > WIDEST { 0 } else { width };
    (0..width).flat_map(move |total| {
        (0..width).flat_map(move |one| {
            (one + 1..width)
                .filter(move |other| one != total && *other != total && other - one > 1)
                .map(move |other| Sum { total, of: vec![one, other], placed: false })
        })
    })
}

/// What one sum says in all lines: it must hold in every line, with one sign or the other, and more than once.
fn votes_of(lines: &Lines, sum: &Sum) -> (usize, usize) {
    let (mut plain, mut minus, mut colour) = (0, 0, 0);
    for line in lines {
        let at = |place: usize| line.get(place).copied().flatten();
        let Some(total) = at(sum.total) else { continue };
        let parts: Vec<Figure> = sum.of.iter().filter_map(|place| at(*place)).collect();
        if parts.iter().filter(|part| !part.value.is_zero()).count() < 2 {
            continue;
        }
        let holds = |sign: Decimal| {
            let value = |figure: &Figure| if figure.red { figure.value * sign } else { figure.value };
            parts.iter().map(value).sum::<Decimal>() == value(&total)
        };
        let red = total.red || parts.iter().any(|part| part.red);
        match (red, holds(Decimal::ONE), red && holds(Decimal::NEGATIVE_ONE)) {
            (false, true, _) => plain += 1,
            (false, false, _) | (true, false, false) => return (0, 0),
            (true, true, false) => colour += 1,
            (true, false, true) => minus += 1,
            (true, ..) => {}
        }
    }
    let proven = plain + minus + colour >= PROVEN && (sum.placed || plain > 0);
    if proven { (minus, colour) } else { (0, 0) }
}

/// Whether red marks what it stands on rather than signs: words are red below the header, a row with its label, or all the
/// amounts of a column below a red heading, or of the table.
fn is_for_show(rows: &[Row], lines: &Lines) -> bool {
    let has_words = |cell: &Cell| cell.text.chars().any(char::is_alphabetic) && cell.number().is_none();
    let is_sure = sure(lines);
    let first = lines.iter().position(|line| line.iter().flatten().any(&is_sure));
    let body = rows.get(first.unwrap_or(0)..).unwrap_or_default();
    if body.iter().flat_map(|row| &row.cells).any(|cell| cell.red && has_words(cell)) {
        return true;
    }
    let all_red = lines.iter().flatten().flatten().filter(|figure| is_sure(figure)).all(|figure| figure.red);
    let columns = turned(lines);
    let is_whole = |(at, column): (usize, &Vec<Option<Figure>>)| {
        let mut figures = column.iter().flatten().filter(|figure| !figure.value.is_zero()).peekable();
        if !figures.peek().is_some_and(|figure| figure.red) && !figures.clone().any(|figure| figure.red) {
            return true;
        }
        let heads = || rows.iter().take(first.unwrap_or(0)).filter_map(|row| row.cells.get(at));
        let whole = column.iter().flatten().filter(|figure| !figure.value.is_zero()).count() >= WHOLE
            && !heads().any(|cell| says("may_fall", &cell.text));
        let headed = heads().any(|cell| cell.red && has_words(cell));
        figures.all(|figure| figure.red) && (headed || whole || all_red)
    };
    columns.iter().enumerate().all(is_whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Locator, RED, Span};

    /// What red means in a table of rows parted by `/` and cells by a bar; `!` before a cell makes it red.
    fn of(table: &str) -> Red {
        means(Doubt::Red, table, &RED.to_string())
    }

    fn means(doubt: Doubt, table: &str, mark: &str) -> Red {
        let row = |(line, text): (u32, &str)| Row {
            span: Span::new(line, line),
            cells: text
                .split('|')
                .zip(1..)
                .map(|(cell, nth)| {
                    let raw = cell.replacen('!', mark, 1);
                    Cell::new(&raw, Locator::Cell(line, nth))
                })
                .collect(),
        };
        let rows: Vec<Row> = (1..).zip(table.split('/')).map(row).collect();
        meaning(doubt, Shape::Grid, &rows, &amount_columns(&rows))
    }

    #[test]
    fn sums_tell_what_red_means() {
        let cases = [
            // Rows: a total of two kinds.
            (
                "名称|合计|基本|项目/合计|80.00|100.00|!20.00/甲|30.00|40.00|!10.00/乙|50.00|60.00|!10.00",
                Red::Minus,
            ),
            (
                "名称|合计|基本|项目/合计|120.00|100.00|!20.00/甲|50.00|40.00|!10.00/乙|70.00|60.00|!10.00",
                Red::Colour,
            ),
            // Columns: a black column proves which rows are summed.
            ("名称|今年|变动/合计|90.50|5.25/甲|30.25|!5.00/乙|60.25|10.25", Red::Minus),
            ("名称|今年|去年/!合计|!90.50|!85.25/甲|30.25|25.00/乙|60.25|60.25", Red::Colour),
            // Rows of one kind beside a row of both.
            (
                "名称|合计|基本|项目/合计|80.00|100.00|!20.00/甲|80.00|100.00|!20.00/乙|!20.00|0.00|!20.00",
                Red::Minus,
            ),
            // What changed, where black figures show which is the sum.
            (
                "名称|去年|今年|变动/甲|30.25|40.75|10.50/乙|60.25|50.00|!10.25/丙|20.00|21.50|1.50",
                Red::Minus,
            ),
            ("名称|去年|今年|变动/甲|40.75|30.25|!10.50/乙|60.25|50.00|!10.25", Red::Unknown),
            // A whole column of totals: the minus would hold only where the parts are alike.
            (
                "编码|名称|支出合计|基本|项目/|合计|!2,357.60|1,546.10|811.50/208|甲|!216.80|216.80|0.00/\
                 214|乙|!2,140.80|1,329.30|811.50/21401|丙|!2,140.80|1,329.30|811.50/2140101|丁|!1,329.30|1,329.30|0.00/\
                 2140106|戊|!811.50|0.00|811.50",
                Red::Colour,
            ),
            // Whole numbers below the words of amounts; a code in red is none.
            ("编码|合计|基本支出|项目支出/201|80|100|!20/!202|30|40|!10/203|50|60|!10", Red::Minus),
            ("编码|合计|基本支出|项目支出/201|120|100|!20/!202|50|40|!10/203|70|60|!10", Red::Colour),
            ("名称|金额/甲|30/乙|!12/丙|77", Red::Unknown),
            // Classes by their codes.
            ("201|70.50|2.50/20101|30.25|!5.00/20103|40.25|7.50/2010301|40.25|7.50", Red::Minus),
        ];
        for (table, red) in cases {
            assert_eq!(of(table), red, "{table}");
        }
    }

    #[test]
    fn without_sums_words_and_headings_tell() {
        let cases = [
            ("名称|金额/甲|30.25/乙|!12.40/丙|77.10", Red::Unknown),
            ("名称|金额/甲|30.25/!乙|!12.40/丙|77.10", Red::Colour),
            ("名称|!金额/甲|!30.25/乙|!12.40/丙|!77.10", Red::Colour),
            ("名称|金额/甲|!30.25/乙|!12.40/丙|!77.10", Red::Colour),
            ("名称|预算|决算/甲|9.10|!30.25/乙|3.10|!12.40/丙|5.10|!77.10", Red::Colour),
            ("名称|预算|增减额/甲|9.10|!30.25/乙|3.10|!12.40/丙|5.10|!77.10", Red::Unknown),
            ("名称|金额|增减/甲|30.25|!1.10/乙|12.40|!2.25", Red::Unknown),
            // A heading in red says nothing of a figure further down.
            ("!名称|!金额/甲|30.25/乙|!12.40/丙|77.10", Red::Unknown),
        ];
        for (table, red) in cases {
            assert_eq!(of(table), red, "{table}");
        }
    }

    #[test]
    fn a_drawn_sign_needs_sums() {
        let cases = [
            (
                "名称|合计|基本|项目/合计|80.00|100.00|!20.00/甲|30.00|40.00|!10.00/乙|50.00|60.00|!10.00",
                Red::Minus,
            ),
            (
                "名称|合计|基本|项目/合计|120.00|100.00|!20.00/甲|50.00|40.00|!10.00/乙|70.00|60.00|!10.00",
                Red::Colour,
            ),
            ("编码|合计|基本支出|项目支出/201|80|100|!20/203|30|40|!10/205|50|60|!10", Red::Minus),
            ("名称|金额/甲|30.25/乙|!12.40/丙|77.10", Red::Unknown),
            // Nothing is drawn for show.
            ("名称|预算|决算/甲|9.10|!30.25/乙|3.10|!12.40/丙|5.10|!77.10", Red::Unknown),
        ];
        for (table, sign) in cases {
            assert_eq!(means(Doubt::Drawn, table, NO_SIGN), sign, "{table}");
        }
    }
}
