//! Traditional characters that notices use, folded to simplified ones: for comparing words, never for what is shown.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The simplified form of a character, or the character.
pub fn simplified(c: char) -> char {
    static FORMS: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
        let file: &'static str = include_str!("traditional.csv");
        let rows = file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(','));
        rows.filter_map(|(from, to)| Some((from.chars().next()?, to.chars().next()?))).collect()
    });
    if c.is_ascii() { c } else { FORMS.get(&c).copied().unwrap_or(c) }
}

#[cfg(test)]
mod tests {
    use super::simplified;

    #[test]
    fn forms_are_folded_once() {
        let fold = |text: &str| text.chars().map(simplified).collect::<String>();
        assert_eq!(fold("預算與決算"), "预算与决算");
        assert_eq!(fold("预算"), "预算");
    }
}
