//! The general layout: a row is a subject, a column is a measure. Summaries, tables by function, by economic class,
//! by project and by source are all read here; they differ in what their rows are.

mod scheme;

use std::sync::Arc;

use crate::diagnostic::Code;
use crate::document::{Cell, Reach, Suffix, is_blank, is_cjk, is_failed, label, parse_cell, squeeze};
use crate::model::{
    Amount, Base, CodeSource, Fact, Measure, Phase, Reason, Scheme, Scope, Statement, Subject,
};

use super::Layout;
use super::codebook::{self, joined_code};
use super::grid::{Grid, GridRow, HeaderYear, Meaning, Role, unit_above};
use super::hierarchy::{self, RowLabel};
use super::levels::IndicatorColumns;
use super::output::{Context, Output, TableFacts, scope_of, settle_execution};
use super::panel::{Panel, Side, is_by_unit, panels, split_composite};
use super::section::Section;
use super::{doubled, row_labels, row_units, stacked, subject};
use crate::taxonomy::{RowUnit, same_body, source_of};

/// The general layout of rows and columns.
pub(super) struct Matrix;

impl Layout for Matrix {
    fn id(&self) -> &'static str {
        "matrix"
    }

    fn score(&self, section: &Section, grid: Option<&Grid>) -> u32 {
        let known = section.statement.is_some_and(|s| {
            !matches!(
                s,
                Statement::SelfEvaluation
                    | Statement::Scorecard
                    | Statement::PerformanceTarget
                    | Statement::ThreePublic
            )
        });
        match grid {
            Some(grid) if known && grid.amounts().next().is_some() => 10,
            // The results of several projects, one a row.
            Some(grid) if section.statement == Some(Statement::SelfEvaluation) && lists_results(grid) => 25,
            _ => 0,
        }
    }

    fn recognise(&self, section: &Section, grid: Option<&Grid>, context: &Context, out: &mut Output) {
        if let (Some(grid), Some(statement)) = (grid, section.statement) {
            read_grid(section, grid, statement, context, out);
        }
    }
}

/// Reads all panels of a table.
pub(crate) fn read_grid(
    section: &Section,
    grid: &Grid,
    statement: Statement,
    context: &Context,
    out: &mut Output,
) {
    let panels = panels(grid);
    let before = out.facts.len();
    let mut statements: Vec<Statement> = Vec::new();
    let mut read = |side: Option<Side>, panel: &Panel, grid: &Grid, out: &mut Output| {
        let statement = half_of(statement, side.or(panel.side), panel, grid);
        let table = TableFacts::new(section, statement, context);
        if table.unit.is_none() && !statements.contains(&statement) {
            report_missing_unit(section, context, out);
        }
        // In a list of projects the names below 预算单位 may be those of projects.
        let by_unit = table.statement != Statement::Project && is_by_unit(panel, grid);
        Reading { grid, panel, table: &table, context, by_unit }.read(out);
        if !statements.contains(&statement) {
            statements.push(statement);
        }
    };
    match (stacked::halves(grid, &panels, statement), panels.as_slice()) {
        (Some(halves), [panel]) => {
            halves.iter().for_each(|(side, grid)| read(Some(*side), panel, grid, out));
        }
        (_, panels) => panels.iter().for_each(|panel| read(None, panel, grid, out)),
    }
    set_aside_columns(grid, out);
    out.facts[before..].sort_by_key(|fact| fact.locator.order());
    for statement in statements {
        out.record(statement, section, &Arc::from(section.title.as_str()), before);
    }
}

/// Without a unit no amount of the table is published.
pub(crate) fn report_missing_unit(section: &Section, context: &Context, out: &mut Output) {
    let message = if section.caption.odd_unit {
        "the table's unit is none that is known, or more than one".to_owned()
    } else {
        "the table prints no unit of money".to_owned()
    };
    out.report(
        context,
        Code::NoUnit,
        section.span,
        &section.title,
        message,
        "expected 单位：万元 or 单位：元 near the title; amounts without a unit are not published",
    );
}

