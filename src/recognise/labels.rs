//! Label columns whose header words nobody knows, told by what stands in them: codes of a classification are a code column,
//! names of its classes beside them the label column.

use crate::document::{is_blank, is_cjk, label, parse_cell};
use crate::taxonomy::{economic, function, is_known_name};

use super::grid::{Column, GridRow, Role};
use super::subject;

/// A column is known by so many cells at least.
const FEWEST: usize = 3;

/// Gives columns left of the first amounts the role that their cells prove, where no header names one.
pub(super) fn by_content(columns: &mut [Column], rows: &[GridRow]) {
    names_under_levels(columns, rows);
    codes_among_names(columns, rows);
    let Some(first) = columns.iter().position(|column| matches!(column.role, Role::Amount(_))) else {
        return;
    };
    let unknown = |columns: &[Column]| -> Vec<usize> {
        (0..first).filter(|at| columns[*at].role == Role::Unknown).collect()
    };
    let has = |columns: &[Column], is: fn(Role) -> bool| columns.iter().any(|column| is(column.role));
    if !has(columns, |role| matches!(role, Role::Code | Role::CodePart(_))) {
        let codes: Vec<usize> =
            unknown(columns).into_iter().filter(|at| holds_codes(&texts(rows, *at))).collect();
        if let [only] = codes.as_slice() {
            columns[*only].role = Role::Code;
        }
    }
    if !has(columns, |role| matches!(role, Role::Name | Role::SecondName)) {
        let coded = has(columns, |role| matches!(role, Role::Code | Role::CodePart(_)));
        let names: Vec<usize> =
            unknown(columns).into_iter().filter(|at| holds_names(&texts(rows, *at), coded)).collect();
        if let [only] = names.as_slice() {
            columns[*only].role = Role::Name;
        }
    }
    between_amounts(columns, rows);
}

/// Below 类, 款 and 项 there may stand the names of the levels instead of the parts of a code.
fn names_under_levels(columns: &mut [Column], rows: &[GridRow]) {
    let levels: Vec<usize> =
        (0..columns.len()).filter(|at| matches!(columns[*at].role, Role::CodePart(_))).collect();
    let words: Vec<&str> = levels.iter().flat_map(|at| texts(rows, *at)).collect();
    let wordy =
        words.iter().all(|text| text.chars().any(is_cjk) && !text.chars().any(|c| c.is_ascii_digit()));
    let known = words.iter().filter(|text| is_known_name(&label(text))).count();
    if wordy && known >= FEWEST {
        levels.into_iter().for_each(|at| columns[at].role = Role::Name);
    }
}

/// A column headed as one of names (功能科目) that holds nothing but known codes is one of codes, where another holds the names.
fn codes_among_names(columns: &mut [Column], rows: &[GridRow]) {
    let names: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].role == Role::Name).collect();
    let coded = columns.iter().any(|column| matches!(column.role, Role::Code | Role::CodePart(_)));
    let is_code = |text: &&str| function(text).or_else(|| economic(text)).is_some();
    let all_codes = |at: usize| {
        let all = texts(rows, at).into_iter().filter(|text| subject::total_code(text).is_none());
        let all: Vec<&str> = all.collect();
        // Words above the codes are the rest of a header that its cell broke over lines.
        let first = all.iter().position(|text| text.contains(|c: char| c.is_ascii_digit()));
        let (above, own) = all.split_at(first.unwrap_or(all.len()));
        own.len() >= if above.is_empty() { 1 } else { FEWEST } && own.iter().all(is_code)
    };
    let codes: Vec<usize> = names.iter().copied().filter(|at| all_codes(*at)).collect();
    if let ([only], true) = (codes.as_slice(), names.len() > 1 && !coded) {
        columns[*only].role = Role::Code;
    }
}

/// Words between two columns of amounts are the labels of another side where they are names of classes. Where nobody knows
/// them, a figure behind them that would mean the same as one before is of something else, and has no meaning.
fn between_amounts(columns: &mut [Column], rows: &[GridRow]) {
    let is_amount = |column: &Column| matches!(column.role, Role::Amount(_));
    let Some(first) = columns.iter().position(is_amount) else { return };
    // The roles before a column, each once, and the last column of amounts: a table may have as many columns as it likes.
    let mut before: Vec<Role> = Vec::new();
    let mut last = columns.iter().rposition(is_amount);
    for at in 1..columns.len() {
        if !before.contains(&columns[at - 1].role) {
            before.push(columns[at - 1].role);
        }
        if at <= first || columns[at].role != Role::Unknown || last.is_none_or(|last| last < at) {
            continue;
        }
        let words = texts(rows, at);
        if holds_names(&words, false) {
            columns[at].role = Role::Name;
        } else if words.len() >= 2 && words.iter().all(|text| parse_cell(text).is_none()) {
            let behind = columns[at..].iter_mut();
            let of_side = behind.take_while(|column| matches!(column.role, Role::Amount(_) | Role::Unknown));
            of_side
                .filter(|column| before.contains(&column.role))
                .for_each(|column| column.role = Role::Unknown);
            last = columns.iter().rposition(is_amount);
        }
    }
}

