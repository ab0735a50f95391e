//! What a table is by its structure: the sides of its header, the classifications of its codes, what its columns count.
//!
//! Every sign is a piece of evidence with a weight for one statement or against it. A title is asked whether the
//! structure contradicts it; a table without one is named only where the evidence for one statement is enough, and
//! clearly more than for any other.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::model::{Measure, Scheme, Statement};
use crate::taxonomy::{source_of, three_public_item};

use super::codebook::{joined_code, scheme_of};
use super::doubled;
use super::grid::Grid;
use super::panel::{Panel, Side, panels};
use super::subject::{is_function_class, total_code};

/// What names a table by its structure alone.
const ENOUGH: i32 = 60;

/// By how much the best must lead.
const LEAD: i32 = 20;

/// What contradicts a title.
const AGAINST: i32 = -40;

/// Rows with codes of a classification that make a table one by it.
const FEWEST_CODES: usize = 2;

/// Items of the 三公 that make a table one of them.
const FEWEST_ITEMS: usize = 3;

/// What is seen of a table.
#[derive(Debug, Default)]
pub(crate) struct Structure {
    /// Rows with functional codes, and with economic ones.
    function: usize,
    economic: usize,
    /// Rows with an economic class within their functional one.
    within: usize,
    /// Whether an income half and an expenditure half stand side by side.
    two_sides: bool,
    /// What the columns count.
    measures: BTreeSet<Measure>,
    /// What the columns of the expenditure half count.
    spent: BTreeSet<Measure>,
    /// Sources of income among the labels.
    sources: BTreeSet<Measure>,
    /// Labels that are functional classes.
    classes: usize,
    /// Items of the 三公 among the labels, and how many labels are neither one nor a total.
    items: BTreeSet<&'static str>,
    strangers: usize,
    /// The amount of the row 合计 below 合计.
    total: Option<Decimal>,
}

impl Structure {
    /// Looks at a table.
    pub(crate) fn of(grid: &Grid) -> Self {
        let panels = panels(grid);
        let mut seen = Self::default();
        seen.measures.extend(grid.amounts().map(|(_, meaning)| meaning.measure));
        let has = |side: Side| panels.iter().any(|panel| panel.side == Some(side));
        seen.two_sides = has(Side::Income) && has(Side::Expenditure);
        for panel in &panels {
            if panel.side == Some(Side::Expenditure) {
                seen.spent.extend(panel.amounts.iter().map(|(_, meaning)| meaning.measure));
            }
            seen.look_at_rows(grid, panel);
        }
        seen
    }

    fn look_at_rows(&mut self, grid: &Grid, panel: &Panel) {
        for row in grid.rows.iter().filter(|row| row.fits) {
            match scheme_of(&joined_code(row, &panel.codes)) {
                Some(Scheme::Function) => self.function += 1,
                Some(Scheme::Economic) => self.economic += 1,
                _ => {}
            }
            self.within += usize::from(doubled::of_row(row, &panel.within.0, &panel.within.1).is_some());
            let in_code =
                || panel.codes.iter().map(|at| &row.cells[*at]).find(|cell| total_code(&cell.text).is_some());
            let Some(label) = panel.label(row).or_else(in_code) else { continue };
            self.sources.extend(source_of(&label.text));
            let item = three_public_item(&label.text);
            self.items.extend(item);
            let known = item.is_some() || label.is_blank() || total_code(&label.text).is_some();
            self.strangers += usize::from(!known);
            self.classes += usize::from(is_function_class(&crate::document::label(&label.text)));
            if total_code(&label.text) == Some("all") {
                let whole = panel.amounts.iter().find(|(_, meaning)| meaning.measure == Measure::Total);
                let amount = whole.and_then(|(at, _)| row.cells[*at].number());
                self.total = self.total.or(amount.map(|printed| printed.value));
            }
        }
    }

    fn counts(&self, measures: &[Measure]) -> usize {
        measures.iter().filter(|measure| self.measures.contains(measure)).count()
    }

