//! Plate: “三公”经费 of all bodies under one scale.

use crate::chart::Value;
use crate::chart::multiples::{Multiples, Pair, Panel};
use crate::model::{Fact, Phase};

use super::super::account::{Items, ThreeYear};
use super::super::desk::Desk;
use super::super::routes;
use super::super::table::{Cell, Table};
use super::Plate;

/// The plate of the site's 三公 page.
pub(crate) fn plate<'l>(desk: &Desk<'l>) -> Option<Plate<'l>> {
    let bodies: Vec<_> = desk
        .ledger
        .bodies()
        .map(|department| (department, ThreeYear::all(desk.ledger, department)))
        .filter(|(_, years)| !years.is_empty())
        .collect();
    let first = bodies.iter().filter_map(|(_, years)| years.first()).map(|year| year.year).min()?;
    let last = bodies.iter().filter_map(|(_, years)| years.last()).map(|year| year.year).max()?;
    let span: Vec<i32> = (first..=last).collect();
    let mut facts: Vec<&Fact> = Vec::new();
    let mut table = Table::new("“三公”经费合计，万元", &["部门", "年度", "#预算", "预算阶段", "#决算"]);
    let mut panels = Vec::new();
    for (department, years) in &bodies {
        let href = desk.to(&routes::department(&department.id));
        let mut pairs = Vec::new();
        for year in &span {
            let found = years.iter().find(|one| one.year == *year);
            let (phase, planned) = found.map_or((Phase::Budget, None), |one| {
                let (phase, items) = one.planned();
                (phase, Some(items))
            });
            let spent = found.map(|one| &one.spent);
            pairs.push(Pair { budget: value(desk, planned), phase, spent: value(desk, spent) });
            let (plan, done) = (planned.and_then(|i| i.total), spent.and_then(|i| i.total));
            if plan.is_some() || done.is_some() {
                facts.extend(plan.into_iter().chain(done));
                table.row(vec![
                    Cell::link(&href, &department.name),
                    Cell::text(year.to_string()),
                    Cell::maybe(plan.map(|fact| desk.fig(fact)).as_ref(), "未收录"),
                    Cell::text(if plan.is_some() { phase.label() } else { "" }),
                    Cell::maybe(done.map(|fact| desk.fig(fact)).as_ref(), "未收录"),
                ]);
            }
        }
        panels.push(Panel { label: department.name.clone(), href: Some(href), years: pairs });
    }
    Some(Plate {
        kind: "multiples",
        title: "“三公”经费，同一把尺".into(),
        subtitle: format!(
            "{first}—{last} 年合计，万元；空心为年初预算，淡色为全年预算，实心为决算，斜纹为未知"
        ),
        chart: Box::new(Multiples {
            name: format!("各部门“三公”经费，{first}—{last} 年"),
            unit: "万元".into(),
            years: span.iter().map(ToString::to_string).collect(),
            panels,
        }),
        table,
        facts,
        stated: Vec::new(),
        says: Vec::new(),
        says_not: vec!["给部门排名：年度、阶段、编报范围各不相同。".into()],
    })
}

fn value(desk: &Desk<'_>, items: Option<&Items<'_>>) -> Value {
    match items.and_then(|items| items.total.map(|total| (items, total))) {
        Some((items, _)) if items.contradicts() => Value::Unknown("待核对".into()),
        Some((_, total)) => Value::Known(desk.chart_figure(total)),
        None => Value::Unknown("未收录".into()),
    }
}
