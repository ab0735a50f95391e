//! Blocks: a paragraph cut where an item with an ordinal opens, each with its level and heading. Pages that lost their
//! line ends hold whole chapters in one line.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::super::section::regex;

/// A part of a paragraph under one ordinal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// How deep its ordinal is: 0 for parts, 1 for 一、, 2 for （一）, 3 for 1., 4 for (1), 5 for ①; `None` without one.
    pub(super) level: Option<u8>,
    /// The heading behind the ordinal; empty where the text goes on at once.
    pub(super) heading: Range<usize>,
    /// The text behind the heading.
    pub(super) body: Range<usize>,
}

/// The level of a heading without an ordinal: below all others.
pub(super) const UNNUMBERED: u8 = 6;

static ORDINAL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?x)^(?:(?P<part>第\s*[一二三四五六七八九十]+\s*(?:部\s*分|章|节))
        |(?P<one>[一二三四五六七八九十]{1,3}\s*[、.．])
        |(?P<two>[（(]\s*[一二三四五六七八九十]{1,3}\s*[)）])
        |(?P<four>[（(]\s*\d{1,2}\s*[)）])
        |(?P<three>\d{1,2}\s*[.．、]|[\u{2488}-\u{249B}])
        |(?P<five>[\u{2460}-\u{2473}]))",
    )
});

/// A heading of more characters is a sentence.
const LONGEST_HEADING: usize = 40;

/// The ordinal that a text begins with: its level and length.
fn ordinal(text: &str) -> Option<(u8, usize)> {
    // 1基本支出5万元: the mark behind the number is lost.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits)
        && crate::taxonomy::prose_word_opening(&text[digits..])
            .is_some_and(|(word, _)| word.class == crate::taxonomy::WordClass::Item)
    {
        return Some((3, digits));
    }
    let found = ORDINAL.captures(text)?;
    let end = found.get(0)?.end();
    let level =
        ["part", "one", "two", "three", "four", "five"].iter().position(|name| found.name(name).is_some())?;
    let level = u8::try_from(level).ok()?;
    // `1.5` and `2.3万元` are amounts; `1、2` is a list of numbers.
    if level == 3 && text[end..].trim_start().starts_with(|c: char| c.is_ascii_digit()) {
        let year = text[end..].trim_start();
        let is_year = year.len() >= 4
            && year.as_bytes()[..2] == *b"20"
            && year.as_bytes()[2..4].iter().all(u8::is_ascii_digit);
        if !is_year
            || text[..end].ends_with('.')
                && !text[end..].starts_with(' ')
                && !year[4..].trim_start().starts_with('年')
        {
            return None;
        }
    }
    Some((level, end))
}

/// The number of an ordinal in Chinese numerals up to ten: 二、 and （三）.
fn counted(ordinal: &str) -> Option<usize> {
    const NUMERALS: &str = "一二三四五六七八九十";
    let mut found = ordinal.chars().filter_map(|c| NUMERALS.chars().position(|numeral| numeral == c));
    found.next().filter(|_| found.next().is_none())
}

/// The number of the last ordinal of a level.
fn last_of(starts: &[(usize, Option<(u8, usize)>)], text: &str, level: u8) -> Option<usize> {
    let (at, (_, length)) = starts
        .iter()
        .rev()
        .find_map(|(at, found)| Some((*at, found.filter(|(known, _)| *known == level)?)))?;
    counted(&text[at..at + length])
}

/// Cuts a paragraph into blocks.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut starts: Vec<(usize, Option<(u8, usize)>)> = Vec::new();
    let lead = text.len()
        - text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '*' | '-' | '|')).len();
    let lead = lead + crate::document::bullet(&text[lead..]);
    starts.push((lead, ordinal(&text[lead..])));
    let mut may_open = false;
    let mut may_go_on = false;
    for (at, c) in text.char_indices().skip_while(|(at, _)| *at <= lead) {
        if (may_open || may_go_on)
            && !c.is_whitespace()
            && let Some(found) = ordinal(&text[at..])
        {
            // Behind a comma only the next ordinal of a level opens an item.
            let in_turn = may_open || {
                let next = counted(&text[at..at + found.1]);
                next.is_some() && next == last_of(&starts, text, found.0).map(|last| last + 1)
            };
            if in_turn {
                starts.push((at, Some(found)));
            }
        }
        may_open = c.is_whitespace() || matches!(c, '。' | '；' | '：' | ';' | ':' | '！' | '|');
        may_go_on = matches!(c, '，' | ',');
    }
    let ends: Vec<usize> =
        starts.iter().skip(1).map(|(at, _)| *at).chain(std::iter::once(text.len())).collect();
    starts.into_iter().zip(ends).map(|((start, ordinal), end)| block(text, start, ordinal, end)).collect()
}

