//! Identity: who published, for which year, what kind of document. Read from the text alone, never from a file name.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Document, key, squeeze};
use crate::model::{Identity, Kind, Scope, Statement};
use crate::source::Sidecar;
use crate::taxonomy::{bare_body, division_in, names_unit, same_body};

use super::section::{Parts, regex};

/// How many lines at the head of a document may belong to its title.
const TITLE_LINES: usize = 12;

static YEAR_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(20\d\d)年度?((?:第\d{1,3}|[^\d，。；：,;:、|《》]){2,40}?)(部门|单位)?(预算|决算|整体支出绩效|整体绩效|绩效自评)",
    )
});
static BODY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"((?:第\d{1,3}|[^\d，。；：,;:、|《》]){2,40}?)(20\d\d)年度?(部门|单位)?(预算|决算|整体支出绩效|整体绩效|绩效自评)",
    )
});
static TITLE_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(20\d\d)年度?(?:[省市区县乡镇本]级)?(部门|单位)?(预算|决算|整体支出|整体绩效|绩效)")
});
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:部门（单位）名称|部门\(单位\)名称|部门名称|单位名称|填报单位|评价单位|预算单位|预算主管部门|主管部门|编制部门|编制单位)(?:（公章）|（盖章）|\(公章\))?[:：]?\s*(\S{3,40})$",
    )
});
static HEADER_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(20\d\d)\s*年\s*(?:度)?\s*(?:预算数|决算数|部门预算|部门决算|单位预算|单位决算|年初预算数)")
});
static YEAR_OF_TITLE: LazyLock<Regex> = LazyLock::new(|| regex(r"^(20\d\d)年"));
static PROSE_YEAR: LazyLock<Regex> = LazyLock::new(|| regex(r"(?:^|[^较比与和从至\s])\s*(20\d\d)\s*年"));
/// Reads the identity of a document. What the sidecar settles wins over what the text leaves open.
pub(crate) fn read(document: &Document, parts: &Parts, sidecar: &Sidecar) -> Identity {
    let head = title_lines(document);
    let joined: String = head.iter().map(|line| squeeze(line)).collect::<Vec<_>>().join("");
    let titled = from_title(&head);
    let captions = caption_bodies(parts);
    let named = named_body(parts);
    let printed = titled
        .as_ref()
        .map(|title| title.body.clone())
        .filter(|body| !body.is_empty())
        .map(|body| fuller_name(body, &captions))
        .or_else(|| captions.first().cloned())
        .or(named.clone())
        .unwrap_or_default();
    let printed = if sidecar.body.is_empty() { printed } else { sidecar.body.clone() };
    // A caption or form that names the 本级 says more about the scope than a title.
    let fullest = captions.first().or(named.as_ref()).unwrap_or(&printed);
    let year = sidecar
        .fiscal_year
        .filter(|year| Sidecar::YEARS.contains(year))
        .or_else(|| titled.as_ref().map(|title| title.year))
        .or_else(|| TITLE_YEAR.captures(&joined).and_then(|found| found[1].parse().ok()))
        .or_else(|| most_named_year(document, parts))
        .or_else(|| year_of_titles(parts))
        .unwrap_or(0);
    let kinds = kinds(&joined, parts, sidecar);
    let single_unit = names_unit(fullest) && same_body(fullest, &printed)
        || titled.as_ref().is_some_and(|title| title.single_unit);
    let body = bare_body(&printed);
    let division =
        if sidecar.division.is_empty() { division_code(&body, parts) } else { sidecar.division.clone() };
    let title = titled.map_or_else(|| made_title(&head, &body, year, &kinds), |title| title.text);
    Identity {
        scope: (!body.is_empty()).then_some(if single_unit { Scope::Unit } else { Scope::Department }),
        printed_name: if single_unit { squeeze(fullest) } else { squeeze(&printed) },
        body,
        fiscal_year: year,
        kinds,
        title,
        division,
    }
}

/// A title that prints half a name gives way to a caption that prints all of it.
fn fuller_name(body: String, captions: &[String]) -> String {
    let whole = captions
        .iter()
        .find(|caption| caption.len() > body.len() && bare_body(caption).ends_with(&bare_body(&body)));
    whole.cloned().unwrap_or(body)
}

struct Title {
    body: String,
    year: i32,
    single_unit: bool,
    text: String,
}

