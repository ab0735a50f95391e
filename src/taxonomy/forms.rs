//! Words of self-evaluation and target forms: headers of their lists, rows of their funds, levels of indicators.

use std::sync::LazyLock;

use super::pattern::Rules;
use super::vocabulary::Taught;
use super::vocabulary::bound::said;
use crate::document::key;
use crate::model::Measure;

/// What a header of the list of indicators says about its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndicatorWord {
    /// 一级指标
    First,
    /// 二级指标
    Second,
    /// 三级指标: the indicator's name.
    Third,
    /// 指标值
    Target,
    /// 指标性质: ≥, =, 定性.
    Sign,
    /// 计量单位
    Unit,
    /// 实际完成值
    Actual,
    /// 分值
    Weight,
    /// 得分
    Score,
    /// 偏差原因
    Note,
    /// 指标说明, 前年: what explains an indicator, or what it was in other years.
    Other,
    /// 值 in a second header row: that of the target or of what was reached, by the word above it.
    Value,
}

/// What a header of the funds of a project says about its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FundWord {
    /// 年初预算数
    Budget,
    /// 全年预算数
    Adjusted,
    /// 资金到位: money that has come in.
    Received,
    /// 全年执行数
    Final,
    /// 1-6月执行数: money spent while the year goes on.
    Execution,
    /// 执行率
    Rate,
}

/// A level of indicators that a label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LevelWord {
    /// 产出指标
    First,
    /// 成本指标（10分）: a first level where it prints its points.
    FirstWithPoints,
    /// 数量指标
    Second,
    /// 预算管理: a second level of the framework for whole departments, in the column of remarks of a flat scorecard.
    OfDepartment,
    /// 绩效指标: the label over a whole block of indicators, which is no level.
    Block,
}

/// What a word of forms says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A header of the list of indicators.
    Header(IndicatorWord),
    /// A header of the funds.
    Fund(FundWord),
    /// A row of the funds.
    Row(Measure),
    /// A level of indicators.
    Level(LevelWord),
    /// A goal that speaks of all that a project costs.
    WholeCost,
    /// The row of all points: 总分.
    AllPoints,
    /// The label of money that a form of targets asks for.
    Asked(Measure),
}

/// The rows of each kind apart: one word may be a header and a level.
struct Words {
    headers: Rules<Option<IndicatorWord>>,
    funds: Rules<Option<FundWord>>,
    rows: Rules<Option<Measure>>,
    levels: Rules<Option<LevelWord>>,
    costs: Rules<Option<()>>,
    points: Rules<Option<()>>,
    asked: Rules<Option<Measure>>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let file = include_str!("data/forms.csv");
    Words {
        headers: only(file, |meaning| if let Meaning::Header(word) = meaning { Some(word) } else { None }),
        funds: only(file, |meaning| if let Meaning::Fund(word) = meaning { Some(word) } else { None }),
        rows: only(file, |meaning| if let Meaning::Row(word) = meaning { Some(word) } else { None }),
        levels: only(file, |meaning| if let Meaning::Level(word) = meaning { Some(word) } else { None }),
        costs: only(file, |meaning| (meaning == Meaning::WholeCost).then_some(())),
        points: only(file, |meaning| (meaning == Meaning::AllPoints).then_some(())),
        asked: only(file, |meaning| if let Meaning::Asked(word) = meaning { Some(word) } else { None }),
    }
});

/// The rules of one kind.
fn only<T: Copy>(file: &str, kind: impl Fn(Meaning) -> Option<T>) -> Rules<Option<T>> {
    let mut rules = Rules::parse(file, |role| meaning(role).map(&kind));
    rules.retain(Option::is_some);
    rules
}

