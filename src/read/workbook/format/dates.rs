//! Dates and times in number formats.

use super::super::number::Moment;
use super::tokens::Token;

/// A part of a date format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum DatePart {
    /// Words between.
    Words(String),
    /// `y`, `m`, `d`, `h`, `n` for minutes, `s`; and how many letters.
    Letters(char, usize),
}

/// The parts of a date format; `None` where it is not understood.
pub(super) fn dates(tokens: &[Token]) -> Option<Vec<DatePart>> {
    let mut parts: Vec<DatePart> = Vec::new();
    for token in tokens {
        match (token, parts.last_mut()) {
            (Token::Sign(c), Some(DatePart::Letters(last, count))) if c == last => *count += 1,
            (Token::Sign(c @ ('y' | 'm' | 'd' | 'h' | 's')), _) => parts.push(DatePart::Letters(*c, 1)),
            (Token::Sign('e'), _) => parts.push(DatePart::Letters('y', 4)),
            (Token::Sign(c @ ('/' | '.' | ',')), _) => parts.push(DatePart::Words(c.to_string())),
            (Token::Words(words), _) => parts.push(DatePart::Words(words.clone())),
            // The text section of a format, and the half of the day.
            (Token::General | Token::Condition(_) | Token::Odd | Token::Sign(_), _) => return None,
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

/// A moment in a format.
pub(super) fn date(parts: &[DatePart], moment: &Moment) -> String {
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
