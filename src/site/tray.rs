//! The tray: where the makers of pages put what they made. It looks at every file before it is written, knows which
//! addresses are taken, and leaves a page that says so where one failed, so that no fault costs more than its page.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use serde_json::json;

#[cfg(feature = "sqlite")]
use super::MakeAt;
use super::frame::Frame;
use super::{Sealed, Shell, Sink, edition, guard, html, routes, theme};
use crate::diagnostic::{Code, Diagnostic};
use crate::error::{Error, Result};
use crate::messages::{Locale, say};
use crate::model::Severity;

type Make<'s> = dyn Fn(&Tray<'_>) -> Result<()> + Send + Sync + 's;

/// Work that makes files of the site: one page, or a chart with all its siblings.
pub(crate) struct Job<'s> {
    name: String,
    make: Box<Make<'s>>,
}

impl Failed {
    /// What the publisher is told of it. No document can be named: a page is made of many.
    pub fn diagnostic(&self) -> Diagnostic {
        let message = format!("`{}` was not published as it is: {}", self.path, self.why);
        Diagnostic::new(Code::PageFailed, Severity::Error, &"".into(), message)
            .help("a page that says so stands at its address; report what is no template of your own")
    }
}

impl<'s> Job<'s> {
    /// Work that makes one file.
    pub(crate) fn new(
        path: impl Into<String>,
        make: impl Fn() -> Result<Vec<u8>> + Send + Sync + 's,
    ) -> Self {
        let path = path.into();
        let own = path.clone();
        Self::several(path, move |tray| tray.put(&own, &make))
    }

    /// Work that makes several files; its name stands in messages.
    pub(crate) fn several(
        name: impl Into<String>,
        make: impl Fn(&Tray<'_>) -> Result<()> + Send + Sync + 's,
    ) -> Self {
        Self { name: name.into(), make: Box::new(make) }
    }

    /// Does the work, behind a fence.
    pub(crate) fn run(&self, tray: &Tray<'_>) -> Result<()> {
        match catch_unwind(AssertUnwindSafe(|| (self.make)(tray))) {
            Ok(done) => done,
            Err(_) => {
                tray.fail(&self.name, "making it failed inside; this is a defect of the program".to_owned());
                Ok(())
            }
        }
    }
}

/// A file that could not be published as it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Failed {
    /// Its address below the root of the site.
    pub path: String,
    /// What went wrong, and what to do.
    pub why: String,
}

/// Takes the files of a site.
pub(crate) struct Tray<'t> {
    shell: &'t Shell<'t>,
    sink: &'t dyn Sink,
    /// Numbers in names and titles, which are no figures.
    known: BTreeSet<String>,
    /// Addresses, and how many files wanted each.
    taken: Mutex<BTreeMap<String, usize>>,
    failed: Mutex<BTreeSet<Failed>>,
    lacking: Mutex<BTreeSet<char>>,
}

