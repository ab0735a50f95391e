//! Verification: rules that say which figures must agree, and the verdicts. A rule is one [`Rule`] in a file of its
//! family and one line in [`RULES`].
//!
//! What a loss in reading could explain is `insufficient_data`, never an accusation; the words are neutral.

mod balance;
mod bench;
mod hierarchy;
mod performance;
mod prose;
mod rule;
mod tables;
mod three_public;
mod tolerance;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::ledger::Ledger;
use crate::model::{Finding, Verdict};

pub use bench::Bench;
pub use rule::Rule;

pub use tables::{Table, tables};
pub(crate) use tables::{children, top};
pub use tolerance::{Comparison, compare};

/// All rules, by id.
pub static RULES: &[&Rule] = &[
    &balance::INCOME_EQUALS_EXPENDITURE,
    &balance::INCOME_SIDE,
    &balance::EXPENDITURE_SIDE,
    &balance::INCOME_PARTS,
    &balance::SPENDING_SPLIT,
    &hierarchy::CLASS_TOTALS,
    &hierarchy::SECOND_LEVEL,
    &hierarchy::THIRD_LEVEL,
    &balance::ACROSS_TABLES,
    &three_public::TOTAL,
    &three_public::VEHICLES,
    &prose::CHANGES_OF_ITEMS,
    &prose::KINDS_OF_VEHICLES,
    &prose::NEW_CAR,
    &prose::PROSE_AND_TABLE,
    &prose::PARTS,
    &prose::PROJECTS,
    &prose::REPEATS,
    &prose::SHARES,
    &prose::CHANGE,
    &prose::ZERO_BASE,
    &prose::ZERO_BUDGET,
    &prose::COMPLETION,
    &prose::DIRECTION,
    &prose::REASONS_ADD_UP,
    &prose::REASON_MISSING,
    &prose::UNIT_SLIP,
    &prose::PLACEHOLDERS,
    &prose::NAMES_AND_YEAR,
    &prose::PROCUREMENT,
    &prose::RUNNING_COST,
    &performance::WEIGHTS,
    &performance::TOTAL_SCORE,
];

/// The rule with an id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id.eq_ignore_ascii_case(id))
}

/// What rules look at.
pub struct Book<'l> {
    /// The ledger.
    pub ledger: &'l Ledger,
    /// Its tables.
    pub tables: Vec<Table<'l>>,
    /// The prose of its documents that were published whole.
    prose: Vec<prose::Prose<'l>>,
}

/// How many places were due for a rule in a document, by verdict.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Places that should have been checked.
    pub due: usize,
    /// By verdict, in the order of [`Verdict::ALL`].
    pub verdicts: BTreeMap<Verdict, usize>,
}

impl Tally {
    /// How many places could be checked.
    pub fn ran(&self) -> usize {
        [Verdict::Pass, Verdict::Rounding, Verdict::Mismatch].into_iter().map(|v| self.count(v)).sum()
    }

    /// How many places have this verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.verdicts.get(&verdict).copied().unwrap_or(0)
    }
}

/// The result of all rules.
#[derive(Debug, Default)]
pub struct Report {
    /// Every place checked, by document, rule and place.
    pub checks: Vec<Finding>,
    /// Places due per document and rule.
    pub tallies: BTreeMap<(Arc<str>, &'static str), Tally>,
}

impl Report {
    /// All but the passes.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.checks.iter().filter(|finding| finding.verdict != Verdict::Pass)
    }

    /// The checks of a document, in their order.
    pub fn checks_in(&self, document: &str) -> &[Finding] {
        let first = self.checks.partition_point(|finding| *finding.document < *document);
        let last = self.checks.partition_point(|finding| *finding.document <= *document);
        &self.checks[first..last]
    }

    /// What readers are asked to look at.
    pub fn mismatches(&self) -> impl Iterator<Item = &Finding> {
        self.checks.iter().filter(|finding| finding.verdict == Verdict::Mismatch)
    }
}

/// Runs all rules.
pub fn verify(ledger: &Ledger) -> Report {
    let book = Book { ledger, tables: tables(ledger), prose: prose::texts(ledger) };
    let mut checks = Vec::new();
    for rule in RULES {
        let mut bench = Bench::new(rule);
        (rule.check)(&book, &mut bench);
        checks.append(&mut bench.findings);
    }
    let mut report = Report::default();
    for finding in checks {
        let tally = report.tallies.entry((finding.document.clone(), finding.rule)).or_default();
        tally.due += 1;
        *tally.verdicts.entry(finding.verdict).or_default() += 1;
        report.checks.push(finding);
    }
    report.checks.sort_by(|a, b| {
        (&a.document, a.rule, a.left.locator.order(), &a.id).cmp(&(
            &b.document,
            b.rule,
            b.left.locator.order(),
            &b.id,
        ))
    });
    report
}
