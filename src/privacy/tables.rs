//! Personal data in tables: beside a label, below a header, or in a cell by itself.

use std::collections::BTreeMap;

use crate::document::{Cell, Private, Row, Table, is_blank, key, parse_cell};

use super::forms::{self, Spot};
use super::labels::{self, Label};
use super::{names, sentences};

/// What the cells of a table hold: row and cell, with the bytes of its text.
pub(super) type InCells = BTreeMap<(usize, usize), Vec<Spot>>;

/// Words of headers and labels below or behind which digits are amounts, codes or numbers of things.
const NO_PERSON: &[&str] = &[
    "数", "额", "元", "编码", "代码", "编号", "科目", "合计", "支出", "收入", "资金", "预算", "决算", "经费",
    "标准", "文号",
];

/// How many more cells behind a label are asked for further names.
const BESIDE: usize = 12;

/// Finds what a table holds.
pub(super) fn find(table: &Table) -> InCells {
    let mut found = InCells::new();
    let mut below = Below::default();
    let mut columns: Vec<Option<Label>> = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        let labels: Vec<Option<Label>> = row.cells.iter().map(|cell| labels::of_cell(&cell.text)).collect();
        let heads = is_header(row, &labels);
        under_headers(at, row, &labels, &columns, &mut found);
        // The last words before a cell in its row.
        let mut words = None;
        for (nth, cell) in row.cells.iter().enumerate() {
            let mut spots = sentences::find(&cell.text);
            spots.extend(forms::find(&cell.text, below.may_be_person(nth, &cell.text, words)));
            if has_words(&cell.text) {
                words = Some(cell.text.as_str());
            }
            if let Some(label) = labels[nth].filter(|_| !heads) {
                beside(at, row, nth, label, &labels, &mut found);
            }
            if !spots.is_empty() {
                found.entry((at, nth)).or_default().extend(spots);
            }
        }
        let width = row.cells.len().max(columns.len());
        columns.resize(width, None);
        for (nth, column) in columns.iter_mut().enumerate() {
            let cell = row.cells.get(nth);
            let said = cell.filter(|cell| !is_blank(&cell.text));
            if heads && let Some(label) = labels.get(nth).copied().flatten() {
                *column = Some(label);
            } else if said.is_some_and(|cell| ends_column(cell, &found, (at, nth))) {
                *column = None;
            }
        }
        below.take(row);
    }
    found
}

fn has_words(text: &str) -> bool {
    text.chars().any(names::is_han)
}

/// Whether a row holds headers: words alone, and a label of ours that has no value of its own beside it.
fn is_header(row: &Row, labels: &[Option<Label>]) -> bool {
    let said = || row.cells.iter().filter(|cell| !is_blank(&cell.text));
    labels.iter().any(Option::is_some)
        && said().all(|cell| !cell.text.bytes().any(|byte| byte.is_ascii_digit()) && !cell.text.contains('@'))
        && said().nth(1).is_some()
        && !row.cells.iter().enumerate().any(|(nth, cell)| {
            labels[nth].is_none() && {
                let label = labels[..nth].iter().rev().flatten().next();
                label.is_some_and(|label| label.kind == Private::Name)
                    && names::is_plain_name(&key(&cell.text))
            }
        })
}

/// Whether a cell says that what follows below it is no longer of its column's header.
fn ends_column(cell: &Cell, found: &InCells, place: (usize, usize)) -> bool {
    !found.contains_key(&place) && parse_cell(&cell.text).is_none() && names::is_word(&key(&cell.text))
}

/// Values below headers: names below 姓名, numbers below 联系电话.
fn under_headers(
    at: usize,
    row: &Row,
    labels: &[Option<Label>],
    columns: &[Option<Label>],
    found: &mut InCells,
) {
    for (nth, cell) in row.cells.iter().enumerate() {
        let Some(label) = columns.get(nth).copied().flatten() else { continue };
        if is_blank(&cell.text) || labels[nth].is_some() {
            continue;
        }
        // What is no word of a title may be any name; elsewhere it must look like one.
        let label = Label { strong: label.strong && label.word == "姓名", ..label };
        let spots = if label.kind == Private::Name { of_name(cell, label) } else { of_number(cell, label) };
        if !spots.is_empty() {
            found.entry((at, nth)).or_default().extend(spots);
        }
    }
}

