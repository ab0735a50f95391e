//! Folders of the content: which of them may stand for a place, and which are only years, kinds and formats.

use std::sync::LazyLock;

use crate::document::key;

static NEUTRAL: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("data/folders.csv").lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

/// The folders of a path that may stand for a place, joined; empty for a file at the top or one that is sorted by year
/// and kind only.
pub fn place_of(path: &str) -> String {
    let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
    folders.split('/').filter(|name| names_something(name)).collect::<Vec<_>>().join("/")
}

/// Whether something is left of a folder's name without years, kinds and formats.
fn names_something(name: &str) -> bool {
    // Six digits are the code of a division.
    let digits = name.chars().filter(char::is_ascii_digit).count();
    if digits == 6 && digits == name.chars().count() {
        return true;
    }
    let mut rest = key(name).to_lowercase();
    for word in NEUTRAL.iter() {
        rest = rest.replace(word, "");
    }
    rest.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_kinds_and_formats_are_no_places() {
        for sorted in
            ["2023/a.pdf", "2024年度/部门预算/a.pdf", "final-2022/pdf/a.pdf", "a.pdf", "决算公开_2021/a.pdf"]
        {
            assert_eq!(place_of(sorted), "", "{sorted}");
        }
        assert_eq!(place_of("luohu/2023/a.pdf"), "luohu");
        assert_eq!(place_of("440303/2023/a.pdf"), "440303");
        assert_eq!(place_of("安徽/芜湖县/2020年决算/a.pdf"), "安徽/芜湖县");
    }
}
