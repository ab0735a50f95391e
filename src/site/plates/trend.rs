//! Plate: what a body plans and spends over the years: total, basic and project expenditure in one scope, budget beside final
//! account.

use rust_decimal::Decimal;

use crate::chart::stacked::{self, Break, Column, Item, Slot, Stacked, Year};
use crate::chart::{Trace, words};
use crate::messages::{Locale, say};
use crate::model::{Department, Fact, How, Kind, Phase, Status};

use super::super::account::{Sums, Trend, TrendYear, with_carryover};
use super::super::desk::Desk;
use super::super::format;
use super::super::html::Fig;
use super::super::names;
use super::super::stated::Said;
use super::super::table::{Cell, Table};
use super::super::words::{plan_or_account, scope_words};
use super::{Plate, breaks};

pub(super) fn plate<'l>(desk: &Desk<'l>, department: &'l Department) -> Option<Plate<'l>> {
    let trend = Trend::of(desk.ledger, department).filter(Trend::is_one)?;
    let (first, last) = (trend.years.first()?.year, trend.years.last()?.year);
    let span = say!(desk.locale, "years-words", first = first, last = last);
    let years: Vec<i32> = trend.years.iter().map(|year| year.year).collect();
    // All figures are of one scope.
    let mut all = breaks::of_names(desk.locale, department, &years);
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
        subtitle: say!(
            desk.locale,
            "plate-trend-sub",
            span = span.as_str(),
            scope = scope_words(desk.locale, trend.scope)
        ),
        chart: Box::new(Stacked {
            kind: stacked::TREND,
            items: Item::nature(words::of(desk.locale == Locale::English)),
            name: say!(
                desk.locale,
                "plate-trend-name",
                name = names::shown(desk.locale, &department.name),
                span = span
            ),
            unit: say!(desk.locale, "unit-wan"),
            years: trend.years.iter().map(|year| drawn(desk, department, trend, year)).collect(),
            breaks: all,
        }),
        table: table(desk, &line),
        says: says(desk, &line),
        says_not: says_not(desk, trend),
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
        [one] => say!(desk.locale, "no-trend-one", year = one.as_str()),
        several => say!(desk.locale, "no-trend", years = several.join(&say!(desk.locale, "list-separator"))),
    })
}

fn title(desk: &Desk<'_>, line: &Line<'_>) -> Said {
    let Some((phase, (first, before), (last, after))) = line.ends() else {
        let newest = |phase| Some((phase, *line.printed(phase).last()?));
        let newest = newest(Phase::Final).or_else(|| newest(Phase::Budget));
        let Some((phase, (year, total))) = newest else { return Said::new(say!(desk.locale, "plate-trend")) };
        let own = desk.fig(total);
        let text = say!(
            desk.locale,
            "plate-trend-apart",
            year = year,
            phase = plan_or_account(desk.locale, phase),
            figure = own.text.as_str()
        );
        return Said { text, figs: vec![own] };
    };
    let (old, new) = (desk.fig(before), desk.fig(after));
    let text = say!(
        desk.locale,
        "plate-trend-from",
        first = first,
        last = last,
        phase = plan_or_account(desk.locale, phase),
        old = old.text.as_str(),
        new = new.text.as_str()
    );
    let change = change(desk, after, before);
    let text = match &change {
        Some((words, _)) => say!(desk.locale, "plate-trend-change", said = text, words = words.as_str()),
        None => text,
    };
    let own = change.and_then(|(_, fig)| fig);
    Said { text, figs: [old, new].into_iter().chain(own).collect() }
}

/// `增加 8.2%`, with the figure in it; `None` where it cannot be reckoned.
fn change(desk: &Desk<'_>, after: &Fact, before: &Fact) -> Option<(String, Option<Fig>)> {
    let (new, old) = (after.amount.comparable(), before.amount.comparable());
    if old <= Decimal::ZERO {
        return None;
    }
    let change = new.checked_sub(old)?;
    if change.is_zero() {
        return Some((say!(desk.locale, "trend-same"), None));
    }
    let text = format!("{}%", format::share(change.abs(), old)?);
    let words = if change.is_sign_negative() {
        say!(desk.locale, "trend-less", share = text.as_str())
    } else {
        say!(desk.locale, "trend-more", share = text.as_str())
    };
    Some((words, Some(desk.computed(text, &[after, before], How::Change, &say!(desk.locale, "how-changed")))))
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
        None if trend.elsewhere.contains(&year.year) => Slot::Unknown(say!(desk.locale, "other-scope")),
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
                let phase = plan_or_account(desk.locale, phase);
                let text = if after {
                    say!(desk.locale, "break-with-carryover", phase = phase)
                } else {
                    say!(desk.locale, "break-without-carryover", phase = phase)
                };
                out.push(Break { before: pair[1].0.to_string(), text });
            }
        }
    }
    out
}

fn table(desk: &Desk<'_>, line: &Line<'_>) -> Table {
    let trend = &line.trend;
    let heads = say!(desk.locale, "columns-of-trend");
    let columns: Vec<&str> = heads.split('|').collect();
    let caption = say!(desk.locale, "table-of-trend", scope = scope_words(desk.locale, trend.scope));
    let mut table = Table::new(caption, &columns);
    for year in &trend.years {
        for (phase, sums) in year.phases() {
            let Some(total) = sums.total else { continue };
            let before = line.before(phase, year.year, total);
            let difference = before.map(|before| desk.difference(before, total));
            let percent = before.and_then(|before| desk.change(before, total));
            let part = |fact: Option<&Fact>| Cell::maybe(fact.map(|fact| desk.fig(fact)).as_ref(), "—");
            table.row(vec![
                Cell::text(year.year.to_string()),
                Cell::text(desk.locale.word("phase", phase.id(), phase.label())),
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
            let Some((words, share)) = change(desk, total, before) else { continue };
            let own = desk.fig(total);
            let phase = plan_or_account(desk.locale, phase);
            let text = say!(
                desk.locale,
                "says-trend",
                year = year,
                phase = phase,
                figure = own.text.as_str(),
                words = words
            );
            says.push(Said { text, figs: std::iter::once(own).chain(share).collect() });
        }
    }
    says.truncate(4);
    says
}

fn says_not(desk: &Desk<'_>, trend: &Trend<'_>) -> Vec<String> {
    let mut out = vec![
        say!(desk.locale, "not-compare-phases"),
        say!(desk.locale, "not-good-or-bad"),
        say!(desk.locale, "not-real"),
    ];
    if !trend.elsewhere.is_empty() {
        let years: Vec<String> = trend.elsewhere.iter().map(ToString::to_string).collect();
        out.push(say!(
            desk.locale,
            "not-zero-elsewhere",
            years = years.join(&say!(desk.locale, "list-separator"))
        ));
    }
    let derived = |sums: &Sums<'_>| sums.total.is_some_and(|total| total.status == Status::Derived);
    if trend.years.iter().flat_map(TrendYear::phases).any(|(_, sums)| derived(sums)) {
        out.push(say!(desk.locale, "not-printed"));
    }
    out
}
