//! Plate: “三公”经费 of a body over the years, budget beside final account.

use crate::chart::stacked::{self, Column, Item, Slot, Stacked, Year};
use crate::chart::{Trace, words};
use crate::messages::{Locale, say};
use crate::model::{Department, Fact, Kind, Phase, Status};

use super::super::account::{Items, ThreeYear};
use super::super::desk::{Desk, trace};
use super::super::format;
use super::super::names;
use super::super::stated::Said;
use super::super::table::{Cell, Table};
use super::super::words::phase_short;
use super::{Plate, breaks};
use crate::model::How;

pub(super) fn plate<'l>(desk: &Desk<'l>, department: &'l Department) -> Option<Plate<'l>> {
    let years = ThreeYear::all(desk.ledger, department);
    let facts: Vec<&Fact> = years
        .iter()
        .flat_map(|year| [&year.budget, &year.adjusted, &year.spent])
        .flat_map(Items::facts)
        .collect();
    if facts.is_empty() {
        return None;
    }
    // Where no year states a 全年 budget there is no such column; where one does, the others are unknown, not nothing.
    let adjusted = years.iter().any(|year| year.adjusted.total.is_some());
    let (first, last) = (years.first()?.year, years.last()?.year);
    let span = if first == last {
        say!(desk.locale, "year-words", year = first)
    } else {
        say!(desk.locale, "years-words", first = first, last = last)
    };
    let title = title(desk, &years, &span);
    Some(Plate {
        foot: Default::default(),
        brief: None,
        kind: stacked::THREE_PUBLIC,
        title: title.text,
        subtitle: say!(desk.locale, "plate-years-sub", span = span.as_str()),
        chart: Box::new(Stacked {
            kind: stacked::THREE_PUBLIC,
            items: Item::three_public(words::of(desk.locale == Locale::English)),
            name: say!(
                desk.locale,
                "plate-three-public-name",
                name = names::shown(desk.locale, &department.name),
                span = span
            ),
            unit: say!(desk.locale, "unit-wan"),
            years: years.iter().map(|year| drawn(desk, department, year, adjusted)).collect(),
            breaks: breaks::of(desk, department, &years.iter().map(|year| year.year).collect::<Vec<_>>()),
        }),
        table: table(desk, &years),
        says: says(desk, &years),
        stated: title.figs,
        says_not: says_not(desk, &years),
        facts,
    })
}

/// The same plate for the page of one year, whose title speaks of that year.
pub(super) fn plate_of_year<'l>(desk: &Desk<'l>, department: &'l Department, year: i32) -> Option<Plate<'l>> {
    let plate = plate(desk, department)?;
    let own = ThreeYear::of(desk.ledger, department, year);
    let printed = |items: &Items<'_>| items.total.is_some_and(|total| total.status != Status::Derived);
    if !(printed(&own.spent) || own.budget.total.is_some()) {
        return Some(plate);
    }
    let title = title(desk, &[own], &say!(desk.locale, "year-words", year = year));
    Some(Plate { title: title.text, stated: title.figs, ..plate })
}

fn title(desk: &Desk<'_>, years: &[ThreeYear<'_>], span: &str) -> Said {
    let spent = years.iter().rev().find_map(|year| {
        let spent = year.spent.total.filter(|fact| fact.status != Status::Derived)?;
        let (phase, planned) = year.planned();
        Some((year.year, spent, phase, planned.total))
    });
    if let Some((year, spent, phase, planned)) = spent {
        let own = desk.fig(spent);
        let said = say!(desk.locale, "plate-three-public-spent", year = year, figure = own.text.as_str());
        return match planned.and_then(|planned| desk.share_fig(&[spent], planned)) {
            Some(rate) => Said {
                text: say!(
                    desk.locale,
                    "plate-three-public-rate",
                    said = said,
                    plan = phase_short(desk.locale, phase),
                    rate = rate.text.as_str()
                ),
                figs: vec![own, rate],
            },
            None => Said { text: said, figs: vec![own] },
        };
    }
    let budget = years.iter().rev().find_map(|year| Some((year.year, year.budget.total?)));
    match budget {
        Some((year, fact)) => {
            let own = desk.fig(fact);
            let text =
                say!(desk.locale, "plate-three-public-planned", year = year, figure = own.text.as_str());
            Said { text, figs: vec![own] }
        }
        None => Said::new(say!(desk.locale, "plate-three-public", span = span)),
    }
}

fn drawn(desk: &Desk<'_>, department: &Department, year: &ThreeYear<'_>, adjusted: bool) -> Year {
    let slot = |items: &Items<'_>, kind: Kind| match items.total {
        Some(_) if items.contradicts() => Slot::Unknown(say!(desk.locale, "verdict-mismatch")),
        Some(total) => Slot::Known(Column {
            total: desk.chart_figure(total),
            items: [items.outbound, items.vehicle, items.reception]
                .map(|fact| fact.map(|fact| desk.chart_figure(fact)))
                .into(),
        }),
        None => breaks::nothing(desk, department, year.year, kind),
    };
    Year {
        label: year.year.to_string(),
        budget: slot(&year.budget, Kind::Budget),
        // A final account is what states it.
        adjusted: if adjusted { slot(&year.adjusted, Kind::Final) } else { Slot::NotDue },
        spent: slot(&year.spent, Kind::Final),
        rate: rate(desk, year),
        rate_trace: executed(year)
            .map_or_else(Trace::default, |(spent, planned)| trace(How::Share, &[spent, planned])),
    }
}

