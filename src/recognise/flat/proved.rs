//! Tables of 三公 of which nothing says how their cells are ordered: labels with their values, all labels before all values,
//! items across below one or several years. Every order is tried; the one that fits is read if it is the only one, and where
//! the order alone does not bind a value to its label, only if the parts add up to the total.

use rust_decimal::Decimal;

use crate::document::{Cell, Line, Locator, Row, Span, key, parse_cell};
use crate::model::Unit;
use crate::taxonomy::{SaidUnit, bracketed_unit};

use super::super::columns::{header_meaning, phase_and_year};
use super::super::units::unit_alone;
use super::marks::{Kind, Mark, of_line, of_row};
use super::rows::row;

/// A table has no more columns of amounts than this.
const MOST: usize = 8;
/// Nor the same items below more words than this.
const TIMES: usize = 3;
/// It has no more cells than this.
const CELLS: usize = 400;

/// A table: its rows, its unit, and its lines.
pub(super) struct Proved {
    pub(super) rows: Vec<Row>,
    pub(super) unit: Option<SaidUnit>,
    pub(super) first: u32,
    pub(super) last: u32,
}

/// The words of columns.
type Columns<'m> = Vec<Vec<&'m Mark>>;

/// One way to read the cells: the words of the columns, and each item with a value for each.
#[derive(Debug, Clone)]
struct Reading<'m> {
    columns: Columns<'m>,
    rows: Vec<(&'m Mark, Vec<&'m Mark>)>,
}

/// The first table among lines.
pub(super) fn find(lines: &[Line]) -> Option<Proved> {
    let mut at = 0;
    while at < lines.len() {
        let mut marks = Vec::new();
        let mut end = at;
        while let Some(own) = lines.get(end).and_then(of_line).filter(|_| marks.len() < CELLS) {
            marks.extend(own);
            end += 1;
        }
        number(&mut marks);
        if let Some(found) =
            of_run(&marks, lines, (at, end)).or_else(|| without_label(marks, lines, (at, end)))
        {
            return Some(found);
        }
        at = end + 1;
    }
    None
}

/// The table that rows are whose header has fewer cells than they have values: which word stands above which value is not
/// where they stand.
pub(super) fn of_rows(rows: &[Row]) -> Option<Proved> {
    let widest = |values: bool| {
        let holds = |row: &&Row| row.cells.iter().any(|cell| cell.number().is_some()) == values;
        rows.iter().filter(holds).map(|row| row.cells.len()).max()
    };
    if widest(false)? >= widest(true)? {
        return None;
    }
    let mut marks: Vec<Mark> =
        rows.iter().map(of_row).skip_while(Option::is_none).map_while(|row| row).flatten().collect();
    if marks.len() > CELLS {
        return None;
    }
    number(&mut marks);
    of_run(&marks, &[], (0, 0))
}

fn number(marks: &mut [Mark]) {
    marks.iter_mut().enumerate().for_each(|(at, mark)| mark.place = at);
}

/// The table that a run of lines is, without words of columns behind its last value.
fn of_run(marks: &[Mark], lines: &[Line], (from, end): (usize, usize)) -> Option<Proved> {
    let has = |code: &str| marks.iter().any(|mark| mark.item() == Some(code));
    if !(has("outbound") && has("reception")) {
        return None;
    }
    let mut units: Vec<SaidUnit> = marks
        .iter()
        .filter_map(|mark| if let Kind::Unit(unit) = mark.kind { Some(unit) } else { None })
        .collect();
    let mut cells: Vec<&Mark> = marks.iter().filter(|mark| !matches!(mark.kind, Kind::Unit(_))).collect();
    let values = cells.iter().rposition(|cell| cell.kind == Kind::Value)?;
    cells.truncate(values + 1);
    let first = cells.first()?.piece.line;
    let reading = only_reading(&cells)?;
    // In brackets behind labels or words of columns.
    let words = reading.columns.iter().flatten().chain(reading.rows.iter().map(|(label, _)| label));
    units.extend(words.filter_map(|mark| bracketed_unit(&mark.piece.text)));
    // A line above the cells, or below them, may say it beside other words.
    if units.is_empty() {
        let above = lines[..from].iter().rev().take(2).find_map(|line| bracketed_unit(&line.text));
        let below = || lines.get(end).and_then(|line| unit_alone(&line.text));
        units.extend(above.or_else(below));
    }
    let alike = units.windows(2).all(|pair| pair[0] == pair[1]);
    let unit = units.first().copied().filter(|unit| {
        alike
            && matches!(
                unit,
                SaidUnit::Known(
                    Unit::Yuan | Unit::WanYuan | Unit::QianYuan | Unit::YiYuan | Unit::BaiWanYuan
                )
            )
    });
    let last = cells.last()?.piece.line;
    Some(Proved { rows: written(&reading), unit, first, last })
}

