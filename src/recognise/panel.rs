//! Panels: the parts of a table that stand side by side, each with its own labels and amounts.

use crate::document::{Cell, is_blank, is_cjk, key, label, parse_cell};
use crate::model::Measure;
use crate::taxonomy::{ColumnWord, column_word, is_known_name};

use super::columns::role_of;
use super::grid::{Grid, GridRow, Meaning, Role};

/// The half of a summary that a panel belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// 收入
    Income,
    /// 支出
    Expenditure,
}

/// Columns that belong together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Panel {
    /// What the spanning header says.
    pub(crate) side: Option<Side>,
    /// Code columns.
    pub(crate) codes: Vec<usize>,
    /// Label columns; the last one that holds something is the row's label.
    pub(crate) names: Vec<usize>,
    /// Label columns that count only where the others are blank.
    pub(crate) second_names: Vec<usize>,
    /// Columns of the codes and the names of economic classes within the row's class.
    pub(crate) within: (Vec<usize>, Vec<usize>),
    /// Amount columns.
    pub(crate) amounts: Vec<(usize, Meaning)>,
    /// A column whose cells hold label and number together.
    pub(crate) composite: Option<usize>,
}

impl Panel {
    /// Whether rows of this panel have labels at all.
    pub(crate) fn is_labelled(&self) -> bool {
        !self.codes.is_empty()
            || !self.names.is_empty()
            || !self.second_names.is_empty()
            || self.composite.is_some()
    }

    /// The label cell of a row.
    pub(crate) fn label<'r>(&self, row: &'r GridRow) -> Option<&'r Cell> {
        let filled = |columns: &[usize]| {
            let mut labels =
                columns.iter().rev().map(|at| &row.cells[*at]).filter(|cell| !is_blank(&cell.text));
            let own = labels.next()?;
            // 小计 beside a label is the label's own.
            Some(if key(&own.text) == "小计" { labels.next().unwrap_or(own) } else { own })
        };
        filled(&self.names).or_else(|| filled(&self.second_names))
    }
}

/// Cuts a grid into panels.
pub(crate) fn panels(grid: &Grid) -> Vec<Panel> {
    let mut panels: Vec<Panel> = Vec::new();
    let mut open = Panel::default();
    for (at, column) in grid.columns.iter().enumerate() {
        let starts_label =
            matches!(column.role, Role::Code | Role::CodePart(_) | Role::Name | Role::SecondName);
        if starts_label && (!open.amounts.is_empty() || open.composite.is_some()) {
            panels.push(std::mem::take(&mut open));
        }
        match column.role {
            Role::Code | Role::CodePart(_) => open.codes.push(at),
            Role::Name => open.names.push(at),
            Role::SecondName => open.second_names.push(at),
            Role::WithinCode => open.within.0.push(at),
            Role::WithinName => open.within.1.push(at),
            Role::Amount(meaning) => {
                if is_composite(grid, at) {
                    if !open.amounts.is_empty() {
                        panels.push(std::mem::take(&mut open));
                    }
                    open.composite = Some(at);
                    open.amounts = vec![(at, meaning)];
                } else {
                    open.amounts.push((at, meaning));
                }
            }
            Role::Entity | Role::Year | Role::Aside | Role::Unknown => continue,
        }
        open.side = open.side.or_else(|| side(&column.path));
    }
    panels.push(open);
    panels.retain(|panel| !panel.amounts.is_empty());
    for panel in &mut panels {
        drop_heading(panel, grid);
        drop_fund(panel, grid);
        part_totals(panel, grid);
    }
    panels
}

/// A header that spans labels and amounts alike (人员经费 over code, name and 金额) is a heading of the panel, not
/// the meaning of its amounts.
fn drop_heading(panel: &mut Panel, grid: &Grid) {
    let labels = panel.names.iter().chain(&panel.codes).chain(&panel.second_names);
    let headings: Vec<&String> = labels
        .filter_map(|at| grid.columns[*at].path.split_last())
        .filter_map(|(_, above)| above.first())
        .collect();
    for (at, meaning) in &mut panel.amounts {
        let path = &grid.columns[*at].path;
        if path.len() > 1
            && headings.contains(&&path[0])
            && let Role::Amount(own) = role_of(&path[1..])
        {
            let (phase, year) = (meaning.phase.or(own.phase), meaning.year.or(own.year));
            *meaning = Meaning { phase, year, ..own };
        }
    }
}

/// Where a row prints the total of what came in beside that of what was spent, only the second is the row's total.
fn part_totals(panel: &mut Panel, grid: &Grid) {
    let says = |at: usize, word: &str| grid.columns[at].path.last().is_some_and(|own| own.contains(word));
    let is_total = |meaning: &Meaning| meaning.measure == Measure::Total;
    let spent = panel.amounts.iter().any(|(at, meaning)| is_total(meaning) && says(*at, "支出"));
    let totals = panel.amounts.iter_mut().filter(|(at, meaning)| is_total(meaning) && says(*at, "收入"));
    totals.filter(|_| spent).for_each(|(_, meaning)| meaning.measure = Measure::Income);
}

