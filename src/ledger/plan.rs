//! The plan of a ledger: which body each document belongs to and which id it has. It asks for the heads of documents and
//! nothing else of them, so that bodies can then be joined one by one, each from its own documents.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::bodies::{Bodies, Found};
use super::{Register, Remembered, address};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{BodyType, Department, Identity, Kind, Record, Scope, Severity};
use crate::source::Sidecar;
use crate::taxonomy::names_unit;

/// What the plan needs to know of a document.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Head {
    /// Path relative to the content folder.
    pub path: Arc<str>,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Who, when, what.
    pub identity: Identity,
    /// Date of publication; empty where it is not known.
    pub published_on: String,
    /// The lines of the publisher's vocabulary whose words stand in it.
    pub met: BTreeSet<u32>,
    /// How many figures it prints.
    pub figures: usize,
}

impl Head {
    /// The head of what a document gives, with what the publisher added.
    pub fn of(record: &Record, sidecar: &Sidecar) -> Self {
        Self {
            path: record.path.clone(),
            sha256: record.sha256.clone(),
            identity: record.disclosure.identity.clone(),
            published_on: sidecar.published_on.clone(),
            met: record.disclosure.met.clone(),
            figures: record.disclosure.facts.len(),
        }
    }

    /// The document as the archive keeps it.
    pub fn remembered(&self, place: &Place) -> Remembered {
        Remembered {
            id: place.id.to_string(),
            sha256: self.sha256.clone(),
            path: self.path.to_string(),
            title: self.identity.title.clone(),
            published_on: self.published_on.clone(),
        }
    }

    /// The main kind.
    pub(super) fn kind(&self) -> Option<Kind> {
        self.identity.kinds.first().copied()
    }

    /// The scope that the document speaks for.
    pub(super) fn scope(&self) -> Scope {
        self.identity.scope.unwrap_or(Scope::Department)
    }
}

/// Where a document belongs.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// Permanent id of the document.
    pub id: Arc<str>,
    /// Id of its body; empty where body, year or kind are not known.
    pub department: Arc<str>,
    /// What the publisher should know of the body.
    pub diagnostics: Vec<Diagnostic>,
}

/// Where all documents belong.
#[derive(Debug, Default)]
pub struct Plan {
    /// The bodies, by division and id.
    pub departments: Vec<Department>,
    /// The documents, in the order of their paths.
    pub places: Vec<Place>,
}

impl Plan {
    /// The plan for documents in the order of their paths; `remembered` are those that the archive knows.
    pub fn new(heads: &[Head], register: &Register, remembered: &[Remembered]) -> Self {
        let named: Vec<(&Identity, &str)> = heads
            .iter()
            .filter(|head| head.identity.is_complete())
            .map(|head| (&head.identity, &*head.path))
            .collect();
        let bodies = Bodies::new(register, &named);
        let mut departments: BTreeMap<Arc<str>, (Department, bool)> = BTreeMap::new();
        let mut places: Vec<Place> = Vec::with_capacity(heads.len());
        for head in heads {
            let mut place = Place::default();
            if head.identity.is_complete() {
                let found = bodies.of(&head.identity, &head.path);
                place.diagnostics = about(&found, &head.path);
                place.department = found.department.id.clone();
                enter(&mut departments, found);
            }
            places.push(place);
        }
        let mut departments: BTreeMap<Arc<str>, Department> =
            departments.into_iter().map(|(id, (body, _))| (id, body)).collect();
        part_origins(&mut departments);
        tell_units(&mut departments, heads, &places);
        let mut departments: Vec<Department> = departments.into_values().collect();
        departments.sort_by(|a, b| (&a.division, &a.id).cmp(&(&b.division, &b.id)));
        name_parents(&mut departments);
        let origins: BTreeMap<&str, &str> =
            departments.iter().map(|body| (&*body.id, &*body.origin)).collect();
        // Ids of documents are made of the first id of their body.
        let origin = |place: &'_ Place| origins.get(&*place.department).copied().unwrap_or_default();
        let seated: Vec<(&Head, &str)> =
            heads.iter().zip(&places).map(|(head, place)| (head, origin(place))).collect();
        let ids = address::assign(&seated, remembered);
        places.iter_mut().zip(ids).for_each(|(place, id)| place.id = id);
        Self { departments, places }
    }

    /// The documents of each body, as positions: bodies in their order, then each document that belongs to nobody.
    pub fn groups(&self) -> Vec<(Option<&Department>, Vec<usize>)> {
        let mut own: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut nobodys = Vec::new();
        for (at, place) in self.places.iter().enumerate() {
            if place.department.is_empty() {
                nobodys.push((None, vec![at]));
            } else {
                own.entry(&place.department).or_default().push(at);
            }
        }
        let bodies = self.departments.iter().filter_map(|body| Some((Some(body), own.remove(&*body.id)?)));
        let mut groups: Vec<_> = bodies.collect();
        groups.append(&mut nobodys);
        groups
    }
}

/// Enters the body of a document. Of those that one body is made of, the one that had its id already gives the name, and
/// all keep their own.
fn enter(departments: &mut BTreeMap<Arc<str>, (Department, bool)>, found: Found) {
    let Found { department, moved, .. } = found;
    let Some((known, was_moved)) = departments.get_mut(&department.id) else {
        departments.insert(department.id.clone(), (department, moved));
        return;
    };
    if known.registered || !(moved || *was_moved) {
        return;
    }
    let other = if *was_moved && !moved { std::mem::replace(known, department) } else { department };
    *was_moved &= moved;
    let new = other.names.into_iter().filter(|name| known.names.iter().all(|own| own.name != name.name));
    let new: Vec<_> = new.collect();
    known.names.extend(new);
}

/// Two bodies of now never make their ids of one: the one that has it keeps it.
fn part_origins(departments: &mut BTreeMap<Arc<str>, Department>) {
    let ids: BTreeSet<Arc<str>> = departments.keys().cloned().collect();
    for body in departments.values_mut().filter(|body| body.origin != body.id) {
        if ids.contains(&body.origin) {
            body.origin = body.id.clone();
        }
    }
}

/// A body knows the name of its parent where that has a page here.
fn name_parents(departments: &mut [Department]) {
    let names: BTreeMap<Arc<str>, String> =
        departments.iter().map(|body| (body.id.clone(), body.name.clone())).collect();
    for body in departments {
        body.parent_name = names.get(body.parent.as_str()).cloned().unwrap_or_default();
    }
}

/// Bodies that stand in no register and publish for one unit only, never as the 本级 of a department, are units.
fn tell_units(departments: &mut BTreeMap<Arc<str>, Department>, heads: &[Head], places: &[Place]) {
    let mut units: BTreeMap<&str, bool> = BTreeMap::new();
    for (head, place) in heads.iter().zip(places) {
        let unit = head.scope() == Scope::Unit && !names_unit(&head.identity.printed_name);
        *units.entry(&place.department).or_insert(true) &= unit;
    }
    for body in departments.values_mut().filter(|body| !body.registered && !body.is_region()) {
        if units.get(&*body.id) == Some(&true) {
            body.body_type = BodyType::Unit;
        }
    }
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
