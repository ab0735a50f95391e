//! Tables that lost their rows: every cell a line of its own, with bars at cell ends or without, or a row a line with bars.
//! The header says how many columns there are, so each label takes the cells behind it; a row with fewer numbers than
//! columns is not guessed where no bars say which cell is blank.

mod across;
mod barred;
mod marks;
mod pieces;
mod proved;
mod rows;

use crate::document::{Line, Row, Shape, Span, key, squeeze};
use crate::model::Statement;
use crate::taxonomy::three_public_item;

use super::section::{Body, Caption, Parts, Section};
use pieces::{opens_header, pieces};

/// Gives sections of 三公 their rows back; what stands behind the table is prose. Where the title of a table was none, its
/// cells stand among the prose.
pub(super) fn restore(parts: &mut Parts) {
    let mut prose = Vec::new();
    for section in &mut parts.sections {
        if let Body::Rows(Shape::Grid, rows) = &section.body
            && let Some(found) = proved::of_rows(rows)
        {
            if !section.caption.says_unit() {
                section.caption.says(found.unit);
            }
            section.body = Body::Rows(shape_of(&found.rows), found.rows);
            continue;
        }
        let Body::Flow(lines) = &section.body else { continue };
        if section.statement != Some(Statement::ThreePublic) {
            // Sentences about money behind the last row of any table are text.
            if let Some(behind) = text_behind(lines).filter(|at| tells_money(&lines[*at..])) {
                prose.extend_from_slice(&lines[behind..]);
                cut_off(section, behind);
            }
            continue;
        }
        let pieces = pieces(lines);
        let read = rows::read(&pieces).or_else(|| across::read(&pieces).map(|(rows, _, end)| (rows, end)));
        if read.is_none()
            && let Some(found) = proved::find(lines).or_else(|| barred::find(lines))
        {
            prose.extend(
                lines.iter().filter(|line| !(found.first..=found.last).contains(&line.number)).cloned(),
            );
            if !section.caption.says_unit() {
                section.caption.says(found.unit);
            }
            section.span.last = found.last;
            section.body = Body::Rows(shape_of(&found.rows), found.rows);
            continue;
        }
        let Some((rows, end)) = read else {
            // The table stays unread; the sentences behind it are none of its cells.
            if let Some(behind) = text_behind(lines) {
                prose.extend_from_slice(&lines[behind..]);
                cut_off(section, behind);
            }
            continue;
        };
        let behind = pieces.get(end).map_or(u32::MAX, |piece| piece.line);
        prose.extend(lines.iter().filter(|line| line.number >= behind).cloned());
        let last = rows.last().map_or(section.span.first, |row| row.span.last);
        section.span = Span::new(section.span.first, last.max(section.span.first));
        section.body = Body::Rows(shape_of(&rows), rows);
    }
    if !prose.is_empty() {
        parts.prose.extend(prose);
        parts.prose.sort_by_key(|line| line.number);
    }
    let mut found: Vec<Section> = std::iter::from_fn(|| among_prose(&mut parts.prose)).collect();
    let mut from = 0;
    while let Some((section, next)) = proved_among_prose(&mut parts.prose, from) {
        found.push(section);
        from = next;
    }
    for section in found {
        let at = parts.sections.partition_point(|known| known.span.first < section.span.first);
        parts.sections.insert(at, section);
    }
}

/// Where the text behind the cells of a table begins: at the first sentence behind which no cells stand any more, or at the
/// heading above it.
fn text_behind(lines: &[Line]) -> Option<usize> {
    let is_sentence = |line: &Line| line.text.contains('。') && line.text.chars().count() >= SENTENCE;
    let is_heading = |line: &Line| {
        crate::document::strip_ordinal(&line.text).len() < line.text.len() && line.text.chars().count() > 4
    };
    let is_row = |line: &Line| {
        !line.text.contains('。')
            && line
                .text
                .split(|c: char| c == '|' || c.is_whitespace())
                .any(|cell| crate::document::parse_cell(cell.trim()).is_some())
    };
    let last_cell = lines.iter().rposition(is_row)?;
    let first = last_cell + 1 + lines[last_cell + 1..].iter().position(is_sentence)?;
    let heading = (last_cell + 1..first).rev().find(|at| is_heading(&lines[*at]));
    Some(heading.unwrap_or(first))
}

/// Whether the first sentence of a text tells of money.
fn tells_money(lines: &[Line]) -> bool {
    lines
        .iter()
        .find(|line| line.text.contains('。'))
        .is_some_and(|line| crate::taxonomy::says_money_of_accounts(&crate::taxonomy::plain(&line.text)))
}

/// Takes the lines from one on off a section.
fn cut_off(section: &mut Section, at: usize) {
    let Body::Flow(lines) = &mut section.body else { return };
    lines.truncate(at);
    section.span.last = lines.last().map_or(section.span.first, |line| line.number);
}

/// A line of fewer characters is a cell.
const SENTENCE: usize = 20;

/// The most lines of a table among prose.
const LONGEST: usize = 240;

