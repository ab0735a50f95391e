//! Findings as pages show them: words on the left, both operands with their places and the difference on the right.

use rust_decimal::Decimal;
use serde::Serialize;

use super::citation;
use super::desk::Desk;
use super::format;
use super::html::{Fig, How};
use super::routes;
use crate::model::{Fact, Finding, Operand, Place, Reply, Standing, Statement, Unit, Verdict};
use crate::verify::rule;

/// A finding on a page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Shown {
    pub(crate) anchor: String,
    pub(crate) rule: &'static str,
    pub(crate) rule_title: &'static str,
    pub(crate) rule_href: String,
    /// For the class.
    pub(crate) verdict: &'static str,
    pub(crate) label: &'static str,
    pub(crate) message: String,
    pub(crate) advice: &'static str,
    /// How the right side was reckoned.
    pub(crate) note: String,
    /// Whether both sides are figures, so that a difference means something.
    pub(crate) numeric: bool,
    pub(crate) left: Side,
    pub(crate) right: Option<Side>,
    /// What the body or the publisher answers.
    pub(crate) replies: Vec<Reply>,
    /// What rounding allows, in words.
    pub(crate) tolerance: String,
    /// Other places that follow from the same figure.
    pub(crate) places: Vec<Elsewhere>,
    pub(crate) document: String,
    pub(crate) document_href: String,
    pub(crate) department: String,
    pub(crate) year_href: String,
    pub(crate) year: i32,
}

/// Another place with the same cause.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Elsewhere {
    pub(crate) rule: &'static str,
    pub(crate) message: String,
    pub(crate) href: String,
}

/// What the document prints: a sentence, or a cell with the table and the names that lead to it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Quoted {
    /// Table and path; empty for a sentence.
    pub(crate) path: String,
    pub(crate) quote: String,
    pub(crate) href: String,
}

/// One side of a comparison.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Side {
    pub(crate) label: String,
    /// The value, linked to its place.
    pub(crate) figure: String,
    /// Operands of a sum, each linked.
    pub(crate) parts: Vec<String>,
    pub(crate) more: usize,
    /// Whether the value is the sum of these operands; otherwise the finding's note says how it was reckoned.
    pub(crate) summed: bool,
    /// Whether words are meant, not a figure.
    pub(crate) said: bool,
    /// The printed words of its figures.
    pub(crate) quoted: Vec<Quoted>,
}

/// The most operands that are written out.
const MOST: usize = 12;

/// The anchor of a finding.
pub(crate) fn anchor(finding: &Finding) -> String {
    format!("f-{}", finding.id)
}

/// A finding for a page.
pub(crate) fn shown(desk: &Desk<'_>, finding: &Finding) -> Shown {
    let record = desk.ledger.record(&finding.document);
    let rule = rule(finding.rule);
    let (label, verdict) = finding.standing().label();
    let department = desk.ledger.department(&finding.department).map_or("", |d| d.name.as_str());
    let year = record.map_or(finding.fiscal_year, |record| record.identity.fiscal_year);
    let numeric =
        finding.compared && !(finding.difference.is_zero() && finding.standing() == Standing::Reminder);
    let unit = unit_words(finding.unit);
    Shown {
        anchor: anchor(finding),
        rule: finding.rule,
        rule_title: rule.map_or("", |rule| rule.title),
        rule_href: desk.to(&routes::rule(finding.rule)),
        verdict,
        label,
        // How far apart the two are belongs to the title.
        message: if numeric && !finding.difference.is_zero() {
            format!("{}，相差 {}{unit}", finding.message, format::thousands(finding.difference.abs()))
        } else {
            finding.message.clone()
        },
        advice: match finding.verdict {
            Verdict::Mismatch => rule.map_or("", |rule| rule.asks),
            Verdict::InsufficientData => "读到的内容不完整，不能据此判断原件有误。",
            Verdict::Rounding => "差额在四舍五入的范围内。",
            _ => "",
        },
        note: finding.note.clone(),
        numeric,
        // A line that only publishes says nothing.
        replies: record
            .into_iter()
            .flat_map(|record| record.replies(&finding.id))
            .filter(|reply| !reply.reply.trim().is_empty())
            .cloned()
            .collect(),
        left: side(desk, finding, &finding.left),
        right: finding.right.as_ref().map(|operand| side(desk, finding, operand)),
        tolerance: format!(
            "各数按印出的末位四舍五入，最多可差 {}{unit}",
            format::thousands(finding.tolerance.normalize())
        ),
        places: finding.places.iter().map(|place| elsewhere(desk, place)).collect(),
        document: record.map_or_else(String::new, citation::title),
        document_href: record.map_or_else(String::new, |record| desk.to(&routes::document(record))),
        department: department.to_owned(),
        year_href: desk.to(&routes::department_year(&finding.department, year)),
        year,
    }
}

