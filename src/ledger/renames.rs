//! Ids of bodies that were given up for others: what was published under the old one is that of the new one, and its figures
//! keep their ids.

use std::collections::BTreeMap;

/// The most steps from an id to the one of today: whoever renames more often has gone in a circle.
const MOST: usize = 32;

/// Which ids stand for which.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Renames {
    /// Ids by which bodies are called no longer, with the ones that took their places.
    ids: BTreeMap<String, String>,
    /// Ids of today, with the ones that ids of their figures and documents are made of.
    origins: BTreeMap<String, String>,
}

impl Renames {
    /// Renames: ids with those that took their places; ids of today with those that figures' ids are made of.
    pub fn new(ids: BTreeMap<String, String>, origins: BTreeMap<String, String>) -> Self {
        Self { ids, origins }
    }

    /// The id of today.
    pub fn now<'r>(&'r self, id: &'r str) -> &'r str {
        follow(id, |at| self.ids.get(at).map(String::as_str))
    }

    /// The id that ids of a body's figures and documents are made of.
    pub fn origin<'r>(&'r self, id: &'r str) -> &'r str {
        follow(id, |at| self.origins.get(at).map(String::as_str))
    }
}

/// Goes from one to the next while there is one.
pub fn follow<'t>(from: &'t str, next: impl Fn(&str) -> Option<&'t str>) -> &'t str {
    let mut at = from;
    for _ in 0..MOST {
        match next(at) {
            Some(to) => at = to,
            None => break,
        }
    }
    at
}
