//! D09: words that say a thing was late or not done, while its score is full.

use rust_decimal::Decimal;

use super::{Form, forms};
use crate::document::{Block, Line, Locator};
use crate::ledger::Record;
use crate::model::{Arg, Edition, Fact, Message, Severity, Statement, Verdict, message};
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book, Rule};

/// D09: 文字与得分.
pub(in crate::verify) static REMARKS: Rule = Rule { id: "D09", severity: Severity::Warning, check: remarks };

/// Words that say that something was late or not done.
const LATE: &[&str] = &[
    "未按计划时间完成",
    "未按时完成",
    "未按期完成",
    "未及时完成",
    "未能完成",
    "未能按时",
    "未能按期",
    "未完成",
    "尚未完成",
    "延期完成",
    "已延期",
    "进度滞后",
];

/// Words before them that turn them round, or speak of something else.
const DENIED: &[&str] = &[
    "无",
    "没有",
    "不存在",
    "未发生",
    "未出现",
    "避免",
    "防止",
    "杜绝",
    "如",
    "若",
    "凡",
    "上年",
    "去年",
    "以前",
    "此前",
    "原",
];

/// Words behind them that make a name of them: 未完成的历史遗留问题.
const NAMES: &[char] = &['的', '率', '数', '项', '者'];

/// Words that limit it to a part of the work: what is said is that it happened.
const SOME: &[&str] = &["部分", "个别", "少数", "有的", "尚有"];

/// The words of lateness in a text, where nothing turns them round.
fn late_in(text: &str) -> Option<&'static str> {
    LATE.iter().copied().find(|word| {
        text.match_indices(word).any(|(at, _)| {
            let before: String = text[..at].chars().rev().take(6).collect();
            let before: String = before.chars().rev().collect();
            let behind = &text[at + word.len()..];
            !DENIED.iter().any(|denied| before.contains(denied)) && !behind.starts_with(NAMES)
        })
    })
}

fn remarks(book: &Book<'_>, out: &mut Bench<'_>) {
    for form in forms(book) {
        if form.record.edition() == Edition::Abridged {
            continue;
        }
        for (row, points) in form.scored_rows() {
            let full = points.weight.is_some_and(|w| {
                w.amount.value > Decimal::ZERO && w.amount.value == points.score.amount.value
            });
            let words = format!("{} {}", row.actual, row.note).trim().to_owned();
            if !full {
                continue;
            }
            if form.statement == Statement::Scorecard {
                against_text(&form, points.score, out);
                continue;
            }
            if words.is_empty() {
                continue;
            }
            let found = late_in(&words);
            let verdict = if found.is_some() { form.guard(Verdict::Mismatch) } else { Verdict::Pass };
            let note = found.map(|word| message!("remark-admits", word = Arg::quote(word)));
            out.judge(
                Case::new(
                    form.record,
                    message!(
                        "remark-and-score",
                        form = form.title(),
                        name = Arg::name(&points.score.subject.name)
                    ),
                    Side::of(message!("side-score"), &[points.score]),
                    Side::words(message!("side-remark"), Locator::Line(row.locator.line()), words),
                )
                .noted(note),
                verdict,
            );
        }
    }
}

/// In a scorecard: a row about finishing in time or about clear goals, and what the text says of it.
fn against_text(form: &Form<'_>, score: &Fact, out: &mut Bench<'_>) {
    let Some(question) = QUESTIONS.iter().find(|question| score.subject.name.contains(question.row)) else {
        return;
    };
    let Some((place, sentence, admits)) = question.answer(form.record) else { return };
    let verdict = if admits { form.guard(Verdict::Mismatch) } else { Verdict::Pass };
    let note = admits.then(|| message!("text-admits", what = question.admitted.clone()));
    out.judge(
        Case::new(
            form.record,
            message!(
                "text-and-score",
                table = Arg::title(&form.table),
                name = Arg::name(&score.subject.name)
            ),
            Side::of(message!("side-score"), &[score]),
            Side::words(message!("side-text"), place, sentence),
        )
        .noted(note),
        verdict,
    );
}

/// What a row of a scorecard asks, and the words by which a text answers.
struct Question {
    /// In the name of the row.
    row: &'static str,
    /// What is admitted, in a few words.
    admitted: Message,
    /// Whether a sentence admits it.
    admits: fn(&str) -> bool,
    /// Words of a sentence that says the contrary.
    denies: &'static [&'static str],
}

const QUESTIONS: &[Question] = &[
    Question {
        row: "完成及时",
        admitted: message!("admitted-late"),
        admits: |sentence| SOME.iter().any(|some| sentence.contains(some)) && late_in(sentence).is_some(),
        denies: &["按照规定时间全部完成", "按时完成", "按期完成", "按计划时间完成"],
    },
    Question {
        row: "指标明确",
        admitted: message!("admitted-vague"),
        admits: |sentence| {
            ["绩效指标", "绩效目标", "三级指标"].iter().any(|goal| sentence.contains(goal))
                && ["不够具体", "不够明确", "不够清晰", "不够细化", "还不明确"]
                    .iter()
                    .any(|word| sentence.contains(word))
        },
        denies: &["绩效指标明确", "指标值清晰", "指标清晰"],
    },
];

impl Question {
    /// The sentence that admits it, or else the first that denies it.
    fn answer(&self, record: &Record) -> Option<(Locator, String, bool)> {
        let mut denied = None;
        for block in &record.document.blocks {
            let Block::Line(Line { number, text, .. }) = block else { continue };
            for sentence in text.split(['。', '；']) {
                let place = || (Locator::Line(*number), sentence.trim().to_owned());
                if (self.admits)(sentence) {
                    let (place, sentence) = place();
                    return Some((place, sentence, true));
                }
                if denied.is_none() && self.denies.iter().any(|words| sentence.contains(words)) {
                    let (place, sentence) = place();
                    denied = Some((place, sentence, false));
                }
            }
        }
        denied
    }
}

#[cfg(test)]
mod tests {
    use super::late_in;

    #[test]
    fn only_plain_words_of_lateness_count() {
        for late in ["部分图书延期完成", "设备采购未完成", "部分绩效目标未按计划时间完成，如培训"]
        {
            assert!(late_in(late).is_some(), "{late}");
        }
        for not in ["无延期完成情况", "已完成上年未完成的任务", "未完成率为0", "全部完成", "如未完成，扣1分"]
        {
            assert!(late_in(not).is_none(), "{not}");
        }
    }
}
