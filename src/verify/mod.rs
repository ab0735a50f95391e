//! Verification: rules that say which figures must agree, and the verdicts. A rule is one [`Rule`] in a file of its
//! family and one line in [`RULES`].
//!
//! What a loss in reading could explain is `insufficient_data`, never an accusation; the words are neutral.

mod across;
mod balance;
mod bench;
mod between;
mod codes;
mod columns;
mod completeness;
mod contents;
mod economics;
mod engine;
mod forms;
mod hierarchy;
mod marks;
mod notes;
mod notes_fund;
mod proof;
mod prose;
mod publicity;
mod quotes;
mod rule;
mod tables;
mod three_public;
mod three_public_beyond;
mod tolerance;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::ledger::{Ledger, Record};
use crate::model::{Amount, Arg, Fact, Finding, Operand, Standing, Unit, Verdict};

pub use bench::Bench;
pub use completeness::{Completeness, Evidence, Item, Part};
pub use engine::{Failure, verify};
pub use proof::reading;
pub use publicity::{Publicity, public};
pub use rule::Rule;

pub(crate) use tables::{Families, top};
pub use tables::{Table, tables};
pub use tolerance::{Comparison, compare};

/// The unit that the values of a finding are told in: the one that its figures are printed in, where they share one;
/// 万元 for money of several units.
pub fn told_in(finding: &Finding, ledger: &Ledger) -> Option<Unit> {
    let mut units = finding.operands().filter_map(|id| ledger.fact(id)).map(|fact| fact.amount.unit);
    let first = units.next();
    if units.all(|unit| Some(unit) == first) { first } else { finding.comparison_unit() }
}

/// The value of a side, as it is told: a single figure as it is printed, else in the unit that the figures share.
pub fn told_side(finding: &Finding, side: &Operand, ledger: &Ledger) -> Option<Arg> {
    let value = side.value?;
    let printed = match side.facts.as_slice() {
        [one] => ledger.fact(one).map(|fact| fact.amount).filter(|amount| amount.comparable() == value),
        _ => None,
    };
    let reckoned = || match told_in(finding, ledger) {
        Some(unit) => Arg::Reckoned(Amount::of_comparable(value, unit)),
        None => Arg::Number(value),
    };
    Some(printed.map_or_else(reckoned, Arg::from))
}

/// How far apart the sides of a finding are, as it is told: where figures of several units of money meet, digits below the
/// second decimal of 万元 are only one side's.
pub fn told_difference(finding: &Finding, ledger: &Ledger) -> Decimal {
    let mut units = finding.operands().filter_map(|id| ledger.fact(id)).map(|fact| fact.amount.unit);
    let first = units.next().filter(|unit| unit.is_money());
    let mixed = first.is_some() && units.any(|unit| unit.is_money() && Some(unit) != first);
    let rounded = finding.difference.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    if mixed && !rounded.is_zero() { rounded } else { finding.difference }
}

