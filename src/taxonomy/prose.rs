//! The words of sentences: what each means to the reader of prose. Rows of `data/prose.csv`, compiled in.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a word does in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordClass {
    /// It names what a figure speaks of.
    Item,
    /// It says which stage of a budget a figure belongs to.
    Phase,
    /// It speaks of a year by its distance: 上年.
    Relative,
    /// It opens, or closes, a comparison.
    Compare,
    /// More.
    Up,
    /// Less.
    Down,
    /// One character that says more only right before a number.
    OneUp,
    /// One character that says less only right before a number.
    OneDown,
    /// A percentage of change follows: 降幅.
    RateWord,
    /// What follows is what a change ends at.
    To,
    /// What follows is what a change starts from.
    From,
    /// The figure is of a part of the year.
    Month,
    /// The whole is meant.
    Total,
    /// The whole may be meant.
    TotalWeak,
    /// A share follows.
    Share,
    /// A rate of completion follows.
    Rate,
    /// Figures follow in the order of what was listed.
    Zip,
    /// Parts of what was said follow.
    Among,
    /// What was said is all of what follows: 全部为公务用车运行维护费.
    Same,
    /// What is left of an amount: a figure of its own that is no amount of the item.
    Rest,
    /// Reasons follow.
    Reason,
    /// A reason for what comes behind it.
    Cause,
    /// 影响, 等因素: a reason that stands before what it explains ends with this clause.
    CauseEnd,
    /// What money is for follows.
    Purpose,
    /// The figure is not of the item alone.
    Danger,
    /// A word of headings that names no subject.
    Neutral,
    /// A word that only headings may hold without naming a subject.
    Heading,
    /// Understood, and of no consequence.
    Fill,
}

/// What has to stand before an item for it to count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edge {
    /// Anything.
    Free,
    /// Only words that are understood.
    Clean,
    /// A year, the body, or the item stands before a colon.
    Label,
    /// The sentence or section is about this code.
    Within(&'static str),
}

/// A word with its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// What it does.
    pub class: WordClass,
    /// The word.
    pub text: String,
    /// Of items the code; of other classes their id.
    pub code: &'static str,
    /// Of items what of them is counted, or `fund`.
    pub counted: &'static str,
    /// Of items what has to stand before.
    pub edge: Edge,
}

impl Word {
    /// Whether the item says who pays for what is named behind it.
    pub fn is_fund(&self) -> bool {
        self.counted == "fund"
    }
}

fn class(id: &str) -> Option<WordClass> {
    Some(match id {
        "item" => WordClass::Item,
        "phase" => WordClass::Phase,
        "relative" => WordClass::Relative,
        "compare" => WordClass::Compare,
        "up" => WordClass::Up,
        "down" => WordClass::Down,
        "one_up" => WordClass::OneUp,
        "one_down" => WordClass::OneDown,
        "rate_word" => WordClass::RateWord,
        "to" => WordClass::To,
        "from" => WordClass::From,
        "month" => WordClass::Month,
        "total" => WordClass::Total,
        "total_weak" => WordClass::TotalWeak,
        "share" => WordClass::Share,
        "rate" => WordClass::Rate,
        "zip" => WordClass::Zip,
        "among" => WordClass::Among,
        "same" => WordClass::Same,
        "rest" => WordClass::Rest,
        "reason" => WordClass::Reason,
        "cause" => WordClass::Cause,
        "cause_end" => WordClass::CauseEnd,
        "purpose" => WordClass::Purpose,
        "danger" => WordClass::Danger,
        "neutral" => WordClass::Neutral,
        "heading" => WordClass::Heading,
        "fill" => WordClass::Fill,
        _ => return None,
    })
}

