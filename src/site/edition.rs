//! Editions of the site in other languages. An edition is the pages of the site once more, below a folder of its own: makers of
//! pages know nothing of it and give the addresses that they always give; the tray writes to the folder what an edition
//! [`holds`], and leaves the rest alone. Data, originals, pictures of pixels and static files stand once, for all editions.
//!
//! The last step over a page of an edition is one pass over its markup: links to what stands once lead out of the folder, and words
//! that are Chinese (names, titles, quotations) are marked as Chinese, for whoever reads the page aloud or translates it.

use std::borrow::Cow;

use super::guard::element;
use super::routes;
use crate::messages::Locale;

/// Pages at the root of the site that editions have. All others there are the publisher's own, or of data that stands once.
const AT_ROOT: &[&str] = &[
    routes::INDEX,
    routes::DEPARTMENTS,
    routes::FUNCTIONS,
    routes::ECONOMICS,
    routes::COMPARE,
    routes::THREE_PUBLIC,
    routes::PERFORMANCE,
    routes::DOCUMENTS,
    routes::CHECKS,
    routes::CHANGES,
    routes::GLOSSARY,
    routes::GUIDE,
    routes::SEARCH,
];

/// Folders of what stands once.
const ONCE: &[&str] = &["archive", "data", "originals", "static"];

/// The folder of an edition, with its slash; nothing for the Chinese pages, which stand at the root.
pub(super) fn folder(locale: Locale) -> &'static str {
    match locale {
        Locale::Chinese => "",
        Locale::English => "en/",
    }
}

/// Whether editions have a file of their own at an address.
pub(super) fn holds(path: &str) -> bool {
    let in_folder = path.split_once('/');
    if in_folder.is_some_and(|(folder, _)| ONCE.contains(&folder)) {
        return false;
    }
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => in_folder.is_some() || AT_ROOT.contains(&path),
        // Pictures, and the parts of searching and comparing that a script loads.
        "svg" => true,
        "js" => in_folder.is_some(),
        _ => path.ends_with(".oembed.json"),
    }
}

/// The address of a file of an edition, below the root of the site.
pub(super) fn address<'p>(locale: Locale, path: &'p str) -> Cow<'p, str> {
    match folder(locale) {
        "" => Cow::Borrowed(path),
        folder => Cow::Owned(format!("{folder}{path}")),
    }
}

/// The Chinese address of a file of an edition; `None` where an address is of none.
pub(super) fn of(address: &str) -> Option<&str> {
    let folders = Locale::ALL.iter().map(|locale| folder(*locale)).filter(|folder| !folder.is_empty());
    folders.filter_map(|folder| address.strip_prefix(folder)).next()
}

/// The same page in another language, seen from a page of an edition. Both are named by their addresses in their editions.
pub(super) fn across(from: Locale, to: Locale, page: &str) -> String {
    let own = address(from, page);
    let up = "../".repeat(own.matches('/').count());
    format!("{up}{}", address(to, page))
}

/// The way from a page of an edition to an address of its own, or to what stands once for all editions.
pub(super) fn once(locale: Locale, page: &str, path: &str) -> String {
    if locale == Locale::Chinese || holds(path) {
        return routes::relative(page, path);
    }
    format!("{}{path}", "../".repeat(address(locale, page).matches('/').count()))
}

/// A file of an edition, as it is written.
pub(super) fn finished(locale: Locale, path: &str, bytes: Vec<u8>) -> Vec<u8> {
    let markup = path.ends_with(".html") || path.ends_with(".svg");
    if locale == Locale::Chinese || !markup {
        return bytes;
    }
    match std::str::from_utf8(&bytes) {
        Ok(text) => settled(path, text).into_bytes(),
        Err(_) => bytes,
    }
}

/// Elements that hold nothing but text, so that no part of it can be marked.
const PLAIN: &[&str] = &["title", "desc", "option", "textarea"];

/// Elements whose text is no words.
const CODE: &[&str] = &["script", "style"];

