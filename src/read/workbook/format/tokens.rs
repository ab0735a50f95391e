//! Number formats cut into pieces.

use rust_decimal::Decimal;

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Printed as they are.
    Words(String),
    /// A sign of the grammar.
    Sign(char),
    /// As without a format.
    General,
    /// Which numbers the section is for.
    Condition(Condition),
    /// Not understood.
    Odd,
}

/// Which numbers a section is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Condition {
    compare: Compare,
    with: Decimal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Compare {
    Below,
    AtMost,
    Above,
    AtLeast,
    Is,
    IsNot,
}

/// The sections of a format as tokens.
pub(super) fn split(code: &str) -> Vec<Vec<Token>> {
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
            '[' => bracket(&chars.by_ref().take_while(|c| *c != ']').collect::<String>()),
            'G' | 'g' if starts_with(&chars, "eneral") => {
                chars.by_ref().take("eneral".len()).for_each(drop);
                Token::General
            }
            'G' | 'g' if starts_with(&chars, "/通用格式") => {
                chars.by_ref().take("/通用格式".chars().count()).for_each(drop);
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
    chars.clone().take(what.chars().count()).collect::<String>().eq_ignore_ascii_case(what)
}

/// What stands in brackets: a currency is words, a colour and a language are nothing, a condition chooses the section.
/// The rest is not understood.
fn bracket(inside: &str) -> Token {
    if let Some(money) = inside.strip_prefix('$') {
        return Token::Words(money.split('-').next().unwrap_or_default().to_owned());
    }
    if let Some(condition) = Condition::read(inside) {
        return Token::Condition(condition);
    }
    let lower = inside.to_lowercase();
    // Numerals of another script, and languages, change no number.
    if NUMERALS.iter().any(|word| lower == *word) {
        return Token::Words(String::new());
    }
    if COLOURS.iter().any(|colour| lower.starts_with(colour)) {
        return Token::Words(String::new());
    }
    Token::Odd
}

/// Scripts of digits, and languages as LibreOffice names them.
const NUMERALS: &[&str] = &[
    "dbnum1", "dbnum2", "dbnum3", "dbnum4", "natnum0", "natnum1", "natnum3", "natnum4", "natnum5", "natnum6",
    "natnum7", "natnum8", "eng", "chs", "cht",
];

/// Colours as English and Chinese programs write them.
const COLOURS: &[&str] = &[
    "red", "black", "blue", "green", "white", "yellow", "cyan", "magenta", "color", "colour", "颜色", "红",
    "黑", "蓝", "绿", "白", "黄", "青", "洋红",
];

impl Condition {
    fn read(inside: &str) -> Option<Self> {
        let digits = inside.trim_start_matches(['<', '>', '=']);
        let compare = match &inside[..inside.len() - digits.len()] {
            "<" => Compare::Below,
            "<=" => Compare::AtMost,
            ">" => Compare::Above,
            ">=" => Compare::AtLeast,
            "=" => Compare::Is,
            "<>" => Compare::IsNot,
            _ => return None,
        };
        Some(Self { compare, with: digits.trim().parse().ok()? })
    }

    /// Whether a number meets it.
    pub(super) fn holds(&self, value: Decimal) -> bool {
        match self.compare {
            Compare::Below => value < self.with,
            Compare::AtMost => value <= self.with,
            Compare::Above => value > self.with,
            Compare::AtLeast => value >= self.with,
            Compare::Is => value == self.with,
            Compare::IsNot => value != self.with,
        }
    }
}
