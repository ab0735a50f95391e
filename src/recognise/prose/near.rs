//! What else the words near a figure say: what its rate or share is of, whether there is more of its kind, whether its subject is a
//! reason. One walk over the figures of a paragraph; each looks at the words since the one before it.

use std::collections::BTreeSet;
use std::sync::Arc;

use aho_corasick::AhoCorasick;

use crate::document::squeeze;
use crate::model::{Fact, Measure, Near, Passage, ShareOf, Unit};
use crate::taxonomy::{said_pattern, said_words, says};

/// How far behind an amount words of more are looked for, in characters.
const MORE_WITHIN: usize = 8;

/// How far before a change the year of its base is looked for, in bytes.
const YEAR_WITHIN: usize = 4 << 10;

/// What a sentence has said up to a figure.
#[derive(Default)]
struct SoFar {
    /// Where it starts.
    start: Option<usize>,
    of_basic: bool,
    /// Whether its last clause names a budget.
    budget_named: bool,
    /// What it has counted.
    counted: BTreeSet<(String, Unit)>,
}

/// Says it of the figures of a paragraph.
pub(super) fn tell(passage: &Passage, own: &[usize], facts: &mut [Fact]) {
    let text = passage.paragraph.text.as_str();
    let place =
        |fact: &Fact| fact.said.as_ref().map_or((0, 0), |said| (said.start as usize, said.end as usize));
    let mut order = own.to_vec();
    order.sort_by_key(|at| place(&facts[*at]).0);
    let mut so_far = SoFar::default();
    let mut last = 0;
    for at in order {
        let fact = &mut facts[at];
        let (start, end) = place(fact);
        let from = passage.sentence_start(start);
        if so_far.start != Some(from) {
            so_far = SoFar { start: Some(from), ..SoFar::default() };
        }
        let Some(lead) = text.get(from.max(last).min(start)..start) else { continue };
        last = end;
        let near = so_far.take(fact, passage, lead, (from, start, end));
        if let Some(said) = fact.said.as_mut().filter(|said| said.near != near) {
            Arc::make_mut(said).near = near;
        }
    }
}

impl SoFar {
    fn take(
        &mut self,
        fact: &Fact,
        passage: &Passage,
        lead: &str,
        (from, start, end): (usize, usize, usize),
    ) -> Near {
        let text = passage.paragraph.text.as_str();
        self.of_basic |= says("basic_spending", lead);
        let clause = lead.rsplit(['；', ';']).next().unwrap_or(lead);
        self.budget_named = says("budget_named", clause) || self.budget_named && clause.len() == lead.len();
        let behind = text.get(end..).unwrap_or_default();
        let mut near = Near { of_basic: self.of_basic, ..Near::default() };
        match fact.measure {
            Measure::ExecutionRate => near.budget_named = self.budget_named,
            Measure::Share => near.share = Some(share_of(lead)),
            Measure::ChangeAmount | Measure::ChangePct => near.words_behind = says_more(behind),
            Measure::Total => {
                let more: String = behind.chars().take(MORE_WITHIN).collect();
                near.and_more = says("and_more", &more);
            }
            Measure::Count if self.counted.insert((fact.subject.code.clone(), fact.amount.unit)) => {
                let rest = text.get(end..passage.sentence_end(end)).unwrap_or_default();
                near.counted_on =
                    u32::try_from(rest.matches(fact.amount.unit.label()).count()).unwrap_or(u32::MAX);
            }
            _ => {}
        }
        if let Some(year) = fact.said.as_ref().and_then(|said| said.against_year) {
            let mut from = from.max(start.saturating_sub(YEAR_WITHIN));
            while !text.is_char_boundary(from) {
                from += 1;
            }
            near.base_twice = text[from..start].matches(&year.to_string()).count() >= 2;
        }
        near
    }
}

/// Whether a clause without a figure, long enough for a reason, stands in a text behind its first clause.
fn says_more(behind: &str) -> bool {
    /// The fewest characters that are a reason.
    const LEAST: usize = 6;
    /// How far it may stand behind, in characters.
    const WITHIN: usize = 400;
    let near: String = behind.chars().take(WITHIN).collect();
    near.split(['，', ',', '。', '；', ';', '：', ':']).skip(1).any(|clause| {
        let words = clause.chars().filter(|c| crate::document::is_cjk(*c)).count();
        words >= LEAST && !clause.contains(|c: char| c.is_ascii_digit())
    })
}

/// What the words before a share say: 占 and the name of the whole, with or without a part of its own before them.
fn share_of(lead: &str) -> ShareOf {
    let lead = squeeze(lead);
    let found = said_pattern("share").and_then(|pattern| pattern.captures(&lead));
    let group = |name: &str| found.as_ref().and_then(|found| found.name(name)).map(|found| found.as_str());
    let before = group("before").unwrap_or(lead.as_str());
    let words = group("words").unwrap_or_default();
    let words = words.trim_matches(|c: char| "的为约：".contains(c));
    let own = before.rsplit(['，', '；', '、']).next().unwrap_or(before);
    let own_part = said_pattern("unit_mark").is_none_or(|mark| !mark.replace_all(own, "").is_empty());
    let row = said_words("whole").iter().find(|row| row.words.iter().any(|word| words.contains(word)));
    ShareOf { own_part, named: !words.is_empty(), whole: row.map(|row| row.stands_for.to_owned()) }
}

/// Says of changes whether their subject stands behind the words of a reason anywhere: it is itself the reason that is given
/// for a total then.
pub(super) fn tell_reasons(passages: &[Passage], facts: &mut [Fact]) {
    let change = |fact: &Fact| {
        let change =
            matches!(fact.measure, Measure::ChangeAmount | Measure::ChangePct) && fact.said.is_some();
        change.then(|| squeeze(&fact.subject.name)).filter(|name| name.chars().count() > 1)
    };
    let names: Vec<String> = facts.iter().filter_map(change).collect::<BTreeSet<_>>().into_iter().collect();
    let Ok(words) = AhoCorasick::new(&names) else { return };
    let mut given: BTreeSet<&str> = BTreeSet::new();
    for passage in passages {
        let reason = passage.reason.and_then(|end| passage.paragraph.text.get(end as usize..));
        let Some(reason) = reason.map(squeeze) else { continue };
        given.extend(words.find_overlapping_iter(&reason).map(|hit| names[hit.pattern()].as_str()));
    }
    for fact in facts {
        let is_reason = change(fact).is_some_and(|name| given.contains(name.as_str()));
        if let Some(said) = fact.said.as_mut().filter(|_| is_reason) {
            Arc::make_mut(said).near.is_reason = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_names_its_whole_or_none() {
        let told = |lead: &str| {
            let share = share_of(lead);
            (share.own_part, share.named, share.whole)
        };
        assert_eq!(told("万元，占"), (false, false, None));
        assert_eq!(told("万元，占本年收入的"), (false, true, Some("year_income".to_owned())));
        assert_eq!(told("万元；服务支出占政府采购总额的"), (true, true, Some("procurement".to_owned())));
        assert_eq!(told("万元，占比"), (false, false, None));
        assert_eq!(told("元，占某某资金的"), (false, true, None));
    }
}
