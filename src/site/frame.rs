//! The frame around every page: masthead, navigation, foot, and what search engines and link previews read.

use serde::Serialize;
use serde_json::{Value, json};
use tera::Context;

use super::routes;
use super::{House, Shell, edition, theme};
use crate::config;
use crate::error::Result;
use crate::messages::{Locale, say};
use crate::model::Department;

/// What the frame needs to know of a page.
pub(crate) struct Frame {
    /// Address.
    pub(crate) path: String,
    /// Title, without the site's name.
    pub(crate) title: String,
    /// One sentence for previews; may be empty.
    pub(crate) description: String,
    /// The entry of the navigation that the page belongs to; an address.
    pub(crate) section: &'static str,
    /// Pages above this one: address and words.
    pub(crate) crumbs: Vec<(String, String)>,
    /// A body whose feed the page offers beside the feed of the site; id and name.
    pub(crate) fed: Option<(String, String)>,
    /// Address of the card that stands for the page in previews of links; empty where there is none.
    pub(crate) card: String,
    /// Address of the file that says how the page is shown in others; empty where there is none.
    pub(crate) oembed: String,
    /// The figures of the page as a dataset, for machines.
    pub(crate) dataset: Value,
    /// Whether it stands in no other language: it answers for what stood there once.
    pub(crate) alone: bool,
}

impl Frame {
    pub(crate) fn new(path: impl Into<String>, title: impl Into<String>, section: &'static str) -> Self {
        Self {
            path: path.into(),
            title: title.into(),
            description: String::new(),
            section,
            crumbs: Vec::new(),
            fed: None,
            card: String::new(),
            oembed: String::new(),
            dataset: Value::Null,
            alone: false,
        }
    }

    pub(crate) fn described(self, description: impl Into<String>) -> Self {
        Self { description: description.into(), ..self }
    }

    /// Offers the feed of a body.
    pub(crate) fn fed(self, department: &Department) -> Self {
        Self { fed: Some((department.id.to_string(), department.name.to_string())), ..self }
    }

    /// Gives the page a card.
    pub(crate) fn carded(self, card: impl Into<String>) -> Self {
        Self { card: card.into(), ..self }
    }

    pub(crate) fn under(mut self, path: impl Into<String>, words: impl Into<String>) -> Self {
        self.crumbs.push((path.into(), words.into()));
        self
    }
}

