//! Plate: what a body plans and spends over the years: total, basic and project expenditure in one scope, budget beside final
//! account.

use rust_decimal::Decimal;

use crate::chart::stacked::{self, Break, Column, Item, Slot, Stacked, Year};
use crate::chart::{Trace, words};
use crate::model::{Department, Fact, How, Kind, Phase, Status};

use super::super::account::{Sums, Trend, TrendYear, with_carryover};
use super::super::desk::Desk;
use super::super::format;
use super::super::html::Fig;
use super::super::stated::Said;
use super::super::table::{Cell, Table};
use super::super::words::{plan_or_account, scope_words};
use super::{Plate, breaks};

pub(super) fn plate<'l>(desk: &Desk<'l>, department: &'l Department) -> Option<Plate<'l>> {
    let trend = Trend::of(desk.ledger, department).filter(Trend::is_one)?;
    let (first, last) = (trend.years.first()?.year, trend.years.last()?.year);
    let span = format!("{first}—{last} 年");
    let years: Vec<i32> = trend.years.iter().map(|year| year.year).collect();
    // All figures are of one scope.
    let mut all = breaks::of_names(department, &years);
    for own in bases(desk, &trend) {
        if all.iter().all(|one| one.before != own.before) {
            all.push(own);
        }
    }
    all.sort_by(|a, b| a.before.cmp(&b.before));
    let line = Line { trend, cuts: all.iter().filter_map(|one| one.before.parse().ok()).collect() };
    let (trend, title) = (&line.trend, title(desk, &line));
    Some(Plate {
        foot: Default::default(),
        brief: None,
        kind: stacked::TREND,
        title: title.text,
        stated: title.figs,
        subtitle: format!(
            "{span}，{}，万元；空心为年初预算，淡色为全年预算，实心为决算，斜纹为未知",
            scope_words(desk.locale, trend.scope)
        ),
        chart: Box::new(Stacked {
            kind: stacked::TREND,
            items: Item::nature(&words::CHINESE),
            name: format!("{}支出总额，{span}", department.name),
            unit: "万元".into(),
            years: trend.years.iter().map(|year| drawn(desk, department, trend, year)).collect(),
            breaks: all,
        }),
        table: table(desk, &line),
        says: says(desk, &line),
        says_not: says_not(trend),
        facts: trend.years.iter().flat_map(TrendYear::phases).flat_map(|(_, sums)| sums.facts()).collect(),
    })
}

/// The years of a body with those from which on they are not what they were before: nothing is compared over these.
struct Line<'l> {
    trend: Trend<'l>,
    cuts: Vec<i32>,
}

/// The total of a year.
type Total<'l> = (i32, &'l Fact);

impl<'l> Line<'l> {
    /// Whether two years are of one kind.
    fn goes_on(&self, first: i32, last: i32) -> bool {
        !self.cuts.iter().any(|cut| (first + 1..=last).contains(cut))
    }

    /// The printed totals of a phase.
    fn printed(&self, phase: Phase) -> Vec<(i32, &'l Fact)> {
        let mut totals = self.trend.totals(phase);
        totals.retain(|(_, total)| total.status != Status::Derived);
        totals
    }

    /// The phase that a sentence speaks of: final accounts where two can be compared, else budgets; with its first and last
    /// year.
    fn ends(&self) -> Option<(Phase, Total<'l>, Total<'l>)> {
        [Phase::Final, Phase::Budget].into_iter().find_map(|phase| {
            let totals = self.printed(phase);
            let last = *totals.last()?;
            let alike = |one: &&(i32, &Fact)| {
                self.goes_on(one.0, last.0) && with_carryover(one.1) == with_carryover(last.1)
            };
            let first = *totals.iter().find(alike)?;
            (first.0 < last.0).then_some((phase, first, last))
        })
    }

