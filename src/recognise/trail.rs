//! The trail: what recognising a table went by, written down while it happens, for `inspect`.

use std::collections::BTreeSet;

use crate::document::Line;
use crate::model::{ColumnRole, ColumnTrail, TableForm, TableTrail};
use crate::taxonomy;

use super::Layout;
use super::columns::{phase_and_year, unknown_word};
use super::grid::{Grid, HeaderYear, Meaning, Role};
use super::section::{Body, Parts, Section, TITLE_REACH, clean_title};

/// The most characters of a table's first words.
const OPENING: usize = 40;

/// What a section and its grid say, and which layouts were asked.
pub(super) fn of_table(
    section: &Section,
    grid: Option<&Grid>,
    scores: &[(u32, &dyn Layout)],
    layout: Option<&dyn Layout>,
) -> TableTrail {
    TableTrail {
        span: section.span,
        title: section.title.clone(),
        candidate: None,
        opening: super::first_words(section).chars().take(OPENING).collect(),
        statement: section.statement,
        named_by: taxonomy::named_by(&section.title).unwrap_or_default(),
        entity: section.caption.entity.clone(),
        unit: section.caption.unit,
        odd_unit: section.caption.odd_unit,
        year: section.caption.year,
        form: match (&section.body, grid) {
            (Body::Nothing(_), _) => TableForm::Nothing,
            (Body::Flow(_), _) => TableForm::Flow,
            (Body::Rows(..), Some(_)) => TableForm::Grid,
            (Body::Rows(..), None) => TableForm::NoHeader,
        },
        scores: scores.iter().map(|(score, layout)| (layout.id(), *score)).collect(),
        layout: layout.map(Layout::id),
        columns: columns(grid, layout),
        header: header(section, grid),
    }
}

/// Forms read their own rows: a column of theirs has no one meaning.
fn columns(grid: Option<&Grid>, layout: Option<&dyn Layout>) -> Vec<ColumnTrail> {
    let Some(grid) = grid.filter(|grid| layout.is_none_or(|layout| layout.by_columns(grid))) else {
        return Vec::new();
    };
    let numbers = |at: usize| {
        let cells = grid.rows.iter().filter(|row| row.fits).filter_map(|row| row.cells.get(at));
        cells.filter(|cell| cell.number().is_some()).count()
    };
    grid.columns
        .iter()
        .zip(1_u32..)
        .enumerate()
        .map(|(at, (column, nth))| {
            let item = layout.and_then(|layout| layout.item(column));
            let (role, words, label) = match &item {
                Some((code, label)) => of_item(code, label, &column.path),
                None => role(column.role),
            };
            let unknown = if role == ColumnRole::Unknown { unknown_word(column) } else { String::new() };
            ColumnTrail {
                column: nth,
                path: column.path.clone(),
                role,
                words,
                label,
                unknown,
                numbers: numbers(at),
            }
        })
        .collect()
}

fn role(role: Role) -> (ColumnRole, String, String) {
    let plain = |role| (role, String::new(), String::new());
    match role {
        Role::Entity => plain(ColumnRole::Entity),
        Role::Code => plain(ColumnRole::Code),
        Role::CodePart(part) => {
            let label = ["类", "款", "项"].get(usize::from(part)).copied().unwrap_or_default();
            (ColumnRole::Code, format!("part {}", part + 1), label.to_owned())
        }
        Role::WithinCode => plain(ColumnRole::Code),
        Role::Name => plain(ColumnRole::Name),
        Role::SecondName | Role::WithinName => plain(ColumnRole::SecondName),
        Role::Year => plain(ColumnRole::Year),
        Role::Aside => plain(ColumnRole::Aside),
        Role::Unknown => plain(ColumnRole::Unknown),
        Role::Amount(meaning) => {
            let (words, label) = amount(meaning);
            (ColumnRole::Amount, words, label)
        }
    }
}

/// An item with the phase that the header names.
fn of_item(code: &str, label: &str, path: &[String]) -> (ColumnRole, String, String) {
    match path.iter().rev().find_map(|word| phase_and_year(word).0) {
        Some(phase) => {
            (ColumnRole::Item, format!("{code}, {}", phase.id()), format!("{label} · {}", phase.label()))
        }
        None => (ColumnRole::Item, code.to_owned(), label.to_owned()),
    }
}

/// What the amounts of a column mean, as ids and in Chinese.
fn amount(meaning: Meaning) -> (String, String) {
    let mut words = vec![meaning.measure.id().to_owned()];
    let mut label = vec![meaning.measure.label().to_owned()];
    if let Some(phase) = meaning.phase {
        words.push(phase.id().to_owned());
        label.push(phase.label().to_owned());
    }
    match meaning.year {
        Some(HeaderYear::Absolute(year)) => {
            words.push(year.to_string());
            label.push(format!("{year} 年"));
        }
        Some(HeaderYear::Prior) => {
            words.push("year before".to_owned());
            label.push("上年".to_owned());
        }
        None => {}
    }
    (words.join(", "), label.join(" · "))
}

/// The lines from a section's title to its first row, and those of its rows that hold no data.
fn header(section: &Section, grid: Option<&Grid>) -> BTreeSet<u32> {
    let Body::Rows(_, rows) = &section.body else { return BTreeSet::from([section.span.first]) };
    let body = rows.first().map_or(section.span.first + 1, |row| row.span.first);
    let mut lines: BTreeSet<u32> = (section.span.first..body).collect();
    if let Some(grid) = grid {
        let data: BTreeSet<u32> =
            grid.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.locator.line()).collect();
        let of_rows = rows.iter().flat_map(|row| row.span.first..=row.span.last);
        lines.extend(of_rows.filter(|line| !data.contains(line)));
    }
    lines
}

/// For tables without a title: the line above that looks most like one.
pub(super) fn add_candidates(parts: &Parts, tables: &mut [TableTrail]) {
    let mut above = 0;
    for table in tables {
        if table.title.is_empty() {
            table.candidate = candidate(&parts.prose, above, table.span.first);
        }
        above = table.span.last;
    }
}

fn candidate(prose: &[Line], above: u32, below: u32) -> Option<(u32, String)> {
    let end = prose.partition_point(|line| line.number < below);
    let near = prose[..end].iter().rev().take(TITLE_REACH).take_while(|line| line.number > above);
    let near: Vec<(u32, String)> =
        near.filter_map(|line| Some((line.number, clean_title(&line.text)?))).collect();
    let long = |(_, title): &&(u32, String)| title.chars().count() > 2;
    let named = near.iter().filter(long).find(|(_, title)| title.contains('表'));
    // A title without the word still stands right above its caption or table.
    let caption = |title: &str| title.contains([':', '：']);
    named.or_else(|| near.iter().filter(long).find(|(_, title)| !caption(title))).cloned()
}
