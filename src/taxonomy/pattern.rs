//! The small pattern language of the vocabulary files: which words a label must and must not hold.
//!
//! A pattern is words separated by spaces, all of which must hold for the [`key`] of a label:
//! `词` it contains the word, `=词` it is the word, `^词` it starts with it, `词$` it ends with it, `!词` it does not
//! contain it, `a|b` one of several conditions holds.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use super::vocabulary::row::built_in;
use crate::document::key;

/// One condition of a pattern.
#[derive(Debug, Clone)]
enum Condition {
    Is(String),
    Starts(String),
    Ends(String),
    Lacks(String),
    Has(String),
    OneOf(Vec<Condition>),
}

impl Condition {
    fn parse(word: &str) -> Self {
        if word.contains('|') {
            Condition::OneOf(word.split('|').map(Condition::parse).collect())
        } else if let Some(rest) = word.strip_prefix('=') {
            Condition::Is(key(rest))
        } else if let Some(rest) = word.strip_prefix('^') {
            Condition::Starts(key(rest))
        } else if let Some(rest) = word.strip_prefix('!') {
            Condition::Lacks(key(rest))
        } else if let Some(rest) = word.strip_suffix('$') {
            Condition::Ends(key(rest))
        } else {
            Condition::Has(key(word))
        }
    }

    fn holds(&self, key: &str) -> bool {
        match self {
            Condition::Is(word) => key == word,
            Condition::Starts(word) => key.starts_with(word.as_str()),
            Condition::Ends(word) => key.ends_with(word.as_str()),
            Condition::Lacks(word) => !key.contains(word.as_str()),
            Condition::Has(word) => key.contains(word.as_str()),
            Condition::OneOf(conditions) => conditions.iter().any(|c| c.holds(key)),
        }
    }

    /// Whether a label that meets it says something: almost every title ends with 表.
    fn is_telling(&self) -> bool {
        match self {
            Condition::Is(word) | Condition::Starts(word) | Condition::Ends(word) | Condition::Has(word) => {
                word.chars().filter(|c| c.is_alphanumeric()).count() > 1
            }
            Condition::Lacks(_) => false,
            Condition::OneOf(conditions) => conditions.iter().any(Condition::is_telling),
        }
    }
}

/// How near a label comes to a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Nearness<'p> {
    /// How many of its words the label holds.
    pub(crate) held: usize,
    /// The words that it lacks, as the pattern writes them.
    pub(crate) missing: Vec<&'p str>,
}

/// A parsed pattern.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    /// As written.
    text: String,
    conditions: Vec<Condition>,
}

impl Pattern {
    /// Parses a pattern. Every text is one; an empty pattern matches everything.
    pub(crate) fn parse(text: &str) -> Self {
        Self { text: text.to_owned(), conditions: text.split_whitespace().map(Condition::parse).collect() }
    }

    /// The pattern of words as a publisher writes them: the whole label, or with `*` where anything may stand. None of
    /// the other marks: a spreadsheet takes a leading `=` for a formula.
    pub(crate) fn plain_words(words: &str) -> Self {
        let parts: Vec<String> = words.split('*').map(key).collect();
        let last = parts.len().saturating_sub(1);
        let condition = |(at, word): (usize, &String)| match at {
            _ if last == 0 => Condition::Is(word.clone()),
            0 => Condition::Starts(word.clone()),
            _ if at == last => Condition::Ends(word.clone()),
            _ => Condition::Has(word.clone()),
        };
        let conditions = parts.iter().enumerate().filter(|(_, word)| last == 0 || !word.is_empty());
        Self { conditions: conditions.map(condition).collect(), text: parts.join("*") }
    }

    /// The words of a pattern of a publisher, without its marks.
    pub(crate) fn plain(&self) -> &str {
        self.text.trim_matches('*')
    }

    /// Whether a label, already made a key, matches.
    pub(crate) fn matches(&self, key: &str) -> bool {
        self.conditions.iter().all(|condition| condition.holds(key))
    }

    /// The pattern as written.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// How near a label comes: the words that it holds of those asked for, and those that it lacks. `None` where it
    /// holds a word that it must not, or no word of more than one character.
    pub(crate) fn nearness(&self, key: &str) -> Option<Nearness<'_>> {
        let mut near = Nearness { held: 0, missing: Vec::new() };
        let mut telling = false;
        for (condition, word) in self.conditions.iter().zip(self.text.split_whitespace()) {
            match (condition.holds(key), condition) {
                (false, Condition::Lacks(_)) => return None,
                (true, Condition::Lacks(_)) => {}
                (false, _) => near.missing.push(word),
                (true, _) => {
                    near.held += 1;
                    telling |= condition.is_telling();
                }
            }
        }
        telling.then_some(near)
    }
}

/// An ordered list of patterns with what they mean; the first that matches counts.
#[derive(Debug)]
pub(crate) struct Rules<T> {
    rules: Vec<(Pattern, T)>,
    /// Which rule short labels met that were asked for before: tables repeat theirs on every row.
    met: RwLock<BTreeMap<Box<str>, Option<usize>>>,
}

/// The most labels that are remembered, and the most bytes of one.
const REMEMBERED: usize = 8_192;
const SHORT: usize = 96;

impl<T> Rules<T> {
    /// Reads a vocabulary file that is compiled in.
    ///
    /// # Panics
    /// When the compiled-in file does not follow its format; a test reads them all.
    pub(crate) fn parse(file: &str, meaning: impl Fn(&str) -> Option<T>) -> Self {
        let rules = built_in(file)
            .into_iter()
            .map(|row| match meaning(&row.meaning) {
                Some(meaning) => (Pattern::parse(&row.words), meaning),
                None => panic!("vocabulary line {}: `{},{}`", row.line, row.words, row.meaning),
            })
            .collect();
        Self { rules, met: RwLock::default() }
    }

    /// Drops the rules whose meaning is not wanted.
    pub(crate) fn retain(&mut self, wanted: impl Fn(&T) -> bool) {
        self.rules.retain(|(_, meaning)| wanted(meaning));
        self.met = RwLock::default();
    }

    /// The meaning of a label.
    pub(crate) fn find(&self, label: &str) -> Option<&T> {
        let key = key(label);
        self.find_key(&key)
    }

    /// All patterns with their meanings, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Pattern, &T)> {
        self.rules.iter().map(|(pattern, meaning)| (pattern, meaning))
    }

    /// The meaning of a label that is already a key.
    pub(crate) fn find_key(&self, key: &str) -> Option<&T> {
        if key.is_empty() {
            return None;
        }
        let meaning = |at: usize| self.rules.get(at).map(|(_, meaning)| meaning);
        let known = self.met.read().unwrap_or_else(PoisonError::into_inner).get(key).copied();
        if let Some(known) = known {
            return known.and_then(meaning);
        }
        let found = self.rules.iter().position(|(pattern, _)| pattern.matches(key));
        if key.len() <= SHORT {
            let mut met = self.met.write().unwrap_or_else(PoisonError::into_inner);
            if met.len() < REMEMBERED {
                met.insert(key.into(), found);
            }
        }
        found.and_then(meaning)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_condition() {
        let matches = |p: &str, label: &str| Pattern::parse(p).matches(&key(label));
        assert!(matches("=合计", "合 计") && !matches("=合计", "合计数"));
        assert!(matches("^年初 结转|结余", "年初财政拨款结转和结余"));
        assert!(
            matches("购置 !运行", "公务用车购置费") && !matches("购置 !运行", "公务用车购置及运行维护费")
        );
        assert!(matches("表$", "“三公”经费表"));
    }
}
