//! The ledger: all disclosures joined. Departments over renames and years, ids, derived figures, and which of two
//! publications of one disclosure counts.

mod corrections;
mod derive;
mod ids;
mod mandated;
mod project;
mod query;
mod register;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use ids::hash as short_hash;
pub use project::{Project, grade_of};
pub use query::Query;
pub use register::{Entry, Name, Register, derived_id};

use mandated::{completeness, missing_tables, with_missing};
pub use mandated::{is_university, mandated};

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, Locator, Paragraph};
use crate::model::{
    Department, Disclosure, Edition, Fact, Identity, Indicator, Kind, Reply, Scope, Severity, Statement,
    StatementRecord, Status, Unreadable, Unrecognised,
};
use crate::source::Source;

/// A document of the ledger: what is known of the file, and what was understood.
#[derive(Debug)]
pub struct Record {
    /// Permanent id, used in addresses.
    pub id: Arc<str>,
    /// Path relative to the content folder.
    pub path: Arc<str>,
    /// Format id of the reader; empty where none took the file.
    pub format: &'static str,
    /// Size of the file.
    pub bytes: usize,
    /// SHA-256 of the file.
    pub sha256: String,
    /// What the publisher added.
    pub sidecar: crate::source::Sidecar,
    /// Corrections and replies.
    pub companions: crate::source::Companions,
    /// Id of the department; empty where none could be read.
    pub department: Arc<str>,
    /// Who, when, what.
    pub identity: Identity,
    /// Tables found, and mandated tables that were not.
    pub statements: Vec<StatementRecord>,
    /// Numbers that could not be placed.
    pub unreadable: Vec<Unreadable>,
    /// Tables that fit no statement.
    pub unrecognised: Vec<Unrecognised>,
    /// What the publisher should know.
    pub diagnostics: Vec<Diagnostic>,
    /// Texts that must not be shown.
    pub withheld: Vec<String>,
    /// The document as read.
    pub document: Document,
    /// Its prose, definitions of words left out.
    pub prose: Vec<Paragraph>,
    /// Id of the publication of the same disclosure that counts instead of this one.
    pub superseded_by: Option<Arc<str>>,
    /// Mandated tables found and due, for the main kind.
    pub completeness: (usize, usize),
    /// Whether the site publishes a copy of the file.
    pub copied: bool,
}

impl Record {
    /// Whether a copy of the file may be published: nothing of it is withheld, and no browser runs what stands in it.
    pub fn may_be_copied(&self) -> bool {
        const SAFE: &[&str] = &["pdf", "docx", "doc", "xlsx", "xls", "ods", "txt", "md"];
        self.is_published()
            && self.withheld.is_empty()
            && !self.sidecar.withhold
            && SAFE.contains(&self.format)
    }

    /// The answers to a finding, in the order of their file.
    pub fn replies<'r>(&'r self, finding: &'r str) -> impl Iterator<Item = &'r Reply> {
        self.companions.replies.iter().filter(move |reply| reply.finding == finding)
    }

    /// The edition.
    pub fn edition(&self) -> Edition {
        self.sidecar.edition()
    }

    /// The main kind.
    pub fn kind(&self) -> Option<Kind> {
        self.identity.kinds.first().copied()
    }

    /// The scope that the document speaks for.
    pub fn scope(&self) -> Scope {
        self.identity.scope.unwrap_or(Scope::Department)
    }

    /// Whether its figures are published under a body and a year.
    pub fn is_published(&self) -> bool {
        !self.department.is_empty() && self.superseded_by.is_none()
    }
}

/// All disclosures joined.
#[derive(Debug, Default)]
pub struct Ledger {
    /// Documents, by path.
    pub documents: Vec<Record>,
    /// Departments, by division and id.
    pub departments: Vec<Department>,
    /// All figures: documents in order, figures in document order, derived ones behind those of their document.
    pub facts: Vec<Fact>,
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
    facts: BTreeMap<Arc<str>, usize>,
    /// Facts by department, statement and year.
    by_table: BTreeMap<Arc<str>, Tables>,
    by_document: BTreeMap<Arc<str>, Vec<usize>>,
    indicators: BTreeMap<Arc<str>, Vec<usize>>,
    records: BTreeMap<Arc<str>, Vec<usize>>,
    projects: BTreeMap<Arc<str>, Vec<usize>>,
    /// Whether each fact counts in sums.
    counts: Vec<bool>,
}

