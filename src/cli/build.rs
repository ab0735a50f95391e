//! `mingzhang build`: reads everything, writes the site, says what to open.

use std::path::Path;

use clap::Args;
use mingzhang::archive;
use mingzhang::config::Config;
use mingzhang::error::{Error, Result};
use mingzhang::model::{Severity, Verdict};
use mingzhang::pipeline::{self, Outcome};
use mingzhang::publish::{Changes, Generation};
use mingzhang::site::{self, Built, Failed, Theme};

use super::Ended;
use super::deny::Deny;
use super::format::{Format, Sheet};
use super::notice::{self, Notice};
use super::options::Options;
use super::terminal::{Stream, answer, progress, remark};

/// Arguments of `build`.
#[derive(Debug, Clone, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    options: Options,
    /// Keep in the archive what is published now, so that the next build says what changed; needs a date
    #[arg(long)]
    publish: bool,
}

impl From<Options> for Arguments {
    fn from(options: Options) -> Self {
        Self { options, publish: false }
    }
}

/// Builds the site.
pub(super) fn run(arguments: &Arguments) -> Result<Ended> {
    let options = &arguments.options;
    let config = options.config()?;
    if arguments.publish && config.site.date.is_empty() {
        return Err(Error::Config {
            path: "mingzhang.toml".into(),
            message: "--publish needs the day of publication: add --date YYYY-MM-DD".into(),
        });
    }
    let (mut outcome, built, changes) = options.on_threads(|| build(&config, arguments.publish))?;
    if arguments.publish {
        let seen = outcome.public.mismatches().map(|finding| &*finding.id);
        outcome.history.publish_findings(seen);
        archive::publish(&config.paths.archive, &outcome.ledger, &outcome.history)?;
    }
    let notices = notice::collect(&outcome, config.findings.language);
    // The site shows all of it; the terminal, what needs someone's hand.
    let shown: Vec<&Notice> = notices
        .iter()
        .filter(|one| options.verbose || options.format != Format::Human || one.severity != Severity::Info)
        .collect();
    let human = options.format == Format::Human;
    let stream = if human { Stream::Err } else { Stream::Out };
    let root = config.paths.content.display().to_string();
    let sheet = Sheet {
        notices: &shown,
        report: &outcome.report,
        root,
        colour: human && stream.is_watched(),
        by_rule: false,
        words: config.findings.language,
    };
    if !human {
        answer(&options.format.print(&sheet));
    } else if !shown.is_empty() {
        remark(&options.format.print(&sheet));
    }
    let account = account(&config, &outcome, &built, changes, options.verbose);
    if human {
        answer(&account)
    } else {
        remark(&account)
    }
    let denied = notices.iter().any(|one| options.deny(Deny::Never).catches(one.severity));
    Ok(if denied { Ended::Denied } else { Ended::Clean })
}

/// Reads, checks and writes.
pub(super) fn build(config: &Config, publish: bool) -> Result<(Outcome, Built, Changes)> {
    // Where nothing may be written, nothing need be read.
    let generation = Generation::begin(&config.paths.out)?;
    let theme = Theme::load(&config.paths.templates, &config.paths.statics)?;
    progress(&format!("reading {}", config.paths.content.display()));
    let mut outcome = pipeline::run(config)?;
    if publish {
        outcome.history.publish_on(&config.site.date);
    }
    progress(&format!("writing {}", config.paths.out.display()));
    let mut timings = std::mem::take(&mut outcome.timings);
    let built = timings.stage("site", || site::build(&outcome, &config.site, &theme, &generation))?;
    outcome.diagnostics.extend(built.failed.iter().map(Failed::diagnostic));
    if publish && let Some(failed) = built.failed.first() {
        return Err(Error::Broken(format!(
            "`{}` cannot be published: {}; nothing was published, build without --publish to look at it",
            failed.path, failed.why
        )));
    }
    let changes = timings.stage("publish", || generation.publish())?;
    outcome.timings = timings;
    Ok((outcome, built, changes))
}

/// What was done, in a few lines; the last says what to open.
fn account(config: &Config, outcome: &Outcome, built: &Built, changes: Changes, verbose: bool) -> String {
    let ledger = &outcome.ledger;
    let unreadable: usize = ledger.documents.iter().map(|record| record.unreadable.len()).sum();
    let due: usize = outcome.report.tallies.values().map(|tally| tally.due).sum();
    let off = outcome.public.mismatches().count();
    let held = outcome.public.checks.iter().filter(|finding| finding.withheld).count();
    let open: usize =
        outcome.report.tallies.values().map(|tally| tally.count(Verdict::InsufficientData)).sum();
    let review = match held {
        0 => String::new(),
        held => format!(", {held} kept back (see `mingzhang review`)"),
    };
    let Changes { added, changed, unchanged, removed } = changes;
    let mut text = format!(
        "{} documents of {} bodies: {} figures, {unreadable} numbers not placed\n\
         {due} checks: {off} do not agree, {open} without enough data{review}\n\
         {} pages, {} files: {added} new, {changed} changed, {unchanged} as before, {removed} gone\n",
        ledger.documents.len(),
        ledger.departments.len(),
        ledger.printed(),
        built.pages,
        built.files,
    );
    if config.site.base_url.is_empty() {
        text.push_str("no base_url: canonical links and the sitemap are left out\n");
    }
    if verbose {
        text.push_str(&format!("{}\n", outcome.timings.line()));
    }
    text.push_str(&format!("open {}\n", home(&config.paths.out)));
    text
}

/// The first page as someone would open it.
fn home(out: &Path) -> String {
    out.join("index.html").display().to_string()
}
