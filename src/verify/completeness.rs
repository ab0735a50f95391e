//! Completeness: what a disclosure of its kind must contain, table by table and item by item, with what became of it
//! and where that can be seen.
//!
//! The tables are those of [`mandated`], so that [`Completeness::tables`] says the same as [`Record::completeness`],
//! the column of the same name: a table counts as found where it has a place in the document, also when it is empty or
//! cannot be read. That a word was not found is no proof: the text may have lost it.

use crate::document::Locator;
use crate::ledger::{Ledger, Record, is_university, mandated};
use crate::model::{
    Arg, Duty, Edition, Kind, Message, Presence, Reason, Remark, Says, Scope, Statement, StatementRecord,
    Status, TableState, Term, message,
};

/// A mandated part of a disclosure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A table.
    Table,
    /// Something that the text must speak of.
    Narrative,
}

/// Where something stands in the document.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// The place.
    pub locator: Locator,
    /// The printed words.
    pub quote: String,
}

impl Evidence {
    fn of(remark: &Remark) -> Self {
        Self { locator: remark.locator.clone(), quote: remark.quote.clone() }
    }
}

/// One mandated item.
#[derive(Debug, Clone)]
pub struct Item {
    /// Id, the statement's for a table.
    pub id: &'static str,
    /// What it is called.
    pub label: Message,
    /// Table or text.
    pub part: Part,
    /// What became of it.
    pub state: Presence,
    /// Where it stands, or the sentence that says that there is none.
    pub evidence: Option<Evidence>,
}

/// What a disclosure must contain, and does.
#[derive(Debug, Clone, Default)]
pub struct Completeness {
    /// The items, tables first; none for kinds without a list.
    pub items: Vec<Item>,
}

/// Something that the text must speak of.
struct Topic {
    duty: Duty,
    label: fn() -> Message,
    /// Codes of figures in the text that prove it.
    codes: &'static [&'static str],
    /// Kinds that must have it.
    kinds: &'static [Kind],
}

const BOTH: &[Kind] = &[Kind::Budget, Kind::Final];

const TOPICS: &[Topic] = &[
    topic(Duty::Duties, || message!("topic-duties")),
    topic(Duty::Organisation, || message!("topic-organisation")),
    Topic {
        codes: &["posts", "staff"],
        kinds: &[Kind::Budget],
        ..topic(Duty::Staff, || message!("topic-staff"))
    },
    Topic { codes: &["units"], ..topic(Duty::Units, || message!("topic-units")) },
    topic(Duty::Changes, || message!("topic-changes")),
    Topic { codes: &["running_cost"], ..topic(Duty::RunningCost, || message!("topic-running-cost")) },
    Topic { codes: &["procurement"], ..topic(Duty::Procurement, || message!("topic-procurement")) },
    topic(Duty::Assets, || message!("topic-assets")),
    Topic { codes: &["three_public"], ..topic(Duty::ThreePublic, || message!("topic-three-public")) },
    topic(Duty::Performance, || message!("topic-performance")),
    topic(Duty::Glossary, || message!("topic-glossary")),
];

const fn topic(duty: Duty, label: fn() -> Message) -> Topic {
    Topic { duty, label, codes: &[], kinds: BOTH }
}

/// So many topics make a text: below it the document may consist of tables alone.
const TEXT: usize = 6;

impl Completeness {
    /// What a document must contain by its main kind, and does.
    pub fn of(record: &Record, ledger: &Ledger) -> Self {
        // What a department must publish, a summary of a whole region need not contain.
        let due = |kind: &Kind| BOTH.contains(kind) && record.scope() != Scope::Region;
        let Some(kind) = record.kind().filter(due) else { return Self::default() };
        let due = mandated(Some(kind), &record.statements);
        let mut items: Vec<Item> = due.iter().map(|group| table(record, group)).collect();
        // What a university's text must speak of is not prescribed in the same words.
        if !is_university(&record.statements) {
            items.extend(narrative(record, ledger, kind));
        }
        Self { items }
    }

