//! Notices: diagnostics of reading and findings of rules in one shape, with the lines they speak of, ready to be
//! printed in any format. What must not be shown is already replaced.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::diagnostic::Diagnostic;
use crate::document::{Locator, clean};
use crate::ledger::{Ledger, Record};
use crate::messages::Locale;
use crate::model::{Finding, Message, Operand, Severity, Verdict};
use crate::verify::{Report, told_difference, told_in, told_side};

/// A place in a document, with its words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spot {
    /// First line, counted from 1.
    pub line: u32,
    /// The text of that line.
    pub text: String,
    /// The bytes of the text that are meant.
    pub range: Range<usize>,
    /// What stands there.
    pub label: String,
    /// The place in the grammar of the data files.
    pub place: String,
}

/// Something the publisher should know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// Id of a finding, which replies name; empty for a diagnostic.
    pub id: String,
    /// `R007` of reading, `A05` of a rule.
    pub code: Cow<'static, str>,
    /// How much it matters.
    pub severity: Severity,
    /// The state of a finding; none for a diagnostic.
    pub verdict: Option<Verdict>,
    /// One sentence.
    pub message: String,
    /// The key of what a diagnostic says; empty for a finding, whose messages carry theirs.
    pub key: String,
    /// The message of a finding, and what else its rule and a reading say; empty for a diagnostic.
    pub said: Vec<Said>,
    /// What was compared, or what was expected and what to do.
    pub notes: Vec<String>,
    /// Path of the document relative to the content folder.
    pub document: String,
    /// Where; the first is the place itself, the others belong to it.
    pub spots: Vec<Spot>,
}

/// A message of a finding, told in a language, with its key and its arguments for programs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// The name of its text.
    pub key: String,
    /// Key, typed arguments and text.
    pub value: Value,
    /// The text with places for the arguments: `增减率：{0}`.
    pub template: String,
    /// The arguments in words, in their order.
    pub arguments: Vec<String>,
}

impl Said {
    fn of(message: &Message, words: Locale) -> Self {
        let mut value = json!(message);
        value["text"] = words.text(message).into();
        Self {
            key: message.key().to_owned(),
            value,
            template: words.template(message),
            arguments: message.args().iter().map(|(_, arg)| words.arg(arg)).collect(),
        }
    }
}

/// What findings are told of, and in which language.
#[derive(Clone, Copy)]
struct Teller<'t> {
    ledger: &'t Ledger,
    words: Locale,
}

/// The notices of some documents, findings told in a language: by document, diagnostics before findings, each in the order of
/// places.
pub fn collect(ledger: &Ledger, report: &Report, words: Locale) -> Vec<Notice> {
    let mut notices = Vec::new();
    let teller = Teller { ledger, words };
    for record in &ledger.documents {
        notices.extend(of_record(record));
        let own = report.checks_in(&record.path).iter();
        let told = own.filter(|finding| !matches!(finding.verdict, Verdict::Pass | Verdict::NotApplicable));
        notices.extend(told.map(|finding| of_finding(finding, record, teller)));
    }
    notices
}

/// The notices of diagnostics that speak of no document that was read.
pub fn of_diagnostics(diagnostics: &[Diagnostic]) -> Vec<Notice> {
    diagnostics.iter().map(|one| of_diagnostic(one, None)).collect()
}

/// The diagnostics of one document.
fn of_record(record: &Record) -> Vec<Notice> {
    let mut all: Vec<&Diagnostic> = record.diagnostics.iter().collect();
    all.sort_by_key(|one| (one.span, one.code));
    all.into_iter().map(|one| of_diagnostic(one, Some(&record.document.source))).collect()
}

/// A diagnostic with the line it speaks of.
fn of_diagnostic(one: &Diagnostic, source: Option<&[String]>) -> Notice {
    let spot = one.span.map(|span| {
        let text = source.map_or_else(|| one.excerpt.clone(), |source| shown(source, span.first));
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
        code: one.code.id().into(),
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

fn of_finding(finding: &Finding, record: &Record, teller: Teller<'_>) -> Notice {
    let mut notes = Vec::new();
    if let Some((right, (left_value, right_value))) =
        finding.right.as_ref().filter(|_| finding.compared).and_then(|right| {
            let told = |side| told_side(finding, side, teller.ledger);
            Some((right, told(&finding.left).zip(told(right))?))
        })
    {
        let unit = told_in(finding, teller.ledger);
        notes.push(format!(
            "{} {} - {} {} = {}, tolerance {}",
            teller.words.text(&finding.left.label),
            teller.words.arg(&left_value),
            teller.words.text(&right.label),
            teller.words.arg(&right_value),
            teller.words.difference(told_difference(finding, teller.ledger), unit),
            teller.words.allowed(finding.tolerance, unit)
        ));
    }
    let remarks = teller.words.texts(finding.remarks());
    if !remarks.is_empty() {
        notes.push(remarks);
    }
    let rule = teller.words.rule(finding.rule);
    notes.push(format!("{}: {}", rule.title, rule.formula));
    for reply in record.replies(&finding.id) {
        let kind = if reply.acknowledged { "acknowledged" } else { "answered" };
        notes.push(format!("{kind} by {} on {}: {}", reply.by, reply.date, reply.reply));
    }
    notes.push(advice(finding.verdict).to_owned());
    for place in &finding.places {
        let own = teller.ledger.place(&place.document, &place.locator);
        notes.push(format!(
            "same cause: {} {} {} {own}",
            place.rule,
            teller.words.text(&place.message),
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
        spots.extend(of_operand(operand, record, teller));
    }
    Notice {
        id: finding.id.to_string(),
        code: finding.rule.into(),
        severity: if known { Severity::Info } else { level(finding) },
        verdict: Some(finding.verdict),
        message: teller.words.text(&finding.message),
        key: String::new(),
        said: std::iter::once(&finding.message)
            .chain(finding.remarks())
            .map(|message| Said::of(message, teller.words))
            .collect(),
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
fn of_operand(operand: &Operand, record: &Record, teller: Teller<'_>) -> Vec<Spot> {
    let facts = operand.facts.iter().filter_map(|id| teller.ledger.fact(id));
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
                teller.words.text(&operand.label)
            } else {
                format!("{} ({nth} of {many})", teller.words.text(&operand.label))
            };
            spot(&locator, label, record)
        })
        .collect()
}

fn spot(locator: &Locator, label: String, record: &Record) -> Spot {
    let line = locator.line();
    let text = shown(&record.document.source, line);
    let whole = text.len() - text.trim_start().len()..text.trim_end().len().max(1);
    let range = locator.range_in(&text).map_or(whole, |(from, to)| from..to);
    Spot { line, text, range, label, place: record.document.places.name(locator) }
}

/// A line as it may be shown.
fn shown(source: &[String], line: u32) -> String {
    let raw = source.get((line as usize).saturating_sub(1)).map_or("", String::as_str);
    clean(raw)
}
