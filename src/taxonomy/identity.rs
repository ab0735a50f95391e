//! Words that say what a document is: its kind, how wide it reaches, and which words only look as if they did.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::document::{clean, simplified, squeeze};
use crate::model::{Kind, Scope};

/// The words of `data/identity.csv`, by what they are for.
struct Words {
    by_role: BTreeMap<String, Vec<(String, String)>>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut by_role: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .has_headers(false)
        .flexible(true)
        .from_reader(include_str!("data/identity.csv").as_bytes());
    for record in reader.records().map_while(Result::ok) {
        let field = |n: usize| record.get(n).unwrap_or_default().to_owned();
        by_role.entry(field(0)).or_default().push((field(1), field(2)));
    }
    // Longer words first: `绩效自评` before `自评`.
    by_role.values_mut().for_each(|words| words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len())));
    Words { by_role }
});

fn words(role: &str) -> &'static [(String, String)] {
    WORDS.by_role.get(role).map_or(&[], Vec::as_slice)
}

fn says(text: &str, role: &str) -> bool {
    words(role).iter().any(|(word, _)| text.contains(word.as_str()))
}

/// A text as identity is read from it: cleaned, without layout spaces and quotation marks, brackets full-width, in
/// simplified script.
pub fn plain(text: &str) -> String {
    squeeze(&clean(text))
        .chars()
        .filter(|c| !matches!(c, '“' | '”' | '"' | '‘' | '’' | '\'' | '「' | '」' | '#' | '*'))
        .map(|c| match c {
            '(' => '（',
            ')' => '）',
            c => simplified(c),
        })
        .collect()
}

/// The text without words that hold 预算 or 决算 and say nothing of the kind. One that is part of a word of a kind stays:
/// 预算批复 in 预算批复表.
fn without_compounds(text: &str) -> String {
    let within_kind = |text: &str, at: usize, word: &str| {
        words("kind").iter().filter(|(kind, _)| kind.len() > word.len()).any(|(kind, _)| {
            let from = kind.find(word).and_then(|offset| at.checked_sub(offset));
            from.and_then(|from| text.get(from..)).is_some_and(|rest| rest.starts_with(kind.as_str()))
        })
    };
    words("compound").iter().fold(text.to_owned(), |text, (word, _)| {
        if !text.contains(word.as_str()) {
            return text;
        }
        let mut plain = String::with_capacity(text.len());
        let mut behind = 0;
        for (at, _) in text.match_indices(word.as_str()) {
            if within_kind(&text, at, word) {
                continue;
            }
            plain.push_str(&text[behind..at]);
            plain.push('、');
            behind = at + word.len();
        }
        plain.push_str(&text[behind..]);
        plain
    })
}

/// The kinds that the words of a plain text name, in the order of the text. A text that plans and accounts names both.
pub fn kinds_named(text: &str) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::new();
    for (_, kind) in words_of_kinds(text) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds
}

/// Every word of a kind in a text without compounds, in the order of the text.
fn words_of_kinds(text: &str) -> Vec<(usize, Kind)> {
    let mut rest = without_compounds(text);
    let mut found: Vec<(usize, Kind)> = Vec::new();
    for (word, kind) in words("kind") {
        let Some(kind) = Kind::from_id(kind) else { continue };
        while let Some(at) = rest.find(word.as_str()) {
            found.push((at, kind));
            // The same number of bytes stays, so that places in the text keep their order.
            rest.replace_range(at..at + word.len(), &"、".repeat(word.chars().count()));
        }
    }
    found.sort();
    found
}

/// Whether words behind a year tell what was done in it, not what is planned for it.
pub fn says_past(text: &str) -> bool {
    says(&without_compounds(text), "past")
}

/// Whether a body speaks of itself.
pub fn says_own(text: &str) -> bool {
    says(text, "owner")
}

/// What a text calls itself behind 我 or 本: 局, 单位.
pub fn own_kinds(text: &str) -> impl Iterator<Item = &'static str> {
    let said = words("owner").iter().chain(words("called")).filter(|(word, _)| text.contains(word.as_str()));
    said.filter_map(|(word, _)| word.strip_prefix(['我', '本']))
}

/// Where a name beside the year of a title ends: at the first word of titles.
pub fn before_title_words(text: &str) -> &str {
    let end = words("titleword").iter().filter_map(|(word, _)| text.find(word.as_str())).min();
    &text[..end.unwrap_or(text.len())]
}

/// A sentence without what it only refers to: titles of other papers, numbers of documents, and the clause that says by what
/// rule something is published.
pub fn without_authority(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(from) = rest.find('《') {
        plain.push_str(&rest[..from]);
        let inside = &rest[from + '《'.len_utf8()..];
        let Some(to) = end_of_quote(inside) else {
            rest = "";
            break;
        };
        // 贴出《2012年甲局部门决算》: what is published is named, no rule.
        if names_a_disclosure(&inside[..to]) {
            plain.push_str(&inside[..to]);
        }
        plain.push('、');
        rest = &inside[to + '》'.len_utf8()..];
    }
    plain.push_str(rest);
    let opens = words("authority").iter().any(|(word, _)| plain.starts_with(word.as_str()));
    let clause = plain.find(['，', ',']).filter(|_| opens);
    let is_rule = |clause: &str| words("rule").iter().any(|(word, _)| clause.ends_with(word.as_str()));
    match clause {
        Some(at) if is_rule(&plain[..at]) => plain[at..].trim_start_matches(['，', ',']).to_owned(),
        _ => plain,
    }
}

