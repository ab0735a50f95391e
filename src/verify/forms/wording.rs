//! D13: how many of a thing the text of a form says there are, against the row of the indicator with that name.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use super::value::{Value, compact};
use super::{Form, forms};
use crate::document::{Block, Cell, Locator, key, numbers, parse_digits};
use crate::model::{Arg, Edition, Indicator, RowKind, Severity, Statement, Verdict, message};
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book, Rule};

/// D13: 自评表的文字与指标.
pub(in crate::verify) static WORDING: Rule = Rule { id: "D13", severity: Severity::Error, check: wording };

fn wording(book: &Book<'_>, out: &mut Bench<'_>) {
    for form in forms(book) {
        if form.statement != Statement::SelfEvaluation || form.record.edition() == Edition::Abridged {
            continue;
        }
        for text in texts(&form) {
            for row in form.rows.iter().copied().filter(|row| row.row_kind == RowKind::Indicator) {
                for thing in things(row, text.goal) {
                    judge(&form, &text, row, &thing, out);
                }
            }
        }
    }
}

/// One of the two texts of a form.
struct Text<'l> {
    /// 预期目标, not 实际完成情况.
    goal: bool,
    cell: &'l Cell,
    /// Its words without white space.
    said: String,
}

/// The longest text that is looked through, in bytes.
const LONGEST_TEXT: usize = 16 << 10;

/// The cells below 预期目标 and 实际完成情况.
fn texts<'l>(form: &Form<'l>) -> Vec<Text<'l>> {
    let (first, last) = form.lines();
    let inside = |line: u32| (first..=last).contains(&line);
    let mut texts = Vec::new();
    for block in &form.record.document.blocks {
        let Block::Table(table) = block else { continue };
        let span = table.span();
        if span.last < first || span.first > last {
            continue;
        }
        for rows in table.rows.windows(2) {
            let [header, below] = rows else { continue };
            if !inside(header.span.first) || !inside(below.span.first) {
                continue;
            }
            let column = |word: &str| {
                header.cells.iter().position(|cell| key(&cell.text).trim_start_matches('*') == word)
            };
            let (Some(goal), Some(done)) = (column("预期目标"), column("实际完成情况")) else {
                continue;
            };
            for (at, goal) in [(goal, true), (done, false)] {
                let cell = below.cells.get(at).filter(|cell| cell.text.len() <= LONGEST_TEXT);
                texts.extend(cell.map(|cell| Text { goal, cell, said: compact(&cell.text) }));
            }
        }
    }
    texts
}

/// A thing that a row counts, with the names it goes by.
struct Thing {
    names: BTreeSet<String>,
    value: Value,
    printed: String,
}

