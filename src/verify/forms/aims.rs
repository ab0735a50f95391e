//! D15: one indicator with two targets: in one sentence about goals, or in the text and in the table of targets.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use super::value::{Value, compact};
use crate::document::{Block, Paragraph, parse_digits, sentences};
use crate::ledger::Record;
use crate::model::{
    Amount, Arg, Edition, Indicator, Message, RowKind, Severity, Statement, Unit, Verdict, message,
};
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book, Rule};

/// D15: 同一指标的目标值.
pub(in crate::verify) static AIMS: Rule = Rule { id: "D15", severity: Severity::Warning, check: aims };

fn aims(book: &Book<'_>, out: &mut Bench<'_>) {
    for record in book.published() {
        if record.edition() == Edition::Abridged {
            continue;
        }
        let lines = record.document.blocks.iter().filter_map(|block| match block {
            Block::Line(line) => Some(line),
            Block::Table(_) => None,
        });
        let mut sentences = sentences(lines);
        sentences.retain(|sentence| sentence.text.len() <= LONGEST_SENTENCE);
        for sentence in sentences.iter().filter(|sentence| sentence.text.contains("指标")) {
            repeated(record, sentence, out);
        }
        let rows: Vec<&Indicator> = book
            .ledger
            .indicators_in(&record.path)
            .filter(|row| {
                matches!(row.statement, Statement::PerformanceTarget | Statement::PerformanceProject)
                    && row.row_kind == RowKind::Indicator
            })
            .collect();
        if !rows.is_empty() {
            against_table(record, &sentences, &rows, out);
        }
    }
}

/// What is longer is no sentence, in bytes.
const LONGEST_SENTENCE: usize = 4 << 10;

/// A target in a sentence: `成本指标类在支出进度达标率达到95%以上`.
struct Target<'t> {
    label: &'t str,
    number: Decimal,
    unit: &'t str,
    start: usize,
    end: usize,
}

/// The fewest characters of a label that names an indicator.
const SHORTEST_LABEL: usize = 6;

/// The parts of a sentence that end with a value.
fn targets(text: &str) -> Vec<Target<'_>> {
    static TARGET: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^(.*?)(?:达到|达|为|不低于|不少于|控制在)?(?:≥|≤|>=|<=|=)?(\d[\d,]*(?:\.\d+)?)(%|[^\d，。；：（）]{0,4}?)(?:及?以上|及?以下|以内)?$",
        )
        .expect("a constant pattern")
    });
    let mut found = Vec::new();
    let mut start = 0;
    for item in text.trim_end_matches('。').split_inclusive(['；', ';']) {
        let body = item.trim_end_matches(['；', ';']);
        if let Some(parts) = TARGET.captures(body)
            && let (Some(label), Some(number), Some(unit)) = (parts.get(1), parts.get(2), parts.get(3))
            && label.as_str().chars().count() >= SHORTEST_LABEL
            && let Some(number) = parse_digits(number.as_str())
        {
            found.push(Target {
                label: label.as_str(),
                number,
                unit: unit.as_str(),
                start,
                end: start + body.len(),
            });
        }
        start += item.len();
    }
    found
}

/// Words by which a sentence turns to another part or time, so that the same words may mean another thing.
fn turns(between: &str) -> bool {
    static TURN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("[：:]|其中|分别|[一二三四五六七八九十]是|第[一二三四五六七八九十\\d]|季度|阶段|上半年|下半年|月|[（(][一二三四五六七八九十\\d]+[)）]|[①-⑩]")
            .expect("a constant pattern")
    });
    TURN.is_match(between)
}

/// The same label twice in one sentence.
fn repeated(record: &Record, sentence: &Paragraph, out: &mut Bench<'_>) {
    let mut first: BTreeMap<&str, Target<'_>> = BTreeMap::new();
    for target in targets(&sentence.text) {
        let Some(known) = first.get(target.label) else {
            first.insert(target.label, target);
            continue;
        };
        if known.unit != target.unit {
            continue;
        }
        let verdict = if known.number == target.number {
            Verdict::Pass
        } else if turns(&sentence.text[known.start..target.end]) {
            Verdict::InsufficientData
        } else {
            Verdict::Mismatch
        };
        let unit = known.unit;
        let note = match verdict {
            Verdict::Pass => None,
            Verdict::Mismatch => Some(message!(
                "aims-differ",
                first = Arg::quote(format!("{}{unit}", known.number)),
                second = Arg::quote(format!("{}{unit}", target.number))
            )),
            _ => Some(message!("aims-turn")),
        };
        let side = |label: Message, target: &Target<'_>| {
            Side::words(label, sentence.place(target.start), &sentence.text[target.start..target.end])
        };
        out.judge(
            Case::new(
                record,
                message!("aims-in-one-sentence", name = Arg::quote(target.label)),
                side(message!("side-first-aim"), known),
                side(message!("side-second-aim"), &target),
            )
            .noted(note),
            verdict,
        );
    }
}

