//! The publisher's words while a document is recognised.
//!
//! Words are asked for at the bottom of recognising, by functions that know a label and nothing else. So what holds for the
//! document is bound to the thread for as long as the work on it lasts, as a stack: never changed from outside, taken
//! back when the work ends or fails, and unseen by any other document, thread or stage. What comes out depends on the
//! arguments of [`with`] alone.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::Words;
use super::meaning::Taught;
use crate::document::{key, label as bare};
use crate::taxonomy::pattern::Pattern;

struct Bound {
    words: Words,
    /// The lines of rows that met a word.
    met: BTreeSet<u32>,
}

thread_local! {
    static BOUND: RefCell<Vec<Bound>> = const { RefCell::new(Vec::new()) };
}

/// Takes the words back, also when the work panics.
struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        BOUND.with_borrow_mut(Vec::pop);
    }
}

/// Does work for which these words hold, and says which of their rows met a word.
pub fn with<T>(words: Words, work: impl FnOnce() -> T) -> (T, BTreeSet<u32>) {
    BOUND.with_borrow_mut(|bound| bound.push(Bound { words, met: BTreeSet::new() }));
    let guard = Guard;
    let result = work();
    let met = BOUND.with_borrow_mut(|bound| bound.last_mut().map(|bound| std::mem::take(&mut bound.met)));
    drop(guard);
    (result, met.unwrap_or_default())
}

/// What the publisher says that a label means, with its ordinal or without.
pub(in crate::taxonomy) fn said<T>(label: &str, meaning: impl Fn(Taught) -> Option<T>) -> Option<T> {
    first(label, meaning, |pattern, key| pattern.matches(key))
}

/// What the publisher says of a text that ends with the words of a row.
pub(in crate::taxonomy) fn said_of_end<T>(text: &str, meaning: impl Fn(Taught) -> Option<T>) -> Option<T> {
    first(text, meaning, |pattern, key| key.ends_with(pattern.plain()))
}

fn first<T>(
    label: &str,
    meaning: impl Fn(Taught) -> Option<T>,
    holds: impl Fn(&Pattern, &str) -> bool,
) -> Option<T> {
    BOUND.with_borrow_mut(|all| {
        // Most documents have no words of their own, and labels are many.
        let bound = all.last_mut().filter(|bound| !bound.words.is_empty())?;
        let mut keys = vec![key(label), key(&bare(label))];
        keys.retain(|key| !key.is_empty());
        keys.dedup();
        let rows = bound.words.0.iter().filter_map(|row| Some((row, meaning(row.taught)?)));
        let mut fitting = rows.filter(|(row, _)| keys.iter().any(|key| holds(&row.pattern, key)));
        let (line, found) = fitting.next().map(|(row, found)| (row.line, found))?;
        bound.met.insert(line);
        Some(found)
    })
}
