//! Tables that text draws: cells between bars of every kind, with rules of strokes or box characters; values between commas; and
//! columns held apart by spaces. Their lines are turned into rows with tabs between the cells, in place, so that every line keeps its
//! number; what is no table for certain stays as it is.

use unicode_width::UnicodeWidthChar;

use crate::document::{is_blank, parse_cell};

/// Rows below which lines are no table.
const FEWEST: usize = 3;

/// The widest line that is looked at, in columns of characters.
const WIDEST: usize = 1_000;

/// Bars that stand between cells and nowhere else.
const BARS: &[char] = &['│', '┃', '║', '｜', '┆', '┇', '┊', '┋', '╎', '╏', '￨', '▏', '▕'];

/// Turns tables that are drawn into rows with tabs. Says which lines are rules, which belong to the table around them.
pub(super) fn rows(lines: &mut [String]) -> Vec<bool> {
    let rules: Vec<bool> = lines.iter().map(|line| is_rule(line)).collect();
    let grid = |at: usize| {
        let near = |at: Option<usize>| at.and_then(|at| rules.get(at)).copied().unwrap_or(false);
        near(at.checked_sub(1)) || near(Some(at + 1))
    };
    let mut drawn: Vec<Option<Vec<String>>> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let plus = line.trim_start().starts_with('|') && grid(at);
            (!line.contains('\t') && (plus || line.matches(BARS).count() >= 2)).then(|| barred(line))
        })
        .collect();
    for kind in [piped, separated, stroked] {
        runs(lines, &mut drawn, &rules, kind);
    }
    spaced(lines, &mut drawn, &rules);
    worded(lines, &mut drawn, &rules);
    let mut any = false;
    for (line, cells) in lines.iter_mut().zip(&drawn) {
        if let Some(cells) = cells {
            *line = cells.join("\t");
            any = true;
        }
    }
    if any { rules } else { vec![false; lines.len()] }
}

/// What lines that stand together are.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::read) enum Part {
    /// A line of text.
    Line(String),
    /// The rows of a drawn table, all of one length.
    Table(Vec<Vec<String>>),
}

/// The tables that lines of a document of another format draw, and the lines around them.
pub(in crate::read) fn parts(mut lines: Vec<String>) -> Vec<Part> {
    let had_tabs: Vec<bool> = lines.iter().map(|line| line.contains('\t')).collect();
    let rules = rows(&mut lines);
    let is_row = |at: usize, line: &str| line.contains('\t') && !had_tabs[at];
    let mut parts = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let end =
            (at..lines.len()).find(|at| !rules[*at] && !is_row(*at, &lines[*at])).unwrap_or(lines.len());
        let drawn = (at..end).filter(|at| !rules[*at]).map(|at| &lines[at]);
        let mut table: Vec<Vec<String>> =
            drawn.map(|line| line.split('\t').map(str::to_owned).collect()).collect();
        let width = table.iter().map(Vec::len).max().unwrap_or(0);
        if table.is_empty() {
            let end = end.max(at + 1);
            parts.extend(lines[at..end].iter_mut().map(|line| Part::Line(std::mem::take(line))));
            at = end;
        } else {
            table.iter_mut().for_each(|row| row.resize(width, String::new()));
            parts.push(Part::Table(table));
            at = end;
        }
    }
    parts
}

/// Whether a line is a rule of a drawn table.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let drawn = |c: char| matches!(c, '\u{2500}'..='\u{257F}');
    let stroke = |c: char| matches!(c, '+' | '-' | '=' | '－' | '＝' | '＋');
    line.chars().count() >= 3
        && (line.chars().all(|c| drawn(c) || c == ' ') && line.contains(|c| !BARS.contains(&c) && drawn(c))
            || line.starts_with(['+', '＋']) && line.ends_with(['+', '＋']) && line.chars().all(stroke))
}

/// The cells between bars; outer bars belong to none.
fn barred(line: &str) -> Vec<String> {
    let bar = |c: char| c == '|' || BARS.contains(&c);
    let line = line.trim();
    let line = line.strip_prefix(bar).unwrap_or(line);
    let line = line.strip_suffix(bar).unwrap_or(line);
    line.split(bar).map(|cell| cell.trim().to_owned()).collect()
}