/// A header that names the fund of the whole table (一般公共预算支出 over 合计, 基本支出 and 项目支出) repeats its title.
fn drop_fund(panel: &mut Panel, grid: &Grid) {
    let first = |at: usize| grid.columns[at].path.split_first().filter(|(_, below)| !below.is_empty());
    let Some((heading, _)) = panel.amounts.first().and_then(|(at, _)| first(*at)) else { return };
    let is_fund = matches!(
        column_word(heading),
        Some(ColumnWord::Measure(
            Measure::GeneralPublic | Measure::GovFund | Measure::StateCapital | Measure::FiscalAppropriation
        ))
    );
    let spans = panel.amounts.iter().all(|(at, _)| first(*at).is_some_and(|(word, _)| word == heading));
    if !is_fund || !spans || panel.amounts.len() < 2 || !heading.ends_with("支出") {
        return;
    }
    for (at, meaning) in &mut panel.amounts {
        if let Role::Amount(own) = role_of(&grid.columns[*at].path[1..]) {
            let (phase, year) = (meaning.phase.or(own.phase), meaning.year.or(own.year));
            *meaning = Meaning { phase, year, ..own };
        }
    }
}

/// Whether the only labels of a panel stand below a header that says unit, and none is a class.
pub(crate) fn is_by_unit(panel: &Panel, grid: &Grid) -> bool {
    let ([names], true) = (panel.names.as_slice(), panel.codes.is_empty() && panel.second_names.is_empty())
    else {
        return false;
    };
    let headed = grid.columns[*names].path.last().and_then(|word| column_word(word));
    let class = |row: &GridRow| is_known_name(&label(&row.cells[*names].text));
    headed == Some(ColumnWord::Entity) && !grid.rows.iter().filter(|row| row.fits).any(class)
}

fn side(path: &[String]) -> Option<Side> {
    let word = path.first()?;
    match column_word(word) {
        Some(ColumnWord::Income) => return Some(Side::Income),
        Some(ColumnWord::Expenditure) => return Some(Side::Expenditure),
        _ => {}
    }
    // 财政拨款收入 over one half, 财政拨款支出 over the other.
    let spans = path.len() > 1;
    match (word.ends_with("收入"), word.ends_with("支出")) {
        (true, false) if spans => Some(Side::Income),
        (false, true) if spans => Some(Side::Expenditure),
        _ => None,
    }
}

/// Whether the cells of an amount column hold labels, with or without a number behind them.
fn is_composite(grid: &Grid, column: usize) -> bool {
    // One word before every number, such as 约, labels nothing.
    let mut labels = std::collections::BTreeSet::new();
    for row in grid.rows.iter().filter(|row| row.fits) {
        let text = row.cells[column].text.as_str();
        if parse_cell(text).is_some() {
            return false;
        }
        labels.extend(split_composite(text).map(|(label, _)| label));
    }
    labels.len() >= 2
}

/// `一、基本支出 448.93` as label and number.
pub(crate) fn split_composite(text: &str) -> Option<(&str, &str)> {
    let cut = |at: usize| {
        let (label, number) = (text[..at].trim(), text[at..].trim());
        let letters = label.chars().filter(|c| is_cjk(*c) && c.is_alphabetic()).count();
        // A mark between the groups of an amount is no label, nor is one character before it (约, 共).
        (parse_cell(number).is_some() && letters >= 2).then_some((label, number))
    };
    // Where a page leaves hardly a gap there is no space: an amount with decimals still ends the words.
    let close = || {
        let (at, last) =
            text.char_indices().rev().find(|(_, c)| !c.is_ascii_digit() && !".,".contains(*c))?;
        let number = &text[at + last.len_utf8()..];
        cut(at + last.len_utf8()).filter(|_| is_cjk(last) && number.contains('.'))
    };
    // A number that nobody understands is none, whatever stands before it.
    let open = || text.rfind(char::is_whitespace).and_then(cut).or_else(close);
    if crate::document::is_failed(text) { None } else { open() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_numbers_in_one_cell() {
        assert_eq!(split_composite("一、基本支出 448.93"), Some(("一、基本支出", "448.93")));
        assert_eq!(split_composite("一、基本支出448.93"), Some(("一、基本支出", "448.93")));
        assert_eq!(split_composite("附件12"), None);
        assert_eq!(split_composite("2.对个人和家庭的补助"), None);
        assert_eq!(split_composite("365. 55"), None);
        for amount in ["37、074.34", "1：260.50", "约120.40", "（1）、260.50"] {
            assert_eq!(split_composite(amount), None, "{amount}");
        }
    }
}