/// The parts of a cell: `上级采用806篇, 领导批示328条`.
fn parts(text: &str) -> Vec<&str> {
    static COMMA: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("[；;、，]|,\\s*").expect("a constant pattern"));
    // A comma between digits belongs to a number.
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut parts = Vec::new();
    let mut from = 0;
    for found in COMMA.find_iter(text) {
        let inner =
            digit(text[..found.start()].chars().next_back()) && digit(text[found.end()..].chars().next());
        if !inner {
            parts.push(text[from..found.start()].trim());
            from = found.end();
        }
    }
    parts.push(text[from..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// What a row counts in its target, or in its actual value.
fn things(row: &Indicator, goal: bool) -> Vec<Thing> {
    let (own, other) = if goal { (&row.target, &row.actual) } else { (&row.actual, &row.target) };
    let (own, other) = (parts(own), parts(other));
    let aligned = own.len() == other.len();
    let mut things = Vec::new();
    for (at, printed) in own.iter().enumerate() {
        let Some((name, value)) = Value::named(printed).filter(|(_, value)| !value.unit.is_empty()) else {
            continue;
        };
        let twin = other.get(at).filter(|_| aligned).and_then(|printed| Value::named(printed));
        let twin = twin
            .filter(|(twin, other)| other.unit == value.unit && (name.is_empty() || shortens(&name, twin)))
            .map(|(twin, _)| twin);
        let whole = (own.len() == 1 && name.is_empty()).then(|| row.level3.clone());
        let names = [Some(name), twin, whole].into_iter().flatten();
        let names: BTreeSet<String> = names
            .map(|name| bare(&name, &value.unit))
            .filter(|name| name.chars().count() >= SHORTEST_NAME)
            .collect();
        things.push(Thing { names, value, printed: (*printed).to_owned() });
    }
    things
}

/// Whether one of two names leaves out characters of the other: 上级采用 and 上级刊物采用量.
fn shortens(a: &str, b: &str) -> bool {
    let within = |short: &str, long: &str| {
        let mut rest = long.chars();
        short.chars().all(|c| rest.any(|other| other == c))
    };
    within(a, b) || within(b, a)
}

/// Shorter names say too little.
const SHORTEST_NAME: usize = 4;

/// Verbs that say that something was done, and not what.
const VERBS: &[&str] = &[
    "发放", "完成", "开展", "组织", "举办", "召开", "办理", "印发", "编印", "制发", "出具", "购置", "保障",
    "实际",
];

/// A name without the verb before it and the counting word behind it: 发放春节慰问人数.
fn bare(name: &str, unit: &str) -> String {
    let compact = compact(name);
    let mut bare = compact.as_str();
    if let Some(rest) = VERBS.iter().find_map(|verb| bare.strip_prefix(verb)) {
        bare = rest;
    }
    for word in ["数量", "总数", "数", "量", unit, "次", "个"] {
        bare = bare.strip_suffix(word).unwrap_or(bare);
    }
    bare.to_owned()
}

/// A number that a text gives for a thing.
struct Mention {
    number: Decimal,
    /// The words of the text, from the name to the number or the other way round.
    words: String,
}

/// Marks that end a clause.
const CLAUSE: &[char] = &['，', ',', '；', ';', '。', '：', ':', '）', ')', '>', '！', '？'];

/// Every number with the unit that the text binds to a name.
fn mentions(text: &str, name: &str, label: &str, unit: &str, year: i32, goal: bool) -> Vec<Mention> {
    let mut found = Vec::new();
    for sentence in text.split(['。', '；', ';', '！', '？', '>']) {
        let tokens: Vec<(usize, usize, Decimal)> = numbers(sentence)
            .into_iter()
            .filter_map(|token| {
                let behind = sentence[token.end..].strip_prefix(unit)?;
                let number = parse_digits(&sentence[token.start..token.end])?;
                Some((token.start, sentence.len() - behind.len(), number))
            })
            .collect();
        for (start, _) in sentence.match_indices(name) {
            let end = start + name.len();
            let clause = |at: usize| {
                let mark = |(at, c): (usize, char)| at + c.len_utf8();
                let inside = sentence[..at].char_indices().rev().find(|(_, c)| CLAUSE.contains(c));
                inside.map_or(0, mark)
            };
            let ends =
                |at: usize| sentence[at..].chars().next().is_none_or(|c| CLAUSE.contains(&c) || c == '、');
            let after = tokens.iter().find(|(first, ..)| *first >= end).filter(|(first, last, _)| {
                ends(*last)
                    && is_plain(&sentence[clause(start)..start], year, goal)
                    && is_filler(&sentence[end..*first], label)
            });
            let before =
                tokens.iter().rev().find(|(_, last, _)| *last <= start).filter(|(first, last, _)| {
                    clause(*first) == clause(start)
                        && ends(end)
                        && is_plain(&sentence[clause(*first)..*first], year, goal)
                        && is_filler(&sentence[*last..start], label)
                });
            found.extend([after, before].into_iter().flatten().map(|(first, last, number)| Mention {
                number: *number,
                words: sentence[start.min(*first)..end.max(*last)].to_owned(),
            }));
        }
    }
    found
}

/// Whether words before a name or number only say who and when: what else stands there makes a part of it.
fn is_plain(before: &str, year: i32, goal: bool) -> bool {
    static ORDINAL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:目标\d{1,2}|\d{1,2}[.．、]|[一二三四五六七八九十]+[、是])")
            .expect("a constant pattern")
    });
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        let done = "我[办局馆区市县委院校]|我中心|我单位|本单位|本部门|本年度|全年|年度|共|累计|合计|已|给|向|为|对|了";
        Regex::new(&format!("^(?:{done}|{})*$", VERBS.join("|"))).expect("a constant pattern")
    });
    static PLANS: LazyLock<Regex> = LazyLock::new(|| Regex::new("计划|预计|拟").expect("a constant pattern"));
    let rest = ORDINAL.replace(before, "").replace(&format!("{year}年"), "");
    let rest = if goal { PLANS.replace_all(&rest, "").into_owned() } else { rest };
    WORDS.is_match(&rest)
}

