//! The bench: where rules lay two sides beside each other. It keeps the verdicts and guards them: what was not read
//! whole proves nothing.

use rust_decimal::Decimal;

use super::{Comparison, Rule, Table, compare, marks};
use crate::document::Locator;
use crate::ledger::Record;
use crate::model::{Amount, Arg, Fact, Finding, How, Message, Operand, Place, Unit, Verdict, message};

/// A value in the unit of comparison that was reckoned from figures, told in the unit that they are printed in.
pub(super) fn reckoned(value: Decimal, facts: &[&Fact]) -> Arg {
    let mut units = facts.iter().map(|fact| fact.amount.unit);
    let first = units.next().unwrap_or(Unit::WanYuan);
    let own = if units.all(|unit| unit == first) || !first.is_money() { first } else { Unit::WanYuan };
    Arg::Reckoned(Amount::of_comparable(value, own))
}

/// One side of a comparison, on its way into a finding.
#[derive(Debug, Clone, Default)]
pub(super) struct Side<'l> {
    label: Message,
    facts: Vec<&'l Fact>,
    value: Option<Decimal>,
    how: Option<How>,
    place: Option<(Locator, String)>,
}

impl<'l> Side<'l> {
    /// A printed figure, or the sum of several.
    pub(super) fn of(label: Message, facts: &[&'l Fact]) -> Self {
        Self { label, facts: facts.to_vec(), ..Self::default() }
    }

    /// A printed figure under its own name.
    pub(super) fn named(fact: &'l Fact) -> Self {
        Self::of(message!("printed-name", name = Arg::name(&fact.subject.name)), &[fact])
    }

    /// A value computed from figures other than by adding them, and how.
    pub(super) fn computed(label: Message, how: How, value: Decimal, facts: &[&'l Fact]) -> Self {
        Self { value: Some(value), how: Some(how), ..Self::of(label, facts) }
    }

    /// Words of the document.
    pub(super) fn words(label: Message, locator: Locator, quote: impl Into<String>) -> Self {
        Self { label, place: Some((locator, quote.into())), ..Self::default() }
    }

    fn value(&self) -> Option<Decimal> {
        self.value.or_else(|| {
            (!self.facts.is_empty()).then(|| self.facts.iter().map(|fact| fact.amount.comparable()).sum())
        })
    }

    fn operand(self) -> Option<Operand> {
        let value = self.value();
        let first = self.facts.first().map(|fact| fact.locator.clone());
        let (locator, quote) = match (self.place, first) {
            (Some((locator, quote)), _) => (locator, quote),
            (None, Some(locator)) => (locator, String::new()),
            (None, None) => return None,
        };
        let alone = self.facts.len() <= 1;
        let how = self.how.unwrap_or(if alone { How::Printed } else { How::Sum });
        let facts = self.facts.iter().map(|fact| fact.id.clone()).collect();
        Some(Operand { label: self.label, value, quote, locator, how, facts })
    }
}

/// A comparison that is due: where, of what, and its two sides.
#[derive(Debug, Clone)]
pub(super) struct Case<'c, 'l> {
    /// The document that the finding belongs to.
    pub(super) record: &'l Record,
    /// What is compared, in neutral words.
    pub(super) message: Message,
    /// Left side, printed.
    pub(super) left: Side<'l>,
    /// Right side.
    pub(super) right: Side<'l>,
    /// Tables that take part: where one was not read whole, nothing is concluded from a difference.
    pub(super) tables: Vec<&'c Table<'l>>,
    /// How the right side was reckoned, where that is more than a sum, and what else is to be said.
    pub(super) notes: Vec<Message>,
    /// Other figures that are wrong for the same reason, and what would be said of each.
    causes: Vec<(&'l Fact, Message)>,
}

impl<'c, 'l> Case<'c, 'l> {
    /// A comparison within a table.
    pub(super) fn within(table: &'c Table<'l>, message: Message, left: Side<'l>, right: Side<'l>) -> Self {
        Self { tables: vec![table], ..Self::new(table.record, message, left, right) }
    }

    /// A comparison in a document.
    pub(super) fn new(record: &'l Record, message: Message, left: Side<'l>, right: Side<'l>) -> Self {
        Self { record, message, left, right, tables: Vec::new(), notes: Vec::new(), causes: Vec::new() }
    }

    /// With another table that takes part.
    pub(super) fn with(mut self, table: &'c Table<'l>) -> Self {
        self.tables.push(table);
        self
    }

    /// With words on how the right side was reckoned.
    pub(super) fn noted(mut self, notes: impl IntoIterator<Item = Message>) -> Self {
        self.notes.extend(notes);
        self
    }

    /// With other figures that follow from the same slip.
    pub(super) fn causing(mut self, others: impl IntoIterator<Item = (&'l Fact, Message)>) -> Self {
        self.causes.extend(others);
        self
    }

    /// Compares the sums of both sides.
    pub(super) fn compared(&self) -> Comparison {
        compare(&self.left.facts, &self.right.facts)
    }
}

/// Takes the verdicts of one rule.
pub struct Bench<'r> {
    rule: &'r Rule,
    pub(super) findings: Vec<Finding>,
}

impl<'r> Bench<'r> {
    pub(super) fn new(rule: &'r Rule) -> Self {
        Self { rule, findings: Vec::new() }
    }

    /// Compares the sums of both sides.
    pub(super) fn sums(&mut self, case: Case<'_, '_>) {
        let compared = case.compared();
        self.record(case, compared);
    }

    /// Records a comparison with a verdict of the rule's own.
    pub(super) fn record(&mut self, case: Case<'_, '_>, compared: Comparison) {
        self.note(case, compared, true);
    }

    fn note(&mut self, case: Case<'_, '_>, compared: Comparison, subtracted: bool) {
        let Case { record, message, left, right, tables, notes, causes } = case;
        let rule = self.rule.id;
        let follows = |(fact, message): (&Fact, Message)| Place {
            rule,
            document: record.path.clone(),
            locator: fact.locator.clone(),
            message,
        };
        let damaged = tables.iter().any(|table| table.damaged);
        let verdict = match compared.verdict {
            Verdict::Mismatch if damaged => Verdict::InsufficientData,
            verdict => verdict,
        };
        let first = left.facts.first().or_else(|| right.facts.first()).copied();
        let key = |side: &Side<'_>| match &side.place {
            // Words have no id: the document and the place stand for them.
            Some((locator, _)) => format!("{}@{locator}:{}", record.id, marks::mark(&side.label)),
            None => side.facts.iter().map(|fact| &*fact.id).collect::<Vec<_>>().join(","),
        };
        let id =
            crate::ledger::short_hash(&format!("{}\u{1F}{}\u{1F}{}", self.rule.id, key(&left), key(&right)));
        let unit = first.map(|fact| fact.amount.unit);
        let (Some(left), right) = (left.operand(), right.operand()) else {
            return;
        };
        let compared_at_all = subtracted && right.is_some();
        self.findings.push(Finding {
            id: id.into(),
            rule: self.rule.id,
            severity: self.rule.severity,
            verdict,
            department: record.department.clone(),
            fiscal_year: first.map_or(record.identity.fiscal_year, |fact| fact.fiscal_year),
            document: record.path.clone(),
            message,
            unit,
            left,
            right,
            compared: compared_at_all,
            difference: compared.difference,
            tolerance: compared.tolerance,
            notes,
            reading: None,
            explanation: None,
            places: causes.into_iter().map(follows).collect(),
            withheld: false,
        });
    }

    /// Records a verdict about words, or about figures that are not to be subtracted.
    pub(super) fn judge(&mut self, case: Case<'_, '_>, verdict: Verdict) {
        let nothing = Decimal::ZERO;
        let compared =
            Comparison { left: nothing, right: nothing, difference: nothing, tolerance: nothing, verdict };
        self.note(case, compared, false);
    }
}
