//! Verification: rules that say which figures must agree, and the verdicts. A rule is one [`Rule`] in a file of its
//! family and one line in [`RULES`].
//!
//! What a loss in reading could explain is `insufficient_data`, never an accusation; the words are neutral.

mod balance;
mod hierarchy;
mod performance;
mod tables;
mod three_public;
mod tolerance;

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::ledger::Ledger;
use crate::model::{Fact, Finding, Operand, Severity, Verdict};

pub use tables::{Table, tables};
pub(crate) use tables::{children, top};
pub use tolerance::{Comparison, compare};

/// A check with its documentation.
pub trait Rule: Sync {
    /// Public and permanent id, such as `A05`.
    fn id(&self) -> &'static str;

    /// A few words.
    fn title(&self) -> &'static str;

    /// The formula in words.
    fn formula(&self) -> &'static str;

    /// How much a mismatch matters.
    fn severity(&self) -> Severity;

    /// Where the rule comes from. Only verified texts are named as law; the others are 自定规则.
    fn source(&self) -> &'static str {
        "自定规则：由表内、表间关系推出"
    }

    /// Checks every place where the rule is due.
    fn check(&self, book: &Book, out: &mut Vec<Check>);
}

/// All rules, by id.
pub const RULES: &[&dyn Rule] = &[
    &balance::IncomeEqualsExpenditure,
    &balance::IncomeSide,
    &balance::ExpenditureSide,
    &balance::IncomeParts,
    &balance::SpendingSplit,
    &hierarchy::ClassTotals,
    &hierarchy::SecondLevel,
    &hierarchy::ThirdLevel,
    &balance::AcrossTables,
    &three_public::Total,
    &three_public::Vehicles,
    &performance::Weights,
    &performance::TotalScore,
];

/// What rules look at.
pub struct Book<'l> {
    /// The ledger.
    pub ledger: &'l Ledger,
    /// Its tables.
    pub tables: Vec<Table<'l>>,
}

/// One place where a rule was due, with its verdict.
#[derive(Debug, Clone)]
pub struct Check {
    /// The finding, passes included.
    pub finding: Finding,
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
    let book = Book { ledger, tables: tables(ledger) };
    let mut checks = Vec::new();
    for rule in RULES {
        rule.check(&book, &mut checks);
    }
    let mut report = Report::default();
    for check in checks {
        let finding = check.finding;
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

/// One side of a comparison, with its words.
pub(crate) struct Side<'s, 'l> {
    /// What it is.
    pub(crate) label: String,
    /// The figures it is made of.
    pub(crate) facts: &'s [&'l Fact],
}

/// Compares two sides for a rule and records the verdict. A table that was not read whole proves nothing.
pub(crate) fn record(
    rule: &dyn Rule,
    table: &Table,
    message: String,
    left: Side,
    right: Side,
    out: &mut Vec<Check>,
) {
    let compared = compare(left.facts, right.facts);
    let verdict = match compared.verdict {
        Verdict::Mismatch if table.damaged => Verdict::InsufficientData,
        verdict => verdict,
    };
    record_verdict(rule, table, message, left, right, compared, verdict, out);
}

/// Records a comparison with a verdict of the rule's own.
#[allow(clippy::too_many_arguments)]
pub(crate) fn record_verdict(
    rule: &dyn Rule,
    table: &Table,
    message: String,
    left: Side,
    right: Side,
    compared: Comparison,
    verdict: Verdict,
    out: &mut Vec<Check>,
) {
    let Some(first) = left.facts.first().or_else(|| right.facts.first()) else { return };
    let operand = |side: &Side, value: Decimal| Operand {
        label: side.label.clone(),
        value,
        locator: side.facts.first().map_or_else(|| first.locator.clone(), |fact| fact.locator.clone()),
        facts: side.facts.iter().map(|fact| fact.id.clone()).collect(),
    };
    let id = crate::ledger::short_hash(&format!(
        "{}\u{1F}{}\u{1F}{}",
        rule.id(),
        left.facts.iter().map(|f| &*f.id).collect::<Vec<_>>().join(","),
        right.facts.iter().map(|f| &*f.id).collect::<Vec<_>>().join(",")
    ));
    out.push(Check {
        finding: Finding {
            id: id.into(),
            rule: rule.id(),
            severity: rule.severity(),
            verdict,
            department: first.department.clone(),
            fiscal_year: first.fiscal_year,
            document: table.record.path.clone(),
            message,
            left: operand(&left, compared.left),
            right: (!right.facts.is_empty()).then(|| operand(&right, compared.right)),
            difference: compared.difference,
            tolerance: compared.tolerance,
        },
    });
}
