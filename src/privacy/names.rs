//! Names of people: what looks like one, and what only stands where one could.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::labels;

/// Family names, of one character and of two.
struct Surnames {
    single: BTreeSet<char>,
    double: BTreeSet<String>,
}

static SURNAMES: LazyLock<Surnames> = LazyLock::new(|| {
    let words = || include_str!("surnames.txt").split_whitespace();
    let double = words().filter(|word| word.chars().count() == 2).map(str::to_owned).collect();
    let single = words().filter(|word| word.chars().count() > 2).flat_map(str::chars).collect();
    Surnames { single, double }
});

/// The words of `words.csv` by class.
static WORDS: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let rows = include_str!("words.csv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split_once(','))
        .map(|(class, words)| (class, words.split('|').collect()))
        .collect()
});

/// Words that no name of a person holds (`form`), ends of names of offices and places (`office`), ends of words that stand in
/// place of a name (`ending`), family names that are common words too (`also_word`), what honours a bearer (`title`).
fn words(class: &str) -> &'static [&'static str] {
    WORDS.get(class).map_or(&[], Vec::as_slice)
}

pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{323AF}' | '〇')
}

fn is_dot(c: char) -> bool {
    matches!(c, '·' | '•' | '・' | '‧')
}

/// A name without the title behind it.
pub(super) fn untitled(text: &str) -> &str {
    words("title")
        .iter()
        .find_map(|title| text.strip_suffix(title))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(text)
}

/// Whether a text is a word of forms, so that it names nobody.
pub(super) fn is_word(text: &str) -> bool {
    labels::of_cell(text).is_some() || words("form").iter().any(|word| text.contains(word))
}

pub(super) fn is_office(text: &str) -> bool {
    words("office").iter().any(|ending| text.ends_with(ending))
}

/// Whether a text has a family name and is as long as a name: 张三, 欧阳小明, 买买提·艾力.
pub(super) fn is_name(text: &str) -> bool {
    // Few texts have the shape of a name; only those are looked up among the words of forms.
    has_shape(text) && !is_word(text)
}

fn has_shape(text: &str) -> bool {
    if text.chars().any(is_dot) {
        let parts: Vec<&str> = text.split(is_dot).collect();
        return parts.iter().all(|part| part.chars().count() >= 2 && part.chars().all(is_han))
            && text.chars().count() <= 16;
    }
    let chars: Vec<char> = text.chars().collect();
    let double = || SURNAMES.double.contains(&chars[..2].iter().collect::<String>());
    chars.iter().all(|c| is_han(*c))
        && match chars.len() {
            2 => SURNAMES.single.contains(&chars[0]),
            3 => SURNAMES.single.contains(&chars[0]) || double(),
            4 => double(),
            _ => false,
        }
}

/// Whether a text is some names with nothing between them, as narrow spaces of a page leave them.
pub(super) fn are_names(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    if !(4..=24).contains(&chars.len())
        || !chars.iter().all(|c| is_han(*c))
        || is_word(text)
        || is_office(text)
    {
        return false;
    }
    // Whether the text up to each place is names.
    let mut whole = vec![false; chars.len() + 1];
    whole[0] = true;
    for end in 2..=chars.len() {
        whole[end] = (2..=4.min(end))
            .any(|count| whole[end - count] && is_name(&chars[end - count..end].iter().collect::<String>()));
    }
    whole[chars.len()]
}

/// Whether a text may be a name where a name is due.
pub(super) fn may_be_name(text: &str) -> bool {
    let count = text.chars().count();
    is_name(text)
        || (2..=4).contains(&count)
            && text.chars().all(is_han)
            && !is_word(text)
            && !is_office(text)
            && !text.chars().all(|c| "〇零一二三四五六七八九十百千万".contains(c))
            && !words("ending").iter().any(|ending| text.ends_with(ending))
}

/// Whether a name in Latin letters may stand here.
pub(super) fn may_be_latin(text: &str) -> bool {
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    letters >= 4
        && text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '\'' | '.'))
}

/// Whether a text is a name so surely that the words before it need not be held apart from it.
pub(super) fn is_plain_name(text: &str) -> bool {
    is_name(text) && !is_office(text) && !words("also_word").iter().any(|word| text.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_words() {
        for name in ["张三", "王小明", "欧阳某某", "司马懿", "买买提·艾力", "某甲乙"] {
            assert!(is_name(name), "{name}");
        }
        for word in ["项目名称", "成员单位", "负责人", "签字盖章", "预算数", "二〇二四"]
        {
            assert!(!is_name(word) && !may_be_name(word), "{word}");
        }
        assert!(!is_plain_name("应急") && !is_plain_name("文化局") && is_plain_name("王小明"));
        assert_eq!(untitled("王小明局长"), "王小明");
        assert!(may_be_name("古丽扎尔") && !may_be_name("财政局"));
    }
}
