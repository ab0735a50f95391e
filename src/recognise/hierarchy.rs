//! Hierarchy: which row of a table is the parent of which. Codes say it; where none are printed, indentation,
//! ordinals, the vocabulary or the arithmetic does. Where none of them is certain, no parent is given.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::document::{key, strip_ordinal};
use crate::model::{Measure, Scheme};
use crate::taxonomy::{function_classes, names_economic_class, source_of};

use super::codebook::{Codebook, path_key};

/// A row label with what helps to place it.
#[derive(Debug, Clone)]
pub(crate) struct RowLabel {
    /// The cell's text with its ordinal.
    pub(crate) text: String,
    /// The printed name without ordinal.
    pub(crate) name: String,
    /// Leading spaces.
    pub(crate) indent: u32,
    /// Printed code; empty where there is none.
    pub(crate) code: String,
    /// The row's total, for arithmetic.
    pub(crate) amount: Option<Decimal>,
    /// Grand totals and unit rows are nobody's child and nobody's parent.
    pub(crate) apart: bool,
}

/// The parent of each row, by position.
pub(crate) type Parents = Vec<Option<usize>>;

/// Finds the parents of all rows of one panel.
pub(crate) fn parents(rows: &[RowLabel], scheme: Scheme, codes: &Codebook) -> Parents {
    if rows.iter().any(|row| !row.code.is_empty()) {
        return by_code(rows);
    }
    if rows.iter().any(|row| !row.apart && row.indent > 0) {
        return by_indent(rows);
    }
    if scheme == Scheme::Function
        && let Some(parents) = by_codebook(rows, codes).or_else(|| by_arithmetic(rows))
    {
        return parents;
    }
    if scheme == Scheme::Economic {
        return by_economic_class(rows);
    }
    by_ordinal(rows, scheme)
}

/// A code's parent is the row with the longest shorter code that it starts with.
fn by_code(rows: &[RowLabel]) -> Parents {
    // The last row of a code is the one that others hang on.
    let by_code: BTreeMap<&str, usize> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| !row.code.is_empty())
        .map(|(at, row)| (significant(&row.code), at))
        .collect();
    let parent = |at: usize| {
        let own = significant(&rows[at].code);
        let shorter = own.char_indices().map(|(end, _)| &own[..end]).rev();
        shorter.filter(|code| !code.is_empty()).find_map(|code| by_code.get(code).copied())
    };
    (0..rows.len())
        .map(|at| if rows[at].code.is_empty() || rows[at].apart { None } else { parent(at) })
        .collect()
}

/// Catalogue codes are padded with zeros: C21000000 is the parent of C21040000.
fn significant(code: &str) -> &str {
    if code.len() > 7 { code.trim_end_matches('0') } else { code }
}

/// How far the name of a row is indented: 其中： stands before it, three characters wide, and the parts that follow align
/// with the name, or nearly; with six spaces of half the width.
fn level(rows: &[RowLabel], at: usize) -> u32 {
    let row = &rows[at];
    if !key(&row.text).starts_with("其中") {
        return row.indent;
    }
    let halves = rows.get(at + 1).is_some_and(|next| next.indent == row.indent + 2 * AMONG);
    row.indent + if halves { 2 * AMONG } else { AMONG }
}

/// The characters of 其中：.
const AMONG: u32 = 3;

fn by_indent(rows: &[RowLabel]) -> Parents {
    let mut stack: Vec<usize> = Vec::new();
    let mut parents = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        if row.apart {
            parents.push(None);
            continue;
        }
        while stack.last().is_some_and(|top| level(rows, *top) >= level(rows, at)) {
            stack.pop();
        }
        parents.push(stack.last().copied());
        stack.push(at);
    }
    parents
}

/// The style of an ordinal: `一、` `（一）` `1.` `（1）` are four.
fn ordinal_style(text: &str) -> Option<u8> {
    let text = text.trim_start();
    let rest = strip_ordinal(text);
    if rest == text {
        return None;
    }
    let mark = &text[..text.len() - rest.len()];
    let bracketed = mark.starts_with(['（', '(']);
    let latin = mark.contains(|c: char| c.is_ascii_digit());
    Some(match (latin, bracketed) {
        (false, false) => 0,
        (false, true) => 1,
        (true, false) => 2,
        (true, true) => 3,
    })
}

