//! The register of bodies (`departments.toml`): permanent ids, names with the years they were in use, parents.
//! A body that stands not in it gets an id from its division and its name in pinyin.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use pinyin::ToPinyin;
use serde::Deserialize;

use super::Renames;
use crate::diagnostic::{Code, Diagnostic, shorten};
use crate::document::{Span, key};
use crate::model::{BodyType, Department, DepartmentName, Kind, NotPublished, Severity};
use crate::source::{AtLine, entries};
use crate::taxonomy::{division, division_in};

/// The name of the register in the content folder.
pub const FILE: &str = "departments.toml";

/// The register as written by the publisher.
#[derive(Debug, Clone, Default)]
pub struct Register {
    /// Bodies.
    pub departments: Vec<Entry>,
    /// What is wrong with the entries that are not used.
    pub told: Vec<Diagnostic>,
    /// Ids that were given up for others.
    pub renames: Renames,
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
    /// `department`, `unit` or `region`; empty for a department, or a unit where it has a parent.
    #[serde(default, rename = "type")]
    pub body_type: String,
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
    /// Reads the register. An entry that cannot be used costs itself; of entries that contradict each other none is used, for
    /// no order of lines decides.
    pub fn read(text: &str) -> Self {
        let (found, mut wrong) = entries::<Entry>(text, "department");
        let (mut sound, mut gaps) = (Vec::new(), Vec::new());
        for (line, mut entry) in found {
            match entry.check() {
                Ok(()) => {
                    gaps.extend(entry.drop_unknown_gaps().into_iter().map(|message| (line, message)));
                    sound.push((line, entry));
                }
                Err(message) => wrong.push((line, message)),
            }
        }
        let clashes = clashes(&sound);
        let departments = sound
            .into_iter()
            .enumerate()
            .filter(|(at, _)| !clashes.contains_key(at))
            .map(|(_, (_, entry))| entry)
            .collect();
        wrong.extend(clashes.into_values());
        wrong.sort();
        let wrong = wrong.into_iter().map(|(line, message)| bad(line, &message, OF_ENTRY));
        let gaps = gaps.into_iter().map(|(line, message)| bad(line, &message, OF_GAP));
        Self { departments, told: wrong.chain(gaps).collect(), renames: Renames::default() }
    }

    /// A register that cannot be read at all.
    pub fn unread(message: &str) -> Self {
        Self { told: vec![bad(0, message, OF_ENTRY)], ..Self::default() }
    }

    /// The body under the id that took the place of its own, if that was given up; and whether it was.
    pub(super) fn renamed(&self, body: Department) -> (Department, bool) {
        let now = self.renames.now(&body.id);
        let moved = now != &*body.id;
        let entry = self.departments.iter().find(|entry| moved && entry.id == now);
        let mut body = match entry {
            Some(entry) => entry.department(&body.division),
            None => Department { id: now.into(), ..body },
        };
        body.origin = self.renames.origin(&body.id).into();
        body.parent = self.renames.now(&body.parent).to_owned();
        (body, moved)
    }

    /// The entry of a body, in the same division where both are known. `near` are the divisions of the documents in the
    /// same folder: they tell bodies of one name apart where a document does not print its division.
    pub(super) fn find(&self, seat: &Seat<'_>, near: &BTreeSet<&str>) -> Option<&Entry> {
        let wanted = key(seat.body);
        let named: Vec<&Entry> = self
            .departments
            .iter()
            .filter(|entry| entry.is_region() == seat.region)
            .filter(|entry| entry.names.iter().any(|name| key(&name.name) == wanted))
            .collect();
        if !seat.division.is_empty() {
            let in_place = |division: &str| named.iter().copied().find(|entry| entry.division == division);
            return in_place(seat.division).or_else(|| in_place(""));
        }
        let possible = |entry: &&Entry| {
            near.is_empty() || entry.division.is_empty() || near.contains(entry.division.as_str())
        };
        match named.into_iter().filter(possible).collect::<Vec<_>>().as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }
}

/// What follows from an entry that is wrong, and from a row of what was not published.
const OF_ENTRY: &str = "the entry is left out and the others are used; its documents get an id made of division and name, so mend it before you publish";
const OF_GAP: &str = "the row is left out, and the entry is used without it";

