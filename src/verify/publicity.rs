//! Publicity: which findings the public sees. Proven ones do, unless they are held before they were ever published;
//! candidates only with a line of the publisher's. What is kept back leaves its count behind, among those without
//! enough data, and nothing else: no id, no place, no word.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Report;
use crate::ledger::Ledger;
use crate::model::{Finding, Publish, Verdict};

/// What the public sees, and what of the publisher's lines could not be followed.
#[derive(Debug, Default)]
pub struct Publicity {
    /// The report of the site.
    pub report: Report,
    /// Findings that a line asks to hold, though the public has seen them: ids with the paths of their documents.
    pub late: Vec<(Arc<str>, Arc<str>)>,
}

/// What the lines beside a document say of a finding.
#[derive(Clone, Copy, Default)]
struct Lines {
    publish: bool,
    hold: bool,
}

/// The public part of the checks of a report. `published` are the ids of findings that the public has seen before: those can
/// be answered and acknowledged, and no longer held. The checks are taken, not copied: there may be hundreds of thousands.
pub fn public(
    all: impl IntoIterator<Item = Finding>,
    ledger: &Ledger,
    publish: Publish,
    published: &BTreeSet<String>,
) -> Publicity {
    let mut lines: BTreeMap<&str, Lines> = BTreeMap::new();
    for reply in ledger.documents.iter().flat_map(|record| &record.companions.replies) {
        let own = lines.entry(reply.finding.as_str()).or_default();
        own.publish |= reply.publish;
        own.hold |= reply.hold;
    }
    let mut publicity = Publicity::default();
    // Collected, not pushed: a list that is given away is turned into the other one in its own place.
    let late = &mut publicity.late;
    let one = |finding: Finding| {
        let own = lines.get(&*finding.id).copied().unwrap_or_default();
        let known = published.contains(&*finding.id);
        if own.hold && known {
            late.push((finding.id.clone(), finding.document.clone()));
        }
        shown(finding, own, known, publish)
    };
    let checks = all.into_iter().map(one).collect();
    publicity.report.take(checks);
    publicity
}

fn shown(finding: Finding, lines: Lines, known: bool, publish: Publish) -> Finding {
    let proven = match finding.verdict {
        Verdict::Mismatch => true,
        Verdict::Review => false,
        _ => return finding,
    };
    let public = known || !lines.hold && (lines.publish || proven && publish == Publish::Proven);
    match (public, proven) {
        (false, _) => finding.anonymous(),
        (true, true) => finding,
        // The publisher decided: why it was no proof is not for the public.
        (true, false) => Finding { verdict: Verdict::Mismatch, explanation: None, ..finding },
    }
}