/// Ordinals nest in the order in which their styles first appear below one another. Rows without one stand at the
/// top, unless they are a 其中, a part of 基本支出, or a fund below a carry-over.
fn by_ordinal(rows: &[RowLabel], scheme: Scheme) -> Parents {
    let mut stack: Vec<(u8, usize)> = Vec::new();
    let mut carry: Option<usize> = None;
    let mut parents = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        if row.apart {
            parents.push(None);
            stack.clear();
            carry = None;
            continue;
        }
        let source = source_of(&row.name);
        // Below 年初结转 the funds it is made of follow, numbered anew or not at all.
        if let Some(above) = carry
            && scheme == Scheme::Income
            && source.is_some_and(is_fund)
        {
            parents.push(Some(above));
            continue;
        }
        carry = (source == Some(Measure::CarryoverIn)).then_some(at);
        match ordinal_style(&row.text) {
            Some(style) => {
                while stack.iter().any(|(s, _)| *s == style) {
                    stack.pop();
                }
                parents.push(stack.last().map(|(_, parent)| *parent));
                stack.push((style, at));
            }
            None => {
                // Economic classes in a row are sisters, whichever of them 其中 stands before.
                let classes = at > 0 && [at - 1, at].iter().all(|at| is_economic_class(&rows[*at].name));
                let sister = if classes { parents[at - 1] } else { None };
                parents.push(unnumbered_parent(rows, at, &stack, scheme).or(sister));
            }
        }
    }
    parents
}

fn is_fund(measure: Measure) -> bool {
    matches!(
        measure,
        Measure::GeneralPublic
            | Measure::GovFund
            | Measure::StateCapital
            | Measure::FiscalAppropriation
            | Measure::NonFiscal
            | Measure::FiscalAccount
    )
}

fn unnumbered_parent(rows: &[RowLabel], at: usize, stack: &[(u8, usize)], scheme: Scheme) -> Option<usize> {
    let row = &rows[at];
    if key(&row.text).starts_with("其中") {
        return stack.last().map(|(_, parent)| *parent).or_else(|| at.checked_sub(1));
    }
    let last = stack.last().map(|(_, parent)| *parent)?;
    let name = key(&row.name);
    let part_of_basic = ["人员经费", "公用经费", "日常公用经费"].contains(&name.as_str());
    (scheme == Scheme::Nature && part_of_basic && key(&rows[last].name).contains("基本支出")).then_some(last)
}

/// Income by the vocabulary: a fund belongs to the nearest appropriation above that contains it.
pub(crate) fn income_parents(rows: &[RowLabel]) -> Parents {
    let rank = |row: &RowLabel| match source_of(&row.name) {
        Some(Measure::FiscalAppropriation | Measure::UnitFunds | Measure::CarryoverIn) => Some(0_u8),
        Some(
            Measure::GeneralPublic
            | Measure::GovFund
            | Measure::StateCapital
            | Measure::NonFiscal
            | Measure::FiscalAccount,
        ) => Some(1),
        Some(
            Measure::GeneralRegular
            | Measure::FiscalSpecial
            | Measure::GovInvestment
            | Measure::RegularBasic
            | Measure::DutyProject
            | Measure::GeneralNontax,
        ) => Some(2),
        _ => None,
    };
    let mut stack: Vec<(u8, usize)> = Vec::new();
    let mut parents = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let Some(mut level) = rank(row).filter(|_| !row.apart) else {
            parents.push(None);
            stack.clear();
            continue;
        };
        // A carry-over's own parts (`财政拨款结余、结转`) repeat the words of an appropriation one level down.
        let below_carry =
            stack.first().is_some_and(|(_, top)| source_of(&rows[*top].name) == Some(Measure::CarryoverIn));
        if below_carry && source_of(&row.name) != Some(Measure::CarryoverIn) {
            level = 1;
        }
        // One name twice in a row is a level that the layout repeats.
        if let Some((top, above)) = stack.last().copied()
            && top == level
            && key(&rows[above].name) == key(&row.name)
        {
            level += 1;
        }
        while stack.last().is_some_and(|(top, _)| *top >= level) {
            stack.pop();
        }
        parents.push(stack.last().map(|(_, parent)| *parent));
        stack.push((level, at));
    }
    parents
}

/// Economic classes: the names of the 类 are a closed list, everything below one belongs to it.
fn by_economic_class(rows: &[RowLabel]) -> Parents {
    let mut class = None;
    let mut parents = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        if row.apart {
            parents.push(None);
        } else if is_economic_class(&row.name) {
            class = Some(at);
            parents.push(None);
        } else {
            parents.push(class);
        }
    }
    parents
}

pub(crate) fn is_economic_class(name: &str) -> bool {
    const CLASSES: &[&str] = &[
        "工资福利支出",
        "商品和服务支出",
        "一般商品和服务支出",
        "对个人和家庭的补助",
        "对个人和家庭的补助支出",
        "债务利息及费用支出",
        "资本性支出",
        "资本性支出(基本建设)",
        "对企业补助",
        "对企业补助(基本建设)",
        "对社会保障基金补助",
        "其他支出",
    ];
    CLASSES.contains(&key(name).as_str()) || names_economic_class(name)
}

