//! Web pages: saved pages of content systems, pages that Word, WPS and Excel write, whole sites in one file (MHTML).
//! [`dom`] builds the tree, [`content`] leaves out what is no content, [`flow`] writes lines and tables ([`grid`], [`ink`]).
//!
//! A page often holds no figures at all: its tables are pictures, or it only links to files. That is said, and nothing
//! is made up.

mod blocks;
mod content;
mod dom;
mod flow;
mod generated;
mod grid;
mod ink;
mod mhtml;
mod node;
mod style;

use std::borrow::Cow;

use super::{Reader, encoding, is_container};
use crate::config::Reading;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{About, Document, Place, Transcript, key, parse_cell};
use crate::model::Severity;
use crate::source::Source;

use content::Content;
use dom::Dom;
use flow::{Flow, Item};

/// How far the opening of a file is searched for tags.
const OPENING: usize = 2048;

/// A page with less text than this that links to files is only there for the files.
const LANDING_CHARS: usize = 1000;

/// Reader of web pages.
pub(super) struct Html;

impl Reader for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn accepts(&self, bytes: &[u8], extension: &str) -> bool {
        is_page(bytes, extension)
    }

    fn read(&self, source: &Source, _: &Reading, sink: &mut Vec<Diagnostic>) -> Document {
        let (bytes, label) = match mhtml::page(&source.bytes) {
            Some(page) => (Cow::Owned(page.bytes), page.charset),
            None => (Cow::Borrowed(&source.bytes[..]), None),
        };
        let decoded = match encoding::decode(&bytes, label.or_else(|| encoding::declared(&bytes))) {
            Ok(decoded) => decoded,
            Err(unreadable) => {
                sink.push(unreadable.diagnostic(source));
                return Document::default();
            }
        };
        decoded.report(source, false, sink);
        let dom = Dom::parse(&decoded.text);
        let content = Content::find(&dom);
        let flow = flow::read(&dom, &content);
        report(source, &content, &flow, sink);
        let is_cut = flow.is_cut || dom.is_cut;
        let (mut document, is_full) = transcribe(title(&dom), flow);
        document.about = about(&dom);
        if is_cut || is_full {
            let message = "the page is larger than any real one; not all of it was read";
            sink.push(
                Diagnostic::new(Code::TooLarge, Severity::Warning, &source.path, message)
                    .help("split the page, or publish only the part that holds the tables"),
            );
        }
        if is_cut_off(&decoded.text) {
            let message = "the page ends before its body does; what stood behind is lost";
            sink.push(
                Diagnostic::new(Code::Damaged, Severity::Warning, &source.path, message)
                    .help("save the page again, or download the file once more"),
            );
        }
        if dom.is_flattened {
            let message =
                "elements stand deeper in each other than in any real page; of those only the text was read";
            sink.push(
                Diagnostic::new(Code::LeftOut, Severity::Warning, &source.path, message).help(
                    "save the page again from the browser, or publish its tables as a file of their own",
                ),
            );
        }
        document
    }
}

/// Whether bytes are a web page, whatever the file is called: an `.xls` or `.doc` often is one. Markdown may hold tags
/// and stays Markdown unless it opens like a whole page.
pub(super) fn is_page(bytes: &[u8], extension: &str) -> bool {
    if is_container(bytes) {
        return false;
    }
    let named = matches!(extension, "html" | "htm" | "shtml" | "xhtml" | "mht" | "mhtml");
    if named || mhtml::is_archive(bytes) {
        return true;
    }
    let opening = opening(bytes);
    let mut text = opening.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    while let Some(rest) = text.strip_prefix("<!--").and_then(|rest| rest.split_once("-->")) {
        text = rest.1.trim_start();
    }
    let is_whole = |text: &str| ["<!doctype html", "<html"].iter().any(|tag| text.starts_with(tag));
    if text.starts_with("<?xml") {
        return text.contains("<html");
    }
    let is_markdown = matches!(extension, "md" | "markdown");
    let tags = ["<head", "<body", "<meta", "<title", "<table", "<div", "<p>", "<style", "<center", "<script"];
    is_whole(text) || !is_markdown && tags.iter().any(|tag| text.starts_with(tag))
}

