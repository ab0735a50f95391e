//! What words around a figure say of it, beside what it is of: `data/said.csv`. Rows are words of a class; a row that opens
//! with `/` is a pattern, in which `<class>` stands for any word of that class.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

/// A row of words.
#[derive(Debug)]
pub struct SaidWords {
    /// The words, any of which may stand.
    pub words: Vec<&'static str>,
    /// What they stand for.
    pub stands_for: &'static str,
    /// Codes that they are asked for, or that mean the same by themselves.
    pub codes: Vec<&'static str>,
}

/// The rows of the file, words by class and patterns by name.
struct Table {
    classes: BTreeMap<&'static str, Vec<SaidWords>>,
    patterns: BTreeMap<&'static str, Regex>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { classes: BTreeMap::new(), patterns: BTreeMap::new() };
    let rows = include_str!("data/said.csv").lines().filter(|row| !row.starts_with('#'));
    for (name, rest) in rows.filter_map(|row| row.split_once(',')) {
        match name.strip_prefix('/') {
            Some(name) => {
                let pattern = Regex::new(&spelled_out(rest, &table.classes)).expect("a pattern of the data");
                table.patterns.insert(name, pattern);
            }
            None => table.classes.entry(name).or_default().push(row(rest)),
        }
    }
    table
});

fn several(text: &'static str) -> Vec<&'static str> {
    text.split('|').map(str::trim).filter(|word| !word.is_empty()).collect()
}

fn row(rest: &'static str) -> SaidWords {
    let mut fields = rest.splitn(3, ',');
    let words = several(fields.next().unwrap_or_default());
    let stands_for = fields.next().unwrap_or_default();
    // Where there is no third field, the second holds codes.
    let codes = fields.next().map_or_else(|| several(stands_for), several);
    SaidWords { words, stands_for, codes }
}

/// A pattern with the words of its classes.
fn spelled_out(pattern: &str, classes: &BTreeMap<&'static str, Vec<SaidWords>>) -> String {
    // `(?P<name>…)` names a group; only `<class>` by itself is spelled out.
    const GROUP: &str = "(?P<";
    const ASIDE: &str = "(?P\u{0}";
    let mut text = pattern.replace(GROUP, ASIDE);
    for (class, rows) in classes {
        let words: Vec<String> =
            rows.iter().flat_map(|row| &row.words).map(|word| regex::escape(word)).collect();
        text = text.replace(&format!("<{class}>"), &format!("(?:{})", words.join("|")));
    }
    text.replace(ASIDE, GROUP)
}

/// The rows of a class of words.
pub fn said_words(class: &str) -> &'static [SaidWords] {
    TABLE.classes.get(class).map_or(&[], Vec::as_slice)
}

/// Whether a text holds a word of a class.
pub fn says(class: &str, text: &str) -> bool {
    said_words(class).iter().flat_map(|row| &row.words).any(|word| text.contains(word))
}

/// Whether a text begins with a word of a class.
pub fn says_at_start(class: &str, text: &str) -> bool {
    said_words(class).iter().flat_map(|row| &row.words).any(|word| text.starts_with(word))
}

/// Where the last word of a class begins in a text.
pub fn says_last(class: &str, text: &str) -> Option<usize> {
    said_words(class).iter().flat_map(|row| &row.words).filter_map(|word| text.rfind(word)).max()
}

/// Whether a text ends with a word of a class.
pub fn says_at_end(class: &str, text: &str) -> bool {
    said_words(class).iter().flat_map(|row| &row.words).any(|word| text.ends_with(word))
}

/// What stands behind each word of a class that a text opens with.
pub fn behind_words<'t>(class: &str, text: &'t str) -> impl Iterator<Item = &'t str> {
    said_words(class).iter().flat_map(|row| &row.words).filter_map(move |word| text.strip_prefix(*word))
}

/// Whether a code stands in the rows of a class.
pub fn is_of_class(class: &str, code: &str) -> bool {
    said_words(class).iter().any(|row| row.words.contains(&code))
}

/// The pattern with a name.
pub fn said_pattern(name: &str) -> Option<&'static Regex> {
    TABLE.patterns.get(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_that_a_pattern_names_has_words() {
        let open = Regex::new("<[a-z_]+>").unwrap();
        for pattern in TABLE.patterns.values() {
            let text = pattern.as_str().replace("?P<", "");
            assert!(!open.is_match(&text), "{text}");
        }
    }

    #[test]
    fn level_is_said_behind_an_amount() {
        let level = said_pattern("level").unwrap();
        for text in
            ["万元，与上年持平", "元，较去年预算基本持平", "万元，持平", "万元，主要变动情况：与上一年持平"]
        {
            assert!(level.is_match(text), "{text}");
        }
        assert!(!level.is_match("万元，因公出国费与上年持平"));
        assert_eq!(level.captures("万元，与年初预算持平").unwrap().name("with").unwrap().as_str(), "年初");
    }
}
