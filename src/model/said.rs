//! How a figure of prose stands in its text: what rules need to know without reading sentences again.

use super::terms::Base;
use super::vocabulary::vocabulary;

vocabulary! {
    /// What a sentence does with a figure.
    Role {
        Statement => "statement", "陈述";
        Reference => "reference", "比较的基数";
        Reason => "reason", "原因中的数";
        Purpose => "purpose", "用途中的数";
        Part => "part", "其中";
    }
}

vocabulary! {
    /// Kinds of money that words restrict a figure to.
    Money {
        GeneralPublic => "general_public", "一般公共预算";
        GovFund => "gov_fund", "政府性基金";
        StateCapital => "state_capital", "国有资本经营";
        FiscalAccount => "fiscal_account", "财政专户";
        BeyondBudget => "beyond_budget", "非财政资金";
        Fiscal => "fiscal", "财政拨款";
        Construction => "construction", "基本建设";
        Transfer => "transfer", "转移支付";
    }
}

vocabulary! {
    /// What a line speaks of, beside the subject of a figure.
    Topic {
        Evaluation => "evaluation", "自评";
        WholeSpending => "whole_spending", "整体支出";
        WholeEvaluation => "whole_evaluation", "整体支出绩效自评";
    }
}

vocabulary! {
    /// Which way something went.
    Direction {
        Up => "up", "增加";
        Down => "down", "减少";
    }
}

/// That an amount is said to have stayed as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Level {
    /// What it is compared with; `None` where the words do not say.
    pub with: Option<Base>,
    /// Whether only about (基本持平).
    pub about: bool,
}

/// A figure in its sentence. Figures of one document are told by their place in [`super::Disclosure::facts`] only until
/// facts are sorted, so links are offsets of figures within the same paragraph.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Said {
    /// Index of the paragraph in the document's prose.
    pub paragraph: u32,
    /// Sentence of the paragraph, from 0. A sentence that opens with 其中 belongs to the one before it.
    pub sentence: u32,
    /// First byte of its digits in the paragraph.
    pub start: u32,
    /// Behind its last digit.
    pub end: u32,
    /// What the sentence does with it.
    pub role: Role,
    /// The words that name its subject, outermost first: headings, then topic, then the item's own.
    pub path: Vec<String>,
    /// The figure (byte of its first digit, same paragraph) whose change, share or rate this is.
    pub of: Option<u32>,
    /// The figure that it is measured against, where the sentence prints it.
    pub against: Option<u32>,
    /// The total that this is a part of, where the sentence says so (其中, 包括, a colon before a list).
    pub part_of: Option<u32>,
    /// The year that a change is said to be measured from, where the sentence prints one.
    pub against_year: Option<i32>,
    /// The money that headings and the words before it restrict it to, in the order of the list; nothing for subjects that
    /// mean one thing whatever money they are paid from.
    pub money: Vec<Money>,
    /// Whether its sentence speaks of other units than the document does, or of a part of them.
    pub of_others: bool,
    /// Whether it is a figure of another body than the document's, or of a part of the bodies of its area.
    pub of_another: bool,
    /// Whether words before its name, or the name itself, make it a part of what its code stands for.
    pub qualified: bool,
    /// Whether it is a detail of an amount before it: of the same subject, or of an item whose own parts are listed.
    pub detail: bool,
    /// Behind which byte of the paragraph parts were announced last before it (其中, 包括, 由…组成): what it is a part of ends
    /// there or before.
    pub parts_from: Option<u32>,
    /// What is said behind it of its having stayed level.
    pub level: Option<Level>,
    /// What the line of the figure speaks of, beside its subject.
    pub about: Vec<Topic>,
    /// What the reason behind a change says of the very same subject again, and where.
    pub reason: Option<SaidAgain>,
    /// What else the words near it say.
    pub near: Near,
}

/// What the words near a figure say, each of them for some figures only.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Near {
    /// Whether its sentence has spoken of basic spending before it.
    pub of_basic: bool,
    /// Whether its clause has named a budget before it: that is the one which its rate is of.
    pub budget_named: bool,
    /// Whether its sentence prints the year of its base twice before it.
    pub base_twice: bool,
    /// Whether the words behind it say that there is more of the kind (等).
    pub and_more: bool,
    /// Whether a clause without a figure stands behind a change in its paragraph, which may be its reason in words that nobody knows.
    pub words_behind: bool,
    /// How often what it counts is counted behind it in its sentence, read or not.
    pub counted_on: u32,
    /// Whether the subject of a change is given as a reason somewhere.
    pub is_reason: bool,
    /// What a share is of.
    pub share: Option<ShareOf>,
}

/// What the words before a share say of its part and its whole.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ShareOf {
    /// Whether they name a part of their own, behind the figure before it.
    pub own_part: bool,
    /// Whether they name the whole.
    pub named: bool,
    /// The code of the whole that they name, where it is known.
    pub whole: Option<String>,
}

/// A reason that only says a change again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SaidAgain {
    /// Which way.
    pub direction: Direction,
    /// First byte of its words in the paragraph.
    pub start: u32,
    /// Behind their last byte.
    pub end: u32,
}
