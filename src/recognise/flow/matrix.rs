//! Tables of rows and columns in a broken flow.

use rust_decimal::Decimal;

use crate::document::{Cell, Line, key};
use crate::model::{Identity, Measure, Reason, Statement};

use super::super::columns::role_of;
use super::super::grid::{Column, Grid, GridRow, Role};
use super::super::subject::looks_like_unit;
use super::header::{self, Path};
use super::rows::{Assembler, FlowRow};
use super::tokens::{Joiner, Token, decimals, tokens};
use super::{Rebuilt, blank, text_cell};
use crate::taxonomy::same_body;

/// Rebuilds a table of rows and columns.
pub(super) fn rebuild(lines: &[Line], statement: Statement, identity: &Identity) -> Rebuilt {
    let tokens = tokens(lines);
    let decimals = decimals(&tokens);
    let Some(first) = first_number(&tokens, decimals) else { return Rebuilt::default() };
    let Some((paths, label)) = header_of(&tokens[..first], identity) else {
        return all_unreadable(&tokens, decimals, Reason::HeaderUnknown);
    };
    let read = |paths, label: usize| Reading::new(paths, &tokens[label..], decimals, statement);
    let mut reading = read(paths, label);
    if let Some((paths, label)) = total_as_label(&tokens[..first], label) {
        let other = read(paths, label);
        if other.whole() > reading.whole() && other.proven() {
            reading = other;
        }
    }
    let Reading { columns, amounts, rows, stray, mut checked } = reading;
    let mut rebuilt = Rebuilt::default();
    let mut laid = Vec::new();
    let amount_like = |token: &Token| token.text.contains(['.', ',']);
    if is_parted(&checked) {
        checked.iter_mut().filter(|row| row.is_ok()).for_each(|row| *row = Err(Reason::HalfUncertain));
    }
    let spared = (!stray.iter().any(amount_like))
        .then(|| misprinted(&rows, &checked, |row| proves(row, &columns, &amounts)))
        .flatten()
        .filter(|_| {
            statement == Statement::ThreePublic || rows.iter().any(|row| is_total(row, &identity.body))
        });
    for (at, (row, checked)) in rows.iter().zip(checked).enumerate() {
        match checked {
            Err(reason) if spared != Some(at) => {
                rebuilt.unreadable.extend(row.numbers.iter().map(|n| (n.cell(), reason)));
            }
            _ => laid.push(lay(row, &columns, &amounts)),
        }
    }
    rebuilt
        .unreadable
        .extend(stray.iter().filter(|t| amount_like(t)).map(|t| (stray_cell(t), Reason::BrokenDigits)));
    rebuilt.grid = Some(Grid { columns, rows: laid });
    rebuilt
}

/// The rows of a table under one reading of its header.
struct Reading {
    columns: Vec<Column>,
    /// The columns that hold amounts.
    amounts: Vec<usize>,
    rows: Vec<FlowRow>,
    stray: Vec<Token>,
    checked: Vec<Result<(), Reason>>,
}

impl Reading {
    fn new(paths: Vec<Path>, tokens: &[Token], decimals: usize, statement: Statement) -> Self {
        let columns: Vec<Column> =
            paths.into_iter().map(|path| Column { role: role(&path, statement), path }).collect();
        let amounts: Vec<usize> = (0..columns.len()).filter(|at| is_amount(columns[*at].role)).collect();
        let has_codes = columns.iter().any(|column| matches!(column.role, Role::Code | Role::CodePart(_)));
        let (rows, stray) = Assembler::new(amounts.len(), decimals, has_codes).assemble(tokens);
        let checked = rows.iter().map(|row| check(row, &columns, &amounts)).collect();
        Self { columns, amounts, rows, stray, checked }
    }

    /// How many rows have a label and all their numbers.
    fn whole(&self) -> usize {
        self.checked.iter().filter(|row| row.is_ok()).count()
    }