/// The navigation: address and words.
pub(super) fn navigation(locale: Locale) -> [(&'static str, String); 10] {
    [
        (routes::INDEX, say!(locale, "overview")),
        (routes::DEPARTMENTS, say!(locale, "nav-departments")),
        (routes::COMPARE, say!(locale, "nav-compare")),
        (routes::FUNCTIONS, say!(locale, "nav-classes")),
        (routes::THREE_PUBLIC, say!(locale, "nav-three-public")),
        (routes::PERFORMANCE, say!(locale, "nav-performance")),
        (routes::CHECKS, say!(locale, "nav-checks")),
        (routes::DOCUMENTS, say!(locale, "nav-documents")),
        (routes::DATA, say!(locale, "nav-data")),
        (routes::GLOSSARY, say!(locale, "nav-glossary")),
    ]
}

impl Shell<'_> {
    /// A page: a template, its frame and its content, which templates call `it`.
    pub(crate) fn page(&self, template: &str, frame: Frame, it: &impl Serialize) -> Result<Vec<u8>> {
        let mut context = Context::new();
        context.insert("it", it);
        context.insert("page", &self.frame(&frame));
        context.insert("site", &self.identity(&frame));
        let html = self.theme.render(self.locale, template, &context)?;
        Ok(super::terms::explained(html, &self.link(&frame.path, routes::GLOSSARY), self.locale).into_bytes())
    }

    fn frame(&self, frame: &Frame) -> Value {
        let to = |address: &str| self.link(&frame.path, address);
        let nav: Vec<Value> = navigation(self.locale)
            .iter()
            .map(|(address, words)| {
                json!({ "href": to(address), "text": words, "current": *address == frame.section })
            })
            .collect();
        let crumbs: Vec<Value> = frame
            .crumbs
            .iter()
            .map(|(address, words)| json!({ "href": to(address), "text": words }))
            .collect();
        json!({
            "lang": self.locale.tag(),
            "og_locale": say!(self.locale, "og-locale"),
            "editions": self.other_editions(frame),
            "title": frame.title,
            "description": frame.description,
            "nav": nav,
            "crumbs": crumbs,
            // Hosts show this page at any address, and people open it from disk.
            "inline_style": if frame.path == routes::NOT_FOUND { self.theme.style() } else { String::new() },
            "style": to(&format!("{}/style.css", theme::FOLDER)),
            "editions_style": to(&format!("{}/{}", theme::FOLDER, theme::EDITIONS)),
            "icon": to(&format!("{}/icon.svg", theme::FOLDER)),
            "home": to(routes::INDEX),
            "guide": to(routes::GUIDE),
            "search": if self.output.search { to(routes::SEARCH) } else { String::new() },
            "script": to(&format!("{}/search.js", theme::FOLDER)),
            "about": to(&routes::page("about")),
            "has_about": self.pages.contains_key("about"),
            "data": to(routes::DATA),
            "documents": to(routes::DOCUMENTS),
            "changes": to(routes::CHANGES),
            "canonical": self.absolute(&frame.path),
            "feeds": self.feeds(frame),
            "card": if frame.card.is_empty() || !self.has_cards() { String::new() } else { self.absolute(&frame.card) },
            "card_size": crate::chart::card::SIZE,
            "oembed": if frame.oembed.is_empty() { String::new() } else { self.absolute(&frame.oembed) },
            "dataset": if frame.dataset.is_null() { String::new() } else { super::linked::as_script(&frame.dataset) },
        })
    }

    /// The same page in the other languages of the site, as links of the masthead and for search engines.
    fn other_editions(&self, frame: &Frame) -> Vec<Value> {
        if frame.alone || !edition::holds(&frame.path) {
            return Vec::new();
        }
        let all = std::iter::once(Locale::Chinese).chain(self.output.languages.iter());
        let one = |locale: Locale| {
            let href = edition::across(self.locale, locale, &frame.path);
            let absolute = Shell { locale, ..*self }.absolute(&frame.path);
            let known = if absolute.is_empty() { href.clone() } else { absolute };
            json!({ "lang": locale.tag(), "href": href, "absolute": known, "text": say!(locale, "language"), "own": locale == self.locale })
        };
        let all: Vec<Value> = all.map(one).collect();
        if all.len() > 1 { all } else { Vec::new() }
    }

    /// The feeds that a page offers: none without an address, since entries need one.
    fn feeds(&self, frame: &Frame) -> Vec<Value> {
        if self.config.base_url.is_empty() {
            return Vec::new();
        }
        let feed = |title: &str, path: &str| json!({ "title": title, "href": self.link(&frame.path, path) });
        let own = frame.fed.iter().map(|(id, name)| feed(name, &routes::department_feed(id)));
        std::iter::once(feed(&self.name(), routes::FEED)).chain(own).collect()
    }

    /// What the site is called.
    pub(crate) fn name(&self) -> String {
        self.told(&self.config.name, |english| &english.name)
    }

    /// What the publisher says, in the language of the pages, where the publisher says it.
    fn told(&self, chinese: &str, english: impl Fn(&config::English) -> &String) -> String {
        match (self.locale, english(&self.config.en)) {
            (Locale::English, own) if !own.is_empty() => own.clone(),
            _ => chinese.to_owned(),
        }
    }

    fn identity(&self, frame: &Frame) -> Value {
        let report = if self.config.contact.is_empty() {
            if self.pages.contains_key("about") {
                self.link(&frame.path, "about.html#report")
            } else {
                String::new()
            }
        } else if self.config.contact.contains('@') && !self.config.contact.contains(':') {
            format!("mailto:{}", self.config.contact)
        } else {
            self.config.contact.clone()
        };
        json!({
            "name": self.name(),
            "tagline": self.told(&self.config.tagline, |english| &english.tagline),
            "operator": self.told(&self.config.operator, |english| &english.operator),
            "report": if safe(&report) { report } else { String::new() },
            "licence": self.config.licence,
            "licence_url": if safe(&self.config.licence_url) { self.config.licence_url.as_str() } else { "" },
            "disclaimer": self.told(&self.config.disclaimer, |english| &english.disclaimer),
            "icp": self.config.icp,
            "official": self.config.official,
            "date": self.config.date,
            "version": env!("CARGO_PKG_VERSION"),
        })
    }

    /// The way from a page to an address. The page for addresses that do not exist is shown anywhere, so its links
    /// begin at the root.
    pub(crate) fn link(&self, page: &str, address: &str) -> String {
        if page == routes::NOT_FOUND {
            format!("{}/{address}", self.root())
        } else {
            routes::relative(page, address)
        }
    }

    /// The path of the site's root on its host, without the last slash.
    fn root(&self) -> String {
        let rest = self.config.base_url.split_once("://").map_or("", |(_, rest)| rest);
        rest.split_once('/')
            .map_or(String::new(), |(_, path)| format!("/{}", path.trim_matches('/')))
            .trim_end_matches('/')
            .to_owned()
    }

    /// The published address of a page; empty where the site does not know its own.
    pub(crate) fn absolute(&self, path: &str) -> String {
        let base = self.config.base_url.trim_end_matches('/');
        let own = if edition::holds(path) { edition::address(self.locale, path) } else { path.into() };
        if base.is_empty() { String::new() } else { format!("{base}/{own}") }
    }
}

impl House<'_> {
    /// A page that is made of pieces, whose links are settled here.
    pub(crate) fn show(&self, template: &str, frame: Frame, mut it: Value) -> Result<Vec<u8>> {
        settle(&mut it, &frame.path);
        self.page(template, frame, &it)
    }
}

/// Settles the links of a piece for a page.
pub(crate) fn settle(value: &mut Value, page: &str) {
    match value {
        Value::String(text) if text.contains(routes::HERE) => *text = routes::settled(text, page),
        Value::Array(all) => all.iter_mut().for_each(|one| settle(one, page)),
        Value::Object(all) => all.values_mut().for_each(|one| settle(one, page)),
        _ => {}
    }
}

/// Whether an address from the configuration may become a link.
pub(crate) fn safe(address: &str) -> bool {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme.is_none_or(|scheme| matches!(scheme.as_str(), "http" | "https" | "mailto"))
}
