//! Pages that the publisher writes in Markdown (`content/pages/*.md`).

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};
use serde_json::json;

use super::super::citation::web;
use super::super::frame::Frame;
use super::super::routes;
use super::super::{House, Job};
use super::{List, nothing};
use crate::document::scrub;
use crate::error::Result;

pub(super) const LIST: List = List { glean: nothing, jobs };

fn jobs<'h>(house: &'h House<'h>) -> Vec<Job<'h>> {
    let page = |(stem, text): (&'h String, &'h String)| {
        Job::new(routes::page(stem), move || page(house, stem, text))
    };
    house.pages.iter().map(page).collect()
}

fn page(house: &House<'_>, stem: &str, text: &str) -> Result<Vec<u8>> {
    let mut text = text.to_owned();
    scrub(&mut text);
    let rendered = render(&text);
    let title = if rendered.title.is_empty() { stem.to_owned() } else { rendered.title };
    let frame = Frame::new(routes::page(stem), title.as_str(), "").described(rendered.first);
    house.page("text.html", frame, &json!({ "title": title, "body": rendered.body }))
}

/// A Markdown text as markup.
struct Rendered {
    /// The first heading of the first level, which becomes the page's.
    title: String,
    /// The first paragraph, for previews.
    first: String,
    body: String,
}

/// Renders Markdown. Raw markup is shown as text, and only addresses of this site and of the web become links: the
/// content folder is not trusted, whoever filled it.
fn render(text: &str) -> Rendered {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut events: Vec<Event<'_>> = Vec::new();
    let (mut title, mut first) = (String::new(), String::new());
    let (mut in_title, mut in_first, mut done_first) = (false, false, false);
    for event in Parser::new_ext(text, options) {
        match &event {
            Event::Start(Tag::Heading { level: pulldown_cmark::HeadingLevel::H1, .. })
                if title.is_empty() =>
            {
                in_title = true;
                continue;
            }
            Event::End(TagEnd::Heading(pulldown_cmark::HeadingLevel::H1)) if in_title => {
                in_title = false;
                continue;
            }
            Event::Start(Tag::Paragraph) if !done_first => in_first = true,
            Event::End(TagEnd::Paragraph) if in_first => (in_first, done_first) = (false, true),
            Event::Text(words) | Event::Code(words) if in_title => {
                title.push_str(words);
                continue;
            }
            Event::Text(words) | Event::Code(words) if in_first => first.push_str(words),
            _ => {}
        }
        events.push(tamed(event));
    }
    let mut body = String::new();
    html::push_html(&mut body, events.into_iter());
    Rendered { title, first, body }
}

fn tamed(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Html(markup) | Event::InlineHtml(markup) => Event::Text(markup),
        // Of `{…}` behind a heading only a plain anchor is used: attributes would be code.
        Event::Start(Tag::Heading { level, id, .. }) => {
            let plain = |id: &CowStr<'_>| id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
            Event::Start(Tag::Heading { level, id: id.filter(plain), classes: Vec::new(), attrs: Vec::new() })
        }
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url: safe(dest_url), title, id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            // A picture from elsewhere would be a request to a third party.
            let local = if web(&dest_url).is_empty() { safe(dest_url) } else { CowStr::Borrowed("") };
            Event::Start(Tag::Image { link_type, dest_url: local, title, id })
        }
        other => other,
    }
}

fn safe(address: CowStr<'_>) -> CowStr<'_> {
    let scheme_end = address.find([':', '/', '?', '#']).filter(|at| address[*at..].starts_with(':'));
    let allowed = match scheme_end {
        None => !address.starts_with("//"),
        Some(at) => matches!(address[..at].to_ascii_lowercase().as_str(), "http" | "https" | "mailto"),
    };
    if allowed { address } else { CowStr::Borrowed("") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_foreign_schemes_do_not_get_through() {
        let text = "# 关于\n\n你好 <script>x</script> [a](javascript:alert(1)) [b](https://x.org) ![c](https://x.org/p.png)\n\n<div onclick=x>";
        let page = render(text);
        assert_eq!(page.title, "关于");
        assert!(!page.body.contains("<script") && !page.body.contains("<div"), "{}", page.body);
        assert!(!page.body.contains("javascript"), "{}", page.body);
        assert!(page.body.contains("href=\"https://x.org\""));
        assert!(!page.body.contains("p.png"));
        let heading = render("## 甲 {#a onclick=alert(1) .b style=\"x\"}\n\n## 乙 {#\"x}");
        assert!(heading.body.contains("<h2 id=\"a\">"), "{}", heading.body);
        assert!(!heading.body.contains("onclick=\"") && !heading.body.contains("class="), "{}", heading.body);
    }
}
