//! Finding names of organisations and of places in a text. A name ends like an organisation (or a place), begins where
//! a clause or a year leaves off, and what stands behind it is no part of a name. Words of accounts and tables are in
//! none.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::divisions::{
    Division, division_called, ends_with_division, is_division, opens_with_division, province_before,
};
use super::seeming::{is_two, tells};
use super::vocabulary::Taught;
use super::vocabulary::bound::{said, said_of_end};

/// The longest name that is looked for, in characters.
const LONGEST: usize = 45;

pub(super) struct Row {
    pub(super) word: String,
    pub(super) exceptions: Vec<String>,
}

static WORDS: LazyLock<BTreeMap<String, Vec<Row>>> = LazyLock::new(|| {
    let mut by_role: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .has_headers(false)
        .flexible(true)
        .from_reader(include_str!("data/bodies.csv").as_bytes());
    for record in reader.records().map_while(Result::ok) {
        let field = |n: usize| record.get(n).unwrap_or_default().to_owned();
        let exceptions = field(2).split('|').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        by_role.entry(field(0)).or_default().push(Row { word: field(1), exceptions });
    }
    // Longer words first: the longest that fits is the one that is meant.
    by_role.values_mut().for_each(|rows| rows.sort_by_key(|row| std::cmp::Reverse(row.word.len())));
    by_role
});

pub(super) fn rows(role: &str) -> &'static [Row] {
    WORDS.get(role).map_or(&[], Vec::as_slice)
}

/// A year, or a date, as it stands in titles.
#[allow(clippy::unwrap_used)] // a constant, compiled by every test
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:(?:19|20)\d\d|二[〇零○OＯ0][一二三四五六七八九〇零○OＯ0]{2})(?:[-—~至](?:19|20)\d\d)?(?:年度?(?:\d{1,2}月份?(?:\d{1,2}[日号])?)?)?|\d{1,2}月(?:\d{1,2}[日号]|份)?",
    )
    .unwrap()
});

/// A name found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub name: String,
    /// The name with （本级） or the like, where that stands behind it.
    pub printed: String,
    /// Whether it ends like an organisation.
    pub is_body: bool,
    /// Whether it ends like a place.
    pub is_place: bool,
    /// Whether its place is only said by its level (市旅游委): the name alone tells no body from others.
    pub is_short: bool,
    /// What stands behind it in its clause.
    pub behind: String,
    /// Where it begins, in bytes.
    pub at: usize,
}

/// All names that stand at the beginning of a clause of a plain text, or behind a year.
pub fn names_in(text: &str) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let mut from = 0;
    for clause in text.split_inclusive(is_boundary) {
        let clause_at = from;
        from += clause.len();
        let clause = clause.trim_end_matches(is_boundary);
        for start in starts(clause) {
            let start = at_division(clause, start);
            if let Some(mut named) = name_at(clause, start) {
                named.at = clause_at + start;
                if !found.iter().any(|other| other.at <= named.at && named.at < other.at + other.name.len()) {
                    found.push(named);
                }
            }
        }
    }
    found
}

/// Whether a name ends like an organisation and holds no word of accounts.
pub fn is_body_name(name: &str) -> bool {
    name_at(name, 0).is_some_and(|named| named.is_body && named.name.len() == name.len())
}

/// Whether a name is of an office that reports figures of a whole area, and the place that it names.
pub fn speaks_for(name: &str) -> Option<&str> {
    rows("speaker").iter().find_map(|row| name.strip_suffix(row.word.as_str()))
}

/// Whether words end like the name of an organisation.
pub fn ends_like_a_body(words: &str) -> bool {
    ends_like("ending", words) || is_taught(words)
}

/// The name of an organisation of a level or a division that words open with: 市公安局 of 市公安局打头.
pub fn body_opening(words: &str) -> Option<&str> {
    if !(is_short(words) || opens_with_division(words)) {
        return None;
    }
    let ends = words.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST);
    ends.map(|end| &words[..end]).find(|name| name.chars().count() > 2 && ends_like("ending", name))
}

/// Whether the publisher says that a name is one of an organisation, or ends like one.
fn is_taught(name: &str) -> bool {
    let whole = said(name, |one| (one == Taught::Name).then_some(()));
    whole.or_else(|| said_of_end(name, |one| (one == Taught::NameEnding).then_some(()))).is_some()
}

/// Whether a word is what an organisation is called after its kind: 局, 街道, 中心.
pub fn is_kind_of_body(word: &str) -> bool {
    rows("ending").iter().any(|row| row.word == word)
}

/// The office behind a body's name that speaks for the body itself: 政协办 for 政协.
pub fn own_office(behind: &str) -> Option<&'static str> {
    rows("office").iter().map(|row| row.word.as_str()).find(|word| behind.starts_with(word))
}

