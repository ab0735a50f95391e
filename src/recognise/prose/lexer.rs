//! The lexer of sentences: plain text to tokens. At each place the longest word of the vocabulary counts; what no class
//! knows is residue.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{parse_digits, year_of};
use crate::model::Unit;
use crate::taxonomy::{Edge, WordClass, behind_words, is_of_class, prose_word_opening, prose_words_in};

use super::super::section::regex;
use super::text::Plain;
use super::token::{Kind, Measured, Token, When};
use super::{compare, named, path, period, turned, unit};

/// What the lexer knows of the document.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Names of the body, longest first.
    own: Vec<String>,
    /// The same with the endings that short names have.
    brief: Vec<String>,
}

impl Names {
    /// From the names that the document prints for its body.
    pub(super) fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let plain = |name: &str| {
            name.chars()
                .filter(|c| !c.is_whitespace() && !matches!(c, '“' | '”'))
                .map(|c| match c {
                    '（' => '(',
                    ')' | '）' => ')',
                    c => crate::document::simplified(c),
                })
                .collect::<String>()
        };
        let mut own: Vec<String> =
            names.into_iter().map(plain).filter(|name| name.chars().count() >= 2).collect();
        own.sort_by(|a, b| (b.len(), a).cmp(&(a.len(), b)));
        own.dedup();
        let brief = own.iter().flat_map(|name| crate::taxonomy::brief_forms(name)).collect();
        Self { own, brief }
    }

    /// The body's name at the start of a text, with the office that speaks for it: 甲县政协办 for 甲县政协.
    fn at(&self, text: &str) -> Option<usize> {
        let length = self.own.iter().find(|name| text.starts_with(name.as_str())).map(String::len)?;
        let behind = &text[length..];
        // 甲县政协机关运行经费: the word of an item is no office.
        let office = crate::taxonomy::own_office(behind)
            .filter(|office| prose_word_opening(behind).is_none_or(|(_, length)| length <= office.len()));
        Some(length + office.map_or(0, str::len))
    }

    /// Whether a run of characters is a shortened name of the body: they stand in the name in order, and end like it, or they
    /// are the place that it begins with.
    pub(super) fn shortens(&self, run: &str) -> bool {
        let opens = || self.own.iter().any(|name| name.starts_with(run));
        run.chars().count() >= 2
            && (opens()
                || self
                    .own
                    .iter()
                    .chain(&self.brief)
                    .filter(|name| name.chars().next_back() == run.chars().next_back())
                    .any(|name| {
                        let mut rest = name.chars();
                        run.chars().all(|c| rest.any(|own| own == c))
                    }))
    }
}

/// Years in words, whose characters are numerals.
static YEAR_IN_WORDS: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!("^({})年度?", crate::document::YEAR_IN_WORDS)));
/// What follows the digits of a year.
static AFTER_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^年(?:度)?(?:(?P<month>\s*\d{1,2}月(?:\d{1,2}日)?(?:底|末|份)?)|(?P<end>年末|期末|年底|末|底|终))?",
    )
});
/// Numbers of time and of documents: what may stand behind their digits.
static NO_FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^(?:月(?:\d{1,2}日)?(?:份|底|末)?(?:以来|起)?|日|号(?:文|令)?|时|点钟|届|次会议|期|个月|天|周|季度|小时|岁|世纪|条|章|节|款(?!项)|部分|楼|室|级)"
        .replace("(?!项)", "").as_str())
});

/// What makes an amount a threshold.
static THRESHOLD: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^万?(?:\(含\)|\(不含\))?(?:及)?(?:以上|以下|以内)(?:\(含\)|\(不含[^)]{0,6}\))?(?:的)?")
});

/// Cuts a plain text into tokens.
pub(super) fn tokens(plain: &Plain, names: &Names) -> Vec<Token> {
    let text = plain.text.as_str();
    let mut tokens = Vec::new();
    let mut numbers = plain.numbers.iter().copied().peekable();
    let mut at = 0;
    while at < text.len() {
        let next_number = numbers.peek().map_or(text.len(), |number| number.0);
        if at == next_number {
            if let Some((start, end, nth)) = numbers.next() {
                at = number(text, start, end, nth, &mut tokens);
                while numbers.next_if(|number| number.0 < at).is_some() {}
            }
            continue;
        }
        words(text, at, next_number, names, &mut tokens);
        at = next_number;
    }
    let tokens = path::join(text, whole_words(torn_numbers(text, tokens)));
    named::join(text, turned::join(compare::join(executed(pair_units(only_at_amounts(tokens))))))
}

