//! `mingzhang redact`: takes something personal that was published out of the site, the archive and the cache, and out of every
//! later build.

use std::io::Read;

use clap::Args;
use mingzhang::error::{Error, Result};
use mingzhang::redact;

use super::options::Options;
use super::terminal::{answer, remark};
use super::{Ended, build};

/// Arguments of `redact`.
#[derive(Debug, Clone, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    options: Options,
    /// Why, for the publisher alone; never what is to be withheld
    #[arg(long, value_name = "WORDS", default_value = "")]
    reason: String,
}

/// The most bytes of what is asked for.
const MOST: u64 = 1 << 20;

/// Redacts. The texts come from standard input, one a line: an argument would stand in the history of the shell.
pub(super) fn run(arguments: &Arguments) -> Result<Ended> {
    let config = arguments.options.config()?;
    let texts = texts()?;
    let file = redact::remember(&config, &texts, &arguments.reason)?;
    let rewritten = redact::clean(&config, &texts)?;
    let ended = build::run(&build::Arguments::from(arguments.options.clone()))?;
    let left = redact::left(&config, &texts);
    answer(&format!(
        "{} texts are withheld from now on, by {}; {rewritten} files of the archive were rewritten\n\
         copies that others have, earlier versions in a repository and the original files are not reached\n",
        texts.len(),
        file.display()
    ));
    if left.is_empty() {
        return Ok(ended);
    }
    remark(
        "it still stands in these files, most likely by a page, a name of a file, a sidecar or a setting of yours:",
    );
    left.iter().for_each(|file| remark(&format!("  {}", file.display())));
    Ok(Ended::Denied)
}

fn texts() -> Result<Vec<String>> {
    let refused =
        |message: &str| Error::Config { path: "standard input".into(), message: message.to_owned() };
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(MOST).read_to_end(&mut bytes);
    read.map_err(|error| Error::io("standard input", error))?;
    let text = String::from_utf8(bytes).map_err(|_| refused("is no UTF-8"))?;
    let texts: Vec<String> =
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    if texts.is_empty() {
        return Err(refused("holds nothing: write what is to be withheld there, one text a line"));
    }
    Ok(texts)
}
