//! What stands beside a document besides its sidecar: corrections of printed figures (`<file>.corrections.toml`) and
//! answers to findings (`<file>.replies.toml`).
#![allow(clippy::disallowed_methods)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::entries::{AtLine, entries};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Correction, Reply, Severity, is_day};

/// The endings of companion files, longest first.
pub(super) const ENDINGS: &[&str] = &[".corrections.toml", ".replies.toml", ".toml"];

/// Corrections and replies of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Companions {
    /// Corrections, in the order of the file.
    pub corrections: Vec<Arc<Correction>>,
    /// Replies, in the order of the file.
    pub replies: Vec<Reply>,
}

impl Companions {
    /// Reads the companions of a file. An entry that cannot be used is a diagnostic with its line; the others are used.
    pub(super) fn beside(file: &Path, path: &Arc<str>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut trouble = |ending: &str, (line, message): AtLine<String>| {
            let place = if line == 0 { String::new() } else { format!("line {line}: ") };
            let text = format!("its companion `{ending}` is not valid: {place}{message}");
            diagnostics.push(
                Diagnostic::new(Code::BadCompanion, Severity::Error, path, text).help(
                    "the entry is left out and the others are used; expected [[correction]] with place, printed, corrected, reason, by, date; or [[reply]] with finding, by, date and reply, publish = true or hold = true",
                ),
            );
        };
        let (corrections, wrong) = read(file, ".corrections.toml", "correction", |one: &Correction| {
            filled(&[&one.reason, &one.by], &one.date)
        });
        wrong.into_iter().for_each(|one| trouble(".corrections.toml", one));
        let (replies, wrong) = read(file, ".replies.toml", "reply", |one: &Reply| {
            one.check()?;
            filled(&[&one.by], &one.date)
        });
        wrong.into_iter().for_each(|one| trouble(".replies.toml", one));
        Self { corrections: corrections.into_iter().map(Arc::new).collect(), replies }
    }
}

fn filled(words: &[&String], date: &str) -> Result<(), String> {
    if words.iter().any(|word| word.trim().is_empty()) {
        return Err("who says so, and why, must be said".to_owned());
    }
    if is_day(date) { Ok(()) } else { Err(format!("date `{date}`: expected a day like 2026-03-31")) }
}

/// The entries of a companion that can be used, and what is wrong with the others.
fn read<T: DeserializeOwned>(
    file: &Path,
    ending: &str,
    name: &str,
    check: impl Fn(&T) -> Result<(), String>,
) -> (Vec<T>, Vec<AtLine<String>>) {
    let own = with_ending(file, ending);
    if own.is_symlink() {
        return (Vec::new(), vec![(0, "it is a link, and those are not followed".to_owned())]);
    }
    if !own.is_file() {
        return (Vec::new(), Vec::new());
    }
    let text = match super::beside(&own) {
        Ok(text) => text,
        Err(message) => return (Vec::new(), vec![(0, message)]),
    };
    let (found, mut wrong) = entries::<T>(&text, name);
    let mut kept = Vec::new();
    for (line, one) in found {
        match check(&one) {
            Ok(()) => kept.push(one),
            Err(message) => wrong.push((line, message)),
        }
    }
    wrong.sort();
    (kept, wrong)
}

/// `report.txt` with `.replies.toml` is `report.txt.replies.toml`.
pub(super) fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
