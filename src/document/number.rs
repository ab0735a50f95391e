//! The grammar of printed numbers: finding them in a line and reading a cell as one exact decimal.

use std::borrow::Cow;

use rust_decimal::Decimal;

/// A number printed in a line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberToken {
    /// Byte offset of its first digit (or sign) in the line.
    pub start: usize,
    /// Byte offset behind its last digit.
    pub end: usize,
    /// Position among the numbers of the line, counted from 1.
    pub nth: u32,
}

/// Finds every number of a cleaned line: maximal runs of digits with thousands groups and one decimal point.
/// Years, codes and ordinals count; Chinese numerals and circled digits do not.
pub fn numbers(line: &str) -> Vec<NumberToken> {
    let bytes = line.as_bytes();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        let end = number_end(bytes, at);
        // What nobody understands is no number, whoever looks for one.
        let before = line[..start].trim_end_matches('-');
        if before.ends_with(NOT_UNDERSTOOD) || before.ends_with(NO_SIGN) {
            at = end;
            continue;
        }
        let nth = u32::try_from(tokens.len() + 1).unwrap_or(u32::MAX);
        tokens.push(NumberToken { start, end, nth });
        at = end;
    }
    tokens
}

/// The end of the number that starts at a digit. Spaces that the layout left inside a number are part of it, so that it is
/// never cut: `230, 876 .38万元`.
fn number_end(bytes: &[u8], start: usize) -> usize {
    let mut end = digits_end(bytes, start);
    // Thousands groups: `1,234,567`, each of exactly three digits.
    if end - start <= 3 {
        while let Some(group) = group_end(bytes, end) {
            end = group;
        }
    }
    if end - start <= 3
        && let Some(spaced) = spaced_groups_end(bytes, start, end)
    {
        return spaced;
    }
    fraction_end(bytes, start, end).unwrap_or(end)
}

/// The end of an amount whose thousands are parted by a space alone: 共计2 186.35万元. So that two numbers beside each other
/// are not made one, a word must stand directly before it and a unit of money behind it.
fn spaced_groups_end(bytes: &[u8], start: usize, at: usize) -> Option<usize> {
    let mut end = at;
    while bytes.get(end) == Some(&b' ') && digits_end(bytes, end + 1) == end + 4 {
        end += 4;
    }
    let behind_word = start > 0 && !bytes[start - 1].is_ascii();
    if end == at || !behind_word {
        return None;
    }
    let point = bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
    let end = if point { digits_end(bytes, end + 1) } else { end };
    let rest = &bytes[skip_spaces(bytes, end).min(bytes.len())..];
    ["万元", "亿元", "千元", "元"].iter().any(|unit| rest.starts_with(unit.as_bytes())).then_some(end)
}

fn digits_end(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && bytes[at].is_ascii_digit() {
        at += 1;
    }
    at
}

/// Behind at most two spaces.
fn skip_spaces(bytes: &[u8], at: usize) -> usize {
    let spaces = bytes[at.min(bytes.len())..].iter().take(2).take_while(|byte| **byte == b' ').count();
    at + spaces
}

/// The end of a group of three digits behind a comma.
fn group_end(bytes: &[u8], at: usize) -> Option<usize> {
    let comma = skip_spaces(bytes, at);
    if bytes.get(comma) != Some(&b',') {
        return None;
    }
    let first = skip_spaces(bytes, comma + 1);
    let end = digits_end(bytes, first);
    let spaced = comma > at || first > comma + 1;
    (end - first == 3 && (!spaced || goes_on_as_amount(bytes, end))).then_some(end)
}

