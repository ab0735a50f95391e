//! What pages over many bodies keep of each: pieces, counts and rows, plain values that outlive the ledger of the body. A
//! list page is made of them alone, so that a site of any size is built body by body.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Failed;
use super::drawer::RowsOfBody;
use crate::messages::Locale;

/// What one page over many bodies keeps of one of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Piece {
    /// Where it stands among the others.
    pub(crate) order: String,
    /// What it says.
    pub(crate) value: Value,
}

/// The rows of a data file that some bodies give, as they are written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    /// How many.
    pub count: usize,
    /// The lines, without the head.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// What the pages of some bodies leave for those over all bodies.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Gleaned {
    /// Pieces by list.
    pub(crate) lists: BTreeMap<String, Vec<Piece>>,
    /// Numbers that are added up.
    pub(crate) counts: BTreeMap<String, usize>,
    /// Numbers in names and titles, which are no figures.
    pub(crate) known: BTreeSet<String>,
    /// Rows of the data files, body by body; they are kept apart from the rest.
    #[serde(skip)]
    pub(crate) rows: Vec<RowsOfBody>,
    /// Addresses of the files that were made.
    pub(crate) addresses: Vec<String>,
    /// Files that could not be published as they are.
    pub(crate) failed: Vec<Failed>,
    /// Characters that cards print a mark for.
    pub(crate) lacking: BTreeSet<char>,
    /// Lists and numbers for the pages in other languages; addresses and failures of those stand above.
    pub(crate) editions: BTreeMap<Locale, Gleaned>,
}

impl Gleaned {
    /// Adds a piece to a list.
    pub(crate) fn add(&mut self, list: &str, order: impl Into<String>, value: Value) {
        self.lists.entry(list.to_owned()).or_default().push(Piece { order: order.into(), value });
    }

    /// Adds to a number.
    pub(crate) fn count(&mut self, name: &str, more: usize) {
        *self.counts.entry(name.to_owned()).or_default() += more;
    }

    /// A number that lists add up.
    pub fn number(&self, name: &str) -> usize {
        self.counts.get(name).copied().unwrap_or_default()
    }

    /// The addresses of the files that were made.
    pub fn addresses(&self) -> &[String] {
        &self.addresses
    }

    /// Files that could not be published as they are.
    pub fn failed(&self) -> &[Failed] {
        &self.failed
    }

    /// Takes the rows of the data files out, which are kept elsewhere until they are written.
    pub fn take_rows(&mut self) -> Vec<RowsOfBody> {
        std::mem::take(&mut self.rows)
    }
}

/// The most pieces that are kept of a list of findings: pages list no more, and the data file has them all.
pub(crate) const MOST: usize = 200;

/// Lists of which only the first pieces are shown begin with this.
pub(crate) const SHORT: &str = "first:";

/// What all bodies left, put together as they come. The order in which they come plays no part.
#[derive(Debug, Default)]
pub struct Gathered {
    lists: BTreeMap<String, BTreeMap<(String, usize), Value>>,
    counts: BTreeMap<String, usize>,
    pub(crate) known: BTreeSet<String>,
    pub(crate) addresses: BTreeMap<String, usize>,
    pub(crate) failed: BTreeSet<Failed>,
    pub(crate) lacking: BTreeSet<char>,
    pub(crate) editions: BTreeMap<Locale, Gathered>,
}

impl Gathered {
    /// Takes what some bodies left. Their rows are left alone.
    pub fn take(&mut self, gleaned: Gleaned) {
        for (name, pieces) in gleaned.lists {
            let most = if name.starts_with(SHORT) { MOST } else { usize::MAX };
            let list = self.lists.entry(name).or_default();
            let mut last: (String, usize) = (String::new(), 0);
            for piece in pieces {
                // Pieces of one place keep the order in which they were given; they come from one body.
                last = if piece.order == last.0 { (piece.order, last.1 + 1) } else { (piece.order, 0) };
                while list.contains_key(&last) {
                    last.1 += 1;
                }
                list.insert(last.clone(), piece.value);
                if list.len() > most {
                    list.pop_last();
                }
            }
        }
        for (name, more) in gleaned.counts {
            *self.counts.entry(name).or_default() += more;
        }
        self.known.extend(gleaned.known);
        for address in gleaned.addresses {
            *self.addresses.entry(address).or_default() += 1;
        }
        self.failed.extend(gleaned.failed);
        self.lacking.extend(gleaned.lacking);
        for (locale, own) in gleaned.editions {
            self.editions.entry(locale).or_default().take(own);
        }
    }

    /// The pieces of a list, in order.
    pub(crate) fn list<'g>(&'g self, name: &str) -> impl Iterator<Item = &'g Value> + use<'g> {
        self.lists.get(name).into_iter().flat_map(|list| list.values())
    }

    /// The first piece of a list at a place.
    pub(crate) fn piece(&self, name: &str, order: &str) -> Option<&Value> {
        self.lists.get(name)?.get(&(order.to_owned(), 0))
    }

    /// Numbers of which the names begin alike, with the rest of their names.
    pub(crate) fn numbers<'g>(&'g self, stem: &'g str) -> impl Iterator<Item = (&'g str, usize)> {
        let from = self.counts.range(stem.to_owned()..);
        from.map_while(move |(name, count)| Some((name.strip_prefix(stem)?, *count)))
    }

    /// A number that was added up.
    pub(crate) fn number(&self, name: &str) -> usize {
        self.counts.get(name).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn gleaned(orders: &[&str]) -> Gleaned {
        let mut gleaned = Gleaned::default();
        for (order, nth) in orders.iter().zip(0..) {
            gleaned.add("all", *order, json!(format!("{order}{nth}")));
            gleaned.add("first:x", *order, json!(*order));
            gleaned.count("n", 1);
        }
        gleaned
    }

    #[test]
    fn the_order_of_bodies_plays_no_part() {
        let parts = [gleaned(&["b", "b", "d"]), gleaned(&["a", "c"])];
        let put = |order: [usize; 2]| {
            let mut all = Gathered::default();
            order.into_iter().for_each(|at| all.take(parts[at].clone()));
            all.list("all").cloned().collect::<Vec<_>>()
        };
        assert_eq!(put([0, 1]), put([1, 0]));
        assert_eq!(put([0, 1]), [json!("a0"), json!("b0"), json!("b1"), json!("c1"), json!("d2")]);
    }

    #[test]
    fn a_short_list_keeps_its_first() {
        let many: Vec<String> = (0..MOST + 50).map(|at| format!("{at:04}")).rev().collect();
        let mut all = Gathered::default();
        for one in &many {
            all.take(gleaned(&[one]));
        }
        assert_eq!(all.list("first:x").count(), MOST);
        assert_eq!(all.list("first:x").next(), Some(&json!("0000")));
        assert_eq!(all.number("n"), MOST + 50);
    }
}
