//! Grids: a table whose columns have a meaning. Header rows are taken apart here, repeated headers of later pages
//! dropped, and every data row laid under its columns.

use crate::document::{Cell, Locator, Row, Shape, key, parse_cell, squeeze};
use crate::model::{Base, Measure, Phase, Unit};
use crate::taxonomy::{ColumnWord, SaidUnit, bare_unit, bracketed_unit, column_word, stated_unit};

use super::codebook::{plain_code, scheme_of};
use super::columns::{role_of, unname_doubtful};
use super::{changes, code_parts, doubled, header, labels, row_units};

/// A table with understood columns.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    /// The columns, left to right.
    pub(crate) columns: Vec<Column>,
    /// The data rows.
    pub(crate) rows: Vec<GridRow>,
}

/// A column with its header words.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// Header words from the outermost spanning cell to the column's own.
    pub(crate) path: Vec<String>,
    /// What the column holds.
    pub(crate) role: Role,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The unit's name.
    Entity,
    /// A whole code.
    Code,
    /// A part of a code.
    CodePart(u8),
    /// The row's label.
    Name,
    /// A second label.
    SecondName,
    /// The code of an economic class within the functional class of its row.
    WithinCode,
    /// The name of such a class.
    WithinName,
    /// A year.
    Year,
    /// Line numbers, ordinals, dates, running text: never facts.
    Aside,
    /// Amounts.
    Amount(Meaning),
    /// Nothing known.
    Unknown,
}

/// What the amounts of a column mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Meaning {
    /// What they count.
    pub(crate) measure: Measure,
    /// The phase, where the header says it.
    pub(crate) phase: Option<Phase>,
    /// The year, where the header says it: absolute, or relative to the document's (0 or below -1000 never).
    pub(crate) year: Option<HeaderYear>,
    /// The base of a change.
    pub(crate) base: Option<Base>,
}

/// A year named in a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HeaderYear {
    /// `2020年预算数`
    Absolute(i32),
    /// `上年决算数`: the year before the document's.
    Prior,
}

/// A data row under the columns.
#[derive(Debug, Clone)]
pub(crate) struct GridRow {
    /// One cell per column, or the row's own cells where they do not fit.
    pub(crate) cells: Vec<Cell>,
    /// Whether the cells lie under the columns.
    pub(crate) fits: bool,
}

impl Grid {
    /// Understands the header of a table and lays its rows under it. `None` where there is no header.
    pub(crate) fn build(shape: Shape, rows: &[Row]) -> Option<Grid> {
        let head = header::length(rows);
        if head == 0 {
            return None;
        }
        let header_rows: Vec<&Row> = rows[..head].iter().filter(|row| !is_numbering(row)).collect();
        let data = data_rows(&rows[head..], &header_rows);
        let width = match shape {
            Shape::Grid | Shape::Exact => rows.iter().map(|row| row.cells.len()).max().unwrap_or(0),
            Shape::Collapsed => {
                common_length(&data).or_else(|| header_rows.last().map(|row| row.cells.len()))?
            }
        };
        // Where blanks at the end of a row are kept, a short row has lost a cell, and nobody knows which.
        let whole =
            rows.iter().any(|row| row.cells.len() == width && row.cells.last().is_some_and(Cell::is_blank));
        let texts: Vec<Vec<String>> = header_rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| squeeze(&cell.text)).collect())
            .collect();
        let mut paths = match shape {
            Shape::Grid => {
                // Where no header row reaches, no header word may be spread to: such a column has no meaning.
                let reach = texts.iter().map(Vec::len).max().unwrap_or(0);
                let mut paths = header::paths_of_grid(&texts, width);
                // Where several rows are shorter and hold no blanks, merged cells stand once: no word is in its place.
                let merged =
                    texts.len() > 1 && reach < width && !texts.iter().flatten().any(String::is_empty);
                paths.iter_mut().skip(if merged { 0 } else { reach }).for_each(Vec::clear);
                paths
            }
            Shape::Exact => header::paths_of_exact(&header_rows, width),
            Shape::Collapsed => header::paths_of_collapsed(&texts, width)?,
        };
        header::years_said(&mut paths);
        let mut columns: Vec<Column> =
            paths.into_iter().map(|path| Column { role: role_of(&path), path }).collect();
        unname_doubtful(&mut columns);
        let mut rows: Vec<GridRow> = data.into_iter().map(|row| lay(row, shape, width, whole)).collect();
        labels::by_content(&mut columns, &rows);
        name_second_labels(&mut columns, &rows);
        doubled::settle(&mut columns, &rows);
        changes::settle(&mut columns, &rows);
        // In an exact table every cell stands where it was printed.
        if shape != Shape::Exact {
            rows.iter_mut().filter(|row| row.fits).for_each(|row| realign(row, &columns));
        }
        row_units::settle(&mut columns, &rows);
        code_parts::carry_down(&columns, &mut rows);
        Some(Grid { columns, rows })
    }

    /// The columns with amounts.
    pub(crate) fn amounts(&self) -> impl Iterator<Item = (usize, Meaning)> {
        self.columns.iter().enumerate().filter_map(|(at, column)| match column.role {
            Role::Amount(meaning) => Some((at, meaning)),
            _ => None,
        })
    }

    /// The unit of money, where the headers of all amounts say the same: `预算数（万元）`. Where none does, the header of the
    /// labels may: `项目（单位：万元）`.
    pub(crate) fn header_unit(&self) -> Option<Unit> {
        let labels = self.columns.iter().filter(|column| !matches!(column.role, Role::Amount(_)));
        let stated = || {
            let mut units = labels.flat_map(|column| &column.path).filter_map(|word| stated_unit(word));
            let first = units.next()?;
            let alone = self.amounts().all(|(at, _)| unit_above(&self.columns[at].path).is_none());
            match first {
                SaidUnit::Known(unit) if alone && units.all(|other| other == first) => Some(unit),
                _ => None,
            }
        };
        self.unit_of_amounts().or_else(stated)
    }

    fn unit_of_amounts(&self) -> Option<Unit> {
        let money = |meaning: Meaning| {
            !matches!(meaning.measure, Measure::ChangePct | Measure::Share | Measure::ExecutionRate)
        };
        let mut units = self
            .amounts()
            .filter(|(_, meaning)| money(*meaning))
            .map(|(at, _)| unit_above(&self.columns[at].path));
        let first = units.next()??;
        units.all(|unit| unit == Some(first)).then_some(first)
    }

    /// The first column with a role.
    pub(crate) fn position(&self, role: Role) -> Option<usize> {
        self.columns.iter().position(|column| column.role == role)
    }
}

