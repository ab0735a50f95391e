//! Money that is granted apart: neither basic nor project expenditure, such as a reserve.

use std::sync::LazyLock;

/// The words of the data file, first column.
static WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    include_str!("data/apart.csv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split(',').next())
        .filter(|word| !word.is_empty())
        .collect()
});

/// Whether a name says that the money stands apart from basic and project expenditure.
pub fn stands_apart(name: &str) -> bool {
    WORDS.iter().any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reserve_is_told_by_its_name() {
        assert!(stands_apart("单位预留机动经费") && stands_apart("预备费"));
        assert!(!stands_apart("基本支出") && !stands_apart(""));
    }
}