    /// The total before that a total is compared with: the year before, of the same phase and kind.
    fn before(&self, phase: Phase, year: i32, total: &Fact) -> Option<&'l Fact> {
        let totals = self.trend.totals(phase);
        let (own, before) = totals.into_iter().find(|(own, _)| *own == year - 1)?;
        (self.goes_on(own, year) && with_carryover(before) == with_carryover(total)).then_some(before)
    }
}

/// What is said where there is no trend to draw.
pub(crate) fn instead(desk: &Desk<'_>, department: &Department) -> Option<String> {
    let trend = Trend::of(desk.ledger, department)?;
    if trend.is_one() {
        return None;
    }
    let known: Vec<String> = trend
        .years
        .iter()
        .filter(|year| year.phases().iter().any(|(_, sums)| sums.total.is_some()))
        .map(|year| year.year.to_string())
        .collect();
    Some(match known.as_slice() {
        [one] => format!("支出总额只读到 {one} 年，一年看不出变化，所以没有画趋势图。"),
        several => format!(
            "读到 {} 年的支出总额，但没有两年是同一阶段、同一编报范围的数，不能连成趋势。",
            several.join("、")
        ),
    })
}

fn title(desk: &Desk<'_>, line: &Line<'_>) -> Said {
    let Some((phase, (first, before), (last, after))) = line.ends() else {
        let newest = |phase| Some((phase, *line.printed(phase).last()?));
        let newest = newest(Phase::Final).or_else(|| newest(Phase::Budget));
        let Some((phase, (year, total))) = newest else { return Said::new("各年支出总额") };
        let said =
            Said::new(format!("{year} 年支出{} ", plan_or_account(desk.locale, phase))).fig(desk.fig(total));
        return said.text(" 万元，与以前年度口径未必相同");
    };
    let said = Said::new(format!("{first}—{last} 年，支出{}从 ", plan_or_account(desk.locale, phase)))
        .fig(desk.fig(before))
        .text(" 万元到 ")
        .fig(desk.fig(after))
        .text(" 万元");
    match change(desk, after, before) {
        Some((word, Some(fig))) => said.text(&format!("，{word} ")).fig(fig),
        Some((word, None)) => said.text(&format!("，{word}")),
        None => said,
    }
}

/// `增加 8.2%`; `None` where it cannot be reckoned.
fn change(desk: &Desk<'_>, after: &Fact, before: &Fact) -> Option<(&'static str, Option<Fig>)> {
    let (new, old) = (after.amount.comparable(), before.amount.comparable());
    if old <= Decimal::ZERO {
        return None;
    }
    let change = new.checked_sub(old)?;
    if change.is_zero() {
        return Some(("不变", None));
    }
    let word = if change.is_sign_negative() { "减少" } else { "增加" };
    let text = format!("{}%", format::share(change.abs(), old)?);
    Some((word, Some(desk.computed(text, &[after, before], How::Change, "变化"))))
}

fn drawn(desk: &Desk<'_>, department: &Department, trend: &Trend<'_>, year: &TrendYear<'_>) -> Year {
    let adjusted = trend.years.iter().any(|year| year.adjusted.total.is_some());
    let slot = |sums: &Sums<'_>, kind: Kind| match sums.total {
        Some(total) => Slot::Known(Column {
            total: desk.chart_figure(total),
            items: match sums.nature {
                Some(nature) => {
                    [nature.basic, nature.project].map(|fact| Some(desk.chart_figure(fact))).into()
                }
                None => vec![None, None],
            },
        }),
        None if trend.elsewhere.contains(&year.year) => Slot::Unknown("范围不同".into()),
        None => breaks::nothing(desk, department, year.year, kind),
    };
    Year {
        label: year.year.to_string(),
        budget: slot(&year.budget, Kind::Budget),
        // A final account is what states it.
        adjusted: if adjusted { slot(&year.adjusted, Kind::Final) } else { Slot::NotDue },
        spent: slot(&year.spent, Kind::Final),
        rate: String::new(),
        rate_trace: Trace::default(),
    }
}

