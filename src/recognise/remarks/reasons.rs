//! Reasons: cars that were bought, and the amounts that are given for a change.

use super::{start_of, within};
use crate::model::{Fact, Measure, Passage, Remark, Role, Says};
use crate::taxonomy::{said_pattern, said_words, says};

/// Nobody gives more amounts as reasons for one change.
const MOST: usize = 100;

/// Marks that end a clause.
const CLAUSE: &[char] = &['，', '；', '。', '：'];

/// Finds them in a paragraph with its figures.
pub(super) fn find(at: usize, passage: &Passage, figures: &[&Fact], found: &mut Vec<Remark>) {
    new_cars(at, passage, found);
    for (nth, fact) in figures.iter().enumerate() {
        if fact.measure == Measure::ChangeAmount
            && let Some((amounts, all, end)) = amounts(passage, figures, nth)
        {
            let says = Says::Reasons { change: start_of(fact), amounts, all };
            found.push(within(at, passage, (start_of(fact) as usize, end), says));
        }
    }
}

/// Cars that were bought, in a sentence that gives a reason.
fn new_cars(at: usize, passage: &Passage, found: &mut Vec<Remark>) {
    let text = passage.paragraph.text.as_str();
    let Some(pattern) = said_pattern("new_cars") else { return };
    for words in pattern.find_iter(text) {
        let said = &text[passage.sentence_start(words.start())..words.start()];
        let clause = said.rsplit(CLAUSE).next().unwrap_or(said);
        let behind = &text[words.end()..];
        let mut things = said_words("for_cars").iter().flat_map(|row| &row.words);
        let of_cars = things.any(|thing| behind.starts_with(thing));
        if says("gives_reason", said) && !says("not_this_year", clause) && !of_cars {
            let end = behind.find(['，', '；', '。']).map_or(words.end(), |at| words.end() + at);
            found.push(within(at, passage, (words.start(), end), Says::NewCars));
        }
    }
}

/// The amounts that are given as reasons behind a change, whether they are all, and where their sentence ends.
fn amounts(passage: &Passage, figures: &[&Fact], change: usize) -> Option<(Vec<u32>, bool, usize)> {
    let role = |fact: &Fact| fact.said.as_ref().is_some_and(|said| said.role == Role::Reason);
    let is_reason = |fact: &Fact| role(fact) && fact.amount.unit.is_money();
    let begins = start_of(figures[change]) as usize;
    let together = |fact: &Fact| begins >= passage.sentence_start(start_of(fact) as usize);
    let own = |fact: &&&Fact| together(fact) && (fact.measure == Measure::ChangePct || is_reason(fact));
    let behind = figures[change + 1..].iter().take(MOST).take_while(own);
    let reasons: Vec<&&Fact> = behind.filter(|fact| is_reason(fact)).collect();
    let (first, last) = (reasons.first()?, reasons.last()?);
    if reasons.len() < 2 {
        return None;
    }
    let end_of = |fact: &Fact| fact.said.as_ref().map_or(0, |said| said.end as usize);
    let text = passage.paragraph.text.as_str();
    let end = passage.sentence_end(end_of(last));
    let said = text.get(end_of(figures[change])..end_of(last))?;
    let clauses = text.get(start_of(first) as usize..end)?.split(['，', '；', '、']);
    let clauses = clauses.filter(|clause| !clause.trim().is_empty()).count();
    let all = !says("some_reasons", said) && clauses == reasons.len();
    Some((reasons.iter().map(|fact| start_of(fact)).collect(), all, end))
}
