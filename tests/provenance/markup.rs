//! A reader for the markup that the program writes: every text and every attribute that a reader meets, each with the
//! elements around it.

use std::collections::BTreeMap;

/// An element that is open.
#[derive(Debug, Clone, Default)]
pub(crate) struct Element {
    pub(crate) tag: String,
    pub(crate) attributes: BTreeMap<String, String>,
    /// Which element of the page it is, counted from the first.
    pub(crate) order: usize,
}

impl Element {
    pub(crate) fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.get("class").split(' ').any(|own| own == class)
    }
}

/// A text with the elements around it, the innermost last. `attribute` is empty for the text itself.
pub(crate) struct Piece<'p> {
    pub(crate) around: &'p [Element],
    pub(crate) attribute: &'p str,
    pub(crate) text: String,
}

/// Elements that never close.
const VOID: &[&str] = &["meta", "link", "br", "img", "hr", "input", "col"];
/// Attributes that are read out, shown or taken over by other programs.
const READ: &[&str] = &["title", "alt", "aria-label", "placeholder"];

pub(crate) fn plain(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&#x2F;", "/")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// Calls for every text and every attribute that is read.
pub(crate) fn walk(markup: &str, mut visit: impl FnMut(&Piece<'_>)) {
    let markup = markup.replace("<wbr>", "").replace('\u{A0}', " ");
    let mut around: Vec<Element> = Vec::new();
    let mut rest = markup.as_str();
    let mut order = 0;
    while let Some(open) = rest.find('<') {
        text(&around, &rest[..open], &mut visit);
        let end = rest[open..].find('>').expect("a whole tag") + open;
        let inner = &rest[open + 1..end];
        rest = &rest[end + 1..];
        if let Some(tag) = inner.strip_prefix('/') {
            let at = around
                .iter()
                .rposition(|own| own.tag == tag)
                .unwrap_or_else(|| panic!("</{tag}> closes nothing"));
            around.truncate(at);
        } else if !inner.starts_with(['!', '?']) {
            let element = element(inner, order);
            order += 1;
            let empty = inner.ends_with('/') || VOID.contains(&element.tag.as_str());
            around.push(element);
            let own = around.last().expect("an element").clone();
            let described = own.tag == "meta"
                && (own.get("name") == "description"
                    || own.get("property").ends_with("title")
                    || own.get("property").ends_with("description"));
            for (name, value) in &own.attributes {
                if READ.contains(&name.as_str()) || (described && name == "content") {
                    visit(&Piece { around: &around, attribute: name, text: value.clone() });
                }
            }
            if empty {
                around.pop();
            }
        }
    }
    text(&around, rest, &mut visit);
}

fn text(around: &[Element], raw: &str, visit: &mut impl FnMut(&Piece<'_>)) {
    if !raw.trim().is_empty() {
        visit(&Piece { around, attribute: "", text: plain(raw) });
    }
}

fn element(inner: &str, order: usize) -> Element {
    let (tag, mut rest) = inner.split_once([' ', '\n']).unwrap_or((inner.trim_end_matches('/'), ""));
    let mut attributes = BTreeMap::new();
    while let Some((name, after)) = rest.split_once("=\"") {
        let (value, after) = after.split_once('"').expect("a whole attribute");
        attributes.insert(name.trim().to_owned(), plain(value));
        rest = after;
    }
    Element { tag: tag.to_owned(), attributes, order }
}

#[test]
fn texts_come_with_what_is_around_them() {
    let mut seen = Vec::new();
    walk("<!doctype html><p class=\"a b\" title=\"1\">x<b>2<wbr>3</b><br>y</p>", |piece| {
        let tags: Vec<&str> = piece.around.iter().map(|one| one.tag.as_str()).collect();
        seen.push(format!("{} {} {}", tags.join("/"), piece.attribute, piece.text));
    });
    assert_eq!(seen, ["p title 1", "p  x", "p/b  23", "p  y"]);
}