/// The half of a summary that a panel is; other statements stay what they are.
fn half_of(statement: Statement, side: Option<Side>, panel: &Panel, grid: &Grid) -> Statement {
    let (income, expenditure) = match statement {
        Statement::IncomeSummary => (Statement::IncomeSummary, Statement::ExpenditureSummary),
        Statement::FiscalIncomeSummary => {
            (Statement::FiscalIncomeSummary, Statement::FiscalExpenditureSummary)
        }
        other => return other,
    };
    match side.unwrap_or_else(|| side_by_words(panel, grid)) {
        Side::Income => income,
        Side::Expenditure => expenditure,
    }
}

fn side_by_words(panel: &Panel, grid: &Grid) -> Side {
    let labels = grid.rows.iter().filter(|row| row.fits).filter_map(|row| panel.label(row));
    let named = |text: &str| text.contains("收入") || text.contains("拨款") || source_of(text).is_some();
    let income = labels.filter(|cell| named(&cell.text)).count();
    if income * 2 > grid.rows.len().min(8) { Side::Income } else { Side::Expenditure }
}

/// Codes, line numbers, years and running text are no facts.
pub(crate) fn set_aside_columns(grid: &Grid, out: &mut Output) {
    for row in grid.rows.iter().filter(|row| row.fits) {
        for (column, cell) in grid.columns.iter().zip(&row.cells).filter(|(_, cell)| !cell.text.is_empty()) {
            if matches!(
                column.role,
                Role::Aside
                    | Role::Code
                    | Role::CodePart(_)
                    | Role::Year
                    | Role::Entity
                    | Role::Name
                    | Role::SecondName
                    | Role::WithinCode
                    | Role::WithinName
            ) {
                out.set_aside(&cell.locator);
            }
        }
    }
}

/// One panel being read.
struct Reading<'r> {
    grid: &'r Grid,
    panel: &'r Panel,
    table: &'r TableFacts,
    context: &'r Context<'r>,
    /// Whether the rows are units.
    by_unit: bool,
}

/// A row of the panel with its label and the unit it belongs to.
struct PanelRow<'r> {
    row: &'r GridRow,
    label: RowLabel,
    entity: Arc<str>,
    /// Whether the label is the unit's own name.
    is_entity: bool,
    /// The economic class within the row's class that the figures are of: its code and name.
    within: Option<(String, String)>,
    /// The cell that holds the label, for `quote`s of composite cells.
    composite: Option<(Cell, &'r str)>,
}

impl<'r> Reading<'r> {
    fn read(&self, out: &mut Output) {
        let rows = self.rows(out);
        let schemes = self.schemes(&rows);
        let labels: Vec<RowLabel> = rows.iter().map(|row| row.label.clone()).collect();
        let main = schemes.iter().copied().find(|s| !matches!(s, Scheme::Nature)).unwrap_or(Scheme::Nature);
        let parents = self.parents(&labels, main);
        for (at, row) in rows.iter().enumerate() {
            let subject = self.subject(&rows, &parents, at, schemes[at]);
            self.facts_of(row, subject, out);
        }
    }

