//! What pictures over the years say of years that do not go on alike: other names, other scopes, nothing held.

use crate::chart::stacked::{Break, Slot};
use crate::model::{Department, Kind, Scope};

use super::super::desk::Desk;
use super::super::names;
use crate::messages::{Locale, say};

/// Whether a change before a year can be seen in a picture.
fn is_within(years: &[i32], year: i32) -> bool {
    years.iter().skip(1).any(|one| *one == year)
}

/// Where a body's name changes between two years of a picture.
pub(super) fn of_names(locale: Locale, department: &Department, years: &[i32]) -> Vec<Break> {
    let mut breaks: Vec<Break> = Vec::new();
    let within = |year: i32| is_within(years, year);
    for name in
        department.names.iter().filter_map(|name| Some((name, name.from?))).filter(|(_, from)| within(*from))
    {
        let before = department.names.iter().find(|other| other.to == Some(name.1 - 1));
        let text = match before {
            Some(before) => say!(locale, "break-named", name = names::shown(locale, &before.name)),
            None => say!(locale, "break-renamed"),
        };
        breaks.push(Break { before: name.1.to_string(), text });
    }
    breaks
}

/// Where a body's name or scope changes between two years of a picture.
pub(super) fn of(desk: &Desk<'_>, department: &Department, years: &[i32]) -> Vec<Break> {
    let mut breaks = of_names(desk.locale, department, years);
    let scope = |year: i32| {
        let mut records = desk
            .ledger
            .records_of(&department.id)
            .filter(|record| record.is_published() && record.identity.fiscal_year == year);
        records.next().map(|record| record.scope())
    };
    let known: Vec<(i32, Scope)> = years.iter().filter_map(|year| Some((*year, scope(*year)?))).collect();
    for pair in known.windows(2).filter(|pair| pair[0].1 != pair[1].1) {
        let text = say!(
            desk.locale,
            "break-scope",
            scope = desk.locale.word("scope", pair[1].1.id(), pair[1].1.label())
        );
        if !breaks.iter().any(|one| one.before == pair[1].0.to_string()) && is_within(years, pair[1].0) {
            breaks.push(Break { before: pair[1].0.to_string(), text });
        }
    }
    breaks
}

/// The slot of a figure that is not there: no document of the kind is held, or it does not print it.
pub(super) fn nothing(desk: &Desk<'_>, department: &Department, year: i32, kind: Kind) -> Slot {
    let held = desk.ledger.records_of(&department.id).any(|record| {
        record.is_published() && record.identity.fiscal_year == year && record.identity.kinds.contains(&kind)
    });
    Slot::Unknown(if held { say!(desk.locale, "not-seen") } else { say!(desk.locale, "held-not") })
}
