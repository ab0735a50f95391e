//! How figures stand beside each other and under their headings: what money they are restricted to, whether they speak of
//! others, whether they are only parts, and what is said behind them. One walk over a document when all its figures are
//! read; rules ask the figure, and read no sentence again.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use regex::Regex;

use crate::document::{Paragraph, key, opens_part, squeeze};
use crate::model::{
    Base, Direction, Fact, Identity, Level, Measure, Money, Passage, Phase, Said, SaidAgain, Scheme,
};
use crate::taxonomy::{is_of_class, said_pattern, said_words, says};

use super::super::section::regex;
use super::{near, shape};

/// The levels of headings: parts, then chapters, then sections; what is none of them is below.
static LEVELS: LazyLock<[Regex; 3]> = LazyLock::new(|| {
    [
        r"^[#*\s]*第\s*[一二三四五六七八九十]+\s*部\s*分",
        r"^[#*\s]*[一二三四五六七八九十]+\s*、",
        r"^[#*\s]*[（(]\s*[一二三四五六七八九十]+",
    ]
    .map(regex)
});

/// A longer line is no heading, in characters.
const LONGEST_HEADING: usize = 40;

/// Marks that end a sentence.
const ENDS: &[char] = &['。', '！', '？', '!', '?'];

/// How far behind a figure the reason for it is looked for, in characters.
const REASON_WITHIN: usize = 120;

/// Puts paragraphs in their places, and says of the figures of each how they stand.
pub(super) fn settle(paragraphs: Vec<Paragraph>, identity: &Identity, facts: &mut [Fact]) -> Vec<Passage> {
    let mut passages = placed(paragraphs);
    shape::tell(&mut passages);
    let mut figures: Vec<Vec<usize>> = vec![Vec::new(); passages.len()];
    for (at, fact) in facts.iter().enumerate() {
        let own = fact.said.as_ref().and_then(|said| usize::try_from(said.paragraph).ok());
        if let Some(own) = own.and_then(|own| figures.get_mut(own)) {
            own.push(at);
        }
    }
    let names: Vec<String> = [&identity.printed_name, &identity.body]
        .into_iter()
        .map(|name| squeeze(name))
        .filter(|name| !name.is_empty())
        .collect();
    for (at, own) in figures.iter().enumerate().filter(|(_, own)| !own.is_empty()) {
        let headings: Vec<&str> = passages[at]
            .under
            .iter()
            .map(|above| passages[*above as usize].paragraph.text.as_str())
            .collect();
        let above = Above {
            money: headings.iter().flat_map(|heading| money_in(&squeeze(heading))).collect(),
            of_a_class: headings.last().is_some_and(|heading| says("class_mark", heading)),
        };
        let mut walk = Walk::new(&passages[at].paragraph, &names, above);
        for fact in own {
            walk.take(&mut facts[*fact]);
        }
        near::tell(&passages[at], own, facts);
    }
    for passage in &mut passages {
        let reason = said_pattern("reason").and_then(|pattern| pattern.find(&passage.paragraph.text));
        passage.reason = reason.and_then(|found| u32::try_from(found.end()).ok());
    }
    near::tell_reasons(&passages, facts);
    passages
}

/// The paragraphs with the headings that they stand under.
fn placed(paragraphs: Vec<Paragraph>) -> Vec<Passage> {
    let level = |text: &str| LEVELS.iter().position(|pattern| pattern.is_match(text)).unwrap_or(LEVELS.len());
    let mut open: Vec<(usize, u32)> = Vec::new();
    let mut passages = Vec::with_capacity(paragraphs.len());
    for (at, paragraph) in (0_u32..).zip(paragraphs) {
        let text = paragraph.text.as_str();
        if text.len() <= 4 * LONGEST_HEADING
            && opens_part(text)
            && text.chars().count() <= LONGEST_HEADING
            && !text.contains(['。', '，'])
        {
            let own = level(text);
            open.retain(|(level, _)| *level < own);
            open.push((own, at));
        }
        let under = open.iter().map(|(_, heading)| *heading).collect();
        passages.push(Passage { paragraph, under, ..Passage::default() });
    }
    passages
}

