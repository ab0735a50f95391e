//! Tables that lost their rows: every cell a line of its own, with bars at cell ends or without, or a row a line with bars.
//! The header says how many columns there are, so each label takes the cells behind it; a row with fewer numbers than
//! columns is not guessed where no bars say which cell is blank.

use crate::document::{Cell, Line, Locator, Row, Shape, Span, is_blank, key, numbers, parse_cell, squeeze};
use crate::model::Statement;
use crate::taxonomy::three_public_item;

use super::section::{Body, Caption, Parts, Section};

/// A cell of the flow.
#[derive(Debug, Clone)]
struct Piece {
    text: String,
    line: u32,
    /// Its number among those of the line, where it holds one and the line holds others.
    nth: Option<u32>,
    /// Whether bars say where cells end: then a blank piece is a blank cell.
    barred: bool,
}

impl Piece {
    fn is_amount(&self) -> bool {
        parse_cell(&self.text).is_some()
    }

    fn cell(&self) -> Cell {
        let locator = self.nth.map_or(Locator::Line(self.line), |nth| Locator::Number(self.line, nth));
        Cell::new(&squeeze(&self.text), locator)
    }
}

/// Cuts lines into cells. Between bars a line break ends nothing; without bars every line is a cell.
fn pieces(lines: &[Line]) -> Vec<Piece> {
    let barred = lines.iter().filter(|line| line.text.contains('|')).count() * 2 > lines.len();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open = false;
    for line in lines {
        let found = numbers(&line.text);
        let several = line.text.matches('|').count() > 1;
        let mut at = 0;
        for (nth, part) in line.text.split('|').enumerate() {
            let start = at;
            at += part.len() + 1;
            let last = at > line.text.len();
            let text = part.trim();
            if nth > 0 || !barred {
                open = false;
            }
            // What stands behind the last bar goes on in the next line.
            if !barred && text.is_empty() || last && text.is_empty() && nth > 0 {
                continue;
            }
            let within =
                found.iter().find(|number| number.start >= start && number.start < start + part.len());
            let number = within.filter(|_| several).map(|number| number.nth);
            if let Some(piece) = pieces.last_mut().filter(|_| open && nth == 0) {
                piece.text.push_str(text);
                if piece.text.len() == text.len() {
                    piece.line = line.number;
                }
            } else {
                pieces.push(Piece { text: text.to_owned(), line: line.number, nth: number, barred });
            }
            open = barred && last;
        }
        if line.text.trim_end().ends_with('|') {
            open = false;
        }
    }
    pieces
}

/// Whether a cell may be the label of a row: it names an item, or an amount stands behind it.
fn is_row(pieces: &[Piece], at: usize) -> bool {
    let words =
        !pieces[at].text.is_empty() && !pieces[at].is_amount() && pieces[at].text.chars().count() <= 30;
    is_label(&pieces[at])
        || words
            && !pieces[at].text.contains(['。', '，', ','])
            && pieces.get(at + 1).is_some_and(Piece::is_amount)
}

/// Whether a cell names an item of 三公, or their total.
fn is_label(piece: &Piece) -> bool {
    let text = key(&piece.text);
    let words = text.trim_start_matches(|c: char| !c.is_alphabetic()).trim_start_matches("其中:");
    let total = ["合计", "总计", "共计", "小计"].iter().any(|word| words.contains(word));
    !text.is_empty()
        && text.chars().count() <= 30
        && !text.contains(['。', ','])
        && !piece.is_amount()
        && (total || three_public_item(&text).is_some())
}

/// The header, and the rows behind it with the piece that ends the table.
fn rows(pieces: &[Piece]) -> Option<(Vec<Row>, usize)> {
    let head = pieces
        .iter()
        .position(|piece| matches!(key(&piece.text).as_str(), "项目" | "科目" | "科目名称" | "使用情况"))?;
    let first = head + 1 + pieces[head + 1..].iter().position(is_label)?;
    let columns: Vec<&Piece> =
        pieces[head + 1..first].iter().filter(|piece| !piece.text.is_empty()).collect();
    if columns.is_empty() || columns.len() > 8 || columns.iter().any(|piece| piece.is_amount()) {
        return None;
    }
    let mut rows = vec![row(&pieces[head], columns.iter().map(|piece| piece.cell()).collect())];
    let mut at = first;
    while at < pieces.len() {
        if pieces[at].text.is_empty() {
            at += 1;
            continue;
        }
        if !is_row(pieces, at) {
            break;
        }
        let label = at;
        at += 1;
        let mut cells = Vec::new();
        while at < pieces.len()
            && cells.len() < columns.len()
            && (pieces[at].is_amount() || is_blank(&pieces[at].text))
        {
            cells.push(pieces[at].cell());
            at += 1;
        }
        // A row short of cells: which one is blank is not known, unless all are.
        let certain = cells.len() == columns.len()
            || pieces[label].barred && cells.iter().all(|cell| cell.text.is_empty());
        if !certain && !cells.is_empty() {
            return None;
        }
        cells.resize_with(columns.len(), || Cell::new("", Locator::Line(pieces[label].line)));
        rows.push(row(&pieces[label], cells));
    }
    (rows.len() >= 3).then_some((rows, at))
}

