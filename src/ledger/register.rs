//! The register of bodies (`departments.toml`): permanent ids, names with the years they were in use, parents.
//! A body that stands not in it gets an id from its division and its name in pinyin.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use pinyin::ToPinyin;
use serde::Deserialize;

use crate::document::key;
use crate::model::{Department, DepartmentName, Identity, Kind, NotPublished};
use crate::taxonomy::division;

/// The register as written by the publisher.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// Bodies.
    #[serde(default, rename = "department")]
    pub departments: Vec<Entry>,
}

/// One body of the register.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Permanent ASCII id.
    pub id: String,
    /// GB/T 2260 code.
    #[serde(default)]
    pub division: String,
    /// Id of the parent body.
    #[serde(default)]
    pub parent: String,
    /// Names, newest first.
    pub names: Vec<Name>,
    /// Disclosures that were due and never published.
    #[serde(default)]
    pub not_published: Vec<Gap>,
}

/// A disclosure that was due and never published.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gap {
    /// Fiscal year.
    pub year: i32,
    /// Id of the kind: `budget`, `final`, `self_evaluation`, `performance_target`.
    pub kind: String,
    /// How that is known.
    pub note: String,
}

/// A name with the years it was in use.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// As printed.
    pub name: String,
    /// First fiscal year.
    pub from: Option<i32>,
    /// Last fiscal year.
    pub to: Option<i32>,
}

impl Register {
    /// Parses the register and checks ids and names.
    ///
    /// # Errors
    /// A message that names the entry and what was expected.
    pub fn parse(text: &str) -> Result<Self, String> {
        let register: Register = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut names: BTreeMap<String, &str> = BTreeMap::new();
        let mut ids: BTreeMap<&str, ()> = BTreeMap::new();
        for entry in &register.departments {
            let ascii = entry.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            if entry.id.is_empty() || !ascii {
                return Err(format!(
                    "id `{}`: expected lower-case ASCII letters, digits and hyphens",
                    entry.id
                ));
            }
            if ids.insert(&entry.id, ()).is_some() {
                return Err(format!("id `{}` stands twice", entry.id));
            }
            if entry.names.is_empty() {
                return Err(format!("id `{}`: expected at least one name", entry.id));
            }
            for gap in &entry.not_published {
                if Kind::from_id(&gap.kind).is_none() {
                    let kinds = Kind::ALL.iter().map(|kind| kind.id()).collect::<Vec<_>>().join(", ");
                    return Err(format!("id `{}`: kind `{}`: expected one of {kinds}", entry.id, gap.kind));
                }
            }
            for name in &entry.names {
                if let Some(other) =
                    names.insert(key(&name.name), &entry.id).filter(|other| *other != entry.id)
                {
                    return Err(format!("name `{}` belongs to both `{other}` and `{}`", name.name, entry.id));
                }
            }
        }
        Ok(register)
    }

    /// The entry with this name, in the same division where both are known.
    fn find(&self, body: &str, code: &str) -> Option<&Entry> {
        let wanted = key(body);
        self.departments.iter().find(|entry| {
            let same_place = entry.division.is_empty() || code.is_empty() || entry.division == code;
            same_place && entry.names.iter().any(|name| key(&name.name) == wanted)
        })
    }

    /// The department that a document's identity names.
    pub fn resolve(&self, identity: &Identity) -> Department {
        let full_name =
            |code: &str| division(code).map_or_else(String::new, crate::taxonomy::Division::full_name);
        if let Some(entry) = self.find(&identity.body, &identity.division) {
            let names: Vec<DepartmentName> = entry
                .names
                .iter()
                .map(|name| DepartmentName { name: name.name.clone(), from: name.from, to: name.to })
                .collect();
            let code =
                if entry.division.is_empty() { identity.division.clone() } else { entry.division.clone() };
            return Department {
                id: entry.id.as_str().into(),
                name: names[0].name.clone(),
                names,
                division_name: full_name(&code),
                division: code,
                parent: entry.parent.clone(),
                registered: true,
                not_published: entry.not_published.iter().filter_map(not_published).collect(),
            };
        }
        Department {
            id: derived_id(&identity.body, &identity.division),
            name: identity.body.clone(),
            names: vec![DepartmentName { name: identity.body.clone(), from: None, to: None }],
            division: identity.division.clone(),
            division_name: full_name(&identity.division),
            parent: String::new(),
            registered: false,
            not_published: Vec::new(),
        }
    }
}

