//! What the publisher should know about a recognised document: no disclosure, no identity, cut off, rows that could
//! not be read, personal data withheld.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Block, Document, Line, Private, Shape, Span, is_too_long};
use crate::model::{Identity, Reason, Severity, Unreadable};
use crate::source::Source;

use super::output::Output;
use super::section::Parts;

/// Adds the diagnostics of a whole document.
pub(super) fn report(
    document: &Document,
    source: &Source,
    identity: &Identity,
    parts: &Parts,
    out: &mut Output,
) {
    if document.blocks.is_empty() {
        // The reader has said why.
        return;
    }
    let new = |code, severity, message: String| Diagnostic::new(code, severity, &source.path, message);
    if out.facts.is_empty() && out.indicators.is_empty() {
        let first = first_text(document);
        out.diagnostics.push(
            new(Code::NoDisclosure, Severity::Error, "no budget figure was recognised in this file".into())
                .at(Span::new(1, 1), first)
                .help("expected a 部门预算, 部门决算 or 绩效自评 with its tables; if it is one, its layout is not known yet"),
        );
    } else if !identity.is_complete() {
        let missing: Vec<&str> = [
            (identity.body.is_empty(), "body"),
            (identity.fiscal_year == 0, "fiscal year"),
            (identity.kinds.is_empty(), "kind"),
        ]
        .iter()
        .filter(|(is, _)| *is)
        .map(|(_, word)| *word)
        .collect();
        out.diagnostics.push(
            new(Code::NoIdentity, Severity::Error, format!("not found in the text: {}", missing.join(", ")))
                .at(Span::new(1, 1), first_text(document))
                .help("add it to the sidecar: body = \"…\", fiscal_year = 2024, kind = \"budget\""),
        );
    }
    out.diagnostics.extend(super::identity::disagreement(identity, document, source));
    unreadable_rows(source, out);
    long_lines(source, parts, out);
    if let Some(span) = cut_off(document, parts) {
        let text = document.source.get(span.last as usize - 1).cloned().unwrap_or_default();
        out.diagnostics.push(
            new(Code::Truncated, Severity::Warning, "the document ends in the middle of a table".into())
                .at(span, text)
                .help("compare with the original; figures behind this place are missing"),
        );
    }
    if let Some(message) = withheld(document) {
        out.diagnostics.push(
            new(Code::Withheld, Severity::Info, message).help(
                "nothing to do: they appear on no page and in no data file; the original is not copied",
            ),
        );
    }
}

/// How many places of one kind are named.
const PLACES: usize = 12;

/// What was withheld: kinds, counts and places, never values.
fn withheld(document: &Document) -> Option<String> {
    let mut kinds: BTreeMap<Private, (u32, Vec<String>)> = BTreeMap::new();
    for one in &document.withheld {
        let (count, places) = kinds.entry(one.kind).or_default();
        *count = count.saturating_add(one.count);
        if places.len() < PLACES {
            places.push(document.places.line(one.line));
        } else if places.len() == PLACES {
            places.push("…".to_owned());
        }
    }
    let told: Vec<String> = kinds
        .iter()
        .map(|(kind, (count, places))| format!("{}: {count} ({})", kind.words(), places.join(", ")))
        .collect();
    (!told.is_empty()).then(|| format!("personal data was withheld: {}", told.join("; ")))
}

/// The first words of the document that are not blank.
fn first_text(document: &Document) -> &str {
    document.source.iter().map(|line| line.trim()).find(|line| !line.is_empty()).unwrap_or_default()
}

/// One diagnostic per reason and run of lines, not one per number.
fn unreadable_rows(source: &Source, out: &mut Output) {
    let mut by_reason: BTreeMap<(String, Reason), Vec<&Unreadable>> = BTreeMap::new();
    for one in &out.unreadable {
        by_reason.entry((one.table.to_string(), one.reason)).or_default().push(one);
    }
    let mut diagnostics = Vec::new();
    for ((table, reason), all) in by_reason {
        let (Some(first), Some(last)) = (all.first(), all.last()) else { continue };
        let span = Span::new(first.locator.line(), last.locator.last_line());
        let excerpt = all.iter().take(6).map(|one| one.quote.as_str()).collect::<Vec<_>>().join(" ");
        let place = if table.is_empty() { String::new() } else { format!(" in {table}") };
        diagnostics.push(
            Diagnostic::new(
                Code::UnreadableRow,
                Severity::Warning,
                &source.path,
                format!("{} number(s){place} could not be placed: {}", all.len(), reason.words()),
            )
            .at(span, excerpt)
            .help("they are listed as unreadable and not published as figures; check the source or add a layout"),
        );
    }
    out.diagnostics.extend(diagnostics);
}

/// Lines that were left out of the prose.
fn long_lines(source: &Source, parts: &Parts, out: &mut Output) {
    let long: Vec<&Line> = parts.prose.iter().filter(|line| is_too_long(&line.text)).collect();
    let (Some(first), Some(last)) = (long.first(), long.last()) else { return };
    out.diagnostics.push(
        Diagnostic::new(
            Code::LongLine,
            Severity::Warning,
            &source.path,
            format!("{} line(s) are too long to be read as sentences", long.len()),
        )
        .at(Span::new(first.number, last.number), &first.text)
        .help("figures in them are neither published nor checked; break the text into lines as printed"),
    );
}

/// Whether the last table runs to the last line without a total, a note, or text behind it. Only tables that print
/// their totals last can tell.
fn cut_off(document: &Document, parts: &Parts) -> Option<Span> {
    let Some(Block::Table(table)) = document.blocks.last() else { return None };
    let section = parts.sections.last()?;
    let last = table.rows.last()?;
    let widths: Vec<usize> = table.rows.iter().rev().skip(1).take(4).map(|row| row.cells.len()).collect();
    let usual = widths.iter().max().copied().unwrap_or(0);
    let torn = table.shape == Shape::Grid && last.cells.len() * 2 < usual && widths.len() >= 2;
    let in_header = super::header::length(&table.rows) >= table.rows.len() && section.statement.is_some();
    (torn || in_header).then_some(last.span)
}
