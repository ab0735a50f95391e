//! Tables without ruling lines: rows of text whose parts stand in columns. Only below a caption that prints a unit of
//! money, or a header with a word over every column of amounts, and only where the white between the columns runs through all
//! rows: anything less is prose.
#![allow(clippy::float_arithmetic)] // geometry

use std::sync::LazyLock;

use regex::Regex;

use super::glued::parts_of;
use super::lattice::Lattice;
use super::ongoing::borders_between;
use super::page::Glyph;
use super::text::{Line, say};
use crate::document::{NO_SIGN, clean, is_blank, parse_cell, reddened, strip_ordinal};

/// A table has at least so many rows with numbers.
const FEWEST_ROWS: usize = 3;

/// How many lines of header may stand between the caption and the first row.
pub(super) const HEADER: usize = 5;

/// Header words of neighbouring columns nearly touch: what is printed apart from each other by this part of the type.
const CLOSE: f32 = 0.4;

/// Lines of one header word stand closer than this many times the size of the type.
const CLOSE_LINES: f32 = 1.7;

/// Lines of one row stand closer than this part of the usual distance between rows.
const SAME_ROW: f32 = 0.75;

/// Rows beside each other stand apart by more than this part of the least distance between two with amounts.
const NEXT_ROW: f32 = 0.9;

pub(super) static UNIT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"单位\s*[:：]\s*(?:人民币)?\s*(?:百万元|十万元|千元|百元|亿元|万元?|元)")
        .expect("a constant pattern")
});

/// A table found in lines: which lines it takes, and what its cells say.
pub(super) struct Aligned {
    /// The first line.
    pub(super) from: usize,
    /// Behind the last line.
    pub(super) to: usize,
    /// Where its cells are.
    pub(super) lattice: Lattice,
    /// What they say, in the order of the lattice's cells.
    pub(super) texts: Vec<String>,
    /// What the cells of each column take in, left and right.
    pub(super) spans: Vec<(f32, f32)>,
}

/// A part of a line with its place.
pub(super) struct Part {
    pub(super) left: f32,
    pub(super) right: f32,
    text: String,
}