fn written(reading: &Reading<'_>) -> Vec<Row> {
    let line = reading.rows.first().map_or(0, |(label, _)| label.piece.line);
    let mut head = vec![Cell::new("项目", Locator::Line(line))];
    for words in &reading.columns {
        let whole: String = words.iter().map(|word| word.piece.text.as_str()).collect();
        // Together the words may be none that is known: then the one that says the year or phase counts.
        let says = |text: &&str| phase_and_year(text) != (None, None);
        let text = match header_meaning(&whole) {
            None => words.iter().map(|word| word.piece.text.as_str()).find(says).unwrap_or(&whole).to_owned(),
            Some(_) => whole,
        };
        let text = if is_bare_year(&text) { format!("{text}年") } else { text };
        let at = words.first().map_or(line, |word| word.piece.line);
        head.push(Cell::new(if text.is_empty() { "金额" } else { &text }, Locator::Line(at)));
    }
    let mut rows = vec![Row { span: Span::new(line, line), cells: head }];
    rows.extend(
        reading
            .rows
            .iter()
            .map(|(label, values)| row(&label.piece, values.iter().map(|value| value.cell()).collect())),
    );
    rows
}

fn is_bare_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())
}

/// The one way to read the cells. Ways that give every value the same label and column are one.
fn only_reading<'m>(cells: &[&'m Mark]) -> Option<Reading<'m>> {
    let mut readings: Vec<Reading<'m>> = Vec::new();
    let plain = without_ordinals(cells).or_else(|| without_numbers(cells));
    for cells in [Some(cells.to_vec()), plain].into_iter().flatten() {
        let ways = [one_by_one(&cells), blocks_of_columns(&cells), labels_first(&cells), across(&cells)];
        readings.extend(ways.into_iter().flatten());
    }
    let places = |reading: &Reading<'_>| -> Vec<(usize, &'static str, usize)> {
        let mut all = Vec::new();
        for (label, values) in &reading.rows {
            let code = label.item().unwrap_or_default();
            all.extend(values.iter().enumerate().map(|(at, value)| (value.place, code, at)));
        }
        all.sort_unstable();
        all
    };
    let first = readings.first()?.clone();
    let same = readings.iter().all(|other| places(other) == places(&first));
    same.then_some(first)
}

/// The cells without the numbers of rows before labels: 1, 2, 3 and so on, each before a label.
fn without_ordinals<'m>(cells: &[&'m Mark]) -> Option<Vec<&'m Mark>> {
    let before: Vec<usize> = (0..cells.len().saturating_sub(1))
        .filter(|at| cells[*at].kind == Kind::Value && cells[*at + 1].item().is_some())
        .collect();
    // The values of one row end before the number of the next.
    let numbered = |at: &&usize| cells[**at].opens_line;
    let ordinals: Vec<usize> = before.iter().filter(numbered).copied().collect();
    let counted = ordinals
        .iter()
        .zip(1_u32..)
        .all(|(at, nth)| cells[*at].piece.text.trim_end_matches(['.', '、']) == nth.to_string());
    (ordinals.len() > 2 && counted).then(|| {
        cells.iter().enumerate().filter(|(at, _)| !ordinals.contains(at)).map(|(_, cell)| *cell).collect()
    })
}

/// The cells without a run of 1, 2, 3 and so on: the numbers of columns, or those of rows before all labels.
fn without_numbers<'m>(cells: &[&'m Mark]) -> Option<Vec<&'m Mark>> {
    let first = cells.iter().position(|cell| cell.kind == Kind::Value)?;
    let nth =
        |at: usize| cells[at].kind == Kind::Value && cells[at].piece.text == (at - first + 1).to_string();
    let length = (first..cells.len()).take_while(|at| nth(*at)).count();
    let whole = length > 2 && length < cells.len() - first;
    whole.then(|| cells[..first].iter().chain(&cells[first + length..]).copied().collect())
}

