//! Units of figures in sentences: what stands behind a number, and numbers that are no figures at all.

use crate::model::Unit;
use crate::taxonomy::{WordClass, says_at_start};

use super::token::{Kind, Measured, Token};

/// Longer words first. A unit of people or things in ten thousands is none that the contract knows: such a number is no
/// figure.
const UNITS: &[(&str, Option<Measured>)] = &[
    ("万人次", None),
    ("万人", None),
    ("万辆", None),
    ("万平方米", None),
    ("亿立方米", None),
    ("百万元", Some(Measured::Money(Unit::BaiWanYuan))),
    ("亿多元", Some(Measured::Money(Unit::YiYuan))),
    ("亿余元", Some(Measured::Money(Unit::YiYuan))),
    ("亿元", Some(Measured::Money(Unit::YiYuan))),
    ("千万元", None),
    ("万多元", Some(Measured::Money(Unit::WanYuan))),
    ("万余元", Some(Measured::Money(Unit::WanYuan))),
    ("万元", Some(Measured::Money(Unit::WanYuan))),
    ("千元", Some(Measured::Money(Unit::QianYuan))),
    ("亿美元", None),
    ("万美元", None),
    ("美元", None),
    ("个百分点", Some(Measured::Points)),
    ("百分点", Some(Measured::Points)),
    ("平方米", Some(Measured::Count(Unit::SquareMetre))),
    ("台(套)", Some(Measured::Count(Unit::Set))),
    ("台套", Some(Measured::Count(Unit::Set))),
    ("人次", Some(Measured::Count(Unit::PersonTime))),
    ("个批次", Some(Measured::Count(Unit::Batch))),
    ("批次", Some(Measured::Count(Unit::Batch))),
    ("个团组", Some(Measured::Count(Unit::Count))),
    ("%", Some(Measured::Percent)),
    ("元", Some(Measured::Money(Unit::Yuan))),
    ("人", Some(Measured::Count(Unit::Person))),
    ("名", Some(Measured::Count(Unit::Person))),
    ("辆", Some(Measured::Count(Unit::Vehicle))),
    ("台", Some(Measured::Count(Unit::Set))),
    ("套", Some(Measured::Count(Unit::Set))),
    ("批", Some(Measured::Count(Unit::Batch))),
    ("次", Some(Measured::Count(Unit::Batch))),
    ("团", Some(Measured::Count(Unit::Count))),
    ("家", Some(Measured::Count(Unit::Count))),
    ("个", Some(Measured::Count(Unit::Count))),
    ("分", Some(Measured::Count(Unit::Point))),
];

/// Money whose 元 is left out, where nothing follows that is counted: 接待8万，用车12万.
const BARE: &[(&str, Unit)] = &[("万", Unit::WanYuan), ("亿", Unit::YiYuan)];

/// Whether an amount can end before a text: at a mark, or before a word of change or comparison.
fn ends_an_amount(behind: &str) -> bool {
    behind.chars().next().is_none_or(|c| ",。;:、()!?增减降升多少比较占和与同".contains(c))
        && !["多人", "多元", "余元", "多次", "多户"].iter().any(|word| behind.starts_with(word))
}

/// What stands behind a number: its unit and how many bytes it takes.
pub(super) fn behind(text: &str) -> (Measured, usize) {
    let trimmed = text.trim_start_matches(' ');
    let skipped = text.len() - trimmed.len();
    if says_at_start("no_unit", trimmed) {
        return (Measured::None, 0);
    }
    // 12.5（万元）
    if let Some(inner) = trimmed.strip_prefix('(')
        && let Some(close) = inner.find(')').filter(|close| *close <= 12)
        && let (unit, length) = behind(&inner[..close])
        && length == close
        && length > 0
    {
        return (unit, skipped + close + 2);
    }
    for (word, unit) in BARE {
        if let Some(rest) = trimmed.strip_prefix(word)
            && ends_an_amount(rest)
        {
            return (Measured::Money(*unit), skipped + word.len());
        }
    }
    for (word, unit) in UNITS {
        if trimmed.starts_with(word) {
            return unit.map_or((Measured::None, 0), |unit| (unit, skipped + word.len()));
        }
    }
    (Measured::None, 0)
}

/// `支出为0，`: a bare zero before a mark is an amount.
pub(super) fn bare_zero(tokens: &[Token], at: usize, unit: Measured) -> Measured {
    let Kind::Number { value, .. } = tokens[at].kind else { return unit };
    if unit != Measured::None || !value.is_zero() {
        return unit;
    }
    let ends = tokens.get(at + 1).is_none_or(|next| matches!(next.kind, Kind::Mark(',' | '。' | ';' | ')')));
    let says = at.checked_sub(1).is_some_and(|before| {
        let known = |word: &crate::taxonomy::Word| {
            matches!(
                word.class,
                WordClass::Fill
                    | WordClass::Same
                    | WordClass::Phase
                    | WordClass::Up
                    | WordClass::Down
                    | WordClass::Item
            )
        };
        // 出国（境）：0
        tokens[before].is_mark(':') && before > 0 && tokens[before - 1].word().is_some_and(known)
            || tokens[before].word().is_some_and(known)
    });
    if ends && says { Measured::Money(Unit::WanYuan) } else { unit }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_unit_counts_and_unknown_ones_make_no_figure() {
        assert_eq!(behind("万元，"), (Measured::Money(Unit::WanYuan), 6));
        assert_eq!(behind("亿多元"), (Measured::Money(Unit::YiYuan), 9));
        assert_eq!(behind("万人次"), (Measured::None, 0));
        assert_eq!(behind("人次"), (Measured::Count(Unit::PersonTime), 6));
        assert_eq!(behind("分钟"), (Measured::None, 0));
        assert_eq!(behind("万，用车"), (Measured::None, 0), "marks are folded before");
        assert_eq!(behind("万,用车"), (Measured::Money(Unit::WanYuan), 3));
        assert_eq!(behind("万亩"), (Measured::None, 0));
        assert_eq!(behind("人员经费"), (Measured::None, 0), "the next line of a list");
        assert_eq!(behind("(万元),"), (Measured::Money(Unit::WanYuan), 8));
        assert_eq!(behind("个百分点").0, Measured::Points);
    }
}