/// The tables in a piece of markup, without those within them: rows with the line that each stands on, counted from 1.
pub(super) fn tables(markup: &str) -> Vec<Vec<(u32, Vec<String>)>> {
    let dom = Dom::parse(markup);
    let content = Content::find(&dom);
    let mut budget = grid::MAX_CELLS;
    let is_table = |id: usize| dom.name(id) == "table";
    let is_outer = |id: &usize| !std::iter::successors(dom.parent(*id), |id| dom.parent(*id)).any(is_table);
    let outer = dom.subtree(Dom::ROOT).filter(|id| is_table(*id)).filter(is_outer);
    outer.map(|table| grid::lay(&dom, &content, table, &mut budget).rows).collect()
}

/// The text of a piece of markup in one line.
pub(super) fn plain(markup: &str) -> String {
    if !markup.contains(['<', '&']) {
        return markup.to_owned();
    }
    let dom = Dom::parse(markup);
    ink::plain(&dom, &Content::find(&dom), Dom::ROOT)
}

/// The opening of a file in lower case; what is not ASCII is of no interest here.
fn opening(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(OPENING)];
    match encoding_rs::Encoding::for_bom(head) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&head[mark..]).0.to_ascii_lowercase(),
        None => String::from_utf8_lossy(head).replace('\0', "").to_ascii_lowercase(),
    }
}

/// How a line opens that says where on its site a page is.
const PATH: &[&str] = &["当前位置", "您的位置", "您当前的位置", "您所在的位置", "所在位置", "首页"];

/// A path on a site is not longer than this.
const PATH_CHARS: usize = 200;

/// What the page says of itself beside its text: its titles, and the path that leads to it.
fn about(dom: &Dom) -> About {
    let meta = |name: &str| {
        let id = dom.subtree(Dom::ROOT).find(|id| {
            dom.name(*id) == "meta"
                && dom.attribute(*id, "name").is_some_and(|own| own.eq_ignore_ascii_case(name))
        })?;
        dom.attribute(id, "content").map(str::to_owned)
    };
    let element = |name: &str| {
        let id = dom.subtree(Dom::ROOT).find(|id| dom.name(*id) == name)?;
        Some(text_within(dom, id))
    };
    let titles = [meta("ArticleTitle"), element("h1"), element("title")];
    let titles = titles.into_iter().flatten().filter(|title| title.chars().count() >= 4).collect();
    // The innermost element that opens like a path holds it and nothing else.
    let path = dom
        .subtree(Dom::ROOT)
        .filter(|id| !matches!(dom.name(*id), "" | "html" | "body" | "head") && opens_a_path(dom, *id))
        .map(|id| text_within(dom, id))
        .find(|text| text.chars().count() <= PATH_CHARS && text.contains(['>', '＞', '»', '›', '/', ' ']))
        .unwrap_or_default();
    let steps = path.split(['>', '＞', '»', '›', '：', ':', '/']).map(str::trim);
    let path = steps.filter(|step| !step.is_empty()).map(str::to_owned).collect();
    About { titles, path, ..About::default() }
}

fn opens_a_path(dom: &Dom, id: usize) -> bool {
    let first =
        dom.subtree(id).filter_map(|id| dom.text(id)).map(str::trim_start).find(|text| !text.is_empty());
    first.is_some_and(|text| PATH.iter().any(|word| text.starts_with(word)))
}

