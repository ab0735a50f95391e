//! Target and actual values that can be compared as numbers: `≥5期` with `2期`, `28条` with `30条`. Everything else is
//! left to the reader.

use rust_decimal::Decimal;

use super::said::{said_words, says};
use crate::document::{numbers, parse_digits};

/// Which side of the number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    /// Nothing is said: `28条`.
    Plain,
    /// `≥`, 不少于, 以上.
    AtLeast,
    /// `≤`, 不超过, 以内.
    AtMost,
    /// `>`.
    Above,
    /// `<`.
    Below,
}

impl Bound {
    fn from_id(id: &str) -> Option<Self> {
        Some(match id {
            "at_least" => Self::AtLeast,
            "at_most" => Self::AtMost,
            "above" => Self::Above,
            "below" => Self::Below,
            _ => return None,
        })
    }
}

/// A number with its bound and unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Value {
    bound: Bound,
    /// The number.
    pub(crate) number: Decimal,
    /// What is counted, as printed; empty where nothing is.
    pub(crate) unit: String,
}

/// What two printed values say about a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The actual value reaches the target.
    Met,
    /// It clearly does not.
    Missed,
    /// The two cannot be compared, or either reading is possible.
    Unclear,
}

/// The words that stand before a number, or behind its unit, and say which side is meant, in the order of the file.
fn bounds(class: &str) -> impl Iterator<Item = (&'static str, Bound)> {
    let rows = said_words(class).iter();
    rows.flat_map(|row| row.words.iter().filter_map(|word| Some((*word, Bound::from_id(row.stands_for)?))))
}

/// The most characters a unit has.
const LONGEST_UNIT: usize = 5;

/// A text without white space, with one kind of percent sign.
pub(crate) fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(|c| if c == '％' { '%' } else { c }).collect()
}

impl Value {
    /// Splits `上级采用806篇` into its words and its value.
    pub(crate) fn named(text: &str) -> Option<(String, Self)> {
        let compact = compact(text);
        let digits = compact.find(|c: char| c.is_ascii_digit())?;
        let bound = bounds("bound_before")
            .map(|(prefix, _)| prefix)
            .filter(|prefix| compact[..digits].ends_with(prefix))
            .map(str::len)
            .max()
            .unwrap_or(0);
        let (name, value) = compact.split_at(digits - bound);
        Some((name.to_owned(), Self::parse(value)?))
    }

    /// Whether a number is what the value says: the number itself, or one within the bound.
    pub(crate) fn admits(&self, number: Decimal) -> bool {
        let ahead = number - self.number;
        match self.bound {
            Bound::Plain => {
                let (a, b) = (number.scale(), self.number.scale());
                // Counts are exact; a number printed more roughly may be the same.
                let blur = if a == b { Decimal::ZERO } else { Decimal::new(5, a.min(b) + 1) };
                ahead.abs() <= blur
            }
            Bound::AtLeast | Bound::Above => ahead >= Decimal::ZERO,
            Bound::AtMost | Bound::Below => ahead <= Decimal::ZERO,
        }
    }

    /// Reads a value alone in its cell.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let compact = compact(text);
        let (bound, rest) = bounds("bound_before")
            .find_map(|(prefix, bound)| compact.strip_prefix(prefix).map(|rest| (bound, rest)))
            .unwrap_or((Bound::Plain, &compact));
        let number = numbers(rest).into_iter().next().filter(|number| number.start == 0)?;
        let mut unit = &rest[number.end..];
        let mut suffixed = bound;
        if bound == Bound::Plain
            && let Some((shorter, side)) = bounds("bound_behind")
                .find_map(|(suffix, side)| unit.strip_suffix(suffix).map(|shorter| (shorter, side)))
        {
            unit = shorter;
            suffixed = side;
        }
        let is_unit_char = |c: char| {
            c == '%'
                || c == '/'
                || c.is_alphabetic() && !"一二三四五六七八九十百千年月日号季底初前后内第".contains(c)
        };
        let known = unit == "个月" || unit.ends_with("工作日") || unit.chars().all(is_unit_char);
        if unit.chars().count() > LONGEST_UNIT || !known {
            return None;
        }
        Some(Self { bound: suffixed, number: parse_digits(&rest[..number.end])?, unit: unit.to_owned() })
    }

    /// What rounding hides: a percentage may have been rounded, a count was counted.
    fn blur(&self) -> Decimal {
        if self.unit == "%" { Decimal::new(5, self.number.scale() + 1) } else { Decimal::ZERO }
    }
}

/// What a target and an actual value say. `goal` are the words of the goal, its levels included.
pub(crate) fn outcome(goal: &str, target: &str, actual: &str) -> Outcome {
    let (Some(target), Some(actual)) = (Value::parse(target), Value::parse(actual)) else {
        return Outcome::Unclear;
    };
    if target.unit != actual.unit || actual.bound != Bound::Plain {
        return Outcome::Unclear;
    }
    let ahead = actual.number - target.number;
    let blur = actual.blur();
    let more = |met: Decimal| {
        if met >= Decimal::ZERO {
            Outcome::Met
        } else if met < -blur {
            Outcome::Missed
        } else {
            Outcome::Unclear
        }
    };
    match target.bound {
        Bound::AtLeast => more(ahead),
        Bound::AtMost => more(-ahead),
        _ if ahead.is_zero() => match target.bound {
            Bound::Plain => Outcome::Met,
            _ => Outcome::Unclear,
        },
        Bound::Above => more(ahead),
        Bound::Below => more(-ahead),
        Bound::Plain => {
            let either = says("unit_of_time", &target.unit) || says("less_may_be_better", goal);
            if either { Outcome::Unclear } else { more(ahead) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_simple_numbers_are_compared() {
        for (goal, target, actual, expected) in [
            ("政府公报", "≥5期", "2期", Outcome::Missed),
            ("完成法制审查意见", "28条", "30条", Outcome::Met),
            ("资金支付比例", "100%", "99.87%", Outcome::Missed),
            ("资金支付比例", "100%", "98%", Outcome::Missed),
            ("满意度", "≥98.2%", "98%", Outcome::Unclear),
            ("群众满意度", "80%以上", "96.25%", Outcome::Met),
            ("采购成本", "960元", "900元", Outcome::Unclear),
            ("采购成本", "960元", "960元", Outcome::Met),
            ("调研经费", "≤400,000元", "176000元", Outcome::Met),
            ("调研经费", "不超过45.1万元", "采购成本44.0928万元", Outcome::Unclear),
            ("完成时间", "12月", "11月", Outcome::Unclear),
            ("完成时间", "2023年", "2022年", Outcome::Unclear),
            ("答复", "40个工作日", "40个工作日内", Outcome::Unclear),
            ("答复", "≤40个工作日", "41个工作日", Outcome::Missed),
            ("排名", "≥7", "第2名", Outcome::Unclear),
            ("报告", "3", "3篇", Outcome::Unclear),
            ("维护", "1", "100%", Outcome::Unclear),
            ("工作质量", "良好", "100%", Outcome::Unclear),
            ("完成率", ">100%", "100%", Outcome::Unclear),
            ("采用量", "上级≥80篇; 区级≥200篇", "上级806篇; 区级400篇", Outcome::Unclear),
        ] {
            assert_eq!(outcome(goal, target, actual), expected, "{target} {actual}");
        }
    }
}