/// The lines at the head of the document up to its contents or first part.
fn title_lines(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    for block in &document.blocks {
        let crate::document::Block::Line(line) = block else { break };
        let text = line.text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '*')).to_owned();
        let key = key(&text);
        if lines.len() >= TITLE_LINES
            || key.starts_with("目录")
            || key.starts_with("第一部分")
            || key.contains('。')
        {
            break;
        }
        if !text.is_empty() {
            lines.push(text);
        }
    }
    lines
}

/// Looks for body, year and kind in one line, or in two or three that belong together. A name broken over lines is
/// told from its second half by the place it names.
fn from_title(lines: &[String]) -> Option<Title> {
    let mut fallback = None;
    for length in 1..=3 {
        for window in lines.windows(length) {
            let text: String = window.iter().map(|line| squeeze(line)).collect();
            match parse_title(&text) {
                Some(title) if division_in(&title.body).is_some() => return Some(title),
                Some(title) if fallback.is_none() => fallback = Some(title),
                _ => {}
            }
        }
    }
    fallback
}

fn parse_title(text: &str) -> Option<Title> {
    // `项目 2020年预算数` is the header of a table.
    let is_body = |body: &str| {
        // `2025年区级部门预算` names the level of a budget, not a body.
        let level = body.chars().count() == 2 && body.ends_with('级');
        !matches!(body, "部门" | "单位" | "")
            && !level
            && !body.ends_with("部门整体")
            && !body.ends_with("项目")
    };
    if let Some(found) = YEAR_FIRST.captures(text)
        && is_body(&found[2])
    {
        let single_unit = found.get(3).is_some_and(|m| m.as_str() == "单位");
        let year = found[1].parse().ok()?;
        return Some(Title { body: found[2].to_owned(), year, single_unit, text: text.to_owned() });
    }
    let found = BODY_FIRST.captures(text)?;
    if !is_body(&found[1]) {
        return None;
    }
    let single_unit = found.get(3).is_some_and(|m| m.as_str() == "单位");
    Some(Title {
        body: found[1].to_owned(),
        year: found[2].parse().ok()?,
        single_unit,
        text: text.to_owned(),
    })
}

/// Bodies named in captions, most frequent first.
fn caption_bodies(parts: &Parts) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for section in &parts.sections {
        if !section.caption.entity.is_empty() {
            *counts.entry(section.caption.entity.clone()).or_default() += 1;
        }
    }
    let mut bodies: Vec<(String, usize)> = counts.into_iter().collect();
    bodies.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    bodies.into_iter().map(|(body, _)| body).collect()
}

/// `部门名称（公章）：…` in a line, or in two neighbouring cells.
fn named_body(parts: &Parts) -> Option<String> {
    let in_lines = parts.prose.iter().take(40).find_map(|line| {
        NAMED.captures(&squeeze(&line.text)).map(|found| found[1].trim_start_matches([':', '：']).to_owned())
    });
    in_lines.or_else(|| {
        parts.sections.iter().find_map(|section| {
            let super::section::Body::Rows(_, rows) = &section.body else { return None };
            rows.iter().take(4).find_map(|row| {
                let mut texts = row.texts();
                let label = key(texts.next()?);
                let is_label = ["部门(单位)名称", "部门名称", "单位名称"]
                    .iter()
                    .any(|word| label.trim_end_matches(':') == *word);
                is_label.then(|| texts.next().map(squeeze)).flatten()
            })
        })
    })
}

/// The year that the headers of tables name most often as their own; failing that, the one that the prose speaks of
/// without comparing with it.
fn most_named_year(document: &Document, parts: &Parts) -> Option<i32> {
    let most = |pattern: &Regex, lines: &mut dyn Iterator<Item = &str>| {
        let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
        for line in lines {
            for found in pattern.captures_iter(line) {
                if let Ok(year) = found[1].parse::<i32>() {
                    *counts.entry(year).or_default() += 1;
                }
            }
        }
        // Of equally frequent years the later one is the document's; the earlier one is what it is compared with.
        counts.into_iter().max_by_key(|(year, count)| (*count, *year)).map(|(year, _)| year)
    };
    let in_tables = |line: &u32| parts.sections.iter().any(|section| section.span.contains(*line));
    let mut tables = document
        .source
        .iter()
        .zip(1..)
        .filter(|(_, number)| in_tables(number))
        .map(|(line, _)| line.as_str());
    most(&HEADER_YEAR, &mut tables)
        .or_else(|| most(&PROSE_YEAR, &mut parts.prose.iter().map(|line| line.text.as_str())))
}