/// Whether a word stands for a whole area without naming a place, and the name that it has then.
pub fn realm_of(text: &str) -> Option<&'static str> {
    let row = rows("realm").iter().find(|row| text.starts_with(row.word.as_str()))?;
    row.exceptions.first().map(String::as_str)
}

/// Whether what stands behind the name of a place says that the place itself is meant: its own level, or all of it.
pub fn says_level(behind: &str) -> bool {
    let own = behind.strip_prefix(['省', '市', '县', '区', '州', '盟', '旗']).unwrap_or(behind);
    let is_level = |text: &str| rows("level").iter().any(|row| text.starts_with(row.word.as_str()));
    is_level(behind) || is_level(own)
}

/// The name of an organisation that opens a sentence about what it is or has to do: 甲中心 of 甲中心为公益一类事业单位.
pub fn before_what_it_is(text: &str) -> Option<&str> {
    let at = rows("described").iter().filter_map(|row| text.find(row.word.as_str())).min()?;
    Some(&text[..at]).filter(|name| is_body_name(name))
}

/// The endings that a short name may have for the ending of a full one: 委 for 委员会.
pub fn brief_forms(name: &str) -> impl Iterator<Item = String> {
    let cut = rows("brief").iter().filter_map(move |row| {
        let stem = name.strip_suffix(row.word.as_str())?;
        Some(format!("{stem}{}", row.exceptions.first()?))
    });
    // 甲县政协 for 政协甲县委员会.
    let turned = rows("turned").iter().filter_map(move |row| {
        let (short, endings) = row.exceptions.split_first()?;
        let rest = name.strip_prefix(row.word.as_str())?;
        let place = endings.iter().find_map(|ending| rest.strip_suffix(ending.as_str()))?;
        Some(format!("{place}{short}"))
    });
    cut.chain(turned)
}

/// Whether a name is that of a township.
pub fn names_township(name: &str) -> bool {
    rows("township").iter().any(|row| name.ends_with(row.word.as_str()))
}

/// The place that the name of a township's government names.
pub fn governs(name: &str) -> impl Iterator<Item = &str> {
    rows("government").iter().filter_map(move |row| name.strip_suffix(row.word.as_str()))
}

/// Whether the first half of a broken name says a place, or whose office it is.
pub fn opens_a_name(half: &str) -> bool {
    rows("party").iter().any(|row| half.starts_with(row.word.as_str())) || area_of(half).is_some()
}

/// The words of a name up to those of its area: 甲县 of 甲县水利局. A level alone (市水利局) says no place.
pub fn area_of(name: &str) -> Option<&str> {
    let levels = || rows("place").iter().chain(rows("township")).filter(|row| row.word.chars().count() == 1);
    let (at, level) =
        name.char_indices().skip(1).find(|(_, c)| levels().any(|row| row.word.starts_with(*c)))?;
    Some(&name[..at + level.len_utf8()])
}

fn is_boundary(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '；'
            | '：'
            | '、'
            | ','
            | ';'
            | ':'
            | '!'
            | '！'
            | '?'
            | '？'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '|'
            | '/'
            | '>'
            | '＞'
            | '<'
            | '【'
            | '】'
            | '['
            | ']'
            | '\t'
            | '\n'
            | '—'
            | '－'
            | '-'
            | '_'
            | '·'
            | '…'
            | ' '
    )
}

