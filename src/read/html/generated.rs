//! Text that style sheets write before and behind elements (`content` of `::before` and `::after`): a minus, a bracket, a unit
//! is read as it is seen.

use super::dom::{Dom, Id};

/// The attribute that no element has and [`Node`](super::node::Node) answers for where a rule is about a side.
pub(super) const SIDE: &str = "mz-side";

/// The two sides of an element.
pub(super) const SIDES: [&str; 2] = ["before", "after"];

/// The longest text that is written so.
const LONGEST: usize = 200;

/// The text of a value of `content`. Signs of fonts of icons have no name and say nothing, and words from an attribute are the
/// header that narrow screens repeat.
pub(super) fn text_of(value: &str, dom: &Dom, id: Id) -> String {
    let mut out = String::new();
    let mut rest = value.trim();
    while let Some(first) = rest.chars().next() {
        if matches!(first, '"' | '\'') {
            let (text, behind) = quoted(&rest[1..], first);
            out.push_str(&text);
            rest = behind;
        } else if let Some((name, behind)) =
            rest.strip_prefix("attr(").and_then(|inside| inside.split_once(')'))
        {
            let name = name.split([' ', ',']).next().unwrap_or_default().to_ascii_lowercase();
            let value = dom.attribute(id, &name).unwrap_or_default();
            if !value.chars().all(|c| c.is_alphabetic() || c.is_whitespace()) {
                out.push_str(value);
            }
            rest = behind;
        } else if first == '/' {
            // What is read aloud instead.
            break;
        } else {
            rest = &rest[first.len_utf8()..];
        }
    }
    let nameless = |c: &char| matches!(c, '\u{E000}'..='\u{F8FF}');
    out.chars().filter(|c| !nameless(c)).take(LONGEST).collect()
}

/// A text up to its closing mark, its escapes resolved, and what stands behind it.
fn quoted(text: &str, close: char) -> (String, &str) {
    let mut out = String::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == close {
            return (out, &text[at + c.len_utf8()..]);
        }
        if c != '\\' {
            out.push(c);
            continue;
        }
        let mut code = String::new();
        while code.len() < 6
            && let Some((_, digit)) = chars.next_if(|(_, c)| c.is_ascii_hexdigit())
        {
            code.push(digit);
        }
        if code.is_empty() {
            out.extend(chars.next().map(|(_, c)| c).filter(|c| *c != '\n'));
        } else {
            // One space ends a code.
            chars.next_if(|(_, c)| *c == ' ');
            out.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
        }
    }
    (out, "")
}

/// The names of attributes that a page writes out by its styles.
pub(super) fn written_attributes(page: &str) -> impl Iterator<Item = &str> {
    page.match_indices("attr(").filter_map(|(at, open)| {
        let rest = page[at + open.len()..].trim_start();
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')))?;
        (end > 0).then(|| &rest[..end])
    })
}

#[cfg(test)]
mod tests {
    use super::super::content::Content;
    use super::super::ink;
    use super::*;

    #[test]
    fn what_styles_write_is_seen() {
        for (page, text) in [
            ("<style>.n::before{content:\"-\"}</style><p><b class=n>1</b></p>", "-1"),
            ("<style>td.n:before{content:'\\2212'}</style><table><td class=n>1</td></table>", "−1"),
            ("<style>.n::before{content:'('}.n::after{content:')'}</style><p class=n>1</p>", "(1)"),
            ("<style>.n::after{content:'\\4E07 元'}</style><p class=n>1</p>", "1万元"),
            ("<style>.n::before{content:attr(data-s)}</style><p class=n data-s='-'>1</p>", "-1"),
            ("<style>td::before{content:attr(data-l)}</style><table><td data-l=金额>1</td></table>", "1"),
            ("<style>.n::before{content:'\\e601'}.m::before{content:none}</style><p class='n m'>1</p>", "1"),
            ("<style>.n::before{content:'-';display:none}</style><p class=n>1</p>", "1"),
            ("<style>.n::before{content:'-';color:#fff}</style><p class=n>1</p>", "1"),
            ("<style>.n::before{content:'-' / 'less'}</style><p class=n>1</p>", "-1"),
            ("<style>@media(max-width:9px){.n::before{content:'-'}}</style><p class=n>1</p>", "1"),
            (
                "<style>div .n::before{content:'-'}b::before{content:'+'}</style><div><p class=n>1</p></div>",
                "-1",
            ),
        ] {
            let dom = Dom::parse(page);
            assert_eq!(ink::plain(&dom, &Content::find(&dom), Dom::ROOT), text, "{page}");
        }
        assert_eq!(quoted("a\\\"b\\", '"'), ("a\"b".to_owned(), ""));
    }
}
