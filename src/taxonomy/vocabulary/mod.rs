//! Vocabulary: the words that lead to a meaning, as a value. The words of the program are compiled in; a publisher adds
//! more in `vocabulary.csv` of the content folder, without touching the program. Both are rows of one kind: words, what
//! they mean, where that holds, and a note of where they were seen.
//!
//! - `row`: reading rows, of files that are compiled in and of the publisher's;
//! - `meaning`: the closed lists of what a row may say, by kind;
//! - `scope`: which documents a row is for;
//! - `check`: what is wrong with a row, and what to do about it;
//! - `near`: the built-in words that a new one is most like;
//! - `bound`: the words that hold while one document is recognised.
//!
//! A [`Vocabulary`] is made once and never changed. Built-in words are asked first: a row of the publisher adds a
//! meaning to what had none, and takes none away.

pub(super) mod bound;
mod check;
mod meaning;
mod near;
pub(super) mod row;
mod scope;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use bound::with;
pub use check::Trouble;
pub use meaning::{KINDS, Kind, Taught, choices};
pub use near::nearest;
pub use scope::Who;

use super::pattern::Pattern;
use scope::Scope;

/// The name of the publisher's file in the content folder.
pub const FILE: &str = "vocabulary.csv";

/// The columns of the publisher's file.
pub const COLUMNS: &str = "kind,words,meaning,scope,note";

/// A row of the publisher that holds.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// The line of the file that it begins on.
    line: u32,
    /// The words as written.
    words: String,
    pattern: Pattern,
    taught: Taught,
    scope: Scope,
}

/// The publisher's words. The built-in ones need no value: they are part of the program.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    entries: Vec<Arc<Entry>>,
    fingerprint: String,
}

impl Vocabulary {
    /// Reads the publisher's file. Rows that cannot be used are troubles; the others hold.
    pub fn read(bytes: &[u8]) -> (Self, Vec<Trouble>) {
        let (rows, mut troubles) = row::published(bytes);
        let (entries, wrong) = check::entries(rows);
        troubles.extend(wrong);
        troubles.sort_by_key(|trouble| trouble.line);
        (Self { fingerprint: fingerprint(&entries), entries }, troubles)
    }

    /// Whether it adds nothing.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What tells one vocabulary from another: equal texts read documents alike.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The words for a document of which only the path is known, and whether any wait for more to be known.
    pub fn for_path(&self, path: &str) -> (Words, bool) {
        let own = |entry: &&Arc<Entry>| entry.scope.holds_for_path(path);
        let near: Vec<&Arc<Entry>> = self.entries.iter().filter(own).collect();
        let ready: Vec<Arc<Entry>> =
            near.iter().filter(|entry| !entry.scope.asks_who()).map(|entry| Arc::clone(entry)).collect();
        let waits = ready.len() < near.len();
        (Words(ready), waits)
    }

    /// The words for a document of which it is known who speaks in it.
    pub fn for_document(&self, path: &str, who: &Who<'_>) -> Words {
        let own = |entry: &&Arc<Entry>| entry.scope.holds_for_path(path) && entry.scope.holds_for(who);
        Words(self.entries.iter().filter(own).cloned().collect())
    }

    /// The rows that met no word of any document, as troubles.
    pub fn unmet(&self, met: &BTreeSet<u32>) -> Vec<Trouble> {
        let unmet = self.entries.iter().filter(|entry| !met.contains(&entry.line));
        let mut troubles: Vec<Trouble> = unmet.map(|entry| check::unmet(entry.line, &entry.words)).collect();
        troubles.sort_by_key(|trouble| trouble.line);
        troubles
    }
}

/// The publisher's words that hold for one document.
///
/// Rows are asked in the order of their words, not of their lines: order never decides.
#[derive(Debug, Clone, Default)]
pub struct Words(Vec<Arc<Entry>>);

impl Words {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

/// Everything that a row does, a line per row, without the notes: those change nothing.
fn fingerprint(entries: &[Arc<Entry>]) -> String {
    let line = |entry: &Arc<Entry>| {
        format!("{}\t{}\t{}\n", entry.pattern.text(), entry.taught.id(), entry.scope.text())
    };
    let mut lines: Vec<String> = entries.iter().map(line).collect();
    lines.sort_unstable();
    lines.concat()
}

/// A field as it stands in a file of separated values.
pub fn field(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if plain.contains([',', '"']) { format!("\"{}\"", plain.replace('"', "\"\"")) } else { plain }
}

#[cfg(test)]
mod tests;