/// 接待列5万元: words that are verbs right before an amount are parts of others anywhere else, as in 定编车辆.
fn only_at_amounts(mut tokens: Vec<Token>) -> Vec<Token> {
    for at in 0..tokens.len() {
        let verb = tokens[at].word().is_some_and(|word| word.code == "at_amount");
        let amount = tokens.get(at + 1).is_some_and(|next| matches!(next.kind, Kind::Number { .. }));
        if verb && !amount {
            tokens[at].kind = Kind::Residue;
        }
    }
    tokens
}

/// The token of a number, and where the text goes on.
fn number(text: &str, start: usize, end: usize, nth: usize, tokens: &mut Vec<Token>) -> usize {
    let rest = &text[end..];
    let digits = &text[start..end];
    if end - start == 4
        && let Ok(year) = digits.parse::<i32>()
        && (1990..=2099).contains(&year)
        && let Some(found) = AFTER_YEAR.captures(rest)
    {
        // 2021年度年末结转和结余: what is carried over has its 年末 as a part of its name.
        let carried = found.name("end").filter(|end| crate::taxonomy::opens_carryover(&rest[end.start()..]));
        // 2017年初预算收入: the word goes on behind the year.
        let initial = rest.strip_prefix('年').is_some_and(|rest| rest.starts_with('初'))
            && prose_word_opening(rest).is_some_and(|(_, length)| length > "年".len());
        let length = match carried {
            _ if initial => 0,
            Some(end) => end.start(),
            None => found.get(0).map_or(0, |whole| whole.end()),
        };
        let until = carried.is_none() && found.name("end").is_some()
            || found.name("month").is_some() && text[..start].ends_with(['至', '止', '到']);
        let part = found
            .name("month")
            .and_then(|month| period::of_month(&text[..start], month.as_str(), &rest[month.end()..]));
        let kind = match part {
            _ if until => Kind::Until(When::Year(year), part),
            Some(part) => Kind::Month(part),
            None if found.name("month").is_some() => Kind::Date,
            None => Kind::When(When::Year(year)),
        };
        tokens.push(Token { kind, start, end: end + length });
        return end + length;
    }
    if let Some((length, part)) = period::months(digits, rest) {
        tokens.push(Token { kind: part.map_or(Kind::Date, Kind::Month), start, end: end + length });
        return end + length;
    }
    // `第28次`, `1-6月`: ordinals, months and days are no figures.
    let ordinal = text[..start].ends_with('第');
    if ordinal || NO_FIGURE.is_match(rest) {
        let length = NO_FIGURE.find(rest).map_or(0, |found| found.end());
        // 7月19日电: where news come from.
        let date = length;
        let news = rest[..date].ends_with('日') && prose_word_opening(&rest[date..]).is_none();
        let sent = behind_words("dateline", &rest[date..]).next().filter(|_| news);
        let length = sent.map_or(date, |after| rest.len() - after.len());
        let month = &text[start..end + date];
        let part = period::of_month(&text[..start], month, &text[end + date..])
            .filter(|_| !ordinal && month.contains('月'));
        let kind = part.map_or(Kind::Date, Kind::Month);
        tokens.push(Token { kind, start, end: end + length });
        return end + length;
    }
    let (unit, length) = match unit::behind(rest) {
        (Measured::None, _) => (unit_before(&text[..start]), 0),
        found => found,
    };
    // `单价50万元以上设备`: a threshold is no figure.
    // Nor is `得分均在90分以上`.
    if matches!(unit, Measured::Money(_) | Measured::None | Measured::Count(Unit::Point))
        && let Some(found) = THRESHOLD.find(&rest[length..])
    {
        let end = end + length + found.end();
        tokens.push(Token { kind: Kind::Date, start, end });
        return end;
    }
    // A minus sign directly behind a word belongs to the number; a dash between numbers does not.
    let minus = tokens.last().is_some_and(|token| token.is_mark('-') && token.end == start)
        && !text[..start - 1].ends_with(|c: char| c.is_ascii_alphanumeric())
        && unit != Measured::None;
    let Some(mut value) = parse_digits(digits) else {
        tokens.push(Token { kind: Kind::Date, start, end });
        return end;
    };
    if minus {
        tokens.pop();
        value.set_sign_negative(true);
    }
    tokens.push(Token { kind: Kind::Number { value, unit, nth }, start, end: end + length });
    end + length
}

