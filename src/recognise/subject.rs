//! Subjects: what a row label means within a classification.

use std::sync::Arc;

use crate::document::{key, without_leaders};
use crate::model::{CodeSource, Measure, Scheme, Subject};
use crate::taxonomy::{
    ColumnWord, EconomicPart, Whole, area_of, bare_body, column_word, division_in, ends_like_a_body,
    function_classes, is_known_name, source_of,
};

use super::codebook::Codebook;
use super::hierarchy::RowLabel;

/// `all` for 合计 and 总计, `year` for 本年…合计.
pub(crate) fn total_code(label: &str) -> Option<&'static str> {
    let key = key(without_leaders(label));
    let key = key.trim_end_matches([':', '：']);
    match key {
        "合计" | "总计" | "总合计" | "收入总计" | "支出总计" | "金额合计" | "收支总计" | "支出合计数"
        | "收入总合计" => Some("all"),
        "当年收入合计" | "当年支出合计" | "当年收入小计" | "当年支出小计" => {
            Some("year")
        }
        "本年收入合计" | "本年支出合计" | "本年收入小计" | "本年支出小计" | "本年收入" | "本年支出"
        | "收入合计" | "支出合计" => Some("year"),
        _ => None,
    }
}

/// Lines of an expenditure summary that are no functional class.
pub(crate) fn outside_function(name: &str) -> Option<Measure> {
    source_of(name).filter(|measure| {
        matches!(
            measure,
            Measure::ToSuperior
                | Measure::ToAffiliated
                | Measure::Operating
                | Measure::CarryoverOut
                | Measure::SurplusDistribution
        )
    })
}

/// Whether a label is the name of a functional 类.
pub(crate) fn is_function_class(name: &str) -> bool {
    let key = key(name);
    function_classes().contains_key(key.strip_suffix("支出").unwrap_or(&key))
}

/// The code of a row by nature; `below` is the code of its parent row.
pub(crate) fn nature_code(name: &str, below: Option<&str>) -> Option<&'static str> {
    let key = key(name);
    match key.as_str() {
        "基本支出" => return Some("basic"),
        "项目支出" => return Some("project"),
        "人员经费" | "人员支出" | "人员经费合计" => return Some("personnel"),
        "公用经费" | "公用支出" | "日常公用经费" | "公用经费合计" => {
            return Some("public");
        }
        "基本建设类项目" => return Some("capital_construction"),
        "其他" => return Some("other"),
        _ => {}
    }
    if let Some(measure) = outside_function(name) {
        return Some(measure.id());
    }
    if column_word(name) == Some(ColumnWord::Measure(Measure::Reserve)) {
        return Some(Measure::Reserve.id());
    }
    let Some(ColumnWord::Economic(part)) = column_word(name) else { return None };
    let part = if part == EconomicPart::Other && key != "其他支出" { return None } else { part };
    let whole = if below? == "basic" { Whole::Basic } else { Whole::Project };
    part.measure(whole).map(Measure::id)
}

/// Whether a label is the name of a unit of the same place as the body: it starts with the body's division, or with the
/// same words up to the name of an area, ends like an office and is no class of a classification.
pub(crate) fn looks_like_unit(label: &str, body: &str) -> bool {
    let label = bare_body(label);
    if label.chars().count() < 5 || is_known_name(&label) || !ends_like_a_body(&label) {
        return false;
    }
    let same_division = match (division_in(&label), division_in(body)) {
        (Some(own), Some(of_body)) => own.code[..2] == of_body.code[..2],
        _ => false,
    };
    same_division || area(body).is_some_and(|area| label.starts_with(area))
}

/// The words of a name up to that of its area: 甲县 of 甲县水利局.
fn area(body: &str) -> Option<&str> {
    // A level alone (市水利局) says no place.
    area_of(body).filter(|area| area.chars().count() > 2 && area.len() < body.len())
}

