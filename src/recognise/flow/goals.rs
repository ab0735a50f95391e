//! The list of key projects in a broken flow: name, budget and a paragraph of goals side by side, without a caption.

use crate::document::{Line, Span, key, parse_cell};
use crate::model::{Reason, Statement, Unit};

use super::super::columns::role_of;
use super::super::grid::{Column, Grid, GridRow};
use super::super::section::{Body, Caption, Parts, Section, clean_title};
use super::{Rebuilt, text_cell};
use crate::document::Locator;

/// Finds such a list among the prose and makes it a section of its own.
pub(crate) fn cut_out(parts: &mut Parts) {
    let Some((first, body)) = parts.prose.iter().enumerate().find_map(|(at, _)| header_at(&parts.prose, at))
    else {
        return;
    };
    let end = parts.prose[body..]
        .iter()
        .position(|line| ends_list(&line.text))
        .map_or(parts.prose.len(), |at| body + at);
    let heading = parts.prose[..first].iter().rev().take(4).find_map(|line| part_heading(&line.text));
    let header: String = parts.prose[first..body].iter().map(|line| key(&line.text)).collect();
    let lines: Vec<Line> = parts.prose.drain(first..end).collect();
    let unit = if header.contains("(万元)") {
        Some(Unit::WanYuan)
    } else {
        header.contains("(元)").then_some(Unit::Yuan)
    };
    let section = Section {
        statement: Some(Statement::PerformanceProject),
        title: heading.unwrap_or_else(|| "重点项目绩效目标".to_owned()),
        span: Span::new(lines[0].number, lines.last().map_or(lines[0].number, |line| line.number)),
        caption: Caption { unit, ..Caption::default() },
        body: Body::Flow(lines[body - first..].to_vec()),
        notes: String::new(),
        sheet: None,
    };
    let at = parts.sections.partition_point(|other| other.span.first < section.span.first);
    parts.sections.insert(at, section);
}

/// A header 项目名称 … 预算数 … 绩效目标 over a few short lines: where it starts and where the rows start.
fn header_at(lines: &[Line], at: usize) -> Option<(usize, usize)> {
    if !key(&lines[at].text).starts_with("项目名称") {
        return None;
    }
    let mut text = String::new();
    for (offset, line) in lines[at..].iter().take(10).enumerate() {
        text.push_str(&key(&line.text));
        let complete = (text.contains("预算数") || text.contains("预算金额")) && text.ends_with("绩效目标");
        if complete {
            return Some((at, at + offset + 1));
        }
    }
    None
}

fn ends_list(text: &str) -> bool {
    let key = key(text);
    key.starts_with("备注") || part_heading(text).is_some()
}

fn part_heading(text: &str) -> Option<String> {
    let rest = text.trim().strip_prefix('第')?;
    let (_, title) = rest.split_once("部分")?;
    clean_title(title)
}

/// The longest name of a project that may stand in the narrow first column.
const LONGEST_NAME: usize = 24;

/// Rebuilds the list.
pub(super) fn rebuild(lines: &[Line]) -> Rebuilt {
    let column = |word: &str| {
        let path = vec![word.to_owned()];
        Column { role: role_of(&path), path }
    };
    let columns = vec![column("项目名称"), column("预算数")];
    let mut rebuilt = Rebuilt::default();
    let mut rows = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some((name, amount, nth)) = name_and_amount(&line.text) else { continue };
        let (name, first) = if name.is_empty() { name_above(lines, at) } else { (name, line.number) };
        let amount = crate::document::Cell::new(&amount, Locator::Number(line.number, nth));
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            rebuilt.unreadable.push((amount, Reason::NameUncertain));
            continue;
        }
        let label = text_cell(&name, (first, line.number));
        rows.push(GridRow { cells: vec![label, amount], fits: true });
    }
    rebuilt.grid = Some(Grid { columns, rows });
    rebuilt
}

/// `预算准备金 30.00`, or `4.10` alone: the name, the amount and its position on the line.
fn name_and_amount(text: &str) -> Option<(String, String, u32)> {
    let (name, amount) = text.trim().rsplit_once(char::is_whitespace).unwrap_or(("", text.trim()));
    let two_decimals = amount.rsplit_once('.').is_some_and(|(_, fraction)| fraction.len() == 2);
    let sentence = name.contains(['。', '，', '；', '、', '；']);
    if !two_decimals || parse_cell(amount).is_none() || sentence || name.chars().count() > LONGEST_NAME {
        return None;
    }
    let nth = crate::document::numbers(text).len();
    Some((name.trim().to_owned(), amount.to_owned(), u32::try_from(nth).unwrap_or(u32::MAX)))
}

/// The name on the lines above, back to the end of the goals before it.
fn name_above(lines: &[Line], at: usize) -> (String, u32) {
    let above =
        lines[..at].iter().rev().take_while(|line| !line.text.ends_with(['。', '；', '.', '：'])).take(4);
    let mut pieces: Vec<&Line> = above.collect();
    pieces.reverse();
    let name: String = pieces.iter().map(|line| line.text.trim()).collect();
    (name, pieces.first().map_or(lines[at].number, |line| line.number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_before_or_above_their_amounts() {
        let text = [
            "离退休干部",
            "管理",
            "4.10",
            "保障健康。本年度指标达到 6 个，数量达到 10 人。",
            "综合事务 25.00",
            "目标达到 95%以上。",
        ];
        let lines: Vec<Line> = text.iter().zip(1..).map(|(t, n)| Line::new(n, 1, *t)).collect();
        let grid = rebuild(&lines).grid.unwrap();
        let names: Vec<&str> = grid.rows.iter().map(|row| row.cells[0].text.as_str()).collect();
        assert_eq!(names, ["离退休干部管理", "综合事务"]);
        assert_eq!(grid.rows[0].cells[1].locator.to_string(), "L3@1");
    }
}