/// The end of a fraction. With a space in it, it must be followed by what follows amounts, and its whole part must not be
/// an ordinal: `1. 20 万元` opens an item.
fn fraction_end(bytes: &[u8], start: usize, at: usize) -> Option<usize> {
    let point = skip_spaces(bytes, at);
    if bytes.get(point) != Some(&b'.') {
        return None;
    }
    let first = skip_spaces(bytes, point + 1);
    let end = digits_end(bytes, first);
    if end == first {
        return None;
    }
    let spaced = point > at || first > point + 1;
    if !spaced {
        return Some(end);
    }
    let before = bytes[..start].iter().rev().find(|byte| **byte != b' ').copied();
    // The last byte of `。`, `；`, `：` and the half-width marks: an item may open behind them.
    let opens = before.is_none_or(|byte| matches!(byte, b';' | b':' | b'#' | b'*' | b'|' | b'\t'))
        || ["。", "；", "：", "、"].iter().any(|mark| {
            let text = &bytes[..start];
            let trimmed = text.len() - text.iter().rev().take_while(|byte| **byte == b' ').count();
            text[..trimmed].ends_with(mark.as_bytes())
        });
    (!opens && end - first <= 4 && goes_on_as_amount(bytes, end)).then_some(end)
}

/// Whether what follows digits shows that they end an amount: a fraction, or a unit.
fn goes_on_as_amount(bytes: &[u8], at: usize) -> bool {
    let at = skip_spaces(bytes, at);
    let rest = &bytes[at.min(bytes.len())..];
    let fraction =
        rest.first() == Some(&b'.') && rest[1..].iter().find(|b| **b != b' ').is_some_and(u8::is_ascii_digit);
    let group =
        rest.first() == Some(&b',') && rest[1..].iter().find(|b| **b != b' ').is_some_and(u8::is_ascii_digit);
    fraction
        || group
        || ["万", "亿", "元", "千元", "%", "％", "个百分点"]
            .iter()
            .any(|unit| rest.starts_with(unit.as_bytes()))
}

/// The most digits that an amount has before its decimal point. Ten thousand times all money of the country still fits;
/// longer runs of digits are codes or damage, and sums of them could overflow.
const MOST_WHOLE_DIGITS: usize = 18;

/// Reads digits with separators as an exact decimal. The scale is the number of printed decimals.
pub fn parse_digits(text: &str) -> Option<Decimal> {
    let compact: String = text.chars().filter(|c| *c != ',' && *c != ' ').collect();
    let whole = compact.split('.').next().map_or(0, str::len);
    if whole > MOST_WHOLE_DIGITS || compact.len() > 24 || !compact.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    compact.parse::<Decimal>().ok()
}

/// A whole cell read as one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Printed {
    /// The exact value with its printed scale.
    pub value: Decimal,
    /// What stood behind the digits.
    pub suffix: Suffix,
}

/// The unit printed behind the digits of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suffix {
    /// Nothing.
    None,
    /// `%`
    Percent,
    /// 万元
    WanYuan,
    /// 元
    Yuan,
    /// 千元
    QianYuan,
    /// 百万元
    BaiWanYuan,
    /// 亿元
    YiYuan,
}

/// What may stand behind the digits, longer words first.
const SUFFIXES: &[(&str, Suffix)] = &[
    ("%", Suffix::Percent),
    ("％", Suffix::Percent),
    ("百万元", Suffix::BaiWanYuan),
    ("万元整", Suffix::WanYuan),
    ("元整", Suffix::Yuan),
    ("圆整", Suffix::Yuan),
    ("千元", Suffix::QianYuan),
    ("万元", Suffix::WanYuan),
    ("亿元", Suffix::YiYuan),
    ("元", Suffix::Yuan),
    ("万", Suffix::WanYuan),
    ("亿", Suffix::YiYuan),
];

/// What may stand before them and says only that they are money.
const CURRENCIES: &[&str] = &["人民币", "¥", "￥", "RMB", "CNY"];

/// Every stroke that is printed for a minus.
const MINUS: &[char] = &['-', '−', '－', '﹣', '–', '—', '‐', '‑', '‒', '―', '─', '━', '⁻', '➖', 'ー'];

/// Marks of accounts for less than nothing.
const BELOW_ZERO: &[char] = &['△', '▲', '∆', 'Δ', '▵', '▴', '▽', '▼', '⊿', '↓', '负', '負', '减', '減'];

