//! Runs the rules: each sees one document, or in `across` the whole ledger, behind a fence of its own and beside the
//! others. A rule that panics is one failed rule, reported; nothing else is lost. What comes out is sorted, so that any
//! number of threads gives the same.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::*;

use super::{Bench, Book, RULES, Report, Rule, proof};
use crate::document::Fidelity;
use crate::ledger::{Ledger, Record};
use crate::model::{Finding, Verdict};

/// A rule that failed inside on a document: nothing is known of the places where it was due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The rule.
    pub rule: &'static str,
    /// Path of the document; of the first one where the rule looks over all of them.
    pub document: Arc<str>,
}

/// What a rule had to say.
type Said = Result<Vec<Finding>, Failure>;

/// Whether a rule looks over documents: those of the last family do.
fn looks_across(rule: &Rule) -> bool {
    rule.id.starts_with('E')
}

/// Runs one rule behind its fence.
fn fenced(rule: &'static Rule, book: &Book<'_>, document: &Arc<str>) -> Said {
    catch_unwind(AssertUnwindSafe(|| {
        crate::fault::here(rule.id, document);
        let mut bench = Bench::new(rule);
        (rule.check)(book, &mut bench);
        bench.findings
    }))
    .map_err(|_| Failure { rule: rule.id, document: document.clone() })
}

/// All rules that see one document.
fn of_document(ledger: &Ledger, record: &Record) -> Vec<Said> {
    let book = Book::of(ledger, record);
    let own: Vec<&'static Rule> = RULES.iter().copied().filter(|rule| !looks_across(rule)).collect();
    own.into_par_iter().map(|rule| fenced(rule, &book, &record.path)).collect()
}

/// All rules that look over the ledger.
fn of_ledger(ledger: &Ledger) -> Vec<Said> {
    let Some(first) = ledger.documents.first() else { return Vec::new() };
    let book = Book::whole(ledger);
    let own: Vec<&'static Rule> = RULES.iter().copied().filter(|rule| looks_across(rule)).collect();
    own.into_par_iter().map(|rule| fenced(rule, &book, &first.path)).collect()
}

/// What does not add up in a document that was read in part, or from pictures of its pages, is no finding: what was lost
/// or misread could explain it.
fn withdraw(finding: &mut Finding, unsure: &BTreeSet<&str>, ledger: &Ledger) {
    if finding.verdict != Verdict::Mismatch {
        return;
    }
    let doubted = |path: &str| unsure.contains(path);
    let of_facts = finding.operands().filter_map(|id| ledger.fact(id)).any(|fact| doubted(&fact.document));
    if of_facts || doubted(&finding.document) {
        finding.verdict = Verdict::InsufficientData;
    }
}

/// Runs all rules, and proves what they found.
pub fn verify(ledger: &Ledger) -> Report {
    let (each, across) = rayon::join(
        || ledger.documents.par_iter().map(|record| of_document(ledger, record)).collect::<Vec<_>>(),
        || of_ledger(ledger),
    );
    let mut report = Report::default();
    let mut checks = Vec::new();
    for said in each.into_iter().flatten().chain(across) {
        match said {
            Ok(mut findings) => checks.append(&mut findings),
            Err(failure) => report.failures.push(failure),
        }
    }
    let unsure: BTreeSet<&str> = ledger
        .documents
        .iter()
        .filter(|record| record.document.fidelity != Fidelity::Whole)
        .map(|record| &*record.path)
        .collect();
    if !unsure.is_empty() {
        checks.iter_mut().for_each(|finding| withdraw(finding, &unsure, ledger));
    }
    sort(&mut checks);
    report.failures.extend(proof::prove(&mut checks, ledger));
    report.take(checks);
    report
}

/// By document, rule and place.
fn sort(checks: &mut [Finding]) {
    checks.sort_by(|a, b| {
        (&a.document, a.rule, a.left.locator.order(), &a.id).cmp(&(
            &b.document,
            b.rule,
            b.left.locator.order(),
            &b.id,
        ))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Severity;

    fn broken(_: &Book<'_>, _: &mut Bench<'_>) {
        panic!("a defect");
    }

    #[test]
    fn a_rule_that_panics_is_one_failed_rule() {
        static BROKEN: Rule = Rule { id: "Z99", severity: Severity::Error, check: broken };
        let ledger = Ledger::default();
        let document: Arc<str> = "a.txt".into();
        let failed = fenced(&BROKEN, &Book::whole(&ledger), &document);
        assert_eq!(failed.err(), Some(Failure { rule: "Z99", document }));
    }
}
