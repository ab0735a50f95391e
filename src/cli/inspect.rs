//! `mingzhang inspect FILE`: what was seen in one file, what was recognised, what was not. For publishers with a new
//! document, and for writers of layouts.
#![allow(clippy::disallowed_methods)]

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use mingzhang::config::Config;
use mingzhang::document::{Block, Places};
use mingzhang::error::{Error, Result};
use mingzhang::inspect::{self, Inspection};
use mingzhang::ledger::Record;
use mingzhang::model::{Disclosure, Fact};
use mingzhang::pipeline;

use super::Ended;
use super::format::{Format, Sheet};
use super::terminal::{Stream, answer};
use mingzhang::notice::{self, Notice};

/// Arguments of `inspect`.
#[derive(Debug, Clone, Args)]
pub(super) struct Arguments {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Configuration file [default: mingzhang.toml, if it is there]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// List every figure that was read
    #[arg(long)]
    facts: bool,
    /// List every row of performance tables
    #[arg(long)]
    indicators: bool,
    /// Show the tables as they were seen, cell by cell
    #[arg(long)]
    tables: bool,
    /// Write a visual report: the pages with every cell in the colour of what became of it, in one file
    #[arg(long, value_name = "OUT.html")]
    html: Option<PathBuf>,
    /// How diagnostics and findings are printed; json and sarif print nothing else
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Inspects.
pub(super) fn run(arguments: &Arguments) -> Result<Ended> {
    let config = Config::load(arguments.config.as_deref())?;
    let (outcome, disclosure) = pipeline::run_on(&arguments.file, &config)?;
    let inspections: Vec<Inspection<'_>> = outcome
        .ledger
        .documents
        .iter()
        .map(|record| Inspection::new(record, &disclosure).with_words(&outcome.vocabulary))
        .collect();
    if let Some(target) = &arguments.html {
        for inspection in &inspections {
            write(&arguments.file, target, &inspect::report(inspection))?;
        }
    }
    let mut notices = notice::of_diagnostics(&outcome.diagnostics);
    notices.extend(notice::collect(&outcome.ledger, &outcome.report, config.findings.language));
    let shown: Vec<&Notice> = notices.iter().collect();
    let root = outcome.root.display().to_string();
    let human = arguments.format == Format::Human;
    let colour = human && Stream::Out.is_watched();
    let printed = arguments.format.print(&Sheet {
        notices: &shown,
        tallies: &outcome.report.by_rule(),
        root,
        colour,
        by_rule: true,
        words: config.findings.language,
    });
    if !human {
        answer(&printed);
        return Ok(Ended::Clean);
    }
    let mut out = String::new();
    for inspection in &inspections {
        let record = inspection.record;
        head(&mut out, inspection);
        out.push_str(&inspect::evidence(inspection));
        statements(&mut out, record);
        out.push_str(&inspect::tables(inspection));
        if arguments.tables {
            tables(&mut out, record);
        }
        if arguments.facts {
            facts(&mut out, record, &disclosure);
        }
        if arguments.indicators {
            indicators(&mut out, record, &disclosure);
        }
    }
    out.push('\n');
    out.push_str(&printed);
    if let Some(target) = &arguments.html {
        let _ = writeln!(out, "\nreport: {}", target.display());
    }
    answer(&out);
    Ok(Ended::Clean)
}

// Writing to a string cannot fail, so the results of `writeln!` are dropped below.

/// Writes the report. The inspected file itself is never written over.
fn write(file: &Path, target: &Path, report: &str) -> Result<()> {
    let same = target.canonicalize().is_ok_and(|target| file.canonicalize().is_ok_and(|file| file == target));
    if same {
        let message = "--html names the inspected file itself; expected another name".to_owned();
        return Err(Error::Config { path: target.to_owned(), message });
    }
    std::fs::write(target, report).map_err(|error| Error::io(target, error))
}

fn head(out: &mut String, inspection: &Inspection<'_>) {
    let (record, disclosure) = (inspection.record, inspection.disclosure);
    let identity = &record.identity;
    let seen = inspection.seen;
    let seen: Vec<String> = [
        (seen.pages, "pages"),
        (seen.sheets, "sheets"),
        (seen.tables, "tables"),
        (seen.rows, "rows"),
        (seen.cells, "filled cells"),
        (seen.lines, "lines of text"),
    ]
    .iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, word)| format!("{count} {word}"))
    .collect();
    let or_none = |text: &str| if text.is_empty() { "not found".to_owned() } else { text.to_owned() };
    let kinds: Vec<&str> = identity.kinds.iter().map(|kind| kind.id()).collect();
    let year = if identity.fiscal_year == 0 { String::new() } else { identity.fiscal_year.to_string() };
    let format = if record.format.is_empty() { "none" } else { record.format.as_str() };
    let rows = [
        ("file", format!("{} ({} bytes, read as {format})", record.path, record.bytes)),
        ("sha256", record.sha256.clone()),
        ("seen", or_none(&seen.join(", "))),
        ("body", or_none(&identity.body)),
        ("division", or_none(&identity.division)),
        ("year", or_none(&year)),
        ("kinds", or_none(&kinds.join(", "))),
        ("scope", identity.scope.map_or("not found", |scope| scope.id()).to_owned()),
        ("title", or_none(&identity.title)),
        ("id", format!("{} (department {})", record.id, or_none(&record.department))),
        (
            "read",
            format!(
                "{} figures, {} performance rows, {} numbers not placed",
                disclosure.facts.len(),
                disclosure.indicators.len(),
                disclosure.unreadable.len()
            ),
        ),
    ];
    for (name, value) in rows {
        let _ = writeln!(out, "{name:<10}{value}");
    }
}

