//! Units of money as tables print them: behind 单位 in a caption or a note, in brackets in a header, a title or the name of
//! a sheet. The words are rows of `data/units.csv`.

use std::sync::LazyLock;

use super::vocabulary::Taught;
use super::vocabulary::bound::said;
use super::vocabulary::row::built_in;
use crate::document::{key, simplified};
use crate::model::Unit;

/// The rows of the data file: words and what they are.
static ROWS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let rows = built_in(include_str!("data/units.csv"));
    rows.into_iter().map(|row| (row.words, row.meaning)).collect()
});

/// The words that are of a kind.
fn words_of(kind: &'static str) -> impl Iterator<Item = &'static str> {
    ROWS.iter().filter(move |(_, own)| own == kind).map(|(word, _)| word.as_str())
}

/// What words say about the unit of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaidUnit {
    /// One that the contract knows.
    Known(Unit),
    /// Money of another kind, or more than one unit.
    Odd,
}

/// Kinds of rows that are no units but words around them.
const NO_UNITS: &[&str] = &[
    "opening",
    "label",
    "currency",
    "around",
    "tables",
    "tables_above",
    "tables_below",
    "own",
    "count",
    "rate",
];

/// For which tables a line states a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tables {
    /// For all.
    All,
    /// For those that stand above it.
    Above,
    /// For those that stand below it.
    Below,
}

/// The unit that a line states for tables other than its own: `以下各表金额单位均为万元`.
pub fn unit_of_tables(text: &str) -> Option<(SaidUnit, Tables)> {
    let unit = stated_unit(text)?;
    let plain = key(text);
    let says = |kind: &'static str| words_of(kind).any(|word| plain.contains(word));
    let kinds = [("tables_below", Tables::Below), ("tables_above", Tables::Above), ("tables", Tables::All)];
    kinds.into_iter().find(|(kind, _)| says(kind)).map(|(_, tables)| (unit, tables))
}

/// The unit that words are, and nothing else: `万元`, `人民币（元）`.
pub(super) fn unit_of(words: &str) -> Option<SaidUnit> {
    let plain = key(words).replace([',', '(', ')'], "");
    let bare = words_of("currency").find_map(|word| plain.strip_prefix(word)).unwrap_or(&plain);
    let bare = words_of("currency").find_map(|word| bare.strip_suffix(word)).unwrap_or(bare);
    let is_unit = |kind: &str| !NO_UNITS.contains(&kind);
    let known = ROWS.iter().find(|(word, kind)| word == bare && is_unit(kind));
    let known = known.map(|(_, unit)| Unit::from_id(unit).map_or(SaidUnit::Odd, SaidUnit::Known));
    known.or_else(|| said(bare, |one| if let Taught::Unit(unit) = one { Some(unit) } else { None }))
}

/// The unit of money that stands at the beginning of a text, behind an amount: `万元，其中`. A bare 万 counts other things.
pub fn leading_unit(text: &str) -> Option<Unit> {
    let known = ROWS.iter().filter(|(word, _)| word.ends_with('元') && text.starts_with(word.as_str()));
    let longest = known.max_by_key(|(word, _)| word.len());
    longest.and_then(|(_, unit)| Unit::from_id(unit))
}

/// The unit of a line that is one and nothing else, with or without brackets: `（万元）`. A lone 元 may be anything.
pub fn bare_unit(line: &str) -> Option<SaidUnit> {
    let line = line.trim();
    if line.len() > LONGEST { None } else { unit_of(line).filter(|_| line.chars().count() > 1) }
}

/// Whether words are a unit of money and nothing else.
pub fn is_unit(words: &str) -> bool {
    unit_of(words).is_some()
}

/// The one unit of money in a list of units: `万元、人`.
fn of_list(list: &str) -> Option<SaidUnit> {
    // A number in English is parted by commas, and a stroke may stand for the end of a line in a word.
    if let Some(unit) = unit_of(list).or_else(|| unit_of(&list.replace(['/', '／'], ""))) {
        return Some(unit);
    }
    let mut found = None;
    for unit in list.split(['、', '/', '／', ',', '，', '和', '或']).filter_map(unit_of) {
        if found.is_some_and(|found| found != unit) {
            return Some(SaidUnit::Odd);
        }
        found = Some(unit);
    }
    found
}

