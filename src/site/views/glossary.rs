//! The glossary: terms of the field in plain words.

use serde_json::{Value, json};

use super::super::frame::Frame;
use super::super::routes;
use super::super::{House, Job};
use super::{List, nothing};
use crate::error::Result;
use crate::messages::say;
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
        let entry = json!({ "page": page,  "id": term.id, "term": term.term, "english": term.english, "text": term.text });
        match groups.last_mut().filter(|(group, _)| *group == term.group) {
            Some((_, terms)) => terms.push(entry),
            None => groups.push((&term.group, vec![entry])),
        }
    }
    let groups: Vec<Value> =
        groups.into_iter().map(|(name, terms)| json!({ "name": name, "terms": terms })).collect();
    let frame = Frame::new(routes::GLOSSARY, say!(house.locale, "glossary"), routes::GLOSSARY)
        .described(say!(house.locale, "glossary-described"));
    house.page("glossary.html", frame, &json!({ "groups": groups, "guide": routes::GUIDE }))
}