/// 公务接待批次（批）186, 预算数（万元）：3.1: the unit stands in brackets before the number.
fn unit_before(text: &str) -> Measured {
    let inner = text
        .trim_end_matches([' ', ':', '|'])
        .strip_suffix(')')
        .and_then(|text| text.rfind('(').map(|open| &text[open + 1..]));
    let Some(inner) = inner.filter(|inner| !inner.is_empty()) else { return Measured::None };
    match unit::behind(inner) {
        (unit, length) if length == inner.len() => unit,
        _ => Measured::None,
    }
}

/// Tokens of a run without numbers.
fn words(text: &str, from: usize, to: usize, names: &Names, tokens: &mut Vec<Token>) {
    let mut at = from;
    while at < to {
        // The text up to the next place where the body is named goes through the vocabulary in one pass.
        let own = text[at..to]
            .char_indices()
            .find_map(|(offset, _)| Some((at + offset, names.at(&text[at + offset..to])?)));
        let upto = own.map_or(to, |(start, _)| start);
        vocabulary(text, at, upto, tokens);
        at = upto;
        if let Some((start, length)) = own {
            tokens.push(Token { kind: Kind::Own, start, end: start + length });
            at = start + length;
        }
    }
}

fn vocabulary(text: &str, from: usize, to: usize, tokens: &mut Vec<Token>) {
    let part = &text[from..to];
    let mut at = 0;
    for (start, end, word) in prose_words_in(part) {
        residue(text, from + at, from + start, tokens);
        let kind = match (word.class, word.code) {
            (WordClass::Relative, "prior") => Kind::When(When::Prior),
            (WordClass::Relative, "last") => Kind::When(When::Last),
            (WordClass::Relative, "current") => Kind::When(When::Current),
            _ => Kind::Word(word),
        };
        tokens.push(Token { kind, start: from + start, end: from + end });
        at = end;
    }
    residue(text, from + at, to, tokens);
}

/// Marks, years in words, and what is left.
fn residue(text: &str, from: usize, to: usize, tokens: &mut Vec<Token>) {
    const MARKS: &[char] =
        &[',', '。', ';', ':', '(', ')', '、', '!', '?', '.', '-', '—', '/', '|', '《', '》', '…', '~', ' '];
    let mut skip = from;
    for (offset, c) in text[from..to].char_indices() {
        let at = from + offset;
        if at < skip {
            continue;
        }
        if let Some(found) = YEAR_IN_WORDS.captures(&text[at..to])
            && let Some(year) = year_of(&found[1])
        {
            tokens.push(Token { kind: Kind::When(When::Year(year)), start: at, end: at + found[0].len() });
            skip = at + found[0].len();
            continue;
        }
        let end = at + c.len_utf8();
        if c == ' ' {
            continue;
        }
        // 只有一个来处——财政拨款收入181.8万元: a dash of two parts clauses like a comma.
        let dash = |c: char| matches!(c, '—' | '―' | '─');
        let opens = text[..at].trim_end().is_empty() || text[..at].ends_with(['。', '\n']);
        if let Some(next) = text[end..to].chars().next().filter(|next| !opens && dash(c) && dash(*next)) {
            skip = end + next.len_utf8();
            tokens.push(Token { kind: Kind::Mark(','), start: at, end: skip });
            continue;
        }
        if MARKS.contains(&c) {
            tokens.push(Token { kind: Kind::Mark(c), start: at, end });
        } else if let Some(last) =
            tokens.last_mut().filter(|last| last.kind == Kind::Residue && last.end == at)
        {
            last.end = end;
        } else {
            tokens.push(Token { kind: Kind::Residue, start: at, end });
        }
    }
}

/// 预算5万元，执行4万元: right before an amount the word says what came of the budget, and no rule that was followed.
fn executed(mut tokens: Vec<Token>) -> Vec<Token> {
    let stage = || prose_word_opening("执行数").map(|(word, _)| Kind::Word(word));
    for at in 1..tokens.len() {
        let paid = matches!(tokens[at].kind, Kind::Number { unit: Measured::Money(_), .. });
        let rule = tokens[at - 1]
            .word()
            .is_some_and(|word| word.class == WordClass::Cause && is_of_class("executed", &word.text));
        if paid
            && rule
            && let Some(kind) = stage()
        {
            tokens[at - 1].kind = kind;
        }
    }
    tokens
}

