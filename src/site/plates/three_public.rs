//! Plate: “三公”经费 of a body over the years, budget beside final account.

use crate::chart::stacked::{self, Column, Item, Slot, Stacked, Year};
use crate::chart::{Trace, words};
use crate::model::{Department, Fact, Kind, Phase, Status};

use super::super::account::{Items, ThreeYear};
use super::super::desk::{Desk, trace};
use super::super::format;
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
    let span = if first == last { format!("{first} 年") } else { format!("{first}—{last} 年") };
    let title = title(desk, &years, &span);
    Some(Plate {
        foot: Default::default(),
        brief: None,
        kind: stacked::THREE_PUBLIC,
        title: title.text,
        subtitle: format!("{span}，万元；空心为年初预算，淡色为全年预算，实心为决算，斜纹为未知"),
        chart: Box::new(Stacked {
            kind: stacked::THREE_PUBLIC,
            items: Item::three_public(&words::CHINESE),
            name: format!("{}“三公”经费，{span}", department.name),
            unit: "万元".into(),
            years: years.iter().map(|year| drawn(desk, department, year, adjusted)).collect(),
            breaks: breaks::of(desk, department, &years.iter().map(|year| year.year).collect::<Vec<_>>()),
        }),
        table: table(desk, &years),
        says: says(desk, &years),
        stated: title.figs,
        says_not: says_not(&years),
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
    let title = title(desk, &[own], &format!("{year} 年"));
    Some(Plate { title: title.text, stated: title.figs, ..plate })
}

fn title(desk: &Desk<'_>, years: &[ThreeYear<'_>], span: &str) -> Said {
    let spent = years.iter().rev().find_map(|year| {
        let spent = year.spent.total.filter(|fact| fact.status != Status::Derived)?;
        let (phase, planned) = year.planned();
        Some((year.year, spent, phase, planned.total))
    });
    if let Some((year, spent, phase, planned)) = spent {
        let said = Said::new(format!("{year} 年“三公”经费决算 ")).fig(desk.fig(spent)).text(" 万元");
        return match planned.and_then(|planned| desk.share_fig(&[spent], planned)) {
            Some(rate) => said.text(&format!("，为{}的 ", phase_short(desk.locale, phase))).fig(rate),
            None => said,
        };
    }
    let budget = years.iter().rev().find_map(|year| Some((year.year, year.budget.total?)));
    match budget {
        Some((year, fact)) => {
            Said::new(format!("{year} 年“三公”经费预算 ")).fig(desk.fig(fact)).text(" 万元")
        }
        None => Said::new(format!("{span}“三公”经费")),
    }
}

fn drawn(desk: &Desk<'_>, department: &Department, year: &ThreeYear<'_>, adjusted: bool) -> Year {
    let slot = |items: &Items<'_>, kind: Kind| match items.total {
        Some(_) if items.contradicts() => Slot::Unknown("待核对".into()),
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
        Some(share) => format!("完成{} {share}%", phase_short(desk.locale, year.planned().0)),
        None => "分母为 0".into(),
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
    let mut columns = vec![
        "年度",
        "阶段",
        "#合计",
        "#因公出国（境）",
        "#公务用车",
        "#其中购置",
        "#其中运行维护",
        "#公务接待",
    ];
    let rates = years.iter().any(|year| executed(year).is_some());
    if rates {
        columns.push("#完成预算");
    }
    let changes = changes(years);
    if !changes.is_empty() {
        columns.push("#比上年预算");
    }
    let mut table = Table::new("“三公”经费，万元；“—”为原文空白", &columns);
    for year in years {
        let phases =
            [(Phase::Budget, &year.budget), (Phase::Adjusted, &year.adjusted), (Phase::Final, &year.spent)];
        for (phase, items) in phases {
            if items.facts().is_empty() && phase == Phase::Adjusted {
                continue;
            }
            // Figures that cannot hold together are shown, and said to be so.
            let words = if items.contradicts() {
                format!("{}（合计与分项不能同时成立）", phase.label())
            } else {
                phase.label().to_owned()
            };
            let mut cells = vec![Cell::text(year.year.to_string()), Cell::text(words)];
            let none = if items.facts().is_empty() { "未收录" } else { "—" };
            let all =
                [items.total, items.outbound, items.vehicle, items.purchase, items.running, items.reception];
            cells.extend(all.map(|fact| Cell::maybe(fact.map(|fact| desk.fig(fact)).as_ref(), none)));
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
        let said = Said::new(format!("{} 年“三公”经费决算 ", year.year)).fig(desk.fig(spent)).text(" 万元，");
        let share = executed(year).and_then(|(spent, planned)| desk.share_fig(&[spent], planned));
        says.push(match share {
            Some(share) => said
                .text(&format!("完成{} ", phase_short(desk.locale, year.planned().0)))
                .fig(share)
                .text("。"),
            None => said.text(&rate(desk, year)).text("。"),
        });
    }
    for (year, before, after) in changes(years) {
        let change = after.amount.comparable() - before.amount.comparable();
        let said = Said::new(format!("{year} 年预算 ")).fig(desk.fig(after)).text(" 万元，");
        let word = if change.is_sign_negative() { "少" } else { "多" };
        let figure = || {
            let text = format::wan(change.abs());
            desk.computed(text, &[after, before], How::Difference, "两年之差")
        };
        says.push(if change.is_zero() {
            said.text("与上年预算相同。")
        } else {
            said.text(&format!("比上年预算{word} ")).fig(figure()).text(" 万元。")
        });
    }
    says.truncate(4);
    says
}

fn says_not(years: &[ThreeYear<'_>]) -> Vec<String> {
    let mut out = vec!["拿一年的预算和另一年的决算比增减：阶段不同，不可比。".to_owned()];
    let unknown: Vec<String> = years
        .iter()
        .filter(|year| {
            year.spent.total.is_none() && year.budget.total.is_none() && year.adjusted.total.is_none()
        })
        .map(|year| year.year.to_string())
        .collect();
    if !unknown.is_empty() {
        out.push(format!("{} 年为 0：本站没有收录，不是没有花。", unknown.join("、")));
    }
    if years.iter().any(|year| {
        [&year.budget, &year.spent].iter().any(|i| i.total.is_some_and(|f| f.status == Status::Derived))
    }) {
        out.push("把标“推算”的数当作原文印出的数引用：它由增减额反推。".into());
    }
    out
}