/// Marks of notes behind an amount, which are no part of it.
fn is_note(c: char) -> bool {
    matches!(c, '*' | '＊' | '※' | '†' | '‡' | '①'..='⑳' | '⑴'..='⒇' | '❶'..='❿')
}

/// Marks for more than nothing.
const PLUS: &[char] = &['+', '＋', '↑'];

/// A digit, or a separator in the form that the grammar knows: every comma and apostrophe parts thousands, every stop
/// parts decimals.
fn plain(c: char) -> char {
    match c {
        '，' | '﹐' | '’' | '‘' | '\'' | '′' | 'ʼ' | '`' | '´' | '＇' | '٬' => ',',
        '．' | '。' | '﹒' | '·' | '｡' => '.',
        '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

/// Reads a cleaned cell as one number, or `None` if it is anything else.
///
/// Inner spaces left by the layout (`365. 55`, `1, 234`) are ignored where the rest is digits only. A number is below
/// zero once: two signs are none.
pub fn parse_cell(text: &str) -> Option<Printed> {
    if !text.contains(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c)) {
        return super::capital::amount(text);
    }
    let is_plain = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'));
    if is_plain(text) {
        // Nearly every number: nothing to take off.
        return Some(Printed { value: unsigned(text)?.0, suffix: Suffix::None });
    }
    if holds_several(text) {
        return None;
    }
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    // A text that a spreadsheet was told to keep as text.
    let compact = compact.trim_start_matches(['\'', '‘', '’']);
    // Stars fill a cell before its amount, so that nobody writes a digit there.
    let compact = if compact.starts_with("**") { compact.trim_start_matches('*') } else { compact };
    let compact = without_note(compact);
    let (body, mut suffix) = without_suffix(compact);
    let (body, below) = without_sign(body);
    let (body, square) = in_square_brackets(body);
    let (body, inner) = if square { (body, true) } else { bracketed(body) };
    let (body, inside) = if inner { without_suffix(without_currency(body)) } else { (body, Suffix::None) };
    if inside != Suffix::None {
        suffix = if suffix == Suffix::None { inside } else { return None };
    }
    let (body, behind) = match body.strip_suffix(MINUS) {
        Some(rest) => (rest, true),
        None => (body, false),
    };
    let enumerated = thousands_by_enumeration(body);
    let body = enumerated.as_deref().unwrap_or(body);
    let plain_body =
        if is_plain(body) { Cow::Borrowed(body) } else { Cow::Owned(body.chars().map(plain).collect()) };
    let (mut value, digits) = unsigned(&plain_body)?;
    // `（1）` is an ordinal and `2-` the beginning of a range.
    let decimal = digits.contains('.');
    if inner && !decimal && digits.len() < 3 || (behind || square) && !decimal {
        return None;
    }
    match [below == Some(true), inner, behind].iter().filter(|is| **is).count() {
        0 => {}
        1 if below != Some(false) => value.set_sign_negative(true),
        _ => return None,
    }
    Some(Printed { value, suffix })
}

/// `1、260.50` with commas: the mark of enumeration parts thousands where decimals show that all of it is one amount.
fn thousands_by_enumeration(body: &str) -> Option<String> {
    if !body.contains('、') {
        return None;
    }
    let (whole, cents) = body.rsplit_once(['.', '．'])?;
    let mut groups = whole.split('、');
    let is = |text: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
    };
    let parted = is(groups.next()?, 1..=3) && groups.all(|group| is(group, 3..=3)) && is(cents, 2..=2);
    parted.then(|| body.replace('、', ","))
}

/// A number without sign, spaces and what may stand behind it, with its digits as they are read.
fn unsigned(body: &str) -> Option<(Decimal, Cow<'_, str>)> {
    let digits = continental(body).map_or(Cow::Borrowed(body), Cow::Owned);
    let bytes = digits.as_bytes();
    // `.50` is a format that writes no zero before the point.
    let bare = bytes.len() <= 5 && bytes.len() > 1 && bytes[1..].iter().all(u8::is_ascii_digit);
    if !(bytes.first()?.is_ascii_digit() && number_end(bytes, 0) == bytes.len() || bytes[0] == b'.' && bare) {
        return None;
    }
    Some((parse_digits(&digits)?, digits))
}

