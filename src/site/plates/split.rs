//! Plate: people or things. Basic and project expenditure, and personnel and public within the former.

use crate::chart::Hue;
use crate::chart::split::{Group, Part, Split};
use crate::messages::say;
use crate::model::Fact;

use super::super::account::Account;
use super::super::desk::{Desk, trace};
use super::super::format;
use super::super::table::{Cell, Table};
use super::{Plate, year_phase};
use crate::model::How;

pub(super) fn plate<'l>(desk: &Desk<'l>, account: &Account<'l>) -> Option<Plate<'l>> {
    let phase = account.phase();
    let total = account.total(phase)?;
    let nature = account.nature(phase)?;
    let whole = total.amount.comparable();
    let share = |facts: &[&Fact]| {
        let sum = facts.iter().map(|fact| fact.amount.comparable()).sum();
        format::share(sum, whole).unwrap_or_default()
    };
    let share_of = |facts: &[&Fact]| Cell::maybe(desk.share_fig(facts, total).as_ref(), "");
    let named = |hue: Hue| match hue {
        Hue::Personnel => say!(desk.locale, "personnel"),
        Hue::Public => say!(desk.locale, "public-funds"),
        Hue::Basic => say!(desk.locale, "basic-expenditure"),
        _ => say!(desk.locale, "project-expenditure"),
    };
    let mut rows: Vec<(Hue, Vec<&'l Fact>)> = Vec::new();
    let people = account.people(phase);
    match &people {
        Some(people) => {
            rows.push((Hue::Personnel, people.personnel.clone()));
            rows.push((Hue::Public, vec![people.public]));
        }
        None => rows.push((Hue::Basic, vec![nature.basic])),
    }
    rows.push((Hue::Project, vec![nature.project]));
    rows.retain(|(_, facts)| facts.iter().any(|fact| !fact.amount.value.is_zero()));
    let when = year_phase(desk.locale, account.year, phase);
    let heads = say!(desk.locale, "columns-of-split");
    let columns: Vec<&str> = heads.split('|').collect();
    let mut table = Table::new(say!(desk.locale, "plate-split-sub", when = when.as_str()), &columns);
    let mut facts = Vec::new();
    for (hue, own) in &rows {
        let figure = desk.chart_sum(own);
        let fig = match own[..] {
            [one] => desk.fig(one),
            _ => desk.computed(figure.text, own, How::Sum, &say!(desk.locale, "how-personnel")),
        };
        table.row(vec![Cell::text(named(*hue)), Cell::fig(&fig), share_of(own)]);
        facts.extend(own);
    }
    let basic = desk.fig(nature.basic);
    if people.is_some() {
        let row =
            vec![Cell::text(say!(desk.locale, "basic-total")), Cell::fig(&basic), share_of(&[nature.basic])];
        table.row(row).total = true;
        facts.push(nature.basic);
    }
    table
        .row(vec![
            Cell::text(say!(desk.locale, "total-of-all")),
            Cell::fig(&desk.fig(total)),
            Cell::text("100%"),
        ])
        .total = true;
    facts.push(total);
    let short = |hue: Hue| match hue {
        Hue::Personnel => say!(desk.locale, "personnel-short"),
        Hue::Public => say!(desk.locale, "running-cost-short"),
        Hue::Basic => say!(desk.locale, "basic-short"),
        _ => say!(desk.locale, "projects-short"),
    };
    let words: Vec<String> =
        rows.iter().map(|(hue, own)| format!("{} {}", short(*hue), share(own))).collect();
    let groups = match &people {
        Some(_) => vec![Group {
            label: say!(desk.locale, "basic-expenditure"),
            figure: desk.chart_figure(nature.basic).traced(&trace(How::Share, &[nature.basic, total])),
            share: format!("{}%", share(&[nature.basic])),
            parts: rows.iter().filter(|(hue, _)| *hue != Hue::Project).count(),
        }],
        None => Vec::new(),
    };
    let parts = rows
        .iter()
        .map(|(hue, own)| Part {
            label: named(*hue),
            hue: *hue,
            figure: desk.chart_sum(own).traced(&trace(How::Share, &[own.as_slice(), &[total]].concat())),
            share: format!("{}%", share(own)),
        })
        .collect();
    Some(Plate {
        foot: Default::default(),
        brief: None,
        kind: "split",
        title: say!(desk.locale, "plate-split", parts = words.join(&say!(desk.locale, "comma-between"))),
        subtitle: say!(desk.locale, "plate-split-sub", when = when.as_str()),
        chart: Box::new(Split {
            name: say!(desk.locale, "plate-split-name", when = when),
            unit: say!(desk.locale, "unit-wan"),
            phase,
            parts,
            groups,
        }),
        table,
        facts,
        stated: rows.iter().filter_map(|(_, own)| desk.share_fig(own, total)).collect(),
        says: Vec::new(),
        says_not: vec![say!(desk.locale, "not-wages")],
    })
}
