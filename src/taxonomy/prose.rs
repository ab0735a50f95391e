//! The words of sentences: what each means to the reader of prose. Rows of `data/prose.csv`, compiled in.

use std::collections::BTreeMap;
use std::sync::{LazyLock, PoisonError, RwLock};

use super::alternatives;

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

/// A row: what all its words share.
struct Row {
    class: WordClass,
    code: &'static str,
    counted: &'static str,
    edge: Edge,
    pattern: &'static str,
}

/// The vocabulary: its rows, and an automaton that knows of each word which row it is of. Written out, the words are some two
/// hundred thousand; as an automaton, which shares their beginnings and their ends, they take nothing at the start.
struct Vocabulary {
    /// By their numbers; nothing where the class is unknown.
    rows: Vec<Option<Row>>,
    words: fst::Map<&'static [u8]>,
    /// Words that a text has had, kept for good: no more than there are.
    met: RwLock<BTreeMap<String, &'static Word>>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let row = |row: &'static str| {
        let mut fields = row.split(',');
        let mut next = || fields.next().unwrap_or_default();
        let (class, pattern, code, edge) = (class(next())?, next(), next(), next());
        let (code, counted) = code.split_once('/').unwrap_or((code, ""));
        let edge = match edge {
            "clean" => Edge::Clean,
            "label" => Edge::Label,
            other => other.strip_prefix("within:").map_or(Edge::Free, Edge::Within),
        };
        Some(Row { class, code, counted, edge, pattern })
    };
    let file: &'static str = include_str!("data/prose.csv");
    let bytes: &'static [u8] = include_bytes!(concat!(env!("OUT_DIR"), "/prose.fst"));
    Vocabulary {
        rows: alternatives::rows(file).map(row).collect(),
        words: fst::Map::new(bytes).expect("what the build script wrote"),
        met: RwLock::default(),
    }
});

impl Vocabulary {
    /// The words that a text opens with, from the shortest: how many bytes, and the number of the row.
    fn openings<'v>(&'v self, text: &'v str) -> impl Iterator<Item = (usize, u64)> + 'v {
        let words = self.words.as_fst();
        let (mut node, mut out) = (Some(words.root()), fst::raw::Output::zero());
        let mut bytes = (1_usize..).zip(text.bytes());
        std::iter::from_fn(move || {
            loop {
                let (length, byte) = bytes.next()?;
                let here = node.take()?;
                let step = here.transition(here.find_input(byte)?);
                out = out.cat(step.out);
                let next = words.node(step.addr);
                node = Some(next);
                if next.is_final() {
                    return Some((length, out.cat(next.final_output()).value()));
                }
            }
        })
    }

    /// Whether the last character of a direction begins an item: 少花出国费 is no 少花出.
    fn takes_from_an_item(&self, text: &str, length: usize, row: u64) -> bool {
        let is_class =
            |row: u64, classes: &[WordClass]| self.row(row).is_some_and(|row| classes.contains(&row.class));
        if !is_class(row, &[WordClass::Up, WordClass::Down, WordClass::Compare]) {
            return false;
        }
        let last = text[..length].char_indices().last().map_or(0, |(at, _)| at);
        self.openings(&text[last..])
            .any(|(end, row)| last + end > length && is_class(row, &[WordClass::Item]))
    }

    fn row(&self, number: u64) -> Option<&Row> {
        self.rows.get(usize::try_from(number).ok()?)?.as_ref()
    }

    /// The word itself.
    fn word(&self, text: &str, number: u64) -> Option<&'static Word> {
        if let Some(word) = self.met.read().unwrap_or_else(PoisonError::into_inner).get(text) {
            return Some(word);
        }
        let row = self.row(number)?;
        let mut met = self.met.write().unwrap_or_else(PoisonError::into_inner);
        let word = met.entry(text.to_owned()).or_insert_with(|| {
            Box::leak(Box::new(Word {
                class: row.class,
                text: text.to_owned(),
                code: row.code,
                counted: row.counted,
                edge: row.edge.clone(),
            }))
        });
        Some(word)
    }
}

/// The longest word that a text opens with, and how many bytes it has.
pub fn prose_word_opening(text: &str) -> Option<(&'static Word, usize)> {
    let mut shorter = None;
    let mut longest = None;
    for opening in VOCABULARY.openings(text) {
        shorter = longest.replace(opening);
    }
    let whole = longest.filter(|(length, row)| !VOCABULARY.takes_from_an_item(text, *length, *row));
    let (length, row) = whole.or(shorter)?;
    Some((VOCABULARY.word(&text[..length], row)?, length))
}

/// The word that a text is, if it is one.
pub fn prose_word(text: &str) -> Option<&'static Word> {
    VOCABULARY.word(text, VOCABULARY.words.get(text)?)
}

/// Whether a text is made of words of headings alone, which name no subject: 其他重要事项情况说明.
pub fn is_of_headings(text: &str) -> bool {
    let silent = [WordClass::Neutral, WordClass::Heading, WordClass::Fill];
    let mut end = 0;
    for (from, to, word) in prose_words_in(text) {
        if from != end || !silent.contains(&word.class) {
            return false;
        }
        end = to;
    }
    end == text.len()
}

