//! The fiscal year: from titles, headers, sentences and dates, in figures and in words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, with_year, year_of};
use crate::model::{Evidence, Kind, Question, Whence};
use crate::recognise::section::{Parts, regex};
use crate::taxonomy::{before_title_words, is_of_sums, kinds_named, opens_account, plain, says_past};

use super::passages::{Passage, Passages};

const TITLE: u32 = 100;
const LEAST_OF_TITLES: u32 = 60;
const PAGE_TITLE: u32 = 80;
const HEADER: u32 = 40;
const SENTENCE: u32 = 40;
const LATER_SENTENCE: u32 = 8;
const TABLE_TITLE: u32 = 30;
const CAPTION: u32 = 30;
const COMPARED: u32 = 15;
const PUBLISHED: u32 = 12;

/// A year in figures or in words, with what stands before and behind it.
static YEAR: LazyLock<Regex> = LazyLock::new(|| {
    regex(&with_year(
        r"(?P<before>较|比|与|同|和|至|从|自|及|对照|〔|\[|—|-|－|~)?(?P<when><year>)(?:年度|年|(?P<bare>$|）|度))(?P<month>\d{1,2}月(?:份)?(?:\d{1,2}[日号])?)?",
    ))
});
static HEADER_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    regex(&with_year(
        r"(<year>)\s*年\s*(?:度)?\s*(?:预算数|决算数|部门预算|部门决算|单位预算|单位决算|年初预算数)",
    ))
});
static COMPARED_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    regex(&with_year(r"(?:较|比|与|同)(<year>)年度?(?:年初|当年)?(?:预算|决算|执行|相比|比)"))
});
static DATE: LazyLock<Regex> = LazyLock::new(|| regex(r"(20\d\d)[-年./](\d{1,2})[-月./]\d{1,2}"));
static MONTH: LazyLock<Regex> = LazyLock::new(|| regex(&with_year(r"^(<year>)年\d{1,2}月(?:份)?$")));
static PERIOD: LazyLock<Regex> = LazyLock::new(|| regex(r"^\d{1,2}(?:月份|至|-|—)"));

/// A year that a text speaks of, with the words behind it.
struct Spoken<'t> {
    year: i32,
    /// Up to the next year, or the end of the sentence.
    behind: &'t str,
}

/// The years that a plain text speaks of, without those it compares with, and without dates.
fn spoken(text: &str) -> Vec<Spoken<'_>> {
    let all: Vec<_> = YEAR.captures_iter(text).collect();
    let starts: Vec<usize> = all.iter().filter_map(|found| Some(found.get(0)?.start())).collect();
    let ends = starts.iter().skip(1).copied().chain(std::iter::once(text.len()));
    let own = all.iter().zip(ends).filter_map(|(found, next)| {
        let end = found.get(0)?.end();
        // 与2015年预算对比，…
        let clause = text[end..].split(['，', ',', '。', '；']).next().unwrap_or_default();
        let compares = found.name("before").is_some_and(|before| {
            before.start() != 0 || !"与同和".contains(before.as_str()) || clause.contains('比')
        });
        // 2021年8月份三公经费, 2020年9月三公经费: the month is what the text is about. A date is none.
        let period = found.name("month").is_none_or(|month| {
            PERIOD.is_match(month.as_str()) || month.as_str().ends_with('月') && opens_account(&text[end..])
        });
        let behind = text[end..next.max(end)].split(['。', '；']).next().unwrap_or_default();
        Some(Spoken { year: year_of(&found["when"])?, behind }).filter(|_| !compares && period)
    });
    own.collect()
}

fn years(text: &str) -> Vec<i32> {
    spoken(text).into_iter().map(|spoken| spoken.year).collect()
}

/// The first year that a plain text speaks of.
pub(super) fn stated(text: &str) -> Option<i32> {
    years(text).first().copied()
}

/// Whether a title is about a month of a year: 2020年9月三公经费.
pub(super) fn names_month(text: &str) -> bool {
    YEAR.captures_iter(text).any(|found| {
        found
            .name("month")
            .is_some_and(|month| month.as_str().ends_with('月') && opens_account(&text[month.end()..]))
    })
}