/// Where in a clause a name may begin: at its beginning, behind years and dates, and behind words that lead to names.
fn starts(clause: &str) -> Vec<usize> {
    let mut open = vec![0];
    open.extend(DATE.find_iter(clause).map(|date| date.end()));
    for row in rows("lead") {
        open.extend(clause.match_indices(row.word.as_str()).map(|(at, word)| at + word.len()));
    }
    // 整体支出绩效自评报告（甲市乙局）: the bracket that ends a title may say whose it is.
    open.extend(closing_bracket(clause));
    let mut starts: Vec<usize> = open.into_iter().map(|start| past_openings(clause, start)).collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// The beginning of the words within the bracket that ends a clause, where they are a name and nothing else.
fn closing_bracket(clause: &str) -> Option<usize> {
    let open = clause.rfind('（').filter(|open| *open > 0)? + '（'.len_utf8();
    // 决算表（甲市乙局，2019年）: the clause ends within the bracket.
    let inside = clause[open..].strip_suffix('）').unwrap_or(&clause[open..]);
    let is_name = name_at(inside, 0).is_some_and(|named| named.name.len() == inside.len() && !named.is_short);
    (is_name && inside.chars().count() >= 4).then_some(open)
}

/// 现把甲县本级…: where words that are no part of any name stand before the whole name of a division, the name begins there.
fn at_division(clause: &str, start: usize) -> usize {
    const MOST: usize = 4;
    let rest = &clause[start..];
    // A verb stands right before it, and nothing before the verb is the name of a place or an organisation.
    let verb = |before: &str| rows("verb").iter().any(|row| before.ends_with(row.word.as_str()));
    let is_name = |before: &str| {
        division_called(before, None).is_some() || ends_like("ending", before) || ends_like("place", before)
    };
    let opens = |role: &str| rows(role).iter().any(|row| rest.starts_with(row.word.as_str()));
    let found = rest
        .char_indices()
        .skip(1)
        .take(MOST)
        .map(|(at, _)| at)
        .find(|at| verb(&rest[..*at]) && opens_with_division(&rest[*at..]) && !is_name(&rest[..*at]));
    match found {
        Some(at) if !(opens_with_division(rest) || opens("party") || opens("turned")) => start + at,
        _ => start,
    }
}

/// The place behind ordinals, brackets and words that stand between the beginning of a clause and a name.
fn past_openings(clause: &str, start: usize) -> usize {
    let mut rest = &clause[start..];
    loop {
        let word = rows("before").iter().chain(rows("lead")).find(|row| {
            rest.starts_with(row.word.as_str())
                && !row.exceptions.iter().any(|word| rest.starts_with(word.as_str()))
        });
        let inner = match word {
            // 附件11甲市乙局: the number of what is attached.
            Some(row) if super::around::around_numbers().numbered.contains(&row.word) => {
                rest[row.word.len()..].trim_start_matches(|c: char| c.is_ascii_digit())
            }
            Some(row) => &rest[row.word.len()..],
            None => crate::document::strip_ordinal(rest).trim_start_matches(['）', '（', '年']),
        };
        let inner = if inner.len() == rest.len() { behind_code(rest) } else { inner };
        let inner = if inner.len() == rest.len() { behind_part(rest) } else { inner };
        if inner.is_empty() || inner.len() == rest.len() {
            return clause.len() - rest.len();
        }
        rest = inner;
    }
}

/// What stands behind the number of a part: 第三部分甲县乙局.
fn behind_part(text: &str) -> &str {
    let Some(number) = text.strip_prefix('第') else { return text };
    let rest = number.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit());
    let part = (rest.len() < number.len())
        .then(|| ["部分", "章", "篇"].iter().find_map(|word| rest.strip_prefix(word)));
    part.flatten().unwrap_or(text)
}

/// What stands behind the code of a budget unit, where it is the name of a division: 920甲县乙镇财政所.
fn behind_code(text: &str) -> &str {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    if digits >= 3 && opens_with_division(rest) { rest } else { text }
}

/// The name that begins at a place of a clause: the longest that ends like one, with no part of a name behind it.
fn name_at(clause: &str, start: usize) -> Option<Named> {
    let rest = &clause[start..];
    let end = end_of_names(rest);
    let mut best: Option<(usize, bool, bool)> = None;
    for (at, c) in rest[..end].char_indices().take(LONGEST) {
        let to = at + c.len_utf8();
        let name = &rest[..to];
        let is_body = ends_like("ending", name) || is_street(name) || is_taught(name);
        let is_place = ends_like("place", name) && !tells(name);
        if !(is_body || is_place) {
            continue;
        }
        let behind = &rest[to..];
        let as_body = is_body && may_follow(behind) && !is_two(name);
        let as_place = is_place && (may_follow(behind) || says_level(behind));
        if as_body || as_place {
            best = Some((to, as_body, as_place));
        }
    }
    let (to, is_body, is_place) = best?;
    let mut name = &rest[..to];
    // 甲州州本级: the level of the place is said twice.
    if is_place && !is_body {
        let mut last = name.chars().rev();
        if let (Some(one), Some(two)) = (last.next(), last.next())
            && one == two
        {
            name = &name[..name.len() - one.len_utf8()];
        }
    }
    if !is_whole(name, is_body) {
        return None;
    }
    let behind = &rest[name.len()..];
    let core = rows("core").iter().find(|row| behind.starts_with(row.word.as_str())).filter(|_| is_body);
    let printed = core.map_or_else(|| name.to_owned(), |row| format!("{name}{}", row.word));
    Some(Named {
        name: name.to_owned(),
        printed,
        is_body,
        is_place,
        is_short: is_short(name),
        behind: behind.to_owned(),
        at: 0,
    })
}

/// 甲市乙区丙街: what cities call a street's office where the name of a division stands before it.
fn is_street(name: &str) -> bool {
    const LONGEST: usize = 5;
    rows("street").iter().any(|row| {
        let Some(stem) = name.strip_suffix(row.word.as_str()) else { return false };
        let mut ends = stem.char_indices().map(|(at, _)| at).rev().take(LONGEST).skip(1);
        ends.any(|at| ends_with_division(&stem[..at]) && is_county(&stem[..at]))
            && !row.exceptions.iter().any(|word| name.ends_with(word.as_str()))
    })
}