    /// Whether every row is whole, or the sum of one says that its numbers lie under their words.
    fn proven(&self) -> bool {
        let whole = || self.rows.iter().zip(&self.checked).filter(|(_, checked)| checked.is_ok());
        whole().count() == self.rows.len()
            || self.amounts.len() > 2 && whole().any(|(row, _)| proves(row, &self.columns, &self.amounts))
    }
}

fn stray_cell(token: &Token) -> Cell {
    Cell::new(&token.text, crate::document::Locator::Number(token.line, token.nth))
}

/// 三公 items are not measures, but their columns hold amounts all the same.
fn role(path: &Path, statement: Statement) -> Role {
    match role_of(path) {
        Role::Unknown if statement == Statement::ThreePublic => role_of(&["金额".to_owned()]),
        role => role,
    }
}

fn is_amount(role: Role) -> bool {
    matches!(role, Role::Amount(_) | Role::Unknown)
}

/// The position of the first token that starts a whole number of the table.
fn first_number(tokens: &[Token], decimals: usize) -> Option<usize> {
    let mut at = 0;
    while at < tokens.len() {
        if !tokens[at].fragment {
            at += 1;
            continue;
        }
        let run = tokens[at..].iter().take_while(|token| token.fragment).count();
        for start in at..at + run {
            let mut joiner = Joiner::new(decimals);
            if tokens[start..at + run].iter().find_map(|token| joiner.push(token)).is_some() {
                // Code fragments run into the numbers where the label is missing; the label is found later.
                return Some(start);
            }
        }
        at += run;
    }
    None
}

/// Cuts the tokens before the first number into header and first label. Returns the columns and the position where
/// the label starts.
fn header_of(tokens: &[Token], identity: &Identity) -> Option<(Vec<Path>, usize)> {
    let whole: String = tokens.iter().map(|token| token.text.as_str()).collect();
    let normal = header::normalise(&whole);
    let cut = header::cut(&normal);
    let label = match cut.rest {
        None => tokens.len(),
        Some(rest) => (0..tokens.len()).rev().find(|from| {
            let tail: String = tokens[*from..].iter().map(|token| token.text.as_str()).collect();
            header::normalise(&tail) == rest
        })?,
    };
    // What stands behind the header must be a label that a first row can have.
    let first: String = tokens[label..].iter().map(|token| token.text.as_str()).collect();
    let plausible = first.is_empty()
        || same_body(&first, &identity.body)
        || looks_like_unit(&first, &identity.body)
        || key(&first).contains(&key(&identity.body))
        || starts_like_row(&tokens[label..]);
    if !plausible || cut.words.len() < 2 {
        return None;
    }
    Some((paths_of(&cut.words), label))
}

/// The other reading of a header that ends with a word for a total: the word is the label of the first row.
fn total_as_label(tokens: &[Token], label: usize) -> Option<(Vec<Path>, usize)> {
    let whole: String = tokens.iter().map(|token| token.text.as_str()).collect();
    let normal = header::normalise(&whole);
    let cut = header::cut(&normal);
    let (last, others) = cut.words.split_last()?;
    let total = super::super::subject::total_code(last).is_some();
    if label < tokens.len() || cut.rest.is_some() || others.len() < 2 || !total {
        return None;
    }
    let from = (0..tokens.len()).rev().find(|from| {
        let tail: String = tokens[*from..].iter().map(|token| token.text.as_str()).collect();
        header::normalise(&tail) == key(last)
    })?;
    Some((paths_of(others), from))
}