/// The table whose total has lost its label: one value before the first label, which is the sum of the parts.
fn without_label(mut marks: Vec<Mark>, lines: &[Line], range: (usize, usize)) -> Option<Proved> {
    let first = marks.iter().position(|mark| mark.item().is_some())?;
    let before = marks[..first].iter().filter(|mark| mark.kind == Kind::Value).count();
    if before != 1
        || marks[first - 1].kind != Kind::Value
        || marks.iter().any(|mark| mark.item() == Some("all"))
    {
        return None;
    }
    let total = Mark::total(&marks[first - 1]);
    marks.insert(first - 1, total);
    number(&mut marks);
    let cells: Vec<&Mark> = marks.iter().filter(|mark| !matches!(mark.kind, Kind::Unit(_))).collect();
    proves(&one_by_one(&cells)?).then(|| of_run(&marks, lines, range))?
}

/// The words of columns before the first item: one for each of so many columns. A year may stand apart from its phase.
fn head<'m>(cells: &[&'m Mark], width: usize) -> Option<Columns<'m>> {
    let words: Vec<&Mark> = cells.iter().copied().filter(|cell| cell.kind == Kind::Column).collect();
    if words.is_empty() && width == 1 {
        return Some(vec![Vec::new()]);
    }
    if words.len() == width {
        return Some(words.into_iter().map(|word| vec![word]).collect());
    }
    let mut columns: Vec<Vec<&Mark>> = Vec::new();
    for word in words {
        let year = |word: &Mark| {
            let key = key(&word.piece.text);
            key.trim_end_matches("年度").trim_end_matches('年').bytes().all(|b| b.is_ascii_digit())
        };
        match columns.last_mut().filter(|column| column.len() == 1 && year(column[0]) && !year(word)) {
            Some(column) => column.push(word),
            None => columns.push(vec![word]),
        }
    }
    // What stands above the only word of a column speaks of more.
    if width == 1 && columns.len() > 1 {
        return columns.pop().map(|last| vec![last]);
    }
    (columns.len() == width).then_some(columns)
}

/// Each label with its values behind it: as many as there are columns. Words that stand before each value are its column's.
fn one_by_one<'m>(cells: &[&'m Mark]) -> Option<Reading<'m>> {
    let first = cells.iter().position(|cell| cell.item().is_some())?;
    let mut rows: Vec<(&Mark, Vec<&Mark>)> = Vec::new();
    let mut named: Vec<Vec<&Mark>> = Vec::new();
    for cell in cells[first..].iter().copied() {
        match cell.kind {
            Kind::Item(_) => {
                rows.push((cell, Vec::new()));
                named.push(Vec::new());
            }
            Kind::Value => rows.last_mut()?.1.push(cell),
            Kind::Column if rows.last()?.1.len() == named.last()?.len() => named.last_mut()?.push(cell),
            _ => return None,
        }
    }
    let width = rows.first()?.1.len();
    if !(1..=MOST).contains(&width) || rows.iter().any(|(_, values)| values.len() != width) {
        return None;
    }
    let columns = if named.iter().all(Vec::is_empty) {
        head(&cells[..first], width)?
    } else {
        let words = |row: &Vec<&Mark>| row.iter().map(|word| key(&word.piece.text)).collect::<Vec<_>>();
        let alike = named.iter().all(|row| row.len() == width && words(row) == words(&named[0]));
        let bare = !cells[..first].iter().any(|cell| cell.kind == Kind::Column);
        alike.then(|| named[0].iter().map(|word| vec![*word]).collect()).filter(|_| bare)?
    };
    let reading = Reading { columns, rows };
    // A value before the first label may be that label's.
    cells[..first].iter().all(|cell| cell.kind != Kind::Value).then_some(reading)
}

