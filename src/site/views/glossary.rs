//! The glossary: terms of the field in plain words.

use serde_json::{Value, json};

use super::super::frame::Frame;
use super::super::routes;
use super::super::{House, Job};
use super::{List, nothing};
use crate::error::Result;
use crate::messages::{Locale, say};
use crate::taxonomy::glossary;

pub(super) const LIST: List = List { glean: nothing, jobs };

fn jobs<'h>(house: &'h House<'h>) -> Vec<Job<'h>> {
    vec![Job::new(routes::GLOSSARY, || page(house))]
}

fn page(house: &House<'_>) -> Result<Vec<u8>> {
    let mut groups: Vec<(&str, Vec<Value>)> = Vec::new();
    for term in glossary() {
        // What can be looked at across bodies has a page.
        let page = match term.id.as_str() {
            "function" => routes::FUNCTIONS,
            "economic" => routes::ECONOMICS,
            "three-public" => routes::THREE_PUBLIC,
            _ => "",
        };
        let (name, other, text) = match house.locale {
            Locale::Chinese => (&term.term, &term.english, &term.text),
            Locale::English => (&term.english, &term.term, &term.english_text),
        };
        let entry = json!({ "page": page, "id": term.id, "term": name, "other": other, "text": text });
        match groups.last_mut().filter(|(group, _)| *group == term.group) {
            Some((_, terms)) => terms.push(entry),
            None => groups.push((&term.group, vec![entry])),
        }
    }
    let groups: Vec<Value> = groups
        .into_iter()
        .map(|(name, terms)| json!({ "name": group_name(house.locale, name), "terms": terms }))
        .collect();
    let frame = Frame::new(routes::GLOSSARY, say!(house.locale, "glossary"), routes::GLOSSARY)
        .described(say!(house.locale, "glossary-described"));
    house.page("glossary.html", frame, &json!({ "groups": groups, "guide": routes::GUIDE, "other": if house.locale == Locale::Chinese { "en" } else { "zh" } }))
}

/// What a group of terms is called: the groups of the list are Chinese.
fn group_name(locale: Locale, name: &str) -> String {
    let of_group = glossary().iter().find(|term| term.group == name);
    locale.word("terms", of_group.map_or("", |term| term.id.as_str()), name)
}