/// Lines that stand together and have the same number of cells of a kind, the last column of which holds figures.
fn runs(
    lines: &[String],
    drawn: &mut [Option<Vec<String>>],
    rules: &[bool],
    cells: impl Fn(&str) -> Option<Vec<String>>,
) {
    let mut at = 0;
    while at < lines.len() {
        let of = |at: usize| {
            (drawn[at].is_none() && !rules[at] && !lines[at].contains('\t'))
                .then(|| cells(&lines[at]))
                .flatten()
        };
        let Some(first) = of(at) else {
            at += 1;
            continue;
        };
        let width = first.len();
        let mut rows = vec![first];
        while let Some(next) = (at + rows.len() < lines.len()).then(|| of(at + rows.len())).flatten() {
            if next.len() != width {
                break;
            }
            rows.push(next);
        }
        let count = rows.len();
        if is_table(&rows) {
            for (slot, row) in drawn[at..at + count].iter_mut().zip(rows) {
                *slot = Some(row);
            }
        }
        at += count;
    }
}

/// Whether rows are a table: several, of several columns, figures in the last of them.
fn is_table(rows: &[Vec<String>]) -> bool {
    let last = |row: &Vec<String>| row.last().cloned().unwrap_or_default();
    let figures = rows[1..].iter().filter(|row| parse_cell(&last(row)).is_some()).count();
    let filled = rows[1..].iter().filter(|row| !is_blank(&last(row))).count();
    rows.len() >= FEWEST && rows[0].len() >= 2 && figures > 0 && figures * 2 > filled
}

/// Cells between bars without a bar at the outer edges. A bar at one edge stands beside a blank cell.
fn piped(line: &str) -> Option<Vec<String>> {
    let open = line.trim();
    (open.contains('|') && !(open.starts_with('|') && open.ends_with('|')))
        .then(|| open.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>())
        .filter(|cells| cells.len() >= 3)
}

/// Cells between strokes with blanks around them, or between semicolons.
fn stroked(line: &str) -> Option<Vec<String>> {
    let cells = |mark: &str| {
        let cells: Vec<String> = line.split(mark).map(|cell| cell.trim().to_owned()).collect();
        (cells.len() >= 3).then_some(cells)
    };
    [" / ", "／", ";", "；"].into_iter().find_map(cells)
}

/// Rows whose cells one blank holds apart, below a line of header words: each ends with as many figures as the header has words
/// behind those of the labels, so that every figure has its word.
fn worded(lines: &[String], drawn: &mut [Option<Vec<String>>], rules: &[bool]) {
    let mut at = 0;
    while at < lines.len() {
        let open = |at: usize| drawn[at].is_none() && !rules[at] && !lines[at].contains(['\t', '|']);
        let header: Vec<&str> = lines[at].split_whitespace().collect();
        let figure = |word: &str| parse_cell(word).is_some();
        let words = |word: &&str| word.chars().any(char::is_alphabetic) && !figure(word);
        if !open(at) || header.len() < 3 || header.len() > MOST_COLUMNS || !header.iter().all(words) {
            at += 1;
            continue;
        }
        let row = |at: usize| {
            let tokens: Vec<&str> = lines[at].split_whitespace().collect();
            let figures = tokens.iter().rev().take_while(|word| figure(word)).count();
            (open(at) && figures >= 2 && tokens.len() > figures).then_some((tokens, figures))
        };
        let rows: Vec<(Vec<&str>, usize)> = (at + 1..lines.len()).map_while(row).collect();
        let figures = rows.first().map_or(0, |(_, figures)| *figures);
        let labels = header.len().saturating_sub(figures);
        let cells = |(tokens, _): &(Vec<&str>, usize)| labelled(&tokens[..tokens.len() - figures], labels);
        let even = rows.iter().all(|(_, own)| *own == figures);
        let cut: Option<Vec<Vec<String>>> = rows.iter().filter(|_| even).map(cells).collect();
        if let Some(cut) = cut.filter(|cut| cut.len() + 1 >= FEWEST && (1..=2).contains(&labels)) {
            drawn[at] = Some(header.iter().map(|word| (*word).to_owned()).collect());
            for (nth, (mut own, (tokens, _))) in cut.into_iter().zip(&rows).enumerate() {
                own.extend(tokens[tokens.len() - figures..].iter().map(|word| (*word).to_owned()));
                drawn[at + 1 + nth] = Some(own);
            }
        }
        at += rows.len() + 1;
    }
}

/// The most columns of rows whose cells one blank holds apart.
const MOST_COLUMNS: usize = 30;

