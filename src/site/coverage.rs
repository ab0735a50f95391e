//! What is held of a body: years by kinds, gaps visible.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::desk::Desk;
use super::routes;
use crate::messages::{Locale, say};
use crate::model::{Department, Fact, Kind, Phase, Statement};

/// The matrix of a body.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Coverage {
    /// The years, first to last.
    pub(crate) years: Vec<String>,
    /// Two last digits, for narrow columns.
    pub(crate) short: Vec<String>,
    pub(crate) rows: Vec<Row>,
    /// Whether anything is known only in part.
    pub(crate) has_part: bool,
    /// Whether anything is missing.
    pub(crate) has_gap: bool,
}

/// A kind of disclosure over the years.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(crate) label: String,
    pub(crate) cells: Vec<Cell>,
}

/// A kind of disclosure in a year.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Cell {
    /// `full`, `part` (only figures that other documents print) or `none`.
    pub(crate) state: String,
    pub(crate) words: String,
    pub(crate) href: String,
}

/// A year in the rail under a headline.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Stop {
    pub(crate) year: i32,
    pub(crate) href: String,
    pub(crate) current: bool,
    /// `full`, `part` or `none`.
    pub(crate) state: &'static str,
    pub(crate) words: String,
}

/// The kinds that a matrix shows, with their words.
fn kinds(locale: Locale) -> [(Kind, String); 3] {
    [
        (Kind::Budget, say!(locale, "kind-budget-short")),
        (Kind::Final, say!(locale, "kind-final-short")),
        (Kind::SelfEvaluation, say!(locale, "kind-evaluation-short")),
    ]
}

/// The most years a matrix shows.
const MOST: i32 = 30;

/// The years of which anything is known, first to last, without gaps.
pub(crate) fn span(desk: &Desk<'_>, department: &Department) -> Vec<i32> {
    let mut known: BTreeSet<i32> = desk
        .ledger
        .records_of(&department.id)
        .filter(|record| record.is_published())
        .map(|record| record.identity.fiscal_year)
        .collect();
    known.extend(partial(desk, department).keys().map(|(year, _)| *year));
    let (Some(first), Some(last)) = (known.first(), known.last()) else { return Vec::new() };
    ((*first).max(*last - MOST)..=*last).collect()
}

/// Which kinds of which years other documents print figures of.
fn partial(desk: &Desk<'_>, department: &Department) -> BTreeMap<(i32, Kind), ()> {
    let facts = desk.ledger.query().department(&department.id).with_derived().all();
    let kind = |fact: &Fact| match fact.phase? {
        Phase::Budget | Phase::Adjusted if fact.statement != Statement::SelfEvaluation => Some(Kind::Budget),
        Phase::Final if fact.statement != Statement::SelfEvaluation => Some(Kind::Final),
        _ => None,
    };
    facts.into_iter().filter_map(|fact| Some(((fact.fiscal_year, kind(fact)?), ()))).collect()
}

/// The matrix of a body over the years of `span`.
pub(crate) fn matrix(desk: &Desk<'_>, department: &Department, span: &[i32]) -> Coverage {
    let partial = partial(desk, department);
    let rows: Vec<Row> = kinds(desk.locale)
        .into_iter()
        .map(|(kind, label)| Row {
            cells: span.iter().map(|year| cell(desk, department, *year, kind, &label, &partial)).collect(),
            label,
        })
        .collect();
    Coverage::new(span, rows)
}

impl Coverage {
    fn new(span: &[i32], rows: Vec<Row>) -> Self {
        let any = |state| rows.iter().flat_map(|row| &row.cells).any(|cell| cell.state == state);
        Self {
            years: span.iter().map(ToString::to_string).collect(),
            short: span.iter().map(|year| format!("{:02}", year.rem_euclid(100))).collect(),
            has_part: any("part"),
            has_gap: any("none"),
            rows,
        }
    }

    /// The years.
    pub(crate) fn years(&self) -> impl Iterator<Item = i32> {
        self.years.iter().filter_map(|year| year.parse().ok())
    }

    /// The same over other years: of those that are not known here, nothing is held.
    pub(crate) fn over(&self, locale: Locale, span: &[i32]) -> Self {
        let known: Vec<i32> = self.years().collect();
        let rows = self.rows.iter().map(|row| {
            let cell = |year: &i32| match known.iter().position(|one| one == year) {
                Some(at) => row.cells[at].clone(),
                None => nothing_held(locale, *year, &row.label, &say!(locale, "held-not")),
            };
            Row { label: row.label.clone(), cells: span.iter().map(cell).collect() }
        });
        Self::new(span, rows.collect())
    }
}