fn row(label: &Piece, mut cells: Vec<Cell>) -> Row {
    let last = cells.iter().map(|cell| cell.locator.last_line()).max().unwrap_or(label.line).max(label.line);
    cells.insert(0, Cell::new(&squeeze(&label.text), Locator::Line(label.line)));
    Row { span: Span::new(label.line, last), cells }
}

/// Gives sections of 三公 their rows back; what stands behind the table is prose. Where the title of a table was none, its
/// cells stand among the prose.
pub(super) fn restore(parts: &mut Parts) {
    let mut prose = Vec::new();
    for section in &mut parts.sections {
        let Body::Flow(lines) = &section.body else { continue };
        if section.statement != Some(Statement::ThreePublic) {
            continue;
        }
        let pieces = pieces(lines);
        let Some((rows, end)) = rows(&pieces) else { continue };
        let behind = pieces.get(end).map_or(u32::MAX, |piece| piece.line);
        prose.extend(lines.iter().filter(|line| line.number >= behind).cloned());
        let last = rows.last().map_or(section.span.first, |row| row.span.last);
        section.span = Span::new(section.span.first, last.max(section.span.first));
        section.body = Body::Rows(Shape::Grid, rows);
    }
    if !prose.is_empty() {
        parts.prose.extend(prose);
        parts.prose.sort_by_key(|line| line.number);
    }
    while let Some(section) = among_prose(&mut parts.prose) {
        let at = parts.sections.partition_point(|known| known.span.first < section.span.first);
        parts.sections.insert(at, section);
    }
}

/// The most lines of a table among prose.
const LONGEST: usize = 240;

/// Takes the first such table out of the prose.
fn among_prose(prose: &mut Vec<Line>) -> Option<Section> {
    let opens = |line: &Line| {
        let text = key(line.text.trim_matches(|c: char| c == '|' || c.is_whitespace()));
        matches!(text.split('|').next(), Some("项目" | "科目" | "使用情况"))
    };
    let (head, rows, end) =
        prose.iter().enumerate().filter(|(_, line)| opens(line)).find_map(|(head, _)| {
            let lines = &prose[head..prose.len().min(head + LONGEST)];
            let pieces = pieces(lines);
            let (rows, end) = rows(&pieces)?;
            let items = rows.iter().filter(|row| {
                row.cells.first().is_some_and(|cell| three_public_item(&key(&cell.text)).is_some())
            });
            let behind = pieces.get(end).map(|piece| piece.line);
            (items.count() >= 2).then_some((head, rows, behind))
        })?;
    let mut caption = Caption::default();
    let mut title = (prose[head].number, String::new());
    let mut first = head;
    for (at, line) in prose[..head].iter().enumerate().rev().take(6) {
        if line.text.contains('。') {
            break;
        }
        let read = Caption::of_text(&line.text);
        if read.says_unit() {
            first = at;
        }
        caption.add(read);
        let words = line.text.trim_matches(|c: char| c == '|' || c.is_whitespace());
        if key(words).contains("三公") {
            title = (line.number, squeeze(words));
            break;
        }
    }
    let upto = end
        .map_or(prose.len(), |line| prose.iter().position(|one| one.number >= line).unwrap_or(prose.len()));
    let last = rows.last().map_or(title.0, |row| row.span.last);
    prose.drain(first..upto.max(first));
    let mut section = Section::of_rows(Statement::ThreePublic, title.1, Span::new(title.0, last), rows);
    section.caption = caption;
    Some(section)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Vec<String>> {
        let lines: Vec<Line> =
            text.lines().zip(1..).map(|(text, number)| Line::new(number, 1, text)).collect();
        let (rows, _) = rows(&pieces(&lines))?;
        Some(
            rows.iter()
                .map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("/"))
                .collect(),
        )
    }

    #[test]
    fn cells_of_lines_become_rows() {
        let text = "项目\n决算数\n合计\n60.6\n因公出国(境)费\n0\n公务接待费\n28.1\n公务用车购置及运行费\n32.5\n其中:公务用车运行维护费\n公务用车购置费\n说明";
        let rows = read(text).unwrap();
        assert_eq!(rows[0], "项目/决算数");
        assert_eq!(rows[1], "合计/60.6");
        assert_eq!(rows.last().unwrap(), "公务用车购置费/");
    }

    #[test]
    fn bars_end_cells_and_two_bars_are_a_blank() {
        let text =
            "项 目\n|\n预 算 数\n|\n合 计\n|\n0.36\n|\n因公出国(境)费\n|\n|\n公务接待费\n|\n0.36\n|\n说明";
        let rows = read(text).unwrap();
        assert_eq!(rows, ["项目/预算数", "合计/0.36", "因公出国(境)费/", "公务接待费/0.36"]);
    }

    #[test]
    fn a_row_a_line_and_two_columns() {
        let text = "项 目 | 本年预算数 | 其中:财政拨款 |\n合 计 | 34.35 | 34.35 |\n1.因公出国(境)费用 | 0 | 0 |\n2.公务接待费 | 1.70 | 1.70 |";
        assert_eq!(read(text).unwrap()[3], "2.公务接待费/1.70/1.70");
    }

    #[test]
    fn a_row_short_of_cells_is_not_guessed() {
        assert_eq!(read("项目\n预算数\n决算数\n合计\n5\n因公出国(境)费\n0\n1\n公务接待费\n1\n2"), None);
    }
}