    /// The rows that this panel prints something in.
    fn rows(&self, out: &mut Output) -> Vec<PanelRow<'r>> {
        let mut entity = self.table.entity.clone();
        let entity_column = self.grid.position(Role::Entity);
        let mut rows = Vec::new();
        for row in &self.grid.rows {
            if !row.fits {
                for cell in row.cells.iter().filter(|cell| cell.number().is_some()) {
                    out.cannot_place(self.table, cell, Reason::OtherLength);
                    out.set_aside(&cell.locator);
                }
                continue;
            }
            if let Some(cell) = entity_column.map(|at| &row.cells[at])
                && !is_blank(&cell.text)
            {
                // 合计 in the column of units is the total of all, and no unit.
                let is_total = subject::total_code(&cell.text).is_some();
                entity = if is_total { self.table.entity.clone() } else { squeeze(&cell.text).into() };
            }
            if let Some(found) = self.row(row, &mut entity, entity_column) {
                rows.push(found);
            }
        }
        rows
    }

    fn row(
        &self,
        row: &'r GridRow,
        entity: &mut Arc<str>,
        entity_column: Option<usize>,
    ) -> Option<PanelRow<'r>> {
        if let Some(column) = self.panel.composite {
            return self.composite_row(row, column, entity.clone());
        }
        let amount = self.panel.amounts.iter().find_map(|(at, _)| row.cells[*at].number());
        let code = joined_code(row, &self.panel.codes);
        // Words stand in the code column where the name column is merged into it.
        let mut in_code = self.panel.codes.iter().map(|at| &row.cells[*at]);
        let label_in_code = in_code.find(|cell| cell.text.chars().any(is_cjk));
        let cell = self
            .panel
            .label(row)
            .or(label_in_code)
            .or_else(|| row_labels::merged(self.grid, self.panel, row))
            .or_else(|| row_labels::of_total_beside(self.panel, row))
            // An amount that slid out of its column labels nothing.
            .filter(|cell| cell.number().is_none_or(|printed| printed.value.scale() == 0));
        let text = cell.map_or("", |cell| cell.text.as_str());
        // Code and name stand together in the column of codes: they are a label.
        let code = if label_in_code.is_some() { String::new() } else { code };
        // 2010301-行政运行: code and name in one cell.
        let (code, text) = match codebook::code_in_label(text).filter(|_| code.is_empty()) {
            Some((own, rest)) => (own.to_owned(), rest),
            None => (code, text),
        };
        let name = label(text);
        let has_amounts = self.panel.amounts.iter().any(|(at, _)| !is_blank(&row.cells[*at].text));
        if name.is_empty() && code.is_empty() && !has_amounts {
            return None;
        }
        // A label that is the unit's name opens the rows of that unit.
        let is_total = subject::total_code(text).is_some();
        let names_entity = !is_total
            && (is_no_class(&code) && self.is_entity(text)
                || code.is_empty()
                    && (self.by_unit && !name.is_empty()
                        || row_labels::opens_unit(self.grid, self.panel, row, text)));
        if names_entity {
            *entity = squeeze(text).into();
        } else if is_total && (self.by_unit || self.is_of_all(row, text, entity_column)) {
            entity.clone_from(&self.table.entity);
        }
        let own_entity = entity_column.is_some_and(|at| !is_blank(&row.cells[at].text));
        let is_entity = names_entity
            || name.is_empty()
                && own_entity
                && (code.is_empty() || is_no_class(&code) && self.is_entity(entity));
        let code_cell = self.panel.codes.first().map(|at| &row.cells[*at]);
        // Labels in several columns nest from left to right.
        let depth = cell
            .and_then(|cell| self.panel.names.iter().position(|at| row.cells[*at].locator == cell.locator));
        let depth = depth.and_then(|depth| u32::try_from(depth).ok()).unwrap_or(0);
        let indent = depth + cell.map_or(0, |cell| cell.indent).max(code_cell.map_or(0, |cell| cell.indent));
        let label = RowLabel {
            text: text.to_owned(),
            name,
            indent,
            code: if is_code(&code) { code } else { String::new() },
            amount: amount.map(|printed| printed.value),
            apart: is_entity || subject::total_code(text).is_some() || self.is_outside_function(text),
        };
        let within = doubled::of_row(row, &self.panel.within.0, &self.panel.within.1);
        Some(PanelRow { row, label, entity: entity.clone(), is_entity, within, composite: None })
    }

    /// Whether a row is the total of a list whose column of units stands empty beside it.
    fn is_of_all(&self, row: &GridRow, text: &str, entity_column: Option<usize>) -> bool {
        let empty = |cell: &Cell| is_blank(&cell.text) && cell.reach != Some(Reach::Covered);
        subject::total_code(text) == Some("all") && entity_column.is_some_and(|at| empty(&row.cells[at]))
    }

    fn composite_row(&self, row: &'r GridRow, column: usize, entity: Arc<str>) -> Option<PanelRow<'r>> {
        let cell = &row.cells[column];
        let (text, number) = split_composite(&cell.text).unwrap_or((cell.text.as_str(), ""));
        if text.is_empty() {
            return None;
        }
        let label = RowLabel {
            text: text.to_owned(),
            name: label(text),
            indent: cell.indent,
            code: String::new(),
            amount: parse_cell(number).map(|printed| printed.value),
            apart: subject::total_code(text).is_some(),
        };
        let composite = Some((cell.clone(), number));
        Some(PanelRow { row, label, entity, is_entity: false, within: None, composite })
    }

    /// Whether a label is the name of a unit rather than of a class or project.
    fn is_entity(&self, text: &str) -> bool {
        let identity = self.context.identity;
        same_body(text, &identity.body)
            || same_body(text, &self.table.entity)
            || subject::looks_like_unit(text, &identity.body)
    }

    /// In an expenditure summary, lines such as 结转下年 stand beside the classes, not among them.
    fn is_outside_function(&self, text: &str) -> bool {
        matches!(self.table.statement, Statement::ExpenditureSummary | Statement::FiscalExpenditureSummary)
            && self.panel.composite.is_none()
            && subject::outside_function(&label(text)).is_some()
    }

    fn parents(&self, labels: &[RowLabel], scheme: Scheme) -> hierarchy::Parents {
        let bare = |row: &RowLabel| {
            row.indent == 0 && crate::document::strip_ordinal(&row.text) == row.text.trim_start()
        };
        if scheme == Scheme::Income && labels.iter().filter(|row| !row.apart).take(2).all(bare) {
            return hierarchy::income_parents(labels);
        }
        hierarchy::parents(labels, scheme, self.context.codes)
    }

    fn subject(&self, rows: &[PanelRow], parents: &hierarchy::Parents, at: usize, scheme: Scheme) -> Subject {
        let row = &rows[at];
        let name = if row.label.name.is_empty() { row.entity_name() } else { row.label.name.clone() };
        if row.is_entity || rows.len() == 1 && row.is_unlabelled_total(self.panel) {
            return Subject::top(scheme, "all", name);
        }
        if let Some(code) = subject::total_code(&row.label.text) {
            return Subject::top(scheme, code, name);
        }
        let mut chain = Vec::new();
        let mut above = parents[at];
        while let Some(parent) = above {
            chain.push(parent);
            above = parents[parent];
        }
        chain.reverse();
        let ancestors: Vec<&RowLabel> = chain.iter().map(|at| &rows[*at].label).collect();
        if let Some((code, name)) = &row.within {
            let mut subject = Subject::top(Scheme::Economic, code.clone(), name.clone());
            subject.code_source = Some(CodeSource::Printed).filter(|_| !code.is_empty());
            subject.parent_code.clone_from(&row.label.code);
            subject.ancestors = vec![Arc::from(row.label.name.as_str())];
            return subject;
        }
        let mut subject = subject::build(scheme, &row.label, &ancestors, self.context.codes);
        if scheme == Scheme::Project && self.is_project_of_class(&row.label) {
            subject.parent_code = std::mem::take(&mut subject.code);
            subject.code_source = None;
        }
        subject
    }

    fn facts_of(&self, row: &PanelRow, subject: Subject, out: &mut Output) {
        let nameless = subject.name.is_empty() && subject.code.is_empty();
        let scope = scope_of(&row.entity, self.context.identity);
        let said = row_units::of_row(self.grid, row.row, &row.label.text);
        let glued = row_labels::glued_before(self.grid, self.panel, row.row);
        for (column, meaning) in &self.panel.amounts {
            let cell = &row.row.cells[*column];
            let nameless = nameless || glued.is_some_and(|glued| glued < *column);
            let printed = match &row.composite {
                Some((_, number)) => parse_cell(number),
                None => cell.number(),
            };
            let Some(printed) = printed else {
                if row.composite.is_none() && may_be_figure(&cell.text) {
                    out.cannot_place(self.table, cell, Reason::TextInAmounts);
                    out.set_aside(&cell.locator);
                }
                continue;
            };
            out.set_aside(&cell.locator);
            if nameless {
                out.cannot_place(self.table, cell, Reason::NoLabel);
                continue;
            }
            let path = &self.grid.columns[*column].path;
            let of_table = self.table.unit_of(printed, meaning.measure, path);
            // A unit in the cell itself is the nearest.
            let own = said.filter(|_| printed.suffix == Suffix::None);
            let Some(unit) = of_table.or(own.and_then(RowUnit::money)) else {
                out.cannot_place(self.table, cell, Reason::NoUnit);
                continue;
            };
            let Some(unit) = row_units::settled(own, unit, unit_above(path)) else {
                out.cannot_place(self.table, cell, Reason::NoMeaning);
                continue;
            };
            let amount = Amount::new(printed.value, unit);
            out.facts.push(self.fact(row, *meaning, subject.clone(), amount, cell, scope));
        }
    }

    fn fact(
        &self,
        row: &PanelRow,
        meaning: Meaning,
        subject: Subject,
        amount: Amount,
        cell: &Cell,
        scope: Scope,
    ) -> Fact {
        let measure = match (self.table.statement, meaning.measure) {
            // In a table of 基本支出 alone the row's total is the basic expenditure.
            (Statement::BasicByEconomic, Measure::Total) => Measure::Basic,
            (_, measure) => measure,
        };
        let mut fact = self.table.fact(measure, subject, amount, cell, scope);
        fact.entity = row.entity.clone();
        fact.phase = meaning.phase.or(fact.phase);
        match meaning.year {
            Some(HeaderYear::Absolute(year)) => fact.fiscal_year = year,
            Some(HeaderYear::Prior) => fact.fiscal_year -= 1,
            None => {}
        }
        settle_execution(&mut fact, self.context.identity);
        if measure == Measure::ExecutionRate && fact.phase == self.table.phase {
            // How much was executed is said of what was spent.
            fact.phase = Some(Phase::Final);
        }
        fact.base = match (meaning.base, fact.phase) {
            (Some(_), Some(Phase::Final)) => Some(Base::PriorFinal),
            (base, _) => base,
        };
        fact
    }
}

