//! Lists of a label and an amount a line, whose unit of money is stated once: above them, in the words above the amounts, or
//! below them. An amount has the unit only where all of the list is such lines and one unit is stated.

use std::collections::BTreeMap;

use crate::document::{Found as Number, Line, Locator, numbers, parse_cell};
use crate::model::{Phase, Unit};
use crate::taxonomy::{SaidUnit, bracketed_unit, counted_in, counts_something, says_at_end};

use super::super::columns::phase_and_year;
use super::super::grid::HeaderYear;
use super::super::units::unit_alone;
use super::token::{Kind, Measured, Token};

/// How far above a list its unit may stand.
const REACH: usize = 3;
/// How many lines of other lists may stand between.
const FAR: usize = 60;
/// How many characters a line that heads a list may have.
const HEAD: usize = 40;
/// The least lines of a list.
const LEAST: usize = 2;

/// The units of amounts that end an entry of a list, by line and number within it.
#[derive(Debug, Default)]
pub(super) struct Listed(BTreeMap<(u32, u32), Unit>);

impl Listed {
    /// The lists of a text about a year, whose figures are of a phase where nothing else is said.
    pub(super) fn of(lines: &[Line], year: i32, phase: Phase) -> Self {
        let lines: Vec<&Line> = lines.iter().filter(|line| !line.text.trim().is_empty()).collect();
        let mut entries: Vec<Vec<u32>> = lines.iter().map(|line| entries(&line.text)).collect();
        let mut parts: Vec<bool> = entries.iter().map(|own| !own.is_empty()).collect();
        // A label on a line of its own, and its amount on the next.
        for (at, pair) in lines.windows(2).enumerate() {
            if is_amount(&pair[1].text) && is_label(&pair[0].text) {
                entries[at + 1] = vec![1];
                parts[at] = true;
                parts[at + 1] = true;
            }
        }
        let mut listed = BTreeMap::new();
        let mut at = 0;
        while at < lines.len() {
            let end = at + parts[at..].iter().take_while(|part| **part).count();
            if entries[at..end].iter().map(Vec::len).sum::<usize>() >= LEAST
                && let Some(unit) = unit(&lines, &parts, (at, end), year, phase)
            {
                for (line, own) in lines[at..end].iter().zip(&entries[at..end]) {
                    listed.extend(own.iter().map(|nth| ((line.number, *nth), unit)));
                }
            }
            at = end.max(at + 1);
        }
        Self(listed)
    }

    /// Gives numbers without a unit that of their list.
    pub(super) fn give(&self, tokens: &mut Vec<Token>, numbers: &[Number]) {
        if self.0.is_empty() {
            return;
        }
        let mut given = Vec::new();
        for (at, token) in tokens.iter_mut().enumerate() {
            let Kind::Number { unit, nth, .. } = &mut token.kind else { continue };
            let Some(Locator::Number(line, own)) = numbers.get(*nth).map(|number| &number.locator) else {
                continue;
            };
            if *unit == Measured::None
                && let Some(known) = self.0.get(&(*line, *own))
            {
                *unit = Measured::Money(*known);
                given.push(at);
            }
        }
        for at in given.into_iter().rev() {
            sign(tokens, at);
        }
    }
}

/// 净结余 -3.2: the sign right before an amount is its own.
fn sign(tokens: &mut Vec<Token>, at: usize) {
    let Some(before) = at.checked_sub(1) else { return };
    if !(tokens[before].is_mark('-') && tokens[before].end == tokens[at].start) {
        return;
    }
    if let Kind::Number { value, .. } = &mut tokens[at].kind {
        value.set_sign_negative(true);
    }
    tokens[at].start = tokens[before].start;
    tokens.remove(before);
}

/// The numbers of a line that are amounts, where it is nothing but labels of money with an amount behind each.
fn entries(text: &str) -> Vec<u32> {
    let text = text.trim_end().trim_end_matches(['|', '。', '；', ';', ' ']);
    // 增减 0。从严控制: words behind the entries say why.
    let (own, why) = text.split_once('。').unwrap_or((text, ""));
    if why.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let found = numbers(text);
    let mut amounts = Vec::new();
    for part in own.split(['；', ';', '，']) {
        let end = part.as_ptr() as usize - text.as_ptr() as usize + part.trim_end().len();
        match found.iter().find(|number| number.end == end).filter(|_| is_entry(part)) {
            // 增减 -3.2: what has changed is no amount of its label.
            Some(_) if is_change(part) => {}
            Some(number) => amounts.push(number.nth),
            None => return Vec::new(),
        }
    }
    amounts
}

/// Whether a text is a label of money and one amount behind it.
fn is_entry(text: &str) -> bool {
    let text = text.trim().trim_matches('|').trim();
    let Some((label, amount)) = text.rsplit_once([' ', '　', '\t', '|', '：', ':']) else { return false };
    is_label(label) && is_amount(amount)
}

/// Whether the label of an entry ends like the column of a comparison.
fn is_change(text: &str) -> bool {
    says_at_end("change_column", text.trim_end_matches(|c: char| !crate::document::is_cjk(c)))
}

