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
use crate::messages::{Locale, say};
use crate::model::{Fact, Indicator, Measure, Phase, Scope};

/// The name of a total as the page prints it.
pub(crate) fn total_name(locale: Locale, fact: &Fact) -> String {
    match fact.subject.code.as_str() {
        "year" => say!(locale, "total-of-year"),
        "all" => say!(locale, "total-of-all"),
        _ => fact.subject.name.clone(),
    }
}

/// A phase in a sentence.
pub(crate) fn phase_short(locale: Locale, phase: Phase) -> String {
    match phase {
        Phase::Budget => say!(locale, "plan-initial"),
        Phase::Adjusted => say!(locale, "plan-adjusted"),
        Phase::Execution => say!(locale, "execution"),
        Phase::Final => say!(locale, "account"),
    }
}

/// A phase where only budgets and final accounts are told apart.
pub(crate) fn plan_or_account(locale: Locale, phase: Phase) -> String {
    if phase == Phase::Final { say!(locale, "account") } else { say!(locale, "plan") }
}

/// What the scope of a page is called.
pub(crate) fn scope_words(locale: Locale, scope: Scope) -> String {
    match scope {
        Scope::Department => say!(locale, "scope-department-words"),
        Scope::Unit => say!(locale, "scope-unit-words"),
        Scope::Region => say!(locale, "scope-region-words"),
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
pub(crate) fn direction(locale: Locale, change: Decimal) -> (&'static str, &'static str, String) {
    if change.is_zero() {
        ("same", "", say!(locale, "no-change"))
    } else if change.is_sign_negative() {
        ("down", "▼", say!(locale, "decrease"))
    } else {
        ("up", "▲", say!(locale, "increase"))
    }
}
