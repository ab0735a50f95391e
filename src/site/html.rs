//! Building blocks of markup: escaped text, links to figures, sentences made of both.

use std::fmt::Write;
use std::sync::Arc;

use super::stated::Stating;
use crate::chart::Trace;
use crate::messages::{Locale, say};
use crate::model::How;

/// Escapes text for element content and quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    // Most texts have nothing to escape: they are copied piece by piece, not letter by letter.
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | 0xC2 | 0x7F) || byte < b' ';
    while let Some(at) = rest.bytes().position(special) {
        out.push_str(&rest[..at]);
        let mut chars = rest[at..].chars();
        match chars.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            Some('\'') => out.push_str("&#39;"),
            Some(c) if c.is_control() && !matches!(c, '\t' | '\n') => out.push(' '),
            Some(c) => out.push(c),
            None => break,
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out
}

/// A heading with places where its lines may end: headlines break between words.
pub(crate) fn phrases(text: &str) -> String {
    phrases_stated(text, &[])
}

/// The same, with the provenance of its numbers.
pub(crate) fn phrases_stated(text: &str, figs: &[Fig]) -> String {
    let mut stating = Stating::new(figs);
    let escaped: Vec<String> =
        // A space inside a phrase (`9.10 万元`) must not end a line either; one at its end may.
        crate::chart::wrap::phrases(text)
            .iter()
            .map(|phrase| {
                let stem = phrase.trim_end_matches(' ');
                stating.markup(&format!("{}{}", stem.replace(' ', "\u{A0}"), &phrase[stem.len()..]))
            })
            .collect();
    escaped.join("<wbr>")
}

/// A figure on a page: its printed form, its place, and what stands there.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Fig {
    /// As written on the page, without the unit.
    pub(crate) text: String,
    /// Address of its place, relative to the page; empty where it has none.
    pub(crate) href: String,
    /// Document, line and printed text.
    pub(crate) title: String,
    /// Whether it was computed from others.
    pub(crate) derived: bool,
    /// Whether the publisher corrected what is printed.
    pub(crate) corrected: bool,
    /// Ids of the facts that it is, or that it is made of.
    pub(crate) of: Vec<String>,
    /// How it is made of them.
    pub(crate) how: How,
    /// Document code and line, printed behind the figure on paper: `甲137`.
    pub(crate) code: String,
    /// The line that the link leads to: document and number.
    #[serde(skip)]
    pub(crate) line: (Arc<str>, u32),
    /// The language of its page.
    #[serde(skip)]
    pub(crate) locale: Locale,
}

impl Fig {
    /// Its provenance as attributes.
    pub(super) fn data(&self) -> String {
        let mut data = String::new();
        for (name, value) in [("of", self.of.join(" ")), ("how", self.how.id().to_owned())] {
            if !value.is_empty() {
                let _ = write!(data, " data-{name}=\"{}\"", escape(&value));
            }
        }
        data
    }

    /// Whether the page says it as the document prints it, so that its title has nothing to add to its place.
    pub(crate) fn is_as_printed(&self) -> bool {
        // The title is of the language of its page.
        let (quote, aside) = match self.title.rsplit_once('：') {
            Some((_, quote)) => (Some(quote), self.title.contains('（')),
            None => (self.title.rsplit_once(": ").map(|(_, quote)| quote), self.title.contains(['（', '('])),
        };
        let plain = self.how == How::Printed && !self.derived && !self.corrected;
        plain && !self.href.is_empty() && !aside && quote.is_none_or(|quote| quote == self.text)
    }

    /// Its provenance for a chart.
    pub(crate) fn trace(&self) -> Trace {
        if self.of.is_empty() {
            return Trace::default();
        }
        Trace::of(format!("{} {}", self.how.id(), self.of.join(" ")).trim_start())
    }

    /// The number with its provenance, but without a link: in headings and other links.
    pub(crate) fn unlinked(&self) -> String {
        Stating::new(std::slice::from_ref(self)).markup(&self.text)
    }