/// `1，537.4万元`: where a full comma parts thousands, or two numbers, nobody knows. Half a number is no figure.
fn torn_numbers(text: &str, mut tokens: Vec<Token>) -> Vec<Token> {
    // `支出 3 850 万元`: one number whose thousands are parted by a space, or two.
    for at in 1..tokens.len() {
        let [first, second] = [&tokens[at - 1], &tokens[at]];
        let beside = first.end + 1 == second.start && first.end - first.start <= 3;
        let bare = matches!(first.kind, Kind::Number { unit: Measured::None, .. });
        let money = matches!(second.kind, Kind::Number { unit: Measured::Money(_), .. });
        let whole = text[second.start..].bytes().take_while(u8::is_ascii_digit).count();
        if beside && bare && money && whole == 3 {
            tokens[at - 1].kind = Kind::Date;
            tokens[at].kind = Kind::Date;
        }
    }
    for at in 2..tokens.len() {
        let [first, mark, second] = [&tokens[at - 2], &tokens[at - 1], &tokens[at]];
        let close = first.end == mark.start && mark.end == second.start;
        let bare = matches!(first.kind, Kind::Number { unit: Measured::None, .. });
        let money = matches!(second.kind, Kind::Number { unit: Measured::Money(_), .. });
        let whole = text[second.start..].bytes().take_while(u8::is_ascii_digit).count();
        if close && mark.is_mark(',') && bare && money && first.end - first.start <= 3 && whole == 3 {
            tokens[at - 2].kind = Kind::Date;
            tokens[at].kind = Kind::Date;
        }
    }
    tokens
}

/// `分别为 1.2、3.4 万元`: a number without a unit has that of the next one of its list. A bare zero before punctuation is
/// an amount as well: `支出为0，`.
fn pair_units(mut tokens: Vec<Token>) -> Vec<Token> {
    for at in (0..tokens.len()).rev() {
        let Kind::Number { value, unit: Measured::None, nth } = tokens[at].kind else { continue };
        let joint = tokens.get(at + 1).is_some_and(|token| {
            token.is_mark('、')
                || token.word().is_some_and(|word| matches!(word.text.as_str(), "和" | "与" | "及"))
        });
        let next = tokens.get(at + 2).and_then(|token| match token.kind {
            Kind::Number { unit, .. } if unit != Measured::None && joint => Some(unit),
            _ => None,
        });
        if let Some(unit) = next {
            tokens[at].kind = Kind::Number { value, unit, nth };
        }
    }
    tokens
}

/// A word of one character inside a run that is not understood belongs to that run: the 中 of 宣城中院.
fn whole_words(tokens: Vec<Token>) -> Vec<Token> {
    // So is a word that counts only in some sentences: the 服务 of 行政服务中心.
    let small = |token: &Token| {
        token.word().is_some_and(|word| {
            token.end - token.start == 3 && !matches!(word.class, WordClass::Compare | WordClass::Share)
                || matches!(word.edge, Edge::Within(_))
        })
    };
    let mut whole: Vec<Token> = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        let last = whole.last().filter(|last| last.kind == Kind::Residue && last.end == token.start);
        // 行政服务中心: several such words may stand one behind another.
        let goes_on = || {
            let mut end = token.end;
            for next in tokens[at + 1..].iter().take(4) {
                if next.start != end {
                    return false;
                }
                if next.kind == Kind::Residue {
                    return true;
                }
                if !small(next) {
                    return false;
                }
                end = next.end;
            }
            false
        };
        let joins = last.is_some() && (token.kind == Kind::Residue || small(token) && goes_on());
        match whole.last_mut().filter(|_| joins) {
            Some(last) => last.end = token.end,
            None => whole.push(token.clone()),
        }
    }
    whole
}

/// Where the first word of some classes begins in a run of characters.
pub(super) fn first_word(run: &str, of: impl Fn(WordClass) -> bool) -> Option<usize> {
    prose_words_in(run).find(|(.., word)| of(word.class)).map(|(start, ..)| start)
}

/// The length of the word at the start of a run, where it names no subject.
pub(super) fn leading_word(run: &str) -> Option<usize> {
    let (word, length) = prose_word_opening(run)?;
    (word.class != WordClass::Item && length < run.len()).then_some(length)
}