/// Functional classes as another table of the document prints them with codes: the same names in the same order
/// below every class.
fn by_codebook(rows: &[RowLabel], codes: &Codebook) -> Option<Parents> {
    let mut parents: Parents = vec![None; rows.len()];
    for (class, end) in class_blocks(rows)? {
        if end == class + 1 {
            continue;
        }
        let code = codes.code(Scheme::Function, &[&rows[class].name])?;
        let below = codes.below(code);
        let same = below.len() == end - class - 1
            && rows[class + 1..end].iter().zip(&below).all(|(row, (_, name))| path_key(&row.name) == *name);
        if !same {
            return None;
        }
        for (offset, (own, _)) in below.iter().enumerate() {
            let above = below[..offset].iter().rposition(|(code, _)| own.starts_with(code));
            parents[class + 1 + offset] = Some(above.map_or(class, |at| class + 1 + at));
        }
    }
    Some(parents)
}

/// The rows of each functional 类: its own position and the end of its block. `None` where a row stands outside.
fn class_blocks(rows: &[RowLabel]) -> Option<Vec<(usize, usize)>> {
    let is_class = |row: &RowLabel| {
        let key = key(&row.name);
        !row.apart && function_classes().contains_key(key.strip_suffix("支出").unwrap_or(&key))
    };
    let mut blocks = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        if rows[at].apart {
            at += 1;
            continue;
        }
        if !is_class(&rows[at]) {
            return None;
        }
        let end = (at + 1..rows.len()).find(|i| rows[*i].apart || is_class(&rows[*i])).unwrap_or(rows.len());
        blocks.push((at, end));
        at = end;
    }
    Some(blocks)
}

/// Functional classes by arithmetic: 类 are known by name; below each, every 款 equals the sum of the 项 that follow
/// it, and the 款 sum to the 类. `None` unless that works in exactly one way for every class.
fn by_arithmetic(rows: &[RowLabel]) -> Option<Parents> {
    let mut parents: Parents = vec![None; rows.len()];
    for (class, end) in class_blocks(rows)? {
        if end > class + 1 {
            for (item, parent) in groups_below(rows, class, end)? {
                parents[item] = Some(parent);
            }
        }
    }
    Some(parents)
}

/// The only way to read the rows between `class` and `end` as 款 with their 项, or `None`.
fn groups_below(rows: &[RowLabel], class: usize, end: usize) -> Option<Vec<(usize, usize)>> {
    let amounts: Option<Vec<Decimal>> = rows[class..end].iter().map(|row| row.amount).collect();
    let amounts = amounts?;
    let only = search(&amounts)?;
    Some(only.iter().map(|(item, parent)| (class + item, class + parent)).collect())
}

/// A search for groupings that takes longer than this is not certain of anything: rows of zeros alone group in more
/// ways than can be tried.
const MOST_STEPS: u32 = 50_000;

/// Half a step of a printed hundredth, per operand.
fn envelope(operands: usize) -> Decimal {
    Decimal::new(5, 3) * Decimal::from(operands)
}

/// A row taken as a 款, and the search for the last of its 项.
struct Group {
    /// Its position.
    at: usize,
    /// The last row that was tried as its 项.
    last: usize,
    /// The sum of the rows up to there.
    inner: Decimal,
    /// The sum of the 款 before it, and how many they are.
    before: (Decimal, usize),
    /// The links found before it.
    links: usize,
}

