//! How paragraphs are made up: their sentences, how they open and end, and which chapter they belong to.

use std::collections::BTreeMap;

use crate::document::{key, squeeze, widen_brackets};
use crate::model::{Passage, Sentence, Shape};
use crate::taxonomy::{said_pattern, said_words, says};

/// Marks that end a sentence.
const ENDS: &[char] = &['。', '！', '？', '!', '?'];

/// Headings that make a chapter, from the outermost.
const CHAPTER: usize = 2;

/// A longer line is no heading, in characters.
const LONGEST_HEADING: usize = 40;

/// Says of all paragraphs how they are made up.
pub(super) fn tell(passages: &mut [Passage]) {
    let chapters = chapters(passages);
    for (passage, chapter) in passages.iter_mut().zip(chapters) {
        let text = passage.paragraph.text.as_str();
        passage.sentences = sentences(text);
        passage.shape = Shape {
            chapter,
            ordinal: ordinal(text),
            announces: text.trim_end().ends_with(['：', ':']),
            closed: text.trim_end().ends_with(['。', '；', '：', '！', ';', ':']),
            heading: text.chars().count() <= LONGEST_HEADING && !says("yuan", text),
            names_money: says("ten_thousand_yuan", text),
            group: group(text),
        };
    }
}

/// The number of each paragraph's chapter: headings with the same words, as on the top of every page, open no new one.
fn chapters(passages: &[Passage]) -> Vec<u32> {
    let mut known: BTreeMap<Vec<&str>, u32> = BTreeMap::new();
    let mut own = Vec::with_capacity(passages.len());
    for passage in passages {
        let headings = passage.under.iter().filter_map(|above| passages.get(*above as usize));
        let words = headings.take(CHAPTER).map(|heading| heading.paragraph.text.as_str()).collect();
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
        own.push(*known.entry(words).or_insert(next));
    }
    own
}

fn sentences(text: &str) -> Vec<Sentence> {
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let goes_on = |from: usize| {
        let opening = text[from..].trim_start();
        said_words("goes_on").iter().flat_map(|row| &row.words).any(|word| opening.starts_with(word))
    };
    let mut found = Vec::new();
    let (mut from, mut head) = (0, 0);
    let ends = text.match_indices(ENDS).map(|(end, mark)| (end, end + mark.len()));
    for (end, next) in ends.chain([(text.len(), text.len())]) {
        if !goes_on(from) {
            head = from;
        }
        found.push(Sentence { start: byte(from), end: byte(end), head: byte(head) });
        from = next;
    }
    found
}

/// The ordinal that a line of a list starts with.
fn ordinal(text: &str) -> Option<u32> {
    let text = text.trim_start_matches(|c: char| "（( -#*".contains(c));
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let behind = text[digits.len()..].trim_start();
    behind.starts_with(['.', '、', '．', '）', ')']).then(|| digits.parse().ok()).flatten()
}

/// How far into a paragraph the path of an item reaches, in characters, blanks and all.
const LONGEST_PATH: usize = 400;

/// The second level of the path that a paragraph opens with.
fn group(text: &str) -> Option<String> {
    let opening: String = text.chars().take(LONGEST_PATH).collect();
    let opening = widen_brackets(&squeeze(&opening));
    said_pattern("item_path")?.captures(&opening)?.name("group").map(|group| key(group.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Line, paragraphs};

    fn told(texts: &[&str]) -> Vec<Passage> {
        let passage = |text: &&str| {
            let paragraph = paragraphs(&[Line::new(1, 0, *text)]).remove(0);
            Passage { paragraph, ..Passage::default() }
        };
        let mut passages: Vec<Passage> = texts.iter().map(passage).collect();
        tell(&mut passages);
        passages
    }

    #[test]
    fn a_sentence_of_parts_belongs_to_the_one_before() {
        let text = "甲为1万元。其中：乙为2万元。丙为3万元";
        let told = told(&[text]);
        let at = |word: &str| text.find(word).unwrap();
        assert_eq!(told[0].sentence_start(at("乙")), 0);
        assert_eq!(told[0].sentence_start(at("丙")), at("丙"));
        assert_eq!(told[0].sentence_end(at("甲")), at("。"));
        assert_eq!(told[0].sentence_end(at("丙")), text.len());
    }

    #[test]
    fn ordinals_colons_and_paths_are_seen() {
        let told = told(&[
            "（3）某项目12万元；",
            "2. 某某支出如下：",
            "甲（类）乙丙（款）丁戊（项）1万元",
            "2020年",
        ]);
        let shapes: Vec<_> = told.iter().map(|one| (one.shape.ordinal, one.shape.announces)).collect();
        assert_eq!(shapes, [(Some(3), false), (Some(2), true), (None, false), (None, false)]);
        assert_eq!(told[2].shape.group.as_deref(), Some("乙丙"));
        assert!(told[0].shape.closed && !told[2].shape.closed && told[1].shape.heading);
    }
}
