//! The lexicon: which words of a sentence name what a figure speaks of.

use std::sync::LazyLock;

use regex::Regex;

use crate::taxonomy::function_classes;

use super::super::section::regex;

/// A word of the lexicon found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    /// Code of the closed list.
    pub(super) code: &'static str,
    /// The words found.
    pub(super) words: String,
    /// Byte offset of the first word.
    pub(super) start: usize,
    /// Byte offset behind the last word.
    pub(super) end: usize,
    /// Whether it gives way to a subject named before.
    pub(super) weak: bool,
}

struct Entry {
    pattern: Regex,
    code: &'static str,
    weak: bool,
}

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let file: &'static str = include_str!("../../taxonomy/data/narrative.csv");
    let mut entries: Vec<Entry> = file
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(|line| {
            let (rest, strength) = line.rsplit_once(',')?;
            let (pattern, code) = rest.rsplit_once(',')?;
            Some(Entry { pattern: regex(pattern), code, weak: strength == "weak" })
        })
        .collect();
    // Functional classes are named in full: 一般公共服务支出.
    let classes: Vec<String> =
        function_classes().keys().map(|name| format!("{}支出", ::regex::escape(name))).collect();
    entries.push(Entry { pattern: regex(&classes.join("|")), code: "function_class", weak: false });
    entries
});

/// The hit that ends last in a text, and of those the longest; strong ones before weak ones.
pub(super) fn last_hit(text: &str) -> Option<Hit> {
    let masked = mask_remarks(text);
    let mut best: Option<Hit> = None;
    for entry in ENTRIES.iter() {
        for found in entry.pattern.find_iter(&masked) {
            let hit = Hit {
                code: entry.code,
                words: text[found.start()..found.end()].to_owned(),
                start: found.start(),
                end: found.end(),
                weak: entry.weak,
            };
            if best.as_ref().is_none_or(|known| is_better(&hit, known)) {
                best = Some(hit);
            }
        }
    }
    best
}

/// Of two hits a strong one wins; among equals the later end, then the longer.
fn is_better(hit: &Hit, known: &Hit) -> bool {
    (!hit.weak, hit.end, std::cmp::Reverse(hit.start))
        > (!known.weak, known.end, std::cmp::Reverse(known.start))
}

/// Remarks in brackets name other things; short ones (境) are part of a name. Masked text keeps its length.
fn mask_remarks(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find(['（', '(']) {
        let behind = &rest[open..];
        let close = behind.find(['）', ')']);
        match close {
            Some(close) if behind[..close].chars().count() > 4 => {
                let end = open + close;
                masked.push_str(&rest[..open]);
                masked.extend(std::iter::repeat_n(' ', end - open));
                rest = &rest[end..];
            }
            Some(close) => {
                masked.push_str(&rest[..open + close]);
                rest = &rest[open + close..];
            }
            None => break,
        }
        let bracket = rest.chars().next().map_or(0, char::len_utf8);
        masked.push_str(&rest[..bracket]);
        rest = &rest[bracket..];
    }
    masked.push_str(rest);
    masked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> &'static str {
        last_hit(text).map_or("", |hit| hit.code)
    }

    #[test]
    fn the_nearest_subject_counts() {
        assert_eq!(code("2020年罗湖区委（政府）办部门预算收入"), "budget_income");
        assert_eq!(code("2023 年度“三公”经费财政拨款支出决算为"), "three_public");
        assert_eq!(code("公务用车购置及运行维护费支出"), "vehicle");
        assert_eq!(code("其中：公务用车购置支出决算为"), "vehicle_purchase");
        assert_eq!(code("一般公共预算财政拨款收入"), "general_public");
        assert_eq!(code("一般公共服务支出"), "function_class");
        assert_eq!(code("机关运行经费(一般商品和服务支出)共安排"), "running_cost");
        assert_eq!(code("收入预算：2020 年年初预算数"), "budget_income");
        assert_eq!(code("政府采购货物支出"), "procurement_goods");
        assert_eq!(code("2023年度收入支出总计"), "total_income");
        assert_eq!(code("2023年度支出总计"), "total_expenditure");
        assert_eq!(code("财政拨款收入支出总计"), "fiscal_income");
        assert_eq!(code("财政拨款支出预算"), "fiscal_expenditure");
        assert_eq!(code("面向中小企业预留政府采购项目预算金额"), "procurement_sme");
        assert_eq!(code("由小微企业供应商中标或成交的，采购金额"), "procurement_micro");
        assert_eq!(code("涉及项目预算资金"), "performance_funds");
    }

    #[test]
    fn masking_keeps_the_length() {
        for text in ["甲（乙）丙", "甲（很长的一段说明文字）丙", "(a(b)c", "（没有关上"]
        {
            assert_eq!(mask_remarks(text).len(), text.len(), "{text}");
        }
    }
}
