//! Text as it is printed: white space of the source collapsed, hard spaces kept, and what stands in a cell with its
//! line breaks.

use super::super::notes::{Raised, raised};
use super::content::{Content, field};
use super::dom::{Dom, Id};
use crate::document::{is_cjk, reddened};

/// Text being written.
#[derive(Debug, Default)]
pub(super) struct Ink {
    text: String,
    /// White space of the source that is not yet written, and whether a line end is in it.
    space: Option<bool>,
    /// Whether some of the text is red, and whether some is not.
    red: (bool, bool),
}

impl Ink {
    /// Adds text of the source.
    pub(super) fn add(&mut self, text: &str) {
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{0C}') {
                self.space = Some(self.space.unwrap_or(false) || matches!(c, '\n' | '\r'));
                continue;
            }
            if let Some(breaks) = self.space.take()
                && let Some(last) = self.text.chars().next_back().filter(|last| *last != '\n')
                // Where the source breaks a line of Chinese text, no space is meant.
                && !(breaks && is_cjk(last) && is_cjk(c))
            {
                self.text.push(' ');
            }
            self.text.push(c);
        }
    }

    /// Ends the line.
    fn end_line(&mut self) {
        self.space = None;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// The text so far, and starts anew.
    pub(super) fn take(&mut self) -> String {
        self.space = None;
        std::mem::take(&mut self.text)
    }

    /// Whether nothing was written.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds a raised text. Behind an amount it is the mark of a note, and no digit of it: it is left away. A power of
    /// ten stays visible as one.
    pub(super) fn add_raised(&mut self, text: &str) {
        match raised(&self.text, text) {
            Raised::Text => self.add(text),
            Raised::Power => {
                self.text.push('^');
                self.add(text.trim());
            }
            Raised::Note => {}
        }
    }

    /// The text of a cell, a line break between its blocks.
    pub(super) fn of_cell(dom: &Dom, content: &Content, cell: Id) -> String {
        let mut ink = Ink::default();
        ink.add(&indent(dom, cell));
        ink.inside(dom, content, cell);
        let text = ink.take();
        reddened(text.trim_end_matches('\n').to_owned(), ink.red == (true, false))
    }

    /// Everything below an element. The depth of a page is limited, so this ends.
    fn inside(&mut self, dom: &Dom, content: &Content, id: Id) {
        let [before, behind] = content.written(id);
        self.add(before);
        self.within(dom, content, id);
        self.add(behind);
    }

    fn within(&mut self, dom: &Dom, content: &Content, id: Id) {
        for child in dom.children(id).filter(|child| !content.is_unseen(*child)) {
            if let Some(text) = dom.text(child) {
                if !text.trim().is_empty() {
                    let red = content.is_red(id);
                    self.red = (self.red.0 || red, self.red.1 || !red);
                }
                self.add(text);
                continue;
            }
            match content.shape(dom, child) {
                _ if content.is_raised(dom, child) => self.add_raised(&plain(dom, content, child)),
                "input" => self.add(field(dom, child).unwrap_or_default()),
                "img" => self.add(drawn_sign(dom, child)),
                name if let Some(mark) = between(name) => {
                    let parts = dom.children(child).filter(|part| !content.is_unseen(*part));
                    let parts = parts.map(|part| plain(dom, content, part)).filter(|part| !part.is_empty());
                    self.add(&parts.collect::<Vec<_>>().join(mark));
                }
                "br" => {
                    self.space = None;
                    self.text.push('\n');
                }
                "td" | "th" => {
                    self.add(" ");
                    self.inside(dom, content, child);
                }
                name if is_block(name) => {
                    self.end_line();
                    self.inside(dom, content, child);
                    self.end_line();
                }
                _ => self.inside(dom, content, child),
            }
        }
    }
}

/// What stands between the parts of a formula that do not follow each other on one line, so that no number comes of two.
fn between(name: &str) -> Option<&'static str> {
    Some(match name {
        "mfrac" => "/",
        "msup" | "mover" => "^",
        "msub" | "munder" | "msubsup" | "munderover" => "_",
        "mroot" | "mtable" | "mtr" => "\u{A0}",
        _ => return None,
    })
}

/// A sign that a picture says it shows. What pictures of anything else show is not read.
fn drawn_sign(dom: &Dom, id: Id) -> &str {
    let said = dom.attribute(id, "alt").unwrap_or_default().trim();
    let is_sign = !said.is_empty() && said.chars().count() <= 2 && !said.contains(char::is_alphanumeric);
    if is_sign { said } else { "" }
}

/// The text of an element in one line.
pub(super) fn plain(dom: &Dom, content: &Content, id: Id) -> String {
    let mut ink = Ink::default();
    ink.inside(dom, content, id);
    ink.take().replace('\n', " ").trim().to_owned()
}

/// Hard spaces for the indentation that a spreadsheet notes in the style of a cell.
fn indent(dom: &Dom, cell: Id) -> String {
    let style = dom.attribute(cell, "style").unwrap_or_default();
    let count = style.split("mso-char-indent-count:").nth(1).unwrap_or_default().trim_start();
    let digits: String = count.chars().take_while(char::is_ascii_digit).collect();
    "\u{A0}".repeat(digits.parse::<usize>().unwrap_or(0).min(16))
}

/// Whether an element starts a line of its own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "title"
            | "tr"
            | "ul"
            | "xmp"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(html: &str) -> String {
        let dom = Dom::parse(&format!("<table><tr><td>{html}</td></tr></table>"));
        let content = Content::find(&dom);
        let cell = dom.subtree(Dom::ROOT).find(|id| dom.name(*id) == "td").expect("a cell");
        Ink::of_cell(&dom, &content, cell)
    }

    #[test]
    fn cells_are_read_as_printed() {
        for (html, text) in [
            ("\n  一般公共\n  预算  财政 ", "一般公共预算 财政"),
            ("&nbsp;&nbsp;行政运行", "\u{A0}\u{A0}行政运行"),
            ("<p>目标1</p>\n<p>目标2</p>", "目标1\n目标2"),
            ("出国<br>（境）费", "出国\n（境）费"),
            ("<span>1,234</span><span>.56</span>", "1,234.56"),
            ("1,234.56<sup>1</sup>", "1,234.56"),
            ("<o:p></o:p>", ""),
            ("m<sup>2</sup>", "m2"),
            ("10<sup>4</sup>元", "10^4元"),
            ("1,234.56<span style='vertical-align:super;font-size:60%'>2</span>", "1,234.56"),
            ("<del>1.00</del>2.00", "2.00"),
            ("<font color=red> 20.00</font>\n", "\u{FDD0}20.00"),
            ("<font color=red>2</font>0.00", "20.00"),
            ("甲<table><tr><td>乙<td>丙</table>", "甲\n乙 丙"),
        ] {
            assert_eq!(cell(html), text, "{html}");
        }
    }
}
