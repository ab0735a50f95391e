//! Numbers among words: years, dates, references, ordinals and counts are no figures of an account by what stands around
//! them. What has a unit of money, a sign of percent or decimals is one, and must have been taken.

use crate::document::{is_cjk, is_date, is_year};
use crate::model::Became;
use crate::taxonomy::{around_numbers, stated_unit};

/// A number in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The most bytes on each side of a number that say what it is. A line may be as long as a file, with as many numbers.
const REACH: usize = 240;

impl<'t> Spot<'t> {
    /// The number with what stands near it.
    fn near(self) -> Self {
        let Self { text, start, end } = self;
        let whole = |at: &usize| text.is_char_boundary(*at);
        let from = (0..=start.saturating_sub(REACH)).rev().find(whole).unwrap_or(0);
        let to = (end.saturating_add(REACH)..text.len()).find(whole).unwrap_or(text.len());
        Self { text: text.get(from..to).unwrap_or_default(), start: start - from, end: end - from }
    }
}

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Where {
    /// A title, caption or header.
    Heading,
    /// A table whose cells are broken over lines.
    Flow,
    /// A form of performance whose cells are broken over lines: goals stand there in sentences.
    FormFlow,
    /// A paragraph that figures were looked for in.
    Prose,
    /// A row below the title of a table that no layout took.
    Lost,
    /// A line that figures were not looked for in: a definition of a word, a note.
    Beside,
    /// A cell that is a label, or of a table that fits no statement.
    Label,
    /// A cell of a form of performance that holds sentences: goals, rules for points, reasons.
    Sentence,
    /// Another cell.
    Cell,
}

/// A Chinese character that is no mark.
fn is_letter(c: char) -> bool {
    is_cjk(c) && c.is_alphabetic()
}

/// Whether a text begins with one of some words.
fn begins_with(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.starts_with(word.as_str()))
}

/// What stands around a number, white space left out.
struct Around<'t> {
    before: &'t str,
    number: &'t str,
    after: &'t str,
    /// Whether white space stands behind the number.
    gap: bool,
}

impl<'t> Around<'t> {
    fn of(spot: Spot<'t>) -> Self {
        let before = spot.text.get(..spot.start).unwrap_or_default().trim_end();
        let behind = spot.text.get(spot.end..).unwrap_or_default();
        let gap = behind.starts_with(char::is_whitespace);
        let number = spot.text.get(spot.start..spot.end).unwrap_or_default();
        Self { before, number, after: behind.trim_start(), gap }
    }

    fn has_unit(&self) -> bool {
        let unit = begins_with(self.after, &around_numbers().units);
        // 2.4万份, 10万个: a count, and no money.
        let counts = self
            .after
            .strip_prefix(['万', '亿'])
            .is_some_and(|rest| rest.starts_with(is_letter) && !rest.starts_with(['元', '余', '多']));
        unit && !counts || self.before.ends_with(['￥', '¥'])
    }

    /// Whether it is the limit of something: 50万元以上, 100万元（含）以下.
    fn is_limit(&self) -> bool {
        let words = around_numbers();
        let behind = |unit: &&String| self.after.starts_with(unit.as_str());
        let Some(unit) = words.units.iter().filter(behind).max_by_key(|unit| unit.len()) else {
            return false;
        };
        let rest = self.after[unit.len()..].trim_start();
        let rest = words.fills.iter().find_map(|word| rest.strip_prefix(word.as_str())).unwrap_or(rest);
        let rest = rest.trim_start_matches(['）', ')']).trim_start();
        begins_with(rest, &words.limits) || self.before.ends_with(['≥', '≤', '>', '<', '＞', '＜'])
    }

    fn is_rate(&self) -> bool {
        self.after.starts_with(['%', '％'])
    }

    /// Whether words stand on both sides: 健康管理经费 4.1 万元；.
    fn stands_in_words(&self) -> bool {
        let words = |text: &str| text.chars().filter(|c| is_cjk(*c)).count();
        words(self.before) >= 2 && (words(self.after) >= 2 || self.has_unit())
    }

    /// Whether it stands inside the name of a document.
    fn is_titled(&self) -> bool {
        self.before.rfind('《').is_some_and(|at| !self.before[at..].contains('》'))
            && self.after.contains('》')
    }

    /// Whether a word behind it counts something that is no money.
    fn is_count(&self) -> bool {
        !self.has_unit() && self.after.starts_with(is_letter) && !self.stands_before_another()
    }