/// A document on its way into the ledger.
pub struct Entrant {
    /// The file.
    pub source: Source,
    /// The format id.
    pub format: &'static str,
    /// As read.
    pub document: Document,
    /// As understood.
    pub disclosure: Disclosure,
}

impl Ledger {
    /// Joins disclosures. `entrants` are in the order of their paths.
    pub fn link(entrants: Vec<Entrant>, register: &Register) -> Ledger {
        let mut ledger = Ledger::default();
        let mut departments: BTreeMap<Arc<str>, Department> = BTreeMap::new();
        let identities = entrants.iter().map(|entrant| &entrant.disclosure.identity);
        let shared = register::shared_ids(register, identities.filter(|identity| identity.is_complete()));
        for entrant in entrants {
            ledger.enter(entrant, register, &shared, &mut departments);
        }
        ledger.departments = departments.into_values().collect();
        ledger.departments.sort_by(|a, b| (&a.division, &a.id).cmp(&(&b.division, &b.id)));
        ledger.settle_duplicates();
        ids::assign(&mut ledger.facts);
        corrections::apply(&mut ledger);
        ledger.add_derived();
        ledger.build_index();
        ledger.projects = project::collect(&ledger);
        ledger.index.projects = group(&ledger.projects, |project| &project.department);
        ledger
    }

    fn enter(
        &mut self,
        entrant: Entrant,
        register: &Register,
        shared: &BTreeSet<Arc<str>>,
        departments: &mut BTreeMap<Arc<str>, Department>,
    ) {
        let Entrant { source, format, document, disclosure } = entrant;
        let mut diagnostics = disclosure.diagnostics;
        let mut department: Arc<str> = "".into();
        if disclosure.identity.is_complete() {
            let mut found = register.resolve(&disclosure.identity);
            if !found.registered && shared.contains(&found.id) {
                let marked = register::marked_id(&found.id, &found.name);
                diagnostics.push(
                    Diagnostic::new(
                        Code::SharedId,
                        Severity::Warning,
                        &source.path,
                        format!(
                            "another body has the id `{}` as well: {} has `{marked}` here",
                            found.id, found.name
                        ),
                    )
                    .help("add both to departments.toml to give them permanent ids"),
                );
                found.id = marked;
            }
            if !found.registered {
                diagnostics.push(
                    Diagnostic::new(
                        Code::Unregistered,
                        Severity::Info,
                        &source.path,
                        format!("{} does not stand in the register", found.name),
                    )
                    .help(format!(
                        "add it to departments.toml to give it a permanent id (now `{}`)",
                        found.id
                    )),
                );
            }
            department = found.id.clone();
            departments.entry(found.id.clone()).or_insert(found);
        }
        let identity = disclosure.identity;
        let statements = with_missing(&identity, disclosure.statements);
        diagnostics.extend(missing_tables(&source.path, &statements));
        let kind = identity.kinds.first().map(|kind| kind.id());
        let published = !department.is_empty();
        self.documents.push(Record {
            id: ids::document(&department, identity.fiscal_year, kind, &source.sha256),
            path: source.path.clone(),
            format,
            bytes: source.bytes.len(),
            sha256: source.sha256,
            sidecar: source.sidecar,
            companions: source.companions,
            department: department.clone(),
            completeness: completeness(&identity, &statements),
            statements,
            identity,
            unreadable: disclosure.unreadable,
            unrecognised: disclosure.unrecognised,
            diagnostics,
            withheld: disclosure.withheld,
            prose: disclosure.prose,
            document,
            superseded_by: None,
            copied: false,
        });
        // Figures of nobody, or of no year, are not published.
        if published {
            self.facts.extend(disclosure.facts.into_iter().map(|mut fact| {
                fact.document = source.path.clone();
                fact.department = department.clone();
                fact
            }));
            self.indicators.extend(disclosure.indicators.into_iter().map(|mut indicator| {
                indicator.document = source.path.clone();
                indicator.department = department.clone();
                indicator
            }));
        }
    }