/// Whether the rows of a table are projects with their money and their score.
fn lists_results(grid: &Grid) -> bool {
    let measures: Vec<Measure> = grid.amounts().map(|(_, meaning)| meaning.measure).collect();
    grid.position(Role::Name).is_some()
        && measures.contains(&Measure::Score)
        && measures.iter().filter(|measure| **measure == Measure::Total).count() > 1
        && !grid.rows.iter().any(heads_indicators)
}

/// Whether a row below amounts is the header of indicators: then the table is the form of one project.
fn heads_indicators(row: &GridRow) -> bool {
    IndicatorColumns::of_row(&row.cells).is_some_and(|columns| columns.third.is_some())
}

impl PanelRow<'_> {
    fn entity_name(&self) -> String {
        if self.is_entity { self.entity.to_string() } else { String::new() }
    }

    /// A table of one row without label columns has one subject: its total.
    fn is_unlabelled_total(&self, panel: &Panel) -> bool {
        !panel.is_labelled() && self.label.name.is_empty()
    }
}

/// Whether a cell that is no number may hold one all the same: a digit in it, a character that nobody can name, an error of
/// a spreadsheet.
pub(super) fn may_be_figure(text: &str) -> bool {
    let unnamed = |c: char| c == '\u{FFFD}' || matches!(c, '\u{E000}'..='\u{F8FF}');
    is_failed(text) || without_ordinal(text).chars().any(|c| c.is_ascii_digit() || unnamed(c))
}

/// A text without the ordinal of a label: 2.对个人和家庭的补助.
fn without_ordinal(text: &str) -> &str {
    let own = text.trim_start_matches(['（', '(']);
    let rest = own.trim_start_matches(|c: char| c.is_ascii_digit());
    let marked = rest.strip_prefix(['.', '、', '．', '）', ')']).filter(|_| rest.len() < own.len());
    marked.filter(|rest| rest.trim_start().starts_with(is_cjk)).unwrap_or(text)
}

/// Whether what stands in the columns of codes is no code of a classification: nothing, or that of a unit (331301).
fn is_no_class(code: &str) -> bool {
    code.is_empty() || crate::taxonomy::function(code).is_none() && crate::taxonomy::economic(code).is_none()
}

/// Whether a joined code column holds a code rather than stray text.
fn is_code(code: &str) -> bool {
    !code.is_empty() && code.len() <= 12 && code.chars().all(|c| c.is_ascii_alphanumeric())
}