/// The ids of what a word of forms may say.
pub(super) const ROLES: &[&str] = &[
    "first",
    "second",
    "third",
    "target",
    "sign",
    "unit",
    "actual",
    "weight",
    "score",
    "note",
    "fund:budget",
    "fund:adjusted",
    "fund:received",
    "fund:final",
    "fund:execution",
    "fund:rate",
    "level:first",
    "level:first_with_points",
    "level:second",
    "level:of_department",
    "level:block",
    "row:total",
    "row:fiscal_appropriation",
    "row:carryover_in",
    "row:other_funds",
    "cost:whole",
    "other",
    "value",
    "points:all",
    "asked:total",
    "asked:fiscal_appropriation",
    "asked:lifetime_total",
    "asked:carryover_in",
    "asked:fiscal_account",
    "asked:other_funds",
    "asked:unit_funds",
];

/// What the id of a role in a vocabulary file says.
pub(super) fn meaning(role: &str) -> Option<Meaning> {
    if let Some(id) = role.strip_prefix("row:") {
        return Measure::from_id(id).map(Meaning::Row);
    }
    if let Some(id) = role.strip_prefix("asked:") {
        return Measure::from_id(id).map(Meaning::Asked);
    }
    Some(match role {
        "other" => Meaning::Header(IndicatorWord::Other),
        "value" => Meaning::Header(IndicatorWord::Value),
        "points:all" => Meaning::AllPoints,
        "first" => Meaning::Header(IndicatorWord::First),
        "second" => Meaning::Header(IndicatorWord::Second),
        "third" => Meaning::Header(IndicatorWord::Third),
        "target" => Meaning::Header(IndicatorWord::Target),
        "sign" => Meaning::Header(IndicatorWord::Sign),
        "unit" => Meaning::Header(IndicatorWord::Unit),
        "actual" => Meaning::Header(IndicatorWord::Actual),
        "weight" => Meaning::Header(IndicatorWord::Weight),
        "score" => Meaning::Header(IndicatorWord::Score),
        "note" => Meaning::Header(IndicatorWord::Note),
        "fund:budget" => Meaning::Fund(FundWord::Budget),
        "fund:adjusted" => Meaning::Fund(FundWord::Adjusted),
        "fund:received" => Meaning::Fund(FundWord::Received),
        "fund:final" => Meaning::Fund(FundWord::Final),
        "fund:execution" => Meaning::Fund(FundWord::Execution),
        "fund:rate" => Meaning::Fund(FundWord::Rate),
        "level:first" => Meaning::Level(LevelWord::First),
        "level:first_with_points" => Meaning::Level(LevelWord::FirstWithPoints),
        "level:second" => Meaning::Level(LevelWord::Second),
        "level:of_department" => Meaning::Level(LevelWord::OfDepartment),
        "level:block" => Meaning::Level(LevelWord::Block),
        "cost:whole" => Meaning::WholeCost,
        _ => return None,
    })
}

/// The id of what a word of forms says.
pub(super) fn role_id(sense: Meaning) -> &'static str {
    ROLES.iter().copied().find(|id| meaning(id) == Some(sense)).unwrap_or_default()
}

/// What words mean in the sense of another meaning: as a header, a row, a level.
pub(super) fn known(words: &str, sense: Meaning) -> Option<Meaning> {
    match sense {
        Meaning::Header(_) => indicator_word(words).map(Meaning::Header),
        Meaning::Fund(_) => fund_word(words).map(Meaning::Fund),
        Meaning::Row(_) => fund_row_word(words).map(Meaning::Row),
        Meaning::Level(_) => WORDS.levels.find(words).copied().flatten().map(Meaning::Level),
        Meaning::WholeCost => names_whole_cost(words).then_some(Meaning::WholeCost),
        Meaning::AllPoints => WORDS.points.find(words).copied().flatten().map(|()| Meaning::AllPoints),
        Meaning::Asked(_) => asked_word(words).map(Meaning::Asked),
    }
}

/// What the publisher says that a label means, of the meanings of one sense.
fn taught<T>(label: &str, sense: impl Fn(Meaning) -> Option<T>) -> Option<T> {
    said(label, |one| if let Taught::Form(meaning) = one { sense(meaning) } else { None })
}

