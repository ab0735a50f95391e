//! The contents page of a document: the tables that it says it holds, and the lines that it covers.

use crate::document::{Block, Document, Line, Locator, squeeze};
use crate::model::{Remark, Says, Statement};
use crate::taxonomy::statement_of;

/// A table named on the contents page.
#[derive(Debug, Clone)]
pub(super) struct Entry<'l> {
    /// Its line.
    pub(super) line: u32,
    /// The printed words.
    text: &'l str,
    /// What table it is.
    statement: Statement,
    number: u32,
}

/// The fewest entries that make a list of tables: below it they may be headings.
const FEWEST: usize = 4;

/// Lines that may stand between two entries: headings of groups, titles that are not known.
const BETWEEN: usize = 3;

/// The most characters of an entry.
const LONGEST: usize = 40;

/// Hands over the entries of the contents page.
pub(super) fn find(listed: &[Entry<'_>], found: &mut Vec<Remark>) {
    found.extend(listed.iter().map(|entry| Remark {
        says: Says::Listed { statement: entry.statement, number: entry.number },
        locator: Locator::Line(entry.line),
        quote: entry.text.to_owned(),
        within: None,
    }));
}

/// The tables that the contents page names, in order; empty where there is no such list.
pub(super) fn listed(document: &Document) -> Vec<Entry<'_>> {
    let mut run: Vec<Entry> = Vec::new();
    let mut idle = 0;
    for block in &document.blocks {
        let entry = match block {
            Block::Line(line) => entry(line),
            Block::Table(_) => {
                idle = BETWEEN;
                None
            }
        };
        match entry {
            Some(entry) => {
                run.push(entry);
                idle = 0;
            }
            None => {
                idle += 1;
                if idle > BETWEEN {
                    if run.len() >= FEWEST {
                        return run;
                    }
                    run.clear();
                }
            }
        }
    }
    if run.len() >= FEWEST { run } else { Vec::new() }
}

/// A numbered title of a known table.
fn entry(line: &Line) -> Option<Entry<'_>> {
    let text = line.text.trim();
    let words = squeeze(text);
    if words.chars().count() > LONGEST || !words.contains('表') || words.contains(['。', '，']) {
        return None;
    }
    let (number, rest) = numbered(&words)?;
    let statement = statement_of(rest)?;
    Some(Entry { line: line.number, text, statement, number })
}

/// The ordinal before a title: `表五：`, `五、`, `5.`.
fn numbered(text: &str) -> Option<(u32, &str)> {
    let rest = text.strip_prefix('表').unwrap_or(text);
    let end = rest.find(['、', '.', '．', '：', ':'])?;
    let (ordinal, behind) = rest.split_at(end);
    let title = behind.trim_start_matches(['、', '.', '．', '：', ':']);
    let number = ordinal.parse().ok().or_else(|| chinese(ordinal))?;
    (!title.is_empty()).then_some((number, title))
}

/// 一 to 九十九.
fn chinese(text: &str) -> Option<u32> {
    let digit =
        |c: char| "一二三四五六七八九".chars().position(|d| d == c).and_then(|at| u32::try_from(at + 1).ok());
    match text.split_once('十') {
        Some((tens, ones)) => {
            let one = |part: &str, none: u32| {
                let mut chars = part.chars();
                match (chars.next(), chars.next()) {
                    (None, _) => Some(none),
                    (Some(c), None) => digit(c),
                    _ => None,
                }
            };
            Some(one(tens, 1)? * 10 + one(ones, 0)?)
        }
        None => {
            let mut chars = text.chars();
            chars.next().filter(|_| chars.next().is_none()).and_then(digit)
        }
    }
}

/// The most characters of a line of the contents page.
const LONGEST_LINE: usize = 60;

/// Headings that stand between the contents page and the first sentence, where nothing says where it ends.
const HEADINGS: usize = 3;

/// The lines of the contents page, both ends included. It ends where its first entry is printed again, as a heading;
/// where titles differ, before the first sentence and the headings above it.
pub(super) fn region(document: &Document) -> Option<(u32, u32)> {
    let lines: Vec<&Line> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Line(line) => Some(line),
            Block::Table(_) => None,
        })
        .collect();
    let start = lines.iter().position(|line| squeeze(&line.text).starts_with("目录"))?;
    let mut seen: Vec<(u32, String)> = Vec::new();
    let mut open = false;
    for line in &lines[start + 1..] {
        let words = squeeze(&line.text);
        if words.contains('。') || words.chars().count() > LONGEST_LINE {
            open = true;
            break;
        }
        if seen.iter().any(|(_, entry)| *entry == words) {
            break;
        }
        seen.push((line.number, words));
    }
    let kept = if open { seen.len().saturating_sub(HEADINGS) } else { seen.len() };
    let end = kept.checked_sub(1).map_or(lines[start].number, |last| seen[last].0);
    Some((lines[start].number, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_are_read_in_every_form() {
        for (text, number, rest) in [
            ("表五：基本支出－工资福利支出", 5, "基本支出－工资福利支出"),
            ("十二、项目支出表", 12, "项目支出表"),
            ("7.一般公共预算支出情况表", 7, "一般公共预算支出情况表"),
            ("二十、收入决算表", 20, "收入决算表"),
        ] {
            assert_eq!(numbered(text), Some((number, rest)));
        }
        assert_eq!(numbered("收入决算表"), None);
    }
}
