//! What became of addresses and ids: a line for each that was renamed, merged, moved or taken down, in `archive/moves.csv`.

use serde::{Deserialize, Serialize};

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happened {
    /// A body has another id; its figures keep theirs.
    Body,
    /// A body's documents belong to another one that was there before.
    Merge,
    /// A body that had a derived id came into the register.
    Registered,
    /// A division has another code.
    Division,
    /// An address was replaced by another.
    Redirect,
    /// What stood at some addresses is gone.
    Tombstone,
}

/// A line of `moves.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// What happened.
    pub what: Happened,
    /// The id or address of before. Of a tombstone: an address, a beginning with `*`, an id, or `id/year`.
    pub old: String,
    /// The id or address of now. Of a tombstone: where to look instead, which may be empty.
    pub new: String,
    /// The day; may be empty.
    pub date: String,
    /// Why, for readers.
    pub why: String,
}

impl Move {
    /// Where an address is after this, if it has to do with it. What stands there is not asked.
    pub(super) fn moved(&self, address: &str) -> Option<String> {
        match self.what {
            Happened::Redirect => (self.old == address).then(|| self.new.clone()),
            Happened::Tombstone => None,
            Happened::Division => with_stems(address, |stem| self.in_division(stem)),
            Happened::Body | Happened::Merge | Happened::Registered => {
                // Documents keep their own ids.
                let own = !address.starts_with("documents/") && !address.starts_with("originals/");
                let swap = |stem: &str| (stem == self.old).then(|| self.new.clone());
                if own { with_stems(address, swap) } else { None }
            }
        }
    }

    /// A stem that begins with the code: the division itself, a list of it, or a body with a derived id.
    fn in_division(&self, stem: &str) -> Option<String> {
        let rest = stem.strip_prefix(&self.old)?;
        (rest.is_empty() || rest.starts_with('-')).then(|| format!("{}{rest}", self.new))
    }

    /// Whether it says that what stood at an address is gone.
    pub(super) fn buries(&self, address: &str) -> bool {
        self.what == Happened::Tombstone && covers(&self.old, address)
    }

    /// Whether it is a line that this program can work with: ids and addresses as they are on the site.
    pub(super) fn is_sound(&self) -> bool {
        let plain = |text: &str| is_address(text.trim_end_matches('*'));
        match self.what {
            Happened::Tombstone => {
                let see = self.new.is_empty() || is_address(&self.new) || is_web(&self.new);
                see && (self.old == "*" || plain(&self.old))
            }
            Happened::Redirect => is_address(&self.old) && (is_address(&self.new) || is_web(&self.new)),
            _ => is_id(&self.old) && is_id(&self.new) && self.old != self.new,
        }
    }
}

/// Whether a scope holds an address: the address itself, a beginning with `*`, an id, or `id/year`.
pub fn covers(scope: &str, address: &str) -> bool {
    if let Some(beginning) = scope.strip_suffix('*') {
        return address.starts_with(beginning);
    }
    if scope == address {
        return true;
    }
    let (id, year) = scope.split_once('/').unwrap_or((scope, ""));
    if !is_id(id) || !(year.is_empty() || is_year(year)) {
        return false;
    }
    let stems: Vec<&str> = address.split('/').map(stem).collect();
    let of_year = |at: usize| {
        let next = stems.get(at + 1).copied().unwrap_or_default();
        year.is_empty() || next.split('-').any(|part| part == year)
    };
    let of_document = |stem: &str| {
        let rest = stem.strip_prefix(id).and_then(|rest| rest.strip_prefix('-')).unwrap_or_default();
        let own = rest.split('-').next().unwrap_or_default();
        is_year(own) && (year.is_empty() || own == year)
    };
    stems.iter().enumerate().skip(1).any(|(at, stem)| (*stem == id && of_year(at)) || of_document(stem))
}

/// An address with the stems of its parts swapped; nothing where none is.
fn with_stems(address: &str, swap: impl Fn(&str) -> Option<String>) -> Option<String> {
    let (first, rest) = address.split_once('/')?;
    let mut found = false;
    let mut parts = vec![first.to_owned()];
    for part in rest.split('/') {
        let own = stem(part);
        let swapped = swap(own);
        found |= swapped.is_some();
        parts.push(swapped.map_or_else(|| part.to_owned(), |new| format!("{new}{}", &part[own.len()..])));
    }
    found.then(|| parts.join("/"))
}

