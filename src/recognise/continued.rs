//! Tables that go on under a caption of their own: the title again, with or without 续表, and the header again.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Line, Row, key};
use crate::model::Statement;

use super::caption::goes_on;
use super::header;
use super::lines::names_project;
use super::section::{Body, Parts, Section, regex};
use super::subject::total_code;

/// Header words that make two headers one by more than chance.
const FEWEST: usize = 3;

/// The most lines between two pieces of a table, and the longest of them: what stands at the head and foot of a page.
const MOST_BETWEEN: u32 = 7;
const LONGEST_HEAD: usize = 40;

/// Joins every table with those that go on with it.
pub(crate) fn join(parts: &mut Parts) {
    let mut at = 1;
    while at < parts.sections.len() {
        let (open, next) = (&parts.sections[at - 1], &parts.sections[at]);
        if !continues(open, next) && !goes_on_without_header(open, next, &parts.prose) {
            at += 1;
            continue;
        }
        let next = parts.sections.remove(at);
        let open = &mut parts.sections[at - 1];
        open.span.last = open.span.last.max(next.span.last);
        open.notes.push_str(&next.notes);
        open.caption.add(next.caption);
        if let (Body::Rows(_, rows), Body::Rows(_, more)) = (&mut open.body, next.body) {
            rows.extend(more);
        }
    }
}

/// Whether a table is the rest of the one before it: the same header, no other unit or body, and one total between them.
fn continues(open: &Section, next: &Section) -> bool {
    let (Body::Rows(shape, rows), Body::Rows(other, more)) = (&open.body, &next.body) else { return false };
    let same_title = next.title.is_empty() || title_of(&open.title) == title_of(&next.title);
    // The rest of a form prints other header words, and no project.
    if is_form(open) && is_form(next) && same_title && goes_on(&next.title) && open.sheet == next.sheet {
        return !more.iter().any(names_project);
    }
    if shape != other || !same_title || open.title.is_empty() || open.sheet != next.sheet {
        return false;
    }
    let contradicts = |one: &str, other: &str| !one.is_empty() && !other.is_empty() && one != other;
    let units = (open.caption.unit, next.caption.unit);
    let other_unit = units.0.is_some() && units.1.is_some() && units.0 != units.1;
    let (head, again) = (head_of(rows), head_of(more));
    !other_unit
        && !contradicts(&open.caption.entity, &next.caption.entity)
        && head.iter().flatten().filter(|word| !word.is_empty()).count() >= FEWEST
        && head == again
        && !(has_total(rows) && has_total(more))
        && (goes_on(&next.title) || has_total(rows) != has_total(more))
}

/// Whether rows without a header are the rest of the table before them: nothing but lines of a page's head and foot stand
/// between, and each of their columns holds what that of the table holds.
fn goes_on_without_header(open: &Section, next: &Section, prose: &[Line]) -> bool {
    let (Body::Rows(shape, rows), Body::Rows(other, more)) = (&open.body, &next.body) else { return false };
    let (Some(first), Some(last)) = (more.first(), rows.last()) else { return false };
    let same_title = next.title.is_empty() || title_of(&open.title) == title_of(&next.title);
    let unit = next.caption.unit.is_none() || next.caption.unit == open.caption.unit;
    let named = !next.caption.entity.is_empty() && next.caption.entity != open.caption.entity;
    if shape != other || open.sheet != next.sheet || open.title.is_empty() || !same_title || !unit || named {
        return false;
    }
    let between = prose.iter().filter(|line| (last.span.last..first.span.first).contains(&line.number));
    let mut between = between.map(|line| &*line.text);
    let apart = first.span.first.saturating_sub(last.span.last);
    let head = header::length(rows);
    let columns = kinds(&rows[head..]);
    apart <= MOST_BETWEEN
        && between.all(|line| line.chars().count() <= LONGEST_HEAD && !line.contains('。'))
        && header::length(more) == 0
        && head > 0
        && columns.len() > 2
        && columns.iter().zip(kinds(more)).all(|(one, other)| *one == other || *one == 0 || other == 0)
        && columns.len() == kinds(more).len()
        && kinds(more).iter().zip(&columns).filter(|(one, other)| one == other && **one == 2).count() >= 2
        && !(has_total(rows) && has_total(more))
}

/// What the columns of rows hold: numbers (2), words (1), or nothing (0).
fn kinds(rows: &[Row]) -> Vec<u8> {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let cells =
        |at: usize| rows.iter().filter_map(move |row| row.cells.get(at)).filter(|cell| !cell.is_blank());
    let kind = |at: usize| match cells(at).count() {
        0 => 0,
        all if cells(at).filter(|cell| cell.number().is_some()).count() * 2 > all => 2,
        _ => 1,
    };
    (0..width).map(kind).collect()
}

fn is_form(section: &Section) -> bool {
    matches!(section.statement, Some(Statement::PerformanceTarget | Statement::SelfEvaluation))
}

/// A title without what says that the table goes on, and without a year in brackets, which stands once.
pub(super) fn title_of(title: &str) -> String {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| regex(r"\(20\d\d年度?\)"));
    YEAR.replace(&key(&super::caption::without_continuation(title)), "").into_owned()
}

fn head_of(rows: &[Row]) -> Vec<Vec<String>> {
    let words = |row: &Row| row.cells.iter().map(|cell| key(&cell.text)).collect();
    rows[..header::length(rows)].iter().map(words).collect()
}

fn has_total(rows: &[Row]) -> bool {
    let is_total = |row: &Row| row.texts().take(2).any(|text| total_code(text) == Some("all"));
    rows[header::length(rows)..].iter().any(is_total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Cell, Locator, Span};

    fn section(title: &str, first: u32, texts: &[&str]) -> Section {
        let row = |(line, text): (u32, &&str)| Row {
            span: Span::new(line, line),
            cells: text
                .split('|')
                .zip(1..)
                .map(|(text, nth)| Cell::new(text, Locator::Cell(line, nth)))
                .collect(),
        };
        let rows: Vec<Row> = (first..).zip(texts).map(row).collect();
        Section::of_rows(Statement::ExpenditureDetail, title.to_owned(), Span::new(first, first + 9), rows)
    }

    fn joined(title: &str, texts: &[&str]) -> bool {
        let open = section(
            "支出预算总表",
            1,
            &["科目编码|科目名称|合计|基本支出", "|合计|3.00|3.00", "205|教育支出|1.00|1.00"],
        );
        let mut parts = Parts { sections: vec![open, section(title, 20, texts)], ..Parts::default() };
        join(&mut parts);
        parts.sections.len() == 1
    }

    #[test]
    fn the_rest_of_a_table_is_joined() {
        let rest = ["科目编码|科目名称|合计|基本支出", "221|住房保障支出|2.00|2.00"];
        for title in ["支出预算总表（续表）", "支出预算总表续", "支出预算总表", ""] {
            assert!(joined(title, &rest), "{title}");
        }
    }

    #[test]
    fn another_table_is_not() {
        let head = "科目编码|科目名称|合计|基本支出";
        let rest = [head, "221|住房保障支出|2.00|2.00"];
        assert!(!joined("支出预算明细表", &rest), "another title");
        assert!(!joined("支出预算总表", &["科目编码|科目名称|合计|项目支出", "221|住房保障支出|2.00|2.00"]));
        assert!(
            !joined("支出预算总表", &[head, "|合计|2.00|2.00", "221|住房保障支出|2.00|2.00"]),
            "a total of its own"
        );
    }
}
