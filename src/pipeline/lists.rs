//! Pages and data over all bodies, made from what each of them left; taken over whole where no body gave anything new.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::PoisonError;

use serde::{Deserialize, Serialize};

use super::body::{self, Bench, Body, Named, RowsOfBodies, json};
use super::{Everything, Numbers};
use crate::archive::Change;
use crate::cache::Key;
use crate::error::Result;
use crate::ledger::Ledger;
use crate::notice::Notice;
use crate::site::{self, Bodies, Built, Shell, Stamp};
use crate::verify::{Report, Tallies};

/// The kinds of entries in the cache.
const LISTS: &str = "lists";
const WHOLE: &str = "whole";

/// What was made.
#[derive(Serialize, Deserialize)]
struct Kept {
    built: Built,
    /// The files over all bodies.
    own: BTreeMap<String, Stamp>,
}

/// What a whole site was when it was last made.
#[derive(Serialize, Deserialize)]
struct Whole {
    built: Built,
    stamps: BTreeMap<String, Stamp>,
    notices: Vec<Notice>,
    tallies: Tallies,
    numbers: Numbers,
    pending: Vec<Change>,
    seen: Vec<String>,
}

/// What is gone since the last publication, with those it belonged to.
pub(super) fn gone(bench: &Bench<'_>, bodies: &[Body<'_>]) -> Vec<Change> {
    let owners: BTreeSet<&str> = bodies.iter().map(Body::owner).collect();
    let mut gone = bench.archive.gone(&owners, bench.standing);
    if bench.shop.publish {
        gone.iter_mut().for_each(|change| change.date.clone_from(&bench.shop.config.site.date));
    }
    gone
}

/// Everything that decides what the whole site is.
pub(super) fn key(bench: &Bench<'_>, gone: &[Change], bodies: &[Named]) -> String {
    let Shell { pages, output, past, .. } = bench.shell;
    let key =
        Key::new().with(&bench.common).with(format!("{pages:?}{gone:?}{output:?}{}", past.fingerprint()));
    bodies.iter().fold(key, |key, body| key.with(&body.key)).name()
}

/// The whole site, where it was made before and still stands: then nothing need be read of it, and nothing written.
pub(super) fn whole(bench: &Bench<'_>, key: &str) -> Option<(Built, Everything)> {
    // Who wants to hear everything hears it body by body.
    if bench.shop.thorough {
        return None;
    }
    let whole: Whole = serde_json::from_slice(&bench.shop.cache.get(WHOLE, key)?).ok()?;
    if !bench.shop.sink.stands(&whole.stamps) {
        return None;
    }
    let Whole { built, notices, tallies, numbers, pending, seen, .. } = whole;
    let notices = vec![notices];
    Some((built, Everything { notices, tallies, numbers, pending, seen, ..Everything::default() }))
}

/// Makes them, or takes over what was made before. Says whether it was there.
pub(super) fn make(
    bench: &Bench<'_>,
    bodies: &[Body<'_>],
    (key, gone): (&str, &mut Vec<Change>),
    all: &mut Everything,
) -> Result<(Built, bool)> {
    let (cache, sink) = (bench.shop.cache, bench.shop.sink);
    let before = cache.get(LISTS, key).and_then(|bytes| serde_json::from_slice::<Kept>(&bytes).ok());
    let kept = match before {
        Some(kept) if sink.reuse(&kept.own)? => Some(kept),
        _ => None,
    };
    let reused = kept.is_some();
    let kept = match kept {
        Some(kept) => kept,
        None => {
            // What is no longer here belongs to no body.
            let (ledger, report) = (Ledger::default(), Report::default());
            let of = Bodies { ledger: &ledger, report: &report, pending: gone };
            all.gathered.take(site::bodies(bench.shell, &of, sink)?);
            let (built, own) = house(bench, bodies, all)?;
            let own = own.into_iter().filter_map(|path| Some((path.clone(), sink.stamp(&path)?))).collect();
            let kept = Kept { built, own };
            if !all.failed {
                cache.put(LISTS, key, &json(&kept)?)?;
            }
            kept
        }
    };
    all.pending.append(gone);
    if !bench.shop.thorough && !all.failed {
        let mut stamps = std::mem::take(&mut all.stamps);
        stamps.extend(kept.own);
        let whole = Whole {
            built: kept.built.clone(),
            stamps,
            notices: all.notices.concat(),
            tallies: all.tallies.clone(),
            numbers: all.numbers,
            pending: all.pending.clone(),
            seen: all.seen.clone(),
        };
        cache.put(WHOLE, key, &json(&whole)?)?;
    }
    Ok((kept.built, reused))
}

/// Makes the pages and files over all bodies. A body of which the cache lost the rows is made again first.
fn house(bench: &Bench<'_>, bodies: &[Body<'_>], all: &Everything) -> Result<(Built, Vec<String>)> {
    let rows = RowsOfBodies::new(bench.shop.cache, all.bodies.clone());
    let made = site::house(bench.shell, &all.gathered, &rows, bench.shop.sink);
    let lost = rows.lost.into_inner().unwrap_or_else(PoisonError::into_inner);
    if lost.is_empty() {
        return made;
    }
    for at in lost {
        body::afresh(bench, &bodies[at], &all.bodies[at].key)?;
    }
    let rows = RowsOfBodies::new(bench.shop.cache, all.bodies.clone());
    site::house(bench.shell, &all.gathered, &rows, bench.shop.sink)
}
