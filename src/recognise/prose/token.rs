//! Tokens of sentences: what a run of characters is, before anything is decided of a figure.

use rust_decimal::Decimal;

use crate::model::Unit;
use crate::taxonomy::Word;

use super::period::Part;

/// A stage of a budget as a sentence names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// 年初预算
    Initial,
    /// 预算, which one is not said
    Budget,
    /// 全年预算, 调整预算
    Adjusted,
    /// 执行数: in the year, or of the year before
    Execution,
    /// 决算
    Final,
}

/// A year as a sentence names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// A number.
    Year(i32),
    /// 上年
    Prior,
    /// 去年: in a report of a later year, the year that it reports on.
    Last,
    /// 本年
    Current,
}

/// What a comparison is made with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Comparison {
    /// The year, where it is named.
    pub(super) when: Option<When>,
    /// The stages: two where two bases are named.
    pub(super) stages: Vec<Stage>,
    /// 持平, 一致: nothing changed.
    pub(super) level: bool,
    /// 大于, 小于: the figure behind it is the difference; whether it is less.
    pub(super) than: Option<bool>,
    /// Whether a word of its own closes it (与上年相比): what follows is not the figure that is compared with.
    pub(super) closed: bool,
}

/// The unit behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measured {
    /// Money.
    Money(Unit),
    /// %
    Percent,
    /// 百分点
    Points,
    /// A count.
    Count(Unit),
    /// A number without a unit.
    None,
}

/// A path of functional classes: its code as printed, and the name of its last class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Path {
    /// Printed code, joined; empty where none is printed.
    pub(super) code: String,
    /// Printed names, outermost first.
    pub(super) names: Vec<String>,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// A figure, or a bare number: value, unit, and its number within the paragraph.
    Number {
        /// The printed value.
        value: Decimal,
        /// Its unit.
        unit: Measured,
        /// Which number of the paragraph it is.
        nth: usize,
    },
    /// A word of the vocabulary: items, phases, directions and so on.
    Word(&'static Word),
    /// A path of functional classes.
    Path(Path),
    /// A year.
    When(When),
    /// The end of a period: 2023年末, 截至2023年12月31日. Stocks are of that year; where it ends before the year does, amounts
    /// are of that part of it.
    Until(When, Option<Part>),
    /// A day, a document's number, a threshold.
    Date,
    /// Months that are less than the year: 2023年6月, 1-11月.
    Month(Part),
    /// A comparison.
    Compare(Comparison),
    /// The body itself.
    Own,
    /// Punctuation.
    Mark(char),
    /// Characters that no class knows: they prove that something was not understood.
    Residue,
}

/// A token and where it stands in the plain text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: Kind,
    /// First byte.
    pub(super) start: usize,
    /// Behind its last byte, units included.
    pub(super) end: usize,
}

impl Token {
    /// The word, where it is one.
    pub(super) fn word(&self) -> Option<&'static Word> {
        match self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// Whether it is the mark.
    pub(super) fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    /// Whether it is a number with a unit.
    pub(super) fn is_figure(&self) -> bool {
        matches!(self.kind, Kind::Number { unit, .. } if unit != Measured::None)
    }
}
