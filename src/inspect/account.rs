//! The account of a document for the command line: what was seen, and what became of it.

use std::fmt::Write;

use super::Inspection;
use crate::model::{Became, Side};

/// How many numbers without an account are named.
const PLACES: usize = 20;

/// The account as lines of text; empty where no number was seen.
pub(super) fn text(inspection: &Inspection<'_>) -> String {
    let account = &inspection.disclosure.account;
    let mut out = String::new();
    if account.seen == 0 {
        return out;
    }
    let state = if account.is_balanced() { "balanced" } else { "NOT BALANCED" };
    // Writing to a string cannot fail.
    let _ = writeln!(out, "\naccount   {} numbers seen, {state}", account.seen);
    for side in Side::ALL {
        let own: Vec<String> = Became::ALL
            .iter()
            .filter(|became| became.side() == *side)
            .filter_map(|became| Some(format!("{} {}", became.id(), account.counts.get(became)?)))
            .collect();
        if !own.is_empty() {
            let _ = writeln!(out, "  {:<10} {:>6}  {}", side.id(), account.on(*side), own.join(", "));
        }
    }
    let places = &inspection.document().places;
    for one in account.silent.iter().take(PLACES) {
        let _ = writeln!(out, "  no account {} {}", places.name(&one.locator), one.quote);
    }
    if account.silent.len() > PLACES {
        let _ = writeln!(out, "  and {} more", account.silent.len() - PLACES);
    }
    out
}