/// The same items below one year, or phase, after the other.
fn blocks_of_columns<'m>(cells: &[&'m Mark]) -> Option<Reading<'m>> {
    let start = cells.iter().position(|cell| cell.kind == Kind::Column)?;
    let mut blocks: Vec<(&Mark, Vec<&Mark>)> = Vec::new();
    for cell in cells[start..].iter().copied() {
        match cell.kind {
            Kind::Column => blocks.push((cell, Vec::new())),
            _ => blocks.last_mut()?.1.push(cell),
        }
    }
    let parts: Vec<Reading<'m>> = blocks.iter().filter_map(|(_, cells)| one_by_one(cells)).collect();
    let whole = parts.len() == blocks.len() && (2..=MOST).contains(&blocks.len());
    let codes = |part: &Reading<'_>| part.rows.iter().map(|(label, _)| label.item()).collect::<Vec<_>>();
    let alike = parts.iter().all(|part| part.columns.len() == 1 && codes(part) == codes(&parts[0]));
    if !whole || !alike {
        return None;
    }
    let rows = (0..parts[0].rows.len())
        .map(|at| (parts[0].rows[at].0, parts.iter().map(|part| part.rows[at].1[0]).collect()))
        .collect();
    Some(Reading { columns: blocks.into_iter().map(|(word, _)| vec![word]).collect(), rows })
}

/// A line of values, with the words of columns that stand before it.
type Values<'m> = (Vec<&'m Mark>, Vec<&'m Mark>);

/// All labels from the first on, what stands before them, and the lines of values behind them: one, or one for each word of
/// a column that stands before its values.
fn blocks<'m, 'c>(cells: &'c [&'m Mark]) -> Option<(&'c [&'m Mark], &'c [&'m Mark], Vec<Values<'m>>)> {
    let first = cells.iter().position(|cell| cell.item().is_some())?;
    let labels = cells[first..].iter().take_while(|cell| cell.item().is_some()).count();
    let mut lines: Vec<Values<'m>> = Vec::new();
    for cell in cells[first + labels..].iter().copied() {
        match (cell.kind, lines.last_mut()) {
            (Kind::Value, None) => lines.push((Vec::new(), vec![cell])),
            (Kind::Value, Some(line)) => line.1.push(cell),
            (Kind::Column, Some(line)) if line.1.is_empty() => line.0.push(cell),
            (Kind::Column, _) => lines.push((vec![cell], Vec::new())),
            _ => return None,
        }
    }
    let known = labels >= 3 && (1..=MOST).contains(&lines.len());
    known.then_some((&cells[..first], &cells[first..first + labels], lines))
}

/// The columns that lines of values are: what stands before each of them; the word in the corner is that of the only line.
fn columns_of<'m>(before: &[&'m Mark], lines: &[Values<'m>]) -> Option<Columns<'m>> {
    let above: Vec<&Mark> = before.iter().copied().filter(|cell| cell.kind == Kind::Column).collect();
    match lines {
        _ if above.len() > 1 => None,
        [(words, _)] => Some(vec![above.into_iter().chain(words.iter().copied()).collect()]),
        all if all.iter().all(|(words, _)| !words.is_empty()) => {
            Some(all.iter().map(|(words, _)| words.clone()).collect())
        }
        _ => None,
    }
}

/// All labels, and behind them all values: one each, or one line of them for each word that stands before it.
fn labels_first<'m>(cells: &[&'m Mark]) -> Option<Reading<'m>> {
    let (before, labels, lines) = blocks(cells)?;
    if lines.iter().any(|(_, values)| values.len() != labels.len()) {
        return None;
    }
    let columns = columns_of(before, &lines)?;
    let reading = under(labels, columns, &lines);
    (proves(&reading) || distinct(&reading)).then_some(reading)
}

/// Labels with their values out of each line.
fn under<'m>(labels: &[&'m Mark], columns: Columns<'m>, lines: &[Values<'m>]) -> Reading<'m> {
    let of = |at: usize| -> Vec<&'m Mark> { lines.iter().map(|(_, values)| values[at]).collect() };
    let rows = labels.iter().enumerate().map(|(at, label)| (*label, of(at))).collect();
    Reading { columns, rows }
}

/// Whether every label names another item, none of them the total.
fn distinct(reading: &Reading<'_>) -> bool {
    let codes: Vec<&str> = reading.rows.iter().filter_map(|(label, _)| label.item()).collect();
    !codes.contains(&"all") && (1..codes.len()).all(|at| !codes[..at].contains(&codes[at]))
}

