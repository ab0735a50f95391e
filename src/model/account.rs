//! The account of a document: what became of every number that was seen in it. What is printed is a figure, a number that
//! could not be read, a label, or hidden, and nothing else: the sum of all of these is what was seen.

use std::collections::BTreeMap;

use super::vocabulary::vocabulary;
use crate::document::Locator;

vocabulary! {
    /// What became of a printed number.
    Became {
        Figure => "figure", "读出的数字";
        Indicator => "indicator", "绩效指标的内容";
        Unreadable => "unreadable", "没有读出";
        Code => "code", "编码";
        Ordinal => "ordinal", "行次、序号";
        Year => "year", "年份";
        Date => "date", "日期、期间";
        Heading => "heading", "标题和表头";
        Name => "name", "名称的一部分";
        Reference => "reference", "文号、条款、表号";
        Limit => "limit", "界限、标准";
        Count => "count", "正文里的其他计数";
        Words => "words", "文字说明的一部分";
        Definition => "definition", "名词解释";
        Withheld => "withheld", "个人信息，已隐去";
        Furniture => "furniture", "页眉页脚、页码";
        Silent => "silent", "没有去处";
    }
}

impl Became {
    /// The sign that stands beside it where a document is shown as read: colour alone says nothing.
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Figure => "●",
            Self::Indicator => "◆",
            Self::Unreadable | Self::Silent => "？",
            Self::Code => "码",
            Self::Ordinal => "序",
            Self::Year => "年",
            Self::Date => "期",
            Self::Heading => "头",
            Self::Name => "名",
            Self::Reference => "号",
            Self::Limit => "界",
            Self::Count => "计",
            Self::Words => "文",
            Self::Definition => "义",
            Self::Withheld => "隐",
            Self::Furniture => "眉",
        }
    }

    /// How it is summed up: read, not read, a label, or hidden.
    pub const fn side(self) -> Side {
        match self {
            Self::Figure | Self::Indicator => Side::Read,
            Self::Unreadable => Side::NotRead,
            Self::Withheld | Self::Furniture => Side::Hidden,
            Self::Silent => Side::Silent,
            _ => Side::Label,
        }
    }
}

vocabulary! {
    /// The sides of the account.
    Side {
        Read => "read", "读出";
        NotRead => "unreadable", "没有读出";
        Label => "label", "不是数据";
        Hidden => "hidden", "不显示或不读";
        Silent => "silent", "没有去处";
    }
}

/// A number without an account.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Silent {
    /// Where it stands.
    pub locator: Locator,
    /// The cell, or the words around it.
    pub quote: String,
    /// The table that it stands in; empty in prose.
    pub in_table: bool,
}

/// What became of every number of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Account {
    /// How many numbers were seen.
    pub seen: usize,
    /// How many became what.
    pub counts: BTreeMap<Became, usize>,
    /// Places of numbers that are neither figures nor unreadable: cells, and numbers on lines of text.
    pub places: BTreeMap<Locator, Became>,
    /// Numbers of which nothing is known.
    pub silent: Vec<Silent>,
}

impl Account {
    /// Enters numbers of one place.
    pub fn enter(&mut self, locator: Locator, became: Became, numbers: usize) {
        if numbers == 0 {
            return;
        }
        *self.counts.entry(became).or_default() += numbers;
        if !matches!(became, Became::Figure | Became::Unreadable) {
            self.places.entry(locator).or_insert(became);
        }
    }

    /// Whether everything that was seen is accounted for.
    pub fn is_balanced(&self) -> bool {
        self.silent.is_empty() && self.counts.values().sum::<usize>() == self.seen
    }

    /// How many numbers are on a side.
    pub fn on(&self, side: Side) -> usize {
        self.counts.iter().filter(|(became, _)| became.side() == side).map(|(_, count)| count).sum()
    }
}
