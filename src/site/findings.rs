//! Findings as pages show them: words on the left, both operands with their places and the difference on the right.

use rust_decimal::Decimal;
use serde::Serialize;

use super::citation;
use super::desk::Desk;
use super::format;
use super::html::Fig;
use super::names;
use super::places;
use super::routes;
use crate::messages::{Locale, allowed, say, told};
use crate::model::How;
use crate::model::{
    Amount, Fact, Finding, Message, Operand, Place, Reply, Standing, Statement, Unit, Verdict,
};
use crate::verify::{told_difference, told_in};

/// A finding on a page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Shown {
    pub(crate) anchor: String,
    pub(crate) rule: &'static str,
    pub(crate) rule_title: String,
    pub(crate) rule_href: String,
    /// For the class.
    pub(crate) verdict: &'static str,
    pub(crate) label: String,
    pub(crate) message: String,
    pub(crate) advice: String,
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

/// A finding in one line, where many stand together and no figure is in doubt.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Brief {
    pub(crate) anchor: String,
    pub(crate) rule: &'static str,
    pub(crate) rule_title: String,
    pub(crate) rule_href: String,
    pub(crate) message: String,
    /// What the rule or a reading adds.
    pub(crate) note: String,
    /// Where it stands.
    pub(crate) href: String,
}

/// The most findings that a page lists in one line each.
pub(crate) const MOST_BRIEF: usize = 40;

/// The first of some findings, in one line each.
pub(crate) fn brief<'f>(desk: &Desk<'_>, findings: impl Iterator<Item = &'f Finding>) -> Vec<Brief> {
    let one = |finding: &Finding| Brief {
        anchor: anchor(finding),
        rule: finding.rule,
        rule_title: desk.locale.rule(finding.rule).title,
        rule_href: desk.to(&routes::rule(finding.rule)),
        message: text(desk, &finding.message),
        note: desk.locale.texts(finding.remarks()),
        href: desk
            .ledger
            .record(&finding.document)
            .map_or_else(String::new, |record| desk.to(&routes::place(record, &finding.left.locator))),
    };
    findings.take(MOST_BRIEF).map(one).collect()
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
    let rule = desk.locale.rule(finding.rule);
    let (label, verdict) = finding.standing().label();
    let department = desk.ledger.department(&finding.department);
    let department = department.map_or_else(String::new, |one| names::shown(desk.locale, &one.name));
    let year = record.map_or(finding.fiscal_year, |record| record.identity.fiscal_year);
    let numeric =
        finding.compared && !(finding.difference.is_zero() && finding.standing() == Standing::Reminder);
    let unit = told_in(finding, desk.ledger);
    Shown {
        anchor: anchor(finding),
        rule: finding.rule,
        rule_title: rule.title,
        rule_href: desk.to(&routes::rule(finding.rule)),
        verdict,
        label: desk.locale.word("standing", verdict, label),
        // How far apart the two are belongs to the title.
        message: if numeric && !finding.difference.is_zero() {
            let difference = difference_words(desk.locale, told_difference(finding, desk.ledger).abs(), unit);
            say!(
                desk.locale,
                "finding-differs",
                message = text(desk, &finding.message),
                difference = difference
            )
        } else {
            text(desk, &finding.message)
        },
        advice: match finding.verdict {
            Verdict::Mismatch => rule.asks,
            Verdict::InsufficientData => say!(desk.locale, "advice-incomplete"),
            Verdict::Rounding => say!(desk.locale, "advice-rounding"),
            _ => String::new(),
        },
        note: desk.locale.texts(finding.remarks()),
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
        tolerance: say!(
            desk.locale,
            "finding-tolerance",
            most = allowed_words(desk.locale, finding.tolerance, unit)
        ),
        places: finding.places.iter().map(|place| elsewhere(desk, place)).collect(),
        document: record.map_or_else(String::new, citation::title),
        document_href: record.map_or_else(String::new, |record| desk.to(&routes::document(record))),
        department,
        year_href: desk.to(&routes::department_year(&finding.department, year)),
        year,
    }
}