/// A row that is short of cells must not be filled up with blanks: which of its cells is blank is not known.
fn shape_of(rows: &[Row]) -> Shape {
    let width = rows.first().map_or(0, |row| row.cells.len());
    if rows.iter().all(|row| row.cells.len() == width) { Shape::Grid } else { Shape::Collapsed }
}

/// A table among lines: its rows, and the lines before which it begins and ends.
struct Found {
    rows: Vec<Row>,
    first: u32,
    behind: Option<u32>,
}

/// The table that begins at a line.
fn at(lines: &[Line]) -> Option<Found> {
    let pieces = pieces(lines);
    let line = |at: usize| pieces.get(at).map(|piece| piece.line);
    if pieces.first().is_some_and(|piece| opens_header(&piece.text))
        && let Some((rows, end)) = rows::read(&pieces)
    {
        let items = rows.iter().filter(|row| {
            row.cells.first().is_some_and(|cell| three_public_item(&key(&cell.text)).is_some())
        });
        let first = line(0)?;
        if items.count() >= 2 {
            return Some(Found { rows, first, behind: line(end) });
        }
    }
    let (rows, head, end) = across::read(&pieces)?;
    Some(Found { rows, first: line(head)?, behind: line(end) })
}

/// How many lines of a document may be tried as the first of a table.
const TRIES: usize = 64;

/// Takes the first such table out of the prose.
fn among_prose(prose: &mut Vec<Line>) -> Option<Section> {
    let opens = |line: &Line| {
        let text = line.text.trim_matches(|c: char| c == '|' || c.is_whitespace());
        let first = text.split('|').next().unwrap_or_default();
        let words = key(first);
        let row = words.chars().count() <= 40 && words.starts_with("项目") && !first.contains('。');
        opens_header(first) || row || matches!(words.as_str(), "年度" | "年份" | "合计" | "总计" | "单位名称")
    };
    let (head, found) =
        prose.iter().enumerate().filter(|(_, line)| opens(line)).take(TRIES).find_map(|(head, _)| {
            at(&prose[head..prose.len().min(head + LONGEST)]).map(|found| (head, found))
        })?;
    let head = prose[head..].iter().position(|line| line.number >= found.first).map_or(head, |at| head + at);
    let Found { rows, behind: end, .. } = found;
    let (first, title, caption) = above(prose, head);
    let upto = end
        .map_or(prose.len(), |line| prose.iter().position(|one| one.number >= line).unwrap_or(prose.len()));
    let last = rows.last().map_or(title.0, |row| row.span.last);
    prose.drain(first..upto.max(first));
    Some(section_of(rows, title, last, caption))
}

