//! Columns: what the header words above a column mean, together.

use crate::document::{is_cjk, key};
use crate::model::{Base, Measure, Phase};
use crate::taxonomy::{ColumnWord, EconomicPart, Whole, column_word, is_unit, phase_word, without_unit};

use super::grid::{Column, HeaderYear, Meaning, Role};

/// Takes the meaning from columns whose headers say more than is understood. A heading of unknown words over some of
/// the amounts sets them apart from the others: their 合计 is not that of the row, and of two columns that would mean
/// the same none is named.
pub(crate) fn unname_doubtful(columns: &mut [Column]) {
    let amounts = |column: &Column| match column.role {
        Role::Amount(meaning) => Some(meaning),
        _ => None,
    };
    let is_label = |column: &Column| {
        matches!(column.role, Role::Code | Role::CodePart(_) | Role::Name | Role::SecondName)
    };
    let strange = |word: &String| {
        column_word(&header_word(word)).is_none() && crate::taxonomy::three_public_item(word).is_none()
    };
    let number = columns.iter().filter(|column| amounts(column).is_some()).count();
    let doubtful = |at: usize| {
        let column = &columns[at];
        let Some(meaning) = amounts(column) else { return false };
        let Some((_, above)) = column.path.split_last() else { return false };
        above.iter().filter(|word| strange(word) && phase_and_year(word) == (None, None)).any(|word| {
            // Over labels and amounts alike it is the heading of a side.
            let heads_labels = columns.iter().any(|other| is_label(other) && other.path.contains(word));
            if heads_labels {
                return false;
            }
            let below = |other: &Column| other.path.contains(word) && amounts(other).is_some();
            let spans = columns.iter().filter(|other| below(other)).count();
            let twin = columns
                .iter()
                .enumerate()
                .any(|(other, column)| other != at && amounts(column) == Some(meaning) && !below(column));
            spans < number && (meaning.measure == Measure::Total || twin)
        })
    };
    let taken: Vec<usize> = (0..columns.len()).filter(|at| doubtful(*at)).collect();
    for at in taken {
        columns[at].role = Role::Unknown;
    }
}

/// What a column with these header words holds.
pub(crate) fn role_of(path: &[String]) -> Role {
    let mut climbing = false;
    for (depth, text) in path.iter().enumerate().rev() {
        // A row of units below the header says nothing else.
        if depth > 0 && is_unit(text) {
            continue;
        }
        let Some(word) = header_meaning(text) else {
            return Role::Unknown;
        };
        let ancestors = &path[..depth];
        match word {
            ColumnWord::Subtotal | ColumnWord::Group | ColumnWord::SamePeriod => climbing = true,
            ColumnWord::Income | ColumnWord::Expenditure => {}
            ColumnWord::Change => return Role::Unknown,
            ColumnWord::Measure(Measure::Total) => {
                return amount(spanning_measure(ancestors).unwrap_or(Measure::Total), path);
            }
            ColumnWord::Measure(measure) => {
                return within_flow(measure, ancestors).map_or(Role::Unknown, |own| amount(own, path));
            }
            ColumnWord::Economic(part) => {
                let whole = match spanning_measure(ancestors) {
                    Some(Measure::Basic) => Whole::Basic,
                    Some(Measure::Project) => Whole::Project,
                    _ => return Role::Unknown,
                };
                return role_of_part(part, whole, path);
            }
            _ if climbing => return Role::Unknown,
            ColumnWord::Entity => return Role::Entity,
            ColumnWord::Code => return Role::Code,
            ColumnWord::CodePart(part) => return Role::CodePart(part),
            ColumnWord::Name => return Role::Name,
            ColumnWord::SecondName => return Role::SecondName,
            ColumnWord::Year => return Role::Year,
            ColumnWord::Line | ColumnWord::Ordinal | ColumnWord::Text | ColumnWord::Date => {
                return Role::Aside;
            }
        }
    }
    if climbing { amount(Measure::Total, path) } else { Role::Unknown }
}

/// The header word for which a column has no meaning: the one nearest to the numbers that is not known, or all of them
/// where each is known and together they say nothing.
pub(crate) fn unknown_word(column: &Column) -> String {
    let strange = column.path.iter().rev().find(|text| column_word(&header_word(text)).is_none());
    strange.cloned().unwrap_or_else(|| column.path.join(" / "))
}

