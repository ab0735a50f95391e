//! Pages and data over all bodies, made from what each of them left; taken over whole where no body gave anything new.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::PoisonError;

use serde::{Deserialize, Serialize};

use super::Everything;
use super::body::{self, Bench, Body, RowsOfBodies};
use crate::cache::Key;
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::site::{self, Bodies, Built, Stamp};
use crate::verify::Report;

/// The kind of the entry in the cache.
const LISTS: &str = "lists";

/// What was made.
#[derive(Serialize, Deserialize)]
struct Kept {
    built: Built,
    stamps: BTreeMap<String, Stamp>,
}

/// Makes them, or takes over what was made before. Says whether it was there.
pub(super) fn make(bench: &Bench<'_>, bodies: &[Body<'_>], all: &mut Everything) -> Result<(Built, bool)> {
    let (cache, sink) = (bench.shop.cache, bench.shop.sink);
    let owners: BTreeSet<&str> = bodies.iter().map(Body::owner).collect();
    let mut gone = bench.archive.gone(&owners, bench.standing);
    if bench.shop.publish {
        gone.iter_mut().for_each(|change| change.date.clone_from(&bench.shop.config.site.date));
    }
    let mut key = Key::new().with(&bench.common).with(format!("{:?}{gone:?}", bench.shell.pages));
    for own in &all.keys {
        key = key.with(own);
    }
    let key = key.name();
    let before = cache.get(LISTS, &key).and_then(|bytes| serde_json::from_slice::<Kept>(&bytes).ok());
    let kept = match before {
        Some(kept) if sink.reuse(&kept.stamps)? => Some(kept),
        _ => None,
    };
    let reused = kept.is_some();
    let built = match kept {
        Some(kept) => kept.built,
        None => {
            // What is no longer here belongs to no body.
            let (ledger, report) = (Ledger::default(), Report::default());
            let of = Bodies { ledger: &ledger, report: &report, pending: &gone };
            all.gathered.take(site::bodies(bench.shell, &of, sink)?);
            let (built, own) = house(bench, bodies, all)?;
            let stamps =
                own.into_iter().filter_map(|path| Some((path.clone(), sink.stamp(&path)?))).collect();
            let kept = Kept { built, stamps };
            let bytes = serde_json::to_vec(&kept).map_err(|error| Error::Broken(error.to_string()))?;
            cache.put(LISTS, &key, &bytes)?;
            kept.built
        }
    };
    all.pending.append(&mut gone);
    Ok((built, reused))
}

/// Makes the pages and files over all bodies. A body of which the cache lost the rows is made again first.
fn house(bench: &Bench<'_>, bodies: &[Body<'_>], all: &Everything) -> Result<(Built, Vec<String>)> {
    let rows = RowsOfBodies::new(bench.shop.cache, all.keys.clone());
    let made = site::house(bench.shell, &all.gathered, &rows, bench.shop.sink);
    let lost = rows.lost.into_inner().unwrap_or_else(PoisonError::into_inner);
    if lost.is_empty() {
        return made;
    }
    for at in lost {
        body::afresh(bench, &bodies[at], all.keys[at].clone())?;
    }
    let rows = RowsOfBodies::new(bench.shop.cache, all.keys.clone());
    site::house(bench.shell, &all.gathered, &rows, bench.shop.sink)
}
