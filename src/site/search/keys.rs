//! Under which keys an entry is found: what follows each character of its name, as it is written and as it is read aloud,
//! whole and by initials. A query finds every key that begins with it, so that any part of a name is found, across the borders
//! of words, for which Chinese has no sign.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::Entry;
use crate::taxonomy::reading;

/// The most characters of a key; who types more is held against the name.
const LONGEST: usize = 24;

/// A text without everything that nobody types: case, width, spaces, signs.
pub(super) fn plain(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// The letter that a name stands under in a list from A to Z; `#` where it begins with no letter.
pub(crate) fn initial(name: &str) -> char {
    let plain = plain(name);
    let first = reading(&plain).first().cloned().flatten().unwrap_or(plain);
    let letter = first.chars().next().filter(char::is_ascii_lowercase);
    letter.map_or('#', |letter| letter.to_ascii_uppercase())
}

/// The keys of an entry; whether each is that of a whole name.
pub(super) fn keys(entry: &Entry) -> BTreeMap<String, bool> {
    let mut keys = BTreeMap::new();
    for name in std::iter::once(&entry.name).chain(&entry.also) {
        of_name(name, &mut keys);
    }
    add(plain(&entry.code).chars(), true, &mut keys);
    keys
}

fn add(key: impl Iterator<Item = char>, whole: bool, keys: &mut BTreeMap<String, bool>) {
    let key: String = key.take(LONGEST).collect();
    if !key.is_empty() {
        *keys.entry(key).or_default() |= whole;
    }
}

fn of_name(name: &str, keys: &mut BTreeMap<String, bool>) {
    let chars: Vec<char> = plain(name).chars().collect();
    let starts = starts(name);
    let read = reading(&plain(name));
    for at in (0..chars.len()).filter(|at| starts.get(*at).is_none_or(|starts| *starts)) {
        add(chars[at..].iter().copied(), at == 0, keys);
        if read[at].is_none() {
            continue;
        }
        let rest = || chars[at..].iter().zip(&read[at..]);
        let spoken = rest().map(|(c, read)| read.clone().unwrap_or_else(|| c.to_string()));
        add(spoken.collect::<String>().chars(), at == 0, keys);
        let first = |(c, read): (&char, &Option<String>)| match read {
            Some(syllable) => syllable.chars().next(),
            None => Some(*c),
        };
        // One letter is found as the first of a syllable.
        let initials: Vec<char> = rest().filter_map(first).collect();
        if initials.len() > 1 {
            add(initials.into_iter(), at == 0, keys);
        }
    }
}

/// Whether a key begins at each character: not inside a word of letters or a number.
fn starts(name: &str) -> Vec<bool> {
    let mut starts = Vec::new();
    let mut before = ' ';
    for c in name.nfkc().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            let word = c.is_ascii_alphanumeric() && before.is_ascii_alphanumeric();
            starts.push(!word || c.is_ascii_digit() != before.is_ascii_digit());
        }
        // A number goes on behind its point.
        if !matches!(c, '.' | ',') {
            before = c;
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str) -> Vec<String> {
        let mut keys = BTreeMap::new();
        of_name(name, &mut keys);
        keys.into_keys().collect()
    }

    #[test]
    fn a_name_is_found_by_every_part_of_it() {
        let keys = of("民政局");
        for key in ["民政局", "政局", "局", "minzhengju", "zhengju", "ju", "mzj", "zj"] {
            assert!(keys.iter().any(|one| one == key), "{key} in {keys:?}");
        }
        assert_eq!(keys.len(), 8, "{keys:?}");
    }

    #[test]
    fn signs_and_width_are_nothing_and_words_are_whole() {
        assert_eq!(plain("“三公”经费（ＡＢ 1）"), "三公经费ab1");
        let keys = of("LED 屏 2.0");
        assert!(keys.contains(&"led屏20".to_owned()) && keys.contains(&"屏20".to_owned()), "{keys:?}");
        assert!(!keys.iter().any(|key| key.starts_with("ed") || key == "0"), "{keys:?}");
        assert!(of("general public budget").contains(&"publicbudget".to_owned()));
        assert!(of("").is_empty());
    }

    #[test]
    fn names_stand_under_the_letter_of_their_first_reading() {
        assert_eq!(
            (initial("民政局"), initial("（原）A 局"), initial("12 中"), initial("")),
            ('M', 'Y', '#', '#')
        );
    }
}
