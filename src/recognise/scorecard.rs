//! 部门整体支出绩效评价指标评分表: the tree of weighted indicators by which a department scores itself.
//!
//! Rows are read by their own words, not by columns: names with the weight behind them, then running text, then
//! the score. So a row that slid by a cell reads the same.

use std::sync::{Arc, LazyLock};

use regex::Regex;
use rust_decimal::Decimal;

use crate::document::{Cell, Row, Shape, key, label, squeeze, widen_brackets};
use crate::model::{Amount, Indicator, Measure, Phase, RowKind, Scheme, Statement, Subject, Unit};

use super::Layout;
use super::grid::Grid;
use super::levels::{IndicatorColumns, announced_level, is_level_of_department, plain_number};
use super::output::{Context, Output, TableFacts, row_locator, scope_of};
use super::section::{Body, Section};

/// The scorecard of a whole department.
pub(super) struct Scorecard;

impl Layout for Scorecard {
    fn id(&self) -> &'static str {
        "scorecard"
    }

    fn score(&self, section: &Section, _: Option<&Grid>) -> u32 {
        let Body::Rows(_, rows) = &section.body else { return 0 };
        let head = rows.iter().take(4).flat_map(Row::texts).map(key).collect::<Vec<_>>();
        let has = |word: &str| head.iter().any(|text| text.contains(word));
        let shape = has("一级指标") && has("得分") && (has("权重") || has("评分标准"));
        if section.statement == Some(Statement::Scorecard) || shape && has("评分标准") { 18 } else { 0 }
    }

    fn by_columns(&self, _: &Grid) -> bool {
        false
    }

    fn recognise(&self, section: &Section, _: Option<&Grid>, context: &Context, out: &mut Output) {
        let Body::Rows(shape, rows) = &section.body else { return };
        let before = out.facts.len();
        let mut table = TableFacts::new(section, Statement::Scorecard, context);
        table.phase = Some(Phase::Final);
        let levels = [String::new(), String::new(), String::new()];
        let mut tree = Tree { table, context, levels, shape: *shape, columns: None };
        rows.iter().for_each(|row| tree.row(row, out));
        out.record(Statement::Scorecard, section, &tree.table.title.clone(), before);
    }
}

/// The most characters a name has; longer texts are explanations.
const LONGEST_NAME: usize = 30;

struct Tree<'t> {
    table: TableFacts,
    context: &'t Context<'t>,
    levels: [String; 3],
    shape: Shape,
    /// The header, where names stand below it without weights of their own.
    columns: Option<IndicatorColumns>,
}

/// A name with the weight behind it, in a cell of its own or in brackets.
struct Weighted<'c> {
    name: String,
    weight: &'c Cell,
    value: Decimal,
}

