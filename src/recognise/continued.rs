//! Tables that go on under a caption of their own: the title again, with or without 续表, and the header again.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Row, key};
use crate::model::Statement;

use super::caption::goes_on;
use super::header;
use super::lines::names_project;
use super::section::{Body, Parts, Section, regex};
use super::subject::total_code;

/// Header words that make two headers one by more than chance.
const FEWEST: usize = 3;

/// Joins every table with those that go on with it.
pub(crate) fn join(parts: &mut Parts) {
    let mut at = 1;
    while at < parts.sections.len() {
        if !continues(&parts.sections[at - 1], &parts.sections[at]) {
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

fn is_form(section: &Section) -> bool {
    matches!(section.statement, Some(Statement::PerformanceTarget | Statement::SelfEvaluation))
}

/// A title without what says that the table goes on, and without a year in brackets, which stands once.
fn title_of(title: &str) -> String {
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