/// The most characters between a name and its number.
const LONGEST_FILLER: usize = 20;

/// Whether words between a name and a number name nothing else: sums of money, 每人, 共, and words of the indicator's own.
fn is_filler(between: &str, label: &str) -> bool {
    static NOTHING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\d[\d,.]*(?:万?元)|每(?:人|年|次|月)|累计|合计|总计|[共被了的，]|发放|完成")
            .expect("a constant pattern")
    });
    if between.chars().count() > LONGEST_FILLER {
        return false;
    }
    let rest = NOTHING.replace_all(between, "\u{1F}").into_owned();
    rest.split('\u{1F}')
        .filter(|piece| !piece.is_empty())
        .all(|piece| piece.chars().count() >= 2 && label.contains(piece))
}

fn judge<'l>(form: &Form<'l>, text: &Text<'l>, row: &'l Indicator, thing: &Thing, out: &mut Bench<'_>) {
    let label = compact(&row.level3);
    let all: Vec<Mention> = thing
        .names
        .iter()
        .flat_map(|name| mentions(&text.said, name, &label, &thing.value.unit, row.fiscal_year, text.goal))
        .collect();
    let own = thing.value.number;
    let Some(mention) = all.iter().find(|one| thing.value.admits(one.number)).or_else(|| all.first()) else {
        return;
    };
    let verdict = if thing.value.admits(mention.number) {
        Verdict::Pass
    } else if all.iter().all(|one| one.number == mention.number) {
        Verdict::Mismatch
    } else {
        Verdict::InsufficientData
    };
    let (words, value) = if text.goal {
        (message!("side-goal-text"), message!("side-target"))
    } else {
        (message!("side-done-text"), message!("side-actual"))
    };
    let unit = &thing.value.unit;
    let note = (verdict != Verdict::Pass).then(|| {
        message!(
            "text-and-value-differ",
            said = Arg::quote(format!("{}{unit}", mention.number)),
            value = Arg::quote(format!("{own}{unit}"))
        )
    });
    let name = &row.level3;
    out.judge(
        Case::new(
            form.record,
            message!(
                "text-and-value",
                form = form.title(),
                name = Arg::name(name),
                said = words.clone(),
                value = value.clone()
            ),
            Side::words(
                message!("side-text-of-indicator", text = words, name = Arg::name(name)),
                text.cell.locator.clone(),
                mention.words.clone(),
            ),
            Side::words(value, Locator::Line(row.locator.line()), thing.printed.clone()),
        )
        .noted(note),
        verdict,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, name: &str, label: &str, unit: &str) -> Vec<String> {
        let found = mentions(text, name, label, unit, 2023, false);
        found.iter().map(|one| one.number.to_string()).collect()
    }

    #[test]
    fn a_number_belongs_to_a_name_when_nothing_else_is_named() {
        let bound = "根据通报，2023年我区906篇信息被上级刊物采用，同比增长14%";
        assert_eq!(said(bound, "上级刊物采用", "党政信息采用量", "篇"), ["906"]);
        let bound = "春节慰问9000元每人每年，共慰问3人，中秋慰问6000元每人每年，共慰问4人";
        assert_eq!(said(bound, "春节慰问", "春节慰问人数", "人"), ["3"]);
        assert_eq!(said("2.我办实际举办读者讲座12场。", "读者讲座", "举办读者讲座场次", "场"), ["12"]);
    }

    #[test]
    fn a_part_of_a_thing_is_not_the_thing() {
        for text in [
            "其中少儿读者讲座3场",
            "上半年读者讲座3场",
            "2022年读者讲座3场",
            "举办读者讲座等活动3场",
            "读者讲座报告3场",
            "读者讲座3场次",
            "读者讲座约3场",
            "完成3场线上读者讲座",
            "3场读者讲座直播",
        ] {
            assert!(said(text, "读者讲座", "读者讲座场次", "场").is_empty(), "{text}");
        }
    }

    #[test]
    fn lists_are_read_part_by_part() {
        assert_eq!(parts("上级采用806篇, 领导批示328条; 区级采用1,400篇").len(), 3);
        assert!(shortens("上级采用", "上级刊物采用量") && !shortens("区级采用", "上级刊物采用量"));
        assert_eq!(bare("发放春节慰问人数", "人"), "春节慰问");
        assert_eq!(bare("上级刊物采用量", "篇"), "上级刊物采用");
    }
}
