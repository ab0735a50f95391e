//! Lists: trips one by one, and lines that announce the parts of a total.

use super::within;
use crate::model::{Fact, Measure, Passage, Remark, Says};
use crate::taxonomy::{said_pattern, says};

/// The patterns of lines that announce the parts of a total, with its code.
const ANNOUNCED: &[(&str, &str)] =
    &[("announces_general", "general_public"), ("announces_fiscal", "fiscal_expenditure")];

/// Finds them in a paragraph with its figures.
pub(super) fn find(at: usize, passage: &Passage, figures: &[&Fact], found: &mut Vec<Remark>) {
    trips(at, passage, found);
    announced(at, passage, figures, found);
}

/// Entries of a list of which every one is a trip with its cost.
fn trips(at: usize, passage: &Passage, found: &mut Vec<Remark>) {
    let (Some(trip), Some(cost)) = (said_pattern("trip"), said_pattern("trip_cost")) else { return };
    let text = passage.paragraph.text.as_str();
    let starts: Vec<usize> = trip.find_iter(text).map(|found| found.start()).collect();
    let Some((first, last)) = starts.first().copied().zip(starts.last().copied()) else { return };
    let end = passage.sentence_end(last);
    let ends = starts.iter().copied().skip(1).chain([end]);
    let paid = starts.iter().copied().zip(ends).all(|(from, to)| cost.is_match(&text[from..to]));
    if let Ok(count) = u32::try_from(starts.len())
        && count > 1
        && paid
    {
        found.push(within(at, passage, (first, end), Says::Trips(count)));
    }
}

/// A line without an amount of its own that ends with a colon and names a total.
fn announced(at: usize, passage: &Passage, figures: &[&Fact], found: &mut Vec<Remark>) {
    let amount = |fact: &&Fact| fact.measure == Measure::Total && fact.amount.unit.is_money();
    if !passage.shape.announces || figures.iter().any(amount) {
        return;
    }
    let text = passage.paragraph.text.as_str();
    let named = |(pattern, _): &&(&str, &str)| said_pattern(pattern).is_some_and(|one| one.is_match(text));
    if let Some((_, code)) = ANNOUNCED.iter().find(named) {
        let says = Says::Announces { total: (*code).to_owned(), main: says("main_parts", text) };
        found.push(within(at, passage, (0, text.len()), says));
    }
}