fn text_within(dom: &Dom, id: usize) -> String {
    let text: String = dom.subtree(id).filter_map(|id| dom.text(id)).take(PATH_CHARS).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the page calls itself: the title that content systems note, its heading, or its title without the site's name.
fn title(dom: &Dom) -> Option<String> {
    let noted = dom.subtree(Dom::ROOT).find(|id| {
        dom.name(*id) == "meta"
            && dom.attribute(*id, "name").is_some_and(|name| name.eq_ignore_ascii_case("ArticleTitle"))
    });
    let noted = noted.and_then(|id| dom.attribute(id, "content")).map(str::to_owned);
    let text_of = |name: &str| {
        let id = dom.subtree(Dom::ROOT).find(|id| dom.name(*id) == name)?;
        let text: String = dom.subtree(id).filter_map(|id| dom.text(id)).collect();
        Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let own = |text: String| {
        let end = text.rfind(['-', '_', '|', '—', '–']).filter(|end| text[..*end].chars().count() >= 6);
        end.map_or(text.clone(), |end| {
            text[..end].trim_end_matches(['-', '_', '|', '—', '–', ' ']).to_owned()
        })
    };
    [noted, text_of("h1"), text_of("title").map(own)]
        .into_iter()
        .flatten()
        .find(|text| text.chars().count() >= 4)
}

/// Writes the page down, and says whether it was too long for that. The title comes first where the page itself does
/// not print it.
fn transcribe(title: Option<String>, flow: Flow) -> (Document, bool) {
    let mut transcript = Transcript::default();
    if let Some(title) = title.filter(|title| !prints(&flow, title)) {
        transcript.line(Place::Line, &title);
        transcript.gap();
    }
    let mut tables = 0;
    for item in flow.items {
        match item {
            Item::Line(text) => transcript.line(Place::Line, &text),
            Item::Gap => transcript.gap(),
            Item::Table(rows) => {
                transcript.end_table();
                tables += 1;
                for (cells, row) in rows.iter().zip(1..) {
                    transcript.row(Place::Row { table: tables, row }, cells);
                }
                transcript.end_table();
            }
        }
    }
    let is_full = transcript.is_full();
    (transcript.finish(), is_full)
}

fn prints(flow: &Flow, title: &str) -> bool {
    let title = key(title);
    flow.items.iter().any(|item| match item {
        Item::Line(text) => key(text).contains(&title),
        Item::Gap => false,
        Item::Table(rows) => rows.iter().take(2).flatten().any(|cell| key(cell).contains(&title)),
    })
}

/// Says what a page does not hold.
fn report(source: &Source, content: &Content, flow: &Flow, sink: &mut Vec<Diagnostic>) {
    let mut say = |code, severity, message: String, help: &str| {
        sink.push(Diagnostic::new(code, severity, &source.path, message).help(help));
    };
    let is_figure = |cell: &String| parse_cell(cell).is_some();
    let has_figures = flow.items.iter().any(|item| match item {
        Item::Table(rows) => rows.iter().flatten().any(is_figure),
        _ => false,
    });
    let chars: usize = flow
        .items
        .iter()
        .map(|item| if let Item::Line(text) = item { text.chars().count() } else { 0 })
        .sum();
    let files = content.files.len();
    let is_landing = !has_figures && files > 0 && chars < LANDING_CHARS;
    if is_landing {
        let files = if files == 1 { "a file".to_owned() } else { format!("{files} files") };
        say(
            Code::LandingPage,
            Severity::Warning,
            format!("the page holds no tables; it only links to {files}"),
            "get the linked files and put them into the content folder in place of the page",
        );
    }
    if content.pictures > 0 && !is_landing {
        let (severity, where_) = if has_figures {
            (Severity::Info, "beside its tables")
        } else {
            (Severity::Warning, "and no table with figures")
        };
        let pictures = if content.pictures == 1 {
            "a picture".to_owned()
        } else {
            format!("{} pictures", content.pictures)
        };
        say(
            Code::Pictures,
            severity,
            format!("the page shows {pictures} {where_}; what stands in a picture is not read"),
            "if the pictures show tables, ask the publisher for the tables as text, PDF or a spreadsheet",
        );
    }
    if flow.items.iter().all(|item| *item == Item::Gap) && !is_landing {
        say(
            Code::Empty,
            Severity::Error,
            "the page holds no text".into(),
            "expected a disclosure; save the page again when it has loaded, or delete this one",
        );
    }
}
/// Whether a page that opens its body never closes it: a transfer that ended too soon.
fn is_cut_off(text: &str) -> bool {
    let has = |tag: &str| {
        text.as_bytes().windows(tag.len()).any(|window| window.eq_ignore_ascii_case(tag.as_bytes()))
    };
    (has("<html") || has("<body")) && !has("</html") && !has("</body")
}