/// All rules, by id.
pub static RULES: &[&Rule] = &[
    &balance::INCOME_EQUALS_EXPENDITURE,
    &balance::INCOME_SIDE,
    &balance::EXPENDITURE_SIDE,
    &balance::INCOME_PARTS,
    &columns::SPENDING_SPLIT,
    &hierarchy::CLASS_TOTALS,
    &hierarchy::SECOND_LEVEL,
    &hierarchy::THIRD_LEVEL,
    &codes::CODE_SHAPE,
    &codes::CODE_NAME,
    &columns::BASIC_SPLIT,
    &economics::PERSONNEL_AND_PUBLIC,
    &economics::ECONOMIC_SUMS,
    &columns::FUND_SPLIT,
    &columns::SOURCE_COLUMNS,
    &between::ACROSS_TABLES,
    &between::GENERAL_PUBLIC,
    &between::BASIC,
    &between::CLASSES,
    &between::TWO_WAYS,
    &three_public::TOTAL,
    &three_public::VEHICLES,
    &three_public::NOTHING_IN_TOTAL,
    &three_public_beyond::IN_BASIC,
    &three_public_beyond::OUTBOUND_PROJECT,
    &prose::CHANGES_OF_ITEMS,
    &three_public_beyond::COUNTS,
    &prose::KINDS_OF_VEHICLES,
    &prose::NEW_CAR,
    &three_public::OVERSPENT,
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
    &prose::POSTS,
    &prose::RETIREES,
    &notes::EMPTY_NOTES,
    &prose::BASE_YEAR,
    &notes_fund::FUND_OF_NOTES,
    &prose::RATES_OF_COUNTS,
    &forms::WEIGHTS,
    &forms::EXECUTION_RATE,
    &forms::EXECUTION_SCORE,
    &forms::TOTAL_SCORE,
    &forms::CAPS,
    &forms::FUNDS,
    &forms::GRADE,
    &forms::TARGETS,
    &forms::REMARKS,
    &forms::COVERAGE,
    &forms::ALL_FULL,
    &forms::CODES,
    &forms::WORDING,
    &forms::CARRIED,
    &forms::AIMS,
    &forms::COST,
    &across::PRIOR_YEAR,
    &across::BUDGET_CITED,
    &across::CARRYOVER,
    &across::TABLES,
    &across::NARRATIVE,
    &across::DEADLINE,
    &across::CONTENTS,
    &across::BLANKS,
    &across::UNSPENT,
    &across::EDITIONS,
    &across::TWINS,
];

/// The rule with an id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id.eq_ignore_ascii_case(id))
}

/// What rules look at: one document, or all of them.
pub struct Book<'l> {
    /// The ledger.
    pub ledger: &'l Ledger,
    /// The documents that are looked at, by path.
    pub records: Vec<&'l Record>,
    /// Their tables, by document.
    pub tables: Vec<Table<'l>>,
    /// Their prose, where they were published whole.
    prose: Vec<prose::Prose<'l>>,
    /// The cells of the tables by what sentences call them.
    cells: prose::Cells<'l>,
}

impl<'l> Book<'l> {
    /// One document.
    fn of(ledger: &'l Ledger, record: &'l Record) -> Self {
        let records = vec![record];
        let tables = tables::of_records(ledger, &records);
        let prose = prose::texts(ledger, &records);
        let cells =
            if prose.is_empty() { prose::Cells::default() } else { prose::Cells::of(ledger, &tables) };
        Self { ledger, records, tables, prose, cells }
    }

    /// All documents; rules that look over them read figures, and no prose.
    fn whole(ledger: &'l Ledger) -> Self {
        let records: Vec<&Record> = ledger.documents.iter().collect();
        let tables = tables::of_records(ledger, &records);
        Self { ledger, records, tables, prose: Vec::new(), cells: prose::Cells::default() }
    }

    /// The documents that are published under a body and a year.
    fn published(&self) -> impl Iterator<Item = &'l Record> {
        self.records.iter().copied().filter(|record| record.is_published())
    }

    /// The tables of a document.
    fn tables_of(&self, path: &str) -> &[Table<'l>] {
        let first = self.tables.partition_point(|table| *table.record.path < *path);
        let last = self.tables.partition_point(|table| *table.record.path <= *path);
        &self.tables[first..last]
    }
}

/// How many places were due for a rule in a document, by verdict.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Tally {
    /// Places that should have been checked.
    pub due: usize,
    /// By verdict, in the order of [`Verdict::ALL`].
    pub verdicts: BTreeMap<Verdict, usize>,
    /// Mismatches of rules that only ask for a look.
    pub reminders: usize,
}

impl Tally {
    /// The tally of some findings.
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Self {
        let mut tally = Self::default();
        findings.into_iter().for_each(|finding| tally.count_in(finding));
        tally
    }

    fn count_in(&mut self, finding: &Finding) {
        self.due += 1;
        *self.verdicts.entry(finding.verdict).or_default() += 1;
        self.reminders += usize::from(finding.standing() == Standing::Reminder);
    }

    /// Adds another tally.
    pub fn add(&mut self, other: &Self) {
        self.due += other.due;
        self.reminders += other.reminders;
        for (verdict, count) in &other.verdicts {
            *self.verdicts.entry(*verdict).or_default() += count;
        }
    }

