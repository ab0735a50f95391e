//! Names of bodies: a department and the unit at its core carry one name, the unit with （本级） or （机关） behind it.

use std::sync::LazyLock;

use regex::Regex;

use super::names::ends_like_a_body;
use crate::document::{is_cjk, key, squeeze};

#[allow(clippy::unwrap_used)] // a constant, compiled by every test
static UNIT_OF_BODY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[（(]本级[)）]|[（(]机关[)）]|本级$").unwrap());

/// A body's name without （本级） and without the code of the budget system before it: `401001_甲局`.
pub fn bare_body(name: &str) -> String {
    let name = squeeze(name);
    let bare = UNIT_OF_BODY.replace_all(without_code(&name), "");
    core(&bare).unwrap_or(&bare).trim().to_owned()
}

/// A name without the code before it. Digits that stand before a name without a mark between are a code only if they are many:
/// 101中学 is a name.
fn without_code(name: &str) -> &str {
    let open = name.trim_start_matches(['[', '【', '(', '（']);
    let rest = open.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = open.len() - rest.len();
    let bare = rest.trim_start_matches(|c: char| c.is_whitespace() || "]】)）_-－—".contains(c));
    let coded = digits >= CODE || digits >= SHORT_CODE && bare.len() < rest.len();
    if coded && bare.chars().next().is_some_and(is_cjk) { bare } else { name }
}

/// The digits of a code of the budget system, and those of one that a mark parts from the name.
const CODE: usize = 6;
const SHORT_CODE: usize = 3;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_before_a_name_is_no_part_of_it() {
        for printed in
            ["401001_云山市水利局", "401001云山市水利局", "[401]云山市水利局", "401-云山市水利局（本级）"]
        {
            assert!(same_body(printed, "云山市水利局"), "{printed}");
        }
        assert_eq!(bare_body("101中学"), "101中学", "a number that is a name");
        assert_eq!(bare_body("云山市第3小学"), "云山市第3小学");
    }
}
