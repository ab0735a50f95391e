//! Names of bodies and divisions for readers of another language: as they are read aloud, word by word, with the Chinese name beside.
//! Which characters make a word is data: `taxonomy/data/romanised.csv`.

use crate::messages::Locale;
use crate::taxonomy::romanised;

/// A name as a page in a language prints it.
pub(crate) fn shown(locale: Locale, name: &str) -> String {
    match locale {
        Locale::Chinese => name.to_owned(),
        Locale::English => match romanised(name) {
            letters if letters.is_empty() || letters == name => name.to_owned(),
            letters => format!("{letters} {name}"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_in_letters_with_the_chinese_name_beside() {
        let shown = |name| shown(Locale::English, name);
        assert_eq!(
            shown("福田区卫生和计划生育局"),
            "Futian Qu Weisheng he Jihua Shengyu Ju 福田区卫生和计划生育局"
        );
        assert_eq!(shown("西安市民政局"), "Xi’an Shi Minzheng Ju 西安市民政局");
        assert_eq!(shown("西南大学"), "Xinan Daxue 西南大学");
        assert_eq!((shown("ABC"), shown("")), ("ABC".to_owned(), String::new()));
        assert_eq!(super::shown(Locale::Chinese, "民政局"), "民政局");
    }
}