    /// How many pairs of figures cannot both hold.
    pub fn contradictions(&self) -> usize {
        self.count(Verdict::Mismatch) - self.reminders
    }

    /// How many places could be checked.
    pub fn ran(&self) -> usize {
        [Verdict::Pass, Verdict::Rounding, Verdict::Mismatch].into_iter().map(|v| self.count(v)).sum()
    }

    /// How many places have this verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.verdicts.get(&verdict).copied().unwrap_or(0)
    }
}

/// How many places were due for each rule, by verdict.
pub type Tallies = BTreeMap<String, Tally>;

/// The number that the id of a figure is made of.
fn number_of(id: &str) -> u64 {
    id.get(1..).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or_default()
}

/// The result of all rules.
#[derive(Debug, Default)]
pub struct Report {
    /// Every place checked, by document, rule and place.
    pub checks: Vec<Finding>,
    /// Places due per document and rule.
    pub tallies: BTreeMap<(Arc<str>, &'static str), Tally>,
    /// Rules that failed inside.
    pub failures: Vec<Failure>,
    /// Which checks concern which figure: the number that its id is made of, and the position of the check; sorted.
    concerned: Vec<(u64, usize)>,
}

impl Report {
    /// Counts findings in, which are in their order.
    fn take(&mut self, checks: Vec<Finding>) {
        for finding in &checks {
            self.tallies.entry((finding.document.clone(), finding.rule)).or_default().count_in(finding);
        }
        let operands = |(at, finding): (usize, &Finding)| -> Vec<(u64, usize)> {
            finding.operands().map(|id| (number_of(id), at)).collect()
        };
        self.concerned = checks.iter().enumerate().flat_map(operands).collect();
        self.concerned.sort_unstable();
        self.checks = checks;
    }

    /// The checks that concern any of some figures, in their order.
    pub fn concerning(&self, facts: &[&Fact]) -> Vec<&Finding> {
        let mut found = BTreeSet::new();
        for fact in facts {
            let number = number_of(&fact.id);
            let from = self.concerned.partition_point(|(known, _)| *known < number);
            let alike = self.concerned[from..].iter().take_while(|(known, _)| *known == number);
            let own =
                alike.map(|(_, at)| *at).filter(|at| self.checks[*at].operands().any(|id| *id == fact.id));
            found.extend(own);
        }
        found.into_iter().map(|at| &self.checks[at]).collect()
    }

    /// All but the passes, and but those of which only the count is public.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.checks.iter().filter(|finding| finding.is_told())
    }

    /// What is for the publisher to decide: figures that do not agree, but are not proven to contradict each other.
    pub fn candidates(&self) -> impl Iterator<Item = &Finding> {
        self.checks.iter().filter(|finding| finding.verdict == Verdict::Review)
    }

    /// The checks of a document, in their order.
    pub fn checks_in(&self, document: &str) -> &[Finding] {
        let first = self.checks.partition_point(|finding| *finding.document < *document);
        let last = self.checks.partition_point(|finding| *finding.document <= *document);
        &self.checks[first..last]
    }

    /// The tallies of all documents together, by rule.
    pub fn by_rule(&self) -> Tallies {
        let mut rules = Tallies::new();
        for ((_, rule), tally) in &self.tallies {
            rules.entry((*rule).to_owned()).or_default().add(tally);
        }
        rules
    }

    /// The tallies of a document, rules in their order.
    pub fn tallies_in<'r>(
        &'r self,
        document: &str,
    ) -> impl Iterator<Item = (&'r (Arc<str>, &'static str), &'r Tally)> {
        let document: Arc<str> = document.into();
        let from = (document.clone(), "");
        self.tallies.range(from..).take_while(move |((path, _), _)| *path == document)
    }

    /// Figures that contradict each other.
    pub fn contradictions(&self) -> impl Iterator<Item = &Finding> {
        self.checks.iter().filter(|finding| finding.standing() == Standing::Contradiction)
    }

    /// Whatever a rule did not find as it should be, reminders too.
    pub fn mismatches(&self) -> impl Iterator<Item = &Finding> {
        self.checks.iter().filter(|finding| finding.verdict == Verdict::Mismatch)
    }
}