fn statements(out: &mut String, record: &Record) {
    let places = &record.document.places;
    let mut rows = vec![["place", "figures", "state", "statement", "table"].map(str::to_owned)];
    for one in &record.statements {
        let place = one.locator.as_ref().map_or_else(|| "-".to_owned(), |place| places.name(place));
        let (state, statement) = (one.state.id().to_owned(), one.statement.id().to_owned());
        rows.push([place, one.facts.to_string(), state, statement, one.table.to_string()]);
    }
    for one in &record.unrecognised {
        let place = places.line(one.span.first);
        rows.push([place, "-".to_owned(), "unknown".to_owned(), "-".to_owned(), one.label.clone()]);
    }
    let width = |at: usize| rows.iter().map(|row| row[at].len()).max().unwrap_or(0);
    let [place, figures, state, statement] = [width(0), width(1), width(2), width(3)];
    out.push('\n');
    for [a, b, c, d, e] in &rows {
        let line = format!("{a:<place$}  {b:>figures$}  {c:<state$}  {d:<statement$}  {e}");
        let _ = writeln!(out, "{}", line.trim_end());
    }
}

fn tables(out: &mut String, record: &Record) {
    let places = &record.document.places;
    for block in &record.document.blocks {
        let Block::Table(table) = block else { continue };
        let _ = writeln!(out, "\ntable {}", places.span(table.span()));
        for row in &table.rows {
            let cells: Vec<String> = row
                .cells
                .iter()
                .map(|cell| {
                    let text = cell.text.replace('\n', " ");
                    format!("{} `{text}`", places.name(&cell.locator))
                })
                .collect();
            let _ = writeln!(out, "  {}", cells.join(" | "));
        }
    }
}

fn facts(out: &mut String, record: &Record, disclosure: &Disclosure) {
    let _ =
        writeln!(out, "\nplace\tyear\tphase\tstatement\tmeasure\tscheme\tcode\tname\tamount\tunit\tquote");
    let places = &record.document.places;
    for fact in &disclosure.facts {
        let _ = writeln!(out, "{}", fact_line(fact, places));
    }
    for one in &record.unreadable {
        let _ =
            writeln!(out, "{}\tunreadable: {}\t{}", places.name(&one.locator), one.reason.words(), one.quote);
    }
}

fn fact_line(fact: &Fact, places: &Places) -> String {
    [
        places.name(&fact.locator),
        fact.fiscal_year.to_string(),
        fact.phase.map_or("", |phase| phase.id()).to_owned(),
        fact.statement.id().to_owned(),
        fact.measure.id().to_owned(),
        fact.subject.scheme.id().to_owned(),
        fact.subject.code.to_string(),
        fact.subject.name.to_string(),
        fact.amount.value.to_string(),
        fact.amount.unit.id().to_owned(),
        fact.quote.clone(),
    ]
    .join("\t")
}

fn indicators(out: &mut String, record: &Record, disclosure: &Disclosure) {
    let _ = writeln!(out, "\nplace\tkind\tproject\tlevel 1\tlevel 2\tlevel 3\ttarget\tactual\tweight\tscore");
    for row in &disclosure.indicators {
        let number = |value: Option<rust_decimal::Decimal>| value.map_or_else(String::new, |v| v.to_string());
        let cells = [
            record.document.places.name(&row.locator),
            row.row_kind.id().to_owned(),
            row.project.to_string(),
            row.level1.clone(),
            row.level2.clone(),
            row.level3.clone(),
            row.target.clone(),
            row.actual.clone(),
            number(row.weight),
            number(row.score),
        ];
        let _ = writeln!(out, "{}", cells.join("\t"));
    }
}