fn texts(rows: &[GridRow], column: usize) -> Vec<&str> {
    let fitting = rows.iter().filter(|row| row.fits).filter_map(|row| row.cells.get(column));
    fitting.map(|cell| cell.text.as_str()).filter(|text| !is_blank(text)).collect()
}

/// Whether every cell is a code, 合计 apart, and most are known ones of one classification.
fn holds_codes(texts: &[&str]) -> bool {
    let codes: Vec<&&str> = texts.iter().filter(|text| subject::total_code(text).is_none()).collect();
    let known = |find: fn(&str) -> bool| codes.iter().filter(|code| find(code)).count();
    codes.len() >= FEWEST
        && codes.iter().all(|code| code.bytes().all(|b| b.is_ascii_digit()))
        && known(|code| function(code).is_some()).max(known(|code| economic(code).is_some())) * 3
            >= codes.len() * 2
}

/// Whether the cells are words, and enough of them names of classes: a third beside codes, else half.
fn holds_names(texts: &[&str], coded: bool) -> bool {
    let known = texts
        .iter()
        .filter(|text| subject::total_code(text).is_some() || is_known_name(&label(text)))
        .count();
    texts.len() >= FEWEST
        && texts.iter().all(|text| parse_cell(text).is_none() && text.chars().any(is_cjk))
        && known * (if coded { 3 } else { 2 }) >= texts.len()
}

#[cfg(test)]
mod tests {
    use super::super::grid::Grid;
    use super::*;
    use crate::document::{Cell, Locator, Row, Shape, Span};

    fn roles(table: &[&str]) -> Vec<Role> {
        let rows: Vec<Row> = table
            .iter()
            .zip(1..)
            .map(|(row, line)| Row {
                span: Span::new(line, line),
                cells: row
                    .split('|')
                    .zip(1..)
                    .map(|(text, nth)| Cell::new(text, Locator::Cell(line, nth)))
                    .collect(),
            })
            .collect();
        let grid = Grid::build(Shape::Grid, &rows).expect("a grid");
        grid.columns.iter().map(|column| column.role).collect()
    }

    #[test]
    fn codes_and_names_are_known_by_themselves() {
        for header in [
            "类款项|用途分类|本年支出合计|基本支出",
            "科目编码|支出用途明细|本年支出合计|基本支出",
            "甲|乙|合计|基本支出",
        ] {
            let found = roles(&[
                header,
                "|合计|3.00|3.00",
                "208|社会保障和就业支出|1.00|1.00",
                "20805|行政事业单位养老支出|1.00|1.00",
                "213|农林水支出|2.00|2.00",
                "2130301|行政运行|2.00|2.00",
            ]);
            assert_eq!(found[..2], [Role::Code, Role::Name], "{header}");
        }
    }

    #[test]
    fn the_rest_of_a_broken_header_is_no_name() {
        let found = roles(&[
            "功能分类科目|科目名称|本年支出合计|基本支出",
            "编码|||",
            "|合计|3.00|3.00",
            "208|社会保障和就业支出|1.00|1.00",
            "20805|行政事业单位养老支出|1.00|1.00",
            "213|农林水支出|2.00|2.00",
        ]);
        assert_eq!(found[..2], [Role::Code, Role::Name]);
        let found = roles(&[
            "科目|科目名称|合计|基本支出",
            "甲|乙|3.00|3.00",
            "丙|丁|1.00|1.00",
            "208|农林水支出|2.00|2.00",
        ]);
        assert_eq!(found[0], Role::Name, "one code among names");
    }

    #[test]
    fn what_the_cells_do_not_prove_stays_unknown() {
        let found =
            roles(&["甲|乙|合计|基本支出", "1|某路段|3.00|3.00", "2|某河段|1.00|1.00", "3|某桥|1.00|1.00"]);
        assert_eq!(found[..2], [Role::Unknown, Role::Unknown]);
        let found = roles(&[
            "甲|乙|合计|基本支出",
            "208|农林水支出|3.00|3.00",
            "213|8.00|1.00|1.00",
            "214|交通运输支出|1.00|1.00",
        ]);
        assert_eq!(found[1], Role::Unknown);
    }
}
