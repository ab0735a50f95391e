//! Summaries (收支总表) in a broken flow: two halves side by side, each with labels and amounts, rows of the shorter
//! half missing.

use std::collections::BTreeSet;

use crate::document::{Cell, Line, Locator, key, strip_ordinal};
use crate::model::Reason;
use crate::taxonomy::{ColumnWord, function_classes, is_known_name, said_words, says_at_end, source_of};

use super::super::columns::{header_meaning, role_of};
use super::super::grid::{Column, Grid, GridRow, Role};
use super::super::subject::{outside_function, total_code};
use super::rows::push_text;
use super::tokens::{Joiner, Number, Token, decimals, tokens};
use super::{Rebuilt, blank, text_cell};

/// A label with its amount.
struct Pair {
    label: String,
    number: Number,
    lines: (u32, u32),
    /// Position among the pairs of its line, and how many the line has.
    on_line: (usize, usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Income,
    Expenditure,
}

/// Rebuilds a summary.
pub(super) fn rebuild(lines: &[Line]) -> Rebuilt {
    let tokens = tokens(lines);
    let Some((start, header)) = header_end(&tokens) else { return Rebuilt::default() };
    let numbered = tokens[..start].iter().any(is_line_word);
    let pairs = pairs(&tokens[start..], numbered);
    let columns = columns(&header);
    let mut rebuilt = Rebuilt::default();
    let mut rows = Vec::new();
    let halves: Vec<Option<Half>> = pairs.iter().map(half).collect();
    for (at, pair) in pairs.iter().enumerate() {
        // A name that both halves could print follows the pair before it.
        let half =
            halves[at].or_else(|| halves[..at].iter().rev().find_map(|h| *h).filter(|_| pair.on_line.1 == 1));
        // Of 1 and 440.55 on two lines nobody knows that they are one number.
        let Some(half) = half.filter(|_| pair.number.certain) else {
            rebuilt.unreadable.push((pair.number.cell(), Reason::HalfUncertain));
            continue;
        };
        let offset = if half == Half::Income { 0 } else { 2 };
        let mut cells: Vec<Cell> = (0..4).map(|_| blank(pair.lines.0)).collect();
        cells[offset] = text_cell(&pair.label, pair.lines);
        cells[offset + 1] = pair.number.cell();
        rows.push(GridRow { cells, fits: true });
    }
    rebuilt.grid = Some(Grid { columns, rows });
    rebuilt
}

/// Whether a token is the word for numbers of rows.
fn is_line_word(token: &Token) -> bool {
    header_meaning(&token.text) == Some(ColumnWord::Line)
}

/// A whole number right behind a label: that of the row (行次), or an amount without decimals.
fn behind_label(tokens: &[Token], at: usize) -> Option<u32> {
    let text = &tokens[at].text;
    let short = text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
    let number = text.parse().ok().filter(|number| short && *number > 0)?;
    (at > 0 && !tokens[at - 1].fragment).then_some(number)
}

/// The numbers of rows: either half counts its own upwards.
#[derive(Default)]
struct Numbering {
    next: BTreeSet<u32>,
}

impl Numbering {
    /// Whether a number behind a label is that of its row: an amount follows it, it goes on with those before, or the word for
    /// such numbers stands before it.
    fn takes(&mut self, tokens: &[Token], at: usize, number: u32) -> bool {
        if is_line_word(&tokens[at - 1]) {
            return true;
        }
        let goes_on = self.next.remove(&number);
        let is_one = goes_on || tokens.get(at + 1).is_some_and(|token| token.fragment);
        if is_one {
            self.next.insert(number + 1);
        }
        is_one
    }
}

/// The header ends with the second 项目 and its column, or with 收入 and 支出 and their columns; returns the position behind it
/// and the words of a column.
fn header_end(tokens: &[Token]) -> Option<(usize, String)> {
    let mut text = String::new();
    for (at, token) in tokens.iter().enumerate().take(40) {
        text.push_str(&key(&token.text));
        let halves =
            |word: &&&str| text.ends_with(&format!("支出{word}")) && text.contains(&format!("收入{word}"));
        if let Some(word) = said_words("amount_column").iter().flat_map(|row| &row.words).find(halves) {
            return Some((at + 1, (*word).to_owned()));
        }
        let Some(behind) = text.split("项目").nth(2) else { continue };
        if says_at_end("amount_column", behind) {
            return Some((at + 1, behind.to_owned()));
        }
    }
    None
}

fn columns(header: &str) -> Vec<Column> {
    let column = |path: [&str; 2]| {
        let path: Vec<String> = path.iter().map(|s| (*s).to_owned()).collect();
        Column { role: role_of(&path), path }
    };
    let amount = |side: &str| {
        let mut column = column([side, header]);
        if !matches!(column.role, Role::Amount(_)) {
            column.role = role_of(&["金额".to_owned()]);
        }
        column
    };
    vec![column(["收入", "项目"]), amount("收入"), column(["支出", "项目"]), amount("支出")]
}

/// Labels and amounts in printed order. Of several words before an amount the last is its label, unless a name was
/// broken over lines. Where rows are numbered, the number ends the label.
fn pairs(tokens: &[Token], numbered: bool) -> Vec<Pair> {
    let mut joiner = Joiner::new(decimals(tokens));
    let mut label = String::new();
    let mut first = 0;
    let mut pairs: Vec<Pair> = Vec::new();
    let (mut ended, mut numbering) = (false, Numbering::default());
    for (at, token) in tokens.iter().enumerate() {
        let whole = behind_label(tokens, at).filter(|_| numbered);
        if whole.is_some_and(|number| numbering.takes(tokens, at, number)) || numbered && is_line_word(token)
        {
            ended = true;
            continue;
        }
        if whole.is_some() {
            // The amount of a row that has no number, or the number of one that has no amount.
            let label = std::mem::take(&mut label);
            let locator = Locator::Number(token.line, token.nth);
            let number = Number { text: token.text.clone(), locator, broken: false, certain: false };
            pairs.push(Pair { label, number, lines: (first, token.line), on_line: (0, 0) });
            continue;
        }
        // The label before had no amount.
        if std::mem::take(&mut ended) && !token.fragment {
            label.clear();
        }
        if token.fragment {
            if let Some(number) = joiner.push(token)
                && !label.is_empty()
            {
                let label = std::mem::take(&mut label);
                pairs.push(Pair { label, number, lines: (first, token.line), on_line: (0, 0) });
            }
            continue;
        }
        // A word ends what stands open: a nought is whole, of anything else nobody knows what is missing.
        let open = joiner.drain();
        if !open.is_empty() {
            let label = std::mem::take(&mut label);
            if let [zero] = open.as_slice()
                && zero.text == "0"
                && !label.is_empty()
            {
                let locator = Locator::Number(zero.line, zero.nth);
                let number = Number { text: zero.text.clone(), locator, broken: false, certain: true };
                pairs.push(Pair { label, number, lines: (first, zero.line), on_line: (0, 0) });
            }
        }
        // A new word on the line of another that already is a whole label means that one had no amount.
        let whole = !token.opens_line && is_whole_label(&label);
        // So does one with an ordinal of its own, or two whole labels one behind the other.
        let another = strip_ordinal(&token.text).len() < token.text.len()
            || is_whole_label(&label) && is_whole_label(&token.text);
        if label.is_empty() || whole || another {
            label.clear();
            first = token.line;
        }
        push_text(&mut label, &token.text);
    }
    number_within_lines(&mut pairs);
    pairs
}

fn is_whole_label(label: &str) -> bool {
    source_of(label).is_some() || is_known_name(label) || total_code(label).is_some()
}

fn number_within_lines(pairs: &mut [Pair]) {
    for at in 0..pairs.len() {
        let line = pairs[at].lines.1;
        let same: Vec<usize> = (0..pairs.len()).filter(|other| pairs[*other].lines.1 == line).collect();
        let position = same.iter().position(|other| *other == at).unwrap_or(0);
        pairs[at].on_line = (position, same.len());
    }
}

/// The half that a pair belongs to: two on a line are income and expenditure; of one alone its name decides.
fn half(pair: &Pair) -> Option<Half> {
    match pair.on_line {
        (0, 2) => return Some(Half::Income),
        (1, 2) => return Some(Half::Expenditure),
        _ => {}
    }
    let name = crate::document::label(&pair.label);
    let key = key(&name);
    if total_code(&name).is_some() {
        return if key.contains("收入") {
            Some(Half::Income)
        } else {
            key.contains("支出").then_some(Half::Expenditure)
        };
    }
    let class = function_classes().contains_key(key.strip_suffix("支出").unwrap_or(&key));
    if class || outside_function(&name).is_some() {
        return Some(Half::Expenditure);
    }
    match (source_of(&name), is_known_name(&name)) {
        (Some(_), _) => Some(Half::Income),
        (None, true) => Some(Half::Expenditure),
        (None, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<String> {
        let lines: Vec<Line> =
            text.lines().zip(1..).map(|(text, number)| Line::new(number, 1, text)).collect();
        let rows = rebuild(&lines).grid.map_or_else(Vec::new, |grid| grid.rows);
        let written =
            |row: &GridRow| row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("/");
        rows.iter().map(written).collect()
    }

    #[test]
    fn a_header_of_halves_needs_no_word_for_its_labels() {
        let body =
            "事业收入\n310.00\n教育支出\n300.00\n住房保障支出\n10.00\n收入总计\n310.00\n支出总计\n310.00";
        for header in
            ["收入\n预算数\n支出\n预算数", "收入\n支出\n项目\n金额\n项目\n金额", "收入 金额 支出 金额"]
        {
            let rows = rows(&format!("{header}\n{body}"));
            assert_eq!(rows[..2], ["事业收入/310.00//", "//教育支出/300.00"], "{header}");
            assert_eq!(rows.last().map(String::as_str), Some("//支出总计/310.00"), "{header}");
        }
    }

    #[test]
    fn numbers_of_rows_are_no_part_of_amounts() {
        let header = "收入\n支出\n项目\n行次\n金额\n项目\n行次\n金额\n栏次\n1\n栏次\n2";
        let body =
            "事业收入\n1\n440.55\n教育支出\n29\n423.20\n其他收入\n2\n外交支出\n30\n0.00\n收入总计\n3\n440.55";
        assert_eq!(
            rows(&format!("{header}\n{body}")),
            ["事业收入/440.55//", "//教育支出/423.20", "//外交支出/0.00", "收入总计/440.55//"]
        );
        // One that does not go on with the others, and that no amount follows, may be an amount.
        let lines: Vec<Line> = format!("{header}\n{body}\n附属单位缴款\n12\n支出总计\n31\n440.55")
            .lines()
            .zip(1..)
            .map(|(text, number)| Line::new(number, 1, text))
            .collect();
        let rebuilt = rebuild(&lines);
        assert_eq!(rebuilt.unreadable.iter().map(|(cell, _)| cell.text.as_str()).collect::<Vec<_>>(), ["12"]);
        // Without the word for them nobody knows whether 1 and 440.55 are one number.
        let lines: Vec<Line> = "收入 金额 支出 金额\n事业收入\n1\n440.55\n教育支出\n3.00"
            .lines()
            .zip(1..)
            .map(|(text, number)| Line::new(number, 1, text))
            .collect();
        let rebuilt = rebuild(&lines);
        assert_eq!(rebuilt.grid.map_or(0, |grid| grid.rows.len()), 1);
        assert_eq!(rebuilt.unreadable.len(), 1);
    }

    #[test]
    fn a_label_without_an_amount_is_no_part_of_the_next() {
        let text = "收入 金额 支出 金额\n一、事业收入\n310.00\n一、教育支出\n300.00\n二、政府性基金拨款\n1.卫生健康支出\n6.00\n其他收入\n住房保障支出\n4.00\n收入总计\n310.00";
        assert_eq!(
            rows(text),
            [
                "一、事业收入/310.00//",
                "//一、教育支出/300.00",
                "//1.卫生健康支出/6.00",
                "//住房保障支出/4.00",
                "收入总计/310.00//"
            ]
        );
        // A name that is broken over lines stays whole.
        let text = "收入 金额 支出 金额\n事业\n收入\n310.00\n社会保障和\n就业支出\n300.00\n收入总计\n310.00";
        assert_eq!(rows(text)[..2], ["事业收入/310.00//", "//社会保障和就业支出/300.00"]);
    }

    #[test]
    fn a_nought_without_decimals_is_a_number() {
        let text = "收入 金额 支出 金额\n事业收入\n310.00\n其他收入\n0\n收入总计\n310.00\n其他收入\n12\n收入总计\n310.00";
        let rows = rows(text);
        assert_eq!(rows, ["事业收入/310.00//", "其他收入/0//", "收入总计/310.00//", "收入总计/310.00//"]);
    }
}
