//! `mingzhang inspect FILE`: what was seen in one file, what was recognised, what was not. For publishers with a new
//! document, and for writers of layouts.

use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;
use mingzhang::config::Config;
use mingzhang::document::{Block, Places};
use mingzhang::error::Result;
use mingzhang::ledger::Record;
use mingzhang::model::Fact;
use mingzhang::pipeline::{self, Outcome};

use super::Ended;
use super::format::{Format, Sheet};
use super::notice::{self, Notice};
use super::terminal::{Stream, answer};

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
    /// How diagnostics and findings are printed; json and sarif print nothing else
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Inspects.
pub(super) fn run(arguments: &Arguments) -> Result<Ended> {
    let config = Config::load(arguments.config.as_deref())?;
    let outcome = pipeline::run_on(&arguments.file, &config)?;
    let notices = notice::collect(&outcome);
    let shown: Vec<&Notice> = notices.iter().collect();
    let root = arguments.file.parent().map_or_else(String::new, |folder| folder.display().to_string());
    let human = arguments.format == Format::Human;
    let colour = human && Stream::Out.is_watched();
    let printed = arguments.format.print(&Sheet {
        notices: &shown,
        report: &outcome.report,
        root,
        colour,
        by_rule: true,
    });
    if !human {
        answer(&printed);
        return Ok(Ended::Clean);
    }
    let mut out = String::new();
    for record in &outcome.ledger.documents {
        head(&mut out, record, &outcome);
        statements(&mut out, record);
        if arguments.tables {
            tables(&mut out, record);
        }
        if arguments.facts {
            facts(&mut out, record, &outcome);
        }
        if arguments.indicators {
            indicators(&mut out, record, &outcome);
        }
    }
    out.push('\n');
    out.push_str(&printed);
    answer(&out);
    Ok(Ended::Clean)
}

// Writing to a string cannot fail, so the results of `writeln!` are dropped below.

fn head(out: &mut String, record: &Record, outcome: &Outcome) {
    let identity = &record.identity;
    let (mut lines, mut tables) = (0, 0);
    for block in &record.document.blocks {
        match block {
            Block::Line(_) => lines += 1,
            Block::Table(_) => tables += 1,
        }
    }
    let or_none = |text: &str| if text.is_empty() { "not found".to_owned() } else { text.to_owned() };
    let kinds: Vec<&str> = identity.kinds.iter().map(|kind| kind.id()).collect();
    let year = if identity.fiscal_year == 0 { String::new() } else { identity.fiscal_year.to_string() };
    let format = if record.format.is_empty() { "none" } else { record.format };
    let rows = [
        ("file", format!("{} ({} bytes, read as {format})", record.path, record.bytes)),
        ("sha256", record.sha256.clone()),
        ("seen", format!("{} lines, {tables} tables, {lines} lines of text", record.document.source.len())),
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
                outcome.ledger.facts_in(&record.path).count(),
                outcome.ledger.indicators_in(&record.path).count(),
                record.unreadable.len()
            ),
        ),
    ];
    for (name, value) in rows {
        let _ = writeln!(out, "{name:<10}{value}");
    }
}

fn statements(out: &mut String, record: &Record) {
    let places = &record.document.places;
    let _ = writeln!(out, "\nplace       figures  state         statement                     table");
    for one in &record.statements {
        let place = one.locator.as_ref().map_or_else(|| "-".to_owned(), |place| places.name(place));
        let _ = writeln!(
            out,
            "{place:<11} {:>7}  {:<13} {:<29} {}",
            one.facts,
            one.state.id(),
            one.statement.id(),
            one.table
        );
    }
    for one in &record.unrecognised {
        let _ = writeln!(
            out,
            "{:<11} {:>7}  {:<13} {:<29} {}",
            places.span(one.span),
            "-",
            "unknown",
            one.reason.words(),
            one.label
        );
    }
}

fn tables(out: &mut String, record: &Record) {
    let places = &record.document.places;
    let hidden = mingzhang::document::hidden(&record.document.source, &record.withheld);
    for block in &record.document.blocks {
        let Block::Table(table) = block else { continue };
        let _ = writeln!(out, "\ntable {}", places.span(table.span()));
        for row in &table.rows {
            let safe = !(row.span.first..=row.span.last).any(|line| hidden.contains_key(&line));
            let cells: Vec<String> = row
                .cells
                .iter()
                .map(|cell| {
                    // A row with something to hide is shown by its places alone.
                    let text = if safe { cell.text.replace('\n', " ") } else { String::from("…") };
                    format!("{} `{text}`", places.name(&cell.locator))
                })
                .collect();
            let _ = writeln!(out, "  {}", cells.join(" | "));
        }
    }
}

fn facts(out: &mut String, record: &Record, outcome: &Outcome) {
    let _ =
        writeln!(out, "\nplace\tyear\tphase\tstatement\tmeasure\tscheme\tcode\tname\tamount\tunit\tquote");
    let places = &record.document.places;
    for fact in outcome.ledger.facts_in(&record.path) {
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

fn indicators(out: &mut String, record: &Record, outcome: &Outcome) {
    let _ = writeln!(out, "\nplace\tkind\tproject\tlevel 1\tlevel 2\tlevel 3\ttarget\tactual\tweight\tscore");
    for row in outcome.ledger.indicators_in(&record.path) {
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