fn block(text: &str, start: usize, ordinal: Option<(u8, usize)>, end: usize) -> Block {
    let Some((level, length)) = ordinal else {
        return Block { level: None, heading: start..start, body: start..end };
    };
    let from = start + length;
    let heading = heading_end(&text[from..end]).map_or(from, |to| from + to);
    let body = heading + text[heading..end].len()
        - text[heading..end]
            .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '。' | '：' | ':' | '.'))
            .len();
    Block {
        level: Some(level),
        heading: from..heading,
        body: if heading == from { from..end } else { body..end },
    }
}

/// Where the heading at the start of a text ends, if one stands there: at a mark, at a gap before a new sentence, or at the
/// end of the text.
fn heading_end(text: &str) -> Option<usize> {
    let trimmed = text.trim_start();
    let skipped = text.len() - trimmed.len();
    let mut depth = 0_usize;
    for (count, (at, c)) in trimmed.char_indices().enumerate() {
        if count > LONGEST_HEADING {
            return None;
        }
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            '。' | '：' | ':' if depth == 0 => {
                return Some(skipped + at).filter(|_| is_heading(&trimmed[..at]));
            }
            '，' | ',' | '；' | ';' | '！' | '？' if depth == 0 => return None,
            c if c.is_whitespace() && depth == 0 => {
                let rest = trimmed[at..].trim_start();
                let sentence =
                    rest.starts_with(|c: char| crate::document::is_cjk(c)) || rest.starts_with("20");
                let open = trimmed[..at].ends_with(['为', '是', '达', '约', '计', '至', '年'])
                    || trimmed[..at].ends_with(|c: char| c.is_ascii_digit());
                // A gap inside a word is the layout's: headings have at least four characters.
                if count >= 4 && sentence && !open && is_heading(&trimmed[..at]) {
                    return Some(skipped + at);
                }
            }
            _ => {}
        }
    }
    Some(text.len()).filter(|_| is_heading(trimmed))
}

/// Whether words can be a heading: they state no figure.
fn is_heading(text: &str) -> bool {
    static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"\d\s*(?:万|亿|千)?\s*(?:元|%|％|人|辆|批|个|台)|[)）:：]\s*\d[\d.,]*\s*$|\p{Han}[\s|]+(?:\d[\d,]*\.\d+|0)\s*$",
        )
    });
    !text.trim().is_empty() && !FIGURE.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(Option<u8>, String, String)> {
        blocks(text)
            .into_iter()
            .map(|b| (b.level, text[b.heading].trim().to_owned(), text[b.body].trim().to_owned()))
            .collect()
    }

    #[test]
    fn a_page_in_one_line_is_cut_at_its_ordinals() {
        let cut = cut("前言。 二、收入支出总体情况 我镇2019年总收入8万元。 （一）收入情况：本年收入6万元。");
        assert_eq!(cut[1], (Some(1), "收入支出总体情况".into(), "我镇2019年总收入8万元。".into()));
        assert_eq!(cut[2], (Some(2), "收入情况".into(), "本年收入6万元。".into()));
    }

    #[test]
    fn amounts_are_no_ordinals_and_sentences_no_headings() {
        assert_eq!(cut("共：1.5万元").len(), 1);
        assert_eq!(
            cut("1.因公出国费年初预算为 8.67 万元"),
            [(Some(3), String::new(), "因公出国费年初预算为 8.67 万元".into())]
        );
        assert_eq!(cut("（1）上级补助收入 2 万元。")[0].1, "");
        assert_eq!(cut("如下：1.甲 2万元；2.乙 3万元").len(), 3);
        assert_eq!(cut("1.2023年收入5万元")[0].0, Some(3));
    }
}