/// Markup with its links settled, and with what is Chinese marked.
fn settled(page: &str, markup: &str) -> String {
    let mut out = String::with_capacity(markup.len() + markup.len() / 16);
    // Open elements in Chinese, and pictures, are counted by their names alone: our markup is well formed.
    let (mut chinese, mut picture): (Option<(&str, usize)>, usize) = (None, 0);
    let mut rest = markup;
    let mut inside = "";
    while let Some(open) = rest.find('<') {
        let (text, tag) = rest.split_at(open);
        said(
            &mut out,
            text,
            chinese.is_some() || PLAIN.contains(&inside) || CODE.contains(&inside),
            picture > 0,
        );
        let (name, attributes, after) = element(tag);
        rest = after;
        let closing = tag[1..].starts_with('/').then(|| tag[2..].split('>').next().unwrap_or_default());
        if let Some(closed) = closing {
            out.push_str(&tag[..tag.len() - after.len()]);
            inside = "";
            picture -= usize::from(closed == "svg" && picture > 0);
            chinese = chinese.and_then(|(own, depth)| match (own == closed, depth) {
                (true, 1) => None,
                (true, _) => Some((own, depth - 1)),
                _ => Some((own, depth)),
            });
            continue;
        }
        inside = name;
        let alone = attributes.ends_with('/');
        let marked = PLAIN.contains(&name) && is_theirs(after.split('<').next().unwrap_or_default());
        opened(&mut out, page, name, &tag[..tag.len() - after.len()], marked);
        if alone {
            continue;
        }
        picture += usize::from(name == "svg");
        chinese = match chinese {
            Some((own, depth)) if own == name => Some((own, depth + 1)),
            None if attributes.contains(" lang=\"zh") && !is_void(name) && name != "html" => Some((name, 1)),
            other => other,
        };
    }
    said(&mut out, rest, false, false);
    out
}

fn is_void(name: &str) -> bool {
    matches!(name, "meta" | "link" | "br" | "img" | "input" | "wbr" | "hr" | "col" | "source")
}

/// Whether a character is Chinese: a character, or a sign of full width. Quotation marks and dashes are of all languages.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{3001}'..='\u{303F}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{2FA1F}')
}

/// Whether a text is Chinese and nothing else.
fn is_theirs(text: &str) -> bool {
    text.chars().any(is_chinese) && !text.chars().any(|c| c.is_ascii_alphabetic())
}

/// An opening tag with its addresses settled.
fn opened(out: &mut String, page: &str, name: &str, tag: &str, marked: bool) {
    let mut rest = tag;
    let mut elsewhere = false;
    while let Some((before, after)) = next_address(rest) {
        out.push_str(before);
        let (address, behind) = after.split_once('"').unwrap_or((after, ""));
        match target(page, address).filter(|target| !holds(target)) {
            Some(target) => {
                let path = address.split(['#', '?']).next().unwrap_or_default();
                out.push_str(&"../".repeat(page.matches('/').count() + 1));
                out.push_str(&target);
                out.push_str(&address[path.len()..]);
                elsewhere = target.ends_with(".html");
            }
            None => out.push_str(address),
        }
        out.push('"');
        rest = behind;
    }
    let end = rest.len() - usize::from(rest.ends_with('>'));
    let end = end - usize::from(rest[..end].ends_with('/'));
    out.push_str(&rest[..end]);
    if elsewhere && name == "a" {
        out.push_str(" hreflang=\"zh\"");
    }
    if marked && !tag.contains(" lang=") {
        out.push_str(" lang=\"zh\"");
    }
    out.push_str(&rest[end..]);
}

/// What stands before the next address of a tag, with its quotation mark, and what follows.
fn next_address(tag: &str) -> Option<(&str, &str)> {
    const NAMES: [&str; 3] = [" href=\"", " src=\"", " action=\""];
    let at = NAMES.iter().filter_map(|name| Some(tag.find(name)? + name.len())).min()?;
    Some(tag.split_at(at))
}

/// The address below the root of an edition that a link of a page leads to; nothing where it leads out of the edition, or stays on the
/// page.
fn target(page: &str, address: &str) -> Option<String> {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() || path.starts_with('/') || path.contains(':') {
        return None;
    }
    let mut folders: Vec<&str> = page.split('/').collect();
    folders.pop();
    for part in path.split('/') {
        match part {
            ".." => {
                folders.pop()?;
            }
            "." => {}
            part => folders.push(part),
        }
    }
    Some(folders.join("/"))
}

/// A text with what is Chinese in it marked.
fn said(out: &mut String, text: &str, as_it_is: bool, picture: bool) {
    if as_it_is || text.is_ascii() {
        out.push_str(text);
        return;
    }
    let element = if picture { "tspan" } else { "span" };
    let mut rest = text;
    while let Some(from) = rest.find(is_chinese) {
        let length = run(&rest[from..]);
        let (before, own, after) = (&rest[..from], &rest[from..from + length], &rest[from + length..]);
        out.push_str(before);
        out.push_str(&format!("<{element} lang=\"zh\">{own}</{element}>"));
        rest = after;
    }
    out.push_str(rest);
}

