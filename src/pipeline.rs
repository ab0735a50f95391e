//! The pipeline, in its order, and the whole of it: walk, read and recognise (a document at a time), link, verify and the
//! pages of a body (a body at a time), pages and data over all bodies. What documents and bodies gave before is taken from the
//! cache; memory follows what is in flight.
//!
//! [`build`] makes a site. [`run`] keeps everything at hand instead, for those who ask about all of it (`check`, `review`).

mod body;
mod extract;
#[cfg(test)]
mod fences;
mod lists;
mod memory;
mod parcels;
mod timings;
mod whole;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::archive::{self, Archive, Change, Frozen, History, Past};
use crate::cache::Cache;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::error::{Error, Result};
use crate::ledger::{Head, Plan, Register, Remembered};
use crate::messages::Locale;
use crate::model::Record;
use crate::notice::{self, Notice};
use crate::site::{self, Built, Failed, Gathered, Lost, Shell, Sink, Stamp, Theme};
use crate::source::{self, Content, Source};
use crate::taxonomy::Vocabulary;
use crate::taxonomy::vocabulary::Trouble;
use crate::verify::Tallies;
use crate::{read, recognise};

use body::{Bench, Body, Made, Named, RowsOfBodies};
pub use extract::{Errand, Extracted, extract};
pub use timings::{Stage, Timings};
pub use whole::{Outcome, run, run_on};
use whole::{judged, made_public};

/// What a build works with.
pub struct Workshop<'w> {
    /// The settings.
    pub config: &'w Config,
    /// Templates and static files.
    pub theme: &'w Theme,
    /// Where the files go.
    pub sink: &'w dyn Sink,
    /// What was made before.
    pub cache: &'w Cache,
    /// Whether what changed is published on the day of the configuration.
    pub publish: bool,
    /// Whether notices that need nobody's hand are wanted too, which are most of them.
    pub thorough: bool,
    /// Is told of each document and each body that is done.
    pub watch: &'w dyn Watch,
}

/// Somebody who watches a build.
pub trait Watch: Sync {
    /// A stage begins, with so many steps.
    fn begins(&self, stage: &'static str, steps: usize);
    /// A step is done.
    fn step(&self);
}

/// Nobody watches.
impl Watch for () {
    fn begins(&self, _: &'static str, _: usize) {}
    fn step(&self) {}
}

/// What was built, and what the publisher should know of it.
#[derive(Debug, Default)]
pub struct Done {
    /// Pages and files.
    pub built: Built,
    /// All that the publisher should know: of the folder, then body by body.
    pub notices: Vec<Notice>,
    /// How many places were due for each rule, and what came out.
    pub tallies: Tallies,
    /// How many documents, bodies, figures and so on.
    pub numbers: Numbers,
    /// What changed since the site was last published.
    pub history: History,
    /// What was taken from the cache.
    pub reused: Reused,
    /// What each stage cost.
    pub timings: Timings,
    /// The documents, as the archive keeps them.
    documents: Vec<Remembered>,
    /// The bodies with their names in the cache, in their order.
    bodies: Vec<Named>,
}

/// The numbers of a build.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Numbers {
    /// Documents.
    pub documents: usize,
    /// Bodies, regions among them.
    pub bodies: usize,
    /// Figures that were read as printed.
    pub printed: usize,
    /// Numbers that could not be placed.
    pub unreadable: usize,
    /// Mismatches that the public sees.
    pub mismatches: usize,
    /// Findings that are kept back.
    pub held: usize,
}

/// What was taken from the cache.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reused {
    /// Documents that were not read again.
    pub documents: usize,
    /// Bodies whose pages were not made again.
    pub bodies: usize,
    /// Whether the pages over all bodies were not made again either.
    pub lists: bool,
    /// Whether the site stands already as it would be made: nothing was put into the sink.
    pub whole: bool,
}

