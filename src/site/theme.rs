//! The theme: templates and static files. Those of the repository are compiled in, so that the program works in any
//! folder; a project overrides any of them with a file of the same name.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::path::Path;

use tera::{Context, Kwargs, State, Tera, Value};

use super::html::phrases;
use crate::chart;
use crate::error::{Error, Result};
use crate::messages::{Filling, Locale, count};

macro_rules! files {
    ($folder:literal: $($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../", $folder, "/", $name)))),*]
    };
}

/// The built-in templates.
pub const TEMPLATES: &[(&str, &[u8])] = files!("templates":
    "404.html", "base.html", "changes.html", "chart.html", "checks.html", "class.html", "classes.html",
    "compare-bodies.html", "compare-years.html", "compare.html", "data.html", "department.html",
    "departments.html", "document.html", "documents.html", "embed.html", "frozen.html", "glossary.html", "gone.html", "guide.html",
    "moved.html", "overview.html", "parts.html", "performance.html", "project.html", "rule.html", "search.html", "text.html",
    "three-public.html", "year.html",
);

/// The built-in static files.
pub const STATICS: &[(&str, &[u8])] =
    files!("static": "compare.js", "editions.css", "frozen.js", "icon.svg", "search.js", "style.css");

/// The stylesheet of pages that stand in several languages; a site of one has none.
pub(crate) const EDITIONS: &str = "editions.css";

/// The folder of static files on the site.
pub(crate) const FOLDER: &str = "static";

/// A file larger than this is no part of a theme.
const MOST: u64 = 32 << 20;

/// Templates, parsed, and static files.
pub struct Theme {
    /// The templates, once for each language: a component sees nothing of its page, but the words that it was parsed with.
    tera: BTreeMap<Locale, Tera>,
    /// Static files by their path below `static/`.
    pub(crate) statics: BTreeMap<String, Vec<u8>>,
    /// Files at the root of the site, by their path.
    pub(crate) rooted: BTreeMap<String, Vec<u8>>,
    fingerprint: String,
}

impl Theme {
    /// The built-in theme.
    ///
    /// # Errors
    /// When a template is not valid.
    pub fn built_in() -> Result<Self> {
        Self::assemble(BTreeMap::new(), BTreeMap::new())
    }

    /// The built-in theme with the files of two folders over it. A folder that is not there changes nothing.
    ///
    /// # Errors
    /// When a file cannot be read or a template is not valid.
    pub fn load(templates: &Path, statics: &Path) -> Result<Self> {
        let mut texts = BTreeMap::new();
        for (name, bytes) in folder(templates, is_shown)? {
            if !name.ends_with(".html") {
                continue;
            }
            let text = String::from_utf8(bytes).map_err(|_| Error::Template {
                name: name.clone(),
                message: "is not UTF-8; save it as UTF-8".into(),
            })?;
            texts.insert(name, text);
        }
        Self::assemble(texts, folder(statics, is_shown)?)
    }

    /// The theme with the files of a folder at the root of the site, hidden ones too: hosts ask for `.nojekyll` and
    /// `.well-known/`. A folder that is not there changes nothing.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn with_root(mut self, root: &Path) -> Result<Self> {
        // What a version system keeps of the folder itself is no part of it.
        self.rooted = folder(root, |name| name != ".git")?;
        let told: String = self
            .rooted
            .iter()
            .map(|(name, bytes)| format!("{name} {} ", crate::source::sha256(bytes)))
            .collect();
        if !self.rooted.is_empty() {
            self.fingerprint = crate::source::sha256(format!("{} {told}", self.fingerprint).as_bytes());
        }
        Ok(self)
    }

    /// Whether the publisher put a file at the root of the site.
    pub fn is_rooted(&self, path: &str) -> bool {
        self.rooted.contains_key(path)
    }

    fn assemble(overrides: BTreeMap<String, String>, own: BTreeMap<String, Vec<u8>>) -> Result<Self> {
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        for (name, bytes) in TEMPLATES {
            texts.insert((*name).to_owned(), String::from_utf8_lossy(bytes).into_owned());
        }
        texts.extend(overrides);
        let mut tera = BTreeMap::new();
        for locale in Locale::ALL {
            tera.insert(
                *locale,
                parsed(*locale, &texts).map_err(|error| template_error("templates", &error))?,
            );
        }
        let mut statics: BTreeMap<String, Vec<u8>> =
            STATICS.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
        statics.extend(own);
        // Charts bring their own colours and rules; they stand before the theme's, which may override them.
        if let Some(style) = statics.get_mut("style.css") {
            let mut whole = chart::stylesheet().into_bytes();
            whole.push(b'\n');
            whole.append(style);
            *style = whole;
        }
        let parts = texts.iter().map(|(name, text)| (name, text.as_bytes()));
        let all: Vec<u8> = parts
            .chain(statics.iter().map(|(name, bytes)| (name, bytes.as_slice())))
            .flat_map(|(name, bytes)| format!("{name} {} ", crate::source::sha256(bytes)).into_bytes())
            .collect();
        Ok(Self { tera, statics, rooted: BTreeMap::new(), fingerprint: crate::source::sha256(&all) })
    }

    /// What tells one theme from another: equal ones make equal pages.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The stylesheet, for the one page that cannot link to it.
    pub(crate) fn style(&self) -> String {
        let bytes = self.statics.get("style.css").map_or(&[][..], Vec::as_slice);
        // A stylesheet that closed its own element would end up as text on the page.
        String::from_utf8_lossy(bytes).replace("</", "<\\/")
    }

    /// Renders a template with the words of a language.
    pub(crate) fn render(&self, locale: Locale, template: &str, context: &Context) -> Result<String> {
        let tera = self
            .tera
            .get(&locale)
            .ok_or_else(|| Error::Broken(format!("no templates for {}", locale.tag())))?;
        tera.render(template, context).map_err(|error| template_error(template, &error))
    }
}

