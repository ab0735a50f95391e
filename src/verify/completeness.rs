//! Completeness: what a disclosure of its kind must contain, table by table and item by item, with what became of it
//! and where that can be seen.
//!
//! The tables are those of [`mandated`], so that [`Completeness::tables`] says the same as [`Record::completeness`],
//! the column of the same name: a table counts as found where it has a place in the document, also when it is empty or
//! cannot be read. That a word was not found is no proof: the text may have lost it.

use super::contents;
use crate::document::{Block, Joint, Line, Locator};
use crate::ledger::{Ledger, Record, is_university, mandated};
use crate::model::{
    Arg, Edition, Kind, Message, Presence, Reason, Scope, Statement, StatementRecord, Status, TableState,
    Term, message,
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
    id: &'static str,
    label: fn() -> Message,
    /// Any of these words says that it does.
    words: &'static [&'static str],
    /// And any of these too, where there are any.
    with: &'static [&'static str],
    /// Codes of figures in the text that prove it.
    codes: &'static [&'static str],
    /// Kinds that must have it.
    kinds: &'static [Kind],
}

const BOTH: &[Kind] = &[Kind::Budget, Kind::Final];

const TOPICS: &[Topic] = &[
    topic("duties", || message!("topic-duties"), &["职责", "职能"]),
    topic(
        "organisation",
        || message!("topic-organisation"),
        &["机构设置", "内设机构", "内设科室", "下设", "机构编制"],
    ),
    Topic {
        codes: &["posts", "staff"],
        kinds: &[Kind::Budget],
        ..topic(
            "staff",
            || message!("topic-staff"),
            &["人员编制", "行政编制", "事业编制", "编制人数", "编制数", "编制总数", "实有人数", "实有在编"],
        )
    },
    Topic {
        codes: &["units"],
        ..topic(
            "units",
            || message!("topic-units"),
            &["单位构成", "编报范围", "编制范围", "基层单位", "下属单位", "所属单位"],
        )
    },
    Topic {
        with: &["增加", "减少", "增长", "下降", "持平"],
        ..topic("changes", || message!("topic-changes"), &["收入", "支出", "收支"])
    },
    Topic {
        codes: &["running_cost"],
        ..topic("running_cost", || message!("topic-running-cost"), &["机关运行经费"])
    },
    Topic {
        codes: &["procurement"],
        ..topic("procurement", || message!("topic-procurement"), &["政府采购"])
    },
    topic("assets", || message!("topic-assets"), &["国有资产"]),
    Topic {
        codes: &["three_public"],
        ..topic("three_public", || message!("topic-three-public"), &["“三公”", "三公经费"])
    },
    topic("performance", || message!("topic-performance"), &["绩效"]),
    topic("glossary", || message!("topic-glossary"), &["名词解释"]),
];

const fn topic(id: &'static str, label: fn() -> Message, words: &'static [&'static str]) -> Topic {
    Topic { id, label, words, with: &[], codes: &[], kinds: BOTH }
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
    let word = match statement {
        Statement::GovFund => "政府性基金",
        Statement::StateCapital => "国有资本经营",
        Statement::ThreePublic => "“三公”",
        _ => return None,
    };
    lines(record).find_map(|line| {
        let sentence = line.text.split(['。', '；']).find(|sentence| {
            sentence.split(word).next().filter(|before| before.len() < sentence.len()).is_some_and(|before| {
                let near: Vec<char> = before.chars().rev().take(16).collect();
                let near: String = near.into_iter().rev().collect();
                ["无", "没有", "未安排", "不涉及"].iter().any(|none| near.contains(none))
                    && !near.contains("无法")
                    && !near.contains('，')
            })
        })?;
        Some(Evidence { locator: Locator::Line(line.number), quote: sentence.trim().to_owned() })
    })
}

fn lines(record: &Record) -> impl Iterator<Item = &Line> {
    record.document.blocks.iter().filter_map(|block| match block {
        Block::Line(line) => Some(line),
        Block::Table(_) => None,
    })
}

fn narrative(record: &Record, ledger: &Ledger, kind: Kind) -> Vec<Item> {
    let contents = contents::region(record);
    let listed = contents::listed(record);
    let last_listed = listed.last().map_or(0, |entry| entry.line);
    let first_listed = listed.first().map_or(0, |entry| entry.line);
    let on_contents = |line: u32| {
        contents.is_some_and(|(first, last)| (first..=last).contains(&line))
            || (first_listed..=last_listed).contains(&line)
    };
    let prose: Vec<&Line> =
        lines(record).filter(|line| !on_contents(line.number) && is_prose(line)).collect();
    let wanted = TOPICS.iter().filter(|topic| topic.kinds.contains(&kind));
    let found: Vec<(&Topic, Option<Evidence>)> =
        wanted.map(|topic| (topic, evidence(topic, record, ledger, &prose))).collect();
    let has_text = found.iter().filter(|(_, evidence)| evidence.is_some()).count() >= TEXT;
    found
        .into_iter()
        .map(|(topic, evidence)| {
            let state = if evidence.is_some() {
                Presence::Present
            } else if topic.id == "units" && record.scope() == Scope::Unit {
                Presence::NotRequired
            } else if record.edition() == Edition::Abridged || !has_text {
                Presence::NotCheckable
            } else {
                Presence::Missing
            };
            Item { id: topic.id, label: (topic.label)(), part: Part::Narrative, state, evidence }
        })
        .collect()
}

/// Sentences and numbered headings, and no titles or cells of tables.
fn is_prose(line: &Line) -> bool {
    let text = line.text.trim();
    let heading = text
        .starts_with(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '第', '（', '('])
        || text.starts_with(|c: char| c.is_ascii_digit());
    // A title in the middle of a page needs no ordinal.
    let heading = heading || line.joint == Joint::Opens;
    !text.ends_with('表') && (heading || text.contains(['。', '，', '：', '；']))
}

fn evidence(topic: &Topic, record: &Record, ledger: &Ledger, prose: &[&Line]) -> Option<Evidence> {
    let says = |line: &&&Line| {
        topic.words.iter().any(|word| line.text.contains(word))
            && (topic.with.is_empty() || topic.with.iter().any(|word| line.text.contains(word)))
    };
    // Headings are the better evidence: the shortest of the lines.
    let line = prose.iter().filter(says).min_by_key(|line| line.text.chars().count().max(24));
    if let Some(line) = line {
        let quote: String = line.text.trim().chars().take(60).collect();
        return Some(Evidence { locator: Locator::Line(line.number), quote });
    }
    ledger
        .facts_in(&record.path)
        .find(|fact| {
            fact.statement == Statement::Narrative
                && fact.status != Status::Derived
                && topic.codes.contains(&fact.subject.code.as_str())
        })
        .map(|fact| Evidence { locator: fact.locator.clone(), quote: fact.quote.clone() })
}
