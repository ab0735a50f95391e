//! Two years of a body side by side: the figures of one scope, each with its like of the other year.

use crate::ledger::Ledger;
use crate::messages::{Locale, say};
use crate::model::{Department, Fact, Phase, Scope};

use super::super::desk::class_name;
use super::{Account, Branch, Items, ThreeYear, with_carryover};

/// A figure of either year, or of both.
pub(crate) struct Line<'l> {
    pub(crate) label: String,
    /// How deep the label is set in.
    pub(crate) level: usize,
    pub(crate) before: Option<&'l Fact>,
    pub(crate) after: Option<&'l Fact>,
}

impl<'l> Line<'l> {
    fn new(label: &str, level: usize, before: Option<&'l Fact>, after: Option<&'l Fact>) -> Self {
        Self { label: label.to_owned(), level, before, after }
    }

    fn is_empty(&self) -> bool {
        self.before.is_none() && self.after.is_none()
    }
}

/// What is compared of one phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Totals,
    ThreePublic,
    Functions,
    Economic,
}

impl Section {
    /// What it is called.
    pub(crate) fn words(self, locale: Locale) -> String {
        match self {
            Self::Totals => say!(locale, "pair-totals"),
            Self::ThreePublic => say!(locale, "three-public-column"),
            Self::Functions => say!(locale, "pair-functions"),
            Self::Economic => say!(locale, "pair-economic"),
        }
    }
}

/// A section with its lines.
pub(crate) type Lines<'l> = (Section, Vec<Line<'l>>);

/// Two years of a body.
pub(crate) struct Pair<'l> {
    /// The scope in which both years are known; `None` where there is none.
    pub(crate) scope: Option<Scope>,
    before: Account<'l>,
    after: Account<'l>,
}

impl<'l> Pair<'l> {
    /// The years of a body, in the widest scope in which both have a total of one phase.
    pub(crate) fn of(ledger: &'l Ledger, department: &'l Department, before: i32, after: i32) -> Self {
        let account = |year, scope| Account { ledger, department, year, records: Vec::new(), scope };
        let both = |scope: &Scope| {
            let (before, after) = (account(before, *scope), account(after, *scope));
            [Phase::Final, Phase::Budget]
                .iter()
                .any(|phase| before.total(*phase).is_some() && after.total(*phase).is_some())
        };
        let scope = [Scope::Department, Scope::Unit, Scope::Region].into_iter().find(both);
        let own = scope.unwrap_or(Scope::Department);
        Self { scope, before: account(before, own), after: account(after, own) }
    }

    /// What both years have of a phase; nothing where one of them has no total.
    pub(crate) fn sections(&self, locale: Locale, phase: Phase) -> Vec<Lines<'l>> {
        let (Some(before), Some(after)) = (self.before.total(phase), self.after.total(phase)) else {
            return Vec::new();
        };
        let mut sections = vec![(Section::Totals, self.totals(locale, phase, before, after))];
        sections.push((Section::ThreePublic, self.three_public(locale, phase)));
        if let (Some(before), Some(after)) = (self.before.functions(phase), self.after.functions(phase))
            && before.statement == after.statement
        {
            sections.push((Section::Functions, classes(locale, &before.classes, &after.classes)));
        }
        if let (Some(before), Some(after)) = (self.before.economic(phase), self.after.economic(phase)) {
            sections.push((Section::Economic, classes(locale, &before.classes, &after.classes)));
        }
        sections.retain(|(_, lines)| !lines.is_empty());
        sections
    }

    fn totals(&self, locale: Locale, phase: Phase, before: &'l Fact, after: &'l Fact) -> Vec<Line<'l>> {
        // A total with what is carried over is no like of one without.
        if with_carryover(before) != with_carryover(after) {
            return Vec::new();
        }
        let nature = [&self.before, &self.after].map(|account| account.nature(phase));
        let part =
            |pick: fn(&super::Nature<'l>) -> &'l Fact| nature.each_ref().map(|one| one.as_ref().map(pick));
        let ([basic, basic_now], [project, project_now]) = (part(|one| one.basic), part(|one| one.project));
        let lines = vec![
            Line::new(&say!(locale, "total-column"), 0, Some(before), Some(after)),
            Line::new(&say!(locale, "basic-expenditure"), 1, basic, basic_now),
            Line::new(&say!(locale, "project-expenditure"), 1, project, project_now),
        ];
        lines.into_iter().filter(|line| !line.is_empty()).collect()
    }

    fn three_public(&self, locale: Locale, phase: Phase) -> Vec<Line<'l>> {
        let items = |account: &Account<'l>| -> Items<'l> {
            let year = ThreeYear::of(account.ledger, account.department, account.year);
            let items = match phase {
                Phase::Budget => year.budget,
                Phase::Adjusted | Phase::Execution => year.adjusted,
                Phase::Final => year.spent,
            };
            let own = items.facts().iter().all(|fact| fact.scope == account.scope) && !items.contradicts();
            if own { items } else { Items::default() }
        };
        let (before, after) = (items(&self.before), items(&self.after));
        if before.total.is_none() || after.total.is_none() {
            return Vec::new();
        }
        let lines = vec![
            Line::new(&say!(locale, "pair-total"), 0, before.total, after.total),
            Line::new(&say!(locale, "item-outbound"), 1, before.outbound, after.outbound),
            Line::new(&say!(locale, "item-vehicle"), 1, before.vehicle, after.vehicle),
            Line::new(&say!(locale, "item-reception"), 1, before.reception, after.reception),
        ];
        lines.into_iter().filter(|line| !line.is_empty()).collect()
    }

    /// Staff of both years, where each states one number.
    pub(crate) fn staff(&self) -> Option<(&'l Fact, &'l Fact)> {
        Some((self.before.staff()?, self.after.staff()?))
    }
}

/// The classes of either year, by their codes; a class that a table does not list was not paid for, or has another code.
fn classes<'l>(locale: Locale, before: &[Branch<'l>], after: &[Branch<'l>]) -> Vec<Line<'l>> {
    let key = |branch: &Branch<'l>| (branch.total.subject.code.clone(), branch.total.subject.name.clone());
    let find = |all: &[Branch<'l>], (code, name): &(String, String)| {
        let own = |branch: &&Branch<'l>| {
            let subject = &branch.total.subject;
            if code.is_empty() { subject.name == *name } else { subject.code == *code }
        };
        all.iter().find(own).map(|branch| branch.total)
    };
    let mut keys: Vec<(String, String)> = after.iter().map(key).collect();
    let gone = before.iter().map(key).filter(|own| find(after, own).is_none());
    keys.extend(gone.collect::<Vec<_>>());
    keys.sort();
    let line = |own: &(String, String)| {
        let (old, new) = (find(before, own), find(after, own));
        let official = new.or(old).and_then(|fact| class_name(locale, fact.subject.scheme, &own.0));
        Line::new(official.unwrap_or(&own.1), 0, old, new)
    };
    keys.iter().map(line).collect()
}