/// Items across, in one level or two: below them a line of values for each year; or the same items below each of the words
/// of columns, and all values in one line.
fn across<'m>(cells: &[&'m Mark]) -> Option<Reading<'m>> {
    let (before, labels, lines) = blocks(cells)?;
    let words = before.iter().filter(|cell| cell.kind == Kind::Column).count();
    let mut found: Vec<Reading<'m>> = Vec::new();
    for times in 1..=words.clamp(1, TIMES) {
        for order in orders(labels, times) {
            let width = order.len();
            let parted: Option<(Columns<'m>, Vec<Values<'m>>)> = match lines.as_slice() {
                [(words, values)] if times > 1 && words.is_empty() && values.len() == width * times => {
                    head(before, times).map(|columns| {
                        (columns, values.chunks(width).map(|part| (Vec::new(), part.to_vec())).collect())
                    })
                }
                all if times == 1 && all.iter().all(|(_, values)| values.len() == width) => {
                    columns_of(before, all).map(|columns| (columns, all.to_vec()))
                }
                _ => None,
            };
            let Some((columns, lines)) = parted else { continue };
            let reading = under(&order, columns, &lines);
            if proves(&reading) {
                found.push(reading);
            }
        }
    }
    if found.len() == 1 { found.pop() } else { None }
}

/// The columns below one of the words above: the labels once, those of the second level in the place of what they are parts
/// of. A sum among them stands for that.
fn orders<'m>(labels: &[&'m Mark], times: usize) -> Vec<Vec<&'m Mark>> {
    if !labels.len().is_multiple_of(times) {
        return Vec::new();
    }
    let each = labels.len() / times;
    let mut orders = Vec::new();
    for upper in 3..=each {
        let lower = each - upper;
        let level = |from: usize, width: usize| -> Option<&[&'m Mark]> {
            let all = &labels[from..from + width * times];
            let once = &all[..width];
            let again = all
                .chunks(width.max(1))
                .all(|part| part.iter().map(|label| label.item()).eq(once.iter().map(|label| label.item())));
            again.then_some(once)
        };
        let (Some(above), Some(below)) = (level(0, upper), level(upper * times, lower)) else { continue };
        let is = |label: &Mark, code: &str| label.item() == Some(code);
        let part = |label: &Mark| is(label, "vehicle_purchase") || is(label, "vehicle_running");
        let has_sum = below.iter().any(|label| is(label, "all"));
        if !below.iter().all(|label| part(label) || is(label, "all")) {
            continue;
        }
        let mut order: Vec<&Mark> = Vec::new();
        for &label in above {
            let last_is_vehicle = order.last().is_some_and(|last| is(last, "vehicle"));
            if is(label, "all") && last_is_vehicle {
                continue;
            }
            let whole = is(label, "vehicle") && !below.is_empty();
            if !whole || has_sum {
                order.push(label);
            }
            if whole {
                order.extend(below.iter().filter(|label| part(label)));
            }
        }
        orders.push(order);
    }
    orders
}

fn value(mark: &Mark) -> Option<Decimal> {
    let none = mark.piece.is_blank().then_some(Decimal::ZERO);
    none.or_else(|| parse_cell(&mark.piece.text).map(|printed| printed.value))
}

/// Whether the parts add up to the total in every column of amounts.
fn proves(reading: &Reading<'_>) -> bool {
    let rate = |at: usize| {
        let words =
            reading.columns[at].iter().any(|word| word.piece.text.contains(['率', '%', '％', '幅', '比']));
        let percent = |value: &&Mark| value.piece.text.ends_with(['%', '％']);
        words || reading.rows.iter().any(|(_, values)| values.get(at).is_some_and(percent))
    };
    let mut amounts = (0..reading.columns.len()).filter(|at| !rate(*at)).peekable();
    amounts.peek().is_some() && amounts.all(|at| sums(reading, at) == Some(true))
}