/// Where a total begins to cover what is carried over, or ceases to.
fn bases(desk: &Desk<'_>, trend: &Trend<'_>) -> Vec<Break> {
    let mut out: Vec<Break> = Vec::new();
    for phase in [Phase::Budget, Phase::Final] {
        for pair in trend.totals(phase).windows(2) {
            let (before, after) = (with_carryover(pair[0].1), with_carryover(pair[1].1));
            if before != after && out.iter().all(|one| one.before != pair[1].0.to_string()) {
                let word =
                    if after { "支出总计（含结转）" } else { "本年支出（不含结转）" };
                let text = format!("此后{}的总额为{word}", plan_or_account(desk.locale, phase));
                out.push(Break { before: pair[1].0.to_string(), text });
            }
        }
    }
    out
}

fn table(desk: &Desk<'_>, line: &Line<'_>) -> Table {
    let trend = &line.trend;
    let mut table = Table::new(
        format!("支出总额、基本支出、项目支出，{}，万元", scope_words(desk.locale, trend.scope)),
        &["年度", "阶段", "#支出总额", "#基本支出", "#项目支出", "#比上年同阶段", "#增减"],
    );
    for year in &trend.years {
        for (phase, sums) in year.phases() {
            let Some(total) = sums.total else { continue };
            let before = line.before(phase, year.year, total);
            let difference = before.map(|before| desk.difference(before, total));
            let percent = before.and_then(|before| desk.change(before, total));
            let part = |fact: Option<&Fact>| Cell::maybe(fact.map(|fact| desk.fig(fact)).as_ref(), "—");
            table.row(vec![
                Cell::text(year.year.to_string()),
                Cell::text(phase.label()),
                Cell::fig(&desk.fig(total)),
                part(sums.nature.map(|nature| nature.basic)),
                part(sums.nature.map(|nature| nature.project)),
                Cell::maybe(difference.as_ref(), "—"),
                Cell::maybe(percent.as_ref(), "—"),
            ]);
        }
    }
    table
}

fn says(desk: &Desk<'_>, line: &Line<'_>) -> Vec<Said> {
    let mut says = Vec::new();
    for phase in [Phase::Final, Phase::Budget] {
        for (year, total) in line.printed(phase).into_iter().rev() {
            let Some(before) = line.before(phase, year, total) else { continue };
            let said = Said::new(format!("{year} 年支出{} ", plan_or_account(desk.locale, phase)))
                .fig(desk.fig(total))
                .text(" 万元，比上年同阶段");
            match change(desk, total, before) {
                Some((word, Some(fig))) => says.push(said.text(&format!("{word} ")).fig(fig).text("。")),
                Some((word, None)) => says.push(said.text(word).text("。")),
                None => {}
            }
        }
    }
    says.truncate(4);
    says
}

fn says_not(trend: &Trend<'_>) -> Vec<String> {
    let mut out = vec![
        "拿一年的预算和另一年的决算比增减：阶段不同，不可比。".to_owned(),
        "把增减说成好或坏：机构、职能和人员会变，数字本身不说原因；原因见各年的页面。".to_owned(),
        "扣除物价后的增减：这里是当年的价格。".to_owned(),
    ];
    if !trend.elsewhere.is_empty() {
        let years: Vec<String> = trend.elsewhere.iter().map(ToString::to_string).collect();
        out.push(format!("{} 年为 0：那几年的数属于另一编报范围，没有放进这张图。", years.join("、")));
    }
    let derived = |sums: &Sums<'_>| sums.total.is_some_and(|total| total.status == Status::Derived);
    if trend.years.iter().flat_map(TrendYear::phases).any(|(_, sums)| derived(sums)) {
        out.push("把标“推算”的数当作原文印出的数引用：它由增减额反推。".into());
    }
    out
}