/// A header without its marks and without the unit of its points: `*得分`, `得分（分）`, `权重（%）`.
fn header_key(text: &str) -> String {
    let key = key(text);
    let key = key.trim_start_matches('*');
    key.strip_suffix("(%)").or_else(|| key.strip_suffix("(分)")).unwrap_or(key).to_owned()
}

/// What a header of the list of indicators says about its column.
pub fn indicator_word(text: &str) -> Option<IndicatorWord> {
    let key = header_key(text);
    WORDS
        .headers
        .find_key(&key)
        .copied()
        .flatten()
        .or_else(|| taught(&key, |one| if let Meaning::Header(word) = one { Some(word) } else { None }))
}

/// What a header of the funds of a project says about its column.
pub fn fund_word(text: &str) -> Option<FundWord> {
    let key = header_key(text);
    let key = ["(万元)", "(元)"].iter().fold(key, |key, unit| key.replace(unit, ""));
    WORDS
        .funds
        .find_key(&key)
        .copied()
        .flatten()
        .or_else(|| taught(&key, |one| if let Meaning::Fund(word) = one { Some(word) } else { None }))
}

/// What a row of the funds of a project counts.
pub fn fund_row_word(label: &str) -> Option<Measure> {
    WORDS
        .rows
        .find(label)
        .copied()
        .flatten()
        .or_else(|| taught(label, |one| if let Meaning::Row(measure) = one { Some(measure) } else { None }))
}

/// What a label of the money that a form of targets asks for counts.
pub fn asked_word(label: &str) -> Option<Measure> {
    WORDS
        .asked
        .find(label)
        .copied()
        .flatten()
        .or_else(|| taught(label, |one| if let Meaning::Asked(measure) = one { Some(measure) } else { None }))
}

/// Whether a label is that of the row of all points.
pub fn is_all_points(label: &str) -> bool {
    WORDS.points.find(label).is_some()
}

/// Whether a goal speaks of all that a project costs.
pub fn names_whole_cost(goal: &str) -> bool {
    WORDS.costs.find(goal).is_some()
        || taught(goal, |one| (one == Meaning::WholeCost).then_some(())).is_some()
}

/// The level of indicators that a label names; `first` asks for first levels before second ones.
pub fn level_word(key: &str, first: bool) -> Option<LevelWord> {
    let is_first = |word: &LevelWord| matches!(word, LevelWord::First | LevelWord::FirstWithPoints);
    let mut words = WORDS.levels.iter().filter(|(pattern, _)| pattern.matches(key)).filter_map(|(_, w)| *w);
    words.find(|word| is_first(word) == first).or_else(|| {
        let own = |word: LevelWord| (is_first(&word) == first).then_some(word);
        taught(key, |one| if let Meaning::Level(word) = one { own(word) } else { None })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_of_one_kind() {
        let words = &*WORDS;
        assert!(words.headers.iter().count() > 8 && words.funds.iter().count() > 4);
        assert!(words.rows.iter().count() > 3 && words.levels.iter().count() > 8);
    }

    #[test]
    fn the_cost_of_a_part_is_not_that_of_all() {
        for goal in ["项目总成本", "按标准控制总成本", "总投资", "项目成本"] {
            assert!(names_whole_cost(goal), "{goal}");
        }
        for goal in
            ["单位成本", "人均总费用", "单个课题成本", "一项调研课题项目成本", "总成本降低率", "采购成本"]
        {
            assert!(!names_whole_cost(goal), "{goal}");
        }
    }

    #[test]
    fn one_word_may_be_a_header_and_two_levels() {
        assert_eq!(level_word("满意度指标", true), Some(LevelWord::First));
        assert_eq!(level_word("满意度指标", false), Some(LevelWord::Second));
        assert_eq!(level_word("绩效指标", false), Some(LevelWord::Block));
        assert_eq!(indicator_word("指标\n权重"), Some(IndicatorWord::Weight));
        assert_eq!(indicator_word("数量指标"), None);
        assert_eq!(fund_word("全年预算数（A）（上年结转+年初预算）"), Some(FundWord::Adjusted));
        assert_eq!(fund_word("得分"), None);
    }
}
