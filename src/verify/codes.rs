//! A09, A10: the codes of classifications: where a code stands, and what it is called.

use std::collections::BTreeMap;

use super::bench::{Case, Side};
use super::tables::Table;
use super::{Bench, Book, Rule};
use crate::document::key;
use crate::model::{Arg, CodeSource, Fact, Scheme, Severity, Verdict, message};

/// The rows of a table with a printed code, in order; the first figure of each stands for it.
fn coded<'l>(table: &Table<'l>, scheme: Scheme) -> Vec<&'l Fact> {
    let rows = table.rows().into_iter().filter_map(|row| row.first().copied());
    rows.filter(|fact| fact.subject.scheme == scheme && fact.subject.code_source == Some(CodeSource::Printed))
        .collect()
}

/// A09: a code stands under the row whose code it begins with.
pub(super) static CODE_SHAPE: Rule = Rule { id: "A09", severity: Severity::Warning, check: code_shape };

fn code_shape(book: &Book<'_>, out: &mut Bench<'_>) {
    for table in &book.tables {
        for scheme in [Scheme::Function, Scheme::Economic] {
            let rows = coded(table, scheme);
            let places = Place::all(&rows);
            // Panels side by side, subtotals below their rows, or another order than that of the codes: then places say
            // nothing.
            let out_of_place = places.iter().filter(|place| place.is_wrong()).count();
            let below = places.iter().filter(|place| place.is_above_parent()).count();
            let upwards = below * 2 >= places.len();
            let listed = out_of_place <= 2 && !upwards && !side_by_side(&rows);
            for place in &places {
                let verdict = match (place.is_wrong(), place.above) {
                    (false, Some(_)) => Verdict::Pass,
                    (true, _) if listed => Verdict::Mismatch,
                    _ => Verdict::NotApplicable,
                };
                let beside = place.above.unwrap_or(place.parent);
                let words = |fact: &Fact| format!("{} {}", fact.subject.code, fact.subject.name);
                let case = Case::within(
                    table,
                    message!(
                        "place-of-code",
                        table = Arg::title(&table.title),
                        code = Arg::code(&place.row.subject.code),
                        name = Arg::name(&place.row.subject.name)
                    ),
                    Side::words(message!("side-code"), place.row.locator.clone(), words(place.row)),
                    Side::words(message!("side-parent-above"), beside.locator.clone(), words(beside)),
                );
                out.judge(case, verdict);
            }
        }
    }
}

/// Whether a table has panels beside each other: two rows on one line, or two classes of one level with nothing
/// between them, of which the first has rows below it later.
fn side_by_side(rows: &[&Fact]) -> bool {
    let one_line = |pair: &[&Fact]| pair[0].locator.line() == pair[1].locator.line();
    // The last row below each code.
    let mut last_below: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        let code = row.subject.code.as_str();
        for prefix in code.char_indices().skip(1).filter_map(|(end, _)| code.get(..end)) {
            last_below.insert(prefix, at);
        }
    }
    let beside = |(at, pair): (usize, &[&Fact])| {
        let (first, second) = (pair[0].subject.code.as_str(), pair[1].subject.code.as_str());
        first.len() == second.len() && last_below.get(first).is_some_and(|last| *last >= at + 2)
    };
    rows.windows(2).any(one_line) || rows.windows(2).enumerate().any(beside)
}

/// A row whose parent stands in the table, with the nearest row of the parent's level above it.
struct Place<'l> {
    row: &'l Fact,
    parent: &'l Fact,
    above: Option<&'l Fact>,
}

