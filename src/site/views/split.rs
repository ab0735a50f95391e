//! Lists that grow: one page while it is short, else a page per group (a division, a year), and where a group is still too
//! long, by initial. Never by number: an address means the same things tomorrow.

use std::collections::BTreeMap;

use serde_json::Value;

/// How much a page lists, in bytes of what stands on it before markup is added.
pub(super) const MOST: usize = 60_000;

/// A group of a list.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group<'v> {
    /// Its part of an address.
    pub(super) key: String,
    /// Its name.
    pub(super) name: String,
    /// What it lists.
    pub(super) pieces: Vec<&'v Value>,
}

/// A list, cut where it is too long.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cut<'v> {
    /// All on one page.
    Short(Vec<Group<'v>>),
    /// A page per group.
    Long(Vec<Group<'v>>),
}

/// Cuts a list. Pieces name their group in `group` (its part of an address) and `group_name`, and their body in `body`.
pub(super) fn cut<'v>(pieces: impl Iterator<Item = &'v Value>) -> Cut<'v> {
    let mut groups: Vec<Group<'v>> = Vec::new();
    let mut all = 0;
    for piece in pieces {
        all += weight(piece);
        let key = text(piece, "group");
        match groups.iter_mut().find(|group| group.key == key) {
            Some(group) => group.pieces.push(piece),
            None => groups.push(Group {
                key: key.to_owned(),
                name: text(piece, "group_name").to_owned(),
                pieces: vec![piece],
            }),
        }
    }
    if all <= MOST {
        Cut::Short(groups)
    } else {
        Cut::Long(groups.into_iter().flat_map(by_initial).collect())
    }
}

/// A group by the initials of its bodies, where it is too long for a page.
pub(super) fn by_initial(group: Group<'_>) -> Vec<Group<'_>> {
    if group.pieces.iter().map(|piece| weight(piece)).sum::<usize>() <= MOST {
        return vec![group];
    }
    let mut initials: BTreeMap<char, Vec<&Value>> = BTreeMap::new();
    for piece in &group.pieces {
        initials.entry(initial(text(piece, "body"))).or_default().push(piece);
    }
    initials
        .into_iter()
        .map(|(initial, pieces)| Group {
            key: format!("{}-{initial}", group.key),
            name: format!("{} {}", group.name, initial.to_ascii_uppercase()),
            pieces,
        })
        .collect()
}

/// The first letter of a body's id behind its division: `440303-danganguan`.
pub(super) fn initial(id: &str) -> char {
    let name = id.split_once('-').filter(|(code, _)| code.bytes().all(|b| b.is_ascii_digit()));
    let first = name.map_or(id, |(_, name)| name).chars().next();
    first.filter(char::is_ascii_alphanumeric).map_or('0', |first| first.to_ascii_lowercase())
}

fn text<'v>(piece: &'v Value, key: &str) -> &'v str {
    piece[key].as_str().unwrap_or_default()
}

/// The bytes of all texts of a value.
fn weight(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len() + 8,
        Value::Array(all) => all.iter().map(weight).sum(),
        Value::Object(all) => all.iter().map(|(_, value)| weight(value)).sum(),
        _ => 8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn pieces(groups: &[&str], each: usize, size: usize) -> Vec<Value> {
        let names = ["anju", "buju", "caiju"];
        groups
            .iter()
            .flat_map(|group| (0..each).map(move |at| (group, names[at % names.len()])))
            .map(|(group, name)| {
                json!({ "group": group, "group_name": group, "body": format!("440303-{name}"), "text": "x".repeat(size) })
            })
            .collect()
    }

    #[test]
    fn a_list_is_cut_by_what_its_pieces_are() {
        assert!(matches!(cut(pieces(&["a", "b"], 3, 10).iter()), Cut::Short(groups) if groups.len() == 2));
        let long = pieces(&["a", "b"], 6, 9_000);
        let Cut::Long(groups) = cut(long.iter()) else { panic!("it is long") };
        assert_eq!(groups.iter().map(|group| &*group.key).collect::<Vec<_>>(), ["a", "b"]);
        let longer = pieces(&["a", "b"], 30, 9_000);
        let Cut::Long(groups) = cut(longer.iter()) else { panic!("it is long") };
        let keys: Vec<&str> = groups.iter().map(|group| &*group.key).collect();
        assert_eq!(keys, ["a-a", "a-b", "a-c", "b-a", "b-b", "b-c"]);
        assert_eq!(groups.iter().map(|group| group.pieces.len()).sum::<usize>(), 60, "none is lost");
    }

    #[test]
    fn initials_stand_behind_the_division() {
        for (id, letter) in [("440303-danganguan", 'd'), ("school", 's'), ("000000-9zhong", '9'), ("", '0')] {
            assert_eq!(initial(id), letter, "{id}");
        }
    }
}
