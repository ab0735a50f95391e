//! `mingzhang check`: reads and checks everything and prints what does not add up. Writes nothing.

use mingzhang::error::Result;
use mingzhang::model::Verdict;
use mingzhang::pipeline;

use super::Ended;
use super::deny::Deny;
use super::format::{Format, Sheet};
use super::options::Options;
use super::terminal::{Stream, answer, progress};
use mingzhang::notice::{self, Notice};

/// Checks.
pub(super) fn run(options: &Options) -> Result<Ended> {
    let config = options.config()?;
    progress(&format!("reading {}", config.paths.content.display()));
    let outcome = options.on_threads(|| pipeline::run(&config))?;
    let mut notices = notice::of_diagnostics(&outcome.diagnostics);
    notices.extend(notice::collect(&outcome.ledger, &outcome.report, config.findings.language));
    // Rounding is nothing to act on; it is counted in the last line.
    let shown: Vec<&Notice> = notices
        .iter()
        .filter(|one| {
            options.verbose || options.format != Format::Human || one.verdict != Some(Verdict::Rounding)
        })
        .collect();
    let human = options.format == Format::Human;
    let sheet = Sheet {
        notices: &shown,
        tallies: &outcome.report.by_rule(),
        root: config.paths.content.display().to_string(),
        colour: human && Stream::Out.is_watched(),
        by_rule: true,
        words: config.findings.language,
    };
    answer(&options.format.print(&sheet));
    if human && options.verbose {
        answer(&format!("{}\n", outcome.timings.line()));
    }
    let denied = notices.iter().any(|one| options.deny(Deny::Error).catches(one.severity));
    Ok(if denied { Ended::Denied } else { Ended::Clean })
}
