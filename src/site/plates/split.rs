//! Plate: people or things. Basic and project expenditure, and personnel and public within the former.

use crate::chart::Hue;
use crate::chart::split::{Group, Part, Split};
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
    let mut rows: Vec<(&str, Hue, Vec<&'l Fact>)> = Vec::new();
    let people = account.people(phase);
    match &people {
        Some(people) => {
            rows.push(("人员经费", Hue::Personnel, people.personnel.clone()));
            rows.push(("公用经费", Hue::Public, vec![people.public]));
        }
        None => rows.push(("基本支出", Hue::Basic, vec![nature.basic])),
    }
    rows.push(("项目支出", Hue::Project, vec![nature.project]));
    rows.retain(|(.., facts)| facts.iter().any(|fact| !fact.amount.value.is_zero()));
    let mut table = Table::new(
        format!("{}，万元", year_phase(desk.locale, account.year, phase)),
        &["性质", "#金额", "#占支出"],
    );
    let mut facts = Vec::new();
    for (label, _, own) in &rows {
        let figure = desk.chart_sum(own);
        let fig = match own[..] {
            [one] => desk.fig(one),
            _ => desk.computed(figure.text, own, How::Sum, "工资福利与对个人和家庭的补助之和"),
        };
        table.row(vec![Cell::text(*label), Cell::fig(&fig), share_of(own)]);
        facts.extend(own);
    }
    let basic = desk.fig(nature.basic);
    if people.is_some() {
        let row = vec![Cell::text("基本支出合计"), Cell::fig(&basic), share_of(&[nature.basic])];
        table.row(row).total = true;
        facts.push(nature.basic);
    }
    table.row(vec![Cell::text("支出合计"), Cell::fig(&desk.fig(total)), Cell::text("100%")]).total = true;
    facts.push(total);
    let words: Vec<String> =
        rows.iter().map(|(label, _, own)| format!("{} {}", short(label), share(own))).collect();
    let groups = match &people {
        Some(_) => vec![Group {
            label: "基本支出".into(),
            figure: desk.chart_figure(nature.basic).traced(&trace(How::Share, &[nature.basic, total])),
            share: format!("{}%", share(&[nature.basic])),
            parts: rows.iter().filter(|(label, ..)| *label != "项目支出").count(),
        }],
        None => Vec::new(),
    };
    let parts = rows
        .iter()
        .map(|(label, hue, own)| Part {
            label: (*label).to_owned(),
            hue: *hue,
            figure: desk.chart_sum(own).traced(&trace(How::Share, &[own.as_slice(), &[total]].concat())),
            share: format!("{}%", share(own)),
        })
        .collect();
    Some(Plate {
        foot: Default::default(),
        brief: None,
        kind: "split",
        title: format!("每 100 元：{}", words.join("，")),
        subtitle: format!("{}，万元", year_phase(desk.locale, account.year, phase)),
        chart: Box::new(Split {
            name: format!("{}，按支出性质", year_phase(desk.locale, account.year, phase)),
            unit: "万元".into(),
            phase,
            parts,
            groups,
        }),
        table,
        facts,
        stated: rows.iter().filter_map(|(.., own)| desk.share_fig(own, total)).collect(),
        says: Vec::new(),
        says_not: vec!["把基本支出叫作“工资”：其中还有公用经费，人员经费里也有离退休费、补助。".into()],
    })
}

fn short(label: &str) -> &str {
    label.trim_end_matches("经费").trim_end_matches("支出")
}
