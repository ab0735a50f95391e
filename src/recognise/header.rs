//! Header rows: how many there are, and the words above each column.

use crate::document::{Cell, Reach, Row, is_year, key, squeeze, strip_ordinal};
use crate::taxonomy::{ColumnWord, column_word, is_unit, three_public_item};

use super::columns::header_meaning;
use super::figures::looks_like_figure;
use super::grid::is_numbering;

/// The most rows a header may have.
const MOST: usize = 8;

/// How many leading rows are header: rows of header words up to the first amount or label, and the row of column
/// numbers where there is one.
pub(crate) fn length(rows: &[Row]) -> usize {
    let numbering = rows.iter().take(MOST).position(is_numbering);
    if let Some(at) = numbering
        && rows[..at].iter().all(|row| !has_amount(row))
    {
        return at + 1;
    }
    let mut length = 0;
    let mut reach = 0;
    for row in rows.iter().take(MOST) {
        if row.texts().next().is_none() {
            length += 1;
            continue;
        }
        // A header cell that reaches down into a row makes it a header row.
        let below_header = length < reach || length > 0 && hangs_below(row, &rows[..length]);
        let of_units = length > 0 && row.texts().all(is_unit);
        if has_amount(row)
            || !below_header && !of_units && (!has_header_words(row) || is_label_row(row, length))
        {
            break;
        }
        length += 1;
        reach = reach.max(length - 1 + reaches_down(row));
    }
    // Blank rows between header and data belong to neither.
    while length > 0 && rows[length - 1].texts().next().is_none() {
        length -= 1;
    }
    length
}

fn has_amount(row: &Row) -> bool {
    let years = heads_years(row);
    row.cells.iter().any(|cell| {
        (cell.number().is_some() || looks_like_figure(&cell.text))
            && !(years && is_year(&squeeze(&cell.text)))
    })
}

/// Whether a row heads columns by years without a word: two or more that follow each other, beside the word over the
/// labels and no other number.
pub(crate) fn heads_years(row: &Row) -> bool {
    let year =
        |cell: &Cell| squeeze(&cell.text).parse::<i32>().ok().filter(|year| (1990..2100).contains(year));
    let years: Vec<i32> = row.cells.iter().filter_map(year).collect();
    let numbers = row.cells.iter().filter(|cell| cell.number().is_some()).count();
    let in_turn = |step: i32| years.windows(2).all(|pair| pair[1] - pair[0] == step);
    let first = row.cells.iter().find(|cell| !cell.is_blank());
    years.len() > 1
        && years.len() == numbers
        && (in_turn(1) || in_turn(-1))
        && first.is_some_and(|cell| {
            use ColumnWord::{Code, Entity, Name, Ordinal};
            matches!(header_meaning(&cell.text), Some(Name | Code | Entity | Ordinal))
        })
}

/// The words of a header with 年 behind a bare year.
pub(crate) fn years_said(paths: &mut [Vec<String>]) {
    for word in paths.iter_mut().flatten().filter(|word| is_year(word) && !word.contains('年')) {
        word.push('年');
    }
}

fn has_header_words(row: &Row) -> bool {
    row.texts().any(|text| header_meaning(text).is_some() || three_public_item(text).is_some())
}

/// Whether the cells of a row stand below the spanning cells of the row above, and nothing stands at its head, where the
/// label of a row of data would. Where nothing stands at the head of the row above either, one cell alone may be a remark.
fn hangs_below(row: &Row, header: &[Row]) -> bool {
    let (Some(top), Some(above)) = (header.first(), header.last()) else { return false };
    let blank = |row: &Row, at: usize| row.cells.get(at).is_none_or(Cell::is_blank);
    let under_span = |at: usize| blank(above, at) || at + 1 < row.cells.len() && blank(above, at + 1);
    let filled: Vec<usize> = (0..row.cells.len()).filter(|at| !blank(row, *at)).collect();
    let least = if blank(above, 0) { 2 } else { 1 };
    filled.len() >= least
        && filled[0] > 0
        && !blank(top, 0)
        && filled.iter().all(|at| under_span(*at))
        && (0..=filled[0]).any(|at| !blank(above, at))
}

/// How many rows the cells of a row reach down, itself included, where the source says so.
fn reaches_down(row: &Row) -> usize {
    let reach = |cell: &Cell| match cell.reach {
        Some(Reach::Own(_, down)) if !cell.text.is_empty() => down as usize,
        _ => 1,
    };
    row.cells.iter().map(reach).max().unwrap_or(1)
}

/// A row below the first header row that starts with an ordinal, or holds one label only, is data with blank cells.
fn is_label_row(row: &Row, above: usize) -> bool {
    if above == 0 {
        return false;
    }
    let ordinal = row.texts().next().is_some_and(|text| strip_ordinal(text) != text.trim_start());
    let lonely = row.texts().count() == 1 && row.cells.len() > 2 && !row.cells[0].text.is_empty();
    ordinal || lonely
}

