//! 绩效目标表: goals and targets of a department or a project, as a form or as a table with indicators in columns.

mod overview;
mod stages;

use std::sync::Arc;

use crate::document::{
    Cell, Locator, Printed, Row, Shape, Suffix, is_blank, key, squeeze, squeeze_text, widen_brackets,
};
use crate::model::{Amount, Indicator, Measure, Phase, Reason, RowKind, Scheme, Statement, Subject, Unit};

use super::Layout;
use super::aligned::{AlignedRow, second_words};
use super::flow::FlowIndicator;
use super::funds::Funds;
use super::grid::{Grid, Role};
use super::header;
use super::levels::{
    IndicatorColumns, first_level, is_bare_value, is_block_label, is_second_level, plain_number,
};
use super::matrix;
use super::output::{Context, Output, TableFacts, money_of, row_locator, scope_of};
use super::section::{Body, Section};
use super::subject::nature_code;
use crate::taxonomy::{LabelKind, asked_word, is_label};
use overview::Overview;

/// Performance targets.
pub(super) struct PerformanceTarget;

impl Layout for PerformanceTarget {
    fn id(&self) -> &'static str {
        "performance_target"
    }

    fn score(&self, section: &Section, _: Option<&Grid>) -> u32 {
        let readable = matches!(&section.body, Body::Rows(..) | Body::Flow(_));
        if readable && section.statement == Some(Statement::PerformanceTarget) {
            return 15;
        }
        // A list of indicators with targets and no score sets goals, whatever it is called.
        let Body::Rows(_, rows) = &section.body else { return 0 };
        let sets_goals = rows
            .iter()
            .filter_map(|row| IndicatorColumns::of_row(&row.cells))
            .any(|columns| columns.third.is_some() && columns.target.is_some() && columns.score.is_none());
        if sets_goals { 12 } else { 0 }
    }

    /// A list of projects; anything else is a form.
    fn by_columns(&self, grid: &Grid) -> bool {
        grid.amounts().next().is_some() && grid.position(Role::Name).is_some()
    }

    fn recognise(&self, section: &Section, grid: Option<&Grid>, context: &Context, out: &mut Output) {
        if let Some(grid) = grid.filter(|grid| self.by_columns(grid) && !is_form(section)) {
            matrix::read_grid(section, grid, Statement::PerformanceTarget, context, out);
            indicators_in_columns(section, grid, context, out);
            indicators_in_rows(section, grid, context, out);
            return;
        }
        let Body::Rows(shape, rows) = &section.body else { return };
        let before = out.facts.len();
        let mut form = Form::new(section, *shape, context);
        form.project = project_name(rows);
        for (at, row) in rows.iter().enumerate() {
            form.row(row, rows.get(at + 1..).unwrap_or_default(), out);
        }
        out.record(Statement::PerformanceTarget, section, &form.table.title.clone(), before);
    }
}

/// Whether the list of indicators has a header of its own below the head of the table: then that head is no header, but the
/// labels and values of a form.
fn is_form(section: &Section) -> bool {
    let Body::Rows(_, rows) = &section.body else { return false };
    let header = rows.iter().position(|row| IndicatorColumns::of_row(&row.cells).is_some());
    header.is_some_and(|at| at >= header::length(rows))
}

