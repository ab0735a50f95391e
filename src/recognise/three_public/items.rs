//! The items of a 三公 table: where they stand, what their headers and labels say, and what they are parts of.

use crate::document::{squeeze, widen_brackets};
use crate::model::{Measure, Scheme, Subject};
use crate::taxonomy::{ColumnWord, column_word, counted_in, three_public_item, without_unit};

use super::super::columns::{header_meaning, header_word, phase_and_year};
use super::super::grid::{Grid, GridRow, Role};

/// Whether the items are columns. A table that is called so may print only some of them.
pub(super) fn items_in_columns(grid: &Grid, named: bool) -> bool {
    are_items(grid.columns.iter().filter_map(|column| item(&column.path)).map(|(code, _)| code), named)
}

pub(super) fn items_in_rows(grid: &Grid, named: bool) -> bool {
    let Some(name) = name_column(grid) else { return false };
    let code = |row: &GridRow| row.fits.then(|| three_public_item(&row.cells[name].text)).flatten();
    are_items(grid.rows.iter().filter_map(code), named)
}

/// The column of the labels: that of names, or one below 年度 whose cells name items.
pub(super) fn name_column(grid: &Grid) -> Option<usize> {
    grid.position(Role::Name).or_else(|| {
        let names = |at: usize| {
            let cells = grid.rows.iter().filter(|row| row.fits).map(|row| &row.cells[at].text);
            cells.filter(|text| three_public_item(text).is_some()).count()
        };
        grid.position(Role::Year).filter(|at| names(*at) >= FEWEST)
    })
}

/// The least items that make a column one of labels.
const FEWEST: usize = 2;

fn are_items<'c>(codes: impl Iterator<Item = &'c str>, named: bool) -> bool {
    let codes: Vec<&str> = codes.collect();
    let parts = ["outbound", "reception", "vehicle", "vehicle_running", "vehicle_purchase"];
    let both = ["outbound", "reception"].iter().all(|code| codes.contains(code));
    both || named && codes.iter().any(|code| parts.contains(code))
}

/// Measures that a column has besides its item, or besides the items of its rows.
pub(super) fn is_own_measure(measure: Measure) -> bool {
    matches!(
        measure,
        Measure::ChangeAmount
            | Measure::ChangePct
            | Measure::ExecutionRate
            | Measure::Share
            | Measure::Month
            | Measure::Quarter
            | Measure::Cumulative
    )
}

/// The item of a column and its printed words. 小计 and 合计 take the words that span them.
pub(super) fn item(path: &[String]) -> Option<(&'static str, String)> {
    let says_measure = |word: &&String| match header_meaning(word) {
        Some(ColumnWord::Measure(measure)) => is_own_measure(measure),
        _ => false,
    };
    let mut words = path
        .iter()
        .rev()
        .filter(|word| phase_and_year(word).0.is_none() || three_public_item(word).is_some())
        .filter(|word| !says_measure(word));
    let own = words.next()?;
    let key = header_word(own);
    let is_total = matches!(key.as_str(), "小计" | "合计");
    // 金额, 批次, 人次 below an item are its money and what is counted of it.
    let counts = counted_in(own).is_some();
    let is_money = column_word(&key) == Some(ColumnWord::Measure(Measure::Total));
    if is_total || three_public_item(own).is_none() && (counts || is_money) {
        let spanning = words.next().and_then(|word| Some((three_public_item(word)?, word)));
        return match spanning.filter(|(code, _)| *code != "all") {
            Some((code, word)) => Some((code, if counts { printed(own) } else { printed(word) })),
            None => is_total.then(|| ("all", printed(own))),
        };
    }
    three_public_item(own).map(|code| (code, printed(own)))
}

/// Whether a header over the items says that they change.
pub(super) fn says_change(path: &[String]) -> bool {
    path.iter().any(|word| header_meaning(word) == Some(ColumnWord::Change))
}

/// Whether the heading of a total says that it is of the three items alone.
pub(super) fn is_of_three(path: &[String]) -> bool {
    path.len() > 1 && path[..path.len() - 1].iter().any(|word| three_public_item(word) == Some("all"))
}

/// The printed words of an item, without the phase that a header adds.
fn printed(word: &str) -> String {
    let word = squeeze(word);
    let word = without_unit(&word);
    let item = ["预算数", "决算数"].iter().fold(word.as_str(), |word, phase| word.trim_end_matches(phase));
    let item = match item.split_once('年') {
        Some((year, rest)) if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) => rest,
        _ => item,
    };
    widen_brackets(if item.is_empty() { &word } else { item })
}

fn parent(code: &str, codes: &[&str]) -> &'static str {
    match code {
        "outbound" | "vehicle" | "reception" => "all",
        "vehicle_purchase" | "vehicle_running" if codes.contains(&"vehicle") => "vehicle",
        "vehicle_purchase" | "vehicle_running" => "all",
        "meeting" | "training" if codes.contains(&"meeting_and_training") => "meeting_and_training",
        _ => "",
    }
}

/// What the rows of a table by months hold: a month is no year, and neither is what has come together so far.
pub(super) fn period_of(text: &str) -> Measure {
    match header_meaning(text) {
        Some(ColumnWord::Measure(measure @ (Measure::Month | Measure::Quarter | Measure::Cumulative))) => {
            measure
        }
        _ => Measure::Total,
    }
}

pub(super) fn subject_total(text: &str) -> bool {
    super::super::subject::total_code(text).is_some()
}

pub(super) fn subject(code: &str, name: &str, codes: &[&str]) -> Subject {
    // 机关运行经费 stands beside 三公 in one table and is no part of it.
    if code == "running_cost" {
        return Subject::top(Scheme::None, code, name);
    }
    // A part of an item has no code of its own.
    if code == "reception_part" {
        let mut subject = Subject::top(Scheme::ThreePublic, "", name);
        subject.parent_code = "reception".to_owned();
        return subject;
    }
    let mut subject = Subject::top(Scheme::ThreePublic, code, name);
    subject.parent_code = parent(code, codes).to_owned();
    subject
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subtotals_take_the_item_that_spans_them() {
        let path = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            item(&path(&["预算数", "公务用车购置及运行维护费", "小计"])),
            Some(("vehicle", "公务用车购置及运行维护费".into()))
        );
        assert_eq!(item(&path(&["决算数", "合计"])), Some(("all", "合计".into())));
        assert_eq!(item(&path(&["决算数", "因公出国(境)费"])), Some(("outbound", "因公出国（境）费".into())));
        assert_eq!(item(&path(&["“三公”经费财政拨款预算总额"])).map(|(code, _)| code), Some("all"));
    }
}
