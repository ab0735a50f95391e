//! The words that personal data stands behind or below.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::document::{Private, squeeze};

/// A label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) word: &'static str,
    pub(super) kind: Private,
    /// Whether it needs no colon.
    pub(super) strong: bool,
}

static LABELS: LazyLock<Vec<Label>> = LazyLock::new(|| {
    let rows = include_str!("labels.csv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| {
        let mut fields = row.split(',');
        let (word, kind, strong) = (fields.next()?, fields.next()?, fields.next()?);
        let kind = match kind {
            "name" => Private::Name,
            "phone" => Private::Phone,
            "identity" => Private::Identity,
            "mail" => Private::Mail,
            _ => Private::Account,
        };
        Some(Label { word, kind, strong: strong == "yes" })
    })
    .collect()
});

static IN_TEXT: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true)
        .build(LABELS.iter().map(|label| label.word))
        .ok()
});

/// How many characters may stand before a label in its cell: 项目 of 项目负责人.
const BEFORE: usize = 6;

/// The labels in a text, with the bytes that they cover.
pub(super) fn in_text(text: &str) -> Vec<(Label, usize, usize)> {
    let Some(finder) = IN_TEXT.as_ref() else { return Vec::new() };
    finder
        .find_iter(text)
        .map(|found| (LABELS[found.pattern().as_usize()], found.start(), found.end()))
        .collect()
}

/// The label that a cell or a line is, brackets and a colon left out: 项目负责人（签字）：.
pub(super) fn of_cell(text: &str) -> Option<Label> {
    // Most cells are figures, and no label is made of digits alone.
    if text.len() > 120 || text.bytes().all(|byte| byte.is_ascii_digit() || b" ,.%-".contains(&byte)) {
        return None;
    }
    let mut bare = String::new();
    let mut depth = 0_usize;
    for c in squeeze(text).chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            '：' | ':' => {}
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    let most = |label: &&Label| bare.chars().count() <= label.word.chars().count() + BEFORE;
    let ends = |label: &&Label| {
        bare.len() >= label.word.len()
            && bare.is_char_boundary(bare.len() - label.word.len())
            && bare[bare.len() - label.word.len()..].eq_ignore_ascii_case(label.word)
    };
    LABELS.iter().filter(ends).filter(most).max_by_key(|label| label.word.len()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_a_label_by_its_end() {
        let kind = |text: &str| of_cell(text).map(|label| (label.word, label.kind));
        assert_eq!(kind("项目负责人（签字）："), Some(("负责人", Private::Name)));
        assert_eq!(kind("联 系 电 话"), Some(("联系电话", Private::Phone)));
        assert_eq!(kind("qq号"), Some(("QQ号", Private::Account)));
        assert_eq!(kind("邮电费"), None);
        assert_eq!(kind("电话费"), None);
    }
}
