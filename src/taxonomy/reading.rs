//! How names are read aloud: pinyin without tones. What a character of several readings is in a word is a row of
//! `data/readings.csv`; elsewhere it is read as it mostly is.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use pinyin::ToPinyin;

struct Readings {
    words: Vec<Vec<String>>,
    automaton: Option<AhoCorasick>,
}

static READINGS: LazyLock<Readings> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(include_str!("data/readings.csv").as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().flatten().collect();
    let cell = |row: &csv::StringRecord, at: usize| row.get(at).unwrap_or_default().to_owned();
    let words = rows.iter().map(|row| cell(row, 1).split(' ').map(str::to_owned).collect()).collect();
    let mut builder = AhoCorasick::builder();
    let builder = builder.match_kind(MatchKind::LeftmostLongest);
    let automaton = builder.build(rows.iter().map(|row| cell(row, 0))).ok();
    Readings { words, automaton }
});

/// What is read for each character of a text; nothing for what is not Chinese.
pub fn reading(text: &str) -> Vec<Option<String>> {
    let mut read: Vec<Option<String>> = text.chars().map(of_character).collect();
    for found in READINGS.automaton.iter().flat_map(|automaton| automaton.find_iter(text)) {
        let from = text[..found.start()].chars().count();
        for (at, syllable) in READINGS.words[found.pattern().as_usize()].iter().enumerate() {
            read[from + at] = Some(syllable.clone());
        }
    }
    read
}

/// A character as it is mostly read, in letters that every keyboard has.
fn of_character(c: char) -> Option<String> {
    let plain = c.to_pinyin()?.plain();
    Some(plain.chars().map(|c| if c == 'ü' { 'v' } else { c }).filter(char::is_ascii_lowercase).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> String {
        reading(text).into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_settle_what_a_character_leaves_open() {
        assert_eq!(letters("行政运行"), "xing zheng yun xing");
        assert_eq!(letters("银行差旅"), "yin hang chai lv");
        assert_eq!(letters("长春市审计局"), "chang chun shi shen ji ju");
        assert_eq!(letters("A1 区"), "qu");
    }

    #[test]
    fn every_row_reads_every_character_of_its_word() {
        let mut reader = csv::Reader::from_reader(include_str!("data/readings.csv").as_bytes());
        for row in reader.records() {
            let row = row.expect("a row");
            assert_eq!(row[0].chars().count(), row[1].split(' ').count(), "{row:?}");
        }
        assert!(READINGS.automaton.is_some());
    }
}
