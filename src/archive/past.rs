//! The addresses that were ever published, in `archive/addresses.csv`, and what became of those that no longer stand. A line
//! once there stays: an address answers for ever.
#![allow(clippy::disallowed_methods)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::frozen::{Frozen, Versions, is_chart};
use super::moves::{Happened, Move, is_address, is_web};
use super::{read, write};
use crate::error::{Error, Result};
use crate::ledger::{Register, Remembered, Renames, follow};

/// A line of `addresses.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Its path below the root of the site.
    pub address: String,
    /// The day on which it was first published.
    pub since: String,
    /// The day from which something else answers for it; empty while it stands.
    pub until: String,
    /// The title of a page; empty for other files.
    pub title: String,
}

/// Why something of a body that lives on under another id is not there.
const LEFT: &str = "所属部门在本站的编号已改，或并入了另一部门，那里没有这一项";

/// What became of an address that does not stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is found at another address of the site or of the web now.
    Moved(String),
    /// It is gone.
    Gone {
        /// Why, as the publisher says.
        why: String,
        /// Where to look instead; may be empty.
        see: String,
    },
}

/// What was ever published, and what became of it.
#[derive(Debug, Clone, Default)]
pub struct Past {
    /// All addresses that were ever published.
    pub addresses: BTreeMap<String, Address>,
    moves: Vec<Move>,
    /// How many of the moves stand in the file.
    recorded: usize,
    /// Versions of charts that do not change.
    pub frozen: Versions,
    /// Documents with another id than before.
    documents: BTreeMap<String, String>,
}

impl Past {
    /// Opens the ledger of addresses; one that is not there holds nothing.
    ///
    /// # Errors
    /// When it is there and cannot be read, or a line of the moves cannot be understood.
    pub fn open(folder: &Path) -> Result<Self> {
        // What was redacted may have stood in an address, which is then none any more and is not answered.
        let known =
            read::<Address>(&addresses_file(folder))?.into_iter().filter(|one| is_address(&one.address));
        let addresses = known.map(|one| (one.address.clone(), one)).collect();
        let file = moves_file(folder);
        let moves = read::<Move>(&file)?;
        if let Some(bad) = moves.iter().find(|one| !one.is_sound()) {
            let message = format!("`{}` to `{}`: expected ids or addresses of the site", bad.old, bad.new);
            return Err(Error::Config { path: file, message });
        }
        let frozen = Versions::open(folder)?;
        Ok(Self { addresses, recorded: moves.len(), moves, frozen, documents: BTreeMap::new() })
    }

    /// Whether anything was ever published under an id, and whether it still stands.
    pub fn has_body(&self, id: &str) -> bool {
        self.addresses.contains_key(&page_of(id))
    }

    /// What it is to give a body an id that nothing was published under: to rename it, or to put it to one that was renamed so.
    pub fn renamed_to(&self, new: &str) -> Happened {
        let taken = self.moves.iter().any(|one| one.is_of_body() && one.new == new);
        if taken { Happened::Merge } else { Happened::Body }
    }

    fn stands_as_body(&self, id: &str) -> bool {
        self.addresses.get(&page_of(id)).is_some_and(|one| one.until.is_empty())
    }

    /// The divisions of bodies that have derived ids.
    fn divisions(&self) -> BTreeSet<String> {
        let ids = self.addresses.keys().filter_map(|address| address.strip_prefix("departments/"));
        let codes = ids.filter_map(|id| Some(id.split_once('-')?.0));
        codes.filter(|code| code.bytes().all(|b| b.is_ascii_digit())).map(str::to_owned).collect()
    }

    /// Bodies that were published under ids derived from their names and stand in the register now: that they moved follows.
    pub fn settle(&mut self, register: &Register) {
        if self.addresses.is_empty() {
            return;
        }
        let divisions = self.divisions();
        let mut derived: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for entry in &register.departments {
            for id in entry.derived_ids(&divisions) {
                derived.entry(id).or_default().insert(&entry.id);
            }
        }
        for (old, new) in derived {
            // A name of two bodies says nothing of either.
            let Some(new) = new.first().filter(|_| new.len() == 1).filter(|new| **new != old) else {
                continue;
            };
            if self.stands_as_body(&old) && !self.moves.iter().any(|one| one.is_of_body() && one.old == old) {
                let what = if self.has_body(new) { Happened::Merge } else { Happened::Registered };
                let (new, date, why) = ((*new).to_owned(), String::new(), String::new());
                self.moves.push(Move { what, old, new, date, why });
            }
        }
    }