fn paths_of(words: &[&'static str]) -> Vec<Path> {
    let mut paths = header::columns(words);
    for at in 0..paths.len() {
        restore_lost_span(&mut paths, at);
    }
    paths
}

/// A first row may start with a code, with 合计, or with the name of a known class.
fn starts_like_row(tokens: &[Token]) -> bool {
    let Some(first) = tokens.first() else { return false };
    let text: String = tokens.iter().filter(|t| !t.fragment).map(|t| t.text.as_str()).collect();
    let code = first.fragment && matches!(first.text.len(), 3 | 5 | 7);
    code || super::super::subject::total_code(&text).is_some() || crate::taxonomy::is_known_name(&text)
}

/// A 小计 whose spanning word was lost takes it from its sisters: 其中：…采购… is part of 政府采购.
fn restore_lost_span(paths: &mut [Path], at: usize) {
    if paths[at].len() > 1 || key(&paths[at][0]) != "小计" {
        return;
    }
    let sister = paths.get(at + 1).and_then(|path| path.first()).map(|word| key(word)).unwrap_or_default();
    if sister.contains("采购") {
        paths[at].insert(0, "政府采购".to_owned());
    }
}

/// Whether a row has all its numbers and, where it was broken, proves itself.
fn check(row: &FlowRow, columns: &[Column], amounts: &[usize]) -> Result<(), Reason> {
    if !row.complete {
        return Err(Reason::TooFewNumbers);
    }
    if row.label.is_empty() && row.code.is_empty() {
        // A table without labels has one row, whose own sums show that it is one.
        let labelled = columns.iter().any(|column| !is_amount(column.role));
        let proven = row.numbers.len() > 2 && adds_up(row, columns, amounts);
        return if labelled || !proven { Err(Reason::NoLabel) } else { Ok(()) };
    }
    let broken = row.numbers.iter().any(|number| number.broken);
    if broken && !adds_up(row, columns, amounts) {
        return Err(Reason::SumsDisagree);
    }
    Ok(())
}

/// So many times more rows without a label than with one are the numbers of a page whose labels stand on another.
const MANY: usize = 8;

/// Whether labels and numbers stand apart: the first rows have labels, and many more rows behind them have none. Which of the numbers
/// belong to which label is nobody's guess.
fn is_parted(checked: &[Result<(), Reason>]) -> bool {
    let labelled = checked.iter().filter(|row| row.is_ok()).count();
    let unlabelled = |row: &Result<(), Reason>| *row == Err(Reason::NoLabel);
    let without = checked.iter().filter(|row| unlabelled(row)).count();
    let first = checked.iter().position(Result::is_ok);
    let before = checked.iter().position(unlabelled).is_none_or(|at| first.is_none_or(|first| at < first));
    let all_behind = labelled == 1 && without > 1 || without > MANY * labelled;
    labelled > 0 && !before && all_behind
}

/// The one row of a table that does not add up although its numbers can be put together in one way only: then the
/// print is odd, not the reading. All else in the table must have been read, and another row must prove the columns. A
/// column that is no part of the total would fail in the row of the total too, so two such rows prove nothing.
fn misprinted(
    rows: &[FlowRow],
    checked: &[Result<(), Reason>],
    proves: impl Fn(&FlowRow) -> bool,
) -> Option<usize> {
    let mut failed = (0..rows.len()).filter(|at| checked[*at].is_err());
    let (only, None) = (failed.next()?, failed.next()) else { return None };
    let certain = checked[only] == Err(Reason::SumsDisagree) && rows[only].numbers.iter().all(|n| n.certain);
    let proved = rows.iter().enumerate().any(|(at, row)| at != only && proves(row));
    (certain && proved).then_some(only)
}

/// Whether a row shows that the columns add up: with a total and a part that are not zero.
fn proves(row: &FlowRow, columns: &[Column], amounts: &[usize]) -> bool {
    let filled = row.numbers.iter().filter(|n| n.text.bytes().any(|b| matches!(b, b'1'..=b'9'))).count();
    filled >= 2 && adds_up(row, columns, amounts)
}

fn is_total(row: &FlowRow, body: &str) -> bool {
    let label = key(&row.label);
    matches!(label.as_str(), "合计" | "总计") || looks_like_unit(&row.label, body)
}

/// Checks every 小计 and the row's total against their parts, within rounding.
fn adds_up(row: &FlowRow, columns: &[Column], amounts: &[usize]) -> bool {
    let value = |position: usize| row.numbers[position].cell().number().map(|n| n.value).unwrap_or_default();
    let paths: Vec<&Path> = amounts.iter().map(|at| &columns[*at].path).collect();
    let envelope = |parts: usize| Decimal::new(5, 3) * Decimal::from(parts + 1);
    let holds = |total: usize, parts: &[usize]| {
        let sum: Decimal = parts.iter().map(|part| value(*part)).sum();
        parts.is_empty() || (sum - value(total)).abs() <= envelope(parts.len())
    };
    for (position, path) in paths.iter().enumerate() {
        let Some((own, above)) = path.split_last() else { continue };
        if key(own) == "小计" && !key(above.first().map_or("", String::as_str)).contains("采购") {
            let parts: Vec<usize> =
                parts_of(&paths, above).into_iter().filter(|part| *part != position).collect();
            if !holds(position, &parts) {
                return false;
            }
        }
    }
    // The first column is the total of all others but purchases and 其中.
    let total = matches!(columns[amounts[0]].role, Role::Amount(m) if m.measure == Measure::Total)
        && paths[0].len() == 1;
    if !total || amounts.len() < 3 {
        return true;
    }
    let parts: Vec<usize> = parts_of(&paths, &[])
        .into_iter()
        .filter(|part| *part != 0)
        .filter(|part| {
            !paths[*part].iter().any(|word| key(word).contains("采购") || key(word).starts_with("其中"))
        })
        .collect();
    holds(0, &parts)
}

/// The columns that stand for the direct parts below a spanning header: leaves, and the subtotals of groups.
fn parts_of(paths: &[&Path], above: &[String]) -> Vec<usize> {
    let mut parts = Vec::new();
    for (position, path) in paths.iter().enumerate() {
        if path.len() <= above.len() || path[..above.len()] != *above {
            continue;
        }
        let inner = &path[above.len()..];
        let is_leaf = inner.len() == 1;
        // Of a group below, its subtotal counts; without one, all its leaves do.
        let group: Vec<&&Path> = paths
            .iter()
            .filter(|p| p.len() > above.len() + 1 && p[..=above.len()] == path[..=above.len()])
            .collect();
        let has_subtotal =
            group.iter().any(|p| p.len() == above.len() + 2 && key(&p[above.len() + 1]) == "小计");
        let is_subtotal = inner.len() == 2 && key(&inner[1]) == "小计";
        if is_leaf || is_subtotal || (!has_subtotal && counts_alone(paths, path, above.len() + 1)) {
            parts.push(position);
        }
    }
    parts
}

/// A leaf deep below a group without subtotals counts unless a subtotal further down already covers it.
fn counts_alone(paths: &[&Path], path: &Path, depth: usize) -> bool {
    (depth..path.len() - 1).all(|level| {
        let prefix = &path[..=level];
        let subtotal = paths.iter().any(|p| {
            p.len() == prefix.len() + 1 && p[..prefix.len()] == *prefix && key(&p[prefix.len()]) == "小计"
        });
        !subtotal || (path.len() == prefix.len() + 1 && key(&path[prefix.len()]) == "小计")
    })
}

fn lay(row: &FlowRow, columns: &[Column], amounts: &[usize]) -> GridRow {
    let mut cells: Vec<Cell> = columns.iter().map(|_| blank(row.lines.0)).collect();
    for (number, at) in row.numbers.iter().zip(amounts) {
        cells[*at] = number.cell();
    }
    if let Some(at) = columns.iter().position(|c| matches!(c.role, Role::Code | Role::CodePart(_))) {
        cells[at] = text_cell(&row.code, row.lines);
    }
    place_label(row, columns, &mut cells);
    GridRow { cells, fits: true }
}

/// The label goes into the last label column; a year behind it into the year column.
fn place_label(row: &FlowRow, columns: &[Column], cells: &mut [Cell]) {
    let position = |role: Role| columns.iter().rposition(|column| column.role == role);
    let mut label = row.label.as_str();
    if let Some(year) = position(Role::Year) {
        let at = label.find("20").filter(|at| label[*at..].contains('年')).or_else(|| label.find("增减"));
        let (name, own) = label.split_at(at.unwrap_or(label.len()));
        cells[year] = text_cell(own, row.lines);
        label = name;
    }
    if label.is_empty() {
        return;
    }
    let column =
        position(Role::Name).or_else(|| position(Role::SecondName)).or_else(|| position(Role::Entity));
    if let Some(at) = column {
        cells[at] = text_cell(label, row.lines);
    }
}

/// Every whole number of a table that cannot be rebuilt.
fn all_unreadable(tokens: &[Token], decimals: usize, reason: Reason) -> Rebuilt {
    let mut joiner = Joiner::new(decimals);
    let mut rebuilt = Rebuilt::default();
    for token in tokens {
        if !token.fragment {
            joiner.drain();
        } else if let Some(number) = joiner.push(token)
            && number.text.contains('.')
        {
            rebuilt.unreadable.push((number.cell(), reason));
        }
    }
    rebuilt
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The figures of each row with its label, and how many numbers are listed.
    fn read(text: &str) -> (Vec<String>, usize) {
        let lines: Vec<Line> = (1..).zip(text.lines()).map(|(n, line)| Line::new(n, 1, line)).collect();
        let rebuilt = rebuild(&lines, Statement::GeneralByFunction, &Identity::default());
        let row =
            |row: &GridRow| row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|");
        let rows = rebuilt.grid.iter().flat_map(|grid| &grid.rows).map(row).collect();
        (rows, rebuilt.unreadable.len())
    }

    #[test]
    fn numbers_that_stand_apart_from_their_labels_are_listed() {
        let head = "科目编码\n科目名称\n本年支出合计\n基本支出\n项目支出\n";
        let (rows, listed) = read(&format!(
            "{head}208\n社会保障和就业支出\n3.00\n1.00\n2.00\n213\n农林水支出\n2.00\n0.50\n1.50"
        ));
        assert_eq!(rows, ["208|社会保障和就业支出|3.00|1.00|2.00", "213|农林水支出|2.00|0.50|1.50"]);
        assert_eq!(listed, 0);
        // Column by column, and rows of labels before rows of numbers.
        for text in [
            "208\n213\n合计\n社会保障和就业支出\n农林水支出\n3.00\n2.00\n1.00\n1.00\n0.50\n0.50\n2.00\n1.50\n0.50",
            "208 社会保障和就业支出\n213 农林水支出\n2.00 0.50 1.50\n1.00 0.50 0.50\n3.00 1.00 2.00",
        ] {
            assert_eq!(read(&format!("{head}{text}")), (Vec::new(), 9), "{text}");
        }
    }

    #[test]
    fn a_total_right_behind_the_header_is_a_row() {
        let head = "科目编码\n科目名称\n本年支出合计\n基本支出\n项目支出\n";
        let row = "213\n农林水支出\n3.00\n1.00\n2.00\n";
        let (rows, listed) = read(&format!("{head}合计\n3.00\n1.00\n2.00\n{row}"));
        assert_eq!(rows, ["|合计|3.00|1.00|2.00", "213|农林水支出|3.00|1.00|2.00"]);
        assert_eq!(listed, 0);
        // Where the rows have a number more, the word heads a column.
        let head = "科目编码\n科目名称\n基本支出\n项目支出\n合计\n";
        let (rows, listed) =
            read(&format!("{head}205\n教育支出\n1.00\n2.00\n3.00\n{}", row.replace("3.00\n", "") + "3.00"));
        assert_eq!(rows, ["205|教育支出|1.00|2.00|3.00", "213|农林水支出|1.00|2.00|3.00"]);
        assert_eq!(listed, 0);
        // Bars before cells are no part of them.
        let (rows, _) = read("| 科目编码\n| 科目名称\n| 基本支出\n|\n| 213\n| 农林水支出\n| 3.00\n|\n");
        assert_eq!(rows, ["213|农林水支出|3.00"]);
    }
}
