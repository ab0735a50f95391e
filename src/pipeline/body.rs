//! One body at a time: its documents linked and checked, its pages made, what others need of it kept. What a body gave
//! before is taken from the cache if nothing that it depends on has changed, and its pages still stand.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::{Known, Workshop, judged, made_public, parcels};
use crate::archive::{Archive, Change, Standing};
use crate::cache::{Cache, Key};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::ledger::{Entrant, Head, Ledger, Place, Plan};
use crate::model::{Department, Record, Severity};
use crate::notice::{self, Notice};
use crate::read;
use crate::site::{self, Bodies, Drawer, Gleaned, Rows, RowsOfBody, Shell, Stamp};
use crate::source::{Content, Sidecar, Source};
use crate::taxonomy::Vocabulary;
use crate::verify::{Report, Tallies};

/// What the work on every body needs.
pub(super) struct Bench<'b> {
    pub(super) shop: &'b Workshop<'b>,
    pub(super) shell: &'b Shell<'b>,
    pub(super) archive: &'b Archive,
    pub(super) standing: &'b Standing,
    pub(super) vocabulary: &'b Vocabulary,
    /// The content folder.
    pub(super) root: &'b Path,
    /// What is the same for all bodies and decides what their pages say.
    pub(super) common: String,
}

/// A body with its documents, or a document that is nobody's.
pub(super) struct Body<'b> {
    pub(super) department: Option<&'b Department>,
    pub(super) documents: Vec<(&'b Known, &'b Place)>,
}

/// What a body left.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Kept {
    /// For the pages over all bodies.
    pub(super) gleaned: Gleaned,
    /// What needs the publisher's hand; what is only said, which is most of it, is kept beside.
    pub(super) notices: Vec<Notice>,
    /// How many places were due for each rule, and what came out.
    pub(super) tallies: Tallies,
    /// Ids of the mismatches that the public sees.
    pub(super) seen: Vec<String>,
    /// How many findings are kept back.
    pub(super) held: usize,
    /// What changed since the last publication.
    pub(super) pending: Vec<Change>,
    /// The files that were made.
    pub(super) stamps: BTreeMap<String, Stamp>,
}

/// What a body left, and whether it was there before.
pub(super) struct Made {
    pub(super) kept: Kept,
    pub(super) reused: bool,
    pub(super) failed: bool,
}

/// The kinds of entries in the cache.
const BODIES: &str = "bodies";
const RECORDS: &str = "records";
const HEADS: &str = "heads";
const ROWS: &str = "rows";
const ASIDES: &str = "asides";

/// Makes a body, or takes over what was made of it before. Where the work fails inside, its page says so, the others go on,
/// and nothing of it is kept for the next build.
pub(super) fn make(bench: &Bench<'_>, body: &Body<'_>, key: &str) -> Result<Made> {
    match catch_unwind(AssertUnwindSafe(|| made(bench, body, key))) {
        Ok(made) => made,
        Err(_) => {
            let id = body.department.map(|department| &*department.id);
            let gleaned = site::bodiless(bench.shell, id, bench.shop.sink)?;
            RowsOfBodies::keep(bench.shop.cache, key, Vec::new())?;
            Ok(Made { kept: Kept { gleaned, ..Kept::default() }, reused: false, failed: true })
        }
    }
}

fn made(bench: &Bench<'_>, body: &Body<'_>, key: &str) -> Result<Made> {
    let cache = bench.shop.cache;
    if let Some(mut kept) =
        cache.get(BODIES, key).and_then(|bytes| serde_json::from_slice::<Kept>(&bytes).ok())
        && RowsOfBodies::there(cache, key)
        && bench.shop.sink.reuse(&kept.stamps)?
        && let Some(asides) = asides(bench, key)
    {
        kept.notices.extend(asides);
        return Ok(Made { kept, reused: true, failed: false });
    }
    afresh(bench, body, key)
}

/// What is only said of a body, where anybody wants to hear it.
fn asides(bench: &Bench<'_>, key: &str) -> Option<Vec<Notice>> {
    if !bench.shop.thorough {
        return bench.shop.cache.has(ASIDES, key).then(Vec::new);
    }
    serde_json::from_slice(&bench.shop.cache.get(ASIDES, key)?).ok()
}

/// Makes a body, whatever the cache has of it.
pub(super) fn afresh(bench: &Bench<'_>, body: &Body<'_>, key: &str) -> Result<Made> {
    let cache = bench.shop.cache;
    let mut kept = body.made(bench)?;
    RowsOfBodies::keep(cache, key, kept.gleaned.take_rows())?;
    let all = std::mem::take(&mut kept.notices);
    let (asides, notices): (Vec<Notice>, Vec<Notice>) =
        all.into_iter().partition(|notice| notice.severity == Severity::Info);
    kept.notices = notices;
    cache.put(ASIDES, key, &json(&asides)?)?;
    let addresses = kept.gleaned.addresses().iter();
    kept.stamps = addresses.filter_map(|path| Some((path.clone(), bench.shop.sink.stamp(path)?))).collect();
    cache.put(BODIES, key, &json(&kept)?)?;
    if bench.shop.thorough {
        kept.notices.extend(asides);
    }
    Ok(Made { kept, reused: false, failed: false })
}