/// Whether a text names what may be money.
fn is_label(label: &str) -> bool {
    let label = label.trim_matches(|c: char| c.is_whitespace() || c == '|');
    let words = label.chars().any(crate::document::is_cjk) && !label.contains(['。', '，', '；', ',']);
    // Behind an ordinal. 合计：2022年预算数: the year is no amount.
    let plain = crate::document::strip_ordinal(label);
    let is_year = |end: usize, start: usize| end - start == 4 && plain[end..].starts_with('年');
    let is_ordinal = |end: usize, start: usize| {
        plain[..start].ends_with(['(', '（']) && plain[end..].starts_with([')', '）'])
    };
    let bare = numbers(plain)
        .iter()
        .all(|number| is_year(number.end, number.start) || is_ordinal(number.end, number.start));
    let bare = bare && plain.chars().count() <= HEAD;
    words && bare && counted_in(label).is_none() && !counts_something(label)
}

fn is_amount(text: &str) -> bool {
    parse_cell(text.trim()).is_some_and(|printed| printed.suffix == crate::document::Suffix::None)
}

/// The unit of a list: the one that the lines above it state, or else the line below it, other lists and their headings left
/// aside. What heads another year or phase than the document's heads figures of which the text says no more.
fn unit(
    lines: &[&Line],
    parts: &[bool],
    (from, end): (usize, usize),
    year: i32,
    phase: Phase,
) -> Option<Unit> {
    let mut found: Option<SaidUnit> = None;
    let heading = |at: &usize| !parts[*at];
    for line in (0..from).rev().take(FAR).filter(heading).take(REACH).map(|at| lines[at]) {
        let text = line.text.trim();
        if text.contains(['。', '；']) || text.chars().count() > HEAD + HEAD {
            break;
        }
        let (own_phase, own_year) = phase_and_year(text);
        let title = text.chars().count() > HEAD / 2;
        let other_phase = own_phase.is_some_and(|own| own != phase);
        let other_year = match own_year {
            Some(HeaderYear::Prior) => true,
            Some(HeaderYear::Absolute(own)) => own != year,
            None => false,
        };
        if !title && (other_phase || other_year) {
            return None;
        }
        if let Some(said) = bracketed_unit(text) {
            if found.is_some_and(|found| found != said) {
                return None;
            }
            found = Some(said);
        }
    }
    let below = || {
        let next = (end..lines.len()).take(FAR).filter(heading).take(REACH);
        next.map(|at| lines[at].text.trim())
            .take_while(|text| !text.contains(['。', '，', '；']))
            .find_map(unit_alone)
    };
    match found.or_else(below) {
        Some(SaidUnit::Known(unit)) => Some(unit),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(text: &str) -> Vec<(u32, Unit)> {
        let lines: Vec<Line> =
            text.lines().zip(1..).map(|(text, number)| Line::new(number, 1, text)).collect();
        Listed::of(&lines, 2021, Phase::Final).0.into_iter().map(|((line, _), unit)| (line, unit)).collect()
    }

    #[test]
    fn a_unit_stated_once_is_that_of_the_list() {
        let wan = Unit::WanYuan;
        let above = "单位：万元\n一、政府采购支出 12.5\n1.货物支出 12.5\n2.工程支出 0";
        assert_eq!(listed(above), [(2, wan), (3, wan), (4, wan)]);
        let header = "项目 决算数（元）\n会议费 3200\n培训费 1500.5";
        assert_eq!(listed(header), [(2, Unit::Yuan), (3, Unit::Yuan)]);
        assert_eq!(listed("会议费：3.2\n培训费：1.5\n注：单位为万元"), [(1, wan), (2, wan)]);
        assert_eq!(listed("三公经费（万元）\n接待费 3；用车 1.5；合计 4.5"), [(2, wan), (2, wan), (2, wan)]);
        let two = "收入\n事业收入 3\n收入合计 3\n支出\n基本支出 2\n支出合计 2\n单位：万元";
        assert_eq!(listed(two).len(), 4);
        assert_eq!(listed("单位：万元\n会议费\n3.2\n培训费\n1.5"), [(3, wan), (5, wan)]);
        let stages =
            "单位：万元\n会议费：2020年预算数 3.2；2021年预算数 3.5\n培训费：2021年预算数 1.5。少办班。";
        assert_eq!(listed(stages), [(2, wan), (2, wan), (3, wan)]);
        let change =
            "单位：万元\n会议费：预算数 3.2；增减 -0.3\n其中：（1）培训费：预算数 1.5；比上年增减 0.2";
        assert_eq!(listed(change), [(2, wan), (3, wan)], "what has changed is no amount of its label");
    }

    #[test]
    fn no_unit_two_units_counts_and_other_years_give_none() {
        assert_eq!(listed("会议费 3.2\n培训费 1.5"), []);
        assert_eq!(listed("单位：元\n金额（万元）\n会议费 3.2\n培训费 1.5"), []);
        assert_eq!(listed("单位：万元\n上年决算数\n会议费 3.2\n培训费 1.5"), []);
        assert_eq!(listed("单位：万元\n会议费\n3.2\n1.5\n培训费"), [], "which is whose");
        assert_eq!(listed("单位：万元\n公务接待批次 32\n公务接待人次 150"), []);
        assert_eq!(listed("单位：万元\n会议费 3.2；培训两次"), []);
        assert_eq!(listed("单位：万元\n会议费3次 3.2\n培训费2次 1.5"), []);
    }
}