/// What a reader gives: the document, the format, what was odd.
pub type Read = (Document, &'static str, Vec<Diagnostic>);

/// What one document gives: what its reader gave, understood. What reading had to say comes before what recognising had.
pub fn record(source: &Source, (document, format, mut trouble): Read, vocabulary: &Vocabulary) -> Record {
    let mut disclosure = recognise::recognise_with(&document, source, vocabulary);
    trouble.append(&mut disclosure.diagnostics);
    disclosure.diagnostics = trouble;
    Record {
        version: Record::VERSION,
        path: source.path.clone(),
        format: format.to_owned(),
        bytes: source.bytes.len(),
        sha256: source.sha256.clone(),
        document,
        disclosure,
    }
}

/// A document of the content folder, as far as it is kept while others are read.
struct Known {
    /// The file without its bytes.
    source: Source,
    /// The name of its record in the cache.
    key: String,
    head: Head,
    reused: bool,
    /// The parcel that it came in, where it is not read from the content folder.
    parcel: Option<PathBuf>,
}

/// Builds the site of a content folder. Nothing is written but into the sink and the cache.
///
/// # Errors
/// When the folder, the register, the archive or the cache cannot be read, a template fails, or the sink does. Trouble in
/// documents is a notice.
pub fn build(shop: &Workshop<'_>) -> Result<Done> {
    let mut timings = Timings::default();
    let config = shop.config.with_redactions()?;
    let shop = &Workshop { config: &config, ..*shop };
    let content = timings.stage("walk", || source::list(&shop.config.paths.content))?;
    let (vocabulary, troubles) = Vocabulary::read(&content.vocabulary);
    let known = timings.stage("documents", || documents(shop, &content, &vocabulary))?;
    timings.reused(known.iter().filter(|one| one.reused).count(), known.len());
    assemble(shop, content, known, (&vocabulary, troubles), timings)
}

/// Builds the site of documents that were extracted before, here or elsewhere. The content folder gives pages, register and
/// vocabulary; disclosures in it are not read. The site is the same as from the files.
///
/// # Errors
/// As [`build`], and when a folder holds no parcels. A parcel that cannot be used is a notice.
pub fn build_from(shop: &Workshop<'_>, folders: &[PathBuf]) -> Result<Done> {
    let mut timings = Timings::default();
    let config = shop.config.with_redactions()?;
    let shop = &Workshop { config: &config, ..*shop };
    let mut content = timings.stage("walk", || source::surroundings(&shop.config.paths.content))?;
    let (vocabulary, troubles) = Vocabulary::read(&content.vocabulary);
    let opened = timings.stage("documents", || parcels::documents(shop, folders, &vocabulary));
    let (known, told) = opened?;
    content.diagnostics.extend(told);
    assemble(shop, content, known, (&vocabulary, troubles), timings)
}

/// Makes the site of documents that are known.
fn assemble(
    shop: &Workshop<'_>,
    content: Content,
    known: Vec<Known>,
    (vocabulary, troubles): (&Vocabulary, Vec<Trouble>),
    mut timings: Timings,
) -> Result<Done> {
    let config = shop.config;
    let (register, remembered, archive, mut past) = timings.stage("remember", || remembered(config))?;
    if let Some(wrong) = register.told.first().filter(|_| shop.publish) {
        let message = format!("{}; ids are given for ever, so mend it before you publish", wrong.message);
        return Err(Error::Config { path: (*wrong.document).into(), message });
    }
    let read_before = known.iter().filter(|one| one.reused).count();
    let heads: Vec<Head> = known.iter().map(|one| one.head.clone()).collect();
    let plan = timings.stage("plan", || Plan::new(&heads, &register, &remembered));
    let documents: Vec<Remembered> =
        heads.iter().zip(&plan.places).map(|(head, place)| head.remembered(place)).collect();
    past.follow_documents(&remembered, &documents);
    let bodies = Body::all(&plan, &known);
    let standing = heads.iter().filter(|head| head.figures > 0);
    let standing = standing.map(|head| (head.path.to_string(), head.sha256.clone())).collect();
    let shell = Shell {
        config: &config.site,
        output: config.output,
        locale: Locale::Chinese,
        theme: shop.theme,
        pages: &content.pages,
        originals: &|path, sha256| original(&content, &known, path, sha256),
        log: &archive.history.log,
        published: archive.history.published || shop.publish,
        past: &past,
        freezes: shop.publish,
    };
    let common = body::common(shop, &content, &archive);
    let bench = Bench {
        shop,
        shell: &shell,
        archive: &archive,
        standing: &standing,
        vocabulary,
        root: &content.root,
        common,
    };
    let named: Vec<Named> =
        timings.stage("keys", || bodies.par_iter().map(|body| body.named(&bench)).collect());
    let mut gone = lists::gone(&bench, &bodies);
    let key = lists::key(&bench, &gone, &named);
    let (built, reused, mut all) = match timings.stage("whole", || lists::whole(&bench, &key)) {
        Some((built, all)) => {
            timings.reused(1, 1);
            (built, Reused { bodies: bodies.len(), lists: true, whole: true, ..Reused::default() }, all)
        }
        None => {
            timings.reused(0, 1);
            let mut all = timings.stage("bodies", || one_by_one(&bench, &bodies, named.clone()))?;
            timings.reused(all.reused, bodies.len());
            let made = timings.stage("lists", || lists::make(&bench, &bodies, (&key, &mut gone), &mut all));
            let (built, lists) = made?;
            timings.reused(usize::from(lists), 1);
            (built, Reused { bodies: all.reused, lists, ..Reused::default() }, all)
        }
    };
    let mut done = Done {
        numbers: Numbers { documents: known.len(), bodies: plan.departments.len(), ..all.numbers },
        reused: Reused { documents: read_before, ..reused },
        documents,
        bodies: named,
        tallies: std::mem::take(&mut all.tallies),
        timings,
        ..Done::default()
    };
    let mut told = register.told.clone();
    told.extend(content.diagnostics.iter().cloned());
    let met = heads.iter().flat_map(|head| head.met.iter().copied()).collect();
    told.extend(whole::of_vocabulary(troubles, vocabulary, &met));
    told.extend(built.failed.iter().map(Failed::diagnostic));
    told.extend(built.broken.iter().map(Lost::diagnostic));
    told.extend(built.lacks());
    done.notices = notice::of_diagnostics(&told);
    done.notices.extend(all.notices.into_iter().flatten());
    done.built = built;
    done.history = History { pending: all.pending, ..archive.history };
    done.history.pending.sort_by(|a, b| a.document.cmp(&b.document));
    if shop.publish {
        done.history.published = true;
        done.history.findings.extend(all.seen);
    }
    Ok(done)
}

/// The file of a document, as it was when it was read.
fn original(content: &Content, known: &[Known], path: &str, sha256: &str) -> Result<Vec<u8>> {
    let at = known.binary_search_by(|one| (*one.source.path).cmp(path)).ok();
    match at.and_then(|at| known.get(at)).filter(|one| one.parcel.is_some()) {
        Some(known) => parcels::original(known),
        None => source::reread(&content.root, path, sha256),
    }
}

/// Keeps in the archive what a build published; the site stands in its place already. `files` are those of the site,
/// `title` gives the titles of its pages, and `bytes` what stands in its files.
///
/// # Errors
/// When the archive cannot be written.
pub fn publish(
    config: &Config,
    cache: &Cache,
    done: &Done,
    files: &BTreeSet<String>,
    title: impl Fn(&str) -> String,
    bytes: &dyn Fn(&str) -> Result<Vec<u8>>,
) -> Result<()> {
    let rows = RowsOfBodies::new(cache, done.bodies.clone());
    let hashes = done.documents.iter().map(|one| (one.path.as_str(), one.sha256.as_str())).collect();
    let figures = site::figures(&rows, &hashes)?;
    let archive = &config.paths.archive;
    // The addresses first: if what follows fails, they are known none the less.
    let (_, mut past) = remembered_addresses(config)?;
    past.keep_frozen(&done.built.frozen, &|one: &Frozen| {
        let folder = format!("{}/{}/", archive::FROZEN, one.hash);
        let own = files.iter().filter_map(|path| Some((path, path.strip_prefix(&folder)?)));
        own.map(|(path, name)| Ok((name.to_owned(), bytes(path)?))).collect()
    })?;
    past.publish(archive, (files, &done.built.stood_in), &config.site.date, title)?;
    archive::publish(archive, done.documents.iter().cloned(), figures, &done.history)
}

/// The register with what became of ids, and the addresses that were published.
fn remembered_addresses(config: &Config) -> Result<(Register, Past)> {
    let (mut register, mut past) = (config.register()?, Past::open(&config.paths.archive)?);
    past.settle(&register);
    register.renames = past.renames();
    Ok((register, past))
}

/// What is known before a document is read: the register, the ids that were given, what was published.
fn remembered(config: &Config) -> Result<(Register, Vec<Remembered>, Archive, Past)> {
    let archive = &config.paths.archive;
    let (register, past) = remembered_addresses(config)?;
    Ok((register, archive::remembered(archive)?, Archive::open(archive, &past)?, past))
}

/// Reads and understands all documents, or finds that they were understood before.
fn documents(shop: &Workshop<'_>, content: &Content, vocabulary: &Vocabulary) -> Result<Vec<Known>> {
    shop.watch.begins("documents", content.sources.len());
    let common = body::common_of_records(shop.config, vocabulary);
    let known = |source: &Source| {
        let source = source.opened(&content.root);
        let key = body::record_key(&source, &common);
        let kept = body::kept_head(shop.cache, &key);
        let reused = kept.is_some();
        let head = match kept {
            Some(head) => head,
            None => {
                let record = record(&source, read::read(&source, &shop.config.read), vocabulary);
                body::keep(shop.cache, &key, &record, &source.sidecar)?
            }
        };
        shop.watch.step();
        Ok(Known { source: source.closed(), key, head, reused, parcel: None })
    };
    content.sources.par_iter().map(known).collect()
}

/// What all bodies left, as far as it is kept when they are done.
#[derive(Default)]
struct Everything {
    gathered: Gathered,
    notices: Vec<Vec<Notice>>,
    bodies: Vec<Named>,
    tallies: Tallies,
    pending: Vec<Change>,
    seen: Vec<String>,
    numbers: Numbers,
    reused: usize,
    /// Whether the work on a body failed inside.
    failed: bool,
    stamps: BTreeMap<String, Stamp>,
}

impl Everything {
    /// Takes what a body left. The order in which bodies come plays no part.
    fn take(&mut self, at: usize, made: Made) {
        let Made { kept, reused, failed } = made;
        self.failed |= failed;
        let count = |name: &str| kept.gleaned.number(name);
        self.numbers.printed += count("printed");
        self.numbers.unreadable += count("unreadable");
        self.numbers.mismatches += kept.seen.len();
        self.numbers.held += kept.held;
        self.reused += usize::from(reused);
        for (rule, tally) in &kept.tallies {
            self.tallies.entry(rule.clone()).or_default().add(tally);
        }
        self.pending.extend(kept.pending);
        self.seen.extend(kept.seen);
        self.notices[at] = kept.notices;
        self.stamps.extend(kept.stamps);
        self.gathered.take(kept.gleaned);
    }
}

/// Makes all bodies: as many at a time as there are threads, so that memory follows what is in flight.
fn one_by_one(bench: &Bench<'_>, bodies: &[Body<'_>], named: Vec<Named>) -> Result<Everything> {
    bench.shop.watch.begins("bodies", bodies.len());
    let empty = Everything {
        notices: vec![Vec::new(); bodies.len()],
        bodies: named.clone(),
        ..Everything::default()
    };
    let all = Mutex::new(empty);
    let next = AtomicUsize::new(0);
    // A thread that waits for the parts of its body must not begin another: so each takes the next one by itself.
    let work = || -> Result<()> {
        while let Some((at, body)) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, bodies.get(at)?)))
        {
            let made = body::make(bench, body, &named[at].key)?;
            all.lock().unwrap_or_else(PoisonError::into_inner).take(at, made);
            bench.shop.watch.step();
        }
        Ok(())
    };
    (0..rayon::current_num_threads()).into_par_iter().with_max_len(1).try_for_each(|_| work())?;
    Ok(all.into_inner().unwrap_or_else(PoisonError::into_inner))
}