fn elsewhere(desk: &Desk<'_>, place: &Place) -> Elsewhere {
    let record = desk.ledger.record(&place.document);
    Elsewhere {
        rule: place.rule,
        message: text(desk, &place.message),
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
        let title = if fact.table.is_empty() {
            String::new()
        } else {
            say!(desk.locale, "title-of", title = &*fact.table)
        };
        format!("{title}{}", names.join(" / "))
    };
    Quoted { path, quote: fact.quote.clone(), href: desk.place(fact) }
}

/// A printed figure in its own unit.
fn as_printed(locale: Locale, fact: &Fact) -> String {
    let unit = match fact.amount.unit {
        Unit::Percent => "%".to_owned(),
        unit => format!(" {}", locale.unit(unit)),
    };
    format!("{}{unit}", format::thousands(fact.amount.value))
}

fn text(desk: &Desk<'_>, message: &Message) -> String {
    desk.locale.text(message)
}

/// A value in the unit of comparison, told in a unit of its figures.
fn value_words(locale: Locale, value: Decimal, unit: Option<Unit>) -> String {
    let Some(unit) = unit else { return format::thousands(value.normalize()) };
    amount_words(locale, told(Amount::of_comparable(value, unit)))
}

/// How far two values are apart.
fn difference_words(locale: Locale, value: Decimal, unit: Option<Unit>) -> String {
    let Some(unit) = unit else { return format::thousands(value.normalize()) };
    apart_words(locale, told(Amount::of_comparable(value, unit)))
}

/// What rounding allows.
fn allowed_words(locale: Locale, value: Decimal, unit: Option<Unit>) -> String {
    let Some(unit) = unit else { return format::thousands(value.normalize()) };
    apart_words(locale, allowed(Amount::of_comparable(value, unit)))
}

/// A distance: two percentages are points apart, not percent.
fn apart_words(locale: Locale, told: Amount) -> String {
    match told.unit {
        Unit::Percent => say!(locale, "points-apart", value = format::thousands(told.value)),
        _ => amount_words(locale, told),
    }
}

fn amount_words(locale: Locale, told: Amount) -> String {
    match told.unit {
        Unit::Percent => format!("{}%", format::thousands(told.value)),
        unit => format!("{} {}", format::thousands(told.value), locale.unit(unit)),
    }
}

/// A part of a sum: as it is printed where the sum is told in its unit.
fn part_words(fact: &Fact, unit: Option<Unit>) -> String {
    let value = if unit == Some(fact.amount.unit) { fact.amount.value } else { fact.amount.comparable() };
    format::thousands(value)
}

fn side(desk: &Desk<'_>, finding: &Finding, operand: &Operand) -> Side {
    let facts: Vec<_> = operand.facts.iter().filter_map(|id| desk.ledger.fact(id)).collect();
    let unit = told_in(finding, desk.ledger);
    let words = match operand.value {
        Some(value) => value_words(desk.locale, value, unit),
        None => format!("“{}”", operand.quote),
    };
    let sum: Decimal = facts.iter().map(|fact| fact.amount.comparable()).sum();
    let summed = operand.value == Some(sum);
    let figure = match facts.as_slice() {
        [one] if operand.value.is_none_or(|value| value == one.amount.comparable()) => {
            let printed = if operand.value.is_some() { as_printed(desk.locale, one) } else { words };
            desk.fig_as(one, printed).html()
        }
        [] => {
            let record = desk.ledger.record(&finding.document);
            let href =
                record.map_or_else(String::new, |record| desk.to(&routes::place(record, &operand.locator)));
            Fig {
                text: words,
                href,
                title: record.map_or_else(String::new, |record| {
                    places::words(desk.locale, &record.document.places, &operand.locator)
                }),
                locale: desk.locale,
                ..Fig::default()
            }
            .html()
        }
        several => {
            let how = operand.how;
            let called = match how {
                How::Sum => say!(desk.locale, "how-sum-of-items"),
                _ => text(desk, &operand.label),
            };
            desk.computed(words, several, how, &called).html()
        }
    };
    let parts = if facts.len() > 1 {
        facts.iter().take(MOST).map(|fact| desk.fig_as(fact, part_words(fact, unit)).html()).collect()
    } else {
        Vec::new()
    };
    Side {
        label: text(desk, &operand.label),
        figure,
        parts,
        more: facts.len().saturating_sub(MOST),
        summed,
        said: operand.value.is_none(),
        quoted: facts.iter().take(MOST_QUOTED).map(|fact| quoted(desk, fact)).collect(),
    }
}