/// The derived ids that would stand for more than one body: of names that read the same in pinyin, of long names that
/// differ only at their ends, and those that the register has given to another body.
pub(super) fn shared_ids<'i>(
    register: &Register,
    identities: impl Iterator<Item = &'i Identity>,
) -> BTreeSet<Arc<str>> {
    let mut bodies: BTreeMap<Arc<str>, BTreeSet<String>> = BTreeMap::new();
    for identity in identities {
        let department = register.resolve(identity);
        if !department.registered {
            bodies.entry(department.id).or_default().insert(key(&department.name));
        }
    }
    let given = |id: &str| register.departments.iter().any(|entry| entry.id == id);
    bodies.into_iter().filter(|(id, names)| names.len() > 1 || given(id)).map(|(id, _)| id).collect()
}

/// An id with a mark of the body's name. Every body that shares an id gets one, so that the order of files and the number
/// of bodies play no part.
pub(super) fn marked_id(id: &str, name: &str) -> Arc<str> {
    let mark: String = super::short_hash(&key(name)).chars().take(6).collect();
    format!("{id}-{mark}").into()
}

fn not_published(gap: &Gap) -> Option<NotPublished> {
    Some(NotPublished { year: gap.year, kind: Kind::from_id(&gap.kind)?, note: gap.note.clone() })
}

/// The most letters of a derived id.
const LONGEST_ID: usize = 56;

/// Division and pinyin: `440303-zhengwufuwushujuguanliju`. The names of the division itself are left out.
pub fn derived_id(body: &str, code: &str) -> Arc<str> {
    let mut rest = body.to_owned();
    let mut at = division(code);
    while let Some(place) = at {
        rest = rest.replacen(&place.name, "", 1);
        at = division(&place.parent);
    }
    let mut id = if code.is_empty() { "000000".to_owned() } else { code.to_owned() };
    id.push('-');
    for c in rest.chars() {
        if let Some(pinyin) = c.to_pinyin() {
            id.extend(
                pinyin
                    .plain()
                    .chars()
                    .map(|c| if c == 'ü' { 'v' } else { c })
                    .filter(char::is_ascii_alphanumeric),
            );
        } else if c.is_ascii_alphanumeric() {
            id.push(c.to_ascii_lowercase());
        }
    }
    id.truncate(LONGEST_ID);
    id.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_from_place_and_name() {
        assert_eq!(
            &*derived_id("深圳市罗湖区政务服务数据管理局", "440303"),
            "440303-zhengwufuwushujuguanliju"
        );
        assert_eq!(&*derived_id("中共深圳市罗湖区委办公室", "440303"), "440303-zhonggongweibangongshi");
        assert_eq!(&*derived_id("西南大学", ""), "000000-xinandaxue");
    }

    #[test]
    fn bodies_that_sound_alike_have_their_own_ids() {
        let of = |body: &str| Identity {
            body: body.to_owned(),
            division: "440303".to_owned(),
            ..Identity::default()
        };
        let (a, b) = (of("罗湖区体育局"), of("罗湖区体域局"));
        let register = Register::default();
        let id = register.resolve(&a).id;
        assert_eq!(id, register.resolve(&b).id);
        let shared = shared_ids(&register, [&a, &b, &of("罗湖区水务局")].into_iter());
        assert_eq!(shared, shared_ids(&register, [&b, &a, &a].into_iter()));
        assert_eq!(shared.iter().map(|id| &**id).collect::<Vec<_>>(), [&*id]);
        assert_ne!(marked_id(&id, &a.body), marked_id(&id, &b.body));
        assert!(shared_ids(&register, [&a, &a].into_iter()).is_empty());
    }

    #[test]
    fn a_register_that_contradicts_itself_is_refused() {
        let twice = "[[department]]\nid = \"a\"\nnames = [{ name = \"甲局\" }]\n[[department]]\nid = \"a\"\nnames = [{ name = \"乙局\" }]";
        assert!(Register::parse(twice).is_err_and(|e| e.contains("twice")));
        let shared = "[[department]]\nid = \"a\"\nnames = [{ name = \"甲局\" }]\n[[department]]\nid = \"b\"\nnames = [{ name = \"甲局\" }]";
        assert!(Register::parse(shared).is_err_and(|e| e.contains("both")));
        assert!(Register::parse("[[department]]\nid = \"Ä\"\nnames = [{ name = \"甲\" }]").is_err());
    }
}
