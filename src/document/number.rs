//! The grammar of printed numbers: finding them in a line and reading a cell as one exact decimal.

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
    fraction_end(bytes, start, end).unwrap_or(end)
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
}

/// Reads a cleaned cell as one number, or `None` if it is anything else.
///
/// Inner spaces left by the layout (`365. 55`, `1, 234`) are ignored where the rest is digits only.
pub fn parse_cell(text: &str) -> Option<Printed> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (body, suffix) = if let Some(body) = compact.strip_suffix('%') {
        (body, Suffix::Percent)
    } else if let Some(body) = compact.strip_suffix("万元") {
        (body, Suffix::WanYuan)
    } else if let Some(body) = compact.strip_suffix('元') {
        (body, Suffix::Yuan)
    } else {
        (compact.as_str(), Suffix::None)
    };
    let (negative, digits) = match body.strip_prefix(['-', '−', '－']) {
        Some(rest) => (true, rest),
        None => (false, body),
    };
    let bytes = digits.as_bytes();
    if bytes.is_empty() || !bytes[0].is_ascii_digit() || number_end(bytes, 0) != bytes.len() {
        return None;
    }
    let mut value = parse_digits(digits)?;
    if negative {
        value.set_sign_negative(true);
    }
    Some(Printed { value, suffix })
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
    fn blanks_are_not_zero() {
        assert!(is_blank("") && is_blank(" — ") && is_blank("***") && is_blank("--"));
        assert!(!is_blank("0") && !is_blank("0.00"));
    }
}
