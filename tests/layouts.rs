//! Layouts of tables in reductions of our own: every file of `fixtures/layouts` is a page in short and the figures that it
//! means. A new layout is a new file; `UPDATE=1` writes what is read now, to be looked at by hand.
#![allow(clippy::disallowed_methods)]

mod common;

use std::fmt::Write as _;
use std::path::PathBuf;

use mingzhang::model::Disclosure;

/// A page in short as HTML. A line is a paragraph; lines with `|` are rows of a table, `[2x3]` before a cell makes it two
/// columns wide and three rows high; a blank line ends a table.
fn page(short: &str) -> String {
    let mut html = String::from("<html><head><meta charset=\"utf-8\"></head><body>");
    let mut open = false;
    for line in short.lines() {
        let row = line.contains('|');
        if row != open {
            html.push_str(if row { "<table>" } else { "</table>" });
            open = row;
        }
        if row {
            html.push_str("<tr>");
            line.split('|').for_each(|cell| html.push_str(&cell_of(cell)));
            html.push_str("</tr>");
        } else if !line.trim().is_empty() {
            let _ = write!(html, "<p>{line}</p>");
        }
    }
    html.push_str(if open { "</table></body></html>" } else { "</body></html>" });
    html
}

fn cell_of(cell: &str) -> String {
    let span = cell.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let Some((span, text)) = span else { return format!("<td>{cell}</td>") };
    let (across, down) = span.split_once('x').unwrap_or((span, ""));
    let of = |name: &str, count: &str| {
        if count.is_empty() { String::new() } else { format!(" {name}=\"{count}\"") }
    };
    format!("<td{}{}>{text}</td>", of("colspan", across), of("rowspan", down))
}

/// What was read, a line a figure, an indicator, or a number that could not be placed.
fn read(short: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.html");
    std::fs::write(&path, page(short)).expect("written");
    let (_, disclosure, _) = common::read_and_told(&path);
    lines(&disclosure)
}

fn lines(disclosure: &Disclosure) -> String {
    let mut out = String::new();
    for fact in disclosure.facts.iter().filter(|fact| fact.statement.id() != "narrative") {
        let subject = &fact.subject;
        let _ = writeln!(
            out,
            "{} {} {} {} {}:{} {} {} {} @{}",
            fact.fiscal_year,
            fact.phase.map_or("-", |phase| phase.id()),
            fact.statement.id(),
            fact.measure.id(),
            subject.scheme.id(),
            if subject.code.is_empty() { "-" } else { &subject.code },
            if subject.name.is_empty() { "-" } else { &subject.name },
            fact.amount.value,
            fact.amount.unit.id(),
            fact.entity,
        );
    }
    for one in disclosure.indicators.iter().filter(|one| one.row_kind.id() == "indicator") {
        let levels = [&one.level1, &one.level2, &one.level3].map(String::as_str).join(" / ");
        let _ = writeln!(out, "indicator {levels} | {} | {}", one.target, one.actual);
    }
    for one in &disclosure.unreadable {
        let _ = writeln!(out, "unplaced {} {}", one.locator, one.quote);
    }
    out
}

fn fixtures() -> Vec<PathBuf> {
    let folder = common::root().join("tests/fixtures/layouts");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    files
}

#[test]
fn every_layout_means_what_it_means() {
    let files = fixtures();
    assert!(files.len() > 10, "{} layouts", files.len());
    for file in files {
        let text = std::fs::read_to_string(&file).expect("read");
        let (short, expected) = text.split_once("\n---\n").expect("a page and what it means");
        let found = read(short);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&file, format!("{short}\n---\n{found}")).expect("written");
        } else {
            assert_eq!(found, expected, "{}", file.display());
        }
    }
}
