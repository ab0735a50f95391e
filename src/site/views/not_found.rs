//! The page for addresses that do not exist. Hosts show it anywhere, so its links begin at the root.

use serde_json::json;

use super::super::frame::Frame;
use super::super::routes;
use super::super::{House, Job};
use super::{List, nothing};
use crate::messages::say;

pub(super) const LIST: List = List { glean: nothing, jobs };

fn jobs<'h>(house: &'h House<'h>) -> Vec<Job<'h>> {
    let page = || {
        let links: Vec<serde_json::Value> = [
            (routes::DEPARTMENTS, say!(house.locale, "find-by-department")),
            (routes::DOCUMENTS, say!(house.locale, "find-by-document")),
            (routes::CHECKS, say!(house.locale, "see-checks")),
        ]
        .iter()
        .map(|(address, text)| json!({ "href": house.link(routes::NOT_FOUND, address), "text": text }))
        .collect();
        house.page(
            "404.html",
            Frame::new(routes::NOT_FOUND, say!(house.locale, "not-found-title"), ""),
            &json!({ "links": links }),
        )
    };
    vec![Job::new(routes::NOT_FOUND, page)]
}
