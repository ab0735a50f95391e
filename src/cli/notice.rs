//! Notices: diagnostics of reading and findings of rules in one shape, with the lines they speak of, ready to be
//! printed in any format. What must not be shown is already replaced.

use std::collections::BTreeMap;
use std::ops::Range;

use mingzhang::diagnostic::Diagnostic;
use mingzhang::document::{Locator, clean, hidden, without};
use mingzhang::ledger::Record;
use mingzhang::messages::Locale;
use mingzhang::model::{Finding, Message, Operand, Severity, Verdict};
use mingzhang::pipeline::Outcome;
use mingzhang::verify::{told_difference, told_in, told_side};

/// A place in a document, with its words.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    /// First line, counted from 1.
    pub(super) line: u32,
    /// The text of that line.
    pub(super) text: String,
    /// The bytes of the text that are meant.
    pub(super) range: Range<usize>,
    /// What stands there.
    pub(super) label: String,
    /// The place in the grammar of the data files.
    pub(super) place: String,
}

/// Something the publisher should know.
#[derive(Debug, Clone)]
pub(super) struct Notice {
    /// Id of a finding, which replies name; empty for a diagnostic.
    pub(super) id: String,
    /// `R007` of reading, `A05` of a rule.
    pub(super) code: &'static str,
    /// How much it matters.
    pub(super) severity: Severity,
    /// The state of a finding; none for a diagnostic.
    pub(super) verdict: Option<Verdict>,
    /// One sentence.
    pub(super) message: String,
    /// The key of what a diagnostic says; empty for a finding, whose messages carry theirs.
    pub(super) key: String,
    /// The message of a finding, and what else its rule and a reading say, as keys and arguments; empty for a diagnostic.
    pub(super) said: Vec<Message>,
    /// What was compared, or what was expected and what to do.
    pub(super) notes: Vec<String>,
    /// Path of the document relative to the content folder.
    pub(super) document: String,
    /// Where; the first is the place itself, the others belong to it.
    pub(super) spots: Vec<Spot>,
}

/// All notices of an outcome, findings told in a language: by document, diagnostics before findings, each in the order of places.
pub(super) fn collect(outcome: &Outcome, words: Locale) -> Vec<Notice> {
    let mut notices: Vec<Notice> =
        outcome.diagnostics.iter().map(|one| of_diagnostic(one, None, &BTreeMap::new())).collect();
    for record in &outcome.ledger.documents {
        notices.extend(of_record(record));
        let ranges = hidden(&record.document.source, &record.withheld);
        notices.extend(
            outcome
                .report
                .checks_in(&record.path)
                .iter()
                .filter(|finding| !matches!(finding.verdict, Verdict::Pass | Verdict::NotApplicable))
                .map(|finding| of_finding(finding, record, &ranges, (outcome, words))),
        );
    }
    notices
}

/// The diagnostics of one document.
pub(super) fn of_record(record: &Record) -> Vec<Notice> {
    let ranges = hidden(&record.document.source, &record.withheld);
    let mut all: Vec<&Diagnostic> = record.diagnostics.iter().collect();
    all.sort_by_key(|one| (one.span, one.code));
    all.into_iter().map(|one| of_diagnostic(one, Some(&record.document.source), &ranges)).collect()
}

type Ranges = BTreeMap<u32, Vec<(usize, usize)>>;

/// A diagnostic with the line it speaks of.
pub(super) fn of_diagnostic(one: &Diagnostic, source: Option<&[String]>, ranges: &Ranges) -> Notice {
    let spot = one.span.map(|span| {
        let text = source.map_or_else(|| one.excerpt.clone(), |source| shown(source, span.first, ranges));
        // Several lines are shown by their first one, with the range in words.
        let label = if span.first == span.last {
            String::new()
        } else {
            format!("lines {} to {}", span.first, span.last)
        };
        let lead = text.len() - text.trim_start().len();
        Spot {
            line: span.first,
            range: lead..text.trim_end().len().max(lead),
            text,
            label,
            place: span.to_string(),
        }
    });
    Notice {
        id: String::new(),
        code: one.code.id(),
        severity: one.severity,
        verdict: None,
        message: one.message.clone(),
        key: one.code.key(),
        said: Vec::new(),
        notes: [&one.help].into_iter().filter(|help| !help.is_empty()).cloned().collect(),
        document: one.document.to_string(),
        spots: spot.into_iter().filter(|spot| !spot.text.trim().is_empty()).collect(),
    }
}