/// Whether a gap wider than one character stands between two digits of a line: those are two numbers. A number may be broken over
/// lines, and one space may stand anywhere in it.
fn holds_several(text: &str) -> bool {
    let mut digit = false;
    let mut gap = 0;
    for c in text.chars() {
        match c {
            '\n' | '\r' => digit = false,
            c if c.is_whitespace() => gap += 1,
            c if c.is_ascii_digit() || ('０'..='９').contains(&c) => {
                if digit && gap > 1 {
                    return true;
                }
                (digit, gap) = (true, 0);
            }
            _ => (digit, gap) = (false, 0),
        }
    }
    false
}

/// A cell without the marks of notes behind its amount: `1,260.50①`, `1,260.50[2]`, `1,260.50（注1）`. Digits alone in brackets are marks
/// only behind decimals.
fn without_note(text: &str) -> &str {
    let signs = text.trim_end_matches(is_note);
    let ends_amount = |text: &str| text.ends_with(|c: char| c.is_ascii_digit() || c == '%' || c == '元');
    if signs.len() < text.len() && ends_amount(signs) {
        return signs;
    }
    let noted = text.char_indices().find(|(_, c)| matches!(c, '[' | '【' | '注'));
    let noted = noted.filter(|(at, _)| {
        let inside = &text[*at..];
        let mark = inside.trim_matches(|c: char| "[]【】()（）注".contains(c));
        !mark.is_empty() && mark.len() <= 2 && mark.bytes().all(|b| b.is_ascii_digit())
    });
    match noted {
        Some((at, _)) => {
            let before = text[..at].trim_end_matches(['(', '（']);
            let decimal = before
                .rsplit_once(['.', '．'])
                .is_some_and(|(_, behind)| !behind.is_empty() && behind.bytes().all(|b| b.is_ascii_digit()));
            if decimal { before } else { text }
        }
        None => text,
    }
}

/// `1.260,50` as the grammar writes it. A single separator says nothing: `830,20` may be a slip.
fn continental(digits: &str) -> Option<String> {
    let (whole, cents) = digits.rsplit_once(',')?;
    let mut groups = whole.split('.');
    let first = groups.next()?;
    let mut rest = groups.peekable();
    rest.peek()?;
    let is = |text: &str, length: usize| text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
    ((1..=3).any(|length| is(first, length)) && rest.all(|group| is(group, 3)) && is(cents, 2))
        .then(|| format!("{}.{cents}", whole.replace('.', ",")))
}

fn without_suffix(text: &str) -> (&str, Suffix) {
    let found = SUFFIXES.iter().find_map(|(word, suffix)| Some((text.strip_suffix(word)?, *suffix)));
    found.unwrap_or((text, Suffix::None))
}

fn without_currency(text: &str) -> &str {
    CURRENCIES.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text)
}

/// What stands behind currency and sign, in whatever order, and whether the sign is one below zero.
fn without_sign(text: &str) -> (&str, Option<bool>) {
    let text = without_currency(text);
    let (text, below) = if let Some(rest) = text.strip_prefix(MINUS).or_else(|| text.strip_prefix(BELOW_ZERO))
    {
        (rest.strip_prefix('少').unwrap_or(rest), Some(true))
    } else if let Some(rest) = text.strip_prefix("增加").or_else(|| text.strip_prefix(PLUS)) {
        (rest, Some(false))
    } else {
        (text, None)
    };
    (without_currency(text), below)
}

/// What stands in square brackets that enclose all of it, which some print for numbers below zero.
fn in_square_brackets(text: &str) -> (&str, bool) {
    let pairs = [('[', ']'), ('【', '】'), ('［', '］'), ('〔', '〕')];
    let inner = pairs.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close));
    inner.map_or((text, false), |inner| (inner, true))
}

/// What stands in brackets that enclose all of it, as accounts print numbers below zero.
fn bracketed(text: &str) -> (&str, bool) {
    let inner = text.strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）']));
    inner.map_or((text, false), |inner| (inner, true))
}