fn bad(line: usize, message: &str, help: &str) -> Diagnostic {
    let place = if line == 0 { String::new() } else { format!("line {line}: ") };
    let said = Diagnostic::new(Code::BadRegister, Severity::Error, &FILE.into(), format!("{place}{message}"));
    let at = u32::try_from(line).unwrap_or_default();
    let said = if line == 0 { said } else { said.at(Span::new(at, at), "") };
    said.help(help)
}

/// Entries that contradict others, with the line of each and what it contradicts: two with one id, or with one name where
/// divisions do not tell them apart.
fn clashes(entries: &[AtLine<Entry>]) -> BTreeMap<usize, AtLine<String>> {
    let (mut ids, mut names) = (BTreeMap::<&str, Vec<usize>>::new(), BTreeMap::<String, Vec<usize>>::new());
    for (at, (_, entry)) in entries.iter().enumerate() {
        ids.entry(&entry.id).or_default().push(at);
        let own: BTreeSet<String> = entry.names.iter().map(|name| key(&name.name)).collect();
        own.into_iter().for_each(|name| names.entry(name).or_default().push(at));
    }
    let mut found = BTreeMap::new();
    for (id, same) in ids.iter().filter(|(_, same)| same.len() > 1) {
        for at in same {
            found.insert(*at, (entries[*at].0, format!("id `{id}` stands twice")));
        }
    }
    for (name, same) in &names {
        for at in same {
            let (line, own) = &entries[*at];
            let other = same.iter().map(|at| &entries[*at].1).find(|other| own.is_one_with(other));
            if let Some(other) = other {
                let message = format!(
                    "name `{name}` belongs to both `{}` and `{}`; bodies of two divisions need their divisions",
                    own.id, other.id
                );
                found.entry(*at).or_insert((*line, message));
            }
        }
    }
    found
}

/// What is known of a body beside the register: its name, where it is, and whether it is a whole region.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seat<'i> {
    /// Its name.
    pub(super) body: &'i str,
    /// GB/T 2260 code; empty where it is not known.
    pub(super) division: &'i str,
    /// Whether it is a whole region.
    pub(super) region: bool,
}

impl Seat<'_> {
    /// The body, where it does not stand in the register.
    pub(super) fn unregistered(&self) -> Department {
        let id = if self.region {
            region_id(self.body, self.division)
        } else {
            derived_id(self.body, self.division)
        };
        Department {
            origin: id.clone(),
            id,
            name: self.body.to_owned(),
            body_type: if self.region { BodyType::Region } else { BodyType::Department },
            names: vec![DepartmentName { name: self.body.to_owned(), from: None, to: None }],
            division: self.division.to_owned(),
            division_name: full_name(self.division),
            parent: String::new(),
            parent_name: String::new(),
            registered: false,
            not_published: Vec::new(),
        }
    }
}

impl Entry {
    fn is_region(&self) -> bool {
        self.body_type == BodyType::Region.id()
    }

    /// Whether a name that both have would tell them not apart.
    fn is_one_with(&self, other: &Entry) -> bool {
        let (own, others) = (&self.division, &other.division);
        other.id != self.id
            && other.is_region() == self.is_region()
            && (others.is_empty() || own.is_empty() || others == own)
    }

    /// The ids that its documents would give it if it stood not in the register. Where it has no division, theirs may be any of
    /// some.
    pub fn derived_ids(&self, divisions: &BTreeSet<String>) -> BTreeSet<String> {
        let of = |name: &Name, division: &str| match self.is_region() {
            true => region_id(&name.name, division).to_string(),
            false => derived_id(&name.name, division).to_string(),
        };
        let mut codes: Vec<&str> = match self.division.as_str() {
            "" => divisions.iter().map(String::as_str).collect(),
            own => vec![own],
        };
        codes.push("");
        self.names.iter().flat_map(|name| codes.iter().map(move |code| of(name, code))).collect()
    }

