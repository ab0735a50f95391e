//! Chinese names in letters, word by word: known words stand alone (`data/romanised.csv`), what lies between them is one word.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::reading;

static WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let rows = include_str!("data/romanised.csv").lines().filter(|line| !line.starts_with('#'));
    let words = rows.flat_map(|line| line.split_whitespace());
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok()
});

/// Words between others that begin small.
const SMALL: &[&str] = &["和", "与", "及", "的"];

/// A name in letters; empty where nothing of it can be read.
pub fn romanised(name: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut at = 0;
    for found in WORDS.iter().flat_map(|words| words.find_iter(name)) {
        word(name, at, found.start(), &mut words);
        word(name, found.start(), found.end(), &mut words);
        at = found.end();
    }
    word(name, at, name.len(), &mut words);
    words.join(" ").replace("( ", "(").replace(" )", ")").replace(")(", ") (")
}

/// A part of a name as one word; the sounds are those of the whole name, where characters have several.
fn word(name: &str, from: usize, to: usize, words: &mut Vec<String>) {
    let part = &name[from..to];
    let before = name[..from].chars().count();
    let read = reading(name);
    let mut out = String::new();
    for (c, sound) in part.chars().zip(read.into_iter().skip(before)) {
        match sound {
            // On keyboards ü is v; nothing else is.
            Some(sound) => {
                let sound = sound.replace('v', "ü");
                if !out.is_empty() && sound.starts_with(['a', 'e', 'o']) {
                    out.push('’');
                }
                out.push_str(&sound);
            }
            None if c.is_ascii_alphanumeric() => out.push(c),
            None if c == '（' || c == '(' => out.push_str(" ( "),
            None if c == '）' || c == ')' => out.push_str(" ) "),
            None => out.push(' '),
        }
    }
    for one in out.split_whitespace().filter(|one| !one.is_empty()) {
        let mut chars = one.chars();
        match chars.next() {
            Some(first) if !SMALL.contains(&part) => {
                words.push(first.to_uppercase().chain(chars).collect());
            }
            Some(_) => words.push(one.to_owned()),
            None => {}
        }
    }
}
