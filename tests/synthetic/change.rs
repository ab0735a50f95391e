//! Changing one figure of a text: which figures a check agrees on, and another number in the place of one.

use mingzhang::ledger::Ledger;
use mingzhang::model::{Fact, Finding, Unit, Verdict};
use mingzhang::verify::Report;
use rust_decimal::Decimal;

/// A figure to change.
pub(crate) struct Target {
    pub(crate) place: String,
    pub(crate) meaning: String,
    pub(crate) unit: Unit,
    /// The widest envelope of the checks that it takes part in, in its own unit.
    pub(crate) tolerance: Decimal,
    pub(crate) rules: Vec<&'static str>,
}

pub(crate) fn names(finding: &Finding, fact: &Fact) -> bool {
    let sides = [Some(&finding.left), finding.right.as_ref()];
    sides.into_iter().flatten().any(|side| side.facts.contains(&fact.id))
}

/// The figures that a check agrees on.
pub(crate) fn targets(ledger: &Ledger, report: &Report) -> Vec<Target> {
    let agreed: Vec<&Finding> = report
        .checks
        .iter()
        .filter(|finding| matches!(finding.verdict, Verdict::Pass | Verdict::Rounding))
        .collect();
    let target = |fact: &Fact| {
        let own: Vec<&&Finding> = agreed.iter().filter(|finding| names(finding, fact)).collect();
        let alike = |unit: Unit| unit == fact.amount.unit || unit.is_money() && fact.amount.unit.is_money();
        let widest = own
            .iter()
            .filter(|finding| finding.unit.is_some_and(alike))
            .map(|finding| finding.tolerance)
            .max()
            .unwrap_or_default();
        let in_own_unit = if fact.amount.unit == Unit::Yuan { Decimal::from(10_000) } else { Decimal::ONE };
        let mut rules: Vec<&'static str> = own.iter().map(|finding| finding.rule).collect();
        rules.dedup();
        (!own.is_empty()).then(|| Target {
            place: fact.locator.to_string(),
            meaning: format!("{} {}", fact.statement, fact.measure),
            unit: fact.amount.unit,
            tolerance: widest * in_own_unit,
            rules,
        })
    };
    ledger.facts.iter().filter(|fact| fact.amount.unit != Unit::Count).filter_map(target).collect()
}

/// Another number of the same length: one of its whole digits is 3 less or 6 more, the last one that makes a
/// difference beyond the tolerance. Where none does, a digit is put before it.
pub(crate) fn another(number: &str, tolerance: Decimal, upwards: bool) -> String {
    let value = |text: &str| text.replace(',', "").parse::<Decimal>().expect("a number");
    let whole = number.find('.').unwrap_or(number.len());
    for at in (0..whole).rev().filter(|at| number.as_bytes()[*at].is_ascii_digit()) {
        let digit = number.as_bytes()[at] - b'0';
        let changed = match digit {
            0..=3 => digit + 6,
            4..=6 if upwards => digit + 3,
            7..=9 if upwards && at == 0 => digit - 6,
            _ => digit - 3,
        };
        let text = format!("{}{changed}{}", &number[..at], &number[at + 1..]);
        if (value(&text) - value(number)).abs() > tolerance {
            return text;
        }
    }
    format!("6{number}")
}

/// The text with another number at a place; `None` where no number stands there by itself.
pub(crate) fn changed(text: &str, target: &Target, upwards: bool) -> Option<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let place = target.place.strip_prefix('L')?;
    let new = |number: &str| another(number, target.tolerance, upwards);
    let within = |text: &str, nth: usize| {
        let token = mingzhang::document::numbers(text).into_iter().nth(nth)?;
        Some(format!("{}{}{}", &text[..token.start], new(&text[token.start..token.end]), &text[token.end..]))
    };
    if let Some((line, nth)) = place.split_once(":c") {
        let line = lines.get_mut(line.parse::<usize>().ok()? - 1)?;
        let mut cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let cell = cells.get_mut(nth.parse::<usize>().ok()? - 1)?;
        *cell = within(cell, 0)?;
        *line = cells.join("\t");
    } else if let Some((line, nth)) = place.split_once('@') {
        let line = lines.get_mut(line.parse::<usize>().ok()? - 1)?;
        *line = within(line, nth.parse::<usize>().ok()? - 1)?;
    } else if let Some((first, last)) = place.split_once('-') {
        // Pieces of one number: whole lines, with an empty one between two.
        let pieces = first.parse::<usize>().ok()? - 1..last.parse::<usize>().ok()?;
        let joined = lines[pieces.clone()].concat();
        let number = new(&joined);
        // What is put before stands in the first piece.
        let mut rest = number.as_str();
        let mut more = number.len() - joined.len();
        for line in &mut lines[pieces] {
            let (own, behind) = rest.split_at(line.len() + if line.is_empty() { 0 } else { more });
            if !line.is_empty() {
                more = 0;
            }
            *line = own.to_owned();
            rest = behind;
        }
    } else {
        let line = lines.get_mut(place.parse::<usize>().ok()? - 1)?;
        *line = within(line, 0)?;
    }
    Some(lines.join("\n"))
}