fn nothing_held(locale: Locale, year: i32, label: &str, word: &str) -> Cell {
    let words = say!(locale, "held-words", year = year, kind = label, state = word);
    Cell { state: "none".into(), words, href: String::new() }
}

fn cell(
    desk: &Desk<'_>,
    department: &Department,
    year: i32,
    kind: Kind,
    label: &str,
    partial: &BTreeMap<(i32, Kind), ()>,
) -> Cell {
    let held = desk.ledger.records_of(&department.id).find(|record| {
        record.is_published() && record.identity.fiscal_year == year && record.identity.kinds.contains(&kind)
    });
    let words = |state: String| say!(desk.locale, "held-words", year = year, kind = label, state = state);
    match held {
        Some(_) => Cell {
            state: "full".into(),
            words: words(say!(desk.locale, "held-full")),
            href: desk.to(&routes::department_year(&department.id, year)),
        },
        None if partial.contains_key(&(year, kind)) => Cell {
            state: "part".into(),
            words: words(say!(desk.locale, "held-part")),
            href: desk.to(&format!("{}#figures", routes::department(&department.id))),
        },
        None => {
            let known = department.not_published.iter().any(|gap| gap.year == year && gap.kind == kind);
            nothing_held(desk.locale, year, label, &not_held(desk.locale, known))
        }
    }
}

/// That a document is not here; whether the register says that it was never published.
fn not_held(locale: Locale, known: bool) -> String {
    if known { say!(locale, "held-not-published") } else { say!(locale, "held-not") }
}

/// A disclosure that should be here and is not.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Missing {
    pub(crate) year: i32,
    pub(crate) kind: String,
    /// 未收录, or 未公开 where the register says so.
    pub(crate) word: String,
    /// How that is known, or what stands for it.
    pub(crate) note: String,
}

/// What is missing of a body: budget and final account of every year from the first to the last that is known of, and
/// whatever the register says was never published. The final account of the last year may not be due yet.
pub(crate) fn missing(desk: &Desk<'_>, department: &Department, span: &[i32]) -> Vec<Missing> {
    let coverage = matrix(desk, department, span);
    let last = span.last().copied().unwrap_or_default();
    let mut missing = Vec::new();
    for (at, year) in span.iter().enumerate() {
        for ((kind, label), row) in kinds(desk.locale).into_iter().zip(&coverage.rows) {
            let gap = department.not_published.iter().find(|gap| gap.year == *year && gap.kind == kind);
            let due = match kind {
                Kind::Budget => true,
                Kind::Final => *year < last,
                _ => false,
            };
            let cell = &row.cells[at];
            if cell.state == "full" || (gap.is_none() && !due) {
                continue;
            }
            let note = match gap {
                Some(gap) => gap.note.clone(),
                None if cell.state == "part" => say!(desk.locale, "held-part-note"),
                None => String::new(),
            };
            let word = not_held(desk.locale, gap.is_some());
            missing.push(Missing { year: *year, kind: label, word, note });
        }
    }
    missing
}

/// The rail of years under the headline of a year's page.
pub(crate) fn rail(desk: &Desk<'_>, department: &Department, current: i32) -> Vec<Stop> {
    let span = span(desk, department);
    let coverage = matrix(desk, department, &span);
    span.iter()
        .enumerate()
        .map(|(at, year)| {
            let of = |state: &str| -> Vec<&str> {
                coverage
                    .rows
                    .iter()
                    .filter(|row| row.cells[at].state == state)
                    .map(|row| &*row.label)
                    .collect()
            };
            let (full, part) = (of("full"), of("part"));
            let (state, words, href) = if !full.is_empty() {
                (
                    "full",
                    full.join(&say!(desk.locale, "list-separator")),
                    desk.to(&routes::department_year(&department.id, *year)),
                )
            } else if !part.is_empty() {
                let href = format!("{}#figures", routes::department(&department.id));
                ("part", say!(desk.locale, "held-part-short"), desk.to(&href))
            } else {
                ("none", say!(desk.locale, "held-not"), String::new())
            };
            Stop { year: *year, href, current: *year == current, state, words }
        })
        .collect()
}
