//! The site: which pages exist, what stands on them, and every file beside them.
//!
//! A site is built in two steps: [`bodies`] makes the pages of some bodies and leaves what others need of them
//! ([`Gleaned`]); [`house`] makes the pages and data files over all bodies from what was left. Both list the work as `Job`s,
//! each for a page or for a chart with all its siblings, and do it in parallel; the `Tray` looks at every file before it goes
//! into the [`Sink`]. What a page says is made in `views/` (a file per kind of page) from an `account` (which figure answers
//! which question), `plates` (charts with all that stands around them) and `words` (sentences); the markup is in `templates/`.

mod account;
mod citation;
mod coverage;
mod crawl;
mod data;
mod desk;
mod drawer;
mod edition;
mod embed;
mod findings;
mod format;
mod frame;
mod frozen;
mod gather;
mod guard;
mod html;
mod linked;
mod lost;
mod names;
mod places;
mod plates;
mod routes;
mod search;
mod sink;
mod source_view;
mod stated;
mod table;
mod terms;
mod theme;
mod tray;
mod views;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::archive::{Change, Figure, Frozen, Past};
use crate::config;
use crate::diagnostic::{Code, Diagnostic};
use crate::error::Result;
use crate::ledger::Ledger;
use crate::messages::Locale;
use crate::model::Severity;
use crate::source;
use crate::verify::{Report, Tally};

pub use drawer::{Drawer, InMemory, RowsOfBody, data_files, is_of};
pub use gather::{Gathered, Gleaned, Rows};
pub(crate) use html::escape;
pub use lost::{Lost, is_of_host, title_of};
pub use sink::{Files, MakeAt, Sealed, Shared, Sink, Stamp};
pub(crate) use theme::builtin_style;
pub use theme::{STATICS, TEMPLATES, Theme};
pub use tray::Failed;
pub(crate) use tray::{Job, Tray};

/// What was built.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Built {
    /// Pages.
    pub pages: usize,
    /// All files, pages included.
    pub files: usize,
    /// Files that say at their address that they failed.
    pub failed: Vec<Failed>,
    /// Characters that cards print a mark for.
    pub lacking: BTreeSet<char>,
    /// Addresses that only answer for what stood there once.
    pub stood_in: BTreeSet<String>,
    /// Published addresses of which nobody said what became of them.
    pub broken: Vec<Lost>,
    /// Versions of charts that were asked for, and do not change from now on.
    pub frozen: Vec<Frozen>,
}

/// Gives the file of a document; an error where it is not there, or is another than the one that was read.
pub type Originals<'s> = dyn Fn(&str, &str) -> Result<Vec<u8>> + Sync + 's;

/// What is the same for every page of a site.
#[derive(Clone, Copy)]
pub struct Shell<'s> {
    /// What the site says of itself.
    pub config: &'s config::Site,
    /// The language that its pages are written in.
    pub locale: Locale,
    /// Which files it has beside its pages and tables.
    pub output: config::Output,
    /// Templates and static files.
    pub theme: &'s Theme,
    /// Pages of the publisher, by stem.
    pub pages: &'s BTreeMap<String, String>,
    /// Gives the file of a document, told by its path and its SHA-256.
    pub originals: &'s Originals<'s>,
    /// What changed in earlier publications, oldest first.
    pub log: &'s [Change],
    /// Whether anything was ever published.
    pub published: bool,
    /// What was ever published, and what became of it.
    pub past: &'s Past,
    /// Whether versions of charts that are asked for are frozen as they are now: only what is published is.
    pub freezes: bool,
}

impl<'s> Shell<'s> {
    /// The shell of an edition in another language.
    fn edition(&self, locale: Locale) -> Self {
        Self { locale, ..*self }
    }

    /// The shells of all editions beside the Chinese pages.
    fn editions(&self) -> impl Iterator<Item = Shell<'s>> {
        self.output.languages.iter().map(|locale| self.edition(locale))
    }
}

