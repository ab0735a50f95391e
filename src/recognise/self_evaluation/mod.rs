//! 项目支出绩效自评表: the form in which a project evaluates itself. Funds, execution rate, indicators, total.
//!
//! Text extracts shift its rows by one or two cells and lose header rows, so cells are known by their words and by
//! the arithmetic of the form, and by columns only where a row is aligned with its header.

mod fund_rows;

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::document::{Cell, Row, Shape, is_blank, key, label, squeeze, squeeze_text, widen_brackets};
use crate::model::{
    Amount, Indicator, Measure, Phase, ProjectRecord, RowKind, Scheme, Statement, Subject, Unit,
};

use super::Layout;
use super::aligned::{AlignedRow, second_words};
use super::funds::{Funds, fund_row, unit_in_label};
use super::grid::Grid;
use super::levels::{
    IndicatorColumns, IndicatorTexts, first_level, is_block_label, is_second_level, plain_number,
    texts_before_weight,
};
use super::output::{Context, Output, TableFacts, scope_of};
use super::section::{Body, Section};
use crate::taxonomy::{LabelKind, is_all_points, is_label};

/// The self-evaluation form.
pub(super) struct SelfEvaluation;

impl Layout for SelfEvaluation {
    fn id(&self) -> &'static str {
        "self_evaluation"
    }

    fn score(&self, section: &Section, _: Option<&Grid>) -> u32 {
        let Body::Rows(_, rows) = &section.body else { return 0 };
        let has = |word: &str| rows.iter().flat_map(Row::texts).any(|text| key(text).contains(word));
        let named = section.statement == Some(Statement::SelfEvaluation);
        let funds = has("年度资金总额") || has("全年执行数");
        let is_form = named || funds && has("得分") && has("指标");
        // What was reached, and points for it, stand in no form of targets.
        let evaluates = rows
            .iter()
            .filter_map(|row| IndicatorColumns::of_row(&row.cells))
            .any(|columns| columns.actual.is_some() && columns.weight.is_some() && columns.score.is_some());
        if is_form {
            20
        } else if evaluates {
            16
        } else {
            0
        }
    }

    fn by_columns(&self, _: &Grid) -> bool {
        false
    }

    fn recognise(&self, section: &Section, _: Option<&Grid>, context: &Context, out: &mut Output) {
        let Body::Rows(shape, rows) = &section.body else { return };
        let before = out.facts.len();
        let mut form = Form::new(section, *shape, context);
        for (at, row) in rows.iter().enumerate() {
            form.row(row, rows.get(at + 1..).unwrap_or_default(), out);
        }
        out.record(Statement::SelfEvaluation, section, &form.table.title.clone(), before);
    }
}

/// A form being read, top to bottom.
struct Form<'f> {
    table: TableFacts,
    context: &'f Context<'f>,
    project: Arc<str>,
    code: Arc<str>,
    unit: Option<Unit>,
    /// How its cells lie.
    shape: Shape,
    /// The columns of the funds block, where its header is printed.
    funds: Option<Funds>,
    /// Whether a row of the funds has printed weight or score of the execution: a second one is not certain.
    executed: bool,
    columns: Option<IndicatorColumns>,
    level1: String,
    level2: String,
    /// Whether the rows of indicators have begun.
    in_indicators: bool,
}

impl<'f> Form<'f> {
    fn new(section: &Section, shape: Shape, context: &'f Context<'f>) -> Self {
        let mut table = TableFacts::new(section, Statement::SelfEvaluation, context);
        table.phase = Some(Phase::Final);
        Self {
            unit: table.unit,
            table,
            context,
            project: "".into(),
            code: "".into(),
            shape,
            funds: None,
            executed: false,
            columns: None,
            level1: String::new(),
            level2: String::new(),
            in_indicators: false,
        }
    }

    fn row(&mut self, row: &Row, behind: &[Row], out: &mut Output) {
        self.labelled_values(row, out);
        let second = self.columns.is_some() && second_words(row).is_some();
        if let Some(mut columns) = IndicatorColumns::of_row(&row.cells) {
            columns.prove(behind);
            self.columns = Some(columns);
            self.in_indicators = true;
        } else if !self.in_indicators && fund_row(row).is_none() && Funds::in_pairs(row).is_some() {
            self.fund_row(row, 0, Measure::Total, out);
        } else if !self.starts_indicators(row)
            && let Some(funds) = Funds::of_row(row)
        {
            self.funds = Some(funds);
            self.executed = false;
        } else if let Some(at) = self.total_of_funds(row) {
            self.fund_row(row, at, Measure::Total, out);
        } else if let Some((at, measure)) = fund_row(row) {
            self.fund_row(row, at, measure, out);
        } else if !self.in_indicators && self.funds.as_ref().is_some_and(|funds| funds.holds(row, self.shape))
        {
            self.fund_row(row, 0, Measure::Total, out);
        } else if let Some(columns) = self.columns.as_mut().filter(|_| second) {
            columns.take_second_row(row);
            columns.prove(behind);
        } else if let Some(at) =
            row.cells.iter().position(|cell| is_all_points(&cell.text)).filter(|_| self.in_indicators)
        {
            self.total_row(row, at, out);
        } else if self.in_indicators || row.texts().any(|text| first_level(text).is_some()) {
            self.in_indicators = true;
            self.indicator_row(row, out);
        }
    }