    /// Whether it can be worked with by itself.
    fn check(&self) -> Result<(), String> {
        let ascii = self.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if self.id.is_empty() || !ascii {
            return Err(format!("id `{}`: expected lower-case ASCII letters, digits and hyphens", self.id));
        }
        if self.id.bytes().all(|b| b.is_ascii_digit()) {
            return Err(format!("id `{}`: a spreadsheet would take it for a number", self.id));
        }
        if self.id.len() > LONGEST_REGISTERED {
            return Err(format!("id `{}`: longer than {LONGEST_REGISTERED} letters", shorten(&self.id, 40)));
        }
        if !self.division.bytes().all(|b| b.is_ascii_digit()) || self.division.len() > 12 {
            let own = shorten(&self.division, 40);
            return Err(format!("id `{}`: division `{own}`: expected a code of GB/T 2260", self.id));
        }
        if self.names.iter().any(|name| key(&name.name).is_empty() || name.name.contains('\u{FFFD}')) {
            return Err(format!("id `{}`: a name is empty, or holds characters that are no UTF-8", self.id));
        }
        if self.names.is_empty() {
            return Err(format!("id `{}`: expected at least one name", self.id));
        }
        if !self.body_type.is_empty() && BodyType::from_id(&self.body_type).is_none() {
            let types = BodyType::ALL.iter().map(|one| one.id()).collect::<Vec<_>>().join(", ");
            return Err(format!("id `{}`: type `{}`: expected one of {types}", self.id, self.body_type));
        }
        Ok(())
    }

    /// Drops the rows of what was not published that name no kind, and says so: they take nothing else along.
    fn drop_unknown_gaps(&mut self) -> Vec<String> {
        let kinds = Kind::ALL.iter().map(|kind| kind.id()).collect::<Vec<_>>().join(", ");
        let (known, unknown): (Vec<Gap>, Vec<Gap>) = std::mem::take(&mut self.not_published)
            .into_iter()
            .partition(|gap| Kind::from_id(&gap.kind).is_some());
        self.not_published = known;
        let said = |gap: Gap| {
            format!(
                "id `{}`: not_published of {}: kind `{}`: expected one of {kinds}",
                self.id, gap.year, gap.kind
            )
        };
        unknown.into_iter().map(said).collect()
    }

    /// The body; `division` is what its document prints.
    pub(super) fn department(&self, division: &str) -> Department {
        let names: Vec<DepartmentName> = self
            .names
            .iter()
            .map(|name| DepartmentName { name: name.name.clone(), from: name.from, to: name.to })
            .collect();
        let code = if self.division.is_empty() { division } else { &self.division };
        let by_parent = if self.parent.is_empty() { BodyType::Department } else { BodyType::Unit };
        Department {
            id: self.id.as_str().into(),
            origin: self.id.as_str().into(),
            name: names[0].name.clone(),
            body_type: BodyType::from_id(&self.body_type).unwrap_or(by_parent),
            names,
            division_name: full_name(code),
            division: code.to_owned(),
            parent: self.parent.clone(),
            parent_name: String::new(),
            registered: true,
            not_published: self.not_published.iter().filter_map(not_published).collect(),
        }
    }
}

fn full_name(code: &str) -> String {
    division(code).map_or_else(String::new, crate::taxonomy::Division::full_name)
}

fn not_published(gap: &Gap) -> Option<NotPublished> {
    Some(NotPublished { year: gap.year, kind: Kind::from_id(&gap.kind)?, note: gap.note.clone() })
}

/// The most letters of an id in the register: it is the name of a folder.
const LONGEST_REGISTERED: usize = 100;

/// The most letters of a derived id.
const LONGEST_ID: usize = 56;

/// Division and pinyin: `440303-zhengwufuwushujuguanliju`. The names of the division itself are left out.
pub fn derived_id(body: &str, code: &str) -> Arc<str> {
    let place = if code.is_empty() { "000000" } else { code };
    let mut id = format!("{place}-{}", pinyin(&without_division(body, code)));
    id.truncate(LONGEST_ID);
    id.into()
}

/// The id of a whole region: its code where the name is that of a division, else its name in pinyin.
fn region_id(body: &str, code: &str) -> Arc<str> {
    let named = |place: &crate::taxonomy::Division| key(body).ends_with(&key(&place.name));
    let place =
        division(code).filter(|place| named(place)).or_else(|| division_in(body).filter(|d| named(d)));
    if let Some(place) = place {
        return format!("region-{}", place.code).into();
    }
    let mut id = format!("region-{}", pinyin(&without_division(body, code)));
    id.truncate(LONGEST_ID);
    id.into()
}

