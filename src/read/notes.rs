//! Marks of notes: raised signs behind an amount. They are no digits of it, in whatever format they stand.

/// What becomes of a raised text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Raised {
    /// It is text like any other: `m²`.
    Text,
    /// It is a power of ten, and stays visible as one.
    Power,
    /// It is the mark of a note, and is left away.
    Note,
}

/// What a raised text is behind what stands before it on its line.
pub(super) fn raised(before: &str, text: &str) -> Raised {
    let mark = text.trim();
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ')' | '）' | '%' | '％');
    let number = before.trim_end().rsplit(|c: char| !is_number(c)).next().unwrap_or_default();
    if mark.is_empty() || !number.contains(|c: char| c.is_ascii_digit()) || !mark.chars().all(is_mark) {
        Raised::Text
    } else if number == "10" && mark.chars().all(|c| c.is_ascii_digit()) {
        Raised::Power
    } else {
        Raised::Note
    }
}

/// Adds a raised text to what stands before it.
pub(super) fn add(before: &mut String, text: &str) {
    match raised(before, text) {
        Raised::Text => before.push_str(text),
        Raised::Power => {
            before.push('^');
            before.push_str(text.trim());
        }
        Raised::Note => {}
    }
}

/// What marks of notes are made of.
fn is_mark(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(
            c,
            '[' | ']' | '(' | ')' | '（' | '）' | '【' | '】' | '*' | '＊' | '※' | ',' | '，' | '、'
        )
        || matches!(c, '①'..='⑳' | '⑴'..='⒇' | '注' | '†' | '‡')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_behind_amounts_are_no_digits() {
        for (before, text, all) in [
            ("1,260.50", "1", "1,260.50"),
            ("（20.00）", "[2]", "（20.00）"),
            ("12.5%", "①", "12.5%"),
            ("1,260.50", "注1", "1,260.50"),
            ("10", "4", "10^4"),
            ("m", "2", "m2"),
            ("三公", "1", "三公1"),
            ("1,260", ".50", "1,260.50"),
        ] {
            let mut written = before.to_owned();
            add(&mut written, text);
            assert_eq!(written, all, "{before} {text}");
        }
    }
}
