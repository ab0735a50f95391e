//! The pipeline, in its order: walk, read, recognise, link, verify. Building the site is the next step, for those
//! who want one ([`crate::site`]).

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::archive::{self, History};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, Span};
use crate::error::Result;
use crate::ledger::{Entrant, Ledger, Register, Remembered};
use crate::model::{Disclosure, Record, Severity};
use crate::source::{Content, Source};
use crate::taxonomy::Vocabulary;
use crate::taxonomy::vocabulary::{self, Trouble};
use crate::verify::Report;
use crate::{read, recognise, source, verify};

/// Everything that is known after the last stage before the site.
#[derive(Debug)]
pub struct Outcome {
    /// All disclosures joined.
    pub ledger: Ledger,
    /// The content folder.
    pub root: PathBuf,
    /// What does not add up, and what does; with candidates that only the publisher sees.
    pub report: Report,
    /// What of it the site may say.
    pub public: Report,
    /// Markdown pages of the publisher, by stem.
    pub pages: std::collections::BTreeMap<String, String>,
    /// The publisher's words.
    pub vocabulary: Vocabulary,
    /// Trouble with sidecars and lists.
    pub diagnostics: Vec<Diagnostic>,
    /// What changed since the site was last published.
    pub history: History,
    /// Time per stage.
    pub timings: Timings,
}

