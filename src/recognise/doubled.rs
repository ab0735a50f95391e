//! Rows that print two codes: the economic class of a department and that of the government for the same money, or an
//! economic class within a functional one.

use std::ops::Range;

use crate::document::is_blank;
use crate::model::Scheme;

use super::codebook::{joined_code, scheme_of};
use super::grid::{Column, GridRow, Role};

/// Rows that must show what the codes of a group of columns are.
const FEWEST: usize = 2;

/// What a group of label columns prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Function,
    /// 部门预算支出经济分类: 301.
    OfDepartment,
    /// 政府预算支出经济分类: 501.
    OfGovernment,
}

/// Where two groups of codes and names stand side by side before the amounts, settles what each is: the classes of the
/// government only repeat those of the department; economic classes after functional ones stand within them.
pub(super) fn settle(columns: &mut [Column], rows: &[GridRow]) {
    for pair in groups(columns).windows(2).filter(|pair| pair[0].end == pair[1].start) {
        let (Some(first), Some(second)) =
            (kind(columns, rows, pair[0].clone()), kind(columns, rows, pair[1].clone()))
        else {
            continue;
        };
        match (first, second) {
            (Kind::OfDepartment, Kind::OfGovernment) => set_aside(columns, pair[1].clone()),
            (Kind::OfGovernment, Kind::OfDepartment) => set_aside(columns, pair[0].clone()),
            (Kind::Function, Kind::OfDepartment | Kind::OfGovernment) => within(columns, pair[1].clone()),
            _ => {}
        }
    }
}

/// Runs of columns that open with a code and go on with the name of what it stands for, nothing else between.
fn groups(columns: &[Column]) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut open: Option<(usize, bool)> = None;
    for (at, column) in columns.iter().enumerate() {
        let (is_code, is_name) = match column.role {
            Role::Code | Role::CodePart(_) => (true, false),
            Role::Name | Role::SecondName => (false, true),
            _ => (false, false),
        };
        match open {
            Some((_, false)) if is_code => {}
            Some((start, _)) if is_name => open = Some((start, true)),
            Some((start, named)) => {
                if named {
                    groups.push(start..at);
                }
                open = is_code.then_some((at, false));
            }
            None => open = is_code.then_some((at, false)),
        }
    }
    groups
}

/// What the codes of a group are, if they are all of one kind.
fn kind(columns: &[Column], rows: &[GridRow], group: Range<usize>) -> Option<Kind> {
    let codes: Vec<usize> =
        group.filter(|at| matches!(columns[*at].role, Role::Code | Role::CodePart(_))).collect();
    let fitting = rows.iter().filter(|row| row.fits);
    let mut kinds = fitting.filter_map(|row| kind_of(&joined_code(row, &codes))).collect::<Vec<_>>();
    let seen = kinds.len();
    kinds.dedup();
    match kinds.as_slice() {
        [one] if seen >= FEWEST => Some(*one),
        _ => None,
    }
}

fn kind_of(code: &str) -> Option<Kind> {
    match (scheme_of(code)?, code.as_bytes().first()?) {
        (Scheme::Function, _) => Some(Kind::Function),
        (Scheme::Economic, b'5') => Some(Kind::OfGovernment),
        (Scheme::Economic, _) => Some(Kind::OfDepartment),
        _ => None,
    }
}

fn set_aside(columns: &mut [Column], group: Range<usize>) {
    columns[group].iter_mut().for_each(|column| column.role = Role::Aside);
}

fn within(columns: &mut [Column], group: Range<usize>) {
    for column in &mut columns[group] {
        column.role = match column.role {
            Role::Code | Role::CodePart(_) => Role::WithinCode,
            _ => Role::WithinName,
        };
    }
}

/// The code and the name of what a row prints within its class; `None` where it prints nothing there.
pub(super) fn of_row(row: &GridRow, codes: &[usize], names: &[usize]) -> Option<(String, String)> {
    let code = joined_code(row, codes);
    let name = names.iter().rev().map(|at| &row.cells[*at]).find(|cell| !is_blank(&cell.text));
    let name = name.map(|cell| crate::document::label(&cell.text)).unwrap_or_default();
    (!code.is_empty() || !name.is_empty()).then_some((code, name))
}

#[cfg(test)]
mod tests {
    use super::super::grid::Grid;
    use super::*;
    use crate::document::{Cell, Locator, Row, Shape, Span};

    fn roles(table: &[&str]) -> Vec<Role> {
        let row = |(line, text): (u32, &&str)| Row {
            span: Span::new(line, line),
            cells: text
                .split('|')
                .zip(1..)
                .map(|(text, nth)| Cell::new(text, Locator::Cell(line, nth)))
                .collect(),
        };
        let rows: Vec<Row> = (1..).zip(table).map(row).collect();
        Grid::build(Shape::Grid, &rows).expect("a grid").columns.iter().map(|column| column.role).collect()
    }

    #[test]
    fn classes_of_the_government_repeat_those_of_the_department() {
        let found = roles(&[
            "科目编码|科目名称|科目编码|科目名称|合计",
            "30101|基本工资|50101|工资奖金津补贴|1.00",
            "30201|办公费|50201|办公经费|2.00",
        ]);
        assert_eq!(found[..4], [Role::Code, Role::Name, Role::Aside, Role::Aside]);
        let found = roles(&[
            "科目编码|科目名称|科目编码|科目名称|合计",
            "50101|工资奖金津补贴|30101|基本工资|1.00",
            "50201|办公经费|30201|办公费|2.00",
        ]);
        assert_eq!(found[..4], [Role::Aside, Role::Aside, Role::Code, Role::Name]);
    }

    #[test]
    fn economic_classes_stand_within_functional_ones() {
        let found = roles(&[
            "科目编码|科目名称|科目编码|科目名称|合计",
            "2010301|行政运行|30101|基本工资|1.00",
            "2010301|行政运行|30201|办公费|2.00",
        ]);
        assert_eq!(found[..4], [Role::Code, Role::Name, Role::WithinCode, Role::WithinName]);
    }

    #[test]
    fn other_codes_stay_what_they_are() {
        let table = ["类|款|科目名称|合计", "301|01|基本工资|1.00", "302|01|办公费|2.00"];
        assert_eq!(roles(&table)[..3], [Role::CodePart(0), Role::CodePart(1), Role::Name]);
    }
}
