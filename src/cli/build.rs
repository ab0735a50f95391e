//! `mingzhang build`: reads everything, writes the site, says what to open.

use std::path::{Path, PathBuf};

use clap::Args;
use mingzhang::cache::Cache;
use mingzhang::config::{Config, lies_in};
use mingzhang::error::{Error, Result};
use mingzhang::model::{Severity, Verdict};

use super::Ended;
use super::deny::Deny;
use super::format::{Format, Sheet};
use super::options::Options;
use super::terminal::{Progress, Stream, answer, remark};
use mingzhang::notice::Notice;
use mingzhang::pipeline::{self, Done, Workshop};
use mingzhang::publish::{self, Changes, Generation};
use mingzhang::site::{Lost, Theme, is_of_host};

/// Arguments of `build`.
#[derive(Debug, Clone, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    options: Options,
    /// Keep in the archive what is published now, so that the next build says what changed; needs a date
    #[arg(long)]
    publish: bool,
    /// Print what each stage cost: time, memory so far where the system tells it, and what was taken from the cache
    #[arg(long)]
    timings: bool,
    /// Build from what `mingzhang extract` wrote to these folders; the content folder gives register, pages and vocabulary
    #[arg(long, value_name = "DIR", num_args = 1..)]
    from: Vec<PathBuf>,
}

impl From<Options> for Arguments {
    fn from(options: Options) -> Self {
        Self { options, publish: false, timings: false, from: Vec::new() }
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
    for folder in &arguments.from {
        if lies_in(folder, &config.paths.out) {
            let message = format!("lies in the folder of the site ({})", config.paths.out.display());
            return Err(Error::Config { path: folder.clone(), message });
        }
    }
    let (done, changes) = options.on_threads(|| build(&config, arguments))?;
    // The site shows all of it; the terminal, what needs someone's hand.
    let shown: Vec<&Notice> = done
        .notices
        .iter()
        .filter(|one| options.verbose || options.format != Format::Human || one.severity != Severity::Info)
        .collect();
    let human = options.format == Format::Human;
    let stream = if human { Stream::Err } else { Stream::Out };
    let root = config.paths.content.display().to_string();
    let sheet = Sheet {
        notices: &shown,
        tallies: &done.tallies,
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
    let account = account(&config, &done, changes, arguments);
    if human {
        answer(&account)
    } else {
        remark(&account)
    }
    let denied = done.notices.iter().any(|one| options.deny(Deny::Never).catches(one.severity));
    Ok(if denied { Ended::Denied } else { Ended::Clean })
}

/// Reads, checks and writes.
fn build(config: &Config, arguments: &Arguments) -> Result<(Done, Changes)> {
    let Arguments { options, publish, from, .. } = arguments;
    let publish = *publish;
    // Where nothing may be written, nothing need be read.
    let generation = Generation::begin(&config.paths.out)?;
    let theme = Theme::load(&config.paths.templates, &config.paths.statics)?.with_root(&config.paths.root)?;
    let cache = options.cache(config)?;
    let watch = Progress::new();
    let thorough = options.verbose
        || options.format != Format::Human
        || options.deny(Deny::Never).catches(Severity::Info);
    let shop = Workshop {
        config,
        theme: &theme,
        sink: &generation,
        cache: &cache,
        publish,
        thorough,
        watch: &watch,
    };
    let mut done = match from.as_slice() {
        [] => pipeline::build(&shop)?,
        folders => pipeline::build_from(&shop, folders)?,
    };
    watch.ends();
    if publish && let Some(failed) = done.built.failed.first() {
        return Err(Error::Broken(format!(
            "`{}` cannot be published: {}; nothing was published, build without --publish to look at it",
            failed.path, failed.why
        )));
    }
    if publish && !done.built.broken.is_empty() {
        return Err(broken(config, &done.built.broken));
    }
    let mut timings = std::mem::take(&mut done.timings);
    let changes = timings.stage("publish", || match done.reused.whole {
        true => Ok(generation.leave(done.built.files)),
        false => generation.publish(),
    })?;
    if publish {
        let out = &config.paths.out;
        let mut files = publish::files(out);
        // What the publisher puts at the root is not ours to promise, and hosts keep no links.
        files.retain(|file| !theme.is_rooted(file) && !is_of_host(file));
        let title = |path: &str| publish::title(out, path);
        let bytes = |path: &str| publish::bytes(out, path);
        timings.stage("archive", || pipeline::publish(config, &cache, &done, &files, title, &bytes))?;
    }
    done.timings = timings;
    cache.trim(Cache::MOST);
    Ok((done, changes))
}

/// A publication that would break addresses, with the ways out of each.
fn broken(config: &Config, lost: &[Lost]) -> Error {
    const MOST: usize = 20;
    let mut message = "addresses once published answer for ever; nothing was published".to_owned();
    for one in lost.iter().take(MOST) {
        message.push_str(&format!("\n  {}:\n    {}", one.message(), one.ways()));
    }
    if lost.len() > MOST {
        message.push_str(&format!("\n  and {} more of this kind", lost.len() - MOST));
    }
    Error::Config { path: config.paths.archive.join("addresses.csv"), message }
}

/// What was done, in a few lines; the last says what to open.
fn account(config: &Config, done: &Done, changes: Changes, arguments: &Arguments) -> String {
    let numbers = &done.numbers;
    let due: usize = done.tallies.values().map(|tally| tally.due).sum();
    let open: usize = done.tallies.values().map(|tally| tally.count(Verdict::InsufficientData)).sum();
    let review = match numbers.held {
        0 => String::new(),
        held => format!(", {held} kept back (see `mingzhang review`)"),
    };
    let Changes { added, changed, unchanged, removed } = changes;
    let mut text = format!(
        "{} documents of {} bodies: {} figures, {} numbers not placed\n\
         {due} checks: {} do not agree, {open} without enough data{review}\n\
         {} pages, {} files: {added} new, {changed} changed, {unchanged} as before, {removed} gone\n",
        numbers.documents,
        numbers.bodies,
        numbers.printed,
        numbers.unreadable,
        numbers.mismatches,
        done.built.pages,
        done.built.files,
    );
    let reused = done.reused;
    if reused.documents > 0 {
        text.push_str(&format!(
            "from the cache: {} documents, the pages of {} bodies{}\n",
            reused.documents,
            reused.bodies,
            if reused.lists { ", all lists" } else { "" }
        ));
    }
    for one in &done.built.frozen {
        text.push_str(&format!("frozen: {} as {}\n", one.address, one.path("html")));
    }
    if config.site.base_url.is_empty() {
        text.push_str("no base_url: canonical links and the sitemap are left out\n");
    }
    if arguments.timings {
        text.push_str(&done.timings.table());
    } else if arguments.options.verbose {
        text.push_str(&format!("{}\n", done.timings.line()));
    }
    text.push_str(&format!("open {}\n", home(&config.paths.out)));
    text
}

/// The first page as someone would open it.
fn home(out: &Path) -> String {
    out.join("index.html").display().to_string()
}