    /// The figure beside one that leads to its line already: a row of a table needs one link, and a keyboard one stop.
    pub(crate) fn beside(&self) -> String {
        let title = match self.how {
            How::Printed | How::Share if !self.derived && !self.corrected => String::new(),
            _ => format!(" title=\"{}\"", escape(&self.title)),
        };
        self.remarked(format!("<i class=\"f\"{title}{}>{}</i>", self.data(), escape(&self.text)))
    }

    /// The figure as markup.
    pub(crate) fn html(&self) -> String {
        let mut out = String::new();
        let data = self.data();
        if self.href.is_empty() {
            let _ = write!(
                out,
                "<span class=\"fig\" title=\"{}\"{data}>{}</span>",
                escape(&self.title),
                escape(&self.text)
            );
        } else {
            let _ = write!(
                out,
                "<a class=\"fig\" href=\"{}\"{}{data}{}>{}</a>",
                escape(&self.href),
                if self.title.is_empty() {
                    String::new()
                } else {
                    format!(" title=\"{}\"", escape(&self.title))
                },
                if self.code.is_empty() {
                    String::new()
                } else {
                    format!(" data-code=\"{}\"", escape(&self.code))
                },
                escape(&self.text)
            );
        }
        self.remarked(out)
    }

    /// The figure with what must be said of it.
    fn remarked(&self, mut out: String) -> String {
        if self.derived {
            let _ = write!(out, "<span class=\"derived\">{}</span>", say!(self.locale, "derived-mark"));
        }
        if self.corrected {
            let _ = write!(
                out,
                "<span class=\"derived corrected\">{}</span>",
                say!(self.locale, "corrected-mark")
            );
        }
        out
    }
}

/// Whether a page holds a figure that leads nowhere.
pub(crate) fn has_untraced(page: &[u8]) -> bool {
    const NOWHERE: &[u8] = b"<span class=\"fig\"";
    page.windows(NOWHERE.len()).any(|part| part == NOWHERE)
}

/// A sentence made by rules: escaped words, figures, links.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sentence(String);

impl Sentence {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Plain words.
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.0.push_str(&escape(text));
        self
    }

    /// A figure.
    pub(crate) fn fig(mut self, fig: &Fig) -> Self {
        self.0.push_str(&fig.html());
        self
    }

    /// A figure without its link.
    pub(crate) fn unlinked(mut self, fig: &Fig) -> Self {
        self.0.push_str(&fig.unlinked());
        self
    }

    /// The markup, behind other markup.
    pub(crate) fn after(self, before: &str) -> String {
        format!("{before}{}", self.0)
    }

    /// The markup.
    pub(crate) fn html(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_goes_where_it_only_repeats_the_figure() {
        let fig = |title: &str| Fig {
            text: "1.00".into(),
            href: "x".into(),
            title: title.into(),
            ..Fig::default()
        };
        assert!(fig("第3行").is_as_printed() && fig("甲 第3行：1.00").is_as_printed());
        for more in ["甲 第3行：10000.00", "甲 第3行（由图片识别）：1.00", "计算：两年之差，1.00"]
        {
            assert!(!fig(more).is_as_printed(), "{more}");
        }
        assert!(!Fig { derived: true, ..fig("第3行") }.is_as_printed());
        assert!(!Fig { corrected: true, ..fig("第3行") }.is_as_printed());
        assert!(!Fig { how: How::Sum, ..fig("第3行") }.is_as_printed());
        assert!(!Fig { href: String::new(), ..fig("第3行") }.is_as_printed(), "it has no place");
    }

    #[test]
    fn nothing_gets_through_unescaped() {
        let fig = Fig { text: "<b>1</b>".into(), href: "x\"y".into(), title: "'&'".into(), ..Fig::default() };
        let html = Sentence::new().text("<script>").fig(&fig).html();
        assert!(!html.contains("<script>") && !html.contains("<b>") && !html.contains("x\"y"));
        assert!(html.contains("&#39;&amp;&#39;"));
    }
}