/// A value as the cache keeps it.
pub(super) fn json(value: &impl Serialize) -> Result<Vec<u8>> {
    serde_json::to_vec(value).map_err(|error| Error::Broken(error.to_string()))
}

impl<'b> Body<'b> {
    /// All bodies of a plan, in their order, then the documents of nobody.
    pub(super) fn all(plan: &'b Plan, known: &'b [Known]) -> Vec<Self> {
        let body = |(department, own): (Option<&'b Department>, Vec<usize>)| Self {
            department,
            documents: own.into_iter().map(|at| (&known[at], &plan.places[at])).collect(),
        };
        plan.groups().into_iter().map(body).collect()
    }

    /// Whose the figures are in the archive.
    pub(super) fn owner(&self) -> &str {
        match (self.department, self.documents.first()) {
            (Some(department), _) => &department.id,
            (None, Some((known, _))) => &known.head.path,
            (None, None) => "",
        }
    }

    /// Whose it is, and its name in the cache.
    pub(super) fn named(&self, bench: &Bench<'_>) -> Named {
        Named { owner: self.owner().to_owned(), key: self.key(bench) }
    }

    /// Everything that decides what the body gives.
    fn key(&self, bench: &Bench<'_>) -> String {
        let mut key = Key::new().with(&bench.common).with(format!("{:?}", self.department));
        for (known, place) in &self.documents {
            let source = &known.source;
            key = key.with(&known.key).with(format!("{place:?}{:?}{:?}", source.sidecar, source.companions));
        }
        let before = bench.archive.of(self.owner());
        key = key.with(before);
        // The pages of its charts name the versions that do not change.
        let frozen = bench
            .shell
            .past
            .frozen
            .of("charts/")
            .filter(|one| one.address.split('/').nth(1) == Some(self.owner()));
        for one in frozen {
            key = key.with(format!("{one:?}"));
        }
        for document in bench.archive.documents_of(self.owner()) {
            key = key.with(format!("{:?}", bench.standing.get(document)));
        }
        key.name()
    }

    /// Reads the records, links, checks, and makes the pages.
    fn made(&self, bench: &Bench<'_>) -> Result<Kept> {
        crate::fault::here("body", self.owner());
        let mut entrants = Vec::with_capacity(self.documents.len());
        for (known, place) in &self.documents {
            let record = record(bench, known)?;
            entrants.push((Entrant::new(known.source.clone(), record), (*place).clone()));
        }
        let mut ledger = Ledger::join(entrants.into_iter(), self.department.cloned().into_iter().collect());
        let config = bench.shop.config;
        let history = &bench.archive.history;
        let mut pending = bench.archive.changes(&ledger, bench.standing);
        if bench.shop.publish {
            pending.iter_mut().for_each(|change| change.date.clone_from(&config.site.date));
        }
        let report = judged(&mut ledger, config);
        // What only the publisher hears is taken first: of a large body, the checks are there once.
        let heard = notice::collect(&ledger, &report, config.findings.language);
        let tallies = report.by_rule();
        let Report { checks, failures, .. } = report;
        let (public, told) = made_public(checks, &failures, &ledger, config, &history.findings);
        let of = Bodies { ledger: &ledger, report: &public, pending: &pending };
        let gleaned = site::bodies(bench.shell, &of, bench.shop.sink)?;
        let mut notices = notice::of_diagnostics(&told);
        notices.extend(heard);
        Ok(Kept {
            gleaned,
            notices,
            tallies,
            seen: public.mismatches().map(|finding| finding.id.to_string()).collect(),
            held: public.checks.iter().filter(|finding| finding.withheld).count(),
            pending,
            stamps: BTreeMap::new(),
        })
    }
}

/// The record of a document. Where the cache lost it, the document is read again.
fn record(bench: &Bench<'_>, known: &Known) -> Result<Record> {
    if let Some(file) = &known.parcel {
        return parcels::record(file, known);
    }
    let cache = bench.shop.cache;
    if let Some(record) = cache.get(RECORDS, &known.key).and_then(|bytes| Record::from_bytes(&bytes).ok()) {
        return Ok(record);
    }
    let source = known.source.opened(bench.root);
    if source.sha256 != known.source.sha256 {
        let message = format!("`{}` changed while the site was being built; build again", source.path);
        return Err(Error::Broken(message));
    }
    let record = super::record(&source, read::read(&source, &bench.shop.config.read), bench.vocabulary);
    keep(cache, &known.key, &record, &source.sidecar)?;
    Ok(record)
}

