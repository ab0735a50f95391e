//! Messages: what is said to a reader as a key and typed arguments. The texts stand in message files; a figure keeps all
//! its digits here and is written out only there.

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::amount::{Amount, Unit};
use super::measure::Measure;
use super::statement::Statement;
use super::terms::{Grade, Kind, Phase, Scope};

/// Something that is said: which message, and what it speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Message {
    key: &'static str,
    args: Vec<(&'static str, Arg)>,
}

/// What a message speaks of.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Arg {
    /// A name as it is printed: of a row, a body, a project.
    Name(Box<str>),
    /// The title of a table or a document, as it is printed.
    Title(Box<str>),
    /// Words of the document.
    Quote(Box<str>),
    /// A code of a classification, a project or a place.
    Code(Box<str>),
    /// A day, `2024-08-30`.
    Day(Box<str>),
    /// A printed figure in its own unit.
    Amount(Amount),
    /// A figure that was reckoned from others.
    Reckoned(Amount),
    /// A number without a unit.
    Number(Decimal),
    /// How many.
    Count(usize),
    /// A fiscal year.
    Year(i32),
    /// A word of a closed list.
    Term(Term),
    /// The id of a rule.
    Rule(&'static str),
    /// A part that is a message of its own.
    Message(Box<Message>),
    /// Several, one after the other.
    List(Vec<Arg>),
}

/// A word of a closed list of the data contract, by which it is called in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(untagged)]
pub enum Term {
    /// Budget, adjusted budget, final account.
    Phase(Phase),
    /// Kind of a document.
    Kind(Kind),
    /// Department, unit or region.
    Scope(Scope),
    /// Column of a table.
    Measure(Measure),
    /// Grade of an evaluation.
    Grade(Grade),
    /// A table; the halves of a summary are one.
    Table(Statement),
}

impl Term {
    /// The list and the word's id in it.
    pub const fn id(self) -> (&'static str, &'static str) {
        match self {
            Self::Phase(phase) => ("phase", phase.id()),
            Self::Kind(kind) => ("kind", kind.id()),
            Self::Scope(scope) => ("scope", scope.id()),
            Self::Measure(measure) => ("measure", measure.id()),
            Self::Grade(grade) => ("grade", grade.id()),
            Self::Table(statement) => ("table", statement.id()),
        }
    }

    /// The Chinese word, which is the list's own.
    pub fn label(self) -> &'static str {
        match self {
            Self::Phase(phase) => phase.label(),
            Self::Kind(kind) => kind.label(),
            Self::Scope(scope) => scope.label(),
            Self::Measure(measure) => measure.label(),
            Self::Grade(grade) => grade.label(),
            Self::Table(statement) => statement.label().split('·').next().unwrap_or_default(),
        }
    }
}

impl Message {
    /// A message without arguments. Written as `message!("key")`, so that a test finds every key.
    pub const fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// A message with its arguments; written with the macro too.
    pub const fn of(key: &'static str, args: Vec<(&'static str, Arg)>) -> Self {
        Self { key, args }
    }

    /// The name of its text in the message files; empty where nothing is said.
    pub const fn key(&self) -> &'static str {
        self.key
    }

    /// Names and values, in the order in which they were given.
    pub fn args(&self) -> &[(&'static str, Arg)] {
        &self.args
    }

    /// Whether nothing is said.
    pub const fn is_empty(&self) -> bool {
        self.key.is_empty()
    }
}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let args: std::collections::BTreeMap<&str, &Arg> =
            self.args.iter().map(|(name, arg)| (*name, arg)).collect();
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("key", self.key)?;
        map.serialize_entry("args", &args)?;
        map.end()
    }
}

impl Arg {
    /// A printed name.
    pub fn name(text: impl AsRef<str>) -> Self {
        Self::Name(text.as_ref().into())
    }

    /// A printed title.
    pub fn title(text: impl AsRef<str>) -> Self {
        Self::Title(text.as_ref().into())
    }

    /// Words of the document.
    pub fn quote(text: impl AsRef<str>) -> Self {
        Self::Quote(text.as_ref().into())
    }

    /// A code.
    pub fn code(text: impl AsRef<str>) -> Self {
        Self::Code(text.as_ref().into())
    }

    /// A day.
    pub fn day(text: impl AsRef<str>) -> Self {
        Self::Day(text.as_ref().into())
    }

    /// A percentage that was reckoned.
    pub const fn percent(value: Decimal) -> Self {
        Self::Reckoned(Amount::new(value, Unit::Percent))
    }

    /// Several, one after the other.
    pub fn list(of: impl IntoIterator<Item = Arg>) -> Self {
        Self::List(of.into_iter().collect())
    }
}

impl From<Amount> for Arg {
    fn from(amount: Amount) -> Self {
        Self::Amount(amount)
    }
}

impl From<Decimal> for Arg {
    fn from(number: Decimal) -> Self {
        Self::Number(number)
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}

impl From<Phase> for Arg {
    fn from(phase: Phase) -> Self {
        Self::Term(Term::Phase(phase))
    }
}

impl From<Kind> for Arg {
    fn from(kind: Kind) -> Self {
        Self::Term(Term::Kind(kind))
    }
}

impl From<Scope> for Arg {
    fn from(scope: Scope) -> Self {
        Self::Term(Term::Scope(scope))
    }
}

impl From<Measure> for Arg {
    fn from(measure: Measure) -> Self {
        Self::Term(Term::Measure(measure))
    }
}

impl From<Grade> for Arg {
    fn from(grade: Grade) -> Self {
        Self::Term(Term::Grade(grade))
    }
}

/// A message: its key, then its arguments by name, `message!("rows-and-total", name = Arg::name(name))`.
macro_rules! message {
    ($key:literal $(,)?) => { $crate::model::Message::new($key) };
    ($key:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::model::Message::of($key, vec![$((stringify!($name), $crate::model::Arg::from($value))),+])
    };
}

pub(crate) use message;