    /// All evidence, by statement.
    fn evidence(&self, set: &Set) -> Vec<(Statement, i32)> {
        let mut found = Vec::new();
        let mut says = |statements: &[Statement], weight: i32, is: bool| {
            found.extend(statements.iter().filter(|_| is).map(|statement| (*statement, weight)));
        };
        let by_function = self.function >= FEWEST_CODES && self.economic == 0;
        let by_economic = self.economic >= FEWEST_CODES && self.function == 0;
        let split = self.counts(&[Measure::Basic, Measure::Project]) == 2;
        let sources = self.counts(INCOME);
        let own = self.sources.iter().filter(|source| OWN.contains(source)).count();

        says(SUMMARIES, 60, self.two_sides && self.sources.len() >= 2 && !by_function && !by_economic);
        says(SUMMARIES, -60, !self.two_sides && (by_function || by_economic));
        says(OF_ALL, 30, self.two_sides && own > 0);
        says(OF_FISCAL, -60, self.two_sides && own > 0);
        let funds = [Measure::GeneralPublic, Measure::GovFund];
        let by_fund = funds.iter().all(|fund| self.spent.contains(fund));
        says(OF_FISCAL, 30, self.two_sides && own == 0 && by_fund);

        let sourced = by_function && self.within == 0 && sources >= 2;
        says(&[Statement::IncomeDetail], 60, !self.two_sides && sourced && !split);
        says(&[Statement::IncomeDetail], -60, self.two_sides || split || by_economic);

        let beyond = self.counts(&[Measure::Operating, Measure::ToSuperior, Measure::ToAffiliated]);
        let rows = by_function && split && sources < 2;
        says(SPENDING, 35, rows);
        says(&[Statement::ExpenditureDetail], 30, rows && beyond > 0);
        says(&[Statement::GeneralByFunction], -60, rows && beyond > 0);
        says(SPENDING, -60, self.two_sides || by_economic);
        let equals = |other: Option<Decimal>| self.total.is_some() && self.total == other;
        says(&[Statement::ExpenditureDetail], 25, rows && equals(set.spent));
        says(&[Statement::GeneralByFunction], 25, rows && equals(set.general));

        says(ECONOMIC, 40, by_economic && !self.two_sides);
        says(&[Statement::BasicByEconomic], 30, by_economic && !self.measures.contains(&Measure::Project));
        says(&[Statement::GeneralByEconomic], 30, by_economic && split);
        let only_function = by_function && self.within == 0;
        says(ECONOMIC, -60, self.two_sides && self.economic == 0 && self.sources.len() >= 2 || only_function);

        // Economic classes have the same names, among others.
        let of_items = self.items.len() >= FEWEST_ITEMS && self.strangers == 0;
        let of_items = of_items && self.function == 0 && self.economic == 0 && !self.two_sides;
        says(&[Statement::ThreePublic], 60, of_items);
        says(NO_ITEMS, -60, of_items);
        found
    }

    /// What the evidence says of each statement.
    fn weights(&self, set: &Set) -> BTreeMap<Statement, i32> {
        let mut weights = BTreeMap::new();
        for (statement, weight) in self.evidence(set) {
            *weights.entry(statement).or_insert(0) += weight;
        }
        weights
    }

    /// Whether the structure contradicts a statement.
    pub(crate) fn contradicts(&self, statement: Statement) -> bool {
        self.weights(&Set::default()).get(&statement).is_some_and(|weight| *weight <= AGAINST)
    }

    /// Whether its rows are functional classes alone: by economic class it is only in its columns.
    pub(crate) fn is_by_function(&self) -> bool {
        self.function >= FEWEST_CODES && self.economic == 0 && self.within == 0 && !self.two_sides
    }

    /// The statement that the structure proves.
    pub(crate) fn proves(&self, set: &Set) -> Option<Statement> {
        let weights = self.weights(set);
        let (best, weight) = weights.iter().max_by_key(|(_, weight)| **weight)?;
        let next = weights.iter().filter(|(one, _)| *one != best).map(|(_, weight)| *weight).max();
        (*weight >= ENOUGH && weight - next.unwrap_or(0).max(0) >= LEAD).then_some(*best)
    }

    /// Whether it looks like a table of the budget at all.
    pub(crate) fn says_something(&self) -> bool {
        !self.weights(&Set::default()).is_empty()
    }

    /// The amount of its grand total.
    pub(crate) fn total(&self) -> Option<Decimal> {
        self.total
    }
}

/// Totals of tables of the same document that are known already.
#[derive(Debug, Default)]
pub(crate) struct Set {
    /// All expenditure.
    pub(crate) spent: Option<Decimal>,
    /// Expenditure of 一般公共预算, where that is not all.
    pub(crate) general: Option<Decimal>,
}

const SUMMARIES: &[Statement] = &[Statement::IncomeSummary, Statement::FiscalIncomeSummary];
const OF_ALL: &[Statement] = &[Statement::IncomeSummary];
const OF_FISCAL: &[Statement] = &[Statement::FiscalIncomeSummary];
const SPENDING: &[Statement] = &[Statement::ExpenditureDetail, Statement::GeneralByFunction];
const ECONOMIC: &[Statement] = &[Statement::BasicByEconomic, Statement::GeneralByEconomic];

/// Tables whose rows are no items of the 三公.
const NO_ITEMS: &[Statement] = &[
    Statement::IncomeSummary,
    Statement::FiscalIncomeSummary,
    Statement::IncomeDetail,
    Statement::ExpenditureDetail,
    Statement::GeneralByFunction,
];

/// Columns of where money comes from.
const INCOME: &[Measure] = &[
    Measure::FiscalAppropriation,
    Measure::GeneralPublic,
    Measure::BusinessIncome,
    Measure::OperatingIncome,
    Measure::SuperiorSubsidy,
    Measure::AffiliatedIncome,
    Measure::OtherIncome,
    Measure::FiscalAccount,
];

