//! Nearest words: which of the words that the program knows a new one is most like, for a proposal that a person checks.

use std::collections::BTreeMap;

use super::meaning::Kind;
use super::row::built_in;
use crate::document::key;

/// The least part, in hundredths, that two words must share.
const ENOUGH: usize = 60;

/// The compiled-in files of a kind.
fn files(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Title => &[include_str!("../data/statements.csv")],
        Kind::Column => &[include_str!("../data/columns.csv"), include_str!("../data/sources.csv")],
        Kind::Phase => &[include_str!("../data/phases.csv")],
        Kind::Row => &[include_str!("../data/three_public.csv")],
        Kind::Count => &[include_str!("../data/counts.csv")],
        Kind::Form => &[include_str!("../data/forms.csv")],
        Kind::Unit | Kind::Organisation => &[],
    }
}

/// The meaning of the built-in words that a label is most like; `None` where it is like none, or like words of different
/// meanings.
pub fn nearest(kind: Kind, label: &str) -> Option<String> {
    let label: Vec<char> = key(label).chars().collect();
    let mut best: BTreeMap<String, usize> = BTreeMap::new();
    for row in files(kind).iter().flat_map(|file| built_in(file)) {
        let words = row.words.split([' ', '|']).filter(|word| !word.starts_with('!'));
        let like = words.map(|word| alike(&label, &bare(word))).max().unwrap_or(0);
        let meaning = row.meaning.strip_prefix("m:").unwrap_or(&row.meaning).to_owned();
        let own = best.entry(meaning).or_insert(0);
        *own = like.max(*own);
    }
    let most = best.values().copied().max().filter(|most| *most >= ENOUGH)?;
    let mut found = best.into_iter().filter(|(_, like)| *like == most).map(|(meaning, _)| meaning);
    let first = found.next();
    if found.next().is_some() { None } else { first }
}

/// A word of a pattern without the marks of the pattern language.
fn bare(word: &str) -> Vec<char> {
    key(word).chars().filter(|c| !matches!(c, '=' | '^' | '$')).collect()
}

/// How much of two words is the longest part that both hold, in hundredths.
fn alike(one: &[char], other: &[char]) -> usize {
    let mut longest = 0;
    let mut above = vec![0_usize; other.len() + 1];
    for a in one {
        let mut row = vec![0_usize; other.len() + 1];
        for (at, b) in other.iter().enumerate() {
            if a == b {
                row[at + 1] = above[at] + 1;
                longest = longest.max(row[at + 1]);
            }
        }
        above = row;
    }
    let whole = one.len() + other.len();
    if longest < 2 || whole == 0 { 0 } else { 200 * longest / whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_word_is_like_an_old_one_or_like_none() {
        assert_eq!(nearest(Kind::Row, "公务招呼费").as_deref(), Some("reception"));
        assert_eq!(nearest(Kind::Row, "食堂"), None);
        assert_eq!(nearest(Kind::Column, "从未见过的栏"), None);
    }
}