    /// The documents of now: those of before that have another id are followed.
    pub fn follow_documents(&mut self, before: &[Remembered], now: &[Remembered]) {
        let ids: BTreeSet<&str> = now.iter().map(|one| one.id.as_str()).collect();
        let by = |key: fn(&Remembered) -> &str| -> BTreeMap<&str, &str> {
            now.iter().map(|one| (key(one), one.id.as_str())).collect()
        };
        let (bytes, paths) = (by(|one| &one.sha256), by(|one| &one.path));
        let moved = |one: &Remembered| {
            let found = bytes.get(one.sha256.as_str()).or_else(|| paths.get(one.path.as_str()))?;
            Some((one.id.clone(), (*found).to_owned()))
        };
        self.documents =
            before.iter().filter(|one| !ids.contains(one.id.as_str())).filter_map(moved).collect();
    }

    /// Which ids of bodies stand for which.
    pub fn renames(&self) -> Renames {
        let of_bodies = || self.moves.iter().filter(|one| one.is_of_body());
        let ids = of_bodies().filter(|one| one.what != Happened::Registered);
        let ids = ids.map(|one| (one.old.clone(), one.new.clone())).collect();
        let mut origins: BTreeMap<String, String> = BTreeMap::new();
        for one in of_bodies().filter(|one| one.what != Happened::Merge) {
            origins.entry(one.new.clone()).or_insert_with(|| one.old.clone());
        }
        for one in self.moves.iter().filter(|one| one.what == Happened::Division) {
            origins.extend(self.bodies_of(one));
        }
        Renames::new(ids, origins)
    }

    /// The bodies with derived ids that a division took along: new ids with old ones.
    fn bodies_of<'p>(&'p self, division: &'p Move) -> impl Iterator<Item = (String, String)> + 'p {
        let pages = self
            .addresses
            .range("departments/".to_owned()..)
            .map_while(|(address, one)| Some((address.strip_prefix("departments/")?, one)));
        pages.filter_map(|(name, one)| {
            let old = name.strip_suffix(".html").filter(|id| !id.contains('/'))?;
            let rest = old.strip_prefix(&division.old).filter(|rest| rest.starts_with('-'))?;
            let new = format!("{}{rest}", division.new);
            // One that had the new id already keeps its own figures' ids.
            let later = self.addresses.get(&page_of(&new)).is_none_or(|new| new.since > one.since);
            later.then(|| (new, old.to_owned()))
        })
    }

    /// The id of today under which the figures of a body are remembered.
    pub fn owner<'p>(&'p self, id: &'p str) -> &'p str {
        follow(id, |at| {
            self.moves.iter().rev().find(|one| one.is_of_body() && one.old == at).map(|one| one.new.as_str())
        })
    }

    /// What became of an address; nothing where nobody said. `stands` tells which addresses of now there are.
    pub fn fate(&self, address: &str, stands: &dyn Fn(&str) -> bool) -> Option<Fate> {
        let mut at = address.to_owned();
        // Each move leads on at most once, so that nothing goes in a circle.
        let mut left: Vec<&Move> = self.moves.iter().collect();
        let mut into = None;
        loop {
            let of_document = self.document(&at).filter(|to| *to != at);
            let step = of_document.map(|to| (to, None)).or_else(|| {
                let (place, to) =
                    left.iter().enumerate().find_map(|(place, one)| Some((place, one.moved(&at)?)))?;
                Some((to, Some(left.remove(place))))
            });
            let Some((to, by)) = step else { break };
            into = by.filter(|one| one.is_of_body()).or(into);
            at = to;
            if is_web(&at) || stands(&at) {
                return Some(Fate::Moved(at));
            }
        }
        let said = self.moves.iter().rev().find(|one| one.buries(address) || one.buries(&at));
        if let Some(said) = said {
            return Some(Fate::Gone { why: said.why.clone(), see: said.new.clone() });
        }
        // Its body lives on under another id, and has no such page.
        into.map(|body| Fate::Gone { why: LEFT.to_owned(), see: page_of(&body.new) })
    }

    /// The address of a document's page or copy under its id of now.
    fn document(&self, address: &str) -> Option<String> {
        let (folder, name) =
            address.split_once('/').filter(|(folder, _)| matches!(*folder, "documents" | "originals"))?;
        let (id, ending) = name.split_once('.')?;
        Some(format!("{folder}/{}.{ending}", self.documents.get(id)?))
    }