/// Whether words end like a county or a district.
fn is_county(name: &str) -> bool {
    name.ends_with(['区', '县', '市'])
}

/// Where a name that begins here must have ended: before a date, a word of accounts, a number or an open bracket.
fn end_of_names(text: &str) -> usize {
    let mut end = DATE.find(text).map_or(text.len(), |date| date.start());
    for row in rows("never") {
        for (at, _) in text.match_indices(row.word.as_str()) {
            let excepted = row.exceptions.iter().any(|word| {
                text.match_indices(word.as_str()).any(|(from, word)| from <= at && at < from + word.len())
            });
            if !excepted {
                end = end.min(at);
                break;
            }
        }
    }
    end.min(end_of_signs(&text[..end]))
}

/// Where the signs of a name leave off. Figures belong to it behind 第 and between words (甲市120急救中心), brackets where
/// the name goes on behind them (甲区委（政府）办).
fn end_of_signs(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let mut last = ' ';
    while let Some((at, c)) = chars.next() {
        let inner = match c {
            '（' => {
                let Some(close) = text[at..].find('）').map(|close| at + close) else { return at };
                let goes_on = text[close..].chars().nth(1).is_some_and(crate::document::is_cjk);
                let is_core = ["（本级）", "（机关）", "（汇总）", "（公章）", "（盖章）"]
                    .iter()
                    .any(|word| text[at..].starts_with(word));
                let is_brief = text[at..close].chars().count() <= 8;
                if !goes_on || is_core || !is_brief || at == 0 {
                    return at;
                }
                while chars.peek().is_some_and(|(next, _)| *next <= close) {
                    chars.next();
                }
                true
            }
            c if c.is_ascii_digit() => {
                let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
                let next = text[at + digits..].chars().next();
                let counts = next.is_none_or(|next| {
                    !crate::document::is_cjk(next) || "个家年月日万亿元项名人辆户".contains(next)
                });
                if counts || !(last == '第' || matches!(digits, 3 | 5)) || at == 0 {
                    return at;
                }
                for _ in 1..digits {
                    chars.next();
                }
                true
            }
            c => crate::document::is_cjk(c) && c.is_alphabetic() || c == '〇' || c == '○',
        };
        if !inner {
            return at;
        }
        last = c;
    }
    text.len()
}

pub(super) fn ends_like(role: &str, name: &str) -> bool {
    rows(role).iter().any(|row| {
        name.len() > row.word.len()
            && name.ends_with(row.word.as_str())
            && (!row.exceptions.iter().any(|word| name.ends_with(word.as_str()))
                || role == "place" && ends_with_division(name))
    })
}

fn may_follow(behind: &str) -> bool {
    let Some(first) = behind.chars().next() else { return true };
    !first.is_alphabetic()
        || DATE.find(behind).is_some_and(|date| date.start() == 0)
        || rows("behind").iter().chain(rows("never")).any(|row| behind.starts_with(row.word.as_str()))
}

/// The province that a clause opens with by its bare name, where a year or a word of titles stands behind it: 新疆2013年三公.
pub fn province_opening(clause: &str) -> Option<&'static Division> {
    let (province, behind) = province_before(clause)?;
    let is_followed = behind.starts_with(|c: char| c.is_alphanumeric()) && may_follow(behind);
    is_followed.then_some(province)
}

/// Whether words are the whole name of a division that is known (甲县), or that of a province without its level (北京). Other
/// names without their level are words of the language, too: 灯塔, 和平.
pub fn names_a_place(words: &str) -> bool {
    is_division(words) || province_before(words).is_some_and(|(_, behind)| behind.is_empty())
}

/// Whether a name says more than what it is, and is said of somebody.
fn is_whole(name: &str, is_body: bool) -> bool {
    let opens = |role: &str| {
        rows(role).iter().any(|row| {
            name.starts_with(row.word.as_str())
                && !row.exceptions.iter().any(|word| name.starts_with(word.as_str()))
        })
    };
    let enough = name.chars().count() >= if is_body { 3 } else { 2 };
    // 为省级: a level behind one other word is a place only where one is called so (忠县).
    // Nor is there a province that nobody knows: 上划中省.
    let finite = rows("finite").iter().any(|row| name.ends_with(row.word.as_str()));
    let of_any = name.chars().count() > 2 && (!finite || ends_with_division(name));
    let known = is_body || of_any || is_division(name);
    enough && known && !opens("self") && !rows("bare").iter().any(|row| row.word == name)
}

pub(super) fn is_short(name: &str) -> bool {
    if opens_with_division(name) {
        return false;
    }
    rows("short").iter().any(|row| {
        name.starts_with(row.word.as_str())
            && !row.exceptions.iter().any(|word| name.starts_with(word.as_str()))
    })
}