/// The value in the next cell that says something, and names in those behind it.
fn beside(at: usize, row: &Row, nth: usize, label: Label, labels: &[Option<Label>], found: &mut InCells) {
    let own = key(&row.cells[nth].text);
    // A merged label may stand twice before its value.
    let mut next = (nth + 1..row.cells.len())
        .filter(|at| !is_blank(&row.cells[*at].text) && key(&row.cells[*at].text) != own)
        .take(BESIDE);
    let Some(first) = next.next().filter(|first| labels[*first].is_none()) else { return };
    let cell = &row.cells[first];
    let spots = if label.kind == Private::Name { of_name(cell, label) } else { of_number(cell, label) };
    if spots.is_empty() {
        return;
    }
    found.entry((at, first)).or_default().extend(spots);
    let further = Label { strong: false, ..label };
    for other in next.take_while(|other| labels[*other].is_none()) {
        let cell = &row.cells[other];
        let spots =
            if label.kind == Private::Name { of_name(cell, further) } else { of_number(cell, further) };
        if spots.is_empty() {
            return;
        }
        found.entry((at, other)).or_default().extend(spots);
    }
}

fn of_name(cell: &Cell, label: Label) -> Vec<Spot> {
    if parse_cell(&cell.text).is_some() { Vec::new() } else { sentences::of_value(&cell.text, label) }
}

/// A number below or beside its label. An amount has a point or commas, and is none.
fn of_number(cell: &Cell, label: Label) -> Vec<Spot> {
    let amount = cell.text.contains(['.', ',']) && parse_cell(&cell.text).is_some();
    if amount { Vec::new() } else { sentences::of_value(&cell.text, label) }
}

/// The words that stand above, by column.
#[derive(Default)]
struct Below(Vec<String>);

impl Below {
    fn take(&mut self, row: &Row) {
        self.0.resize(self.0.len().max(row.cells.len()), String::new());
        for (above, cell) in self.0.iter_mut().zip(&row.cells) {
            if has_words(&cell.text) {
                above.clear();
                above.push_str(&cell.text);
            }
        }
    }

    /// Whether bare digits in a cell may be those of a person.
    fn may_be_person(&self, nth: usize, text: &str, before: Option<&str>) -> bool {
        let none = |text: &str| NO_PERSON.iter().any(|word| text.contains(word));
        has_words(text) || !(self.0.get(nth).is_some_and(|above| none(above)) || before.is_some_and(none))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Locator, Shape, Span};

    fn found(rows: &[&[&str]]) -> Vec<String> {
        let row = |(texts, line): (&&[&str], u32)| Row {
            span: Span::new(line, line),
            cells: texts
                .iter()
                .zip(1..)
                .map(|(text, nth)| Cell::new(text, Locator::Cell(line, nth)))
                .collect(),
        };
        let rows: Vec<Row> = rows.iter().zip(1..).map(row).collect();
        let table = Table { shape: Shape::Grid, gap: 0, rows };
        let of = |((row, cell), spots): ((usize, usize), Vec<Spot>)| {
            let text = &table.rows[row].cells[cell].text;
            let mut own: Vec<String> =
                spots.iter().map(|spot| text[spot.start..spot.end].to_owned()).collect();
            own.dedup();
            own
        };
        find(&table).into_iter().flat_map(of).collect()
    }

    #[test]
    fn values_stand_beside_and_below() {
        assert_eq!(
            found(&[
                &["序号", "姓名", "单位", "联系电话", "金额"],
                &["1", "张三", "财政局", "82661234", "82661234"],
                &["2", "古丽扎尔", "审计局", "0755-82661235", "13800001234"],
                &["合计", "", "", "", "1234567"],
            ]),
            ["张三", "82661234", "古丽扎尔", "0755-82661235"]
        );
        assert_eq!(
            found(&[
                &["项目负责人", "项目负责人", "李四", "联系电话", "13800001234"],
                &["评价组成员", "王五", "赵六", "单位", "财政局"],
                &["预算数", "1234567", "执行数", "13800001234", ""],
            ]),
            ["李四", "13800001234", "王五", "赵六"]
        );
    }

    #[test]
    fn headers_and_amounts_stay() {
        let none: &[&[&str]] = &[
            &["项目名称", "项目负责人", "预算数", "执行数"],
            &["文化活动", "", "13800001234", "62200001234"],
            &["高新区", "", "82661234", "1234567"],
        ];
        assert!(found(none).is_empty(), "{:?}", found(none));
    }
}
