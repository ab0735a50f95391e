//! Findings: a rule's verdict about two figures that should agree.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::amount::Unit;
use super::how::How;
use super::message::Message;
use super::vocabulary::vocabulary;
use crate::document::Locator;

vocabulary! {
    /// How much a mismatch of a rule matters.
    Severity {
        Error => "error", "不一致";
        Warning => "warning", "提醒";
        Info => "info", "说明";
    }
}

vocabulary! {
    /// The states of a check.
    Verdict {
        Pass => "pass", "一致";
        Rounding => "rounding", "尾差";
        Mismatch => "mismatch", "待核对";
        Review => "review", "待发布者复核";
        NotApplicable => "not_applicable", "不适用";
        InsufficientData => "insufficient_data", "资料不足";
        Unreadable => "unreadable", "无法识别";
    }
}

/// One side of a comparison.
#[derive(Debug, Clone)]
pub struct Operand {
    /// What it is, in a few words.
    pub label: Message,
    /// Its value, in the unit of comparison; `None` for words.
    pub value: Option<Decimal>,
    /// The words that are meant, as they stand in the document; empty for figures.
    pub quote: String,
    /// The place of a printed figure; the first part's place for a sum.
    pub locator: Locator,
    /// How it is made of the facts.
    pub how: How,
    /// Ids of the facts it is made of.
    pub facts: Vec<Arc<str>>,
}

/// What a finding says to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Two figures cannot both hold.
    Contradiction,
    /// Something that a reader may ask about; no figure is in doubt.
    Reminder,
    /// Due, but without enough data.
    Open,
    /// Kept back: only its count is public, with those that have not enough data.
    Withheld,
    /// Within rounding.
    Rounding,
    /// Nothing.
    Quiet,
}

impl Standing {
    /// The word for it, and the class of its box.
    pub fn label(self) -> (&'static str, &'static str) {
        match self {
            Self::Contradiction => ("待核对", "mismatch"),
            Self::Reminder => ("提醒", "reminder"),
            Self::Open | Self::Withheld => ("资料不足", "open"),
            Self::Rounding => ("尾差", "rounding"),
            Self::Quiet => ("一致", "pass"),
        }
    }
}

impl Finding {
    /// What the finding says to a reader: only an error is a contradiction.
    pub fn standing(&self) -> Standing {
        if self.withheld {
            return Standing::Withheld;
        }
        match self.verdict {
            Verdict::Mismatch if self.severity == Severity::Error => Standing::Contradiction,
            Verdict::Mismatch => Standing::Reminder,
            Verdict::Review | Verdict::InsufficientData | Verdict::Unreadable => Standing::Open,
            Verdict::Rounding => Standing::Rounding,
            Verdict::Pass | Verdict::NotApplicable => Standing::Quiet,
        }
    }
}

/// A rule's verdict.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Stable id: rule and operands.
    pub id: Arc<str>,
    /// Id of the rule, such as `A05`.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The verdict.
    pub verdict: Verdict,
    /// Id of the department.
    pub department: Arc<str>,
    /// Fiscal year.
    pub fiscal_year: i32,
    /// Path of the document.
    pub document: Arc<str>,
    /// What was compared, in neutral words.
    pub message: Message,
    /// The unit of the figures; money is compared in 万元. `None` where no figures are compared.
    pub unit: Option<Unit>,
    /// Left side.
    pub left: Operand,
    /// Right side; `None` where it could not be formed.
    pub right: Option<Operand>,
    /// Whether the sides were subtracted: a verdict about words, or one that could not be reached, has no difference.
    pub compared: bool,
    /// Left minus right.
    pub difference: Decimal,
    /// The envelope of rounding.
    pub tolerance: Decimal,
    /// How the right side was reckoned, where it is more than a sum, and what else the rule has to say.
    pub notes: Vec<Message>,
    /// The charitable reading that keeps it from being proven, by id; `None` where there is none.
    pub reading: Option<&'static str>,
    /// How that reading explains the difference.
    pub explanation: Option<Message>,
    /// Other places that follow from the same figure: one cause is one finding.
    pub places: Vec<Place>,
    /// What stands here for a finding that is not published: it has no id, no sides and no words, only its count.
    pub withheld: bool,
}

impl Finding {
    /// The unit that the sides are compared in: 万元 for money.
    pub fn comparison_unit(&self) -> Option<Unit> {
        self.unit.map(|unit| if unit.is_money() { Unit::WanYuan } else { unit })
    }

    /// Whether it stands in data files: all but passes, and those of which only the count is public.
    pub fn is_told(&self) -> bool {
        self.verdict != Verdict::Pass && !self.withheld
    }

    /// All that is said besides the message: the rule's notes, then how a reading explains it.
    pub fn remarks(&self) -> impl Iterator<Item = &Message> {
        self.notes.iter().chain(&self.explanation)
    }

    /// The ids of all figures that take part, left side first.
    pub fn operands(&self) -> impl Iterator<Item = &Arc<str>> {
        self.left.facts.iter().chain(self.right.iter().flat_map(|right| &right.facts))
    }

    /// The same place without anything that could be told of it: what the public may count, and no more.
    pub fn anonymous(&self) -> Self {
        let nothing = Operand {
            label: Message::default(),
            value: None,
            quote: String::new(),
            locator: Locator::Line(0),
            how: How::Printed,
            facts: Vec::new(),
        };
        Self {
            id: "".into(),
            verdict: Verdict::InsufficientData,
            message: Message::default(),
            unit: None,
            left: nothing,
            right: None,
            compared: false,
            difference: Decimal::ZERO,
            tolerance: Decimal::ZERO,
            notes: Vec::new(),
            reading: None,
            explanation: None,
            places: Vec::new(),
            withheld: true,
            ..self.clone()
        }
    }
}

/// A place that contradicts for the same reason as a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The rule that sees it.
    pub rule: &'static str,
    /// Path of the document.
    pub document: Arc<str>,
    /// Where.
    pub locator: Locator,
    /// What was compared there.
    pub message: Message,
}
