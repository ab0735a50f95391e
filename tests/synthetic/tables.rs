//! The tables of a made-up disclosure, by the kinds of documents that print them.

use super::model::{Function, ThreePublic, World};
use super::page::{Cell, Layout, Meaning, Page, printed, text};

/// What all amounts of a table share.
#[derive(Clone, Copy)]
struct Table<'w> {
    world: &'w World,
    phase: &'static str,
    statement: &'static str,
    scheme: &'static str,
}

impl<'w> Table<'w> {
    fn new(world: &'w World, phase: &'static str, statement: &'static str, scheme: &'static str) -> Self {
        Self { world, phase, statement, scheme }
    }

    /// A cell with an amount; zeros may be blank.
    fn amount(&self, measure: &'static str, code: &str, name: &str, value: i64) -> Cell {
        if value == 0 && self.world.blanks {
            return text("");
        }
        let code_printed =
            matches!(self.scheme, "function" | "economic") && !self.statement.contains("summary");
        let amount = printed(value).replace(',', "");
        Cell::Amount(
            printed(value),
            Meaning {
                year: self.world.year,
                phase: self.phase,
                statement: self.statement,
                measure,
                scheme: self.scheme,
                code: code.to_owned(),
                code_printed: code_printed || matches!(code, "all" | "year"),
                name: name.to_owned(),
                amount,
            },
        )
    }

    fn of_year(mut cell: Cell, year: i32) -> Cell {
        if let Cell::Amount(_, meaning) = &mut cell {
            meaning.year = year;
        }
        cell
    }

    fn of_phase(mut cell: Cell, phase: &'static str) -> Cell {
        if let Cell::Amount(_, meaning) = &mut cell {
            meaning.phase = phase;
        }
        cell
    }
}

/// A title and a caption in the words of the layout.
fn head(page: &mut Page, title: &str, label: &str, body: &str) {
    match page.layout {
        Layout::Tabs => {
            page.line(title);
            page.line(format!("{label}：{body}"));
            page.line("单位：万元");
        }
        Layout::Cells => {
            page.lines.push(title.to_owned());
            page.lines.push(String::new());
            page.texts(&[&format!("{label}：{body} "), "单位：万元"]);
        }
        Layout::Flow => {
            page.line(title);
            page.line(format!("{label}:{body} 单位：万元"));
        }
    }
}

