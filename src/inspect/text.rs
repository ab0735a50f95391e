//! The answer on the command line: table by table, what it was taken for and why, and what would help.

use std::fmt::Write;

use unicode_width::UnicodeWidthChar;

use super::{Inspection, TableView};
use crate::model::{ColumnRole, ColumnTrail, TableForm};

/// The widest line, in columns of a terminal.
const WIDTH: usize = 96;

/// How many places of numbers that were not read are named per reason.
const PLACES: usize = 4;

// Writing to a string cannot fail, so the results of `writeln!` are dropped below.

/// What each table was taken for and why, and what would help.
pub fn tables(inspection: &Inspection<'_>) -> String {
    let mut out = String::new();
    for table in &inspection.tables {
        one(&mut out, inspection, table);
    }
    out.push_str(&super::account::text(inspection));
    let advice = inspection.advice();
    if !advice.is_empty() {
        out.push_str("\nwhat would help\n");
        for one in advice {
            wrapped(&mut out, "  - ", &one.english);
        }
    }
    out.push_str(&super::teach::text(inspection));
    out
}

fn one(out: &mut String, inspection: &Inspection<'_>, table: &TableView<'_>) {
    let trail = table.trail;
    let places = &inspection.document().places;
    let title = match (&trail.title, &trail.candidate) {
        (title, None) if title.is_empty() => format!("(no title) {}", trail.opening),
        (title, Some((line, words))) if title.is_empty() => {
            format!("(no known title; {} says {words})", places.line(*line))
        }
        (title, _) => title.clone(),
    };
    out.push('\n');
    wrapped(out, "", &format!("{}  {}", places.span(trail.span), title));
    let mut row = |name: &str, text: String| wrapped(out, &format!("  {name:<9} "), &text);
    match trail.statement {
        Some(_) => {
            let mut ids: Vec<&str> = table.statements.iter().map(|one| one.statement.id()).collect();
            if ids.is_empty() {
                ids.extend(trail.statement.map(|statement| statement.id()));
            }
            row("statement", format!("{}, named by `{}`", ids.join(", "), trail.named_by));
        }
        None => {
            row("statement", table.statements.first().map_or("unknown", |one| one.statement.id()).to_owned())
        }
    }
    row("caption", caption(table));
    row("layout", layout(table));
    for column in &trail.columns {
        row(&format!("c{}", column.column), self::column(column));
    }
    row("read", read(table));
    for (reason, lost) in &table.unreadable {
        let mut names: Vec<String> = lost.iter().take(PLACES).map(|one| places.name(&one.locator)).collect();
        if lost.len() > PLACES {
            names.push("…".to_owned());
        }
        row("not read", format!("{}: {} ({})", lost.len(), reason.words(), names.join(", ")));
    }
    if let Some(reason) = table.unrecognised {
        row("not known", reason.words());
    }
}

fn caption(table: &TableView<'_>) -> String {
    let trail = table.trail;
    let unit = match (trail.unit, trail.odd_unit) {
        (Some(unit), _) => format!("unit {}", unit.label()),
        (None, true) => "a unit that is none known, or more than one".to_owned(),
        (None, false) => "no unit".to_owned(),
    };
    let mut parts = vec![unit];
    parts.extend(trail.year.map(|year| format!("year {year}")));
    if !trail.entity.is_empty() {
        parts.push(format!("body {}", trail.entity));
    }
    parts.join(", ")
}

fn layout(table: &TableView<'_>) -> String {
    let trail = table.trail;
    let scores = |chosen: bool| table.scores(chosen, "all others");
    match (trail.form, trail.layout) {
        (TableForm::Nothing, _) => "none: there is a title, but no table".to_owned(),
        (_, Some(_)) => format!("{} ({})", scores(true), scores(false)),
        (_, None) => format!("none ({})", scores(false)),
    }
}

fn column(column: &ColumnTrail) -> String {
    let path = if column.path.is_empty() { "(no header)".to_owned() } else { column.path.join(" / ") };
    let role = match column.role {
        ColumnRole::Amount | ColumnRole::Item => column.words.clone(),
        ColumnRole::Unknown => format!("unknown, {} number(s)", column.numbers),
        role if column.words.is_empty() => role.id().to_owned(),
        role => format!("{} {}", role.id(), column.words),
    };
    format!("{path} -> {role}")
}

fn read(table: &TableView<'_>) -> String {
    let mut parts = vec![format!("{} figures", table.facts)];
    if table.indicators > 0 {
        parts.push(format!("{} performance rows", table.indicators));
    }
    for one in &table.statements {
        parts.push(format!("{} {}", one.statement.id(), one.state.id()));
    }
    parts.join(", ")
}

/// Writes a text behind a head, broken into lines of at most [`WIDTH`] columns that stand below its beginning.
pub(super) fn wrapped(out: &mut String, head: &str, text: &str) {
    let indent = head.chars().count().max(2);
    let mut line = head.to_owned();
    let mut used = head.chars().count();
    for word in words(text) {
        let width = word.chars().map(|c| c.width().unwrap_or(0)).sum::<usize>();
        if used + word.trim_end().chars().map(|c| c.width().unwrap_or(0)).sum::<usize>() > WIDTH
            && used > indent
        {
            let _ = writeln!(out, "{}", line.trim_end());
            line = " ".repeat(indent);
            used = indent;
        }
        line.push_str(word);
        used += width;
    }
    let _ = writeln!(out, "{}", line.trim_end());
}

/// Where a line may end: behind spaces, and around Chinese characters.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let wide = |c: char| c.width() == Some(2);
        let mut end = rest.len();
        let mut before = None;
        for (at, c) in rest.char_indices() {
            let breaks =
                before.is_some_and(|b: char| b == ' ' && c != ' ' || wide(b) && c != ' ' && !closes(c));
            if breaks {
                end = at;
                break;
            }
            before = Some(c);
        }
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

/// Marks that must not begin a line.
fn closes(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '：' | '；' | '）' | '”' | '》' | '`' | ')' | ',' | ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_broken_below_their_beginning() {
        let mut out = String::new();
        wrapped(&mut out, "  - ", &"收入支出决算总表 and more, ".repeat(8));
        assert!(out.lines().count() > 1);
        for line in out.lines() {
            assert!(line.chars().map(|c| c.width().unwrap_or(0)).sum::<usize>() <= WIDTH, "{line}");
            assert!(line.starts_with("  - ") || line.starts_with("    "), "{line}");
        }
    }
}
