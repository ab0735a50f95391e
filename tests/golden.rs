//! Hand-checked golden files: every figure of the five text disclosures, and of the abridged editions in `content/`,
//! with its meaning. Nothing may be missing, nothing may be wrong, nothing may be invented. The native samples (PDF, XLSX,
//! HTML) have golden files of an independent reader: `tests/golden/NATIVE.md`.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::path::Path;

use crate::common;
use mingzhang::diagnostic::Code;
use mingzhang::document::Document;
use mingzhang::model::{Disclosure, Scheme, Statement};

type Row = BTreeMap<String, String>;

/// Brackets and spaces of unit names differ between captions and forms; their text does not.
fn plain(text: &str) -> String {
    text.replace(' ', "").replace('(', "（").replace(')', "）")
}

fn fact_rows(document: &Document, disclosure: &Disclosure) -> Vec<Row> {
    disclosure
        .facts
        .iter()
        .map(|fact| {
            let narrative = fact.statement == Statement::Narrative;
            let no_parent = narrative || fact.subject.scheme == Scheme::Indicator;
            let optional = |id: Option<&'static str>| id.unwrap_or_default().to_owned();
            [
                ("locator", document.places.name(&fact.locator)),
                ("fiscal_year", fact.fiscal_year.to_string()),
                ("phase", optional(fact.phase.map(mingzhang::model::Phase::id))),
                ("statement", fact.statement.to_string()),
                ("measure", fact.measure.to_string()),
                ("base", optional(fact.base.map(mingzhang::model::Base::id))),
                ("fund", optional(fact.fund.map(mingzhang::model::Fund::id))),
                ("scheme", fact.subject.scheme.to_string()),
                ("code", fact.subject.code.clone()),
                ("name", if narrative { String::new() } else { fact.subject.name.clone() }),
                ("parent", if no_parent { String::new() } else { fact.subject.parent() }),
                ("amount", fact.amount.value.to_string()),
                ("unit", fact.amount.unit.to_string()),
                ("entity", if narrative { String::new() } else { fact.entity.to_string() }),
                ("scope", fact.scope.to_string()),
            ]
            .into_iter()
            .map(|(k, v)| (k.to_owned(), v))
            .collect()
        })
        .collect()
}

fn indicator_rows(document: &Document, disclosure: &Disclosure) -> Vec<Row> {
    let short = |text: &str| text.chars().take(14).collect::<String>();
    disclosure
        .indicators
        .iter()
        .map(|i| {
            let decimal = |d: Option<rust_decimal::Decimal>| d.map_or_else(String::new, |d| d.to_string());
            [
                ("locator", document.places.name(&i.locator)),
                ("row_kind", i.row_kind.to_string()),
                ("project", i.project.to_string()),
                ("project_code", i.project_code.to_string()),
                ("level1", i.level1.clone()),
                ("level2", i.level2.clone()),
                ("level3", short(&i.level3)),
                ("target", short(&i.target)),
                ("actual", short(&i.actual)),
                ("weight", decimal(i.weight)),
                ("score", decimal(i.score)),
            ]
            .into_iter()
            .map(|(k, v)| (k.to_owned(), v))
            .collect()
        })
        .collect()
}

/// Compares what was recognised with a golden file: same places, and at each place the same meaning.
fn compare(name: &str, what: &str, golden: &[Row], found: &[Row]) -> Vec<String> {
    let key = |row: &Row| (row["locator"].clone(), row.get("row_kind").cloned().unwrap_or_default());
    let found: BTreeMap<_, &Row> = found.iter().map(|row| (key(row), row)).collect();
    let mut trouble = Vec::new();
    for row in golden {
        let place = key(row);
        let Some(own) = found.get(&place) else {
            trouble.push(format!("{name}: {what} at {} is missing: {row:?}", place.0));
            continue;
        };
        for (column, wanted) in row {
            let got = own.get(column).map_or("", String::as_str);
            if plain(got) != plain(wanted) {
                trouble.push(format!("{name} {}: {column} is `{got}`, golden `{wanted}`", place.0));
            }
        }
    }
    let known: std::collections::BTreeSet<_> = golden.iter().map(key).collect();
    for place in found.keys().filter(|place| !known.contains(*place)) {
        trouble.push(format!("{name}: {what} at {} is not in the golden file", place.0));
    }
    trouble
}