/// A column without a header right beside the labels that holds words and no number is a second column of labels: the
/// header says once what both hold.
fn name_second_labels(columns: &mut [Column], rows: &[GridRow]) {
    let mut left = None;
    for at in 1..columns.len() {
        let hollow = columns[at - 1].path.is_empty()
            && rows.iter().filter(|row| row.fits).all(|row| row.cells[at - 1].text.is_empty());
        // Blank columns without a header lie between labels where a merged cell was taken apart.
        if !hollow {
            left = Some(at - 1);
        }
        let beside = left.is_some_and(|left| matches!(columns[left].role, Role::Name | Role::Entity));
        if !beside || columns[at].role != Role::Unknown || !columns[at].path.is_empty() {
            continue;
        }
        let cells = || rows.iter().filter(|row| row.fits).map(|row| &row.cells[at]);
        let words = cells().any(|cell| !cell.is_blank()) && cells().all(|cell| cell.number().is_none());
        if words {
            columns[at].role = Role::Name;
        }
    }
}

/// The unit of money that the header of a column says, the word nearest to the numbers first.
pub(crate) fn unit_above(path: &[String]) -> Option<Unit> {
    path.iter().rev().find_map(|word| match bracketed_unit(word).or_else(|| bare_unit(word))? {
        SaidUnit::Known(unit) => Some(unit),
        SaidUnit::Odd => None,
    })
}

/// Lays a row under `width` columns; `whole` where a row prints all its cells, blanks at the end included.
fn lay(row: &Row, shape: Shape, width: usize, whole: bool) -> GridRow {
    let mut cells = row.cells.clone();
    let fits = match shape {
        Shape::Grid => {
            let line = row.span.first;
            let short = row.cells.len() < width;
            while cells.len() < width {
                let nth = u32::try_from(cells.len() + 1).unwrap_or(u32::MAX);
                cells.push(Cell::new("", Locator::Cell(line, nth)));
            }
            !(short && whole)
        }
        Shape::Exact | Shape::Collapsed => cells.len() == width,
    };
    GridRow { cells, fits }
}

/// Moves a row that slid by one or two cells back under its columns, where exactly one move makes it fit. A row
/// whose labels are numbers, and that no move mends, does not fit.
fn realign(row: &mut GridRow, columns: &[Column]) {
    if labels_fit(&row.cells, columns) {
        return;
    }
    let moved = |shift: i32| -> Option<Vec<Cell>> {
        let mut cells: Vec<Cell> = row.cells.iter().map(|cell| Cell::new("", cell.locator.clone())).collect();
        for (at, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty()) {
            let target = usize::try_from(i32::try_from(at).ok()? + shift).ok()?;
            *cells.get_mut(target)? = cell.clone();
        }
        (labels_fit(&cells, columns) && amounts_fit(&cells, columns)).then_some(cells)
    };
    let mut fitting = [1, -1, 2, -2].into_iter().filter_map(moved);
    match (fitting.next(), fitting.next()) {
        (Some(cells), None) => row.cells = cells,
        _ => row.fits = false,
    }
}

/// Whether the label columns of a row hold labels: no amounts, and codes where codes belong.
fn labels_fit(cells: &[Cell], columns: &[Column]) -> bool {
    let has_code = columns.iter().any(|column| matches!(column.role, Role::Code | Role::CodePart(_)));
    cells.iter().zip(columns).all(|(cell, column)| {
        let decimal = parse_cell(&cell.text).is_some_and(|printed| printed.value.scale() > 0);
        match column.role {
            Role::Name | Role::Entity => !decimal,
            // 合计 may stand in the first code column.
            Role::Code | Role::CodePart(_) if has_code => {
                (!decimal || scheme_of(&plain_code(&cell.text)).is_some()) && cell.text.chars().count() <= 12
            }
            _ => true,
        }
    })
}