impl<'l> Place<'l> {
    /// The places of all rows whose parent stands in the table, in one walk.
    fn all(rows: &[&'l Fact]) -> Vec<Self> {
        let mut first: BTreeMap<&str, &Fact> = BTreeMap::new();
        for row in rows.iter().copied() {
            first.entry(&row.subject.code).or_insert(row);
        }
        // The nearest row above, by the length of its code.
        let mut above: BTreeMap<usize, &Fact> = BTreeMap::new();
        let mut places = Vec::new();
        for row in rows.iter().copied() {
            let code = row.subject.code.as_str();
            let length = code.len().checked_sub(2).filter(|length| *length >= 3);
            let parent = length.and_then(|length| first.get(code.get(..length)?).copied());
            if let (Some(length), Some(parent)) = (length, parent) {
                places.push(Self { row, parent, above: above.get(&length).copied() });
            }
            above.insert(code.len(), row);
        }
        places
    }

    /// Whether the row stands above the one that it belongs to, as where subtotals stand below.
    fn is_above_parent(&self) -> bool {
        self.row.locator.order() < self.parent.locator.order()
    }

    fn is_wrong(&self) -> bool {
        self.above.is_some_and(|above| above.subject.code != self.parent.subject.code)
    }
}

/// A10: one code, one name, in the whole document.
pub(super) static CODE_NAME: Rule = Rule { id: "A10", severity: Severity::Warning, check: code_name };

fn code_name(book: &Book<'_>, out: &mut Bench<'_>) {
    let mut first: BTreeMap<(&str, Scheme, &str), &Fact> = BTreeMap::new();
    for table in &book.tables {
        for scheme in [Scheme::Function, Scheme::Economic] {
            for row in coded(table, scheme).into_iter().filter(|row| !row.subject.is_total()) {
                let place = (&*table.record.path, scheme, row.subject.code.as_str());
                let Some(known) = first.get(&place) else {
                    first.insert(place, row);
                    continue;
                };
                let case = Case::within(
                    table,
                    message!(
                        "name-of-code",
                        table = Arg::title(&table.title),
                        code = Arg::code(&row.subject.code)
                    ),
                    Side::words(message!("side-here"), row.locator.clone(), row.subject.name.clone()),
                    Side::words(message!("side-earlier"), known.locator.clone(), known.subject.name.clone()),
                );
                out.judge(case, same_name(&row.subject.name, &known.subject.name));
            }
        }
    }
}

/// Whether two names of a class are one: what stands in brackets and a closing 支出 may be left out.
fn same_name(a: &str, b: &str) -> Verdict {
    let bare = |name: &str| {
        let name = key(name);
        let name = name.split(['(', '（']).next().unwrap_or_default().to_owned();
        name.trim_end_matches("支出").to_owned()
    };
    if key(a) == key(b) || bare(a) == bare(b) {
        return Verdict::Pass;
    }
    let (a, b) = (bare(a), bare(b));
    let (short, long) = if a.chars().count() <= b.chars().count() { (&a, &b) } else { (&b, &a) };
    // A name that was cut, or a letter misread: that may have happened on the way to us.
    let cut = long.starts_with(short.as_str()) || long.ends_with(short.as_str());
    if cut || differ_by_one(short, long) { Verdict::InsufficientData } else { Verdict::Mismatch }
}

fn differ_by_one(short: &str, long: &str) -> bool {
    let (short, long): (Vec<char>, Vec<char>) = (short.chars().collect(), long.chars().collect());
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let skip = long.len() - short.len();
    short[(same + 1 - skip).min(short.len())..] == long[(same + 1).min(long.len())..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_one() {
        assert_eq!(same_name("一般公共服务", "一般公共服务支出"), Verdict::Pass);
        assert_eq!(same_name("行政运行（政府办公厅（室）及相关机构事务）", "行政运行"), Verdict::Pass);
        assert_eq!(same_name("住房公积金", "住房公积余"), Verdict::InsufficientData);
        assert_eq!(same_name("行政单位医疗", "行政单位医"), Verdict::InsufficientData);
        assert_eq!(same_name("行政运行", "一般行政管理事务"), Verdict::Mismatch);
        assert_eq!(same_name("行政单位医疗", "事业单位医疗"), Verdict::Mismatch);
        assert_eq!(same_name("", "事业单位医疗"), Verdict::InsufficientData);
    }
}