/// The role of a column of an economic class that is a part of a whole.
pub(crate) fn role_of_part(part: EconomicPart, whole: Whole, path: &[String]) -> Role {
    part.measure(whole).map_or(Role::Unknown, |measure| amount(measure, path))
}

/// The economic class of a column above which nothing says what is split by class.
pub(crate) fn part_of_all(path: &[String]) -> Option<EconomicPart> {
    let (own, ancestors) = path.split_last()?;
    match header_meaning(own) {
        Some(ColumnWord::Economic(part)) if spanning_measure(ancestors).is_none() => Some(part),
        _ => None,
    }
}

/// What a measure is below a heading of what came in or was carried over: basic expenditure below 本年收入 is no expenditure,
/// and a fund below 上年结转 is no appropriation of this year. `None` where the contract has no word for it.
fn within_flow(measure: Measure, ancestors: &[String]) -> Option<Measure> {
    use Measure::{
        Basic, CarryoverIn, CarryoverInBasic, CarryoverInProject, CarryoverOut, CarryoverOutBasic,
        CarryoverOutProject, Income, IncomeBasic, IncomeProject, Personnel, Project, Public,
    };
    let above = spanning_measure(ancestors);
    match (above, measure) {
        (Some(CarryoverIn), Basic | CarryoverInBasic) => Some(CarryoverInBasic),
        (Some(CarryoverIn), Project | CarryoverInProject) => Some(CarryoverInProject),
        (Some(CarryoverOut), Basic | CarryoverInBasic) => Some(CarryoverOutBasic),
        (Some(CarryoverOut), Project | CarryoverInProject) => Some(CarryoverOutProject),
        (Some(Income), Basic) => Some(IncomeBasic),
        (Some(Income), Project) => Some(IncomeProject),
        (Some(Income), Personnel | Public) | (_, CarryoverInBasic | CarryoverInProject) => None,
        (Some(CarryoverIn | CarryoverOut), own) => matches!(own, CarryoverIn | CarryoverOut).then_some(own),
        (Some(CarryoverInBasic | CarryoverInProject), _) => None,
        (_, own) => Some(own),
    }
}

/// The nearest spanning header that says more than 合计.
fn spanning_measure(ancestors: &[String]) -> Option<Measure> {
    ancestors.iter().rev().find_map(|text| match column_word(&header_word(text)) {
        Some(ColumnWord::Measure(measure)) if measure != Measure::Total => Some(measure),
        _ => None,
    })
}

fn amount(measure: Measure, path: &[String]) -> Role {
    let (phase, year) = path
        .iter()
        .rev()
        .map(|text| phase_and_year(text))
        .fold((None, None), |seen, found| (seen.0.or(found.0), seen.1.or(found.1)));
    if matches!(measure, Measure::ChangeAmount | Measure::ChangePct) {
        // 比上年执行数增减: the words name what it is measured against, not what it is.
        let against = match phase {
            Some(Phase::Final | Phase::Execution) => Base::PriorFinal,
            _ => Base::PriorBudget,
        };
        let year = year.filter(|_| phase.is_none());
        return Role::Amount(Meaning { measure, phase: None, year, base: Some(against) });
    }
    Role::Amount(Meaning { measure, phase, year, base: None })
}

/// What a header word says. A sign of percent behind it may be part of that: 增减（%）.
pub(crate) fn header_meaning(text: &str) -> Option<ColumnWord> {
    column_word(text).or_else(|| column_word(&header_word(text)))
}

/// A header word without its unit and 其中, and with `#` for a year and for the number of a month: `11月` is any
/// month.
pub fn header_word(text: &str) -> String {
    let key = months(&key(&without_unit(text))).replace("(%)", "");
    let key = key.strip_prefix("其中:").unwrap_or(&key);
    without_english(key).to_owned()
}

/// A Chinese word without its English below or behind it: 科目编码 Code.
fn without_english(key: &str) -> &str {
    let english = |c: char| c.is_ascii_alphabetic() || matches!(c, '&' | '.' | '\'' | '-' | '/');
    let chinese = key.trim_end_matches(english);
    let letters = key[chinese.len()..].chars().filter(char::is_ascii_alphabetic).count();
    if letters >= FEWEST_LETTERS && chinese.ends_with(is_cjk) { chinese } else { key }
}

