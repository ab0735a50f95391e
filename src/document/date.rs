//! The shape of years and days, in figures and in words: one place for all who have to tell them from amounts and codes.

/// A year of accounts in words, whose characters are numerals, as a piece of a pattern: 二〇二四, 二零二四.
pub const YEAR_IN_WORDS: &str = "二[〇零○OＯ0][一二三四五六七八九〇零○OＯ0]{2}";

/// A pattern in which `<year>` stands for a year of accounts, in figures or in words.
pub fn with_year(pattern: &str) -> String {
    pattern.replace("<year>", &format!(r"(?:20\d\d|{YEAR_IN_WORDS})"))
}

/// The number of a year in figures or in words.
pub fn year_of(text: &str) -> Option<i32> {
    let digits = text.chars().map(|c| match c {
        '〇' | '零' | '○' | 'O' | 'Ｏ' => Some(0),
        '一' => Some(1),
        '二' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        c => c.to_digit(10),
    });
    let year = digits
        .map(|digit| digit.and_then(|digit| i32::try_from(digit).ok()))
        .try_fold(0_i32, |sum, digit| sum.checked_mul(10)?.checked_add(digit?))?;
    (text.chars().count() == 4).then_some(year)
}

/// Whether a text is a year in figures, with or without 年 behind it.
pub fn is_year(text: &str) -> bool {
    let text = text.strip_suffix('年').or_else(|| text.strip_suffix("年度")).unwrap_or(text);
    text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a text is a date or a span of time: `2023-05-06`, `2023.12`, `2020年1月`.
pub fn is_date(text: &str) -> bool {
    let mut parts =
        text.split(['-', '/', '.', '年', '月', '日', '至', '~', '—']).filter(|part| !part.is_empty());
    let Some(first) = parts.next() else { return false };
    let rest: Vec<&str> = parts.collect();
    let small = |part: &&str| part.parse::<u32>().is_ok_and(|n| (1..=31).contains(&n));
    let fits = |part: &&str| small(part) || is_year(part);
    let month = rest.first().is_some_and(|part| part.parse::<u32>().is_ok_and(|n| (1..=12).contains(&n)));
    is_year(first) && !rest.is_empty() && (month || is_year(rest[0])) && rest.iter().all(fits)
}

/// Whether a text is one day, perhaps with its time, and nothing else: `2023-09-01`, `[2023.09.01]`, `2023年9月1日`.
pub fn is_one_day(text: &str) -> bool {
    let text = text.trim().trim_matches(['[', ']', '(', ')', '（', '）', '【', '】']);
    let mut parts = text.split(['-', '/', '.', '年', '月', '日', ' ', ':']).filter(|part| !part.is_empty());
    let opens = parts.next().is_some_and(is_year);
    let rest: Vec<&str> = parts.take(6).collect();
    let digits = |part: &&str| part.len() <= 2 && part.parse::<u8>().is_ok();
    opens && (2..6).contains(&rest.len()) && rest.iter().all(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_in_figures_and_in_words() {
        for text in ["2024", "二〇二四", "二零二四", "二○二四", "２０２４"] {
            let expected = if text.starts_with('２') { None } else { Some(2024) };
            assert_eq!(year_of(text), expected, "{text}");
        }
        for text in ["", "24", "20240", "二〇二", "甲乙丙丁", "99999999999999999999"] {
            assert_eq!(year_of(text), None, "{text}");
        }
        let pattern = regex::Regex::new(&with_year("^<year>年$")).unwrap();
        for text in ["2024年", "二〇二四年", "二零一九年"] {
            assert!(pattern.is_match(text), "{text}");
        }
        assert!(!pattern.is_match("1024年") && !pattern.is_match("二百年"));
    }

    #[test]
    fn years_are_no_amounts() {
        for text in ["2024", "1998年", "2020年度"] {
            assert!(is_year(text), "{text}");
        }
        for text in ["2124", "20.24", "20240", "二〇二四"] {
            assert!(!is_year(text), "{text}");
        }
    }

    #[test]
    fn dates_are_no_amounts() {
        for text in ["2023-05-06", "2023.12", "2020年1月至2020年12月", "2022/3"] {
            assert!(is_date(text), "{text}");
        }
        for text in ["2023.50", "12.5", "2023", "1999-2.75"] {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn a_day_alone_is_no_part_of_a_text() {
        for date in ["2023-09-01", " [2023.09.01] ", "2023年9月1日", "2023/09/01 08:30"] {
            assert!(is_one_day(date), "{date}");
        }
        for text in ["2023.09", "1,234.56", "2023", "2023-09-01 收入", "20.23.45.67", ""] {
            assert!(!is_one_day(text), "{text}");
        }
    }
}