impl Shell<'_> {
    /// Whether charts have bare pages for the frames of others.
    pub(crate) fn has_embeds(&self) -> bool {
        self.output.embeds.unwrap_or(self.published || !self.config.base_url.is_empty())
    }

    /// Whether charts have pictures for previews of links.
    pub(crate) fn has_cards(&self) -> bool {
        // An edition has none: they cost more than all else.
        self.locale == Locale::Chinese
            && self.output.cards.unwrap_or(self.published)
            && cfg!(feature = "cards")
    }

    /// Whether divisions have workbooks for each year.
    pub(crate) fn has_division_workbooks(&self) -> bool {
        let told = self.output.xlsx_divisions.unwrap_or(self.published && self.output.xlsx);
        told && cfg!(feature = "xlsx")
    }

    /// Whether all tables stand in one database too.
    #[cfg(feature = "sqlite")]
    pub(crate) fn has_database(&self) -> bool {
        self.output.sqlite.unwrap_or(self.published)
    }
}

/// Some bodies with all that is known of them: what their pages are made from.
pub struct Bodies<'s> {
    /// Their documents and figures.
    pub ledger: &'s Ledger,
    /// What of their checks may be said.
    pub report: &'s Report,
    /// What changed of them since the last publication.
    pub pending: &'s [Change],
}

/// Everything that the pages of some bodies are made from.
pub(crate) struct Site<'s> {
    shell: &'s Shell<'s>,
    pub(crate) ledger: &'s Ledger,
    pub(crate) report: &'s Report,
    pub(crate) pending: &'s [Change],
}

impl<'s> Deref for Site<'s> {
    type Target = Shell<'s>;

    fn deref(&self) -> &Shell<'s> {
        self.shell
    }
}

/// Everything that the pages over all bodies are made from.
pub(crate) struct House<'h> {
    shell: &'h Shell<'h>,
    pub(crate) gathered: &'h Gathered,
    pub(crate) rows: &'h dyn Drawer,
}

impl<'h> Deref for House<'h> {
    type Target = Shell<'h>;

    fn deref(&self) -> &Shell<'h> {
        self.shell
    }
}