/// Keeps a record, and its head beside it, which is all that is asked for while nothing changes.
///
/// # Errors
/// When they cannot be written.
pub(super) fn keep(cache: &Cache, key: &str, record: &Record, sidecar: &Sidecar) -> Result<Head> {
    let broken = |error: &dyn std::fmt::Display| Error::Broken(error.to_string());
    cache.put(RECORDS, key, &record.to_bytes().map_err(|error| broken(&error))?)?;
    let head = Head::of(record, sidecar);
    cache.put(HEADS, key, &postcard::to_stdvec(&head).map_err(|error| broken(&error))?)?;
    Ok(head)
}

/// The head of a record that is kept.
pub(super) fn kept_head(cache: &Cache, key: &str) -> Option<Head> {
    let bytes = cache.get(HEADS, key).filter(|_| cache.has(RECORDS, key))?;
    postcard::from_bytes(&bytes).ok()
}

/// What is the same for all records and decides what a file gives.
pub(super) fn common_of_records(config: &Config, vocabulary: &Vocabulary) -> String {
    format!("{:?}\n{}", config.read, vocabulary.fingerprint())
}

/// What is the same for all bodies and decides what their pages say.
pub(super) fn common(shop: &Workshop<'_>, content: &Content, archive: &Archive) -> String {
    let config = shop.config;
    let pages: Vec<&String> = content.pages.keys().collect();
    Key::new()
        .with(shop.sink.name())
        .with(format!("{:?}{:?}{:?}", config.site, config.findings, config.output))
        .with(shop.theme.fingerprint())
        .with(format!("{pages:?}{:?}{}", archive.history, shop.publish))
        .with(content.root.display().to_string())
        .name()
}

/// A body: whose it is, and its name in the cache, which everything that it gives depends on.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) owner: String,
    pub(super) key: String,
}

/// The rows of the data files in the cache, body by body and file by file.
pub(super) struct RowsOfBodies<'c> {
    pub(super) cache: &'c Cache,
    /// The bodies, in their order.
    pub(super) bodies: Vec<Named>,
    /// Bodies of which the rows were lost.
    pub(super) lost: Mutex<BTreeSet<usize>>,
}

/// Rows by file.
type ByFile = BTreeMap<String, Rows>;

impl<'c> RowsOfBodies<'c> {
    fn name(key: &str, file: &str) -> String {
        format!("{key}-{file}")
    }

    fn there(cache: &Cache, key: &str) -> bool {
        site::data_files().all(|file| cache.has(ROWS, &Self::name(key, file)))
    }

    fn keep(cache: &Cache, key: &str, bodies: Vec<RowsOfBody>) -> Result<()> {
        let mut rows: ByFile = bodies.into_iter().flat_map(|body| body.files).collect();
        for file in site::data_files() {
            let (own, others): (ByFile, ByFile) =
                rows.into_iter().partition(|(name, _)| name.split('/').next() == Some(file));
            let bytes = postcard::to_stdvec(&own).map_err(|error| Error::Broken(error.to_string()))?;
            cache.put(ROWS, &Self::name(key, file), &bytes)?;
            rows = others;
        }
        Ok(())
    }

    /// Rows of bodies by their names in the cache.
    pub(super) fn new(cache: &'c Cache, bodies: Vec<Named>) -> Self {
        Self { cache, bodies, lost: Mutex::default() }
    }

    /// The name of what was made of the rows of some bodies.
    fn name_of(&self, kind: &str, bodies: Range<usize>) -> String {
        let own = self.bodies.get(bodies).unwrap_or_default();
        own.iter().fold(Key::new().with(kind), |key, body| key.with(&body.key)).name()
    }
}

impl Drawer for RowsOfBodies<'_> {
    fn owners(&self) -> Vec<&str> {
        self.bodies.iter().map(|body| body.owner.as_str()).collect()
    }

    fn of(&self, at: usize, file: &str) -> Result<Vec<Rows>> {
        let whole = file.split('/').next().unwrap_or_default();
        let bytes = self.cache.get(ROWS, &Self::name(&self.bodies[at].key, whole));
        let Some(rows) = bytes.and_then(|bytes| postcard::from_bytes::<ByFile>(&bytes).ok()) else {
            self.lost.lock().unwrap_or_else(PoisonError::into_inner).insert(at);
            return Err(Error::Broken(
                "the cache was changed while the site was being built; build again".into(),
            ));
        };
        Ok(rows.into_iter().filter(|(name, _)| site::is_of(name, file)).map(|(_, rows)| rows).collect())
    }

    fn kept(&self, kind: &str, bodies: Range<usize>) -> Option<Vec<u8>> {
        self.cache.get(kind, &self.name_of(kind, bodies))
    }

    fn keep(&self, kind: &str, bodies: Range<usize>, made: &[u8]) -> Result<()> {
        self.cache.put(kind, &self.name_of(kind, bodies), made)
    }
}

/// The name of what a file gives in the cache: everything that decides how it is read and understood.
pub(super) fn record_key(source: &Source, common: &str) -> String {
    let trouble = format!("{:?}", source.trouble);
    let path: &Arc<str> = &source.path;
    Key::new()
        .with(common)
        .with(&**path)
        .with(&source.extension)
        .with(&source.sha256)
        .with(trouble)
        .with(format!("{:?}", source.sidecar))
        .name()
}
