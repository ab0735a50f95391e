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

/// The end of the number that starts at a digit.
fn number_end(bytes: &[u8], start: usize) -> usize {
    let digits = |mut at: usize| {
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        at
    };
    let mut end = digits(start);
    // Thousands groups: `1,234,567`, each of exactly three digits.
    if end - start <= 3 {
        while end < bytes.len() && bytes[end] == b',' {
            let group = digits(end + 1);
            if group - (end + 1) != 3 {
                break;
            }
            end = group;
        }
    }
    if end < bytes.len() && bytes[end] == b'.' {
        let fraction = digits(end + 1);
        if fraction > end + 1 {
            end = fraction;
        }
    }
    end
}

/// The most digits that an amount has before its decimal point. Ten thousand times all money of the country still fits;
/// longer runs of digits are codes or damage, and sums of them could overflow.
const MOST_WHOLE_DIGITS: usize = 18;

/// Reads digits with separators as an exact decimal. The scale is the number of printed decimals.
pub fn parse_digits(text: &str) -> Option<Decimal> {
    let compact: String = text.chars().filter(|c| *c != ',').collect();
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
