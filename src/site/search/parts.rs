//! The files of the index. Entries lie in blocks in the order in which they are offered; keys lie sorted on pages, each with
//! the numbers of its entries. The first file says where each page begins, so that a query loads one or two pages, and the
//! blocks of what it shows.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde_json::{Value, json};

use super::super::routes::Path;
use super::keys::keys;
use super::{Entry, Kind};
use crate::messages::{Locale, say};

/// How much of the text of keys lies on a page, in bytes.
const PAGE: usize = 16 << 10;

/// So many entries lie in a block.
const BLOCK: usize = 64;

/// A beginning that so many keys share has its best entries listed beside them: nobody loads them all.
const MANY: usize = 256;

/// So many of them are listed.
const BEST: usize = 24;

/// The most characters of such a beginning.
const BEGINNING: usize = 8;

/// The first file.
const FIRST: &str = "search/index.js";

/// A key with the numbers of its entries: those that begin with it, and those that hold it.
struct Row {
    key: String,
    whole: Vec<usize>,
    inner: Vec<usize>,
}

/// The files of the index of some entries, which stand in the order in which they are offered.
pub(super) fn files(locale: Locale, entries: &[Entry]) -> Vec<(Path, Vec<u8>)> {
    let rows = rows(entries);
    let pages = paged(&rows);
    let best = best(&rows);
    let blocks: Vec<String> = entries.chunks(BLOCK).map(block).collect();
    let firsts: Vec<&str> = pages.iter().filter_map(|page| page.first()).map(|row| &*row.key).collect();
    let texts: Vec<(String, String)> = pages
        .iter()
        .enumerate()
        .map(|(at, page)| {
            let from = if at == 0 { "" } else { firsts[at] };
            let until = firsts.get(at + 1).copied();
            (written(page), beginnings(&best, from, until))
        })
        .collect();
    // All files of one index carry its mark, so that a browser never mixes those of two.
    let mark = crate::ledger::short_hash(&format!("{texts:?}{blocks:?}"));
    let kinds: Vec<String> = Kind::ALL.iter().map(|kind| kind.words(locale)).collect();
    let first = json!({
        "mark": mark, "pages": firsts, "block": BLOCK, "kinds": kinds,
        "words": {
            "none": say!(locale, "found-none"), "found": say!(locale, "found"), "pieces": say!(locale, "found-pieces"),
            "more": say!(locale, "found-more"), "other": say!(locale, "found-other"),
        },
    });
    let mut files = vec![(FIRST.to_owned(), script(&[&first]))];
    for (at, (rows, best)) in texts.iter().enumerate() {
        files.push((
            format!("search/k{at}.js"),
            script(&[&json!(mark), &json!(format!("k{at}")), &json!(rows), &json!(best)]),
        ));
    }
    for (at, text) in blocks.iter().enumerate() {
        files.push((
            format!("search/e{at}.js"),
            script(&[&json!(mark), &json!(format!("e{at}")), &json!(text)]),
        ));
    }
    files
}

/// A script that hands some values over.
fn script(values: &[&Value]) -> Vec<u8> {
    let values: Vec<String> = values.iter().map(ToString::to_string).collect();
    format!("mzFound({})\n", values.join(",")).into_bytes()
}

/// All keys, as a browser sorts them. Those in characters are no longer than they must be to be told from their neighbours: a
/// longer query is held against the name. What is read aloud cannot be, and stands whole.
fn rows(entries: &[Entry]) -> Vec<Row> {
    let mut all: BTreeMap<Vec<u16>, Row> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        for (key, whole) in keys(entry) {
            let row = all.entry(key.encode_utf16().collect());
            let row = row.or_insert_with(|| Row { key, whole: Vec::new(), inner: Vec::new() });
            if whole { row.whole.push(at) } else { row.inner.push(at) }
        }
    }
    let rows: Vec<Row> = all.into_values().collect();
    let shared: Vec<usize> = rows.windows(2).map(|two| shared(&two[0].key, &two[1].key)).collect();
    let cut = |(at, row): (usize, Row)| {
        let before = at.checked_sub(1).map_or(0, |at| shared[at]);
        let needed = before.max(shared.get(at).copied().unwrap_or_default()) + 1;
        let needed = if row.key.is_ascii() { row.key.len() } else { needed.max(2) };
        Row { key: row.key.chars().take(needed).collect(), ..row }
    };
    rows.into_iter().enumerate().map(cut).collect()
}