/// What stands between the word that announces a unit and the unit.
const MARKS: &[char] = &[':', '：', '(', '（', '为', '是', '﹕', '∶', '=', '＝', '—', '－', '-'];

/// What stands so behind a word that only a colon makes one.
const LABELLED: &[char] = &[':', '：', '﹕', '∶'];

/// A line longer than this, in bytes, is more than a unit.
const LONGEST: usize = 40;

/// The unit that a line or cell states: `单位：万元`, `（单位:元）`, `本表金额单位为千元`, `Unit: RMB 10,000`.
pub fn stated_unit(text: &str) -> Option<SaidUnit> {
    // Most lines and cells announce nothing.
    if !text.contains(MARKS) {
        return around_unit(text).or_else(|| announced_by_a_gap(text));
    }
    let lower = text.to_lowercase();
    let said = |opening: &str, marks: &[char]| {
        behind(&lower, opening).into_iter().find_map(|rest| {
            let rest = rest.trim_start().trim_start_matches('均');
            let list = rest.strip_prefix(marks)?;
            let list = list.trim_start_matches(|c: char| c.is_whitespace() || ":：-—－".contains(c));
            let own = || words_of("own").any(|word| key(list).trim_end_matches([')', ']']) == word);
            let unit = || (marks.len() > LABELLED.len() && own()).then_some(SaidUnit::Known(Unit::Yuan));
            of_beginning(list).or_else(unit)
        })
    };
    let opened = words_of("opening").find_map(|word| said(word, MARKS));
    opened
        .or_else(|| announced_by_a_gap(text))
        .or_else(|| words_of("label").find_map(|word| said(word, LABELLED)))
        .or_else(|| around_unit(text))
}

/// The unit of a line in brackets that says nothing else, without a mark between: `（金额单位 万元）`.
fn announced_by_a_gap(text: &str) -> Option<SaidUnit> {
    let inner = text.trim().strip_prefix(['(', '（', '【', '['])?.strip_suffix([')', '）', '】', ']'])?;
    words_of("opening").find_map(|word| {
        let (_, rest) = inner.split_once(word)?;
        of_list(rest.trim()).filter(|_| rest.len() <= LONGEST)
    })
}

/// What a label or a cell of a column of units says that its row is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowUnit {
    /// Money.
    Money(Unit),
    /// Things that are counted.
    Things,
    /// A share, or money per head.
    Rate,
}

impl RowUnit {
    /// The unit of money.
    pub fn money(self) -> Option<Unit> {
        if let Self::Money(unit) = self { Some(unit) } else { None }
    }
}

/// What words are a unit of, and nothing else.
pub fn row_unit(words: &str) -> Option<RowUnit> {
    match unit_of(words) {
        Some(SaidUnit::Known(unit)) => return Some(RowUnit::Money(unit)),
        Some(SaidUnit::Odd) => return Some(RowUnit::Rate),
        None => {}
    }
    let plain = key(words).replace(['(', ')'], "");
    if words_of("rate").any(|word| word == plain) {
        return Some(RowUnit::Rate);
    }
    let mut parts = plain.split(['、', '/', ',']).peekable();
    let things = parts.peek().is_some() && parts.all(|part| words_of("count").any(|word| word == part));
    things.then_some(RowUnit::Things)
}

/// What the last brackets of a label say that its row is measured in: `公务接待费（元）`, `车辆（辆）`, `占比（%）`.
pub fn unit_of_label(label: &str) -> Option<RowUnit> {
    let label = label.trim_end();
    let closed = label.strip_suffix([')', '）'])?;
    // 台（套）: what stands in brackets within is a part of it.
    let mut opened = closed.match_indices(['(', '（']);
    opened.find_map(|(at, mark)| row_unit(&closed[at + mark.len()..].replace(['(', '（', ')', '）'], "")))
}