/// The subject of a row below its ancestors.
pub(crate) fn build(scheme: Scheme, row: &RowLabel, ancestors: &[&RowLabel], codes: &Codebook) -> Subject {
    let mut subject = Subject::top(scheme, row.code.clone(), row.name.clone());
    subject.ancestors = ancestors.iter().map(|a| Arc::from(a.name.as_str())).collect();
    if !row.code.is_empty() {
        subject.code_source = Some(CodeSource::Printed);
        subject.parent_code = match scheme {
            // A class without its parent row still belongs to it.
            Scheme::Function | Scheme::Economic => parent_of_code(&row.code).to_owned(),
            _ => ancestors.last().map_or_else(String::new, |parent| parent.code.clone()),
        };
        return subject;
    }
    match scheme {
        Scheme::Income => {
            subject.code = source_of(&row.name).map_or_else(String::new, |m| m.id().to_owned());
            let parent = ancestors.last().and_then(|parent| source_of(&parent.name));
            subject.parent_code = parent.map_or_else(String::new, |m| m.id().to_owned());
        }
        Scheme::Nature => {
            let chain = nature_chain(ancestors);
            let below = chain.last().copied().flatten();
            subject.code = nature_code(&row.name, below).unwrap_or_default().to_owned();
            subject.parent_code = below.unwrap_or_default().to_owned();
        }
        Scheme::Function | Scheme::Economic => {
            let mut path: Vec<&str> = ancestors.iter().map(|a| a.name.as_str()).collect();
            let parent = codes.code(scheme, &path).unwrap_or_default().to_owned();
            path.push(&row.name);
            if let Some(code) = codes.code(scheme, &path) {
                subject.code = code.to_owned();
                subject.code_source = Some(CodeSource::Document);
            }
            if !path[..path.len() - 1].is_empty() {
                subject.parent_code = parent;
            }
        }
        _ => {}
    }
    subject
}

fn nature_chain(ancestors: &[&RowLabel]) -> Vec<Option<&'static str>> {
    let mut chain: Vec<Option<&'static str>> = Vec::new();
    for ancestor in ancestors {
        let below = chain.last().copied().flatten();
        chain.push(nature_code(&ancestor.name, below));
    }
    chain
}

/// 2010301 -> 20103 -> 201 -> nothing.
fn parent_of_code(code: &str) -> &str {
    if code.len() > 3 { &code[..code.len() - 2] } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn natures_nest() {
        assert_eq!(nature_code("基本支出", None), Some("basic"));
        assert_eq!(nature_code("工资福利支出", Some("basic")), Some("basic_wages"));
        assert_eq!(nature_code("专项商品和服务支出", Some("project")), Some("project_goods"));
        assert_eq!(nature_code("其他资本性支出", Some("project")), Some("project_capital"));
        assert_eq!(nature_code("其他支出", Some("project")), Some("project_other"));
        assert_eq!(nature_code("上缴上级支出", None), Some("to_superior"));
        assert_eq!(nature_code("一般公共服务支出", None), None);
    }

    #[test]
    fn units_are_told_from_classes() {
        let body = "深圳市甲区政务局";
        assert!(looks_like_unit("深圳市罗湖区政务公开中心", "中共深圳市罗湖区委办公室"));
        assert!(!looks_like_unit("档案馆", body));
        assert!(!looks_like_unit("其他组织事务支出", body));
        assert!(!looks_like_unit("政务服务", body));
        // Places that no list holds.
        assert!(looks_like_unit("云溪县防汛站", "云溪县水利局"));
        assert!(looks_like_unit("云溪县水利局机关", "云溪县水利局"));
        assert!(looks_like_unit("云溪县第二中学", "云溪县教育局"));
        assert!(!looks_like_unit("云溪县中小河流治理", "云溪县水利局"));
        assert!(!looks_like_unit("市场监督管理所", "市水利局"));
    }
}