/// The latest of the years of a text behind which a kind is named.
pub(super) fn latest_of(text: &str, kind: Kind) -> Option<i32> {
    spoken(text).into_iter().filter(|one| kinds_named(one.behind).contains(&kind)).map(|one| one.year).max()
}

/// Which of the years of a text is that of a document of a kind: the one whose words name the kind. A budget is never of a
/// year of which the text tells what was done; it is of the year after.
enum OfKind {
    /// Its words name the kind.
    Named(i32),
    /// The first that may be it.
    First(i32),
    /// The year after the one that is told of.
    After(i32),
}

fn of_kind(text: &str, kind: Option<Kind>) -> Option<OfKind> {
    let all = spoken(text);
    let first = OfKind::First(all.first()?.year);
    let Some(kind @ (Kind::Budget | Kind::Final)) = kind else { return Some(first) };
    let names = |one: &&Spoken<'_>| kinds_named(one.behind).contains(&kind);
    if let Some(named) = all.iter().find(names) {
        return Some(OfKind::Named(named.year));
    }
    if kind == Kind::Final {
        return Some(first);
    }
    match all.iter().find(|one| !says_past(one.behind)) {
        Some(one) => Some(OfKind::First(one.year)),
        None => all.iter().map(|one| one.year).max().map(|year| OfKind::After(year + 1)),
    }
}

/// Whether a text is a year and nothing else.
pub(super) fn is_alone(text: &str) -> bool {
    YEAR.find(text).is_some_and(|found| found.len() == text.len()) && stated(text).is_some()
}

/// Whether a text is a month of a year and nothing else.
pub(super) fn is_a_month(text: &str) -> bool {
    MONTH.is_match(text)
}

/// Characters of the longest day: 二〇二四年十二月三十日.
const LONGEST_DAY: usize = 12;

/// Whether a text is a day and nothing else, in figures or in words.
pub(super) fn is_day(text: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || "年月日号-./〇○零一二三四五六七八九十".contains(c);
    let size = text.chars().take(LONGEST_DAY + 1).count();
    (6..=LONGEST_DAY).contains(&size) && text.chars().all(is_sign) && text.contains(['月', '-', '.', '/'])
}

/// What stands before the day that ends a text.
pub(super) fn before_day(text: &str) -> Option<&str> {
    // A line may be as long as a document: only its end can be a day.
    let mut starts: Vec<usize> = text.char_indices().rev().take(LONGEST_DAY).map(|(at, _)| at).collect();
    starts.retain(|at| text[..*at].chars().nth(2).is_some());
    starts.into_iter().rev().find(|at| is_day(&text[*at..])).map(|at| &text[..at])
}

/// The words directly before and behind the year of a title, up to the next word of titles.
pub(super) fn around(text: &str) -> Vec<String> {
    let Some(found) = YEAR.find(text) else { return Vec::new() };
    let cut = |text: &str| {
        let name = before_title_words(text);
        let end = name.find(|c: char| !c.is_alphabetic() && c != '（' && c != '）').unwrap_or(name.len());
        name[..end].to_owned()
    };
    [cut(&text[found.end()..]), cut(&text[..found.start()])]
        .into_iter()
        .filter(|name| !name.is_empty())
        .collect()
}

