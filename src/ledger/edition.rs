//! Several files of one body, year, kind and scope: which of them count. What they print decides, and their dates: the
//! same figures in several containers count once, an older edition gives way to a newer one where dates say so, files
//! that complement each other all count. Where two files print different figures, both are kept and the places are said.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::record::{Aside, Record, Why};
use crate::document::key;
use crate::model::{Fact, Kind, Measure, Scheme, Scope, Statement, StatementRecord};

/// Two files of one body, year, kind and scope that print different figures for the same thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The fact of the document that counts, or of the newer one.
    pub left: Arc<str>,
    /// The fact of the other document.
    pub right: Arc<str>,
    /// Whether dates of publication say which of them is newer.
    pub dated: bool,
}

/// What comparing came to. Positions are those of facts in the ledger.
#[derive(Debug, Default)]
pub(super) struct Settled {
    /// Differing figures: of the document that counts, of the other, and whether dates tell which is newer.
    pub(super) conflicts: Vec<(usize, usize, bool)>,
    /// Figures that are there already: in a document that counts, or in an earlier print of the same table.
    pub(super) repeats: BTreeSet<usize>,
}

/// What a figure says, whatever the file and the words of its table's title.
type Meaning = (MeaningOfPlace, MeaningOfSubject);
type MeaningOfPlace = (Scope, i32, &'static str, &'static str, &'static str, &'static str, &'static str);
type MeaningOfSubject = (&'static str, String, String);

/// What a document prints, by meaning.
type Printed = BTreeMap<Meaning, Vec<usize>>;

/// Settles which documents count, and marks those that do not.
pub(super) fn settle(documents: &mut [Record], facts: &[Fact]) -> Settled {
    let mut own: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, fact) in facts.iter().enumerate() {
        own.entry(&fact.document).or_default().push(at);
    }
    let mut settled = Settled::default();
    for record in documents.iter() {
        let positions = own.get(&*record.path).map_or(&[][..], Vec::as_slice);
        settled.repeats.extend(repeated_tables(&record.statements, positions, facts));
    }
    type Same = (Arc<str>, i32, Option<Kind>, Scope);
    let mut groups: BTreeMap<Same, Vec<usize>> = BTreeMap::new();
    for (at, record) in documents.iter().enumerate().filter(|(_, record)| record.is_known()) {
        let same = (record.department.clone(), record.identity.fiscal_year, record.kind(), record.scope());
        groups.entry(same).or_default().push(at);
    }
    for mut group in groups.into_values().filter(|group| group.len() > 1) {
        let printed: BTreeMap<usize, Printed> = group
            .iter()
            .map(|at| {
                let positions = own.get(&*documents[*at].path).map_or(&[][..], Vec::as_slice);
                (*at, by_meaning(positions, facts))
            })
            .collect();
        // The newest first where there are dates, then the fullest; the hash only keeps the order of files out of it.
        group.sort_by_cached_key(|at| {
            let record = &documents[*at];
            let size: usize = printed[at].values().map(Vec::len).sum();
            let date = std::cmp::Reverse(record.sidecar.published_on.clone());
            (date, std::cmp::Reverse(size), record.sha256.clone(), record.path.clone())
        });
        choose(documents, facts, &group, &printed, &mut settled);
    }
    settled
}

/// Goes through the documents of a group, the best first, and compares each with those that count already.
fn choose(
    documents: &mut [Record],
    facts: &[Fact],
    group: &[usize],
    printed: &BTreeMap<usize, Printed>,
    settled: &mut Settled,
) {
    let mut counting: Vec<usize> = Vec::new();
    for at in group {
        let mut aside = None;
        let mut repeats = Vec::new();
        for better in &counting {
            let (newer, older) = (&documents[*better], &documents[*at]);
            let dates = (&newer.sidecar.published_on, &older.sidecar.published_on);
            let dated = !dates.0.is_empty() && !dates.1.is_empty() && dates.0 != dates.1;
            let seen = compare(&printed[better], &printed[at], facts);
            settled.conflicts.extend(seen.differing.iter().map(|(left, right)| (*left, *right, dated)));
            repeats.extend(seen.there_already);
            let why = match (newer.sha256 == older.sha256, seen.same, seen.differing.is_empty()) {
                (true, ..) | (_, true, true) => Why::Copy,
                (_, true, false) if dated => Why::Newer,
                (_, true, false) => Why::Differs,
                _ => continue,
            };
            aside = Some(Aside { by: newer.id.clone(), why });
            break;
        }
        if aside.is_none() {
            counting.push(*at);
            settled.repeats.extend(repeats);
        }
        documents[*at].aside = aside;
    }
}

/// Two documents, compared.
#[derive(Debug, Default)]
struct Seen {
    /// Whether most of what the smaller one prints stands in the other too: then it is one disclosure.
    same: bool,
    /// Figures of the second that the first has too, equal or not.
    there_already: Vec<usize>,
    /// Certain figures with one amount in each, which differ beyond rounding.
    differing: Vec<(usize, usize)>,
}

fn compare(first: &Printed, second: &Printed, facts: &[Fact]) -> Seen {
    let mut seen = Seen::default();
    let mut shared = 0;
    for (meaning, theirs) in second {
        let Some(ours) = first.get(meaning) else { continue };
        shared += 1;
        seen.there_already.extend(theirs);
        let agree = |a: usize, b: usize| same_amount(&facts[a], &facts[b]);
        let any = ours.iter().any(|a| theirs.iter().any(|b| agree(*a, *b)));
        let one = |all: &[usize]| all.iter().all(|at| agree(*at, all[0]) && is_certain(&facts[*at]));
        if !any && one(ours) && one(theirs) {
            seen.differing.push((ours[0], theirs[0]));
        }
    }
    let smaller = first.len().min(second.len());
    seen.same = smaller > 0 && shared * 2 > smaller;
    seen
}

/// Whether two amounts may be one, rounded differently.
fn same_amount(a: &Fact, b: &Fact) -> bool {
    let alike = a.amount.unit == b.amount.unit || (a.amount.unit.is_money() && b.amount.unit.is_money());
    let slack = a.amount.half_step().checked_add(b.amount.half_step()).unwrap_or(Decimal::MAX);
    let difference = a.amount.comparable().checked_sub(b.amount.comparable());
    alike && difference.is_some_and(|difference| difference.abs() <= slack)
}

/// Whether a figure may speak against another: a loosely named one in prose may mean something else.
fn is_certain(fact: &Fact) -> bool {
    fact.certain && (fact.statement != Statement::Narrative || fact.subject.code != "other")
}

/// The figures of a document that can be compared with those of another, by meaning. Scores and weights stand in every
/// form of every project under the same names.
fn by_meaning(positions: &[usize], facts: &[Fact]) -> Printed {
    let mut printed = Printed::new();
    for at in positions {
        let fact = &facts[*at];
        let of_a_form = fact.subject.scheme == Scheme::Indicator
            || matches!(fact.measure, Measure::Score | Measure::Weight)
            || (fact.statement == Statement::SelfEvaluation && fact.subject.scheme != Scheme::Project);
        if !(of_a_form || fact.is_of_another()) {
            printed.entry(meaning(fact)).or_default().push(*at);
        }
    }
    printed
}

fn meaning(fact: &Fact) -> Meaning {
    let subject = &fact.subject;
    // A code says more than a name, which may be printed with or without its brackets.
    let named = if subject.code.is_empty() || subject.code == "other" || subject.code == "function_class" {
        key(&format!("{}/{}", subject.ancestors.join("/"), subject.name))
    } else {
        subject.code.clone()
    };
    (
        (
            fact.scope,
            fact.fiscal_year,
            fact.phase.map_or("", crate::model::Phase::id),
            fact.statement.id(),
            fact.measure.id(),
            fact.base.map_or("", crate::model::Base::id),
            fact.fund.map_or("", crate::model::Fund::id),
        ),
        (
            subject.scheme.id(),
            named,
            if fact.scope == Scope::Unit { key(&fact.entity) } else { String::new() },
        ),
    )
}

/// The fewest figures by which a table is told to be a repeat of another.
const FEWEST: usize = 3;

/// The figures of tables that the same document has printed before, whole and unchanged.
fn repeated_tables(tables: &[StatementRecord], positions: &[usize], facts: &[Fact]) -> Vec<usize> {
    let mut starts: Vec<(u32, Statement)> = tables
        .iter()
        .filter_map(|table| Some((table.locator.as_ref()?.line(), table.statement)))
        .filter(|(_, statement)| *statement != Statement::Narrative)
        .collect();
    starts.sort_unstable();
    let mut content: BTreeMap<(u32, Statement), Vec<usize>> = BTreeMap::new();
    for at in positions.iter().filter(|at| facts[**at].statement != Statement::Narrative) {
        let fact = &facts[*at];
        let line = fact.locator.line();
        let table =
            starts.iter().rev().find(|(start, statement)| *start <= line && *statement == fact.statement);
        if let Some(table) = table {
            content.entry(*table).or_default().push(*at);
        }
    }
    let mut known: BTreeSet<Vec<(Meaning, String, String)>> = BTreeSet::new();
    let mut repeats = Vec::new();
    for own in content.into_values().filter(|own| own.len() >= FEWEST) {
        let mut said: Vec<(Meaning, String, String)> = own
            .iter()
            .map(|at| {
                let fact = &facts[*at];
                (meaning(fact), key(&fact.entity), fact.amount.comparable().normalize().to_string())
            })
            .collect();
        said.sort();
        if !known.insert(said) {
            repeats.extend(own);
        }
    }
    repeats
}