/// How long the Chinese words are that a text begins with: figures and signs between characters belong to them, unlike spaces.
fn run(text: &str) -> usize {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if is_chinese(c) {
            end = at + c.len_utf8();
        } else if c.is_whitespace() || c.is_ascii_alphabetic() {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_holds_pages_and_pictures_and_no_data() {
        for own in [
            "index.html",
            "departments/a/2020.html",
            "charts/a/trend.svg",
            "search/e0.js",
            "charts/a/trend.oembed.json",
        ] {
            assert!(holds(own), "{own}");
        }
        for once in [
            "about.html",
            "404.html",
            "data.html",
            "charts/a/trend.csv",
            "static/search.js",
            "archive/x/page.html",
            "originals/a.html",
            "feed.xml",
        ] {
            assert!(!holds(once), "{once}");
        }
    }

    #[test]
    fn links_to_what_stands_once_lead_out_of_the_folder() {
        let page = "departments/a/2020.html";
        let shown = |markup: &str| settled(page, markup);
        assert_eq!(shown("<a href=\"../a.html\">x</a>"), "<a href=\"../a.html\">x</a>");
        let beside = settled("charts/a/trend.html", "<a href=\"trend.csv\">x</a>");
        assert_eq!(
            beside, "<a href=\"../../../charts/a/trend.csv\">x</a>",
            "what is beside a page stands elsewhere"
        );
        assert_eq!(shown("<a href=\"#top\">x</a>"), "<a href=\"#top\">x</a>");
        assert_eq!(
            shown("<a class=\"b\" href=\"../../data/a.csv\">x</a>"),
            "<a class=\"b\" href=\"../../../data/a.csv\">x</a>"
        );
        assert_eq!(
            shown("<a href=\"../../about.html#report\">x</a>"),
            "<a href=\"../../../about.html#report\" hreflang=\"zh\">x</a>"
        );
        assert_eq!(
            shown("<script src=\"../../static/search.js\" defer></script>"),
            "<script src=\"../../../static/search.js\" defer></script>"
        );
        assert_eq!(shown("<img src=\"../../x.png\"/>"), "<img src=\"../../../x.png\"/>");
        assert_eq!(
            shown("<a href=\"https://example.org/data/\">x</a>"),
            "<a href=\"https://example.org/data/\">x</a>"
        );
        assert_eq!(once(Locale::English, page, "data/a.csv"), "../../../data/a.csv");
        assert_eq!(once(Locale::Chinese, page, "data/a.csv"), "../../data/a.csv");
        assert_eq!(once(Locale::English, page, "departments/a.html"), "../a.html");
        let other = format!("<a href=\"{}\">", across(Locale::English, Locale::Chinese, page));
        assert_eq!(other, "<a href=\"../../../departments/a/2020.html\">");
        assert_eq!(shown(&other), other, "a way out of the edition is one already");
        assert_eq!(across(Locale::Chinese, Locale::English, page), "../../en/departments/a/2020.html");
    }

    #[test]
    fn what_is_chinese_is_marked_once() {
        let shown = |markup: &str| settled("index.html", markup);
        assert_eq!(
            shown("<p>of 福田区2020年决算, x</p>"),
            "<p>of <span lang=\"zh\">福田区2020年决算</span>, x</p>"
        );
        assert_eq!(
            shown("<q lang=\"zh\">一<q>二</q>三</q>四"),
            "<q lang=\"zh\">一<q>二</q>三</q><span lang=\"zh\">四</span>"
        );
        assert_eq!(
            shown("<svg><title>甲</title><text>乙 x</text></svg>"),
            "<svg><title lang=\"zh\">甲</title><text><tspan lang=\"zh\">乙</tspan> x</text></svg>"
        );
        assert_eq!(
            shown("<option value=\"a\">甲</option><script>\"甲\"</script>"),
            "<option value=\"a\" lang=\"zh\">甲</option><script>\"甲\"</script>"
        );
        assert_eq!(
            shown("<html lang=\"en\"><p title=\"甲\">x<br>y</p>"),
            "<html lang=\"en\"><p title=\"甲\">x<br>y</p>"
        );
    }
}