/// Looks everywhere. The kind tells what a date of publication means.
pub(super) fn find(
    document: &Document,
    parts: &Parts,
    passages: &Passages,
    kind: Option<(Kind, bool)>,
) -> Vec<Evidence> {
    let mut found = Vec::new();
    let mut say = |year: i32, passage: &Passage, weight: u32| {
        found.push(Evidence {
            question: Question::Year,
            says: year.to_string(),
            whence: passage.whence,
            line: passage.line,
            weight,
        });
    };
    let main = kind.map(|(kind, _)| kind);
    let mut weight = TITLE;
    for title in &passages.titles {
        let mut all = years(&title.text);
        let most = if title.whence == Whence::PageTitle { PAGE_TITLE } else { weight };
        // 2024年执行情况和2025年预算: of two years the one that the kind stands behind.
        if let Some(OfKind::Named(year)) = of_kind(&title.text, main) {
            all = vec![year];
        }
        for year in &all {
            say(*year, title, most);
        }
        if !all.is_empty() && title.whence == Whence::Title {
            weight = weight.saturating_sub(20).max(LEAST_OF_TITLES);
        }
    }
    for (title, _) in &passages.joined {
        if let Some(year) = stated(&title.text) {
            say(year, title, LATER_SENTENCE);
        }
    }
    for table in &passages.tables {
        if let Some(year) = stated(&table.text) {
            say(year, table, TABLE_TITLE);
        }
    }
    let mut weight = SENTENCE;
    for sentence in &passages.sentences {
        let text = &sentence.text;
        match of_kind(text, main) {
            Some(OfKind::Named(year) | OfKind::First(year)) => {
                let tells = !kinds_named(text).is_empty() || is_of_sums(text) || text.contains("预算");
                let opens = YEAR.find(text).is_some_and(|found| found.start() == 0);
                say(year, sentence, if tells && opens { weight } else { weight * 3 / 4 });
                weight = LATER_SENTENCE;
            }
            Some(OfKind::After(year)) => say(year, sentence, COMPARED),
            None => {}
        }
        if let Some(year) = COMPARED_YEAR.captures(text).and_then(|found| year_of(&found[1])) {
            say(year + 1, sentence, COMPARED);
        }
    }
    for section in &parts.sections {
        if let Some(year) = section.caption.year {
            let passage = Passage { text: String::new(), whence: Whence::Caption, line: section.span.first };
            say(year, &passage, CAPTION);
        }
    }
    // 2021年5月 alone in a line is what a monthly report is about; on any other paper it is when it was printed.
    let of_a_month = kind.is_some_and(|(_, in_year)| in_year);
    for month in passages.months.iter().filter(|_| of_a_month) {
        if let Some(year) = MONTH.captures(&month.text).and_then(|found| year_of(&found[1])) {
            say(year, month, CAPTION);
        }
    }
    for year in &passages.years {
        if let Some(stated) = stated(&year.text) {
            say(stated, year, CAPTION);
        }
    }
    for around in &passages.around {
        if let Some(year) = stated(&around.text) {
            say(year, around, LATER_SENTENCE * 2);
        }
    }
    if let Some((year, line)) = of_headers(document, parts) {
        say(year, &Passage { text: String::new(), whence: Whence::Header, line }, HEADER);
    }
    if let Some((year, line)) = published(document, kind) {
        say(year, &Passage { text: String::new(), whence: Whence::Publisher, line }, PUBLISHED);
    }
    found
}

/// The year that the headers of tables name most often as their own. Of equally frequent ones the later is the
/// document's; the earlier is what it is compared with.
fn of_headers(document: &Document, parts: &Parts) -> Option<(i32, u32)> {
    let mut counts: BTreeMap<i32, (usize, u32)> = BTreeMap::new();
    for section in &parts.sections {
        for line in section.span.first..=section.span.last {
            let Some(text) = document.source.get(line as usize - 1) else { continue };
            for found in HEADER_YEAR.captures_iter(text) {
                if let Some(year) = year_of(&found[1]) {
                    counts.entry(year).or_insert((0, line)).0 += 1;
                }
            }
        }
    }
    counts.into_iter().max_by_key(|(year, (count, _))| (*count, *year)).map(|(year, (_, line))| (year, line))
}

/// The year that a date at the head of the document speaks for: accounts come out in the year after, all else in its
/// own year.
fn published(document: &Document, kind: Option<(Kind, bool)>) -> Option<(i32, u32)> {
    let (year, month, line) = put_up(document)?;
    match kind {
        Some((Kind::Final, true)) => Some((year, line)),
        Some((Kind::Final | Kind::SelfEvaluation, _)) => Some((year - 1, line)),
        Some((Kind::Budget, _)) if month <= 8 => Some((year, line)),
        _ => None,
    }
}