/// The words above each column of a table whose merged cells continue as blanks.
///
/// A blank takes the text to its left if both lie under the same spanning cell; otherwise it continues the cell above.
pub(crate) fn paths_of_grid(rows: &[Vec<String>], width: usize) -> Vec<Vec<String>> {
    // For every row: the index of the cell that covers each column, so that equal texts stay apart.
    let mut covering: Vec<Vec<Option<usize>>> = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let mut cover = vec![None; width];
        for column in 0..width {
            let text = row.get(column).map_or("", String::as_str);
            if !text.is_empty() {
                cover[column] = Some(column);
            } else if column > 0 && same_parent(&covering[..at], column) {
                cover[column] = cover[column - 1];
            }
        }
        covering.push(cover);
    }
    (0..width)
        .map(|column| {
            let words =
                covering.iter().zip(rows).filter_map(|(cover, row)| cover[column].map(|at| row[at].as_str()));
            dedup(words)
        })
        .collect()
}

/// The words above each column of a table whose merged cells say how far they reach.
pub(crate) fn paths_of_exact(rows: &[&Row], width: usize) -> Vec<Vec<String>> {
    let mut paths: Vec<Vec<&str>> = vec![Vec::new(); width];
    for row in rows {
        for (at, cell) in row.cells.iter().enumerate() {
            let Some(Reach::Own(across, _)) = cell.reach else { continue };
            if cell.text.is_empty() {
                continue;
            }
            for path in paths.iter_mut().skip(at).take(across as usize) {
                path.push(&cell.text);
            }
        }
    }
    paths
        .into_iter()
        .map(|words| dedup(words.into_iter().map(squeeze).collect::<Vec<_>>().iter().map(String::as_str)))
        .collect()
}

fn same_parent(above: &[Vec<Option<usize>>], column: usize) -> bool {
    above.iter().all(|cover| cover[column] == cover[column - 1])
}

fn dedup<'t>(words: impl Iterator<Item = &'t str>) -> Vec<String> {
    let mut path: Vec<String> = Vec::new();
    for word in words {
        if path.last().is_none_or(|last| key(last) != key(word)) {
            path.push(word.to_owned());
        }
    }
    path
}

/// A header cell with the columns it covers.
#[derive(Debug, Clone)]
struct Spanned {
    text: String,
    start: usize,
    end: usize,
}

/// The words above each column of a table in which a cell that spans columns stands once.
///
/// The lowest row has a cell for every column. Each row above is laid over the one below it: a blank continues one
/// cell, a text covers one or more. `None` where that can be done in several ways and the words do not decide.
pub(crate) fn paths_of_collapsed(rows: &[Vec<String>], width: usize) -> Option<Vec<Vec<String>>> {
    let (lowest, above) = rows.split_last()?;
    if lowest.len() != width {
        return None;
    }
    let mut lower: Vec<Spanned> = lowest
        .iter()
        .enumerate()
        .map(|(at, text)| Spanned { text: text.clone(), start: at, end: at + 1 })
        .collect();
    let mut levels = vec![lower.clone()];
    for row in above.iter().rev() {
        lower = cover(row, &lower)?;
        levels.push(lower.clone());
    }
    levels.reverse();
    let path = |column: usize| {
        let words = levels.iter().filter_map(|level| {
            level.iter().find(|cell| (cell.start..cell.end).contains(&column)).map(|cell| cell.text.as_str())
        });
        dedup(words.filter(|text| !text.is_empty()))
    };
    Some((0..width).map(path).collect())
}

/// Lays a row of header cells over the row below it.
fn cover(upper: &[String], lower: &[Spanned]) -> Option<Vec<Spanned>> {
    // best[u][l]: score and number of ways to lay the first u cells over the first l, and how many the last took.
    let none = (i64::MIN, 0_usize, 0_usize);
    let mut best = vec![vec![none; lower.len() + 1]; upper.len() + 1];
    best[0][0] = (0, 1, 0);
    for (u, text) in upper.iter().enumerate() {
        for l in 0..lower.len() {
            let (score, ways, _) = best[u][l];
            if ways == 0 {
                continue;
            }
            for taken in 1..=lower.len() - l {
                let Some(gain) = fit(text, &lower[l..l + taken]) else { break };
                let entry = &mut best[u + 1][l + taken];
                match (score + gain).cmp(&entry.0) {
                    std::cmp::Ordering::Greater => *entry = (score + gain, ways, taken),
                    std::cmp::Ordering::Equal => entry.1 += ways,
                    std::cmp::Ordering::Less => {}
                }
            }
        }
    }
    let (_, ways, _) = best[upper.len()][lower.len()];
    if ways != 1 {
        return None;
    }
    let mut end = lower.len();
    let mut cells = Vec::with_capacity(upper.len());
    for u in (0..upper.len()).rev() {
        let taken = best[u + 1][end].2;
        let group = &lower[end - taken..end];
        cells.push(Spanned { text: upper[u].clone(), start: group[0].start, end: group[taken - 1].end });
        end -= taken;
    }
    cells.reverse();
    Some(cells)
}