/// Finds the tables of a page's lines from one on, top to bottom.
pub(super) fn tables(lines: &[Line<'_>], from: usize) -> Vec<Aligned> {
    let mut found = Vec::new();
    let mut at = from;
    while at < lines.len() {
        let stated = UNIT.is_match(&clean(&lines[at].text()));
        let table = stated.then(|| below(lines, at + 1, true)).flatten();
        match table.or_else(|| is_words(&parts(&lines[at])).then(|| below(lines, at, false)).flatten()) {
            Some(table) => {
                at = table.to;
                found.push(table);
            }
            None => at += 1,
        }
    }
    found
}

/// Whether a line may be a header: words apart from each other, and no digit.
fn is_words(parts: &[Part]) -> bool {
    let word = |part: &Part| {
        part.text.contains(char::is_alphabetic) && !part.text.contains(|c: char| c.is_ascii_digit())
    };
    parts.len() > 2 && parts.iter().all(word)
}

pub(super) fn parts(line: &Line<'_>) -> Vec<Part> {
    // A currency that stands apart from its amount says nothing.
    line.parts().into_iter().map(part).filter(|part| !is_currency(&part.text)).collect()
}

fn is_currency(text: &str) -> bool {
    matches!(text.trim(), "¥" | "￥")
}

pub(super) fn part(glyphs: &[&Glyph]) -> Part {
    Part {
        left: glyphs.first().map_or(0.0, |glyph| glyph.x0),
        right: glyphs.iter().map(|glyph| glyph.x1).fold(f32::NEG_INFINITY, f32::max),
        text: reddened(say(glyphs), glyphs.iter().all(|glyph| glyph.red)),
    }
}

fn is_number(part: &Part) -> bool {
    let text = clean(&part.text);
    let digits = parse_cell(text.strip_prefix(NO_SIGN).unwrap_or(&text)).is_some();
    // A dash in the place of an amount is nothing, and no end of the row.
    let dash = || {
        let bare = text.trim().trim_start_matches(['¥', '￥', ' ']);
        !bare.is_empty() && is_blank(bare)
    };
    digits || dash()
}

/// Whether a line opens a row of its own: with an ordinal, a code or 其中.
fn opens_row(parts: &[Part]) -> bool {
    let Some(first) = parts.first() else { return false };
    let text = clean(&first.text);
    let text = text.trim();
    strip_ordinal(text) != text
        || text.starts_with("其中")
        || matches!(text.len(), 3 | 5 | 7) && text.bytes().all(|b| b.is_ascii_digit())
}

/// A row with a label and a number beside it.
pub(super) fn is_row(parts: &[Part]) -> bool {
    parts.len() >= 2 && parts.iter().skip(1).any(is_number)
}

/// The table whose header begins at a line. Where no unit is stated above it, its header and its rows must say that it is one.
fn below(lines: &[Line<'_>], from: usize, stated: bool) -> Option<Aligned> {
    let reach = HEADER + 1 - usize::from(!stated) * 2;
    let first = lines[from..].iter().take(reach).position(|line| is_row(&parts(line)))?;
    let all = parts_of(&lines[from..]);
    let end = end_of(&all, first);
    let rows: Vec<&Vec<Part>> = all[first..end].iter().filter(|parts| is_row(parts)).collect();
    let spans = merged(&[], &rows).filter(|spans| spans.len() > 1)?;
    let width = spans.len();
    let header = || match first.checked_sub(1) {
        Some(at) if over_every_column(&lines[from + at], &all[at], width).is_some() => at,
        _ => header_from(&lines[from..], &all, first, width),
    };
    let many = rows.len() >= FEWEST_ROWS;
    let said =
        || width > 2 && are_amounts(&rows, width) && header() < if stated { first } else { first.min(1) };
    if !(stated && many || (stated || many) && said()) {
        return None;
    }
    let groups = rows_of(&lines[from..from + end], &all[..end], first, spans.len());
    let borders = borders_between(&spans);
    let (lattice, texts) = lay(&lines[from..from + end], &all[..end], &borders, &groups)?;
    Some(Aligned { from, to: from + end, lattice, texts, spans })
}

/// Behind the last row: a table ends at the first sentence, at the header or unit of another, or where lines in a row print
/// no number.
pub(super) fn end_of(all: &[Vec<Part>], first: usize) -> usize {
    let mut end = first;
    let mut idle = 0;
    for (at, parts) in all.iter().enumerate().skip(first) {
        let sentence = parts.iter().any(|part| part.text.contains('。') || part.text.chars().count() > 40);
        let another = is_words(parts) || parts.iter().any(|part| UNIT.is_match(&clean(&part.text)));
        idle = if is_row(parts) { 0 } else { idle + 1 };
        if sentence || another || idle > 2 {
            break;
        }
        if idle == 0 {
            end = at + 1;
        }
    }
    end
}

/// Whether rows are full of amounts: with all their cells but one label, and decimals.
fn are_amounts(rows: &[&Vec<Part>], width: usize) -> bool {
    let amounts =
        |row: &&Vec<Part>| row.iter().filter(|part| is_number(part) && part.text.contains('.')).count();
    rows.iter().all(|row| row.len() + 1 >= width && amounts(row) > 1)
}

/// What the columns take in, left and right: between them is white that runs through all rows, and no two parts of a row
/// share one.
pub(super) fn merged(above: &[(f32, f32)], rows: &[&Vec<Part>]) -> Option<Vec<(f32, f32)>> {
    let own = rows.iter().flat_map(|row| row.iter().map(|part| (part.left, part.right)));
    let mut spans: Vec<(f32, f32)> = above.iter().copied().chain(own).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut merged: Vec<(f32, f32)> = Vec::new();
    for (left, right) in spans {
        match merged.last_mut() {
            Some(last) if left < last.1 + 2.0 => last.1 = last.1.max(right),
            _ => merged.push((left, right)),
        }
    }
    let whole = rows.iter().all(|row| {
        let home =
            |part: &Part| merged.iter().position(|(left, right)| *left <= part.left && part.right <= *right);
        let homes: Vec<Option<usize>> = row.iter().map(home).collect();
        homes.windows(2).all(|pair| pair[0].is_some() && pair[0] < pair[1])
    });
    whole.then_some(merged)
}

/// Which lines make one row: a line without a number that stands close to a row continues its label.
pub(super) fn rows_of(lines: &[Line<'_>], all: &[Vec<Part>], first: usize, width: usize) -> Vec<Vec<usize>> {
    let data: Vec<usize> = (first..all.len()).filter(|at| is_row(&all[*at])).collect();
    let mut steps: Vec<f32> =
        data.windows(2).map(|pair| lines[pair[1]].middle - lines[pair[0]].middle).collect();
    steps.sort_by(f32::total_cmp);
    let usual = steps.get(steps.len() / 2).copied().unwrap_or(f32::INFINITY);
    let beside = data.windows(2).filter(|pair| pair[0] + 1 == pair[1]);
    let pitch =
        beside.map(|pair| lines[pair[1]].middle - lines[pair[0]].middle).fold(f32::INFINITY, f32::min);
    let header = header_from(lines, all, first, width);
    let mut groups: Vec<Vec<usize>> = (0..header).map(|at| vec![at]).collect();
    groups.extend((header < first).then(|| (header..first).collect()));
    for at in first..all.len() {
        let near = |other: usize| (lines[at].middle - lines[other].middle).abs() < SAME_ROW * usual;
        let follows = groups.last().and_then(|group| group.last()).is_some_and(|last| {
            let opens = opens_row(&all[at]) && !is_row(&all[at]) && groups_have_row(&groups, all);
            // As far apart as rows are, it is a row of its own, with or without an amount.
            let apart = (lines[at].middle - lines[*last].middle).abs() > NEXT_ROW * pitch;
            *last >= first
                && near(*last)
                && !opens
                && !apart
                && !(is_row(&all[at]) && groups_have_row(&groups, all))
        });
        let rest = at > first && is_rest(&all[at - 1], &all[at]);
        match groups.last_mut() {
            Some(group) if follows || rest => group.push(at),
            _ => groups.push(vec![at]),
        }
    }
    groups
}

/// Where a header begins whose words are broken over lines that stand close to each other; the first row where it has none.
pub(super) fn header_from(lines: &[Line<'_>], all: &[Vec<Part>], first: usize, width: usize) -> usize {
    let near = |at: usize| {
        let size = lines[at].glyphs.iter().map(|glyph| glyph.size).fold(0.0, f32::max);
        lines[at + 1].middle - lines[at].middle < CLOSE_LINES * size
    };
    let close = (0..first.saturating_sub(1)).rev().take_while(|at| near(*at)).count();
    (first.saturating_sub(close + 1)..first.saturating_sub(1))
        .find(|from| broken_words(&all[*from..first], width).is_some())
        .unwrap_or(first)
}

/// The words of a header that are broken over lines, one for each column: its pieces stand below each other, and a word
/// in one piece stands between the first line and the last. A word that spans others leaves some of them alone below it.
fn broken_words(lines: &[Vec<Part>], width: usize) -> Option<Vec<String>> {
    let mut pieces: Vec<(usize, &Part)> = lines
        .iter()
        .enumerate()
        .flat_map(|(line, parts)| parts.iter().map(move |part| (line, part)))
        .collect();
    pieces.sort_by(|a, b| a.1.left.total_cmp(&b.1.left));
    let mut words: Vec<(f32, Vec<(usize, &Part)>)> = Vec::new();
    for (line, part) in pieces {
        match words.last_mut() {
            Some((right, word)) if part.left < *right => {
                *right = right.max(part.right);
                word.push((line, part));
            }
            _ => words.push((part.right, vec![(line, part)])),
        }
    }
    let whole = words.iter_mut().all(|(_, word)| {
        word.sort_by_key(|(line, _)| *line);
        let apart = word.windows(2).all(|pair| pair[0].0 < pair[1].0);
        let inside = word.len() > 1 || word.iter().all(|(line, _)| *line > 0 && *line + 1 < lines.len());
        apart && inside && word.iter().all(|(_, part)| !part.text.contains(['：', ':']) && !is_number(part))
    });
    let text = |(_, word): (f32, Vec<(usize, &Part)>)| {
        word.iter().map(|(_, part)| part.text.as_str()).collect::<Vec<_>>().join("\n")
    };
    (whole && words.len() == width).then(|| words.into_iter().map(text).collect())
}

/// Whether a line holds the rest of the amounts that the line above it begins: `37,504.` over `96`. Every begun amount has
/// digits below it, and no other number stands there.
fn is_rest(above: &[Part], below: &[Part]) -> bool {
    let begun = |part: &&Part| {
        part.text.strip_suffix(['.', ',']).is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()))
    };
    let has_digit = |part: &&Part| part.text.contains(|c: char| c.is_ascii_digit());
    let under = |part: &Part| {
        below.iter().any(|own| has_digit(&own) && own.left < part.right && part.left < own.right)
    };
    above.iter().any(|part| begun(&part))
        && above.iter().filter(begun).all(under)
        && below.iter().filter(has_digit).all(|part| part.text.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether the group being filled has its numbers already.
fn groups_have_row(groups: &[Vec<usize>], all: &[Vec<Part>]) -> bool {
    groups.last().is_some_and(|group| group.iter().any(|at| is_row(&all[*at])))
}

/// The words of a line where there is one for every column, words that nearly touch parted if need be.
pub(super) fn over_every_column(
    line: &Line<'_>,
    parts: &[Part],
    width: usize,
) -> Option<Vec<(usize, usize, String)>> {
    let cell = |(at, text): (usize, String)| (at, 1, text);
    if parts.len() == width {
        return Some(parts.iter().map(|part| part.text.clone()).enumerate().map(cell).collect());
    }
    let near = |a: &&Glyph, b: &&Glyph| a.run == b.run || b.x0 - a.x1 < CLOSE * a.size;
    let words: Vec<String> = line.glyphs.chunk_by(near).map(say).collect();
    if words.len() == width {
        return Some(words.into_iter().enumerate().map(cell).collect());
    }
    // Words that touch were drawn one by one.
    let drawn: Vec<String> = line.glyphs.chunk_by(|a, b| a.run == b.run).map(say).collect();
    (drawn.len() == width).then(|| drawn.into_iter().enumerate().map(cell).collect())
}

/// The cells: one per row and column; a header part that lies over several columns covers them.
pub(super) fn lay(
    lines: &[Line<'_>],
    all: &[Vec<Part>],
    columns: &[f32],
    groups: &[Vec<usize>],
) -> Option<(Lattice, Vec<String>)> {
    let width = columns.len() - 1;
    let mut y = Vec::with_capacity(groups.len() + 1);
    let mut cells: Vec<Vec<(usize, usize, String)>> = Vec::with_capacity(groups.len());
    for (at, group) in groups.iter().enumerate() {
        let top = lines[group[0]].height().0;
        let border = match at.checked_sub(1).and_then(|above| groups[above].last()) {
            Some(above) => (lines[*above].height().1 + top) / 2.0,
            None => top - 1.0,
        };
        y.push(border);
        let mut row: Vec<(usize, usize, String)> = Vec::new();
        // A word over every column: headers often stand elsewhere in their columns than the numbers below them.
        if let [only] = group.as_slice()
            && let Some(words) = over_every_column(&lines[*only], &all[*only], width)
        {
            cells.push(words);
            continue;
        }
        if let [from, .., to] = group.as_slice()
            && !group.iter().any(|line| is_row(&all[*line]))
            && let Some(words) = broken_words(&all[*from..=*to], width)
        {
            cells.push(words.into_iter().enumerate().map(|(at, word)| (at, 1, word)).collect());
            continue;
        }
        for part in group.iter().flat_map(|line| &all[*line]) {
            let place =
                |x: f32| columns.partition_point(|border| *border <= x).saturating_sub(1).min(width - 1);
            let (from, to) = (place(part.left + 1.0), place(part.right - 1.0));
            match row.iter_mut().find(|(start, ..)| *start == from) {
                Some((_, across, text)) => {
                    *across = (*across).max(to - from + 1);
                    text.push('\n');
                    text.push_str(&part.text);
                }
                None => row.push((from, to - from + 1, part.text.clone())),
            }
        }
        row.sort_by_key(|(from, ..)| *from);
        cells.push(row);
    }
    y.push(groups.last().and_then(|group| group.last()).map(|last| lines[*last].height().1 + 1.0)?);
    Lattice::of_rows(columns.to_vec(), y, cells)
}

/// Glyphs of a text, for tests.
#[cfg(test)]
pub(super) fn put(all: &mut Vec<Glyph>, text: &str, x: f32, base: f32) {
    let run = u32::try_from(all.len()).unwrap_or(0);
    let mut x0 = x;
    for c in text.chars() {
        let step = if c.is_ascii() { 5.0 } else { 10.0 };
        all.push(Glyph {
            text: super::page::Text::One(c),
            x0,
            x1: x0 + step,
            base,
            size: 10.0,
            run,
            pale: None,
            red: false,
        });
        x0 += step;
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::lines;
    use super::*;

    #[test]
    fn amounts_broken_over_two_lines_are_whole() {
        let mut all = Vec::new();
        put(&mut all, "单位：万元", 300.0, 20.0);
        let rows = [
            ("项目", "预算数", "决算数"),
            ("合计", "37,504.", "2.50"),
            ("", "96", ""),
            ("基本支出", "31,103.", "6,401.5"),
            ("", "42", "4"),
            ("项目支出", "2.00", "2.00"),
        ];
        for (row, (label, a, b)) in (0_u8..).zip(rows) {
            let base = 40.0 + 20.0 * f32::from(row);
            put(&mut all, label, 50.0, base);
            put(&mut all, a, 200.0, base);
            put(&mut all, b, 300.0, base);
        }
        let lines = lines(all.iter());
        let tables = tables(&lines, 0);
        let texts: Vec<String> = tables[0].texts.iter().map(|text| text.replace('\n', "")).collect();
        let rest =
            ["合计", "37,504.96", "2.50", "基本支出", "31,103.42", "6,401.54", "项目支出", "2.00", "2.00"];
        assert_eq!(texts[3..], rest);
    }

    #[test]
    fn rows_without_amounts_are_rows() {
        for nothing in ["", "-", "¥ -"] {
            let mut all = Vec::new();
            put(&mut all, "单位：万元", 300.0, 20.0);
            let rows = [
                ("项目", "预算数"),
                ("合计", "12.50"),
                ("一、因公出国费", nothing),
                ("二、公务用车费", "10.00"),
                ("其中：购置费", nothing),
                ("运行费", "10.00"),
                ("三、公务接待费", "2.50"),
            ];
            for (row, (label, amount)) in (0_u8..).zip(rows) {
                let base = 40.0 + 12.0 * f32::from(row);
                put(&mut all, label, 50.0, base);
                put(&mut all, amount, 200.0, base);
            }
            let tables = tables(&lines(all.iter()), 0);
            let row = |label: &str| tables[0].texts.iter().any(|text| text == label);
            assert!(rows.iter().all(|(label, _)| row(label)), "{nothing} {:?}", tables[0].texts);
        }
    }

    #[test]
    fn columns_of_white_make_a_table() {
        let mut all = Vec::new();
        put(&mut all, "单位：万元", 300.0, 20.0);
        for (row, (label, a, b)) in [
            ("项目", "预算数", "决算数"),
            ("合计", "3.00", "2.50"),
            ("基本支出", "1.00", "0.50"),
            ("项目支出", "2.00", "2.00"),
        ]
        .into_iter()
        .enumerate()
        {
            let base = 40.0 + 20.0 * f32::from(u8::try_from(row).unwrap_or(0));
            put(&mut all, label, 50.0, base);
            put(&mut all, a, 200.0, base);
            put(&mut all, b, 300.0, base);
        }
        let lines = lines(all.iter());
        let tables = tables(&lines, 0);
        assert_eq!(tables.len(), 1);
        assert_eq!((tables[0].from, tables[0].to), (1, 5));
        assert_eq!(
            tables[0].texts,
            [
                "项目",
                "预算数",
                "决算数",
                "合计",
                "3.00",
                "2.50",
                "基本支出",
                "1.00",
                "0.50",
                "项目支出",
                "2.00",
                "2.00"
            ]
        );
    }

    #[test]
    fn header_words_may_be_broken_over_lines() {
        let texts = |header: &[(&str, f32, f32)]| {
            let mut all = Vec::new();
            put(&mut all, "单位：万元", 300.0, 15.0);
            for (text, x, base) in header {
                put(&mut all, text, *x, *base);
            }
            for (row, (label, a, b)) in (0_u8..).zip([
                ("合计", "3.00", "2.50"),
                ("基本支出", "1.00", "0.50"),
                ("项目支出", "2.00", "2.00"),
            ]) {
                let base = 64.0 + 20.0 * f32::from(row);
                put(&mut all, label, 50.0, base);
                put(&mut all, a, 200.0, base);
                put(&mut all, b, 300.0, base);
            }
            let lines = lines(all.iter());
            let tables = tables(&lines, 0);
            tables[0].texts.iter().take_while(|text| *text != "合计").cloned().collect::<Vec<_>>()
        };
        let found = texts(&[
            ("年初预", 195.0, 30.0),
            ("本年决", 295.0, 30.0),
            ("项目", 60.0, 36.0),
            ("算数", 200.0, 42.0),
            ("算数", 300.0, 42.0),
        ]);
        assert_eq!(found, ["项目", "年初预\n算数", "本年决\n算数"]);
        // A word over others is none of their pieces.
        let found = texts(&[
            ("本年支出", 235.0, 30.0),
            ("项目", 60.0, 42.0),
            ("预算数", 200.0, 42.0),
            ("决算数", 300.0, 42.0),
        ]);
        assert!(found.iter().any(|text| text == "预算数"), "{found:?}");
    }

    #[test]
    fn headers_may_stand_beside_their_numbers() {
        let mut all = Vec::new();
        put(&mut all, "单位：千元", 300.0, 20.0);
        for (row, (label, a, b)) in
            [("合计", "3.00", "2.50"), ("基本支出", "1.00", "0.50"), ("项目支出", "2.00", "2.00")]
                .into_iter()
                .enumerate()
        {
            let base = 60.0 + 20.0 * f32::from(u8::try_from(row).unwrap_or(0));
            put(&mut all, label, 50.0, base);
            put(&mut all, a, 260.0, base);
            put(&mut all, b, 380.0, base);
        }
        put(&mut all, "支出功能分类科目名称", 50.0, 40.0);
        put(&mut all, "年初预算数", 190.0, 40.0);
        put(&mut all, "决算数", 290.0, 40.0);
        let lines = lines(all.iter());
        let tables = tables(&lines, 0);
        assert_eq!(tables.len(), 1);
        assert_eq!(tables[0].texts[..4], ["支出功能分类科目名称", "年初预算数", "决算数", "合计"]);
    }

    #[test]
    fn a_header_over_amounts_needs_no_unit_above_it() {
        let found = |header: &[(&str, f32)], rows: &[(&str, &str, &str)]| {
            let mut all = Vec::new();
            header.iter().for_each(|(text, x)| put(&mut all, text, *x, 20.0));
            for (row, (label, a, b)) in (0_u8..).zip(rows) {
                let base = 40.0 + 20.0 * f32::from(row);
                put(&mut all, label, 50.0, base);
                put(&mut all, a, 200.0, base);
                put(&mut all, b, 300.0, base);
            }
            tables(&lines(all.iter()), 0).iter().map(|table| (table.from, table.to)).collect::<Vec<_>>()
        };
        let rows = [("合计", "3.00", "2.50"), ("基本支出", "1.00", "0.50"), ("项目支出", "2.00", "2.00")];
        let header = [("项目", 50.0), ("预算数", 200.0), ("决算数", 300.0)];
        assert_eq!(found(&header, &rows), [(0, 4)]);
        // With a word less, or counts for amounts, nobody knows.
        assert_eq!(found(&header[..2], &rows), []);
        assert_eq!(found(&header, &[("甲", "3", "2"), ("乙", "1", "5"), ("丙", "2", "2")]), []);
        // The header of another table ends it.
        let two = [rows[0], rows[1], rows[2], ("项目", "预算数", "决算数"), rows[0], rows[1], rows[2]];
        assert_eq!(found(&header, &two), [(0, 4), (4, 8)]);
    }

    #[test]
    fn prose_is_no_table() {
        let mut all = Vec::new();
        put(&mut all, "单位：万元", 300.0, 20.0);
        for row in 0..4_u8 {
            put(
                &mut all,
                "本年收入合计为一百万元，比上年增加 3.00 万元。",
                50.0,
                40.0 + 20.0 * f32::from(row),
            );
        }
        assert!(tables(&lines(all.iter()), 0).is_empty());
    }
}
