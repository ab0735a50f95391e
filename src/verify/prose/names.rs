//! C15: the body's name and the year on headers and headings.

use std::sync::LazyLock;

use regex::Regex;

use super::Prose;
use crate::document::{Locator, clean, squeeze};
use crate::model::{Arg, Kind, Message, Severity, Verdict, message};
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book, Rule};

/// C15: name and year.
pub(in crate::verify) static NAMES_AND_YEAR: Rule =
    Rule { id: "C15", severity: Severity::Warning, check: names_and_year };

static HEADER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:单位名称|部门名称|编制单位|公开部门|公开单位|编制部门|部门)(?:[（(]公章[）)])?\s*[：:]\s*(\S[^\t]{2,40}?)\s*(?:\t.*|(?:金额)?单位\s*[：:].*)?$")
        .expect("a constant pattern")
});
static BODY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:局|办|委|会|院|校|中心|馆|所|站|队|处|部|政府|厅|办公室|机关|社|台|公司)(?:[（(]本级[）)]|本级)?$")
        .expect("a constant pattern")
});
static YEAR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"20\d\d\s*年").expect("a constant pattern"));
static BRACKETS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[（(][^）)]*[）)]|本级|中共|中国共产党").expect("a constant pattern"));

fn names_and_year(book: &Book<'_>, out: &mut Bench<'_>) {
    for prose in &book.prose {
        names(prose, out);
        years(prose, out);
    }
}

/// A name without brackets and spaces.
fn bare(name: &str) -> String {
    BRACKETS.replace_all(&squeeze(name), "").into_owned()
}

/// Whether the characters of one name stand in the other in the same order: an abbreviation.
fn shortens(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}

fn names(prose: &Prose<'_>, out: &mut Bench<'_>) {
    let identity = &prose.record.identity;
    let own = [identity.printed_name.as_str(), identity.body.as_str(), identity.title.as_str()];
    let mut found_own = false;
    let mut others = Vec::new();
    for (line, raw) in (1_u32..).zip(&prose.record.document.source) {
        let line_text = clean(raw);
        let Some(found) = HEADER.captures(&line_text) else { continue };
        let name = found[1].trim();
        if !BODY.is_match(&squeeze(name))
            || prose.record.withheld.iter().any(|text| squeeze(name).contains(text))
        {
            continue;
        }
        let full = [squeeze(name), bare(name)];
        let same = own.iter().filter(|own| !own.is_empty()).any(|own| {
            let own = [squeeze(own), bare(own)];
            full.iter().any(|name| own.iter().any(|own| shortens(name, own) || shortens(own, name)))
        });
        // Only sentences count: headers are paragraphs too.
        let mut texts =
            prose.passages.iter().map(|passage| passage.text()).filter(|text| text.contains('。'));
        let elsewhere = texts.any(|text| squeeze(text).contains(&full[1]));
        let left = Side::words(message!("side-header-unit"), Locator::Line(line), name);
        let case = Case::new(
            prose.record,
            message!("header-unit", body = Arg::name(&identity.body)),
            left,
            Side::default(),
        );
        found_own |= same;
        if same {
            out.judge(case, Verdict::Pass);
        } else if elsewhere {
            out.judge(case.noted([message!("unit-of-body")]), Verdict::NotApplicable);
        } else {
            others.push(case);
        }
    }
    settle(others, found_own, &message!("unit-not-in-text"), out);
}

/// Where no place at all agrees with what the document was taken for, it may have been taken for the wrong thing.
fn settle(others: Vec<Case<'_, '_>>, some_agree: bool, note: &Message, out: &mut Bench<'_>) {
    for case in others {
        if some_agree {
            out.judge(case.noted([note.clone()]), Verdict::Mismatch);
        } else {
            out.judge(case.noted([message!("none-agrees")]), Verdict::InsufficientData);
        }
    }
}

fn years(prose: &Prose<'_>, out: &mut Bench<'_>) {
    let fiscal_year = prose.record.identity.fiscal_year;
    let own = match prose.record.kind() {
        Some(Kind::Budget) => "预算",
        Some(Kind::Final) => "决算",
        _ => return,
    };
    let mut found_own = false;
    let mut others = Vec::new();
    for (line, raw) in (1_u32..).zip(&prose.record.document.source) {
        let text = squeeze(&clean(raw));
        let short = text.chars().count() <= 40 && !text.contains(['，', '。', '；', '\t']);
        let Some(found) = YEAR.find(&text).filter(|_| short) else { continue };
        let title = text[found.end()..].ends_with("说明")
            || ["部门预算", "部门决算", "单位预算", "单位决算", "预算表", "决算表", "总表"]
                .iter()
                .any(|word| text.ends_with(word));
        let other = ["比", "较", "执行", "完成", "上年", "目标", "计划", "三年", "绩效"];
        if !title
            || !text.contains(own)
            || YEAR.find_iter(&text).count() > 1
            || other.iter().any(|word| text.contains(word))
            || own == "决算"
                && text.replace("预决算", "").contains("预算")
                && !text.contains("预算财政拨款")
                && !text.contains("预算支出决算")
        {
            continue;
        }
        let Ok(year) = text[found.start()..found.start() + 4].parse::<i32>() else { continue };
        let left = Side::words(message!("side-heading"), Locator::Line(line), text.clone());
        let message = message!("heading-year", year = Arg::Year(fiscal_year));
        let case = Case::new(prose.record, message, left, Side::default());
        if year == fiscal_year {
            found_own = true;
            out.judge(case, Verdict::Pass);
        } else {
            others.push(case);
        }
    }
    settle(others, found_own, &message!("heading-of-other-year"), out);
}