/// Where the mark stands that ends a quoted title, quoted titles within it left out.
fn end_of_quote(inside: &str) -> Option<usize> {
    let mut depth = 1_usize;
    inside.char_indices().find_map(|(at, c)| {
        depth = match c {
            '《' => depth + 1,
            '》' => depth - 1,
            _ => depth,
        };
        (depth == 0).then_some(at)
    })
}

/// Whether a quoted title is one of a disclosure: it opens with its year or a name before it, and ends with its kind.
fn names_a_disclosure(title: &str) -> bool {
    let ends = words("kind").iter().any(|(word, _)| title.ends_with(word.as_str()));
    let digits = title.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
    ends && digits && !words("authority").iter().any(|(word, _)| title.starts_with(word.as_str()))
}

/// Whether a plain text speaks of a part of a year.
pub fn says_in_year(text: &str) -> bool {
    says(text, "inyear")
}

/// Whether a plain text speaks of money that was spent.
pub fn says_executed(text: &str) -> bool {
    says(text, "executed")
}

/// Whether a plain text states an amount of what bodies account for.
pub fn says_money_of_accounts(text: &str) -> bool {
    let figure = |at: usize| text[..at].ends_with(|c: char| c.is_ascii_digit() || "万亿千余多".contains(c));
    says(text, "account") && text.match_indices('元').any(|(at, _)| figure(at))
}

/// Whether a plain text begins with what bodies account for.
pub fn opens_account(text: &str) -> bool {
    words("account").iter().any(|(word, _)| text.starts_with(word.as_str()))
}

/// The scope that the words of a title name.
pub fn scope_named(text: &str) -> Option<Scope> {
    let mut scopes = words("scope").iter().filter(|(word, _)| text.contains(word.as_str()));
    let first = scopes.next()?;
    let all_agree = scopes.all(|(_, scope)| *scope == first.1);
    Scope::from_id(&first.1).filter(|_| all_agree)
}

/// The word by which a plain text speaks of a whole area and of sums that an area has.
pub fn says_area(text: &str) -> Option<&'static str> {
    let wide = words("wide").iter().find(|(word, _)| text.contains(word.as_str()))?;
    says(text, "sum").then_some(wide.0.as_str())
}

/// Whether the title of an evaluation is that of a form which any body of a level fills in: 市本级部门项目支出绩效自评表.
pub fn is_of_a_form(text: &str) -> bool {
    let evaluates = |kind: &Kind| matches!(kind, Kind::SelfEvaluation | Kind::PerformanceTarget);
    says(text, "form") && kinds_named(text).iter().any(evaluates)
}

/// Whether the title of what a place publishes is that of a government's report on its area, or of a part of a year.
pub fn is_of_a_report(title: &str) -> bool {
    says(title, "report") || says_in_year(title)
}

/// Whether a plain text is about what a whole area sums up.
pub fn is_of_sums(text: &str) -> bool {
    says(text, "sum")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compounds_name_no_kind() {
        let kinds = |text: &str| kinds_named(&plain(text));
        assert_eq!(kinds("2024年一般公共预算支出表"), []);
        assert_eq!(kinds("甲局2024年部门预算"), [Kind::Budget]);
        assert_eq!(kinds("甲局2024年度“三公”经费決算"), [Kind::Final]);
        assert_eq!(kinds("2023年预算执行情况和2024年预算草案"), [Kind::Final, Kind::Budget]);
        assert_eq!(kinds("2023年度项目支出绩效自评表"), [Kind::SelfEvaluation]);
        assert_eq!(kinds("决算比年初预算少"), [Kind::Final]);
    }

    #[test]
    fn every_row_says_something_known() {
        for (_, kind) in words("kind") {
            assert!(Kind::from_id(kind).is_some(), "{kind}");
        }
        for (_, scope) in words("scope") {
            assert!(Scope::from_id(scope).is_some(), "{scope}");
        }
        let known = [
            "compound",
            "kind",
            "inyear",
            "executed",
            "account",
            "scope",
            "wide",
            "sum",
            "report",
            "past",
            "authority",
            "rule",
            "owner",
            "titleword",
            "called",
            "form",
        ];
        assert!(WORDS.by_role.keys().all(|role| known.contains(&role.as_str())));
    }

    #[test]
    fn what_is_only_referred_to_is_left_out() {
        assert_eq!(
            without_authority(
                "根据《预算法》和青溪县财政局《关于公开的通知》（2020年修订）的规定，甲局2023年支出5万元。"
            ),
            "甲局2023年支出5万元。"
        );
        assert_eq!(
            without_authority("按照县政府关于公开工作的部署和要求，现将甲镇2020年决算公布如下："),
            "现将甲镇2020年决算公布如下："
        );
        // What was approved is the document itself.
        let text = "根据甲市人民代表大会批准的甲市本级2024年预算，市本级安排5万元。";
        assert_eq!(without_authority(text), text);
    }
}