/// How many characters two keys begin with alike.
fn shared(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

/// Rows page by page.
fn paged(rows: &[Row]) -> Vec<&[Row]> {
    let mut pages = Vec::new();
    let (mut from, mut size) = (0, 0);
    for (at, row) in rows.iter().enumerate() {
        size += row.key.len() + 5 * (row.whole.len() + row.inner.len());
        if size >= PAGE {
            pages.push(&rows[from..=at]);
            (from, size) = (at + 1, 0);
        }
    }
    if from < rows.len() {
        pages.push(&rows[from..]);
    }
    pages
}

/// The best entries of beginnings that many keys share.
fn best(rows: &[Row]) -> BTreeMap<Vec<u16>, (String, Row)> {
    let mut best = BTreeMap::new();
    for length in 1..=BEGINNING {
        let beginning = |row: &Row| row.key.chars().take(length).collect::<String>();
        let mut rest = rows;
        while let Some(first) = rest.first() {
            let key = beginning(first);
            let many = rest.iter().take_while(|row| row.key.starts_with(&key)).count();
            let (own, after) = rest.split_at(many.max(1));
            rest = after;
            let size: usize = own.iter().map(|row| row.whole.len() + row.inner.len()).sum();
            if size > MANY {
                let few = |pick: fn(&Row) -> &Vec<usize>| {
                    let all: BTreeSet<usize> = own.iter().flat_map(pick).copied().collect();
                    all.into_iter().take(BEST).collect::<Vec<_>>()
                };
                let row =
                    Row { key: key.clone(), whole: few(|row| &row.whole), inner: few(|row| &row.inner) };
                best.insert(key.encode_utf16().collect(), (key, row));
            }
        }
    }
    best
}

/// The beginnings that lie on the page from one key to the next.
fn beginnings(best: &BTreeMap<Vec<u16>, (String, Row)>, from: &str, until: Option<&str>) -> String {
    let units = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
    let range = best.range(units(from)..).map(|(_, (key, row))| (key, row));
    let until = until.map(units);
    let own = range.take_while(|(key, _)| until.as_ref().is_none_or(|until| units(key) < *until));
    own.fold(String::new(), |mut text, (_, row)| {
        let _ = writeln!(text, "{}\t{}\t{}", row.key, numbers(&row.whole), numbers(&row.inner));
        text
    })
}

/// The rows of a page: how many characters each shares with the one before, the rest of it, the numbers of its entries.
fn written(rows: &[Row]) -> String {
    let mut text = String::new();
    let mut before = "";
    for row in rows {
        let same = shared(before, &row.key).min(35);
        let rest: String = row.key.chars().skip(same).collect();
        let line = format!("{}{rest}\t{}\t{}", in_36(same), numbers(&row.whole), numbers(&row.inner));
        text.push_str(line.trim_end_matches('\t'));
        text.push('\n');
        before = &row.key;
    }
    text
}

/// Numbers in order, each as what it is more than the one before.
fn numbers(all: &[usize]) -> String {
    let mut last = 0;
    let steps: Vec<String> =
        all.iter().map(|number| in_36(*number - std::mem::replace(&mut last, *number))).collect();
    steps.join(",")
}

/// A number with digits and letters.
fn in_36(mut number: usize) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit((number % 36) as u32, 36).unwrap_or('0'));
        number /= 36;
        if number == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

/// Entries, one a line: kind, name, other names, code, what stands beside, figure and its id, pages.
fn block(entries: &[Entry]) -> String {
    let mut text = String::new();
    for entry in entries {
        let kind = Kind::ALL.iter().position(|kind| *kind == entry.kind).unwrap_or_default();
        let pages: Vec<String> = entry
            .pages
            .iter()
            .map(|(year, page)| if *year == 0 { page.clone() } else { format!("{year}:{page}") })
            .collect();
        let cells = [
            kind.to_string(),
            clean(&entry.name),
            clean(&entry.also.join("|")),
            clean(&entry.code),
            clean(&entry.beside),
            clean(&entry.figure),
            clean(&entry.of),
            pages.join(" "),
        ];
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text
}

/// A cell without what ends cells and lines.
fn clean(text: &str) -> String {
    text.replace(|c: char| c.is_control(), " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    fn entry(name: &str) -> Entry {
        Entry {
            kind: Kind::Body,
            name: name.to_owned(),
            also: Vec::new(),
            code: String::new(),
            beside: String::new(),
            figure: String::new(),
            of: String::new(),
            pages: vec![(0, "a.html".to_owned())],
            weight: Decimal::ZERO,
        }
    }

    #[test]
    fn keys_are_as_long_as_they_must_be() {
        let rows = rows(&[entry("民政局"), entry("民政厅")]);
        let keys: Vec<&str> = rows.iter().map(|row| &*row.key).collect();
        assert!(
            keys.contains(&"民政局") && keys.contains(&"民政厅") && keys.contains(&"minzhengju"),
            "{keys:?}"
        );
        assert!(keys.is_sorted_by(|a, b| a.encode_utf16().lt(b.encode_utf16())), "{keys:?}");
        let one = rows.iter().find(|row| row.key == "民政厅").expect("a row");
        assert_eq!((&*one.whole, &*one.inner), (&[1][..], &[][..]));
    }

    #[test]
    fn a_page_is_written_short() {
        let row = |key: &str, whole: &[usize], inner: &[usize]| Row {
            key: key.into(),
            whole: whole.into(),
            inner: inner.into(),
        };
        let text = written(&[row("民政", &[3, 40], &[]), row("民政局", &[], &[1])]);
        assert_eq!(text, "0民政\t3,11\n2局\t\t1\n");
        assert_eq!(in_36(36 * 36), "100");
    }

    #[test]
    fn beginnings_of_many_keys_have_their_best() {
        let many: Vec<Entry> = (0..MANY + 10)
            .map(|at| entry(&format!("局{}", char::from_u32(0x4E00 + at as u32).unwrap_or('一'))))
            .collect();
        let rows = rows(&many);
        let best = best(&rows);
        let (_, row) = best.values().find(|(key, _)| key == "局").expect("it is shared by many");
        assert_eq!(row.whole, (0..BEST).collect::<Vec<_>>());
        let pages = paged(&rows);
        assert_eq!(pages.iter().map(|page| page.len()).sum::<usize>(), rows.len());
        let firsts: Vec<&str> = pages.iter().map(|page| &*page[0].key).collect();
        let kept: usize = (0..pages.len())
            .map(|at| {
                beginnings(&best, if at == 0 { "" } else { firsts[at] }, firsts.get(at + 1).copied())
                    .lines()
                    .count()
            })
            .sum();
        assert_eq!(kept, best.len(), "each lies on one page");
    }
}
