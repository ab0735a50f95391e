//! How to read a budget: a page to begin with, in plain words, with the figures of a body of this site for an example.

use serde_json::{Value, json};

use super::super::frame::Frame;
use super::super::{House, Job, routes};
use super::{List, nothing};
use crate::error::Result;
use crate::messages::say;

pub(super) const LIST: List = List { glean: nothing, jobs };

fn jobs<'h>(house: &'h House<'h>) -> Vec<Job<'h>> {
    vec![Job::new(routes::GUIDE, || page(house))]
}

fn page(house: &House<'_>) -> Result<Vec<u8>> {
    let frame = Frame::new(routes::GUIDE, say!(house.locale, "guide-name"), routes::GLOSSARY)
        .under(routes::INDEX, say!(house.locale, "overview"))
        .under(routes::GLOSSARY, say!(house.locale, "nav-glossary"))
        .described(say!(house.locale, "guide-described"));
    let it = json!({
        "title": say!(house.locale, "guide-name"),
        "example": example(house),
        "glossary": routes::GLOSSARY,
        "checks": routes::CHECKS,
        "three_public": routes::THREE_PUBLIC,
        "performance": routes::PERFORMANCE,
    });
    house.show("guide.html", frame, it)
}

/// The first body that has a total; one that tells what is basic and what is project, if there is one.
fn example(house: &House<'_>) -> Value {
    let with_total = || house.gathered.list("first:overview").filter(|body| body["headline"].is_object());
    let split = |body: &&Value| {
        body.pointer("/headline/parts").and_then(Value::as_array).is_some_and(|p| p.len() > 1)
    };
    let Some(body) = with_total().find(split).or_else(|| with_total().next()) else { return Value::Null };
    let mut body = body.clone();
    super::overview::on_one_scale(house.locale, std::slice::from_mut(&mut body));
    body
}
