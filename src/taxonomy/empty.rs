//! Notes under tables: which words say that the very table above them is empty.

use std::sync::LazyLock;

/// The words of the data file, first column.
static WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    include_str!("data/empty.csv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split(',').next())
        .filter(|word| !word.is_empty())
        .collect()
});

/// Whether a note says that the table it belongs to is empty.
pub fn says_this_table_is_empty(note: &str) -> bool {
    WORDS.iter().any(|word| note.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_table_counts() {
        assert!(says_this_table_is_empty("本单位没有国有资本经营预算拨款安排的支出，故本表无数据。"));
        assert!(says_this_table_is_empty("本表为空表。"));
        // That there is no such money says nothing of the table: the sentence may stand in the text.
        assert!(!says_this_table_is_empty("本单位没有政府性基金预算收支。"));
        assert!(!says_this_table_is_empty("若无此项收支，附件中的表格可不填。"));
    }
}