    /// Whether the words behind an amount are the label of the next one: `本年收入合计 6.00 本年支出合计 6.00`.
    fn stands_before_another(&self) -> bool {
        let rest = self.after.trim_start_matches(is_letter);
        let next = rest.trim_start();
        self.gap
            && is_amount(self.number)
            && rest.len() > next.len()
            && next.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit())
    }

    fn has_fraction(&self) -> bool {
        self.number.contains(['.', ','])
    }

    /// What it is by what stands around it, wherever the text stands.
    fn by_sign(&self) -> Option<Became> {
        let Self { before, number, after, .. } = *self;
        let whole = number.bytes().all(|b| b.is_ascii_digit());
        let year = whole && is_year(number);
        if year && (after.starts_with('年') || !self.has_unit()) {
            return Some(Became::Year);
        }
        // 4.2025年部门支出预算表: an ordinal right before a year.
        if number.split_once('.').is_some_and(|(first, rest)| first.len() <= 2 && is_year(rest))
            && after.starts_with('年')
        {
            return Some(Became::Year);
        }
        if self.is_titled() {
            return Some(Became::Reference);
        }
        if self.is_limit() {
            return Some(Became::Limit);
        }
        let span = |c: char| matches!(c, '-' | '—' | '–' | '~' | '～' | '至' | '/' | '.' | '、');
        let later =
            after.trim_start_matches(span).trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
        let words = around_numbers();
        let dated = |text: &str| begins_with(text, &words.dates);
        if whole && number.len() <= 2 && (dated(after) || after.starts_with(span) && dated(later)) {
            return Some(Became::Date);
        }
        if is_date(number) && !self.has_unit() {
            return Some(Became::Date);
        }
        let quoted =
            before.ends_with(['〔', '［', '[', '第', '№', '号']) || after.starts_with(['〕', '］', ']']);
        let numbered = begins_with(after, &words.references);
        if whole && (quoted || numbered) {
            return Some(Became::Reference);
        }
        let named = words.numbered.iter().any(|word| before.ends_with(word.as_str()));
        if !self.has_unit() && named {
            return Some(Became::Reference);
        }
        None
    }

    /// Whether it opens an item: `1.`, `(2)`, `3、`.
    fn is_ordinal(&self) -> bool {
        let opens = self.before.is_empty()
            || self.before.ends_with(['。', '；', '：', ';', ':', '，', '（', '(', '#', '*', '|', '、', '-'])
            || self.before.ends_with(char::is_whitespace);
        let closes = self.after.starts_with(['.', '．', '、', '）', ')', ',', '，', ':', '：'])
            || self.number.matches('.').count() >= 1 && !self.has_unit();
        self.number.len() <= 5 && opens && (closes || self.after.is_empty())
    }
}

/// Whether a number is a cell in a line without sentences: it stands alone, or behind a gap, and nothing but more such numbers
/// follows it.
pub(super) fn is_row(spot: Spot<'_>) -> bool {
    let Spot { text, start, end } = spot.near();
    let gap = text[..start].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '|');
    let rest = text[end..].chars().all(|c| {
        c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',' | '-' | '—' | '|' | '%' | '％')
    });
    let date = text[start..end].trim_start_matches('-').contains('-');
    gap && rest && !date && !text.contains(['。', '；', '，']) && text.chars().count() <= LONGEST_ROW
}

/// A line of more characters is no row.
const LONGEST_ROW: usize = 80;

/// What a number in a line became; `None` where it looks like a figure and nobody took it. `run` is what the figures of the
/// line became that are named by their lines.
pub(super) fn became(spot: Spot<'_>, here: Where, run: Option<Became>) -> Option<Became> {
    let spot = spot.near();
    let around = Around::of(spot);
    if let Some(became) = around.by_sign() {
        return Some(became);
    }
    let figure = around.has_unit() || around.has_fraction() && !around.is_count();
    match here {
        Where::Lost => None,
        _ if !around.has_unit() && around.is_ordinal() && !is_amount(around.number) => Some(Became::Ordinal),
        Where::Flow if run.is_some() => run,
        // `Unit: RMB 10,000` states a unit.
        Where::Heading if !is_amount(around.number) || stated_unit(spot.text).is_some() => {
            Some(Became::Heading)
        }
        Where::Beside if !spot.text.contains(is_cjk) && is_amount(around.number) => None,
        Where::Beside => Some(Became::Definition),
        // A rate, or a number among words, is a goal; a lone amount is not.
        Where::FormFlow if run.is_some() => run,
        Where::FormFlow if around.is_rate() || around.stands_in_words() => Some(Became::Words),
        Where::Flow | Where::FormFlow | Where::Heading if figure => None,
        Where::Flow | Where::FormFlow => {
            Some(if around.number.len() >= 3 { Became::Code } else { Became::Ordinal })
        }
        _ if figure => None,
        _ if around.is_count() => Some(Became::Count),
        _ => Some(Became::Words),
    }
}

/// What the numbers of a cell of words became; `None` where one looks like a figure and stands where figures are taken.
pub(super) fn of_label(text: &str, here: Where) -> Option<Became> {
    let mut said = None;
    // Two amounts are no part of a name: a row that lies in one cell.
    let amounts = || {
        let numbers = crate::document::numbers(text);
        numbers.iter().filter(|number| is_amount(&text[number.start..number.end])).count()
    };
    if here == Where::Label && amounts() >= 2 && !text.contains(['。', '，', '；']) {
        return None;
    }
    for number in crate::document::numbers(text) {
        let around = Around::of(Spot { text, start: number.start, end: number.end }.near());
        match around.by_sign() {
            Some(became) => said = said.or(Some(became)),
            None if here == Where::Sentence => said = Some(Became::Words),
            None if here == Where::Cell && (around.has_unit() || is_amount(around.number)) => return None,
            None => said = Some(Became::Name),
        }
    }
    said.or(Some(Became::Name))
}

