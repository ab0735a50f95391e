//! Words that say which of two amounts is the larger, and whom money is for.

use super::{sentence_end, sentence_start, within};
use crate::document::squeeze;
use crate::model::{Fact, Measure, Passage, Phase, Remark, Role, Says};
use crate::taxonomy::said_pattern;

/// Finds them in a paragraph with its figures.
pub(super) fn find(at: usize, passage: &Passage, figures: &[&Fact], found: &mut Vec<Remark>) {
    three_public(at, passage, found);
    if !figures.is_empty() {
        item(at, passage, figures, found);
        for_retirees(at, passage, figures, found);
    }
}

fn stage(found: &regex::Captures<'_>) -> Option<Phase> {
    if found.name("initial").is_some() {
        Some(Phase::Budget)
    } else {
        found.name("adjusted").map(|_| Phase::Adjusted)
    }
}

/// `“三公”经费支出决算小于预算数的主要情况`.
fn three_public(at: usize, passage: &Passage, found: &mut Vec<Remark>) {
    let Some(pattern) = said_pattern("spent_three") else { return };
    for words in pattern.captures_iter(&passage.paragraph.text) {
        let Some(whole) = words.get(0) else { continue };
        let prior = words.name("prior").is_some();
        let says = Says::Spent {
            more: words.name("more").is_some(),
            than: words["than"].to_owned(),
            phase: if prior { Some(Phase::Final) } else { stage(&words) },
            years_before: u8::from(prior),
            spent: None,
        };
        found.push(within(at, passage, (whole.start(), whole.end()), says));
    }
}

/// `决算数大于年初预算数的主要原因是`, behind the amount of one item in its own paragraph.
fn item(at: usize, passage: &Passage, figures: &[&Fact], found: &mut Vec<Remark>) {
    let text = passage.paragraph.text.as_str();
    let (Some(pattern), Some(three)) = (said_pattern("spent"), said_pattern("spent_three")) else { return };
    for words in pattern.captures_iter(text) {
        let Some(whole) = words.get(0) else { continue };
        if three.find_iter(text).any(|three| three.range().contains(&whole.start())) {
            continue;
        }
        let last = figures.iter().rev().find_map(|fact| {
            let said = fact.said.as_ref().filter(|said| said.end as usize <= whole.start())?;
            let own = fact.measure == Measure::Total
                && fact.amount.unit.is_money()
                && fact.phase == Some(Phase::Final)
                && fact.certain
                && said.role == Role::Statement;
            own.then_some((fact, said.start))
        });
        let Some((fact, start)) = last else { continue };
        // Words of their own before 决算数 speak of something else than the last amount.
        let lead = squeeze(&text[sentence_start(text, whole.start())..whole.start()]);
        if lead.is_empty() || lead.contains(&squeeze(&fact.subject.name)) {
            let says = Says::Spent {
                more: words.name("more").is_some(),
                than: words["than"].trim_end_matches('数').to_owned(),
                phase: stage(&words),
                years_before: 0,
                spent: Some(start),
            };
            found.push(within(at, passage, (whole.start(), sentence_end(text, whole.end())), says));
        }
    }
}

/// Money that is said to be mainly for retirees, where one amount stands before the words.
fn for_retirees(at: usize, passage: &Passage, figures: &[&Fact], found: &mut Vec<Remark>) {
    let text = passage.paragraph.text.as_str();
    let Some(pattern) = said_pattern("for_retirees") else { return };
    for words in pattern.find_iter(text) {
        let from = sentence_start(text, words.start());
        let inside = figures.iter().filter_map(|fact| {
            let start = fact.said.as_ref()?.start;
            (from..words.start()).contains(&(start as usize)).then_some((fact, start))
        });
        let inside: Vec<(&&Fact, u32)> = inside.collect();
        // Two amounts before the words: which of them they speak of is not known.
        let [(fact, start)] = inside.as_slice() else { continue };
        if fact.measure == Measure::Total && fact.amount.unit.is_money() && !fact.amount.value.is_zero() {
            found.push(within(at, passage, (words.start(), words.end()), Says::ForRetirees(*start)));
        }
    }
}
