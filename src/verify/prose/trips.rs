//! The part of B07 about trips: as many as a paragraph lists one by one, against its number of delegations and travellers.

use rust_decimal::Decimal;

use super::Passage;
use crate::model::{Fact, Measure, Says, Verdict, message};
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book};

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
    let count = |says: &Says| match says {
        Says::Trips(count) => Some(*count),
        _ => None,
    };
    let Some((remark, trips)) = passage.says(count).next() else { return };
    let Some(words) = passage.remarked(message!("side-trips-listed"), remark) else { return };
    let number = Decimal::from(trips);
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
            count = trips as usize,
            groups = groups.amount.value,
            people = people.amount.value
        )
    });
    let case = Case::new(
        passage.record,
        message!("trips-listed"),
        Side::of(message!("count-delegations"), &[groups]),
        words,
    );
    out.judge(case.noted(note), verdict);
}