/// How many characters in a row of an indicator's object a sentence has to name.
const SHARED: usize = 5;

/// A percentage that a sentence demands of a rate, and the one row of the table that it can mean.
fn against_table<'l>(
    record: &'l Record,
    sentences: &[Paragraph],
    rows: &[&'l Indicator],
    out: &mut Bench<'_>,
) {
    static DEMAND: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(\d[\d.]*)%(?:及?以上)?的(\p{Han}{1,5}?率)").expect("a constant pattern")
    });
    let rows = by_ending(rows);
    for sentence in sentences {
        for found in DEMAND.captures_iter(&sentence.text) {
            let (Some(whole), Some(number)) = (found.get(0), parse_digits(&found[1])) else { continue };
            let Some(alike) = rows.get(&found[2]).filter(|alike| alike.len() <= MOST_ALIKE) else { continue };
            let mut fits = alike.iter().filter(|(object, _)| names(&sentence.text, object));
            let (Some((_, row)), None) = (fits.next(), fits.next()) else { continue };
            let Some(target) = percentage(&row.target) else { continue };
            // Two demands on one rate: which of them the row repeats is not known.
            let again = DEMAND.captures_iter(&sentence.text).filter(|other| other[2] == found[2]).count();
            let same = target == number;
            let verdict = match (same, again) {
                (true, _) => Verdict::Pass,
                (false, 1) => Verdict::Mismatch,
                (false, _) => Verdict::InsufficientData,
            };
            let note = (!same).then(|| {
                message!(
                    "aim-and-table-differ",
                    said = Amount::new(number, Unit::Percent),
                    printed = Arg::quote(&row.target)
                )
            });
            out.judge(
                Case::new(
                    record,
                    message!("aim-and-table", name = Arg::name(&row.level3)),
                    Side::words(message!("side-aim-in-text"), sentence.place(whole.start()), whole.as_str()),
                    Side::words(
                        message!("side-aim-in-table"),
                        row.locator.clone(),
                        format!("{} {}", row.level3, row.target),
                    ),
                )
                .noted(note),
                verdict,
            );
        }
    }
}

/// Of so many rows that end alike none is meant for certain.
const MOST_ALIKE: usize = 64;

/// The rows by the last words of their names, `通过率`, with the object in front of them.
fn by_ending<'l>(rows: &[&'l Indicator]) -> BTreeMap<String, Vec<(String, &'l Indicator)>> {
    let mut by_ending: BTreeMap<String, Vec<(String, &Indicator)>> = BTreeMap::new();
    for row in rows {
        let label: Vec<char> = compact(&row.level3).chars().collect();
        if label.last() != Some(&'率') {
            continue;
        }
        // As many characters as a demand may name.
        for length in 2..=6.min(label.len()) {
            let (object, ending) = label.split_at(label.len() - length);
            by_ending.entry(ending.iter().collect()).or_default().push((object.iter().collect(), row));
        }
    }
    by_ending
}

/// Whether a text names an object: so many of its characters in a row.
fn names(text: &str, object: &str) -> bool {
    let chars: Vec<char> = object.chars().collect();
    chars.windows(SHARED).any(|run| text.contains(&run.iter().collect::<String>()))
}

/// A target in percent. A spreadsheet prints a whole as 1.
fn percentage(target: &str) -> Option<Decimal> {
    let compact = compact(target);
    let value = Value::parse(compact.trim_start_matches('='))?;
    match value.unit.as_str() {
        "%" => Some(value.number),
        "" if value.number == Decimal::ONE => Some(Decimal::ONE_HUNDRED),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_told_by_the_words_before_them() {
        let text =
            "数量达到6个，质量指标类在验收合格率达到 100%；成本指标类在进度达标率达到95%以上；保障有力。";
        let compact = compact(text);
        let found: Vec<(&str, String)> =
            targets(&compact).iter().map(|t| (t.label, format!("{}{}", t.number, t.unit))).collect();
        assert_eq!(found.len(), 2);
        assert_eq!(found[1], ("成本指标类在进度达标率", "95%".to_owned()));
    }

    #[test]
    fn other_times_and_parts_are_other_targets() {
        assert!(turns("第一期：满意度达到90%；第二期：满意度达到95%"));
        assert!(!turns("成本指标类在达标率达到100%；时效指标类在2024年度完成率达到100%"));
        assert!(names("知识库信息的日常更新，98%以上的通过率", "市级对知识库信息质量的审核"));
        assert_eq!(percentage("1"), Some(Decimal::ONE_HUNDRED));
        assert_eq!(percentage("≥95%"), Some(Decimal::from(95)));
        assert_eq!(percentage("12次"), None);
    }
}
