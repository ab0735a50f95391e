//! All bodies at once, for those who ask about all of them, and what is the same for one body and for all: what is judged of
//! a ledger.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::{Read, Timings, record};
use crate::archive::{self, History, Past};
use crate::config::{Config, Output};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Span;
use crate::error::Result;
use crate::ledger::{Entrant, Ledger, Register, Remembered};
use crate::messages::Locale;
use crate::model::{Disclosure, Finding, Record, Severity};
use crate::site::{self, Bodies, Built, Shell, Sink, Theme};
use crate::source::{Content, Source};
use crate::taxonomy::Vocabulary;
use crate::taxonomy::vocabulary::{self, Trouble};
use crate::verify::Report;
use crate::{read, source, verify};

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
    pub pages: BTreeMap<String, String>,
    /// The publisher's words.
    pub vocabulary: Vocabulary,
    /// Trouble with sidecars and lists.
    pub diagnostics: Vec<Diagnostic>,
    /// What changed since the site was last published.
    pub history: History,
    /// What was ever published.
    pub past: Past,
    /// Which files the site has beside its pages and tables.
    pub output: Output,
    /// Time per stage.
    pub timings: Timings,
}

impl Outcome {
    /// Builds the site of all bodies at once. It is the same as when they are made one by one.
    ///
    /// # Errors
    /// When two files share one address, a template fails, or the sink does.
    pub fn site(&self, config: &crate::config::Site, theme: &Theme, sink: &dyn Sink) -> Result<Built> {
        let shell = Shell {
            config,
            output: self.output,
            locale: Locale::Chinese,
            theme,
            pages: &self.pages,
            originals: &|path, sha256| source::reread(&self.root, path, sha256),
            log: &self.history.log,
            published: self.history.published,
            past: &self.past,
            freezes: false,
        };
        let of = Bodies { ledger: &self.ledger, report: &self.public, pending: &self.history.pending };
        site::build(&shell, &of, sink)
    }

    /// Keeps in the archive what stands in the ledger.
    ///
    /// # Errors
    /// When the archive cannot be written.
    pub fn publish(&self, folder: &Path) -> Result<()> {
        let documents = self.ledger.documents.iter().map(remembered_as);
        archive::publish(folder, documents, archive::figures(&self.ledger).map(Ok), &self.history)
    }
}

/// A document as the archive keeps it.
fn remembered_as(record: &crate::ledger::Record) -> Remembered {
    Remembered {
        id: record.id.to_string(),
        sha256: record.sha256.clone(),
        path: record.path.to_string(),
        title: record.identity.title.clone(),
        published_on: record.sidecar.published_on.clone(),
    }
}

/// Runs the pipeline over the content folder of a configuration.
///
/// # Errors
/// When the folder, the register or the archive cannot be read. Trouble in documents is a diagnostic.
pub fn run(config: &Config) -> Result<Outcome> {
    let mut timings = Timings::default();
    let config = &config.with_redactions()?;
    let (register, past) = super::remembered_addresses(config)?;
    let remembered = archive::remembered(&config.paths.archive)?;
    let mut content = timings.stage("walk", || source::walk(&config.paths.content))?;
    content.diagnostics.extend(register.told.iter().cloned());
    let (vocabulary, troubles) = Vocabulary::read(&content.vocabulary);
    let understood = understand(&content.sources, &vocabulary, config, &mut timings);
    let met = understood.iter().flat_map(|record| record.disclosure.met.iter().copied()).collect();
    let told = of_vocabulary(troubles, &vocabulary, &met);
    let mut outcome = join(content, understood, (&register, &remembered), past, config, timings)?;
    outcome.diagnostics.extend(told);
    outcome.vocabulary = vocabulary;
    Ok(outcome)
}

/// Runs the pipeline over one file, for `inspect`: what became of it, and the disclosure as it was before the ledger
/// took what can be published.
///
/// # Errors
/// When the file, the register or the archive cannot be read.
pub fn run_on(file: &Path, config: &Config) -> Result<(Outcome, Disclosure)> {
    let mut timings = Timings::default();
    let config = &config.with_redactions()?;
    let (register, past) = super::remembered_addresses(config)?;
    let content = timings.stage("walk", || source::single_of(file, &config.paths.content))?;
    let (vocabulary, troubles) = Vocabulary::read(&content.vocabulary);
    let understood = understand(&content.sources, &vocabulary, config, &mut timings);
    let remembered = archive::remembered(&config.paths.archive)?;
    let disclosure = understood.first().map(|record| record.disclosure.clone()).unwrap_or_default();
    let mut outcome = join(content, understood, (&register, &remembered), past, config, timings)?;
    outcome.diagnostics.extend(troubles.iter().map(of_row));
    outcome.vocabulary = vocabulary;
    Ok((outcome, disclosure))
}

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

/// What is wrong with rows of the publisher's vocabulary, those that met no word among them.
pub(super) fn of_vocabulary(
    mut troubles: Vec<Trouble>,
    vocabulary: &Vocabulary,
    met: &BTreeSet<u32>,
) -> Vec<Diagnostic> {
    troubles.extend(vocabulary.unmet(met));
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

/// Verifies a ledger.
pub(super) fn judged(ledger: &mut Ledger, config: &Config) -> Report {
    let report = verify::verify(ledger);
    answered(ledger, &report);
    for record in &mut ledger.documents {
        record.copied = config.site.originals && record.may_be_copied();
    }
    report
}

/// What of some checks may be said, and what the publisher should know besides. `seen` are the findings that the public
/// has seen before.
pub(super) fn made_public(
    checks: impl IntoIterator<Item = Finding>,
    failures: &[verify::Failure],
    ledger: &Ledger,
    config: &Config,
    seen: &BTreeSet<String>,
) -> (Report, Vec<Diagnostic>) {
    let publicity = verify::public(checks, ledger, config.findings.publish, seen);
    let late = publicity.late.iter().map(|(finding, path)| too_late(finding, path));
    (publicity.report, failures.iter().map(failed).chain(late).collect())
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

/// Links and verifies.
fn join(
    content: Content,
    records: Vec<Record>,
    (register, remembered): (&Register, &[Remembered]),
    mut past: Past,
    config: &Config,
    mut timings: Timings,
) -> Result<Outcome> {
    let Content { root, sources, pages, vocabulary: _, mut diagnostics } = content;
    let entrants =
        sources.into_iter().zip(records).map(|(source, record)| Entrant::new(source, record)).collect();
    let mut ledger = timings.stage("link", || Ledger::link(entrants, register, remembered));
    let history = archive::compare(&config.paths.archive, &past, &ledger)?;
    let now: Vec<Remembered> = ledger.documents.iter().map(remembered_as).collect();
    past.follow_documents(remembered, &now);
    let (report, public, told) = timings.stage("verify", || {
        let report = judged(&mut ledger, config);
        let checks = report.checks.iter().cloned();
        let (public, told) = made_public(checks, &report.failures, &ledger, config, &history.findings);
        (report, public, told)
    });
    diagnostics.extend(told);
    let vocabulary = Vocabulary::default();
    let output = config.output;
    Ok(Outcome {
        root,
        ledger,
        report,
        public,
        pages,
        vocabulary,
        diagnostics,
        history,
        past,
        output,
        timings,
    })
}