/// The templates with the words of a language.
fn parsed(locale: Locale, texts: &BTreeMap<String, String>) -> tera::TeraResult<Tera> {
    let mut tera = Tera::default();
    tera.register_filter("count", |number: u64, _: Kwargs, _: &State| Value::safe_string(&count(number)));
    tera.register_filter("phrases", |text: &str, _: Kwargs, _: &State| Value::safe_string(&phrases(text)));
    tera.register_function("t", move |given: Kwargs, state: &State| said(locale, &given, state));
    tera.add_raw_templates(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())))?;
    Ok(tera)
}

/// `{{ t(key="departments-count", count=it.count) }}`: a text of the message files. It is markup; what is put into it is
/// escaped as it would be where it stands alone.
fn said(locale: Locale, given: &Kwargs, state: &State) -> tera::TeraResult<Value> {
    let key: &str = given.must_get("key")?;
    let mut fillings = Vec::new();
    for (name, value) in given.iter() {
        let Some(name) = name.as_str().filter(|name| *name != "key") else { continue };
        fillings.push((
            name,
            match value.as_u64() {
                Some(number) => Filling::from(number),
                None => Filling::from(state.escape_if_needed(value)?),
            },
        ));
    }
    Ok(Value::safe_string(&locale.say(key, &fillings)))
}

/// The stylesheet of the built-in theme with the tokens of the charts.
pub(crate) fn builtin_style() -> String {
    format!("{}\n{}", chart::stylesheet(), include_str!("../../static/style.css"))
}

fn template_error(name: &str, error: &tera::Error) -> Error {
    let mut message = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        message.push_str(": ");
        message.push_str(&cause.to_string());
        source = cause.source();
    }
    Error::Template { name: name.to_owned(), message }
}

/// Whether a file or a folder is not hidden.
fn is_shown(name: &str) -> bool {
    !name.starts_with('.')
}

/// The files of a folder by their path below it. Links are left out, and what is not wanted, folders whole.
fn folder(root: &Path, wanted: fn(&str) -> bool) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    if !root.is_dir() {
        return Ok(files);
    }
    let wanted =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || entry.file_name().to_str().is_none_or(wanted);
    let walker = walkdir::WalkDir::new(root).follow_links(false).max_depth(8).sort_by_file_name();
    for entry in walker.into_iter().filter_entry(wanted) {
        let entry = entry.map_err(|error| Error::io(root, std::io::Error::other(error)))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let size =
            entry.metadata().map_err(|error| Error::io(entry.path(), std::io::Error::other(error)))?.len();
        if size > MOST {
            let message = format!("has {size} bytes; files of a theme have at most {MOST}");
            return Err(Error::Config { path: entry.path().to_owned(), message });
        }
        let Ok(below) = entry.path().strip_prefix(root) else { continue };
        let name =
            below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        files.insert(name, std::fs::read(entry.path()).map_err(|error| Error::io(entry.path(), error))?);
    }
    Ok(files)
}
