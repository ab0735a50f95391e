//! Plate: spending by function as three columns and a list: small items get a full-size label.

use crate::chart::spine::Spine;

use super::super::account::{Account, Functions};
use super::super::desk::Desk;
use super::Plate;
use super::composition::{facts, folded, leaves, nodes, subtitle, table};
use crate::messages::say;

pub(super) fn plate<'l>(desk: &Desk<'l>, account: &Account<'l>) -> Option<Plate<'l>> {
    let functions = account.functions(account.phase())?;
    if !stands(&functions) {
        return None;
    }
    let items = leaves(&functions.classes).len();
    let (subtitle, folded) = (subtitle(desk, account, &functions), folded(desk, &functions));
    let (all, facts) = (table(desk, &functions), facts(&functions));
    let long = functions.is_long();
    let functions = functions.folded();
    Some(Plate {
        foot: Default::default(),
        kind: "spine",
        title: say!(desk.locale, "plate-spine", count = functions.classes.len(), items = items),
        subtitle: say!(desk.locale, "plate-spine-sub", basis = subtitle.as_str(), folded = folded),
        chart: Box::new(Spine {
            name: say!(desk.locale, "plate-spine-name", basis = subtitle),
            unit: say!(desk.locale, "unit-wan"),
            phase: account.phase(),
            classes: nodes(desk, &functions),
        }),
        table: all,
        brief: long.then(|| table(desk, &functions)),
        facts,
        stated: Vec::new(),
        says: Vec::new(),
        says_not: vec![say!(desk.locale, "not-add-levels")],
    })
}

/// Whether there is enough for a list: with a handful of items the treemap says it all.
pub(super) fn stands(functions: &Functions<'_>) -> bool {
    leaves(&functions.classes).len() >= 4 && functions.classes.iter().any(|class| !class.children.is_empty())
}