/// A part of an address without its ending.
fn stem(part: &str) -> &str {
    part.split('.').next().unwrap_or(part)
}

/// Whether a text is an id as bodies and divisions have.
pub fn is_id(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    !text.is_empty() && text.len() <= 128 && text.bytes().all(plain)
}

/// Whether a text is an address as the site has: no way out of it, and nothing that markup or a server would take for more.
pub fn is_address(text: &str) -> bool {
    // Pages of the publisher may be called in any script.
    let plain = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    let inside = text.split('/').all(|part| !part.is_empty() && part != ".." && part != ".");
    !text.is_empty() && text.len() <= 512 && inside && text.chars().all(plain)
}

/// Whether a text is an address of the web.
pub fn is_web(text: &str) -> bool {
    let own = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    own.is_some_and(|rest| {
        !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_graphic() && !b"\"'<>\\".contains(&b))
    })
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(what: Happened, old: &str, new: &str, address: &str) -> Option<String> {
        let one = Move { what, old: old.into(), new: new.into(), date: String::new(), why: String::new() };
        assert!(one.is_sound(), "{old} {new}");
        one.moved(address)
    }

    #[test]
    fn a_body_takes_its_addresses_along() {
        let to = |address| moved(Happened::Body, "a-b", "c", address);
        assert_eq!(to("departments/a-b.html").as_deref(), Some("departments/c.html"));
        assert_eq!(to("departments/a-b.xml").as_deref(), Some("departments/c.xml"));
        assert_eq!(to("charts/a-b/2020/flow.svg").as_deref(), Some("charts/c/2020/flow.svg"));
        assert_eq!(to("data/departments/a-b.json").as_deref(), Some("data/departments/c.json"));
        for other in
            ["departments/a-bc.html", "departments/a.html", "documents/a-b-2020-budget-unit.html", "a-b.html"]
        {
            assert_eq!(to(other), None, "{other}");
        }
    }

    #[test]
    fn a_division_takes_its_lists_and_its_derived_ids_along() {
        let to = |address| moved(Happened::Division, "440303", "440399", address);
        assert_eq!(to("divisions/440303.html").as_deref(), Some("divisions/440399.html"));
        assert_eq!(to("three-public/440303-2020.html").as_deref(), Some("three-public/440399-2020.html"));
        assert_eq!(
            to("departments/440303-czj/2020.html").as_deref(),
            Some("departments/440399-czj/2020.html")
        );
        assert_eq!(to("divisions/4403031.html"), None);
    }

    #[test]
    fn scopes_hold_what_they_name() {
        for (scope, address, holds) in [
            ("a", "departments/a.html", true),
            ("a", "embed/a/trend.html", true),
            ("a", "documents/a-2020-budget-unit.html", true),
            ("a", "documents/a-b-2020-budget-unit.html", false),
            ("a", "departments/ab.html", false),
            ("a/2020", "departments/a/2020.html", true),
            ("a/2020", "departments/a/2020/p1.html", true),
            ("a/2020", "compare/a/2019-2020.html", true),
            ("a/2020", "documents/a-2020-budget-unit.html", true),
            ("a/2020", "departments/a/2021.html", false),
            ("a/2020", "departments/a.html", false),
            ("checks/a*", "checks/a05.html", true),
            ("checks/a05.html", "checks/a05.html", true),
            ("checks/a05.html", "checks/a06.html", false),
        ] {
            assert_eq!(covers(scope, address), holds, "{scope} {address}");
        }
    }

    #[test]
    fn nothing_leads_out_of_the_site() {
        for bad in [
            "",
            "../a.html",
            "/a.html",
            "a//b.html",
            "a b.html",
            "a\".html",
            "a/./b.html",
            "甲 乙.html",
            "甲（已隐去）.html",
            "甲\u{202e}.html",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
        assert!(is_address("charts/a-b/2020/flow.svg") && is_address("关于我们.html"));
        for bad in ["javascript:alert(1)", "https://", "https://a\"b", "ftp://a"] {
            assert!(!is_web(bad), "{bad}");
        }
    }
}