/// Writes out `{a|b|}`: every combination of the alternatives.
fn expand(pattern: &str) -> Vec<String> {
    let Some(open) = pattern.find('{') else { return vec![pattern.to_owned()] };
    let Some(close) = pattern[open..].find('}').map(|at| open + at) else { return vec![pattern.to_owned()] };
    let tails = expand(&pattern[close + 1..]);
    pattern[open + 1..close]
        .split('|')
        .flat_map(|choice| tails.iter().map(move |tail| format!("{}{choice}{tail}", &pattern[..open])))
        .collect()
}

/// All words. Of rows that give one word twice the first counts.
pub fn prose_words() -> &'static [Word] {
    static WORDS: LazyLock<Vec<Word>> = LazyLock::new(|| {
        let file: &'static str = include_str!("data/prose.csv");
        let mut words: BTreeMap<String, Word> = BTreeMap::new();
        for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let mut fields = line.split(',');
            let mut next = || fields.next().unwrap_or_default();
            let (Some(class), pattern, code, edge) = (class(next()), next(), next(), next()) else {
                continue;
            };
            let (code, counted) = code.split_once('/').unwrap_or((code, ""));
            let edge = match edge {
                "clean" => Edge::Clean,
                "label" => Edge::Label,
                other => other.strip_prefix("within:").map_or(Edge::Free, Edge::Within),
            };
            for text in expand(pattern).into_iter().filter(|text| !text.is_empty()) {
                words.entry(text.clone()).or_insert_with(|| Word {
                    class,
                    text,
                    code,
                    counted,
                    edge: edge.clone(),
                });
            }
        }
        words.into_values().collect()
    });
    &WORDS
}

/// Whether a text opens with what is carried over from one year to the next: 年末结转和结余.
pub fn opens_carryover(text: &str) -> bool {
    prose_words()
        .iter()
        .any(|word| word.code.starts_with("carryover") && text.starts_with(word.text.as_str()))
}

/// Whether a label of a table names what is counted, not paid: 公务接待批次（批）.
pub fn counts_something(label: &str) -> bool {
    let key = crate::document::key(label);
    let name = key.rfind('(').map_or(key.as_str(), |at| &key[..at]);
    let counted = ["delegations", "travellers", "receptions", "guests", "vehicles", "vehicles_purchased"];
    prose_words().iter().any(|word| {
        word.class == WordClass::Item
            && counted.contains(&word.code)
            && word.text.chars().count() > 2
            && name.ends_with(word.text.as_str())
    })
}

/// Whether an amount of `part` that stands among the parts of `whole` is only what of it belongs to the whole: the 公务接待费
/// inside 机关运行经费 is not all 公务接待费, and the 一般公共预算 that pays for 三公 is not all 一般公共预算.
pub fn only_within(whole: &Word, part: &Word) -> bool {
    let family = |word: &Word| {
        matches!(
            word.code,
            "three_public"
                | "outbound"
                | "vehicle"
                | "vehicle_purchase"
                | "vehicle_running"
                | "reception"
                | "meeting"
                | "training"
        )
    };
    let purse = |word: &Word| {
        matches!(word.code, "running_cost" | "project" | "public" | "daily_public" | "goods" | "personnel")
    };
    let spends = family(whole)
        || purse(whole)
        || matches!(whole.code, "basic" | "wages" | "individual")
        || whole.code.starts_with("procurement");
    part.is_fund() && spends || purse(whole) && family(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::taxonomy::NARRATIVE_CODES;

    #[test]
    fn every_row_has_a_class_and_a_listed_code() {
        let file = include_str!("data/prose.csv");
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split(',').collect();
            assert_eq!(fields.len(), 5, "{line}");
            assert!(class(fields[0]).is_some(), "{line}");
            if fields[0] == "item" {
                let code = fields[2].split('/').next().unwrap();
                assert!(NARRATIVE_CODES.iter().any(|(known, _)| *known == code), "{line}");
            }
        }
    }

    #[test]
    fn alternatives_are_written_out() {
        assert_eq!(expand("{甲|}乙{丙|丁}"), ["甲乙丙", "甲乙丁", "乙丙", "乙丁"]);
    }
}
