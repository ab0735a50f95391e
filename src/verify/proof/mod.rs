//! Proof before accusation: what a rule finds is a contradiction only when both readings are certain and nothing
//! charitable explains the difference. A charitable reading is one [`Reading`] in a file of its own and one line in
//! [`READINGS`]; what one explains becomes a candidate (`review`), which only the publisher sees.

mod carried;
mod cause;
mod certainty;
mod cut;
mod dispute;
mod elsewhere;
mod evidence;
mod factor;
mod plug;
mod reserve;
mod rows;
mod sign;
#[cfg(test)]
mod tests;
mod twin;
mod unlike;
mod whole;

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::engine::Failure;
use crate::ledger::Ledger;
use crate::model::{Finding, Message, Verdict};

use dispute::Dispute;
use evidence::Evidence;

/// A way in which two figures that do not agree may both be right.
pub struct Reading {
    /// Such as `cut`.
    pub id: &'static str,
    /// A few words for the publisher.
    pub title: Message,
    /// Says in a sentence how it explains a difference; `None` where it does not.
    explains: fn(&Dispute<'_>, &Evidence<'_>) -> Option<Message>,
}

/// All readings. The first that explains a difference is the one that is told.
static READINGS: &[&Reading] = &[
    &certainty::CERTAINTY,
    &cut::CUT,
    &sign::SIGN,
    &plug::PLUG,
    &whole::WHOLE,
    &factor::FACTOR,
    &rows::ROWS,
    &carried::CARRIED,
    &reserve::RESERVE,
    &twin::TWIN,
    &elsewhere::ELSEWHERE,
    &unlike::UNLIKE,
];

/// The reading with an id.
pub fn reading(id: &str) -> Option<&'static Reading> {
    READINGS.iter().copied().find(|reading| reading.id == id)
}

/// Demotes what is not proven, then joins what has one cause. Where proving fails inside, nothing is proven of that finding.
pub(super) fn prove(checks: &mut Vec<Finding>, ledger: &Ledger) -> Vec<Failure> {
    let mut failures = Vec::new();
    if !checks.iter().any(is_disputed) {
        return failures;
    }
    let evidence = Evidence::of(ledger, checks.iter().filter(|finding| is_disputed(finding)));
    for finding in checks.iter_mut().filter(|finding| is_disputed(finding)) {
        let weighed = catch_unwind(AssertUnwindSafe(|| {
            crate::fault::here("proof", &finding.document);
            explained(&Dispute::of(finding, ledger), &evidence)
        }));
        match weighed {
            Ok(None) => {}
            Ok(Some((id, words))) => {
                finding.verdict = Verdict::Review;
                finding.reading = Some(id);
                finding.explanation = Some(words);
            }
            Err(_) => {
                finding.verdict = Verdict::InsufficientData;
                failures.push(Failure { rule: finding.rule, document: finding.document.clone() });
            }
        }
    }
    cause::join(checks, ledger);
    failures.dedup();
    failures
}

/// The first reading that explains a dispute, in its words.
fn explained(dispute: &Dispute<'_>, evidence: &Evidence<'_>) -> Option<(&'static str, Message)> {
    READINGS.iter().find_map(|reading| Some((reading.id, (reading.explains)(dispute, evidence)?)))
}

/// Whether two figures were compared and do not agree. What words say is not weighed here.
fn is_disputed(finding: &Finding) -> bool {
    finding.verdict == Verdict::Mismatch && finding.compared
}
