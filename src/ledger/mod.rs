//! The ledger: all disclosures joined. Departments over renames and years, ids, derived figures, and which of several
//! publications of one disclosure counts.

mod address;
mod bodies;
mod corrections;
mod derive;
mod edition;
mod ids;
mod link;
mod mandated;
mod plan;
mod project;
mod query;
mod record;
mod register;
mod renames;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use address::Remembered;
pub use edition::Conflict;
pub use ids::hash as short_hash;
pub use link::Entrant;
pub use mandated::{is_university, mandated};
pub use plan::{Head, Place, Plan};
pub use project::{Project, grade_of};
pub use query::Query;
pub use record::{Aside, Record, Why};
pub use register::{Entry, FILE as REGISTER, Name, Register, derived_id, without_division};
pub use renames::{Renames, follow};

use crate::document::Locator;
use crate::model::{Department, Fact, Indicator, Scope, Statement, Status};

/// All disclosures joined.
#[derive(Debug, Default)]
pub struct Ledger {
    /// Documents, by path.
    pub documents: Vec<Record>,
    /// Departments, by division and id.
    pub departments: Vec<Department>,
    /// All figures: documents in order, figures in document order, derived ones behind all others. Those of documents
    /// whose body is not known have no department, and count nowhere.
    pub facts: Vec<Fact>,
    /// Figures in which two files of one disclosure differ.
    pub conflicts: Vec<Conflict>,
    /// All rows of performance tables.
    pub indicators: Vec<Indicator>,
    /// Self-evaluated projects.
    pub projects: Vec<Project>,
    index: Index,
}

/// Positions of facts by statement and year.
type Tables = BTreeMap<(Statement, i32), Vec<usize>>;

/// Where things stand, so that questions do not walk the whole ledger.
#[derive(Debug, Default)]
struct Index {
    documents: BTreeMap<Arc<str>, usize>,
    facts: ids::Numbers,
    /// Facts by department, statement and year.
    by_table: BTreeMap<Arc<str>, Tables>,
    by_document: BTreeMap<Arc<str>, Vec<usize>>,
    indicators: BTreeMap<Arc<str>, Vec<usize>>,
    records: BTreeMap<Arc<str>, Vec<usize>>,
    projects: BTreeMap<Arc<str>, Vec<usize>>,
    /// Whether each fact counts in sums.
    counts: Vec<bool>,
    /// Facts that are there already: in another document that counts, or in an earlier print of the same table.
    repeats: BTreeSet<usize>,
}

impl Ledger {
    fn build_index(&mut self) {
        let mut index = Index {
            documents: self
                .documents
                .iter()
                .enumerate()
                .map(|(at, record)| (record.path.clone(), at))
                .collect(),
            by_document: group(&self.facts, |fact| &fact.document),
            indicators: group(&self.indicators, |row| &row.document),
            records: group(&self.documents, |record| &record.department),
            repeats: std::mem::take(&mut self.index.repeats),
            ..Index::default()
        };
        for (at, fact) in self.facts.iter().enumerate() {
            let tables = index.by_table.entry(fact.department.clone()).or_default();
            tables.entry((fact.statement, fact.fiscal_year)).or_default().push(at);
        }
        index.facts = ids::Numbers::of(self.facts.iter().map(|fact| &*fact.id));
        self.index = index;
        let counts = |(at, fact): (usize, &Fact)| !self.index.repeats.contains(&at) && self.belongs(fact);
        self.index.counts = self.facts.iter().enumerate().map(counts).collect();
    }

    /// The record of a document.
    pub fn record(&self, path: &str) -> Option<&Record> {
        self.index.documents.get(path).map(|at| &self.documents[*at])
    }

    /// A place of a document as the data contract names it.
    pub fn place(&self, path: &str, locator: &Locator) -> String {
        self.record(path).map_or_else(|| locator.to_string(), |record| record.document.places.name(locator))
    }

    /// Where a fact is printed, in words.
    pub fn place_words(&self, fact: &Fact) -> String {
        self.record(&fact.document)
            .map_or_else(String::new, |record| record.document.places.words(&fact.locator))
    }

    /// The department with an id.
    pub fn department(&self, id: &str) -> Option<&Department> {
        self.departments.iter().find(|department| &*department.id == id)
    }

