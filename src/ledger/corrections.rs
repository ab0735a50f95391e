//! Corrections: what the publisher says about a printed figure replaces it, visibly. A correction that no longer fits
//! what is printed is an error, never silently dropped.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Ledger;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Places, parse_digits, squeeze};
use crate::model::{Amount, Correction, Fact, Severity, Status};

/// Applies the corrections of all documents to their figures.
pub(super) fn apply(ledger: &mut Ledger) {
    let places = places(ledger);
    for record in &mut ledger.documents {
        for correction in &record.companions.corrections {
            let place = (record.path.clone(), correction.place.clone());
            let done = match places.get(&place).and_then(|at| ledger.facts.get_mut(*at)) {
                Some(fact) => correct(fact, correction),
                None => Err(format!("no figure was read at {}", correction.place)),
            };
            if let Err(message) = done {
                record.diagnostics.push(
                    Diagnostic::new(Code::StaleCorrection, Severity::Error, &record.path, message).help(
                        "the document or its reading changed: look at the place again, and correct or remove the correction",
                    ),
                );
            }
        }
    }
}

/// Where the first figure of each place stands, for documents that have corrections.
fn places(ledger: &Ledger) -> BTreeMap<(Arc<str>, String), usize> {
    let corrected = ledger.documents.iter().filter(|record| !record.companions.corrections.is_empty());
    let corrected: BTreeMap<&str, &Places> =
        corrected.map(|record| (&*record.path, &record.document.places)).collect();
    let mut places = BTreeMap::new();
    for (at, fact) in ledger.facts.iter().enumerate() {
        if let Some(names) = corrected.get(&*fact.document) {
            places.entry((fact.document.clone(), names.name(&fact.locator))).or_insert(at);
        }
    }
    places
}

fn correct(fact: &mut Fact, correction: &Arc<Correction>) -> Result<(), String> {
    let place = &correction.place;
    if fact.correction.is_some() {
        return Err(format!("{place} is corrected twice"));
    }
    let number = |text: &str| parse_digits(&squeeze(text));
    let printed = number(&correction.printed).map(|value| value.abs());
    let stands = squeeze(&fact.quote).contains(&squeeze(&correction.printed));
    if printed != Some(fact.amount.value.abs()) || !stands {
        return Err(format!("at {place} stands {}, not {}", fact.amount.value, correction.printed));
    }
    let Some(value) = number(&correction.corrected) else {
        return Err(format!("`{}` is no number", correction.corrected));
    };
    // 减少 5 is kept as -5: the sign comes from the words, which are not corrected.
    let by_words =
        fact.amount.value.is_sign_negative() && number(&correction.printed) != Some(fact.amount.value);
    fact.amount = Amount::new(if by_words { -value } else { value }, fact.amount.unit);
    fact.status = Status::Corrected;
    fact.correction = Some(correction.clone());
    Ok(())
}
