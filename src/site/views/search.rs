//! The page of searching: what the script finds, and without one all bodies from A to Z and by division. The list is on this
//! page while it is short, else on a page per letter.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::frame::Frame;
use super::super::search::initial;
use super::super::{House, Job, routes};
use super::split::{Cut, cut};
use super::{List, nothing};
use crate::error::Result;
use crate::ledger::without_division;
use crate::messages::say;

pub(super) const LIST: List = List { glean: nothing, jobs };

/// Bodies by the letter of their names without their division's; they share that one and nobody looks under it.
type Letters<'v> = BTreeMap<char, Vec<(String, &'v Value)>>;

fn jobs<'h>(house: &'h House<'h>) -> Vec<Job<'h>> {
    let mut jobs = vec![Job::new(routes::SEARCH, || page(house))];
    if is_long(house) {
        let of_letter = |(letter, bodies): (char, Vec<(String, &'h Value)>)| {
            let path = routes::letter(letter);
            Job::new(path.clone(), move || self::letter(house, &path, letter, &bodies))
        };
        jobs.extend(letters(house).into_iter().map(of_letter));
    }
    jobs
}

fn is_long(house: &House<'_>) -> bool {
    matches!(cut(house.gathered.list("departments")), Cut::Long(_))
}

fn letters<'h>(house: &'h House<'h>) -> Letters<'h> {
    let mut letters = Letters::new();
    for piece in house.gathered.list("departments").chain(house.gathered.list("regions")) {
        let name = piece["name"].as_str().unwrap_or_default();
        let own = without_division(name, piece["group"].as_str().unwrap_or_default());
        let own = if own.is_empty() { name.to_owned() } else { own };
        letters.entry(initial(&own)).or_default().push((own, piece));
    }
    letters.values_mut().for_each(|bodies| bodies.sort_by(|(a, _), (b, _)| a.cmp(b)));
    letters
}

fn page(house: &House<'_>) -> Result<Vec<u8>> {
    let long = is_long(house);
    let letters: Vec<Value> = letters(house)
        .iter()
        .map(|(letter, bodies)| {
            let href = if long { routes::letter(*letter) } else { format!("#{}", anchor(*letter)) };
            let bodies: Vec<&Value> = bodies.iter().map(|(_, piece)| *piece).collect();
            let count = bodies.len();
            let shown = if long { Vec::new() } else { bodies };
            json!({ "letter": letter, "id": anchor(*letter), "href": href, "count": count, "bodies": shown })
        })
        .collect();
    let it = json!({ "letter": "", "letters": letters, "divisions": divisions(house), "search": house.output.search });
    let frame = Frame::new(routes::SEARCH, say!(house.locale, "search"), routes::SEARCH)
        .described(say!(house.locale, "search-described"));
    house.show("search.html", frame, it)
}

/// The anchor of a letter.
fn anchor(letter: char) -> String {
    if letter == '#' { "letter-other".to_owned() } else { format!("letter-{}", letter.to_ascii_lowercase()) }
}

/// The bodies of a letter.
fn letter(house: &House<'_>, path: &str, letter: char, bodies: &[(String, &Value)]) -> Result<Vec<u8>> {
    let bodies: Vec<&Value> = bodies.iter().map(|(_, piece)| *piece).collect();
    let it = json!({
        "letter": letter,
        "letters": [{ "letter": letter, "id": anchor(letter), "href": "", "count": bodies.len(), "bodies": bodies }],
        "divisions": [],
        "search": house.output.search,
    });
    let frame =
        Frame::new(path, say!(house.locale, "search-letter", letter = letter.to_string()), routes::SEARCH)
            .under(routes::INDEX, say!(house.locale, "overview"))
            .under(routes::SEARCH, say!(house.locale, "search"));
    house.show("search.html", frame, it)
}

/// The divisions with their bodies' page.
fn divisions(house: &House<'_>) -> Vec<Value> {
    let (groups, long) = match cut(house.gathered.list("departments")) {
        Cut::Short(groups) => (groups, false),
        Cut::Long(groups) => (groups, true),
    };
    let line = |group: super::split::Group<'_>| {
        let href = if long { routes::division(&group.key) } else { routes::DEPARTMENTS.to_owned() };
        json!({ "name": group.name, "href": href, "count": group.pieces.len() })
    };
    groups.into_iter().map(line).collect()
}