/// How well a header cell lies over a run of cells below it, or `None` where it cannot.
fn fit(text: &str, group: &[Spanned]) -> Option<i64> {
    let blank = |cell: &Spanned| cell.text.is_empty();
    match group {
        [only] if blank(only) => Some(if text.is_empty() { 1 } else { 2 }),
        // A blank continues a cell from above; new words below it are unusual.
        [_] => Some(if text.is_empty() { -4 } else { -1 }),
        _ if text.is_empty() || group.iter().any(blank) => None,
        [first, rest @ ..] => {
            let subtotal = |cell: &Spanned| {
                matches!(column_word(&cell.text), Some(ColumnWord::Subtotal)) || key(&cell.text) == "合计"
            };
            // A spanned group usually opens with its own subtotal, and holds only one.
            let opening = if subtotal(first) { 3 } else { 0 };
            let second = if rest.iter().any(subtotal) { -3 } else { 0 };
            Some(1 + opening + second)
        }
        [] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &[&str]) -> Vec<Vec<String>> {
        text.iter().map(|row| row.split('|').map(str::to_owned).collect()).collect()
    }

    #[test]
    fn bare_years_head_columns_and_do_not_count() {
        use crate::document::{Locator, Span};
        let rows = |texts: &[&str]| -> Vec<Row> {
            let row = |(line, text): (u32, &&str)| Row {
                span: Span::new(line, line),
                cells: (1..)
                    .zip(text.split('|'))
                    .map(|(nth, text)| Cell::new(text, Locator::Cell(line, nth)))
                    .collect(),
            };
            (1..).zip(texts).map(row).collect()
        };
        assert_eq!(length(&rows(&["项目|2016|2017|增减值", "合计|3.00|4.00|1.00"])), 1);
        // Amounts that look like years are amounts.
        assert_eq!(length(&rows(&["项目|预算数|决算数", "合计|2016|2017"])), 1);
        assert_eq!(length(&rows(&["项目|2016|1960", "合计|3.00|4.00"])), 0);
        let mut paths = vec![vec!["2016".to_owned()], vec!["预算数".to_owned()]];
        years_said(&mut paths);
        assert_eq!(paths, [["2016年"], ["预算数"]]);
    }

    #[test]
    fn collapsed_headers_unfold() {
        let header = rows(&[
            "预算单位|收入总计|本年收入|上级补助收入|上年结余、结转",
            "||财政预算拨款|事业收入|其他收入||",
            "||小计|一般公共预算拨款|政府性基金预算拨款|财政专户拨款||||",
            "|||小计|一般性经费拨款|财政专项资金拨款|政府投资项目拨款||||||",
        ]);
        let paths = paths_of_collapsed(&header, 13).unwrap();
        assert_eq!(paths[0], ["预算单位"]);
        assert_eq!(paths[2], ["本年收入", "财政预算拨款", "小计"]);
        assert_eq!(paths[3], ["本年收入", "财政预算拨款", "一般公共预算拨款", "小计"]);
        assert_eq!(paths[6], ["本年收入", "财政预算拨款", "一般公共预算拨款", "政府投资项目拨款"]);
        assert_eq!(paths[8], ["本年收入", "财政预算拨款", "财政专户拨款"]);
        assert_eq!(paths[9], ["本年收入", "事业收入"]);
        assert_eq!(paths[12], ["上年结余、结转"]);
    }

    #[test]
    fn two_spanning_cells_side_by_side() {
        let header = rows(&["单位|收入|支出", "|小计|甲|小计|乙|丙"]);
        let paths = paths_of_collapsed(&header, 6).unwrap();
        assert_eq!(paths[2], ["收入", "甲"]);
        assert_eq!(paths[3], ["支出", "小计"]);
    }

    #[test]
    fn grid_headers_tell_spans_from_continuations() {
        let header = rows(&[
            "预算数||||||决算数|||||",
            "合计|出国|用车|||接待|合计|出国|用车|||接待",
            "||小计|购置|运行||||小计|购置|运行|",
        ]);
        let paths = paths_of_grid(&header, 12);
        assert_eq!(paths[0], ["预算数", "合计"]);
        assert_eq!(paths[3], ["预算数", "用车", "购置"]);
        assert_eq!(paths[5], ["预算数", "接待"]);
        assert_eq!(paths[8], ["决算数", "用车", "小计"]);
        assert_eq!(paths[11], ["决算数", "接待"]);
    }
}
