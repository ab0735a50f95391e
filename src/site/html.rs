//! Building blocks of markup: escaped text, links to figures, sentences made of both.

use std::fmt::Write;

/// Escapes text for element content and quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() && !matches!(c, '\t' | '\n') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A heading with places where its lines may end: headlines break between words.
pub(crate) fn phrases(text: &str) -> String {
    let escaped: Vec<String> =
        // A space inside a phrase (`9.10 万元`) must not end a line either; one at its end may.
        crate::chart::wrap::phrases(text)
            .iter()
            .map(|phrase| {
                let stem = phrase.trim_end_matches(' ');
                escape(&format!("{}{}", stem.replace(' ', "\u{A0}"), &phrase[stem.len()..]))
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
    /// Document code and line, printed behind the figure on paper: `甲137`.
    pub(crate) code: String,
}

impl Fig {
    /// The figure as markup.
    pub(crate) fn html(&self) -> String {
        let mut out = String::new();
        if self.href.is_empty() {
            let _ = write!(
                out,
                "<span class=\"fig\" title=\"{}\">{}</span>",
                escape(&self.title),
                escape(&self.text)
            );
        } else {
            let _ = write!(
                out,
                "<a class=\"fig\" href=\"{}\" title=\"{}\"{}>{}</a>",
                escape(&self.href),
                escape(&self.title),
                if self.code.is_empty() {
                    String::new()
                } else {
                    format!(" data-code=\"{}\"", escape(&self.code))
                },
                escape(&self.text)
            );
        }
        if self.derived {
            out.push_str("<span class=\"derived\">推算</span>");
        }
        if self.corrected {
            out.push_str("<span class=\"derived corrected\">更正</span>");
        }
        out
    }
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

    /// Words that carry weight.
    pub(crate) fn strong(mut self, text: &str) -> Self {
        let _ = write!(self.0, "<b>{}</b>", escape(text));
        self
    }

    /// A figure.
    pub(crate) fn fig(mut self, fig: &Fig) -> Self {
        self.0.push_str(&fig.html());
        self
    }

    /// A figure set bold, as in a lead.
    pub(crate) fn big(mut self, fig: &Fig) -> Self {
        let _ = write!(self.0, "<b>{}</b>", fig.html());
        self
    }

    /// A link.
    pub(crate) fn link(mut self, href: &str, text: &str) -> Self {
        let _ = write!(self.0, "<a href=\"{}\">{}</a>", escape(href), escape(text));
        self
    }

    /// Whether nothing has been said.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
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
    fn nothing_gets_through_unescaped() {
        let fig = Fig { text: "<b>1</b>".into(), href: "x\"y".into(), title: "'&'".into(), ..Fig::default() };
        let html = Sentence::new().text("<script>").fig(&fig).html();
        assert!(!html.contains("<script>") && !html.contains("<b>") && !html.contains("x\"y"));
        assert!(html.contains("&#39;&amp;&#39;"));
    }
}
