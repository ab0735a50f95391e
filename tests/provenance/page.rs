//! A first look at a page: what is traced on it, so that texts without markup may repeat it, and what it holds, so that
//! it may count itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::markup::{Element, walk};
use super::regex;

pub(super) static NUMERAL: LazyLock<Regex> = LazyLock::new(|| regex(r"[−-]?\d[\d,]*(?:\.\d+)?%?"));

/// What stands on one page, known before its numerals are looked at.
#[derive(Default)]
pub(super) struct Page {
    /// Numerals that stand in traced elements, for texts that can carry no markup and repeat them.
    pub(super) stated: BTreeSet<String>,
    /// The same for every picture, by the order of its element.
    pub(super) drawn: BTreeMap<usize, Drawn>,
    /// Cells of tallies by their order: the link at the head of their row, and which cell of the row.
    pub(super) tallies: BTreeMap<usize, (String, usize)>,
    /// How many rows, entries, findings and marks stand under one roof: what pages count of themselves.
    pub(super) held: BTreeSet<usize>,
}

#[derive(Default)]
pub(super) struct Drawn {
    pub(super) titles: BTreeSet<String>,
    pub(super) numerals: BTreeSet<String>,
}

pub(super) fn picture(around: &[Element]) -> Option<usize> {
    around.iter().find(|one| one.tag == "svg").map(|one| one.order)
}

pub(super) fn first_look(markup: &str) -> Page {
    let mut page = Page::default();
    let (mut row, mut place) = (String::new(), 0);
    let mut roofs: BTreeMap<(usize, String), BTreeSet<usize>> = BTreeMap::new();
    walk(markup, |piece| {
        let last = piece.around.last().expect("an element");
        for pair in piece.around.windows(2) {
            let class = pair[1].get("class").to_owned();
            roofs
                .entry((pair[0].order, format!("{} {class}", pair[1].tag)))
                .or_default()
                .insert(pair[1].order);
        }
        if last.tag == "a" && piece.around.iter().any(|one| one.tag == "th") {
            (row, place) = (last.get("href").to_owned(), 0);
        }
        if let Some(cell) = piece.around.iter().find(|one| one.get("data-n") == "tally") {
            page.tallies.insert(cell.order, (row.clone(), place));
            place += 1;
        }
        let traced = piece.around.iter().any(|one| !one.get("data-of").is_empty());
        if !traced || piece.around.last().is_some_and(|one| one.tag == "desc") {
            return;
        }
        let numerals = NUMERAL.find_iter(&piece.text).map(|one| bare(one.as_str()).to_owned());
        match picture(piece.around) {
            Some(order) => {
                let drawn = page.drawn.entry(order).or_default();
                drawn.numerals.extend(numerals);
                if piece.around.last().is_some_and(|one| one.tag == "title") {
                    drawn.titles.insert(piece.text.clone());
                }
            }
            None if piece.attribute.is_empty() => page.stated.extend(numerals),
            None => {}
        }
    });
    page.held = roofs.values().map(BTreeSet::len).collect();
    page
}

/// A numeral without sign and percent sign: `减少 3%` and `−3%` are the same figure.
pub(super) fn bare(numeral: &str) -> &str {
    numeral.trim_start_matches(['−', '-']).trim_end_matches('%').trim_end_matches(',')
}
