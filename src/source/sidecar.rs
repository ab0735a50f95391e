//! What a publisher adds beside a document: a sidecar of its own, or a row of the list at the top of the content folder. A
//! field that holds what it cannot hold costs that field, and its line is named.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::de::{DeValue, ValueDeserializer};

use super::entries::{fields, said};
use super::{MAX_BESIDE, beside, with_ending};
use crate::diagnostic::{Code, Diagnostic, shorten};
use crate::model::{Edition, Kind, Severity, is_day};

/// The list at the top of the content folder.
const LIST: &str = "sources.csv";

/// The fields of text; `withhold` and `fiscal_year` hold something else.
const TEXTS: &[&str] =
    &["source_url", "published_on", "approved_on", "edition", "note", "body", "kind", "division"];

/// What a publisher adds beside a document: `<file>.toml`, or a row of `sources.csv`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sidecar {
    /// Where the original was published.
    pub source_url: String,
    /// Date of publication, `YYYY-MM-DD`.
    pub published_on: String,
    /// Date of the finance office's approval, `YYYY-MM-DD`.
    pub approved_on: String,
    /// `full` or `abridged`.
    pub edition: String,
    /// A note for readers about this edition.
    pub note: String,
    /// Whether the original must not be copied.
    pub withhold: bool,
    /// Settles an ambiguous body name.
    pub body: String,
    /// Settles an ambiguous fiscal year.
    pub fiscal_year: Option<i32>,
    /// Settles an ambiguous kind.
    pub kind: String,
    /// Settles an ambiguous division, GB/T 2260.
    pub division: String,
}

impl Sidecar {
    /// Fiscal years that a sidecar may name.
    pub const YEARS: std::ops::RangeInclusive<i32> = 1949..=2999;

    /// The edition; full unless said otherwise.
    pub fn edition(&self) -> Edition {
        Edition::from_id(&self.edition).unwrap_or(Edition::Full)
    }

    /// Reads a sidecar: the fields that can be used, and what is wrong with the others.
    fn read(text: &str) -> Result<(Self, Vec<Wrong>), Wrong> {
        let (mut sidecar, mut wrong) = (Self::default(), Vec::new());
        let fields = fields(text).map_err(|(line, message)| Wrong { line, message })?;
        for (line, name, value) in fields {
            if let Err(message) = sidecar.set(&name, value) {
                wrong.push(Wrong { line, message });
            }
        }
        wrong.sort_by_key(|one| one.line);
        Ok((sidecar, wrong))
    }

    fn set(&mut self, name: &str, value: Spanned<DeValue<'_>>) -> Result<(), String> {
        let value = ValueDeserializer::from(value);
        match name {
            "withhold" => {
                // What cannot be understood here must not be copied.
                self.withhold = true;
                self.withhold = bool::deserialize(value).map_err(|error| of(name, &said(&error)))?;
                Ok(())
            }
            "fiscal_year" => self.set_year(i64::deserialize(value).map_err(|error| of(name, &said(&error)))?),
            _ if TEXTS.contains(&name) => {
                self.set_text(name, String::deserialize(value).map_err(|error| of(name, &said(&error)))?)
            }
            _ => Err(format!("unknown field `{}`", shortened(name))),
        }
    }

    fn set_year(&mut self, year: i64) -> Result<(), String> {
        let known = i32::try_from(year).ok().filter(|year| Self::YEARS.contains(year));
        self.fiscal_year = Some(known.ok_or_else(|| format!("fiscal_year {year} is no year of a budget"))?);
        Ok(())
    }

    fn set_text(&mut self, name: &str, value: String) -> Result<(), String> {
        check(name, &value)?;
        let field = match name {
            "source_url" => &mut self.source_url,
            "published_on" => &mut self.published_on,
            "approved_on" => &mut self.approved_on,
            "edition" => &mut self.edition,
            "note" => &mut self.note,
            "body" => &mut self.body,
            "kind" => &mut self.kind,
            "division" => &mut self.division,
            _ => return Err(format!("unknown field `{}`", shortened(name))),
        };
        *field = value;
        Ok(())
    }
}

/// What is wrong in a file, and the line where it stands; zero where that is not known.
struct Wrong {
    line: usize,
    message: String,
}

fn of(name: &str, message: &str) -> String {
    format!("{name}: {message}")
}

