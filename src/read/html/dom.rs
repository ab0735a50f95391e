//! The tree of a page, as a browser would build it: html5ever's parser into an arena of our own. The arena keeps what
//! reading needs, has no recursion anywhere, and holds hostile pages to limits that no real page comes near.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::collections::BTreeSet;

use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, QualName, local_name};

use super::generated::written_attributes;

/// Elements deeper than this are left out; their text stays. Browsers stop at 512.
const MAX_DEPTH: u32 = 256;

/// Beyond this many nodes no tag is read any more.
pub(super) const MAX_NODES: usize = 1_000_000;

/// A tag ends at the latest behind this many attributes: the parser compares each with all before it.
const MAX_ATTRIBUTES: usize = 256;

/// The longest name of an attribute by which a style chooses, and how many there may be.
const LONGEST_NAME: usize = 40;
const MOST_CHOSEN: usize = 100;

/// The attributes that reading asks for, beside those by which styles choose.
const KEPT: &[LocalName] = &[
    local_name!("alt"),
    local_name!("bgcolor"),
    local_name!("class"),
    local_name!("color"),
    local_name!("colspan"),
    local_name!("content"),
    local_name!("height"),
    local_name!("hidden"),
    local_name!("href"),
    local_name!("id"),
    local_name!("name"),
    local_name!("role"),
    local_name!("rowspan"),
    local_name!("selected"),
    local_name!("span"),
    local_name!("src"),
    local_name!("style"),
    local_name!("type"),
    local_name!("value"),
    local_name!("width"),
];

/// The index of a node in its [`Dom`].
pub(super) type Id = usize;

/// A page.
#[derive(Debug)]
pub(super) struct Dom {
    nodes: Vec<Node>,
    /// Whether the page had more nodes than are kept.
    pub(super) is_cut: bool,
    /// Whether elements stood so deep that only their text is kept.
    pub(super) is_flattened: bool,
}

#[derive(Debug)]
struct Node {
    content: Content,
    parent: Option<Id>,
    before: Option<Id>,
    after: Option<Id>,
    first: Option<Id>,
    last: Option<Id>,
    depth: u32,
    line: u32,
}

#[derive(Debug)]
enum Content {
    Element(QualName, Vec<(LocalName, String)>),
    Text(String),
    /// The document, comments, templates' contents.
    Other,
}

impl Dom {
    /// Parses a page. Every text is a page; errors are mended as browsers mend them.
    pub(super) fn parse(text: &str) -> Dom {
        let sink = Sink { chosen_by: chosen_by(text), ..Sink::default() };
        let builder = TreeBuilder::new(sink, TreeBuilderOpts { drop_doctype: true, ..Default::default() });
        let tokenizer = Tokenizer::new(Sieve { builder }, TokenizerOpts::default());
        let queue = BufferQueue::default();
        queue.push_back(StrTendril::from_slice(&tame(text)));
        // The sieve never asks the tokenizer to stop.
        let _ = tokenizer.feed(&queue);
        tokenizer.end();
        tokenizer.sink.builder.sink.finish()
    }

    /// The root of the tree.
    pub(super) const ROOT: Id = 0;

    /// The name of an element in lower case; empty for text and all else.
    pub(super) fn name(&self, id: Id) -> &str {
        match &self.nodes[id].content {
            Content::Element(name, _) => &name.local,
            _ => "",
        }
    }

    /// The name of an element as the page prints it.
    pub(super) fn printed_name(&self, id: Id) -> &str {
        self.name(id).trim_start_matches(LOOK)
    }

