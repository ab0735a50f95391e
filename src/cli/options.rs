//! The options that `build`, `check` and `serve` share, and the configuration they make together with
//! `mingzhang.toml`.

use std::path::PathBuf;

use clap::Args;
use mingzhang::cache::Cache;
use mingzhang::config::Config;
use mingzhang::error::{Error, Result};

use super::deny::Deny;
use super::format::Format;
use super::lang::Lang;

/// Options that say what to read, what to write and what to deny.
#[derive(Debug, Clone, Args)]
pub(super) struct Options {
    /// Folder of disclosures [default: content]
    #[arg(long, value_name = "DIR")]
    content: Option<PathBuf>,
    /// Folder the site is written to [default: public]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Configuration file [default: mingzhang.toml, if it is there]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Address of the published site, for canonical links
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Date of publication; the program never reads the clock
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<String>,
    /// Number of threads [default: one per core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    jobs: Option<u16>,
    /// Fail (exit code 1) on this level and above [default: never for build, error for check]
    #[arg(long, value_name = "LEVEL", value_enum)]
    deny: Option<Deny>,
    /// Language of findings [default: that of the configuration, else zh-CN]
    #[arg(long, value_name = "LANG", value_enum)]
    lang: Option<Lang>,
    /// How findings and diagnostics are printed
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
    /// Make everything again, and keep nothing for the next build
    #[arg(long)]
    no_cache: bool,
    /// Print all of it: rounding differences, checks without enough data, the time of each stage
    #[arg(long, short)]
    pub(super) verbose: bool,
}

impl Options {
    /// The configuration with what the command line says on top.
    ///
    /// # Errors
    /// When the configuration is not valid, or two folders stand in each other's way.
    pub(super) fn config(&self) -> Result<Config> {
        let mut config = Config::load(self.config.as_deref())?;
        if let Some(content) = &self.content {
            config.paths.content.clone_from(content);
        }
        if let Some(out) = &self.out {
            config.paths.out.clone_from(out);
        }
        if let Some(url) = &self.base_url {
            config.site.base_url.clone_from(url);
        }
        if let Some(date) = &self.date {
            config.site.date.clone_from(date);
        }
        if let Some(lang) = self.lang {
            config.findings.language = lang.into();
        }
        config.validate()?;
        Ok(config)
    }

    /// The configuration file, which need not be there.
    #[cfg(feature = "serve")]
    pub(super) fn file(&self) -> &std::path::Path {
        self.config.as_deref().unwrap_or(std::path::Path::new(mingzhang::config::FILE))
    }

    /// The cache of a build: the one that the configuration names, or one that ends with the build.
    ///
    /// # Errors
    /// When no folder for it can be made.
    pub(super) fn cache(&self, config: &Config) -> Result<Cache> {
        let kept = (!self.no_cache).then(|| Cache::open(&config.paths.cache)).and_then(Result::ok);
        match kept {
            Some(cache) => Ok(cache),
            // Where nothing may be kept, the records of one build go where the system keeps passing things.
            None => Cache::passing(&std::env::temp_dir().join(format!("mingzhang-{}", std::process::id()))),
        }
    }

    /// The level that fails, with the default of the command.
    pub(super) fn deny(&self, default: Deny) -> Deny {
        self.deny.unwrap_or(default)
    }

    /// Runs work on as many threads as were asked for.
    ///
    /// # Errors
    /// When the threads cannot be started, or the work fails.
    pub(super) fn on_threads<T: Send>(&self, work: impl FnOnce() -> Result<T> + Send) -> Result<T> {
        on_threads(self.jobs, work)
    }

    /// Has all work of this process done on as many threads as were asked for.
    ///
    /// # Errors
    /// When the threads cannot be started.
    #[cfg(feature = "serve")]
    pub(super) fn for_all_threads(&self) -> Result<()> {
        threads(self.jobs).build_global().map_err(no_threads)
    }
}

/// Runs work on so many threads; one per core where none are named.
///
/// # Errors
/// When the threads cannot be started, or the work fails.
pub(super) fn on_threads<T: Send>(jobs: Option<u16>, work: impl FnOnce() -> Result<T> + Send) -> Result<T> {
    threads(jobs).build().map_err(no_threads)?.install(work)
}

fn threads(jobs: Option<u16>) -> rayon::ThreadPoolBuilder {
    rayon::ThreadPoolBuilder::new().num_threads(jobs.map_or(0, usize::from))
}

#[allow(clippy::needless_pass_by_value, reason = "maps an error")]
fn no_threads(error: rayon::ThreadPoolBuildError) -> Error {
    Error::Broken(format!("no threads: {error}"))
}
