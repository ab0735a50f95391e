//! A made-up budget in the flow of a PDF.

use super::model::World;
use super::page::{Cell, Page, text};
use super::tables::*;

/// By economic class, in a flow whose header breaks a word.
fn economic_flow(world: &World, page: &mut Page) {
    let table = Table::new(world, "budget", "general_by_economic", "economic");
    let body = world.body.as_str();
    head(page, "表八：一般公共预算支出表(按经济分类)", "单位名称", body);
    for line in ["预算单位", "科目编", "码", "科目名称 支出总计 基本支出 项目支出"] {
        page.line(line);
    }
    let amounts = |code: &str, name: &str, basic: i64| {
        [("total", basic), ("basic", basic), ("project", 0)].map(|(m, v)| table.amount(m, code, name, v))
    };
    let mut first = vec![text(body)];
    first.extend(amounts("all", body, world.basic()));
    page.row(first);
    for e in &world.economics {
        let mut cells = vec![text(&e.code), text(&e.name)];
        cells.extend(amounts(&e.code, &e.name, e.basic));
        page.row(cells);
    }
    page.end_table();
}

/// Projects by every source, in columns so narrow that header and amounts are broken over lines.
fn narrow_projects(world: &World, page: &mut Page) {
    let table = Table::new(world, "budget", "project", "project");
    let body = world.body.as_str();
    head(page, "表五：项目支出总表", "单位名称", body);
    for word in ["支出项目类别（一级项", "目）", "总计", "政府预算拨款"] {
        page.line(word);
    }
    let upright = |page: &mut Page, word: &str| word.chars().for_each(|c| page.line(c.to_string()));
    upright(page, "财政专户管理资金");
    page.line("单位资金");
    page.line("上年");
    page.line("结转");
    page.line("一般公共预算拨款");
    for word in [
        "政府性基金预算拨款",
        "国有资本经营预算拨款",
        "事业收入",
        "事业单位经营收入",
        "上级补助收入",
        "附属单位上缴收入",
        "其他收入",
    ] {
        upright(page, word);
    }
    for word in ["小计", "履职", "类", "项目", "拨款"] {
        page.line(word);
    }
    upright(page, "财政专项资金拨款");
    upright(page, "政府投资项目拨款");
    let row = |page: &mut Page, code: &str, name: &str, value: i64| {
        let filled = ["total", "general_public", "duty_project"];
        let empty = [
            "fiscal_special",
            "gov_investment",
            "gov_fund",
            "state_capital",
            "fiscal_account",
            "business_income",
            "operating_income",
            "superior_subsidy",
            "affiliated_income",
            "other_income",
            "carryover_in",
        ];
        let mut cells: Vec<Cell> = filled.iter().map(|m| table.amount(m, code, name, value)).collect();
        cells.extend(empty.iter().map(|m| table.amount(m, code, name, 0)));
        page.narrow_row(name, cells);
    };
    row(page, "all", body, world.project());
    for (name, value) in &world.projects {
        row(page, "", name, *value);
    }
    page.end_table();
}

/// A budget in the flow of a PDF. It prints zeros: nothing marks a blank there.
pub(crate) fn flow_budget(world: &World, page: &mut Page) {
    let world = &World { blanks: false, whole: false, ..world.clone() };
    let body = world.body.as_str();
    page.line(format!("{}年{body}部门预算", world.year));
    page.line("第三部分 部门预算情况表");
    page.line("附表:");
    let income = Table::new(world, "budget", "income_summary", "income");
    let spending = Table::new(world, "budget", "expenditure_summary", "function");
    let total = world.spending();
    head(page, "表一：收支总表", "单位名称", body);
    page.line("收入 支出");
    page.line(format!("项 目 {0} 年预算数 项 目 {0} 年预算数", world.year));
    let left: Vec<Vec<Cell>> =
        [("政府预算资金", "fiscal_appropriation"), ("一般公共预算资金", "general_public")]
            .iter()
            .map(|(name, code)| vec![text(*name), income.amount("total", code, name, total)])
            .collect();
    let right: Vec<Vec<Cell>> = world
        .functions
        .iter()
        .map(|f| vec![text(&f.name), spending.amount("total", &f.code, &f.name, f.total())])
        .collect();
    pairs(page, left, right);
    pairs(
        page,
        vec![
            vec![text("本年收入合计"), income.amount("total", "year", "本年收入合计", total)],
            vec![text("收入总计"), income.amount("total", "all", "收入总计", total)],
        ],
        vec![
            vec![text("本年支出合计"), spending.amount("total", "year", "本年支出合计", total)],
            vec![text("支出总计"), spending.amount("total", "all", "支出总计", total)],
        ],
    );
    function_table(world, page, "表七：一般公共预算支出表 (按功能科目)");
    economic_flow(world, page);
    narrow_projects(world, page);
    three_public_years(world, page, "表九：一般公共预算“三公”经费支出表");
}

/// Labels with their amounts, two on a line while both halves have rows.
fn pairs(page: &mut Page, left: Vec<Vec<Cell>>, right: Vec<Vec<Cell>>) {
    let rows = left.len().max(right.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    for _ in 0..rows {
        page.row_of_pairs(left.next().into_iter().chain(right.next()).flatten().collect());
    }
}
