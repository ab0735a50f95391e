//! What seems to be one name and is none: two names without a mark between them, a place and what is told of it.

use super::divisions::{division_called, opens_with_division};
use super::names::{ends_like, is_short, rows};

/// Whether a name is two that end alike, without a mark between them: 住建部人社部.
pub(super) fn is_two(name: &str) -> bool {
    const SHORTEST: usize = 3;
    rows("alike").iter().filter(|row| name.ends_with(row.word.as_str())).any(|row| {
        name.match_indices(row.word.as_str()).any(|(at, word)| {
            let (first, second) = name.split_at(at + word.len());
            let whole = |half: &str| half.chars().count() >= SHORTEST && ends_like("ending", half);
            whole(first) && whole(second) && !opens_with_division(first) && !is_short(first)
        })
    })
}

/// Whether what seems a place is the name of a division, a verb of news and the level of something else: 济南晒市级三公经费.
pub(super) fn tells(name: &str) -> bool {
    rows("tells").iter().any(|row| {
        let parts = name.split_once(row.word.as_str());
        parts.is_some_and(|(place, level)| {
            level.chars().count() == 1 && division_called(place, None).is_some()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::names::names_in;

    #[test]
    fn two_names_and_news_are_no_name() {
        let named = |text: &str| names_in(text).into_iter().map(|named| named.name).collect::<Vec<_>>();
        for text in ["住建部人社部公布“三公”经费", "济南晒市级“三公”预算"] {
            assert!(named(text).is_empty(), "{text} {:?}", named(text));
        }
        for (text, name) in [
            ("住房和城乡建设部2012年预算", "住房和城乡建设部"),
            ("临江市生态环境局港区分局2012年预算", "临江市生态环境局港区分局"),
            ("第三部分  中共北票市委宣传部2025年预算", "中共北票市委宣传部"),
        ] {
            assert_eq!(named(text), [name], "{text}");
        }
    }
}