fn elsewhere(desk: &Desk<'_>, place: &Place) -> Elsewhere {
    let record = desk.ledger.record(&place.document);
    Elsewhere {
        rule: place.rule,
        message: place.message.clone(),
        href: record.map_or_else(String::new, |record| desk.to(&routes::place(record, &place.locator))),
    }
}

/// The most figures of a side that are quoted.
const MOST_QUOTED: usize = 3;

/// What is printed where a figure stands.
fn quoted(desk: &Desk<'_>, fact: &Fact) -> Quoted {
    let path = if fact.statement == Statement::Narrative {
        String::new()
    } else {
        let names: Vec<&str> = fact
            .subject
            .ancestors
            .iter()
            .map(|name| &**name)
            .chain([fact.subject.name.as_str()])
            .filter(|name| !name.is_empty())
            .collect();
        let title = if fact.table.is_empty() { String::new() } else { format!("《{}》", fact.table) };
        format!("{title}{}", names.join(" / "))
    };
    Quoted { path, quote: fact.quote.clone(), href: desk.place(fact) }
}

/// A printed figure in its own unit.
fn as_printed(fact: &Fact) -> String {
    let unit = match fact.amount.unit {
        Unit::Percent => "%".to_owned(),
        unit => format!(" {}", unit.label()),
    };
    format!("{}{unit}", format::thousands(fact.amount.value))
}

/// The unit behind a value; money is compared in 万元.
fn unit_words(unit: Option<Unit>) -> String {
    match unit {
        Some(unit) if unit.is_money() => " 万元".to_owned(),
        Some(Unit::Percent) => "%".to_owned(),
        Some(unit) => format!(" {}", unit.label()),
        None => String::new(),
    }
}

/// How a side's value comes from its figures: a rule may add, subtract or divide them.
fn how(value: Option<Decimal>, facts: &[&Fact]) -> How {
    let Some(value) = value else { return How::Printed };
    let operands: Vec<Decimal> = facts.iter().map(|fact| fact.amount.comparable()).collect();
    let gives = |how: &How| {
        how.reckon(&operands).is_some_and(|own| format::rounded(own, value.scale()).abs() == value.abs())
    };
    [How::Sum, How::Difference, How::Share, How::Change, How::Product]
        .into_iter()
        .find(gives)
        .unwrap_or(How::Rule)
}

fn side(desk: &Desk<'_>, finding: &Finding, operand: &Operand) -> Side {
    let facts: Vec<_> = operand.facts.iter().filter_map(|id| desk.ledger.fact(id)).collect();
    let text = match operand.value {
        Some(value) => format!("{}{}", format::thousands(value), unit_words(finding.unit)),
        None => format!("“{}”", operand.quote),
    };
    let sum: Decimal = facts.iter().map(|fact| fact.amount.comparable()).sum();
    let summed = operand.value == Some(sum);
    let figure = match facts.as_slice() {
        [one] if operand.value.is_none_or(|value| value == one.amount.comparable()) => {
            let printed = if operand.value.is_some() { as_printed(one) } else { text };
            desk.fig_as(one, printed).html()
        }
        [] => {
            let record = desk.ledger.record(&finding.document);
            let href =
                record.map_or_else(String::new, |record| desk.to(&routes::place(record, &operand.locator)));
            Fig {
                text,
                href,
                title: record
                    .map_or_else(String::new, |record| record.document.places.words(&operand.locator)),
                ..Fig::default()
            }
            .html()
        }
        several => {
            let how = how(operand.value, several);
            let words = if how == How::Sum { "各项之和" } else { operand.label.as_str() };
            desk.computed(text, several, how, words).html()
        }
    };
    let parts = if facts.len() > 1 {
        facts
            .iter()
            .take(MOST)
            .map(|fact| desk.fig_as(fact, format::thousands(fact.amount.comparable())).html())
            .collect()
    } else {
        Vec::new()
    };
    Side {
        label: operand.label.clone(),
        figure,
        parts,
        more: facts.len().saturating_sub(MOST),
        summed,
        said: operand.value.is_none(),
        quoted: facts.iter().take(MOST_QUOTED).map(|fact| quoted(desk, fact)).collect(),
    }
}
