//! Places of a template that were left as they were.

use regex::Match;

use super::{sentence_end, within};
use crate::model::{Gap, Passage, Remark, Says};
use crate::taxonomy::said_pattern;

/// The kinds with the names of their patterns; of each one place of a paragraph is told.
const KINDS: &[(Gap, &str)] = &[
    (Gap::Crosses, "gap_crosses"),
    (Gap::Choice, "gap_choice"),
    (Gap::Number, "gap_number"),
    (Gap::Reason, "gap_reason"),
    (Gap::Instruction, "gap_instruction"),
];

/// Finds what a paragraph left open.
pub(super) fn find(at: usize, passage: &Passage, found: &mut Vec<Remark>) {
    let text = passage.paragraph.text.as_str();
    // A sentence of a template has several places to fill in: it was left as it was once.
    let mut told: Vec<usize> = Vec::new();
    for (gap, pattern) in KINDS {
        let Some(pattern) = said_pattern(pattern) else { continue };
        let fresh = |place: &Match<'_>| !told.contains(&sentence_end(text, place.start()));
        let open = |place: &Match<'_>| fresh(place) && !of_nothing(text, place);
        let Some(place) = pattern.find_iter(text).find(open) else { continue };
        told.push(sentence_end(text, place.start()));
        let start = text[..place.start()].rfind(['，', '；', '。', '：']).unwrap_or(0);
        let start = start + text[start..].chars().next().filter(|_| start > 0).map_or(0, char::len_utf8);
        let end = text[place.end()..].find(['，', '；', '。']).map_or(text.len(), |at| place.end() + at);
        found.push(within(at, passage, (start, end), Says::Gap(*gap)));
    }
    if let Some(place) = said_pattern("hidden_name").and_then(|pattern| pattern.find(text)) {
        let end = sentence_end(text, place.end());
        found.push(within(at, passage, (place.start(), end), Says::Gap(Gap::Name)));
    }
}

/// Nothing neither grew nor fell: 增加（减少）0万元 is filled in, and no word had to be chosen. Where the rate behind it has
/// its choice left open as well, `增加（减少）0万元，增长（减少）0%`, the sentence is the template's.
fn of_nothing(text: &str, place: &Match<'_>) -> bool {
    let from = text[..place.start()].rfind(['。', '；']).unwrap_or(0);
    let to = text[place.end()..].find(['。', '；']).map_or(text.len(), |at| place.end() + at);
    if said_pattern("choice").is_some_and(|choice| choice.find_iter(&text[from..to]).count() > 1) {
        return false;
    }
    let digit = place.as_str().char_indices().last().filter(|(_, last)| last.is_ascii_digit());
    let zero = said_pattern("zero");
    digit.zip(zero).is_some_and(|((at, _), zero)| zero.is_match(&text[place.start() + at..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Line, paragraphs};

    fn gaps(text: &str) -> Vec<Gap> {
        let paragraph = paragraphs(&[Line::new(1, 0, text)]).remove(0);
        let mut found = Vec::new();
        find(0, &Passage { paragraph, ..Passage::default() }, &mut found);
        let gap = |remark: Remark| match remark.says {
            Says::Gap(gap) => gap,
            other => panic!("{other:?}"),
        };
        found.into_iter().map(gap).collect()
    }

    #[test]
    fn a_change_of_nothing_is_filled_in_and_a_whole_template_is_not() {
        for text in [
            "出国（境）0万元，较上年增加（减少）0万元（0%）。",
            "会议费比上年增加（减少） 0 万元。",
            "培训费0元，增长（下降）0%；公务接待费3万元，增加1万元。",
        ] {
            assert!(gaps(text).is_empty(), "{text}");
        }
        for text in [
            "收入0万元，与上年相比增加（减少）0万元，增长（减少）0%。",
            "支出0元，比上年增加（减少）0元，上升（下降）0%。",
            "会议费5万元，比上年增加（减少）2万元。",
        ] {
            assert_eq!(gaps(text), [Gap::Choice], "{text}");
        }
    }

    #[test]
    fn a_sentence_of_a_template_is_told_once() {
        let whole = "××部门本年度政府性基金支出 万元，增加（减少） 万元，主要是××。";
        assert_eq!(gaps(whole), [Gap::Crosses, Gap::Name]);
        let two = format!("{whole}会议费5万元，比上年增加（减少）2万元。");
        assert_eq!(gaps(&two), [Gap::Crosses, Gap::Choice, Gap::Name]);
    }

    #[test]
    fn an_empty_reason_and_an_empty_amount_are_told() {
        for text in [
            "公务用车购置费0万元，与上年持平，主要原因是。",
            "接待费2万元，比上年减少1万元，原因：；会议费1万元。",
            "本年支出5万元，主要原因在于。",
        ] {
            assert!(gaps(text).contains(&Gap::Reason), "{text}");
        }
        for text in ["收入为 万元。", "比上年决算增加 万元，原因是规模扩大。", "占 %。"]
        {
            assert!(gaps(text).contains(&Gap::Number), "{text}");
        }
        assert!(gaps("与上年持平，主要原因是人员没有变化。").is_empty());
        assert_eq!(gaps("当事人×××申请公开。"), [Gap::Name]);
    }
}