    /// Of two publications of one disclosure the newest counts: the later date, then the longer content.
    fn settle_duplicates(&mut self) {
        type Same = (Arc<str>, i32, Option<Kind>, Scope);
        let mut superseded_by: BTreeMap<usize, usize> = BTreeMap::new();
        let mut groups: BTreeMap<Same, Vec<usize>> = BTreeMap::new();
        for (at, record) in self.documents.iter().enumerate().filter(|(_, r)| !r.department.is_empty()) {
            let key = (record.department.clone(), record.identity.fiscal_year, record.kind(), record.scope());
            groups.entry(key).or_default().push(at);
        }
        for group in groups.into_values().filter(|group| group.len() > 1) {
            let rank = |at: &usize| {
                let record = &self.documents[*at];
                (record.sidecar.published_on.clone(), record.bytes, std::cmp::Reverse(record.path.clone()))
            };
            let Some(newest) = group.iter().copied().max_by_key(rank) else { continue };
            superseded_by.extend(group.into_iter().filter(|at| *at != newest).map(|at| (at, newest)));
        }
        self.tell_twins_apart(&superseded_by);
        for (at, newest) in superseded_by {
            self.documents[at].superseded_by = Some(self.documents[newest].id.clone());
        }
        // Figures of the publication that counts come first, so that their ids do not depend on older copies.
        let superseded: BTreeSet<Arc<str>> =
            self.documents.iter().filter(|r| r.superseded_by.is_some()).map(|r| r.path.clone()).collect();
        self.facts.sort_by_key(|fact| superseded.contains(&fact.document));
    }

    /// Files with the same bytes get the same id. The one that counts keeps it, the others are numbered, so that each
    /// has its own page.
    fn tell_twins_apart(&mut self, superseded: &BTreeMap<usize, usize>) {
        let mut twins: BTreeMap<Arc<str>, Vec<usize>> = BTreeMap::new();
        for (at, record) in self.documents.iter().enumerate() {
            twins.entry(record.id.clone()).or_default().push(at);
        }
        for (id, mut twins) in twins.into_iter().filter(|(_, twins)| twins.len() > 1) {
            twins.sort_by_key(|at| superseded.contains_key(at));
            for (at, nth) in twins.into_iter().zip(1..).skip(1) {
                self.documents[at].id = format!("{id}-{nth}").into();
            }
        }
    }

    fn add_derived(&mut self) {
        let by_document = group(&self.facts, |fact| &fact.document);
        let mut derived = Vec::new();
        for own in by_document.values() {
            let own: Vec<&Fact> = own.iter().map(|at| &self.facts[*at]).collect();
            derived.extend(derive::derive(&own));
        }
        let first = self.facts.len();
        self.facts.extend(derived);
        // Occurrences count over all facts, so the ids of the new ones are set in one more pass over the whole.
        let printed: Vec<Arc<str>> = self.facts[..first].iter().map(|fact| fact.id.clone()).collect();
        ids::assign(&mut self.facts);
        for (fact, id) in self.facts.iter_mut().zip(printed) {
            fact.id = id;
        }
    }

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
            ..Index::default()
        };
        for (at, fact) in self.facts.iter().enumerate() {
            index.facts.entry(fact.id.clone()).or_insert(at);
            let tables = index.by_table.entry(fact.department.clone()).or_default();
            tables.entry((fact.statement, fact.fiscal_year)).or_default().push(at);
        }
        self.index = index;
        self.index.counts = self.facts.iter().map(|fact| self.belongs(fact)).collect();
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
        self.index.facts.get(id).map(|at| &self.facts[*at])
    }

    /// A question about figures.
    pub fn query(&self) -> Query<'_> {
        Query::new(self)
    }

    /// Whether a fact belongs to the body that its document speaks for, in the scope that it speaks for: of a parent
    /// row and its （本级） twin only one.
    pub fn counts(&self, fact: &Fact) -> bool {
        self.index.facts.get(&fact.id).is_some_and(|at| self.index.counts[*at])
    }

    fn belongs(&self, fact: &Fact) -> bool {
        self.record(&fact.document).is_some_and(|record| {
            let own_unit = fact.scope == record.scope();
            let own_body = fact.entity.is_empty()
                || fact.scope == Scope::Department
                || crate::taxonomy::same_body(&fact.entity, &record.identity.printed_name)
                || crate::taxonomy::same_body(&fact.entity, &record.identity.body);
            record.superseded_by.is_none() && own_unit && own_body
        })
    }

    /// The facts of a document, in its order, derived ones last.
    pub fn facts_in(&self, path: &str) -> impl Iterator<Item = &Fact> {
        positions(&self.index.by_document, path).iter().map(|at| &self.facts[*at])
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
