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
        let mut shown = printed(value);
        if self.world.whole && self.statement != "income_summary" {
            shown = shown.strip_suffix(".00").map_or(shown.clone(), str::to_owned);
        }
        let amount = shown.replace(',', "");
        Cell::Amount(
            shown,
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
    for (nth, (name, budget)) in world.projects.iter().enumerate() {
        self_evaluation(world, page, nth, name, *budget);
    }
}

/// The form in which a project evaluates itself; its money is printed in 元.
fn self_evaluation(world: &World, page: &mut Page, nth: usize, name: &str, adjusted: i64) {
    let code = format!("440305{:02}0301500{:06}", world.year % 100, 4000 + nth);
    page.line("项目支出绩效自评表");
    page.texts(&[
        "项目编码:",
        &code,
        "项目名称:",
        name,
        "绩效自评年度:",
        &world.year.to_string(),
        "",
        "",
        "",
    ]);
    page.texts(&["实施单位:", &world.body, "一级预算单位:", &world.body, "", "", "", "", ""]);
    page.texts(&["资金使用情况", "", "", "", "", "", "", "", ""]);
    page.texts(&["", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率(%)", "得分", ""]);
    let number = |phase, measure, scheme: &'static str, code: &str, name: &str, shown: String| {
        let meaning = Meaning {
            year: world.year,
            phase,
            statement: "self_evaluation",
            measure,
            scheme,
            code: code.to_owned(),
            code_printed: true,
            name: name.to_owned(),
            amount: shown.clone(),
        };
        Cell::Amount(shown, meaning)
    };
    let spent = adjusted * 9 / 10;
    let (rate, score) = if adjusted == 0 { ("0.00", "0.00") } else { ("90.00", "9.00") };
    let yuan = |value: i64| format!("{value}.00");
    for (label, measure, parts) in [
        ("年度资金总额", "total", [0, adjusted, spent]),
        ("其中：当年财政拨款", "fiscal_appropriation", [0, adjusted, spent]),
        ("上年结转资金", "carryover_in", [0, 0, 0]),
        ("其他资金", "other_funds", [0, 0, 0]),
    ] {
        let first = if measure == "total" { "项目资金（元）" } else { "" };
        let mut cells = vec![text(first), text(label)];
        for (phase, value) in ["budget", "adjusted", "final"].into_iter().zip(parts) {
            cells.push(number(phase, measure, "project", &code, name, yuan(value)));
        }
        if measure == "total" {
            cells.push(number("final", "weight", "indicator", "", "预算执行率", "10".into()));
            cells.push(number("final", "execution_rate", "project", &code, name, rate.into()));
            cells.push(number("final", "score", "indicator", "", "预算执行率", score.into()));
            cells.push(text(""));
        } else {
            cells.extend([text("—"), text("—"), text("—"), text("")]);
        }
        page.row(cells);
    }
    page.texts(&["项目目标完成情况", "", "", "", "", "", "", "", ""]);
    page.texts(&["年度总体目标", "预期目标", "", "", "", "* 实际完成情况", "", "", ""]);
    page.texts(&["", "按2项计划完成。", "", "", "", "已完成2项。", "", "", ""]);
    page.texts(&[
        "年度绩效指标",
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "* 实际完成值",
        "* 分值",
        "* 得分",
        "偏差原因分析及改进措施",
    ]);
    let mut total = 0;
    for (group, weight, rows) in [
        (
            "产出指标",
            50,
            [
                ("数量指标", "服务12345热线次数", "100次", "98次", 20, 19),
                ("质量指标", "验收合格率", "100%", "100%", 30, 30),
            ],
        ),
        (
            "效益指标",
            30,
            [
                ("社会效益指标", "覆盖2025年新增小区", "有效保障", "有效保障", 30, 28),
                ("生态效益指标", "", "", "不适用", 0, 0),
            ],
        ),
        (
            "满意度指标",
            10,
            [
                ("服务对象满意度指标", "群众满意度", "90%", "95%", 10, 10),
                ("其他满意度指标", "", "", "不适用", 0, 0),
            ],
        ),
    ] {
        for (at, (second, third, target, actual, own, score)) in rows.into_iter().enumerate() {
            total += score;
            let first = if at == 0 {
                let mut cell = number("final", "weight", "indicator", "", group, weight.to_string());
                if let Cell::Amount(shown, _) = &mut cell {
                    *shown = format!("{group} ({weight}分)");
                }
                cell
            } else {
                text("")
            };
            let name = if third.is_empty() { second } else { third };
            page.row(vec![
                text(""),
                first,
                text(second),
                text(third),
                text(target),
                text(actual),
                number("final", "weight", "indicator", "", name, own.to_string()),
                number("final", "score", "indicator", "", name, score.to_string()),
                text(""),
            ]);
        }
    }
    let all = format!("{}.00", total + if adjusted == 0 { 0 } else { 9 });
    page.row(vec![
        text("总分"),
        text(""),
        text(""),
        text(""),
        text(""),
        text(""),
        number("final", "weight", "indicator", "all", "总分", "100".into()),
        number("final", "score", "indicator", "all", "总分", all),
        text("—"),
    ]);
    page.end_table();
}

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
    page.lines.push("表.5".into());
    projects_by_source(world, page);
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
    if world.twin {
        let own = format!("{body}（本级）");
        let mut second = vec![text(&own), text(""), text("")];
        second.extend(amounts("all", &own, world.basic(), world.project()));
        page.row(second);
    }
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
