//! Made-up budgets with rows between tabs, and with a cell a line.

use super::model::World;
use super::page::{Cell, Page, text};
use super::tables::*;

/// Projects by the source of their money, under a header of three levels whose merged cells stand once.
fn projects_by_source(world: &World, page: &mut Page) {
    let table = Table::new(world, "budget", "project", "project");
    let body = world.body.as_str();
    head(page, "项目支出预算表", "单位名称", body);
    page.texts(&[
        "预算单位",
        "总计",
        "财政预算拨款",
        "事业收入",
        "其他收入",
        "上级补助收入",
        "上年结余、结转",
    ]);
    page.texts(&["", "", "小计", "一般公共预算拨款", "政府性基金预算拨款", "财政专户拨款", "", "", "", ""]);
    page.texts(&[
        "",
        "",
        "",
        "小计",
        "一般性经费拨款",
        "财政专项资金拨款",
        "政府投资项目拨款",
        "",
        "",
        "",
        "",
        "",
        "",
    ]);
    let row = |label: &str, code: &str, name: &str, value: i64| {
        let mut cells = vec![text(label)];
        for measure in ["total", "fiscal_appropriation", "general_public", "general_regular"] {
            cells.push(table.amount(measure, code, name, value));
        }
        cells.extend(vec![text(""); 8]);
        cells
    };
    page.row(row(body, "all", body, world.project()));
    page.row(row("  一般性项目", "", "一般性项目", world.project()));
    for (name, value) in &world.projects {
        page.row(row(&format!("    {name}"), "", name, *value));
    }
    page.end_table();
}

/// A budget whose codes stand in three columns.
pub(crate) fn budget_of_three_codes(world: &World, page: &mut Page) {
    let body = world.body.as_str();
    page.line(format!("{body}{}年部门预算", world.year));
    page.line("第二部分 部门预算公开表格");
    let table = Table::new(world, "budget", "expenditure_detail", "function");
    head(page, "部门支出总表", "单位名称", body);
    page.texts(&["科目编码", "", "", "科目名称", "总计", "一般公共预算拨款", "政府性基金拨款", "其他收入"]);
    page.texts(&["类", "款", "项", "", "", "", "", ""]);
    let row = |code: &str, parts: [&str; 3], name: &str, total: i64| {
        let mut cells: Vec<Cell> = parts.iter().map(|part| text(*part)).collect();
        cells.push(text(name));
        cells.push(table.amount("total", code, name, total));
        cells.push(table.amount("general_public", code, name, total));
        cells.extend([text(""), text("")]);
        cells
    };
    page.row(
        row("all", ["合计", "", ""], "", world.spending())
            .into_iter()
            .map(|cell| rename(cell, "合计"))
            .collect(),
    );
    for f in &world.functions {
        let part = |from: usize| f.code.get(from..from + 2).unwrap_or_default();
        page.row(row(&f.code, [&f.code[..3], part(3), part(5)], &f.name, f.total()));
    }
    page.end_table();
    let table = Table::new(world, "budget", "basic_by_economic", "economic");
    for (class, title) in [
        ("301", "基本支出－工资福利支出"),
        ("302", "基本支出－商品和服务支出"),
        ("303", "基本支出－对个人和家庭的补助"),
    ] {
        head(page, title, "单位名称", body);
        page.texts(&["部门经济科目编码", "部门经济科目名称", "预算金额"]);
        for e in world.economics.iter().filter(|e| e.code.starts_with(class)) {
            page.row(vec![text(&e.code), text(&e.name), table.amount("basic", &e.code, &e.name, e.basic)]);
        }
        page.end_table();
    }
    let table = Table::new(world, "budget", "project", "project");
    head(page, "项目支出预算明细表", "单位名称", body);
    page.texts(&["项目名称", "总计", "财政拨款", "其他收入"]);
    for (name, value) in &world.projects {
        page.row(vec![
            text(name),
            table.amount("total", "", name, *value),
            table.amount("fiscal_appropriation", "", name, *value),
            text(""),
        ]);
    }
    page.end_table();
    let table = Table::new(world, "budget", "three_public", "three_public");
    let three = world.three_public[0];
    head(page, "一般公共预算“三公”经费支出表", "单位名称", body);
    page.texts(&["项 目", "预算金额"]);
    for (label, code, name, value) in [
        ("合 计", "all", "合计", three.all()),
        ("1.因公出国（境）费用", "outbound", "因公出国（境）费用", three.outbound),
        ("2.公务接待费", "reception", "公务接待费", three.reception),
        ("3.公务用车购置及运行费", "vehicle", "公务用车购置及运行费", three.vehicle()),
        ("（1）公务用车运行维护费", "vehicle_running", "公务用车运行维护费", three.running),
        ("（2）公务用车购置费", "vehicle_purchase", "公务用车购置费", three.purchase),
    ] {
        page.row(vec![text(label), table.amount("total", code, name, value)]);
    }
    page.end_table();
}

/// A budget with a cell a line.
pub(crate) fn budget(world: &World, page: &mut Page) {
    let body = world.body.as_str();
    page.line(format!("{}年{body}部门预算", world.year));
    page.line("第三部分 部门预算情况表");
    let income = Table::new(world, "budget", "income_summary", "income");
    let spending = Table::new(world, "budget", "expenditure_summary", "function");
    let total = world.spending();
    page.lines.push("表.1".into());
    head(page, "收支预算总表", "单位名称", body);
    page.texts(&["收            入", "支            出"]);
    let column = format!("{} 年预算数", world.year);
    page.texts(&["项  目", &column, "项  目", &column]);
    let mut left: Vec<Vec<Cell>> = [
        ("一、财政预算拨款", "fiscal_appropriation", "财政预算拨款", total),
        ("   一般公共预算拨款", "general_public", "一般公共预算拨款", total),
        ("   政府性基金预算拨款", "gov_fund", "政府性基金预算拨款", 0),
        ("二、事业收入", "business_income", "事业收入", 0),
        ("三、其他收入", "other_income", "其他收入", 0),
    ]
    .iter()
    .map(|(label, code, name, value)| vec![text(*label), income.amount("total", code, name, *value)])
    .collect();
    let mut right: Vec<Vec<Cell>> = Vec::new();
    for f in &world.functions {
        let indent = ["", " ", "  "][(f.code.len() - 3) / 2];
        right.push(vec![
            text(format!("{indent}{}", f.name)),
            spending.amount("total", &f.code, &f.name, f.total()),
        ]);
    }
    while left.len() < right.len() {
        left.push(vec![text(""), text("")]);
    }
    while right.len() < left.len() {
        right.push(vec![text(""), text("")]);
    }
    left.push(vec![text("本年收入合计"), income.amount("total", "year", "本年收入合计", total)]);
    right.push(vec![text("本年支出合计"), spending.amount("total", "year", "本年支出合计", total)]);
    left.push(vec![text("收 入 总 计"), income.amount("total", "all", "收入总计", total)]);
    right.push(vec![text("支 出 总 计"), spending.amount("total", "all", "支出总计", total)]);
    side_by_side(page, left, right);
    page.end_table();
    page.lines.push("表.5".into());
    projects_by_source(world, page);
    page.lines.push("表.7".into());
    function_table(world, page, "一般公共预算支出情况表");
    page.lines.push("表.12".into());
    three_public_years(world, page, "“三公”经费财政拨款预算情况表");
}
