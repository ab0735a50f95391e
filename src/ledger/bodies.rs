//! Which body a document belongs to: its name and division, the register, and, where a name alone could mean two bodies,
//! the folder that the document lies in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::register::{Register, Seat};
use super::short_hash;
use crate::document::key;
use crate::model::{Department, Identity, Scope};
use crate::taxonomy::{division, names_one_body, place_of};

/// All bodies that the documents of a folder name.
pub(super) struct Bodies<'r> {
    register: &'r Register,
    /// Divisions that documents print, by folder.
    of_folder: BTreeMap<String, BTreeSet<String>>,
    /// Divisions that documents of one name print, by name and folder.
    of_name: BTreeMap<(String, String), BTreeSet<String>>,
    /// Derived ids that would stand for more than one body.
    shared: BTreeSet<Arc<str>>,
}

/// A document's body.
pub(super) struct Found {
    /// The body.
    pub(super) department: Department,
    /// Whether another body had the same derived id, so that this one's has a mark.
    pub(super) marked: bool,
    /// Whether it had another id once, which its documents would still give it.
    pub(super) moved: bool,
}

/// Whether a document speaks for a whole region.
pub(super) fn is_region(identity: &Identity) -> bool {
    identity.scope == Some(Scope::Region)
}

impl<'r> Bodies<'r> {
    /// The bodies of all documents whose identity is known, given with their paths.
    pub(super) fn new<'i>(register: &'r Register, documents: &[(&'i Identity, &'i str)]) -> Self {
        let mut bodies =
            Self { register, of_folder: BTreeMap::new(), of_name: BTreeMap::new(), shared: BTreeSet::new() };
        for (identity, path) in documents.iter().filter(|(identity, _)| !identity.division.is_empty()) {
            let folder = place_of(path);
            let name = (key(&identity.body), folder.clone());
            bodies.of_name.entry(name).or_default().insert(identity.division.clone());
            bodies.of_folder.entry(folder).or_default().insert(identity.division.clone());
        }
        let mut ids: BTreeMap<Arc<str>, BTreeSet<String>> = BTreeMap::new();
        for (identity, path) in documents {
            let department = bodies.unmarked(identity, path);
            if !department.registered {
                let who = bodies.who(&department, path);
                ids.entry(department.id).or_default().insert(who);
            }
        }
        let given = |id: &str| register.departments.iter().any(|entry| entry.id == id);
        let shared = ids.into_iter().filter(|(id, who)| who.len() > 1 || given(id)).map(|(id, _)| id);
        bodies.shared = shared.collect();
        bodies
    }

    /// The body of a document. Every body that shares a derived id gets a mark, so that the order of files and the
    /// number of bodies play no part.
    pub(super) fn of(&self, identity: &Identity, path: &str) -> Found {
        let mut department = self.unmarked(identity, path);
        let marked = !department.registered && self.shared.contains(&department.id);
        if marked {
            let mark: String = short_hash(&self.who(&department, path)).chars().take(6).collect();
            department.id = format!("{}-{mark}", department.id).into();
        }
        let (department, moved) = self.register.renamed(department);
        Found { department, marked, moved }
    }

    fn unmarked(&self, identity: &Identity, path: &str) -> Department {
        let folder = place_of(path);
        let near: BTreeSet<&str> = match self.of_folder.get(&folder) {
            // At the top lies whatever nobody has sorted.
            Some(divisions) if !folder.is_empty() => divisions.iter().map(String::as_str).collect(),
            _ => BTreeSet::new(),
        };
        let region = is_region(identity);
        let seat = Seat { body: &identity.body, division: self.division(identity, folder), region };
        match self.register.find(&seat, &near) {
            Some(entry) => entry.department(seat.division),
            None => seat.unregistered(),
        }
    }

    /// The division of a document's body: the one that it prints, or the only one that documents of the same name in the
    /// same folder print.
    fn division<'d>(&'d self, identity: &'d Identity, folder: String) -> &'d str {
        if !identity.division.is_empty() {
            return &identity.division;
        }
        let known = self.of_name.get(&(key(&identity.body), folder));
        match known.map(|all| all.iter().collect::<Vec<_>>()).as_deref() {
            Some([only]) => only,
            _ => "",
        }
    }

    /// What tells a body from others with its derived id: its name and, where its division is not known, its folder.
    fn who(&self, department: &Department, path: &str) -> String {
        let name = key(&department.name);
        if division(&department.division).is_some() || names_one_body(&department.name) {
            return name;
        }
        match place_of(path).as_str() {
            "" => name,
            folder => format!("{name}\u{1F}{folder}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(body: &str, division: &str) -> Identity {
        Identity { body: body.to_owned(), division: division.to_owned(), ..Identity::default() }
    }

    fn ids(register: &Register, documents: &[(Identity, &str)]) -> Vec<String> {
        let all: Vec<(&Identity, &str)> =
            documents.iter().map(|(identity, path)| (identity, *path)).collect();
        let bodies = Bodies::new(register, &all);
        all.iter().map(|(identity, path)| bodies.of(identity, path).department.id.to_string()).collect()
    }

    #[test]
    fn bodies_that_sound_alike_have_their_own_ids() {
        let register = Register::default();
        let alike = [(of("罗湖区体育局", "440303"), "a.txt"), (of("罗湖区体域局", "440303"), "b.txt")];
        let both = ids(&register, &alike);
        assert_ne!(both[0], both[1]);
        let turned = ids(&register, &[alike[1].clone(), alike[0].clone()]);
        assert_eq!(both, [turned[1].clone(), turned[0].clone()], "order plays no part");
        let alone = ids(&register, &[alike[0].clone(), (of("罗湖区水务局", "440303"), "b.txt")]);
        assert!(both[0].starts_with(&alone[0]), "{both:?} {alone:?}");
    }

    #[test]
    fn one_name_in_two_divisions_or_folders_is_two_bodies() {
        let register = Register::default();
        for (a, b) in [
            ((of("民政局", "440303"), "x/a.txt"), (of("民政局", "440304"), "x/b.txt")),
            ((of("财政局", ""), "芜湖县/a.txt"), (of("财政局", ""), "闽清县/a.txt")),
            ((of("城关镇人民政府", ""), "p/2020/a.txt"), (of("城关镇人民政府", "340221"), "q/2021/a.txt")),
            ((of("教育局", ""), "east/a.pdf"), (of("教育局", ""), "west/final/a.pdf")),
        ] {
            let found = ids(&register, &[a, b]);
            assert_ne!(found[0], found[1]);
        }
    }

    #[test]
    fn folders_of_years_and_kinds_tell_nobody_apart() {
        let register = Register::default();
        for (a, b) in [
            ((of("民政局", ""), "2020/a.txt"), (of("民政局", ""), "2021/a.txt")),
            ((of("财政局", ""), "芜湖县/预算/a.txt"), (of("财政局", ""), "芜湖县/决算/a.txt")),
            ((of("教育局", "340221"), "east/2020/a.pdf"), (of("教育局", ""), "east/2021/a.pdf")),
            ((of("云岭县教育局", ""), "one/a.pdf"), (of("云岭县教育局", ""), "two/a.pdf")),
        ] {
            let found = ids(&register, &[a, b]);
            assert_eq!(found[0], found[1]);
        }
    }

    #[test]
    fn the_register_tells_bodies_of_one_name_apart() {
        let register = Register::read(
            "[[department]]\nid = \"a\"\ndivision = \"440303\"\nnames = [{ name = \"民政局\" }]\n\
             [[department]]\nid = \"b\"\ndivision = \"440304\"\nnames = [{ name = \"民政局\" }]\n\
             [[department]]\nid = \"r\"\ntype = \"region\"\nnames = [{ name = \"清溪县\" }]",
        );
        let documents = [
            (of("民政局", "440304"), "x/a.txt"),
            (of("民政局", ""), "y/a.txt"),
            (of("水务局", "440303"), "y/b.txt"),
            (of("民政局", ""), "z/a.txt"),
            (Identity { scope: Some(Scope::Region), ..of("清溪县", "") }, "z/b.txt"),
            (of("清溪县", ""), "z/c.txt"),
        ];
        let found = ids(&register, &documents);
        assert_eq!(found[0], "b");
        assert_eq!(found[1], "a", "its folder says where it is");
        assert_eq!(found[3], "000000-minzhengju", "nothing says which of the two it is");
        assert_eq!(found[4], "r");
        assert_ne!(found[5], "r", "a region is no body of its name");
    }
}
