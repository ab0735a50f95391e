//! Header words, sources of income, 三公 items and titles of tables: what a printed label means.

use std::sync::LazyLock;

use super::parts::EconomicPart;
use super::pattern::Rules;
use super::vocabulary::bound::said;
use super::vocabulary::{self, Taught};
use crate::document::key;
use crate::model::{Measure, Phase, Statement, Unit};

/// What a header word says about its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnWord {
    /// The unit (预算单位).
    Entity,
    /// A whole code.
    Code,
    /// 类, 款 or 项 of a code split over three columns: 0, 1, 2.
    CodePart(u8),
    /// The row's label.
    Name,
    /// A second label, used where there is no first.
    SecondName,
    /// A year.
    Year,
    /// 行次 / 栏次.
    Line,
    /// 序号.
    Ordinal,
    /// Running text.
    Text,
    /// A date or duration.
    Date,
    /// 小计: takes the meaning of the header that spans it.
    Subtotal,
    /// Words that only group the columns below them.
    Group,
    /// The same months of another year.
    SamePeriod,
    /// What has changed, without a word on what the change is counted in.
    Change,
    /// The income half of a summary.
    Income,
    /// The expenditure half of a summary.
    Expenditure,
    /// An amount.
    Measure(Measure),
    /// An amount by economic class inside 基本支出 or 项目支出.
    Economic(EconomicPart),
}

static COLUMNS: LazyLock<Rules<ColumnWord>> =
    LazyLock::new(|| Rules::parse(include_str!("data/columns.csv"), role));
static SOURCES: LazyLock<Rules<Measure>> =
    LazyLock::new(|| Rules::parse(include_str!("data/sources.csv"), Measure::from_id));
static ITEMS: LazyLock<Rules<String>> =
    LazyLock::new(|| Rules::parse(include_str!("data/three_public.csv"), |code| Some(code.to_owned())));
static STATEMENTS: LazyLock<Rules<Statement>> =
    LazyLock::new(|| Rules::parse(include_str!("data/statements.csv"), Statement::from_id));

/// What a label says of how an office runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operation {
    /// What is counted, as a code of the contract, and in what.
    Count(String, Unit),
    /// What was bought.
    Procurement(Measure),
}

static OPERATIONS: LazyLock<Rules<Operation>> =
    LazyLock::new(|| Rules::parse(include_str!("data/operations.csv"), operation_of));

fn operation_of(meaning: &str) -> Option<Operation> {
    match meaning.split_once(':')? {
        ("count", counted) => {
            let (code, unit) = counted.split_once(':')?;
            Some(Operation::Count(code.to_owned(), Unit::from_id(unit)?))
        }
        ("procurement", measure) => Measure::from_id(measure).map(Operation::Procurement),
        _ => None,
    }
}

/// What a label beside the items of 三公 says of how an office runs.
pub fn operation(label: &str) -> Option<Operation> {
    OPERATIONS.find(label).cloned()
}

static COUNTS: LazyLock<Rules<Unit>> =
    LazyLock::new(|| Rules::parse(include_str!("data/counts.csv"), Unit::from_id));
static PHASES: LazyLock<Rules<Phase>> =
    LazyLock::new(|| Rules::parse(include_str!("data/phases.csv"), Phase::from_id));

/// The stage of the budget that a header word names.
pub fn phase_word(label: &str) -> Option<Phase> {
    PHASES
        .find(label)
        .copied()
        .or_else(|| said(label, |one| if let Taught::Phase(phase) = one { Some(phase) } else { None }))
}

