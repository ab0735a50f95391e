//! The last look at a page or a picture before it is written: a number that reads like a figure (decimals, separators
//! or a percent sign) must stand where it is traced, or where it is said to be no figure. Everything else stops the
//! build, with the page and the number.
//!
//! It is one pass over the markup that we wrote ourselves. It asks whether there *is* a provenance; that the
//! provenance is right is for `tests/provenance/`, which resolves each one.

use std::collections::BTreeSet;

/// Elements whose numbers nobody takes for figures, or that only repeat others: code, styles, what stands in a
/// document, the description of a picture (its marks carry the figures), the masthead and the foot.
const QUIET: &[&str] = &["code", "pre", "style", "head", "q", "desc", "footer"];

/// Attributes that say where the numbers of an element come from, or what kind of other number they are.
const MARKS: &[&str] = &[" data-of=\"", " data-src=\"", " data-n=\""];

/// Classes whose elements hold the words of documents, the words of the publisher, or the numbers of a scale.
const CLASSES: &[&str] = &["source", "prose", "scale", "mast", "cite"];

/// The first number of some markup that reads like a figure and is not traced.
pub(crate) fn untraced<'m>(markup: &'m str, known: &BTreeSet<String>) -> Option<&'m str> {
    let mut rest = markup;
    while let Some(open) = rest.find('<') {
        let (text, tag) = rest.split_at(open);
        if let Some(found) = figure_in(text, known) {
            return Some(found);
        }
        let (name, attributes, after) = element(tag);
        // Words of a document in quotation marks, linked to their place.
        let quoted = attributes.contains(" class=\"fig") && after.starts_with('“');
        rest = if quoted || is_quiet(name, attributes) { past(name, after) } else { after };
    }
    figure_in(rest, known)
}

/// The numbers in names and titles: a project may be called `“1.5级”开发`, and that is no figure.
pub(crate) fn known<'t>(texts: impl Iterator<Item = &'t str>) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    for text in texts {
        let mut rest = text;
        while let Some(found) = figure_in(rest, &BTreeSet::new()) {
            known.insert(found.to_owned());
            let at = rest.find(found).map_or(rest.len(), |at| at + found.len());
            rest = &rest[at..];
        }
    }
    known
}

/// Name, attributes and what follows a tag.
pub(super) fn element(tag: &str) -> (&str, &str, &str) {
    let end = tag.find('>').unwrap_or(tag.len());
    let inner = tag.get(1..end).unwrap_or_default();
    let name = inner.split([' ', '\n', '/']).next().unwrap_or_default();
    (name, inner.get(name.len()..).unwrap_or_default(), tag.get(end + 1..).unwrap_or_default())
}

fn is_quiet(name: &str, attributes: &str) -> bool {
    if name.is_empty() || attributes.ends_with('/') {
        return false;
    }
    let class = attributes.split_once(" class=\"").and_then(|(_, rest)| rest.split('"').next());
    QUIET.contains(&name)
        || MARKS.iter().any(|mark| attributes.contains(mark))
        || class.is_some_and(|class| class.split(' ').any(|one| CLASSES.contains(&one)))
}

/// What follows the end of an element that has just begun.
pub(super) fn past<'m>(name: &str, inside: &'m str) -> &'m str {
    let (mut depth, mut rest) = (1_usize, inside);
    while let Some(open) = rest.find('<') {
        let tag = &rest[open..];
        let (own, attributes, after) = element(tag);
        rest = after;
        if own == name && !attributes.ends_with('/') {
            depth += 1;
        } else if own.is_empty() && tag.get(2..).is_some_and(|closing| closing.starts_with(name)) {
            // `</g>`, not `</grid>`.
            let whole = tag.as_bytes().get(2 + name.len()) == Some(&b'>');
            depth -= usize::from(whole);
            if depth == 0 {
                return rest;
            }
        }
    }
    ""
}

/// The first number of a text that reads like a figure and is not known to be none.
fn figure_in<'t>(text: &'t str, known: &BTreeSet<String>) -> Option<&'t str> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    while at < bytes.len() {
        if !digit(at) {
            at += 1;
            continue;
        }
        let from = at;
        let mut reads = false;
        while digit(at) || (matches!(bytes.get(at), Some(b'.' | b',')) && digit(at + 1)) {
            reads |= !digit(at);
            at += 1;
        }
        // Part of a word: `V2.0`, `&#39;`, a date, a version, a width.
        let word = from > 0 && matches!(bytes[from - 1], b'A'..=b'Z' | b'a'..=b'z' | b'#' | b'_');
        let percent = bytes.get(at) == Some(&b'%') && &bytes[from..at] != b"100";
        let number = text.get(from..at).unwrap_or_default();
        if (reads || percent) && !word && !known.contains(number) {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(markup: &str) -> Option<&str> {
        untraced(markup, &BTreeSet::new())
    }

    #[test]
    fn figures_need_a_provenance() {
        assert_eq!(look("<p>支出 1,234.50 万元</p>"), Some("1,234.50"));
        assert_eq!(look("<p>占 45%</p>"), Some("45"));
        assert_eq!(look("<svg><g class=\"mark\"><title>甲：1.00</title></g></svg>"), Some("1.00"));
        assert_eq!(look("<p><span data-of=\"x\">1.00</span> 2.00</p>"), Some("2.00"));
        assert_eq!(
            look("<g data-of=\"x\"><g><text>1.00</text></g><text>2.00</text></g><text>3.00</text>"),
            Some("3.00")
        );
        assert_eq!(look("1.5"), Some("1.5"));
        assert_eq!(look("<a class=\"fig\" href=\"x\">“支出 1.00 万元”</a>"), None);
        assert_eq!(look("<a class=\"fig\" href=\"x\">1.00</a>"), Some("1.00"));
    }

    #[test]
    fn other_numbers_do_not() {
        assert_eq!(look("<p>2023 年，3 个部门，100%</p>"), None);
        assert_eq!(look("<p class=\"code\">V2.0</p><code>0.1.0</code><p>&#39;</p>"), None);
        assert_eq!(
            look(
                "<g class=\"scale\"><text>1,000</text></g><div class=\"source\"><p class=\"un\" id=\"L1\">1.00</p></div>"
            ),
            None
        );
        assert_eq!(look("<i style=\"width:45.10%\"></i><path d=\"M1.5 2\"/><p>甲</p>"), None);
        let names = known(["“1.5级”开发", "甲", "2.0、3.5 版"].into_iter());
        assert_eq!(names.iter().map(String::as_str).collect::<Vec<_>>(), ["1.5", "2.0", "3.5"]);
        assert_eq!(untraced("<p>“1.5级”开发 1.6</p>", &names), Some("1.6"));
    }

    #[test]
    fn broken_markup_does_no_harm() {
        for markup in
            ["<", "<p", "<p>1.0", "</p>", "<g data-of=\"x\"><text>1.0", "<>", "< >1", "<q", "<é>1.5</é>"]
        {
            let _ = look(markup);
        }
    }
}