/// All words of a text, from left to right, the longest at each place, none inside another: first byte, byte behind it, word.
pub fn prose_words_in(text: &str) -> impl Iterator<Item = (usize, usize, &'static Word)> + '_ {
    super::trie::all(text, prose_word_opening)
}

/// A word of a class that says no more than its class does: that of its first row without a code, by the order of characters.
pub fn word_of(class: WordClass) -> Option<&'static Word> {
    let row = VOCABULARY.rows.iter().flatten().find(|row| row.class == class && row.code.is_empty())?;
    prose_word(&alternatives::least(row.pattern, false)?)
}

/// The item of a code: of its words the first in the order of characters.
pub fn item_of(code: &str) -> Option<&'static Word> {
    static ITEMS: LazyLock<BTreeMap<&'static str, String>> = LazyLock::new(|| {
        let mut items: BTreeMap<&'static str, String> = BTreeMap::new();
        for (number, row) in (0..).zip(&VOCABULARY.rows) {
            let Some(row) = row.as_ref().filter(|row| row.class == WordClass::Item) else { continue };
            let Some(first) = alternatives::least(row.pattern, false) else { continue };
            // A word that an earlier row has is that row's.
            let own = VOCABULARY.words.get(&first) == Some(number);
            let known = items.get(row.code);
            if own && known.is_none_or(|known| first < *known) {
                items.insert(row.code, first);
            }
        }
        items
    });
    prose_word(ITEMS.get(code)?)
}

/// Whether a text opens with what is carried over from one year to the next: 年末结转和结余.
pub fn opens_carryover(text: &str) -> bool {
    VOCABULARY
        .openings(text)
        .filter_map(|(_, row)| VOCABULARY.row(row))
        .any(|row| row.code.starts_with("carryover"))
}

/// Whether a label of a table names what is counted, not paid: 公务接待批次（批）.
pub fn counts_something(label: &str) -> bool {
    let key = crate::document::key(label);
    let name = key.rfind('(').map_or(key.as_str(), |at| &key[..at]);
    let counted = ["delegations", "travellers", "receptions", "guests", "vehicles", "vehicles_purchased"];
    let ends = name.char_indices().rev().skip(2).map(|(at, _)| &name[at..]);
    ends.filter_map(|end| VOCABULARY.row(VOCABULARY.words.get(end)?))
        .any(|row| row.class == WordClass::Item && counted.contains(&row.code))
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

    /// Every word with the number of its row, written out.
    fn all() -> BTreeMap<String, u64> {
        let mut words = BTreeMap::new();
        for (number, row) in (0..).zip(alternatives::rows(include_str!("data/prose.csv"))) {
            for word in alternatives::expand(alternatives::pattern_of(row)) {
                words.entry(word).or_insert(number);
            }
        }
        words.remove("");
        words
    }

    #[test]
    fn the_automaton_knows_the_words_of_the_rows_and_no_others() {
        let all = all();
        assert_eq!(VOCABULARY.words.len(), all.len());
        for (word, row) in &all {
            assert_eq!(VOCABULARY.words.get(word), Some(*row), "{word}");
        }
    }

    #[test]
    fn a_direction_takes_nothing_from_an_item_behind_it() {
        let words = |text| prose_words_in(text).map(|(.., word)| word.text.clone()).collect::<Vec<_>>();
        assert_eq!(words("少花出国费"), ["少花", "出国费"]);
        assert_eq!(words("多出国费"), ["多", "出国费"]);
        assert_eq!(words("省出来"), ["省出来"]);
        // Other words keep what they have.
        assert_eq!(words("支出国有资产"), ["支出", "国有资产"]);
    }

    #[test]
    fn the_longest_word_at_each_place_counts() {
        let words: Vec<String> = all().into_keys().step_by(997).collect();
        let trie = crate::taxonomy::Trie::of(words.iter().map(String::as_str));
        for word in &words {
            let text = format!("{word}的");
            let (found, length) = prose_word_opening(&text).expect("a word");
            let least = trie.opening(&text).map_or(0, |(_, length)| length);
            assert!(length >= least && text.starts_with(found.text.as_str()), "{word}");
            assert_eq!(prose_word(word).map(|word| word.text.as_str()), Some(word.as_str()));
        }
        let found: Vec<_> =
            prose_words_in("“三公”经费支出，因公出国（境）").map(|(.., word)| &*word.text).collect();
        assert!(found.contains(&"支出") || found.iter().any(|word| word.ends_with("支出")), "{found:?}");
        assert_eq!(prose_word("公"), prose_word("公"));
        assert_eq!(prose_words_in("").count(), 0);
    }

    #[test]
    fn the_item_of_a_code_is_its_first_word() {
        let mut first: BTreeMap<&str, &String> = BTreeMap::new();
        let all = all();
        for (word, row) in &all {
            let row = VOCABULARY.row(*row).expect("a row");
            if row.class == WordClass::Item {
                first.entry(row.code).or_insert(word);
            }
        }
        for (code, word) in first {
            assert_eq!(item_of(code).map(|word| &word.text), Some(word), "{code}");
        }
        assert_eq!(item_of("no such code"), None);
    }

    #[test]
    fn alternatives_are_written_out() {
        assert_eq!(alternatives::expand("{甲|}乙{丙|丁}"), ["甲乙丙", "甲乙丁", "乙丙", "乙丁"]);
        for pattern in ["{甲|}乙{丙|丁}", "乙", "{乙|甲}{丁|}{丙|}", "{}", "{|}"] {
            let least = alternatives::expand(pattern).into_iter().filter(|word| !word.is_empty()).min();
            assert_eq!(alternatives::least(pattern, false), least, "{pattern}");
        }
    }
}
