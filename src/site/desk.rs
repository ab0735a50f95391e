//! The desk of a page: makes figures with their links for the page that is being written.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use rust_decimal::Decimal;

use super::account::Card;
use super::citation;
use super::format;
use super::html::Fig;
use super::places;
use super::routes;
use crate::chart::{self, Trace};
use crate::ledger::{Ledger, Record};
use crate::messages::{Locale, say};
use crate::model::How;
use crate::model::{Correction, Fact, Finding, Indicator, Measure, Scheme, Status, Unit};
use crate::verify::Report;

/// The official name of a class in a language; `None` where there is none, or where it is the document's own.
pub(crate) fn class_name(locale: Locale, scheme: Scheme, code: &str) -> Option<&'static str> {
    match (locale, scheme) {
        (Locale::English, Scheme::Function) => crate::taxonomy::english_function(code),
        (Locale::English, Scheme::Economic) => crate::taxonomy::english_economic(code),
        _ => None,
    }
}

/// Makes figures for one page.
pub(crate) struct Desk<'l> {
    /// The ledger.
    pub(crate) ledger: &'l Ledger,
    /// What was checked.
    pub(crate) report: &'l Report,
    /// The language of the page.
    pub(crate) locale: Locale,
    /// The page's own address.
    pub(crate) page: String,
    codes: BTreeMap<Arc<str>, String>,
}

/// Where a number of a chart comes from.
pub(crate) fn trace(how: How, operands: &[&Fact]) -> Trace {
    if operands.is_empty() {
        return Trace::default();
    }
    let ids = operands.iter().map(|fact| &*fact.id).collect::<Vec<_>>().join(" ");
    Trace::of(format!("{} {ids}", how.id()).trim_start())
}

/// A correction in one sentence.
fn words(locale: Locale, correction: &Correction) -> String {
    let Correction { place: _, printed, corrected, reason, by, date } = correction;
    say!(
        locale,
        "corrected-as",
        printed = printed.as_str(),
        corrected = corrected.as_str(),
        reason = reason.as_str(),
        by = by.as_str(),
        date = date.as_str()
    )
}

impl<'l> Desk<'l> {
    /// A desk for the page at an address. `documents` get short codes in this order.
    pub(crate) fn new(
        ledger: &'l Ledger,
        report: &'l Report,
        locale: Locale,
        page: impl Into<String>,
        documents: &[&Record],
    ) -> Self {
        // Short codes of documents on a page: 甲, 乙, 丙 …, or letters; behind them numbers.
        let codes: Vec<char> = say!(locale, "document-codes").chars().collect();
        let code = |at: usize| {
            codes.get(at).map_or_else(
                || say!(locale, "document-code-more", at = at + 1 - codes.len()),
                char::to_string,
            )
        };
        let codes =
            documents.iter().enumerate().map(|(at, record)| (record.path.clone(), code(at))).collect();
        Self { ledger, report, locale, page: page.into(), codes }
    }