/// What a header may say that is no amount: the id in vocabulary files, the meaning, and what it is in Chinese.
pub(super) const ROLES: &[(&str, ColumnWord, &str)] = &[
    ("entity", ColumnWord::Entity, "单位名称"),
    ("code", ColumnWord::Code, "编码"),
    ("class", ColumnWord::CodePart(0), "编码的类"),
    ("item2", ColumnWord::CodePart(1), "编码的款"),
    ("item3", ColumnWord::CodePart(2), "编码的项"),
    ("name", ColumnWord::Name, "名称"),
    ("name2", ColumnWord::SecondName, "第二名称"),
    ("year", ColumnWord::Year, "年度"),
    ("line", ColumnWord::Line, "行次"),
    ("ordinal", ColumnWord::Ordinal, "序号"),
    ("text", ColumnWord::Text, "文字"),
    ("date", ColumnWord::Date, "日期"),
    ("subtotal", ColumnWord::Subtotal, "小计"),
    ("group", ColumnWord::Group, "只是把下面几栏归在一起"),
    ("same_period", ColumnWord::SamePeriod, "上年同期"),
    ("change", ColumnWord::Change, "增减"),
    ("side_income", ColumnWord::Income, "收入一侧"),
    ("side_expenditure", ColumnWord::Expenditure, "支出一侧"),
];

/// What the id of a role or measure in a vocabulary file says about a column.
pub(super) fn role(role: &str) -> Option<ColumnWord> {
    if let Some(id) = role.strip_prefix("m:") {
        return Measure::from_id(id).map(ColumnWord::Measure);
    }
    if let Some(id) = role.strip_prefix("e:") {
        return EconomicPart::from_id(id).map(ColumnWord::Economic);
    }
    ROLES.iter().find(|(id, ..)| *id == role).map(|(_, word, _)| *word)
}

/// The id in vocabulary files of what a header says.
pub(super) fn role_id(word: ColumnWord) -> String {
    match word {
        ColumnWord::Measure(measure) => measure.id().to_owned(),
        ColumnWord::Economic(part) => format!("e:{}", part.id()),
        word => ROLES.iter().find(|(_, own, _)| *own == word).map_or("", |(id, ..)| id).to_owned(),
    }
}

/// Whether a measure is one that labels of rows name: a source of income, or a line around it.
pub(super) fn is_source(measure: Measure) -> bool {
    SOURCES.iter().any(|(_, own)| *own == measure)
}

/// The code of an item of 三公 with this id.
pub(super) fn item_id(id: &str) -> Option<&'static str> {
    ITEMS.iter().find(|(_, own)| *own == id).map(|(_, own)| own.as_str())
}

/// The codes of the items of 三公 tables.
pub(super) fn item_ids() -> std::collections::BTreeSet<&'static str> {
    ITEMS.iter().map(|(_, own)| own.as_str()).collect()
}

/// What a header word says about its column.
pub fn column_word(label: &str) -> Option<ColumnWord> {
    COLUMNS
        .find(label)
        .copied()
        .or_else(|| source_of(label).map(ColumnWord::Measure))
        .or_else(|| said(label, |one| if let Taught::Column(word) = one { Some(word) } else { None }))
}

/// The source of income (or the line around it) that a label names.
pub fn source_of(label: &str) -> Option<Measure> {
    SOURCES
        .find(label)
        .copied()
        .or_else(|| said(label, |one| if let Taught::Source(measure) = one { Some(measure) } else { None }))
}

/// The code of the 三公 item that a label names.
pub fn three_public_item(label: &str) -> Option<&'static str> {
    ITEMS
        .find(label)
        .map(String::as_str)
        .or_else(|| said(label, |one| if let Taught::Item(code) = one { Some(code) } else { None }))
}

/// The unit in which a label beside the money of 三公 counts something: 批次, 人次, 辆.
pub fn counted_in(label: &str) -> Option<Unit> {
    COUNTS
        .find(label)
        .copied()
        .or_else(|| said(label, |one| if let Taught::Count(unit) = one { Some(unit) } else { None }))
}

/// The statement that a title names. Summaries are named by their income half.
pub fn statement_of(title: &str) -> Option<Statement> {
    STATEMENTS.find(title).copied().or_else(|| taught_title(title))
}

/// The pattern of `data/statements.csv` by which a title names its statement, or the name of the publisher's file.
pub fn named_by(title: &str) -> Option<&'static str> {
    let key = key(title);
    STATEMENTS
        .iter()
        .find(|(pattern, _)| pattern.matches(&key))
        .map(|(pattern, _)| pattern.text())
        .or_else(|| taught_title(title).map(|_| vocabulary::FILE))
}

