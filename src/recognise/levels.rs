//! Levels of performance indicators: telling 产出指标 from 数量指标 from the indicator itself, wherever they stand.

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::document::{Cell, Suffix, is_cjk, key, numbers, parse_digits, squeeze, squeeze_text};

use super::section::regex;
use crate::taxonomy::{IndicatorWord, LevelWord, indicator_word, level_word};

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
    let known = match level_word(bare, true) {
        Some(LevelWord::FirstWithPoints) => weight.is_some(),
        found => found.is_some(),
    };
    known.then_some(First { name, weight })
}

/// Whether a label is a second level: 数量指标, 社会效益指标, 服务对象满意度指标.
pub(crate) fn is_second_level(text: &str) -> bool {
    level_word(&key(text), false) == Some(LevelWord::Second)
}

/// Whether a remark is nothing but a second level of the framework for whole departments.
pub(crate) fn is_level_of_department(text: &str) -> bool {
    level_word(&key(text), false) == Some(LevelWord::OfDepartment)
}

/// The level and the name that a label says of the rows below it: 一级指标：投入.
pub(crate) fn announced_level(label: &str) -> Option<(usize, &str)> {
    let (word, name) = label.split_once([':', '：'])?;
    let level = match indicator_word(word)? {
        IndicatorWord::First => 0,
        IndicatorWord::Second => 1,
        _ => return None,
    };
    (!name.trim().is_empty()).then_some((level, name.trim()))
}

/// The label over a whole block of indicators, which is no level.
pub(crate) fn is_block_label(text: &str) -> bool {
    level_word(&key(text), false) == Some(LevelWord::Block)
}

/// A label of the first level, whatever its words, with the points printed inside it.
pub(crate) fn named_with_points(text: &str) -> First {
    let squeezed = squeeze(text);
    let weight = POINTS.captures(&squeezed).and_then(|found| parse_digits(&found[1]));
    First { name: POINTS.replace(&squeezed, "").trim().to_owned(), weight }
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
    /// 指标性质: the sign before the target.
    pub(crate) sign: Option<usize>,
    /// 计量单位: the unit behind the target.
    pub(crate) unit: Option<usize>,
    /// The unit behind what was reached.
    pub(crate) actual_unit: Option<usize>,
    /// The weights of the levels, where each level prints its own: the column of the level and that of its weight.
    pub(crate) level_weights: Vec<(usize, usize)>,
    /// Columns that explain the indicator, or hold its values of other years: texts, and no figures.
    pub(crate) others: Vec<usize>,
    /// How many cells the header has.
    pub(crate) width: usize,
    /// Whether the rows below fill the same columns one and all: none of them slid.
    pub(crate) rigid: bool,
}

impl IndicatorColumns {
    /// Reads a header row: `None` where it is none.
    pub(crate) fn of_row(cells: &[Cell]) -> Option<Self> {
        let mut columns = Self { width: cells.len(), ..Self::default() };
        for (at, cell) in cells.iter().enumerate() {
            let Some(word) = indicator_word(&cell.text) else { continue };
            let slot = match word {
                IndicatorWord::First => &mut columns.first,
                IndicatorWord::Second => &mut columns.second,
                IndicatorWord::Third => &mut columns.third,
                IndicatorWord::Target => &mut columns.target,
                IndicatorWord::Sign => &mut columns.sign,
                IndicatorWord::Unit => &mut columns.unit,
                IndicatorWord::Actual => &mut columns.actual,
                IndicatorWord::Weight => &mut columns.weight,
                IndicatorWord::Score => &mut columns.score,
                IndicatorWord::Note => &mut columns.note,
                IndicatorWord::Other => {
                    columns.others.push(at);
                    continue;
                }
                IndicatorWord::Value => continue,
            };
            slot.get_or_insert(at);
        }
        let levels = [columns.first, columns.second, columns.third].iter().flatten().count();
        columns.weights_of_levels(cells);
        (levels >= 2).then_some(columns)
    }

    /// Where every level has a weight of its own, that of the indicator stands behind its name.
    fn weights_of_levels(&mut self, cells: &[Cell]) {
        let is_weight = |at: &usize| indicator_word(&cells[*at].text) == Some(IndicatorWord::Weight);
        let weights: Vec<usize> = (0..cells.len()).filter(is_weight).collect();
        let Some(third) = self.third.filter(|_| weights.len() > 1) else { return };
        let own = weights.iter().copied().find(|at| *at > third);
        let above = [self.first, self.second].into_iter().flatten();
        self.level_weights =
            above.filter(|level| weights.contains(&(level + 1))).map(|at| (at, at + 1)).collect();
        if own.is_some() {
            self.weight = own;
        }
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

/// Whether a text is a number with its unit and nothing else: 2公里, 95%. Longer numbers before words are names: 12345热线.
pub(crate) fn is_bare_value(text: &str) -> bool {
    let squeezed = squeeze(text);
    let [number] = &*numbers(&squeezed) else { return false };
    let (digits, unit) = (&squeezed[number.start..number.end], &squeezed[number.end..]);
    let short = digits.contains(['.', ',']) || digits.len() <= MOST_DIGITS;
    // 2020年全年 is a time, and may be all that a row says.
    let is_time = unit.starts_with(['年', '月', '日']);
    let is_unit = |c: char| is_cjk(c) && c.is_alphabetic() || c == '%';
    number.start == 0
        && !is_time
        && short
        && unit.chars().count() <= MOST_LETTERS
        && unit.chars().all(is_unit)
}

/// The longest whole number and the longest word that are a value and its unit.
const MOST_DIGITS: usize = 4;
const MOST_LETTERS: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_from_names() {
        for text in ["2公里", "95%", "1,200.5平方米", "60", "3 个"] {
            assert!(is_bare_value(text), "{text}");
        }
        for text in [
            "12345热线",
            "5G基站",
            "巡查里程",
            "≥95%",
            "第2季度",
            "2公里道路养护",
            "2023年5月",
            "2020 年全年",
        ] {
            assert!(!is_bare_value(text), "{text}");
        }
    }

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