/// What stands above a table among prose: the line that its caption begins with, its title with its line, and the caption.
fn above(prose: &[Line], head: usize) -> (usize, (u32, String), Caption) {
    let mut caption = Caption::default();
    let mut title = (prose[head].number, String::new());
    let mut first = head;
    let bars = |line: &Line| line.text.chars().all(|c| c == '|' || c.is_whitespace());
    for (at, line) in prose[..head].iter().enumerate().rev().filter(|(_, line)| !bars(line)).take(6) {
        if line.text.contains('。') {
            break;
        }
        let text: String = line.text.chars().map(crate::document::simplified).collect();
        let read = Caption::of_text(&text);
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
    (first, title, caption)
}

fn section_of(rows: Vec<Row>, title: (u32, String), last: u32, caption: Caption) -> Section {
    let shape = shape_of(&rows);
    let mut section = Section::of_rows(Statement::ThreePublic, title.1, Span::new(title.0, last), Vec::new());
    section.body = Body::Rows(shape, rows);
    section.caption = caption;
    section
}

/// Takes the first table behind a line out of the prose of which no header says how its cells are ordered; with the line that
/// follows it.
fn proved_among_prose(prose: &mut Vec<Line>, from: usize) -> Option<(Section, usize)> {
    let lines = prose.get(from..)?;
    let found = proved::find(lines).or_else(|| barred::find(lines))?;
    let head = prose.iter().position(|line| line.number >= found.first)?;
    let (_, title, mut caption) = above(prose, head);
    if !caption.says_unit() {
        caption.says(found.unit);
    }
    let end = prose.partition_point(|line| line.number <= found.last);
    prose.drain(head..end.max(head));
    Some((section_of(found.rows, title, found.last, caption), head))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<Line> {
        text.lines().zip(1..).map(|(text, number)| Line::new(number, 1, text)).collect()
    }

    fn written(rows: &[Row]) -> Vec<String> {
        rows.iter()
            .map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("/"))
            .collect()
    }

    fn read(text: &str) -> Option<Vec<String>> {
        rows::read(&pieces(&lines(text))).map(|(rows, _)| written(&rows))
    }

    fn read_across(text: &str) -> Option<Vec<String>> {
        across::read(&pieces(&lines(text))).map(|(rows, ..)| written(&rows))
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
        assert_eq!(rows, ["项目/预算数", "合计/0.36", "因公出国（境）费/", "公务接待费/0.36"]);
    }

    #[test]
    fn blank_cells_behind_a_sum_are_those_of_its_row() {
        let text = "项目 |\n上年预算数 |\n预算数 |\n合计 |\n|\n|\n因公出国(境)费 |\n|\n|\n公务接待费 |\n5 |\n5 |\n公务用车购置费 |\n2 |\n0 |\n";
        assert_eq!(
            read(text).unwrap(),
            [
                "项目/上年预算数/预算数",
                "合计//",
                "因公出国（境）费//",
                "公务接待费/5/5",
                "公务用车购置费/2/0"
            ]
        );
        // Without a header that says how many columns there are, no amounts are given to labels by chance.
        let text = "合计 |\n|\n|\n因公出国(境)费 |\n|\n|\n公务接待费 |\n5 |\n5 |\n0 |\n";
        assert!(read_across(text).is_none());
    }

    #[test]
    fn a_row_a_line_and_two_columns() {
        let text = "项 目 | 本年预算数 | 其中:财政拨款 |\n合 计 | 34.35 | 34.35 |\n1.因公出国(境)费用 | 0 | 0 |\n2.公务接待费 | 1.70 | 1.70 |";
        assert_eq!(read(text).unwrap()[3], "公务接待费/1.70/1.70");
    }

    #[test]
    fn a_row_short_of_cells_is_not_guessed() {
        let rows = read("项目\n预算数\n决算数\n合计\n5\n因公出国(境)费\n0\n1\n公务接待费\n1\n2").unwrap();
        assert_eq!(rows, ["项目/预算数/决算数", "合计/5", "因公出国（境）费/0/1", "公务接待费/1/2"]);
        // Where the first column is the sum of the others, it is the one that has a value.
        let rows = read("项目\n合计\n财政拨款\n三公经费\n5\n4\n因公出国(境)费\n1\n公务接待费\n4\n4").unwrap();
        assert_eq!(rows[2], "因公出国（境）费/1/");
    }

    #[test]
    fn a_row_a_line_without_bars_and_words_that_span_columns() {
        let text = "项   目 上年预算数 本年预算数\n合计 30 26\n因公出国(境)费 0 —\n公务接待费 12 10";
        assert_eq!(
            read(text).unwrap(),
            ["项目/上年预算数/本年预算数", "合计/30/26", "因公出国（境）费/0/—", "公务接待费/12/10"]
        );
        let text = "项目 | 上年决算数 | 本年决算数 | 比上年增减 | |\n金额 | 幅度 | |\n合计 | 8 | 7 | -1 | -12.5% |\n公务接待费 | 5 | 4 | -1 | -20% |";
        assert_eq!(read(text).unwrap()[0], "项目/上年决算数/本年决算数/金额/幅度");
    }

    #[test]
    fn what_is_only_counted_is_no_row_of_money() {
        let text = "项目 决算数\n合计 9\n公务接待费 9\n公务接待批次(批) 186\n公务接待人数(人) 2856";
        assert_eq!(read(text).unwrap(), ["项目/决算数", "合计/9", "公务接待费/9"]);
    }

    #[test]
    fn items_across_are_proved_by_their_sum() {
        let text = "年度\n合计\n因公出国(境)费\n公务接待费\n公务用车购置及运行费\n小计\n购置费\n运行费\n2015年\n100\n10\n40\n50\n20\n30\n2016年\n80\n10\n30\n40\n10\n30";
        let rows = read_across(text).unwrap();
        assert_eq!(rows[1], "2015年/100/10/40/50/20/30");
        assert_eq!(rows[2], "2016年/80/10/30/40/10/30");
        // The sum of the parts is left blank; only one place makes the rest add up.
        let text = "合计 | 因公出国 | 公务用车购置及运行 |\n小计 | 公务用车购置 | 公务用车运行 | 公务接待费 |\n95 | 10 | 20 | 35 | 30 |";
        assert_eq!(read_across(text).unwrap()[1], "/95/10//20/35/30");
        assert_eq!(read_across("合计\n因公出国费\n公务接待费\n公务用车费\n95\n10\n20"), None);
    }

    #[test]
    fn text_behind_cells_is_no_cell() {
        let behind = |text: &str| text_behind(&lines(text));
        let text = "项目\n合计\n接待费\n5\n3\n二、情况说明\n2024年“三公”经费支出预算为5万元，与上年持平。\n（一）公务接待费3万元。";
        assert_eq!(behind(text), Some(5));
        let text = "收入 | 支出 |\n收入总计 | 5.60 | 支出总计 | 5.60 |\n2016年部门预算说明\n（一）2016年收入预算5.6万元，比上年增加1.2万元。";
        assert_eq!(behind(text), Some(3));
        // Cells behind a sentence keep it.
        assert_eq!(behind("项目\n5\n本项目按照有关规定用于日常运转和设备维修等支出。\n6\n7"), None);
        assert!(tells_money(&lines("2016年收入预算5.6万元，比上年增加。")));
        assert!(!tells_money(&lines("按照规定完成全部任务，群众满意。")));
    }
}
