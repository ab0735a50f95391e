//! `mingzhang extract`: reads some files of a content folder and writes what they give, for `build --from` and for engines
//! that query figures.

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;
use mingzhang::config::{Config, lies_in};
use mingzhang::error::{Error, Result};
use mingzhang::pipeline::{self, Errand, Extracted};

use super::Ended;
use super::options::on_threads;
use super::terminal::{Progress, answer, remark};

/// Arguments of `extract`.
#[derive(Debug, Clone, Args)]
pub(super) struct Arguments {
    /// Files and folders in the content folder; what is no disclosure there is passed over
    #[arg(value_name = "FILE", required_unless_present = "files_from")]
    files: Vec<PathBuf>,
    /// A file with the paths of more of them, one a line; `-` for standard input
    #[arg(long, value_name = "LIST")]
    files_from: Option<PathBuf>,
    /// Folder for records and figures; any number of calls may write to one
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Folder of disclosures, from which paths, sidecars, register and vocabulary are told [default: content]
    #[arg(long, value_name = "DIR")]
    content: Option<PathBuf>,
    /// Configuration file [default: mingzhang.toml, if it is there]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Number of threads [default: one per core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    jobs: Option<u16>,
    /// Put the files themselves into the records too, for a site that publishes copies
    #[arg(long)]
    originals: bool,
}

/// Extracts.
pub(super) fn run(arguments: &Arguments) -> Result<Ended> {
    let mut config = Config::load(arguments.config.as_deref())?;
    if let Some(content) = &arguments.content {
        config.paths.content.clone_from(content);
    }
    config.validate()?;
    let out = &arguments.out;
    for (folder, what) in [(&config.paths.content, "content"), (&config.paths.out, "site")] {
        if lies_in(out, folder) {
            let message =
                format!("lies in the folder of the {what} ({}); choose another one", folder.display());
            return Err(Error::Config { path: out.clone(), message });
        }
    }
    let mut parts = arguments.files.clone();
    if let Some(list) = &arguments.files_from {
        parts.extend(listed(list)?);
    }
    let watch = Progress::new();
    let errand =
        Errand { config: &config, parts: &parts, out, originals: arguments.originals, watch: &watch };
    let done = on_threads(arguments.jobs, || pipeline::extract(&errand))?;
    watch.ends();
    let Extracted { documents, records, facts, columns } = done;
    answer(&format!(
        "{documents} documents: {records} bytes of records, {facts} figures in {columns} bytes of Parquet in {}",
        out.display()
    ));
    if !cfg!(feature = "parquet") {
        remark("built without the feature `parquet`: no figures beside the records");
    }
    Ok(Ended::Clean)
}

/// The most bytes of a list.
const MOST: u64 = 256 << 20;

/// The paths in a list.
fn listed(list: &Path) -> Result<Vec<PathBuf>> {
    let mut text = String::new();
    let read = if list == Path::new("-") {
        std::io::stdin().lock().take(MOST).read_to_string(&mut text)
    } else {
        std::fs::File::open(list).and_then(|file| file.take(MOST).read_to_string(&mut text))
    };
    read.map_err(|error| Error::io(list, error))?;
    Ok(text.lines().filter(|line| !line.trim().is_empty()).map(PathBuf::from).collect())
}