/// Whether a text can stand in a field.
fn check(name: &str, text: &str) -> Result<(), String> {
    if text.is_empty() {
        return Ok(());
    }
    let own = shortened(text);
    let most = match name {
        "note" => 4_000,
        "source_url" => 2_000,
        _ => 100,
    };
    if text.chars().count() > most {
        return Err(format!("{name} has more than {most} characters"));
    }
    let odd = |c: char| {
        c.is_control() && c != '\n' || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    if text.contains(odd) {
        return Err(format!("{name} holds a character that controls how others are shown"));
    }
    match name {
        "kind" if Kind::from_id(text).is_none() => {
            let kinds = Kind::ALL.iter().map(|kind| kind.id()).collect::<Vec<_>>().join(", ");
            Err(format!("kind `{own}`: expected one of {kinds}"))
        }
        "edition" if Edition::from_id(text).is_none() => {
            Err(format!("edition `{own}`: expected full or abridged"))
        }
        "division" if !text.bytes().all(|byte| byte.is_ascii_digit()) || text.len() > 12 => {
            Err(format!("division `{own}`: expected a code of GB/T 2260, such as 440303"))
        }
        "published_on" | "approved_on" if !is_day(text) => {
            Err(format!("{name} `{own}`: expected a day like 2026-03-31"))
        }
        "source_url" if !["https://", "http://"].iter().any(|scheme| text.starts_with(scheme)) => {
            Err(format!("source_url `{own}`: expected an address of the web"))
        }
        _ => Ok(()),
    }
}

/// The beginning of what a publisher wrote, for a message.
fn shortened(text: &str) -> String {
    shorten(text, 40).replace(char::is_control, "�")
}

/// What stands beside a file: its own sidecar, or else what the list says of it.
pub(super) fn of_file(
    file: &Path,
    path: &Arc<str>,
    listed: &BTreeMap<String, Sidecar>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Sidecar {
    let listed = listed.get(&**path).cloned().unwrap_or_default();
    let own = with_ending(file, ".toml");
    // `is_file` follows links, and says nothing of one that leads nowhere.
    if own.symlink_metadata().is_err() || own.is_dir() {
        return listed;
    }
    let at_no_line = |message| Wrong { line: 0, message };
    let read = if own.is_symlink() {
        Err(at_no_line("it is a link, and those are not followed".to_owned()))
    } else {
        beside(&own).map_err(at_no_line).and_then(|text| Sidecar::read(&text))
    };
    match read {
        Ok((sidecar, wrong)) => {
            diagnostics.extend(wrong.into_iter().map(|one| bad(path, one)));
            sidecar
        }
        Err(wrong) => {
            diagnostics.push(bad(path, wrong));
            // It may have said that the file must not be copied.
            Sidecar { withhold: true, ..listed }
        }
    }
}

fn bad(path: &Arc<str>, Wrong { line, message }: Wrong) -> Diagnostic {
    let own = if **path == *LIST { "is not valid" } else { "its sidecar is not valid" };
    let place = if line == 0 { String::new() } else { format!("line {line}: ") };
    Diagnostic::new(Code::BadSidecar, Severity::Error, path, format!("{own}: {place}{message}")).help(
        "what is wrong is left out and the rest is used; expected the fields source_url, published_on, approved_on, edition, note, withhold, body, fiscal_year, kind, division",
    )
}

/// The rows of `sources.csv`: a `file` column and the sidecar's fields.
pub(super) fn sources_csv(root: &Path, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<String, Sidecar> {
    let path = root.join(LIST);
    let mut listed = BTreeMap::new();
    if !path.is_file() {
        return listed;
    }
    let mut told = |line, message| diagnostics.push(bad(&LIST.into(), Wrong { line, message }));
    let size = std::fs::metadata(&path).map_or(0, |metadata| metadata.len());
    if size > MAX_BESIDE {
        told(0, format!("it has {} MiB; the limit is {} MiB", size >> 20, MAX_BESIDE >> 20));
        return listed;
    }
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => {
            told(0, error.to_string());
            return listed;
        }
    };
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
    let headers = reader.headers().cloned().unwrap_or_default();
    for header in headers.iter().filter(|header| !header.is_empty()) {
        if header != "file" && header != "withhold" && header != "fiscal_year" && !TEXTS.contains(&header) {
            told(1, format!("unknown column `{}`", shortened(header)));
        }
    }
    if !headers.iter().any(|header| header == "file") {
        told(1, "expected a column `file`".to_owned());
        return listed;
    }
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, |at| usize::try_from(at.line()).unwrap_or(0));
                let cells = headers.iter().zip(record.iter()).filter(|(_, cell)| !cell.is_empty());
                let (file, sidecar, wrong) = row(cells);
                wrong.into_iter().for_each(|message| told(line, message));
                listed.insert(file, sidecar);
            }
            Err(error) => {
                let line = error.position().map_or(0, |at| usize::try_from(at.line()).unwrap_or(0));
                told(line, error.to_string());
            }
        }
    }
    listed
}

/// A row of the list: whose it is, what it says, and what is wrong with it.
fn row<'r>(cells: impl Iterator<Item = (&'r str, &'r str)>) -> (String, Sidecar, Vec<String>) {
    let (mut file, mut sidecar, mut wrong) = (String::new(), Sidecar::default(), Vec::new());
    for (name, cell) in cells {
        let done = match name {
            "file" => {
                file = cell.to_owned();
                Ok(())
            }
            "withhold" => {
                sidecar.withhold = cell != "false";
                let known = ["true", "false"].contains(&cell);
                if known {
                    Ok(())
                } else {
                    Err(format!("withhold `{}`: expected true or false", shortened(cell)))
                }
            }
            "fiscal_year" => match cell.parse() {
                Ok(year) => sidecar.set_year(year),
                Err(_) => Err(format!("fiscal_year `{}`: expected a year", shortened(cell))),
            },
            _ if TEXTS.contains(&name) => sidecar.set_text(name, cell.to_owned()),
            _ => Ok(()),
        };
        wrong.extend(done.err());
    }
    (file, sidecar, wrong)
}
