//! Tables of 三公 as saved pages have them: a row a line, a bar behind every cell, blank cells among them. Where cells of the
//! header went over several rows or columns, what stands below no longer shows which, and it is no table for us.

use crate::document::{Cell, Line, Locator, Row, Span, bar_cells, key, parse_cell};
use crate::taxonomy::{SaidUnit, bare_unit, stated_unit, three_public_item};

use super::proved::Proved;

/// The fewest rows, and the fewest bars of one.
const FEWEST: usize = 3;

fn bars(line: &Line) -> usize {
    line.text.matches('|').count()
}

fn is_row(line: &Line) -> bool {
    let text = line.text.trim();
    !text.starts_with('|') && text.ends_with('|')
}

fn row(line: &Line) -> Row {
    let cells = bar_cells(&line.text)
        .into_iter()
        .zip(1..)
        .map(|((from, to), nth)| Cell::new(line.text[from..to].trim(), Locator::Cell(line.number, nth)));
    Row { span: Span::new(line.number, line.number), cells: cells.collect() }
}

fn filled(row: &Row) -> usize {
    row.cells.iter().filter(|cell| !cell.text.is_empty()).count()
}

fn has_numbers(row: &Row) -> bool {
    row.cells.iter().skip(1).any(|cell| parse_cell(&cell.text).is_some())
}

/// Whether every column has a name of its own.
fn names_all(row: &Row) -> bool {
    let words: Vec<String> = row.cells.iter().map(|cell| key(&cell.text)).collect();
    (0..words.len()).all(|at| !words[at].is_empty() && !words[..at].contains(&words[at]))
}

/// The first such table among lines.
pub(super) fn find(lines: &[Line]) -> Option<Proved> {
    let mut at = 0;
    while at < lines.len() {
        let width = bars(&lines[at]);
        let run = lines[at..].iter().take_while(|line| is_row(line) && bars(line) == width).count();
        if width >= FEWEST
            && run >= FEWEST
            && let Some(found) = of_run(&lines[at..at + run])
        {
            return Some(found);
        }
        at += run.max(1);
    }
    None
}

fn of_run(lines: &[Line]) -> Option<Proved> {
    let rows: Vec<Row> = lines.iter().map(row).collect();
    let header = rows.iter().take_while(|row| !has_numbers(row)).count();
    // What stands alone in its row is the title or the unit.
    let mut spread = rows[..header].iter().filter(|row| filled(row) > 1);
    let (Some(head), None) = (spread.next(), spread.next()) else { return None };
    let has = |code: &str| {
        rows[header..]
            .iter()
            .filter_map(|row| row.cells.first())
            .any(|cell| three_public_item(&key(&cell.text)) == Some(code))
    };
    if !names_all(head) || !has("reception") || !(has("outbound") || has("vehicle")) {
        return None;
    }
    let unit: Option<SaidUnit> = rows[..header]
        .iter()
        .filter(|row| filled(row) == 1)
        .flat_map(|row| row.cells.iter().filter(|cell| !cell.text.is_empty()))
        .find_map(|cell| bare_unit(&cell.text).or_else(|| stated_unit(&cell.text)));
    let (first, last) = (lines.first()?.number, lines.last()?.number);
    let own = rows.iter().skip_while(|row| filled(row) <= 1).cloned().collect();
    Some(Proved { rows: own, unit, first, last })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<Line> {
        text.lines().zip(1..).map(|(text, number)| Line::new(number, 1, text)).collect()
    }

    #[test]
    fn every_cell_has_its_bar() {
        let text = "单位:万元 | ||||\n项目 | 2022年预算数 | 2023年预算数 | 增减 | 原因 |\n合计 | 5.5 | 6.1 | 0.6 | |\n公务接待费 | 1.5 | 1.1 | -0.4 | 压减。 |\n公务用车费 | 4 | 5 | 1 | |";
        let found = find(&lines(text)).expect("a table");
        assert_eq!((found.first, found.last, found.rows.len()), (1, 5, 4));
        assert_eq!(found.rows[2].cells[3].text, "-0.4");
        assert_eq!(found.rows[2].cells[3].locator.to_string(), "L4:c4");
        assert!(found.unit.is_some());
    }

    #[test]
    fn headers_that_went_over_columns_show_no_more_which() {
        let text = "项目 | 2022年 | 2023年 | 增减情况 | |\n增减额 | 增减幅度 | |||\n公务接待费 | 1 | 2 | 1 | 100% |\n公务用车费 | 1 | 2 | 1 | 100% |";
        assert!(find(&lines(text)).is_none());
        assert!(find(&lines("甲 | 乙 | 丙 |\n丁 | 1 | 2 |\n戊 | 3 | 4 |")).is_none());
    }
}