/// The words for kinds of money in a text, as positions of their rows.
fn money_in(squeezed: &str) -> Vec<usize> {
    let rows = said_words("money").iter().enumerate();
    rows.filter(|(_, row)| row.words.iter().any(|word| squeezed.contains(word))).map(|(at, _)| at).collect()
}

/// What the headings say.
struct Above {
    money: Vec<usize>,
    /// Whether the nearest one is of an item of the classification.
    of_a_class: bool,
}

/// A subject with phase and year.
type Same = (String, String, Option<Phase>, i32);

/// An amount whose parts follow.
#[derive(Debug, Clone, Copy)]
struct Whole {
    /// Whether it is of an item, whose parts have the names of the parts of the whole budget.
    of_an_item: bool,
}

/// A walk over the figures of a paragraph, first to last.
struct Walk<'p> {
    text: &'p str,
    names: &'p [String],
    above: Above,
    /// Behind the last figure.
    at: usize,
    /// Rows of money that the sentence has named so far.
    money: Vec<usize>,
    /// Whether the sentence has spoken of others.
    of_others: bool,
    /// The last amount of the sentence.
    last: Option<Whole>,
    /// The amount whose parts the sentence lists.
    whole: Option<Whole>,
    /// Whether the first amount of the paragraph is of an item.
    item_first: Option<bool>,
    /// Where the first amount of each subject ends.
    first: BTreeMap<Same, usize>,
    /// Where parts were announced last.
    announced: Option<usize>,
    /// Where they were, in any words.
    listed: Option<usize>,
}

impl<'p> Walk<'p> {
    fn new(paragraph: &'p Paragraph, names: &'p [String], above: Above) -> Self {
        Self {
            text: &paragraph.text,
            names,
            above,
            at: 0,
            money: Vec::new(),
            of_others: false,
            last: None,
            whole: None,
            item_first: None,
            first: BTreeMap::new(),
            announced: None,
            listed: None,
        }
    }

    /// Reads on up to a figure, and says how it stands.
    fn take(&mut self, fact: &mut Fact) {
        let Some(said) = fact.said.clone() else { return };
        let (start, end) = (said.start as usize, said.end as usize);
        let Some(between) = self.text.get(self.at.min(start)..start) else { return };
        let lead = self.read_on(between);
        let mut said = Arc::unwrap_or_clone(said);
        let code = fact.subject.code.as_str();
        said.money = self.restricted(code);
        said.of_others = self.of_others;
        said.qualified = is_qualified(fact, &squeeze(lead));
        said.detail = self.is_detail(fact);
        said.parts_from = self.listed.and_then(|at| u32::try_from(at).ok());
        let behind = self.text.get(end..).unwrap_or_default();
        said.level = level_behind(behind);
        said.reason = said_again(fact, self.text, end);
        self.remember(fact, &said, end);
        fact.said = Some(Arc::new(said));
        self.at = self.at.max(end);
    }

