//! Names of bodies: a department and the unit at its core carry one name, the unit with （本级） or （机关） behind it.

use std::sync::LazyLock;

use regex::Regex;

use super::names::ends_like_a_body;
use crate::document::{key, squeeze};

#[allow(clippy::unwrap_used)] // a constant, compiled by every test
static UNIT_OF_BODY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[（(]本级[)）]|[（(]机关[)）]|本级$").unwrap());

/// A body's name without （本级）.
pub fn bare_body(name: &str) -> String {
    let name = squeeze(name);
    let bare = UNIT_OF_BODY.replace_all(&name, "");
    core(&bare).unwrap_or(&bare).trim().to_owned()
}

/// The body whose core a name means: 甲局 of 甲局机关.
fn core(name: &str) -> Option<&str> {
    let body = name.trim().strip_suffix("机关")?;
    (body.chars().count() > 2 && ends_like_a_body(body)).then_some(body)
}

/// Whether two printed names mean one body, with or without 本级.
pub fn same_body(a: &str, b: &str) -> bool {
    !a.is_empty() && key(&bare_body(a)) == key(&bare_body(b))
}

/// Whether a printed name is one unit rather than the whole department.
pub fn names_unit(name: &str) -> bool {
    UNIT_OF_BODY.is_match(name) || core(&squeeze(name)).is_some()
}