/// The words of a row's label in one column, or its code and its name in two.
fn labelled(words: &[&str], columns: usize) -> Option<Vec<String>> {
    // A dash in the column of codes says that the row has none.
    let code = words.len() > 1 && (words[0].bytes().all(|b| b.is_ascii_digit()) || is_blank(words[0]));
    match (columns, code) {
        (1, _) => Some(vec![words.concat()]),
        (2, true) => Some(vec![words[0].to_owned(), words[1..].concat()]),
        (2, false) => Some(vec![String::new(), words.concat()]),
        _ => None,
    }
}

/// Values between commas, in quotation marks where they hold commas themselves. Commas that part thousands part no values.
fn separated(line: &str) -> Option<Vec<String>> {
    let bytes = line.as_bytes();
    let thousands = |at: usize| {
        let digits = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        at > 0 && bytes[at - 1].is_ascii_digit() && digits == 3
    };
    let (mut cells, mut from, mut quoted) = (Vec::new(), 0, false);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted && !thousands(at) => {
                cells.push(unquoted(&line[from..at]));
                from = at + 1;
            }
            _ => {}
        }
    }
    cells.push(unquoted(&line[from..]));
    (cells.len() >= 3 && !quoted).then_some(cells)
}

/// A value without the quotation marks around it.
pub(super) fn unquoted(cell: &str) -> String {
    let cell = cell.trim();
    let inner = cell.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inner.map_or_else(|| cell.to_owned(), |inner| inner.replace("\"\"", "\""))
}

/// Columns held apart by spaces: where several lines together leave the same columns of characters blank.
fn spaced(lines: &[String], drawn: &mut [Option<Vec<String>>], rules: &[bool]) {
    let mut at = 0;
    while at < lines.len() {
        let is_row = |at: usize| {
            drawn[at].is_none() && !rules[at] && !lines[at].contains('\t') && gaps(&lines[at]) >= 2
        };
        let count = (at..lines.len()).take_while(|at| is_row(*at)).count();
        if count < FEWEST {
            at += count.max(1);
            continue;
        }
        if let Some(rows) = columns(&lines[at..at + count]) {
            for (slot, row) in drawn[at..at + count].iter_mut().zip(rows) {
                *slot = Some(row);
            }
        }
        at += count;
    }
}

/// How many runs of at least two columns of white space stand in a line, the one before its first character among them.
fn gaps(line: &str) -> usize {
    let (mut gaps, mut blank) = (0, 0);
    for c in line.trim_end().chars() {
        if c.is_whitespace() {
            blank += c.width().unwrap_or(1);
        } else {
            gaps += usize::from(blank >= 2);
            blank = 0;
        }
    }
    gaps
}

/// The cells of lines by the columns of characters that all of them leave blank.
fn columns(lines: &[String]) -> Option<Vec<Vec<String>>> {
    let mut inked = vec![false; WIDEST];
    for line in lines {
        let mut column = 0;
        for c in line.chars() {
            let width = c.width().unwrap_or(0);
            if !c.is_whitespace() {
                inked.get_mut(column..column + width)?.fill(true);
            }
            column += width;
        }
    }
    // A column starts behind two blank ones, or at the edge.
    let starts: Vec<usize> = (0..WIDEST)
        .filter(|at| inked[*at] && (*at == 0 || !inked[at - 1] && (*at == 1 || !inked[at - 2])))
        .collect();
    let rows: Vec<Vec<String>> = lines.iter().map(|line| cut(line, &starts)).collect();
    (starts.len() >= 3 && is_table(&rows)).then_some(rows)
}