fn amounts_fit(cells: &[Cell], columns: &[Column]) -> bool {
    cells.iter().zip(columns).all(|(cell, column)| match column.role {
        Role::Amount(_) => cell.is_blank() || cell.number().is_some(),
        Role::Code | Role::CodePart(_) => {
            cell.text.is_empty() || cell.text.bytes().all(|b| b.is_ascii_digit())
        }
        _ => true,
    })
}

/// Rows below the header without repeated headers, column numbers and blank rows.
fn data_rows<'r>(rows: &'r [Row], header: &[&Row]) -> Vec<&'r Row> {
    let row_key = |row: &Row| row.cells.iter().map(|cell| key(&cell.text)).collect::<Vec<_>>();
    let header_keys: Vec<Vec<String>> = header.iter().map(|row| row_key(row)).collect();
    rows.iter()
        .filter(|row| row.texts().next().is_some())
        .filter(|row| !numbers_columns(row))
        .filter(|row| !header_keys.contains(&row_key(row)))
        .collect()
}

fn common_length(rows: &[&Row]) -> Option<usize> {
    let mut counts = std::collections::BTreeMap::new();
    for row in rows {
        *counts.entry(row.cells.len()).or_insert(0_usize) += 1;
    }
    counts.into_iter().max_by_key(|(length, count)| (*count, *length)).map(|(length, _)| length)
}

/// A row of column numbers: 栏次, `1 2 3 …` or `** ** 1 2`.
pub(crate) fn is_numbering(row: &Row) -> bool {
    let mut numbers = Vec::new();
    let named = row.texts().any(|text| key(text) == "栏次");
    for text in row.texts() {
        match crate::document::parse_cell(text) {
            // The format of amounts may go on over the row that is named: `1.00`.
            Some(printed) if named && printed.value.fract().is_zero() => numbers.push(printed.value),
            Some(printed) if printed.value.scale() == 0 => numbers.push(printed.value),
            Some(_) => return false,
            None if key(text) == "栏次" => {}
            // Columns of words have letters of their own.
            None if named && matches!(text.trim(), "甲" | "乙" | "丙" | "丁" | "—" | "-") => {}
            None if text.chars().all(|c| c == '*') => {}
            // `1=2+3`, `3=1-2`: a column and what it is made of.
            None => match sum_of_columns(text) {
                Some(column) => numbers.push(column),
                None => return false,
            },
        }
    }
    let ascending = numbers.windows(2).all(|pair| pair[1] == pair[0] + rust_decimal::Decimal::ONE);
    ascending && (named || numbers.len() >= 2 && numbers[0] == rust_decimal::Decimal::ONE)
}

/// The number of a column that says of which others it is made: `1=2+3`.
fn sum_of_columns(text: &str) -> Option<rust_decimal::Decimal> {
    let plain = key(text);
    let (column, others) = plain.split_once('=')?;
    let ordinal = |c: char| c.is_ascii_digit() || "+-*/÷×%().,…".contains(c);
    let made = others.chars().any(|c| c.is_ascii_digit()) && others.chars().all(ordinal);
    let short = (1..=2).contains(&column.len()) && column.bytes().all(|b| b.is_ascii_digit());
    (made && short).then(|| column.parse().ok()).flatten()
}

/// Whether a row numbers the columns, and holds no figure.
pub(crate) fn numbers_columns(row: &Row) -> bool {
    is_numbering(row) || is_numbering_beside_codes(row)
}

/// A row of column numbers that heads the parts of codes as well: `类 款 项 栏次 1 2 3`.
fn is_numbering_beside_codes(row: &Row) -> bool {
    let words: Vec<String> = row.texts().map(key).collect();
    let number = |word: &String| word.bytes().all(|b| b.is_ascii_digit());
    let part = |word: &String| matches!(column_word(word), Some(ColumnWord::CodePart(_) | ColumnWord::Line));
    words.iter().any(|word| word == "栏次") && words.iter().all(|word| number(word) || part(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_number_columns_hold_no_figures() {
        let row = |texts: &str| Row {
            span: crate::document::Span::new(1, 1),
            cells: texts
                .split('|')
                .zip(1..)
                .map(|(text, nth)| Cell::new(text, crate::document::Locator::Cell(1, nth)))
                .collect(),
        };
        for numbers in [
            "类|款|项|栏次|1|2|3",
            "栏次||1|栏次||2",
            "类|款|项|栏次|||1|2",
            "**|**|1|2|3",
            "栏次||1=2+3|2|3",
            "栏次|乙|1.00|2.00|3.00",
        ] {
            assert!(numbers_columns(&row(numbers)), "{numbers}");
        }
        for figures in ["201|01|03|行政运行|1|2|3", "类|款|项|合计|1|2|3", "栏次|行政运行|1|2.50"]
        {
            assert!(!numbers_columns(&row(figures)), "{figures}");
        }
    }
}
