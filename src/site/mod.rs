//! The site: which pages exist, what stands on them, and every file beside them.
//!
//! [`build`] lists the work as `Job`s, each for a page or for a chart with all its siblings, and does it in parallel; the
//! `Tray` looks at every file before it goes into the [`Sink`]. What a page says is made in `views/` (a file per kind of page)
//! from an `account` (which figure answers which question), `plates` (charts with all that stands around them) and
//! `words` (sentences); the markup is in `templates/`.

mod account;
mod citation;
mod coverage;
mod data;
mod desk;
mod findings;
mod format;
mod frame;
mod guard;
mod html;
mod plates;
mod routes;
mod source_view;
mod stated;
mod table;
mod theme;
mod tray;
mod views;
mod words;

use std::collections::BTreeMap;
use std::sync::Mutex;

use rayon::prelude::*;

use crate::archive::History;
use crate::config;
use crate::error::Result;
use crate::ledger::Ledger;
use crate::pipeline::Outcome;
use crate::source;
use crate::verify::{Report, Tally};

pub(crate) use html::escape;
pub(crate) use theme::builtin_style;
pub use theme::{STATICS, TEMPLATES, Theme};
pub use tray::Failed;
pub(crate) use tray::{Job, Tray};

/// Where the files of the site go.
pub trait Sink: Sync {
    /// Takes a file: its path below the root of the site, and its bytes.
    ///
    /// # Errors
    /// When the file cannot be written.
    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<()>;
}

/// A sink that keeps everything in memory, for tests and previews.
#[derive(Debug, Default)]
pub struct Files(Mutex<BTreeMap<String, Vec<u8>>>);

impl Files {
    /// The files by their paths.
    pub fn into_inner(self) -> BTreeMap<String, Vec<u8>> {
        self.0.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Sink for Files {
    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<()> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(path.to_owned(), bytes);
        Ok(())
    }
}

/// What was built.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Built {
    /// Pages.
    pub pages: usize,
    /// All files, pages included.
    pub files: usize,
    /// Files that say at their address that they failed.
    pub failed: Vec<Failed>,
}

/// Everything that pages are made from.
pub(crate) struct Site<'s> {
    pub(crate) ledger: &'s Ledger,
    pub(crate) report: &'s Report,
    pub(crate) history: &'s History,
    pub(crate) pages: &'s BTreeMap<String, String>,
    pub(crate) config: &'s config::Site,
    pub(crate) theme: &'s Theme,
    /// The content folder.
    pub(crate) root: &'s std::path::Path,
}

impl<'s> Site<'s> {
    fn new(outcome: &'s Outcome, config: &'s config::Site, theme: &'s Theme) -> Self {
        Self {
            ledger: &outcome.ledger,
            report: &outcome.public,
            history: &outcome.history,
            pages: &outcome.pages,
            config,
            theme,
            root: &outcome.root,
        }
    }

    /// The checks of a body's year: those of its documents, also where they speak of the year before.
    pub(crate) fn checks(
        &self,
        department: &str,
        year: i32,
    ) -> impl Iterator<Item = &'s crate::model::Finding> {
        let report = self.report;
        let own: Vec<&'s str> = self
            .ledger
            .records_of(department)
            .filter(|record| record.identity.fiscal_year == year)
            .map(|record| &*record.path)
            .collect();
        own.into_iter().flat_map(|path| report.checks_in(path))
    }

    /// How many checks of a body's year have which verdict.
    pub(crate) fn tally(&self, department: &str, year: i32) -> Tally {
        Tally::of(self.checks(department, year))
    }
}

/// The list of all pages for search engines, where the site knows its own address.
fn sitemap(site: &Site<'_>, addresses: &[String]) -> Option<Job<'static>> {
    if site.config.base_url.is_empty() {
        return None;
    }
    // The page for addresses that do not exist and bare pages for frames are nobody's first page.
    let listed =
        |path: &&String| path.ends_with(".html") && *path != routes::NOT_FOUND && !path.starts_with("embed/");
    let urls: String = addresses
        .iter()
        .filter(listed)
        .map(|path| format!("<url><loc>{}</loc></url>\n", html::escape(&site.absolute(path))))
        .collect();
    Some(Job::new("sitemap.xml", move || {
        Ok(format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{urls}</urlset>\n").into_bytes())
    }))
}

/// Copies of the documents' files, where they are asked for. A file that changed since it was read is not what the
/// pages speak of, and stops the build.
fn originals<'s>(site: &Site<'s>) -> Vec<Job<'s>> {
    let copied = site.ledger.documents.iter().filter(|record| record.copied);
    let root = site.root;
    copied
        .map(|record| {
            Job::new(routes::original(record), move || source::reread(root, &record.path, &record.sha256))
        })
        .collect()
}

/// The names and titles that pages print as they are.
fn names<'s>(site: &Site<'s>) -> impl Iterator<Item = &'s str> {
    let ledger = site.ledger;
    let config = site.config;
    let facts = ledger.facts.iter().flat_map(|fact| [&*fact.subject.name, &*fact.table, &*fact.entity]);
    let rows = ledger
        .indicators
        .iter()
        .flat_map(|row| [&*row.level1, &*row.level2, &*row.level3, &*row.project, &*row.project_code]);
    let documents = ledger.documents.iter().flat_map(|record| {
        [&*record.identity.title, &*record.identity.printed_name, &*record.path]
            .into_iter()
            .chain(record.statements.iter().map(|one| &*one.table))
    });
    let departments = ledger.departments.iter().flat_map(|department| {
        department.names.iter().map(|name| &*name.name).chain([&*department.name, &*department.division_name])
    });
    let own = [&config.name, &config.tagline, &config.operator].into_iter().map(String::as_str);
    facts.chain(rows).chain(documents).chain(departments).chain(own)
}

/// Builds the site into a sink. A page that fails costs that page: it says so at its address, and is told in what is
/// returned.
///
/// # Errors
/// When two files share one address, a template fails, or the sink does.
pub fn build(outcome: &Outcome, config: &config::Site, theme: &Theme, sink: &dyn Sink) -> Result<Built> {
    let site = Site::new(outcome, config, theme);
    let tray = Tray::new(&site, sink, guard::known(names(&site)));
    let mut jobs = views::jobs(&site);
    jobs.extend(originals(&site));
    jobs.par_iter().try_for_each(|job| job.run(&tray))?;
    if let Some(job) = sitemap(&site, &tray.addresses()) {
        job.run(&tray)?;
    }
    let (addresses, failed) = tray.end()?;
    let pages = addresses.iter().filter(|path| path.ends_with(".html")).count();
    Ok(Built { pages, files: addresses.len(), failed })
}