    /// The fact with an id.
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        self.at(id).map(|at| &self.facts[at])
    }

    /// Where a fact stands among all.
    fn at(&self, id: &str) -> Option<usize> {
        self.index.facts.find(id, |at| &self.facts[at].id)
    }

    /// A question about figures.
    pub fn query(&self) -> Query<'_> {
        Query::new(self)
    }

    /// Whether a fact enters sums and charts: it belongs to the body that its document speaks for, in the scope that it
    /// speaks for (of a parent row and its （本级） twin only one), its document counts, and it is not there already.
    pub fn counts(&self, fact: &Fact) -> bool {
        self.at(&fact.id).is_some_and(|at| self.index.counts[at])
    }

    /// Whether a fact is there already: in another document that counts, or in an earlier print of the same table.
    pub fn repeats(&self, fact: &Fact) -> bool {
        self.at(&fact.id).is_some_and(|at| self.index.repeats.contains(&at))
    }

    /// The documents of the same body, year and kind in another scope: the 单位 document beside that of the 部门.
    pub fn twins_of<'l>(&'l self, record: &'l Record) -> impl Iterator<Item = &'l Record> {
        self.records_of(&record.department).filter(move |other| {
            record.is_known()
                && other.identity.fiscal_year == record.identity.fiscal_year
                && other.kind() == record.kind()
                && other.scope() != record.scope()
        })
    }

    /// The public bodies, whole regions left out: those contain all others, and are no peers of them.
    pub fn bodies(&self) -> impl Iterator<Item = &Department> {
        self.departments.iter().filter(|department| !department.is_region())
    }

    fn belongs(&self, fact: &Fact) -> bool {
        self.record(&fact.document).is_some_and(|record| {
            // A project evaluates itself once, whichever unit of the department carries it out.
            let project = fact.statement == Statement::SelfEvaluation;
            let own_unit = fact.scope == record.scope();
            let own_body = fact.entity.is_empty()
                || fact.scope != Scope::Unit
                || crate::taxonomy::same_body(&fact.entity, &record.identity.printed_name)
                || crate::taxonomy::same_body(&fact.entity, &record.identity.body);
            record.counts() && !fact.is_of_another() && (project || (own_unit && own_body))
        })
    }

    /// The facts of a document, in its order, derived ones last.
    pub fn facts_in(&self, path: &str) -> impl Iterator<Item = &Fact> {
        positions(&self.index.by_document, path).iter().map(|at| &self.facts[*at])
    }

    /// Those of them that are of the body that the document speaks for: what it says of others is held against nothing.
    pub fn own_facts_in(&self, path: &str) -> impl Iterator<Item = &Fact> {
        self.facts_in(path).filter(|fact| !fact.is_of_another())
    }

    /// The rows of performance tables of a document, in its order.
    pub fn indicators_in(&self, path: &str) -> impl Iterator<Item = &Indicator> {
        positions(&self.index.indicators, path).iter().map(|at| &self.indicators[*at])
    }

    /// The documents of a department, by path.
    pub fn records_of(&self, department: &str) -> impl Iterator<Item = &Record> {
        positions(&self.index.records, department).iter().map(|at| &self.documents[*at])
    }

    /// The self-evaluated projects of a department.
    pub fn projects_of(&self, department: &str) -> impl Iterator<Item = &Project> {
        positions(&self.index.projects, department).iter().map(|at| &self.projects[*at])
    }

    /// How many figures were read as printed.
    pub fn printed(&self) -> usize {
        self.facts.iter().filter(|fact| fact.status != Status::Derived).count()
    }
}

/// Positions by a key.
fn group<T>(all: &[T], key: impl Fn(&T) -> &Arc<str>) -> BTreeMap<Arc<str>, Vec<usize>> {
    let mut map: BTreeMap<Arc<str>, Vec<usize>> = BTreeMap::new();
    for (at, one) in all.iter().enumerate() {
        map.entry(key(one).clone()).or_default().push(at);
    }
    map
}

fn positions<'i>(map: &'i BTreeMap<Arc<str>, Vec<usize>>, key: &str) -> &'i [usize] {
    map.get(key).map_or(&[], Vec::as_slice)
}