    /// Takes in the words between two figures; gives those of the figure's own sentence.
    fn read_on<'t>(&mut self, between: &'t str) -> &'t str {
        let mut own = between;
        // The last end of a sentence that the next one does not go on from.
        let mut upto = between.len();
        while let Some(end) = between[..upto].rfind(ENDS) {
            let next = end + between[end..].chars().next().map_or(1, char::len_utf8);
            let opening = between[next..].trim_start();
            if !said_words("goes_on").iter().flat_map(|row| &row.words).any(|word| opening.starts_with(word))
            {
                own = &between[next..];
                self.money.clear();
                self.of_others = false;
                self.last = None;
                self.whole = None;
                break;
            }
            upto = end;
        }
        let mut squeezed = squeeze(own);
        self.money.extend(money_in(&squeezed));
        for name in self.names {
            if squeezed.contains(name.as_str()) {
                squeezed = squeezed.replace(name.as_str(), "");
            }
        }
        self.of_others |= says("others", &squeezed);
        if says("parts", between) || says("composed", between) {
            self.listed = Some(self.at);
        }
        if says("parts", own) {
            self.announced = Some(self.at);
            self.whole = self.last.or(self.whole);
        } else if says("parts", between) {
            self.announced = Some(self.at);
        }
        own
    }

    /// The money that the figure is restricted to, beside what its own code means.
    fn restricted(&self, code: &str) -> Vec<Money> {
        if is_of_class("one_meaning", code) {
            return Vec::new();
        }
        let rows = said_words("money");
        let named = self.above.money.iter().chain(&self.money).filter_map(|at| rows.get(*at));
        let mut found: Vec<Money> = named
            .filter(|row| !row.codes.contains(&code))
            .filter_map(|row| Money::from_id(row.stands_for))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether an amount is a detail: one of `（1）… （2）…` behind 包括 of its own subject, or a part of an item, which has
    /// the name of a part of the whole: 行政运行支出500万元，其中：基本支出450万元.
    fn is_detail(&self, fact: &Fact) -> bool {
        let of_same = self.first.get(&same(fact)).zip(self.announced).is_some_and(|(first, at)| *first <= at);
        let nature = fact.subject.scheme == Scheme::None && is_of_class("nature", &fact.subject.code);
        let of_item = self.whole.is_some_and(|whole| whole.of_an_item) && fact.subject.scheme == Scheme::None;
        let under_item = nature && (self.above.of_a_class || self.item_first == Some(true));
        of_same || of_item || under_item
    }

    fn remember(&mut self, fact: &Fact, said: &Said, end: usize) {
        if fact.measure != Measure::Total || !fact.amount.unit.is_money() {
            return;
        }
        self.first.entry(same(fact)).or_insert(end);
        let of_an_item = fact.subject.scheme == Scheme::Function || fact.subject.code == "other";
        self.item_first.get_or_insert(fact.subject.scheme == Scheme::Function);
        if said.role == crate::model::Role::Statement {
            self.last = Some(Whole { of_an_item });
        }
    }
}

/// What makes figures be of the same subject.
fn same(fact: &Fact) -> Same {
    let open = ["function_class", "other"].contains(&fact.subject.code.as_str());
    let name = if open { key(&fact.subject.name) } else { String::new() };
    (fact.subject.code.clone(), name, fact.phase, fact.fiscal_year)
}

/// Whether words right before the name, or a name that does not hold the words of its code, make it a part of its subject.
fn is_qualified(fact: &Fact, lead: &str) -> bool {
    let name = squeeze(&fact.subject.name);
    let mut asked = said_words("name").iter().filter(|row| row.codes.contains(&fact.subject.code.as_str()));
    if asked.next().is_some_and(|row| !row.words.iter().any(|word| name.contains(word))) {
        return true;
    }
    let Some(found) = lead.rfind(&name).filter(|_| !name.is_empty()) else { return false };
    said_words("qualifier").iter().flat_map(|row| &row.words).any(|word| lead[..found].ends_with(word))
}

/// What the words right behind an amount say of its having stayed level.
fn level_behind(behind: &str) -> Option<Level> {
    let found = said_pattern("level")?.captures(behind)?;
    let with = found
        .name("with")
        .map(|word| if says("initial", word.as_str()) { Base::Initial } else { Base::PriorFinal });
    Some(Level { with, about: found.name("about").is_some() })
}

/// A reason that only says the change again, whichever way: 减少2.98%。主要原因是：（the same）经费增加。
fn said_again(fact: &Fact, text: &str, end: usize) -> Option<SaidAgain> {
    if !matches!(fact.measure, Measure::ChangeAmount | Measure::ChangePct) || fact.amount.value.is_zero() {
        return None;
    }
    let behind = text.get(end..)?;
    let near: String = behind.chars().take(REASON_WITHIN).collect();
    let near = squeeze(&near);
    let found = said_pattern("said_again")?.captures(&near)?;
    let name = key(&fact.subject.name);
    if name.is_empty() || !key(found.name("what")?.as_str()).contains(&name) {
        return None;
    }
    let direction = if found.name("upwards").is_some() { Direction::Up } else { Direction::Down };
    // The reason is the sentence behind the change; its unit and its stop are no part of it.
    let sentence_end = |from: usize| text[from..].find(ENDS).map_or(text.len(), |at| from + at);
    let stop = sentence_end(end);
    let next = text[stop..].chars().next().map_or(stop, |c| stop + c.len_utf8());
    let mark = |c: char| c.is_whitespace() || "%％万亿元，。；、".contains(c);
    let from = next - text[end..next].trim_start_matches(mark).len();
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Some(SaidAgain { direction, start: byte(from), end: byte(sentence_end(next)) })
}
