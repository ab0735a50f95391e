//! Amounts written out in Chinese numerals, as on cheques: 玖万捌仟元整, 人民币贰拾万元, 三千五百元.

use rust_decimal::Decimal;

use super::number::{Printed, Suffix};

fn digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '壹' | '一' => 1,
        '贰' | '貳' | '二' | '两' | '兩' => 2,
        '叁' | '參' | '叄' | '三' => 3,
        '肆' | '四' => 4,
        '伍' | '五' => 5,
        '陆' | '陸' | '六' => 6,
        '柒' | '七' => 7,
        '捌' | '八' => 8,
        '玖' | '九' => 9,
        _ => return None,
    })
}

/// Tens, hundreds and thousands within a group of four digits.
fn place(c: char) -> Option<u32> {
    Some(match c {
        '拾' | '十' => 10,
        '佰' | '百' => 100,
        '仟' | '千' => 1000,
        _ => return None,
    })
}

/// Reads a cell that is one amount in numerals with its 元, and nothing else.
pub(super) fn amount(text: &str) -> Option<Printed> {
    let text = text.trim();
    if !text.contains(['元', '圆']) {
        return None;
    }
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (text, below) = match text.strip_prefix(['负', '負']) {
        Some(rest) => (rest, true),
        None => (text.as_str(), false),
    };
    let text = text.strip_prefix("人民币").unwrap_or(text);
    let (whole, cents) = text.split_once(['元', '圆'])?;
    let mut value = Decimal::from(whole_number(whole)?) + Decimal::new(i64::from(cents_of(cents)?), 2);
    value.set_sign_negative(below);
    Some(Printed { value: value.normalize(), suffix: Suffix::Yuan })
}

/// A whole number; each power may stand once, from the greatest down.
fn whole_number(text: &str) -> Option<u64> {
    let (mut sum, mut group, mut last) = (0_u64, 0_u64, None);
    let (mut place_before, mut power_before) = (10_000, u64::MAX);
    if text.is_empty() {
        return None;
    }
    for c in text.chars() {
        if let Some(value) = digit(c) {
            // Two digits beside each other are a number of a house, but for the zeros of gaps.
            if last.is_some_and(|last| last != 0) {
                return None;
            }
            last = Some(value);
        } else if let Some(value) = place(c) {
            // 十五万: the one is not said.
            let times = match last.take() {
                Some(0) | None if value == 10 && group == 0 => 1,
                Some(times) if times > 0 => times,
                _ => return None,
            };
            if value >= place_before {
                return None;
            }
            place_before = value;
            group += u64::from(times * value);
        } else {
            let power = match c {
                '万' | '萬' => 10_000,
                '亿' | '億' => 100_000_000,
                _ => return None,
            };
            group += u64::from(last.take().unwrap_or(0));
            if group == 0 || power >= power_before {
                return None;
            }
            sum += group * power;
            (group, place_before, power_before) = (0, 10_000, power);
        }
    }
    Some(sum + group + u64::from(last.unwrap_or(0)))
}

/// What stands behind 元, in 分: 整, 叁角, 叁角伍分, 零伍分.
fn cents_of(text: &str) -> Option<u32> {
    let text = text.trim_end_matches(['整', '正']);
    let (mut cents, mut last) = (0, None);
    for c in text.chars() {
        match c {
            '角' => cents += last.take()? * 10,
            '分' => cents += last.take()?,
            c => {
                if last.is_some_and(|last| last != 0) {
                    return None;
                }
                last = Some(digit(c)?);
            }
        }
    }
    last.is_none().then_some(cents)
}

#[cfg(test)]
mod tests {
    use super::amount;

    #[test]
    fn amounts_in_numerals_are_amounts() {
        for (text, value) in [
            ("玖万捌仟元整", "98000"),
            ("人民币贰拾万元整", "200000"),
            ("壹仟贰佰陆拾万伍仟元", "12605000"),
            ("壹亿零叁拾万零伍元叁角", "100300005.3"),
            ("叁元零伍分", "3.05"),
            ("十五万元", "150000"),
            ("三千五百元", "3500"),
            ("负贰拾元整", "-20"),
            ("零元", "0"),
        ] {
            assert_eq!(
                amount(text).map(|printed| printed.value.to_string()).as_deref(),
                Some(value),
                "{text}"
            );
        }
        for text in
            ["元", "一", "二〇二四元", "拾佰元", "万元", "公元一九九九年", "元宝区", "三五元", "单位：元"]
        {
            assert_eq!(amount(text), None, "{text}");
        }
    }
}