    /// 合计 below the header of the funds, where no row of indicators has begun: all the money of the project.
    fn total_of_funds(&self, row: &Row) -> Option<usize> {
        let before = !self.in_indicators && self.funds.is_some();
        let at = row.cells.iter().position(|cell| !is_blank(&cell.text)).filter(|_| before)?;
        is_all_points(&row.cells[at].text).then_some(at)
    }

    /// Whether a row is one of indicators, whose values may be words of funds.
    fn starts_indicators(&self, row: &Row) -> bool {
        let Some(columns) = self.columns.as_ref() else { return false };
        columns.read(row, self.shape).is_some()
    }

    /// `项目编码:` and its value stand in neighbouring cells.
    fn labelled_values(&mut self, row: &Row, out: &mut Output) {
        for (at, cell) in row.cells.iter().enumerate() {
            let label = |kind: LabelKind| is_label(kind, &cell.text);
            let Some(value) = row.cells[at + 1..].iter().find(|next| !is_blank(&next.text)) else { continue };
            match () {
                () if label(LabelKind::ProjectCode) => {
                    self.code = squeeze(&value.text).into();
                    out.set_aside(&value.locator);
                }
                () if label(LabelKind::Project) => {
                    self.project = label_of_project(&value.text);
                    out.projects.push(ProjectRecord {
                        name: self.project.clone(),
                        code: self.code.clone(),
                        entity: self.table.entity.clone(),
                        locator: value.locator.clone(),
                    });
                }
                () if label(LabelKind::Implementer) => {
                    self.table.entity = squeeze(&value.text).into();
                    if let Some(project) = out.projects.last_mut()
                        && project.name == self.project
                    {
                        project.entity = self.table.entity.clone();
                    }
                }
                () if label(LabelKind::FormYear) => {
                    if let Some(year) = value.number().and_then(|n| i32::try_from(n.value.mantissa()).ok())
                        && (2000..2100).contains(&year)
                    {
                        self.table.year = year;
                    }
                    out.set_aside(&value.locator);
                }
                () => {}
            }
        }
        if let Some(unit) = row.texts().find_map(unit_in_label) {
            self.unit = self.unit.or(Some(unit));
        }
    }

    fn indicator(&self, kind: RowKind, row: &Row, weight: Option<&Cell>, score: Option<&Cell>) -> Indicator {
        Indicator {
            document: Arc::default(),
            department: Arc::default(),
            fiscal_year: self.table.year,
            statement: Statement::SelfEvaluation,
            row_kind: kind,
            project: self.project.clone(),
            project_code: self.code.clone(),
            level1: String::new(),
            level2: String::new(),
            level3: String::new(),
            target: String::new(),
            actual: String::new(),
            weight: weight.and_then(plain_number),
            score: score.and_then(plain_number),
            note: String::new(),
            locator: super::output::row_locator(row),
        }
    }

    /// Facts of a weight and a score.
    fn points(&self, weight: Option<&Cell>, score: Option<&Cell>, name: &str, code: &str, out: &mut Output) {
        let scope = scope_of(&self.table.entity, self.context.identity);
        for (measure, cell) in [(Measure::Weight, weight), (Measure::Score, score)] {
            let Some((cell, value)) = cell.and_then(|cell| plain_number(cell).map(|value| (cell, value)))
            else {
                continue;
            };
            out.set_aside(&cell.locator);
            let mut subject = Subject::top(Scheme::Indicator, code, name);
            subject.ancestors = [&*self.project, &self.level1, &self.level2]
                .iter()
                .filter(|level| !level.is_empty() && **level != name && code.is_empty())
                .map(|level| Arc::from(*level))
                .collect();
            out.facts.push(self.table.fact(measure, subject, Amount::new(value, Unit::Point), cell, scope));
        }
    }

