//! Linking: disclosures become documents of the ledger, with their bodies, ids and facts.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::bodies::is_region;
use super::edition::{Conflict, Settled};
use super::ids::Home;
use super::mandated::{completeness, missing_tables, with_missing};
use super::plan::{Head, Place, Plan};
use super::{Ledger, Record, Register, Remembered, Why, corrections, derive, edition, group, ids, project};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Department, Fact, Record as Given, Scope, Severity};
use crate::source::{Companions, Sidecar, Source};

/// A document on its way into the ledger.
pub struct Entrant {
    /// What it gives.
    pub record: Given,
    /// What the publisher added.
    pub sidecar: Sidecar,
    /// Corrections and replies.
    pub companions: Companions,
}

impl Entrant {
    /// What a file gives, with what stands beside it.
    pub fn new(source: Source, record: Given) -> Self {
        Self { record, sidecar: source.sidecar, companions: source.companions }
    }
}

impl Ledger {
    /// Joins all disclosures. `entrants` are in the order of their paths; `remembered` are the documents that the archive
    /// knows.
    pub fn link(entrants: Vec<Entrant>, register: &Register, remembered: &[Remembered]) -> Ledger {
        let heads: Vec<Head> =
            entrants.iter().map(|entrant| Head::of(&entrant.record, &entrant.sidecar)).collect();
        let Plan { departments, places } = Plan::new(&heads, register, remembered);
        Self::join(entrants.into_iter().zip(places), departments)
    }

    /// Joins the disclosures of some bodies, in the order of their paths. What a body's figures are called and whether they
    /// count depends on its own documents alone.
    pub fn join(entrants: impl Iterator<Item = (Entrant, Place)>, departments: Vec<Department>) -> Ledger {
        let mut ledger = Ledger { departments, ..Ledger::default() };
        entrants.for_each(|(entrant, place)| ledger.enter(entrant, place));
        let settled = edition::settle(&mut ledger.documents, &ledger.facts);
        ids::assign(&mut ledger.facts, &homes(&ledger.documents, &ledger.departments));
        ledger.keep(settled);
        corrections::apply(&mut ledger);
        ledger.add_derived();
        ledger.build_index();
        ledger.projects = project::collect(&ledger);
        ledger.index.projects = group(&ledger.projects, |project| &project.department);
        ledger
    }

    fn enter(&mut self, entrant: Entrant, place: Place) {
        let Entrant { record, sidecar, companions } = entrant;
        let Given { path, format, bytes, sha256, document, disclosure, .. } = record;
        let Place { id, department, diagnostics: of_body } = place;
        let mut diagnostics = disclosure.diagnostics;
        diagnostics.extend(of_body);
        let identity = disclosure.identity;
        let statements = with_missing(&identity, disclosure.statements);
        diagnostics.extend(missing_tables(&path, &statements));
        let region = is_region(&identity);
        let mut record = Record {
            id,
            path: path.clone(),
            format,
            bytes,
            sha256,
            sidecar,
            companions,
            department: department.clone(),
            completeness: completeness(&identity, &statements),
            statements,
            identity,
            unreadable: disclosure.unreadable,
            unrecognised: disclosure.unrecognised,
            account: disclosure.account,
            diagnostics,
            prose: disclosure.prose,
            remarks: disclosure.remarks,
            document,
            aside: None,
            copied: false,
        };
        let [columns, line] = record.settling_lines();
        for one in record.diagnostics.iter_mut().filter(|one| one.code == Code::NoIdentity) {
            one.help = format!("fill in and add to sources.csv (columns {columns}): {line}");
        }
        self.documents.push(record);
        self.facts.extend(disclosure.facts.into_iter().map(|mut fact| {
            fact.document = path.clone();
            fact.department = department.clone();
            // A whole region has no departments' scope: what its summary says of itself, it says of the region.
            if region && fact.scope == Scope::Department {
                fact.scope = Scope::Region;
            }
            fact
        }));
        self.indicators.extend(disclosure.indicators.into_iter().map(|mut indicator| {
            indicator.document = path.clone();
            indicator.department = department.clone();
            indicator
        }));
    }

    /// Keeps what comparing the files of one disclosure came to, and tells the publisher.
    fn keep(&mut self, settled: Settled) {
        let Settled { conflicts, repeats } = settled;
        let mut differing: BTreeMap<(Arc<str>, Arc<str>), usize> = BTreeMap::new();
        for (left, right, dated) in conflicts {
            let (left, right) = (&self.facts[left], &self.facts[right]);
            self.conflicts.push(Conflict { left: left.id.clone(), right: right.id.clone(), dated });
            *differing.entry((right.document.clone(), left.document.clone())).or_default() += 1;
        }
        self.index.repeats = repeats;
        let paths: BTreeMap<Arc<str>, Arc<str>> =
            self.documents.iter().map(|record| (record.id.clone(), record.path.clone())).collect();
        for record in &mut self.documents {
            let own = differing.iter().filter(|((path, _), _)| *path == record.path);
            let mut said: Vec<Diagnostic> =
                own.map(|((_, other), count)| differs(&record.path, other, *count)).collect();
            if let Some(aside) = record.aside.as_ref().filter(|aside| aside.why != Why::Differs) {
                let other = paths.get(&aside.by).map_or("", |path| &**path);
                let what = if aside.why == Why::Copy {
                    format!("it is the same disclosure as `{other}`: the same figures, which count once")
                } else {
                    format!("`{other}` is a newer edition by its date, and counts instead of it")
                };
                said.push(Diagnostic::new(Code::CountsOnce, Severity::Info, &record.path, what));
            }
            record.diagnostics.append(&mut said);
        }
    }

    fn add_derived(&mut self) {
        let by_document = group(&self.facts, |fact| &fact.document);
        let mut derived = Vec::new();
        // Nothing is derived for nobody, nor twice from copies.
        let counting = self.documents.iter().filter(|record| record.counts());
        for own in counting.filter_map(|record| by_document.get(&record.path)) {
            let own: Vec<&Fact> = own.iter().map(|at| &self.facts[*at]).collect();
            derived.extend(derive::derive(&own));
        }
        self.facts.extend(derived);
        ids::assign(&mut self.facts, &homes(&self.documents, &self.departments));
    }
}

/// What ids of facts need to know of the documents, by path.
fn homes(documents: &[Record], bodies: &[Department]) -> BTreeMap<Arc<str>, Home> {
    let origins: BTreeMap<&str, &Arc<str>> = bodies.iter().map(|body| (&*body.id, &body.origin)).collect();
    let home = |record: &Record| Home {
        id: record.id.clone(),
        body: origins.get(&*record.department).map_or_else(|| record.department.clone(), |id| (*id).clone()),
        year: record.identity.fiscal_year,
        counts: record.counts(),
    };
    documents.iter().map(|record| (record.path.clone(), home(record))).collect()
}

/// Two files of one disclosure print different figures.
fn differs(path: &Arc<str>, other: &str, count: usize) -> Diagnostic {
    let message =
        format!("{count} figure(s) differ from those of `{other}`, for the same body, year, kind and scope");
    Diagnostic::new(Code::Differs, Severity::Warning, path, message).help(
        "if one of them is a newer edition, say so with `published_on` of both in sources.csv; else look at both originals",
    )
}