/// The year and month in which the page was put up, and the line that says so.
fn put_up(document: &Document) -> Option<(i32, u32, u32)> {
    let (line, found) = document.source.iter().zip(1..).take(8).find_map(|(text, line)| {
        DATE.captures(&plain(text)).map(|found| (line, (found[1].to_owned(), found[2].to_owned())))
    })?;
    Some((found.0.parse().ok()?, found.1.parse().ok()?, line))
}

/// What the day of publication says of a paper about the money of a year that names no kind: what is told when the year is over is
/// an account, and what is told in its first months is a budget.
pub(super) fn kind_by_day(document: &Document, passages: &Passages) -> Option<(Kind, u32)> {
    const FIRST_MONTHS: u32 = 4;
    let about = passages.titles.iter().chain(&passages.sentences).find_map(|one| stated(&one.text))?;
    let (year, month, line) = put_up(document)?;
    match year.checked_sub(about)? {
        0 if month <= FIRST_MONTHS => Some((Kind::Budget, line)),
        1.. => Some((Kind::Final, line)),
        _ => None,
    }
}

/// The year in the title against the year that headers and first sentences name, where they never name the former.
pub(super) fn disagreement(evidence: &[Evidence]) -> Option<(i32, u32, i32, u32)> {
    let of = |whence: &[Whence]| {
        evidence
            .iter()
            .filter(|one| one.question == Question::Year && whence.contains(&one.whence))
            .filter_map(|one| Some((one.says.parse::<i32>().ok()?, one.line, one.weight)))
            .collect::<Vec<_>>()
    };
    let titles = of(&[Whence::Title, Whence::PageTitle]);
    let mut texts = of(&[Whence::Header, Whence::Caption, Whence::TableTitle]);
    // A sentence counts where the year opens it: further in, it may be any year.
    texts.extend(of(&[Whence::Sentence]).into_iter().filter(|(_, _, weight)| *weight >= SENTENCE));
    let (year, line, _) = titles.first().copied()?;
    if let Some((other, at, _)) = titles.iter().find(|(other, ..)| *other != year) {
        return Some((year, line, *other, *at));
    }
    let texts: Vec<_> = texts.into_iter().filter(|(_, _, weight)| *weight >= TABLE_TITLE).collect();
    let (other, at, _) =
        texts.iter().max_by_key(|(_, line, weight)| (*weight, std::cmp::Reverse(*line))).copied()?;
    let never = texts.iter().all(|(said, ..)| *said != year);
    (never && other != year).then_some((year, line, other, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_at_the_end_leaves_what_stands_before_it() {
        assert_eq!(before_day("青溪市档案馆2024年3月1日"), Some("青溪市档案馆"));
        assert_eq!(before_day("青溪市档案馆二〇二四年十二月三十日"), Some("青溪市档案馆"));
        assert_eq!(before_day("青溪市档案馆"), None);
        // A line of a million characters ends.
        assert_eq!(before_day(&"馆".repeat(1_000_000)), None);
    }

    #[test]
    fn years_stand_in_figures_and_in_words() {
        for (text, year) in [
            ("二〇二四年部门预算", Some(2024)),
            ("二零二四年度部门决算", Some(2024)),
            ("二○二四年部门预算", Some(2024)),
            ("２０２４年部门预算", Some(2024)),
            ("2021年石门镇8月份三公经费", Some(2021)),
            ("2021年8月份三公经费", Some(2021)),
            ("2021年9月", None),
            ("发布于2021年9月3日", None),
            ("较2020年决算减少", None),
            ("三公经费支出预算表（2018年）", Some(2018)),
            ("财预〔2016〕143号", None),
        ] {
            assert_eq!(stated(&plain(text)), year, "{text}");
        }
    }

    #[test]
    fn what_stands_where_a_name_stands_is_handed_on() {
        assert_eq!(around("2024年青溪建投部门预算"), ["青溪建投"]);
        assert_eq!(around("青溪建投2024年部门预算"), ["青溪建投"]);
        assert!(around("2024年部门预算").is_empty());
    }
}