/// The only grouping of rows below a class (`amounts[0]`), depth first, with a stack of its own: rows of zeros would
/// go deeper than that of the program. `None` where there is none, a second one, or too many to try.
fn search(amounts: &[Decimal]) -> Option<Vec<(usize, usize)>> {
    let open = |at, before, links| Group { at, last: at, inner: Decimal::ZERO, before, links };
    let mut stack = vec![open(1, (Decimal::ZERO, 0), 0)];
    let mut links: Vec<(usize, usize)> = Vec::new();
    let mut found: Option<Vec<(usize, usize)>> = None;
    let mut steps = MOST_STEPS;
    while let Some(group) = stack.last_mut() {
        let (sum, groups) = group.before;
        let whole = group.at == amounts.len();
        if whole && groups > 0 && (sum - amounts[0]).abs() <= envelope(groups + 1) {
            // A second solution: then it is not certain.
            if found.is_some() {
                return None;
            }
            found = Some(links.clone());
        }
        group.last += 1;
        if whole || group.last >= amounts.len() {
            links.truncate(group.links);
            stack.pop();
            continue;
        }
        steps -= 1;
        if steps == 0 {
            return None;
        }
        let (at, last) = (group.at, group.last);
        group.inner += amounts[last];
        if (group.inner - amounts[at]).abs() <= envelope(last - at + 1) {
            let known = links.len();
            links.push((at, 0));
            links.extend((at + 1..=last).map(|item| (item, at)));
            stack.push(open(last + 1, (sum + amounts[at], groups + 1), known));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str, indent: u32, amount: &str) -> RowLabel {
        RowLabel {
            text: text.to_owned(),
            name: crate::document::label(text),
            indent,
            code: String::new(),
            amount: amount.parse().ok(),
            apart: text.contains('计'),
        }
    }

    #[test]
    fn arithmetic_finds_the_only_reading() {
        let rows = [
            row("一般公共服务支出", 0, "2595.00"),
            row("政府办公厅（室）及相关机构事务", 0, "2590.90"),
            row("行政运行", 0, "809.00"),
            row("一般行政管理事务", 0, "1781.90"),
            row("组织事务", 0, "4.10"),
            row("其他组织事务支出", 0, "4.10"),
            row("科学技术支出", 0, "163.00"),
            row("技术研究与开发", 0, "163.00"),
            row("其他技术研究与开发支出", 0, "163.00"),
            row("本年支出合计", 0, "2758.00"),
        ];
        let found = parents(&rows, Scheme::Function, &Codebook::default());
        assert_eq!(found, [None, Some(0), Some(1), Some(1), Some(0), Some(4), None, Some(6), Some(7), None]);
    }

    #[test]
    fn what_stands_below_a_name_behind_among_is_its_sister() {
        let found = |indents: [u32; 4]| {
            let texts = ["一、基本支出", "其中：工资福利支出", "商品和服务支出", "二、项目支出"];
            let rows = texts.iter().zip(indents).map(|(text, indent)| row(text, indent, "1.00"));
            parents(&rows.collect::<Vec<_>>(), Scheme::Nature, &Codebook::default())
        };
        for indents in [[0, 0, 3, 0], [0, 0, 2, 0], [0, 0, 6, 0], [0, 1, 4, 0], [0, 1, 1, 0]] {
            assert_eq!(found(indents), [None, Some(0), Some(0), None], "{indents:?}");
        }
        assert_eq!(found([0, 0, 0, 0]), [None, Some(0), Some(0), None], "indents that got lost");
        assert_eq!(found([0, 0, 5, 0]), [None, Some(0), Some(1), None], "deeper than the name itself");
    }

    #[test]
    fn arithmetic_gives_up_when_two_readings_fit() {
        // 甲 with 乙 丙 丁 below it, or 甲 with 乙 and 丙 with 丁.
        let rows = [
            row("教育支出", 0, "1.00"),
            row("甲", 0, "1.00"),
            row("乙", 0, "1.00"),
            row("丙", 0, "0.00"),
            row("丁", 0, "0.00"),
        ];
        assert_eq!(by_arithmetic(&rows), None);
    }

    #[test]
    fn arithmetic_gives_up_when_there_are_too_many_readings_to_try() {
        // Any run of zeros groups with any other, and none of the groupings ever reaches the class.
        let mut rows = vec![row("教育支出", 0, "1.00")];
        rows.extend((0..200).map(|_| row("甲", 0, "0.00")));
        assert_eq!(by_arithmetic(&rows), None);
    }

    #[test]
    fn a_long_table_of_zeros_does_not_end_the_program() {
        let mut rows = vec![row("教育支出", 0, "0.00")];
        rows.extend((0..20_000).map(|_| row("甲", 0, "0.00")));
        assert_eq!(by_arithmetic(&rows), None);
    }

    #[test]
    fn indentation_nests() {
        let rows = [
            row("一、财政预算拨款", 0, "1"),
            row("一般公共预算拨款", 3, "1"),
            row("一般性经费拨款", 6, "1"),
            row("政府性基金", 3, "0"),
        ];
        assert_eq!(parents(&rows, Scheme::Income, &Codebook::default()), [None, Some(0), Some(1), Some(0)]);
    }

    #[test]
    fn ordinals_nest() {
        let rows = [
            row("一、一般公共预算拨款", 0, "1"),
            row("(1)经费拨款", 0, "1"),
            row("(2)非税收入拨款", 0, "1"),
            row("1.专项收入", 0, "1"),
            row("二、政府性基金拨款", 0, "1"),
        ];
        assert_eq!(
            parents(&rows, Scheme::Income, &Codebook::default()),
            [None, Some(0), Some(0), Some(2), None]
        );
    }

    #[test]
    fn income_words_nest_without_any_layout() {
        let rows = [
            row("政府预算资金", 0, "1"),
            row("一般公共预算资金", 0, "1"),
            row("一般公共预算资金", 0, "1"),
            row("本年收入合计", 0, "1"),
            row("上年结余、结转", 0, "1"),
            row("1.财政拨款结余、结转", 0, "1"),
            row("2.非财政拨款结余、结转", 0, "1"),
        ];
        assert_eq!(income_parents(&rows), [None, Some(0), Some(1), None, None, Some(4), Some(4)]);
    }
}
