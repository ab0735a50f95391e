//! The page for addresses that do not exist. Hosts show it anywhere, so its links begin at the root.

use serde_json::json;

use super::super::frame::Frame;
use super::super::routes;
use super::super::{House, Job};
use super::{List, nothing};

pub(super) const LIST: List = List { glean: nothing, jobs };

fn jobs<'h>(house: &'h House<'h>) -> Vec<Job<'h>> {
    let page = || {
        let links: Vec<serde_json::Value> = [
            (routes::DEPARTMENTS, "按部门找"),
            (routes::DOCUMENTS, "按文件找"),
            (routes::CHECKS, "看核对结果"),
        ]
        .iter()
        .map(|(address, text)| json!({ "href": house.link(routes::NOT_FOUND, address), "text": text }))
        .collect();
        house.page("404.html", Frame::new(routes::NOT_FOUND, "没有这个网址", ""), &json!({ "links": links }))
    };
    vec![Job::new(routes::NOT_FOUND, page)]
}
