//! Levels of performance indicators: telling 产出指标 from 数量指标 from the indicator itself, wherever they stand.

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::document::{Cell, Suffix, key, parse_digits, squeeze, squeeze_text};

use super::section::regex;

static POINTS: LazyLock<Regex> = LazyLock::new(|| regex(r"[（(]\s*(\d+(?:\.\d+)?)\s*(?:分|%)?\s*[)）]\s*$"));

/// A first-level label with the points printed inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct First {
    /// The name without points.
    pub(crate) name: String,
    /// The points.
    pub(crate) weight: Option<Decimal>,
}

/// Reads a first-level label: 产出指标 (50分), 效益指标, (产出指标一).
pub(crate) fn first_level(text: &str) -> Option<First> {
    let squeezed = squeeze(text);
    let weight = POINTS.captures(&squeezed).and_then(|found| parse_digits(&found[1]));
    let name = POINTS.replace(&squeezed, "").trim().to_owned();
    let key = key(&name);
    let bare = key
        .trim_matches(['(', ')'])
        .trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let known = matches!(
        bare,
        "产出指标"
            | "效益指标"
            | "满意度指标"
            | "投入指标"
            | "过程指标"
            | "决策指标"
            | "产出"
            | "效益"
            | "满意度"
            | "效果指标"
            | "项目产出"
            | "项目效益"
            | "影响力指标"
            | "管理指标"
            | "履职效能"
            | "成本"
    ) || (weight.is_some() && bare == "成本指标");
    known.then_some(First { name, weight })
}

/// Whether a label is a second level: 数量指标, 社会效益指标, 服务对象满意度指标.
pub(crate) fn is_second_level(text: &str) -> bool {
    let key = key(text);
    matches!(
        key.as_str(),
        "数量指标"
            | "质量指标"
            | "时效指标"
            | "成本指标"
            | "经济效益指标"
            | "社会效益指标"
            | "生态效益指标"
            | "环境效益指标"
            | "可持续影响指标"
            | "可持续影响"
            | "服务对象满意度指标"
            | "其他满意度指标"
            | "满意度指标"
            | "经济成本指标"
            | "社会成本指标"
            | "生态环境成本指标"
            | "工作时效"
            | "测算明细"
            | "资金支出进度"
            | "社会公众满意度指标"
            | "服务对象满意度"
            | "数量"
            | "质量"
            | "时效"
            | "经济效益"
            | "社会效益"
            | "生态效益"
            | "社会公众或服务对象满意度指标"
            | "社会公众或服务对象满意度"
    )
}

/// The label over a whole block of indicators, which is no level.
pub(crate) fn is_block_label(text: &str) -> bool {
    matches!(
        key(text).as_str(),
        "年度绩效指标" | "绩效指标" | "部门整体支出年度绩效指标" | "指标" | "年度指标"
    )
}

/// A cell that prints a plain number, as weights and scores are.
pub(crate) fn plain_number(cell: &Cell) -> Option<Decimal> {
    cell.number().filter(|printed| printed.suffix == Suffix::None).map(|printed| printed.value)
}

/// Header words of an indicator table, by column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct IndicatorColumns {
    /// 一级指标
    pub(crate) first: Option<usize>,
    /// 二级指标
    pub(crate) second: Option<usize>,
    /// 三级指标, 具体指标, 指标内容
    pub(crate) third: Option<usize>,
    /// 年度指标值, 目标值
    pub(crate) target: Option<usize>,
    /// 实际完成值
    pub(crate) actual: Option<usize>,
    /// 分值
    pub(crate) weight: Option<usize>,
    /// 得分
    pub(crate) score: Option<usize>,
    /// 偏差原因
    pub(crate) note: Option<usize>,
}

impl IndicatorColumns {
    /// Reads a header row: `None` where it is none.
    pub(crate) fn of_row(cells: &[Cell]) -> Option<Self> {
        let mut columns = Self::default();
        for (at, cell) in cells.iter().enumerate() {
            let key = key(&cell.text);
            let key = key.trim_start_matches('*');
            let slot = match key {
                "一级指标" => &mut columns.first,
                "二级指标" => &mut columns.second,
                _ if key.starts_with("三级指标")
                    || key.starts_with("具体指标")
                    || key == "指标内容"
                    || key == "指标名称" =>
                {
                    &mut columns.third
                }
                "年度指标值" | "目标值" | "指标值" | "预期指标值" | "年度目标值" => {
                    &mut columns.target
                }
                "实际完成值" | "完成值" | "实际值" | "全年完成值" | "实际完成情况" => {
                    &mut columns.actual
                }
                "分值" | "权重" => &mut columns.weight,
                "得分" | "自评得分" => &mut columns.score,
                _ if key.starts_with("偏差原因")
                    || key.starts_with("未完成原因")
                    || key.starts_with("扣分原因") =>
                {
                    &mut columns.note
                }
                _ => continue,
            };
            slot.get_or_insert(at);
        }
        let levels = [columns.first, columns.second, columns.third].iter().flatten().count();
        (levels >= 2).then_some(columns)
    }
}

/// The texts of one indicator row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct IndicatorTexts {
    /// The indicator's name.
    pub(crate) name: String,
    /// Its target.
    pub(crate) target: String,
    /// Its actual value.
    pub(crate) actual: String,
}

/// Assigns the cells between the levels and the weight: by the header's columns where the row is aligned with it,
/// otherwise by order.
pub(crate) fn texts_before_weight(cells: &[Cell]) -> IndicatorTexts {
    let filled: Vec<(usize, &Cell)> =
        cells.iter().enumerate().filter(|(_, cell)| !cell.text.trim().is_empty()).collect();
    let text = |cell: &Cell| squeeze_text(&cell.text);
    match filled.as_slice() {
        [] => IndicatorTexts::default(),
        // A lone text beside the weight is what was achieved (不适用); further left it is the name.
        [(at, only)] if at + 1 == cells.len() => {
            IndicatorTexts { actual: text(only), ..IndicatorTexts::default() }
        }
        [(_, only)] => IndicatorTexts { name: text(only), ..IndicatorTexts::default() },
        [(_, target), (_, actual)] if is_value(&target.text) => {
            IndicatorTexts { target: text(target), actual: text(actual), ..IndicatorTexts::default() }
        }
        [(_, name), (_, actual)] => {
            IndicatorTexts { name: text(name), actual: text(actual), ..IndicatorTexts::default() }
        }
        [(_, name), .., (_, target), (_, actual)] => {
            IndicatorTexts { name: text(name), target: text(target), actual: text(actual) }
        }
    }
}

/// Whether a text is a value rather than the name of an indicator: `≥90%`, `3篇`, `100%`.
pub(crate) fn is_value(text: &str) -> bool {
    text.trim_start().starts_with(|c: char| {
        c.is_ascii_digit() || matches!(c, '≥' | '≤' | '=' | '>' | '<' | '＞' | '＜' | '≧' | '≦' | '＝')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_known_by_their_words() {
        assert_eq!(
            first_level("产出指标 (50分)"),
            Some(First { name: "产出指标".into(), weight: Some(50.into()) })
        );
        assert_eq!(first_level("(产出指标一十二)").map(|f| f.name).as_deref(), Some("(产出指标一十二)"));
        assert_eq!(first_level("数量指标"), None);
        assert_eq!(first_level("成本指标"), None);
        assert!(first_level("成本指标（10分）").is_some());
        assert!(is_second_level("社会效益 指标") && !is_second_level("项目被服务单位满意度"));
    }
}
