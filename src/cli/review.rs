//! `mingzhang review`: one private page with every finding that waits for the publisher.
#![allow(clippy::disallowed_methods)]

use std::path::PathBuf;

use clap::Args;
use mingzhang::config::lies_in;
use mingzhang::error::{Error, Result};
use mingzhang::{pipeline, review};

use super::Ended;
use super::options::Options;
use super::terminal::{answer, progress};

/// Arguments of `review`.
#[derive(Debug, Clone, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    options: Options,
    /// File the page is written to; never inside the folder of the site
    #[arg(long, value_name = "FILE", default_value = "review.html")]
    to: PathBuf,
}

/// Writes the page.
pub(super) fn run(arguments: &Arguments) -> Result<Ended> {
    let config = arguments.options.config()?;
    let refuse =
        |message: &str| Err(Error::Config { path: arguments.to.clone(), message: message.to_owned() });
    if lies_in(&arguments.to, &config.paths.out) {
        return refuse("lies in the folder of the site, which is public; name another file with --to");
    }
    if lies_in(&arguments.to, &config.paths.content) {
        return refuse(
            "lies in the content folder and would be read as content; name another file with --to",
        );
    }
    progress(&format!("reading {}", config.paths.content.display()));
    let outcome = arguments.options.on_threads(|| pipeline::run(&config))?;
    let page = review::page(&outcome);
    std::fs::write(&arguments.to, &page.html).map_err(|error| Error::io(&arguments.to, error))?;
    answer(&format!(
        "{} to review, {} proven and not published yet\nopen {}\n",
        page.candidates,
        page.fresh,
        arguments.to.display()
    ));
    Ok(Ended::Clean)
}