    /// An attribute of an element.
    pub(super) fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        match &self.nodes[id].content {
            Content::Element(_, attributes) => {
                attributes.iter().find(|(own, _)| **own == *name).map(|(_, value)| value.as_str())
            }
            _ => None,
        }
    }

    /// The text of a text node.
    pub(super) fn text(&self, id: Id) -> Option<&str> {
        match &self.nodes[id].content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The line of the page on which a node was opened, counted from 1.
    pub(super) fn line(&self, id: Id) -> u32 {
        self.nodes[id].line
    }

    /// The node's parent.
    pub(super) fn parent(&self, id: Id) -> Option<Id> {
        self.nodes[id].parent
    }

    /// The node right behind it below the same parent.
    pub(super) fn behind(&self, id: Id) -> Option<Id> {
        self.nodes[id].after
    }

    /// The last node below a parent.
    pub(super) fn last(&self, id: Id) -> Option<Id> {
        self.nodes[id].last
    }

    /// The node right before it below the same parent.
    pub(super) fn before(&self, id: Id) -> Option<Id> {
        self.nodes[id].before
    }

    /// The children of a node, in order.
    pub(super) fn children(&self, id: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(self.nodes[id].first, |at| self.nodes[*at].after)
    }

    /// A node and all below it, in document order.
    pub(super) fn subtree(&self, top: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(Some(top), move |at| {
            if let Some(first) = self.nodes[*at].first {
                return Some(first);
            }
            let mut at = *at;
            while at != top {
                if let Some(after) = self.nodes[at].after {
                    return Some(after);
                }
                at = self.nodes[at].parent?;
            }
            None
        })
    }

    fn add(&mut self, content: Content, line: u32) -> Id {
        let id = self.nodes.len();
        let node = Node {
            content,
            parent: None,
            before: None,
            after: None,
            first: None,
            last: None,
            depth: 0,
            line,
        };
        self.nodes.push(node);
        id
    }

    fn detach(&mut self, id: Id) {
        let Node { parent, before, after, .. } = self.nodes[id];
        let Some(parent) = parent else { return };
        match before {
            Some(before) => self.nodes[before].after = after,
            None => self.nodes[parent].first = after,
        }
        match after {
            Some(after) => self.nodes[after].before = before,
            None => self.nodes[parent].last = before,
        }
        let node = &mut self.nodes[id];
        (node.parent, node.before, node.after) = (None, None, None);
    }

    /// Puts a node below a parent, before a child or at the end.
    fn insert(&mut self, parent: Id, id: Id, next: Option<Id>) {
        self.detach(id);
        let before = next.map_or(self.nodes[parent].last, |next| self.nodes[next].before);
        match before {
            Some(before) => self.nodes[before].after = Some(id),
            None => self.nodes[parent].first = Some(id),
        }
        match next {
            Some(next) => self.nodes[next].before = Some(id),
            None => self.nodes[parent].last = Some(id),
        }
        let depth = self.nodes[parent].depth + 1;
        let node = &mut self.nodes[id];
        (node.parent, node.before, node.after, node.depth) = (Some(parent), before, next, depth);
    }

    /// Adds text below a parent, to the text that stands there if there is some.
    fn insert_text(&mut self, parent: Id, text: &str, next: Option<Id>, line: u32) {
        let before = next.map_or(self.nodes[parent].last, |next| self.nodes[next].before);
        if let Some(Content::Text(own)) = before.map(|before| &mut self.nodes[before].content) {
            own.push_str(text);
            return;
        }
        let id = self.add(Content::Text(text.to_owned()), line);
        self.insert(parent, id, next);
    }
}

/// What the tree builder writes to.
struct Sink {
    dom: RefCell<Dom>,
    line: Cell<u32>,
    /// The depth at which the next element will be put, as far as is known.
    depth: Cell<u32>,
    /// The attributes by which styles choose elements.
    chosen_by: BTreeSet<String>,
}

impl Default for Sink {
    fn default() -> Self {
        let mut dom = Dom { nodes: Vec::new(), is_cut: false, is_flattened: false };
        dom.add(Content::Other, 1);
        Self { dom: RefCell::new(dom), line: Cell::new(1), depth: Cell::new(0), chosen_by: BTreeSet::new() }
    }
}

