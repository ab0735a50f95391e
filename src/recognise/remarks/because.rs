//! The reasons that a document gives for a change, in its own words: the clause of the change with the words behind it.

use super::{start_of, within};
use crate::model::{Fact, Measure, Passage, Remark, Role, Says};
use crate::taxonomy::said_pattern;

/// Marks that end a clause.
const CLAUSE: &[char] = &['，', '；', '。', '：', ',', ';'];
/// The fewest characters that are a reason.
const LEAST: usize = 4;
/// Nobody gives a longer reason, in bytes: a text may be one sentence that never ends.
const LONGEST: usize = 3000;
/// A reason that opens a paragraph speaks of the figure right before it; more than this before the reason is a sentence.
const OPENING: usize = 24;

/// Finds them in a paragraph with its figures; a paragraph that opens with a reason goes on from the one before it.
pub(super) fn find(at: usize, prose: &[Passage], figures: &[Vec<&Fact>], found: &mut Vec<Remark>) {
    let (Some(passage), Some(lead)) = (prose.get(at), said_pattern("because")) else { return };
    let text = passage.paragraph.text.as_str();
    // A change is explained once.
    let mut explained = None;
    for words in lead.find_iter(text) {
        let own = figures.get(at).map_or(&[][..], Vec::as_slice);
        let before = own.partition_point(|fact| (start_of(fact) as usize) < words.start());
        let (paragraph, fact, start) = if before > 0 {
            let Some(fact) = change(&own[..before]) else { continue };
            let begins = start_of(fact) as usize;
            if !together(passage, begins, words.start()) {
                continue;
            }
            (at, fact, clause_start(text, begins))
        } else {
            let above = at.checked_sub(1).filter(|_| text[..words.start()].chars().count() <= OPENING);
            let Some((above, fact)) = above.and_then(|at| Some((at, change(figures.get(at)?)?))) else {
                continue;
            };
            (above, fact, 0)
        };
        let of = (paragraph, start_of(fact));
        if explained == Some(of) {
            continue;
        }
        let Some(end) = end_of(passage, words.end()) else { continue };
        explained = Some(of);
        let paragraph = u32::try_from(paragraph).unwrap_or(u32::MAX);
        found.push(within(at, passage, (start, end), Says::Because { paragraph, change: of.1 }));
    }
}

/// The change that the last figures say, as an amount where they say it twice. None where they say something else.
fn change<'f>(figures: &[&'f Fact]) -> Option<&'f Fact> {
    let is_change = |fact: &&Fact| {
        let role = fact.said.as_ref().map(|said| said.role);
        matches!(fact.measure, Measure::ChangeAmount | Measure::ChangePct)
            && matches!(role, Some(Role::Statement | Role::Part))
    };
    let last = figures.last().copied().filter(is_change)?;
    let of = |fact: &Fact| fact.said.as_ref().and_then(|said| said.of);
    let amount = figures.len().checked_sub(2).and_then(|at| figures.get(at).copied()).filter(|before| {
        last.measure == Measure::ChangePct
            && before.measure == Measure::ChangeAmount
            && of(before) == of(last)
    });
    Some(amount.unwrap_or(last))
}

/// Whether a reason stands in the sentence of a figure, or opens the next one.
fn together(passage: &Passage, figure: usize, reason: usize) -> bool {
    let end = passage.sentence_end(figure);
    let between = passage.paragraph.text.get(end..reason).unwrap_or_default();
    reason <= end || !between.trim_matches(['。', ' ']).contains('。')
}

/// Where the clause of a figure starts.
fn clause_start(text: &str, figure: usize) -> usize {
    text[..figure]
        .rfind(CLAUSE)
        .map_or(0, |mark| mark + text[mark..].chars().next().map_or(1, char::len_utf8))
}

/// Where the reason ends that begins at a byte: with its sentence, and with its part of it where parts are told apart by
/// semicolons; a counted list goes on to its last point. None where nothing is said.
fn end_of(passage: &Passage, from: usize) -> Option<usize> {
    let text = passage.paragraph.text.as_str();
    let counted = said_pattern("counted_reason");
    let is_counted =
        |at: usize| text.get(at..).is_some_and(|rest| counted.is_some_and(|one| one.is_match(rest)));
    let mut end = passage.sentence_end(from).max(from);
    if end - from > LONGEST {
        return None;
    }
    if is_counted(from) {
        // The mark between two sentences belongs to neither.
        while let Some(next) =
            text.get(end..).and_then(|rest| rest.find(|c: char| c != '。')).map(|n| end + n)
            && next > end
            && next - from <= LONGEST
            && is_counted(next)
        {
            end = passage.sentence_end(next).max(next);
        }
    } else {
        end = text.get(from..end)?.find(['；', ';']).map_or(end, |mark| from + mark);
    }
    let said = text.get(from..end)?.trim();
    let gap = said_pattern("reason_gap").is_some_and(|gap| gap.is_match(said));
    (said.chars().count() >= LEAST && !gap).then_some(end)
}
