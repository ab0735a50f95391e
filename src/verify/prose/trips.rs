//! The part of B07 about trips: as many as a paragraph lists one by one, against its number of delegations and travellers.

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use super::Passage;
use crate::model::{Fact, Measure, Verdict, message};
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book};

/// The start of an entry of a list that is a trip: `（1）赴英国`.
static TRIP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[)）]|[①-⑩]|\d{1,2}\s*[.．、])\s*(?:赴|前往|出访)\s*\p{Han}")
        .expect("a constant pattern")
});
/// What a trip cost.
static COST: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d\s*万?\s*元").expect("a constant pattern"));

/// Checks every paragraph that states both counts and lists trips with what each cost.
pub(in crate::verify) fn check(book: &Book<'_>, out: &mut Bench<'_>) {
    for prose in &book.prose {
        for passage in &prose.passages {
            let count = |code: &str| {
                let facts = passage.figures.iter().map(|figure| figure.fact);
                let mut found =
                    facts.filter(|fact| fact.measure == Measure::Count && fact.subject.code == code);
                found.next().filter(|_| found.next().is_none())
            };
            if let (Some(groups), Some(people)) = (count("delegations"), count("travellers")) {
                listed(passage, groups, people, out);
            }
        }
    }
}

fn listed<'l>(passage: &Passage<'l>, groups: &'l Fact, people: &'l Fact, out: &mut Bench<'_>) {
    let text = passage.text();
    let starts: Vec<usize> = TRIP.find_iter(text).map(|found| found.start()).collect();
    let Some((first, last)) = starts.first().copied().zip(starts.last().copied()) else { return };
    let end = passage.sentence_end(last);
    let entries = starts.iter().copied().zip(starts.iter().copied().skip(1).chain([end]));
    if starts.len() < 2 || !entries.into_iter().all(|(from, to)| COST.is_match(&text[from..to])) {
        return;
    }
    let number = Decimal::from(starts.len());
    let (fewer_groups, fewer_people) = (groups.amount.value < number, people.amount.value < number);
    // A delegation may go to several places, and several may go together: only where neither count allows for as many
    // trips does the list say more than the counts.
    let verdict = match (fewer_groups, fewer_people) {
        (true, true) => Verdict::Mismatch,
        (false, false) => Verdict::Pass,
        _ => Verdict::InsufficientData,
    };
    let note = (verdict != Verdict::Pass).then(|| {
        message!(
            "trips-and-counts",
            count = starts.len(),
            groups = groups.amount.value,
            people = people.amount.value
        )
    });
    let case = Case::new(
        passage.record,
        message!("trips-listed"),
        Side::of(message!("count-delegations"), &[groups]),
        passage.words(message!("side-trips-listed"), first, end),
    );
    out.judge(case.noted(note), verdict);
}