/// The unit between words that make it one: `以万元为单位`.
fn around_unit(text: &str) -> Option<SaidUnit> {
    words_of("around").find_map(|word| {
        let (open, close) = word.split_once('…')?;
        let mut places = text.match_indices(open);
        places.find_map(|(at, _)| {
            let (unit, _) = text[at + open.len()..].split_once(close)?;
            let unit = unit.trim_matches(['“', '”', '"', '「', '」', '‘', '’']);
            if unit.len() <= LONGEST { unit_of(unit) } else { None }
        })
    })
}

/// What stands behind each place of a word, whose characters the layout may have spread and that may be in traditional
/// characters: `单 位`, `單位`.
fn behind<'t>(text: &'t str, word: &str) -> Vec<&'t str> {
    let first = word.chars().next();
    let starts = text.char_indices().filter(|(_, c)| Some(simplified(*c)) == first).map(|(at, _)| at);
    let rest = |at: usize| {
        let mut rest = &text[at..];
        for c in word.chars() {
            rest = rest.trim_start().strip_prefix(|own| simplified(own) == c)?;
        }
        Some(rest)
    };
    starts.filter_map(rest).collect()
}

/// The unit at the beginning of words, up to a space, bracket or stop behind it. Layout leaves spaces within.
fn of_beginning(text: &str) -> Option<SaidUnit> {
    let is_stop = |c: char| c.is_whitespace() || "()（）[]【】。；;:：|".contains(c);
    let stops = text.char_indices().filter(|(_, c)| is_stop(*c)).map(|(at, _)| at);
    let ends: Vec<usize> = stops.chain([text.len()]).take(4).collect();
    ends.into_iter().rev().find_map(|end| of_list(&text[..end]))
}

/// The unit that a header, a title or the name of a sheet has in brackets or behind a colon: `预算数（万元）`,
/// `金额：元`.
pub fn bracketed_unit(text: &str) -> Option<SaidUnit> {
    if let Some(unit) = stated_unit(text) {
        return Some(unit);
    }
    brackets(text).into_iter().rev().find_map(|inner| {
        // 三公（单位万元）: in brackets nothing else is said.
        let bare = words_of("opening").find_map(|word| inner.trim().strip_prefix(word));
        of_list(bare.unwrap_or(inner))
    })
}

/// Words without the units in brackets.
pub fn without_unit(text: &str) -> String {
    let mut plain = text.to_owned();
    for inner in brackets(text) {
        if of_list(inner).is_some() || stated_unit(inner).is_some() {
            for (open, close) in [('(', ')'), ('（', '）')] {
                plain = plain.replace(&format!("{open}{inner}{close}"), "");
            }
        }
    }
    plain
}

