//! The totals of a body over the years as small columns beside its name in a list: a glance, with no number of its own.

use std::fmt::Write;

use rust_decimal::Decimal;

use crate::ledger::Ledger;
use crate::messages::{Locale, say};
use crate::model::{Department, Phase};

use super::super::account::{Trend, with_carryover};
use super::super::format;
use super::super::words::plan_or_account;

/// The most years.
const MOST: usize = 8;
/// Width of a year and height of the picture, in units.
const YEAR: usize = 8;
const HEIGHT: usize = 20;

/// The picture; `None` where no two years are of one phase and scope.
pub(crate) fn html(locale: Locale, ledger: &Ledger, department: &Department) -> Option<String> {
    let trend = Trend::of(ledger, department)?;
    let phase = [Phase::Final, Phase::Budget].into_iter().find(|phase| trend.totals(*phase).len() > 1)?;
    let mut totals = trend.totals(phase);
    let (last, newest) = *totals.last()?;
    // A total with what is carried over is no like of one without: that year is not known.
    totals.retain(|(_, total)| with_carryover(total) == with_carryover(newest));
    let first = totals
        .iter()
        .map(|(year, _)| *year)
        .find(|year| usize::try_from(last - year).is_ok_and(|ago| ago < MOST))?;
    let years: Vec<Option<Decimal>> = (first..=last)
        .map(|year| totals.iter().find(|(own, _)| *own == year).map(|(_, total)| total.amount.comparable()))
        .collect();
    let words =
        say!(locale, "spark-words", first = first, last = last, phase = plan_or_account(locale, phase));
    let class = if phase == Phase::Final { "final" } else { "budget" };
    (years.iter().flatten().count() > 1).then(|| drawn(&years, class, &words))
}

/// Columns from zero; a year that is not known is a dashed one of full height.
fn drawn(years: &[Option<Decimal>], class: &str, words: &str) -> String {
    let most = years.iter().flatten().max().copied().unwrap_or_default();
    let mut out = format!(
        "<svg class=\"spark {class}\" viewBox=\"0 0 {} {HEIGHT}\" width=\"{0}\" height=\"{HEIGHT}\" role=\"img\" aria-label=\"{}\">",
        years.len() * YEAR,
        super::html::escape(words)
    );
    for (at, year) in years.iter().enumerate() {
        let x = at * YEAR + 1;
        let (kind, height) = match year {
            Some(amount) => ("k", height(*amount, most)),
            None => ("u", Decimal::from(HEIGHT - 2)),
        };
        let y = Decimal::from(HEIGHT - 1) - height;
        let _ = write!(
            out,
            "<rect class=\"{kind}\" x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{height}\"/>",
            YEAR - 2
        );
    }
    out.push_str("</svg>");
    out
}

/// A column's height: what is not nothing is seen.
fn height(amount: Decimal, most: Decimal) -> Decimal {
    if amount <= Decimal::ZERO {
        return Decimal::ZERO;
    }
    let part = amount.checked_mul(Decimal::from(HEIGHT - 2)).and_then(|all| all.checked_div(most));
    format::rounded(part.unwrap_or_default(), 1).max(Decimal::ONE).normalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_years_are_no_zeros() {
        let years = [Some(Decimal::from(90)), None, Some(Decimal::ZERO), Some(Decimal::from(45))];
        let svg = drawn(&years, "final", "<2020>");
        assert!(svg.contains("aria-label=\"&lt;2020&gt;\""));
        let rects: Vec<&str> = svg.split("<rect").skip(1).collect();
        assert_eq!(rects.len(), 4);
        assert!(rects[0].contains("class=\"k\"") && rects[0].contains("height=\"18\""));
        assert!(rects[1].contains("class=\"u\"") && rects[1].contains("height=\"18\""), "{}", rects[1]);
        assert!(rects[2].contains("class=\"k\"") && rects[2].contains("height=\"0\""));
        assert!(rects[3].contains("height=\"9\"") && rects[3].contains("y=\"10\""));
    }
}
