//! Words: sentences made from facts by rules. They state, they never judge, and they never compare different phases
//! or scopes.

pub(crate) mod gist;
pub(crate) mod lead;

use rust_decimal::Decimal;

use super::format;
use super::html::escape;
use super::table::Cell;
use crate::model::{Fact, Phase, Scope};

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
        Phase::Final => "决算",
    }
}

/// What the scope of a page is called.
pub(crate) fn scope_words(scope: Scope) -> &'static str {
    match scope {
        Scope::Department => "部门整体（含所属单位）",
        Scope::Unit => "单位本级",
    }
}

/// `95.61—100.00 分`; one value where all are equal.
pub(crate) fn range(facts: &[&Fact], unit: &str) -> Option<String> {
    let values = facts.iter().map(|fact| fact.amount.value);
    let (least, most) = (values.clone().min()?, values.max()?);
    let text = |value: Decimal| format::thousands(value.normalize());
    let unit = if unit == "%" { "%".to_owned() } else { format!(" {unit}") };
    Some(if least == most {
        format!("{}{unit}", text(most))
    } else {
        format!("{}—{}{unit}", text(least), text(most))
    })
}

/// A weight or score of a performance table, linked to its row.
pub(crate) fn score_or_none(value: Option<Decimal>, href: &str, place: &str) -> Cell {
    match value {
        Some(value) => {
            let text = format::thousands(value);
            let html = format!(
                "<a class=\"fig\" href=\"{}\" title=\"{}\">{}</a>",
                escape(href),
                escape(place),
                escape(&text)
            );
            Cell { html, text }
        }
        None => Cell::maybe(None, "—"),
    }
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