/// A name without the names of its division and of those above it.
pub fn without_division(body: &str, code: &str) -> String {
    let mut rest = body.to_owned();
    let mut at = division(code);
    while let Some(place) = at {
        rest = rest.replacen(&place.name, "", 1);
        at = division(&place.parent);
    }
    rest
}

/// A name in letters and digits of ASCII.
fn pinyin(name: &str) -> String {
    let mut letters = String::new();
    for c in name.chars() {
        if let Some(pinyin) = c.to_pinyin() {
            let plain = pinyin.plain().chars().map(|c| if c == 'ü' { 'v' } else { c });
            letters.extend(plain.filter(char::is_ascii_alphanumeric));
        } else if c.is_ascii_alphanumeric() {
            letters.push(c.to_ascii_lowercase());
        }
    }
    letters
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
    fn regions_have_ids_of_their_own() {
        assert_eq!(&*region_id("湛江市", "440800"), "region-440800");
        assert_eq!(&*region_id("广东省湛江市", ""), "region-440800");
        assert_eq!(&*region_id("白沙黎族自治县", "469025"), "region-469025");
        assert_eq!(&*region_id("罗湖区东门街道", "440303"), "region-dongmenjiedao");
        assert_eq!(&*region_id("清溪县", ""), "region-qingxixian");
    }

    fn of(text: &str) -> (Vec<String>, Vec<String>) {
        let register = Register::read(text);
        let told = register.told.iter().map(|one| one.message.clone()).collect();
        (register.departments.into_iter().map(|entry| entry.id).collect(), told)
    }

    #[test]
    fn of_entries_that_contradict_each_other_none_is_used() {
        let other = "[[department]]\nid = \"z\"\nnames = [{ name = \"丙局\" }]\n";
        let twice = "[[department]]\nid = \"a\"\nnames = [{ name = \"甲局\" }]\n[[department]]\nid = \"a\"\nnames = [{ name = \"乙局\" }]\n";
        let (ids, told) = of(&format!("{twice}{other}"));
        assert_eq!(ids, ["z"]);
        assert!(
            told.len() == 2 && told[0].starts_with("line 1: ") && told[1].starts_with("line 4: "),
            "{told:?}"
        );
        assert!(told.iter().all(|one| one.contains("twice")), "{told:?}");
        let shared = "[[department]]\nid = \"a\"\nnames = [{ name = \"甲局\" }]\n[[department]]\nid = \"b\"\nnames = [{ name = \"甲局\" }]\n";
        let (ids, told) = of(&format!("{other}{shared}"));
        assert_eq!(ids, ["z"]);
        assert!(told.len() == 2 && told[0].contains("both `a` and `b`"), "{told:?}");
        let apart = "[[department]]\nid = \"a\"\ndivision = \"440303\"\nnames = [{ name = \"民政局\" }]\n[[department]]\nid = \"b\"\ndivision = \"440304\"\nnames = [{ name = \"民政局\" }]";
        assert_eq!(of(apart), (vec!["a".to_owned(), "b".to_owned()], vec![]), "two divisions, two bodies");
    }

    #[test]
    fn an_entry_that_cannot_be_used_costs_itself() {
        let good = "[[department]]\nid = \"a\"\nnames = [{ name = \"甲局\" }]\n";
        for bad in [
            "[[department]]\nid = \"44\"\nnames = [{ name = \"乙\" }]\n",
            "[[department]]\nid = \"Ä\"\nnames = [{ name = \"乙\" }]\n",
            "[[department]]\nid = \"../etc\"\nnames = [{ name = \"乙\" }]\n",
            "[[department]]\nid = \"b\"\nnames = []\n",
            "[[department]]\nid = \"b\"\nnames = [{ name = \"乙\" }]\ntype = \"club\"\n",
            "[[department]]\nid = \"b\"\nnames = [{ name = \"乙\" }]\ndivision = \"../../etc\"\n",
            "[[department]]\nid = \"b\"\nnames = [{ name = \n",
            "[[department]]\nid = \"b\"\nfrom = 2020\nnames = [{ name = \"乙\" }]\n",
            "[[departments]]\nid = \"b\"\n",
        ] {
            for text in [format!("{bad}{good}"), format!("{good}{bad}")] {
                let (ids, told) = of(&text);
                assert_eq!(ids, ["a"], "{text}");
                assert!(told.len() == 1 && told[0].starts_with("line "), "{text}: {told:?}");
            }
        }
    }
}