/// Whether a cell is a name with a number behind a gap: 一、财政拨款 1086.47, two columns that nobody parted.
pub(super) fn ends_in_amount(text: &str) -> bool {
    let text = text.trim_end();
    let Some(last) = crate::document::numbers(text).into_iter().last().filter(|last| last.end == text.len())
    else {
        return false;
    };
    let (before, number) = (&text[..last.start], &text[last.start..]);
    let named = before.trim_end().ends_with(is_letter) && before.ends_with(char::is_whitespace);
    let digits = number.chars().filter(char::is_ascii_digit).count();
    named && (is_amount(number) || number.contains('.') || digits >= 2 && !is_year(number))
}

/// Whether a cell is a number with a name behind it: 1086.47一、基本支出, where the amount before is blank. 1.基本支出 is a name.
pub(super) fn opens_with_amount(text: &str) -> bool {
    let text = text.trim();
    let Some(first) = crate::document::numbers(text).into_iter().next().filter(|first| first.start == 0)
    else {
        return false;
    };
    let (number, behind) = (&text[..first.end], text[first.end..].trim_start());
    let whole = !number.contains(['.', ',']);
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let another = crate::document::strip_ordinal(behind).len() < behind.len();
    behind.starts_with(|c: char| is_letter(c) || c.is_ascii_digit() || matches!(c, '（' | '('))
        && (!whole || digits >= 2 && another && !is_year(number))
}

/// The words around a number, up to the marks that part clauses, or as far as is near.
pub(super) fn clause(text: &str, start: usize, end: usize) -> &str {
    let Spot { text, start, end } = Spot { text, start, end }.near();
    let is_mark = |c: char| matches!(c, '。' | '，' | '；' | '：' | ';' | '\n');
    let from =
        text[..start].rfind(is_mark).map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    let to = text[end..].find(is_mark).map_or(text.len(), |at| end + at);
    text[from..to].trim()
}

/// Whether digits look like money: two decimals, or groups of thousands.
fn is_amount(number: &str) -> bool {
    number.contains(',') || number.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_before_a_name_in_one_cell_is_no_part_of_it() {
        for cell in ["1086.47一、基本支出", "80 2.公用经费", "30三、机动经费", "12.6结转下年资金"]
        {
            assert!(opens_with_amount(cell), "{cell}");
        }
        for name in ["1.基本支出", "一、基本支出", "2022年结转", "12、其他", "20101 行政运行", "30"]
        {
            assert!(!opens_with_amount(name), "{name}");
        }
    }

    #[test]
    fn an_amount_behind_a_name_in_one_cell_is_no_part_of_it() {
        assert!(ends_in_amount("一、财政拨款 1086.47") && ends_in_amount("其他资金  80"));
        assert!(ends_in_amount("事业收入 1,200"));
        for name in ["财政拨款", "第 2", "项目 2022", "版本2.0", "2.1 基本支出", "12.50", "道路 3 段"]
        {
            assert!(!ends_in_amount(name), "{name}");
        }
    }

    fn all(text: &str, here: Where) -> Vec<Option<Became>> {
        let spot = |n: &crate::document::NumberToken| Spot { text, start: n.start, end: n.end };
        crate::document::numbers(text).iter().map(|n| became(spot(n), here, None)).collect()
    }

    #[test]
    fn words_around_a_number_say_that_it_is_no_figure() {
        use Became::{Count, Date, Limit, Ordinal, Reference, Year};
        let prose = |text| all(text, Where::Prose);
        assert_eq!(prose("2023年1-9月"), [Some(Year), Some(Date), Some(Date)]);
        assert_eq!(prose("财预〔2016〕143号"), [Some(Year), Some(Reference)]);
        assert_eq!(prose("1.收入 下设3个科"), [Some(Ordinal), Some(Count)]);
        assert_eq!(prose("校舍199.50万平方米，口罩2.4万份"), [Some(Count), Some(Count)]);
        assert_eq!(prose("单价100万元（含）以上设备，率达95%以上"), [Some(Limit), Some(Limit)]);
        assert_eq!(prose("4.2025年支出预算表 《改革2.0版》"), [Some(Year), Some(Reference)]);
        assert_eq!(prose("本年收入合计 6.00 本年支出合计  8.00"), [None, None], "two sides of a row");
        assert_eq!(prose("校舍 199.50 公顷"), [Some(Count)]);
        assert_eq!(prose("支出12万，结余3亿。"), [None, None]);
        assert_eq!(prose("支出12.50万元，增长3%"), [None, None]);
        assert_eq!(prose("支出2023万元"), [None], "an amount that looks like a year");
        assert_eq!(all("支出12.50", Where::Flow), [None]);
        assert_eq!(all("2010301 行政运行", Where::Flow), [Some(Became::Code)]);
    }
}
