//! Number formats: what a cell shows of the number it holds. `0.00%` shows 1 as `100.00%`, `#,##0` shows 1234.5 as
//! `1,235`. A format that is not understood (fractions, conditions, Chinese numerals) shows the digits plainly.

use rust_decimal::Decimal;

use super::number::{Moment, general, moment, rounded};

/// No format is longer than this.
const LONGEST: usize = 300;

/// A format, read.
#[derive(Debug, Clone, Default)]
pub(super) struct Format {
    sections: Vec<Section>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Section {
    /// Digits with what stands around them.
    Number(Digits),
    /// As without a format, with what stands around it.
    General(String, String),
    /// A date or a time.
    Date(Vec<DatePart>),
    /// Only these words.
    Words(String),
    /// Nothing that we know.
    Unknown,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Digits {
    before: String,
    behind: String,
    /// Digits that are written even as zeros.
    whole: usize,
    decimals: usize,
    most_decimals: usize,
    grouped: bool,
    percent: u32,
    thousands: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum DatePart {
    Words(String),
    /// `y`, `m`, `d`, `h`, `n` for minutes, `s`; and how many letters.
    Letters(char, usize),
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Words(String),
    Sign(char),
    General,
    Odd,
}

impl Format {
    /// Reads a format.
    pub(super) fn read(code: &str) -> Self {
        if code.len() > LONGEST {
            return Self { sections: vec![Section::Unknown] };
        }
        Self { sections: split(code).iter().map(|tokens| section(tokens)).collect() }
    }

    /// The format that a file names by number only, as programs in Chinese show it.
    pub(super) fn built_in(id: u32) -> Self {
        let code = match id {
            1 => "0",
            2 => "0.00",
            3 | 37 | 38 => "#,##0",
            4 | 39 | 40 => "#,##0.00",
            9 => "0%",
            10 => "0.00%",
            11 | 12 | 13 | 46 | 48 => "?/?",
            14 => "yyyy/m/d",
            15 => "yyyy/mm/dd",
            18 | 20 => "h:mm",
            19 | 21 => "h:mm:ss",
            22 => "yyyy/m/d h:mm",
            27 | 36 | 50 | 52 | 57 => "yyyy\"年\"m\"月\"",
            28 | 29 | 51 | 53 | 54 | 58 => "m\"月\"d\"日\"",
            30 => "m-d-yy",
            31 => "yyyy\"年\"m\"月\"d\"日\"",
            32 => "h\"时\"mm\"分\"",
            33 => "h\"时\"mm\"分\"ss\"秒\"",
            41 | 42 => "#,##0;-#,##0;\"-\"",
            43 | 44 => "#,##0.00;-#,##0.00;\"-\"",
            45 | 47 => "mm:ss",
            _ => "General",
        };
        Self::read(code)
    }

    /// What a cell with this number shows.
    pub(super) fn show(&self, value: Decimal, since_1904: bool) -> String {
        let (section, own_sign) = match self.sections.as_slice() {
            [] => return general(value),
            [one] => (one, false),
            [_, negative, ..] if value.is_sign_negative() && !value.is_zero() => (negative, true),
            [_, _, zero, ..] if value.is_zero() => (zero, true),
            [positive, ..] => (positive, false),
        };
        let size = value.abs();
        let shown = match section {
            Section::Unknown => return general(value),
            Section::Words(words) => return words.clone(),
            Section::Date(parts) => {
                return moment(value, since_1904)
                    .map_or_else(|| general(value), |moment| date(parts, &moment));
            }
            Section::General(before, behind) => format!("{before}{}{behind}", general(size)),
            Section::Number(digits) => match digits.write(size) {
                Some(shown) => shown,
                None => return general(value),
            },
        };
        if value.is_sign_negative() && !value.is_zero() && !own_sign { format!("-{shown}") } else { shown }
    }

    /// Whether a cell with text shows nothing.
    pub(super) fn hides_text(&self) -> bool {
        matches!(self.sections.get(3), Some(Section::Words(words)) if words.is_empty())
    }
}

impl Digits {
    fn write(&self, size: Decimal) -> Option<String> {
        let up = Decimal::from(10_u64.checked_pow(2 * self.percent)?);
        let down = Decimal::from(10_u64.checked_pow(3 * self.thousands)?);
        let value = size.checked_mul(up)?.checked_div(down)?;
        let value = rounded(value, u32::try_from(self.most_decimals).ok()?);
        let text = value.to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let mut fraction = fraction.trim_end_matches('0').to_owned();
        while fraction.len() < self.decimals {
            fraction.push('0');
        }
        let whole = if whole == "0" { "" } else { whole };
        let whole = format!("{}{whole}", "0".repeat(self.whole.saturating_sub(whole.len())));
        let whole = if self.grouped { grouped(&whole) } else { whole };
        let point = if fraction.is_empty() { "" } else { "." };
        Some(format!("{}{whole}{point}{fraction}{}", self.before, self.behind))
    }
}

/// Thousands apart.
fn grouped(whole: &str) -> String {
    let mut out = String::new();
    for (at, c) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// The sections of a format as tokens.
fn split(code: &str) -> Vec<Vec<Token>> {
    let mut sections = vec![Vec::new()];
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        let token = match c {
            ';' => {
                sections.push(Vec::new());
                continue;
            }
            '"' => Token::Words(chars.by_ref().take_while(|c| *c != '"').collect()),
            '\\' | '!' => chars.next().map_or(Token::Odd, |c| Token::Words(c.to_string())),
            // Space as wide as a character, or filling the cell: nothing to read.
            '_' | '*' => {
                chars.next();
                continue;
            }
            '[' => match bracket(&chars.by_ref().take_while(|c| *c != ']').collect::<String>()) {
                Some(words) => Token::Words(words),
                None => Token::Odd,
            },
            'G' | 'g' if starts_with(&chars, "eneral") => {
                chars.by_ref().take("eneral".len()).for_each(drop);
                Token::General
            }
            'A' | 'a' if starts_with(&chars, "m/pm") => {
                chars.by_ref().take("m/pm".len()).for_each(drop);
                Token::Odd
            }
            '0' | '#' | '?' | '.' | ',' | '%' | '@' | '/' | 'E' | 'e' | 'y' | 'Y' | 'm' | 'M' | 'd' | 'D'
            | 'h' | 'H' | 's' | 'S' => Token::Sign(c.to_ascii_lowercase()),
            _ => Token::Words(c.to_string()),
        };
        if let Some(section) = sections.last_mut() {
            section.push(token);
        }
    }
    sections
}

fn starts_with(chars: &std::iter::Peekable<std::str::Chars>, what: &str) -> bool {
    chars.clone().take(what.len()).collect::<String>().eq_ignore_ascii_case(what)
}

/// What stands in brackets: a currency is words, a colour and a language are nothing; the rest is not understood.
fn bracket(inside: &str) -> Option<String> {
    if let Some(money) = inside.strip_prefix('$') {
        return Some(money.split('-').next().unwrap_or_default().to_owned());
    }
    let colours = [
        "red", "black", "blue", "green", "white", "yellow", "cyan", "magenta", "color", "颜色", "红色",
        "黑色", "蓝色",
    ];
    let lower = inside.to_lowercase();
    colours.iter().any(|colour| lower.starts_with(colour)).then(String::new)
}

fn section(tokens: &[Token]) -> Section {
    let has = |signs: &str| tokens.iter().any(|token| matches!(token, Token::Sign(c) if signs.contains(*c)));
    let words = |tokens: &[Token]| {
        let word =
            |token: &Token| if let Token::Words(words) = token { words.clone() } else { String::new() };
        tokens.iter().map(word).collect::<String>()
    };
    let general = tokens.iter().position(|token| matches!(token, Token::General | Token::Sign('@')));
    if has("ymdhs") {
        dates(tokens).map_or(Section::Unknown, Section::Date)
    } else if tokens.contains(&Token::Odd) {
        Section::Unknown
    } else if let Some(at) = general {
        Section::General(words(&tokens[..at]), words(&tokens[at + 1..]))
    } else if !has("0#?") {
        let percent = if has("%") { "%" } else { "" };
        Section::Words(words(tokens) + percent)
    } else {
        digits(tokens).map_or(Section::Unknown, Section::Number)
    }
}

fn digits(tokens: &[Token]) -> Option<Digits> {
    let place = |token: &Token| matches!(token, Token::Sign('0' | '#' | '?'));
    let (first, last) = (tokens.iter().position(place)?, tokens.iter().rposition(place)?);
    let mut out = Digits::default();
    // A point or a comma at the edge of the digits belongs to them.
    let starts = if first > 0 && tokens[first - 1] == Token::Sign('.') { first - 1 } else { first };
    let mut ends = last + 1;
    while let Some(Token::Sign(',')) = tokens.get(ends) {
        out.thousands += 1;
        ends += 1;
    }
    if tokens.get(ends) == Some(&Token::Sign('.')) {
        ends += 1;
    }
    let mut decimals = false;
    for token in &tokens[starts..=last] {
        match token {
            Token::Sign('.') if !decimals => decimals = true,
            Token::Sign(',') if !decimals => out.grouped = true,
            Token::Sign('0') if decimals => {
                out.most_decimals += 1;
                out.decimals = out.most_decimals;
            }
            Token::Sign('#' | '?') if decimals => out.most_decimals += 1,
            Token::Sign('0') => out.whole += 1,
            Token::Sign('#' | '?') if out.whole == 0 => {}
            Token::Sign('#' | '?') => out.whole += 1,
            _ => return None,
        }
    }
    for (at, token) in tokens.iter().enumerate().filter(|(at, _)| !(starts..ends).contains(at)) {
        let side = if at < starts { &mut out.before } else { &mut out.behind };
        match token {
            Token::Words(words) => side.push_str(words),
            Token::Sign('%') => {
                out.percent += 1;
                side.push('%');
            }
            _ => return None,
        }
    }
    (out.percent <= 2 && out.thousands <= 4 && out.most_decimals <= 20).then_some(out)
}

fn dates(tokens: &[Token]) -> Option<Vec<DatePart>> {
    let mut parts: Vec<DatePart> = Vec::new();
    for token in tokens {
        match (token, parts.last_mut()) {
            (Token::Sign(c), Some(DatePart::Letters(last, count))) if c == last => *count += 1,
            (Token::Sign(c @ ('y' | 'm' | 'd' | 'h' | 's')), _) => parts.push(DatePart::Letters(*c, 1)),
            (Token::Sign('e'), _) => parts.push(DatePart::Letters('y', 4)),
            (Token::Sign(c @ ('/' | '.' | ',')), _) => parts.push(DatePart::Words(c.to_string())),
            (Token::Words(words), _) => parts.push(DatePart::Words(words.clone())),
            // The text section of a format, and the half of the day.
            (Token::Sign('@') | Token::General | Token::Odd | Token::Sign(_), _) => return None,
        }
    }
    // `m` is a minute behind an hour and in front of a second.
    let letters: Vec<usize> =
        (0..parts.len()).filter(|at| matches!(parts[*at], DatePart::Letters(..))).collect();
    for (nth, at) in letters.iter().enumerate() {
        let is = |other: Option<&usize>, letter| {
            other.is_some_and(|at| matches!(parts[*at], DatePart::Letters(c, _) if c == letter))
        };
        let minute = nth > 0 && is(letters.get(nth - 1), 'h') || is(letters.get(nth + 1), 's');
        if let DatePart::Letters('m', count) = parts[*at]
            && minute
        {
            parts[*at] = DatePart::Letters('n', count);
        }
    }
    Some(parts)
}

fn date(parts: &[DatePart], moment: &Moment) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            DatePart::Words(words) => out.push_str(words),
            DatePart::Letters(letter, count) => {
                let value = match letter {
                    'y' if *count <= 2 => moment.year % 100,
                    'y' => moment.year,
                    'm' => moment.month,
                    'd' => moment.day,
                    'h' => moment.seconds / 3600,
                    'n' => moment.seconds / 60 % 60,
                    _ => moment.seconds % 60,
                };
                let width = if *letter == 'y' && *count <= 2 { 2 } else { (*count).min(2) };
                out.push_str(&format!("{value:0width$}"));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(code: &str, value: &str) -> String {
        Format::read(code).show(value.parse().expect("a number"), false)
    }

    #[test]
    fn cells_show_what_their_formats_say() {
        for (code, value, shown) in [
            ("General", "82800.92", "82800.92"),
            ("0", "1234.5", "1235"),
            ("0.00", "-0.125", "-0.13"),
            ("#,##0.00", "1234567.891", "1,234,567.89"),
            ("#,##0.00_ ", "0", "0.00"),
            ("0%", "1", "100%"),
            ("0.00%", "0.95126", "95.13%"),
            ("#", "0", ""),
            ("#,##0.##", "1234.5", "1,234.5"),
            ("0.00\"万元\"", "3", "3.00万元"),
            ("\"约\"0", "3", "约3"),
            ("[$¥-804]#,##0.00", "12", "¥12.00"),
            ("#,##0.00;[Red]-#,##0.00", "-5", "-5.00"),
            ("#,##0;(#,##0)", "-1234", "(1,234)"),
            ("_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "0", "-"),
            ("_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "-7", "-7.00"),
            ("0.00;-0.00;", "0", ""),
            (";;;", "5", ""),
            ("#,##0,", "1234567", "1,235"),
            ("000", "7", "007"),
            ("0.0?", "1.5", "1.5"),
            ("@", "12.5", "12.5"),
            ("0.00E+00", "12345.678", "12345.678"),
            ("# ?/?", "0.5", "0.5"),
            ("[DBNum1]0", "12", "12"),
            ("[>100]0;0.0", "12.55", "12.55"),
            ("General\"人\"", "750", "750人"),
            ("yyyy\"年\"m\"月\"d\"日\"", "45351", "2024年2月29日"),
            ("yyyy\\-mm\\-dd", "45351", "2024-02-29"),
            ("[$-804]yyyy/m/d h:mm:ss;@", "45292.5", "2024/1/1 12:00:00"),
            ("yy.m", "45351", "24.2"),
        ] {
            assert_eq!(show(code, value), shown, "{code}");
        }
    }

    #[test]
    fn no_format_is_too_odd() {
        for code in
            ["", "[", "\"", "\\", "0.0.0", "%%%%%%%%", ",,,,,,,,0,,,,,,,,,,,,,,,,", "_", "@@", "e", "ymdhs"]
        {
            for value in ["0", "-1.5", "79228162514264337593543950335"] {
                show(code, value);
            }
        }
        assert!(Format::read(";;;").hides_text());
        assert!(!Format::read("0;0;0;@").hides_text());
    }
}
