//! Markup: the XML of office files as a flat run of tags and texts. Nothing here recurses, so depth costs nothing.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// XML being read.
pub(super) struct Markup<'x> {
    reader: quick_xml::Reader<&'x [u8]>,
    depth: usize,
    done: bool,
}

/// A step through XML.
#[derive(Debug)]
pub(super) enum Step<'x> {
    /// A tag opens. One that closes itself opens and closes.
    Open(Tag<'x>),
    /// The tag with this name closes.
    Close(String),
    /// Text.
    Text(String),
    /// All was read.
    End,
    /// It is broken here, or ends while tags are open. Nothing follows.
    Broken,
}

/// An opening tag.
#[derive(Debug)]
pub(super) struct Tag<'x>(BytesStart<'x>);

impl<'x> Markup<'x> {
    /// Reads a text.
    pub(super) fn new(text: &'x str) -> Self {
        let mut reader = quick_xml::Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, depth: 0, done: false }
    }

    /// The next step.
    pub(super) fn step(&mut self) -> Step<'x> {
        if self.done {
            return Step::End;
        }
        loop {
            let step = match self.reader.read_event() {
                Ok(Event::Start(start)) => {
                    self.depth += 1;
                    Step::Open(Tag(start))
                }
                Ok(Event::End(end)) => {
                    self.depth = self.depth.saturating_sub(1);
                    Step::Close(end.local_name().as_ref().to_owned())
                }
                Ok(Event::Text(text)) => Step::Text(text.xml10_content().into_owned()),
                Ok(Event::CData(text)) => Step::Text(text.xml10_content().into_owned()),
                Ok(Event::GeneralRef(reference)) => Step::Text(resolved(&reference)),
                Ok(Event::Eof) if self.depth == 0 => Step::End,
                Ok(Event::Eof) | Err(_) => Step::Broken,
                Ok(_) => continue,
            };
            self.done = matches!(step, Step::End | Step::Broken);
            return step;
        }
    }

    /// The next tag that opens; `None` behind the last.
    pub(super) fn next_tag(&mut self) -> Option<Tag<'x>> {
        loop {
            match self.step() {
                Step::Open(tag) => return Some(tag),
                Step::End | Step::Broken => return None,
                Step::Close(_) | Step::Text(_) => {}
            }
        }
    }

    /// Goes on behind the tag that was just opened. `false` where the text breaks before that.
    pub(super) fn skip(&mut self) -> bool {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if matches!(self.step(), Step::End | Step::Broken) {
                return false;
            }
        }
        true
    }
}

/// What an entity stands for. One that XML does not know is a character that nobody can name.
fn resolved(reference: &quick_xml::events::BytesRef) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    let name = reference.xml10_content();
    quick_xml::escape::resolve_predefined_entity(&name).unwrap_or("\u{FFFD}").to_owned()
}

impl Tag<'_> {
    /// The name without its prefix.
    pub(super) fn name(&self) -> &str {
        let name = self.0.name().0;
        name.rsplit(':').next().unwrap_or(name)
    }

    /// The prefix of the name; empty where there is none.
    pub(super) fn prefix(&self) -> &str {
        self.0.name().0.rsplit_once(':').map_or("", |(prefix, _)| prefix)
    }

    /// The value of an attribute, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let attribute = attributes
            .with_checks(false)
            .filter_map(Result::ok)
            .find(|attribute| attribute.key.local_name().as_ref() == name)?;
        Some(match attribute.normalized_value(XmlVersion::Implicit1_0) {
            Ok(value) => value.into_owned(),
            Err(_) => attribute.value.into_owned(),
        })
    }

    /// The value of an attribute that is a number.
    pub(super) fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether a switch such as `<w:vanish w:val="0"/>` is on: it is where it says nothing.
    pub(super) fn is_on(&self) -> bool {
        self.attribute("val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(xml: &str) -> (String, bool) {
        let mut markup = Markup::new(xml);
        let mut all = String::new();
        loop {
            match markup.step() {
                Step::Text(text) => all.push_str(&text),
                Step::End => return (all, true),
                Step::Broken => return (all, false),
                Step::Open(_) | Step::Close(_) => {}
            }
        }
    }

    #[test]
    fn entities_are_text_and_unknown_ones_are_no_guess() {
        let (text, whole) = texts("<a>&lt;甲&#x4E59;<b/>&amp;&nbsp;</a>");
        assert_eq!((text.as_str(), whole), ("<甲乙&\u{FFFD}", true));
    }

    #[test]
    fn a_cut_is_noticed() {
        assert_eq!(texts("<a><b>1</b>"), ("1".to_owned(), false));
        assert_eq!(texts("<a>1</b>"), ("1".to_owned(), false));
    }

    #[test]
    fn attributes_are_found_whatever_their_prefix() {
        let mut markup = Markup::new(r#"<w:gridSpan w:val="3" x='a&amp;b'/>"#);
        let Step::Open(tag) = markup.step() else { panic!("a tag") };
        assert_eq!((tag.name(), tag.prefix()), ("gridSpan", "w"));
        assert_eq!(tag.number("val"), Some(3));
        assert_eq!(tag.attribute("x").as_deref(), Some("a&b"));
    }
}