/// Time per stage, in the order of the pipeline.
#[derive(Debug, Clone, Default)]
pub struct Timings(pub Vec<(&'static str, Duration)>);

impl Timings {
    /// All of them in one line.
    pub fn line(&self) -> String {
        let stages = self.0.iter().map(|(name, time)| format!("{name} {} µs", time.as_micros()));
        stages.collect::<Vec<_>>().join(", ")
    }

    /// Runs a stage and notes its time.
    pub fn stage<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        self.0.push((name, start.elapsed()));
        result
    }
}

/// Runs the pipeline over the content folder of a configuration.
///
/// # Errors
/// When the folder, the register or the archive cannot be read. Trouble in documents is a diagnostic.
pub fn run(config: &Config) -> Result<Outcome> {
    let mut timings = Timings::default();
    let register = config.register()?;
    let remembered = archive::remembered(&config.paths.archive)?;
    let content = timings.stage("walk", || source::walk(&config.paths.content))?;
    let (vocabulary, troubles) = Vocabulary::read(&content.vocabulary);
    let understood = understand(&content.sources, &vocabulary, config, &mut timings);
    let told = of_vocabulary(troubles, &vocabulary, &understood);
    let mut outcome = join(content, understood, (&register, &remembered), config, timings);
    outcome.diagnostics.extend(told);
    outcome.vocabulary = vocabulary;
    outcome.history = archive::compare(&config.paths.archive, &outcome.ledger)?;
    let publicity =
        verify::public(&outcome.report, &outcome.ledger, config.findings.publish, &outcome.history.findings);
    outcome.diagnostics.extend(publicity.late.iter().map(|(finding, path)| too_late(finding, path)));
    outcome.public = publicity.report;
    Ok(outcome)
}

/// Runs the pipeline over one file, for `inspect`: what became of it, and the disclosure as it was before the ledger
/// took what can be published.
///
/// # Errors
/// When the file, the register or the archive cannot be read.
pub fn run_on(file: &Path, config: &Config) -> Result<(Outcome, Disclosure)> {
    let mut timings = Timings::default();
    let register = config.register()?;
    let content = timings.stage("walk", || source::single_of(file, &config.paths.content))?;
    let (vocabulary, troubles) = Vocabulary::read(&content.vocabulary);
    let understood = understand(&content.sources, &vocabulary, config, &mut timings);
    let remembered = archive::remembered(&config.paths.archive)?;
    let disclosure = understood.first().map(|record| record.disclosure.clone()).unwrap_or_default();
    let mut outcome = join(content, understood, (&register, &remembered), config, timings);
    outcome.diagnostics.extend(troubles.iter().map(of_row));
    outcome.vocabulary = vocabulary;
    Ok((outcome, disclosure))
}

/// What a reader gives: the document, the format, what was odd.
pub type Read = (Document, &'static str, Vec<Diagnostic>);

/// Reads and recognises. Order-keeping collects: any number of threads gives the same.
fn understand(
    sources: &[Source],
    vocabulary: &Vocabulary,
    config: &Config,
    timings: &mut Timings,
) -> Vec<Record> {
    let documents: Vec<Read> =
        timings.stage("read", || sources.par_iter().map(|source| read::read(source, &config.read)).collect());
    timings.stage("recognise", || {
        sources.par_iter().zip(documents).map(|(source, read)| record(source, read, vocabulary)).collect()
    })
}

/// What one document gives: what its reader gave, understood. What reading had to say comes before what recognising had.
pub fn record(source: &Source, (document, format, mut trouble): Read, vocabulary: &Vocabulary) -> Record {
    let mut disclosure = recognise::recognise_with(&document, source, vocabulary);
    trouble.append(&mut disclosure.diagnostics);
    disclosure.diagnostics = trouble;
    Record {
        version: Record::VERSION,
        path: source.path.clone(),
        format: format.to_owned(),
        bytes: source.bytes.len(),
        sha256: source.sha256.clone(),
        document,
        disclosure,
    }
}

/// What is wrong with rows of the publisher's vocabulary, those that met no word among them.
fn of_vocabulary(mut troubles: Vec<Trouble>, vocabulary: &Vocabulary, records: &[Record]) -> Vec<Diagnostic> {
    let met = records.iter().flat_map(|record| record.disclosure.met.iter().copied()).collect();
    troubles.extend(vocabulary.unmet(&met));
    troubles.sort_by_key(|trouble| trouble.line);
    troubles.iter().map(of_row).collect()
}

fn of_row(trouble: &Trouble) -> Diagnostic {
    let severity = if trouble.is_idle { Severity::Info } else { Severity::Warning };
    let place = if trouble.line == 0 { String::new() } else { format!("line {}", trouble.line) };
    let words = if trouble.words.is_empty() { String::new() } else { format!(" (`{}`)", trouble.words) };
    let mark = if place.is_empty() { "" } else { ": " };
    let message = format!("{place}{words}{mark}{}", trouble.message);
    let told =
        Diagnostic::new(Code::BadVocabulary, severity, &vocabulary::FILE.into(), message).help(&trouble.help);
    if trouble.line == 0 { told } else { told.at(Span::new(trouble.line, trouble.line), &trouble.words) }
}

/// Links and verifies.
fn join(
    content: Content,
    records: Vec<Record>,
    (register, remembered): (&Register, &[Remembered]),
    config: &Config,
    mut timings: Timings,
) -> Outcome {
    let Content { root, sources, pages, vocabulary: _, diagnostics } = content;
    let entrants =
        sources.into_iter().zip(records).map(|(source, record)| Entrant::new(source, record)).collect();
    let mut ledger = timings.stage("link", || Ledger::link(entrants, register, remembered));
    let report = timings.stage("verify", || verify::verify(&ledger));
    answered(&mut ledger, &report);
    let failed = report.failures.iter().map(failed);
    let diagnostics = diagnostics.into_iter().chain(failed).collect();
    for record in &mut ledger.documents {
        record.copied = config.site.originals && record.may_be_copied();
    }
    let public = Report::default();
    let vocabulary = Vocabulary::default();
    Outcome {
        root,
        ledger,
        report,
        public,
        pages,
        vocabulary,
        diagnostics,
        history: History::default(),
        timings,
    }
}

/// What the public has seen can be answered, and no longer held.
fn too_late(finding: &str, path: &Arc<str>) -> Diagnostic {
    let message = format!("finding {finding} was published before and cannot be held");
    Diagnostic::new(Code::StaleReply, Severity::Warning, path, message)
        .help("answer it with `reply`, or acknowledge it with `acknowledged = true`")
}

/// A rule that failed inside is one failed rule, and no reason to stop.
fn failed(failure: &verify::Failure) -> Diagnostic {
    let message = format!("rule {} failed inside; what it checks here was not checked", failure.rule);
    Diagnostic::new(Code::RuleFailed, Severity::Error, &failure.document, message)
        .help("this is a defect of the program: report it with the document")
}

/// A reply whose finding is gone is not dropped silently.
fn answered(ledger: &mut Ledger, report: &Report) {
    for record in &mut ledger.documents {
        for reply in &record.companions.replies {
            let there = report.checks_in(&record.path).iter().any(|finding| *finding.id == *reply.finding);
            if !there {
                let message = format!("no finding of this document has the id {}", reply.finding);
                record.diagnostics.push(
                    Diagnostic::new(Code::StaleReply, Severity::Warning, &record.path, message)
                        .help("the finding may be settled: `mingzhang check --format json` lists the ids; correct or remove the reply"),
                );
            }
        }
    }
}
