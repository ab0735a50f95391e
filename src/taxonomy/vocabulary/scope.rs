//! Scopes: which documents a row of the publisher is for. `division:430203 body:某局 year:2020-2023 document:2020/*.txt`,
//! all of which must hold; an empty scope is everywhere.

use crate::document::key;

/// Who speaks in a document, as far as it is known.
#[derive(Debug, Clone, Copy, Default)]
pub struct Who<'w> {
    /// The code of the division.
    pub division: &'w str,
    /// The body's name.
    pub body: &'w str,
    /// The fiscal year; 0 where it is not known.
    pub year: i32,
}

/// Where a row holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Scope {
    division: Option<String>,
    body: Option<String>,
    years: Option<(i32, i32)>,
    document: Option<String>,
}

impl Scope {
    /// Reads a scope.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut scope = Self::default();
        for part in text.split([' ', ';', '；', '　']).filter(|part| !part.is_empty()) {
            let Some((name, value)) = part.split_once([':', '：']).filter(|(_, value)| !value.is_empty())
            else {
                return Err(format!("`{part}` is no scope"));
            };
            let again = match name {
                "division" if value.len() <= 9 && value.bytes().all(|b| b.is_ascii_digit()) => {
                    scope.division.replace(value.trim_end_matches('0').to_owned()).is_some()
                }
                "body" => scope.body.replace(key(value)).is_some(),
                "year" => match years(value) {
                    Some(years) => scope.years.replace(years).is_some(),
                    None => return Err(format!("`{part}` names no years")),
                },
                "document" => scope.document.replace(value.to_owned()).is_some(),
                _ => return Err(format!("`{part}` is no scope")),
            };
            if again {
                return Err(format!("`{name}` stands twice"));
            }
        }
        Ok(scope)
    }

    /// The scope in one form, however it was written.
    pub(super) fn text(&self) -> String {
        format!("{:?} {:?} {:?} {:?}", self.division, self.body, self.years, self.document)
    }

    /// Whether it says anything of who speaks.
    pub(super) fn asks_who(&self) -> bool {
        self.division.is_some() || self.body.is_some() || self.years.is_some()
    }

    /// Whether it holds for a document with this path.
    pub(super) fn holds_for_path(&self, path: &str) -> bool {
        self.document.as_ref().is_none_or(|glob| fits(glob, path))
    }

    /// Whether it holds for who speaks. A division holds for all below it.
    pub(super) fn holds_for(&self, who: &Who<'_>) -> bool {
        let division = self
            .division
            .as_ref()
            .is_none_or(|own| !who.division.is_empty() && who.division.starts_with(own.as_str()));
        let body = self.body.as_ref().is_none_or(|own| *own == key(who.body));
        let year = self.years.is_none_or(|(from, to)| (from..=to).contains(&who.year));
        division && body && year
    }
}

/// `2020`, or `2020-2023`.
fn years(text: &str) -> Option<(i32, i32)> {
    let year = |text: &str| text.parse::<i32>().ok().filter(|year| (1949..=2999).contains(year));
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    let (from, to) = (year(from)?, year(to)?);
    (from <= to).then_some((from, to))
}

/// Whether a path fits a pattern: `*` stands for any characters of a name, `**` for any of a path, `?` for one.
///
/// Each character of the path is looked at once per place of the pattern, so no pattern is slow.
fn fits(glob: &str, path: &str) -> bool {
    #[derive(Clone, Copy)]
    enum Part {
        Any(bool),
        One,
        Is(char),
    }
    let mut parts = Vec::new();
    let mut signs = glob.chars().peekable();
    while let Some(sign) = signs.next() {
        parts.push(match sign {
            '*' => {
                let whole = signs.peek() == Some(&'*');
                while signs.peek() == Some(&'*') {
                    signs.next();
                }
                Part::Any(whole)
            }
            '?' => Part::One,
            sign => Part::Is(sign),
        });
    }
    // `open[n]`: the first n parts can stand for what has been seen of the path.
    let reach = |open: &mut [bool]| {
        for (at, part) in parts.iter().enumerate() {
            if open[at] && matches!(part, Part::Any(_)) {
                open[at + 1] = true;
            }
        }
    };
    let mut open = vec![false; parts.len() + 1];
    open[0] = true;
    reach(&mut open);
    for c in path.chars() {
        let mut next = vec![false; parts.len() + 1];
        for (at, part) in parts.iter().enumerate().filter(|(at, _)| open[*at]) {
            match part {
                Part::Any(whole) if *whole || c != '/' => next[at] = true,
                Part::One if c != '/' => next[at + 1] = true,
                Part::Is(sign) if *sign == c => next[at + 1] = true,
                _ => {}
            }
        }
        reach(&mut next);
        open = next;
    }
    open.last() == Some(&true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_fit_names_and_paths() {
        for (glob, path) in
            [("a/*.txt", "a/b.txt"), ("**/b.txt", "x/y/b.txt"), ("a?", "ab"), ("*", "甲.txt"), ("**", "a/b")]
        {
            assert!(fits(glob, path), "{glob} {path}");
        }
        for (glob, path) in [("*.txt", "a/b.txt"), ("a", "ab"), ("", "a"), ("a/?", "a//")] {
            assert!(!fits(glob, path), "{glob} {path}");
        }
        assert!(!fits(&"*a".repeat(500), &"a/".repeat(500)), "and none takes long");
    }

    #[test]
    fn a_division_holds_for_those_below_it() {
        let scope = Scope::parse("division:430200 year:2020-2021").expect("a scope");
        let who = |division, year| Who { division, body: "", year };
        assert!(scope.holds_for(&who("430203", 2020)) && !scope.holds_for(&who("430203", 2022)));
        assert!(!scope.holds_for(&who("430300", 2020)) && !scope.holds_for(&who("", 2020)));
        for wrong in ["division:x", "year:20", "year:2021-2020", "place:1", "body", "body:a body:b"] {
            assert!(Scope::parse(wrong).is_err(), "{wrong}");
        }
    }
}
