//! 部门整体支出绩效目标表 in a broken flow: tasks with their money, then indicators with their targets.

use std::collections::BTreeSet;

use crate::document::{Line, Locator, key, squeeze, squeeze_text};
use crate::model::Reason;

use super::super::columns::role_of;
use super::super::grid::{Column, Grid, GridRow};
use super::super::levels::{first_level, is_block_label, is_second_level, is_value};
use super::super::subject::{nature_code, total_code};
use super::rows::{Assembler, FlowRow};
use super::tokens::{Token, decimals, is_page_number, tokens};
use super::{FlowIndicator, Rebuilt, text_cell};

/// Rebuilds the table. `projects` are names that other tables of the document print.
pub(super) fn rebuild(lines: &[Line], projects: &BTreeSet<String>) -> Rebuilt {
    let lines: Vec<Line> = lines.iter().filter(|line| !is_page_number(line)).cloned().collect();
    let split = lines.iter().position(|line| is_indicator_header(&line.text)).unwrap_or(lines.len());
    let mut rebuilt = tasks(&lines[..split], projects);
    if split < lines.len() {
        rebuilt.indicators = indicators(&lines[split + 1..]);
    }
    rebuilt
}

fn is_indicator_header(text: &str) -> bool {
    let key = key(text);
    key.contains("一级指标") && key.contains("二级指标") && (key.contains("目标值") || key.contains("指标值"))
}

/// The tasks of the year: name, description, and two or three amounts.
fn tasks(lines: &[Line], projects: &BTreeSet<String>) -> Rebuilt {
    let mut rebuilt = Rebuilt::default();
    let tokens = tokens(lines);
    let Some((start, words)) = task_header(&tokens) else { return rebuilt };
    let end =
        tokens[start..].iter().position(|token| key(&token.text) == "金额合计" || key(&token.text) == "合计");
    // The total row is the last: what follows are goals.
    let end = end.map_or(tokens.len(), |at| {
        let behind = tokens[start + at + 1..].iter().take_while(|token| token.fragment).count();
        start + at + 1 + behind
    });
    let (rows, _) = Assembler::new(words.len(), decimals(&tokens), false).assemble(&tokens[start..end]);
    let mut columns = vec![column(&["任务名称"])];
    columns.extend(words.iter().map(|word| column(&["预算金额", word])));
    let mut laid = Vec::new();
    for row in rows.iter().filter(|row| !row.numbers.is_empty()) {
        match task_name(row, projects).filter(|_| row.complete) {
            Some(name) => {
                let mut cells = vec![text_cell(&name, row.lines)];
                cells.extend(row.numbers.iter().map(super::tokens::Number::cell));
                laid.push(GridRow { cells, fits: true });
            }
            None => rebuilt.unreadable.extend(row.numbers.iter().map(|n| (n.cell(), Reason::NameUncertain))),
        }
    }
    rebuilt.grid = Some(Grid { columns, rows: laid });
    rebuilt
}

fn column(path: &[&str]) -> Column {
    let path: Vec<String> = path.iter().map(|word| (*word).to_owned()).collect();
    Column { role: role_of(&path), path }
}