/// A line cut at columns of characters.
fn cut(line: &str, starts: &[usize]) -> Vec<String> {
    let mut cells = vec![String::new(); starts.len()];
    let mut column = 0;
    for c in line.chars() {
        let at = starts.partition_point(|start| *start <= column).saturating_sub(1);
        if let Some(cell) = cells.get_mut(at) {
            cell.push(c);
        }
        column += c.width().unwrap_or(0);
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_other_formats_are_parted() {
        let lines = |text: &str| text.split('\n').map(str::to_owned).collect::<Vec<_>>();
        let found = parts(lines("单位：万元\n┌─┬─┐\n│项目│决算数│\n├─┼─┤\n│合计│1.00│\n└─┴─┘\n甲\t乙\n───"));
        let row = |text: &str| text.split('|').map(str::to_owned).collect::<Vec<_>>();
        let line = |text: &str| Part::Line(text.to_owned());
        let table = Part::Table(vec![row("项目|决算数"), row("合计|1.00")]);
        assert_eq!(found, [line("单位：万元"), table, line("甲\t乙"), line("───")]);
        assert_eq!(parts(Vec::new()), []);
        assert_eq!(parts(lines("一、概况\n甲 | 乙")), [line("一、概况"), line("甲 | 乙")]);
    }

    fn read(text: &str) -> Vec<String> {
        let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
        let rules = rows(&mut lines);
        lines.into_iter().zip(rules).filter(|(_, rule)| !rule).map(|(line, _)| line).collect()
    }

    const ROWS: [&str; 3] = ["项目\t预算数\t决算数", "合计\t1,260.50\t830.20", "接待费\t2.50\t1.50"];

    #[test]
    fn drawn_tables_are_rows() {
        for text in [
            "┌──┬──┬──┐\n│项目│预算数│决算数│\n├──┼──┼──┤\n│ 合计 │1,260.50│830.20│\n│接待费│2.50│1.50│\n└──┴──┴──┘",
            "+----+---+---+\n| 项目 | 预算数 | 决算数 |\n+====+===+===+\n| 合计 | 1,260.50 | 830.20 |\n+----+---+---+\n| 接待费 | 2.50 | 1.50 |\n+----+---+---+",
            "｜项目｜预算数｜决算数｜\n｜合计｜1,260.50｜830.20｜\n｜接待费｜2.50｜1.50｜",
            "项目 | 预算数 | 决算数\n合计 | 1,260.50 | 830.20\n接待费 | 2.50 | 1.50",
            "项目 / 预算数 / 决算数\n合计 / 1,260.50 / 830.20\n接待费 / 2.50 / 1.50",
            "项目；预算数；决算数\n合计；1,260.50；830.20\n接待费；2.50；1.50",
            "项目 预算数 决算数\n合计 1,260.50 830.20\n接待费 2.50 1.50",
            "项目,预算数,决算数\n合计,\"1,260.50\",830.20\n\"接待费\",2.50,1.50",
            "项目      预算数    决算数\n合计    1,260.50    830.20\n接待费      2.50      1.50",
            "项目　　　预算数　　　　决算数\n合计　　　1,260.50　　　830.20\n接待费　　2.50　　　　　1.50",
        ] {
            assert_eq!(read(text), ROWS, "{text}");
        }
    }

    #[test]
    fn a_code_may_be_left_out() {
        let rows = ["编码\t名称\t合计\t基本支出", "\t合计\t3.00\t3.00", "208\t社会保障\t1.00\t1.00"];
        for text in [
            "编码|名称|合计|基本支出\n|合计|3.00|3.00\n208|社会保障|1.00|1.00",
            "编码 名称 合计 基本支出\n合计 3.00 3.00\n208 社会保障 1.00 1.00",
        ] {
            assert_eq!(read(text), rows, "{text}");
        }
    }

    #[test]
    fn a_dash_in_the_column_of_codes_is_no_name() {
        for mark in ["-", "—", "－", "/", "*"] {
            let text = format!("编码 名称 合计 基本支出\n{mark} 合计 3.00 3.00\n208 社会 保障 1.00 1.00");
            let rows = ["编码\t名称\t合计\t基本支出".to_owned(), format!("{mark}\t合计\t3.00\t3.00")];
            assert_eq!(read(&text)[..2], rows);
            assert_eq!(read(&text)[2], "208\t社会保障\t1.00\t1.00");
        }
    }

    #[test]
    fn other_text_stays() {
        for text in [
            "收入1,234.56万元,支出1,234.56万元\n收入1,234.56万元\n无",
            "首页 | 新闻 | 公开\n甲 | 乙 | 丙\n丁 | 戊 | 己",
            "甲,乙,丙\n丁,戊,己\n庚,辛,壬",
            "| 项目 | 金额 |\n|---|---|\n| 合计 | 1.00 |",
            "一、收入\n    本年收入  1.00万元\n二、支出",
            "----\n甲\n----",
            "项目 预算数 决算数\n合计 1,260.50 830.20\n接待费 2.50",
            "项目 预算数 决算数\n合计 1,260.50 830.20 430.30\n接待费 2.50 1.50 1.00",
        ] {
            assert_eq!(read(text).join("\n"), text, "{text}");
        }
    }
}