/// Sources that are no appropriation.
const OWN: &[Measure] = &[
    Measure::BusinessIncome,
    Measure::OperatingIncome,
    Measure::SuperiorSubsidy,
    Measure::AffiliatedIncome,
    Measure::OtherIncome,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Cell, Locator, Row, Shape, Span};

    fn structure(rows: &[&str]) -> Structure {
        let row = |(line, text): (u32, &&str)| Row {
            span: Span::new(line, line),
            cells: text
                .split('|')
                .zip(1..)
                .map(|(text, nth)| Cell::new(text, Locator::Cell(line, nth)))
                .collect(),
        };
        let rows: Vec<Row> = (1..).zip(rows).map(row).collect();
        Structure::of(&Grid::build(Shape::Grid, &rows).expect("a header"))
    }

    fn proves(rows: &[&str]) -> &'static str {
        structure(rows).proves(&Set::default()).map_or("", Statement::id)
    }

    const SUMMARY: &[&str] = &[
        "收入||支出|",
        "项目|决算数|项目|决算数",
        "一、财政拨款收入|5.00|一、教育支出|6.00",
        "二、事业收入|1.00||",
        "总计|6.00|总计|6.00",
    ];

    #[test]
    fn sides_make_a_summary_and_its_sources_say_which() {
        assert_eq!(proves(SUMMARY), "income_summary");
        let fiscal = [
            "收入||支出|||",
            "项目|决算数|项目|合计|一般公共预算财政拨款|政府性基金预算财政拨款",
            "一、一般公共预算财政拨款|5.00|一、教育支出|5.00|5.00|",
            "二、政府性基金预算财政拨款||||| ",
            "总计|5.00|总计|5.00|5.00|",
        ];
        assert_eq!(proves(&fiscal), "fiscal_income_summary");
        assert!(structure(SUMMARY).contradicts(Statement::BasicByEconomic));
        assert!(!structure(SUMMARY).contradicts(Statement::IncomeSummary));
    }

    #[test]
    fn codes_and_columns_make_a_detailed_table() {
        let income = [
            "科目编码|科目名称|合计|财政拨款收入|事业收入",
            "205|教育支出|6.00|5.00|1.00",
            "20502|普通教育|6.00|5.00|1.00",
        ];
        assert_eq!(proves(&income), "income_detail");
        let spent = [
            "科目编码|科目名称|合计|基本支出|项目支出|经营支出",
            "205|教育支出|6.00|5.00|1.00|",
            "20502|普通教育|6.00|5.00|1.00|",
        ];
        assert_eq!(proves(&spent), "expenditure_detail");
        let economic = [
            "科目编码|科目名称|合计|人员经费|公用经费",
            "301|工资福利支出|6.00|6.00|",
            "302|商品和服务支出|1.00||1.00",
        ];
        assert_eq!(proves(&economic), "basic_by_economic");
        assert!(structure(&economic).contradicts(Statement::GeneralByFunction));
    }

    #[test]
    fn items_of_the_three_public_make_their_table() {
        let rows = [
            "项目|年初预算数|决算数",
            "合计|3.00|2.00",
            "一、因公出国（境）费|1.00|1.00",
            "二、公务用车购置及运行维护费|1.00|1.00",
            "三、公务接待费|1.00|",
        ];
        assert_eq!(proves(&rows), "three_public");
        assert!(structure(&rows).contradicts(Statement::GeneralByFunction));
        let economic = [
            "科目名称|合计|人员经费|公用经费",
            "办公费|1.00||1.00",
            "因公出国（境）费用|1.00||1.00",
            "公务用车运行维护费|1.00||1.00",
            "公务接待费|1.00||1.00",
            "差旅费|1.00||1.00",
            "工会经费|1.00||1.00",
            "福利费|1.00||1.00",
            "培训费|1.00||1.00",
            "会议费|1.00||1.00",
            "劳务费|1.00||1.00",
            "租赁费|1.00||1.00",
        ];
        assert_eq!(proves(&economic), "");
    }

    #[test]
    fn what_may_be_one_of_two_is_named_by_no_structure() {
        let rows = [
            "科目编码|科目名称|合计|基本支出|项目支出",
            "205|教育支出|6.00|5.00|1.00",
            "20502|普通教育|6.00|5.00|1.00",
            "|合计|6.00|5.00|1.00",
        ];
        assert_eq!(proves(&rows), "");
        let of =
            |spent: &str, general: &str| Set { spent: spent.parse().ok(), general: general.parse().ok() };
        let named = |set: &Set| structure(&rows).proves(set).map_or("", Statement::id);
        assert_eq!(named(&of("6.00", "5.50")), "expenditure_detail");
        assert_eq!(named(&of("7.00", "6.00")), "general_by_function");
        assert_eq!(named(&of("6.00", "6.00")), "", "both totals are the same");
    }
}
