//! What a row of the publisher may say: the kinds of words, and the closed list of meanings of each.

use crate::model::{Measure, Phase, Statement, Unit};
use crate::taxonomy::forms;
use crate::taxonomy::units::SaidUnit;
use crate::taxonomy::words::{self, ColumnWord};

/// A kind of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The title of a table.
    Title,
    /// The header of a column.
    Column,
    /// A stage of the budget in the header of a column.
    Phase,
    /// The label of a row: a source of income, or an item of 三公.
    Row,
    /// A label beside the money of 三公 that counts something.
    Count,
    /// A unit of money.
    Unit,
    /// The name of an organisation.
    Organisation,
    /// A header, a row or a level of a form of performance.
    Form,
}

/// All kinds with their ids.
pub const KINDS: &[(Kind, &str)] = &[
    (Kind::Title, "title"),
    (Kind::Column, "column"),
    (Kind::Phase, "phase"),
    (Kind::Row, "row"),
    (Kind::Count, "count"),
    (Kind::Unit, "unit"),
    (Kind::Organisation, "organisation"),
    (Kind::Form, "form"),
];

impl Kind {
    /// The kind with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        KINDS.iter().find(|(_, own)| *own == id).map(|(kind, _)| *kind)
    }

    /// Its id.
    pub fn id(self) -> &'static str {
        KINDS.iter().find(|(kind, _)| *kind == self).map_or("", |(_, id)| id)
    }
}

/// What words of the publisher mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taught {
    /// A title names this statement.
    Title(Statement),
    /// A header says this of its column.
    Column(ColumnWord),
    /// A header names this stage.
    Phase(Phase),
    /// A label names this source of income, or line around it.
    Source(Measure),
    /// A label names this item of 三公.
    Item(&'static str),
    /// A label counts in this unit.
    Count(Unit),
    /// A unit of money.
    Unit(SaidUnit),
    /// Names of organisations end like this.
    NameEnding,
    /// The whole name of an organisation.
    Name,
    /// A word of forms.
    Form(forms::Meaning),
}

impl Taught {
    /// The meaning with this id, for a kind of words.
    pub(super) fn parse(kind: Kind, id: &str) -> Option<Self> {
        match kind {
            Kind::Title => Statement::from_id(id).filter(|one| *one != Statement::Narrative).map(Self::Title),
            Kind::Column => words::role(id).or_else(|| words::role(&format!("m:{id}"))).map(Self::Column),
            Kind::Phase => Phase::from_id(id).map(Self::Phase),
            Kind::Row => words::item_id(id)
                .map(Self::Item)
                .or_else(|| Measure::from_id(id).filter(|one| words::is_source(*one)).map(Self::Source)),
            Kind::Count => Unit::from_id(id).filter(|unit| !unit.is_money()).map(Self::Count),
            Kind::Unit if id == "none" => Some(Self::Unit(SaidUnit::Odd)),
            Kind::Unit => {
                Unit::from_id(id).filter(|unit| unit.is_money()).map(|one| Self::Unit(SaidUnit::Known(one)))
            }
            Kind::Organisation => match id {
                "ending" => Some(Self::NameEnding),
                "name" => Some(Self::Name),
                _ => None,
            },
            Kind::Form => forms::meaning(id).map(Self::Form),
        }
    }

    /// What it says, by the ids of the file.
    pub(super) fn id(self) -> String {
        let unit = |unit: Unit| unit.id();
        match self {
            Self::Title(statement) => statement.id(),
            Self::Column(word) => return words::role_id(word),
            Self::Phase(phase) => phase.id(),
            Self::Source(measure) => measure.id(),
            Self::Item(code) => code,
            Self::Count(counted) => unit(counted),
            Self::Unit(SaidUnit::Known(money)) => unit(money),
            Self::Unit(SaidUnit::Odd) => "none",
            Self::NameEnding => "ending",
            Self::Name => "name",
            Self::Form(meaning) => forms::role_id(meaning),
        }
        .to_owned()
    }
}

/// The ids that a kind of words may mean, with a word in Chinese for each that has one.
pub fn choices(kind: Kind) -> Vec<(&'static str, &'static str)> {
    match kind {
        Kind::Title => Statement::ALL
            .iter()
            .filter(|one| **one != Statement::Narrative)
            .map(|one| (one.id(), one.label()))
            .collect(),
        Kind::Column => {
            let measures = Measure::ALL.iter().map(|one| (one.id(), one.label()));
            words::ROLES.iter().map(|(id, _, label)| (*id, *label)).chain(measures).collect()
        }
        Kind::Phase => Phase::ALL.iter().map(|one| (one.id(), one.label())).collect(),
        Kind::Row => {
            let sources = Measure::ALL.iter().filter(|one| words::is_source(**one));
            words::item_ids()
                .into_iter()
                .map(|id| (id, ""))
                .chain(sources.map(|one| (one.id(), one.label())))
                .collect()
        }
        Kind::Count => units(false),
        Kind::Unit => units(true).into_iter().chain([("none", "不是这几种")]).collect(),
        Kind::Organisation => vec![("ending", "名称以此结尾"), ("name", "名称的全称")],
        Kind::Form => forms::ROLES.iter().map(|id| (*id, "")).collect(),
    }
}

fn units(money: bool) -> Vec<(&'static str, &'static str)> {
    Unit::ALL.iter().filter(|unit| unit.is_money() == money).map(|unit| (unit.id(), unit.label())).collect()
}