fn check(name: &str, document: &Path) {
    let golden = common::root().join("tests/golden");
    let (document, disclosure) = common::read(document);
    let facts = common::rows(&golden.join(format!("{name}.facts.csv")));
    let indicators = common::rows(&golden.join(format!("{name}.indicators.csv")));
    let mut trouble = compare(name, "fact", &facts, &fact_rows(&document, &disclosure));
    trouble.extend(compare(name, "indicator", &indicators, &indicator_rows(&document, &disclosure)));
    assert!(trouble.is_empty(), "{} differences:\n{}", trouble.len(), trouble.join("\n"));
}

fn check_corpus(number: &str) {
    let Some(corpus) = common::corpus() else {
        common::skip("the real disclosures are not here");
        return;
    };
    let folder = std::fs::read_dir(corpus.join("text")).expect("a folder");
    let mut files: Vec<_> = folder.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.sort();
    let starts = |path: &&std::path::PathBuf| {
        path.file_name().is_some_and(|n| n.to_string_lossy().starts_with(number))
    };
    let file = files.iter().find(starts).expect("the disclosure");
    check(&format!("text-{number}"), file);
}

#[test]
fn one_cell_per_line_budget() {
    check_corpus("000");
}

#[test]
fn tabbed_final_account_with_self_evaluations() {
    check_corpus("001");
}

#[test]
fn broken_flow_budget() {
    check_corpus("002");
}

#[test]
fn tabbed_budget_of_another_province() {
    check_corpus("003");
}

#[test]
fn tabbed_self_evaluation_of_a_department() {
    check_corpus("004");
}

#[test]
fn abridged_edition_of_the_luohu_budget() {
    check("lhqwb-2020-budget", &common::root().join("content/luohu/lhqwb-2020-budget.txt"));
}

#[test]
fn abridged_edition_of_the_luohu_final_account() {
    check("lhqwb-2023-final", &common::root().join("content/luohu/lhqwb-2023-final.txt"));
}

#[test]
fn abridged_edition_of_the_luohu_data_office_budget() {
    check("lhzsj-2024-budget", &common::root().join("content/luohu/lhzsj-2024-budget.txt"));
}

#[test]
fn abridged_edition_of_the_shifeng_budget() {
    check("sfqzfb-2020-budget", &common::root().join("content/zhuzhou/sfqzfb-2020-budget.txt"));
}

#[test]
fn abridged_edition_of_the_futian_self_evaluation() {
    check("ftqwb-2020-evaluation", &common::root().join("content/futian/ftqwb-2020-evaluation.txt"));
}

/// The native sample of a golden file.
fn check_native(stem: &str, file: &str) {
    let Some(corpus) = common::corpus() else {
        common::skip("the real disclosures are not here");
        return;
    };
    let folder = corpus.join("native");
    let name = std::fs::read_dir(&folder)
        .expect("a folder")
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy() == file));
    check(&format!("native-{stem}"), &name.expect("the sample"));
}

#[test]
fn native_final_account_of_a_finance_bureau() {
    check_native("czj-2024-final", "sh-putuo-czj-2024-final.pdf");
}

#[test]
fn native_final_account_of_a_party_department() {
    check_native("shegongbu-2024-final", "sh-putuo-shegongbu-2024-final.pdf");
}

#[test]
fn native_budget_of_a_finance_bureau() {
    check_native("czj-2025-budget", "sh-putuo-czj-2025-budget-dept.pdf");
}

#[test]
fn native_budget_of_a_sub_district_with_forms() {
    check_native("wanli-2023-budget", "sh-putuo-wanli-2023-budget-dept.pdf");
}

#[test]
fn native_budget_of_a_sub_district() {
    check_native("wanli-2024-budget", "sh-putuo-wanli-2024-budget-dept.pdf");
}

#[test]
fn native_final_account_of_a_university() {
    check_native("swu-2024-final", "swu-2024-final.pdf");
}

#[test]
fn native_performance_target_in_a_workbook() {
    check_native("zhanjiang-2023-target", "gd-zhanjiang-hrss-2023-perf-target.xlsx");
}

#[test]
fn native_landing_page_without_figures() {
    let Some(corpus) = common::corpus() else { return common::skip("the real disclosures are not here") };
    let path = corpus.join("native/swu-2023-budget-landing.html");
    let (_, disclosure, told) = common::read_and_told(&path);
    assert_eq!(told, [Code::LandingPage]);
    assert!(disclosure.facts.is_empty() && disclosure.indicators.is_empty());
}