/// Whether a cell stands where a number would, and says that a spreadsheet has none: `#VALUE!`, `#REF!`, a formula that
/// nobody calculated, a number in a format that is not understood or with a sign that nobody knows.
pub fn is_failed(text: &str) -> bool {
    let text = text.trim();
    ["#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#N/A", "#NUM!", "#NULL!"].contains(&text)
        || text.starts_with("Err:")
        || text.starts_with(NOT_CALCULATED)
        || text.starts_with(NOT_UNDERSTOOD)
        || text.contains(NO_SIGN)
        // A column too narrow for its figure.
        || text.len() > 2 && text.bytes().all(|b| b == b'#')
}

/// What stands in a cell whose formula nobody has calculated.
pub const NOT_CALCULATED: &str = "[公式未计算]";

/// What stands before a number whose format is not understood.
pub const NOT_UNDERSTOOD: &str = "〔数字格式不明〕";

/// What stands before a number with something drawn beside it that may be its minus.
pub const NO_SIGN: &str = "〔符号不明〕";

/// How many numbers of a text are none for anybody: their format or their sign is not understood.
pub fn doubted(text: &str) -> usize {
    text.matches(NOT_UNDERSTOOD).count() + text.matches(NO_SIGN).count()
}

/// Whether a cell is printed as nothing: empty, dashes or stars.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace()
            || matches!(c, '-' | '—' | '–' | '－' | '─' | '*' | '/' | '／' | '\\' | '·' | '…' | '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Vec<&str> {
        numbers(line).iter().map(|t| &line[t.start..t.end]).collect()
    }

    #[test]
    fn numbers_are_maximal_runs() {
        assert_eq!(
            found("2020年6,207.88万元，比2019年增加1,692.22 万元，增长37.47%"),
            ["2020", "6,207.88", "2019", "1,692.22", "37.47"]
        );
        assert_eq!(found("2020-01-01~2020-12-31"), ["2020", "01", "01", "2020", "12", "31"]);
        assert_eq!(found("1.基本 2,34 和 12345"), ["1", "2", "34", "12345"]);
        assert_eq!(found("⒉公务 一、"), Vec::<&str>::new());
        assert_eq!(found(&format!("共{NO_SIGN}12.50 3.70")), ["3.70"]);
        assert_eq!(found(&format!("合计 {NOT_UNDERSTOOD}1260.5 {NOT_UNDERSTOOD}-20 830.20")), ["830.20"]);
    }

    #[test]
    fn spaces_of_the_layout_cut_no_number() {
        assert_eq!(found("收入230, 876. 38万元，占41. 43%"), ["230, 876. 38", "41. 43"]);
        assert_eq!(found("支出230, 876 .38 万元"), ["230, 876 .38"]);
        assert_eq!(found("运行维护费1, 537.4万元"), ["1, 537.4"]);
        // Ordinals, lists and the next item are numbers of their own.
        assert_eq!(found("1. 20 万元"), ["1", "20"]);
        assert_eq!(found("如下：2. 35 万元"), ["2", "35"]);
        assert_eq!(found("第3, 200 页"), ["3", "200"]);
        assert_eq!(found("10 20"), ["10", "20"]);
        // A space alone parts thousands between a word and a unit of money.
        assert_eq!(found("共计2 186.35万元，购置 180万元"), ["2 186.35", "180"]);
        assert_eq!(found("安排1 203 850元"), ["1 203 850"]);
        assert_eq!(found("合计 30 217 万元"), ["30", "217"]);
        assert_eq!(found("附表2 150行"), ["2", "150"]);
    }

    #[test]
    fn cells_keep_their_printed_scale() {
        let value = |t: &str| parse_cell(t).map(|p| p.value.to_string());
        assert_eq!(value("365. 55").as_deref(), Some("365.55"));
        assert_eq!(value("10. 60").as_deref(), Some("10.60"));
        assert_eq!(value("-1,234.50").as_deref(), Some("-1234.50"));
        assert_eq!(value("508.9253 万元").as_deref(), Some("508.9253"));
        assert_eq!(value("一、基本支出 448.93"), None);
        assert_eq!(value("1,94"), None);
        assert_eq!(value("3篇"), None);
        assert_eq!(value(""), None);
    }

    #[test]
    fn every_form_below_zero_is_read() {
        let value = |t: &str| parse_cell(t).map(|p| p.value.to_string());
        for text in [
            "-20.00",
            "−20.00",
            "－20.00",
            "–20.00",
            "—20.00",
            "△20.00",
            "▲20.00",
            "▲ 20.00",
            "负20.00",
            "(20.00)",
            "（20.00）",
            "20.00-",
            "20.00－",
            "-¥20.00",
            "¥-20.00",
            "(¥20.00)",
            "（20.00）万元",
            "↓20.00%",
            "‑20.00",
        ] {
            assert_eq!(value(text).as_deref(), Some("-20.00"), "{text}");
        }
        for text in [
            "[20.00]",
            "【20.00】",
            "减20.00",
            "减少20.00",
            "⁻20.00",
            "━20.00",
            "➖20.00",
            "ー20.00",
            "⊿20.00",
        ] {
            assert_eq!(value(text).as_deref(), Some("-20.00"), "{text}");
        }
        assert_eq!(value("增加20.00").as_deref(), Some("20.00"));
        assert_eq!(value("(1,234)").as_deref(), Some("-1234"));
        assert_eq!(value("+12.5%").as_deref(), Some("12.5"));
        // Ordinals, ranges, codes and two signs are no amounts.
        for text in [
            "(1)", "（12）", "2-", "2019-", "20-30", "--20.00", "-(20.00)", "+(20.00)", "[208]", "【1】",
            "△", "负", "()", "(20.00",
        ] {
            assert_eq!(value(text), None, "{text}");
        }
    }

    #[test]
    fn every_separator_is_read() {
        let value = |t: &str| parse_cell(t).map(|p| p.value.to_string());
        for text in [
            "1,260.50",
            "1，260.50",
            "1’260.50",
            "1'260.50",
            "1 260.50",
            "1，260．50",
            "1,260。50",
            "¥1,260.50",
            "￥ 1260.50",
            "人民币1,260.50元",
            "RMB1,260.50",
            "１，２６０．５０",
            "'1260.50",
            "1260·50",
            "1.260,50",
            "1,260.50*",
            "1,260.50①",
            "1,260.50[2]",
            "1,260.50注1",
            "1,260.50（注1）",
            "1,260.50元整",
            "1、260.50",
            "****1,260.50",
        ] {
            assert_eq!(value(text).as_deref(), Some("1260.50"), "{text}");
        }
        assert_eq!(value(".50").as_deref(), Some("0.50"));
        for text in [
            "830,20",
            "1[2]",
            "注1",
            ".",
            ".5.0",
            "1.26,50",
            "1260,50",
            "1,26,0.50",
            "1.260.50",
            "1，26",
            "1260.50元元",
            "2024.1.1",
            "1；260",
            "1、260",
            "1、2.50",
            "3、260.5",
        ] {
            assert_eq!(value(text), None, "{text}");
        }
    }

    #[test]
    fn every_unit_of_money_is_read_behind_the_digits() {
        let unit = |t: &str| parse_cell(t).map(|p| p.suffix);
        assert_eq!(unit("12.5千元"), Some(Suffix::QianYuan));
        assert_eq!(unit("3百万元"), Some(Suffix::BaiWanYuan));
        assert_eq!(unit("1.2亿元"), Some(Suffix::YiYuan));
        assert_eq!(unit("（1.2万元）"), Some(Suffix::WanYuan));
        assert_eq!(unit("12.5人"), None);
    }

    #[test]
    fn blanks_are_not_zero() {
        assert!(is_blank("") && is_blank(" — ") && is_blank("***") && is_blank("--"));
        assert!(!is_blank("0") && !is_blank("0.00"));
    }
}
