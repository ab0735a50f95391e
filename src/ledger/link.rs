//! Linking: disclosures become documents of the ledger, with their bodies, ids and facts.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::bodies::{Bodies, Found, is_region};
use super::edition::{Conflict, Settled};
use super::ids::Home;
use super::mandated::{completeness, missing_tables, with_missing};
use super::{
    Ledger, Record, Register, Remembered, Why, address, corrections, derive, edition, group, ids, project,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{BodyType, Department, Fact, Identity, Record as Given, Scope, Severity};
use crate::source::{Companions, Sidecar, Source};
use crate::taxonomy::names_unit;

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
    /// Joins disclosures. `entrants` are in the order of their paths; `remembered` are the documents that the archive
    /// knows.
    pub fn link(entrants: Vec<Entrant>, register: &Register, remembered: &[Remembered]) -> Ledger {
        let mut ledger = Ledger::default();
        let mut departments: BTreeMap<Arc<str>, Department> = BTreeMap::new();
        let named: Vec<(Identity, Arc<str>)> = entrants
            .iter()
            .map(|entrant| (entrant.record.disclosure.identity.clone(), entrant.record.path.clone()))
            .filter(|(identity, _)| identity.is_complete())
            .collect();
        let named: Vec<(&Identity, &str)> =
            named.iter().map(|(identity, path)| (identity, &**path)).collect();
        let bodies = Bodies::new(register, &named);
        for entrant in entrants {
            ledger.enter(entrant, &bodies, &mut departments);
        }
        ledger.departments = departments.into_values().collect();
        ledger.tell_units();
        ledger.departments.sort_by(|a, b| (&a.division, &a.id).cmp(&(&b.division, &b.id)));
        address::assign(&mut ledger.documents, remembered);
        let settled = edition::settle(&mut ledger.documents, &ledger.facts);
        ids::assign(&mut ledger.facts, &homes(&ledger.documents));
        ledger.keep(settled);
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
        bodies: &Bodies<'_>,
        departments: &mut BTreeMap<Arc<str>, Department>,
    ) {
        let Entrant { record, sidecar, companions } = entrant;
        let Given { path, format, bytes, sha256, document, disclosure, .. } = record;
        let mut diagnostics = disclosure.diagnostics;
        let identity = disclosure.identity;
        let mut department: Arc<str> = Arc::default();
        if identity.is_complete() {
            let found = bodies.of(&identity, &path);
            diagnostics.extend(about(&found, &path));
            department = found.department.id.clone();
            departments.entry(department.clone()).or_insert(found.department);
        }
        let statements = with_missing(&identity, disclosure.statements);
        diagnostics.extend(missing_tables(&path, &statements));
        let region = is_region(&identity);
        let mut record = Record {
            id: Arc::default(),
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
            withheld: disclosure.withheld,
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

    /// Bodies that stand in no register and publish for one unit only, never as the 本级 of a department, are units.
    fn tell_units(&mut self) {
        for body in self.departments.iter_mut().filter(|body| !body.registered && !body.is_region()) {
            let mut own = self.documents.iter().filter(|record| record.department == body.id).peekable();
            let some = own.peek().is_some();
            let unit =
                |record: &Record| record.scope() == Scope::Unit && !names_unit(&record.identity.printed_name);
            if some && own.all(unit) {
                body.body_type = BodyType::Unit;
            }
        }
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
        ids::assign(&mut self.facts, &homes(&self.documents));
    }
}

/// What ids of facts need to know of the documents, by path.
fn homes(documents: &[Record]) -> BTreeMap<Arc<str>, Home> {
    let home = |record: &Record| Home {
        id: record.id.clone(),
        year: record.identity.fiscal_year,
        counts: record.counts(),
    };
    documents.iter().map(|record| (record.path.clone(), home(record))).collect()
}

/// What the publisher should know of a body that stands in no register.
fn about(found: &Found, path: &Arc<str>) -> Vec<Diagnostic> {
    let Department { id, name, registered, .. } = &found.department;
    let mut diagnostics = Vec::new();
    if found.marked {
        let message = format!("another body has the same derived id: {name} has `{id}` here");
        diagnostics.push(
            Diagnostic::new(Code::SharedId, Severity::Warning, path, message)
                .help("add both to departments.toml, with their divisions, to give them permanent ids"),
        );
    }
    if !registered {
        let help = format!("add it to departments.toml to give it a permanent id (now `{id}`)");
        let message = format!("{name} does not stand in the register");
        diagnostics.push(Diagnostic::new(Code::Unregistered, Severity::Info, path, message).help(help));
    }
    diagnostics
}

/// Two files of one disclosure print different figures.
fn differs(path: &Arc<str>, other: &str, count: usize) -> Diagnostic {
    let message =
        format!("{count} figure(s) differ from those of `{other}`, for the same body, year, kind and scope");
    Diagnostic::new(Code::Differs, Severity::Warning, path, message).help(
        "if one of them is a newer edition, say so with `published_on` of both in sources.csv; else look at both originals",
    )
}
