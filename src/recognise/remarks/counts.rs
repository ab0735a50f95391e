//! Counts and amounts that stand beside each other: posts and people in post, what small firms won of purchases; and by what
//! measure running cost is meant.

use super::{start_of, within};
use crate::model::{Fact, Measure, Passage, Remark, Says};
use crate::taxonomy::{said_pattern, said_words, says};

/// Finds them in a paragraph with its figures.
pub(super) fn find(at: usize, passage: &Passage, figures: &[&Fact], found: &mut Vec<Remark>) {
    for nth in 1..figures.len() {
        posts(at, passage, figures, nth, found);
    }
    won(at, passage, figures, found);
    let text = passage.paragraph.text.as_str();
    if figures.iter().any(|fact| fact.subject.code == "running_cost") && says("other_scope", text) {
        found.push(within(at, passage, (0, text.len()), Says::OtherScope));
    }
}

fn end_of(fact: &Fact) -> usize {
    fact.said.as_ref().map_or(0, |said| said.end as usize)
}

/// A number of posts, and behind it in the same part of the sentence a number of people in post.
fn posts(at: usize, passage: &Passage, figures: &[&Fact], nth: usize, found: &mut Vec<Remark>) {
    let (posts, staff) = (figures[nth - 1], figures[nth]);
    let (first, second) = (start_of(posts) as usize, start_of(staff) as usize);
    let text = passage.paragraph.text.as_str();
    if posts.subject.code != "posts" || staff.subject.code != "staff" {
        return;
    }
    let Some(between) = text.get(end_of(posts)..second) else { return };
    if first < passage.sentence_start(second) || between.contains(['；', ';', '。']) {
        return;
    }
    // No other count of posts goes before them, of which those in post may be a part, and no kinds of people behind them.
    let from = passage.sentence_start(first);
    let before = nth.checked_sub(2).map(|before| figures[before]).filter(|fact| fact.subject.code == "staff");
    let from = before.map_or(from, |fact| from.max(end_of(fact)));
    let before =
        text.get(from..first).unwrap_or_default().trim_start().trim_start_matches(['人', '名', '个']);
    let rest = text.get(end_of(staff)..passage.sentence_end(end_of(staff))).unwrap_or_default();
    let behind = rest.split(['；', ';']).next().unwrap_or_default();
    let named: usize =
        said_words("posts").iter().flat_map(|row| &row.words).map(|word| before.matches(word).count()).sum();
    let counted = said_pattern("people_counted").is_some_and(|people| people.is_match(before));
    let one_kind = named <= 1 && !counted && !says("kinds_of_people", behind);
    let says = Says::Posts { posts: start_of(posts), staff: start_of(staff), one_kind };
    found.push(within(at, passage, (first, end_of(staff)), says));
}

/// Two amounts that small firms won, in a paragraph that speaks of what was reserved for them and of the rest.
fn won(at: usize, passage: &Passage, figures: &[&Fact], found: &mut Vec<Remark>) {
    let text = passage.paragraph.text.as_str();
    if !says("other_purchases", text) {
        return;
    }
    let mut last = 0;
    let mut amounts = Vec::new();
    for fact in figures {
        let start = start_of(fact) as usize;
        let from = passage.sentence_start(start).max(last).min(start);
        last = end_of(fact);
        let money = fact.measure == Measure::Total && fact.amount.unit.is_money();
        let lead = text.get(from..start).unwrap_or_default();
        if money && fact.subject.code == "procurement_sme" && says("won", lead) {
            amounts.push(*fact);
        }
    }
    if let [one, other] = amounts.as_slice() {
        let span = (start_of(one) as usize, end_of(other));
        found.push(within(at, passage, span, Says::Won([start_of(one), start_of(other)])));
    }
}
