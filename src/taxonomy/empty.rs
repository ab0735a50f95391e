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

/// What a note below a table without figures says, as words that follow each other.
static NOTHING: LazyLock<Vec<Vec<Vec<&'static str>>>> = LazyLock::new(|| {
    let rows = include_str!("data/nothing.csv").lines().filter(|line| !line.starts_with('#'));
    let words = rows.filter_map(|line| line.split(',').next()).filter(|words| !words.is_empty());
    words.map(|words| words.split(' ').map(|word| word.split('|').collect()).collect()).collect()
});

/// Whether a note below a table without figures says that there is nothing to print.
pub fn says_nothing_is_there(note: &str) -> bool {
    let follows = |clause: &str, words: &[Vec<&str>]| {
        let mut rest = clause;
        words.iter().all(|word| {
            let end = word.iter().filter_map(|one| rest.find(one).map(|at| at + one.len())).min();
            end.map(|end| rest = &rest[end..]).is_some()
        })
    };
    note.split(['。', '，', '；', ';', ',', '\n'])
        .any(|clause| NOTHING.iter().any(|words| follows(clause, words)))
}

/// Whether a note says that the table it belongs to is empty.
pub fn says_this_table_is_empty(note: &str) -> bool {
    WORDS.iter().any(|word| note.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_say_in_many_words_that_nothing_is_there() {
        for note in [
            "注：2024年没有使用政府性基金预算拨款安排的支出。",
            "说明：本部门无政府性基金预算支出，此表为空表。",
            "备注：本年未安排国有资本经营预算支出。",
            "注：本年度无此项支出。",
            "注：不涉及",
        ] {
            assert!(says_nothing_is_there(note), "{note}");
        }
        for note in [
            "注：本表反映部门本年度政府性基金预算财政拨款支出情况。",
            "注：支出按功能分类填列，没有四舍五入。",
            "注：本表金额转换为万元时，因四舍五入可能存在尾差。",
        ] {
            assert!(!says_nothing_is_there(note), "{note}");
        }
    }

    #[test]
    fn only_this_table_counts() {
        assert!(says_this_table_is_empty("本单位没有国有资本经营预算拨款安排的支出，故本表无数据。"));
        assert!(says_this_table_is_empty("本表为空表。"));
        // That there is no such money says nothing of the table: the sentence may stand in the text.
        assert!(!says_this_table_is_empty("本单位没有政府性基金预算收支。"));
        assert!(!says_this_table_is_empty("若无此项收支，附件中的表格可不填。"));
    }
}
