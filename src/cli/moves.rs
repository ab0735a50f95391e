//! `mingzhang rename` and `mingzhang tombstone`: what became of an id or an address that was published. Both write a line of
//! `archive/moves.csv`; the next build answers at the old addresses. `mingzhang freeze` writes one of `archive/frozen.csv`.

use std::path::PathBuf;

use clap::Args;
use mingzhang::archive::{Happened, Move, Past, is_id};
use mingzhang::config::{Config, FILE};
use mingzhang::error::{Error, Result};
use mingzhang::model::is_day;

use super::Ended;
use super::terminal::answer;

/// Where and when.
#[derive(Debug, Clone, Args)]
struct Place {
    /// Configuration file [default: mingzhang.toml, if it is there]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Day of the change; the program never reads the clock
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<String>,
}

impl Place {
    /// The archive, what stands in it, and the day.
    fn open(&self) -> Result<(PathBuf, Past, String)> {
        let config = Config::load(self.config.as_deref())?;
        let date = self.date.clone().unwrap_or_else(|| config.site.date.clone());
        if !date.is_empty() && !is_day(&date) {
            let message = format!("date `{date}`: expected a day like 2026-03-31");
            return Err(Error::Config { path: FILE.into(), message });
        }
        let mut past = Past::open(&config.paths.archive)?;
        past.settle(&config.register()?);
        Ok((config.paths.archive, past, date))
    }
}

/// Arguments of `rename`.
#[derive(Debug, Clone, Args)]
pub(super) struct Rename {
    /// The id of a body, the code of a division, or an address such as `checks/a05.html`
    old: String,
    /// What it is now. A body that has this id already takes the other one in
    new: String,
    #[command(flatten)]
    place: Place,
}

/// Records a new id or address.
pub(super) fn rename(arguments: &Rename) -> Result<Ended> {
    let Rename { old, new, place } = arguments;
    let (archive, mut past, date) = place.open()?;
    let what = match (is_id(old), is_code(old), past.has_body(new)) {
        (false, ..) => Happened::Redirect,
        (true, true, _) => Happened::Division,
        (true, false, true) => Happened::Merge,
        (true, false, false) => past.renamed_to(new),
    };
    if what != Happened::Redirect && is_code(new) != (what == Happened::Division) {
        let message = format!("`{old}` to `{new}`: a division has a code of digits, and a body has none");
        return Err(Error::Config { path: archive, message });
    }
    let one = Move { what, old: old.clone(), new: new.clone(), date, why: String::new() };
    let count = past.record(&archive, one)?;
    let how = match what {
        Happened::Body => "its documents and figures keep their ids",
        Happened::Merge => "its documents belong to that body from now on",
        Happened::Division => "the register and the documents say themselves where a body is",
        _ => "the address must stand when the site is built",
    };
    answer(&format!("`{old}` is `{new}` now: {count} published addresses will lead there; {how}\n"));
    Ok(Ended::Clean)
}

/// Arguments of `tombstone`.
#[derive(Debug, Clone, Args)]
pub(super) struct Tombstone {
    /// Addresses, beginnings of addresses with `*`, ids of bodies, or an id and a year (`luohu-czj/2020`)
    #[arg(required = true)]
    scopes: Vec<String>,
    /// Why it is gone, in words for readers; never personal data
    #[arg(long, value_name = "WORDS")]
    why: String,
    /// Where to look instead: an address of the site or of the web [default: the nearest page above]
    #[arg(long, value_name = "ADDRESS", default_value = "")]
    see: String,
    #[command(flatten)]
    place: Place,
}

/// Records that something is gone.
pub(super) fn tombstone(arguments: &Tombstone) -> Result<Ended> {
    let Tombstone { scopes, why, see, place } = arguments;
    let (archive, mut past, date) = place.open()?;
    if why.trim().is_empty() {
        let message = "--why is empty: readers want to know why it is gone".to_owned();
        return Err(Error::Config { path: archive, message });
    }
    for scope in scopes {
        let (old, new) = (scope.clone(), see.clone());
        let one = Move { what: Happened::Tombstone, old, new, date: date.clone(), why: why.clone() };
        let count = past.record(&archive, one)?;
        answer(&format!("`{scope}`: {count} published addresses; those that stand no more will say why\n"));
    }
    Ok(Ended::Clean)
}

/// Arguments of `freeze`.
#[derive(Debug, Clone, Args)]
pub(super) struct Freeze {
    /// Addresses of charts that are published, such as `charts/luohu-czj/2024/execution.html`
    #[arg(required = true)]
    addresses: Vec<String>,
    /// Configuration file [default: mingzhang.toml, if it is there]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Asks for charts to be frozen.
pub(super) fn freeze(arguments: &Freeze) -> Result<Ended> {
    let config = Config::load(arguments.config.as_deref())?;
    let mut past = Past::open(&config.paths.archive)?;
    for address in &arguments.addresses {
        let new = past.freeze(address)?;
        let how = if new { "will be frozen" } else { "is asked for already, and will be frozen" };
        answer(&format!("`{address}` {how} as the next `build --publish` shows it\n"));
    }
    Ok(Ended::Clean)
}

fn is_code(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