    fn total_row(&mut self, row: &Row, label_at: usize, out: &mut Output) {
        let numbers: Vec<&Cell> =
            row.cells[label_at + 1..].iter().filter(|cell| plain_number(cell).is_some()).collect();
        // Behind a score there may stand that of a review.
        let below =
            self.columns.as_ref().filter(|columns| columns.width == row.cells.len()).and_then(|columns| {
                let cell = |at: Option<usize>| {
                    at.map(|at| &row.cells[at]).filter(|cell| plain_number(cell).is_some())
                };
                Some((cell(columns.weight)?, cell(columns.score)?))
            });
        let (weight, score) = match numbers.as_slice() {
            _ if below.is_some() => (below.map(|(weight, _)| weight), below.map(|(_, score)| score)),
            [weight, score] => (Some(*weight), Some(*score)),
            [score] => (None, Some(*score)),
            _ => return,
        };
        self.level1.clear();
        self.level2.clear();
        self.points(weight, score, &label(&row.cells[label_at].text), "all", out);
        let mut indicator = self.indicator(RowKind::Total, row, weight, score);
        indicator.note = score.map_or_else(String::new, |score| note_behind(row, score));
        out.indicators.push(indicator);
    }

    /// A first level; printed again on the next page it goes on, and the second level with it.
    fn begins(&mut self, first: &str) {
        if self.level1 != first {
            self.level2.clear();
        }
    }

    /// A row that lies under the header of its list.
    fn aligned_row(&mut self, read: AlignedRow, row: &Row, out: &mut Output) {
        if let Some((first, cell)) = read.first {
            self.begins(&first.name);
            if let Some(weight) = first.weight {
                self.group(&first.name, weight, row, cell, out);
            }
            self.level1 = first.name;
        }
        if let Some(second) = read.second {
            self.level2 = second;
        }
        for (name, cell) in read.level_weights {
            out.set_aside(&cell.locator);
            if let Some(weight) = plain_number(cell) {
                self.group(&name, weight, row, cell, out);
            }
            // The weight of a second level stands below its first.
            if let Some(indicator) = out.indicators.last_mut().filter(|_| name == self.level2) {
                indicator.level2 = std::mem::replace(&mut indicator.level1, self.level1.clone());
            }
        }
        read.texts.iter().for_each(|cell| out.set_aside(&cell.locator));
        let name = label_of_indicator(&read.name);
        self.points(read.weight, read.score, &name, "", out);
        let mut indicator = self.indicator(RowKind::Indicator, row, read.weight, read.score);
        indicator.level1 = self.level1.clone();
        indicator.level2 = self.level2.clone();
        indicator.level3 = name;
        indicator.target = read.target;
        indicator.actual = read.actual;
        indicator.note = read.note;
        out.indicators.push(indicator);
    }

    fn indicator_row(&mut self, row: &Row, out: &mut Output) {
        if let Some(read) = self.columns.as_ref().and_then(|columns| columns.read(row, self.shape)) {
            self.aligned_row(read, row, out);
            return;
        }
        let mut start = 0;
        // A second level printed again in the column of names is the name of its own indicator.
        let mut repeats_level = false;
        for (at, cell) in row.cells.iter().enumerate() {
            if cell.text.is_empty() {
                continue;
            }
            if is_block_label(&cell.text) {
                start = at + 1;
            } else if let Some(first) = first_level(&cell.text).filter(|_| !self.is_second_here(at, row)) {
                self.begins(&first.name);
                self.level1 = first.name.clone();
                start = at + 1;
                if let Some(weight) = first.weight {
                    self.group(&first.name, weight, row, cell, out);
                }
            } else if is_second_level(&cell.text) {
                repeats_level = self.level2 == squeeze(&cell.text);
                self.level2 = squeeze(&cell.text);
                start = at + 1;
                break;
            } else {
                break;
            }
        }
        let Some((weight_at, score_at)) = self.weight_and_score(&row.cells, start) else { return };
        let weight = &row.cells[weight_at];
        let score = score_at.map(|at| &row.cells[at]);
        let mut texts = self.texts(&row.cells, start, weight_at);
        if repeats_level && texts.name.is_empty() {
            texts.name = self.level2.clone();
        }
        for cell in row.cells.get(start..weight_at).unwrap_or_default() {
            out.set_aside(&cell.locator);
        }
        let name = [&texts.name, &self.level2, &self.level1]
            .into_iter()
            .find(|n| !n.is_empty())
            .cloned()
            .unwrap_or_default();
        self.points(Some(weight), score, &label_of_indicator(&name), "", out);
        let mut indicator = self.indicator(RowKind::Indicator, row, Some(weight), score);
        indicator.level1 = self.level1.clone();
        indicator.level2 = self.level2.clone();
        indicator.level3 = label_of_indicator(&texts.name);
        indicator.target = texts.target;
        indicator.actual = texts.actual;
        indicator.note = note_behind(row, score.unwrap_or(weight));
        out.indicators.push(indicator);
    }

    /// 满意度指标 is a first level, or a second one where it stands in that column.
    fn is_second_here(&self, at: usize, row: &Row) -> bool {
        let second = self.columns.as_ref().and_then(|columns| columns.second);
        second == Some(at)
            && is_second_level(&row.cells[at].text)
            && first_level(&row.cells[at].text).is_some_and(|f| f.weight.is_none())
    }

