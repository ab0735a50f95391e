//! Labels in front of names, and words by which a page says what a line of it is.

use super::names::rows;

/// The rest of a line that opens with a label of a role (`label`, `titled`, `source`) and a colon.
pub fn behind_label<'t>(text: &'t str, role: &str) -> Option<(&'static str, &'t str)> {
    rows(role).iter().find_map(|row| {
        let rest = text.strip_prefix(row.word.as_str())?;
        let rest = rest.strip_prefix("（公章）").or_else(|| rest.strip_prefix("（盖章）")).unwrap_or(rest);
        rest.strip_prefix(['：', ':']).map(|rest| (row.word.as_str(), rest))
    })
}

/// Whether a line only says something of the page: a label with or without what stands behind it, a number, a day.
pub fn is_page_mark(text: &str) -> bool {
    let text = &text[crate::document::bullet(text)..];
    let text = text.trim_start_matches(['·', ' ']);
    // 发布时间：2020-09-10 来源：甲局: who put it up is heard.
    let says = |role: &str| {
        rows(role).iter().any(|row| {
            let mut behind = text.match_indices(row.word.as_str()).map(|(at, word)| &text[at + word.len()..]);
            behind.any(|rest| rest.strip_prefix(['：', ':']).is_some_and(|rest| !rest.is_empty()))
        })
    };
    if says("titled") || says("source") {
        return false;
    }
    let unmarked = text.chars().all(|c| !crate::document::is_cjk(c) || "年月日时分秒".contains(c));
    unmarked && !text.is_empty()
        || rows("mark").iter().any(|row| {
            let rest = text.strip_prefix(row.word.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['：', ':']))
        })
}

/// Whether a text is the label of a form in front of a body's name.
pub fn label_of_body(text: &str) -> Option<&'static str> {
    let text = text.trim_end_matches(['：', ':']);
    let text = text.strip_suffix("（公章）").or_else(|| text.strip_suffix("（盖章）")).unwrap_or(text);
    rows("label").iter().find(|row| row.word == text).map(|row| row.word.as_str())
}

/// The role of a label of forms: whether it names the body above, or the one that carries a project out.
pub fn role_of_label(label: &str) -> Option<&'static str> {
    ["above", "carries"].into_iter().find(|role| rows(role).iter().any(|row| row.word == label))
}

/// Whether the words behind a name that heads a page say that something is published, and nothing more: 财务信息公示.
pub fn says_published(behind: &str) -> bool {
    const LONGEST: usize = 12;
    behind.chars().count() <= LONGEST
        && behind.chars().all(crate::document::is_cjk)
        && rows("published").iter().any(|row| behind.ends_with(row.word.as_str()))
}
