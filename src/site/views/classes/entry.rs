//! A row that a body leaves for the page of a class: one text per row, for there are many.

use rust_decimal::Decimal;
use serde_json::Value;

use super::super::super::desk::Desk;
use super::super::super::format;
use super::super::super::html::Fig;
use super::Basis;
use crate::messages::{Locale, say};
use crate::model::{Fact, How, Phase, Scope};

/// What money a table covers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cover {
    #[default]
    All,
    General,
    Basic,
}

impl Cover {
    pub(super) fn words(self, locale: Locale) -> String {
        match self {
            Self::All => say!(locale, "cover-all"),
            Self::General => say!(locale, "cover-general"),
            Self::Basic => say!(locale, "cover-basic"),
        }
    }

    /// What a share is a share of.
    pub(super) fn whole(self, locale: Locale) -> String {
        match self {
            Self::All => say!(locale, "whole-all"),
            Self::General => say!(locale, "whole-general"),
            Self::Basic => say!(locale, "whole-basic"),
        }
    }
}

/// A figure of a body.
pub(super) struct Entry<'h> {
    /// The id of the body, its name, and its page.
    pub(super) body: &'h str,
    pub(super) who: (&'h str, &'h str),
    /// Code and name of its division.
    pub(super) division: (&'h str, &'h str),
    pub(super) code: &'h str,
    pub(super) basis: Basis,
    /// In 万元.
    pub(super) amount: Decimal,
    /// The figure's id, and that of the total.
    pub(super) id: &'h str,
    pub(super) whole: &'h str,
    /// Share of the total, or nothing.
    pub(super) share: &'h str,
    corrected: bool,
    /// Where it stands: an address and words.
    href: &'h str,
    place: &'h str,
    /// As it is printed; empty where the catalogue has a name.
    pub(super) name: &'h str,
}

/// Between the fields of a row; no text of a document holds it.
const BETWEEN: char = '\u{1F}';

/// A row as a text.
pub(super) fn pack(desk: &Desk<'_>, basis: Basis, fact: &Fact, total: &Fact, official: bool) -> String {
    let (year, phase, scope, cover) = basis;
    let share = format::share(fact.amount.comparable(), total.amount.comparable()).unwrap_or_default();
    let fields = [
        fact.subject.code.clone(),
        year.to_string(),
        letter(&PHASES, phase).to_owned(),
        letter(&SCOPES, scope).to_owned(),
        letter(&COVERS, cover).to_owned(),
        fact.amount.comparable().to_string(),
        fact.id.to_string(),
        total.id.to_string(),
        share,
        if fact.correction.is_some() { "1" } else { "" }.to_owned(),
        desk.place(fact),
        desk.place_words(fact),
        if official { String::new() } else { fact.subject.name.replace(BETWEEN, " ") },
    ];
    fields.join("\u{1F}")
}

const PHASES: [(&str, Phase); 2] = [("b", Phase::Budget), ("f", Phase::Final)];
const SCOPES: [(&str, Scope); 3] = [("d", Scope::Department), ("u", Scope::Unit), ("r", Scope::Region)];
const COVERS: [(&str, Cover); 3] = [("a", Cover::All), ("g", Cover::General), ("b", Cover::Basic)];

fn letter<T: PartialEq>(all: &[(&'static str, T)], value: T) -> &'static str {
    all.iter().find(|(_, own)| *own == value).map_or("", |(letter, _)| letter)
}

fn value<T: Copy>(all: &[(&str, T)], letter: &str) -> Option<T> {
    all.iter().find(|(own, _)| *own == letter).map(|(_, value)| *value)
}

impl<'h> Entry<'h> {
    /// A row of a body's piece.
    pub(super) fn unpack(piece: &'h Value, row: &'h str) -> Option<Self> {
        let fields: Vec<&str> = row.split(BETWEEN).collect();
        let [code, year, phase, scope, cover, amount, id, whole, share, corrected, href, place, name] =
            fields.try_into().ok()?;
        let text = |key: &str| piece[key].as_str().unwrap_or_default();
        Some(Self {
            body: text("body"),
            who: (text("name"), text("href")),
            division: (text("group"), text("group_name")),
            code,
            basis: (
                year.parse().ok()?,
                value(&PHASES, phase)?,
                value(&SCOPES, scope)?,
                value(&COVERS, cover)?,
            ),
            amount: amount.parse().ok()?,
            id,
            whole,
            share,
            corrected: !corrected.is_empty(),
            href,
            place,
            name,
        })
    }

    /// The page of the body's year.
    pub(super) fn year_page(&self) -> String {
        format!("{}/{}.html", self.who.1.trim_end_matches(".html"), self.basis.0)
    }

    /// The figure with its place.
    pub(super) fn fig(&self, locale: Locale) -> Fig {
        Fig {
            text: format::wan(locale, self.amount),
            href: self.href.to_owned(),
            title: self.place.to_owned(),
            corrected: self.corrected,
            of: vec![self.id.to_owned()],
            ..Fig::default()
        }
    }

    /// Its share of the body's total.
    pub(super) fn share(&self) -> Option<Fig> {
        (!self.share.is_empty()).then(|| Fig {
            text: format!("{}%", self.share),
            of: vec![self.id.to_owned(), self.whole.to_owned()],
            how: How::Share,
            ..Fig::default()
        })
    }

    /// What it takes on a page, in bytes.
    pub(super) fn weight(&self) -> usize {
        260 + self.who.0.len() + self.who.1.len() + self.href.len() + self.place.len()
    }
}

/// The sum of some figures.
pub(super) fn sum(locale: Locale, entries: &[&Entry<'_>]) -> Option<Fig> {
    let sum = entries.iter().try_fold(Decimal::ZERO, |sum, entry| sum.checked_add(entry.amount))?;
    Some(Fig {
        text: format::wan(locale, sum),
        title: say!(locale, "how-sum-of-bodies", count = entries.len()),
        href: entries.first()?.href.to_owned(),
        of: entries.iter().map(|entry| entry.id.to_owned()).collect(),
        how: How::Sum,
        ..Fig::default()
    })
}
