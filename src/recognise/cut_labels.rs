//! Labels of levels that the end of a page cut in two: 产出指 on one page, 标（50分） on the next. Neither half is a level,
//! both together are one; so each row gets the whole, and the points stay where they are printed.

use crate::document::{Row, key};
use crate::model::Statement;

use super::levels::{first_level, is_second_level};
use super::section::{Body, Section};

/// The most characters of a half.
const LONGEST: usize = 12;

/// Makes the labels of a form whole.
pub(crate) fn mend(section: &mut Section) {
    let is_form = matches!(section.statement, Some(Statement::SelfEvaluation | Statement::PerformanceTarget));
    let Body::Rows(_, rows) = &mut section.body else { return };
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    // Levels stand in the first columns.
    (0..width.min(COLUMNS)).filter(|_| is_form).for_each(|column| mend_column(rows, column));
}

/// Columns that may hold levels.
const COLUMNS: usize = 4;

fn mend_column(rows: &mut [Row], column: usize) {
    let filled: Vec<usize> = (0..rows.len())
        .filter(|row| rows[*row].cells.get(column).is_some_and(|cell| !cell.is_blank()))
        .collect();
    for pair in filled.windows(2) {
        let text = |row: usize| rows[row].cells[column].text.clone();
        let (upper, lower) = (text(pair[0]), text(pair[1]));
        let Some((name, whole)) = joined(&upper, &lower) else { continue };
        rows[pair[0]].cells[column].text = name;
        rows[pair[1]].cells[column].text = whole;
    }
}

/// The level that two halves make, without its points and with them.
fn joined(upper: &str, lower: &str) -> Option<(String, String)> {
    let is_level = |text: &str| first_level(text).is_some() || is_second_level(text);
    let short = [upper, lower].iter().all(|half| half.chars().count() <= LONGEST);
    if !short || upper.contains(|c: char| c.is_ascii_digit()) || is_level(upper) || is_level(lower) {
        return None;
    }
    let whole = format!("{}{}", key(upper), lower.trim());
    let name = first_level(&whole).map(|first| first.name);
    let name = name.or_else(|| is_second_level(&whole).then(|| whole.clone()))?;
    Some((name, whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_make_a_level_only_together() {
        let both = |name: &str, whole: &str| Some((name.to_owned(), whole.to_owned()));
        assert_eq!(joined("产出指", "标（50分）"), both("产出指标", "产出指标（50分）"));
        assert_eq!(joined("数量", "指标"), None, "数量 is a level by itself");
        assert_eq!(joined("时效指", "标"), both("时效指标", "时效指标"));
        assert_eq!(joined("产出指标", "标"), None);
        assert_eq!(joined("开展培训", "次数"), None);
        assert_eq!(joined("50", "标"), None);
    }
}