    /// What tells one past from another: equal ones leave equal pages.
    pub fn fingerprint(&self) -> String {
        let told: Vec<u8> = self.addresses.values().flat_map(|one| format!("{one:?}").into_bytes()).collect();
        crate::ledger::short_hash(&format!(
            "{}{:?}{:?}{:?}",
            String::from_utf8_lossy(&told),
            self.moves,
            self.frozen,
            self.documents
        ))
    }

    /// Asks for a chart to be frozen as it is published next. Whether that was new.
    ///
    /// # Errors
    /// When no chart was published at the address, or the file cannot be written.
    pub fn freeze(&mut self, address: &str) -> Result<bool> {
        let stands = self.addresses.get(address).is_some_and(|one| one.until.is_empty());
        if !is_chart(address) || !stands {
            let message = format!(
                "`{address}`: expected the address of a chart that is published, such as `charts/ID/2024/execution.html`"
            );
            return Err(Error::Config { path: "frozen.csv".into(), message });
        }
        self.frozen.ask(address)
    }

    /// Keeps the versions of charts that were published now.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn keep_frozen(
        &mut self,
        made: &[Frozen],
        files: &dyn Fn(&Frozen) -> Result<super::frozen::Files>,
    ) -> Result<()> {
        self.frozen.keep(made, files)
    }

    /// Records a move, and gives how many published addresses it concerns.
    ///
    /// # Errors
    /// When nothing was published under what it leads from, it was moved before, or would go in a circle; or the file cannot be
    /// written.
    pub fn record(&mut self, folder: &Path, one: Move) -> Result<usize> {
        let file = moves_file(folder);
        let refused = |message: String| Err(Error::Config { path: file.clone(), message });
        if !one.is_sound() {
            return refused(format!("`{}` to `{}`: expected ids or addresses of the site", one.old, one.new));
        }
        let concerned = |address: &&String| one.moved(address).is_some() || one.buries(address);
        let count = self.addresses.keys().filter(concerned).count();
        if count == 0 {
            return refused(format!(
                "nothing was ever published under `{}`; look into {}",
                one.old,
                addresses_file(folder).display()
            ));
        }
        let leads = one.what != Happened::Tombstone;
        if leads && let Some(known) = self.moves.iter().find(|known| known.leads_from(&one.old)) {
            return refused(format!(
                "`{}` leads to `{}` already; remove that line first",
                known.old, known.new
            ));
        }
        if leads && self.owner(&one.new) == one.old {
            return refused(format!("`{}` leads back to `{}`; remove that line first", one.new, one.old));
        }
        self.moves.push(one);
        self.recorded = self.moves.len();
        std::fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
        write(&file, self.moves.iter().map(Ok))?;
        Ok(count)
    }

    /// Keeps what is published now. `standing` are the files of the site with the titles of pages, `stood_in` those that only
    /// answer for what is gone.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn publish(
        mut self,
        folder: &Path,
        (standing, stood_in): (&BTreeSet<String>, &BTreeSet<String>),
        date: &str,
        title: impl Fn(&str) -> String,
    ) -> Result<()> {
        std::fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
        for address in standing.iter().filter(|address| is_address(address) && !stood_in.contains(*address)) {
            match self.addresses.get_mut(address) {
                Some(known) => known.until.clear(),
                None => {
                    let (since, until) = (date.to_owned(), String::new());
                    let one = Address { address: address.clone(), since, until, title: title(address) };
                    self.addresses.insert(address.clone(), one);
                }
            }
        }
        for one in self.addresses.values_mut().filter(|one| {
            one.until.is_empty() && !standing.contains(&one.address) || stood_in.contains(&one.address)
        }) {
            if one.until.is_empty() {
                date.clone_into(&mut one.until);
            }
        }
        if self.recorded < self.moves.len() {
            let recorded = self.recorded;
            self.moves.iter_mut().skip(recorded).for_each(|one| date.clone_into(&mut one.date));
            write(&moves_file(folder), self.moves.iter().map(Ok))?;
        }
        write(&addresses_file(folder), self.addresses.values().map(Ok))
    }
}

impl Move {
    fn is_of_body(&self) -> bool {
        matches!(self.what, Happened::Body | Happened::Merge | Happened::Registered)
    }

    fn leads_from(&self, old: &str) -> bool {
        self.what != Happened::Tombstone && self.old == old
    }
}

/// The page of a body.
fn page_of(id: &str) -> String {
    format!("departments/{id}.html")
}

fn addresses_file(folder: &Path) -> PathBuf {
    folder.join("addresses.csv")
}

fn moves_file(folder: &Path) -> PathBuf {
    folder.join("moves.csv")
}