impl Tree<'_> {
    fn row(&mut self, row: &Row, out: &mut Output) {
        if is_header(row) {
            let columns = IndicatorColumns::of_row(&row.cells);
            self.columns = columns.filter(|columns| columns.third < columns.weight);
            return;
        }
        if row.texts().next().is_some_and(is_total_label) {
            self.total(row, out);
            return;
        }
        let cells: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.text.is_empty()).collect();
        let (pairs, rest) = weighted_names(&cells);
        let score = rest.iter().rev().find(|cell| plain_number(cell).is_some()).copied();
        if pairs.is_empty() && score.is_none() {
            return;
        }
        if pairs.len() < 2 {
            self.take_levels(row);
        }
        self.open_levels(&pairs, out);
        let own = pairs.last();
        let name = own.map_or_else(String::new, |own| own.name.clone());
        let announced = announced_level(&name);
        let mut indicator = match announced {
            Some((level, group)) => {
                group.clone_into(&mut self.levels[level]);
                self.levels[level + 1..].iter_mut().for_each(String::clear);
                self.indicator(RowKind::Group, row_locator(row))
            }
            None => {
                if let Some(level) = rest.iter().rev().find(|cell| is_level_of_department(&cell.text)) {
                    self.levels[1] = squeeze(&level.text);
                }
                self.levels[2].clone_from(&name);
                self.indicator(RowKind::Indicator, row_locator(row))
            }
        };
        indicator.level1 = self.levels[0].clone();
        indicator.level2 = self.levels[1].clone();
        if announced.is_none() {
            indicator.level3 = name.clone();
        }
        indicator.weight = own.map(|own| own.value);
        indicator.score = score.and_then(plain_number);
        out.indicators.push(indicator);
        let above: Vec<&str> =
            if announced.is_some() { Vec::new() } else { vec![&self.levels[0], &self.levels[1]] };
        if let Some(own) = own {
            self.fact(Measure::Weight, own.weight, own.value, &name, "", &above, out);
        }
        if let Some((score, value)) = score.and_then(|score| Some((score, plain_number(score)?))) {
            self.fact(Measure::Score, score, value, &name, "", &above, out);
        }
    }

    /// The levels of a row that prints one weight stand below their headers.
    fn take_levels(&mut self, row: &Row) {
        let Some(read) = self.columns.as_ref().and_then(|columns| columns.read(row, self.shape)) else {
            return;
        };
        if let Some((first, _)) = read.first {
            self.levels[0] = first.name;
            self.levels[1].clear();
        }
        if let Some(second) = read.second {
            self.levels[1] = second;
        }
    }

    /// All names of a row but the last open a level of the tree.
    fn open_levels(&mut self, pairs: &[Weighted], out: &mut Output) {
        let Some((_, above)) = pairs.split_last() else { return };
        let first_level = 2_usize.saturating_sub(above.len());
        for (level, pair) in (first_level..).zip(above) {
            self.levels[level].clone_from(&pair.name);
            if level == 0 {
                self.levels[1].clear();
            }
            let mut group = self.indicator(RowKind::Group, pair.weight.locator.clone());
            group.level1 = self.levels[0].clone();
            group.level2 = if level == 1 { self.levels[1].clone() } else { String::new() };
            group.weight = Some(pair.value);
            out.indicators.push(group);
            let above: Vec<&str> = self.levels[..level].iter().map(String::as_str).collect();
            self.fact(Measure::Weight, pair.weight, pair.value, &pair.name, "", &above, out);
        }
    }

    fn total(&self, row: &Row, out: &mut Output) {
        let name = row.texts().next().map(label).unwrap_or_default();
        let numbers: Vec<(&Cell, Decimal)> =
            row.cells.iter().filter_map(|cell| Some((cell, plain_number(cell)?))).collect();
        let Some(((score, points), weights)) = numbers.split_last() else { return };
        for (weight, value) in weights {
            self.fact(Measure::Weight, weight, *value, &name, "all", &[], out);
        }
        self.fact(Measure::Score, score, *points, &name, "all", &[], out);
        let mut indicator = self.indicator(RowKind::Total, row_locator(row));
        indicator.weight = weights.last().map(|(_, value)| *value);
        indicator.score = Some(*points);
        out.indicators.push(indicator);
    }

    fn indicator(&self, kind: RowKind, locator: crate::document::Locator) -> Indicator {
        Indicator {
            document: Arc::default(),
            department: Arc::default(),
            fiscal_year: self.table.year,
            statement: Statement::Scorecard,
            row_kind: kind,
            project: "".into(),
            project_code: "".into(),
            level1: String::new(),
            level2: String::new(),
            level3: String::new(),
            target: String::new(),
            actual: String::new(),
            weight: None,
            score: None,
            note: String::new(),
            locator,
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn fact(
        &self,
        measure: Measure,
        cell: &Cell,
        value: Decimal,
        name: &str,
        code: &str,
        above: &[&str],
        out: &mut Output,
    ) {
        out.set_aside(&cell.locator);
        let mut subject = Subject::top(Scheme::Indicator, code, name);
        subject.ancestors =
            above.iter().filter(|level| !level.is_empty()).map(|level| Arc::from(*level)).collect();
        let scope = scope_of(&self.table.entity, self.context.identity);
        out.facts.push(self.table.fact(measure, subject, Amount::new(value, Unit::Point), cell, scope));
    }
}

/// A name that carries its weight in brackets: 投入（20分）. The weight is that of the whole group.
fn bracketed(cell: &Cell) -> Option<(String, Decimal)> {
    static WEIGHT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?P<name>[^\d（(]{2,30})[（(](?P<weight>\d{1,3}(?:\.\d{1,2})?)分[）)]$")
            .expect("a constant pattern")
    });
    let text = squeeze(&cell.text);
    let found = WEIGHT.captures(&text)?;
    Some((found["name"].to_owned(), found["weight"].parse().ok()?))
}