fn open<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<'t> Tray<'t> {
    pub(crate) fn new(shell: &'t Shell<'t>, sink: &'t dyn Sink, known: BTreeSet<String>) -> Self {
        let (taken, failed, lacking) = (Mutex::default(), Mutex::default(), Mutex::default());
        Self { shell, sink, known, taken, failed, lacking }
    }

    /// Makes a file and writes it. Where making it fails inside, or a figure of it leads nowhere, a page that says so
    /// stands at its address.
    ///
    /// # Errors
    /// When a template is broken, or the file cannot be written.
    pub(crate) fn put(&self, path: &str, make: impl FnOnce() -> Result<Vec<u8>>) -> Result<()> {
        if !self.takes(path) {
            return Ok(());
        }
        let locale = self.shell.locale;
        let fenced = AssertUnwindSafe(|| {
            crate::fault::here("page", path);
            make()
        });
        let (bytes, why) = match catch_unwind(fenced) {
            // A template that fails on one page costs that page; one that fails on every page fails below, too.
            Ok(Err(Error::Template { name, message })) => {
                (Vec::new(), format!("the template {name} failed on it: {message}"))
            }
            Ok(Ok(bytes)) => match untraced(path, &bytes, &self.known) {
                None => {
                    return self
                        .sink
                        .put(&edition::address(locale, path), edition::finished(locale, path, bytes));
                }
                Some(why) => (bytes, why),
            },
            Ok(Err(error)) => return Err(error),
            Err(_) => (Vec::new(), "making it failed inside; this is a defect of the program".to_owned()),
        };
        drop(bytes);
        self.fail(path, why);
        self.put_instead(path)
    }

    /// Writes what stands at the address of a file that failed.
    fn put_instead(&self, path: &str) -> Result<()> {
        let locale = self.shell.locale;
        let bytes = edition::finished(locale, path, self.instead(path)?);
        self.sink.put(&edition::address(locale, path), bytes)
    }

    /// Writes a file piece by piece, which holds no page.
    ///
    /// # Errors
    /// When a piece cannot be made, or the file cannot be written.
    pub(crate) fn put_pieces(
        &self,
        path: &str,
        pieces: &mut dyn Iterator<Item = Result<Vec<u8>>>,
    ) -> Result<Sealed> {
        if self.takes(path) { self.sink.put_pieces(path, pieces) } else { Ok(Sealed::default()) }
    }

    /// Writes a file that whoever makes it can only write to a place on the disk.
    ///
    /// # Errors
    /// When it cannot be made or written.
    #[cfg(feature = "sqlite")]
    pub(crate) fn put_at(&self, path: &str, make: &mut MakeAt<'_>) -> Result<Sealed> {
        if self.takes(path) { self.sink.put_at(path, make) } else { Ok(Sealed::default()) }
    }

    /// Writes once more, at another address, what was written before.
    ///
    /// # Errors
    /// When it is not there, or the file cannot be written.
    pub(crate) fn copy(&self, from: &str, to: &str) -> Result<()> {
        if self.takes(to) { self.sink.put(to, self.sink.bytes(from)?) } else { Ok(()) }
    }

    /// What was written before.
    ///
    /// # Errors
    /// When it is not there.
    pub(crate) fn bytes(&self, path: &str) -> Result<Vec<u8>> {
        self.sink.bytes(path)
    }

    /// Takes an address; whether it was free. An edition has not all of them.
    fn takes(&self, path: &str) -> bool {
        if self.shell.locale != Locale::Chinese && !edition::holds(path) {
            return false;
        }
        let mut taken = open(&self.taken);
        let wanted = taken.entry(path.to_owned()).or_default();
        *wanted += 1;
        *wanted == 1
    }

    /// Leaves at an address a page that says that it failed.
    ///
    /// # Errors
    /// When a template is broken, or the file cannot be written.
    pub(crate) fn refuse(&self, path: &str, why: String) -> Result<()> {
        if !self.takes(path) {
            return Ok(());
        }
        self.fail(path, why);
        self.put_instead(path)
    }

    /// Keeps that a file failed.
    pub(crate) fn fail(&self, path: &str, why: String) {
        let path = edition::address(self.shell.locale, path).into_owned();
        open(&self.failed).insert(Failed { path, why });
    }

    /// Whether charts have pictures on dark ground too.
    pub(crate) fn has_dark(&self) -> bool {
        self.shell.output.dark
    }

    /// Whether charts have pictures for previews of links.
    #[cfg(feature = "cards")]
    pub(crate) fn has_cards(&self) -> bool {
        self.shell.has_cards()
    }

    /// Keeps that a card prints a mark for some characters.
    #[cfg(feature = "cards")]
    pub(crate) fn lacks(&self, characters: BTreeSet<char>) {
        open(&self.lacking).extend(characters);
    }

    /// The characters that cards printed a mark for.
    pub(crate) fn lacking(&self) -> BTreeSet<char> {
        open(&self.lacking).clone()
    }

    /// What stands at the address of a file that failed.
    fn instead(&self, path: &str) -> Result<Vec<u8>> {
        let words = say!(self.shell.locale, "page-failed-says");
        match path.rsplit_once('.').map(|(_, extension)| extension) {
            Some("html") => {
                let title = say!(self.shell.locale, "page-failed");
                let it = json!({ "title": title, "body": format!("<p>{words}</p>") });
                self.shell.page("text.html", Frame::new(path, title, routes::INDEX), &it)
            }
            Some("svg") => Ok(format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"600\" height=\"60\"><text x=\"12\" y=\"36\">{words}</text></svg>\n"
            )
            .into_bytes()),
            _ => Ok(Vec::new()),
        }
    }

    /// The addresses taken so far, in order, as those who make pages name them.
    pub(crate) fn addresses(&self) -> Vec<String> {
        open(&self.taken).keys().cloned().collect()
    }

    /// The addresses of the files below the root of the site, and what failed, both in order.
    ///
    /// # Errors
    /// When two files wanted one address.
    pub(crate) fn end(self) -> Result<(Vec<String>, Vec<Failed>)> {
        let taken = self.taken.into_inner().unwrap_or_else(PoisonError::into_inner);
        unshared(&taken)?;
        let failed = self.failed.into_inner().unwrap_or_else(PoisonError::into_inner);
        let placed = |path: String| edition::address(self.shell.locale, &path).into_owned();
        Ok((taken.into_keys().map(placed).collect(), failed.into_iter().collect()))
    }
}

/// Refuses an address that more than one file wanted.
pub(super) fn unshared(taken: &BTreeMap<String, usize>) -> Result<()> {
    match taken.iter().find(|(_, wanted)| **wanted > 1) {
        Some((path, _)) => Err(Error::Broken(format!(
            "two pages share the address `{path}`; give one of them another name or id"
        ))),
        None => Ok(()),
    }
}

/// Why a page or a picture cannot be published: a figure of it leads to no document.
fn untraced(path: &str, bytes: &[u8], known: &BTreeSet<String>) -> Option<String> {
    let drawn = path.ends_with(".svg") && !path.starts_with(theme::FOLDER);
    if path.starts_with("originals/") || !(path.ends_with(".html") || drawn) {
        return None;
    }
    let markup = std::str::from_utf8(bytes).unwrap_or_default();
    if html::has_untraced(bytes) {
        return Some("a figure cannot be traced to a document".to_owned());
    }
    let figure = guard::untraced(markup, known)?;
    Some(format!(
        "the figure {figure} cannot be traced to a document; a template of your own must print figures as they come, or \
         mark other numbers with `data-n`"
    ))
}