fn sums(reading: &Reading<'_>, column: usize) -> Option<bool> {
    let of = |code: &str| {
        let (_, values) = reading.rows.iter().find(|(label, _)| label.item() == Some(code))?;
        value(values.get(column)?)
    };
    let close = |left: Decimal, right: Decimal| (left - right).abs() <= Decimal::new(2, 2);
    let total = of("all")?;
    let parts = [of("vehicle_purchase"), of("vehicle_running")];
    let of_parts =
        parts.iter().any(Option::is_some).then(|| parts.iter().flatten().copied().sum::<Decimal>());
    if let (Some(whole), Some(parts)) = (of("vehicle"), of_parts)
        && !close(whole, parts)
    {
        return Some(false);
    }
    let vehicle = of("vehicle").or(of_parts);
    let items = [of("outbound"), of("reception"), vehicle];
    let some = !total.is_zero();
    Some(some && close(total, items.into_iter().flatten().sum::<Decimal>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Vec<String>> {
        let lines: Vec<Line> =
            text.lines().zip(1..).map(|(text, number)| Line::new(number, 1, text)).collect();
        let written =
            |row: &Row| row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("/");
        find(&lines).map(|found| found.rows.iter().map(written).collect())
    }

    fn unit(text: &str) -> Option<SaidUnit> {
        let lines: Vec<Line> =
            text.lines().zip(1..).map(|(text, number)| Line::new(number, 1, text)).collect();
        find(&lines).and_then(|found| found.unit)
    }

    #[test]
    fn labels_before_values_are_bound_by_their_sum_or_number() {
        let labels = "因公出国（境）费\n公务接待费\n公务用车运行维护费\n公务用车购置费\n";
        let rows = read(&format!("{labels}合计\n0\n2.4\n7.1\n18\n27.5")).unwrap();
        assert_eq!(
            rows[1..],
            [
                "因公出国（境）费/0",
                "公务接待费/2.4",
                "公务用车运行维护费/7.1",
                "公务用车购置费/18",
                "合计/27.5"
            ]
        );
        assert_eq!(read(&format!("{labels}合计\n0\n2.4\n7.1\n18\n29.5")), None, "the parts do not add up");
        assert_eq!(read(&format!("{labels}0 2.4 7.1 18")).unwrap()[4], "公务用车购置费/18");
        assert_eq!(read(&format!("{labels}0 2.4 7.1")), None, "a value is missing");
    }

    #[test]
    fn a_total_without_its_label_is_the_sum_of_the_parts() {
        let parts = "因公出国（境）费\n3.5\n公务接待费\n4\n公务用车购置及运行费\n12\n其中：公务用车运行维护费\n12\n公务用车购置\n0";
        let rows = read(&format!("预算数\n\n19.5\n{parts}")).unwrap();
        assert_eq!(rows[..2], ["项目/预算数", "合计/19.5"]);
        assert_eq!(read(&format!("预算数\n\n19.6\n{parts}")), None, "it is not their sum");
        assert_eq!(read(&format!("预算数\n1\n19.5\n{parts}")), None, "two values have no label");
    }

    #[test]
    fn labels_with_their_values_need_no_header() {
        let text = "公务接待费\n3\n因公出国（境）费\n—\n公务用车费\n6\n合计\n9";
        assert_eq!(
            read(text).unwrap()[1..],
            ["公务接待费/3", "因公出国（境）费/—", "公务用车费/6", "合计/9"]
        );
        let text = "预算数 决算数\n公务接待费\n3 2\n因公出国（境）费\n0 0\n公务用车费\n6 5";
        assert_eq!(read(text).unwrap()[0..2], ["项目/预算数/决算数", "公务接待费/3/2"]);
        let text = "项目：公务接待费 预算数：3 决算数：2\n项目：因公出国（境）费 预算数：1 决算数：0";
        assert_eq!(read(text).unwrap()[1..], ["公务接待费/3/2", "因公出国（境）费/1/0"]);
        assert_eq!(read("公务接待费\n3\n2\n因公出国（境）费\n0\n公务用车费\n6\n5"), None, "one is short");
    }

    #[test]
    fn numbers_of_rows_and_columns_are_no_values() {
        let text = "序号\n项目\n金额\n1\n因公出国（境）费\n0\n2\n公务接待费\n5\n3\n公务用车费\n8";
        assert_eq!(read(text).unwrap()[1..], ["因公出国（境）费/0", "公务接待费/5", "公务用车费/8"]);
        let text = "序号\n1\n2\n3\n项目\n因公出国（境）费\n公务接待费\n公务用车费\n金额\n0\n5\n8";
        assert_eq!(read(text).unwrap()[2], "公务接待费/5");
        let text = "因公出国（境）费 公务接待费 公务用车费 合计\n1 2 3 4\n2 5 8 15";
        assert_eq!(read(text).unwrap()[4], "合计/15");
        let text = "因公出国（境）费,公务接待费,公务用车费,合计\n2,5.5,8,15.5";
        assert_eq!(read(text).unwrap()[2], "公务接待费/5.5");
    }

    #[test]
    fn rows_below_a_shorter_header_are_bound_by_their_sums() {
        let row = |(line, text): (u32, &str)| Row {
            span: Span::new(line, line),
            cells: text
                .split(' ')
                .zip(1..)
                .map(|(text, at)| Cell::new(text, Locator::Cell(line, at)))
                .collect(),
        };
        let read = |values: &str| {
            let text = format!(
                "合计 因公出国（境）费 公务用车购置及运行费 公务接待费\n小计 公务用车购置费 公务用车运行费\n{values}"
            );
            let rows: Vec<Row> = (1..).zip(text.lines()).map(row).collect();
            of_rows(&rows).map(|found| found.rows[3].texts().map(str::to_owned).collect::<Vec<_>>())
        };
        assert_eq!(read("20 1 15 5 10 4"), Some(vec!["公务用车购置及运行费".to_owned(), "15".to_owned()]));
        assert_eq!(read("20 1 15 5 10 5"), None);
        assert_eq!(read("20 1 15 4"), None, "the header is as wide as the values");
    }

    #[test]
    fn a_layout_may_spread_characters() {
        let text = "类 别\n金 额\n因 公 出 国（境）\n0\n公 务 接 待 费\n3\n合 计\n3";
        assert_eq!(read(text).unwrap().len(), 4);
        assert_eq!(read("因公出国费 2\n公 务 接 待 3\n合 计 5").map(|rows| rows.len()), Some(4));
    }

    #[test]
    fn a_year_may_stand_apart_from_its_phase() {
        let text =
            "项目\n2020年\n决算数\n2021年\n决算数\n合计\n9\n8\n因公出国（境）费\n0\n0\n公务接待费\n9\n8";
        assert_eq!(read(text).unwrap()[..2], ["项目/2020年决算数/2021年决算数", "合计/9/8"]);
        let text = "2020年\n因公出国（境）费 1\n公务接待费 4\n2021年\n因公出国（境）费 0\n公务接待费 3";
        assert_eq!(read(text).unwrap(), ["项目/2020年/2021年", "因公出国（境）费/1/0", "公务接待费/4/3"]);
        let text = "年度 2020 2021\n因公出国（境）费 1 0\n公务接待费 4 3";
        assert_eq!(read(text).unwrap()[0], "项目/2020年/2021年");
    }

    #[test]
    fn items_across_below_two_years_are_bound_by_their_sums() {
        let items = "合计 因公出国（境）费 公务用车购置及运行费 公务接待费";
        let parts = "小计 公务用车购置费 公务用车运行费";
        let head = format!("2020年预算数 2021年预算数\n{items} {items}\n{parts} {parts}\n");
        let rows = read(&format!("{head}20 1 15 5 10 4 12 0 9 0 9 3")).unwrap();
        assert_eq!(rows[0], "项目/2020年预算数/2021年预算数");
        assert_eq!(
            rows[3..],
            ["公务用车购置及运行费/15/9", "公务用车购置费/5/0", "公务用车运行费/10/9", "公务接待费/4/3"]
        );
        assert_eq!(
            read(&format!("{head}20 1 15 5 10 4 12 0 9 0 9 4")),
            None,
            "the second year does not add up"
        );
        assert_eq!(read(&format!("{head}20 1 15 5 10 4 12 0 9 0 9")), None, "a value is missing");
    }

    #[test]
    fn the_unit_stands_above_below_or_in_the_words() {
        let wan = Some(SaidUnit::Known(Unit::WanYuan));
        let table = "因公出国（境）费 0\n公务接待费 5\n公务用车费 8";
        assert_eq!(unit(&format!("单位：万元\n{table}")), wan);
        assert_eq!(unit(&format!("{table}\n（单位：万元）")), wan);
        assert_eq!(unit(&format!("项目 金额（万元）\n{table}")), wan);
        assert_eq!(unit(table), None);
        assert_eq!(unit(&format!("单位：元\n项目 金额（万元）\n{table}")), None, "two units");
    }
}