/// Reads `name weight name weight …` off the head of a row; what is left is running text and the score.
fn weighted_names<'c, 'r>(cells: &'r [&'c Cell]) -> (Vec<Weighted<'c>>, &'r [&'c Cell]) {
    let mut pairs = Vec::new();
    let mut at = 0;
    while pairs.len() < 3 && at + 1 < cells.len() {
        let (name, weight) = (cells[at], cells[at + 1]);
        if plain_number(weight).is_none()
            && let Some((name, value)) = bracketed(name)
        {
            pairs.push(Weighted { name, weight: cells[at], value });
            at += 1;
            continue;
        }
        // The last number of a row is its score: a pair needs another number behind it.
        let scored = cells[at + 2..].iter().any(|cell| plain_number(cell).is_some());
        let is_name = plain_number(name).is_none()
            && name.text.chars().count() <= LONGEST_NAME
            && !name.text.contains(['。', '<']);
        let Some(value) = plain_number(weight).filter(|_| is_name && scored) else { break };
        pairs.push(Weighted { name: widen_brackets(&squeeze(&name.text)), weight, value });
        at += 2;
    }
    (pairs, &cells[at..])
}

fn is_header(row: &Row) -> bool {
    let words = row.texts().map(key).collect::<Vec<_>>();
    words.iter().any(|w| matches!(w.as_str(), "评价指标" | "一级指标" | "指标说明" | "评分标准"))
        || words.iter().filter(|w| w.starts_with("权重") || *w == "名称").count() >= 2
}

fn is_total_label(text: &str) -> bool {
    matches!(key(text).as_str(), "总分" | "合计" | "总得分" | "得分合计" | "总计")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Locator;

    fn cells(texts: &[&str]) -> Vec<Cell> {
        texts.iter().zip(1..).map(|(t, n)| Cell::new(t, Locator::Cell(1, n))).collect()
    }

    #[test]
    fn a_row_reads_the_same_wherever_it_slid() {
        for texts in [
            &["", "", "项目管理", "4", "项目监管", "2", "很长的说明。", "很长的标准。", "2.00"][..],
            &["项目管理", "4", "项目监管", "2", "说明。", "标准。", "2.00", ""],
        ] {
            let cells = cells(texts);
            let filled: Vec<&Cell> = cells.iter().filter(|c| !c.text.is_empty()).collect();
            let (pairs, rest) = weighted_names(&filled);
            assert_eq!(pairs.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["项目管理", "项目监管"]);
            assert_eq!(rest.last().map(|c| c.text.as_str()), Some("2.00"));
        }
    }

    #[test]
    fn groups_carry_their_weights_in_brackets() {
        for (texts, names, weights) in [
            (
                &["过程（40分）", "预算执行（20分）", "预算完成率", "6", "得6分。", "5"][..],
                vec!["过程", "预算执行", "预算完成率"],
                vec![40, 20, 6],
            ),
            (&["效果(30分)", "社会效益", "10", "标准。", "9"], vec!["效果", "社会效益"], vec![30, 10]),
            (
                &["资产管理（5 分）", "资产管理完整性", "5", "符合要求得5分。", "4.5"],
                vec!["资产管理", "资产管理完整性"],
                vec![5, 5],
            ),
        ] {
            let cells = cells(texts);
            let filled: Vec<&Cell> = cells.iter().collect();
            let (pairs, rest) = weighted_names(&filled);
            assert_eq!(pairs.iter().map(|pair| pair.name.as_str()).collect::<Vec<_>>(), names);
            assert_eq!(
                pairs.iter().map(|pair| pair.value).collect::<Vec<_>>(),
                weights.into_iter().map(Decimal::from).collect::<Vec<_>>()
            );
            assert!(rest.last().and_then(|cell| plain_number(cell)).is_some());
        }
    }
}