/// Two halves side by side; the shorter one ends in blanks.
fn side_by_side(page: &mut Page, left: Vec<Vec<Cell>>, right: Vec<Vec<Cell>>) {
    let width = |rows: &[Vec<Cell>]| rows.iter().map(Vec::len).max().unwrap_or(0);
    let (wide_left, wide_right) = (width(&left), width(&right));
    let rows = left.len().max(right.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    for _ in 0..rows {
        let mut cells = left.next().unwrap_or_else(|| vec![text(""); wide_left]);
        cells.extend(right.next().unwrap_or_else(|| vec![text(""); wide_right]));
        page.row(cells);
    }
}

const ORDINALS: &[&str] = &["一、", "二、", "三、", "四、", "五、", "六、", "七、", "八、"];

/// A final account with rows between tabs.
pub(crate) fn final_account(world: &World, page: &mut Page) {
    let body = world.body.as_str();
    page.line(format!("{}年度{body}部门决算", world.year));
    page.line("第二部分 部门决算表");
    final_summary(world, page);
    detail(
        world,
        page,
        "收入决算表",
        "income_detail",
        &["财政拨款收入", "上级补助收入", "事业收入"],
        &["fiscal_appropriation", "superior_subsidy", "business_income"],
    );
    detail(
        world,
        page,
        "支出决算表",
        "expenditure_detail",
        &["基本支出", "项目支出", "上缴上级支出", "经营支出"],
        &["basic", "project", "to_superior", "operating"],
    );
    detail(
        world,
        page,
        "一般公共预算财政拨款支出决算表",
        "general_by_function",
        &["基本支出", "项目支出"],
        &["basic", "project"],
    );
    economic_halves(world, page);
    head(page, "政府性基金预算财政拨款收入支出决算表", "部门", body);
    page.texts(&["功能分类科目编码", "科目名称", "年初结转和结余", "本年收入", "本年支出", "年末结转和结余"]);
    page.texts(&["", "合计", "", "", "", ""]);
    page.end_table();
    page.line("注：本表本年度无发生额。");
    three_public_halves(world, page);
}

fn final_summary(world: &World, page: &mut Page) {
    let income = Table::new(world, "final", "income_summary", "income");
    let spending = Table::new(world, "final", "expenditure_summary", "function");
    head(page, "收入支出决算总表", "部门", &world.body);
    page.texts(&["收入", "", "", "支出", "", ""]);
    page.texts(&["项 目", "行次", "决算数", "项 目", "行次", "决算数"]);
    page.texts(&["栏 次", "", "1", "栏 次", "", "2"]);
    let total = world.spending();
    let mut line = 0;
    let mut left = Vec::new();
    let mut numbered = |label: &str, cell: Cell| {
        line += 1;
        vec![text(label), text(line.to_string()), cell]
    };
    for (nth, (code, name, value)) in [
        ("general_public", "一般公共预算财政拨款收入", total),
        ("gov_fund", "政府性基金预算财政拨款收入", 0),
        ("superior_subsidy", "上级补助收入", 0),
        ("business_income", "事业收入", 0),
        ("other_income", "其他收入", 0),
    ]
    .into_iter()
    .enumerate()
    {
        left.push(numbered(&format!("{}{name}", ORDINALS[nth]), income.amount("total", code, name, value)));
    }
    let classes: Vec<&Function> = world.functions.iter().filter(|f| f.code.len() == 3).collect();
    while left.len() < classes.len() {
        left.push(numbered("", text("")));
    }
    let mut right = Vec::new();
    for (nth, class) in classes.iter().enumerate() {
        let name =
            if class.name.ends_with("支出") { class.name.clone() } else { format!("{}支出", class.name) };
        right.push(numbered(
            &format!("{}{name}", ORDINALS[nth]),
            spending.amount("total", &class.code, &name, class.total()),
        ));
    }
    while right.len() < left.len() {
        right.push(numbered("", text("")));
    }
    left.push(numbered("本年收入合计", income.amount("total", "year", "本年收入合计", total)));
    right.push(numbered("本年支出合计", spending.amount("total", "year", "本年支出合计", total)));
    left.push(numbered(
        "年初结转和结余",
        income.amount("total", "carryover_in", "年初结转和结余", world.carryover),
    ));
    let nature = Table { scheme: "nature", ..spending };
    right.push(numbered(
        "年末结转和结余",
        nature.amount("total", "carryover_out", "年末结转和结余", world.carryover),
    ));
    left.push(numbered("总计", income.amount("total", "all", "总计", total + world.carryover)));
    right.push(numbered("总计", spending.amount("total", "all", "总计", total + world.carryover)));
    side_by_side(page, left, right);
    page.end_table();
    page.line("注：反映本年度总收支和年末结转结余。");
}

/// A table by function with one total and several columns; those behind the second may be left out.
fn detail(
    world: &World,
    page: &mut Page,
    title: &str,
    statement: &'static str,
    words: &[&str],
    measures: &[&'static str],
) {
    let table = Table::new(world, "final", statement, "function");
    let kept = if world.wide { words.len() } else { words.len().min(2) };
    head(page, title, "部门", &world.body);
    let total_word = if statement == "income_detail" { "本年收入合计" } else { "本年支出合计" };
    let blank = vec![""; kept + 1];
    page.texts(&[&["项 目", "", total_word][..], &words[..kept]].concat());
    page.texts(&[&["功能分类科目编码", "科目名称"][..], &blank].concat());
    let numbers: Vec<String> = (1..=kept + 1).map(|n| n.to_string()).collect();
    page.texts(&[&["", "栏次"][..], &numbers.iter().map(String::as_str).collect::<Vec<_>>()].concat());
    let values = |basic: i64, project: i64| -> Vec<i64> {
        if statement == "income_detail" { vec![basic + project, 0, 0, 0] } else { vec![basic, project, 0, 0] }
    };
    let row = |code: &str, printed_code: &str, name: &str, basic: i64, project: i64| {
        let mut cells =
            vec![text(printed_code), text(name), table.amount("total", code, name, basic + project)];
        let parts = values(basic, project);
        cells.extend(measures[..kept].iter().zip(parts).map(|(m, value)| table.amount(m, code, name, value)));
        cells
    };
    page.row(row("all", "", "合计", world.basic(), world.project()));
    let pages = 3 + page.random.below(20);
    for (nth, f) in world.functions.iter().enumerate() {
        if nth > 0 && nth % pages == 0 {
            // A page break repeats the header.
            page.end_table();
            page.texts(&[&["项 目", "", total_word][..], &words[..kept]].concat());
            page.texts(&[&["功能分类科目编码", "科目名称"][..], &blank].concat());
            page.texts(
                &[&["", "栏次"][..], &numbers.iter().map(String::as_str).collect::<Vec<_>>()].concat(),
            );
        }
        page.row(row(&f.code, &f.code, &f.name, f.basic, f.project));
    }
    page.end_table();
    page.line("注：本表反映本年度情况。");
}

/// 人员经费 beside 公用经费.
fn economic_halves(world: &World, page: &mut Page) {
    let table = Table::new(world, "final", "basic_by_economic", "economic");
    head(page, "一般公共预算财政拨款基本支出决算明细表", "部门", &world.body);
    page.texts(&["人员经费", "", "", "公用经费", "", ""]);
    page.texts(&["经济分类科目编码", "科目名称", "金额", "经济分类科目编码", "科目名称", "金额"]);
    let half = |public: bool| -> Vec<Vec<Cell>> {
        let own = world.economics.iter().filter(|e| e.code.starts_with("302") == public);
        own.map(|e| vec![text(&e.code), text(&e.name), table.amount("basic", &e.code, &e.name, e.basic)])
            .collect()
    };
    side_by_side(page, half(false), half(true));
    page.end_table();
    page.line("注：本表反映基本支出。");
}

/// The adjusted budget beside the final account, twelve columns.
fn three_public_halves(world: &World, page: &mut Page) {
    let table = Table::new(world, "final", "three_public", "three_public");
    head(page, "财政拨款“三公”经费支出决算表", "部门", &world.body);
    let group = ["合计", "因公出国(境)费", "公务用车购置及运行维护费", "", "", "公务接待费"];
    page.texts(&["预算数", "", "", "", "", "", "决算数", "", "", "", "", ""]);
    page.texts(&[group, group].concat());
    let inner = ["", "", "小计", "公务用车购置费", "公务用车运行维护费", ""];
    page.texts(&[inner, inner].concat());
    page.texts(&["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]);
    let half = |three: ThreePublic, phase: &'static str| {
        [
            ("all", "合计", three.all()),
            ("outbound", "因公出国（境）费", three.outbound),
            ("vehicle", "公务用车购置及运行维护费", three.vehicle()),
            ("vehicle_purchase", "公务用车购置费", three.purchase),
            ("vehicle_running", "公务用车运行维护费", three.running),
            ("reception", "公务接待费", three.reception),
        ]
        .map(|(code, name, value)| Table::of_phase(table.amount("total", code, name, value), phase))
    };
    let mut cells = half(world.three_public[1], "adjusted").to_vec();
    cells.extend(half(world.three_public[0], "final"));
    page.row(cells);
    page.end_table();
    page.line("注：预算数为“三公”经费全年预算数，即按规定程序调整后的预算数。");
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

fn rename(mut cell: Cell, name: &str) -> Cell {
    if let Cell::Amount(_, meaning) = &mut cell {
        meaning.name = name.to_owned();
    }
    cell
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
    page.lines.push("表.7".into());
    function_table(world, page, "一般公共预算支出情况表");
    page.lines.push("表.12".into());
    three_public_years(world, page, "“三公”经费财政拨款预算情况表");
}

/// By function, behind a row of the unit itself.
fn function_table(world: &World, page: &mut Page, title: &str) {
    let table = Table::new(world, "budget", "general_by_function", "function");
    let body = world.body.as_str();
    head(page, title, "单位名称", body);
    page.texts(&["预算单位", "科目编码", "科目名称", "支出总计", "基本支出", "项目支出"]);
    let amounts = |code: &str, name: &str, basic: i64, project: i64| {
        [("total", basic + project), ("basic", basic), ("project", project)]
            .map(|(m, v)| table.amount(m, code, name, v))
    };
    let mut first = vec![text(body), text(""), text("")];
    first.extend(amounts("all", body, world.basic(), world.project()));
    page.row(first);
    for f in &world.functions {
        let mut cells = vec![text(""), text(&f.code), text(&f.name)];
        cells.extend(amounts(&f.code, &f.name, f.basic, f.project));
        page.row(cells);
    }
    page.end_table();
}

/// Last year and this year, a row each.
fn three_public_years(world: &World, page: &mut Page, title: &str) {
    let table = Table::new(world, "budget", "three_public", "three_public");
    let body = world.body.as_str();
    head(page, title, "单位名称", body);
    let all = "“三公”经费财政拨款预算总额";
    if page.layout == Layout::Flow {
        for line in [
            "预算单位 年度",
            "“三公”经",
            "费",
            "财政拨款",
            "预算总额",
            "因公",
            "出国",
            "(境)",
            "费",
            "公务接",
            "待费",
            "公务用车购置及运行维护费",
            "小计",
            "公务用车",
            "购置费",
            "公务用车运",
            "行维护费",
        ] {
            page.line(line);
        }
    } else {
        page.texts(&["预算单位", "年度", all, "因公出国(境)费", "公务接待费", "公务用车购置及运行维护费"]);
        page.texts(&["", "", "", "", "", "小计", "公务用车购置费", "公务用车运行维护费"]);
    }
    for (nth, three) in world.three_public.iter().enumerate().rev() {
        let year = world.year - i32::try_from(nth).expect("small");
        let label = if page.layout == Layout::Flow { format!("{year} 年") } else { year.to_string() };
        let unit = if page.layout == Layout::Flow && nth == 0 { "" } else { body };
        let mut cells = vec![text(unit), text(label)];
        for (code, name, value) in [
            ("all", all, three.all()),
            ("outbound", "因公出国（境）费", three.outbound),
            ("reception", "公务接待费", three.reception),
            ("vehicle", "公务用车购置及运行维护费", three.vehicle()),
            ("vehicle_purchase", "公务用车购置费", three.purchase),
            ("vehicle_running", "公务用车运行维护费", three.running),
        ] {
            cells.push(Table::of_year(table.amount("total", code, name, value), year));
        }
        page.row(cells);
    }
    page.end_table();
}

/// A budget in the flow of a PDF. It prints zeros: nothing marks a blank there.
pub(crate) fn flow_budget(world: &World, page: &mut Page) {
    let world = &World { blanks: false, ..world.clone() };
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
