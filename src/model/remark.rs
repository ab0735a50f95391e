//! Remarks: what a document says in words that no figure carries: what a template left open, whom a header names, which of two
//! amounts is the larger, a grade, that something was late. Recognising finds them once; rules read no text for them.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::statement::Statement;
use super::terms::{Fund, Grade, Phase};
use super::vocabulary::vocabulary;
use crate::document::{Locator, Span};

vocabulary! {
    /// What was left open of a template.
    Gap {
        Crosses => "placeholder-crosses", "未填写的“XX”";
        Choice => "placeholder-choice", "未选择的“增加（减少）”";
        Number => "placeholder-number", "空着的金额或百分数";
        Reason => "placeholder-reason", "空着的原因";
        Instruction => "placeholder-instruction", "模板的填写说明";
        Name => "crosses-may-hide", "可能是隐去的名称";
    }
}

vocabulary! {
    /// What a sentence admits or denies of the work.
    Claim {
        Late => "late", "部分工作未按时完成";
        InTime => "in_time", "按时完成";
        Vague => "vague", "指标不够明确";
        Clear => "clear", "指标明确";
    }
}

vocabulary! {
    /// What the text of a budget or an account must speak of.
    Duty {
        Duties => "duties", "主要职责";
        Organisation => "organisation", "机构设置";
        Staff => "staff", "人员编制";
        Units => "units", "单位构成";
        Changes => "changes", "收支增减变化";
        RunningCost => "running_cost", "机关运行经费";
        Procurement => "procurement", "政府采购";
        Assets => "assets", "国有资产";
        ThreePublic => "three_public", "“三公”经费";
        Performance => "performance", "绩效";
        Glossary => "glossary", "名词解释";
    }
}

/// Words of a document that say something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// What they say.
    pub says: Says,
    /// Where they stand.
    pub locator: Locator,
    /// The words as printed; empty for words of the prose, which stand in its paragraphs.
    pub quote: String,
    /// Where in the prose they stand; `None` where they stand elsewhere.
    pub within: Option<Within>,
}

/// Words of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Within {
    /// Position of the paragraph in the document's prose.
    pub paragraph: u32,
    /// First byte of the words.
    pub start: u32,
    /// Behind their last byte.
    pub end: u32,
}

/// What words say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Says {
    /// A place of a template was left as it was.
    Gap(Gap),
    /// A header or caption names the body that a table is of.
    HeaderBody {
        /// The name as printed.
        name: String,
        /// Whether sentences name it too.
        in_text: bool,
    },
    /// A heading names the year of the account or budget that follows.
    HeadingYear(i32),
    /// The money of a sentence is mainly for retirees: the first byte of its amount in the paragraph.
    ForRetirees(u32),
    /// What was spent is said to be more, or less, than something.
    Spent {
        /// Whether more.
        more: bool,
        /// Than what, as printed: 年初预算数.
        than: String,
        /// The stage of that; `None` where a mere 预算 leaves it open.
        phase: Option<Phase>,
        /// Of which year before the document's own: 0 or 1.
        years_before: u8,
        /// What was spent: the first byte of the amount in the paragraph; `None` for the total of 三公 of the document.
        spent: Option<u32>,
    },
    /// A grade is given: for the score at a place, where a sentence gives it.
    Grade(Grade, Option<Locator>),
    /// What the text says of the work.
    Claim(Claim),
    /// A rate, in percent, with the counts beside it: what was done of how many.
    Rate {
        /// How many there are.
        whole: Decimal,
        /// How many of them were done.
        part: Decimal,
        /// The rate as printed.
        percent: Decimal,
        /// Whether the rate may be of more than was counted.
        wide: bool,
    },
    /// The actual value or the remark of a row of indicators says that it was late or not done, in this word.
    Late(String),
    /// A target of an indicator, in a sentence that names several.
    Aim(Aim),
    /// A percentage that a sentence demands of a rate, and the one row of a table of targets that it can mean.
    Demand {
        /// The percentage.
        percent: Decimal,
        /// The place of the row.
        row: Locator,
        /// Whether the sentence demands it once.
        once: bool,
        /// Whether more than that is asked for too: 98%以上.
        at_least: bool,
    },
    /// The first words of the document.
    Opening,
    /// An entry of the list of tables on the contents page.
    Listed {
        /// What table it names.
        statement: Statement,
        /// Its number.
        number: u32,
    },
    /// The text speaks of what it must speak of.
    Speaks(Duty),
    /// A sentence says that there is nothing of what a table is for.
    NoneOf(Statement),
    /// The document says that the budget it prints is the one of the year's start.
    InitialBudget,
    /// A note calls the table right above it empty.
    EmptyNote {
        /// The lines of that table.
        table: Span,
        /// The funds that the note names.
        funds: Vec<Fund>,
    },
    /// Cars were bought, as a reason for something.
    NewCars,
    /// Trips are listed one by one, each with what it cost.
    Trips(u32),
    /// A number of posts, and of people in post behind it.
    Posts {
        /// First byte of the number of posts in the paragraph.
        posts: u32,
        /// First byte of the number of people.
        staff: u32,
        /// Whether both are of one kind of posts.
        one_kind: bool,
    },
    /// Amounts that small firms won, among what was reserved for them and among the rest: their first bytes.
    Won([u32; 2]),
    /// Words of another scope than the usual one for running cost.
    OtherScope,
    /// Amounts given as reasons for a change.
    Reasons {
        /// First byte of the change in the paragraph.
        change: u32,
        /// First bytes of the amounts.
        amounts: Vec<u32>,
        /// Whether the words say that these are all.
        all: bool,
    },
    /// The words give a reason for a change.
    Because {
        /// The paragraph of the change, in the document's prose.
        paragraph: u32,
        /// First byte of the change in that paragraph.
        change: u32,
    },
    /// A line announces the parts of a total.
    Announces {
        /// The code of the total.
        total: String,
        /// Whether only its main parts.
        main: bool,
    },
    /// A form has a place for reasons.
    AsksReasons,
    /// The code of a project.
    ProjectCode(String),
    /// A row of a form holds several figures, none of which was placed.
    LeftOut,
    /// How many of a thing the text of a form says there are.
    Told(Told),
}

/// A number that the text of a form gives for what a row of indicators counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Whether in the text of goals, not of what was done.
    pub goal: bool,
    /// The row.
    pub row: Locator,
    /// Which part of the row's value, from 0.
    pub part: u32,
    /// That part as printed: 上级采用806篇.
    pub printed: String,
    /// The number of the text.
    pub number: Decimal,
}

/// A target of an indicator in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aim {
    /// The sentence, counted over the document.
    pub sentence: u32,
    /// The words that name the indicator.
    pub label: String,
    /// The target.
    pub number: Decimal,
    /// Its unit as printed.
    pub unit: String,
    /// Whether the sentence turned to another part or time since the first target with this label.
    pub turned: bool,
}
