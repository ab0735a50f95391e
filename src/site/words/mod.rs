//! Words: sentences made from facts by rules. They state, they never judge, and they never compare different phases
//! or scopes.

pub(crate) mod gist;
pub(crate) mod lead;

use rust_decimal::Decimal;

use super::desk::Desk;
use super::format;
use super::html::Fig;
use super::stated::Said;
use super::table::Cell;
use crate::model::{Fact, Indicator, Measure, Phase, Scope};

/// The name of a total as the page prints it.
pub(crate) fn total_name(fact: &Fact) -> String {
    match fact.subject.code.as_str() {
        "year" => "本年支出合计".into(),
        "all" => "支出合计".into(),
        _ => fact.subject.name.clone(),
    }
}

/// A phase in a sentence.
pub(crate) fn phase_short(phase: Phase) -> &'static str {
    match phase {
        Phase::Budget => "年初预算",
        Phase::Adjusted => "全年预算",
        Phase::Execution => "预算执行",
        Phase::Final => "决算",
    }
}

/// A phase where only budgets and final accounts are told apart.
pub(crate) fn plan_or_account(phase: Phase) -> &'static str {
    if phase == Phase::Final { "决算" } else { "预算" }
}

/// What the scope of a page is called.
pub(crate) fn scope_words(scope: Scope) -> &'static str {
    match scope {
        Scope::Department => "部门整体（含所属单位）",
        Scope::Unit => "单位本级",
        Scope::Region => "全地区汇总",
    }
}

/// `95.61—100 分`; one value where all are equal.
pub(crate) fn range(desk: &Desk<'_>, facts: &[&Fact], unit: &str) -> Option<Said> {
    let least = facts.iter().min_by_key(|fact| fact.amount.value)?;
    let most = facts.iter().max_by_key(|fact| fact.amount.value)?;
    let fig = |fact: &Fact| desk.fig_as(fact, format::thousands(fact.amount.value.normalize()));
    let (least, most) = (fig(least), fig(most));
    let range =
        if least.text == most.text { Said::default() } else { Said::default().fig(least).text("—") };
    let percent = unit == "%";
    Some(range.fig(most).text(if percent { "" } else { " " }).text(unit))
}

/// A weight or score of a row of a performance table: the figure that was read there.
pub(crate) fn score_or_none<'l>(
    desk: &Desk<'l>,
    value: Option<Decimal>,
    measure: Measure,
    row: &Indicator,
    facts: &[&'l Fact],
) -> Cell {
    let Some(value) = value else { return Cell::maybe(None, "—") };
    let text = format::thousands(value);
    // A figure without a place fails the build.
    let fig = Desk::point(facts, row, measure, Some(value))
        .map_or_else(|| Fig { text: text.clone(), ..Fig::default() }, |fact| desk.fig_as(fact, text.clone()));
    Cell::fig(&fig)
}

/// A change with its direction as mark and word: `▲ 增加`.
pub(crate) fn direction(change: Decimal) -> (&'static str, &'static str, &'static str) {
    if change.is_zero() {
        ("same", "", "持平")
    } else if change.is_sign_negative() {
        ("down", "▼", "减少")
    } else {
        ("up", "▲", "增加")
    }
}