/// The statement that the publisher says a title names.
fn taught_title(title: &str) -> Option<Statement> {
    said(title, |one| if let Taught::Title(statement) = one { Some(statement) } else { None })
}

/// The statement whose words a title comes nearest to, with the words that it lacks; `None` where it shares none.
pub fn nearest_statement(title: &str) -> Option<(Statement, Vec<&'static str>)> {
    let key = key(title);
    STATEMENTS
        .iter()
        .filter_map(|(pattern, statement)| Some((pattern.nearness(&key)?, *statement)))
        // Of equals the first: the file goes from the special to the general.
        .min_by_key(|(near, _)| (near.missing.len(), std::cmp::Reverse(near.held)))
        .map(|(near, statement)| (statement, near.missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_name_statements() {
        for (title, id) in [
            ("收支预算总表", "income_summary"),
            ("收入支出决算总表", "income_summary"),
            ("政府预算拨款收支总表", "fiscal_income_summary"),
            ("财政拨款收入支出决算总表", "fiscal_income_summary"),
            ("收入决算表", "income_detail"),
            ("部门支出预算明细表", "expenditure_detail"),
            ("一般公共预算财政拨款支出决算表", "general_by_function"),
            ("一般公共预算支出表（按经济分类）", "general_by_economic"),
            ("一般公共预算财政拨款基本支出决算明细表", "basic_by_economic"),
            ("基本支出－对个人和家庭的补助", "basic_by_economic"),
            ("项目支出预算明细表", "project"),
            ("一般公共预算“三公”经费支出表", "three_public"),
            ("政府性基金预算财政拨款收入支出决算表", "gov_fund"),
            ("国有资本经营预算财政拨款支出决算表", "state_capital"),
            ("纳入专户管理的非税收收入拨款部门支出总表（分类）", "fiscal_account"),
            ("上级专项转移支付资金情况表", "transfer"),
            ("政府采购项目支出预算表", "procurement"),
            ("部门预算绩效管理项目情况表", "performance_project"),
            ("部门（单位）整体支出绩效目标申报表", "performance_target"),
            ("2020年部门整体支出绩效申报表", "performance_target"),
            ("项目支出绩效自评表", "self_evaluation"),
            ("部门整体支出绩效评价指标评分表", "scorecard"),
            ("部门整体支出构成与调整情况（按支出功能分类）", "budget_adjustment"),
        ] {
            assert_eq!(statement_of(title).map(Statement::id), Some(id), "{title}");
        }
    }

    #[test]
    fn header_words_mean_columns() {
        let measure = |label: &str| match column_word(label) {
            Some(ColumnWord::Measure(m)) => m.id(),
            _ => "",
        };
        assert_eq!(measure("2020 年预算数"), "total");
        assert_eq!(measure("一般公共预算 财政拨款"), "general_public");
        assert_eq!(measure("政府性基金预 算财政拨款"), "gov_fund");
        assert_eq!(measure("上年结余、结转"), "carryover_in");
        assert_eq!(measure("纳入专户管理的非税收入 拨款"), "fiscal_account");
        assert_eq!(measure("2020面向小型、微型企业政府采购项目"), "micro");
        assert_eq!(measure("其中：2024年政府采购项目中预留给中小企业的项目资金规模"), "sme");
        assert_eq!(measure("事业单位经营支出"), "operating");
        assert_eq!(measure("“三公”经费财政拨款预算总额"), "total");
        assert_eq!(column_word("功能分类 科目编码"), Some(ColumnWord::Code));
        assert_eq!(column_word("小计"), Some(ColumnWord::Subtotal));
    }

    #[test]
    fn three_public_items() {
        assert_eq!(three_public_item("公务用车购置及运行维护费"), Some("vehicle"));
        assert_eq!(three_public_item("（2）公务用车购置费"), Some("vehicle_purchase"));
        assert_eq!(three_public_item("因公出国 (境)费"), Some("outbound"));
        assert_eq!(three_public_item("二、会议费、培训费小计"), Some("meeting_and_training"));
    }
}