impl<'s> Site<'s> {
    /// The desk of a page of these bodies.
    fn desk(&self, page: impl Into<String>, documents: &[&crate::ledger::Record]) -> desk::Desk<'s> {
        desk::Desk::new(self.ledger, self.report, self.locale, page, documents)
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

impl Built {
    /// What the publisher is told of characters that cards print a mark for.
    pub fn lacks(&self) -> Option<Diagnostic> {
        let all: Vec<String> = self.lacking.iter().map(char::to_string).collect();
        let message = format!("cards print 〓 for what their face lacks: {}", all.join(" "));
        let told = || Diagnostic::new(Code::NoGlyph, Severity::Info, &"".into(), message);
        (!all.is_empty()).then(told).map(|told| {
            told.help("pages and SVG pictures have the characters; `[output] cards = false` writes no cards")
        })
    }
}

/// Copies of the documents' files, where they are asked for. A file that changed since it was read is not what the
/// pages speak of, and stops the build.
fn originals<'s>(site: &'s Site<'s>) -> Vec<Job<'s>> {
    let copied = site.ledger.documents.iter().filter(|record| record.copied);
    let originals = site.originals;
    copied
        .map(|record| Job::new(routes::original(record), move || originals(&record.path, &record.sha256)))
        .collect()
}

/// The names and titles that pages of some bodies print as they are.
fn names(ledger: &Ledger) -> impl Iterator<Item = &str> {
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
    facts.chain(rows).chain(documents).chain(departments)
}

/// The names of the site itself.
fn own_names(config: &config::Site) -> BTreeSet<String> {
    guard::known([&config.name, &config.tagline, &config.operator].into_iter().map(String::as_str))
}

/// Makes the pages of some bodies. A page that fails costs that page: it says so at its address.
///
/// # Errors
/// When two files share one address, a template fails, or the sink does.
pub fn bodies(shell: &Shell<'_>, of: &Bodies<'_>, sink: &dyn Sink) -> Result<Gleaned> {
    let Bodies { ledger, report, pending } = *of;
    let site = Site { shell, ledger, report, pending };
    let names = guard::known(names(ledger));
    let tray = Tray::new(shell, sink, names.union(&own_names(shell.config)).cloned().collect());
    let mut jobs = views::of_bodies(&site);
    jobs.extend(originals(&site));
    jobs.par_iter().try_for_each(|job| job.run(&tray))?;
    let lacking = tray.lacking();
    let (addresses, failed) = tray.end()?;
    let mut gleaned = Gleaned { known: names, addresses, failed, lacking, ..Gleaned::default() };
    views::glean(&site, &mut gleaned);
    data::glean(&site, &mut gleaned);
    search::glean(&site, &mut gleaned);
    for shell in shell.editions() {
        let own = once_more(&shell, of, sink, &mut gleaned)?;
        gleaned.editions.insert(shell.locale, own);
    }
    Ok(gleaned)
}

/// Makes the pages of some bodies in another language. Their addresses and failures are kept with all others.
fn once_more(shell: &Shell<'_>, of: &Bodies<'_>, sink: &dyn Sink, all: &mut Gleaned) -> Result<Gleaned> {
    let Bodies { ledger, report, pending } = *of;
    let site = Site { shell, ledger, report, pending };
    let known = all.known.union(&own_names(shell.config)).cloned().collect();
    let tray = Tray::new(shell, sink, known);
    views::of_bodies(&site).par_iter().try_for_each(|job| job.run(&tray))?;
    let (addresses, failed) = tray.end()?;
    all.addresses.extend(addresses);
    all.failed.extend(failed);
    let mut own = Gleaned::default();
    views::glean(&site, &mut own);
    search::glean(&site, &mut own);
    Ok(own)
}

/// What stands in place of the pages of a body on which the work failed inside: its own page, which says so.
///
/// # Errors
/// When a template fails, or the sink does.
pub fn bodiless(shell: &Shell<'_>, department: Option<&str>, sink: &dyn Sink) -> Result<Gleaned> {
    let tray = Tray::new(shell, sink, own_names(shell.config));
    let why = "the work on this body failed inside; this is a defect of the program";
    match department {
        Some(id) => tray.refuse(&routes::department(id), why.to_owned())?,
        None => tray.fail(routes::DOCUMENTS, why.replace("this body", "a document of nobody")),
    }
    let (mut addresses, failed) = tray.end()?;
    for shell in shell.editions() {
        let Some(id) = department else { continue };
        let tray = Tray::new(&shell, sink, own_names(shell.config));
        tray.refuse(&routes::department(id), why.to_owned())?;
        addresses.extend(tray.end()?.0);
    }
    Ok(Gleaned { addresses, failed, ..Gleaned::default() })
}

/// Makes the pages over all bodies in another language, and what can be found on them.
fn house_once_more(
    shell: &Shell<'_>,
    house: &House<'_>,
    sink: &dyn Sink,
) -> Result<(Vec<String>, Vec<Failed>)> {
    let nothing = Gathered::default();
    let gathered = house.gathered.editions.get(&shell.locale).unwrap_or(&nothing);
    let own = House { shell, gathered, rows: house.rows };
    let known = house.gathered.known.union(&own_names(shell.config)).cloned().collect();
    let tray = Tray::new(shell, sink, known);
    views::of_house(&own).par_iter().try_for_each(|job| job.run(&tray))?;
    let pages = tray.addresses();
    let known = pages.iter().chain(house.gathered.addresses.keys()).map(String::as_str).collect();
    search::jobs(&own, &known).par_iter().try_for_each(|job| job.run(&tray))?;
    tray.end()
}

/// Makes the pages and files over all bodies from what their own pages left; gives their addresses too.
///
/// # Errors
/// When two files share one address, a template fails, or the sink does.
pub fn house(
    shell: &Shell<'_>,
    gathered: &Gathered,
    rows: &dyn Drawer,
    sink: &dyn Sink,
) -> Result<(Built, Vec<String>)> {
    let house = House { shell, gathered, rows };
    let known = gathered.known.union(&own_names(shell.config)).cloned().collect();
    let tray = Tray::new(shell, sink, known);
    views::of_house(&house).par_iter().try_for_each(|job| job.run(&tray))?;
    let pages = tray.addresses();
    // What can be found leads to pages that are there.
    let known = pages.iter().chain(gathered.addresses.keys()).map(String::as_str).collect();
    search::jobs(&house, &known).par_iter().try_for_each(|job| job.run(&tray))?;
    let mut all: BTreeMap<String, usize> = gathered.addresses.clone();
    for address in tray.addresses() {
        *all.entry(address).or_default() += 1;
    }
    let (mut own, mut failures) = (Vec::new(), Vec::new());
    for shell in shell.editions() {
        let (addresses, failed) = house_once_more(&shell, &house, sink)?;
        own.extend(addresses);
        failures.extend(failed);
    }
    for address in &own {
        *all.entry(address.clone()).or_default() += 1;
    }
    tray::unshared(&all)?;
    let addresses: Vec<String> = all.into_keys().collect();
    for job in crawl::sitemap(shell, &addresses).into_iter().chain(crawl::robots(shell)) {
        job.run(&tray)?;
    }
    let frozen = frozen::put(&house, &tray, &|address| addresses.iter().any(|one| one == address))?;
    let standing: BTreeSet<String> = addresses.iter().cloned().chain(tray.addresses()).collect();
    let lost::Stood { jobs, stood_in, broken } = lost::stand_in(&house, &standing);
    jobs.par_iter().try_for_each(|job| job.run(&tray))?;
    let lacking = tray.lacking().union(&gathered.lacking).copied().collect();
    let (at_root, failed) = tray.end()?;
    own.extend(at_root);
    let failed: BTreeSet<Failed> = gathered.failed.iter().cloned().chain(failed).chain(failures).collect();
    let pages = addresses.iter().filter(|path| path.ends_with(".html")).count();
    let files = gathered.addresses.len() + own.len();
    let failed = failed.into_iter().collect();
    Ok((Built { pages, files, failed, lacking, stood_in, broken, frozen }, own))
}

/// Builds a whole site of bodies that are all at hand.
///
/// # Errors
/// When two files share one address, a template fails, or the sink does.
pub fn build(shell: &Shell<'_>, of: &Bodies<'_>, sink: &dyn Sink) -> Result<Built> {
    let mut gleaned = bodies(shell, of, sink)?;
    let rows = InMemory(gleaned.take_rows());
    let mut gathered = Gathered::default();
    gathered.take(gleaned);
    Ok(house(shell, &gathered, &rows, sink)?.0)
}

/// The figures of a ledger as rows of `facts.csv`, with nothing of what was checked.
pub fn facts_of(ledger: &Ledger) -> Rows {
    data::facts_of(ledger)
}

/// Rows of `facts.csv` as a Parquet file, piece by piece.
///
/// # Errors
/// When the library refuses the schema, which a test would see.
#[cfg(feature = "parquet")]
pub fn parquet(rows: impl Iterator<Item = Result<Rows>>) -> Result<impl Iterator<Item = Result<Vec<u8>>>> {
    data::facts_as_parquet(rows)
}

/// The printed figures of all bodies, as the archive keeps them, told from the rows of the data files. `hashes` are those of
/// the documents' files, by path.
///
/// # Errors
/// When the rows cannot be read.
pub fn figures<'d>(
    rows: &'d dyn Drawer,
    hashes: &'d BTreeMap<&'d str, &'d str>,
) -> Result<impl Iterator<Item = Result<Figure>> + 'd> {
    data::figures::figures(rows, hashes)
}
