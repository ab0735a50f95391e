//! The few words that charts themselves say. Everything else that stands in a chart comes from its caller.

use std::borrow::Cow;

use crate::model::Phase;

/// A word or a phrase of a chart.
pub type Word = Cow<'static, str>;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $zh:literal, $en:literal;)*) => {
        /// The words of one language.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Words { $($(#[$doc])* pub $name: Word,)* }

        /// Chinese.
        pub static CHINESE: Words = Words { $($name: Cow::Borrowed($zh),)* };
        /// English.
        pub static ENGLISH: Words = Words { $($name: Cow::Borrowed($en),)* };
    };
}

words! {
    /// Legend: outline.
    budget: "年初预算", "Initial budget";
    /// Legend: tint with outline.
    adjusted: "全年（调整）预算", "Adjusted budget";
    /// Legend: solid.
    spent: "决算", "Final account";
    /// Legend: hatch.
    unknown: "未知，不是 0", "Unknown, not 0";
    /// Under a column: outline.
    budget_short: "年初", "budget";
    /// Under a column: tint.
    adjusted_short: "全年", "adj.";
    /// Under a column: solid.
    spent_short: "决算", "final";
    /// In the box beside a value that is computed from others.
    derived: "推算", "derived";
    /// 三公, first item, in full.
    outbound: "因公出国（境）", "Trips abroad";
    /// 三公, second item, in full.
    vehicle: "公务用车", "Official vehicles";
    /// 三公, third item, in full.
    reception: "公务接待", "Receptions";
    /// 三公, first item, inside a column.
    outbound_short: "出国", "abroad";
    /// 三公, second item, inside a column.
    vehicle_short: "用车", "cars";
    /// 三公, third item, inside a column.
    reception_short: "接待", "guests";
    /// Part of the total, in full.
    basic: "基本支出", "Basic expenditure";
    /// The same, inside a column.
    basic_short: "基本", "basic";
    /// The other part, in full.
    projects: "项目支出", "Project expenditure";
    /// The same, inside a column.
    projects_short: "项目", "projects";
    /// An item of a known year that the source leaves blank.
    blank: "原文为空", "blank in the source";
    /// A column of which only the total is known.
    total_only: "仅有合计", "total only";
    /// Heads of the three columns of the spine.
    class: "类", "Class";
    /// Second column.
    group: "款", "Group";
    /// Third column.
    item: "项", "Item";
    /// What the rows of the list are.
    list: "项级科目（所属款）", "Items (and their groups)";
    /// A part of a class that its rows do not explain.
    rest: "未列到下一级", "not broken down";
    /// Column head: name of a project.
    project: "项目", "Project";
    /// Column head: amount executed.
    executed: "全年执行", "Spent";
    /// Column head: execution rate.
    rate: "执行率，%", "Execution, %";
    /// Column head: score out of 100.
    score_of_100: "自评得分", "Score";
    /// Grade below 60.
    poor: "差", "D";
    /// Grade from 60.
    fair: "中", "C";
    /// Grade from 80.
    good: "良", "B";
    /// Grade from 90.
    excellent: "优", "A";
    /// Column head: indicator.
    indicator: "指标", "Indicator";
    /// Column head: score against weight.
    score_and_weight: "得分 / 分值", "Score / weight";
    /// A score, in a legend.
    score: "得分", "Score";
    /// Before the weight of a group.
    weight: "分值", "weight";
    /// Points lost.
    lost_points: "失分", "lost";
    /// A score that is not known.
    no_score: "得分未知", "score unknown";
    /// A weight that is not known.
    no_weight: "分值未知", "weight unknown";
    /// A row whose name was lost in the source.
    no_name: "名称在原件文本中缺失", "name lost in the source";
    /// Points that no row of the source accounts for.
    lost_rows: "未读到的行", "rows not read";
    /// Sum of all.
    total: "总分", "Total";
    /// Before labels that found no room in the picture.
    left_out: "图中写不下：", "Not labelled in the chart: ";
    /// Before the source.
    source: "来源：", "Source: ";
    /// On a card whose chart is cut off below.
    cut_off: "图只显示上面一部分，全图见网页", "only the upper part is shown; the page has the whole chart";
    /// Instead of marks.
    nothing: "没有可画的数据", "Nothing to draw";
    /// Between two entries of a list.
    comma: "，", ", ";
    /// Between two facts.
    semicolon: "；", "; ";
    /// Between a name and what is said of it.
    colon: "：", ": ";
    /// Between names of one kind.
    and: "、", ", ";
    /// Opens an aside.
    open: "（", " (";
    /// Closes an aside.
    close: "）", ")";
    /// After a shortened list.
    more: "其余见数据表", "the rest is in the table";
}

/// The words of one of the two languages.
pub fn of(english: bool) -> &'static Words {
    if english { &ENGLISH } else { &CHINESE }
}

impl Words {
    /// `name：said`.
    pub(super) fn pair(&self, name: &str, said: &str) -> String {
        format!("{name}{}{said}", self.colon)
    }

    /// Adds another fact to a sentence; nothing where there is none.
    pub(super) fn add(&self, sentence: &mut String, more: &str) {
        if !more.is_empty() {
            sentence.push_str(&self.comma);
            sentence.push_str(more);
        }
    }

    /// `（text）`, or nothing.
    pub(super) fn aside(&self, text: &str) -> String {
        if text.is_empty() { String::new() } else { format!("{}{text}{}", self.open, self.close) }
    }

    /// `name：value unit，share`, without what is missing. The unit follows figures only, never words.
    pub(super) fn fact(&self, name: &str, value: &str, unit: &str, share: &str) -> String {
        let mut out = self.pair(name, value);
        if !unit.is_empty() && value.ends_with(|c: char| c.is_ascii_digit()) {
            out.push(' ');
            out.push_str(unit);
        }
        self.add(&mut out, share);
        out
    }

    /// The legend's word for a phase.
    pub fn phase(&self, phase: Phase) -> &str {
        match phase {
            Phase::Budget => &self.budget,
            Phase::Adjusted | Phase::Execution => &self.adjusted,
            Phase::Final => &self.spent,
        }
    }

    /// The word for a phase under a column.
    pub fn phase_short(&self, phase: Phase) -> &str {
        match phase {
            Phase::Budget => &self.budget_short,
            Phase::Adjusted | Phase::Execution => &self.adjusted_short,
            Phase::Final => &self.spent_short,
        }
    }
}
