//! What the text of a budget or an account speaks of, and what it says that there is none of.

use super::{Text, contents};
use crate::document::{Joint, Line, Locator};
use crate::model::{Duty, Remark, Says, Statement};
use crate::taxonomy::{said_words, says};

/// The most characters that are quoted of a line.
const QUOTED: usize = 60;

/// Shorter lines are no better evidence, in characters.
const SHORT: usize = 24;

/// How far before a thing words are looked for that say that there is none of it, in characters.
const NONE_WITHIN: usize = 16;

/// Finds both. `listed` are the entries of the contents page.
pub(super) fn find(text: &Text<'_>, listed: &[contents::Entry<'_>], found: &mut Vec<Remark>) {
    let region = contents::region(text.document);
    let lines = (listed.first().map_or(0, |entry| entry.line), listed.last().map_or(0, |entry| entry.line));
    let on_contents = |line: u32| {
        [region, Some(lines)].into_iter().flatten().any(|(first, last)| (first..=last).contains(&line))
    };
    let prose: Vec<&Line> = text.lines().filter(|line| !on_contents(line.number) && is_prose(line)).collect();
    for duty in Duty::ALL.iter().copied() {
        // Headings are the better evidence: the shortest of the lines.
        let own = prose.iter().filter(|line| speaks(duty, &line.text));
        if let Some(line) = own.min_by_key(|line| line.text.chars().count().max(SHORT)) {
            let quote = line.text.trim().chars().take(QUOTED).collect();
            let locator = Locator::Line(line.number);
            found.push(Remark { says: Says::Speaks(duty), locator, quote, within: None });
        }
    }
    for row in said_words("none_of") {
        let Some(statement) = Statement::from_id(row.stands_for) else { continue };
        let said = text.lines().find_map(|line| Some((line, none_of(&line.text, &row.words)?)));
        if let Some((line, sentence)) = said {
            let (locator, quote) = (Locator::Line(line.number), sentence.to_owned());
            found.push(Remark { says: Says::NoneOf(statement), locator, quote, within: None });
        }
    }
}

/// Whether a line speaks of it.
fn speaks(duty: Duty, line: &str) -> bool {
    let any = |class: &str| {
        let mut own = said_words(class).iter().filter(|row| row.stands_for == duty.id()).peekable();
        own.peek().map(|_| ()).map(|()| own.flat_map(|row| &row.words).any(|word| line.contains(word)))
    };
    any("duty") == Some(true) && any("duty_with") != Some(false)
}

/// Sentences and numbered headings, and no titles or cells of tables.
fn is_prose(line: &Line) -> bool {
    let text = line.text.trim();
    let heading = text
        .starts_with(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '第', '（', '('])
        || text.starts_with(|c: char| c.is_ascii_digit());
    // A title in the middle of a page needs no ordinal.
    let heading = heading || line.joint == Joint::Opens;
    !text.ends_with('表') && (heading || text.contains(['。', '，', '：', '；']))
}

/// The sentence of a line that says that there is none of a thing: 本单位无政府性基金预算支出.
fn none_of<'t>(line: &'t str, things: &[&str]) -> Option<&'t str> {
    let denied = |sentence: &&str| {
        let at = things.iter().filter_map(|thing| sentence.find(thing)).min()?;
        let from = sentence[..at].char_indices().rev().nth(NONE_WITHIN - 1).map_or(0, |(from, _)| from);
        let near = &sentence[from..at];
        Some(says("there_is_none", near) && !says("unable", near) && !near.contains('，'))
    };
    line.split(['。', '；']).find(|sentence| denied(sentence) == Some(true)).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_duty_has_words() {
        for duty in Duty::ALL {
            assert!(said_words("duty").iter().any(|row| row.stands_for == duty.id()), "{duty}");
        }
    }

    #[test]
    fn a_word_alone_is_enough_but_where_another_has_to_stand_beside_it() {
        assert!(speaks(Duty::Assets, "（四）国有资产占用情况"));
        assert!(speaks(Duty::Changes, "收入比上年增加"));
        assert!(!speaks(Duty::Changes, "二、收入情况"));
        assert!(!speaks(Duty::Glossary, "五、绩效"));
    }

    #[test]
    fn only_words_right_before_a_thing_deny_it() {
        let said = |line| none_of(line, &["政府性基金"]);
        assert_eq!(said("甲。本单位无政府性基金预算支出。"), Some("本单位无政府性基金预算支出"));
        assert_eq!(said("本年没有安排政府性基金"), Some("本年没有安排政府性基金"));
        for line in ["政府性基金支出1万元", "无法安排政府性基金", "无变化，政府性基金支出1万元"]
        {
            assert_eq!(said(line), None, "{line}");
        }
    }
}
