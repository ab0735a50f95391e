//! C14: places of a template that were left as they were.

use std::sync::LazyLock;

use regex::{Match, Regex};

use crate::model::{Message, Severity, Verdict, message};
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book, Rule};

/// C14: placeholders.
pub(in crate::verify) static PLACEHOLDERS: Rule =
    Rule { id: "C14", severity: Severity::Warning, check: placeholders };

static KINDS: LazyLock<[(Regex, Message); 5]> = LazyLock::new(|| {
    [
        (r"(?:[XＸ×＊]{2,}|20[XＸ×]{2})\s*(?:万元|元|年|%|个|人|辆|批|次|项|家|单位|部门|局|委|区|市)", message!("placeholder-crosses")),
        (r"(?:增加|增长|上升|提高)\s*[（(/]\s*(?:减少|下降|降低)\s*[）)]?\s*(?:了|为)?\s*(?:[\d_]|万元|%)", message!("placeholder-choice")),
        (r"(?:(?:增加|减少|支出|收入|预算|决算)(?:了|数?为)\s*万元)|(?:(?:比|较)[^，。；]{0,16}(?:增加|减少)\s*万元[，。；])|(?:(?:增长|下降|占|预算的)\s*%)", message!("placeholder-number")),
        (r"原因\s*(?:主要)?\s*(?:[:：]\s*(?:是|为)?|是|为|在于)\s*[:：]?\s*[。；;]", message!("placeholder-reason")),
        (r"按照?(?:如下|以下|下列)格式(?:说明|填写|填报)|[（(]?此处(?:请)?填写|请根据实际情况(?:填写|修改|说明)", message!("placeholder-instruction")),
    ]
    .map(|(pattern, kind)| (Regex::new(pattern).expect("a constant pattern"), kind))
});

/// Crosses that stand for a name that was hidden, or for one that was never written: no one can tell.
static HIDDEN: LazyLock<Regex> = LazyLock::new(|| Regex::new("[XＸ×＊]{2,}").expect("a constant pattern"));

/// Nothing neither grew nor fell: 增加（减少）0万元 is filled in, and no word had to be chosen. Where the rate behind it has
/// its choice left open as well, `增加（减少）0万元，增长（减少）0%`, the sentence is the template's.
fn of_nothing(text: &str, found: &Match<'_>) -> bool {
    static ZERO: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^0+(?:[.．]0+)?\s*(?:亿|万|元|[%％]|[，。；、（(]|$)").expect("a constant pattern")
    });
    static CHOICE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:增加|增长|上升|提高)\s*[（(/]\s*(?:减少|下降|降低)\s*[）)]")
            .expect("a constant pattern")
    });
    let from = text[..found.start()].rfind(['。', '；']).unwrap_or(0);
    let to = text[found.end()..].find(['。', '；']).map_or(text.len(), |at| found.end() + at);
    if CHOICE.find_iter(&text[from..to]).count() > 1 {
        return false;
    }
    let digit = found.as_str().char_indices().last().filter(|(_, last)| last.is_ascii_digit());
    digit.is_some_and(|(at, _)| ZERO.is_match(&text[found.start() + at..]))
}

fn placeholders(book: &Book<'_>, out: &mut Bench<'_>) {
    for prose in &book.prose {
        let mut clean = true;
        for passage in &prose.passages {
            let text = passage.text();
            for (pattern, kind) in KINDS.iter() {
                let Some(found) = pattern.find_iter(text).find(|found| !of_nothing(text, found)) else {
                    continue;
                };
                clean = false;
                let start = text[..found.start()].rfind(['，', '；', '。', '：']).unwrap_or(0);
                let start =
                    start + text[start..].chars().next().filter(|_| start > 0).map_or(0, char::len_utf8);
                let end =
                    text[found.end()..].find(['，', '；', '。']).map_or(text.len(), |at| found.end() + at);
                let left = passage.words(kind.clone(), start, end);
                let message = message!("placeholder-left", kind = kind.clone());
                let case = Case::new(passage.record, message, left, Side::default());
                out.judge(case, Verdict::Mismatch);
            }
        }
        if let Some((passage, found)) = prose
            .passages
            .iter()
            .find_map(|passage| Some((passage, HIDDEN.find(passage.text())?)))
            .filter(|_| clean)
        {
            clean = false;
            let end = passage.sentence_end(found.end());
            let left = passage.words(message!("side-text"), found.start(), end);
            let case = Case::new(prose.record, message!("crosses-in-text"), left, Side::default());
            out.judge(case.noted([message!("crosses-may-hide")]), Verdict::InsufficientData);
        }
        let first = prose.passages.iter().find(|passage| !passage.figures.is_empty());
        if let Some(first) = first.filter(|_| clean) {
            let left = first.words(message!("side-text"), 0, first.text().len().min(first.sentence_end(0)));
            let case = Case::new(prose.record, message!("no-placeholder"), left, Side::default());
            out.judge(case, Verdict::Pass);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left_open(text: &str) -> bool {
        KINDS[1].0.find_iter(text).any(|found| !of_nothing(text, &found))
    }

    #[test]
    fn a_change_of_nothing_is_filled_in_and_a_whole_template_is_not() {
        for text in [
            "出国（境）0万元，较上年增加（减少）0万元（0%）。",
            "会议费比上年增加（减少） 0 万元。",
            "培训费0元，增长（下降）0%；公务接待费3万元，增加1万元。",
        ] {
            assert!(!left_open(text), "{text}");
        }
        for text in [
            "收入0万元，与上年相比增加（减少）0万元，增长（减少）0%。",
            "支出0元，比上年增加（减少）0元，上升（下降）0%。",
            "会议费5万元，比上年增加（减少）2万元。",
        ] {
            assert!(left_open(text), "{text}");
        }
    }
}