/// The year that the titles of the tables open with, where they agree.
fn year_of_titles(parts: &Parts) -> Option<i32> {
    let year = |title: &str| YEAR_OF_TITLE.captures(title).and_then(|found| found[1].parse().ok());
    let mut years = parts.sections.iter().filter_map(|section| year(&section.title));
    let first = years.next()?;
    years.all(|year| year == first).then_some(first)
}

fn kinds(title: &str, parts: &Parts, sidecar: &Sidecar) -> Vec<Kind> {
    let mut kinds = Vec::new();
    let has = |statement: Statement| parts.sections.iter().any(|s| s.statement == Some(statement));
    let statements = parts.sections.iter().filter_map(|s| s.statement);
    let budget_tables = statements.filter(|s| !is_performance(*s)).count();
    if let Some(kind) = Kind::from_id(&sidecar.kind) {
        kinds.push(kind);
    } else if title.contains("决算") && budget_tables > 0 {
        kinds.push(Kind::Final);
    } else if title.contains("自评") || title.contains("绩效评价报告") {
        kinds.push(Kind::SelfEvaluation);
    } else if title.contains("预算") && budget_tables > 0 {
        kinds.push(Kind::Budget);
    } else if budget_tables > 0 {
        let named = |word: &str| {
            parts.sections.iter().filter(|s| s.title.contains(word)).count()
                + parts.prose.iter().filter(|line| line.text.contains(word)).count()
        };
        kinds.push(if named("决算") > named("预算") { Kind::Final } else { Kind::Budget });
    }
    if (has(Statement::SelfEvaluation) || has(Statement::Scorecard)) && !kinds.contains(&Kind::SelfEvaluation)
    {
        kinds.push(Kind::SelfEvaluation);
    }
    if has(Statement::PerformanceTarget) && !kinds.contains(&Kind::PerformanceTarget) {
        kinds.push(Kind::PerformanceTarget);
    }
    kinds
}

fn is_performance(statement: Statement) -> bool {
    matches!(
        statement,
        Statement::SelfEvaluation
            | Statement::Scorecard
            | Statement::PerformanceTarget
            | Statement::BudgetAdjustment
    )
}

/// The division in the body's name, or in any caption that names the same body more fully.
fn division_code(body: &str, parts: &Parts) -> String {
    if let Some(division) = division_in(body) {
        return division.code.clone();
    }
    let captions = parts.sections.iter().map(|s| s.caption.entity.as_str());
    captions.filter_map(division_in).map(|d| d.code.clone()).next().unwrap_or_default()
}

/// A title line without the body's name, or a title made from the parts.
fn made_title(head: &[String], body: &str, year: i32, kinds: &[Kind]) -> String {
    let printed = head.iter().map(|line| squeeze(line)).find(|line| TITLE_YEAR.is_match(line));
    match (printed, kinds.first()) {
        (Some(printed), _) => printed,
        (None, Some(kind)) if year != 0 => format!("{body}{year}年{}", kind.label()),
        _ => body.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_hold_body_year_and_kind() {
        let title = |lines: &[&str]| {
            let lines: Vec<String> = lines.iter().map(|l| (*l).to_owned()).collect();
            from_title(&lines).map(|t| (t.body, t.year, t.single_unit))
        };
        assert_eq!(
            title(&["部门预算", "2020年罗湖区委（政府）办部门预算"]),
            Some(("罗湖区委（政府）办".into(), 2020, false))
        );
        assert_eq!(
            title(&["2023 年度中共深圳市罗湖区委办公室", "部门决算"]),
            Some(("中共深圳市罗湖区委办公室".into(), 2023, false))
        );
        assert_eq!(
            title(&["株洲市石峰区人民政府", "办公室 2020 年部门预算"]),
            Some(("株洲市石峰区人民政府办公室".into(), 2020, false))
        );
        assert_eq!(
            title(&["上海市普陀区甲局2024年度单位决算"]),
            Some(("上海市普陀区甲局".into(), 2024, true))
        );
        assert_eq!(
            title(&["2021年上海市普陀区第3中学部门预算"]),
            Some(("上海市普陀区第3中学".into(), 2021, false))
        );
        assert_eq!(title(&["2020 年度部门整体绩效自评报告"]), None);
        assert_eq!(title(&["项 目 2020 年预算数"]), None);
    }

    #[test]
    fn one_body_with_and_without_its_own_level() {
        assert!(same_body("深圳市甲局（本级）", "深圳市甲局"));
        assert!(names_unit("中共深圳市福田区委办公室(本级)") && !names_unit("深圳市甲局"));
    }
}