    /// The items of a part.
    pub fn part(&self, part: Part) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.part == part)
    }

    /// How many items of a part are in a state.
    pub fn count(&self, part: Part, state: Presence) -> usize {
        self.part(part).filter(|item| item.state == state).count()
    }

    /// Tables found and due: what the column `completeness` says.
    pub fn tables(&self) -> (usize, usize) {
        let found = self.part(Part::Table).filter(|item| {
            matches!(item.state, Presence::Present | Presence::EmptyStated | Presence::Blank)
                || item.state == Presence::NotCheckable && item.evidence.is_some()
        });
        (found.count(), self.part(Part::Table).count())
    }
}

fn table(record: &Record, group: &'static [Statement]) -> Item {
    let first = group[0];
    let label = || message!("mandated-table", table = Arg::Term(Term::Table(first)));
    let found: Vec<&StatementRecord> = record
        .statements
        .iter()
        .filter(|one| group.contains(&one.statement) && one.state != TableState::Missing)
        .collect();
    // The best of several tables speaks for all.
    let rank = |one: &&StatementRecord| match one.state {
        TableState::Data => 0,
        TableState::EmptyStated => 1,
        TableState::Blank => 2,
        TableState::Unreadable | TableState::Missing => 3,
    };
    let item = |state, evidence| Item { id: first.id(), label: label(), part: Part::Table, state, evidence };
    if let Some(best) = found.into_iter().min_by_key(rank) {
        let state = match best.state {
            TableState::Data => Presence::Present,
            TableState::EmptyStated => Presence::EmptyStated,
            TableState::Blank => Presence::Blank,
            TableState::Unreadable | TableState::Missing => Presence::NotCheckable,
        };
        let quote = best.table.to_string();
        return item(state, best.locator.clone().map(|locator| Evidence { locator, quote }));
    }
    if let Some(evidence) = stated_none(record, first) {
        return item(Presence::NotRequired, Some(evidence));
    }
    // What could not be read or placed may be the very table; a number in a sentence is none.
    let of_tables = record.unreadable.iter().any(|one| one.reason != Reason::Unsaid);
    let lost = !record.unrecognised.is_empty() || of_tables;
    item(if lost { Presence::NotCheckable } else { Presence::Missing }, None)
}

/// A sentence that says that there is none of it: 本单位无政府性基金预算支出.
fn stated_none(record: &Record, statement: Statement) -> Option<Evidence> {
    let said = record.remarks.iter().find(|remark| remark.says == Says::NoneOf(statement));
    said.map(Evidence::of)
}

fn narrative(record: &Record, ledger: &Ledger, kind: Kind) -> Vec<Item> {
    let wanted = TOPICS.iter().filter(|topic| topic.kinds.contains(&kind));
    let found: Vec<(&Topic, Option<Evidence>)> =
        wanted.map(|topic| (topic, evidence(topic, record, ledger))).collect();
    let has_text = found.iter().filter(|(_, evidence)| evidence.is_some()).count() >= TEXT;
    found
        .into_iter()
        .map(|(topic, evidence)| {
            let state = if evidence.is_some() {
                Presence::Present
            } else if topic.duty == Duty::Units && record.scope() == Scope::Unit {
                Presence::NotRequired
            } else if record.edition() == Edition::Abridged || !has_text {
                Presence::NotCheckable
            } else {
                Presence::Missing
            };
            Item { id: topic.duty.id(), label: (topic.label)(), part: Part::Narrative, state, evidence }
        })
        .collect()
}

fn evidence(topic: &Topic, record: &Record, ledger: &Ledger) -> Option<Evidence> {
    if let Some(said) = record.remarks.iter().find(|remark| remark.says == Says::Speaks(topic.duty)) {
        return Some(Evidence::of(said));
    }
    ledger
        .own_facts_in(&record.path)
        .find(|fact| {
            fact.statement == Statement::Narrative
                && fact.status != Status::Derived
                && topic.codes.contains(&fact.subject.code.as_str())
        })
        .map(|fact| Evidence { locator: fact.locator.clone(), quote: fact.quote.clone() })
}
