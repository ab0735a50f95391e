//! What stands beside a document besides its sidecar: corrections of printed figures (`<file>.corrections.toml`) and
//! answers to findings (`<file>.replies.toml`).
#![allow(clippy::disallowed_methods)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

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

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Corrections {
    #[serde(default)]
    correction: Vec<Correction>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Replies {
    #[serde(default)]
    reply: Vec<Reply>,
}

impl Companions {
    /// Reads the companions of a file. One that cannot be read is a diagnostic, and none of it is used.
    pub(super) fn beside(file: &Path, path: &Arc<str>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut trouble = |ending: &str, message: String| {
            let text = format!("its companion `{ending}` is not valid: {message}");
            diagnostics.push(
                Diagnostic::new(Code::BadCompanion, Severity::Error, path, text).help(
                    "expected [[correction]] with place, printed, corrected, reason, by, date; or [[reply]] with finding, by, date and reply, publish = true or hold = true",
                ),
            );
        };
        let Corrections { correction } = read(&with_ending(file, ".corrections.toml"))
            .and_then(|whole: Corrections| {
                whole.correction.iter().try_for_each(|one| filled(&[&one.reason, &one.by], &one.date))?;
                Ok(whole)
            })
            .unwrap_or_else(|message| {
                trouble(".corrections.toml", message);
                Corrections::default()
            });
        let Replies { reply } = read(&with_ending(file, ".replies.toml"))
            .and_then(|whole: Replies| {
                whole.reply.iter().try_for_each(|one| {
                    one.check()?;
                    filled(&[&one.by], &one.date)
                })?;
                Ok(whole)
            })
            .unwrap_or_else(|message| {
                trouble(".replies.toml", message);
                Replies::default()
            });
        Self { corrections: correction.into_iter().map(Arc::new).collect(), replies: reply }
    }
}

fn filled(words: &[&String], date: &str) -> Result<(), String> {
    if words.iter().any(|word| word.trim().is_empty()) {
        return Err("who says so, and why, must be said".to_owned());
    }
    if is_day(date) { Ok(()) } else { Err(format!("date `{date}`: expected a day like 2026-03-31")) }
}

fn read<T: DeserializeOwned + Default>(file: &Path) -> Result<T, String> {
    if file.is_symlink() {
        return Err("it is a link, and those are not followed".to_owned());
    }
    if !file.is_file() {
        return Ok(T::default());
    }
    let text = super::beside(file)?;
    toml::from_str(&text).map_err(|error| error.message().to_owned())
}

/// `report.txt` with `.replies.toml` is `report.txt.replies.toml`.
pub(super) fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