/// The least letters of an English word; fewer are the sign of a column.
const FEWEST_LETTERS: usize = 3;

/// A key with `#` in place of years and of the numbers of months.
fn months(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    let mut rest = key;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        let digits = from.bytes().take_while(u8::is_ascii_digit).count();
        let (number, behind) = from.split_at(digits);
        let opens = behind.starts_with(['月', '-', '—', '–', '~', '至']);
        out.push_str(before);
        let month = digits <= 2 && opens && key.contains('月');
        let year = digits == 4 && behind.starts_with('年');
        out.push_str(if month || year { "#" } else { number });
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// The phase and the year that a header word names.
pub(crate) fn phase_and_year(text: &str) -> (Option<Phase>, Option<HeaderYear>) {
    let key = key(text);
    let word = phase_word(text);
    let year = if ["上年", "去年"].iter().any(|word| key.starts_with(word)) && !key.contains("结") {
        Some(HeaderYear::Prior)
    } else {
        let at = key.find("20").filter(|at| key[*at..].chars().take(4).all(|c| c.is_ascii_digit()));
        at.and_then(|at| {
            let year = key[at..].get(..4)?.parse().ok()?;
            key[at + 4..].starts_with('年').then_some(HeaderYear::Absolute(year))
        })
    };
    (word, year)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(path: &[&str]) -> String {
        let path: Vec<String> = path.iter().map(|s| (*s).to_owned()).collect();
        match role_of(&path) {
            Role::Amount(m) => {
                format!("{}{}", m.measure.id(), m.phase.map_or(String::new(), |p| format!("/{}", p.id())))
            }
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_subtotal_takes_the_meaning_of_what_spans_it() {
        assert_eq!(role(&["本年收入", "财政预算拨款", "小计"]), "fiscal_appropriation");
        assert_eq!(role(&["本年收入", "财政预算拨款", "一般公共预算拨款", "小计"]), "general_public");
        assert_eq!(role(&["本年支出", "小计"]), "total");
        assert_eq!(role(&["基本支出", "合计"]), "basic");
        assert_eq!(role(&["项目支出", "专项商品和服务支出"]), "project_goods");
        assert_eq!(role(&["预算金额", "其他资金"]), "other_funds");
        assert_eq!(role(&["支出", "2020 年预算数"]), "total/budget");
        assert_eq!(role(&["项目", "功能分类科目编码"]), "Code");
        assert_eq!(role(&["科目", "科目编码", "类"]), "CodePart(0)");
        assert_eq!(role(&["本年收入", "基本支出"]), "income_basic", "what came in is no expenditure");
        assert_eq!(role(&["本年收入", "人员经费"]), "Unknown");
        assert_eq!(role(&["年初结转和结余", "合计"]), "carryover_in");
        assert_eq!(role(&["年初结转和结余", "基本支出结转"]), "carryover_in_basic");
        assert_eq!(role(&["年末结转和结余", "项目支出结转和结余", "小计"]), "carryover_out_project");
        assert_eq!(role(&["年末结转和结余", "项目支出结转和结余", "项目支出结余"]), "Unknown");
        assert_eq!(role(&["项目支出结转"]), "Unknown", "nobody says from when");
        assert_eq!(role(&["上年结转", "一般公共预算"]), "Unknown");
        assert_eq!(role(&["从未见过的列"]), "Unknown");
        assert_eq!(role(&["2024年比2023年增减额"]), "change_amount");
        assert_eq!(role(&["2024年比2023年增减%"]), "change_pct");
        assert_eq!(role(&["全年预算数"]), "total/adjusted");
        for execution in [&["2024年预算执行数"][..], &["上年预计执行数"], &["2023年预算执行数", "合计"]]
        {
            assert_eq!(role(execution), "total/execution", "{execution:?} is no final account");
        }
        assert_eq!(role(&["比2023年执行数增减%"]), "change_pct", "a change is none itself");
        for settled in [&["全年执行数"][..], &["执行数"], &["2023年决算数"], &["上年决算数"]]
        {
            assert_eq!(role(settled), "total/final", "{settled:?}");
        }
    }
}
