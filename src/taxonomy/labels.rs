//! Labels whose value stands beside them, and words that stand around tables: rows of `data/labels.csv`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::vocabulary::row::built_in;
use crate::document::key;

/// What a label or a word around a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LabelKind {
    /// 编制单位: the body that a table is of.
    Entity,
    /// 续表: the title of a table that goes on.
    Continued,
    /// 注: a note below a table.
    Note,
    /// 空表: a word in place of a table.
    Nothing,
    /// 项目名称
    Project,
    /// 项目编码
    ProjectCode,
    /// 实施单位
    Implementer,
    /// 部门名称 in a form of a department.
    Owner,
    /// 自评年度
    FormYear,
    /// 任务名称
    Task,
    /// 预算金额 over the money of tasks.
    TaskMoney,
    /// 收入来源 over a list of all that comes in.
    IncomeList,
    /// 财政供养人员数
    Staff,
    /// 下属单位数
    Units,
}

/// The kinds with their ids in the data file.
const KINDS: &[(&str, LabelKind)] = &[
    ("entity", LabelKind::Entity),
    ("continued", LabelKind::Continued),
    ("note", LabelKind::Note),
    ("nothing", LabelKind::Nothing),
    ("project", LabelKind::Project),
    ("project_code", LabelKind::ProjectCode),
    ("implementer", LabelKind::Implementer),
    ("owner", LabelKind::Owner),
    ("form_year", LabelKind::FormYear),
    ("task", LabelKind::Task),
    ("task_money", LabelKind::TaskMoney),
    ("income_list", LabelKind::IncomeList),
    ("staff", LabelKind::Staff),
    ("units", LabelKind::Units),
];

static WORDS: LazyLock<BTreeMap<LabelKind, Vec<String>>> = LazyLock::new(|| {
    let mut words: BTreeMap<LabelKind, Vec<String>> = BTreeMap::new();
    for row in built_in(include_str!("data/labels.csv")) {
        if let Some((_, kind)) = KINDS.iter().find(|(id, _)| *id == row.meaning) {
            words.entry(*kind).or_default().push(row.words);
        }
    }
    words
});

/// The words of a kind, in the order of the file.
pub fn label_words(kind: LabelKind) -> &'static [String] {
    WORDS.get(&kind).map_or(&[], Vec::as_slice)
}

/// Whether a text is a label of a kind, with or without a colon behind it.
pub fn is_label(kind: LabelKind, text: &str) -> bool {
    let key = key(text);
    let key = key.trim_end_matches(':');
    label_words(kind).iter().any(|word| word == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_words_and_every_row_a_kind() {
        for (id, kind) in KINDS {
            assert!(!label_words(*kind).is_empty(), "{id}");
        }
        let rows = built_in(include_str!("data/labels.csv"));
        for row in &rows {
            assert!(KINDS.iter().any(|(id, _)| *id == row.meaning), "{} {}", row.words, row.meaning);
        }
        assert_eq!(rows.len(), KINDS.iter().map(|(_, kind)| label_words(*kind).len()).sum::<usize>());
    }

    #[test]
    fn labels_may_end_with_a_colon() {
        assert!(is_label(LabelKind::Project, "项目 名称："));
        assert!(!is_label(LabelKind::Project, "项目名称及代码"));
        assert!(is_label(LabelKind::Nothing, "（空表）"));
    }
}