fn of_finding(
    finding: &Finding,
    record: &Record,
    ranges: &Ranges,
    (outcome, words): (&Outcome, Locale),
) -> Notice {
    let mut notes = Vec::new();
    if let Some((right, (left_value, right_value))) =
        finding.right.as_ref().filter(|_| finding.compared).and_then(|right| {
            let told = |side| told_side(finding, side, &outcome.ledger);
            Some((right, told(&finding.left).zip(told(right))?))
        })
    {
        let unit = told_in(finding, &outcome.ledger);
        notes.push(format!(
            "{} {} - {} {} = {}, tolerance {}",
            words.text(&finding.left.label),
            words.arg(&left_value),
            words.text(&right.label),
            words.arg(&right_value),
            words.difference(told_difference(finding, &outcome.ledger), unit),
            words.allowed(finding.tolerance, unit)
        ));
    }
    let remarks = words.texts(finding.remarks());
    if !remarks.is_empty() {
        notes.push(remarks);
    }
    let rule = words.rule(finding.rule);
    notes.push(format!("{}: {}", rule.title, rule.formula));
    for reply in record.replies(&finding.id) {
        let kind = if reply.acknowledged { "acknowledged" } else { "answered" };
        notes.push(format!("{kind} by {} on {}: {}", reply.by, reply.date, reply.reply));
    }
    notes.push(advice(finding.verdict).to_owned());
    for place in &finding.places {
        let own = outcome.ledger.place(&place.document, &place.locator);
        notes.push(format!(
            "same cause: {} {} {} {own}",
            place.rule,
            words.text(&place.message),
            place.document
        ));
    }
    match finding.verdict {
        Verdict::Mismatch => {
            notes.push(format!("finding {}: answer it in {}.replies.toml", finding.id, finding.document));
        }
        Verdict::Review => notes.push(format!(
            "finding {} is not proven and not public: `mingzhang review` shows it with the lines that publish or hold it",
            finding.id
        )),
        _ => {}
    }
    let known = record.replies(&finding.id).any(|reply| reply.acknowledged);
    let mut spots = Vec::new();
    for operand in [Some(&finding.left), finding.right.as_ref()].into_iter().flatten() {
        spots.extend(of_operand(operand, record, ranges, (outcome, words)));
    }
    Notice {
        id: finding.id.to_string(),
        code: finding.rule,
        severity: if known { Severity::Info } else { level(finding) },
        verdict: Some(finding.verdict),
        message: words.text(&finding.message),
        key: String::new(),
        said: std::iter::once(&finding.message).chain(finding.remarks()).cloned().collect(),
        notes,
        document: finding.document.to_string(),
        spots,
    }
}

/// How much a finding matters: a rule's own level only where the figures contradict each other.
fn level(finding: &Finding) -> Severity {
    match finding.verdict {
        Verdict::Mismatch => finding.severity,
        _ => Severity::Info,
    }
}

fn advice(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Mismatch => {
            "compare both places with the original before publishing; if the original prints this, say so to the body"
        }
        Verdict::Review => {
            "something charitable explains this: compare with the original, then publish or hold it"
        }
        Verdict::Rounding => "within rounding of the printed digits: nothing to do",
        _ => "a loss in reading could explain this: compare with the original",
    }
}

/// The places of the figures of one side. A long sum is shown by its first parts.
fn of_operand(
    operand: &Operand,
    record: &Record,
    ranges: &Ranges,
    (outcome, words): (&Outcome, Locale),
) -> Vec<Spot> {
    let facts = operand.facts.iter().filter_map(|id| outcome.ledger.fact(id));
    let mut places: Vec<Locator> =
        facts.filter(|fact| fact.document == record.path).map(|fact| fact.locator.clone()).collect();
    if places.is_empty() {
        places.push(operand.locator.clone());
    }
    let many = places.len();
    places
        .into_iter()
        .take(6)
        .zip(1..)
        .map(|(locator, nth)| {
            let label = if many == 1 {
                words.text(&operand.label)
            } else {
                format!("{} ({nth} of {many})", words.text(&operand.label))
            };
            spot(&locator, label, record, ranges)
        })
        .collect()
}

fn spot(locator: &Locator, label: String, record: &Record, ranges: &Ranges) -> Spot {
    let line = locator.line();
    let text = shown(&record.document.source, line, ranges);
    let whole = text.len() - text.trim_start().len()..text.trim_end().len().max(1);
    let range = if ranges.contains_key(&line) {
        whole
    } else {
        locator.range_in(&text).map_or(whole, |(from, to)| from..to)
    };
    Spot { line, text, range, label, place: record.document.places.name(locator) }
}

/// A line as it may be shown.
fn shown(source: &[String], line: u32, ranges: &Ranges) -> String {
    let raw = source.get((line as usize).saturating_sub(1)).map_or("", String::as_str);
    clean(&without(raw, ranges.get(&line).map_or(&[][..], Vec::as_slice)))
}
