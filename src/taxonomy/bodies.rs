//! Names of bodies: a department and the unit at its core carry one name, the unit with （本级） or （机关） behind it.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{key, squeeze};

#[allow(clippy::unwrap_used)] // a constant, compiled by every test
static UNIT_OF_BODY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[（(]本级[)）]|[（(]机关[)）]|本级$").unwrap());

/// A body's name without （本级）.
pub fn bare_body(name: &str) -> String {
    UNIT_OF_BODY.replace_all(&squeeze(name), "").trim().to_owned()
}

/// Whether two printed names mean one body, with or without 本级.
pub fn same_body(a: &str, b: &str) -> bool {
    !a.is_empty() && key(&bare_body(a)) == key(&bare_body(b))
}

/// Whether a printed name is one unit rather than the whole department.
pub fn names_unit(name: &str) -> bool {
    UNIT_OF_BODY.is_match(name)
}
