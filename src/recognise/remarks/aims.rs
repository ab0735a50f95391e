//! Targets of indicators in sentences: several of one label in one sentence, and percentages that a sentence demands of a
//! rate which a table of targets repeats.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Text;
use crate::document::{Paragraph, parse_digits, sentences};
use crate::model::{Aim, Indicator, Remark, RowKind, Says, Statement};
use crate::taxonomy::{said_pattern, says};

/// What is longer is no sentence, in bytes.
const LONGEST_SENTENCE: usize = 4 << 10;
/// The fewest characters of a label that names an indicator.
const SHORTEST_LABEL: usize = 6;
/// How many characters in a row of an indicator's object a sentence has to name.
const SHARED: usize = 5;
/// Of so many rows that end alike none is meant for certain.
const MOST_ALIKE: usize = 64;
/// The most characters that name a rate.
const LONGEST_RATE: usize = 6;

/// Finds both.
pub(super) fn find(text: &Text<'_>, found: &mut Vec<Remark>) {
    let mut sentences = sentences(text.lines());
    sentences.retain(|sentence| sentence.text.len() <= LONGEST_SENTENCE);
    let about = sentences.iter().zip(0_u32..).filter(|(one, _)| says("about_indicators", &one.text));
    about.for_each(|(sentence, nth)| repeated(sentence, nth, found));
    let rows: Vec<&Indicator> = text
        .indicators
        .iter()
        .filter(|row| {
            matches!(row.statement, Statement::PerformanceTarget | Statement::PerformanceProject)
                && row.row_kind == RowKind::Indicator
        })
        .collect();
    if !rows.is_empty() {
        demanded(&sentences, &rows, found);
    }
}

/// A target in a sentence: `成本指标类在支出进度达标率达到95%以上`.
struct Target<'t> {
    label: &'t str,
    number: Decimal,
    unit: &'t str,
    start: usize,
    end: usize,
}

/// The parts of a sentence that end with a value.
fn targets(text: &str) -> Vec<Target<'_>> {
    let mut found = Vec::new();
    let Some(pattern) = said_pattern("aim") else { return found };
    let mut start = 0;
    for item in text.trim_end_matches('。').split_inclusive(['；', ';']) {
        let body = item.trim_end_matches(['；', ';']);
        if let Some(parts) = pattern.captures(body)
            && let (Some(label), Some(number), Some(unit)) =
                (parts.name("label"), parts.name("number"), parts.name("unit"))
            && label.as_str().chars().count() >= SHORTEST_LABEL
            && let Some(number) = parse_digits(number.as_str())
        {
            let (label, unit) = (label.as_str(), unit.as_str());
            found.push(Target { label, number, unit, start, end: start + body.len() });
        }
        start += item.len();
    }
    found
}

/// Whether a sentence turns to another part or time, so that the same words may mean another thing.
fn turns(between: &str) -> bool {
    said_pattern("aim_turn").is_some_and(|pattern| pattern.is_match(between))
}

/// Targets of which one sentence has several with one label.
fn repeated(sentence: &Paragraph, nth: u32, found: &mut Vec<Remark>) {
    let mut by_label: BTreeMap<&str, Vec<Target<'_>>> = BTreeMap::new();
    for target in targets(&sentence.text) {
        by_label.entry(target.label).or_default().push(target);
    }
    for (label, all) in by_label.into_iter().filter(|(_, all)| all.len() > 1) {
        let from = all[0].start;
        for target in all {
            let aim = Aim {
                sentence: nth,
                label: label.to_owned(),
                number: target.number,
                unit: target.unit.to_owned(),
                turned: turns(&sentence.text[from..target.end]),
            };
            found.push(Remark {
                says: Says::Aim(aim),
                locator: sentence.place(target.start),
                quote: sentence.text[target.start..target.end].to_owned(),
                within: None,
            });
        }
    }
}

/// A percentage that a sentence demands of a rate, and the one row of a table that it can mean.
fn demanded(sentences: &[Paragraph], rows: &[&Indicator], found: &mut Vec<Remark>) {
    let Some(pattern) = said_pattern("demand") else { return };
    let rows = by_ending(rows);
    for sentence in sentences {
        for demand in pattern.captures_iter(&sentence.text) {
            let (Some(whole), Some(percent)) = (demand.get(0), parse_digits(&demand["number"])) else {
                continue;
            };
            let rate = &demand["rate"];
            let Some(alike) = rows.get(rate).filter(|alike| alike.len() <= MOST_ALIKE) else { continue };
            let mut fits = alike.iter().filter(|(object, _)| names(&sentence.text, object));
            let (Some((_, row)), None) = (fits.next(), fits.next()) else { continue };
            // Two demands on one rate: which of them the row repeats is not known.
            let once =
                pattern.captures_iter(&sentence.text).filter(|other| &other["rate"] == rate).count() == 1;
            found.push(Remark {
                says: Says::Demand {
                    percent,
                    row: row.locator.clone(),
                    once,
                    at_least: demand.name("more").is_some(),
                },
                locator: sentence.place(whole.start()),
                quote: whole.as_str().to_owned(),
                within: None,
            });
        }
    }
}

/// The rows by the last words of their names, `通过率`, with the object in front of them.
fn by_ending<'r>(rows: &[&'r Indicator]) -> BTreeMap<String, Vec<(String, &'r Indicator)>> {
    let mut by_ending: BTreeMap<String, Vec<(String, &Indicator)>> = BTreeMap::new();
    for row in rows {
        let label: Vec<char> = row.level3.chars().filter(|c| !c.is_whitespace()).collect();
        if label.last() != Some(&'率') {
            continue;
        }
        // As many characters as a demand may name.
        for length in 2..=LONGEST_RATE.min(label.len()) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_told_by_the_words_before_them() {
        let text =
            "数量达到6个，质量指标类在验收合格率达到100%；成本指标类在进度达标率达到95%以上；保障有力。";
        let found: Vec<(&str, String)> =
            targets(text).iter().map(|t| (t.label, format!("{}{}", t.number, t.unit))).collect();
        assert_eq!(found.len(), 2);
        assert_eq!(found[1], ("成本指标类在进度达标率", "95%".to_owned()));
    }

    #[test]
    fn other_times_and_parts_are_other_targets() {
        assert!(turns("第一期：满意度达到90%；第二期：满意度达到95%"));
        assert!(!turns("成本指标类在达标率达到100%；时效指标类在2024年度完成率达到100%"));
        assert!(names("知识库信息的日常更新，98%以上的通过率", "市级对知识库信息质量的审核"));
    }
}