    /// A desk for a page over bodies, whose figures were made elsewhere: it knows ways and nothing else.
    pub(crate) fn bare(locale: Locale, page: &str) -> Desk<'static> {
        static NOTHING: LazyLock<(Ledger, Report)> = LazyLock::new(Default::default);
        Desk::new(&NOTHING.0, &NOTHING.1, locale, page, &[])
    }

    /// The short code of a document on this page.
    pub(crate) fn code(&self, path: &str) -> &str {
        self.codes.get(path).map_or("", String::as_str)
    }

    /// The way to another address.
    pub(crate) fn to(&self, address: &str) -> String {
        routes::relative(&self.page, address)
    }

    /// Where a fact is printed, in words.
    pub(crate) fn place_words(&self, fact: &Fact) -> String {
        let record = self.ledger.record(&fact.document);
        record.map_or_else(String::new, |record| {
            places::words(self.locale, &record.document.places, &fact.locator)
        })
    }

    /// What a row is called: by the official name of its class in the language of the page, where there is one, else as printed.
    pub(crate) fn subject(&self, fact: &Fact) -> String {
        class_name(self.locale, fact.subject.scheme, &fact.subject.code)
            .map_or_else(|| fact.subject.name.clone(), str::to_owned)
    }

    /// The address of a fact's place.
    pub(crate) fn place(&self, fact: &Fact) -> String {
        self.ledger
            .record(&fact.document)
            .map_or_else(String::new, |record| self.to(&routes::place(record, &fact.locator)))
    }

    /// A fact as it is printed on pages: money in 万元 with two decimals, the rest as printed.
    pub(crate) fn fig(&self, fact: &Fact) -> Fig {
        self.fig_as(fact, format::amount(self.locale, fact.amount))
    }

    /// A fact with a text of the page's own.
    pub(crate) fn fig_as(&self, fact: &Fact, text: String) -> Fig {
        Fig {
            text,
            href: self.place(fact),
            title: self.title(fact),
            derived: fact.status == Status::Derived,
            corrected: fact.correction.is_some(),
            of: vec![fact.id.to_string()],
            how: How::Printed,
            code: self.line_code(fact),
            line: (fact.document.clone(), fact.locator.line()),
            locale: self.locale,
        }
    }

    /// `甲137`: document and line, for the margin and for paper.
    pub(crate) fn line_code(&self, fact: &Fact) -> String {
        let code = self.code(&fact.document);
        let Some(record) = self.ledger.record(&fact.document).filter(|_| !code.is_empty()) else {
            return String::new();
        };
        format!("{code}{}", places::short(self.locale, &record.document.places, &fact.locator))
    }

    /// The document of a fact: its short code, where the page lists it, else its title.
    fn named(&self, fact: &Fact) -> String {
        match self.code(&fact.document) {
            "" => {
                let record = self.ledger.record(&fact.document);
                record.map_or_else(String::new, |record| {
                    say!(self.locale, "title-of", title = record.identity.title.as_str())
                })
            }
            code => format!("{code} "),
        }
    }

    /// Document, line and printed text; for a derived figure its operands.
    pub(crate) fn title(&self, fact: &Fact) -> String {
        let title = self.named(fact);
        if fact.status == Status::Derived {
            let operands: Vec<String> = fact
                .derived_from
                .iter()
                .filter_map(|id| self.ledger.fact(id))
                .map(|operand| {
                    say!(
                        self.locale,
                        "operand-at",
                        value = format::thousands(operand.amount.value.abs()),
                        place = self.place_words(operand)
                    )
                })
                .collect();
            return say!(
                self.locale,
                "derived-from",
                title = title,
                operands = operands.join(&say!(self.locale, "and-between"))
            );
        }
        let place = self.place_words(fact);
        if let Some(correction) = &fact.correction {
            return say!(
                self.locale,
                "figure-at",
                place = format!("{title}{place}"),
                quote = words(self.locale, correction)
            );
        }
        let record = self.ledger.record(&fact.document);
        let caution = record.map_or_else(String::new, |record| citation::caution(self.locale, record));
        let caution =
            if caution.is_empty() { caution } else { say!(self.locale, "in-brackets", text = caution) };
        let quote = crate::diagnostic::shorten(&fact.quote, 60);
        say!(self.locale, "figure-at", place = format!("{title}{place}{caution}"), quote = quote)
    }

    /// A figure computed on the page from facts, such as a share or a sum. Links to its first operand.
    pub(crate) fn computed(&self, text: String, operands: &[&Fact], how: How, words: &str) -> Fig {
        let parts: Vec<String> = operands
            .iter()
            .map(|fact| {
                let value = format::thousands(fact.amount.value);
                say!(self.locale, "operand-at", value = value, place = self.place_words(fact))
            })
            .collect();
        Fig {
            text,
            href: operands.first().map_or_else(String::new, |fact| self.place(fact)),
            title: say!(
                self.locale,
                "computed-from",
                words = words,
                parts = parts.join(&say!(self.locale, "list-separator"))
            ),
            derived: false,
            corrected: operands.iter().any(|fact| fact.correction.is_some()),
            of: operands.iter().map(|fact| fact.id.to_string()).collect(),
            how,
            code: operands.first().map_or_else(String::new, |fact| self.line_code(fact)),
            line: operands
                .first()
                .map_or_else(Default::default, |fact| (fact.document.clone(), fact.locator.line())),
            locale: self.locale,
        }
    }

    /// A fact as a figure of a chart, in 万元 or its own unit.
    pub(crate) fn chart_figure(&self, fact: &Fact) -> chart::Figure {
        let text = match fact.amount.unit {
            Unit::Percent => format::thousands(fact.amount.value),
            _ => format::amount(self.locale, fact.amount),
        };
        let value = fact.amount.comparable();
        let value = if fact.amount.unit.is_money() { format::money(self.locale, value) } else { value };
        let figure =
            chart::Figure::new(value, text).linked(self.place(fact)).traced(&trace(How::Printed, &[fact]));
        if fact.status == Status::Derived { figure.derived() } else { figure }
    }

    /// A sum of facts as a figure of a chart.
    pub(crate) fn chart_sum(&self, facts: &[&Fact]) -> chart::Figure {
        let sum: Decimal = facts.iter().map(|fact| fact.amount.comparable()).sum();
        let how = if facts.len() == 1 { How::Printed } else { How::Sum };
        let figure = chart::Figure::new(format::money(self.locale, sum), format::wan(self.locale, sum))
            .traced(&trace(how, facts));
        let figure = match facts.first() {
            Some(fact) => figure.linked(self.place(fact)),
            None => figure,
        };
        if facts.len() > 1 || facts.iter().any(|fact| fact.status == Status::Derived) {
            figure.derived()
        } else {
            figure
        }
    }

    /// The share of a fact in a whole, as printed text with the sign; empty where the whole is zero.
    pub(crate) fn share(&self, part: &Fact, whole: &Fact) -> String {
        format::share(part.amount.comparable(), whole.amount.comparable())
            .map_or_else(String::new, |s| format!("{s}%"))
    }

    /// A share as a figure with both of its operands; `None` where the whole is zero.
    pub(crate) fn share_fig(&self, parts: &[&Fact], whole: &Fact) -> Option<Fig> {
        let sum = parts.iter().map(|fact| fact.amount.comparable()).sum();
        let share = format::share(sum, whole.amount.comparable())?;
        let operands = [parts, &[whole]].concat();
        Some(self.computed(format!("{share}%"), &operands, How::Share, &say!(self.locale, "how-share")))
    }

    /// How much more a figure is than one before, in 万元; below zero where it is less.
    pub(crate) fn difference(&self, before: &Fact, after: &Fact) -> Fig {
        let change = after.amount.comparable() - before.amount.comparable();
        self.computed(
            format::wan(self.locale, change),
            &[after, before],
            How::Difference,
            &say!(self.locale, "how-difference"),
        )
    }

    /// The same in percent, with its sign; `None` where there was nothing, or less, before.
    pub(crate) fn change(&self, before: &Fact, after: &Fact) -> Option<Fig> {
        let (old, new) = (before.amount.comparable(), after.amount.comparable());
        if old <= Decimal::ZERO {
            return None;
        }
        let text = format!("{}%", format::share(new.checked_sub(old)?, old)?);
        Some(self.computed(text, &[after, before], How::Change, &say!(self.locale, "how-changed")))
    }

    /// A weight or score of a row of a performance table, for which the ledger holds a figure.
    pub(crate) fn point(
        facts: &[&'l Fact],
        row: &Indicator,
        measure: Measure,
        value: Option<Decimal>,
    ) -> Option<&'l Fact> {
        let lines = row.locator.line()..=row.locator.last_line();
        let own = |fact: &&&Fact| {
            fact.document == row.document
                && lines.contains(&fact.locator.line())
                && fact.measure == measure
                && Some(fact.amount.value) == value
        };
        let named = |fact: &&&Fact| [&row.level3, &row.level2, &row.level1].contains(&&fact.subject.name);
        let all = || facts.iter().filter(own);
        all().find(named).or_else(|| all().next()).copied()
    }

    /// The total score of a scorecard, as it is printed.
    pub(crate) fn card_score(&self, card: Option<&Card<'l>>) -> Option<Fig> {
        let card = card?;
        let row = card.total()?;
        let facts = self.facts_at(card.record, row.locator.line()..=row.locator.last_line());
        let fact = Self::point(&facts, row, Measure::Score, row.score)?;
        Some(self.fig_as(fact, format::thousands(fact.amount.value)))
    }

    /// Where the words of a row stand: `words documents/….html#L12`.
    pub(crate) fn said(&self, row: &Indicator) -> Trace {
        let record = self.ledger.record(&row.document);
        record.map_or_else(Trace::default, |record| {
            Trace::of(format!("words {}", routes::place(record, &row.locator)))
        })
    }

    /// Documents with their lines, for the foot of a chart: `《…》第 168—234 行`.
    pub(crate) fn sources(&self, facts: &[&Fact]) -> String {
        let mut spans: Vec<(&Record, u32, u32)> = Vec::new();
        for fact in facts {
            let Some(record) = self.ledger.record(&fact.document) else { continue };
            let (first, last) = (fact.locator.line(), fact.locator.last_line());
            match spans.iter_mut().find(|(other, ..)| other.identity.title == record.identity.title) {
                Some(span) => {
                    span.1 = span.1.min(first);
                    span.2 = span.2.max(last);
                }
                None => spans.push((record, first, last)),
            }
        }
        let words = |(record, first, last): &(&Record, u32, u32)| {
            let range = places::range(self.locale, &record.document.places, *first, *last);
            format!("{}{range}", say!(self.locale, "title-of", title = record.identity.title.as_str()))
        };
        spans.iter().map(words).collect::<Vec<_>>().join(&say!(self.locale, "clause-separator"))
    }

    /// The checks that concern any of these facts.
    pub(crate) fn checks_of(&self, facts: &[&Fact]) -> Vec<&'l Finding> {
        let documents: BTreeSet<&str> = facts.iter().map(|fact| &*fact.document).collect();
        let concerning = self.report.concerning(facts).into_iter();
        concerning.filter(|finding| documents.contains(&*finding.document)).collect()
    }

    /// The facts of a document on some lines, in order.
    pub(crate) fn facts_at(&self, record: &Record, lines: impl Iterator<Item = u32>) -> Vec<&'l Fact> {
        let lines: BTreeSet<u32> = lines.collect();
        self.ledger.facts_in(&record.path).filter(|fact| lines.contains(&fact.locator.line())).collect()
    }
}