    fn group(&self, name: &str, weight: Decimal, row: &Row, cell: &Cell, out: &mut Output) {
        let scope = scope_of(&self.table.entity, self.context.identity);
        let mut subject = Subject::top(Scheme::Indicator, "", name);
        subject.ancestors = vec![self.project.clone()];
        out.facts.push(self.table.fact(
            Measure::Weight,
            subject,
            Amount::new(weight, Unit::Point),
            cell,
            scope,
        ));
        let mut indicator = self.indicator(RowKind::Group, row, None, None);
        indicator.level1 = name.to_owned();
        indicator.weight = Some(weight);
        indicator.locator = cell.locator.clone();
        out.indicators.push(indicator);
    }

    /// The cells of 分值 and 得分: under their headers, or the last two neighbouring plain numbers of the row.
    fn weight_and_score(&self, cells: &[Cell], start: usize) -> Option<(usize, Option<usize>)> {
        if let Some(columns) = &self.columns
            && let (Some(weight), Some(score)) = (columns.weight, columns.score)
            && self.is_aligned(cells, start, weight, score)
        {
            return Some((weight, cells.get(score).and_then(plain_number).map(|_| score)));
        }
        let pair = (start..cells.len().saturating_sub(1))
            .rev()
            .find(|at| plain_number(&cells[*at]).is_some() && plain_number(&cells[*at + 1]).is_some())?;
        // A score above its weight means that the pair is something else: never guess.
        let fits = plain_number(&cells[pair + 1]) <= plain_number(&cells[pair]);
        let nothing_behind = cells[pair + 2..].iter().all(|cell| cell.number().is_none());
        (fits && nothing_behind).then_some((pair, Some(pair + 1)))
    }

    /// Whether a row lies under the header: numbers where weights and scores are, texts before them. A row without
    /// a score is aligned only if its own words say so; otherwise it is a row that slid to the left.
    fn is_aligned(&self, cells: &[Cell], start: usize, weight: usize, score: usize) -> bool {
        let Some(columns) = &self.columns else { return false };
        let is_number = |at: usize| cells.get(at).is_some_and(|cell| plain_number(cell).is_some());
        let score_fits = is_number(score)
            || cells.get(score).is_none_or(|cell| is_blank(&cell.text))
                && self.words_are_aligned(cells, start);
        let behind_levels = columns.third.is_some_and(|third| start <= third);
        is_number(weight)
            && score_fits
            && behind_levels
            && cells.iter().skip(score + 1).all(|cell| cell.number().is_none())
    }

    /// Whether the levels and the name of a row stand in the header's columns.
    fn words_are_aligned(&self, cells: &[Cell], start: usize) -> bool {
        let Some(IndicatorColumns { second: Some(second), third: Some(third), .. }) = self.columns else {
            return false;
        };
        let level = cells.iter().position(|cell| is_second_level(&cell.text));
        match level {
            Some(at) => at == second,
            None => {
                // A row that was cut off may end before the header's columns do.
                cells.get(start..third).is_some_and(|before| before.iter().all(|cell| cell.text.is_empty()))
                    && cells.get(third).is_some_and(|cell| !cell.text.is_empty())
            }
        }
    }

    fn texts(&self, cells: &[Cell], start: usize, weight: usize) -> IndicatorTexts {
        if let Some(IndicatorColumns {
            third: Some(third),
            target: Some(target),
            actual: Some(actual),
            weight: Some(w),
            ..
        }) = &self.columns
            && *w == weight
            && cells.get(start..*third).is_some_and(|before| before.iter().all(|cell| cell.text.is_empty()))
            && third < target
            && target < actual
            && actual < w
        {
            let text = |at: usize| cells.get(at).map_or_else(String::new, |cell| squeeze_text(&cell.text));
            let texts = IndicatorTexts { name: text(*third), target: text(*target), actual: text(*actual) };
            // A target without a name is a name that slid to the right.
            if !texts.name.is_empty() || texts.target.is_empty() {
                return texts;
            }
        }
        texts_before_weight(cells.get(start..weight).unwrap_or_default())
    }
}

fn label_of_project(text: &str) -> Arc<str> {
    widen_brackets(&squeeze(text)).into()
}

/// The name of an indicator keeps its ordinals, which belong to its text.
fn label_of_indicator(text: &str) -> String {
    widen_brackets(&squeeze(text))
}

fn note_behind(row: &Row, cell: &Cell) -> String {
    let at = row.cells.iter().position(|c| c.locator == cell.locator).unwrap_or(row.cells.len());
    row.cells
        .iter()
        .skip(at + 1)
        .find(|c| !c.text.is_empty())
        .map_or_else(String::new, |c| squeeze_text(&c.text))
}