/// `完成全年预算 59.6%`, only where both sides are printed.
fn rate(desk: &Desk<'_>, year: &ThreeYear<'_>) -> String {
    let Some((spent, planned)) = executed(year) else { return String::new() };
    match format::share(spent.amount.comparable(), planned.amount.comparable()) {
        Some(share) => say!(
            desk.locale,
            "rate-of-plan",
            plan = phase_short(desk.locale, year.planned().0),
            share = format!("{share}%")
        ),
        None => say!(desk.locale, "no-denominator"),
    }
}

/// What was spent out of what was planned, both as printed.
fn executed<'l>(year: &ThreeYear<'l>) -> Option<(&'l Fact, &'l Fact)> {
    let printed = |fact: &&Fact| fact.status != Status::Derived;
    let (_, planned) = year.planned();
    Some((year.spent.total.filter(printed)?, planned.total.filter(printed)?))
}

/// The budgets of years that stand beside each other: the year, the budget before and its own. Figures that
/// contradict their parts are compared with nothing.
fn changes<'l>(years: &[ThreeYear<'l>]) -> Vec<(i32, &'l Fact, &'l Fact)> {
    let sound = |items: &Items<'l>| items.total.filter(|_| !items.contradicts());
    years
        .windows(2)
        .filter_map(|pair| Some((pair[1].year, sound(&pair[0].budget)?, sound(&pair[1].budget)?)))
        .collect()
}

fn table(desk: &Desk<'_>, years: &[ThreeYear<'_>]) -> Table {
    let heads = say!(desk.locale, "columns-of-three-public");
    let (of_rate, of_change) = (say!(desk.locale, "column-of-rate"), say!(desk.locale, "column-of-change"));
    let mut columns: Vec<&str> = heads.split('|').collect();
    let rates = years.iter().any(|year| executed(year).is_some());
    if rates {
        columns.push(&of_rate);
    }
    let changes = changes(years);
    if !changes.is_empty() {
        columns.push(&of_change);
    }
    let mut table = Table::new(say!(desk.locale, "table-of-three-public"), &columns);
    for year in years {
        let phases =
            [(Phase::Budget, &year.budget), (Phase::Adjusted, &year.adjusted), (Phase::Final, &year.spent)];
        for (phase, items) in phases {
            if items.facts().is_empty() && phase == Phase::Adjusted {
                continue;
            }
            // Figures that cannot hold together are shown, and said to be so.
            let word = desk.locale.word("phase", phase.id(), phase.label());
            let words =
                if items.contradicts() { say!(desk.locale, "phase-contradicts", phase = word) } else { word };
            let mut cells = vec![Cell::text(year.year.to_string()), Cell::text(words)];
            let none =
                if items.facts().is_empty() { say!(desk.locale, "held-not") } else { "—".to_owned() };
            let all =
                [items.total, items.outbound, items.vehicle, items.purchase, items.running, items.reception];
            cells.extend(all.map(|fact| Cell::maybe(fact.map(|fact| desk.fig(fact)).as_ref(), &none)));
            if rates {
                let rate = executed(year)
                    .filter(|_| phase == Phase::Final)
                    .and_then(|(spent, planned)| desk.share_fig(&[spent], planned));
                cells.push(Cell::maybe(rate.as_ref(), ""));
            }
            if !changes.is_empty() {
                let own = changes.iter().find(|(own, ..)| *own == year.year && phase == Phase::Budget);
                let change = own.map(|(_, before, after)| desk.difference(before, after));
                cells.push(Cell::maybe(change.as_ref(), ""));
            }
            table.row(cells);
        }
    }
    table
}

fn says(desk: &Desk<'_>, years: &[ThreeYear<'_>]) -> Vec<Said> {
    let mut says = Vec::new();
    for year in years.iter().rev() {
        let (Some(spent), false) = (year.spent.total, rate(desk, year).is_empty()) else { continue };
        let own = desk.fig(spent);
        let share = executed(year).and_then(|(spent, planned)| desk.share_fig(&[spent], planned));
        let text = say!(
            desk.locale,
            "says-three-public",
            year = year.year,
            figure = own.text.as_str(),
            rate = rate(desk, year)
        );
        says.push(Said { text, figs: std::iter::once(own).chain(share).collect() });
    }
    for (year, before, after) in changes(years) {
        let change = after.amount.comparable() - before.amount.comparable();
        let own = desk.fig(after);
        let amount = format::wan(desk.locale, change.abs());
        let figure = desk.computed(
            amount.clone(),
            &[after, before],
            How::Difference,
            &say!(desk.locale, "how-difference"),
        );
        let text = own.text.clone();
        says.push(match (change.is_zero(), change.is_sign_negative()) {
            (true, _) => Said {
                text: say!(desk.locale, "says-budget-same", year = year, figure = text),
                figs: vec![own],
            },
            (_, true) => Said {
                text: say!(desk.locale, "says-budget-less", year = year, figure = text, amount = amount),
                figs: vec![own, figure],
            },
            _ => Said {
                text: say!(desk.locale, "says-budget-more", year = year, figure = text, amount = amount),
                figs: vec![own, figure],
            },
        });
    }
    says.truncate(4);
    says
}

fn says_not(desk: &Desk<'_>, years: &[ThreeYear<'_>]) -> Vec<String> {
    let mut out = vec![say!(desk.locale, "not-compare-phases")];
    let unknown: Vec<String> = years
        .iter()
        .filter(|year| {
            year.spent.total.is_none() && year.budget.total.is_none() && year.adjusted.total.is_none()
        })
        .map(|year| year.year.to_string())
        .collect();
    if !unknown.is_empty() {
        out.push(say!(desk.locale, "not-zero", years = unknown.join(&say!(desk.locale, "list-separator"))));
    }
    if years.iter().any(|year| {
        [&year.budget, &year.spent].iter().any(|i| i.total.is_some_and(|f| f.status == Status::Derived))
    }) {
        out.push(say!(desk.locale, "not-printed"));
    }
    out
}
