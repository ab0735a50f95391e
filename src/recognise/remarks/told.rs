//! How many of a thing the two texts of a form (预期目标, 实际完成情况) say there are, where a row of indicators counts it.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::Text;
use crate::document::{Block, Cell, Table, key, numbers, parse_digits};
use crate::model::{Indicator, Remark, RowKind, Says, Statement, Told};
use crate::taxonomy::{Value, compact, said_pattern, said_words};

/// The longest text that is looked through, in bytes.
const LONGEST_TEXT: usize = 16 << 10;

/// The two texts of a form.
struct Texts<'d> {
    line: u32,
    goal: &'d Cell,
    done: &'d Cell,
}

/// Finds them. A text is of the rows between the texts before and behind it: those of its own form are among them.
pub(super) fn find(text: &Text<'_>, found: &mut Vec<Remark>) {
    let own =
        |row: &&Indicator| row.statement == Statement::SelfEvaluation && row.row_kind == RowKind::Indicator;
    let mut rows: Vec<&Indicator> = text.indicators.iter().filter(own).collect();
    if rows.is_empty() {
        return;
    }
    rows.sort_by_key(|row| row.locator.line());
    let tables = text.document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Line(_) => None,
    });
    let texts: Vec<Texts<'_>> = tables.flat_map(texts).collect();
    for (at, own) in texts.iter().enumerate() {
        let above = at.checked_sub(1).map_or(0, |before| texts[before].line);
        let below = texts.get(at + 1).map_or(u32::MAX, |next| next.line);
        let from = rows.partition_point(|row| row.locator.line() < above);
        let upto = rows.partition_point(|row| row.locator.line() <= below);
        for (cell, goal) in [(own.goal, true), (own.done, false)] {
            if cell.text.len() > LONGEST_TEXT {
                continue;
            }
            let said = compact(&cell.text);
            for row in &rows[from..upto] {
                told(cell, &said, goal, row, found);
            }
        }
    }
}

/// The cells below 预期目标 and 实际完成情况.
fn texts(table: &Table) -> impl Iterator<Item = Texts<'_>> {
    table.rows.windows(2).filter_map(|rows| {
        let [header, below] = rows else { return None };
        let column = |class: &str| {
            let named = |text: &str| {
                let words = key(text);
                let words = words.trim_start_matches('*');
                said_words(class).iter().any(|row| row.words.contains(&words))
            };
            header.cells.iter().position(|cell| named(&cell.text))
        };
        let (goal, done) = (below.cells.get(column("goal_text")?)?, below.cells.get(column("done_text")?)?);
        Some(Texts { line: below.span.first, goal, done })
    })
}

/// What a text says of the things that a row counts.
fn told(cell: &Cell, said: &str, goal: bool, row: &Indicator, found: &mut Vec<Remark>) {
    let label = compact(&row.level3);
    for (part, thing) in (0_u32..).zip(things(row, goal)) {
        let unit = &thing.unit;
        let mentions =
            thing.names.iter().flat_map(|name| mentions(said, name, &label, unit, row.fiscal_year, goal));
        found.extend(mentions.map(|mention| Remark {
            says: Says::Told(Told {
                goal,
                row: row.locator.clone(),
                part,
                printed: thing.printed.clone(),
                number: mention.number,
            }),
            locator: cell.locator.clone(),
            quote: mention.words,
            within: None,
        }));
    }
}

/// A thing that a row counts, with the names it goes by.
struct Thing {
    names: BTreeSet<String>,
    unit: String,
    printed: String,
}

/// The parts of a cell: `上级采用806篇, 领导批示328条`.
fn parts(text: &str) -> Vec<&str> {
    // A comma between digits belongs to a number.
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut parts = Vec::new();
    let mut from = 0;
    for found in said_pattern("told_part").into_iter().flat_map(|comma| comma.find_iter(text)) {
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
        things.push(Thing { names, unit: value.unit, printed: (*printed).to_owned() });
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

/// A name without the verb before it and the counting word behind it: 发放春节慰问人数.
fn bare(name: &str, unit: &str) -> String {
    let compact = compact(name);
    let mut bare = compact.as_str();
    let words = |class: &str| said_words(class).iter().flat_map(|row| row.words.iter().copied());
    if let Some(rest) = words("done_verb").find_map(|verb| bare.strip_prefix(verb)) {
        bare = rest;
    }
    for word in words("counting").chain([unit]).chain(words("counting_behind")) {
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
    let without = |name: &str, text: &str| {
        said_pattern(name).map_or_else(|| text.to_owned(), |one| one.replace_all(text, "").into_owned())
    };
    let rest = without("told_ordinal", before).replace(&format!("{year}年"), "");
    let rest = if goal { without("told_plan", &rest) } else { rest };
    said_pattern("told_who").is_some_and(|who| who.is_match(&rest))
}

/// The most characters between a name and its number.
const LONGEST_FILLER: usize = 20;

/// Whether words between a name and a number name nothing else: sums of money, 每人, 共, and words of the indicator's own.
fn is_filler(between: &str, label: &str) -> bool {
    if between.chars().count() > LONGEST_FILLER {
        return false;
    }
    let Some(nothing) = said_pattern("told_filler") else { return false };
    let rest = nothing.replace_all(between, "\u{1F}").into_owned();
    rest.split('\u{1F}')
        .filter(|piece| !piece.is_empty())
        .all(|piece| piece.chars().count() >= 2 && label.contains(piece))
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