/// The header 任务名称 … 预算金额 with its columns of money: the position behind it and their words.
fn task_header(tokens: &[Token]) -> Option<(usize, Vec<&'static str>)> {
    const WORDS: &[(&str, &str)] =
        &[("总额", "总额"), ("其中:财政拨款", "财政拨款"), ("其中:其他资金", "其他资金")];
    let start = tokens.iter().position(|token| key(&token.text).contains("任务名称"))?;
    let mut text = String::new();
    let mut found: Option<(usize, Vec<&'static str>)> = None;
    for (at, token) in tokens.iter().enumerate().skip(start).take(24) {
        if token.fragment {
            break;
        }
        text.push_str(&key(&token.text));
        let words: Vec<&'static str> =
            WORDS.iter().filter(|(word, _)| text.contains(word)).map(|(_, name)| *name).collect();
        let complete = WORDS.iter().any(|(word, _)| text.ends_with(word));
        if complete && words.first() == Some(&"总额") {
            found = Some((at + 1, words));
        }
    }
    found
}

/// The name at the head of a task's text: a project named elsewhere, a nature, or what stands before its description.
fn task_name(row: &FlowRow, projects: &BTreeSet<String>) -> Option<String> {
    let text = row.label.as_str();
    if total_code(text).is_some() {
        return Some(text.to_owned());
    }
    let whole = key(text);
    let known = projects.iter().filter(|name| whole.starts_with(&key(name)));
    if let Some(name) = known.max_by_key(|name| name.len()) {
        return Some(name.clone());
    }
    let nature = ["基本支出", "项目支出"].into_iter().find(|name| text.starts_with(name));
    if let Some(name) = nature.filter(|name| nature_code(name, None).is_some()) {
        return Some(name.to_owned());
    }
    // Descriptions open with one of few phrases; anything else would be a guess.
    let openings = ["主要用于", "主要是", "用于", "主要包括", "主要为"];
    let at = openings.iter().filter_map(|words| text.find(words)).min().filter(|at| *at > 0)?;
    Some(text[..at].to_owned())
}

/// A line of the indicator part, taken apart.
#[derive(Debug, Default)]
struct Item {
    name: String,
    value: String,
}

/// An indicator being put together.
#[derive(Debug, Default)]
struct Open {
    name: String,
    value: String,
    first: u32,
    last: u32,
}

fn indicators(lines: &[Line]) -> Vec<FlowIndicator> {
    let mut found = Vec::new();
    let mut level1 = String::new();
    let mut level2 = String::new();
    let mut open = Open::default();
    for (at, line) in lines.iter().enumerate() {
        let mut words: Vec<&str> = line.text.split_whitespace().collect();
        // Only whole level words count here: 满意度 alone may be the name of an indicator.
        while let Some(word) = words.first().copied().filter(|word| word.ends_with("指标")) {
            let second = is_second_level(word);
            // 满意度指标 opens a first level where a second one follows on the line.
            let opens_first = !second || words.get(1).is_some_and(|next| is_second_level(next));
            if let Some(first) = first_level(word).filter(|_| opens_first) {
                flush(&mut open, &level1, &level2, &mut found);
                level1 = first.name;
                level2.clear();
            } else if second {
                flush(&mut open, &level1, &level2, &mut found);
                level2 = squeeze(word);
            } else {
                break;
            }
            words.remove(0);
        }
        if words.is_empty() {
            continue;
        }
        let item = take_apart(&words);
        if level1.is_empty() || is_block_label(&item.name) {
            continue;
        }
        if begins_new(&open, &item, lines.get(at + 1)) {
            flush(&mut open, &level1, &level2, &mut found);
        }
        open.add(item, line.number);
    }
    flush(&mut open, &level1, &level2, &mut found);
    found
}

impl Open {
    fn add(&mut self, item: Item, line: u32) {
        if self.first == 0 {
            self.first = line;
        }
        self.last = line;
        if self.value.is_empty() {
            self.name.push_str(&item.name);
        } else {
            self.value.push_str(&item.name);
        }
        self.value.push_str(&item.value);
    }
}

/// Whether a line opens the next indicator rather than continuing the open one.
fn begins_new(open: &Open, item: &Item, next: Option<&Line>) -> bool {
    if open.value.is_empty() {
        return false;
    }
    let unfinished = open.value.ends_with(['；', ';', '≥', '≤', '、', '，']);
    if item.name.is_empty() {
        return !unfinished;
    }
    if unfinished && item.value.is_empty() {
        return false;
    }
    // A name that wraps fills its column; a stray character before a line with its own name and value is the end of
    // the value above.
    let stray = item.value.is_empty() && item.name.chars().count() <= 2;
    let next_is_whole = next.is_some_and(|line| {
        let words: Vec<&str> = line.text.split_whitespace().collect();
        let next = take_apart(&words);
        !next.name.is_empty() && !next.value.is_empty()
    });
    !(stray && next_is_whole)
}

fn flush(open: &mut Open, level1: &str, level2: &str, found: &mut Vec<FlowIndicator>) {
    let open = std::mem::take(open);
    if open.name.is_empty() && open.value.is_empty() {
        return;
    }
    let locator = if open.first == open.last {
        Locator::Line(open.first)
    } else {
        Locator::Lines(open.first, open.last)
    };
    found.push(FlowIndicator {
        level1: level1.to_owned(),
        level2: level2.to_owned(),
        level3: squeeze(&open.name),
        target: squeeze_text(&open.value),
        locator,
    });
}

/// Splits a line into the name of an indicator and its value.
fn take_apart(words: &[&str]) -> Item {
    // The value starts at the last word that can start one, and runs to the end of the line.
    let start = words.iter().position(|word| is_value(word) || is_quality(word));
    match start {
        // 无 无: a name that says there is none, and a value that says the same.
        Some(0) if words.len() == 2 && is_quality(words[1]) => {
            Item { name: words[0].to_owned(), value: words[1].to_owned() }
        }
        Some(at) => Item { name: words[..at].concat(), value: words[at..].join(" ") },
        None => Item { name: words.concat(), value: String::new() },
    }
}

/// Values in words.
fn is_quality(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "无",
        "有效",
        "达标",
        "合格",
        "及时",
        "按时",
        "完成",
        "良好",
        "优",
        "优秀",
        "基本满意",
        "满意",
        "长期",
        "全年",
        "不适用",
        "持续",
        "显著",
        "明显",
    ];
    const STARTS: &[&str] = &["有所", "基本", "得到", "明显", "显著", "不断", "持续", "进一步", "逐步"];
    WORDS.contains(&word) || STARTS.iter().any(|start| word.starts_with(start) && word.chars().count() <= 8)
}
