//! Lists of entries that a publisher writes (`[[department]]`, `[[correction]]`, `[[reply]]`): one that cannot be used costs
//! itself, and its line is named.

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

/// A line of a file, counted from one, with what stands or is wrong there.
pub type AtLine<T> = (usize, T);

/// The entries of a list, and what is wrong with those that cannot be used.
pub fn entries<T: DeserializeOwned>(text: &str, name: &str) -> (Vec<AtLine<T>>, Vec<AtLine<String>>) {
    let (mut found, mut wrong) = (Vec::new(), Vec::new());
    match DeTable::parse(text) {
        Ok(table) => take(text, 1, table.into_inner(), name, (&mut found, &mut wrong)),
        // Where the file breaks is known only part by part.
        Err(_) => {
            for (first, part) in parts(text, name) {
                match DeTable::parse(part) {
                    Ok(table) => take(part, first, table.into_inner(), name, (&mut found, &mut wrong)),
                    Err(error) => wrong.push((first + line_of(part, error.span()) - 1, said(&error))),
                }
            }
        }
    }
    wrong.sort();
    (found, wrong)
}

/// Takes the entries of a table that was read; its text begins at the line `first`.
fn take<T: DeserializeOwned>(
    text: &str,
    first: usize,
    table: DeTable<'_>,
    name: &str,
    (found, wrong): (&mut Vec<AtLine<T>>, &mut Vec<AtLine<String>>),
) {
    let line = |span| first + line_of(text, Some(span)) - 1;
    for (key, value) in table {
        let at = line(key.span());
        match value.into_inner() {
            DeValue::Array(list) if key.get_ref() == name => {
                for entry in list {
                    let own = line(entry.span());
                    match T::deserialize(ValueDeserializer::from(entry)) {
                        Ok(entry) => found.push((own, entry)),
                        Err(error) => wrong.push((error.span().map_or(own, line), said(&error))),
                    }
                }
            }
            _ => wrong.push((at, format!("`{}`: expected [[{name}]]", key.get_ref()))),
        }
    }
}

/// A text cut before each head of an entry, with the line that each part begins at.
fn parts<'t>(text: &'t str, name: &str) -> Vec<AtLine<&'t str>> {
    let head = format!("[[{name}]]");
    let mut cuts = vec![(1, 0)];
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if line.trim_start().starts_with(&head) {
            cuts.push((number + 1, at));
        }
        at += line.len();
    }
    let ends = cuts.iter().skip(1).map(|(_, at)| *at).chain([text.len()]).collect::<Vec<_>>();
    cuts.into_iter().zip(ends).map(|((line, from), to)| (line, &text[from..to])).collect()
}

/// The line of a place in a text.
pub(super) fn line_of(text: &str, span: Option<std::ops::Range<usize>>) -> usize {
    let before = span.and_then(|span| text.as_bytes().get(..span.start)).unwrap_or_default();
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

/// What is wrong, in one line.
pub(super) fn said(error: &toml::de::Error) -> String {
    error.message().lines().collect::<Vec<_>>().join("; ")
}

/// A field of a table: its line, its name, and what it holds.
type Field<'t> = (usize, String, Spanned<DeValue<'t>>);

/// The fields of a table, each by itself, with its line.
pub(super) fn fields(text: &str) -> Result<Vec<Field<'_>>, AtLine<String>> {
    let table = DeTable::parse(text).map_err(|error| (line_of(text, error.span()), said(&error)))?;
    let field = |(key, value): (Spanned<std::borrow::Cow<'_, str>>, _)| {
        (line_of(text, Some(key.span())), key.into_inner().into_owned(), value)
    };
    Ok(table.into_inner().into_iter().map(field).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct One {
        id: String,
    }

    fn of(text: &str) -> (Vec<(usize, String)>, Vec<usize>) {
        let (found, wrong) = entries::<One>(text, "one");
        (
            found.into_iter().map(|(line, one)| (line, one.id)).collect(),
            wrong.into_iter().map(|(line, _)| line).collect(),
        )
    }

    #[test]
    fn an_entry_that_cannot_be_used_costs_itself() {
        let good = |line: usize, id: &str| (line, id.to_owned());
        let kind = "[[one]]\nid = \"a\"\n[[one]]\nid = 3\n\n[[one]]\nid = \"c\"\n";
        assert_eq!(of(kind), (vec![good(1, "a"), good(6, "c")], vec![4]));
        let field = "[[one]]\nid = \"a\"\n[[one]]\nid = \"b\"\nodd = 1\n";
        assert_eq!(of(field), (vec![good(1, "a")], vec![5]));
        let broken = "[[one]]\nid = \"a\"\n\n[[one]]\nid = [\n\n[[one]]\nid = \"c\"\n";
        let (found, wrong) = of(broken);
        assert_eq!(found, [good(1, "a"), good(7, "c")]);
        assert!(matches!(wrong[..], [4..=6]), "{wrong:?}");
        assert_eq!(of("stray = 1\n[[one]]\nid = \"a\"\n"), (vec![good(2, "a")], vec![1]));
        assert_eq!(of("one = [{ id = \"a\" }, { id = 1 }]\n"), (vec![good(1, "a")], vec![1]));
        // What looks like a head within a text is none.
        assert_eq!(of("[[one]]\nid = '''\n[[one]]\n'''\n"), (vec![(1, "[[one]]\n".to_owned())], vec![]));
        assert_eq!(of(""), (vec![], vec![]));
    }
}