/// What stands in brackets.
fn brackets(text: &str) -> Vec<&str> {
    let opened = text.match_indices(['(', '（']).map(|(at, mark)| at + mark.len());
    opened.filter_map(|at| text[at..].split_once([')', '）']).map(|(inner, _)| inner)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_state_a_unit_is_read() {
        for (text, unit) in [
            ("单位：万元", Unit::WanYuan),
            ("公开02表 金额单位：人民币万元", Unit::WanYuan),
            ("单位: 千 元", Unit::QianYuan),
            ("单　位：元", Unit::Yuan),
            ("单位：￥万元", Unit::WanYuan),
            ("（单位：元）", Unit::Yuan),
            ("单位（百万元）", Unit::BaiWanYuan),
            ("单位：亿元  部门：甲局", Unit::YiYuan),
            ("单位：万元、人", Unit::WanYuan),
            ("单位：人/万元", Unit::WanYuan),
            ("单位：万/元", Unit::WanYuan),
            ("单位：万", Unit::WanYuan),
            ("注：本表金额单位为万元。", Unit::WanYuan),
            ("注：1.本表以收付实现制填列，单位均为元；", Unit::Yuan),
            ("Unit: RMB 10,000", Unit::WanYuan),
            ("单位：人民币（万元）", Unit::WanYuan),
            ("单位：元（人民币）", Unit::Yuan),
            ("币种：人民币 单位：元", Unit::Yuan),
            ("金额：千元", Unit::QianYuan),
            ("Unit：RMB Yuan", Unit::Yuan),
            ("Unit: CNY", Unit::Yuan),
            ("(Unit: RMB)", Unit::Yuan),
            ("Unit: RMB’000", Unit::QianYuan),
            ("Unit: RMB million", Unit::BaiWanYuan),
            ("（人民币：万元）", Unit::WanYuan),
            ("（金额单位 万元）", Unit::WanYuan),
            ("单位—万元", Unit::WanYuan),
            ("单位=元", Unit::Yuan),
            ("本表以万元为单位", Unit::WanYuan),
            ("注：金额以千元列示。", Unit::QianYuan),
            ("注：本表以“万元”为金额单位", Unit::WanYuan),
            ("金额以人民币元填列", Unit::Yuan),
            ("單位：萬元", Unit::WanYuan),
            ("金額單位：人民幣億元", Unit::YiYuan),
        ] {
            assert_eq!(stated_unit(text), Some(SaidUnit::Known(unit)), "{text}");
        }
        assert_eq!(stated_unit("单位：万美元"), Some(SaidUnit::Odd));
        assert_eq!(stated_unit("单位：元、万元"), Some(SaidUnit::Odd));
        for text in [
            "单位：甲局",
            "预算单位：万元社区服务中心",
            "单位：元宝区财政局",
            "单位名称：甲局",
            "单位：人",
            "币种：CNY",
            "（单位 甲局）",
            "单位 元 数量",
        ] {
            assert_eq!(stated_unit(text), None, "{text}");
        }
    }

    #[test]
    fn a_line_states_a_unit_for_other_tables() {
        let wan = SaidUnit::Known(Unit::WanYuan);
        for (text, tables) in [
            ("说明：以下各表金额单位均为万元。", Tables::Below),
            ("单位：万元（下同）", Tables::Below),
            ("注：以上各表金额单位均为万元。", Tables::Above),
            ("（本套表格金额单位：万元）", Tables::All),
            ("除另有说明外，金额单位为万元", Tables::All),
            ("各表均以万元为单位", Tables::All),
        ] {
            assert_eq!(unit_of_tables(text), Some((wan, tables)), "{text}");
        }
        for text in
            ["单位：万元", "本套报表金额单位转换时可能存在尾数误差。", "以上各表均为空表", "以下各表见附件"]
        {
            assert_eq!(unit_of_tables(text), None, "{text}");
        }
    }

    #[test]
    fn labels_say_what_their_row_is_measured_in() {
        for (label, unit) in [
            ("公务接待费（元）", Some(RowUnit::Money(Unit::Yuan))),
            ("车辆（辆）", Some(RowUnit::Things)),
            ("单价100万元（含）以上设备（台、套）", Some(RowUnit::Things)),
            ("大型设备（台（套））", Some(RowUnit::Things)),
            ("办公用房面积（平方米）", Some(RowUnit::Things)),
            ("基本支出占比（%）", Some(RowUnit::Rate)),
            ("人均支出（万元/人）", Some(RowUnit::Rate)),
            ("贷款（万美元）", Some(RowUnit::Rate)),
            ("因公出国（境）费", None),
            ("行政运行（款）", None),
            ("（元）以上", None),
        ] {
            assert_eq!(unit_of_label(label), unit, "{label}");
        }
    }

    #[test]
    fn headers_titles_and_sheets_have_theirs_in_brackets() {
        assert_eq!(bracketed_unit("预算数（万元）"), Some(SaidUnit::Known(Unit::WanYuan)));
        assert_eq!(bracketed_unit("金额(单位:元)"), Some(SaidUnit::Known(Unit::Yuan)));
        assert_eq!(bracketed_unit("三公(千元)"), Some(SaidUnit::Known(Unit::QianYuan)));
        assert_eq!(bracketed_unit("三公(单位千元)"), Some(SaidUnit::Known(Unit::QianYuan)));
        assert_eq!(bracketed_unit("部门（单位）名称"), None);
        assert_eq!(bracketed_unit("人数（人）"), None);
        assert_eq!(without_unit("因公出国（境）费（万元）"), "因公出国（境）费");
        assert_eq!(without_unit("金额(单位:元)"), "金额");
        assert!(is_unit("人民币元") && is_unit("万元") && !is_unit("甲局"));
    }
}
