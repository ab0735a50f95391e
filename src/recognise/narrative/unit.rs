//! Units of figures in sentences: what stands behind a number, and numbers that are no figures at all.

use crate::model::Unit;

/// What stands behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Behind {
    /// A unit, and how many bytes it takes.
    Unit(UnitWord, usize),
    /// A year: `2020年`.
    Year,
    /// A month, a day, a threshold, a clock: no figure.
    NoFigure,
    /// Nothing known.
    Nothing,
}

/// A unit as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UnitWord {
    /// Money.
    Money(Unit),
    /// 亿元: ten thousand 万元.
    HundredMillion,
    /// %
    Percent,
    /// 人, 名
    Person,
    /// 人次
    PersonTime,
    /// 辆
    Vehicle,
    /// 台, 套, 台（套）
    Set,
    /// 平方米
    SquareMetre,
    /// 批次, 次
    Batch,
    /// 个, 家
    Count,
    /// 件
    Piece,
    /// 项: things of an asset class; anything else counted so is no figure.
    Item,
    /// 分
    Point,
}

/// Longer words first.
const WORDS: &[(&str, UnitWord)] = &[
    ("万元", UnitWord::Money(Unit::WanYuan)),
    ("亿元", UnitWord::HundredMillion),
    ("平方米", UnitWord::SquareMetre),
    ("台（套）", UnitWord::Set),
    ("台(套)", UnitWord::Set),
    ("人次", UnitWord::PersonTime),
    ("批次", UnitWord::Batch),
    ("%", UnitWord::Percent),
    ("元", UnitWord::Money(Unit::Yuan)),
    ("人", UnitWord::Person),
    ("名", UnitWord::Person),
    ("辆", UnitWord::Vehicle),
    ("台", UnitWord::Set),
    ("套", UnitWord::Set),
    ("批", UnitWord::Batch),
    ("次", UnitWord::Batch),
    ("个", UnitWord::Count),
    ("家", UnitWord::Count),
    ("件", UnitWord::Piece),
    ("项", UnitWord::Item),
    ("分", UnitWord::Point),
];

/// Reads what stands behind a number. `text` starts right behind its last digit.
pub(super) fn behind(text: &str) -> Behind {
    let trimmed = text.trim_start();
    let space = text.len() - trimmed.len();
    if trimmed.starts_with('年') {
        return Behind::Year;
    }
    if trimmed.starts_with([
        '月', '日', '号', '点', '时', '季', '％', '-', '~', '—', '楼', '层', '条', '篇', '期', '份', '款',
    ]) {
        return Behind::NoFigure;
    }
    // `8.4 万，`: the 元 was dropped. Elsewhere 万 counts other things.
    if let Some(rest) = trimmed.strip_prefix('万')
        && !rest.starts_with('元')
    {
        let dropped = rest.starts_with(['，', '。', '；', '、', ',', ';']);
        return if dropped {
            Behind::Unit(UnitWord::Money(Unit::WanYuan), space + 3)
        } else {
            Behind::NoFigure
        };
    }
    let Some((word, unit)) = WORDS.iter().find(|(word, _)| trimmed.starts_with(word)) else {
        return Behind::Nothing;
    };
    let rest = trimmed[word.len()..].trim_start();
    if is_threshold(rest) {
        return Behind::NoFigure;
    }
    Behind::Unit(*unit, space + word.len())
}

/// `以上`, `及以下`, `（含）以上`: the number is a limit of a rule.
fn is_threshold(rest: &str) -> bool {
    let rest = rest.strip_prefix("（含）").or_else(|| rest.strip_prefix("(含)")).unwrap_or(rest);
    let rest = rest.strip_prefix(['及', '或', '含']).unwrap_or(rest);
    ["以上", "以下", "以内", "以外"].iter().any(|threshold| rest.starts_with(threshold))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_and_dates_are_no_figures() {
        assert_eq!(behind(" 万元，"), Behind::Unit(UnitWord::Money(Unit::WanYuan), 7));
        assert_eq!(behind("万元以上设备"), Behind::NoFigure);
        assert_eq!(behind("万以上通用设备"), Behind::NoFigure);
        assert_eq!(behind("万元及以下的决算"), Behind::NoFigure);
        assert_eq!(behind("万元（含）以上设备"), Behind::NoFigure);
        assert_eq!(behind(" 万，经"), Behind::Unit(UnitWord::Money(Unit::WanYuan), 4));
        assert_eq!(behind("年度"), Behind::Year);
        assert_eq!(behind("月31日"), Behind::NoFigure);
        assert_eq!(behind("台（套）。"), Behind::Unit(UnitWord::Set, 12));
        assert_eq!(behind("、甲"), Behind::Nothing);
    }
}