impl Sink {
    fn place(&self, parent: Id, child: NodeOrText<Id>, next: Option<Id>) {
        let mut dom = self.dom.borrow_mut();
        match child {
            NodeOrText::AppendNode(id) => {
                dom.insert(parent, id, next);
                self.depth.set(dom.nodes[id].depth);
            }
            NodeOrText::AppendText(text) => dom.insert_text(parent, &text, next, self.line.get()),
        }
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Dom;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Dom {
        self.dom.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn set_current_line(&self, line: u64) {
        self.line.set(u32::try_from(line).unwrap_or(u32::MAX));
    }

    fn get_document(&self) -> Id {
        Dom::ROOT
    }

    fn same_node(&self, x: &Id, y: &Id) -> bool {
        x == y
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Ref<'a, QualName> {
        Ref::map(self.dom.borrow(), |dom| match &dom.nodes[*target].content {
            Content::Element(name, _) => name,
            // The tree builder promises to ask for elements only.
            _ => unreachable!("no element"),
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        let kept = attributes
            .into_iter()
            .filter(|one| KEPT.contains(&one.name.local) || self.chosen_by.contains(&*one.name.local))
            .map(|one| (one.name.local, one.value.to_string()))
            .collect();
        self.dom.borrow_mut().add(Content::Element(name, kept), self.line.get())
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.dom.borrow_mut().add(Content::Other, self.line.get())
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.dom.borrow_mut().add(Content::Other, self.line.get())
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.place(*parent, child, None);
    }

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let parent = self.dom.borrow().parent(*sibling);
        if let Some(parent) = parent {
            self.place(parent, child, Some(*sibling));
        }
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        let has_parent = self.dom.borrow().parent(*element).is_some();
        if has_parent { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn pop(&self, node: &Id) {
        self.depth.set(self.dom.borrow().nodes[*node].depth.saturating_sub(1));
    }

    fn get_template_contents(&self, _: &Id) -> Id {
        // What stands in a template is never shown: it goes to a node outside of the tree.
        self.dom.borrow_mut().add(Content::Other, self.line.get())
    }

    fn add_attrs_if_missing(&self, _: &Id, _: Vec<Attribute>) {
        // For `html` and `body` written twice; nothing is asked of those.
    }

    fn remove_from_parent(&self, target: &Id) {
        self.dom.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &Id, parent: &Id) {
        let mut dom = self.dom.borrow_mut();
        while let Some(child) = dom.nodes[*node].first {
            dom.insert(*parent, child, None);
        }
    }
}

/// Keeps back what a tree builder would spend quadratic time or memory on.
struct Sieve {
    builder: TreeBuilder<Id, Sink>,
}

/// What stands before the name of an element that only changes the look of text.
const LOOK: &str = "look-";

impl Sieve {
    /// The name under which a tag goes on where it is one that only changes the look of text. The tree builder would open
    /// each of these again in every block behind the one it was left open in; under a name that it does not know, they are
    /// closed with what they stand in. Text that is struck out is deleted, whatever the tag.
    fn renamed(name: &LocalName) -> Option<LocalName> {
        let is_look = matches!(
            *name,
            local_name!("b")
                | local_name!("big")
                | local_name!("code")
                | local_name!("em")
                | local_name!("font")
                | local_name!("i")
                | local_name!("small")
                | local_name!("strong")
                | local_name!("tt")
                | local_name!("u")
        );
        match *name {
            local_name!("s") | local_name!("strike") => Some(local_name!("del")),
            _ => is_look.then(|| LocalName::from(format!("{LOOK}{name}"))),
        }
    }

    fn keeps(&self, tag: &Tag) -> bool {
        if matches!(tag.name, local_name!("nobr") | local_name!("plaintext")) {
            return false;
        }
        let sink = &self.builder.sink;
        let mut dom = sink.dom.borrow_mut();
        dom.is_cut |= dom.nodes.len() >= MAX_NODES;
        let too_deep =
            tag.kind == TagKind::StartTag && tag.name != local_name!("br") && sink.depth.get() >= MAX_DEPTH;
        dom.is_flattened |= too_deep && !tag.name.starts_with(LOOK);
        !dom.is_cut && !too_deep
    }
}

impl TokenSink for Sieve {
    type Handle = Id;

    fn process_token(&self, mut token: Token, line: u64) -> TokenSinkResult<Id> {
        if let Token::TagToken(tag) = &mut token
            && let Some(name) = Self::renamed(&tag.name)
        {
            tag.name = name;
        }
        match &token {
            Token::TagToken(tag) if !self.keeps(tag) => return TokenSinkResult::Continue,
            Token::CommentToken(_) | Token::ParseError(_) => return TokenSinkResult::Continue,
            _ => {}
        }
        match self.builder.process_token(token, line) {
            // Scripts do not run here, and the encoding is settled.
            TokenSinkResult::Script(_) | TokenSinkResult::EncodingIndicator(_) => TokenSinkResult::Continue,
            other => other,
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// The names in square brackets of a page, attributes by which a style may choose elements, and those that it writes out.
fn chosen_by(page: &str) -> BTreeSet<String> {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let names = page.match_indices('[').filter_map(|(at, _)| {
        let rest = page[at + 1..].trim_start();
        let end = rest.find(|c| !is_of_name(c))?;
        let closes = rest[end..].trim_start().starts_with(['=', '~', '|', '^', '$', '*', ']']);
        (end > 0 && end <= LONGEST_NAME && closes).then(|| &rest[..end])
    });
    let written = written_attributes(page).filter(|name| name.len() <= LONGEST_NAME);
    names.take(MOST_CHOSEN).chain(written.take(MOST_CHOSEN)).map(str::to_ascii_lowercase).collect()
}

/// A page in which no tag has more attributes than are read.
fn tame(text: &str) -> Cow<'_, str> {
    let mut ends = Vec::new();
    let (mut inside, mut quote, mut parts) = (false, None, 0);
    // The last byte that is no white space: a quotation mark opens a value only behind an equals sign.
    let mut solid = 0;
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        match (inside, quote) {
            (false, _) => {
                inside = byte == b'<' && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
                (quote, parts) = (None, 0);
            }
            (true, Some(open)) if byte == open => quote = None,
            (true, Some(_)) => {}
            (true, None) => match byte {
                b'>' => inside = false,
                b'"' | b'\'' if solid == b'=' => quote = Some(byte),
                b'=' | b'/' | b'"' | b'\'' | b' ' | b'\t' | b'\n' | b'\r' | b'\x0C' => {
                    let apart = !bytes[at - 1].is_ascii_whitespace();
                    parts += usize::from(apart);
                    if parts > 2 * MAX_ATTRIBUTES {
                        ends.push(at);
                        inside = false;
                    }
                }
                _ => {}
            },
        }
        if !byte.is_ascii_whitespace() {
            solid = byte;
        }
    }
    if ends.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + ends.len());
    let mut from = 0;
    for end in ends {
        out.push_str(&text[from..end]);
        out.push('>');
        from = end;
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(dom: &Dom) -> String {
        dom.subtree(Dom::ROOT).filter_map(|id| dom.text(id)).collect()
    }

    #[test]
    fn markup_is_mended_as_browsers_mend_it() {
        let dom = Dom::parse("<table><tr><td>甲<td>乙</table><p>丙<p>丁<template>不</template>");
        let names: Vec<&str> =
            dom.subtree(Dom::ROOT).map(|id| dom.name(id)).filter(|name| !name.is_empty()).collect();
        assert_eq!(names, ["html", "head", "body", "table", "tbody", "tr", "td", "td", "p", "p", "template"]);
        assert_eq!(texts(&dom), "甲乙丙丁");
    }

    #[test]
    fn hostile_pages_are_held_to_limits() {
        let deep = format!("{}尾", "<div>".repeat(100_000));
        let dom = Dom::parse(&deep);
        assert!(dom.nodes.iter().all(|node| node.depth <= MAX_DEPTH + 4));
        assert_eq!(texts(&dom), "尾");
        let bold: String = (0..20_000).map(|n| format!("<p><b id={n}><u id={n}>x</p>")).collect();
        assert!(Dom::parse(&bold).nodes.len() < 100_000);
        let wide: String = (0..200_000).map(|n| format!(" a{n}=1")).collect();
        assert!(texts(&Dom::parse(&format!("<p{wide}>尾"))).ends_with("尾"));
        let foster = format!("<table>{}", "<a>x</a>y".repeat(50_000));
        assert_eq!(texts(&Dom::parse(&foster)).len(), 100_000);
    }
}