fn blank_indicator(table: &TableFacts, project: &str, locator: Locator) -> Indicator {
    Indicator {
        document: Arc::default(),
        department: Arc::default(),
        fiscal_year: table.year,
        statement: Statement::PerformanceTarget,
        row_kind: RowKind::Indicator,
        project: project.into(),
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

/// A table whose columns are 数量指标, 质量指标 …: one indicator per filled cell.
fn indicators_in_columns(section: &Section, grid: &Grid, context: &Context, out: &mut Output) {
    let table = TableFacts::new(section, Statement::PerformanceTarget, context);
    let Some(name) = grid.position(Role::Name) else { return };
    for row in grid.rows.iter().filter(|row| row.fits) {
        for (column, cell) in grid.columns.iter().zip(&row.cells) {
            let Some(leaf) = column.path.last().filter(|leaf| is_second_level(leaf)) else { continue };
            if cell.text.is_empty() {
                continue;
            }
            let first = column.path.iter().rev().skip(1).find_map(|word| first_level(word));
            let mut indicator =
                blank_indicator(&table, &squeeze(&row.cells[name].text), cell.locator.clone());
            indicator.level1 = first.map_or_else(String::new, |first| first.name);
            indicator.level2 = squeeze(leaf);
            indicator.target = squeeze_text(&cell.text);
            out.set_aside(&cell.locator);
            out.indicators.push(indicator);
        }
    }
}

/// A list of projects each of which has its indicators in rows beside it.
fn indicators_in_rows(section: &Section, grid: &Grid, context: &Context, out: &mut Output) {
    let (Body::Rows(shape, rows), Some(name)) = (&section.body, grid.position(Role::Name)) else { return };
    let table = TableFacts::new(section, Statement::PerformanceTarget, context);
    let header =
        rows.iter().enumerate().find_map(|(at, row)| Some((at, IndicatorColumns::of_row(&row.cells)?)));
    let Some((at, columns)) = header else { return };
    let mut form = Form::new(section, *shape, context);
    form.table = table;
    for row in &rows[at + 1..] {
        if let Some(cell) = row.cells.get(name).filter(|cell| !is_blank(&cell.text)) {
            form.project = widen_brackets(&squeeze(&cell.text));
            form.level1.clear();
            form.level2.clear();
        }
        if let Some(read) = columns.read(row, *shape) {
            form.aligned(read, row, out);
        }
    }
}

/// Indicators that were rebuilt from a broken flow.
pub(super) fn indicators_of_flow(
    section: &Section,
    found: Vec<FlowIndicator>,
    context: &Context,
    out: &mut Output,
) {
    let table = TableFacts::new(section, Statement::PerformanceTarget, context);
    for one in found {
        let mut indicator = blank_indicator(&table, "", one.locator);
        indicator.level1 = one.level1;
        indicator.level2 = one.level2;
        indicator.level3 = one.level3;
        indicator.target = one.target;
        out.indicators.push(indicator);
    }
}

/// The value of 项目名称, where the form is a project's.
fn project_name(rows: &[Row]) -> String {
    let value = |row: &Row| {
        let at = row.cells.iter().position(|cell| is_label(LabelKind::Project, &cell.text))?;
        row.cells[at + 1..]
            .iter()
            .find(|cell| !is_blank(&cell.text))
            .map(|cell| widen_brackets(&squeeze(&cell.text)))
    };
    rows.iter().take(6).find_map(value).unwrap_or_default()
}

/// A form being read, top to bottom.
struct Form<'f> {
    table: TableFacts,
    shape: Shape,
    context: &'f Context<'f>,
    project: String,
    unit: Option<Unit>,
    columns: Option<IndicatorColumns>,
    level1: String,
    level2: String,
    in_indicators: bool,
    /// Where the block of this year's funds begins, in a form that has one of the whole project's to its left.
    this_year: Option<usize>,
    /// The stages of the budget over the funds, in forms that watch a project during its year.
    stages: Option<Funds>,
    overview: Overview,
}

/// What a label of the funds block announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FundLabel {
    Total,
    Nature(&'static str),
    Source(Measure),
    /// A source of money in a list of all that comes in.
    Income(Measure),
}

impl FundLabel {
    /// The same of a project over all its years.
    fn over_lifetime(self) -> Self {
        match self {
            Self::Total => Self::Source(Measure::LifetimeTotal),
            Self::Source(Measure::FiscalAppropriation) => Self::Source(Measure::LifetimeFiscalAppropriation),
            Self::Source(Measure::OtherFunds) => Self::Source(Measure::LifetimeOtherFunds),
            other => other,
        }
    }
}

impl<'f> Form<'f> {
    fn new(section: &Section, shape: Shape, context: &'f Context<'f>) -> Self {
        let mut table = TableFacts::new(section, Statement::PerformanceTarget, context);
        table.phase = Some(Phase::Budget);
        Self {
            unit: table.unit,
            table,
            shape,
            context,
            project: String::new(),
            columns: None,
            level1: String::new(),
            level2: String::new(),
            in_indicators: false,
            this_year: None,
            stages: None,
            overview: Overview::default(),
        }
    }

    fn row(&mut self, row: &Row, behind: &[Row], out: &mut Output) {
        if row.texts().all(is_blank) {
            return;
        }
        self.unit_and_entity(row);
        let second = self.columns.is_some() && second_words(row).is_some();
        if let Some(mut columns) = IndicatorColumns::of_row(&row.cells) {
            columns.prove(behind);
            self.columns = Some(columns);
            self.in_indicators = true;
        } else if let Some(columns) = self.columns.as_mut().filter(|_| second) {
            columns.take_second_row(row);
            columns.prove(behind);
        } else if !self.in_indicators
            && (self.stages(row, out) || self.overview(row, out) || self.funds(row, out))
        {
        } else if self.in_indicators || row.texts().any(|text| first_level(text).is_some()) {
            self.in_indicators = true;
            self.indicator(row, behind, out);
        }
    }

    fn unit_and_entity(&mut self, row: &Row) {
        for (at, cell) in row.cells.iter().enumerate() {
            let key = key(&cell.text);
            if key.contains("(万元)") {
                self.unit = Some(Unit::WanYuan);
            } else if key.contains("(元)") && key.contains(['金', '资']) {
                self.unit = Some(Unit::Yuan);
            }
            let names = [LabelKind::Implementer, LabelKind::Owner];
            if names.into_iter().any(|kind| is_label(kind, &key))
                && let Some(value) = row.cells[at + 1..].iter().find(|cell| !is_blank(&cell.text))
            {
                self.table.entity = squeeze(&value.text).into();
            }
        }
    }

    /// Reads `label value` pairs of the funds block. Returns whether the row had any.
    fn funds(&mut self, row: &Row, out: &mut Output) -> bool {
        let mut found = false;
        let mut label: Option<FundLabel> = None;
        let totals: Vec<usize> = (0..row.cells.len())
            .filter(|at| fund_label(&row.cells[*at].text) == Some(FundLabel::Total))
            .collect();
        if let [_, second] = totals.as_slice()
            && key(&row.cells[*second].text).contains("年度")
        {
            self.this_year = Some(*second);
        }
        for (at, cell) in row.cells.iter().enumerate() {
            if let Some(next) = fund_label(&cell.text) {
                let whole_project = self.this_year.is_some_and(|second| at < second);
                label = Some(match next {
                    FundLabel::Source(measure) if self.overview.is_income(at) => FundLabel::Income(measure),
                    other if whole_project => other.over_lifetime(),
                    other => other,
                });
            } else if cell.number().is_some()
                && let Some(label) = label.take()
            {
                found = true;
                self.fund_fact(cell, label, out);
            } else if !cell.text.is_empty() {
                label = None;
            }
        }
        found
    }

    fn fund_fact(&self, cell: &Cell, label: FundLabel, out: &mut Output) {
        let Some(printed) = cell.number() else { return };
        out.set_aside(&cell.locator);
        let Some(unit) = self.unit_of(printed) else {
            out.cannot_place(&self.table, cell, Reason::NoUnit);
            return;
        };
        let measure = if let FundLabel::Source(measure) = label { measure } else { Measure::Total };
        let subject = if self.project.is_empty() {
            match label {
                FundLabel::Nature(code) => Subject::top(Scheme::Nature, code, nature_name(code)),
                FundLabel::Income(measure) => {
                    Subject::top(Scheme::Income, measure.id(), income_name(measure))
                }
                _ => Subject::top(Scheme::Nature, "all", "资金总额"),
            }
        } else {
            Subject::top(Scheme::Project, "", self.project.clone())
        };
        let scope = scope_of(&self.table.entity, self.context.identity);
        out.facts.push(self.table.fact(measure, subject, Amount::new(printed.value, unit), cell, scope));
    }

    fn unit_of(&self, printed: Printed) -> Option<Unit> {
        match printed.suffix {
            Suffix::Percent => None,
            suffix => money_of(suffix).or(self.unit),
        }
    }

    /// A row that lies under the header of its list.
    fn aligned(&mut self, read: AlignedRow, row: &Row, out: &mut Output) {
        if is_bare_value(&read.name) {
            return self.values_of_nothing(row, out);
        }
        if let Some((first, _)) = read.first {
            self.level1 = first.name;
            self.level2.clear();
        }
        if let Some(second) = read.second {
            self.level2 = second;
        }
        read.texts.iter().for_each(|cell| out.set_aside(&cell.locator));
        let mut indicator = blank_indicator(&self.table, &self.project, row_locator(row));
        indicator.level1 = self.level1.clone();
        indicator.level2 = self.level2.clone();
        indicator.level3 = read.name.clone();
        indicator.target = read.target;
        indicator.actual = read.actual;
        indicator.note = read.note;
        if let Some((cell, weight)) = read.weight.and_then(|cell| plain_number(cell).map(|n| (cell, n))) {
            indicator.weight = Some(weight);
            out.set_aside(&cell.locator);
            let mut subject = Subject::top(Scheme::Indicator, "", widen_brackets(&read.name));
            let above = [self.project.as_str(), &self.level1, &self.level2];
            subject.ancestors =
                above.iter().filter(|level| !level.is_empty()).map(|level| Arc::from(*level)).collect();
            let scope = scope_of(&self.table.entity, self.context.identity);
            let amount = Amount::new(weight, Unit::Point);
            out.facts.push(self.table.fact(Measure::Weight, subject, amount, cell, scope));
        }
        out.indicators.push(indicator);
    }

    /// Values alone are not the name of anything: what they are values of was not seen.
    fn values_of_nothing(&self, row: &Row, out: &mut Output) {
        for cell in row.cells.iter().filter(|cell| is_bare_value(&cell.text)) {
            out.cannot_place(&self.table, cell, Reason::NoMeaning);
        }
    }

    fn indicator(&mut self, row: &Row, behind: &[Row], out: &mut Output) {
        if let Some(read) = self.columns.as_ref().and_then(|columns| columns.read(row, self.shape)) {
            self.aligned(read, row, out);
            return;
        }
        let mut contents: Vec<&Cell> = Vec::new();
        let mut last_level = None;
        for (at, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !is_blank(&cell.text)) {
            let in_second_column = self.columns.as_ref().and_then(|c| c.second) == Some(at);
            if !contents.is_empty() {
                contents.push(cell);
            } else if is_block_label(&cell.text) {
            } else if let Some(first) =
                first_level(&cell.text).filter(|_| !(in_second_column && is_second_level(&cell.text)))
            {
                self.level1 = first.name;
                self.level2.clear();
                last_level = Some(at);
            } else if is_second_level(&cell.text) {
                self.level2 = squeeze(&cell.text);
                last_level = Some(at);
            } else if at == 0 && self.columns.as_ref().is_some_and(|columns| columns.first != Some(0)) {
                // A label in the column of block labels opens another block of the form.
                self.in_indicators = false;
                return;
            } else {
                contents.push(cell);
            }
        }
        // A second level that a page break cut in two stands half in this row and half in the next.
        if contents.len() >= 3
            && last_level.is_none()
            && let Some(label) = joined_label(&contents[0].text, behind)
        {
            self.level2 = label;
            contents.remove(0);
        } else if contents.len() >= 3
            && last_level.is_none()
            && self.level2.ends_with(&squeeze(&contents[0].text))
        {
            contents.remove(0);
        }
        if !contents.is_empty() && contents.iter().all(|cell| is_bare_value(&cell.text)) {
            return self.values_of_nothing(row, out);
        }
        let Some(first) = contents.first() else { return };
        let laid = self.columns.as_ref().and_then(|columns| columns.laid(row, &contents));
        let read = laid.as_ref().and_then(|laid| self.columns.as_ref()?.read(laid, Shape::Exact));
        if let Some(read) = read {
            self.aligned(read, row, out);
            return;
        }
        contents.iter().for_each(|cell| out.set_aside(&cell.locator));
        let locator = match self.shape {
            Shape::Grid | Shape::Exact => row_locator(row),
            Shape::Collapsed => first.locator.clone(),
        };
        let mut indicator = blank_indicator(&self.table, &self.project, locator);
        indicator.level1 = self.level1.clone();
        indicator.level2 = self.level2.clone();
        indicator.level3 = squeeze_text(&first.text);
        let doubtful =
            |cell: &&Cell| self.columns.as_ref().is_some_and(|columns| columns.may_be_weight(cell));
        if let Some(last) = contents[1..].last().filter(|last| doubtful(last)) {
            out.cannot_place(&self.table, last, Reason::NoMeaning);
        } else if contents.len() > 1 {
            indicator.target = contents.last().map_or_else(String::new, |cell| squeeze_text(&cell.text));
        }
        out.indicators.push(indicator);
    }
}

/// The label that this row's first half makes with the next row's.
fn joined_label(half: &str, behind: &[Row]) -> Option<String> {
    let next = behind.iter().find(|row| row.texts().any(|text| !is_blank(text)))?;
    let joined = format!("{}{}", squeeze(half), squeeze(next.texts().next()?));
    is_second_level(&joined).then_some(joined)
}

fn nature_name(code: &str) -> &'static str {
    match code {
        "basic" => "基本支出",
        "project" => "项目支出",
        _ => "其他",
    }
}

fn income_name(measure: Measure) -> &'static str {
    match measure {
        Measure::FiscalAppropriation => "财政拨款",
        Measure::CarryoverIn => "上年结转",
        _ => "其他资金",
    }
}

/// What a label of the money that a form asks for announces. The heading of a list may stand before its first label:
/// `1.资金来源：（1）财政拨款`.
fn fund_label(text: &str) -> Option<FundLabel> {
    let own = |text: &str| {
        let key = key(&crate::document::label(text));
        let key = ["(万元)", "(元)"].iter().fold(key.clone(), |k, unit| k.replace(unit, ""));
        let key = key.trim_end_matches(':').trim_start_matches("其中:");
        match (asked_word(key), nature_code(key, None)) {
            (Some(Measure::Total), _) => Some(FundLabel::Total),
            (Some(measure), _) => Some(FundLabel::Source(measure)),
            (None, Some(code @ ("basic" | "project" | "other"))) => Some(FundLabel::Nature(code)),
            _ => None,
        }
    };
    let behind_heading =
        || text.split_once(['：', ':']).filter(|(_, rest)| !is_blank(rest)).map(|(_, rest)| rest);
    own(text).or_else(|| behind_heading().and_then(own))
}
